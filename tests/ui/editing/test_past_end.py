"""Times past the end of the video are asked about before they are written."""

from pathlib import Path

from PySide6.QtCore import Qt

from tests.ui.editing.afresh import afresh
from tests.ui.stage import Stage
from viewer.ui.editing.retiming import WritingTimes
from viewer.ui.transcript.quoting import Quoting

# The video `numbered_video` has 20 s.
TEXT = "# Note\n\nFirst [0:05].\n\nLast [0:18].\n"


def _open(stage: Stage, video: Path) -> None:
    afresh(stage, f"---\nvideo: {video}\n---\n\n{TEXT}")
    stage.wait_for_claims(2)


def test_times_past_the_end_are_asked_about_first(stage: Stage, numbered_video: Path) -> None:
    stage.watch(stage.write("note.md", TEXT, video=numbered_video))
    # Shift when times would lie past the end is asked first.
    _open(stage, numbered_video)
    before = stage.data
    stage.program.context.trigger("shift")
    stage.answer("5")
    stage.wait(lambda: stage.said == "1 time would be past the end of the video (0:20).")
    assert stage.data == before
    assert stage.offered == ["Write anyway"]
    stage.window.notice.offers[0].call()
    assert b"First [0:10]." in stage.data
    assert b"Last [0:23]." in stage.data
    # What lies there already is no reason to ask again.
    stage.program.context.trigger("shift")
    stage.answer("-0:01")
    assert b"Last [0:22]." in stage.data

    # Quote when it is said past the end is asked first.
    _open(stage, numbered_video)
    before = stage.data
    assert not stage.program.context.get(Quoting).quote(25_000, 27_000, "Words of a longer cut")
    assert stage.data == before
    assert stage.offered == ["Write anyway"]
    stage.press(Qt.Key.Key_Escape)
    assert stage.data == before
    stage.program.context.get(Quoting).quote(9_000, 10_000, "Words of this one")
    assert b"[0:09]" in stage.data

    # Question when the note was changed meanwhile writes nothing.
    _open(stage, numbered_video)
    stage.program.context.trigger("shift")
    stage.answer("5")
    stage.wait(lambda: stage.offered == ["Write anyway"])
    offer = stage.window.notice.offers[0]
    assert stage.program.context.get(WritingTimes).apply(None) is False
    stage.program.retiming.give(0, 7_000)
    before = stage.data
    offer.call()
    assert stage.data == before
