"""The one window: its panes, and how they share its room. It decides nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from viewer.ui.kit.focus import Focus
from viewer.ui.kit.notice import Notice, NoticeButton
from viewer.ui.kit.panes import Panes, fit_to_screen
from viewer.ui.note.pane import NotePane
from viewer.ui.player.controls import ControlBar
from viewer.ui.player.picture import VideoView
from viewer.ui.player.reel_bar import ReelBar
from viewer.ui.shell.actions import Action, Actions
from viewer.ui.shell.header import Header
from viewer.ui.shell.shortcuts import Keys
from viewer.ui.shell.side_tabs import SidePane
from viewer.ui.shell.state import State
from viewer.ui.shell.status_bar import StatusBar
from viewer.ui.vault.view import VaultView

if TYPE_CHECKING:
    from viewer.ui.kit.palette import Palette

_SIZE, _LEAST_SIZE = QSize(1440, 900), QSize(900, 560)
_CONTROLS_STAY_MS = 2500
_LOWEST_PICTURE_PX = 140
_LOWEST_SIDE_PX = 96
_LIST_FITS_PX = 1000  # a window that is narrower has no room for the list of notes


class Window(QMainWindow):
    """Header; notes, note and video side by side; status bar."""

    closing = Signal()
    dropped = Signal(object)  # list[Path], in the order of the drop

    def __init__(self, specs: Sequence[Action], keys: Keys) -> None:
        """Make the window with these actions, and other keys for some of them."""
        super().__init__()
        self.setWindowTitle("Cuenote")
        self.setAcceptDrops(True)
        if not fit_to_screen(self, _SIZE, _LEAST_SIZE):
            self.setWindowState(Qt.WindowState.WindowMaximized)
        self.focus_ = Focus(self)
        self.actions_ = Actions(self, specs, keys)
        self.header = Header(self.actions_.by_id, self)
        self.vault_view = VaultView(self)
        self.note_pane = NotePane(self)
        self.note_pane.offer_key = self._offer_key
        self.video_view = VideoView(self)
        self.controls = ControlBar(self.actions_.by_id, self)
        self.side_pane = SidePane(self, self.actions_.by_id)
        self.reel_bar = ReelBar(self)
        self.status = StatusBar(self)

        self._player = QWidget()
        top_column = QVBoxLayout(self._player)
        top_column.setContentsMargins(0, 0, 0, 0)
        top_column.setSpacing(0)
        top_column.addWidget(self.video_view, 1)
        top_column.addWidget(self.controls)
        top_column.addWidget(self.reel_bar)
        self._player_column = top_column
        self._right = Panes(Qt.Orientation.Vertical, [(self._player, 398), (self.side_pane, 432)])
        self._right.setChildrenCollapsible(False)
        self.side_pane.setMinimumHeight(_LOWEST_SIDE_PX)  # else it would push out the controls
        self.side_pane.claims_wanted.connect(self._bring_claims)
        self.side_pane.findings_left.connect(lambda: self._right.let_last_need(0))
        self._columns = Panes(
            Qt.Orientation.Horizontal,
            [(self.vault_view, 250), (self.note_pane, 658), (self._right, 530)],
        )
        self._columns.setCollapsible(1, False)
        self._columns.dragged_shut.connect(
            lambda index: self.show_pane("video" if index else "vault", False)
        )
        self.vault_view.setMaximumWidth(420)
        self.note_pane.setMinimumWidth(300)
        self._right.setMinimumWidth(240)
        self._is_narrow = False
        self._list_shown = True  # where there is room for it
        self._list_shown_anyway = False  # although there is little

        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._columns, 1)
        column.addWidget(self.status)
        self.setCentralWidget(centre)
        self._palette: Palette | None = None

        self.actions_.keys_changed.connect(self._show_keys)
        self.actions_.refused.connect(lambda words: self.say(words, brief=True))
        self.note_pane.said_unseen.connect(self.video_view.flash)
        self._show_keys()
        self._full = False
        self._was_maximized = False
        self._hide_controls = QTimer(self, singleShot=True, interval=_CONTROLS_STAY_MS)
        self._hide_controls.timeout.connect(self._on_controls_stayed)
        self.video_view.installEventFilter(self)
        QWidget.setTabOrder(self.header, self.vault_view)
        QWidget.setTabOrder(self.vault_view, self.note_pane)
        QWidget.setTabOrder(self.note_pane, self.video_view)
        QWidget.setTabOrder(self.video_view, self.controls)
        QWidget.setTabOrder(self.controls, self.side_pane)

    @property
    def palette_(self) -> Palette:
        """The palette; made when it is first wanted, for the start need not wait for it."""
        if self._palette is None:
            from viewer.ui.kit.palette import Palette

            self._palette = Palette(self)
        return self._palette

    @property
    def notice(self) -> Notice:
        """What is said over the note."""
        return self.note_pane.notice

    def say(
        self,
        text: str,
        offers: Sequence[NoticeButton] = (),
        *,
        brief: bool = False,
        stays: bool = False,
    ) -> None:
        """Say something over the note; see `Notice.say`."""
        self.note_pane.say(text, offers, brief=brief, stays=stays)

    def tell(self, words: str) -> None:
        """Say in passing what a key did: over the picture, or else over the note."""
        if self.video_view.isVisible():
            self.video_view.flash(words)
        else:
            self.say(words, brief=True)

    def _show_keys(self) -> None:
        """Name the keys where they are shown without a button of the action itself."""
        shown_key = self.actions_.shown_key
        self.note_pane.set_follow_keys(
            shown_key("follow"), self.actions_.key_while_typing("follow")
        )
        self.note_pane.find_bar.show_keys(shown_key("find.previous"), shown_key("find.next"))

    # ------------------------------------------------------------------ panes

    def _bring_claims(self, all_notes: bool) -> None:
        if self._full:
            both = self.tr("Claims of all notes"), self.tr("Claims of this note")
            self.tell(both[0] if all_notes else both[1])
        else:
            self.show_pane("video", True)

    def show_pane(self, name: str, shown: bool) -> None:
        """Show or hide the pane "vault" or "video", as a person wants it.

        A narrow window hides the list of notes by itself, and shows it again once it is wide.
        """
        self._look_how_wide()
        if name == "video":
            self._right.setVisible(shown)
        elif self._is_narrow:
            self._list_shown_anyway = shown
            self._list_shown |= shown
        else:
            self._list_shown = shown
        self._show_list()

    def toggle_pane(self, name: str) -> None:
        """Show the pane "vault" or "video" where it is hidden, and the other way round."""
        if self._full:
            self.tell(self.tr("In full screen the video is shown alone."))
        else:
            self.show_pane(name, not self.is_pane_shown(name))

    def is_pane_shown(self, name: str) -> bool:
        """Say whether the pane "vault" or "video" is meant to be seen."""
        return not (self.vault_view if name == "vault" else self._right).isHidden()

    def _show_list(self) -> None:
        """Show the list of notes, where it is wanted and there is room for it."""
        self._look_how_wide()
        if not self._full:
            shown = self._list_shown_anyway if self._is_narrow else self._list_shown
            self.vault_view.setVisible(shown)
            self._columns.share_out()

    def _look_how_wide(self) -> None:
        is_narrow = self.width() < _LIST_FITS_PX
        if is_narrow != self._is_narrow:
            self._is_narrow, self._list_shown_anyway = is_narrow, False

    def give_side_pane(self, height_px: int) -> None:
        """See to it that what stands below the picture has so much height, where there is room.

        Until the findings are left; then both have their shares again.
        """
        controls_px = self._player.height() - self.video_view.height()
        self._right.let_last_need(height_px, leaving_px=controls_px + _LOWEST_PICTURE_PX)

    @property
    def is_full_screen(self) -> bool:
        return self._full

    def set_full_screen(self, full: bool) -> None:
        """Give the whole screen to the picture, or give it back."""
        if full == self._full:
            return
        self._full = full
        if full:
            self.video_view.setFocus(Qt.FocusReason.OtherFocusReason)
        for widget in (self.header, self.status, self.side_pane, self.note_pane):
            widget.setVisible(not full)
        if full:
            self._video_was_shown = self.is_pane_shown("video")
            self._was_maximized = self.isMaximized()
            self.vault_view.hide()
            self._right.show()
            self._columns.share_out()
            self._player_column.removeWidget(self.controls)
            self.controls.setParent(self.video_view)
            self.controls.setAutoFillBackground(True)
            self.showFullScreen()
            self._show_controls()
        else:
            self.controls.setParent(self._player_column.parentWidget())
            self.controls.setAutoFillBackground(False)
            self._player_column.insertWidget(1, self.controls)
            self.controls.show()
            self._hide_controls.stop()
            self.show_pane("video", self._video_was_shown)
            self.showMaximized() if self._was_maximized else self.showNormal()
            self.focus_.give(self.note_pane.text)

    _video_was_shown = True

    def _show_controls(self) -> None:
        height = self.controls.minimumSizeHint().height()
        width = self.video_view.width()
        self.controls.setGeometry(0, self.video_view.height() - height, width, height)
        self.controls.show()
        self.controls.raise_()
        self._hide_controls.start()

    def _on_controls_stayed(self) -> None:
        if self._full and self.controls.underMouse():
            self._hide_controls.start()
        elif self._full:
            self.controls.hide()

    # ------------------------------------------------------------------ state

    def restore(self, state: State) -> None:
        """Take size, place and panes from the last time."""
        geometry = state.bytes("window/geometry")
        if not geometry.isEmpty() and self.restoreGeometry(geometry):
            fit_to_screen(self, self.size(), _LEAST_SIZE)
        for name, panes in (("columns", self._columns), ("right", self._right)):
            panes.set_shares(state.numbers(f"window/{name}_shares"))
        self._list_shown = state.flag("window/show_vault", True)
        self.show_pane("video", state.flag("window/show_video", True))

    def keep(self, state: State) -> None:
        """Keep size, place and panes for the next time."""
        self.set_full_screen(False)
        state.set_bytes("window/geometry", self.saveGeometry())
        for name, panes in (("columns", self._columns), ("right", self._right)):
            state.set_numbers(f"window/{name}_shares", panes.shares)
        state.set_flag("window/show_vault", self._list_shown)
        state.set_flag("window/show_video", self.is_pane_shown("video"))

    # ------------------------------------------------------------------ Qt

    def sizeHint(self) -> QSize:
        return _SIZE

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_list()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if self._full and watched is self.video_view:
            if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseMove:
                self._show_controls()
            elif isinstance(event, QResizeEvent):
                QTimer.singleShot(0, self._show_controls)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self._full:
                self.actions_["fullscreen"].trigger()
            elif not self.reel_bar.isHidden():
                self.reel_bar.stop_requested.emit()
            elif self.notice.isVisible():
                self.notice.close_notice()
            elif self.note_pane.find_bar.isVisible():
                self.note_pane.close_find()
            else:
                self.note_pane.focus_text()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = _paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def _offer_key(self, number: int) -> str:
        action_id = f"candidate.{number}"
        return self.actions_.shown_key(action_id) if action_id in self.actions_.by_id else ""

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


def _paths(mime: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
