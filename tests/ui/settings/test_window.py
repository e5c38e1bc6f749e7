"""The window for preferences in the running program, driven by real keys."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from tests.ui.stage import ALT, CTRL, LEFT, NO_KEYS, SHIFT, Stage, wheel
from viewer.features import ACTIONS
from viewer.media.player import PlayerState
from viewer.ui.kit.buttons import tip_of
from viewer.ui.kit.scroll_bar import moves
from viewer.ui.kit.theme import load_theme, theme_of
from viewer.ui.settings.rows import EDITORS, LanguagesEditor, NumberEditor
from viewer.ui.settings.window import SettingsWindow
from viewer.ui.vault.outline import Mode
from viewer.ui.window.settings import SECTIONS, SETTINGS, Kind, Settings
from viewer.ui.window.shortcuts import parse

Key = Qt.Key
NOTE = "# Title\n\nOne claim [0:10]. Another claim [0:20]. A third one [0:30].\n"


@pytest.fixture
def note(stage: Stage, long_video: Path) -> Path:
    return stage.write("note.md", NOTE, video=long_video)


def open_window(stage: Stage) -> SettingsWindow:
    """Open the window with its key, and wait until it has the keyboard."""
    before = set(QApplication.topLevelWidgets())
    stage.press(Key.Key_Comma, CTRL)
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, SettingsWindow)]
    window = next(w for w in found if w.isVisible() or w not in before)
    stage.wait(window.isVisible)
    stage.wait(window.isActiveWindow)
    stage.wait(window.field.hasFocus)
    window.show_section(window.sections.names()[0])
    return window


def tab_to(stage: Stage, wanted: QWidget) -> None:
    """Press Tab until the keyboard is where it is wanted."""
    for _ in range(60):
        focus = QApplication.focusWidget()
        if focus is wanted or (focus is not None and focus.focusProxy() is wanted):
            return
        stage.press(Key.Key_Tab)
    raise AssertionError(f"{wanted.accessibleName()!r} is not reached by Tab")


def go_to_keys(stage: Stage, window: SettingsWindow, action_id: str) -> None:
    """Go to the section of keys by keyboard, and to an action in it."""
    tab_to(stage, window.sections)
    stage.press(Key.Key_End)
    tab_to(stage, window.keyboard.list)
    row = [spec.id for spec in ACTIONS].index(action_id)
    stage.press(Key.Key_Home)
    for _ in range(row):
        stage.press(Key.Key_Down)


def test_settings_of_playing_and_writing_hold_at_once(stage: Stage, note: Path) -> None:
    stage.watch(note)
    shown = stage.player.position_ms
    stage.press(Key.Key_Comma)  # alone it is the frame before
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, SettingsWindow)]
    window = open_window(stage)
    assert not window.isModal()
    handle = window.windowHandle()
    assert handle.transientParent() is stage.window.windowHandle()
    assert handle.type() is Qt.WindowType.Dialog  # of no other does Qt tell the window manager
    assert stage.window.isEnabled()
    stage.press(Key.Key_Space)  # no key of the main window works from here
    assert stage.player.state is PlayerState.PAUSED
    stage.press(Key.Key_Escape)  # the field is emptied
    assert window.isVisible()
    stage.press(Key.Key_Escape)
    assert not window.isVisible()
    assert stage.player.position_ms <= shown
    stage.activate()
    assert open_window(stage) is window
    # The step, which its actions say.
    tab_to(stage, window.sections)
    stage.press(Key.Key_Down)
    tab_to(stage, window.page.rows["play/step_ms"].editor)
    QTest.keyClicks(QApplication.focusWidget(), "12.5")
    stage.press(Key.Key_Escape)  # what was typed is taken
    assert stage.program.settings.number("play/step_ms") == 12_500
    stage.activate()
    before = stage.player.position_ms
    stage.press(Key.Key_O, ALT)
    assert stage.player.position_ms == before + 12_500
    forward = stage.window.actions_["forward.5"]
    assert tip_of(forward) == "Forward 12.5 seconds (Right)"
    assert ("forward.5", "Forward 12.5 seconds", "Right") in stage.window.actions_.rows()
    stage.press(Key.Key_Left, SHIFT)
    assert stage.player.position_ms == before + 11_500
    window = open_window(stage)
    # Whether it plays after a jump.
    window.show_section("Playing")
    tab_to(stage, window.page.rows["play/on_jump"].editor)
    stage.press(Key.Key_Space)
    stage.program.navigator.go_to_claim(1)
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)
    stage.player.pause()
    stage.program.settings.reset("play/on_jump")
    # The time to react, for the next citation.
    stage.program.navigator.jump(25_000)
    stage.wait_for_frame(125)
    window.activateWindow()
    stage.wait(window.isActiveWindow)
    window.show_section("Writing")
    tab_to(stage, window.page.rows["edit/reaction_ms"].editor)
    QTest.keyClicks(QApplication.focusWidget(), "3")
    stage.press(Key.Key_Escape)
    stage.activate()
    stage.view.setFocus()
    stage.press(Key.Key_T)
    draft = stage.draft
    assert b"0:22" in draft.data
    stage.press(Key.Key_Escape)
    # Saving by itself, begun and ended while something is unsaved.
    settings = stage.program.settings
    settings.set("edit/autosave_s", 3600.0)
    stage.press(Key.Key_T)
    timer = stage.program.editing.disk._autosave
    assert draft.is_modified
    assert timer.isActive()
    settings.set("edit/autosave_s", 0.0)
    assert not timer.isActive()
    settings.set("edit/autosave_s", 0.05)
    stage.wait(lambda: not draft.is_modified)
    assert note.read_bytes() == draft.data


def test_window_shows_all_settings_and_finds_them(stage: Stage) -> None:
    stage.start(stage.write("note.md", NOTE), player=False)
    window = open_window(stage)
    rows = window.page.rows
    for section, groups in SECTIONS:
        window.show_section(section)
        seen = {key for key, row in rows.items() if row.isVisible()}
        assert seen == {key for key in rows if key.split("/")[0] in groups}
    window.field.setText("reaction")
    assert rows["edit/reaction_ms"].isVisible()
    window.field.clear()
    # Every setting has a row, and every kind an editor.
    assert set(EDITORS) == set(Kind)
    shown_groups = {group for _name, groups in SECTIONS for group in groups}
    assert {setting.group for setting in SETTINGS} <= shown_groups
    assert list(window.page.rows) != []
    assert set(window.page.rows) == {setting.key for setting in SETTINGS}
    for key, row in window.page.rows.items():
        assert row.text, key
        assert type(row.editor) is EDITORS[row.setting.kind]
    # Everything is reached by Tab, and has a name.
    for section in window.sections.names():
        window.show_section(section)
        window.field.setFocus()
        reached: list[QWidget] = []
        while True:
            focus = QApplication.focusWidget()
            if focus in reached:
                break
            reached.append(focus)
            stage.press(Key.Key_Tab)
        for widget in reached:
            said = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            assert said, widget
        if section != "Keys":
            for row in window.page.rows.values():
                if row.isVisible():
                    assert (row.editor.focusProxy() or row.editor) in reached
        else:
            assert window.keyboard.list in reached
            assert all(button in reached for button in window.keyboard.bar.buttons())
    window.show_section(window.sections.names()[0])
    window.field.setFocus()
    # A search finds settings of all sections, and actions.
    stage.type_in("time")
    shown = [key for key, row in window.page.rows.items() if row.isVisible()]
    times = ["edit/form", "edit/typed_times", "edit/reaction_ms"]
    assert shown == times
    assert "actions and their keys" in window.page.keys_button.text()
    QTest.keyClicks(window.field, " frame")
    assert not window.page.isVisible()  # only actions are left
    rows = window.keyboard.list
    titles = [rows.say(row) for row in rows.rows.rows]
    assert titles == ["Move time 1 frame earlier", "Move time 1 frame later"]
    stage.press(Key.Key_Escape)
    assert window.field.text() == ""
    assert window.page.rows["looks/zoom"].isVisible()
    stage.type_in("qqq")
    assert window.page.nothing.isVisible()
    assert "qqq" in window.page.nothing.text()
    tab_to(stage, window.sections)
    stage.press(Key.Key_Down)  # a section ends the search
    assert window.field.text() == ""
    assert window.page.rows["play/step_ms"].isVisible()
    # A key of the main window in a line of text does nothing.
    window.show_section("Writing")
    lines = [row.editor for row in window.page.rows.values() if row.setting.kind is Kind.TEXT]
    line = next(line for line in lines if line.isVisible())
    tab_to(stage, line)
    QTest.keyClicks(line, "kept")
    stage.press(Key.Key_S, CTRL)
    assert line.text() == "kept"
    assert line.hasFocus()
    stage.press(Key.Key_Return)
    # What is written, chosen and a folder's path comes back as it was, of its own kind.
    window.show_section("Online")
    for key, keys, press in (
        ("save/library", str(stage.vault), Key.Key_Return),
        ("save/height", "", Key.Key_Up),
    ):
        window.page.rows[key].editor.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClicks(QApplication.focusWidget(), keys)
        stage.press(press)
        assert window.page.rows[key].reset_button.isVisible()
    kept = Settings(stage.folders.config / "settings.ini", SETTINGS)
    assert [kept.value(key) for key in ("save/library", "save/height")] == [str(stage.vault), 480]
    assert type(kept.value("save/height")) is int
    (text_key,) = (key for key, row in window.page.rows.items() if row.editor is line)
    assert kept.value(text_key) == "kept"
    # Zero seconds are said in words.
    row = window.page.rows["edit/autosave_s"]
    stage.program.settings.set("edit/autosave_s", 0.0)
    assert isinstance(row.editor, NumberEditor)
    assert row.editor.text() == "Never"
    assert row.reset_button.toolTip() == "Reset to default: 2 s"


def cut_off(window: SettingsWindow) -> list[str]:
    """Name the words, buttons and editors that have less room than they need."""
    found = []
    editors = [row.editor for row in window.page.rows.values()]
    for widget in window.findChildren(QWidget):
        is_seen = isinstance(widget, QLabel | QAbstractButton) or widget in editors
        if not widget.isVisible() or not is_seen:
            continue
        parent = widget.parentWidget()
        fits = parent.rect().contains(widget.geometry())
        if window.page.isAncestorOf(widget):
            page = window.page.viewport()
            right = widget.mapTo(page, QPoint(widget.width(), 0)).x()
            fits &= right <= page.width()
        if isinstance(widget, QLabel):
            fits &= widget.height() >= widget.heightForWidth(widget.width())
        elif isinstance(widget, QAbstractButton):
            fits &= widget.width() >= widget.sizeHint().width()
        if not fits:
            found.append(widget.accessibleName() or str(widget))
    return found


@pytest.mark.all_only
def test_nothing_is_cut_off(stage: Stage, tests_all: bool) -> None:
    stage.start(stage.write("note.md", NOTE), player=False)
    window = open_window(stage)
    some = (((640, 440), 2.5), ((900, 560), 1.0))
    every = product(((640, 440), (900, 560), (1600, 1000)), (0.7, 1.0, 2.5))
    for size, zoom in every if tests_all else some:
        stage.program.settings.set("looks/zoom", zoom)
        window.resize(*size)
        for section in window.sections.names():
            window.show_section(section)
            stage.wait(lambda: window.size() == QSize(*size))  # noqa: B023
            try:
                stage.wait(lambda: not cut_off(window))
            except TimeoutError:
                assert cut_off(window) == []
    # The field for a key is in sight there.
    window.field.setFocus()
    stage.program.settings.set("looks/zoom", 2.5)
    go_to_keys(stage, window, "follow")
    stage.press(Key.Key_Return)
    field = window.keyboard.bar.field
    stage.wait(field.hasFocus)
    stage.wait(lambda: field.visibleRegion().boundingRect() == field.rect())


def test_looks_are_chosen_by_keys_and_hold_at_once(stage: Stage) -> None:
    stage.start(stage.write("note.md", NOTE), player=False)
    window = open_window(stage)
    row = window.page.rows["looks/theme"]
    tab_to(stage, row.editor)
    assert not row.reset_button.isVisible()
    stage.press(Key.Key_Down)
    stage.press(Key.Key_Down)
    assert theme_of(stage.window) == load_theme("dark")
    assert "theme=dark" in (stage.folders.config / "settings.ini").read_text()
    assert row.reset_button.isVisible()
    stage.press(Key.Key_Up)
    assert not theme_of(stage.window).dark
    tab_to(stage, row.reset_button)
    stage.press(Key.Key_Space)
    assert stage.program.settings.text("looks/theme") == "system"
    assert not row.reset_button.isVisible()
    assert row.editor.hasFocus()
    # The wheel turns only the number that has the keyboard.
    editor = window.page.rows["looks/zoom"].editor
    assert isinstance(editor, NumberEditor)
    wheel(editor, 1)
    assert stage.program.settings.number("looks/zoom") == 1.0
    editor.setFocus()
    wheel(editor, 1)
    assert stage.program.settings.number("looks/zoom") == 1.1
    stage.program.settings.reset("looks/zoom")
    window.field.setFocus()
    # Text is as large as typed in percent, and follows the keys of the window.
    points = QApplication.font().pointSizeF()
    assert editor.text() == "100 %"
    tab_to(stage, editor)
    QTest.keyClicks(editor, "150")
    assert stage.program.settings.number("looks/zoom") == 1.0  # 1 % and 15 % were not meant
    stage.press(Key.Key_Return)
    assert stage.program.settings.number("looks/zoom") == 1.5
    assert QApplication.font().pointSizeF() == pytest.approx(points * 1.5)
    stage.press(Key.Key_Up)
    assert editor.text() == "160 %"
    editor.selectAll()
    QTest.keyClicks(editor, "200")
    page = window.page.viewport()
    QTest.mouseClick(page, LEFT, pos=page.rect().bottomLeft() + QPoint(2, -2))  # beside all rows
    stage.wait(lambda: stage.program.settings.number("looks/zoom") == 2.0)
    stage.wait(lambda: window.sections.geometry().right() == window.field.geometry().right())
    stage.window.actions_["text.normal"].trigger()
    assert editor.text() == "100 %"
    # Motion is off where the user asks for less.
    assert moves(stage.view)
    stage.program.settings.set("looks/still", True)
    assert not moves(stage.view)
    before = stage.view.viewport().grab().toImage()
    stage.view.shown.flash_claim(0)
    assert stage.view.viewport().grab().toImage() == before
    stage.program.settings.set("looks/still", False)
    assert moves(stage.view)
    stage.view.shown.flash_claim(0)
    assert stage.view.viewport().grab().toImage() != before
    stage.wait(lambda: stage.view.viewport().grab().toImage() == before)  # it goes by itself


def test_colours_of_a_file_beside_the_settings_are_chosen_and_what_is_wrong_with_it_is_said(
    stage: Stage,
) -> None:
    folder = stage.folders.config / "themes"
    folder.mkdir()
    mine = folder / "Mine.toml"
    mine.write_text('link = "#8A0F5C"\n', "utf-8")
    stage.start(stage.write("note.md", NOTE), player=False)
    window = open_window(stage)
    tab_to(stage, window.page.rows["looks/theme"].editor)
    stage.press(Key.Key_End)
    assert stage.program.settings.text("looks/theme") == "Mine"
    assert theme_of(stage.window).link.name() == "#8a0f5c"
    assert stage.said == ""
    stage.program.settings.set("looks/theme", "light")
    mine.write_text('link = "purple"\n', "utf-8")
    stage.program.settings.set("looks/theme", "Mine")
    assert theme_of(stage.window) == load_theme("light")
    wrong = "The colours “Mine” can't be used: “link” is not a colour such as #0B62C4."
    assert stage.said == wrong
    stage.end()
    again = Stage(stage.app, stage.vault.parent)
    again.start(again.vault / "note.md", player=False)
    again.wait(lambda: again.said == wrong)
    again.end()


def test_settings_that_cannot_be_written_hold_and_that_is_said(stage: Stage) -> None:
    file = stage.folders.config / "settings.ini"
    file.mkdir()  # a folder stands where the file should be
    window = stage.program.settings_applier.open()
    stage.program.settings.set("play/on_jump", True)
    words = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert any("can't be saved to" in text and str(file) in text for text in words)
    assert stage.program.settings.flag("play/on_jump") is True


def test_changed_key_works_at_once_and_is_named_wherever_one_is(stage: Stage, note: Path) -> None:
    stage.watch(note)
    window = open_window(stage)
    go_to_keys(stage, window, "play")
    stage.press(Key.Key_Return)
    assert window.keyboard.bar.field.hasFocus()
    stage.press(Key.Key_O)
    assert stage.window.actions_.keys["play"] == ("O", "Ctrl+Space", "Media Play")
    assert window.keyboard.list.hasFocus()
    assert tip_of(stage.window.actions_["play"]) == "Play or pause (O)"
    assert ("play", "Play or pause", "O") in stage.window.actions_.rows()
    stage.press(Key.Key_Escape)
    stage.activate()
    stage.view.setFocus()
    stage.press(Key.Key_O)
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)
    stage.toggle(CTRL)
    stage.press(Key.Key_Space)
    assert stage.player.state is PlayerState.PAUSED
    assert "O, Ctrl+Space, Media Play" in (stage.folders.config / "settings.ini").read_text()
    stage.program.settings.set_keys(
        {"follow": ("G",), "find.next": ("F7",), "rate.faster": (), "edit.undo": ("F12",)}
    )
    pane = stage.window.page
    pane.show_pill(True)
    assert pane.pill.toolTip() == "Follow (G)"
    assert "Next match (F7)" in {w.toolTip() for w in pane.find_bar.findChildren(QAbstractButton)}
    assert stage.window.player.control_bar.rate_button.toolTip() == "Speed ([)"
    assert stage.program.editing.undo_offer().key == "F12"


def test_my_languages_are_ticked_by_keys_and_by_mouse(stage: Stage) -> None:
    stage.start(stage.write("note.md", NOTE), player=False)
    settings = stage.program.settings
    row = open_window(stage).page.rows["languages/mine"]
    languages = row.editor
    assert isinstance(languages, LanguagesEditor)

    def ticked() -> list[str]:
        model, role = languages.rows, Qt.ItemDataRole.AccessibleTextRole
        spoken = [model.index(n).data(role) for n in range(model.rowCount())]
        return [words.rpartition(",")[0] for words in spoken if not words.endswith("not selected")]

    of_system = ticked()
    tab_to(stage, languages)
    QTest.keyClicks(languages, "portug")
    stage.press(Key.Key_Space)
    assert ticked() == [*of_system, "português"]
    stage.press(Key.Key_Home)
    for _ in of_system:  # the first of the list
        stage.press(Key.Key_Space)
        stage.press(Key.Key_Down)
    assert (settings.text("languages/mine"), ticked()) == ("pt", ["português"])
    box = languages.visualRect(languages.rows.index(0)).center()
    QTest.mouseClick(languages.viewport(), LEFT, NO_KEYS, box)
    assert ticked() == [of_system[0], "português"]
    assert settings.text("languages/mine") == f"pt,{languages.rows.rows[0]}"
    QTest.mouseClick(row.reset_button, LEFT)
    assert (settings.text("languages/mine"), ticked()) == ("", of_system)


def test_what_controls_say_and_the_size_hold_after_the_next_start(
    make_stage: Callable[[], Stage], long_video: Path
) -> None:
    stage = make_stage()
    path = stage.write("note.md", NOTE, video=long_video)
    stage.watch(path)
    toggles = ("subtitles", "waveform", "silence.skip", "finding.play", "transcript.cues")
    for action_id in toggles:
        stage.window.actions_[action_id].trigger()
    stage.window.actions_["vault.grouping"].trigger()
    stage.press(Key.Key_Down, CTRL)
    window = open_window(stage)
    window.resize(1010, 710)
    window.close()
    stage.end()
    again = make_stage()
    again.watch(path)
    assert all(again.window.actions_[action_id].isChecked() for action_id in toggles)
    assert again.player.volume == 95
    assert again.window.list.mode is Mode.VIDEOS
    assert open_window(again).size() == QSize(1010, 710)


def test_keys_are_changed_by_keyboard_and_mouse(stage: Stage) -> None:
    # Added, taken away, cleared and reset.
    stage.start(stage.write("note.md", NOTE), player=False)
    window = open_window(stage)
    actions, bar = stage.window.actions_, window.keyboard.bar

    def press_button(words: str, key: Qt.Key = Key.Key_Space) -> None:
        button = next(button for button in bar.buttons() if button.text() == words)
        tab_to(stage, button)
        stage.press(key)

    go_to_keys(stage, window, "edit.redo")
    press_button("Add a key")
    stage.press(Key.Key_F12)
    assert actions.keys["edit.redo"] == ("Ctrl+Shift+Z", "Ctrl+Y", "F12")
    press_button("Ctrl+Y")
    stage.press(Key.Key_F7)
    assert actions.keys["edit.redo"] == ("Ctrl+Shift+Z", "F7", "F12")
    press_button("Ctrl+Shift+Z", Key.Key_Delete)
    assert actions.keys["edit.redo"] == ("F7", "F12")
    press_button("Reset")
    assert actions.keys["edit.redo"] == ("Ctrl+Shift+Z", "Ctrl+Y")
    assert stage.program.settings.changed_keys() == {}
    press_button("Clear")
    assert actions.keys["edit.redo"] == ()
    assert actions.shown_key("edit.redo") == ""
    assert stage.program.settings.changed_keys() == {"edit.redo": ()}
    stage.press(Key.Key_Up)
    stage.press(Key.Key_Delete)
    assert actions.keys["edit.undo"] == ()
    window.keyboard.reset_all.setFocus()
    stage.press(Key.Key_Return)
    assert bar.words == "Reset the keys of 2 actions?"
    stage.press(Key.Key_Return)
    assert stage.program.settings.changed_keys() == {}
    assert actions.keys == {spec.id: tuple(map(parse, spec.keys)) for spec in ACTIONS}
    assert not window.keyboard.reset_all.isEnabled()
    # One of another action is named, and taken only when that is said.
    window.field.setFocus()
    window.field.clear()
    go_to_keys(stage, window, "save")
    stage.press(Key.Key_Return)
    stage.press(Key.Key_T, CTRL)
    assert bar.words.startswith("Ctrl+T is used for “Set time…”. Reassign?")
    assert actions.keys["save"] == ("Ctrl+S",)
    stage.press(Key.Key_Escape)
    assert window.isVisible()
    assert window.keyboard.list.hasFocus()
    assert actions.keys["retime.typed"] == ("Ctrl+T",)
    stage.press(Key.Key_Return)
    stage.press(Key.Key_T, CTRL)
    stage.press(Key.Key_Return)  # “Reassign” has the keyboard
    assert actions.keys["save"] == ("Ctrl+T",)
    assert actions.keys["retime.typed"] == ()
    # Its own key is back with the other; only that one is asked about.
    window.field.setFocus()
    go_to_keys(stage, window, "retime.typed")
    reset = next(button for button in bar.buttons() if button.text() == "Reset")
    reset.setFocus()
    stage.press(Key.Key_Space)
    assert bar.words.startswith("Ctrl+T is used for “Save”.")
    stage.press(Key.Key_Return)
    assert actions.keys["retime.typed"] == ("Ctrl+T",)
    assert actions.keys["save"] == ()
    stage.program.settings.set_keys({})
    # One that cannot be had is refused in words.
    refused: tuple[tuple[Qt.Key, Qt.KeyboardModifier, str], ...] = (
        (Key.Key_S, NO_KEYS, "S is needed for typing."),
        (Key.Key_Left, NO_KEYS, "Left is needed for typing."),
        (Key.Key_C, CTRL, "Ctrl+C can't be reassigned."),
        (Key.Key_Tab, NO_KEYS, "Tab can't be reassigned."),
    )
    window.field.setFocus()
    go_to_keys(stage, window, "save")
    stage.press(Key.Key_F2)
    for key, modifiers, words in refused:
        stage.press(key, modifiers)
        assert words in bar.words
        assert bar.field.hasFocus()  # it waits for another
    stage.press(Key.Key_F12)
    assert actions.keys["save"] == ("F12",)
    # By the mouse.
    window.show_section("Keys")
    rows = window.keyboard.list
    at = rows.visualRect(rows.rows.index(1)).center()
    QTest.mouseClick(rows.viewport(), LEFT, NO_KEYS, at)
    QTest.mouseDClick(rows.viewport(), LEFT, NO_KEYS, at)
    assert window.keyboard.bar.words == "Press the new key for “Back 5 seconds”"
    leave = next(b for b in window.keyboard.bar.buttons() if b.text() == "Cancel")
    QTest.mouseClick(leave, LEFT)
    assert not window.keyboard.bar.is_busy
    # What is selected stays in sight when text grows, and when a search ends.
    window.field.setFocus()
    stage.type_in("vault")
    stage.type_in("zz")
    window.field.clear()
    stage.type_in("Ctrl+Shift+P")
    window.field.clear()
    window.show_section("Keys")

    def is_in_sight() -> bool:
        return rows.viewport().rect().contains(rows.visualRect(rows.currentIndex()))

    assert rows.currentIndex().data() == "Filter notes"
    stage.wait(is_in_sight)
    for zoom in (2.5, 0.7):
        stage.program.settings.set("looks/zoom", zoom)
        stage.wait(is_in_sight)


def test_bad_entries_in_the_settings_file_are_named(
    make_stage: Callable[[], Stage], tmp_path: Path
) -> None:
    config = tmp_path / "home" / "config"
    config.mkdir(parents=True)
    (config / "settings.ini").write_text("[keys]\nsave=Ctrl+Foo\nquit=Ctrl+Alt+Q\n")
    stage = make_stage()
    stage.start(stage.write("note.md", NOTE), player=False)
    said = "“Ctrl+Foo” in the settings file can't be used as a key for “save”."
    stage.wait(lambda: stage.said == said)
    assert stage.window.actions_.keys["save"] == ("Ctrl+S",)
    assert stage.window.actions_.keys["quit"] == ("Ctrl+Alt+Q",)
    (offer,) = stage.window.notice.offers
    offer.call()
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, SettingsWindow)]
    (window,) = (w for w in windows if w.keyboard.isVisible())  # not one of the test before
    words = [label.text() for label in window.keyboard.findChildren(QLabel) if label.isVisible()]
    assert any("“Ctrl+Foo”" in text and "not a key" in text for text in words)
