"""Paints the text of exported videos: captions over the picture, and title cards.

Text needs Qt's fonts, and so an application object: a program without a window gets an offscreen
one. Any thread, once that exists.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QTextOption

from viewer.export.film import FilmOverlay, Painter
from viewer.ui.kit.characters import cut

_MARGIN, _WIDTH = 0.05, 0.9  # of the picture
_CAPTION_SIZE, _CARD_SIZE = 0.05, 0.075  # of its height
_MOST_LETTERS = 220
_INK, _GROUND, _CARD = QColor("#ffffff"), QColor(0, 0, 0, 176), QColor("#17171a")


def painter_of_words() -> Painter:
    """Return the painter; create an offscreen application if there is none."""
    if QGuiApplication.instance() is None:
        _keep.append(QGuiApplication(["cuenote", "-platform", "offscreen"]))
    return paint_words


_keep: list[QGuiApplication] = []  # Python would end it


@lru_cache(maxsize=8)
def paint_words(words: str, width: int, height: int, is_card: bool) -> FilmOverlay:
    """Paint text for a video of that size: white on a dark card, or low in a clear picture."""
    image = QImage(width, height, QImage.Format.Format_RGBA8888)
    image.fill(_CARD if is_card else Qt.GlobalColor.transparent)
    words = cut(words, _MOST_LETTERS)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    font = QFont("Inter")
    size = max(9, round(height * (_CARD_SIZE if is_card else _CAPTION_SIZE)))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    room = QRectF(width * _MARGIN, height * _MARGIN, width * _WIDTH, height * (1 - 2 * _MARGIN))
    while True:
        font.setPixelSize(size)
        painter.setFont(font)
        bounds = painter.boundingRect(room, flags, words)
        if bounds.height() <= room.height() * (0.9 if is_card else 0.4) or size <= 9:
            break
        size -= 1
    if not is_card:
        bounds.moveBottom(room.bottom())
        pad = size * 0.3
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_GROUND)
        painter.drawRoundedRect(bounds.adjusted(-pad, -pad / 2, pad, pad / 2), pad, pad)
    painter.setPen(_INK)
    option = QTextOption(Qt.AlignmentFlag.AlignCenter)
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    painter.drawText(bounds, words, option)
    painter.end()
    return FilmOverlay(width, height, bytes(image.constBits()))  # without gaps: 4 bytes a pixel
