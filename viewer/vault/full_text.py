"""Full-text search of pages: notes, or transcripts of videos.

SQLite's FTS5 finds the pages and ranks them (`bm25`). This module only builds its queries: first
for all words, then for fewer of them, and for words that are near each other.
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from itertools import accumulate, combinations, islice, pairwise, repeat
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from viewer.base.errors import IndexDamagedError, IndexingError
from viewer.base.scripts import UNPARTED, spaced, unspaced
from viewer.base.translation import tr
from viewer.vault.passages import unpacked
from viewer.vault.query import Phrase, Query, any_of
from viewer.vault.schema import DAMAGE, LINE, file_id, is_of_the_world

Row = tuple[Any, ...]  # as SQLite gives it
Group = TypeVar("Group")
Marks = tuple[tuple[int, int], ...]  # in characters, half-open
# Words, folded; how they are written where that matters, and how much a line is better for them.
Wanted = dict[str, tuple[re.Pattern[str] | None, int]]

_NEAR = 15  # words between two that stand near each other
_EACH_FEWER = 6  # so many words are left out one by one, of more any
_MOST_GOING_ON = 20  # words that begin as the one that is being typed
_SHORT = 3  # letters
_FEW = 20  # pages: with less of them, a word that most have may tell all the same
_OPEN, _CLOSE = "\x02", "\x03"
_NO_MARKS = dict.fromkeys(map(ord, (_OPEN, _CLOSE, LINE)), " ")
_MARKED = re.compile(f"{_OPEN}(.*?){_CLOSE}", re.DOTALL)


# How the places of lines are read, and where in one of them, as it is written, its time stands.
_PLACES: dict[str, tuple[Callable[[str], Iterable[Sequence[Any]]], str]] = {
    "note": (unpacked, "$[3]"),
    "said": (json.loads, "$[0]"),
}


class Line(NamedTuple):
    """A line of a page with matches; `place` as its writer put it."""

    place: tuple[Any, ...]
    text: str
    marks: Marks
    words: int  # how well it fits, by those looked for that it has


class _Asked(NamedTuple):
    """An FTS5 query, with the words that must match exactly."""

    match: str
    written: str = ""  # to be matched unstemmed
    titled: tuple[str, ...] = ()  # what the title must be like
    has_all: bool = True  # the words that must be there
    is_ranked: bool = True  # too many that fit are not ordered
    is_last: bool = False  # only where nothing was found


class Page(NamedTuple):
    """A page that was found, with its matching lines in order."""

    id: int
    title: Line
    lines: tuple[Line, ...]
    has_all: bool  # of the words that must be there


class Results(NamedTuple, Generic[Group]):
    """The result of a search: a group for each note, or for each video."""

    groups: tuple[Group, ...] = ()
    all_words: int = 0  # so many of the groups, which come first, have all words
    more: bool = False  # whether there are more groups than were asked for
    is_cut: bool = False  # whether one of these has more places

    @classmethod
    def first(cls, most: int, found: Iterator[tuple[Group, bool, bool]]) -> Results[Group]:
        """Take at most `most` groups, each with whether it has all words and whether it is cut."""
        first = list(islice(found, most))
        more = next(found, None) is not None
        all_words = sum(has_all for _, has_all, _ in first)
        return cls(tuple(one[0] for one in first), all_words, more, any(cut for *_, cut in first))


class FullText:
    """An open index whose pages can be searched."""

    def __init__(
        self, connection: sqlite3.Connection, place: Path, file: tuple[int, int] | None
    ) -> None:
        """`file` is the `file_id` of the file that was at `place` before it was opened."""
        self._db, self._place, self._file = connection, place, file

    def is_current(self) -> bool:
        """Return whether the open file is still the index: it may have been recreated."""
        return file_id(self._place) == self._file

    def close(self) -> None:
        self._db.close()

    def version(self) -> int:
        """Return a number that changes whenever the writer has written."""
        return int(self.rows("PRAGMA data_version")[0][0])

    def rows(self, sql: str, values: tuple[Any, ...] = ()) -> list[Row]:
        return list(self._each(sql, values))

    def _each(self, sql: str, values: tuple[Any, ...] = ()) -> Iterator[Row]:
        """Yield rows as they are read: a hundred thousand at once take much memory."""
        try:
            yield from self._db.execute(sql, values)
        except DAMAGE as error:
            raise _unreadable(error) from error

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Read one consistent state of the index, whatever its writer does meanwhile."""
        self.rows("BEGIN")
        try:
            yield
        except DAMAGE as error:
            raise _unreadable(error) from error
        finally:
            self._db.rollback()

    def pages(self, kind: str, query: Query, where: str, values: tuple[Any, ...]) -> Iterator[Page]:
        """Find the pages of a `kind` that pass `where`, a condition on `id`; best first."""
        shown = ", ".join(f"highlight({kind}_stems, {at}, ?, ?)" for at in range(3))
        columns = "p.title, p.text, p.links"
        without = [phrase for other in query.without for phrase in other.phrases]
        if stems := [phrase for phrase in without if not phrase.is_exact]:
            where += f" AND p.id NOT IN (SELECT rowid FROM {kind}_stems WHERE {kind}_stems MATCH ?)"
            values += (any_of(stems),)
        if query.from_ms is not None or query.to_ms is not None:  # before all is marked
            where += " AND EXISTS (SELECT 1 FROM json_each(p.places) WHERE value ->> ? >= ?)"
            values += (_PLACES[kind][1], query.from_ms or 0)
        # By `rank` FTS5 sorts by itself, and only what is read is marked.
        sql = (
            f"SELECT p.id, {columns}, p.places, {shown} FROM {kind}_stems s "
            f"CROSS JOIN {kind}_pages p ON p.id = s.rowid "
            f"WHERE {kind}_stems MATCH ? AND {where}"
        )
        if not query.phrases:
            sql = f"SELECT p.id, {columns}, p.places, {columns} FROM {kind}_pages p WHERE {where}"
        as_written = f"AND p.id IN (SELECT rowid FROM {kind}_words WHERE {kind}_words MATCH ?) "
        as_titled = "AND ' ' || p.title LIKE ? ESCAPE '\\' "
        seen: set[int] = set()
        common = self._common(kind, query)
        wanted = _wanted(query, common)
        exact = [_pattern(phrase) for phrase in query.phrases if phrase.is_exact]
        never = [_pattern(phrase) for phrase in without if phrase.is_exact]
        for asked in self._asked(kind, query, common):
            if asked.is_last and seen:
                break
            like = as_titled * len(asked.titled)
            order = " ORDER BY s.rank" * asked.is_ranked
            given = ([asked.written] * bool(asked.written)) + [*asked.titled]
            each = f"{sql} {as_written * bool(asked.written)}{like}{order}"
            match = (*(_OPEN, _CLOSE) * 3, asked.match) * bool(query.phrases)
            for row in self._each(each, (*match, *values, *given)):
                if row[0] not in seen:
                    seen.add(row[0])
                    has = partial(_has, texts=row[1:4])
                    if all(map(has, exact)) and not any(map(has, never)):
                        yield _page(kind, row, wanted, has_all=asked.has_all)

    def _asked(self, kind: str, query: Query, common: Collection[str]) -> Iterator[_Asked]:
        """Yield the FTS5 queries to try, in order.

        Words that most pages have, and words that may belong to a question, only help ranking; so
        do the few letters of a word being typed beside others. If there are no other words, too
        many pages match for all of them to be ranked.
        """
        if not query.phrases:
            yield _Asked("", is_ranked=False)
            return
        words, last, short = list(query.phrases), query.phrases[-1], []
        if _is_short(last):
            if len(words) == 1:
                # What has three letters may have a stem of two, which far more words begin with.
                is_cut = len(last.words[-1]) == _SHORT and last.words[-1].isalnum()
                for written in [last.match, ""] if is_cut else [""]:
                    if kind == "note":  # whose title is enough
                        yield _Asked(f"{{title}} : {last.match}", written, is_ranked=False)
                    yield _Asked(self._written(kind, last), written, is_ranked=False)
                return
            short.append(words.pop()._replace(goes_on=False))
        must = [phrase for phrase in words if not _says_little(phrase, common)]
        telling = [phrase for phrase in short if not _says_little(phrase, common)]
        has_all = not telling or len(last.words[-1]) == 1
        if must:
            helping = [*short, *(phrase for phrase in words if phrase not in must)]
            if not has_all:
                yield _Asked(" AND ".join(self._written(kind, one) for one in must + telling))
            for asked in self._ranked(kind, must, helping):
                yield asked._replace(has_all=asked.has_all and has_all)
            if rest := [phrase for phrase in helping if not phrase.asks]:
                yield _Asked(any_of(rest), has_all=False, is_ranked=False, is_last=True)
            return
        if telling:
            yield from self._ranked(kind, telling, words)
        all_of = f"({' AND '.join(phrase.match for phrase in words)})"
        yield _Asked(_in_title(all_of), has_all=has_all)
        yield _Asked(all_of, has_all=has_all, is_ranked=False)
        yield _Asked(any_of(words), has_all=False, is_ranked=False)

    def _ranked(self, kind: str, must: list[Phrase], helping: list[Phrase]) -> Iterator[_Asked]:
        """Yield queries for all required words, then for fewer.

        A word may share its stem with a far more common one, as “willed” with “will”.
        """
        written = {phrase: self._written(kind, phrase) for phrase in must}
        # What goes on has many words, which are looked for once.
        whole = [phrase for phrase in must if not phrase.goes_on] or must
        pairs = combinations(whole, 2) if len(whole) <= _EACH_FEWER else pairwise(whole)
        near = [f"NEAR({one.match} {other.match}, {_NEAR})" for one, other in pairs]
        helps = [phrase.match for phrase in helping] + near
        exact = [phrase for phrase in must if phrase.is_exact]
        others = [phrase for phrase in must if not phrase.is_exact]

        def asked(groups: Iterable[tuple[Phrase, ...]], anyway: Iterable[Phrase]) -> str:
            each = (" AND ".join(written[phrase] for phrase in group) for group in groups)
            all_of = " OR ".join(f"({group})" for group in each)
            if not helps:
                return f"({all_of})"
            one_of = " OR ".join([*(written[phrase] for phrase in anyway), *helps])
            return f"(({all_of}) AND ({one_of}))"

        all_of = asked([tuple(must)], whole)
        # Marks, as of Hindi, cut a word in several, whose order is not kept unstemmed.
        if all(len(phrase.words) == 1 and phrase.words[0].isalnum() for phrase in must):
            written_so = " AND ".join(phrase.match for phrase in must)
            titled = tuple(f"% {liked(phrase.words[0])}%" for phrase in must)
            yield _Asked(_in_title(all_of), written_so, titled)
            yield _Asked(all_of, written_so)
        yield _Asked(all_of)
        fewer = range(len(others) - 1, 0, -1) if len(others) <= _EACH_FEWER else range(1, 2)
        for count in fewer:
            some_of = asked([(*exact, *some) for some in combinations(others, count)], must)
            yield _Asked(some_of, has_all=False)

    def _common(self, kind: str, query: Query) -> set[str]:
        """Return the words of a query, folded, that most pages have; none of few pages."""
        words = [_folded(one.words[0]) for one in query.phrases if len(one.words) == 1]
        sql = (
            f"SELECT term FROM (SELECT count(*) AS pages FROM {kind}_stems_docsize) "  # FTS5's own
            f"CROSS JOIN {kind}_vocabulary WHERE term IN ({', '.join('?' * len(words))}) "
            "AND doc * 2 > pages AND pages >= ?"
        )
        return {term for (term,) in self.rows(sql, (*words, _FEW))}

    def _written(self, kind: str, phrase: Phrase) -> str:
        """Write a phrase for FTS5; a prefix with the words that complete it.

        The stem of a word may be shorter than what was typed, which then is not a prefix of it.
        """
        last = _folded(phrase.words[-1])
        if not phrase.goes_on or len(last) < _SHORT:  # no stem is shorter
            return phrase.match
        rows = self.rows(
            f"SELECT term FROM {kind}_vocabulary WHERE term >= ? AND term < ? "
            "ORDER BY length(term) LIMIT ?",
            (last, last + "\U0010ffff", _MOST_GOING_ON),
        )
        return any_of([phrase, *(Phrase((*phrase.words[:-1], term)) for (term,) in rows)])


