"""What stands in the place of the picture where there is none: the sound, a page at a time.

A page is two minutes, or the whole recording where that is under four; it turns when the playhead
reaches its end, and does not scroll. Over the waveform stand the claims with their first words; the
stretch of those in force is washed. All of it comes from the timeline, which stays the whole
recording: a press here seeks and scrubs as one there does. GUI thread.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from viewer.notes.timecode import format_ms
from viewer.translation import tr
from viewer.ui.kit.buttons import Painted
from viewer.ui.kit.paint import RIGHT, paint_words
from viewer.ui.kit.plain import plain
from viewer.ui.kit.roles import Role, set_role
from viewer.ui.kit.theme import Theme, paint_icon, ui_font, words_font
from viewer.ui.kit.wheel import WheelNotches
from viewer.ui.player.ticks import Tick
from viewer.ui.player.timeline import Timeline
from viewer.ui.player.timeline_painter import RANGE

_PAGE_MS = 120_000
_WHOLE_MS = 240_000  # a recording under this is shown whole
_LEAST_MS = 5_000
_ZOOM = 1.4  # for each notch of the wheel
_EDGE, _GAP = 16, 6
_BAR_PX, _STEP_PX = 2, 3  # a bar of the waveform, and from one to the next
_MARK_SPACING = 74  # px, at least, from one time below the waveform to the next, at 13 px text
_MARKS_S = (1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200)


class _Rows(NamedTuple):
    """Where the rows are, in px from the top; the title has none where there is little room."""

    title: QRectF
    words: QRectF
    wave: QRectF
    times: QRectF


class SoundPage(Painted, QWidget):
    """The sound of what `timeline` shows."""

    def __init__(
        self, timeline: Timeline, paint_over: Callable[[QPainter], None], parent: QWidget
    ) -> None:
        """Show it; `paint_over` paints what is said over the picture for a moment."""
        super().__init__(parent)
        set_role(self, Role.Graphic)
        self._timeline, self._paint_over = timeline, paint_over
        self._title = ""
        self._levels = b""
        self._loudest = 0
        self._start_ms = 0
        self._span_ms: int | None = None  # that a person chose; None: as the length asks for
        self._wheel = WheelNotches()
        self.setAccessibleName(tr("Waveform"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        timeline.changed.connect(self._on_changed)
        timeline.moved.connect(self._on_moved)
        self.hide()

    # ------------------------------------------------------------------ what is shown

    def set_title(self, title: str) -> None:
        """Name the recording; another one is shown from the page that is played."""
        if title != self._title:
            self._title, self._span_ms = title, None
            self._turn(always=True)

    def set_levels(self, levels: bytes) -> None:
        """Show how loud it is, of `viewer.video.sound.levels`, so far."""
        self._levels, self._loudest = levels, max(levels, default=0)
        self.update()

    @property
    def page_ms(self) -> tuple[int, int]:
        """The stretch that is shown, half-open."""
        return self._start_ms, self._start_ms + self._span()

    @property
    def _duration_ms(self) -> int:
        return self._timeline.content.duration_ms or 1

    def _span(self) -> int:
        whole = self._duration_ms
        span = self._span_ms or (whole if whole < _WHOLE_MS else _PAGE_MS)
        return max(1, min(span, whole))

    def _on_changed(self) -> None:
        self._turn()
        self.update()

    def _on_moved(self, before_ms: int) -> None:
        if self._turn():
            return
        places = self.x_of(before_ms), self.x_of(self._timeline.position_ms())
        left, right = min(places) - 2 * _GAP, max(places) + 2 * _GAP
        self.update(QRectF(left, 0, right - left, self.height()).toAlignedRect())

    def _turn(self, *, always: bool = False) -> bool:
        """Show the page that the playhead is on; False where that is shown already."""
        span, at = self._span(), self._timeline.position_ms()
        start, end = self.page_ms
        last = self._duration_ms - span
        is_on = start <= at < end or (at >= end and start == last)
        if is_on and start <= last and not always:
            return False
        # The next page begins where this one ends; any other where it would from the start.
        is_next = end <= at < end + span and not always
        self._show_from(end if is_next else at - at % span)
        return True

    def _show_from(self, ms: int) -> None:
        self._start_ms = max(0, min(ms, self._duration_ms - self._span()))
        self.update()

    # ------------------------------------------------------------------ where times stand

    def x_of(self, ms: int) -> float:
        """Return where `ms` stands, in px from the left."""
        return _EDGE + (self.width() - 2 * _EDGE) * (ms - self._start_ms) / self._span()

    def ms_at(self, x: float) -> int:
        """Return the time under `x`, held inside the page."""
        start, end = self.page_ms
        return min(start + round(self._part(x) * (end - start)), end - 1)

    def _rows(self) -> _Rows:
        line = QFontMetricsF(words_font(self)).height()
        left, wide = _EDGE, self.width() - 2 * _EDGE
        has_title = self.height() > 9 * line
        title = QRectF(left, _GAP + 2, wide, line + _GAP if has_title else 0)
        # Where there is little room the waveform has it: the claims are ticks, and no words.
        low = self.height() < 4 * line
        high = _GAP if low else line + 2
        words = QRectF(left, title.bottom() + (_GAP if has_title else 0), wide, high)
        times = QRectF(left, self.height() - _GAP - 2, wide, 0)
        if not low:
            times.setTop(times.top() - line)
        top = words.bottom() + _GAP
        return _Rows(title, words, QRectF(left, top, wide, times.top() - _GAP - top), times)

    # ------------------------------------------------------------------ painting

    def paint(self, painter: QPainter, theme: Theme) -> None:
        painter.fillRect(self.rect(), theme.window)
        rows = self._rows()
        if rows.title.height():
            self._paint_title(painter, theme, rows.title)
        self._paint_lit(painter, theme, rows)
        self._paint_wave(painter, theme, rows.wave)
        self._paint_ticks(painter, theme, rows)
        if rows.times.height():
            self._paint_times(painter, theme, rows.times)
        x = self.x_of(self._timeline.position_ms())
        foot = QPointF(x, rows.wave.bottom())
        painter.fillRect(
            QRectF(x - 1, rows.words.bottom(), 2, foot.y() - rows.words.bottom()), theme.link
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.link)
        painter.drawEllipse(foot, 4, 4)
        self._paint_over(painter)

    def _paint_title(self, painter: QPainter, theme: Theme, room: QRectF) -> None:
        size = QFontMetricsF(words_font(self)).height()
        icon = QRectF(room.left(), room.center().y() - size / 2, size, size)
        paint_icon(painter, "audio", theme.ink, icon)
        left = icon.right() + _GAP
        font, bold = ui_font(self, 0.95), ui_font(self, 1.0, QFont.Weight.DemiBold)
        kind = tr("Recording without a picture")
        name = QFontMetricsF(bold).horizontalAdvance(self._title)
        if left + name + 3 * _GAP + QFontMetricsF(font).horizontalAdvance(kind) <= room.right():
            paint_words(painter, room, kind, font, theme.muted, RIGHT)
        room = QRectF(left, room.top(), room.right() - left, room.height())
        paint_words(painter, room, self._title, bold, theme.ink)

    def _paint_lit(self, painter: QPainter, theme: Theme, rows: _Rows) -> None:
        """Wash the stretches that are in force, each with a bar at its start."""
        for ms in self._timeline.content.now:
            left, right = (
                max(rows.wave.left(), min(self.x_of(at), rows.wave.right()))
                for at in (ms, self._end_of(ms))
            )
            painter.fillRect(
                QRectF(left, rows.wave.top(), right - left, rows.wave.height()), theme.now_wash
            )

    def _end_of(self, ms: int) -> int:
        """Return where what is cited at `ms` ends: its range, or at the next cited time."""
        content = self._timeline.content
        if ms in content.ranges:
            return content.ranges[ms]
        times = content.own.times
        after = bisect_right(times, ms)
        return times[after] if after < len(times) else self._duration_ms

    def _paint_wave(self, painter: QPainter, theme: Theme, room: QRectF) -> None:
        from viewer.video.sound.levels import HOP_MS, columns  # here, for few look at it

        start, end = self.page_ms
        levels = self._levels[start // HOP_MS : end // HOP_MS + 1]
        count = max(1, int(room.width() / _STEP_PX))
        played = self.x_of(self._timeline.position_ms())
        lowest = self._loudest - RANGE
        for number, level in enumerate(columns(levels, count, end - start)):
            x = room.left() + number * _STEP_PX
            high = max(_BAR_PX, (level - lowest) / RANGE * room.height()) if level else _BAR_PX
            bar = QRectF(x, room.center().y() - high / 2, _BAR_PX, high)
            painter.fillRect(bar, theme.link if x < played else theme.muted)

    def _paint_ticks(self, painter: QPainter, theme: Theme, rows: _Rows) -> None:
        """Paint each claim of the page with its first words, as far as those of the next let it."""
        ticks = self._ticks()
        font, bold = ui_font(self, 0.9), ui_font(self, 0.9, QFont.Weight.DemiBold)
        for place, tick in enumerate(ticks):
            x, is_lit = self.x_of(tick.ms), tick.ms in self._timeline.content.now
            wide, foot = (4, rows.wave.bottom()) if is_lit else (2, rows.words.bottom() + _GAP)
            colour = (
                theme.now_bar if is_lit else theme.doubt if tick.state == "doubt" else theme.ink
            )
            painter.fillRect(
                QRectF(x - wide / 2, rows.words.top(), wide, foot - rows.words.top()), colour
            )
            following = (
                self.x_of(ticks[place + 1].ms) if place + 1 < len(ticks) else rows.words.right()
            )
            room = QRectF(rows.words)
            room.setLeft(x + _GAP)
            room.setRight(following - _GAP)
            shown = bold if is_lit else font
            time = format_ms(tick.ms)
            least = QFontMetricsF(shown).horizontalAdvance(time)
            if rows.times.height() and least <= room.width():
                words = f"{time} {tick.text}"
                if QFontMetricsF(shown).horizontalAdvance(time + " mmm…") > room.width():
                    words = time
                paint_words(painter, room, words, shown, theme.now if is_lit else theme.ink)

    def _ticks(self) -> list[Tick]:
        """List the claims of the page, one for each time."""
        own, (start, end) = self._timeline.content.own, self.page_ms
        first, last = bisect_left(own.times, start), bisect_left(own.times, end)
        return list({tick.ms: tick for tick in reversed(own.ticks[first:last])}.values())[::-1]

    def _paint_times(self, painter: QPainter, theme: Theme, room: QRectF) -> None:
        font = ui_font(self, 0.9)
        metrics = QFontMetricsF(font)
        least = max(_MARK_SPACING, metrics.horizontalAdvance("0:00:00") + 3 * _GAP)
        start, end = self.page_ms
        per_px = (end - start) / max(1.0, room.width())
        step = next((s for s in _MARKS_S if s * 1000 >= least * per_px), _MARKS_S[-1]) * 1000
        for ms in range(-(-start // step) * step, end + 1, step):
            words = format_ms(ms)
            wide = metrics.horizontalAdvance(words) + 1
            left = min(max(room.left(), self.x_of(ms) - wide / 2), room.right() - wide)
            at = QRectF(left, room.top(), wide, room.height())
            paint_words(painter, at, words, font, theme.muted)

    # ------------------------------------------------------------------ Qt

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            near = [t for t in self._ticks() if abs(self.x_of(t.ms) - event.pos().x()) <= 2 * _GAP]
            words = [f"{format_ms(tick.ms)}  {tick.text}" for tick in near]
            self.setToolTip(plain("\n".join(words)))
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._timeline.press_at(event.position().x())
        self._timeline.ask_for(self.ms_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        self._timeline.drag_to(x, self.ms_at(x))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._timeline.end_scrub()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        notches = self._wheel.add(event)
        ms, part = self.ms_at(event.position().x()), self._part(event.position().x())
        span = round(self._span() / _ZOOM**notches)
        self._span_ms = max(_LEAST_MS, min(span, self._duration_ms))
        self._show_from(round(ms - part * self._span()))
        event.accept()

    def _part(self, x: float) -> float:
        return min(1.0, max(0.0, (x - _EDGE) / max(1, self.width() - 2 * _EDGE)))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timeline.end_scrub()
