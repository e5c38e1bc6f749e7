"""Clock, picture and citations agree whatever the user does: a few sequences of those that
`./run measure clock` draws by hundreds."""

import random
from pathlib import Path

import pytest

from tests.tools.clock import GOAL_FRAMES, GOAL_MS, Film, Watcher, make_film
from tests.ui.stage import Stage
from viewer.media.vlc_player import VlcPlayer


@pytest.mark.all_only  # takes its time: what is looked at is VLC's clock
@pytest.mark.parametrize("rate", ["5", "variable"])
def test_clock_and_times_written_go_with_the_picture(
    stage: Stage, videos_dir: Path, rate: str
) -> None:
    stage.engine = VlcPlayer
    film = Film(make_film(videos_dir / f"clock-{rate}.mp4", rate))
    watcher = Watcher(stage, film, random.Random(3))
    watcher.sequence(10)
    seen = watcher.witness
    assert seen.looks > 50
    assert seen.clock.value <= GOAL_MS, seen.clock
    assert seen.cited.value <= GOAL_FRAMES, seen.cited
