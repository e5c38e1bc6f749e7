"""An editor is killed again and again: the note is always one whole version."""

import os
import random
import signal
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from tests.forked import end_of, start_child
from viewer.notes.beside import left_over
from viewer.notes.edit import Change, Edit
from viewer.notes.file import read_version, save
from viewer.notes.journal import Journal, recoverable
from viewer.notes.undo import UndoStack

KILLS, ALL_KILLS = 40, 500
_STEPS = 3_000  # of some edits and saves
_LINE = b"- claim %09d: a line that is the same in no other version\r\n"


def text_of(number: int) -> bytes:
    """The whole note after `number` edits: every version has another size and other bytes."""
    first = b"\xef\xbb\xbfversion %09d\r\n" % number
    return first + _LINE % number * (1 + number % 700)


def number_of(data: bytes) -> int:
    """Say which version these bytes are; fails where they are no whole one."""
    number = int(data[11:20])
    assert data == text_of(number), f"mixed or torn: {len(data)} bytes, {data[:40]!r}"
    return number


def edit_and_save(note: Path, told: int, rng: random.Random) -> None:
    """Edit for ever, saving now and then; tell of each edit when it begins."""
    data, seen = read_version(note)
    stack = UndoStack(data)
    journal = Journal(note.with_name("state"), note, data, seen)
    for number in count(number_of(data) + 1):
        # From version to version by one edit, which leaves the byte order mark alone.
        old, new = stack.data, text_of(number)
        change = Change.of("Edit", [Edit(3, old[3:], new[3:]).trimmed()])
        stack.do(change)
        # From here on a person may have seen it, so it counts as lost if it is not found.
        os.write(told, b".")
        journal.add(change)
        if rng.random() < 0.3:
            seen = save(note, stack.data, seen)
            journal.close(wait=False)
            journal = Journal(note.with_name("state"), note, stack.data, seen)
            stack.mark_saved()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_note_is_one_whole_version_when_its_editor_is_killed(
    tmp_path: Path, tests_all: bool, rng: random.Random
) -> None:
    note = tmp_path / "note.md"
    save(note, text_of(0), None)
    from_journal = left_files = edits = 0
    for _ in range(ALL_KILLS if tests_all else KILLS):
        before = number_of(note.read_bytes())
        steps, told = os.pipe()
        child = start_child(partial(edit_and_save, note, told, rng), rng.randrange(_STEPS))
        os.close(told)
        assert end_of(child) == -signal.SIGKILL
        with os.fdopen(steps, "rb") as pipe:
            done = before + len(pipe.read())
        edits += done - before
        found = recovered = number_of(note.read_bytes())
        for recovery in recoverable(tmp_path / "state"):
            recovered = max(recovered, number_of(recovery.text))
            assert number_of(recovery.base) <= found, "begins with what the disk does not have"
            recovery.discard()
        for path in left_over(tmp_path):
            path.unlink()
            left_files += 1
        # A crash of the program loses nothing that the journal was given: one edit at most.
        assert done - 1 <= recovered <= done
        from_journal += recovered > found
        # The next child goes on from the recovered text, as a person would.
        if recovered != found:
            save(note, text_of(recovered), read_version(note)[1])
    print(f"{edits} edits; {from_journal} times from the journal, {left_files} files left over")
    assert from_journal > KILLS / 10
    assert sorted(path.name for path in tmp_path.iterdir()) == ["note.md", "state"]
