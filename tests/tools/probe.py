"""What is measured in a process of its own, and the real window that most of it is measured in."""

import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from tests.ui.parts import Parts
from tests.waiting import rest, wait_until
from viewer import app as cuenote
from viewer.media.player import PlayerState
from viewer.media.vlc_player import VlcPlayer
from viewer.ui.window.context import Folders


def probe(function: Callable[..., Any], *arguments: object) -> Any:
    """Call a function of a module in a process of its own; what goes and comes back is JSON."""
    call = json.dumps([function.__module__, function.__name__, *arguments], default=str)
    # Byte code is what the user's second start has; some environments forbid to write it.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "tests.tools.probe", call]
    run = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if run.returncode:
        raise RuntimeError(run.stderr.strip().rpartition("\n")[2] or f"exit {run.returncode}")
    return json.loads(run.stdout.splitlines()[-1])


class RealWindow:
    """A real window on a note, and with a video where one is named."""

    def __init__(self, work: Path, note: Path, *, cache: Path | None = None) -> None:
        self.app = cuenote.make_application()
        folders = Folders(work / "config", work / "state", work / "data", cache or work / "cache")
        for folder in (folders.config, folders.state, folders.data):
            folder.mkdir(parents=True, exist_ok=True)
        self.program = Parts(self.app, folders)
        self.window, self.view = self.program.window, self.program.window.page.view
        self.window.resize(1440, 900)
        self.program.set_player(VlcPlayer)
        self.player = self.program.player
        self.player.set_muted(True)
        self.program.show(note, None)

    def wait_for_video(self) -> None:
        """Wait until the video is paused, and its picture is shown."""
        wait_until(lambda: self.player.state is PlayerState.PAUSED)
        wait_until(lambda: not self.player.frame.isNull())
        rest(300)


@contextmanager
def window_on(text: str, video: Path) -> Iterator[RealWindow]:
    """Show a note that is written about a video, and close it all at the end."""
    with tempfile.TemporaryDirectory() as folder:
        note = Path(folder) / "note.md"
        note.write_text(f"---\nvideo: {video}\n---\n\n{text}", "utf-8")
        window = RealWindow(Path(folder), note)
        window.wait_for_video()
        yield window
        window.program.shutdown()


class Stalls(QTimer):
    """Finds the longest work of this thread between two turns of the event loop."""

    def __init__(self) -> None:
        super().__init__(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self.longest_ms = 0.0
        self._last_s: float | None = None
        self.timeout.connect(self._tick)
        self.start()

    def _tick(self) -> None:
        now_s = time.thread_time()
        if self._last_s is not None:
            self.longest_ms = max(self.longest_ms, (now_s - self._last_s) * 1000)
        self._last_s = now_s


class Painted(QObject):
    """Calls a function once a widget has been painted, each time."""

    def __init__(self, widget: QWidget, then: Callable[[], object]) -> None:
        super().__init__()
        self._then = then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Paint:
            return False
        watched.removeEventFilter(self)
        watched.event(event)  # paint it, then tell
        watched.installEventFilter(self)
        self._then()
        return True


def family() -> list[psutil.Process]:
    own = psutil.Process()
    return [own, *own.children(recursive=True)]


def ms_since(begun_s: float) -> float:
    return (time.perf_counter() - begun_s) * 1000


if __name__ == "__main__":
    module, name, *arguments = json.loads(sys.argv[1])
    print(json.dumps(getattr(importlib.import_module(module), name)(*arguments)))
