"""Templates of new notes: a video's facts fill the placeholders.

In the front matter a line whose value is unknown is left out; `{{video}}` alone on its line stands
for the lines that name the video, which are added if a template has none. In the text below, a line
with nothing but an unknown value is left out as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from viewer.notes.front_edit import new_note, scalar, set_video
from viewer.notes.model import VideoFacts, VideoRef
from viewer.notes.note import Note
from viewer.notes.timecode import format_ms

USUAL = """\
---
title: {{title}}
{{video}}
channel: {{channel}}
date: {{date}}
duration: {{duration}}
---

"""
NAMES = ("title", "video", "channel", "date", "duration", "today", "chapters", "chapter headings")

_FIELD = re.compile(r"\{\{ *(" + "|".join(NAMES) + r") *\}\}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def fill(template: str, video: VideoRef, facts: VideoFacts, today: str = "") -> bytes:
    """Write the bytes of a new note. `today` is a date; line ends are those of the template."""
    end = "\r\n" if "\r\n" in template else "\n"
    lines = template.replace("\r\n", "\n").split("\n")
    values = {
        "title": facts.title,
        "video": video.path or video.url or video.video_id or "",
        "channel": facts.channel,
        "date": facts.date,
        "duration": format_ms(facts.duration_ms) if facts.duration_ms is not None else "",
        "today": today,
        "chapters": "\n".join(f"- {name} [{format_ms(ms)}]" for ms, name in facts.chapters),
        "chapter headings": "\n\n".join(
            f"## {name} [{format_ms(ms)}]" for ms, name in facts.chapters
        ),
    }
    front_ends = lines.index("---", 1) if lines[0] == "---" and "---" in lines[1:] else 0
    written: list[str] = []
    for number, line in enumerate(lines):
        found = _FIELD.search(line)
        if found is None:
            written.append(line)
        elif number < front_ends and line.strip() == found[0] and found[1] == "video":
            names = new_note(video, "").decode().split("\n")
            written += names[2 : names.index("---", 1)]
        elif any(values[name] for name in _FIELD.findall(line)):
            show: Callable[[str], str] = _in_front if number < front_ends else str
            written.append(_FIELD.sub(lambda at, show=show: show(values[at[1]]), line))  # type: ignore[misc]
        elif line.replace(found[0], "").strip() and number > front_ends:
            written.append(_FIELD.sub("", line))
    data = end.join("\n".join(written).split("\n")).encode()
    note = Note.parse(data)
    if note.video is None:
        note = Note.parse(set_video(note, video).apply(data))
    assert note.front is not None
    body = note.data[note.front.span.end :]
    # An empty line, and one for the first words, which are to end with their line.
    return note.data if body.strip() else note.data.rstrip() + 3 * end.encode()


def _in_front(text: str) -> str:
    return text if _DATE.fullmatch(text) else scalar(text)
