import gc
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from tests.media.fixtures import Watcher, media_of, sought
from tests.media.make_video import make_video, number_at, read_number
from tests.media.stepped_player import SteppedPlayer
from tests.media.test_player_contract import PAUSED, PLAYING, assert_runs_on, opened
from tests.waiting import wait_until
from viewer.media.player import Engine, Player
from viewer.media.vlc_player import VlcPlayer

__all__ = ["opened"]  # a fixture


def test_motion_goes_on_far_from_a_key_frame_until_vlc_comes_to_one(opened: Player) -> None:
    opened.play()
    wait_until(lambda: opened.position_ms > 2_200)
    for target in (12_500, 4_400):  # by key frames at 10, 15 and 5 s
        seen = sought(opened, target)
        numbers = seen.numbers
        assert numbers[0] == number_at(target)
        assert_runs_on(opened, numbers)
    opened.pause()  # while VLC has no picture
    assert opened.frame_time_ms == opened.position_ms
    seen = Watcher(opened)
    opened.play()
    wait_until(lambda: opened.position_ms > 5_400)
    numbers = seen.numbers
    assert len(numbers) == len(seen.shown)
    assert numbers[0] >= 132
    assert_runs_on(opened, numbers)
    for number, time_ms, _ in seen.shown:
        assert abs((time_ms or 0) - (number or 0) * 100 / 3) < 35


def test_vlc_takes_over_without_changing_a_pixel(opened: Player) -> None:
    shown: list[QImage] = []
    opened.set_target_size(500, 500)
    opened.frame_changed.connect(lambda: shown.append(opened.frame))
    opened.play()
    opened.seek(7_000)
    wait_until(lambda: len(shown) > 12)
    first = next(index for index, image in enumerate(shown) if read_number(image) == 210)
    assert read_number(shown[first + 1]) == 210  # the still, then VLC's picture of it
    assert shown[first] == shown[first + 1]


@pytest.mark.sample(2)
@pytest.mark.parametrize("by_ms", [-500, -300, -100, -34, 34, 200, 500, 750, 800, 1_000])
def test_seek_to_what_vlc_may_be_showing_is_not_taken_in_by_it(opened: Player, by_ms: int) -> None:
    opened.seek(8_000)
    opened.play()
    seen = Watcher(opened)
    wait_until(lambda: len(seen.shown) > 15)
    seen = Watcher(opened)
    target = opened.position_ms + by_ms
    opened.seek(target)
    wait_until(lambda: len(seen.shown) > 12)
    numbers = seen.numbers
    assert numbers[0] == number_at(target)
    assert_runs_on(opened, numbers)


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
    player: Player, tmp_path: Path, name: str, options: dict[str, Any]
) -> None:
    if "codec" not in options:
        options = {"options": {"preset": "superfast"}, **options}
    video = make_video(tmp_path / name, frames=240, gop=60, **options)
    player.open(media_of(video), 100, play=True)
    wait_until(lambda: player.position_ms > 400)
    for target in (2_500, 500, 3_210):
        shown: list[tuple[QImage, int | None]] = []

        def take(shown: list[tuple[QImage, int | None]] = shown) -> None:
            shown.append((player.frame, player.frame_time_ms))

        player.frame_changed.connect(take)
        player.seek(target)
        wait_until(lambda: len(shown) > 6)  # noqa: B023
        player.frame_changed.disconnect(take)
        times = [time_ms for _, time_ms in shown if time_ms is not None]
        assert times == sorted(times)
        # VLC's picture of the frame of the still, pixel for pixel, where VLC did not leave it out.
        if times[1] == times[0]:
            assert shown[0][0] == shown[1][0]
        read = [read_number(image) for image, _ in shown]
        assert_runs_on(player, [n for n in read if n is not None])


@pytest.mark.all_only
def test_rest_in_a_long_pause_ends_with_the_next_frame(
    player: Player, numbered_video: Path
) -> None:
    def rest() -> None:
        player.pause()
        wait_until(lambda: player.engine._relay.is_cued)

    seen = Watcher(player)
    player.open(media_of(numbered_video), 5_300, play=True)
    wait_until(lambda: bool(player.engine._comparable) and len(seen.shown) > 10)
    for change in (lambda: None, lambda: player.step(-20), lambda: player.set_rate(1.5)):
        rest()
        change()
        wait_until(lambda: not player.awaits_still)
        number = read_number(player.frame)
        seen = Watcher(player)
        player.play()
        wait_until(lambda: len(seen.shown) > 10)  # noqa: B023
        assert_runs_on(player, [number, *(each for each, *_ in seen.shown if each is not None)])


