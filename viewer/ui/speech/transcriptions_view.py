"""What is transcribed now, and what waits: a sheet with a row for each video."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from viewer.notes.timecode import format_ms
from viewer.ui.jobs.body import JobsBody, Look
from viewer.ui.jobs.corner import ProgressCorner
from viewer.ui.jobs.rows import JobRows, listed
from viewer.ui.kit.buttons import IconButton, WordButton
from viewer.ui.kit.sheet import Sheet
from viewer.ui.kit.thumbnails import Thumbnails
from viewer.ui.kit.units import left_text, part_text
from viewer.ui.speech.model_fetch import Fetching
from viewer.video.jobs import Jobs, JobState
from viewer.video.speech.queue import Transcription

_KEYS = {
    Qt.Key.Key_Space: ("pause", "resume"),
    Qt.Key.Key_P: ("pause", "resume"),
    Qt.Key.Key_R: ("resume",),
    Qt.Key.Key_Delete: ("remove",),
    Qt.Key.Key_Return: ("note", "resume"),
    Qt.Key.Key_N: ("note",),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("transcriptions", text)


class TranscriptionRows(JobRows[Transcription]):
    """The rows of what is transcribed."""

    RETRY, CANCEL = "resume", "remove"

    def __init__(self, jobs: Jobs[Transcription], speed_of: Callable[[str], float]) -> None:
        """`speed_of` says how many ms of sound a model, by its name, hears in one."""
        super().__init__(jobs)
        self._speed_of = speed_of

    def resume_words(self, item: Transcription) -> str:
        return _tr("Go on") if item.state is JobState.PAUSED else super().resume_words(item)

    def done_words(self, item: Transcription) -> str:
        """Return how much of a file is heard, in words; "" where that is not known."""
        if not item.total_ms or not item.done_ms:
            return ""
        return _tr("{0} of {1}").format(format_ms(item.done_ms), format_ms(item.total_ms))

    def line(self, item: Transcription) -> str:
        done = self.done_words(item)
        left = left_text(item.left_s) if item.left_s is not None else ""
        words = {
            JobState.QUEUED: listed(_tr("Waiting"), done),
            JobState.RUNNING: listed(done or _tr("Starting"), left),
            JobState.PAUSED: listed(_tr("Paused"), done),
            JobState.DONE: _tr("Transcribed"),
            JobState.FAILED: item.failure.words if item.failure is not None else "",
            JobState.CANCELLED: _tr("Cancelled"),
        }[item.state]
        return listed(words, item.task.model.name if item.is_unfinished else "")

    def ahead(self, going: Sequence[Transcription]) -> Sequence[str]:
        left = [self.left_s(item) for item in going]
        known = [each for each in left if each is not None]
        return [left_text(sum(known))] if len(known) == len(left) else ()

    def left_s(self, item: Transcription) -> float | None:
        """Return how long an item will still take, in seconds; None where nobody knows."""
        if item.left_s is not None:
            return item.left_s
        if item.total_ms is None:
            return None
        left_ms = item.total_ms - (item.done_ms or 0)
        return left_ms / self._speed_of(item.task.model.name) / 1000


class FetchRows(JobRows[Fetching]):
    """The row of what transcribing needs, while that is fetched."""

    CANCEL = "remove"
    can_pause = False

    def line(self, item: Fetching) -> str:
        return listed(_tr("Fetching"), self._amount(item))

    def summary(self) -> str:
        for item in self.jobs.items():
            return _tr("Fetching {0}: {1}").format(item.model, self._amount(item) or "…")
        return ""

    def _amount(self, item: Fetching) -> str:
        return part_text(min(item.bytes, item.total), item.total) if item.total else ""


class TranscriptionsView(Sheet):
    """The sheet."""

    action_chosen = Signal(str, str)  # key, "remove" or "note"; or "", "clear"

    def __init__(
        self,
        window: QWidget,
        fetch: FetchRows,
        rows: TranscriptionRows,
        corner: ProgressCorner,
    ) -> None:
        super().__init__(window, width=640, height=460, padding=0)
        card = self.card
        self.setAccessibleName(_tr("Transcriptions"))
        self._clear = WordButton(_tr("Clear what is finished"), card)
        self._clear.clicked.connect(lambda: self.action_chosen.emit("", "clear"))
        self.close_button = IconButton("close", None, card, words=_tr("Close"))
        self.close_button.clicked.connect(self.close_sheet)
        self.body = JobsBody(
            card,
            (fetch, rows),
            corner,
            Thumbnails(self),
            _KEYS,
            title=_tr("Transcriptions"),
            name=_tr("Videos that are transcribed"),
            buttons=(self._clear, self.close_button),
            look=Look(1.25, 1.0, (22, 16, 12, 10), (8, 0, 4, 0)),
        )
        self.list = self.body.list
        self.body.empty.show_words(
            _tr("Nothing is being transcribed"),
            _tr(
                "Transcribe the video of the note that is open, saved videos in the library, or "
                "those of notes that you select in the list."
            ),
            "captions",
        )
        self.body.action_chosen.connect(self.action_chosen)
        self.body.refreshed.connect(self._on_refreshed)
        self.column.addWidget(self.body, 1)
        self.column.addSpacing(8)

    def open_list(self) -> None:
        """Show the sheet; its list has the keyboard."""
        self.body.refresh()
        self.open_sheet(self.list if self.list.rows.rows else self.close_button)
        self.list.place_buttons()

    def _on_refreshed(self, is_all: bool) -> None:
        can_clear = self.body.can_clear
        if not can_clear and self._clear.hasFocus():
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._clear.setVisible(can_clear)
