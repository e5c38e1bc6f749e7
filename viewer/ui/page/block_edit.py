"""Edit one block of the page as Markdown in place.

Edits are signalled as they are typed, to the owner of the note's bytes. The page itself does not
change until the block is closed. GUI thread.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from viewer.base.translation import sentences, tr
from viewer.notes.draft import Draft
from viewer.notes.edit import Change, Edit, line_end
from viewer.notes.layout import first_words_at, lead_at_end, own_span
from viewer.notes.model import BlockKind
from viewer.notes.note import Note, Span
from viewer.notes.own_form import OwnForm, Wish
from viewer.notes.rearrange import block_at
from viewer.notes.retime import cite, cite_place
from viewer.ui.kit.buttons import IconButton
from viewer.ui.kit.characters import cut, is_right_to_left
from viewer.ui.kit.keys import COMMAND, types_text
from viewer.ui.kit.listening import Listening
from viewer.ui.kit.theme import Theme
from viewer.ui.kit.timers import once
from viewer.ui.page.geometry import GUTTER_PX
from viewer.ui.page.note_view import NoteView
from viewer.ui.page.notes_folder import shown_folder
from viewer.ui.page.pane import NotePane
from viewer.ui.page.spelling import Speller
from viewer.ui.watch.session import Session
from viewer.ui.window.window import Window

if TYPE_CHECKING:
    from viewer.ui.page.block_editor import BlockEditor

_MARGIN_PX = 6
_LEAVES_MS = 200  # so long the pencil stays, once the pointer is elsewhere: it may be on its way


class InPlace(QObject):
    """The block being edited, if any."""

    opened = Signal(object)  # MarkdownEditor of a block, to be written in
    written = Signal(object, bool)  # Change of the note's bytes, and whether it was typed
    closed = Signal()
    done = Signal()  # it is to be closed
    left_by_click = Signal()  # beside it, where the user is now
    next_requested = Signal()  # what comes below is to be written
    nest_requested = Signal(bool)  # deeper, or less deep

    def __init__(self, window: Window, pane: NotePane, session: Session, speller: Speller) -> None:
        super().__init__(window)
        self._pane, self._view, self.speller = pane, pane.view, speller
        self._window, self._session = window, session
        self._player = session.video.player
        self._scrolling = session.scrolling
        self._editor: BlockEditor | None = None
        self._pressed_by: BlockEditor | None = None  # which was open when the mouse was pressed
        # The block's place in the bytes with the typed text; also once it is closed.
        self.span = self._page_span = Span(0, 0)
        self._kind = BlockKind.PARAGRAPH
        self._lead = b""  # what goes before the first words of an empty note
        self._is_led = False
        self._is_over = False  # the picture, and not the page
        self._making = ""  # the name of what is written just now, if it is not typed
        self.saved_as = ""  # where a note is saved that has no file yet, in words
        self.is_first = False  # what is open is what was begun as the first block of a note
        view = self._view
        self._while_open = Listening(
            (view.resized, self._on_resized),
            (view.pictures.arrived, self._on_pictures),
            (view.shown.typesetting_finished, self._on_resized),  # as in other colours
            (view.verticalScrollBar().valueChanged, self._place),
            (session.follow.following_changed, self._stay),
        )

    @property
    def is_open(self) -> bool:
        return self._editor is not None

    def open(self, note: Note, block: int | None, caret: int | None) -> None:
        """Open a block of the current note, the cursor at byte `caret` or else at its end.

        In full screen it is edited over the picture. None opens the first block of a note without
        any.
        """
        self._lead, self._is_led = b"", False
        self.is_first = block is None
        if block is None:
            at = first_words_at(note)
            span = Span(at, at)
            self._lead = lead_at_end(note)
        else:
            span = own_span(note, block)
            is_cited = any(span.holds(one.span.start) for one in note.citations)
            if is_cited and not has_words(note, span):
                comes_first = OwnForm(note, self._player.duration_ms, None).comes_first
                caret = span.end if comes_first else span.start
        self._kind = note.blocks[block].kind if block is not None else BlockKind.PARAGRAPH
        from viewer.ui.page.block_editor import BlockEditor  # not at the start

        player, view = self._window.player, self._view
        self._is_over = self._window.is_full_screen
        if self._is_over:
            foot_px = partial(QWidget.height, player.controls)
            editor = BlockEditor(
                player.picture, QRectF(), self._times, view.pictures.image_of, foot_px
            )
        else:
            rect = self._view.shown.span_rect(span, bring=True)
            editor = BlockEditor(view.viewport(), rect, self._times, view.pictures.image_of)
        placeholder = ""
        if block is None:
            key = self._window.actions_.key_while_typing("bullet.timed")
            words = tr("Start typing, or press {0} to add a bullet with the current time.")
            placeholder = words.format(key) if key else tr("Start typing.")
        editor.text.leaves_space = self.is_first
        self._editor, self.span, self._page_span = editor, span, span
        self._session.block = self
        self._while_open.set_on(True)
        view.viewport().installEventFilter(self)
        self._pane.set_writing(True)
        self._stay()
        data = note.data[span.start : span.end]
        editor.open(data, _line_end(note.data, span), placeholder, below=self.saved_as)
        self._have_keys(editor.text)
        editor.edited.connect(self._on_edited)
        editor.text.check_spelling(self.speller)
        self.speller.start(note)
        editor.text.next_requested.connect(self.next_requested)
        editor.text.left.connect(self.done)
        editor.text.nest_requested.connect(self.nest_requested)
        editor.height_changed.connect(lambda _: self._make_room())
        self._make_room()
        editor.text.place_caret((span.end if caret is None else caret) - span.start)
        self.opened.emit(editor.text)

    def parsed(self) -> tuple[Note, Span]:
        """Parse the note with what is typed in the open block; return also where that is in it."""
        note, page, editor = self._session.note, self._page_span, self._editor
        assert note is not None
        assert editor is not None
        before, data = note.data[: page.start] + self._lead * self._is_led, editor.text.data
        own = Span(len(before), len(before) + len(data))
        return note.with_data(before + data + note.data[page.end :]), own

    def _times(self) -> list[Span]:
        note, own = self.parsed()
        spans = [one.span for one in note.citations if own.holds(one.span.start)]
        return [Span(one.start - own.start, one.end - own.start) for one in spans]

    @property
    def is_code(self) -> bool:
        """Return whether the open block is code or HTML, in which Enter begins no bullet."""
        return self._kind in (BlockKind.CODE, BlockKind.HTML)

    @property
    def is_new_item(self) -> bool:
        """Return whether the open block is a list item without text."""
        return self._kind is BlockKind.ITEM and self.is_blank

    @property
    def is_blank(self) -> bool:
        """Return whether the open block is empty."""
        return self._editor is not None and not self._editor.text.data.strip()

    def has_words(self) -> bool:
        """Return whether the open block has more than times in it."""
        return self._editor is not None and has_words(*self.parsed())

    def type(self, text: str) -> None:
        """Insert text at the cursor as if typed there, and focus the block."""
        if self._editor is not None:
            self.focus()
            self._editor.text.type(text)

    def break_line(self) -> None:
        """Begin a new line at the cursor."""
        if self._editor is not None:
            self._editor.text.write(self._editor.text.byte_at_caret(), "\n")

    def close(self) -> None:
        """Close the block; its edits have been signalled already."""
        editor, self._editor, self._pressed_by = self._editor, None, None
        if editor is not None:
            self._while_open.set_on(False)
            self._view.viewport().removeEventFilter(self)
            self._view.room.give_back()
            self._pane.set_writing(False)
            self._have_keys(None)
            editor.close_editor()
            self._session.block = None
            self.closed.emit()

    def _have_keys(self, text: QWidget | None) -> None:
        """Let the page's focus go to the text of the block."""
        if not self._is_over:
            self._view.setFocusProxy(text)  # type: ignore[arg-type]  # None: no other has it
        self._window.focus_.writing = text

    def focus(self) -> None:
        """Focus the block."""
        if self._editor is not None:
            self._editor.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edited(self, change: Change) -> None:
        assert self._editor is not None
        start = self.span.start
        edits = [Edit(start + one.start, one.old, one.new) for one in change.edits]
        longer = sum(len(one.new) - len(one.old) for one in edits)
        has_words = bool(self._editor.text.data)
        if self._lead and has_words != self._is_led:
            # It comes with the first words, and goes with the last.
            self._is_led = has_words
            if has_words:
                edits = [Edit(start, b"", self._lead + edits[0].new)]
                start += len(self._lead)
            else:
                start -= len(self._lead)
                edits = [Edit(start, self._lead + edits[0].old, b"")]
        self.span = Span(start, start + self.span.end - self.span.start + longer)
        self.written.emit(Change.of(self._making or change.name, edits), not self._making)

    def holds(self, change: Change) -> bool:
        """Return whether a change, in bytes with the typed text, is within this block."""
        span = self.span
        return all(span.start <= one.start and one.end <= span.end for one in change.edits)

    def show_change(self, change: Change, caret: int) -> None:
        """Show a change of the block that was not typed but already made in the bytes.

        The bytes, and `caret`, are the note's.
        """
        start = self.span.start
        edits = [Edit(one.start - start, one.old, one.new) for one in change.edits]
        longer = sum(len(one.new) - len(one.old) for one in edits)
        self.span = Span(start, self.span.end + longer)
        if self._editor is not None:
            self._editor.apply_change(Change.of(change.name, edits), caret - start)

    def caret_byte(self) -> int:
        """Return the byte at the cursor, in the note with the typed text."""
        if self._editor is None:
            return self.span.end
        return self.span.start + self._editor.text.byte_at_caret()

    def selected_span(self) -> Span | None:
        """Return the bytes of the selected text, in the note with the typed text, or None."""
        chosen = self._editor.text.selected_span() if self._editor is not None else None
        at = self.span.start
        return Span(at + chosen.start, at + chosen.end) if chosen is not None else None

    def cite(self, ms: int, wish: Wish) -> None:
        """Write a citation of `ms` at the cursor, or where the note puts it: before the text."""
        note, duration_ms = self.parsed()[0], self._player.duration_ms
        at = max(self.span.start, cite_place(note, self.caret_byte(), duration_ms, wish))
        comes_first = OwnForm(note, duration_ms, wish).comes_first
        self.put(cite(note, at, ms, duration_ms, wish, is_inline=True), comes_first=comes_first)

    def put(self, change: Change, *, comes_first: bool = False) -> None:
        """Insert a change with one edit at the cursor, as its own undo step and name.

        In a block without text the cursor is then where text goes: before it, or with `comes_first`
        after it.
        """
        if self._editor is None:
            return
        (edit,) = change.edits
        # Behind a link that ends the block there is no more of it: then at its very end.
        start = min(edit.start, self.span.end)
        words = edit.new.decode().lstrip("\r\n")
        self._making = change.name
        if self._editor.text.data:
            at, caret = start - self.span.start, self._editor.text.byte_at_caret()
            self._editor.text.write(at, words)
            if at < caret:  # before the text: one writes on where one was
                self._editor.text.place_caret(caret + len(words.encode()))
        elif comes_first:
            words = words.strip(" ")
            words += " " * words[-1].isdigit()  # elsewhere it comes with the words
            self._editor.text.write(0, words)
            self._editor.text.place_caret(len(words.encode()))
        else:  # the claim is written next, and a time stands behind its claim
            self._editor.text.write(0, words)
            self._editor.text.place_caret(0)
        self._making = ""

    def _make_room(self) -> None:
        editor = self._editor
        if editor is None or self._is_over:
            return
        lines = self._view.shown.span_rect(self._page_span)
        self._view.room.make(self._page_span, editor.geometry().bottom() - lines.bottom())
        self._bring(editor.geometry())

    def bring_block(self) -> None:
        """Scroll just enough to show the block on the page, after it was closed."""
        self._bring(self._view.shown.span_rect(self.span).toAlignedRect())

    def _bring(self, place: QRect) -> None:
        """Scroll just enough to show a whole place, or what fits of it from its top."""
        view, pill = self._view, self._pane.pill
        bar = view.verticalScrollBar()
        foot = view.height() if pill.isHidden() else pill.y() - view.y()
        below = place.bottom() + _MARGIN_PX - foot
        above = place.top() - _MARGIN_PX
        if above < 0 or below > 0:
            bar.setValue(bar.value() + min(above, max(0, below)))

    def _stay(self) -> None:
        """Keep the page at the edited block, even if an earlier jump arrives only now."""
        if self._editor is not None:
            self._scrolling.stop()

    def _on_pictures(self) -> None:
        if self._editor is not None:
            self._editor.text.viewport().update()

    def _on_resized(self) -> None:
        self._place()
        self._make_room()  # which brings it into view

    def _place(self) -> None:
        if self._editor is not None and not self._is_over:
            self._editor.set_rect(self._view.shown.span_rect(self._page_span))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close the block on a click beside it, after the click has had its effect."""
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            self._pressed_by = self._editor
        elif (
            self._editor is not None
            and self._editor is self._pressed_by  # not let go of a press that opened it
            and event.type() is QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and not self._editor.geometry().contains(event.position().toPoint())
        ):
            editor = self._editor
            # Not before a second click could come: the text below moves when the block is closed.
            wait_ms = QApplication.doubleClickInterval()
            QTimer.singleShot(wait_ms, lambda: self._on_clicked_beside(editor))
        return super().eventFilter(watched, event)

    def _on_clicked_beside(self, editor: BlockEditor) -> None:
        if self._editor is editor:
            self.left_by_click.emit()


def has_words(note: Note, span: Span) -> bool:
    """Return whether a span contains more than citations and what separates them."""
    at, words = span.start, b""
    for citation in note.citations:
        if span.start <= citation.span.start and citation.span.end <= span.end:
            words += note.data[at : citation.span.start]
            at = citation.span.end
    return any(letter.isalnum() for letter in (words + note.data[at : span.end]).decode())


def _line_end(data: bytes, span: Span) -> bytes:
    """Return the end for a line begun in a block without one.

    If a file mixes line ends, a CR and LF that become adjacent would merge into one.
    """
    kind = line_end(data, span.start)
    before, after = data[span.start - 1 : span.start], data[span.end : span.end + 1]
    joins = (before == b"\r" and kind == b"\n") or (after == b"\n" and kind == b"\r")
    return b"\r\n" if joins else kind


class FirstWords(QObject):
    """Takes typed characters that nothing else used, wherever the focus is; shows how to begin."""

    asked_for = Signal()  # the first block is to be open

    def __init__(self, window: Window, pane: NotePane, in_place: InPlace) -> None:
        super().__init__(window)
        self._view, self._in_place = pane.view, in_place
        self._can_write, self._window = False, window
        self._listens = False
        window.actions_.about_to_name_key.connect(self._say_letters)

    def look(self) -> None:
        """Listen to keys only while a block is open, or the note is empty."""
        note, window = self._view.note, self._window
        is_empty = self._can_write and note is not None and not note.blocks
        listens = self._in_place.is_open or is_empty
        if listens is self._listens:
            return
        self._listens, app = listens, QApplication.instance()
        assert isinstance(app, QApplication)
        if listens:
            window.installEventFilter(self)  # where nothing has the focus
            app.focusChanged.connect(self._on_focus)
            self._on_focus(None, app.focusWidget())
        else:
            window.removeEventFilter(self)
            app.focusChanged.disconnect(self._on_focus)
            self._on_focus(app.focusWidget(), None)

    def _say_letters(self) -> None:
        self._window.actions_.types_letters = self._is_wanted("t")

    def show_hint(self, draft: Draft | None) -> None:
        """Show in an empty note how to begin, if there is a draft to write in."""
        self._can_write = draft is not None
        self._in_place.saved_as, words = "", tr("This note is empty.")
        if draft is not None:
            words = tr("Start typing.")
        if draft is not None and draft.is_planned:
            saved_as = tr("The note is saved as “{0}” in {1}.")
            saved_as = saved_as.format(draft.path.name, shown_folder(draft.path.parent))
            self._in_place.saved_as, words = saved_as, sentences(words, saved_as)
        self._view.set_hint(words)

    def _is_wanted(self, character: str) -> bool:
        """Return whether a character is text: a space only after others, and not on a button."""
        note, view = self._in_place, self._view
        if note.is_open:
            is_press = isinstance(QApplication.focusWidget(), QAbstractButton)
            is_space = character == " " and (note.is_blank or is_press)
            is_seen = view.isVisible() or self._window.is_full_screen
            return is_seen and not is_space
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


class Pencil(IconButton):
    """An edit button to the right of the block under the pointer."""

    edit_requested = Signal(int)  # byte at which the block begins
    can_edit = False  # told whenever that changes

    def __init__(self, view: NoteView) -> None:
        super().__init__("edit", parent=view)
        self._view, self._at = view, 0
        self._top = self._bottom = 0.0  # of the rows of the block it stands at
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys edit what they are at
        self.hide()
        self._leaving = once(self, _LEAVES_MS, self.hide)
        self.clicked.connect(self._on_clicked)
        view.pointer_moved.connect(self._on_pointer)
        view.pointer_left.connect(self._leaving.start)
        view.verticalScrollBar().valueChanged.connect(lambda _: self.hide())
        view.shown.typesetting_finished.connect(self.hide)

    def _point_at(self, place: QPoint) -> None:
        view, note = self._view, self._view.note
        is_here = self._top <= place.y() <= self._bottom
        if self.isVisible() and is_here and self.can_edit:
            self._leaving.stop()
            return
        picture = view.picture
        position = view.cursorForPosition(place).position()
        at = picture.byte_at(position) if picture is not None and self.can_edit else None
        block = block_at(note, at) if note is not None and at is not None else None
        if note is None or block is None:
            self.hide()
            return
        span = own_span(note, block)
        rect = view.shown.span_rect(span)
        self._top, self._bottom = rect.top() - 4, rect.bottom() + 4
        if not self._top <= place.y() <= self._bottom:
            self._leaving.start()
            return
        self._leaving.stop()
        self._at = span.start
        words = " ".join(note.plain.of(span).split())
        self.name(tr("Edit “{0}”").format(cut(words, 40)))
        self.resize(self.sizeHint())
        area = view.viewport().geometry()
        left = area.right() + 1
        if is_right_to_left(words):  # where its lines end
            left = max(0, area.left() + GUTTER_PX - 2 - self.width())
        # In the middle of its first line, where that is in view.
        line_px = view.fontMetrics().height()
        top = max(0, round(rect.top() + line_px * 0.75 - self.height() / 2))
        self.move(left, area.top() + min(top, area.height() - self.height()))
        self.show()
        self.raise_()

    def _on_clicked(self) -> None:
        self.hide()
        self.edit_requested.emit(self._at)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        painter.fillRect(self.rect(), theme.paper)  # left of Hebrew it may stand over a line
        super().paint(painter, theme)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._leaving.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._leaving.start()

    def _on_pointer(self, event: QMouseEvent) -> None:
        if event.buttons():
            self.hide()
        else:
            self._point_at(event.position().toPoint())
