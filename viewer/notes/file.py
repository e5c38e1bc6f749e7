"""Read a note's file, and write it without losing anything; disk errors become messages.

**Saving** writes a temporary file in the same folder, syncs it to the disk (fsync), puts it in the
note's place in one step, and syncs the folder. Any reader, even after a crash, finds
the whole old text or the whole new one. Before that the file is compared with what was read. What
stood there is compared once more after it was replaced, and put back if somebody wrote it in that
very moment; where the system can't exchange two files in one step, a few microseconds remain in
which it could be overwritten.

Kept are the mode, the owner where the system allows it, extended attributes, and a link to the
file: what it points to is written. *Hard links are not kept*: the other names of the file keep the
old text. Writing into the one file that all names share could leave half a note behind.

Nothing here depends on the clock: a changed file is recognized by its bytes. Everything may be
called from any thread; it waits for the disk, so not from the GUI thread.
"""

import ctypes
import errno
import hashlib
import os
import secrets
import signal
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, NoReturn

from viewer import is_own_file
from viewer.base.errors import (
    FolderGoneError,
    NoteBusyError,
    NoteChangedError,
    NoteFileError,
    NoteGoneError,
    NoteSaveError,
    ReadOnlyError,
    cant_read,
    cant_save,
)
from viewer.base.translation import _, numeral, tr
from viewer.notes.atomic_rename import NO_LINKS, exchange, folder_lock
from viewer.notes.beside import Beside

MAX_NOTE_BYTES = 4 << 20
"""More is no note: it would take seconds to lay out."""

_IN_JOURNAL = _("Your text is kept; save again, or save elsewhere.")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_SYNCED = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM})
BUSY_S = 30.0
"""A program that has not written for so long is not writing any more, file open or not."""

_TAIL_BYTES = 64
_ACL, _XATTR = 1, 4  # copyfile.h of macOS
_LONGEST_NAME_BYTES = 255  # of any of the usual file systems


class Fingerprint(NamedTuple):
    """What tells one version of a file from another."""

    size: int
    mtime_ns: int
    sha256: str
    # Of the file that held it: identifies the file after a rename.
    inode: int = 0

    @classmethod
    def of(cls, data: bytes, status: os.stat_result | None = None) -> "Fingerprint":
        """Take the fingerprint of `data` and of the file that holds it."""
        mtime_ns, inode = (status.st_mtime_ns, status.st_ino) if status is not None else (0, 0)
        return cls(len(data), mtime_ns, hashlib.sha256(data).hexdigest(), inode)

    def same_text(self, other: "Fingerprint") -> bool:
        """Return whether both have the same bytes, whenever they were written."""
        return self.size == other.size and self.sha256 == other.sha256


def digest_of(data: bytes) -> bytes:
    """Return the digest that identifies a note's bytes in the index and in stored checks."""
    return hashlib.blake2b(data, digest_size=16).digest()


def storable(text: str) -> str:
    """Return a name that can be stored: bytes that are not UTF-8 become U+FFFD."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def read_note(path: Path) -> bytes:
    """Read the bytes of a note; raises NoteFileError if no file can be read."""
    return read_version(path)[0]


def read_version(path: Path) -> tuple[bytes, Fingerprint]:
    """Read a note and its fingerprint. Raises NoteFileError."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise NoteFileError(tr("“{0}” is not a file.").format(path))
        if status.st_size > MAX_NOTE_BYTES:
            most = numeral(MAX_NOTE_BYTES >> 20)
            raise NoteFileError(tr("“{0}” is larger than {1} MB.").format(path, most))
        with folder_lock(Path(os.path.realpath(path)).parent, shared=True):
            status = path.stat()
            data = path.read_bytes()
        # The time from before reading: if it was written meanwhile, it counts as changed.
        return data, Fingerprint.of(data, status)
    except FileNotFoundError as error:
        raise NoteFileError(tr("No note at “{0}”.").format(path)) from error
    except (OSError, ValueError) as error:
        # ValueError: a NUL in the name.
        raise NoteFileError(cant_read(path, error)) from error


