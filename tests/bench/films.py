"""Films whose frames bear numbers, what a seek in them comes to, and the peers: PyAV and mpv.

The films have 30 frames a second and a key frame every 5 s; they are made once and kept in the
system's folder for temporary files.
"""

from __future__ import annotations

import json
import math
import random
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from tests.video.make_video import make_video, read_number
from tests.waiting import rest, wait_until
from viewer.video.media import CHOSEN, Media
from viewer.video.playback.player import Player, PlayerState

FPS, GOP = 30, 150
_MOTION_MS = 1_200  # for so long it is looked at how evenly playing goes on


@dataclass(frozen=True, slots=True)
class Film:
    """A film by its name; of its length there are not more seconds than a benchmark needs."""

    name: str
    size: tuple[int, int]
    seconds: int = 600
    codec: str = "libx264"

    def path(self) -> Path:
        """Return the film, made on first use."""
        ending = "webm" if "vp9" in self.codec else "mp4"
        path = Path(tempfile.gettempdir()) / f"cuenote-bench-{self.name}-{self.seconds}s.{ending}"
        if not path.exists():
            half_made = path.with_suffix(f".part.{ending}")
            frames = self.seconds * FPS
            make_video(half_made, size=self.size, frames=frames, gop=GOP, codec=self.codec)
            half_made.rename(path)
        return path


SMALL = Film("360p", (640, 360))
LARGE = Film("1080p", (1920, 1080))
HUGE = Film("2160p", (3840, 2160), 60)
FILMS = (
    SMALL,
    Film("360p-vp9", (640, 360), 120, "libvpx-vp9"),
    LARGE,
    Film("1080p-hevc", (1920, 1080), 120, "libx265"),
    HUGE,
)


