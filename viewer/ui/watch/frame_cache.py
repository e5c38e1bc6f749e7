"""Small frames of videos for views that show several at once.

The latest request is decoded first, on a background thread; one file is open at a time, and only
while frames are wanted. GUI thread; never waits.
"""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from viewer.media.frame_worker import (
    Failed,
    FileOpened,
    FrameWorker,
    Outcome,
    PreviewReady,
    StillReady,
)
from viewer.media.media import Stream
from viewer.media.player import image_of
from viewer.ui.kit.timers import once

_PATIENCE_MS = 1_500  # a preview that cannot be decoded is not told of
Place = Path | Stream
Wish = tuple[Place, int]  # a video, a time in it


class FrameCache(QObject):
    """The frames: exact ones of a size, or approximate previews of a width."""

    came = Signal()  # a frame, or word that there is none

    _delivered = Signal(object)

    def __init__(
        self,
        parent: QObject,
        *,
        kept: int,
        seen: int,
        target: tuple[int, int] | None = None,
        rest_ms: int = 0,
    ) -> None:
        """Cache up to `kept` frames; at most `seen` can be wanted at once.

        `target` is the size of exact frames, in device pixels; None gives previews, `width_px`
        wide. Decoding starts once nothing was requested for `rest_ms`.
        """
        super().__init__(parent)
        self.width_px = 0
        self._kept, self._seen, self._target = kept, seen, target
        self._pictures: OrderedDict[Wish, QImage] = OrderedDict()  # a null one: there is none
        self._without: set[Place] = set()  # what cannot be opened, or is sound alone
        self._wanted: list[Wish] = []
        self._asked: Wish | None = None
        self._open: Place | None = None
        self._rest = once(self, rest_ms, self._go_on)
        self._patience = once(self, _PATIENCE_MS, self._give_up)
        # Queued by Qt, since it is emitted from the worker's thread.
        self._delivered.connect(self._on_delivered)
        self._worker = FrameWorker(self._delivered.emit)

    def frame(self, place: Place, ms: int) -> QImage | None:
        """Return the frame at `ms`: null if there is none, None if it is not ready yet."""
        if place in self._without:
            return QImage()
        wish = (place, ms)
        found = self._pictures.get(wish)
        if found is None and wish != self._asked:
            if wish in self._wanted:
                self._wanted.remove(wish)
            self._wanted.append(wish)
            del self._wanted[: -self._seen]
            if self._asked is None and not self._rest.isActive():
                self._rest.start()
        return found

    def forget(self) -> None:
        """Forget every frame."""
        self._pictures.clear()
        self._without.clear()

    def close(self) -> None:
        """Close the file: no frame is visible any more. Decoded frames are kept."""
        self._rest.stop()
        self._patience.stop()
        self._wanted.clear()
        self._asked = self._open = None
        self._worker.close()

    def shutdown(self) -> None:
        """End the thread."""
        self.close()
        self._worker.shutdown()

    def _go_on(self) -> None:
        if self._asked is not None or not self._wanted:
            return
        self._asked = place, ms = self._wanted.pop()
        if place == self._open:
            self._ask(ms)
        else:
            self._open = place
            self._worker.open(place, self._target)

    def _ask(self, ms: int) -> None:
        if self._target is not None:
            self._worker.still(ms)
        else:
            self._patience.start()
            self._worker.preview(ms, self.width_px)

    @Slot(object)
    def _on_delivered(self, outcome: Outcome) -> None:
        asked = self._asked
        if asked is None or not self._worker.is_current(outcome):
            return
        if isinstance(outcome, FileOpened) and outcome.has_picture:
            self._ask(asked[1])
        elif isinstance(outcome, StillReady) or (
            isinstance(outcome, PreviewReady) and outcome.asked_ms == asked[1]
        ):
            self._keep(asked, image_of(outcome.still).copy())
        elif isinstance(outcome, FileOpened) or (isinstance(outcome, Failed) and outcome.opening):
            self._without.add(asked[0])
            self._wanted = [wish for wish in self._wanted if wish[0] != asked[0]]
            self._give_up()
        elif isinstance(outcome, Failed):
            self._give_up()

    def _give_up(self) -> None:
        if self._asked is not None:
            self._keep(self._asked, QImage())

    def _keep(self, wish: Wish, image: QImage) -> None:
        self._patience.stop()
        self._asked = None
        self._pictures[wish] = image
        while len(self._pictures) > self._kept:
            self._pictures.popitem(last=False)
        self.came.emit()
        self._go_on()
