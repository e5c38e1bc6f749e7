"""Every form of citation by name, and how a fresh one is written.

`FORMS` names them for people, with an example each: in the preferences, and in `cuenote convert`. A
time is written to the millisecond where it has a part of a second: what is read again is the same.
Where a form cannot hold what it is given, `why_not` says so in a sentence, and nothing is written.
Pure; any thread.
"""

from typing import NamedTuple
from urllib.parse import quote

from viewer.notes.model import VideoRef
from viewer.notes.moments import place_of, youtube_of
from viewer.notes.timecode import format_full, format_ms, format_seconds, fraction

_BRIEF = 40  # letters of an example that is shown in one line
_ID = "dQw4w9WgXcQ"


class FormName(NamedTuple):
    """A form: its id for the command line and the settings, its name, and what it looks like."""

    id: str
    # What `Citation.syntax` calls it.
    syntax: str
    words: str
    example: str

    @property
    def brief(self) -> str:
        """The example in one short line."""
        line = " ".join(self.example.split())
        return line if len(line) <= _BRIEF else f"{line[: _BRIEF // 2]}…{line[-_BRIEF // 2 :]}"


FORMS: tuple[FormName, ...] = (
    FormName(
        "anchor",
        "anchor",
        "Anchor",
        '<a class="yt-timestamp" data-t="00:01:02">[00:01:02]</a>',
    ),
    FormName("bracket", "bracket", "Bracket", "[00:01:02]"),
    FormName(
        "link",
        "link",
        "Link to the moment",
        f"[1:02](https://www.youtube.com/watch?v={_ID}&t=62)",
    ),
    FormName("wiki", "wiki", "Wikilink to a file", "[[talk.mp4#t=1:02|1:02]]"),
    FormName("empty-link", "blank link", "Empty link (Media Notes)", "[01:02]()"),
    FormName("macro", "macro", "Macro (Logseq)", "{{youtube-timestamp 62}}"),
    FormName("fence", "fence", "Fence (Timestamp Notes)", "```timestamp\n1:02\n```"),
    FormName("org", "org", "Org link", "[[video:talk.mp4#00:01:02][00:01:02]]"),
    FormName("address", "address", "Address", f"<https://www.youtube.com/watch?v={_ID}&t=62>"),
    FormName("escaped", "escaped", "Escaped bracket", "\\[01:02\\]"),
    FormName("plain", "plain", "Plain time", "1:02"),
)
"""In the order in which they are shown."""

BY_ID = {form.id: form for form in FORMS}
NAMES_VIDEO = frozenset(("link", "wiki", "org", "address"))
"""Syntaxes whose citations name their video themselves."""

FIRST = frozenset(("link", "wiki", "blank link", "macro", "fence", "org", "escaped", "plain"))
"""Syntaxes in which a time stands before its text, unless a note has it otherwise."""

_ONE_MOMENT = {"macro": "A macro", "fence": "A fence"}
_TABLE = str.maketrans({"|": "\\|"})


def why_not(syntax: str, ms: int, end_ms: int | None, video: VideoRef | None) -> str:
    """Say in a sentence why a citation cannot be written in this form; empty where it can."""
    if end_ms is not None and syntax in _ONE_MOMENT and not _is_renderer(syntax, video):
        return f"{_ONE_MOMENT[syntax]} holds one moment, and this citation has an end."
    if syntax == "bracket" and (ms % 1000 or (end_ms or 0) % 1000):
        return "A bracket holds whole seconds, and this citation has a part of a second."
    if syntax in NAMES_VIDEO and (video is None or not _place(video)):
        return "No video is known that a link could lead to."
    if syntax == "wiki" and video is not None and video.path is None:
        return "A wikilink leads to a file, and this video is on the web."
    if syntax == "address" and video is not None and _web(video) is None:
        return "An address leads to the web, and this video is a file."
    return ""


