import io
import itertools
import random
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import pytest

from tests.media.fixtures import media_of, sought
from tests.media.make_video import make_video, read_number
from tests.media.test_player_contract import assert_runs_on
from tests.waiting import wait_until
from viewer.base.errors import MediaError
from viewer.media.frames import FrameFile
from viewer.media.player import Player, PlayerState, image_of
from viewer.media.remux import Remux

FRAMES = 450
# MPEG time stamps have 33 bits, and 90,000 ticks a second.
WRAP_S = (1 << 33) / 90_000
KINDS = {
    "h264.ts": ("libx264", 120, None),
    "h264-wraps.ts": ("libx264", 120, 6.013),
    "mpeg2.mpg": ("mpeg2video", 15, None),
    "mpeg2-wraps.mpg": ("mpeg2video", 15, 6.013),
}


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("recordings")

    def make(name: str) -> Path:
        path = folder / name
        codec, gop, wraps_after_s = KINDS[name]
        options = {"b": "2M", "bf": "2"} if codec == "mpeg2video" else None
        container = {}
        if wraps_after_s is not None:
            container["output_ts_offset"] = str(WRAP_S - wraps_after_s)
        if not path.exists():
            make_video(
                path,
                frames=FRAMES,
                gop=gop,
                codec=codec,
                options=options,
                container_options=container,
            )
        return path

    return make


def number_at(path: Path, ms: int) -> int:
    """Return the first frame at or after `ms`: the frames are 1/30 s apart, from the first on."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        first_s = (stream.start_time or 0) * stream.time_base
        first_s -= Fraction(int(container.start_time or 0), 1_000_000)
    return next(n for n in range(FRAMES) if -(-(first_s + Fraction(n, 30)) * 1000 // 1) >= ms)


@pytest.mark.sample(2)
@pytest.mark.parametrize("name", KINDS)
def test_still_is_exact_from_the_first_frame_on(
    recording: Callable[[str], Path], name: str
) -> None:
    path = recording(name)
    frames = FrameFile(path)
    rng = random.Random(8)
    for ms in (0, 30, 700, *(rng.randrange(14_500) for _ in range(12))):
        assert read_number(image_of(frames.still(ms))) == number_at(path, ms), ms
    frames.close()


@pytest.mark.sample(1)
@pytest.mark.parametrize("name", ["h264-wraps.ts", "mpeg2.mpg"])
def test_moving_picture_goes_on_from_the_still(
    player: Player, recording: Callable[[str], Path], name: str
) -> None:
    path = recording(name)
    player.open(media_of(path), 1_000, play=True)
    wait_until(lambda: player.position_ms > 1_100)
    for ms in (9_000, 3_210, 500):
        seen = sought(player, ms)
        assert len(seen.numbers) == len(seen.shown)
        assert seen.numbers[0] == number_at(path, ms)
        assert_runs_on(player, seen.numbers)
    player.pause()
    player.seek(14_700)
    wait_until(lambda: read_number(player.frame) == number_at(path, 14_700))
    player.play()
    wait_until(lambda: player.state is PlayerState.ENDED)
    assert (read_number(player.frame) or 0) >= FRAMES - 4


@pytest.mark.all_only
def test_interlaced_picture_goes_on_from_the_still(player: Player, tmp_path: Path) -> None:
    options = {"preset": "superfast", "flags": "+ildct+ilme", "x264-params": "tff=1"}
    video = make_video(tmp_path / "interlaced.mp4", frames=300, gop=60, options=options)
    player.open(media_of(video), 500, play=True)
    wait_until(lambda: player.position_ms > 800)
    for ms in (8_000, 2_500, 5_210):
        seen = sought(player, ms)
        assert len(seen.numbers) == len(seen.shown)
        assert_runs_on(player, seen.numbers)
        wait_until(
            lambda: abs(player.position_ms - (read_number(player.frame) or -9) * 1000 / 30) < 120
        )


def whole(remux: Remux) -> io.BytesIO:
    data = bytearray()
    while part := remux.read(1 << 20):
        data += part
    return io.BytesIO(data)


@pytest.mark.all_only
def test_times_and_sound_are_those_of_the_recording(recording: Callable[[str], Path]) -> None:
    for name in KINDS:
        remux = Remux(recording(name), 9_000)
        with av.open(whole(remux)) as container:
            times: dict[str, list[int]] = {"video": [], "audio": []}
            for packet in container.demux():
                if packet.pts is not None:
                    times[packet.stream.type].append(packet.pts)
        remux.close()
        assert times["video"][0] == 0  # what players count from
        assert 4_900 < times["video"][1] <= 9_000
        assert 14_900 < max(times["video"]) < 15_100
        assert 0 <= times["audio"][0] - times["video"][1] < 100
        assert 14_800 < max(times["audio"]) < 15_200


def test_every_picture_is_kept(recording: Callable[[str], Path], tests_all: bool) -> None:
    for name in KINDS if tests_all else ("h264-wraps.ts", "mpeg2.mpg"):
        remux = Remux(recording(name), 0)
        with av.open(whole(remux)) as container:
            times = sorted(frame.pts for frame in container.decode(video=0))
        remux.close()
        del times[0]  # the one at zero, from which players count
        assert len(times) == FRAMES
        gaps = [after - before for before, after in itertools.pairwise(times)]
        assert all(30 <= gap <= 37 for gap in gaps), gaps


def test_recording_put_together_from_two_plays_on(
    recording: Callable[[str], Path], tmp_path: Path
) -> None:
    path = tmp_path / "two.ts"
    path.write_bytes(recording("h264.ts").read_bytes() * 2)
    remux = Remux(path, 0)
    with av.open(whole(remux)) as container:
        times = [packet.pts for packet in container.demux(video=0) if packet.pts is not None]
    remux.close()
    assert len(times) > 2 * FRAMES - 10
    assert 29_000 < max(times) < 31_000


def test_memory_is_let_go_once_vlc_has_looked_ahead(
    recording: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.media.remux._LOOKED_BYTES", 100_000)
    remux = Remux(recording("mpeg2.mpg"), 1_000)
    first = remux.read(100)
    assert remux.seek(0)
    assert remux.read(100) == first
    rest = whole(remux).getbuffer().nbytes
    assert rest > 1_000_000
    assert not remux.seek(0)
    assert len(remux._made.part(0, 1 << 30)) < 100_000
    remux.close()


def test_file_without_a_picture_is_refused_in_words(sound_file: Path) -> None:
    with pytest.raises(MediaError, match="no picture"):
        Remux(sound_file, 0)
