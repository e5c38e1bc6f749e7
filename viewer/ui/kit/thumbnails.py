"""Small pictures of videos: decoded in another process, kept while they are of use."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QPixmap

from viewer.ui.kit.renderer import Decoded, Fault, Renderer

_MOST = 200
_SCALE = 2  # for screens with two pixels to a point


class Thumbnails(QObject):
    """Pictures by their paths. GUI thread."""

    loaded = Signal()  # one more can be had

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._renderer = Renderer(self)
        # None: it is being read, or is no picture.
        self._pictures: OrderedDict[str, QPixmap | None] = OrderedDict()

    def get(self, path: str, size: QSize) -> QPixmap | None:
        """Return the picture in `path`, cropped to the shape of `size`; None until it is read."""
        if not path:
            return None
        if path in self._pictures:
            self._pictures.move_to_end(path)
            return self._pictures[path]
        self._pictures[path] = None
        while len(self._pictures) > _MOST:
            self._pictures.popitem(last=False)

        def show(drawn: Decoded | Fault) -> None:
            if isinstance(drawn, Decoded) and path in self._pictures:
                self._pictures[path] = _cropped(drawn, size * _SCALE)
                self.loaded.emit()

        file = Path(path)
        self._renderer.picture(file.parent, file.name, size.width(), float(_SCALE), show)
        return None

    def shutdown(self) -> None:
        """End what decodes, for the end of the program."""
        self._renderer.shutdown()


def _cropped(drawn: Decoded, size: QSize) -> QPixmap:
    way = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    image = drawn.image.scaled(size, way, Qt.TransformationMode.SmoothTransformation)
    left, top = (image.width() - size.width()) // 2, (image.height() - size.height()) // 2
    return QPixmap.fromImage(image.copy(left, top, size.width(), size.height()))
