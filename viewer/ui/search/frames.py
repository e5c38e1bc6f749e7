"""Small frames for the results of a search, where the video is on this computer.

Asking for a frame is painting a row: only what is seen is decoded. Which file a note's video is in
is looked up on `Background`. GUI thread; nothing here waits.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from viewer.ui.kit.background import Background
from viewer.ui.kit.frame_cache import FrameCache
from viewer.ui.search.results import FRAME_WIDTH
from viewer.vault.said import SaidVideo
from viewer.vault.videos import video_of
from viewer.video.media import SOUND_SUFFIXES, Pairings, find_media

_KEPT = 400
_SEEN = 24  # rows that can be seen at once, about
_REST_MS = 60  # while letters are typed, rows come and go


class SearchFrames(FrameCache):
    """The frames of what is listed."""

    videos_there = Signal(bool)  # whether there is a video for any row

    def __init__(
        self,
        parent: QObject,
        background: Background,
        where: Callable[[], tuple[Path | None, Path]],
        pairings: Pairings,
    ) -> None:
        """`where` gives the vault and the library of now."""
        super().__init__(parent, kept=_KEPT, seen=_SEEN, rest_ms=_REST_MS)
        self._background, self._where, self._pairings = background, where, pairings
        # By the note, or what is known of the video: its file, if there is one.
        self._files: dict[Path | SaidVideo, Path | None] = {}
        self._to_find: list[Path | SaidVideo] = []
        self._finding = False
        self._has_any = False

    def picture(self, note: Path | SaidVideo, ms: int) -> QImage | None:
        """Return the frame near `ms` of a video, or of that of a note; a null one: there is none.

        None while it is being decoded.
        """
        if note not in self._files:
            if note not in self._to_find:
                self._to_find.append(note)
                self._rest.start()
            return QImage()
        file = self._files[note]
        return self.frame(file, ms) if file is not None else QImage()

    def begin(self, ratio: float) -> None:
        """Look for videos anew, some may have been saved; `ratio`: device pixels per pixel."""
        self._files.clear()
        self._without.clear()
        self.width_px = math.ceil(FRAME_WIDTH * ratio)

    def forget(self) -> None:
        """Forget every frame: the vault is another one."""
        super().forget()
        self._background.forget("search.videos")
        self._finding = False
        self._to_find.clear()
        self._files.clear()
        self._has_any = False
        self.videos_there.emit(False)

    def close(self) -> None:
        super().close()
        self._to_find.clear()

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
        super()._go_on()

    def _on_files(self, files: dict[Path | SaidVideo, Path | None]) -> None:
        self._finding = False
        self._files.update(files)
        if any(files.values()):
            if not self._has_any:
                self._has_any = True
                self.videos_there.emit(True)
            self.came.emit()  # painted again, the rows ask for their frames
        if self._to_find:
            self._rest.start()


def _video_of(
    note: Path | SaidVideo, root: Path | None, library: Path, pairings: Pairings
) -> Path | None:
    """Find the video of a note by its front matter alone, or one that is named. Any thread."""
    if isinstance(note, SaidVideo):
        media = find_media(note.ref, note.place, root, library, pairings)
    else:
        media = find_media(video_of(note), note, root, library, pairings)
    if media is None or media.path.suffix.casefold() in SOUND_SUFFIXES:
        return None
    return media.path
