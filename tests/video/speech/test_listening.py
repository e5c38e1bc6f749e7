"""The process that listens: what it hears, where it goes on, what it refuses.

One test hears real words; to the others, but with `--all`, what is said is known.
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
from hypothesis import given
from hypothesis import strategies as st

from tests.video.speech.known import KnownSpeech
from viewer import TOUR
from viewer.errors import MediaError
from viewer.video.speech import child
from viewer.video.speech import task as task_module
from viewer.video.speech.cutting import Cutter, Heard
from viewer.video.speech.models import ModelFolder
from viewer.video.speech.plan import FIRST_MS, LONGEST_MS, next_piece
from viewer.video.speech.task import (
    Event,
    Task,
    command_of,
    cues_in,
    environment_of,
    run,
    task_of,
)
from viewer.video.transcripts.reader import read_transcript
from viewer.video.transcripts.transcribed import (
    Ranges,
    joined,
    missing,
    read_origin,
    read_transcribed,
)
from viewer.video.transcripts.transcript import Cue, Transcript

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
    found = read_transcript(task.path)
    known = read_transcript(TOUR.with_name("tour.en.vtt"))
    said = [cue for cue in known.cues if cue.start_ms < until_ms]
    expected, heard = {w for cue in said for w in words_of(cue.text)}, words_of(found.text)
    # A quarter of the words may be wrong, of a voice that is a machine's, by the smallest model.
    assert len(expected & set(heard)) > 0.75 * len(expected)
    for phrase in ("This short film is about that moment", "It stands alone")[: 1 + tests_all]:
        cue = next(cue for cue in said if phrase in cue.text)
        (hit, *_) = found.search(phrase)
        assert hit.ms == pytest.approx(cue.start_ms, abs=700)
    times = [word.ms for cue in found.cues for word in cue.words]
    assert len(times) > 0.8 * len(heard)
    origin = read_origin(task.path)
    assert (origin.is_whole, origin.language, origin.model) == (tests_all, "en", "model")
    assert origin.engine.startswith("faster-whisper 1.")
    shown = [cue for event in events if event["event"] == "cues" for cue in cues_in(event)]
    assert shown == list(found.cues)


def test_what_it_says_meanwhile_is_what_it_writes(make_task: MakeTask, tmp_path: Path) -> None:
    task, data = make_task(), tmp_path / "data"
    events: list[Event] = []
    run(task, data, events.append)
    found = read_transcript(task.path)
    kinds = [event["event"] for event in events]
    assert (kinds[0], kinds[-2:]) == ("started", ["progress", "done"])
    shown = [cue for event in events if event["event"] == "cues" for cue in cues_in(event)]
    assert shown == list(found.cues)
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
    assert read_transcript(task.path).cues == found.cues


@pytest.mark.all_only
def test_killed_at_any_time_it_goes_on_and_no_word_is_lost_or_doubled(
    make_task: MakeTask, known_speech: KnownSpeech, spoken_file: Path, tmp_path: Path,
    tests_all: bool,
) -> None:  # fmt: skip
    whole = task_of(spoken_file, tmp_path / "whole", known_speech.model)
    run(whole, tmp_path / "data")
    known_speech.held.touch()
    task = make_task()
    # After the first piece; while the second is heard; before anything of the third is.
    moments = (("progress", 1), ("cues", 1), ("started", 1))
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
    with pytest.raises(MediaError, match="no readable captions"):
        read_transcript(task.path)


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
    with pytest.raises(MediaError, match=r"“words\.mp4” can't be read"):
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
    with pytest.raises(MediaError, match="can't be loaded"):
        run(Task(task.media, task.path, ModelFolder("broken", broken, 1)), tmp_path / "data")
    assert not task.path.exists()


def test_two_at_one_transcript_do_not_write_over_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "_LET_GO_S", 0)
    path = tmp_path / "recognised.vtt"
    with (
        child._alone(path),
        pytest.raises(MediaError, match="already being transcribed"),
        child._alone(path),
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


# ---------------------------------------------------------------------- plan


_END = 400_000
_times = st.integers(0, _END)


@given(
    wanted=st.lists(st.tuples(_times, _times), max_size=4).map(joined),
    places=st.lists(st.none() | _times, min_size=1, max_size=10),
    share=st.floats(0.3, 1.0),
)
def test_all_that_is_wanted_is_heard_once(
    wanted: Ranges, places: list[int | None], share: float
) -> None:
    finished: Ranges = ()
    heard = 0
    for number in range(200):
        piece = next_piece(wanted, finished, _END, places[number % len(places)])
        if piece is None:
            break
        assert piece.floor_ms <= piece.start_ms < piece.limit_ms <= piece.ceiling_ms
        start_ms = piece.floor_ms if piece.is_open_start else piece.start_ms
        end_ms = piece.limit_ms
        if end_ms - start_ms > piece.longest_ms:
            end_ms = start_ms + round(piece.longest_ms * share)
        elif piece.is_open_end:
            end_ms = piece.ceiling_ms
        assert not any(start_ms < end and start < end_ms for start, end in finished), "heard twice"
        finished = joined((*finished, (start_ms, end_ms)))
        heard += end_ms - start_ms
    assert missing(finished, wanted) == ()
    assert heard == sum(end - start for start, end in finished)


def test_pieces_follow_each_other_and_the_first_is_short() -> None:
    whole: Ranges = ((0, _END),)
    first = next_piece(whole, (), _END)
    assert (first.start_ms, first.longest_ms, first.is_open_start) == (0, FIRST_MS, False)
    second = next_piece(whole, ((0, 25_000),), _END)
    assert (second.start_ms, second.longest_ms, second.is_open_start) == (25_000, LONGEST_MS, False)


def test_place_that_plays_comes_first_and_what_follows_it_next() -> None:
    whole: Ranges = ((0, _END),)
    near = next_piece(whole, ((0, 25_000),), _END, 200_000)
    assert (near.start_ms, near.is_open_start, near.floor_ms) == (198_000, True, 195_000)
    behind = next_piece(whole, ((0, 25_000), (196_000, 224_000)), _END, 200_000)
    assert (behind.start_ms, behind.is_open_start) == (224_000, False)
    # A place near the start of what is missing is no reason to cut there.
    assert next_piece(whole, ((0, 196_000),), _END, 200_000) == next_piece(
        whole, ((0, 196_000),), _END
    )
    rest = next_piece(whole, ((0, 25_000), (196_000, _END)), _END, 200_000)
    assert (rest.start_ms, rest.limit_ms, rest.is_open_end) == (25_000, 196_000, False)


def test_ends_of_what_is_asked_for_may_move_to_a_quiet_place() -> None:
    piece = next_piece(((100_000, 110_000),), ((0, 98_500), (111_000, 120_000)), _END)
    assert (piece.is_open_start, piece.floor_ms) == (True, 98_500)
    assert (piece.is_open_end, piece.ceiling_ms) == (True, 111_000)
    # The end of the sound is an end that cannot move.
    last = next_piece(((_END - 5_000, _END + 90_000),), (), _END)
    assert (last.limit_ms, last.is_open_end) == (_END, False)


# ---------------------------------------------------------------------- cues


def cut(words: list[Heard], start_ms: int = 0, end_ms: int = 60_000) -> list[Cue]:
    cutter = Cutter(start_ms, end_ms)
    return [*cutter.take(words), *cutter.end()]


def said(text: str, every_ms: int = 300) -> list[Heard]:
    return [
        Heard(number * every_ms, (number + 1) * every_ms, f" {word}")
        for number, word in enumerate(text.split())
    ]


def test_cues_end_with_sentences() -> None:
    cues = cut(said("Most are short. “Is it so?” Yes! And on it goes"))
    assert [cue.text for cue in cues] == [
        "Most are short.",
        "“Is it so?”",
        "Yes!",
        "And on it goes",
    ]
    assert [(cue.start_ms, cue.end_ms) for cue in cues[:2]] == [(0, 900), (900, 1_800)]
    assert cues[0].word_times == (0, 300, 600)
    assert cues[0].word_places == (0, 5, 9)


def test_cues_end_at_pauses_and_before_they_grow_long() -> None:
    words = said("one two three")
    later = [Heard(w.start_ms + 2_000, w.end_ms + 2_000, w.text) for w in words]
    assert [cue.text for cue in cut(words + later)] == ["one two three", "one two three"]
    long = cut(said("word " * 60))
    assert all(len(cue.text) <= 84 for cue in long)
    assert sum(cue.text.count("word") for cue in long) == 60
    clause = cut(
        said("a long clause goes on and on until it has more than sixty letters, then more")
    )
    assert clause[0].text.endswith("letters,")


def test_words_of_several_segments_are_one_sentence() -> None:
    cutter = Cutter(0, 60_000)
    words = said("While the film plays, it follows.")
    assert cutter.take(words[:1]) == []
    (cue,) = cutter.take(words[1:])
    assert cue.text == "While the film plays, it follows."
    assert cutter.end() == []


def test_scripts_without_spaces_get_none() -> None:
    words = [
        Heard(0, 200, "你"),
        Heard(200, 400, "好"),
        Heard(400, 600, "。"),
        Heard(700, 900, " Ja"),
    ]
    assert [cue.text for cue in cut(words)] == ["你好。", "Ja"]


@given(
    st.lists(
        st.tuples(
            st.integers(-5_000, 70_000),
            st.integers(-5_000, 70_000),
            st.sampled_from((" so", " what?", "-ever", " ", "", " ja,", "。", " a\nb")),
        )
    )
)
def test_every_word_is_there_once_in_order_and_inside(words: list[tuple[int, int, str]]) -> None:
    start_ms, end_ms = 10_000, 40_000
    cues = cut([Heard(*word) for word in words], start_ms, end_ms)
    text = "".join("".join(cue.text.split()) for cue in cues)
    assert text == "".join("".join(word.split()) for *_, word in words)
    for cue in cues:
        assert start_ms <= cue.start_ms < cue.end_ms <= end_ms
        times = cue.word_times or (cue.start_ms,)
        assert list(times) == sorted(times)
        assert times[0] == cue.start_ms
    assert [cue.start_ms for cue in cues] == sorted(cue.start_ms for cue in cues)
    Transcript(tuple(cues))  # whose places must hold
