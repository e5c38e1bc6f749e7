"""Frames beside the claim on which the pointer rests: when they come, and when they go."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication

from tests.ui.stage import Stage, move, place_of, place_of_chip, wheel
from tests.video.make_video import read_number
from viewer.notes.note import Note
from viewer.ui.claims.strip import ClaimStrip, StripCard, times_for
from viewer.ui.session.follow import moments_of

TEXT = (
    "# T\n\n- One is said [0:02]\n- Two is said [0:05]\n- Many [0:06] [0:09]\n\nNothing is cited.\n"
)


@pytest.mark.parametrize(
    ("claim", "count", "times"),
    [
        (0, 3, [2_000, 3_000, 4_000]),
        (0, 1, [2_000]),
        (1, 4, [5_000, 5_500, 6_000, 6_500]),
        (2, 4, [7_000, 9_000]),
        (3, 3, [60_000, 70_000, 80_000]),
        (4, 2, [100_000, 105_000]),
    ],
)
def test_the_times_are_the_claims(claim: int, count: int, times: list[int]) -> None:
    text = b"A [0:02]\n\nB [0:05]\n\nC [0:07] [0:09]\n\nD [1:00]\n\nE [1:40-1:50]\n"
    note = Note.parse(text)
    assert times_for(claim, note, moments_of(note, note.times(None)), count) == times


def test_a_range_is_read_as_elsewhere() -> None:
    def times(text: bytes, duration_ms: int) -> list[int]:
        note = Note.parse(text)
        return times_for(0, note, moments_of(note, note.times(duration_ms)), 2)

    # Its end lies past that of the video, and is not used.
    assert times(b"A [0:10-6:40]\n\nB [0:20]\n", 60_000) == [10_000, 15_000]
    # Minutes and seconds, written as hours and minutes.
    assert times(b"A [1:10:00-1:20:00]\n", 120_000) == [70_000, 75_000]


def strip(stage: Stage) -> StripCard | None:
    """Give the strip, if it is shown."""
    found = stage.window.findChild(StripCard)
    assert found is None or isinstance(found, StripCard)
    return found if found is not None and found.isVisible() else None


@pytest.fixture
def watched(stage: Stage, numbered_video: Path) -> Stage:
    stage.program.settings.set("play/claim_frames", True)
    stage.watch(stage.write("note.md", TEXT, video=numbered_video))
    return stage


def come_at_once(stage: Stage) -> QTimer:
    """Let the strip wait for no resting hand; gives what it waited for."""
    timer = stage.program.context.get(ClaimStrip)._rest
    timer.setInterval(0)
    return timer


def hover(stage: Stage, words: str) -> StripCard:
    move(stage.view, place_of(stage.view, words))
    stage.wait(lambda: strip(stage) is not None)
    card = strip(stage)
    assert card is not None
    stage.wait(lambda: all(frame is not None for frame in card.frames))
    return card


def test_it_comes_after_a_moment_and_goes_with_the_pointer_a_key_a_click_and_the_wheel(
    watched: Stage,
) -> None:
    view, rest = watched.view, watched.program.context.get(ClaimStrip)._rest
    move(view, place_of(view, "One"))
    assert strip(watched) is None
    assert rest.isActive()
    assert rest.interval() > 300
    move(view, place_of(view, "Nothing"))
    assert not rest.isActive()
    come_at_once(watched)
    card = hover(watched, "One")
    numbers = [read_number(frame) for frame in card.frames if frame is not None]
    assert numbers[0] == 60
    assert len(numbers) == 4
    assert numbers == sorted(numbers)
    # It covers nothing of what is read there.
    words = view.viewport().mapTo(watched.window, place_of(view, "One"))
    assert not card.geometry().contains(words)
    card = hover(watched, "Many")
    assert [read_number(frame) for frame in card.frames if frame is not None] == [180, 270]
    for go in (
        lambda: move(view, place_of(view, "Nothing")),
        lambda: QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave)),
        lambda: watched.press(Qt.Key.Key_Shift),
        lambda: wheel(view.viewport(), -1),
    ):
        hover(watched, "One")
        go()
        assert strip(watched) is None
    hover(watched, "One")
    watched.click_text("Two")
    watched.wait(lambda: not rest.isActive())
    assert strip(watched) is None
    move(view, QPoint(1, 1))


def test_not_over_a_chip_nor_where_it_is_switched_off_nor_played_fast(watched: Stage) -> None:
    view, rest = watched.view, come_at_once(watched)

    def comes_nothing(place: QPoint) -> None:
        move(view, place)
        watched.wait(lambda: not rest.isActive())
        assert strip(watched) is None

    comes_nothing(place_of_chip(view, 0))
    watched.program.settings.set("play/claim_frames", False)
    comes_nothing(place_of(view, "One"))
    watched.program.settings.set("play/claim_frames", True)
    move(view, place_of(view, "Nothing"))
    watched.player.set_rate(2.0)
    watched.player.play()
    comes_nothing(place_of(view, "One"))
    watched.player.pause()
    move(view, place_of(view, "Nothing"))
    hover(watched, "One")  # it was that alone


def test_not_without_a_picture(stage: Stage, sound_file: Path) -> None:
    stage.program.settings.set("play/claim_frames", True)
    stage.start(stage.write("note.md", TEXT, video=sound_file))
    stage.wait(lambda: stage.session.video.is_open)
    rest = come_at_once(stage)
    move(stage.view, place_of(stage.view, "One"))
    assert rest.isActive()
    stage.wait(lambda: not rest.isActive())
    assert strip(stage) is None
