"""The process that makes a PDF; see `viewer.export.paper.write_pdf`."""

from __future__ import annotations

import pickle
import sys
from io import BytesIO
from pathlib import Path

from PySide6.QtCore import QBuffer, QEventLoop
from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QApplication

from viewer.export.paper import Paper
from viewer.ui.kit.renderer import Renderer
from viewer.ui.note.paper import PaperDocument, page_layout, set_paper
from viewer.ui.note.paper_tags import tag


def main() -> int:
    """Make a PDF, at the path that is named, of the pickled `Paper` on standard input."""
    # Ours alone writes there: see `write_pdf`.
    paper: Paper = pickle.load(sys.stdin.buffer)
    app = QApplication(["cuenote", "-platform", "offscreen"])
    loop, renderer = QEventLoop(), Renderer(app)
    made: list[PaperDocument] = []

    def take(document: PaperDocument) -> None:
        made.append(document)
        loop.quit()

    set_paper(paper, renderer, take)
    if not made:
        loop.exec()
    # Not into the file: Qt would not say that the disk is full.
    pdf = QBuffer()
    pdf.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(pdf)
    writer.setPageLayout(page_layout())
    writer.setTitle(paper.title)
    writer.setAuthor(paper.author)
    writer.setCreator("Cuenote")
    is_painted = made[0].print_on(writer)
    assert is_painted  # into memory
    renderer.shutdown()
    whole = _with_outline(bytes(pdf.data().data()), made[0])
    try:
        Path(sys.argv[1]).write_bytes(whole)
    except OSError as error:
        sys.stderr.write(f"{error.strerror or error}.\n")
        return 1
    return 0


def _with_outline(pdf: bytes, document: PaperDocument) -> bytes:
    """Add what Qt does not write: tags, the headings as an outline, and the language."""
    from pypdf import PdfWriter
    from pypdf.generic import (
        BooleanObject,
        DictionaryObject,
        Fit,
        IndirectObject,
        NameObject,
        TextStringObject,
    )

    writer = PdfWriter(clone_from=BytesIO(pdf))
    layout = page_layout()
    # From px of 96 to the inch to points, from the top of what is set to the foot of the page.
    top = layout.fullRectPoints().height() - layout.marginsPoints().top()
    around: list[tuple[int, IndirectObject]] = []
    blocks = document.blocks()
    for block in blocks:
        if block.kind[0] != "H" or not block.words:
            continue
        level = int(block.kind[1])
        while around and around[-1][0] >= level:
            around.pop()
        parent = around[-1][1] if around else None
        fit = Fit.xyz(left=0, top=top - block.rect.top() * 72 / 96)
        item = writer.add_outline_item(
            title=block.words, page_number=block.page, parent=parent, fit=fit
        )
        around.append((level, item))
    tag(writer, blocks)
    root = writer.root_object
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    )
    if document.paper.language:
        root[NameObject("/Lang")] = TextStringObject(document.paper.language)
    whole = BytesIO()
    writer.write(whole)
    return whole.getvalue()


if __name__ == "__main__":
    sys.exit(main())
