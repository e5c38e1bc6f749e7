"""Films that are cut out begin and end with the right frame, and the sound is in step."""

from __future__ import annotations

import random
from bisect import bisect_left
from fractions import Fraction
from functools import cache
from pathlib import Path

import av
import pytest
from PySide6.QtGui import QImage

from tests.video.make_video import make_video, read_number
from viewer.errors import MediaError
from viewer.export.copying import copy
from viewer.export.film import Caption, Part, Picture, write_film
from viewer.video.frames.decoder import Decoder, open_container
from viewer.video.frames.pictures import Cancelled, never
from viewer.video.packets import dated

_RATE = 48_000
# By codec: the file, its frames a second, and how far its key frames are apart.
_KINDS = {
    "libx264": ("a.mp4", Fraction(30_000, 1_001), 150),
    "libx265": ("b.mkv", Fraction(24), 48),
    "libvpx-vp9": ("c.webm", Fraction(25), 100),
    "mpeg4": ("d.mp4", Fraction(30), 60),
}
_FRAMES = 360


def _clicks(source: Path, target: Path, frames: int, rate: Fraction) -> Path:
    """Copy the picture of a video, and add sound: a click at the start of every second."""
    with av.open(source) as given, av.open(target, "w") as made:
        picture = given.streams.video[0]
        video = made.add_stream_from_template(picture)
        audio = made.add_stream("pcm_s16le", rate=_RATE)
        audio.layout = "mono"
        for packet in dated(given.demux(picture)):
            packet.stream = video
            made.mux(packet)
        for second in range(int(frames / rate)):
            frame = av.AudioFrame(format="s16", layout="mono", samples=_RATE)
            click = b"\xff\x7f" * 48
            frame.planes[0].update(click + bytes(2 * _RATE - len(click)))
            frame.sample_rate, frame.pts = _RATE, second * _RATE
            frame.time_base = Fraction(1, _RATE)
            made.mux(audio.encode(frame))
        made.mux(audio.encode(None))
    return target


@pytest.fixture(scope="module")
def videos(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Fraction]]:
    """A numbered film of each codec with clicks for sound, in Matroska."""
    folder = tmp_path_factory.mktemp("films")
    made = {}
    for codec, (name, rate, gop) in _KINDS.items():
        options = {"x265-params": "log-level=none"} if codec == "libx265" else None
        plain = make_video(
            folder / name, fps=rate, frames=_FRAMES, gop=gop, codec=codec, options=options
        )
        made[codec] = _clicks(plain, folder / f"{codec}.clicks.mkv", _FRAMES, rate), rate
    return made


def _numbers(path: Path) -> list[int | None]:
    with av.open(path) as container:
        return [read_number(_image(frame)) for frame in container.decode(video=0)]


@cache
def _times(path: Path) -> list[int]:
    """Give when each frame is shown, in ms, rounded up: Matroska rounds times itself."""
    container = open_container(path)
    decoder = Decoder(container, container.streams.video[0], 1)
    decoder.seek(0)
    times = []
    while (got := decoder.next(0, never)) is not None:
        times.append(got[0])
    container.close()
    return times


def _image(frame: av.VideoFrame) -> QImage:
    shown = frame.reformat(format="bgra")
    plane = shown.planes[0]
    image = QImage(
        bytes(plane), shown.width, shown.height, plane.line_size, QImage.Format.Format_RGB32
    )
    return image.copy()


def _clicks_in(path: Path) -> list[float]:
    """Give the seconds at which clicks begin, as a player plays them."""
    found: list[float] = []
    with av.open(path) as container:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=_RATE)
        quiet = _RATE
        for frame in container.decode(audio=0):
            for made in resampler.resample(frame):
                samples = memoryview(bytes(made.planes[0])[: 2 * made.samples]).cast("h")
                for at, value in enumerate(samples):
                    if abs(value) > 8_000:
                        if quiet > _RATE // 10:
                            found.append(float(frame.pts * frame.time_base) + at / _RATE)
                        quiet = 0
                    else:
                        quiet += 1
    return found


@pytest.mark.parametrize("codec", _KINDS)
def test_first_and_last_frame_are_right_and_sound_is_in_step(
    codec: str, videos: dict[str, tuple[Path, Fraction]], tmp_path: Path
) -> None:
    source, rate = videos[codec]
    chance = random.Random(codec)
    end_of_video_ms = int(_FRAMES / rate * 1000)
    for number in range(3):
        start_ms = chance.randrange(0, end_of_video_ms - 3_000)
        end_ms = start_ms + chance.randrange(1_500, 3_000)
        target = tmp_path / f"{number}.{chance.choice(['mp4', 'webm', 'mkv'])}"
        write_film([Part(source, start_ms, end_ms)], target)
        times = _times(source)
        first, stop = bisect_left(times, start_ms), bisect_left(times, end_ms)
        assert _numbers(target) == list(range(first, stop)), (codec, start_ms, end_ms)
        # The click of a second is heard that second, counted from the first frame.
        clicks = [
            second - Fraction(times[first], 1000)
            for second in range(100)
            if times[first] <= second * 1000 < times[stop] - 20
        ]
        heard = _clicks_in(target)
        assert len(heard) == len(clicks)
        for due, at in zip(clicks, heard, strict=True):
            assert at == pytest.approx(float(due), abs=0.02)


