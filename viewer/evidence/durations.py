"""A list of how long videos are, as a person or a program wrote it down.

Either JSON, one object of `{videoId: seconds}`; or lines of `id,duration`, with a comma, semicolon
or tab between. A duration is seconds (`4212`, `4212.5`) or a time (`1:10:12`), in JSON a number or
such a text. In lines, empty ones and those that begin with `#` are left out, and a first line that
names its columns (`id,…`, `videoId,…`).
"""

import json
import re
from pathlib import Path

from viewer.errors import NoteFileError, why
from viewer.notes.timecode import parse_typed

_BETWEEN = re.compile(r"\t\s*[,;]?\s*|[,;]\s*")
_HEADS = frozenset({"id", "videoid", "video", "video_id", "key"})


def read_durations(path: Path) -> dict[str, int]:
    """Read a list of durations, in ms by the id of the video. Raises NoteFileError."""
    try:
        text = path.read_text("utf-8-sig")
        if text.lstrip().startswith("{"):
            read = json.loads(text, parse_float=lambda written: f"{float(written):.3f}")
            entries = [(f"“{key}”", [key, str(value)]) for key, value in read.items()]
        else:
            entries = [
                (f"line {number}", [field.strip(' "') for field in _BETWEEN.split(line)])
                for number, line in enumerate(text.splitlines(), 1)
                if line.strip() and not line.lstrip().startswith("#")
            ]
            if entries and entries[0][1][0].casefold() in _HEADS:
                del entries[0]
    except OSError as error:
        raise NoteFileError(f"{path} can't be read: {why(error)}.") from error
    except (ValueError, RecursionError) as error:
        raise NoteFileError(f"{path} is not a list of durations: {error}.") from error
    result = {}
    for place, (video_id, *written) in entries:
        ms = parse_typed(written[0]) if len(written) == 1 else None
        if not video_id or not ms:
            raise NoteFileError(
                f"{path}, {place}: “{','.join([video_id, *written])[:60]}” is not a video with its "
                "duration.",
                "Write the ID, a comma or a tab, and seconds or a time such as 1:10:12.",
            )
        result[video_id] = ms
    return result
