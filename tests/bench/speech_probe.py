"""Measures how long the window is held up while it transcribes; prints it as JSON.

python -m tests.bench.speech_probe MODEL [SECONDS]

A film of two hours plays whose first 90 minutes are transcribed already, so that what grows is
long. `held` is the wall time for which the window's loop was busy without a pause, `cpu` what its
thread worked in that, which a busy machine does not lengthen; in ms. Each without and with a
transcription at work, whose words come into the transcript that is shown.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import av
from PySide6.QtCore import QAbstractEventDispatcher

from tests.bench.report import percentile
from tests.bench.window_probe import Bench
from viewer import TOUR
from viewer.video.speech.models import check_folder
from viewer.video.speech.task import task_of
from viewer.video.transcripts.transcribed import Origin, Transcribed, write_transcribed
from viewer.video.transcripts.transcript import Cue

_ROUNDS = 48  # of the tour’s film, 150 s each: two hours
_HEARD_MS = 90 * 60_000
_NOTE = "# Film\n\n- Most of its frames only say what changed [1:30]\n"


def long_film(path: Path) -> None:
    """Put the film of the tour behind itself until it lasts two hours."""
    with av.open(str(path), "w") as out:
        with av.open(str(TOUR.with_suffix(".mp4"))) as film:
            tracks = [out.add_stream_from_template(track) for track in film.streams]
        for number in range(_ROUNDS):
            with av.open(str(TOUR.with_suffix(".mp4"))) as film:
                for packet in film.demux():
                    if packet.dts is None or packet.pts is None:
                        continue
                    base = packet.stream.time_base
                    assert base is not None
                    later = round(150 * number / base)
                    packet.dts, packet.pts = packet.dts + later, packet.pts + later
                    packet.stream = tracks[packet.stream.index]
                    out.mux(packet)


def _cues() -> tuple[Cue, ...]:
    words = [f"word{number}" for number in range(8)]
    places = tuple(6 * number for number in range(8))
    return tuple(
        Cue(
            ms,
            ms + 3_800,
            " ".join(words) + ".",
            tuple(ms + 400 * number for number in range(8)),
            places,
        )
        for ms in range(0, _HEARD_MS, 4_000)
    )


class Held:
    """What the window's loop was busy for, each time."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.cpu: list[float] = []
        self._awake = time.perf_counter(), time.thread_time()
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        dispatcher.awake.connect(self._on_awake)
        dispatcher.aboutToBlock.connect(self._on_sleep)

    def _on_awake(self) -> None:
        self._awake = time.perf_counter(), time.thread_time()

    def _on_sleep(self) -> None:
        wall, cpu = self._awake
        self.wall.append((time.perf_counter() - wall) * 1000)
        self.cpu.append((time.thread_time() - cpu) * 1000)

    def take(self) -> dict[str, Any]:
        """Give what there was since the last time."""
        wall, cpu = self.wall, self.cpu
        self.wall, self.cpu = [], []
        found: dict[str, Any] = {"times": len(wall)}
        for name, values in (("held", wall), ("cpu", cpu)):
            found |= {f"{name}_p99": percentile(values, 0.99), f"{name}_max": max(values)}
            found[f"{name}_over_16"] = sum(value > 16 for value in values)
        return found


def main() -> None:
    """Measure, and print it."""
    # With Glib's loop nobody says when it sleeps.
    os.environ["QT_NO_GLIB"] = "1"
    model = check_folder(Path(sys.argv[1]))
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 40
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        film = work / "film.mp4"
        long_film(film)
        bench = Bench(work, _NOTE, film)
        library = bench.program.session.video.library
        task = task_of(film, library, model)
        duration_ms = bench.player.duration_ms
        origin = Origin(model.name, "en", duration_ms=duration_ms, finished=((0, _HEARD_MS),))
        write_transcribed(task.path, Transcribed(origin, _cues()))
        transcripts, queue = bench.program.transcripts, bench.program.transcribing.queue
        transcripts.look()
        bench.wait_until(lambda: transcripts.transcript is not None, 30)
        bench.window.tabs.show_tab("transcript")
        bench.player.play()
        bench.wait(3)
        held = Held()
        bench.wait(seconds)
        without = held.take()
        grown: list[int] = []
        transcripts.grown.connect(lambda: grown.append(1))
        queue.add(task, "Film")
        bench.wait_until(lambda: bool(grown), 60)
        held.take()
        grown.clear()
        bench.wait(seconds)
        with_it = held.take() | {"grown": len(grown)}
        json.dump({"without": without, "with": with_it}, sys.stdout)
        bench.program.shutdown()


if __name__ == "__main__":
    main()
