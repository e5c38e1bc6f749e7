"""The guide, in a window of its own; imported at first use."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

from viewer.translation import GUIDE, document, tr
from viewer.ui.kit.boxes import column_of
from viewer.ui.kit.field import Field
from viewer.ui.kit.panes import fit_to_screen
from viewer.ui.kit.scroll_bar import make_quiet
from viewer.ui.kit.theme import body_font

_SIZE = QSize(680, 760)


class GuideWindow(QWidget):
    """Shows the guide with a find field; Esc closes it."""

    def __init__(self, parent: QWidget, trigger: Callable[[str], None]) -> None:
        """`trigger` runs the action with this id, for links in the guide."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(tr("Guide"))
        self._trigger = trigger
        self.field = Field(tr("Find"), self)
        self.field.textEdited.connect(lambda _: self._find(from_start=True))
        self.field.returnPressed.connect(self._find)
        self.text = QTextBrowser(self)
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        make_quiet(self.text)
        column_of(self, self.field, (self.text, 1), gap=8, around=(12, 12, 12, 0))
        fit_to_screen(self, _SIZE)

    def _read(self) -> None:
        self.text.setFont(body_font())
        self.text.document().setDocumentMargin(16)
        self.text.setMarkdown(document(GUIDE).read_text("utf-8"))

    def _find(self, *, from_start: bool = False) -> None:
        if from_start:
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
        if not self.text.find(self.field.text()):
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            self.text.find(self.field.text())

    def _follow(self, url: QUrl) -> None:
        if url.scheme() == "cuenote":
            self._trigger(url.path())
        else:
            QDesktopServices.openUrl(url)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self.isVisible():
            self._read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape or (event.key() == Qt.Key.Key_W and control):
            self.close()
        elif event.key() == Qt.Key.Key_F and control:
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)
