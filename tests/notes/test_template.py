"""Templates of new notes."""

import pytest

from viewer.notes.model import VideoRef
from viewer.notes.note import Note
from viewer.notes.template import USUAL, VideoFacts, fill

FACTS = VideoFacts("A: talk", "The channel", "2024-05-01", 754_000, ((0, "One"), (61_000, "Two")))
FILM = VideoRef(path="film.mp4")


def test_usual_template_says_what_is_known() -> None:
    assert fill(USUAL, VideoRef("abcdefghijk", "https://youtu.be/abcdefghijk"), FACTS) == (
        b'---\ntitle: "A: talk"\nvideoId: abcdefghijk\nchannel: The channel\ndate: 2024-05-01\n'
        b'duration: "12:34"\n---\n\n\n'
    )
    assert fill(USUAL, FILM, VideoFacts("film")) == b"---\ntitle: film\nvideo: film.mp4\n---\n\n\n"


def test_template_with_chapters_gets_them_and_lines_without_a_value_go() -> None:
    template = (
        "---\ntags: [talk]\n---\n# {{title}}\nBy {{channel}}\n\n{{chapters}}\n\n"
        "{{chapter headings}}\n\nSeen {{ today }}\n"
    )
    written = fill(template, FILM, FACTS, "2026-11-26").decode()
    assert written == (
        "---\ntags: [talk]\nvideo: film.mp4\n---\n# A: talk\nBy The channel\n\n"
        "- One [0:00]\n- Two [1:01]\n\n## One [0:00]\n\n## Two [1:01]\n\nSeen 2026-11-26\n"
    )
    note = Note.parse(written.encode())
    assert note.video == FILM
    assert [time.ms for time in note.times(None)] == [0, 61_000, 0, 61_000]
    bare = fill("{{chapters}}\n{{date}}\nWords\n", FILM, VideoFacts("film")).decode()
    assert bare == "---\nvideo: film.mp4\n---\n\nWords\n"


@pytest.mark.parametrize(
    "title", ['"', "a: b # c", "{{video}}", "\\", "- x", "2024-01-01", "\u2028"]
)
def test_what_a_site_says_stays_one_value(title: str) -> None:
    note = Note.parse(fill(USUAL.replace("\n", "\r\n"), FILM, VideoFacts(title, title)))
    assert note.video == FILM
    assert note.front.values["title"].text == title
    assert note.front.values["channel"].text == title
    assert b"\n" not in note.data.replace(b"\r\n", b"")
