"""Hundreds of random actions in one process: no crash, no hang, no leaked thread."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.video.fixtures import native_threads
from viewer.video.media import Media
from viewer.video.playback.player import PlayerState
from viewer.video.playback.vlc_player import VlcPlayer

Wait = Callable[..., None]

ACTIONS = 300


@pytest.mark.all_only
def test_player_survives_random_actions(
    player: VlcPlayer,
    numbered_video: Path,
    short_video: Path,
    sound_file: Path,
    tmp_path: Path,
    media_of: Callable[[Path], Media],
    wait_for: Wait,
    qtbot: object,
    rng: random.Random,
) -> None:
    text = tmp_path / "text.mp4"
    text.write_text("no video\n" * 99)
    files = [numbered_video, short_video, sound_file, text, tmp_path / "missing.mp4"]

    def act(name: str, action: Callable[[], object]) -> None:
        print(name)  # is shown where it fails
        action()

    def one() -> None:
        ms = rng.randrange(-100, 21_000)
        match rng.randrange(16):
            case 0 | 1 | 2:
                act(f"seek {ms}", lambda: player.seek(ms))
            case 3 | 4 | 5:
                act("play", player.play)
            case 6:
                act("pause", player.pause)
            case 7:
                act("toggle", player.toggle)
            case 8:
                frames = rng.choice((-20, -2, -1, 1, 2, 20))
                act(f"step {frames}", lambda: player.step(frames))
            case 9 | 10:
                file = rng.choice(files)
                start = max(0, ms)
                plays = rng.random() < 0.5
                act(f"open {file.name}", lambda: player.open(media_of(file), start, play=plays))
            case 11:
                act("close", player.close)
            case 12:
                rate = rng.choice((0.25, 0.5, 1.0, 1.0, 2.0, 3.0))
                act(f"rate {rate}", lambda: player.set_rate(rate))
            case 13:
                act("repeat", lambda: player.set_repeat(ms, ms + rng.randrange(1, 2_000)))
                act("clear", player.clear_repeat if rng.random() < 0.5 else lambda: None)
            case 14:
                act("preview", lambda: player.request_preview(ms, rng.randrange(1, 200)))
                act("volume", lambda: player.set_volume(rng.randrange(100)))
            case 15:
                size = (rng.randrange(1, 900), rng.randrange(1, 700))
                act("size", lambda: player.set_target_size(*size))

    for _ in range(ACTIONS):
        one()
        # Often several at once, sometimes long enough for things to happen.
        pause_ms = rng.choice((0, 0, 1, 5, 20, 60, 120, 250))
        if pause_ms:
            qtbot.wait(pause_ms)  # type: ignore[attr-defined]
    # Whatever was done to it, it plays.
    player.open(media_of(numbered_video), 1_000, play=True)
    player.set_rate(1.0)
    wait_for(lambda: player.state is PlayerState.PLAYING and player.position_ms > 1_500)
    player.close()
    wait_for(lambda: native_threads() <= threading.active_count() + 12, timeout_ms=10_000)
