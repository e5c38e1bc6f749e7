r"""The bytes of a note as lines, and as the text of a Qt document.

Converts between bytes and UTF-16 units for the source mode. A `SourceText` holds the bytes line by
line, ends included (`\r\n`, `\r` or `\n`); line n is block n of the document. What Qt would change
is shown as something else of the same length: a line end as the end of a block, U+2029 as U+2028,
NUL as its symbol, a byte that is not UTF-8 as U+FFFD; a byte order mark is not shown at all. Only
typed text is ever converted to bytes. No Qt here; positions in a line are UTF-16 units, from its
start.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from viewer.notes.diff import hunks, pieces
from viewer.notes.edit import Change, Edit, with_line_ends
from viewer.notes.model import Span
from viewer.ui.kit.characters import utf16_units

_BOM = b"\xef\xbb\xbf"
_CHARACTER = re.compile("\r\n|.", re.DOTALL)
# U+FDD0 and U+FDD1 begin and end a frame inside a Qt document.
_SHOWN = {0: 0x2400, 0x2029: 0x2028, 0xFDD0: 0xFFFD, 0xFDD1: 0xFFFD}
# A byte that is not UTF-8 is decoded to half of a pair (PEP 383), one for each.
_SHOWN |= dict.fromkeys(range(0xDC80, 0xDD00), 0xFFFD)
_SHOWN_OTHERWISE = "\0\u2029\ufdd0\ufdd1"
_LAST_OF_ONE_UNIT = "\uffff"


class SourceText:
    """The lines of a note; the last one has no line end, and may be empty."""

    def __init__(self, data: bytes, line_end: bytes = b"\n") -> None:
        """Take the note's bytes; `line_end` is used if they contain none."""
        self._first_end = line_end
        self._head = _BOM if data.startswith(_BOM) else b""
        self._lines = _split(data[len(self._head) :])
        self._sizes = [len(line) for line in self._lines]
        self._starts: list[int] | None = None
        self.units = utf16_units(self.shown())

    @property
    def data(self) -> bytes:
        """The bytes, put together."""
        return self._head + b"".join(self._lines)

    @property
    def count(self) -> int:
        return len(self._lines)

    def shown(self) -> str:
        r"""Return the whole text as a document shows it, lines separated by `\n`."""
        try:
            whole = b"".join(self._lines).decode()
        except UnicodeDecodeError:
            # Each line separately: half a character must not swallow a line end.
            return "\n".join(map(_shown_line, self._lines))
        whole = whole.replace("\r\n", "\n").replace("\r", "\n")
        otherwise = any(character in whole for character in _SHOWN_OTHERWISE)
        return whole.translate(_SHOWN) if otherwise else whole

    # ------------------------------------------------------------------ places

    def byte_of(self, line: int, unit: int) -> int:
        """Return the byte at a unit of a line."""
        at = len(self._head) + sum(self._sizes[:line])
        return at + _bytes_to(self._lines[line], unit)

    def place_of(self, byte: int) -> tuple[int, int]:
        """Return the line and unit of a byte; inside a character or line end, those before it."""
        if self._starts is None:
            self._starts = list(accumulate(self._sizes, initial=len(self._head)))[:-1]
        line = max(0, bisect_right(self._starts, byte) - 1)
        content = _content(self._lines[line])
        before = content[: max(0, byte - self._starts[line])]
        if before.isascii():
            return line, len(before)
        try:
            content.decode()
        except UnicodeDecodeError:
            return line, utf16_units(_decoded(before))
        return line, utf16_units(before.decode("utf-8", "ignore"))

    def size_of(self, line: int) -> int:
        """Return how many bytes a line has, its end included."""
        return self._sizes[line]

    def content_of(self, line: int) -> bytes:
        """Return the bytes of a line without its end."""
        return _content(self._lines[line])

    def cut(self, span: Span) -> bytes:
        """Return the bytes of a span."""
        first, last = self.place_of(span.start)[0], self.place_of(span.end)[0]
        assert self._starts is not None
        start = self._starts[first]
        whole = b"".join(self._lines[first : last + 1])
        if first == 0:
            whole, start = self._head + whole, 0
        return whole[span.start - start : span.end - start]

    # ------------------------------------------------------------------ changes

    def take(self, first: int, unit: int, last: int, tail: int, new: str) -> list[Edit]:
        r"""Replace the text between two places by `new` (lines end in `\n`); return the edits.

        The places are `unit` units into line `first`, and `tail` units before the end of line
        `last`. Equal text on both sides keeps its bytes; a new line end is as those around it.
        """
        lines = self._lines[first : last + 1]
        region = b"".join(lines)
        low = _bytes_to(lines[0], unit)
        end_units = _units(lines[-1]) - tail
        high = len(region) - len(lines[-1]) + _bytes_to(lines[-1], end_units)
        near = self._lines[first - 1 if first else 0]
        kind = near[len(_content(near)) :] or self._first_end
        edits = _edits(region, low, high, new, kind, after_cr=self._follows_cr(first))
        becomes = Change("", tuple(edits)).apply(region)
        end = lines[-1][len(_content(lines[-1])) :]
        behind = _shown_lines(region[high : len(region) - len(end)])
        wanted = _shown_lines(region[:low]) + new + behind
        if not self._fits(first, last, becomes, wanted.count("\n") + 1):
            # A CR and a LF have become adjacent: both kinds are written out.
            becomes = with_line_ends(wanted, b"\r\n") + (end and b"\r\n")
            edits = [Edit(0, region, becomes).trimmed()]
        start = len(self._head) + sum(self._sizes[:first])
        self._put(first, last, becomes)
        return [Edit(start + one.start, one.old, one.new) for one in edits if one.old != one.new]

    def apply(self, edit: Edit) -> tuple[int, str, str] | None:
        """Apply an edit; return the first changed line, and the old and new text from there.

        None if the byte order mark changes: then all text must be shown again.
        """
        if edit.start < len(self._head):
            return None
        first, last = self.place_of(edit.start)[0], self.place_of(edit.end)[0]
        assert self._starts is not None
        if edit.start == self._starts[first] and self._follows_cr(first):
            first -= 1
        start = self._starts[first]
        region = b"".join(self._lines[first : last + 1])
        becomes = region[: edit.start - start] + edit.new + region[edit.end - start :]
        old = "\n".join(map(_shown_line, self._lines[first : last + 1]))
        count = self._put(first, last, becomes)
        new = "\n".join(map(_shown_line, self._lines[first : first + count]))
        return first, old, new

    def _put(self, first: int, last: int, becomes: bytes) -> int:
        lines = _split(becomes)
        if last < self.count - 1:
            lines.pop()  # what follows the last line end is the next line
        old = self._lines[first : last + 1]
        self.units += sum(map(_units, lines)) - sum(map(_units, old)) + len(lines) - len(old)
        self._lines[first : last + 1] = lines
        self._sizes[first : last + 1] = [len(line) for line in lines]
        self._starts = None
        return len(lines)

    def _fits(self, first: int, last: int, becomes: bytes, wanted: int) -> bool:
        count = len(_split(becomes)) - (1 if last < self.count - 1 else 0)
        return count == wanted and not (becomes.startswith(b"\n") and self._follows_cr(first))

    def _follows_cr(self, line: int) -> bool:
        return line > 0 and self._lines[line - 1].endswith(b"\r")


