"""A field over the window with a list to choose from: base of the palette and the search.

The focus stays in the field; some of its keys move in the list. GUI thread.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from viewer.ui.kit.buttons import OwnKeys
from viewer.ui.kit.card import Card
from viewer.ui.kit.field import passes_on
from viewer.ui.kit.focus import Overlay
from viewer.ui.kit.paint import RIGHT, paint_words, smooth
from viewer.ui.kit.palette_list import TEXT_LEFT, ChoiceList
from viewer.ui.kit.roles import Role, set_role
from viewer.ui.kit.row_list import ENTER
from viewer.ui.kit.theme import CLEAR, paint_icon, scaled, set_colour, theme_of, ui_font, words_font

FOOTER_HEIGHT = 36
_TOP = 70
_LIST_PAD = 8


class ListOverlay(Overlay):
    """An overlay over `window`; hidden until `appear`. Selectable rows can be chosen."""

    closed = Signal()

    list: ChoiceList[Any]

    def __init__(
        self, window: QWidget, field_height: int, make_list: Callable[[QWidget], ChoiceList[Any]]
    ) -> None:
        super().__init__(window)
        set_role(self, Role.Dialog)
        self._window, self._field_height = window, field_height
        self._card = Card(self, radius=12.0, shadow=32)
        self.list = make_list(self._card)

    def _complete(self, field: QWidget, line: ListField, face: Face) -> None:
        self._field, self._line, self._face = field, line, face
        face.lower()
        line.moved.connect(self._move)
        line.left.connect(self.close_list)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._on_current_changed())
        self.hide()

    def _appear(self) -> None:
        self._window.installEventFilter(self)
        self.setGeometry(self._window.rect())
        self._arrange()
        self.setAccessibleName(self._line.accessibleName())
        self.show()
        self.raise_()
        self._line.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_list(self) -> None:
        """Close without a choice; the focus goes back to where it was."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def keyboard_left(self) -> None:
        self.close_list()

    # ------------------------------------------------------------------ what differs

    @abstractmethod
    def _width(self) -> int:
        """Return the width of the card, in px."""

    @abstractmethod
    def _list_height(self, most: int) -> int:
        """Return the height of the list, in px, at most `most`."""

    # ------------------------------------------------------------------ moving

    def _first(self) -> int:
        """Return the row to select first, or -1."""
        return self._selectable(0, 1)

    def _selectable(self, at: int, step: int) -> int:
        """Return the first selectable row from `at` on, or -1."""
        rows = self.list.rows.rows
        while 0 <= at < len(rows):
            if self.list.can_select(rows[at]):
                return at
            at += step
        return -1

    def _select(self, at: int) -> None:
        if at < 0:
            self.list.setCurrentIndex(QModelIndex())
            self._line.setAccessibleDescription("")
            return
        self.list.setCurrentIndex(self.list.rows.index(at))
        self._on_current_changed()  # the same place may hold another row now
        if at == self._first():
            self.list.scrollToTop()
        else:
            self._scroll_to(at)

    def _scroll_to(self, at: int) -> None:
        self.list.scrollTo(self.list.rows.index(at))

    def _move(self, key: Qt.Key) -> None:
        at, last = self.list.currentIndex().row(), len(self.list.rows.rows) - 1
        step = -1 if key in (Qt.Key.Key_Up, Qt.Key.Key_PageUp) else 1
        if key == Qt.Key.Key_Home:
            target = self._first()
        elif key == Qt.Key.Key_End:
            target = self._selectable(last, -1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            target = self._page_away(at, step)
        else:
            target = self._selectable(at + step, step)
            # Round the ends: the last row is one key away from the first.
            if target < 0:
                target = self._selectable(0 if step > 0 else last, step)
        self._select(target)

    def _page_away(self, at: int, step: int) -> int:
        rows, room = self.list.rows.rows, self.list.viewport().height() * 0.8
        while 0 <= at + step < len(rows) and room > 0:
            at += step
            room -= self.list.row_height(rows[at])
        target = self._selectable(at, step)
        return target if target >= 0 else self._selectable(at, -step)

    def _on_current_changed(self) -> None:
        # The focus stays in the field, so it is the field that says what Enter would choose.
        row = self.list.current_row
        self._line.setAccessibleDescription(self.list.speak(row) if row is not None else "")

    # ------------------------------------------------------------------ looks

    def _arrange(self) -> None:
        rim = self._card.margin()
        width = min(self._width(), self.width() - 32)
        top = min(_TOP, max(8, self.height() // 12))
        above = self._field_height + _LIST_PAD
        fixed = above + _LIST_PAD + FOOTER_HEIGHT
        listed = self._list_height(self.height() - top - 16 - fixed)
        height = fixed + listed
        self._card.setGeometry(
            (self.width() - width) // 2 - rim, top - rim, width + 2 * rim, height + 2 * rim
        )
        self._face.setGeometry(rim, rim, width, height)
        self._field.setGeometry(rim, rim + 1, width, self._field_height - 2)
        self.list.setGeometry(rim + 1, rim + above, width - 2, listed)
        self.list.setVisible(bool(self.list.rows.rows))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        face = self._card.face().translated(QPointF(self._card.pos()))
        if not face.contains(event.position()):
            self.close_list()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
            self._arrange()
        return False


class Face(QWidget):
    """The card's other parts besides field and list: an icon, lines, the keys in the footer."""

    def __init__(self, parent: QWidget, field_height: int, keys: Sequence[str]) -> None:
        super().__init__(parent)
        self._field_height, self._keys = field_height, keys

    def set_keys(self, keys: Sequence[str]) -> None:
        """Show other keys in the footer."""
        if keys != self._keys:
            self._keys = keys
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        painter = smooth(self)
        footer = self.height() - FOOTER_HEIGHT
        for y in (self._field_height, footer):
            painter.fillRect(1, y, self.width() - 2, 1, theme.line)
        icon = QRectF(TEXT_LEFT, 0, scaled(18), self._field_height)
        paint_icon(painter, "search", theme.ink, icon)
        room = QRectF(TEXT_LEFT, footer + 1, self.width() - 2 * TEXT_LEFT, FOOTER_HEIGHT - 1)
        words = "      ".join(self._keys)
        paint_words(painter, room, words, ui_font(self, 0.92), theme.muted)


class ListField(QLineEdit):
    """A search field, with the number of matches at its right.

    Keys that move in the list are emitted as signals, including Tab.
    """

    moved = Signal(Qt.Key)
    accepted = Signal(bool)  # whether with Ctrl
    left = Signal()

    _MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrame(False)
        set_colour(self, CLEAR, QPalette.ColorRole.Base)
        OwnKeys(self, self._is_own)
        self.installEventFilter(self)
        self.set_count("")

    def _move_for(self, event: QKeyEvent) -> Qt.Key | None:
        """Return the list key that a key stands for, or None."""
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.NoModifier and key in (*self._MOVES, Qt.Key.Key_Tab):
            return key
        return Qt.Key.Key_Up if key == Qt.Key.Key_Backtab else None

    def _is_own(self, event: QKeyEvent) -> bool:
        """Return True for every typed key, even if it is a shortcut of the window.

        Function keys type nothing, and do what they do everywhere.
        """
        typed_with = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        plain = not event.modifiers() & ~typed_with
        is_function = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
        return (plain and not is_function) or self._move_for(event) is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Before the focus chain sees Tab.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            move = self._move_for(event)
            if move is not None:
                self.moved.emit(move)
                return True
        return passes_on(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.accepted.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def set_count(self, text: str) -> None:
        """Show the number of matches."""
        self.count = text
        wide = QFontMetricsF(ui_font(self, 0.95)).horizontalAdvance(text)
        right = round(wide) + TEXT_LEFT + 8 if text else TEXT_LEFT
        self.setTextMargins(TEXT_LEFT + scaled(18) + 10, 0, right, 0)
        self.update()

    def refresh_font(self) -> None:
        """Update the font to the current text size."""
        self.setFont(words_font(self, 1.2))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.count:
            room = self.rect().adjusted(0, 0, -TEXT_LEFT, 0)
            font, colour = ui_font(self, 0.95), theme_of(self).muted
            paint_words(QPainter(self), room, self.count, font, colour, RIGHT)
