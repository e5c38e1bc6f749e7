"""What is being saved, in words, and the pane of it that the bar in the window's corner opens."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from viewer.ui.jobs.body import JobsBody, Look
from viewer.ui.jobs.corner import ProgressCorner
from viewer.ui.jobs.rows import JobRows, listed
from viewer.ui.kit.boxes import column_of
from viewer.ui.kit.button_list import RowAction
from viewer.ui.kit.buttons import IconButton, OwnKeys
from viewer.ui.kit.card import Card
from viewer.ui.kit.sheet import Hairline, OverWindow, Words
from viewer.ui.kit.thumbnails import Thumbnails
from viewer.ui.kit.units import left_text, part_text, size_text, speed_text
from viewer.video.downloads.queue import LOADING, Download, Downloads
from viewer.video.jobs import JobState
from viewer.video.ytdlp.failures import Failure, FailureKind

_SIZE = QSize(600, 560)
_KEYS = {
    Qt.Key.Key_Space: ("pause", "resume", "retry"),
    Qt.Key.Key_P: ("pause", "resume"),
    Qt.Key.Key_R: ("retry",),
    Qt.Key.Key_Delete: ("cancel", "remove"),
    Qt.Key.Key_Return: (
        *("step.cookies", "step.update", "step.library", "step.browser", "step.note"),
        *("retry", "note"),
    ),
    Qt.Key.Key_N: ("note",),
    Qt.Key.Key_O: ("folder",),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("downloads", text)


def next_step(kind: FailureKind) -> tuple[str, str]:
    """Return the next step after a failure: what to do ("step.…" or "retry"), and its words."""
    if kind in (FailureKind.SIGN_IN, FailureKind.COOKIES):
        return "step.cookies", _tr("Choose a browser…")
    if kind in (
        *(FailureKind.TOO_OLD, FailureKind.FORBIDDEN, FailureKind.NO_YT_DLP),
        *(FailureKind.NO_SOUND, FailureKind.NO_PICTURE, FailureKind.UNKNOWN),
    ):
        return "step.update", _tr("Get the newest yt-dlp")
    if kind in (FailureKind.NO_ROOM, FailureKind.DISK_FULL, FailureKind.NOT_WRITABLE):
        return "step.library", _tr("Open the library")
    if kind in (
        *(FailureKind.UNAVAILABLE, FailureKind.COUNTRY, FailureKind.PROTECTED),
        *(FailureKind.UNSUPPORTED, FailureKind.LIVE, FailureKind.NOT_YET),
    ):
        return "step.browser", _tr("Open at this time in the browser")
    if kind is FailureKind.PLAYLIST:
        return "step.list", _tr("Choose from the list…")
    if kind is FailureKind.ADDRESS:
        return "step.note", _tr("Open the note")
    return "retry", _tr("Try again")


def _advice(failure: Failure, step: str) -> str:
    """Return what the next step is, for somebody who has its button before them."""
    if step == "step.update":
        return _tr("A newer yt-dlp helps most often. It is checked before it is used.")
    if step == "step.cookies":
        return _tr("Sign in there with your browser; then Cuenote can use that browser’s cookies.")
    return failure.next_step


_RANK = (
    *(JobState.RUNNING, JobState.FAILED, JobState.PAUSED),
    *(JobState.QUEUED, JobState.CANCELLED, JobState.DONE),
)


class DownloadRows(JobRows[Download]):
    """The rows of what is being saved."""

    def items(self) -> list[Download]:
        # As one wants to look at it: what moves, what needs one, what waits.
        return sorted(self.jobs.items(), key=lambda item: _RANK.index(item.state))

    def resume_words(self, item: Download) -> str:
        words = {JobState.PAUSED: _tr("Resume"), JobState.DONE: _tr("Load what is missing")}
        return words.get(item.state) or super().resume_words(item)

    def line(self, item: Download) -> str:
        if item.state is JobState.RUNNING:
            stage = _stage(item.stage)
            if item.stage not in LOADING:
                return stage
            left = speed = ""
            if item.speed:
                speed = speed_text(item.speed)
                if item.total:
                    left = left_text(max(0, item.total - item.bytes) / item.speed)
            return listed(stage, _amount(item), speed, left)
        return {
            JobState.QUEUED: listed(_tr("Waiting"), _amount(item) if item.bytes else ""),
            JobState.PAUSED: listed(_tr("Paused"), _amount(item)),
            JobState.DONE: listed(_tr("Saved"), size_text(item.bytes) if item.bytes else ""),
            JobState.CANCELLED: _tr("Cancelled"),
            JobState.FAILED: item.failure.words if item.failure is not None else _tr("Failed"),
        }[item.state]

    def more(self, item: Download) -> str:
        if item.state is JobState.FAILED and item.failure is not None:
            return _advice(item.failure, next_step(item.failure.kind)[0])
        return "\n".join(item.missing) if item.state is JobState.DONE else ""

    def further(self, item: Download) -> Sequence[RowAction]:
        if item.state is JobState.DONE:
            return (RowAction("folder", _tr("Show in its folder"), "folder"),)
        if item.state is JobState.FAILED and item.failure is not None:
            step = RowAction(*next_step(item.failure.kind))
            return (step,) if step.id != "step.note" or item.key in self.with_note else ()
        return ()

    def picture(self, item: Download) -> str:
        if item.thumbnail and item.path and item.state is JobState.DONE:
            # It moved with the video.
            return str(Path(item.path).with_suffix(Path(item.thumbnail).suffix))
        return item.thumbnail

    def ahead(self, going: Sequence[Download]) -> Sequence[str]:
        running = [item for item in going if item.state is JobState.RUNNING]
        speed = sum(item.speed or 0 for item in running)
        if not speed:
            return [_stage(item.stage) for item in running[:1]]
        known = [item.total for item in going if item.total]
        if not known:
            return (speed_text(speed),)
        # Those that wait have not been looked up yet: as large as the others, let us say.
        usual = sum(known) / len(known)
        left = sum(max(0.0, (item.total or usual) - item.bytes) for item in going)
        return speed_text(speed), left_text(left / speed)


def _stage(stage: str) -> str:
    return {
        "resolving": _tr("Looking it up"),
        "thumbnail": _tr("Thumbnail"),
        "captions": _tr("Captions"),
        "picture": _tr("Picture"),
        "sound": _tr("Sound"),
        "video": _tr("Loading"),
        "joining": _tr("Joining picture and sound"),
        "checking": _tr("Checking"),
    }.get(stage, _tr("Starting"))


def _amount(item: Download) -> str:
    if item.total:
        return part_text(min(item.bytes, item.total), item.total)
    return size_text(item.bytes) if item.bytes else ""


class DownloadsView(OverWindow, Card):
    """The pane, over the lower left corner of the window; what lies beside it can be used."""

    action_chosen = Signal(str, str)  # key of a video, "remove", "note", "step.…" …; or "", "clear"

    def __init__(
        self,
        window: QWidget,
        downloads: Downloads,
        thumbnails: Thumbnails,
        corner: ProgressCorner,
        save: QAction,
    ) -> None:
        """`save` is the action that saves the video of the note that is open."""
        super().__init__(window, radius=10.0, shadow=24)
        self._window, self._downloads = window, downloads
        self._can_pause = False  # whether the button says so
        self.setAccessibleName(_tr("Downloads"))
        self.pause_button = IconButton("pause", None, self, words=_tr("Pause all"))
        self._clear = IconButton("task-done", None, self, words=_tr("Clear what is finished"))
        self.library_button = IconButton("library", None, self, words=_tr("Open the library"))
        close = IconButton("close", None, self, words=_tr("Close"))
        self.body = JobsBody(
            self,
            (DownloadRows(downloads),),
            corner,
            thumbnails,
            _KEYS,
            title=_tr("Downloads"),
            name=_tr("Videos that are saved"),
            buttons=(self.pause_button, self._clear, self.library_button, close),
            look=Look(1.05, 0.92, (16, 8, 8, 8), (0, 0, 0, 0)),
        )
        self.list = self.body.list
        self._save = save
        self._status = Words("", self, tone="muted", scale=0.92)
        self._status.setContentsMargins(16, 10, 16, 4)
        self._rule = Hairline(self)
        rim = self.margin() + 1
        around = (rim, rim, rim, rim + 7)
        column_of(self, (self.body, 1), self._rule, self._status, around=around)
        self.say("")
        self.body.action_chosen.connect(self.action_chosen)
        self.body.refreshed.connect(self._on_refreshed)
        close.clicked.connect(self.hide)
        self.pause_button.clicked.connect(self._on_pause_all)
        self._clear.clicked.connect(lambda: self.action_chosen.emit("", "clear"))
        # Letters and arrows belong to the pane while the keyboard is in it.
        OwnKeys(self, _is_plain)
        window.installEventFilter(self)
        save.changed.connect(self._show_empty)
        self._show_empty()
        self.hide()

    def toggle(self) -> None:
        """Open the pane, or close it where the keyboard is in it."""
        if self.isVisible() and self.isAncestorOf(QApplication.focusWidget() or self._window):
            self.hide()
        else:
            self.open_pane()

    def open_pane(self) -> None:
        """Show the pane, with the keyboard on its list."""
        self.body.refresh()
        self._place()
        self.show()
        self.raise_()
        self.list.place_buttons()
        target = self.list if self.list.rows.rows else self.library_button
        target.setFocus(Qt.FocusReason.PopupFocusReason)

    def say(self, words: str) -> None:
        """Say something at the foot of the pane; "" takes it away."""
        self._status.setText(words)
        for part in (self._status, self._rule):
            part.setVisible(bool(words))
        self.fit()

    @property
    def said(self) -> str:
        return self._status.text()

    # ------------------------------------------------------------------ what can be done with all

    def _on_refreshed(self, is_all: bool) -> None:
        if not is_all:
            return
        can_pause = self._can_pause = any(item.is_going for item in self.body.items)
        words = _tr("Pause all") if can_pause else _tr("Resume all")
        self.pause_button.set_icon_name("pause" if can_pause else "play")
        self.pause_button.name(words)
        is_paused = any(item.state is JobState.PAUSED for item in self.body.items)
        self.pause_button.setEnabled(can_pause or is_paused)
        self._clear.setEnabled(self.body.can_clear)
        self.fit()

    def _on_pause_all(self) -> None:
        (self._downloads.pause_all if self._can_pause else self._downloads.resume_all)()

    # ------------------------------------------------------------------ Qt

    def _place(self) -> None:
        window, rim = self._window.rect(), self.margin()
        width = min(_SIZE.width(), window.width() - 16) + 2 * rim
        most = min(_SIZE.height(), window.height() - 46 - 28 - 16)
        extra = self.body.top_height + 10
        if not self._status.isHidden():
            extra += self._status.heightForWidth(width - 2 * rim)
        wanted = self.list.content_height(most) if self.list.rows.rows else 0
        height = min(most, max(260, wanted + extra)) + 2 * rim
        left, foot = 8 - rim, window.height() - 28 - 6 + rim
        self.setGeometry(left, foot - height, width, height)

    def _show_empty(self) -> None:
        """Show what can be done while nothing is in the list."""
        words = _tr("Choose notes or folders in the list to save their videos.")
        keys = self._save.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if keys:
            words = _tr("{0} saves the video of the note that is open. ").format(keys) + words
        self.body.empty.show_words(_tr("Nothing is being saved"), words, "download")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif not _is_plain(event):
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.say("")


def _is_plain(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    is_function = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
    return held == Qt.KeyboardModifier.NoModifier and not is_function
