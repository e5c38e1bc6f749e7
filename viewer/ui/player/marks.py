"""How marks are drawn over the picture: an outline that is seen on every picture, and a number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from viewer.notes.marking import regions_of
from viewer.notes.note import Note
from viewer.notes.region import Region
from viewer.ui.kit.paint import CENTRE, paint_face, paint_words

DARK, LIGHT = QColor(16, 18, 22), QColor("white")
AMBER = QColor(0xFF, 0xC5, 0x3D)
_RING, _DOT = 9.0, 2.5  # px: radius of a point's ring and of its middle
_TAG = 20.0
_WHOLE = 100.0


class Mark(NamedTuple):
    """A region that is shown, and its number; 0 where it is the only one of its claim."""

    region: Region
    number: int = 0


def marks_of(note: Note, claim: int) -> Iterator[tuple[int, Mark]]:
    """Yield the citations of a claim that have marks, and these; numbered from two on."""
    regions = regions_of(note, note.claims[claim])
    for number, (citation, region) in enumerate(regions.items(), 1):
        yield citation, Mark(region, number if len(regions) > 1 else 0)


def place_of(region: Region, picture: QRectF) -> QRectF:
    """Return where a region lies on a picture that is shown there, in px; on whole ones."""
    left = picture.left() + picture.width() * region.x / _WHOLE
    top = picture.top() + picture.height() * region.y / _WHOLE
    right = picture.left() + picture.width() * (region.x + region.w) / _WHOLE
    bottom = picture.top() + picture.height() * (region.y + region.h) / _WHOLE
    return QRectF(QPointF(round(left), round(top)), QPointF(round(right), round(bottom)))


def region_between(start: QPointF, end: QPointF, picture: QRectF) -> Region:
    """Return the region between two places on a picture; what lies outside is cut off."""
    (x1, y1), (x2, y2) = _percent(start, picture), _percent(end, picture)
    return Region.between(x1, y1, x2, y2)


def _percent(place: QPointF, picture: QRectF) -> tuple[float, float]:
    x = (place.x() - picture.left()) / picture.width() * _WHOLE
    return x, (place.y() - picture.top()) / picture.height() * _WHOLE


def paint_marks(
    painter: QPainter, picture: QRectF, marks: Sequence[Mark], font: QFont, edited: int = -1
) -> None:
    """Paint marks over a picture; the one at the index `edited` in the colour of what is edited."""
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
    """Paint a number above the corner of a mark; at the picture's edge inside it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size = max(_TAG, QFontMetricsF(font).height() + 2)
    tag = QRectF(place.left() - 2, place.top() - size - 4, size, size)
    if tag.top() < picture.top():
        tag.moveTopLeft(place.topLeft() + QPointF(4, 4))
    tag.moveLeft(max(tag.left(), picture.left() + 2))
    paint_face(painter, tag, 4, DARK)
    paint_words(painter, tag, str(number), font, LIGHT, CENTRE)
    painter.setBrush(Qt.BrushStyle.NoBrush)
