"""Measures one thing in a real window, in a process of its own; prints it as JSON.

python -m tests.bench.window_probe follow VIDEO FPS
python -m tests.bench.window_probe big-note NOTE VIDEO
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench.report import percentile

_OPENINGS = 5


def _first_paint(widget: Any, then: Callable[[], None]) -> Any:
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watcher(QObject):
        done = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint and not self.done:
                self.done = True
                QTimer.singleShot(0, then)  # the painting itself is part of it
            return False

    watcher = Watcher(widget)
    widget.installEventFilter(watcher)
    return watcher


class Bench:
    """A real window on a note and a video, and ways to wait in it."""

    def __init__(self, work: Path, note_text: str, video: Path) -> None:
        from tests.ui.parts import Parts
        from viewer import app as cuenote
        from viewer.ui.shell.context import Folders
        from viewer.video.playback.player import PlayerState
        from viewer.video.playback.vlc_player import VlcPlayer

        self.app = cuenote.make_application()
        self.program = Parts(self.app, Folders(work, work, work, work))
        self.program.set_player(VlcPlayer())
        self.window = self.program.window
        self.player = self.program.session.player
        self.player.set_muted(True)
        path = work / "note.md"
        path.write_text(f"---\nvideo: {video}\n---\n\n{note_text}", "utf-8")
        self.window.resize(1440, 900)
        self.program.show(path, None)
        self.wait_until(lambda: self.player.state is PlayerState.PAUSED, 30)
        self.wait_until(lambda: not self.player.frame.isNull(), 30)
        self.wait(0.3)

    def wait(self, seconds: float) -> None:
        from tests.waiting import rest

        rest(round(seconds * 1000))

    def wait_until(self, true: Callable[[], bool], seconds: float) -> bool:
        from PySide6.QtCore import QEventLoop, QTimer

        # Looks every 4 ms: processEvents would spin, and take a core from what is measured.
        until = time.perf_counter() + seconds
        loop = QEventLoop()
        timer = QTimer(interval=4)
        timer.timeout.connect(
            lambda: loop.quit() if true() or time.perf_counter() > until else None
        )
        timer.start()
        loop.exec()
        timer.stop()
        return true()


def follow(video: Path, fps: int) -> dict[str, Any]:
    """Play 40 s with a claim about every second; how far from its time the highlight changes."""
    from tests.video.make_video import read_number

    with tempfile.TemporaryDirectory() as work:
        cited = [1000 * n + 137 * (n % 7) for n in range(3, 44)]
        text = "".join(
            f'- Claim {n} <a class="yt-timestamp" data-t="0:{ms // 1000:02}.{ms % 1000:03}"></a>\n'
            for n, ms in enumerate(cited)
        )
        bench = Bench(Path(work), text, video)
        off: list[float] = []

        def changed(claims: frozenset[int], citations: frozenset[int]) -> None:
            number = read_number(bench.player.frame)
            if citations and number is not None:
                ms = bench.program.session.times[min(citations)].ms
                assert ms is not None
                # A frame stands for the time until the next: the nearest moment of it counts.
                first, last = number * 1000 / fps, (number + 1) * 1000 / fps
                off.append(0.0 if first <= ms <= last else min(abs(first - ms), abs(last - ms)))

        bench.player.seek(1500)
        bench.wait(0.5)
        bench.program.session.follow.claims_changed.connect(changed)
        bench.player.play()
        bench.wait_until(lambda: bench.player.position_ms > 42_000, 60)
        bench.player.pause()
        bench.program.shutdown()
    return {"changes": len(off), "p50_ms": percentile(off, 0.5), "worst_ms": max(off)}


def big_note(note: Path, video: Path) -> dict[str, Any]:
    """Open a note of 10,000 claims; then play beside it, and beside a note without any."""
    import psutil

    process = psutil.Process()
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(Path(work), "Nothing is cited here.\n", video)

        def share() -> float:
            bench.player.play()
            bench.wait(1.5)
            begun, wall = sum(process.cpu_times()[:2]), time.perf_counter()
            bench.wait(8)
            used = sum(process.cpu_times()[:2]) - begun
            part = used / (time.perf_counter() - wall)
            bench.player.pause()
            bench.player.seek(0)
            bench.wait(0.5)
            return float(part)

        body = note.read_text("utf-8").partition("\n---\n")[2]
        path = Path(work) / "big.md"
        path.write_text(f"---\nvideo: {video}\n---\n\n{body}", "utf-8")
        view = bench.window.page.view
        opened: list[float] = []
        begun = 0.0

        def painted() -> None:
            opened.append(time.perf_counter() - begun)

        bench.program.session.note_opened.connect(lambda _: _first_paint(view.viewport(), painted))
        done: list[float] = []
        view.typesetting_finished.connect(lambda: done.append(time.perf_counter() - begun))
        painted_s, set_s = [], []
        claims, empty = 0, Path(work) / "note.md"
        for _ in range(_OPENINGS):
            opened.clear()
            done.clear()
            begun = time.perf_counter()
            bench.program.session.open_note(path)
            bench.wait_until(lambda: bool(opened) and bool(done), 30)
            painted_s.append(opened[0])
            set_s.append(done[0])
            bench.wait(2)
            assert bench.program.session.note is not None
            claims = len(bench.program.session.note.claims)
            bench.program.session.open_note(empty)
            bench.wait(0.5)
        with_claims, without = [], []
        for _ in range(3):
            bench.program.session.open_note(path)
            bench.wait(3)
            with_claims.append(share())
            bench.program.session.open_note(empty)
            bench.wait(1)
            without.append(share())
        bench.program.shutdown()
    return {
        "claims": claims,
        "painted_s": painted_s,
        "set_s": set_s,
        "share_with": statistics.median(with_claims),
        "share_without": statistics.median(without),
    }


def main(arguments: list[str]) -> int:
    """Run one of the measurements."""
    what, path = arguments[0], Path(arguments[1])
    if what == "follow":
        found: dict[str, Any] = follow(path, int(arguments[2]))
    else:
        found = big_note(path, Path(arguments[2]))
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
