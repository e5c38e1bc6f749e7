"""The results of decoding: pictures to paint, and digests to compare them. No Qt, no PyAV.

Separate from `frames`, so that no decoder is loaded while no video is open.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

# A frame that stays for longer is held: times within it are its own, and not the next one's.
HELD_MS = 250
_MAX_PIXELS = 2560 * 1440


def never() -> bool:
    """Never cancel."""
    return False


@dataclass(frozen=True, slots=True)
class Digest:
    """Identifies a frame by its content: equal for equal pixels, whoever decoded them."""

    upper: int  # of the part where no subtitles are drawn
    whole: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels to paint: BGRX, 8 bits each, rows `stride` bytes apart."""

    width: int
    height: int
    stride: int
    pixels: memoryview  # keeps its memory alive; never written to again
    digest: Digest


@dataclass(frozen=True, slots=True)
class Still(Picture):
    """An exact frame."""

    time_ms: int


class Canvas:
    """How the frames of one file become pictures: shape, colours, and target size.

    Shared by threads: any of them may set `target`. Each makes its own `Scaler`.
    """

    def __init__(
        self, coded_size: tuple[int, int], pixel_aspect: Fraction, colours: int, range_: int
    ) -> None:
        self.coded_size = coded_size  # of a decoded frame, upright
        self.colours = colours  # as swscale counts them
        self.range = range_  # FFmpeg's AVColorRange
        self.target: tuple[int, int] | None = None
        self._pixel_aspect = pixel_aspect
        self._turned = False

    @property
    def natural_size(self) -> tuple[int, int]:
        """The size to show it in, with square pixels, without shrinking."""
        width, height = self.coded_size
        aspect = 1 / self._pixel_aspect if self._turned else self._pixel_aspect
        if aspect > 1:
            return round(width * aspect), height
        return width, round(height / aspect)

    def turn(self) -> None:
        """Swap width and height, once."""
        if not self._turned:
            self._turned = True
            self.coded_size = (self.coded_size[1], self.coded_size[0])

    def fitted_size(self) -> tuple[int, int]:
        """Return the largest size of this aspect in the target, if any, else the natural size."""
        width, height = self.natural_size
        if self.target is None:
            return self.natural_size
        scale = min(self.target[0] / width, self.target[1] / height)
        # Beyond that the painter may stretch: it would cost more than it shows.
        scale = min(scale, max(1.0, math.sqrt(_MAX_PIXELS / (width * height))))
        return max(1, round(width * scale)), max(1, round(height * scale))
