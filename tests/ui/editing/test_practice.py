"""The second half of the tour: a person writes in a copy of their own."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tests.ui.stage import ALT, CTRL, SHIFT, Stage
from viewer import TOUR
from viewer.translation import PRACTICE, document
from viewer.ui.editing.notes_folder import default_notes_folder

Key = Qt.Key


@pytest.fixture
def copy(stage: Stage) -> Path:
    """Where the copy will lie."""
    stage.program.settings.set("vault/notes", str(stage.vault / "mine"))
    return stage.vault / "mine" / document(PRACTICE).name


def test_second_half_is_reached_from_the_tour_and_is_a_copy_made_with_the_first_change(
    stage: Stage, copy: Path
) -> None:
    before = document(PRACTICE).read_bytes()
    stage.start(TOUR, player=False)
    stage.wait_for_files()
    stage.click_text("Your first note")
    stage.wait(lambda: stage.session.path == copy)
    assert not copy.parent.exists()
    stage.click_text("write your name")
    stage.press("e", ALT)
    stage.write_in("Ann")
    stage.press(Key.Key_Escape)
    stage.press("s", CTRL)
    stage.wait(copy.is_file)
    assert b"Ann" in copy.read_bytes()
    assert document(PRACTICE).read_bytes() == before
    assert stage.session.root == TOUR.parent
    stage.click_text("the tour")
    stage.wait(lambda: stage.session.path == TOUR)
    stage.window.actions_["tour.write"].trigger()
    assert stage.session.path == copy
    assert not stage.session.is_planned


@pytest.mark.all_only
def test_what_the_second_half_asks_for_can_be_done(stage: Stage, copy: Path) -> None:
    stage.start(TOUR)
    stage.window.actions_["tour.write"].trigger()
    stage.wait_for_video()
    stage.click_text("few whole pictures")
    stage.wait(lambda: stage.player.position_ms == 15_000)
    stage.toggle()
    stage.press("t")
    stage.write_in("Few of them.")
    stage.press(Key.Key_Escape)
    assert b"\n- Few of them. [0:1" in stage.data
    stage.player.pause()
    stage.click_text("This time is three")
    stage.click_text("called a key frame")
    stage.wait(lambda: stage.player.position_ms == 27_000)
    stage.player.seek(30_000)
    stage.press("t", ALT | SHIFT)
    assert b"called a key frame [0:30]" in stage.data
    stage.click_text("name a time past")
    stage.wait(lambda: len(stage.offered) == 2)
    stage.press("2", ALT)
    stage.wait(lambda: stage.player.position_ms == 116_000)


def test_end_of_the_tour_opens_what_is_ones_own(
    stage: Stage, copy: Path, numbered_video: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.start(TOUR, player=False)
    stage.window.actions_["tour.write"].trigger()
    stage.wait(lambda: "Open your video" in stage.view.toPlainText())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(numbered_video), ""))
    stage.click_text("Open your video")
    assert stage.session.path == copy.parent / "numbered.md"
    assert not copy.exists()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stage.vault))
    stage.session.open_note(TOUR)
    stage.click_text("open your folder of notes")
    assert stage.session.root == stage.vault


def test_practice_in_a_large_vault_is_asked_for(stage: Stage) -> None:
    for number in range(100):
        stage.write(f"{number}.md", "Text\n")
    stage.start(stage.vault, player=False)
    stage.wait_for_files()
    stage.session.open_note(TOUR)
    stage.window.actions_["tour.write"].trigger()
    assert stage.said == "Where should “Your first note” be saved?"
    assert stage.session.path == TOUR
    stage.window.notice.take(0)
    own = default_notes_folder()
    assert stage.session.path == own / document(PRACTICE).name
    stage.session.open_note(TOUR)
    stage.window.actions_["tour.write"].trigger()
    stage.window.notice.take(1)
    assert stage.session.path == stage.vault / document(PRACTICE).name
