"""Decide how the times of a note are read: once per note, from all its citations.

About one citation in eight of real notes points past the end of its video, most of them because
minutes and seconds were put into the fields of hours and minutes: `03:30:00` for 3:30. Such a time
is *shifted*, and is read as minutes and seconds. Some notes are shifted throughout; in others the
first minute, or a section, is written correctly. In others the hour is invented; those are not
shifted, and a time past their end stays past the end, with the readings that would work as
candidates.

`reading_chain` says how likely each reading is, and the likeliest one is chosen. One below `SURE`
keeps the others as suggestions; and if the written time is past the known end of the video, only a
sure one is chosen.
"""

from collections.abc import Iterable, Sequence

from viewer.notes.model import (
    HOUR_MS,
    SURE,
    Chance,
    Citation,
    CitedTime,
    EndFault,
    Limit,
    Times,
    TimeStatus,
)
from viewer.notes.timecode import Form, Reading, without_hour

# As minutes and seconds nothing would be left of less: `00:00:15` is 15 s.
_MINUTE_MS = 60_000
# An end is written in whole seconds, rounded up: that of the video is past it by less than this.
_ROUNDED_MS = 1_000

# The last moment that one note cites may be a slip; it counts where another reaches so much of it.
_BORNE_OUT = 0.75

_AS_WRITTEN = Chance(1.0, 0.0)

# The h:m:s reading and the m:s reading of a time with three fields.
ThreeFields = tuple[int | None, int] | None


def _by_form(readings: tuple[Reading, ...], form: Form) -> Reading | None:
    for reading in readings:
        if reading.form is form:
            return reading
    return None


def three_fields(citations: Sequence[Citation]) -> list[ThreeFields]:
    """Return the h:m:s and m:s readings of every citation, in order, in milliseconds.

    None for a citation without three fields, and for a missing h:m:s reading.
    """
    result: list[ThreeFields] = []
    for citation in citations:
        readings = citation.readings or citation.label_readings
        shifted, plain = _by_form(readings, Form.M_S_00), _by_form(readings, Form.H_M_S)
        plain_ms = plain.ms if plain is not None else None
        result.append((plain_ms, shifted.ms) if shifted is not None else None)
    return result


def chances(citations: Sequence[Citation], limit: Limit) -> list[Chance]:
    """Return the probability of each reading, for all citations of one video in the note's order.

    Times with one reading are certain. While the video's length is unknown, so are times that a
    program wrote, addresses, and plain times if any of them has seconds: they are not doubted
    without need.
    """
    chain: list[Times] = []
    rows: list[int] = []  # of each citation its place in the chain; -1: it names no time
    latest_ms = HOUR_MS - 1 if limit.duration_ms is None else min(HOUR_MS - 1, limit.duration_ms)
    is_open = False
    are_told = any(_is_sure_plain(citation) for citation in citations)
    for citation in citations:
        readings = citation.readings or citation.label_readings
        if not readings:
            rows.append(-1)
            continue
        rows.append(len(chain))
        shifted = _by_form(readings, Form.M_S_00)
        plain = readings[0] if shifted is not readings[0] else None
        plain_ms = plain.ms if plain is not None else None
        is_told = not citation.syntax.by_hand or (are_told and not citation.syntax.is_marked)
        is_sure = limit.duration_ms is None and is_told
        if plain_ms is not None and (shifted is None or plain_ms < _MINUTE_MS or is_sure):
            chain.append(Times(plain_ms, plain_ms))
            continue
        assert shifted is not None
        chain.append(Times(plain_ms, shifted.ms))
        is_open = is_open or plain_ms is None or plain_ms > latest_ms
    if not is_open:
        return [_AS_WRITTEN] * len(rows)
    from viewer.notes.reading_chain import weigh  # most notes do without it

    found = weigh(tuple(chain), limit)
    return [found[row] if row >= 0 else _AS_WRITTEN for row in rows]


def _is_sure_plain(citation: Citation) -> bool:
    """Return whether a time is plain and has seconds: users who type those copy what is shown."""
    if citation.syntax.is_marked or not citation.readings:
        return False
    first = citation.readings[0]
    return first.form is Form.H_M_S and first.ms % _MINUTE_MS != 0


def decide(
    citations: Sequence[Citation], duration_ms: int | None, likely: Sequence[Chance | None]
) -> tuple[CitedTime, ...]:
    """Decide every citation's time, in order; `duration_ms` is None if unknown.

    `likely` holds the probabilities of its readings (see `chances`); None for a citation of another
    video, for which neither these nor the duration are known here.
    """
    # Most times stand there more than once, and can be read in one way alone.
    decided: dict[tuple[object, ...], CitedTime] = {}
    result = []
    for citation, chance in zip(citations, likely, strict=True):
        known_ms = duration_ms if chance is not None else None
        chance = chance or _AS_WRITTEN
        key = (citation.readings, citation.label_readings, known_ms, chance)
        time = decided.get(key)
        if time is None:
            time = decided[key] = _decide_one(
                citation.readings, citation.label_readings, chance, known_ms
            )
        if citation.ends_range and time.reading is not None and known_ms is not None:
            if 0 < time.reading.ms - known_ms < _ROUNDED_MS:
                time = CitedTime(known_ms, TimeStatus.HOLDS, (), time.reading)
        elif citation.end_readings and time.ms is not None:
            time = _with_end(time, citation, chance, known_ms)
        result.append(time)
    return tuple(result)


