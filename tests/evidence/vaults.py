"""Small vaults whose citations are known: what is wrong with them, and what is right."""

import json
from pathlib import Path
from typing import Any

from viewer.evidence.check import examine
from viewer.evidence.finding import Finding
from viewer.notes.note import Note

# What is said in the video of the notes, one sentence every ten seconds.
TALK = (
    "Welcome everybody to this evening about lighthouses",
    "The first lens was ground by a watchmaker in Geneva",
    "It weighed four tons and floated on mercury",
    "Sailors complained about the colour of the beam",
    "Keepers had to wind the clockwork every six hours",
    "In winter the stairs froze and nobody could climb",
    "A goat lived on the second landing for eleven years",
    "Electricity came late because the cable kept breaking",
    "The foghorn was heard as far as the monastery",
    "Today a single engineer looks after thirty towers",
    "She travels by helicopter between the islands",
    "The museum keeps the logbooks of every storm",
)
STEP_S = 10
VIDEO = "lighthouse1"


def check(note: Note, *known: Any, **more: Any) -> tuple[Finding, ...]:
    """Make a finding for every citation of a note; what is known is as in `examine`."""
    return examine(note, *known, **more).findings


def srt() -> str:
    """Give the captions of the talk."""
    return "\n".join(
        f"{n}\n00:{s // 60:02}:{s % 60:02},000 --> 00:{e // 60:02}:{e % 60:02},000\n{text}.\n"
        for n, text in enumerate(TALK, 1)
        for s, e in (((n - 1) * STEP_S, n * STEP_S),)
    )


def anchor(time: str, label: str | None = None) -> str:
    """Write a citation as the corpus does."""
    return f'<a class="yt-timestamp" data-t="{time}">[{label or time}]</a>'


def note(video: str, *lines: str, title: str = "A note") -> str:
    """Write a note about a video, a bullet for each line."""
    bullets = "".join(f"* {line}\n" for line in lines)
    return f"---\ntitle: {title}\nvideoId: {video}\n---\n\n# {title}\n\n{bullets}"


def shifted_note(video: str, count: int = 6, title: str = "Shifted") -> str:
    """Write a note whose minutes and seconds stand in the place of hours and minutes."""
    return note(
        video,
        *(
            f"{TALK[n % len(TALK)]} {anchor(f'{5 + n:02}:{n * 7 % 60:02}:00')}"
            for n in range(count)
        ),
        title=title,
    )


def write_vault(root: Path, *, shifted: int = 3, plain: int = 2) -> None:
    """Write notes in two channels: some shifted, some of which nothing can be said."""
    for number in range(shifted):
        place = root / f"Channel {number % 2}" / f"shifted {number}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        text = shifted_note(f"shifted{number:04}", title=f"Shifted {number}")
        # Whatever else is in a file must stay: line ends, a byte order mark, odd spaces.
        data = text.encode()
        if number % 3 == 1:
            data = b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")
        if number % 3 == 2:
            data = data.rstrip(b"\n") + " \u00a0 tail".encode()
        place.write_bytes(data)
    for number in range(plain):
        place = root / "Channel 1" / f"plain {number}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        text = note(f"plain{number:06}", f"Something is said {anchor('00:00:30')}", title="Plain")
        place.write_text(text, "utf-8")


def durations(path: Path, **seconds: int) -> Path:
    """Write a list of durations."""
    path.write_text(json.dumps(seconds), "utf-8")
    return path
