"""Rows and columns of widgets, said as what stands in them. GUI thread.

What a widget places by itself is counted from the left, too; where the window is read from right
to left, `place`, `seen_rect`, `seen_point` and `sides` lead there and back.
"""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QLayout, QStackedWidget, QStyle, QWidget

from viewer.ui.kit.roles import Role, set_role

Around = int | tuple[int, int, int, int]  # px on each side; or left, above, right, below
Point = TypeVar("Point", QPoint, QPointF)
Rect = TypeVar("Rect", QRect, QRectF)
Part = QWidget | QLayout
Item = Part | int | tuple[Part | None, int]
"""A widget or layout, alone or with its stretch; an empty room in px, or None with its stretch."""


def row_of(parent: QWidget | None, *items: Item, gap: int = 0, around: Around = 0) -> QBoxLayout:
    """Put things side by side, `gap` px apart; with a `parent` in that."""
    return _fill(QBoxLayout(QBoxLayout.Direction.LeftToRight, parent), items, gap, around)


def column_of(parent: QWidget | None, *items: Item, gap: int = 0, around: Around = 0) -> QBoxLayout:
    """Put things one below the other, `gap` px apart; with a `parent` in that."""
    return _fill(QBoxLayout(QBoxLayout.Direction.TopToBottom, parent), items, gap, around)


def _fill(box: QBoxLayout, items: tuple[Item, ...], gap: int, around: Around) -> QBoxLayout:
    left, above, right, below = around if isinstance(around, tuple) else (around,) * 4
    box.setContentsMargins(*sides(box.parentWidget(), left, above, right, below))
    box.setSpacing(gap)
    put(box, *items)
    return box


def sides(
    widget: QWidget | None, left: int, above: int, right: int, below: int
) -> tuple[int, int, int, int]:
    """Return px for the sides of what is in a widget, the first for where one begins to read."""
    to_left = QGuiApplication.isRightToLeft() if widget is None else widget.isRightToLeft()
    return (right, above, left, below) if to_left else (left, above, right, below)


def side_of(widget: QWidget, side: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
    """Return where a widget's words stand that are to stand at a `side`.

    From right to left it is the other one, whatever the words are written in; Qt goes by these.
    """
    if not widget.isRightToLeft():
        return side
    return QStyle.visualAlignment(widget.layoutDirection(), side)


class _Stack(QStackedWidget):
    """Of Qt's own class Qt would tell that it is a layered pane, and Orca then of its 0 items."""


def stack_of(parent: QWidget, *widgets: QWidget) -> QStackedWidget:
    """Put things into one place, of which the first is seen."""
    stack = _Stack(parent)
    set_role(stack, Role.Grouping)
    for widget in widgets:
        stack.addWidget(widget)
    return stack


def put(box: QBoxLayout, *items: Item) -> None:
    """Put things behind those that stand in a row or column already."""
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


def place(widget: QWidget, left: int, top: int, width: int, height: int) -> None:
    """Give a widget its place in its parent, `left` px from where one begins to read."""
    parent, rect = widget.parentWidget(), QRect(left, top, width, height)
    widget.setGeometry(rect if parent is None else seen_rect(parent, rect))


def seen_rect(widget: QWidget, rect: Rect) -> Rect:
    """Return where a widget shows what it counts as at `rect`; or the reverse."""
    seen = type(rect)(rect)
    if widget.isRightToLeft():
        seen.moveLeft(widget.width() - rect.x() - rect.width())
    return seen


def seen_point(widget: QWidget, at: Point) -> Point:
    """Return where a widget shows what it counts as at a point; or the reverse."""
    x = widget.width() - at.x() - (1 if isinstance(at, QPoint) else 0)
    return type(at)(x, at.y()) if widget.isRightToLeft() else at
