"""Edit the current note: edits and undo, in place and in its source.

`Editing` holds the `Draft` of the note that the `Session` shows. Every change goes into the draft
first (and so into the journal), and is then shown. `NoteOnDisk` handles the file, and changes by
other programs. GUI thread.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal

from viewer import is_own_file
from viewer.notes.diff import difference
from viewer.notes.draft import Draft, tidy
from viewer.notes.edit import Change, Edit
from viewer.notes.file import Fingerprint
from viewer.notes.forms.every import form_named
from viewer.notes.layout import own_span
from viewer.notes.model import Span
from viewer.notes.note import Note
from viewer.notes.own_form import Wish
from viewer.notes.rearrange import block_at
from viewer.notes.typed_time import cited_time
from viewer.notes.undo import UndoStack
from viewer.translation import _, numeral, tr
from viewer.ui.editing.block_edit import FirstWords, InPlace, Pencil
from viewer.ui.editing.file_sync import NoteOnDisk
from viewer.ui.editing.names import NameSource
from viewer.ui.editing.source_mode import SourceMode
from viewer.ui.editing.spelling import Speller
from viewer.ui.editing.undo_first import UndoFirst
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.timers import once
from viewer.ui.note.page import NotePage
from viewer.ui.note.typesetter import LONGEST_LINE, is_too_large, longest_line
from viewer.ui.session.session import Session
from viewer.ui.shell.action import Act, Fact, In, listed
from viewer.ui.shell.context import Context, Feature
from viewer.vault.names import is_shown_only
from viewer.video.playback.player import PlayerState

_TYPING_OVER_MS = 1500
_RESUME_BACK_MS = 1000
_ENDS_TIME = (b" ", b".", b",", b";", b")", b"\n", b"\r\n")
# What is longer would hold the window up while it is laid out.
_LONGEST_BLOCK = 30_000
_TOO_LARGE = _(
    "This note is too large for a page, so it is shown as source. Ctrl+click a time to go there."
)
_NOTES_WITH_UNDO = 32  # whose changes can be undone when they are opened again


class Editing(Feature):
    """Changes to the current note."""

    changed = Signal()  # the note has another text now, by whomever; it is shown already
    # What was done beside the note's bytes, and whether it is to be taken back or done again.
    beside_requested = Signal(object, bool)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context, self._pane = context, context.get(NotePage).pane
        window, session, background = context.window, context.get(Session), context.background
        settings, state = context.settings, context.folders.state
        self._window, self._session, self._background = window, session, background
        self._video, self._current, self._player = session.video, session.current, context.player
        self._settings, self._state = settings, state
        # The note being edited; None where no note is shown, or it cannot be edited.
        self.draft: Draft | None = None
        self._stacks: dict[Path, UndoStack] = {}  # of notes that were left, the latest last
        self.in_place = InPlace(window, self._pane, session)
        self.in_place.typed.connect(self._on_typed)
        self.in_place.made.connect(self._on_made)
        self.in_place.done.connect(self._on_done)
        self.in_place.left_by_click.connect(lambda: self.leave_block(stay=False))
        self._resume = once(self, _TYPING_OVER_MS, self._on_typing_over)
        self.disk = NoteOnDisk(window, session, background, settings, state, self._is_writing, self)
        self.disk.state_changed.connect(self._show_state)
        self.disk.about_to_take.connect(self._on_about_to_take)
        self.disk.taken.connect(self._on_taken)
        self.disk.settled.connect(self._write_on)
        self.disk.left.connect(self._on_left)
        self.first = UndoFirst(window)
        # The place of a block closed for a moment, and whether that was the first one.
        self._writing_at: tuple[int, bool] | None = None
        self.begun_at: int | None = None  # steps done before the bullet one writes in was begun
        self._source = SourceMode(window, self._pane, session, background)
        self._source.edited.connect(self._on_typed)
        speller = Speller(context, window.say, self)
        self.in_place.speller = self._source.speller = speller
        session.note_opened.connect(lambda _: speller.begin())
        session.leaving.connect(self.leave)
        session.opening.connect(self.disk.finish_leaving)  # it is read next
        session.note_read.connect(self._begin)
        session.note_opened.connect(lambda _: self._on_opened())
        window.actions_.about_to_edit.connect(self._source.catch_up)
        self._pane.view.edit_requested.connect(self._edit_clicked)
        window.actions_["fullscreen"].toggled.connect(lambda _: self.leave_block())
        self.pencil = Pencil(self._pane.view, self._can_open_block, self.edit_at)
        self._first_words = FirstWords(window, self._pane, self.in_place)
        self._first_words.asked_for.connect(self.open_if_empty)

    def complete_from(self, source: NameSource) -> None:
        """Offer the names of notes, headings and tags while typing."""
        self.in_place.names = self._source.names = source

    # ------------------------------------------------------------------ the draft

    @property
    def is_source(self) -> bool:
        """Return whether the source of the whole file is shown."""
        return self._source.is_on

    def _is_writing(self) -> bool:
        return self.in_place.is_open or self._source.is_on

    @property
    def wish(self) -> Wish:
        """Return how to cite a moment in a note without citations."""
        return Wish(form_named(self._settings.text("edit/form")))

    def _begin(self, path: Path, data: bytes, fingerprint: Fingerprint | None) -> None:
        note = self._session.note
        is_own = is_own_file(path) or is_shown_only(path)
        if note is not None and note.is_utf8 and not is_own:
            is_planned = fingerprint is None
            stack = self._stacks.pop(path, None)
            self.draft = Draft(path, data, fingerprint, self._state, stack, is_planned=is_planned)
            self.disk.begin(self.draft)
            self._background.run("tidy", lambda: tidy([path.parent], self._state), lambda _: None)
        stays = self._source.stays
        if note is not None and is_too_large(note):
            self._enter_source()
            self._source.stays = stays  # the next note may have a page
            self._window.say(tr(_TOO_LARGE))
        elif stays:
            self._enter_source()
        else:
            self._source.show_page()
        self._show_state()

    def _on_opened(self) -> None:
        """Edit a note without text: whoever opens it means to write."""
        self._first_words.show_hint(self.draft)
        self.open_if_empty()

    def _can_open_block(self) -> bool:
        return self.draft is not None and not self.in_place.is_open and not self._source.is_on

    def close(self) -> None:
        """Save unsaved changes: the program ends."""
        self.leave()
        self.disk.finish_leaving()

    def leave(self) -> None:
        """Save unsaved changes, and leave the note; the journal keeps what cannot be saved."""
        self.leave_block()
        self._source.suspend()
        self._resume.stop()
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
        self._on_about_to_take()
        change = difference(draft.data, now, tr("Describe the video"))
        if draft.is_planned and self.disk.let_go(draft):
            self.draft = Draft(path, data, None, self._state, is_planned=True)
            if now != data:
                self.draft.apply(difference(data, now, tr("Write")))
            draft.close(keep=False)
            self.disk.begin(self.draft)
            self._session.replanned(path)
        else:
            draft.apply(change)
        self._on_taken(change)
        self._write_on()
        self._first_words.show_hint(self.draft)

    def apply(self, change: Change | None, *, caret: int | None = None) -> bool:
        """Make a change and show it; False if there is nothing to do."""
        draft = self.draft
        if draft is None:
            self.say_why_not()
            return False
        if change is None or not change:
            self._window.say(tr("Nothing to edit here."), brief=True)
            return False
        self.first.clear()
        before = self._current.byte()
        draft.apply(change, caret_before=before, caret_after=caret)
        self.show_change(change, caret)
        return True

    def show_change(self, change: Change, caret: int | None = None) -> None:
        """Show the draft after a change that was made there."""
        assert self.draft is not None
        self._source.show_change(change, caret)
        self._source.took_note()
        note = self._session.note
        assert note is not None
        self._session.show_edited(note.with_data(self.draft.data), change, caret)
        self._changed()

    def _changed(self) -> None:
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
        draft = self.draft
        nothing = tr("Nothing left to undo or redo.")
        if draft is None:
            self._window.hint(self._why_not() or nothing)
            return
        if is_undo and self.begun_at is not None and self.step_count <= self.begun_at + 3:
            self.join_steps(self.begun_at)  # bullet, space before the time, what was typed at once
        words = tr("Undone: {0}") if is_undo else tr("Redone: {0}")
        take = draft.undo if is_undo else draft.redo
        coming = draft.stack.to_undo if is_undo else draft.stack.to_redo
        if coming is not None and coming.beside is None and self.in_place.is_open:
            change = coming.change.invert() if is_undo else coming.change
            if self.in_place.holds(change):
                step = take()
                assert step is not None
                self.in_place.show_change(step.change, step.caret_after)
                self._changed()
                self._window.say(words.format(step.name), brief=True)
                return
        self.end_block_edit()
        if coming is None:
            is_cut = is_undo and draft.stack.is_cut
            cut = tr("Can't undo: the note has since changed on disk.")
            self._window.hint(cut if is_cut else nothing)
        elif coming.beside is not None:
            self.beside_requested.emit(coming.beside, is_undo)
        else:
            step = take()
            assert step is not None
            if self._source.is_on:
                self._source.show_change(step.change, step.caret_after)
                self._changed()
            else:
                self.show_change(step.change, step.caret_after)
                self._current.stay_at_byte(step.caret_after)
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

    # ------------------------------------------------------------------ what others write

    def _on_about_to_take(self) -> None:
        draft = self.draft
        self._writing_at = None
        if self.in_place.is_open and draft is not None:
            self._writing_at = self.in_place.caret_byte(), self.in_place.is_first
            self.end_block_edit()

    def _on_taken(self, change: Change) -> None:
        self.show_change(change) if change else self._changed()
        if self._writing_at is not None:
            at, is_first = self._writing_at
            self._writing_at = change.map(at), is_first

    def _write_on(self) -> None:
        place, self._writing_at = self._writing_at, None
        if place is not None:
            self.edit_at(place[0], place[0])
            self.in_place.is_first |= place[1]

    def _is_empty(self) -> bool:
        note = self._session.note
        return note is not None and not note.blocks

    # ------------------------------------------------------------------ as source

    def toggle_source(self) -> None:
        """Show the source of the whole file, or the page again; the cursor stays."""
        self.end_block_edit()
        self._source.catch_up()
        if self._source.is_on and self._session.note and is_too_large(self._session.note):
            self._window.say(tr(_TOO_LARGE))
        elif self._source.is_on:
            self._source.leave()
        elif self._session.note is not None:
            self._enter_source()
        self._window.actions_["source"].setChecked(self._source.is_on)
        self._show_state()

    def _enter_source(self) -> None:
        note = self._session.note
        size = longest_line(note.data) if note is not None else 0
        if size > LONGEST_LINE:
            words = tr("This note has a line of {0} bytes, too long to be shown as source.")
            self._window.say(words.format(numeral(size)))
            return
        self._source.enter(read_only=self.draft is None)
        if self.draft is None:
            self.say_why_not()

    def go_at_caret(self) -> None:
        """Do what a click on the text at the cursor does."""
        if self._source.is_on:
            self._source.catch_up()
            is_gone_to = self._source.go_at_caret()
        elif self._is_empty():
            self.edit_here()
            return
        else:
            view, at = self._pane.view, self._pane.view.caret_byte()
            is_gone_to = view.activate_at_caret()
            if not is_gone_to and at is not None and view.links_at(at):
                self._context.run("link.follow", at)
                return
        if not is_gone_to:
            self._window.say(tr("No claim at the cursor."), brief=True)

    def settle(self) -> None:
        """Take the text being typed into the current note, in place or in its source."""
        self.end_block_edit()
        self._source.catch_up()

    def _on_typed(self, change: Change) -> None:
        draft = self.draft
        if draft is None:
            return
        self.first.clear()
        if len(change.edits) == 1:
            (edit,) = change.edits
            draft.type(edit)
            if edit.new in _ENDS_TIME and self._settings.flag("edit/typed_times"):
                # Not now: the text is being changed.
                QTimer.singleShot(0, self, lambda: self._cite_typed(draft, edit))
        else:
            draft.apply(change)
        self._changed()
        self.hold_while_typing()

    def _cite_typed(self, draft: Draft, edit: Edit) -> None:
        """Turn a time that was typed before `edit` into a citation; undo reverts only that."""
        session, end = self._session, edit.start + len(edit.new)
        duration_ms, note = self._player.duration_ms, session.note
        is_there = draft is self.draft and draft.data[edit.start : end] == edit.new
        if not is_there or note is None or duration_ms is None or not self._video.is_open:
            return
        change = cited_time(note, draft.data, edit.start, duration_ms, self.wish)
        if change is None or self.apply_in_place(change, self.in_place.caret_byte()):
            return
        if self._source.is_on:
            draft.apply(change)
            self._source.show_change(change, None)
            self._changed()

    # ------------------------------------------------------------------ in place

    def edit_here(self) -> None:
        """Edit the block at the user's place as Markdown, in place."""
        note, current = self._session.note, self._session.current
        at = current.byte()
        if at is None and note is not None:
            at = note.blocks[0].span.start if note.blocks else len(note.data)
        if at is not None:
            self.edit_at(at, None if current.is_meant else current.caret())

    def _edit_clicked(self, at: int) -> None:
        self.leave_block()
        self.edit_at(at, None if self._is_empty() else at)

    def edit_at(self, offset: int, caret: int | None = None) -> None:
        """Edit the block at byte `offset`, the cursor at byte `caret`, or else at its end."""
        self.end_block_edit()
        note, draft = self._session.note, self.draft
        if note is None or draft is None:
            self.say_why_not()
            return
        if self._source.is_on:
            self._source.place_caret(offset if caret is None else caret)
            return
        if offset < note.body:  # of the front matter
            self._window.say(tr("Change it in source mode."), brief=True)
            return
        block = block_at(note, offset)
        span = own_span(note, block) if block is not None else Span(0, 0)
        if span.end - span.start > _LONGEST_BLOCK:
            words = tr("This text has {0} bytes, too many to edit in place.")
            self._window.say(words.format(numeral(span.end - span.start)), brief=True)
            return
        self.pencil.hide()
        self.in_place.open(note, block, caret)

    def open_if_empty(self) -> None:
        """Edit the first block of a note without text; nothing in others."""
        if self._is_empty() and self.draft is not None and not self.in_place.is_open:
            self.edit_here()

    def typing_at(self) -> tuple[Note, int] | None:
        """Return the note with what was typed, and the byte at the open block's cursor, or None."""
        if not self.in_place.is_open or self.draft is None:
            return None
        return self.in_place.now(self.draft.data), self.in_place.caret_byte()

    def cite_in_place(self, ms: int) -> bool:
        """Write a citation at the cursor of the open block; False if none is open."""
        if not self.in_place.is_open or self.draft is None:
            return False
        duration_ms = self._player.duration_ms
        self.in_place.cite(self.draft.data, ms, duration_ms, self.wish)
        return True

    def apply_in_place(self, change: Change, caret: int) -> bool:
        """Make a change in the open block, which stays open, the cursor at its byte `caret`.

        False if it is not a change within that block.
        """
        draft = self.draft
        if draft is None or not self.in_place.is_open or not self.in_place.holds(change):
            return False
        self.first.clear()
        draft.apply(change, caret_before=caret)
        self.in_place.show_change(change, change.map(caret))
        self._changed()
        return True

    def _on_made(self, change: Change) -> None:
        if self.draft is not None:
            self.first.clear()
            self.draft.apply(change)
            self._changed()

    def hold_while_typing(self) -> None:
        """Pause the video while typing, if the user wants that; resume a little earlier."""
        player = self._player
        if not self._settings.flag("edit/pause_while_typing"):
            return
        if player.state is PlayerState.PLAYING:
            player.pause()
            self._resume.start()
        elif self._resume.isActive():
            self._resume.start()

    def _on_typing_over(self) -> None:
        player = self._player
        if player.state is PlayerState.PAUSED:
            self._video.go_to(max(0, self._video.now_ms - _RESUME_BACK_MS))
            player.play()

    def _on_done(self) -> None:
        self.leave_block(keeps_time=False)
        self.in_place.bring_block()

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

    ACTIONS = listed(
        In(needs=Fact.NOTE),
        Act("claim.go", _("Go to claim at cursor"), "Return, Alt+Return", go_at_caret),
        In(needs=Fact.NOTE | Fact.WRITABLE, edits=True),
        Act("edit.block", _("Edit bullet"), "Alt+E", edit_here),
        In(needs=Fact.NOTE),
        Act("source", _("Source mode"), "Ctrl+E", toggle_source, checkable=True),
        Act("edit.undo", _("Undo"), "Ctrl+Z", undo, repeats=True, needs=Fact.NOTHING),
        Act("edit.redo", _("Redo"), "Ctrl+Shift+Z, Ctrl+Y", redo, repeats=True),
        Act("save", _("Save"), "Ctrl+S", save),
    )
