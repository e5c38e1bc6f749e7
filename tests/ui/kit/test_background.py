"""Work off the GUI thread: what comes back, what is dropped, and what is raised."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QThread
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from tests.waiting import wait_until
from viewer.base.errors import MediaError, ViewerError
from viewer.ui.kit.background import Background


@pytest.fixture
def background(qapp: QCoreApplication) -> Iterator[Background]:
    made = Background()
    yield made
    made.shutdown()
    made.deleteLater()


class Gate:
    """Work that begins, and ends only when it is let go; an exception is raised then."""

    def __init__(self, result: object = None) -> None:
        self.begun, self.open, self.result = threading.Event(), threading.Event(), result

    def __call__(self) -> object:
        self.begun.set()
        assert self.open.wait(20)
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


def test_work_runs_on_another_thread_and_its_result_comes_to_this_one(
    background: Background, qtbot: QtBot
) -> None:
    here = QThread.currentThread()
    seen: list[object] = []

    def done(thread: object) -> None:
        seen.extend((thread is here, QThread.currentThread() is here))

    background.run("one", QThread.currentThread, done)
    wait_until(lambda: len(seen) == 2)
    assert seen == [False, True]


@pytest.mark.parametrize("result", ["old", ValueError("stale")])
@pytest.mark.parametrize("first", ["old", "new"])
def test_what_comes_of_a_run_is_dropped_when_a_newer_run_of_the_name_was_started(
    background: Background, qtbot: QtBot, result: object, first: str
) -> None:
    old, new = Gate(result), Gate("new")
    seen: list[object] = []
    background.run("look", old, seen.append)
    wait_until(old.begun.is_set)
    background.run("look", new, seen.append)
    (old if first == "old" else new).open.set()
    if first == "new":
        wait_until(lambda: seen == ["new"])
    old.open.set()
    new.open.set()
    background.run("other", lambda: "other", seen.append)
    wait_until(lambda: len(seen) == 2)
    background.shutdown()
    QCoreApplication.processEvents()
    assert set(seen) == {"new", "other"}


def test_forgotten_result_is_dropped(background: Background, qtbot: QtBot) -> None:
    gate = Gate("late")
    seen: list[object] = []
    background.run("look", gate, seen.append)
    wait_until(gate.begun.is_set)
    background.forget("look")
    gate.open.set()
    background.run("after", lambda: "after", seen.append)
    wait_until(lambda: bool(seen))
    background.shutdown()
    QCoreApplication.processEvents()
    assert seen == ["after"]


def test_fault_of_the_world_goes_to_where_it_is_awaited(
    background: Background, qtbot: QtBot
) -> None:
    def fail() -> str:
        raise MediaError("It is broken", "Mend it.")

    done: list[object] = []
    failed: list[ViewerError] = []
    background.run("look", fail, done.append, failed.append)
    wait_until(lambda: bool(failed))
    assert failed[0].words() == "It is broken. Mend it."
    assert done == []


@pytest.mark.parametrize("error", [ValueError("a bug"), MediaError("nobody awaits it")])
def test_any_other_exception_is_raised_again_on_this_thread(
    background: Background, qtbot: QtBot, error: Exception
) -> None:
    def fail() -> str:
        raise error

    done: list[object] = []
    with capture_exceptions() as raised:
        background.run("look", fail, done.append)
        wait_until(lambda: bool(raised))
    assert raised[0][1] is error
    assert done == []


def test_shutdown_waits_for_what_is_under_way_and_drops_it(qapp: QCoreApplication) -> None:
    background = Background()
    ended = threading.Event()
    gate = Gate("late")
    seen: list[object] = []
    background.run("look", lambda: (gate(), ended.set()), seen.append)
    assert gate.begun.wait(20)
    threading.Timer(0.05, gate.open.set).start()
    background.shutdown()
    assert ended.is_set()
    QCoreApplication.processEvents()
    assert seen == []
    background.deleteLater()


def test_work_when_wanted_after_the_end_is_not_begun(background: Background, qtbot: QtBot) -> None:
    begun: list[int] = []
    background.shutdown()
    background.run("late", lambda: begun.append(1), lambda _: begun.append(2))
    background.finish()
    assert begun == []
