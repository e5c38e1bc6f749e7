"""What an earlier run, or a note that could not be saved, left unsaved: offered, and taken in.

At the start every such text is offered; later the one of a note, whenever that is opened. GUI
thread.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer

from viewer.errors import ViewerError
from viewer.notes.draft import make_folder
from viewer.notes.file import save
from viewer.notes.journal import Recovery, recoverable
from viewer.ui.editing.editing import Editing
from viewer.ui.editing.merge_dialog import ask_conflicts
from viewer.ui.editing.unsaved_dialog import ask_recovery
from viewer.ui.session.session import Session
from viewer.ui.shell.context import Context, Feature


class Recovering(Feature):
    """Finds unsaved text in the journals, and asks what is to become of it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        session = context.get(Session)
        self._window, self._session, self._editing = context.window, session, context.get(Editing)
        self._journals = context.folders.state / "journals"
        self._has_offered = False
        # Not while the note is still being opened: a question lets everything else go on.
        self._opened = QTimer(self, singleShot=True, interval=0)
        self._opened.timeout.connect(self._offer_of_note)
        session.note_opened.connect(lambda _: self._opened.start())

    def offer_all(self) -> None:
        """Offer what an earlier run left unsaved, of any note."""
        self._has_offered = True
        for recovery in recoverable(self._journals):
            self._offer(recovery)

    def _offer_of_note(self) -> None:
        if not self._has_offered:
            return
        mine = self._session.path
        for recovery in recoverable(self._journals):
            if recovery.note == mine:
                self._offer(recovery)
            else:
                recovery.release()

    def _offer(self, recovery: Recovery) -> None:
        answer = ask_recovery(self._window, recovery)
        if answer == "discard":
            recovery.discard()
        elif answer == "later":
            recovery.release()
        else:
            try:
                taken = self._take(recovery)
            except ViewerError as error:
                self._window.say(error.words())
                taken = False
            if not taken:
                recovery.release()

    def _take(self, recovery: Recovery) -> bool:
        """Put the text into its note; False where that is put off. Raises ViewerError."""
        editing = self._editing
        if not recovery.note.exists():
            if recovery.fingerprint is None:
                make_folder(recovery.note.parent)  # of a note that was never saved
            save(recovery.note, recovery.base, None)
        if self._session.path != recovery.note:
            self._session.open_note(recovery.note, at_once=True)
        editing.settle()
        draft = editing.draft
        if draft is None or draft.path != recovery.note:
            return False
        merged = draft.offer(recovery)
        choices = ask_conflicts(self._window, merged) if merged.conflicts else {}
        if choices is None:
            return False
        editing.show_change(draft.accept(recovery, merged, choices))
        return True
