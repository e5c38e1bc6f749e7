"""Whether clicks bring the right frame, and motion goes on from it, in every kind of file.

    ./run measure frames [--clicks N] [KIND …]

Each file is made here, 24 s long, every frame with its number. What is right is read off it in
order, from the first packet to the last, without any seeking. The player is the real one.
"""

from __future__ import annotations

import argparse
import bisect
import math
import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import av.error
from PySide6.QtGui import QGuiApplication, QImage

from tests.video.make_video import make_video, read_number
from tests.waiting import rest, wait_until
from viewer.video.frames.pictures import HELD_MS
from viewer.video.media import CHOSEN, Media
from viewer.video.playback.player import PlayerState
from viewer.video.playback.vlc_player import VlcPlayer

_FRAMES, _GOP = 720, 120
_MOTION_MS = 2_000
_SHORT_MS = 300
# MPEG time stamps have 33 bits, and 90,000 ticks a second.
_WRAP_S = (1 << 33) / 90_000
_KEEP = {"avoid_negative_ts": "disabled"}  # what lies before the start stays there

_film = partial(make_video, frames=_FRAMES, gop=_GOP)


def _uneven(path: Path) -> Path:
    chance = random.Random(3)
    times, at_ms = [], 0
    for _ in range(_FRAMES):
        times.append(at_ms)
        at_ms += chance.choice((17, 33, 33, 40, 50, 100, 200))
    return _film(path, times_ms=times)


def _remuxed(path: Path, source: str, options: dict[str, str], *, later_s: float = 0) -> Path:
    """Copy a film's packets into another container, all of them so much later."""
    film = _film(path.with_name(f"source-{path.name}{Path(source).suffix}"))
    with av.open(str(film)) as given, av.open(str(path), "w", options=options) as out:
        tracks = {s.index: out.add_stream_from_template(s) for s in given.streams}
        for packet in given.demux():
            if packet.dts is None:
                continue
            later = round(later_s / packet.time_base)
            packet.pts, packet.dts = packet.pts + later, packet.dts + later
            packet.stream = tracks[packet.stream.index]
            out.mux(packet)
    return path


