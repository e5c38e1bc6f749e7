"""Measures a transcript of two hours in a real window, in a process of its own; prints JSON.

python -m tests.bench.transcript_probe VIDEO FOLDER
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QTextEdit, QWidget

from tests.bench.report import percentile
from tests.ui.parts import Parts
from tests.waiting import rest, wait_until
from viewer import app as cuenote
from viewer.ui.kit.placeholder import Placeholder
from viewer.ui.shell.context import Folders
from viewer.video.playback.player import PlayerState
from viewer.video.playback.vlc_player import VlcPlayer
from viewer.video.transcripts.transcript import TranscriptReading

_OPENINGS = 7
_PLAYED_S = 25


class _Painted(QObject):
    """Calls back after each painting of a widget."""

    def __init__(self, widget: QWidget, call: Callable[[], None]) -> None:
        super().__init__(widget)
        self._call = call
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, self._call)  # the painting itself is part of it
        return False


def main(arguments: list[str]) -> int:
    """Measure opening, finding and following."""
    video, folder = Path(arguments[0]), Path(arguments[1])
    found: dict[str, float] = {}
    app = cuenote.make_application()
    with tempfile.TemporaryDirectory() as work:
        home = Path(work)
        note = home / "note.md"
        note.write_text(f"---\nvideo: {video}\n---\n\nA claim [1:00:00].\n", "utf-8")
        program = Parts(app, Folders(home, home, home, home))
        program.set_player(VlcPlayer())
        player, view, transcripts = program.player, program.transcripts.view, program.transcripts
        assert player is not None
        player.set_muted(True)
        program.show(note, None)
        wait_until(lambda: player.state is PlayerState.PAUSED)
        program.window.tabs.show_tab("transcript")
        rest(1_000)

        for name in ("two-hours.srt", "two-hours.json3"):
            times: list[float] = []
            cpu: list[float] = []
            for _ in range(_OPENINGS):
                view.set_page(Placeholder("…"))
                loop = QEventLoop()
                watcher = _Painted(
                    view.text.viewport(),
                    lambda loop=loop: loop.quit() if view.transcript is not None else None,  # type: ignore[misc]
                )
                rest(300)  # until the check that follows each opening has begun
                program.background.finish()  # and has ended: it is no part of the next one
                begun, begun_cpu = time.perf_counter(), time.process_time()
                transcripts.choose(folder / name)
                loop.exec()
                cpu.append(time.process_time() - begun_cpu)
                times.append(time.perf_counter() - begun)
                watcher.deleteLater()
            found[f"open {name}"] = statistics.median(times) * 1000
            found[f"cpu {name}"] = statistics.median(cpu) * 1000
            found[f"rows {name}"] = len(view.text.passages)
        assert view.transcript is not None

        begun = time.perf_counter()
        peer = QTextEdit()
        font = QFont(view.text.font())
        peer.setFont(font)
        peer.resize(view.text.size())
        passages = view.text.passages
        peer.setPlainText("\n".join(view.transcript.text[p.start : p.end] for p in passages))
        peer.grab()
        found["peer"] = (time.perf_counter() - begun) * 1000

        view.open_find()
        slowest, slowest_cpu = 0.0, 0.0
        for words in ("e", "the", "number 1", "frame of the", "nowhere to be found", ""):
            begun, begun_cpu = time.perf_counter(), time.thread_time()
            view.find_bar.field.setText(words)
            view.text.viewport().repaint()
            slowest = max(slowest, time.perf_counter() - begun)
            slowest_cpu = max(slowest_cpu, time.thread_time() - begun_cpu)
            if words == "e":
                found["hits"] = len(view.text.marks.hits)
        found["find"] = slowest * 1000
        found["find cpu"] = slowest_cpu * 1000
        view.close_find()

        transcripts.set_reading(TranscriptReading.CUES)
        transcripts.choose(folder / "quick.srt")
        wait_until(lambda: len(view.text.passages) > 10_000)
        lags: list[float] = []
        seen = -1

        def on_painted() -> None:
            nonlocal seen
            row = view.text.marks.said_row
            if row != seen and player.state is PlayerState.PLAYING:
                if seen >= 0:
                    lags.append(player.position_ms - view.text.passages[row].start_ms)
                seen = row

        watcher = _Painted(view.text.viewport(), on_painted)
        player.seek(3_600_000)
        view.follow_again()
        player.play()
        end_ms = 3_600_000 + _PLAYED_S * 1000
        wait_until(lambda: player.position_ms > end_ms, timeout_ms=_PLAYED_S * 2000)
        player.pause()
        found["changes"] = len(lags)
        found["lag p50"] = percentile(lags, 0.5)
        found["lag p95"] = percentile(lags, 0.95)
        found["lag worst"] = max(lags)
        program.shutdown()
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
