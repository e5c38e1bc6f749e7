"""The guide, in a window of its own; imported at first use."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QKeySequence, QShowEvent, QTextCursor
from PySide6.QtGui import QTextLength as Length
from PySide6.QtWidgets import QTextBrowser, QWidget

from viewer.base.translation import GUIDE, document, tr
from viewer.ui.kit.boxes import column_of
from viewer.ui.kit.field import Field
from viewer.ui.kit.panes import fit_to_screen
from viewer.ui.kit.scroll_bar import make_quiet
from viewer.ui.kit.theme import body_font

_WHOLE_WIDTH = Length(Length.Type.PercentageLength, 100)


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
        fit_to_screen(self, QSize(680, 760))

    def _read(self) -> None:
        self.text.setFont(body_font())
        self.text.document().setDocumentMargin(16)
        guide = document(GUIDE)
        self.text.setSearchPaths([str(guide.parent)])  # of its pictures
        self.text.setMarkdown(guide.read_text("utf-8"))
        text = self.text.document()
        picture = whole = QTextCursor(text)
        whole.beginEditBlock()  # else Qt would leave out lines between the pictures
        while not (picture := text.find("\N{OBJECT REPLACEMENT CHARACTER}", picture)).isNull():
            form = picture.charFormat().toImageFormat()
            form.setMaximumWidth(_WHOLE_WIDTH)
            picture.setCharFormat(form)
        whole.endEditBlock()

    def _find(self, *, from_start: bool = False) -> None:
        if from_start or not self.text.find(self.field.text()):
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
        if event.key() == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.Close):
            self.close()
        elif event.matches(QKeySequence.StandardKey.Find):
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)
