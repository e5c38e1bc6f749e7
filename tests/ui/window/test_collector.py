"""Python beside Qt: it looks for garbage on the GUI thread alone, and its errors come through."""

import gc
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.waiting import wait_until
from viewer.ui.window.application import SWITCH_INTERVAL_S, Collector


class _Knot:
    """Something that only a look for cycles frees."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    gc.enable()
    collector = Collector()
    assert not gc.isenabled()
    yield collector
    collector.stop()
    assert gc.isenabled()


def _make_knots(count: int = 5_000) -> list[weakref.ref[_Knot]]:
    return [weakref.ref(_Knot()) for _ in range(count)]


def test_garbage_of_another_thread_is_found_on_the_gui_thread(
    collector: Collector, qtbot: QtBot
) -> None:
    gc.collect()
    made: list[weakref.ref[_Knot]] = []
    looked_on: set[int] = set()

    def note(phase: str, _info: dict[str, int]) -> None:
        looked_on.add(threading.get_ident())

    gc.callbacks.append(note)
    try:
        thread = threading.Thread(target=lambda: made.extend(_make_knots()))
        thread.start()
        thread.join()
        assert all(knot() is not None for knot in made)
        assert looked_on == set()
        wait_until(lambda: all(knot() is None for knot in made))
    finally:
        gc.callbacks.remove(note)
    assert looked_on == {threading.get_ident()}


@pytest.mark.all_only
def test_what_grew_old_is_found_in_the_end(collector: Collector, qtbot: QtBot) -> None:
    kept = [_Knot() for _ in range(5_000)]
    gc.collect()  # they are old now
    knots = [weakref.ref(knot) for knot in kept]
    kept.clear()
    held: list[list[list[int]]] = []

    def found() -> bool:
        held.append([[] for _ in range(1_000)])  # what is new makes a look due
        collector.collect()
        return all(knot() is None for knot in knots)

    wait_until(found, timeout_ms=60_000)  # a look at all comes the later, the longer it takes


def test_tuple_that_another_thread_makes_stays_its_own(collector: Collector) -> None:
    limits, interval = gc.get_threshold(), sys.getswitchinterval()
    failed: list[SystemError] = []
    ended = threading.Event()

    def make_tuples() -> None:
        try:
            while not ended.is_set():
                tuple(number for number in range(300))
        except SystemError as error:
            failed.append(error)

    thread = threading.Thread(target=make_tuples)
    gc.set_threshold(100, 0, 0)  # all is looked through whenever that may be
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    thread.start()
    try:
        for _ in range(100):
            held: list[list[int]] = [[] for _ in range(10_000)]
            collector.collect()
            del held
    finally:
        ended.set()
        thread.join()
        gc.set_threshold(*limits)
        sys.setswitchinterval(interval)
    assert failed == []


_PROGRAM = """
import sys
import viewer.ui
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

app = QApplication(["raised", "-platform", "offscreen"])
gone = QLabel()
shiboken6.delete(gone)


class Widget(QLabel):
    def event(self, event):
        return super().event(event)

    def keyPressEvent(self, event):
        exec(statement)


for statement in sys.argv[1:]:
    widget = Widget()
    try:
        QTest.keyClick(widget, Qt.Key.Key_A)
    except Exception as error:
        print(type(error).__name__)
"""
_ERRORS = {
    "[][0]": "IndexError",
    "{}['key']": "KeyError",
    "gone.text()": "RuntimeError",
    "int('x')": "ValueError",
    "len(3)": "TypeError",
}


def test_error_below_what_qt_calls_when_python_called_qt_is_raised_there() -> None:
    command = [sys.executable, "-c", _PROGRAM, *_ERRORS]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.split()) == (0, [*_ERRORS.values()]), done.stderr
