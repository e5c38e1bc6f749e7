r"""The bytes of a note as lines, and as the text of a Qt document.

Converts between bytes and UTF-16 units for the source mode. A `SourceText` holds the bytes, and
where its lines begin (they end in `\r\n`, `\r` or `\n`); line n is block n of the document. What Qt
would change is shown as something else of the same length: a line end as the end of a block, U+2029
as U+2028, NUL as its symbol, a byte that is not UTF-8 as U+FFFD; a byte order mark is not shown at
all. Only typed text is ever converted to bytes. No Qt here; positions are UTF-16 units, as in the
document.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
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
        self._set(data)

    def _set(self, data: bytes) -> None:
        self.data = data
        head = len(_BOM) if data.startswith(_BOM) else 0
        self._lines = _split(data[head:])
        self.shown = _shown(self._lines)  # as a document has it, lines separated by "\n"
        # Where each line begins, in bytes and as shown; and where one more would.
        self._starts = list(accumulate(map(len, self._lines), initial=head))
        shown = self.shown.split("\n")
        self._at = list(accumulate((utf16_units(line) + 1 for line in shown), initial=0))

    @property
    def units(self) -> int:
        return self._at[-1] - 1

    # ------------------------------------------------------------------ places

    def byte_at(self, position: int) -> int:
        """Return the byte at a position of the text shown."""
        line = self._line_at(position)
        return self._starts[line] + _bytes_to(self._lines[line], position - self._at[line])

    def position_of(self, byte: int) -> int:
        """Return the position of a byte; inside a character or line end, that before it."""
        line = self.line_of(byte)
        content = _content(self._lines[line])
        before = content[: max(0, byte - self._starts[line])]
        try:
            content.decode()
        except UnicodeDecodeError:
            return self._at[line] + utf16_units(_decoded(before))
        return self._at[line] + utf16_units(before.decode("utf-8", "ignore"))

    def line_of(self, byte: int) -> int:
        """Return the line that a byte is in."""
        return max(0, bisect_right(self._starts, byte, hi=len(self._lines)) - 1)

    def start_of(self, line: int) -> int:
        """Return the byte at which a line begins."""
        return self._starts[line]

    def content_of(self, line: int) -> bytes:
        """Return the bytes of a line without its end."""
        return _content(self._lines[line])

    def _line_at(self, position: int) -> int:
        return bisect_right(self._at, position, hi=len(self._lines)) - 1

    # ------------------------------------------------------------------ changes

    def take(self, start: int, end: int, new: str) -> list[Edit]:
        r"""Replace the text at positions [start, end) by `new` (lines end in `\n`).

        Return the edits. Equal text on both sides keeps its bytes; a new line end is as those
        around it.
        """
        data, first, last = self.data, self._line_at(start), self._line_at(end)
        low, high = self.byte_at(start), self.byte_at(end)
        near = self._lines[first - 1 if first else 0]
        kind = near[len(_content(near)) :] or self._first_end
        edits = _edits(data, low, high, new, kind)
        becomes = Change("", tuple(edits)).apply(data)
        if len(_split(becomes)) != len(self._lines) - (last - first) + new.count("\n"):
            # A CR and a LF have become adjacent: both kinds are written out.
            top, bottom = self._starts[first], self._starts[last + 1]
            foot = bottom - len(self._lines[last]) + len(self.content_of(last))
            wanted = _shown_lines(data[top:low]) + new + _shown_lines(data[high:foot])
            written = with_line_ends(wanted, b"\r\n") + b"\r\n" * (foot < bottom)
            edits = [Edit(top, data[top:bottom], written).trimmed()]
            becomes = Change("", tuple(edits)).apply(data)
        self._set(becomes)
        return [one for one in edits if one.old != one.new]

    def apply(self, edit: Edit) -> None:
        """Apply an edit."""
        self._set(self.data[: edit.start] + edit.new + self.data[edit.end :])


def _shown(lines: list[bytes]) -> str:
    try:
        whole = b"".join(lines).decode()
    except UnicodeDecodeError:
        # Each line separately: half a character must not swallow a line end.
        return "\n".join(_decoded(_content(line)).translate(_SHOWN) for line in lines)
    whole = whole.replace("\r\n", "\n").replace("\r", "\n")
    otherwise = any(character in whole for character in _SHOWN_OTHERWISE)
    return whole.translate(_SHOWN) if otherwise else whole


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
    most = min(len(old), len(new))
    head = bisect_left(range(most), True, key=lambda n: old[: n + 1] != new[: n + 1])
    ends = old[head:], new[head:]
    tail = bisect_left(
        range(most - head), True, key=lambda n: not ends[0].endswith(ends[1][-1 - n :])
    )
    return head, tail


def _edits(data: bytes, low: int, high: int, new: str, kind: bytes) -> list[Edit]:
    old = data[low:high].decode("utf-8", "surrogateescape")
    if not old or not new:
        return [_edit(data, Span(low, high), new, kind)]
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
        return [_edit(data, Span(at, at + sum(sizes[head:stop])), becomes, kind)]
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
        edits.append(_edit(data, Span(at, end), text, kind))
        at, character = end, character + gone
        piece = hunk.old_end
    return edits


def _edit(data: bytes, span: Span, text: str, kind: bytes) -> Edit:
    """Return an edit whose line ends do not merge with those next to it."""
    before = data[max(0, span.start - 1) : span.start] == b"\r"
    after = data[span.end : span.end + 1] == b"\n"
    new = with_line_ends(_decoded(_encoded(text)), kind)
    if not text:
        new = b"\r" if before and after else b""
    elif (before and new.startswith(b"\n")) or (after and new.endswith(b"\r")):
        new = with_line_ends(text, b"\r\n")
    return Edit(span.start, data[span.start : span.end], new)


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


def _bytes_to(line: bytes, unit: int) -> int:
    content = _content(line)
    if content.isascii():
        return min(unit, len(content))
    return len(_before(_decoded(content), unit).encode("utf-8", "surrogateescape"))
