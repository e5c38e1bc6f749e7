"""Search transcripts: sentences with their times, from the vault's and the library's videos.

The notes in the index tell which notes are about a video, and what `channel:` means. Transcripts
have no tags.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from viewer.notes.model import VideoRef
from viewer.vault.full_text import Marks, Results, Row, is_between
from viewer.vault.index import Index, NoteRow
from viewer.vault.query import Query


class SaidVideo(NamedTuple):
    """A video whose transcript is indexed."""

    key: str  # what tells it from the others
    ref: VideoRef
    title: str
    channel: str
    file: Path  # the transcript
    language: str
    place: Path  # the note that names it; where none does, the transcript

    @property
    def shown_title(self) -> str:
        return self.title or self.file.stem


class Sentence(NamedTuple):
    """A sentence that was found, spoken from `ms` to `end_ms`."""

    ms: int
    end_ms: int
    text: str
    marks: Marks  # what was looked for, in characters of `text`


class SaidGroup(NamedTuple):
    """The sentences that were found in one video, best first."""

    video: SaidVideo
    notes: tuple[NoteRow, ...]  # the vault's notes about it, those with most claims first
    hits: tuple[Sentence, ...]

    @property
    def shown_title(self) -> str:
        """The video's title, else its note's, else the name of the transcript."""
        bare = bool(self.notes) and not self.video.title
        return self.notes[0].shown_title if bare else self.video.shown_title


def count_said(index: Index) -> tuple[int, int]:
    """Count the videos whose transcripts are indexed, and their sentences."""
    sql = "SELECT count(*), coalesce(sum(sentences), 0) FROM said WHERE sentences > 0"
    ((videos, sentences),) = index.rows(sql)
    return int(videos), int(sentences)


def search_said(
    index: Index, query: Query, *, videos: int = 20, hits: int = 5
) -> Results[SaidGroup]:
    """Search transcripts, matches of all words first: at most `videos`, with `hits` of each."""
    if query.is_empty or query.tags:
        return Results()

    def found() -> Iterator[tuple[SaidGroup, bool, bool]]:
        known = dict(_wanted(index, query))
        for page in index.pages("said", query, f"p.id IN ({','.join(map(str, known))})", ()):
            lines = [line for line in page.lines if is_between(line.place[0], query)]
            if not lines:
                continue
            if query.phrases:  # else in their order
                lines.sort(key=lambda line: (-line.words, len(line.text)))
            video = known[page.id]
            notes = sorted(index.about_video(video.ref, video.place), key=lambda it: -it.claims)
            best = (Sentence(at[0], at[1], text, marks) for at, text, marks, _ in lines[:hits])
            yield SaidGroup(video, tuple(notes), tuple(best)), page.has_all, len(lines) > hits

    with index.at_one_moment():
        return Results.first(videos, found())


def _wanted(index: Index, query: Query) -> Iterator[tuple[int, SaidVideo]]:
    rows = index.rows(
        "SELECT id, key, video_id, url, path, title, channel, file, language, note FROM said "
        "WHERE sentences > 0"
    )
    passes = _choice(index, query)
    left_out = [_choice(index, other) for other in query.without if not other.phrases]
    for row in rows:
        video = _video(row)
        if row[-1] and not video.place.is_relative_to(index.root):
            continue  # of another folder of the vault that is indexed
        if passes(video) and not any(is_it(video) for is_it in left_out):
            yield row[0], video


def _choice(index: Index, query: Query) -> Callable[[SaidVideo], bool]:
    if not (query.channels or query.videos or query.tags):
        return lambda video: True
    notes = index.videos_of_notes(query)
    named = {name for ref, note in notes for name in _names(ref, index.root / note)}
    return lambda it: not named.isdisjoint(_names(it.ref, it.place)) or _passes(it, query)


def _video(row: Row) -> SaidVideo:
    _, key, video_id, url, path, title, channel, file, language, note = row
    transcript = Path(os.fsdecode(file))
    ref = VideoRef(video_id, url, path)
    place = Path(os.fsdecode(note)) if note else transcript
    return SaidVideo(key, ref, title, channel, transcript, language, place)


def _names(ref: VideoRef, note: Path) -> Iterator[str]:
    """Yield keys by which two notes can mean the same video; a path is relative to its note."""
    if ref.video_id:
        yield f"id:{ref.video_id}"
    if ref.url:
        yield f"url:{ref.url}"
    if ref.path and not ref.video_id:
        yield f"path:{os.path.normpath(note.parent / ref.path)}"


def _passes(video: SaidVideo, query: Query) -> bool:
    return (
        not query.tags
        and all(wanted.casefold() in video.channel.casefold() for wanted in query.channels)
        and all(
            wanted == video.ref.video_id or wanted.casefold() in video.title.casefold()
            for wanted in query.videos
        )
    )
