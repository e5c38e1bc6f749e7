"""Which of many rows a person means by a few letters. No Qt.

Rows that hold every word typed come first: words at the start of the title, then at the start of a
word, then inside one, then in the subtitle; a whole word counts for a little more than its start.
Below them stand rows in which the letters only occur in order (initials before anything more
scattered) and, from RapidFuzz, rows with a slip of the pen; where the words are found at the start
of one, of these only the initials. Rows that match equally well keep their order: the caller gives
the most recent first.

A search is made in small steps, so that whoever drives it (the palette, with `Slices`) can stop
between any two of them: no key typed ever waits for twenty thousand rows. A thread would not
do better, for it would take the interpreter lock away from the painting of the same letters.
"""

from __future__ import annotations

import heapq
import re
import unicodedata
from collections.abc import Generator, Sequence
from typing import Protocol, runtime_checkable

_STEP_ROWS = 400
_ENOUGH = 200  # with as many rows that hold the words, nobody looks for slips of the pen
_FIRST, _WORD, _INNER, _SUB_WORD, _SUB_INNER = 100.0, 80.0, 40.0, 30.0, 15.0
_WHOLE = 5.0  # more, for a whole word
_ASIDE = 5.0  # less, for what stands below others that match as well
_INITIALS = 50.0
_MOST = 200.0  # more than any score
_INDEX_MASK = (1 << 32) - 1
_SCATTERED = 10.0
_SLIP_CUTOFF = 76.0
_SHORTEST_SLIP = 4


def fold(text: str) -> str:
    """Make `text` comparable: lower case, no accents. Every character stays one character."""
    if text.isascii():
        return text.lower()
    return "".join(_fold_char(char) for char in text)


def words_of(query: str) -> list[str]:
    """Get the words of what is typed, folded; `_` parts them, as it does in the names of files."""
    return fold(query.replace("_", " ")).split()


def _fold_char(char: str) -> str:
    base = unicodedata.normalize("NFKD", char)[0].lower()
    return base if len(base) == 1 else char


class Searchable(Protocol):
    """What can be searched: a title, and words behind it that count for less."""

    @property
    def title(self) -> str: ...

    @property
    def subtitle(self) -> str: ...


@runtime_checkable
class Folded(Protocol):
    """Rows whose texts are folded already."""

    def folded(self, start: int, stop: int) -> tuple[list[str], list[str]]:
        """Return the titles and the subtitles of rows [start, stop), folded."""
        ...


class FuzzyRows:
    """Some rows, made ready for searching as far as searches need it."""

    def __init__(
        self,
        rows: Sequence[Searchable],
        *,
        has_other_words: bool = False,
        aside_from: int | None = None,
    ) -> None:
        """`has_other_words`: subtitles are that, and searched for slips of the pen as well.

        Rows from `aside_from` on stand below those before that match as well.
        """
        self._rows, self.has_other_words = rows, has_other_words
        self._aside_from = len(rows) if aside_from is None else aside_from
        self._chunks: list[_Chunk] = []

    def __len__(self) -> int:
        return len(self._rows)

    def is_aside(self, index: int) -> bool:
        """Return whether a row stands below others that match as well."""
        return index >= self._aside_from

    def chunk(self, number: int) -> _Chunk:
        """Return the chunk `number`; chunks are made in order, each when it is first asked for."""
        while len(self._chunks) <= number:
            start = len(self._chunks) * _STEP_ROWS
            if isinstance(self._rows, Folded):
                texts = self._rows.folded(start, start + _STEP_ROWS)
            else:
                rows = self._rows[start : start + _STEP_ROWS]
                texts = [fold(row.title) for row in rows], [fold(row.subtitle) for row in rows]
            self._chunks.append(_Chunk(start, *texts))
        return self._chunks[number]

    def chunk_count(self) -> int:
        """Return the number of chunks that all rows make."""
        return (len(self._rows) + _STEP_ROWS - 1) // _STEP_ROWS


class _Chunk:
    """Some rows, folded; `joined` tells at once whether a word occurs in any of them."""

    def __init__(self, start: int, titles: list[str], subtitles: list[str]) -> None:
        self.start, self.titles, self.subtitles = start, titles, subtitles
        self.joined = "\n".join(self.titles) + "\n" + "\n".join(self.subtitles)


