"""Sizes that a person reaches in years: how long the window is held in them, and what it keeps.

1,000 videos queued for saving, at a site that never answers; 5,000 saved ones; a video of twelve
hours and a transcript of twenty; two hundred notes opened one after another. All in a real window,
in a child process, by keys, clicks and the wheel. A figure is the longest turn of the event loop
while one thing is done, without the time in which other processes had the processors.

    python -m tests.bench.bench_held [queue|saved|video|transcript|notes] [--where]

measures a part alone, and with `--where` says in which functions the window was held.
"""

from __future__ import annotations

import contextlib
import json
import random
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.bench.films import LARGE, SMALL
from tests.bench.report import Report
from tests.video.make_video import make_video
from viewer.notes.timecode import format_full

_QUEUED, _SAVED, _NOTES = 1_000, 5_000, 200
_HOURS, _SAID_HOURS, _CUE_MS = 12, 20, 3_600
_MOST_MS, _MOST_GROWTH_MB = 50.0, 10.0
_LEVEL_AT = 50  # notes: what is loaded once is loaded by then
_TIMES = 4  # that each thing is done
_WORDS = ["the", "speed", "at", "which", "one", "frame", "follows", "another", "decides"]


def run(report: Report) -> None:
    """Measure each part in a process of its own, and report."""
    for part in _PARTS:
        command = [sys.executable, "-m", "tests.bench.bench_held", part]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr.strip().rpartition("\n")[2] or f"exit {done.returncode}")
        found: dict[str, list[float]] = json.loads(done.stdout)
        growth = found.pop("growth", None)
        for what, held in found.items():
            report.measure(
                f"{what}: the window is held",
                held,
                goal=f"never over {_MOST_MS:.0f} ms",
                ok=max(held) <= _MOST_MS,
            )
        if growth is not None:
            report.measure(
                f"{_NOTES} notes opened: memory grows from note {_LEVEL_AT} on",
                growth,
                unit="MB",
                goal=f"at most {_MOST_GROWTH_MB:.0f} MB",
                ok=growth[0] <= _MOST_GROWTH_MB,
            )


