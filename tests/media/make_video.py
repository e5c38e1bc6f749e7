"""Make test videos whose every frame carries its own number, readable by a machine.

The upper half of a frame is a grid of 8 x 4 black and white blocks: 24 bits of the frame's
number and 8 bits of parity, so that a torn, blended or foreign picture reads as None instead of
as a wrong number. The lower half is a drifting texture, so that decoding costs what real
pictures cost. The sound, where asked for, is a quiet tone that changes every second.

What is made here is made once, and kept below the system's folder for temporary files.
"""

from __future__ import annotations

import array
import contextlib
import hashlib
import math
import os
import random
import shutil
import tempfile
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache, wraps
from pathlib import Path
from typing import Concatenate, ParamSpec

import av
from PySide6.QtGui import QImage

COLUMNS, ROWS = 8, 4
_BLACK, _WHITE = 20, 230
_TEXTURE_SIZE = 1 << 16
SAMPLE_RATE = 44_100
_SOUND = {".webm": ("libopus", 48_000), ".mpg": ("mp2", 48_000), ".vob": ("mp2", 48_000)}
_MAKERS = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()  # what they write, they write
_P = ParamSpec("_P")


def kept(make: Callable[Concatenate[Path, _P], Path]) -> Callable[Concatenate[Path, _P], Path]:
    """Cache the videos that a function writes: later calls, in any run, get a copy.

    Of a file among the arguments, name, size and time count.
    """

    @wraps(make)
    def give(path: Path, *arguments: _P.args, **named: _P.kwargs) -> Path:
        asked = [make.__name__, path.name, *map(_known, arguments)]
        asked += [f"{name}={_known(named[name])}" for name in sorted(named)]
        digest = hashlib.sha256(repr((_MAKERS, av.__version__, asked)).encode()).hexdigest()
        films = Path(tempfile.gettempdir(), f"cuenote-films-{os.getuid()}")
        film = films / digest[:32]
        if not film.is_dir():
            films.mkdir(mode=0o700, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=films) as beside:
                fresh = Path(beside, "film")
                fresh.mkdir()
                make(fresh / path.name, *arguments, **named)
                with contextlib.suppress(OSError):  # another worker was first
                    fresh.rename(film)
        shutil.copytree(film, path.parent, dirs_exist_ok=True)
        return path

    return give


def _known(argument: object) -> str:
    if not isinstance(argument, Path):
        return repr(argument)
    status = argument.stat()
    return f"{argument.name} {status.st_size} {status.st_mtime_ns}"


@kept
def make_video(
    path: Path,
    *,
    size: tuple[int, int] = (320, 180),
    fps: Fraction | int = 30,
    frames: int = 300,
    gop: int = 150,
    sound: bool | Sequence[tuple[int, int]] = True,
    codec: str = "libx264",
    pixel_format: str = "yuv420p",
    options: dict[str, str] | None = None,
    first_number: int = 0,
    sample_aspect: Fraction | None = None,
    container_options: dict[str, str] | None = None,
    times_ms: Sequence[int] | None = None,
) -> Path:
    """Write `frames` numbered frames to `path`; the ending of its name chooses the container.

    `gop` is the distance between key frames, in frames. Frame n is shown at n / fps seconds, or at
    `times_ms[n]`.
    `sound` can name the stretches, in ms, where there are beeps: else there is silence.
    """
    rate = Fraction(fps)
    width, height = size
    texture = _texture()
    if options is None:
        options = {"preset": "superfast", "bf": "3", "sc_threshold": "0", "crf": "27"}
        if codec == "libvpx":
            options = {"deadline": "realtime", "cpu-used": "8", "b": "1M"}
        if codec == "libvpx-vp9":
            options = {"deadline": "realtime", "cpu-used": "8", "row-mt": "1"}
    with av.open(str(path), "w", options=container_options or {}) as out:
        video = out.add_stream(codec, rate=rate, options=options)
        video.width, video.height, video.pix_fmt = width, height, pixel_format
        video.gop_size = gop
        if times_ms is not None:
            video.codec_context.time_base = Fraction(1, 1000)
        if sample_aspect is not None:
            video.sample_aspect_ratio = sample_aspect
        track = None
        if sound:
            name, sample_rate = _SOUND.get(path.suffix, ("aac", SAMPLE_RATE))
            track = out.add_stream(name, rate=sample_rate)
            track.layout = "mono"
        written_s = 0
        for index in range(frames):
            at_s = index / rate if times_ms is None else Fraction(times_ms[index], 1000)
            while track is not None and at_s >= written_s:
                if isinstance(sound, bool):
                    second = _second_of_sound(written_s, track.rate)
                else:
                    second = _second_of_beeps(written_s, track.rate, sound)
                out.mux(track.encode(second))
                written_s += 1
            frame = numbered_frame(first_number + index, width, height, texture)
            if pixel_format != "yuv420p":
                frame = frame.reformat(format=pixel_format)
            frame.time_base = 1 / rate if times_ms is None else Fraction(1, 1000)
            frame.pts = int(at_s / frame.time_base)
            out.mux(video.encode(frame))
        for stream in filter(None, (video, track)):
            out.mux(stream.encode(None))
    return path


