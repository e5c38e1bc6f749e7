"""Going to the source of a note and back, and keeping what is known of it true while one types.

The page of the note stays as it was, hidden, until the source is left; then the note is set once.
Meanwhile the note is parsed anew on a thread whenever the keys rest, so that the claims in force,
the ticks and the list stay true. GUI thread.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.notes.edit import Change, Edit
from viewer.notes.note import Note
from viewer.ui.reader import Reader
from viewer.ui.source_editor import SourceEditor
from viewer.ui.source_page import SourcePage
from viewer.ui.window import Window
from viewer.ui.work import Work

_KEYS_REST_MS = 300


class SourceMode(QObject):
    """Shows the source of the reader's note in the place of its page."""

    edited = Signal(object)  # Change that was typed

    def __init__(self, window: Window, reader: Reader, work: Work) -> None:
        super().__init__(window)
        self._window, self._reader, self._work = window, reader, work
        self._page: SourcePage | None = None
        self._editor: SourceEditor | None = None
        self._is_stale = False  # the reader's note is behind the text
        self._rest = QTimer(self, singleShot=True, interval=_KEYS_REST_MS)
        self._rest.timeout.connect(self._parse)

    @property
    def is_on(self) -> bool:
        """Whether the source is shown."""
        return self._page is not None

    def enter(self) -> None:
        """Show the source, with caret and scroll where they are on the page."""
        reader, pane = self._reader, self._window.note_pane
        note = reader.note
        if note is None or self.is_on:
            return
        caret, top = reader.place_byte(), reader.view.top_byte()
        if self._editor is None:
            self._editor = pane.source
            self._editor.edited.connect(self._on_edited)
            self._editor.person_scrolled.connect(reader.view.person_scrolled)
        editor = self._editor
        editor.set_text(note.data)
        self._is_stale = False
        self._page = SourcePage(editor, note)
        pane.show_source(True)
        reader.show_on(self._page)
        editor.scroll_to_byte(top or 0)
        editor.place_caret(caret if caret is not None else top or 0)
        editor.setFocus()
        self._show_state()

    def leave(self) -> None:
        """Show the page again, set once, with caret and scroll where they are in the source."""
        page, editor, reader = self._page, self._editor, self._reader
        if page is None or editor is None:
            return
        self._rest.stop()
        self._work.forget("source")
        self._page = None
        caret, top, data = editor.byte_at_caret(), editor.top_byte(), editor.data
        had_focus = editor.hasFocus()
        reader.show_on(None)
        self._window.note_pane.show_source(False)
        note, shown = reader.note, reader.view.note
        if note is not None and shown is not None:
            if self._is_stale:
                note = Note.parse(data)
            if note is not shown:
                # Nothing on the page is where it was: the places are those of the source.
                change = Change("", (Edit(0, shown.data, note.data),))
                reader.show_edited(note, change, caret)
            reader.view.show_caret_at(caret)
            reader.view.scroll_to_byte(top)
        self._is_stale = False
        editor.clear_text()
        if had_focus:
            reader.view.setFocus()
        self._show_state()

    def show_change(self, change: Change, caret: int | None) -> None:
        """Show a change that was not typed here; the note is parsed when there is time."""
        if self._editor is None or self._page is None:
            return
        self._editor.apply_change(change)
        if caret is not None:
            self._editor.place_caret(caret)
        self._has_changed(change)

    def catch_up(self) -> None:
        """Parse now what was typed, for an action that is to be taken on the note."""
        if self._is_stale and self._editor is not None and self.is_on:
            self._take(Note.parse(self._editor.data))

    def place_caret(self, byte: int) -> None:
        """Put the caret at a byte of the text."""
        if self._editor is not None:
            self._editor.place_caret(byte)
            self._editor.setFocus()

    def took_note(self) -> None:
        """Note that the reader was given the note as it is now."""
        self._is_stale = False
        self._rest.stop()
        self._work.forget("source")

    def _on_edited(self, change: Change) -> None:
        self._has_changed(change)
        self.edited.emit(change)

    def _has_changed(self, change: Change) -> None:
        if self._page is not None:
            self._page.typed(change)
            self._is_stale = True
            self._work.forget("source")
            self._rest.start()

    def _parse(self) -> None:
        if self._editor is not None and self.is_on:
            data = self._editor.data
            self._work.run("source", lambda: Note.parse(data), self._take)

    def _take(self, note: Note) -> None:
        self.took_note()
        self._reader.show_edited(note, Change("", ()), None)

    def _show_state(self) -> None:
        self._window.actions_["source"].setChecked(self.is_on)
