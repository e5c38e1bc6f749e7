"""Renaming a note through the window: in its row, what follows to the new name, and undo."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolTip
from shiboken6 import isValid

from tests.ui.stage import ALT, CTRL, SHIFT, Stage
from viewer.ui.kit.field import Field
from viewer.vault import rename_files
from viewer.vault.files import VaultFiles
from viewer.vault.link_targets import LinkNames
from viewer.vault.rename import plan_rename, retitle

Key = Qt.Key

OLD = "# Of mine\n\nI am [[old name|myself]], said at [0:02].\n\n- [[hub]]\n"
HUB = "# Hub\r\n\r\nSee [[ Old name | this ]] and [that](talks/old%20name.md#part).\r\n"


@pytest.fixture
def note(stage: Stage) -> Path:
    stage.write("hub.md", "")
    (stage.vault / "hub.md").write_bytes(HUB.encode())
    stage.write("other.md", "# Other\n\nNothing.\n")
    path = stage.write("talks/old name.md", OLD)
    stage.start(stage.vault, player=False)
    stage.wait_for_files()
    stage.session.open_note(path)
    return path


@pytest.fixture
def by_file(stage: Stage, note: Path) -> None:
    """The list shows the names of files, and so these are what is renamed."""
    stage.window.list.heading.chosen.emit("vault/sort", "name")


def texts(stage: Stage) -> dict[str, bytes]:
    return {
        path.relative_to(stage.vault).as_posix(): path.read_bytes()
        for path in sorted(stage.vault.rglob("*"))
        if path.is_file()
    }


def editor(stage: Stage) -> Field:
    """Press F2; give the editor that is in the row of the note then."""
    stage.press(Key.Key_F2)
    stage.wait(lambda: isinstance(QApplication.focusWidget(), Field))
    field = QApplication.focusWidget()
    tree = stage.window.list.tree
    assert isinstance(field, Field)
    colours = field.palette()  # what is selected is read: the list's own ground is nearly white
    assert abs(colours.highlight().color().value() - colours.highlightedText().color().value()) > 50
    assert field.selectedText() == field.text()
    at = tree.viewport().mapFromGlobal(field.mapToGlobal(field.rect().center()))
    assert tree.indexAt(at) == tree.currentIndex()
    return field


def rename(stage: Stage, name: str) -> None:
    """Press F2, type another name, and press Enter; the keyboard is then where it was."""
    had = QApplication.focusWidget()
    editor(stage)
    stage.type_in(name)
    stage.press(Key.Key_Return)
    is_done = {f"Renamed to “{name}”", "Moved to", "can't", "is read-only"}
    stage.all_said.clear()
    stage.wait(lambda: any(words in said for said in stage.all_said for words in is_done))
    if had is not None and isValid(had) and had.isVisible():
        assert QApplication.focusWidget() is had


def test_note_is_renamed_in_its_row_and_links_follow_to_it(stage: Stage, note: Path) -> None:
    before, tree = texts(stage), stage.window.list.tree
    path = note.with_name("new name.md")
    # Its own title is offered; Esc leaves it, and so does Enter where nothing was typed.
    for key in (Key.Key_Escape, Key.Key_Return):
        field = editor(stage)
        assert field.text() == "Of mine"
        if key == Key.Key_Escape:
            stage.type_in("Otherwise")
            for other in (Key.Key_Up, Key.Key_Down, Key.Key_PageUp, Key.Key_F2):
                stage.press(other)  # the list has them, too
            assert QApplication.focusWidget() is field
        stage.press(key)
        stage.wait(lambda: QApplication.focusWidget() is stage.view)
        assert texts(stage) == before
    # Where the list shows the names of files, that of the file is.
    stage.window.list.heading.chosen.emit("vault/sort", "name")
    field = editor(stage)
    assert field.text() == "old name"
    # A name that cannot be had says why, and stays open.
    for name, words in (
        (" ", "Type a name"),
        ("a:b", "can't contain “:”"),
        (".x", "dot"),
        ("x.", "dot"),
        ("/", "Type a name"),
        ("no/such", "No folder “no”"),
        ("/hub", "already"),
        ("x" * 250, "too long"),
    ):
        field.selectAll()
        stage.type_in(name)
        assert words in field.accessibleDescription()
        assert words in QToolTip.text()
        stage.press(Key.Key_Return)
        assert QApplication.focusWidget() is field
    stage.press(Key.Key_Escape)
    stage.wait(lambda: QApplication.focusWidget() is stage.view)
    assert texts(stage) == before
    # The list marks it under its new name; one undo takes all of it back.
    rename(stage, "new name")
    assert stage.said == "Renamed to “new name” (3 links)"
    linking = HUB.replace("Old name", "New name").replace("old%20name", "new%20name")
    own = OLD.replace("[[old name", "[[new name").encode()
    after = {**before, "hub.md": linking.encode(), "talks/new name.md": own}
    del after["talks/old name.md"]
    assert texts(stage) == after
    assert (stage.draft.path, stage.data) == (path, own)
    assert stage.program.state.recent_notes() == [path]
    assert stage.session.vault.files.holds(path)
    assert stage.draft.stack.to_undo.name == "Rename “old name” to “new name”"
    for _ in range(2):
        assert tree.property("open_path") == "talks/new name.md"
        stage.press("z", CTRL)
        assert tree.property("open_path") == "talks/old name.md"
        assert "Rename “old name” to “new name”" in stage.said
        assert texts(stage) == before
        stage.press("z", CTRL | SHIFT)
        assert texts(stage) == after
    stage.press("z", CTRL)
    # A folder before it moves it.
    rename(stage, "/old name")
    assert stage.said == "Moved to “vault” (1 link)"
    assert stage.session.path == stage.vault / "old name.md"
    assert b"(old%20name.md#part)" in texts(stage)["hub.md"]
    stage.press("z", CTRL)
    assert texts(stage) == before
    # Tab takes it, and so does a click elsewhere; one that cannot be had is given up then.
    for end in ("tab", "click", "bad"):
        editor(stage)
        stage.type_in("a:b" if end == "bad" else "new name")
        if end == "tab":
            stage.press(Key.Key_Tab)
        else:
            stage.select_block("Of mine")
        stage.wait(lambda: tree.state() is not tree.State.EditingState)
        if end != "bad":
            stage.wait(path.exists)
            stage.wait(lambda: stage.said.startswith("Renamed"))
            stage.press("z", CTRL)
        assert texts(stage) == before
    # Where the keyboard is on a folder, the open note is not meant.
    tree.setFocus()
    tree.setCurrentIndex(tree.model().index_of_group("talks"))
    assert editor(stage).text() == "talks"
    stage.press(Key.Key_Escape)
    stage.view.setFocus()
    # A list that is not shown is there for as long as it takes.
    stage.press(Key.Key_F9)
    assert not tree.isVisible()
    editor(stage)
    assert tree.isVisible()
    stage.press(Key.Key_Escape)
    stage.wait(lambda: not tree.isVisible())
    assert QApplication.focusWidget() is stage.view


def test_another_note_is_renamed_beside_the_open_one_which_undoes_it(
    stage: Stage, note: Path
) -> None:
    # The open note links to it, and stays open with all that was typed in it.
    hub, tree = stage.vault / "hub.md", stage.window.list.tree
    stage.session.open_note(hub)
    stage.press("e", ALT)
    stage.write_in("Typed. ")
    stage.press(Key.Key_Escape)
    stage.window.list.heading.chosen.emit("vault/sort", "name")
    tree.setCurrentIndex(tree.model().index_of("talks/old name.md"))
    tree.setFocus()
    before = texts(stage)
    rename(stage, "new name")
    assert stage.session.path == hub
    after = texts(stage)
    assert b"Typed. " in after["hub.md"]
    assert b"[[ New name | this ]]" in after["hub.md"]
    assert stage.data == after["hub.md"]
    assert not stage.draft.is_modified
    for _ in range(2):
        stage.press("z", CTRL)
        assert texts(stage) == {**before, "hub.md": stage.data}
        assert b"Typed. " in stage.data
        assert b"[[ Old name | this ]]" in stage.data
        stage.press("z", CTRL | SHIFT)
        assert texts(stage) == after


@pytest.mark.usefixtures("by_file")
def test_what_was_unsaved_is_saved_and_undone_with_the_rename_between(
    stage: Stage, note: Path
) -> None:
    original = texts(stage)
    draft = stage.draft
    stage.program.settings.set("edit/autosave_s", 0.0)
    stage.press("e", ALT)
    stage.type_in(" Typed before.")
    editor(stage)
    stage.press(Key.Key_Escape)
    stage.wait(lambda: QApplication.focusWidget() is stage.view)
    assert b"Typed before." in note.read_bytes()
    rename(stage, "new name")
    path = note.with_name("new name.md")
    middle = texts(stage)
    assert b"Typed before." in path.read_bytes()
    stage.press("e", ALT)
    stage.type_in(" Typed after.")
    stage.press(Key.Key_Return)
    stage.press("s", CTRL)
    stage.wait(lambda: b"Typed after." in path.read_bytes())
    while draft.data != middle["talks/new name.md"]:
        stage.press("z", CTRL)
    assert stage.session.path == path
    stage.press("z", CTRL)
    assert stage.session.path == note
    assert texts(stage)["hub.md"] == HUB.encode()
    while draft.stack.to_undo:
        stage.press("z", CTRL)
    stage.press("s", CTRL)
    stage.wait(lambda: texts(stage) == original)
    while draft.stack.to_redo is not None:
        stage.press("z", CTRL | SHIFT)
    assert stage.session.path == path
    assert b"Typed after." in draft.data
    stage.press("s", CTRL)
    stage.wait(lambda: not draft.is_modified)
    assert texts(stage)["hub.md"] == middle["hub.md"]
    assert not note.exists()


def test_title_and_file_are_renamed_together_where_they_were_the_same(
    stage: Stage, note: Path, long_video: Path
) -> None:
    # Title and file when they were the same are renamed together.
    path = stage.write("talks/why.md", "---\ntitle: Why\n---\n\n# Why\n\n- It stands [0:02].\n")
    hub = stage.write("by name.md", "[[why]] and [[Why]]\n")
    stage.session.open_note(path)
    before = texts(stage)

    rename(stage, "How: a bridge")
    assert stage.said == "Renamed to “How: a bridge” (2 links)"
    assert stage.session.path == path.with_name("how a bridge.md")
    assert stage.session.path.read_text() == (
        '---\ntitle: "How: a bridge"\n---\n\n# How: a bridge\n\n- It stands [0:02].\n'
    )
    assert hub.read_text() == "[[how a bridge]] and [[How a bridge]]\n"
    assert stage.window.windowTitle().startswith("How: a bridge")
    stage.press("z", CTRL)
    assert texts(stage) == before
    assert stage.session.path == path
    assert stage.window.windowTitle().startswith("Why")

    # A name that is written in another way stays.
    for name, text, typed, file in (
        ("my_note", "# My note\n", "My new note", "my_note"),
        ("My-note", "# My note\n", "Its name", "My-note"),
        ("a_note", "Text.\n", "b_note", "b_note"),
    ):
        path = stage.write(f"{name}.md", text)
        stage.session.open_note(path)
        stage.wait_for_files()
        rename(stage, typed)
        assert stage.session.path == path.with_name(f"{file}.md")
        assert (b"# " + typed.encode() in stage.data) is ("#" in text)

    # Title alone when changed keeps the file and the links by it.
    path = stage.write("a.md", "---\ntitle: Old title\n---\nText\n")
    hub = stage.write("by title.md", "[[Old title|x]] [[a]]\n")
    stage.session.open_note(path)

    rename(stage, "New title")
    assert stage.session.path == path
    assert path.read_text() == "---\ntitle: New title\n---\nText\n"
    assert hub.read_text() == "[[a|x]] [[a]]\n"
    stage.press("z", CTRL)
    assert path.read_text() == "---\ntitle: Old title\n---\nText\n"
    assert hub.read_text() == "[[Old title|x]] [[a]]\n"

    # A note that has no file yet has no row.
    stage.session.open_note(note)
    stage.program.choosing.open(long_video)
    assert stage.session.is_planned
    stage.press(Key.Key_F2)
    assert stage.said == "Type something first: there is no file yet."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# Of mine #\n\nx\n", "# T: 1 #\n\nx\n"),
        ("Of mine\n=======\n\nx\n", "T: 1\n=======\n\nx\n"),
        ("# [[hub|Of mine]]\n", '---\ntitle: "T: 1"\n---\n\n# [[hub|Of mine]]\n'),
        ("No title.\n", '---\ntitle: "T: 1"\n---\n\nNo title.\n'),
    ],
)
def test_title_is_written_where_the_note_has_it(old: str, new: str) -> None:
    assert retitle(old.encode(), "T: 1", "a.md").apply(old.encode()) == new.encode()
    assert not retitle(new.encode(), "T: 1", "a.md")
    assert not retitle(b"No title.", "A talk", "a_talk.md")


@pytest.mark.usefixtures("by_file")
def test_what_knows_the_note_by_its_name_follows_it(stage: Stage, note: Path) -> None:
    # Way back when the note was renamed leads to it.
    stage.session.open_note(stage.vault / "other.md")
    stage.press(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert stage.session.path == note
    rename(stage, "new name")
    stage.press(Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert stage.session.path == stage.vault / "other.md"
    stage.press(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert stage.session.path == note.with_name("new name.md")

    # Chosen video when the note is renamed is still its own.
    stage.press("z", CTRL)
    video = stage.vault / "film.mp4"
    video.write_bytes(b"")
    stage.session.video.choose(video)
    rename(stage, "new name")
    pairings = stage.session.video._pairings
    assert pairings.get(None, note.with_name("new name.md")) == video
    assert pairings.get(None, note) is None


@pytest.mark.usefixtures("by_file")
def test_note_in_source_mode_is_renamed_where_it_stands(stage: Stage, note: Path) -> None:
    stage.press("e", CTRL)
    rename(stage, "new name")
    after = texts(stage)
    assert b"[[new name|myself]]" in after["talks/new name.md"]
    stage.press("z", CTRL)
    assert note.read_bytes() == OLD.encode()
    stage.press("z", CTRL | SHIFT)
    stage.press("e", CTRL)
    assert stage.session.note.data == after["talks/new name.md"]


@pytest.mark.parametrize("old", ["old.md", "deep"])
def test_rename_that_a_crash_broke_off_is_finished_at_the_next_start(
    make_stage: Callable[[], Stage], old: str
) -> None:
    stage = make_stage()
    stage.write("hub.md", "[[old]] [[deep/other]]")
    stage.write("old.md", "# Old")
    stage.write("deep/other.md", "# Other")
    files = VaultFiles.scan(stage.vault)
    made = plan_rename(files, LinkNames.scan(files), old, {"deep": "deeper"}.get(old, "new.md"))
    file, _ = rename_files._write_down(made, list(made.notes), stage.folders.state / "renames")
    file.close()
    note = old if old.endswith(".md") else "deep/other.md"
    stage.program.state.add_recent_note(stage.vault / note)
    stage.start(stage.vault / note, player=False)
    assert stage.session.path == stage.vault / made.moved(note)
    assert made.moved(note) in texts(stage)
    assert b"new" in texts(stage)["hub.md"] or b"deeper/" in texts(stage)["hub.md"]
    assert "Interrupted rename completed" in stage.said
    assert stage.program.state.recent_notes() == [stage.session.path]