def units_of(text: str, start: int, end: int) -> str:
    """Cut UTF-16 units `start` to `end` out of a text."""
    if not text or max(text) <= _LAST_OF_ONE_UNIT:
        return text[start:end]
    cut = text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end]
    return cut.decode("utf-16-le", "replace")


def _before(text: str, unit: int) -> str:
    """Return the text before a unit; inside a surrogate pair, before the pair."""
    if max(text) <= _LAST_OF_ONE_UNIT:
        return text[:unit]
    cut = text.encode("utf-16-le", "surrogatepass")[: 2 * unit].decode("utf-16-le", "surrogatepass")
    return cut[:-1] if cut and "\ud800" <= cut[-1] < "\udc00" else cut


def common_ends(old: str, new: str) -> tuple[int, int]:
    """Count the equal characters at the start, and then at the end."""
    limit = min(len(old), len(new))
    head = 0
    while head < limit and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < limit - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def _edits(
    region: bytes, low: int, high: int, new: str, kind: bytes, *, after_cr: bool
) -> list[Edit]:
    old = region[low:high].decode("utf-8", "surrogateescape")
    if not old or not new:
        return [_edit(region, Span(low, high), new, kind, after_cr)]
    characters: list[str] = _CHARACTER.findall(old)
    shown = "".join(map(_shown_character, characters))
    sizes = [len(one.encode("utf-8", "surrogateescape")) for one in characters]
    head, tail = common_ends(shown, new)
    stop = len(shown) - tail
    was, becomes = shown[head:stop], new[head : len(new) - tail]
    at = low + sum(sizes[:head])
    if not was and not becomes:
        return []
    if "\n" not in was and "\n" not in becomes and len(was) < 2:
        return [_edit(region, Span(at, at + sum(sizes[head:stop])), becomes, kind, after_cr)]
    old_pieces, new_pieces = _cut(was), _cut(becomes)
    edits = []
    piece, character = 0, head
    for hunk in hunks([one.encode() for one in old_pieces], [_encoded(one) for one in new_pieces]):
        kept = sum(map(len, old_pieces[piece : hunk.old_start]))
        at += sum(sizes[character : character + kept])
        character += kept
        gone = sum(map(len, old_pieces[hunk.old_start : hunk.old_end]))
        end = at + sum(sizes[character : character + gone])
        text = "".join(new_pieces[hunk.new_start : hunk.new_end])
        edits.append(_edit(region, Span(at, end), text, kind, after_cr))
        at, character = end, character + gone
        piece = hunk.old_end
    return edits


