r"""Times that stand in the text without any markup: *plain*, and *escaped*, `\[06:02\]`.

And code within a line that is nothing but a time, which is plain too: no program writes it.

Chapters (`10:24 text`, `- 10:24 – text`, `text (10:24)`, `**10:24**`, `10:24–11:02`, `1h7m55s`) and
transcripts (`Name: 00:00:15`, `Name (0:15): text`). A plain time counts where a line, bullet,
heading or row begins or ends with it; an escaped one anywhere. Clock times, dates, scores, verses,
durations and results of races look the same. So a note must look like one about a video, and its
times like a video's.

What counts as evidence that a note is about a video:

- its front matter names one, or a player, macro, fence or link in it, or it cites in another form;
- or two links or more whose labels are times, or end with one in brackets;
- or that its front matter says so, podcast, transcript, lecture (`_ABOUT`), or its first lines,
  which is no more than a link says;
- or lines that begin with times as chapters do: rising, `_FEWEST_CHAPTERS` from 0:00 on, or
  `_FEWEST_SPOKEN` from the first minute on (of three fields: the first ten);
- else that it reads as a transcript: at least `_FEWEST_ESCAPED` escaped times, or `_FEWEST_SPOKEN`
  lines of `Name: 1:02` with text below them. These must rise, nearly all of them.

What the times must be, those at the beginning of lines, at their end and the escaped each by
themselves:

- mostly rising: of pairs of neighbours no more than one in four falls, or one (durations, scores
  and results do not rise; but to set one to another time must not make the others none);
- at the end of lines at least three, or with a colon, dash or bracket before each;
- no clock: am, pm, `Uhr`, a time zone, a date or the box of a task at fewer than a third; not two
  fields all within a day of which most are full five minutes, or none within its first five hours
  while only a link says that there is a video; no plan of a day (by the words of its heading);
- no verses: not each one more than the one before (`3:16`, `3:17`);
- none in a column of durations (by its heading).

Notes that cite by anchors are left alone: a program writes all that they cite.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from viewer.notes.forms.form import Found, Source
from viewer.notes.late import late
from viewer.notes.model import Citation, Span
from viewer.notes.timecode import Form, Reading, moment_readings

_FEWEST_ESCAPED, _FEWEST_SPOKEN, _FEWEST_LAST, _FEWEST_LINKED = 3, 5, 3, 3
_FEWEST_LABELS, _FEWEST_CHAPTERS, _MANY = 2, 4, 10
_MOST_FALLS, _MOST_FALLS_OF_TRANSCRIPT = 0.25, 0.1
# So much of a line is looked at on either side of a time, and of what stands above it.
_NEAR, _SECTION = 160, 20_000
_SAMPLE = 50  # times of which the heading is looked at
_MOST_LABEL = 300
_MOST_TIMES = 5_000  # of one note

_T = (
    rb"(?:\d{1,3}:[0-5]\d(?::[0-5]\d)?+(?:\.\d{1,3})?+"
    rb"|\d{1,2}h(?:rs?)?\d{1,2}m(?:in)?(?:\d{1,2}s)?|\d{1,3}m\d{1,2}s)"
)
_TIME = late(
    rb"(?P<start>" + _T + rb")(?![\w:%])(?!\.\d)(?!/\d)"
    rb"(?:(?P<between>[ \t]?(?:-|~|\xe2\x80[\x93\x94]|\xe2\x86\x92)[ \t]?|[ \t]to[ \t])"
    rb"(?P<end>" + _T + rb")(?![\w:%])(?!\.\d))?"
)
# A look-behind would make the search slow.
_NOT_BEFORE = frozenset(bytes([byte]) for byte in range(128) if chr(byte).isalnum()) | {
    bytes([byte]) for byte in b"_:./,+=#%"
}
_COLON = late(rb":[0-5]\d")
_UNITS = late(rb"(?<=\d)(?:h(?:rs?)?\d{1,2}m|m\d{1,2}s)")
_MOST_DIGITS = 3
# Tags where a line begins and ends; those of cells; all others.
_LINE_TAG = late(
    r"(?i)</?(?:br|blockquote|caption|center|d[dlt]|details|div|h[1-6r]|li|[ou]l|p|summary|table|tr)"
    r"(?:\s[^<>]*)?/?>"
)
_TAG, _CELL = late(r"</?[A-Za-z][^<>]*>|&nbsp;"), late(r"(?i)<t[dh]\b[^<>]*>")
_IN_TAG = late(r"<[A-Za-z][^<>]*\Z")
# What may stand before the first of a line: marks of lists, headings, quotes, tables.
_LEAD_WORDS = r"(?:(?:at|min(?:ute)?|time(?:stamp)?|ts|时间|時間)\b\.?\s*[:：]?\s*)?"
_LEAD = late(
    r"[\s>]*(?:\[![\w-]+\][+-]?\s*)?(?:[-+*•]\s+|\d{1,4}[.)]\s+|#{1,6}\s+|\|\s*#?\d{1,4}\s*\||\|)*"
    r"\s*(?P<task>\[[ xX/-]\]\s+)?[\W_]*" + _LEAD_WORDS + r"[\W_]*",
    re.IGNORECASE,
)
_ONLY_MARKS = late(r"[\W_]*")
_CLOCK = late(
    r"[ \t]?(?:[ap]m\b|[AP]M\b|[ap]\.[ \t]?m\.|Uhr\b|h\b|heures?\b|点|時|시|UTC|GMT"
    r"|[CEPMW]E?[SDT]T\b|o'clock)"
)
_DATE = late(
    r"\d{4}[-/.年]\d{1,2}[-/.月]|\d{1,2}[./]\d{1,2}[./]\d{2}"
    r"|\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b"
)
_LOGGED = late(r"[\s>*-]*(?:CLOCK|SCHEDULED|DEADLINE|created|updated|modified|date)\b", re.I)
_PLAN = late(
    r"schedule|timetable|itinerary|time ?block|day ?plan|daily plan|routine|\bплан\b|расписание"
    r"|распорядок|日程|时间表|時間割|计划|作息|stundenplan|tagesplan|horaire|horario|일정|시간표",
    re.I,
)
_DURATION = late(
    r"\b(?:durations?|lengths?|runtime|running time|pace|results?|splits?|scores?|km|laps?)\b"
    r"|dauer|durée|duración|duração|длительность|时长|時長|長さ|길이|配速|成绩",
    re.I,
)
# `Name: 1:02`, and `Name  1:02` as Otter writes it.
_SPEAKER = late(r"[\s>*_]*[^\W\d_](?:[^:：\n]{0,58}[:：][\s*_]*|[^:：.!?\n]{0,40}(?:[ ]{2}|\t)\s*)")
# `Name (1:02): text`, `**Name** [1:02]: text`
_NAME = late(r"[\s>*_]*[^\W\d_][^:：.!?\n]{0,58}[\s*_]+[(\[\\（]*")
_SAYS = late(r"[)\]\\）]*[\s*_]*[:：]")
_SEPARATED = late(r"[:：(\[（【@|–—~-][\s*_\\]*\Z")
_SOON_MS, _SOON_OF_HOURS_MS = 60_000, 600_000
_TOP, _FRONT = 300, 4_000  # bytes of the text, and of the front matter, that say what a note is
_ABOUT = late(
    r"(?i)\b(?:podcasts?|videos?|youtube|vlog|transcripts?|episode|lecture|webinar|livestream|recording"
    r"|vidéo|видео|подкаст|лекция)\b|视频|影片|播客|課程|动画|動画|영상|강의"
)
_DAY_MS = 24 * 60_000  # 24:00 read as minutes and seconds
_MORNING_MS = 5 * 60_000


class Place(Enum):
    """Where on its line a time stands."""

    FIRST = 0
    LAST = 1
    ESCAPED = 2
    LABEL = 3
    SPOKEN = 4
    CODED = 5


class _Time(NamedTuple):
    place: Place
    span: Span
    value: Span
    end: Span | None
    readings: tuple[Reading, ...]
    ends: tuple[Reading, ...]
    line: int  # where its line begins
    # A colon, a dash or a bracket stands before it at the end of a line.
    is_separated: bool = False
    # A name and a colon stand before it, and text below.
    is_spoken: bool = False
    is_clock: bool = False
    is_duration: bool = False


def find_plain(source: Source) -> None:
    """Add the plain and escaped times of a note that looks like one about a video."""
    data = source.data
    times = [*_times(source), *_times_in_labels(source), *_times_in_code(source)]
    if not times:
        return
    first = min(time.span.start for time in times)
    has_player = any(
        mention.is_embed and mention.start < first for mention in source.mentions
    ) or any(
        found.citation.syntax in ("macro", "fence", "blank link", "wiki") for found in source.found
    )
    has_player = has_player or _ABOUT.search(_front_of(source)) is not None
    has_link = bool(source.mentions or source.found) or _ABOUT.search(_top_of(source)) is not None
    others = len(source.found)
    for place in Place:
        group = [time for time in times if time.place is place]
        if group and _counts(group, source.has_front_video, has_player, has_link, others, data):
            for time in group:
                source.found.append(Found(_citation(data, time)))


def _times(source: Source) -> list[_Time]:
    data = source.data
    stretches, at = source.outline.stretches, 0
    closed = sorted(
        [*source.taken, *source.outline.code, *source.outline.marked]
        + [one.span for one in source.marked]
        + [found.citation.span for found in source.found]
    )
    closed_at, closed_end = 0, -1
    result: list[_Time] = []
    for start in _starts(source):
        while closed_at < len(closed) and closed[closed_at].start <= start:
            closed_end = max(closed_end, closed[closed_at].end)
            closed_at += 1
        if start < closed_end:
            continue
        match = _TIME.match(data, start, source.end)
        if match is None:
            continue
        closed_end = match.end()
        if closed_at < len(closed) and closed[closed_at].start < closed_end:
            continue
        while at < len(stretches) and stretches[at].end <= start:
            at += 1
        if at == len(stretches):
            break
        if stretches[at].start > start:
            continue
        time = _time(data, match)
        if time is not None:
            result.append(time)
            if len(result) == _MOST_TIMES:
                break
    return result


def _times_in_labels(source: Source) -> Iterator[_Time]:
    """Read labels of links that are a time or end with one in brackets: `Play snip (2:49 - 4:42)`.

    They lead to no video: to the same place in another program.
    """
    data = source.data
    for label in source.labels:
        if label.end - label.start > _MOST_LABEL:
            continue
        for match in _TIME.finditer(data, *label):
            if data[match.start() - 1 : match.start()] in _NOT_BEFORE:
                continue
            before = data[label.start : match.start()].decode("utf-8", "replace")
            after = data[match.end() : label.end].decode("utf-8", "replace")
            if _ONLY_MARKS.fullmatch(after) is None:
                continue
            if _ONLY_MARKS.fullmatch(before) is None and not before.endswith(("(", "[", "（")):
                continue
            could = moment_readings(match["start"].decode())
            ends = moment_readings(match["end"].decode()) if match["end"] is not None else ()
            if could and (ends or match["end"] is None):
                end_at = Span(*match.span("end")) if match["end"] is not None else None
                value = Span(*match.span("start"))
                span = Span(*match.span())
                yield _Time(Place.LABEL, span, value, end_at, could, ends, label.start)


def _times_in_code(source: Source) -> Iterator[_Time]:
    """Read code that is nothing but a time or a range: `` `[0:12]` ``, `` `0:12 - 0:30` ``."""
    data = source.data
    if not (source.has_front_video or source.mentions):
        return  # how long something took
    for code in source.outline.timed:
        start, end = code
        while start < end and data[start] in b"` [(":
            start += 1
        match = _TIME.match(data, start, end)
        if match is None or data[match.end() : end].strip(b"` ])"):
            continue
        time = _time(data, match, code)
        if time is not None:
            yield time


def _starts(source: Source) -> Iterator[int]:
    """Give where times can begin. Their colons are looked for: digits would take far longer."""
    data, body, end = source.data, source.body, source.end
    found = [match.start() for match in _COLON.finditer(data, body, end)]
    if not source.marked:
        found += (match.start() for match in _UNITS.finditer(data, body, end))
        found.sort()
    for at in found:
        start = at
        while start > body and at - start < _MOST_DIGITS and 0x30 <= data[start - 1] <= 0x39:
            start -= 1
        if start == at or (start > body and data[start - 1 : start] in _NOT_BEFORE):
            continue
        if data[start - 1 : start] == b"-" and data[start - 2 : start - 1].isalnum():
            continue  # the end of a range, or of a date
        yield start


def _time(data: bytes, match: re.Match[bytes], code: Span | None = None) -> _Time | None:
    """Make a time of a match where it can be one; in the midst of a line only as `code`."""
    start, end = code or match.span()
    could = moment_readings(match["start"].decode())
    ends = moment_readings(match["end"].decode()) if match["end"] is not None else ()
    if not could or (match["end"] is not None and not ends):
        return None
    low = max(data.rfind(b"\n", max(0, start - _NEAR), start) + 1, start - _NEAR, 0)
    high = data.find(b"\n", end, end + _NEAR)
    is_whole = high >= 0 or end + _NEAR > len(data)
    high = high if high >= 0 else min(len(data), end + _NEAR)
    before = data[low:start].decode("utf-8", "replace")
    after = data[end:high].decode("utf-8", "replace")
    begins = low == 0 or data[low - 1 : low] == b"\n"
    is_apart = False
    if b"<" in data[low:high]:
        if _IN_TAG.search(before) is not None:
            return None
        _, *rest = _LINE_TAG.split(before)
        begins, before = begins or bool(rest), rest[-1] if rest else before
        after, *rest = _LINE_TAG.split(after, 1)
        is_whole |= bool(rest)
        # `<sub>0:12</sub>`: a tag of its own sets a time apart as brackets do.
        is_apart = before.endswith(">") and after.startswith("</")
        before, after = _without_tags(before), _without_tags(after)
    span = Span(start, end)
    value = Span(*match.span("start"))
    end_at = Span(*match.span("end")) if match["end"] is not None else None
    made = _Time(Place.LAST, span, value, end_at, could, ends, low)
    if _CLOCK.match(after) is not None or _DATE.search(before[-16:]) is not None:
        made = made._replace(is_clock=True)
    if code is not None:
        is_duration = _DURATION.search(before[-24:]) is not None
        return made._replace(place=Place.CODED, is_duration=is_duration)
    for opened, closed in (("\\[", "\\]"), ("[", "]")):
        if before.endswith(opened) and after.startswith(closed):
            whole = Span(start - len(opened), end + len(closed))
            return made._replace(place=Place.ESCAPED, span=whole)
    lead = _LEAD.fullmatch(before) if begins else None
    if lead is not None:
        if after[:1].isalnum() or before.rstrip(" \t")[-1:] in ("$", "€", "£", "<"):
            return None
        is_clock = made.is_clock or lead["task"] is not None
        return made._replace(place=Place.FIRST, is_clock=is_clock)
    is_last = is_whole and _ONLY_MARKS.fullmatch(after) is not None
    is_named = begins and _NAME.fullmatch(before) is not None and _SAYS.match(after) is not None
    if not (is_last or is_named) or _DATE.search(before) or _LOGGED.match(before):
        return None
    if is_named and not is_last:
        return made._replace(place=Place.SPOKEN, is_spoken=True)
    if before.count("|") > 1 and after.count("|") > 1:
        return None  # a cell between others
    is_said = bool(data[high + 1 : high + 80].split(b"\n", 1)[0].strip())
    return made._replace(
        is_separated=is_apart or _SEPARATED.search(before) is not None,
        is_spoken=is_said and (is_named or (begins and _SPEAKER.fullmatch(before) is not None)),
        is_duration=_DURATION.search(before[-24:]) is not None,
    )


def _without_tags(text: str) -> str:
    """Take a tag for nothing, and that of a cell for what stands between cells in Markdown."""
    return _TAG.sub(" ", _CELL.sub("|", text))


def _under(data: bytes, line: int, *patterns: re.Pattern[str]) -> bool:
    """Say whether the heading above a line, or the head of its table, says one of these."""
    at = data.rfind(b"\n#", max(0, line - _SECTION), line)
    heading = data[at + 1 : at + 200].split(b"\n", 1)[0] if at >= 0 else b""
    if data[line : line + 4].lstrip(b" \t>").startswith(b"|"):
        start = data.rfind(b"\n\n", max(0, line - _SECTION), line)
        heading += b" " + data[start + 2 : start + 400].split(b"\n", 1)[0]
    text = heading.decode("utf-8", "replace")
    return any(pattern.search(text) for pattern in patterns)


def _counts(
    times: Sequence[_Time],
    has_front: bool,
    has_player: bool,
    has_link: bool,
    others: int,
    data: bytes,
) -> bool:
    """Say whether these times, all at the same place of their lines, are of a video."""
    starts = [time.readings[0].ms for time in times]
    pairs = len(starts) - 1
    falls = sum(two < one for one, two in pairwise(starts))
    place = times[0].place
    if place is Place.CODED:
        return not _is_clock(data, times, starts, surely=True)
    if not (has_front or has_player or has_link):
        if place is Place.FIRST and falls < 2 and _are_chapters(times, starts):
            return not _is_clock(data, times, starts, surely=True) and not _are_round(starts)
        if falls > max(1, _MOST_FALLS_OF_TRANSCRIPT * pairs):
            return False
        spoken = sum(time.is_spoken for time in times)
        if place is Place.LABEL:
            return len(times) >= _FEWEST_ESCAPED
        if place is Place.ESCAPED:
            return len(times) >= _FEWEST_ESCAPED and not _is_clock(
                data, times, starts, surely=False
            )
        return (
            spoken >= _FEWEST_SPOKEN
            and spoken * 2 > len(times)
            and not _is_clock(data, times, starts, surely=False)
        )
    if falls > max(1, _MOST_FALLS * pairs):
        return False
    surely = has_front or has_player
    if len(times) < (1 if has_front else 2 if has_player else _FEWEST_LINKED):
        return False
    if place is not Place.ESCAPED and len(times) * _MANY < others:
        return False  # what is so rare beside another form is something else
    if place is Place.LABEL:
        return len(times) >= _FEWEST_LABELS
    is_told_apart = surely and all(map(_is_told_apart, times))
    if place is Place.LAST and len(times) < _FEWEST_LAST and not is_told_apart:
        return False
    ones = sum(two - one == 1_000 for one, two in pairwise(starts))
    if pairs > 1 and ones * 2 >= pairs:
        return False  # verses
    return not _is_clock(data, times, starts, surely=surely)


def _is_told_apart(time: _Time) -> bool:
    """Say whether a time at the end of a line is surely one: by what stands before it, or units."""
    return time.is_separated or time.is_spoken or time.readings[0].form is Form.UNITS


def _is_clock(data: bytes, times: Sequence[_Time], starts: Sequence[int], *, surely: bool) -> bool:
    """Say whether these are times of a day; `surely`: the note is surely about a video."""
    if sum(time.is_clock for time in times) * 3 >= len(times):
        return True
    some = times[:: 1 + len(times) // _SAMPLE]
    planned = sum(
        time.is_duration or _under(data, time.line, _PLAN, _DURATION)
        for time in some
        if time.place in (Place.FIRST, Place.LAST, Place.CODED)
    )
    if planned * 2 > len(some):
        return True
    if any(len(time.readings) > 1 for time in times) or max(starts) >= _DAY_MS:
        return False  # three fields, or more than a day has
    fewest, share = (5, 0.8) if surely else (3, 0.6)
    is_round = len(times) >= fewest and _are_round(starts, share)
    if is_round and min(starts) >= _MORNING_MS:
        return True
    return not surely and min(starts) >= _MORNING_MS


def _are_chapters(times: Sequence[_Time], starts: Sequence[int]) -> bool:
    """Say whether times begin where a video does: at 0:00, or more of them soon behind it."""
    if starts[0] == 0:
        return len(times) >= _FEWEST_CHAPTERS
    most_ms = _SOON_MS if len(times[0].readings) < 2 else _SOON_OF_HOURS_MS
    return len(times) >= _FEWEST_SPOKEN and starts[0] < most_ms


def is_log(citations: Sequence[Citation], data: bytes) -> bool:
    """Say whether brackets are the clock times of a log: `[14:30] Name: words` on every line.

    For notes that name no video: at least three, each at the beginning of its line, rising, and
    with two fields that a day has, none before 5:00.
    """
    if len(citations) < _FEWEST_LAST:
        return False
    starts = []
    for citation in citations:
        if citation.written.count(":") != 1 or not citation.readings:
            return False
        before = data[max(0, citation.span.start - 8) : citation.span.start]
        if before.rpartition(b"\n")[2].strip(b" \t>-*") or (
            b"\n" not in before and len(before) > 7
        ):
            return False
        starts.append(citation.readings[0].ms)
    falls = sum(two < one for one, two in pairwise(starts))
    return min(starts) >= _MORNING_MS and max(starts) < _DAY_MS and falls <= len(starts) // 4


def _front_of(source: Source) -> str:
    return source.data[: min(source.body, _FRONT)].decode("utf-8", "replace")


def _top_of(source: Source) -> str:
    end = min(source.end, source.body + _TOP)
    return source.data[source.body : end].decode("utf-8", "replace")


def _are_round(starts: Sequence[int], share: float = 0.6) -> bool:
    return sum(ms // 1000 % 5 == 0 for ms in starts) >= share * len(starts)


def _citation(data: bytes, time: _Time) -> Citation:
    syntax = "escaped" if time.place is Place.ESCAPED else "plain"
    written = data[time.value.start : time.value.end].decode()
    return Citation(
        time.span, time.value, written, None, None, time.readings, (), syntax, time.end, time.ends
    )
