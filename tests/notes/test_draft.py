import os
import random
import re
import threading
from pathlib import Path

import pytest

from viewer.base.errors import NoteChangedError, NoteGoneError, NoteSaveError
from viewer.notes import file
from viewer.notes.beside import Beside
from viewer.notes.discarded import discarded_texts
from viewer.notes.draft import Draft
from viewer.notes.edit import Change, Edit, StaleEdit
from viewer.notes.file import Fingerprint, read_version
from viewer.notes.journal import recoverable
from viewer.notes.merge import MergeChoice, MergeSide, merge

BASE = b"---\r\ntitle: x\r\n---\r\n\r\nOne [1:02].\r\n\r\nTwo [1:03].\r\n\r\nThree [1:04]."


@pytest.fixture
def note(tmp_path: Path) -> Path:
    (tmp_path / "vault").mkdir()
    path = tmp_path / "vault" / "note.md"
    path.write_bytes(BASE)
    return path


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def replaced(draft: Draft, old: bytes, new: bytes) -> Change:
    return draft.apply(Change("Reword", (Edit(draft.data.index(old), old, new),)))


def written(path: Path, old: bytes, new: bytes) -> tuple[bytes, Fingerprint]:
    """As another program writes: into a new file that replaces the note."""
    other = path.with_name("other~")
    other.write_bytes(path.read_bytes().replace(old, new))
    other.replace(path)
    return read_version(path)


def test_edit_undo_and_save_give_identical_bytes(note: Path, state: Path) -> None:
    draft = Draft.open(note, state)
    replaced(draft, b"Two", b"2")
    assert draft.is_modified
    draft.save()
    assert note.read_bytes() == BASE.replace(b"Two", b"2")
    assert not draft.is_modified
    # A save does not end what can be undone.
    assert draft.undo() is not None
    assert draft.is_modified
    draft.save()
    assert note.read_bytes() == BASE
    assert draft.redo() is not None
    draft.close(keep=False)
    assert list((state / "journals").iterdir()) == []


def test_typing_stays_unsaved_when_it_comes_while_saving(note: Path, state: Path) -> None:
    draft = Draft.open(note, state)
    draft.type(Edit(len(BASE), b"", b"a"))
    pending = draft.pending()
    saver: list[Fingerprint] = []
    thread = threading.Thread(target=lambda: saver.append(pending.write()))
    thread.start()
    draft.type(Edit(len(BASE) + 1, b"", b"b"))
    thread.join()
    draft.saved(pending, saver[0])
    assert note.read_bytes() == BASE + b"a"
    assert draft.is_modified
    assert draft.stack.to_undo.name == "Type “b”"
    # And is in the journal, on the text that was saved.
    draft.close()
    (found,) = recoverable(state / "journals")
    assert (found.base, found.text) == (BASE + b"a", BASE + b"ab")
    found.discard()


def test_text_is_in_the_journal_when_it_cannot_be_saved(note: Path, state: Path) -> None:
    draft = Draft.open(note, state)
    replaced(draft, b"Two", b"2")
    note.unlink()
    note.parent.rmdir()
    with pytest.raises(NoteSaveError) as refused:
        draft.save()
    assert refused.value.remedy
    draft.close()
    (found,) = recoverable(state / "journals")
    assert found.text == BASE.replace(b"Two", b"2")
    found.discard()


def test_text_is_kept_when_the_note_is_deleted(note: Path, state: Path) -> None:
    draft = Draft.open(note, state)
    note.unlink()
    assert not draft.is_modified
    draft.gone()
    assert draft.is_modified
    replaced(draft, b"Two", b"2")
    draft.save()
    assert note.read_bytes() == BASE.replace(b"Two", b"2")
    note.unlink()
    replaced(draft, b"One", b"1")
    with pytest.raises(NoteGoneError):
        draft.save()
    draft.close()


def test_new_note_is_unsaved_until_it_is_saved(note: Path, state: Path) -> None:
    draft = Draft(note.with_name("new.md"), b"text", None, state)
    assert draft.is_modified
    assert draft.stack.to_undo.name == "New note"
    draft.save()
    assert draft.path.read_bytes() == b"text"
    draft.close()


def test_note_is_reloaded_when_it_is_changed_without_edits_of_ours(note: Path, state: Path) -> None:
    draft = Draft.open(note, state)
    replaced(draft, b"Two", b"2")
    draft.save()
    data, seen = written(note, b"One", b"The first one")
    merged = draft.take(data, seen)
    assert not merged.conflicts
    assert draft.data == data
    assert not draft.is_modified
    # Undo steps over it.
    draft.undo()
    assert draft.data == BASE.replace(b"One", b"The first one")
    assert draft.undo() is None
    draft.close(keep=False)


def test_both_changes_are_kept_when_the_file_changed_elsewhere(note: Path, state: Path) -> None:
    draft = Draft.open(note, state)
    replaced(draft, b"Three", b"3")
    data, seen = written(note, b"One", b"1")
    with pytest.raises(NoteChangedError):
        draft.save()
    merged = draft.take(data, seen)
    assert not merged.conflicts
    assert [
        (region.base, region.theirs) for region in merged.regions if region.side is MergeSide.THEIRS
    ] == [(b"One [1:02].\r\n", b"1 [1:02].\r\n")]
    assert draft.is_modified
    draft.save()
    assert note.read_bytes() == BASE.replace(b"One", b"1").replace(b"Three", b"3")
    draft.close()


