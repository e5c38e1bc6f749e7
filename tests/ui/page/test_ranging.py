"""The end of a citation: by keys, typed, and on the timeline; and times snapped to speech."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.beeps import sound_of, turn_on
from tests.ui.page.afresh import afresh
from tests.ui.page.test_retiming import TEXT, TICK_Y, Mouse
from tests.ui.stage import ALT, CTRL, SHIFT, Stage, choose, menu_at, opened_menu, place_of, words_of
from viewer.notes.note import Note
from viewer.notes.timecode import format_ms
from viewer.ui.watch.ticks import TickDrag
from viewer.ui.watch.timeline_card import HoverCard

SECOND = '<a class="yt-timestamp" data-t="00:01:00">[00:01:00]</a>'
RANGED = '<a class="yt-timestamp" data-t="00:01:00">[00:01:00-00:01:10]</a>'


@pytest.fixture
def open_note(stage: Stage, long_video: Path) -> Callable[[str], Path]:
    """Return a function that opens a note with this text, its video standing still."""
    return lambda text: afresh(stage, f"---\r\nvideo: {long_video}\r\n---\r\n{text}")


def _text(stage: Stage) -> str:
    return stage.data.decode().partition("---\r\n")[2].partition("---\r\n")[2]


def _go_to(stage: Stage, words: str, claim: int) -> None:
    """Click on a claim, and wait until the jump is over and its frame is shown."""
    stage.click_text(words)
    stage.wait(lambda: stage.session.follow.current_claim == claim)
    stage.wait(lambda: stage.player.frame_time_ms == stage.player.position_ms)


def test_citation_is_given_an_end(stage: Stage, open_note: Callable[[str], Path]) -> None:
    # End says why when it cannot be.
    open_note(TEXT)
    stage.wait_for_claims(3)
    stage.press("e", ALT | SHIFT)
    assert stage.said == "Go to a claim first."
    stage.window.actions_["range.none"].trigger()
    assert stage.said == "Go to a claim first."
    _go_to(stage, "Second thing", 1)
    stage.press("e", ALT | SHIFT)
    assert stage.said == "The end must be after the start (1:00)."
    assert _text(stage) == TEXT

    # Citation ends at the moment shown when its key is pressed.
    open_note(TEXT)
    stage.wait_for_claims(3)
    _go_to(stage, "Second thing", 1)
    stage.seek(69_500)
    stage.press("e", ALT | SHIFT)
    assert _text(stage) == TEXT.replace(SECOND, RANGED)
    assert stage.said == "Time set: 1:00–1:10"
    assert stage.player.position_ms == 69_500  # the picture stays
    stage.press("e", ALT | SHIFT)
    assert _text(stage) == TEXT.replace(SECOND, RANGED)
    stage.press("z", CTRL)
    assert _text(stage) == TEXT  # in one step
    stage.press("z", CTRL | SHIFT)
    # Where it is over, it is still the claim that is meant.
    stage.seek(75_000)
    assert stage.session.follow.claims_now == frozenset()
    stage.press("e", ALT | SHIFT)
    assert _text(stage) == TEXT.replace(SECOND, RANGED.replace("01:10", "01:15"))
    stage.window.actions_["range.none"].trigger()
    assert _text(stage) == TEXT
    assert stage.said == "Time set: 1:00"
    stage.window.actions_["range.none"].trigger()
    assert stage.said == "This timestamp has no end time."

    # Bracket has its end behind its time.
    open_note(TEXT)
    _go_to(stage, "First thing", 0)
    stage.seek(32_000)
    stage.press("e", ALT | SHIFT)
    assert "said [00:00:20-00:00:32]." in _text(stage)
    stage.press("r")
    assert stage.player.repeat == (20_000, 32_000)
    stage.press("r")
    # Its start is moved by a second; the end stays.
    stage.press(".", ALT | SHIFT)
    assert "said [00:00:21-00:00:32]." in _text(stage)
    assert stage.said == "Time set: 0:21–0:32"

    # End is set and taken away in the menu of a claim.
    open_note("Words that are said [00:00:20-00:00:30].\r\n")
    stage.seek(40_000)
    at = place_of(stage.view, "Words that")
    assert "Go to 0:30" not in words_of(menu_at(stage.view, at))
    choose(opened_menu(), "Set end to current time")
    assert _text(stage) == "Words that are said [00:00:20-00:00:40].\r\n"
    choose(menu_at(stage.view, at), "Remove end time")
    assert _text(stage) == "Words that are said [00:00:20].\r\n"
    assert "Remove end time" not in words_of(menu_at(stage.view, at))
    opened_menu().close()

    # End is set while the claim is written and writing goes on.
    open_note("Some words.\r\n")
    stage.seek(40_000)
    stage.press("t")
    stage.type_in("A claim")
    editor = QApplication.focusWidget()
    stage.seek(50_000)
    stage.press("e", ALT | SHIFT)
    assert QApplication.focusWidget() is editor
    stage.seek(50_400)
    stage.press("e", ALT | SHIFT)
    assert stage.said == "Time set: 0:40–0:51"  # as it is written: rounded up
    stage.seek(50_000)
    stage.press("e", ALT | SHIFT)
    stage.type_in(" goes on")
    assert "A claim goes on" in _text(stage)
    assert 'data-t="00:00:40">[00:00:40-00:00:50]</a>' in _text(stage)
    stage.seek(55_000)
    stage.press("e", ALT | SHIFT)
    stage.press(Qt.Key.Key_Escape)
    assert "A claim goes on" in _text(stage)
    assert "[00:00:40-00:00:55]" in _text(stage)


def test_range_is_typed(stage: Stage, open_note: Callable[[str], Path]) -> None:
    # Range is set when both times are typed.
    for typed, written in (
        ("1:02-1:40", "[00:01:02-00:01:40]"),
        ("62 to 100", "[00:01:02-00:01:40]"),
        ("0:30 – 0:40", "[00:00:30-00:00:40]"),
    ):
        open_note(TEXT)
        _go_to(stage, "Second thing", 1)
        stage.press("t", CTRL)
        assert stage.asked.field.text() == "00:01:00"
        stage.answer(typed)
        assert f">{written}<" in _text(stage)
        stage.press("z", CTRL)
        assert _text(stage) == TEXT

    # What is typed is what is written of a range.
    text = TEXT.replace(SECOND, RANGED)
    open_note(text)
    _go_to(stage, "Second thing", 1)
    stage.press("t", CTRL)
    assert stage.asked.field.text() == "1:00-1:10"
    stage.answer("1:05-1:01")
    assert stage.asked.wrong.text() == "“1:05-1:01” is not a time."
    stage.press("a", CTRL)
    stage.answer("1:05-9:00")
    assert "past the end" in stage.asked.wrong.text()
    assert _text(stage) == text
    stage.press("a", CTRL)
    stage.answer("1:05")
    assert _text(stage) == text.replace("00:01:00-00:01:10", "00:01:05").replace("01:00", "01:05")


def _open_ranged(stage: Stage, open_note: Callable[[str], Path], mouse: Mouse) -> None:
    """Open a note with a range from 0:20 to 1:00, its bar on the timeline."""
    open_note("First thing said [00:00:20-00:01:00].\r\n\r\nSecond [00:01:40].\r\n")
    stage.wait_for_claims(2)
    stage.wait(lambda: mouse.timeline.content.own.ends() == {20_000: 60_000})


def _times(stage: Stage) -> list[tuple[int | None, int | None]]:
    note = Note.parse(stage.data)
    times = zip(note.times(None), note.citations, strict=True)
    return [(time.ms, time.end_ms) for time, cited in times if not cited.ends_range]


def _card(stage: Stage) -> str:
    cards = [card for card in stage.window.findChildren(HoverCard) if card.isVisible()]
    return " ".join(" ".join(card.words) for card in cards)


def test_bar_of_a_range_is_seen_and_dragged(
    stage: Stage, open_note: Callable[[str], Path], mouse: Mouse
) -> None:
    _open_ranged(stage, open_note, mouse)
    # Bar of a range is seen between its ends.
    shown = mouse.timeline.grab().toImage()
    ratio = shown.devicePixelRatio()
    below = round((TICK_Y + 4) * ratio)
    colours = {
        ms: shown.pixelColor(round(mouse.timeline.x_of(ms) * ratio), below).name()
        for ms in (10_000, 40_000, 50_000, 90_000)
    }
    assert colours[40_000] == colours[50_000] != colours[10_000] == colours[90_000]

    # End of a bar is dragged by itself.
    _open_ranged(stage, open_note, mouse)
    before = stage.data
    mouse.take(60_000)
    assert stage.player.position_ms == 60_000
    mouse.to(80_000)
    assert stage.data == before
    shown_ms = mouse.timeline.drag.ms
    stage.wait(lambda: stage.player.position_ms == shown_ms)
    mouse.release()
    (start, end), _ = _times(stage)
    assert start == 20_000
    assert 0 <= end - shown_ms < 1000
    stage.wait(lambda: mouse.timeline.content.own.ends() == {20_000: end})
    stage.undo(before)

    # End when dragged over its start stays behind it.
    _open_ranged(stage, open_note, mouse)
    mouse.take(60_000)
    mouse.to(5_000)
    mouse.release()
    assert _times(stage)[0] == (20_000, 21_000)

    # Start of a bar leaves the end and with shift takes it along.
    _open_ranged(stage, open_note, mouse)
    mouse.take(20_000)
    mouse.to(30_000)
    mouse.release()
    (start, end), _ = _times(stage)
    assert 28_000 <= start <= 31_000
    assert end == 60_000
    stage.press("z", CTRL)
    stage.wait(lambda: mouse.timeline.content.own.ends() == {20_000: 60_000})
    mouse.take(40_000, CTRL | SHIFT)  # in the middle of it
    assert mouse.timeline.cursor().shape() is Qt.CursorShape.SizeHorCursor
    mouse.to(60_000)
    mouse.release()
    (start, end), _ = _times(stage)
    assert 38_000 <= start <= 41_000
    assert abs(end - start - 40_000) <= 1000
    stage.press("z", CTRL)
    assert _times(stage)[0] == (20_000, 60_000)

    # Drag from the middle or an end of a bar scrubs.
    _open_ranged(stage, open_note, mouse)
    for ms in (40_000, 20_000, 60_000):
        mouse.press(ms)
        mouse.to(90_000)
        mouse.release()
        assert abs(stage.player.position_ms - 90_000) < 1_000
    assert _times(stage)[0] == (20_000, 60_000)

    # Card says both times.
    _open_ranged(stage, open_note, mouse)
    for ms in (20_000, 60_000):
        mouse.press(ms)
        mouse.release()
        assert "0:20–1:00" in _card(stage), ms
        assert "First thing said" in _card(stage)
    mouse.press(40_000)
    mouse.release()
    assert "0:20–1:00" in _card(stage)
    mouse.take(60_000)
    mouse.to(80_000)
    assert "was 0:20–1:00" in _card(stage)
    mouse.release()


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
    beeps.program.settings.set("edit/snap", True)
    turn_on(beeps)
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
    assert "snapped to a pause" in beeps.window.player.picture.flash.text
