"""What is taken for saved is in the file at every moment, whatever the user does."""

import os
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit

from tests.ui.stage import ALT, CTRL, SHIFT, Stage
from viewer.base.errors import NoteChangedError
from viewer.notes.file import read_version, save
from viewer.notes.journal import replay
from viewer.notes.merge import merge
from viewer.ui.page.block_editor import BlockEditor

Key = Qt.Key
_TEXT = """---
title: About
---

# Heading

First claim [0:02]. Second claim [0:05].

- A bullet [0:08-0:12] #tag
- Another <a class="yt-timestamp" data-t="00:00:11">[00:00:11]</a>, as in [[Other|there]]
    - its child
- Last

> A quote [0:14]
"""


def _is_saved(stage: Stage) -> bool:
    disk = stage.program.editing.disk
    return not (stage.draft.is_modified or disk._saving or disk.state())


def _open_blocks(stage: Stage) -> list[BlockEditor]:
    return [block for block in stage.view.findChildren(BlockEditor) if block.isVisible()]


def _draft_on_page(stage: Stage) -> bytes:
    """Return the bytes that the window shows: the page, and in it the block that is open."""
    open_blocks = _open_blocks(stage)
    if stage.session.page is not stage.view.shown:
        return stage.window.page.source.data
    note = stage.view.note
    assert note is stage.session.note
    if not open_blocks:
        return note.data
    typed = stage.session.typed_note
    assert open_blocks[0].text.data in typed.data
    return typed.data


def _check(stage: Stage, path: Path) -> None:
    """Compare what is shown, the draft, the journal, and the file."""
    draft = stage.draft
    assert _draft_on_page(stage) == draft.data
    journal = draft.journal.path
    kept = replay(journal.read_bytes()) if journal is not None else None
    if draft.is_modified:
        assert kept is not None
    if kept is not None:
        assert kept.text == draft.data
    if _is_saved(stage):
        assert path.read_bytes() == draft.data


def test_words_when_saved_by_themselves_and_then_undone_are_saved_as_they_were(
    stage: Stage,
) -> None:
    stage.program.settings.set("edit/autosave_s", 0.05)
    path = stage.write("note.md", _TEXT)
    stage.start(path, player=False)
    stage.edit_next()
    stage.write_in(" not wanted")
    stage.wait(lambda: b"not wanted" in path.read_bytes() and _is_saved(stage))
    stage.press(Key.Key_Escape)
    while stage.data != _TEXT.encode():
        stage.press("z", CTRL)
    assert not _is_saved(stage)
    stage.wait(lambda: path.read_bytes() == _TEXT.encode() and _is_saved(stage))


