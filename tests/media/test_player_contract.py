"""The contract of a player, on real files: for VLC, and for the player of the tests.

Judged by order and by the numbers in the pictures; how long something takes is nothing here.
"""

import itertools
import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.media.fixtures import FAR_MS, Watcher, media_of, running, sought
from tests.media.make_video import make_video, number_at, read_number
from tests.media.stepped_player import SteppedPlayer
from tests.waiting import wait_until
from viewer.media.player import Player, PlayerState
from viewer.media.vlc_player import VlcPlayer

EMPTY, OPENING, PLAYING = PlayerState.EMPTY, PlayerState.OPENING, PlayerState.PLAYING
PAUSED, ENDED, FAILED = PlayerState.PAUSED, PlayerState.ENDED, PlayerState.FAILED


@pytest.fixture(params=[SteppedPlayer, VlcPlayer])
def player(request: pytest.FixtureRequest, qapp: object) -> Iterator[Player]:
    yield from running(request.param)


@pytest.fixture
def opened(player: Player, numbered_video: Path) -> Player:
    player.open(media_of(numbered_video), 2_000)
    wait_until(lambda: player.state is PAUSED)
    return player


def test_open_shows_exact_frame_paused(player: Player, numbered_video: Path) -> None:
    seen = Watcher(player)
    media = media_of(numbered_video)
    assert player.state is EMPTY
    player.open(media, 3_333)
    assert player.state is OPENING
    assert player.media == media
    assert player.position_ms == 3_333
    wait_until(lambda: player.state is PAUSED)
    assert seen.numbers == [100]
    assert player.frame_time_ms == 3_334
    assert player.duration_ms == 20_000
    assert player.has_picture
    assert player.has_sound
    assert player.frame_interval_ms == pytest.approx(1000 / 30)
    assert player.error is None


@pytest.mark.parametrize("name", [b"plain.mp4", b"caf\xe9.mp4"])  # the second is not UTF-8
def test_open_plays_from_exact_frame_when_asked_to(
    player: Player, numbered_video: Path, tmp_path: Path, name: bytes
) -> None:
    seen = Watcher(player)
    video = tmp_path / os.fsdecode(name)
    shutil.copyfile(numbered_video, video)
    player.open(media_of(video), 4_900, play=True)
    wait_until(lambda: len(seen.shown) > 20)
    assert seen.numbers[0] == 147
    assert seen.states == [OPENING, PLAYING]
    assert_runs_on(player, seen.numbers)


def assert_runs_on(player: Player, numbers: list[int]) -> None:
    """No picture is earlier than the one before, or from elsewhere: VLC leaves out what is late."""
    steps = [after - before for before, after in itertools.pairwise(numbers)]
    most = 30 if isinstance(player.engine, VlcPlayer) else 1
    assert all(0 <= step <= most for step in steps), numbers
    assert sum(steps) >= len(steps) // 2, numbers


def test_commands_while_opening_are_honoured(player: Player, numbered_video: Path) -> None:
    seen = Watcher(player)
    player.open(media_of(numbered_video))
    player.play()
    player.seek(9_000)
    wait_until(lambda: len(seen.shown) > 10)
    assert player.state is PLAYING
    assert seen.numbers[0] == 270
    player.open(media_of(numbered_video), play=True)
    player.pause()
    wait_until(lambda: player.state is not OPENING)
    assert player.state is PAUSED


