"""The file of the note being edited: save it, and merge in what other programs write.

`NoteOnDisk` is given a `Draft` when a note is opened and lets go of it when the note is left. It
reads and writes on `Background`: a note that is left is saved there while the next one is shown.
Only opening the same note again, renaming, and quitting wait for that. Unsaved text is only given
up if it is in the journal, or if the user has agreed. GUI thread.

While a question is open nothing is merged in: the answer is for the note as it was then.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal
from PySide6.QtWidgets import QApplication

from viewer.base.errors import NoteBusyError, NoteChangedError, NoteGoneError, ViewerError
from viewer.base.translation import sentences, tr
from viewer.notes.diff import difference
from viewer.notes.discarded import keep_discarded_text
from viewer.notes.draft import Draft, PendingSave
from viewer.notes.file import BUSY_S, Fingerprint, is_being_written, is_cut, read_version
from viewer.notes.merge import Merge, merge
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.timers import once
from viewer.ui.page.notes_folder import shown_folder
from viewer.ui.watch.session import Session
from viewer.ui.window.context import Context
from viewer.vault.files import VaultFiles
from viewer.vault.moved import find_moved

_DISK_SETTLES_MS = 250  # others write in several steps
_SAVE_AGAIN_MS = 200
_CUT_SETTLES_S = 5.0  # a file that lost its end may be half written
_TRIES_AT_THE_END = 3  # where others write at that very moment


def _save_of(path: Path) -> str:
    """Return the job's name for saving a note, so that no other note's save replaces it."""
    return f"save {path}"


class NoteOnDisk(QObject):
    """Saves the draft of the current note, and merges in what others write."""

    state_changed = Signal()  # what `state` says is another
    about_to_take = Signal()  # a change of others: what is being typed is to be in the note now
    taken = Signal(object)  # Change: it was made in the draft; an empty one where no byte differs
    settled = Signal()  # all of that is shown
    folder_changed = Signal(object)  # Path of the note: files came, or went
    made = Signal(object)  # Path of a note that was only planned, and has a file now
    left = Signal(object)  # Draft that was let go of: it is saved, or kept for later

    def __init__(
        self, context: Context, session: Session, is_writing: Callable[[], bool], parent: QObject
    ) -> None:
        """`is_writing` says whether the user is typing: then no question may take the focus."""
        super().__init__(parent)
        self._discarded = context.folders.state / "losing"
        self._window, self._background = context.window, context.background
        self._settings = settings = context.settings
        self._draft: Draft | None = None
        self._saving = self._is_held = False
        # By their paths, those that were left and are being saved: how often that is tried again.
        self._leaving: dict[Path, int] = {}
        self._error: ViewerError | None = None  # why the last save came to nothing
        self._session = session  # knows the vault that a note lies in
        self._vault = session.vault
        self._before: VaultFiles | None = None  # the notes that were there as this one was opened
        self._asks = False  # a choice is to be made of what is read next
        # What another program is in the middle of writing, and since when it is so (monotonic).
        self._unsettled: tuple[Fingerprint, float] | None = None
        self._is_writing = is_writing
        self._autosave = once(self, 0, self._on_autosave_due)
        self._watcher = QFileSystemWatcher(self)
        self._disk = once(self, _DISK_SETTLES_MS, self._look)
        self._watcher.fileChanged.connect(lambda _: self._disk.start())
        self._watcher.directoryChanged.connect(lambda _: self._disk.start())
        settings.changed.connect(self._on_preference)

    # ------------------------------------------------------------------ which note

    def begin(self, draft: Draft) -> None:
        """Take the draft of the note being opened."""
        self.finish_leaving(draft.path)
        self._draft, self._error = draft, None
        self._before = self._vault.files
        self._watch()

    def let_go(self, draft: Draft) -> bool:
        """Let go of a draft without saving; False if it is being saved right now."""
        if self._saving or draft is not self._draft:
            return False
        self._unwatch()
        self._autosave.stop()
        self._draft = None
        return True

    def leave(self) -> None:
        """Save unsaved changes, and leave the note; the journal keeps what cannot be saved."""
        if self._is_held:
            self._background.finish()  # its file is being renamed: then it has another path
        draft, self._draft = self._draft, None
        is_being_saved = draft is not None and self._background.is_under_way(_save_of(draft.path))
        self._saving = False
        self._unwatch()
        self._autosave.stop()
        self._disk.stop()
        self._asks, self._unsettled = False, None
        if draft is None:
            return
        self._background.forget("moved")
        self._leaving[draft.path] = _TRIES_AT_THE_END - 1
        if is_being_saved:
            return  # two saves at once would each take the other for somebody else
        if draft.fingerprint is None and not draft.is_planned:
            self._leave_what_is_gone(draft)
            self._end(draft)
        else:
            self._save_what_is_left(draft)

    def finish_leaving(self, path: Path | None = None) -> None:
        """Wait until the notes that were left are saved, or only the one at `path`."""
        while any(
            path in (None, left) and self._background.is_under_way(_save_of(left))
            for left in self._leaving
        ):
            self._background.finish()

    def _end(self, draft: Draft) -> None:
        self._leaving.pop(draft.path, None)
        draft.close()
        self.left.emit(draft)

    def _leave_what_is_gone(self, draft: Draft) -> None:
        """Leave a note whose file was deleted or renamed, without creating it again."""
        if draft.stack.is_modified:
            self._window.say(
                tr(
                    "“{0}” no longer exists. Your text is kept and will be offered at the next "
                    "start."
                ).format(draft.path.name)
            )
            return
        try:
            keep_discarded_text(self._discarded, draft.path, draft.data)
        except ViewerError as error:
            self._window.say(error.words())

    def _save_what_is_left(self, draft: Draft) -> None:
        if draft.is_modified:
            self._write(draft)
        else:
            self._end(draft)

    def _merge_what_is_left(self, draft: Draft, error: ViewerError) -> None:
        path = draft.path
        if not isinstance(error, NoteChangedError) or not self._leaving[path]:
            self._keep(draft, error)
            return
        self._leaving[path] -= 1

        def merge_with(data: bytes, fingerprint: Fingerprint, is_busy: bool) -> None:
            # A truncated or unfinished file may still grow.
            is_part = is_busy or is_cut(draft.stack.saved, data)
            try:
                is_left = is_part or bool(draft.take(data, fingerprint).conflicts)
            except ViewerError:  # what would be left out cannot be kept
                is_left = True
            if is_left:
                self._keep(draft, error)
            else:
                self._save_what_is_left(draft)

        self._background.run(
            _save_of(path),
            lambda: (*read_version(path), is_being_written(path)),
            lambda found: merge_with(*found),
            lambda unread: self._keep(draft, unread),
        )

    def _keep(self, draft: Draft, error: ViewerError) -> None:
        """Leave what could not be saved to the journal, or if that fails, ask."""
        draft.journal.try_again()
        if draft.journal.error is None:
            words = tr("Your text is kept and will be offered when you open the note again.")
            self._window.say(sentences(str(error), words))
        else:
            from viewer.ui.page.merge_dialog import keep_unsaved  # not at the start

            if keep_unsaved(self._window, draft, error):
                self._write(draft)
                return
        self._end(draft)

    def _say_if_made(self, draft: Draft, was_planned: bool) -> None:
        if was_planned and not draft.is_planned:
            self.made.emit(draft.path)

    def _watch(self) -> None:
        """Watch the file now at the path: to the system a replaced file is another one."""
        assert self._draft is not None
        path = self._draft.path
        self._watcher.addPaths([str(path), str(path.parent)])

    def _unwatch(self) -> None:
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if watched:
            self._watcher.removePaths(watched)

    # ------------------------------------------------------------------ saving

    def state(self) -> str:
        """Return why the note cannot be saved now, or ""."""
        draft = self._draft
        if draft is None:
            return ""
        if self._unsettled is not None:
            return tr("Another program is writing this note…")
        if self._error is not None and draft.is_modified:
            return tr("Not saved: {0}").format(self._error)
        if draft.journal.error is not None:
            return draft.journal.error.words()
        return ""

    def plan_save(self) -> None:
        """Save once nothing was changed for as long as the user's setting says.

        A deleted file is only created again on request.
        """
        seconds, draft = self._settings.number("edit/autosave_s"), self._draft
        is_kept = draft is not None and (draft.is_planned or draft.fingerprint is not None)
        if seconds > 0 and is_kept:
            self._autosave.start(round(seconds * 1000))
        else:
            self._autosave.stop()

    def _on_autosave_due(self) -> None:
        if self._unsettled is not None:
            self._autosave.start(_SAVE_AGAIN_MS)
        else:
            self.save()

    def save(self) -> None:
        """Save off the GUI thread, unless a save is already running."""
        draft = self._draft
        if draft is None or self._saving or not draft.is_modified:
            return
        if self._unsettled is not None:
            self._window.say(self.state(), brief=True)
            self._autosave.start(_SAVE_AGAIN_MS)
            return
        self._saving = True
        self._error = None
        self.state_changed.emit()
        self._write(draft)

    def _write(self, draft: Draft) -> None:
        pending = draft.pending()
        self._background.run(
            _save_of(draft.path),
            pending.write,
            lambda fingerprint: self._saved(draft, pending, fingerprint),
            lambda error: self._not_saved(draft, error),
        )

    def save_now(self) -> bool:
        """Save unsaved changes and wait for it; False, with a message, if that fails."""
        self.finish_leaving()
        if self._saving:
            self._background.finish()
        draft = self._draft
        if draft is None:
            return False
        if draft.is_modified:
            was_planned = draft.is_planned
            try:
                draft.save()
            except ViewerError as error:
                self._not_saved(draft, error)
                return False
            self._watch()
            self._say_if_made(draft, was_planned)
        self._autosave.stop()
        return True

    def hold_file(self) -> None:
        """Neither save nor read the note's file until `take_file`: it is being renamed."""
        self._unwatch()
        self._autosave.stop()
        self._disk.stop()
        self._background.forget("disk")
        self._background.forget("moved")
        self._saving = self._is_held = True

    def take_file(self, path: Path | None = None, fingerprint: Fingerprint | None = None) -> None:
        """Continue with the file, now at `path`; with a fingerprint, its text is the one here."""
        self._saving = self._is_held = False
        draft = self._draft
        if draft is None:
            return
        if path is not None and fingerprint is not None:
            draft.moved(path, fingerprint)
        else:
            self._disk.start()  # it may have been changed
        self._watch()
        self.state_changed.emit()

    def _on_preference(self, key: str) -> None:
        if key == "edit/autosave_s" and self._draft is not None and self._draft.is_modified:
            self.plan_save()

    def _saved(self, draft: Draft, pending: PendingSave, fingerprint: Fingerprint) -> None:
        was_planned = draft.is_planned
        draft.saved(pending, fingerprint)
        if draft is not self._draft:
            self._say_if_made(draft, was_planned)
            self._save_what_is_left(draft)
            return
        self._saving = False
        self._watch()
        self._say_if_made(draft, was_planned)
        self.state_changed.emit()
        if draft.is_modified and self._settings.number("edit/autosave_s") > 0:
            self._autosave.start(_SAVE_AGAIN_MS)

    def _not_saved(self, draft: Draft, error: ViewerError) -> None:
        if draft is not self._draft:
            self._merge_what_is_left(draft, error)
            return
        self._saving = False
        self._error = error
        self.state_changed.emit()
        if isinstance(error, NoteChangedError):
            self._look()
        elif isinstance(error, NoteBusyError):
            self._autosave.start(_SAVE_AGAIN_MS)
        elif isinstance(error, NoteGoneError):
            self._file_is_gone()
        else:
            key = self._window.actions_.shown_key("save")
            self._window.say(error.words(), (NoticeButton(tr("Try again"), key, self.save),))

    # ------------------------------------------------------------------ what others write

    def _is_asking(self) -> bool:
        overlay = self._window.focus_.overlay
        return QApplication.activeModalWidget() is not None or (
            overlay is not None and overlay.asks
        )

    def _look(self) -> None:
        draft = self._draft
        if draft is None:
            return
        if self._saving or self._is_asking():
            self._disk.start()
            return
        path = draft.path
        self.folder_changed.emit(path)
        self._background.run(
            "disk",
            lambda: (*read_version(path), is_being_written(path)),
            lambda found: self._on_read(draft, *found),
            lambda error: (
                self._file_is_gone() if not path.exists() else self._window.say(error.words())
            ),
        )

    def _choose(self) -> None:
        self._asks = True
        self._look()

    def _is_settled(
        self, draft: Draft, data: bytes, fingerprint: Fingerprint, *, is_busy: bool
    ) -> bool:
        known, before = draft.fingerprint, self._unsettled
        patience_s = BUSY_S if is_busy else 0.0
        if is_cut(draft.stack.saved, data):
            patience_s = max(patience_s, _CUT_SETTLES_S)
        now = monotonic()
        since = before[1] if before is not None and before[0] == fingerprint else now
        is_known = known is not None and known.same_text(fingerprint)
        settled = is_known or now - since >= patience_s
        self._unsettled = None if settled else (fingerprint, since)
        if (before is None) != settled:
            self.state_changed.emit()
        if not settled:
            self._disk.start()
        return settled

    def _on_read(self, draft: Draft, data: bytes, fingerprint: Fingerprint, is_busy: bool) -> None:
        if draft is not self._draft:
            return
        self._background.forget("moved")
        self._watch()
        if self._saving or self._is_asking():
            self._disk.start()
            return
        if not self._is_settled(draft, data, fingerprint, is_busy=is_busy):
            return
        asks, self._asks = self._asks, False
        known = draft.fingerprint
        if known is not None and known.same_text(fingerprint):
            return
        if not asks and self._is_writing() and merge(draft.stack.saved, draft.data, data).conflicts:
            self._say_conflict()
            return
        self.about_to_take.emit()
        before, was_modified, was_planned = draft.data, draft.is_modified, draft.is_planned
        try:
            merged = draft.take(data, fingerprint)
        except ViewerError as error:
            self._window.say(error.words())
            self.settled.emit()
            self.state_changed.emit()
            return
        if merged.conflicts:
            self._decide(draft, merged, fingerprint)
        elif draft.data != before or was_modified:
            self.taken.emit(difference(before, draft.data, ""))
            words = tr("Reloaded: the note changed on disk.")
            if was_modified:
                words = tr("The note changed on disk; both changes were merged.")
            compare = self._window.actions_["note.compare"]
            offer = NoticeButton(compare.text(), "", compare.trigger)
            self._window.say(words, (offer,) if draft.stack.came else (), brief=not was_modified)
        if not merged.conflicts:
            self._error = None
        self._say_if_made(draft, was_planned)
        self.settled.emit()
        self.state_changed.emit()

    def _decide(self, draft: Draft, merged: Merge, fingerprint: Fingerprint) -> None:
        from viewer.ui.page.merge_dialog import ask_conflicts  # not at the start

        choices = ask_conflicts(self._window, merged)
        if choices is None or draft is not self._draft:
            self._say_conflict()
            return
        before = draft.data
        try:
            draft.resolve(merged, choices, fingerprint)
        except ViewerError as error:
            self._window.say(error.words())
            return
        self._error = None
        self.taken.emit(difference(before, draft.data, ""))

    def _say_conflict(self) -> None:
        self._window.say(
            tr("Another program changed the same lines. Choose which to keep before you save."),
            (NoticeButton(tr("Choose…"), "", self._choose),),
        )

    def _file_is_gone(self) -> None:
        """Look for where the file may be now: most programs rename a note, not delete it."""
        draft = self._draft
        if draft is None or draft.is_planned:
            return
        seen = draft.journal.fingerprint
        if seen is None or self._background.is_under_way("moved"):
            return
        path, text, since_ns = draft.path, draft.stack.saved, draft.journal.begun_ns
        vault, before = self._vault.of(path), self._before
        self._background.run(
            "moved",
            lambda: find_moved(vault, path, seen, text, since_ns, before=before),
            lambda found: self._on_looked_for(draft, found),
        )

    def _on_looked_for(self, draft: Draft, found: tuple[VaultFiles, Path] | None) -> None:
        if draft is not self._draft:
            return
        if self._saving or self._is_asking() or draft.path.exists():
            self._disk.start()
        elif found is not None:
            path = found[1]
            self.follow(*found)
            words = tr("Another program moved this note to “{0}”.").format(shown_folder(path))
            self._window.say(words)
        elif draft.fingerprint is not None:
            self._say_gone(draft)

    def follow(self, files: VaultFiles, path: Path) -> None:
        """Continue with the note's file at `path`, and merge in what was written there."""
        draft = self._draft
        assert draft is not None
        old = draft.path
        self.about_to_take.emit()
        self._unwatch()
        draft.follow(path)
        self._watch()
        self._error = None
        self._session.renamed(old, path, files)
        self.settled.emit()
        self.plan_save()
        self._look()

    def _say_gone(self, draft: Draft) -> None:
        draft.gone()
        self._error = None
        self._autosave.stop()
        self.state_changed.emit()
        self._window.say(
            tr("“{0}” was deleted or renamed by another program. Its text is still here.").format(
                draft.path.name
            ),
            (NoticeButton(tr("Save again"), self._window.actions_.shown_key("save"), self.save),),
        )
