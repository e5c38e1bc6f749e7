from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from tests.video.make_video import make_video
from viewer.errors import MediaError
from viewer.video.speech.sound import RATE, Sound, quietest_ms

_RATE = 48_000


def write(
    path: Path,
    codec: str,
    bursts: Sequence[int],
    seconds: int,
    *,
    gap: tuple[int, int] = (0, 0),
    begin_s: float = 0.0,
) -> Path:
    """Write silence with a burst of 100 ms at some seconds; nothing at all in the seconds [gap)."""
    time = np.arange(_RATE * seconds) / _RATE
    samples = np.zeros(len(time), np.float32)
    for second in bursts:
        part = slice(second * _RATE, second * _RATE + _RATE // 10)
        samples[part] = 0.5 * np.sin(2 * np.pi * 440 * time[part])
    with av.open(str(path), "w") as out:
        track = out.add_stream(codec, rate=_RATE)
        track.layout = "mono"
        for at in range(0, len(samples), 960):
            if gap[0] <= at / _RATE < gap[1]:
                continue
            frame = av.AudioFrame.from_ndarray(
                (samples[None, at : at + 960] * 32767).astype(np.int16), format="s16", layout="mono"
            )
            frame.sample_rate = _RATE
            frame.pts = at + round(begin_s * _RATE)
            frame.time_base = Fraction(1, _RATE)
            out.mux(track.encode(frame))
        out.mux(track.encode(None))
    return path


def bursts_in(samples: np.ndarray, start_ms: int = 0) -> list[float]:
    level = np.abs(samples).reshape(-1)
    loud = np.convolve(level, np.ones(80) / 80, "same") > 0.1
    begins = np.flatnonzero(loud[1:] & ~loud[:-1])
    return [round(start_ms / 1000 + begin / RATE, 1) for begin in begins]


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("name", "codec"), [("a.wav", "pcm_s16le"), ("a.m4a", "aac"), ("a.mkv", "libopus"),
                        ("a.mp3", "libmp3lame"), ("a.flac", "flac")],
)  # fmt: skip
def test_sound_is_at_its_time_however_it_is_read(tmp_path: Path, name: str, codec: str) -> None:
    seconds = [2, 20, 21, 47, 70]
    path = write(tmp_path / name, codec, seconds, 80)
    sound = Sound(path)
    assert sound.duration_ms == pytest.approx(80_000, abs=100)
    whole = sound.read(0, 100_000)
    assert len(whole) == pytest.approx(80 * RATE, abs=RATE // 5)
    assert bursts_in(whole) == pytest.approx(seconds, abs=0.1)
    # In pieces, back, and far ahead.
    for start_ms, end_ms in ((0, 30_000), (25_000, 60_000), (19_500, 22_500), (65_000, 79_000)):
        part = sound.read(start_ms, end_ms)
        assert len(part) == (end_ms - start_ms) * 16
        expected = [s for s in seconds if start_ms <= s * 1000 < end_ms]
        assert bursts_in(part, start_ms) == pytest.approx(expected, abs=0.1)
    assert len(sound.read(200_000, 210_000)) == 0


def test_samples_are_the_same_whatever_was_read_before(spoken_file: Path) -> None:
    one, two = Sound(spoken_file), Sound(spoken_file)
    one.read(0, 28_000)
    assert np.array_equal(one.read(23_909, 70_000), two.read(23_909, 70_000))


def test_pieces_one_behind_the_other_are_the_whole(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", "pcm_s16le", [1, 3, 5, 8], 10)
    whole, pieces = Sound(path), Sound(path)
    cuts = [0, 1_111, 1_112, 5_555, 9_000, 10_000]
    read = np.concatenate([pieces.read(*each) for each in pairwise(cuts)])
    assert np.array_equal(read, whole.read(0, 10_000))


def test_gap_is_silent_and_what_follows_it_at_its_time(tmp_path: Path) -> None:
    path = write(tmp_path / "a.mkv", "libopus", [2, 20, 55], 60, gap=(5, 50))
    sound = Sound(path)
    for end_ms in (60_000, 10_000, 30_000):
        expected = [s for s in (2, 55) if s * 1000 < end_ms]
        found = sound.read(0, end_ms)
        assert len(found) == pytest.approx(end_ms * 16, abs=RATE // 5)
        assert bursts_in(found) == pytest.approx(expected, abs=0.1)
    assert bursts_in(sound.read(40_000, 60_000), 40_000) == pytest.approx([55], abs=0.1)


def test_time_begins_where_the_players_does(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ts", "mp2", [2, 20], 30, begin_s=90.0)
    sound = Sound(path)
    assert bursts_in(sound.read(0, 30_000)) == pytest.approx([2, 20], abs=0.1)
    assert bursts_in(sound.read(15_000, 25_000), 15_000) == pytest.approx([20], abs=0.1)


def test_files_without_sound_are_said_to_have_none(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="can't be read"):
        Sound(tmp_path / "none.mp4")
    (tmp_path / "words.mp4").write_text("not a film")
    with pytest.raises(MediaError, match="can't be read"):
        Sound(tmp_path / "words.mp4")
    path = make_video(tmp_path / "silent.mp4", frames=1, sound=False)
    with pytest.raises(MediaError, match="no sound in") as caught:
        Sound(path)
    assert caught.value.remedy


def test_quietest_place_is_in_the_pause() -> None:
    samples = np.random.default_rng(1).normal(0, 0.1, 60 * RATE).astype(np.float32)
    samples[50 * RATE : 50 * RATE + RATE // 2] *= 0.01
    assert quietest_ms(samples, 40_000, 57_000) == pytest.approx(50_250, abs=120)
    assert 40_000 <= quietest_ms(samples, 40_000, 40_100) <= 40_100
    assert quietest_ms(samples[:0], 0, 0) == 0
