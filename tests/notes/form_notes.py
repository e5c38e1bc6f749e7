"""Small made-up notes, some for each form in which people cite a time, and how they are read."""

from pathlib import Path
from typing import NamedTuple

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
