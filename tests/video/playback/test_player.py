"""The contract of a player, against the real engine and real files."""

from __future__ import annotations

import gc
import itertools
import os
import random
import shutil
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from tests.video.fixtures import Watcher
from tests.video.make_video import make_video, read_number
from viewer.video.media import Media
from viewer.video.playback.player import PlayerState
from viewer.video.playback.vlc_player import VlcPlayer

Wait = Callable[..., None]
MediaOf = Callable[[Path], Media]
Watch = Callable[[object], Watcher]

EMPTY, OPENING, PLAYING = PlayerState.EMPTY, PlayerState.OPENING, PlayerState.PLAYING
PAUSED, ENDED, FAILED = PlayerState.PAUSED, PlayerState.ENDED, PlayerState.FAILED


def number_at(ms: int) -> int:
    """Return the first frame, at 30 a second, whose time rounded up is not before `ms`."""
    return next(n for n in itertools.count(max(0, ms * 30 // 1000 - 1)) if -(-n * 100 // 3) >= ms)


@pytest.fixture
def opened(player: VlcPlayer, numbered_video: Path, media_of: MediaOf, wait_for: Wait) -> VlcPlayer:
    player.open(media_of(numbered_video), 2_000)
    wait_for(lambda: player.state is PAUSED)
    return player


def test_open_shows_exact_frame_paused(
    player: VlcPlayer, numbered_video: Path, media_of: MediaOf, wait_for: Wait, watch: Watch
) -> None:
    seen = watch(player)
    media = media_of(numbered_video)
    assert player.state is EMPTY
    player.open(media, 3_333)
    assert player.state is OPENING
    assert player.media == media
    assert player.position_ms == 3_333
    wait_for(lambda: player.state is PAUSED)
    assert [number for number, *_ in seen.shown if number is not None] == [100]
    assert player.frame_time_ms == 3_334
    assert player.duration_ms == 20_000
    assert player.has_picture
    assert player.has_sound
    assert player.frame_interval_ms == pytest.approx(1000 / 30)
    assert player.error is None


@pytest.mark.parametrize("name", [b"plain.mp4", b"caf\xe9.mp4"])  # the second is not UTF-8
def test_open_plays_from_exact_frame_when_asked_to(
    player: VlcPlayer,
    numbered_video: Path,
    media_of: MediaOf,
    wait_for: Wait,
    watch: Watch,
    tmp_path: Path,
    name: bytes,
) -> None:
    seen = watch(player)
    video = tmp_path / os.fsdecode(name)
    shutil.copyfile(numbered_video, video)
    player.open(media_of(video), 4_900, play=True)
    wait_for(lambda: len(seen.shown) > 20)
    numbers = [number for number, *_ in seen.shown if number is not None]
    assert numbers[0] == 147
    assert seen.states == [OPENING, PLAYING]
    assert_runs_on(numbers)


def assert_runs_on(numbers: list[int]) -> None:
    """Every picture is the one before or follows it closely: none from elsewhere, none earlier."""
    steps = [after - before for before, after in itertools.pairwise(numbers)]
    assert all(0 <= step <= 6 for step in steps), numbers
    assert sum(steps) >= len(steps) // 2, numbers


def test_commands_while_opening_are_honoured(
    player: VlcPlayer, numbered_video: Path, media_of: MediaOf, wait_for: Wait, watch: Watch
) -> None:
    seen = watch(player)
    player.open(media_of(numbered_video))
    player.play()
    player.seek(9_000)
    wait_for(lambda: len(seen.shown) > 10)
    assert player.state is PLAYING
    assert next(number for number, *_ in seen.shown if number is not None) == 270
    player.open(media_of(numbered_video), play=True)
    player.pause()
    wait_for(lambda: player.state is not OPENING)
    assert player.state is PAUSED


def test_seek_shows_exact_frame_first_when_paused(
    opened: VlcPlayer, wait_for: Wait, watch: Watch
) -> None:
    rng = random.Random(5)
    for _ in range(25):
        seen = watch(opened)
        ms = rng.randrange(19_900)
        opened.seek(ms)
        assert opened.position_ms == ms
        wait_for(lambda: bool(seen.shown))  # noqa: B023
        assert seen.shown[0][:2] == (number_at(ms), -(-number_at(ms) * 100 // 3))
        assert opened.position_ms == ms
        assert opened.state is PAUSED


def test_seek_shows_exact_frame_first_and_nothing_old_when_playing(
    opened: VlcPlayer, wait_for: Wait, watch: Watch
) -> None:
    rng = random.Random(6)
    opened.play()
    for _ in range(12):
        seen = watch(opened)
        ms = rng.randrange(17_000)
        opened.seek(ms)
        wait_for(lambda: len(seen.shown) > rng.choice((2, 12)))  # noqa: B023
        numbers = [number for number, *_ in seen.shown]
        assert None not in numbers
        assert numbers[0] == number_at(ms)
        assert_runs_on([number for number in numbers if number is not None])


def test_motion_goes_on_far_from_a_key_frame_until_vlc_comes_to_one(
    opened: VlcPlayer, wait_for: Wait, watch: Watch
) -> None:
    opened.play()
    wait_for(lambda: opened.position_ms > 2_200)
    for target in (12_500, 4_000):  # by key frames at 10, 15 and 5 s
        seen = watch(opened)
        opened.seek(target)
        wait_for(lambda: len(seen.shown) > 20)  # noqa: B023
        numbers = [number for number, *_ in seen.shown if number is not None]
        assert numbers[0] == number_at(target)
        assert_runs_on(numbers)
    opened.pause()  # while VLC has no picture
    assert opened.frame_time_ms == opened.position_ms
    seen = watch(opened)
    opened.play()
    wait_for(lambda: opened.position_ms > 5_600)
    numbers = [number for number, *_ in seen.shown if number is not None]
    assert len(numbers) == len(seen.shown)
    assert numbers[0] >= 120
    assert_runs_on(numbers)
    for number, time_ms, _ in seen.shown:
        assert abs((time_ms or 0) - (number or 0) * 100 / 3) < 35


def test_vlc_takes_over_without_changing_a_pixel(opened: VlcPlayer, wait_for: Wait) -> None:
    shown: list[QImage] = []
    opened.set_target_size(500, 500)
    opened.frame_changed.connect(lambda: shown.append(opened.frame))
    opened.play()
    opened.seek(7_000)
    wait_for(lambda: len(shown) > 12)
    first = next(index for index, image in enumerate(shown) if read_number(image) == 210)
    assert read_number(shown[first + 1]) == 210  # the still, then VLC's picture of it
    assert shown[first] == shown[first + 1]


@pytest.mark.sample(3)
@pytest.mark.parametrize("by_ms", [-500, -300, -100, -34, 34, 200, 500, 750, 800, 1_000])
def test_seek_to_what_vlc_may_be_showing_is_not_taken_in_by_it(
    opened: VlcPlayer, wait_for: Wait, watch: Watch, by_ms: int
) -> None:
    opened.seek(8_000)
    opened.play()
    seen = watch(opened)
    wait_for(lambda: len(seen.shown) > 15)
    seen = watch(opened)
    target = opened.position_ms + by_ms
    opened.seek(target)
    wait_for(lambda: len(seen.shown) > 12)
    numbers = [number for number, *_ in seen.shown if number is not None]
    assert numbers[0] == number_at(target)
    assert_runs_on(numbers)


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("ten-bit.mp4", {"pixel_format": "yuv420p10le"}),
        ("full-colour.mp4", {"pixel_format": "yuv444p"}),
        ("full-range.mp4", {"pixel_format": "yuvj420p"}),
        ("odd.mp4", {"size": (322, 182)}),
        ("wide.mp4", {"size": (360, 288), "sample_aspect": Fraction(16, 11)}),
        ("fast.mp4", {"fps": 60}),
        ("vp9.webm", {"codec": "libvpx-vp9"}),
        ("mpeg4.avi", {"codec": "mpeg4", "options": {"b": "2M"}, "sound": False}),
        ("late.mkv", {"container_options": {"output_ts_offset": "36000"}}),
        ("late.ts", {"container_options": {"output_ts_offset": "36000"}}),
    ],
)
def test_vlc_and_the_still_agree_in_every_format(
    player: VlcPlayer,
    tmp_path: Path,
    media_of: MediaOf,
    wait_for: Wait,
    name: str,
    options: dict[str, Any],
) -> None:
    if "codec" not in options:
        options = {"options": {"preset": "superfast"}, **options}
    video = make_video(tmp_path / name, frames=240, gop=60, **options)
    player.open(media_of(video), 100, play=True)
    wait_for(lambda: player.position_ms > 400)
    for target in (2_500, 500, 3_210):
        shown: list[tuple[QImage, int | None]] = []

        def take(shown: list[tuple[QImage, int | None]] = shown) -> None:
            shown.append((player.frame, player.frame_time_ms))

        player.frame_changed.connect(take)
        player.seek(target)
        wait_for(lambda: len(shown) > 6)  # noqa: B023
        player.frame_changed.disconnect(take)
        times = [time_ms for _, time_ms in shown if time_ms is not None]
        assert times == sorted(times)
        # VLC's picture of the frame of the still, pixel for pixel, where VLC did not leave it out.
        if times[1] == times[0]:
            assert shown[0][0] == shown[1][0]
        assert_runs_on([n for n in (read_number(image) for image, _ in shown) if n is not None])


def test_latest_seek_wins_when_many_come_at_once(
    opened: VlcPlayer, wait_for: Wait, watch: Watch
) -> None:
    for playing in (False, True):
        if playing:
            opened.play()
        seen = watch(opened)
        for ms in range(500, 15_000, 500):
            opened.seek(ms)
        opened.seek(16_000)
        wait_for(lambda: bool(seen.shown))  # noqa: B023
        assert seen.shown[0][0] == 480
        assert opened.position_ms >= 16_000


def test_seek_is_clamped_to_the_video(opened: VlcPlayer, wait_for: Wait) -> None:
    opened.seek(10**9)
    assert opened.position_ms == 19_966
    wait_for(lambda: read_number(opened.frame) == 599)
    opened.seek(-50)
    assert opened.position_ms == 0
    wait_for(lambda: read_number(opened.frame) == 0)


def test_seeked_tells_where_from_and_where_to(opened: VlcPlayer) -> None:
    told: list[tuple[int, int]] = []
    opened.seeked.connect(lambda from_ms, to_ms: told.append((from_ms, to_ms)))
    opened.seek(5_000)
    opened.seek(99_999)
    assert told == [(2_000, 5_000), (5_000, 19_966)]


def test_pause_holds_the_picture_and_play_goes_on_from_it(
    opened: VlcPlayer, wait_for: Wait, watch: Watch
) -> None:
    opened.play()
    for _ in range(3):
        seen = watch(opened)
        wait_for(lambda: len(seen.shown) > 12)  # noqa: B023
        opened.pause()
        assert opened.state is PAUSED
        held = read_number(opened.frame)
        assert held is not None
        seen = watch(opened)
        # The worker finds out which frame it is.
        wait_for(lambda: opened.frame_time_ms == -(-held * 100 // 3))  # noqa: B023
        assert opened.position_ms == opened.frame_time_ms
        assert all(number == held for number, *_ in seen.shown)
        opened.play()
        wait_for(lambda: len(seen.shown) > 8)  # noqa: B023
        assert_runs_on([held, *(number for number, *_ in seen.shown if number is not None)])


def test_rest_in_a_long_pause_ends_with_the_next_frame(
    player: VlcPlayer, numbered_video: Path, media_of: MediaOf, wait_for: Wait, watch: Watch
) -> None:
    def rest() -> None:
        player.pause()
        wait_for(lambda: player._relay.is_cued)

    seen = watch(player)
    player.open(media_of(numbered_video), 5_300, play=True)
    wait_for(lambda: bool(player._comparable) and len(seen.shown) > 10)
    for change in (lambda: None, lambda: player.step(-20), lambda: player.set_rate(1.5)):
        rest()
        change()
        wait_for(lambda: not player._awaits_still)
        number = read_number(player.frame)
        seen = watch(player)
        player.play()
        wait_for(lambda: len(seen.shown) > 10)  # noqa: B023
        assert number is not None
        assert_runs_on([number, *(each for each, *_ in seen.shown if each is not None)])


def test_clock_goes_on_after_a_pause_though_no_picture_comes_for_long(
    player: VlcPlayer, tmp_path: Path, media_of: MediaOf, wait_for: Wait
) -> None:
    # One picture a second: the wait for pictures after the seek, 1.5 s, is over meanwhile.
    slides = make_video(tmp_path / "slides.mp4", fps=1, frames=90, gop=5, sound=False)
    player.open(media_of(slides), 20_000, play=True)
    for target in (40_000, 60_000, 30_000):
        began_s = time.monotonic()
        player.seek(target)
        wait_for(lambda: player.position_ms > target + 100)  # noqa: B023
        player.pause()
        wait_for(lambda: time.monotonic() > began_s + 1.47)  # noqa: B023
        began_s, at_ms = time.monotonic(), player.position_ms
        player.play()
        for elapsed_ms in (100, 300, 600, 1_200):
            wait_for(lambda: time.monotonic() > began_s + elapsed_ms / 1000)  # noqa: B023
            assert abs(player.position_ms - at_ms - (time.monotonic() - began_s) * 1000) < 500
            number = read_number(player.frame)
            assert number is not None
            assert number * 1000 - 100 < player.position_ms < number * 1000 + 1_500


def test_pause_in_a_slide_before_vlc_shows_it_stays_there(
    player: VlcPlayer, tmp_path: Path, media_of: MediaOf, wait_for: Wait
) -> None:
    slides = [0, 10_000, 40_000, 45_000]
    film = make_video(tmp_path / "slides.mp4", frames=4, gop=2, times_ms=slides)
    at_ms: list[int] = []

    def pause(ms: int) -> None:
        if ms > 20_000 and player.state is PLAYING:
            at_ms.append(ms)
            player.pause()

    player.position_changed.connect(pause)
    for _ in range(3):
        at_ms.clear()
        player.open(media_of(film), 20_000, play=True)
        wait_for(lambda: player.state is PAUSED)
        assert player.position_ms >= 20_000
        assert player.position_ms - at_ms[0] < 500


def test_play_goes_on_from_the_still_when_sought_while_paused(
    opened: VlcPlayer, wait_for: Wait, watch: Watch
) -> None:
    opened.play()
    wait_for(lambda: opened.position_ms > 2_300)
    opened.pause()
    opened.seek(11_000)
    wait_for(lambda: read_number(opened.frame) == 330)
    seen = watch(opened)
    opened.play()
    wait_for(lambda: len(seen.shown) > 12)
    assert_runs_on([330, *(number for number, *_ in seen.shown if number is not None)])


def test_step_goes_frame_by_frame_both_ways(opened: VlcPlayer, wait_for: Wait) -> None:
    at = 60
    for frames in (1, 1, -1, -5, 3):
        at += frames
        opened.step(frames)
        wait_for(lambda: read_number(opened.frame) == at)  # noqa: B023
        assert opened.position_ms == opened.frame_time_ms == -(-at * 100 // 3)
    for _ in range(10):
        opened.step(-1)
    wait_for(lambda: read_number(opened.frame) == at - 10)


def test_step_pauses_and_starts_from_the_picture_that_is_shown(
    opened: VlcPlayer, wait_for: Wait, watch: Watch
) -> None:
    opened.play()
    seen = watch(opened)
    wait_for(lambda: len(seen.shown) > 15)
    before = read_number(opened.frame)
    assert before is not None
    opened.step(1)
    assert opened.state is PAUSED
    wait_for(lambda: read_number(opened.frame) == before + 1)


def test_step_stops_at_both_ends(opened: VlcPlayer, wait_for: Wait) -> None:
    opened.step(-1000)
    wait_for(lambda: read_number(opened.frame) == 0)
    opened.step(1000)
    wait_for(lambda: read_number(opened.frame) == 599)


def test_position_runs_with_the_pictures_while_playing(
    opened: VlcPlayer, wait_for: Wait, watch: Watch
) -> None:
    opened.play()
    seen = watch(opened)
    told: list[tuple[float, int]] = []
    opened.position_changed.connect(lambda ms: told.append((time.monotonic(), ms)))
    wait_for(lambda: len(seen.shown) > 45)
    moving = seen.shown[10:]
    wrong = [position - number * 1000 / 30 for number, _, position in moving if number is not None]
    assert all(-25 < off < 60 for off in wrong), wrong
    times = [frame_time for _, frame_time, _ in moving]
    numbers = [number for number, *_ in moving]
    close = [
        abs(time_ms - number * 1000 / 30) <= 34
        for time_ms, number in zip(times, numbers, strict=True)
        if time_ms is not None and number is not None
    ]
    assert all(close)
    gaps = [after[0] - before[0] for before, after in itertools.pairwise(told[10:])]
    assert sorted(gaps)[len(gaps) // 2] < 0.040


@pytest.mark.parametrize("rate", [0.25, 0.5, 2.0, 4.0])
def test_rate_changes_the_pace(
    opened: VlcPlayer, wait_for: Wait, watch: Watch, rate: float
) -> None:
    told: list[float] = []
    opened.rate_changed.connect(told.append)
    opened.set_rate(rate)
    assert told == [rate]
    seen = watch(opened)
    opened.play()
    wait_for(lambda: len(seen.shown) > 3)
    start = time.monotonic()
    first = read_number(opened.frame)
    assert first is not None
    wait_for(lambda: time.monotonic() - start > 1.0)
    last = read_number(opened.frame)
    assert last is not None
    assert (last - first) / 30 == pytest.approx(rate, abs=0.15 + 0.1 * rate)
    opened.set_rate(17)
    assert opened.rate == 4.0
    opened.set_rate(0)
    assert opened.rate == 0.25


def test_position_is_right_again_soon_after_the_rate_changed(
    opened: VlcPlayer, wait_for: Wait, watch: Watch
) -> None:
    opened.play()
    wait_for(lambda: opened.position_ms > 2_400)
    opened.set_rate(2.0)
    wait_for(lambda: opened.position_ms > 6_000)
    seen = watch(opened)
    wait_for(lambda: len(seen.shown) > 15)
    for number, _, position in seen.shown:
        assert number is not None
        assert abs(position - number * 1000 / 30) < 60, seen.shown


def test_volume_and_mute_are_kept_and_told(opened: VlcPlayer) -> None:
    told: list[object] = []
    opened.volume_changed.connect(told.append)
    opened.muted_changed.connect(told.append)
    opened.set_volume(40)
    opened.set_volume(40)
    opened.set_muted(True)
    opened.set_volume(1000)
    opened.set_muted(False)
    opened.set_volume(-3)
    assert told == [40, True, 100, False, 0]
    assert (opened.volume, opened.muted) == (0, False)


def test_repeat_plays_the_stretch_over_and_over(
    opened: VlcPlayer, wait_for: Wait, watch: Watch
) -> None:
    told: list[object] = []
    opened.repeat_changed.connect(told.append)
    opened.set_repeat(4_000, 4_400)
    opened.seek(4_000)
    seen = watch(opened)
    jumps: list[object] = []
    opened.seeked.connect(lambda *where: jumps.append(where))
    opened.play()

    def rounds() -> int:
        numbers = [number for number, *_ in seen.shown if number is not None]
        return sum(after < before for before, after in itertools.pairwise(numbers))

    wait_for(lambda: rounds() >= 3)
    numbers = [number for number, *_ in seen.shown if number is not None]
    assert set(numbers) <= set(range(120, 132))
    starts = [after for before, after in itertools.pairwise(numbers) if after < before]
    assert starts == [120] * len(starts)
    assert not jumps
    opened.clear_repeat()
    assert told == [(4_000, 4_400), None]
    wait_for(lambda: opened.position_ms > 4_500)


def test_repeat_leaves_alone_what_starts_behind_it(opened: VlcPlayer, wait_for: Wait) -> None:
    opened.set_repeat(1_000, 1_500)
    opened.seek(3_000)
    opened.play()
    wait_for(lambda: opened.position_ms > 3_300)
    opened.set_repeat(5, 5)
    assert opened.repeat == (1_000, 1_500)


def test_repeat_up_to_the_end_starts_over(
    player: VlcPlayer, short_video: Path, media_of: MediaOf, wait_for: Wait, watch: Watch
) -> None:
    player.open(media_of(short_video), 1_600, play=True)
    player.set_repeat(1_600, 5_000)
    seen = watch(player)

    def came_back() -> bool:
        numbers = [number for number, *_ in seen.shown if number is not None]
        return sum(after < before for before, after in itertools.pairwise(numbers)) >= 2

    wait_for(came_back)
    assert player.state is PLAYING


def test_end_is_told_and_playing_starts_from_the_beginning(
    player: VlcPlayer, short_video: Path, media_of: MediaOf, wait_for: Wait, watch: Watch
) -> None:
    seen = watch(player)
    player.open(media_of(short_video), 1_500, play=True)
    wait_for(lambda: player.state is ENDED)
    assert player.position_ms == player.duration_ms
    # VLC may be late with it, and leave it out.
    wait_for(lambda: player.coming_frame_ms == player.frame_time_ms)
    assert read_number(player.frame) == 49
    del seen.shown[:]
    player.play()
    wait_for(lambda: len(seen.shown) > 5)
    assert player.state is PLAYING
    assert seen.shown[0][0] == 0
    wait_for(lambda: player.state is ENDED)
    # A seek after the end plays on from there.
    del seen.shown[:]
    player.seek(1_000)
    assert player.state is PLAYING
    wait_for(lambda: len(seen.shown) > 4)
    assert seen.shown[0][0] == 25
    wait_for(lambda: player.state is ENDED)
    player.step(-1)
    wait_for(lambda: read_number(player.frame) == 48)
    assert player.state is PAUSED


def test_toggle_pauses_and_plays(opened: VlcPlayer, wait_for: Wait) -> None:
    opened.toggle()
    assert opened.state is PLAYING
    wait_for(lambda: opened.position_ms > 2_100)
    opened.toggle()
    assert opened.state is PAUSED


def test_sound_alone_plays_pauses_and_seeks(
    player: VlcPlayer, sound_file: Path, media_of: MediaOf, wait_for: Wait
) -> None:
    player.open(media_of(sound_file), 1_000, play=True)
    wait_for(lambda: player.position_ms > 1_200)
    assert not player.has_picture
    assert player.has_sound
    assert player.frame.isNull()
    player.seek(6_000)
    assert player.position_ms == 6_000
    wait_for(lambda: player.position_ms > 6_200)
    player.pause()
    held = player.position_ms
    player.seek(8_000)
    player.play()
    wait_for(lambda: player.position_ms > 8_200)
    assert held < 7_500
    player.step(1)
    assert player.state is PLAYING
    player.seek(9_800)
    wait_for(lambda: player.state is ENDED)


def test_sound_that_goes_on_after_the_last_picture_is_played(
    player: VlcPlayer, tmp_path: Path, media_of: MediaOf, wait_for: Wait
) -> None:
    video = make_video(tmp_path / "tail.mp4", frames=31)  # 1.03 s of pictures, 2 s of sound
    player.open(media_of(video), 500, play=True)
    wait_for(lambda: player.position_ms > 1_600)
    player.seek(1_700)
    wait_for(lambda: read_number(player.frame) == 30)
    wait_for(lambda: player.state is ENDED)


def test_preview_comes_beside_the_stills(opened: VlcPlayer, wait_for: Wait) -> None:
    came: list[tuple[int, QImage]] = []
    opened.preview_ready.connect(lambda ms, image: came.append((ms, image)))
    for ms in range(0, 20_000, 100):
        opened.request_preview(ms, 120)
    wait_for(lambda: bool(came) and came[-1][0] == 19_900)
    assert len(came) < 100  # the latest wins
    assert came[-1][1].width() == 120
    assert read_number(came[-1][1]) == 450
    assert read_number(opened.frame) == 60


def test_picture_follows_the_target_size_when_paused(opened: VlcPlayer, wait_for: Wait) -> None:
    for size, fitted in (((640, 400), (640, 360)), ((100, 500), (100, 56))):
        opened.set_target_size(*size)
        wait_for(lambda: (opened.frame.width(), opened.frame.height()) == fitted)  # noqa: B023
        assert read_number(opened.frame) == 60


def test_open_another_replaces_the_first(
    opened: VlcPlayer, short_video: Path, media_of: MediaOf, wait_for: Wait, watch: Watch
) -> None:
    opened.play()
    wait_for(lambda: opened.position_ms > 2_300)
    opened.set_repeat(0, 1_000)
    seen = watch(opened)
    opened.open(media_of(short_video), 400)
    assert opened.frame.isNull()
    assert opened.duration_ms is None
    assert opened.repeat is None
    wait_for(lambda: opened.state is PAUSED)
    assert opened.duration_ms == 2_000
    assert [number for number, *_ in seen.shown if number is not None] == [10]


def test_close_empties_and_can_be_opened_again(
    opened: VlcPlayer, short_video: Path, media_of: MediaOf, wait_for: Wait
) -> None:
    opened.play()
    wait_for(lambda: opened.position_ms > 2_300)
    opened.close()
    assert opened.state is EMPTY
    assert opened.media is None
    assert opened.frame.isNull()
    assert opened.duration_ms is None
    assert opened.position_ms == 0
    for command in (opened.play, opened.pause, opened.toggle, opened.clear_repeat, opened.close):
        command()
    opened.seek(1)
    opened.step(1)
    opened.request_preview(0, 10)
    assert opened.state is EMPTY
    opened.open(media_of(short_video), play=True)
    wait_for(lambda: opened.state is PLAYING and opened.position_ms > 200)


def test_nothing_is_kept_of_vlc_players_that_were_closed(
    opened: VlcPlayer, short_video: Path, media_of: MediaOf, wait_for: Wait
) -> None:
    import vlc

    for _ in range(3):
        opened.open(media_of(short_video), play=True)
        wait_for(lambda: opened.state is PLAYING and opened.position_ms > 100)
    opened.close()

    def none_is_left() -> bool:
        gc.collect()
        return not any(isinstance(one, vlc.MediaPlayer) for one in gc.get_objects())

    wait_for(none_is_left)
