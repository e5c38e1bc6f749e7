"""The first words of a note, and those of an open block: every character is one of them.

Wherever the focus is in the window; a space is only behind some words, else it plays. GUI thread.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from viewer.notes.draft import Draft
from viewer.translation import sentences, tr
from viewer.ui.editing.block_edit import InPlace
from viewer.ui.editing.notes_folder import shown_folder
from viewer.ui.kit.keys import COMMAND, types_text
from viewer.ui.note.pane import NotePane
from viewer.ui.shell.window import Window


class FirstWords(QObject):
    """Takes the characters that nothing else took, and says how to begin."""

    asked_for = Signal()  # the first block is to be open

    def __init__(self, window: Window, pane: NotePane, in_place: InPlace) -> None:
        super().__init__(window)
        self._pane, self._in_place = pane, in_place
        self._can_write, self._window = False, window
        window.actions_.set_are_text(lambda: self._is_wanted("t"))
        window.installEventFilter(self)  # where nothing has the focus
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

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

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and isValid(before) and before is not self._window:
            before.removeEventFilter(self)
        if now is not None:
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Its class before its kind, as `OwnKeys` says.
        if not isinstance(event, QKeyEvent) or event.modifiers() & COMMAND:
            return False
        window, kind, text = self._window, event.type(), event.text()
        focus = QApplication.focusWidget() or window
        is_here = watched is focus and focus.window() in (window, window.player.window())
        is_free = is_here and not types_text(focus) and window.focus_.overlay is None
        if not (text and text.isprintable() and is_free and self._is_wanted(text)):
            return False
        if kind is QEvent.Type.KeyPress:
            self.asked_for.emit()
            self._in_place.type(text)
        elif kind is QEvent.Type.ShortcutOverride:
            event.accept()
        return kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
