r"""Times that stand in the text without any markup: *plain*, and *escaped*, `\[06:02\]`.

And code within a line that is nothing but a time, which is plain too: no program writes it.

Chapters (`10:24 text`, `- 10:24 – text`, `text (10:24)`, `**10:24**`, `10:24–11:02`, `1h7m55s`) and
transcripts (`Name: 00:00:15`, `Name (0:15): text`). A plain time counts where a line, bullet,
heading or row begins or ends with it, or with several that are named together, `(1:02; 2:03)`, or
in the columns of a table that say where a part begins and ends; an escaped one anywhere. Clock
times, dates, scores, verses, durations and results of races look the same. So a note must look like
one about a video, and its times like a video's.

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
- at the end of lines at least three, or with a colon, dash, bracket or who speaks before each;
- no clock: am, pm, `Uhr`, a time zone, a date, or the box of a task (unless the front matter names
  a video: then it is to look at something again) at fewer than a third; not two
  fields all within a day of which most are full five minutes (but in code, and in tags where front
  matter names a video), or none within its first five hours while only a link says that there is a
  video; no plan of a day (by the words of its heading);
- no verses: not each one more than the one before (`3:16`, `3:17`);
- none in a column of durations (by its heading), and none behind words that say how long;
- with quotes, `12'30"`, no parts of a degree, and not all of them what feet and inches can be,
  unless they rise.

Notes that cite by anchors are left alone: a program writes all that they cite.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from viewer.notes.forms.every import ESCAPED, PLAIN
from viewer.notes.forms.form import Closed, Found, Source
from viewer.notes.forms.plain_times import TIME, are_inches, can_begin, is_measure, starts
from viewer.notes.forms.plain_words import (
    ends_range,
    is_clock,
    is_dated,
    is_dated_by_tag,
    is_planned,
    says_length,
    says_number,
    says_when,
)
from viewer.notes.html_names import TEXT_TAGS
from viewer.notes.lazy_regex import late
from viewer.notes.model import Citation, Span
from viewer.notes.speakers import is_surely_speaker, names_book, names_speaker
from viewer.notes.timecode import Form, Reading, moment_readings

_FEWEST_ESCAPED, _FEWEST_SPOKEN, _FEWEST_LAST, _FEWEST_LINKED = 3, 5, 3, 3
_FEWEST_LABELS, _FEWEST_CHAPTERS, _MANY = 2, 4, 10
_MOST_FALLS, _MOST_FALLS_OF_TRANSCRIPT = 0.25, 0.1
_NEAR = 160  # bytes of a line that are looked at on either side of a time
_SAMPLE = 50  # times of which the heading is looked at
_MOST_LABEL = 300
_MOST_TIMES = 5_000  # of one note

# Between times that are named together.
_NEXT = late(rb"[ \t]?(?:[,;&]|\xe3\x80\x81|\xef\xbc[\x8c\x9b])[ \t]?|[ \t](?:and|und|et|y|e)[ \t]")
_NEXT_CELL = late(rb"[ \t]*\|[ \t]*")
_MOST_TOGETHER = 20
_BLANK = b" \t\r>-"
# Tags where a line begins and ends; those of cells; all others.
_LINE_TAG = late(rf"(?i)</?(?:{'|'.join(TEXT_TAGS)}|br)(?:\s[^<>]*)?/?>")
_TAG, _CELL = late(r"</?[A-Za-z][^<>]*>|&nbsp;"), late(r"(?i)<t[dh]\b[^<>]*>")
_SMALL_TAG = late(r"(?i)<(?:su[bp]|small|time)\b[^<>]*>(?:<[^<>]*>)*\Z")
_IN_TAG = late(r"<[A-Za-z][^<>]*\Z")
_LINKED = late(r"\[[\d:. –-]+\]\([^()\s]*\)")  # another time, in another form
# What may stand before the first of a line: marks of lists, headings, quotes, tables.
_LEAD_WORDS = r"(?:t\s*=\s*|(?:at|min(?:ute)?|time(?:stamp)?|ts|时间|時間)\b\.?\s*[:：]?\s*)"
_LEAD = late(
    r"[\s>]*(?:\[![\w-]+\][+-]?\s*)?(?:[-+*•]\s+|\d{1,4}[.)]\s+|#{1,6}\s+|\|\s*#?\d{1,4}\s*\||\|)*"
    r"\s*(?P<task>\[[ xX/-]\]\s+)?[\W_]*" + _LEAD_WORDS + r"?[\W_]*",
    re.IGNORECASE,
)
_ONLY_MARKS = late(r"[\W_]*")
# `Name: 1:02`, and `Name  1:02` as Otter writes it.
_SPEAKER = late(r"[\s>*_]*[^\W\d_](?:[^:：\n]{0,58}[:：][\s*_]*|[^:：.!?\n]{0,40}(?:[ ]{2}|\t)\s*)")
# `Name (1:02): text`, `**Name** [1:02]: text`
_NAME = late(r"[\s>*_]*[^\W\d_][^:：.!?\n]{0,58}[\s*_]+[(\[\\（]*")
_SAYS = late(r"[)\]\\）]*[\s*_]*[:：]")
_SEPARATED = late(
    r"(?:[:：(\[（【@|–—~-][\s*_\\]*|(?<![\w=!<>])==|[(\[（【]\s*" + _LEAD_WORDS + r")\Z",
    re.IGNORECASE,
)
_SOON_MS, _SOON_OF_HOURS_MS = 60_000, 600_000
_TOP, _FRONT = 300, 4_000  # bytes of the text, and of the front matter, that say what a note is
_ABOUT = late(
    r"(?i)\b(?:podcasts?|videos?|youtube|vlog|transcripts?|episode|lecture|webinar|livestream|recording"
    r"|vidéo|видео|подкаст|лекция)\b|视频|影片|播客|課程|动画|動画|영상|강의"
)
_DAY_MS = 24 * 60_000  # 24:00 read as minutes and seconds
_MORNING_MS = 5 * 60_000


class LinePlace(Enum):
    """Where on its line a time stands."""

    FIRST = 0
    LAST = 1
    ESCAPED = 2
    LABEL = 3
    SPOKEN = 4
    CODED = 5


class _Spot(NamedTuple):
    """Where times stand that are named together, and what is round them."""

    place: LinePlace
    line: int  # where their line begins
    # A colon, a dash or a bracket stands before them at the end of a line.
    is_separated: bool = False
    # A name stands before them, and text below; doubtful: alone it can as well be a team's or a
    # train's.
    is_spoken: bool = False
    is_doubtful: bool = False
    is_clock: bool = False
    # A tag begins their line: `<li>`.
    is_tagged: bool = False
    # The box of a task stands before them.
    is_task: bool = False
    is_duration: bool = False


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
    def is_primed(self) -> bool:
        return self.readings[0].form is Form.PRIMES


def find_plain(source: Source) -> None:
    """Add the plain and escaped times of a note that looks like one about a video."""
    data = source.data
    times = [*_times(source), *_times_in_labels(source), *_times_in_code(source)]
    if not times:
        return
    first = min(time.span.start for time in times)
    has_player = any(
        mention.is_embed and mention.start < first for mention in source.mentions
    ) or any(found.citation.syntax.tells_of_video for found in source.found)
    has_player = has_player or _ABOUT.search(_front_of(source)) is not None
    has_link = bool(source.mentions or source.found) or _ABOUT.search(_top_of(source)) is not None
    primed = [time for time in times if time.is_primed]
    primes_ms = [time.readings[0].ms for time in primed]
    if primed and (not (source.has_front_video or has_player) or are_inches(data, primes_ms)):
        times = [time for time in times if not time.is_primed]
    others = len(source.found)
    for place in LinePlace:
        group = [time for time in times if time.at.place is place]
        firsts = [time for time in group if not time.is_more]
        if firsts and _counts(firsts, source.has_front_video, has_player, has_link, others, data):
            for time in group:
                source.found.append(Found(_citation(data, time)))


def _times(source: Source) -> list[_Time]:
    data = source.data
    stretches, at = source.outline.stretches, 0
    closed = Closed(
        [*source.taken, *source.outline.code, *source.outline.marked]
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
            result += found
            closed.end = found[-1].span.end
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
            if _ONLY_MARKS.fullmatch(after) is None:
                continue
            if _ONLY_MARKS.fullmatch(before) is None and not before.endswith(("(", "[", "（")):
                continue
            time = _read(match, _Spot(LinePlace.LABEL, label.start))
            if time is not None and not time.is_primed:
                yield time


def _times_in_code(source: Source) -> list[_Time]:
    """Read code that is nothing but a time or a range: `` `[0:12]` ``, `` `0:12 - 0:30` ``."""
    data = source.data
    if not (source.has_front_video or source.mentions):
        return []  # how long something took
    found, is_clocks = [], False
    for code in source.outline.timed:
        start, end = code
        while start < end and data[start] in b"` [(":
            start += 1
        match = TIME.match(data, start, end)
        if match is None or data[match.end() : end].strip(b"` ])"):
            continue
        spot = _spot(data, *code, is_one=True, is_code=True)
        time = _read(match, spot) if spot is not None else None
        if time is None:
            continue
        before = data[time.at.line : code.start].decode("utf-8", "replace")
        has_two = time.readings[0].form is Form.M_S and len(time.readings) == 1
        if has_two and says_number(before):
            continue
        is_clocks = has_two and says_when(before)
        found.append(time._replace(span=code))
    return found if len(found) > 1 or not is_clocks else []


def _read(match: re.Match[bytes], at: _Spot) -> _Time | None:
    could = moment_readings(match["start"].decode())
    ends = moment_readings(match["end"].decode()) if match["end"] is not None else ()
    if not could or (match["end"] is not None and not ends):
        return None
    end_at = Span(*match.span("end")) if match["end"] is not None else None
    return _Time(at, Span(*match.span()), Span(*match.span("start")), end_at, could, ends)


def _times_at(data: bytes, together: Sequence[re.Match[bytes]]) -> list[_Time]:
    """Read times that are named together; empty: where they stand none can be."""
    start, end = together[0].start(), together[-1].end()
    spot = _spot(data, start, end, is_one=len(together) == 1)
    found = [_read(match, spot) for match in together] if spot is not None else []
    times = [time for time in found if time is not None]
    if spot is None or len(times) < len(found):
        return []
    is_last, is_apart = spot.place is LinePlace.LAST, spot.is_separated
    if times[0].is_primed and is_measure(data, start, end, is_last=is_last, is_apart=is_apart):
        return []
    if spot.place is LinePlace.ESCAPED:
        slash = data[start - 2 : start] == b"\\[" and data[end : end + 2] == b"\\]"
        return [times[0]._replace(span=Span(start - 1 - slash, end + 1 + slash))]
    return [times[0], *(time._replace(is_more=True) for time in times[1:])]


def _spot(
    data: bytes, start: int, end: int, *, is_one: bool, is_code: bool = False
) -> _Spot | None:
    """Return where on their line times stand, from the first to the last; None: none can be there.

    Code can be one anywhere.
    """
    low = max(data.rfind(b"\n", max(0, start - _NEAR), start) + 1, start - _NEAR, 0)
    high = data.find(b"\n", end, end + _NEAR)
    is_whole = high >= 0 or end + _NEAR > len(data)
    high = high if high >= 0 else min(len(data), end + _NEAR)
    before = data[low:start].decode("utf-8", "replace")
    after = data[end:high].decode("utf-8", "replace")
    after = _LINKED.sub("", after) if "](" in after else after
    begins = low == 0 or data[low - 1 : low] == b"\n"
    is_apart = is_tagged = False
    if b"<" in data[low:high]:
        if _IN_TAG.search(before) is not None or is_dated_by_tag(before):
            return None
        _, *rest = _LINE_TAG.split(before)
        is_tagged, before = bool(rest), rest[-1] if rest else before
        begins = begins or is_tagged
        after, *rest = _LINE_TAG.split(after, 1)
        is_whole |= bool(rest)
        # `<sub>0:12</sub>`: a small tag of its own sets a time apart as brackets do.
        is_apart = _SMALL_TAG.search(before) is not None and after.lstrip(" ,;").startswith("</")
        before, after = _without_tags(before), _without_tags(after)
    made = _Spot(LinePlace.LAST, low, is_clock=is_clock(before, after), is_tagged=is_tagged)
    if is_code:
        return made._replace(place=LinePlace.CODED, is_duration=says_length(before))
    for opened, closed in (("\\[", "\\]"), ("[", "]")):
        if is_one and before.endswith(opened) and after.startswith(closed):
            return made._replace(place=LinePlace.ESCAPED)
    lead = _LEAD.fullmatch(before) if begins else None
    if lead is not None:
        if after[:1].isalnum() or before.rstrip(" \t")[-1:] in ("$", "€", "£", "<"):
            return None
        return made._replace(place=LinePlace.FIRST, is_task=lead["task"] is not None)
    is_last = is_whole and _ONLY_MARKS.fullmatch(after) is not None
    is_named = begins and _NAME.fullmatch(before) is not None and _SAYS.match(after) is not None
    if is_named and after[0] not in ")]\\）" and not before.rstrip().endswith(("*", "_")):
        is_named = False  # `We meet at 12:30: bring food.`
    if not (is_last or is_named) or is_dated(before):
        return None
    if is_named and not is_last:
        return made._replace(place=LinePlace.SPOKEN, is_spoken=True)
    if before.count("|") > 1 and after.count("|") > 1:
        return None  # a cell between others
    below = data[high + 1 : high + 80].split(b"\n", 1)[0].strip()
    is_doubtful = not (is_named or _SPEAKER.fullmatch(before) or is_surely_speaker(before))
    is_named = is_named or (begins and _says_who(data, low, before, below))
    return made._replace(
        is_separated=is_apart or _SEPARATED.search(before) is not None,
        is_spoken=bool(below) and is_named,
        is_doubtful=is_doubtful,
        is_duration=says_length(before),
    )


def _without_tags(text: str) -> str:
    """Take a tag for nothing, and that of a cell for what stands between cells in Markdown."""
    return _TAG.sub(" ", _CELL.sub("|", text))


def _says_who(data: bytes, line: int, before: str, below: bytes) -> bool:
    """Return whether what stands before a time on its line, which begins at `line`, is a speaker.

    With one space alone, `Anna 1:02`, only at the beginning of a paragraph, and where no other such
    line is right below, as with scores.
    """
    if _SPEAKER.fullmatch(before) is not None:
        return True
    above = data[max(0, line - _NEAR) : max(0, line - 1)].rpartition(b"\n")[2]
    if above.strip(_BLANK) or not names_speaker(before) or names_book(before):
        return False
    times = TIME.finditer(below)
    return not any(names_speaker(below[: one.start()].decode("utf-8", "replace")) for one in times)


def _counts(
    times: Sequence[_Time],
    has_front: bool,
    has_player: bool,
    has_link: bool,
    others: int,
    data: bytes,
) -> bool:
    """Return whether these times, all at the same place of their lines, are of a video."""
    starts = [time.readings[0].ms for time in times]
    pairs = len(starts) - 1
    falls = sum(two < one for one, two in pairwise(starts))
    place = times[0].at.place
    if place is LinePlace.CODED:
        return not _is_clock(data, times, starts, surely=True)
    if not (has_front or has_player or has_link):
        if place is LinePlace.FIRST and falls < 2 and _are_chapters(times, starts):
            return not _is_clock(data, times, starts, surely=True) and not _are_round(starts)
        if falls > max(1, _MOST_FALLS_OF_TRANSCRIPT * pairs):
            return False
        spoken = sum(time.at.is_spoken for time in times)
        if place is LinePlace.LABEL:
            return len(times) >= _FEWEST_ESCAPED
        if place is LinePlace.ESCAPED:
            return len(times) >= _FEWEST_ESCAPED and not _is_clock(data, times, starts)
        return (
            spoken >= _FEWEST_SPOKEN
            and spoken * 2 > len(times)
            and not _is_clock(data, times, starts)
        )
    if falls > max(1, _MOST_FALLS * pairs):
        return False
    surely = has_front or has_player
    if len(times) < (1 if has_front else 2 if has_player else _FEWEST_LINKED):
        return False
    if place is not LinePlace.ESCAPED and len(times) * _MANY < others:
        return False  # what is so rare beside another form is something else
    if place is LinePlace.LABEL:
        return len(times) >= _FEWEST_LABELS
    is_sure = place is not LinePlace.LAST or len(times) >= _FEWEST_LAST
    if not is_sure and not (surely and _are_told_apart(data, times, starts)):
        return False
    ones = sum(two - one == 1_000 for one, two in pairwise(starts))
    if pairs > 1 and ones * 2 >= pairs:
        return False  # verses
    return not _is_clock(data, times, starts, surely=surely, has_front=has_front)


def _are_told_apart(data: bytes, times: Sequence[_Time], starts: Sequence[int]) -> bool:
    """Return whether times at the end of lines are surely some: by what stands before, or units.

    A doubtful speaker tells nothing alone, but does where several speak and their times rise, or
    where one speaks again.
    """
    names = [data[one.at.line : one.span.start] for one in times if one.at.is_spoken]
    is_rising = all(one < two for one, two in pairwise(starts))
    are_several = len(names) > 1 and (is_rising or len(set(names)) < len(names))
    for time in times:
        has_seconds = time.readings[0].form is Form.UNITS and time.readings[0].ms % 60_000 != 0
        is_said = time.at.is_spoken and (are_several or not time.at.is_doubtful)
        if not (time.at.is_separated or is_said or has_seconds):
            return False
    return True


def _is_clock(
    data: bytes,
    times: Sequence[_Time],
    starts: Sequence[int],
    *,
    surely: bool = False,
    has_front: bool = False,
) -> bool:
    """Return whether these are times of a day; `surely`: the note is surely about a video.

    With `has_front` its front matter says so: then a task is to look at something again.
    """
    clocks = sum(time.at.is_clock or (time.at.is_task and not has_front) for time in times)
    if clocks * 3 >= len(times):
        return True
    some = times[:: 1 + len(times) // _SAMPLE]
    planned = sum(
        time.at.is_duration or is_planned(data, time.at.line, time.span.start)
        for time in some
        if time.at.place in (LinePlace.FIRST, LinePlace.LAST, LinePlace.CODED)
    )
    if planned * 2 > len(some):
        return True
    is_in_tags = has_front and all(time.at.is_tagged for time in times)
    if is_in_tags or times[0].at.place is LinePlace.CODED:
        return False  # one that is set to a full minute must not make the others clocks
    if any(len(time.readings) > 1 for time in times) or max(starts) >= _DAY_MS:
        return False  # three fields, or more than a day has
    fewest, share = (5, 0.8) if surely else (3, 0.6)
    is_round = len(times) >= fewest and _are_round(starts, share)
    if is_round and min(starts) >= _MORNING_MS:
        return True
    return not surely and min(starts) >= _MORNING_MS


def _are_chapters(times: Sequence[_Time], starts: Sequence[int]) -> bool:
    """Return whether times begin where a video does: at 0:00, or more of them soon behind it."""
    if starts[0] == 0:
        return len(times) >= _FEWEST_CHAPTERS
    most_ms = _SOON_MS if len(times[0].readings) < 2 else _SOON_OF_HOURS_MS
    return len(times) >= _FEWEST_SPOKEN and starts[0] < most_ms


def is_log(citations: Sequence[Citation], data: bytes) -> bool:
    """Return whether brackets are the clock times of a log: `[14:30] Name: words` on every line.

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
    form = ESCAPED if time.at.place is LinePlace.ESCAPED else PLAIN
    written = data[time.value.start : time.value.end].decode()
    return Citation(
        time.span, time.value, written, None, None, time.readings, (), form, time.end, time.ends
    )
