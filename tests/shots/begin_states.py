"""Pictures of beginning: a video without a note, the sheet for a new one, and the start page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from tests.shots.shot_stage import ShotStage
from tests.ui.stage import CTRL
from tests.waiting import rest, wait_until
from viewer import RESOURCES
from viewer.notes.model import VideoRef
from viewer.ui.editing.new_note_sheet import NewNoteSheet
from viewer.video.playback.player import PlayerState


def begin_states(stage: ShotStage) -> Iterator[tuple[str, tuple[int, int]]]:
    """Go through the states in which there is no note yet."""
    window, program, actions = stage.window, stage.program, stage.window.actions_
    large, small = (1440, 900), (900, 560)
    folder = stage.work / "beginnings"
    folder.mkdir()
    film = folder / "How video is stored.mp4"
    shutil.copy(next((RESOURCES / "tour").glob("*.mp4")), film)
    program.settings.set("vault/notes", str(folder))
    stage.session.open_vault(folder)
    rest(300)
    program.choosing.open(film, 40_000)
    wait_until(lambda: stage.player.state is PlayerState.PLAYING)
    rest(600)
    stage.player.pause()
    rest(400)
    yield "begin-video", large
    yield "begin-video", small
    actions["bullet.timed"].trigger()
    rest(400)
    yield "begin-first-bullet", large
    stage.press("z", CTRL)
    stage.press("z", CTRL)
    rest(200)
    program.choosing.open(VideoRef(url="http://127.0.0.1:9/watch/a-talk"))
    rest(1500)
    yield "begin-address-not-reached", large
    actions["note.new"].trigger()
    rest(300)
    yield "begin-sheet", large
    yield "begin-sheet", small
    for text in (str(film), "/nowhere/film.mp4"):
        (sheet,) = [each for each in window.findChildren(NewNoteSheet) if each.isVisible()]
        sheet.video.setText(text)
        if text.startswith("/nowhere"):
            sheet.buttons["accept"].click()
        rest(300)
        yield f"begin-sheet-{'wrong' if text.startswith('/nowhere') else 'file'}", large
    sheet.close_sheet()
    rest(200)
    for number, name in enumerate(("Letters and their shapes", "A second talk about video")):
        other = folder / f"{name}.md"
        other.write_text(
            f"---\nvideo: {film.name}\n---\n\n- It is said here [0:1{number}]\n", "utf-8"
        )
        stage.open(other, 60_000 * number + 20_000)
    program.choosing.open(film)
    rest(800)
    actions["start"].trigger()
    rest(1500)
    yield "begin-start-page", large
    yield "begin-start-page", small
    yield "begin-start-page", (2560, 1440)
