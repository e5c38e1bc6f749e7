"""Letters while one reads: they lead elsewhere and play; T writes, and no other changes a line."""

import shutil
import string
import subprocess
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from tests.ui.review_case import Case
from tests.ui.stage import CTRL, SHIFT, Stage, click, place_of
from viewer.media.player import PlayerState
from viewer.ui.kit.notice import NoticeButton

Key = Qt.Key
_TEXT = "# Talk\n\n- One [0:02]\n- Two [0:05]\n\nThe end.\n"
_SENTENCE = "The jib: do you see it, Max?"


def _type_at_once(text: str) -> None:
    """Press real keys, all of them before the program hears of the first."""
    subprocess.run(["xdotool", "type", "--delay", "10", text], check=True)


def _full_screen(stage: Stage) -> None:
    stage.press(Key.Key_F11)
    stage.wait(stage.window.isFullScreen)


def _detached(stage: Stage) -> None:
    stage.window.actions_["video.detach"].trigger()
    stage.wait(lambda: stage.window.player.window().isActiveWindow())


STATES: tuple[Callable[[Stage], object], ...] = (
    lambda stage: stage.view.setFocus(),
    _full_screen,
    lambda stage: stage.press("j"),  # which brings a claim into view once its picture is there
    lambda stage: stage.window.say("Yes?", [NoticeButton("Yes", "", lambda: None)], stays=True),
    _detached,
    lambda stage: stage.window.list.tree.setFocus(),
)


@pytest.mark.skipif(shutil.which("xdotool") is None, reason="xdotool is not on this computer")
def test_t_begins_a_bullet_with_all_that_is_typed_next(stage: Stage, numbered_video: Path) -> None:
    text = _TEXT + "\nWords.\n" * 80 + "\n- Last [0:08]\n"
    stage.watch(stage.write("talk.md", text, video=numbered_video))
    stage.wait_for_files()
    before = stage.data
    for enter in STATES:
        stage.seek(3_000)
        enter(stage)
        stage.seek(3_000)
        _type_at_once(f"t{_SENTENCE}")
        line = f"- {_SENTENCE} [0:03]\n".encode()
        stage.wait(lambda line=line: line in stage.data)
        assert stage.data.replace(line, b"") == before
        stage.activate()
        stage.undo(before)
        stage.press(Key.Key_Escape)
        stage.window.set_full_screen(False)
        stage.window.notice.close_notice()


def test_t_begins_and_delete_takes_what_was_meant(stage: Stage, numbered_video: Path) -> None:
    # At a heading T leads the list below.
    stage.watch(stage.write("talk.md", _TEXT, video=numbered_video))
    before = stage.data
    stage.press("t")  # before the first claim
    stage.write_in("More")
    assert stage.data == before.replace(b"- One", b"- More [0:00]\n- One")
    stage.undo(before)
    stage.press(Key.Key_Escape)
    # The bullet of a moment goes with Esc, and stays else.
    stage.seek(3_000)
    stage.press("t")
    assert b"\n- [0:03]\n" in stage.data
    stage.press(Key.Key_Escape)
    assert stage.data == before
    # It is filled in later: with what is written then, that is another step.
    stage.press("t")
    click(stage.view, place_of(stage.view, "The end"))
    stage.wait(lambda: not stage.program.editing.in_place.is_open)
    assert b"\n- [0:03]\n" in stage.data
    stage.undo(before)
    # Left with Esc, what has words stays, and goes at once.
    stage.press("t")
    stage.write_in("More")
    stage.press(Key.Key_Escape)
    assert b"\n- More [0:03]\n" in stage.data
    stage.undo(before)
    stage.press("z", CTRL | SHIFT)
    assert b"\n- More [0:03]\n" in stage.data
    stage.press("z", CTRL)
    # Delete takes only what was selected.
    stage.player.seek(0)
    stage.press("j")
    stage.press(Key.Key_Delete)
    stage.click_text("Two")
    stage.press(Key.Key_Delete)
    assert stage.data == before
    assert stage.said == "Select a bullet first: click in the margin beside it."
    stage.select_block("Two")
    stage.press(Key.Key_Delete)
    assert stage.data == before.replace(b"- Two [0:05]\n", b"")
    stage.undo(before)
    # With Shift, all that is selected.
    stage.select_block("One")
    click(stage.view, place_of(stage.view, "The end") + QPoint(200, 0), SHIFT)
    stage.press(Key.Key_Delete)
    assert b"- " not in stage.data
    assert b"# Talk" in stage.data
    stage.undo(before)
    # T writes nowhere where no bullet can be.
    stage.session.open_note(stage.write("code.md", "One\n\n```\nopen\n"))
    before = stage.data
    stage.press(Key.Key_End, CTRL)
    stage.press("t")
    assert stage.said == "Nothing to edit here."
    assert stage.data == before


def test_no_letter_but_t_changes_the_note(stage: Stage, long_video: Path) -> None:
    case = Case(stage, long_video)
    case.start()
    # The next problem leaves the keyboard where it is.
    before, at = stage.data, [stage.program.reviewing.selected.item]
    for _ in range(2):
        stage.press("d")
        assert QApplication.focusWidget() is stage.view
        at.append(stage.program.reviewing.selected.item)
        stage.press(Key.Key_Return)
        assert stage.data == before
    assert at[1] is not at[2]
    others = "".join(sorted({*string.ascii_letters} - {"t"}))
    card, claims = stage.program.reviewing.view.card, stage.window.tabs.widget("claims").claims
    for where, goes_to_problem in product((stage.view, card, claims), (False, True)):
        stage.view.setFocus()
        stage.program.reviewing.bring()
        if goes_to_problem:
            stage.press("d")
        for letter in f"did you EJX {others}":
            if where is claims:
                stage.window.tabs.show_tab("claims")
            where.setFocus()
            stage.press(
                Key.Key_Space if letter == " " else letter.lower(),
                SHIFT if letter.isupper() else Qt.KeyboardModifier.NoModifier,
            )
            assert stage.data == before, letter
            assert not stage.program.editing.in_place.is_open, letter
        stage.player.pause()
        stage.wait(lambda: stage.player.state is not PlayerState.PLAYING)
        assert case.path.read_bytes() == before