def save(path: Path, data: bytes, expected: Fingerprint | None) -> Fingerprint:
    """Replace the version `expected` by `data`; return the new fingerprint.

    `expected` is None for a note that is new: then there must be no file. Raises NoteSaveError, and
    leaves the disk as it is, with no other file beside it: NoteChangedError if
    another version is there, NoteGoneError, FolderGoneError, ReadOnlyError. If `data` is
    there already nothing is written. If only the last step fails, bringing the folder to the disk,
    the new text stands there, and saving again is enough.
    """
    try:
        target = Path(os.path.realpath(path))
        if is_own_file(target):
            raise _read_only(path)
        status = _look(target, expected)
        found = target.read_bytes() if status is not None else None
        if found is not None:
            if found == data:
                sync_folder(target.parent)
                assert status is not None
                return Fingerprint.of(data, status)
            if expected is None or not expected.same_text(Fingerprint.of(found)):
                raise _changed(path)
            if not _may_write(target):
                raise _read_only(path)
        with Beside(target, 0o666 if status is None else 0o600) as beside:
            beside.write(data)
            if status is not None:
                _dress(beside.descriptor, target, status)
            os.fsync(beside.descriptor)
            written = os.fstat(beside.descriptor)
            beside.finish()
            if found is None:
                _put_new(beside.path, target, path)
            else:
                _put_over(beside.path, target, found, data, path)
        sync_folder(target.parent)
        return Fingerprint.of(data, written)
    except (OSError, ValueError) as error:
        _say(path, error)


def save_over(path: Path, data: bytes) -> Fingerprint:
    """Replace whatever is there now, if anything, by `data`. Raises NoteFileError."""
    return save(path, data, read_version(path)[1] if os.path.lexists(path) else None)


def is_being_written(path: Path) -> bool:
    """Return whether another program holds the file open for writing, and wrote it a moment ago.

    Only Linux can tell, and of one's own files: a lease for reading is refused where somebody
    writes. Elsewhere, and where it is not known, the answer is False. Never raises.
    """
    if sys.platform != "linux":
        return False
    import fcntl

    descriptor = -1
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        if abs(time.time() - os.fstat(descriptor).st_mtime) > BUSY_S:
            return False  # some keep a file open for good
        # If a program opens it to write at this moment, the system sends a signal here: not the
        # usual one, which ends the program.
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        if descriptor >= 0:
            os.close(descriptor)
    return False


def is_cut(before: bytes, now: bytes) -> bool:
    """Return whether a text has lost its end, and so may be half written."""
    return len(now) < len(before) and not now.endswith(before[-_TAIL_BYTES:])


# --- steps of a save ---


def _look(target: Path, expected: Fingerprint | None) -> os.stat_result | None:
    """Check what is to be replaced; None if a new note may be created."""
    try:
        status = target.stat()
    except FileNotFoundError:
        if not target.parent.is_dir():
            raise _folder_gone(target.parent) from None
        if expected is not None:
            raise NoteGoneError(
                tr("“{0}” was deleted or renamed by another program.").format(target.name),
                tr(_IN_JOURNAL),
            ) from None
        return None
    if not stat.S_ISREG(status.st_mode):
        raise NoteSaveError(tr("“{0}” is not a file.").format(target), tr(_IN_JOURNAL))
    return status


def _may_write(target: Path) -> bool:
    """Return whether the file is writable, although only its folder is written to in the end."""
    effective = os.access in os.supports_effective_ids
    return os.access(target, os.W_OK, effective_ids=effective)


