"""Cut, Copy, Paste and Select all in the menu: as their keys, where the keyboard is."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor

from tests.ui.stage import CTRL, SHIFT, Stage
from viewer import __version__
from viewer.ui.kit.sheet import QuestionSheet
from viewer.ui.settings.window import SettingsWindow


def test_rows_of_the_clipboard_and_of_help_do_what_they_say(note: Path, stage: Stage) -> None:
    actions, clipboard = stage.window.actions_, QGuiApplication.clipboard()
    stage.view.setFocus()

    def can_be_chosen() -> set[str]:
        actions.about_to_offer.emit()
        names = ("edit.cut", "edit.copy")
        return {name for name in names if actions[name].isEnabled()}

    assert can_be_chosen() == set()
    cursor = stage.view.textCursor()
    cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    stage.view.setTextCursor(cursor)
    clipboard.setText("before")
    # What was so when a menu was open last is not what a key goes by.
    stage.press(Qt.Key.Key_C, CTRL)
    word = cursor.selectedText()
    assert clipboard.text() == word
    clipboard.setText("before")
    assert can_be_chosen() == {"edit.copy"}
    actions["edit.copy"].trigger()
    assert clipboard.text() == word

    stage.press(Qt.Key.Key_P, CTRL | SHIFT)
    field = stage.program.vault_list.view.field
    stage.wait(field.hasFocus)
    actions["edit.paste"].trigger()
    assert field.text() == word
    actions["edit.select_all"].trigger()
    assert can_be_chosen() == {"edit.cut", "edit.copy"}
    actions["edit.cut"].trigger()
    assert (field.text(), clipboard.text()) == ("", word)
    # Help opens the guide, the keys and what this is.
    actions["help.guide"].trigger()
    stage.wait(lambda: stage.session.path is not None and stage.session.path.name == "guide.md")
    actions["help.about"].trigger()
    (sheet,) = filter(QuestionSheet.isVisible, stage.window.findChildren(QuestionSheet))
    assert sheet.title.text() == f"Cuenote {__version__}"
    stage.press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    actions["help.keys"].trigger()
    stage.wait(lambda: stage.app.activeWindow() is not stage.window)
    preferences = stage.app.activeWindow()
    assert isinstance(preferences, SettingsWindow)
    assert preferences.keyboard.isVisible()
    preferences.close()
