"""The start, from exec to pixels: Cuenote and other programs, under window managers.

The pixels are read from the memory of the X server, by which no program is asked or held up. The
note is painted when the middle of the screen shows text, the video when orange is seen anywhere:
its frames are. Every program is started once beforehand, so that its files are in memory.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import av
import numpy
import psutil

from tests.bench.report import Report
from tests.ui.screen import HEIGHT, WIDTH, Screen
from tests.waiting import wait_until
from viewer.notes.timecode import format_full

_MANAGERS = ("openbox", "mutter on X")
_STARTS, _RESTS = 9, 3
_NOTE_GOAL_MS, _FRAME_GOAL_MS, _MEMORY_GOAL_MB = 250, 350, 150
_LOOKS_EVERY_S = 0.003
_LONGEST_S = 20.0
_RESTS_AFTER_S = 12.0  # all that the start leaves for later is done
_BARE = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit
app = QApplication([])
window = QMainWindow()
text = QTextEdit()
text.setPlainText(Path(sys.argv[1]).read_text("utf-8"))
window.setCentralWidget(text)
window.resize(1440, 900)
window.show()
app.exec()
"""
_SIZE_OF_ZATHURA = "set window-width 1440\nset window-height 900\n"  # it is small, in a corner
_PRINT = """
import sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication, QPdfWriter, QTextDocument
app = QGuiApplication([])
document = QTextDocument(Path(sys.argv[1]).read_text("utf-8"))
document.print_(QPdfWriter(sys.argv[2]))
"""


