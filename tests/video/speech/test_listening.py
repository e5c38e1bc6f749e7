"""The process that listens, with a real model: what it hears, where it goes on, what it refuses."""

from __future__ import annotations

import random
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import av
import numpy as np
import pytest

from viewer import TOUR
from viewer.errors import MediaError
from viewer.video.speech import child
from viewer.video.speech import task as task_module
from viewer.video.speech.engine import ModelFolder
from viewer.video.speech.plan import LONGEST_MS
from viewer.video.speech.task import (
    Event,
    Task,
    command_of,
    cues_in,
    environment_of,
    run,
    task_of,
)
from viewer.video.speech.whisper import FasterWhisper
from viewer.video.transcripts.reader import read_transcript
from viewer.video.transcripts.transcribed import Ranges, read_origin, read_transcribed
from viewer.video.transcripts.transcript import Transcript

MakeTask = Callable[..., Task]


@pytest.fixture
def make_task(tmp_path: Path, spoken_file: Path, speech_model: ModelFolder) -> MakeTask:
    def make(media: Path = spoken_file, **wishes: Any) -> Task:
        return task_of(media, tmp_path / "library", speech_model, **wishes)

    return make


class Listened(NamedTuple):
    """A listening to the whole of a file, and what the process said meanwhile."""

    task: Task
    data: Path
    events: list[Event]


@pytest.fixture(scope="module")
def listened(
    tmp_path_factory: pytest.TempPathFactory, spoken_file: Path, speech_model: ModelFolder
) -> Listened:
    """Listen to the file once; only to be read."""
    folder = tmp_path_factory.mktemp("listened")
    task = task_of(spoken_file, folder / "library", speech_model)
    found = Listened(task, folder / "data", [])
    run(task, found.data, found.events.append)
    return found


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.casefold())


def said_in(transcript: Transcript, start_s: float, end_s: float) -> str:
    cues = [c for c in transcript.cues if start_s * 1000 <= c.start_ms < end_s * 1000]
    return " ".join(" ".join(words_of(cue.text)) for cue in cues)


def test_what_is_said_is_written_with_the_time_of_each_word(listened: Listened) -> None:
    task, data, events = listened
    found = read_transcript(task.path)
    known = read_transcript(TOUR.with_name("tour.en.vtt"))
    expected = [w for cue in known.cues if cue.start_ms < 75_000 for w in words_of(cue.text)]
    heard = words_of(found.text)
    # A quarter of the words may be wrong, of a voice that is a machine's, by the smallest model.
    assert len(set(expected) & set(heard)) > 0.75 * len(set(expected))
    for phrase in ("This short film is about that moment", "It stands alone"):
        said = next(cue for cue in known.cues if phrase in cue.text)
        (hit, *_) = found.search(phrase)
        assert hit.ms == pytest.approx(said.start_ms, abs=700)
    times = [word.ms for cue in found.cues for word in cue.words]
    assert len(times) > 0.8 * len(heard)
    origin = read_origin(task.path)
    assert origin is not None
    assert (origin.is_whole, origin.language, origin.model) == (True, "en", "model")
    assert origin.engine.startswith("faster-whisper 1.")
    # What it said meanwhile is what it wrote.
    kinds = [event["event"] for event in events]
    assert (kinds[0], kinds[-2:]) == ("started", ["progress", "done"])
    shown = [cue for event in events if event["event"] == "cues" for cue in cues_in(event)]
    assert shown == list(found.cues)
    progress = [event for event in events if event["event"] == "progress"]
    assert [event["total_ms"] for event in progress] == [75_000] * len(progress)
    assert [event["done_ms"] for event in progress] == sorted(e["done_ms"] for e in progress)
    assert progress[-1]["left_s"] == 0
    assert progress[0]["left_s"] > 0
    assert len(progress) > 1
    # Once more: nothing is left to do.
    again: list[Event] = []
    run(task, data, again.append)
    assert [event["event"] for event in again] == ["started", "done"]
    assert read_transcript(task.path).cues == found.cues


