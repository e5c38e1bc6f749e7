"""The base of the lists: rows by their keys, and keys of the keyboard that stay in a list."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QShortcut
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.waiting import wait_until
from viewer.ui.kit.row_list import ENTER, ListView, RowState


class _Words(ListView[str]):
    """Words, told apart by their first letter; those in capitals are headings."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entered: list[str | None] = []

    def key_of(self, row: str) -> str:
        return row[0]

    def can_select(self, row: str) -> bool:
        return not row.isupper()

    def say(self, row: str) -> str:
        return row

    def row_height(self, row: str) -> int:
        return 30

    def paint_cells(self, painter: QPainter, rect: QRectF, row: str, state: RowState) -> None:
        painter.drawText(rect, row)

    def meaning_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        return self._enter if event.key() in ENTER else None

    def _enter(self) -> None:
        self.entered.append(self.current_row)


@pytest.fixture
def words(qapp: QApplication, qtbot: QtBot) -> Iterator[_Words]:
    window = QWidget()
    made = _Words(window)
    QVBoxLayout(window).addWidget(made)
    made.rows.set_rows(["one", "two", "six"])
    window.show()
    window.activateWindow()
    made.setFocus()
    wait_until(made.hasFocus)
    yield made
    window.deleteLater()


def test_rows_that_say_something_else_stay_where_they_are(words: _Words) -> None:
    words.setCurrentIndex(words.rows.index(1))
    words.rows.set_rows(["once", "twice", "sixth"])
    assert words.current_row == "twice"
    assert words.rows.index_of("s").data() == "sixth"
    words.rows.add(["ten"])
    assert words.current_row == "twice"
    assert words.rows.index_of("t").row() == 3
    words.rows.set_rows(["six", "one"])
    assert words.current_row is None
    assert not words.rows.index_of("t").isValid()


def test_key_that_means_something_here_is_no_shortcut_of_the_window(words: _Words) -> None:
    enter = QSignalSpy(QShortcut(QKeySequence(Qt.Key.Key_Return), words.window()).activated)
    letter = QSignalSpy(QShortcut(QKeySequence(Qt.Key.Key_J), words.window()).activated)
    words.setCurrentIndex(words.rows.index(2))
    QTest.keyClick(words, Qt.Key.Key_Return)
    QTest.keyClick(words, Qt.Key.Key_J)
    assert words.entered == ["six"]
    assert (enter.count(), letter.count()) == (0, 1)


def test_click_on_a_heading_changes_nothing(words: _Words) -> None:
    words.rows.set_rows(["NUMBERS", "one"])
    for row, selected in ((0, []), (1, ["one"]), (0, ["one"])):
        place = words.visualRect(words.rows.index(row)).center()
        QTest.mouseClick(words.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert [index.data() for index in words.selectedIndexes()] == selected
