"""Which of many rows a person means by a few letters. No Qt.

Rows that hold every word typed come first: words at the start of the title, then at the start of a
word, then inside one, then in the subtitle; a whole word counts for a little more than its start.
Below them stand rows in which the letters only occur in order (initials before anything more
scattered) and, from RapidFuzz, rows with a slip of the pen; where the words are found at the start
of one, of these only the initials. Rows that match equally well keep their order: the caller gives
the most recent first.

A search is made in small steps, so that whoever drives it (the palette, with `Slices`) can stop
between any two of them: no key typed ever waits for a hundred thousand rows. The best of those
that hold the words are told before the rest are counted and slips of the pen are looked for. A
thread would not do better, for it would take the interpreter lock away from the painting of the
same letters.
"""

from __future__ import annotations

import heapq
import re
import unicodedata
from collections.abc import Generator, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from viewer.notes.scripts import UNPARTED

MOST_BEST = 300  # so many rows are told at once; whoever has more goes on typing
_STEP_ROWS = 400
_BEFORE = "\0"  # stands before each text of many that are joined
_FEW = 10_000  # to look through so many rows one by one takes a millisecond or two
_SEEN = 30  # no more rows are seen at once
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
    if UNPARTED.match(char):
        return char  # Hangul would be taken apart
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
        """Return the titles of rows [start, stop), and all of their words, titles as well."""
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
        self._held: tuple[list[str], list[list[int]]] = [], []

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
                titles, subtitles = self._rows.folded(start, start + _STEP_ROWS)
                texts = subtitles
            else:
                rows = self._rows[start : start + _STEP_ROWS]
                titles = [fold(row.title) for row in rows]
                subtitles = [fold(row.subtitle) for row in rows]
                texts = [f"{title}\n{rest}" for title, rest in zip(titles, subtitles, strict=True)]
            self._chunks.append(_Chunk(start, titles, subtitles, _joined(titles), _joined(texts)))
        return self._chunks[number]

    def held_before(self, words: Sequence[str]) -> list[list[int]] | None:
        """Return the rows among which are all that hold `words`, by chunk; None: not known."""
        before, held = self._held
        if before and len(before) <= len(words) and all(map(str.startswith, words, before)):
            return held
        return None

    def keep_held(self, words: list[str], held: list[list[int]]) -> None:
        """Keep which rows hold `words`: what is typed next mostly goes on with them."""
        self._held = words, held

    def chunk_count(self) -> int:
        """Return the number of chunks that all rows make."""
        return (len(self._rows) + _STEP_ROWS - 1) // _STEP_ROWS


class _Chunk(NamedTuple):
    """Some rows, folded; joined as well, for one text is looked through sooner than many."""

    start: int
    titles: list[str]
    subtitles: list[str]
    joined_titles: str
    joined: str  # titles and subtitles


def _joined(texts: list[str]) -> str:
    """Join texts, each behind a mark of its own."""
    joined = _BEFORE + _BEFORE.join(texts)
    if joined.count(_BEFORE) > len(texts):
        return _joined([text.replace(_BEFORE, " ") for text in texts])
    return joined


def _places_in(joined: str, word: str) -> list[int]:
    """Return the places of the texts that hold `word`, or begin with it where a mark is before."""
    places = []
    place, counted, at = -1, 0, joined.find(word)
    while at >= 0:
        place += joined.count(_BEFORE, counted, at + 1)
        places.append(place)
        counted = at + 1
        end = joined.find(_BEFORE, counted)
        at = joined.find(word, end) if end >= 0 else -1
    return places


