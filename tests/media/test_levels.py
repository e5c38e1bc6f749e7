import base64
import os
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from tests.media.make_video import make_beeps, make_video
from tests.waiting import wait_until
from viewer.base.child_process import Child
from viewer.base.child_side import own_command
from viewer.media.decoder import open_container
from viewer.media.sound_decoding import measure
from viewer.media.sound_levels import (
    Pause,
    columns,
    levels_file,
    pause_at,
    pauses_of,
    read_levels,
    write_levels,
)

_ROOT = Path(__file__).parents[3]
BEEPS = ((1_000, 1_500), (2_300, 2_500), (5_000, 6_000), (6_200, 6_400), (9_000, 9_100))
QUIET = ((0, 1_000), (1_500, 2_300), (2_500, 5_000), (6_400, 9_000))  # 300 ms, or more


def levels_of(path: Path) -> bytes:
    with open_container(path) as container:
        return b"".join(measure(container))


def assert_pauses(levels: bytes, expected: Sequence[tuple[int, int]]) -> None:
    found = pauses_of(levels)
    assert len(found) == len(expected), found
    for (start, end), (start_ms, end_ms) in zip(found, expected, strict=True):
        assert abs(start - start_ms) <= 20, found
        assert abs(end - end_ms) <= 20, found


@pytest.mark.parametrize(
    ("name", "codec", "more"),
    [
        ("aac.mp4", "aac", {}),
        ("mp3.mkv", "libmp3lame", {}),
        ("opus.mkv", "libopus", {}),
        ("ac3.mkv", "ac3", {}),
        ("flac.mkv", "flac", {}),
        ("mp2.ts", "mp2", {}),
        ("pcm.mov", "pcm_s16le", {}),
        ("noise.mp4", "aac", {"noise": 300}),
        *((name, "aac", {"begin_ms": 500}) for name in ("late.mp4", "late.mkv")),
        ("late.ts", "mp2", {"begin_ms": 500}),
    ],
)
def test_pauses_are_found_within_20_ms_at_the_times_of_the_player(
    tmp_path: Path, name: str, codec: str, more: dict[str, int]
) -> None:
    path = make_beeps(tmp_path / name, BEEPS, seconds=11, codec=codec, **more)
    assert_pauses(levels_of(path), QUIET)


@pytest.mark.parametrize("pitch", [4_000.0, 8_000.0, 12_000.0, 16_000.0])
def test_tone_in_step_with_the_samples_that_are_looked_at_is_heard(
    tmp_path: Path, pitch: float
) -> None:
    path = make_beeps(tmp_path / "tone.mkv", BEEPS, seconds=11, codec="flac", pitch=pitch)
    found = pauses_of(levels_of(path))
    assert [round(pause.end_ms, -2) for pause in found] == [end for _, end in QUIET]


def test_low_voice_in_a_quiet_room_is_no_pause() -> None:
    loud, low, room = [150], [105], [60]  # -25, -47.5 and -70 dB of full scale
    levels = bytes(loud * 300 + room * 100 + low * 200 + room * 100 + loud * 300)
    assert pauses_of(levels) == (Pause(3_000, 4_000), Pause(6_000, 7_000))


def test_film_that_is_silent_or_equally_loud_throughout_has_no_pauses() -> None:
    assert pauses_of(b"") == ()
    assert pauses_of(bytes(60_000)) == ()
    assert pauses_of(bytes([120, 121, 119] * 20_000)) == ()
    start = time.thread_time()
    assert pauses_of(bytes([150] * 100) + bytes(700_000)) == ()  # quiet to the end
    assert time.thread_time() - start < 5  # not by trying from each of its places anew


def test_pauses_are_asked_for_by_time() -> None:
    pauses = (Pause(1_000, 2_000), Pause(3_000, 3_500))
    asked = (999, 1_000, 1_999, 2_000, 3_400, 9_000)
    found = [pauses[0], pauses[0], pauses[1]]
    assert [pause_at(pauses, ms) for ms in asked] == [None, *found[:2], None, found[2], None]


