"""The two sides of a conflict, chosen by keys and by mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QRadioButton
from pytestqt.qtbot import QtBot

from tests.waiting import wait_until
from viewer.notes.merge import MergeChoice, merge
from viewer.ui.editing.merge_dialog import ConflictDialog

BASE = b"one\n\nbetween\n\ntwo\n\nbetween\n\nthree\n"


@pytest.fixture
def dialog(qtbot: QtBot) -> ConflictDialog:
    """Two places, changed on both sides."""
    ours = BASE.replace(b"one", b"one of mine").replace(b"two", b"two of mine")
    theirs = BASE.replace(b"one", b"one of theirs").replace(b"two", b"").replace(b"three", b"3")
    dialog = ConflictDialog(None, merge(BASE, ours, theirs).conflicts)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    wait_until(dialog.isActiveWindow)
    return dialog


def test_yours_is_taken_when_nothing_is_chosen(dialog: ConflictDialog) -> None:
    assert dialog.choices() == {0: MergeChoice.OURS, 1: MergeChoice.OURS}


def test_side_is_taken_by_keys_and_each_place_is_its_own(dialog: ConflictDialog) -> None:
    buttons = dialog.findChildren(QRadioButton)
    assert [button.accessibleName() for button in buttons[:3]] == [
        "Yours, conflict 1 of 2",
        "On disk, conflict 1 of 2",
        "Both, conflict 1 of 2",
    ]
    QTest.keyClick(buttons[0], Qt.Key.Key_Right)
    assert dialog.choices() == {0: MergeChoice.THEIRS, 1: MergeChoice.OURS}
    QTest.keyClick(buttons[1], Qt.Key.Key_Down)
    assert dialog.choices() == {0: MergeChoice.BOTH, 1: MergeChoice.OURS}


def test_side_is_taken_by_a_click_on_its_text(dialog: ConflictDialog) -> None:
    sides = [one for one in dialog.findChildren(QFrame) if one.metaObject().className() == "_Side"]
    assert len(sides) == 4
    QTest.mouseClick(sides[3], Qt.MouseButton.LeftButton)
    assert dialog.choices() == {0: MergeChoice.OURS, 1: MergeChoice.THEIRS}
    QTest.mouseClick(sides[2], Qt.MouseButton.LeftButton)
    assert dialog.choices() == {0: MergeChoice.OURS, 1: MergeChoice.OURS}