def test_reel_of_three_videos_is_one_film(
    videos: dict[str, tuple[Path, Fraction]], tmp_path: Path
) -> None:
    chosen = list(videos.values())[:3]
    chance = random.Random(20)
    parts, wanted = [], []
    for _ in range(20):
        source, _ = chance.choice(chosen)
        start_ms = chance.randrange(0, 9_000)
        parts.append(Part(source, start_ms, start_ms + 400))
        times = _times(source)
        wanted += range(bisect_left(times, start_ms), bisect_left(times, start_ms + 400))
    target = tmp_path / "reel.mp4"
    seen: list[tuple[int, int]] = []
    write_film(parts, target, progress=lambda *both: seen.append(both))
    assert _numbers(target) == wanted
    assert seen[-1] == (8_000, 8_000)
    with av.open(target) as film:
        video, audio = film.streams.video[0], film.streams.audio[0]
        lengths = [float(one.duration * one.time_base) for one in (video, audio)]
        assert lengths[0] == pytest.approx(lengths[1], abs=0.05)


def _paint(words: str, width: int, height: int, is_card: bool) -> Picture:
    """Fill a card with white, and of a caption the lower right quarter, where no number is."""
    white, clear = b"\xff\xff\xff\xff", bytes(4)
    if is_card:
        return Picture(width, height, white * (width * height))
    rows = [
        (clear * (width // 2) + white * (width - width // 2)) if y > height // 2 else clear * width
        for y in range(height)
    ]
    return Picture(width, height, b"".join(rows))


def test_captions_are_burnt_in_while_they_are_said_and_cards_come_first(
    numbered_video: Path, tmp_path: Path
) -> None:
    target = tmp_path / "a.mp4"
    part = Part(numbered_video, 1_000, 3_000, (Caption(1_500, 2_000, "Said"),), "A card")
    write_film([part], target, paint=_paint)
    with av.open(target) as film:
        frames = [(frame.time, _image(frame)) for frame in film.decode(video=0)]
    cards = [image for time, image in frames if time < 2]
    assert len(cards) == 50
    assert all(image.pixelColor(10, 10).green() > 240 for image in cards)
    for time, image in frames[50:]:
        assert read_number(image) == round((time - 2 + 1) * 30)
        is_said = 2.5 <= time < 3.0
        assert (image.pixelColor(240, 170).green() > 240) == is_said, time


def test_sound_alone_is_cut_too(sound_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.mp4"
    write_film([Part(sound_file, 2_000, 3_500)], target)
    with av.open(target) as film:
        assert not film.streams.video
        audio = film.streams.audio[0]
        assert float(audio.duration * audio.time_base) == pytest.approx(1.5, abs=0.03)


def test_a_film_that_is_given_up_leaves_no_file(numbered_video: Path, tmp_path: Path) -> None:
    asked = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 20

    with pytest.raises(Cancelled):
        write_film([Part(numbered_video, 0, 5_000)], tmp_path / "a.mp4", cancelled=cancelled)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["a.avi", "there.mp4"])
def test_what_cannot_be_written_is_said(name: str, numbered_video: Path, tmp_path: Path) -> None:
    (tmp_path / "there.mp4").write_bytes(b"mine")
    with pytest.raises(MediaError):
        write_film([Part(numbered_video, 0, 1_000)], tmp_path / name)
    assert (tmp_path / "there.mp4").read_bytes() == b"mine"
    assert [path.name for path in tmp_path.iterdir()] == ["there.mp4"]


def test_a_moment_behind_the_end_is_said(numbered_video: Path, tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="no frame"):
        write_film([Part(numbered_video, 30_000, 31_000)], tmp_path / "a.mp4")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("codec", _KINDS)
def test_a_quick_clip_begins_at_the_key_frame_before(
    codec: str, videos: dict[str, tuple[Path, Fraction]], tmp_path: Path
) -> None:
    source, _ = videos[codec]
    gop = _KINDS[codec][2]
    times = _times(source)
    start_ms = times[gop + 7]
    target = tmp_path / "a.mkv"
    begins_ms = copy(source, target, start_ms=start_ms, end_ms=start_ms + 2_000)
    assert begins_ms == pytest.approx(times[gop], abs=1)
    numbers = _numbers(target)
    stop = bisect_left(times, start_ms + 2_000)
    assert numbers[: stop - gop] == list(range(gop, stop))
    assert len(numbers) <= stop - gop + 4  # a few frames that others refer to
    heard = _clicks_in(target)
    due = [second - begins_ms / 1000 for second in range(-(-begins_ms // 1000), 100)]
    assert heard
    assert heard == pytest.approx(due[: len(heard)], abs=0.03)