class _Person:
    """Does one thing after the other, by keys and clicks; another program writes now and then."""

    def __init__(self, stage: Stage, path: Path, seed: int) -> None:
        self.stage, self.path, self.random = stage, path, random.Random(seed)
        self.did: list[str] = []
        self.other = stage.write("other.md", "Other words [0:03]\n")

    def act(self) -> None:
        acts: list[tuple[int, Callable[[], None]]] = [
            (6, self.edit),
            (8, self.type),
            (5, lambda: self.press(Key.Key_Escape)),
            (4, lambda: self.press(Key.Key_Return)),
            (3, lambda: self.press(self.random.choice("jk"))),
            (2, lambda: self.press(Key.Key_Return, CTRL)),
            (3, lambda: self.press("s", CTRL)),
            (5, lambda: self.press("z", CTRL)),
            (3, lambda: self.press("y", CTRL)),
            (2, lambda: self.press("e", CTRL)),
            (2, lambda: self.press("t")),
            (2, lambda: self.press("t", ALT)),
            (2, lambda: self.press("i", ALT)),
            (2, lambda: self.press("i", ALT)),
            (2, lambda: self.press("e", ALT | SHIFT)),
            (4, self.press_in_text),
            (2, self.delete),
            (3, lambda: self.press(self.random.choice([Key.Key_Up, Key.Key_Down]), ALT)),
            (2, self.nest),
            (2, lambda: self.press(self.random.choice(",."), ALT | SHIFT)),
            (1, lambda: self.press(Key.Key_F5)),
            (1, self.leave_and_come_back),
            (2, self.another_writes),
            (4, self.wait_for_save),
        ]
        weights, calls = zip(*acts, strict=True)
        self.random.choices(calls, weights)[0]()

    def press(
        self, key: Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.did.append(f"{modifiers.name} {key}")
        self.stage.press(key, modifiers)

    def edit(self) -> None:
        if not isinstance(QApplication.focusWidget(), QPlainTextEdit):
            self.press("e", ALT)

    def delete(self) -> None:
        if not isinstance(QApplication.focusWidget(), QPlainTextEdit):
            self.press(Key.Key_Down, SHIFT)
        self.press(Key.Key_Delete)

    def type(self) -> None:
        field = QApplication.focusWidget()
        if isinstance(field, QTextEdit | QPlainTextEdit) and not field.isReadOnly():
            words = self.random.choice(
                ["a", " words", "[0:09]", "\u00a0x", "Z. ", " 0:07 ", "[0:05-0:09]", " #new "]
            )
            self.did.append(f"type {words!r}")
            self.stage.write_in(words)

    def press_in_text(self) -> None:
        """Move, or delete, where one writes: also over and into chips."""
        if isinstance(QApplication.focusWidget(), QPlainTextEdit):
            keys = (Key.Key_Left, Key.Key_Backspace, Key.Key_Home, Key.Key_End, Key.Key_Right)
            for _ in range(self.random.randrange(1, 6)):
                self.press(self.random.choice(keys))

    def nest(self) -> None:
        if _open_blocks(self.stage):  # elsewhere it leads out of the note
            self.press(self.random.choice([Key.Key_Tab, Key.Key_Backtab]))

    def leave_and_come_back(self) -> None:
        self.did.append("leave")
        self.stage.session.open_note(self.other)
        self.stage.session.open_note(self.path)

    def another_writes(self) -> None:
        """Write another title, as a sync program does, and wait until that is taken in."""
        self.stage.wait(lambda: not self.stage.program.editing.disk._saving)
        data, seen = read_version(self.path)
        theirs = b"title: About %d\n" % len(self.did)
        new = re.sub(rb"title: .*\n", theirs, data, count=1)
        draft = self.stage.program.editing.draft
        if new == data or merge(draft.stack.saved, draft.data, new).conflicts:
            return
        self.did.append("another")
        try:
            save(self.path, new, seen)
        except NoteChangedError:
            return  # it was saved here in that very moment
        self.stage.wait(lambda: theirs in draft.data)

    def wait_for_save(self) -> None:
        self.did.append("wait")
        self.stage.wait(lambda: _is_saved(self.stage))


def _undo_and_redo_all(stage: Stage, path: Path, first: bytes | None) -> None:
    """Take all back, to the bytes `first` where they are known, and do all again."""
    editing = stage.program.editing
    editing.end_block_edit()
    frames = stage.program.frame_into_note
    stage.wait(lambda: not frames._is_making)
    draft, last = editing.draft, stage.data
    count = len(draft.stack.steps)
    while draft.stack.to_undo:
        stage.press("z", CTRL)
        _check(stage, path)
    if first is not None:
        assert stage.data == first
    while len(draft.stack.steps) < count:
        stage.press("y", CTRL)
        _check(stage, path)
    assert stage.data == last


@pytest.mark.all_only
@pytest.mark.parametrize("number", range(int(os.environ.get("CUENOTE_SEEDS", "2"))))
def test_saved_is_true_when_a_person_does_anything(
    stage: Stage, numbered_video: Path, number: int
) -> None:
    seed = int(os.environ.get("CUENOTE_SEED", "40")) + number
    stage.program.settings.set("edit/autosave_s", 0.05)
    text = _TEXT.replace("title: About\n", f"title: About\nvideo: {numbered_video}\n")
    path = stage.write("note.md", text)
    stage.watch(path)
    person = _Person(stage, path, seed)
    try:
        for _ in range(60):
            person.act()
            _check(stage, path)
        stage.press("s", CTRL)
        stage.wait(lambda: _is_saved(stage) and path.read_bytes() == stage.data)
        _undo_and_redo_all(stage, path, None if "another" in person.did else text.encode())
    except BaseException:
        print(f"seed {seed}:", *person.did, sep="\n  ")
        raise
