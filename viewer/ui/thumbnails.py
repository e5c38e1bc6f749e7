"""Small pictures of videos: read and scaled off the GUI thread, kept while they are of use."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from viewer.ui.work import Work

_MOST = 200
_SCALE = 2  # for screens with two pixels to a point


class Thumbnails(QObject):
    """Pictures by their paths. GUI thread."""

    loaded = Signal()  # one more can be had

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        # None: it is being read, or is no picture.
        self._pictures: OrderedDict[str, QPixmap | None] = OrderedDict()

    def get(self, path: str, size: QSize) -> QPixmap | None:
        """Give the picture in `path`, cropped to the shape of `size`; None until it is read."""
        if not path:
            return None
        if path in self._pictures:
            self._pictures.move_to_end(path)
            return self._pictures[path]
        self._pictures[path] = None
        while len(self._pictures) > _MOST:
            self._pictures.popitem(last=False)
        wanted = size * _SCALE
        # An image is a plain value: it may be made on any thread.
        self._work.run(
            f"thumbnail {path}",
            lambda: _read(Path(path), wanted),
            lambda image: self._on_read(path, image),
        )
        return None

    def _on_read(self, path: str, image: QImage) -> None:
        if not image.isNull() and path in self._pictures:
            self._pictures[path] = QPixmap.fromImage(image)
            self.loaded.emit()


def _read(path: Path, size: QSize) -> QImage:
    """Read a picture of somebody else's; a null image where it is none."""
    if not path.is_file():
        return QImage()
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    whole = reader.size()
    if not whole.isValid() or whole.width() * whole.height() > 40_000_000:
        return QImage()
    scaled = whole.scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    reader.setScaledSize(scaled)
    image = reader.read()
    if image.isNull():
        return image
    left, top = (scaled.width() - size.width()) // 2, (scaled.height() - size.height()) // 2
    return image.copy(left, top, size.width(), size.height())
