"""Find and replace: only the letters found change, and one undo takes all of it back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.ui.page.afresh import afresh
from tests.ui.stage import CTRL, LEFT, Stage

Key = Qt.Key
_TEXT = (
    "# The key frame\r\n\r\n"
    "A key frame\u00a0is 😀 a KEY frame [0:05].\r\n\r\n"
    "- **key** and k*e*y and `key` [0:07]\r\n"
    "- [key](https://key.org/key) [[key|other]]\r\n"
)


def _open(stage: Stage, *, source: bool = False) -> None:
    """Open the note, and seek "key" in it."""
    afresh(stage, _TEXT)
    if source:
        stage.press("e", CTRL)
    stage.press("h", CTRL)
    bar = stage.window.page.find_bar
    assert bar.replacement.isVisible()
    bar.field.clear()
    bar.replacement.clear()
    QTest.keyClicks(bar.field, "key")
    QTest.keyClicks(bar.replacement, "whole")


def _press(stage: Stage, words: str) -> None:
    for button in stage.window.page.find_bar.findChildren(QPushButton):
        if button.text() == words:
            QTest.mouseClick(button, LEFT)
            return
    raise AssertionError(words)


def test_words_are_found_and_replaced(stage: Stage) -> None:
    # All that is read is replaced on the page and undone at once.
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
    stage.undo(_TEXT.encode())

    # All that is written is replaced in the source.
    _open(stage, source=True)
    _press(stage, "Replace all")
    assert stage.data == _TEXT.replace("key", "whole").replace("KEY", "whole").encode()
    assert "9 matches." in stage.said

    # Words are looked for in their case, as whole words and as a regular expression.
    _open(stage)
    bar = stage.window.page.find_bar
    for letters, new, options, before, after in (
        ("KEY", "lock", (0,), "a KEY", "a lock"),
        ("ke", "lock", (1,), "", ""),
        (r"\b(K)E(Y)\b", r"$2o\1", (0, 2), "a KEY", "a YoK"),
        ("[", "", (2,), "", ""),
    ):
        afresh(stage, _TEXT)
        for number, button in enumerate(bar.options.buttons):
            button.setChecked(number in options)
        bar.field.setText(letters)
        bar.replacement.setText(new)
        _press(stage, "Replace all")
        assert stage.data == _TEXT.replace(before, after).encode(), letters
    assert stage.said.startswith("This regular expression isn't valid: ")
    for button in bar.options.buttons:
        button.setChecked(False)

    # Places are replaced one after the other.
    for source in (False, True):
        _open(stage, source=source)
        stage.window.page.find_step(1)
        stage.window.page.find_step(-1)
        replacement = stage.window.page.find_bar.replacement
        replacement.setFocus()
        QTest.keyClick(replacement, Key.Key_Return)
        assert stage.data == _TEXT.replace("The key", "The whole", 1).encode()
        stage.wait(lambda: stage.window.page.text.search.current >= 0)
        QTest.keyClick(replacement, Key.Key_Return)
        wanted = _TEXT.replace("The key", "The whole").replace("A key", "A whole")
        assert stage.data == wanted.encode()
        assert replacement.hasFocus()

    # Row that replaces stays where a step finds nothing.
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

    # Nothing found and read only notes are said.
    _open(stage)
    stage.window.page.find_bar.field.setText("nowhere")
    _press(stage, "Replace all")
    assert stage.said == "There is nothing to replace."
    assert stage.data == _TEXT.encode()


def test_tab_goes_from_what_is_sought_to_what_takes_its_place(stage: Stage) -> None:
    _open(stage)
    stage.press(Key.Key_Escape)
    stage.press("h", CTRL)  # as at first, by keys alone
    handle = stage.window.windowHandle()

    def keys(letters: str) -> None:
        for letter in letters:
            QTest.keyClick(handle, letter)

    keys("key")
    QTest.keyClick(handle, Key.Key_Tab)
    bar = stage.window.page.find_bar
    assert bar.replacement.hasFocus()
    bar.replacement.selectAll()
    keys("the test")
    QTest.keyClick(handle, Key.Key_Return)
    wanted = _TEXT.replace("The key", "The the test").encode()
    assert stage.data == wanted
    QTest.keyClick(handle, Key.Key_Tab)
    keys("t")  # on a button it is no key of the note
    QTest.keyClick(handle, Key.Key_Delete)
    assert stage.data == wanted
