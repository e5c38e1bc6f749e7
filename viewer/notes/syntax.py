"""The citation syntaxes: how each is found, and how each is written back.

`SYNTAXES` has one entry per syntax, in order of precedence: where two match at the same place the
earlier wins, and what one has matched is not searched again (so the label of an anchor is not also
a bracket). To add a syntax, add its entry here; nothing else needs to know.

Patterns work on the bytes of the file and are linear: no part of them can be matched in two ways.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from viewer.notes.model import Citation, Span
from viewer.notes.timecode import Form, format_full, format_like, readings


@dataclass(frozen=True, slots=True)
class Syntax:
    """One way to write a citation."""

    name: str
    # With named groups of its own, none of them called like another syntax's.
    pattern: bytes
    # From a match of the pattern to its citations: one per time.
    read: Callable[[re.Match[bytes]], list[Citation]]
    # A fresh citation of a moment.
    write: Callable[[int], str]
    # Whether it also counts where Markdown sees a link, an image or a tag.
    inside_links: bool


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


# --- the anchor: <a class="yt-timestamp" data-t="01:09:07">[01:09:07]</a> ---

# First what nearly all anchors look like, then every damaged shape that the corpus holds: a quote
# or the closing > missing, an attribute misspelt, a line break in the tag, no </a>.
_ANCHOR = rb"""
<a\ class="yt-timestamp"\ data-t="(?P<a_value>[^"<>]*+)">(?P<a_label>[^<\n]*+)</a>
| (?P<a_open>
    <a(?:\s|%20)
    (?=[^<>]*?(?:yt[^"'<>]{0,12}timestamp|data-t\s*=))
    [^<>]*+>?
  )
  (?:
    # A label may hold other tags and a line break, but not a blank line.
    (?P<a_odd_label>(?:[^<\r\n]++|\r?\n(?![\ \t>]*+\r?\n)|<(?!/?a\b))*+)</a\s*+>
    # No </a>: the label is the time that follows, with what is left of the tag.
    | (?P<a_bare_label>\[*+[\d:.]++\]*+)(?:</a\)|[>}])?
  )?
"""

_DATA_T = re.compile(rb"""data-t\s*=\s*(["']?)(?P<value>[^"'<>]*)""")
_ANY_TIME = re.compile(rb"\d{1,6}(?::\d{1,6}){1,3}")
_SWALLOWED_END = re.compile(rb"(?:</|%3[Cc]/)a\s*>$")
_SWALLOWED_TAG = re.compile(rb"(?:<|%3[Cc])/a")


def _read_anchor(match: re.Match[bytes]) -> list[Citation]:
    value = match.span("a_value")
    if value[0] >= 0:
        written = match["a_value"].decode("utf-8", "replace")
        found = readings(written)
        raw = match["a_label"]
        if not raw:
            return [
                Citation(
                    Span(*match.span()), Span(*value), written, None, None, found, (), "anchor"
                )
            ]
        label = raw.decode("utf-8", "replace")
        return [
            Citation(
                Span(*match.span()),
                Span(*value),
                written,
                label,
                Span(*match.span("a_label")),
                found,
                found if label[1:-1] == written else readings(label),
                "anchor",
            )
        ]
    return [_read_odd_anchor(match)]


def _read_odd_anchor(match: re.Match[bytes]) -> Citation:
    tag = match["a_open"]
    offset, end = match.start(), match.end()
    label_at = match.span("a_odd_label")
    if label_at[0] < 0:
        label_at = match.span("a_bare_label")
    if _SWALLOWED_END.search(tag):
        # The end tag was swallowed by an unclosed quote: there is no label.
        label_at, end = (-1, -1), match.end("a_open")
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
    written = _text(tag[start:stop])
    label = _text(match.string[slice(*label_at)]) if label_at[0] >= 0 else ""
    return Citation(
        Span(offset, end),
        Span(offset + start, offset + stop),
        written,
        label or None,
        Span(*label_at) if label else None,
        readings(written),
        readings(label),
        "anchor",
    )


def _write_anchor(ms: int) -> str:
    time = format_full(ms)
    return f'<a class="yt-timestamp" data-t="{time}">[{time}]</a>'


# --- the bracket: [1:02], [00:01:02, 00:18:00], [00:01:02-00:01:40] ---

_TIME = rb"\d{1,4}+(?::\d{1,3}+){1,3}+"
_GAP = rb"(?:[\ \t]|\xc2\xa0|\r?\n(?![\ \t]*\r?\n))*+"
_BETWEEN = (
    rb"(?:"
    + _GAP
    + rb"(?:[,;|/&~-]|\xe2\x80[\x93\x94]|\xe3\x80\x81|\xef\xbc\x8c|and\b|to\b)"
    + _GAP
    # Times with nothing but a space between them.
    + rb"|[\ ])"
)
_BRACKET = (
    rb"(?<![\\!])\[(?P<b_times>"
    + _GAP
    + rb"\(?"
    + _TIME
    + rb"(?:"
    + _BETWEEN
    + _TIME
    + rb")*+\)?"
    + _GAP
    + rb")\](?![(\[])"
)
_ONE_TIME = re.compile(_TIME)
_RANGE = re.compile(rb"\s*(?:-|~|\xe2\x80[\x93\x94]|to)\s*")


def _read_bracket(match: re.Match[bytes]) -> list[Citation]:
    span = Span(*match.span())
    times = list(_ONE_TIME.finditer(match.string, *match.span("b_times")))
    result: list[Citation] = []
    for index, time in enumerate(times):
        written = time[0].decode()
        range_end_ms = None
        if index + 1 < len(times):
            following = times[index + 1]
            if _RANGE.fullmatch(match.string, time.end(), following.start()):
                ends = readings(following[0].decode())
                range_end_ms = ends[0].ms if ends else None
        result.append(
            Citation(
                span,
                Span(*time.span()),
                written,
                None,
                None,
                readings(written),
                (),
                "bracket",
                range_end_ms,
                bool(result and result[-1].range_end_ms is not None and not result[-1].ends_range),
            )
        )
    return result


def _write_bracket(ms: int) -> str:
    return f"[{format_full(ms)}]"


SYNTAXES: dict[str, Syntax] = {
    syntax.name: syntax
    for syntax in (
        Syntax("anchor", _ANCHOR, _read_anchor, _write_anchor, inside_links=True),
        Syntax("bracket", _BRACKET, _read_bracket, _write_bracket, inside_links=False),
    )
}

PATTERN = re.compile(
    b"|".join(b"(?P<%s>%s)" % (name.encode(), syntax.pattern) for name, syntax in SYNTAXES.items()),
    re.VERBOSE,
)
"""All syntaxes at once; `match.lastgroup` is the name of the one that matched."""


def retime(citation: Citation, ms: int, form: Form | None = None) -> tuple[tuple[Span, bytes], ...]:
    """Give a citation another time, keeping its form: the spans to replace, and with what.

    `form` is how its time is read (`CitedTime.form`), so that a note written in minutes and seconds
    stays so. A label that shows a time follows; one that shows words, or nothing, is left alone.
    """
    changes = [(citation.value, format_like(ms, citation.written, form).encode())]
    if citation.label is not None and citation.label_span is not None and citation.label_readings:
        changes.append((citation.label_span, format_like(ms, citation.label, form).encode()))
    return tuple(changes)
