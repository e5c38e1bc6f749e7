"""Going to headings: step by step, and from the list of claims."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.stage import ALT, CTRL, Stage
from viewer.ui.claims.view import ClaimRow

Key = Qt.Key
WORDS = "A few words that fill a line of the page, as notes have them.\n\n" * 12
TEXT = (
    f"# Talk\n\n{WORDS}## First\n\nOne [0:02]\n\n{WORDS}## Second\n\n"
    f"Two [0:05] and three [0:08]\n\n{WORDS}### Deep\n\nFour [0:11]\n\n{WORDS}# Last\n\nThe end.\n"
)


@pytest.fixture
def outlined(stage: Stage, numbered_video: Path) -> Stage:
    stage.watch(stage.write("note.md", TEXT, video=numbered_video))
    stage.wait_for_claims(4)
    return stage


def wait_for_top(stage: Stage, heading: bytes) -> None:
    """Wait until a heading is at the top of the page."""
    note = stage.session.note
    assert note is not None
    words = note.data.index(heading) + heading.index(b" ") + 1
    stage.wait(lambda: stage.view.top_byte() == words)


def test_headings_are_stepped_through_and_gone_to_from_the_claims(outlined: Stage) -> None:
    outlined.seek(5_500)
    outlined.window.tabs.show_tab("transcript")
    outlined.press("l")
    claims = outlined.window.tabs.widget("claims").claims
    assert claims.hasFocus()
    row = claims.current_row
    assert isinstance(row, ClaimRow)
    assert row.ms == 5_000
    outlined.press(Key.Key_Left)
    outlined.press(Key.Key_Return)
    wait_for_top(outlined, b"## Second")
    assert outlined.player.position_ms == 5_500
    # By the page keys.
    outlined.view.setFocus()
    outlined.press(Key.Key_Home, CTRL)
    for heading in (b"## First", b"## Second"):
        outlined.press(Key.Key_PageDown, ALT)
        wait_for_top(outlined, heading)
    outlined.press(Key.Key_PageUp, ALT)
    wait_for_top(outlined, b"## First")
    for _ in range(2):
        outlined.press(Key.Key_PageUp, ALT)
    assert outlined.said == "First heading"
    # A note without headings says so.
    outlined.session.open_note(outlined.write("plain.md", "Words\n"))
    outlined.press(Key.Key_PageDown, ALT)
    assert outlined.said == "This note has no headings."