def test_nothing_changes_until_conflicts_are_decided(note: Path, state: Path) -> None:
    draft = Draft.open(note, state)
    replaced(draft, b"Two", b"Ours")
    ours = draft.data
    data, seen = written(note, b"Two", b"Theirs")
    merged = draft.take(data, seen)
    assert len(merged.conflicts) == 1
    assert draft.data == ours
    with pytest.raises(NoteChangedError):
        draft.save()
    draft.resolve(merged, {0: MergeChoice.THEIRS}, seen)
    assert draft.data == data
    assert [text.path.read_bytes() for text in discarded_texts(state / "losing", note)] == [ours]
    assert draft.undo() is None
    assert draft.without_others().apply(data) == ours
    replaced(draft, b"One", b"1")
    with pytest.raises(StaleEdit):
        draft.resolve(merged, {0: MergeChoice.OURS}, seen)
    draft.close(keep=False)


def test_nothing_is_overwritten_when_the_losing_text_cannot_be_kept(
    note: Path, state: Path
) -> None:
    draft = Draft.open(note, state)
    replaced(draft, b"Two", b"Ours")
    ours = draft.data
    merged = draft.take(*written(note, b"Two", b"Theirs"))
    (state / "losing").write_bytes(b"in the way")
    with pytest.raises(NoteSaveError):
        draft.resolve(merged, {0: MergeChoice.OURS}, read_version(note)[1])
    assert draft.data == ours
    with pytest.raises(NoteChangedError):
        draft.save()
    draft.close(keep=False)


def test_recovered_text_is_merged_when_the_file_changed_since(note: Path, state: Path) -> None:
    draft = Draft.open(note, state)
    replaced(draft, b"Two", b"2")
    draft.close()  # as a crash leaves it
    written(note, b"One", b"1")
    (found,) = recoverable(state / "journals")
    again = Draft.open(note, state)
    merged = merge(found.base, found.text, again.data)
    assert not merged.conflicts
    change = again.accept(found, merged)
    assert change.name == "Recover text"
    assert again.data == BASE.replace(b"One", b"1").replace(b"Two", b"2")
    assert again.is_modified
    # The old journal is gone, and the new one holds what it held.
    again.close()
    (found,) = recoverable(state / "journals")
    assert found.text == BASE.replace(b"One", b"1").replace(b"Two", b"2")
    found.discard()


def test_leftovers_of_a_killed_save_are_tidied_when_opened(note: Path, state: Path) -> None:
    for text in (BASE, b"half a new te"):
        torn = Beside(note)
        torn.write(text)
        os.close(torn.descriptor)  # as a kill does
    theirs = note.with_name(".cuenote-settings~")
    theirs.touch()
    with Beside(note) as living:
        Draft.open(note, state).close()
        assert set(note.parent.iterdir()) == {note, living.path, theirs}
    (kept,) = discarded_texts(state / "losing", note)
    assert kept.path.read_bytes() == b"half a new te"


def test_every_change_of_both_sides_is_kept_when_another_writes(
    note: Path, state: Path, monkeypatch: pytest.MonkeyPatch, tests_all: bool, rng: random.Random
) -> None:
    """Each side marks its changes with a word of its own, and never deletes a mark.

    The other one replaces the file between our steps and in the middle of our saves; both write
    into new lines, into old ones, over each other.
    """
    note.write_bytes(b"- some words [00:01:00]\r\n" * 12)
    theirs: list[bytes] = []
    ours: list[bytes] = []

    def edit_of(data: bytes, mark: bytes) -> Edit:
        """Put a mark into a line or behind it."""
        at = rng.choice([found.start() for found in re.finditer(rb"words|\r\n", data)][:30])
        if data[at : at + 5] == b"words":
            return Edit(at, b"", mark + b" ")
        return Edit(at + 2, b"", b"- " + mark + b" [00:01:00]\r\n")

    def other_writes() -> None:
        theirs.append(b"theirs%04d" % len(theirs))
        data = note.read_bytes()
        other = note.with_name("other~")
        other.write_bytes(Change("", (edit_of(data, theirs[-1]),)).apply(data))
        other.replace(note)

    exchange = file.exchange

    def meddle(one: Path, two: Path) -> bool:
        monkeypatch.setattr(file, "exchange", exchange)
        other_writes()
        return exchange(one, two)

    draft = Draft.open(note, state)
    conflicts = saves = 0
    for number in range(600 if tests_all else 200):
        ours.append(b"ours%04d" % number)
        draft.apply(Change("Add", (edit_of(draft.data, ours[-1]),)))
        while rng.random() < 0.5:
            other_writes()
        if rng.random() < 0.4:
            continue
        monkeypatch.setattr(file, "exchange", meddle if rng.random() < 0.3 else exchange)
        try:
            draft.save()
            saves += 1
        except NoteChangedError:
            data, seen = read_version(note)
            merged = draft.take(data, seen)
            conflicts += bool(merged.conflicts)
            choices = {one: rng.choice(list(MergeChoice)) for one in range(len(merged.conflicts))}
            if merged.conflicts:
                draft.resolve(merged, choices, seen)
    monkeypatch.setattr(file, "exchange", exchange)
    data, seen = read_version(note)
    merged = draft.take(data, seen)
    if merged.conflicts:
        draft.resolve(merged, dict.fromkeys(range(len(merged.conflicts)), MergeChoice.BOTH), seen)
    draft.save()
    draft.close()
    kept = [text.path.read_bytes() for text in discarded_texts(state / "losing", note)]
    everything = b"".join([note.read_bytes(), *kept])
    assert [mark for mark in [*theirs, *ours] if mark not in everything] == []
    assert min(conflicts, saves) > 10
    assert [path.name for path in note.parent.iterdir()] == ["note.md"]
