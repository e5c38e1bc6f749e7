"""The search view: a field over the window, and below it the results by note.

The view does not know the index. Its owner receives what is typed (`edited`), sets rows and
messages, and is told which row was chosen. The focus stays in the field. GUI thread; the list is
virtual, so that only visible rows cost anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from viewer.base.translation import tr, without_stop
from viewer.notes.timecode import parse_typed
from viewer.ui.kit.list_overlay import ListField, ListOverlay
from viewer.ui.kit.row_list import ENTER
from viewer.ui.vault.result_rows import (
    HitGroup,
    HitPlace,
    SaidPlace,
    SearchChoice,
    SearchRow,
    VideoGroup,
    can_be_chosen,
    is_place,
    key_of,
)
from viewer.ui.vault.results import Picture, ResultList
from viewer.vault.query import QUOTES

_NAMES = "channel|video|tag|from|to"
_WHOLE = re.compile(rf'(?<!\S)(?:(?:({_NAMES}):|(?=#))("[^"]+"|[^\s"]+)|said:)', re.IGNORECASE)
_PART = re.compile(
    rf'(?<!\S)(?:({_NAMES}):|(?=#))(?:"(?P<quoted>[^"]*)|(?P<bare>[^\s"]*))$', re.IGNORECASE
)
_NARROWEST, _WIDEST = 720, 920
_FIELD_HEIGHT = 56
_MOST_OF_WINDOW = 0.56  # of its height, for the list


class Filter(NamedTuple):
    """One filter of a search."""

    name: str
    value: str

    @property
    def text(self) -> str:
        """Return it as typed; a value with spaces or quotes needs quotes."""
        if self.value.startswith("#"):
            return self.value
        quoted = f'"{self.value}"' if re.search(rf"[\s{QUOTES}]", self.value) else self.value
        return f"{self.name}:{quoted}"

    @property
    def can_be_read(self) -> bool:
        """Return whether its value is a time, if it must be."""
        return self.name not in ("from", "to") or parse_typed(self.value) is not None


class SearchField(ListField):
    """The search query. It handles Enter itself, also with Ctrl."""

    cited = Signal()  # Enter with Shift
    ticked = Signal()  # Enter with Alt

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(without_stop(tr("Search vault…")))
        self.setPlaceholderText(tr("Search notes and transcripts"))

    @property
    def filters(self) -> list[Filter]:
        """The filters, except one being typed."""
        part = self.part()
        found = [
            Filter((each[1] or ("tag" if each[2] else "said")).lower(), (each[2] or "").strip('"'))
            for each in _WHOLE.finditer(self.text())
        ]
        return [each for each in found if each != part]

    def part(self) -> Filter | None:
        """Return the filter being typed: up to the cursor, without a space after it yet."""
        found = _PART.search(self.text()[: self.cursorPosition()])
        if found is None:
            return None
        return Filter((found[1] or "tag").lower(), found["quoted"] or found["bare"] or "")

    def complete(self, value: str) -> None:
        """Complete the filter being typed with this value."""
        part, at = self.part(), self.cursorPosition()
        if part is None:
            return
        text = self.text()
        before = _PART.sub("", text[:at]) + Filter(part.name, value).text + " "
        self.setText(before + text[at:].lstrip())
        self.setCursorPosition(len(before))
        self.textEdited.emit(self.text())

    def drop(self, dropped: str) -> None:
        """Remove one of the typed filters."""
        self.setText(" ".join(self.text().replace(dropped, " ", 1).split()))
        self.textEdited.emit(self.text())

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
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.cited.emit()
        elif event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.ticked.emit()
        else:
            super().keyPressEvent(event)


class SearchView(ListOverlay):
    """An overlay over `window`; hidden until `open`."""

    field: SearchField
    list: ResultList

    chosen = Signal(object, bool)  # a row; whether the search stays open
    cite_wanted = Signal(object)  # a sentence that is to be cited: SaidPlace

    def __init__(self, window: QWidget, picture: Picture) -> None:
        """Take what gives the frames."""
        super().__init__(window, _FIELD_HEIGHT, SearchField, lambda card: ResultList(card, picture))
        self._grown = 0  # the height of the list does not shrink while one types
        self.set_keys(_keys(can_quote=False))
        self.field.accepted.connect(self._accept)
        self.field.cited.connect(self._cite)
        self.field.ticked.connect(lambda: self.list.tick(self.list.current_row))
        self.list.clicked.connect(self._on_clicked)

    def open(self) -> None:
        """Show the search as it was left, its query selected; or focus its field."""
        if not self.isVisible():
            self._grown = 0
            self.field.refresh_font()
            self.list.refresh_fonts()
        self._appear()
        self.field.selectAll()

    # ------------------------------------------------------------------ what is shown

    def show_rows(self, rows: Sequence[SearchRow], *, stay: bool = False) -> None:
        """List `rows`; with `stay` the current row and the scroll position stay."""
        before = self.list.current_row if stay else None
        below = self.list.visualRect(self.list.currentIndex()).top() if stay else 0
        # Nothing is painted in between: the new rows replace the old ones.
        if list(rows) != self.list.rows.rows:
            self.list.rows.set_rows(rows)
        elif stay:
            return
        self.set_keys(_keys(can_quote=any(isinstance(row, SaidPlace) for row in rows)))
        self._place()
        at = _find(self.list.rows.rows, before) if before is not None else -1
        if at >= 0:
            self.list.setCurrentIndex(self.list.rows.index(at))
            rect = self.list.visualRect(self.list.rows.index(at))
            bar = self.list.verticalScrollBar()
            bar.setValue(bar.value() + rect.top() - below)
        else:
            self._select(self._first())

    def _first(self) -> int:
        """Return the row to select first: a passage rather than the title above it."""
        at = super()._first()
        below = self.list.rows.rows[at + 1 : at + 2]
        if at >= 0 and isinstance(self.list.rows.rows[at], HitGroup) and below:
            return at + isinstance(below[0], HitPlace)
        return at

    def show_frames(self, shown: bool) -> None:
        """Show or hide the frames."""
        if self.list.shows_frames != shown:
            self.list.shows_frames = shown
            self.list.viewport().update()

    # ------------------------------------------------------------------ where one is

    @property
    def places(self) -> Sequence[int]:
        """The rows that lead into a note, from the top."""
        return [at for at, row in enumerate(self.list.rows.rows) if is_place(row)]

    def select_place(self, at: int) -> SearchRow:
        """Select a row, whether the view is open or not."""
        self._select(at)
        return self.list.rows.rows[at]

    @property
    def current_at(self) -> int:
        return self.list.currentIndex().row()

    def _scroll_to(self, at: int) -> None:
        if at and isinstance(self.list.rows.rows[at - 1], HitGroup | VideoGroup):
            self.list.scrollTo(self.list.rows.index(at - 1))  # its note, too
        super()._scroll_to(at)

    def _move(self, key: Qt.Key) -> None:
        # Tab takes a completion, as everywhere; else it moves.
        is_completion = (
            isinstance(self.list.current_row, SearchChoice) and self.field.part() is not None
        )
        if key == Qt.Key.Key_Tab and is_completion:
            self._accept(False)
        else:
            super()._move(key)

    def _accept(self, stay_open: bool) -> None:
        row = self.list.current_row
        if row is not None and can_be_chosen(row):
            self.chosen.emit(row, stay_open)

    def _cite(self) -> None:
        row = self.list.current_row
        if isinstance(row, SaidPlace):
            self.cite_wanted.emit(row)
        else:
            self._accept(False)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.list.rows.at(index)
        if self.list.is_tick_clicked():
            self.list.tick(row)
        elif row is not None and can_be_chosen(row):
            self.list.setCurrentIndex(index)
            keys = QApplication.keyboardModifiers()
            self.chosen.emit(row, bool(keys & Qt.KeyboardModifier.ControlModifier))
        elif isinstance(row, HitGroup | VideoGroup):
            # The name of a note, or of a video, opens it where something was found first.
            place = self.list.rows.rows[index.row() + 1]
            if isinstance(place, HitPlace | SaidPlace):
                self.list.setCurrentIndex(self.list.rows.index(index.row() + 1))
                self.chosen.emit(place, False)

    # ------------------------------------------------------------------ looks

    def _width(self) -> int:
        return max(_NARROWEST, min(_WIDEST, round(self.width() * 0.48)))

    def _list_height(self, most: int) -> int:
        most = min(round(self.height() * _MOST_OF_WINDOW), most)
        needed = self.list.content_height(most)
        if any(is_place(row) for row in self.list.rows.rows[:4]):
            needed = self._grown = max(needed, self._grown)
        return max(min(needed, most), 60)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._grown = 0

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self.isVisible():
            QTimer.singleShot(0, self._refresh_fonts)

    def _refresh_fonts(self) -> None:
        self.field.refresh_font()
        self.list.refresh_fonts()
        self.list.doItemsLayout()
        self._place()


def _find(rows: Sequence[SearchRow], wanted: SearchRow) -> int:
    """Find a row again among others, or return -1."""
    keys = list(map(key_of, rows))
    return keys.index(key_of(wanted)) if key_of(wanted) in keys else -1


def _keys(*, can_quote: bool) -> Sequence[str]:
    keys = [tr("↑ ↓ move"), tr("Enter open and seek"), tr("Ctrl+Enter open, stay here")]
    return [*keys, tr("Shift+Enter quote in note")] if can_quote else keys
