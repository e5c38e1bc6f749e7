"""The loudness of a video: a byte for every 10 ms, and the pauses derived from them.

A byte is the root mean square of the samples of its 10 ms, in half decibels above -100 dB of full
scale: 200 is full scale, 0 is silence. Byte n is for [10 n, 10 n + 10) ms of the player's time; two
hours are 720 kB. `viewer.media.sound_decoding` measures them. Apart from disk access, everything
here takes some ms for two hours of video.

They are cached, one file per video, named by its content, not its name:
`sound/<fingerprint>.levels`. Files are written atomically, and those that are damaged or of another
version count as missing. Together they take at most 64 MB; the least recently used go first. No Qt.
"""

from __future__ import annotations

import contextlib
import math
import os
import re
import zlib
from bisect import bisect_right
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from viewer.media.transcribed import fingerprint
from viewer.notes.beside import write_whole

HOP_MS = 10
LOUDEST = 200
SHORTEST_PAUSE_MS = 300

_MARGIN = 32  # half dB: the margin of ITU-T P.56 below the active level, 15.9 dB
_UNHEARD = 80  # half dB: sound this far below speech is inaudible beside it
_NOISE_PART = 4  # a quarter of the way from the noise to the speech
_SEEN = 100_000  # sampled levels are enough for the statistics
_SEEN_OF_PART = 64
_LOW_PART = 4  # the noise is the quietest quarter of what is not speech


class Pause(NamedTuple):
    """A stretch [start_ms, end_ms) in which nothing is said."""

    start_ms: int
    end_ms: int


def pauses_of(levels: bytes) -> tuple[Pause, ...]:
    """Find the pauses of at least 300 ms in speech, in order.

    The video itself defines quiet. The level of speech is that of ITU-T P.56 (“Objective
    measurement of active speech level”, method B): the mean power of what is less than 15.9 dB
    below that mean. The noise is the quietest quarter of the rest. A pause is quieter than a
    quarter of the way from the noise to the speech, or than 40 dB below the speech in a quieter
    room, and always than 15.9 dB below it: a low voice beside a loud one is not a pause. A video
    that is silent throughout, or always as loud as its speech, has no pauses; nor does the quiet
    after its last sound count.
    """
    quiet = _quiet_level(levels)
    if quiet is None:
        return ()
    quiet_or_not = levels.translate(bytes(b".#"[level > quiet] for level in range(256)))
    # Repeated literally: a pattern that begins with plain text is searched ten times as fast.
    pause = rb"\." * (SHORTEST_PAUSE_MS // HOP_MS) + rb"\.*"
    found = re.finditer(pause, quiet_or_not.rstrip(b"."))
    return tuple(Pause(one.start() * HOP_MS, one.end() * HOP_MS) for one in found)


def _quiet_level(levels: bytes) -> int | None:
    """Return the loudest level that counts as a pause."""
    seen = Counter(levels[:: max(1, len(levels) // _SEEN)])
    counts = [seen[level] for level in range(LOUDEST + 1)]
    counts[0] = 0  # digital silence says nothing about the noise
    powers = [10 ** ((level - LOUDEST) / 20) for level in range(LOUDEST + 1)]
    bound, speech = 0, 0
    while True:
        active = sum(counts[bound:])
        if not active:
            return None
        power = sum(
            count * each for count, each in zip(counts[bound:], powers[bound:], strict=True)
        )
        speech = round(LOUDEST + 20 * math.log10(power / active))
        if speech - _MARGIN <= bound:
            break
        bound = speech - _MARGIN
    rest = sum(counts[:bound])
    if not rest:
        return max(0, bound - 1)
    left = rest / _LOW_PART
    noise = 0
    for noise, count in enumerate(counts[:bound]):  # noqa: B007
        left -= count
        if left < 0:
            break
    return min(bound - 1, max(speech - _UNHEARD, noise + (speech - noise) // _NOISE_PART))


def pause_at(pauses: tuple[Pause, ...], ms: int) -> Pause | None:
    """Return the pause that contains a moment, or None."""
    index = bisect_right(pauses, ms, key=lambda pause: pause.start_ms) - 1
    return pauses[index] if index >= 0 and ms < pauses[index].end_ms else None


def columns(levels: bytes, count: int, duration_ms: int) -> bytes:
    """Return the mean level of each of `count` equal parts of a video; 0 if unknown."""
    per = duration_ms / HOP_MS / max(1, count)
    step = max(1, int(per) // _SEEN_OF_PART)
    parts = pairwise(round(n * per) for n in range(count + 1))
    each = (levels[start : max(start + 1, stop) : step] for start, stop in parts)
    return bytes(sum(part) // len(part) if part else 0 for part in each)


MOST_BYTES = 64 << 20
_HEAD = b"Cuenote levels 1\n"  # a new number if the meaning of a byte changes
_LARGEST = 48 * 3600 * 100  # levels of two days


def levels_file(media: Path, cache: Path) -> Path:
    """Return the cache file for a video's levels. Raises OSError if the video cannot be read."""
    return cache / "sound" / f"{fingerprint(media)}.levels"


def read_levels(path: Path) -> bytes | None:
    """Read cached levels, or None."""
    try:
        data = path.read_bytes()
        if not data.startswith(_HEAD):
            return None
        unpacker = zlib.decompressobj()
        levels = unpacker.decompress(data[len(_HEAD) :], _LARGEST)
    except (OSError, zlib.error):
        return None
    if not unpacker.eof:  # cut off
        return None
    with contextlib.suppress(OSError):
        os.utime(path)  # used now
    return levels


def write_levels(path: Path, levels: bytes, most_bytes: int = MOST_BYTES) -> None:
    """Cache levels, and delete others if there are too many. Raises OSError."""
    write_whole(path, _HEAD + zlib.compress(levels))
    _bound(path.parent, most_bytes)


def _bound(folder: Path, most_bytes: int) -> None:
    found: list[tuple[float, int, Path]] = []
    for path in folder.glob("*.levels"):  # of ours alone
        with contextlib.suppress(OSError):
            about = path.stat()
            found.append((about.st_mtime, about.st_size, path))
    for _, size, path in sorted(found, reverse=True):
        most_bytes -= size
        if most_bytes < 0:
            with contextlib.suppress(OSError):
                path.unlink()
