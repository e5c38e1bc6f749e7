import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.base.errors import FolderGoneError, NoteChangedError, NoteSaveError
from viewer.notes.model import VideoFacts, VideoRef
from viewer.notes.new_file import free_path, stem_after, write_new
from viewer.notes.note import Note
from viewer.notes.template import USUAL, fill

HOSTILE = (
    ("../../etc/passwd", "etc passwd"),
    ("..", ""),
    ("/", ""),
    ("a/b\\c", "a b c"),
    ("\x00\x07bell\x1b[31m", "bell [31m"),
    ("\u202egnp.exe\u202c", "gnp.exe"),
    ("שלום\u200f עולם", "שלום עולם"),
    ("line\nbreak\u2028more", "line break more"),
    ("con", "con note"),
    ("LPT1.txt", "LPT1.txt note"),
    ("Constant", "Constant"),
    ("half \ud800 letter", "half letter"),
    (" . hidden . ", "hidden"),
)


@pytest.mark.parametrize(("title", "stem"), HOSTILE)
def test_stem_of_a_hostile_title_is_harmless(title: str, stem: str) -> None:
    assert stem_after(title) == stem


@given(st.text(max_size=400))
def test_stem_of_any_title_can_be_a_name(title: str) -> None:
    stem = stem_after(title)
    assert Path("folder", f"{stem or 'note'}.md").parent == Path("folder")
    assert len(f"{stem} 1000.md".encode()) <= 200
    assert stem == stem.strip()


def test_long_titles_are_written_in_every_script(tmp_path: Path) -> None:
    for title in ("x" * 300, "語" * 300, "\U0001f600" * 300, "é" * 300):
        path = write_new(tmp_path, title, b"text\n")
        assert path.read_bytes() == b"text\n"
        assert title.startswith(path.stem)
    assert len(list(tmp_path.iterdir())) == 4


def test_new_note_never_takes_the_place_of_another(tmp_path: Path) -> None:
    (tmp_path / "Talk.md").write_bytes(b"mine")
    (tmp_path / "Talk 2.md").symlink_to(tmp_path / "nowhere")
    first = write_new(tmp_path, "Talk", b"one")
    second = write_new(tmp_path, "Talk", b"one")
    assert [path.name for path in (first, second)] == ["Talk 3.md", "Talk 4.md"]
    assert (tmp_path / "Talk.md").read_bytes() == b"mine"
    assert not (tmp_path / "nowhere").exists()


def test_name_that_is_taken_meanwhile_is_left_to_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def late(source: Path, target: Path) -> None:
        if target.name == "Talk.md":
            target.write_bytes(b"another program's")
        link(source, target)

    monkeypatch.setattr(os, "link", late)
    assert write_new(tmp_path, "Talk", b"ours").name == "Talk 2.md"
    assert (tmp_path / "Talk.md").read_bytes() == b"another program's"


def test_names_that_are_taken_again_and_again_are_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(source: Path, target: Path) -> None:
        raise FileExistsError

    monkeypatch.setattr(os, "link", taken)
    with pytest.raises(NoteChangedError):
        write_new(tmp_path, "Talk", b"ours")
    assert list(tmp_path.iterdir()) == []


def test_folder_that_may_not_be_looked_into_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, **_how: object) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", refuse)  # root may look into every folder
    with pytest.raises(NoteSaveError, match="Permission denied"):
        write_new(tmp_path, "Talk", b"ours")


def test_nothing_is_left_where_a_note_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(FolderGoneError):
        write_new(tmp_path / "gone", "Talk", b"text")
    assert list(tmp_path.iterdir()) == []
    assert free_path(tmp_path, "Talk") == tmp_path / "Talk.md"


# ---------------------------------------------------------------------- templates


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
