"""Captions inside a video file → `Transcript`. No Qt, no network.

Text that was put into the container when it was made, such as the `mov_text` of an MP4 or the
subtitles of a Matroska file. Pictures of text, as on a DVD, cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.base.errors import MediaError
from viewer.media.transcript import Cue, Transcript, in_order
from viewer.media.transcript_reader import cue_of

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.subtitles.stream import SubtitleStream

_TEXT_CODECS = frozenset({"mov_text", "subrip", "srt", "text", "webvtt", "ass", "ssa"})
# What ASS writes before the words of an event in a container.
_ASS_FIELDS = 8


def languages_in(path: Path) -> list[str]:
    """Return the language of each caption track in a video ("eng"), or "".

    Reads only the file's header.
    """
    from viewer.media.decoder import open_container  # here, for it takes long to load

    try:
        with open_container(path) as container:
            return [_language(stream) for stream in _tracks(container)]
    except MediaError:
        return []  # the player says what is wrong with the file


def read_embedded(
    path: Path, track: int = 0, is_wanted: Callable[[], bool] = lambda: True
) -> Transcript | None:
    """Read one of the caption tracks in a video; None if it has no text, or is missing.

    Reads the whole file, which may take seconds: off the GUI thread. `is_wanted` is called at each
    caption, and stops the reading by returning False.
    """
    # The package first: if two threads load it, one of them a part, Python gives one of them half.
    import av
    from av.stream import Discard

    from viewer.media.decoder import open_container

    try:
        with open_container(path) as container:
            streams = _tracks(container)
            if track >= len(streams):
                return None
            stream = streams[track]
            for other in container.streams:
                if other is not stream:
                    other.discard = Discard.all  # so that an MP4's pictures are not read at all
            cues: list[Cue] = []
            begin_ms = int(container.start_time or 0) // 1000  # where the player's 0 is
            for packet in container.demux(stream):
                if not is_wanted():
                    return None
                if packet.pts is None or packet.time_base is None or not packet.size:
                    continue
                start_ms = round(packet.pts * packet.time_base * 1000) - begin_ms
                end_ms = start_ms + round((packet.duration or 0) * packet.time_base * 1000)
                text = _text(bytes(packet), stream.codec_context.name)
                cue = cue_of(text, max(0, start_ms), max(0, end_ms))
                if cue is not None:
                    cues.append(cue)
            tag = _language(stream)
    except (MediaError, av.FFmpegError, OSError, ValueError):
        return None
    return Transcript(in_order(cues), tag, path) if cues else None


def _tracks(container: InputContainer) -> list[SubtitleStream]:
    streams = container.streams.subtitles
    return [one for one in streams if one.codec_context.name in _TEXT_CODECS]


def _language(stream: SubtitleStream) -> str:
    return stream.language if stream.language not in (None, "und") else ""


def _text(data: bytes, codec: str) -> str:
    if codec == "mov_text":
        data = data[2 : 2 + int.from_bytes(data[:2], "big")]
    text = data.decode("utf-8", "replace")
    if codec in ("ass", "ssa"):
        text = text.split(",", _ASS_FIELDS)[-1].replace("\\N", "\n").replace("\\n", "\n")
    return text
