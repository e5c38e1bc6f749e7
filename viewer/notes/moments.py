"""Addresses of videos and the moments they name: `https://youtu.be/ID?t=1m2s`, `v.mp4#t=5,10`.

An address is read from its bytes in a note, so that the places of its times are known and can be
written over. What could lead elsewhere than it seems is no address at all: a name or a password
before the host, another port, letters beyond ASCII in the host or `xn--`, other schemes, more than
`MOST_BYTES`.

Of several times in one address that of the fragment counts, as in Media Extended
(`watch?v=ID&t=437s#t=222.99`: the first says where the video was opened). A fragment is as in W3C's
Media Fragments: `#t=10,20`, `#t=,10`, `#t=npt:1:02`. Pure; nothing here raises on any bytes, and
reading takes time in proportion to their number.
"""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qs, unquote

from viewer.base.lazy_regex import late
from viewer.notes.model import Span, VideoRef
from viewer.notes.timecode import Form, Reading, moment_readings

MOST_BYTES = 2_000
VIDEO_SUFFIXES = frozenset(
    (
        *(".mp4", ".m4v", ".mkv", ".webm", ".mov", ".avi", ".mpg", ".mpeg", ".ts", ".m2ts"),
        *(".ogv", ".flv", ".wmv", ".3gp"),
    )
)
SOUND_SUFFIXES = frozenset(
    (".mp3", ".m4a", ".opus", ".ogg", ".oga", ".flac", ".wav", ".aac", ".weba", ".wma")
)
_MEDIA_SUFFIXES = VIDEO_SUFFIXES | SOUND_SUFFIXES

_SCHEME = late(rb"([A-Za-z][A-Za-z0-9+.-]*+):")
_HOST = late(rb"([A-Za-z0-9.-]++)(?::(?:80|443)?)?(?=[/?#]|\Z)")
_UNSAFE = late(rb"[\x00-\x20\x7f\\]")
_YOUTUBE_ID = late(r"[A-Za-z0-9_-]{6,20}")
# Loosely: also `watch?v=ID?t=1`, `watch?v/ID`, `watch?t=5&v=ID`.
_YOUTUBE_V = late(r"[?&;]v[=/]([A-Za-z0-9_-]{6,20})(?![A-Za-z0-9_-])")
_WATCH = "https://www.youtube.com/watch?v="
_YOUTUBE_HOSTS = ("youtube.com", "youtube-nocookie.com", "youtu.be")
_YOUTUBE_STEPS = frozenset(("embed", "shorts", "live", "v", "e", "watch"))
# Other windows onto YouTube.
_YOUTUBE_MIRRORS = frozenset(("yewtu.be", "piped.video", "invidious.io", "inv.nadeko.net"))
_PREFIXES = ("www.", "m.", "music.", "mobile.", "player.", "go.")
# Schemes of links that name a video behind them: of Org, and of players.
_OF_ORG = frozenset((b"video", b"audio", b"videocite", b"audiocite", b"videolink", b"audiolink"))
_OF_PLAYERS = frozenset((b"mpv", b"vlc"))
# A time in an address, loosely: what it says is read from what was found.
_T = rb"\d[\d:.hmsr]*+"
_FRAGMENT = late(
    rb"#(?:[^#]*[&;?])?t=(?:npt:)?(?:(?P<start>" + _T + rb"))?(?:[,-](?P<end>" + _T + rb"))?"
    rb"(?=[&;#]|\Z)"
)
# Overcast has it in the path, `/+ID/1:10:00`.
_QUERY = late(
    rb"(?:(?<=[?&;#/])(?:t|start|time_continue|starttime)=|/(?=\d{1,4}:\d))(?P<start>" + _T + rb")"
    rb"(?=[&;#?)]|\Z)"
)
# Of any page, where the words of a link say the same. In a path two fields can be a verse.
_ANY_QUERY = late(
    rb"(?P<lead>[?&;#/])(?:(?:t|ts|time|timestamp|start|seek|offset|position)=|(?<=[#/])"
    rb"(?=\d{1,3}:\d\d:\d\d))(?P<start>" + _T + rb")(?:(?P<more>[&;])|(?=[#?/]|\Z))"
)
# What only some sites understand so.
_OTHER_QUERY = late(rb"(?<=[?&;])(?:from|time)=(?P<start>" + _T + rb")(?=[&;#?)]|\Z)")
_QUERY_END = late(rb"(?<=[?&;#])end=(?P<end>" + _T + rb")(?=[&;#?)]|\Z)")
# `00:01:02-00:01:40` behind the `#`, as org-media-note writes it.
_BARE_FRAGMENT = late(
    rb"#(?P<start>\d{1,4}+(?>(?::\d\d){1,2})(?:\.\d{1,9}+)?)"
    rb"(?:-(?P<end>\d{1,4}+(?>(?::\d\d){1,2})(?:\.\d{1,9}+)?))?\Z"
)
_SEEK = late(rb"ytseek:(?://)?(?P<start>" + _T + rb")/?", re.IGNORECASE)
_SAVED = late(rb"#go2saved-(?P<start>" + _T + rb")(?P<end>(?!))?")
_ARCHIVED = late(rb"/web/\d{1,14}(?:[a-z]{2}_)?/(?=https?://)")

