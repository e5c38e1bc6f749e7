"""A note being edited: its bytes, undo, journal, and the last known state on disk.

Everything that keeps text from being lost is put together here, without Qt:

- every change, undo and redo goes into the journal before anything else sees it;
- a save is made from a snapshot (`pending`), written on any thread (`PendingSave.write`), and told
  back (`saved`); what was typed meanwhile stays unsaved and in the journal;
- what another program wrote comes in through `take`: without edits of ours it is taken over as a
  change (so carets can be mapped), with them it is merged; undo steps over it. Only conflicts wait
  for the user (`resolve`); until then nothing is changed, and the fingerprint refuses a save;
- a text that loses anything is first kept for 30 days, also if another program
  has replaced it by one without what was written here.

One thread (the GUI's) calls all of it but `PendingSave.write` and the reading of files.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from viewer.base.errors import FolderGoneError, NoteSaveError, cant_save
from viewer.base.translation import tr, without_stop
from viewer.notes.atomic_rename import folder_lock
from viewer.notes.beside import is_beside, is_of, left_over, remove
from viewer.notes.diff import difference, leaves_out
from viewer.notes.discarded import keep_discarded_text
from viewer.notes.edit import Change, Edit, StaleEdit
from viewer.notes.file import Fingerprint, is_cut, read_version, save
from viewer.notes.journal import Journal, Recovery
from viewer.notes.merge import Merge, MergeChoice, merge
from viewer.notes.undo import Step, UndoStack


@dataclass(frozen=True, slots=True)
class PendingSave:
    """What is to be written where: a snapshot."""

    path: Path
    data: bytes
    expected: Fingerprint | None
    makes_folder: bool = False  # of a note that was only planned
    changes: int = 0  # in the journal

    def write(self) -> Fingerprint:
        """Save; waits for the disk, any thread. Raises NoteSaveError (see `file.save`)."""
        if self.makes_folder:
            make_folder(self.path.parent)
        return save(self.path, self.data, self.expected)


class Draft:
    """One note, open for editing in one window."""

    def __init__(
        self,
        path: Path,
        data: bytes,
        fingerprint: Fingerprint | None,
        state: Path,
        stack: UndoStack | None = None,
        *,
        is_planned: bool = False,
    ) -> None:
        """Begin with what was read (`read_version`), or with `fingerprint` None for a new note.

        `state` is the state folder; nothing is written there before the first change, except for a
        new note, which is unsaved from the start. With `is_planned` nothing is written before its
        first change either, and its folder is made with its file.

        `stack` is the undo stack of the same note from when it was last open, with nothing unsaved,
        so those changes can still be undone.
        """
        self.path = path
        self._state = state
        # The version on the disk that the edits begin with, or None.
        self.fingerprint = fingerprint
        self.is_planned = is_planned  # a new note whose file was not made yet
        is_known = is_planned or fingerprint is not None
        self.stack = stack or UndoStack(data if is_known else b"")
        if stack is not None:
            stack.take(difference(stack.data, data, ""))
            stack.mark_saved()
        self.journal = self._new_journal(self.stack.saved)
        if not is_known and data:
            self.apply(Change(without_stop(tr("New note…")), (Edit(0, b"", data),)))

    @classmethod
    def open(cls, path: Path, state: Path) -> "Draft":
        """Read a note. Raises NoteFileError."""
        data, fingerprint = read_version(path)
        tidy([path.parent], state)
        return cls(path, data, fingerprint, state)

    @property
    def data(self) -> bytes:
        """The bytes of the note now."""
        return self.stack.data

    @property
    def is_modified(self) -> bool:
        is_missing = self.fingerprint is None and not self.is_planned
        return is_missing or self.stack.is_modified

    # --- changes ---

    def apply(
        self,
        change: Change,
        *,
        caret_before: int | None = None,
        caret_after: int | None = None,
        beside: object | None = None,
    ) -> Change:
        """Make a change, as `UndoStack.do` does. Raises StaleEdit where it does not fit."""
        self.stack.do(change, caret_before=caret_before, caret_after=caret_after, beside=beside)
        self.journal.add(change)
        return change

    def type(self, edit: Edit, *, caret_before: int | None = None) -> Change:
        """Make an edit that was typed; undo groups it with others."""
        change = self.stack.type(edit, caret_before=caret_before)
        self.journal.add(change)
        return change

    def write_beside(self, change: Change) -> None:
        """Make a change that the user cannot undo by a key."""
        self.stack.take(change)
        self.journal.add(change)

    def undo(self) -> Step | None:
        """Undo the last step; return what was applied, and the caret; None if there is none."""
        return self._noted(self.stack.undo())

    def drop(self) -> Step | None:
        """Undo the last step for good."""
        return self._noted(self.stack.drop())

    def redo(self) -> Step | None:
        """Redo the last undone step."""
        return self._noted(self.stack.redo())

    def _noted(self, step: Step | None) -> Step | None:
        if step is not None:
            self.journal.add(step.change)
        return step

    # --- saving ---

    def pending(self) -> PendingSave:
        """Take a snapshot to be written. Typing may go on meanwhile; one save at a time."""
        self.stack.end_typing()
        count = self.journal.count
        return PendingSave(self.path, self.data, self.fingerprint, self.is_planned, count)

    def saved(self, pending: PendingSave, fingerprint: Fingerprint) -> None:
        """Remember that a snapshot was written."""
        self.fingerprint, self.is_planned = fingerprint, False
        self.stack.mark_saved(pending.data)
        self.journal.saved(pending.changes, fingerprint)
        if self.journal.error is not None:
            self._restart_journal()  # what the disk refused is in the file

    def save(self) -> None:
        """Save now; waits for the disk. Raises NoteSaveError."""
        pending = self.pending()
        self.saved(pending, pending.write())

    def moved(self, path: Path, fingerprint: Fingerprint) -> None:
        """Remember that the file is now at `path`, with the text held here."""
        self.path, self.fingerprint = path, fingerprint
        self.stack.mark_saved()
        self._restart_journal()

    def follow(self, path: Path) -> None:
        """Remember that another program moved the file to `path`; it is still to be read."""
        self.path, self.fingerprint = path, self.journal.fingerprint
        self._restart_journal(self.journal.base)

    def gone(self) -> None:
        """Remember that the file is gone: the next save creates it again."""
        self.fingerprint = None

    # --- what others write ---

    def take(self, theirs: bytes, fingerprint: Fingerprint) -> Merge:
        """Take in what was read from the disk (`read_version`); return the merge.

        A merge without conflicts has already been applied. With conflicts nothing is changed: show
        them, then call `resolve`. Raises NoteSaveError, with nothing changed, if a discarded text
        cannot be kept.
        """
        merged = merge(self.stack.saved, self.data, theirs)
        if not merged.conflicts:
            self._accept(merged, {}, fingerprint)
        return merged

    def resolve(
        self, merged: Merge, choices: Mapping[int, MergeChoice], fingerprint: Fingerprint
    ) -> None:
        """Apply a merge whose conflicts are decided; `fingerprint` is the one given to `take`.

        First keeps the texts that are discarded; raises NoteSaveError, with nothing changed, if it
        cannot. Raises StaleEdit where the note was edited since: merge again.
        """
        if merged.ours != self.data:
            raise StaleEdit("the note was edited since it was merged")
        self._keep(merged, choices)
        self._accept(merged, choices, fingerprint)

    def _accept(
        self, merged: Merge, choices: Mapping[int, MergeChoice], fingerprint: Fingerprint
    ) -> None:
        start, saved, theirs = self.journal.base, self.stack.saved, merged.theirs
        if leaves_out(start, saved, theirs) or is_cut(saved, theirs):
            keep_discarded_text(self._state / "losing", self.path, self.data)
        self.is_planned = False
        self.stack.take(difference(self.data, merged.text(choices), ""))
        self.fingerprint = fingerprint
        self.stack.mark_saved(merged.theirs)
        # The new journal begins with their text as it would be without what was written here.
        self._restart_journal(merge(saved, start, theirs).text())

    def without_others(self) -> Change:
        """Return the change that reverts what others wrote last, but nothing written since."""
        before, after = self.stack.came or (self.data, self.data)
        text = merge(after, self.data, before).text()
        return difference(self.data, text, tr("Restore previous version"))

    def _keep(self, merged: Merge, choices: Mapping[int, MergeChoice]) -> None:
        for text in merged.discarded(choices):
            keep_discarded_text(self._state / "losing", self.path, text)

    # --- after a crash ---

    def accept(
        self, recovery: Recovery, merged: Merge, choices: Mapping[int, MergeChoice] | None = None
    ) -> Change:
        """Take a recovered text in as a change, unsaved, and drop the journal it came from.

        Raises NoteSaveError, with nothing changed, if a discarded text cannot be kept.
        """
        if merged.theirs != self.data:
            raise StaleEdit("the note was edited since it was merged")
        self._keep(merged, choices or {})
        change = self.apply(difference(self.data, merged.text(choices), tr("Recover text")))
        if self.journal.error is None:
            recovery.discard()
        else:
            recovery.release()
        return change

    # --- the end ---

    def close(self, *, keep: bool = True) -> None:
        """End editing. With `keep`, what is unsaved stays in the journal for the next start."""
        is_kept = keep and self.is_modified
        self.journal.close(keep=is_kept, wait=is_kept)  # else nothing of it is needed any more

    def _new_journal(self, start: bytes) -> Journal:
        return Journal(self._state / "journals", self.path, start, self.fingerprint)

    def _restart_journal(self, start: bytes | None = None) -> None:
        """Begin a journal with `start`, or the saved text; end the old one once all is in it."""
        saved = self.stack.saved
        old, self.journal = self.journal, self._new_journal(saved if start is None else start)
        self.journal.add(difference(self.journal.base, saved, "Saved"))
        if self.fingerprint is not None:
            self.journal.saved(self.journal.count, self.fingerprint)
        self.journal.add(difference(saved, self.data, "Unsaved"))
        old.close(keep=self.journal.error is not None, wait=False)


def make_folder(folder: Path) -> None:
    """Create a folder for notes if it does not exist. Raises FolderGoneError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderGoneError(
            cant_save(folder, error), tr("Choose another folder for new notes in Preferences.")
        ) from error


def tidy(folders: Iterable[Path], state: Path) -> None:
    """Delete what a crash in the middle of a save left in folders of notes.

    A text that no note has is kept for 30 days. Waits for the disk; any thread. Never raises.
    """
    for folder in folders:
        try:
            if not any(map(is_beside, os.listdir(folder))):  # noqa: PTH208 - names alone
                continue
        except OSError:
            continue
        with folder_lock(folder):  # a save of ours leaves the old text there for microseconds
            for path in left_over(folder):
                try:
                    if path.suffix == "":  # else it was made from notes
                        _keep_text(path, state)
                    remove(path)
                except (OSError, NoteSaveError):
                    continue  # it harms nobody, and is looked at again next time


def _keep_text(path: Path, state: Path) -> None:
    text = path.read_bytes()
    note = next((one for one in path.parent.iterdir() if is_of(path, one.name)), path)
    if text and (note is path or text != note.read_bytes()):
        keep_discarded_text(state / "losing", note, text)
