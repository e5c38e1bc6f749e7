"""The stage of the screenshots: one window, with its video, driven from state to state."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.stage import Stage
from tests.waiting import rest, wait_until
from viewer import TOUR
from viewer.video.playback.player import PlayerState
from viewer.video.playback.vlc_player import VlcPlayer


class ShotStage(Stage):
    """A stage that keeps what the pictures are taken of, and the vault of real notes."""

    def __init__(
        self, app: QApplication, work: Path, corpus: Path | None, zoom: float = 1.0
    ) -> None:
        super().__init__(app, work)
        self.work = work
        self.zoom = zoom  # of the text, but in states of larger text
        self.program.settings.set("looks/zoom", zoom)
        self.corpus = corpus
        self.program.set_player(VlcPlayer())
        self.player.set_muted(True)
        self.subject: QWidget = self.window
        self.window.show()

    def beside_film(self, name: str) -> Path:
        """Copy the video of the tour to where it lies beside a note of this name."""
        path = self.work / name
        path.parent.mkdir(exist_ok=True)
        shutil.copyfile(TOUR.with_suffix(".mp4"), path.with_suffix(".mp4"))
        return path

    def open(self, path: Path, at_ms: int = 0, *, video: bool = True) -> None:
        """Open a note, and wait until its video stands still at `at_ms`."""
        self.window.palette_.close_list()
        self.window.page.close_find()
        self.window.notice.close_notice()
        self.session.open(path, at_ms)
        rest(250)
        if video:
            wait_until(lambda: self.player.state is PlayerState.PAUSED)
            wait_until(lambda: not self.player.frame.isNull())
        rest(350)
        self.window.notice.close_notice()

    def claim(self, words: str) -> int:
        """Give the index of the claim that holds `words`."""
        note = self.session.note
        assert note is not None
        return next(
            index for index, claim in enumerate(note.claims) if words in note.plain(claim.span)
        )
