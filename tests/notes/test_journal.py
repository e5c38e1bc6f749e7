import os
import random
import signal
import threading
import zlib
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from tests.forked import end_of, start_child
from tests.notes.test_edit import changes
from tests.notes.texts import notes
from viewer.base.errors import NoteSaveError
from viewer.notes import journal as journal_module
from viewer.notes.beside import left_over
from viewer.notes.discarded import KEEP_DAYS, discarded_texts, keep_discarded_text, purge
from viewer.notes.edit import Change, Edit
from viewer.notes.file import Fingerprint, read_version, save
from viewer.notes.journal import Journal, recoverable, replay
from viewer.notes.undo import UndoStack

DAY_S = 86_400


def typed(text: bytes, at: int, new: bytes) -> Change:
    return Change("Type", (Edit(at, b"", new),))


def journals(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.journal"))


def kept(folder: Path, note: Path, base: bytes, *changes: Change) -> Path:
    journal = Journal(folder, note, base, Fingerprint.of(base))
    for change in changes:
        journal.add(change)
    path = journal.path
    assert path is not None
    journal.close(keep=True)
    return path


@given(st.data(), notes())
@examples(0.6)
def test_any_prefix_replays_to_a_text_that_once_was(
    tmp_path_factory: pytest.TempPathFactory, draw: st.DataObject, base: bytes
) -> None:
    folder = tmp_path_factory.mktemp("journals")
    states = [base]
    made = []
    for _ in range(draw.draw(st.integers(1, 6))):
        change = draw.draw(changes(states[-1]))
        if change:
            made.append(change)
            states.append(change.apply(states[-1]))
    if not made:
        return
    raw = kept(folder, Path("/vault/nöte.md"), base, *made).read_bytes()
    last = 0
    for size in range(len(raw) + 1):
        found = replay(raw[:size])
        if found is None:
            assert last == 0
            continue
        assert found.base == base
        assert found.text == states[len(found.changes)]
        assert last <= len(found.changes)
        last = len(found.changes)
    whole = replay(raw)
    assert whole.note == Path("/vault/nöte.md")
    assert whole.fingerprint == Fingerprint.of(base)
    assert whole.changes == tuple(made)
    # A damaged byte anywhere: what is replayed once was, too.
    at = draw.draw(st.integers(0, len(raw) - 1))
    damaged = replay(raw[:at] + bytes([raw[at] ^ 0x55]) + raw[at + 1 :])
    assert damaged is None or damaged.text in states


@given(st.binary(max_size=200))
def test_replay_never_raises_when_bytes_are_random(raw: bytes) -> None:
    replay(raw)
    replay(b"%08x %s" % (zlib.crc32(raw), raw))


def test_nothing_is_made_when_nothing_is_edited(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "state", tmp_path / "n.md", b"a", None)
    journal.add(Change("Nothing", ()))
    journal.close()
    assert not (tmp_path / "state").exists()


def test_text_is_offered_when_a_journal_was_left(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_bytes(b"base")
    kept(tmp_path / "j", note, b"base", typed(b"base", 4, b" more"))
    (found,) = recoverable(tmp_path / "j")
    assert (found.note, found.base, found.text) == (note, b"base", b"base more")
    assert [change.name for change in found.changes] == ["Type"]
    # It is offered in one window only; a second start meanwhile passes it over.
    assert recoverable(tmp_path / "j") == []
    found.release()
    (found,) = recoverable(tmp_path / "j")
    found.discard()
    assert journals(tmp_path / "j") == []
    assert recoverable(tmp_path / "missing") == []


def test_nothing_is_offered_when_the_text_was_saved_or_taken_back(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_bytes(b"base more")
    change = typed(b"base", 4, b" more")
    kept(tmp_path / "j", note, b"base", change)
    kept(tmp_path / "j", note, b"base", change, change.invert())
    assert recoverable(tmp_path / "j") == []
    assert journals(tmp_path / "j") == []


def test_what_was_saved_is_not_offered_when_killed_before_that_was_written_down(
    tmp_path: Path,
) -> None:
    note = tmp_path / "note.md"
    note.write_bytes(b"base more")
    kept(tmp_path, note, b"base", typed(b"base", 4, b" more"), typed(b"base more", 9, b" again"))
    (found,) = recoverable(tmp_path)
    assert (found.base, found.text) == (b"base more", b"base more again")
    found.discard()


def test_saved_words_are_known_when_another_text_is_in_their_place_after_a_kill(
    tmp_path: Path,
) -> None:
    note = tmp_path / "note.md"
    for now, replaced in ((b"base more!", None), (b"base", b"base more")):
        journal = Journal(tmp_path, note, b"base", Fingerprint.of(b"base"))
        journal.add(typed(b"base", 4, b" more"))
        journal.saved(1, Fingerprint.of(b"base more"))
        journal.add(typed(b"base more", 9, b" again"))
        journal.close(keep=True)
        note.write_bytes(now)
        (found,) = recoverable(tmp_path)
        assert (found.base, found.text) == (b"base more", b"base more again")
        assert found.fingerprint == Fingerprint.of(b"base more")
        assert found.replaced == replaced
        found.discard()


def test_journal_goes_when_the_note_is_saved(tmp_path: Path) -> None:
    journal = Journal(tmp_path, tmp_path / "n.md", b"", None)
    journal.add(typed(b"", 0, b"a"))
    assert len(journals(tmp_path)) == 1
    journal.close()
    assert journals(tmp_path) == []
    journal = Journal(tmp_path, tmp_path / "n.md", b"a", Fingerprint.of(b"a"))
    journal.add(typed(b"a", 1, b"b"))
    (path,) = journals(tmp_path)
    found = replay(path.read_bytes())
    assert (found.base, found.text) == (b"a", b"ab")
    journal.close()
    assert journals(tmp_path) == []


def test_private_text_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = kept(tmp_path / "j", tmp_path / "n.md", b"", typed(b"", 0, b"a"))
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_living_window_is_passed_over_when_another_starts(tmp_path: Path) -> None:
    """Two processes on one note: each has a journal; neither sees or harms the other's."""
    heard, tells = os.pipe()

    def live() -> None:
        theirs = Journal(tmp_path, tmp_path / "n.md", b"", None)
        theirs.add(typed(b"", 0, b"theirs"))
        os.write(tells, b"%d" % len(recoverable(tmp_path)))
        signal.pause()

    child = start_child(live)
    ours = Journal(tmp_path, tmp_path / "n.md", b"", None)
    ours.add(typed(b"", 0, b"ours"))
    assert os.read(heard, 1) == b"0"
    os.close(heard)
    os.close(tells)
    assert recoverable(tmp_path) == []
    assert len(journals(tmp_path)) == 2
    os.kill(child, signal.SIGKILL)
    end_of(child)
    (found,) = recoverable(tmp_path)
    assert found.text == b"theirs"
    found.discard()
    ours.add(typed(b"ours", 4, b"!"))
    ours.close(keep=True)
    (found,) = recoverable(tmp_path)
    assert found.text == b"ours!"
    found.discard()


def test_change_reaches_the_disk_soon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced = threading.Event()
    sizes = []
    real = os.fsync

    def watched(descriptor: int) -> None:
        real(descriptor)
        sizes.append(os.fstat(descriptor).st_size)
        synced.set()

    monkeypatch.setattr(os, "fsync", watched)
    journal = Journal(tmp_path, tmp_path / "n.md", b"", None)
    journal.add(typed(b"", 0, b"a"))
    # Handed to the system at once, so a crash of the program alone loses nothing.
    size = journal.path.stat().st_size
    found = replay(journal.path.read_bytes())
    assert found.text == b"a"
    assert journal_module.SYNC_S <= 0.5
    assert synced.wait(60)
    assert sizes[0] == size
    journal.close()
    assert not [one for one in threading.enumerate() if one.name == "journal"]


def test_editing_goes_on_when_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(tmp_path, tmp_path / "n.md", b"", None)
    journal.add(typed(b"", 0, b"a"))
    real = journal._file

    class Full:
        def __init__(self) -> None:
            self.wrote = False

        def seek(self, at: int) -> int:
            return real.seek(at)

        def write(self, data: memoryview) -> int:
            if self.wrote:
                raise OSError(28, "No space left on device")
            self.wrote = True
            return real.write(data[: len(data) // 2])

    monkeypatch.setattr(journal, "_file", Full())
    journal.add(typed(b"a", 1, b"b"))
    assert "No space left" in journal.error.words()
    found = replay(journal.path.read_bytes())
    assert found.text == b"a"
    # There is room again: what failed is written along with what follows.
    monkeypatch.undo()
    journal.add(typed(b"ab", 2, b"c"))
    assert journal.error is None
    found = replay(journal.path.read_bytes())
    assert found.text == b"abc"
    journal.close()


def test_error_is_told_when_the_state_folder_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"a file")
    journal = Journal(tmp_path / "state" / "journals", tmp_path / "n.md", b"", None)
    journal.add(typed(b"", 0, b"a"))
    assert journal.error.remedy
    (tmp_path / "state").unlink()
    journal.add(typed(b"a", 1, b"b"))
    assert journal.error is None
    found = replay(journal.path.read_bytes())
    assert found.text == b"ab"
    journal.close()


# --- losing texts ---


def test_losing_text_is_kept_for_thirty_days(tmp_path: Path) -> None:
    folder = tmp_path / "losing"
    note, other = tmp_path / "a" / "note.md", tmp_path / "b" / "note.md"
    now_s = 1_700_000_000
    first = keep_discarded_text(folder, note, b"first", now_s)
    keep_discarded_text(folder, note, b"second", now_s + DAY_S)
    keep_discarded_text(folder, other, b"other", now_s)
    assert first.read_bytes() == b"first"
    found = discarded_texts(folder, note)
    assert [text.path.read_bytes() for text in found] == [b"second", b"first"]
    assert [text.name for text in found] == ["note.md"] * 2
    assert len(discarded_texts(folder)) == 3
    assert purge(folder, now_s + KEEP_DAYS * DAY_S) == 0
    # A clock that was put back deletes nothing.
    assert purge(folder, now_s - 100 * DAY_S) == 0
    assert purge(folder, now_s + KEEP_DAYS * DAY_S + 1) == 2
    assert [text.path.read_bytes() for text in discarded_texts(folder)] == [b"second"]
    assert purge(tmp_path / "missing") == 0


def test_same_text_is_kept_once_when_it_loses_twice(tmp_path: Path) -> None:
    for _ in range(2):
        keep_discarded_text(tmp_path, tmp_path / ("n" * 250 + ".md"), b"text", 5e9)
    assert len(discarded_texts(tmp_path)) == 1


def test_error_is_raised_when_a_losing_text_cannot_be_kept(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NoteSaveError):
        keep_discarded_text(tmp_path / "file" / "losing", tmp_path / "n.md", b"text")


# ---------------------------------------------------------------------- kills


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
        # From here on the user may have seen it, so it counts as lost if it is not found.
        os.write(told, b".")
        journal.add(change)
        if rng.random() < 0.3:
            seen = save(note, stack.data, seen)
            journal.close(wait=False)
            journal = Journal(note.with_name("state"), note, stack.data, seen)
            stack.mark_saved()


@pytest.mark.all_only
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
        # The next child goes on from the recovered text, as the user would.
        if recovered != found:
            save(note, text_of(recovered), read_version(note)[1])
    print(f"{edits} edits; {from_journal} times from the journal, {left_files} files left over")
    assert from_journal > KILLS / 10
    assert sorted(path.name for path in tmp_path.iterdir()) == ["note.md", "state"]
