"""Films with numbered frames and a click at the start of every second, and how they are read.

By them it is told whether what was cut out of a film begins and ends with the right frame, and how
far its sound is off.
"""

import random
from array import array
from bisect import bisect_left
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

import av
from PySide6.QtGui import QImage

from tests.media.make_video import make_video, read_number
from viewer.export.film import FilmPart, write_film
from viewer.media.decoder import Decoder, open_container
from viewer.media.packets import add_copy_of, dated
from viewer.media.pictures import never

_RATE = 48_000
_CLICK = 48  # samples
_LOUD = 8_000  # of 32,767; what a codec makes of silence is far below


class FormatKind(NamedTuple):
    """What a film is made of: its suffix, codecs, frames a second, frames from key to key frame."""

    suffix: str
    picture: str
    sound: str
    rate: Fraction
    gop: int
    is_uneven: bool = False  # the time from frame to frame varies


KINDS = {
    "H.264 + AAC, mp4, B-frames": FormatKind(".mp4", "libx264", "aac", Fraction(30), 100),
    "H.264 + AAC, mkv, 29.97": FormatKind(".mkv", "libx264", "aac", Fraction(30_000, 1_001), 150),
    "H.264 + FLAC, mkv, uneven": FormatKind(".mkv", "libx264", "flac", Fraction(30), 90, True),
    "H.264 + AAC, ts": FormatKind(".ts", "libx264", "aac", Fraction(25), 49),
    "VP9 + Opus, webm": FormatKind(".webm", "libvpx-vp9", "libopus", Fraction(25), 100),
    "HEVC + AAC, mp4": FormatKind(".mp4", "libx265", "aac", Fraction(24), 48),
    "AV1 + Opus, mkv": FormatKind(".mkv", "libsvtav1", "libopus", Fraction(60), 120),
    "MPEG-4 + MP3, avi": FormatKind(".avi", "mpeg4", "libmp3lame", Fraction(30), 60),
}
_OPTIONS = {
    "libx265": {"x265-params": "log-level=none"},
    # With threads of its own its encoder stood still once, on a busy machine.
    "libsvtav1": {"preset": "8", "crf": "20", "svtav1-params": "enable-tf=0:lp=1"},
    "mpeg4": {},
}


def make_film(folder: Path, kind: FormatKind, frames: int) -> Path:
    name = f"{kind.picture}-{kind.suffix[1:]}-{kind.rate.numerator}"
    options = _OPTIONS.get(kind.picture)
    plain = make_video(
        folder / f"{name}.plain.mp4",
        fps=kind.rate,
        frames=frames,
        gop=kind.gop,
        codec=kind.picture,
        options=options,
        sound=False,
    )
    target = folder / f"{name}{'-uneven' * kind.is_uneven}{kind.suffix}"
    chance = random.Random(frames)
    # When each frame begins, in frames of an even film.
    starts = [Fraction(0)]
    while len(starts) < frames:
        step = Fraction(chance.randrange(20, 300), 100) if kind.is_uneven else Fraction(1)
        starts.append(starts[-1] + step)
    with av.open(plain) as given, av.open(target, "w") as made:
        picture = given.streams.video[0]
        video = add_copy_of(made, picture)
        if kind.suffix == ".avi":  # which counts frames, not time
            video.time_base = 1 / kind.rate
        audio = made.add_stream(kind.sound, rate=_RATE)
        audio.layout = "stereo" if kind.sound == "libmp3lame" else "mono"
        length = int(starts[-1] / kind.rate)
        sound = [packet for second in range(length) for packet in audio.encode(_click(second))]
        sound += audio.encode(None)
        for packet in dated(given.demux(picture)):
            packet.stream = video
            for side in ("pts", "dts"):
                at = round(getattr(packet, side) * packet.time_base * kind.rate)
                start = starts[at] if 0 <= at < frames else Fraction(at)
                setattr(packet, side, round(start / kind.rate / packet.time_base))
            while sound and sound[0].pts * sound[0].time_base <= packet.dts * packet.time_base:
                made.mux(sound.pop(0))
            made.mux(packet)
        for packet in sound:
            made.mux(packet)
    plain.unlink()
    return target