def test_killed_at_any_time_it_goes_on_and_no_word_is_lost_or_doubled(
    make_task: MakeTask, listened: Listened, tmp_path: Path, tests_all: bool, rng: random.Random
) -> None:
    task = make_task()
    # After the first piece; while the second is heard; before anything of the third is.
    moments = (("progress", 1), ("cues", 2), ("started", 1))
    # The first has something finished, and the file is not heard to its end by the next.
    for kind, count in moments if tests_all else (moments[0], rng.choice(moments[1:])):
        process = subprocess.Popen(
            command_of(task, tmp_path / "data"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment_of(tmp_path / "data"),
        )
        assert process.stdout is not None
        assert process.stdin is not None
        for line in process.stdout:
            count -= f'"event": "{kind}"'.encode() in line
            if count <= 0:
                break
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        process.stdin.close()
    before = read_transcribed(task.path)
    assert before is not None
    assert 0 < before.origin.finished[-1][1] < 75_000
    run(task, tmp_path / "data")
    assert task.path.read_bytes() == listened.task.path.read_bytes()


@pytest.mark.sample(0)
def test_place_that_plays_is_heard_first_and_only_what_is_asked_for(
    make_task: MakeTask, tmp_path: Path
) -> None:
    task = make_task(ranges=((0, 8_000), (30_000, 44_000)))
    process = subprocess.Popen(
        command_of(task, tmp_path / "data"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment_of(tmp_path / "data"),
        encoding="utf-8",
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write('{"play_at": 31000}\n')
    process.stdin.flush()
    lines = process.stdout.readlines()
    process.stdin.close()
    process.stdout.close()
    assert process.wait() == 0
    starts = [cue for line in lines if '"cues"' in line for cue in (eval_cues(line))]
    assert 27_000 <= starts[0] < 47_000
    assert starts[-1] < 11_000
    found = read_transcript(task.path)
    assert "a whole picture is called a keyframe" in said_in(found, 27, 47)
    assert said_in(found, 12, 26) == ""
    origin = read_origin(task.path)
    assert origin is not None
    assert not origin.is_whole
    assert origin.finished[0][0] == 0
    # Then all of it, without what already exists.
    events: list[dict[str, Any]] = []
    run(make_task(), tmp_path / "data", events.append)
    assert events[0]["done_ms"] == sum(end - start for start, end in origin.finished)
    found = read_transcript(task.path)
    print(found.cues)
    assert "whole pictures" in said_in(found, 12, 26)
    starts = [cue.start_ms for cue in found.cues]
    assert starts == sorted(starts)
    assert len(found.search("whole picture is called")) == 1


def eval_cues(line: str) -> list[int]:
    import json

    return [cue.start_ms for cue in cues_in(json.loads(line))]


def test_silence_is_finished_without_a_word(make_task: MakeTask, tmp_path: Path) -> None:
    path = tmp_path / "silent.wav"
    with av.open(str(path), "w") as out:
        track = out.add_stream("pcm_s16le", rate=16_000)
        track.layout = "mono"
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 16_000 * 35), np.int16), "s16", "mono")
        frame.sample_rate = 16_000
        for packet in (*track.encode(frame), *track.encode(None)):
            out.mux(packet)
    task = make_task(path)
    run(task, tmp_path / "data")
    origin = read_origin(task.path)
    assert origin is not None
    assert origin.is_whole
    with pytest.raises(MediaError, match="no readable captions"):
        read_transcript(task.path)


def test_what_cannot_be_done_is_said_in_words(
    make_task: MakeTask, tmp_path: Path, speech_model: ModelFolder
) -> None:
    data = tmp_path / "data"
    with pytest.raises(MediaError, match="does not know the language “de”"):
        run(make_task(language="de"), data)
    with pytest.raises(MediaError, match="can't translate"):
        run(make_task(is_translated=True), data)
    with pytest.raises(MediaError, match="not a language"):
        run(make_task(language="--x"), data)
    words = tmp_path / "words.mp4"
    words.write_text("not a film")
    with pytest.raises(MediaError, match=r"“words\.mp4” can't be read"):
        run(make_task(words), data)
    with pytest.raises(MediaError, match=r"“gone\.mp4” can't be read"):
        make_task(tmp_path / "gone.mp4")
    # A model that is not whole, and one that is damaged.
    broken = tmp_path / "broken"
    shutil.copytree(speech_model.folder, broken)
    with (broken / "model.bin").open("r+b") as file:
        file.truncate(1_000_000)
    task = make_task()
    with pytest.raises(MediaError, match="can't be loaded"):
        run(Task(task.media, task.path, ModelFolder("broken", broken, 1)), data)
    (broken / "tokenizer.json").unlink()
    with pytest.raises(MediaError, match=r"incomplete: tokenizer\.json missing"):
        run(Task(task.media, task.path, ModelFolder("broken", broken, 1)), data)
    assert not task.path.exists()


def test_two_at_one_transcript_do_not_write_over_each_other(
    make_task: MakeTask, tmp_path: Path
) -> None:
    task = make_task()
    with (
        child._alone(task.path),
        pytest.raises(MediaError, match="already being transcribed"),
    ):
        run(task, tmp_path / "data")
    assert not task.path.exists()


def test_it_ends_with_its_parent(make_task: MakeTask, tmp_path: Path) -> None:
    process = subprocess.Popen(
        command_of(make_task(), tmp_path / "data"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment_of(tmp_path / "data"),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdout.readline()
    process.stdin.close()  # as when the parent is killed
    assert process.wait(20) != 0
    process.stdout.close()


def test_complaints_of_the_child_never_stop_it(
    make_task: MakeTask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    says = "import sys; sys.stderr.write('x' * (1 << 20)); print('{\"event\": \"done\"}')"
    monkeypatch.setattr(task_module, "command_of", lambda *_: [sys.executable, "-c", says])
    events: list[Event] = []
    run(make_task(), tmp_path / "data", events.append)
    assert events == [{"event": "done"}]


def test_pieces_are_no_longer_than_a_minute() -> None:
    assert LONGEST_MS <= 60_000, "a kill loses more than a minute"


def test_engine_is_found_without_being_loaded(tmp_path: Path) -> None:
    found = FasterWhisper().find(tmp_path)
    assert found is not None
    assert (found.folder, found.version[:2]) == (None, "1.")


def test_ranges_of_the_command_line_are_read_back() -> None:
    assert child._ranges(None) is None
    ranges: Ranges = ((0, 8_000), (30_000, 44_000))
    assert child._ranges("0-8000,30000-44000") == ranges
    assert child._ranges("x") == ()