class _Held:
    """A window, and the longest that it is held while things are done in it."""

    def __init__(self, work: Path, note: str, video: Path, *, is_told: bool) -> None:
        from tests.bench.window_probe import Bench
        from tests.soak.gauge import Gauge

        self.bench = Bench(work, note, video)
        self.program, self.window = self.bench.program, self.bench.window
        self.program.settle()
        self.window.activateWindow()
        self.rest(1.5)
        self.found: dict[str, list[float]] = {}
        self._is_told = is_told
        self._gauge = Gauge(long_ms=_MOST_MS)
        self._gauge.start()

    def rest(self, seconds: float) -> None:
        self.bench.wait(seconds)

    def until(self, true: Callable[[], bool], seconds: float = 30) -> None:
        if not self.bench.wait_until(true, seconds):
            raise TimeoutError(f"not so after {seconds} s: {true}")

    @contextlib.contextmanager
    def doing(self, what: str, *, rest_s: float = 0.4) -> Iterator[None]:
        """Measure what is done within, and the turns of the loop for a while behind it."""
        gauge = self._gauge
        gauge.longest_ms = 0.0
        del gauge.stalls[:]
        with gauge.measured(what):
            yield
            self.rest(rest_s)
        self.found.setdefault(what, []).append(gauge.longest_ms)
        for stall in gauge.stalls if self._is_told else ():
            print(f"{what}: {stall.own_ms:.0f} ms, {stall.cpu_ms:.0f} of CPU", file=sys.stderr)
            for place, count in stall.where.most_common(4):
                print(f"    {count} × {place}", file=sys.stderr)

    def key(self, name: str) -> None:
        from PySide6.QtGui import QKeySequence
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        keys = QKeySequence(name)[0]
        where = QApplication.focusWidget() or self.window
        QTest.keyClick(where, keys.key(), keys.keyboardModifiers())

    def type(self, text: str) -> None:
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        for letter in text:
            QTest.keyClicks(QApplication.focusWidget(), letter)
            self.rest(0.1)

    def click(self, widget: Any, x: int, y: int) -> None:
        from PySide6.QtCore import QPoint, Qt
        from PySide6.QtTest import QTest

        no_keys = Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, no_keys, QPoint(x, y))

    def scroll(self, view: Any) -> None:
        """Turn the wheel over a list or a text, then drag its bar to its end and back."""
        from PySide6.QtCore import QPoint, QPointF, Qt
        from PySide6.QtGui import QWheelEvent
        from PySide6.QtWidgets import QApplication

        port, bar = view.viewport(), view.verticalScrollBar()
        middle = QPointF(port.rect().center())
        for _ in range(12):
            turned = QWheelEvent(
                middle,
                port.mapToGlobal(middle),
                QPoint(),
                QPoint(0, -240),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
            QApplication.sendEvent(port, turned)
            self.rest(0.02)
        for part in (0.3, 0.7, 1.0, 0.5, 0.0):
            bar.setValue(round(bar.maximum() * part))
            self.rest(0.05)

    def close(self) -> dict[str, list[float]]:
        self._gauge.stop()
        self.program.shutdown()
        return self.found


# ---------------------------------------------------------------------- what is measured


def _queue(work: Path, is_told: bool) -> dict[str, list[float]]:
    """Queue a thousand videos at a site that takes every call and answers none."""
    from viewer.notes.model import VideoRef

    with socket.create_server(("127.0.0.1", 0), backlog=64) as site:
        address = f"http://127.0.0.1:{site.getsockname()[1]}"
        held = _Held(work, "Nothing is cited here.\n", SMALL.path(), is_told=is_told)
        saving = held.program.saving
        page = saving.pane.saving
        videos = [
            (VideoRef(url=f"{address}/{n}.mp4"), f"Talk number {n} about some things")
            for n in range(_QUEUED)
        ]
        with held.doing("1,000 videos are queued", rest_s=3):
            assert not saving.downloads.add(videos)
        assert len(saving.downloads.items()) == _QUEUED
        for _ in range(_TIMES):
            with held.doing("1,000 queued: their window opens"):
                held.key("Ctrl+J")
            assert saving.pane.isVisible()
            with held.doing("1,000 queued: scrolling"):
                held.scroll(page.list)
            with held.doing("1,000 queued: one is paused"):
                held.key("Space")
            with held.doing("1,000 queued: … and goes on"):
                held.key("Space")
            with held.doing("1,000 queued: one is cancelled"):
                held.key("Delete")
            with held.doing("1,000 queued: a title is told"):
                item = saving.downloads.items()[5]
                saving.downloads._hear(item, {"event": "resolved", "title": f"{item.title} b"})
            held.key("Ctrl+J")
            held.rest(0.2)
        with held.doing("1,000 queued: all are paused", rest_s=2):
            saving.downloads.pause_all()
        held.key("Ctrl+J")
        held.rest(0.5)
        with held.doing("1,000 queued: all go on", rest_s=2):
            saving.downloads.resume_all()
        saving.downloads.pause_all()
        held.rest(0.5)
        return held.close()


def _saved(work: Path, is_told: bool) -> dict[str, list[float]]:
    """Show the list of five thousand saved videos."""
    from viewer.video.downloads.library import SavedInfo

    library = work / "library"
    chance = random.Random(2)
    for number in range(_SAVED):
        key = f"saved{number:06}"
        folder = library / key
        folder.mkdir(parents=True)
        (folder / f"{key}.mp4").write_bytes(b"\0" * 64)
        info = SavedInfo(
            key,
            key,
            f"https://www.youtube.com/watch?v={key}",
            " ".join(chance.choices(_WORDS, k=9)),
            "A channel",
            chance.randrange(7_200_000),
            f"{key}.mp4",
            64,
            720,
            f"2025-{chance.randrange(1, 13):02}-{chance.randrange(1, 28):02}T10:00:00Z",
        )
        (folder / "info.json").write_text(info.to_json(), "utf-8")
    held = _Held(work, "Nothing is cited here.\n", SMALL.path(), is_told=is_told)
    saving = held.program.saving
    page = saving.library_actions.page
    held.until(lambda: len(page._saved) == _SAVED)
    held.rest(1)
    for _ in range(_TIMES):
        with held.doing("5,000 saved: their list opens", rest_s=2):
            saving.open_library()
        assert page.isVisible()
        held.until(lambda: len(page.list.rows.rows) == _SAVED)
        with held.doing("5,000 saved: scrolling"):
            held.scroll(page.list)
        page.field.setFocus()
        with held.doing("5,000 saved: typing in the filter"):
            held.type("frame w")
        page.field.clear()
        held.rest(0.3)
        for index, what in ((1, "by name"), (2, "by size"), (0, "the newest first")):
            with held.doing(f"5,000 saved: {what}"):
                page.sort.setFocus()
                for _ in range(3):
                    held.key("Left")
                for _ in range(index):
                    held.key("Right")
        saving.pane.hide()
        held.rest(0.2)
    return held.close()


def _video(work: Path, is_told: bool) -> dict[str, list[float]]:
    """Open, seek, drag and play a video of twelve hours, cited every minute."""
    seconds = _HOURS * 3600
    film = Path(tempfile.gettempdir()) / f"cuenote-bench-{seconds}s.mp4"
    if not film.exists():
        half_made = film.with_suffix(".part.mp4")
        make_video(half_made, size=(64, 36), fps=1, frames=seconds, gop=10, sound=False)
        half_made.rename(film)
    lines = [f"- Claim {n} [{format_full(n * 60_000)}].\n" for n in range(_HOURS * 60)]
    held = _Held(work, "Nothing is cited here.\n", SMALL.path(), is_told=is_told)
    note, other = work / "twelve.md", work / "note.md"
    note.write_text(f"---\nvideo: {film}\n---\n\n{''.join(lines)}", "utf-8")
    session, player = held.program.session, held.bench.player
    chance = random.Random(3)
    for _ in range(_TIMES):
        with held.doing("12 h: opening", rest_s=2):
            session.open_note(note)
        held.until(lambda: player.duration_ms == seconds * 1000)
        with held.doing("12 h: seeking"):
            player.seek(chance.randrange(seconds * 1000))
        line = held.window.player.controls.timeline
        with held.doing("12 h: a click on the timeline"):
            held.click(line, chance.randrange(20, line.width() - 20), line.height() // 2)
        with held.doing("12 h: playing and following", rest_s=3):
            player.play()
        with held.doing("12 h: the next claim"):
            held.window.actions_["claim.next"].trigger()
        player.pause()
        session.open_note(other)
        held.rest(1)
    return held.close()


def _transcript(work: Path, is_told: bool) -> dict[str, list[float]]:
    """Open, scroll, search and follow a transcript of twenty hours."""
    chance = random.Random(4)
    cues = ["WEBVTT\n\n"]
    for start_ms in range(0, _SAID_HOURS * 3_600_000, _CUE_MS):
        text = " ".join(chance.choices(_WORDS, k=9)).capitalize()
        span = f"{_clock(start_ms)} --> {_clock(start_ms + _CUE_MS - 40)}"
        cues.append(f"{span}\n{text}{'.' * (chance.random() < 0.4)}\n\n")
    said = work / "twenty.vtt"
    said.write_text("".join(cues), "utf-8")
    held = _Held(work, "A claim [0:10].\n", SMALL.path(), is_told=is_told)
    transcripts, player = held.program.transcripts, held.bench.player
    view = transcripts.view
    held.window.tabs.show_tab("transcript")
    held.rest(1)
    for _ in range(_TIMES):
        with held.doing("20 h transcript: opening", rest_s=3):
            transcripts.choose(said)
        assert view.transcript is not None
        assert len(view.text.passages) > 1_000
        with held.doing("20 h transcript: scrolling"):
            held.scroll(view.text)
        view.open_find()
        with held.doing("20 h transcript: searching"):
            held.type("follows w")
        with held.doing("20 h transcript: the next hits"):
            for _ in range(5):
                held.key("Return")
                held.rest(0.1)
        view.close_find()
        with held.doing("20 h transcript: a sentence is clicked"):
            held.click(view.text.viewport(), 120, 60)
        player.seek(chance.randrange(300_000))
        view.follow_again()
        with held.doing("20 h transcript: following", rest_s=4):
            player.play()
        player.pause()
        held.rest(0.5)
    return held.close()


def _clock(ms: int) -> str:
    seconds = ms // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms % 1000:03}"


def _notes(work: Path, is_told: bool) -> dict[str, list[float]]:
    """Open two hundred notes about two videos, one after another."""
    from tests.soak.gauge import Memory
    from viewer.video.playback.player import PlayerState

    chance = random.Random(5)
    films = [SMALL.path(), LARGE.path()]
    paths = [work / f"note {number}.md" for number in range(_NOTES)]
    for number, path in enumerate(paths):  # before: what others cite is shown with each
        lines = [f"---\nvideo: {films[number % 2]}\n---\n"]
        for claim in range(chance.choice((5, 20, 60, 200))):
            text = " ".join(chance.choices(_WORDS, k=18))
            title = f"\n## Part {claim // 20}\n\n" if claim % 20 == 0 else ""
            lines.append(f"{title}- {text} [{format_full(chance.randrange(590) * 1000)}].\n")
        path.write_text("".join(lines), "utf-8")
    held = _Held(work, "Nothing is cited here.\n", films[0], is_told=is_told)
    player, level = held.bench.player, None

    def is_shown() -> bool:
        return player.state is PlayerState.PAUSED and not player.frame.isNull()

    for number, path in enumerate(paths):
        with held.doing("200 notes: one is opened", rest_s=0.3):
            held.program.session.open_note(path)
        held.until(is_shown)
        if number == _LEVEL_AT:
            level = Memory.now(trimmed=True)
    end = Memory.now(trimmed=True)
    assert level is not None
    print(f"{level} → {end}", file=sys.stderr)
    return {**held.close(), "growth": [end.rss_mb - level.rss_mb]}


_PARTS: dict[str, Callable[[Path, bool], dict[str, list[float]]]] = {
    "queue": _queue,
    "saved": _saved,
    "video": _video,
    "transcript": _transcript,
    "notes": _notes,
}


def main(arguments: list[str]) -> int:
    """Measure one part; prints JSON."""
    with tempfile.TemporaryDirectory() as folder:
        found = _PARTS[arguments[0]](Path(folder), "--where" in arguments)
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