def _edit(region: bytes, span: Span, text: str, kind: bytes, after_cr: bool) -> Edit:
    """Return an edit whose line ends do not merge with those next to it."""
    before = region[span.start - 1 : span.start] == b"\r" if span.start else after_cr
    after = region[span.end : span.end + 1] == b"\n"
    new = with_line_ends(_decoded(_encoded(text)), kind)
    if not text:
        new = b"\r" if before and after else b""
    elif (before and new.startswith(b"\n")) or (after and new.endswith(b"\r")):
        new = with_line_ends(text, b"\r\n")
    return Edit(span.start, region[span.start : span.end], new)


def _cut(text: str) -> list[str]:
    return [piece.decode() for piece in pieces(_encoded(text))]


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")  # half a surrogate pair has no bytes


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _split(data: bytes) -> list[bytes]:
    """Split into lines, ends included; the last line end is followed by one more, maybe empty."""
    lines = data.splitlines(keepends=True)
    if not lines or lines[-1].endswith((b"\r", b"\n")):
        lines.append(b"")
    return lines


def _content(line: bytes) -> bytes:
    if line.endswith(b"\r\n"):
        return line[:-2]
    return line[:-1] if line.endswith((b"\r", b"\n")) else line


def _shown_character(character: str) -> str:
    if character in ("\r\n", "\r"):
        return "\n"
    return character.translate(_SHOWN)


def _shown_lines(data: bytes) -> str:
    return "".join(map(_shown_character, _CHARACTER.findall(_decoded(data))))


def _shown_line(line: bytes) -> str:
    return _decoded(_content(line)).translate(_SHOWN)


def _units(line: bytes) -> int:
    content = _content(line)
    return len(content) if content.isascii() else utf16_units(_decoded(content))


def _bytes_to(line: bytes, unit: int) -> int:
    content = _content(line)
    if content.isascii():
        return min(unit, len(content))
    return len(_before(_decoded(content), unit).encode("utf-8", "surrogateescape"))