# Programs round the second of two times up.
_SAME_MS = 1_500
# Of a site: what its videos' paths look like, and the address that is its own. `{}` is what the
# pattern found.
_SITES: dict[str, tuple[re.Pattern[str], str]] = {
    host: (late(path), f"https://{own}")
    for host, path, own in (
        (
            "vimeo.com",
            r"/(?:video/|channels/[^/]+/|groups/[^/]+/videos/)?(\d{3,12})(?!\w)",
            "vimeo.com/{}",
        ),
        ("twitch.tv", r"/(?:[\w-]+/v(?:ideo)?|videos)/(\d{3,14})", "www.twitch.tv/videos/{}"),
        (
            "bilibili.com",
            r"/(?:(?:video|bangumi/play)/|player\.html\?(?:[^#]*&)?bvid=)((?:BV|av|ep|ss)\w{3,16})",
            "www.bilibili.com/video/{}",
        ),
        ("dailymotion.com", r"/(?:embed/)?video/(\w{4,12})", "www.dailymotion.com/video/{}"),
        ("nicovideo.jp", r"/watch/(\w{4,14})", "www.nicovideo.jp/watch/{}"),
        ("rumble.com", r"/((?:embed/)?v\w{4,9})", "rumble.com/{}"),
        ("odysee.com", r"/(@[^/?#]+/[^/?#]+)", "odysee.com/{}"),
        ("loom.com", r"/(?:share|embed)/([0-9a-f]{16,40})", "www.loom.com/share/{}"),
        ("streamable.com", r"/(\w{4,8})", "streamable.com/{}"),
        ("soundcloud.com", r"/([\w-]+/[\w-]+)", "soundcloud.com/{}"),
        ("open.spotify.com", r"/((?:episode|track)/\w{10,30})", "open.spotify.com/{}"),
        ("ted.com", r"/talks/(\w+)", "www.ted.com/talks/{}"),
        ("drive.google.com", r"/file/d/([\w-]{10,60})", "drive.google.com/file/d/{}"),
        ("overcast.fm", r"/(\+[\w-]{4,20})", "overcast.fm/{}"),
        (
            "podcasts.apple.com",
            r"/(?:\w\w/)?podcast/(?:[^?#]*/)?(id\d{4,14}\?)(?:[^#]*&)?(i=\d{4,20})",
            "podcasts.apple.com/podcast/{}{}",
        ),
    )
}


class WrittenTime(NamedTuple):
    """A time as written in an address: its bytes, and what it can mean."""

    span: Span
    readings: tuple[Reading, ...]


