"""Every form takes names of files that are not UTF-8, and leaves nothing behind elsewhere."""

import os
import tempfile
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


def test_every_form_takes_names_that_are_not_utf8_and_leaves_no_temporary_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    video = make_video(folder / os.fsdecode(b"caf\xe9.mp4"), frames=90)
    note = folder / os.fsdecode(b"b\xe9.md")
    for named in (str(video), video.name):
        note.write_bytes(new_note(VideoRef(path=named), "Talk") + b"- One thing [0:01-0:02]\n")
        read = Note.parse(note.read_bytes())
        assert read.problems == ()
        found = find_media(read.video, note, None, None, None)
        assert found.path == video
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("TMPDIR", str(temporary))
    for form in FORMS:
        assert main(["export", str(note), "--as", form.id, "-o", f"{tmp_path / form.id}/"]) == 0, (
            capsys.readouterr()
        )
        assert list((tmp_path / form.id).iterdir()), form.id
        assert not list(temporary.iterdir()), form.id
