"""Edits of the bytes of a note, and how they are undone.

The bytes of the note are the truth. An `Edit` replaces the bytes at one place; a `Change` is what
the user did, with a name to show: one or more edits that are applied together. All positions in a
Change are bytes of the file *before* it, so its edits do not depend on each other. Nothing but the
bytes named is ever touched: line ends, a byte order mark, a missing final newline and NBSP stay.

Values are immutable, safe in any thread, and know nothing of Markdown; changes of a note are made
in `retime`, `ranges`, `rearrange` and `front_edit`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, NamedTuple

from viewer.notes.model import Span


class StaleEdit(ValueError):  # noqa: N818 — it says what is wrong, as ValueError does
    """An edit does not fit the bytes it is applied to: a bug."""


class Edit(NamedTuple):
    """Replace the bytes `old` at `start` by `new`."""

    start: int
    old: bytes
    new: bytes

    @property
    def end(self) -> int:
        return self.start + len(self.old)

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    def to_json(self) -> tuple[int, str, str]:
        """Return values that JSON can hold, bytes as Latin-1. `from_json` reads them."""
        return self.start, self.old.decode("latin-1"), self.new.decode("latin-1")

    @classmethod
    def from_json(cls, value: Any) -> "Edit":
        """Read what `to_json` returned. Raises ValueError, TypeError or AttributeError."""
        start, old, new = value
        if type(start) is not int or start < 0:
            raise ValueError("not the place of an edit")
        return cls(start, old.encode("latin-1"), new.encode("latin-1"))

    def trimmed(self) -> "Edit":
        """Leave out what `old` and `new` have in common at both ends, whole characters only."""
        old, new = self.old, self.new
        head = common_start(old, new)
        while head and _inside_character(old, new, head):
            head -= 1
        tail = common_start(old[head:][::-1], new[head:][::-1])
        while tail and _inside_character(old, new, -tail):
            tail -= 1
        return Edit(self.start + head, old[head : len(old) - tail], new[head : len(new) - tail])


def common_start(one: bytes, two: bytes) -> int:
    """Count the leading bytes that are equal."""
    limit = min(len(one), len(two))
    if one[:limit] == two[:limit]:
        return limit
    low, high = 0, limit
    while high - low > 1:
        middle = (low + high) // 2
        if one[low:middle] == two[low:middle]:
            low = middle
        else:
            high = middle
    return low


def _inside_character(old: bytes, new: bytes, at: int) -> bool:
    """Return whether a cut at `at` would split a character, or a CR from its LF, of either side."""
    for text in (old, new):
        position = at if at >= 0 else len(text) + at
        if position < len(text):
            if text[position] & 0xC0 == 0x80:
                return True
            if text[position : position + 1] == b"\n" and text[position - 1 : position] == b"\r":
                return True
    return False


@dataclass(frozen=True, slots=True)
class Change:
    """What the user did in one go, with its name in the menu: "Retime 0:48:45".

    `edits` are in order of `start` and do not overlap; two may touch, and are then applied in the
    order given. Positions are those before the change.
    """

    name: str
    edits: tuple[Edit, ...]
    # Whether it gives timestamps other times.
    is_retiming: bool = False

    @classmethod
    def of(cls, name: str, edits: Iterable[Edit], *, is_retiming: bool = False) -> "Change":
        """Make a change of edits in any order, leaving out those that do nothing.

        Raises ValueError where two overlap.
        """
        kept = sorted(
            (edit for edit in edits if edit.old != edit.new),
            key=lambda edit: (edit.start, edit.end),
        )
        for one, two in pairwise(kept):
            if two.start < one.end:
                raise ValueError(f"two edits overlap at {two.start}")
        return cls(name, tuple(kept), is_retiming)

    def __bool__(self) -> bool:
        """Return whether it changes anything."""
        return bool(self.edits)

    def apply(self, data: bytes) -> bytes:
        """Apply all edits; raises StaleEdit unless each `old` is at its `start`."""
        pieces: list[bytes] = []
        at = 0
        for edit in self.edits:
            if edit.start < at or data[edit.start : edit.end] != edit.old:
                found = data[max(edit.start, 0) : max(edit.end, 0)]
                raise StaleEdit(
                    f"{self.name or 'Edit'}: at {edit.start} expected {edit.old[:80]!r}, "
                    f"found {found[:80]!r}"
                )
            pieces += (data[at : edit.start], edit.new)
            at = edit.end
        pieces.append(data[at:])
        return b"".join(pieces)

    def invert(self, name: str | None = None) -> "Change":
        """Return the inverse change, in positions after this one."""
        shift = 0
        edits = []
        for edit in self.edits:
            edits.append(Edit(edit.start + shift, edit.new, edit.old))
            shift += len(edit.new) - len(edit.old)
        return replace(self, name=self.name if name is None else name, edits=tuple(edits))

    def map(self, offset: int, *, after: bool = False) -> int:
        """Return where the byte position `offset` is after the change.

        A position inside replaced bytes, or where something is inserted, goes to the start of the
        new bytes; with `after`, to their end. At the edges of replaced bytes it stays at the edge.
        """
        shift = 0
        for edit in self.edits:
            if edit.start > offset:
                break
            if not edit.old:
                if after or edit.start < offset:
                    shift += len(edit.new)
            elif edit.end <= offset:
                shift += len(edit.new) - len(edit.old)
            elif edit.start == offset:
                break
            else:
                return edit.start + shift + (len(edit.new) if after else 0)
        return offset + shift

    def map_span(self, span: Span) -> Span:
        """Return where a span is after the change; what is inserted at its edges is outside."""
        start = self.map(span.start, after=True)
        return Span(start, max(start, self.map(span.end)))

    def then(self, following: "Change", name: str | None = None) -> "Change":
        """Compose this change and then `following`, in positions before both.

        `following`'s positions are those after this change.
        """
        # The edits of both as stretches of the text between them; those that touch become one.
        first = [
            (place.start, place.end, edit, None)
            for edit, place in zip(self.edits, self.new_spans(), strict=True)
        ]
        second = [(edit.start, edit.end, None, edit) for edit in following.edits]
        stretches: list[tuple[int, int, Edit | None, Edit | None]] = sorted(
            [*first, *second], key=lambda stretch: stretch[:2]
        )
        edits: list[Edit] = []
        index = 0
        shift = 0  # of the text between against the text before, up to here
        while index < len(stretches):
            low, high = stretches[index][:2]
            stop = index
            while stop < len(stretches) and stretches[stop][0] <= high:
                high = max(high, stretches[stop][1])
                stop += 1
            group = stretches[index:stop]
            ones = [one for _, _, one, _ in group if one is not None]
            twos = [two for _, _, _, two in group if two is not None]
            edits.append(_joined(low, high, shift, ones, twos))
            shift += sum(len(one.new) - len(one.old) for one in ones)
            index = stop
        is_retiming = self.is_retiming or following.is_retiming
        return Change.of(self.name if name is None else name, edits, is_retiming=is_retiming)

    def past(self, other: "Change") -> tuple["Change", "Change"] | None:
        """Return this change as applied after `other`, and `other` as applied after this one.

        Both are changes of the same bytes, and both orders give the same result. None if they
        change the same place; of two insertions at one place that of `other` comes first.
        """
        mine: list[Edit] = []
        theirs: list[Edit] = []
        grown = others_grown = 0
        while len(mine) < len(self.edits) or len(theirs) < len(other.edits):
            one = self.edits[len(mine)] if len(mine) < len(self.edits) else None
            two = other.edits[len(theirs)] if len(theirs) < len(other.edits) else None
            if two is not None and (one is None or two.end <= one.start):
                theirs.append(Edit(two.start + grown, two.old, two.new))
                others_grown += len(two.new) - len(two.old)
            elif one is not None and (two is None or one.end <= two.start):
                mine.append(Edit(one.start + others_grown, one.old, one.new))
                grown += len(one.new) - len(one.old)
            else:
                return None
        return replace(self, edits=tuple(mine)), replace(other, edits=tuple(theirs))

    def new_spans(self) -> list[Span]:
        """Return where each edit's `new` is after the change."""
        shift = 0
        spans = []
        for edit in self.edits:
            start = edit.start + shift
            spans.append(Span(start, start + len(edit.new)))
            shift += len(edit.new) - len(edit.old)
        return spans


