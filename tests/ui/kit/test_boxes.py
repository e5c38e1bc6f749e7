"""Rows and columns: what stands in them, how far apart, and what takes the room that is left."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from viewer.ui.kit.boxes import column_of, put, row_of


@pytest.fixture
def parts(qtbot: QtBot) -> tuple[QWidget, list[QLabel]]:
    holder = QWidget()
    qtbot.addWidget(holder)
    labels = [QLabel(parent=holder) for _ in range(3)]
    for label in labels:
        label.setMinimumSize(10, 10)
    return holder, labels


def test_row_puts_things_side_by_side_with_gaps_rooms_and_stretch(
    parts: tuple[QWidget, list[QLabel]],
) -> None:
    holder, (first, second, third) = parts
    row_of(holder, first, 20, (second, 1), third, gap=5, around=(1, 2, 3, 4))
    first.setFixedWidth(10)
    third.setFixedWidth(10)
    holder.resize(200, 50)
    holder.layout().activate()
    assert first.geometry().getRect() == (1, 2, 10, 44)
    assert second.x() == 1 + 10 + 20 + 5
    assert third.geometry().right() == 200 - 3 - 1
    assert second.geometry().right() == third.x() - 5 - 1


def test_column_has_no_edge_and_no_gap_unless_it_is_said(
    parts: tuple[QWidget, list[QLabel]],
) -> None:
    holder, (first, second, third) = parts
    for label in (first, second, third):
        label.setFixedHeight(10)
    inner = row_of(None, second, third)
    column_of(holder, (None, 2), first, inner, (None, 1))
    holder.resize(60, 50)
    holder.layout().activate()
    assert (first.x(), first.y()) == (0, 20)
    assert second.y() == third.y() == first.geometry().bottom() + 1


def test_what_is_put_into_a_column_stands_below_what_was_there(
    parts: tuple[QWidget, list[QLabel]],
) -> None:
    holder, labels = parts
    for label in labels:
        label.setFixedHeight(10)
    column = column_of(holder, labels[0], gap=2)
    put(column, 6, labels[1], row_of(None, labels[2]), (None, 1))
    holder.resize(60, 80)
    holder.layout().activate()
    assert [label.y() for label in labels] == [0, 18, 30]