class Search:
    """One search through `rows`, in `steps`."""

    def __init__(self, rows: FuzzyRows, query: str) -> None:
        self._rows = rows
        self._words = words_of(query)
        self._longest_first = sorted(self._words, key=len, reverse=True)
        self._whole = " ".join(self._words)
        self._letters = "".join(self._words)
        self._ranks: list[int] = []
        self._found: set[int] = set()
        self._are_first_ranked = False  # only the rows that begin with the one word, so far
        self._is_found_well = False  # whether a row holds the words, at the start of one
        self._scattered = re.compile(
            "".join(f"[^{re.escape(char)}]*{re.escape(char)}" for char in self._letters)
        )
        self._initials = re.compile(
            r"(?<!\w)" + r".*?(?<!\w)".join(re.escape(char) for char in self._letters)
        )

    def steps(self) -> Generator[None, None, None]:
        """Search, and stop after each half millisecond of work or so."""
        yield from self.first_steps()
        yield from self.other_steps()

    def first_steps(self) -> Generator[None, None, None]:
        """Find the best of the rows that hold the words; `best` may be asked then."""
        first = yield from self._beginning()
        if sum(map(len, first)) >= _SEEN:
            # All rows that have the word elsewhere stand below these.
            yield from self._ranked(first)
            self._are_first_ranked = True
        else:
            yield from self._ranked((yield from self._holding()))

    def _beginning(self) -> Generator[None, None, list[list[int]]]:
        """List the rows whose title begins with the one word there is, by chunk."""
        first: list[list[int]] = []
        if len(self._words) == 1 and not self._rows.is_aside(len(self._rows) - 1):
            for number in self._chunks():
                titles = self._rows.chunk(number).joined_titles
                first.append(_places_in(titles, _BEFORE + self._whole))
                yield
        return first

    def _holding(self) -> Generator[None, None, list[list[int]]]:
        """List the rows that hold every word, by chunk."""
        before = self._rows.held_before(self._words)
        held = []
        for number in self._chunks():
            chunk = self._rows.chunk(number)
            titles, texts = chunk.titles, chunk.subtitles
            words: Sequence[str] = self._longest_first
            if before is not None:
                places = before[number]
            else:
                places, words = _places_in(chunk.joined, words[0]), words[1:]
            for word in words:
                places = [at for at in places if word in texts[at] or word in titles[at]]
            held.append(places)
            yield
        if sum(map(len, held)) < _FEW:
            self._rows.keep_held(self._words, held)
        return held

    def other_steps(self) -> Generator[None, None, None]:
        """Find all others, when `first_steps` are done; without a word, make the rows ready."""
        for number in range(0 if self._words else self._rows.chunk_count()):
            self._rows.chunk(number)
            yield
        if self._are_first_ranked:
            for number, places in enumerate((yield from self._holding())):
                chunk = self._rows.chunk(number)
                others = [at for at in places if not chunk.titles[at].startswith(self._whole)]
                self._rank(chunk, others)
                yield
        if len(self._letters) < 2 or len(self._ranks) >= _ENOUGH:
            return
        self._found = {rank & _INDEX_MASK for rank in self._ranks}
        for number in self._chunks():
            self._look_for_scattered(self._rows.chunk(number))
            if not self._is_found_well:
                self._look_for_slips(self._rows.chunk(number))
            yield

    def _chunks(self) -> range:
        return range(self._rows.chunk_count() if self._words else 0)

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

    def _ranked(self, held: Sequence[Sequence[int]]) -> Generator[None, None, None]:
        for number, offsets in enumerate(held):
            if offsets:
                self._rank(self._rows.chunk(number), offsets)
                yield

    def _rank(self, chunk: _Chunk, held: Sequence[int]) -> None:
        words, whole = self._words, self._whole
        for offset in held:
            title, subtitle = chunk.titles[offset], chunk.subtitles[offset]
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
        if _begins_word(title, at):
            return _WORD + _WHOLE * _ends_word(title, at + len(word))
        at = title.find(word, at + 1)
    if inner:
        return inner
    at = subtitle.find(word)
    if at < 0:
        return 0.0
    inner = _SUB_INNER if len(word) > 1 else 0.0
    while at >= 0:
        if at == 0 or _begins_word(subtitle, at):
            return _SUB_WORD + _WHOLE * _ends_word(subtitle, at + len(word))
        at = subtitle.find(word, at + 1)
    return inner


def _begins_word(text: str, at: int) -> bool:
    """Return whether a word may begin behind another character; so it may where none are parted."""
    if not text[at - 1].isalnum():
        return True
    both = text[at - 1 : at + 1]
    return not both.isascii() and UNPARTED.search(both) is not None


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
        while at_starts and at > 0 and not _begins_word(folded, at):
            at = folded.find(char, at + 1)
        if at < 0:
            return []
        places.append(at)
    return places


def _best_place(word: str, folded: str) -> int:
    """Find `word` at the start of a word if it can be, else anywhere; -1 where it is not."""
    first = at = folded.find(word)
    while at >= 0:
        if at == 0 or _begins_word(folded, at):
            return at
        at = folded.find(word, at + 1)
    return first if len(word) > 1 else -1