def _says_little(phrase: Phrase, common: Collection[str]) -> bool:
    is_plain = not phrase.is_exact and not phrase.goes_on and len(phrase.words) == 1
    return phrase.asks or (is_plain and _folded(phrase.words[0]) in common)


def _wanted(query: Query, common: Collection[str]) -> Wanted:
    """Return what FTS5 highlights; “why is” beside other words counts nothing."""
    wanted: Wanted = {}
    asks_all = all(phrase.asks for phrase in query.phrases)
    for phrase in query.phrases:
        weight = 1 if _says_little(phrase, common) else 3
        words = " ".join(map(_folded, phrase.words))
        exact = _pattern(phrase) if phrase.is_exact else None
        wanted[words] = exact, weight * (asks_all or not phrase.asks)
    return wanted


def _in_title(match: str) -> str:
    """Restrict a query to titles; FTS5 highlights matches everywhere, also in the text."""
    return f"({match} AND {{title}} : {match})"


def _is_short(phrase: Phrase) -> bool:
    word = phrase.words[-1]
    return phrase.goes_on and len(word) <= _SHORT and UNPARTED.match(word) is None


def _unreadable(error: Exception) -> IndexingError:
    kind = IndexingError if is_of_the_world(error) else IndexDamagedError
    return kind(tr("The search index can't be read: {0}.").format(error))


