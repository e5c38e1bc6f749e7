"""Change whole blocks: add, move, nest or delete a bullet, or continue in the next one."""

from __future__ import annotations

from viewer.base.translation import tr
from viewer.notes.edit import Change, Edit
from viewer.notes.layout import own_span
from viewer.notes.model import BlockKind, Span
from viewer.notes.rearrange import (
    block_at,
    delete_block,
    insert_bullet,
    insert_bullet_at,
    move,
    moved_to,
    nest,
    unit_of,
    unnest,
)
from viewer.ui.page.block_edit import has_words
from viewer.ui.page.composing import Composing
from viewer.ui.page.editing import Editing
from viewer.ui.page.page import NotePage
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context


class Blocks(NoteFeature):
    """Changes to the block at the user's place."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._editing, self._composing = context.get(Editing), context.get(Composing)
        self._open = self._editing.in_place
        self._open.next_requested.connect(self._write_next)
        self._open.nest_requested.connect(self._nest_while_editing)
        self._page = context.get(NotePage).view
        self._page.below_clicked.connect(self._write_below)

    def _block(self) -> int | None:
        """Return the block at the user's place; None, with a message, if there is none."""
        note = self._session.note
        at = self._current.byte()
        block = block_at(note, at) if note is not None and at is not None else None
        if block is None:
            self._window.say(tr("Go to a bullet first: click on it, or use the arrow keys."))
        return block

    def nest(self, deeper: bool) -> None:
        """Indent the block at the user's place, or outdent it."""
        self._editing.end_block_edit()
        note, block = self._session.note, self._block()
        if note is not None and block is not None:
            self._editing.apply((nest if deeper else unnest)(note, unit_of(note, block)))

    def delete(self) -> None:
        """Delete the selected blocks; this can be undone.

        While editing, or with a context menu open, it is the block there.
        """
        editing, current = self._editing, self._session.current
        is_here = current.is_meant or self._open.is_open or editing.source.is_on
        editing.end_block_edit()
        chosen = [current.byte()] if is_here else self._page.shown.selected_blocks()
        if not chosen:
            words = tr("Select a bullet first: click in the margin beside it.")
            self._window.say(words, brief=True)
        count = editing.step_count
        for at in reversed(chosen):
            note = self._session.note
            block = block_at(note, at) if note is not None and at is not None else None
            if note is not None and block is not None:
                editing.apply(delete_block(note, unit_of(note, block)))
        if editing.step_count > count:
            editing.join_steps(count)

    def move(self, down: bool) -> None:
        """Move the block, and stay at it, so that the next key acts on it again."""
        self._editing.end_block_edit()
        note, block = self._session.note, self._block()
        if note is None or block is None:
            return
        unit = unit_of(note, block)
        change = move(note, unit, down=down)
        at = moved_to(note, unit, change) if change is not None else None
        on_page = not self._editing.source.is_on
        is_moved = self._editing.apply(change)
        if is_moved and at is not None and on_page:
            self._current.stay_at_byte(at)

    def new_bullet(self) -> None:
        """Add a bullet below the user's place, and edit it."""
        self._editing.end_block_edit()
        note, at = self._session.note, self._current.byte()
        if note is not None:
            self._begin(insert_bullet(note, at if at is not None else len(note.data)))

    def new_bullet_at(self, ms: int) -> bool:
        """Add a bullet where its moment belongs, and edit it; False if none can be added."""
        self._editing.end_block_edit()
        note, follow = self._session.note, self._session.follow
        if note is None:
            return False
        times = [(moment.ms, moment.claim) for moment in follow.moments]
        return self._begin(insert_bullet_at(note, times, ms, follow.current_claim))

    def _begin(self, change: Change | None, behind: int = 0) -> bool:
        """Edit the bullet that a change adds, the cursor this many bytes before its end."""
        caret = _bullet_end(change) - behind if change is not None else None
        count = self._editing.step_count
        if not self._editing.apply(change, caret=caret) or caret is None:
            return False
        self._composing.edit_at(caret, caret)
        self._editing.begun_at = count
        return True

    def _write_below(self) -> None:
        editing, note = self._editing, self._session.note
        if editing.draft is None or note is None or self._open.is_new_item:
            self._open.focus()
            return
        editing.end_block_edit()
        note = self._session.note
        assert note is not None
        last = len(note.blocks) - 1
        is_item = note.blocks[last].kind is BlockKind.ITEM
        if is_item and not has_words(note, own_span(note, last)):
            self._composing.edit_at(note.blocks[last].span.end)
        else:
            self._begin(insert_bullet(note, len(note.data)))

    def _write_next(self) -> None:
        """Continue in a new bullet with what is after the cursor; an empty one ends the list.

        In code a new line is begun.
        """
        if self._open.is_code:
            self._open.break_line()
            return
        span, caret = self._open.span, self._open.caret_byte()
        self._editing.end_block_edit()
        note = self._session.note
        block = block_at(note, span.start) if note is not None else None
        if note is None or block is None:
            return
        rest = note.data[caret : span.end]
        if not note.data[span.start : span.end].strip():
            if note.blocks[block].kind is BlockKind.ITEM:
                self._editing.apply(delete_block(note, unit_of(note, block)))
            return
        if b"\n" in rest or b"\r" in rest or not has_words(note, Span(caret, span.end)):
            rest = b""  # times stay with their claim
        change = insert_bullet(note, span.start, rest.decode().strip())
        if change is None:
            self._window.say(tr("You can't add a bullet here."), brief=True)
            return
        if rest:
            change = Change.of(change.name, [Edit(caret, rest, b""), *change.edits])
        self._begin(change, len(rest.strip()))

    def _nest_while_editing(self, deeper: bool) -> None:
        at, caret = self._open.span.end, self._open.caret_byte()
        self._editing.end_block_edit()
        note = self._session.note
        block = block_at(note, at - 1) if note is not None else None
        if note is not None and block is not None:
            make = nest if deeper else unnest
            change = make(note, unit_of(note, block))
            if change is not None and self._editing.apply(change):
                at, caret = change.map(at - 1), change.map(caret)
        self._composing.edit_at(at, caret)


def _bullet_end(change: Change) -> int:
    """Return the byte after the text of the bullet that a change adds last.

    A line end or the gap to the next item may follow.
    """
    at, new = change.new_spans()[-1].start, change.edits[-1].new
    for line in new.splitlines(keepends=True):
        if line.strip(b" \t\r\n>"):  # not a blank line before it
            return at + len(line.rstrip(b"\r\n"))
        at += len(line)
    return at
