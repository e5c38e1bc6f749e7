"""The end of a citation: by keys, typed and on the timeline."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.page.afresh import afresh
from tests.ui.page.test_retiming import TEXT, TICK_Y, Mouse
from tests.ui.stage import ALT, CTRL, SHIFT, Stage, choose, menu_at, opened_menu, place_of, words_of
from viewer.notes.note import Note
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
