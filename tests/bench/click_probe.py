"""Clicks on claims of a real window, in a process of its own; prints it as JSON.

python -m tests.bench.click_probe FILM SECONDS COUNT
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.bench.films import measure_seeks
from tests.bench.window_probe import Bench
from viewer.notes.timecode import format_full


def main(path: Path, seconds: int, count: int) -> None:
    """Click `count` random claims while paused, as many while playing; print what came of it."""
    chance = random.Random(11)
    targets = [1000 * second for second in chance.sample(range(3, seconds - 4), 2 * count)]
    text = "".join(f"- Claim number {n} [{format_full(ms)}].\n" for n, ms in enumerate(targets))
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(Path(work), text, path)
        view = bench.window.page.view

        def aim(index: int) -> Callable[[], None]:
            note, picture = bench.program.session.note, view.picture
            assert note is not None
            assert picture is not None
            view.reveal_claim(index)
            bench.wait(0.28)  # the scrolling takes 240 ms
            start, _ = picture.range_of(note.claims[index].span)
            cursor = view.textCursor()
            cursor.setPosition(start + 4)
            at = view.cursorRect(cursor).center() + QPoint(2, 0)
            return lambda: QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)

        found = {}
        for first, playing in ((0, False), (count, True)):
            seeks = measure_seeks(
                bench.player,
                path,
                targets[first : first + count],
                playing=playing,
                aim=lambda n, first=first: aim(first + n),
                view=bench.window.player.video_view,
            )
            found["playing" if playing else "paused"] = asdict(seeks)
        bench.program.shutdown()
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
