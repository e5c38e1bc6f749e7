"""What a person names as a video."""

from pathlib import Path

import pytest

from viewer.errors import MediaError
from viewer.notes.model import VideoRef
from viewer.video.brought import time_in, video_brought

WATCH = "https://www.youtube.com/watch?v=abcdefghijk"


def test_addresses_and_ids_are_read_as_they_are_copied() -> None:
    assert video_brought(" abcdefghijk\n") == VideoRef("abcdefghijk")
    assert video_brought(f'"{WATCH}"') == VideoRef("abcdefghijk", WATCH)
    entry = f"{WATCH}&list=PLxyz&index=3"
    assert video_brought(entry) == VideoRef("abcdefghijk", entry)
    assert video_brought("https://site.example/watch/1").video_id is None


def test_file_is_read_as_path_address_and_from_the_home_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = tmp_path / "a film.mp4"
    film.write_bytes(b"x")
    monkeypatch.setenv("HOME", str(tmp_path))
    for text in (str(film), film.as_uri(), "~/a film.mp4", f"'{film}'"):
        assert video_brought(text) == VideoRef(path=str(film))


@pytest.mark.parametrize(
    "text",
    [
        *("", "words", "/nowhere/film.mp4", "file:///nowhere/film.mp4", "two\nlines", "x\0y"),
        "~no-one/a.mp4",
        *("javascript:alert(1)", "https://", "https://user:word@site.example/v", "a" * 5000),
    ],
)
def test_what_is_no_video_is_refused_in_words(text: str) -> None:
    with pytest.raises(MediaError) as caught:
        video_brought(text)
    assert len(caught.value.words()) < 300


def test_file_that_is_neither_picture_nor_sound_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "table.xlsx"
    table.write_bytes(b"x")
    with pytest.raises(MediaError, match="neither video nor audio"):
        video_brought(str(table))


@pytest.mark.parametrize(
    ("url", "ms"),
    [
        (WATCH, None),
        (f"{WATCH}&t=83s", 83_000),
        ("https://youtu.be/abcdefghijk?t=1h2m3s", 3_723_000),
        ("https://www.youtube.com/embed/abcdefghijk?start=76", 76_000),
        (f"{WATCH}&t=soon", None),
    ],
)
def test_moment_in_an_address_is_where_the_video_begins(url: str, ms: int | None) -> None:
    assert time_in(VideoRef("abcdefghijk", url)) == ms
