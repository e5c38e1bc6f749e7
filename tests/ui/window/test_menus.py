"""The menus: short, two clicks away from every row, and each says why it cannot be chosen."""

from collections import Counter
from collections.abc import Callable
from itertools import chain, pairwise
from pathlib import Path
from typing import cast

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QCursor, QGuiApplication, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QToolTip
from pytestqt.qtbot import QtBot

from tests.ui.stage import CTRL, LEFT, SHIFT, Stage, ask_for_tip, choose, words_of
from tests.waiting import once
from viewer import __version__
from viewer.features import ACTIONS
from viewer.ui.kit.menu import Menu
from viewer.ui.kit.sheet import QuestionSheet
from viewer.ui.kit.theme import apply_fonts
from viewer.ui.settings.window import SettingsWindow
from viewer.ui.window.action import on_mac
from viewer.ui.window.menus import MENUS


def menu_button(stage: Stage) -> QToolButton:
    buttons = stage.window.header.findChildren(QToolButton)
    return next(button for button in buttons if button.accessibleName() == "Menu")


def in_menu(button: QToolButton, act: Callable[[QMenu], None]) -> None:
    """Open the menu of a button with the mouse, do something while it is open, and close it."""
    menu, errors = button.menu(), []

    def look() -> None:
        try:
            assert menu.isVisible()
            act(menu)
        except Exception as error:  # noqa: BLE001 - it must get out of the loop of the menu
            errors.append(error)
        menu.close()

    once(menu.isVisible, look)
    QTest.mouseClick(button, LEFT)
    assert not menu.isVisible()
    if errors:
        raise errors[0]


def entries(menu: QMenu) -> list[QAction]:
    """Return the rows of its menus."""
    inner = [row for title in menu.actions() for row in cast("QMenu", title.menu()).actions()]
    return [row for row in inner if not row.isSeparator()]


def test_menu_holds_each_action_once_and_is_short(note: Path, stage: Stage) -> None:
    def look(menu: QMenu) -> None:
        assert [action.text() for action in menu.actions()] == list(MENUS)
        found = [action.objectName() for action in entries(menu)]
        assert found == [row for each in MENUS.values() for row in chain(*each)]
        # Few rows in two levels, and lines only between them.
        assert len(menu.actions()) + len(found) <= 50
        assert not any(row.menu() for row in entries(menu))
        assert len({row.text() for row in entries(menu)}) == len(found)
        for inner in (cast("QMenu", action.menu()) for action in menu.actions()):
            lines = [True, *(action.isSeparator() for action in inner.actions()), True]
            assert (True, True) not in pairwise(lines)
            # On a small screen Qt would break one that is higher into columns.
            assert inner.sizeHint().height() <= 768, inner.title()

    in_menu(menu_button(stage), look)
    # A key alone is for what a button or a notice shows, and for a place within what is listed.
    assert {spec.id for spec in ACTIONS if not spec.in_palette} == {
        *("candidate.1", "candidate.2", "candidate.3", "palette", "menu"),
        *("part.next", "part.previous", "tab.next", "tab.previous", "close"),
    }
    # With Ctrl and Alt desktops have keys of their own, and AltGr writes letters on Windows.
    assert not any({"Ctrl", "Alt"} <= {*key.split("+")} for one in ACTIONS for key in one.keys)
    # The key of the menu opens it.
    menu, seen = menu_button(stage).menu(), []
    once(menu.isVisible, lambda: (seen.append(menu.isVisible()), menu.close()))
    stage.press(Qt.Key.Key_F10)
    assert seen == [True]

    # An entry acts when it is clicked.
    def click(menu: QMenu) -> None:
        view = next(action for action in menu.actions() if action.text() == "View")
        QTest.mouseMove(menu, menu.actionGeometry(view).center())
        inner = view.menu()
        assert isinstance(inner, QMenu)
        stage.wait(inner.isVisible)
        entry = stage.window.actions_["pane.vault"]
        QTest.mouseClick(inner, LEFT, pos=inner.actionGeometry(entry).center())
        assert not menu.isVisible()

    in_menu(menu_button(stage), click)
    assert not stage.window.is_pane_shown("vault")
    # The button is not lit once the pointer has left it for the menu.
    button = menu_button(stage)
    QCursor.setPos(stage.window.mapToGlobal(stage.window.rect().center()))
    # As Qt leaves it after a press of a real mouse.
    others = (stage.window.page.byline.video, stage.window.page.byline.more)

    def light(_: QMenu) -> None:
        for each in (button, *others):
            each.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)

    in_menu(menu_button(stage), light)
    assert not any(each.underMouse() for each in (button, *others))


