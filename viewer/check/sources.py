"""Find what is known about a note's video: its length, chapters and transcript.

A `Places` says where to look, as plain values that can be sent to another process; a `Sources`
looks there. Either what the user names (a folder of transcripts, a list of durations), or what is
on this computer: next to the note, in the vault's folders for it, in the library, or chosen before.
No network, and nothing is written. Missing sources are not errors: an unreadable transcript is
skipped and reported in `KnownVideo.problems`. Reads the disk.
"""

import os
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from viewer.base.errors import MediaError
from viewer.check.dismissed import Dismissed
from viewer.media.caption_formats import format_of, rank_of
from viewer.media.library import read_info
from viewer.media.media import (
    CHOSEN,
    Around,
    Pairings,
    find_media,
    folders_around,
    media_files,
    remembered,
)
from viewer.media.transcript import Transcript
from viewer.media.transcript_files import (
    TranscriptFile,
    captions_in,
    find_transcripts,
    in_language,
    language_in_name,
)
from viewer.media.transcript_offsets import CaptionOffsets, moved
from viewer.notes.model import VideoRef

_KEPT_FACTS = 4  # the notes about a video are asked for one after the other


@dataclass(frozen=True, slots=True)
class Places:
    """Where to look. Without `transcripts` and `durations`: on this computer."""

    # The folder that holds captions as `<videoId>.srt`, a language before the suffix or not.
    transcripts: Path | None = None
    # In ms, by the id of the video.
    durations: Mapping[str, int] | None = None
    vault: Path | None = None
    library: Path | None = None
    # The state folder, with what was chosen for a video.
    state: Path | None = None


class KnownVideo(NamedTuple):
    """What is known about one video."""

    duration_ms: int | None = None
    transcript: Transcript | None = None
    # Where each of its chapters begins, in ms, and its title.
    chapters: tuple[tuple[int, str], ...] = ()
    # What could not be read, in sentences.
    problems: tuple[str, ...] = ()


class Sources:
    """Looks in `Places`, and caches the results for the last few videos. One thread."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self._named = _by_video(places.transcripts) if places.transcripts is not None else {}
        state = places.state if places.state is not None else Path(os.devnull)
        self._media = Pairings(state / "pairings.json")
        self._chosen = Pairings(state / "transcripts.json")
        self._state, self.dismissed = state, Dismissed(state)
        self._media_in, self._captions_in = remembered(media_files), remembered(captions_in)
        self._facts = OrderedDict[tuple[object, ...], KnownVideo]()

    def of(self, ref: VideoRef | None, note_path: Path, language: str = "") -> KnownVideo:
        """Return what is known about the video that the note at `note_path` names.

        Of several transcripts the first in `language`, such as "en", is read.
        """
        # Without an id or address, what is beside the note is all there is.
        place = None if ref is not None and ref.path is None else note_path
        key = (ref, place, note_path.parent, language)
        facts = self._facts.pop(key, None)
        if facts is None:
            facts = self._look(ref, note_path, language)
        self._facts[key] = facts
        if len(self._facts) > _KEPT_FACTS:
            self._facts.popitem(last=False)
        return facts

    def media_of(self, ref: VideoRef | None, note_path: Path) -> Path | None:
        """Return the local file of the video that the note at `note_path` names, or None."""
        places = self.places
        media = find_media(
            ref, note_path, places.vault, places.library, self._media, self._media_in
        )
        return media.path if media is not None else None

    def length_of(self, ref: VideoRef | None, note_path: Path, media: Path | None) -> int | None:
        """Return the length in ms of a video whose local file is `media`; reads no transcript."""
        return self._facts_of(ref, note_path, media).duration_ms

    def _facts_of(self, ref: VideoRef | None, note_path: Path, media: Path | None) -> KnownVideo:
        places, known = self.places, KnownVideo()
        if media is not None:
            # Here, for it takes a tenth of a second, and most notes have no video here.
            from viewer.media.video_facts import facts_of_file

            of_file = facts_of_file(media)
            known = KnownVideo(of_file.duration_ms, chapters=of_file.chapters)
        if places.durations is not None:
            video_id = ref.video_id if ref is not None else None
            return known._replace(duration_ms=places.durations.get(video_id or ""))
        if ref is not None:
            around = Around(ref, note_path.parent, places.vault, places.library)
            return known._replace(duration_ms=_saved_duration(around) or known.duration_ms)
        return known

    def _look(self, ref: VideoRef | None, note_path: Path, language: str) -> KnownVideo:
        places, media = self.places, None
        if places.durations is None or places.transcripts is None:
            media = self.media_of(ref, note_path)
        known = self._facts_of(ref, note_path, media)
        video_id = ref.video_id if ref is not None else None
        files = self._named.get(video_id or "", [])
        is_picked = places.transcripts is None  # by the user, where it is chosen
        if is_picked:
            files = find_transcripts(
                *(ref, note_path, places.vault, places.library, media),
                *(self._chosen, self._captions_in),
            )

        def comes_first(file: TranscriptFile) -> bool:
            return (is_picked and file.source is CHOSEN) or in_language(file, language)

        transcript, problems = _first_readable(sorted(files, key=comes_first, reverse=True))
        if transcript is not None:
            transcript = moved(transcript, CaptionOffsets(self._state).of(transcript.path))
        return known._replace(transcript=transcript, problems=problems)


def _by_video(folder: Path) -> dict[str, list[TranscriptFile]]:
    """List the transcripts in a folder by the id that their names begin with, best first."""
    found: dict[str, list[TranscriptFile]] = {}
    for path in folder.iterdir():
        if format_of(path) is not None and not path.name.startswith("."):
            video_id = path.name.split(".", 1)[0]
            language = language_in_name(path, video_id)
            found.setdefault(video_id, []).append(TranscriptFile(path, language, CHOSEN))
    for files in found.values():
        files.sort(key=_rank)
    return found


def _rank(file: TranscriptFile) -> tuple[int, int, str]:
    """Sort key for transcripts of one video: spoken language first, then the finest times."""
    language = file.language.casefold()
    spoken = 0 if language.endswith("-orig") else 1 if not language else 2
    if spoken == 2 and not language.startswith("en"):
        spoken = 3
    return spoken, rank_of(file.path), file.path.name


def _first_readable(files: list[TranscriptFile]) -> tuple[Transcript | None, tuple[str, ...]]:
    problems: list[str] = []
    for file in files:
        try:
            return file.read(), tuple(problems)
        except MediaError as error:
            problems.append(str(error))
    return None, tuple(problems)


def _saved_duration(around: Around) -> int | None:
    for place, folder in folders_around(around):
        info = read_info(folder) if place.is_of_one else None
        if info is not None and info.duration_ms > 0:
            return info.duration_ms
    return None
