"""Renaming a note through the window: the sheet, what follows to the new name, and undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from tests.ui.stage import ALT, CTRL, SHIFT, Stage
from viewer.ui.editing.rename_sheet import RenameSheet
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


def texts(stage: Stage) -> dict[str, bytes]:
    return {
        path.relative_to(stage.vault).as_posix(): path.read_bytes()
        for path in sorted(stage.vault.rglob("*"))
        if path.is_file()
    }


def in_sheet(stage: Stage, act: Callable[[RenameSheet], object]) -> None:
    """Press F2, and act in the sheet until it is closed; the keyboard is then where it was."""
    had = QApplication.focusWidget()
    stage.press(Key.Key_F2)
    sheet = stage.asked
    assert isinstance(sheet, RenameSheet)
    act(sheet)
    stage.wait(lambda: not isValid(sheet) or sheet.isHidden())
    if had is not None and had.isVisible():
        assert QApplication.focusWidget() is had


def type_name(stage: Stage, shown: RenameSheet, name: str) -> None:
    shown.file.selectAll()
    QTest.keyClicks(shown.file, name)
    stage.wait(lambda: shown.preview.toPlainText() != "" or "No link" in shown.summary.text())


def rename(stage: Stage, name: str) -> None:
    def act(shown: RenameSheet) -> None:
        type_name(stage, shown, name)
        QTest.keyClick(shown.file, Key.Key_Return)

    in_sheet(stage, act)


def _refuse(stage: Stage, name: str, words: str) -> None:
    before = texts(stage)

    def act(shown: RenameSheet) -> None:
        shown.file.selectAll()
        QTest.keyClick(shown.file, Key.Key_Backspace)
        QTest.keyClicks(shown.file, name)
        assert words in shown.wrong.text()
        assert not shown.buttons["accept"].isEnabled()
        QTest.keyClick(shown.file, Key.Key_Return)
        assert shown.isVisible()
        shown.close_sheet()

    in_sheet(stage, act)
    assert texts(stage) == before


def test_name_is_asked_for_and_links_follow_to_it(stage: Stage, note: Path) -> None:
    # Links are shown before they change and nothing changes on escape.
    before = texts(stage)

    def act(shown: RenameSheet) -> None:
        assert (shown.field.text(), shown.file.text()) == ("Of mine", "old name.md")
        assert shown.field.selectedText() == "Of mine"
        assert not shown.same.isChecked()
        assert not shown.buttons["accept"].isEnabled()
        type_name(stage, shown, "new name")
        assert shown.summary.text() == "Updates 3 links in 2 notes:"
        lines = shown.preview.toPlainText().splitlines()
        assert lines[0].startswith("Hub")
        assert lines[1:3] == [
            "− See [[ Old name | this ]] and [that](talks/old%20name.md#part).",
            "+ See [[ New name | this ]] and [that](talks/old%20name.md#part).",
        ]
        assert "+ I am [[new name|myself]], said at [0:02]." in lines
        QTest.keyClick(shown.field, Key.Key_Escape)

    in_sheet(stage, act)
    assert texts(stage) == before
    assert stage.session.path == note

    # Name when it cannot be had is refused while it is typed.
    for name, words in (
        ("", "Type a name"),
        ("a:b", "can't contain “:”"),
        (".x", "dot"),
        ("x.", "dot"),
        ("/", "Type a name"),
        ("no/such", "no folder “no”"),
        ("/hub", "already"),
        ("x" * 250, "too long"),
    ):
        _refuse(stage, name, words)

    # List when the note is renamed marks it under its new name.
    tree = stage.window.list.tree
    stage.wait(lambda: tree.property("open_path") == "talks/old name.md")
    rename(stage, "new name")
    assert tree.property("open_path") == "talks/new name.md"
    stage.press("z", CTRL)
    assert tree.property("open_path") == "talks/old name.md"

    # Note when moved to another folder keeps its links.
    before = texts(stage)
    rename(stage, "/old name")
    assert stage.session.path == stage.vault / "old name.md"
    assert b"(old%20name.md#part)" in texts(stage)["hub.md"]
    stage.press("z", CTRL)
    assert texts(stage) == before

    # Name when entered before the links are known is taken once they are.
    def act(shown: RenameSheet) -> None:
        shown.file.selectAll()
        QTest.keyClicks(shown.file, "quick")
        QTest.keyClick(shown.file, Key.Key_Return)

    in_sheet(stage, act)
    assert set(texts(stage)) == {"hub.md", "other.md", "talks/quick.md"}
    assert b"[[ Quick | this ]]" in texts(stage)["hub.md"]


def test_note_when_renamed_is_followed_and_undo_is_one_step(stage: Stage, note: Path) -> None:
    before = texts(stage)
    rename(stage, "new name")
    path = note.with_name("new name.md")
    after = texts(stage)
    assert set(after) == {"hub.md", "other.md", "talks/new name.md"}
    assert (
        after["hub.md"]
        == HUB.replace("Old name", "New name").replace("old%20name", "new%20name").encode()
    )
    assert after["talks/new name.md"] == OLD.replace("[[old name", "[[new name").encode()
    assert stage.session.path == path
    assert stage.program.editing.draft is not None
    assert stage.program.editing.draft.path == path
    assert stage.program.editing.draft.data == after["talks/new name.md"]
    assert stage.session.note is not None
    assert stage.session.note.data == after["talks/new name.md"]
    assert stage.program.state.recent_notes()[0] == path
    assert note not in stage.program.state.recent_notes()
    assert stage.session.files is not None
    assert stage.session.files.holds(path)
    assert stage.program.editing.draft.stack.undo_name == "Rename “old name” to “new name”"
    for _ in range(2):
        stage.press("z", CTRL)
        assert texts(stage) == before
        assert stage.session.path == note
        assert "Rename “old name” to “new name”" in stage.said
        stage.press("z", CTRL | SHIFT)
        assert texts(stage) == after
        assert stage.session.path == path


def test_what_was_unsaved_is_saved_and_undone_with_the_rename_between(
    stage: Stage, note: Path
) -> None:
    original = texts(stage)
    draft = stage.draft
    stage.program.settings.set("edit/autosave_s", 0.0)
    stage.press("e", ALT)
    stage.type_in(" Typed before.")
    in_sheet(stage, lambda shown: shown.close_sheet())
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
    while draft.stack.undo_name is not None:
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

    def act(shown: RenameSheet) -> None:
        assert shown.same.isChecked()
        QTest.keyClicks(shown.field, "How: a bridge")
        assert shown.file.text() == "How a bridge.md"
        stage.wait(lambda: shown.preview.toPlainText() != "")
        QTest.keyClick(shown.field, Key.Key_Return)

    in_sheet(stage, act)
    assert stage.said == "Renamed to “How: a bridge”"
    assert stage.session.path == path.with_name("How a bridge.md")
    assert stage.session.path.read_text() == (
        '---\ntitle: "How: a bridge"\n---\n\n# How: a bridge\n\n- It stands [0:02].\n'
    )
    assert hub.read_text() == "[[How a bridge]] and [[How a bridge]]\n"
    assert stage.window.windowTitle().startswith("How: a bridge")
    stage.press("z", CTRL)
    assert texts(stage) == before
    assert stage.session.path == path
    assert stage.window.windowTitle().startswith("Why")

    # Title alone when changed keeps the file and the links by it.
    path = stage.write("a.md", "---\ntitle: Old title\n---\nText\n")
    hub = stage.write("by title.md", "[[Old title|x]] [[a]]\n")
    stage.session.open_note(path)

    def act(shown: RenameSheet) -> None:
        assert not shown.same.isChecked()
        QTest.keyClicks(shown.field, "New title")
        assert shown.file.text() == "a.md"
        QTest.keyClick(shown.field, Key.Key_Return)

    in_sheet(stage, act)
    assert stage.session.path == path
    assert path.read_text() == "---\ntitle: New title\n---\nText\n"
    assert hub.read_text() == "[[a|x]] [[a]]\n"
    stage.press("z", CTRL)
    assert path.read_text() == "---\ntitle: Old title\n---\nText\n"
    assert hub.read_text() == "[[Old title|x]] [[a]]\n"

    # Note that has no file yet is named before it is written.
    stage.session.open_note(note)
    stage.program.choosing.open(long_video)
    assert stage.session.is_planned
    stage.press(Key.Key_F2)
    stage.answer("Why: bridges")
    path = note.with_name("Why bridges.md")
    assert stage.session.path == path
    assert stage.window.windowTitle().startswith("Why: bridges")
    assert not path.exists()
    stage.write_in("Words")
    stage.press(Key.Key_Escape)
    stage.press("s", CTRL)
    stage.wait(path.is_file)
    assert b'title: "Why: bridges"' in path.read_bytes()


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

    # Note that another program changed since is named and kept by undo.
    stage.press("z", CTRL)
    rename(stage, "new name")
    (stage.vault / "hub.md").write_text("[[new name]] mine")
    stage.press("z", CTRL)
    assert stage.session.path == note
    assert (stage.vault / "hub.md").read_text() == "[[new name]] mine"
    assert "hub.md" in stage.said


def test_nothing_is_renamed_when_the_folder_may_not_be_written(
    stage: Stage, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = texts(stage)
    access = rename_files.os.access
    monkeypatch.setattr(
        rename_files.os,
        "access",
        lambda path, mode, **more: path != note.parent and access(path, mode, **more),
    )
    rename(stage, "new name")
    assert "is read-only" in stage.said
    assert "Nothing was changed" in stage.said
    assert texts(stage) == before
    assert stage.session.path == note
    monkeypatch.undo()
    stage.press("e", ALT)
    stage.type_in(" Goes on.")
    stage.press(Key.Key_Return)
    stage.wait(lambda: b"Goes on." in note.read_bytes())


def test_note_in_source_mode_is_renamed_where_it_stands(stage: Stage, note: Path) -> None:
    stage.press("e", CTRL)
    rename(stage, "new name")
    after = texts(stage)
    assert b"[[new name|myself]]" in after["talks/new name.md"]
    stage.press("z", CTRL)
    assert note.read_bytes() == OLD.encode()
    stage.press("z", CTRL | SHIFT)
    stage.press("e", CTRL)
    assert stage.session.note is not None
    assert stage.session.note.data == after["talks/new name.md"]


def test_rename_that_a_crash_broke_off_is_finished_at_the_next_start(
    make_stage: Callable[[], Stage],
) -> None:
    stage = make_stage()
    stage.write("hub.md", "[[old]] [[old]]")
    note = stage.write("old.md", "# Old")
    files = VaultFiles.scan(stage.vault)
    made = plan_rename(files, LinkNames.scan(files), "old.md", "new.md")
    file, _ = rename_files._write_down(made, list(made.notes), stage.folders.state / "renames")
    file.close()
    stage.program.state.add_recent_note(note)
    stage.start(note, player=False)
    assert stage.session.path == stage.vault / "new.md"
    assert texts(stage) == {"hub.md": b"[[new]] [[new]]", "new.md": b"# Old"}
    assert "Finished" in stage.said
    assert stage.program.state.recent_notes() == [stage.vault / "new.md"]
