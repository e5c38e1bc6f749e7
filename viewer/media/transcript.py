"""What is said in a video, and when. No Qt; values are immutable and safe in any thread.

A `Transcript` holds cues in the order of their start, and one text: every cue's words, once, with a
single space between two cues. Places in it are counted in characters, half-open. Everything else
refers to them: a `WordGroup` is a run of words with its own time, a `Passage` is a sentence, a
paragraph or a cue to read, a `TextHit` is a match of a search. Since all refer to the one text, a
place keeps its meaning when the user switches from cues to paragraphs.

Times are milliseconds from the start of the video, exactly as the source has them.
`reader` reads files into transcripts, `files` finds them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate, islice, pairwise
from pathlib import Path
from typing import NamedTuple, overload

from viewer.base.scripts import UNPARTED

# A pause of this length ends a sentence, whatever the writing says; a longer one a paragraph.
_SENTENCE_PAUSE_MS = 2_500
_PARAGRAPH_PAUSE_MS = 4_000
# How long words are usually spoken: each, and of it each character.
_WORD_MS, _CHAR_MS = 200, 65
_LETTERS = 3  # of others, that one of a script without spaces stands for
_MOMENT_MS = 2_000  # so long a cue is shown that ends before it begins
# Where nothing is punctuated, a shorter pause has to do, once there is enough to read.
_BREATH_MS = 700
_BREATH_CHARS = 60
_LONG_SENTENCE = 180
_LONGEST_SENTENCE = 320
_PARAGRAPH_CHARS = 420
# Text with fewer sentence ends than one in so many characters counts as not punctuated.
_CHARS_PER_END = 400

_END = re.compile(r"(?:[.!?…][\"'”’»)\]]*(?=\s)|[。！？｡]+[」』”’）]*)")
_ABBREVIATIONS = frozenset(
    (
        *("mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "e.g", "i.e", "etc", "vs", "cf"),
        *("approx", "fig", "vol", "inc", "ltd", "co", "dept"),
    )
)
# Who speaks, or what is heard: ">> So", "[Anna] Well", "- No."
_SPEAKER = re.compile(r">>|\[[^\]]{1,60}\]|[-–—] ?\S")


class Word(NamedTuple):
    """A run of words inside a cue with its own time in the source."""

    ms: int
    start: int  # the character of `Cue.text` at which it begins; it ends where the next begins


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: [start_ms, end_ms), its text, and its timed words, if any.

    The text has no markup; lines are separated by line feeds, and white space is collapsed. The
    words are stored as numbers, since a transcript has tens of thousands.
    """

    start_ms: int
    end_ms: int
    text: str
    word_times: tuple[int, ...] = ()  # in ms
    word_places: tuple[int, ...] = ()  # the character of `text` at which each begins

    @property
    def words(self) -> tuple[Word, ...]:
        """The timed words."""
        return tuple(map(Word, self.word_times, self.word_places))


class WordGroup(NamedTuple):
    """A run of words, [start, end) of the text, said in [ms, end_ms)."""

    ms: int
    end_ms: int
    start: int
    end: int


class Passage(NamedTuple):
    """What is read as one piece: [start, end) of the text, said from `start_ms` to `end_ms`.

    If it begins in the middle of a group, `start_ms` is when that group begins.
    """

    start: int
    end: int
    start_ms: int
    end_ms: int


class TextHit(NamedTuple):
    """A match [start, end) in the text, and when it is said."""

    start: int
    end: int
    ms: int


class Hits(Sequence[TextHit]):
    """The matches, in the order of the text; stored as numbers, for there may be thousands."""

    def __init__(self, starts: Sequence[int], ends: Sequence[int], times_ms: Sequence[int]) -> None:
        self.starts, self.ends, self.times_ms = starts, ends, times_ms

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> TextHit: ...

    @overload
    def __getitem__(self, index: slice) -> Hits: ...

    def __getitem__(self, index: int | slice) -> TextHit | Hits:
        if isinstance(index, slice):
            return Hits(self.starts[index], self.ends[index], self.times_ms[index])
        return TextHit(self.starts[index], self.ends[index], self.times_ms[index])


NO_HITS = Hits((), (), ())


class TranscriptReading(StrEnum):
    """How a transcript is split for reading."""

    PARAGRAPHS = "paragraphs"
    SENTENCES = "sentences"
    CUES = "cues"


