"""The features that are made after the first painting, one at a time."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.parts import Parts
from tests.ui.stage import ALT, CTRL, Stage, click, place_of, position_of
from viewer.app import Cuenote
from viewer.ui.window.side_tabs import SideTabs

TEXT = "# Talk\n\nFirst [0:02], see [[two]] and [[none]].\n\n## Part\n\n- Second [0:09]\n"


@pytest.fixture
def started(make_stage: Callable[[], Stage], monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A window with a note, as it is when it is painted for the first time."""
    with monkeypatch.context() as patch:
        patch.setattr(Parts, "__init__", Cuenote.__init__)
        stage = make_stage()
        stage.write("two.md", "# Two\n\nOther [0:05].\n")
        stage.start(stage.write("one.md", TEXT), player=False)
    position_of(stage.view, "First")
    return stage


def _seen(stage: Stage) -> tuple[list[str], QImage]:
    """Return what can be done, and how the window looks."""
    stage.program.make_unasked()
    stage.wait_for_files()
    stage.wait_for_video()
    stage.wait_for_claims(2)
    stage.wait(lambda: not stage.program.reviewing.checking.is_running)
    actions = stage.window.actions_.by_id
    can = sorted(name for name, action in actions.items() if action.isEnabled())
    return can, stage.window.grab().toImage()


def test_features_made_after_the_note_and_its_video_were_opened_know_them(
    started: Stage, make_stage: Callable[[], Stage], numbered_video: Path
) -> None:
    note = started.write("one.md", TEXT, video=numbered_video)
    started.session.open_note(note)
    started.program.set_engine(started.engine)
    started.wait_for_files()
    started.wait_for_video()
    started.program.begin_making()
    started.wait(lambda: not started.program.make_next())
    later = _seen(started)
    started.end()
    at_once = make_stage()
    at_once.start(note, player=False)
    at_once.program.set_engine(at_once.engine)
    assert _seen(at_once) == later


def test_key_at_the_first_painting_does_what_it_does_later(started: Stage) -> None:
    started.press("e", ALT)
    assert started.program.editing.in_place.is_open


def test_keys_at_the_first_painting_find_no_tabs_yet(started: Stage) -> None:
    assert started.window.tabs.current == ""
    started.press(Qt.Key.Key_Tab, CTRL)
    started.press("k", CTRL)
    assert started.palette.isVisible()


def test_click_at_the_first_painting_is_heard(started: Stage) -> None:
    started.window.tabs.prefer("claims")  # as what was found meanwhile may
    at = place_of(started.view, "two")
    started.program.begin_making()
    click(started.view, at)
    started.wait(lambda: started.session.path.name == "two.md")


def test_tab_that_is_preferred_before_it_is_there_comes_to_the_front(qtbot: QtBot) -> None:
    tabs = SideTabs(("transcript", "claims"))
    qtbot.addWidget(tabs)
    tabs.prefer("claims")
    tabs.add("transcript", "Transcript", QWidget())
    tabs.prefer("transcript")  # as where a transcript is found before the list of claims is made
    tabs.add("claims", "Claims", QWidget())
    assert tabs.current == "transcript"
    tabs.prefer("claims")
    assert tabs.current == "claims"