class Address(NamedTuple):
    """What an address names; without a video it is only a fragment, `#t=10`."""

    video: VideoRef | None
    # Whether a video is known to be there: by its site, or by the suffix of its file.
    is_video: bool
    start: WrittenTime | None = None
    end: WrittenTime | None = None
    # A time that says the same and does not count, for the fragment says it better.
    again: WrittenTime | None = None

    @property
    def tells_of_video(self) -> bool:
        """Return whether the address is known to be a video's, or names a moment."""
        return self.is_video or self.start is not None


def address_of(text: str) -> Address | None:
    """Read an address that stands by itself, as `read_address` does."""
    return read_address(text.strip().encode())


def read_address(raw: bytes, label: tuple[Reading, ...] = ()) -> Address | None:
    """Read a URL, a path or a fragment; None if it may not be followed, or is none of these.

    Whatever page it leads to, a moment counts if its `label` names the same.
    """
    if not raw or len(raw) > MOST_BYTES or b"\0" in raw:
        return None
    found = _read(raw)
    if found is None or found.tells_of_video or found.video is None:
        return found
    for time in _ANY_QUERY.finditer(raw) if label else ():
        start = _written(time, "start")
        if start is not None and start.readings[0].ms == label[0].ms:
            page = raw[: time.start()] + (time["lead"] if time["more"] else b"") + raw[time.end() :]
            url = page.split(b"#", 1)[0].decode("utf-8", "replace")
            return Address(VideoRef(None, url), True, start)
    return found


@lru_cache(maxsize=1 << 12)
def _read(raw: bytes) -> Address | None:
    scheme = _SCHEME.match(raw)
    if scheme is None or len(scheme[1]) == 1:
        return _path(raw, raw)
    name = scheme[1].lower()
    rest = raw[scheme.end() :]
    if name in (b"http", b"https"):
        return _web(raw, scheme.end())
    if name == b"file":
        path = rest.lstrip(b"/")
        return _path(raw, path if _is_drive(path) else b"/" + path)
    if name in _OF_ORG:
        found = _of_org(rest, is_cited=name.endswith(b"cite"))
        return _moved(found, scheme.end()) if found is not None else None
    if name in _OF_PLAYERS:
        return _of_player(raw, rest.removeprefix(b"//"))
    if name == b"ytseek":  # of the plugin YouTube Annotator, with a note's own video
        start = _written(_SEEK.fullmatch(raw), "start")
        return Address(None, False, start) if start is not None else None
    if name == b"obsidian" and rest.startswith((b"//podnotes?", b"//podnotes/?")):
        return _podnotes(raw)
    return None


def _of_org(rest: bytes, *, is_cited: bool) -> Address | None:
    """Read what follows `video:` or `audio:`, which themselves say that a path or page is one.

    With `videocite:` it may be the key of a source: its time is known, its video is not.
    """
    found = read_address(rest)
    video = found.video if found is not None else None
    if found is not None and (video is None or found.start is not None):
        return found if video is not None else None
    bare = _BARE_FRAGMENT.search(rest)
    if bare is None:
        return found
    if video is None and (_SCHEME.match(rest) or not rest[: bare.start()].strip(b"/ ")):
        return None
    if video is None and not is_cited:
        path = unquote(rest[: bare.start()].decode("utf-8", "replace"), errors="replace")
        video = VideoRef(path=path.strip())
    return Address(video, video is not None, *_range(bare))


def _of_player(raw: bytes, rest: bytes) -> Address | None:
    """Read what a link passes to a player: the path of a file, or a web address."""
    path = rest.lstrip(b"/")
    if _is_drive(path) or _SCHEME.match(rest) is None:
        return _path(raw, path if _is_drive(path) else rest)
    found = read_address(rest)
    if found is None or found.video is None:
        return None
    return _moved(found, len(raw) - len(rest))


