"""What is done to notes as files, from the palette and from the menu of the list."""

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.stage import ALT, CTRL, LEFT, Stage, choose, menu_at
from viewer.ui.vault.start_page import RecentList

Key = Qt.Key


@pytest.fixture
def trash(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Path:
    data = stage.vault.parent / "share"
    data.mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(data))
    return data / "Trash" / "files"


@pytest.fixture
def notes(stage: Stage) -> list[Path]:
    """Three notes; the first one is open, and all are listed."""
    made = [stage.write(f"{name}.md", f"About {name}.\n") for name in ("one", "three", "two")]
    stage.start(made[0], player=False)
    stage.wait(lambda: stage.window.list.model.count == 3)
    return made


def _menu(stage: Stage, *rows: int) -> QMenu:
    """Select these rows of the list with the mouse, and ask for their menu."""
    tree = stage.window.list.tree
    model = tree.model()
    for number, row in enumerate(rows):
        at = tree.visualRect(model.index(row, 0)).center()
        if number:
            QTest.mouseClick(tree.viewport(), LEFT, CTRL, at)
        else:
            select = QItemSelectionModel.SelectionFlag.ClearAndSelect
            tree.selectionModel().setCurrentIndex(model.index(row, 0), select)
    return menu_at(tree, at)


def test_notes_when_moved_to_the_trash_are_put_back_with_all_their_text(
    stage: Stage, notes: list[Path], trash: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.press("e", ALT)
    stage.write_in(" More.")
    stage.press(Key.Key_Return, CTRL)  # a bullet that is left without a word
    stage.window.actions_["note.trash"].trigger()
    assert not notes[0].exists()
    assert (trash / "one.md").read_text() == "About one. More.\n"
    assert stage.session.note is None
    assert stage.said == "Moved “one.md” to the trash."
    stage.wait(lambda: stage.window.list.model.count == 2)
    (recent,) = stage.window.page.findChildren(RecentList)
    stage.wait(lambda: recent.rows.rows == [])  # no more of the note that is gone
    stage.press("t")  # what needs a note
    assert stage.said == "Moved “one.md” to the trash."
    stage.press("z", CTRL)
    assert stage.said == ""
    assert notes[0].read_text() == "About one. More.\n"
    assert stage.session.path == notes[0]
    assert list(trash.iterdir()) == list(trash.with_name("info").iterdir()) == []
    stage.wait(lambda: stage.window.list.model.count == 3)
    # By undo, wherever the keyboard is.
    for place in ("filter", "list", "find", "search", "palette"):
        for row in (2, 1):
            choose(_menu(stage, row), "Move note to trash")
        stage.wait(lambda: stage.window.list.model.count == 1)
        stage.session.open_note(notes[0])  # which takes the notice away
        if place in ("filter", "list"):
            lists = stage.window.list
            lists.open_filter() if place == "filter" else lists.tree.setFocus()
        else:
            stage.window.actions_[place].trigger()
        stage.press("z", CTRL)
        assert [note.exists() for note in notes] == [True, True, False]
        stage.press("z", CTRL)
        assert notes[2].exists()
        assert list(trash.iterdir()) == []
        assert stage.data == b"About one. More.\n"
        stage.press(Key.Key_Escape)
        stage.press(Key.Key_Escape)
        stage.view.setFocus()
        stage.wait(lambda: stage.window.list.model.count == 3)
    stage.press("z", CTRL)  # what was done before
    assert stage.data == b"About one.\n"
    # Several that were chosen, and the open one stays.
    stage.session.open_note(notes[0])
    menu = _menu(stage, 1, 2)
    tree = stage.window.list.tree
    rows = [tree.visualRect(tree.model().index(row, 0)) for row in range(3)]
    picture = tree.viewport().grab().toImage()
    open_one, one, other = (picture.pixel(tree.viewport().width() // 2, r.top() + 4) for r in rows)
    assert open_one != one == other  # what is chosen looks so, and nothing else
    assert [action.text() for action in menu.actions() if action.text()] == [
        *("Play claims", "Check", "Apply safe fixes…"),
        *("Save for offline…", "Transcribe…", "Export…", "Move 2 notes to trash"),
    ]
    choose(menu, "Move 2 notes to trash")
    assert sorted(path.name for path in trash.iterdir()) == ["three.md", "two.md"]
    assert stage.said == "Moved 2 notes to the trash."
    assert stage.session.path == notes[0]
    # One that cannot go there stays open.
    nowhere = stage.vault.parent / "file"
    nowhere.write_text("x")
    monkeypatch.setenv("XDG_DATA_HOME", str(nowhere))
    stage.window.actions_["note.trash"].trigger()
    assert stage.said == "“one.md” can't be moved to the trash. It was not deleted."
    assert notes[0].exists()
    assert stage.session.path == notes[0]


def test_notes_are_copied_shown_and_renamed_from_the_menus_of_the_list(
    stage: Stage, notes: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Where no row is its menu has nothing of a note.
    tree = stage.window.list.tree
    menu = menu_at(tree, tree.viewport().rect().bottomLeft() - QPoint(-9, 9))
    assert [action.text() for action in menu.actions()] == [
        "New note…",
        "New folder…",
        "Open folder…",
    ]
    menu.close()
    assert [action.text() for action in _menu(stage, 1).actions() if action.text()] == [
        *("Open", "Rename…", "Duplicate note", "New note about this video"),
        *("Export…", "Save for offline…", "Transcribe…"),
        *("Show note in folder", "Copy path of note", "Move note to trash"),
    ]
    # The path is copied.
    stage.window.actions_["note.copy_path"].trigger()
    assert QGuiApplication.clipboard().text() == str(notes[0])
    choose(_menu(stage, 1), "Copy path of note")
    assert QGuiApplication.clipboard().text() == str(notes[1])
    # A note is shown in the file manager, or else its folder.
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    monkeypatch.setattr("viewer.ui.kit.file_manager._is_marked", lambda _path: False)
    stage.window.actions_["note.reveal"].trigger()
    assert opened == [str(stage.vault)]
    # A copy of a note opens.
    choose(_menu(stage, 2), "Duplicate note")
    copy = stage.vault / "two 2.md"
    assert copy.read_bytes() == notes[2].read_bytes()
    assert stage.session.path == copy
    stage.wait(lambda: stage.window.list.model.count == 4)
    # One is renamed in its row; that which is open stays so.
    stage.session.open_note(notes[0])
    choose(_menu(stage, 2), "Rename…")
    field = QApplication.focusWidget()
    assert field.text() == "two"
    stage.type_in("last")
    # What the list has to show meanwhile waits, or the half of a name were taken.
    stage.window.list.heading.chosen.emit("vault/sort", "claims")
    stage.window.list.set_open(notes[1])
    assert QApplication.focusWidget() is field
    stage.press(Key.Key_Return)
    stage.wait(notes[2].with_name("last.md").exists)
    assert stage.session.path == notes[0]


def test_note_without_a_file_is_nothing_to_throw_away(
    stage: Stage, trash: Path, numbered_video: Path
) -> None:
    stage.start(numbered_video, player=False)
    stage.window.actions_["note.trash"].trigger()
    assert stage.said == "Type something first: there is no file yet."
    assert not trash.exists()
