"""Macros of Logseq and Roam, and the fences of Timestamp Notes.

- `{{youtube-timestamp 113}}`, `{{youtube-timestamp 1:13}}`, `{{[[video-timestamp]]: ((id)) 1:13}}`,
  `{{renderer :media-timestamp, 39.87}}`, and `{{video URL}}`, `{{[[youtube]]: URL}}` where the
  address names a moment: *macro*. Without one it names the video of what stands below.
- a fence of `timestamp` with a time in it: *fence*; one of `timestamp-url` names the video.
"""

import re
from bisect import bisect_right

from viewer.notes.forms.form import Closed, Found, Mention, Source
from viewer.notes.forms.links import cited_address
from viewer.notes.late import late
from viewer.notes.model import Citation, Span
from viewer.notes.moments import read_address
from viewer.notes.timecode import moment_readings

_MACRO = late(
    rb"\{\{[ \t]*+(?:\[\[)?(?P<name>[A-Za-z][\w-]{0,30}+)(?:\]\])?[: \t]++"
    rb"(?P<rest>[^{}\r\n]{1,2000}+)\}\}"
)
# Roam also puts the video itself into the timestamp.
_NESTED = late(
    rb"\{\{(?:\[\[)?video-timestamp(?:\]\])?: *+\{\{(?:\[\[)?(?:video|youtube)(?:\]\])?: *+"
    rb"(?P<rest>[^{}\s]{1,2000}+)\}\} *+(?P<time>\d[\d:.hms]*+) *+\}\}"
)
_TIMESTAMPS = frozenset(("youtube-timestamp", "video-timestamp", "timestamp", "audio-timestamp"))
_PLAYERS = frozenset(
    ("video", "youtube", "vimeo", "bilibili", "audio", "iframe", "embed", "yt", "pdf-video")
)
_BY_ID = {
    "youtube": b"https://youtu.be/",
    "vimeo": b"https://vimeo.com/",
    "bilibili": b"https://www.bilibili.com/video/",
}
_LAST_TIME = late(rb"(?:(?<=[\s,])|\A)(?P<time>\d[\d:.hms]*+)[ \t]*+\Z")
_MEDIA_TIME = late(rb"media-timestamp,[ \t]*+(?P<time>\d[\d:.]*+)")
_URL = late(rb"[^\s,]++")
_FENCE_TIME = late(rb"[\s>]*+(?P<time>\d[\d:.hms]*+)(?=\s|\Z)")
_FENCE = late(
    rb"[^\r\n]*+(?:\r\n|\r|\n)(?P<inside>(?s:.)*?)(?:(?:\r\n|\r|\n)[ \t>]*+[`~]++\s*+)?\Z"
)
_MOST_FENCE = 4_000


def find_macros(source: Source) -> None:
    """Add what macros cite, outside code."""
    data = source.data
    closed = Closed([*source.outline.code, *_find_nested(source)])
    for match in _MACRO.finditer(data, source.body, source.end):
        if closed.holds(match.start()):
            continue
        name = match["name"].decode().lower()
        span = Span(*match.span())
        if name in _TIMESTAMPS or name == "renderer":
            pattern = _MEDIA_TIME if name == "renderer" else _LAST_TIME
            time = pattern.search(data, *match.span("rest"))
            citation = _cited(data, span, time, "macro")
            if citation is not None:
                source.found.append(Found(citation))
                source.taken.append(span)
        elif name in _PLAYERS:
            _read_player(source, span, match)


def _find_nested(source: Source) -> list[Span]:
    """Add the timestamps that hold their video, and give their spans."""
    data = source.data
    if b"video-timestamp" not in data:
        return []
    code = sorted(source.outline.code)
    result = []
    for match in _NESTED.finditer(data, source.body, source.end):
        at = bisect_right(code, match.start(), key=lambda one: one.start) - 1
        address = read_address(match["rest"])
        span = Span(*match.span())
        citation = _cited(data, span, match, "macro")
        if (at >= 0 and span.start < code[at].end) or address is None or citation is None:
            continue
        result.append(span)
        source.taken.append(span)
        source.found.append(Found(citation, address.video))
        if address.video is not None:
            source.mentions.append(Mention(span.start, address.video, True))
    return result


def _read_player(source: Source, span: Span, match: re.Match[bytes]) -> None:
    data = source.data
    url = _URL.search(data, *match.span("rest"))
    if url is None:
        return
    raw = url[0]
    address = read_address(raw)
    site = _BY_ID.get(match["name"].decode().lower())
    if site is not None and raw.isascii() and raw.replace(b"-", b"").replace(b"_", b"").isalnum():
        address = read_address(site + raw)  # its id alone
        if address is not None:
            address = address._replace(start=None, end=None)
    if address is None or address.video is None:
        return
    source.taken.append(span)
    source.mentions.append(Mention(span.start, address.video, True))
    if address.start is None:
        return
    citation = cited_address(data, span, url.start(), address, None, "macro")
    source.found.append(Found(citation, address.video))


def _cited(data: bytes, span: Span, time: re.Match[bytes] | None, syntax: str) -> Citation | None:
    if time is None:
        return None
    could = moment_readings(time["time"].decode())
    if not could:
        return None
    value = Span(*time.span("time"))
    return Citation(span, value, time["time"].decode(), None, None, could, (), syntax)


def find_fences(source: Source) -> None:
    """Add what the fences of Timestamp Notes cite."""
    data = source.data
    for fence, info in source.outline.fences:
        name = info.split()[0].lower() if info.split() else ""
        if not name.startswith("timestamp") or fence.end - fence.start > _MOST_FENCE:
            continue
        whole = _FENCE.match(data, fence.start, fence.end)
        if whole is None:
            continue
        inside = Span(*whole.span("inside"))
        if name == "timestamp-url":
            raw = data[inside.start : inside.end].strip(b" \t\r\n>")
            address = read_address(raw.split()[0]) if raw else None
            if address is not None and address.video is not None:
                source.mentions.append(Mention(fence.start, address.video, True))
        elif name == "timestamp":
            stop = fence.start + len(data[fence.start : fence.end].rstrip())
            time = _FENCE_TIME.match(data, *inside)
            citation = _cited(data, Span(fence.start, stop), time, "fence")
            if citation is not None:
                source.found.append(Found(citation))