def test_columns_are_means_of_equal_parts() -> None:
    levels = bytes([100] * 100 + [50] * 100)
    assert columns(levels, 4, 2_000) == bytes([100, 100, 50, 50])
    assert columns(levels, 4, 4_000) == bytes([100, 50, 0, 0])  # the sound ends before
    assert 199 <= columns(levels, 400, 2_000).count(100) <= 201  # more parts than levels
    assert columns(b"", 3, 1_000) == bytes(3)


def run_child(qapp: QObject, media: Path, to: Path) -> tuple[int, list[dict[str, str]]]:
    os.environ["PYTHONPATH"] = str(_ROOT)
    child = Child(qapp)
    said: list[dict[str, str]] = []
    codes: list[int] = []
    child.said.connect(said.append)
    child.ended.connect(lambda code, _: codes.append(code))
    child.run(own_command("viewer.media.sound_child", str(media), str(to)))
    wait_until(lambda: bool(codes), timeout_ms=180_000)  # it lets all others go first
    return codes[0], said


def test_child_says_levels_as_they_come_and_keeps_them(
    qapp: QObject, tmp_path: Path, spoken_file: Path
) -> None:
    path = levels_file(spoken_file, tmp_path)
    assert read_levels(path) is None
    code, said = run_child(qapp, spoken_file, path)
    assert code == 0
    events = [one["event"] for one in said]
    assert set(events[:-1]) == {"levels"}
    assert events[-1] == "done"
    levels = b"".join(base64.b64decode(one["levels"]) for one in said[:-1])
    assert levels == read_levels(path) == levels_of(spoken_file)
    assert len(levels) == pytest.approx(7_500, abs=5)


@pytest.mark.sample(2)
@pytest.mark.parametrize("kind", ["silent", "text", "gone", "cut"])
def test_child_says_why_there_are_no_levels(qapp: QObject, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "film.mp4"
    if kind == "silent":
        make_video(path, frames=5, sound=False)
    elif kind == "text":
        path.write_text("no film")
    elif kind == "cut":  # its index is at its end
        make_beeps(path, BEEPS, seconds=11, codec="aac")
        path.write_bytes(path.read_bytes()[:9_000])
    code, said = run_child(qapp, path, tmp_path / "to")
    assert (code, [one["event"] for one in said]) == (1, ["failed"])
    assert said[0]["words"]
    assert not (tmp_path / "to").exists()


def test_cut_off_film_has_the_levels_of_what_is_there(tmp_path: Path) -> None:
    whole = make_beeps(tmp_path / "whole.mkv", BEEPS, seconds=11, codec="libopus")
    cut = tmp_path / "cut.mkv"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size * 6 // 10])
    levels, of_whole = levels_of(cut), levels_of(whole)
    assert 100 < len(levels) < len(of_whole)
    assert levels[:-10] == of_whole[: len(levels) - 10]


def test_damaged_bytes_in_a_film_are_passed_over(tmp_path: Path) -> None:
    path = make_beeps(tmp_path / "film.ts", BEEPS, seconds=11, codec="mp2")
    data = bytearray(path.read_bytes())
    for at in range(len(data) // 3, len(data) // 3 + 2_000):
        data[at] ^= 0x5A
    path.write_bytes(data)
    assert abs(len(levels_of(path)) - 1_100) <= 5


def test_damaged_levels_count_as_not_there(tmp_path: Path) -> None:
    path = tmp_path / "sound" / "a.levels"
    levels = bytes(range(200)) * 50
    write_levels(path, levels)
    assert read_levels(path) == levels
    whole = path.read_bytes()
    for wrong in (b"", b"Cuenote levels 2\n" + whole[17:], whole[:-3], whole[:40] + b"x" * 9):
        path.write_bytes(wrong)
        assert read_levels(path) is None


def test_those_not_used_for_longest_make_room(tmp_path: Path) -> None:
    levels = os.urandom(10_000)  # does not shrink
    (tmp_path / "film.mp4").write_bytes(bytes(40_000))  # not ours
    for number, name in enumerate("abc"):
        path = tmp_path / f"{name}.levels"
        write_levels(path, levels)
        os.utime(path, (1_000 + number, 1_000 + number))
    assert read_levels(tmp_path / "a.levels") == levels
    write_levels(tmp_path / "d.levels", levels, 31_000)
    left = ["a.levels", "c.levels", "d.levels", "film.mp4"]
    assert sorted(path.name for path in tmp_path.iterdir()) == left
