"""From a seek to the exact frame, beside PyAV alone; and what playing costs.

    python -m tests.bench player

The videos are 11 minutes long, 30 frames a second, a key frame every 5 s, every frame with its
number; they are made once and kept in the system's folder for temporary files. PyAV alone seeks
and decodes the same target right after the player did, in the same process: a decoder with two
threads, kept open, that does nothing else.
"""

from __future__ import annotations

import math
import os
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import psutil
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from tests.video.make_video import make_video, read_number
from viewer.video.media import CHOSEN, Media
from viewer.video.playback.player import Player, PlayerState

FPS, GOP, SECONDS = 30, 150, 660
SEEKS = 60
SIZES = {"640x360": (640, 360), "1920x1080": (1920, 1080)}


def long_video(name: str) -> Path:
    """Return the numbered video of that size, made on first use."""
    path = Path(tempfile.gettempdir()) / f"cuenote-bench-{os.getuid()}-{name}-{SECONDS}s.mp4"
    if not path.exists():
        fresh = path.with_suffix(f".{os.getpid()}.mp4")
        make_video(fresh, size=SIZES[name], fps=FPS, frames=FPS * SECONDS, gop=GOP)
        fresh.rename(path)
    return path


def expected_number(ms: int) -> int:
    """Return the first frame whose time, rounded up to the millisecond, is not before `ms`."""
    number = max(0, ms * FPS // 1000 - 1)
    while -(-number * 1000 // FPS) < ms:
        number += 1
    return number


@dataclass(frozen=True, slots=True)
class SeekFigures:
    """What a series of seeks came to. Times in ms, sorted."""

    player_ms: list[float]
    alone_ms: list[float]
    wrong: list[tuple[int, int | None]]  # target, number that was shown first
    stall_ms: float  # the longest time the event loop did not turn
    moving_ms: list[float]  # from the seek to the second picture of VLC; only while playing

    @property
    def ratio(self) -> float:
        return middle(self.player_ms) / middle(self.alone_ms)


def middle(values: list[float]) -> float:
    return values[len(values) // 2]


def high(values: list[float]) -> float:
    """Return the 95th percentile."""
    return values[min(len(values) - 1, int(len(values) * 0.95))]


class PyAvAlone:
    """Decodes the frame at a target, and nothing else."""

    def __init__(self, path: Path) -> None:
        self._container = av.open(str(path))
        self._stream = self._container.streams.video[0]
        self._stream.codec_context.thread_type = "FRAME"
        self._stream.codec_context.thread_count = 2
        self._tick_ms: Fraction = self._stream.time_base * 1000

    def close(self) -> None:
        self._container.close()

    def decode(self, ms: int) -> av.VideoFrame:
        """Decode the first frame whose time rounded up is not before `ms`."""
        self._container.seek(math.floor(ms / self._tick_ms), stream=self._stream)
        for frame in self._container.decode(self._stream):
            if math.ceil(frame.pts * self._tick_ms) >= ms:
                frame.reformat(format="bgra")
                return frame
        raise AssertionError(f"no frame at {ms}")


def measure_seeks(
    player: Player,
    path: Path,
    *,
    playing: bool,
    seed: int,
    seek: Callable[[int], None] | None = None,
    painted: Callable[[Callable[[QImage], None]], None] | None = None,
    count: int = SEEKS,
) -> SeekFigures:
    """Seek `count` times to random places of `path`, which is open; check each first picture.

    `seek` does what a person's click does (default: Player.seek). `painted` connects a function
    to be called with each picture that is shown (default: with Player.frame when it changes).
    """
    rng = random.Random(seed)
    alone = PyAvAlone(path)
    shown: list[tuple[float, QImage]] = []

    def take(image: QImage) -> None:
        shown.append((time.perf_counter(), image))

    def take_frame() -> None:
        take(player.frame)

    if painted is None:
        player.frame_changed.connect(take_frame)
    else:
        painted(take)
    player_ms, alone_ms, moving_ms = [], [], []
    wrong: list[tuple[int, int | None]] = []
    stalls = StallMeter()
    for _ in range(count):
        target = rng.randrange((SECONDS - 10) * 1000)
        if playing:
            player.play()
            spin(lambda: player.state is PlayerState.PLAYING and bool(shown), 3_000)
            spin(lambda: False, rng.randrange(120, 400))
        del shown[:]
        stalls.begin()
        start = time.perf_counter()
        (seek or player.seek)(target)
        spin(lambda: bool(shown), 10_000)
        player_ms.append((shown[0][0] - start) * 1000)
        number = read_number(shown[0][1])
        if number != expected_number(target):
            wrong.append((target, number))
        if playing:
            spin(lambda: len(shown) > 2, 5_000)
            moving_ms.append((shown[-1][0] - start) * 1000)
            numbers = [read_number(image) for _, image in shown]
            if None in numbers or numbers != sorted(numbers, key=lambda n: n or 0):
                wrong.append((target, numbers[-1]))
            player.pause()
        spin(lambda: False, 80)  # let VLC come to rest: the next is PyAV's turn
        stalls.end()
        start = time.perf_counter()
        alone.decode(target)
        alone_ms.append((time.perf_counter() - start) * 1000)
    if painted is None:
        player.frame_changed.disconnect(take_frame)
    alone.close()
    return SeekFigures(
        sorted(player_ms), sorted(alone_ms), wrong, stalls.longest_ms, sorted(moving_ms)
    )


@dataclass(frozen=True, slots=True)
class PlayingFigures:
    """What playing for a while came to."""

    shown: int  # different pictures
    expected: int
    core: float  # share of one core


def measure_playing(player: Player, seconds: float) -> PlayingFigures:
    """Play what is open for a while; count the pictures by their numbers."""
    numbers: set[int | None] = set()

    def take() -> None:
        numbers.add(read_number(player.frame))

    player.play()
    spin(lambda: False, 1_000)
    player.frame_changed.connect(take)
    process = psutil.Process()
    before, start = process.cpu_times(), time.perf_counter()
    spin(lambda: False, int(seconds * 1000))
    after, elapsed = process.cpu_times(), time.perf_counter() - start
    player.frame_changed.disconnect(take)
    player.pause()
    spent = after.user + after.system - before.user - before.system
    known = [number for number in numbers if number is not None]
    return PlayingFigures(len(known), max(known) - min(known) + 1, spent / elapsed)


class StallMeter:
    """Measures for how long the event loop does not turn, by a timer of 1 ms."""

    def __init__(self) -> None:
        self.longest_ms = 0.0
        self._last = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)

    def begin(self) -> None:
        self._last = time.perf_counter()
        self._timer.start()

    def end(self) -> None:
        self._tick()
        self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000 - 1)
        self._last = now


def spin(done: Callable[[], bool], at_most_ms: int) -> None:
    """Turn the event loop until `done`, looked at with every event; or for so long."""
    loop = QEventLoop()
    watcher = _Watcher(loop, done)
    QTimer.singleShot(at_most_ms, loop.quit)
    if not done():
        loop.exec()
    watcher.stop()


class _Watcher(QObject):
    def __init__(self, loop: QEventLoop, done: Callable[[], bool]) -> None:
        super().__init__()
        self._loop, self._done = loop, done
        self.startTimer(1)

    def timerEvent(self, _event: Any) -> None:
        if self._done():
            self._loop.quit()

    def stop(self) -> None:
        self.deleteLater()


def paint_ms(size: tuple[int, int]) -> float:
    """Return how long QPainter takes to paint a picture of `size` on 2560x1440 pixels; p50."""
    picture = QImage(*size, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    canvas = QImage(2560, 1440, QImage.Format.Format_ARGB32_Premultiplied)
    spent = []
    for _ in range(40):
        start = time.perf_counter()
        painter = QPainter(canvas)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(canvas.rect(), picture)
        painter.end()
        spent.append((time.perf_counter() - start) * 1000)
    return middle(sorted(spent))


def open_paused(player: Player, path: Path) -> None:
    player.open(Media(path, CHOSEN, path.stem), 1_000)
    spin(lambda: player.state is PlayerState.PAUSED, 10_000)


def run(report: Any) -> None:
    """Add the rows of the player."""
    from viewer.video.playback.vlc_player import VlcPlayer

    app = QGuiApplication.instance() or QGuiApplication([])
    for name in SIZES:
        path = long_video(name)
        for playing in (False, True):
            player = VlcPlayer()
            open_paused(player, path)
            figures = measure_seeks(player, path, playing=playing, seed=11)
            player.shutdown()
            what = f"seek {name} {'playing' if playing else 'paused'}"
            moving = f", moving {middle(figures.moving_ms):.0f}" if figures.moving_ms else ""
            report.add(
                f"{what}: p50 / p95",
                f"{middle(figures.player_ms):.1f} / {high(figures.player_ms):.1f} ms{moving}",
                f"PyAV {middle(figures.alone_ms):.1f} / {high(figures.alone_ms):.1f} ms",
                "<= 1.3 x PyAV",
                figures.ratio <= 1.3,
            )
            report.add(
                f"{what}: wrong first frames",
                f"{len(figures.wrong)} of {SEEKS}",
                f"longest stall {figures.stall_ms:.1f} ms",
                "0",
                not figures.wrong,
            )
    for target in ((1920, 1080), (2560, 1440)):
        player = VlcPlayer()
        player.set_target_size(*target)
        open_paused(player, long_video("1920x1080"))
        played = measure_playing(player, 10)
        player.shutdown()
        report.add(
            f"play 1080p30 at {target[0]}x{target[1]}",
            f"{played.core * 100:.0f} % of a core",
            f"{played.shown} of {played.expected} frames",
            "all frames",
            played.shown == played.expected,
        )
    smooth, plain = paint_ms((1920, 1080)), paint_ms((2560, 1440))
    report.add(
        "paint a frame at 2560x1440, scaled by VLC's thread",
        f"{plain:.1f} ms",
        f"scaled by QPainter {smooth:.1f} ms",
        "< 16 ms",
        plain < 16,
    )
    del app
