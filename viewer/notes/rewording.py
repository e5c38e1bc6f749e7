"""Changes of words: put other text in a span of the note, changing the bytes that differ alone.

What a text field gives back is not what was put into it: Qt turns NBSP into a space and every kind
of line end into one. So the new text is compared with the old one as such a field shows it, and
where they are alike the old bytes stay.
"""

import re

from viewer.notes.diff import pieces, word_hunks
from viewer.notes.edit import Edit, line_end, with_line_ends
from viewer.notes.model import Span

_UNIT = re.compile("\r\n|.", re.DOTALL)
# What a text field shows in place of a character.
_SHOWN = {"\u00a0": " ", "\u2028": "\n", "\u2029": "\n", "\r": "\n", "\r\n": "\n"}


def reworded(data: bytes, span: Span, text: str) -> list[Edit]:
    r"""Replace what stands in `span` by `text`: one edit for each run of words that changed.

    In `text` a line end is `\n`; it is written as the note's lines end. A character of which a
    text field shows another (NBSP, U+2028, CR) stays where `text` has that other one in its place,
    unless `text` shows that it can hold the character itself.
    """
    shown = {one: as_ for one, as_ in _SHOWN.items() if one not in text or one == "\r\n"}
    old = data[span.start : span.end].decode("utf-8", "surrogateescape")
    units: list[str] = _UNIT.findall(old)
    old_pieces = _cut("".join(shown.get(unit, unit) for unit in units))
    new_pieces = _cut(text.replace("\r\n", "\n").replace("\r", "\n"))
    edits = []
    at, unit, piece = span.start, 0, 0
    for hunk in word_hunks(
        [one.encode("utf-8", "surrogateescape") for one in old_pieces],
        [one.encode("utf-8", "surrogateescape") for one in new_pieces],
    ):
        skipped = sum(map(len, old_pieces[piece : hunk.old_start]))
        at += _size(units[unit : unit + skipped])
        unit += skipped
        was_shown = "".join(old_pieces[hunk.old_start : hunk.old_end])
        becomes = "".join(new_pieces[hunk.new_start : hunk.new_end])
        was = units[unit : unit + len(was_shown)]
        head = _alike(was_shown, becomes)
        tail = _alike(was_shown[head:][::-1], becomes[head:][::-1])
        kept = was[head : len(was) - tail]
        start = at + _size(was[:head])
        replaced = "".join(kept).encode("utf-8", "surrogateescape")
        new = becomes[head : len(becomes) - tail]
        edits.append(Edit(start, replaced, _fitting(data, start, start + len(replaced), new)))
        at += _size(was)
        unit += len(was)
        piece = hunk.old_end
    return edits


def byte_of(data: bytes, span: Span, count: int) -> int:
    """Give the byte in front of which a text field that shows `span` has `count` characters."""
    units = _UNIT.findall(data[span.start : span.end].decode("utf-8", "surrogateescape"))
    return span.start + _size(units[:count])


def shown_count(data: bytes, span: Span, offset: int) -> int:
    """Count the characters that a text field shows of `span` in front of the byte at `offset`."""
    text = data[span.start : min(max(offset, span.start), span.end)]
    return len(_UNIT.findall(text.decode("utf-8", "surrogateescape")))


def _fitting(data: bytes, start: int, end: int, text: str) -> bytes:
    """Encode what is to stand between `start` and `end`, with the line ends of that place.

    Where a file mixes them, a CR and a LF that come to stand side by side would become one.
    """
    before = data[start - 1 : start] == b"\r"
    after = data[end : end + 1] == b"\n"
    if not text:
        return b"\r" if before and after else b""
    kind = line_end(data, start)
    new = with_line_ends(text, kind)
    if (before and new.startswith(b"\n")) or (after and new.endswith(b"\r")):
        return with_line_ends(text, b"\r\n")
    return new


def _cut(text: str) -> list[str]:
    return [
        piece.decode("utf-8", "surrogateescape")
        for piece in pieces(text.encode("utf-8", "surrogateescape"))
    ]


def _size(units: list[str]) -> int:
    return len("".join(units).encode("utf-8", "surrogateescape"))


def _alike(one: str, two: str) -> int:
    count = 0
    for a, b in zip(one, two, strict=False):
        if a != b:
            break
        count += 1
    return count
