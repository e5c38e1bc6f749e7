"""Make subtitles of claims, and write them as WebVTT. Pure.

A claim is shown from its moment to the end of its range; without one until the next claim begins,
but no longer than it takes to read. A long one is split into parts of two lines each. A heading
makes way for the claims below it.
"""

from __future__ import annotations

import html
import textwrap
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from viewer.export.entries import Entry
from viewer.media.transcript import Cue
from viewer.notes.headings import Heading
from viewer.notes.timecode import format_cue

# Letters read in a second, by broadcasters' rules, and the minimum time to read anything.
_LETTERS_A_SECOND, _LEAST_MS = 15, 3_000
_LINE, _LINES = 42, 2  # letters of a line and lines of a cue, as broadcasters have them
_MARKS_BEFORE = 16  # bytes that can stand between the beginning of a heading and its words


def cues_of(
    entries: Sequence[Entry], duration_ms: int | None = None, headings: Sequence[Heading] = ()
) -> list[Cue]:
    """Make the cues of one video, in time order, without unreachable moments.

    Several claims that cite one moment give several cues; `headings` are those of the note.
    """

    def is_heading(entry: Entry) -> bool:
        return any(
            one.text == entry.text and 0 <= entry.span.start - one.start <= _MARKS_BEFORE
            for one in headings
        )

    # A claim that cites a moment more than once, as for several marks, is shown once.
    once = {(entry.ms, entry.text): entry for entry in reversed(entries) if entry.ms is not None}
    headed = set(filter(is_heading, once.values()))
    claimed = {entry.ms for entry in once.values() if entry not in headed}
    reached = [
        (ms or 0, entry)
        for (ms, _), entry in once.items()
        if ms not in claimed or entry not in headed
    ]
    reached.sort(key=lambda one: (one[0], one[1].span))
    starts = sorted({ms for ms, _ in reached})
    following = dict(pairwise(starts))
    cues: list[Cue] = []
    for ms, entry in reached:
        end_ms = entry.end_ms
        if end_ms is not None and entry in headed:
            end_ms = min(end_ms, following.get(ms, end_ms))
        if end_ms is None:
            read_ms = max(_LEAST_MS, len(entry.text) * 1000 // _LETTERS_A_SECOND)
            ends = [ms + read_ms, following.get(ms)]
            if duration_ms is not None and duration_ms > ms:
                ends.append(duration_ms)
            end_ms = min(end for end in ends if end is not None)
        cues.extend(_parts(Cue(ms, end_ms, entry.text)))
    return sorted(cues, key=lambda cue: cue.start_ms)


def _parts(cue: Cue) -> Iterator[Cue]:
    """Split a cue into as many parts as it needs, each as long as its share of the text."""
    lines = textwrap.wrap(cue.text, _LINE)
    most = -(-len(lines) // _LINES) * _LINES
    if len(lines) > 1:
        # As narrow as it can be: else the last part would be a word.
        widths = range(1, _LINE)
        narrow = bisect_left(widths, True, key=lambda it: len(textwrap.wrap(cue.text, it)) <= most)
        lines = textwrap.wrap(cue.text, narrow + 1)
    parts = ["\n".join(lines[at : at + _LINES]) for at in range(0, len(lines), _LINES)] or [""]
    letters = sum(map(len, parts)) or 1
    length_ms, done, start_ms = cue.end_ms - cue.start_ms, 0, cue.start_ms
    for part in parts:
        done += len(part)
        end_ms = cue.start_ms + length_ms * done // letters if part else cue.end_ms
        yield Cue(start_ms, end_ms, part)
        start_ms = end_ms


def webvtt(cues: Sequence[Cue], title: str) -> str:
    """Write WebVTT; the title of the note is in its head."""
    lines = [f"WEBVTT {' '.join(title.replace('-->', '→').split())}".rstrip(), ""]
    for number, cue in enumerate(cues, 1):
        lines += [str(number), f"{format_cue(cue.start_ms)} --> {format_cue(cue.end_ms)}"]
        # An arrow in the text would be read as a time.
        lines += [html.escape(cue.text.replace("-->", "→"), quote=False) or "…", ""]
    return "\n".join(lines)
