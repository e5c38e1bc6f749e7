"""The palette: a field over the window, and below it the rows that the letters typed may mean.

It serves every choice from a list: actions, notes, headings. Its owner gives the rows and a
function to call with the key of the chosen one; it is called after the palette has closed and the
focus is back where it was. All of it belongs to the GUI thread; long lists are searched a few
milliseconds at a time between two events, and a search for letters that were typed over is dropped.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPointF,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFontMetricsF,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from viewer.ui.kit.card import Card
from viewer.ui.kit.focus import Overlay
from viewer.ui.kit.fuzzy import FuzzyRows, Search, warm_up
from viewer.ui.kit.paint import CENTRE, RIGHT, paint_words
from viewer.ui.kit.palette_list import (
    BATCH,
    ROW_HEIGHT,
    ROW_ROLE,
    TEXT_LEFT,
    Row,
    RowDelegate,
    RowList,
    RowModel,
)
from viewer.ui.kit.theme import paint_icon, theme_of, ui_font, words_font

_WIDEST = 720
_TOP = 70
_FIELD_HEIGHT = 54
_FOOTER_HEIGHT = 36
_MOST_ROWS = 9
_MOST_LISTED = 300  # of the rows that match; whoever has more goes on typing
_LIST_PAD = 8
_SLICE_SECONDS = 0.003
_AT_ONCE_ROWS = 2_000


__all__ = ["Palette", "Row"]


class Palette(Overlay):
    """An overlay over `window`; hidden until `open`, and again after a choice or Esc."""

    chosen = Signal(object)  # the key of a row, after the palette has closed
    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._on_choose: Callable[[object], object] | None = None
        self._rows: Sequence[Row] = ()
        self._fuzzy = FuzzyRows(())
        self._search: Search | None = None
        self._kept: object = None  # the key of the row that is to stay selected
        self._warming: threading.Thread | None = None

        self._card = Card(self, radius=12.0, shadow=32)
        self.field = _Field(self._card)
        self.list = RowList(self._card)
        self._model = RowModel(self)
        self._delegate = RowDelegate(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._delegate)
        self._face = _Face(self._card)
        self._face.lower()
        self._search_timer = QTimer(self, interval=0)
        self._search_timer.timeout.connect(self._search_on)

        self.field.textEdited.connect(self._start_search)
        self.field.moved.connect(self._move)
        self.field.accepted.connect(self._choose_current)
        self.field.left.connect(self.close_palette)
        self.list.clicked.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.hide()
        window.installEventFilter(self)

    def open(
        self,
        rows: Sequence[Row],
        placeholder: str,
        on_choose: Callable[[object], object] | None = None,
    ) -> None:
        """Show `rows`, in their order until something is typed; the most recent come first.

        Opened again while it is open, it shows the new rows instead. `on_choose` gets the key.
        """
        self._on_choose = on_choose
        self._kept = None
        self._rows = rows
        self._fuzzy = FuzzyRows(rows)
        self.field.clear()
        self.field.refresh_font()
        self._delegate.refresh_fonts()
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleName(placeholder)
        self._start_search("")
        self.setGeometry(self._window.rect())
        self._arrange()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        if self._warming is None:
            self._warming = threading.Thread(target=warm_up, name="palette-warm-up", daemon=True)
            self._warming.start()

    def replace(self, rows: Sequence[Row], by: Sequence[Row]) -> None:
        """Show rows in place of those it was opened with, if it still shows these."""
        if not self.isVisible() or self._rows is not rows:
            return
        current = self.list.currentIndex().data(ROW_ROLE)
        self._kept = current.key if isinstance(current, Row) else None
        self._rows = by
        self._fuzzy = FuzzyRows(by)
        self._start_search(self.field.text())

    def close_palette(self) -> None:
        """Close without a choice; the focus goes back to where it was."""
        if not self.isVisible():
            return
        self._search_timer.stop()
        self._search = None
        self.hide()
        self.closed.emit()

    def keyboard_left(self) -> None:
        self.close_palette()

    def shown_titles(self) -> list[str]:
        """Give the titles of the rows that are listed now, from the top."""
        return [row.title for row in self._model.rows()]

    def is_searching(self) -> bool:
        """Say whether the list does not yet show the answer to what stands in the field."""
        return self._search is not None

    # -- searching ---------------------------------------------------------------------------------

    def _start_search(self, query: str) -> None:
        self._search = Search(self._fuzzy, query)
        if not query.strip():
            self._finish()
        elif len(self._rows) <= _AT_ONCE_ROWS and not self._is_warming():
            while self._search.advance():
                pass
            self._finish()
        else:
            self._search_timer.start()

    def _is_warming(self) -> bool:
        return self._warming is not None and self._warming.is_alive()

    def _search_on(self) -> None:
        """Search for some milliseconds; whatever else happened meanwhile comes first."""
        if self._search is None or self._is_warming():
            return
        until = time.perf_counter() + _SLICE_SECONDS
        has_more = self._search.advance()
        if not has_more:
            self._finish()
        while has_more and time.perf_counter() < until:
            has_more = self._search.advance()

    def _finish(self) -> None:
        self._search_timer.stop()
        search, self._search = self._search, None
        if search is None:
            return
        query = self.field.text().strip()
        found = search.found()
        sections = not query and any(row.section for row in self._rows[:BATCH])
        self.list.expect(sections=sections)
        self._delegate.query = query
        self._model.show(self._rows, search.best(_MOST_LISTED), with_sections=sections)
        if query and self._rows:
            words = self.tr("{found} of {all}")
            self.field.set_count(words.format(found=f"{found:,}", all=f"{len(self._rows):,}"))
        else:
            self.field.set_count("")
        self._face.set_empty("" if found else self._words_for_nothing(query))
        kept, self._kept = self._kept, None
        row = -1 if kept is None else self._model.row_of(kept)
        self._select(row if row >= 0 else self._model.first_selectable())
        self._arrange()

    def _words_for_nothing(self, query: str) -> str:
        if not query:
            return self.tr("There is nothing to choose from.")
        return self.tr("Nothing matches “{query}”.").format(query=query)

    # -- moving and choosing -----------------------------------------------------------------------

    def _select(self, row: int) -> None:
        if row < 0:
            self.field.setAccessibleDescription("")
            return
        index = self._model.index(row)
        self.list.setCurrentIndex(index)
        if row == self._model.first_selectable():
            self.list.scrollToTop()
        else:
            self.list.scrollTo(index)

    def _move(self, key: Qt.Key) -> None:
        current = self.list.currentIndex().row()
        last = self._model.rowCount() - 1
        page = max(1, self.list.viewport().height() // ROW_HEIGHT - 1)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key == Qt.Key.Key_Down else -1
            target = self._model.selectable_from(current + step, step)
            # Round the ends: the last row is one key away from the first.
            if target < 0:
                target = self._model.selectable_from(0 if step > 0 else last, step)
        elif key == Qt.Key.Key_Home:
            target = self._model.first_selectable()
        elif key == Qt.Key.Key_End:
            target = self._model.selectable_from(last, -1)
        else:
            step = 1 if key == Qt.Key.Key_PageDown else -1
            at = min(last, max(0, current + step * page))
            target = self._model.selectable_from(at, step)
            if target < 0:
                target = self._model.selectable_from(at, -step)
        self._select(target)

    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = current.data(ROW_ROLE)
        # The focus stays in the field, so it is the field that says what Enter would choose.
        if isinstance(row, Row):
            self.field.setAccessibleDescription(f"{row.title} {row.subtitle}".strip())

    def _choose_current(self) -> None:
        # Enter may come before the answer to the letters typed: finish it, or the wrong row goes.
        if self._search is not None:
            if self._warming is not None:
                self._warming.join()
            while self._search.advance():
                pass
            self._finish()
        self._choose(self.list.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE) if index.isValid() else None
        if not isinstance(row, Row):
            return
        on_choose = self._on_choose
        self.close_palette()
        self.chosen.emit(row.key)
        if on_choose is not None:
            on_choose(row.key)

    # -- looks -------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        rim = self._card.margin()
        width = min(_WIDEST, self.width() - 32)
        top = min(_TOP, max(8, self.height() // 12))
        listed = self._model.height_of_first(_MOST_ROWS) if self._model.rowCount() else ROW_HEIGHT
        most = self.height() - top - 16 - _FIELD_HEIGHT - _FOOTER_HEIGHT - 2 * _LIST_PAD
        listed = max(ROW_HEIGHT, min(listed, most))
        height = _FIELD_HEIGHT + listed + 2 * _LIST_PAD + _FOOTER_HEIGHT
        self._card.setGeometry(
            (self.width() - width) // 2 - rim, top - rim, width + 2 * rim, height + 2 * rim
        )
        self._face.setGeometry(rim, rim, width, height)
        self.field.setGeometry(rim, rim + 1, width, _FIELD_HEIGHT - 2)
        self.list.setGeometry(rim + 1, rim + _FIELD_HEIGHT + _LIST_PAD, width - 2, listed)
        self.list.setVisible(self._model.rowCount() > 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing: the window stays to be seen around the card."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        face = self._card.face().translated(QPointF(self._card.pos()))
        if not face.contains(event.position()):
            self.close_palette()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._search_timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
            self._arrange()
        return False


class _Face(QWidget):
    """What lies on the card besides field and list: the lines, the footer, the empty state."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._empty = ""

    def set_empty(self, words: str) -> None:
        self._empty = words
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setPen(QPen(theme.line, 1.0))
        footer = self.height() - _FOOTER_HEIGHT
        for y in (_FIELD_HEIGHT + 0.5, footer + 0.5):
            painter.drawLine(QPointF(1, y), QPointF(self.width() - 1, y))
        paint_icon(
            painter, "search", theme.ink, QRect(TEXT_LEFT, (_FIELD_HEIGHT - 18) // 2, 18, 18)
        )
        if self._empty:
            room = QRectF(TEXT_LEFT, _FIELD_HEIGHT, self.width() - 2 * TEXT_LEFT, 0)
            room.setBottom(footer)
            font, cut = words_font(self), Qt.TextElideMode.ElideMiddle
            paint_words(painter, room, self._empty, font, theme.muted, CENTRE, cut=cut)
        painter.setPen(theme.muted)
        painter.setFont(ui_font(self, 0.92))
        metrics = QFontMetricsF(painter.font())
        x = float(TEXT_LEFT)
        baseline = footer + (_FOOTER_HEIGHT + metrics.ascent() - metrics.descent()) / 2
        for words in (self.tr("↑ ↓ move"), self.tr("Enter open"), self.tr("Esc close")):
            painter.drawText(QPointF(x, baseline), words)
            x += metrics.horizontalAdvance(words) + 20


class _Field(QLineEdit):
    """The field. Keys that move in the list leave it as signals; Tab moves too, never away."""

    moved = Signal(Qt.Key)
    accepted = Signal()
    left = Signal()

    _MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._count = ""
        self.setFrame(False)
        self._dress()
        # A filter and not `event`: an exception raised below `super().event()` crashes PySide 6.11
        # on Python 3.11, and would never reach the crash log.
        self.installEventFilter(self)

    def set_count(self, text: str) -> None:
        """Show how many rows were found, at the right of the field."""
        self._count = text
        wide = QFontMetricsF(ui_font(self, 0.95)).horizontalAdvance(text)
        self.setTextMargins(TEXT_LEFT + 28, 0, round(wide) + TEXT_LEFT + 8, 0)
        self.update()

    def refresh_font(self) -> None:
        """Take the size that texts have now; they may have been made larger since."""
        self.setFont(words_font(self, 1.2))

    def _dress(self) -> None:
        self.setTextMargins(TEXT_LEFT + 28, 0, TEXT_LEFT, 0)
        palette = QPalette()  # this one colour; all others go on coming from the theme
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)

    def _move_for(self, event: QKeyEvent) -> Qt.Key | None:
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.NoModifier:
            if key in self._MOVES:
                return key
            # Home and End are the text's, until there is none.
            if key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not self.text():
                return key
            if key == Qt.Key.Key_Tab:
                return Qt.Key.Key_Down
        if modifiers == Qt.KeyboardModifier.ControlModifier:
            return {Qt.Key.Key_N: Qt.Key.Key_Down, Qt.Key.Key_P: Qt.Key.Key_Up}.get(key)
        if key == Qt.Key.Key_Backtab:
            return Qt.Key.Key_Up
        return None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Every key typed here is the field's, whatever it is a shortcut of in the window.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.ShiftModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            if plain or self._move_for(event) is not None:
                event.accept()
                return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            # Before the focus chain sees Tab.
            move = self._move_for(event)
            if move is not None:
                self.moved.emit(move)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._count:
            room = self.rect().adjusted(0, 0, -TEXT_LEFT, 0)
            font, colour = ui_font(self, 0.95), theme_of(self).muted
            paint_words(QPainter(self), room, self._count, font, colour, RIGHT)
