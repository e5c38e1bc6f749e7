"""The button in the header that says how far all jobs are."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAction, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from viewer.translation import labelled, tr
from viewer.ui.kit.buttons import HIT_PX, ICON_PX, IconButton
from viewer.ui.kit.paint import paint_face, paint_words
from viewer.ui.kit.theme import Theme, paint_icon, scaled, ui_font

_GAP_PX = 6  # to the search behind it


class JobsButton(IconButton):
    """An icon, and how much of what runs is done. Hidden while there are no jobs."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        """`action` opens the window of jobs."""
        super().__init__("download", action, parent)
        self.words = ""  # what is shown: "" where nothing runs
        self.hide()

    def show_progress(self, told: str, fraction: float | None) -> None:
        """Show how much is done, 0 to 1, or that nothing runs; no words hide the button."""
        self.words = "" if fraction is None else tr("{0} %").format(round(fraction * 100))
        self.setAccessibleName(labelled(self.defaultAction().text(), told))
        self.setVisible(bool(told))
        self.updateGeometry()
        self.update()

    def _on_action_changed(self) -> None:
        """Keep the name: it says more than the action does."""

    def sizeHint(self) -> QSize:
        # As wide for any figure, so that nothing beside it moves.
        font = ui_font(self, 1.0, QFont.Weight.Medium)
        words = QFontMetricsF(font).horizontalAdvance(tr("{0} %").format(100))
        return QSize(
            scaled(HIT_PX) + (round(words) + 8 + _GAP_PX if self.words else 0), scaled(HIT_PX)
        )

    def paint(self, painter: QPainter, theme: Theme) -> None:
        if not self.words:
            super().paint(painter, theme)
            return
        wash = theme.chip_wash
        face = self.rect().adjusted(0, 0, -_GAP_PX, 0)
        paint_face(painter, face, 6, wash.darker(105) if self.underMouse() else wash)
        side = scaled(ICON_PX)
        icon = QRectF(6, (self.height() - side) / 2, side, side)
        paint_icon(painter, "download", theme.link, icon)
        room = face.adjusted(scaled(HIT_PX), 0, -4, 0)
        font = ui_font(self, 1.0, QFont.Weight.Medium)
        paint_words(painter, room, self.words, font, theme.link)
