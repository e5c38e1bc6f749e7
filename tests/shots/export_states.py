"""The states of the window with the sheet of exports, for `screenshots`."""

from __future__ import annotations

from collections.abc import Iterator

from tests.shots.shot_stage import ShotStage
from tests.shots.words import is_counted
from tests.waiting import wait_until
from viewer.ui.exporting.export_sheet import ExportSheet

_TEXT = """# What goes out

- The note stands beside the player [00:10], and a click on a claim goes to the frame #player
- While the video plays, the claim being made lights up [00:20]
- A range has an end, and is lit up to there [00:40-01:05]
- A time that leads nowhere is struck out [99:00:00]
"""


def export_states(stage: ShotStage) -> Iterator[tuple[str, tuple[int, int]]]:
    """Look at the sheet that exports: of one note and of several."""
    path = stage.beside_film("export/export.md")
    path.write_text(f"---\nmedia: {path.with_suffix('.mp4').name}\n---\n\n{_TEXT}")
    for name in ("one", "two"):
        path.with_name(f"{name}.md").write_text("- A claim of no video [0:10] #player\n")
    window = stage.window
    stage.open(path, 22_000)
    window.actions_["export"].trigger()
    sheet = window.findChild(ExportSheet)
    assert sheet is not None
    for form in ("srt", "film", "clips", "html", "pdf"):
        sheet.choose(form)
        wait_until(lambda: is_counted(sheet.count))
        for size in ((1440, 900), (900, 560)):
            yield f"export-{form}", size
    sheet.close_sheet()
    before = stage.session.root
    stage.session.open_vault(path.parent)
    wait_until(lambda: window.list.model.count == 3)
    window.list.tree.selectAll()
    window.actions_["vault.export"].trigger()
    sheet.choose("html")
    wait_until(lambda: is_counted(sheet.count))
    for size in ((1440, 900), (900, 560)):
        yield "export-several", size
    sheet.close_sheet()
    if before is not None:
        stage.session.open_vault(before)
    window.actions_["note.print"].trigger()
    wait_until(lambda: is_counted(sheet.count))
    for size in ((1440, 900), (900, 560)):
        yield "print", size
    sheet.close_sheet()
