"""Measure whether memory stays flat: `./run measure memory [--minutes N] [--notes N]`.

A note plays for so many minutes with its claims lighting up, memory told now and then; then
notes of the corpus are opened one after another. All in one window of the real program.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from tests.conftest import CORPUS, unpack_vault
from tests.soak.gauge import Memory
from tests.ui.parts import Parts
from tests.video.make_video import make_video
from tests.waiting import rest
from viewer import app as cuenote
from viewer.notes.timecode import format_full
from viewer.ui.shell.context import Folders
from viewer.video.playback.player import PlayerState

_FILM_S, _FPS = 600, 30
_LEVEL_S = 300  # what is loaded once is loaded by then
_NOTE_MS = 600  # how long each note stays: until its page is set and its video was looked for
_MOST_GROWTH_MB = 20


def main(arguments: list[str]) -> int:
    """Play, open notes, print memory; 1 where it grew by more than it may."""
    parser = argparse.ArgumentParser(prog="./run measure memory", description=__doc__)
    parser.add_argument("--minutes", type=float, default=120, help="how long to play")
    parser.add_argument("--notes", type=int, default=200, help="how many notes to open")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="cuenote-memory") as name:
        folder = Path(name)
        app = cuenote.make_application()
        folders = Folders(*(folder / part for part in ("config", "state", "data", "cache")))
        for own in (folders.config, folders.state, folders.data, folders.cache):
            own.mkdir()
        program = Parts(app, folders)
        program.show(_note_with_film(folder), None)
        program.set_player(cuenote._make_engine())
        program.session.player.set_muted(True)
        program.settle()
        growth = [_play(program, options.minutes * 60), _open_notes(program, options.notes)]
        program.shutdown()
        program.window.close()
    return 1 if max(growth) > _MOST_GROWTH_MB else 0


def _note_with_film(folder: Path) -> Path:
    film = make_video(
        folder / "film.mp4", size=(640, 360), fps=_FPS, frames=_FILM_S * _FPS, gop=5 * _FPS
    )
    claims = "".join(
        f'- What is said at second {second}. <a class="yt-timestamp" '
        f'data-t="{format_full(second * 1000)}">[{format_full(second * 1000)}]</a>\n'
        for second in range(0, _FILM_S, 7)
    )
    note = folder / "film.md"
    note.write_text(f"---\nvideo: {film}\n---\n\n{claims}", "utf-8")
    return note


def _play(program: Parts, seconds: float) -> float:
    """Play for so long, from the start again at each end; by how much memory grew, in MB."""
    player = program.session.player
    begun = time.monotonic()
    level: Memory | None = None
    said_s = 0.0
    while (passed := time.monotonic() - begun) < seconds:
        if player.state is not PlayerState.PLAYING:
            player.seek(0)
            player.play()
        if level is None and passed >= _LEVEL_S:
            level = Memory.now(trimmed=True)
        if passed >= said_s:
            print(f"played {passed / 60:5.1f} min: {Memory.now(trimmed=True)}", flush=True)
            said_s += max(60.0, seconds / 24)
        rest(1_000)
    player.pause()
    return _grown("playing", level)


def _open_notes(program: Parts, count: int) -> float:
    """Open `count` notes one after another; by how many MB memory grew after the first tenth."""
    vault = unpack_vault(CORPUS) if (CORPUS / "vault.tar.xz").is_file() else None
    if vault is None:
        print(f"no notes to open: the corpus is not there: {CORPUS}")
        return 0.0
    level: Memory | None = None
    for number, note in enumerate(sorted(vault.rglob("*.md"))[:count]):
        program.session.open_note(note)
        rest(_NOTE_MS)
        if number == count // 10:
            level = Memory.now(trimmed=True)
        if number % max(1, count // 10) == 0:
            print(f"{number + 1:4} notes: {Memory.now(trimmed=True)}", flush=True)
    return _grown("opening notes", level)


def _grown(what: str, level: Memory | None) -> float:
    memory = Memory.now(trimmed=True)
    growth = memory.rss_mb - level.rss_mb if level else 0.0
    print(f"{what}: {memory}; grew by {growth:.1f} MB", flush=True)
    return growth
