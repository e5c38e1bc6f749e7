"""The outline: what it lists, where it goes, and which heading is marked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.stage import ALT, CTRL, LEFT, NO_KEYS, Stage, wheel
from viewer.ui.note.outline import NoteOutline, OutlineView
from viewer.video.playback.player import PlayerState

Key = Qt.Key
WORDS = "A few words that fill a line of the page, as notes have them.\n\n" * 12
TEXT = (
    f"# Talk\n\n{WORDS}## First\n\nOne [0:02]\n\n{WORDS}## Second\n\n"
    f"Two [0:05] and three [0:08]\n\n{WORDS}### Deep\n\nFour [0:11]\n\n{WORDS}# Last\n\nThe end.\n"
)


def view_of(stage: Stage) -> OutlineView:
    return stage.program.context.get(NoteOutline).view


@pytest.fixture
def outlined(stage: Stage, numbered_video: Path) -> Stage:
    stage.watch(stage.write("note.md", TEXT, video=numbered_video))
    stage.wait(lambda: len(view_of(stage).rows.rows) == 5)
    return stage


def wait_for_top(stage: Stage, heading: bytes) -> None:
    """Wait until a heading is at the top of the page."""
    note = stage.session.note
    assert note is not None
    words = note.data.index(heading) + heading.index(b" ") + 1
    stage.wait(lambda: stage.view.top_byte() == words)


def marked(stage: Stage) -> str | None:
    view = view_of(stage)
    return next((row.text for row in view.rows.rows if row.start == view.now), None)


def test_it_lists_the_headings_and_goes_to_them_by_keys(outlined: Stage) -> None:
    view = view_of(outlined)
    listed = [(row.level, row.text, row.claims, row.ms) for row in view.rows.rows]
    assert listed == [
        (1, "Talk", 4, 2_000),
        (2, "First", 1, 2_000),
        (2, "Second", 3, 5_000),
        (3, "Deep", 1, 11_000),
        (1, "Last", 0, None),
    ]
    assert view.speak(view.rows.rows[2]) == "Second, level 2, 3 claims, from 0:05"
    outlined.press("o")
    assert view.hasFocus()
    assert marked(outlined) == "Talk"
    position = outlined.player.position_ms
    outlined.press(Key.Key_Down)
    outlined.press(Key.Key_Down)
    outlined.press(Key.Key_Return)
    wait_for_top(outlined, b"## Second")
    assert marked(outlined) == "Second"
    assert outlined.player.position_ms == position
    outlined.press(Key.Key_Return, CTRL)
    outlined.wait(lambda: outlined.player.position_ms == 5_000)
    outlined.press(Key.Key_Left, ALT)
    outlined.wait(lambda: outlined.player.position_ms == position)


def test_a_click_goes_to_the_heading_and_one_on_its_time_to_the_moment(outlined: Stage) -> None:
    view = view_of(outlined)
    outlined.press("o")
    row = view.rows.rows[2]
    rect = view.visualRect(view.rows.index_of(row.start))
    QTest.mouseClick(view.viewport(), LEFT, NO_KEYS, rect.center())
    wait_for_top(outlined, b"## Second")
    assert outlined.player.position_ms == 0
    at = view.time_rect(rect.toRectF(), row).center().toPoint()
    QTest.mouseClick(view.viewport(), LEFT, NO_KEYS, at)
    outlined.wait(lambda: outlined.player.position_ms == 5_000)


def test_the_heading_one_reads_under_is_marked_and_so_is_that_of_what_is_played(
    outlined: Stage,
) -> None:
    view = view_of(outlined)
    outlined.press("o")
    view.setCurrentIndex(view.rows.index_of(view.rows.rows[4].start))
    outlined.press(Key.Key_Return)
    assert marked(outlined) == "Last"  # also where it cannot be at the top
    wheel(outlined.view.viewport(), 100)
    outlined.wait(lambda: marked(outlined) in ("Talk", None))
    outlined.player.seek(8_000)
    outlined.session.scrolling.resume()
    outlined.player.play()
    outlined.wait(lambda: outlined.player.state is PlayerState.PLAYING)
    outlined.wait(lambda: marked(outlined) == "Second")
    outlined.wait(lambda: marked(outlined) == "Deep")
    outlined.player.pause()


def test_alt_page_keys_step_through_the_headings(outlined: Stage) -> None:
    for heading in (b"## First", b"## Second"):
        outlined.press(Key.Key_PageDown, ALT)
        wait_for_top(outlined, heading)
    outlined.press(Key.Key_PageUp, ALT)
    wait_for_top(outlined, b"## First")
    for _ in range(2):
        outlined.press(Key.Key_PageUp, ALT)
    assert outlined.said == "This is the first one."


def test_what_is_written_is_listed_and_a_note_without_headings_says_so(stage: Stage) -> None:
    stage.start(stage.write("note.md", "Words\n"), player=False)
    stage.press("o")
    assert stage.said == "This note has no headings."
    stage.press(Key.Key_PageDown, ALT)
    assert stage.said == "This note has no headings."
    stage.view.setFocus()
    stage.press("e")
    stage.press(Key.Key_Home)
    stage.write_in("# ")
    stage.press(Key.Key_Escape)
    stage.wait(lambda: [row.text for row in view_of(stage).rows.rows] == ["Words"])
