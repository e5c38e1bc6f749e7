"""A list whose rows have buttons: real, accessible widgets, but only on visible rows.

Used by the pages of Activity. A row is a `RowContent`: texts, a picture, and actions. A delegate
paints the text, so that five hundred rows cost no more than the ten visible ones; the buttons of a
row lie over it, and follow it when it moves.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from PySide6.QtCore import (
    QMarginsF,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPixmap,
)
from PySide6.QtWidgets import QListView, QWidget

from viewer.base.translation import aside, labelled, sentences, tr
from viewer.ui.kit.boxes import row_of
from viewer.ui.kit.buttons import HIT_PX, IconButton, WordButton
from viewer.ui.kit.menu import Menu
from viewer.ui.kit.paint import paint_face, paint_text, paint_words
from viewer.ui.kit.plain import plain
from viewer.ui.kit.renderer import Decoded, Fault, Renderer
from viewer.ui.kit.row_list import ENTER, ListView, RowState
from viewer.ui.kit.theme import Theme, paint_icon, scaled, theme_of, ui_font, words_font
from viewer.ui.kit.timers import once

_PICTURE = QSize(80, 45)
_PAD = 14  # left and right of a row
_GAP = 12
_RIM_Y = 9
_BAR_PX = 8  # with the room around it
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


@dataclass(frozen=True, slots=True)
class RowAction:
    """An action on a row: a button with an icon, or with words."""

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
    menu: Sequence[RowAction] = ()  # what else can be done, behind "…" and a right click

    @property
    def wraps(self) -> bool:
        """Return whether the text below the title has as many lines as it needs."""
        return bool(self.more) or self.tone == "bad"


class RowList(ListView[RowContent]):
    """The list."""

    GROUND = "paper"
    RIM, RADIUS, LIT = QMarginsF(6, 1, 6, 1), 7.0, "is_focused"

    action_chosen = Signal(str, str)  # the key of a row, the id of one of its actions
    stepped = Signal(int)  # Left (-1) or Right (1) was pressed

    _placing: QTimer | None = None  # of the class too: Qt lays the list out while it constructs

    def __init__(
        self,
        name: str,
        thumbnails: Thumbnails,
        keys: Mapping[Qt.Key, tuple[str, ...]],
        parent: QWidget | None = None,
    ) -> None:
        """`keys` maps a key to actions; the first one that the row has is used."""
        super().__init__(parent)
        self._keys = keys
        self._buttons: dict[str, _RowButtons] = {}
        self.thumbnails = thumbnails
        self.setAccessibleName(name)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self._placing = once(self, 0, self.place_buttons)
        self.verticalScrollBar().valueChanged.connect(self._place_soon)
        self.selectionModel().currentChanged.connect(lambda *_: self._on_current())
        self.doubleClicked.connect(lambda _: self._press(Qt.Key.Key_Return))
        thumbnails.loaded.connect(self.viewport().update)

    def set_rows(self, rows: Sequence[RowContent]) -> None:
        """Show these rows; the current one stays current."""
        key, place = self.current_key, self.currentIndex().row()
        at = self.verticalScrollBar().value()
        # Qt asks for the height of one then, not of each of thousands.
        kinds = {(row.wraps, row.fraction is None) for row in rows}
        self.setUniformItemSizes(len(kinds) == 1 and (False, True) in kinds)
        self.rows.set_rows(rows)
        if not self.currentIndex().isValid() and rows:
            index = self.rows.index_of(key)
            if not index.isValid():
                index = self.rows.index(max(0, min(place, len(rows) - 1)))
            self.setCurrentIndex(index)
            self.verticalScrollBar().setValue(at)

    def set_row(self, row: RowContent) -> None:
        """Replace one row's text: fast, but its height must stay the same."""
        index = self.rows.index_of(row.key)
        before = self.rows.at(index)
        if before is not None:
            self.rows.rows[index.row()] = row
            self.update(index)
            if (before.title, *before.actions) != (row.title, *row.actions):
                self._place_soon()

    @property
    def current_key(self) -> str:
        """The key of the current row, or ""."""
        return self.current_row.key if self.current_row is not None else ""

    def action_for(self, key: Qt.Key, row: RowContent) -> str | None:
        """Return a row's action for a keyboard key, or None."""
        there = {action.id for action in chain(row.actions, row.menu)}
        return next((id_ for id_ in self._keys.get(key, ()) if id_ in there), None)

    def shortcut_of(self, action_id: str, row: RowContent) -> str:
        """Return the keyboard shortcut of a row's button, or ""."""
        for key in self._keys:
            if self.action_for(key, row) == action_id:
                return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        return ""

    def menu_of(self, row: RowContent, parent: QWidget) -> Menu:
        """Make the menu of a row's actions without buttons."""
        menu = Menu(parent)
        for action in row.menu:
            key = self.shortcut_of(action.id, row)
            entry = menu.addAction("\t".join(filter(None, (action.text, key))))
            entry.setObjectName(action.id)
            entry.triggered.connect(
                lambda _=False, id_=action.id: self.action_chosen.emit(row.key, id_)
            )
        return menu

    # ------------------------------------------------------------------ buttons

    def _place_soon(self, *_: object) -> None:
        if self._placing is not None:
            self._placing.start()

    def place_buttons(self) -> None:
        """Give buttons to exactly the visible rows; also happens by itself, soon."""
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
            if there is not None and there.row_actions != (*row.actions, *row.menu):
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
        buttons = self._buttons.pop(key)
        buttons.hide()
        buttons.deleteLater()

    def _on_current(self) -> None:
        """Let Tab reach only the buttons of the current row."""
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
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        if key in _STEPS:
            return lambda: self.stepped.emit(_STEPS[key])
        return (lambda: self._press(key)) if key in self._keys else None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self.rows.at(self.indexAt(event.pos()))
        if row is not None and row.menu:
            menu = self.menu_of(row, self)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(event.globalPos())

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's own name
        # After each layout: rows are others, have other heights, or are elsewhere.
        super().updateGeometries()
        self._place_soon()

    # ------------------------------------------------------------------ a row

    def say(self, row: RowContent) -> str:
        return row.title

    def speak(self, row: RowContent) -> str:
        return sentences(row.title, row.line, row.more)

    def tip(self, row: RowContent) -> str:
        return f"{row.title}\n{_below(row)}".strip()

    def row_height(self, row: RowContent) -> int:
        wide = self._room(row, self.viewport().width() - 2 * _PAD) if row.wraps else 0.0
        text = self._texts_height(row, wide)
        return 2 * _RIM_Y + max(_PICTURE.height(), round(text))

    def _room(self, row: RowContent, wide: float) -> float:
        """Return the width for the text of a row `wide` px wide, between picture and buttons."""
        metrics = QFontMetricsF(words_font(self, 1.0, QFont.Weight.Medium))
        buttons = [
            scaled(HIT_PX) if one.icon else WordButton.width_of(one.text, metrics)
            for one in row.actions
        ]
        buttons += [scaled(HIT_PX)] if row.menu else []
        return wide - _PICTURE.width() - _GAP - sum(buttons) - (8 if buttons else 0)

    def _texts_height(self, row: RowContent, wide: float) -> float:
        line = _line_height(self)
        below = _wrapped(self, _below(row), wide) if row.wraps else line
        return line + 2 + below + (_BAR_PX if row.fraction is not None else 0)

    def paint_cells(self, painter: QPainter, rect: QRectF, row: RowContent, _: RowState) -> None:
        """Paint picture, title, the thin progress bar, and the text below."""
        theme = theme_of(self)
        at = QRectF(rect.left() + _PAD, rect.top() + _RIM_Y, _PICTURE.width(), _PICTURE.height())
        _paint_picture(painter, self.thumbnails.get(row.thumbnail, _PICTURE), at, theme)
        room = QRectF(at.right() + _GAP, 0, self._room(row, rect.width() - 2 * _PAD), 0)
        room.setHeight(_line_height(self))
        high = self._texts_height(row, room.width())
        room.moveTop(rect.top() + max(_RIM_Y - 3, (rect.height() - high) / 2))
        title = words_font(self, 1.0, QFont.Weight.Medium)
        paint_words(painter, room, row.title, title, theme.ink)
        room.translate(0, room.height() + 2)
        if row.fraction is not None:
            _paint_bar(painter, QRectF(room.left(), room.top() + 1, room.width(), 3), row, theme)
            room.translate(0, _BAR_PX)
        colour = {"good": theme.good, "bad": theme.bad}.get(row.tone, theme.muted)
        if not row.wraps:
            paint_words(painter, room, row.line, ui_font(self, 0.92), colour)
            return
        painter.setFont(words_font(self, 0.92))
        for text, ink in ((row.line, colour), (row.more, theme.muted)):
            painter.setPen(ink)
            room.setHeight(_wrapped(self, text, room.width()) if text else 0)
            paint_text(painter, room, text, wraps=True)
            room.moveTop(room.bottom())


