"""The palette: a field over the window, and below it the rows that the letters typed may mean.

It serves every choice from a list: actions, notes, headings. Its owner gives the rows and a
function to call with the key of the chosen one; it is called after the palette has closed and the
focus is back where it was. All of it belongs to the GUI thread; long lists are searched a few
milliseconds at a time between two events, and a search for letters that were typed over is dropped.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Sequence

from PySide6.QtCore import (
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFontMetricsF,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QPushButton, QWidget

from viewer.translation import numeral, tr
from viewer.ui.kit.boxes import place, seen_rect, sides
from viewer.ui.kit.buttons import PaintedButton
from viewer.ui.kit.fuzzy import MOST_BEST, FuzzyRows, Search, warm_up
from viewer.ui.kit.list_overlay import FOOTER_HEIGHT, Face, ListField, ListOverlay
from viewer.ui.kit.paint import CENTRE, RIGHT, paint_face, paint_words
from viewer.ui.kit.palette_list import (
    BATCH,
    ROW_HEIGHT,
    TEXT_LEFT,
    PaletteList,
    Row,
)
from viewer.ui.kit.theme import Theme, paint_icon, scaled, theme_of, ui_font, words_font
from viewer.ui.kit.time_slices import Slices

_WIDEST = 720
_FIELD_HEIGHT = 54
_MOST_ROWS = 9
_AT_ONCE_ROWS = 2_000
_WARMING_S = 0.003


__all__ = ["Palette", "Row"]


class Palette(ListOverlay):
    """An overlay over `window`; hidden until `open`, and again after a choice or Esc."""

    list: PaletteList

    chosen = Signal(object)  # the key of a row, after the palette has closed

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, _FIELD_HEIGHT, PaletteList)
        self._on_choose: Callable[[object], object] | None = None
        self._rows: Sequence[Row] = ()
        self._fuzzy = FuzzyRows(())
        self._kept: object = None  # the key of the row that is to stay selected
        self._answered: Search | None = None  # whose rows are listed
        self._order: Sequence[int] = ()  # of these rows
        self._search = Search(self._fuzzy, "")  # for what stands in the field
        self._warming: threading.Thread | None = None
        self._typed: Callable[[str], Row | None] = lambda _text: None
        self._on_remove: Callable[[object], object] | None = None
        self._first_rows: Sequence[Row] = ()
        self._last: Callable[[str], Row] | None = None

        self.field = _Field(self._card)
        self._empty = _Empty(self._card, _FIELD_HEIGHT, ())
        self._left = "", ""  # what it was opened for, and what was typed, when a click closed it
        self._more = FooterButton(self._card)
        self._more.clicked.connect(self._choose_more)
        self._on_more: Callable[[], object] | None = None
        self._slices = Slices(self)
        self._complete(self.field, self.field, self._empty)

        self.field.textEdited.connect(self._start_search)
        self.field.accepted.connect(self._choose_current)
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
        more: tuple[str, str, Callable[[], object]] | None = None,
        on_remove: Callable[[object], object] | None = None,
        first: Sequence[Row] = (),
        last: Callable[[str], Row] | None = None,
        enter: str = "",
        aside_from: int | None = None,
    ) -> None:
        """Show `rows`, in their order until something is typed; the most recent come first.

        Opened again while it is open, it shows the new rows instead. `on_choose` gets the key, and
        `on_remove` that of a row which `can_go`. The row with the key `begins_at` is selected
        first. `typed` may give a row for a text, instead of those that match it. `more` is another
        way at the foot: its words, its key, and what it does. While nothing is typed, `first` are
        shown, if there are any; `last` gives the row below those that match a text. `enter` says
        what Enter does. Rows from `aside_from` on stand below others that match as well.
        """
        self._first_rows, self._last = first, last
        self._on_choose, self._on_remove, self._typed = on_choose, on_remove, typed
        self._kept = begins_at
        does = enter or tr("Enter choose")
        self._empty.set_keys((tr("↑ ↓ move"), does, tr("Esc close")))
        self._on_more = more[2] if more is not None else None
        self._more.setVisible(more is not None)
        if more is not None:
            self._more.show_words(more[0], more[1])
        self._rows = rows
        self._fuzzy = FuzzyRows(
            rows,
            has_other_words=any(row.also for row in rows[:1]),
            aside_from=aside_from,
        )
        left, self._left = self._left, ("", "")
        text = left[1] if left[0] == placeholder else ""
        self.field.setText(text)
        self.field.selectAll()
        self.field.refresh_font()
        self.list.refresh_fonts()
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleName(placeholder)
        self._start_search(text)
        self._appear()
        if self._warming is None:
            self._warming = threading.Thread(target=warm_up, name="palette-warm-up", daemon=True)
            self._warming.start()

    def offer(
        self, placeholder: str, ways: Sequence[tuple[str, str, Callable[[], object]]]
    ) -> None:
        """Offer ways to go on: the words of each, its icon, and what it does.

        Where there is but one, that is done at once.
        """
        if len(ways) == 1:
            ways[0][2]()
            return
        rows = [Row(at, words, icon=icon) for at, (words, icon, _) in enumerate(ways)]
        self.open(rows, placeholder, lambda at: ways[int(str(at))][2]())

    def replace(self, rows: Sequence[Row], by: Sequence[Row], first: Sequence[Row] = ()) -> None:
        """Show rows in place of those it was opened with, if it still shows these.

        With `first`, which are shown while nothing is typed, the top one is selected then.
        """
        if not self.isVisible() or self._rows is not rows:
            return
        is_kept = self.list.current is not None and not first
        self._kept = self.list.current.key if self.list.current and is_kept else None
        self._first_rows = first
        self._rows = by
        self._fuzzy = FuzzyRows(by)
        self._start_search(self.field.text())

    def shown_titles(self) -> Sequence[str]:
        """Return the titles of the rows that are listed now, from the top."""
        return [row.title for row in self.list.shown]

    def is_searching(self) -> bool:
        """Return whether the list does not yet show the answer to what stands in the field."""
        return self._slices.is_busy

    # -- searching ---------------------------------------------------------------------------------

    def _start_search(self, query: str) -> None:
        row = self._typed(query)
        if row is not None:
            self._slices.stop()
            self._answered = self._search
            self.list.show_rows([row], [0], "", with_sections=False)
            self.field.set_count("")
            self._empty.say("")
            self._select(0)
            self._arrange()
            return
        search = self._search = Search(self._fuzzy, query)
        self._slices.start(self._steps(search), lambda _: self._show(search))
        if len(self._rows) <= _AT_ONCE_ROWS and not self._is_warming():
            self._slices.finish()

    def _is_warming(self) -> bool:
        return self._warming is not None and self._warming.is_alive()

    def _steps(self, search: Search) -> Generator[None, None, None]:
        yield from search.first_steps()
        if search.found():
            self._show(search, is_all=False)
            yield
        warming = self._warming
        while warming is not None and warming.is_alive() and self.field.text().strip():
            warming.join(_WARMING_S)  # it gets the interpreter for so long
            yield
        yield from search.other_steps()

    def _show(self, search: Search, *, is_all: bool = True) -> None:
        """List what was found so far, or all of it: what a person chose meanwhile stays chosen."""
        query = self.field.text().strip()
        rows, order = self._rows, search.best(MOST_BEST)
        if not query and self._first_rows:
            rows = self._first_rows
            order = range(len(rows))
        elif query and self._last is not None:
            rows = [*rows, self._last(query)]
            order = [*order, len(rows) - 1]
        if not query or not self._rows:
            self.field.set_count("")
        elif is_all:
            words, found = tr("{found} of {all}"), numeral(search.found())
            self.field.set_count(words.format(found=found, all=numeral(len(self._rows))))
        if self._answered is search and order == self._order:
            return
        if self._answered is search and self.list.current_row != self._order[0]:
            self._kept = self.list.current.key if self.list.current else None
        self._answered, self._order = search, order
        sections = not query and any(row.section for row in rows[:BATCH])
        self.list.show_rows(rows, order, query, with_sections=sections)
        self._empty.say("" if order else self._words_for_nothing(query))
        kept, self._kept = self._kept, None
        row = -1 if kept is None else self.list.place_of(kept)
        self._select(row if row >= 0 else self._first())
        self._arrange()

    def _words_for_nothing(self, query: str) -> str:
        if not query:
            return tr("Nothing to choose from.")
        return tr("No results for “{query}”.").format(query=query)

    # -- choosing ----------------------------------------------------------------------------------

    def _choose_current(self) -> None:
        # Enter may come before the answer to the letters typed: finish it, or the wrong row goes.
        if self._answered is not self._search:
            if self._warming is not None:
                self._warming.join()
            self._slices.finish()
        self._choose()

    def _choose(self) -> None:
        row = self.list.current
        if row is None:
            return
        on_choose = self._on_choose
        self.close_list()
        self.chosen.emit(row.key)
        if on_choose is not None:
            on_choose(row.key)

    def _choose_more(self) -> None:
        on_more = self._on_more
        self.close_list()
        if on_more is not None:
            on_more()

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

    def _arrange(self) -> None:
        super()._arrange()
        face, size = self._face.geometry(), self._more.sizeHint()
        right, below = face.right() - TEXT_LEFT + 8, face.bottom() + 1
        top, wide = below - FOOTER_HEIGHT, size.width()
        place(self._more, right - wide, top, wide, FOOTER_HEIGHT)
        self._more.raise_()
        self._face.aside_px = max(FOOTER_HEIGHT, 0 if self._more.isHidden() else size.width())

    def _list_height(self, most: int) -> int:
        shown = _MOST_ROWS if self.field.text() or not self._first_rows else BATCH
        return max(ROW_HEIGHT, min(self.list.height_of_first(shown), most))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._left = self.field.placeholderText(), self.field.text()
        super().mousePressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._slices.stop()


class FooterButton(PaintedButton, QPushButton):
    """Words, and the key that does the same, at the right of the footer."""

    FOCUS = Qt.FocusPolicy.NoFocus  # the keyboard stays in the field
    _key = ""

    def show_words(self, words: str, key: str) -> None:
        self._key = key
        self.setText(words)

    def _widths(self) -> tuple[float, float]:
        words, key = QFontMetricsF(words_font(self)), QFontMetricsF(ui_font(self, 0.92))
        return words.horizontalAdvance(self.text()), key.horizontalAdvance(self._key)

    def sizeHint(self) -> QSize:
        return QSize(round(sum(self._widths())) + scaled(16) + 36, FOOTER_HEIGHT)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        if self.underMouse():
            paint_face(painter, self.rect().adjusted(0, 3, 0, -3), 6, theme.hover)
        middle = self.height() / 2
        side = scaled(16)
        paint_icon(painter, "folder", theme.ink, QRectF(8, middle - side / 2, side, side))
        room = QRectF(self.rect()).adjusted(16 + side, 0, -8, 0)
        paint_words(painter, room, self.text(), words_font(self), theme.ink)
        paint_words(painter, room, self._key, ui_font(self, 0.92), theme.muted, RIGHT)


class _Empty(Face):
    """Words in the place of a list that is empty."""

    _words = ""

    def say(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._words:
            room = self.rect().adjusted(TEXT_LEFT, _FIELD_HEIGHT, -TEXT_LEFT, -FOOTER_HEIGHT)
            font, colour, cut = words_font(self), theme_of(self).muted, Qt.TextElideMode.ElideMiddle
            paint_words(QPainter(self), room, self._words, font, colour, CENTRE, cut=cut)


class _Field(ListField):
    """The field, with how many rows were found at its right."""

    removed = Signal()  # Delete, which nothing in the text is there for

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.set_count("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not self.text():
            self.removed.emit()
        super().keyPressEvent(event)

    def set_count(self, text: str) -> None:
        """Show how many rows were found, at the right of the field."""
        self._count = text
        wide = QFontMetricsF(ui_font(self, 0.95)).horizontalAdvance(text)
        right = round(wide) + TEXT_LEFT + 8 if text else TEXT_LEFT
        self.setTextMargins(*sides(self, TEXT_LEFT + scaled(18) + 10, 0, right, 0))
        self.update()

    def refresh_font(self) -> None:
        """Take the size that texts have now; they may have been made larger since."""
        self.setFont(words_font(self, 1.2))

    def _move_for(self, event: QKeyEvent) -> Qt.Key | None:
        # Home and End are the text's, until there is none.
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not self.text() and modifiers == Qt.KeyboardModifier.NoModifier:
            key = Qt.Key(event.key())
            if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
                return key
        return super()._move_for(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._count:
            room = seen_rect(self, self.rect().adjusted(0, 0, -TEXT_LEFT, 0))
            font, colour = ui_font(self, 0.95), theme_of(self).muted
            paint_words(QPainter(self), room, self._count, font, colour, RIGHT)