@dataclass(frozen=True, slots=True, eq=False)
class Transcript:
    """A transcript: cues in time order, and one text made of them.

    Two are equal only if they are the same object, which caches what is computed.
    """

    cues: tuple[Cue, ...]
    language: str = ""  # a BCP 47 tag as written, such as "en-US"; empty where it is not known
    path: Path | None = None
    skipped: tuple[str, ...] = ()  # what could not be read, in sentences
    # The stretches of the video, [start, end) in ms, that were listened to; None: all of it.
    heard: tuple[tuple[int, int], ...] | None = None
    is_scrambled: bool = False  # whether the source has its cues in no order of time
    text: str = field(init=False, repr=False, compare=False)
    _cue_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    # The groups, as numbers: objects for tens of thousands would be most of the cost of opening.
    _times: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _time_ends: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _ends: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Line feeds become spaces, so that places in a cue keep their distance in the text.
        texts = [cue.text.replace("\n", " ") for cue in self.cues]
        starts = tuple(accumulate((len(text) + 1 for text in texts[:-1]), initial=0))
        times, time_ends, places, ends = _groups(self.cues, starts)
        for name, value in (
            ("text", " ".join(texts)),
            ("_cue_starts", starts),
            ("_times", tuple(times)),
            ("_time_ends", tuple(time_ends)),
            ("_starts", tuple(places)),
            ("_ends", tuple(ends)),
        ):
            object.__setattr__(self, name, value)

    # ------------------------------------------------------------------ time and place

    @property
    def groups(self) -> tuple[WordGroup, ...]:
        """Every group, in order; together they contain all words."""
        numbers = (self._times, self._time_ends, self._starts, self._ends)
        return tuple(map(WordGroup, *numbers))

    def _group(self, index: int) -> WordGroup:
        return WordGroup(
            self._times[index], self._time_ends[index], self._starts[index], self._ends[index]
        )

    def group_at(self, place: int) -> WordGroup:
        """Return the group that contains the character `place`; raises IndexError if none."""
        return self._group(max(0, bisect_right(self._starts, place) - 1))

    def ms_at(self, place: int) -> int:
        """Return the time of the group that contains the character `place`."""
        return self.group_at(place).ms

    def group_said_at(self, ms: int) -> WordGroup | None:
        """Return the group said at `ms`, or the last one before it; None before the first."""
        index = bisect_right(self._times, ms)
        return self._group(index - 1) if index else None

    def place_said_at(self, ms: int) -> int | None:
        """Return which character is said at about `ms`; None before the first word.

        Inside a group the characters are assumed to be spoken evenly.
        """
        group = self.group_said_at(ms)
        if group is None:
            return None
        share = (ms - group.ms) / max(1, group.end_ms - group.ms)
        return min(group.end - 1, group.start + int(share * (group.end - group.start)))

    def meant_ms(self, cited_ms: int) -> int:
        """Return when the words that a citation of `cited_ms` means are said.

        Citations have whole seconds, so they mean the first cue that begins within that second, or
        else, if words have times, the first sentence that does. Otherwise, and for more precise
        times, it is `cited_ms` itself.
        """
        if cited_ms % 1000 == 0:
            index = bisect_left(self.cues, cited_ms, key=lambda cue: cue.start_ms)
            if index < len(self.cues) and self.cues[index].start_ms < cited_ms + 1000:
                return self.cues[index].start_ms
            index = bisect_left(self._times, cited_ms)
            if index < len(self._times) and self._times[index] < cited_ms + 1000:
                for sentence in self.sentences_from(self._starts[index]):
                    if cited_ms <= sentence.start_ms < cited_ms + 1000:
                        return sentence.start_ms
                    if sentence.start_ms >= cited_ms + 1000:
                        break
        return cited_ms

    def said_until_ms(self, place: int) -> int:
        """Return when the characters before `place` have been said.

        Inside a group they are assumed to be spoken evenly. A group that stays on the screen, or is
        followed by a pause, ends once its words have been spoken at half the usual speed.
        """
        group = self.group_at(max(0, place - 1))
        length = max(1, len(self.text[group.start : group.end].rstrip()))
        letters = _letters(self.text[group.start : group.start + length])[-1]
        length_ms = min(group.end_ms - group.ms, 2 * (_WORD_MS + _CHAR_MS * letters))
        return group.ms + length_ms * min(place - group.start, length) // length

    def cues_at(self, ms: int) -> list[Cue]:
        """Return the cues shown at `ms`, earliest first."""
        # Long cues may begin far before; more than a few never overlap.
        end = bisect_right(self.cues, ms, key=lambda cue: cue.start_ms)
        return [cue for cue in self.cues[max(0, end - 8) : end] if ms < cue.end_ms]

    # ------------------------------------------------------------------ reading

    def passages(self, reading: TranscriptReading) -> tuple[Passage, ...]:
        """Split the text for reading; together the passages hold every word, once, in order."""
        if reading is TranscriptReading.CUES:
            return _cue_passages(self)
        return self.sentences() if reading is TranscriptReading.SENTENCES else self.paragraphs()

    def sentences(self) -> tuple[Passage, ...]:
        """Split at the ends of sentences, at long pauses, and where the speaker changes.

        Text without punctuation, from speech recognition, is split at short pauses, or when it
        grows long.
        """
        return _sentences(self)

    def sentences_from(self, place: int) -> Iterator[Passage]:
        """Yield the sentence that contains the character `place`, and those after it."""
        sentences = self.sentences()
        first = bisect_right(sentences, place, key=lambda sentence: sentence.start) - 1
        yield from islice(sentences, max(0, first), None)

    def paragraphs(self) -> tuple[Passage, ...]:
        """Join sentences up to a comfortable length; pauses and speakers separate paragraphs."""
        return _paragraphs(self)

    # ------------------------------------------------------------------ finding

    def search(self, query: str) -> Hits:
        """Find words, ignoring case and accents, across cues, in time order.

        White space in the query matches any white space. An empty query finds nothing.
        """
        wanted = " ".join(_fold(query)[0].split())
        if not wanted:
            return NO_HITS
        folded, places = _folded(self)
        pattern = re.escape(wanted)
        if UNPARTED.search(query):  # such a word may go on in the next cue
            pattern = " ?".join(map(re.escape, wanted))
        spans = [found.span() for found in re.finditer(pattern, folded)]
        starts = [start for start, _ in spans]
        ends = [end for _, end in spans]
        if places is not None:
            ends = [places[end - 1] + 1 for end in ends]
            starts = [places[start] for start in starts]
        times, groups = self._times, self._starts
        return Hits(starts, ends, [times[bisect_right(groups, start) - 1] for start in starts])

    def prepare(self, reading: TranscriptReading) -> None:
        """Compute what reading and searching need, so that the next call of either is quick."""
        self.passages(reading)
        _folded(self)