def _with_end(
    time: CitedTime, citation: Citation, chance: Chance, duration_ms: int | None
) -> CitedTime:
    """Decide where a range ends, read in the same way as its start."""
    assert time.ms is not None
    ends = citation.end_readings
    moved = _by_form(ends, Form.M_S_00)
    # Of a start that can be read in one way, what is round it says how it is written. Less than a
    # minute is never moved, as in `_likelier`.
    is_shifted = time.status is TimeStatus.SHIFTED or (
        (time.form is not Form.H_M_S or time.ms < _MINUTE_MS)
        and ends[0].ms >= _MINUTE_MS
        and chance.shifted > chance.plain
    )
    end_ms = (moved if moved is not None and is_shifted else ends[0]).ms
    if end_ms <= time.ms:
        return time._replace(end_fault=EndFault.NOT_AFTER_START)
    if duration_ms is None or end_ms <= duration_ms:
        return time._replace(end_ms=end_ms)
    if end_ms - duration_ms < _ROUNDED_MS and time.ms < duration_ms:
        return time._replace(end_ms=duration_ms)
    # The end of a range in a bracket is a citation of its own, which says so itself.
    fault = None if citation.syntax.shares_markup else EndFault.PAST_END
    return time._replace(end_fault=fault)


def _decide_one(
    readings: tuple[Reading, ...],
    label_readings: tuple[Reading, ...],
    chance: Chance,
    duration_ms: int | None,
) -> CitedTime:
    first: Reading | None = None
    for source in (readings, label_readings):
        if not source:
            continue
        if first is not None and chance.shifted < SURE:
            chance = _AS_WRITTEN  # the label, where the value lies past the end
        reading, how_likely = _likelier(source, chance, duration_ms)
        if duration_ms is None or reading.ms <= duration_ms:
            is_shifted = reading.form is Form.M_S_00 and reading is not source[0]
            status = TimeStatus.SHIFTED if is_shifted else TimeStatus.HOLDS
            others: tuple[Reading, ...] = ()
            if how_likely < SURE:
                others = _others(source, reading, chance, duration_ms)
            return CitedTime(reading.ms, status, others, reading, chance=how_likely)
        first = first or reading
    if first is None:
        return CitedTime(None, TimeStatus.UNREADABLE, chance=0.0)
    assert duration_ms is not None  # else the first reading would have been taken
    candidates: dict[int, Reading] = {}
    for source in (readings, label_readings):
        dropped = (without_hour(reading) for reading in source)
        for candidate in (*source, *dropped):
            if candidate is not None and candidate.ms <= duration_ms:
                candidates.setdefault(candidate.ms, candidate)
    return CitedTime(None, TimeStatus.PAST_END, tuple(candidates.values()), first, chance=0.0)


def _likelier(
    source: tuple[Reading, ...], chance: Chance, duration_ms: int | None
) -> tuple[Reading, float]:
    """Choose the reading of one text, and its probability."""
    moved = _by_form(source, Form.M_S_00)
    plain = source[0]
    if moved is None or moved is plain or plain.ms < _MINUTE_MS:
        return plain, 1.0
    if duration_ms is not None and plain.ms > duration_ms:
        # It would be offered else: the user knows better than a guess.
        is_sure = chance.shifted >= SURE and moved.ms <= duration_ms
        return (moved, chance.shifted) if is_sure else (plain, chance.plain)
    if chance.shifted > chance.plain:
        return moved, chance.shifted
    return plain, chance.plain


def _others(
    source: tuple[Reading, ...], chosen: Reading, chance: Chance, duration_ms: int | None
) -> tuple[Reading, ...]:
    """Return what else a text can mean, likeliest first; inside the video, if its end is known."""
    could = [one for one in source if one is not chosen]
    dropped = without_hour(source[0]) if chance.invented else None
    if dropped is not None:
        could.insert(0 if chance.invented > chance.shifted else len(could), dropped)
    return tuple(one for one in could if duration_ms is None or one.ms <= duration_ms)


def last_surely_ms(times: Sequence[CitedTime]) -> int | None:
    """Return the last moment that a note cites, in ms, if all its times are surely as written."""
    if any(time.status is TimeStatus.SHIFTED or not time.is_sure for time in times):
        return None
    return max((time.ms for time in times if time.ms is not None), default=None)


def cited_end_ms(lasts: Iterable[int | None]) -> int | None:
    """Return a bound for another note about a video, given the last moments that notes surely cite.

    None if they tell too little; see `Note.beside`.
    """
    known = sorted((ms for ms in lasts if ms is not None), reverse=True)
    return known[0] if len(known) > 1 and known[1] >= _BORNE_OUT * known[0] else None
