"""Reading what is said in videos: sentences with their times, of the vault's and the library's.

Two files of the index are asked, that of the vault's own transcripts and that of the library, which
vaults share; each video counts once. Which notes are about a video, and what `channel:` and `tag:`
mean, the index of the notes says. Like that, it is for one thread at a time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from viewer.notes.model import VideoRef
from viewer.vault.full_text import (
    RANKED_MOST,
    FullText,
    Marks,
    Row,
    add_filters,
)
from viewer.vault.index import Index, NoteRow
from viewer.vault.query import Phrase, Query, phrase_of
from viewer.vault.schema import SAID, file_id, open_for_reading, said_path


class SaidVideo(NamedTuple):
    """A video whose transcript is indexed."""

    key: str  # what tells it from the others
    ref: VideoRef
    title: str
    channel: str
    file: Path  # the transcript
    language: str
    sentences: range  # their numbers in the file of the index
    place: Path  # the note that names it; where none does, the transcript

    @property
    def shown_title(self) -> str:
        return self.title or self.file.stem


class Sentence(NamedTuple):
    """A sentence that was found, said from `ms` to `end_ms`."""

    ms: int
    end_ms: int
    text: str
    marks: Marks  # what was looked for, in characters of `text`


class SaidGroup(NamedTuple):
    """The sentences that were found in one video, the best first."""

    video: SaidVideo
    notes: tuple[NoteRow, ...]  # the vault's notes about it, those with most claims first
    hits: tuple[Sentence, ...]


class SaidFound(NamedTuple):
    """What a search gave."""

    groups: tuple[SaidGroup, ...]
    # Whether there may be more than was asked for.
    more: bool


class Said:
    """What is said, beside an open index of notes; nothing where no transcript is indexed yet."""

    def __init__(self, index: Index, library: Path | None) -> None:
        self._index = index
        roots = [index.root] if library is None else [index.root, library]
        self._paths = [said_path(index.cache, root) for root in roots]
        self._open: dict[Path, _Store] = {}

    def close(self) -> None:
        for store in self._open.values():
            store.close()
        self._open.clear()

    def count(self) -> tuple[int, int]:
        """Count the videos whose transcripts are indexed, and the sentences."""
        videos = [video for _, own in self._videos() for video in own.values()]
        return len(videos), sum(len(video.sentences) for video in videos)

    def languages(self) -> frozenset[str]:
        """Return the tags of the languages that transcripts are in; "" of those that name none."""
        return frozenset(video.language for _, own in self._videos() for video in own.values())

    def search(self, query: Query, *, videos: int = 20, hits: int = 5) -> SaidFound:
        """Find sentences, grouped by video: at most `videos` of them with `hits` of each."""
        if query.is_empty:
            return SaidFound((), False)
        rows, is_cut = self._find(query, videos * hits * 2, hits)
        by_video: dict[str, list[Row]] = {}
        about: dict[str, SaidVideo] = {}
        for video, row in rows:
            about[video.key] = video
            by_video.setdefault(video.key, []).append(row)
        shown = list(by_video.items())[:videos]
        groups = tuple(
            SaidGroup(about[key], self.notes_about(about[key]), tuple(map(_hit, found[:hits])))
            for key, found in shown
        )
        is_cut = is_cut or any(len(found) > hits for _, found in shown)
        return SaidFound(groups, is_cut or len(by_video) > videos)

    def any_of(
        self, words: Sequence[str], query: Query, most: int
    ) -> tuple[list[tuple[SaidVideo, Sentence]], dict[str, int]]:
        """Find sentences in which any of `words` is said, each with a star behind it or not.

        The rarest are looked for, as many as can be ranked together; with `query`, in what that
        finds. The best by rank come first, at most `most`. And in how many sentences each word is
        said, as far as that was counted.
        """
        phrases = {word: phrase_of(word, goes_on=word.endswith("*")) for word in words}
        counts = {word: self._count(phrase.match) for word, phrase in phrases.items()}
        wanted: list[Phrase] = []
        total = 0
        for word, count in sorted(counts.items(), key=lambda each: each[1]):
            total += count
            if total > RANKED_MOST:
                break
            if count:
                wanted.append(phrases[word])
        if not wanted:
            return [], counts
        any_word = f"({' OR '.join(phrase.match for phrase in wanted)})"
        match = f"({query.match}) AND {any_word}" if query.match else any_word
        asked = replace(query, match=match, phrases=(*query.phrases, *wanted))
        rows, _ = self._find(asked, most, most)
        return [(video, _hit(row)) for video, row in rows[:most]], counts

    def _find(
        self, query: Query, most: int, of_each: int
    ) -> tuple[list[tuple[SaidVideo, Row]], bool]:
        """Find in all files, the best first; and whether there may be more."""
        rows: list[tuple[SaidVideo, Row]] = []
        is_cut = False
        for store, own in self._wanted(query):
            found, cut = store.find(query, own, most, of_each)
            rows += ((own[row[0]], row) for row in found)
            is_cut = is_cut or cut
        # Sorted by rank, which two files count by themselves: near enough, where both are speech.
        rows.sort(key=lambda each: each[1][5])
        return rows, is_cut

    def _count(self, match: str) -> int:
        return sum(store.count_matches(match) for store in self._stores())

    def count_found(self, query: Query, most: int) -> tuple[int, int]:
        """Count the sentences that `query` finds and the videos they are in; at most `most`."""
        if query.is_empty:
            return 0, 0
        counted = [store.count_found(query, own, most) for store, own in self._wanted(query)]
        return min(most, sum(c for c, _ in counted)), sum(v for _, v in counted)

    def notes_about(self, video: SaidVideo) -> tuple[NoteRow, ...]:
        """Return the vault's notes about a video, those with most claims first."""
        notes = self._index.about_video(video.ref, video.place)
        return tuple(sorted(notes, key=lambda note: -note.claims))

    # ------------------------------------------------------------------ which videos

    def _stores(self) -> Iterator[_Store]:
        for path in self._paths:
            store = self._open.get(path)
            if store is not None and not store.is_current():
                self._open.pop(path).close()
                store = None
            store = store or _Store.open(path)
            if store is not None:
                self._open[path] = store
                yield store

    def _videos(self) -> Iterator[tuple[_Store, dict[int, SaidVideo]]]:
        """Yield each file with its videos by number; one that two files have is the vault's."""
        seen: set[str] = set()
        for store in self._stores():
            videos = store.videos()
            own = {number: one for number, one in videos.items() if one.key not in seen}
            seen.update(one.key for one in own.values())
            yield store, own

    def _wanted(self, query: Query) -> Iterator[tuple[_Store, dict[int, SaidVideo]]]:
        """Yield each file with those of its videos that pass the filters."""
        if not (query.channels or query.videos or query.tags):
            yield from self._videos()
            return
        root = self._index.root
        named = {
            name
            for ref, note in self._index.videos_of_notes(query)
            for name in _names(ref, root / note)
        }
        for store, own in self._videos():
            yield (
                store,
                {
                    number: video
                    for number, video in own.items()
                    if named.intersection(_names(video.ref, video.place)) or _passes(video, query)
                },
            )


