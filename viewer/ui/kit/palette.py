"""The palette: a search field over the window, and the matching rows.

It serves every choice from a list: actions, notes, headings. Its owner passes the rows and a
function for the key of the chosen one; it is called after the palette has closed and the focus is
restored. GUI thread.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from viewer.base.translation import numeral, tr
from viewer.ui.kit.fuzzy import ranked
from viewer.ui.kit.list_overlay import ListField, ListOverlay
from viewer.ui.kit.palette_list import BATCH, ROW_HEIGHT, PaletteList, Row, folded

_WIDEST = 720
_FIELD_HEIGHT = 54
_MOST_ROWS = 9


class Palette(ListOverlay):
    """An overlay over `window`; hidden until `open`, and again after a choice or Esc."""

    field: _Field
    list: PaletteList

    chosen = Signal(object)  # the key of a row, after the palette has closed

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, _FIELD_HEIGHT, _Field, PaletteList)
        self._on_choose: Callable[[object], object] | None = None
        self._rows: Sequence[Row] = ()
        self._ranked: Callable[[str], tuple[Sequence[int], int]] = partial(ranked, (), ())
        self._typed: Callable[[str], Row | None] = lambda _text: None
        self._on_remove: Callable[[object], object] | None = None
        self._first_rows: Sequence[Row] = ()
        self._last: Callable[[str], Sequence[Row]] = lambda _text: ()

        self._left = "", ""  # what it was opened for, and what was typed, when a click closed it
        self.field.textEdited.connect(lambda _: self._search())
        self.field.accepted.connect(lambda _: self._choose())
        self.field.removed.connect(self._remove_current)
        self.list.clicked.connect(lambda _: self._on_clicked())

    def open(
        self,
        rows: Sequence[Row],
        placeholder: str,
        on_choose: Callable[[object], object] | None = None,
        *,
        begins_at: object = None,
        typed: Callable[[str], Row | None] = lambda _text: None,
        on_remove: Callable[[object], object] | None = None,
        first: Sequence[Row] = (),
        last: Callable[[str], Sequence[Row]] = lambda _text: (),
        enter: str = "",
        aside_from: int = sys.maxsize,
    ) -> None:
        """Show `rows`, in their order until something is typed; the most recent come first.

        If already open, it shows the new rows instead. `on_choose` receives the key, and
        `on_remove` that of a row which `can_go`. The row with the key `begins_at` is selected
        first. `typed` may return a row for a text, instead of matches. While nothing is typed,
        `first` are shown, if there are any; `last` returns the rows below the matches of a text.
        `enter` says what Enter does. Rows from `aside_from` on come after others that match as
        well.
        """
        self._first_rows, self._last = first, last
        self._on_choose, self._on_remove, self._typed = on_choose, on_remove, typed
        does = enter or tr("Enter choose")
        self.set_keys((tr("↑ ↓ move"), does, tr("Esc close")))
        others = any(row.also for row in rows[:1])
        ranks = partial(ranked, *folded(rows), aside_from=aside_from, slips_in_texts=others)
        self._rows, self._ranked = rows, ranks
        left, self._left = self._left, ("", "")
        text = left[1] if left[0] == placeholder else ""
        self.field.setText(text)
        self.field.selectAll()
        self.field.refresh_font()
        self.list.refresh_fonts()
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleName(placeholder)
        self._search(begins_at)
        self._appear()

    def replace(self, rows: Sequence[Row], by: Sequence[Row], first: Sequence[Row] = ()) -> None:
        """Replace the rows it was opened with, if it still shows these.

        With `first`, shown while nothing is typed, the top one is then selected.
        """
        if not self.isVisible() or self._rows is not rows:
            return
        current = None if first else self.list.current
        self._first_rows, self._rows, self._ranked = first, by, partial(ranked, *folded(by))
        self._search(current.key if current is not None else None)

    def shown_titles(self) -> Sequence[str]:
        """Return the titles of the listed rows, from the top."""
        return [row.title for row in self.list.shown]

    # -- searching ---------------------------------------------------------------------------------

    def _search(self, kept: object = None) -> None:
        """List the matches; select the row with the key `kept`, else the first."""
        query, rows, found = self.field.text().strip(), self._rows, ""
        typed = self._typed(query)
        if typed is not None:
            rows = [typed]
        elif query:
            best, count = self._ranked(query)
            if rows:
                found = tr("{0} of {1}").format(numeral(count), numeral(len(rows)))
            rows = [*(rows[at] for at in best), *self._last(query)]
        elif self._first_rows:
            rows = self._first_rows
        self.field.set_count(found)
        self.list.show_rows(rows, "" if typed is not None else query)
        nothing = tr("No results for “{0}”.") if query else tr("Nothing to choose from.")
        self.empty.setText(nothing.format(query))
        at = -1 if kept is None else self.list.place_of(kept)
        self._select(at if at >= 0 else self._first())
        self._place()

    # -- choosing ----------------------------------------------------------------------------------

    def _choose(self) -> None:
        row = self.list.current
        if row is None:
            return
        on_choose = self._on_choose
        self.close_list()
        self.chosen.emit(row.key)
        if on_choose is not None:
            on_choose(row.key)

    def _on_clicked(self) -> None:
        if self.list.is_cross_clicked():
            self._remove_current()
        else:
            self._choose()

    def _remove_current(self) -> None:
        row = self.list.current
        if row is not None and row.can_go and self._on_remove is not None:
            self._on_remove(row.key)

    # -- looks -------------------------------------------------------------------------------------

    def _width(self) -> int:
        return _WIDEST

    def _list_height(self, most: int) -> int:
        shown = _MOST_ROWS if self.field.text() or not self._first_rows else BATCH
        return max(
            ROW_HEIGHT, min(sum(map(self.list.row_height, self.list.rows.rows[:shown])), most)
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._left = self.field.placeholderText(), self.field.text()
        super().mousePressEvent(event)


class _Field(ListField):
    """The field. Home and End go to the list while it is empty."""

    removed = Signal()  # Delete, which nothing in the text is there for

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not self.text():
            self.removed.emit()
        super().keyPressEvent(event)

    def _move_for(self, event: QKeyEvent) -> Qt.Key | None:
        # Home and End are the text's, until there is none.
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not self.text() and modifiers == Qt.KeyboardModifier.NoModifier:
            key = Qt.Key(event.key())
            if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
                return key
        return super()._move_for(event)
