"""The history of jumps, back and forward, within a note and across notes."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from viewer.notes.model import VideoRef

MAX_PLACES = 200


class Reveal(Enum):
    """Which part of a claim must be in view for the page to stay where it is."""

    WELL = auto()  # all of it, and not near the edges: for who reads on from there
    WHOLE = auto()  # all of it
    PART = auto()  # any line: the page never moves under the mouse that clicked there


class HistoryPlace(NamedTuple):
    """Where the user was: the note, the byte, and the moment of its video."""

    path: Path
    byte: int
    position_ms: int | None
    offset_px: int = 0  # how far the view was scrolled past the line of that byte
    following: bool = True  # whether the note was following the video
    video: VideoRef | None = None  # which video of the note that was


class Jumps(QObject):
    """The places that jumps left. Going back keeps the current place for going forward."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.back: list[HistoryPlace] = []
        self.forward: list[HistoryPlace] = []

    def leave(self, place: HistoryPlace) -> None:
        """Add the place that a jump leaves; the forward places are dropped."""
        if not self.back or self.back[-1] != place:
            self.back.append(place)
        del self.back[:-MAX_PLACES]
        self.forward.clear()
        self.changed.emit()

    def restore(self, kept: tuple[list[HistoryPlace], list[HistoryPlace]]) -> None:
        """Restore places of before, those to go back to and forward to."""
        self.back, self.forward = kept
        self.changed.emit()

    def renamed(self, old: Path, new: Path) -> None:
        """Update the places in the note at `old`, now at `new`."""
        for places in (self.back, self.forward):
            places[:] = [p._replace(path=new) if p.path == old else p for p in places]

    def go_back(self, here: HistoryPlace) -> HistoryPlace | None:
        """Return the place to go back to from `here`."""
        return self._go(self.back, self.forward, here)

    def go_forward(self, here: HistoryPlace) -> HistoryPlace | None:
        """Return the place to go forward to from `here`."""
        return self._go(self.forward, self.back, here)

    def _go(
        self, places: list[HistoryPlace], others: list[HistoryPlace], here: HistoryPlace
    ) -> HistoryPlace | None:
        if not places:
            return None
        place = places.pop()
        others.append(here)
        self.changed.emit()
        return place
