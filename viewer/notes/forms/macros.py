"""Macros of Logseq and Roam, shortcodes of websites, and the fences of Timestamp Notes.

- `{{youtube-timestamp 113}}`, `{{youtube-timestamp 1:13}}`, `{{[[video-timestamp]]: ((id)) 1:13}}`,
  `{{renderer :media-timestamp, 39.87}}`, with an end `{{renderer :media-timestamp, 60, 90}}`, and
  `{{video URL}}`, `{{[[youtube]]: URL}}` where the address names a moment: *macro*. Without one it
  names the video of what stands below, as do the shortcodes of Hugo, Jekyll and others:
  `{{< youtube ID >}}`, `{% youtube ID %}`, `{% include youtube.html id="ID" %}`.
- a fence of `timestamp` with a time in it: *fence*; one of `timestamp-url` names the video.
"""

import re

from viewer.base.lazy_regex import late
from viewer.notes.forms.every import FENCE, MACRO
from viewer.notes.forms.form import CitationForm, Closed, Found, Mention, Source
from viewer.notes.forms.links import cite, cited_time, own_video
from viewer.notes.model import Span, VideoRef
from viewer.notes.moments import read_address

# Roam also puts the video itself into the timestamp.
_MACRO = late(
    rb"\{\{[ \t]*+(?:\[\[)?(?P<name>[A-Za-z][\w-]{0,30}+)(?:\]\])?[: \t]++"
    rb"(?:\{\{(?:\[\[)?(?:video|youtube)(?:\]\])?: *+(?P<video>[^{}\s]{1,2000}+)\}\})?"
    rb"(?P<rest>[^{}\r\n]{1,2000}+)\}\}"
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
# Of the plugin Media TS: behind an end may follow how often it is played, and the pause between.
_MEDIA_TIME = late(
    rb"(?:media|bilibili)-timestamp,[ \t]*+(?P<time>\d[\d:.]*+)"
    rb"(?:[ \t]*+,[ \t]*+(?P<end>\d[\d:.]*+)(?=[ \t]*+(?:,|\Z)))?"
)
_URL = late(rb"[^\s,]++")
_VIDEO_ID = late(rb"[\w-]++(?:[?&#][^\s]*+)?")
_SHORTCODE = late(
    rb"\{(?:\{[<%]|%-?)[ \t]*+(?:include[ \t]++)?(?P<name>[A-Za-z][\w-]{0,30}+)(?:\.html)?[ \t]++"
    rb"(?P<rest>[^{}\r\n]{1,2000}+)\}\}?+"
)
# What is handed to a shortcode: values, each by its name or by its place.
_HANDED = late(
    rb"(?:(?P<key>[A-Za-z][\w-]*+)=)?"
    rb"(?:\"(?P<one>[^\"]*+)\"|'(?P<two>[^']*+)'|(?P<bare>[^\s\"'<>%]++))"
)
_NAMES_VIDEO = frozenset((b"id", b"video_id", b"videoid", b"youtube_id", b"url", b"src"))
_FENCE_TIME = late(rb"[\s>]*+(?P<time>\d[\d:.hms]*+)(?=\s|\Z)")
_FENCE = late(
    rb"[^\r\n]*+(?:\r\n|\r|\n)(?P<inside>(?s:.)*?)(?:(?:\r\n|\r|\n)[ \t>]*+[`~]++\s*+)?\Z"
)
_MOST_FENCE = 4_000


def find_macros(source: Source) -> None:
    """Add the citations of macros outside code."""
    data = source.data
    closed = Closed(source.outline.code)
    for match in _MACRO.finditer(data, source.body, source.end):
        if closed.holds(match.start()):
            continue
        name = match["name"].decode().lower()
        span = Span(*match.span())
        if name in _TIMESTAMPS or name == "renderer":
            pattern = _MEDIA_TIME if name == "renderer" else _LAST_TIME
            time = pattern.search(data, *match.span("rest"))
            address = read_address(match["video"] or b"")
            video = address.video if address is not None else None
            if time is not None and _read_time(source, span, time, MACRO, video):
                source.taken.append(span)
                if video is not None:
                    source.mentions.append(Mention(span.start, video, True))
        elif name in _PLAYERS:
            url = _URL.search(data, *match.span("rest"))
            if url is not None:
                _read_player(source, span, name, Span(*url.span()))
    _find_shortcodes(source)


def _find_shortcodes(source: Source) -> None:
    data = source.data
    closed = Closed(source.outline.code)
    for match in _SHORTCODE.finditer(data, source.body, source.end):
        name = match["name"].decode().lower()
        name = next((site for site in _BY_ID if name.startswith(site)), name)
        if closed.holds(match.start()) or name not in _PLAYERS:
            continue
        handed = list(_HANDED.finditer(data, *match.span("rest")))
        for at, value in enumerate(handed):
            if (value["key"] or b"").lower() in _NAMES_VIDEO or (value["key"] is None and at == 0):
                place = Span(*value.span(value.lastgroup or 0))
                _read_player(source, Span(*match.span()), name, place)
                break


def _read_time(
    source: Source, span: Span, time: re.Match[bytes], form: CitationForm, video: VideoRef | None
) -> bool:
    """Add the time found in some markup; return whether it is one."""
    end = Span(*time.span("end")) if time.groupdict().get("end") else None
    citation = cited_time(source.data, span, Span(*time.span("time")), form, end)
    if citation is not None:
        source.found.append(Found(citation, video))
    return citation is not None


def _read_player(source: Source, span: Span, name: str, at: Span) -> None:
    """Read the argument of a player: an address, or for a named site only the video's id."""
    raw, base = source.data[at.start : at.end], at.start
    address = read_address(raw)
    site = _BY_ID.get(name)
    if site is not None and _VIDEO_ID.fullmatch(raw):
        address, base = read_address(site + raw), base - len(site)
        if address is not None and own_video(address) is None:
            return  # a word, not an id: `{% youtube video_id %}`
    if address is None or address.video is None:
        return
    source.taken.append(span)
    source.mentions.append(Mention(span.start, address.video, True))
    cite(source, span, base, address, None, MACRO)


def find_fences(source: Source) -> None:
    """Add the citations of Timestamp Notes' fences."""
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
            if time is not None:
                _read_time(source, Span(fence.start, stop), time, FENCE, None)
