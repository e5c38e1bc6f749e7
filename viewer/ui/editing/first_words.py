"""The first words of a note, and those of an open block: every character is one of them.

Wherever the focus is; a space is only behind some words, else it plays. GUI thread.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication

from viewer.notes.draft import Draft
from viewer.translation import sentences, tr
from viewer.ui.editing.block_edit import InPlace
from viewer.ui.editing.notes_folder import shown_folder
from viewer.ui.note.pane import NotePane
from viewer.ui.shell.window import Window


class FirstWords(QObject):
    """Takes the characters that nothing else took, and says how to begin."""

    asked_for = Signal()  # the first block is to be open

    def __init__(self, window: Window, pane: NotePane, in_place: InPlace) -> None:
        super().__init__(window)
        self._pane, self._in_place = pane, in_place
        self._can_write = False
        window.actions_.letters.write_with(self._is_wanted, self._write)

    def show_hint(self, draft: Draft | None) -> None:
        """Show in an empty note how to begin, where there is a draft to write in."""
        self._can_write = draft is not None
        self._in_place.saved_as, words = "", tr("This note is empty.")
        if draft is not None:
            words = tr("Start typing.")
        if draft is not None and draft.is_planned:
            saved_as = tr("The note is saved as “{0}” in {1}.")
            saved_as = saved_as.format(draft.path.name, shown_folder(draft.path.parent))
            self._in_place.saved_as, words = saved_as, sentences(words, saved_as)
        self._pane.view.set_hint(words)

    def _is_wanted(self, character: str) -> bool:
        """Return whether a character is text: a space only behind some, and on no button."""
        note, view = self._in_place, self._pane.view
        if note.is_open:
            is_press = isinstance(QApplication.focusWidget(), QAbstractButton)
            is_space = character == " " and (note.is_blank or is_press)
            return view.isVisible() and not is_space
        is_empty = view.note is not None and not view.note.blocks
        return self._can_write and is_empty and view.isVisible() and character != " "

    def _write(self, character: str) -> None:
        self.asked_for.emit()
        self._in_place.type(character)