def run(report: Report) -> None:
    """Measure, and report each figure."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        note, video, pdf = _write(Path(folder))
        for manager in _MANAGERS:
            if not Screen.can_show(manager):
                report.skip(f"the start under {manager}", "it or Xvfb is not on this computer")
                continue
            home = Path(folder) / manager
            home.mkdir()
            with Screen(home, manager) as screen:
                zathura = Path(screen.environment["XDG_CONFIG_HOME"]) / "zathura"
                zathura.mkdir()
                (zathura / "zathurarc").write_text(_SIZE_OF_ZATHURA)
                _starts(report, screen, manager, note, video, pdf)
                if manager == "openbox":
                    _memory(report, screen, note, video)


def _write(folder: Path) -> tuple[Path, Path, Path]:
    """Write a note of two pages among others, its video, and the note as a PDF."""
    vault = folder / "vault"
    vault.mkdir()
    video = folder / "orange.mp4"
    _make_orange(video)
    for number in range(40):
        lines = [f"---\ntitle: Note {number}\nvideo: {video}\n---\n"]
        for ms in range(0, 60_000, 1_500):
            time_ = format_full(ms)
            lines.append(
                f"- What a viewer waits for is decided by the one frame that follows another "
                f'<a class="yt-timestamp" data-t="{time_}">[{time_}]</a>.\n'
            )
        (vault / f"note-{number}.md").write_text("\n".join(lines), "utf-8")
    note, pdf = vault / "note-7.md", folder / "note.pdf"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _PRINT, str(note), str(pdf)]
    subprocess.run(command, env=environment, check=True)
    return note, video, pdf


def _make_orange(path: Path) -> None:
    """Make a minute of video, 640 × 360, in which the noise alone changes."""
    chance = numpy.random.default_rng(1)
    options = {"preset": "superfast", "crf": "27"}
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=30, options=options)
        stream.width, stream.height, stream.pix_fmt, stream.gop_size = 640, 360, "yuv420p", 150
        picture = numpy.full((540, 640), 190, numpy.uint8)
        picture[360:450] = 60
        for _ in range(60 * 30):
            picture[:360] = 130 + numpy.repeat(chance.integers(0, 30, (90, 640)), 4, axis=0)
            out.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="yuv420p")))
        out.mux(stream.encode())


def _programs(note: Path, video: Path, pdf: Path) -> dict[str, list[str]]:
    """Give the command of each program that is there, Cuenote first."""
    all_ = {
        "Cuenote": [sys.executable, "-m", "viewer", str(note)],
        # Texts of another language come from a file, and through Qt.
        "in German": ["env", "CUENOTE_LANGUAGE=de", sys.executable, "-m", "viewer", str(note)],
        "bare PySide": [sys.executable, "-c", _BARE, str(note)],
        "kate": ["kate", "--startanon", "--block", str(note)],
        "zathura": ["zathura", str(pdf)],
        "mpv": ["mpv", "--no-config", "--pause", "--vo=x11", str(video)],
    }
    return {name: command for name, command in all_.items() if shutil.which(command[0])}


def _starts(
    report: Report, screen: Screen, manager: str, note: Path, video: Path, pdf: Path
) -> None:
    programs = _programs(note, video, pdf)
    missing = {"kate", "zathura", "mpv"} - programs.keys()
    if missing:
        report.skip(f"others under {manager}", f"{', '.join(sorted(missing))} not installed")
    painted: dict[str, list[float]] = {name: [] for name in programs}
    framed: dict[str, list[float]] = {"Cuenote": [], "mpv": []}
    for number in range(_STARTS + 1):
        for name, command in list(programs.items()):
            try:
                with _started(screen, command) as (begun_s, _):
                    if name != "mpv":
                        took_ms = _until(_shows_text, screen, begun_s)
                        if number:
                            painted[name].append(took_ms)
                    if name in framed:
                        took_ms = _until(_shows_orange, screen, begun_s)
                        if number:
                            framed[name].append(took_ms)
            except TimeoutError:
                if name == "Cuenote":
                    raise
                del programs[name]  # its window is smaller here, or somewhere else
                report.skip(f"{name} under {manager}", "it is not seen where it was looked for")
    painted["mpv"] = framed["mpv"]
    _report(report, f"exec → note painted, {manager}", painted, _NOTE_GOAL_MS)
    _report(report, f"exec → note and paused frame, {manager}", framed, _FRAME_GOAL_MS)


def _memory(report: Report, screen: Screen, note: Path, video: Path) -> None:
    """Measure what stays taken at rest, by the program and its child processes."""
    programs = _programs(note, video, note)
    programs.pop("zathura", None)
    taken: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(_RESTS):
        for name, command in programs.items():
            with _started(screen, command) as (_, program):
                time.sleep(_RESTS_AFTER_S)
                family = [program, *program.children(recursive=True)]
                taken[name].append(sum(each.memory_info().rss for each in family) / 1e6)
    _report(report, "memory at rest, in all", taken, _MEMORY_GOAL_MB, "MB")


def _report(
    report: Report, what: str, found: Mapping[str, Sequence[float]], goal: float, unit: str = "ms"
) -> None:
    ours = found["Cuenote"]
    peers = {name: samples for name, samples in found.items() if name != "Cuenote" and samples}
    ok = statistics.median(ours) <= goal
    report.measure(what, ours, unit, peers, f"at most {goal:.0f} {unit}", ok)


@contextmanager
def _started(screen: Screen, command: Sequence[str]) -> Iterator[tuple[float, psutil.Popen]]:
    """Start a program on an empty screen, and end it; gives when it was started, and it."""
    # Byte code is what a person's second start has; some environments forbid to write it.
    environment = {k: v for k, v in screen.environment.items() if k != "PYTHONDONTWRITEBYTECODE"}
    quiet = subprocess.DEVNULL
    wait_until(lambda: screen.shares()[0] < 0.01)
    time.sleep(0.2)
    begun_s = time.perf_counter()
    program = psutil.Popen(command, env=environment, stdout=quiet, stderr=quiet)
    try:
        yield begun_s, program
    finally:
        program.terminate()
        program.wait(30)


def _until(is_seen: Callable[[Screen], bool], screen: Screen, begun_s: float) -> float:
    """Wait until something is seen; how long after `begun_s`, in ms."""
    while not is_seen(screen):
        if time.perf_counter() > begun_s + _LONGEST_S:
            raise TimeoutError("nothing is seen")
        time.sleep(_LOOKS_EVERY_S)
    return (time.perf_counter() - begun_s) * 1000


def _shows_text(screen: Screen) -> bool:
    """Say whether the middle of the screen is of one brightness, with a little that stands out."""
    middle_x, middle_y = WIDTH // 2, HEIGHT // 2
    rows = range(middle_y - 100, middle_y + 100, 8)
    greens = b"".join(screen.row(y, middle_x - 100, middle_x + 100)[1::8] for y in rows)
    ((paper, count),) = Counter(greens).most_common(1)
    ink = sum(abs(green - paper) > 90 for green in greens)
    return count > len(greens) / 2 and ink > len(greens) / 50


def _shows_orange(screen: Screen) -> bool:
    """Say whether a fifth of some line of the screen is orange."""
    for y in range(0, HEIGHT, 40):
        line = screen.row(y)
        blues, reds = line[0::32], line[2::32]
        orange = sum(red - blue > 80 for blue, red in zip(blues, reds, strict=True))
        if orange > len(reds) / 5:
            return True
    return False
