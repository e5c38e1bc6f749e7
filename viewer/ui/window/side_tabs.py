"""Tabs into which features put their views: below the player, and in Activity."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QTabBar, QWidget

from viewer.base.translation import numeral, tr
from viewer.ui.kit.boxes import column_of, row_of, stack_of
from viewer.ui.kit.buttons import OwnKeys, is_press
from viewer.ui.kit.paint import CENTRE, paint_words
from viewer.ui.kit.theme import paint_icon, scaled, text_scale, theme_of, ui_font

_GAP_PX, _LEAST_GAP_PX = 24, 8  # between the words of two tabs
_ARROW_PX = 18  # behind the words of a tab with a menu
_BEFORE_NUMBER = "  "


def _is_own(event: QKeyEvent) -> bool:
    """Return whether a key acts on the tabs: Left, Right, Space and Enter.

    Elsewhere in the window they seek and play.
    """
    plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
    return is_press(event) or (plain and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right))


class _Tabs(QTabBar):
    """A tab bar with an underline, in which pressing the current tab again opens its menu.

    The data of a tab is what opens its menu, or None.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        # Where there is too little room, the gaps shrink, the numbers go, and large text shrinks.
        self.setUsesScrollButtons(False)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Transcript, claims or problems"))
        OwnKeys(self, _is_own)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.tabAt(event.position().toPoint()) == self.currentIndex():
            self._open_menu()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._open_menu() if is_press(event) else super().keyPressEvent(event)

    def _open_menu(self) -> None:
        open_menu, tab = self.tabData(self.currentIndex()), self.tabRect(self.currentIndex())
        if open_menu is not None:
            open_menu(self.mapToGlobal(tab.bottomLeft()))

    def tabSizeHint(self, index: int) -> QSize:
        # With its number, whatever room there is: else the tabs would never grow again.
        return self._size(self._words_px(self.tabText(index)) + self._arrow_px(index) + _GAP_PX)

    def minimumTabSizeHint(self, index: int) -> QSize:
        words = self._words_px(self.shown_text(index), self._scale())
        return self._size(words + self._arrow_px(index) + _LEAST_GAP_PX)

    def _arrow_px(self, index: int) -> int:
        return scaled(_ARROW_PX) if self.tabData(index) else 0

    def _size(self, wide: float) -> QSize:
        return QSize(math.ceil(wide), round(QFontMetricsF(ui_font(self)).height()) + 22)

    def _words_px(self, words: str, scale: float = 1.0) -> float:
        font = ui_font(self, scale, QFont.Weight.DemiBold)
        return QFontMetricsF(font).horizontalAdvance(words)

    def shown_text(self, index: int) -> str:
        """Return the text of a tab, with its number if all tabs have room for theirs."""
        words = sum(self._words_px(self.tabText(one)) for one in self._there())
        text = self.tabText(index)
        return text if words <= self._room() else text.partition(_BEFORE_NUMBER)[0]

    def _there(self) -> list[int]:
        return [index for index in range(self.count()) if self.isTabVisible(index)]

    def _room(self) -> float:
        arrows = sum(map(self._arrow_px, self._there()))
        return self.width() - arrows - (_LEAST_GAP_PX + 1) * len(self._there())

    def _scale(self) -> float:
        """Return the scale of the texts at which all fit side by side, if possible."""
        shown, room = [self.shown_text(index) for index in self._there()], self._room()
        scale, least = 1.0, 1.0 / text_scale()  # large text shrinks so far to show all tabs
        # Letters are not narrower by just the part that their size is smaller.
        while scale > least and sum(self._words_px(one, scale) for one in shown) > room:
            scale -= 0.02
        return max(least, scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        painter = QPainter(self)
        scale = self._scale()
        for index in filter(self.isTabVisible, range(self.count())):
            rect, arrow = self.tabRect(index), self._arrow_px(index)
            current = index == self.currentIndex()
            weight = QFont.Weight.DemiBold if current else QFont.Weight.Normal
            colour = theme.ink if current else theme.muted
            font = ui_font(self, scale, weight)
            words = rect.adjusted(0, 0, -arrow, 0)
            wide = paint_words(painter, words, self.shown_text(index), font, colour, CENTRE)
            if current and arrow:
                side = arrow - 4
                at = QRectF(words.center().x() + wide / 2 + 5, 0, side, rect.height())
                paint_icon(painter, "chevron-down", theme.muted, at)
            if current:
                line = rect.adjusted(4, rect.height() - 2, -4, 0)
                painter.fillRect(line, theme.link)
            if current and self.hasFocus():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(theme.link)
                painter.drawRoundedRect(QRectF(rect).adjusted(2, 4, -2, -5), 5, 5)


class SideTabs(QWidget):
    """Tabs and their contents; each has a key."""

    current_changed = Signal(str)  # the key of the tab that came to the front

    def __init__(self, order: Sequence[str], parent: QWidget | None = None) -> None:
        """`order` are the keys of the tabs, from left to right, whichever is added first."""
        super().__init__(parent)
        self._order = order
        self.bar = _Tabs(self)
        self._stack = stack_of(self)
        self._keys: list[str] = []
        self._titles: dict[str, str] = {}
        self.bar.currentChanged.connect(self._on_tab)
        self._preferring = False
        self._chosen, self._preferred = False, ""
        self._top = row_of(None, self.bar)
        column_of(self, self._top, (self._stack, 1), gap=4)

    def add(
        self,
        key: str,
        title: str,
        widget: QWidget,
        open_menu: Callable[[QPoint], object] | None = None,
    ) -> None:
        """Add a tab; pressed while it is shown, it opens a menu at a point of the screen."""
        index = sum(self._order.index(one) < self._order.index(key) for one in self._keys)
        self._keys.insert(index, key)
        self._titles[key] = title
        self._stack.insertWidget(index, widget)
        self._preferring = True
        self.bar.insertTab(index, title)
        self.bar.setTabData(index, open_menu)
        self._preferring = False
        if key == self._preferred:
            self.prefer(key)

    def widget(self, key: str) -> QWidget:
        """Return the content of a tab."""
        widget = self._stack.widget(self._keys.index(key))
        assert widget is not None
        return widget

    def set_there(self, key: str, there: bool) -> None:
        """Show or hide a tab; if it was current, another one becomes current."""
        index = self._keys.index(key)
        if self.bar.isTabVisible(index) == there:
            return  # told twice, Qt would forget that the tabs are still to be laid out
        self._preferring = True
        self.bar.setTabVisible(index, there)
        self.bar.updateGeometry()  # which Qt leaves out
        self._preferring = False

    def put_corner(self, widget: QWidget) -> None:
        """Put a widget at the right of the tabs, at their height."""
        widget.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._top.addWidget(widget, 1)

    def set_count(self, key: str, count: int) -> None:
        """Show a number after the text of a tab; 0 shows none."""
        words = self._titles[key] + (f"{_BEFORE_NUMBER}{numeral(count)}" if count else "")
        index = self._keys.index(key)
        if self.bar.tabText(index) != words:
            self.bar.setTabText(index, words)

    @property
    def current(self) -> str:
        """The key of the current tab; empty before the first is added."""
        return self._keys[self.bar.currentIndex()] if self._keys else ""

    def show_tab(self, key: str) -> None:
        """Show a tab, as if the user had chosen it, unless it is hidden."""
        index = self._keys.index(key)
        if self.bar.isTabVisible(index):
            self.bar.setCurrentIndex(index)

    def step(self, step: int) -> None:
        """Show the next (-1: previous) tab, cyclically; the focus moves along."""
        shown = [key for at, key in enumerate(self._keys) if self.bar.isTabVisible(at)]
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.bar.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if shown:
            self.show_tab(shown[(shown.index(self.current) + step) % len(shown)])

    def prefer(self, key: str) -> None:
        """Show a tab, now or once it is added, unless the user has chosen one."""
        self._preferred = key
        if not self._chosen and key in self._keys:
            self._preferring = True
            self.show_tab(key)
            self._on_tab(self.bar.currentIndex())
            self._preferring = False

    def _on_tab(self, index: int) -> None:
        self._chosen |= not self._preferring
        if 0 <= index < self._stack.count():
            self._stack.setCurrentIndex(index)
            self.current_changed.emit(self._keys[index])

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(
            0, self.bar.geometry().bottom(), self.width(), 1, theme_of(self).line
        )
