"""The status bar. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from viewer.ui.kit.paint import RIGHT, paint_words
from viewer.ui.kit.theme import theme_of, ui_font

_LEAST_HEIGHT = 28


class StatusBar(QWidget):
    """How many notes there are, and what is done with them; at the right what has just happened."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._left = ""
        self._doing = ""
        self._right = ""
        self._place()

    def _place(self) -> None:
        metrics = QFontMetricsF(ui_font(self, 0.9))
        self.setFixedHeight(max(_LEAST_HEIGHT, round(metrics.height()) + 4))

    def _left_words(self) -> str:
        return "  ·  ".join(filter(None, (self._left, self._doing)))

    def set_left(self, text: str) -> None:
        self._left = text
        self.update()

    @property
    def doing(self) -> str:
        """What is said to be under way."""
        return self._doing

    def set_doing(self, text: str) -> None:
        """Show what is under way, behind what stands at the left; empty when it is done."""
        self._doing = text
        self.update()

    @property
    def right(self) -> str:
        """What is said at the right."""
        return self._right

    def set_right(self, text: str) -> None:
        self._right = text
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.window)
        painter.fillRect(0, 0, self.width(), 1, theme.line)
        font, inside = ui_font(self, 0.9), self.rect().adjusted(14, 1, -14, 0)
        paint_words(painter, inside, self._left_words(), font, theme.muted)
        paint_words(painter, inside, self._right, font, theme.muted, RIGHT)
