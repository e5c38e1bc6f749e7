"""What a file says of its video."""

import json
import shutil
from pathlib import Path

from viewer.notes.template import VideoFacts
from viewer.video.facts import facts_of_file
from viewer.video.ytdlp.client import day_of


def test_file_alone_says_how_long_it_is(numbered_video: Path) -> None:
    facts = facts_of_file(numbered_video)
    assert 1_000 < facts.duration_ms < 60_000
    assert facts.title == ""


def test_info_beside_a_file_goes_before_what_is_in_it(numbered_video: Path, tmp_path: Path) -> None:
    video = tmp_path / "film.mp4"
    shutil.copyfile(numbered_video, video)
    info = {
        "title": "A talk\nof two lines",
        "uploader": "Somebody",
        "upload_date": "20240501",
        "duration": 99,
        "chapters": [{"start_time": 0, "title": "One"}, {"start_time": 2.5, "title": "Two"}, 3],
    }
    (tmp_path / "film.info.json").write_text(json.dumps(info))
    facts = facts_of_file(video)
    assert facts.title == "A talk of two lines"
    assert (facts.channel, facts.date) == ("Somebody", "2024-05-01")
    assert facts.chapters == ((0, "One"), (2500, "Two"))
    assert facts.duration_ms == facts_of_file(numbered_video).duration_ms


def test_file_that_is_broken_says_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"\0" * 99)
    (tmp_path / "broken.info.json").write_text("[1")
    (tmp_path / "info.json").write_text("{}")
    assert facts_of_file(broken) == VideoFacts()
    assert facts_of_file(tmp_path / "missing.mp4") == VideoFacts()


def test_dates_are_read_in_three_forms_and_nothing_else() -> None:
    assert {day_of(text) for text in ("20240501", "2024-05-01", "2024-05-01T10:00:00Z")} == {
        "2024-05-01"
    }
    assert {day_of(text) for text in ("", None, "2024", "May 1", "202405011")} == {""}
