"""A ring over what takes keys but shows no caret, while it was reached by the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QMoveEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from viewer.ui.kit.buttons import Painted, paint_focus
from viewer.ui.kit.theme import Theme

_BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class FocusRing(Painted, QWidget):
    """A ring round `widget`, which lies in the same parent. A click on that takes the ring away.

    A widget of its own: what scrolls would take a ring that is painted into it along.
    """

    def __init__(self, widget: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._widget = widget
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            self.setVisible(event.gotFocus() and event.reason() in _BY_KEYS)
        # Not as the focus leaves, which a widget that is being deleted loses too.
        if self.isVisible() and isinstance(event, QFocusEvent | QResizeEvent | QMoveEvent):
            self._place()
        return False

    def _place(self) -> None:
        self.setGeometry(self._widget.geometry())
        self.raise_()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        paint_focus(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), theme, 6)
