"""The journal of unsaved edits: typed text survives any crash.

Each window that edits a note has a journal of its own in the state folder, so two on one note never
write into the same file. It is locked while its process lives; the lock goes with the process, and
that is how the next start knows what was left behind.

A journal is lines of JSON, bytes as Latin-1, each with its CRC-32 before it. The first names the
note and holds the text that the edits begin with, so a journal can be replayed whatever became of
the file. Each further one is a change, or says which of them were saved. A line that is torn or
damaged, and all behind it, is ignored: what is replayed is a text that once was. The journal goes
when the note is left with everything saved.

A change is handed to the system at once, so a crash of the program loses nothing; a thread of the
journal brings it to the disk within half a second, so that a crash of the machine loses at most a
second. The methods belong to one thread (the GUI's) and do not wait for the disk. If the disk
refuses, editing goes on, `error` holds a message, and the lines are tried again with the next.
"""

import json
import os
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import IO, Any

from viewer.base.damaged import put_aside
from viewer.base.errors import JournalError, why
from viewer.base.translation import _, tr
from viewer.notes.beside import Beside, lock_file
from viewer.notes.diff import leaves_out
from viewer.notes.edit import Change, Edit, StaleEdit
from viewer.notes.file import Fingerprint, sync_folder
from viewer.notes.real_path import real_path

SYNC_S = 0.5
"""How long a change may wait before it is brought to the disk; the disk's own time is added."""

_SUFFIX = ".journal"
# What a line raises that is torn, or of something else.
_DAMAGED = (LookupError, ValueError, TypeError, AttributeError, RecursionError, StaleEdit)
_SAVE_ELSEWHERE = _("Save a copy elsewhere.")


class Journal:
    """The journal of one note in one window. Its file is made with the first change."""

    def __init__(
        self, folder: Path, note: Path, base: bytes, fingerprint: Fingerprint | None
    ) -> None:
        """Begin with the text read from `note`; `fingerprint` is None for a note not yet saved.

        `folder` is the journals folder in the state folder; it is made when needed.
        """
        self._folder = folder
        self._note = note
        self.base = base  # what others wrote, or what was there at first
        self.fingerprint = fingerprint  # of the file as it was last there
        self.begun_ns = time.time_ns()  # since 1970; the note had its name then
        self.count = 0  # of the changes that were added
        self.path: Path | None = None  # where it lies, once something is changed
        self._file: IO[bytes] | None = None
        # How much of the file holds whole lines, and what is still to be written behind it.
        self._end = 0
        self._waiting = bytearray()
        self._error: JournalError | None = None
        self._syncing: _Syncing | None = None

    @property
    def error(self) -> JournalError | None:
        """The message why changes cannot be recorded at present, or None."""
        if self._error is not None:
            return self._error
        return self._syncing.error if self._syncing is not None else None

    def add(self, change: Change) -> None:
        """Record a change (an undo or redo, too, as the change it makes). Never raises."""
        if not change:
            return
        if self.path is None and not self._waiting:
            self._waiting += _line(
                note=str(self._note),
                fingerprint=self.fingerprint,
                begun=self.begun_ns,
                text=self.base.decode("latin-1"),
            )
        self._waiting += _line(change=change.name, edits=[one.to_json() for one in change.edits])
        self.count += 1
        self.try_again()

    def saved(self, count: int, fingerprint: Fingerprint) -> None:
        """Record that the file has the text after the first `count` changes. Never raises.

        The changes stay: if the program is killed, and another text is in the file by the next
        start, what was written here is still known.
        """
        self.fingerprint = fingerprint
        if self.count:
            self._waiting += _line(saved=count, fingerprint=fingerprint)
            self.try_again()

    def try_again(self) -> None:
        """Retry what the disk refused, if anything. Never raises."""
        if not self._waiting:
            return
        try:
            self._write()
            self._error = None
        except OSError as error:
            words = tr("Crash recovery is off: {0}.").format(why(error))
            self._error = JournalError(words, tr(_SAVE_ELSEWHERE))

    def close(self, *, keep: bool = False, wait: bool = True) -> None:
        """End the journal; with `keep` it stays, to be recovered at the next start.

        With `wait` it waits for its thread, which may wait for the disk; then what is kept is on
        the disk when this returns, unless the disk refuses.
        """
        if keep and self._file is not None:
            with suppress(OSError):  # the system has it, and may still bring it to the disk
                os.fsync(self._file.fileno())
        if self._syncing is not None:
            self._syncing.stop(wait=wait or sys.platform == "win32")
            self._syncing = None
        elif self._file is not None:
            self._file.close()
        if not keep and self.path is not None:
            with suppress(OSError):  # its text is saved: the next start finds so and deletes it
                self.path.unlink(missing_ok=True)
        self._file = self.path = None
        self._end = 0
        self._waiting.clear()
        self._error = None

    def _write(self) -> None:
        if self._file is None:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            name = f"{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}-{os.urandom(4).hex()}{_SUFFIX}"
            path = self._folder / name
            # Locked before anybody else can see it, so that nobody is waited for.
            with Beside(path, 0o600) as beside:
                self._file, self.path = beside.keep(path), path
            self._syncing = _Syncing(self._file, self._folder)
        # A write that failed in the middle left a torn line: write over it.
        self._file.seek(self._end)
        waiting = memoryview(bytes(self._waiting))
        while waiting:
            waiting = waiting[self._file.write(waiting) or 0 :]
        self._end += len(self._waiting)
        self._waiting.clear()
        if self._syncing is not None:
            self._syncing.request()


