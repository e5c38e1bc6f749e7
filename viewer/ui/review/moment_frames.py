"""The exact frames of a few moments of the video that is open, small, for cards that show them.

What is asked for last is decoded first, on a thread of its own; the file is open only as long as
frames are wanted. GUI thread; nothing here waits.
"""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from viewer.video.frames.frame_worker import Failed, FrameWorker, Opened, StillReady
from viewer.video.media import Media, Playable

_KEPT = 60
_WANTED_MOST = 8
_SIZE = (320, 180)  # in device pixels: as much as a card ever shows, at 2×


class MomentFrames(QObject):
    """The frames of one video at a time."""

    came = Signal(object)  # int: ms of a moment whose frame is there now

    _delivered = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._media: Playable | None = None
        self._is_open = False
        self._has_none = False  # the file cannot be opened, or is sound alone
        self._generation = 0
        self._pictures: OrderedDict[int, QImage] = OrderedDict()  # a null one: there is none
        self._wanted: list[int] = []
        self._asked: int | None = None
        # Queued by Qt, since it is emitted from the worker's thread.
        self._delivered.connect(self._on_delivered)
        self._worker = FrameWorker(self._delivered.emit)

    def set_media(self, media: Playable | None) -> None:
        """Give the frames of this video from now on; None: there is none."""
        if media != self._media:
            self.rest()
            self._media, self._has_none = media, False
            self._pictures.clear()

    def picture(self, ms: int) -> QImage | None:
        """Give the frame at `ms`: null where there is none, None where it is not there yet."""
        if self._media is None or self._has_none:
            return QImage()
        found = self._pictures.get(ms)
        if found is None and ms != self._asked:
            if ms in self._wanted:
                self._wanted.remove(ms)
            self._wanted.append(ms)
            del self._wanted[:-_WANTED_MOST]
            self._decode_next()
        return found

    def rest(self) -> None:
        """Close the file: no frame is seen any more. What was decoded is kept."""
        self._wanted.clear()
        self._asked, self._is_open = None, False
        self._generation += 1
        self._worker.close()

    def shutdown(self) -> None:
        """End the thread."""
        self.rest()
        self._worker.shutdown()

    def _decode_next(self) -> None:
        if self._asked is not None or not self._wanted or self._media is None:
            return
        self._asked = self._wanted.pop()
        if self._is_open:
            self._worker.still(self._generation, self._asked)
            return
        self._is_open = True
        self._generation += 1
        place = self._media.path if isinstance(self._media, Media) else self._media
        self._worker.open(self._generation, place, _SIZE)

    @Slot(object)
    def _on_delivered(self, outcome: object) -> None:
        asked = self._asked
        if asked is None or getattr(outcome, "generation", None) != self._generation:
            return
        if isinstance(outcome, Opened) and outcome.has_picture:
            self._worker.still(self._generation, asked)
        elif isinstance(outcome, StillReady):
            still = outcome.still
            image = QImage(
                still.pixels, still.width, still.height, still.stride, QImage.Format.Format_RGB32
            )
            self._keep(asked, image.copy())
        elif isinstance(outcome, Opened) or (isinstance(outcome, Failed) and outcome.opening):
            self._has_none = True
            self._wanted.clear()
            self._keep(asked, QImage())
        elif isinstance(outcome, Failed):
            self._keep(asked, QImage())

    def _keep(self, ms: int, image: QImage) -> None:
        self._asked = None
        self._pictures[ms] = image
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        self.came.emit(ms)
        self._decode_next()
