import random
from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from pathlib import Path

import av
import pytest

from tests.export.clicking_films import (
    KINDS,
    cut,
    image_of,
    look,
    look_at_source,
    make_film,
    shown_at,
)
from tests.media.make_video import make_video, read_number
from viewer.__main__ import main
from viewer.base.errors import MediaError
from viewer.export.film import FilmOverlay, FilmPart, write_film
from viewer.export.film_formats import copy
from viewer.media.transcript import Cue

Films = Callable[[str], Path]


@pytest.fixture(scope="module")
def film_of(tmp_path_factory: pytest.TempPathFactory) -> Films:
    folder = tmp_path_factory.mktemp("films")
    return cache(lambda kind: make_film(folder, KINDS[kind], int(12 * KINDS[kind].rate)))


@pytest.mark.sample(1)
@pytest.mark.parametrize("kind", KINDS)
def test_first_and_last_frame_are_right_and_sound_is_in_step(
    kind: str, film_of: Films, tmp_path: Path, rng: random.Random
) -> None:
    """Of two clips of each kind, one from its beginning."""
    source = film_of(kind)
    starts_ms = 0, rng.randrange(shown_at(source)[-1] - 1_000)
    for suffix, start_ms in zip(rng.sample((".mp4", ".webm", ".mkv"), 2), starts_ms, strict=True):
        end_ms = start_ms + rng.randrange(100, 3_000)
        made = cut(source, start_ms, end_ms, tmp_path / f"a{suffix}")
        assert made.numbers, (start_ms, end_ms, suffix)
        assert made.off < 0.02, (start_ms, end_ms, suffix)


def test_reel_of_three_videos_is_one_film(
    film_of: Films, tmp_path: Path, rng: random.Random, tests_all: bool
) -> None:
    chosen = [film_of(kind) for kind in rng.sample(list(KINDS), 3)]
    parts, wanted = [], []
    for _ in range(20 if tests_all else 6):
        source = rng.choice(chosen)
        start_ms = rng.randrange(0, 9_000)
        parts.append(FilmPart(source, start_ms, start_ms + 400))
        times = shown_at(source)
        wanted += range(bisect_left(times, start_ms), bisect_left(times, start_ms + 400))
    target = tmp_path / "reel.mp4"
    seen: list[tuple[int, int]] = []
    write_film(parts, target, progress=lambda *both: seen.append(both))
    assert look(target).numbers == wanted
    assert seen[-1] == (400 * len(parts), 400 * len(parts))
    with av.open(target) as film:
        audio = film.streams.audio[0]
        # The length that is told of a picture goes by the order of decoding. Its last frame tells,
        # and how long that is shown in the last video.
        after = bisect_left(times, parts[-1].end_ms)
        picture_ms = shown_at(target)[-1] + times[after] - times[after - 1]
        sound_s = float(audio.duration * audio.time_base)
        assert picture_ms / 1000 == pytest.approx(sound_s, abs=0.05)


