"""Change the front matter, and write new notes: one value is spliced in, YAML is never rewritten.

A value is quoted where YAML would otherwise read something else than the text (a number, a date, a
mapping), and keeps the quotes it has. Each change is read back before it is given out: if the value
does not come out as given, or another would change, it is refused.
"""

import re

from viewer.base.errors import NoteEditError
from viewer.base.lazy_regex import late
from viewer.base.translation import _, tr, without_stop
from viewer.notes.edit import Change, Edit, line_end
from viewer.notes.file import storable
from viewer.notes.front import BOM, ID_KEYS, PLACE_KEYS, front_matter
from viewer.notes.model import FrontValue, VideoRef
from viewer.notes.moments import youtube_id
from viewer.notes.note import Note

_KEY = late(r"[A-Za-z_][\w-]*", re.ASCII)
_ID = late(r"[A-Za-z0-9_-]{11}")
# What YAML 1.1 and 1.2 read as text and nothing else, also for other readers than ours.
_PLAIN = late(
    r"(?![-?:](?:\s|$))[^\s\[\]{},&*!|>'\"%@`#](?:(?!:(?:\s|$)|\s#)[^\x00-\x1f\x7f-\x9f])*"
)
_NOT_TEXT = late(
    r"~|null|true|false|yes|no|on|off|y|n|<<|=|\.\.\.|---.*"
    # Numbers of every base, with exponents, sexagesimals (which times are), dates.
    r"|[-+.\d][-+.\d_:,eExXoOa-fA-F]*|[-+]?\.(?:inf|nan)|\d{4}-\d\d?-\d\d?.*",
    re.IGNORECASE,
)
_UNPRINTABLE = late("[\x00-\x1f\x7f-\x9f\u00ad\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


_IN_SOURCE_MODE = _("Cuenote can't change this front matter. Edit it in source mode.")


def set_title(note: Note, title: str) -> Change:
    """Set the title in the front matter. Raises NoteEditError."""
    return set_value(note, "title", title, tr("Change title"))


def set_video(note: Note, video: VideoRef) -> Change:
    """Set the video in the front matter. Raises NoteEditError.

    An existing key for an id, a URL or a path gets the new value, even under another name than
    Cuenote would use; keys that the new video has no value for stay as they are.
    """
    name = without_stop(tr("Change video…"))
    values = note.front.values if note.front is not None else {}
    change = Change(name, ())
    wanted: list[tuple[str, str]] = []
    if video.video_id is not None:
        wanted.append((next((key for key in ID_KEYS if key in values), "videoId"), video.video_id))
    places = [key for key in PLACE_KEYS if key in values and values[key].text.strip()]
    urls = [key for key in places if _is_url(values[key].text)]
    paths = [key for key in places if key not in urls and key != "url"]
    if video.path is not None:
        taken = next((key for key in ("video", "media") if key not in urls), "media")
        wanted.append((paths[0] if paths else taken, video.path))
    if urls:
        watch = f"https://www.youtube.com/watch?v={video.video_id}" if video.video_id else None
        url = video.url or watch
        # A URL of another video beside the new id would be a contradiction.
        wanted += [(key, url) for key in urls if url is not None]
    elif video.url is not None and video.video_id is None:
        wanted.append(("url" if paths or video.path is not None else "video", video.url))
    for key, text in dict(wanted).items():
        now = note.with_data(change.apply(note.data))
        change = change.then(set_value(now, key, text, name), name)
    return change


def set_value(note: Note, key: str, text: str, name: str = "") -> Change:
    """Set one top-level value of the front matter to a text. Raises NoteEditError.

    A key that is not there is added as the last line; a note without front matter gets one.
    """
    name = name or tr("Change {0}", "a property of the front matter").format(key)
    if _KEY.fullmatch(key) is None:
        raise NoteEditError(tr("“{0}” can't be a property name.").format(key))
    data = note.data
    if note.front is None:
        end = line_end(data)
        start = len(BOM) * data.startswith(BOM)
        block = b"---" + end + _line(key, text, end) + b"---" + end
        rest = data[start:]
        if rest and not rest.startswith((b"\n", b"\r")):
            block += end
        change = Change.of(name, [Edit(start, b"", block)])
    elif key in note.front.values:
        value = note.front.values[key]
        if value.text == text:
            return Change(name, ())
        change = Change.of(name, [_replaced(data, value, text)])
    elif re.search(
        rb"(?:^|[\r\n])[\"']?%s[\"']?[ \t]*:" % key.encode(), data[: note.front.span.end]
    ):
        raise NoteEditError(tr(_IN_SOURCE_MODE))
    else:
        fence = _closing_fence(note)
        end = line_end(data, fence)
        change = Change.of(name, [Edit(fence, b"", _line(key, text, end))])
    _check(note, change, key, text)
    return change


def new_note(video: VideoRef, title: str, end: bytes = b"\n") -> bytes:
    """Write the bytes of a new note: front matter with title and video, and an empty line.

    `end` is the line end to use. A video's id is preferred over its URL; a path is added beside it.
    """
    lines = [b"---" + end, _line("title", title, end)]
    if video.video_id is not None:
        lines.append(_line("videoId", video.video_id, end))
    elif video.url is not None:
        lines.append(_line("url" if video.path is not None else "video", video.url, end))
    if video.path is not None:
        lines.append(_line("video", video.path, end))
    return b"".join([*lines, b"---" + end, end])


def video_typed(text: str) -> VideoRef | None:
    """Read the video that the user typed: a URL, the id of a YouTube video, else a path."""
    text = text.strip()
    if not text:
        return None
    if _is_url(text):
        return VideoRef(youtube_id(text), text, None)
    if _ID.fullmatch(text):
        return VideoRef(text, None, None)
    return VideoRef(None, None, text)


def _is_url(text: str) -> bool:
    return re.match(r"\s*https?://", text, re.IGNORECASE) is not None


def _line(key: str, text: str, end: bytes) -> bytes:
    value = scalar(text)
    return f"{key}: {value}".rstrip(" ").encode() + end


def scalar(text: str, quote: str = "") -> str:
    """Write a text as a YAML scalar on one line: plain where that is safe, else in quotes.

    `quote` is the mark to use where it can be: `'`, `"`, or none.
    """
    text = storable(text)
    if quote != '"' and _UNPRINTABLE.search(text) is None:
        if not quote and text and _PLAIN.fullmatch(text) and text == text.rstrip():
            if _NOT_TEXT.fullmatch(text) is None:
                return text
        elif quote == "'":
            return "'" + text.replace("'", "''") + "'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _UNPRINTABLE.sub(_escape, escaped) + '"'


def _escape(found: re.Match[str]) -> str:
    short = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}.get(found[0])
    return short or f"\\u{ord(found[0]):04x}"