def place_of(ref: VideoRef) -> str | None:
    """Return what identifies a video: its id, else its address on its site, else its path."""
    if ref.video_id is not None or ref.url is None:
        return ref.video_id or ref.path
    found = address_of(ref.url)
    if found is None or found.video is None or not found.is_video:
        return ref.url
    return found.video.video_id or found.video.url


def is_known_video(ref: VideoRef) -> bool:
    """Return whether this is surely a video: by its id or path, or by its site or suffix."""
    if ref.video_id is not None or ref.path is not None:
        return True
    found = address_of(ref.url or "")
    return found is not None and found.is_video


def youtube_id(url: str) -> str | None:
    """Return the video id in a YouTube URL of any shape; None for any other."""
    found = address_of(url)
    video = found.video if found is not None else None
    if video is None or video.url is None or not video.url.startswith(_WATCH):
        return None
    return video.video_id


def youtube_of(ref: VideoRef | None) -> str | None:
    """Return a video's YouTube id; None if it has none."""
    if ref is not None and ref.url is not None:
        return youtube_id(ref.url)
    return ref.video_id if ref is not None and ":" not in (ref.video_id or ":") else None


def _is_drive(path: bytes) -> bool:
    return len(path) > 2 and path[:1].isalpha() and path[1:2] == b":"


def _moved(found: Address, by: int) -> Address:
    def at(written: WrittenTime | None) -> WrittenTime | None:
        if written is None:
            return None
        return written._replace(span=Span(written.span.start + by, written.span.end + by))

    return found._replace(start=at(found.start), end=at(found.end), again=at(found.again))


def _web(raw: bytes, at: int) -> Address | None:
    if raw[at : at + 2] != b"//" or _UNSAFE.search(raw):
        return None
    host_at = _HOST.match(raw, at + 2)
    if host_at is None:
        return None  # a name before it, another port, letters that are not ASCII
    host = host_at[1].decode().lower()
    if "." not in host or "xn--" in host or ".." in host or host.startswith("."):
        return None
    for prefix in _PREFIXES:
        host = host.removeprefix(prefix)
    rest = raw[host_at.end() :]
    archived = _ARCHIVED.match(rest) if host in ("web.archive.org", "archive.org") else None
    if archived is not None:
        at = host_at.end() + archived.end()
        return _web(raw, raw.index(b":", at) + 1)
    video, is_site = _site_video(host, rest.decode("utf-8", "replace"))
    if video is None:
        path = re.split(rb"[?#]", rest, maxsplit=1)[0]
        is_media = _suffix(path) in _MEDIA_SUFFIXES
        start, end = _fragment(raw)
        if start is None and is_media:
            start = _written(_QUERY.search(raw, host_at.end()), "start")
        url = raw.split(b"#", 1)[0].decode("utf-8", "replace")
        return Address(VideoRef(None, url), is_media, start, end)
    start, end = _fragment(raw)
    if start is None and b"#" in raw:
        start, end = _range(_BARE_FRAGMENT.search(raw))
    if start is None:
        query = _OTHER_QUERY if host == "nicovideo.jp" else _QUERY
        start = _written(query.search(raw, host_at.end()), "start")
        end = _written(_QUERY_END.search(raw, host_at.end()), "end") if start is not None else None
        return Address(video, is_site, start, end)
    also = _written(_QUERY.search(raw, host_at.end(), raw.find(b"#")), "start")
    if also is not None and abs(also.readings[0].ms - start.readings[0].ms) >= _SAME_MS:
        also = None  # where the video was opened
    return Address(video, is_site, start, end, also)


