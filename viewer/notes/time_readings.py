"""Which reading of its times holds for a note: decided once per note, from all its citations.

About one citation in eight of real notes points past the end of its video, most of them because
minutes and seconds were put into the fields of hours and minutes. Such a note is *shifted*: its
times are read as minutes and seconds. Some are shifted throughout; in others the first minute, or a
section, is written right, and what is shifted is told by its third field, which holds nothing then
(`00`) or the same everywhere. In others the hour is invented; those are not shifted, and a time
past their end stays past the end, with the readings that would work as candidates.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from viewer.notes.model import Citation, CitedTime, EndFault, TimeStatus
from viewer.notes.timecode import Form, Reading, without_hour

# An invented hour leaves the minutes right, so read as m:s the times of such a note lie within a
# sixtieth of the video; three times that is spread.
_SPREAD = 20

# Without a duration: from this hour on a time is taken for minutes, if the rest looks so too.
_LONG_HOURS = 5
# No video on YouTube is longer.
_NO_VIDEO_HOURS = 12
_FEWEST = 3

# Where not all is shifted: so many of the times past the end have the same third field, and they
# are so many of the note's times that a round time before the end is likelier shifted than round.
_ALIKE, _OFTEN = 0.9, 0.15
_MOSTLY = 0.8


# An end is written in whole seconds, rounded up: that of the video is past it by less than this.
_ROUNDED_MS = 1_000

# The h:m:s reading and the m:s reading of a time with three fields.
ThreeFields = tuple[int | None, int] | None


class Shift(NamedTuple):
    """How a note is shifted: its times of three fields are minutes and seconds."""

    # The seconds that the shifted ones show in their third field; None where all are shifted.
    thirds: frozenset[int] | None = None
    # Behind this, h:m:s is not believed whatever the third field.
    end_ms: int | None = None

    def moves(self, plain_ms: int | None) -> bool:
        """Tell whether a time is shifted that would be `plain_ms` as h:m:s; None: cannot be."""
        if plain_ms is not None and plain_ms < 60_000:
            # As minutes and seconds nothing would be left of it: `00:00:15` is 15 s.
            return False
        return (
            self.thirds is None
            or plain_ms is None
            or plain_ms // 1000 % 60 in self.thirds
            or (self.end_ms is not None and plain_ms > self.end_ms)
        )


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


def is_shifted(citations: Sequence[Citation], duration_ms: int | None) -> Shift | None:
    """Tell whether and how these citations are minutes and seconds; see `reads_shifted`."""
    return reads_shifted(three_fields(citations), duration_ms)


def reads_shifted(fields: Sequence[ThreeFields], duration_ms: int | None) -> Shift | None:
    """Tell whether and how a note's times of three fields are minutes and seconds.

    With a duration: most of its times lie past the end as h:m:s, or several that are alike in their
    third field; and as m:s they fit, and spread over the video. Without: at least three different
    times in hours that hardly a video has, nearly all alike in their third field, or repeating the
    second (`07:02:02`); or three in hours that no video has.
    """
    times = [pair for pair in fields if pair is not None]
    if duration_ms is not None:
        return _passes(times, duration_ms)
    long_ms = _LONG_HOURS * 3_600_000
    far = [(plain, shifted) for plain, shifted in times if plain is not None and plain >= long_ms]
    if len({shifted for _, shifted in far}) < _FEWEST:
        return None
    if sum(plain // 1000 % 60 == shifted // 1000 % 60 for plain, shifted in far) >= (
        _MOSTLY * len(far)
    ):
        return Shift()
    third = _third(far)
    # The video ends soon behind the last of them: beyond, nothing is hours, minutes and seconds.
    end_ms = max(shifted for _, shifted in far) * 3 // 2
    if third is None:
        impossible = {shifted for plain, shifted in far if plain >= _NO_VIDEO_HOURS * 3_600_000}
        return Shift(frozenset({0}), end_ms) if len(impossible) >= _FEWEST else None
    hours = [plain for plain, _ in times if plain is not None and plain >= 3_600_000]
    alike = sum(plain // 1000 % 60 in (0, third) for plain in hours)
    return _part(times, far, third, end_ms if alike >= _ALIKE * len(hours) else long_ms)


def _passes(times: list[tuple[int | None, int]], duration_ms: int) -> Shift | None:
    far = [pair for pair in times if pair[0] is not None and pair[0] > duration_ms]
    if not far:
        return None
    third = _third(far) if len({shifted for _, shifted in far}) >= _FEWEST else None
    most = len(far) * 2 > len(times)
    if third is None and not most:
        return None
    part = _part(times, far, third, duration_ms) if third is not None else Shift()
    moved = [shifted for plain, shifted in times if part.moves(plain)]
    if not moved:
        return None
    fits = max(moved) <= duration_ms and (max(moved) - min(moved)) * _SPREAD >= duration_ms
    return part if fits else None


def _third(far: Sequence[tuple[int | None, int]]) -> int | None:
    """Give the seconds that nearly all these times show in their third field; None: they differ."""
    thirds = Counter(plain // 1000 % 60 for plain, _ in far if plain is not None)
    third, count = thirds.most_common(1)[0]
    return third if count >= _ALIKE * len(far) else None


def _part(
    times: list[tuple[int | None, int]],
    far: Sequence[tuple[int | None, int]],
    third: int,
    end_ms: int,
) -> Shift:
    """Say which are shifted where those past the end are alike in their third field."""
    often = len(far) >= _OFTEN * len(times)
    return Shift(frozenset({0, third}) if often else frozenset(), end_ms)


def decide(
    citations: Sequence[Citation], duration_ms: int | None, shift: Shift | None
) -> tuple[CitedTime, ...]:
    """Decide every citation's time, in order; `duration_ms` is None where it is not known.

    `shift` is what `is_shifted` says of the whole note.
    """
    decided: dict[tuple[tuple[Reading, ...], tuple[Reading, ...], bool], CitedTime] = {}
    result = []
    for citation in citations:
        is_own = citation.video is None
        # Neither is known here of another video.
        known_ms, own_shift = (duration_ms, shift) if is_own else (None, None)
        key = (citation.readings, citation.label_readings, is_own)
        time = decided.get(key)
        if time is None:
            time = decided[key] = _decide_one(*key[:2], own_shift, known_ms)
        if citation.ends_range and time.reading is not None and known_ms is not None:
            if 0 < time.reading.ms - known_ms < _ROUNDED_MS:
                time = CitedTime(known_ms, TimeStatus.HOLDS, (), time.reading)
        elif citation.end_readings and time.ms is not None:
            time = _with_end(time, citation, own_shift, known_ms)
        result.append(time)
    return tuple(result)


def _with_end(
    time: CitedTime, citation: Citation, shift: Shift | None, duration_ms: int | None
) -> CitedTime:
    """Decide where a range ends, read in the same way as where it begins."""
    assert time.ms is not None
    ends = citation.end_readings
    plain, moved = _by_form(ends, Form.H_M_S), _by_form(ends, Form.M_S_00)
    is_shifted = time.status is TimeStatus.SHIFTED or (
        shift is not None and shift.moves(plain.ms if plain is not None else None)
    )
    end_ms = (moved if moved is not None and is_shifted else ends[0]).ms
    if end_ms <= time.ms:
        return time._replace(end_fault=EndFault.NOT_AFTER_START)
    if duration_ms is None or end_ms <= duration_ms:
        return time._replace(end_ms=end_ms)
    if end_ms - duration_ms < _ROUNDED_MS and time.ms < duration_ms:
        return time._replace(end_ms=duration_ms)
    # The end of a range in a bracket is a citation of its own, which says so itself.
    fault = None if citation.syntax == "bracket" else EndFault.PAST_END
    return time._replace(end_fault=fault)


def _decide_one(
    readings: tuple[Reading, ...],
    label_readings: tuple[Reading, ...],
    shift: Shift | None,
    duration_ms: int | None,
) -> CitedTime:
    chosen: Reading | None = None
    for source in (readings, label_readings):
        if not source:
            continue
        moved = _by_form(source, Form.M_S_00) if shift is not None else None
        if moved is not None and shift is not None:
            plain = _by_form(source, Form.H_M_S)
            moved = moved if shift.moves(None if plain is None else plain.ms) else None
        reading = moved or source[0]
        if duration_ms is None or reading.ms <= duration_ms:
            status = TimeStatus.HOLDS if moved is None else TimeStatus.SHIFTED
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
