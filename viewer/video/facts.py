"""What a file says of its video: title, channel, date, duration and chapters. No Qt, no network.

What yt-dlp saved beside it (`info.json` in the library, `NAME.info.json` elsewhere) goes before
what stands in the file itself. It reads the disk: keep it off the GUI thread.
"""

from __future__ import annotations

import json
from pathlib import Path

from viewer.notes.template import VideoFacts
from viewer.video.downloads.library import read_info
from viewer.video.ytdlp.client import MOST_CHAPTERS, chapters_of, day_of, line_of, ms_of

_LARGEST_JSON = 64 << 20


def facts_of_file(path: Path) -> VideoFacts:
    """Read what is known of the video at `path`; never raises for the disk or a broken file."""
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
    """Read the `.info.json` that yt-dlp writes beside a video."""
    info = path.with_suffix(".info.json")
    try:
        if info.stat().st_size > _LARGEST_JSON:
            return None
        found = json.loads(info.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    return VideoFacts(
        line_of(found.get("title")),
        line_of(found.get("channel") or found.get("uploader")),
        day_of(found.get("upload_date")),
        ms_of(found.get("duration")),
        chapters_of(found.get("chapters")),
    )


def _in_file(path: Path) -> VideoFacts:
    import av  # here, for it takes a while to load

    try:
        with av.open(str(path)) as container:
            tags = {name.casefold(): text for name, text in container.metadata.items()}
            chapters = tuple(
                (
                    round(each["start"] * each["time_base"] * 1000),
                    line_of(each["metadata"].get("title")),
                )
                for each in container.chapters()[:MOST_CHAPTERS]
                if each["time_base"] is not None
            )
            length = container.duration
    except (av.FFmpegError, OSError, ValueError):
        return VideoFacts()  # why it cannot be played, the player says
    return VideoFacts(
        "",  # titles in files are seldom what a person calls them; the name of the file is
        line_of(tags.get("artist") or tags.get("author")),
        day_of(tags.get("date") or tags.get("creation_time")),
        round(length / 1000) if length is not None else None,
        tuple((ms, name) for ms, name in chapters if name),
    )
