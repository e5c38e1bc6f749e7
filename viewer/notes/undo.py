"""One stack of undo over every kind of change to a note's bytes.

Four rules: every change goes through `do`; `undo` and `redo` give the very bytes that stood there
before; what others write (`take`) is not a step, so no key undoes it; and the saved state is kept
outside the stack, so a save never ends what can be undone.

Typing is grouped: a step ends when no key was pressed for a second, when the cursor was moved, when
typing turns into deleting, and at a save. GUI thread only (or any one thread); a step costs the
bytes it changed, not a copy of the note.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace

from viewer.base.translation import tr
from viewer.notes.edit import Change, Edit
from viewer.notes.model import Span

_PAUSE_S = 1.0
_MOST_FITTED = 200_000  # edits: half a second on a slow machine
# Longer texts are cut in a step's name.
_SHOWN_CHARACTERS = 24


@dataclass(frozen=True, slots=True)
class Step:
    """A change that can be undone, and the cursor positions before and after it (bytes)."""

    change: Change
    caret_before: int
    caret_after: int
    # More typing may still be gathered into it.
    open: bool = False
    # What was done beside the bytes of the note and is taken back with them, if anything. Whoever
    # gave it does that, before `undo` or `redo` is called.
    beside: object | None = None
    typed_at_s: float = 0.0  # when the last of it was typed, from any moment on

    @property
    def name(self) -> str:
        return self.change.name


class UndoStack:
    """The bytes of a note, and every change that led to them."""

    def __init__(self, data: bytes) -> None:
        """Begin with the text that was read; it counts as saved."""
        self.data = data  # the bytes of the note now
        self.saved = data  # those that stand on the disk, as far as is known
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self.is_cut = False  # what is below `done` cannot be undone: others changed the note
        # The bytes before others changed them, since something was done here, and after that.
        self.came: tuple[bytes, bytes] | None = None

    @property
    def is_modified(self) -> bool:
        """Return whether the bytes differ from those saved; after undoing back they do not."""
        return self.data is not self.saved and self.data != self.saved

    @property
    def to_undo(self) -> Step | None:
        """The step that `undo` would undo, or None."""
        return self._done[-1] if self._done else None

    @property
    def to_redo(self) -> Step | None:
        """The step that `redo` would redo, or None."""
        return self._undone[-1] if self._undone else None

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that can be undone, oldest first."""
        return tuple(self._done)

    def do(
        self,
        change: Change,
        *,
        caret_before: int | None = None,
        caret_after: int | None = None,
        beside: object | None = None,
    ) -> Change:
        """Make a change; raises StaleEdit, with nothing changed, if it does not fit.

        Cursor positions that are not given come from the first and the last edit. Returns the
        change. With `beside` it is a step even if no byte of the note changes.
        """
        self._do(change, caret_before, caret_after, typing=False, beside=beside)
        return change

    def type(
        self, edit: Edit, *, caret_before: int | None = None, at_s: float | None = None
    ) -> Change:
        """Make an edit that was typed now, or `at_s`; grouped with the one before it.

        The cursor is after the new text. Returns the edit as a change.
        """
        change = Change.of(_typing_name(edit), (edit,))
        at_s = time.monotonic() if at_s is None else at_s
        self._do(change, caret_before, edit.start + len(edit.new), typing=True, at_s=at_s)
        return change

    def take(self, change: Change) -> None:
        """Make a change of others; what it leaves intact can still be undone.

        A step whose place it changed, or that has a change `beside`, cannot, nor can the steps
        below it.
        """
        if not change:
            return
        before, self.data = self.data, change.apply(self.data)
        first, last = self.came or (before, before)
        first = first if last == before else before
        self.came = (first, self.data) if first != self.data else None
        done = _fitted(self._done, change, is_done=True)
        lost = len(self._done) - len(done)
        self.is_cut |= lost > 0
        self._done, self._undone = done, _fitted(self._undone, change, is_done=False)

    def undo(self) -> Step | None:
        """Undo the last step. Returns it with the applied `change`, cursor positions swapped."""
        if not self._done:
            return None
        step = self._done.pop()
        back = Step(step.change.invert(), step.caret_after, step.caret_before, beside=step.beside)
        self.data = back.change.apply(self.data)
        self._undone.append(replace(step, open=False))
        return back

    def redo(self) -> Step | None:
        """Redo the last undone step. Returns it."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self.data = step.change.apply(self.data)
        self._done.append(step)
        return step

    def drop(self) -> Step | None:
        """Undo the last step without allowing a redo; otherwise like `undo`."""
        step = self.undo()
        if step is not None:
            self._undone.pop()
        return step

    def join(self, count: int) -> None:
        """Join all steps but the first `count` into one, named after the last of them."""
        steps = self._done[count:]
        if len(steps) > 1 and all(step.beside is None for step in steps):
            change = steps[0].change
            for step in steps[1:]:
                change = change.then(step.change)
            change = replace(steps[-1].change, edits=change.edits)
            self._done[count:] = [Step(change, steps[0].caret_before, steps[-1].caret_after)]

    def mark_saved(self, saved: bytes | None = None) -> None:
        """Remember what is on the disk now: the present bytes, or `saved` of a moment ago."""
        self.saved = self.data if saved is None else saved
        self.end_typing()

    def end_typing(self) -> None:
        """Let the next key begin a new step (the cursor was moved, the focus lost)."""
        if self._done and self._done[-1].open:
            self._done[-1] = replace(self._done[-1], open=False)

    def _do(
        self,
        change: Change,
        caret_before: int | None,
        caret_after: int | None,
        *,
        typing: bool,
        beside: object | None = None,
        at_s: float = 0.0,
    ) -> None:
        if not change and beside is None:
            return
        self.data = change.apply(self.data)
        self._undone.clear()
        if caret_before is None:
            caret_before = change.edits[0].start if change else 0
        if caret_after is None:
            caret_after = change.new_spans()[-1].end if change else caret_before
        step = Step(change, caret_before, caret_after, typing, beside, at_s)
        gathered = _gathered(self._done[-1], step) if typing and self._done else None
        if gathered is None:
            self._done.append(step)
        elif gathered.change:
            self._done[-1] = gathered
        else:
            # Typed and deleted again: nothing is left to undo.
            self._done.pop()


def _fitted(steps: list[Step], change: Change, *, is_done: bool) -> list[Step]:
    """Return the steps next to the bytes that others changed, up to one whose place they changed.

    Each is moved over their change, and their change over it, to where the one below it is.
    """
    kept: list[Step] = []
    for step in reversed(steps[-1 - _MOST_FITTED // (len(change.edits) + 1) :]):
        both = (step.change.invert() if is_done else step.change).past(change)
        if both is None or step.beside is not None:  # of which nobody knows whether it fits still
            break
        ours, below = both
        at, to = (below, change) if is_done else (change, below)
        before, after = at.map(step.caret_before), to.map(step.caret_after)
        ours = ours.invert() if is_done else ours
        kept.append(Step(ours, before, after))
        change = below
    return kept[::-1]


def retimed_places(steps: Iterable[Step]) -> list[Span]:
    """Return where the texts of steps that retimed timestamps are now.

    `steps` are all since then, in order. Any thread.
    """
    spans: list[Span] = []
    for step in steps:
        spans = [step.change.map_span(span) for span in spans]
        if step.change.is_retiming:
            spans += step.change.new_spans()
    return [span for span in spans if span.start < span.end]


def _gathered(last: Step, step: Step) -> Step | None:
    """Join typing with the typing before it; None if a step ends between them."""
    if not last.open or len(last.change.edits) != 1 or step.typed_at_s - last.typed_at_s > _PAUSE_S:
        return None
    before, edit = last.change.edits[0], step.change.edits[0]
    typed_to = before.start + len(before.new)
    if edit.old and not edit.new and not before.new:
        # Backspace after backspace, or delete after delete.
        if edit.end != before.start and edit.start != before.start:
            return None
    elif edit.old and not edit.new:
        # Backspace over what was just typed.
        if edit.end != typed_to or edit.start < before.start:
            return None
    elif not edit.old and before.new:
        if edit.start != typed_to:
            return None
    else:
        return None
    joined = last.change.then(step.change)
    if not joined:
        return Step(joined, last.caret_before, step.caret_after)
    named = Change(_typing_name(joined.edits[0]), joined.edits)
    return replace(step, change=named, caret_before=last.caret_before)


def _typing_name(edit: Edit) -> str:
    """Return the name of what was typed or deleted, for "Undone: …"."""
    shown = " ".join((edit.new or edit.old).decode("utf-8", "replace").split())
    if not shown:
        shown = "↵" if b"\n" in (edit.new or edit.old) else " "
    if len(shown) > _SHOWN_CHARACTERS:
        shown = shown[: _SHOWN_CHARACTERS - 1].rstrip() + "…"
    #: What was typed, as Undo names it.
    return (tr("Type “{0}”") if edit.new else tr("Delete “{0}”")).format(shown)
