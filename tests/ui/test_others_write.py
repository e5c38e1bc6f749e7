"""Another program writes the note while a person edits it in the window: both keep everything."""

from __future__ import annotations

import os
import random
import re
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QRadioButton, QTextEdit

from tests.ui.stage import Stage
from viewer.errors import NoteChangedError
from viewer.notes.file import read_version, save
from viewer.notes.losing import keep_losing_text, losing_texts

WRITES = 200


class Other:
    """A program that writes marks into the note, as git and sync programs do: never blindly."""

    def __init__(self, path: Path, seed: int) -> None:
        self.made: list[bytes] = []
        self._path, self._random = path, random.Random(seed)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Other:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    @property
    def is_done(self) -> bool:
        return len(self.made) == WRITES

    def _run(self) -> None:
        for number in range(WRITES):
            mark = b"theirs%03d" % number
            while not self._stop.is_set():
                data, seen = read_version(self._path)
                # Often where the person writes, too: at the end of a line.
                ends = [found.end() for found in re.finditer(rb"words|[^\n]+", data)]
                at = self._random.choice(ends)
                try:
                    save(self._path, data[:at] + b" " + mark + data[at:], seen)
                except NoteChangedError:
                    continue
                break
            else:
                return
            self.made.append(mark)
            self._stop.wait(self._random.random() * 0.12)


@pytest.fixture
def decided() -> Iterator[list[int]]:
    """Answer each question about conflicts as it comes, a different way each time."""
    answered: list[int] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            buttons = dialog.findChildren(QRadioButton)
            for first in range(0, len(buttons), 3):
                buttons[first + len(answered) % 3].setChecked(True)
            answered.append(len(buttons) // 3)
            dialog.accept()

    timer = QTimer(interval=30)
    timer.timeout.connect(answer)
    timer.start()
    yield answered
    timer.stop()


def test_note_when_another_writes_200_times_holds_the_changes_of_both(
    stage: Stage, decided: list[int]
) -> None:
    seed = int(os.environ.get("CUENOTE_SEED", random.randrange(1 << 30)))
    print(f"CUENOTE_SEED={seed}")
    lines = "".join(f"- line {at} with some words [0:{at:02}]\n" for at in range(6))
    path = stage.write("note.md", lines)
    stage.start(path, player=False)
    mine = random.Random(seed + 1)
    made: list[str] = []
    with Other(path, seed) as other:
        while not other.is_done:
            for _ in range(mine.randrange(1, 4)):
                stage.press("j" if mine.random() < 0.7 else "k")
            stage.press("e")
            field = QApplication.focusWidget()
            if not isinstance(field, QTextEdit):
                stage.qtbot.wait(20)  # a question was open
                stage.window.activateWindow()
                continue
            mark = f"ours{len(made):03}"
            made.append(mark)
            QTest.keyClicks(field, f" {mark} ")
            stage.qtbot.wait(mine.randrange(5, 60))
            QTest.keyClick(QApplication.focusWidget() or stage.window, Qt.Key.Key_Return)
            if mine.random() < 0.3:
                stage.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
            stage.qtbot.wait(mine.randrange(5, 60))
    draft = stage.program.editing.draft
    assert draft is not None
    stage.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    stage.wait(lambda: not draft.is_modified and path.read_bytes() == draft.data)
    kept = b"".join(
        text.path.read_bytes() for text in losing_texts(stage.folders.state / "losing", path)
    )
    everything = path.read_bytes() + kept
    print(f"{len(other.made)} of theirs, {len(made)} of ours, {len(decided)} questions")
    missing = [mark for mark in other.made if mark not in everything]
    missing += [mark.encode() for mark in made if mark.encode() not in everything]
    assert not missing
    assert decided
    assert len(made) > 20


def test_texts_that_lost_long_ago_are_deleted_after_the_start(stage: Stage) -> None:
    folder = stage.folders.state / "losing"
    path = stage.write("note.md", "Words\n")
    old = keep_losing_text(folder, path, b"long ago", now_s=1_000_000_000)
    new = keep_losing_text(folder, path, b"just now")
    stage.start(path, player=False)
    stage.program.note_files.tidy()
    stage.wait(lambda: not old.exists())
    assert new.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be locked")
@pytest.mark.timeout(30)
def test_note_when_another_program_locks_its_folder_is_opened_edited_and_left(
    stage: Stage,
) -> None:
    import fcntl

    path, other = stage.write("note.md", "Words [0:05].\n"), stage.write("other.md", "More.\n")
    descriptor = os.open(stage.vault, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        stage.start(path, player=False)
        stage.press("j")
        stage.press("e")
        stage.write_in(" some")
        stage.reader.open_note(other)
        assert stage.reader.path == other
    finally:
        os.close(descriptor)
    assert b" some" in path.read_bytes()
