"""Below the list of notes: other notes about the same video, notes that link here, links out.

One list with a heading for each section; a section without entries is not shown, and without any
the whole list is hidden. A click or Enter on a heading folds its section. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import (
    QEvent,
    QMarginsF,
    QObject,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QSizePolicy,
    QWidget,
)

from viewer.translation import numeral, tr
from viewer.ui.kit.paint import MARK_PX, RIGHT, paint_mark, paint_text, paint_words
from viewer.ui.kit.row_list import ListView, RowState
from viewer.ui.kit.theme import caps_font, paint_icon, scaled, theme_of, ui_font, words_font
from viewer.ui.kit.timers import once

_MOST = 0.5  # of the pane's height


class RelatedSection(Enum):
    """The parts of the list, in their order."""

    VIDEO = "video"
    LINKED = "linked"
    LINKS = "links"


class RelatedNote(NamedTuple):
    """One line: a note. `path` is None where a link leads to none."""

    title: str
    path: Path | None
    claims: int | None = None
    sentence: str = ""  # in which the link to this note stands
    excerpt: str = ""  # of it, what there may be room for
    start: int = 0  # byte to go to in the note
    heading: str = ""  # … or the heading
    target: str = ""  # of a link, as it is written
    several: int = 0  # so many notes it can mean
    number: int | None = None  # of the note's mark


class _Row(NamedTuple):
    section: RelatedSection
    entry: RelatedNote | None  # None: the heading


class RelatedView(ListView[_Row]):
    """The list below the vault: the headings, and the entries below those that are open."""

    RIM, CLICKS = QMarginsF(6, 0.5, 6, 0.5), 1

    chosen = Signal(object)  # Entry
    folded = Signal(object, bool)  # Section, whether it is open now

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pane = parent
        self.setAccessibleName(tr("Notes about this video, and links"))
        self.entries: Mapping[RelatedSection, Sequence[RelatedNote]] = {}
        self.is_open: dict[RelatedSection, bool] = {}
        self._fitting = once(self, 0, self.refit)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_open(self, section: RelatedSection, shown: bool) -> None:
        """Show or fold the entries of a section."""
        self.is_open[section] = shown
        self._show_rows()

    def set_entries(self, entries: Mapping[RelatedSection, Sequence[RelatedNote]]) -> None:
        """Show these entries; the place in the list stays where it can."""
        if entries != self.entries:
            self.entries = entries
            self._show_rows()

    def _show_rows(self) -> None:
        at, top = self.currentIndex().row(), self.verticalScrollBar().value()
        rows = []
        for section in RelatedSection:
            entries = self.entries.get(section, ())
            if entries:
                rows.append(_Row(section, None))
                if self.is_open[section]:
                    rows += [_Row(section, entry) for entry in entries]
        self.rows.set_rows(rows)
        self.setVisible(bool(rows))
        self.refit()
        if rows and at >= 0:
            self.setCurrentIndex(self.rows.index(min(at, len(rows) - 1)))
        self.verticalScrollBar().setValue(top)

    def refit(self) -> None:
        """Be as high as the rows, but leave the half of the pane to the list of notes."""
        most = round(self._pane.height() * _MOST)
        self.setFixedHeight(max(40, self.content_height(most - 10) + 10))

    def focus_first(self) -> None:
        """Take the keys, at the first entry where none was chosen yet."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.currentIndex().isValid():
            entries = [n for n, row in enumerate(self.rows.rows) if row.entry is not None]
            self.setCurrentIndex(self.rows.index(entries[0] if entries else 0))

    def take(self, row: _Row) -> None:
        if row.entry is not None:
            self.chosen.emit(row.entry)
        else:
            self._fold(row.section, not self.is_open[row.section])

    def _fold(self, section: RelatedSection, shown: bool) -> None:
        if self.is_open[section] != shown:
            self.set_open(section, shown)
            self.folded.emit(section, shown)
        self.setCurrentIndex(self.rows.index_of(_Row(section, None)))

    def meaning_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        # Arrows and Enter go through the list here, although the window has them for the player.
        row, key = self.current_row, event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and row is not None:
            opens = key == Qt.Key.Key_Right
            return lambda: self._fold(row.section, opens)
        return super().meaning_of(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget() and isinstance(event, QResizeEvent):
            self._fitting.start()
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------------ a row

    def say(self, row: _Row) -> str:
        entry = row.entry
        if entry is None:
            return self._heading(row.section)
        if entry.path is None:
            return tr("{0} (missing)").format(entry.title)
        if entry.several:
            return tr("{0} (1 note)|{0} (one of %n notes)", "", entry.several).format(entry.title)
        return entry.title

    def tip(self, row: _Row) -> str:
        entry = row.entry
        if entry is None:
            return ""
        if entry.path is None:
            return tr("No note “{0}” in this vault").format(entry.target)
        if entry.several:
            return tr("{1} notes are called “{0}”").format(entry.target, entry.several)
        return "\n\n".join(filter(None, (entry.title, entry.sentence)))

    def _heading(self, section: RelatedSection) -> str:
        return {
            RelatedSection.VIDEO: tr("About this video"),
            RelatedSection.LINKED: tr("Linked from"),
            RelatedSection.LINKS: tr("Links"),
        }[section]

    def row_height(self, row: _Row) -> int:
        if row.entry is None:
            return round(QFontMetricsF(caps_font(self)).height()) + 16
        high = round(QFontMetricsF(ui_font(self)).height()) + 9
        if row.entry.sentence:
            high += round(QFontMetricsF(words_font(self, 0.9)).height())
        return max(26, high)

    def lit(self, row: _Row, state: RowState) -> QColor | None:
        return QColor(Qt.GlobalColor.transparent) if row.entry is None else None

    def paint_cells(self, painter: QPainter, rect: QRectF, row: _Row, state: RowState) -> None:
        """Paint a heading in small capitals, or a title with what is said of it."""
        if row.entry is None:
            self._paint_heading(painter, row.section, rect, state.is_hovered)
        else:
            self._paint_entry(painter, row.entry, rect)

    def _paint_heading(
        self, painter: QPainter, section: RelatedSection, rect: QRectF, hovered: bool
    ) -> None:
        theme, font = theme_of(self), caps_font(self)
        room, side = rect.adjusted(16, 8, -16, 0), scaled(12)
        # In capitals the words are wider than Qt counts where it cuts them short.
        whole, metrics = self._heading(section).upper(), QFontMetricsF(font)
        text = metrics.elidedText(whole, Qt.TextElideMode.ElideRight, room.width() - side - 8)
        painter.setFont(font)
        painter.setPen(theme.muted)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        paint_text(painter, room, text, middle)
        if not self.is_open[section]:
            count = numeral(len(self.entries[section]))
            paint_words(painter, room, count, ui_font(self, 0.92), theme.muted, RIGHT)
        if hovered or not self.is_open[section] or self.hasFocus():
            arrow = "chevron-down" if self.is_open[section] else "chevron-right"
            left = room.left() + metrics.horizontalAdvance(text) + 8
            at = QRectF(left, room.center().y() - side / 2, side, side)
            paint_icon(painter, arrow, theme.muted, at)

    def _paint_entry(self, painter: QPainter, entry: RelatedNote, rect: QRectF) -> None:
        theme, font = theme_of(self), ui_font(self)
        room = rect.adjusted(16, 0, -16, 0)
        line = QRectF(room)
        if entry.sentence:
            line.setHeight(QFontMetricsF(font).height() + 8)
        beside = numeral(entry.claims) if entry.claims is not None else ""
        if entry.path is None:
            beside = tr("missing")
        elif entry.several:
            beside = tr("1 note|%n notes", "", entry.several)
        if beside:
            colour = theme.doubt if entry.path is None else theme.muted
            used = paint_words(painter, line, beside, ui_font(self, 0.92), colour, RIGHT)
            line.setRight(line.right() - used - 8)
        below = QRectF(room.left(), line.bottom() - 4, line.width(), rect.bottom() - line.bottom())
        if entry.number is not None:
            mark = QRectF(line.left(), line.center().y() - MARK_PX / 2, MARK_PX, MARK_PX)
            paint_mark(painter, entry.number, theme, mark)
            line.setLeft(line.left() + MARK_PX + 8)
        colour = theme.muted if entry.path is None else theme.ink
        paint_words(painter, line, entry.title, font, colour)
        if entry.sentence:
            paint_words(painter, below, entry.excerpt, words_font(self, 0.9), theme.muted)
