"""A text field with a search icon, a thin edge, and a visible focus."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from viewer.ui.kit.theme import paint_icon, theme_of

_HEIGHT = 32


class Field(QLineEdit):
    """A line of text. Esc empties it; where it is empty already, Esc goes to the parent.

    Without `esc_empties` Esc goes to the parent in any case.
    """

    def __init__(
        self, placeholder: str, parent: QWidget | None = None, *, esc_empties: bool = True
    ) -> None:
        super().__init__(parent)
        self._esc_empties = esc_empties
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setFrame(False)
        self.setTextMargins(30, 0, 8, 0)
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, False)
        self._dress()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(_HEIGHT, self.fontMetrics().height() + 14))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self._esc_empties and self.text():
                self.clear()
            else:
                event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_field(painter, self)
        at = QRect(9, (self.height() - 16) // 2, 16, 16)
        paint_icon(painter, "search", theme_of(self).muted, at)
        painter.end()
        super().paintEvent(event)


def paint_field(painter: QPainter, field: QWidget) -> None:
    """Paint the ground and the edge of a field, which says whether it has the keyboard."""
    theme, focus = theme_of(field), field.hasFocus()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.link if focus else theme.line, 2 if focus else 1))
    painter.setBrush(theme.field)
    inset = 1.0 if focus else 0.5
    painter.drawRoundedRect(QRectF(field.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)
