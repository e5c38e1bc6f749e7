"""Find the transcripts of a note's video. No Qt, no network; nothing is written to a vault.

In this order: the file the user chose, those next to the video file, those in the places of videos
(`media.PLACES`), the library first, and last what was transcribed here, wherever it is. Everything
here may touch a slow disk: keep it off the GUI thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from viewer.media.caption_formats import caption_suffixes, rank_of, read_captions
from viewer.media.media import (
    CHOSEN,
    Around,
    Listing,
    Pairings,
    VideoPlace,
    files_in,
    folders_around,
    is_file,
    is_searchable,
)
from viewer.media.transcribed import Origin, Ranges, find_transcribed, read_origin
from viewer.media.transcript import Transcript
from viewer.notes.model import VideoRef

_TAG = re.compile(r"[a-z]{2,3}(?:[-_](?:[A-Za-z]{4}|[A-Za-z]{2}|\d{3}|orig))*", re.IGNORECASE)
# What may be in a name beside the language.
_KINDS = frozenset({"auto", "asr", "orig", "manual", "cc", "sdh", "hi", "forced", "captions"})


MEDIA = VideoPlace("media")  # beside the video file, by its name
TRANSCRIBED = VideoPlace("recognised")  # heard by a model on this computer, whole or in part
STREAM = VideoPlace("stream")  # came along with a stream; no file
INSIDE = VideoPlace("inside")  # a track of the video file itself


@dataclass(frozen=True, slots=True)
class TranscriptFile:
    """A file that may contain a transcript; not read yet."""

    path: Path
    language: str  # as its name says it, such as "en" or "en-orig"; empty where it does not
    source: VideoPlace
    data: bytes | None = None  # what is in it, where there is only its name
    origin: Origin | None = None  # how it was transcribed; None: by people, or by a site
    track: int | None = None  # which of the captions inside the video file `path` it is

    @property
    def heard(self) -> Ranges | None:
        """The stretches of the video that it covers; None: all of it."""
        return None if self.origin is None or self.origin.is_whole else self.origin.finished

    def read(self) -> Transcript:
        """Read it, unless it is a track of a video; raises MediaError. May take a second."""
        return read_captions(self.path, self.language, self.heard, self.data)


def captions_in(folder: Path, depth: int) -> Iterator[Path]:
    """Yield the caption files in `folder` and `depth` levels below, by name, none hidden."""
    return files_in(folder, depth, caption_suffixes())


def find_transcripts(
    ref: VideoRef | None,
    note_path: Path,
    vault_root: Path | None,
    library: Path | None,
    media_path: Path | None,
    chosen: Pairings | None = None,
    listing: Listing = captions_in,
) -> list[TranscriptFile]:
    """Find the transcripts of the video `ref` with the file `media_path`, best first.

    Of files that differ only in suffix the best is taken. A chosen file that is missing is skipped.
    Transcriptions made here come last, complete ones first. For a whole vault pass
    `remembered(captions_in)` as `listing`.
    """
    found: list[TranscriptFile] = []
    picked = chosen.get(ref, note_path) if chosen is not None else None
    if picked is not None and is_file(picked):
        language = language_in_name(picked, media_path.stem if media_path is not None else None)
        found.append(TranscriptFile(picked, language, CHOSEN))
    if media_path is not None:
        for path in listing(media_path.parent, 0):
            language_or_none = _language_after(path.stem, media_path.stem)
            if language_or_none is not None:
                found.append(TranscriptFile(path, language_or_none, MEDIA))
    if ref is not None:
        around = Around(ref, note_path.parent, vault_root, library)
        # What is surely of the video goes first.
        for place, folder in sorted(folders_around(around), key=lambda one: not one[0].is_of_one):
            found += _in(folder, place, ref.video_id, listing)
    captions: list[TranscriptFile] = []
    heard: list[TranscriptFile] = []
    for file in found:
        origin = read_origin(file.path)
        if origin is None:
            captions.append(file)
        elif file.source is CHOSEN:
            captions.append(replace(file, origin=origin))
        else:
            heard.append(_heard(file.path, origin))
    if library is not None and media_path is not None:
        heard += [_heard(path, origin) for path, origin in find_transcribed(media_path, library)]
    heard.sort(key=lambda file: file.origin is None or not file.origin.is_whole)
    return _best(captions) + list({file.path: file for file in heard}.values())


def _in(
    folder: Path, place: VideoPlace, video_id: str | None, listing: Listing
) -> Iterator[TranscriptFile]:
    if place.is_of_one:
        for path in listing(folder, 1):
            yield TranscriptFile(path, language_in_name(path, None), place)
    elif place.depth is not None and is_searchable(video_id):
        token = rf"(?<![A-Za-z0-9]){re.escape(video_id)}(?![A-Za-z0-9])"
        for path in listing(folder, place.depth):
            # A folder may hold hundreds, of as many videos.
            match = re.search(token, path.name) if video_id in path.name else None
            if match is not None:
                language = language_in_name(path, path.name[: match.end()])
                yield TranscriptFile(path, language, place)


def _heard(path: Path, origin: Origin) -> TranscriptFile:
    return TranscriptFile(path, origin.text_language, TRANSCRIBED, None, origin)


def preferred(files: Sequence[TranscriptFile], *languages: str) -> TranscriptFile | None:
    """Return the user's choice, else one in the first available language, else the first."""
    for file in files:
        if file.source is CHOSEN:
            return file
    for language in filter(None, languages):
        alike = [file for file in files if in_language(file, language)]
        if alike:
            return next((file for file in alike if file.language == language), alike[0])
    return next(iter(files), None)


def in_language(file: TranscriptFile, language: str) -> bool:
    """Return whether a file is in a language or a variant: "en-US" for "en"; False if unknown."""
    base = language.partition("-")[0].casefold()
    return bool(base) and file.language.partition("-")[0].casefold() == base


def language_in_name(path: Path, stem: str | None) -> str:
    """Read the language from a name such as `talk.en-US.vtt` or `en.json3`, or "".

    `stem` is what the name begins with; None if it may be the language alone.
    """
    if stem is not None and path.stem.startswith(stem):
        return _language_after(path.stem, stem) or ""
    words = path.stem.split(".")
    return _language(words if len(words) == 1 and stem is None else words[1:]) or ""


def _language_after(name: str, stem: str) -> str | None:
    """Return the language after `stem` in `name`, or ""; None if it is another video's file."""
    if not name.startswith(stem):
        return None
    rest = name[len(stem) :].lstrip("]")
    if not rest:
        return ""
    if rest[0] not in ".-_ ":
        return None
    return _language([word for word in re.split(r"[. ]+", rest.lstrip("-_ .")) if word])


def _language(words: list[str]) -> str | None:
    """Return the language among known words; None if a word is unknown."""
    language = ""
    for word in words:
        if word.casefold() in _KINDS and (language or word.casefold() not in ("hi",)):
            continue
        if language or _TAG.fullmatch(word) is None:
            return None
        language = word.replace("_", "-")
    return language


def _best(found: list[TranscriptFile]) -> list[TranscriptFile]:
    """Leave out duplicates, and of one name all but the best format."""
    best: dict[Path, TranscriptFile] = {}
    for file in found:
        name = file.path.with_suffix("")
        known = best.get(name)
        if known is None or (
            rank_of(file.path) < rank_of(known.path) and known.source is not CHOSEN
        ):
            best[name] = file  # keeps its place in the order
    return list(best.values())
