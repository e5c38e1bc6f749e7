"""A note that is opened as if it were the first one, though the window is there already."""

from itertools import count
from pathlib import Path

from tests.ui.stage import Stage
from viewer.ui.page.block_editor import BlockEditor

_numbers = count(1)  # no name is given twice: a note may be known by one that it had


def afresh(stage: Stage, data: bytes | str, name: str = "") -> Path:
    """Open a new note with these bytes, its page shown, its video standing still at the start.

    In the window that is there, which takes a tenth of the time that a new one takes. The note that
    is left is saved.
    """
    path = stage.vault / (name or f"note {next(_numbers)}.md")
    path.write_bytes(data := data if isinstance(data, bytes) else data.encode())
    if stage.session.path is None:
        stage.watch(path) if b"video" in data else stage.start(path, player=False)
        return path
    if stage.window.actions_["source"].isChecked():
        stage.window.actions_["source"].trigger()
    if stage.program.player is not None:
        stage.player.pause()
    stage.session.open_note(path)
    stage.wait(lambda: not stage.session.video.is_looking)
    if stage.session.video.is_open:
        stage.seek(0)
        stage.wait_for_video()
        stage.wait(lambda: stage.player.frame_time_ms == 0)
    stage.activate()  # without a window manager, after a dialog
    if not any(block.isVisible() for block in stage.view.findChildren(BlockEditor)):
        stage.view.setFocus()
    return path
