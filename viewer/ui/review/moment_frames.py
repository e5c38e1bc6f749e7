"""The exact frames of a few moments of the video that is open, for cards that show them."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from viewer.ui.kit.frame_cache import FrameCache
from viewer.video.media import Media, Playable

_KEPT = 60
_SEEN = 8
_SIZE = (320, 180)  # in device pixels: as much as a card ever shows, at 2×


class MomentFrames(FrameCache):
    """The frames of one video at a time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, kept=_KEPT, seen=_SEEN, target=_SIZE)
        self._media: Playable | None = None

    def set_media(self, media: Playable | None) -> None:
        """Give the frames of this video from now on; None: there is none."""
        if media != self._media:
            self.close()
            self.forget()
            self._media = media

    def picture(self, ms: int) -> QImage | None:
        """Give the frame at `ms`: null where there is none, None where it is not there yet."""
        media = self._media
        if media is None:
            return QImage()
        return self.frame(media.path if isinstance(media, Media) else media, ms)
