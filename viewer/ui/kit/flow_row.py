"""A row of widgets that breaks where it is full."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class FlowRow(QWidget):
    """Widgets side by side, in as many rows as they need."""

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 2, centred: bool = False
    ) -> None:
        super().__init__(parent)
        self._gap, self._centred = gap, centred
        self.widgets: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_widgets(self, widgets: list[QWidget]) -> None:
        """Show these, in this order."""
        self.widgets = widgets
        for widget in widgets:
            widget.setParent(self)
        self.fit()

    def fit(self) -> None:
        """Place them anew: one has other words, or is shown or hidden."""
        self._place()
        self.updateGeometry()

    def _rects(self, width: int) -> tuple[list[tuple[QWidget, QRect]], int]:
        rows: list[list[tuple[QWidget, QSize]]] = []
        x = 0
        for widget in self.widgets:
            if widget.isHidden():
                continue
            size = widget.sizeHint().expandedTo(widget.minimumSize())
            size = size.boundedTo(widget.maximumSize())
            size.setWidth(min(size.width(), width))
            if not rows or x + size.width() > width:
                rows.append([])
                x = 0
            rows[-1].append((widget, size))
            x += size.width() + self._gap
        placed, y = [], 0
        for row in rows:
            high = max(size.height() for _, size in row)
            used = sum(size.width() + self._gap for _, size in row) - self._gap
            x = (width - used) // 2 if self._centred else 0
            for widget, size in row:
                at = QPoint(x, y + (high - size.height()) // 2)
                placed.append((widget, QRect(at, size)))
                x += size.width() + self._gap
            y += high + self._gap
        return placed, max(0, y - self._gap)

    def _place(self) -> None:
        for widget, rect in self._rects(self.width())[0]:
            widget.setGeometry(rect)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._rects(width)[1]

    def sizeHint(self) -> QSize:
        wide = sum(w.sizeHint().width() + self._gap for w in self.widgets if not w.isHidden())
        return QSize(wide, self._rects(max(wide, 1))[1])

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 20)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
