"""Recent notes and videos with a small frame each: shown while no note is open."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QMarginsF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QHideEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from viewer.base.translation import tr
from viewer.ui.kit.boxes import column_of
from viewer.ui.kit.paint import paint_face, paint_words
from viewer.ui.kit.placeholder import page_ground
from viewer.ui.kit.row_list import ListView, RowState
from viewer.ui.kit.scroll_bar import dress
from viewer.ui.kit.sheet import Words
from viewer.ui.kit.theme import paint_icon, theme_of, words_font
from viewer.ui.watch.frame_cache import FrameCache

FRAME = QSize(80, 45)
_WIDEST = 560
_KEPT, _SEEN = 60, 16  # frames


class Recent(NamedTuple):
    """A recent note, or a video without one."""

    note: Path | None
    video: str  # its address, id or path; "" where the note names none, or it is not known
    title: str
    where: str  # in a few words
    file: Path | None  # of the video, for its picture
    ms: int  # where it was left


class RecentList(ListView[Recent]):
    """The rows: a frame, the title, and the place."""

    RIM, RADIUS, LIT, CLICKS = QMarginsF(0, 1, 4, 1), 7.0, "", 1

    chosen = Signal(object)  # Recent

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Recent notes and videos"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.frames = FrameCache(self, kept=_KEPT, seen=_SEEN)
        self.frames.came.connect(self.viewport().update)
        self.refit()

    def take(self, row: Recent) -> None:
        self.chosen.emit(row)

    def key_of(self, row: Recent) -> Hashable:
        return row.note or row.video

    def say(self, row: Recent) -> str:
        return row.title

    def speak(self, row: Recent) -> str:
        return f"{row.title}, {row.where}"

    def tip(self, row: Recent) -> str:
        return str(row.note or row.video)

    def row_height(self, row: Recent) -> int:
        return self._height

    def refit(self) -> None:
        self._title, self._small = words_font(self, 1.0, QFont.Weight.DemiBold), words_font(self)
        lines = QFontMetricsF(self._title).height() + QFontMetricsF(self._small).height()
        self._height = round(max(FRAME.height(), lines + 4)) + 14
        self.doItemsLayout()

    def paint_cells(self, painter: QPainter, rect: QRectF, row: Recent, state: RowState) -> None:
        """Paint the frame, and the two lines beside it."""
        theme = theme_of(self)
        top = rect.top() + (rect.height() - FRAME.height()) / 2
        frame = QRectF(rect.left() + 8, top, FRAME.width(), FRAME.height())
        self._paint_frame(painter, frame, row)
        left = frame.right() + 14
        room = QRectF(left, rect.top(), rect.right() - 12 - left, rect.height() / 2)
        for font, words, colour, below in (
            (self._title, row.title, theme.ink, False),
            (self._small, row.where, theme.muted, True),
        ):
            line = room.translated(0, room.height() if below else 0)
            side = Qt.AlignmentFlag.AlignTop if below else Qt.AlignmentFlag.AlignBottom
            paint_words(painter, line, words, font, colour, Qt.AlignmentFlag.AlignLeft | side)

    def _paint_frame(self, painter: QPainter, rect: QRectF, row: Recent) -> None:
        theme = theme_of(self)
        image = None
        if row.file is not None:
            self.frames.width_px = round(FRAME.width() * self.devicePixelRatioF())
            image = self.frames.frame(row.file, row.ms)
        if image is None or image.isNull():
            paint_face(painter, rect, 4, theme.line)
            icon = "note" if row.note is not None and not row.video else "video"
            at = QRectF(0, 0, 20, 20)
            at.moveCenter(rect.center())
            paint_icon(painter, icon, theme.muted, at)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        scale = max(image.width() / rect.width(), image.height() / rect.height(), 0.001)
        shape = QRectF(0, 0, image.width() / scale, image.height() / scale)
        shape.moveCenter(rect.center())
        paint_face(painter, rect, 4, theme.line)
        painter.drawImage(shape, image)

    def _dress(self) -> None:
        dress(self, page_ground(theme_of(self)))


class StartPage(QWidget):
    """The list under its heading, as wide as is comfortable to read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = Words(tr("Recent"), self, weight=QFont.Weight.DemiBold)
        self.list = RecentList(self)
        self._column = column_of(self, self._heading, (self.list, 1), gap=8)

    def show_rows(self, rows: Sequence[Recent], heading: str = "") -> None:
        """List these below a heading; nothing is shown if there are none."""
        self._heading.setText(heading or tr("Recent"))
        self.list.rows.set_rows(rows)
        for part in (self._heading, self.list):
            part.setVisible(bool(rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = max(16, (self.width() - _WIDEST) // 2)
        self._column.setContentsMargins(side, 0, side, 16)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.list.frames.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), page_ground(theme_of(self)))
