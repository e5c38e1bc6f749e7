"""What is transcribed now, and what waits: a sheet with a row for each video."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from viewer.notes.timecode import format_ms
from viewer.ui.kit.button_list import RowAction, RowContent, RowList
from viewer.ui.kit.buttons import IconButton, WordButton
from viewer.ui.kit.sheet import Centred, Rule, Sheet, Words
from viewer.ui.kit.thumbnails import Thumbnails
from viewer.ui.kit.units import left_text, part_text
from viewer.ui.transcript.speech_fetch import SpeechFetch
from viewer.video.speech.queue import Transcribing, TranscribingState

_KEYS = {
    Qt.Key.Key_Space: ("pause", "resume"),
    Qt.Key.Key_P: ("pause", "resume"),
    Qt.Key.Key_R: ("resume",),
    Qt.Key.Key_Delete: ("remove",),
    Qt.Key.Key_Return: ("note", "resume"),
    Qt.Key.Key_N: ("note",),
}
FETCH_KEY = "fetch"  # of the row of what is fetched


def _tr(text: str) -> str:
    return QCoreApplication.translate("transcriptions", text)


class TranscriptionsView(Sheet):
    """The sheet."""

    action_chosen = Signal(str, str)  # key; "pause", "resume", "remove", "note"; "" and "clear"

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, width=640, height=460, padding=0)
        card = self.card
        self.setAccessibleName(_tr("Transcriptions"))
        title = Words(_tr("Transcriptions"), card, scale=1.25, weight=QFont.Weight.DemiBold)
        title.setWordWrap(False)
        self._summary = Words("", card, tone="muted")
        self._summary.setWordWrap(False)
        self._clear = WordButton(_tr("Clear what is finished"), card)
        self._clear.clicked.connect(lambda: self.action_chosen.emit("", "clear"))
        self.close_button = IconButton("close", None, card, words=_tr("Close"))
        self.close_button.clicked.connect(self.close_sheet)
        top = QHBoxLayout()
        top.setContentsMargins(22, 16, 12, 10)
        top.addWidget(title)
        top.addSpacing(12)
        top.addWidget(self._summary, 1)
        top.addWidget(self._clear)
        top.addWidget(self.close_button)
        self.list = RowList(_tr("Videos that are transcribed"), Thumbnails(self), _KEYS, card)
        self.list.action_chosen.connect(self.action_chosen)
        empty = Centred(card)
        empty.show_words(
            _tr("Nothing is being transcribed"),
            _tr(
                "Transcribe the video of the note that is open, saved videos in the library, or "
                "those of notes that you select in the list."
            ),
            "captions",
        )
        self._stack = QStackedWidget(card)
        inset = QWidget(card)
        inside = QHBoxLayout(inset)
        inside.setContentsMargins(8, 0, 4, 0)
        inside.addWidget(self.list)
        self._stack.addWidget(inset)
        self._stack.addWidget(empty)
        self.column.addLayout(top)
        self.column.addWidget(Rule(card))
        self.column.addWidget(self._stack, 1)
        self.column.addSpacing(8)

    def open_list(self) -> None:
        """Show the sheet; its list has the keyboard."""
        self.open_sheet(self.list if self.list.rows.rows else self.close_button)
        self.list.place_buttons()

    def show_items(
        self,
        items: Sequence[Transcribing],
        summary: str,
        with_note: frozenset[str],
        fetch: SpeechFetch,
    ) -> None:
        """Show these; `with_note` are the keys of those whose note is known."""
        rows = [_row(item, has_note=item.key in with_note) for item in items]
        if fetch.is_running:
            rows.insert(0, _fetch_row(fetch))
        self.list.set_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        self._summary.setText(summary)
        can_clear = any(not item.is_unfinished for item in items)
        if not can_clear and self._clear.hasFocus():
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._clear.setVisible(can_clear)


def _row(item: Transcribing, *, has_note: bool) -> RowContent:
    state = item.state
    actions = [RowAction("note", _tr("Open the note"), "note")] if has_note else []
    if item.is_going:
        actions.append(RowAction("pause", _tr("Pause"), "pause"))
    elif state is TranscribingState.PAUSED:
        actions.append(RowAction("resume", _tr("Go on"), "play"))
    elif state is not TranscribingState.DONE:
        actions.append(RowAction("resume", _tr("Try again"), "reload"))
    words = _tr("Cancel") if item.is_unfinished else _tr("Take out of the list")
    actions.append(RowAction("remove", words, "close"))
    is_moving = state is TranscribingState.RUNNING
    return RowContent(
        item.key,
        item.title,
        _line(item),
        tuple(actions),
        {TranscribingState.DONE: "good", TranscribingState.FAILED: "bad"}.get(state, "muted"),
        item.next_step if state is TranscribingState.FAILED else "",
        (item.fraction or 0.0) if is_moving or state is TranscribingState.PAUSED else None,
        is_moving,
    )


def _fetch_row(fetch: SpeechFetch) -> RowContent:
    amount = ""
    if fetch.total:
        amount = part_text(min(fetch.bytes, fetch.total), fetch.total)
    return RowContent(
        FETCH_KEY,
        _tr("What transcribing needs: the model {0}").format(fetch.model),
        "  ·  ".join(filter(None, (_tr("Fetching"), amount))),
        (RowAction("remove", _tr("Cancel"), "close"),),
        fraction=fetch.fraction,
        is_moving=True,
    )


def _line(item: Transcribing) -> str:
    """Say where an item is."""
    done = ""
    if item.total_ms and item.done_ms:
        done = _tr("{0} of {1}").format(format_ms(item.done_ms), format_ms(item.total_ms))
    parts = {
        TranscribingState.QUEUED: [_tr("Waiting"), done],
        TranscribingState.RUNNING: [
            done or _tr("Starting"),
            left_text(item.left_s) if item.left_s is not None else "",
        ],
        TranscribingState.PAUSED: [_tr("Paused"), done],
        TranscribingState.DONE: [_tr("Transcribed")],
        TranscribingState.FAILED: [item.failure],
        TranscribingState.CANCELLED: [_tr("Cancelled")],
    }[item.state]
    model = item.task.model.name
    return "  ·  ".join(filter(None, (*parts, model if item.is_unfinished else "")))


def summary(items: Sequence[Transcribing], speed_of: Callable[[str], float]) -> str:
    """Say in a few words how far everything is, or what needs somebody; "" where nothing does."""
    going = [item for item in items if item.is_going]
    if not going:
        stopped = (
            (TranscribingState.PAUSED, _tr("{0} paused")),
            (TranscribingState.FAILED, _tr("{0} failed")),
        )
        counts = [(sum(item.state is state for item in items), words) for state, words in stopped]
        return "  ·  ".join(words.format(count) for count, words in counts if count)
    done = sum(item.state is TranscribingState.DONE for item in items)
    parts = [_tr("{0} of {1}").format(done + 1, done + len(going))]
    left = [left_s(item, speed_of) for item in going]
    known = [each for each in left if each is not None]
    if len(known) == len(left):
        parts.append(left_text(sum(known)))
    return "  ·  ".join(parts)


def left_s(item: Transcribing, speed_of: Callable[[str], float]) -> float | None:
    """Say how long an item will still take, in seconds; None where nobody knows."""
    if item.left_s is not None:
        return item.left_s
    if item.total_ms is None:
        return None
    left_ms = item.total_ms - (item.done_ms or 0)
    return left_ms / speed_of(item.task.model.name) / 1000


def overall(items: Sequence[Transcribing]) -> float:
    """Say how much of all that is in the list is done, 0 to 1, each video alike."""
    counted = [i for i in items if i.is_unfinished or i.state is TranscribingState.DONE]
    done = [1.0 if i.state is TranscribingState.DONE else i.fraction or 0.0 for i in counted]
    return sum(done) / len(done) if done else 0.0
