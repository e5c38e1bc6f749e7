r"""Times in the text without any markup: *plain*, and *escaped*, `\[06:02\]`.

And code within a line that is nothing but a time, which is plain too: no program writes it.

**Where a note names a video or a recording, what is shaped like a time is a citation, unless
something beside it says otherwise** (`otherwise.WAYS`): in brackets anywhere, and bare where a
line, bullet, heading, quote or row begins or ends with it, or a cell is nothing else, with those
that are named along with it, `(1:02; 2:03)`. How long the video is plays no part: citations depend
on the note's bytes alone. What all of one place say together (`_say_otherwise`): verses that follow
one another, a plan of a day, tasks. Bare at the ends of a paragraph's lines times must rise, nearly
all of them; among its words three or more must, all of them, and not be those of a day. Where a
link or a word alone names the video there must be two.

What names a video: its front matter; a player, macro, fence or link, or another form that cites;
or words of the front matter or of the first lines (`_ABOUT`).

Where nothing names one the times must rise, nearly all of them, and be

- lines that begin as chapters do, `_FEWEST_CHAPTERS` from 0:00 on, or `_FEWEST_SPOKEN` from the
  first minute on (of three fields: the first ten);
- or a transcript: `_FEWEST_ESCAPED` escaped times, or `_FEWEST_SPOKEN` lines of `Name: 1:02` with
  text below them;
- or `_MANY` at the heads or ends of bullets, headings, rows or cues.

Notes that cite by anchors are left alone: a program writes all that they cite.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from viewer.base.lazy_regex import late
from viewer.notes.forms.every import ESCAPED, PLAIN
from viewer.notes.forms.form import Closed, Found, Source
from viewer.notes.forms.otherwise import Where, ends_range, says, stands_otherwise
from viewer.notes.forms.plain_times import TIME, can_begin, starts
from viewer.notes.html_names import TEXT_TAGS
from viewer.notes.model import Citation, Span
from viewer.notes.timecode import Form, Reading, moment_readings

_FEWEST_ESCAPED, _FEWEST_SPOKEN, _FEWEST_LAST, _FEWEST_CHAPTERS, _MANY = 3, 5, 3, 4, 10
_FEWEST_LINKED = 2  # where a link alone, or a word, says that there is a video
_MOST_FALLS, _MOST_FALLS_OF_TRANSCRIPT = 0.25, 0.1
_NEAR = 160  # bytes of a line that are looked at on either side of a time
_BESIDE = 60  # characters of them that are right beside it
_MOST_LABEL = 300
_MOST_TIMES = 5_000  # of one note
_MOST_TOGETHER = 20

# Between times that are named together.
_NEXT = late(rb"[ \t]?(?:[,;&]|\xe3\x80\x81|\xef\xbc[\x8c\x9b])[ \t]?|[ \t](?:and|und|et|y|e)[ \t]")
_NEXT_CELL = late(rb"[ \t]*\|[ \t]*")
# Tags where a line begins and ends; those of cells; all others.
_LINE_TAG = late(rf"(?i)</?(?:{'|'.join(TEXT_TAGS)}|br)(?:\s[^<>]*)?/?>")
_TAG, _CELL = late(r"</?[A-Za-z][^<>]*>|&nbsp;"), late(r"(?i)<t[dh]\b[^<>]*>")
_SMALL_TAG = late(r"(?i)<(?:su[bp]|small|time)\b[^<>]*>(?:<[^<>]*>)*\Z")
_DATED_TAG = late(r"(?i)<time\s[^<>]*\bdatetime\s*=\s*[\"']?\d{4}-\d\d[^<>]*>\s*\Z")
_IN_TAG = late(r"<[A-Za-z][^<>]*\Z")
_ADDRESS = late(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|https?://\S+")
_LINKED = late(r"\[[\d:. –-]+\]\([^()\s]*\)")  # another time, in another form
_TIME_WORD = (
    r"(?:t\s*=|[@~≈]|ca\.|\b(?:at|ab|from|von|desde|de|around|min(?:\.|ut[aeo]n?s?)?|time(?:stamp|code)?s?|ts|start|zeit)\b\.?"
    r"|时间|時間|分钟|タイム|시간)\s*[:：#]?\s*"
)
# What may precede the first of a line: marks of lists, headings, quotes, tables.
_LEAD = late(
    r"(?P<marks>[\s>]*(?:\[![\w-]+\][+-]?\s*)?(?:[-+*•]\s+|\d{1,4}[.)]\s+|#{1,6}\s+|\|\s*#?\d{1,4}\s*\||\|)*"
    rf"\s*(?P<task>\[[ xX/-]\]\s+)?)[\W_]*(?:{_TIME_WORD})*[\W_]*",
    re.IGNORECASE,
)
_ONLY_MARKS = late(r"[\W_]*")
# Brackets round it, or a word that says that it is a time: it is one wherever it stands.
_OPENED = late(
    rf"(?:[(\[（【〔［`]|(?:[(（\[][^()（）\[\]]{{0,60}}(?<!['\"“‘]))|{_TIME_WORD}\Z)"
    rf"[\s*_`\\]*(?:{_TIME_WORD})*\Z",
    re.IGNORECASE,
)
_CLOSED = late(r"[^()\[\]（）\n]{0,80}[)\]）】〕］`]")
_IN_CELL, _ENDS_CELL = late(r"\|[\s*_`~]*\Z"), late(r"[\s*_`~]*\|")
_TOLD = late(
    r"(?:\bmin(?:\.|ut[aeo]n?)?|\btime(?:stamp|code)|时间戳?|時間)\s?[:：]?\s*\Z", re.IGNORECASE
)
# `Name: 1:02`, and `Name  1:02` as Otter writes it.
_SPEAKER = late(r"[\s>*_]*[^\W\d_](?:[^:：\n]{0,58}[:：][\s*_]*|[^:：.!?\n]{0,40}(?:[ ]{2}|\t)\s*)")
# `Name (1:02): text`, `**Name** [1:02]: text`
_NAME = late(r"[\s>*_]*[^\W\d_][^:：.!?\n]{0,58}[\s*_]+[(\[\\（]*")
_SAYS = late(r"[)\]\\）]*[\s*_]*[:：]")
_SEPARATED = late(r"(?:[:：(\[（【@|–—~-][\s*_\\]*|(?<![\w=!<>])==)\Z")
_SOON_MS, _SOON_OF_HOURS_MS = 60_000, 600_000
_TOP, _FRONT = 300, 4_000  # bytes of the text, and of the front matter, that say what a note is
_ABOUT = late(
    r"(?i)\b(?:podcasts?|v[ií]d[eé]os?|youtube|vlog|transcripts?|transkript|episode|lecture|webinar"
    r"|live ?stream|recording|show ?notes|видео|подкаст|лекция|aufzeichnung|aufnahme|folge"
    r"|episodio|grabación)\b|\.(?:mp[34]|m4a|wav|webm|mkv)\b|视频|影片|播客|課程|动画|動画|영상|강의|录音|録音"
)
_DAY_MS = 24 * 60_000  # 24:00 read as minutes and seconds
_MORNING_MS = 5 * 60_000
_HOURS_MS = 2 * 3_600_000
_FIRST_OF_CJK = "\u2e80"


class LinePlace(Enum):
    """Where on its line a time is."""

    FIRST = 0
    LAST = 1
    ESCAPED = 2
    LABEL = 3
    APART = 4
    AMONG = 5  # bare in running text


class _Spot(NamedTuple):
    """Times that are written together, and their surroundings."""

    place: LinePlace
    line: int  # where their line begins
    # A bullet, heading, quote or row begins or ends with it, or a tag does: `<li>`.
    is_item: bool = False
    is_in_brackets: bool = False
    # A colon, a dash or a bracket stands before them at the end of a line.
    is_separated: bool = False
    # A name precedes them, and text follows below.
    is_spoken: bool = False
    # The box of a task precedes them.
    is_task: bool = False


class _Time(NamedTuple):
    at: _Spot
    span: Span
    value: Span
    end: Span | None
    readings: tuple[Reading, ...]
    ends: tuple[Reading, ...]
    # It is named behind another: what a note's times must be, only the first must be.
    is_more: bool = False

    @property
    def form(self) -> Form:
        return self.readings[0].form

    @property
    def ms(self) -> int:
        return self.readings[0].ms


def find_plain(source: Source) -> None:
    """Add the plain and escaped times of a note that looks like one about a video."""
    data = source.data
    times = [*_times(source), *_times_in_labels(source)]
    if not times:
        return
    first = min(time.span.start for time in times)
    surely = (
        source.has_front_video
        or any(mention.is_embed and mention.start < first for mention in source.mentions)
        or any(found.citation.syntax.tells_of_video for found in source.found)
        or _tells_of_video(source, 0, min(source.body, _FRONT))
    )
    is_named = surely or bool(source.mentions or source.found)
    is_named = is_named or _tells_of_video(source, source.body, source.body + _TOP)
    if not is_named:
        times = _of_no_video(times)
    groups: dict[tuple[LinePlace, bool], list[_Time]] = {}
    for time in times:
        groups.setdefault((time.at.place, time.at.is_item), []).append(time)
    if is_named and not surely and sum(not time.is_more for time in times) < _FEWEST_LINKED:
        return
    others = len(source.found)
    for group in groups.values():
        firsts = [time for time in group if not time.is_more]
        if is_named and not _count(firsts, source, others, surely=surely):
            continue
        source.found.extend(Found(_citation(data, time)) for time in group)


def _times(source: Source) -> list[_Time]:
    data = source.data
    stretches, at = source.outline.stretches, 0
    coded = dict(_times_in_code(source))
    closed = Closed(
        [*source.taken, *set(source.outline.code).difference(coded.values())]
        + source.outline.marked
        + [one.span for one in source.marked]
        + [found.citation.span for found in source.found]
    )
    tried_end = -1
    result: list[_Time] = []
    for start in starts(source):
        if closed.holds(start):
            continue
        most = 1 if start < tried_end else _MOST_TOGETHER
        together = _together(data, start, source.end, closed.next_start(source.end), most)
        if not together:
            continue
        closed.end = together[0].end()
        while at < len(stretches) and stretches[at].end <= start:
            at += 1
        if at == len(stretches):
            break
        if stretches[at].start > start:
            continue
        found = _times_at(data, together)
        if not found and len(together) > 1:
            tried_end = together[-1].end()
            found = _times_at(data, together[:1])
        if found:
            if start in coded:
                found = [found[0]._replace(span=coded[start])]
            result += found
            closed.end = max(found[-1].span.end, (found[-1].end or found[-1].span).end)
            if len(result) >= _MOST_TIMES:
                break
    return result


def _together(data: bytes, start: int, end: int, limit: int, most: int) -> list[re.Match[bytes]]:
    """Find the time at a place, and those that are named with it: `12:30; 14:05`; none: it is none.

    In a table the end in the next cell: `| 12:30 | 13:00 |`. Of others nothing at `limit` or behind
    it, and no more than `most` in all.
    """
    match = TIME.match(data, start, end)
    if match is None or match.end() > limit:
        return []
    result = [match]
    while match is not None and len(result) < most:
        at = match.end()
        cell = _NEXT_CELL.match(data, at, limit)
        between = cell or _NEXT.match(data, at, limit)
        match = TIME.match(data, between.end(), limit) if between is not None else None
        if match is not None and cell is not None:
            line = data.rfind(b"\n", max(0, at - _NEAR), at) + 1
            if not ends_range(data, line, match.start()):
                match = None
        if match is not None:
            result.append(match)
    return result


def _times_in_labels(source: Source) -> Iterator[_Time]:
    """Read labels of links that are a time or end with one in brackets: `Play snip (2:49 - 4:42)`.

    They lead to no video: to the same place in another program.
    """
    data = source.data
    for label in source.labels:
        if label.end - label.start > _MOST_LABEL:
            continue
        for match in TIME.finditer(data, *label):
            if not can_begin(data, match.start(), label.start):
                continue
            before = data[label.start : match.start()].decode("utf-8", "replace")
            after = data[match.end() : label.end].decode("utf-8", "replace")
            is_begun = before.endswith(("(", "[", "（")) or _ONLY_MARKS.fullmatch(before)
            time = _read(match, _Spot(LinePlace.LABEL, label.start))
            if time and time.form is not Form.PRIMES and is_begun and _ONLY_MARKS.fullmatch(after):
                yield time


def _times_in_code(source: Source) -> Iterator[tuple[int, Span]]:
    """Find code that is nothing but a time or a range, `` `[0:12]` ``: the time, and the code."""
    data = source.data
    for code in source.outline.timed:
        start = code.end - len(data[code.start : code.end].lstrip(b"` [("))
        match = TIME.match(data, start, code.end)
        if match is not None and not data[match.end() : code.end].strip(b"` ])"):
            yield start, code


def _read(match: re.Match[bytes], at: _Spot) -> _Time | None:
    could = moment_readings(match["start"].decode())
    ends = moment_readings(match["end"].decode()) if match["end"] is not None else ()
    if not could or (match["end"] is not None and not ends):
        return None
    end_at = Span(*match.span("end")) if match["end"] is not None else None
    return _Time(at, Span(*match.span()), Span(*match.span("start")), end_at, could, ends)


def _times_at(data: bytes, together: Sequence[re.Match[bytes]]) -> list[_Time]:
    """Read times that are written together; empty if they cannot be timestamps there."""
    start, end = together[0].start(), together[-1].end()
    spot = _spot(data, start, end, is_one=len(together) == 1)
    found = [_read(match, spot) for match in together] if spot is not None else []
    times = [time for time in found if time is not None]
    if spot is None or len(times) < len(found):
        return []
    if times[0].form is Form.PRIMES and spot.place is LinePlace.LAST and not spot.is_in_brackets:
        return []  # `Height: 6'10"`
    if spot.place is LinePlace.ESCAPED:
        slash = data[start - 2 : start] == b"\\[" and data[end : end + 2] == b"\\]"
        return [times[0]._replace(span=Span(start - 1 - slash, end + 1 + slash))]
    result = [times[0]]
    for time in times[1:]:
        before = result[-1]
        if b"|" in data[before.span.end : time.span.start] and before.ms < time.ms:
            result[-1] = before._replace(end=time.value, ends=time.readings)
        else:
            result.append(time._replace(is_more=True))
    return result


def _spot(data: bytes, start: int, end: int, *, is_one: bool) -> _Spot | None:
    """Return where on their line times are, from first to last; None if none can be there."""
    low = max(data.rfind(b"\n", max(0, start - _NEAR), start) + 1, start - _NEAR, 0)
    high = data.find(b"\n", end, end + _NEAR)
    is_whole = high >= 0 or end + _NEAR > len(data)
    high = high if high >= 0 else min(len(data), end + _NEAR)
    before = data[low:start].decode("utf-8", "replace")
    after = data[end:high].decode("utf-8", "replace")
    if says(Where.AFTER, after) or says(Where.CHAT, after):
        return None
    after = _LINKED.sub("", after) if "](" in after else after
    before = _ADDRESS.sub("] ", before) if "](" in before or "://" in before else before
    begins = low == 0 or data[low - 1 : low] == b"\n"
    is_apart, is_tagged = before[-2:] == after[:2] and after[:2] in ("**", "__", "=="), False
    if b"<" in data[low:high]:
        if _IN_TAG.search(before) is not None or _DATED_TAG.search(before) is not None:
            return None
        _, *rest = _LINE_TAG.split(before)
        is_tagged, before = bool(rest), rest[-1] if rest else before
        begins = begins or is_tagged
        after, *rest = _LINE_TAG.split(after, 1)
        is_whole |= bool(rest)
        # `<sub>0:12</sub>`: a small tag of its own sets a time apart as brackets do.
        is_apart |= _SMALL_TAG.search(before) is not None and after.lstrip(" ,;").startswith("</")
        before, after = _without_tags(before), _without_tags(after)
    words = before.rstrip("`[ ") + " " if before.endswith(("`", "`[")) else before
    if says(Where.BEFORE, words[-_BESIDE:]) or (begins and says(Where.LINE, before)):
        return None
    if after[:1].isalpha() and after[0] < _FIRST_OF_CJK:
        return None
    made = _Spot(LinePlace.APART, low)
    for opened, closed in (("\\[", "\\]"), ("[", "]")):
        if is_one and before.endswith(opened) and after.startswith(closed):
            return made._replace(place=LinePlace.ESCAPED)
    lead = _LEAD.match(before) if begins else None
    is_item = is_tagged or (lead is not None and lead["marks"].strip() != "")
    is_in_brackets = _OPENED.search(before) is not None and _CLOSED.match(after) is not None
    is_task = lead is not None and lead["task"] is not None
    made = made._replace(is_item=is_item, is_task=is_task, is_in_brackets=is_in_brackets)
    is_named = begins and _NAME.fullmatch(before) is not None and _SAYS.match(after) is not None
    if is_named and after[0] not in ")]\\）" and not before.rstrip().endswith(("*", "_")):
        is_named = False  # `We meet at 12:30: bring food.`
    if lead is not None and lead.end() == len(before):
        made = made._replace(place=LinePlace.FIRST)
    elif is_whole and _ONLY_MARKS.fullmatch(after) is not None:
        below = data[high + 1 : high + 80].split(b"\n", 1)[0].strip()
        is_spoken = is_named or (begins and _says_who(data, low, before, below))
        is_separated = (
            is_named or is_apart or is_in_brackets or _SEPARATED.search(before) is not None
        )
        made = made._replace(
            place=LinePlace.LAST,
            is_separated=is_separated or _TOLD.search(before) is not None,
            is_spoken=bool(below) and is_spoken,
        )
    elif is_named or is_in_brackets or is_apart or _TOLD.search(before) is not None:
        return made._replace(is_spoken=is_named)
    elif _IN_CELL.search(before) is None or _ENDS_CELL.match(after) is None:
        made = made._replace(place=LinePlace.AMONG, is_item=False)
    return None if stands_otherwise(data, low, start) else made


def _without_tags(text: str) -> str:
    """Take a tag for nothing, and that of a cell for what stands between cells in Markdown."""
    return _TAG.sub(" ", _CELL.sub("|", text))


def _says_who(data: bytes, line: int, before: str, below: bytes) -> bool:
    """Return whether the text before a time on its line, which begins at `line`, is a speaker.

    With only one space between, `Anna 1:02`, just at the beginning of a paragraph, and if no such
    line follows directly, as with scores.
    """
    if _SPEAKER.fullmatch(before) is not None:
        return True
    above = data[max(0, line - _NEAR) : max(0, line - 1)].rpartition(b"\n")[2]
    if above.strip(b" \t\r>-") or not names_speaker(before):
        return False
    times = TIME.finditer(below)
    return not any(names_speaker(below[: one.start()].decode("utf-8", "replace")) for one in times)


def _count(times: Sequence[_Time], source: Source, others: int, *, surely: bool) -> bool:
    """Return whether times in the same kind of place are citations of a note that names a video."""
    place, is_item = times[0].at.place, times[0].at.is_item
    starts = [time.ms for time in times]
    if place not in (LinePlace.ESCAPED, LinePlace.APART) and len(times) * _MANY < others:
        return False  # what is so rare beside another form is something else
    if place is LinePlace.AMONG:
        is_rising = all(one < two for one, two in pairwise(starts))
        if not surely or len(times) < _FEWEST_LAST or _are_of_day(starts) or not is_rising:
            return False
    if place in (LinePlace.FIRST, LinePlace.LAST) and not is_item:
        if not _rise(starts, _MOST_FALLS):
            return False
        if place is LinePlace.LAST and len(times) < _FEWEST_LAST:
            return _are_told_apart(source.data, times, starts)
    return not _say_otherwise(times, starts, surely=surely, has_front=source.has_front_video)


def _of_no_video(times: Sequence[_Time]) -> list[_Time]:
    """Choose the times that must be citations although nothing names a video."""
    result: list[_Time] = []
    for place in (LinePlace.FIRST, LinePlace.LAST, LinePlace.ESCAPED, LinePlace.LABEL):
        group = [time for time in times if time.at.place is place]
        firsts = [time for time in group if not time.is_more]
        starts = [time.ms for time in firsts]
        if not firsts or _say_otherwise(firsts, starts):
            continue
        if len(firsts[0].readings) > 1 and _are_hours(starts):
            continue
        is_rising = _rise(starts, _MOST_FALLS_OF_TRANSCRIPT)
        spoken = sum(time.at.is_spoken for time in firsts)
        are_spoken = spoken >= _FEWEST_SPOKEN and spoken * 2 > len(firsts)
        fewest = {LinePlace.ESCAPED: _FEWEST_ESCAPED, LinePlace.LABEL: _FEWEST_SPOKEN}
        if (is_rising and (are_spoken or len(firsts) >= fewest.get(place, _MANY))) or (
            place is LinePlace.FIRST and _rise(starts, 0) and _are_chapters(firsts, starts)
        ):
            result += group
    return result


def _rise(starts: Sequence[int], most_falls: float) -> bool:
    """Return whether times rise, except for one or a share of them."""
    falls = sum(two < one for one, two in pairwise(starts))
    return falls <= max(1, most_falls * (len(starts) - 1))


def _are_told_apart(data: bytes, times: Sequence[_Time], starts: Sequence[int]) -> bool:
    """Return whether times at line ends are surely citations: by the text before them, or units.

    A name of several words proves nothing alone, but does if several speakers' times rise, or if
    one speaks again.
    """
    names = [data[one.at.line : one.span.start] for one in times if one.at.is_spoken]
    is_rising = all(one < two for one, two in pairwise(starts))
    are_several = len(names) > 1 and (is_rising or len(set(names)) < len(names))
    for time in times:
        has_seconds = time.form is Form.UNITS and time.ms % 60_000 != 0
        before = data[time.at.line : time.span.start].split()
        is_said = time.at.is_spoken and (are_several or len(before) < 2 or len(before[0]) < 3)
        if not (time.at.is_separated or is_said or has_seconds):
            return False
    return True


def _say_otherwise(
    times: Sequence[_Time], starts: Sequence[int], *, surely: bool = False, has_front: bool = False
) -> bool:
    """Return whether the times together show that they are none: verses, tasks, a schedule."""
    ones = sum(two - one == 1_000 for one, two in pairwise(starts))
    if len(starts) > 2 and ones * 2 >= len(starts) - 1:
        return True  # `3:16`, `3:17`, `3:18`
    if not has_front and sum(time.at.is_task for time in times) * 3 >= len(times):
        return True  # in a note about one video a task is to look at something again
    is_set_apart = times[0].at.place is LinePlace.APART
    if is_set_apart or any(len(time.readings) > 1 for time in times) or max(starts) >= _DAY_MS:
        return False  # three fields, or more than a day has
    fewest, every, share = (4, 15, 1.0) if surely else (3, 5, 0.6)
    round_ones = sum(ms // 1000 % every == 0 for ms in starts)
    if len(times) >= fewest and round_ones >= share * len(times) and min(starts) >= _MORNING_MS:
        return True
    bare = [time.ms for time in times if not time.at.is_in_brackets]
    return not surely and bool(bare) and min(bare) >= _MORNING_MS


def _are_of_day(starts: Sequence[int]) -> bool:
    """Return whether all times of two fields can be times of day, from five in the morning on."""
    return min(starts) >= _MORNING_MS and max(starts) < _DAY_MS


def _are_hours(starts: Sequence[int]) -> bool:
    """Return whether times of three fields are clock times: hours from zero, in a short span."""
    return min(starts) >= max(_HOURS_MS, max(starts) - min(starts))


def _are_chapters(times: Sequence[_Time], starts: Sequence[int]) -> bool:
    """Return whether times begin where a video does: at 0:00, or several of them soon after."""
    if starts[0] == 0:
        return len(times) >= _FEWEST_CHAPTERS
    most_ms = _SOON_MS if len(times[0].readings) < 2 else _SOON_OF_HOURS_MS
    return len(times) >= _FEWEST_SPOKEN and starts[0] < most_ms


def is_log(citations: Sequence[Citation], data: bytes) -> bool:
    """Return whether brackets are the clock times of a log: `[14:30] Name: words` on every line.

    For notes that name no video: at least three, each at the beginning of its line, rising, and
    with two fields that a day has, none before 5:00, or with three that all lie hours from zero.
    """
    starts = [one.readings[0].ms for one in citations if one.readings]
    if not _FEWEST_LAST <= len(starts) == len(citations) or not _rise(starts, _MOST_FALLS):
        return False
    for one in citations:
        if data[max(0, one.span.start - 8) : one.span.start].rpartition(b"\n")[2].strip(b" \t>-*"):
            return False
    fields = {one.written.count(":") for one in citations}
    return (fields == {1} and _are_of_day(starts)) or (fields == {2} and _are_hours(starts))


def _tells_of_video(source: Source, start: int, end: int) -> bool:
    return _ABOUT.search(source.data[start:end].decode("utf-8", "replace")) is not None


def _citation(data: bytes, time: _Time) -> Citation:
    form = ESCAPED if time.at.place is LinePlace.ESCAPED else PLAIN
    written = data[time.value.start : time.value.end].decode()
    return Citation(
        time.span, time.value, written, None, None, time.readings, (), form, time.end, time.ends
    )


_SPEAKERS_NAME = late(
    r"[\s>*_]*(?P<words>[^\W\d_][\w'’.-]*+(?:[ ][^\W\d_][\w'’.-]*+){0,3})[*_]*[ ][*_]*"
)


def names_speaker(before: str) -> bool:
    """Return whether the text before a time on its line is a name and a space.

    One to four words, none beginning with a lower-case letter, that do not end a sentence.
    """
    name = _SPEAKERS_NAME.fullmatch(before)
    if name is None or name["words"].endswith("."):
        return False
    return not any(word[0].islower() for word in name["words"].split())