def _replaced(data: bytes, value: FrontValue, text: str) -> Edit:
    old = data[value.span.start : value.span.end]
    mark = old[:1].decode("latin-1")
    new = scalar(text, mark if mark in ("'", '"') else "").encode()
    if old and old[:1] in b"|>" and old.endswith((b"\n", b"\r")):
        # A block of lines ends where the next key begins.
        new += line_end(data, value.span.end)
    if not old and data[value.span.start - 1 : value.span.start] == b":":
        new = b" " + new
    edit = Edit(value.span.start, old, new)
    return edit if mark in "|>" else edit.trimmed()


def _closing_fence(note: Note) -> int:
    assert note.front is not None
    text = note.data[: note.front.span.end].rstrip(b" \t\r\n")
    return max(text.rfind(b"\n"), text.rfind(b"\r")) + 1


def _check(note: Note, change: Change, key: str, text: str) -> None:
    data = change.apply(note.data)
    front, problems = front_matter(data)
    before, after = (
        {one: value.text for one, value in each.values.items()} if each is not None else {}
        for each in (note.front, front)
    )
    was_broken = note.front is not None and front_matter(note.data)[1] != ()
    if after != before | {key: text} or (problems and not was_broken):
        raise NoteEditError(tr(_IN_SOURCE_MODE))
