"""A list whose rows have buttons: real ones, reached by Tab and named, on the rows in sight alone.

Downloads and the library share it. A row is a `RowContent`: what is written in it, a picture, and
what can be done. The text is painted by a delegate, so that five hundred rows cost what the ten in
sight cost; the buttons of a row lie over it, and follow it when it moves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QMarginsF,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
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
    QListView,
    QWidget,
)

from viewer.ui.kit.boxes import row_of
from viewer.ui.kit.buttons import HIT_PX, IconButton, WordButton
from viewer.ui.kit.paint import paint_face, paint_words
from viewer.ui.kit.plain import plain
from viewer.ui.kit.row_list import ENTER, ListView, RowState
from viewer.ui.kit.theme import Theme, paint_icon, theme_of, ui_font, words_font
from viewer.ui.kit.thumbnails import Thumbnails
from viewer.ui.kit.timers import once

_PICTURE = QSize(80, 45)
_PAD = 14  # left and right of a row
_GAP = 12
_RIM_Y = 12


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


class RowList(ListView[RowContent]):
    """The list."""

    GROUND = "paper"
    RIM, RADIUS, LIT = QMarginsF(6, 1, 6, 1), 7.0, "is_focused"

    action_chosen = Signal(str, str)  # the key of a row, the id of one of its actions

    _placing: QTimer | None = None  # of the class too: Qt lays the list out while it constructs

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
        self.setAccessibleName(name)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self._placing = once(self, 0, self.place_buttons)
        for signal in (self.rows.modelReset, self.rows.dataChanged):
            signal.connect(self._place_soon)
        self.verticalScrollBar().valueChanged.connect(self._place_soon)
        self.selectionModel().currentChanged.connect(lambda *_: self._on_current())
        self.doubleClicked.connect(lambda _: self._press(Qt.Key.Key_Return))
        thumbnails.loaded.connect(self.viewport().update)

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
        before = self.rows.at(index)
        if before is not None:
            self.rows.rows[index.row()] = row
            self.update(index)
            if (before.title, tuple(before.actions)) != (row.title, tuple(row.actions)):
                self._place_soon()

    @property
    def current_key(self) -> str:
        """The key of the row that the keyboard is on; "" where there is none."""
        return self.current_row.key if self.current_row is not None else ""

    def action_for(self, key: Qt.Key, row: RowContent) -> str | None:
        """Return the action of a row that a key stands for; None where the row has none of them."""
        there = {action.id for action in row.actions}
        return next((id_ for id_ in self._keys.get(key, ()) if id_ in there), None)

    def shortcut_of(self, action_id: str, row: RowContent) -> str:
        """Name the key that does the same as a button of a row; "" where there is none."""
        for key in self._keys:
            if self.action_for(key, row) == action_id:
                return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        return ""

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

    def _press(self, key: Qt.Key) -> None:
        row = self.current_row
        wanted = self.action_for(key, row) if row is not None else None
        if row is not None and wanted is not None:
            self.action_chosen.emit(row.key, wanted)

    # ------------------------------------------------------------------ Qt

    def meaning_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        key = Qt.Key.Key_Return if event.key() in ENTER else Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return (lambda: self._press(key)) if key in self._keys and not held else None

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's own name
        # After each layout: rows have other heights, or are elsewhere.
        super().updateGeometries()
        self._place_soon()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_soon()

    # ------------------------------------------------------------------ a row

    def say(self, row: RowContent) -> str:
        return row.title

    def speak(self, row: RowContent) -> str:
        return ". ".join(filter(None, (row.title, row.line, row.more)))

    def tip(self, row: RowContent) -> str:
        return "\n".join(filter(None, (row.title, row.line)))

    def row_height(self, row: RowContent) -> int:
        line = _line_height(self)
        height = 2 * _RIM_Y + max(_PICTURE.height(), round(line * 2 + 6))
        if row.more:
            width = self.viewport().width() - 2 * _PAD - _PICTURE.width() - _GAP
            text = _wrapped(self, row.line, width - _icons_width(row)) + 3
            text += _wrapped(self, row.more, width)
            height = max(height, round(2 * _RIM_Y + line + text + 2))
        if any(not action.icon for action in row.actions):
            height += max(HIT_PX, round(line) + 12) + 10
        return height

    def paint_cells(self, painter: QPainter, rect: QRectF, row: RowContent, _: RowState) -> None:
        """Paint picture, title, line, further words, and the thin bar."""
        theme = theme_of(self)
        at = QRectF(rect.left() + _PAD, rect.top() + _RIM_Y, _PICTURE.width(), _PICTURE.height())
        _paint_picture(painter, self.thumbnails.get(row.thumbnail, _PICTURE), at, theme)
        line = _line_height(self)
        left = at.right() + _GAP
        wide = rect.right() - _PAD - left
        room = QRectF(left, 0, wide - _icons_width(row), line)
        has_bar = row.fraction is not None
        above = (_PICTURE.height() - 2 * line - 2 - (7 if has_bar else 0)) / 2
        room.moveTop(at.top() + (0 if row.more else max(-4.0, above)))
        title = words_font(self, 1.0, QFont.Weight.Medium)
        paint_words(painter, room, row.title, title, theme.ink)
        room.translate(0, line + 2)
        colour = {"good": theme.good, "bad": theme.bad}.get(row.tone, theme.muted)
        if not row.more:
            paint_words(painter, room, row.line, ui_font(self, 0.92), colour)
        else:
            painter.setFont(words_font(self, 0.92))
            painter.setPen(colour)
            room.setHeight(_wrapped(self, row.line, room.width()))
            painter.drawText(room, int(Qt.TextFlag.TextWordWrap), row.line)
            text = QRectF(left, room.bottom() + 3, wide, _wrapped(self, row.more, wide))
            painter.setPen(theme.muted)
            painter.drawText(text, int(Qt.TextFlag.TextWordWrap), row.more)
        if row.fraction is not None:
            bar = QRectF(left, room.bottom() + 4, room.width(), 3)
            _paint_bar(painter, bar, row, theme)


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
        icons, words = row_of(self), row_of(self._words, gap=2)
        for action in row.actions:
            button: IconButton | WordButton
            if action.icon:
                button = IconButton(action.icon, None, self)
                icons.addWidget(button)
            else:
                button = WordButton(action.text, self._words)
                words.addWidget(button)
            key = view.shortcut_of(action.id, row)
            button.setToolTip(plain(f"{action.text} ({key})" if key else action.text))
            button.setObjectName(action.id)
            button.clicked.connect(
                lambda _=False, id_=action.id, key=row.key: self.chosen.emit(key, id_)
            )
            self.buttons.append(button)
        words.addStretch(1)

    def name(self, title: str) -> None:
        """Show of each button what it does, and with which video."""
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


def _icons_width(row: RowContent) -> int:
    """Return what the icons of a row and the gap before them take."""
    icons = sum(HIT_PX for action in row.actions if action.icon)
    return icons + 8 if icons else 0


def _line_height(view: QWidget) -> float:
    return QFontMetricsF(words_font(view)).height() * 1.12


def _wrapped(view: QWidget, text: str, width: float) -> float:
    box = QRectF(0, 0, max(40.0, width), 1000)
    metrics = QFontMetricsF(words_font(view, 0.92))
    return metrics.boundingRect(box, int(Qt.TextFlag.TextWordWrap), text).height()


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
    paint_face(painter, at, 1.5, theme.track)
    if row.fraction is None or row.fraction <= 0:
        return
    done = QRectF(at)
    done.setWidth(max(3.0, at.width() * min(1.0, row.fraction)))
    paint_face(painter, done, 1.5, theme.link if row.is_moving else theme.muted)
