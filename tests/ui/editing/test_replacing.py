"""Find and replace: only the letters found change, and one undo takes all of it back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton

from tests.ui.stage import CTRL, LEFT, SHIFT, Stage

Key = Qt.Key
_TEXT = (
    "# The key frame\r\n\r\n"
    "A key frame\u00a0is 😀 a KEY frame [0:05].\r\n\r\n"
    "- **key** and k*e*y and `key` [0:07]\r\n"
    "- [key](https://key.org/key) [[key|other]]\r\n"
)


def _open(stage: Stage, *, source: bool = False) -> None:
    stage.start(stage.write("note.md", ""), player=False)
    path = stage.vault / "note.md"
    path.write_bytes(_TEXT.encode())
    stage.press(Key.Key_F5)
    stage.wait(lambda: stage.data == _TEXT.encode())
    stage.press(Key.Key_Escape)
    if source:
        stage.press("e", CTRL)
    stage.press("r", CTRL | SHIFT)
    bar = stage.window.page.find_bar
    assert bar.replacement.isVisible()
    QTest.keyClicks(bar.field, "key")
    stage.wait(lambda: stage.window.page.text.has_found_all)
    QTest.keyClicks(bar.replacement, "whole")


def _press(stage: Stage, words: str) -> None:
    for button in stage.window.page.find_bar.findChildren(QPushButton):
        if button.text() == words:
            QTest.mouseClick(button, LEFT)
            return
    raise AssertionError(words)


def test_all_that_is_read_is_replaced_on_the_page_and_undone_at_once(stage: Stage) -> None:
    _open(stage)
    _press(stage, "Replace all")
    wanted = (
        _TEXT.replace("The key", "The whole")
        .replace("A key frame", "A whole frame")
        .replace("a KEY", "a whole")
        .replace("**key**", "**whole**")
        .replace("`key`", "`whole`")
        .replace("[key](", "[whole](")
    )
    assert stage.data == wanted.encode()
    assert "6 matches. 1 match with markup in it was left." in stage.said
    stage.window.page.view.setFocus()
    stage.press("z", CTRL)
    assert stage.data == _TEXT.encode()


def test_tab_goes_from_what_is_sought_to_what_takes_its_place(stage: Stage) -> None:
    _open(stage)
    stage.press(Key.Key_Escape)
    stage.press("r", CTRL | SHIFT)  # as at first, by keys alone
    handle = stage.window.windowHandle()
    assert handle is not None

    def keys(letters: str) -> None:
        for letter in letters:
            QTest.keyClick(handle, letter)

    keys("key")
    stage.wait(lambda: stage.window.page.text.has_found_all)
    QTest.keyClick(handle, Key.Key_Tab)
    bar = stage.window.page.find_bar
    assert bar.replacement.hasFocus()
    bar.replacement.selectAll()
    keys("the test")
    QTest.keyClick(handle, Key.Key_Return)
    wanted = _TEXT.replace("The key", "The the test").encode()
    assert stage.data == wanted
    for name in ("Replace", "Replace all", "Previous match", "Next match", "Close"):
        QTest.keyClick(handle, Key.Key_Tab)
        now = QApplication.focusWidget()
        assert isinstance(now, QAbstractButton)
        assert name in (now.text(), now.accessibleName())
        keys("t")
        QTest.keyClick(handle, Key.Key_Delete)
        QTest.keyClick(handle, Key.Key_Backspace)
        assert QApplication.focusWidget() is now
        assert stage.data == wanted


def test_all_that_is_written_is_replaced_in_the_source(stage: Stage) -> None:
    _open(stage, source=True)
    _press(stage, "Replace all")
    assert stage.data == _TEXT.replace("key", "whole").replace("KEY", "whole").encode()
    assert "9 matches." in stage.said


@pytest.mark.parametrize("source", [False, True])
def test_places_are_replaced_one_after_the_other(stage: Stage, source: bool) -> None:
    _open(stage, source=source)
    stage.window.page.find_step(1)
    stage.window.page.find_step(-1)
    replacement = stage.window.page.find_bar.replacement
    replacement.setFocus()
    QTest.keyClick(replacement, Key.Key_Return)
    assert stage.data == _TEXT.replace("The key", "The whole", 1).encode()
    QTest.keyClick(replacement, Key.Key_Return)
    assert stage.data == _TEXT.replace("The key", "The whole").replace("A key", "A whole").encode()
    assert replacement.hasFocus()


def test_row_that_replaces_stays_where_a_step_finds_nothing(stage: Stage) -> None:
    _open(stage)
    bar = stage.window.page.find_bar
    bar.field.setFocus()
    stage.press("a", CTRL)
    QTest.keyClicks(bar.field, "nowhere")
    stage.press(Key.Key_F3)
    assert stage.said == "No results"
    assert bar.replacement.isVisible()
    stage.press(Key.Key_Escape)
    stage.press(Key.Key_F3)  # what opens the bar alone
    assert not bar.replacement.isVisible()


def test_nothing_found_and_read_only_notes_are_said(stage: Stage) -> None:
    _open(stage)
    stage.window.page.find_bar.field.setText("nowhere")
    _press(stage, "Replace all")
    assert stage.said == "There is nothing to replace."
    assert stage.data == _TEXT.encode()
