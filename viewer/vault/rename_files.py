"""Carry out a `Rename` on the disk: completely or not at all, even across a crash.

The plan is written into the state folder first. Then every note that changes is saved in one step
each (see `notes.file.save`: never over what somebody else wrote), and the file itself is renamed
last, never over another file. A crash in between leaves the plan; `recover`, at the next start,
finishes it, or undoes it if it cannot. Errors have messages, and everything is put back.

Everything here waits for the disk; any thread, but one at a time for a vault.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from viewer.base.damaged import UNLIKE, put_aside
from viewer.base.errors import (
    NoteChangedError,
    NoteFileError,
    NoteGoneError,
    NoteSaveError,
    ReadOnlyError,
    ViewerError,
    cant_save,
    why,
)
from viewer.base.translation import _, comma_list, tr
from viewer.notes.atomic_rename import is_listed, is_same_name, move_to_free
from viewer.notes.beside import Beside, lock_file
from viewer.notes.draft import tidy
from viewer.notes.edit import Change, Edit
from viewer.notes.file import Fingerprint, read_version, save, sync_folder

if TYPE_CHECKING:
    from viewer.vault.rename import NoteChange, Rename

_SUFFIX = ".rename"
_NOTHING = _("Nothing was changed.")


class Recovered(NamedTuple):
    """What became of a rename that a crash interrupted."""

    name: str
    old: Path
    new: Path
    finished: bool  # otherwise it was taken back
    # Notes that somebody changed meanwhile; they are as they were found.
    skipped: tuple[str, ...]


def apply(
    plan: Rename,
    state: Path,
    *,
    skip_changed: bool = False,
    told: Callable[[int], object] = lambda done: None,
) -> tuple[str, ...]:
    """Rename the note and change the links to it. Return the skipped notes.

    `state` is the state folder. If a note has changed since the plan was made, nothing is done
    (NoteChangedError); with `skip_changed` it is skipped, unless it is the renamed one. `told` is
    called with the number of notes written. Raises NoteSaveError with everything as it was.
    """
    skipped = _look(plan, skip_changed)
    todo = [one for one in plan.notes if one.note not in skipped]
    file, path = _write_down(plan, todo, state / "renames")
    done: list[NoteChange] = []
    try:
        try:
            for one in todo:
                if _put(plan.root / one.note, one):
                    done.append(one)
                    told(len(done))
            _move(plan)
        except (ViewerError, OSError) as error:
            left = _take_back(plan, done)
            if not left:
                _forget(path)
            raise _in_words(error, left) from error
        _forget(path)
    finally:
        file.close()
    return tuple(sorted(skipped))


def recover(state: Path) -> list[Recovered]:
    """Finish what a crash interrupted, or undo it. Never raises for the disk.

    What is impossible now (a drive that is not connected) is tried again at the next start.
    """
    results = []
    for path in sorted((state / "renames").glob("*" + _SUFFIX)):
        try:
            with path.open("r+b") as file:
                if not lock_file(file) or not path.exists():
                    continue  # of a living window
                try:
                    plan = _plan_of(json.loads(file.read()))
                except UNLIKE:
                    put_aside(path)  # nothing was begun before it was whole
                    continue
                result = _recover(plan)
                notes = {one.note for one in plan.notes}
                notes |= {plan.old, plan.new, *map(plan.moved, notes)} - {""}
                tidy({Path(os.path.realpath(plan.root / note)).parent for note in notes}, state)
                if result is not None:
                    results.append(result)
                    path.unlink(missing_ok=True)
        except OSError:
            continue
    return results


def _recover(plan: Rename) -> Recovered | None:
    old, new = plan.root / plan.old, plan.root / plan.new
    if not plan.root.is_dir():
        return None
    was_moved = os.path.lexists(new) and (not os.path.lexists(old) or _linked_twice(old, new))
    if was_moved or (os.path.lexists(old) and _is_free(old, new)):
        try:
            skipped = _put_all(plan, plan.notes, was_moved=was_moved)
            _move(plan)
            return Recovered(plan.name, old, new, True, skipped)
        except (ViewerError, OSError):
            pass  # then back
    back = plan.invert()
    try:
        if os.path.lexists(new) and not os.path.lexists(old):
            _move(back)
        is_there = os.path.lexists(old)
        skipped = _put_all(
            back, [one for one in back.notes if is_there or one.note != plan.new], was_moved=True
        )
    except (ViewerError, OSError):
        return None
    return Recovered(plan.name, old, new, False, skipped)


def _put_all(plan: Rename, notes: Iterable[NoteChange], *, was_moved: bool) -> tuple[str, ...]:
    """Make the missing changes; return the notes that are in neither the old nor the new state."""
    skipped = []
    for one in notes:
        path = plan.root / (plan.moved(one.note) if was_moved else one.note)
        try:
            _put(path, one)
        except (NoteChangedError, NoteGoneError):
            skipped.append(one.note)
    return tuple(skipped)


# --- steps ---


def _look(plan: Rename, skip_changed: bool) -> set[str]:
    """Check that everything can be done before starting; return the notes to skip."""
    old, new = plan.root / plan.old, plan.root / plan.new
    if not os.path.lexists(old):
        raise NoteGoneError(
            tr("“{0}” was deleted or renamed by another program.").format(plan.old), tr(_NOTHING)
        )
    if not _is_free(old, new):
        raise NoteChangedError(tr("“{0}” already exists.").format(plan.new), tr(_NOTHING))
    skipped = set()
    for one in plan.notes:
        try:
            found: str | None = sha256((plan.root / one.note).read_bytes()).hexdigest()
        except OSError:
            found = None
        if found == one.before or (skip_changed and found == one.after):
            continue
        if not skip_changed or one.note == plan.old:
            raise NoteChangedError(
                tr("“{0}” was changed by another program.").format(one.note), tr(_NOTHING)
            )
        skipped.add(one.note)
    effective = os.access in os.supports_effective_ids
    written = [old.parent, new.parent] if old != new else []
    for one in plan.notes:
        if one.note not in skipped:
            target = Path(os.path.realpath(plan.root / one.note))
            written += [target, target.parent]
    for path in dict.fromkeys(written):
        if not os.access(path, os.W_OK, effective_ids=effective):
            raise ReadOnlyError(tr("“{0}” is read-only.").format(path), tr(_NOTHING))
    return skipped


def _put(path: Path, one: NoteChange) -> bool:
    """Make one note's change; False if it is made already. Raises NoteChangedError."""
    try:
        data, fingerprint = read_version(path)
    except NoteFileError as error:
        if path.exists():
            raise
        words = tr("“{0}” was deleted or renamed by another program.")
        raise NoteGoneError(words.format(one.note)) from error
    if fingerprint.sha256 == one.after:
        return False
    if fingerprint.sha256 != one.before:
        raise NoteChangedError(tr("“{0}” was changed by another program.").format(one.note))
    save(path, one.change.apply(data), fingerprint)
    return True