def _click(second: int) -> av.AudioFrame:
    frame = av.AudioFrame(format="s16", layout="mono", samples=_RATE)
    click = b"\xff\x7f" * _CLICK
    frame.planes[0].update(click + bytes(2 * _RATE - len(click)))
    frame.sample_rate, frame.pts = _RATE, second * _RATE
    frame.time_base = Fraction(1, _RATE)
    return frame


def image_of(frame: av.VideoFrame) -> QImage:
    shown = frame.reformat(format="bgra")
    plane = shown.planes[0]
    image = QImage(
        bytes(plane), shown.width, shown.height, plane.line_size, QImage.Format.Format_RGB32
    )
    return image.copy()


class Seen(NamedTuple):
    """What is in a film, as it is played: times are seconds, of its own clock."""

    numbers: list[int | None]  # of the frames, in the order in which they are shown
    starts: list[float]  # of the frames
    clicks: list[float]


def look(path: Path) -> Seen:
    numbers, starts = [], []
    with av.open(path) as container:
        for frame in container.decode(video=0):
            numbers.append(read_number(image_of(frame)))
            starts.append(float(frame.pts * frame.time_base))
    return Seen(numbers, starts, clicks_in(path))


@cache
def look_at_source(path: Path) -> Seen:
    return look(path)


@cache
def shown_at(path: Path) -> list[int]:
    """Return when each frame is shown, in ms from the start of the file, rounded up."""
    container = open_container(path)
    decoder = Decoder(container, container.streams.video[0], 1)
    decoder.seek(0)
    times = []
    while (got := decoder.next(0, never)) is not None:
        times.append(got[0])
    container.close()
    return times


def clicks_in(path: Path) -> list[float]:
    found: list[float] = []
    with av.open(path) as container:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=_RATE)
        last = -1.0
        for frame in container.decode(audio=0):
            begin = float(frame.pts * frame.time_base)
            for made in resampler.resample(frame):
                samples = array("h", bytes(made.planes[0])[: 2 * made.samples])
                if max(samples) < _LOUD and min(samples) > -_LOUD:
                    continue
                for at, value in enumerate(samples):
                    second = begin + at / _RATE
                    if abs(value) > _LOUD and second - last > 0.1:
                        found.append(second)
                        last = second
    return found


class Cut(NamedTuple):
    numbers: bool  # all frames, from the first to the last
    # How far the worst click is off, in seconds; far where one is missing or too many.
    off: float


def cut(source: Path, start_ms: int, end_ms: int, target: Path) -> Cut:
    """Cut a clip out of a source of numbered frames, and hold it against what it is to be."""
    write_film([FilmPart(source, start_ms, end_ms)], target)
    times = shown_at(source)
    first, stop = bisect_left(times, start_ms), bisect_left(times, end_ms)
    given, made = look_at_source(source), look(target)
    wanted = given.numbers[first:stop]
    zero, own_zero = given.starts[first], made.starts[0]
    length = (given.starts[stop] if stop < len(given.starts) else given.clicks[-1] + 1) - zero
    due = [click - zero for click in given.clicks]
    heard = [click - own_zero for click in made.clicks]
    # One that begins at the very end may be in it or not.
    wanted_clicks = [click for click in due if -0.001 <= click <= length - 0.03]
    offs = [_to_nearest(click, heard) for click in wanted_clicks]
    offs += [_to_nearest(click, due) for click in heard]
    return Cut(made.numbers == wanted, max(offs, default=0.0))


def _to_nearest(second: float, seconds: list[float]) -> float:
    return min((abs(second - each) for each in seconds), default=float("inf"))
