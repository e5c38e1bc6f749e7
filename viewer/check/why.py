"""Explain why a finding is sure, and by how much captions are off.

Decides nothing: a proposal is sure by its measured chance. The explanation names the evidence that
the user can check.
"""

from __future__ import annotations

from collections.abc import Iterator

from viewer.base.translation import and_list, numeral, phrase_list, tr
from viewer.check.finding import Why
from viewer.media.transcript_offsets import Pieces
from viewer.notes.model import Citation
from viewer.notes.timecode import Form, format_ms


def reading_of(citation: Citation, ms: int | None) -> Form | None:
    """Return how the written time can be read as `ms`, if it can."""
    if ms is None:
        return None
    readings = (*citation.readings, *citation.label_readings)
    for reading in readings:
        if reading.ms == ms:
            return reading.form
    for reading in readings:
        if reading.ms >= 3_600_000 and reading.ms % 3_600_000 == ms:
            return Form.HOUR_DROPPED
    return None


def sure_line(why: Why) -> str:
    """Put the reasons in one line, without a full stop."""
    parts = list(_parts(why))
    if not parts and why.shifted:
        parts = [tr("the times in this note only make sense as mm:ss")]
    elif not parts:
        parts = [tr("the words here are closest to the claim")]
    return phrase_list(parts)


def _parts(why: Why) -> Iterator[str]:
    if why.shifted and 2 * why.round > why.shifted:
        some = numeral(why.round), numeral(why.shifted)
        yield tr("{0} of {1} such times end in :00").format(*some)
    if why.late:
        yield _late(why)
    if why.is_agreed:
        yield tr("both times agree, read as mm:ss")
    elif why.reading is not None and not why.shifted:
        yield form_words(why.reading)
    if why.words:
        count = len(why.words)
        words = tr("{0} is said here|{0} are said here", "some words", count)
        if why.nowhere_else:
            words = tr("{0} is said only here|{0} are said only here", "some words", count)
        words = words.format(and_list([tr("“{0}”").format(word) for word in why.words]))
        if why.said > count:
            some = numeral(why.said), numeral(why.telling)
            words = tr("{0}, with {1} of the claim's {2} key words").format(words, *some)
        yield words
    if why.is_between:
        yield tr("in order with the claims before and after")


def form_words(form: Form | None) -> str:
    """Return how else a time was read."""
    return {
        Form.HOUR_DROPPED: tr("Time in note, without the hour"),
        Form.M_S_00: tr("Time in note, read as mm:ss"),
    }.get(form or Form.H_M_S, tr("Time in note, read another way"))


def _late(why: Why) -> str:
    """Return how many times would be past the end as hours."""
    some = numeral(why.late), numeral(why.shifted)
    words = tr("read as hours, {0} of {1} would need a video of five hours or more")
    if why.is_end_known:
        words = tr("read as hours, {0} of {1} would be past the end of the video")
    return words.format(*some)


def cut_words(pieces: Pieces) -> str:
    """Return by how much captions of another cut are off, in their own time."""
    parts = []
    for at, (start_ms, late_ms) in enumerate(pieces):
        time = format_ms(abs(late_ms))
        words = tr("in sync", "the transcript, with the video")
        if late_ms:
            late = tr("{0} late", "the transcript, by a time")
            early = tr("{0} early", "the transcript, by a time")
            words = (late if late_ms > 0 else early).format(time)
        if at:
            words = tr("{1} from {0} on", "{0} is a time, {1} as “0:43 late”").format(
                format_ms(start_ms), words
            )
        elif len(pieces) > 1:
            words = tr("{0} at first", "{0} as “0:43 late”").format(words)
        parts.append(words)
    return phrase_list(parts)


def short(text: str, most: int = 40) -> str:
    """Shorten a text to one line of `most` characters."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"