def write(
    syntax: str, ms: int, end_ms: int | None, video: VideoRef | None, *, in_row: bool = False
) -> str:
    """Write a citation where `why_not` has nothing against it; `in_row`: in a row of a table."""
    start, until = _short(ms), _short(end_ms) if end_ms is not None else ""
    if syntax == "anchor":
        shown = format_full(ms) + (f"-{_full(end_ms)}" if end_ms is not None else "")
        return _anchor(_full(ms), shown)
    if syntax == "bracket":
        return f"[{_full(ms)}{f'-{_full(end_ms)}' if end_ms is not None else ''}]"
    if syntax == "plain":
        return f"{start}–{until}" if until else start
    if syntax == "escaped":
        return f"\\[{_two(ms)}{f'-{_two(end_ms)}' if end_ms is not None else ''}\\]"
    if syntax == "blank link":
        return f"[{_two(ms)}{f'-{_two(end_ms)}' if end_ms is not None else ''}]()"
    if syntax == "fence":
        return f"```timestamp\n{start}\n```"
    if syntax == "macro":
        name = "renderer :media-timestamp," if _is_renderer(syntax, video) else "youtube-timestamp"
        until = f", {format_seconds(end_ms)}" if end_ms is not None else ""
        return f"{{{{{name} {format_seconds(ms)}{until}}}}}"
    assert video is not None
    if syntax == "wiki":
        until = f",{until}" if until else ""
        markup = f"[[{video.path}#t={start}{until}|{format_ms(ms)}]]"
        return markup.translate(_TABLE) if in_row else markup
    if syntax == "org":
        until = f"-{_full(end_ms)}" if end_ms is not None else ""
        return f"[[video:{_place(video)}#{_full(ms)}{until}][{format_full(ms)}]]"
    address, holds_end = _moment(video, ms, end_ms, is_shown=syntax == "link")
    if syntax == "address":
        return f"<{address}>"
    label = format_ms(ms)
    if until and not holds_end:
        label += f"-{until}"
    wraps = any(letter in address for letter in " ()")
    return f"[{label}](<{address}>)" if wraps else f"[{label}]({address})"


def marked(syntax: str, time: str) -> str:
    """Write an anchor or a bracket with a time that is written out."""
    if syntax == "anchor":
        return _anchor(time, time)
    return f"[{time}]"


def _is_renderer(syntax: str, video: VideoRef | None) -> bool:
    """Say whether a macro is one for files, which can hold an end."""
    return syntax == "macro" and video is not None and youtube_of(video) is None


def _anchor(value: str, shown: str) -> str:
    return f'<a class="yt-timestamp" data-t="{value}">[{shown}]</a>'


def moment_address(video: VideoRef, ms: int) -> str:
    """Give the address of a moment of a video; empty where nothing says where the video is.

    YouTube knows whole seconds only, so there a part of a second is left out.
    """
    if not _place(video):
        return ""
    return _moment(video, ms - ms % 1000 if youtube_of(video) else ms, None, is_shown=False)[0]


def _moment(video: VideoRef, ms: int, end_ms: int | None, *, is_shown: bool) -> tuple[str, bool]:
    """Give the address of a moment, and whether it holds the end; with `is_shown` a label may."""
    web = _web(video)
    whole = ms % 1000 == 0 and (end_ms or 0) % 1000 == 0
    if web is not None and youtube_of(video) is not None and whole and (end_ms is None or is_shown):
        return f"{web}&t={ms // 1000}", False
    until = f",{format_seconds(end_ms)}" if end_ms is not None else ""
    return f"{web or _file(video.path or '')}#t={format_seconds(ms)}{until}", True


def _web(video: VideoRef) -> str | None:
    """Give the address of a video on the web, without a moment; None where it has none."""
    found = youtube_of(video)
    if found is not None:
        return f"https://www.youtube.com/watch?v={found}"
    if video.url is None or (video.video_id or "").startswith("podnotes:"):
        return None
    return (place_of(VideoRef(url=video.url)) or video.url).partition("#")[0]


def _place(video: VideoRef) -> str | None:
    return _web(video) or video.path


def _file(path: str) -> str:
    """Write a path so that it stands as the address of a link."""
    if path[1:2] == ":":
        return "file:///" + quote(path, safe="/:")
    return path.translate({ord(letter): quote(letter) for letter in "%?#<>"})


def _full(ms: int) -> str:
    return format_full(ms) + fraction(ms)


def _short(ms: int) -> str:
    return format_ms(ms) + fraction(ms)


def _two(ms: int) -> str:
    text = _short(ms)
    return f"0{text}" if text[1] == ":" and ms < 3_600_000 else text
