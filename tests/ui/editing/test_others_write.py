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
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QPushButton

from tests.ui.editing.afresh import afresh
from tests.ui.editing.dialogs import answer
from tests.ui.stage import ALT, Stage
from viewer.errors import NoteChangedError
from viewer.notes.discarded import discarded_texts, keep_discarded_text
from viewer.notes.file import read_version, save
from viewer.ui.editing import file_sync

WRITES = 200


class Other:
    """A program that writes marks into the note, as git and sync programs do: never blindly."""

    def __init__(self, path: Path, writes: int, chance: random.Random) -> None:
        self.made: list[bytes] = []
        self._path, self._writes, self._random = path, writes, chance
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
        return len(self.made) == self._writes

    def _run(self) -> None:
        for number in range(self._writes):
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
            *buttons, _, take = dialog.findChildren(QPushButton)
            for first in range(0, len(buttons), 3):
                buttons[first + len(answered) % 3].setChecked(True)
            answered.append(len(buttons) // 3)
            take.click()

    timer = QTimer(interval=30)
    timer.timeout.connect(answer)
    timer.start()
    yield answered
    timer.stop()


def _wait_for_another(stage: Stage, other: Other) -> None:
    """Wait until the other program has written once more."""
    count = len(other.made)
    stage.wait(lambda: len(other.made) > count or other.is_done)


@pytest.mark.all_only
def test_note_when_another_writes_all_the_time_holds_the_changes_of_both(
    stage: Stage, decided: list[int], rng: random.Random
) -> None:
    lines = "".join(f"- line {at} with some words [0:{at:02}]\n" for at in range(6))
    path = stage.write("note.md", lines)
    stage.start(path, player=False)
    mine = random.Random(rng.random())
    made: list[str] = []
    with Other(path, WRITES, rng) as other:
        while not other.is_done:
            for _ in range(mine.randrange(1, 4)):
                stage.press("j" if mine.random() < 0.7 else "k")
            stage.press("e", ALT)
            field = QApplication.focusWidget()
            if not isinstance(field, QPlainTextEdit):
                _wait_for_another(stage, other)  # a question was open
                stage.window.activateWindow()
                continue
            mark = f"ours{len(made):03}"
            made.append(mark)
            QTest.keyClicks(field, f" {mark} ")
            _wait_for_another(stage, other)
            QTest.keyClick(QApplication.focusWidget() or stage.window, Qt.Key.Key_Escape)
            if mine.random() < 0.3:
                stage.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
            _wait_for_another(stage, other)
    draft = stage.draft
    stage.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    stage.wait(lambda: not draft.is_modified and path.read_bytes() == draft.data)
    kept = b"".join(
        text.path.read_bytes() for text in discarded_texts(stage.folders.state / "losing", path)
    )
    everything = path.read_bytes() + kept
    print(f"{len(other.made)} of theirs, {len(made)} of ours, {len(decided)} questions")
    missing = [mark for mark in other.made if mark not in everything]
    missing += [mark.encode() for mark in made if mark.encode() not in everything]
    assert not missing
    assert decided
    assert len(made) > len(other.made) / 10


def test_note_that_lost_words_is_taken_and_what_it_was_is_kept(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Texts that lost long ago are deleted after the start.
    folder = stage.folders.state / "losing"
    path = stage.write("note.md", "Words\n")
    old = keep_discarded_text(folder, path, b"long ago", now_s=1_000_000_000)
    new = keep_discarded_text(folder, path, b"just now")
    stage.start(path, player=False)
    stage.program.note_files.tidy()
    stage.wait(lambda: not stage.program.background.is_under_way("tidy state"))
    assert (old.exists(), new.exists()) == (False, True)

    # The latest of them is compared with the note, and restored.
    wanted = "Restore previous version"
    answer(wanted, "Show text discarded in merges", wanted, "Keep changes")
    stage.window.actions_["note.compare"].trigger()
    assert stage.data == b"just now"

    # Note that lost words in its middle is taken at once.
    text = "".join(f"- line {at} with some words\n" for at in range(40))
    path = afresh(stage, text)
    shorter = text.replace("line 3 with some", "line 3")
    monkeypatch.setattr(file_sync, "_CUT_SETTLES_S", 3_600.0)
    path.write_text(shorter)
    stage.wait(lambda: stage.data == shorter.encode())

    # Note whose end is cut off for good is taken and what it was is kept.
    monkeypatch.setattr(file_sync, "_CUT_SETTLES_S", 0.5)
    path = afresh(stage, text)
    path.write_text(text[:300])
    stage.wait(lambda: stage.data == text[:300].encode())
    kept = stage.folders.state / "losing"
    stage.wait(lambda: [one.path.read_text() for one in discarded_texts(kept, path)] == [text])


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
        stage.edit_next()
        stage.write_in(" some")
        stage.session.open_note(other)
        assert stage.session.path == other
    finally:
        os.close(descriptor)
    stage.wait(lambda: b" some" in path.read_bytes())


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("stays_open", "grows"),
    [(True, True), (True, False), (False, False)],
    ids=["held open, longer", "held open", "closed between"],
)
def test_note_that_another_program_writes_slowly_is_waited_for_and_nothing_is_lost(
    stage: Stage, *, stays_open: bool, grows: bool
) -> None:
    stage.program.settings.set("edit/autosave_s", 0.05)
    lines = [f"- line {at} with some words [0:{at:02}]\n" for at in range(40)]
    path = stage.write("note.md", "".join(lines))
    stage.start(path, player=False)
    stage.edit_next()
    stage.type_in(" mine")
    stage.wait(lambda: b" mine" in path.read_bytes())
    stage.wait(lambda: stage.window.status.right == "Saved")
    end = "- last of theirs\n" * (80 if grows else 1)
    theirs = path.read_bytes().replace(lines[-1].encode(), end.encode())
    half = len(theirs) * 2 // 3 if grows else len(theirs) // 2
    file = path.open("wb")
    file.write(theirs[:half])
    file.flush()
    if not stays_open:
        file.close()
    stage.type_in(" waits")
    stage.wait(lambda: stage.window.status.right == "Another program is writing this note…")
    stage.press("s", Qt.KeyboardModifier.ControlModifier)
    looked: list[Path] = []
    stage.program.editing.disk.folder_changed.connect(looked.append)
    stage.wait(lambda: len(looked) > 1)  # longer than others take between two steps of a write
    stage.type_in(" on")
    if not stays_open:
        file = path.open("ab")
    file.write(theirs[half:])
    file.close()

    def has_both() -> bool:
        data = path.read_bytes()
        return b"waits on" in data and data.endswith(theirs[-1000:])

    stage.wait(has_both)
    stage.wait(lambda: stage.window.status.right == "Saved")