def _site_video(host: str, rest: str) -> tuple[VideoRef | None, bool]:
    """Find the video of a known site by the host and the rest of the URL."""
    if host in _YOUTUBE_HOSTS or host in _YOUTUBE_MIRRORS:
        found = _youtube(host, rest)
        if found is None:
            return None, False
        return VideoRef(found, _WATCH + found), True
    if host == "b23.tv":
        host, rest = "bilibili.com", "/video" + rest
    site = _SITES.get(host)
    path = site[0].match(rest) if site is not None else None
    if site is None or path is None:
        return None, False
    url = site[1].format(*path.groups())
    if host == "bilibili.com":
        part = re.search(r"[?&]p=(\d{1,4})(?!\d)", rest)
        url += f"?p={part[1]}" if part is not None else ""
    return VideoRef(None, url), True


def _youtube(host: str, rest: str) -> str | None:
    named = _YOUTUBE_V.search(rest)
    steps = [step for step in re.split(r"[?&#]", rest, maxsplit=1)[0].split("/") if step]
    candidate = ""
    if host == "youtu.be" or (host == "piped.video" and named is None):
        candidate = steps[0] if steps else ""
    elif len(steps) > 1 and steps[0] in _YOUTUBE_STEPS:
        candidate = steps[1]
    elif named is not None and (not steps or steps[0] in ("watch", "watch_popup", "embed")):
        candidate = named[1]
    return candidate if _YOUTUBE_ID.fullmatch(candidate) else None


def _path(raw: bytes, path: bytes) -> Address | None:
    """Read what is not a URL: the path of a file, or only a fragment."""
    start, end = _fragment(raw)
    if start is None:
        start, end = _range(_SAVED.fullmatch(raw) or _BARE_FRAGMENT.search(raw))
    target = re.split(rb"[#?]", path, maxsplit=1)[0] if b"#t=" in path else path.split(b"#", 1)[0]
    if not target.strip(b"/ "):
        return Address(None, False, start, end) if start is not None else None
    is_media = _suffix(target) in _MEDIA_SUFFIXES
    if not is_media and b"?" in target:
        target = target.split(b"?", 1)[0]
        is_media = _suffix(target) in _MEDIA_SUFFIXES
        if is_media and start is None:
            start = _written(_QUERY.search(raw), "start")
    if not is_media:
        return None
    name = unquote(target.decode("utf-8", "replace"), errors="replace").strip()
    return Address(VideoRef(path=name), True, start, end) if "\0" not in name else None


def _podnotes(raw: bytes) -> Address | None:
    """Read what the plugin PodNotes writes: an episode's name, its URL, and `time=` in seconds."""
    query = raw.partition(b"?")[2].decode("utf-8", "replace")
    try:
        said = parse_qs(query, max_num_fields=20)
    except ValueError:
        return None
    name, url = said.get("episodeName", [""])[0].strip(), said.get("url", [""])[0]
    inner = address_of(url) if url else None
    if not name or (url and (inner is None or inner.video is None)):
        return None
    start = _written(_OTHER_QUERY.search(raw), "start")
    return Address(VideoRef(f"podnotes:{name}", url or None), True, start)


def _suffix(path: bytes) -> str:
    return ("." + path.rstrip().rpartition(b".")[2].decode("utf-8", "replace")).casefold()


def _fragment(raw: bytes) -> tuple[WrittenTime | None, WrittenTime | None]:
    at = raw.find(b"#")
    found = _FRAGMENT.search(raw, at) if at >= 0 else None
    start, end = _range(found)
    if start is None and end is not None:
        # `#t=,10`: from the beginning on. Its start would be written before the comma.
        at = end.span.start - 1
        start = WrittenTime(Span(at, at), (Reading(0, Form.SECONDS),))
    return start, end


def _range(found: re.Match[bytes] | None) -> tuple[WrittenTime | None, WrittenTime | None]:
    return _written(found, "start"), _written(found, "end")


def _written(found: re.Match[bytes] | None, group: str) -> WrittenTime | None:
    if found is None or found[group] is None:
        return None
    text = found[group].rstrip(b".")
    could = moment_readings(text.decode())
    start = found.start(group)
    return WrittenTime(Span(start, start + len(text)), could) if could else None
