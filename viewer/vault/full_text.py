"""Reading a file of the index that holds passages and their words: `notes`, or what is `said`.

Which passages match is FTS5's; here is how many of them may be ranked, and what is taken where
there are more. Not to be used by two threads at once.
"""

import heapq
import json
import math
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from viewer.errors import IndexingError
from viewer.notes.scripts import UNPARTED, UNPARTED_LETTERS, UNPARTED_MARKS, count_words
from viewer.translation import tr
from viewer.vault.query import Phrase, Query, match_of
from viewer.vault.schema import file_id

# Ranking reads every passage that matches: with more of them, a sample must do.
RANKED_MOST = 4_000
# Into so many parts the vault is cut where there are more, to take some from each; where many words
# are looked for; and where a beginning is put together from all its words, anew for each part.
PARTS, SOME_PARTS, FEW_PARTS = 24, 8, 2
WIDE = 8_000  # passages that hold a beginning, of which the most frequent words must do
_MOST_WORDS = 24
Row = tuple[Any, ...]  # as SQLite gives it
Marks = tuple[tuple[int, int], ...]  # in characters, half-open

# The usual constants of BM25, as FTS5 has them. Its own rank counts anew, at each search, how many
# passages hold each of the words: of the frequent ones in a large vault that is all the time spent.
_K1, _B = 1.2, 0.75
_LEAST_WEIGHT = 1e-6
_COUNTED_MOST = 2_000  # passages that hold a word; of more …
_SAMPLES, _SAMPLED_PART = 20, 100  # … a hundredth is looked at, in so many places


