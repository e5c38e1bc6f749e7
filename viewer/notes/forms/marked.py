"""The anchor, `<a class="yt-timestamp" data-t="1:02">[1:02]</a>`, and the bracket, `[1:02]`.

Both are found by one search: `PATTERN`, whose matches `READERS` read. Patterns work on the bytes of
the file and are linear: no part of them can be matched in two ways.
"""

import re
from functools import lru_cache

from viewer.notes.blocks import ANCHOR
from viewer.notes.forms import every
from viewer.notes.model import Citation, Span
from viewer.notes.timecode import Reading, readings

# --- the anchor: <a class="yt-timestamp" data-t="01:09:07">[01:09:07]</a> ---

# Every damaged shape that the corpus holds: a quote or the closing > missing, an attribute
# misspelt, a line break in the tag, no </a>.
_ODD_ANCHOR = (
    rb"<a(?:\s|%20)"
    rb"(?=[^<>]*?(?:yt[^\"'<>]{0,12}timestamp|data-t\s*=|class=[\"']yt\b))"
    rb"[^<>]*+>?(?P<odd_tag_end>)"
    rb"(?:"
    # A label may hold other tags and a line break, but not a blank line.
    rb"(?P<odd_label>(?>(?:[^<\r\n]++|\r?\n(?![ \t>]*+\r?\n)|<(?!/?a\b))*))</a\s*+>"
    # No </a>: the label is the time that follows, with what is left of the tag.
    rb"|(?P<odd_bare_label>\[*+[\d:.]++\]*+)(?:</a\)|[>}])?"
    rb")?"
)

_DATA_T = re.compile(rb"""data-t\s*=\s*(["']?)(?P<value>[^"'<>]*)""")
_ANY_TIME = re.compile(rb"\d{1,6}(?::\d{1,6}){1,3}")
_SWALLOWED_END = re.compile(rb"(?:</|%3[Cc]/)a\s*>$")
_SWALLOWED_TAG = re.compile(rb"(?:<|%3[Cc])/a")


# With few signs round the dash: a damaged value can hold thousands, and they would be tried twice.
_RANGE_IN_VALUE = re.compile(
    rb"\d\W{0,8}(?:-|\xe2\x80[\x93\x94]|to)\W{0,8}(?P<end>\d+:[\d:]+(?:\.\d{1,9})?)"
)
# In bytes of the text that was read.
_End = tuple[Span, tuple[Reading, ...]]


@lru_cache(maxsize=1 << 15)
def _time(written: bytes) -> tuple[str, tuple[Reading, ...], _End | None]:
    """Read a value or label: its text, its readings, and the end of its range if it is one."""
    text = written.decode("utf-8", "replace")
    plain = written.replace(b":", b"").isdigit()
    found = None if plain else _RANGE_IN_VALUE.search(written)
    ends = readings(found["end"].decode()) if found is not None else ()
    return text, readings(text), (Span(*found.span("end")), ends) if found and ends else None


def end_in(written: bytes) -> Span | None:
    """Return the bytes of a value or label that are the end of its range, or None."""
    end = _time(written)[2]
    return end[0] if end is not None else None


def _ending(*places: tuple[int, _End | None]) -> tuple[Span | None, tuple[Reading, ...]]:
    """Return the first end of these texts, each given with the byte where it begins."""
    for start, end in places:
        if end is not None:
            return Span(start + end[0].start, start + end[0].end), end[1]
    return None, ()


def read_anchor(match: re.Match[bytes]) -> list[Citation]:
    """Read a match of `ANCHOR`."""
    value, label = match.group("anchor_value", "anchor_label")
    written, found, range_end = _time(value)
    whole, value_at = Span(*match.span()), Span(*match.span("anchor_value"))
    if not label:
        ending = _ending((value_at.start, range_end))
        return [Citation(whole, value_at, written, None, None, found, (), every.ANCHOR, *ending)]
    label_at = Span(*match.span("anchor_label"))
    shown_end = None
    if label[1:-1] == value and label.startswith(b"["):
        shown, could = label.decode("utf-8", "replace"), found
    else:
        shown, could, shown_end = _time(label)
    cited = Citation(whole, value_at, written, shown, label_at, found, could, every.ANCHOR)
    if range_end is not None or shown_end is not None:
        end_at, ends = _ending((value_at.start, range_end), (label_at.start, shown_end))
        cited = cited._replace(end_span=end_at, end_readings=ends)
    return [cited]


