"""One sitting with a real note, by keyboard alone: what git sees afterwards is what was done."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.stage import ALT, CTRL, Stage
from tests.video.make_video import make_video
from viewer.video.playback.player import PlayerState

SEED = Path("redpointai/impact_of_open_source_models_in_ai_development.md")
DURATION_S = 70 * 60 + 12
Key = Qt.Key


@pytest.fixture
def seed(stage: Stage, corpus_vault: Path) -> Path:
    """The first real note, committed, with a stand-in for its video beside it."""
    video = stage.vault / "atMRWzgHEGg.mp4"
    make_video(video, size=(160, 90), fps=1, frames=DURATION_S, gop=10, sound=False)
    path = stage.vault / SEED.name
    shutil.copyfile(corpus_vault / SEED, path)
    _git(path, "init", "-q")
    _git(path, "add", path.name)
    _git(path, "-c", "user.name=A", "-c", "user.email=a@b.invalid", "commit", "-qm", "As it was")
    stage.watch(path)
    stage.wait(lambda: len(stage.session.doubts) == 10)
    return path


def _git(path: Path, *arguments: str) -> str:
    ran = subprocess.run(
        ["git", *arguments], cwd=path.parent, check=True, capture_output=True, text=True
    )
    return ran.stdout


def _type_time(stage: Stage, text: str) -> None:
    """Set the time of the finding one is at, by Ctrl+T and typing."""
    stage.press(Key.Key_T, CTRL)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClick(field, Key.Key_A, CTRL)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Key.Key_Return)


def _go_to(stage: Stage, words: str) -> None:
    """Go on by J until one is at the claim that begins with these words."""
    for _ in range(20):
        stage.press("j")
        note, claim = stage.session.note, stage.session.follow.current_claim
        assert note is not None
        if claim is not None and note.plain(note.claims[claim].span).startswith(words):
            return
    raise AssertionError(f"J does not lead to {words!r}")


@pytest.mark.all_only
def test_note_when_mended_in_one_sitting_differs_in_just_those_lines(
    stage: Stage, seed: Path, make_stage: Callable[[], Stage]
) -> None:
    before = seed.read_text("utf-8")
    stage.press(Key.Key_Space)  # watch
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)
    stage.wait(stage.window.actions_["doubt.next"].isEnabled)
    for typed in ("0:44:20", "47m43s", "48:45"):  # three wrong times, one after the other
        stage.press("d")
        doubts = len(stage.session.doubts)
        stage.wait(lambda: not stage.program.reviewing.is_checking)
        _type_time(stage, typed)
        stage.wait(lambda doubts=doubts: len(stage.session.doubts) == doubts - 1)  # type: ignore[misc]
    assert stage.player.position_ms >= (48 * 60 + 45) * 1000
    for _ in range(2):  # from the notice, then from the findings, to the note
        stage.press(Key.Key_Escape)
    assert stage.view.hasFocus()
    stage.press(Key.Key_Space)
    stage.wait(lambda: stage.player.state is PlayerState.PAUSED)
    stage.press(Key.Key_Return, CTRL)  # a claim of one's own
    stage.write_in("The gap is months, not years ")
    stage.press(Key.Key_Escape)
    stage.press("t", ALT)
    _go_to(stage, "The passion, creativity")
    stage.press("e", ALT)  # one reworded
    stage.press(Key.Key_Home, CTRL)
    stage.write_in("Indeed: ")
    stage.press(Key.Key_Escape)
    _go_to(stage, "Increased access to compute")
    stage.press(Key.Key_Up, ALT)  # one moved
    moved = _data(stage)
    stage.select_block("Increased access to compute")
    stage.press(Key.Key_Delete)  # and two things that were not meant
    stage.press("t", ALT)
    for _ in range(2):
        stage.press(Key.Key_Z, CTRL)
    assert _data(stage) == moved
    stage.press("s", CTRL)
    stage.wait(lambda: seed.read_bytes() == moved)

    shown = _git(seed, "diff", "--unified=0", "--no-color", "--", seed.name)
    print(shown)
    taken = [line[1:] for line in shown.splitlines() if line[0] == "-" and line[:3] != "---"]
    given = [line[1:] for line in shown.splitlines() if line[0] == "+" and line[:3] != "+++"]
    for wrong, right in (
        ("01:43:02", "00:44:20"),
        ("01:42:00", "00:47:43"),
        ("01:45:02", "00:48:45"),
    ):
        old = next(line for line in before.splitlines() if f"[{wrong}]" in line)
        new = old.replace(f'"{wrong}">[{wrong}]', f'"{right}">[{right}]', 1)
        assert old in taken
        assert any(new in line or line in new for line in given), new
    assert any("The gap is months, not years" in line for line in given)
    (passion,) = [line for line in before.splitlines() if "The passion, creativity" in line]
    (access,) = [line for line in before.splitlines() if "Increased access to compute" in line]
    assert passion.replace("The passion", "Indeed: The passion") in given
    assert passion in taken
    lines = moved.decode().splitlines()
    assert lines.index(access) < lines.index(passion.replace("The passion", "Indeed: The passion"))
    assert len(given) == len(taken) + 1  # the claim that was added
    assert len(given) <= 6
    assert sorted(given + _kept(before, taken)) == sorted(moved.decode().split("\n"))

    stage.end()
    again = make_stage()
    again.watch(seed)
    assert _data(again) == moved == again.data
    again.wait(lambda: "The gap is months, not years" in again.view.toPlainText())
    again.wait(lambda: len(again.session.doubts) == 7)
    assert _git(seed, "diff", "--unified=0", "--no-color", "--", seed.name) == shown


def _kept(text: str, taken: list[str]) -> list[str]:
    lines = text.split("\n")
    for line in taken:
        lines.remove(line)
    return lines


def _data(stage: Stage) -> bytes:
    assert stage.session.note is not None
    return stage.session.note.data
