"""What is done to the folders of a vault from the list of notes, by mouse and by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.stage import ALT, CTRL, SHIFT, Stage, choose, menu_at, opened_menu
from viewer.ui.vault.vault_view import VaultView

Key = Qt.Key


@pytest.fixture
def view(stage: Stage) -> VaultView:
    """The list of a vault with a folder in a folder, and links that go through both."""
    stage.write("Top/In/deep.md", "[[Top/one]] [one](../one.md) ![[one]] [[deep]]\n")
    stage.write(
        "Top/one.md", "[[Top/In/deep]] [[In/deep|Top/In]] [d](In/deep.md) [[top/IN/deep]]\n"
    )
    stage.write("Index.md", "[[one]] [[Top/one#Top]] [t](Top/In/deep.md) [[Top]] Top/one\n")
    stage.start(stage.vault / "Index.md", player=False)
    stage.wait(lambda: stage.window.list.model.count == 3)
    return stage.window.list


def menu_of(stage: Stage, key: str) -> QMenu:
    tree, model = stage.window.list.tree, stage.window.list.model
    stage.wait(lambda: model.index_of_group(key).isValid())
    tree.setCurrentIndex(model.index_of_group(key))
    return menu_at(tree, tree.visualRect(model.index_of_group(key)).center())


def texts(vault: Path) -> dict[str, bytes]:
    return {str(path.relative_to(vault)): path.read_bytes() for path in vault.rglob("*.md")}


def test_a_folder_is_renamed_with_the_links_through_it_and_back(
    stage: Stage, view: VaultView
) -> None:
    before = texts(stage.vault)
    stage.session.open_note(stage.vault / "Top" / "one.md")
    stage.wait(lambda: stage.program.editing.draft is not None)
    choose(menu_of(stage, "Top"), "Rename…")
    stage.type_in("Index.md")  # what a folder can't be called
    stage.press(Key.Key_Return)
    field = QApplication.focusWidget()
    assert view.tree.isAncestorOf(field)
    field.selectAll()
    stage.type_in("New top")
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.said == "Renamed to “New top” (5 links)")
    assert texts(stage.vault) == {
        "Index.md": b"[[one]] [[New top/one#Top]] [t](New%20top/In/deep.md) [[Top]] Top/one\n",
        "New top/one.md": b"[[New top/In/deep]] [[In/deep|Top/In]] [d](In/deep.md) "
        b"[[New top/In/deep]]\n",
        "New top/In/deep.md": b"[[New top/one]] [one](../one.md) ![[one]] [[deep]]\n",
    }
    # The note that is open is where it is now, with its text.
    assert stage.session.path == stage.vault / "New top" / "one.md"
    assert b"[[New top/In/deep]]" in stage.data
    stage.wait(lambda: "New top" in view.model.outline.by_key)
    # What is written since is undone first, and then all of it as one step.
    offers = stage.window.notice.offers
    stage.press("e", ALT)
    stage.write_in("more ")
    stage.press(Key.Key_Escape)
    stage.view.setFocus()
    stage.press("z", CTRL)
    stage.press("z", CTRL)
    assert texts(stage.vault) == before
    offers[0].call()  # it is said that there is nothing to take back
    assert "Nothing was changed." in stage.said
    assert texts(stage.vault) == before
    assert not (stage.vault / "New top").exists()
    assert stage.session.path == stage.vault / "Top" / "one.md"
    assert stage.data == before["Top/one.md"]
    stage.press("e", ALT)
    stage.write_in("More")
    stage.press(Key.Key_Escape)
    stage.press("s", CTRL)
    stage.wait(lambda: b"More" in (stage.vault / "Top" / "one.md").read_bytes())


def test_a_folder_is_renamed_around_a_note_that_has_no_file_yet(
    stage: Stage, long_video: Path
) -> None:
    note = stage.write("Top/in/one.md", "One.\n")
    stage.start(stage.vault, player=False)
    stage.wait_for_files()
    stage.session.open_note(note)
    stage.program.choosing.open(long_video)
    assert stage.session.is_planned
    stage.program.renaming.rename(stage.vault / "Top", "New")
    assert stage.session.path == stage.vault / "New/in/long.md"
    assert not note.exists()


def test_a_folder_gets_notes_and_folders_and_its_notes_are_exported(
    stage: Stage, view: VaultView, monkeypatch: pytest.MonkeyPatch
) -> None:
    menu = menu_of(stage, "Top")
    assert [action.text() for action in menu.actions() if action.text()] == [
        *("New note…", "New folder…", "Check", "Apply safe fixes…", "Replace in folder…"),
        *("Transcribe…", "Export…", "Rename…", "Show in folder"),
    ]
    choose(menu, "New folder…")
    stage.type_in("Empty")
    stage.press(Key.Key_Return)
    assert (stage.vault / "Top" / "Empty").is_dir()
    # It is listed, and what needs notes is not in its menu.
    menu = menu_of(stage, "Top/Empty")
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == ["New note…", "New folder…", "Rename…", "Show in folder"]
    choose(menu, "New note…")
    assert stage.asked._folder == stage.vault / "Top" / "Empty"
    stage.press(Key.Key_Escape)
    # Where no row is, a folder is made in the vault.
    choose(
        menu_at(view.tree, view.tree.viewport().rect().bottomLeft() - QPoint(-9, 9)), "New folder…"
    )
    stage.type_in("Top")
    stage.press(Key.Key_Return)
    assert "already exists" in stage.asked.wrong.text()
    stage.press(Key.Key_Escape)
    choose(menu_of(stage, "Top"), "Export…")
    sheet = stage.program.exporting.sheet
    stage.wait(lambda: "2 notes" in sheet.title.text())
    stage.press(Key.Key_Escape)
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    monkeypatch.setattr("viewer.ui.kit.file_manager._is_marked", lambda _path: False)
    choose(menu_of(stage, "Top/In"), "Show in folder")
    assert opened == [str(stage.vault / "Top")]


def test_keys_go_between_filter_and_first_note_and_open_the_menu_of_each_row(
    stage: Stage, view: VaultView
) -> None:
    stage.press(Key.Key_P, CTRL | SHIFT)
    stage.type_in("e")
    stage.press(Key.Key_Down)
    assert view.tree.currentIndex().data() == "Deep"
    stage.press(Key.Key_Up)
    assert view.field.hasFocus()
    stage.press(Key.Key_Escape)
    stage.press(Key.Key_Down)  # all are open, for they are few
    assert view.tree.currentIndex().data() == "Deep"
    found = []
    for _ in range(3):  # the note, its folder, and that in which this is
        stage.press(Key.Key_F10, SHIFT)
        menu = opened_menu()
        found.append(menu.actions()[0].text())
        menu.close()
        stage.press(Key.Key_Up)
    assert found == ["Open", "New note…", "New note…"]
    assert view.field.hasFocus()