def _groups(
    cues: Sequence[Cue], starts: Sequence[int]
) -> tuple[list[int], list[int], list[int], list[int]]:
    """Return the times of all groups, their ends, the places, and their ends."""
    times: list[int] = []
    time_ends: list[int] = []
    places: list[int] = []
    ends: list[int] = []
    for cue, at in zip(cues, starts, strict=False):
        own = list(cue.word_times)
        own_places = [at + place for place in cue.word_places]
        if not own or own_places[0] > at:
            own.insert(0, cue.start_ms)
            own_places.insert(0, at)
        times += own
        places += own_places
        time_ends += own[1:]
        time_ends.append(max(own[-1], cue.end_ms))
        ends += own_places[1:]
        ends.append(at + len(cue.text))
    return times, time_ends, places, ends


# ---------------------------------------------------------------------- cutting


@lru_cache(maxsize=4)
def _cue_passages(transcript: Transcript) -> tuple[Passage, ...]:
    return tuple(
        Passage(start, start + len(cue.text), cue.start_ms, cue.end_ms)
        for cue, start in zip(transcript.cues, transcript._cue_starts, strict=False)
    )


@lru_cache(maxsize=4)
def _sentences(transcript: Transcript) -> tuple[Passage, ...]:
    text = transcript.text
    if not text:
        return ()
    written = set(_sentence_ends(text))
    letters = _letters(text)
    is_punctuated = len(written) * _CHARS_PER_END >= letters[-1]
    pauses = _pauses(transcript)
    cue_starts = set(transcript._cue_starts)
    cuts: list[int] = []
    begin = 0
    # Where a cut can be: at the end of a sentence, at a pause, between two cues, and, since a cue
    # may be endless, between any words of a long one.
    places = written | cue_starts - {0}
    places.update(place for place, pause_ms in pauses.items() if pause_ms >= _BREATH_MS)
    for cue, start in zip(transcript.cues, transcript._cue_starts, strict=False):
        if len(cue.text) > _LONGEST_SENTENCE:
            places.update(start + place for place in cue.word_places if start + place)
    for place in sorted(places):
        length = letters[place] - letters[begin]
        pause_ms = pauses.get(place, 0)
        at_cue = place in cue_starts
        if (
            place in written
            or pause_ms >= _SENTENCE_PAUSE_MS
            or (at_cue and _SPEAKER.match(text, place) is not None)
            or (not is_punctuated and pause_ms >= _BREATH_MS and length >= _BREATH_CHARS)
            or (not is_punctuated and at_cue and length >= _LONG_SENTENCE)
            or (length >= _LONGEST_SENTENCE and (at_cue or length >= 2 * _LONGEST_SENTENCE))
        ):
            cuts.append(place)
            begin = place
    return _between(transcript, cuts)


