"""Pictures and formulas inside a line of text: their layout and painting. GUI thread.

An inset is one character of the document. Qt reserves room for it, `Box`; the view paints it, so
that nothing is laid out again when a picture is unloaded, and a formula is sharp at any size and in
the colour of its text.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetrics,
    QFontMetricsF,
    QImage,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
    QTextImageFormat,
)

from viewer.ui.kit.renderer import Decoded, Fault, Formula
from viewer.ui.kit.theme import Theme, body_font, paint_icon
from viewer.ui.page.document import Inset, InsetKind

_NAME = "inset:"  # of the empty picture that Qt paints in their place
_X_HEIGHT = 0.473  # of the font of formulas, in em
_INDENT_EM = 1.5  # of a formula that stands by itself
_LONGEST_NAME_EM = 24.0
_LEAST_DESCENT_PX = 0.25
_COMING_PX = 400  # the width of a picture that is not known yet


class Box(NamedTuple):
    """The size of an inset in its line, in px."""

    width: float
    ascent: float
    descent: float


def prepare(document: QTextDocument) -> None:
    """Keep Qt from painting anything at insets."""
    empty = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    empty.fill(Qt.GlobalColor.transparent)
    document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(_NAME), empty)


def inset_format(base: QTextCharFormat, box: Box) -> QTextImageFormat:
    """Return the format of an inset with the size `box`; otherwise like `base`.

    Qt puts a picture on the baseline, or else in the middle of its font's small letters. So the
    depth below the baseline is set by the size of that font: half its x-height is how much more of
    the picture is above than below (QTextDocumentLayout::resizeInlineObject).
    """
    made = QTextImageFormat(base.toImageFormat()) if base.isImageFormat() else QTextImageFormat()
    if not base.isImageFormat():
        made.merge(base)
        made.setObjectType(QTextFormat.ObjectTypes.ImageObject.value)
        made.setName(_NAME)
    made.clearProperty(QTextFormat.Property.FontPointSize.value)
    made.clearProperty(QTextFormat.Property.BackgroundBrush.value)
    ascent, descent = box.ascent, box.descent
    made.setWidth(box.width)
    if descent < _LEAST_DESCENT_PX:
        made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignNormal)
        made.setHeight(ascent)
        return made
    x_height = max(1, round(2 * (ascent - descent)))
    made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
    made.setProperty(
        QTextFormat.Property.FontPixelSize.value, _pixels_with(body_font().family(), x_height)
    )
    made.setHeight(2 * max(descent, ascent - x_height / 2) + x_height / 2)
    return made


@lru_cache(maxsize=512)
def _pixels_with(family: str, x_height: int) -> int:
    """Return the size of a font with this x-height, in whole px."""
    low, high = 1, 8 * x_height + 8
    while low < high:
        middle = (low + high) // 2
        font = QFont(family)
        font.setPixelSize(middle)
        if QFontMetrics(font).xHeight() < x_height:
            low = middle + 1
        else:
            high = middle
    return low


def box_of(inset: Inset, drawn: Decoded | Formula | Fault | None, room: float) -> Box:
    """Return the size of an inset, at most `room` px wide; None if unknown yet."""
    font = _font(inset)
    if isinstance(drawn, Formula):
        em = formula_em(font, drawn, room, _indent(inset.kind))
        left = _indent(inset.kind) * em
        return Box(left + drawn.width * em, drawn.ascent * em, drawn.descent * em)
    if isinstance(drawn, Decoded):
        width, height = float(drawn.size.width()), float(drawn.size.height())
        wanted = min(inset.width or width, room)
        if inset.width or width > wanted:
            width, height = wanted, height * wanted / width
        return Box(width, height, 0.0)
    metrics = QFontMetricsF(font)
    if inset.kind not in (InsetKind.PICTURE, InsetKind.VIDEO):
        letters = sum(map(str.isalnum, inset.source))
        tall = 2.0 if inset.kind is InsetKind.DISPLAY else 0.8
        em = metrics.height() / 1.2
        return Box(
            min(room, (letters * 0.45 + 0.5 + _indent(inset.kind)) * em), tall * em, em * 0.25
        )
    if inset.kind is InsetKind.PICTURE and drawn is None and "://" not in inset.source:
        # Most are frames: with this, text below does not move when they are loaded.
        width = min(float(inset.width or _COMING_PX), room)
        return Box(width, width * 9 / 16, 0.0)
    side = metrics.height()
    name = metrics.horizontalAdvance(_elided(inset, metrics))
    return Box(min(room, name + side * 2.1), side * 1.1, side * 0.5)


def paint(
    painter: QPainter,
    inset: Inset,
    drawn: Decoded | Formula | Fault | None,
    rect: QRectF,
    baseline: float,
    colour: QColor,
    theme: Theme,
) -> None:
    """Paint an inset in `rect` of its line; `colour` is that of the surrounding text."""
    if isinstance(drawn, Formula):
        em = formula_em(_font(inset), drawn, rect.width() + 0.5, _indent(inset.kind))
        left = rect.left() + _indent(inset.kind) * em
        paint_formula(painter, drawn, QPointF(left, baseline), em, colour)
    elif isinstance(drawn, Decoded):
        box = box_of(inset, drawn, rect.width())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(rect.left(), round(baseline - box.ascent), box.width, box.ascent)
        painter.drawImage(place, drawn.image)
    elif inset.kind is InsetKind.VIDEO or (inset.kind is InsetKind.PICTURE and drawn is not None):
        _paint_name(painter, inset, rect, baseline, colour, theme)


def paint_formula(
    painter: QPainter, drawn: Formula, at: QPointF, em: float, colour: QColor
) -> None:
    """Paint a formula with an em of this many px, from the start of its baseline."""
    painter.save()
    painter.translate(at)
    painter.scale(em, em)
    for own, path in drawn.parts:
        found = QColor(own) if own else colour
        painter.fillPath(path, found if found.isValid() else colour)
    painter.restore()


def _paint_name(
    painter: QPainter, inset: Inset, rect: QRectF, baseline: float, colour: QColor, theme: Theme
) -> None:
    """Paint the placeholder of a video, or of a hidden picture: a frame with its name."""
    font = _font(inset)
    metrics = QFontMetricsF(font)
    side = metrics.height()
    frame = QRectF(rect.left() + 0.5, baseline - side * 1.05, rect.width() - 1, side * 1.5)
    painter.setPen(QPen(theme.line, 1))
    painter.setBrush(theme.window)
    painter.drawRoundedRect(frame, 5, 5)
    icon = QRectF(frame.left() + side * 0.35, frame.center().y() - side / 2, side, side)
    is_video = inset.kind is InsetKind.VIDEO
    paint_icon(painter, "play" if is_video else "picture", theme.muted, icon)
    painter.setFont(font)
    painter.setPen(theme.link if colour == theme.link and not is_video else theme.muted)
    painter.drawText(QPointF(icon.right() + side * 0.3, baseline), _elided(inset, metrics))


def name_of(inset: Inset) -> str:
    """Return a picture's name: its alternative text, else its file name."""
    return inset.words or file_name(inset.source)


def file_name(address: str) -> str:
    """Return the name of the file at an address."""
    address = QUrl.fromPercentEncoding(address[:500].encode("utf-8", "replace"))
    return PurePosixPath(address.replace("\\", "/")).name or address


def _elided(inset: Inset, metrics: QFontMetricsF) -> str:
    name = " ".join(name_of(inset)[:200].split())
    most = metrics.height() / 1.2 * _LONGEST_NAME_EM
    return metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, most)


def _font(inset: Inset) -> QFont:
    font = body_font()
    font.setPointSizeF(inset.points)
    return font


def _indent(kind: InsetKind) -> float:
    return _INDENT_EM if kind is InsetKind.DISPLAY else 0.0


def formula_em(font: QFont, drawn: Formula, room: float, indent: float = 0.0) -> float:
    """Return the em of a formula, so that its small letters match the text, if it fits."""
    size = float(QFontInfo(font).pixelSize())
    em = min(max(QFontMetricsF(font).xHeight() / _X_HEIGHT, size), size * 1.25)
    return min(em, room / (drawn.width + indent))
