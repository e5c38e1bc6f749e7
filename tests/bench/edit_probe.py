"""Measures editing of a note, a real video playing; prints it as JSON.

python -m tests.bench.edit_probe NOTE VIDEO

`ms` is each time from a key event to the end of the painting that it causes, both counted. `cpu` is
how long the window's thread worked in it, which a busy machine does not lengthen as it does the
clock. `held` is the longest that the window's loop was busy without a pause then, whatever it was
busy with. What a note with very long lines has no source for is left out.
"""

from __future__ import annotations

import json
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench.window_probe import Bench

_KEYS = int(os.environ.get("EDIT_KEYS", "100"))
_TIMES = _KEYS // 6  # of what is done with a note as a whole
_STEPS = _KEYS // 2  # of a time, 30 a second
_ENTERED = 4  # how often the source is entered and left
_BETWEEN_S = 0.035
_PAINT_WAIT_S = 3.0
_LONG_BLOCK = 30_000  # which is not edited in place
_LONG_LINE = 20_000  # which is not shown as source


class _Editing:
    """A window on the note, and a bare text view of the same bytes beside it."""

    def __init__(self, bench: Bench) -> None:
        from PySide6.QtCore import QAbstractEventDispatcher

        self.bench = bench
        self._awake = time.perf_counter()
        self._held = 0.0
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        dispatcher.awake.connect(self._on_awake)
        dispatcher.aboutToBlock.connect(self._on_sleep)

    def _on_awake(self) -> None:
        self._awake = time.perf_counter()

    def _on_sleep(self) -> None:
        self._held = max(self._held, time.perf_counter() - self._awake)

    def times(
        self,
        count: int,
        act: Callable[[int], None],
        painted: Callable[[], Any],
        *,
        ready: Callable[[int], None] = lambda _: None,
        between_s: float = _BETWEEN_S,
    ) -> dict[str, Any]:
        """Do something `count` times, `ready` before each; what is painted then is `painted`."""
        took: list[float] = []
        worked: list[float] = []
        held: list[float] = []
        for number in range(count):
            ready(number)
            self.bench.wait(between_s)
            self._held = 0.0
            one, work = self._once(lambda number=number: act(number), painted)
            took.append(one)
            worked.append(work)
            self.bench.wait(between_s)
            held.append(self._held)
        return {
            "ms": [one * 1000 for one in took],
            "cpu": [one * 1000 for one in worked],
            "held": [one * 1000 for one in held],
        }

    def _once(self, act: Callable[[], None], painted: Callable[[], Any]) -> tuple[float, float]:
        from PySide6.QtCore import QEvent, QObject

        class Watcher(QObject):
            begun = 0.0
            took = 0.0
            worked = 0.0

            def eventFilter(self, watched: QObject, event: QEvent) -> bool:
                if event.type() is QEvent.Type.Paint and self.begun and not self.took and shows():
                    watched.removeEventFilter(self)
                    watched.event(event)  # paint it, then take the time
                    self.took = time.perf_counter() - self.begun
                    self.worked = time.thread_time()
                    return True
                return False

        view = self.bench.window.page.view

        def shows() -> bool:
            return view._catching_up.veil is None  # else what was there before is painted

        watcher = Watcher()
        begun, work_begun = time.perf_counter(), time.thread_time()
        act()
        handled, handled_work = time.perf_counter() - begun, time.thread_time()
        # What was painted during `act` shows nothing of it yet.
        viewport = painted()
        watcher.begun = begun
        viewport.installEventFilter(watcher)
        self.bench.wait_until(lambda: watcher.took > 0, _PAINT_WAIT_S)
        viewport.removeEventFilter(watcher)
        return max(watcher.took, handled), max(watcher.worked, handled_work) - work_begun


def _letters(number: int) -> str:
    return "words and more "[number % 15]