def test_seek_shows_exact_frame_first_when_paused(opened: Player) -> None:
    rng = random.Random(5)
    for _ in range(25):
        ms = rng.randrange(19_900)
        seen = sought(opened, ms, 1)
        assert seen.shown[0][:2] == (number_at(ms), -(-number_at(ms) * 100 // 3))
        assert opened.position_ms == ms
        assert opened.state is PAUSED


def test_seek_shows_exact_frame_first_and_nothing_old_when_playing(opened: Player) -> None:
    rng = random.Random(6)
    opened.play()
    for _ in range(6):
        ms = rng.randrange(17_000)
        seen = sought(opened, ms, rng.choice((3, 13)))
        assert len(seen.numbers) == len(seen.shown)
        assert seen.numbers[0] == number_at(ms)
        assert_runs_on(opened, seen.numbers)


def test_latest_seek_wins_when_many_come_at_once(opened: Player) -> None:
    for playing in (False, True):
        if playing:
            opened.play()
        seen = Watcher(opened)
        for ms in range(500, 15_000, 500):
            opened.seek(ms)
        opened.seek(16_000)
        wait_until(lambda: bool(seen.shown))  # noqa: B023
        assert seen.shown[0][0] == 480
        assert opened.position_ms >= 16_000


def test_seek_is_clamped_to_the_video(opened: Player) -> None:
    opened.seek(10**9)
    assert opened.position_ms == 19_966
    wait_until(lambda: read_number(opened.frame) == 599)
    opened.seek(-50)
    assert opened.position_ms == 0
    wait_until(lambda: read_number(opened.frame) == 0)


def test_seeked_tells_where_from_and_where_to(opened: Player) -> None:
    told: list[tuple[int, int]] = []
    opened.seeked.connect(lambda from_ms, to_ms: told.append((from_ms, to_ms)))
    opened.seek(5_000)
    opened.seek(99_999)
    assert told == [(2_000, 5_000), (5_000, 19_966)]


def test_pause_holds_the_picture_and_play_goes_on_from_it(opened: Player) -> None:
    opened.play()
    for _ in range(2):
        seen = Watcher(opened)
        wait_until(lambda: len(seen.shown) > 6)  # noqa: B023
        opened.pause()
        assert opened.state is PAUSED
        held = read_number(opened.frame)
        seen = Watcher(opened)
        # The worker finds out which frame it is.
        wait_until(lambda: opened.frame_time_ms == -(-held * 100 // 3))  # noqa: B023
        assert opened.position_ms == opened.frame_time_ms
        assert all(number == held for number, *_ in seen.shown)
        opened.play()
        wait_until(lambda: len(seen.shown) > 8)  # noqa: B023
        assert_runs_on(opened, [held, *seen.numbers])


def test_play_goes_on_from_the_still_when_sought_while_paused(opened: Player) -> None:
    opened.play()
    wait_until(lambda: opened.position_ms > 2_300)
    opened.pause()
    opened.seek(11_000)
    wait_until(lambda: read_number(opened.frame) == 330)
    seen = Watcher(opened)
    opened.play()
    wait_until(lambda: len(seen.shown) > 12)
    assert_runs_on(opened, [330, *seen.numbers])


def test_step_goes_frame_by_frame_both_ways(opened: Player) -> None:
    at = 60
    for frames in (1, 1, -1, -5, 3):
        at += frames
        opened.step(frames)
        wait_until(lambda: read_number(opened.frame) == at)  # noqa: B023
        assert opened.position_ms == opened.frame_time_ms == -(-at * 100 // 3)
    for _ in range(10):
        opened.step(-1)
    wait_until(lambda: read_number(opened.frame) == at - 10)


def test_step_pauses_and_starts_from_the_picture_that_is_shown(opened: Player) -> None:
    opened.play()
    seen = Watcher(opened)
    wait_until(lambda: len(seen.shown) > 15)
    before = read_number(opened.frame)
    opened.step(1)
    assert opened.state is PAUSED
    wait_until(lambda: read_number(opened.frame) == before + 1)


def test_step_stops_at_both_ends(opened: Player) -> None:
    opened.step(-1000)
    wait_until(lambda: read_number(opened.frame) == 0)
    opened.step(1000)
    wait_until(lambda: read_number(opened.frame) == 599)


def test_volume_and_mute_are_kept_and_told(opened: Player) -> None:
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


def _rounds(seen: Watcher) -> int:
    return sum(after < before for before, after in itertools.pairwise(seen.numbers))


def test_repeat_plays_the_stretch_over_and_over(opened: Player) -> None:
    told: list[object] = []
    opened.repeat_changed.connect(told.append)
    opened.set_repeat(4_000, 4_400)
    opened.seek(4_000)
    seen = Watcher(opened)
    jumps: list[object] = []
    opened.seeked.connect(lambda *where: jumps.append(where))
    opened.play()

    wait_until(lambda: _rounds(seen) >= 2)
    numbers = seen.numbers
    is_late = isinstance(opened.engine, VlcPlayer)
    assert set(numbers) <= set(range(120, 147 if is_late else 132))
    starts = [after for before, after in itertools.pairwise(numbers) if after < before]
    assert starts == [120] * len(starts)
    assert not jumps
    opened.clear_repeat()
    assert told == [(4_000, 4_400), None]
    wait_until(lambda: opened.position_ms > 4_500)


def test_repeat_leaves_alone_what_starts_behind_it(opened: Player) -> None:
    opened.set_repeat(1_000, 1_500)
    opened.seek(3_000)
    opened.play()
    wait_until(lambda: opened.position_ms > 3_300)
    opened.set_repeat(5, 5)
    assert opened.repeat == (1_000, 1_500)


def test_repeat_up_to_the_end_starts_over(player: Player, short_video: Path) -> None:
    player.open(media_of(short_video), 1_600, play=True)
    player.set_repeat(1_600, 5_000)
    seen = Watcher(player)

    wait_until(lambda: _rounds(seen) >= 2)
    assert player.state is PLAYING


def test_end_is_told_and_playing_starts_from_the_beginning(
    player: Player, short_video: Path
) -> None:
    seen = Watcher(player)
    player.open(media_of(short_video), 1_800, play=True)
    wait_until(lambda: player.state is ENDED)
    assert player.position_ms == player.duration_ms
    # VLC may be late with it, and leave it out.
    wait_until(lambda: player.coming_frame_ms == player.frame_time_ms)
    assert read_number(player.frame) == 49
    del seen.shown[:]
    player.play()
    wait_until(lambda: len(seen.shown) > 5)
    assert player.state is PLAYING
    assert seen.shown[0][0] == 0
    player.seek(1_800)
    wait_until(lambda: player.state is ENDED)
    # A seek after the end plays on from there.
    del seen.shown[:]
    player.seek(1_000)
    assert player.state is PLAYING
    wait_until(lambda: len(seen.shown) > 4)
    assert seen.shown[0][0] == 25
    player.seek(1_800)
    wait_until(lambda: player.state is ENDED)
    player.step(-1)
    wait_until(lambda: read_number(player.frame) == 48)
    assert player.state is PAUSED


def test_toggle_pauses_and_plays(opened: Player) -> None:
    opened.toggle()
    assert opened.state is PLAYING
    wait_until(lambda: opened.position_ms > 2_100)
    opened.toggle()
    assert opened.state is PAUSED


def test_sound_alone_plays_pauses_and_seeks(player: Player, sound_file: Path) -> None:
    player.open(media_of(sound_file), 1_000, play=True)
    wait_until(lambda: player.position_ms > 1_200)
    assert not player.has_picture
    assert player.has_sound
    assert player.frame.isNull()
    player.seek(6_000)
    assert player.position_ms == 6_000
    wait_until(lambda: player.position_ms > 6_200)
    player.pause()
    held = player.position_ms
    player.seek(8_000)
    player.play()
    wait_until(lambda: player.position_ms > 8_200)
    assert held < 7_500
    player.step(1)
    assert player.state is PLAYING
    player.seek(9_800)
    wait_until(lambda: player.state is ENDED)


def test_sound_that_goes_on_after_the_last_picture_is_played(
    player: Player, tmp_path: Path
) -> None:
    video = make_video(tmp_path / "tail.mp4", frames=31)  # 1.03 s of pictures, 2 s of sound
    player.open(media_of(video), 900, play=True)
    wait_until(lambda: player.position_ms > 1_200)
    player.seek(1_700)
    wait_until(lambda: read_number(player.frame) == 30)
    wait_until(lambda: player.state is ENDED)


def test_preview_comes_beside_the_stills(opened: Player) -> None:
    came: list[tuple[int, QImage]] = []
    opened.preview_ready.connect(lambda ms, image: came.append((ms, image)))
    for ms in range(0, 20_000, 100):
        opened.request_preview(ms, 120)
    wait_until(lambda: bool(came) and came[-1][0] == 19_900)
    assert len(came) < 100  # the latest wins
    assert came[-1][1].width() == 120
    assert read_number(came[-1][1]) == 450
    assert read_number(opened.frame) == 60


def test_picture_follows_the_target_size_when_paused(opened: Player) -> None:
    for size, fitted in (((640, 400), (640, 360)), ((100, 500), (100, 56))):
        opened.set_target_size(*size)
        wait_until(lambda: (opened.frame.width(), opened.frame.height()) == fitted)  # noqa: B023
        assert read_number(opened.frame) == 60


def test_open_another_replaces_the_first(opened: Player, short_video: Path) -> None:
    opened.play()
    wait_until(lambda: opened.position_ms > 2_300)
    opened.set_repeat(0, 1_000)
    seen = Watcher(opened)
    opened.open(media_of(short_video), 400)
    assert opened.frame.isNull()
    assert opened.duration_ms is None
    assert opened.repeat is None
    wait_until(lambda: opened.state is PAUSED)
    assert opened.duration_ms == 2_000
    assert seen.numbers == [10]


def test_close_empties_and_can_be_opened_again(opened: Player, short_video: Path) -> None:
    opened.play()
    wait_until(lambda: opened.position_ms > 2_300)
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
    wait_until(lambda: opened.state is PLAYING and opened.position_ms > 200)


def test_rate_is_clamped_and_told(opened: Player) -> None:
    told: list[float] = []
    opened.rate_changed.connect(told.append)
    for asked in (17, 2.0, 2.0, 0):
        opened.set_rate(asked)
    assert told == [4.0, 2.0, 0.25]
    opened.set_rate(4.0)
    opened.play()
    seen = Watcher(opened)
    wait_until(lambda: opened.position_ms > 4_000)
    assert seen.numbers == sorted(seen.numbers)
    assert seen.numbers[-1] > 100


def test_slide_is_shown_for_all_of_its_time(player: Player, tmp_path: Path) -> None:
    film = make_video(
        tmp_path / "slides.mp4", frames=5, gop=2, times_ms=[0, 100, 3_000, 6_000, 6_040]
    )
    player.open(media_of(film), 4_000)
    wait_until(lambda: player.state is PAUSED)
    assert (read_number(player.frame), player.frame_time_ms, player.position_ms) == (
        2,
        3_000,
        4_000,
    )
    player.seek(2_900)  # the next is near
    wait_until(lambda: read_number(player.frame) == 2 and player.coming_frame_ms == 3_000)
    player.seek(1_500)
    wait_until(lambda: read_number(player.frame) == 1)
    assert player.position_ms == 1_500
    player.play()
    wait_until(lambda: player.position_ms > 1_700)
    player.pause()
    assert read_number(player.frame) == 1
    assert 1_700 < player.position_ms < 3_000  # not back to where the slide began
    player.seek(5_500)
    player.play()
    wait_until(lambda: read_number(player.frame) in (3, 4))
    assert player.position_ms >= 5_500


def test_time_past_what_an_int_of_qt_holds_is_gone_to(player: Player, far_video: Path) -> None:
    told: list[int] = []
    player.position_changed.connect(told.append)
    player.open(media_of(far_video), 1_000)
    wait_until(lambda: player.state is PAUSED)
    assert player.duration_ms == FAR_MS + 2_000
    player.seek(FAR_MS)
    wait_until(lambda: read_number(player.frame) == 20)
    assert player.position_ms == told[-1] == player.frame_time_ms == FAR_MS
    player.play()
    wait_until(lambda: (read_number(player.frame) or 0) > 24)


@pytest.mark.all_only
@pytest.mark.timeout(180)
def test_plays_on_whatever_was_done_to_it_before(
    player: Player,
    numbered_video: Path,
    short_video: Path,
    sound_file: Path,
    tmp_path: Path,
    rng: random.Random,
) -> None:
    files = [numbered_video, short_video, sound_file, tmp_path / "missing.mp4"]
    actions: list[Callable[[int], object]] = [
        player.seek,
        lambda ms: player.open(media_of(rng.choice(files)), max(0, ms), play=ms % 2 == 0),
        lambda ms: player.step(ms % 7 - 3),
        lambda ms: player.set_rate(ms % 17 / 4),
        lambda ms: player.set_repeat(ms, ms + 700),
        lambda ms: player.request_preview(ms, 90),
        lambda ms: player.set_target_size(ms % 900, ms % 700),
        lambda _: player.toggle(),
        lambda _: player.play(),
        lambda ms: player.close() if ms % 4 == 0 else player.clear_repeat(),
    ]
    told: list[int] = []
    player.position_changed.connect(told.append)
    for _ in range(300):
        rng.choice(actions)(rng.randrange(-100, 21_000))
        if rng.random() < 0.3 and player.state is PLAYING:
            told.clear()
            wait_until(lambda: told or player.state is not PLAYING)
    player.open(media_of(numbered_video), 1_000, play=True)
    player.set_rate(1.0)
    wait_until(lambda: player.state is PLAYING and player.position_ms > 1_500)
    assert read_number(player.frame) in range(30, 120)
