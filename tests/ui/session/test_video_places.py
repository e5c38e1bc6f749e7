"""The folders of a vault in which videos are looked for: one list, for all that look."""

import json
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from tests.ui.review_case import SAID, transcript
from tests.ui.stage import Stage
from viewer.commands import check, export
from viewer.video import media

ID = "dQw4w9WgXcQ"


def _run(command: ModuleType, *arguments: str | Path) -> int:
    """Run a command; return its exit code."""
    return int(command.run(command.parser().parse_args([*map(str, arguments)])))


def test_folder_named_once_is_found_by_all_that_look_for_videos(
    stage: Stage,
    long_video: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(media, "FOLDERS", (*media.FOLDERS, "films"))
    film = stage.vault / "films" / "more" / f"Trades [{ID}].mp4"
    film.parent.mkdir(parents=True)
    shutil.copyfile(long_video, film)
    captions = stage.vault / "films" / f"{ID}.en.vtt"
    captions.write_text(transcript(), "utf-8")
    lines = "Bakers knead the dough [0:01].\n\nThe end [9:00].\n"
    note = stage.write("note.md", f"---\nvideoId: {ID}\n---\n\n{lines}")
    for path in (stage.vault, note):
        assert _run(check, "--json", path) == 1
        found = list(map(json.loads, capsys.readouterr().out.splitlines()))
        assert [one["verdict"] for one in found] == ["holds", "past end"]
        assert found[0]["evidence"]["text"].startswith(SAID[0])
    page = stage.vault.parent / "page.html"
    assert _run(export, note, "--as", "html", "--no-clips", "-o", page) == 1
    exported = page.read_text("utf-8")
    assert "data:image/" in exported
    assert "long before dawn" in exported
    # The window, which plays it and shows its words.
    stage.watch(note)
    stage.wait(lambda: stage.program.transcripts.transcript is not None)
    opened, shown = stage.session.video.media, stage.program.transcripts.transcript
    assert isinstance(opened, media.Media)
    assert (opened.path, shown.path) == (film, captions)
