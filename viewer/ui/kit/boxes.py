"""Rows and columns of widgets, said as what stands in them. GUI thread."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QLayout, QStackedWidget, QWidget

from viewer.ui.kit.roles import Role, set_role

Around = int | tuple[int, int, int, int]  # px on each side; or left, above, right, below
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
    box.setContentsMargins(left, above, right, below)
    box.setSpacing(gap)
    put(box, *items)
    return box


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
