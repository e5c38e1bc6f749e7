"""The two lists of the window for preferences: its sections, and all actions with their keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from viewer.translation import comma_list, tr
from viewer.ui.kit.paint import CENTRE, paint_words
from viewer.ui.kit.row_list import ENTER, ListView, RowState
from viewer.ui.kit.theme import theme_of, ui_font, words_font
from viewer.ui.shell.action import Action
from viewer.ui.shell.actions import Actions
from viewer.ui.shell.settings import Settings
from viewer.ui.shell.shortcuts import native

R = TypeVar("R")
_LEFT = 12


def matches(query: str, *texts: str) -> bool:
    """Return whether each word of a query is in one of the texts."""
    whole = " ".join(texts).casefold()
    return all(word in whole for word in query.casefold().split())


class _OneLine(ListView[R]):
    """A list with one line for each row; Esc is its window's."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)

    def row_height(self, row: R) -> int:
        return round(QFontMetricsF(words_font(self)).height()) + 16

    def refit(self) -> None:
        self.doItemsLayout()
        self.scrollTo(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class Section(NamedTuple):
    """A section, as its name is shown."""

    name: str
    groups: tuple[str, ...]  # of settings; none: the keys


class SectionList(_OneLine[Section]):
    """The names of the sections."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_lit = True
        self.least_px = 0
        self.setAccessibleName(tr("Sections"))

    def names(self) -> list[str]:
        return [section.name for section in self.rows.rows]

    def say(self, row: Section) -> str:
        return row.name

    def set_lit(self, lit: bool) -> None:
        """Show whether the selected section is what is shown; in a search none is."""
        self.is_lit = lit
        self.viewport().update()

    def refit(self) -> None:
        metrics = QFontMetricsF(words_font(self, 1.0, QFont.Weight.DemiBold))
        widest = max((metrics.horizontalAdvance(name) for name in self.names()), default=0.0)
        self.setFixedWidth(max(self.least_px, round(widest) + 40))
        super().refit()

    def lit(self, row: Section, state: RowState) -> QColor | None:
        return super().lit(row, state) if self.is_lit else None

    def paint_cells(self, painter: QPainter, rect: QRectF, row: Section, state: RowState) -> None:
        weight = QFont.Weight.DemiBold if self.lit(row, state) is not None else QFont.Weight.Normal
        font, room = words_font(self, 1.0, weight), rect.adjusted(_LEFT, 0, -8, 0)
        paint_words(painter, room, row.name, font, theme_of(self).ink)


class ActionList(_OneLine[Action]):
    """All actions; Enter changes the first key of one, Delete takes its keys away."""

    GROUND = "paper"

    change_requested = Signal()
    clear_requested = Signal()

    def __init__(self, actions: Actions, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions, self._settings = actions, settings
        self.setAccessibleName(tr("Actions and their keys"))
        self.setMinimumHeight(120)
        self.doubleClicked.connect(lambda _index: self.change_requested.emit())

    def key_of(self, row: Action) -> str:
        return row.id

    def say(self, row: Action) -> str:
        return self._actions[row.id].iconText()

    def speak(self, row: Action) -> str:
        return comma_list((self.say(row), *map(native, self._actions.keys[row.id])))

    def meaning_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        if event.key() in (*ENTER, Qt.Key.Key_F2):
            return self.change_requested.emit
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return self.clear_requested.emit
        return None

    def paint_cells(self, painter: QPainter, rect: QRectF, row: Action, state: RowState) -> None:
        right = self._paint_keys(painter, rect, self._actions.keys[row.id])
        is_changed = row.id in self._settings.changed_keys()
        font = words_font(self, 1.0, QFont.Weight.DemiBold if is_changed else QFont.Weight.Normal)
        room = QRectF(rect.left() + _LEFT, rect.top(), right - rect.left() - _LEFT, rect.height())
        paint_words(painter, room, self.say(row), font, theme_of(self).ink)

    def _paint_keys(self, painter: QPainter, rect: QRectF, keys: Sequence[str]) -> float:
        """Paint the caps from the right, as many as fit into half the row; give their left."""
        theme, font = theme_of(self), ui_font(self, 0.92)
        edge = theme.line.lighter(150) if theme.dark else theme.line.darker(115)
        metrics = QFontMetricsF(font)
        texts = [native(key) for key in keys]
        widths = [metrics.horizontalAdvance(text) + 14 for text in texts]
        while len(widths) > 1 and sum(widths) + 6 * len(widths) > rect.width() / 2:
            texts.pop()
            widths.pop()
        left = rect.right() - _LEFT - sum(widths) - 6 * (len(widths) - 1)
        x = left
        high = metrics.height() + 4
        for text, width in zip(texts, widths, strict=True):
            cap = QRectF(x, rect.center().y() - high / 2, width, high)
            painter.setPen(QPen(edge, 1.0))
            painter.setBrush(theme.window)
            painter.drawRoundedRect(cap, 4, 4)
            paint_words(painter, cap, text, font, theme.ink, CENTRE)
            x += width + 6
        return left - 10
