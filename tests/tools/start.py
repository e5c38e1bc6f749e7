"""The start, from exec to pixels: Cuenote and a bare window of Qt, under window managers.

The pixels are read from the memory of the X server, by which no program is asked or held up. The
note is painted when the middle of the screen shows text, the video when orange is seen anywhere:
its frames are. Every program is started once beforehand, so that its files are in memory.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import av
import numpy
import psutil

from tests.tools.report import Report
from tests.ui.screen import HEIGHT, WIDTH, Screen
from tests.waiting import wait_until
from viewer.notes.timecode import format_full

_MANAGERS = ("openbox", "mutter on X")
_STARTS, _RESTS = 9, 3
_NOTE_GOAL_MS, _FRAME_GOAL_MS, _MEMORY_GOAL_MB = 250, 350, 160
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


def run(report: Report, options: argparse.Namespace) -> None:
    starts, rests = options.count or _STARTS, _RESTS
    if options.quick:
        starts, rests = 2, 1
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        note = _write(Path(folder))
        for manager in _MANAGERS:
            if not Screen.can_show(manager):
                report.skip(f"the start under {manager}", "it or Xvfb is not on this computer")
                continue
            home = Path(folder) / manager
            home.mkdir()
            with Screen(home, manager) as screen:
                programs = _programs(note)
                _starts(report, screen, manager, programs, starts)
                if manager == "openbox":
                    _memory(report, screen, programs, rests)


def _write(folder: Path) -> Path:
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
    return vault / "note-7.md"


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


def _programs(note: Path) -> dict[str, list[str]]:
    return {
        "Cuenote": [sys.executable, "-m", "viewer", str(note)],
        # Texts of another language come from a file, and through Qt.
        "in German": ["env", "CUENOTE_LANGUAGE=de", sys.executable, "-m", "viewer", str(note)],
        "bare PySide": [sys.executable, "-c", _BARE, str(note)],
    }


def _starts(
    report: Report, screen: Screen, manager: str, programs: dict[str, list[str]], starts: int
) -> None:
    painted: dict[str, list[float]] = {name: [] for name in programs}
    framed: dict[str, list[float]] = {"Cuenote": []}
    for number in range(starts + 1):
        for name, command in programs.items():
            looks = [(painted, _shows_text)] + [(framed, _shows_orange)] * (name in framed)
            with _started(screen, command) as (begun_s, _):
                for found, is_seen in looks:
                    took_ms = _until(is_seen, screen, begun_s)
                    if number:
                        found[name].append(took_ms)
    _report(report, f"exec → note painted, {manager}", painted, _NOTE_GOAL_MS)
    _report(report, f"exec → note and paused frame, {manager}", framed, _FRAME_GOAL_MS)


def _memory(report: Report, screen: Screen, programs: dict[str, list[str]], rests: int) -> None:
    """Measure what stays taken at rest, by the program and its child processes."""
    taken: dict[str, list[float]] = {name: [] for name in programs}
    for name in list(taken) * rests:
        with _started(screen, programs[name]) as (_, program):
            time.sleep(_RESTS_AFTER_S)
            family = [program, *program.children(recursive=True)]
            taken[name].append(sum(each.memory_info().rss for each in family) / 1e6)
    _report(report, "memory at rest, in all", taken, _MEMORY_GOAL_MB, "MB")


def _report(
    report: Report, what: str, found: dict[str, list[float]], most: float, unit: str = "ms"
) -> None:
    report.measure(what, found.pop("Cuenote"), unit, found, most=most)


@contextmanager
def _started(screen: Screen, command: Sequence[str]) -> Iterator[tuple[float, psutil.Popen]]:
    """Start a program on an empty screen, and end it; gives when it was started, and it."""
    # Byte code is what the user's second start has; some environments forbid to write it.
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
    """Return whether a fifth of some line of the screen is orange."""
    for y in range(0, HEIGHT, 40):
        line = screen.row(y)
        blues, reds = line[0::32], line[2::32]
        orange = sum(red - blue > 80 for blue, red in zip(blues, reds, strict=True))
        if orange > len(reds) / 5:
            return True
    return False
