"""Opens one hostile note in a real window and uses it; prints how long the window was held.

python -m tests.bench.hostile_probe NOTE [STEP …]

For each step: the longest that the window's thread took without a look at its clock (`held_ms`),
and how much of the processor it used in that time (`cpu_ms`), which a busy machine does not
lengthen. For the opening also when words of the note were painted first (`readable_ms`).
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_TICK_MS = 3
_QUIET_MS = 12  # a turn that is shorter is no work of ours
_QUIET_FOR_S = 0.4
_MOST_S = 15.0
STEPS = (
    "open",
    "page",
    "end",
    "hover",
    "resize",
    "find",
    "edit",
    "source",
    "type",
    "claims",
    "again",
)


class Clock:
    """Looks at the time every few milliseconds, on the window's thread."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.held_s = self.cpu_s = 0.0
        self.busy_at = self._last = time.perf_counter()
        self._cpu = time.thread_time()
        self._timer = QTimer(interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def begin(self) -> None:
        """Forget what was."""
        self.held_s = self.cpu_s = 0.0
        self.busy_at = self._last = time.perf_counter()
        self._cpu = time.thread_time()

    def _tick(self) -> None:
        now, cpu = time.perf_counter(), time.thread_time()
        held, used = now - self._last - _TICK_MS / 1000, cpu - self._cpu
        self.held_s, self.cpu_s = max(self.held_s, held), max(self.cpu_s, used)
        if held * 1000 > _QUIET_MS:
            self.busy_at = now
        self._last, self._cpu = now, cpu


def probe(path: Path, steps: tuple[str, ...]) -> dict[str, Any]:
    """Open the note at `path`, go through the steps, and measure each."""
    from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from tests.ui.parts import Parts
    from tests.waiting import rest
    from viewer import app as cuenote
    from viewer.ui.shell.context import Folders

    app = cuenote.make_application()
    result: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        vault = folder / "vault"
        vault.mkdir()
        first = vault / "first.md"
        first.write_text("# First\n\nWords [0:01].\n", "utf-8")
        usual = vault / "usual.md"
        usual.write_text(
            "# Usual\n\n> [!note] A\n\n- b [0:02]\n\n| c | d |\n|-|-|\n| e | f |\n", "utf-8"
        )
        note = vault / "hostile.md"
        note.write_bytes(path.read_bytes())
        program = Parts(app, Folders(folder, folder, folder, folder))
        window, view = program.window, program.window.page.view
        window.resize(1440, 900)
        program.show(first, None)

        def wait(seconds: float) -> None:
            rest(round(seconds * 1000))

        def until(true: Callable[[], bool], seconds: float) -> bool:
            end = time.perf_counter() + seconds
            while not true() and time.perf_counter() < end:
                wait(0.01)
            return true()

        wait(1.0)
        # What is loaded and measured at its first use is not the note's doing.
        program.session.open_note(usual)
        wait(0.3)
        program.editing.toggle_source()
        wait(0.3)
        program.editing.toggle_source()
        program.editing.edit_at(0)
        wait(0.3)
        program.editing.end_block_edit()
        program.session.open_note(first)
        wait(0.3)
        clock = Clock()
        readable: list[float] = []

        class Watcher(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:
                if event.type() is QEvent.Type.Paint and not readable and _shows_it():
                    QTimer.singleShot(0, lambda: readable.append(time.perf_counter()))
                return False

        def _shows_it() -> bool:
            return program.session.path == note and view.picture is not None

        watcher = Watcher()
        view.viewport().installEventFilter(watcher)

        def settle(most_s: float = _MOST_S) -> bool:
            clock.busy_at = time.perf_counter()
            return until(lambda: time.perf_counter() - clock.busy_at > _QUIET_FOR_S, most_s)

        def press(key: Qt.Key, mods: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
            QTest.keyClick(QApplication.focusWidget() or window, key, mods)

        control = Qt.KeyboardModifier.ControlModifier

        def open_() -> None:
            readable.clear()
            begun = time.perf_counter()
            program.session.open_note(note)
            until(lambda: bool(readable), 20)
            result["readable_ms"] = round((readable[0] - begun) * 1000) if readable else None

        def page() -> None:
            view.setFocus()
            for _ in range(10):
                press(Qt.Key.Key_PageDown)
                wait(0.03)

        def hover() -> None:
            area = view.viewport().rect()
            for at in range(20):
                where = QPoint(area.width() * at // 20, area.height() * at // 20)
                QTest.mouseMove(view.viewport(), where)
                target = view._targets.at_point(where)
                view._targets.tool_tip(target)
                wait(0.02)

        def resize() -> None:
            for width in (1200, 1000, 1300, 1440):
                window.resize(width, 900)
                wait(0.1)

        def find() -> None:
            view.find_all("w")
            wait(0.2)
            view.go_to_found(1)
            wait(0.2)
            view.clear_found()

        def edit() -> None:
            view.verticalScrollBar().setValue(0)
            program.editing.edit_at(program.session.note.body if program.session.note else 0)
            wait(0.3)
            QTest.keyClick(QApplication.focusWidget() or window, "a")
            wait(0.1)
            press(Qt.Key.Key_Escape)
            wait(0.1)

        def source() -> None:
            view.setFocus()
            program.editing.toggle_source()
            wait(0.5)
            for _ in range(5):
                press(Qt.Key.Key_PageDown)
                wait(0.03)

        def type_() -> None:
            for letter in "abc":
                QTest.keyClick(QApplication.focusWidget() or window, letter)
                wait(0.1)
            wait(0.6)
            program.editing.toggle_source()
            wait(0.3)

        def claims() -> None:
            window.tabs.show_tab("claims")
            view.setFocus()
            press(Qt.Key.Key_J)
            wait(0.1)
            press(Qt.Key.Key_K)
            wait(0.1)

        acts: dict[str, Callable[[], None]] = {
            "open": open_,
            "page": page,
            "end": lambda: press(Qt.Key.Key_End, control),
            "hover": hover,
            "resize": resize,
            "find": find,
            "edit": edit,
            "source": source,
            "type": type_,
            "claims": claims,
            "again": lambda: (program.session.open_note(first), wait(0.3), open_()),
        }
        for step in steps:
            clock.begin()
            begun = time.perf_counter()
            acts[step]()
            rests = settle()
            result[step] = {
                "held_ms": round(clock.held_s * 1000),
                "cpu_ms": round(clock.cpu_s * 1000),
                "took_s": round(time.perf_counter() - begun, 1),
                "rests": rests,
            }
            print(json.dumps({"step": step, **result[step]}), file=sys.stderr, flush=True)
        program.shutdown()
    return result


if __name__ == "__main__":
    print(json.dumps(probe(Path(sys.argv[1]), tuple(sys.argv[2:]) or STEPS)))
