"""From a click on a claim to its frame, and until motion goes on from there; paused and playing.

Each film in a window of its own process. Beside it, the same frames: PyAV alone in that process.
"""

import argparse
import random
import time
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.media.make_video import number_at, read_number
from tests.tools.films import FILMS, SMALL, PyavAlone
from tests.tools.probe import Painted, RealWindow, ms_since, probe, window_on
from tests.tools.report import Report
from tests.ui.stage import LEFT
from tests.waiting import rest, wait_until
from viewer.notes.timecode import format_full

_CLICKS = 20
_STILL_GOAL = 1.1
_MOTION_MS = 1_200  # for so long it is looked at how evenly playing goes on
_SCROLLED_MS = 280  # scrolling takes 240


def run(report: Report, options: argparse.Namespace) -> None:
    clicks = 4 if options.quick else options.count or _CLICKS
    for film in [SMALL] if options.quick else FILMS:
        found = probe(click, film.path(), film.seconds, clicks)
        for state, one in found.items():
            what, playing = f"click {film.name}, {state}", state == "playing"
            report.measure(
                f"{what}: to its frame",
                one["still"],
                beside={"PyAV alone": one["alone"]},
                times=(_STILL_GOAL, "PyAV alone"),
            )
            wrong = f"{what}: wrong or backward pictures"
            report.none(wrong, sum(one["wrong"]), f"of {clicks} clicks")
            if playing:
                report.measure(f"{what}: to the next", one["moving"])
                report.measure(f"{what}: longest that a later one stood", one["held"])


# ---------------------------------------------------------------------- in its own process


class _Shown:
    def __init__(self, window: RealWindow) -> None:
        self._player, self._last = window.player, 0
        self.pictures: list[tuple[float, QImage]] = []
        self._painted = Painted(window.window.player.video_view, self._take)

    def begin(self) -> None:
        self.pictures = []
        self._last = self._player.frame.cacheKey()

    def _take(self) -> None:
        frame = self._player.frame
        if not frame.isNull() and frame.cacheKey() != self._last:
            self._last = frame.cacheKey()
            self.pictures.append((time.perf_counter(), frame))


def click(path: str, seconds: int, count: int) -> dict[str, dict[str, list[float]]]:
    """Click `count` random claims while paused, as many while playing; what each came to, in ms.

    "still": until the right picture was there, "alone": what PyAV alone takes for it; "moving":
    until the next one was there, "held": the longest that one stood behind those. "wrong" is 1
    where the first picture was not the right one, or a later one went back.
    """
    targets = [1000 * s for s in random.Random(11).sample(range(3, seconds - 4), 2 * count)]
    text = "".join(f"- Claim number {n} [{format_full(ms)}].\n" for n, ms in enumerate(targets))
    names = ("still", "alone", "moving", "held", "wrong")
    found: dict[str, dict[str, list[float]]] = {
        state: {name: [] for name in names} for state in ("paused", "playing")
    }
    with window_on(text, Path(path)) as window:
        shown, chance, player = _Shown(window), random.Random(1), window.player
        alone = PyavAlone(Path(path), player.frame.size().toTuple())
        for n, target_ms in enumerate(targets):
            playing = n >= count
            viewport, at = _place_of_claim(window, n)
            if playing:
                player.play()
                shown.begin()
                wait_until(lambda: len(shown.pictures) > 2)
                rest(chance.randrange(120, 400))
            shown.begin()
            begun_s = time.perf_counter()
            QTest.mouseClick(viewport, LEFT, pos=at)
            wait_until(lambda many=1 + playing: len(shown.pictures) >= many)
            if playing:
                rest(_MOTION_MS)
                player.pause()
            one = found["playing" if playing else "paused"]
            _judge(one, shown.pictures, begun_s, number_at(target_ms), playing=playing)
            rest(120)  # let VLC come to rest: the next is PyAV's turn
            begun_s = time.perf_counter()
            alone.decode(target_ms)
            one["alone"].append(ms_since(begun_s))
    return found


def _place_of_claim(window: RealWindow, index: int) -> tuple[QWidget, QPoint]:
    note, view = window.program.session.note, window.view
    view.shown.reveal_claim(index)
    rest(_SCROLLED_MS)
    start, _ = view.picture.range_of(note.claims[index].span)
    cursor = view.textCursor()
    cursor.setPosition(start + 4)
    return view.viewport(), view.cursorRect(cursor).center() + QPoint(2, 0)


def _judge(
    found: dict[str, list[float]],
    shown: list[tuple[float, QImage]],
    begun_s: float,
    number: int,
    *,
    playing: bool,
) -> None:
    numbers = [read_number(image) for _, image in shown]
    times = [(at - begun_s) * 1000 for at, _ in shown]
    known = [each for each in numbers if each is not None]
    found["still"].append(times[0])
    found["wrong"].append(numbers[0] != number or known != numbers or known != sorted(known))
    if playing:
        changes = [i for i in range(1, len(shown)) if numbers[i] != numbers[i - 1]]
        found["moving"].append(times[changes[0]])
        gaps = [times[b] - times[a] for a, b in pairwise(changes)]
        found["held"].append(max(gaps, default=0.0))
