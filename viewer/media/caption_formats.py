"""The formats of caption files that are read, found, loaded from sites and written. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from viewer.base.errors import MediaError
from viewer.base.translation import comma_list, tr
from viewer.media.transcribed import Ranges, Transcribed, to_srt, to_vtt
from viewer.media.transcript import Transcript, in_order
from viewer.media.transcript_reader import (
    ParsedCaptions,
    is_json3,
    is_sbv,
    is_srt,
    is_vtt,
    read_json3,
    read_sbv,
    read_srt,
    read_text,
    read_vtt,
    text_of,
)

_SCRAMBLED = 0.25  # with so many cues before the one above them, their times mean nothing


class CaptionFormat(NamedTuple):
    """A format of caption files."""

    name: str  # for the user
    suffix: str  # of its files, in small letters
    site: str  # what yt-dlp calls it; empty if no site offers it
    rank: int  # of what there is in several formats the lowest is taken
    is_so: Callable[[str], bool]  # whether a text is in it: names of real files are arbitrary
    read: Callable[[str], ParsedCaptions]
    has_word_times: bool = False
    write: Callable[[Transcribed], str] | None = None  # None: it is only read


FORMATS = (
    CaptionFormat("WebVTT", ".vtt", "vtt", 2, is_vtt, read_vtt, True, to_vtt),
    # It has neither times of words nor a language.
    CaptionFormat("SRT", ".srt", "srt", 4, is_srt, read_srt, write=lambda what: to_srt(what.cues)),
    # YouTube's, with a time for every word.
    CaptionFormat("json3", ".json3", "json3", 1, is_json3, read_json3, True),
    # YouTube Studio's. Asked before SRT, which a line of its words can look like.
    CaptionFormat("SBV", ".sbv", "", 3, is_sbv, read_sbv),
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
    """Read a caption file, whatever its name; `language` counts if the file states none.

    `heard` are the stretches of the video that it covers; None: all of it. `data` is what is in
    it; None: what is on the disk. Raises MediaError if it cannot be read or has no cue. May take a
    second for a large file: keep it off the GUI thread.
    """
    try:
        text = read_text(path) if data is None else text_of(data)
        return _transcript(text, path, language, heard)
    except MediaError as error:
        names = comma_list(f"{each.name} ({each.suffix})" for each in FORMATS)
        raise MediaError(str(error), tr("Choose another file: {0}.").format(names)) from error


def _transcript(text: str, path: Path, language: str, heard: Ranges | None) -> Transcript:
    start = text.lstrip()
    if not start:
        raise MediaError(tr("“{0}” is empty.").format(path.name))
    own = next((each for each in best_first() if each.is_so(start)), None)
    found = own.read(text) if own is not None else ParsedCaptions(())
    cues = found.cues
    if not cues:
        raise MediaError(tr("“{0}” has no readable subtitles.").format(path.name))
    back = sum(two.start_ms < one.start_ms for one, two in pairwise(cues))
    is_scrambled = back > _SCRAMBLED * len(cues)
    language = found.language or language
    return Transcript(in_order(cues), language, path, tuple(found.skipped), heard, is_scrambled)
