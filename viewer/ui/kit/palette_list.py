"""The rows of the palette: what they hold, and how they are listed and painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from viewer.ui.kit.excerpt import marked
from viewer.ui.kit.fuzzy import matched_spans
from viewer.ui.kit.paint import RIGHT, paint_face, paint_words
from viewer.ui.kit.scroll_bar import SlimScrollBar
from viewer.ui.kit.theme import theme_of, ui_font, words_font

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 38
TEXT_LEFT = 18
_SECTION_HEIGHT = 32
BATCH = 100  # rows listed at a time; scrolling to the end of them lists more
_INSET = 8  # of the selected row's wash from the card's edge

ROW_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Row:
    """Something that can be chosen."""

    key: object
    title: str
    subtitle: str = ""
    hint: str = ""  # at the right: a shortcut, a count
    section: str = ""  # a heading above the first of its rows, while nothing is typed


class RowList(QListView):
    """The rows. It never has the focus; the pointer moves over it without selecting."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Results"))
        self.setVerticalScrollBar(SlimScrollBar())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # As the card below it is, but opaque: else whatever the window shows below is painted too,
        # for each letter that is typed.
        self.viewport().setAutoFillBackground(True)
        self._dress()

    def _dress(self) -> None:
        base = QPalette()  # this one colour; all others go on coming from the theme
        base.setColor(QPalette.ColorRole.Base, theme_of(self).paper)
        self.viewport().setPalette(base)
        palette = QPalette(self.verticalScrollBar().palette())
        palette.setColor(QPalette.ColorRole.Window, theme_of(self).paper)
        self.verticalScrollBar().setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def expect(self, *, sections: bool) -> None:
        """Say before a reset whether headings come: without them all rows are of one height."""
        self.setUniformItemSizes(not sections)


class RowModel(QAbstractListModel):
    """The rows found, best first; a section heading is a `str` among them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()
        # An index into the rows, or the words of a heading.
        self._entries: Sequence[int | str] = ()
        self._listed = 0

    def show(self, rows: Sequence[Row], order: Sequence[int], *, with_sections: bool) -> None:
        """List `rows` in this `order`."""
        self.beginResetModel()
        self._rows = rows
        entries: list[int | str] = []
        if with_sections:
            section = ""
            for index in order:
                if rows[index].section != section:
                    section = rows[index].section
                    entries.append(section)
                entries.append(index)
            self._entries = entries
        else:
            self._entries = order
        self._listed = min(BATCH, len(self._entries))
        self.endResetModel()

    def rows(self) -> list[Row]:
        return [self._rows[entry] for entry in self._entries if isinstance(entry, int)]

    def row_of(self, key: object) -> int:
        """Give the row of the one with this key, of those listed so far; -1 where it is not."""
        listed = self._entries[: self._listed]
        return next(
            (
                at
                for at, entry in enumerate(listed)
                if isinstance(entry, int) and self._rows[entry].key == key
            ),
            -1,
        )

    def height_of_first(self, most: int) -> int:
        """Give the height, in px, that the first `most` entries need."""
        first = self._entries[:most]
        return sum(ROW_HEIGHT if isinstance(entry, int) else _SECTION_HEIGHT for entry in first)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else self._listed

    def canFetchMore(self, parent: Index) -> bool:
        return self._listed < len(self._entries)

    def fetchMore(self, parent: Index) -> None:
        more = min(BATCH, len(self._entries) - self._listed)
        self.beginInsertRows(QModelIndex(), self._listed, self._listed + more - 1)
        self._listed += more
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self._entries[index.row()]
        if role == ROW_ROLE:
            return self._rows[entry] if isinstance(entry, int) else entry
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[entry].title if isinstance(entry, int) else entry
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(entry, int):
            row = self._rows[entry]
            return ", ".join(part for part in (row.title, row.subtitle, row.hint) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self._entries[index.row()], str):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RowDelegate(QStyledItemDelegate):
    """Paints a row: title, subtitle behind it, hint at the right; what matched is marked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.query = ""
        self._widget = parent
        self.refresh_fonts()

    def refresh_fonts(self) -> None:
        """Take the size that texts have now: making a font anew for every text would show."""
        self._title_font = words_font(self._widget, 1.05)
        self._subtitle_font = words_font(self._widget, 0.95)
        self._hint_font = ui_font(self._widget, 0.95)
        self._section_font = words_font(self._widget, 0.95, QFont.Weight.DemiBold)
        self._half_cap = QFontMetricsF(self._title_font).capHeight() / 2

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        is_section = isinstance(index.data(ROW_ROLE), str)
        return QSize(100, _SECTION_HEIGHT if is_section else ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Row):
            state: QStyle.StateFlag = option.state
            self._paint_wash(painter, rect, state)
            self._paint_row(painter, rect, row)
        else:
            self._paint_section(painter, rect, str(row))
        painter.restore()

    def _paint_wash(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        theme = theme_of(self._widget)
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if is_selected or state & QStyle.StateFlag.State_MouseOver:
            wash = theme.select if is_selected else theme.hover
            paint_face(painter, rect.adjusted(_INSET, 0, -_INSET, 0), 7, wash)

    def _paint_section(self, painter: QPainter, rect: QRectF, words: str) -> None:
        painter.setFont(self._section_font)
        painter.setPen(theme_of(self._widget).muted)
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(rect.adjusted(TEXT_LEFT, 0, -TEXT_LEFT, -6), int(side), words)

    def _paint_row(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        left = rect.left() + TEXT_LEFT
        right = rect.right() - TEXT_LEFT
        if row.hint:
            room = QRectF(left, rect.top(), right - left, rect.height())
            colour = theme_of(self._widget).muted
            right -= paint_words(painter, room, row.hint, self._hint_font, colour, RIGHT) + 16
        used = self._paint_text(painter, rect, left, right - left, row.title, is_title=True)
        left += used + 10
        if row.subtitle and right - left > 24:
            self._paint_text(painter, rect, left, right - left, row.subtitle, is_title=False)

    def _paint_text(
        self,
        painter: QPainter,
        rect: QRectF,
        left: float,
        room: float,
        text: str,
        *,
        is_title: bool,
    ) -> float:
        """Paint one line within `room` px and give the width it took."""
        theme = theme_of(self._widget)
        font = self._title_font if is_title else self._subtitle_font
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        layout = QTextLayout(shown, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        if self.query:
            layout.setFormats(marked(shown, matched_spans(self.query, shown), theme))
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(max(1.0, room))
        layout.endLayout()
        painter.setPen(theme.ink if is_title else theme.muted)
        # Both stand on one baseline, whatever their sizes.
        baseline = rect.center().y() + self._half_cap
        layout.draw(painter, QPointF(left, baseline - line.ascent()))
        return line.naturalTextWidth()
