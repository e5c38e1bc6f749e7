"""The front matter of a note: its span, its values, and which video it names.

Scalars are text, whatever YAML would make of them. Nearly all front matter is lines of
`key: text`; those are read here, and PyYAML (a slow import) only where there is more to it.
Nothing here raises on any bytes, and reading takes time in proportion to their number.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.base.lazy_regex import late
from viewer.base.translation import tr
from viewer.notes.model import FrontMatter, FrontValue, Problem, Span, VideoRef

if TYPE_CHECKING:
    from viewer.notes.moments import Address

BOM = b"\xef\xbb\xbf"

_FENCED = re.compile(
    rb"(?:\xef\xbb\xbf)?---[ \t]*(?:\r\n|\n|\r)"
    rb"(?P<yaml>(?>(?:(?!(?:---|\.\.\.)[ \t]*(?:[\r\n]|\Z))[^\r\n]*+(?:\r\n|\n|\r))*))"
    rb"(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)"
)
# Between the fences. The user writes a few hundred bytes, a program sometimes a whole transcript.
MAX_FRONT_BYTES = 1 << 18
_FENCE_BYTES = 1 << 10
# PyYAML makes an object of each scalar and bracket, and takes quadratic time for brackets in
# brackets.
_MAX_EVENTS = 20_000
_MAX_DEPTH = 50

# A line that YAML reads as a plain scalar and nothing else: no quotes, no `: `, no ` #`,
# no `:` at its end. The value may end in spaces, which are not part of it. Possessive, here and
# below: a pattern that tries again for every space of a long row takes quadratic time.
_PLAIN_LINE = re.compile(
    r"(?P<key>[A-Za-z_][\w-]*+):(?:[ ]++(?P<value>(?![-?:](?:[ ]|$))[^\s\[\]{},&*!|>'\"%@`#]"
    r"(?>(?:(?!:(?:[ ]|$)|[ ]#)[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff])*)))?[ ]*+"
)
# What is still taken from front matter that YAML rejects.
_LOOSE_LINE = re.compile(
    rb"^(?P<key>[A-Za-z_][\w-]*+):[ \t]++(?P<value>[^\r\n]*[^\s])", re.MULTILINE
)


def front_matter(data: bytes) -> tuple[FrontMatter | None, tuple[Problem, ...]]:
    """Read the front matter at the top of `data`, and what is wrong with it."""
    fenced = _FENCED.match(data)
    if fenced is None:
        return None, ()
    span = Span(*fenced.span())
    start = fenced.start("yaml")
    raw = fenced["yaml"]
    if len(raw) > MAX_FRONT_BYTES:
        return FrontMatter(span), (Problem(tr("The front matter is too long."), span),)
    values = _plain_values(raw, start)
    if values is not None:
        return FrontMatter(span, values), ()
    values, lists, rows, problem = _yaml_values(raw, start)
    if not problem:
        return FrontMatter(span, values, lists, rows), ()
    values = _loose_values(raw, start)
    for key, value in values.items():
        if value.text.startswith("[") and value.text.endswith("]"):
            items = value.text[1:-1].split(",")
            lists.setdefault(key, tuple(item.strip(" \t'\"") for item in items))
    return FrontMatter(span, values, lists), (Problem(problem, span),)


def read_front_matter(path: Path) -> FrontMatter | None:
    """Read the front matter of a file; None where it has none or cannot be read."""
    try:
        with path.open("rb") as file:
            top = file.read(MAX_FRONT_BYTES + _FENCE_BYTES)
    except OSError:
        return None
    return front_matter(top)[0]


def front_list(front: FrontMatter | None, *keys: str) -> list[str]:
    """Return what the front matter lists under any of `keys`: a list, or comma-separated text.

    Without repetitions, in the order written for each key.
    """
    if front is None:
        return []
    found: list[str] = []
    for key in keys:
        if key in front.lists:
            found += front.lists[key]
        elif key in front.values:
            found += front.values[key].text.split(",")
    return list(dict.fromkeys(filter(None, map(str.strip, found))))


def _plain_values(raw: bytes, offset: int) -> dict[str, FrontValue] | None:
    """Read `key: text` lines; None where anything else stands between the fences."""
    values: dict[str, FrontValue] = {}
    for line in raw.splitlines(keepends=True):
        try:
            text = line.decode()
        except UnicodeDecodeError:
            return None
        text = text.rstrip("\r\n")
        found = _PLAIN_LINE.fullmatch(text)
        if found is not None:
            value = (found["value"] or "").rstrip(" ")
            # In characters up to the value everything is ASCII, so these are bytes too.
            start = offset + (found.start("value") if value else len(found["key"]) + 1)
            values[found["key"]] = FrontValue(value, Span(start, start + len(value.encode())))
        elif text.strip(" "):
            return None
        offset += len(line)
    return values


_NOTHING = FrontValue("", Span(0, 0))


def _yaml_values(
    raw: bytes, offset: int
) -> tuple[dict[str, FrontValue], dict[str, tuple[str, ...]], list[list[list[FrontValue]]], str]:
    """Read the top-level scalars and lists with PyYAML, as far as it comes.

    Gives them, the `rows` of these, and what stopped it: "" where nothing did. Works on YAML's
    events, not on `compose`: composing is recursive in C, and brackets nested some ten thousand
    deep would end the process; and nothing is multiplied by aliases.
    """
    import yaml

    try:
        from yaml import CSafeLoader as Loader
    except ImportError:
        from yaml import SafeLoader as Loader  # type: ignore[assignment]

    text = raw.decode("utf-8", "replace")
    values: dict[str, FrontValue] = {}
    lists: dict[str, tuple[str, ...]] = {}
    items: list[str] = []
    rows: list[list[list[FrontValue]]] = []
    row: list[FrontValue] = []
    depth = 0
    key: str | None = None
    index, byte = 0, offset  # the same place, in characters and in bytes of the file
    problem = ""

    def placed(event: yaml.ScalarEvent) -> FrontValue:
        nonlocal index, byte
        first, last = event.start_mark.index, event.end_mark.index  # type: ignore[union-attr]
        start = byte + len(text[index:first].encode())
        index, byte = last, start + len(text[first:last].encode())
        return FrontValue(event.value, Span(start, byte))

    try:
        for count, event in enumerate(yaml.parse(text, Loader=Loader)):
            if count > _MAX_EVENTS or depth > _MAX_DEPTH:
                problem = tr("The front matter is too long.")
                break
            if isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
                said = event.value if isinstance(event, yaml.ScalarEvent) else ""
                if depth == 3:
                    row.append(placed(event) if isinstance(event, yaml.ScalarEvent) else _NOTHING)
                elif depth == 2:
                    items.append(said)
                elif depth == 1 and key is None:
                    key = said
                elif depth == 1 and key is not None:
                    if isinstance(event, yaml.ScalarEvent):
                        values[key] = placed(event)
                    key = None
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                depth += 1
                if depth == 2:
                    items = []
                    rows.append([])
                elif depth == 3:
                    rows[-1].append(row := [])
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                depth -= 1
                if depth == 3:
                    row.append(_NOTHING)
                elif depth == 1:
                    # The end of a value that is no scalar, or of a key that is none.
                    if key is not None:
                        lists[key] = tuple(items)
                    key = "" if key is None else None
    except (yaml.YAMLError, RecursionError) as error:
        problem = tr("The front matter is not valid YAML: {0}").format(" ".join(str(error).split()))
    if key is not None and depth > 1:
        lists[key] = tuple(items)  # what was read of it
    return values, lists, rows, problem


def _loose_values(raw: bytes, offset: int) -> dict[str, FrontValue]:
    values: dict[str, FrontValue] = {}
    for found in _LOOSE_LINE.finditer(raw):
        value = found["value"]
        shown = value
        if len(value) > 1 and value[:1] == value[-1:] and value[:1] in (b'"', b"'"):
            shown = value[1:-1]
        span = Span(offset + found.start("value"), offset + found.end("value"))
        values.setdefault(found["key"].decode(), FrontValue(shown.decode("utf-8", "replace"), span))
    return values


_VIDEO_ID = re.compile(r"[A-Za-z0-9_-]{6,20}")
ID_KEYS = ("videoId", "video_id", "videoID", "youtube_id")
PLACE_KEYS = ("video", "media", "media_link", "url")
_SURE_KEYS = tuple(key for key in PLACE_KEYS if key != "url")
# Keys that hold a video where the value is one; of a page about something else they are silent.
_MORE_KEYS = (
    *("media_link", "media_links", "media-link", "media-links", "media", "medias", "url", "urls"),
    *("file", "files", "video", "videos", "source", "sources", "link", "links"),
    *("youtube_url", "youtube-url", "youtube", "video_url", "video-url", "audio", "podcast"),
)
_URL_INSIDE = late(r"https?://[^\s<>\"'()\[\]]++")
_MOST_VALUE = 4_000  # characters of a value that is looked at for an address


def video_ref(values: Mapping[str, FrontValue]) -> VideoRef | None:
    """Find the video that front matter names; None where it names none."""
    video_id = url = path = None
    for key in ID_KEYS:
        if key in values and _VIDEO_ID.fullmatch(values[key].text.strip()):
            video_id = values[key].text.strip()
            break
    for key in PLACE_KEYS:
        text = values[key].text.strip() if key in values else ""
        if not text:
            continue
        if re.match(r"https?://", text, re.IGNORECASE):
            url = url or text
            if video_id is None:
                from viewer.notes.moments import youtube_id  # most front matter names an id

                video_id = youtube_id(text)
        elif re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", text) or "\0" in text:
            continue  # file:, javascript:, data: … are not followed
        elif key != "url" and path is None:
            inner = re.fullmatch(r"!?\[\[([^\]|#]++)[^\]]*+\]\]", text)
            path = inner[1].strip() if inner else text
    if video_id is None and url is None and path is None:
        return None
    return VideoRef(video_id, url, path)


def front_videos(front: FrontMatter) -> list[VideoRef]:
    """Return all videos that front matter names, the note's main video first.

    Under the keys of players and plugins, one or a list; or under any key, if only one value of
    the whole front matter is the address of a video.
    """
    main = video_ref(front.values)
    found: list[VideoRef] = [main] if main is not None else []
    given = front.values.keys() | front.lists.keys()
    for key in filter(given.__contains__, _MORE_KEYS):
        found += filter(None, map(_video_in, _texts(front, key)))
    if not found:
        anywhere = [
            video
            for key in (*front.values, *front.lists)
            for text in _texts(front, key)
            # An id has no words beside it: there they are somebody's try to hand something on.
            if "://" in text and not (key in ID_KEYS and " " in text.strip())
            if (video := _video_in(text)) is not None
        ]
        if len({(video.video_id, video.url) for video in anywhere}) == 1:
            found = anywhere
    result: list[VideoRef] = []
    for video in found:
        if not any(_is_same(video, other) for other in result):
            result.append(video)
    return result


def is_sure_video(front: FrontMatter | None, video: VideoRef) -> bool:
    """Return whether front matter surely names a video, not just a page's address under `url`.

    What programs that clip web pages write does not count as one.
    """
    if video.video_id is not None or video.path is not None:
        return True
    values = front.values if front is not None else {}
    if any(key in values and values[key].text.strip() == video.url for key in _SURE_KEYS):
        return True
    from viewer.notes.moments import is_known_video

    return is_known_video(video)


def _texts(front: FrontMatter, key: str) -> tuple[str, ...]:
    if key in front.lists:
        return front.lists[key]
    return (front.values[key].text,) if key in front.values else ()


def _video_in(text: str) -> VideoRef | None:
    """Read a value that is or contains the address of a video: a wikilink, a link, a tag."""
    text = text.strip()
    if not text or len(text) > _MOST_VALUE:
        return None
    inner = re.fullmatch(r"!?\[\[([^\]|#]++)[^\]]*+\]\]", text)
    address = _address_of(inner[1] if inner is not None else text)
    if (address is None or not address.is_video) and "://" in text:
        inside = {found[0] for found in _URL_INSIDE.finditer(text)}
        address = _address_of(inside.pop()) if len(inside) == 1 else None
    return address.video if address is not None and address.is_video else None


def _is_same(one: VideoRef, other: VideoRef) -> bool:
    if one.video_id is not None or other.video_id is not None:
        return one.video_id == other.video_id
    return one.path == other.path and (one.url == other.url or _plain(one) == _plain(other))


def _plain(ref: VideoRef) -> str | None:
    found = _address_of(ref.url) if ref.url is not None else None
    return found.video.url if found is not None and found.video is not None else ref.url


def _address_of(text: str) -> "Address | None":
    from viewer.notes.moments import address_of  # most front matter names an id

    return address_of(text)
