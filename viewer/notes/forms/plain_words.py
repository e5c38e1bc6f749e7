r"""Words round a time that say it is something else: a clock's, a length, a plan, a result.

They stand right before or behind it, in the heading above or in the head of its table, in Markdown
or HTML. Pure.
"""

import re

from viewer.notes.forms.plain_times import TIME
from viewer.notes.lazy_regex import late
from viewer.notes.speakers import names_book

# Bytes above a time in which its heading and the head of its table are looked for; those of a head.
_SECTION, _HEAD = 20_000, 400

_CLOCK = late(
    r"[ \t]?(?:[ap]m\b|[AP]M\b|[ap]\.[ \t]?m\.|Uhr\b|h\b|heures?\b|点|時|시|UTC|GMT"
    r"|[CEPMW]E?[SDT]T\b|o'clock)"
)
_DATE = late(
    r"\d{4}[-/.年]\d{1,2}[-/.月]|\d{1,2}[./]\d{1,2}[./]\d{2}"
    r"|\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b"
)
_LOGGED = late(r"[\s>*-]*(?:CLOCK|SCHEDULED|DEADLINE|created|updated|modified|date)\b", re.I)
_PLANS = (
    r"schedule|timetable|itinerary|time ?block|day ?plan|daily plan|routine|\bплан\b|расписание"
    r"|распорядок|日程|时间表|時間割|计划|作息|stundenplan|tagesplan|horaire|horario|일정|시간표"
)
_LENGTH = (
    r"\b(?:durations?|lengths?|runtime|running time)\b|dauer|durée|duración|duração|длительность"
    r"|时长|時長|長さ|길이"
)
_RESULTS = r"|\b(?:pace|results?|splits?|scores?|km|laps?)\b|配速|成绩"
_PLAN_OR_RESULT = late(_PLANS + _RESULTS, re.I)
_DURATION = late(_LENGTH, re.I)
# Before a time at the end of a line: how long something is.
_LASTS = late(
    r"(?:\b(?:last(?:s|ed)?|takes?|took|runs?|for|in|within|dauerte?|dure|dura)"
    r"|длится)\s*\Z|" + _LENGTH + _RESULTS,
    re.I,
)
# The head of a column: what is done so long, with a unit; `End` ends a range.
_IN_UNITS = late(
    r"\W*(?:\w+\s+)?(?:(?:rest|breaks?|pausen?|recovery|work|hold|intervals?|warm-?up|cool-?down"
    r"|prep|cook(?:ing)?|bak(?:e|ing)|boil(?:ing)?|repos|descanso|отдых|пауза)\b|休息|休憩|휴식)"
    r".*[(\[](?:min(?:ute)?s?|sec(?:ond)?s?|h(?:ou)?rs?|[smh]|мин|сек|分|秒|분|초)\.?[)\]]",
    re.I,
)
_ENDS = late(
    r"\W*(?:end|stop|to|until|till|out|ende|bis|fin|hasta|fim|конец|до|结束|終了|끝)\b", re.I
)
# Before code: what is numbered, or how long; within a sentence: a clock's.
_NUMBERED = late(r"\b(?:bits?|bytes?|lines?|rows?|columns?|ports?|rest)\s\Z", re.I)
_AT = frozenset(("at", "um", "à"))
_LETTER = late(r"[^\W\d_]")
# A tag that says a day: `<time datetime="2024-01-01T14:30">`.
_DATED = late(r"<time\s[^<>]*\bdatetime\s*=\s*[\"']?\d{4}-\d\d[^<>]*>\s*\Z", re.I)
_CELL = late(rb"<t[dh]\b[^<>]*>")


def is_clock(before: str, after: str) -> bool:
    """Return whether a clock's time stands between these words: `pm`, a zone, a date."""
    return _CLOCK.match(after) is not None or _DATE.search(before[-16:]) is not None


def is_dated(before: str) -> bool:
    """Whether what stands before a time at the end of a line has a date or is that of a log."""
    return _DATE.search(before) is not None or _LOGGED.match(before) is not None


