"""The window in the largest text and the smallest size: nothing of its bars is cut or covered."""

from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFont, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.stage import CTRL, LEFT, Stage, show_alone
from tests.waiting import wait_until
from viewer import TOUR
from viewer.ui.kit.buttons import IconButton
from viewer.ui.kit.theme import ui_font
from viewer.ui.window.header import SearchButton
from viewer.ui.window.side_tabs import SideTabs


@pytest.fixture
def large(stage: Stage) -> Stage:
    """The tour, its text made as large as can be with the keys for that."""
    stage.watch(TOUR)
    stage.wait(lambda: stage.window.tabs.bar.isTabVisible(2))  # Problems, once they are checked
    stage.window.resize(900, 560)
    for _ in range(14):
        stage.press(Qt.Key.Key_Plus, CTRL)
    assert stage.program.settings.number("looks/zoom") == 2.5
    stage.wait(lambda: stage.window.size().width() == 900)
    return stage


def shown_in(inside: QWidget) -> list[QWidget]:
    directly = Qt.FindChildOption.FindDirectChildrenOnly
    return [each for each in inside.findChildren(QWidget, options=directly) if each.isVisible()]


def is_apart(inside: QWidget) -> bool:
    places = [each.geometry() for each in shown_in(inside)]
    return not any(one.intersects(other) for one, other in combinations(places, 2))


def test_bars_in_the_largest_text_are_whole(large: Stage) -> None:
    # Every tab is seen whole, and reached by mouse.
    bar = large.window.tabs.bar
    there = [index for index in range(bar.count()) if bar.isTabVisible(index)]

    def are_whole() -> bool:  # their layout comes by events that follow those of the window
        metrics = QFontMetricsF(ui_font(bar, bar._scale(), QFont.Weight.DemiBold))
        rects = {bar.shown_text(index): bar.tabRect(index) for index in there}
        wide = all(metrics.horizontalAdvance(one) <= rect.width() for one, rect in rects.items())
        return wide and all(bar.rect().contains(rect) for rect in rects.values())

    large.wait(are_whole)
    for index in (*there[1:], there[0]):  # the one that is shown would open its menu
        QTest.mouseClick(bar, LEFT, pos=bar.tabRect(index).center())
        large.wait(lambda index=index: bar.currentIndex() == index and are_whole())  # type: ignore[misc]
    # The header shows what it has room for, and nothing twice.
    header = large.window.header
    large.wait(lambda: is_apart(header))
    for each in shown_in(header):
        large.wait(lambda each=each: header.rect().contains(each.geometry()))
        assert each.height() >= min(32, QFontMetricsF(ui_font(each)).capHeight() + 8)
    # Icons grow, and what has no room for them goes.
    window = large.window
    usual = 32
    buttons = [each for each in window.header.findChildren(IconButton) if each.isVisible()]
    large.wait(lambda: all(each.height() >= 2 * usual for each in buttons))
    large.wait(window.list.isHidden)
    controls = window.player.control_bar
    large.wait(controls.more_button.isVisible)
    large.wait(lambda: is_apart(controls))
    for _ in range(14):
        large.press(Qt.Key.Key_Minus, CTRL)
    large.press(Qt.Key.Key_0, CTRL)
    large.wait(lambda: buttons[0].height() == usual)
    large.wait(lambda: controls.height() < 3 * usual + 20)


def test_numbers_that_had_no_room_come_back_with_it(qapp: QApplication, qtbot: QtBot) -> None:
    titles = "Transcript", "Claims", "Problems"
    tabs = SideTabs(titles)
    for title in titles:
        tabs.add(title, title, QWidget())
    tabs.put_corner(QWidget())
    tabs.resize(210, 300)
    show_alone(qapp, qtbot, tabs, tabs.bar)
    tabs.set_count("Claims", 1234)
    tabs.set_count("Problems", 56)
    wait_until(lambda: tabs.bar.width() <= 210)
    assert tabs.bar.shown_text(1) == "Claims"
    tabs.resize(600, 300)
    wait_until(lambda: tabs.bar.shown_text(1) == "Claims  1,234")
    assert tabs.bar.shown_text(2) == "Problems  56"
    # One that comes has room for its word.
    tabs.set_there("Problems", False)
    tabs.set_there("Problems", True)
    wait_until(lambda: tabs.bar.tabRect(2).right() < tabs.bar.width())
    # One that goes leaves no gap, however often that is told.
    tabs.show_tab("Claims")
    tabs.set_there("Transcript", False)
    tabs.set_there("Transcript", False)
    assert tabs.bar.tabRect(1).left() == 0


def test_search_shows_its_words_before_its_key(qapp: QApplication, qtbot: QtBot) -> None:
    window, action = QWidget(), QAction()
    button = SearchButton(action, window)
    show_alone(qapp, qtbot, window, button)
    button.resize(button.sizeHint())
    for words, has_room in (("Buscar en la bóveda abierta", False), ("Buscar", True)):
        action.setText(words)
        without, _ = button.grab().toImage(), action.setShortcut("Ctrl+Shift+F")
        assert (button.grab().toImage() != without) is has_room
        action.setShortcut("")