@kept
def make_sound(
    path: Path, *, seconds: int = 10, beeps: Sequence[tuple[int, int]] | None = None
) -> Path:
    """Write a file with sound and no pictures; `beeps` as in `make_video`."""
    with av.open(str(path), "w") as out:
        track = out.add_stream("aac", rate=SAMPLE_RATE)
        track.layout = "mono"
        for second in range(seconds):
            if beeps is None:
                heard = _second_of_sound(second, SAMPLE_RATE)
            else:
                heard = _second_of_beeps(second, SAMPLE_RATE, beeps)
            out.mux(track.encode(heard))
        out.mux(track.encode(None))
    return path


@kept
def make_beeps(
    path: Path,
    beeps: Sequence[tuple[int, int]],
    *,
    seconds: int,
    codec: str,
    begin_ms: int = 0,
    noise: int = 0,
    pitch: float = 440.0,
) -> Path:
    """Write a file with a picture, whose sound begins at `begin_ms` and has beeps alone.

    `beeps` are in ms of the file; `noise` is how far the rest of its samples go, of 32767.
    """
    with av.open(str(path), "w") as out:
        film = out.add_stream("mpeg4", rate=5)
        film.width, film.height, film.pix_fmt = 64, 48, "yuv420p"
        track = out.add_stream(codec, rate=48_000)
        track.layout = "mono"
        for number in range(seconds * 5):
            frame = av.VideoFrame(64, 48, "yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, 5)
            out.mux(film.encode(frame))
        for second in range(begin_ms // 1000, seconds):
            heard = _second_of_beeps(second, track.rate, beeps, noise=noise, pitch=pitch)
            from_ms = begin_ms % 1000 if second == begin_ms // 1000 else 0
            out.mux(track.encode(_without_start(heard, from_ms)))
        for stream in (film, track):
            out.mux(stream.encode(None))
    return path


@kept
def copy_tracks(
    path: Path,
    source: Path,
    *,
    kinds: Sequence[str] = ("video", "audio"),
    seconds: float = math.inf,
    options: dict[str, str] | None = None,
) -> Path:
    with av.open(str(source)) as film, av.open(str(path), "w", options=options or {}) as out:
        tracks = [track for track in film.streams if track.type in kinds]
        copies = {track.index: out.add_stream_from_template(track) for track in tracks}
        for packet in film.demux(*tracks):
            if packet.dts is not None and packet.pts * packet.time_base < seconds:
                packet.stream = copies[packet.stream.index]
                out.mux(packet)
    return path


def numbered_frame(number: int, width: int, height: int, texture: bytes) -> av.VideoFrame:
    frame = av.VideoFrame(width, height, "yuv420p")
    luma = frame.planes[0]
    stride = luma.line_size
    value = number << 8 | _parity(number)
    rows = bytearray()
    edges_x = [width * column // COLUMNS for column in range(COLUMNS + 1)]
    edges_y = [height // 2 * row // ROWS for row in range(ROWS + 1)]
    pad = bytes(stride - width)
    for row in range(ROWS):
        line = bytearray()
        for column in range(COLUMNS):
            bit = value >> (31 - row * COLUMNS - column) & 1
            line += bytes([_WHITE if bit else _BLACK]) * (edges_x[column + 1] - edges_x[column])
        rows += (line + pad) * (edges_y[row + 1] - edges_y[row])
    for y in range(edges_y[ROWS], height):
        start = (y * 67 + number * 3) % (_TEXTURE_SIZE - stride)
        rows += texture[start : start + stride]
    luma.update(bytes(rows))
    for plane in frame.planes[1:]:
        plane.update(bytes([128]) * plane.buffer_size)
    return frame


def number_at(ms: int, fps: Fraction | int = 30) -> int:
    """Return the first frame whose time, rounded up to the millisecond, is not before `ms`."""
    number = max(0, int(ms * Fraction(fps) / 1000) - 2)
    while -(-number * 1000 // Fraction(fps)) < ms:
        number += 1
    return number


def read_number(image: QImage) -> int | None:
    """Read the number in a picture; None where it holds none (blank, torn, blended)."""
    if image.isNull():
        return None
    width, height = image.width(), image.height()
    value = 0
    for row in range(ROWS):
        y = round(height / 2 * (row + 0.5) / ROWS)
        for column in range(COLUMNS):
            x = round(width * (column + 0.5) / COLUMNS)
            grey = image.pixelColor(x, y).green()
            if 90 < grey < 160:
                return None
            value = value << 1 | (grey > 125)
    number = value >> 8
    return number if value & 0xFF == _parity(number) else None


def _parity(number: int) -> int:
    return (number ^ number >> 8 ^ number >> 16) & 0xFF ^ 0x5A


@cache
def _texture() -> bytes:
    """Return smoothed noise, the same every time: pictures are neither flat nor pure noise."""
    noise = random.Random(7)
    level = 128.0
    out = bytearray()
    for _ in range(_TEXTURE_SIZE):
        level += noise.uniform(-9, 9) + (128 - level) * 0.02
        out.append(min(235, max(16, int(level))))
    return bytes(out)


def _second_of_sound(second: int, rate: int) -> av.AudioFrame:
    return _sound_frame(_tone(second % 12, rate), second * rate, rate)


@cache
def _tone(step: int, rate: int) -> array.array[int]:
    """Return a second of a tone, so many half tones above the lowest."""
    pitch = 220 * 2 ** (step / 12)
    samples = (int(2000 * math.sin(2 * math.pi * pitch * i / rate)) for i in range(rate))
    return array.array("h", samples)


def _second_of_beeps(
    second: int,
    rate: int,
    beeps: Sequence[tuple[int, int]],
    *,
    noise: int = 0,
    pitch: float = 440.0,
) -> av.AudioFrame:
    hiss = random.Random(second)
    samples = array.array("h", (hiss.randint(-noise, noise) if noise else 0 for _ in range(rate)))
    for start_ms, end_ms in beeps:
        begin = max(0, start_ms * rate // 1000 - second * rate)
        for i in range(begin, min(rate, end_ms * rate // 1000 - second * rate)):
            samples[i] = int(8000 * math.sin(2 * math.pi * pitch * i / rate))
    return _sound_frame(samples, second * rate, rate)


def _sound_frame(samples: array.array[int], pts: int, rate: int) -> av.AudioFrame:
    frame = av.AudioFrame("s16", "mono", len(samples))
    frame.planes[0].update(samples.tobytes())
    frame.sample_rate, frame.pts, frame.time_base = rate, pts, Fraction(1, rate)
    return frame


def _without_start(frame: av.AudioFrame, ms: int) -> av.AudioFrame:
    rate = frame.sample_rate
    samples = array.array("h", bytes(frame.planes[0])[: 2 * frame.samples])
    gone = ms * rate // 1000
    return _sound_frame(samples[gone:], frame.pts + gone, rate)


def add_chapters(source: Path, target: Path, chapters: Sequence[tuple[int, int, str]]) -> None:
    """Copy a video with chapters: the start, end (half-open, in ms) and title of each."""
    with av.open(source) as given, av.open(target, "w") as made:
        streams = [made.add_stream_from_template(one) for one in given.streams]
        base = Fraction(1, 1_000)
        made.set_chapters(
            [
                {"id": n, "start": s, "end": e, "time_base": base, "metadata": {"title": title}}
                for n, (s, e, title) in enumerate(chapters, 1)
            ]
        )
        for packet in given.demux():
            if packet.size:
                packet.stream = streams[packet.stream.index]
                made.mux(packet)
