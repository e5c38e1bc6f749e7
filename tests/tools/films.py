"""Films whose frames bear numbers, and PyAV alone, which seeks in them beside us.

The films have 30 frames a second and a key frame every 5 s; they are made once and kept in a folder
of their own among the system's temporary files: the window looks whenever a file comes or goes
beside its video, and among those of other programs it would not rest.
"""

import math
import tempfile
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av

from tests.media.make_video import make_video

FPS, GOP = 30, 150


@dataclass(frozen=True, slots=True)
class Film:
    """A film by its name; of its length there are not more seconds than a benchmark needs."""

    name: str
    size: tuple[int, int]
    seconds: int = 120
    codec: str = "libx264"

    def path(self) -> Path:
        ending = "webm" if "vp9" in self.codec else "mp4"
        path = Path(tempfile.gettempdir(), "cuenote-bench", f"{self.name}-{self.seconds}s.{ending}")
        path.parent.mkdir(exist_ok=True)
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


class PyavAlone:
    """What PyAV alone takes for an exact frame: seek, decode, make a picture of `size`."""

    def __init__(self, path: Path, size: tuple[int, int]) -> None:
        self._size = size
        self._container = av.open(str(path))
        self._stream = self._container.streams.video[0]
        self._stream.thread_type = "AUTO"

    def decode(self, target_ms: int) -> None:
        base = self._stream.time_base or Fraction(1, 1000)
        self._container.seek(int(target_ms / 1000 / base), stream=self._stream)
        for frame in self._container.decode(self._stream):
            if frame.pts is not None and math.ceil(frame.pts * base * 1000) >= target_ms:
                frame.reformat(*self._size, "bgra")
                break
