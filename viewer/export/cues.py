"""Claims as subtitles: WebVTT and SRT. Pure.

A claim is shown from its moment to the end of its range; without one until the next claim begins,
and no longer than it takes to read it.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from viewer.export.entries import Entry
from viewer.notes.timecode import format_cue

# Reading takes a second for so many letters, as broadcasters count it, and never less than this.
_LETTERS_A_SECOND, _LEAST_MS = 15, 3_000


class ShownCue(NamedTuple):
    """What is shown from `start_ms` to `end_ms`, half-open."""

    start_ms: int
    end_ms: int
    text: str


def cues_of(entries: Sequence[Entry], duration_ms: int | None = None) -> list[ShownCue]:
    """Make the cues of one video, in time order; what cannot be reached has none.

    Where several claims cite one moment there are several cues.
    """
    reached = sorted(
        ((entry.ms, entry) for entry in entries if entry.ms is not None), key=lambda one: one[0]
    )
    starts = sorted({ms for ms, _ in reached})
    following = dict(pairwise(starts))
    cues = []
    for ms, entry in reached:
        end_ms = entry.end_ms
        if end_ms is None:
            read_ms = max(_LEAST_MS, len(entry.text) * 1000 // _LETTERS_A_SECOND)
            ends = [ms + read_ms, following.get(ms)]
            if duration_ms is not None and duration_ms > ms:
                ends.append(duration_ms)
            end_ms = min(end for end in ends if end is not None)
        cues.append(ShownCue(ms, end_ms, entry.text))
    return cues


def webvtt(cues: Sequence[ShownCue], title: str) -> str:
    """Write WebVTT; the title of the note stands in its head."""
    head = " ".join(title.replace("-->", "→").split())
    return "\n".join((f"WEBVTT {head}".rstrip(), "", *_blocks(cues, ".", html_text)))


def srt(cues: Sequence[ShownCue]) -> str:
    """Write SubRip. It has no way to escape `<`: some players take `<i>` in a claim for italics."""
    return "\n".join(_blocks(cues, ",", str))


def html_text(text: str) -> str:
    """Escape `&`, `<` and `>`, as WebVTT wants them in the text of a cue."""
    return html.escape(text, quote=False)


def _blocks(cues: Sequence[ShownCue], point: str, escape: Callable[[str], str]) -> Iterator[str]:
    for number, cue in enumerate(cues, 1):
        yield str(number)
        yield f"{format_cue(cue.start_ms, point)} --> {format_cue(cue.end_ms, point)}"
        # An arrow in the text would be read as a time.
        yield escape(cue.text.replace("-->", "→")) or "…"
        yield ""