def _paint(words: str, width: int, height: int, is_card: bool) -> FilmOverlay:
    white, clear = b"\xff\xff\xff\xff", bytes(4)
    if is_card:
        return FilmOverlay(width, height, white * (width * height))
    rows = [
        (clear * (width // 2) + white * (width - width // 2)) if y > height // 2 else clear * width
        for y in range(height)
    ]
    return FilmOverlay(width, height, b"".join(rows))


def test_captions_are_burnt_in_while_they_are_said_and_cards_come_first(
    numbered_video: Path, tmp_path: Path
) -> None:
    target = tmp_path / "a.mp4"
    part = FilmPart(numbered_video, 1_000, 3_000, (Cue(1_500, 2_000, "Said"),), "A card")
    write_film([part], target, paint=_paint)
    with av.open(target) as film:
        frames = [(frame.time, image_of(frame)) for frame in film.decode(video=0)]
    cards = [image for time, image in frames if time < 2]
    assert len(cards) == 50
    assert all(image.pixelColor(10, 10).green() > 240 for image in cards)
    for time, image in frames[50:]:
        assert read_number(image) == round((time - 2 + 1) * 30)
        is_said = 2.5 <= time < 3.0
        assert (image.pixelColor(240, 170).green() > 240) == is_said, time


def test_sound_alone_is_cut_too(sound_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.mp4"
    write_film([FilmPart(sound_file, 2_000, 3_500)], target)
    with av.open(target) as film:
        assert not film.streams.video
        audio = film.streams.audio[0]
        assert float(audio.duration * audio.time_base) == pytest.approx(1.5, abs=0.03)


def test_a_moment_past_the_end_and_a_wrong_name_are_said(
    numbered_video: Path, tmp_path: Path
) -> None:
    with pytest.raises(MediaError, match="No frame"):
        write_film([FilmPart(numbered_video, 30_000, 31_000)], tmp_path / "a.mp4")
    with pytest.raises(MediaError, match=r"can't be saved as “\.avi”"):
        write_film([FilmPart(numbered_video, 0, 1_000)], tmp_path / "a.avi")


@pytest.mark.sample(1)
@pytest.mark.parametrize("kind", KINDS)
def test_a_quick_clip_begins_at_the_key_frame_before(
    kind: str, film_of: Films, tmp_path: Path
) -> None:
    source, gop = film_of(kind), KINDS[kind].gop
    times = shown_at(source)
    start_ms = times[gop + 7]
    target = tmp_path / "a.mkv"
    begins_ms = copy(source, target, start_ms=start_ms, end_ms=start_ms + 2_000)
    assert begins_ms == pytest.approx(times[gop], abs=1)
    seen = look(target)
    stop = bisect_left(times, start_ms + 2_000)
    assert seen.numbers[: stop - gop] == list(range(gop, stop))
    assert len(seen.numbers) <= stop - gop + 20  # some that others refer to
    given = look_at_source(source)
    # A click at the very beginning may be cut off.
    due = [at - given.starts[gop] for at in given.clicks if at >= given.starts[gop] + 0.1]
    heard = [at - seen.starts[0] for at in seen.clicks if at > 0.1]
    assert heard
    assert heard == pytest.approx(due[: len(heard)], abs=0.03)


@pytest.mark.parametrize(
    ("start_ms", "end_ms", "wanted"),
    [
        (1_100, 2_000, [(0, 1)]),  # nothing comes before its end
        (2_000, 3_000, [(0, 1), (500, 2)]),
        (2_400, 2_600, [(0, 2)]),  # the next comes soon
        (2_400, 2_450, [(0, 1)]),
        (0, 600, [(0, 0)]),
        (0, 60, [(0, 0)]),  # the picture begins later
    ],
)
def test_cut_begins_with_the_slide_that_is_shown(
    start_ms: int, end_ms: int, wanted: list[tuple[int, int]], tmp_path: Path
) -> None:
    source = make_video(tmp_path / "slides.mkv", frames=4, times_ms=[100, 1_000, 2_500, 5_000])
    target = tmp_path / "a.mkv"
    write_film([FilmPart(source, start_ms, end_ms)], target)
    with av.open(target) as film:
        frames = [(frame.time, read_number(image_of(frame))) for frame in film.decode(video=0)]
        length_ms = film.duration / 1000
    assert [number for _, number in frames] == [number for _, number in wanted]
    begins = [1000 * (time - frames[0][0]) for time, _ in frames]
    assert begins == pytest.approx([ms for ms, _ in wanted], abs=2)
    assert length_ms < end_ms - start_ms + 150


def test_film_has_chapters_words_and_no_silent_track(tmp_path: Path) -> None:
    source = make_video(tmp_path / "silent.mp4", frames=125, fps=25, sound=False)
    note = tmp_path / "pets.md"
    note.write_text(
        "---\ntitle: Pets\nvideo: silent.mp4\n---\n\n"
        "- Cats & dogs [0:01-0:02]\n- Birds [0:03-0:04]\n"
    )
    for suffix in (".mp4", ".mkv", ".webm"):
        film = tmp_path / f"film{suffix}"
        assert main(["export", str(note), "--as", "film", "-o", str(film)]) == 0
        with av.open(str(film)) as made:
            assert [stream.type for stream in made.streams if stream.type != "data"] == ["video"]
            chapters = [
                (one["start"] * one["time_base"], one["end"] * one["time_base"], one["metadata"])
                for one in made.chapters()
            ]
            assert made.metadata["title"] == "Pets"
            assert abs(made.duration / 1_000_000 - 2) < 0.002
        assert [(start, end) for start, end, _ in chapters] == [(0, 1), (1, 2)]
        assert [words["title"] for _, _, words in chapters] == ["Cats & dogs", "Birds"]
    clips = tmp_path / "clips"
    assert main(["export", str(note), "--as", "clips", "-o", f"{clips}/"]) == 0
    with av.open(str(sorted(clips.iterdir())[0])) as made:
        assert made.metadata["title"] == "Cats & dogs"
        assert made.metadata["comment"].startswith("Pets, 0:01–0:02")
        assert not list(made.chapters())
    assert source.exists()


def test_last_frame_is_shown_as_long_as_in_the_video(tmp_path: Path) -> None:
    times = list(range(0, 20_000, 2_000))
    slides = make_video(tmp_path / "slides.mp4", frames=10, fps=1, times_ms=times, sound=False)
    for suffix in (".mp4", ".mkv"):
        film = tmp_path / f"film{suffix}"
        write_film([FilmPart(slides, 3_000, 9_000)], film)
        with av.open(str(film)) as made:
            assert abs(made.duration / 1_000_000 - 6) < 0.002
