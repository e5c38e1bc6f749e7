"""Why a finding is sure, and by how much captions are off, in words that a person understands.

It decides nothing: a proposal is sure by its measured chance. What is named is what went into that
and can be seen with one's own eyes.
"""

from __future__ import annotations

from collections.abc import Callable

from viewer.evidence.finding import Why
from viewer.notes.model import Citation
from viewer.notes.timecode import Form, format_ms
from viewer.video.transcripts.offsets import Pieces


def reading_of(citation: Citation, ms: int | None) -> Form | None:
    """Return how what is written can be read as `ms`, if it can."""
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


def sure_line(
    why: Why,
    tr: Callable[[str], str] = str,
    title_of: Callable[[str], str] = str,
) -> str:
    """Put it in one line, without a stop.

    `tr` translates, `title_of` names another note by its path.
    """
    parts = [part.format(*given) for part, given in _parts(why, tr, title_of)]
    if not parts and why.shifted:
        parts = [tr("the times in this note only make sense as minutes and seconds")]
    elif not parts:
        parts = [tr("the words here are closest to the claim")]
    return tr("; ").join(parts)


def _parts(
    why: Why, tr: Callable[[str], str], title_of: Callable[[str], str]
) -> list[tuple[str, tuple[object, ...]]]:
    parts: list[tuple[str, tuple[object, ...]]] = []
    if why.note is not None:
        parts.append((tr("“{0}” makes the same claim with this time"), (title_of(why.note),)))
    if why.shifted and 2 * why.round > why.shifted:
        all_round = why.round == why.shifted
        words = (
            tr("all {1} such times end in 00")
            if all_round
            else tr("{0} of {1} such times end in 00")
        )
        parts.append((words, (why.round, why.shifted)))
    if why.late:
        words = {
            (True, True): tr("read as hours, all {1} would be past the end of the video"),
            (True, False): tr("read as hours, {0} of {1} would be past the end of the video"),
            (False, True): tr("read as hours, all {1} would need a video of five hours or more"),
            (False, False): tr(
                "read as hours, {0} of {1} would need a video of five hours or more"
            ),
        }[why.is_end_known, why.late == why.shifted]
        parts.append((words, (why.late, why.shifted)))
    if why.is_agreed:
        parts.append((tr("time and label agree as minutes and seconds"), ()))
    reading = {
        Form.M_S_00: tr("the written time read as minutes and seconds"),
        Form.HOUR_DROPPED: tr("the written time without the hour"),
        None: "",
    }.get(why.reading, tr("the written time read another way"))
    if reading and not why.shifted and not why.is_agreed:
        parts.append((reading, ()))
    if why.words:
        named = _listed(why.words, tr)
        is_one = len(why.words) == 1
        if why.nowhere_else:
            words = tr("{0} is said only here") if is_one else tr("{0} are said only here")
        else:
            words = tr("{0} is said here") if is_one else tr("{0} are said here")
        if why.said > len(why.words):
            words += tr(", with {1} of the claim's {2} key words")
        parts.append((words, (named, why.said, why.telling)))
    if why.is_between:
        parts.append((tr("in order with the claims before and after"), ()))
    return parts


def _listed(words: tuple[str, ...], tr: Callable[[str], str]) -> str:
    quoted = [tr("“{0}”").format(word) for word in words]
    if len(quoted) == 1:
        return quoted[0]
    return tr("{0} and {1}").format(tr(", ").join(quoted[:-1]), quoted[-1])


def cut_words(pieces: Pieces, tr: Callable[[str], str] = str) -> str:
    """Return by how much captions of another cut are off, by their own time; `tr` translates."""
    parts = []
    for at, (start_ms, late_ms) in enumerate(pieces):
        words = tr("in sync")
        if late_ms:
            words = (tr("{0} late") if late_ms > 0 else tr("{0} early")).format(
                format_ms(abs(late_ms))
            )
        if at:
            words = tr("{1} from {0} on").format(format_ms(start_ms), words)
        elif len(pieces) > 1:
            words = tr("{0} at first").format(words)
        parts.append(words)
    return tr(", ").join(parts)


def short(text: str, most: int = 40) -> str:
    """Put a text on one line of `most` characters."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"
