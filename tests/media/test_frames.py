"""Exact stills, checked by the number that every frame carries."""

import bisect
import math
import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import pytest
from PySide6.QtGui import QColor

from tests.media.make_video import copy_tracks, make_video, number_at, read_number
from viewer.base.errors import Cancelled, MediaError
from viewer.media.frames import FrameFile
from viewer.media.player import image_of


def times_of(path: Path) -> list[int]:
    """Decode the whole file plainly; return the time of each frame, rounded up to the ms."""
    with av.open(str(path)) as container:
        start = Fraction(container.start_time or 0, 1_000_000)
        return sorted(
            math.ceil((frame.pts * frame.time_base - start) * 1000)
            for frame in container.decode(video=0)
            if frame.pts is not None
        )


@pytest.fixture
def frames(numbered_video: Path) -> Iterator[FrameFile]:
    file = FrameFile(numbered_video)
    yield file
    file.close()


def test_still_shows_same_frame_when_asked_for_its_own_time(frames: FrameFile) -> None:
    for number in (0, 1, 2, 149, 150, 151, 299, 300, 598, 599):
        still = frames.still(-(-number * 1000 // 30))
        assert read_number(image_of(still)) == number
        assert frames.still(still.time_ms).time_ms == still.time_ms


def test_still_is_right_when_going_on_and_jumping_are_mixed(frames: FrameFile) -> None:
    rng = random.Random(2)
    ms = 0
    for _ in range(90):
        ms = rng.choice((ms + rng.randrange(900), ms - rng.randrange(300), rng.randrange(19_900)))
        ms = min(19_900, max(0, ms))
        still = frames.still(ms)
        assert read_number(image_of(still)) == number_at(ms), ms
        assert still.time_ms == -(-number_at(ms) * 1000 // 30)


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    ("name", "codec", "options"),
    [
        ("h264.mkv", "libx264", {"preset": "fast", "bf": "4", "b-pyramid": "normal"}),
        ("h264.ts", "libx264", {"preset": "superfast", "bf": "2"}),
        ("open-gop.mp4", "libx264", {"preset": "fast", "bf": "3", "x264-params": "open-gop=1"}),
        ("vp8.webm", "libvpx", None),
        ("vp9.webm", "libvpx-vp9", None),
        ("mpeg4.avi", "mpeg4", {"b": "2M"}),
        ("mpeg4-b.mp4", "mpeg4", {"b": "2M", "bf": "2"}),
        ("hevc.mp4", "libx265", {"preset": "ultrafast", "x265-params": "log-level=none"}),
        ("av1.mp4", "libsvtav1", {"preset": "10", "crf": "5"}),
    ],
)
def test_still_is_right_in_every_container(
    tmp_path: Path, name: str, codec: str, options: dict[str, str] | None
) -> None:
    if codec not in av.codecs_available:
        pytest.skip(f"this PyAV cannot write {codec}")
    path = make_video(
        tmp_path / name, frames=130, gop=50, codec=codec, options=options, sound=name[-4:] != ".avi"
    )
    file = FrameFile(path)
    try:
        assert 4_300 <= file.duration_ms <= 5_200  # the sound runs on to a whole second
        times = times_of(path)
        assert len(times) == 130
        rng = random.Random(3)
        targets = [rng.randrange(4_200) for _ in range(40)]
        targets += [times[number] + on for number in (49, 50, 51, 99, 100) for on in (-1, 0, 1)]
        for ms in targets:
            still = file.still(ms)
            assert read_number(image_of(still)) == bisect.bisect_left(times, ms), ms
    finally:
        file.close()


def test_still_is_right_when_frames_are_29_97_a_second(tmp_path: Path) -> None:
    fps = Fraction(30_000, 1001)
    file = FrameFile(make_video(tmp_path / "ntsc.mp4", fps=fps, frames=200, gop=60))
    for ms in (0, 1, 33, 34, 35, 66, 67, 68, 2001, 2002, 2003, 4004, 6640):
        assert read_number(image_of(file.still(ms))) == number_at(ms, fps), ms
    file.close()


def test_still_raises_cancelled_when_it_is_not_wanted_any_more(frames: FrameFile) -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 20

    with pytest.raises(Cancelled):
        frames.still(9_900, cancelled)
    assert read_number(image_of(frames.still(9_800))) == 294


def test_picture_fits_target_with_its_aspect_kept(frames: FrameFile) -> None:
    for target, size in (((800, 800), (800, 450)), ((100, 1000), (100, 56)), ((7, 7), (7, 4))):
        frames.canvas.target = target
        still = frames.still(0)
        assert (still.width, still.height) == size
    frames.canvas.target = (10_000, 10_000)
    still = frames.still(0)
    assert still.width * still.height <= 2560 * 1440 * 1.01


def test_picture_is_stretched_when_pixels_are_not_square(tmp_path: Path) -> None:
    path = make_video(
        tmp_path / "wide.mp4", size=(360, 288), frames=10, sample_aspect=Fraction(16, 11)
    )
    file = FrameFile(path)
    assert file.canvas.natural_size == (524, 288)
    still = file.still(0)
    assert (still.width, still.height) == (524, 288)
    assert read_number(image_of(still)) == 0
    file.close()


@pytest.mark.parametrize(("turn", "corner"), [(90, (0, -1)), (-90, (-1, 0)), (180, (-1, -1))])
def test_picture_is_upright_when_the_camera_was_held_sideways(
    tmp_path: Path, turn: int, corner: tuple[int, int]
) -> None:
    path = tmp_path / "turned.mp4"
    with av.open(str(path), "w") as out:
        video = out.add_stream("libx264", rate=25)
        video.width, video.height, video.pix_fmt = 160, 96, "yuv420p"
        video.set_display_rotation(turn)
        frame = av.VideoFrame(160, 96, "yuv420p")
        bright = bytes([235]) * 32 + bytes([16]) * (frame.planes[0].line_size - 32)
        dark = bytes([16]) * frame.planes[0].line_size
        frame.planes[0].update(bright * 32 + dark * 64)
        for plane in frame.planes[1:]:
            plane.update(bytes([128]) * plane.buffer_size)
        for index in range(10):
            frame.pts = index
            out.mux(video.encode(frame))
        out.mux(video.encode(None))
    file = FrameFile(path)
    image = image_of(file.still(0))
    size = (160, 96) if turn == 180 else (96, 160)
    assert (image.width(), image.height()) == size
    assert file.canvas.natural_size == size
    # The bright corner was at the top left before turning (counter-clockwise is positive).
    x, y = (8 if edge == 0 else image.width() - 8 for edge in corner[:1]), corner[1]
    column = next(x)
    row = 8 if y == 0 else image.height() - 8
    assert image.pixelColor(column, row).green() > 200
    file.close()


@pytest.mark.parametrize("height", [360, 720])
def test_colours_are_right_when_the_file_does_not_name_its_matrix(
    tmp_path: Path, height: int
) -> None:
    # Red in BT.601 below 720 lines and in BT.709 from there on, as players agree.
    luma, blue, red = (81, 90, 240) if height < 720 else (63, 102, 240)
    path = tmp_path / "red.mp4"
    with av.open(str(path), "w") as out:
        video = out.add_stream("libx264", rate=25, options={"crf": "1"})
        video.width, video.height, video.pix_fmt = height * 16 // 9, height, "yuv420p"
        frame = av.VideoFrame(video.width, height, "yuv420p")
        for plane, value in zip(frame.planes, (luma, blue, red), strict=True):
            plane.update(bytes([value]) * plane.buffer_size)
        for index in range(3):
            frame.pts = index
            out.mux(video.encode(frame))
        out.mux(video.encode(None))
    file = FrameFile(path)
    for target in (None, (333, 333)):
        file.canvas.target = target
        colour = image_of(file.still(0)).pixelColor(20, 20)
        assert colour.red() > 248, colour
        assert max(colour.green(), colour.blue()) < 8, colour
    file.close()


@pytest.mark.parametrize("width", [306, 310, 312, 318, 322])
def test_right_edge_is_painted_when_the_width_is_odd(tmp_path: Path, width: int) -> None:
    path = make_video(tmp_path / "odd.mp4", size=(width, 90), frames=3)
    file = FrameFile(path)
    image = image_of(file.still(0))
    for row in range(0, 90, 5):
        for column in range(width - 8, width):
            assert image.pixelColor(column, row).alpha() == 255
    # The last block of frame 0 is parity: black, white, black, white... down the edge.
    greys = [image.pixelColor(width - 1, row).green() for row in (5, 16, 27, 38)]
    assert all(grey < 60 or grey > 200 for grey in greys)
    assert read_number(image) == 0
    file.close()


def test_duration_is_measured_when_the_file_does_not_say(tmp_path: Path) -> None:
    path = tmp_path / "raw.h264"
    source = make_video(tmp_path / "source.mp4", frames=90, sound=False)
    frames = FrameFile(copy_tracks(path, source, kinds=["video"]))
    assert frames.duration_ms is None
    measured = frames.measure()
    frames.close()
    assert measured is None or abs(measured - 3000) < 200


def test_sound_alone_has_no_picture(sound_file: Path) -> None:
    file = FrameFile(sound_file)
    assert not file.has_video
    assert file.has_sound
    assert abs(file.duration_ms - 10_000) < 200
    with pytest.raises(MediaError, match="no picture"):
        file.still(0)
    with pytest.raises(MediaError, match="no picture"):
        file.preview(0, 100)
    file.close()


def test_picture_outlives_the_file_when_it_is_kept(numbered_video: Path) -> None:
    file = FrameFile(numbered_video)
    image = image_of(file.still(3_000))
    file.close()
    del file
    assert read_number(image) == 90
    assert image.pixelColor(0, 0).alpha() == 255
    assert isinstance(image.pixelColor(0, 0), QColor)


def test_still_of_a_cut_off_file_is_the_last_that_is_there(
    tmp_path: Path, cut_off_video: Callable[[Path, str], Path]
) -> None:
    file = FrameFile(cut_off_video(tmp_path, "mkv"))
    late = file.still(18_000)
    number = read_number(image_of(late))
    assert 200 < number < 400
    assert read_number(image_of(file.still(2_000))) == 60
    file.close()
