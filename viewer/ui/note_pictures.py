"""Loads the local pictures of a note, on a thread, and puts each where it belongs.

Nothing is fetched. Where a picture cannot be read, its alternative text stands in its place. GUI
thread, but for the reading.
"""

from __future__ import annotations

from collections import deque
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QUrl
from PySide6.QtGui import QImage, QImageReader, QTextCursor, QTextDocument, QTextImageFormat

from viewer.ui.note_document import NoteDocument
from viewer.ui.work import Work


class NotePictures(QObject):
    """The pictures of one note at a time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work = Work(self)
        self._waiting: deque[tuple[str, Path]] = deque()
        self._asked: set[str] = set()
        self._note: NoteDocument | None = None
        self._width, self._ratio = 0, 1.0

    def show(self, note: NoteDocument, folder: Path | None, width: int, ratio: float) -> None:
        """Load what `note` shows and was not asked for yet; none is wider than `width` pixels.

        `ratio` is how many pixels of the screen make one of these.
        """
        if note is not self._note:
            self.stop()
            self._note = note
        if folder is None:
            return
        idle = not self._waiting
        self._width, self._ratio = width, ratio
        for picture in note.pictures:
            if picture.name not in self._asked:
                self._asked.add(picture.name)
                target = QUrl.fromPercentEncoding(picture.target.encode())
                self._waiting.append((picture.name, folder / target))
        if idle:
            self._load_next()

    def stop(self) -> None:
        """Load no more of this note."""
        self._work.forget("picture")
        self._waiting.clear()
        self._asked.clear()
        self._note = None

    def _load_next(self) -> None:
        if self._waiting:
            name, path = self._waiting[0]
            width, ratio = self._width, self._ratio
            self._work.run(
                "picture", lambda: _read(path, width, ratio), lambda made: self._place(name, *made)
            )

    def _place(self, name: str, image: QImage, size: QSize) -> None:
        note = self._note
        self._waiting.popleft()
        picture = next((one for one in note.pictures if one.name == name), None) if note else None
        if note is not None and picture is not None and not image.isNull():
            kind = QTextDocument.ResourceType.ImageResource.value
            note.document.addResource(kind, QUrl(name), image)
            cursor = QTextCursor(note.document)
            cursor.setPosition(picture.position)
            cursor.setPosition(picture.position + 1, QTextCursor.MoveMode.KeepAnchor)
            fmt = QTextImageFormat()
            fmt.setName(name)
            fmt.setWidth(size.width())
            fmt.setHeight(size.height())
            cursor.setCharFormat(fmt)
        self._load_next()


def _read(path: Path, width: int, ratio: float) -> tuple[QImage, QSize]:
    """Read a picture as large as it is shown; a null one where it cannot be read. Any thread."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid():
        return QImage(), QSize()
    if size.width() > width:
        size = size.scaled(QSize(width, 10_000), Qt.AspectRatioMode.KeepAspectRatio)
    reader.setScaledSize(size * ratio)
    return reader.read(), size