class _RowButtons(QWidget):
    chosen = Signal(str, str)

    def __init__(self, row: RowContent, view: RowList) -> None:
        super().__init__(view.viewport())
        self.row_actions = (*row.actions, *row.menu)
        self._names = [action.text for action in row.actions]
        self._title = ""
        self.buttons: list[IconButton | WordButton] = []
        self._row = row_of(self)
        for action in row.actions:
            button: IconButton | WordButton
            if action.icon:
                button = IconButton(action.icon, None, self)
            else:
                button = WordButton(action.text, self)
            key = view.shortcut_of(action.id, row)
            button.setToolTip(plain(aside(action.text, key)))
            button.setObjectName(action.id)
            button.clicked.connect(
                lambda _=False, id_=action.id, key=row.key: self.chosen.emit(key, id_)
            )
            self._put(button)
        if row.menu:
            self._names.append(tr("More"))
            more = IconButton("more", None, self, words=self._names[-1])
            more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
            more.setMenu(view.menu_of(row, more))
            self._put(more)

    def _put(self, button: IconButton | WordButton) -> None:
        self._row.addWidget(button)
        self.buttons.append(button)

    def name(self, title: str) -> None:
        """Name each button by its action and the video."""
        if title != self._title:
            self._title = title
            for name, button in zip(self._names, self.buttons, strict=True):
                button.setAccessibleName(labelled(name, title))

    def place(self, rect: QRect) -> None:
        """Cover the row at `rect`, vertically centred."""
        size = self.sizeHint()
        top = rect.top() + (rect.height() - size.height()) // 2
        left = rect.width() - 1 - _PAD + 4 - size.width()
        self.setGeometry(left, top, size.width(), size.height())

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


