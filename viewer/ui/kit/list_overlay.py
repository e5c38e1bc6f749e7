"""A field over the window with a list to choose from: base of the palette and the search.

The focus stays in the field; some of its keys move in the list. GUI thread.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from viewer.ui.kit.boxes import column_of, row_of
from viewer.ui.kit.buttons import OwnKeys
from viewer.ui.kit.card import Card
from viewer.ui.kit.field import passes_on
from viewer.ui.kit.focus import Overlay
from viewer.ui.kit.paint import RIGHT, paint_words
from viewer.ui.kit.palette_list import TEXT_LEFT, ChoiceList
from viewer.ui.kit.roles import Role, set_role
from viewer.ui.kit.row_list import ENTER
from viewer.ui.kit.sheet import CutWords, Hairline, OverWindow
from viewer.ui.kit.theme import CLEAR, paint_icon, scaled, set_colour, theme_of, ui_font, words_font

_FOOTER_HEIGHT = 36
_TOP = 70
_LIST_PAD = 8


class ListOverlay(OverWindow, Overlay):
    """An overlay over `window`; hidden until `appear`. Selectable rows can be chosen."""

    closed = Signal()

    field: ListField
    list: ChoiceList[Any]

    def __init__(
        self,
        window: QWidget,
        field_height: int,
        make_field: Callable[[QWidget], ListField],
        make_list: Callable[[QWidget], ChoiceList[Any]],
    ) -> None:
        super().__init__(window)
        set_role(self, Role.Dialog)
        self._window, self._field_height = window, field_height
        self._card = card = Card(self, radius=12.0, shadow=32)
        self.list, self.field = make_list(card), make_field(card)
        self.field.setFixedHeight(field_height - 2)
        self.empty = CutWords(card, cut=Qt.TextElideMode.ElideMiddle, tone="muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setContentsMargins(TEXT_LEFT, 0, TEXT_LEFT, 0)
        self._foot = CutWords(card, tone="muted", scale=0.92)
        self._foot.setContentsMargins(TEXT_LEFT, 0, TEXT_LEFT, 0)
        self._foot.setFixedHeight(_FOOTER_HEIGHT - 1)
        listed = row_of(None, self.list, self.empty, around=(1, _LIST_PAD - 1, 1, _LIST_PAD))
        parts = (1, self.field, 1, Hairline(card), listed, Hairline(card), self._foot)
        self._column = column_of(card, *parts, around=card.margin())
        self.field.moved.connect(self._move)
        self.field.left.connect(self.close_list)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._on_current_changed())
        self.hide()

    def set_keys(self, keys: Sequence[str]) -> None:
        """Show these keys in the footer."""
        self._foot.setText("      ".join(keys))

    def _appear(self) -> None:
        self._place()
        self.setAccessibleName(self.field.accessibleName())
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

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
            self.field.setAccessibleDescription("")
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
        self.field.setAccessibleDescription(self.list.speak(row) if row is not None else "")

    # ------------------------------------------------------------------ looks

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        rim, rows = self._card.margin(), self.list.rows.rows
        width = min(self._width(), self.width() - 32)
        top = min(_TOP, max(8, self.height() // 12))
        fixed = self._field_height + 2 * _LIST_PAD + _FOOTER_HEIGHT
        listed = self._list_height(self.height() - top - 16 - fixed)
        for part in (self.list, self.empty):
            part.setFixedHeight(listed)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._card.setGeometry(
            (self.width() - width) // 2 - rim, top - rim, width + 2 * rim, fixed + listed + 2 * rim
        )
        self._column.activate()  # at once: what is scrolled to is known then

    def mousePressEvent(self, event: QMouseEvent) -> None:
        face = self._card.face().translated(QPointF(self._card.pos()))
        if not face.contains(event.position()):
            self.close_list()


class ListField(QLineEdit):
    """A search field with its icon, and the number of matches at its right.

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
        painter, theme = QPainter(self), theme_of(self)
        at = QRectF(TEXT_LEFT, 0, scaled(18), self.height())
        paint_icon(painter, "search", theme.ink, at)
        room = self.rect().adjusted(0, 0, -TEXT_LEFT, 0)
        paint_words(painter, room, self.count, ui_font(self, 0.95), theme.muted, RIGHT)
