"""Small frames for the results of a search, where the video is on this computer.

Asking for a frame is painting a row: only what is seen is decoded, the last asked first, one file
after the other on the frame worker's thread. Which file a note's video is in is looked up on
`Background`. GUI thread; nothing here waits.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from viewer.ui.kit.background import Background
from viewer.ui.search.delegate import FRAME_WIDTH
from viewer.vault.videos import video_of
from viewer.video.frames.frame_worker import Failed, FrameWorker, Opened, PreviewReady
from viewer.video.media import SOUND_SUFFIXES, Pairings, find_media

_KEPT = 400
_WANTED_MOST = 24  # rows that can be seen at once, about
_REST_MS = 60  # while letters are typed, rows come and go
_PATIENCE_MS = 1_500  # a frame that cannot be decoded is not told of
_NONE = QImage()
Wish = tuple[Path, int]  # a file, a time in it


class SearchFrames(QObject):
    """The frames of what is listed."""

    came = Signal()  # a frame
    videos_there = Signal(bool)  # whether there is a video for any row

    _delivered = Signal(object)

    def __init__(
        self,
        parent: QObject,
        background: Background,
        where: Callable[[], tuple[Path | None, Path]],
        pairings: Pairings,
    ) -> None:
        """`where` gives the vault and the library of now."""
        super().__init__(parent)
        self._background, self._where, self._pairings = background, where, pairings
        self._files: dict[Path, Path | None] = {}  # by note: its video, if there is one
        self._to_find: list[Path] = []
        self._finding = False
        self._pictures: OrderedDict[Wish, QImage] = OrderedDict()  # a null one: none there
        self._wanted: list[Wish] = []
        self._asked: Wish | None = None
        self._open: Path | None = None
        self._generation = 0
        self._ratio = 1.0
        self._has_any = False
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._go_on)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._give_up)
        # Queued by Qt, since it is emitted from the worker's thread.
        self._delivered.connect(self._on_delivered)
        self._worker = FrameWorker(self._delivered.emit)

    def picture(self, note: Path, ms: int) -> QImage | None:
        """Give the frame near `ms` of a note's video; a null one where there is none.

        None while it is being decoded.
        """
        if note not in self._files:
            if note not in self._to_find:
                self._to_find.append(note)
                self._rest.start()
            return _NONE
        file = self._files[note]
        if file is None:
            return _NONE
        wish = (file, ms)
        found = self._pictures.get(wish)
        if found is None and wish != self._asked:
            if wish in self._wanted:
                self._wanted.remove(wish)
            self._wanted.append(wish)
            del self._wanted[:-_WANTED_MOST]
            if self._asked is None and not self._rest.isActive():
                self._rest.start()
        return found

    def begin(self, ratio: float) -> None:
        """Look for videos anew, some may have been saved; `ratio`: device pixels per pixel."""
        self._files.clear()
        self._ratio = ratio

    def forget(self) -> None:
        """Forget every frame: the vault is another one."""
        self._background.forget("search.videos")
        self._finding = False
        self._to_find.clear()
        self._files.clear()
        self._pictures.clear()
        self._has_any = False
        self.videos_there.emit(False)

    def end(self) -> None:
        """Close the file that is open: nothing is seen any more."""
        self._rest.stop()
        self._patience.stop()
        self._wanted.clear()
        self._to_find.clear()
        self._asked = self._open = None
        self._generation += 1
        self._worker.close()

    def shutdown(self) -> None:
        """End the thread."""
        self.end()
        self._worker.shutdown()

    # ------------------------------------------------------------------ which file

    def _go_on(self) -> None:
        if self._to_find and not self._finding:
            notes, self._to_find = tuple(self._to_find), []
            root, library = self._where()
            pairings = self._pairings
            self._finding = True
            self._background.run(
                "search.videos",
                lambda: {note: _video_of(note, root, library, pairings) for note in notes},
                self._on_files,
            )
        self._decode_next()

    def _on_files(self, files: dict[Path, Path | None]) -> None:
        self._finding = False
        self._files.update(files)
        if any(files.values()):
            if not self._has_any:
                self._has_any = True
                self.videos_there.emit(True)
            self.came.emit()  # painted again, the rows ask for their frames
        if self._to_find:
            self._rest.start()

    # ------------------------------------------------------------------ decoding

    def _decode_next(self) -> None:
        if self._asked is not None or not self._wanted:
            return
        self._asked = file, ms = self._wanted.pop()
        self._patience.start()
        if file != self._open:
            self._open = file
            self._generation += 1
            self._worker.open(self._generation, file, None)
        else:
            self._ask(ms)

    def _ask(self, ms: int) -> None:
        self._worker.preview(self._generation, ms, math.ceil(FRAME_WIDTH * self._ratio))

    @Slot(object)
    def _on_delivered(self, outcome: object) -> None:
        asked = self._asked
        if asked is None or getattr(outcome, "generation", None) != self._generation:
            return
        if isinstance(outcome, Opened):
            if outcome.has_picture:
                self._ask(asked[1])
            else:
                self._give_up()
        elif isinstance(outcome, PreviewReady) and outcome.asked_ms == asked[1]:
            still = outcome.still
            image = QImage(
                still.pixels, still.width, still.height, still.stride, QImage.Format.Format_RGB32
            )
            self._keep(asked, image.copy())
        elif isinstance(outcome, Failed):
            self._give_up()

    def _give_up(self) -> None:
        if self._asked is not None:
            self._keep(self._asked, QImage())

    def _keep(self, wish: Wish, image: QImage) -> None:
        self._patience.stop()
        self._asked = None
        self._pictures[wish] = image
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        if not image.isNull():
            self.came.emit()
        self._decode_next()


def _video_of(note: Path, root: Path | None, library: Path, pairings: Pairings) -> Path | None:
    """Find the video of a note by its front matter alone. Any thread."""
    media = find_media(video_of(note), note, root, library, pairings)
    if media is None or media.path.suffix.casefold() in SOUND_SUFFIXES:
        return None
    return media.path
