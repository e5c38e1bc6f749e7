"""What cannot be saved or merged as it is: two sides of a conflict, and a copy elsewhere."""

import contextlib
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.notes.test_save import IS_ROOT, names
from tests.waiting import wait_until
from viewer.base.errors import NoteSaveError
from viewer.notes.draft import Draft
from viewer.notes.merge import MergeChoice, merge
from viewer.ui.page.merge_dialog import MergeDialog, keep_unsaved
from viewer.ui.tasks.transcribed_file import copied

BASE = b"one\n\nbetween\n\ntwo\n\nbetween\n\nthree\n"


def test_side_is_taken_by_keys_and_mouse_and_each_place_is_its_own(qtbot: QtBot) -> None:
    ours = BASE.replace(b"one", b"one of mine").replace(b"two", b"two of mine")
    theirs = BASE.replace(b"one", b"one of theirs").replace(b"two", b"").replace(b"three", b"3")
    dialog = MergeDialog(None, "")
    dialog.show_conflicts(merge(BASE, ours, theirs).conflicts)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    wait_until(dialog.isActiveWindow)
    assert dialog.choices() == {0: MergeChoice.OURS, 1: MergeChoice.OURS}
    texts = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert "one of <u>" in texts
    assert "<u>mine</u>" in texts
    assert "<u>theirs</u>" in texts
    assert "These lines were deleted." in texts
    buttons = dialog.findChildren(QPushButton)
    assert [button.accessibleName() for button in buttons[:3]] == [
        "Yours, conflict 1 of 2",
        "On disk, conflict 1 of 2",
        "Both, conflict 1 of 2",
    ]
    buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(buttons[0], Qt.Key.Key_Right)
    assert dialog.choices() == {0: MergeChoice.THEIRS, 1: MergeChoice.OURS}
    QTest.keyClick(buttons[1], Qt.Key.Key_Down)
    assert dialog.choices() == {0: MergeChoice.BOTH, 1: MergeChoice.OURS}
    QTest.mouseClick(buttons[4], Qt.MouseButton.LeftButton)
    assert dialog.choices() == {0: MergeChoice.BOTH, 1: MergeChoice.THEIRS}


def test_difference_is_each_changed_line_once_without_tags(qtbot: QtBot) -> None:
    dialog = MergeDialog(None, "")
    qtbot.addWidget(dialog)
    old = b'- <a href="x">[2:05]</a> It says this\n- same\n- same too\n- and gone\n'
    new = old.replace(b"says this", b"tells that").replace(b" and gone", b" that came")
    dialog.show_difference(old, new)
    shown = dialog.findChild(QPlainTextEdit)
    assert shown.toPlainText() == "- [2:05] It says this tells that\n…\n- and gone that came"
    looks = re.findall("line-through|underline", shown.document().toHtml())
    assert looks == ["line-through", "underline"] * 2


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
        assert not keep_unsaved(window, draft, NoteSaveError("No room.", ""))
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
        assert "No space left on device" in ask(chosen)
        with pytest.raises(NoteSaveError, match="No space left on device"):
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
    assert "is not a file" in ask(tmp_path / "folder")
