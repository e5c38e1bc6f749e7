"""A list of how long videos are, as a person or a program wrote it down.

Either JSON, one object of `{videoId: seconds}`; or lines of `id,duration`, with a comma, semicolon
or tab between. A duration is seconds (`4212`, `4212.5`) or a time (`1:10:12`), in JSON a number or
such a text. In lines, empty ones and those that begin with `#` are left out, and a first line that
names its columns (`id,…`, `videoId,…`).
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from viewer.errors import NoteFileError

_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):(\d{2})(?:\.(\d{1,9}))?")
_BETWEEN = re.compile(r"\t\s*[,;]?\s*|[,;]\s*")
_HEADS = frozenset({"id", "videoid", "video", "video_id", "key"})
_MOST_S = 1_000_000_000


class DurationsError(NoteFileError):
    """A list of durations that cannot be read; it names the line."""


def read_durations(path: Path) -> dict[str, int]:
    """Read a list of durations, in ms by the id of the video. Raises DurationsError."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DurationsError(f"{path} is not UTF-8 (byte {error.start}).") from error
    except OSError as error:
        raise DurationsError(f"{path} can't be read: {error.strerror or error}.") from error
    if text.lstrip()[:1] in ("{", "["):
        return _of_json(text, path)
    return dict(_of_lines(text, path))


def _of_json(text: str, path: Path) -> dict[str, int]:
    try:
        value: Any = json.loads(text)
    except RecursionError as error:
        raise DurationsError(f"{path} is not a list of durations.") from error
    except ValueError as error:
        raise DurationsError(f"{path} is not JSON: {error}.") from error
    if not isinstance(value, dict):
        raise DurationsError(
            f"{path} is not a JSON object.",
            'Write {"videoId": seconds, …}, or lines of id,seconds.',
        )
    result = {}
    for video_id, duration in value.items():
        ms = _ms(duration)
        if ms is None:
            raise DurationsError(
                f"{path}: the duration of “{video_id}” can't be read: {str(duration)[:40]}.",
                "Write seconds, or a time such as 1:10:12.",
            )
        result[str(video_id)] = ms
    return result


def _of_lines(text: str, path: Path) -> Iterator[tuple[str, int]]:
    is_first = True
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        fields = [field.strip().strip('"') for field in _BETWEEN.split(line.strip(" "))]
        is_head = is_first and fields[0].casefold() in _HEADS
        is_first = False
        if is_head:
            continue
        ms = _ms(fields[1]) if len(fields) == 2 else None
        if not fields[0] or ms is None:
            raise DurationsError(
                f"{path}, line {number}: “{line.strip()[:60]}” is not a video with its duration.",
                "Write the ID, a comma or a tab, and seconds or a time such as 1:10:12.",
            )
        yield fields[0], ms


def _ms(written: object) -> int | None:
    """Read one duration; None where it is none, zero, or beyond reason."""
    if isinstance(written, bool):
        return None
    if isinstance(written, str):
        clock = _CLOCK.fullmatch(written)
        if clock is not None:
            hours, minutes, seconds = (int(part or 0) for part in clock.groups()[:3])
            fraction = int(((clock[4] or "") + "000")[:3])
            ms = ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction
            return ms if ms > 0 and seconds < 60 and (clock[1] is None or minutes < 60) else None
        try:
            written = float(written)
        except ValueError:
            return None
    if isinstance(written, int | float) and 0 < written < _MOST_S:
        return round(written * 1000)
    return None
