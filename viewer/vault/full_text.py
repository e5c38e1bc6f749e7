"""Reading a file of the index that holds passages and their words: `notes`, or what is `said`.

Which passages match is FTS5's; here is how many of them may be ranked, and what is taken where
there are more. Not to be used by two threads at once.
"""

import sqlite3
import unicodedata
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

from viewer.errors import IndexingError
from viewer.vault.query import Query
from viewer.vault.schema import file_id

# Ranking reads every passage that matches: with more of them, a sample must do.
RANKED_MOST = 4_000
# Into so many parts the vault is cut where there are more, to take some from each; and where a
# beginning must be put together from all its words, anew for each part.
PARTS, FEW_PARTS = 24, 2
Row = tuple[Any, ...]  # as SQLite gives it
Marks = tuple[tuple[int, int], ...]  # in characters, half-open

MARK_START, MARK_END = "\x01", "\x02"


class FullText:
    """One open file, with a table of passages and one of their words."""

    def __init__(
        self, connection: sqlite3.Connection, place: Path, file: tuple[int, int] | None
    ) -> None:
        """`file` tells the one that was at `place` before it was opened, as `file_id` does."""
        self._db, self._place, self._file = connection, place, file

    def is_current(self) -> bool:
        """Return whether the file that is read is still the index: it may have been made anew."""
        return file_id(self._place) == self._file

    def close(self) -> None:
        self._db.close()

    def version(self) -> int:
        """Return a number that is another one whenever the writer has written."""
        return int(self._rows("PRAGMA data_version")[0][0])

    def _rows(self, sql: str, values: tuple[Any, ...] = ()) -> list[Row]:
        try:
            return self._db.execute(sql, values).fetchall()
        except (sqlite3.Error, ValueError) as error:  # ValueError: its words are no text
            raise IndexingError(
                f"The search index couldn't be read: {error}.",
                "It will be rebuilt at the next start.",
            ) from error

    def _can_be_ranked(self, query: Query, first: int, last: int) -> bool:
        """Return whether few enough passages can match that all of them may be ranked."""
        if query.words:
            marks = ",".join("?" * len(query.words))
            terms = tuple(_term(word) for word in query.words)
            rows = self._rows(f"SELECT doc FROM vocabulary WHERE term IN ({marks})", terms)
            if len(rows) < len(set(terms)) or min(row[0] for row in rows) <= RANKED_MOST:
                return True
        counted = self._rows(
            "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? "
            "AND rowid BETWEEN ? AND ? LIMIT ?)",
            (query.match, first, last, RANKED_MOST + 1),
        )
        return int(counted[0][0]) <= RANKED_MOST

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
        tables = "passages p"
        if query.match:
            tables = "words JOIN passages p ON p.id = words.rowid"
            where, values = f"words MATCH ? AND {where}", (query.match, *values)
        row = self._rows(
            "SELECT count(*), count(DISTINCT owner) FROM "
            f"(SELECT {owner} AS owner FROM {tables} {joined} WHERE {where} LIMIT ?)",
            (*values, most),
        )[0]
        return int(row[0]), int(row[1])

    def _best(
        self,
        columns: str,
        query: Query,
        joined: str,
        where: str,
        values: tuple[Any, ...],
        passages: range,
        most: int,
        parts: int,
        worth: Callable[[Row], Any],
    ) -> tuple[list[Row], bool]:
        """Find those of `passages` that match, the best first; a sample where they are too many.

        Gives `columns`, the text with marks, and its rank of each; and whether there may be more.
        """
        chosen = f"SELECT {columns}, highlight(words, 0, ?, ?)"
        joined = f"JOIN passages p ON p.id = words.rowid {joined}"
        where_matching = f"WHERE words MATCH ? AND {where} AND words.rowid BETWEEN ? AND ?"
        values = (MARK_START, MARK_END, query.match, *values)
        first, last = passages.start, passages.stop - 1
        if not self._can_be_ranked(query, first, last):
            sql = f"{chosen}, 0.0 FROM words {joined} {where_matching} LIMIT ?"
            # Some from each of `parts`, so that not all are of the first channel.
            of_each, width = max(1, most // parts), (len(passages) - 1) // parts + 1
            found = [
                self._rows(sql, (*values, at, at + width - 1, of_each)) for at in passages[::width]
            ]
            rows = sorted(chain.from_iterable(found), key=worth, reverse=True)
            return rows, any(len(each) == of_each for each in found)
        # The best are chosen first, and marked only then: marking reads each text again.
        rows = self._rows(
            f"{chosen}, c.r FROM (SELECT words.rowid AS id, rank AS r FROM words "
            f"{joined if where != '1' else ''} {where_matching} ORDER BY rank LIMIT ?) c "
            "JOIN words ON words.rowid = c.id JOIN passages p ON p.id = c.id "
            "WHERE words MATCH ? ORDER BY c.r",
            (*values, first, last, most, query.match),
        )
        return rows, len(rows) == most


def add_filters(query: Query, where: list[str], values: list[Any]) -> None:
    """Add what a query wants of a passage `p` beside its words: conditions, and their values."""
    if query.from_ms is not None:
        where.append("p.ms >= ?")
        values.append(query.from_ms)
    if query.to_ms is not None:
        where.append("p.ms <= ?")
        values.append(query.to_ms)
    for part in query.parts:
        where.append("p.text LIKE ? ESCAPE '\\'")
        values.append(f"%{liked(part)}%")


def liked(text: str) -> str:
    """Write a text as LIKE takes it letter by letter, with `ESCAPE '\\'`."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def unmarked(marked: str) -> tuple[str, Marks]:
    """Take the marks out of a text that `highlight` marked, and say where they were."""
    text, marks = "", []
    for piece in marked.split(MARK_START):
        inside, end_mark, after = piece.partition(MARK_END)
        if end_mark:
            marks.append((len(text), len(text) + len(inside)))
            text += inside + after
        else:
            text += inside
    return text, tuple(marks)


def _term(word: str) -> str:
    """Fold a word about as the tokenizer does."""
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