class _Syncing:
    """A thread that syncs a file to the disk within `SYNC_S` of each request.

    Once told to stop it closes the file, which until then others may write.
    """

    def __init__(self, file: IO[bytes], folder: Path) -> None:
        self.error: JournalError | None = None
        self._file = file
        self._folder = folder
        self._folder_synced = False
        self._changed = threading.Condition()
        self._requested = False
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    def request(self) -> None:
        with self._changed:
            if not self._requested:
                self._requested = True
                self._changed.notify()

    def stop(self, *, wait: bool) -> None:
        with self._changed:
            self._stopped = True
            self._changed.notify()
        if wait:
            self._thread.join()

    def _run(self) -> None:
        with self._file:
            self._sync_when_requested()

    def _sync_when_requested(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._requested or self._stopped)
                # What comes in this time is brought to the disk along with it.
                self._changed.wait_for(lambda: self._stopped, SYNC_S)
                if self._stopped:
                    return
                self._requested = False
            try:
                os.fsync(self._file.fileno())
                if not self._folder_synced:
                    sync_folder(self._folder)
                    self._folder_synced = True
                self.error = None
            except OSError as error:
                words = tr("Your changes can't be saved: {0}.").format(why(error))
                self.error = JournalError(words, tr(_SAVE_ELSEWHERE))


@dataclass(eq=False)
class Replay:
    """What a journal contains: the note, the last saved text, and the changes that followed."""

    note: Path
    # The text before everything that was written here.
    start: bytes
    base: bytes
    # Of the file as it was read or saved; None of a note that was never saved.
    fingerprint: Fingerprint | None
    text: bytes
    changes: tuple[Change, ...]
    begun_ns: int = 0  # when the journal was, since 1970


def replay(data: bytes) -> Replay | None:
    """Read a journal's bytes; None if not even the first line is whole. Never raises."""
    first, *lines = data.split(b"\n")
    try:
        head = _fields(first)
        note, begun_ns = _path(head["note"]), int(head["begun"])
        fingerprint = _fingerprint(head["fingerprint"])
        start = text = head["text"].encode("latin-1")
    except _DAMAGED:
        return None
    changes: list[Change] = []
    saved: tuple[int, Fingerprint | None] = 0, None
    for each in lines:
        try:
            line = _fields(each)
            if "saved" in line:
                saved = range(len(changes) + 1)[line["saved"]], _fingerprint(line["fingerprint"])
            else:
                edits = tuple(map(Edit.from_json, line["edits"]))
                change = Change(str(line["change"]), edits)
                text = change.apply(text)
                changes.append(change)
        except _DAMAGED:
            break
    count, seen = saved
    if seen is not None:
        base = text
        for change in reversed(changes[count:]):
            base = change.invert().apply(base)
        if seen.same_text(Fingerprint.of(base)):
            return Replay(note, start, base, seen, text, tuple(changes[count:]), begun_ns)
    return Replay(note, start, start, fingerprint, text, tuple(changes), begun_ns)


