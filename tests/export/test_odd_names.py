"""Names of files that are not UTF-8: of a note, of its video, and in what is exported."""

import os
from pathlib import Path

import pytest

from tests.video.make_video import make_video
from viewer.__main__ import main
from viewer.export.forms import FORMS
from viewer.notes.front_edit import new_note
from viewer.notes.model import VideoRef
from viewer.notes.note import Note
from viewer.video.media import find_media

pytestmark = pytest.mark.skipif(os.name == "nt", reason="file names are text there")


def test_every_form_takes_a_note_and_a_video_whose_names_are_not_utf8(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    video = make_video(folder / os.fsdecode(b"caf\xe9.mp4"), frames=90)
    note = folder / os.fsdecode(b"b\xe9.md")
    for named in (str(video), video.name):
        note.write_bytes(new_note(VideoRef(path=named), "Talk") + b"- One thing [0:01]\n")
        read = Note.parse(note.read_bytes())
        assert read.problems == ()
        found = find_media(read.video, note, None, None, None)
        assert found is not None
        assert found.path == video
    for form in FORMS:
        assert main(["export", str(note), "--as", form.id, "-o", f"{tmp_path / form.id}/"]) == 0, (
            capsys.readouterr()
        )
