"""A scroll area on the ground of its pane: no frame, a slim bar, nothing of its own to tab to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from viewer.ui.kit.scroll_bar import SlimScrollBar
from viewer.ui.kit.theme import theme_of

_LOWEST_PX = 44


class QuietArea(QScrollArea):
    """Shows one widget as wide as there is room, and scrolls it up and down."""

    def __init__(self, inside: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SlimScrollBar())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(_LOWEST_PX)
        self.viewport().setAutoFillBackground(True)
        self.setWidget(inside)
        self._dress()

    def _dress(self) -> None:
        inside = self.widget()
        if inside is None:
            return  # Qt tells of changes while it constructs
        ground = theme_of(self).window
        for widget in (self.viewport(), self.verticalScrollBar(), inside):
            palette = widget.palette()
            if palette.color(QPalette.ColorRole.Window) != ground:
                palette.setColor(QPalette.ColorRole.Window, ground)
                widget.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._dress()