class Recovery(Replay):
    """What an earlier process left unsaved of one note; locked, so only one window offers it."""

    def __init__(self, path: Path, file: IO[bytes], found: Replay, changed_s: float) -> None:
        super().__init__(**vars(found))
        self.path = path
        self.now = found.base  # what stands in the note, as far as it could be read
        # What was written here and saved, where somebody has put a text without it in its place.
        self.replaced: bytes | None = None
        # When the journal was last written, in seconds since 1970.
        self.changed_s = changed_s
        self._file: IO[bytes] | None = file

    @property
    def is_saved(self) -> bool:
        """Return whether all of it was saved."""
        return self.text == self.base

    def texts(self) -> Iterator[bytes]:
        """Yield the last saved text, and the text after each change since."""
        return accumulate(self.changes, lambda text, change: change.apply(text), initial=self.base)

    def meet(self, note: Path) -> None:
        """Read the file at `note`, which may have been changed since. Never raises."""
        self.note = note
        try:
            self.now = now = note.read_bytes()
        except (OSError, ValueError):
            return
        for number, text in enumerate(() if self.is_saved else self.texts()):
            if text == now:  # killed between a save and its record
                self.base, self.changes = now, self.changes[number:]
                break
        if leaves_out(self.start, self.base, now):
            self.replaced = self.base

    def discard(self) -> None:
        """Delete the journal: its text is saved or not wanted."""
        if self._file is not None:
            self.path.unlink(missing_ok=True)
            self.release()

    def release(self) -> None:
        """Leave the journal for the next start to offer again."""
        if self._file is not None:
            self._file.close()
            self._file = None


def recoverable(folder: Path, notes: set[Path] | None = None) -> list[Recovery]:
    """Find what earlier processes left unsaved, latest last. Never raises for the disk.

    `notes` receives the paths of all notes that they were writing.

    Journals of living windows are passed over. Those whose changes were all saved are deleted,
    unless the file no longer contains them; damaged ones are put aside. Each result must be
    discarded or released.
    """
    found = []
    for path in sorted(folder.glob("*" + _SUFFIX)):
        with suppress(OSError), ExitStack() as closing:
            recovery = _left_in(path, closing.enter_context(path.open("r+b")), notes)
            if recovery is not None:
                closing.pop_all()
                found.append(recovery)
    return found


def _left_in(path: Path, file: IO[bytes], notes: set[Path] | None) -> Recovery | None:
    """Return the unsaved part of a journal; None also for one that is then deleted or put aside."""
    if not lock_file(file) or not path.exists():
        return None
    data = file.read()
    what = replay(data)
    if what is None:
        # A window that has just made its file locks it next: it is not left behind.
        if time.time() - path.stat().st_mtime < 60:
            return None
        if data:
            put_aside(path)
            return None
    else:
        if notes is not None:
            notes.add(what.note)
        recovery = Recovery(path, file, what, path.stat().st_mtime)
        recovery.meet(what.note)
        if not recovery.is_saved or recovery.replaced is not None:
            return recovery
    path.unlink(missing_ok=True)
    return None


def _line(**fields: Any) -> bytes:
    text = json.dumps(fields).encode()
    return b"%08x %s\n" % (zlib.crc32(text), text)


def _fields(line: bytes) -> Any:
    crc, _sep, text = line.partition(b" ")
    if int(crc, 16) != zlib.crc32(text):
        raise ValueError("torn or damaged")
    return json.loads(text)


def _path(text: str) -> Path:
    if "\0" in text:
        raise ValueError("not a path")
    return real_path(Path(text))


def _fingerprint(seen: Any) -> Fingerprint | None:
    if seen is None:
        return None
    size, mtime_ns, sha256, inode = seen
    if not all(type(each) is int for each in (size, mtime_ns, inode)):
        raise ValueError("not a fingerprint")
    return Fingerprint(size, mtime_ns, str(sha256), inode)
