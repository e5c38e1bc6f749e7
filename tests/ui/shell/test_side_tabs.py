"""The tabs at the side: what they show where room is scarce, and where there is more again."""

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.stage import show_alone
from tests.waiting import wait_until
from viewer.ui.shell.side_tabs import SideTabs


def test_numbers_that_had_no_room_come_back_with_it(qapp: QApplication, qtbot: QtBot) -> None:
    tabs = SideTabs()
    for place, title in enumerate(("Transcript", "Claims", "Problems")):
        tabs.add(title, title, QWidget(), place)
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
