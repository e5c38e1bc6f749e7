import re
from pathlib import Path
from typing import Any

import av
import pytest

from tests.media.make_video import make_video
from viewer.__main__ import main
from viewer.export.film import FilmPart, write_film
from viewer.media.picture_file import picture_file
from viewer.notes.region import Region

_REGION = Region(25, 50, 50, 25)
_SIDES = (160, 120)
_NOTE = """\
---
title: Squares
video: grey.mp4
---

# Squares

- Here <a class="yt-timestamp" data-t="00:00:01" data-xywh="percent:25,50,50,25">[00:00:01]</a>
- A point <a class="yt-timestamp" data-t="00:00:02" data-xywh="percent:90,10,0,0">[00:00:02]</a>
"""

_GERMAN = """\
# Warum Brücken stehen

Eine Brücke trägt, was auf ihr steht, und das ist nicht wenig [00:00:05].

#### Die Kräfte

- Der Druck schiebt zusammen, und der Zug zieht auseinander [00:00:10]

## Der Bogen

- Ein Bogen ist aus Stein, und er hält [00:00:20-00:00:30]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a note and its video: four seconds of grey, 4:3."""
    folder = tmp_path_factory.mktemp("marks")
    with av.open(str(folder / "grey.mp4"), "w") as out:
        video: Any = out.add_stream("libx264", rate=10)
        video.width, video.height = _SIDES
        video.pix_fmt = "yuv420p"
        frame = av.VideoFrame(*_SIDES, "yuv420p")
        for plane in frame.planes:
            plane.update(b"\x80" * plane.buffer_size)
        for number in range(40):
            frame.pts = number
            out.mux(video.encode(frame))
        out.mux(video.encode(None))
    (folder / "squares.md").write_text(_NOTE)
    return folder


def _grey(path: Path, number: int) -> tuple[list[bytes], int, int]:
    with av.open(str(path)) as made:
        frames = list(made.decode(video=0))
    frame = frames[number].reformat(format="gray")
    plane, stride = bytes(frame.planes[0]), frame.planes[0].line_size
    rows = [plane[y * stride : y * stride + frame.width] for y in range(frame.height)]
    return rows, frame.width, frame.height


def _outlined(rows: list[bytes], left: int, top: int, right: int, bottom: int) -> bool:
    """Whether there is a light line round a rectangle, and a darker one round that."""
    lines = [rows[top][left:right], rows[bottom][left:right]]
    lines += [bytes(row[x] for row in rows[top:bottom]) for x in (left, right)]
    outside = rows[max(0, top - 3)][left:right]
    return all(min(line) > 150 for line in lines) and max(outside) < 150


def test_marks_are_drawn_into_films_when_wanted(folder: Path, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    part = FilmPart(folder / "grey.mp4", 1_000, 2_000, regions=[_REGION])
    write_film([part], film)
    rows, _, _ = _grey(film, 3)
    assert _outlined(rows, 40, 60, 119, 89)
    assert max(rows[75][50:110]) < 150  # what is inside is seen
    plain = tmp_path / "plain.mp4"
    write_film([part._replace(regions=())], plain)
    rows, _, _ = _grey(plain, 3)
    assert max(map(max, rows)) < 150


def test_marks_lie_on_the_picture_and_not_on_the_bars_beside_it(
    folder: Path, tmp_path: Path
) -> None:
    wide = make_video(tmp_path / "wide.mp4", size=(320, 120), fps=10, frames=10, sound=False)
    film = tmp_path / "film.mp4"
    marked = FilmPart(folder / "grey.mp4", 1_000, 2_000, regions=[_REGION])
    write_film([FilmPart(wide, 0, 500), marked], film)
    rows, width, _ = _grey(film, -2)
    assert width == 320
    assert _outlined(rows, 80 + 40, 60, 80 + 119, 89)


def test_clips_have_marks_only_with_the_option(folder: Path, tmp_path: Path) -> None:
    for more, is_marked in ((["--marks"], True), ([], False)):
        out = tmp_path / str(is_marked)
        command = ["export", str(folder / "squares.md"), "--as", "clips", "-o", f"{out}/", *more]
        assert main(command) == 0
        first = sorted(out.rglob("*.mp4"))[0]
        assert (max(map(max, _grey(first, 2)[0])) > 200) is is_marked


def test_frame_is_marked_and_its_size_stays(folder: Path, tmp_path: Path) -> None:
    film = folder / "grey.mp4"
    suffix, data = picture_file(film, 1_000, None, [_REGION, Region(90, 10, 0, 0)])
    path = tmp_path / f"frame{suffix}"
    path.write_bytes(data)
    rows, width, height = _grey(path, 0)
    assert (width, height) == _SIDES
    assert _outlined(rows, 40, 60, 119, 89)
    assert rows[12][144] > 200  # the point
    assert picture_file(film, 1_000)[1] != data


def test_page_shows_marks_over_frame_and_clip(folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "p.html"
    assert main(["export", str(folder / "squares.md"), "--as", "html", "-o", str(page)]) == 0
    text = page.read_text()
    found = re.findall(r'<svg class="marks".*?</svg>', text)
    assert len(found) == 2
    assert '<rect x="25" y="50" width="50" height="25"/>' in found[0]
    assert 'aria-label="Mark: centre, 50 by 25 percent"' in found[0]
    assert "<ellipse" in found[1]


def test_headings_of_a_page_have_no_gaps_and_it_is_in_the_language_of_the_note(
    tmp_path: Path,
) -> None:
    note = tmp_path / "note.md"
    note.write_text(_GERMAN)
    page = tmp_path / "p.html"
    assert main(["export", str(note), "--as", "html", "-o", str(page)]) == 1
    text = page.read_text()
    assert '<html lang="de">' in text
    assert re.findall(r"<h(\d)>", text) == ["1", "2", "2"]
