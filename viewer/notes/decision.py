"""Which reading of its times holds for a note: decided once per note, never per citation.

About one citation in eight of real notes points past the end of its video, most of them because
minutes and seconds were put into the fields of hours and minutes. Such a note is *shifted*: all its
times are read as minutes and seconds. In others the hour is invented; those are not shifted, and a
time past their end stays past the end, with the readings that would work as candidates.
"""

from collections.abc import Sequence

from viewer.notes.model import Citation, CitedTime, TimeStatus
from viewer.notes.timecode import Form, Reading, without_hour

# An invented hour leaves the minutes right, so read as m:s the times of such a note lie within a
# sixtieth of the video; three times that is spread.
_SPREAD = 20

# Without a duration: from this hour on a time is taken for minutes, if the rest looks so too.
_LONG_HOURS = 5
_FEWEST = 3


# The h:m:s reading and the m:s reading of a time with three fields.
ThreeFields = tuple[int | None, int] | None


def _by_form(readings: tuple[Reading, ...], form: Form) -> Reading | None:
    for reading in readings:
        if reading.form is form:
            return reading
    return None


def three_fields(citations: Sequence[Citation]) -> list[ThreeFields]:
    """Of every citation, in order: its h:m:s reading and its m:s reading, in milliseconds.

    None stands for a citation without three fields, and for an h:m:s reading that there is not.
    """
    result: list[ThreeFields] = []
    for citation in citations:
        readings = citation.readings or citation.label_readings
        shifted = _by_form(readings, Form.M_S_00)
        if shifted is None:
            result.append(None)
        else:
            plain = _by_form(readings, Form.H_M_S)
            result.append((None if plain is None else plain.ms, shifted.ms))
    return result


def is_shifted(citations: Sequence[Citation], duration_ms: int | None) -> bool:
    """Tell whether these citations are minutes and seconds throughout; see `reads_shifted`."""
    return reads_shifted(three_fields(citations), duration_ms)


def reads_shifted(fields: Sequence[ThreeFields], duration_ms: int | None) -> bool:
    """Tell whether a note's times of three fields are minutes and seconds throughout.

    With a duration: most of its times lie past the end as h:m:s, all fit as m:s, and so read they
    spread over the video. Without: at least three different times, nearly all ending in `:00`,
    and hours that no video has.
    """
    times = [pair for pair in fields if pair is not None]
    if not times:
        return False
    if duration_ms is None:
        return _looks_shifted(times)
    past = sum(1 for plain, _ in times if plain is not None and plain > duration_ms)
    if past * 2 <= len(times):
        return False
    shifted = [ms for _, ms in times]
    return max(shifted) <= duration_ms and (max(shifted) - min(shifted)) * _SPREAD >= duration_ms


def _looks_shifted(times: list[tuple[int | None, int]]) -> bool:
    plain = [ms for ms, _ in times if ms is not None]
    if len(set(plain)) < _FEWEST:
        return False
    whole_minutes = sum(1 for ms in plain if ms % 60_000 == 0)
    return whole_minutes * 10 >= len(times) * 9 and max(plain) >= _LONG_HOURS * 3_600_000


def decide(
    citations: Sequence[Citation], duration_ms: int | None, shifted: bool | None = None
) -> tuple[CitedTime, ...]:
    """Decide every citation's time, in order; `duration_ms` is None where it is not known.

    `shifted` is what `is_shifted` says of the whole note, where that is known already.
    """
    if shifted is None:
        shifted = is_shifted(citations, duration_ms)
    decided: dict[tuple[tuple[Reading, ...], tuple[Reading, ...]], CitedTime] = {}
    result = []
    for citation in citations:
        key = (citation.readings, citation.label_readings)
        time = decided.get(key)
        if time is None:
            time = decided[key] = _decide_one(*key, shifted, duration_ms)
        result.append(time)
    return tuple(result)


def _shifted_reading(readings: tuple[Reading, ...]) -> Reading | None:
    """Give the m:s reading, unless it leaves nothing: `00:00:15` is 15 s in a shifted note too."""
    reading = _by_form(readings, Form.M_S_00)
    plain = _by_form(readings, Form.H_M_S)
    return None if reading is None or (reading.ms == 0 and plain and plain.ms) else reading


def _decide_one(
    readings: tuple[Reading, ...],
    label_readings: tuple[Reading, ...],
    shifted: bool,
    duration_ms: int | None,
) -> CitedTime:
    chosen: Reading | None = None
    for source in (readings, label_readings):
        if not source:
            continue
        reading = (_shifted_reading(source) if shifted else None) or source[0]
        if duration_ms is None or reading.ms <= duration_ms:
            as_shifted = shifted and reading.form is Form.M_S_00
            status = TimeStatus.SHIFTED if as_shifted else TimeStatus.HOLDS
            return CitedTime(reading.ms, status, (), reading)
        chosen = chosen or reading
    if chosen is None:
        return CitedTime(None, TimeStatus.UNREADABLE)
    assert duration_ms is not None  # else the first reading would have been taken
    candidates: dict[int, Reading] = {}
    for source in (readings, label_readings):
        dropped = (without_hour(reading) for reading in source)
        for candidate in (*source, *dropped):
            if candidate is not None and candidate.ms <= duration_ms:
                candidates.setdefault(candidate.ms, candidate)
    return CitedTime(None, TimeStatus.PAST_END, tuple(candidates.values()), chosen)