def is_dated_by_tag(before: str) -> bool:
    """Return whether the tag right before a time says its day."""
    return _DATED.search(before) is not None


def says_length(before: str) -> bool:
    """Return whether what stands right before a time says how long something is."""
    return _LASTS.search(before[-24:]) is not None


def says_number(before: str) -> bool:
    """Whether two fields in code behind these words are surely no moment: a verse, bits, rest.

    A book that begins its line can be who speaks: `John`.
    """
    return _NUMBERED.search(before) is not None or names_book(_word_within(before))


def says_when(before: str) -> bool:
    """Return whether a time behind these words can be a clock's: `The train leaves at `."""
    return _word_within(before) in _AT


def _word_within(before: str) -> str:
    """Return the word that ends what is before a time; "": none, or it begins the line."""
    word = before.split()[-1:] if before[-1:].isspace() else []
    is_within = bool(word) and _LETTER.search(before[: -len(word[0]) - 1]) is not None
    return word[0] if is_within else ""


def ends_range(data: bytes, line: int, start: int) -> bool:
    """Return whether a time at `start`, in a row that begins at `line`, is in a column of ends."""
    cells, column = _cells(data, line, start)
    return column < len(cells) and _ENDS.match(cells[column]) is not None


def is_planned(data: bytes, line: int, start: int) -> bool:
    """Whether the heading above a time, or that of its table, says a plan, results or lengths.

    The time is at byte `start`, on the line that begins at `line`.
    """
    heading = _heading(data, line, start)
    cells, column = _cells(data, line, start)
    own = cells[column] if column < len(cells) else ""
    return (
        any(_PLAN_OR_RESULT.search(one) for one in (heading, *cells))
        or any(_DURATION.search(one) for one in (heading, own))
        or _IN_UNITS.match(own) is not None
    )


def _heading(data: bytes, line: int, start: int) -> str:
    """Return the last heading above; of HTML one can stand on the same line."""
    low = max(0, line - _SECTION)
    at = data.rfind(b"\n#", low, line)
    low, close = max(low, at), start
    while (close := _last(data, b"</h", low, close)) >= 0:
        if data[close + 3 : close + 4] in b"123456":
            opened = _last(data, b"<h" + data[close + 3 : close + 4], low, close)
            text = data[opened:close] if opened >= 0 else b""
            return text.partition(b">")[2][:_HEAD].decode("utf-8", "replace")
    heading = data[at + 1 : at + 200].split(b"\n", 1)[0] if at >= 0 else b""
    return heading.decode("utf-8", "replace")


def _last(data: bytes, tag: bytes, low: int, high: int) -> int:
    """Find where a tag last begins, in small or in capital letters; -1: nowhere."""
    return max(data.rfind(tag, low, high), data.rfind(tag.upper(), low, high))


def _cells(data: bytes, line: int, start: int) -> tuple[list[str], int]:
    """Return the head of the table with a time at `start`, and its column; none: in no table."""
    if data[line : line + 4].lstrip(b" \t>").startswith(b"|"):
        low = max(0, line - _SECTION)
        first = max(data.rfind(b"\n\n", low, line) + 2, data.rfind(b"\n\r\n", low, line) + 3, low)
        row = data.find(b"|", first, line + 4)
        head = data[row : row + _HEAD].split(b"\n", 1)[0].decode("utf-8", "replace")
        return head.split("|"), data.count(b"|", line, start)
    at = _last(data, b"<table", max(0, start - _SECTION), start)
    if at < 0:
        return [], 0
    table = data[at:start].lower()
    rows = table.split(b"<tr")
    if b"</table" in table or len(rows) < 3:
        return [], 0
    first_row = rows[1][:_HEAD]
    if TIME.search(first_row) is not None:
        return [], 0  # it has no head
    cells = [one.decode("utf-8", "replace") for one in _CELL.split(first_row)]
    return cells[1:], len(_CELL.findall(rows[-1])) - 1
