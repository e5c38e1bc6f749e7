"""The entries to export: a note's cited moments, each with its claim. Pure; any thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from viewer.base.translation import comma_list, tr
from viewer.media.transcript import Transcript
from viewer.notes.headings import Heading
from viewer.notes.model import CitedTime, Span, TimeStatus, VideoRef
from viewer.notes.note import Note
from viewer.notes.region import Region, region_of
from viewer.notes.tags import tags_of_claims
from viewer.notes.videos import video_key

_FEW = 4
_LONGEST_MS = 30_000  # of a claim without an end


class Entry(NamedTuple):
    """One citation and the claim that it supports."""

    # Of the note: its path as it is to be shown, with `/`, and its title.
    note: str
    title: str
    video: VideoRef | None
    # Where it is said; None where the time cannot be read, or lies past the end of the video.
    ms: int | None
    # Where its range ends, half-open, or None.
    end_ms: int | None
    # The claim without markup, and the tags in it, without `#`.
    text: str
    tags: tuple[str, ...]
    status: TimeStatus
    # The time as written in the note.
    written: str
    # Bytes of the claim in its file, half-open.
    span: Span
    # What of the picture it points at.
    region: Region | None = None


IsWanted = Callable[[Entry], bool]


def times_in_words(entries: Sequence[Entry]) -> str:
    """List the first few by their times as written, for a message."""
    written = list(dict.fromkeys(entry.written for entry in entries))
    words = comma_list(tr("“{0}”").format(one) for one in written[:_FEW])
    return f"{words} …" if len(written) > _FEW else words


def entries_of(note: Note, name: str, title: str, times: Sequence[CitedTime]) -> Sequence[Entry]:
    """Return the entries of `note` in order; `name` and `title` are as `Entry` has them."""
    claims = {at: one for at, one in enumerate(note.claims) if not one.stands_for_child}
    texts = note.plain.each([claim.span for claim in claims.values()])
    tags_of = tags_of_claims(note)
    found = []
    for (at, claim), text in zip(claims.items(), texts, strict=True):
        tags = tags_of.get(at, ())
        for index in claim.citations:
            citation, time = note.citations[index], times[index]
            if citation.ends_range:
                continue  # it says where the range of the one before it ends
            found.append(
                Entry(
                    name,
                    title,
                    note.video_of(citation),
                    time.ms,
                    time.end_ms,
                    text,
                    tags,
                    time.status,
                    citation.written,
                    claim.span,
                    region_of(note.data, citation),
                )
            )
    return found


class Footage(NamedTuple):
    """A video's file, length in ms, whether it has a picture, and the transcript if it is open."""

    path: Path | None = None
    duration_ms: int | None = None
    has_picture: bool = False
    transcript: Transcript | None = None


class ExportNote(NamedTuple):
    """A note, or what is wanted of it."""

    name: str  # its path as it is to be shown, with `/`
    title: str
    entries: Sequence[Entry]  # in order
    headings: Sequence[Heading]
    path: Path
    read: Callable[[], tuple[Note, Sequence[CitedTime]]]  # it, and where all its citations lead
    said: Callable[[str], Transcript | None]  # by the key of the video
    vault: Path
    areas: Sequence[Span] | None  # the wanted parts of the note, in bytes; None: all
    has_text: bool  # whether there is anything in them


class Cut(NamedTuple):
    """A claim and its time range, half-open, in ms."""

    note: ExportNote
    entry: Entry
    start_ms: int
    end_ms: int
    footage: Footage

    @property
    def file(self) -> Path:
        """The file of the video, where that is here."""
        assert self.footage.path is not None
        return self.footage.path

    @property
    def same(self) -> list[Entry]:
        """The entries of the note at the same moment, including this one."""
        key = video_key(self.entry.video)
        return [
            one
            for one in self.note.entries
            if one.ms == self.start_ms and video_key(one.video) == key
        ]

    @property
    def regions(self) -> list[Region]:
        """What the claims at its moment point at, each once."""
        return list(dict.fromkeys(one.region for one in self.same if one.region is not None))


def cuts_of(note: ExportNote, footage: Mapping[str, Footage]) -> list[Cut]:
    """Return the cuts by video, then by time; of claims at one moment only the first is a cut.

    One without an end lasts until the next, at most `_LONGEST_MS`. `footage` is by the key of the
    video.
    """
    by_video: dict[str, dict[int, Entry]] = {}
    for entry in note.entries:
        if entry.ms is not None:
            of_video = by_video.setdefault(video_key(entry.video), {})
            known = of_video.get(entry.ms)
            if known is None or (known.end_ms or 0) < (entry.end_ms or 0):
                of_video[entry.ms] = entry
    cuts = []
    for key, of_video in by_video.items():
        of_key = footage.get(key, Footage())
        starts = sorted(of_video)
        following = dict(pairwise(starts))
        for ms in starts:
            entry = of_video[ms]
            end_ms = entry.end_ms
            if end_ms is None:
                end_ms = min(ms + _LONGEST_MS, following.get(ms, ms + _LONGEST_MS))
            if of_key.duration_ms is not None:
                end_ms = min(end_ms, of_key.duration_ms)
            if end_ms > ms:
                cuts.append(Cut(note, entry, ms, end_ms, of_key))
    return cuts
