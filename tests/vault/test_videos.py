from pathlib import Path

import pytest

from viewer.notes.model import VideoRef
from viewer.vault.videos import all_videos_of, video_of

FIRST, SECOND = "abcdefghij1", "abcdefghij2"
SEVERAL = f"""# Two

- [0:05](https://youtu.be/{FIRST}?t=5) one
- [0:06](https://youtu.be/{SECOND}?t=6) other

See [a third](https://youtu.be/abcdefghij3).
"""


def ids(videos: tuple[VideoRef, ...]) -> list[str | None]:
    return [video.video_id for video in videos]


def test_all_videos_are_those_that_are_cited_and_not_those_only_linked(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text(SEVERAL)
    assert ids(all_videos_of(note)) == [FIRST, SECOND]
    assert video_of(note).video_id == FIRST


@pytest.mark.parametrize("text", ["", "# No video\n\n10:24 is a time of day.\n"])
def test_note_without_a_video_has_none(tmp_path: Path, text: str) -> None:
    note = tmp_path / "note.md"
    note.write_text(text)
    assert all_videos_of(note) == ()
    assert video_of(note) is None


def test_front_matter_is_enough(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text(f"---\nvideoId: {SECOND}\n---\n\nSaid [0:05].\n")
    assert ids(all_videos_of(note)) == [SECOND]
    assert all_videos_of(tmp_path / "gone.md") == ()
