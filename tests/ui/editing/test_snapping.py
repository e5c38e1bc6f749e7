"""Times that are set or dragged go to where speech begins, if a person wants that."""

from PySide6.QtCore import Qt

from tests.ui.beeps import sound_of, turn_on
from tests.ui.editing.afresh import afresh
from tests.ui.stage import ALT, CTRL, SHIFT, Stage
from tests.ui.timeline_mouse import Mouse
from viewer.notes.timecode import format_ms
from viewer.ui.player.ticks import TickDrag
from viewer.ui.player.timeline_card import HoverCard


def drag_of(stage: Stage) -> TickDrag:
    return stage.program.playing.timeline.drag


def test_times_that_are_set_and_dragged_snap_where_that_is_wanted(
    beeps: Stage, mouse: Mouse
) -> None:
    first = (beeps.vault / "beeps.md").read_bytes()
    # Keys that set this moment snap where that is wanted.
    beeps.click_text("First")
    beeps.seek(9_700)
    beeps.press("T", ALT | SHIFT)
    assert beeps.said == "Time set: 0:09"
    assert sound_of(beeps).levels == b""  # nobody asked
    turn_on(beeps, "edit/snap")
    beeps.seek(10_500)
    beeps.press("T", ALT | SHIFT)
    assert "snapped to a pause" in beeps.said
    assert beeps.said.startswith(("Time set: 0:09,", "Time set: 0:10,"))
    beeps.seek(12_500)  # in the middle of a pause
    beeps.press("T", ALT | SHIFT)
    assert beeps.said == "Time set: 0:12"
    beeps.press(".", ALT)  # a step goes to the next second, as a bracket holds no part of one
    assert beeps.said == "Time set: 0:13"

    # Dragged tick stands where speech begins and says so.
    afresh(beeps, first)
    beeps.wait_for_claims(4)
    before = beeps.data
    mouse.take(5_000)
    mouse.to(8_500)
    assert not drag_of(beeps).is_snapped  # too far from any
    mouse.to(9_600)
    drag = drag_of(beeps)
    assert drag.is_snapped
    assert 9_950 <= drag.ms <= 10_010
    assert drag.ms in [-(-number * 1000 // 30) for number in range(298, 301)]  # on a frame
    (card,) = (one for one in beeps.window.findChildren(HoverCard) if one.isVisible())
    assert "snapped to a pause" in card.words[2]
    ms = drag.ms
    mouse.release()
    assert beeps.said == f"Time set: {format_ms(ms)}, snapped to a pause"
    assert beeps.data != before
    beeps.press(Qt.Key.Key_Z, CTRL)
    assert beeps.data == before

    # End of a range snaps to where speech ends.
    afresh(beeps, first)
    beeps.wait_for_claims(4)
    beeps.click_text("First")
    beeps.seek(5_700)
    beeps.press("E", ALT | SHIFT)
    assert beeps.said in [f"Time set: 0:05–0:0{end}, snapped to a pause" for end in "67"]
    end_ms = beeps.session.times[0].end_ms
    assert end_ms is not None
    beeps.wait(lambda: len(beeps.program.playing.timeline.content.ranges) == 1)
    mouse.take(end_ms)
    mouse.to(10_600)
    assert drag_of(beeps).is_snapped
    assert 10_980 <= drag_of(beeps).ms <= 11_040
    mouse.release()
    assert "snapped to a pause" in beeps.said

    # New bullet at this moment snaps where that is wanted.
    afresh(beeps, first)
    beeps.wait_for_claims(4)
    beeps.click_text("In a pause")
    beeps.seek(18_600)
    beeps.press("T")
    beeps.write_in("New")
    beeps.program.editing.settle()
    assert b"New" in beeps.data
    assert b"0:18" in beeps.data or beeps.data.count(b"0:19") == 2
    assert "snapped to a pause" in beeps.window.player.picture.flashed