def _move(plan: Rename) -> None:
    old, new = plan.root / plan.old, plan.root / plan.new
    if old == new or not os.path.lexists(old):
        return  # the title alone changes; or it was done before a crash
    if _linked_twice(old, new):
        old.unlink()
    else:
        move_to_free(old, new)
    for folder in {old.parent, new.parent}:
        with suppress(OSError):  # it is renamed all the same; the system writes it down by itself
            sync_folder(folder)


def _take_back(plan: Rename, done: list[NoteChange]) -> list[str]:
    left = []
    for one in reversed(done):
        try:
            _put(plan.root / one.note, one.invert(one.note))
        except NoteChangedError:
            continue  # somebody wrote it since: theirs counts
        except (ViewerError, OSError):
            left.append(one.note)
    return left


def _is_free(old: Path, new: Path) -> bool:
    return old == new or not os.path.lexists(new) or is_same_name(old, new)


def _linked_twice(old: Path, new: Path) -> bool:
    try:
        if old == new or old.is_symlink() or not old.samefile(new):
            return False
        return is_listed(old) and is_listed(new)
    except OSError:
        return False


def _in_words(error: Exception, left: list[str]) -> NoteSaveError:
    if isinstance(error, ViewerError):
        words = str(error)
    else:
        words = tr("The note can't be renamed: {0}.").format(why(error))
    if left:
        return NoteSaveError(
            words, tr("These files couldn't be restored yet: {0}.").format(comma_list(left))
        )
    kind = NoteChangedError if isinstance(error, NoteChangedError) else NoteSaveError
    return kind(words, tr(_NOTHING))


# --- the plan in the state folder ---


def _write_down(plan: Rename, todo: list[NoteChange], folder: Path) -> tuple[IO[bytes], Path]:
    record = {
        "root": str(plan.root),
        "old": plan.old,
        "new": plan.new,
        "words": plan.words,
        "notes": [
            {
                "note": one.note,
                "before": one.before,
                "after": one.after,
                "edits": [edit.to_json() for edit in one.change.edits],
            }
            for one in todo
        ],
    }
    path = folder / f"{secrets.token_hex(8)}{_SUFFIX}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with Beside(path) as beside:
            beside.write(json.dumps(record).encode())
            os.fsync(beside.descriptor)
            file = beside.keep(path)
        try:
            sync_folder(folder)
        except BaseException:
            file.close()
            raise
    except OSError as error:
        raise NoteSaveError(cant_save(folder, error), tr(_NOTHING)) from error
    return file, path


def _plan_of(record: Any) -> Rename:
    from viewer.vault.rename import NoteChange, Rename  # here, for each start looks for plans

    notes = tuple(
        NoteChange(
            _name(one["note"]),
            Change("Rename", tuple(map(Edit.from_json, one["edits"]))),
            _name(one["before"]),
            _name(one["after"]),
        )
        for one in record["notes"]
    )
    root, old, new = (_name(record[key]) for key in ("root", "old", "new"))
    return Rename(Path(root), old, new, notes, words=_name(record.get("words", "")))


def _name(value: object) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise ValueError("not a name")
    return value


def _forget(path: Path) -> None:
    with suppress(OSError):
        path.unlink()  # else `recover` finds all of it done
        sync_folder(path.parent)


def fingerprint_of(path: Path, data: bytes) -> Fingerprint:
    """Return the fingerprint of the note at `path`, whose bytes are `data` now."""
    try:
        status = path.stat()
    except OSError:
        status = None
    return Fingerprint.of(data, status)