def measure(note: Path, video: Path) -> dict[str, Any]:
    """Type in place and in the source, commit, undo, step a time, enter and leave the source."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QPlainTextEdit

    chance = random.Random(3)
    result: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(Path(work), "Nothing is cited here.\n", video)
        body = note.read_text("utf-8").partition("\n---\n")[2]
        path = Path(work) / "big.md"
        path.write_text(f"---\nvideo: {video}\n---\n\n{body}", "utf-8")
        program, window, view = bench.program, bench.window, bench.window.page.view
        program.session.open_note(path, at_once=True)
        bench.wait_until(lambda: view.picture is not None and view.picture.is_complete, 60)
        window.activateWindow()
        bench.player.play()
        bench.wait(3)
        program.session.follow.set_following(False)
        editing = _Editing(bench)

        def focus() -> Any:
            widget = QApplication.focusWidget()
            assert widget is not None
            return widget

        def go_to_claim(*, moves: bool = False) -> None:
            """Go to a claim that can be edited in place, and with `moves` be given later times."""
            view.setFocus()
            note, times = program.session.note, program.session.times
            latest_ms = bench.player.duration_ms - (_STEPS + 10) * 1000
            can_move = [one.ms is not None and one.ms < latest_ms for one in times]
            claim = chance.choice(
                [
                    c
                    for c in note.claims
                    if len(note.text(note.blocks[c.block].span)) < _LONG_BLOCK
                    and not (moves and not all(can_move[n] for n in c.citations))
                ]
            )
            view.scroll_to_byte(claim.span.start)
            program.session.current.stay_in(claim.span.start)

        def type_letter(number: int) -> None:
            QTest.keyClicks(focus(), _letters(number))

        bare = QPlainTextEdit()
        # Qt lays out a line as a whole: one of 100,000 spaces takes it a minute.
        bare.setPlainText(re.sub(r"(.{2000})", r"\1\n", path.read_text("utf-8")))
        bare.resize(view.size())
        bare.show()
        bench.wait(1)
        for place in (0.5,):
            cursor = bare.textCursor()
            cursor.setPosition(int(len(body) * place))
            bare.setTextCursor(cursor)
        bare.activateWindow()
        bare.setFocus()
        bench.wait_until(lambda: QApplication.focusWidget() is bare, 5)
        result["bare"] = editing.times(_KEYS, type_letter, bare.viewport)
        bare.close()
        window.activateWindow()
        bench.wait_until(window.isActiveWindow, 5)

        go_to_claim()
        bench.wait(0.3)
        window.actions_["edit.block"].trigger()
        bench.wait(0.3)
        result["in place"] = editing.times(_KEYS, type_letter, lambda: focus().viewport())
        QTest.keyClick(focus(), Qt.Key.Key_Escape)
        bench.wait(1)

        def open_and_type(_number: int) -> None:
            go_to_claim()
            bench.wait(0.1)
            window.actions_["edit.block"].trigger()
            QTest.keyClicks(focus(), "more ")

        result["commit"] = editing.times(
            _TIMES,
            lambda _: QTest.keyClick(focus(), Qt.Key.Key_Escape),
            view.viewport,
            ready=open_and_type,
        )
        bench.wait(1)
        result["undo"] = editing.times(
            _TIMES,
            lambda _: QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
            view.viewport,
        )
        go_to_claim(moves=True)
        bench.wait(0.5)
        before = program.session.note.data
        alt_shift = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
        result["retime"] = editing.times(
            _STEPS,
            lambda _: QTest.keyClick(view, Qt.Key.Key_Period, alt_shift),
            view.viewport,
            between_s=0.008,
        )
        bench.wait(2)
        assert program.session.note.data != before, "no time was moved"
        if max(map(len, body.splitlines())) > _LONG_LINE:
            program.shutdown()
            return result

        control = Qt.KeyboardModifier.ControlModifier

        def source() -> Any:
            return window.page.source  # made when it is entered for the first time

        def change_source(_number: int) -> None:
            bench.wait(0.5)
            QTest.keyClick(focus(), Qt.Key.Key_E, control)
            bench.wait(0.3)
            QTest.keyClicks(source(), "typed ")

        result["leave source"] = editing.times(
            _ENTERED,
            lambda _: QTest.keyClick(focus(), Qt.Key.Key_E, control),
            view.viewport,
            ready=change_source,
        )

        def leave_source(_number: int) -> None:
            if source().isVisible():
                QTest.keyClick(focus(), Qt.Key.Key_E, control)
            bench.wait(0.5)

        result["enter source"] = editing.times(
            _ENTERED,
            lambda _: QTest.keyClick(focus(), Qt.Key.Key_E, control),
            lambda: source().viewport(),
            ready=leave_source,
        )
        bench.wait(0.5)
        result["in source"] = editing.times(_KEYS, type_letter, lambda: source().viewport())
        bench.player.pause()
        program.shutdown()
    return result


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), Path(sys.argv[2]))))
