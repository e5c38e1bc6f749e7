"""Moments listed in front matter, like a site's chapters: each is a claim of the note.

```
chapters:
  - time: "1:02"
    title: What is said there
```

A list of three or more entries whose times rise, in a note that names a video. What else an entry
says in words is the text of its claim. A day's schedule or the years of a history do not count.
Pure; any thread.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from viewer.notes.forms.every import PLAIN
from viewer.notes.forms.links import LabelTime, cited_label, label_in
from viewer.notes.model import Citation, Claim, FrontMatter, FrontValue, Side, Span
from viewer.notes.timecode import Form, Reading, moment_readings

_FEWEST = 3
_MOST_FALLS = 4  # one of so many steps may go back: one that is set must not lose the others
_KEYS = ("time", "timestamp", "start")
_YEARS_MS = range(1_900_000, 2_100_000)


class ListedMoment(NamedTuple):
    """A list entry: its citation, and its values that are shown, including the time."""

    citation: Citation
    values: Sequence[FrontValue]

    @property
    def span(self) -> Span:
        """From the first of its values to the last."""
        return Span(self.values[0].span.start, self.values[-1].span.end)

    def claim(self, number: int) -> Claim:
        """Return its claim; the citation is the first but `number` of the note."""
        is_last = self.values[-1].span == self.citation.span
        side = Side.BEFORE if is_last else Side.AFTER
        return Claim(self.span, self.span, range(number, number + 1), -1, False, side)


def listed_in(data: bytes, front: FrontMatter) -> list[ListedMoment]:
    """Return the entries that cite, in the order of the note."""
    result: list[ListedMoment] = []
    for rows in front.rows:
        found = [one for row in rows if (one := _read(data, row)) is not None]
        times = [one.citation.readings[0] for one in found]
        falls = sum(two.ms < one.ms for one, two in pairwise(times))
        is_other = all(map(_is_quarter, times)) or all(
            time.form is Form.SECONDS and time.ms in _YEARS_MS for time in times
        )
        if len(found) >= _FEWEST and falls <= (len(found) - 1) // _MOST_FALLS and not is_other:
            result += found
    return result


def _is_quarter(time: Reading) -> bool:
    """Return whether this can be a quarter of an hour in a day's schedule, from five on."""
    quarter_ms = {Form.M_S: 15_000, Form.H_M_S: 900_000}.get(time.form, 0)  # read as m:s, or h:m:s
    return quarter_ms > 0 and time.ms % quarter_ms == 0 and time.ms >= 20 * quarter_ms


def _read(data: bytes, row: Sequence[FrontValue]) -> ListedMoment | None:
    """Read an entry of alternating keys and values; None if it has no time."""
    citation, values = None, []
    for key, value in zip(row[::2], row[1::2], strict=False):
        if key.text in _KEYS and citation is None:
            is_quoted = data[value.span.start : value.span.start + 1] in (b'"', b"'")
            at = Span(value.span.start + is_quoted, value.span.end - is_quoted)
            label = label_in(data, at) or LabelTime(at, moment_readings(value.text), at, None)
            if label.readings:
                citation = cited_label(data, value.span, label, PLAIN)
                values.append(value)
        elif any(map(str.isalpha, value.text)) and "://" not in value.text:
            values.append(value)
    return ListedMoment(citation, values) if citation is not None else None


def events_of(entries: Sequence[ListedMoment]) -> Iterator[tuple[Any, int, int]]:
    """Return Markdown events that show the entries as a bulleted list."""
    whole = Span(entries[0].span.start, entries[-1].span.end)
    yield {"Start": {"List": None}}, *whole
    for one in entries:
        yield {"Start": "Item"}, *one.span
        end = one.span.start
        for number, value in enumerate(one.values):
            if number:
                yield "SoftBreak" if number == 1 else "HardBreak", end, value.span.start
            yield {"Text": value.text}, *value.span
            end = value.span.end
        yield {"End": "Item"}, *one.span
    yield {"End": {"List": False}}, *whole
