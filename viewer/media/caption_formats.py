"""The formats of caption files that are read, found, loaded from sites and written. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from viewer.media.transcribed import Ranges, Transcribed, to_srt, to_vtt
from viewer.media.transcript import Transcript
from viewer.media.transcript_reader import parse_transcript, read_transcript

# Reads a file named so, in a language if it names none, of these stretches of its video (None: of
# all); the bytes are what is in it (None: what is on the disk). Raises MediaError.
Read = Callable[[Path, str, Ranges | None, bytes | None], Transcript]


class CaptionFormat(NamedTuple):
    """A format of caption files."""

    name: str  # for the user
    suffix: str  # of its files, in small letters
    site: str  # what yt-dlp calls it
    rank: int  # of what there is in several formats the lowest is taken
    read: Read
    has_word_times: bool = False
    write: Callable[[Transcribed], str] | None = None  # None: it is only read


def _read_by_content(
    path: Path, language: str, heard: Ranges | None, data: bytes | None
) -> Transcript:
    """Read a file by its content: names of real files are arbitrary."""
    if data is None:
        return read_transcript(path, language, heard)
    return parse_transcript(data, path, language, heard)


FORMATS = (
    CaptionFormat("WebVTT", ".vtt", "vtt", 2, _read_by_content, True, to_vtt),
    # It has neither times of words nor a language.
    CaptionFormat("SRT", ".srt", "srt", 3, _read_by_content, write=lambda what: to_srt(what.cues)),
    # YouTube's, with a time for every word.
    CaptionFormat("json3", ".json3", "json3", 1, _read_by_content, True),
)


def caption_suffixes() -> tuple[str, ...]:
    return tuple(each.suffix for each in FORMATS)


def best_first() -> list[CaptionFormat]:
    """List the formats, best first."""
    return sorted(FORMATS, key=lambda each: each.rank)


def format_of(path: Path) -> CaptionFormat | None:
    """Return the format of a file by its name; None if it is no caption file."""
    suffix = path.suffix.casefold()
    return next((each for each in FORMATS if each.suffix == suffix), None)


def rank_of(path: Path) -> int:
    """Rank a file by its format, best lowest."""
    own = format_of(path)
    return own.rank if own is not None else len(FORMATS) + 1


def read_captions(
    path: Path, language: str = "", heard: Ranges | None = None, data: bytes | None = None
) -> Transcript:
    """Read a caption file, whatever its name; raises MediaError. See `Read`."""
    own = format_of(path)
    return (own.read if own is not None else _read_by_content)(path, language, heard, data)
