r"""A table of the ways in which text says that something shaped like a time is not a timestamp.

A row's words are looked for right before a time on its line, right after it, at the beginning of
its line, in the heading above or in its column's head. Tags and link addresses are not part of a
line. Its examples are times in a note that names its video; they are also the row's tests. Pure.
"""

import re
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

from viewer.base.lazy_regex import late
from viewer.notes.forms.plain_times import TIME

# Bytes above a time in which its heading and the head of its table are looked for; those of a head.
_SECTION, _HEAD = 20_000, 400
_ENDS = late(
    r"\W*(?:end|stop|to|until|till|out|ende|bis|fin|hasta|fim|конец|до|结束|終了|끝)\b", re.I
)
_CELL = late(rb"<t[dh]\b[^<>]*>")


class Where(Enum):
    """Where the words of a row are: `BEFORE` ends at the time, all others begin there."""

    BEFORE = "before"
    AFTER = "after"
    CHAT = "after, of a bracket too"
    LINE = "line"
    HEADING = "heading"
    TABLE = "head of its table"
    COLUMN = "head of its column"


class Otherwise(NamedTuple):
    """One way to say that a time is something else, with examples."""

    where: Where
    pattern: str
    examples: tuple[str, ...]


_MONTH = (
    r"(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-zäéûü]*\.?"
    r"|(?:enero|abril|agosto|ene|abr|ago|dic|janv|févr|avr|août|déc|märz)[a-zé]*\.?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19|20)\d\d"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|\w+tag"
_DATE = (
    rf"(?:{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|{_DAY}[-/.](?:0?[1-9]|1[0-2])[-/.](?:{_YEAR}|\d\d)"
    rf"|(?:0?[1-9]|1[0-2])/{_DAY}/(?:{_YEAR}|\d\d)|\d{{1,2}}[月월]\s?\d{{1,2}}[日일号]"
    rf"|\b(?:{_MONTH})\s{_DAY}(?:st|nd|rd|th)?(?:,?\s{_YEAR})?"
    rf"|\b{_DAY}(?:st|nd|rd|th|\.)?\s(?:{_MONTH})(?:,?\s{_YEAR})?"
    rf"|\b(?:{_WEEKDAY}),?\s{_DAY}(?:st|nd|rd|th|\.)?)"
)
_LENGTH = (
    r"\b(?:total(?: time)?|durations?|lengths?|run(?:ning )?time|time taken|elapsed)\b|\w*dauer\b"
    r"|länge\b|durée|durata|duraci[óo]n|duração|длительность|时长|時長|長さ"
    r"|길이|总时间|재생 ?시간|再生時間"
)
_RESULT = r"\b(?:pace|results?|splits?|scores?|km|laps?|PRs?|PBs?|final|half-?time)\b|配速|成绩"
_PLAN = (
    r"schedule|timetable|itinerary|time ?block|day ?plan|daily plan|routine|\bплан\b|расписание"
    r"|распорядок|日程|时间表|時間割|计划|作息|stundenplan|tagesplan|horaire|horario|일정|시간표"
)
_TRAVEL = (
    r"abfahrt|abflug|ankunft|bahn|bus|flug|gleis|zug|termin|treffen|besprechung|departures?|departs?"
    r"|arrivals?|arrives?|boarding|flight|gate|train|ferry|tram|check-?(?:in|out)|eta|etd|meeting"
    r"|appointment|call|standup|lunch|dinner|breakfast|brunch|kick-?off|doors?|sunrise|sunset|alarm"
    r"|départ|arrivée|vol|réunion|salida|llegada|vuelo|tren|reunión|daily"
    r"|every day|today|tomorrow|tonight|yesterday|heute|morgen"
)
_BOOK = (
    r"genesis|exod(?:us|e|o)|levit\w*|numb?er[si]|deut\w*|josh?u[aé]|judges|richter|ruth?|samuel"
    r"|kings|könige|chroni\w*|e[sz]ra|nehemi\w*|esther|h?iob|job|psalms?|psaumes?|salmos?|proverb\w*"
    r"|sprüche|ecclesiast\w*|prediger|isaiah?|[ei]saie|isaías|jesaja|jeremia\w*|lament\w*|e[sz]ekiel"
    r"|hesekiel|daniel|hosea|joel|amos|obad\w*|jonah?|mi[ck]h?ah?|nahum|haba[ck]\w*|zephan\w*|haggai"
    r"|[sz]e[ck]har\w*|mala[ck]h\w*|matth?(?:ew|äus|ieu)|mateo|mar[ck](?:us|os)?|lu(?:ke|[ck]as|c)"
    r"|john|johannes|jean|juan|acts|romans?|romains|romanos|römer|[ck]orinth\w*|gala\w*|eph[eé]s\w*"
    r"|philipp\w*|[ck]olos\w*|thessa\w*|timoth\w*|tit(?:us|o)|philemon|h[eé]br\w*|james|jakobus"
    r"|jacques|santiago|pet(?:er|rus)|pierre|pedro|jud[eas]s?|revelation|offenbarung|apocal\w*|mose"
    r"|qur['’]?an|koran|sur[ae]h?|\w*(?:福音|[书書記记篇])"
    # As they are shortened, and books that not every Bible has.
    r"|gen|exod?|lev|num|dtn?|deut|jos|judg|sam|kgs|chr|neh|esth?|pss?|prov?|spr|eccle?|koh|isa|jes"
    r"|jer|lam|ezek?|hes|dan|hos|obad?|jon|mic|nah|hab|zeph|hag|[sz]ech|mal|matt?|mt|mk|lk|joh|jn"
    r"|röm|rom|[ck]or|gal|eph|phil|phlm|phm|[ck]ol|thess?|tim|tit|heb|hebr|jas|jak|pet|petr|rev|offb"
    r"|ap[gk]|sir|sirach|tob|tobit|judith|wis|wisdom|weish|bar|baruch|ma[ck]{1,2}(?:abees)?|gita"
    r"|dhammapada|nephi|mosiah|al-\w+"
)
# What is done so long, in a column's head with its unit.
_IN_UNITS = (
    r"\W*(?:\w+\s+)?(?:(?:rest|breaks?|pausen?|recovery|work|hold|intervals?|warm-?up|cool-?down"
    r"|prep|cook(?:ing)?|bak(?:e|ing)|boil(?:ing)?|repos|descanso|отдых|пауза)\b|休息|休憩|휴식)"
    r".*[(\[](?:min(?:ute)?s?|sec(?:ond)?s?|h(?:ou)?rs?|[smh]|мин|сек|分|秒|분|초)\.?[)\]]"
)
# Marks and small words between what says it and the time.
_IS = r"(?:\s?\([a-z:]{1,8}\))?[\s*_:：=(\[（~≈|,–—-]*(?:(?:is|was|of|by|in|at|ca\.?|about|um)\s+)?"
_NUMBER = r"\W{0,3}(?:(?:and|by|[x×])\W{0,3})?\d"

WAYS = (
    Otherwise(
        Where.AFTER,
        r"\s?(?:[ap]\.?\s?m\b|Uhr\b|h\b|heures?\b|[点點]|[時时시](?![间間간])|UTC|GMT|o'clock|hrs\b"
        r"|[CEPMWJ]E?[SDT]T\b|[+-]\d\d:?\d\d\b)",
        ("- 12:30 pm we met", "- 14:00 UTC Call", "Der Zug kommt 12:30 Uhr", "Set at 14:00+02:00"),
    ),
    Otherwise(
        Where.BEFORE,
        rf"\b(?:cron|error)\b[^.]{{0,20}}\bat\s|(?:^|[\s*_(])(?:{_TRAVEL})\b"
        rf"(?:\s[^\W\d_][^\W\d_]{{0,20}}){{0,2}}(?!.*[(\[（]){_IS}",
        ("Meeting <b>12:30</b>", "Abfahrt 14:52", "- Flight LH 12:45", "- Doors open at 19:30"),
    ),
    Otherwise(
        Where.BEFORE,
        rf"{_DATE}[\s,T@|(\[–—-]*(?:(?:at|um|à|a las|kl\.?)\s)?",
        ("- 2024-05-01 12:30", "On 3 May 2024, 2:30", "- Monday 13th 9:30", "- May 3, 2024 (9:30)"),
    ),
    Otherwise(
        Where.AFTER,
        rf",?\s(?:(?:on|am|le|el)\s)?{_DATE}(?!\d)",
        ("- 12:30, 2024-05-01", "- 12:30 on 3 May", "[10:31, 5/3/2021] Ann: Hello"),
    ),
    Otherwise(
        Where.LINE,
        r"[\s>*-]*(?:CLOCK|SCHEDULED|DEADLINE|created|updated|modified|published|date)\s*(?:at\s*)?:",
        ("- created: Anna (9:30)",),
    ),
    Otherwise(
        Where.CHAT,
        r"[\])]?\s*(?:From\s[^:]{1,80}:|<[^<>\s/]{1,40}>\s|\*\*\*\s"
        r"|[|:-]*\s*\[?(?-i:INFO|WARN(?:ING)?|ERROR|DEBUG|TRACE|FATAL|NOTICE)[:\]])",
        ("12:30:05 From Ann to Everyone: Hi", "- (12:30) <ann> Hi", "12:30:05 INFO: it starts"),
    ),
    Otherwise(
        Where.BEFORE,
        rf"(?:{_LENGTH}){_IS}|\b(?:last(?:s|ed)?|takes?|took|runs?|for|in|within|dauerte?|dura)\s"
        r"|длится\s|\b(?:rest|plank|hold)\s",
        ("Duration: 12:30", "**Length:** 1:02:30", "- Total time: 11:16", "The talk lasts 1h30m"),
    ),
    Otherwise(
        Where.AFTER,
        r"\s?(?:/|per\s)\s?(?:km|mi(?:le)?|lap|100)|\s(?:in length|total)\W*\Z"
        r"|\s(?:win|loss|victory|defeat|draw|odds)\b",
        ("- 4:35 per km", "- 12:30 in length", "- A 21:15 win"),
    ),
    Otherwise(
        Where.AFTER,
        r"[\s-]{0,2}(?:of arc\b|(?:by|[x×])\W{0,3}\d|(?:[NSEWO]|tall|high|wide|long|deep|thick)\b"
        rf"(?:\W*\Z|\s*[,;]|{_NUMBER}))",
        ("- 12'30\" N, 16'08\" E", "- 12'30\" × 10'20\" frame", "- 12'30\" wide, 10'20\" long"),
    ),
    Otherwise(
        Where.BEFORE,
        rf"(?:{_RESULT}|\b(?:won|lost|ratio|scale|odds|aspect|gears?|maßstab)\b){_IS}",
        ("Final score: 21:15", "- They won 3:02", "- Aspect ratio: 16:09"),
    ),
    Otherwise(
        Where.BEFORE,
        rf"\b(?:(?:{_BOOK})|(?:sur[ae]t?h?|gospel|psalms?|book|chapter|verse)\s[^\W\d_]\S*)\s",
        ("- John 3:16", "Rom 8:28", "**Rom 8:28**", "- Surah Baqarah 2:55"),
    ),
    Otherwise(
        Where.BEFORE,
        r"\b(?:bits?|bytes?|lines?|rows?|columns?|ports?|section|version|release)\s|[$€£¥<§°º]\s?",
        ("Lines `10:15` are wrong", "- version 12:30", "- $12:30"),
    ),
    Otherwise(
        Where.HEADING,
        rf"{_PLAN}|(?:{_RESULT}|{_LENGTH})\W*\Z",
        ("## Schedule\n\n- 9:01 Doors\n- 9:31 Walls", "<h2>Results</h2>\n\n- 12:31 Anna"),
    ),
    Otherwise(
        Where.TABLE,
        f".*(?:{_PLAN}|{_RESULT})",
        (
            "| Km | Time |\n|---|---|\n| 5 | 21:50 |\n| 10 | 43:40 |",
            "<table>\n<tr><th>Team</th><th>Score</th></tr>\n<tr><td>One</td><td>21:15</td></tr>\n"
            "<tr><td>Two</td><td>22:18</td></tr>\n</table>",
        ),
    ),
    Otherwise(
        Where.COLUMN,
        f".*(?:{_LENGTH})|{_IN_UNITS}",
        (
            "| Part | Duration |\n|---|---|\n| One | 2:30 |\n| Two | 4:05 |",
            "| Exercise | Rest (min) |\n|---|---|\n| Squat | 2:30 |",
        ),
    ),
)
"""All ways to say so."""


@cache
def _pattern(where: Where) -> re.Pattern[str]:
    ways = "|".join(f"(?:{one.pattern})" for one in WAYS if one.where is where)
    return late(rf"(?:{ways})\Z" if where is Where.BEFORE else ways, re.IGNORECASE)


@lru_cache(1 << 10)
def says(where: Where, text: str) -> bool:
    """Return whether the words at `where` say that a time is not a timestamp."""
    found = _pattern(where)
    anywhere = where in (Where.BEFORE, Where.HEADING)
    return (found.search(text) if anywhere else found.match(text)) is not None


def stands_otherwise(data: bytes, line: int, start: int) -> bool:
    """Return whether the heading above a time, or its table head, says that it is not a timestamp.

    The time is at byte `start`, on the line that begins at `line`.
    """
    cells, column = _cells(data, line, start)
    own = cells[column] if column < len(cells) else ""
    return (
        says(Where.HEADING, _heading(data, line, start))
        or says(Where.TABLE, "|".join(cells))
        or says(Where.COLUMN, own)
    )


def ends_range(data: bytes, line: int, start: int) -> bool:
    """Return whether a time at `start`, in the row at `line`, is in a column of end times."""
    cells, column = _cells(data, line, start)
    return column < len(cells) and _ENDS.match(cells[column]) is not None


def _heading(data: bytes, line: int, start: int) -> str:
    """Return the last heading above; an HTML heading can be on the same line."""
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
    """Return where a tag last begins, in either case; -1 if nowhere."""
    return max(data.rfind(tag, low, high), data.rfind(tag.upper(), low, high))


def _cells(data: bytes, line: int, start: int) -> tuple[list[str], int]:
    """Return the head of the table of a time at `start`, and its column; none outside tables."""
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
