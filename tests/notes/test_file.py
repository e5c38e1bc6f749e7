import os
import shutil
import signal
from pathlib import Path

import pytest

from tests.forked import end_of, killed, start_child
from viewer.base.errors import NoteFileError
from viewer.notes import file
from viewer.notes.beside import Beside, folder_beside, left_over, sweep, write_whole
from viewer.notes.file import read_note
from viewer.notes.real_path import real_path


def test_bytes_are_read_when_the_file_is_there(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_bytes(b"\xef\xbb\xbfa\r\n\xff")
    assert read_note(tmp_path / "note.md") == b"\xef\xbb\xbfa\r\n\xff"


def test_error_names_the_fault_when_there_is_no_note(tmp_path: Path) -> None:
    with pytest.raises(NoteFileError, match="No note at"):
        read_note(tmp_path / "missing.md")
    with pytest.raises(NoteFileError, match="is not a file"):
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
    with pytest.raises(NoteFileError, match="can't be read: Permission denied"):
        read_note(note)


def test_error_names_the_size_when_it_is_too_large(tmp_path: Path) -> None:
    with (tmp_path / "large.md").open("wb") as large:
        large.truncate(file.MAX_NOTE_BYTES + 1)
    with pytest.raises(NoteFileError, match="is larger than 4 MB"):
        read_note(tmp_path / "large.md")


# ---------------------------------------------------------------------- beside others


def write_half(target: Path) -> None:
    """Write a file half, in a folder of its own too, and be killed."""
    target.parent.mkdir()
    one, two = Beside(target), Beside(target, suffix=True)
    one.write(b"half")
    assert one.path != two.path
    with folder_beside(target) as folder:
        (folder / "part.bin").write_bytes(b"more")
        killed()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_what_a_kill_has_left_is_deleted_and_nothing_of_others(tmp_path: Path) -> None:
    target = tmp_path / "folder" / ("n\u00e4me" * 40 + ".json")
    assert end_of(start_child(lambda: write_half(target))) == -signal.SIGKILL
    assert len(list(left_over(target.parent))) == 3
    others = [target.with_name(name) for name in (".cuenote-x~", ".cuenote-12345678-1~", "a.new")]
    for path in others:
        path.touch()
        os.utime(path, (1, 1))
    write_whole(target, "whole")
    with Beside(target) as living, folder_beside(target) as folder:
        for path in (living.path, folder):  # as of an export that takes hours
            os.utime(path, (1, 1))
        sweep(tmp_path)
        assert set(target.parent.iterdir()) == {target, *others, living.path, folder}
    assert set(target.parent.iterdir()) == {target, *others}


def test_file_that_cannot_be_written_whole_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new folder" / "file"
    write_whole(path, b"before", sync=True)

    def refuse(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", refuse)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"after")
    assert (path.read_bytes(), list(path.parent.iterdir())) == (b"before", [path])


def test_folder_is_gone_where_ctrl_c_comes_while_it_is_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    delete, calls = shutil.rmtree, []

    def interrupted(path: Path, *, ignore_errors: bool) -> None:
        calls.append(path)
        if len(calls) == 1:
            raise KeyboardInterrupt
        delete(path, ignore_errors=ignore_errors)

    monkeypatch.setattr(shutil, "rmtree", interrupted)
    with pytest.raises(KeyboardInterrupt), folder_beside(tmp_path / "file"):
        pass
    assert list(tmp_path.iterdir()) == []


# ---------------------------------------------------------------------- paths


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    if os.name == "nt":
        pytest.skip("needs links")
    vault = tmp_path / "Vault"
    for name in ("Talks/Note.md", "Talks/film.mp4", ".store/ab12.md", "0001.mp4"):
        (vault / name).parent.mkdir(parents=True, exist_ok=True)
        (vault / name).touch()
    (tmp_path / "link").symlink_to(vault)
    (vault / "today.md").symlink_to("Talks/Note.md")
    (vault / "kept.md").symlink_to(".store/ab12.md")
    (vault / "Talk.mp4").symlink_to("0001.mp4")
    return vault


@pytest.mark.parametrize(
    ("named", "known"),
    [
        ("Vault/Talks/../Talks/Note.md", "Vault/Talks/Note.md"),
        ("Vault/Talks/", "Vault/Talks"),
        ("link", "Vault"),
        ("link/Talks/..", "Vault"),
        ("link/Talks/Note.md", "Vault/Talks/Note.md"),
        ("link/../Vault/Talks/new.md", "Vault/Talks/new.md"),  # there is none yet
        ("link/new/new.md", "Vault/new/new.md"),
        ("Vault/today.md", "Vault/Talks/Note.md"),
        ("link/kept.md", "Vault/kept.md"),
        ("link/Talk.mp4", "Vault/Talk.mp4"),
    ],
)
def test_path_is_known_without_ways_up_and_links(
    vault: Path, monkeypatch: pytest.MonkeyPatch, named: str, known: str
) -> None:
    monkeypatch.chdir(vault.parent)
    assert real_path(Path(named)) == real_path(vault.parent / named) == vault.parent / known


def test_path_has_the_case_of_its_folders_where_that_does_not_count(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = vault.with_name("VAULT") / "TALKS" / "note.md"
    assert real_path(other) == other  # another file, if it is made
    same = lambda one, two: str(one).casefold() == str(two).casefold()  # noqa: E731
    monkeypatch.setattr(Path, "samefile", same)
    assert real_path(other) == vault / "Talks" / "Note.md"


@pytest.mark.parametrize("name", ["a\0b.md", "long" * 99 + ".md"])
def test_name_that_no_file_can_have_is_left(tmp_path: Path, name: str) -> None:
    assert real_path(tmp_path / name) == tmp_path / name
