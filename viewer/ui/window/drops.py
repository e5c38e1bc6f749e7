"""Files and links that are dragged onto the window."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFont,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from viewer.ui.kit.sheet import Words
from viewer.ui.kit.theme import theme_of

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


class DropArea(QWidget):
    """The contents of the window; files or a link can be dropped anywhere on them."""

    dragged = Signal(object, str)  # list[Path] or an address came over it: `show_words`
    dropped = Signal(object)  # list[Path], in the order of the drop
    address_dropped = Signal(str)  # of a page on the web

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._hint: DropHint | None = None

    def show_words(self, words: str) -> None:
        """Show what a drop would do, until it is done or the mouse leaves."""
        if self._hint is None:
            self._hint = DropHint(self)
        self._hint.show_words(words)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        paths, address = _paths(event.mimeData()), _address(event.mimeData())
        if paths or address:
            event.acceptProposedAction()
            self.dragged.emit(paths, address)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        if self._hint is not None:
            self._hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        if self._hint is not None:
            self._hint.hide()
        paths, address = _paths(event.mimeData()), _address(event.mimeData())
        if paths or address:
            event.acceptProposedAction()
            self.activateWindow()  # else the next key is still the file manager's
            self.dropped.emit(paths) if paths else self.address_dropped.emit(address)


def _paths(mime: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def _address(mime: QMimeData) -> str:
    """Return the web address being dropped, as a link or as text, or ""."""
    texts = [url.toString() for url in mime.urls()] or [mime.text().strip()]
    return next((text for text in texts if _ADDRESS.fullmatch(text)), "")


class DropHint(Words):
    """A frame around the area, with a description of the drop in its middle."""

    def __init__(self, area: QWidget) -> None:
        super().__init__("", area, scale=1.15, weight=QFont.Weight.DemiBold)
        self._area = area
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_words(self, text: str, tone: str = "") -> None:
        self.setGeometry(self._area.rect())
        super().show_words(text, tone)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = theme_of(self), QPainter(self)
        veil = QColor(theme.window)
        veil.setAlphaF(0.85)
        painter.setBrush(veil)
        painter.setPen(QPen(theme.link, 8))
        painter.drawRect(self.rect())
        painter.end()
        super().paintEvent(event)
