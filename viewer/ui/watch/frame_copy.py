"""Copy the current frame, at the full size of the video. GUI thread; decoded on another.

Not the picture on the screen: that has the size of its widget, and while the video plays it may
already be another frame.
"""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QImage

from viewer.base.translation import tr
from viewer.media.media import Playable
from viewer.media.player import image_of, place_of
from viewer.notes.timecode import format_exact
from viewer.ui.window.context import Feature

_WORK = "copy of a frame"


class FrameCopy(Feature):
    """Puts a frame on the clipboard."""

    def copy(self) -> None:
        """Copy the current frame; between a seek and its picture, the one to come."""
        media, ms = self._player.media, self._player.coming_frame_ms
        if media is None or ms is None or self._player.frame.isNull():
            self._window.say(tr("Audio only: there is no picture."), brief=True)
            return
        self._background.run(_WORK, lambda: _decode(media, ms), lambda image: self._put(image, ms))

    def _put(self, image: QImage, ms: int) -> None:
        QGuiApplication.clipboard().setImage(image)
        words = tr("Frame copied: {0}, {1} × {2}.")
        size = image.width(), image.height()
        self._window.say(words.format(format_exact(ms), *size), brief=True)


def _decode(media: Playable, ms: int) -> QImage:
    """Return the frame for `ms`, with square pixels; on any thread."""
    from viewer.media.frames import FrameFile  # loads the decoder

    file = FrameFile(place_of(media))
    try:
        still = file.still(ms)
    finally:
        file.close()
    return image_of(still).copy()  # with pixels of its own
