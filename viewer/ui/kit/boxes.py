"""Rows and columns of widgets, and rows that wrap. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QSizePolicy, QStackedWidget, QWidget

from viewer.ui.kit.roles import Role, set_role

Around = int | tuple[int, int, int, int]  # px on each side; or left, above, right, below
Part = QWidget | QLayout
Item = Part | int | tuple[Part | None, int]
"""A widget or layout, alone or with its stretch; an empty room in px, or None with its stretch."""


def row_of(parent: QWidget | None, *items: Item, gap: int = 0, around: Around = 0) -> QBoxLayout:
    """Put things side by side, `gap` px apart; in `parent`, if given."""
    return _fill(QBoxLayout(QBoxLayout.Direction.LeftToRight, parent), items, gap, around)


def column_of(parent: QWidget | None, *items: Item, gap: int = 0, around: Around = 0) -> QBoxLayout:
    """Put things one below the other, `gap` px apart; in `parent`, if given."""
    return _fill(QBoxLayout(QBoxLayout.Direction.TopToBottom, parent), items, gap, around)


def _fill(box: QBoxLayout, items: tuple[Item, ...], gap: int, around: Around) -> QBoxLayout:
    left, above, right, below = around if isinstance(around, tuple) else (around,) * 4
    box.setContentsMargins(left, above, right, below)
    box.setSpacing(gap)
    put(box, *items)
    return box


class _Stack(QStackedWidget):
    """Qt would report its own class as a layered pane, which Orca reads with "0 items"."""


def stack_of(parent: QWidget, *widgets: QWidget) -> QStackedWidget:
    """Put things into one place, showing the first."""
    stack = _Stack(parent)
    set_role(stack, Role.Grouping)
    for widget in widgets:
        stack.addWidget(widget)
    return stack


def put(box: QBoxLayout, *items: Item) -> None:
    """Append things to a row or column."""
    for item in items:
        what, stretch = item if isinstance(item, tuple) else (item, 0)
        if isinstance(what, QWidget):
            box.addWidget(what, stretch)
        elif isinstance(what, QLayout):
            box.addLayout(what, stretch)
        elif what is None:
            box.addStretch(stretch)
        else:
            box.addSpacing(what)


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
        """Show these widgets, in this order."""
        self.widgets = widgets
        for widget in widgets:
            widget.setParent(self)
        self.fit()

    def fit(self) -> None:
        """Lay out again: a widget's text or visibility changed."""
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
