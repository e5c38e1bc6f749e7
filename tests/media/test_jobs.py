"""The queue of jobs, by a toy kind of them: its children are real, and quick."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from viewer.base.errors import MediaError
from viewer.media.jobs import Command, Job, Jobs, JobState
from viewer.media.ytdlp_failures import Failure, FailureKind

WAIT_MS = 60_000
# Says a word, waits until its input ends or says to go on, and does as its name says.
_CHILD = """
import json, sys
def say(**event): print(json.dumps(event), flush=True)
say(event="word", word=sys.argv[1])
if "wait" in sys.argv[1]: sys.stdin.readline()
if "rename" in sys.argv[1]: say(event="title", title="Another")
if "fail" in sys.argv[1]: say(event="failed", words="It broke.", next_step="Mend it.")
if "offline" in sys.argv[1]: say(event="failed", failure={"kind": "offline"})
if "silent" in sys.argv[1]: sys.exit("no reason")
say(event="done")
sys.exit("fail" in sys.argv[1] or "offline" in sys.argv[1])
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Toy(Job):
    word: str = ""
    speed: int | None = None


class Toys(Jobs[Toy]):
    FLEETING = {"speed": None}  # noqa: RUF012

    def put(self, *keys: str) -> None:
        for key in keys:
            self._append(Toy(key, key.title()))
        self._did_change()

    def let_go(self, key: str) -> None:
        self._children[key].write(b"\n")

    def _child_of(self, item: Toy) -> Command:
        if item.key == "impossible":
            raise MediaError("There is no engine.", "Fetch it.")
        return [sys.executable, "-S", "-c", _CHILD, item.key], {}

    def _told(self, item: Toy, event: Mapping[str, Any]) -> Toy:
        if event["event"] == "title":
            return replace(item, title=event["title"])
        if event["event"] == "word":
            return replace(item, word=event["word"], speed=3)
        return replace(item, is_whole=True)

    def _to_json(self, item: Toy) -> dict[str, Any]:
        return {"key": item.key, "title": item.title}

    def _from_json(self, value: Mapping[str, Any]) -> Toy | None:
        if value["key"] == "gone":
            return None
        return Toy(value["key"], value["title"])


class Two(Toys):
    AT_ONCE = 2


Make = Callable[..., Toys]


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path) -> Iterator[Make]:
    made: list[Toys] = []

    def make(kind: type[Toys] = Toys, **more: Any) -> Toys:
        made.append(kind(tmp_path / "toys.json", **more))
        return made[-1]

    yield make
    for toys in made:
        toys.shutdown()


def states(toys: Toys) -> dict[str, str]:
    return {item.key: item.state.value for item in toys.items()}


def kept(tmp_path: Path) -> list[str]:
    path = tmp_path / "toys.json"
    return [one["title"] for one in json.loads(path.read_bytes())["items"]] if path.exists() else []


def test_jobs_are_done_one_after_the_other_and_leave_the_kept_queue(
    make: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    toys = make()
    done: list[str] = []
    toys.done.connect(done.append)
    toys.put("a wait", "b rename")
    assert states(toys) == {"a wait": "running", "b rename": "queued"}
    qtbot.waitUntil(lambda: toys.items()[0].speed == 3, timeout=WAIT_MS)
    assert kept(tmp_path) == ["A Wait", "B Rename"]
    toys.let_go("a wait")
    qtbot.waitUntil(lambda: toys.is_idle, timeout=WAIT_MS)
    assert done == ["a wait", "b rename"]
    assert [(item.title, item.word, item.speed) for item in toys.items()] == [
        ("A Wait", "a wait", None),
        ("Another", "b rename", None),
    ]
    assert kept(tmp_path) == []
    toys.resume("a wait")  # which has all that belongs to it
    assert toys.is_idle
    toys.clear_finished()
    assert toys.items() == []


def test_two_run_at_once_and_starts_have_a_pause_between_them(make: Make, qtbot: QtBot) -> None:
    toys = make(Two, pause_ms=50)
    toys.put("a wait", "b wait", "c wait")
    assert list(states(toys).values()) == ["running", "queued", "queued"]
    qtbot.waitUntil(lambda: states(toys)["b wait"] == "running", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not toys._resting.isActive(), timeout=WAIT_MS)
    assert states(toys)["c wait"] == "queued"
    toys.remove("a wait")
    assert list(states(toys).values()) == ["running", "running"]


def test_job_is_paused_resumed_cancelled_and_tried_again(make: Make, qtbot: QtBot) -> None:
    toys = make()
    toys.put("a wait", "b wait")
    toys.pause("a wait")
    assert states(toys) == {"a wait": "paused", "b wait": "running"}
    toys.cancel("b wait")
    toys.pause("b wait")  # too late
    assert states(toys) == {"a wait": "paused", "b wait": "cancelled"}
    toys.resume("b wait")
    toys.pause_all()
    assert set(states(toys).values()) == {"paused"}
    toys.resume("b wait")
    assert states(toys) == {"a wait": "paused", "b wait": "running"}
    toys.let_go("b wait")
    qtbot.waitUntil(lambda: states(toys)["b wait"] == "done", timeout=WAIT_MS)


def test_failures_are_told_once_and_some_hold_the_others(make: Make, qtbot: QtBot) -> None:
    toys = make()
    failed: list[str] = []
    toys.failed.connect(failed.append)
    toys.put("impossible", "a fail", "b silent", "c offline", "d")
    qtbot.waitUntil(lambda: toys.is_idle, timeout=WAIT_MS)
    assert list(states(toys).values()) == ["failed", "failed", "failed", "failed", "paused"]
    assert failed == ["impossible", "a fail", "b silent", "c offline"]
    found = [item.failure for item in toys.items()]
    assert [each.text if each is not None else "" for each in found[:2]] == [
        "There is no engine. Fetch it.",
        "It broke. Mend it.",
    ]
    assert found[2] == Failure(FailureKind.UNKNOWN, "no reason", "", "no reason")
    assert found[3] == Failure.of(FailureKind.OFFLINE)
    toys.resume("a fail")
    item = toys.item("a fail")
    assert (item.state, item.failure) == (JobState.RUNNING, None)


def test_queue_is_taken_up_and_goes_on_with_what_nobody_paused(
    make: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    toys = make()
    toys.put("a wait", "b", "c wait", "gone")
    toys.pause("c wait")
    toys.shutdown()
    again = make()
    assert states(again) == {"a wait": "paused", "b": "paused", "c wait": "paused"}
    assert [item.key for item in again.items() if item.was_going] == ["a wait", "b"]
    again.go_on()
    assert not any(item.was_going for item in again.items())
    assert states(again) == {"a wait": "running", "b": "queued", "c wait": "paused"}


@pytest.mark.parametrize("text", ["", "[]", '{"items": 3}', '{"items": [{}]}', "[" * 100_000])
def test_damaged_queue_is_put_aside(make: Make, tmp_path: Path, text: str) -> None:
    (tmp_path / "toys.json").write_text(text)
    assert make().items() == []
    assert (tmp_path / "toys.json.damaged").exists()
