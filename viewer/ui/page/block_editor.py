"""Edit one block of the note as Markdown, in its place on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from viewer.base.translation import phrase_list, tr
from viewer.notes.edit import Change
from viewer.notes.model import Span
from viewer.notes.note import Note
from viewer.ui.kit.buttons import Painted
from viewer.ui.kit.keys import COMMAND, native
from viewer.ui.kit.paint import paint_face, paint_text, paint_words, smooth
from viewer.ui.kit.roles import Role, set_role
from viewer.ui.kit.theme import Theme, dark_theme, scaled, set_own_theme, theme_of, ui_font
from viewer.ui.page.markdown_editor import MarkdownEditor

_EDGE_PX = 8
_TOP_PX = 2  # over the text
_FOOT_PX = 12  # round it, over a picture
_OVER_PICTURE_PX = 800  # its width there, at most
_KEY_PX, _KEY_GAP_PX = 18, 14  # what a key and its words need beside them; of that behind them
_TIME_ENDS = (b")", b">", b"]", b"}")  # of a time in brackets
_OWN_KEYS = frozenset(
    {
        *(Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape),
        *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab),
    }
)


def _wrapped_px(words: str, metrics: QFontMetricsF, width: float) -> float:
    room = QRectF(0, 0, width, 100_000)
    return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, words).height() if words else 0.0


class _Text(MarkdownEditor):
    """The text field. Enter, Esc and Tab belong to the block."""

    next_requested = Signal()
    left = Signal()
    nest_requested = Signal(bool)
    leaves_space = False  # leave Space to the player while the block is empty
    _is_pressed = False  # a key, since this is there: one that opened it may be held still

    def __init__(
        self,
        parent: QWidget,
        times: Callable[[], Sequence[Span]],
        picture_of: Callable[[str], QImage | None],
    ) -> None:
        """`times` stand in the text."""
        super().__init__(parent, picture_of)
        self.keys = (native("Enter"), tr("next")), (native("Esc"), tr("done"))  # what each does
        self.times = times

    def height_px(self) -> int:
        self.dress_visible()
        block, height = self.document().firstBlock(), 0.0
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        margin = self.document().documentMargin()
        if self.document().isEmpty():
            words, width = self.placeholderText(), self.viewport().width() - 2 * margin
            height = max(height, _wrapped_px(words, QFontMetricsF(self.font()), width))
        return ceil(height + 2 * margin)

    def write(self, byte: int, words: str) -> None:
        self.place_caret(byte)
        self.textCursor().insertText(words)

    def type(self, words: str) -> None:
        self._part_from_time(words)
        self.textCursor().insertText(words)

    def _part_from_time(self, words: str) -> None:
        """Put a space between text inserted at the cursor and a time right there.

        Also after text that begins the block, before a picture.
        """
        cursor, data, at = self.textCursor(), self.data, self.byte_at_caret()
        first, before = words[:1], data[:at]
        is_start = bool(data) and not before.strip()
        is_behind = before.endswith(_TIME_ENDS) or (first.isalpha() and before[-1:].isdigit())
        is_begun = words.isprintable() and first not in ("", " ", "(")
        if not (is_start or is_behind) or not is_begun or cursor.hasSelection():
            return
        times = self.times()
        is_word = first.isalnum() or first in "“‘«[#"
        if is_word and any(time.end == at for time in times):
            cursor.insertText(" ")
        elif is_start and (data[at:].startswith(b"![") or any(time.start == at for time in times)):
            cursor.insertText(" ")
            cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
            self.setTextCursor(cursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        block = self.document().lastBlock()
        lines = block.layout().lineCount()
        if not lines or (self.placeholderText() and not self.data):
            return
        at = self.blockBoundingGeometry(block).translated(self.contentOffset()).topLeft()
        written = block.layout().lineAt(lines - 1).naturalTextRect().translated(at)
        font, theme = ui_font(self, 0.9), theme_of(self)
        metrics = QFontMetricsF(font)
        spaced = [metrics.horizontalAdvance(f"{key}{words}") + _KEY_PX for key, words in self.keys]
        room = QRectF(_EDGE_PX, written.top(), self.viewport().width(), written.height())
        room.setRight(self.viewport().width() + _KEY_GAP_PX - _EDGE_PX)
        if room.right() - written.right() > sum(spaced) + _KEY_PX:
            room.setLeft(room.right() - sum(spaced))
        elif written.left() < sum(spaced) + _KEY_PX:  # else Hebrew, which ends at the left
            return
        painter = smooth(self.viewport())
        for (key, words), wide in zip(self.keys, spaced, strict=True):
            key_px = paint_words(painter, room, key, font, theme.ink)
            behind = room.adjusted(key_px + _KEY_PX - _KEY_GAP_PX, 0, 0, 0)
            paint_words(painter, behind, words, font, theme.muted)
            room.setLeft(room.left() + wide)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's own name
        self._part_from_time(source.text())
        super().insertFromMimeData(source)

    def _takes(self, event: QKeyEvent) -> bool:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self.leaves_space and event.key() == Qt.Key.Key_Space and not self.data:
            return False
        return (event.key() in _OWN_KEYS and not control) or super()._takes(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._is_pressed |= not event.isAutoRepeat()
        if not self._is_pressed or self._is_for_names(event):
            return
        key, cursor = event.key(), self.textCursor()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if not self._takes(event) or key not in _OWN_KEYS:
            if event.text() and not event.modifiers() & COMMAND:
                self._part_from_time(event.text())
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.nest_requested.emit(key == Qt.Key.Key_Tab)
        elif shift:
            cursor.insertText("\n")  # Qt would write U+2028
            self.ensureCursorVisible()
        else:
            self.next_requested.emit()


class BlockEditor(Painted, QWidget):
    """A frame over the page with the block's text and the keys that end it.

    Over a picture it is dark, at the bottom of the picture.
    """

    edited = Signal(object)  # Change of the block's bytes, that was typed
    height_changed = Signal(int)  # in px

    def __init__(
        self,
        page: QWidget,
        rect: QRectF,
        times: Callable[[], Sequence[Span]],
        picture_of: Callable[[str], QImage | None],
        foot_px: Callable[[], int] | None = None,
    ) -> None:
        """Cover `rect` of `page`; `times` stand in the block's bytes.

        With `foot_px` the page is a picture, and this is that far above its lower edge.
        """
        super().__init__(page)
        self._foot_px = foot_px
        if foot_px is not None:
            set_own_theme(self, dark_theme(theme_of(self)))
            page.installEventFilter(self)
        set_role(self, Role.Grouping)
        self._page = page
        self.text = _Text(self, times, picture_of)
        self.text.setAccessibleName(tr("Bullet as Markdown"))
        self._below = ""
        self.setAccessibleName(phrase_list(map(" ".join, self.text.keys)))
        self._rect, self._told_height = rect, 0
        self.text.edited.connect(self._on_edited)
        self.text.cursorPositionChanged.connect(self._fit)  # it unfolds markup around it

    def open(self, data: bytes, line_end: bytes, placeholder: str = "", below: str = "") -> None:
        """Show the bytes of the block, and focus it.

        If there are none, `placeholder` is shown instead, and `below` what is there.
        """
        self.text.setPlaceholderText(placeholder)
        self._below = below
        self.text.set_text(data, Note.parse(data), line_end)
        self._fit()
        self.show()
        self.raise_()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply_change(self, change: Change, caret: int) -> None:
        """Show a change of the block that was not typed here, and move the cursor to a byte."""
        self.text.apply_change(change)
        self.text.place_caret(caret)
        self._fit()

    def set_rect(self, rect: QRectF) -> None:
        """Move to the block's new place; the page was scrolled, or has another width."""
        self._rect = rect
        self._fit()

    def close_editor(self) -> None:
        """Close; no more signals follow."""
        self.text.edited.disconnect(self._on_edited)
        self.text.cursorPositionChanged.disconnect(self._fit)
        set_own_theme(self, None)
        self.hide()
        self.deleteLater()

    def _on_edited(self, change: Change) -> None:
        self._fit()
        self.update()
        self.text.viewport().update()
        self.edited.emit(change)

    def _fit(self) -> None:
        page = self._page
        left = round(self._rect.left()) - _EDGE_PX - 4
        width = page.width() - left - 2
        if self._foot_px is not None:
            width = min(page.width() - 2 * _FOOT_PX, scaled(_OVER_PICTURE_PX))
            left = (page.width() - width) // 2
        inside = width - 2 * _EDGE_PX
        # The layout counts lines for the text's actual width, so that is set first.
        self.text.setGeometry(_EDGE_PX, _TOP_PX, inside, max(40, self.text.height()))
        needed = self.text.height_px()
        below = 0.0
        if self._is_bare:
            beside = 2 * self.text.document().documentMargin()
            metrics = QFontMetricsF(ui_font(self, 0.9))
            below = 8 + _wrapped_px(self._below, metrics, inside - beside)
        most = page.height() - 60 if self._foot_px is None else page.height() // 3
        height = min(needed, max(80, most))
        # A needless scroll bar would narrow the text, and so become needed.
        policy = Qt.ScrollBarPolicy
        bar = policy.ScrollBarAlwaysOn if height < needed else policy.ScrollBarAlwaysOff
        self.text.setVerticalScrollBarPolicy(bar)
        self.text.setGeometry(_EDGE_PX, _TOP_PX, inside, height)
        full = height + ceil(below) + 5
        # The text stays where it is on the page, beside its bullet.
        first = self.text.document().firstBlock().layout()
        leading = first.lineAt(0).y() if first.lineCount() else 0.0
        inset = self.text.document().documentMargin() + leading
        top = round(self._rect.top() - _TOP_PX - inset)
        if self._foot_px is not None:
            top = page.height() - self._foot_px() - _FOOT_PX - full
            page.update()  # subtitles go out of its way
        self.setGeometry(left, top, width, full)
        if full != self._told_height:
            self._told_height = full
            self.height_changed.emit(full)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self._page:
            self._fit()
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()  # only a shown text is laid out

    def paint(self, painter: QPainter, theme: Theme) -> None:
        paint_face(painter, QRectF(self.rect()), 0 if self._foot_px is None else 6, theme.paper)
        if self._is_bare:
            beside = self.text.document().documentMargin()
            place = QRectF(self.text.geometry()).adjusted(beside, 0, -beside, 0)
            place.setTop(self.text.height() + 5)
            place.setBottom(self.height())
            painter.setFont(ui_font(self, 0.9))
            painter.setPen(theme.muted)
            paint_text(painter, place, self._below, wraps=True)
            return
        box = QRectF(self.text.geometry()).adjusted(-_EDGE_PX + 1, -1, _EDGE_PX - 1, 2)
        painter.setPen(QPen(theme.link, 1.5))
        painter.setBrush(theme.paper)
        painter.drawRoundedRect(box, 5, 5)

    @property
    def _is_bare(self) -> bool:
        """Return whether it looks like the page: empty, with a hint of what can be written."""
        return bool(self.text.placeholderText()) and not self.text.data

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # else it is a click on the note
