"""What a view of Markdown paints under the letters of the lines in view: chips and pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QTextBlock, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from viewer.ui.kit.paint import paint_face, paint_words
from viewer.ui.kit.theme import Theme, body_font, paint_icon
from viewer.ui.page.source_markup import (
    PICTURE_PAD_PX,
    chips_of,
    line_boxes,
    picture_name,
    pictures_of,
    thumbnail_px,
)

_KEEPS_RATIO = Qt.AspectRatioMode.KeepAspectRatio

Line = tuple[QTextBlock, QRectF]  # and where it is in the view


def lines_in_view(view: QPlainTextEdit) -> Iterator[Line]:
    """Yield the lines in view, from the top."""
    block = view.firstVisibleBlock()
    top = view.contentOffset().y()
    # Added up here: Qt would add up from the first one in view, for each.
    while block.isValid() and top <= view.viewport().height():
        rect = view.blockBoundingRect(block)
        place = rect.translated(view.contentOffset().x(), top)
        yield block, place
        top += rect.height()
        block = block.next()


def boxes_in_view(
    view: QPlainTextEdit, cursors: Sequence[QTextCursor], *, with_ends: bool = False
) -> Iterator[list[QRectF]]:
    """Yield the rectangles of the visible text of cursors: by block, one for each line.

    `with_ends` includes line ends. A line that the view cuts off above its letters has none: it
    would be a stray strip.
    """
    height = view.viewport().height()
    for block, place in lines_in_view(view):
        low, high = block.position(), block.position() + block.length()
        for cursor in cursors:
            start, end = cursor.selectionStart(), cursor.selectionEnd()
            if start < high and end > low:
                found = line_boxes(
                    block, start - low, end - low, place.topLeft(), with_ends=with_ends
                )
                boxes = [box for box in found if box.top() + box.height() / 2 < height]
                if boxes:
                    yield boxes


def paint_chips(painter: QPainter, theme: Theme, lines: Iterable[Line]) -> None:
    """Paint the pills below the times of formatted lines."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.chip_wash)
    metrics = QFontMetricsF(body_font())
    # As on the page: the pill hangs on the baseline.
    height = metrics.capHeight() + metrics.height() * 0.46
    for block, place in lines:
        for start, end in chips_of(block):
            for box in line_boxes(block, start, end, place.topLeft()):
                pill = QRectF(box.left(), 0, box.width(), height)
                pill.moveCenter(QPointF(box.center().x(), box.center().y()))
                painter.drawRoundedRect(pill, height / 2, height / 2)


def paint_pictures(
    painter: QPainter,
    theme: Theme,
    lines: Iterable[Line],
    picture_of: Callable[[str], QImage | None],
) -> None:
    """Paint the small pictures of formatted lines, with their names."""
    high, font = thumbnail_px(), body_font(0.9)
    for block, place in lines:
        for start, address in pictures_of(block):
            for box in line_boxes(block, start, start + 1, place.topLeft()):
                face = QRectF(box.left(), box.center().y() - high / 2, box.width(), high)
                paint_face(painter, face, 3, theme.chip_wash)
                room = QRectF(face.left() + 1, face.top() + 1, high * 16 / 9 - 2, high - 2)
                image = picture_of(address)
                if image is None:
                    icon = QRectF(0, 0, high - 4, high - 4)
                    icon.moveCenter(room.center())
                    paint_icon(painter, "picture", theme.muted, icon)
                else:
                    size = image.size().scaled(room.size().toSize(), _KEEPS_RATIO).toSizeF()
                    shown = QRectF(0, 0, size.width(), size.height())
                    shown.moveCenter(room.center())
                    painter.drawImage(shown, image)
                words = face.adjusted(high * 16 / 9 + PICTURE_PAD_PX, 0, 0, 0)
                paint_words(painter, words, picture_name(address), font, theme.muted)
