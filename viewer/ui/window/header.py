"""The bar at the top of the window: the title, and access to everything else."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import (
    QAction,
    QFont,
    QFontMetricsF,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from viewer.base.translation import tr
from viewer.ui.kit.boxes import row_of
from viewer.ui.kit.buttons import HIT_PX, IconButton
from viewer.ui.kit.menu import Menu
from viewer.ui.kit.paint import RIGHT, Dressed, paint_face, paint_words
from viewer.ui.kit.plain import plain
from viewer.ui.kit.roles import Role, set_role
from viewer.ui.kit.sheet import CutWords
from viewer.ui.kit.theme import Theme, paint_icon, scaled, theme_of, ui_font
from viewer.ui.window.actions import Actions
from viewer.ui.window.menus import make_menus

HEADER_PX = 46
_FIELD_FITS_PX = 900  # a header that is narrower has an icon in place of the field


class Header(Dressed, QWidget):
    """Menu, back and forward, title, search, new note.

    Also what would be nowhere else: hidden panes; problems, if the tabs are hidden.
    """

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._menu_button = IconButton("menu", None, self, words=tr("Menu"))
        self._menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = Menu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._menu.aboutToShow.connect(actions.about_to_offer)
        self._menu_button.setMenu(self._menu)
        self._title = CutWords(self, scale=1.05, weight=QFont.Weight.DemiBold)
        set_role(self._title, Role.Heading)
        self._search = SearchButton(actions["search"], self)
        self._doubts = DoubtButton(actions["doubt.next"], self)
        self.list_button = IconButton("panel-left", actions["pane.vault"], self)
        self._video_button = IconButton("panel-right", actions["pane.video"], self)
        self._count, self._tabs_shown = 0, False
        back = IconButton("back", actions["jump.back"], self)
        forward = IconButton("forward", actions["jump.forward"], self)
        for button in (back, forward):
            button.setVisible(button.isEnabled())
            button.defaultAction().enabledChanged.connect(button.setVisible)
        self._row = row_of(
            self,
            self._menu_button,
            self.list_button,
            back,
            forward,
            8,
            (self._title, 1),
            self._search,
            4,
            self._doubts,
            IconButton("note-new", actions["note.new"], self),
            self._video_button,
            gap=2,
            around=(6, 6, 8, 7),
        )

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self._title.setToolTip(plain(title))
        self._title.setAccessibleName(title)

    def set_doubts(self, count: int) -> None:
        """Show the note's number of problems, if the tabs do not; 0 hides it."""
        if count != self._count:
            self._count = count
            self._doubts.set_word(str(count))
            self._doubts.name(tr("1 problem|%n problems", "", count))
            self._doubts.setVisible(count > 0 and not self._tabs_shown)

    def set_tabs_shown(self, shown: bool, *, has_video: bool) -> None:
        """Offer to show the video and its tabs, if a note has them and they are hidden."""
        self._tabs_shown = shown
        self._video_button.setVisible(has_video and not shown)
        self._doubts.setVisible(self._count > 0 and not shown)

    def put_jobs(self, button: QWidget) -> None:
        """Put the jobs' button before the search, where it moves nothing."""
        at = self._row.indexOf(self._search)
        self._row.insertSpacing(at, 4)
        self._row.insertWidget(at, button)

    def open_menu(self) -> None:
        """Open the main menu, as a click on its button does."""
        self._menu_button.showMenu()

    def _fill_menu(self) -> None:
        """Make the menus when they are first opened, to speed up the start."""
        if self._menu.isEmpty():
            for menu in make_menus(self._actions, self._menu):
                self._menu.addMenu(menu)
        for menu in self._menu.findChildren(Menu):
            menu.menuAction().setVisible(
                any(row.isVisible() and row.text() for row in menu.actions())
            )

    def sizeHint(self) -> QSize:
        return QSize(600, scaled(HEADER_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(400, scaled(HEADER_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.dress()

    def dress(self) -> None:
        self._search.set_small(self.width() < scaled(_FIELD_FITS_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.window)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.line)


class SearchButton(IconButton):
    """Looks like a field and opens the search of the vault."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__("search", action, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._is_small = False

    def set_small(self, small: bool) -> None:
        """Show an icon, or the field."""
        if small != self._is_small:
            self._is_small = small
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        side = scaled(HIT_PX)
        return QSize(side if self._is_small else scaled(230), side)

    def minimumSizeHint(self) -> QSize:
        side = scaled(HIT_PX)
        return QSize(side + (0 if self._is_small else 60), side)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        if self._is_small:
            super().paint(painter, theme)
            return
        edge = theme.muted if self.underMouse() else theme.edge
        paint_face(painter, self.rect(), 6, theme.field, edge)
        side = scaled(16)
        paint_icon(painter, "search", theme.muted, QRectF(10, 0, side, self.height()))
        action = self.defaultAction()
        room = QRectF(self.rect()).adjusted(18 + side, 0, -10, 0)
        words = action.text().removesuffix("…")  # a field, not an entry of a menu
        wide = paint_words(painter, room, words, ui_font(self), theme.muted)
        room.setLeft(room.left() + wide + 10)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        font = ui_font(self, 0.9)
        if QFontMetricsF(font).horizontalAdvance(keys) <= room.width():
            paint_words(painter, room, keys, font, theme.muted, RIGHT)


class DoubtButton(IconButton):
    """A warning sign with the number of problems; goes to the next one."""

    INK, WASH = "doubt", "doubt_wash"

    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__("warning", action, parent)
        self.hide()

    def _on_action_changed(self) -> None:
        self.setAccessibleName(tr("1 problem|%n problems", "", int(self.word or 0)))
