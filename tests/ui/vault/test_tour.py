"""The tour: the user's own note, whose steps are ticked as they are done."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.stage import ALT, CTRL, SHIFT, Stage
from viewer import RESOURCES
from viewer.base.translation import own_tour

Key = Qt.Key


def _ticks(stage: Stage) -> str:
    lines = stage.data.decode().splitlines()
    return "".join(line[3] for line in lines if line.startswith("- ["))


def test_steps_are_ticked_as_they_are_done_and_undo_leaves_the_ticks(
    make_stage: Callable[[], Stage],
) -> None:
    shipped = (RESOURCES / "tour" / "tour.md").read_bytes()
    stage = make_stage()
    stage.program.show(None, None)  # the first start
    stage.activate()
    stage.program.set_player(stage.engine)
    stage.wait_for_video()
    note = stage.tour
    assert (stage.session.path, stage.session.vault.root) == (note, note.parent)
    assert stage.data == note.read_bytes() == shipped
    stage.wait(lambda: len(stage.session.doubts.places) == 1)

    stage.click_text("anyone can check")
    stage.press("j")
    stage.wait(lambda: _ticks(stage) == " x   ")  # nothing was heard yet
    stage.press(Key.Key_Space)
    stage.wait(lambda: _ticks(stage) == "xx   ")
    stage.press("t")
    stage.write_in("Said aloud")
    assert _ticks(stage) == "xx   "  # it is being written
    stage.click_text("Come back and check")
    stage.wait(lambda: _ticks(stage) == "xxx  ")
    stage.press("d")
    stage.wait(stage.window.actions_["finding.accept"].isEnabled)
    stage.press("y", ALT)
    stage.wait(lambda: _ticks(stage) == "xxxx ")
    stage.press("f", CTRL | SHIFT)
    stage.type_in("rumour")
    searching = stage.program.searching
    stage.wait(lambda: searching.view.list.currentIndex().isValid())
    stage.press(Key.Key_Return)
    stage.wait(lambda: _ticks(stage) == "xxxxx")

    stage.press("z", CTRL)
    stage.wait(lambda: b"[00:51:00]" in stage.data)
    assert _ticks(stage) == "xxxxx"
    stage.press("z", CTRL)
    assert b"Said aloud" not in stage.data
    assert _ticks(stage) == "xxxxx"
    assert (stage.session.path, stage.session.vault.root) == (note, note.parent)
    stage.end()

    # It is opened as it was left, and what came with the program is as it was.
    again = make_stage()
    again.start(again.write("other.md", "Words\n"), player=False)
    again.window.actions_["tour"].trigger()
    assert again.session.path == note
    assert _ticks(again) == "xxxxx"
    assert (RESOURCES / "tour" / "tour.md").read_bytes() == shipped


def test_ticks_of_other_notes_are_left_alone(stage: Stage, numbered_video: Path) -> None:
    stage.watch(stage.write("mine.md", "- [ ] Call\n\nOne [0:02]\n", video=numbered_video))
    stage.click_text("One")
    stage.press("j")
    stage.wait_for_frame(60)
    assert _ticks(stage) == " "


def test_tour_can_be_read_where_it_cannot_be_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert own_tour(tmp_path / "file" / "tour") == RESOURCES / "tour" / "tour.md"