def _below(row: RowContent) -> str:
    return "\n".join(filter(None, (row.line, row.more)))


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
        middle = at.center().y()
        paint_icon(painter, "video", theme.muted, QRectF(at.x(), middle - 10, at.width(), 20))
    painter.restore()


def _paint_bar(painter: QPainter, at: QRectF, row: RowContent, theme: Theme) -> None:
    paint_face(painter, at, 1.5, theme.track)
    if row.fraction is None or row.fraction <= 0:
        return
    done = QRectF(at)
    done.setWidth(max(3.0, at.width() * min(1.0, row.fraction)))
    paint_face(painter, done, 1.5, theme.link if row.is_moving else theme.muted)


_MOST = 200
_SCALE = 2  # for screens with two pixels to a point


class Thumbnails(QObject):
    """A cache of pictures by path. GUI thread."""

    loaded = Signal()  # one more can be had

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._renderer = Renderer(self)
        # None: it is being read, or is no picture.
        self._pictures: OrderedDict[str, QPixmap | None] = OrderedDict()

    def get(self, path: str, size: QSize) -> QPixmap | None:
        """Return the picture in `path`, cropped to the aspect of `size`, or None until loaded."""
        if not path:
            return None
        if path in self._pictures:
            self._pictures.move_to_end(path)
            return self._pictures[path]
        self._pictures[path] = None
        while len(self._pictures) > _MOST:
            self._pictures.popitem(last=False)

        def show(drawn: Decoded | Fault) -> None:
            if isinstance(drawn, Decoded) and path in self._pictures:
                self._pictures[path] = _cropped(drawn, size * _SCALE)
                self.loaded.emit()

        file = Path(path)
        self._renderer.picture(file.parent, file.name, size.width(), float(_SCALE), show)
        return None

    def shutdown(self) -> None:
        """Stop decoding, at the end of the program."""
        self._renderer.shutdown()


def _cropped(drawn: Decoded, size: QSize) -> QPixmap:
    way = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    image = drawn.image.scaled(size, way, Qt.TransformationMode.SmoothTransformation)
    left, top = (image.width() - size.width()) // 2, (image.height() - size.height()) // 2
    return QPixmap.fromImage(image.copy(left, top, size.width(), size.height()))
