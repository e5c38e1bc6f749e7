"""Paint a timeline: its rows, and the positions of times in them.

Everything that does not move lies in one pixmap; while the video plays, only the few pixels between
the old and the new playhead are painted. Times are milliseconds. GUI thread.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from viewer.ui.kit.paint import mark_colour, paint_face, smooth
from viewer.ui.kit.theme import Theme, theme_of
from viewer.ui.watch.ticks import Tick, TickPart, TickRow, TickState

_GAP_PX = 2  # where a chapter begins
_LEAST_PX = 6  # between two gaps: where chapters are shorter, some have none
HEIGHT = 54
# The rows, in px from the top and high: marker, ticks, bar; and between them and below what was
# found, and the ticks of other notes.
MARKER = (13.0, 12.0)
BAR = (30.0, 5.0)
_HITS = (6.0, 5.0)
_TICK = (16.0, 10.0)
_FAINT = (41.0, 6.0)
_WAVE = (9.0, 19.0)
_MARGIN = 16
_KNOB_RADIUS = 6.0
_KNOB_RING = 2.0
_NOW_RANGE_PX = 3.0
_RIM = 1.0
_RANGE = 70  # half dB: what is so much below the loudest has no height


class Groove:
    """The bar, divided into the chapters of a video. Without any it is one bar."""

    def __init__(self, chapters: Sequence[tuple[int, str]] = ()) -> None:
        """Take (start, title) of each, in any order."""
        found = sorted((start, " ".join(title.split())) for start, title in chapters)
        self._starts = [start for start, _ in found]
        self._titles = [title for _, title in found]
        self._shape: tuple[tuple[object, ...], QPainterPath] | None = None

    def title_at(self, ms: int) -> str:
        """Return the title of the chapter at `ms`, or ""."""
        at = bisect_right(self._starts, ms) - 1
        return self._titles[at] if at >= 0 else ""

    def shape(self, bar: QRectF, duration_ms: int | None) -> QPainterPath:
        """Return the outline of the groove in `bar`, which represents the whole video."""
        key = (bar.left(), bar.top(), bar.width(), bar.height(), duration_ms)
        if self._shape is None or self._shape[0] != key:
            path = QPainterPath()
            path.addRoundedRect(bar, bar.height() / 2, bar.height() / 2)
            gaps = QPainterPath()
            last = bar.left()
            for start in self._starts:
                x = round(bar.left() + bar.width() * start / (duration_ms or 1))
                if last + _LEAST_PX <= x <= bar.right() - _LEAST_PX:
                    gaps.addRect(QRectF(x - _GAP_PX / 2, bar.top(), _GAP_PX, bar.height()))
                    last = x
            self._shape = key, path if gaps.isEmpty() else path.subtracted(gaps)
        return self._shape[1]


def _waveform(width_px: float, levels: bytes, duration_ms: int, rgba: int, ratio: float) -> QPixmap:
    from viewer.media.sound_levels import columns  # here, for few look at it

    colour = QColor.fromRgba(rgba)
    width, height = math.ceil(width_px * ratio), math.ceil(_WAVE[1] * ratio)
    picture = QPixmap(width, height)
    picture.fill(Qt.GlobalColor.transparent)
    heights = columns(levels, width, duration_ms)
    lowest = max(heights) - _RANGE
    painter = QPainter(picture)
    for x, level in enumerate(heights):
        high = round((level - lowest) / _RANGE * height)
        if high > 0:
            painter.fillRect(x, height - high, 1, high, colour)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@dataclass(slots=True)
class TimelineContent:
    """What a timeline shows; times in ms."""

    duration_ms: int | None = None
    own: TickRow = field(default_factory=lambda: TickRow(()))  # without the one that is dragged
    faint: TickRow = field(default_factory=lambda: TickRow(()))
    now: frozenset[int] = frozenset()
    ranges: Mapping[int, int] = field(default_factory=dict)  # of the note: start, end
    found: Sequence[int] = ()
    repeat: tuple[int, int] | None = None
    groove: Groove = field(default_factory=Groove)
    levels: bytes = b""  # how loud it is, as far as that is known and wanted


class Pointed(NamedTuple):
    """What the user does with the pointer."""

    x: float | None = None  # where it is; None: not over the timeline, or scrubbing
    tick: Tick | None = None  # what it means
    part: TickPart = TickPart.START
    dragged: tuple[Tick, Tick] | None = None  # the tick as it was, and where it is
    is_scrubbing: bool = False


class TimelinePainter:
    """Paints the timeline `widget`."""

    def __init__(self, widget: QWidget, content: TimelineContent) -> None:
        self._widget, self._content = widget, content
        self._waveform = lru_cache(1)(_waveform)  # made anew only when something of it changed
        self._base = QPixmap()
        self._base_key: tuple[object, ...] | None = None
        self._serial = 0

    def content_changed(self) -> None:
        """Repaint the static parts."""
        self._serial += 1
        self._widget.update()

    # -- where times stand -------------------------------------------------------------------------

    def ends(self) -> tuple[float, float]:
        """Return the x of the video's start and end, in px from the left."""
        return float(_MARGIN), float(max(_MARGIN + 1, self._widget.width() - _MARGIN))

    def x_of(self, ms: int) -> float:
        """Return the position of `ms`, in px from the left edge of the widget."""
        left, right = self.ends()
        part = ms / (self._content.duration_ms or 1)
        return left + (right - left) * min(1.0, max(0.0, part))

    def ms_at(self, x: float) -> int:
        """Return the time at `x`, clamped to the video."""
        left, right = self.ends()
        part = (x - left) / max(1.0, right - left)
        return round(min(1.0, max(0.0, part)) * (self._content.duration_ms or 0))

    def ms_per_px(self) -> float:
        """Return the number of ms per px."""
        left, right = self.ends()
        return (self._content.duration_ms or 0) / (right - left)

    def knob_moved(self, before: float, after: float) -> QRect:
        """Return the rectangle to repaint after the knob moved from one x to another."""
        reach = math.ceil(_KNOB_RADIUS + _KNOB_RING + 4)
        left = math.floor(min(before, after)) - reach
        right = math.ceil(max(before, after)) + reach
        middle = BAR[0] + BAR[1] / 2
        return QRect(left, math.floor(middle) - reach, right - left, 2 * reach + 1)

    def on_pixel(self, ms: int) -> float:
        """Return the position of `ms`, rounded to device pixels, so that it moves crisply."""
        ratio = self._widget.devicePixelRatioF()
        return round(self.x_of(ms) * ratio) / ratio

    # -- painting ----------------------------------------------------------------------------------

    def paint(self, painter: QPainter, position_ms: int, pointed: Pointed) -> None:
        theme = theme_of(self._widget)
        painter.drawPixmap(0, 0, self._base_layer(theme))
        if self._content.duration_ms is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        knob_x = self.on_pixel(position_ms)
        self._paint_bar(painter, theme.link, knob_x)
        self._paint_now(painter, theme)
        if pointed.dragged is not None:
            self._paint_dragged(painter, theme, *pointed.dragged)
        elif pointed.x is not None and not pointed.is_scrubbing:
            self._paint_hover(painter, theme, pointed.x, pointed.tick, pointed.part)
        self._paint_knob(painter, theme, knob_x, 1.0 if pointed.is_scrubbing else 0.0)

    def _base_layer(self, theme: Theme) -> QPixmap:
        widget = self._widget
        ratio = widget.devicePixelRatioF()
        key = (widget.width(), widget.height(), ratio, theme, self._serial)
        if key != self._base_key:
            self._base_key = key
            size = QSize(math.ceil(widget.width() * ratio), math.ceil(widget.height() * ratio))
            self._base = QPixmap(size)
            self._base.setDevicePixelRatio(ratio)
            self._base.fill(theme.window)
            painter = smooth(self._base)
            self._paint_wave(painter, theme, ratio)
            self._paint_repeat(painter, theme)
            self._paint_bar(painter, theme.edge, self.ends()[1])
            self._paint_bar(painter, theme.track, self.ends()[1], _RIM)
            if self._content.duration_ms is not None:
                self._paint_ticks(painter, theme, ratio)
                self._paint_found(painter, theme, ratio)
            painter.end()
        return self._base

    def _paint_wave(self, painter: QPainter, theme: Theme, ratio: float) -> None:
        content = self._content
        if content.duration_ms is not None and content.levels:
            left, right = self.ends()
            what = content.levels, content.duration_ms, theme.wave.rgba(), ratio
            painter.drawPixmap(QPointF(left, _WAVE[0]), self._waveform(right - left, *what))

    def _paint_bar(
        self, painter: QPainter, colour: QColor, until_x: float, rim: float = 0.0
    ) -> None:
        left, right = self.ends()
        top, height = BAR
        painter.save()
        bar = QRectF(left, top, right - left, height)
        shown = bar.adjusted(rim, rim, -rim, -rim)
        shown.setRight(min(shown.right(), until_x))
        painter.setClipRect(shown, Qt.ClipOperation.IntersectClip)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPath(self._content.groove.shape(bar, self._content.duration_ms))
        painter.restore()

    def _paint_repeat(self, painter: QPainter, theme: Theme) -> None:
        repeat = self._content.repeat
        if repeat is None or self._content.duration_ms is None:
            return
        start, end = (self.x_of(ms) for ms in repeat)
        wash = QColor(theme.link)
        wash.setAlphaF(0.20 if theme.dark else 0.13)
        top = _TICK[0] - 3
        band = QRectF(start, top, max(3.0, end - start), BAR[0] + BAR[1] + 3 - top)
        paint_face(painter, band, 3, wash)
        for x in (band.left(), band.right() - 1.5):
            paint_face(painter, QRectF(x, top, 1.5, band.height()), 0.75, theme.link)

    def _paint_ticks(self, painter: QPainter, theme: Theme, ratio: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        ends = self.ends()
        limit = self._content.duration_ms or 0
        colours: dict[TickState, QColor] = {"plain": theme.tick_faint, "doubt": theme.tick_faint}
        self._content.faint.paint(
            painter, ends, limit, _FAINT, ratio, colours, lambda mark: mark_colour(mark, theme)
        )
        ink = QColor(theme.ink)
        ink.setAlphaF(0.72)
        colours = {"plain": ink, "doubt": theme.doubt}
        self._content.own.paint(painter, ends, limit, _TICK, ratio, colours)

    def _paint_found(self, painter: QPainter, theme: Theme, ratio: float) -> None:
        top, height = _HITS
        left, right = self.ends()
        scale = (right - left) / (self._content.duration_ms or 1)
        # Thousands may have been found: a mark for each pixel is enough.
        for x in {round((left + ms * scale) * ratio) for ms in self._content.found}:
            if x <= right * ratio:
                painter.fillRect(QRectF(x / ratio - 1, top, 2.0, height), theme.link)

    def _paint_now(self, painter: QPainter, theme: Theme) -> None:
        top, height = MARKER
        for ms in self._content.now:
            if ms > (self._content.duration_ms or 0):
                continue
            x, end_ms = self.on_pixel(ms), self._content.ranges.get(ms)
            if end_ms is not None:
                foot = QRectF(x, top + height - _NOW_RANGE_PX, 0, _NOW_RANGE_PX)
                foot.setRight(self.on_pixel(end_ms))
                painter.fillRect(foot, theme.now_bar)
            paint_face(painter, QRectF(x - 2.5, top, 5.0, height), 1.5, theme.now_bar)

    def _paint_hover(
        self, painter: QPainter, theme: Theme, hover_x: float, tick: Tick | None, part: TickPart
    ) -> None:
        if tick is not None:
            parts = [TickPart.START, TickPart.END] if part is TickPart.WHOLE else [part]
            for one in parts:
                x = self.on_pixel(tick.at(one))
                top, height = _FAINT if tick.faint else _TICK
                paint_face(painter, QRectF(x - 1.5, top - 1, 3.0, height + 2), 1.5, theme.link)
        else:
            ratio = self._widget.devicePixelRatioF()
            left, right = self.ends()
            x = round(min(max(hover_x, left), right) * ratio) / ratio
            line = QRectF(x - 0.75, BAR[0] - 3, 1.5, BAR[1] + 6)
            paint_face(painter, line, 0.75, theme.ink)

    def _paint_dragged(self, painter: QPainter, theme: Theme, was: Tick, now: Tick) -> None:
        top, height = _TICK
        trace = QColor(theme.link)
        trace.setAlphaF(0.35)
        for part in self._parts(was):
            x = self.on_pixel(was.at(part))
            paint_face(painter, QRectF(x - 1.0, top, 2.0, height), 1.0, trace)
        if now.end_ms is not None:
            bar = QRectF(self.on_pixel(now.ms), top + height - 4, 0, 4)
            bar.setRight(self.on_pixel(now.end_ms))
            painter.fillRect(bar, trace)
        for part in self._parts(now):
            x = self.on_pixel(now.at(part))
            paint_face(painter, QRectF(x - 2.0, top - 3, 4.0, height + 5), 2.0, theme.link)

    @staticmethod
    def _parts(tick: Tick) -> Sequence[TickPart]:
        return [TickPart.START, *([TickPart.END] if tick.end_ms is not None else [])]

    def _paint_knob(self, painter: QPainter, theme: Theme, knob_x: float, grown: float) -> None:
        middle = QPointF(knob_x, BAR[0] + BAR[1] / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.window)
        outer = _KNOB_RADIUS + _KNOB_RING + grown
        painter.drawEllipse(middle, outer, outer)
        painter.setBrush(theme.link)
        painter.drawEllipse(middle, _KNOB_RADIUS + grown, _KNOB_RADIUS + grown)
        if self._widget.hasFocus():
            painter.setPen(QPen(theme.link, 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, outer + 1.0, outer + 1.0)
