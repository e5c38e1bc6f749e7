"""A note as Qt prints it, for a printer; and the process that makes a PDF. GUI thread.

That process is started by `viewer.export.paper.write_pdf`.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable, Iterator
from functools import partial
from math import ceil
from pathlib import Path

from PySide6.QtCore import QBuffer, QLocale, QMarginsF, QPointF, QSizeF, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextImageFormat,
    QTextOption,
)
from PySide6.QtWidgets import QApplication

from viewer.base.errors import why
from viewer.export.paper import Paper
from viewer.ui.kit.renderer import Decoded, Fault, Formula, Renderer
from viewer.ui.page.document import cursor_over
from viewer.ui.page.insets import Box, formula_em, inset_format, paint_formula

_MARGIN_MM = 2  # Qt adds 2 cm, and would change the margins if there were none
_WIDEST_IN, _TALLEST_IN, _CELL_IN = 6.2, 8.2, 2.0  # of pictures and formulas; in a table
_RATIO = 3  # of the pixels of pictures and formulas to those of the screen
# Qt's PDF says of a glyph at most one letter that it stands for. In Inter the one of “’” is another
# letter's, too, and that is what would be copied or found; and a glyph for "fi" would be missing.
_FAMILIES = ("Noto Sans", "Liberation Sans", "Arial", "Helvetica", "DejaVu Sans")
_NO_FEATURES = ("calt", "liga", "clig", "dlig")
_BODY_PT = 10.5
_QUOTE_PX = 22
_INK, _MUTED = QColor("#1d1d1f"), QColor("#5c5c66")
_IMAGE = QTextDocument.ResourceType.ImageResource.value
# Fonts are in points: a px would be one of the printer.
_STYLE = """
h1{font-size:20pt;margin-top:0;margin-bottom:6px}
h2{font-size:16pt;margin-top:16px;margin-bottom:6px}
h3{font-size:13pt;margin-top:14px;margin-bottom:5px}
h4,h5,h6{font-size:11pt;margin-top:12px;margin-bottom:4px}
p,li,dt,dd{line-height:4px;-qt-line-height-type:line-distance}
p{margin-top:2px;margin-bottom:8px}
li{margin-bottom:4px}
ul,ol{margin-top:2px;margin-bottom:8px}
a{color:#1f4fbf;text-decoration:none}
p.about{color:#5c5c66;font-size:9pt;margin-bottom:14px}
.time{background-color:#e9eefb;font-size:9pt}
span.lost{color:#5c5c66;text-decoration:line-through}
mark{background-color:#fff1b8}
.tag,.link{color:#1f4fbf}
.missing{color:#5c5c66}
blockquote{color:#44444c;margin-left:{quote}px;margin-right:10px;margin-top:4px;margin-bottom:8px}
pre{background-color:#f3f3f6;font-size:9pt;white-space:pre-wrap;margin-top:4px;margin-bottom:8px}
code{font-size:9pt;background-color:#f3f3f6}
table{border-collapse:collapse;margin-top:4px;margin-bottom:2px}
th,td{border:1px solid #c9c9d0;padding:4px}
th{background-color:#f3f3f6}
.right{text-align:right}
.center{text-align:center}
""".replace("{quote}", str(_QUOTE_PX))


def print_paper(
    paper: Paper, renderer: Renderer, device: QPagedPaintDevice, done: Callable[[], None]
) -> None:
    """Render the pictures and formulas, print the note, and then call `done`."""
    found: dict[str, Decoded | Formula | Fault] = {}
    wanted = len(paper.pictures) + len(paper.formulas)

    def take(name: str, drawn: Decoded | Formula | Fault) -> None:
        found[name] = drawn
        if len(found) == wanted:
            finish()

    def finish() -> None:
        document = _document_of(paper, found, device)
        _keep_together(document, device)
        document.print_(device)
        done()

    for number, name in enumerate(paper.pictures):
        renderer.picture(
            paper.folder,
            name,
            round(_WIDEST_IN * _dpi()),
            _RATIO,
            partial(take, f"picture:{number}"),
            vault=paper.vault,
        )
    for number, (latex, is_display) in enumerate(paper.formulas):
        renderer.formula(latex, partial(take, f"formula:{number}"), is_display=is_display)
    if not wanted:
        finish()


def _dpi() -> float:
    """Return how many px of a document laid out for the screen Qt prints per inch."""
    return QGuiApplication.primaryScreen().logicalDotsPerInchY()


def _document_of(
    paper: Paper, drawn: dict[str, Decoded | Formula | Fault], device: QPagedPaintDevice
) -> QTextDocument:
    there = set(QFontDatabase.families())
    known = (one for one in _FAMILIES if one in there)
    font = QFont(next(known, QGuiApplication.font().family()))
    font.setPointSizeF(_BODY_PT)
    for tag in _NO_FEATURES:
        font.setFeature(QFont.Tag(tag), 0)
    document = QTextDocument()
    document.setDefaultFont(font)
    document.setIndentWidth(26)
    # Long words and addresses, too, stay on the page.
    wrapping = QTextOption()
    wrapping.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(wrapping)
    document.setDefaultStyleSheet(_STYLE)
    for number, frame in enumerate(paper.frames):
        document.addResource(_IMAGE, QUrl(f"frame:{number}"), QImage.fromData(frame))
    document.setHtml(paper.html)
    for position, image in reversed(list(_images(document))):
        cursor = cursor_over(document, position, position + 1)
        _put(cursor, image, paper, drawn, device.logicalDpiY() / _dpi())
    block = document.begin()
    while block.isValid():
        form = block.blockFormat()
        if depth := int(form.leftMargin()) // _QUOTE_PX:  # which is not scaled to the printer
            form.setLeftMargin(0)
            form.setIndent(form.indent() + depth)
            QTextCursor(block).setBlockFormat(form)
        block = block.next()
    return document


def _images(document: QTextDocument) -> Iterator[tuple[int, QTextImageFormat]]:
    block = document.begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            fragment = fragments.fragment()
            if fragment.charFormat().isImageFormat():
                for at in range(fragment.length()):
                    yield fragment.position() + at, fragment.charFormat().toImageFormat()
            fragments += 1
        block = block.next()


def _put(
    cursor: QTextCursor,
    form: QTextImageFormat,
    paper: Paper,
    drawn: dict[str, Decoded | Formula | Fault],
    scale: float,
) -> None:
    """Put a rendered inset into its selected place; if it failed, its text."""
    name, dpi = form.name(), _dpi()
    one = drawn.get(name)
    kind, _, number = name.partition(":")
    if isinstance(one, Formula):
        em = formula_em(cursor.document().defaultFont(), one, _WIDEST_IN * dpi)
        box = Box(one.width * em, one.ascent * em, one.descent * em)
        cursor.document().addResource(_IMAGE, QUrl(name), _painted(one, em, box))
        # The font by which Qt lowers it is not scaled with it.
        made = inset_format(form, Box(*(scale * each for each in box)))
        made.setWidth(box.width)
        made.setHeight(made.height() / scale)
        cursor.setCharFormat(made)
    elif isinstance(one, Decoded):
        cursor.document().addResource(_IMAGE, QUrl(name), one.image)
        widest = _WIDEST_IN if cursor.currentTable() is None else _CELL_IN
        limit, size = QSizeF(widest, _TALLEST_IN) * dpi, QSizeF(one.size)
        scaled = size.scaled(limit, Qt.AspectRatioMode.KeepAspectRatio)
        form.setWidth(min(size.width(), scaled.width()))
        cursor.setCharFormat(form)
    elif kind != "frame":
        plain = QTextCharFormat()
        plain.setForeground(_MUTED)
        words = paper.pictures[int(number)] if kind == "picture" else ""
        cursor.insertText(words or paper.formulas[int(number)][0], plain)


def _painted(formula: Formula, em: float, box: Box) -> QImage:
    width, height = (ceil(each * _RATIO) for each in (box.width, box.ascent + box.descent))
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(_RATIO, _RATIO)
    paint_formula(painter, formula, QPointF(0, box.ascent), em, _INK)
    painter.end()
    return image


def _keep_together(document: QTextDocument, device: QPagedPaintDevice) -> None:
    """Keep headings with the text below them, and frames with their captions."""
    # As Qt will lay it out.
    layout, frame = document.documentLayout(), document.rootFrame()
    layout.setPaintDevice(device)
    around = frame.frameFormat()
    around.setMargin(int(2 / 2.54 * _dpi()))
    frame.setFrameFormat(around)
    page = QSizeF(device.width(), device.height())
    document.setPageSize(page)

    def page_of(block: QTextBlock, *, at_its_end: bool = False) -> int:
        top = layout.blockBoundingRect(block).top()  # first: this lays it out
        lines = block.layout()
        line = lines.lineAt(lines.lineCount() - 1 if at_its_end else 0)
        return int((top + (line.y() if line.isValid() else 0) + 1) // page.height())

    block = document.begin()
    first: QTextBlock | None = None  # of headings one below the other
    while block.isValid():
        start = block if first is None else first
        has_picture = "\ufffc" in block.text()
        if block.blockFormat().headingLevel() and not has_picture:
            first = start
        else:
            first, cursor = None, QTextCursor(start)
            is_apart = page_of(start) != page_of(block, at_its_end=has_picture)
            if is_apart and start.position() and cursor.currentTable() is None:
                form = start.blockFormat()
                form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                cursor.setBlockFormat(form)
                document.setPageSize(page)  # all anew: from a page break on Qt loses its way
        block = block.next()
    document.setPageSize(QSizeF())  # now Qt makes the pages, and numbers them


def page_layout() -> QPageLayout:
    """Return the local page size: Letter where inches are used, else A4."""
    metric = QLocale.system().measurementSystem() is QLocale.MeasurementSystem.MetricSystem
    size = QPageSize.PageSizeId.A4 if metric else QPageSize.PageSizeId.Letter
    margins = QMarginsF(*[_MARGIN_MM] * 4)
    upright = QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(size), upright, margins, QPageLayout.Unit.Millimeter)


def main() -> int:
    """Write a PDF to the given path, of the pickled `Paper` on standard input."""
    # Ours alone writes there: see `write_pdf`.
    paper: Paper = pickle.load(sys.stdin.buffer)
    app = QApplication(["cuenote", "-platform", "offscreen"])
    renderer = Renderer(app)
    # Not into the file: Qt would not say that the disk is full.
    pdf = QBuffer()
    pdf.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(pdf)
    writer.setPageLayout(page_layout())
    writer.setTitle(paper.title)
    writer.setAuthor(paper.author)
    writer.setCreator("Cuenote")
    QTimer.singleShot(0, lambda: print_paper(paper, renderer, writer, app.quit))
    app.exec()
    renderer.shutdown()
    try:
        Path(sys.argv[1]).write_bytes(pdf.data().data())
    except OSError as error:
        sys.stderr.write(f"{why(error)}.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
