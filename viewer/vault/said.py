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
from viewer.vault.full_text import Marks, Row, is_between
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


class SaidFound(NamedTuple):
    """The result of a search."""

    groups: tuple[SaidGroup, ...]
    all_words: int  # so many of the groups, which come first, have all words
    more: bool  # whether there are more videos than were asked for
    is_cut: bool  # whether one of these has more sentences


def count_said(index: Index) -> tuple[int, int]:
    """Count the videos whose transcripts are indexed, and their sentences."""
    sql = "SELECT count(*), coalesce(sum(sentences), 0) FROM said WHERE sentences > 0"
    ((videos, sentences),) = index.rows(sql)
    return int(videos), int(sentences)


def search_said(index: Index, query: Query, *, videos: int = 20, hits: int = 5) -> SaidFound:
    """Search transcripts, matches of all words first: at most `videos`, with `hits` of each."""
    groups: list[SaidGroup] = []
    all_words, more, is_cut = 0, False, False
    if query.is_empty or query.tags:
        return SaidFound((), 0, more, is_cut)
    with index.at_one_moment():
        known = dict(_wanted(index, query))
        for page in index.pages("said", query, f"p.id IN ({','.join(map(str, known))})", ()):
            video = known[page.id]
            found = [line for line in page.lines if is_between(line.place[0], query)]
            if not found:
                continue
            if len(groups) == videos:
                more = True
                break
            if query.phrases:  # else in their order
                found.sort(key=lambda line: (-line.words, len(line.text)))
            best = tuple(Sentence(at[0], at[1], text, marks) for at, text, marks, _ in found[:hits])
            notes = sorted(index.about_video(video.ref, video.place), key=lambda it: -it.claims)
            groups.append(SaidGroup(video, tuple(notes), best))
            all_words += page.has_all
            is_cut |= len(found) > hits
    return SaidFound(tuple(groups), all_words, more, is_cut)


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
