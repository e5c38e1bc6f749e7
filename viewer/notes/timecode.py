"""Text ⇄ milliseconds, and the readings that a written time allows.

A written time need not mean what it says: people and programs put minutes and seconds into the
fields of hours and minutes. So a written time has *readings*, best first, each with the form in
which it was read. Which one is right is decided per note, in `time_readings.py`.

Times are whole milliseconds, never negative. Nothing here raises on any text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from viewer.base.lazy_regex import late


class Form(StrEnum):
    """How the fields of a written time were understood."""

    H_M_S = "h:m:s"
    M_S = "m:s"
    # Three fields of which the first two are minutes and seconds: `03:30:00` for 3:30.
    M_S_00 = "m:s:00"
    # Four fields; the last (frames, hundredths, or nothing) is left out: `01:29:37:00`.
    H_M_S_F = "h:m:s:f"
    # The hour was invented, and minutes and seconds are right: `01:45:02` for 45:02.
    HOUR_DROPPED = "hour dropped"
    # The `t=` of a link to a moment: `…?v=abc&t=1h2m3s`.
    URL_T = "t="
    # Behind the `t=` of an address, or in its label: `83`, `222.99`, and `1h2m3s`, `1hr7m55s`.
    SECONDS = "s"
    UNITS = "h m s"
    # `12'30"`, with quotes or primes.
    PRIMES = "m's\""
    # Minutes and seconds with a dot between, as some labels are: `51.57`.
    M_DOT_S = "m.s"


@dataclass(frozen=True, slots=True)
class Reading:
    """One time that a text can mean."""

    ms: int
    form: Form


# Fields of more than six digits are no times, and unbounded ones would make int() refuse.
# Milliseconds behind a comma, as captions have them: between two fields it parts two times.
_COMMA_MS = r"(?<=:\d\d:\d\d),\d{3}(?![\d:])"
_TIME = re.compile(rf"(?<!\d)\d{{1,6}}(?::\d{{1,6}}){{1,3}}(?:\.\d{{1,9}}|{_COMMA_MS})?(?!\d)")
# Digits and colon as wide as the signs of Chinese and Japanese.
_WIDE_DIGITS, _WIDE_COLON = "０１２３４５６７８９", "："
_TO_NARROW = str.maketrans(_WIDE_DIGITS + _WIDE_COLON, "0123456789:")
_TO_WIDE = str.maketrans("0123456789", _WIDE_DIGITS)
_URL_TIME = re.compile(r"[?&#;]t=(?:(\d{1,4})h)?(?:(\d{1,6})m)?(?:(\d{1,7})s?)?(?![\w])")
_TYPED_UNITS = re.compile(
    r"(?:(\d{1,4})\s*h)?\s*(?:(\d{1,6})\s*m(?:in)?)?\s*(?:(\d{1,7})(?:\.(\d{1,9}))?\s*s)?"
)
_TYPED_BETWEEN = re.compile(r"(?<!\s)\s*+(?:[-–—−~]|\bto\b)\s*")
_TYPED_FIELDS = re.compile(r"(?:(?:(\d{1,4}):)?(\d{1,6}):)?(\d{1,7})(?:[.,](\d{1,9}))?")


def _fraction_ms(digits: str | None) -> int:
    return int((digits + "00")[:3]) if digits else 0


def _narrow(text: str) -> str:
    """Replace wide digits and colons by narrow ones; offsets stay the same."""
    return text if text.isascii() else text.translate(_TO_NARROW)


def _as_wide(text: str, like: str) -> str:
    """Make digits or colons wide where those of another time are."""
    if _WIDE_COLON in like:
        text = text.replace(":", _WIDE_COLON)
    return text.translate(_TO_WIDE) if any(one in _WIDE_DIGITS for one in like) else text


def _parts(time: str) -> tuple[list[str], str, str]:
    """Split a time into its fields, the sign before its fraction, and the fraction."""
    point = "," if "," in time else "."
    whole, _, fraction = time.partition(point)
    return whole.split(":"), point, fraction


def _hms(hours: int, minutes: int, seconds: int) -> int:
    return ((hours * 60 + minutes) * 60 + seconds) * 1000


def readings(text: str) -> tuple[Reading, ...]:
    """Read the first time in `text` in every way it allows, best first.

    Stray characters around it (brackets, quotes, a whole tag) are passed over. Two fields are
    minutes and seconds, and minutes may then exceed 59. Three fields are hours, minutes and
    seconds, or minutes, seconds and something to leave out; where a field is above 59 and so
    cannot be what a reading takes it for, that reading is left out. Empty where nothing can be
    read. Digits without a colon are not a time: `0924` could be too many things.
    """
    found = _TIME.search(_narrow(text))
    if found is None:
        return _url_readings(text) if "t=" in text else ()
    digits, _, fraction = _parts(found[0])
    fields = [int(field) for field in digits]
    extra = _fraction_ms(fraction)
    result: list[Reading] = []
    if len(fields) == 2:
        minutes, seconds = fields
        if seconds < 60:
            result.append(Reading(_hms(0, minutes, seconds) + extra, Form.M_S))
    elif len(fields) == 3:
        first, second, third = fields
        if second < 60 and third < 60:
            result.append(Reading(_hms(first, second, third) + extra, Form.H_M_S))
        if second < 60:
            result.append(Reading(_hms(0, first, second), Form.M_S_00))
    else:
        hours, minutes, seconds = fields[:3]
        if minutes < 60 and seconds < 60:
            result.append(Reading(_hms(hours, minutes, seconds), Form.H_M_S_F))
    return tuple(result)


def _url_readings(text: str) -> tuple[Reading, ...]:
    found = _URL_TIME.search(text)
    if found is None or not any(found.groups()):
        return ()
    hours, minutes, seconds = (int(field or 0) for field in found.groups())
    return (Reading(_hms(hours, minutes, seconds), Form.URL_T),)


_MOMENT_SECONDS = late(r"(\d{1,7})(?:\.(\d{1,30}))?")
_MOMENT_UNITS = late(
    r"(?:(\d{1,4})[ ]?(h(?:rs?)?|小时|小時|時間|[时時]|시간)[ ]?)?"
    r"(?:(\d{1,6})[ ]?(m(?:ins?)?|分[钟鐘]?|분)[ ]?)?"
    r"(?:(\d{1,7})(?:\.(\d{1,9}))?[ ]?(s(?:ecs?)?|秒|초)?)?"
)
_HOURS_AND_MINUTES = late(r"(\d{1,2})(h)([0-5]\d)")
_MOMENT_FIELDS = late(rf"\d{{1,6}}(?::\d{{1,6}}){{1,3}}(?:\.\d{{1,30}}|{_COMMA_MS})?")
_MOMENT_PRIMES = late(r"(?:(\d{1,2})h)?(\d{1,3})(['′’])([0-5]\d)(\"|''|″|′′|”|’’)")
BETWEEN_IN_LABEL = late(r"[ \t]*(?:-|~|–|—|−|～|〜|\bto\b|→)[ \t]*")
"""What stands between the start and the end of a range in a label."""
_DOTTED = late(r"(?:(\d{1,2})\.)?(\d{1,3})\.([0-5]\d)")


def moment_readings(text: str) -> tuple[Reading, ...]:
    """Read what follows `t=` in an address: all of `text`, in every way it allows.

    `83`, `83s` and `222.99` are seconds, `1h2m3s`, `14m` and `12'30"` have units, `1:02.5` has
    fields.
    """
    text = _narrow(text)
    if _MOMENT_FIELDS.fullmatch(text):
        whole, _, fraction = text.partition(".")
        return readings(f"{whole}.{fraction[:9]}" if fraction else whole)
    found = _MOMENT_SECONDS.fullmatch(text)
    if found is not None:
        return (Reading(int(found[1]) * 1000 + _fraction_ms(found[2]), Form.SECONDS),)
    found = _HOURS_AND_MINUTES.fullmatch(text)
    if found is not None:
        return (Reading(_hms(int(found[1]), int(found[3]), 0), Form.UNITS),)
    found = _MOMENT_UNITS.fullmatch(text)
    if found is None:
        found = _MOMENT_PRIMES.fullmatch(text)
        if found is None:
            return ()
        fields = (int(found[1] or 0), int(found[2]), int(found[4]))
        return (Reading(_hms(*fields), Form.PRIMES),)
    if not (found[1] or found[3] or found[5]):
        return ()
    hours, minutes, seconds = (int(found[group] or 0) for group in (1, 3, 5))
    return (Reading(_hms(hours, minutes, seconds) + _fraction_ms(found[6]), Form.UNITS),)


def label_readings(text: str) -> tuple[Reading, ...]:
    """Read a label that is only a time, as `moment_readings` does, or `51.57`.

    A number without a unit is not one: it could be a page. Nor is `6'10"`, which could be a height.
    """
    found = _DOTTED.fullmatch(text)
    if found is not None:
        fields = (int(found[1] or 0), int(found[2]), int(found[3]))
        return (Reading(_hms(*fields), Form.M_DOT_S),)
    is_other = _MOMENT_SECONDS.fullmatch(text) or _MOMENT_PRIMES.fullmatch(text)
    return () if is_other else moment_readings(text)


def moment_like(ms: int, like: str, form: Form | None = None, *, is_dotted: bool = False) -> str:
    """Write `ms` over `like`, which `moment_readings` or `label_readings` can read, in its form.

    `form` is for times with fields, as in `format_like`; `is_dotted` says that `51.57` is read as
    minutes and seconds. If `like` is empty: whole seconds.
    """
    ms = max(ms, 0)
    if is_dotted:
        return format_like(ms, like.replace(".", ":"), form).replace(":", ".")
    if ":" in _narrow(like):
        return format_like(ms, like, form)
    seconds = ms // 1000
    found = _MOMENT_PRIMES.fullmatch(like)
    if found is not None:
        hours, minutes = divmod(seconds // 60, 60) if found[1] else (0, seconds // 60)
        lead = f"{hours}h" if found[1] else ""
        return f"{lead}{minutes:0{_width(found[2])}}{found[3]}{seconds % 60:02}{found[5]}"
    if _HOURS_AND_MINUTES.fullmatch(like):  # seconds have room behind a unit alone
        hours, minutes = divmod(seconds // 60, 60)
        return f"{hours}h{minutes:02}" + (f"m{seconds % 60:02}s" if seconds % 60 else "")
    found = _MOMENT_UNITS.fullmatch(like)
    if found is None or not like or not (found[2] or found[4] or found[7]):
        digits = like.partition(".")[2]
        return str(seconds) + ("." + _fraction(ms, len(digits)) if digits else "")
    padded = next(
        (two for group in (3, 5) if len(two := found[group] or "") > 1 and two[0] == "0"), ""
    )
    result = ""
    if found[1] is not None:
        hours, seconds = divmod(seconds, 3600)
        result += f"{hours:0{_width(found[1])}}{found[2]}" * bool(hours or not int(found[1]))
    elif (found[4] or "").startswith("m") and seconds >= 3600 and int(found[3]) < 60:
        hours, seconds = divmod(seconds, 3600)
        result += f"{hours}h"
    if found[3] is not None or (result and seconds >= 60):
        minutes, seconds = divmod(seconds, 60)
        result += f"{minutes:0{_width(padded or found[3])}}{found[4] or 'm'}"
    if found[5] is not None or seconds or not result:
        rest = f".{_fraction(ms, len(found[6]))}" if found[6] else ""
        # The unit as it is written, or none where they are without.
        unit = found[7] or ("" if found[5] is not None else "s")
        result += f"{seconds:0{_width(padded or found[5])}}{rest}{unit}"
    return result


def _width(digits: str | None) -> int:
    return len(digits) if digits and digits.startswith("0") else 1


def _fraction(ms: int, digits: int) -> str:
    return f"{ms % 1000:03}".ljust(digits, "0")[:digits]


def without_hour(reading: Reading) -> Reading | None:
    """Drop the hour of an `h:m:s` reading; None if there is none to drop."""
    if reading.form not in (Form.H_M_S, Form.H_M_S_F) or reading.ms < 3_600_000:
        return None
    return Reading(reading.ms % 3_600_000, Form.HOUR_DROPPED)


def format_ms(ms: int) -> str:
    """Write a time in its shortest form, seconds rounded down: `0:07`, `9:07`, `1:09:07`."""
    minutes, seconds = divmod(max(ms, 0) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def format_range(ms: int, end_ms: int | None) -> str:
    """Write a time and the end of its range, if any: `9:07–9:40`."""
    return format_ms(ms) if end_ms is None else f"{format_ms(ms)}–{format_ms(end_ms)}"


def format_exact(ms: int) -> str:
    """Write a time as `format_ms` does, with its milliseconds where it has any: `9:07.033`."""
    return format_ms(ms) + (f".{ms % 1000:03}" if ms > 0 and ms % 1000 else "")


def format_seconds(ms: int) -> str:
    """Write a time in seconds with its fraction, as addresses do: `83`, `222.99`."""
    return f"{ms // 1000}{fraction(ms)}"


def fraction(ms: int) -> str:
    """Write the fraction of a second with its dot and without trailing zeros."""
    return f".{ms % 1000:03}".rstrip("0") if ms % 1000 else ""


def format_cue(ms: int, point: str = ".") -> str:
    """Write a time as captions do, to the millisecond: `01:09:07.033`, in SRT with a comma."""
    return f"{format_full(ms)}{point}{ms % 1000:03}"


def format_full(ms: int, form: Form | None = None) -> str:
    """Write a time as a new citation does: `hh:mm:ss`, seconds rounded down.

    With the form `M_S_00`, for a note with minutes and seconds first: `mm:ss:00`.
    """
    minutes, seconds = divmod(max(ms, 0) // 1000, 60)
    if form is Form.M_S_00:
        return f"{minutes:02}:{seconds:02}:00"
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def format_like(ms: int, like: str, form: Form | None = None) -> str:
    """Write `ms` over the time in `like`, keeping its form and everything around it.

    Kept are the number of fields, the zero padding of each, a fraction where there is one,
    and stray characters. `form` says how `like` was read: with `M_S_00` the first two of three
    fields are minutes and seconds and the third is written `00`. The `t=` of a link stays one.
    Where `like` holds no time, the result is a fresh `hh:mm:ss`. Seconds are rounded down where
    there is no fraction.
    """
    ms = max(ms, 0)
    found = _TIME.search(_narrow(like))
    if found is None:
        moment = _URL_TIME.search(like) if "t=" in like else None
        if moment is None or not any(moment.groups()):
            return format_full(ms, form)
        return like[: moment.start() + 3] + _url_like(ms, moment) + like[moment.end() :]
    olds, point, fraction = _parts(found[0])
    seconds = ms // 1000
    if len(olds) == 2:
        fields = [seconds // 60, seconds % 60]
    elif len(olds) == 3 and form is Form.M_S_00:
        fields = [seconds // 60, seconds % 60, 0]
    else:
        fields = [seconds // 3600, seconds // 60 % 60, seconds % 60, 0][: len(olds)]
    widths = [len(old) if len(old) < 3 or old[0] == "0" else 2 for old in olds]
    new = ":".join(f"{one:0{width}}" for one, width in zip(fields, widths, strict=True))
    if fraction and form is not Form.M_S_00 and len(olds) < 4:
        new += point + _fraction(ms, len(fraction))
    start, end = found.span()
    return like[:start] + _as_wide(new, like[start:end]) + like[end:]


def format_end_like(ms: int, like: str, form: Form | None = None) -> str:
    """Write the end of a range over the time in `like`, as `format_like` does, but rounded up.

    So a range covers all of what it was set to, although fractions are not written.
    """
    step_ms = step_of(like, form)
    return format_like(-(-ms // step_ms) * step_ms, like, form)


def step_of(like: str, form: Form | None = None) -> int:
    """Return the precision in ms with which `format_like` writes over the time in `like`."""
    written = time_in(like) or (like if _MOMENT_SECONDS.fullmatch(like) else "")
    digits = _parts(written)[2] if form is not Form.M_S_00 else ""
    return (1000, 100, 10, 1)[min(len(digits), 3)]


def _url_like(ms: int, moment: re.Match[str]) -> str:
    """Write what follows `t=`, with the units that are there."""
    seconds = ms // 1000
    if moment[1] is None and moment[2] is None:
        return f"{seconds}s" if moment[0].endswith("s") else str(seconds)
    hours, rest = divmod(seconds, 3600)
    return (f"{hours}h" if hours or moment[1] else "") + f"{rest // 60}m{rest % 60}s"


def time_at(text: str) -> tuple[int, int] | None:
    """Return the characters [start, end) of the first time in a text, or None."""
    found = _TIME.search(_narrow(text))
    return found.span() if found is not None else None


def time_in(text: str) -> str | None:
    """Return the first time in a text as written there, or None."""
    at = time_at(text)
    return text[slice(*at)] if at is not None else None


def shift_like(text: str, by_ms: int, *said: Reading, third: str = "") -> str | None:
    """Shift the first times in `text`, one for each of `said`, the moments they are read as.

    Whatever else a time contains stays, after the sign `third` if that is given; so does an
    unreadable time. None if one would be below zero.
    """
    places = [found.span() for found in _TIME.finditer(_narrow(text))] or [(0, len(text))]
    pieces, at = [], 0
    for (start, end), reading in zip(places, said, strict=False):
        time = text[start:end]
        chosen = as_read(readings(time), reading)
        if chosen is not None:
            if chosen.ms + by_ms < 0:
                return None
            new = format_like(chosen.ms + by_ms, time, chosen.form)
            if chosen.form in (Form.M_S_00, Form.H_M_S_F):
                tail = time[_narrow(time).rindex(":") :]
                new = new[: _narrow(new).rindex(":")] + (third or tail[0]) + tail[1:]
            elif third == ":":
                new = new.replace(".", ":")
            time = new
        pieces += [text[at:start], time]
        at = end
    return "".join([*pieces, text[at:]])


def as_read(could: Iterable[Reading], said: Reading) -> Reading | None:
    """Choose the reading of one text that matches that of another: by moment, else by form."""
    return min(could, key=lambda one: (one.ms != said.ms, one.form is not said.form), default=None)


def parse_typed(text: str) -> int | None:
    """Read a time that the user typed: `1:02:03`, `62`, `1h2m3s`, `1:02.5`; None if it is none.

    A bare number is seconds. In `1:75` the last field may exceed 59: the user means it.
    """
    text = text.strip().lower()
    found = _TYPED_FIELDS.fullmatch(text)
    if found is None:
        found = _TYPED_UNITS.fullmatch(text)
        if found is None or not any(found.groups()):
            return None
    hours, minutes, seconds = (int(field or 0) for field in found.groups()[:3])
    return _hms(hours, minutes, seconds) + _fraction_ms(found[4])


def parse_typed_range(text: str) -> tuple[int, int | None] | None:
    """Read a time as `parse_typed` does, or two with a dash or "to" between: `1:02-1:40`.

    None if one of them is not a time, or the second is not later than the first.
    """
    first, *rest = _TYPED_BETWEEN.split(text.strip().lower(), maxsplit=1)
    ms = parse_typed(first)
    if ms is None or not rest:
        return None if ms is None else (ms, None)
    end_ms = parse_typed(rest[0])
    return None if end_ms is None or end_ms <= ms else (ms, end_ms)