def test_no_id_key_or_row_of_a_menu_is_taken_twice() -> None:
    ids = [spec.id for spec in ACTIONS]
    keys = [key for spec in ACTIONS for key in spec.keys]
    # Who adds an action may have no Mac to try it on.
    on_macs = [key for spec in ACTIONS for key in {*map(on_mac, spec.keys)}]
    rows = [row for sections in MENUS.values() for row in chain.from_iterable(sections)]
    taken = [
        one for each in (ids, keys, on_macs, rows) for one, n in Counter(each).items() if n > 1
    ]
    assert taken == []
    assert {*rows} <= {*ids}


def test_menu_above_the_note_has_what_is_done_with_it(note: Path, stage: Stage) -> None:
    def copy_path(menu: QMenu) -> None:
        shown.extend(words_of(menu))
        choose(menu, "Copy path of note")

    shown: list[str] = []
    in_menu(stage.window.page.byline.more, copy_path)
    assert shown == [
        *("Rename…", "Duplicate note", "New note about this video"),
        *("Notes about this video", "Change video…", "Export…", "Print…"),
        *("Reload from disk", "Show note in folder"),
        *("Copy path of note", "Move note to trash"),
    ]
    assert QGuiApplication.clipboard().text() == str(note)


def test_menu_that_was_made_for_large_text_is_as_wide_as_others_once_text_is_small(
    qapp: QApplication, qtbot: QtBot
) -> None:
    def wide(menu: Menu) -> int:
        qapp.processEvents()
        return menu.sizeHint().width()

    apply_fonts(qapp, 2.0)
    made = Menu(None)
    qtbot.addWidget(made)
    made.addAction("One of its rows")
    at_first = wide(made)
    apply_fonts(qapp)
    usual = Menu(None)
    qtbot.addWidget(usual)
    usual.addAction("One of its rows")
    assert wide(made) == wide(usual) < at_first


def test_entry_or_button_that_cannot_be_used_says_why(stage: Stage) -> None:
    stage.start(stage.vault)
    actions = stage.window.actions_
    dumb = [
        spec.id
        for spec in ACTIONS
        if not actions[spec.id].isEnabled() and not actions[spec.id].toolTip().endswith(".")
    ]
    assert dumb == []

    def point(menu: QMenu) -> None:
        play = next(action.menu() for action in menu.actions() if action.text() == "Play")
        assert isinstance(play, QMenu)
        play.popup(QPoint(300, 100))
        at = play.actionGeometry(actions["play"]).center()
        ask_for_tip(play, at)
        assert QToolTip.text() == "Open a video first."
        QToolTip.hideText()

    in_menu(menu_button(stage), point)


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
    (guide,) = [each for each in QApplication.topLevelWidgets() if each.windowTitle() == "Guide"]
    assert guide.isVisible()
    # Each chapter has its picture, as wide as there is room; all lines are laid out.
    text = guide.text.document()
    names = {each.toImageFormat().name() for each in text.allFormats() if each.isImageFormat()}
    assert len(names) == guide.text.toMarkdown().count("\n## ") == 14
    assert all(text.resource(QTextDocument.ResourceType.ImageResource, QUrl(x)) for x in names)
    blocks = map(text.findBlockByNumber, range(text.blockCount()))
    assert all(text.documentLayout().blockBoundingRect(block).height() for block in blocks)
    guide.resize(720, 400)
    assert guide.text.horizontalScrollBar().maximum() == 0
    assert stage.session.path == note  # it stays
    QTest.keyClicks(guide.field, "front matter")
    assert guide.text.textCursor().selectedText().lower() == "front matter"
    QTest.keyClick(guide, Qt.Key.Key_Escape)
    assert not guide.isVisible()
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
