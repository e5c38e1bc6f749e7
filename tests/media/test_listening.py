"""The transcribing process: its results, where it resumes, what it refuses.

One test transcribes real speech; for the others, without `--all`, the speech is known.
"""

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from tests.media.known import KnownSpeech
from viewer import TOUR
from viewer.base.errors import MediaError
from viewer.media import speech_child
from viewer.media import speech_task as task_module
from viewer.media.caption_formats import read_captions
from viewer.media.speech_models import ModelFolder
from viewer.media.speech_task import Event, Task, command_of, environment_of, run, task_of
from viewer.media.transcribed import read_origin, read_transcribed

MakeTask = Callable[..., Task]


@pytest.fixture
def make_task(tmp_path: Path, spoken_file: Path, known_speech: KnownSpeech) -> MakeTask:
    def make(media: Path = spoken_file, **wishes: Any) -> Task:
        return task_of(media, tmp_path / "library", known_speech.model, **wishes)

    return make


@pytest.fixture
def real_task(tmp_path: Path, spoken_file: Path, speech_model: ModelFolder) -> MakeTask:
    def make(media: Path = spoken_file, **wishes: Any) -> Task:
        return task_of(media, tmp_path / "real", speech_model, **wishes)

    return make


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.casefold())


def test_what_is_said_is_written_with_the_time_of_each_word(
    real_task: MakeTask, tmp_path: Path, tests_all: bool
) -> None:
    # Without `--all` its first sentences alone.
    until_ms = 75_000 if tests_all else 14_000
    task = real_task(ranges=None if tests_all else ((0, until_ms),))
    events: list[Event] = []
    run(task, tmp_path / "data", events.append)
    found = read_captions(task.path)
    known = read_captions(TOUR.with_name("tour.en.vtt"))
    said = [cue for cue in known.cues if cue.start_ms < until_ms]
    expected, heard = {w for cue in said for w in words_of(cue.text)}, words_of(found.text)
    # A quarter of the words may be wrong, of a voice that is a machine's, by the smallest model.
    assert len(expected & set(heard)) > 0.75 * len(expected)
    for phrase in ("A week later", "Listen again")[: 1 + tests_all]:
        cue = next(cue for cue in said if phrase in cue.text)
        (hit, *_) = found.search(phrase)
        assert hit.ms == pytest.approx(cue.start_ms, abs=700)
    times = [word.ms for cue in found.cues for word in cue.words]
    assert len(times) > 0.8 * len(heard)
    origin = read_origin(task.path)
    assert (origin.is_whole, origin.language, origin.model) == (tests_all, "en", "model")
    assert origin.engine.startswith("faster-whisper 1.")


def test_it_says_meanwhile_how_far_it_is(make_task: MakeTask, tmp_path: Path) -> None:
    task, data = make_task(), tmp_path / "data"
    events: list[Event] = []
    run(task, data, events.append)
    found = read_captions(task.path)
    kinds = [event["event"] for event in events]
    assert (kinds[0], kinds[-2:]) == ("started", ["progress", "done"])
    progress = [event for event in events if event["event"] == "progress"]
    assert [event["total_ms"] for event in progress] == [75_000] * len(progress)
    assert [event["done_ms"] for event in progress] == sorted(e["done_ms"] for e in progress)
    assert progress[-1]["left_s"] == 0
    assert len(progress) > 1
    origin = read_origin(task.path)
    assert (origin.is_whole, origin.language) == (True, "en")
    # Once more: nothing is left to do.
    again: list[Event] = []
    run(task, data, again.append)
    assert [event["event"] for event in again] == ["started", "done"]
    assert read_captions(task.path).cues == found.cues


@pytest.mark.all_only
def test_killed_at_any_time_it_goes_on_and_no_word_is_lost_or_doubled(
    make_task: MakeTask, known_speech: KnownSpeech, spoken_file: Path, tmp_path: Path,
    tests_all: bool,
) -> None:  # fmt: skip
    whole = task_of(spoken_file, tmp_path / "whole", known_speech.model)
    run(whole, tmp_path / "data")
    known_speech.held.touch()
    task = make_task()
    # After the first piece; before anything of the next is heard.
    moments = (("progress", 1), ("started", 1))
    for kind, count in moments if tests_all else moments[:1]:
        process = subprocess.Popen(
            command_of(task, tmp_path / "data"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment_of(tmp_path / "data"),
        )
        for line in process.stdout:
            count -= f'"event": "{kind}"'.encode() in line
            if count <= 0:
                break
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        process.stdin.close()
    before = read_transcribed(task.path)
    assert 0 < before.origin.finished[-1][1] < 75_000
    known_speech.held.unlink()
    run(task, tmp_path / "data")
    assert task.path.read_bytes() == whole.path.read_bytes()


@pytest.mark.all_only
def test_silence_is_finished_without_a_word(real_task: MakeTask, tmp_path: Path) -> None:
    path = tmp_path / "silent.wav"
    with av.open(str(path), "w") as out:
        track = out.add_stream("pcm_s16le", rate=16_000)
        track.layout = "mono"
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 16_000 * 35), np.int16), "s16", "mono")
        frame.sample_rate = 16_000
        out.mux([*track.encode(frame), *track.encode(None)])
    task = real_task(path)
    run(task, tmp_path / "data")
    origin = read_origin(task.path)
    assert origin.is_whole
    with pytest.raises(MediaError, match="no readable subtitles"):
        read_captions(task.path)


@pytest.mark.all_only
def test_what_cannot_be_done_is_said_in_words(
    make_task: MakeTask, tmp_path: Path, known_speech: KnownSpeech
) -> None:
    data, task = tmp_path / "data", make_task()
    with pytest.raises(MediaError, match="does not know the language “de”"):
        run(make_task(language="de"), data)
    with pytest.raises(MediaError, match="can't translate"):
        run(make_task(is_translated=True), data)
    with pytest.raises(MediaError, match="not a language"):
        run(make_task(language="--x"), data)
    words = tmp_path / "words.mp4"
    words.write_text("not a film")
    with pytest.raises(MediaError, match=r"“words\.mp4” is not a video"):
        run(make_task(words), data)
    with pytest.raises(MediaError, match=r"“gone\.mp4” can't be read"):
        make_task(tmp_path / "gone.mp4")
    (known_speech.model.folder / "tokenizer.json").unlink()
    with pytest.raises(MediaError, match=r"incomplete: tokenizer\.json missing"):
        run(task, data)
    assert not task.path.exists()


def test_damaged_model_is_said_to_be_so(
    real_task: MakeTask, tmp_path: Path, speech_model: ModelFolder
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(speech_model.folder, broken)
    with (broken / "model.bin").open("r+b") as file:
        file.truncate(1_000_000)
    task = real_task()
    with pytest.raises(MediaError, match="can't be read"):
        run(Task(task.media, task.path, ModelFolder("broken", broken, 1)), tmp_path / "data")
    assert not task.path.exists()


def test_two_at_one_transcript_do_not_write_over_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speech_child, "_LET_GO_S", 0)
    path = tmp_path / "recognised.vtt"
    with (
        speech_child._alone(path),
        pytest.raises(MediaError, match="already being transcribed"),
        speech_child._alone(path),
    ):
        pass


def test_it_ends_with_its_parent(make_task: MakeTask, tmp_path: Path) -> None:
    process = subprocess.Popen(
        command_of(make_task(), tmp_path / "data"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment_of(tmp_path / "data"),
    )
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