@pytest.mark.all_only
def test_vlc_rests_though_it_is_known_late_which_slide_is_shown(
    player: Player, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slides = make_video(tmp_path / "slides.mp4", fps=1, frames=90, gop=5, sound=False)
    player.open(media_of(slides), 20_000, play=True)
    wait_until(lambda: player.position_ms > 21_400)
    asked: list[tuple[Any, ...]] = []
    worker, rest = player.engine._worker, player.engine._playhead._resting
    monkeypatch.setattr(worker, "identify", lambda *slide: asked.append(slide))
    player.pause()
    wait_until(lambda: asked and not rest.isActive())
    monkeypatch.undo()
    worker.identify(*asked[-1])
    wait_until(lambda: player.engine._relay.is_cued)


@pytest.mark.all_only
def test_clock_goes_on_after_a_pause_though_no_picture_comes_for_long(
    player: Player, tmp_path: Path
) -> None:
    # One picture a second: the wait for pictures after the seek, 1.5 s, is over meanwhile.
    slides = make_video(tmp_path / "slides.mp4", fps=1, frames=90, gop=5, sound=False)
    player.open(media_of(slides), 20_000, play=True)
    for target in (40_000, 60_000, 30_000):
        began_s = time.monotonic()
        player.seek(target)
        wait_until(lambda: player.position_ms > target + 100)  # noqa: B023
        player.pause()
        wait_until(lambda: time.monotonic() > began_s + 1.47)  # noqa: B023
        began_s, at_ms = time.monotonic(), player.position_ms
        player.play()
        for after_ms in (100, 600, 1_200):
            wait_until(lambda: player.position_ms >= at_ms + after_ms)  # noqa: B023
            assert time.monotonic() - began_s > after_ms / 1000 - 0.5  # it runs no faster
            number = read_number(player.frame)
            assert number * 1000 - 100 < player.position_ms < number * 1000 + 1_500


def test_pause_in_a_slide_before_vlc_shows_it_stays_there(player: Player, tmp_path: Path) -> None:
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
        wait_until(lambda: player.state is PAUSED)
        assert player.position_ms >= 20_000
        assert player.position_ms - at_ms[0] < 500


@pytest.mark.all_only
def test_position_runs_with_the_pictures_at_each_pace(opened: Player) -> None:
    opened.play()
    for rate, until_ms in ((1.0, 4_000), (4.0, 9_000), (0.25, 9_500), (2.0, 14_000)):
        opened.set_rate(rate)
        wait_until(lambda: opened.position_ms > until_ms)  # noqa: B023
        seen = Watcher(opened)
        wait_until(lambda: len(seen.shown) > 9)  # noqa: B023
        off = [position - (number or 0) * 1000 / 30 for number, _, position in seen.shown]
        # A machine that holds up one or the other does so for some.
        assert abs(sorted(off)[len(off) // 2]) < 100 * max(1.0, rate), (rate, off)
        numbers = seen.numbers
        assert numbers == sorted(numbers)


@pytest.mark.all_only
def test_pace_is_the_one_that_was_set(opened: Player) -> None:
    def played_s(ms: int) -> float:
        start_ms, start_s = opened.position_ms, time.monotonic()
        wait_until(lambda: opened.position_ms > start_ms + ms)
        return time.monotonic() - start_s

    opened.set_rate(0.25)
    opened.play()
    wait_until(lambda: opened.position_ms > 2_100)
    # A slow machine is only slower than that: so less would be wrong on any.
    assert played_s(300) > 0.9
    opened.set_rate(4.0)
    wait_until(lambda: opened.position_ms > 5_000)
    assert played_s(8_000) < 8.0


@pytest.mark.parametrize("engine", [SteppedPlayer, VlcPlayer])
def test_what_was_set_before_there_was_an_engine_holds(
    engine: Callable[[Player], Engine], numbered_video: Path, qapp: object
) -> None:
    player = Player()
    player.set_target_size(160, 90)
    player.set_rate(4.0)
    player.set_engine(engine)
    player.open(media_of(numbered_video), play=True)
    wait_until(lambda: player.position_ms > 2_000)
    assert player.frame.width() == 160
    began_s = time.monotonic()
    wait_until(lambda: player.position_ms > 10_000)
    assert time.monotonic() - began_s < 7.0
    player.shutdown()


def test_nothing_is_kept_of_vlc_players_that_were_closed(opened: Player, short_video: Path) -> None:
    import vlc

    for _ in range(3):
        opened.open(media_of(short_video), play=True)
        wait_until(lambda: opened.state is PLAYING and opened.position_ms > 100)
    opened.close()

    def none_is_left() -> bool:
        gc.collect()
        return not any(isinstance(one, vlc.MediaPlayer) for one in gc.get_objects())

    wait_until(none_is_left)
