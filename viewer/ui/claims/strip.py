"""A row of frames beside the claim of the note on which the pointer rests.

It comes after a moment, as a person who reads along with the pointer does not want it, and goes
with the first key, click or turn of the wheel. Frames are decoded on a thread of their own. GUI
thread.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPaintEvent
from PySide6.QtWidgets import QWidget

from viewer.notes.note import Note
from viewer.notes.timecode import format_ms
from viewer.translation import comma_list, tr
from viewer.ui.kit.card import Card
from viewer.ui.kit.paint import CENTRE, paint_frame, paint_words, smooth, upright
from viewer.ui.kit.theme import tabular, theme_of, ui_font
from viewer.ui.kit.timers import once
from viewer.ui.note.page import NotePage
from viewer.ui.player.marks import Mark, marks_of, paint_marks
from viewer.ui.session.follow import REPEAT_LIMIT_MS, Moment
from viewer.ui.session.session import Session
from viewer.ui.shell.context import Context, Feature
from viewer.video.media import Media
from viewer.video.playback.player import PlayerState

if TYPE_CHECKING:
    from viewer.ui.kit.frame_cache import FrameCache

_REST_MS = 600
_FRAMES = 4
_WIDTH = 128  # of one frame
_PAD, _GAP = 6, 4
_SIZE = (2 * _WIDTH, 2 * _WIDTH)  # in device pixels, as much as is shown at 2×
_LEAST_APART_MS = 400
_KEPT = 80
_ENDS = frozenset(
    {
        *(QEvent.Type.KeyPress, QEvent.Type.Wheel, QEvent.Type.MouseButtonPress),
        *(QEvent.Type.WindowDeactivate, QEvent.Type.DragEnter),
    }
)


def times_for(claim: int, note: Note, moments: Sequence[Moment], count: int) -> list[int]:
    """Choose up to `count` times of a claim, in ms: those it cites, or else from its one on.

    `moments` are those of the note, in time order. Empty where it cites nothing inside the video.
    """
    cited = note.claims[claim].citations
    own = [moment for moment in moments if moment.citation in cited]
    if not own:
        return []
    times = sorted({moment.ms for moment in own})
    if len(times) > 1:
        return times[:count]
    (start_ms,) = times
    end_ms = start_ms + REPEAT_LIMIT_MS
    later = (moment.ms for moment in moments if moment.ms > start_ms)
    end_ms = min(end_ms, next(later, end_ms))
    if own[0].end_ms is not None:
        end_ms = own[0].end_ms
    count = max(1, min(count, (end_ms - start_ms) // _LEAST_APART_MS))
    return [start_ms + (end_ms - start_ms) * number // count for number in range(count)]


class ClaimStrip(Feature):
    """Shows the strip, where a person wants it, and no video is played fast."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._app, self._settings = context.app, context.settings
        self._session, self._view = context.get(Session), context.get(NotePage).view
        self._card: StripCard | None = None
        self._made: FrameCache | None = None
        self._claim = -1
        self._times: list[int] = []
        self._rest = once(self, _REST_MS, self._show)
        self._view.hovered.connect(self._on_hovered)
        self._view.verticalScrollBar().valueChanged.connect(lambda _: self.hide())
        self._view.resized.connect(self.hide)
        self._session.leaving.connect(self.hide)
        self._session.video_switched.connect(self.hide)
        self._session.times_changed.connect(self.hide)

    def close(self) -> None:
        """Show nothing more."""
        self.hide()
        if self._made is not None:
            self._made.close()

    def wait(self) -> None:
        """End the thread that decodes."""
        if self._made is not None:
            self._made.shutdown()

    @property
    def _frames(self) -> FrameCache:
        """What decodes; it loads PyAV, which the start does not wait for."""
        if self._made is None:
            from viewer.ui.kit.frame_cache import FrameCache

            self._made = FrameCache(self, kept=_KEPT, seen=_FRAMES, target=_SIZE)
            self._made.came.connect(self._show_frames)
        return self._made

    def hide(self) -> None:
        """Show nothing until the pointer moves."""
        self._rest.stop()
        if self._claim >= 0:
            self._claim = -1
            self._app.removeEventFilter(self)
        if self._card is not None and not self._card.isHidden():
            self._card.hide()
            self._frames.close()  # a file is open no longer than is needed

    def _on_hovered(self, claim: int) -> None:
        if claim == self._claim:
            return
        self.hide()
        if claim >= 0 and self._settings.flag("play/claim_frames"):
            self._claim = claim
            self._app.installEventFilter(self)
            self._rest.start()

    def _media(self) -> Media | None:
        """Return the file to show frames of. Nothing is loaded from the web for a resting hand."""
        session, player = self._session, self._session.player
        media = session.video.media
        is_fast = player.state is PlayerState.PLAYING and player.rate > 1
        if not isinstance(media, Media) or is_fast or not session.video.is_open:
            return None
        return media if player.has_picture else None

    def _show(self) -> None:
        note, media = self._session.note, self._media()
        if note is None or media is None or not 0 <= self._claim < len(note.claims):
            return
        room = self._view.width() - 2 * _PAD
        count = max(1, min(_FRAMES, room // (_WIDTH + _GAP)))
        self._times = times_for(self._claim, note, self._session.follow.moments, count)
        if not self._times:
            return
        if self._card is None:
            self._card = StripCard(self._view.window())
        at = {one.citation: one.ms for one in self._session.follow.moments}
        marks = [(at.get(one), mark) for one, mark in marks_of(note, self._claim)]
        # Those of a claim with one time are shown on all of its frames.
        all_at_once = len({ms for ms, _ in marks}) == 1
        on_each = [
            [mark for ms, mark in marks if ms == time or all_at_once] for time in self._times
        ]
        self._card.set_times(self._times, on_each)
        self._show_frames()
        self._card.show()
        self._card.raise_()

    def _show_frames(self) -> None:
        card, media = self._card, self._media()
        if card is None or media is None or self._claim < 0:
            return
        # What is asked for last is decoded first.
        found = {ms: self._frames.frame(media.path, ms) for ms in reversed(self._times)}
        card.set_frames([found[ms] for ms in self._times])
        self._place(card)

    def _place(self, card: StripCard) -> None:
        """Stand above the claim, over what was read already; below it where there is no room."""
        view, window = self._view, self._view.window()
        rects = view.places.claim_rects(self._claim)[0]
        if not rects:
            return
        offset = view.scroll_offset()
        corner = view.viewport().mapTo(window, QPoint(0, 0))
        top = round(min(rect.top() for rect in rects) - offset.y()) + corner.y()
        bottom = round(max(rect.bottom() for rect in rects) - offset.y()) + corner.y()
        left = round(min(rect.left() for rect in rects) - offset.x()) + corner.x()
        size, rim = card.sizeHint(), card.margin()
        y = top - 4 - size.height() + rim
        if y < corner.y() - rim:
            foot = corner.y() + view.viewport().height() + rim
            y = min(bottom + 4 - rim, foot - size.height())
        most = corner.x() + view.viewport().width() - size.width() + rim - 6
        card.setGeometry(QRect(QPoint(max(0, min(left - rim, most)), y), size))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ENDS:
            self.hide()
        return super().eventFilter(watched, event)


class StripCard(Card):
    """Frames side by side, the time of each below it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, radius=8.0, shadow=14)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as time goes, in any window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Frames of this claim"))
        self.hide()
        self._times: Sequence[int] = ()
        self._marks: Sequence[Sequence[Mark]] = ()
        self.frames: Sequence[QImage | None] = ()  # None: it is being decoded

    def set_times(self, times: Sequence[int], marks: Sequence[Sequence[Mark]]) -> None:
        """Show frames of these times, in ms, and marks on them, once `set_frames` brings them."""
        self._times, self.frames, self._marks = times, [None] * len(times), marks
        self.setAccessibleDescription(comma_list(map(format_ms, times)))

    def set_frames(self, frames: Sequence[QImage | None]) -> None:
        """Take what is decoded so far, one for each time; a null one could not be."""
        self.frames = frames
        self.update()

    def _height(self) -> int:
        """Return the height of a frame; until one is there, that of most videos."""
        shape = next((one for one in self.frames if one is not None and not one.isNull()), None)
        tall = _WIDTH * shape.height() / shape.width() if shape is not None else _WIDTH * 9 / 16
        return round(min(tall, _WIDTH))

    def _font(self) -> QFont:
        return tabular(ui_font(self, 0.9))

    def sizeHint(self) -> QSize:
        rim, count = self.margin(), len(self._times)
        wide = count * _WIDTH + (count - 1) * _GAP + 2 * _PAD
        high = self._height() + QFontMetricsF(self._font()).height() + 2 * _PAD + 2
        return QSize(wide + 2 * rim, math.ceil(high) + 2 * rim)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, painter = theme_of(self), smooth(self)
        face, height, font = self.face(), self._height(), self._font()
        left, top = face.left() + _PAD, face.top() + _PAD
        line = QFontMetricsF(font).height()
        for ms, frame, marks in zip(self._times, self.frames, self._marks, strict=True):
            place = QRectF(left, top, _WIDTH, height)
            ground = theme.hover if frame is None else Qt.GlobalColor.black
            with upright(painter, place):
                shown = paint_frame(painter, place, frame, ground)
                if not shown.isEmpty():
                    paint_marks(painter, shown, marks, font)
            below = QRectF(left, top + height + 2, _WIDTH, line)
            paint_words(painter, below, format_ms(ms), font, theme.muted, CENTRE)
            left += _WIDTH + _GAP