def _dress(descriptor: int, target: Path, status: os.stat_result) -> None:
    """Give the new file owner, mode and attributes of the one it replaces, as far as allowed."""
    if hasattr(os, "fchown"):
        try:
            os.fchown(descriptor, status.st_uid, status.st_gid)
        except OSError:
            with suppress(OSError):  # only root gives files away
                os.fchown(descriptor, -1, status.st_gid)
    if sys.platform == "darwin":
        # From the C library, since Python lacks it: Finder's data, and the access list.
        copy = getattr(ctypes.CDLL(None), "fcopyfile", None)
        with target.open("rb") as file:
            if copy is not None:
                copy(file.fileno(), descriptor, None, _ACL | _XATTR)
    if sys.platform == "linux":
        try:
            names = os.listxattr(target)
        except OSError:
            names = []
        for name in names:
            with suppress(OSError):  # the system's own, or this file system has none
                os.setxattr(descriptor, name, os.getxattr(target, name))
    if hasattr(os, "fchmod"):
        with suppress(OSError):  # FAT has no modes
            # Last: giving a file away clears bits of its mode.
            os.fchmod(descriptor, stat.S_IMODE(status.st_mode))


def _put_new(temporary: Path, target: Path, path: Path) -> None:
    """Give a new note its name, unless another program has taken that meanwhile."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise _changed(path) from None
    except OSError as error:
        if error.errno in _FULL or error.errno not in NO_LINKS:
            raise
        if target.exists():
            raise _changed(path) from None
        temporary.replace(target)


def _put_over(temporary: Path, target: Path, found: bytes, data: bytes, path: Path) -> None:
    """Replace `found` by the new text, unless another text is there by now."""
    with folder_lock(target.parent):
        if target.read_bytes() != found:
            raise _changed(path)
        if is_being_written(target):
            # What it writes next would go to a file without a name.
            raise NoteBusyError(
                tr("Another program is writing “{0}” right now.").format(path), tr(_IN_JOURNAL)
            )
        _exchange(temporary, target, found, data, path)


def _exchange(temporary: Path, target: Path, found: bytes, data: bytes, path: Path) -> None:
    """Exchange the new text with `found`; put back any other text that is there by now."""
    try:
        exchanged = exchange(temporary, target)
    except FileNotFoundError:
        _look(target, Fingerprint.of(found))  # says whether the folder is gone, too
        raise
    if not exchanged:
        temporary.replace(target)
        return
    try:
        was = temporary.read_bytes()
    except OSError:
        exchange(temporary, target)
        raise
    if was == found:
        with suppress(OSError):  # before others see it, and take it for a leftover
            temporary.unlink()
        return
    exchange(temporary, target)
    if temporary.read_bytes() != data:
        # A third version came between the two exchanges: it stays, as a copy to be merged.
        stamp = time.strftime("%Y-%m-%d %H%M%S")
        copy = f" (conflicted copy {stamp} {secrets.token_hex(2)}){target.suffix}"
        temporary.replace(target.with_name(shortened(target.stem, copy) + copy))
    raise _changed(path)


def shortened(stem: str, rest: str) -> str:
    """Return `stem`, cut to what a file system allows with `rest` after it."""
    while len(os.fsencode(stem + rest)) > _LONGEST_NAME_BYTES:
        stem = stem[:-1]
    return stem


def _changed(path: Path) -> NoteChangedError:
    return NoteChangedError(
        tr("“{0}” was changed by another program.").format(path), tr(_IN_JOURNAL)
    )


def _folder_gone(folder: Path) -> FolderGoneError:
    return FolderGoneError(tr("“{0}” no longer exists.").format(folder), tr(_IN_JOURNAL))


def _read_only(path: Path) -> ReadOnlyError:
    return ReadOnlyError(tr("“{0}” is read-only.").format(path), tr(_IN_JOURNAL))


def sync_folder(folder: Path) -> None:
    """Write the folder's list of names to the disk; does nothing where a system cannot."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NOT_SYNCED:
            raise
    finally:
        os.close(descriptor)


def _say(path: Path, error: OSError | ValueError) -> NoReturn:
    code = error.errno if isinstance(error, OSError) else None
    if code in (errno.ENOENT, errno.ENOTDIR):
        raise _folder_gone(Path(os.path.realpath(path)).parent) from error
    raise NoteSaveError(cant_save(path, error), tr(_IN_JOURNAL)) from error
