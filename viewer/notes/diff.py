"""The differences between two texts: by lines, and by words within them.

Lines end at CR LF, CR and LF only, and keep their ends. Lines that occur once on either side are
matched first (patience), so a moved or repeated line does not split what surrounds it. A citation,
a link, a time and a word are each one piece, which is only matched as a whole. Twenty thousand
lines take a tenth of a second.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from viewer.base.lazy_regex import late
from viewer.notes.edit import Change, Edit

# Between anchors, more comparisons than this are not made: the stretch then counts as rewritten.
_MAX_COMPARISONS = 400_000_000

_LINE = late(rb"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")
_PIECE = late(
    r"<a\b[^<>\r\n]*+>[^<\r\n]*+</a>"
    r"|!?\[\[[^\[\]\r\n]*+\]\]"
    r"|\[[\d:,;|/&~ \u2013\u2014-]++\]"
    r"|https?://[^\s<>\]]++"
    r"|\d++(?>(?:[:.,]\d++)+)"
    # Spaces go with the word before them: alone they would match anywhere.
    r"|[^\W_](?>(?:[^\W_]|[\u0300-\u036f\u200c\u200d'’])*)[ \t]*+"
    r"|\r\n|[ \t]++|.",
    re.DOTALL,
)


class Hunk(NamedTuple):
    """Pieces `old_start` to `old_end` on one side correspond to those on the other; half-open."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def lines(data: bytes) -> list[bytes]:
    """Split into lines, ends included; joined they are `data`."""
    return _LINE.findall(data)


def pieces(data: bytes) -> list[bytes]:
    """Split into words, citations, marks and line ends; joined they are `data`."""
    text = data.decode("utf-8", "surrogateescape")
    return [piece.encode("utf-8", "surrogateescape") for piece in _PIECE.findall(text)]


def leaves_out(base: bytes, ours: bytes, theirs: bytes) -> bool:
    """Return whether `theirs` lacks words that were written when `base` became `ours`."""
    our_lines, their_lines = Counter(lines(ours)), Counter(lines(theirs))
    missing = our_lines - Counter(lines(base)) - their_lines
    return bool(missing) and any(_words(missing) - _words(their_lines - our_lines))


def _words(of: Counter[bytes]) -> Counter[bytes]:
    """Count the words of lines; spaces and line ends count as the empty word."""
    return Counter(piece.strip() for line in of.elements() for piece in pieces(line))


def hunks(old: Sequence[bytes], new: Sequence[bytes]) -> list[Hunk]:
    """Return the differences, in order; between two hunks at least one piece is equal."""
    pairs: list[tuple[int, int]] = []
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        low, high, new_low, new_high = waiting.pop()
        while low < high and new_low < new_high and old[low] == new[new_low]:
            pairs.append((low, new_low))
            low, new_low = low + 1, new_low + 1
        while low < high and new_low < new_high and old[high - 1] == new[new_high - 1]:
            high, new_high = high - 1, new_high - 1
            pairs.append((high, new_high))
        if low == high or new_low == new_high:
            continue
        anchors = _anchors(old, low, high, new, new_low, new_high)
        if anchors:
            for at, new_at in anchors:
                pairs.append((at, new_at))
                waiting.append((low, at, new_low, new_at))
                low, new_low = at + 1, new_at + 1
            waiting.append((low, high, new_low, new_high))
        else:
            pairs += _longest_common(old, low, high, new, new_low, new_high)
    pairs.sort()
    result = []
    at = new_at = 0
    for low, new_low in [*pairs, (len(old), len(new))]:
        if low > at or new_low > new_at:
            result.append(Hunk(at, low, new_at, new_low))
        at, new_at = low + 1, new_low + 1
    return result


