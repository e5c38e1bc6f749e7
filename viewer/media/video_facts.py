"""Read a video file's metadata: title, channel, date, duration, chapters, and codecs.

No Qt, no network.

What yt-dlp saved next to it (`info.json` in the library, `NAME.info.json` elsewhere) takes
precedence over the file itself. It reads the disk: keep it off the GUI thread.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from viewer.base.errors import MediaError
from viewer.media.library import read_info
from viewer.media.ytdlp import MOST_CHAPTERS, day_of, facts_of, line_of
from viewer.notes.model import VideoFacts

_LARGEST_JSON = 64 << 20
# As people call them; the others are known by the names that FFmpeg has for them.
_CODECS = {
    "h264": "H.264",
    "hevc": "H.265",
    "av1": "AV1",
    "vp8": "VP8",
    "vp9": "VP9",
    "mpeg4": "MPEG-4",
    "mpeg2video": "MPEG-2",
    "aac": "AAC",
    "mp3": "MP3",
    "opus": "Opus",
    "vorbis": "Vorbis",
    "flac": "FLAC",
    "ac3": "AC-3",
}


@dataclass(frozen=True, slots=True)
class FileFormat:
    """How video and audio are stored in a file; 0 and empty if missing."""

    size_bytes: int
    width: int = 0  # of the picture, in pixels
    height: int = 0
    fps: float = 0.0  # frames a second
    picture: str = ""  # its codec
    sound: str = ""


def format_of_file(path: Path) -> FileFormat | None:
    """Read how the video at `path` is stored; None if it cannot be read."""
    from viewer.media.decoder import open_container  # here, for it takes a while to load

    try:
        size_bytes = path.stat().st_size
        with open_container(path) as container:
            picture = next(iter(container.streams.video), None)
            sound = next(iter(container.streams.audio), None)
            sound_codec = _codec(sound) if sound is not None else ""
            if picture is None:
                return FileFormat(size_bytes, sound=sound_codec)
            return FileFormat(
                size_bytes,
                picture.width,
                picture.height,
                float(picture.average_rate or 0),
                _codec(picture),
                sound_codec,
            )
    except (MediaError, OSError, ValueError):
        return None


def _codec(stream: Any) -> str:
    name = str(stream.codec_context.codec.canonical_name)
    return _CODECS.get(name, name.upper())


def facts_of_file(path: Path) -> VideoFacts:
    """Read the facts of the video at `path`; never raises for the disk or a broken file."""
    saved = read_info(path.parent)
    if saved is not None and saved.file == path.name:
        chapters = tuple((each.start_ms, each.title) for each in saved.chapters)
        return VideoFacts(saved.title, saved.channel, saved.date, saved.duration_ms, chapters)
    inside, beside = _in_file(path), _beside(path)
    if beside is None:
        return inside
    return VideoFacts(
        beside.title or inside.title,
        beside.channel or inside.channel,
        beside.date or inside.date,
        inside.duration_ms or beside.duration_ms,
        beside.chapters or inside.chapters,
    )


def _beside(path: Path) -> VideoFacts | None:
    """Read the `.info.json` that yt-dlp wrote next to a video."""
    info = path.with_suffix(".info.json")
    try:
        if info.stat().st_size > _LARGEST_JSON:
            return None
        found = json.loads(info.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return facts_of(found) if isinstance(found, dict) else None


def _in_file(path: Path) -> VideoFacts:
    from viewer.media.decoder import length_of, open_container  # as above

    try:
        with open_container(path) as container:
            tags = {name.casefold(): text for name, text in container.metadata.items()}
            chapters = tuple(
                (
                    round(each["start"] * each["time_base"] * 1000),
                    line_of(each["metadata"].get("title")),
                )
                for each in container.chapters()[:MOST_CHAPTERS]
                if each["time_base"] is not None
            )
            length_ms = length_of(container)
    except (MediaError, OSError, ValueError):
        return VideoFacts()  # why it cannot be played, the player says
    return VideoFacts(
        "",  # titles in files are seldom what the user calls them; the name of the file is
        line_of(tags.get("artist") or tags.get("author")),
        day_of(tags.get("date") or tags.get("creation_time")),
        length_ms,
        tuple((ms, name) for ms, name in chapters if name),
    )
