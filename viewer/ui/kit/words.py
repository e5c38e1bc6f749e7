"""The chrome's font for running text.

`ui_font` asks for figures of one width, so that clocks and counts do not jitter. In running text
that is wrong: Inter, for one, then sets hyphens as wide as figures ("sixty - two").
"""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from viewer.ui.kit.theme import ui_font


def words_font(
    widget: QWidget, scale: float = 1.0, weight: QFont.Weight = QFont.Weight.Normal
) -> QFont:
    """Give the chrome's font times `scale`, for sentences, titles and names."""
    font = ui_font(widget, scale, weight)
    font.clearFeatures()
    return font