def _joined(low: int, high: int, shift: int, first: list[Edit], second: list[Edit]) -> Edit:
    """Join edits that touch: they tell the bytes `low` to `high` of the text between."""
    between = bytearray(high - low)
    placed: list[tuple[int, Edit]] = []
    moved = shift
    for edit in first:
        at = edit.start + moved - low
        between[at : at + len(edit.new)] = edit.new
        placed.append((at, edit))
        moved += len(edit.new) - len(edit.old)
    for edit in second:
        between[edit.start - low : edit.end - low] = edit.old
    old = bytearray(between)
    for at, edit in reversed(placed):
        old[at : at + len(edit.new)] = edit.old
    new = between
    for edit in reversed(second):
        new[edit.start - low : edit.end - low] = edit.new
    return Edit(low - shift, bytes(old), bytes(new))


def line_end(data: bytes, near: int = 0) -> bytes:
    r"""Return the line end used near byte `near`: `\r\n`, `\r` or `\n`; `\n` if there is none.

    The line end before `near` counts, else the first after it: a file may mix them.
    """
    at = max(data.rfind(b"\n", 0, near), data.rfind(b"\r", 0, near))
    if at < 0:
        ends = [at for at in (data.find(b"\n", near), data.find(b"\r", near)) if at >= 0]
        if not ends:
            return b"\n"
        at = min(ends)
    if data[at : at + 1] == b"\r":
        return b"\r\n" if data[at + 1 : at + 2] == b"\n" else b"\r"
    return b"\r\n" if data[at - 1 : at] == b"\r" and at else b"\n"


def with_line_ends(text: str, end: bytes) -> bytes:
    r"""Encode text with every `\r\n`, `\r` and `\n` written as `end`."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return lines.encode("utf-8", "surrogateescape").replace(b"\n", end)
