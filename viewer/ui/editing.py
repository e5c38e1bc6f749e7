"""What happens when a note is changed: edits, undo, saving, and what others write meanwhile.

`Editing` holds the `Draft` of the note that the `Reader` shows. Every change goes into the draft
first (and so into the journal), and is shown after. Saving goes to `Work`; reading what another
program wrote does too. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from viewer import RESOURCES
from viewer.errors import NoteChangedError, NoteGoneError, ViewerError
from viewer.notes.diff import difference
from viewer.notes.draft import Draft, PendingSave
from viewer.notes.edit import Change
from viewer.notes.file import Fingerprint, read_version
from viewer.notes.journal import Recovery, recoverable
from viewer.notes.merge import Merge
from viewer.notes.note import Note
from viewer.notes.rearrange import (
    block_at,
    delete_block,
    insert_bullet,
    move,
    nest,
    unit_of,
    unnest,
)
from viewer.notes.reparse import edited
from viewer.ui.in_place import InPlace
from viewer.ui.merge_view import ask_conflicts, ask_recovery
from viewer.ui.overlays import Offer
from viewer.ui.preferences import Preferences
from viewer.ui.reader import Reader
from viewer.ui.source_mode import SourceMode
from viewer.ui.window import Window
from viewer.ui.work import Work
from viewer.video.player import PlayerState

_TYPING_OVER_MS = 1500
_DISK_SETTLES_MS = 250  # others write in several steps


class Editing(QObject):
    """Changes to the note that is shown."""

    changed = Signal()  # the note has another text now, by whomever; it is shown already
    # What was done beside the note's bytes, and whether it is to be taken back or done again.
    beside_requested = Signal(object, bool)

    def __init__(
        self, window: Window, reader: Reader, work: Work, preferences: Preferences, state: Path
    ) -> None:
        super().__init__(window)
        self._window, self._reader, self._work = window, reader, work
        self._preferences, self._state = preferences, state
        self._draft: Draft | None = None
        self._saving = False
        self._in_place = InPlace(window, reader)
        self._in_place.typed.connect(self._on_block_typed)
        self._in_place.done.connect(lambda keep: self.end_block_edit(commit=keep))
        self._in_place.new_bullet_requested.connect(self.new_bullet)
        self._in_place.nest_requested.connect(self._nest_while_editing)
        self._autosave = QTimer(self, singleShot=True)
        self._autosave.timeout.connect(self.save)
        self._resume = QTimer(self, singleShot=True, interval=_TYPING_OVER_MS)
        self._resume.timeout.connect(self._on_typing_over)
        self._watcher = QFileSystemWatcher(self)
        self._disk = QTimer(self, singleShot=True, interval=_DISK_SETTLES_MS)
        self._disk.timeout.connect(self._look_at_disk)
        self._watcher.fileChanged.connect(lambda _: self._disk.start())
        self._watcher.directoryChanged.connect(lambda _: self._disk.start())
        self._source = SourceMode(window, reader, work)
        self._source.edited.connect(self._on_source_typed)
        reader.leaving.connect(self.leave)
        reader.note_read.connect(self._begin)
        preferences.changed.connect(self._on_preference)

    # ------------------------------------------------------------------ the draft

    @property
    def draft(self) -> Draft | None:
        """The note being edited; None where no note is shown, or it cannot be edited."""
        return self._draft

    def _begin(self, path: Path, data: bytes, fingerprint: Fingerprint) -> None:
        note = self._reader.note
        # The tour is part of the program: whoever tries the keys on it must not change that.
        if note is not None and note.is_utf8 and not path.is_relative_to(RESOURCES):
            self._draft = Draft(path, data, fingerprint, self._state)
            self._watcher.addPaths([str(path), str(path.parent)])
        if self._source.stays:
            self._enter_source()
        self._show_state()

    def leave(self) -> None:
        """Save what is unsaved, and let go of the note; the journal keeps what cannot be saved."""
        self.end_block_edit(commit=True)
        self._source.suspend()
        if self._saving:
            self._work.finish()  # two saves at once would each take the other for somebody else
        draft, self._draft = self._draft, None
        self._unwatch()
        self._autosave.stop()
        self._disk.stop()
        self._resume.stop()
        if draft is None:
            return
        self._work.forget("save")
        self._saving = False
        if draft.is_modified:
            try:
                draft.save()
            except ViewerError as error:
                self._say(error.words() + self.tr(" Your text is kept, and offered next time."))
        draft.close()

    def _unwatch(self) -> None:
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if watched:
            self._watcher.removePaths(watched)

    def show_change(self, change: Change) -> None:
        """Show the note as the draft has it, after a change that was made there."""
        self._shown(change)

    def apply(self, change: Change | None, *, caret: int | None = None) -> bool:
        """Make a change and show it; False where there is nothing to do."""
        draft = self._draft
        if draft is None:
            self.say_why_not()
            return False
        if change is None or not change:
            self._say(self.tr("There is nothing to change here."), brief=True)
            return False
        before = self._reader.place_byte()
        draft.apply(change, caret_before=before, caret_after=caret)
        self._shown(change, caret)
        return True

    def _shown(self, change: Change, caret: int | None = None) -> None:
        assert self._draft is not None
        self._source.show_change(change, caret)
        self._source.took_note()
        note = self._reader.note
        assert note is not None
        made = edited(note, change, self._draft.data)
        self._reader.show_edited(made.note, change, caret, made.patches)
        self._changed()

    def _changed(self) -> None:
        self.changed.emit()
        self._show_state()
        self._plan_save()

    def _plan_save(self) -> None:
        seconds = self._preferences.number("edit/autosave_s")
        if seconds > 0:
            self._autosave.start(round(seconds * 1000))
        else:
            self._autosave.stop()

    def _on_preference(self, key: str) -> None:
        draft = self._draft
        # A file that is gone is written again only when that is asked for.
        is_there = draft is not None and draft.fingerprint is not None
        if key == "edit/autosave_s" and draft is not None and is_there and draft.is_modified:
            self._plan_save()

    def _say(self, text: str, offers: tuple[Offer, ...] = (), *, brief: bool = False) -> None:
        self._window.note_pane.say(text, offers, brief=brief)

    def say_why_not(self, *, brief: bool = False) -> None:
        """Say why the note that is shown cannot be changed."""
        note = self._reader.note
        if note is not None and not note.is_utf8:
            text = self.tr("This file is not valid UTF-8, so it is only shown, not changed.")
            self._say(text, brief=brief)
        elif note is not None:
            text = self.tr("The tour is only shown. Open a note of your own to change it.")
            self._say(text, brief=brief)

    # ------------------------------------------------------------------ undo and saving

    def undo(self) -> None:
        """Take the last change back."""
        self.end_block_edit(commit=True)
        step = self._draft.stack.to_undo if self._draft is not None else None
        if step is not None and step.beside is not None:
            self.beside_requested.emit(step.beside, True)
            return
        self._step(lambda draft: draft.undo(), self.tr("Undone: {0}"))

    def redo(self) -> None:
        """Make the change again that was taken back."""
        self.end_block_edit(commit=True)
        step = self._draft.stack.to_redo if self._draft is not None else None
        if step is not None and step.beside is not None:
            self.beside_requested.emit(step.beside, False)
            return
        self._step(lambda draft: draft.redo(), self.tr("Done again: {0}"))

    def _step(self, take: Callable[[Draft], object], words: str) -> None:
        if self._draft is None:
            return
        from viewer.notes.undo import Step

        step = take(self._draft)
        if not isinstance(step, Step):
            self._say(self.tr("There is nothing left to undo or redo."), brief=True)
            return
        if self._source.is_on:
            self._source.show_change(step.change, step.caret_after)
            self._changed()
        else:
            self._shown(step.change, step.caret_after)
        self._say(words.format(step.name), brief=True)

    def save(self) -> None:
        """Save off the GUI thread, unless a save is under way already."""
        draft = self._draft
        if draft is None or self._saving or not draft.is_modified:
            return
        pending = draft.pending()
        self._saving = True
        self._show_state()
        self._work.run(
            "save",
            pending.write,
            lambda fingerprint: self._saved(draft, pending, fingerprint),
            lambda error: self._not_saved(draft, error),
        )

    def save_now(self) -> bool:
        """Save what is unsaved and wait for it; False, and said why, where that cannot be."""
        self.end_block_edit(commit=True)
        if self._saving:
            self._work.finish()
        draft = self._draft
        if draft is None:
            self.say_why_not()
            return False
        if draft.is_modified:
            try:
                draft.save()
            except ViewerError as error:
                self._not_saved(draft, error)
                return False
        self._autosave.stop()
        return True

    def hold_file(self) -> None:
        """Neither save nor read the note's file until `take_file`: it is being renamed."""
        self._unwatch()
        self._autosave.stop()
        self._disk.stop()
        self._work.forget("disk")
        self._saving = True

    def take_file(self, path: Path | None = None, fingerprint: Fingerprint | None = None) -> None:
        """Go on with the file: at `path` now, the text in it as it is here, where that is given."""
        self._saving = False
        draft = self._draft
        if draft is None:
            return
        if path is not None and fingerprint is not None:
            draft.moved(path, fingerprint)
        self._watcher.addPaths([str(draft.path), str(draft.path.parent)])
        self._show_state()

    def _saved(self, draft: Draft, pending: PendingSave, fingerprint: Fingerprint) -> None:
        self._saving = False
        if draft is not self._draft:
            return
        draft.saved(pending, fingerprint)
        self._watch_again()
        self._show_state()
        if draft.is_modified and self._preferences.number("edit/autosave_s") > 0:
            self._autosave.start(200)

    def _not_saved(self, draft: Draft, error: ViewerError) -> None:
        self._saving = False
        if draft is not self._draft:
            return
        self._show_state(error)
        if isinstance(error, NoteChangedError):
            self._look_at_disk()
        elif isinstance(error, NoteGoneError):
            self._file_is_gone()
        else:
            key = self._window.actions_.shown_key("save")
            self._say(error.words(), (Offer(self.tr("Try again"), key, self.save),))

    def _show_state(self, error: ViewerError | None = None) -> None:
        draft = self._draft
        if draft is None:
            text = self.tr("Read-only") if self._source.is_on else ""
        elif error is not None:
            text = self.tr("Not saved: {0}").format(error)
        elif draft.journal.error is not None:
            text = draft.journal.error.words()
        elif self._saving:
            text = self.tr("Saving…")
        elif draft.is_modified:
            text = self.tr("Unsaved changes")
        else:
            text = self.tr("Saved") if draft.stack.undo_name else ""
        self._window.status.set_right(text)

    # ------------------------------------------------------------------ the disk

    def _watch_again(self) -> None:
        """Watch the file that stands there now: a replaced one is another to the system."""
        draft = self._draft
        if draft is not None and str(draft.path) not in self._watcher.files():
            self._watcher.addPath(str(draft.path))

    def _look_at_disk(self) -> None:
        draft = self._draft
        if draft is None or self._saving:
            return
        path = draft.path
        self._work.run(
            "disk",
            lambda: read_version(path),
            lambda found: self._on_disk(draft, *found),
            lambda error: self._file_is_gone() if not path.exists() else self._say(error.words()),
        )

    def _on_disk(self, draft: Draft, data: bytes, fingerprint: Fingerprint) -> None:
        self._watch_again()
        if draft is not self._draft or self._saving:
            return
        known = draft.fingerprint
        if known is not None and known.same_text(fingerprint):
            return
        writing_at = self._leave_block_for_a_moment()
        before, was_modified = draft.data, draft.is_modified
        merged = draft.take(data, fingerprint)
        if merged.conflicts:
            self._decide(draft, merged, fingerprint)
            self._show_state()
            return
        if draft.data != before or was_modified:
            change = difference(before, draft.data, "Changed on disk")
            self._shown(change) if change else self._changed()
            self._say(
                self.tr("Another program changed this note; both changes are in it now.")
                if was_modified
                else self.tr("Another program changed this note; it is shown as it is now."),
                brief=not was_modified,
            )
            if writing_at is not None:
                writing_at = change.map(writing_at)
        if writing_at is not None:
            self.edit_at(writing_at, writing_at)  # whoever was writing goes on
        self._show_state()

    def _leave_block_for_a_moment(self) -> int | None:
        """Take in what is typed so far, and give the byte at the caret; None: no block is open."""
        draft = self._draft
        if not self._in_place.is_open or draft is None:
            return None
        caret = self._in_place.caret_byte(draft.data)
        self.end_block_edit(commit=True)
        return caret

    def _decide(self, draft: Draft, merged: Merge, fingerprint: Fingerprint) -> None:
        choices = ask_conflicts(self._window, merged)
        if choices is None or draft is not self._draft:
            self._say(
                self.tr("Another program changed the same lines. Choose before you save."),
                (Offer(self.tr("Choose…"), "", self._look_at_disk),),
            )
            return
        before = draft.data
        try:
            draft.resolve(merged, choices, fingerprint)
        except ViewerError as error:
            self._say(error.words())
            return
        self._shown(difference(before, draft.data, "Merge from disk"))

    def _file_is_gone(self) -> None:
        draft = self._draft
        if draft is None or draft.fingerprint is None:
            return
        draft.gone()
        self._autosave.stop()
        self._show_state()
        self._say(
            self.tr(
                "“{0}” was deleted or renamed by another program. Its text is still here."
            ).format(draft.path.name),
            (Offer(self.tr("Save it again"), self._window.actions_.shown_key("save"), self.save),),
        )

    # ------------------------------------------------------------------ after a crash

    def offer_recovery(self) -> None:
        """Offer what an earlier run left unsaved."""
        for recovery in recoverable(self._state / "journals"):
            self._offer(recovery)

    def _offer(self, recovery: Recovery) -> None:
        answer = ask_recovery(self._window, recovery)
        if answer == "discard":
            recovery.discard()
        elif answer == "later":
            recovery.release()
        else:
            if not recovery.note.exists():
                try:
                    recovery.note.parent.mkdir(parents=True, exist_ok=True)
                    recovery.note.write_bytes(recovery.base)
                except OSError as error:
                    self._say(str(error))
                    recovery.release()
                    return
            self._reader.open_note(recovery.note, at_once=True)
            draft = self._draft
            if draft is None or draft.path != recovery.note:
                recovery.release()
                return
            merged = draft.offer(recovery)
            choices = ask_conflicts(self._window, merged) if merged.conflicts else {}
            if choices is None:
                recovery.release()
                return
            try:
                change = draft.accept(recovery, merged, choices)
            except ViewerError as error:
                self._say(error.words())
                recovery.release()
                return
            self._shown(change)

    # ------------------------------------------------------------------ blocks

    def _block(self) -> int | None:
        note = self._reader.note
        at = self._reader.place_byte()
        return block_at(note, at) if note is not None and at is not None else None

    def on_block(self, make: Callable[[Note, int], Change | None]) -> None:
        """Change the block that a person is at."""
        self.end_block_edit(commit=True)
        note, block = self._reader.note, self._block()
        if note is not None and block is not None:
            self.apply(make(note, unit_of(note, block)))

    def delete(self) -> None:
        """Delete the block; what is deleted can be taken back."""
        note, block = self._reader.note, self._block()
        if note is None or block is None:
            return
        if self.apply(delete_block(note, unit_of(note, block))):
            undo = Offer(self.tr("Undo"), self._window.actions_.shown_key("edit.undo"), self.undo)
            self._say(self.tr("Deleted"), (undo,))

    def move_up(self) -> None:
        self.on_block(lambda note, block: move(note, block, down=False))

    def move_down(self) -> None:
        self.on_block(lambda note, block: move(note, block, down=True))

    def nest(self) -> None:
        self.on_block(nest)

    def unnest(self) -> None:
        self.on_block(unnest)

    def new_bullet(self) -> None:
        """Add a bullet below, and write in it."""
        self.end_block_edit(commit=True)
        note, at = self._reader.note, self._reader.place_byte()
        if note is None:
            return
        change = insert_bullet(note, at if at is not None else len(note.data))
        spans = change.new_spans() if change is not None else []
        caret = spans[-1].end if spans else None
        if self.apply(change, caret=caret) and caret is not None:
            self.edit_at(caret, caret)

    # ------------------------------------------------------------------ as source

    def toggle_source(self) -> None:
        """Show the whole file as it is written, or the page again; the caret stays."""
        self.end_block_edit(commit=True)
        if self._source.is_on:
            self._source.leave()
        elif self._reader.note is not None:
            self._enter_source()
        self._window.actions_["source"].setChecked(self._source.is_on)
        self._show_state()

    def _enter_source(self) -> None:
        self._source.enter(read_only=self._draft is None)
        if self._draft is None:
            self.say_why_not()

    def go_at_caret(self) -> None:
        """Do what a click on the text under the caret does."""
        if self._source.is_on:
            self.after_typing(self._source.go_at_caret)
        else:
            self._reader.view.activate_at_caret()

    def settle(self) -> None:
        """Take what is being typed into the note that is shown, in place or in its source."""
        self.end_block_edit(commit=True)
        self._source.catch_up()

    def after_typing(self, act: Callable[[], object]) -> None:
        """Take an action on the note, once what was typed in its source is in it."""
        self._source.catch_up()
        act()

    def _on_source_typed(self, change: Change) -> None:
        draft = self._draft
        if draft is None:
            return
        if len(change.edits) == 1:
            draft.type(change.edits[0])
        else:
            draft.apply(change)
        self._changed()
        self.hold_while_typing()

    # ------------------------------------------------------------------ in place

    def edit_here(self) -> None:
        """Open the block that a person is at, as Markdown, where it stands."""
        at = self._reader.place_byte()
        if at is not None:
            self.edit_at(at, self._reader.view.shown_caret_byte())

    def edit_at(self, offset: int, caret: int | None = None) -> None:
        """Open the block at byte `offset`, the caret at byte `caret`, or else at its end."""
        self.end_block_edit(commit=True)
        note, draft = self._reader.note, self._draft
        if note is None or draft is None:
            self.say_why_not()
            return
        if self._source.is_on:
            self._source.place_caret(offset if caret is None else caret)
            return
        block = block_at(note, offset)
        if block is not None:
            self._in_place.open(note, block, caret)

    def typing_at(self) -> tuple[Note, int] | None:
        """Give the note with what was typed so far, and the byte at the caret of the block that is
        open; None where none is."""
        if not self._in_place.is_open or self._draft is None:
            return None
        data = self._draft.data
        return self._in_place.now(data), self._in_place.caret_byte(data)

    def focus_in_place(self) -> None:
        """Give the keys back to the block that is open."""
        self._in_place.focus()

    def cite_in_place(self, ms: int) -> bool:
        """Write a citation at the caret of the block that is open; False where none is."""
        if not self._in_place.is_open or self._draft is None:
            return False
        self._in_place.cite(self._draft.data, ms, self._reader.player.duration_ms)
        return True

    def _on_block_typed(self, text: str) -> None:
        """Take what was typed into the draft, and so into the journal; the page waits."""
        draft = self._draft
        if draft is None:
            return
        for edit in self._in_place.take(draft.data, text):
            draft.type(edit)
        self._changed()
        self.hold_while_typing()

    def hold_while_typing(self) -> None:
        """Hold the video while keys come, where a person wants that; go on a little before."""
        player = self._reader.player
        if not self._preferences.flag("edit/pause_while_typing"):
            return
        if player.state is PlayerState.PLAYING:
            player.pause()
            self._resume.start()
        elif self._resume.isActive():
            self._resume.start()

    def _on_typing_over(self) -> None:
        player = self._reader.player
        if player.state is PlayerState.PAUSED:
            back_ms = round(self._preferences.number("edit/resume_back_ms"))
            player.seek(max(0, player.position_ms - back_ms))
            player.play()

    def _nest_while_editing(self, deeper: bool) -> None:
        at = self._in_place.span.end
        self.end_block_edit(commit=True)
        note = self._reader.note
        block = block_at(note, at - 1) if note is not None else None
        if note is None or block is None:
            return
        make = nest if deeper else unnest
        change = make(note, unit_of(note, block))
        if change is not None and self.apply(change):
            at = change.map(at - 1)
        self.edit_at(at)

    def end_block_edit(self, *, commit: bool) -> None:
        """Close the block that is open; without `commit` what was typed in it is taken back."""
        draft, note = self._draft, self._reader.note
        if not self._in_place.is_open:
            return
        self._in_place.close()
        if draft is None or note is None:
            return
        draft.stack.end_typing()
        if not commit and draft.data != note.data:
            change = difference(draft.data, note.data, "Leave the edit")
            if change:
                # A step of its own: undo brings back what was typed.
                draft.apply(change)
        change = difference(note.data, draft.data, "Reword")
        if change:
            self._shown(change)
        if commit:
            self._reader.stay_in(self._in_place.span.end)
        self._reader.view.setFocus()
