"""The queue of files being transcribed: real children, for which the speech is known."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from tests.media.known import KnownSpeech
from viewer.base.child_side import NICE
from viewer.media import speech_engine
from viewer.media.caption_formats import read_captions
from viewer.media.jobs import JobState
from viewer.media.speech_queue import Transcription, Transcriptions
from viewer.media.speech_task import Task, task_of
from viewer.media.transcribed import read_origin, read_transcribed

WAIT_MS = 60_000


@pytest.fixture
def queue(qtbot: QtBot, tmp_path: Path) -> Iterator[Transcriptions]:
    queue = Transcriptions(tmp_path / "data", tmp_path / "state" / "transcribing.json")
    yield queue
    queue.shutdown()


@pytest.fixture
def make_task(tmp_path: Path, spoken_file: Path, known_speech: KnownSpeech) -> Callable[..., Task]:
    def make(name: str = "talk.m4a") -> Task:
        media = tmp_path / name
        if not media.exists():
            shutil.copy(spoken_file, media)
            with media.open("ab") as file:
                file.write(b"\0\0\0\x08free" + name.encode())  # another file, of the same sound
        return task_of(media, tmp_path / "library", known_speech.model)

    return make


def listeners() -> list[psutil.Process]:
    found = []
    for process in psutil.Process().children():
        try:
            if any("media.known" in word for word in process.cmdline()):
                found.append(process)
        except psutil.Error:
            continue
    return found


def item_of(queue: Transcriptions, key: str) -> Transcription:
    return queue.item(key)


def test_file_is_heard_paused_and_gone_on_with(
    queue: Transcriptions, make_task: Callable[..., Task], qtbot: QtBot, known_speech: KnownSpeech
) -> None:
    known_speech.held.touch()
    task = make_task()
    written: list[Transcription] = []
    queue.written.connect(lambda key: written.append(item_of(queue, key)))
    with qtbot.waitSignal(queue.written, timeout=WAIT_MS):
        key = queue.add(task, "A talk")
    (listens,) = listeners()
    assert listens.nice() == min(19, psutil.Process().nice() + NICE)  # the window comes first
    assert not queue.is_idle
    item = written[0]
    assert (item.title, item.state, item.language) == ("A talk", JobState.RUNNING, "en")
    assert 0.2 < item.fraction < 0.8
    first = read_transcribed(task.path).cues[0]
    queue.pause(key)
    assert item_of(queue, key).state is JobState.PAUSED
    assert queue.is_idle
    qtbot.waitUntil(lambda: not listeners(), timeout=WAIT_MS)
    known_speech.held.unlink()
    queue.resume(key)
    qtbot.waitUntil(lambda: queue.is_idle, timeout=WAIT_MS)
    item = item_of(queue, key)
    assert item.failure is None
    assert (item.state, item.fraction, item.is_unfinished) == (JobState.DONE, 1.0, False)
    found = read_captions(task.path)
    assert [cue for cue in found.cues if cue == first] == [first]
    queue.clear_finished()
    assert queue.items() == []


def test_one_is_heard_after_the_other_and_the_rest_is_kept_for_the_next_start(
    queue: Transcriptions, make_task: Callable[..., Task], qtbot: QtBot, tmp_path: Path,
    known_speech: KnownSpeech,
) -> None:  # fmt: skip
    known_speech.held.touch()
    one, two = queue.add(make_task("one.m4a"), ""), queue.add(make_task("two.m4a"), "")
    assert [item.state.value for item in queue.items()] == ["running", "queued"]
    queue.add(make_task("one.m4a"), "again")
    assert [item.title for item in queue.items()] == ["one", "two"]
    queue.cancel(one)
    assert [item.state.value for item in queue.items()] == ["cancelled", "running"]
    with qtbot.waitSignal(queue.written, timeout=WAIT_MS):
        pass
    done_ms = item_of(queue, two).done_ms
    queue.shutdown()
    assert not listeners()
    later = Transcriptions(tmp_path / "data", tmp_path / "state" / "transcribing.json")
    assert [(item.key, item.state.value) for item in later.items()] == [(two, "paused")]
    assert item_of(later, two).done_ms == done_ms
    known_speech.held.unlink()
    with qtbot.waitSignal(later.done, timeout=WAIT_MS):
        later.go_on()
    origin = read_origin(Path(two))
    assert origin.is_whole
    later.shutdown()


def test_place_that_plays_is_told_to_the_child(
    queue: Transcriptions, make_task: Callable[..., Task], qtbot: QtBot
) -> None:
    task = make_task()
    queue.play_at(task.media, 40_000)
    with qtbot.waitSignal(queue.written, timeout=WAIT_MS):
        key = queue.add(task, "")
    finished = item_of(queue, key).finished
    assert 34_000 < finished[0][0] <= 38_000
    assert finished[0][1] > 40_000


def test_child_that_is_killed_and_one_that_cannot_start_are_said_in_words(
    queue: Transcriptions,
    make_task: Callable[..., Task],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    known_speech: KnownSpeech,
) -> None:
    known_speech.held.touch()
    key = queue.add(make_task(), "")
    qtbot.waitUntil(lambda: len(listeners()) == 1, timeout=WAIT_MS)
    listeners()[0].kill()
    qtbot.waitUntil(lambda: item_of(queue, key).state is JobState.FAILED, timeout=WAIT_MS)
    failure = item_of(queue, key).failure
    assert "stopped unexpectedly" in failure.words
    assert failure.next_step
    # Without an engine.
    monkeypatch.setattr(speech_engine, "NAME", "no-such-engine")
    queue.resume(key)
    item = item_of(queue, key)
    assert (item.state, item.failure.next_step) == (JobState.FAILED, speech_engine.REMEDY)
    assert queue.is_idle
