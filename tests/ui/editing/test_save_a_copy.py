"""A copy of what cannot be saved: it takes the place of the file that was chosen, or of nothing."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.notes.test_save import IS_ROOT, names
from viewer.errors import DiskFullError
from viewer.notes.draft import Draft
from viewer.ui.editing.merge_dialog import MergeDialog, keep_unsaved
from viewer.ui.speech.transcribed_file import copied

_THEIRS = b"What another person wrote.\n" * 40
Ask = Callable[[Path], str]


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft(tmp_path / "note.md", b"Mine. " * 20, None, tmp_path / "state", is_planned=True)


@pytest.fixture
def ask(qtbot: QtBot, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Return a function that saves a copy to a path, and gives why that cannot be; "": it is."""
    window = QWidget()
    qtbot.addWidget(window)

    def ask(path: Path) -> str:
        said: list[str] = []
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, MergeDialog):
                said.append(dialog.findChildren(QLabel)[0].text())
                wanted = "Discard changes" if said[1:] else "Save a copy elsewhere…"
                buttons = dialog.findChildren(QPushButton)
                next(button for button in buttons if button.text() == wanted).click()

        timer = QTimer(interval=10)
        timer.timeout.connect(answer)
        timer.start()
        assert not keep_unsaved(window, draft, DiskFullError("No room.", ""))
        timer.stop()
        return "".join(said[1:])

    return ask


def test_copy_under_a_new_name_or_over_a_file(ask: Ask, draft: Draft, tmp_path: Path) -> None:
    chosen = tmp_path / "chosen"
    assert ask(chosen) == ""
    assert chosen.read_bytes() == draft.data
    chosen.write_bytes(b"\x00\xff\xfe" * 100)
    chosen.chmod(0o640)
    assert ask(chosen) == ""
    assert chosen.read_bytes() == draft.data
    assert chosen.stat().st_mode & 0o777 == 0o640


@contextlib.contextmanager
def mounted(folder: Path, options: str) -> Iterator[Path]:
    """A small file system in memory; skips where this user may not mount."""
    if not IS_ROOT or shutil.which("mount") is None:
        pytest.skip("only root can mount a small file system; failing writes are tested beside")
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip(f"a small file system cannot be mounted here: {made.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def test_file_that_was_chosen_stays_where_the_disk_is_full(ask: Ask, tmp_path: Path) -> None:
    folder, transcript = tmp_path / "disk", tmp_path / "talk.vtt"
    transcript.write_text("WEBVTT\n", "utf-8")
    folder.mkdir()
    with mounted(folder, "size=256k") as disk:
        chosen = disk / "chosen.md"
        chosen.write_bytes(_THEIRS)
        with contextlib.suppress(OSError), (disk / "filler").open("wb", buffering=0) as out:
            while True:
                out.write(b"x" * 4096)
        assert "Not enough disk space" in ask(chosen)
        with pytest.raises(DiskFullError):
            copied(transcript, chosen)  # as is offered for a transcript that was made here
        assert chosen.read_bytes() == _THEIRS
        assert names(disk) == ["chosen.md", "filler"]


def test_file_that_was_chosen_stays_where_another_writes_it_meanwhile(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = tmp_path / "chosen.md"
    chosen.write_bytes(b"Seen when it was chosen.\n")
    fsync = os.fsync

    def write_meanwhile(descriptor: int) -> None:
        chosen.write_bytes(_THEIRS)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", write_meanwhile)  # while ours is on its way to the disk
    assert "was changed by another program" in ask(chosen)
    assert chosen.read_bytes() == _THEIRS


def test_folder_that_was_chosen_stays(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert "is a folder" in ask(tmp_path / "folder")