def expected_number(ms: int) -> int:
    """Return the first frame whose time, rounded up to the millisecond, is not before `ms`."""
    number = max(0, ms * FPS // 1000 - 1)
    while -(-number * 1000 // FPS) < ms:
        number += 1
    return number


class PyavAlone:
    """What PyAV alone takes for an exact frame: seek, decode, make a picture of `size`."""

    def __init__(self, path: Path, size: tuple[int, int]) -> None:
        self._size = size
        self._container = av.open(str(path))
        self._stream = self._container.streams.video[0]
        self._stream.thread_type = "AUTO"

    def close(self) -> None:
        self._container.close()

    def ms_for(self, target_ms: int) -> float:
        """Decode the first frame at or after `target_ms`; return how long it took."""
        base = self._stream.time_base or Fraction(1, 1000)
        begun = time.perf_counter()
        self._container.seek(int(target_ms / 1000 / base), stream=self._stream)
        for frame in self._container.decode(self._stream):
            if frame.pts is not None and math.ceil(frame.pts * base * 1000) >= target_ms:
                frame.reformat(*self._size, "bgra")
                break
        return (time.perf_counter() - begun) * 1000


class Mpv:
    """A real mpv that plays a film, told what to do by its JSON IPC. Decodes in software."""

    def __init__(self, path: Path, folder: Path, *options: str) -> None:
        place = folder / "mpv"
        command = ["mpv", "--no-config", "--no-terminal", "--hwdec=no", "--ao=null", *options]
        self.process = subprocess.Popen([*command, f"--input-ipc-server={place}", str(path)])
        wait_until(place.is_socket)
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(str(place))
        self._lines = self._socket.makefile("r")
        self.tell("observe_property", 1, "time-pos")
        self._until(lambda event: event.get("name") == "time-pos" and event.get("data", -1) >= 0)
        # It would wait for us to read what it says of every frame.
        self.tell("unobserve_property", 1)

    def close(self) -> None:
        self._socket.close()
        self.process.terminate()
        self.process.wait()

    def tell(self, *command: object) -> None:
        """Give a command, without waiting for what comes of it."""
        self._socket.sendall(json.dumps({"command": command}).encode() + b"\n")

    def seek_ms(self, target_ms: int, *, playing: bool) -> float:
        """Return how long an exact seek takes.

        Paused: until it says that it shows the frame. Playing: until its time is that of another
        frame behind it.
        """
        second_s = (expected_number(target_ms) + 0.5) / FPS
        self.tell("observe_property", 1, "time-pos")
        begun = time.perf_counter()
        self.tell("seek", target_ms / 1000, "absolute+exact")
        self._until(lambda event: event.get("event") == "seek")
        self._until(lambda event: event.get("event") == "playback-restart")
        if playing:
            self._until(lambda event: event.get("name") == "time-pos" and event["data"] > second_s)
        took_ms = (time.perf_counter() - begun) * 1000
        self.tell("unobserve_property", 1)
        return took_ms

    def _until(self, is_it: Callable[[dict[str, Any]], bool]) -> None:
        while not is_it(json.loads(self._lines.readline())):
            pass


@dataclass(slots=True)
class Seeks:
    """What a series of seeks came to; each in ms."""

    still: list[float] = field(default_factory=list)  # until the right picture was there
    alone: list[float] = field(default_factory=list)  # what PyAV alone took for the same
    moving: list[float] = field(default_factory=list)  # until the next one was
    held: list[float] = field(default_factory=list)  # the longest that one stood, behind those
    wrong: int = 0  # first pictures that were not the right one, or later ones that went back


class _Shown(QObject):
    """Takes the pictures of a player as they are painted, or as they come where none paints."""

    def __init__(self, player: Player, view: QWidget | None) -> None:
        super().__init__()
        self._player, self._view, self._last = player, view, 0
        self.pictures: list[tuple[float, QImage]] = []
        if view is None:
            player.frame_changed.connect(self._take)
        else:
            view.installEventFilter(self)

    def begin(self) -> None:
        self.pictures = []
        self._last = self._player.frame.cacheKey()

    def _take(self) -> None:
        frame = self._player.frame
        if not frame.isNull() and frame.cacheKey() != self._last:
            self._last = frame.cacheKey()
            self.pictures.append((time.perf_counter(), frame))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Paint:
            return False
        watched.removeEventFilter(self)
        watched.event(event)  # paint it, then take the time
        watched.installEventFilter(self)
        self._take()
        return True


def measure_seeks(
    player: Player,
    path: Path,
    targets_ms: list[int],
    *,
    playing: bool,
    aim: Callable[[int], Callable[[], object]] | None = None,
    view: QWidget | None = None,
) -> Seeks:
    """Go to each target in `path`, which is open; beside it PyAV does the same, at rest.

    `aim` gets ready to go to the n-th and returns what does it (by itself Player.seek).
    """
    found, chance = Seeks(), random.Random(1)
    shown = _Shown(player, view)
    size = player.frame.size()
    alone = PyavAlone(path, (size.width(), size.height()))
    for n, target_ms in enumerate(targets_ms):
        go = aim(n) if aim is not None else lambda ms=target_ms: player.seek(ms)
        if playing:
            player.play()
            shown.begin()
            wait_until(lambda: len(shown.pictures) > 2)
            rest(chance.randrange(120, 400))
        shown.begin()
        begun = time.perf_counter()
        go()
        wait_until(lambda: bool(shown.pictures))
        if playing:
            wait_until(lambda: len(shown.pictures) > 1)
            rest(_MOTION_MS)
            player.pause()
        _judge(found, shown.pictures, begun, expected_number(target_ms), playing=playing)
        rest(120)  # let VLC come to rest: the next is PyAV's turn
        found.alone.append(alone.ms_for(target_ms))
    alone.close()
    return found


def _judge(
    found: Seeks, shown: list[tuple[float, QImage]], begun: float, number: int, *, playing: bool
) -> None:
    numbers = [read_number(image) for _, image in shown]
    times = [(at - begun) * 1000 for at, _ in shown]
    found.still.append(times[0])
    known = [each for each in numbers if each is not None]
    found.wrong += numbers[0] != number or known != numbers or known != sorted(known)
    if playing:
        changes = [i for i in range(1, len(shown)) if numbers[i] != numbers[i - 1]]
        found.moving.append(times[changes[0]])
        gaps = [times[b] - times[a] for a, b in pairwise(changes)]
        found.held.append(max(gaps, default=0.0))


def open_paused(player: Player, path: Path) -> None:
    """Open a film, and wait for its first picture."""
    player.open(Media(path, CHOSEN, path.stem), 1_000)
    wait_until(lambda: player.state is PlayerState.PAUSED)
