"""A hand that only looks changes no line."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.ui.hand import look_on, notes_with_film
from tests.ui.stage import Stage

ACTS = 25


@pytest.mark.all_only
@pytest.mark.parametrize("seed", range(8))
def test_line_that_was_there_stays_whatever_is_pressed_and_dragged(
    stage: Stage, long_video: Path, seed: int
) -> None:
    chance = random.Random(seed)
    notes = notes_with_film(stage.vault, long_video, 3, chance)
    stage.watch(notes[0])
    stage.wait_for_files()
    hand = look_on(stage, notes[0], chance, ACTS)
    assert hand.faults == []