class FullText:
    """One open file, with a table of passages and one of their words."""

    HAS_FREQUENT = False  # whether it has a table of the words that many passages hold

    def __init__(
        self, connection: sqlite3.Connection, place: Path, file: tuple[int, int] | None
    ) -> None:
        """`file` tells the one that was at `place` before it was opened, as `file_id` does."""
        self._db, self._place, self._file = connection, place, file
        # About right for as long as it is open.
        self._weights: dict[str, float] = {}  # of words
        self._mean_words = 0.0  # of a passage; 0: not counted yet

    def is_current(self) -> bool:
        """Return whether the file that is read is still the index: it may have been made anew."""
        return file_id(self._place) == self._file

    def close(self) -> None:
        self._db.close()

    def version(self) -> int:
        """Return a number that is another one whenever the writer has written."""
        return int(self._rows("PRAGMA data_version")[0][0])

    def _rows(self, sql: str, values: tuple[Any, ...] = ()) -> list[Row]:
        return list(self._each(sql, values))

    def _each(self, sql: str, values: tuple[Any, ...] = ()) -> Iterator[Row]:
        """Yield rows as they are read: a hundred thousand at once take much memory."""
        try:
            yield from self._db.execute(sql, values)
        except (sqlite3.Error, ValueError) as error:  # ValueError: its words are no text
            raise IndexingError(
                tr("The search index couldn't be read: {0}.").format(error),
                tr("It will be rebuilt at the next start."),
            ) from error

    def _counted(
        self,
        owner: str,
        query: Query,
        joined: str,
        where: str,
        values: tuple[Any, ...],
        most: int,
    ) -> tuple[int, int]:
        """Count the passages that match, and what they are in by the column `owner`.

        At most `most` passages.
        """

        def count(tables: str, where: str, values: tuple[Any, ...]) -> tuple[int, int]:
            row = self._rows(
                "SELECT count(*), count(DISTINCT owner) FROM "
                f"(SELECT {owner} AS owner FROM {tables} {joined} WHERE {where} LIMIT ?)",
                (*values, most),
            )[0]
            return int(row[0]), int(row[1])

        if not query.match:
            return count("passages p", where, values)
        tables = "words JOIN passages p ON p.id = words.rowid"
        where, plan = f"words MATCH ? AND {where}", self._plan(query)
        if plan.is_cut:
            found = count(tables, where, (plan.match, *values))
            if found[0] >= most:
                return found
        return count(tables, where, (query.match, *values))

    def _best(
        self,
        columns: str,
        query: Query,
        joined: str,
        where: str,
        values: tuple[Any, ...],
        passages: range,
        most: int,
        worth: Callable[[Row], Any],
    ) -> tuple[list[Row], bool]:
        """Find those of `passages` that match, the best first; a sample where they are too many.

        Gives `columns`, the text, the marks in it, and its rank of each, the best the smallest; and
        whether there may be more.
        """
        joined = f"JOIN passages p ON p.id = words.rowid {joined}" if where != "1" else ""
        matching = (
            f"SELECT words.rowid FROM words {joined} WHERE words MATCH ? AND {where} "
            "AND words.rowid BETWEEN ? AND ? LIMIT ?"
        )
        looked_for = LookedFor(query.phrases)

        def found(first: int, last: int, limit: int) -> list[int]:
            asked = (plan.match, *values, first, last, limit)
            return [row[0] for row in self._rows(matching, asked)]

        with self._at_one_moment():
            plan = self._plan(query)
            first, last = passages.start, passages.stop - 1
            ids = found(first, last, RANKED_MOST + 1)
            if len(ids) > RANKED_MOST:
                # Some from each part, so that not all are of the first channel.
                of_each, width = max(1, most // plan.parts), (len(passages) - 1) // plan.parts + 1
                each = [found(at, at + width - 1, of_each) for at in passages[::width]]
                read = self._read_passages(columns, list(chain.from_iterable(each)))
                rows = [(*row, looked_for.marks(row[-1]), 0.0) for row in read]
                is_cut = plan.is_cut or any(len(one) == of_each for one in each)
                return sorted(rows, key=worth, reverse=True), is_cut
            read = self._read_passages(columns, ids)
            read = [row for row in read if all(each.marks(row[-1]) for each in plan.to_find)]
            weights = list(map(self._weight, query.phrases))
            ranks = looked_for.ranks([row[-1] for row in read], weights, self._mean())
            best = heapq.nsmallest(most, range(len(read)), key=ranks.__getitem__)
            rows = [(*read[at], looked_for.marks(read[at][-1]), ranks[at]) for at in best]
            return rows, len(read) > most or plan.is_cut

    @contextmanager
    def _at_one_moment(self) -> Iterator[None]:
        """Read what the index holds now, whatever its writer writes meanwhile."""
        self._rows("BEGIN")
        try:
            yield
        finally:
            self._rows("ROLLBACK")

    def _plan(self, query: Query) -> "_Plan":
        """Decide what FTS5 is to look for.

        It puts a beginning together from all passages with any of its words, also where one other
        word leaves few of them: those are read, and the beginning is looked for in their texts.
        Where nothing else is rare, there is more than can be ranked in any case, and the most
        frequent words stand for all that begin so.
        """
        wide = {
            phrase: words
            for phrase in query.phrases
            if phrase.goes_on and self.HAS_FREQUENT and (words := self._frequent(phrase))
        }
        if not wide:
            has_beginning = any(phrase.goes_on for phrase in query.phrases)
            return _Plan(query.match, (), FEW_PARTS if has_beginning else PARTS)
        others = [phrase.match for phrase in query.phrases if phrase not in wide]
        match = match_of(others, query.without)
        if others and self._count_up_to(match, RANKED_MOST + 1) <= RANKED_MOST:
            return _Plan(match, tuple(LookedFor([phrase]) for phrase in wide), FEW_PARTS)
        anyof = (f"({' OR '.join(phrase.match for phrase in words)})" for words in wide.values())
        # AND, for beside words in brackets FTS5 wants it written.
        must = " AND ".join((*others, *anyof))
        return _Plan(match_of([must], query.without), (), SOME_PARTS, is_cut=True)

    def _frequent(self, phrase: Phrase) -> list[Phrase]:
        """List the phrase with the most frequent words that go on with it; none where few do."""
        *before, start = phrase.words
        start = folded(start)
        rows = self._rows(
            "SELECT term, passages FROM frequent WHERE term >= ? AND term < ? "
            "ORDER BY passages DESC",
            (start, start + "\U0010ffff"),
        )
        if sum(row[1] for row in rows) < WIDE:
            return []
        return [Phrase((*before, term)) for term, _ in rows[:_MOST_WORDS]]

    def _count_up_to(self, match: str, most: int) -> int:
        counted = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)"
        return int(self._rows(counted, (match, most))[0][0])

    def _read_passages(self, columns: str, ids: list[int]) -> list[Row]:
        """Read `columns` and the text of passages."""
        return self._rows(
            f"SELECT {columns}, p.text FROM json_each(?) e CROSS JOIN passages p ON p.id = e.value",
            (json.dumps(ids),),
        )

    def _weight(self, phrase: Phrase) -> float:
        """Return how much it says that a passage holds a phrase (BM25): the more, the fewer do.

        Of several words the rarest counts.
        """
        for word in phrase.words:
            if word not in self._weights:
                count = int(self._rows("SELECT max(id) FROM passages")[0][0])
                holding = self._count_holding(word, count)
                weight = math.log((count - holding + 0.5) / (holding + 0.5))
                self._weights[word] = max(weight, _LEAST_WEIGHT)
        return max(self._weights[word] for word in phrase.words)

    def _count_holding(self, word: str, passages: int) -> int:
        """Count the passages that hold a word; where thousands do, about."""
        match = Phrase((word,)).match
        count = self._count_up_to(match, _COUNTED_MOST)
        if count < _COUNTED_MOST:
            return count
        counted = "SELECT count(*) FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?"
        width = max(1, passages // (_SAMPLES * _SAMPLED_PART))
        count = sum(
            int(self._rows(counted, (match, at, at + width - 1))[0][0]) for at in _spread(passages)
        )
        return min(passages, max(_COUNTED_MOST, count * _SAMPLED_PART))

    def _mean(self) -> float:
        """Return how many words a passage has on the average, about."""
        if not self._mean_words:
            sql = "SELECT text FROM passages WHERE id >= ? LIMIT ?"
            last = int(self._rows("SELECT max(id) FROM passages")[0][0])
            texts = [row[0] for at in _spread(last) for row in self._rows(sql, (at, _SAMPLES))]
            self._mean_words = sum(map(count_words, texts)) / len(texts)
        return self._mean_words


class _Plan(NamedTuple):
    """What FTS5 is to look for, and what in the texts that it finds."""

    match: str
    to_find: "tuple[LookedFor, ...]"
    parts: int  # into which the vault is cut where there is more than can be ranked
    is_cut: bool = False  # whether there may be more than `match` finds


def _spread(last: int) -> range:
    """Return some numbers in [1, last], all as far from each other."""
    return range(1, last + 1, max(1, last // _SAMPLES))


class LookedFor:
    """What is looked for, to be found again in texts about as FTS5 does."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._each = [_pattern([phrase]) for phrase in phrases]
        self._any = _pattern(phrases) if phrases else None

    def marks(self, text: str) -> Marks:
        """Return where any of it stands."""
        return tuple(m.span() for m in self._any.finditer(folded(text))) if self._any else ()

    def ranks(
        self, texts: Sequence[str], weights: Sequence[float], mean: float = 20.0
    ) -> list[float]:
        """Rank texts by BM25, the best the smallest; a text has `mean` words on the average."""
        ranks = []
        for text in texts:
            plain, rank = folded(text), 0.0
            rest = _K1 * (1 - _B + _B * count_words(text) / mean)
            for pattern, weight in zip(self._each, weights, strict=True):
                count = len(pattern.findall(plain))
                rank -= weight * count * (_K1 + 1) / (count + rest)
            ranks.append(rank)
        return ranks


def _pattern(phrases: Sequence[Phrase]) -> re.Pattern[str]:
    parted: list[str] = []
    unparted: list[str] = []
    for phrase in phrases:
        (unparted if UNPARTED.match(phrase.words[0]) else parted).append(_written(phrase))
    if parted:
        unparted.append(f"(?<!{_LETTER})(?:{'|'.join(parted)})")
    return re.compile("|".join(unparted))


# A letter of a word that is parted from others, and what is between two words.
_LETTER, _BETWEEN = rf"[^\W_{UNPARTED_LETTERS}]", r"[\W_]"


def _written(phrase: Phrase) -> str:
    """Write a phrase as a pattern."""
    pattern, was_parted = "", False
    for word in phrase.words:
        is_parted = UNPARTED.match(word) is None
        if pattern:
            pattern += _BETWEEN + ("+" if was_parted and is_parted else "*")
        pattern += re.escape(folded(word)).replace("ss", "(?:ss|ß)")
        was_parted = is_parted
    rest = _LETTER if was_parted else f"[{UNPARTED_MARKS}]"
    return pattern + (f"{rest}*" if phrase.goes_on else f"(?!{rest})")


def folded(text: str) -> str:
    """Fold letters about as the tokenizer does; every character stays one."""
    return text.lower() if text.isascii() else "".join(map(_folded, text))


@lru_cache(maxsize=1 << 12)
def _folded(letter: str) -> str:
    if "\uff01" <= letter <= "\uff5e":
        letter = chr(ord(letter) - 0xFEE0)  # as wide as the signs of Chinese and Japanese
    elif UNPARTED.match(letter):
        return letter
    parts = unicodedata.normalize("NFD", letter)
    lower = parts[0].lower() if all(map(unicodedata.combining, parts[1:])) else letter
    return lower if len(lower) == 1 else letter


def add_filters(query: Query, where: list[str], values: list[Any]) -> None:
    """Add what a query wants of a passage `p` beside its words: conditions, and their values."""
    if query.from_ms is not None:
        where.append("p.ms >= ?")
        values.append(query.from_ms)
    if query.to_ms is not None:
        where.append("p.ms <= ?")
        values.append(query.to_ms)


def liked(text: str) -> str:
    """Write a text as LIKE takes it letter by letter, with `ESCAPE '\\'`."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
