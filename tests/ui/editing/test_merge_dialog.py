"""The two sides of a conflict, chosen by keys and by mouse."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.waiting import wait_until
from viewer.notes.merge import MergeChoice, merge
from viewer.ui.editing.merge_dialog import MergeDialog

BASE = b"one\n\nbetween\n\ntwo\n\nbetween\n\nthree\n"


def test_side_is_taken_by_keys_and_mouse_and_each_place_is_its_own(qtbot: QtBot) -> None:
    ours = BASE.replace(b"one", b"one of mine").replace(b"two", b"two of mine")
    theirs = BASE.replace(b"one", b"one of theirs").replace(b"two", b"").replace(b"three", b"3")
    dialog = MergeDialog(None, "")
    dialog.show_conflicts(merge(BASE, ours, theirs).conflicts)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    wait_until(dialog.isActiveWindow)
    assert dialog.choices() == {0: MergeChoice.OURS, 1: MergeChoice.OURS}
    texts = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert "one of <u>" in texts
    assert "<u>mine</u>" in texts
    assert "<u>theirs</u>" in texts
    assert "These lines were deleted." in texts
    buttons = dialog.findChildren(QPushButton)
    assert [button.accessibleName() for button in buttons[:3]] == [
        "Yours, conflict 1 of 2",
        "On disk, conflict 1 of 2",
        "Both, conflict 1 of 2",
    ]
    buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(buttons[0], Qt.Key.Key_Right)
    assert dialog.choices() == {0: MergeChoice.THEIRS, 1: MergeChoice.OURS}
    QTest.keyClick(buttons[1], Qt.Key.Key_Down)
    assert dialog.choices() == {0: MergeChoice.BOTH, 1: MergeChoice.OURS}
    QTest.mouseClick(buttons[4], Qt.MouseButton.LeftButton)
    assert dialog.choices() == {0: MergeChoice.BOTH, 1: MergeChoice.THEIRS}
