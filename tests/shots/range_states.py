"""The states of the window with citations that have an end, for `screenshots`."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from tests.shots.shot_stage import ShotStage
from tests.ui.stage import move
from tests.waiting import rest, wait_until

_TEXT = """# Where a claim ends

- The note stands beside the player, and a click on a claim goes to the frame where it was said
  <a class="yt-timestamp" data-t="00:00:10">[00:00:10-00:00:32]</a>.
- What is said in a word has one time [00:00:20], and no end.
- While a range is played its claim stays lit, whatever else is cited in between [0:40-1:05].
- Two at once: [1:10-1:15, 1:18] and this one, which ends before it starts [1:25-1:20].
"""


def range_states(stage: ShotStage) -> Iterator[tuple[str, tuple[int, int]]]:
    """Look at ranges: played, pointed at, written, and wrong."""
    path = stage.beside_film("ranges/ranges.md")
    path.write_text(f"---\nvideo: {path.with_suffix('.mp4').name}\n---\n\n{_TEXT}")
    window = stage.window
    stage.open(path, 22_000)
    window.tabs.show_tab("claims")
    timeline = window.player.control_bar.timeline
    wait_until(lambda: len(timeline.content.own.ends()) == 3)
    for size in ((1440, 900), (900, 560)):
        yield "range", size
    for size in ((1440, 900), (900, 560)):
        window.resize(*size)
        rest(300)
        at = timeline.mapTo(window, QPoint(round(timeline.x_of(65_000)), 20))
        QTest.mouseMove(window.windowHandle(), at)
        rest(600)
        yield "range-pointed-at", size
    move(window.page.view, QPoint(1, 1))
    stage.open(path, 50_000)
    window.actions_["repeat"].trigger()
    stage.player.pause()
    rest(500)
    yield "range-repeated", (1440, 900)
    stage.player.clear_repeat()
    window.actions_["edit.block"].trigger()
    rest(400)
    for size in ((1440, 900), (900, 560)):
        yield "range-edited", size
    stage.program.editing.settle()
