"""Sets a note on pages, and paints them: for a printer, or as a PDF. GUI thread.

All lengths are px of 96 to the inch, whatever it is painted on, so that its pages are the same
everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from PySide6.QtCore import (
    QLocale,
    QMarginsF,
    QPointF,
    QRectF,
    QSizeF,
    Qt,
    QUrl,
)
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QApplication

from viewer.errors import ViewerError
from viewer.export.paper import Frame, Paper
from viewer.translation import tr
from viewer.ui.kit.renderer import Decoded, Fault, Formula, Renderer
from viewer.ui.note.insets import Box, formula_em, inset_format, paint_formula, prepare

_DPI = 96
_MARGIN_MM = 18
_BODY_PX = 14
_FOOT_PX, _FOOT_GAP_PX = 11, 16
_CELL_PX = 100  # so wide is a frame in a table
_WIDEST_PX, _TALLEST_PX = 600, 800  # of a note's pictures and formulas
_LETTERS_ANEW = 4_000_000  # at most so many are laid out again for the sake of headings
_LINE_GAP_PX = 6
_QUOTE_PX, _BAR_PX = 22, 3  # how far a quote stands in, and the bar beside it
_BOXES = ("☐ ", "☑ ")  # as `note_html` writes a task
_FEW_LINES = 12
_RATIO = 3  # of the pixels of a note's pictures to those of 96 to the inch
# Qt's PDF says of a glyph at most one letter that it stands for. In Inter the one of “’” is another
# letter's, too, and that is what would be copied or found; and a glyph for "fi" would be missing.
_FAMILIES = ("Noto Sans", "Liberation Sans", "Arial", "Helvetica", "DejaVu Sans")
_NO_FEATURES = ("calt", "liga", "clig", "dlig")
_INK, _MUTED, _BAR = QColor("#1d1d1f"), QColor("#5c5c66"), QColor("#c9c9d0")
# Below a table there is less room than `_LINE_GAP_PX`: where it ended on another page than its last
# row, Qt would paint its head there once more.
_STYLE = """
h1{font-size:26px;margin-top:0;margin-bottom:6px}
h2{font-size:21px;margin-top:16px;margin-bottom:6px}
h3{font-size:17px;margin-top:14px;margin-bottom:5px}
h4,h5,h6{font-size:15px;margin-top:12px;margin-bottom:4px}
p,li,dt,dd{line-height:4px;-qt-line-height-type:line-distance}
p{margin-top:2px;margin-bottom:8px}
li{margin-bottom:4px}
ul,ol{margin-top:2px;margin-bottom:8px}
a{color:#1f4fbf;text-decoration:none}
p.about{color:#5c5c66;font-size:12px;margin-bottom:14px}
.time{background-color:#e9eefb;font-size:12px}
span.lost{color:#5c5c66;text-decoration:line-through}
mark{background-color:#fff1b8}
.tag,.link{color:#1f4fbf}
.missing{color:#5c5c66}
blockquote{color:#44444c;margin-left:{quote}px;margin-right:10px;margin-top:4px;margin-bottom:8px}
pre{background-color:#f3f3f6;font-size:12px;white-space:pre-wrap;margin-top:4px;margin-bottom:8px}
code{font-size:12px;background-color:#f3f3f6}
table{border-collapse:collapse;margin-top:4px;margin-bottom:2px}
th,td{border:1px solid #c9c9d0;padding:4px}
th{background-color:#f3f3f6}
.right{text-align:right}
.center{text-align:center}
""".replace("{quote}", str(_QUOTE_PX))


def set_paper(paper: Paper, renderer: Renderer, done: Callable[[PaperDocument], None]) -> None:
    """Have the pictures and formulas drawn, and then call `done` with the note as it is set."""
    found: dict[str, Decoded | Formula | Fault] = {}
    wanted = len(paper.pictures) + len(paper.formulas)

    def take(name: str, drawn: Decoded | Formula | Fault) -> None:
        found[name] = drawn
        if len(found) == wanted:
            done(PaperDocument(paper, found))

    for number, name in enumerate(paper.pictures):
        renderer.picture(
            paper.folder,
            name,
            _WIDEST_PX,
            _RATIO,
            lambda drawn, number=number: take(f"picture:{number}", drawn),  # type: ignore[misc]
            vault=paper.vault,
        )
    for number, (latex, is_display) in enumerate(paper.formulas):
        renderer.formula(
            latex,
            lambda drawn, number=number: take(f"formula:{number}", drawn),  # type: ignore[misc]
            is_display=is_display,
        )
    if not wanted:
        done(PaperDocument(paper, found))


class PaperBlock(NamedTuple):
    """A block of a document on its page."""

    page: int
    rect: QRectF  # in px from the top of what is set on the page
    kind: str  # as PDF calls it: H1 to H6, P, LI, TH or TD
    words: str  # without pictures and formulas
    group: int = 0  # which list or table it is in; 0: none
    row: int = 0  # of a table


class PaperDocument:
    """A note that is set, to be painted on pages of any size."""

    def __init__(self, paper: Paper, drawn: dict[str, Decoded | Formula | Fault]) -> None:
        self.paper = paper
        self._drawn = drawn
        there = set(QFontDatabase.families())
        font = QFont(next((one for one in _FAMILIES if one in there), QApplication.font().family()))
        font.setPixelSize(_BODY_PX)
        for tag in _NO_FEATURES:
            font.setFeature(QFont.Tag(tag), 0)
        self._font = font
        self._document = document = QTextDocument()
        document.setDefaultFont(font)
        document.setUseDesignMetrics(True)
        document.setDocumentMargin(0)
        document.setIndentWidth(26)
        # Long words and addresses, too, stay on the page.
        document.setDefaultTextOption(_breaking_anywhere())
        document.setDefaultStyleSheet(_STYLE)
        prepare(document)
        image = QTextDocument.ResourceType.ImageResource.value
        for number, frame in enumerate(paper.frames):
            document.addResource(image, QUrl(f"frame:{number}"), _labelled(frame, font))
        for name, one in drawn.items():
            if isinstance(one, Decoded):
                document.addResource(image, QUrl(name), one.image)
        document.setHtml(paper.html)
        self._fit()
        self._tick()
        self._height = 0.0

    # ------------------------------------------------------------------ pictures

    def _fit(self) -> None:
        """Give pictures and formulas their sizes; the words of those that are not there."""
        for position, name in reversed(list(self._images())):
            drawn = self._drawn.get(name)
            cursor = QTextCursor(self._document)
            cursor.setPosition(position)
            cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
            form = cursor.charFormat()
            if isinstance(drawn, Formula):
                font = form.font()
                em = formula_em(font, drawn, _WIDEST_PX)
                form.clearProperty(QTextFormat.Property.BackgroundBrush.value)
                box = Box(drawn.width * em, drawn.ascent * em, drawn.descent * em)
                made = inset_format(form, box)
                made.setName("inset:")
                made.setProperty(_FORMULA, name)
                made.setProperty(_EM, em)
                cursor.setCharFormat(made)
            elif isinstance(drawn, Decoded):
                image = form.toImageFormat()
                size = drawn.size.scaled(
                    _WIDEST_PX, _TALLEST_PX, Qt.AspectRatioMode.KeepAspectRatio
                )
                width = min(size.width(), drawn.size.width())
                if cursor.currentTable() is not None:
                    width = min(width, 2 * _CELL_PX)
                image.setWidth(width)
                cursor.setCharFormat(image)
            elif drawn is not None:
                kind, _, number = name.partition(":")
                plain = QTextCharFormat()
                plain.setForeground(_MUTED)
                words = self.paper.pictures[int(number)] if kind == "picture" else ""
                cursor.insertText(words or self.paper.formulas[int(number)][0], plain)
            elif cursor.currentTable() is not None:  # a frame
                image = form.toImageFormat()
                image.setWidth(_CELL_PX)
                cursor.setCharFormat(image)

    def _tick(self) -> None:
        """Let the box of a task stand in the place of its bullet."""
        block = self._document.begin()
        while block.isValid():
            held = block.textList()
            if held is not None and block.text()[:2] in _BOXES:
                held.remove(block)
                cursor = QTextCursor(block)
                form = block.blockFormat()
                form.setTextIndent(-QFontMetricsF(self._font).horizontalAdvance(block.text()[:2]))
                cursor.setBlockFormat(form)
            block = block.next()

    def _images(self) -> Iterator[tuple[int, str]]:
        """Yield where pictures stand, and what they are called."""
        for position, form in self._objects():
            yield position, form.toImageFormat().name()

    def _objects(self) -> Iterator[tuple[int, QTextCharFormat]]:
        block = self._document.begin()
        while block.isValid():
            fragments = block.begin()
            while not fragments.atEnd():
                fragment = fragments.fragment()
                form = fragment.charFormat()
                if form.isImageFormat():
                    for at in range(fragment.length()):
                        yield fragment.position() + at, form
                fragments += 1
            block = block.next()

    # ------------------------------------------------------------------ pages

    def paginate(self, width: float, height: float) -> int:
        """Lay it out on pages of that size, in px; return how many there are."""
        self._height = height
        self._document.setPageSize(QSizeF(width, height))
        self._keep_together(max(4, _LETTERS_ANEW // self._document.characterCount()))
        if self._split_blocks():
            self._lay_out()
        return self._document.pageCount()

    def _lay_out(self) -> None:
        """Lay all of it out anew: Qt loses its way where it does so from a page break on."""
        self._document.setPageSize(self._document.pageSize())

    def _keep_together(self, turns: int) -> None:
        """Leave no heading alone at the end of a page, and no frame without its words.

        Each takes a new layout, of which there are at most so many `turns`.
        """
        block = self._document.begin()
        first: QTextBlock | None = None  # of headings one below the other
        while block.isValid() and turns:
            if block.blockFormat().headingLevel() and not _has_picture(block):
                first = block if first is None else first
            else:
                start, first = block if first is None else first, None
                # A heading and the first line; or with frames, all the lines if they are few.
                is_whole = _has_picture(block) and block.layout().lineCount() <= _FEW_LINES
                if self._page_of(start) != self._page_of(block, at_its_end=is_whole):
                    turns -= self._break_before(start)
            block = block.next()

    def _break_before(self, block: QTextBlock) -> bool:
        """Begin a page with a block, and lay all out anew; False: it cannot be, or is so."""
        form, cursor = block.blockFormat(), QTextCursor(block)
        before = QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore
        is_done = form.pageBreakPolicy() == before or cursor.currentTable() is not None
        if is_done or not block.position():
            return False
        form.setPageBreakPolicy(before)
        cursor.setBlockFormat(form)
        self._lay_out()
        return True

    def _split_blocks(self) -> bool:
        """Let each block be on one page alone; say whether anything was split.

        Of a block that goes on on the next page Qt paints the last lines there again: nobody sees
        them, but they would be found and copied twice, and their links pressed.
        """
        places = []
        block = self._document.begin()
        while block.isValid():
            top = self._document.documentLayout().blockBoundingRect(block).top()
            lines = block.layout()
            before = None
            for number in range(lines.lineCount()):
                line = lines.lineAt(number)
                page = int((top + line.y() + 1) // self._height)
                if before not in (None, page):
                    places.append(block.position() + line.textStart())
                before = page
            block = block.next()
        for place in reversed(places):
            cursor = QTextCursor(self._document)
            cursor.setPosition(place)
            form = cursor.blockFormat()
            rest = QTextBlockFormat(form)
            held = cursor.currentList()
            if held is not None:  # its rest has no bullet, and stands below its text
                rest.setObjectIndex(-1)
                rest.setIndent(form.indent() + held.format().indent())
            rest.setTopMargin(0)
            rest.setTextIndent(0)
            form.setBottomMargin(0)
            cursor.setBlockFormat(form)
            cursor.insertBlock(rest)
        return bool(places)

    def _page_of(self, block: QTextBlock, *, at_its_end: bool = False) -> int:
        """Return the page that the first line of a block is on, or its last."""
        top = self._document.documentLayout().blockBoundingRect(block).top()
        lines = block.layout()
        line = lines.lineCount() - 1 if at_its_end else 0
        y = lines.lineAt(line).y() if lines.lineCount() else 0.0
        return int((top + y + 1) // self._height)

    def paint(
        self, painter: QPainter, page: int, overlays: list[Overlay], bars: list[QRectF]
    ) -> None:
        """Paint a page; the painter's px are those of the document."""
        width = self._document.pageSize().width()
        top = page * self._height
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, _INK)
        # What ends at its top, with the room below the last line, is of the page before.
        context.clip = QRectF(0, top + _LINE_GAP_PX, width, self._height - 2 * _LINE_GAP_PX)
        painter.save()
        painter.translate(0, -top)
        painter.setClipRect(QRectF(0, top - _LINE_GAP_PX, width, self._height + _LINE_GAP_PX))
        for bar in bars:
            painter.fillRect(bar, _BAR)
        self._document.documentLayout().draw(painter, context)
        for rect, baseline, form in overlays:
            drawn = self._drawn.get(str(form.property(_FORMULA)))
            if isinstance(drawn, Formula):
                em = float(form.property(_EM))
                paint_formula(painter, drawn, QPointF(rect.left(), baseline), em, _INK)
            if form.isAnchor():
                _link(painter, rect, form.anchorHref())
        painter.restore()

    def overlays(self) -> dict[int, list[Overlay]]:
        """Give, by page, what is painted over Qt's own: formulas, and the links of pictures."""
        found: dict[int, list[Overlay]] = {}
        layout = self._document.documentLayout()
        for position, form in self._objects():
            if not (form.isAnchor() or form.hasProperty(_FORMULA)):
                continue
            block = self._document.findBlock(position)
            corner = layout.blockBoundingRect(block).topLeft()
            at = position - block.position()
            line = block.layout().lineForTextPosition(at)
            left, right = (_x(line, at + step) for step in (0, 1))
            image = form.toImageFormat()
            baseline = corner.y() + line.y() + line.ascent()
            height = image.height() or (right - left) * self._shape(image.name())
            rect = QRectF(corner.x() + left, baseline - height, right - left, height)
            found.setdefault(int(baseline // self._height), []).append((rect, baseline, form))
        return found

    def bars(self) -> dict[int, list[QRectF]]:
        """Give, by page, the bars beside quotes, one for each that a block stands in."""
        found: dict[int, list[QRectF]] = {}
        block = self._document.begin()
        while block.isValid():
            following = block.next()
            left, depth = self._quoted(block)
            if depth:
                page, (top, bottom) = self._page_of(block), self._edges(block)
                below, after = bottom, 0
                other_left, others = self._quoted(following)
                if others and other_left == left and self._page_of(following) == page:
                    below, after = self._edges(following)[0], others
                for number in range(depth):
                    end = below if number < after else bottom
                    x = left + number * _QUOTE_PX
                    found.setdefault(page, []).append(QRectF(x, top, _BAR_PX, end - top))
            block = following
        return found

    def _quoted(self, block: QTextBlock) -> tuple[float, int]:
        """Return where the first bar beside a block stands, and in how many quotes it is."""
        form = block.blockFormat()
        indent = form.indent() if block.textList() is None else 0
        left = indent * self._document.indentWidth() + (_QUOTE_PX - _BAR_PX) / 2
        return left, int(form.leftMargin()) // _QUOTE_PX

    def _edges(self, block: QTextBlock) -> tuple[float, float]:
        """Return where the lines of a block begin and end, in px from the top of the first page."""
        top = self._document.documentLayout().blockBoundingRect(block).top()
        lines = block.layout()
        if not lines.lineCount():
            return top, top
        last = lines.lineAt(lines.lineCount() - 1)
        return top + lines.lineAt(0).y(), top + last.y() + last.height()

    def _shape(self, name: str) -> float:
        image = self._document.resource(QTextDocument.ResourceType.ImageResource.value, QUrl(name))
        size = image.size() if isinstance(image, QImage) else None
        return size.height() / size.width() if size is not None and size.width() else 0.0

    def blocks(self) -> list[PaperBlock]:
        """List the blocks where they stand on the pages that were printed last."""
        found = []
        groups: dict[int, int] = {}
        layout = self._document.documentLayout()
        block = self._document.begin()
        while block.isValid():
            cursor = QTextCursor(block)
            page, rect = self._page_of(block), layout.blockBoundingRect(block)
            # Its lines: the rectangle of what is first on a page begins on the one before.
            top, bottom = (edge - page * self._height for edge in self._edges(block))
            rect = QRectF(rect.left(), top, rect.width(), bottom - top)
            table, held = cursor.currentTable(), block.textList()
            level, row, kind, group = block.blockFormat().headingLevel(), 0, "P", 0
            if level:
                kind = f"H{level}"
            elif table is not None:
                cell = table.cellAt(block.position())
                row = cell.row()
                kind = "TH" if row < table.format().headerRowCount() else "TD"
                group = groups.setdefault(table.objectIndex(), len(groups) + 1)
            elif held is not None:
                kind = "LI"
                group = groups.setdefault(held.objectIndex(), len(groups) + 1)
            words = " ".join(block.text().replace("\ufffc", " ").split())
            found.append(PaperBlock(page, rect, kind, words, group, row))
            block = block.next()
        return found

    # ------------------------------------------------------------------ the whole

    def print_on(self, device: QPagedPaintDevice, pages: range | None = None) -> bool:
        """Paint all pages, or of these numbers, from 0, those that there are.

        Each has the title and its number in its foot. Return whether the device could be written.
        Raise ViewerError where none of these pages is there; nothing is printed then.
        """
        scale = device.logicalDpiX() / _DPI
        width, height = device.width() / scale, device.height() / scale
        foot = QRectF(0, height - _FOOT_PX * 1.4, width, _FOOT_PX * 1.4)
        # Whole px: Qt counts in parts of one, and would be off by more on every page.
        count = self.paginate(width, int(foot.top() - _FOOT_GAP_PX))
        wanted = range(count) if pages is None else pages[: max(0, count - pages.start)]
        if not wanted:
            words = tr(
                "“{0}” has only 1 page; nothing was printed."
                "|“{0}” has only %n pages; nothing was printed.",
                "",
                count,
            )
            raise ViewerError(words.format(self.paper.title))
        painter = QPainter()
        if not painter.begin(device):
            return False
        overlays, bars = self.overlays(), self.bars()
        is_well = True
        for page in wanted:
            if page != wanted.start:
                is_well = device.newPage() and is_well
            painter.save()
            painter.scale(scale, scale)
            self.paint(painter, page, overlays.get(page, []), bars.get(page, []))
            self._paint_foot(painter, foot, page, count)
            painter.restore()
        return painter.end() and is_well

    def _paint_foot(self, painter: QPainter, foot: QRectF, page: int, count: int) -> None:
        font = QFont(self._font)
        font.setPixelSize(_FOOT_PX)
        metrics = QFontMetricsF(font)
        number = f"{page + 1} / {count}"
        room = foot.width() - metrics.horizontalAdvance(number) - 24
        title = metrics.elidedText(self.paper.title, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(_MUTED)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | middle, title)
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight | middle, number)


Overlay = tuple[QRectF, float, QTextCharFormat]  # where, its baseline, and what
_FORMULA, _EM = (QTextFormat.Property.UserProperty.value + each for each in (1, 2))


def _has_picture(block: QTextBlock) -> bool:
    return "\ufffc" in block.text()


def _breaking_anywhere() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _x(line: object, at: int) -> float:
    found = line.cursorToX(at)  # type: ignore[attr-defined]
    return float(found[0] if isinstance(found, tuple) else found)


def _link(painter: QPainter, rect: QRectF, address: str) -> None:
    """Lay a link over a place: a blank, stretched, for Qt's PDF has links of letters alone."""
    layout = QTextLayout("\u00a0", QFont(painter.font()))
    span = QTextLayout.FormatRange()
    span.start, span.length = 0, 1
    form = QTextCharFormat()
    form.setAnchor(True)
    form.setAnchorHref(address)
    span.format = form
    layout.setFormats([span])
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    width, height = line.naturalTextWidth(), line.ascent() - line.descent()
    if width <= 0 or height <= 0:
        return
    painter.save()
    painter.translate(rect.left(), rect.bottom())
    painter.scale(rect.width() / width, rect.height() / height)
    line.draw(painter, QPointF(0, -line.ascent()))
    painter.restore()


def _labelled(frame: Frame, font: QFont) -> QImage:
    """Return a frame with its time in its corner."""
    image = QImage.fromData(frame.data).convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(font)
    font.setPixelSize(max(8, image.width() // 14))
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    pad = font.pixelSize() * 0.3
    room = QRectF(0, 0, metrics.horizontalAdvance(frame.words) + 2 * pad, metrics.height())
    room.moveBottomLeft(QPointF(pad, image.height() - pad))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 176))
    painter.drawRoundedRect(room, pad, pad)
    painter.setPen(QColor("#ffffff"))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, frame.words)
    painter.end()
    return image


def page_layout() -> QPageLayout:
    """Return the page of this country: Letter where inches are used, else A4."""
    metric = QLocale.system().measurementSystem() is QLocale.MeasurementSystem.MetricSystem
    size = QPageSize.PageSizeId.A4 if metric else QPageSize.PageSizeId.Letter
    margins = QMarginsF(*[_MARGIN_MM] * 4)
    upright = QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(size), upright, margins, QPageLayout.Unit.Millimeter)
