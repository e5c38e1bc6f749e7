"""Searching the vault: a field over the window, and below it what was found, note by note.

The view knows nothing of an index. Its owner hears what is typed (`edited`), gives rows to list and
words to say, and is told which row was chosen. The keyboard stays in the field all the time. GUI
thread; the list is virtual, so that thousands of rows cost what is seen of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QFontMetricsF,
    QHideEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QWidget

from viewer.ui.kit.buttons import IconButton
from viewer.ui.kit.card import Card
from viewer.ui.kit.focus import Overlay
from viewer.ui.kit.paint import paint_words
from viewer.ui.kit.palette_list import RowList
from viewer.ui.kit.theme import paint_icon, theme_of, ui_font, words_font
from viewer.ui.search.delegate import LEFT, SearchDelegate
from viewer.ui.search.field import SearchField
from viewer.ui.search.rows import (
    ROW_ROLE,
    Choice,
    Group,
    Place,
    SearchModel,
    SearchRow,
    can_be_chosen,
    is_place,
    words_of,
)

_NARROWEST, _WIDEST = 720, 920
_TOP = 70
_FIELD_HEIGHT = 56
_FOOTER_HEIGHT = 36
_WORDS_HEIGHT = 34
_LIST_PAD = 8
_MOST_OF_WINDOW = 0.56  # of its height, for the list


class SearchView(Overlay):
    """An overlay over `window`; hidden until `open`."""

    edited = Signal()  # another search stands in the field
    chosen = Signal(object, bool)  # a row; whether the search stays open
    closed = Signal()
    moved = Signal()  # another row is the current one

    def __init__(
        self,
        window: QWidget,
        picture: Callable[[Path, int], QImage | None],
        reel: QAction | None = None,
    ) -> None:
        """Take what gives the frames, and the action that plays what was found."""
        super().__init__(window)
        self._window = window
        self._grown = 0  # the height of the list does not shrink while one types
        self._card = Card(self, radius=12.0, shadow=32)
        self.field = SearchField(self._card)
        self.list = RowList(self._card)
        self.model = SearchModel(self)
        self._delegate = SearchDelegate(self, self.model, picture)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self._face = _Face(self._card)
        self._face.lower()
        self._reel = IconButton("reel", reel, self._face)
        self._reel.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has the action's key
        self._reel.hide()
        self.field.edited.connect(self.edited)
        self.field.moved.connect(self._move)
        self.field.accepted.connect(self._accept)
        self.field.left.connect(self.close_view)
        self.list.clicked.connect(self._on_clicked)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.hide()
        window.installEventFilter(self)

    def open(self) -> None:
        """Show the search as it was left, its words selected; or go to its field."""
        if not self.isVisible():
            self._grown = 0
            self.field.refresh_font()
            self._delegate.refresh_fonts()
            self.setGeometry(self._window.rect())
            self._arrange()
            self.show()
        self.raise_()
        self.field.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self.field.line.selectAll()

    def close_view(self) -> None:
        """Hide the search; the focus goes back to where it was. What was found is kept."""
        if not self.isVisible():
            return
        self.hide()
        self.closed.emit()

    def keyboard_left(self) -> None:
        self.close_view()

    # ------------------------------------------------------------------ what is shown

    def show_rows(self, rows: Sequence[SearchRow], *, stay: bool = False) -> None:
        """List `rows`; with `stay` the current row and what is seen stay where they are."""
        before = self._current_row() if stay else None
        below = self.list.visualRect(self.list.currentIndex()).top() if stay else 0
        # Nothing is painted between: the new rows stand where the old ones stood.
        changed = self.model.show(rows)
        if not changed and stay:
            return
        self._reel.setVisible(any(isinstance(r, Place) and r.hit.ms is not None for r in rows))
        self._arrange()
        at = _find(self.model.rows, before) if before is not None else -1
        if at >= 0:
            self._select(at, scroll=False)
            rect = self.list.visualRect(self.model.index(at))
            bar = self.list.verticalScrollBar()
            bar.setValue(bar.value() + rect.top() - below)
        else:
            self._select(self._first())

    def _first(self) -> int:
        """Give the row that is selected first: a passage rather than the title above it."""
        at = self.model.choosable_from(0, 1)
        below = self.model.rows[at + 1 : at + 2]
        if at >= 0 and isinstance(self.model.rows[at], Group) and below:
            return at + isinstance(below[0], Place)
        return at

    def say(self, text: str, *, is_bad: bool = False) -> None:
        """Say something between the field and the list; empty: nothing."""
        if self._face.say(text, is_bad=is_bad):
            self._arrange()

    @property
    def said(self) -> str:
        """What stands between the field and the list."""
        return self._face.words

    def show_frames(self, shown: bool) -> None:
        """Make room for frames from now on, or no more."""
        if self._delegate.shows_frames != shown:
            self._delegate.shows_frames = shown
            self.list.viewport().update()

    def repaint_rows(self) -> None:
        """Paint what is seen again: a frame came."""
        self.list.viewport().update()

    # ------------------------------------------------------------------ where one is

    @property
    def places(self) -> list[int]:
        """The rows that lead into a note, from the top."""
        return [at for at, row in enumerate(self.model.rows) if is_place(row)]

    def current(self) -> SearchRow | None:
        """Give the current row."""
        return self._current_row()

    def select_place(self, at: int) -> SearchRow:
        """Make a row the current one, whether the view is open or not."""
        self._select(at)
        return self.model.rows[at]

    @property
    def current_at(self) -> int:
        return self.list.currentIndex().row()

    def _current_row(self) -> SearchRow | None:
        index = self.list.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def _select(self, at: int, *, scroll: bool = True) -> None:
        if at < 0:
            self.list.setCurrentIndex(QModelIndex())
            self.field.line.setAccessibleDescription("")
            return
        index = self.model.index(at)
        self.list.setCurrentIndex(index)
        if not scroll:
            return
        if at == self._first():
            self.list.scrollToTop()
        else:
            if at and isinstance(self.model.rows[at - 1], Group):
                self.list.scrollTo(self.model.index(at - 1))  # its note, too
            self.list.scrollTo(index)

    def _move(self, key: Qt.Key) -> None:
        if key == Qt.Key.Key_Tab:
            row = self._current_row()
            # Tab takes a completion, as everywhere; else it moves.
            if isinstance(row, Choice) and self.field.part() is not None:
                self._accept(False)
                return
            key = Qt.Key.Key_Down
        current = self.list.currentIndex().row()
        last = len(self.model.rows) - 1
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key == Qt.Key.Key_Down else -1
            target = self.model.choosable_from(current + step, step)
            # Round the ends: the last row is one key away from the first.
            if target < 0:
                target = self.model.choosable_from(0 if step > 0 else last, step)
        elif key == Qt.Key.Key_Home:
            target = self._first()
        elif key == Qt.Key.Key_End:
            target = self.model.choosable_from(last, -1)
        else:
            target = self._page_away(current, 1 if key == Qt.Key.Key_PageDown else -1)
        self._select(target)

    def _page_away(self, current: int, step: int) -> int:
        """Give the row that is about a page away."""
        room = self.list.viewport().height() * 0.8
        at = current
        while 0 <= at + step < len(self.model.rows) and room > 0:
            at += step
            room -= self._delegate.height_of(self.model.rows[at])
        target = self.model.choosable_from(at, step)
        return target if target >= 0 else self.model.choosable_from(at, -step)

    def _accept(self, stay_open: bool) -> None:
        row = self._current_row()
        if row is not None and can_be_chosen(row):
            self.chosen.emit(row, stay_open)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if can_be_chosen(row):
            self.list.setCurrentIndex(index)
            keys = QApplication.keyboardModifiers()
            self.chosen.emit(row, bool(keys & Qt.KeyboardModifier.ControlModifier))
        elif isinstance(row, Group):
            # The name of a note opens it where something was found first.
            place = self.model.rows[index.row() + 1]
            if isinstance(place, Place):
                self.list.setCurrentIndex(self.model.index(index.row() + 1))
                self.chosen.emit(place, False)

    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        # The focus stays in the field, so it is the field that says what Enter would choose.
        row = current.data(ROW_ROLE) if current.isValid() else None
        self.field.line.setAccessibleDescription(words_of(row) if row is not None else "")
        self.moved.emit()

    # ------------------------------------------------------------------ looks

    def _arrange(self) -> None:
        rim = self._card.margin()
        width = min(max(_NARROWEST, min(_WIDEST, round(self.width() * 0.48))), self.width() - 32)
        top = min(_TOP, max(8, self.height() // 12))
        said = _WORDS_HEIGHT if self._face.words else 0
        fixed = _FIELD_HEIGHT + said + _FOOTER_HEIGHT + 2 * _LIST_PAD
        most = min(round(self.height() * _MOST_OF_WINDOW), self.height() - top - 16 - fixed)
        needed = 0
        for row in self.model.rows:
            needed += self._delegate.height_of(row)
            if needed >= most:
                break
        if any(is_place(row) for row in self.model.rows[:2]):
            needed = self._grown = max(needed, self._grown)
        listed = max(min(needed, most), 60)
        height = fixed + listed
        self._card.setGeometry(
            (self.width() - width) // 2 - rim, top - rim, width + 2 * rim, height + 2 * rim
        )
        self._face.setGeometry(rim, rim, width, height)
        side = _FOOTER_HEIGHT - 4
        self._reel.setGeometry(width - side - 10, height - _FOOTER_HEIGHT + 2, side, side)
        self.field.setGeometry(rim, rim + 1, width, _FIELD_HEIGHT - 2)
        self.list.setGeometry(rim + 1, rim + _FIELD_HEIGHT + said + _LIST_PAD, width - 2, listed)
        self.list.setVisible(len(self.model.rows) > 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing: the window stays to be seen around the card."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        face = self._card.face().translated(QPointF(self._card.pos()))
        if not face.contains(event.position()):
            self.close_view()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._grown = 0

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self.isVisible():
            QTimer.singleShot(0, self._refresh_fonts)

    def _refresh_fonts(self) -> None:
        self.field.refresh_font()
        self._delegate.refresh_fonts()
        self.list.doItemsLayout()
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
            self._arrange()
        return False


def _find(rows: Sequence[SearchRow], wanted: SearchRow) -> int:
    """Find a row again among others; a passage counts as the same where it stands."""
    for at, row in enumerate(rows):
        if row == wanted:
            return at
        if (
            isinstance(row, Place)
            and isinstance(wanted, Place)
            and (row.note.path, row.hit.start, row.hit.end, row.hit.kind)
            == (wanted.note.path, wanted.hit.start, wanted.hit.end, wanted.hit.kind)
        ):
            return at
    return -1


class _Face(QWidget):
    """What lies on the card besides field and list: lines, words, and the keys in the footer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = ""
        self._is_bad = False

    def say(self, text: str, *, is_bad: bool) -> bool:
        """Say `text`; the answer: whether that needs other room than before."""
        moved = bool(text) != bool(self.words)
        if (text, is_bad) != (self.words, self._is_bad):
            self.words, self._is_bad = text, is_bad
            self.setAccessibleName(text)
            self.update()
        return moved

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setPen(QPen(theme.line, 1.0))
        footer = self.height() - _FOOTER_HEIGHT
        for y in (_FIELD_HEIGHT + 0.5, footer + 0.5):
            painter.drawLine(QPointF(1, y), QPointF(self.width() - 1, y))
        if self.words:
            colour = theme.bad if self._is_bad else theme.muted
            top = _FIELD_HEIGHT + 6
            icon = QRect(LEFT + 1, top + (_WORDS_HEIGHT - 16) // 2, 16, 16)
            paint_icon(painter, "warning" if self._is_bad else "info", colour, icon)
            room = QRectF(LEFT + 28, top, self.width() - 2 * LEFT - 28, _WORDS_HEIGHT)
            font, cut = words_font(self, 0.97), Qt.TextElideMode.ElideRight
            paint_words(painter, room, self.words, font, colour, cut=cut)
        painter.setFont(ui_font(self, 0.92))
        painter.setPen(theme.muted)
        metrics = QFontMetricsF(painter.font())
        x = float(LEFT)
        baseline = footer + (_FOOTER_HEIGHT + metrics.ascent() - metrics.descent()) / 2
        for words in (
            self.tr("↑ ↓ move"),
            self.tr("Enter open and seek"),
            self.tr("Ctrl Enter open, stay here"),
            self.tr("F4 next one later"),
            "channel: video: tag: from: to:",
        ):
            wide = metrics.horizontalAdvance(words)
            if x + wide > self.width() - LEFT - _FOOTER_HEIGHT:
                break
            painter.drawText(QPointF(x, baseline), words)
            x += wide + 20
