"""Switch between a note's page and source, and keep its parse current while typing.

The page of the note stays hidden and unchanged until the source is left; then changed parts are
laid out again. Meanwhile the note is parsed on a thread at each pause in typing, so that the claims
in force, the ticks and the list stay current. The source stays open when the note is reloaded, or
another is opened.

Meanwhile `SourcePage` replaces the page: it has the interface of a `ShownNote` for the session. Its
note is the one parsed last; typing since then moves the places. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from viewer.notes.diff import difference
from viewer.notes.edit import Change
from viewer.notes.model import CitedTime, Span
from viewer.notes.note import Note
from viewer.ui.kit.background import Background
from viewer.ui.kit.listening import Listening
from viewer.ui.kit.timers import once
from viewer.ui.page.pane import NotePane
from viewer.ui.page.spelling import Speller
from viewer.ui.watch.history import Reveal
from viewer.ui.watch.session import Session
from viewer.ui.window.window import Window

if TYPE_CHECKING:
    from viewer.ui.page.source_editor import SourceEditor

_KEYS_REST_MS = 300


class SourcePage:
    """A source editor with the interface of a page with claims."""

    def __init__(self, editor: SourceEditor, note: Note) -> None:
        self._editor, self._note = editor, note
        self._since = Change("", ())  # what was typed since the note was parsed

    def typed(self, change: Change) -> None:
        self._since = self._since.then(change)

    def replace_note(
        self,
        note: Note,
        times: Sequence[CitedTime],
        moved: Callable[[int], int],
        *,
        title: str,
        caret: int | None,
    ) -> None:
        """Set the current note; the text shows it already."""
        self._note, self._since = note, Change("", ())
        self._editor.set_note(note)
        if caret is not None:
            self._editor.place_caret(caret)

    def set_times(self, times: Sequence[CitedTime]) -> None:
        """Do nothing: times are shown as written."""

    def show_video(self, note: Note, times: Sequence[CitedTime]) -> None:
        """Set the note with another of its videos; what is typed stays."""
        if note.data == self._note.data:
            self._note = note

    def set_in_force(self, claims: frozenset[int], citations: frozenset[int]) -> None:
        """Highlight the text of the claims in force."""
        self._editor.set_in_force([self._span(claim) for claim in sorted(claims)])

    def reveal_claim(
        self, claim: int, reveal: Reveal = Reveal.WELL, *, at_once: bool = False
    ) -> None:
        """Bring a claim into the comfortable part of the view, unless it is there already."""
        self._editor.scrolling.reveal(self._span(claim).start, reveal, at_once=at_once)

    def place_caret(self, claim: int) -> None:
        self._editor.place_caret(self._span(claim).start)

    def shows_claim(self, claim: int) -> bool:
        """Return whether the first line of a claim is in view."""
        return self._editor.scrolling.shows(self._span(claim).start)

    def flash_claim(self, claim: int) -> None:
        """Do nothing: the highlight shows it."""

    @property
    def is_written_in(self) -> bool:
        """Return True: the user types at the cursor."""
        return True

    def show_caret_at(self, offset: int) -> None:
        """Do nothing: the cursor stays where the user types."""

    def caret_byte(self) -> int | None:
        return self._before_typing(self._editor.byte_at_caret())

    def seen_caret_byte(self) -> int | None:
        """Return the byte at the cursor, if it is in view."""
        is_seen = self._editor.viewport().rect().intersects(self._editor.cursorRect())
        return self.caret_byte() if is_seen else None

    def top_byte(self) -> int | None:
        return self._before_typing(self._editor.scrolling.top_byte())

    def selected_span(self) -> Span | None:
        span = self._editor.selected_span()
        if span is None:
            return None
        return Span(self._before_typing(span.start), self._before_typing(span.end))

    def offset_px(self, offset: int) -> int:
        """Return 0: the source is scrolled by whole lines."""
        return 0

    def scroll_to_byte(self, offset: int, offset_px: int = 0) -> None:
        """Scroll the line of byte `offset` to the top of the view."""
        self._editor.scrolling.to_byte(self._since.map(offset))

    def hasFocus(self) -> bool:  # noqa: N802
        return self._editor.hasFocus()

    def isVisible(self) -> bool:  # noqa: N802 - as a widget says it
        return self._editor.isVisible()

    def _span(self, claim: int) -> Span:
        return self._since.map_span(self._note.claims[claim].span)

    def _before_typing(self, byte: int) -> int:
        return self._since.invert().map(byte) if self._since else byte


class _Place(NamedTuple):
    path: Path | None
    data: bytes
    caret: int
    top: int


class _Left(NamedTuple):
    """The cursor when the source was left, and where that put it on the page.

    A page shows neither front matter nor markup: a cursor inside them would be lost.
    """

    note: Note
    on_page: int | None
    caret: int


class SourceMode(QObject):
    """Shows the source of the session's note instead of its page."""

    edited = Signal(object)  # Change that was typed
    made = Signal(object)  # SourceEditor: the one for all notes

    def __init__(
        self,
        window: Window,
        pane: NotePane,
        session: Session,
        background: Background,
        speller: Speller,
    ) -> None:
        super().__init__(window)
        self._pane, self._view, self._speller = pane, pane.view, speller
        self._window, self._session, self._background = window, session, background
        self._follow, self._current = session.follow, session.current
        self.is_on = False
        self._while_on = Listening((window.actions_.about_to_edit, self.catch_up))
        self._page: SourcePage | None = None
        self._editor: SourceEditor | None = None
        self._is_stale = False  # the session's note is behind the text
        self.stays = False  # the next note is shown as its source, too
        self._place: _Place | None = None
        self._left: _Left | None = None
        self._since = Change("", ())  # all that was changed since the page was left
        self._rest = once(self, _KEYS_REST_MS, self._parse)

    def enter(self, *, read_only: bool) -> None:
        """Show the source, with cursor and scroll position as on the page, or as last here."""
        session, pane = self._session, self._pane
        note = session.note
        if note is None or self.is_on:
            return
        view = self._view
        place, self._place = self._place, None
        caret, top, y = self._place_on_page(note)
        if self._editor is None:
            from viewer.ui.page.source_editor import SourceEditor  # not at the start

            self._editor = SourceEditor(pane)
            pane.put_source(self._editor)
            self._editor.edited.connect(self._on_edited)
            self._editor.check_spelling(self._speller)
            self._editor.person_scrolled.connect(view.person_scrolled)
            self._editor.zoom_requested.connect(view.zoom_requested)
            self._editor.go_requested.connect(self._go)
            self._editor.caret_moved.connect(self._current.be_at_caret)
            self.made.emit(self._editor)
        self._speller.start(note)
        editor = self._editor
        editor.set_text(note.data, note)
        editor.set_read_only(read_only)
        self._is_stale = False
        self.stays = True
        self._since = Change("", ())
        self._set_page(SourcePage(editor, note))
        pane.show_source(True)
        session.show_on(self._page)
        if place is not None and place.path == session.path:
            change = difference(place.data, note.data, "") if place.data != note.data else None
            editor.place_caret(change.map(place.caret) if change else place.caret)
            editor.scrolling.to_byte(change.map(place.top) if change else place.top)
        else:
            editor.place_caret(caret)
            if y is not None:
                editor.scrolling.bring_caret_to(y)
            else:
                editor.scrolling.to_byte(top)
                self._reveal_current()
        self._window.focus_.give(editor)
        self._show_state()

    def _set_page(self, page: SourcePage | None) -> None:
        self._page, self.is_on = page, page is not None
        self._while_on.set_on(self.is_on)

    def _reveal_current(self) -> None:
        follow = self._session.follow
        if follow.is_following and follow.current_claim is not None:
            self._session.page.reveal_claim(follow.current_claim, at_once=True)

    def _place_on_page(self, note: Note) -> tuple[int, int, int | None]:
        """Return the cursor, the top byte, and the cursor's distance from the top, if in view."""
        view = self._view
        top, shown = view.shown.top_byte(), self._current.caret()
        current = self._follow.current_claim
        left = self._left
        caret = shown
        if shown is not None and left is not None and (left.note, left.on_page) == (note, shown):
            caret = left.caret
        elif shown is None and current is not None and current < len(note.claims):
            shown = caret = note.claims[current].span.start
        if caret is None or shown is None:
            return top or 0, top or 0, None
        y = round(self._view.shown.span_rect(Span(shown, shown + 1)).top())
        return caret, top or 0, y if 0 <= y < view.viewport().height() else None

    def suspend(self) -> None:
        """Let go of the note, which is reloaded or replaced; remember the place."""
        page, editor = self._page, self._editor
        if page is None or editor is None:
            return
        self._rest.stop()
        self._background.forget("source")
        self._set_page(None)
        self._left = None
        self._is_stale = False
        self._place = _Place(
            self._session.path, editor.data, editor.byte_at_caret(), editor.scrolling.top_byte()
        )
        # It stays in view until the next note is there, but what is typed now would be lost.
        editor.set_read_only(True)
        self._session.show_on(None)
        self._current.forget()  # the caret here is not where the page has its own
        self._show_state()

    def leave(self) -> None:
        """Show the page again, laid out once, with cursor and scroll position of the source."""
        page, editor, session = self._page, self._editor, self._session
        if page is None or editor is None:
            return
        self._rest.stop()
        self._background.forget("source")
        self._set_page(None)
        self.stays = False
        caret, top, data = editor.byte_at_caret(), editor.scrolling.top_byte(), editor.data
        y = editor.scrolling.caret_y()
        session.show_on(None)
        self._pane.show_source(False)
        note, shown = session.note, self._view.note
        if note is not None:
            if self._is_stale:
                note = note.with_data(data)
            if note is not shown:
                session.show_edited(note, self._since, caret)
            self._current.stay_in(caret)
            if y is None:
                self._view.shown.scroll_to_byte(top)
                self._reveal_current()
            else:
                self._view.shown.bring_caret_to(y)
            self._left = _Left(note, self._view.shown.caret_byte(), caret)
        self._is_stale = False
        editor.set_text(b"")
        self._show_state()

    def go_at_caret(self) -> bool:
        """Go to the citation at the cursor, or to the claim; False if there is none."""
        note, view = self._session.note, self._view
        if note is None or self._editor is None:
            return False
        at = self._editor.byte_at_caret()
        cited = [n for n, one in enumerate(note.citations) if one.span.holds(at)]
        claim = note.claim_at(at)
        if cited:
            view.citation_activated.emit(cited[0])
        elif claim is not None:
            view.claim_activated.emit(note.claims.index(claim))
        return bool(cited) or claim is not None

    def _go(self) -> None:
        self.catch_up()
        self.go_at_caret()

    def show_page(self) -> None:
        """Show the page of a newly opened note, if the previous one's source is in view."""
        if self._pane.text is not self._view:
            self._pane.show_source(False)

    def show_change(self, change: Change, caret: int | None, *, waits: bool) -> None:
        """Show a change that was not typed here; with `waits` the note is parsed later."""
        assert self._editor is not None
        self._editor.apply_change(change)
        if caret is not None:
            self._editor.place_caret(caret)
        self._has_changed(change)
        if not waits:
            self._took_note()

    def catch_up(self) -> None:
        """Parse now what was typed, for an action on the note."""
        note = self._session.note
        if self._is_stale and self._editor is not None and note is not None:
            self._take(note.with_data(self._editor.data))

    def place_caret(self, byte: int) -> None:
        if self._editor is not None:
            self._editor.place_caret(byte)
            self._editor.setFocus()

    def _took_note(self) -> None:
        """Remember that the session has the current note."""
        self._is_stale = False
        self._rest.stop()
        self._background.forget("source")

    def _on_edited(self, change: Change) -> None:
        self._has_changed(change)
        self.edited.emit(change)

    def _has_changed(self, change: Change) -> None:
        if self._page is not None:
            self._page.typed(change)
            self._since = self._since.then(change)
            self._is_stale = True
            self._background.forget("source")
            self._rest.start()

    def _parse(self) -> None:
        note = self._session.note
        if self._editor is not None and self.is_on and note is not None:
            data = self._editor.data
            self._background.run("source", lambda: note.with_data(data), self._take)

    def _take(self, note: Note) -> None:
        self._took_note()
        self._session.show_edited(note, Change("", ()), None)

    def _show_state(self) -> None:
        self._window.actions_["source"].setChecked(self.is_on)
