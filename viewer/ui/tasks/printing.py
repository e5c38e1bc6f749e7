"""Ask for a printer, and print a note. GUI thread; imported when something is printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from viewer.base.translation import tr
from viewer.export.paper import Paper
from viewer.ui.kit.renderer import Renderer
from viewer.ui.page.paper import page_layout, print_paper


class Printing(QObject):
    """Prints notes, one after the other."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._renderer = Renderer(self)

    def ask(self, title: str, file_name: str) -> QPrinter | None:
        """Show the system's dialog; return the printer, or None if cancelled.

        Without a printer, a file of that name is suggested.
        """
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        printer.setCreator("Cuenote")
        printer.setPageLayout(page_layout())
        if not QPrinterInfo.availablePrinterNames():
            printer.setOutputFileName(str(Path.home() / file_name))  # which can be changed there
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(tr("Print “{0}”").format(title))
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage, False)
        # Not `open`, which does nothing on Windows.
        is_chosen = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return printer if is_chosen else None

    def print_on(self, printer: QPrinter, paper: Paper, done: Callable[[str], None]) -> None:
        """Print, and call `done` with a message about it."""
        title = paper.title
        print_paper(paper, self._renderer, printer, lambda: done(_outcome(printer, title)))

    def shutdown(self) -> None:
        """Stop for good."""
        self._renderer.shutdown()


def _outcome(printer: QPrinter, title: str) -> str:
    if file := printer.outputFileName():
        target = Path(file)
        # Qt says nothing of a disk that is full.
        if target.is_file() and target.read_bytes().rstrip().endswith(b"%%EOF"):
            return tr("Saved as {0}").format(target.name)
        return tr("Can't write {1}. Choose another file.").format(title, target.name)
    if printer.printerState() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
        words = tr("Couldn't print “{0}”. Check that the printer is on and the disk isn't full.")
        return words.format(title)
    return tr("Sent “{0}” to {1}.").format(title, printer.printerName())
