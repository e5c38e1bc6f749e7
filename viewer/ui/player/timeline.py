"""The timeline: where the video is, and where every claim of the note stands in it.

A slider in milliseconds. Above the bar stands one tick per cited time of the note, below it the
paler ticks of other notes about the same video; the claims in force are marked in amber. It never
moves a player itself: it says `seek_requested`, and is told the position.

Everything that does not move lies in one pixmap; while the video plays, only the few pixels between
the old and the new playhead are painted. All of it belongs to the GUI thread.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QEvent,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from viewer.notes.timecode import format_ms
from viewer.ui.kit.buttons import OwnKeys
from viewer.ui.kit.note_marks import mark_colour
from viewer.ui.kit.paint import paint_face, smooth
from viewer.ui.kit.theme import Theme, theme_of
from viewer.ui.player.chapter_bar import Groove
from viewer.ui.player.tick_drag import TickDrag
from viewer.ui.player.ticks import Tick, TickRow, TickState
from viewer.ui.player.timeline_card import TimelineCard

# The rows, in px from the top: what was found, marker, ticks, bar, ticks of other notes.
_HEIGHT = 54
_MARGIN = 16
_HITS = (6.0, 5.0)
_MARKER = (13.0, 12.0)
_TICK = (16.0, 10.0)
_BAR = (30.0, 5.0)
_FAINT = (41.0, 6.0)
_KNOB_RADIUS = 6.0
_KNOB_RING = 2.0

_SNAP_PX = 5.5  # the pointer stands on whole px: within 5 of them
_DRAG_PX = 3
_SCRUB_INTERVAL_MS = 33

_STEP_MS = 5_000
_FINE_STEP_MS = 1_000
_PAGE_MS = 60_000
_MOST_S = (1 << 31) - 1


class Timeline(QAbstractSlider):
    """Show and choose the position in a video.

    Range and value of the slider, which only accessibility tools ask for, are whole seconds: ms
    would not fit.
    """

    seek_requested = Signal(object)  # int: ms; dragging at most one per 33 ms, the last always
    preview_requested = Signal(object, int)  # int: ms; width in device pixels
    other_tick_chosen = Signal(object)  # Tick of another note, whose seek was asked for already
    scrub_started = Signal()  # a drag began; a plain click only asks for a seek
    scrub_finished = Signal(object)  # int: ms where the drag ended; its seek was asked for

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Timeline"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # By Tab alone: a click that seeks must not take the keyboard away from the note.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setEnabled(False)
        self.setRange(0, 0)

        self._duration_ms: int | None = None
        self._position_ms = 0
        self._ticks: list[Tick] = []  # of this note
        self._own = TickRow(())  # … without the one that is dragged
        self._faint = TickRow(())
        self._citation_first: Callable[[], int | None] = lambda: None
        self._hint = ""
        self.drag = TickDrag(self)
        self.drag.started.connect(lambda _: self._lay_ticks())
        self.drag.dropped.connect(self._on_tick_dropped)
        self.drag.cancelled.connect(self._on_tick_cancelled)
        self._now: frozenset[int] = frozenset()
        self._found: Sequence[int] = ()
        self._repeat: tuple[int, int] | None = None
        self._groove = Groove()

        self._base = QPixmap()
        self._base_key: tuple[object, ...] | None = None
        self._content_serial = 0

        self._hover_x: float | None = None
        self._hover_tick: Tick | None = None
        self._pressed_at: QPoint | None = None
        self._dragging = False
        self._pending_ms: int | None = None
        self._scrub_timer = QTimer(self, singleShot=True, interval=_SCRUB_INTERVAL_MS)
        self._scrub_timer.timeout.connect(self._scrub_on)

        self._card = TimelineCard(self, int(_MARKER[0]))
        self._card.preview_requested.connect(self.preview_requested)
        # An accessibility tool may set the slider's value: that is a wish like any other.
        self.valueChanged.connect(self._on_value_changed)
        # Arrow keys are shortcuts of the window too; here they are the slider's own.
        OwnKeys(self, lambda event: self._step_for(event) is not None)

    def set_duration(self, duration_ms: int | None) -> None:
        """Set the length of the video; None (or 0) where there is no video: quiet and disabled."""
        duration_ms = duration_ms or None
        if duration_ms == self._duration_ms:
            return
        self.drag.cancel()
        self._end_drag()
        self._duration_ms = duration_ms
        self._position_ms = min(self._position_ms, duration_ms or 0)
        self._card.forget_pictures()
        self.blockSignals(True)
        self.setRange(0, min((duration_ms or 0) // 1000, _MOST_S))
        self.setValue(min(self._position_ms // 1000, _MOST_S))
        self.blockSignals(False)
        self.setEnabled(duration_ms is not None)
        if duration_ms is None:
            self._leave()
        self._describe()
        self._content_changed()

    def set_position(self, position_ms: int) -> None:
        """Move the playhead; while a person drags it, it stays under the pointer instead."""
        if not self._dragging:
            self._move_to(position_ms)

    def set_ticks(self, ticks: Sequence[Tick]) -> None:
        """Show these ticks of this note, in any order, instead of those before."""
        self._ticks = list(ticks)
        self.drag.keep(self._ticks)
        self._lay_ticks()

    def set_other_ticks(self, ticks: Sequence[Tick]) -> None:
        """Show these ticks of other notes about the video, which are faint, below the bar."""
        self._faint = TickRow(ticks)
        self._hover_tick = None
        self._content_changed()

    def set_movable(self, movable: bool, hint: str = "") -> None:
        """Let a person drag the ticks of this note, or not; `hint` says how to do so by keys."""
        if not movable:
            self.drag.cancel()
        self.drag.is_movable = movable
        self._hint = hint
        self._describe()

    def set_citation_first(self, call: Callable[[], int | None]) -> None:
        """Have `call` say which citation is meant where several stand on one pixel."""
        self._citation_first = call

    def put_back(self, tick: Tick) -> None:
        """Show a tick that was dropped at its own time again: nothing came of it."""
        self._ticks = [tick if one.citation == tick.citation else one for one in self._ticks]
        self._lay_ticks()

    def set_now(self, times_ms: frozenset[int]) -> None:
        """Mark these cited times as the ones in force."""
        if times_ms != self._now:
            self._now = times_ms
            self.update()

    def set_found(self, times_ms: Sequence[int]) -> None:
        """Mark where something was found in the transcript, above the claims; () for nothing."""
        if times_ms != self._found:
            self._found = times_ms
            self._content_changed()

    def set_repeat(self, stretch_ms: tuple[int, int] | None) -> None:
        """Show the stretch [start, end) that is being repeated, or none."""
        if stretch_ms != self._repeat:
            self._repeat = stretch_ms
            self._content_changed()

    def set_chapters(self, chapters: Sequence[tuple[int, str]]) -> None:
        """Show where these chapters begin: (ms, title) of each; () for none."""
        self._groove = Groove(chapters)
        self._content_changed()

    def set_preview(self, ms: int, image: QImage) -> None:
        """Take a picture that was asked for with `preview_requested`; too late ones are kept."""
        if not image.isNull() and self._duration_ms is not None:
            self._card.take_preview(ms, image)

    def position_ms(self) -> int:
        """Give the position shown, which while dragging is the pointer's."""
        return self._position_ms

    def x_of(self, ms: int) -> float:
        """Give where `ms` stands, in px from the left edge of the widget."""
        left, right = self._ends()
        return left + (right - left) * min(1.0, max(0.0, ms / (self._duration_ms or 1)))

    def ms_at(self, x: float) -> int:
        """Give the time under `x`, held inside the video."""
        left, right = self._ends()
        part = (x - left) / max(1.0, right - left)
        return round(min(1.0, max(0.0, part)) * (self._duration_ms or 0))

    def tick_at(self, point: QPointF) -> Tick | None:
        """Give the tick that the pointer means: the nearest within 5 px.

        Below the bar those of other notes come first, everywhere else those of this note.
        """
        if self._duration_ms is None:
            return None
        rows = [self._own, self._faint]
        if point.y() > _BAR[0] + _BAR[1] + 3:
            rows.reverse()
        ms = self.ms_at(point.x())
        alike_ms = self._ms_per_px() / 2
        for row in rows:
            tick = row.nearest(ms, alike_ms=alike_ms, rank=self._rank)
            if (
                tick is not None
                and tick.ms <= self._duration_ms
                and abs(self.x_of(tick.ms) - point.x()) <= _SNAP_PX
            ):
                return tick
        return None

    def _rank(self, tick: Tick) -> int:
        if tick.faint:
            return 0
        if tick.citation is not None and tick.citation == self._citation_first():
            return 0
        return 1 if tick.ms in self._now else 2

    # -- moving ------------------------------------------------------------------------------------

    def _move_to(self, position_ms: int) -> None:
        position_ms = min(max(0, position_ms), self._duration_ms or 0)
        if position_ms == self._position_ms:
            return
        before = self._knob_x()
        second_before = self._position_ms // 1000
        self._position_ms = position_ms
        after = self._knob_x()
        if after != before:
            reach = math.ceil(_KNOB_RADIUS + _KNOB_RING + 4)
            left = math.floor(min(before, after)) - reach
            right = math.ceil(max(before, after)) + reach
            middle = _BAR[0] + _BAR[1] / 2
            self.update(QRect(left, math.floor(middle) - reach, right - left, 2 * reach + 1))
        if position_ms // 1000 != second_before:
            self.blockSignals(True)
            self.setValue(min(position_ms // 1000, _MOST_S))
            self.blockSignals(False)
            self._describe()

    def _knob_x(self) -> float:
        """Give the middle of the knob, on the device's own pixels, so that it moves crisply."""
        ratio = self.devicePixelRatioF()
        return round(self.x_of(self._position_ms) * ratio) / ratio

    def _ends(self) -> tuple[float, float]:
        return float(_MARGIN), float(max(_MARGIN + 1, self.width() - _MARGIN))

    def _ms_per_px(self) -> float:
        left, right = self._ends()
        return (self._duration_ms or 0) / (right - left)

    def _ask_for(self, ms: int) -> None:
        self._move_to(ms)
        self.seek_requested.emit(ms)

    def _on_value_changed(self, value: int) -> None:
        if value != self._position_ms // 1000:
            self._ask_for(value * 1000)

    def _describe(self) -> None:
        if self._duration_ms is None:
            self.setAccessibleDescription(self.tr("No video"))
        else:
            where = self.tr("{position} of {duration}").format(
                position=format_ms(self._position_ms), duration=format_ms(self._duration_ms)
            )
            self.setAccessibleDescription(f"{where}. {self._hint}" if self._hint else where)

    # -- dragging ----------------------------------------------------------------------------------

    def _scrub_to(self, ms: int) -> None:
        """Follow the pointer at once, but ask for no more seeks than a player can show."""
        self._move_to(ms)
        if self._scrub_timer.isActive():
            self._pending_ms = ms
        else:
            self._pending_ms = None
            self.seek_requested.emit(ms)
            self._scrub_timer.start()

    def _scrub_on(self) -> None:
        if self._pending_ms is not None:
            ms, self._pending_ms = self._pending_ms, None
            self.seek_requested.emit(ms)
            self._scrub_timer.start()

    def _lay_ticks(self) -> None:
        dragged = self.drag.tick
        self._own = TickRow(tick for tick in self._ticks if tick is not dragged)
        self._hover_tick = None
        self._content_changed()

    def _on_tick_dropped(self, tick: Tick, ms: int) -> None:
        # Until the note says its times anew, which takes a moment.
        self._ticks = [replace(one, ms=ms) if one is tick else one for one in self._ticks]
        self._lay_ticks()

    def _on_tick_cancelled(self) -> None:
        self._lay_ticks()
        self._leave()

    def _end_drag(self) -> None:
        self._pressed_at = None
        if not self._dragging:
            return
        self._dragging = False
        self.setSliderDown(False)
        self._scrub_timer.stop()
        if self._pending_ms is not None:
            ms, self._pending_ms = self._pending_ms, None
            self.seek_requested.emit(ms)
        self.scrub_finished.emit(self._position_ms)

    # -- hovering ----------------------------------------------------------------------------------

    def _hover(self, point: QPointF) -> None:
        if self._duration_ms is None:
            return
        tick = None if self._dragging or self.drag.tick is not None else self.tick_at(point)
        can_drag = self.drag.is_movable and tick is not None and tick.citation is not None
        if can_drag or self.drag.tick is not None:
            self.setCursor(Qt.CursorShape.SizeHorCursor)
        else:
            self.unsetCursor()
        if point.x() != self._hover_x or tick is not self._hover_tick:
            self._hover_x = point.x()
            self._hover_tick = tick
            self.update()
        self._show_card()

    def _leave(self) -> None:
        if self._hover_x is not None:
            self._hover_x = None
            self._hover_tick = None
            self.update()
        self._card.hide()

    def _hover_ms(self) -> int:
        if self.drag.tick is not None:
            return self.drag.ms
        if self._dragging or self._hover_x is None:
            return self._position_ms
        return self._hover_tick.ms if self._hover_tick else self.ms_at(self._hover_x)

    def _show_card(self) -> None:
        ms, tick, dragged = self._hover_ms(), self._hover_tick, self.drag.tick
        if dragged is not None:
            self._card.show_dragged(ms, dragged.ms, self.x_of(ms), dragged.text)
        else:
            text = tick.text if tick is not None else ""
            more = "  ".join(filter(None, (self._others_at(tick), self._groove.title_at(ms))))
            self._card.show_moment(ms, self.x_of(ms), text, more)

    def _others_at(self, tick: Tick | None) -> str:
        if tick is None:
            return ""
        others = (self._faint if tick.faint else self._own).count_at(tick.ms) - 1
        more = self.tr("and %n more", "", others) if others > 0 else ""
        return "  ".join(filter(None, (tick.source, more)))

    # -- painting ----------------------------------------------------------------------------------

    def _content_changed(self) -> None:
        self._content_serial += 1
        self.update()

    def _base_layer(self, theme: Theme) -> QPixmap:
        """Give everything that does not move, painted anew only when something of it changed."""
        ratio = self.devicePixelRatioF()
        key = (self.width(), self.height(), ratio, theme.window.rgba(), self._content_serial)
        if key != self._base_key:
            self._base_key = key
            size = QSize(math.ceil(self.width() * ratio), math.ceil(self.height() * ratio))
            self._base = QPixmap(size)
            self._base.setDevicePixelRatio(ratio)
            self._base.fill(theme.window)
            painter = smooth(self._base)
            self._paint_repeat(painter, theme)
            self._paint_bar(painter, theme.track, self._ends()[1])
            if self._duration_ms is not None:
                self._paint_ticks(painter, theme, ratio)
                self._paint_found(painter, theme, ratio)
            painter.end()
        return self._base

    def _paint_bar(self, painter: QPainter, colour: QColor, until_x: float) -> None:
        left, right = self._ends()
        top, height = _BAR
        painter.save()
        painter.setClipRect(QRectF(0, top - 1, until_x, height + 2), Qt.ClipOperation.IntersectClip)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        bar = QRectF(left, top, right - left, height)
        painter.drawPath(self._groove.shape(bar, self._duration_ms))
        painter.restore()

    def _paint_repeat(self, painter: QPainter, theme: Theme) -> None:
        if self._repeat is None or self._duration_ms is None:
            return
        start, end = (self.x_of(ms) for ms in self._repeat)
        wash = QColor(theme.link)
        wash.setAlphaF(0.20 if theme.dark else 0.13)
        top = _TICK[0] - 3
        band = QRectF(start, top, max(3.0, end - start), _BAR[0] + _BAR[1] + 3 - top)
        paint_face(painter, band, 3, wash)
        for x in (band.left(), band.right() - 1.5):
            paint_face(painter, QRectF(x, top, 1.5, band.height()), 0.75, theme.link)

    def _paint_ticks(self, painter: QPainter, theme: Theme, ratio: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        ends = self._ends()
        limit = self._duration_ms or 0
        colours: dict[TickState, QColor] = {"plain": theme.tick_faint, "doubt": theme.tick_faint}
        self._faint.paint(
            painter, ends, limit, _FAINT, ratio, colours, lambda mark: mark_colour(mark, theme)
        )
        ink = QColor(theme.ink)
        ink.setAlphaF(0.72)
        colours = {"plain": ink, "doubt": theme.doubt}
        self._own.paint(painter, ends, limit, _TICK, ratio, colours)

    def _paint_found(self, painter: QPainter, theme: Theme, ratio: float) -> None:
        top, height = _HITS
        left, right = self._ends()
        scale = (right - left) / (self._duration_ms or 1)
        # Thousands may have been found: a mark for each pixel is enough.
        for x in {round((left + ms * scale) * ratio) for ms in self._found}:
            if x <= right * ratio:
                painter.fillRect(QRectF(x / ratio - 1, top, 2.0, height), theme.link)

    def _paint_now(self, painter: QPainter, theme: Theme) -> None:
        ratio = self.devicePixelRatioF()
        top, height = _MARKER
        for ms in self._now:
            if ms <= (self._duration_ms or 0):
                x = round(self.x_of(ms) * ratio) / ratio
                paint_face(painter, QRectF(x - 2.5, top, 5.0, height), 1.5, theme.now_fill)

    def _paint_hover(self, painter: QPainter, theme: Theme) -> None:
        if self.drag.tick is not None:
            self._paint_dragged(painter, theme, self.drag.tick)
            return
        if self._hover_x is None or self._dragging:
            return
        ratio = self.devicePixelRatioF()
        tick = self._hover_tick
        if tick is not None:
            x = round(self.x_of(tick.ms) * ratio) / ratio
            top, height = _FAINT if tick.faint else _TICK
            paint_face(painter, QRectF(x - 1.5, top - 1, 3.0, height + 2), 1.5, theme.link)
        else:
            left, right = self._ends()
            x = round(min(max(self._hover_x, left), right) * ratio) / ratio
            line = QRectF(x - 0.75, _BAR[0] - 3, 1.5, _BAR[1] + 6)
            paint_face(painter, line, 0.75, theme.ink)

    def _paint_dragged(self, painter: QPainter, theme: Theme, tick: Tick) -> None:
        """Paint the tick where it is, and a trace of it where it was."""
        ratio = self.devicePixelRatioF()
        top, height = _TICK
        was, now = (round(self.x_of(ms) * ratio) / ratio for ms in (tick.ms, self.drag.ms))
        trace = QColor(theme.link)
        trace.setAlphaF(0.35)
        paint_face(painter, QRectF(was - 1.0, top, 2.0, height), 1.0, trace)
        paint_face(painter, QRectF(now - 2.0, top - 3, 4.0, height + 5), 2.0, theme.link)

    def _paint_knob(self, painter: QPainter, theme: Theme) -> None:
        middle = QPointF(self._knob_x(), _BAR[0] + _BAR[1] / 2)
        grown = 1.0 if self._dragging else 0.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.window)
        outer = _KNOB_RADIUS + _KNOB_RING + grown
        painter.drawEllipse(middle, outer, outer)
        painter.setBrush(theme.link)
        painter.drawEllipse(middle, _KNOB_RADIUS + grown, _KNOB_RADIUS + grown)
        if self.hasFocus():
            painter.setPen(QPen(theme.link, 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, outer + 1.0, outer + 1.0)

    # -- Qt overrides ------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(480, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, _HEIGHT)

    def sliderChange(self, change: QAbstractSlider.SliderChange) -> None:  # noqa: N802
        """Paint nothing here: the base class would paint the whole widget on every value."""

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._base_layer(theme))
        if self._duration_ms is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_bar(painter, theme.link, self._knob_x())
        self._paint_now(painter, theme)
        self._paint_hover(painter, theme)
        self._paint_knob(painter, theme)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.drag.tick is not None:
            self.drag.cancel()  # by another button
            return
        if event.button() != Qt.MouseButton.LeftButton or self._duration_ms is None:
            event.ignore()
            return
        self._hover(event.position())
        tick = self._hover_tick
        if tick is not None and tick.citation is not None:
            x = event.position().x()
            self.drag.press(tick, x, self._ms_per_px(), self._duration_ms)
        else:
            self._pressed_at = event.position().toPoint()
        self._ask_for(tick.ms if tick else self.ms_at(event.position().x()))
        if tick is not None and tick.faint:
            self.other_tick_chosen.emit(tick)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if self.drag.is_pressed:
            self.drag.move(event)
        if self._pressed_at is not None and not self._dragging:
            self._dragging = abs(point.x() - self._pressed_at.x()) >= _DRAG_PX
            if self._dragging:
                self.setSliderDown(True)
                self.scrub_started.emit()
        if self._dragging:
            self._scrub_to(self.ms_at(point.x()))
        self._hover(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.drag.release()
        self._end_drag()
        if self.rect().contains(event.position().toPoint()):
            self._hover(event.position())
        else:
            self._leave()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A slider would take it and jump; scrolling past the timeline is never a wish to seek.
        event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hover(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        if not self._dragging and self.drag.tick is None:
            self._leave()

    def hideEvent(self, event: QHideEvent) -> None:
        self.drag.cancel()
        self._end_drag()
        self._leave()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        target = self._step_for(event)
        if target is None:
            event.ignore()
        else:
            self._ask_for(target)

    def _step_for(self, event: QKeyEvent) -> int | None:
        """Give the time that a key asks for, or None for a key that means nothing here."""
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if self._duration_ms is None or not (plain or shift):
            return None
        step = _FINE_STEP_MS if shift else _STEP_MS
        by_key = {
            Qt.Key.Key_Left: self._position_ms - step,
            Qt.Key.Key_Right: self._position_ms + step,
        }
        if plain:
            by_key |= {
                Qt.Key.Key_PageUp: self._position_ms + _PAGE_MS,
                Qt.Key.Key_PageDown: self._position_ms - _PAGE_MS,
                Qt.Key.Key_Home: 0,
                Qt.Key.Key_End: self._duration_ms,
            }
        target = by_key.get(Qt.Key(event.key()))
        return None if target is None else min(max(0, target), self._duration_ms)
