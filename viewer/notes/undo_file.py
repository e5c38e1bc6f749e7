"""The undo history of a note, kept in the state folder for the next time that it is opened.

One JSON file for each note, named after its path, with the bytes that the history leads to: where
the note has others by then, undo steps over what came (`UndoStack.take`).
Losing such a file costs the history alone, so nothing here raises for the disk, and nothing is
brought to it at once. Waits for the disk; any thread.
"""

import json
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from viewer.notes.beside import write_whole
from viewer.notes.discarded import KEEP_DAYS, note_key
from viewer.notes.edit import Change, Edit
from viewer.notes.undo import Step, UndoStack

# The oldest steps beyond these are left out.
_MOST_STEPS = 500
_MOST_BYTES = 1_000_000


def keep_history(folder: Path, note: Path, stack: UndoStack) -> None:
    """Keep what can be undone and redone in a note whose bytes are saved.

    Steps that did something beside the note's bytes, as a rename, and those behind them are left
    out: nobody knows later whether that can be taken back.
    """
    path = _path(folder, note)
    kept = {
        "text": stack.data.decode("latin-1"),
        "done": _last(stack.steps),
        "undone": _last(stack.undone_steps),
    }
    with suppress(OSError):
        if (kept["done"] or kept["undone"]) and len(stack.data) <= _MOST_BYTES:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(path, json.dumps(kept))
        else:
            path.unlink(missing_ok=True)


def kept_history(folder: Path, note: Path) -> UndoStack | None:
    """Return the history of a note, with the bytes that it had then; None where none is kept."""
    try:
        path = _path(folder, note)
        kept = json.loads(path.read_text("utf-8"))
        kept_s = path.stat().st_mtime
        data = kept["text"].encode("latin-1")
        done, undone = ([_step(one) for one in kept[part]] for part in ("done", "undone"))
        _replay(data, [step.change.invert() for step in reversed(done)])
        _replay(data, [step.change for step in reversed(undone)])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None  # there is none, or it is damaged
    stack = UndoStack(data, done, undone)
    stack.earlier_s = kept_s
    return stack


def purge_histories(folder: Path, now_s: float | None = None) -> None:
    """Delete the histories of notes in which nothing was changed for 30 days."""
    oldest_s = (time.time() if now_s is None else now_s) - KEEP_DAYS * 86_400
    try:
        for path in folder.iterdir():
            if path.stat().st_mtime < oldest_s:
                path.unlink()
    except OSError:
        return  # the others are looked at again next time


def _path(folder: Path, note: Path) -> Path:
    return folder / f"{note_key(note)}.json"


def _last(steps: Sequence[Step]) -> list[Any]:
    """Write the last steps, the latest last, up to one that did something beside the bytes."""
    result: list[Any] = []
    size = 0
    for step in reversed(steps[-_MOST_STEPS:]):
        size += sum(len(edit.old) + len(edit.new) for edit in step.change.edits)
        if step.beside is not None or size > _MOST_BYTES:
            break
        edits = [edit.to_json() for edit in step.change.edits]
        flag = [True] if step.change.is_retiming else []
        result.append((step.name, step.caret_before, step.caret_after, edits, *flag))
    return result[::-1]


def _step(kept: Any) -> Step:
    name, before, after, edits, *flag = kept
    if not isinstance(name, str) or not all(type(caret) is int for caret in (before, after)):
        raise ValueError(kept)
    change = Change(name, tuple(map(Edit.from_json, edits)), is_retiming=bool(flag))
    return Step(change, before, after)


def _replay(data: bytes, changes: Sequence[Change]) -> None:
    """Raise StaleEdit, a ValueError, where changes do not fit the bytes."""
    for change in changes:
        data = change.apply(data)