def _page(kind: str, row: Row, wanted: Wanted, *, has_all: bool) -> Page:
    """Read where words were found in a page; the whole page if none are wanted."""
    number, title, text, links, places, *marked = row
    lines = []
    each = zip(_PLACES[kind][0](places), lines_of(text, links), lines_of(*marked[1:]), strict=True)
    for place, line, shown_line in each:
        if _OPEN in shown_line or not wanted:
            marks, found = _marks(shown_line, line, wanted)
            if found or not wanted:
                lines.append(Line(tuple(place), line, marks, found))
    names = title.split(LINE)  # behind it are aliases, which count and are not shown
    each_name = [*map(_marks, marked[0].split(LINE), names, repeat(wanted))]
    found = max(weight for _, weight in each_name)
    return Page(number, Line((), names[0], each_name[0][0], found), tuple(lines), has_all)


def joined(lines: Iterable[str]) -> str:
    return "".join(f"{LINE}{line.translate(_NO_MARKS)}" for line in lines)


def lines_of(text: str, links: str) -> list[str]:
    """Split a page into lines: those of its text, then those that are only links."""
    return [*text.split(LINE)[1:], *links.split(LINE)[1:]]


def _marks(marked: str, text: str, wanted: Wanted) -> tuple[Marks, int]:
    """Return the highlights, in characters of `text`, and how much better they make a line."""
    spans, found, shift = [], set(), 0
    for part in _MARKED.finditer(marked):
        written = _folded(part[1])
        fitting = [
            word for word, (exact, _) in wanted.items() if not exact or exact.search(written)
        ]
        # FTS5 marks what has the stem of any.
        if fitting and wanted[nearest := _nearest(tuple(fitting), written)][1]:
            spans.append((part.start() - shift, part.end() - shift - 2))
            found.add(nearest)
        shift += 2
    if not text.isascii():
        at = unspaced(text)
        spans = [(at[start], at[end]) for start, end in spans]
    return tuple(spans), sum(wanted[word][1] for word in found)


@lru_cache(1_000)
def _nearest(words: tuple[str, ...], written: str) -> str:
    """Return which of the words FTS5 meant by a highlight: those with the same stem begin alike."""
    return max(words, key=lambda word: sum(map(word.startswith, accumulate(written))))


def _pattern(phrase: Phrase) -> re.Pattern[str]:
    words = r"[\W_]+".join(re.escape(_folded(word)) for word in phrase.words)
    return re.compile(rf"(?<!\w){words}" + ("" if phrase.goes_on else r"(?!\w)"))


def _has(exact: re.Pattern[str], texts: tuple[str, ...]) -> bool:
    return any(exact.search(_folded(spaced(text))) for text in texts)


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def is_between(ms: int | None, query: Query) -> bool:
    """Return whether a time is within a query's limits."""
    if query.from_ms is None and query.to_ms is None:
        return True
    last_ms = math.inf if query.to_ms is None else query.to_ms
    return ms is not None and (query.from_ms or 0) <= ms <= last_ms


def liked(text: str) -> str:
    """Write a text as LIKE takes it letter by letter, with `ESCAPE '\\'`."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
