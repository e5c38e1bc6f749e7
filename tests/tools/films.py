"""Films whose frames bear numbers, and the peers that seek in them: PyAV and mpv.

The films have 30 frames a second and a key frame every 5 s; they are made once and kept in the
system's folder for temporary files.
"""

from __future__ import annotations

import json
import math
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from tests.video.make_video import make_video
from tests.waiting import wait_until

FPS, GOP = 30, 150


@dataclass(frozen=True, slots=True)
class Film:
    """A film by its name; of its length there are not more seconds than a benchmark needs."""

    name: str
    size: tuple[int, int]
    seconds: int = 120
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


SMALL = Film("360p", (640, 360), 600)
LARGE = Film("1080p", (1920, 1080))
HUGE = Film("2160p", (3840, 2160), 60)
FILMS = (
    SMALL,
    Film("360p-vp9", (640, 360), codec="libvpx-vp9"),
    LARGE,
    Film("1080p-hevc", (1920, 1080), codec="libx265"),
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

    def decode(self, target_ms: int) -> None:
        """Decode the first frame at or after `target_ms`."""
        base = self._stream.time_base or Fraction(1, 1000)
        self._container.seek(int(target_ms / 1000 / base), stream=self._stream)
        for frame in self._container.decode(self._stream):
            if frame.pts is not None and math.ceil(frame.pts * base * 1000) >= target_ms:
                frame.reformat(*self._size, "bgra")
                break


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
