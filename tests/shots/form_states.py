"""The states of the window with citations in other forms, for `screenshots`."""

from __future__ import annotations

from collections.abc import Iterator

from tests.shots.shot_stage import ShotStage
from tests.shots.words import is_counted
from tests.waiting import wait_until
from viewer.notes.forms.every import FENCE
from viewer.ui.editing.converting import ConvertSheet

_TEXT = """# How people cite a moment

- [00:10]() The note stands beside the player, and a click on a claim goes to the frame
- [00:20]() While the video plays, the claim being made lights up
- [00:40-01:05]() A range has an end, and is lit up to there
- [01:10]() A new citation is written as the others are
"""


def form_states(stage: ShotStage) -> Iterator[tuple[str, tuple[int, int]]]:
    """Look at the sheet that converts."""
    path = stage.beside_film("forms/forms.md")
    path.write_text(f"---\nmedia: {path.with_suffix('.mp4').name}\n---\n\n{_TEXT}")
    window = stage.window
    stage.open(path, 22_000)
    window.actions_["convert"].trigger()
    sheet = window.findChild(ConvertSheet)
    assert sheet is not None
    wait_until(lambda: is_counted(sheet.count))
    for size in ((1440, 900), (900, 560)):
        yield "convert", size
    sheet.forms.choose(FENCE)  # which a bullet cannot hold
    wait_until(lambda: is_counted(sheet.count))
    for size in ((1440, 900), (900, 560)):
        yield "convert-none", size
    sheet.close_sheet()
