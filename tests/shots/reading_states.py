"""The states of the window with a time that can be read in two ways, for `screenshots`."""

from __future__ import annotations

from collections.abc import Iterator

from tests.shots.shot_stage import ShotStage
from tests.ui.stage import move, place_of_chip
from tests.waiting import rest, wait_until

_TEXT = """# When a time is not sure

- Minutes and seconds stand in the place of hours and minutes <a class="yt-timestamp"
  data-t="00:10:00">[00:10:00]</a>, here too [00:20:00], and here [00:31:00].
- This one may be either [00:01:31].
- What is written with two fields is [0:40].
"""


def reading_states(stage: ShotStage) -> Iterator[tuple[str, tuple[int, int]]]:
    """Look at the chip that asks, at its tooltip, and at what a click on it offers."""
    path = stage.beside_film("readings/readings.md")
    path.write_text(f"---\nvideo: {path.with_suffix('.mp4').name}\n---\n\n{_TEXT}")
    window = stage.window
    stage.open(path, 5_000)
    window.tabs.show_tab("claims")
    for size in ((1440, 900), (900, 560)):
        window.resize(*size)
        rest(300)
        move(window.page.view, place_of_chip(window.page.view, 3))
        rest(900)
        yield "reading-pointed-at", size
    for size in ((1440, 900), (900, 560)):
        window.resize(*size)
        rest(300)
        stage.program.navigator.go_to_citation(3)
        wait_until(lambda: len(window.notice.offers) == 2)
        rest(300)
        yield "reading-asked", size
