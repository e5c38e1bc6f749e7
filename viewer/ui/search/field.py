"""The field of the search: the words that are looked for, and before them the filters as tokens.

A filter (`channel:`, `video:`, `tag:`, `from:`, `to:`) becomes a token when a space is typed behind
it, or a completion is taken; `said:` at once. Backspace at the start of the words takes the last
one away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from viewer.notes.timecode import parse_typed
from viewer.translation import tr
from viewer.ui.kit.boxes import place, seen_rect
from viewer.ui.kit.buttons import Painted
from viewer.ui.kit.list_overlay import ListField
from viewer.ui.kit.paint import RIGHT, paint_words
from viewer.ui.kit.plain import Label, plain
from viewer.ui.kit.row_list import ENTER
from viewer.ui.kit.theme import Theme, paint_icon, scaled, theme_of, ui_font, words_font
from viewer.ui.search.results import LEFT
from viewer.vault.query import QUOTES

_NAMES = "channel|video|tag|from|to"
_WHOLE = re.compile(rf'(?<!\S)(?:({_NAMES}):("[^"]+"|[^\s"]+)\s|said:)', re.IGNORECASE)
_PART = re.compile(rf'(?<!\S)({_NAMES}):(?:"([^"]*)|([^\s"]*))$', re.IGNORECASE)
_TOKEN_WIDEST = 210
_TOKEN_GAP = 6
_TOKEN_PAD = 9
_WORDS_LEAST = 130


class Filter(NamedTuple):
    """One filter of a search."""

    name: str
    value: str

    @property
    def text(self) -> str:
        """Write it as it is typed; a value with spaces, or quotes of its own, needs quotes."""
        quoted = f'"{self.value}"' if re.search(rf"[\s{QUOTES}]", self.value) else self.value
        return f"{self.name}:{quoted}"

    @property
    def can_be_read(self) -> bool:
        """Whether its value is a time, where it has to be one."""
        return self.name not in ("from", "to") or parse_typed(self.value) is not None


class SearchField(QWidget):
    """Tokens, words, and at the right what was found."""

    edited = Signal()
    filters_changed = Signal()  # and with them the width that is wanted

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = _Line(self)
        self._tokens: list[_Token] = []
        self._more = Label(parent=self)  # how many tokens have no room
        self._more.hide()
        self.count = ""
        self._shows_count = False
        self.wanted_width = 0  # in px, with which all tokens can be read; 0 where there is none
        self.line.textEdited.connect(self._on_edited)
        self.line.erased.connect(self._drop_last)
        self.setFocusProxy(self.line)
        self.refresh_font()

    # ------------------------------------------------------------------ what is looked for

    @property
    def filters(self) -> list[Filter]:
        """The filters that are tokens."""
        return [token.filter for token in self._tokens]

    def query(self) -> str:
        """Return the whole search as text: the tokens, then the words."""
        text = self.line.text()
        words = " ".join([*(each.text for each in self.filters), text]).strip(" ")
        return words + " " * text.endswith(" ")

    def set_query(self, text: str) -> None:
        """Show a search; its filters become tokens. Nothing is told of it."""
        self._clear_tokens()
        self.line.setText(self._take_tokens(text.strip() + " ").strip())
        self._arrange()

    def part(self) -> Filter | None:
        """Return the filter that is being typed: up to the caret, with no space behind it yet."""
        found = _PART.search(self.line.text()[: self.line.cursorPosition()])
        if found is None:
            return None
        return Filter(found[1].lower(), found[2] if found[2] is not None else found[3])

    def complete(self, value: str) -> None:
        """Make a token of the filter that is being typed, with this value."""
        text, at = self.line.text(), self.line.cursorPosition()
        found = _PART.search(text[:at])
        if found is None:
            return
        self._add(Filter(found[1].lower(), value))
        rest = (text[: found.start()] + text[at:].lstrip()).strip()
        self.line.setText(rest + " " if rest else "")
        self._arrange()
        self.edited.emit()

    def drop(self, dropped: Filter) -> None:
        """Search without one of the filters."""
        token = next((each for each in self._tokens if each.filter == dropped), None)
        if token is not None:
            self._drop(token)

    def set_count(self, text: str) -> None:
        """Show at the right what was found."""
        if text != self.count:
            self.count = text
            self._arrange()
            self.update()

    def refresh_font(self) -> None:
        """Take the size that texts have now."""
        self.line.setFont(words_font(self, 1.2))
        for token in self._tokens:
            token.updateGeometry()
        self._more.setFont(words_font(self, 1.0))
        self._arrange()

    # ------------------------------------------------------------------ tokens

    def _on_edited(self) -> None:
        text = self.line.text()
        at = self.line.cursorPosition()
        if _WHOLE.search(text[:at]):
            rest = self._take_tokens(text[:at]).lstrip()
            self.line.setText(rest + text[at:].lstrip())
            self.line.setCursorPosition(len(rest))
            self._arrange()
        self.edited.emit()

    def _take_tokens(self, text: str) -> str:
        """Make tokens of the filters in `text` that are whole; give the rest."""

        def take(found: re.Match[str]) -> str:
            if text[: found.start()].count('"') % 2:
                return found[0]  # in quotes
            name, value = found[1] or "said", found[2] or ""
            self._add(Filter(name.lower(), value.strip('"')))
            return ""

        return _WHOLE.sub(take, text)

    def _add(self, added: Filter) -> None:
        if added in self.filters:
            return
        token = _Token(added, self)
        token.clicked.connect(lambda: self._drop(token))
        token.show()
        self._tokens.append(token)

    def _drop(self, token: _Token) -> None:
        self._tokens.remove(token)
        token.hide()
        token.deleteLater()
        self._arrange()
        self.line.setFocus()
        self.edited.emit()

    def _drop_last(self) -> None:
        if self._tokens:
            self._drop(self._tokens[-1])

    def _clear_tokens(self) -> None:
        for token in self._tokens:
            token.hide()
            token.deleteLater()
        self._tokens = []

    # ------------------------------------------------------------------ looks

    def _arrange(self) -> None:
        left, right = self._left, self.width() - LEFT
        widths = [min(token.sizeHint().width(), _TOKEN_WIDEST) for token in self._tokens]
        needed = sum(widths) + _TOKEN_GAP * len(widths) + scaled(_WORDS_LEAST)
        count = round(QFontMetricsF(ui_font(self, 0.95)).horizontalAdvance(self.count)) + 14
        # What is looked for comes before how much was found.
        self._shows_count = bool(self.count) and needed + count <= right - left
        if self._shows_count:
            right -= count
        least = [min(token.least_width, _TOKEN_WIDEST) for token in self._tokens]
        spare = [width - low for width, low in zip(widths, least, strict=True)]
        while needed > right - left and any(more > 0 for more in spare):
            widest = spare.index(max(spare))
            widths[widest] -= 4
            spare[widest] -= 4
            needed -= 4
        left = self._hide_first(needed - (right - left), widths)
        for token, width in zip(self._tokens, widths, strict=True):
            height = token.sizeHint().height()
            if token.isHidden():
                continue
            place(token, left, (self.height() - height) // 2, width, height)
            left += width + _TOKEN_GAP
        place(self.line, left, 0, max(60, right - left), self.height())
        has_filter = bool(self._tokens)
        if (wanted := self._wanted()) != self.wanted_width:
            self.wanted_width = wanted
            self.filters_changed.emit()
        self.line.setPlaceholderText("" if has_filter else tr("Search notes and transcripts"))

    def _hide_first(self, over_px: int, widths: Sequence[int]) -> int:
        """Hide the first tokens where all are `over_px` too wide; give where the rest begins.

        The last one is always seen, for Backspace takes it away.
        """
        hidden = 0
        for index, (token, width) in enumerate(zip(self._tokens, widths, strict=True)):
            hides = over_px > 0 and index + 1 < len(widths)
            token.setVisible(not hides)
            if hides:
                over_px -= width + _TOKEN_GAP
                if not hidden:
                    over_px += self._more.fontMetrics().horizontalAdvance("+9") + _TOKEN_GAP
                hidden += 1
        self._more.setVisible(bool(hidden))
        if not hidden:
            return self._left
        self._more.setText(f"+{hidden}")
        self._more.setToolTip(plain("\n".join(each.text for each in self.filters[:hidden])))
        place(self._more, self._left, 0, self._more.sizeHint().width(), self.height())
        return self._left + self._more.width() + _TOKEN_GAP

    @property
    def _left(self) -> int:
        return LEFT + scaled(18) + 10

    def _wanted(self) -> int:
        tokens = sum(min(token.sizeHint().width(), _TOKEN_WIDEST) for token in self._tokens)
        tokens += _TOKEN_GAP * len(self._tokens)
        return self._left + tokens + scaled(_WORDS_LEAST) + LEFT if self._tokens else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shows_count:
            room = seen_rect(self, self.rect().adjusted(0, 0, 2 - LEFT, 0))
            font, colour = ui_font(self, 0.95), theme_of(self).muted
            paint_words(QPainter(self), room, self.count, font, colour, RIGHT)


class _Token(Painted, QAbstractButton):
    """A filter; a click takes it away.

    For the keyboard, which stays in the words, Backspace does so.
    """

    def __init__(self, shown: Filter, parent: QWidget) -> None:
        super().__init__(parent)
        self.filter = shown
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        words = tr("Remove the filter {0}").format(shown.text)
        self.setAccessibleName(words)
        self.setToolTip(plain(words))

    def sizeHint(self) -> QSize:
        name, value = self._metrics()
        wide = name.horizontalAdvance(self.filter.name + ":  ")
        wide += value.horizontalAdvance(self.filter.value)
        return QSize(round(wide) + 2 * _TOKEN_PAD + 18, round(value.height()) + 10)

    @property
    def least_width(self) -> int:
        """The width in px that shows its name and the beginning of its value."""
        value, letters = self._metrics()[1], self.filter.value
        spared = value.horizontalAdvance(letters) - value.horizontalAdvance(letters[:4] + "…")
        return self.sizeHint().width() - max(0, round(spared))

    def _metrics(self) -> tuple[QFontMetricsF, QFontMetricsF]:
        return QFontMetricsF(words_font(self, 0.95)), QFontMetricsF(words_font(self, 1.0))

    def paint(self, painter: QPainter, theme: Theme) -> None:
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.link, 1) if self.underMouse() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.chip_wash)
        painter.drawRoundedRect(rect, 6, 6)
        name, _value = self._metrics()
        label = self.filter.name + ":"
        wide = name.horizontalAdvance(label)
        room = rect.translated(0, 0.5)
        room.setLeft(_TOKEN_PAD)
        room.setWidth(wide + 1)
        paint_words(painter, room, label, words_font(self, 0.95), theme.muted)
        room.setLeft(_TOKEN_PAD + wide + 4)
        room.setRight(self.width() - 22)
        ink = theme.link if self.filter.can_be_read else theme.bad
        paint_words(painter, room, self.filter.value, words_font(self, 1.0), ink)
        icon = QRectF(self.width() - 20, (self.height() - 12) / 2, 12, 12)
        paint_icon(painter, "close", theme.ink if self.underMouse() else theme.muted, icon)


class _Line(ListField):
    """The words. Enter is theirs also with Ctrl held."""

    erased = Signal()  # Backspace, where there is nothing before the caret
    cited = Signal()  # Enter with Shift

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Search vault"))

    def _move_for(self, event: QKeyEvent) -> Qt.Key | None:
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_end = key in (Qt.Key.Key_Home, Qt.Key.Key_End)
        if is_end and modifiers == Qt.KeyboardModifier.ControlModifier:
            return key
        return super()._move_for(event)

    def _is_own(self, event: QKeyEvent) -> bool:
        return event.key() in ENTER or super()._is_own(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_first = self.cursorPosition() == 0 and not self.hasSelectedText()
        if event.key() == Qt.Key.Key_Backspace and is_first:
            self.erased.emit()
        elif event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.cited.emit()
        else:
            super().keyPressEvent(event)
