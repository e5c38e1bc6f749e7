"""Reading a note's file: faults of the disk come in words."""

import os
from pathlib import Path

import pytest

from viewer.errors import NoteFileError
from viewer.notes import file
from viewer.notes.file import read_note


def test_bytes_are_read_when_the_file_is_there(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_bytes(b"\xef\xbb\xbfa\r\n\xff")
    assert read_note(tmp_path / "note.md") == b"\xef\xbb\xbfa\r\n\xff"


def test_error_names_the_fault_when_there_is_no_note(tmp_path: Path) -> None:
    with pytest.raises(NoteFileError, match="No note at") as missing:
        read_note(tmp_path / "missing.md")
    assert missing.value.remedy
    with pytest.raises(NoteFileError, match="is a folder"):
        read_note(tmp_path)
    with pytest.raises(NoteFileError, match="can't be read"):
        read_note(tmp_path / "note.md" / "\0")
    (tmp_path / "note.md").touch()
    with pytest.raises(NoteFileError, match="can't be read"):
        read_note(tmp_path / "note.md" / "inner.md")


def test_error_names_the_fault_when_it_is_no_regular_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(NoteFileError, match="is not a file"):
        read_note(tmp_path / "pipe.md")


def test_error_names_the_fault_when_it_may_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "note.md"
    note.write_text("x")
    note.chmod(0)
    if os.access(note, os.R_OK):  # root reads everything

        def refuse(path: Path) -> bytes:
            raise PermissionError(13, "Permission denied", str(path))

        monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(NoteFileError, match="permission to read"):
        read_note(note)


def test_error_names_the_size_when_it_is_too_large(tmp_path: Path) -> None:
    with (tmp_path / "large.md").open("wb") as large:
        large.truncate(file.MAX_NOTE_BYTES + 1)
    with pytest.raises(NoteFileError, match="too large for a note: 4 MB"):
        read_note(tmp_path / "large.md")
