"""Files that are written beside others: whole or not there, and found after a kill, ours alone."""

import os
import shutil
import signal
from pathlib import Path

import pytest

from tests.forked import end_of, killed, start_child
from viewer.notes.beside import Beside, folder_beside, left_over, sweep, write_whole


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
