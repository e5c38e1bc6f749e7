"""Plays a film in a real window, or in plain libvlc, in a process of its own; prints it as JSON.

python -m tests.bench.play_probe window|libvlc FILM
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import psutil

_WARM_S, _PLAY_S, _REST_S = 2.0, 8.0, 10.0


def used_share(process: psutil.Process, seconds: float = _PLAY_S) -> float:
    """Wait for so long; return the share of a core that a process took meanwhile."""
    begun, before = time.perf_counter(), process.cpu_times()
    time.sleep(seconds)
    after, passed = process.cpu_times(), time.perf_counter() - begun
    return (after.user + after.system - before.user - before.system) / passed


def wakeups(process: psutil.Process, seconds: float = _REST_S) -> float:
    """Wait for so long; return how often a second the threads of a process woke up."""

    def count() -> int:
        statuses = Path(f"/proc/{process.pid}/task").glob("*/status")
        lines = (line for status in statuses for line in status.read_text().splitlines())
        return sum(int(line.split()[1]) for line in lines if line.startswith("voluntary_ctxt"))

    before = count()
    time.sleep(seconds)
    return (count() - before) / seconds


def window(path: Path) -> dict[str, object]:
    """Play in a window of Cuenote; which pictures were shown, and what that took."""
    from tests.bench.window_probe import Bench
    from tests.video.make_video import read_number

    numbers: set[int | None] = set()
    found: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(Path(work), "Nothing is cited here.\n", path)
        player, process = bench.player, psutil.Process()

        def measured(name: str, measure: Callable[[psutil.Process], float]) -> None:
            # Not on the thread of the window, which is to live meanwhile.
            thread = Thread(target=lambda: found.update({name: measure(process)}))
            thread.start()
            bench.wait(max(_PLAY_S, _REST_S))  # without looking, which would wake it
            thread.join()

        player.play()
        bench.wait(_WARM_S)
        measured("core", used_share)
        player.frame_changed.connect(lambda: numbers.add(read_number(player.frame)))
        bench.wait(_PLAY_S)
        player.pause()
        bench.wait(1.0)
        measured("wakeups", wakeups)
        size = player.frame.size()
        bench.program.shutdown()
    known = [number for number in numbers if number is not None]
    expected = max(known) - min(known) + 1
    return found | {
        "size": [size.width(), size.height()],
        "shown": len(known),
        "expected": expected,
        "wrong": None in numbers,
    }


def libvlc(path: Path) -> dict[str, object]:
    """Play with plain libvlc, which decodes and keeps time and paints nothing."""
    import vlc

    instance = vlc.Instance("--quiet", "--vout=vdummy", "--aout=adummy", "--avcodec-hw=none")
    player = instance.media_player_new()
    player.set_media(instance.media_new_path(str(path)))
    player.play()
    time.sleep(_WARM_S)
    core = used_share(psutil.Process())
    player.stop()
    return {"core": core}


def main(arguments: list[str]) -> None:
    """Play in the way that is named."""
    play = {"window": window, "libvlc": libvlc}[arguments[0]]
    print(json.dumps(play(Path(arguments[1]))))


if __name__ == "__main__":
    main(sys.argv[1:])