def _cut_off(path: Path) -> Path:
    """Leave out the end, and with it an index that lies there."""
    film = _film(path)
    data = film.read_bytes()
    film.write_bytes(data[: len(data) * 9 // 10])
    return path


def _damaged_cues(path: Path) -> Path:
    """Point every entry of a Matroska index at a place that is none."""
    film = _film(path)
    data = bytearray(film.read_bytes())
    start = data.index(b"\x1c\x53\xbb\x6b", len(data) // 2)
    at = start
    while (at := data.find(b"\xf1", at + 1)) >= 0:  # CueClusterPosition
        size = data[at + 1] & 0x7F
        if size <= 4:
            data[at + 2 : at + 2 + size] = bytes(size)
    film.write_bytes(data)
    return path


KINDS: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "h264": ("mp4", _film),
    "h264-10-bit": ("mp4", partial(_film, pixel_format="yuv420p10le")),
    "h264-uneven": ("mp4", _uneven),
    "h264-uneven-mkv": ("mkv", _uneven),
    "h264-no-sound": ("mp4", partial(_film, sound=False)),
    "h264-edit-list": ("mp4", lambda path: _remuxed(path, "x.mp4", _KEEP, later_s=-1.21)),
    "h264-starts-late": ("mp4", lambda path: _remuxed(path, "x.mp4", {}, later_s=9.4)),
    "h264-mkv-starts-late": ("mkv", lambda path: _remuxed(path, "x.mkv", {}, later_s=7.7)),
    "h264-fragments": (
        "mp4",
        partial(_film, container_options={"movflags": "frag_keyframe+empty_moov"}),
    ),
    "h264-ts": ("ts", _film),
    "h264-ts-wraps": (
        "ts",
        partial(_film, container_options={"output_ts_offset": str(_WRAP_S - 11.013)}),
    ),
    "hevc": ("mp4", partial(_film, codec="libx265")),
    "hevc-10-bit": ("mkv", partial(_film, codec="libx265", pixel_format="yuv420p10le")),
    "vp9": ("webm", partial(_film, codec="libvpx-vp9")),
    "vp9-no-index": (
        "webm",
        partial(_film, codec="libvpx-vp9", container_options={"live": "1"}),
    ),
    "av1": (
        "mp4",
        partial(_film, codec="libsvtav1", options={"preset": "10", "crf": "20"}),
    ),
    "mpeg4": ("avi", partial(_film, codec="mpeg4", options={"b": "1M", "bf": "2"})),
    "mpeg4-cut-off": ("avi", _cut_off),
    "mpeg2-ps": (
        "mpg",
        partial(_film, gop=15, codec="mpeg2video", options={"b": "2M", "bf": "2"}),
    ),
    "h264-broken-index": ("mkv", _damaged_cues),
}


@dataclass(slots=True)
class _Found:
    """What came of the clicks on one file."""

    wrong: list[str] = field(default_factory=list)
    pictures: int = 0  # of motion
    off: list[str] = field(default_factory=list)  # those that were no frame within one of theirs


def true_frames(path: Path) -> tuple[list[int], list[int | None]]:
    """Read all frames in order: when each is shown, in ms from the start, and its number."""
    times, numbers = [], []
    with av.open(str(path)) as film:
        start_us = film.start_time or 0
        stream = film.streams.video[0]
        packets = film.demux(stream)
        while True:
            try:
                packet = next(packets, None)
                frames = packet.decode() if packet is not None else []
            except av.error.FFmpegError:
                continue
            if packet is None:
                break
            for frame in frames:
                if frame.pts is None:
                    continue
                time_ms = math.ceil((frame.pts * stream.time_base * 1_000_000 - start_us) / 1000)
                times.append(time_ms)
                numbers.append(_number_of(frame))
    return times, numbers


def _number_of(frame: Any) -> int | None:
    small = frame.reformat(frame.width, frame.height, "bgra").planes[0]
    kind = QImage.Format.Format_RGB32
    return read_number(QImage(bytes(small), frame.width, frame.height, small.line_size, kind))


def expected(times: list[int], ms: int) -> int:
    """Return the index of the frame that a click on `ms` shows: the first that is not before it.

    Where that comes only after 250 ms, it is the one that is held until then.
    """
    at = min(bisect.bisect_left(times, ms), len(times) - 1)
    return at - 1 if times[at] > ms + HELD_MS and at > 0 else at


def measure(path: Path, clicks: int) -> _Found:
    """Click in a file, paused and then playing, and look at what is shown."""
    times, numbers = true_frames(path)
    chance = random.Random(5)
    found = _Found()
    player = VlcPlayer()
    shown: list[tuple[int | None, int | None]] = []

    def take() -> None:
        if not player.frame.isNull():
            shown.append((read_number(player.frame), player.frame_time_ms))

    player.frame_changed.connect(take)
    player.set_muted(True)
    player.open(Media(path, CHOSEN, path.stem), 1_000)
    wait_until(lambda: player.state is not PlayerState.OPENING and bool(shown))
    last_ms = times[-1] - _MOTION_MS - 500
    for playing in (False, True):
        for n in range(clicks):
            if playing:
                player.play()
                shown.clear()
                wait_until(lambda: len(shown) > 2)
                rest(chance.randrange(30, 200))
            target_ms = chance.randrange(0, last_ms)
            del shown[:]
            player.seek(target_ms)
            wait_until(lambda: bool(shown))
            index = expected(times, target_ms)
            if shown[0] != (numbers[index], times[index]):
                right = (numbers[index], times[index])
                state = "playing" if playing else "paused"
                found.wrong.append(f"{state}, to {target_ms}: {shown[0]}, not {right}")
            if playing:
                count = len(shown) + 1
                wait_until(lambda count=count: len(shown) > count)
                rest(_MOTION_MS if n % 5 == 4 else _SHORT_MS)
                _judge_motion(found, shown, times, numbers)
                player.pause()
            rest(20)
    player.shutdown()
    player.deleteLater()
    return found


def _judge_motion(
    found: _Found,
    shown: list[tuple[int | None, int | None]],
    times: list[int],
    numbers: list[int | None],
) -> None:
    index_of = {number: index for index, number in enumerate(numbers)}
    found.pictures += len(shown)
    for number, time_ms in shown:
        index = index_of.get(number) if number is not None else None
        at = bisect.bisect_left(times, time_ms or 0)
        if index is None or abs(index - at) > 1:
            found.off.append(f"{number} shown as {time_ms}")
    for (before, _), (after, time_ms) in pairwise(shown):
        if before is not None and after is not None and after < before:
            found.off.append(f"{after} after {before}, at {time_ms}")


def main(arguments: list[str]) -> int:
    """Measure the kinds that are named, or all; return 1 where a frame was wrong."""
    parser = argparse.ArgumentParser(prog="./run measure frames", description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"of {', '.join(KINDS)}")
    parser.add_argument("--clicks", type=int, default=40, metavar="N", help="(default 40)")
    options = parser.parse_args(arguments)
    application = QGuiApplication.instance() or QGuiApplication([])
    is_right = True
    with tempfile.TemporaryDirectory() as folder:
        for kind in options.kinds or KINDS:
            ending, make = KINDS[kind]
            path = make(Path(folder) / f"{kind}.{ending}")
            found = measure(path, options.clicks)
            is_right &= not (found.wrong or found.off)
            print(
                f"{kind:22} {len(found.wrong)} wrong of {2 * options.clicks} clicks, "
                f"{len(found.off)} off of {found.pictures} pictures of motion",
                flush=True,
            )
            for line in (*found.wrong[:3], *found.off[:3]):
                print(f"    {line}")
            path.unlink()
    del application
    return 0 if is_right else 1
