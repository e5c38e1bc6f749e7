"""What is being saved: the pane that the bar in the window's corner opens.

Both show what `Downloads` says and nothing that they work out themselves; what a person wants is a
signal. Rows are put together a few times a second at most, however often something is reported.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QFont,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.kit.button_list import RowContent, RowList
from viewer.ui.kit.buttons import IconButton, OwnKeys
from viewer.ui.kit.card import Card
from viewer.ui.kit.focus import step_focus
from viewer.ui.kit.paint import paint_words
from viewer.ui.kit.plain import plain
from viewer.ui.kit.progress_corner import ProgressCorner
from viewer.ui.kit.sheet import Centred, Rule, Words
from viewer.ui.kit.theme import theme_of, ui_font, words_font
from viewer.ui.kit.thumbnails import Thumbnails
from viewer.ui.media.download_rows import ordered, overall, row_of, summary
from viewer.video.downloads.queue import Download, Downloads, DownloadState

_EVERY_MS = 200
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


# ---------------------------------------------------------------------- the pane


class DownloadsView(Card):
    """The pane, over the lower left corner of the window; what lies beside it can be used."""

    action_chosen = Signal(str, str)  # key of a video, "pause", "resume", "retry", "step.…" …
    library_wanted = Signal()

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
        self._window = window
        self._downloads = downloads
        self._corner = corner
        self._keys_with_note: frozenset[str] = frozenset()
        self.setAccessibleName(_tr("Downloads"))
        self.heading = _Heading(self)
        self.list = RowList(_tr("Videos that are saved"), thumbnails, _KEYS, self)
        self.list.action_chosen.connect(self.action_chosen)
        self._save = save
        self._empty = Centred(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self._status = Words("", self, tone="muted", scale=0.92)
        self._status.setContentsMargins(16, 10, 16, 4)
        self._rule = Rule(self)
        for part in (self._status, self._rule):
            part.hide()
        column = QVBoxLayout(self)
        rim = self.margin()
        column.setContentsMargins(rim + 1, rim + 1, rim + 1, rim + 8)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self._stack, 1)
        column.addWidget(self._rule)
        column.addWidget(self._status)
        heading = self.heading
        heading.close_button.clicked.connect(self.hide)
        heading.pause_button.clicked.connect(self._on_pause_all)
        heading.clear_button.clicked.connect(lambda: self.action_chosen.emit("", "clear"))
        heading.library_button.clicked.connect(self.library_wanted)
        self._refreshing = QTimer(self, singleShot=True, interval=_EVERY_MS)
        self._refreshing.timeout.connect(self._refresh)
        self._changed: set[str] = set()
        self._all_changed = True
        downloads.item_changed.connect(self._on_item)
        downloads.queue_changed.connect(self._on_queue)
        # Letters and arrows belong to the pane while the keyboard is in it.
        OwnKeys(self, _is_plain)
        window.installEventFilter(self)
        save.changed.connect(self._show_empty)
        self._show_empty()
        self.hide()
        self._on_queue()

    def toggle(self) -> None:
        """Open the pane, or close it where the keyboard is in it."""
        if self.isVisible() and self.isAncestorOf(QApplication.focusWidget() or self._window):
            self.hide()
        else:
            self.open_pane()

    def open_pane(self) -> None:
        """Show the pane, with the keyboard on its list."""
        self._refresh()
        self._place()
        self.show()
        self.raise_()
        self.list.place_buttons()
        target = self.list if self.list.rows.rows else self.heading.library_button
        target.setFocus(Qt.FocusReason.PopupFocusReason)

    def say(self, words: str) -> None:
        """Say something at the foot of the pane; "" takes it away."""
        self._status.setText(words)
        for part in (self._status, self._rule):
            part.setVisible(bool(words))
        if self.isVisible():
            self._place()

    @property
    def said(self) -> str:
        return self._status.text()

    def set_keys_with_note(self, keys: frozenset[str]) -> None:
        """Say for which videos a note is known that can be opened."""
        if keys != self._keys_with_note:
            self._keys_with_note = keys
            self._on_queue()

    # ------------------------------------------------------------------ showing what is so

    def _on_item(self, key: str) -> None:
        self._changed.add(key)
        if not self._refreshing.isActive():
            self._refreshing.start()

    def _on_queue(self) -> None:
        self._all_changed = True
        if not self._refreshing.isActive():
            self._refreshing.start()

    def _refresh(self) -> None:
        """Show what has changed since the last time."""
        self._refreshing.stop()
        downloads = self._downloads
        states = {item.state for item in downloads.items()}
        moves = DownloadState.RUNNING in states
        self._corner.show_progress(summary(downloads), overall(downloads), moves=moves)
        if self._all_changed:
            self._all_changed = False
            items = ordered(downloads.items())
            self.list.set_rows([self._row(item) for item in items])
            self._stack.setCurrentIndex(0 if items else 1)
            self.heading.show_state(items)
            if self.isVisible():
                self._place()
        else:
            for key in self._changed:
                item = downloads.item(key)
                if item is not None:
                    self.list.set_row(self._row(item))
        self._changed.clear()
        self.heading.show_summary(summary(downloads))

    def _row(self, item: Download) -> RowContent:
        return row_of(item, has_note=item.key in self._keys_with_note)

    def _on_pause_all(self) -> None:
        self.action_chosen.emit("", "pause" if self.heading.can_pause else "resume")

    # ------------------------------------------------------------------ Qt

    def _place(self) -> None:
        window, rim = self._window.rect(), self.margin()
        width = min(_SIZE.width(), window.width() - 16) + 2 * rim
        most = min(_SIZE.height(), window.height() - 46 - 28 - 16)
        extra = self.heading.sizeHint().height() + 10
        if not self._status.isHidden():
            extra += self._status.heightForWidth(width - 2 * rim)
        wanted = self.list.content_height(most) if self.list.rows.rows else 0
        height = min(most, max(260, wanted + extra)) + 2 * rim
        left, foot = 8 - rim, window.height() - 28 - 6 + rim
        self.setGeometry(left, foot - height, width, height)

    def _show_empty(self) -> None:
        """Say what can be done while nothing is in the list."""
        words = _tr("Choose notes or folders in the list to save their videos.")
        keys = self._save.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if keys:
            words = _tr("{0} saves the video of the note that is open. ").format(keys) + words
        self._empty.show_words(_tr("Nothing is being saved"), words, "download")

    def _dress(self) -> None:
        for words in self.findChildren(Words):
            words.dress()
        if self.isVisible():
            self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            # Once every part has heard of it.
            QTimer.singleShot(0, self, self._dress)

    def focusNextPrevChild(self, next: bool) -> bool:
        # Round and round in here; Esc, or the key that opened the pane, leads out.
        return step_focus(self, next)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and self.isVisible() and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif not _is_plain(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # not for the note below

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.say("")


def _is_plain(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    is_function = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
    return held == Qt.KeyboardModifier.NoModifier and not is_function


class _Heading(QWidget):
    """Title, how far all of it is, and what can be done with all of it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.can_pause = False
        self._summary = ""
        self.pause_button = self._button("pause", _tr("Pause all"))
        self.clear_button = self._button("task-done", _tr("Clear what is finished"))
        self.library_button = self._button("library", _tr("Open the library"))
        self.close_button = self._button("close", _tr("Close"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(0)
        row.addStretch(1)
        for button in (
            *(self.pause_button, self.clear_button, self.library_button, self.close_button),
        ):
            row.addWidget(button)

    def show_state(self, items: Sequence[Download]) -> None:
        """Offer what can be done with these."""
        states = {item.state for item in items}
        self.can_pause = bool(states & {DownloadState.RUNNING, DownloadState.QUEUED})
        words = _tr("Pause all") if self.can_pause else _tr("Resume all")
        self.pause_button.set_icon_name("pause" if self.can_pause else "play")
        self.pause_button.setToolTip(plain(words))
        self.pause_button.setAccessibleName(words)
        self.pause_button.setEnabled(self.can_pause or DownloadState.PAUSED in states)
        self.clear_button.setEnabled(any(not item.is_unfinished for item in items))

    def show_summary(self, words: str) -> None:
        if words != self._summary:
            self._summary = words
            self.update()

    def _button(self, icon: str, words: str) -> IconButton:
        return IconButton(icon, None, self, words=words)

    def sizeHint(self) -> QSize:
        return QSize(200, 50)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        painter = QPainter(self)
        font = words_font(self, 1.05, QFont.Weight.DemiBold)
        room = QRectF(16, 0, self.pause_button.x() - 24, self.height())
        room.setLeft(16 + paint_words(painter, room, _tr("Downloads"), font, theme.ink) + 12)
        paint_words(painter, room, self._summary, ui_font(self, 0.92), theme.muted)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.line)
