"""Small made-up notes, some for each form in which people cite a time, and how they are read.

`forms.txt` lists them by form; `time_shapes.toml` lists times in every shape with what each should
be, `shapes/*.txt` holds notes of one shape each. All were written before the code that reads them.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from viewer.notes.note import Note
from viewer.notes.timecode import format_exact, parse_typed_range

ID, OTHER = "abcdefghij1", "-_klmnopqr2"
WATCH, SHORT = f"https://www.youtube.com/watch?v={ID}", f"https://youtu.be/{ID}"
BILI = "https://www.bilibili.com/video/BV1xx411c7mD"


class Cited(NamedTuple):
    written: str
    ms: int
    end_ms: int | None
    video: str | None
    side: str


def _cited(told: str) -> Cited:
    words, _, video = told.partition(" = ")
    written, time, *before = words.split()
    start, _, end = time.partition("-")
    return Cited(
        written.replace('""', ""),
        round(float(start) * 1000),
        round(float(end) * 1000) if end else None,
        None if video == "none" else video or ID,
        "before" if before else "after",
    )


def _read() -> tuple[dict[str, list[tuple[str, list[Cited]]]], list[str]]:
    notes: dict[str, list[tuple[str, list[Cited]]]] = {}
    _, *groups = Path(__file__).with_name("forms.txt").read_text("utf-8").split("\n\n# ")
    for group in groups:
        name, *lines = group.strip().split("\n")
        rows = (line.partition(" ⇒ ") for line in lines)
        notes[name] = [
            (t, [_cited(one) for one in told.split(" ; ") if told]) for t, _, told in rows
        ]
    return notes, [text for text, _ in notes.pop("nothing")]


NOTES, NOTHING = _read()
"""By form: notes, and what they cite; and notes that cite nothing."""
# What is known by its times alone: to change one can change what it is.
SURE = [text for name, notes in NOTES.items() if "alone" not in name for text, _ in notes]


def data_of(text: str) -> bytes:
    return text.replace("¶", "\n").encode()


_HERE = Path(__file__).parent
_FRONT = "---\nvideoId: abcdefghijk\n---\n"
_DURATION_MS = 7_200_000


class Shape(NamedTuple):
    """A note, with what it cites: `0:12`, or `0:12-0:30` for a range."""

    group: str
    name: str
    text: str
    cites: tuple[str, ...]
    # Words that its first time supports; "" where nothing is said of them.
    claim: str = ""


def shapes() -> Iterator[Shape]:
    listed = tomllib.loads((_HERE / "time_shapes.toml").read_text("utf-8"))
    for kind in ("cites", "plain"):
        for one in listed[kind]:
            cites = tuple(one.get("cites", ()))
            yield Shape(kind, one["name"], _FRONT + one["text"], cites, one.get("claim", ""))
    for path in sorted((_HERE / "shapes").glob("*.txt")):
        parts = re.split(r"(?m)^===(?: |$)", path.read_text("utf-8"))[1:]
        for number, part in enumerate(parts, 1):
            times, _, text = part.partition("\n")
            text = text if text.startswith("---\n") else _FRONT + text
            yield Shape(path.stem, str(number), text, tuple(times.split()))


def read(shape: Shape) -> tuple[str, ...]:
    """Return what its note cites, as a shape says it."""
    note = Note.parse(shape.text.encode())
    found = []
    for one, time in zip(note.citations, note.times(_DURATION_MS), strict=True):
        if not one.ends_range:
            end = f"-{format_exact(time.end_ms)}" if time.end_ms is not None else ""
            found.append((format_exact(time.ms) if time.ms is not None else one.written) + end)
    return tuple(found)


def claim(shape: Shape) -> str:
    note = Note.parse(shape.text.encode())
    own = [one for one in note.claims if 0 in one.citations and not one.stands_for_child]
    return note.plain.of(own[0].span) if own else ""


def is_read(shape: Shape) -> bool:
    expected = tuple(
        "-".join(format_exact(ms) for ms in parse_typed_range(time) or () if ms is not None)
        for time in shape.cites
    )
    return read(shape) == expected and (not shape.claim or shape.claim in claim(shape))