def _sentence_ends(text: str) -> Iterator[int]:
    for found in _END.finditer(text):
        place = found.end()
        while place < len(text) and text[place] == " ":
            place += 1
        if place == len(text) or text[place].islower():
            continue
        if text[found.start()] == ".":
            word = text[text.rfind(" ", 0, found.start()) + 1 : found.start()].lstrip("([\"'“")
            is_initial = len(word) == 1 and word.isalpha() and word != "I"
            if is_initial or word.casefold() in _ABBREVIATIONS:
                continue
        yield place


def _pauses(transcript: Transcript) -> dict[int, int]:
    """Return the pause before each group, by its place.

    Words with only a start are assumed to last as long as usual.
    """
    letters = _letters(transcript.text)
    return {
        place: ms
        - before_ms
        - min(end_ms - before_ms, _WORD_MS + _CHAR_MS * (letters[place] - letters[before]))
        for place, ms, before, before_ms, end_ms in zip(
            transcript._starts[1:],
            transcript._times[1:],
            transcript._starts,
            transcript._times,
            transcript._time_ends,
            strict=False,
        )
    }


@lru_cache(maxsize=4)
def _letters(text: str) -> Sequence[int]:
    """Count the letters before each place of a text, and in all of it, in Latin equivalents."""
    if text.isascii() or not UNPARTED.search(text):
        return range(len(text) + 1)
    return list(accumulate((_LETTERS if UNPARTED.match(c) else 1 for c in text), initial=0))


def _between(transcript: Transcript, cuts: Sequence[int]) -> tuple[Passage, ...]:
    text = transcript.text
    passages: list[Passage] = []
    for start, end in zip((0, *cuts), (*cuts, len(text)), strict=True):
        while start < end and text[end - 1] == " ":
            end -= 1
        if start < end:
            start_ms, end_ms = transcript.ms_at(start), transcript.group_at(end - 1).end_ms
            passages.append(Passage(start, end, start_ms, end_ms))
    return tuple(passages)


@lru_cache(maxsize=4)
def _paragraphs(transcript: Transcript) -> tuple[Passage, ...]:
    text, letters = transcript.text, _letters(transcript.text)
    pauses = _pauses(transcript)
    cue_starts = set(transcript._cue_starts)
    cuts: list[int] = []
    begin = 0
    for before, sentence in pairwise(transcript.sentences()):
        place = sentence.start
        said_by_another = place in cue_starts and _SPEAKER.match(text, place) is not None
        too_long = letters[sentence.end] - letters[begin] > _PARAGRAPH_CHARS
        pause_ms = pauses.get(place, 0)
        # A breath is a better end than an even length.
        good_end = pause_ms >= _BREATH_MS and (
            letters[before.end] - letters[begin] >= _PARAGRAPH_CHARS * 2 // 3
        )
        if said_by_another or too_long or pause_ms >= _PARAGRAPH_PAUSE_MS or good_end:
            cuts.append(place)
            begin = place
    return _between(transcript, cuts)


# ---------------------------------------------------------------------- folding


@lru_cache(maxsize=4)
def _folded(transcript: Transcript) -> tuple[str, Sequence[int] | None]:
    return _fold(transcript.text)


def _fold(text: str) -> tuple[str, Sequence[int] | None]:
    """Return `text` without case and accents, and the original index of each character.

    None if every character keeps its index.
    """
    if text.isascii():
        return text.lower(), None
    pieces: list[str] = []
    places: list[int] = []
    moved = False
    known: dict[str, str] = {}
    for place, character in enumerate(text):
        piece = known.get(character)
        if piece is None:
            piece = known[character] = _plain(character)
        pieces.append(piece)
        if len(piece) != 1:
            moved = True
        places.extend([place] * len(piece))
    return "".join(pieces), places if moved else None


def _plain(character: str) -> str:
    folded = unicodedata.normalize("NFKD", character.casefold())
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    # Typographic quotes are never typed; white space is white space.
    return " " if bare.isspace() else bare.replace("’", "'").replace("“", '"').replace("”", '"')


def in_order(cues: Iterable[Cue]) -> tuple[Cue, ...]:
    """Sort by start, remove duplicates, and fix ends that are before starts."""
    ordered = list(dict.fromkeys(sorted(cues, key=lambda cue: cue.start_ms)))
    for index, cue in enumerate(ordered):
        if cue.end_ms < cue.start_ms:
            end_ms = cue.start_ms + _MOMENT_MS
            if index + 1 < len(ordered):
                end_ms = min(end_ms, ordered[index + 1].start_ms)
            ordered[index] = replace(cue, end_ms=end_ms)
    return tuple(ordered)
