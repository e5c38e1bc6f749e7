"""The process that makes a PDF; see `viewer.export.paper.write_pdf`."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QTimer
from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QApplication

from viewer.export.paper import Paper
from viewer.ui.kit.renderer import Renderer
from viewer.ui.note.paper import page_layout, print_paper


def main() -> int:
    """Make a PDF, at the path that is named, of the pickled `Paper` on standard input."""
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
        sys.stderr.write(f"{error.strerror or error}.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