class Search:
    """One search through `rows`, in `steps`."""

    def __init__(self, rows: FuzzyRows, query: str) -> None:
        self._rows = rows
        self._words = words_of(query)
        self._whole = " ".join(self._words)
        self._letters = "".join(self._words)
        self._ranks: list[int] = []
        self._found: set[int] = set()
        self._is_found_well = False  # whether a row holds the words, at the start of one
        self._scattered = re.compile(
            "".join(f"[^{re.escape(char)}]*{re.escape(char)}" for char in self._letters)
        )
        self._initials = re.compile(
            r"(?<!\w)" + r".*?(?<!\w)".join(re.escape(char) for char in self._letters)
        )

    def steps(self) -> Generator[None, None, None]:
        """Search, and stop after each half millisecond of work or so."""
        chunks = range(self._rows.chunk_count() if self._words else 0)
        for number in chunks:
            self._look_for_words(self._rows.chunk(number))
            yield
        if len(self._letters) < 2 or len(self._ranks) >= _ENOUGH:
            return
        self._found = {rank & _INDEX_MASK for rank in self._ranks}
        for number in chunks:
            self._look_for_scattered(self._rows.chunk(number))
            if not self._is_found_well:
                self._look_for_slips(self._rows.chunk(number))
            yield

    def found(self) -> int:
        """Count the rows found so far; all of them where nothing was typed."""
        return len(self._ranks) if self._words else len(self._rows)

    def best(self, most: int) -> Sequence[int]:
        """Return the indexes of the `most` best rows, best first; all where nothing was typed."""
        if not self._words:
            return range(len(self._rows))
        return [rank & _INDEX_MASK for rank in heapq.nsmallest(most, self._ranks)]

    def _add(self, score: float, title: str, index: int) -> None:
        # One number holds it all, the best the smallest: twenty thousand tuples would bring the
        # garbage collector in, which takes longer than a key may wait.
        distance = round((_MOST - score) * 100)
        # Between equals the shorter title is the closer one, but only by whole lines of text.
        lines = min(len(title) // 24, 255)
        self._ranks.append(distance << 40 | lines << 32 | index)

    def _look_for_words(self, chunk: _Chunk) -> None:
        if not all(word in chunk.joined for word in self._words):
            return
        words, whole = self._words, self._whole
        for offset, title in enumerate(chunk.titles):
            subtitle = chunk.subtitles[offset]
            total = 0.0
            for word in words:
                score = _word_score(word, title, subtitle)
                if not score:
                    break
                total += score
            else:
                score = total / len(words)
                if len(words) > 1 and whole in title:
                    score += 10.0
                if title == whole:
                    score += 50.0
                if self._rows.is_aside(chunk.start + offset):
                    score = min(score, _WORD) - _ASIDE
                self._is_found_well |= score >= _SUB_WORD
                self._add(score, title, chunk.start + offset)

    def _look_for_scattered(self, chunk: _Chunk) -> None:
        for offset, title in enumerate(chunk.titles):
            match = self._scattered.match(title)
            if match is None or chunk.start + offset in self._found:
                continue
            if self._initials.search(title):
                score = _INITIALS
            elif self._is_found_well:
                continue
            else:
                # The fewer letters lie between, the better.
                score = _SCATTERED * len(self._letters) / (match.end() + 1)
            self._found.add(chunk.start + offset)
            self._add(score, title, chunk.start + offset)

    def _look_for_slips(self, chunk: _Chunk) -> None:
        if len(self._letters) < _SHORTEST_SLIP:
            return
        # Imported late: it takes longer to load than a key may wait, and `warm_up` was called.
        from rapidfuzz import fuzz, process

        for texts in (
            (chunk.titles, chunk.subtitles) if self._rows.has_other_words else (chunk.titles,)
        ):
            for text, ratio, offset in process.extract(
                self._whole,
                texts,
                scorer=fuzz.partial_ratio,
                score_cutoff=_SLIP_CUTOFF,
                limit=None,
            ):
                index = chunk.start + offset
                # A text much shorter than the query would match as a part of it.
                if index not in self._found and 2 * len(text) >= len(self._whole):
                    self._found.add(index)
                    self._add(_SCATTERED * ratio / 100.0, chunk.titles[offset], index)


def warm_up() -> None:
    """Load what a search needs. Any thread; 15 to 60 ms the first time, nothing later."""
    from rapidfuzz import process  # noqa: F401


def _word_score(word: str, title: str, subtitle: str) -> float:
    """Get how well `word` is found; 0 where it is not. One letter counts at a word's start only."""
    at = title.find(word)
    if at == 0:
        return _FIRST + _WHOLE * _ends_word(title, len(word))
    inner = _INNER if at > 0 and len(word) > 1 else 0.0
    while at > 0:
        if not title[at - 1].isalnum():
            return _WORD + _WHOLE * _ends_word(title, at + len(word))
        at = title.find(word, at + 1)
    if inner:
        return inner
    at = subtitle.find(word)
    if at < 0:
        return 0.0
    inner = _SUB_INNER if len(word) > 1 else 0.0
    while at >= 0:
        if at == 0 or not subtitle[at - 1].isalnum():
            return _SUB_WORD + _WHOLE * _ends_word(subtitle, at + len(word))
        at = subtitle.find(word, at + 1)
    return inner


def _ends_word(text: str, at: int) -> bool:
    return not text[at : at + 1].isalnum()


def matched_spans(query: str, text: str) -> list[tuple[int, int]]:
    """Return the stretches of `text` that `query` found, half-open and in order, for emphasis.

    Its words where they occur, else its letters in order; empty where neither explains the match.
    """
    folded = fold(text)
    words = words_of(query)
    marked = [False] * len(text)
    for word in words:
        at = _best_place(word, folded)
        if at >= 0:
            marked[at : at + len(word)] = [True] * len(word)
    if not any(marked):
        letters = "".join(words)
        for place in _places(letters, folded, at_starts=True) or _places(letters, folded):
            marked[place] = True
    spans: list[tuple[int, int]] = []
    for place, is_marked in enumerate(marked):
        if is_marked and spans and spans[-1][1] == place:
            spans[-1] = (spans[-1][0], place + 1)
        elif is_marked:
            spans.append((place, place + 1))
    return spans


def _places(letters: str, folded: str, *, at_starts: bool = False) -> list[int]:
    """Find `letters` one after the other, if asked at starts of words alone; empty without all."""
    places: list[int] = []
    at = -1
    for char in letters:
        at = folded.find(char, at + 1)
        while at_starts and at > 0 and folded[at - 1].isalnum():
            at = folded.find(char, at + 1)
        if at < 0:
            return []
        places.append(at)
    return places


def _best_place(word: str, folded: str) -> int:
    """Find `word` at the start of a word if it can be, else anywhere; -1 where it is not."""
    first = at = folded.find(word)
    while at >= 0:
        if at == 0 or not folded[at - 1].isalnum():
            return at
        at = folded.find(word, at + 1)
    return first if len(word) > 1 else -1
