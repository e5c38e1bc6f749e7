"""The front matter of a note: where it stands, what it says, and which video it names.

Scalars are text, whatever YAML would make of them. Nearly all front matter is lines of
`key: text`; those are read here, and PyYAML (a slow import) only where there is more to it.
Nothing here raises on any bytes.
"""

import re
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from viewer.notes.model import FrontMatter, FrontValue, Problem, Span, VideoRef

BOM = b"\xef\xbb\xbf"

_FENCED = re.compile(
    rb"(?:\xef\xbb\xbf)?---[ \t]*(?:\r\n|\n|\r)"
    rb"(?P<yaml>(?:(?!(?:---|\.\.\.)[ \t]*(?:[\r\n]|\Z))[^\r\n]*+(?:\r\n|\n|\r))*+)"
    rb"(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)"
)
# Beyond this it is no front matter that a person wrote, and YAML would take seconds.
_MAX_YAML_BYTES = 1 << 18

# A line that YAML reads as a plain scalar and nothing else: no quotes, no `: `, no ` #`,
# no `:` at its end.
_PLAIN_LINE = re.compile(
    r"(?P<key>[A-Za-z_][\w-]*):(?:[ ]+(?P<value>(?![-?:](?:[ ]|$))[^\s\[\]{},&*!|>'\"%@`#]"
    r"(?:(?!:(?:[ ]|$)|[ ]#)[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff])*?))?[ ]*",
)
# What is still taken from front matter that YAML rejects.
_LOOSE_LINE = re.compile(rb"^(?P<key>[A-Za-z_][\w-]*):[ \t]+(?P<value>[^\r\n]*[^\s])", re.MULTILINE)


def front_matter(data: bytes) -> tuple[FrontMatter | None, tuple[Problem, ...]]:
    """Read the front matter at the top of `data`, and what is wrong with it."""
    fenced = _FENCED.match(data)
    if fenced is None:
        return None, ()
    span = Span(*fenced.span())
    start = fenced.start("yaml")
    raw = fenced["yaml"]
    if len(raw) > _MAX_YAML_BYTES:
        return FrontMatter(span), (Problem("The front matter is too long to be read.", span),)
    values = _plain_values(raw, start)
    if values is not None:
        return FrontMatter(span, values), ()
    try:
        return FrontMatter(span, _yaml_values(raw, start)), ()
    except ValueError as error:
        return FrontMatter(span, _loose_values(raw, start)), (
            Problem(f"The front matter is not valid YAML: {error}", span),
        )


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
            value = found["value"] or ""
            # In characters up to the value everything is ASCII, so these are bytes too.
            start = offset + (found.start("value") if value else len(found["key"]) + 1)
            values[found["key"]] = FrontValue(value, Span(start, start + len(value.encode())))
        elif text.strip(" "):
            return None
        offset += len(line)
    return values


def _yaml_values(raw: bytes, offset: int) -> dict[str, FrontValue]:
    """Read the top-level scalars with PyYAML; raises ValueError saying where it fails.

    Works on YAML's events, not on `compose`: composing is recursive in C, and brackets nested some
    ten thousand deep would end the process.
    """
    import yaml

    try:
        from yaml import CSafeLoader as Loader
    except ImportError:
        from yaml import SafeLoader as Loader  # type: ignore[assignment]

    text = raw.decode("utf-8", "replace")
    values: dict[str, FrontValue] = {}
    depth = 0
    key: str | None = None
    try:
        for event in yaml.parse(text, Loader=Loader):
            if isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
                if depth != 1:
                    continue
                if key is None:
                    key = event.value if isinstance(event, yaml.ScalarEvent) else ""
                    continue
                if isinstance(event, yaml.ScalarEvent):
                    values[key] = FrontValue(event.value, _marked(event, text, offset))
                key = None
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                depth += 1
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                depth -= 1
                if depth == 1:
                    # The end of a value that is no scalar, or of a key that is none.
                    key = "" if key is None else None
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(" ".join(str(error).split())) from error
    return values


def _marked(event: "object", text: str, offset: int) -> Span:
    start = event.start_mark.index  # type: ignore[attr-defined]
    end = event.end_mark.index  # type: ignore[attr-defined]
    before = len(text[:start].encode())
    return Span(offset + before, offset + before + len(text[start:end].encode()))


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


def front_list(data: bytes, *keys: str) -> list[str]:
    """Read what the front matter at the top of `data` lists under any of `keys`.

    A YAML list, or one scalar with commas between. Empty where there is none or it cannot be read.
    """
    fenced = _FENCED.match(data)
    if fenced is None or len(fenced["yaml"]) > _MAX_YAML_BYTES:
        return []
    raw = fenced["yaml"]
    if not any(re.search(rb"^" + key.encode() + rb"[ \t]*:", raw, re.MULTILINE) for key in keys):
        return []  # nearly always; and PyYAML is slow
    import yaml

    found: list[str] = []
    depth, key, is_ours = 0, None, False
    try:
        for event in yaml.parse(raw.decode("utf-8", "replace"), Loader=yaml.SafeLoader):
            if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                depth += 1
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                depth -= 1
                if depth == 1:
                    key = None if key is not None else ""
            elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
                text = event.value.strip() if isinstance(event, yaml.ScalarEvent) else ""
                if depth == 1 and key is None:
                    key = text
                    is_ours = key in keys
                elif depth == 1:
                    key = None
                    if is_ours:
                        found += [part.strip() for part in text.split(",")]
                elif depth == 2 and is_ours:
                    found.append(text)
    except (yaml.YAMLError, RecursionError):
        pass  # what was read so far stands; the view says what is wrong with it
    return list(dict.fromkeys(filter(None, found)))


_VIDEO_ID = re.compile(r"[A-Za-z0-9_-]{6,20}")
_ID_KEYS = ("videoId", "video_id", "videoID", "youtube_id")
_PLACE_KEYS = ("video", "media", "media_link", "url")
_YOUTUBE_HOSTS = ("youtube.com", "youtube-nocookie.com", "youtu.be")


def video_ref(values: Mapping[str, FrontValue]) -> VideoRef | None:
    """Find the video that front matter names; None where it names none."""
    video_id = url = path = None
    for key in _ID_KEYS:
        if key in values and _VIDEO_ID.fullmatch(values[key].text.strip()):
            video_id = values[key].text.strip()
            break
    for key in _PLACE_KEYS:
        text = values[key].text.strip() if key in values else ""
        if not text:
            continue
        if re.match(r"https?://", text, re.IGNORECASE):
            url = url or text
            video_id = video_id or youtube_id(text)
        elif re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", text) or "\0" in text:
            continue  # file:, javascript:, data: … are not followed
        elif key != "url" and path is None:
            inner = re.fullmatch(r"!?\[\[([^\]|#]+)[^\]]*\]\]", text)
            path = inner[1].strip() if inner else text
    if video_id is None and url is None and path is None:
        return None
    return VideoRef(video_id, url, path)


def youtube_id(url: str) -> str | None:
    """Take the video id out of a YouTube URL of any shape; None of any other."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("music.")
    except ValueError:
        return None
    if host not in _YOUTUBE_HOSTS:
        return None
    steps = [step for step in parts.path.split("/") if step]
    if host == "youtu.be":
        candidate = steps[0] if steps else ""
    elif len(steps) > 1 and steps[0] in ("embed", "shorts", "live", "v", "e"):
        candidate = steps[1]
    else:
        candidate = parse_qs(parts.query).get("v", [""])[0]
    return candidate if _VIDEO_ID.fullmatch(candidate) else None
