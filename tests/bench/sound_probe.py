"""Measures how long the window is held up while a film of two hours plays; prints it as JSON.

python -m tests.bench.sound_probe

Without its sound on the timeline, while that is measured and drawn as it comes, and once it is
there. `held` and `cpu` as in `speech_probe`; `paint` is how long a move of the playhead takes to be
painted, in ms.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bench.report import percentile
from tests.bench.speech_probe import Held, long_film
from tests.bench.window_probe import Bench
from viewer.ui.player.sound_levels import SoundLevels

_SECONDS = 15
_NOTE = "# Film\n\n" + "".join(f"- It is said [{minute}:30]\n" for minute in range(1, 59))


def main() -> None:
    """Measure, and print it."""
    # With Glib's loop nobody says when it sleeps.
    os.environ["QT_NO_GLIB"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        film = Path(folder) / "film.mp4"
        long_film(film)
        bench = Bench(Path(folder), _NOTE, film)
        sound = bench.program.context.get(SoundLevels)
        bench.player.play()
        bench.wait(3)
        held = Held()
        bench.wait(_SECONDS)
        found = {"without": held.take() | _painting(bench)}
        held.take()
        bench.program.settings.set("play/waveform", True)
        bench.wait_until(lambda: sound.is_whole, 120)
        found["measured"] = held.take()
        bench.wait(_SECONDS)
        found["with"] = held.take() | _painting(bench)
        json.dump(found, sys.stdout)
        bench.program.shutdown()


def _painting(bench: Bench) -> dict[str, Any]:
    timeline = bench.program.playing.timeline
    bench.player.pause()
    took_ms: list[float] = []
    for step in range(200):
        bench.wait(0.005)
        start = time.perf_counter()
        timeline.set_position(600_000 + 8_000 * step)
        timeline.repaint()
        took_ms.append((time.perf_counter() - start) * 1000)
    bench.player.play()
    bench.wait(1)
    return {"paint_p50": percentile(took_ms, 0.5), "paint_p95": percentile(took_ms, 0.95)}


if __name__ == "__main__":
    main()
