"""The picture: paints the player's frames, or pages if there are none.

The picture keeps its aspect ratio on a black background, in device pixels. A click plays or pauses
at once; if it becomes a double click, that is undone and full screen requested. During a long press
the video plays fast, with a badge. Marks are an outline that is visible on every picture, and a
number. The window handles dropped files.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QHideEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.base.translation import tr
from viewer.media.player import Player, PlayerState
from viewer.notes.marking import regions_of
from viewer.notes.note import Note
from viewer.notes.region import Region
from viewer.ui.kit.paint import CENTRE, paint_face, paint_words
from viewer.ui.kit.placeholder import Placeholder, PlaceholderView
from viewer.ui.kit.roles import Role, set_role
from viewer.ui.kit.scroll_bar import WheelNotches
from viewer.ui.kit.theme import paint_icon, ui_font
from viewer.ui.kit.timers import once
from viewer.ui.watch.controls import VOLUME_STEP, ControlBar
from viewer.ui.watch.flash import Flash
from viewer.ui.watch.subtitles import Subtitle, Subtitles

__all__ = ["ControlBar", "Placeholder", "VideoView"]

DARK, LIGHT = QColor(16, 18, 22), QColor("white")
AMBER = QColor(0xFF, 0xC5, 0x3D)
_RING, _DOT = 9.0, 2.5  # px: radius of a point's ring and of its middle
_TAG = 20.0
_WHOLE = 100.0
_CURSOR_MS = 2000
_NOTE_PX = 48
_HOLD_MS = 500  # how long a press is that is no click


class ShownMark(NamedTuple):
    """A region to show, and its number; 0 if it is the only one of its claim."""

    region: Region
    number: int = 0


def marks_of(note: Note, claim: int) -> Iterator[tuple[int, ShownMark]]:
    """Yield the citations of a claim that have marks, and the marks; numbered from two on."""
    regions = regions_of(note, note.claims[claim])
    for number, (citation, region) in enumerate(regions.items(), 1):
        yield citation, ShownMark(region, number if len(regions) > 1 else 0)


def place_of(region: Region, picture: QRectF) -> QRectF:
    """Return the rectangle of a region on a shown picture, in whole px."""
    left = picture.left() + picture.width() * region.x / _WHOLE
    top = picture.top() + picture.height() * region.y / _WHOLE
    right = picture.left() + picture.width() * (region.x + region.w) / _WHOLE
    bottom = picture.top() + picture.height() * (region.y + region.h) / _WHOLE
    return QRectF(QPointF(round(left), round(top)), QPointF(round(right), round(bottom)))


def region_between(start: QPointF, end: QPointF, picture: QRectF) -> Region:
    """Return the region between two points on a picture, clipped to it."""
    (x1, y1), (x2, y2) = _percent(start, picture), _percent(end, picture)
    return Region.between(x1, y1, x2, y2)


def _percent(place: QPointF, picture: QRectF) -> tuple[float, float]:
    x = (place.x() - picture.left()) / picture.width() * _WHOLE
    return x, (place.y() - picture.top()) / picture.height() * _WHOLE


def paint_marks(
    painter: QPainter, picture: QRectF, marks: Sequence[ShownMark], font: QFont, edited: int = -1
) -> None:
    """Paint marks over a picture; the one at the index `edited` in the editing colour."""
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for index, mark in enumerate(marks):
        place = place_of(mark.region.inside(), picture)
        light = AMBER if index == edited else LIGHT
        if mark.region.is_point:
            _paint_point(painter, place.topLeft(), light)
            place = place.adjusted(-_RING, -_RING, _RING, _RING)
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            for colour, wide in ((DARK, 4), (light, 2)):
                pen = QPen(colour, wide, Qt.PenStyle.SolidLine)
                pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
                painter.setPen(pen)
                painter.drawRect(place)
        if mark.number:
            _paint_number(painter, mark.number, place, picture, font)
    painter.restore()


def _paint_point(painter: QPainter, at: QPointF, light: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, wide in ((DARK, 4.0), (light, 2.0)):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, wide))
        painter.drawEllipse(at, _RING, _RING)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(at, _DOT + wide / 2 - 1, _DOT + wide / 2 - 1)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_number(
    painter: QPainter, number: int, place: QRectF, picture: QRectF, font: QFont
) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size = max(_TAG, QFontMetricsF(font).height() + 2)
    tag = QRectF(place.left() - 2, place.top() - size - 4, size, size)
    if tag.top() < picture.top():
        tag.moveTopLeft(place.topLeft() + QPointF(4, 4))
    tag.moveLeft(max(tag.left(), picture.left() + 2))
    paint_face(painter, tag, 4, DARK)
    paint_words(painter, tag, str(number), font, LIGHT, CENTRE)
    painter.setBrush(Qt.BrushStyle.NoBrush)


class VideoView(QWidget):
    """Paints the frames of one player."""

    page_action = Signal(str)  # the id of the page's button that was chosen
    fullscreen_requested = Signal()  # a double click
    held = Signal()  # the mouse button has been down for a while
    let_go = Signal()  # … and is up again

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, Role.Graphic)
        self._player = player
        self._frame = QImage()
        self._page: Placeholder | None = None
        self._page_view: PlaceholderView | None = None
        self.flash = Flash(self, player)
        self.subtitles = Subtitles(self)
        self.marks: Sequence[ShownMark] = ()  # what is pointed at in the picture
        self._wheel = WheelNotches()
        self._is_pressed = False
        self._hold_timer = once(self, _HOLD_MS, self._on_held)
        self.setAccessibleName(tr("Video"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._cursor_timer = once(self, _CURSOR_MS, self._hide_cursor)
        # A filter and not `event`: an exception raised below `super().event()` crashes PySide 6.11
        # on Python 3.11, and would never reach the crash log.
        self.installEventFilter(self)
        player.frame_changed.connect(self._on_frame_changed)
        player.state_changed.connect(self._on_state_changed)
        self._tell_size()
        self._on_frame_changed()

    def set_page(self, page: Placeholder | None) -> None:
        """Show a page instead of the picture; None shows the picture again."""
        if page == self._page:
            return
        self._page = page
        if page is None:
            if self._page_view is not None:
                self._page_view.hide()
                self._page_view.deleteLater()
                self._page_view = None
            self.updateGeometry()
            self.update()
            return
        if self._page_view is None:
            self._page_view = PlaceholderView(self)
            # Its words and buttons go as those of the window, and not as time does.
            self._page_view.setLayoutDirection(QGuiApplication.layoutDirection())
            self._page_view.action_chosen.connect(self.page_action)
            self._page_view.setGeometry(self.rect())
        self._page_view.set_page(page)
        self._page_view.show()
        self.updateGeometry()

    @property
    def is_sound_only(self) -> bool:
        """Return whether the open media has no picture."""
        player = self._player
        is_open = player.state not in (PlayerState.EMPTY, PlayerState.OPENING, PlayerState.FAILED)
        return is_open and player.media is not None and not player.has_picture

    def page(self) -> Placeholder | None:
        """Return the page shown, if any."""
        return self._page

    def set_marks(self, marks: Sequence[ShownMark]) -> None:
        """Show these regions of the picture."""
        if tuple(marks) != tuple(self.marks):
            self.marks = tuple(marks)
            self.update()

    def set_subtitle(self, subtitle: Subtitle | None) -> None:
        """Show this subtitle; None shows none."""
        if subtitle != self.subtitles.shown:
            before = self.subtitle_rect()
            self.subtitles.shown = subtitle
            self.update(before.united(self.subtitle_rect()).toAlignedRect().adjusted(-1, -1, 1, 1))

    def set_subtitle_size(self, size: float) -> None:
        """Set the size of subtitles: a factor of the usual."""
        self.subtitles.size = size
        self.update()

    def subtitle(self) -> Subtitle | None:
        """Return the subtitle shown."""
        return self.subtitles.shown

    def subtitle_rect(self) -> QRectF:
        """Return the rectangle of the subtitles, in px; empty if there are none."""
        room = self.subtitle_room()
        if room.isEmpty() or self._page is not None:
            return QRectF()
        return self.subtitles.rect(room)

    def subtitle_room(self) -> QRectF:
        """Return the part of the picture above everything that covers its bottom, at full width.

        In full screen that is the controls, and the editor.
        """
        room = self.picture_rect()
        over = self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        tops = [float(one.y()) for one in over if one.isVisible() and one.y() > self.height() / 2]
        room.setBottom(min([room.bottom(), *tops]))
        return room

    def picture_rect(self) -> QRectF:
        """Return the rectangle of the picture, in px; its edges are on device pixels."""
        if self._frame.isNull():
            return QRectF()
        ratio = self.devicePixelRatioF()
        room = self._device_size()
        fitted = self._frame.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        # A frame that was scaled for us may be a pixel off from rounding: never scale for that.
        close = self._frame.size() - fitted
        if abs(close.width()) <= 1 and abs(close.height()) <= 1:
            fitted = self._frame.size().boundedTo(room)
        left = (room.width() - fitted.width()) // 2
        top = (room.height() - fitted.height()) // 2
        size = QSizeF(fitted.width() / ratio, fitted.height() / ratio)
        return QRectF(QPointF(left / ratio, top / ratio), size)

    def _device_size(self) -> QSize:
        ratio = self.devicePixelRatioF()
        return QSize(round(self.width() * ratio), round(self.height() * ratio))

    def _tell_size(self) -> None:
        size = self._device_size()
        if not size.isEmpty():  # it is between two places
            self._player.set_target_size(size.width(), size.height())

    def _on_frame_changed(self) -> None:
        before = self._frame.size()
        self._frame = self._player.frame
        if self._frame.size() != before:
            self.update()
        else:
            self.update(self.picture_rect().toAlignedRect())

    def _on_state_changed(self, state: PlayerState) -> None:
        self.update()  # what has only sound is named
        if state is PlayerState.PLAYING:
            self._cursor_timer.start()
        else:
            self._show_cursor()

    def _on_held(self) -> None:
        if self._is_pressed and self._can_toggle():
            self._is_pressed = False
            self.held.emit()

    def _end_press(self) -> None:
        self._is_pressed = False
        self._hold_timer.stop()
        self.let_go.emit()

    def _can_toggle(self) -> bool:
        nothing = (PlayerState.EMPTY, PlayerState.FAILED)
        return self._player.media is not None and self._player.state not in nothing

    def _paint_name(self, painter: QPainter) -> None:
        media, room, white = self._player.media, QRectF(self.rect()), QColor("white")
        icon = QRectF(0, 0, _NOTE_PX, _NOTE_PX)
        icon.moveCenter(room.center() - QPointF(0, _NOTE_PX / 2))
        paint_icon(painter, "audio", white, icon)
        font = ui_font(self, 1.0, QFont.Weight.DemiBold)
        high = QFontMetricsF(font).height() + 6
        for words in (media.name if media is not None else "", tr("Audio only")):
            line = QRectF(10, icon.bottom() + 6, room.width() - 20, high)
            paint_words(painter, line, words, font, white, CENTRE)
            icon, font = line, ui_font(self, 0.95)

    # -- the pointer -------------------------------------------------------------------------------

    def _hide_cursor(self) -> None:
        is_playing = self._player.state is PlayerState.PLAYING
        if is_playing and self.window().isFullScreen() and self.underMouse():
            self.setCursor(Qt.CursorShape.BlankCursor)

    def _show_cursor(self) -> None:
        if self.cursor().shape() == Qt.CursorShape.BlankCursor:
            self.unsetCursor()

    # -- Qt overrides ------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(512, 288)

    def minimumSizeHint(self) -> QSize:
        page = self._page_view
        return QSize(160, 90 if page is None else max(90, page.least_height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        picture = self.picture_rect() if self._page is None else QRectF()
        # The picture is opaque: under it nothing is filled, and nothing painted twice.
        inside = picture.toAlignedRect() if picture.isEmpty() else _inner(picture)
        painter.setClipRegion(QRegion(event.rect()).subtracted(QRegion(inside)))
        painter.fillRect(event.rect(), Qt.GlobalColor.black)
        painter.setClipping(False)
        if not picture.isEmpty():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(picture, self._frame)
            if self.marks:
                font = ui_font(self, 0.95, QFont.Weight.DemiBold)
                paint_marks(painter, picture, self.marks, font)
            if self.subtitles.shown is not None:
                self.subtitles.paint(painter, self.subtitle_room())
        elif self.is_sound_only:
            self._paint_name(painter)
        if self.flash.text or self.flash.is_fast:
            self.flash.paint(painter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._tell_size()
        if self._page_view is not None:
            self._page_view.setGeometry(self.rect())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._end_press()  # its end would not be heard of

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell_size()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._tell_size()
            self.update()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._is_pressed = True
        self._hold_timer.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        is_click = self._is_pressed and self.rect().contains(event.position().toPoint())
        self._end_press()
        if is_click and self._can_toggle():
            self._player.toggle()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        # The release that follows belongs to the double click and toggles nothing.
        self._is_pressed = False
        if self._can_toggle():
            self._player.toggle()
        self.fullscreen_requested.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._show_cursor()
        self._cursor_timer.start()
        event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._page is not None:
            event.ignore()
            return
        notches = self._wheel.add(event)
        if notches:
            volume = max(0, min(100, self._player.volume + notches * VOLUME_STEP))
            if volume == self._player.volume:
                self.flash.show_volume(volume)
            self._player.set_volume(volume)
            if notches > 0 and self._player.muted:
                self._player.set_muted(False)
        event.accept()


def _inner(rect: QRectF) -> QRect:
    left, top = math.ceil(rect.left()), math.ceil(rect.top())
    return QRect(left, top, math.floor(rect.right()) - left, math.floor(rect.bottom()) - top)
