"""What a reel plays: the moments of listed claims, of whole notes, or of what a search found.

Each moment is given with the file or stream that it can be played from, or None where there is
none. Everything here looks at the disk, and is for a thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from viewer.errors import MediaError, ViewerError
from viewer.notes.file import read_version
from viewer.notes.note import Note, VideoRef
from viewer.notes.videos import video_key
from viewer.ui.session.follow import moments_of
from viewer.vault.entry import PassageKind
from viewer.video.media import Media, MediaFinder, Playable

if TYPE_CHECKING:
    from viewer.evidence.dismissed import Dismissed
    from viewer.vault.index import Hit


class ReelMoment(NamedTuple):
    """One moment to play: in the video of the note at `path`, or in the one that is open."""

    ms: int
    title: str
    path: Path | None = None
    end_ms: int | None = None  # where its range ends; None where it has no end
    video: VideoRef | None = None  # of several in the note at `path`, the one that it is in


Found = list[tuple[ReelMoment, Playable | None]]


class ReelLooker:
    """Finds the notes' videos, each once, and decides their times by how long these are."""

    def __init__(
        self,
        here: Playable | None,
        note_of_here: Path | None,
        video_of_here: VideoRef | None,
        find: MediaFinder,
        dismissed: Dismissed,
    ) -> None:
        """Take what is open now, and for which video of which note; `find` looks for any other."""
        self._here, self._find, self._dismissed = here, find, dismissed
        # By the note, and which video of it.
        self._known: dict[tuple[Path, str], Playable | None] = {}
        self._notes: dict[Path, Note | None] = {}
        if note_of_here is not None and here is not None:
            self._known[note_of_here, video_key(video_of_here)] = here
        # The same file is found in several ways: by its path it is one.
        self._by_file: dict[Path, Media] = {}
        if isinstance(here, Media):
            self._by_file[here.path] = here
        self._durations: dict[Path, int | None] = {}

    def of_moments(self, moments: Sequence[ReelMoment]) -> Found:
        """Find what these moments are played from."""
        found: Found = []
        for moment in moments:
            media = self._here
            if moment.path is not None:
                media = self._media(moment.path, moment.video)
            found.append((moment, media))
        return found

    def of_notes(self, paths: Sequence[Path]) -> Found:
        """Return all that these notes cite: video by video, and in each by time."""
        by_video: dict[Playable | None, list[ReelMoment]] = {}
        for path in paths:
            note = self._read(path)
            if note is None:
                continue
            texts = note.plain_each([claim.span for claim in note.claims])
            for index in note.played or (None,):
                seen = note if index is None else note.about(index)
                media = self._media(path, seen.video)
                moments = moments_of(seen, seen.times(self._duration_ms(media)))
                by_video.setdefault(media, []).extend(
                    ReelMoment(moment.ms, texts[moment.claim], path, moment.end_ms, seen.video)
                    for moment in moments
                )
        return [
            (moment, media)
            for media, moments in by_video.items()
            for moment in sorted(moments, key=lambda moment: moment.ms)
        ]

    def of_passages(self, found: Sequence[tuple[Path, Sequence[Hit]]]) -> Found:
        """Return the claims among what was found, note by note, and in each by time."""
        from viewer.vault.locate import locate  # here, for it loads RapidFuzz

        moments: Found = []
        for path, hits in found:
            claims = [hit for hit in hits if hit.kind is PassageKind.CLAIM]
            note = self._read(path) if claims else None
            if note is None:
                continue
            durations = {
                index: self._duration_ms(self._media(path, note.videos[index]))
                for index in note.played
            }
            times = note.times_by(durations)
            of_note: list[ReelMoment] = []
            for hit in claims:
                where = locate(note, hit)
                if where is None or where.claim < 0:
                    continue  # it was changed since it was indexed
                claim = note.claims[where.claim]
                cited = [c for c in claim.citations if not note.citations[c].ends_range]
                of_claim = {times[c].ms: c for c in reversed(cited) if times[c].ms is not None}
                if of_claim:
                    ms = hit.ms if hit.ms in of_claim else next(reversed(of_claim))
                    assert ms is not None  # mypy: that of a hit can be None
                    text, end_ms = note.plain(claim.span), times[of_claim[ms]].end_ms
                    video = note.video_of(note.citations[of_claim[ms]])
                    of_note.append(ReelMoment(ms, text, path, end_ms, video))
            of_note.sort(key=lambda one: (video_key(one.video), *one[:2]))
            moments += [(one, self._media(path, one.video)) for one in dict.fromkeys(of_note)]
        return moments

    def _read(self, path: Path) -> Note | None:
        """Read a note; None of one that is gone."""
        if path not in self._notes:
            try:
                said = self._dismissed.said_of(path)
                self._notes[path] = Note.parse(read_version(path)[0], said=said)
            except ViewerError:
                self._notes[path] = None
        return self._notes[path]

    def _media(self, path: Path, video: VideoRef | None) -> Playable | None:
        """Find a video of a note; None: the one that it is about. One that is gone has none."""
        key = path, video_key(video)
        if key not in self._known:
            note = self._read(path)
            media = self._find(video or note.video, path) if note is not None else None
            if isinstance(media, Media):
                media = self._by_file.setdefault(media.path, media)
            self._known[key] = media
        return self._known[key]

    def _duration_ms(self, media: Playable | None) -> int | None:
        if not isinstance(media, Media):
            return media.duration_ms if media is not None else None
        if media.path not in self._durations:
            from viewer.video.frames.decoder import duration_of  # here, for it loads PyAV

            try:
                self._durations[media.path] = duration_of(media.path)
            except MediaError:
                self._durations[media.path] = None  # the reel will pass over it
        return self._durations[media.path]