def word_hunks(old: Sequence[bytes], new: Sequence[bytes]) -> list[Hunk]:
    """Return the differences of pieces; hunks with only marks between them become one."""
    joined: list[Hunk] = []
    for hunk in hunks(old, new):
        if joined:
            last = joined[-1]
            between = old[last.old_end : hunk.old_start]
            if not any(_is_word(piece) for piece in between):
                joined[-1] = Hunk(last.old_start, hunk.old_end, last.new_start, hunk.new_end)
                continue
        joined.append(hunk)
    return joined


def _is_word(piece: bytes) -> bool:
    # Line ends part sentences as well as a word does.
    return (len(piece) > 1 and not piece.isspace()) or piece.isalnum() or piece[:1] in b"\r\n"


def _anchors(
    old: Sequence[bytes], low: int, high: int, new: Sequence[bytes], new_low: int, new_high: int
) -> list[tuple[int, int]]:
    """Pair pieces unique on both sides, and keep the longest increasing sequence of pairs."""
    places: dict[bytes, int] = {}
    for at in range(low, high):
        places[old[at]] = -1 if old[at] in places else at
    new_places: dict[bytes, int] = {}
    for at in range(new_low, new_high):
        new_places[new[at]] = -1 if new[at] in new_places else at
    pairs = [
        (at, new_places[piece])
        for piece, at in places.items()
        if at >= 0 and new_places.get(piece, -1) >= 0
    ]
    pairs.sort()
    # The longest increasing row of new positions, by patience sorting.
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for index, (_, new_at) in enumerate(pairs):
        pile = bisect_left(tops, new_at)
        before.append(piles[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(new_at)
            piles.append(index)
        else:
            tops[pile] = new_at
            piles[pile] = index
    row = []
    index = piles[-1] if piles else -1
    while index >= 0:
        row.append(pairs[index])
        index = before[index]
    return row[::-1]


def _longest_common(
    old: Sequence[bytes], low: int, high: int, new: Sequence[bytes], new_low: int, new_high: int
) -> list[tuple[int, int]]:
    if (high - low) * (new_high - new_low) > _MAX_COMPARISONS:
        return []
    from rapidfuzz.distance import LCSseq

    # Numbers for pieces: RapidFuzz compares hashes, and those of small numbers cannot collide.
    numbers: dict[bytes, int] = {}
    ours = [numbers.setdefault(piece, len(numbers)) for piece in old[low:high]]
    theirs = [numbers.setdefault(piece, len(numbers)) for piece in new[new_low:new_high]]
    return [
        (low + block.a + step, new_low + block.b + step)
        for block in LCSseq.opcodes(ours, theirs).as_matching_blocks()
        for step in range(block.size)
    ]


def difference(old: bytes, new: bytes, name: str) -> Change:
    """Return the change from `old` to `new`, as small as words allow.

    For display, and for keeping cursors and undo when the whole text is replaced.
    """
    edits: list[Edit] = []
    old_lines, new_lines = lines(old), lines(new)
    for line in _edits(0, old_lines, new_lines, hunks(old_lines, new_lines)):
        edits += word_edits(*line)
    return Change.of(name, edits)


def word_edits(start: int, old: bytes, new: bytes) -> list[Edit]:
    """Return the edits that turn `old`, at `start`, into `new`, word by word."""
    if not old or not new:
        return [Edit(start, old, new)]
    old_pieces, new_pieces = pieces(old), pieces(new)
    found = word_hunks(old_pieces, new_pieces)
    return [edit.trimmed() for edit in _edits(start, old_pieces, new_pieces, found)]


def _edits(
    at: int, old: Sequence[bytes], new: Sequence[bytes], found: Iterable[Hunk]
) -> Iterator[Edit]:
    """Yield the edit of each hunk; `old` begins at byte `at`."""
    piece = 0
    for hunk in found:
        at += sum(map(len, old[piece : hunk.old_start]))
        was = b"".join(old[hunk.old_start : hunk.old_end])
        yield Edit(at, was, b"".join(new[hunk.new_start : hunk.new_end]))
        at += len(was)
        piece = hunk.old_end
