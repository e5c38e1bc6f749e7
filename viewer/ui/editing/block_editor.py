"""One block of the note as Markdown, in the place where it stands on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QShowEvent,
    QSyntaxHighlighter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from viewer.ui.kit.scroll_bar import SlimScrollBar
from viewer.ui.kit.theme import body_font, theme_of, ui_font
from viewer.ui.note.document_writer import LINE_HEIGHT_PERCENT

_EDGE_PX = 8
_BETWEEN_HINTS = " " * 5
# With Ctrl these are the player's while text is typed, as in transcription tools.
_PLAYERS_KEYS = frozenset(
    {Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}
)
_NOTES_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_CITATION = re.compile(r"<a\b[^>]*>.*?</a>|\[\[[^\]]*\]\]")


class _Text(QTextEdit):
    """The text, plain, its lines as far apart as on the page.

    Enter, Esc, Tab and Ctrl+Enter are the editor's.
    """

    done = Signal()
    left = Signal()
    new_bullet_requested = Signal()
    nest_requested = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)  # the note's own undo holds every change
        self.installEventFilter(self)

    def show_text(self, text: str) -> None:
        """Show another text, set as that of the page is."""
        self.setPlainText(text)
        looks = QTextBlockFormat()
        looks.setLineHeight(
            LINE_HEIGHT_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(looks)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's own name
        self.insertPlainText(source.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_players = (
                event.modifiers() == Qt.KeyboardModifier.ControlModifier
                and event.key() in _PLAYERS_KEYS
            )
            # The text would take them: those to move by words, these for an undo of its own.
            if is_players or any(map(event.matches, _NOTES_KEYS)):
                event.ignore()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.new_bullet_requested.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
            self.done.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.insertPlainText("\n")
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_Tab:
            self.nest_requested.emit(True)
        elif key == Qt.Key.Key_Backtab:
            self.nest_requested.emit(False)
        else:
            super().keyPressEvent(event)


class _Markup(QSyntaxHighlighter):
    """Sets the markup of citations and links small and grey, so that the words stand out."""

    def __init__(self, document: QTextDocument, colour: QColor) -> None:
        super().__init__(document)
        self._format = QTextCharFormat()
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self._format.setFontFamilies([fixed.family(), "monospace"])
        self._format.setFontPointSize(body_font(0.85).pointSizeF())
        self._format.setForeground(colour)

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's own name
        for found in _CITATION.finditer(text):
            start = len(text[: found.start()].encode("utf-16-le")) // 2
            self.setFormat(start, len(found[0].encode("utf-16-le")) // 2, self._format)


class BlockEditor(QWidget):
    """A frame over the page with the block's text and the keys that end it."""

    text_edited = Signal(str)
    done = Signal()
    left = Signal()
    new_bullet_requested = Signal()
    nest_requested = Signal(bool)
    height_changed = Signal(int)  # in px

    def __init__(self, page: QWidget, text: str, rect: QRectF, hints: Sequence[str] = ()) -> None:
        """Show `text` where `rect` lies in `page`; below it the `hints`, as many as fit."""
        super().__init__(page)
        self._page = page
        self._text = _Text(self)
        self._text.setAccessibleName(self.tr("Block as Markdown"))
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.setFont(body_font())
        self._text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._text.setVerticalScrollBar(SlimScrollBar())
        self._text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._hints = hints
        self.setAccessibleName("; ".join(hints))
        self._rect, self._told_height = rect, 0
        self._dress()
        self._markup = _Markup(self._text.document(), theme_of(self).muted)
        self._text.show_text(text)
        self._text.textChanged.connect(self._on_text)
        for name in ("done", "left", "new_bullet_requested", "nest_requested"):
            getattr(self._text, name).connect(getattr(self, name))
        self._fit()
        self.show()
        self.raise_()
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_placeholder(self, words: str) -> None:
        """Show `words` for as long as there is no text."""
        self._text.setPlaceholderText(words)

    def focus_text(self) -> None:
        """Give the keys to the text."""
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """Give the text as it is now, lines parted by newlines."""
        return self._text.toPlainText()

    def caret(self) -> int:
        """Give how many characters stand before the caret."""
        units = self._text.textCursor().position()
        return len(self.text().encode("utf-16-le")[: 2 * units].decode("utf-16-le", "replace"))

    def place_caret(self, count: int) -> None:
        """Put the caret behind so many characters."""
        cursor = self._text.textCursor()
        units = len(self.text()[:count].encode("utf-16-le")) // 2
        cursor.setPosition(min(units, self._text.document().characterCount() - 1))
        self._text.setTextCursor(cursor)

    def set_text(self, text: str, caret: int) -> None:
        """Show another text, the caret behind so many characters; nobody is told of it."""
        self._text.textChanged.disconnect(self._on_text)
        self._text.show_text(text)
        self._text.textChanged.connect(self._on_text)
        self.place_caret(caret)
        self._fit()

    def insert(self, count: int, text: str) -> None:
        """Write `text` behind so many characters, as if it were typed; the caret stands behind."""
        self.place_caret(count)
        self._text.insertPlainText(text)

    def set_rect(self, rect: QRectF) -> None:
        """Stand where the block stands now; the page was scrolled, or has another width."""
        self._rect = rect
        self._fit()

    def close_editor(self) -> None:
        """Go away; no signal comes any more."""
        self._text.textChanged.disconnect(self._on_text)
        self.hide()
        self.deleteLater()

    def _on_text(self) -> None:
        self._fit()
        self.text_edited.emit(self._text.toPlainText())

    def _fit(self) -> None:
        """Be as wide as the column, and as high as the text, inside the page."""
        page = self._page
        left = round(self._rect.left()) - _EDGE_PX - 4
        width = page.width() - left - 2
        inside = width - 2 * _EDGE_PX
        # The layout counts lines for the width that the text really has, so that comes first.
        self._text.setGeometry(_EDGE_PX, 5, inside, max(40, self._text.height()))
        needed = ceil(self._text.document().size().height())
        height = min(needed, max(80, page.height() - 60))
        # A bar that is not needed would take of the width, and so be needed.
        policy = Qt.ScrollBarPolicy
        bar = policy.ScrollBarAlwaysOn if height < needed else policy.ScrollBarAlwaysOff
        self._text.setVerticalScrollBarPolicy(bar)
        self._text.setGeometry(_EDGE_PX, 5, inside, height)
        full = height + round(QFontMetricsF(ui_font(self, 0.9)).height()) + 16
        top = round(self._rect.top()) - 6
        self.setGeometry(left, top, width, full)
        if full != self._told_height:
            self._told_height = full
            self.height_changed.emit(full)

    def _dress(self) -> None:
        theme = theme_of(self)
        palette = self._text.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.paper)
        palette.setColor(QPalette.ColorRole.Text, theme.ink)
        palette.setColor(QPalette.ColorRole.Highlight, theme.text_select)
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.ink)
        self._text.setPalette(palette)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()  # only a shown text is laid out

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self.isVisible():
            self._dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.paper)
        box = QRectF(self._text.geometry()).adjusted(-_EDGE_PX + 1, -4, _EDGE_PX - 1, 2)
        painter.setPen(QPen(theme.link, 1.5))
        painter.setBrush(theme.paper)
        painter.drawRoundedRect(box, 5, 5)
        painter.setFont(ui_font(self, 0.9))
        painter.setPen(theme.muted)
        foot = QRectF(_EDGE_PX + 4, box.bottom() + 2, self.width() - 2 * _EDGE_PX, 40)
        shown = ""
        for hint in self._hints:
            longer = f"{shown}{_BETWEEN_HINTS if shown else ''}{hint}"
            if painter.fontMetrics().horizontalAdvance(longer) > foot.width():
                break
            shown = longer
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignLeft), shown)