def _read_odd_anchor(match: re.Match[bytes]) -> list[Citation]:
    offset, end = match.span()
    tag_end = match.end("odd_tag_end")
    tag = match.string[offset:tag_end]
    label_at = Span(*match.span("odd_label"))
    if label_at.start < 0:
        label_at = Span(*match.span("odd_bare_label"))
    if _SWALLOWED_END.search(tag):
        # The end tag was swallowed by an unclosed quote: there is no label.
        label_at, end = Span(-1, -1), tag_end
    data_t = _DATA_T.search(tag)
    time = _ANY_TIME.search(tag)
    if data_t is not None:
        start, stop = data_t.span("value")
        swallowed = _SWALLOWED_TAG.search(tag, start, stop)
        stop = swallowed.start() if swallowed else stop
    elif time is not None:
        start, stop = time.span()
    else:
        start = stop = len(tag) - tag.endswith(b">")
        in_label = label_at.start >= 0 and _ANY_TIME.search(match.string, *label_at)
        if in_label:
            start, stop = (edge - offset for edge in in_label.span())
    written, found, range_end = _time(match.string[offset + start : offset + stop])
    label = match.string[label_at.start : label_at.end] if label_at.start >= 0 else b""
    shown, could, shown_end = _time(label)
    labelled = (shown or None, label_at if label else None, found, could)
    value_at = Span(offset + start, offset + stop)
    ending = _ending((value_at.start, range_end), (label_at.start, shown_end))
    return [Citation(Span(offset, end), value_at, written, *labelled, every.ANCHOR, *ending)]


# --- the bracket: [1:02], [00:01:02, 00:18:00], [00:01:02-00:01:40] ---

_TIME = r"\d{1,4}+(?>(?::\d{1,3}+){1,3})"
_GAP = r"(?>(?:[ \t]|\xc2\xa0|\r?\n(?![\ \t]*\r?\n))*)"
_BETWEEN = (
    rf"(?:{_GAP}(?:[,;|/&~-]|\xe2\x80[\x93\x94]|\xe3\x80\x81|\xef\xbc\x8c|and\b|to\b){_GAP}"
    "| )"  # times with nothing but a space between them
)
_TIMES = rf"{_TIME}(?>(?:{_BETWEEN}{_TIME})*)"
_BRACKET = rf"\[(?<![\\!]\[)(?P<bracket_times>{_GAP}\(?{_TIMES}\)?{_GAP})\]".encode()
_ONE_TIME = re.compile(_TIME.encode())
_RANGE = re.compile(rb"\s*(?:-|~|\xe2\x80[\x93\x94]|to)\s*")


def _read_bracket(match: re.Match[bytes]) -> list[Citation]:
    span = Span(*match.span())
    times = list(_ONE_TIME.finditer(match.string, *match.span("bracket_times")))
    result: list[Citation] = []
    for index, time in enumerate(times):
        written, found, _ = _time(time[0])
        at, ending = Span(*time.span()), _ending()
        ends_range = bool(result and result[-1].end_readings)
        if index + 1 < len(times) and not ends_range:  # what ends one range begins no other
            following = times[index + 1]
            if _RANGE.fullmatch(match.string, time.end(), following.start()):
                ends = readings(following[0].decode())
                ending = (Span(*following.span()), ends) if ends else ending
        result.append(
            Citation(span, at, written, None, None, found, (), every.BRACKET, *ending, ends_range)
        )
    return result


_BETWEEN_BRACKETS = re.compile(rb"[ \t]*(?:-|~|\xe2\x80[\x93\x94]|\xe2\x86\x92|to)[ \t]*")


def as_one_range(data: bytes, one: Citation, two: Citation) -> tuple[Citation, Citation] | None:
    """Read two brackets with a dash between, `[1:02]-[1:40]`, as one markup: a range.

    None if another sign is between, if either holds more than one time, or if the second is not
    later than the first.
    """
    if (
        _BETWEEN_BRACKETS.fullmatch(data, one.span.end, two.span.start) is None
        or any((each.value.start - 1, each.value.end + 1) != each.span for each in (one, two))
        or not (one.readings and two.readings and one.readings[0].ms < two.readings[0].ms)
    ):
        return None
    whole = Span(one.span.start, two.span.end)
    return (
        one._replace(span=whole, end_span=two.value, end_readings=two.readings),
        two._replace(span=whole, ends_range=True),
    )


# In order of precedence, where two match at the same place: the form, a pattern of it, and what
# makes its match into citations, one per time. A pattern begins with a literal character (the
# search is six times as fast so); its named groups are its own.
_SEARCHED = (
    (every.ANCHOR, ANCHOR.pattern, read_anchor),
    (every.ANCHOR, _ODD_ANCHOR, _read_odd_anchor),
    (every.BRACKET, _BRACKET, _read_bracket),
)
READERS = {f"n{at}": (read, form.is_anywhere) for at, (form, _, read) in enumerate(_SEARCHED)}
"""By pattern: what makes a match into citations, and whether it counts inside links."""

PATTERN = re.compile(
    # The empty group at the end of each names the pattern that matched (`match.lastgroup`). A group
    # around each would hide their first characters from the search.
    b"|".join(b"%s(?P<n%d>)" % (pattern, at) for at, (_, pattern, _) in enumerate(_SEARCHED))
)
"""All at once; `READERS[match.lastgroup]` reads what it matches."""
