"""Saving: whole versions, kept attributes, faults in words, and nothing left beside the note."""

import contextlib
import errno
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.forked import end_of, start_child
from viewer.base.errors import (
    FolderGoneError,
    NoteChangedError,
    NoteGoneError,
    NoteSaveError,
    ReadOnlyError,
    ViewerError,
)
from viewer.notes import atomic_rename, file
from viewer.notes.file import Fingerprint, read_version, save

OLD = b"\xef\xbb\xbfold\r\n\xc2\xa0no end"
NEW = b"\xef\xbb\xbfnew\r\n\xe2\x80\xa8\xc2\xa0no end"
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
NOBODY = 65_534


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.md"
    path.write_bytes(OLD)
    return path


@pytest.fixture(params=["in one step", "by a second name"])
def _exchange_of_each_system(request: pytest.FixtureRequest) -> Iterator[None]:
    """Files are exchanged as Linux and macOS do it, and as where no system call does it."""
    with pytest.MonkeyPatch.context() as patched:
        if request.param != "in one step":
            patched.setattr(atomic_rename, "_rename", lambda *_: False)
        yield


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user can reach, which pytest's own are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """Drop root's right to write everywhere; without root there is nothing to drop."""
    if not IS_ROOT:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(error: type[ViewerError], words: str, path: Path, expected: Fingerprint | None) -> None:
    """Saving fails in words that say what to do; the note and its folder are as they were."""
    before = path.read_bytes()
    beside = names(path.parent)
    with pytest.raises(error, match=words) as caught:
        save(path, NEW, expected)
    assert caught.value.remedy
    assert path.read_bytes() == before
    assert names(path.parent) == beside


def test_bytes_are_on_the_disk_when_saved(note: Path) -> None:
    _, seen = read_version(note)
    now = save(note, NEW, seen)
    assert note.read_bytes() == NEW
    assert read_version(note) == (NEW, now)
    assert names(note.parent) == ["note.md"]


def test_new_note_is_made_when_there_is_none(tmp_path: Path) -> None:
    note = tmp_path / "new.md"
    now = save(note, NEW, None)
    assert read_version(note) == (NEW, now)
    assert names(tmp_path) == ["new.md"]
    assert note.stat().st_mode & 0o777 == 0o666 & ~_umask()
    with pytest.raises(NoteChangedError):
        save(note, OLD, None)
    assert note.read_bytes() == NEW


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_nothing_is_written_when_the_bytes_stand_there(note: Path) -> None:
    before = note.stat()
    save(note, OLD, None)
    assert (note.stat().st_ino, note.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_mode_owner_and_attributes_are_kept_when_saved(note: Path) -> None:
    note.chmod(0o640)
    if IS_ROOT:
        os.chown(note, 1234, 4321)
        note.chmod(0o640)
    has: list[str] = []
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setxattr(note, "user.colour", b"red")
        has = os.listxattr(note)
    save(note, NEW, Fingerprint.of(OLD))
    status = note.stat()
    assert status.st_mode & 0o7777 == 0o640
    if IS_ROOT:
        assert (status.st_uid, status.st_gid) == (1234, 4321)
    assert sys.platform != "linux" or os.listxattr(note) == has


def test_target_is_written_when_the_note_is_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "note.md"
    target.write_bytes(OLD)
    link = tmp_path / "link.md"
    link.symlink_to(Path("real") / "note.md")
    save(link, NEW, Fingerprint.of(OLD))
    assert link.is_symlink()
    assert target.read_bytes() == NEW
    assert names(tmp_path) == ["link.md", "real"]


def test_other_name_keeps_the_old_text_when_hard_linked(note: Path) -> None:
    other = note.with_name("other.md")
    other.hardlink_to(note)
    save(note, NEW, Fingerprint.of(OLD))
    assert (note.read_bytes(), other.read_bytes()) == (NEW, OLD)


def test_name_may_be_as_long_as_the_system_allows(tmp_path: Path) -> None:
    note = tmp_path / ("é" * 126 + ".md")
    now = save(note, OLD, None)
    save(note, NEW, now)
    assert note.read_bytes() == NEW


# --- somebody else ---


def test_save_is_refused_when_the_file_was_replaced_since_it_was_read(note: Path) -> None:
    _, seen = read_version(note)
    other = note.with_name("other")
    other.write_bytes(b"theirs")
    other.replace(note)
    refused(NoteChangedError, "changed by another program", note, seen)


def test_save_is_refused_when_size_and_time_are_the_same(note: Path) -> None:
    """As a clock that was put back makes them, or a program that sets times."""
    _, seen = read_version(note)
    note.write_bytes(OLD.replace(b"old", b"odd"))
    os.utime(note, ns=(seen.mtime_ns, seen.mtime_ns))
    assert note.stat().st_size == seen.size
    assert note.stat().st_mtime_ns == seen.mtime_ns
    refused(NoteChangedError, "changed", note, seen)


@pytest.mark.parametrize("seconds", [-1_000_000, 1_000_000])
def test_save_goes_on_when_only_the_clock_has_changed(note: Path, seconds: int) -> None:
    _, seen = read_version(note)
    moved = seen.mtime_ns + seconds * 10**9
    os.utime(note, ns=(moved, moved))
    now = save(note, NEW, seen)
    assert note.read_bytes() == NEW
    os.utime(note, ns=(0, 0))
    save(note, OLD, now)
    assert note.read_bytes() == OLD


@pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be locked")
def test_nobody_waits_for_the_lock_of_another_program(
    note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    clock = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(time, "sleep", lambda s: clock.append(clock.pop() + s))
    descriptor = os.open(note.parent, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        data, seen = read_version(note)
        save(note, NEW, seen)
    finally:
        os.close(descriptor)
    assert clock[0] < 1
    assert (data, note.read_bytes()) == (OLD, NEW)


def test_save_is_refused_when_the_note_was_deleted(note: Path) -> None:
    _, seen = read_version(note)
    note.unlink()
    with pytest.raises(NoteGoneError, match="deleted or renamed") as caught:
        save(note, NEW, seen)
    assert "again" in caught.value.remedy
    assert names(note.parent) == []
    # What the user then chooses.
    save(note, NEW, None)
    assert note.read_bytes() == NEW


def test_save_is_refused_when_the_folder_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    note = folder / "note.md"
    now = save(note, OLD, None)
    shutil.rmtree(folder)
    for expected in (now, None):
        with pytest.raises(FolderGoneError, match="no longer exists") as caught:
            save(note, NEW, expected)
        assert caught.value.remedy
    folder.write_bytes(b"a file of that name")
    with pytest.raises(FolderGoneError):
        save(note, NEW, None)


def test_note_that_became_a_folder_is_left_alone(note: Path) -> None:
    note.unlink()
    note.mkdir()
    with pytest.raises(NoteSaveError, match="not a file"):
        save(note, NEW, Fingerprint.of(OLD))


@pytest.mark.usefixtures("_exchange_of_each_system")
@pytest.mark.parametrize("way", ["replaces", "writes into", "deletes"])
def test_their_text_stays_when_they_write_between_compare_and_replace(
    note: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """The moment that a comparison before the replacing cannot see."""

    def interfere(one: Path, two: Path) -> bool:
        monkeypatch.undo()
        if way == "replaces":
            other = note.with_name("other")
            other.write_bytes(b"theirs")
            other.replace(note)
        elif way == "writes into":
            note.write_bytes(b"theirs")
        else:
            note.unlink()
        return file.exchange(one, two)

    monkeypatch.setattr(file, "exchange", interfere)
    if way == "deletes":
        with pytest.raises(NoteGoneError):
            save(note, NEW, Fingerprint.of(OLD))
        assert names(note.parent) == []
        return
    with pytest.raises(NoteChangedError):
        save(note, NEW, Fingerprint.of(OLD))
    assert note.read_bytes() == b"theirs"
    assert names(note.parent) == ["note.md"]


def test_their_text_stays_when_they_write_just_before_the_folder_is_locked(
    note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = file.folder_lock

    def late(folder: Path) -> contextlib.AbstractContextManager[None]:
        note.write_bytes(b"theirs")
        return lock(folder)

    monkeypatch.setattr(file, "folder_lock", late)
    with pytest.raises(NoteChangedError):
        save(note, NEW, Fingerprint.of(OLD))
    assert note.read_bytes() == b"theirs"
    assert names(note.parent) == ["note.md"]


@pytest.mark.usefixtures("_exchange_of_each_system")
@pytest.mark.parametrize("stem", ["note", "ü" * 125])
def test_third_text_is_kept_as_a_copy_when_three_write_at_once(
    note: Path, stem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = note.rename(note.with_name(f"{stem}.md"))
    texts = [b"second", b"third"]
    real = file.exchange

    def interfere(one: Path, two: Path) -> bool:
        if texts:
            note.write_bytes(texts.pop(0))
        return real(one, two)

    monkeypatch.setattr(file, "exchange", interfere)
    with pytest.raises(NoteChangedError):
        save(note, NEW, Fingerprint.of(OLD))
    assert {path.read_bytes() for path in note.parent.iterdir()} == {b"second", b"third"}
    assert sum("conflicted copy" in name for name in names(note.parent)) == 1


def test_save_works_when_files_cannot_be_exchanged(
    note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "exchange", lambda one, two: False)
    now = save(note, NEW, Fingerprint.of(OLD))
    assert read_version(note) == (NEW, now)
    assert names(note.parent) == ["note.md"]
    note.write_bytes(b"theirs")
    refused(NoteChangedError, "changed", note, now)


@pytest.mark.usefixtures("_exchange_of_each_system")
def test_every_reader_sees_a_whole_version_when_the_note_is_saved(note: Path) -> None:
    versions = [bytes([65 + at]) * (1000 + 37 * at) for at in range(20)]
    seen = save(note, versions[0], Fingerprint.of(OLD))
    stop = threading.Event()
    torn: list[bytes] = []

    def read() -> None:
        while not stop.is_set():
            data = note.read_bytes()
            if data not in versions:
                torn.append(data)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for at in range(1, 40):
            seen = save(note, versions[at % 20], seen)
    finally:
        stop.set()
        reader.join()
    assert torn == []


# --- faults of the disk ---


def test_save_is_refused_when_the_file_is_read_only(open_folder: Path) -> None:
    note = open_folder / "note.md"
    note.write_bytes(OLD)
    note.chmod(0o444)
    open_folder.chmod(0o777)
    with as_nobody():
        refused(ReadOnlyError, "read-only", note, Fingerprint.of(OLD))


def test_save_is_refused_when_the_folder_is_read_only(open_folder: Path) -> None:
    note = open_folder / "note.md"
    note.write_bytes(OLD)
    note.chmod(0o666)
    open_folder.chmod(0o555)
    with as_nobody():
        refused(NoteSaveError, "Permission denied", note, Fingerprint.of(OLD))
        with pytest.raises(NoteSaveError, match="Permission denied"):
            save(open_folder / "new.md", NEW, None)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs limits of processes")
def test_old_text_stays_when_the_file_may_not_grow(note: Path) -> None:
    """A real limit of the system, which any user can set: writes past it fail in the middle."""
    import resource

    def grow() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
        with pytest.raises(NoteSaveError, match="File too large"):
            save(note, b"z" * 20_000, read_version(note)[1])

    assert end_of(start_child(grow)) == 0
    assert note.read_bytes() == OLD
    assert names(note.parent) == ["note.md"]


CLOSE, WRITE = os.close, os.write
CALLS = ["open", "write", "fsync", "link", "fchmod", "fchown", "close"]
CODES = [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("new", [False, True])
def test_nothing_is_lost_when_any_call_fails_in_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, new: bool
) -> None:
    """Each call to the system fails once, the first, the second…, until a save gets through."""
    note = tmp_path / "note.md"
    seen = None if new else save(note, OLD, None)
    data = NEW * 3
    failed = 0
    told: set[str] = set()
    for fail_at in range(200):
        counter = [0]
        fatal = [False]

        def failing(
            real: Callable[..., Any], at: int, counter: list[int], fatal: list[bool]
        ) -> Any:
            def call(*args: Any, **keys: Any) -> Any:
                counter[0] += 1
                if counter[0] - 1 == at:
                    fatal[0] = True
                    if real is CLOSE:
                        real(*args)  # the descriptor is gone, whatever close says
                    raise OSError(code, os.strerror(code))
                if real is WRITE:
                    args = (args[0], bytes(args[1])[:11])  # short writes are allowed
                return real(*args, **keys)

            return call

        with monkeypatch.context() as patch:
            for name in CALLS:
                real = getattr(os, name)
                patch.setattr(os, name, failing(real, fail_at, counter, fatal))
            real_exchange = file.exchange
            patch.setattr(file, "exchange", failing(real_exchange, fail_at, counter, fatal))
            try:
                save(note, data, seen)
            except ViewerError as error:
                failed += 1
                told.add(str(error))
        if new:
            assert not note.exists() or note.read_bytes() == data
        else:
            # New only where the very last step failed.
            assert note.read_bytes() in (OLD, data)
        assert [name for name in names(tmp_path) if name != "note.md"] == []
        if not fatal[0]:
            break
        if note.exists() and note.read_bytes() == data:
            # Saying it again is enough.
            save(note, data, seen)
            note.unlink()
            if not new:
                note.write_bytes(OLD)
    # Folders that cannot be brought to the disk (EACCES) are put up with.
    assert failed >= 7
    assert any(os.strerror(code) in words for words in told)
    assert note.read_bytes() == data
