"""The column of text of a page: its document and its margins. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPalette, QTextDocument
from PySide6.QtWidgets import QTextEdit, QWidget
from shiboken6 import isValid

from viewer.notes.note import CitedTime, Note
from viewer.ui.kit.buttons import HIT_PX
from viewer.ui.kit.scroll_bar import make_quiet
from viewer.ui.kit.theme import Theme, body_font, scaled, set_colour, theme_of
from viewer.ui.page.document import NoteDocument
from viewer.ui.page.geometry import GUTTER_PX, NoteGeometry
from viewer.ui.page.styles import NBSP, WORD_JOINER

_COLUMN_CHARACTERS = 72


class TextColumn(QTextEdit):
    """A read-only column of text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        make_quiet(self)
        self.setTabChangesFocus(True)
        self.picture: NoteDocument | None = None  # the document that is shown
        self.times: Sequence[CitedTime] = ()  # where its citations lead
        self.places = NoteGeometry(self)
        self._dressed_in: tuple[Theme, QFont] | None = None
        self.dress()

    @property
    def note(self) -> Note | None:
        return self.picture.note if self.picture else None

    def show_document(self, picture: NoteDocument | None) -> None:
        """Show another document, or none, deleting the previous one and all pointers into it."""
        # It is shown only at the end: it may bring a scroll bar, and so another size, and who hears
        # of that is to find the places of it.
        self.picture = self.places.picture = picture
        document = picture.document if picture is not None else QTextDocument()
        if picture is not None:  # room beside and above the text, and half a view below it
            frame = document.rootFrame().frameFormat()
            frame.setLeftMargin(GUTTER_PX)
            frame.setRightMargin(2)
            frame.setTopMargin(round(QFontMetricsF(body_font()).height() * 1.4))
            frame.setBottomMargin(self.viewport().height() // 2)
            document.rootFrame().setFrameFormat(frame)
        before = self.document()
        self.setExtraSelections([])  # Qt crashes when it takes those away whose document is gone
        self.setDocument(document)
        self.setCursorWidth(0)  # it is painted by `Caret`, and does not blink
        # PySide keeps every document that a view was ever given, until the view ends.
        if isValid(before):  # the very first one is Qt's own, and is gone by now
            before.deleteLater()

    def update_document_rect(self, rect: QRectF) -> None:
        """Repaint `rect` of the document."""
        # Bars are a little to the left of what they mark.
        around = rect.adjusted(-GUTTER_PX, -3, 4, 3).translated(-self.places.scroll_offset())
        self.viewport().update(around.toAlignedRect())

    def dress(self) -> bool:
        """Take the colours and the font of the theme; return whether they are others."""
        theme = theme_of(self)
        if self._dressed_in == (theme, body_font()):
            return False
        self._dressed_in = theme, body_font()
        roles = QPalette.ColorRole
        set_colour(self, theme.paper, roles.Window, roles.Base)
        set_colour(self, theme.text_select, roles.Highlight)
        set_colour(self, theme.ink, roles.HighlightedText)
        self.setAutoFillBackground(True)
        self.verticalScrollBar().setPalette(self.palette())
        return True

    def place(self) -> None:
        """Place the column in the middle of the view."""
        width = self.width() - self.verticalScrollBar().sizeHint().width()
        side = max(14, int(width - column_px()) // 2)
        self.setViewportMargins(side, 0, max(side, scaled(HIT_PX)), 0)  # a pencil stands there

    def createMimeDataFromSelection(self) -> QMimeData:
        mime, cursor = QMimeData(), self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        words = cursor.selectedText()
        mime.setText(
            _copied(self.picture, words, start, end) if self.picture is not None else words
        )
        return mime


def column_px() -> float:
    """Return the width of a column, were there room enough."""
    return QFontMetricsF(body_font()).averageCharWidth() * _COLUMN_CHARACTERS + GUTTER_PX


def _copied(picture: NoteDocument, selected: str, start: int, end: int) -> str:
    """Return `selected`, the text at positions [start, end), as it is copied.

    That is without the padding of pills, and with insets as their text.
    """
    units = bytearray(selected.encode("utf-16-le", "surrogatepass"))
    pads = [at for chip in picture.chips_between(start, end) for at in chip[:2]]
    instead = {at - (number % 2): "" for number, at in enumerate(pads)}
    for inset in picture.insets_between(start, end):
        instead[inset.position] = inset.words
    for at in sorted(instead, reverse=True):
        if start <= at < end:
            words = instead[at].encode("utf-16-le", "surrogatepass")
            units[2 * (at - start) : 2 * (at - start) + 2] = words
    text = units.decode("utf-16-le", "replace")
    text = text.replace("\u2029", "\n").replace("\u2028", "\n").replace("\ufffc", "")
    return text.replace(NBSP, " ").replace(f"–{WORD_JOINER}", "–")
