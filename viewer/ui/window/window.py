"""The main window: its panes, and how they share its space. It decides nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise, repeat
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from viewer.base.translation import sentences, tr
from viewer.ui.kit.boxes import column_of
from viewer.ui.kit.focus import Focus, first_of
from viewer.ui.kit.notice import Notice, NoticeButton
from viewer.ui.kit.panes import Panes, fit_to_screen
from viewer.ui.kit.roles import announce
from viewer.ui.kit.theme import scaled, text_scale
from viewer.ui.window.action import Action, Fact
from viewer.ui.window.actions import Actions
from viewer.ui.window.drops import DropArea
from viewer.ui.window.header import Header
from viewer.ui.window.menus import make_menu_bar
from viewer.ui.window.shortcuts import Keys
from viewer.ui.window.side_tabs import SideTabs
from viewer.ui.window.slots import PagePane, PlayerPane
from viewer.ui.window.state import State
from viewer.ui.window.video_window import VideoWindow, own_in_pyside

if TYPE_CHECKING:
    from viewer.ui.kit.palette import Palette

_SIZE, _LEAST_SIZE = QSize(1440, 900), QSize(900, 560)
_LOWEST_PICTURE_PX = 140
_LOWEST_SIDE_PX = 96
_NARROWEST_PX, _NARROWEST_TABS_PX = 240, 400  # the column of the video, with it and without
_WIDEST_LIST_PX = 560  # on a wide screen; its share elsewhere
_LIST_FITS_PX = 1000  # a window that is narrower has no room for the list of notes


class Window(QMainWindow):
    """Header; notes, note and video side by side."""

    painted = Signal()  # for the first time
    closing = Signal()
    pasted = Signal()  # where no text is written

    def __init__(self, specs: Sequence[Action], keys: Keys) -> None:
        """Create the window with these actions, and the user's `keys` for some of them."""
        super().__init__()
        self.setWindowTitle("Cuenote")
        if not fit_to_screen(self, _SIZE, _LEAST_SIZE):
            self.setWindowState(Qt.WindowState.WindowMaximized)
        self.focus_ = Focus(self)
        self.actions_ = Actions(self, specs, keys)
        self.header = Header(self.actions_, self)
        self.header.installEventFilter(self)  # until it is painted
        make_menu_bar(self, self.actions_)
        self.tabs = SideTabs(("transcript", "claims", "findings"), self)
        self.tabs.prefer("claims")
        self.drops = DropArea()
        self._is_narrow = False
        self._list_shown = True  # where there is room for it
        self._list_shown_anyway = False  # although there is little

        self._palette: Palette | None = None
        self._video_shown = True  # the column of the video, beside a note
        self._has_note = self._has_video = False
        self.is_full_screen = False  # the picture, in this window
        self._was_maximized = False
        self._video_window: VideoWindow | None = None  # made when it is first wanted
        self._video_geometry = QByteArray()  # that it is made with
        self._is_detached = False
        # Of the columns where the video is not: while it is detached the note has its room.
        self._other_shares: list[float] = [250, 768, 420]
        self.actions_.refused.connect(self.hint)

    # ------------------------------------------------------------------ the slots

    def assemble(self, page: PagePane, player: PlayerPane) -> None:
        """Show the note, and the picture above the tabs. Called once."""
        self.list, self.page, self.player = QWidget(), page, player
        page.notice.offers_changed.connect(
            lambda: self.actions_.set_facts({Fact.OFFER: self.notice.offers})
        )
        self._seat = QWidget()  # of the picture, while that is in this window
        self._seat_column = column_of(self._seat, self.player)
        self._right = Panes(Qt.Orientation.Vertical, [(self._seat, 398), (self.tabs, 432)])
        self._right.setChildrenCollapsible(False)
        self.tabs.setMinimumHeight(_LOWEST_SIDE_PX)  # else it would push out the controls
        self._side_px = 0  # the height that was asked for it
        self.tabs.current_changed.connect(
            lambda _: self.give_side_pane(0) if self._side_px else None
        )
        self._columns = Panes(
            Qt.Orientation.Horizontal, [(self.list, 250), (self.page, 658), (self._right, 530)]
        )
        self._columns.setCollapsible(1, False)
        self._columns.dragged_shut.connect(
            lambda index: self.show_pane("video" if index else "vault", False)
        )
        self.list.setMaximumWidth(_WIDEST_LIST_PX)
        self.page.setMinimumWidth(300)
        self._right.setMinimumWidth(_NARROWEST_PX)
        column_of(self.drops, self.header, (self._columns, 1))
        self.setCentralWidget(self.drops)
        self._set_tab_order()

    def set_list(self, pane: QWidget) -> None:
        """Put the list of notes at the left, where there is room for it."""
        self._columns.put(0, pane)
        self.list = pane
        self.list.setMaximumWidth(_WIDEST_LIST_PX)
        self._set_tab_order()

    def _set_tab_order(self) -> None:
        order = (self.header, self.list, self.page, self.player.picture, self.player.controls)
        for before, after in pairwise((*order, self.tabs)):
            QWidget.setTabOrder(before, after)

    @property
    def palette_(self) -> Palette:
        """The palette; created when first wanted, to speed up the start."""
        if self._palette is None:
            from viewer.ui.kit.palette import Palette

            self._palette = Palette(self)
        return self._palette

    @property
    def notice(self) -> Notice:
        """The notice over the note."""
        return self.page.notice

    def say(
        self,
        text: str,
        offers: Sequence[NoticeButton] = (),
        *,
        brief: bool = False,
        stays: bool = False,
    ) -> None:
        """Show a message over the note; see `Notice.say`.

        An offer without its own key shows the key for its number.
        """
        keys = [self.actions_.shown_key(f"candidate.{number}") for number in (1, 2, 3)]
        keyed = [
            offer if offer.key else replace(offer, key=key)
            for offer, key in zip(offers, chain(keys, repeat("")), strict=False)
        ]
        self.page.say(text, keyed, brief=brief, stays=stays)
        if not self.is_note_seen:
            self.player.flash(text)

    def say_too(self, text: str, offers: Sequence[NoticeButton]) -> None:
        """Say what waits for an answer, along with what waits for one already."""
        if self.notice.stays:
            text = sentences(self.notice.text, text)
            offers = (*self.notice.offers, *offers)
        self.say(text, offers, stays=True)

    @property
    def is_note_seen(self) -> bool:
        """Return whether the user sees the note; else what it shows is shown over the picture."""
        in_own_window = self._is_detached and self.player.window().isActiveWindow()
        return not (self.page.isHidden() or in_own_window)

    def tell(self, words: str) -> None:
        """Show briefly what a key did: over the picture, or else over the note."""
        if self.player.picture.isVisible() and not self.player.window().isMinimized():
            self.player.flash(words)
        else:
            self.hint(words)

    def hint(self, words: str) -> None:
        """Show briefly why a key does nothing; never replaces a notice that offers Undo."""
        if all(offer.text != tr("Undo") for offer in self.notice.offers):
            self.say(words, brief=True)

    # ------------------------------------------------------------------ panes

    def show_pane(self, name: str, shown: bool) -> None:
        """Show or hide the pane "vault" or "video", as the user wants.

        A narrow window hides the note list by itself, and shows it again once it is wide.
        """
        self._look_how_wide()
        if name == "video":
            self._video_shown = shown
            self._show_video()
        elif self._is_narrow:
            self._list_shown_anyway = shown
            self._list_shown |= shown
        else:
            self._list_shown = shown
        self._show_list()

    def toggle_pane(self, name: str) -> None:
        """Show or hide the pane "vault" or "video"."""
        if self.is_full_screen:
            self.tell(tr("In full screen, only the video is shown."))
        elif name == "video" and not self._has_video:
            self.hint(tr("No video in this note") if self._has_note else tr("Open a note first."))
        else:
            self.show_pane(name, shown := not self.is_pane_shown(name))
            announce(self, tr("Shown", "state") if shown else tr("Hidden", "state"))

    def step_part(self, step: int) -> None:
        """Focus the next (-1: previous) part of the window, cyclically."""
        usual = {
            self.list: first_of(self.list),
            self.page: first_of(self.page) if self.page.text.isHidden() else self.page.text,
            self.player: first_of(self.player.controls),
            self.tabs: self.tabs.bar,
        }
        parts = [part for part in usual if part.isVisible() and part.window() is self]
        now = QApplication.focusWidget()
        at = next((n for n, part in enumerate(parts) if now and part.isAncestorOf(now)), None)
        if at is None:
            at = -1 if step > 0 else 0
        if parts:
            part = parts[(at + step) % len(parts)]
            is_text = usual[part] is self.page.text  # before the buttons of its line
            self.focus_.give_part(usual[part] if is_text else part, usual[part])

    def is_pane_shown(self, name: str) -> bool:
        """Return whether the pane "vault" or "video" should be visible."""
        return not self.list.isHidden() if name == "vault" else self._video_shown

    def show_beside_note(self, has_note: bool, *, has_video: bool) -> None:
        """Show the video's column, if wanted, only beside a note about a video."""
        beside = has_note, has_note and has_video
        if beside != (self._has_note, self._has_video):
            self._has_note, self._has_video = beside
            self._show_video()
            self._show_list()

    def _show_video(self) -> None:
        if not self.is_full_screen:
            shown = self._video_shown and self._has_video
            self._right.setVisible(shown)
            self.header.set_tabs_shown(shown, has_video=self._has_video)

    def _show_list(self) -> None:
        self._look_how_wide()
        if not self.is_full_screen:
            shown = self._list_shown_anyway if self._is_narrow else self._list_shown
            self.list.setVisible(shown)
            self.header.list_button.setVisible(not shown)
            self._columns.share_out()

    def _look_how_wide(self) -> None:
        is_narrow = self.width() < scaled(_LIST_FITS_PX)
        if is_narrow != self._is_narrow:
            self._is_narrow, self._list_shown_anyway = is_narrow, False

    def give_side_pane(self, height_px: int) -> None:
        """Give what is below the picture this much height, if there is room.

        Large text needs more of it, and leaves less to the picture. Once the findings are left both
        have their shares again.
        """
        self._side_px, scale = height_px, text_scale()
        controls_px = self.player.height() - self.player.picture.height()
        picture_px = round(_LOWEST_PICTURE_PX / scale)
        height_px = round(height_px * (1 + scale) / 2)
        self._right.let_last_need(height_px, leaving_px=controls_px + picture_px)

    def set_full_screen(self, full: bool) -> None:
        """Enter or leave full screen for the picture."""
        if self._is_detached and self._video_window is not None:
            self._video_window.set_full_screen(full)
            return
        if full == self.is_full_screen:
            return
        self.is_full_screen = full
        if full:
            self.player.picture.setFocus(Qt.FocusReason.OtherFocusReason)
        for widget in (self.header, self.tabs, self.page):
            widget.setVisible(not full)
        if full:
            self._was_maximized = self.isMaximized()
            self.list.hide()
            self._right.show()
            self._columns.share_out()
            self.showFullScreen()
            self.player.set_full(True)
        else:
            self.player.set_full(False)
            self._show_video()
            self._show_list()  # no other size may follow, as where windows are tiles
            self.showMaximized() if self._was_maximized else self.showNormal()
            self.focus_.give(self.page.text)

    def detach_video(self, detached: bool) -> None:
        """Move the picture into its own window, or back here; it keeps playing."""
        if detached == self._is_detached:
            return
        self.set_full_screen(False)
        self.actions_["fullscreen"].setChecked(False)
        if detached:
            self._undock_video()
            self._show_video_window(in_front=True)
        else:
            self._dock_video()
            self.show_pane("video", True)
            self.activateWindow()
            self.focus_.give(self.page.text)
        self._right.share_out()
        self.actions_["video.detach"].setChecked(detached)

    def _show_video_window(self, *, in_front: bool) -> None:
        window = self._video_window
        if window is None:
            window = self._video_window = VideoWindow(
                self, self.actions_, self.drops, self._video_geometry
            )
            window.closed.connect(lambda: self.detach_video(False))
        window.take(self.player, in_front=in_front)

    def _undock_video(self) -> None:
        self._is_detached = True
        self._seat.hide()
        self._swap_shares()

    def _dock_video(self) -> None:
        self._is_detached = False
        if self._video_window is not None:
            self._video_window.leave()
        self._seat.show()
        self._swap_shares()
        self._right.share_out()  # before, so that the picture comes in the size it will have
        self._seat_column.addWidget(self.player)
        self.player.show()
        own_in_pyside(self._seat)
        self._set_tab_order()

    def _swap_shares(self) -> None:
        shares, self._other_shares = self._other_shares, self._columns.shares
        self._right.setMinimumWidth(_NARROWEST_TABS_PX if self._is_detached else _NARROWEST_PX)
        self._columns.set_shares(shares)

    # ------------------------------------------------------------------ state

    def restore(self, state: State) -> None:
        """Restore size, position and panes."""
        geometry = state.bytes("window/geometry")
        if not geometry.isEmpty() and self.restoreGeometry(geometry):
            fit_to_screen(self, self.size(), _LEAST_SIZE)
        for name, panes in (("columns", self._columns), ("right", self._right)):
            panes.set_shares(state.numbers(f"window/{name}_shares"))
        self._list_shown = state.flag("window/show_vault", True)
        self.show_pane("video", state.flag("window/show_video", True))
        self._video_geometry = state.bytes("window/video_geometry")
        self._other_shares = state.numbers("window/detached_shares") or self._other_shares
        if state.flag("window/video_detached", False):
            self._undock_video()
            self.actions_["video.detach"].setChecked(True)

    def keep(self, state: State) -> None:
        """Save size, position and panes for the next start."""
        state.set("window/video_detached", self._is_detached)
        if self._video_window is not None:
            state.set("window/video_geometry", self._video_window.geometry_kept)
        if self._is_detached:
            self._dock_video()
        self.set_full_screen(False)
        state.set("window/geometry", self.saveGeometry())
        for name, panes in (("columns", self._columns), ("right", self._right)):
            state.set_numbers(f"window/{name}_shares", panes.shares)
        state.set_numbers("window/detached_shares", self._other_shares)
        state.set("window/show_vault", self._list_shown)
        state.set("window/show_video", self.is_pane_shown("video"))

    # ------------------------------------------------------------------ Qt

    def sizeHint(self) -> QSize:
        return _SIZE

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_list()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self.isVisible():
            self._show_list()
            QTimer.singleShot(0, self, lambda: self.give_side_pane(self._side_px))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_detached and self._video_window is None:  # as it was the last time
            QTimer.singleShot(0, self, lambda: self._show_video_window(in_front=False))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.is_full_screen:
                self.actions_["fullscreen"].trigger()
            elif not self.player.leave():
                self._leave_what_is_open()
            return
        super().keyPressEvent(event)

    def _leave_what_is_open(self) -> None:
        if self.notice.isVisible():
            self.notice.close_notice()  # which takes Esc from nothing below it
        if not self.page.leave_find():
            self.page.focus_text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A timer of 0 ms is too early where a window manager takes the window into its own frame.
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self.painted.emit)  # when all the rest is painted, too
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
