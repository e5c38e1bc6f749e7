"""A list whose rows have buttons: real ones, reached by Tab and named, on the rows in sight alone.

Downloads and the library share it. A row is a `RowContent`: what is written in it, a picture, and
what can be done. The text is painted by a delegate, so that five hundred rows cost what the ten in
sight cost; the buttons of a row lie over it, and follow it when it moves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from viewer.ui.kit.buttons import HIT_PX, IconButton, WordButton
from viewer.ui.kit.plain import plain
from viewer.ui.kit.scroll_bar import SlimScrollBar, dress
from viewer.ui.kit.theme import Theme, paint_icon, theme_of, ui_font, words_font
from viewer.ui.kit.thumbnails import Thumbnails

_ROW_ROLE = Qt.ItemDataRole.UserRole
_PICTURE = QSize(80, 45)
_PAD = 14  # left and right of a row
_GAP = 12
_RIM_Y = 12
if TYPE_CHECKING:  # joining Qt's types at run time loads all of their signatures: 15 ms
    _Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class RowAction:
    """Something that can be done with a row. Without an icon it is a button with words."""

    id: str
    text: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class RowContent:
    """One row."""

    key: str
    title: str
    line: str  # below the title
    actions: Sequence[RowAction] = ()
    tone: str = "muted"  # the colour of the line: "muted", "good", "bad"
    more: str = ""  # further words, wrapped, below the line
    fraction: float | None = None  # of the thin bar, 0 to 1; below 0 where it is not known
    is_moving: bool = False  # whether the bar is of something that goes on now
    thumbnail: str = ""  # a path


class RowModel(QAbstractListModel):
    """Rows by their keys."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[RowContent] = ()
        self._row_of: dict[str, int] = {}

    def set_rows(self, rows: Sequence[RowContent]) -> None:
        """Show these; where only words have changed, the rows stay where they are."""
        before, keys = self.rows, [row.key for row in rows]
        if keys == [row.key for row in before]:
            self.rows = rows
            for number, (old, new) in enumerate(zip(before, rows, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(number), self.index(number))
            return
        self.beginResetModel()
        self.rows = rows
        self._row_of = {key: number for number, key in enumerate(keys)}
        self.endResetModel()

    def set_row(self, row: RowContent) -> None:
        """Change the words of one row that is there."""
        number = self._row_of.get(row.key)
        if number is not None:
            rows = list(self.rows)
            rows[number] = row
            self.rows = rows

    def index_of(self, key: str) -> QModelIndex:
        number = self._row_of.get(key)
        return self.index(number) if number is not None else QModelIndex()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(filter(None, (row.title, row.line, row.more)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain("\n".join(filter(None, (row.title, row.line))))
        if role == _ROW_ROLE:
            return row
        return None


class RowList(QListView):
    """The list."""

    action_chosen = Signal(str, str)  # the key of a row, the id of one of its actions

    _placing: QTimer | None = None  # of the class too: Qt calls changeEvent while it constructs

    def __init__(
        self,
        name: str,
        thumbnails: Thumbnails,
        keys: Mapping[Qt.Key, tuple[str, ...]],
        parent: QWidget | None = None,
    ) -> None:
        """`keys`: which actions a key stands for, the first that the row has."""
        super().__init__(parent)
        self._keys = keys
        self._buttons: dict[str, _RowButtons] = {}
        self.thumbnails = thumbnails
        self.rows = RowModel(self)
        self.setAccessibleName(name)
        self.setModel(self.rows)
        self.setItemDelegate(_RowDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollBar(SlimScrollBar())
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self._placing = placing = QTimer(self, singleShot=True, interval=0)
        placing.timeout.connect(self.place_buttons)
        model = self.rows
        for signal in (model.modelReset, model.dataChanged, model.rowsRemoved):
            signal.connect(self._place_soon)
        self.verticalScrollBar().valueChanged.connect(self._place_soon)
        self.selectionModel().currentChanged.connect(lambda *_: self._on_current())
        self.doubleClicked.connect(lambda index: self._press(index, Qt.Key.Key_Return))
        thumbnails.loaded.connect(self.viewport().update)
        self.installEventFilter(self)
        self._dress()

    def set_rows(self, rows: Sequence[RowContent]) -> None:
        """Show these rows; the current one stays the current one."""
        key, place = self.current_key, self.currentIndex().row()
        at = self.verticalScrollBar().value()
        self.rows.set_rows(rows)
        if not self.currentIndex().isValid() and rows:
            index = self.rows.index_of(key)
            if not index.isValid():
                index = self.rows.index(max(0, min(place, len(rows) - 1)))
            self.setCurrentIndex(index)
            self.verticalScrollBar().setValue(at)

    def set_row(self, row: RowContent) -> None:
        """Show new words in one row: cheap, for the height must be the same."""
        index = self.rows.index_of(row.key)
        if index.isValid():
            before = self.rows.rows[index.row()]
            self.rows.set_row(row)
            self.update(index)
            if (before.title, tuple(before.actions)) != (row.title, tuple(row.actions)):
                self._place_soon()

    @property
    def current_key(self) -> str:
        """The key of the row that the keyboard is on; "" where there is none."""
        row = self.currentIndex().data(_ROW_ROLE)
        return row.key if isinstance(row, RowContent) else ""

    def key_of(self, action_id: str, row: RowContent) -> str:
        """Name the key that does the same as a button of a row; "" where there is none."""
        there = {action.id for action in row.actions}
        for key, ids in self._keys.items():
            if next((id_ for id_ in ids if id_ in there), None) == action_id:
                return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        return ""

    def content_height(self, most: int) -> int:
        """Give the height that the rows need, up to `most`."""
        height = 0
        for number in range(len(self.rows.rows)):
            height += self.sizeHintForRow(number)
            if height >= most:
                return most
        return height

    # ------------------------------------------------------------------ buttons

    def _place_soon(self, *_: object) -> None:
        if self._placing is not None:
            self._placing.start()

    def place_buttons(self) -> None:
        """Give buttons to the rows in sight and to no others; it is done by itself, soon."""
        seen: dict[str, QModelIndex] = {}
        first = self.indexAt(QPoint(self.viewport().width() // 2, 1))
        number = max(0, first.row())
        while number < len(self.rows.rows):
            index = self.rows.index(number)
            rect = self.visualRect(index)
            if rect.top() >= self.viewport().height():
                break
            seen[self.rows.rows[number].key] = index
            number += 1
        for key in [key for key in self._buttons if key not in seen]:
            self._take_buttons(key)
        for key, index in seen.items():
            row = self.rows.rows[index.row()]
            there = self._buttons.get(key)
            if there is not None and there.row_actions != tuple(row.actions):
                self._take_buttons(key)
                there = None
            if there is None:
                there = _RowButtons(row, self)
                there.chosen.connect(self.action_chosen)
                self._buttons[key] = there
            there.name(row.title)
            there.place(self.visualRect(index))
            there.show()
        self._on_current()

    def _take_buttons(self, key: str) -> None:
        self._buttons.pop(key).take_away()

    def _on_current(self) -> None:
        """Let Tab reach the buttons of the current row, and no others."""
        current = self.current_key
        for key, buttons in self._buttons.items():
            buttons.set_reachable(key == current, after=self)

    def _press(self, index: QModelIndex, key: Qt.Key) -> bool:
        row = index.data(_ROW_ROLE)
        if not isinstance(row, RowContent):
            return False
        there = {action.id for action in row.actions}
        wanted = next((id_ for id_ in self._keys.get(key, ()) if id_ in there), None)
        if wanted is not None:
            self.action_chosen.emit(row.key, wanted)
        return wanted is not None

    # ------------------------------------------------------------------ Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_asked = watched is self and event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent):
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if plain and Qt.Key(event.key()) in self._keys:
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else Qt.Key(event.key())
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and key in self._keys:
            self._press(self.currentIndex(), key)
            return
        super().keyPressEvent(event)

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's own name
        # After each layout: rows have other heights, or are elsewhere.
        super().updateGeometries()
        self._place_soon()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_soon()

    def _dress(self) -> None:
        dress(self, theme_of(self).paper)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        elif event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()
            self._place_soon()


class _RowButtons(QWidget):
    """The buttons of one row: icons at its right, words at its foot."""

    chosen = Signal(str, str)

    def __init__(self, row: RowContent, view: RowList) -> None:
        super().__init__(view.viewport())
        self.row_actions = tuple(row.actions)
        self._is_tall = bool(row.more)
        self._title = ""
        self.buttons: list[IconButton | WordButton] = []
        self._words = QWidget(view.viewport())
        icons = QHBoxLayout(self)
        icons.setContentsMargins(0, 0, 0, 0)
        icons.setSpacing(0)
        words = QHBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        for action in row.actions:
            button: IconButton | WordButton
            if action.icon:
                button = IconButton(action.icon, None, self)
                icons.addWidget(button)
            else:
                button = WordButton(action.text, self._words)
                words.addWidget(button)
            key = view.key_of(action.id, row)
            button.setToolTip(plain(f"{action.text} ({key})" if key else action.text))
            button.setObjectName(action.id)
            button.clicked.connect(
                lambda _=False, id_=action.id, key=row.key: self.chosen.emit(key, id_)
            )
            self.buttons.append(button)
        words.addStretch(1)

    def name(self, title: str) -> None:
        """Say of each button what it does, and with which video."""
        if title != self._title:
            self._title = title
            for action, button in zip(self.row_actions, self.buttons, strict=True):
                button.setAccessibleName(f"{action.text}: {title}")

    def place(self, rect: QRect) -> None:
        """Lie over the row at `rect`."""
        icons = self.sizeHint()
        above = (_PICTURE.height() - HIT_PX) // 2
        top = rect.top() + _RIM_Y + (-6 if self._is_tall else above)
        left = rect.right() - _PAD + 4 - icons.width()
        self.setGeometry(left, top, icons.width(), HIT_PX)
        words = self._words.sizeHint()
        left = rect.left() + _PAD + _PICTURE.width() + _GAP - 3
        self._words.setGeometry(
            left, rect.bottom() - _RIM_Y - words.height() + 5, rect.right() - left, words.height()
        )
        self._words.setVisible(any(not action.icon for action in self.row_actions))

    def set_reachable(self, reachable: bool, *, after: QWidget) -> None:
        policy = Qt.FocusPolicy.TabFocus if reachable else Qt.FocusPolicy.NoFocus
        for button in self.buttons:
            if button.focusPolicy() != policy and not button.hasFocus():
                button.setFocusPolicy(policy)
        if reachable:
            last = after
            for button in self.buttons:
                QWidget.setTabOrder(last, button)
                last = button

    def take_away(self) -> None:
        for part in (self, self._words):
            part.hide()
            part.deleteLater()


class _RowDelegate(QStyledItemDelegate):
    """Paints a row: picture, title, line, further words, the thin bar."""

    def _view(self) -> RowList:
        view = self.parent()
        assert isinstance(view, RowList)
        return view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        view = self._view()
        row = index.data(_ROW_ROLE)
        line = _line_height(view)
        height = 2 * _RIM_Y + max(_PICTURE.height(), round(line * 2 + 6))
        if isinstance(row, RowContent) and row.more:
            width = view.viewport().width() - 2 * _PAD - _PICTURE.width() - _GAP
            text = _wrapped(view, row.line, width - _icons_width(row)) + 3
            text += _wrapped(view, row.more, width)
            height = max(height, round(2 * _RIM_Y + line + text + 2))
        if isinstance(row, RowContent) and any(not action.icon for action in row.actions):
            height += max(HIT_PX, round(line) + 12) + 10
        return QSize(120, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = self._view()
        theme = theme_of(view)
        row = index.data(_ROW_ROLE)
        assert isinstance(row, RowContent)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_focused = view.hasFocus() and index.row() == view.currentIndex().row()
        paint_ground(painter, view, rect, option, is_lit=is_focused, is_focused=is_focused)
        at = QRectF(rect.left() + _PAD, rect.top() + _RIM_Y, _PICTURE.width(), _PICTURE.height())
        _paint_picture(painter, view.thumbnails.get(row.thumbnail, _PICTURE), at, theme)
        line = _line_height(view)
        left = at.right() + _GAP
        wide = rect.right() - _PAD - left
        room = QRectF(left, 0, wide - _icons_width(row), line)
        has_bar = row.fraction is not None
        above = (_PICTURE.height() - 2 * line - 2 - (7 if has_bar else 0)) / 2
        room.moveTop(at.top() + (0 if row.more else max(-4.0, above)))
        side = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        title = words_font(view, 1.0, QFont.Weight.Medium)
        painter.setFont(title)
        painter.setPen(theme.ink)
        painter.drawText(room, side, _elided(title, row.title, room.width()))
        room.translate(0, line + 2)
        font = words_font(view, 0.92) if row.more else ui_font(view, 0.92)
        painter.setFont(font)
        colours = {"good": theme.good, "bad": theme.bad}
        painter.setPen(colours.get(row.tone, theme.muted))
        if not row.more:
            painter.drawText(room, side, _elided(font, row.line, room.width()))
        else:
            room.setHeight(_wrapped(view, row.line, room.width()))
            painter.drawText(room, int(Qt.TextFlag.TextWordWrap), row.line)
            text = QRectF(left, room.bottom() + 3, wide, _wrapped(view, row.more, wide))
            painter.setPen(theme.muted)
            painter.drawText(text, int(Qt.TextFlag.TextWordWrap), row.more)
        if row.fraction is not None:
            bar = QRectF(left, room.bottom() + 4, room.width(), 3)
            _paint_bar(painter, bar, row, theme)
        painter.restore()


def paint_ground(
    painter: QPainter,
    view: QWidget,
    rect: QRectF,
    option: QStyleOptionViewItem,
    *,
    is_lit: bool,
    is_focused: bool,
) -> None:
    """Paint what lies below a row: a wash where it is lit or under the mouse, a ring with it."""
    theme = theme_of(view)
    ground = rect.adjusted(6, 1, -6, -1)
    if is_lit or option.state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.select if is_lit else theme.hover)
        painter.drawRoundedRect(ground, 7, 7)
    if is_focused:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(theme.link)
        painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)


def _icons_width(row: RowContent) -> int:
    """Give what the icons of a row and the gap before them take."""
    icons = sum(HIT_PX for action in row.actions if action.icon)
    return icons + 8 if icons else 0


def _line_height(view: QWidget) -> float:
    return QFontMetricsF(words_font(view)).height() * 1.12


def _wrapped(view: QWidget, text: str, width: float) -> float:
    box = QRectF(0, 0, max(40.0, width), 1000)
    metrics = QFontMetricsF(words_font(view, 0.92))
    return metrics.boundingRect(box, int(Qt.TextFlag.TextWordWrap), text).height()


def _elided(font: QFont, text: str, width: float) -> str:
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)


def _paint_picture(painter: QPainter, picture: QPixmap | None, at: QRectF, theme: Theme) -> None:
    edge = QPainterPath()
    edge.addRoundedRect(at, 5, 5)
    painter.save()
    painter.setClipPath(edge)
    if picture is not None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(at, picture, QRectF(picture.rect()))
    else:
        painter.fillRect(at, theme.window if not theme.dark else theme.line)
        icon = QRectF(0, 0, 20, 20)
        icon.moveCenter(at.center())
        paint_icon(painter, "video", theme.muted, icon)
    painter.restore()


def _paint_bar(painter: QPainter, at: QRectF, row: RowContent, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.track)
    painter.drawRoundedRect(at, 1.5, 1.5)
    if row.fraction is None or row.fraction <= 0:
        return
    done = QRectF(at)
    done.setWidth(max(3.0, at.width() * min(1.0, row.fraction)))
    painter.setBrush(QColor(theme.link if row.is_moving else theme.muted))
    painter.drawRoundedRect(done, 1.5, 1.5)
