"""Paint what surrounds the text of a note: washes, bars, pills, bullets, quotes, rules.

Geometry is in document coordinates (pixels from the top left of the document); `paint` moves the
painter there. Only visible blocks are visited, so a long note costs no more than a short one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QTextBlock,
    QTextCursor,
    QTextTable,
)

from viewer.ui.kit.paint import CENTRE, paint_text, paint_words
from viewer.ui.kit.theme import Theme, body_font, paint_icon, theme_of
from viewer.ui.page.column import TextColumn
from viewer.ui.page.document import Chip, ChipState, Inset, NoteDocument, Property
from viewer.ui.page.geometry import BAR_PX
from viewer.ui.page.hit_test import NOTHING, Target, has_steps
from viewer.ui.page.insets import paint as paint_inset
from viewer.ui.page.pictures import Drawn

_RADIUS_PX = 4.0
_NUMBER_ALONE = 3  # letters of a chip that has its number for its text, with the room at both ends
# Callouts by the icon and the colour of their title; unknown kinds look like a note.
_LOOKS = {
    ("edit", "link"): ("note",),
    ("task-done", "link"): ("todo",),
    ("abstract", "link"): ("abstract", "summary", "tldr"),
    ("tip", "good"): ("tip", "hint"),
    ("info", "link"): ("info", "important"),
    ("success", "good"): ("success", "check", "done"),
    ("question", "muted"): ("question", "help", "faq"),
    ("warning", "muted"): ("warning", "caution", "attention"),
    ("failure", "bad"): ("failure", "fail", "missing"),
    ("danger", "bad"): ("danger", "error"),
    ("bug", "bad"): ("bug",),
    ("example", "link"): ("example",),
    ("quote", "muted"): ("quote", "cite"),
}
_CALLOUTS = {kind: look for look, kinds in _LOOKS.items() for kind in kinds}


@dataclass(slots=True)
class Washes:
    """The highlights: indexes of claims and citations."""

    claims_now: frozenset[int] = frozenset()
    citations_now: frozenset[int] = frozenset()
    hover: Target = NOTHING
    hover_step: int | None = None  # None: its chip shows no ‹ ›; else the one under the mouse, or 0
    flash_claim: int = -1
    flash_strength: float = 0.0  # 1.0 at its start, 0.0 when it is over
    reviewed_claim: int | None = None  # of the finding that is looked at
    hint: str = ""  # in the place of the text of an empty note


class NotePainter:
    """Paints around the text of one view's document."""

    def __init__(self, view: TextColumn) -> None:
        self._view, self._places = view, view.places

    def paint(
        self, painter: QPainter, picture: NoteDocument, exposed: QRect, washes: Washes
    ) -> None:
        """Paint behind the text, where `exposed` (of the viewport) is."""
        theme = theme_of(self._view)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        offset = self._places.scroll_offset()
        painter.translate(-offset)
        visible = QRectF(exposed).translated(offset)
        blocks = list(self._places.visible_blocks(visible))
        if not blocks:
            return
        for block in blocks:
            self._paint_block(painter, block, theme, washes)
        first = blocks[0].position()
        last = blocks[-1].position() + blocks[-1].length()
        self._paint_washes(painter, theme, washes)
        if picture.has_grounds:
            self._paint_grounds(painter, blocks, theme)
        for chip in picture.chips_between(first, last):
            top, bottom = self._places.line_at(chip.start)
            if top <= visible.bottom() and bottom >= visible.top():
                self._paint_chip(painter, chip, theme, washes)

    def paint_insets(
        self,
        painter: QPainter,
        picture: NoteDocument,
        exposed: QRect,
        drawn: Callable[[Inset], Drawn | None],
    ) -> None:
        """Paint pictures and formulas, over the text, where `exposed` (of the viewport) is."""
        if not picture.insets:
            return
        theme = theme_of(self._view)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        offset = self._places.scroll_offset()
        painter.translate(-offset)
        blocks = list(self._places.visible_blocks(QRectF(exposed).translated(offset)))
        if not blocks:
            return
        cursor = QTextCursor(self._view.document())
        last = blocks[-1].position() + blocks[-1].length()
        for inset in picture.insets_between(blocks[0].position(), last):
            cursor.setPosition(inset.position + 1)
            colour = cursor.charFormat().foreground().color()
            for segment in self._places.segments(inset.position, inset.position + 1):
                rect, baseline = segment.rect, segment.baseline
                paint_inset(painter, inset, drawn(inset), rect, baseline, colour, theme)

    def _paint_block(
        self, painter: QPainter, block: QTextBlock, theme: Theme, washes: Washes
    ) -> None:
        fmt = block.blockFormat()
        rect = self._view.document().documentLayout().blockBoundingRect(block)
        column = self._places.column_rect()
        table = QTextCursor(block).currentTable()
        if table is not None:
            self._paint_row_line(painter, block, table, theme)
        bars = _bars(block)
        if bars:
            self._paint_bars(painter, block, rect, bars, theme)
        callout = fmt.property(Property.CALLOUT_TITLE)
        if callout and block.layout().lineCount():
            self._paint_callout_icon(painter, block, rect, str(callout), theme)
        if fmt.property(Property.CODE):
            em = QFontMetricsF(body_font()).height()
            left = column.left() + fmt.leftMargin() - em * 0.55
            ground = QRectF(left, rect.top() - em * 0.3, column.right() - left, 0)
            ground.setBottom(rect.bottom() + em * 0.35)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.code)
            painter.drawRoundedRect(ground, 6, 6)
        if fmt.property(Property.RULE):
            y = round(rect.center().y()) + 0.5
            painter.setPen(QPen(theme.line, 1))
            painter.drawLine(QPointF(column.left(), y), QPointF(column.right(), y))
        if fmt.property(Property.HINT):
            painter.setFont(body_font())
            painter.setPen(theme.muted)
            room = QRectF(column.left(), rect.top(), column.width(), rect.height() * 4)
            paint_text(painter, room, washes.hint, wraps=True)
        marker = fmt.property(Property.MARKER)
        if marker and block.layout().lineCount():
            self._paint_marker(painter, block, rect, str(marker), theme)

    def _paint_bars(
        self,
        painter: QPainter,
        block: QTextBlock,
        rect: QRectF,
        bars: list[list[Any]],
        theme: Theme,
    ) -> None:
        column = self._places.column_rect()
        following = block.next()
        next_bars, before_bars = _bars(following), _bars(block.previous())
        for depth, (x, kind) in enumerate(bars):
            goes_on = len(next_bars) > depth and next_bars[depth] == [x, kind]
            comes_on = len(before_bars) > depth and before_bars[depth] == [x, kind]
            top = rect.top() - (0 if comes_on else 5)
            bottom = rect.bottom() + 5
            if goes_on:
                layout = self._view.document().documentLayout()
                bottom = layout.blockBoundingRect(following).top()
            left = column.left() + float(x)
            colour = _callout_colour(str(kind), theme)
            if kind != "quote":
                ground = QColor(colour)
                ground.setAlphaF(0.07)
                area = QRectF(left, top, column.right() - left, bottom - top)
                painter.fillRect(self._turned(area, block), ground)
            bar = self._turned(QRectF(left, top, BAR_PX, bottom - top), block)
            painter.fillRect(bar, theme.edge if kind == "quote" else colour)

    def _turned(self, rect: QRectF, block: QTextBlock) -> QRectF:
        """Mirror a rectangle at the left of the column if the text is right-to-left."""
        if not is_from_right(block):
            return rect
        column = self._places.column_rect()
        return QRectF(
            column.left() + column.right() - rect.right(), rect.top(), rect.width(), rect.height()
        )

    def _paint_row_line(
        self, painter: QPainter, block: QTextBlock, table: QTextTable, theme: Theme
    ) -> None:
        """Paint the hairline under the row whose first cell this block is."""
        cell = table.cellAt(block.position())
        if cell.column() != 0 or block.position() != cell.firstPosition():
            return
        document = self._view.document()
        bottoms = []
        for column in range(table.columns()):
            last = document.findBlock(table.cellAt(cell.row(), column).lastPosition())
            bottoms.append(document.documentLayout().blockBoundingRect(last).bottom())
        is_head = cell.row() < table.format().headerRowCount()
        y = round(max(bottoms) + table.format().cellPadding()) + 0.5
        column_rect = self._places.column_rect()
        left = column_rect.left() + table.format().leftMargin()
        painter.setPen(QPen(theme.muted if is_head else theme.line, 1))
        painter.drawLine(QPointF(left, y), QPointF(column_rect.right(), y))

    def _paint_callout_icon(
        self, painter: QPainter, block: QTextBlock, rect: QRectF, kind: str, theme: Theme
    ) -> None:
        metrics = QFontMetricsF(body_font())
        line = block.layout().lineAt(0)
        size = metrics.height() * 0.95
        left = self._places.column_rect().left() + _margin(block) - size * 1.3
        middle = rect.top() + line.y() + line.ascent() - metrics.capHeight() / 2
        box = self._turned(QRectF(left, middle - size / 2, size, size), block)
        name = _CALLOUTS.get(kind, _CALLOUTS["note"])[0]
        paint_icon(painter, name, _callout_colour(kind, theme), box)

    def _paint_marker(
        self, painter: QPainter, block: QTextBlock, rect: QRectF, marker: str, theme: Theme
    ) -> None:
        line = block.layout().lineAt(0)
        font = body_font()
        metrics = QFontMetricsF(font)
        # Beside a picture the marker is at its top, where the eye begins.
        is_tall = line.ascent() > metrics.height() * 2
        ascent = metrics.ascent() if is_tall else line.ascent()
        baseline = rect.top() + line.y() + ascent
        left = self._places.column_rect().left() + _margin(block)
        if marker == "\u2022":
            radius = metrics.height() * 0.13
            middle = baseline - metrics.xHeight() / 2
            dot = QRectF(left - metrics.height() * 0.98 - radius, middle - radius, 0, 0)
            dot.setSize(QSizeF(2 * radius, 2 * radius))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.ink)
            painter.drawEllipse(self._turned(dot, block))
        elif marker.startswith("task-"):
            size = metrics.height() * 0.95
            top = baseline - metrics.capHeight() / 2 - size / 2
            box = QRectF(left - size - metrics.height() * 0.4, top, size, size)
            colour = theme.link if marker == "task-done" else theme.muted
            paint_icon(painter, marker, colour, self._turned(box, block))
        else:
            painter.setFont(font)
            painter.setPen(theme.muted)
            if is_from_right(block):
                marker = f".{marker[:-1]}"  # "1." as it is read from the right
            width = metrics.horizontalAdvance(marker)
            place = QRectF(left - width - metrics.height() * 0.55, baseline, width, 1)
            painter.drawText(self._turned(place, block).topLeft(), marker)

    def _paint_washes(self, painter: QPainter, theme: Theme, washes: Washes) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        hovered = washes.hover.claim
        if hovered is not None and hovered not in washes.claims_now:
            self._paint_wash(painter, hovered, theme.hover)
        for claim in washes.claims_now:
            self._paint_wash(painter, claim, theme.now_wash, bar=theme.now_bar)
        if washes.reviewed_claim is not None:
            # Told by its edge as well, for it may be in force, too.
            is_now = washes.reviewed_claim in washes.claims_now
            ground = QColor(Qt.GlobalColor.transparent) if is_now else theme.doubt_wash
            self._paint_wash(painter, washes.reviewed_claim, ground, edge=theme.doubt)
        if washes.flash_strength:
            colour = QColor(theme.now_fill)
            colour.setAlphaF(0.45 * washes.flash_strength)
            self._paint_wash(painter, washes.flash_claim, colour)

    def _paint_wash(
        self,
        painter: QPainter,
        claim: int,
        colour: QColor,
        *,
        bar: QColor | None = None,
        edge: QColor | None = None,
    ) -> None:
        rects, whole = self._places.claim_rects(claim)
        if not rects:
            return
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        if edge is not None:
            painter.setPen(QPen(edge, 1, Qt.PenStyle.DashLine))
            rects = [QRectF(rect.toRect()).adjusted(0.5, 0.5, -0.5, -0.5) for rect in rects]
        if whole:
            painter.drawRoundedRect(rects[0], _RADIUS_PX, _RADIUS_PX)
        else:
            path = QPainterPath()
            path.setFillRule(Qt.FillRule.WindingFill)
            for rect in rects:
                path.addRoundedRect(rect.adjusted(-2, 0, 2, 0), 3, 3)
            painter.drawPath(path.simplified() if edge is not None else path)
        if bar is not None:
            painter.fillRect(self._places.bar(claim, rects, whole), bar)

    def _paint_grounds(self, painter: QPainter, blocks: list[QTextBlock], theme: Theme) -> None:
        """Paint the pills of tags, which extend into the spaces around them, and highlights."""
        painter.setPen(Qt.PenStyle.NoPen)
        for block in blocks:
            at = block.begin()
            while not at.atEnd():
                piece = at.fragment()
                kind = piece.charFormat().property(Property.GROUND)
                if kind:
                    around, round_ = (3, 0.5) if kind == "tag" else (1, 0.15)
                    painter.setBrush(theme.chip_wash if kind == "tag" else theme.text_select)
                    metrics = QFontMetricsF(piece.charFormat().font())
                    start, height = piece.position(), metrics.height()
                    for segment in self._places.segments(start, start + piece.length()):
                        ground = segment.rect.adjusted(-around, 0, around, 0)
                        ground.moveTop(segment.baseline - metrics.ascent())
                        ground.setHeight(height)
                        painter.drawRoundedRect(ground, height * round_, height * round_)
                at += 1

    def _paint_chip(self, painter: QPainter, chip: Chip, theme: Theme, washes: Washes) -> None:
        rect = self._places.chip_rect(chip)
        if rect.isNull():
            return
        now = chip.citation in washes.citations_now
        hover = chip.citation == washes.hover.citation
        steps = hover and washes.hover_step is not None and has_steps(chip)
        rect = self._places.stepped_rect(chip) if steps else rect
        rect.adjust(0.5, 0.5, -0.5, -0.5)
        is_doubt = chip.state is ChipState.DOUBT
        radius = _RADIUS_PX if is_doubt else rect.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        if now:
            painter.setBrush(theme.now_fill)
        elif is_doubt:
            painter.setBrush(theme.doubt_wash)
        elif chip.state is ChipState.ELSEWHERE:
            painter.setBrush(theme.select if hover else theme.hover)
        else:
            painter.setBrush(theme.select if hover else theme.chip_wash)
        if hover and not now:
            painter.setPen(QPen(theme.doubt if is_doubt else theme.link, 1))
        painter.drawRoundedRect(rect, radius, radius)
        if steps:
            for step in (-1, 1):
                end = rect.left() if step < 0 else rect.right()
                tip = QPointF(end - step * rect.height() * 0.22, rect.center().y())
                back, half = QPointF(step * rect.height() * 0.14, 0), rect.height() * 0.16
                wide = 2.4 if washes.hover_step == step else 1.4
                painter.setPen(QPen(theme.now_fill_ink if now else theme.link, wide))
                painter.drawPolyline(
                    [tip - back - QPointF(0, half), tip, tip - back + QPointF(0, half)]
                )
        if not is_doubt and chip.mark < 0:
            return
        colour = theme.now_fill_ink if now else theme.doubt if is_doubt else theme.link
        share, lead = (0.72, 0.4) if is_doubt else (0.7, 0.34)  # the viewfinder fills its square
        size = rect.height() * share
        sign = QRectF(rect.left() + size * lead, rect.center().y() - size / 2, size, size)
        line = QPointF(sign.right() + 3, rect.bottom() - 1.5), rect.right() - radius
        if is_from_right(self._view.document().findBlock(chip.start)):
            sign.moveRight(rect.right() - size * lead)
            line = QPointF(rect.left() + radius, rect.bottom() - 1.5), sign.left() - 3
        paint_icon(painter, "warning" if is_doubt else "viewfinder", colour, sign)
        if is_doubt:
            painter.setPen(QPen(colour, 1.2, Qt.PenStyle.DotLine))
            painter.drawLine(line[0], QPointF(line[1], line[0].y()))
        elif chip.mark and chip.end - chip.start > _NUMBER_ALONE:
            font = QFont(body_font())
            font.setPixelSize(round(size * 0.62))
            font.setWeight(QFont.Weight.Bold)
            paint_words(painter, sign, str(chip.mark), font, colour, CENTRE)


def is_from_right(block: QTextBlock) -> bool:
    """Return whether a block is right-to-left."""
    return block.textDirection() is Qt.LayoutDirection.RightToLeft


def _margin(block: QTextBlock) -> float:
    """Return the indent of a block, at the side where its lines begin."""
    fmt = block.blockFormat()
    return fmt.rightMargin() if is_from_right(block) else fmt.leftMargin()


def _bars(block: QTextBlock) -> list[list[Any]]:
    found = block.blockFormat().property(Property.BARS) if block.isValid() else None
    return found if isinstance(found, list) else []


def _callout_colour(kind: str, theme: Theme) -> QColor:
    return theme.colour(_CALLOUTS.get(kind, _CALLOUTS["note"])[1])
