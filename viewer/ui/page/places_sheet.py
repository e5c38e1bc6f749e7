"""The preview of changes to many notes: each place before and after, with a checkbox.

It only shows places; `ChangingNotes` finds them, and changes those that are ticked. GUI thread.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from viewer.base.translation import numeral, tr
from viewer.notes.sought import Sought
from viewer.ui.kit.boxes import put, row_of
from viewer.ui.kit.buttons import TICK_PX, OwnKeys, WordButton, paint_tick
from viewer.ui.kit.field import Field
from viewer.ui.kit.keys import is_typed
from viewer.ui.kit.paint import RIGHT, paint_words
from viewer.ui.kit.row_list import ENTER, RowState, paint_ground
from viewer.ui.kit.scroll_bar import dress, make_quiet
from viewer.ui.kit.sheet import Hairline, Sheet, Words
from viewer.ui.kit.theme import theme_of, ui_font, words_font
from viewer.ui.kit.timers import once
from viewer.ui.page.find_bar import FindOptions
from viewer.vault.names import shown_name
from viewer.vault.replacing import NotePlaces, Place

if TYPE_CHECKING:
    Index = QModelIndex | QPersistentModelIndex

_WIDTH, _HEIGHT = 900, 640
_PAD, _GAP = 14, 12
_TYPING_RESTS_MS = 250
_TICKED = Qt.CheckState.Checked


class _NoteRow(QTreeWidgetItem):
    def __init__(self, note: NotePlaces) -> None:
        super().__init__([shown_name(note.note)])
        self.note = note
        self.setFlags(self.flags() | Qt.ItemFlag.ItemIsAutoTristate)
        self.addChildren([_PlaceRow(place) for place in note.places])

    @property
    def chosen(self) -> NotePlaces:
        rows = [self.child(number) for number in range(self.childCount())]
        places = [row.place for row in rows if isinstance(row, _PlaceRow) and row.is_ticked]
        return self.note._replace(places=tuple(places))


class _PlaceRow(QTreeWidgetItem):
    def __init__(self, place: Place) -> None:
        lead, old, new, tail = place.shown
        before, after = f"{lead}{old}{tail}", f"{lead}{new}{tail}"
        super().__init__([before])
        self.place = place
        self.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{before} → {after}")
        self.setCheckState(0, _TICKED)

    @property
    def is_ticked(self) -> bool:
        return self.checkState(0) is _TICKED


class PlacesTree(QTreeWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Changes"))
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setItemDelegate(_Delegate(self))
        make_quiet(self)
        dress(self, theme_of(self).paper)
        OwnKeys(self, is_typed)

    def show_places(self, found: Sequence[NotePlaces]) -> None:
        """Show these places, all ticked."""
        self.clear()
        self.addTopLevelItems([_NoteRow(note) for note in found])
        self.expandAll()
        self.setCurrentIndex(self.model().index(0, 0))

    @property
    def rows(self) -> list[_NoteRow]:
        tops = map(self.topLevelItem, range(self.topLevelItemCount()))
        return [row for row in tops if isinstance(row, _NoteRow)]

    @property
    def chosen(self) -> list[NotePlaces]:
        """The notes with their ticked places."""
        return [chosen for chosen in (row.chosen for row in self.rows) if chosen.places]

    def turn(self, *rows: QTreeWidgetItem) -> None:
        """Tick these rows, or untick them if all are ticked."""
        is_all = all(row.checkState(0) is _TICKED for row in rows)
        for row in rows:
            row.setCheckState(0, Qt.CheckState.Unchecked if is_all else _TICKED)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.turn(*self.rows)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row = self.itemAt(event.position().toPoint())
        if row is not None and row is self.currentItem():
            self.turn(row)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            dress(self, theme_of(self).paper)


class _Delegate(QStyledItemDelegate):
    def __init__(self, tree: PlacesTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, max(TICK_PX, round(QFontMetricsF(words_font(self._tree)).height())) + 12)

    def editorEvent(self, event: QEvent, *rest: object) -> bool:
        # The tree turns a row that is clicked, wherever it is.
        return isinstance(event, QKeyEvent) and super().editorEvent(event, *rest)  # type: ignore[arg-type]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tree, room = self._tree, QRectF(option.rect)
        theme, row = theme_of(tree), tree.itemFromIndex(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, _NoteRow):
            painter.fillRect(room, theme.window)
        is_current = row is tree.currentItem()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        state = RowState(is_current, is_current and tree.hasFocus(), hovered)
        paint_ground(painter, theme, room.adjusted(4, 1, -4, -1), state, None)
        box = QRectF(room.left() + _PAD, room.center().y() - TICK_PX / 2, TICK_PX, TICK_PX)
        ticked = row.checkState(0)
        is_half = ticked is Qt.CheckState.PartiallyChecked
        paint_tick(painter, theme, box, on=ticked is _TICKED, half=is_half)
        room.adjust(_PAD + TICK_PX + _GAP, 0, -_PAD, 0)
        plain = words_font(tree)
        if isinstance(row, _PlaceRow):
            lead, old, new, tail = row.place.shown
            out, into = QTextCharFormat(), QTextCharFormat()
            out.setForeground(theme.muted)
            out.setFontStrikeOut(True)
            into.setForeground(theme.good)
            into.setFontUnderline(True)
            room.setWidth((room.width() - _GAP) / 2)
            painter.setPen(theme.ink if ticked is _TICKED else theme.muted)
            _paint_place(painter, room, plain, (lead, old, tail), out)
            room.translate(room.width() + _GAP, 0)
            _paint_place(painter, room, plain, (lead, new, tail), into)
        elif isinstance(row, _NoteRow):
            count = numeral(row.childCount())
            wide = paint_words(painter, room, count, ui_font(tree, 0.92), theme.muted, RIGHT)
            room.setRight(room.right() - wide - _GAP)
            name = words_font(tree, 1.0, QFont.Weight.DemiBold)
            room.setLeft(room.left() + paint_words(painter, room, row.text(0), name, theme.ink))
            folder = posixpath.dirname(row.note.note)
            room.setLeft(room.left() + _GAP)
            paint_words(painter, room, folder, words_font(tree, 0.92), theme.muted)
        painter.restore()


def _paint_place(
    painter: QPainter,
    room: QRectF,
    font: QFont,
    pieces: tuple[str, str, str],
    form: QTextCharFormat,
) -> None:
    (lead, words, tail), metrics = pieces, QFontMetricsF(font)
    words = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, room.width())
    rest = room.width() - metrics.horizontalAdvance(words)
    before = max(rest / 2, rest - metrics.horizontalAdvance(tail))
    lead = metrics.elidedText(lead, Qt.TextElideMode.ElideLeft, before)
    rest -= metrics.horizontalAdvance(lead)
    tail = metrics.elidedText(tail, Qt.TextElideMode.ElideRight, rest)
    changed = QTextLayout.FormatRange()
    changed.start, changed.length, changed.format = len(lead), len(words), form
    layout = QTextLayout(lead + words + tail, font)
    layout.setFormats([changed])
    layout.beginLayout()
    line = layout.createLine()
    line.setNumColumns(len(layout.text()))
    layout.endLayout()
    layout.draw(painter, QPointF(room.left(), room.center().y() - line.height() / 2))


class PlacesSheet(Sheet):
    """The preview, with a button that applies the ticked changes; deleted when closed."""

    asks = True

    sought_changed = Signal()  # once typing rests
    accepted = Signal()

    def __init__(self, window: QWidget, title: str, go: str, *, replaces: bool) -> None:
        """`go` is the button's text, with {0} for the number; `replaces` adds the fields."""
        super().__init__(window, width=_WIDTH, height=_HEIGHT, padding=0)
        card = self.card
        self._go_words, self._count = go, 0
        self.setAccessibleName(title)
        head = Words(title, card, scale=1.25, weight=QFont.Weight.DemiBold)
        self.field = Field(tr("Find"), card, esc_empties=False)
        self.options = FindOptions(card)
        self.replacement = Field(tr("Replace with"), card, esc_empties=False, icon="edit")
        self.words = Words("", card, tone="muted")
        self.tree = PlacesTree(card)
        self.summary = Words("", card, tone="muted")
        cancel = WordButton(tr("Cancel"), card)
        cancel.clicked.connect(self.close_sheet)
        self.go = WordButton("", card, primary=True)
        self.go.clicked.connect(self.accepted)
        fields = (self.field, 1), self.options, (self.replacement, 1)
        top = row_of(None, *fields, gap=6, around=(22, 6, 22, 2))
        foot = row_of(None, (self.summary, 1), cancel, self.go, gap=6, around=(22, 10, 19, 14))
        put(self.column, row_of(None, (head, 1), around=(22, 18, 22, 0)), top)
        put(self.column, row_of(None, (self.words, 1), around=(22, 4, 22, 10)), Hairline(card))
        put(self.column, (self.tree, 1), Hairline(card), foot)
        for part in (self.field, self.options, self.replacement):
            part.setVisible(replaces)
        self._rest = once(self, _TYPING_RESTS_MS, self.sought_changed.emit)
        self._ticks = once(self, 0, self._show_chosen)
        self.tree.itemChanged.connect(lambda *_: self._ticks.start())
        for field in (self.field, self.replacement):
            field.textChanged.connect(self._on_typed)
            field.returnPressed.connect(self.tree.setFocus)
        self.options.changed.connect(self._on_typed)
        self.show_places((), "")
        self.closed.connect(self.deleteLater)

    @property
    def sought(self) -> Sought:
        """What to search for."""
        return self.options.sought(self.field.text())

    def show_state(self, words: str, tone: str = "muted") -> None:
        """Say how it is with the list, which cannot be taken as it is."""
        self.words.show_words(words or " " * (not self.field.isHidden()), tone)
        self.go.setEnabled(False)

    def show_places(self, found: Sequence[NotePlaces], words: str, tone: str = "muted") -> None:
        """Show the possible changes, all ticked, with a sentence about them."""
        self.show_state(words, tone)
        self._count = sum(len(note.places) for note in found)
        self.tree.show_places(found)
        self._show_chosen()

    def _on_typed(self) -> None:
        self.go.setEnabled(False)  # the list is of other words
        self._rest.start()

    def _show_chosen(self) -> None:
        count = sum(len(note.places) for note in self.tree.chosen)
        self.go.setText(self._go_words.format(numeral(count) if self._count else "").strip())
        self.go.setEnabled(count > 0 and not self._rest.isActive())
        self.go.updateGeometry()
        words = tr("{0} of {1} selected. One undo takes all of it back.")
        shown = words.format(numeral(count), numeral(self._count)) if self._count else ""
        self.summary.setText(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self.tree.hasFocus():
            self.go.click()
        else:
            super().keyPressEvent(event)
