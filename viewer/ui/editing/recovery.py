"""What an earlier run, or a note that could not be saved, left unsaved: offered, and taken in.

At the start every such text is offered; later the one of a note, whenever that is opened. GUI
thread.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from viewer.errors import ViewerError
from viewer.notes.discarded import keep_discarded_text
from viewer.notes.draft import make_folder, tidy
from viewer.notes.file import save
from viewer.notes.journal import Recovery, recoverable
from viewer.notes.merge import Merge, MergeChoice, merge
from viewer.ui.editing.editing import Editing
from viewer.ui.kit.timers import once
from viewer.ui.session.session import Session
from viewer.ui.shell.context import Context, Feature
from viewer.vault.files import VaultFiles
from viewer.vault.moved import find_moved


class Recovering(Feature):
    """Finds unsaved text in the journals, and asks what is to become of it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        session = context.get(Session)
        self._window, self._session, self._editing = context.window, session, context.get(Editing)
        self._background = context.background
        self._journals = context.folders.state / "journals"
        self._state = context.folders.state
        self._discarded = self._state / "losing"
        self._has_offered = False
        # Not while the note is still being opened: a question lets everything else go on.
        self._opened = once(self, 0, self._offer_of_note)
        session.note_opened.connect(lambda _: self._opened.start())

    def offer_all(self) -> None:
        """Offer what an earlier run left unsaved, of any note."""
        self._has_offered = True
        self._find(None)

    def _offer_of_note(self) -> None:
        if self._has_offered and self._session.path is not None:
            self._find(self._session.path)

    def _find(self, mine: Path | None) -> None:
        """Find what was left unsaved, of the note `mine` or of all; also where one was renamed."""
        notes: set[Path] = set()
        for recovery in recoverable(self._journals, notes):
            if recovery.fingerprint is None or recovery.note.exists():
                self._on_found(recovery, mine, None)
                continue
            self._background.run(
                f"moved {recovery.path.name}",
                partial(
                    find_moved,
                    self._session.vault_of(recovery.note),
                    recovery.note,
                    recovery.fingerprint,
                    recovery.base,
                    recovery.begun_ns,
                    only=mine,
                    later=recovery.texts(),
                ),
                partial(self._on_found, recovery, mine),
            )
        folders = {note.parent for note in notes}

        def clean() -> None:
            for folder in folders:
                tidy(folder, self._state)

        self._background.run("tidy journals", clean, lambda _: None)

    def _on_found(
        self, recovery: Recovery, mine: Path | None, found: tuple[VaultFiles, Path] | None
    ) -> None:
        old = recovery.note
        if found is not None:
            recovery.meet(found[1])
        if mine not in (None, recovery.note):
            recovery.release()
            return
        if found is not None:
            self._session.note_moved(old, recovery.note)
        if recovery.replaced is not None:
            try:
                keep_discarded_text(self._discarded, recovery.note, recovery.replaced)
            except ViewerError as error:
                self._window.say(error.words())
                recovery.release()
                return
        if recovery.is_saved:
            recovery.discard()
        else:
            self._offer(recovery)

    def _offer(self, recovery: Recovery) -> None:
        from viewer.ui.editing.merge_dialog import ask_recovery  # not at the start

        draft, merged = self._editing.draft, merge(recovery.base, recovery.text, recovery.now)
        if draft is not None and draft.path == recovery.note:
            merged = draft.offer(recovery)
        answer, choices = ask_recovery(self._window, recovery, merged)
        if answer == "discard":
            recovery.discard()
        elif answer == "later":
            recovery.release()
        else:
            try:
                taken = self._take(recovery, merged, choices)
            except ViewerError as error:
                self._window.say(error.words())
                taken = False
            if not taken:
                recovery.release()

    def _take(self, recovery: Recovery, merged: Merge, choices: Mapping[int, MergeChoice]) -> bool:
        """Put the text into its note; False where that is put off. Raises ViewerError."""
        editing = self._editing
        if not recovery.note.exists():
            if recovery.fingerprint is None:
                make_folder(recovery.note.parent)  # of a note that was never saved
            save(recovery.note, recovery.base, None)
        if self._session.path != recovery.note:
            self._session.open_note(recovery.note)
        editing.settle()
        draft = editing.draft
        if draft is None or draft.path != recovery.note:
            return False
        if draft.data != merged.theirs:
            self._offer(recovery)  # it was changed since it was shown
        else:
            editing.show_change(draft.accept(recovery, merged, choices))
        return True
