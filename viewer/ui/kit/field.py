"""A text field with an icon, a thin edge, and a visible focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from viewer.ui.kit.keys import HELD
from viewer.ui.kit.paint import Dressed, smooth
from viewer.ui.kit.theme import CLEAR, paint_icon, scaled, set_colour, theme_of

_HEIGHT = 32
_FOR_TEXT = (
    *(QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut, QKeySequence.StandardKey.Paste),
    QKeySequence.StandardKey.SelectAll,
    *(QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo),
)


def passes_on(field: QLineEdit, event: QEvent) -> bool:
    """Pass Undo and Redo to the window if a field has nothing of its own to undo."""
    if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.ShortcutOverride:
        return False
    is_undo = event.matches(QKeySequence.StandardKey.Undo) and not field.isUndoAvailable()
    if is_undo or (event.matches(QKeySequence.StandardKey.Redo) and not field.isRedoAvailable()):
        event.ignore()
        return True
    return False


def paint_box(widget: QWidget) -> QPainter:
    """Paint the box of a field, including its focus ring; its edge follows the pointer."""
    theme, painter, width = theme_of(widget), smooth(widget), 1.0
    edge = theme.muted if widget.underMouse() else theme.edge
    if widget.hasFocus():
        edge, width = theme.link, 2.0
    painter.setPen(QPen(edge, width))
    painter.setBrush(theme.field)
    rim = width / 2
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(rim, rim, -rim, -rim), 6, 6)
    return painter


class Field(Dressed, QLineEdit):
    """A line of text. Esc clears it; if it is empty, Esc goes to the parent.

    Without `esc_empties` Esc always goes to the parent. Down moves to `below`, if set.
    """

    def __init__(
        self,
        placeholder: str,
        parent: QWidget | None = None,
        *,
        esc_empties: bool = True,
        icon: str = "search",
    ) -> None:
        super().__init__(parent)
        self._esc_empties, self._icon = esc_empties, icon
        self.below: QWidget | None = None
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setFrame(False)
        self.dress()
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, False)
        set_colour(self, CLEAR, QPalette.ColorRole.Base)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return watched is self and passes_on(self, event)

    def dress(self) -> None:
        begin = 14 + scaled(16) if self._icon else 9
        self.setTextMargins(begin, 0, 8, 0)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(_HEIGHT, self.fontMetrics().height() + 14))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self._esc_empties and self.text():
                self.clear()
            else:
                event.ignore()
            return
        if event.key() == Qt.Key.Key_Down and self.below is not None:
            self.below.setFocus(Qt.FocusReason.TabFocusReason)
            return
        before = self._typed()
        super().keyPressEvent(event)
        if (
            event.modifiers() & HELD
            and self._typed() == before
            and not any(map(event.matches, _FOR_TEXT))
        ):
            event.ignore()  # Qt's field takes keys with which it does nothing

    def _typed(self) -> tuple[str, int, int]:
        return self.text(), self.cursorPosition(), self.selectionLength()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint_box(self)
        if self._icon:
            at = QRect(9, 0, scaled(16), self.height())
            paint_icon(painter, self._icon, theme_of(self).muted, at)
        painter.end()
        super().paintEvent(event)
