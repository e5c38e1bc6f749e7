"""A Markdown source editor for a range of a note's bytes, line by line.

What is typed is told as edits of the bytes (`edited`); other changes are shown through
`apply_change`. Qt's undo is off: the note has its own. All positions outside are bytes of what is
shown. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QWidget

from viewer.notes.edit import Change
from viewer.notes.model import Span
from viewer.notes.note import Note
from viewer.ui.kit.keys import MOVING_KEYS
from viewer.ui.kit.menu import dress
from viewer.ui.kit.row_list import ENTER
from viewer.ui.kit.scroll_bar import SlimScrollBar
from viewer.ui.kit.theme import Theme, body_font, set_colour, theme_of
from viewer.ui.page.pane import SourceView
from viewer.ui.page.source_document import SourceDocument
from viewer.ui.page.source_keys import by_word, deletes_word, is_for_text
from viewer.ui.page.source_markup import SourceLayout, SourceMarkup, is_hidden
from viewer.ui.page.source_painting import boxes_in_view, lines_in_view, paint_chips, paint_pictures
from viewer.ui.page.source_text import SourceText
from viewer.ui.page.spelling import Speller, add_suggestions

_NAME_KEYS = {*ENTER, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
_MARKS = ("text.bold", "text.italic")
# Of Qt's own menu: its undo is off, for the note has one; the others are keys.
_LEFT_OUT = ("edit-undo", "edit-redo", "edit-delete", "select-all")
_OWN_FORMAT = "application/x-cuenote-source"  # the very bytes of what was copied


class MarkdownEditor(SourceView):
    """Shows and edits the source of a note."""

    edited = Signal(object)  # Change: what was typed, pasted, deleted or moved
    enters_chips = False  # by keys that move the caret; a click does in any case

    def __init__(
        self,
        parent: QWidget | None = None,
        picture_of: Callable[[str], QImage | None] = lambda _address: None,
    ) -> None:
        """`picture_of` gives the picture at an address; None if missing or still loading."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SlimScrollBar())
        self._picture_of = picture_of
        self.names: QWidget | None = None  # a list of them below the cursor, once one was made
        self._stepping = False  # a key moves the caret, and may have put it into a chip
        self._dressed_in: tuple[Theme, QFont] | None = None
        self._paints_caret = False  # and not Qt
        self._layout = SourceLayout(self.document())
        self.document().setDocumentLayout(self._layout)
        self._source = SourceDocument(self.document())
        self._markup = SourceMarkup(self._source, theme_of(self))
        self._source.edited.connect(self._markup.changed)
        self._source.edited.connect(self.edited)
        # Qt repaints the height of the letters; the background of a selection is higher.
        self.selectionChanged.connect(self.viewport().update)
        self.cursorPositionChanged.connect(self._on_caret)
        # A filter and not `event`: an exception raised below `super().event()` crashes PySide.
        self.installEventFilter(self)
        self._dress()

    # ------------------------------------------------------------------ the text

    @property
    def data(self) -> bytes:
        """The bytes shown, including what was typed."""
        return self._source.text.data

    def set_text(self, data: bytes, note: Note | None = None, line_end: bytes = b"\n") -> None:
        """Show these bytes from the top; `note` is their parse, for highlighting.

        A first line end is written as `line_end`, any other as those around it.
        """
        self._source.text = SourceText(data, line_end)
        with self._source.shows():
            self.setPlainText(self._source.text.shown)
        self.set_note(note)

    def set_note(self, note: Note | None) -> None:
        """Highlight the lines by this note, the parse of what is shown."""
        self._markup.set_note(note)
        self._on_caret()
        self.viewport().update()

    def apply_change(self, change: Change) -> None:
        """Show a change of the bytes that was not typed here (undo, a merge, a time)."""
        self._source.apply(change)
        self._markup.changed(change)
        self._on_caret()  # it stands elsewhere in the bytes now

    # ------------------------------------------------------------------ places

    def _on_caret(self) -> None:
        is_still = self._source.is_showing or self._stepping
        if not is_still and self._markup.set_caret(self.byte_at_caret()):
            self.viewport().update()
        elif self._paints_caret or self._is_caret_folded():
            self.viewport().update()  # Qt paints again where its own caret was, and is

    def byte_at_caret(self) -> int:
        """Return the byte at the cursor."""
        return self._source.text.byte_at(self.textCursor().position())

    def selected_span(self) -> Span | None:
        """Return the bytes of the selected text, or None."""
        cursor = self.textCursor()
        return self._source.span_of(cursor) if cursor.hasSelection() else None

    def place_caret(self, byte: int) -> None:
        """Move the cursor to a byte, and bring it into view."""
        cursor = self.textCursor()
        cursor.setPosition(self._source.text.position_of(byte))
        self.setTextCursor(cursor)

    # ------------------------------------------------------------------ looks

    def _dress(self) -> None:
        theme = theme_of(self)
        self._dressed_in = theme, body_font()
        # Not the widget's own font: that would hide a change of the application's from it.
        self.document().setDefaultFont(body_font())
        roles = QPalette.ColorRole
        set_colour(self, theme.paper, roles.Window, roles.Base)
        set_colour(self, theme.ink, roles.Text, roles.HighlightedText)
        # Qt paints only the text of a selection; see `paintEvent` for its background.
        set_colour(self, QColor(Qt.GlobalColor.transparent), roles.Highlight)
        self.setAutoFillBackground(True)
        self.verticalScrollBar().setPalette(self.palette())
        self.setTabStopDistance(4 * QFontMetricsF(body_font()).horizontalAdvance(" "))
        self.setCursorWidth(2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self._dressed_in is not None:
            self.document().setDefaultFont(body_font())  # Qt has just set the widget's
        is_look = event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange)
        if is_look and self._dressed_in not in (None, (theme_of(self), body_font())):
            with self._source.shows():
                self._dress()
                self._markup.set_theme(theme_of(self))
                self._place_anew()

    def _place_anew(self) -> None:
        """Update what depends on the text size, and on the theme's colours."""

    def paintEvent(self, event: QPaintEvent) -> None:
        self.dress_visible()
        painter, theme = QPainter(self.viewport()), theme_of(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_grounds(painter, theme)
        paint_chips(painter, theme, lines_in_view(self))
        paint_pictures(painter, theme, lines_in_view(self), self._picture_of)
        if self.textCursor().hasSelection():
            # Qt would leave gaps between the lines.
            for boxes in boxes_in_view(self, [self.textCursor()], with_ends=True):
                for box in boxes:
                    painter.fillRect(box, theme.text_select)
        painter.end()
        super().paintEvent(event)
        # Behind hidden markup Qt makes the caret as low as the letters hidden.
        self._paints_caret = self.hasFocus() and self._is_caret_folded()
        if self._paints_caret:
            QPainter(self.viewport()).fillRect(self.cursorRect(), theme_of(self).ink)

    def _is_caret_folded(self) -> bool:
        """Return whether the letter before the cursor is hidden: the cursor has its height."""
        cursor = self.textCursor()
        return is_hidden(cursor.block(), cursor.positionInBlock() - 1)

    def _paint_grounds(self, painter: QPainter, theme: Theme) -> None:
        """Paint the backgrounds of text and selection."""

    def dress_visible(self) -> None:
        block, top = self.firstVisibleBlock(), self.contentOffset().y()
        height = self.viewport().height()
        with self._source.shows():
            while block.isValid() and top <= height:
                self._markup.dress_line(block)
                top += self.blockBoundingRect(block).height()
                block = block.next()

    # ------------------------------------------------------------------ keys and the clipboard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
        ):
            event.setAccepted(self._takes(event))
            return True
        if watched is self and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.viewport().update()  # the caret may be higher than Qt's
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        """Return whether a key is for the text; all others are for the window and the player."""
        return is_for_text(event, read_only=self.isReadOnly())

    def _is_for_names(self, event: QKeyEvent) -> bool:
        if self.names is None or self.names.isHidden() or event.key() not in _NAME_KEYS:
            return False
        event.ignore()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        cursor = self.textCursor()
        if event.key() in (keys.Key_Backspace, keys.Key_Delete) and not (
            event.modifiers() or cursor.hasSelection() or self.isReadOnly()
        ):
            # A chip is deleted as a whole: its source is not visible.
            is_back = event.key() == keys.Key_Backspace
            chip = self._markup.chip_beside(self.byte_at_caret(), before=is_back)
            if chip is not None:
                self._source.selecting(chip).removeSelectedText()
                return
        word = deletes_word(event)
        if word is not None and not (cursor.hasSelection() or self.isReadOnly()):
            before, mode = cursor.position(), QTextCursor.MoveMode.KeepAnchor
            cursor.movePosition(word, mode)
            self._step_over_chip(cursor, before, mode)
            cursor.removeSelectedText()
            self.ensureCursorVisible()
            return
        if event.key() in MOVING_KEYS and not self.isReadOnly():
            self._move_caret(event)
            return
        super().keyPressEvent(event)

    def _move_caret(self, event: QKeyEvent) -> None:
        mode = QTextCursor.MoveMode(Qt.KeyboardModifier.ShiftModifier in event.modifiers())
        cursor, move = self.textCursor(), by_word(event)
        before = cursor.position()
        self._stepping = True  # else what it steps over would unfold, and fold again
        if move is None:
            super().keyPressEvent(event)
            cursor = self.textCursor()
        else:
            cursor.movePosition(move, mode)
        if not self.enters_chips:
            self._step_over_chip(cursor, before, mode)
        self.setTextCursor(cursor)
        self._stepping = False
        if cursor.position() != before:
            self.cursorPositionChanged.emit()  # nothing was unfolded or folded until now

    def _step_over_chip(self, cursor: QTextCursor, before: int, mode: QTextCursor.MoveMode) -> None:
        chip = self._markup.chip_around(self._source.text.byte_at(cursor.position()))
        if chip is not None and not chip.start < self._source.text.byte_at(before) < chip.end:
            is_on = cursor.position() > before
            cursor.setPosition(
                self._source.text.position_of(chip.end if is_on else chip.start), mode
            )

    def check_spelling(self, speller: Speller) -> None:
        """Underline words that `speller` does not know, from now on."""
        self._markup.speller = speller
        speller.changed.connect(self._spell_again)
        self._spell_again()  # it may be ready, and the lines are dressed already

    def _spell_again(self) -> None:
        self._markup.dress_again()
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        is_by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        cursor = self.textCursor() if is_by_key else self.cursorForPosition(event.pos())
        if self._markup.speller is not None and not self.isReadOnly():
            add_suggestions(menu, cursor, self._markup.speller)
        for action in menu.actions():
            if action.objectName() in _LEFT_OUT:
                menu.removeAction(action)
        menu.addSeparator()
        menu.addActions([one for one in self.window().actions() if one.objectName() in _MARKS])
        dress(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        block = self.textCursor().block()
        super().inputMethodEvent(event)
        block.setUserState(-1)  # Qt has put the looks of what is composed in the place of ours

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        # Files that are dropped are the window's: a note to open, or a video.
        if any(url.isLocalFile() for url in source.urls()):
            return False
        return source.hasFormat(_OWN_FORMAT) or super().canInsertFromMimeData(source)

    def createMimeDataFromSelection(self) -> QMimeData:
        # Qt would make spaces of NBSP, and line ends of U+2028: also where text is only moved.
        span = self.selected_span()
        data = self.data[span.start : span.end] if span is not None else b""
        mime = QMimeData()
        mime.setData(_OWN_FORMAT, QByteArray(data))
        mime.setText(data.decode("utf-8", "replace"))
        return mime

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's own name
        own = source.hasFormat(_OWN_FORMAT)
        text = (
            bytes(source.data(_OWN_FORMAT).data()).decode("utf-8", "replace")
            if own
            else source.text()
        )
        # Qt makes two line ends of "\r\n". Elsewhere U+2028 means the end of a line; here, itself.
        for end in ("\r\n", "\r", "\u2029") if own else ("\r\n", "\r", "\u2029", "\u2028"):
            text = text.replace(end, "\n")
        if text:
            self.textCursor().insertText(text)
            self.ensureCursorVisible()