class _Store(FullText):
    """One file of sentences."""

    _version_read = -1
    _read: dict[int, SaidVideo]

    @classmethod
    def open(cls, path: Path) -> _Store | None:
        file = file_id(path)
        connection = open_for_reading(path, SAID)
        return cls(connection, path, file) if connection is not None else None

    def videos(self) -> dict[int, SaidVideo]:
        """Return the videos in which anything is said, by number."""
        version = self.version()
        if version != self._version_read:
            rows = self._rows(
                "SELECT id, key, video_id, url, path, title, channel, file, language, first, last, "
                "note FROM videos WHERE last > first"
            )
            self._read = {row[0]: _video(row) for row in rows}
            self._version_read = version
        return self._read

    def count_matches(self, match: str) -> int:
        """Count the sentences that match, up to somewhat more than can be ranked."""
        rows = self._rows(
            "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)",
            (match, RANKED_MOST + 1),
        )
        return int(rows[0][0])

    def find(
        self, query: Query, videos: dict[int, SaidVideo], most: int, of_each: int
    ) -> tuple[list[Row], bool]:
        """Give (video, ms, end_ms, text, marks, rank) of sentences in `videos`, the best first.

        And whether there are more than these.
        """
        if not videos:
            return [], False
        where, values = self._where(query, videos)
        if not query.match:
            return self._in_order(videos, where, values, most, of_each)
        first = min(video.sentences.start for video in videos.values())
        passages = range(first, max(video.sentences.stop for video in videos.values()))
        columns = "p.video, p.ms, p.end_ms"
        return self._best(columns, query, "", where, values, passages, most, _density)

    def _in_order(
        self,
        videos: dict[int, SaidVideo],
        where: str,
        values: tuple[Any, ...],
        most: int,
        of_each: int,
    ) -> tuple[list[Row], bool]:
        """Find without words, where all that is said passes: a beginning of each video must do."""
        sql = f"SELECT p.video, p.ms, p.end_ms, p.text FROM passages p WHERE {where}"
        rows = []
        for video in videos.values():
            numbers = video.sentences
            rows += self._rows(
                f"{sql} AND p.id BETWEEN ? AND ? ORDER BY p.id LIMIT ?",
                (*values, numbers.start, numbers.stop - 1, of_each + 1),
            )
            if len(rows) >= most:
                break
        return [(*row, (), 0.0) for row in rows], len(rows) >= most

    def count_found(self, query: Query, videos: dict[int, SaidVideo], most: int) -> tuple[int, int]:
        if not videos:
            return 0, 0
        where, values = self._where(query, videos)
        return self._counted("p.video", query, "", where, values, most)

    def _where(self, query: Query, videos: dict[int, SaidVideo]) -> tuple[str, tuple[Any, ...]]:
        where: list[str] = []
        values: list[Any] = []
        if len(videos) < len(self.videos()):
            where.append(f"p.video IN ({','.join(map(str, videos))})")
        add_filters(query, where, values)
        return " AND ".join(where) or "1", tuple(values)


def _video(row: Row) -> SaidVideo:
    _, key, video_id, url, path, title, channel, file, language, first, last, note = row
    transcript = Path(os.fsdecode(file))
    ref = VideoRef(video_id, url, path)
    place = Path(os.fsdecode(note)) if note else transcript
    return SaidVideo(key, ref, title, channel, transcript, language, range(first, last), place)


def _names(ref: VideoRef, note: Path) -> Iterator[str]:
    """Yield by what two notes can mean the same video; a path is meant from its note."""
    if ref.video_id:
        yield f"id:{ref.video_id}"
    if ref.url:
        yield f"url:{ref.url}"
    if ref.path and not ref.video_id:
        yield f"path:{os.path.normpath(note.parent / ref.path)}"


def _passes(video: SaidVideo, query: Query) -> bool:
    """Return whether a video passes by what is known of it itself; tags are of notes alone."""
    return (
        not query.tags
        and all(wanted.casefold() in video.channel.casefold() for wanted in query.channels)
        and all(
            wanted == video.ref.video_id or wanted.casefold() in video.title.casefold()
            for wanted in query.videos
        )
    )


def _density(row: Row) -> float:
    """Order sentences roughly as ranking does: where the words are dense."""
    return float(len(row[4]) / (len(row[3]) + 80))


def _hit(row: Row) -> Sentence:
    return Sentence(*row[1:5])
