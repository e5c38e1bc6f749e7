"""Parse a video that the user typed, pasted or passed as an argument. No Qt, no network."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from viewer.base.errors import MediaError
from viewer.base.translation import tr
from viewer.media.address import check_url, path_of
from viewer.media.media import SOUND_SUFFIXES, VIDEO_SUFFIXES, is_file
from viewer.notes.front_edit import video_typed
from viewer.notes.model import VideoRef
from viewer.notes.real_path import real_path
from viewer.notes.timecode import parse_typed


def video_brought(text: str) -> VideoRef:
    """Parse a URL, the id of a YouTube video, or the path of a file, made absolute.

    Quotes around it are removed, since shells and some file managers add them. Raises MediaError if
    it is none of these, not a URL that can be opened, or no such file exists.
    """
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1].strip()
    shown = text if len(text) < 80 else text[:79] + "…"
    if not text or "\n" in text or "\0" in text:
        raise MediaError(
            tr("“{0}” is not a video.").format(shown.split(chr(10))[0]),
            tr("Paste a link or YouTube ID, or choose a file."),
        )
    if text.casefold().startswith("file:"):
        text = path_of(text)
    path = Path(os.path.expanduser(text))  # noqa: PTH111 (raises nothing)
    if is_file(path):
        if path.suffix.casefold() not in VIDEO_SUFFIXES | SOUND_SUFFIXES:
            raise MediaError(
                tr("“{0}” is not a video.").format(path.name), tr("Choose another file.")
            )
        return VideoRef(path=str(real_path(path)))
    video = video_typed(text)
    if video is None or video.path is not None:
        raise MediaError(
            tr("No video at “{0}”.").format(shown),
            tr("Paste a link or YouTube ID, or choose a file."),
        )
    if video.url is not None:
        check_url(video.url)
    return video


def time_in(video: VideoRef) -> int | None:
    """Return the moment, in ms, in the URL of a video (`t=83`, `start=1m23s`), or None."""
    query = parse_qs(urlsplit(video.url or "").query)
    written = [*query.get("t", ()), *query.get("start", ())]
    return parse_typed(written[0]) if written else None
