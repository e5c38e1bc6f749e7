"""The text of the open note: one way in for every change, one undo, one way back to the page.

`Editing` holds the `Draft` of the note that the `Session` shows. A change goes into the draft first
(and so into the journal), and is then shown. `NoteOnDisk` handles the file, and changes by other
programs; `Composing` is where the user writes. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal

from viewer import is_own_file
from viewer.base.translation import tr
from viewer.notes.diff import difference
from viewer.notes.draft import Draft, tidy
from viewer.notes.edit import Change
from viewer.notes.forms.every import form_named
from viewer.notes.own_form import Wish
from viewer.notes.undo import Step, UndoStack
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.page.block_edit import InPlace
from viewer.ui.page.file_sync import NoteOnDisk
from viewer.ui.page.page import NotePage
from viewer.ui.page.source_mode import SourceMode
from viewer.ui.page.spelling import Speller
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.action import Fact
from viewer.ui.window.context import Context
from viewer.ui.window.window import Window
from viewer.vault.names import is_shown_only

_NOTES_WITH_UNDO = 32  # whose changes can be undone when they are opened again


class Editing(NoteFeature):
    """Changes to the open note, and its undo and saves."""

    typed = Signal(object)  # Change: it is in the draft, and shown
    changed = Signal()  # the note has another text now, by whomever; it is shown already
    # What was done beside the note's bytes, and whether it is to be taken back or done again.
    beside_requested = Signal(object, bool)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._pane = context.get(NotePage).pane
        window, session, background = context.window, self._session, context.background
        # The note being edited; None where no note is shown, or it cannot be edited.
        self.draft: Draft | None = None
        self._stacks: dict[Path, UndoStack] = {}  # of notes that were left, the latest last
        speller = Speller(context, window.say, self)
        session.note_opened.connect(lambda _: speller.begin())
        self.in_place = InPlace(window, self._pane, session, speller)
        self.in_place.written.connect(self._on_written)
        self.source = SourceMode(window, self._pane, session, background, speller)
        self.source.edited.connect(self._on_written)
        self.disk = NoteOnDisk(context, session, self._is_writing, self)
        self.disk.state_changed.connect(self._show_state)
        self.disk.taken.connect(self.show_change)
        self.disk.left.connect(self._on_left)
        self.first = UndoFirst(window)
        self.begun_at: int | None = None  # steps done before the bullet one writes in was begun
        session.leaving.connect(self.leave)
        session.opening.connect(self.disk.finish_leaving)  # it is read next
        session.on_opened(self._begin)

    # ------------------------------------------------------------------ the draft

    def _is_writing(self) -> bool:
        return self.in_place.is_open or self.source.is_on

    @property
    def wish(self) -> Wish:
        """Return how to cite a moment in a note without citations."""
        return Wish(form_named(self._settings.text("edit/form")))

    def _begin(self) -> None:
        note, path, read = self._session.note, self._session.path, self._session.fingerprint
        if note and path and note.is_utf8 and not (is_own_file(path) or is_shown_only(path)):
            stack, is_planned = self._stacks.pop(path, None), read is None
            self.draft = Draft(
                path, note.data, read, self._folders.state, stack, is_planned=is_planned
            )
            self.disk.begin(self.draft)
            self._background.run(
                "tidy", lambda: tidy([path.parent], self._folders.state), lambda _: None
            )
        self._show_state()

    def close(self) -> None:
        """Save unsaved changes: the program ends."""
        self.leave()
        self.disk.finish_leaving()

    def leave(self) -> None:
        """Save unsaved changes, and leave the note; the journal keeps what cannot be saved."""
        self.leave_block()
        self.source.suspend()
        self.draft = None
        self.first.leave()
        self.disk.leave()
        self._show_state()

    def _on_left(self, draft: Draft) -> None:
        if not draft.is_modified:
            self._stacks[draft.path] = draft.stack
            for path in list(self._stacks)[:-_NOTES_WITH_UNDO]:
                del self._stacks[path]

    def begin_again(self, path: Path, data: bytes, now: bytes) -> None:
        """Open the note as if it had begun as `data`, and was then edited to `now`.

        If it has no file yet, it will get one at `path`.
        """
        draft = self.draft
        if draft is None:
            return
        self.disk.about_to_take.emit()
        change = difference(draft.data, now, tr("Describe the video"))
        if draft.is_planned and self.disk.let_go(draft):
            self.draft = Draft(path, data, None, self._folders.state, is_planned=True)
            if now != data:
                self.draft.apply(difference(data, now, tr("Write")))
            draft.close(keep=False)
            self.disk.begin(self.draft)
            self._session.path = path
        else:
            draft.apply(change)
        self.disk.taken.emit(change)
        self.disk.settled.emit()

    # ------------------------------------------------------------------ changes

    def apply(
        self, change: Change | None, *, caret: int | None = None, waits: bool = False
    ) -> bool:
        """Make a change, as an undo step, and show it; False if there is nothing to do.

        The cursor is put at byte `caret`. A block being written in stays open if it holds the
        change. With `waits` source is parsed later, as after typing.
        """
        draft, block = self.draft, self.in_place
        if draft is None:
            self.say_why_not()
            return False
        if change is None or not change:
            self._window.say(tr("Nothing to edit here."), brief=True)
            return False
        self.first.clear()
        before = None if waits else self._current.byte()
        before = block.caret_byte() if block.is_open else before
        draft.apply(change, caret_before=before, caret_after=caret)
        self.show_change(change, caret, waits=waits)
        return True

    def _on_written(self, change: Change, is_typed: bool = True) -> None:
        draft = self.draft
        if draft is None:
            return
        self.first.clear()
        if is_typed and len(change.edits) == 1:
            draft.type(change.edits[0])
        else:
            draft.apply(change)
        self._tell()
        if is_typed:
            self.typed.emit(change)

    def do_beside(self, change: Change, beside: object) -> None:
        """Begin an undo step of what is done beside the note's bytes, with their own change.

        Whoever does it shows that, as after `step_beside`.
        """
        assert self.draft is not None
        self.first.clear()
        self.draft.apply(change, beside=beside)

    def step_beside(self, *, is_undo: bool) -> Step:
        """Undo or redo the step that `beside_requested` was about."""
        assert self.draft is not None
        step = self.draft.undo() if is_undo else self.draft.redo()
        assert step is not None
        return step

    def show_change(self, change: Change, caret: int | None = None, *, waits: bool = False) -> None:
        """Show a change of the draft where the note is shown: the one way back from there.

        See `apply`; an empty change is told all the same.
        """
        draft, note, block = self.draft, self._session.note, self.in_place
        assert draft is not None
        assert note is not None
        if change and block.is_open and block.holds(change):
            block.show_change(change, change.map(block.caret_byte()) if caret is None else caret)
        elif change:
            if self.source.is_on:
                self.source.show_change(change, caret, waits=waits)
            if not (waits and self.source.is_on):
                self._session.show_edited(note.with_data(draft.data), change, caret)
        self._tell()

    def _tell(self) -> None:
        self.changed.emit()
        self._show_state()
        self.disk.plan_save()

    def _why_not(self) -> str:
        note = self._session.note
        if note is None:
            return ""
        if not note.is_utf8:
            return tr("This file is not valid UTF-8, so it can't be edited.")
        path = self._session.path
        if path is not None and is_shown_only(path):
            return tr("“{0}” is not Markdown, so it is read-only here.").format(path.name)
        return tr("This note is read-only.")

    def say_why_not(self, *, brief: bool = False) -> None:
        """Show why the current note cannot be changed."""
        if why := self._why_not():
            self._window.say(why, brief=brief)

    # ------------------------------------------------------------------ undo and saving

    def undo(self) -> None:
        """Undo the last step, in the current note or beside it."""
        if not self.first.take():
            self._step(is_undo=True)

    def undo_offer(self) -> NoticeButton:
        """Return a notice's button that undoes the last change."""
        key = self._window.actions_.shown_key("edit.undo")
        return NoticeButton(tr("Undo"), key, self.undo)

    def redo(self) -> None:
        """Redo the last undone step."""
        self._step(is_undo=False)

    def _step(self, *, is_undo: bool) -> None:
        draft, block = self.draft, self.in_place
        nothing = tr("Nothing left to undo or redo.")
        if draft is None:
            self._window.hint(self._why_not() or nothing)
            return
        if is_undo and self.begun_at is not None and self.step_count <= self.begun_at + 3:
            self.join_steps(self.begun_at)  # bullet, space before the time, what was typed at once
        coming = draft.stack.to_undo if is_undo else draft.stack.to_redo
        if (
            coming is None
            or coming.beside is not None
            or not block.is_open
            or not block.holds(coming.change.invert() if is_undo else coming.change)
        ):
            self.end_block_edit()
        if coming is None:
            is_cut = is_undo and draft.stack.is_cut
            cut = tr("Can't undo: the note has since changed on disk.")
            self._window.hint(cut if is_cut else nothing)
        elif coming.beside is not None:
            self.beside_requested.emit(coming.beside, is_undo)
        else:
            step = draft.undo() if is_undo else draft.redo()
            assert step is not None
            self.show_change(step.change, step.caret_after, waits=True)
            if not self._is_writing():
                self._current.stay_at_byte(step.caret_after)
            words = tr("Undone: {0}") if is_undo else tr("Redone: {0}")
            self._window.say(words.format(step.name), brief=True)

    def save(self) -> None:
        """Save off the GUI thread, unless a save is already running."""
        if self.draft is None:
            self.say_why_not(brief=True)
        elif not self.draft.is_modified and self.draft.is_planned:
            self._window.say(tr("The file is created when you type."), brief=True)
        self.disk.save()

    def save_now(self) -> bool:
        """Save what is unsaved and wait for it; False, and said why, where that cannot be."""
        self.leave_block()
        if self.draft is None:
            self.say_why_not()
        elif self.draft.is_planned and not self.draft.is_modified:
            self._window.say(tr("Type something first: there is no file yet."), brief=True)
            return False
        return self.disk.save_now()

    def _show_state(self) -> None:
        self._pane.byline.show_trouble(self.disk.state())
        if self.draft is None:
            self._window.actions_.set_why_not(Fact.WRITABLE, self._why_not())
        self._window.actions_.set_facts({Fact.WRITABLE: self.draft})

    # ------------------------------------------------------------------ what is being written

    def settle(self) -> None:
        """Take the text being typed into the current note, in place or in its source."""
        self.end_block_edit()
        if self.source.is_on:
            self.source.catch_up()

    def leave_block(self, *, stay: bool = True, keeps_time: bool = True) -> None:
        """Close the open block; an item begun there is removed if it is blank.

        Without `keeps_time` also if it contains nothing but times.
        """
        draft, begun_at, block = self.draft, self.begun_at, self.in_place
        goes = block.is_new_item or not (keeps_time or block.has_words())
        self.end_block_edit(stay=stay)
        if draft is None or begun_at is None or not goes or self.step_count != begun_at + 1:
            return
        step = draft.drop()
        assert step is not None
        self.show_change(step.change)
        if stay:
            self._current.stay_in(step.caret_after)

    @property
    def step_count(self) -> int:
        """Return how many steps can be undone."""
        return len(self.draft.stack.steps) if self.draft is not None else 0

    def join_steps(self, count: int) -> None:
        """Join all steps after the first `count` into one undo step."""
        if self.draft is not None:
            self.draft.stack.join(count)

    def end_block_edit(self, *, stay: bool = True) -> None:
        """Close the open block, keeping what was typed in it.

        With `stay` it remains the user's place.
        """
        draft, note, begun_at = self.draft, self._session.note, self.begun_at
        self.begun_at = None
        if not self.in_place.is_open:
            return
        self.in_place.close()
        if draft is None or note is None:
            return
        draft.stack.end_typing()
        if begun_at is not None:  # a bullet and what was written in it are undone as one
            self.join_steps(begun_at)
        change = difference(note.data, draft.data, "Reword")
        if change:
            self.show_change(change)
        if stay:
            self._current.stay_in(self.in_place.span.end)
        window = self._window
        (window.player.picture if window.is_full_screen else self._pane.view).setFocus()


class UndoFirst:
    """What undoes actions outside the note, such as moving one to the trash, before its own steps.

    Latest last; editing the note clears them all.
    """

    def __init__(self, window: Window) -> None:
        self._window = window
        self._calls: dict[Callable[[], object], bool] = {}  # whether leaving the note ends it

    def offer(self, undo: Callable[[], object], *, here: bool = False) -> NoticeButton:
        """Return a notice's button that calls `undo`, as the Undo key also does.

        With `here` only until the note is left.
        """

        def take_back() -> None:
            self._calls.pop(take_back, None)
            undo()

        self._calls[take_back] = here
        return NoticeButton(tr("Undo"), self._window.actions_.shown_key("edit.undo"), take_back)

    def take(self) -> bool:
        """Undo the last action; False if there is none."""
        if not self._calls:
            return False
        undo, _here = self._calls.popitem()
        if any(offer.call == undo for offer in self._window.notice.offers):
            self._window.notice.close_notice()
        undo()
        return True

    def clear(self) -> None:
        """Forget all: the user edits the note, and that is undone next."""
        self._calls.clear()

    def leave(self) -> None:
        """Forget the actions of the note being left."""
        self._calls = {undo: False for undo, here in self._calls.items() if not here}
