"""`cuenote check PAGE.html`: true pages hold, also those of before; forged ones do not."""

from __future__ import annotations

import hashlib
import json
import random
import re
import shutil
import time
from collections.abc import Callable
from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import pytest

from tests.export.forging import anew, embedded, exported, forgeries, painted, with_media
from tests.video.make_video import make_video
from viewer.__main__ import main
from viewer.errors import MediaError
from viewer.export.film import FilmPart, write_film
from viewer.export.html_page import FRAME_SIZE, SCRIPTS, STYLES, VERSION, Facts, hash_of
from viewer.export.likeness import Likeness, kind_of
from viewer.export.proof import Result, verify
from viewer.video.facts import facts_of_file
from viewer.video.frames import picture_file
from viewer.video.frames.decoder import duration_of
from viewer.video.frames.frames import FrameFile

_VERSION = f'"version": {VERSION}'
# Made by 8bd21b2, whose pages are of version 1; "html" by 372b4f0, of version 2.
_OLD = Path(__file__).parent / "pages"
# Made by 4b8b1a8, of version 2, of notes in which more is read as cited today.
_OTHERWISE = sorted((Path(__file__).parent / "otherwise").iterdir())
_NAMES = sorted(folder.name for folder in _OLD.iterdir() if folder.is_dir())
_NOTE = """\
---
title: Pets
video: pets.mp4
---
# Pets & others

- Cats are soft [00:00:01-00:00:02] and **nice**.
- Dogs bark at night [00:00:05-00:00:06]
- Birds sing [00:00:08-00:00:09]
- ![](shown.png)
"""
_SAID = """\
1
00:00:01,000 --> 00:00:04,000
Cats are not soft, they say.

2
00:00:05,000 --> 00:00:09,000
Dogs never bark at night. Birds do sing.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a note, its video, its transcript, and the page of it with clips."""
    folder = tmp_path_factory.mktemp("made")
    make_video(folder / "pets.mp4", frames=300, size=(64, 36))
    shutil.copy(_OLD / "picture" / "shown.png", folder)
    (folder / "pets.md").write_text(_NOTE)
    (folder / "pets.srt").write_text(_SAID)
    assert main(["export", str(folder / "pets.md"), "--as", "html", "-o", f"{folder}/p.html"]) == 0
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "pets"))


def _check(folder: Path, *more: str) -> int:
    return main(["check", str(folder / "p.html"), *more])


def _forge(folder: Path, change: Callable[[str], str]) -> None:
    page = folder / "p.html"
    text = page.read_text()
    assert change(text) != text
    page.write_text(change(text))


@pytest.mark.parametrize("name", _NAMES)
def test_page_of_before_still_holds(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    note = next((_OLD / name).glob("*.md"))
    assert main(["check", str(_OLD / name / "page.html"), "--note", str(note)]) == 0
    out = capsys.readouterr().out
    assert "Words, times and titles" in out
    assert ("It shows 2 of 3 timestamps." in out) == (name == "tagged")


def _otherwise(page: str, of: Path, folder: Path) -> list[Result]:
    path = folder / "page.html"
    path.write_text(page, newline="")
    return [each for each in verify(path, of / "note.md", []) if not each.holds]


@pytest.mark.sample(2)
@pytest.mark.parametrize("of", _OTHERWISE, ids=lambda path: path.name)
def test_page_of_a_note_that_was_read_otherwise_is_not_checked(of: Path, tmp_path: Path) -> None:
    text = (of / "page.html").read_text()
    assert _otherwise(text, of, tmp_path) == [
        Result(
            "Words, times and titles",
            False,
            "Cuenote reads this note differently since version 3.",
            checked=False,
        )
    ]
    # A page that says what the note does not say is forged nevertheless.
    for old, new in (
        ("Cats are soft", "Cats are hard"),
        ("#m1", "#m2"),
        ("</article>", "<p hidden></p></article>"),
        ("</h1>", " not</h1>"),
        ("</title>", " not</title>"),
        ("display:block", "display:none"),
        ('"ms": ', '"ms": 9'),
        (">1:", ">2:") if ">1:" in text else (">5:", ">6:"),
    ):
        for count in (1, -1):
            if old in text:
                found = _otherwise(text.replace(old, new, count), of, tmp_path)
                assert any(each.checked for each in found), (old, count)
    # So is one of an edited note, and one of today.
    edited = tmp_path / "edited"
    edited.mkdir()
    (edited / "note.md").write_text((of / "note.md").read_text() + "More.\n")
    assert any(each.checked for each in _otherwise(text, edited, tmp_path))
    of_today = text.replace('"version": 2', _VERSION)
    assert any(each.checked for each in _otherwise(of_today, of, tmp_path))
    for kind, forged in forgeries(text, 40, random.Random(5)):
        assert _otherwise(forged, of, tmp_path), kind


def test_style_and_script_are_among_those_of_all_versions() -> None:
    # Without this, pages made today would not check once another style is written.
    assert hash_of(Facts._field_defaults["style"]) in STYLES
    assert hash_of(Facts._field_defaults["script"]) in SCRIPTS


def test_true_page_holds_in_all_its_parts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _check(folder) == 0
    out = capsys.readouterr().out
    assert [line.split(maxsplit=1) for line in out.splitlines()] == [
        ["matches", each]
        for each in (
            *("Note pets.md", "Video pets.mp4", "Words, times and titles", "Frame at 0:01"),
            *("Clip at 0:01", "Frame at 0:05", "Clip at 0:05", "Frame at 0:08", "Clip at 0:08"),
        )
    ]


@pytest.mark.sample(1)
@pytest.mark.parametrize("clips", [False, True])
def test_forged_pages_do_not_hold(clips: bool, folder: Path) -> None:
    page = folder / "p.html"
    if not clips:
        page.unlink()
        note = str(folder / "pets.md")
        assert main(["export", note, "--as", "html", "--no-clips", "-o", str(page)]) == 0
    text = page.read_text()
    passed = []
    for kind, forged in forgeries(text, 7 if clips else 42, random.Random(clips)):
        page.write_text(forged, newline="")
        if all(each.holds for each in verify(page, None, [])):
            passed.append(kind)
    assert passed == []


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("pets.md", "soft", "hard"),
        ("pets.md", "00:00:05", "00:00:04"),
        ("pets.md", "title: Pets", "title: Pests"),
        ("pets.md", "# Pets", "## Pets"),
        ("pets.srt", "not soft", "soft"),
        ("pets.srt", "Dogs never bark", "Dogs bark"),
    ],
)
def test_page_of_another_text_with_the_true_hashes_does_not_hold(
    name: str, before: str, after: str, folder: Path, tmp_path: Path
) -> None:
    def change(away: Path) -> None:
        (away / name).write_text((away / name).read_text().replace(before, after))

    forged = exported(folder, tmp_path / "away", change)
    assert forged is not None
    (folder / "p.html").write_text(forged)
    assert _check(folder) == 1


def test_page_of_another_video_with_the_true_hash_does_not_hold(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(away: Path) -> None:
        (away / "pets.mp4").unlink()
        make_video(away / "pets.mp4", frames=300, size=(64, 36), first_number=700)

    forged = exported(folder, tmp_path / "away", change)
    assert forged is not None
    (folder / "p.html").write_text(forged)
    assert _check(folder) == 1
    assert "DIFFERS     Frame at 0:05  The video looks different." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("number", "beeps", "why"),
    [
        (0, True, ""),
        (40, True, "The video looks different at 0:05."),
        (0, [(5_600, 5_900)], "The video sounds different at 0:05.002."),
    ],
)
def test_clip_is_held_against_picture_and_sound_of_the_video(
    number: int, beeps: bool | list[tuple[int, int]], why: str, tmp_path: Path
) -> None:
    true, other = tmp_path / "true.mp4", tmp_path / "other.mp4"
    make_video(true, frames=210, size=(64, 36))
    make_video(other, frames=210, size=(64, 36), first_number=number, sound=beeps)
    clip = tmp_path / "clip.webm"
    write_film([FilmPart(other, 5_000, 6_000)], clip, most_lines=240)
    with closing(Likeness(true, is_same=True)) as likeness:
        assert likeness.clip(clip.read_bytes(), 5_000, 6_000) == why
        # And one that is cut short, or goes on.
        assert likeness.clip(clip.read_bytes(), 5_000, 6_500) != ""
        assert likeness.clip(clip.read_bytes(), 5_000, 5_500) != ""


_SLIDES_MS = [600, 1_000, 2_500, 6_000]


def test_page_of_slides_shows_the_one_of_each_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_video(tmp_path / "slides.mkv", frames=4, size=(64, 36), times_ms=_SLIDES_MS)
    note = tmp_path / "slides.md"
    note.write_text(
        "---\nvideo: slides.mkv\n---\nNone [0:00-0:00.5]. One [0:01.5]. Two [0:03-0:05].\n"
    )
    assert main(["export", str(note), "--as", "html", "-o", f"{tmp_path}/p.html"]) == 0
    assert _check(tmp_path) == 0
    out = capsys.readouterr().out
    assert "matches     Clip at 0:00 " in out.replace("\n", " ")
    assert "matches     Clip at 0:01.500" in out
    assert "matches     Clip at 0:03" in out


def test_page_of_version_1_shows_the_slide_after_a_time(tmp_path: Path) -> None:
    slides = make_video(tmp_path / "slides.mkv", frames=4, size=(64, 36), times_ms=_SLIDES_MS)
    clip = tmp_path / "clip.webm"
    write_film([FilmPart(slides, 2_500, 4_000)], clip, most_lines=240)
    with closing(FrameFile(slides)) as file:
        file.canvas.target = FRAME_SIZE
        frame = picture_file.encoded(file.first(1_500), ".webp")
    for version in (1, 2):
        with closing(Likeness(slides, is_same=True, version=version)) as likeness:
            assert (likeness.frame(frame, 1_500) == "") == (version == 1)
            assert (likeness.clip(clip.read_bytes(), 1_500, 4_000) == "") == (version == 1)


def test_small_word_on_a_frame_is_found_where_its_bytes_are_not_our_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = embedded((folder / "p.html").read_text(), "image/webp")[1]
    # Another version of libwebp would write other bytes of the same picture.
    monkeypatch.setitem(picture_file._KINDS, ".webp", ("libwebp", "bgra", {"quality": "90"}))
    with closing(Likeness(folder / "pets.mp4", is_same=True)) as likeness:
        assert likeness.frame(data, 5_000) == ""
        for seed in range(20):
            forged = painted(data, "NOT", random.Random(seed), 12)
            assert likeness.frame(forged, 5_000) == "The video looks different."


def test_picture_that_a_browser_shows_in_another_way_is_not_read(folder: Path) -> None:
    """One that is see-through shows a word to people, and hides it from a decoder."""
    context = av.CodecContext.create("libwebp", "w")
    context.width, context.height, context.pix_fmt = 480, 270, "bgra"
    context.time_base = Fraction(1, 25)
    frame = av.VideoFrame(480, 270, "bgra")
    frame.planes[0].update(bytes(frame.planes[0].buffer_size))  # black, and nowhere to be seen
    data = b"".join(map(bytes, [*context.encode(frame), *context.encode(None)]))
    assert b"ALPH" in data
    with (
        closing(Likeness(folder / "pets.mp4", is_same=True)) as likeness,
        pytest.raises(MediaError, match="not written as Cuenote writes it"),
    ):
        likeness.frame(data, 1_000)


def test_another_file_of_the_same_video_is_not_the_one_of_the_hash(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.mkv"
    write_film([FilmPart(folder / "pets.mp4", 0, 10_000)], other)
    assert _check(folder, "--video", str(other)) == 1
    out = capsys.readouterr().out
    assert "not checked Video pets.mp4  The video on this computer is a different file" in out
    assert "DIFFERS" not in out


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("pets.md", "Note pets.md  It is not next to the page."),
        ("pets.mp4", "Video pets.mp4  It is not on this computer."),
        ("pets.srt", "Transcript of pets.mp4  It is not on this computer."),
        ("shown.png", "Picture shown.png  It is not on this computer."),
    ],
)
def test_what_has_nothing_to_compare_is_not_checked(
    name: str, what: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / name).unlink()
    assert _check(folder) == (3 if name == "pets.md" else 1)  # nothing could be compared
    out = capsys.readouterr().out
    assert f"not checked {what}" in out
    assert "DIFFERS" not in out


def test_damaged_video_beside_the_page_is_not_checked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    video = folder / "pets.mp4"
    whole = video.read_bytes()
    for data, why in ((whole[: len(whole) // 2], "damaged"), (b"", "empty (0 bytes)")):
        video.write_bytes(data)
        capsys.readouterr()
        assert _check(folder, "--video", str(video)) == 1
        out = capsys.readouterr().out
        assert why in out.partition("not checked Video pets.mp4")[2].partition("\n")[0]
    video.unlink()
    assert _check(folder, "--video", str(folder)) == 1
    assert "is a folder" in capsys.readouterr().out


def test_note_and_video_with_other_names_are_no_forgery(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note, video = folder / "other.md", folder / "other.mp4"
    (folder / "pets.md").rename(note)
    (folder / "pets.mp4").rename(video)
    (folder / "pets.srt").rename(folder / "other.srt")
    capsys.readouterr()
    assert _check(folder, "--note", str(note), "--video", str(video)) == 1
    out = capsys.readouterr().out
    assert "not checked Note pets.md  On this computer it is called “other.md”." in out
    assert "not checked Video pets.mp4  On this computer it is called “other.mp4”." in out
    assert "DIFFERS" not in out
    # Another size in the page is one.
    (folder / "other.mp4").rename(folder / "pets.mp4")
    size = f'"bytes": {(folder / "pets.mp4").stat().st_size}'
    _forge(folder, lambda text: text.replace(size, f"{size}0"))
    capsys.readouterr()
    assert _check(folder, "--note", str(note)) == 1
    assert "DIFFERS     Video pets.mp4  It is" in capsys.readouterr().out


def test_quotes_of_another_transcript_are_no_forgery(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = folder / "pets.srt"
    said.write_text(_SAID.replace("00:00:05,000", "00:00:06,500").replace("Birds", "The birds"))
    assert _check(folder) == 1
    out = capsys.readouterr().out
    assert "not checked Transcript of pets.mp4  The transcript on this computer is a" in out
    assert "DIFFERS" not in out
    # Of the same one they are, and so is a page that does not name it.
    said.write_text(_SAID)
    page = folder / "p.html"
    text = page.read_text()
    _forge(folder, _proof(lambda proof: proof["transcripts"].clear()))
    assert _check(folder) == 1
    assert "DIFFERS" in capsys.readouterr().out
    page.write_text(text)
    _forge(folder, lambda text: text.replace("Dogs never bark", "Dogs always bark"))
    assert _check(folder) == 1
    assert "DIFFERS" in capsys.readouterr().out


def test_length_that_nothing_here_tells_is_not_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(_OLD / "online", tmp_path / "online"))
    (folder / "page.html").rename(folder / "p.html")
    assert _check(folder) == 0
    _forge(folder, lambda text: text.replace("</a></p>\n</header>", "</a>, 2:00:00</p>\n</header>"))
    assert _check(folder) == 1
    assert "not checked Length of" in capsys.readouterr().out


def test_length_of_a_file_is_read_in_more_than_one_way(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    video = make_video(tmp_path / "a.mp4", frames=301, fps=24, size=(64, 36), sound=False)
    assert facts_of_file(video).duration_ms == duration_of(video) == 12_541  # and 667 µs
    (tmp_path / "a.md").write_text("---\nvideo: a.mp4\n---\nIt moves [0:08].\n")
    page = tmp_path / "p.html"
    note = str(tmp_path / "a.md")
    assert main(["export", note, "--as", "html", "--no-clips", "-o", str(page)]) == 0
    text = page.read_text()
    for off_ms, sign in (
        (1, "matches"),
        (-50, "matches"),
        (400, "not checked"),
        (9_000, "DIFFERS"),
    ):
        # In a library the length is that of its list.
        page.write_text(anew(text, lambda proof, ms=off_ms: _add_length(proof, ms)))
        capsys.readouterr()
        assert _check(tmp_path, "--video", str(video)) == (sign != "matches")
        signs = {line[:11].strip() for line in capsys.readouterr().out.splitlines()}
        assert signs == {"matches", sign}


def test_length_of_a_recording_whose_head_does_not_tell_it_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    video = tmp_path / "a.mkv"
    make_video(video, frames=60, size=(64, 36), container_options={"live": "1"})
    assert duration_of(video) is None
    (tmp_path / "a.md").write_text("---\nvideo: a.mkv\n---\nIt moves [0:01].\n")
    page = tmp_path / "p.html"
    note = str(tmp_path / "a.md")
    assert main(["export", note, "--as", "html", "--no-clips", "-o", str(page)]) == 0
    assert _check(tmp_path) == 0
    text = page.read_text()
    for told, ms, sign in (("0:03", 3_000, "not checked"), ("2:00:00", 7_200_000, "DIFFERS")):
        forged = text.replace("</a></p>\n</header>", f"</a>, {told}</p>\n</header>")
        forged = forged.replace("a.mkv</p>\n</header>", f"a.mkv, {told}</p>\n</header>")
        assert forged != text
        page.write_text(
            anew(forged, lambda proof, ms=ms: proof["lengths_ms"].update({"a.mkv": ms}))
        )
        capsys.readouterr()
        assert _check(tmp_path) == 1
        assert sign in capsys.readouterr().out


def test_clip_of_sound_that_was_taken_out_is_missed(
    sound_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(sound_file, tmp_path / "a.m4a")
    note = tmp_path / "a.md"
    note.write_text("---\nvideo: a.m4a\n---\nIt beeps [0:01-0:02], and again [0:03-0:04].\n")
    assert main(["export", str(note), "--as", "html", "-o", f"{tmp_path}/p.html"]) == 0
    assert _check(tmp_path) == 0

    def without_first(text: str) -> str:
        text = re.sub(
            r'(<figure id="m1"[^>]*?)(?: class="film")?>\s*<video.*?</video>', r"\1>", text
        )
        text = re.sub(r"<tr>[^\n]*Clip at 0:01[^\n]*\n", "", text)
        return anew(text, lambda proof: proof["moments"][0].update(clip=None))

    _forge(tmp_path, without_first)
    capsys.readouterr()
    assert _check(tmp_path) == 1
    out = capsys.readouterr().out
    assert "DIFFERS     Clip at 0:01  It is not in the page." in out
    assert "matches     Words, times and titles" in out


def _add_length(proof: Any, ms: int) -> None:
    proof["lengths_ms"]["a.mp4"] += ms


def test_what_a_page_leaves_out_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # It was made where there was neither the transcript nor the picture.
    for name in ("pets.srt", "shown.png"):
        (folder / name).rename(folder / f"{name}.away")
    (folder / "p.html").unlink()
    main(
        ["export", str(folder / "pets.md"), "--as", "html", "--no-clips", "-o", f"{folder}/p.html"]
    )
    assert _check(folder) == 0
    for name in ("pets.srt", "shown.png"):
        (folder / f"{name}.away").rename(folder / name)
    assert _check(folder) == 1
    out = capsys.readouterr().out
    assert "not checked Picture shown.png  The page was made without it." in out
    assert "The page was made without this transcript." in out
    assert "DIFFERS" not in out


def test_page_of_an_edited_note_names_the_words_that_differ(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "pets.md").write_text(_NOTE.replace("Dogs bark", "Wolves howl"))
    assert _check(folder) == 1
    assert [line for line in capsys.readouterr().out.splitlines() if "matches" not in line] == [
        "DIFFERS     Note pets.md  The note or the page was changed after the page was made.",
        "DIFFERS     Text of the note  The page says “Dogs bark”, not “Wolves howl”.",
        "DIFFERS     Words at 0:05  The page says “Dogs bark”, not “Wolves howl”.",
    ]


def test_note_hash_that_was_changed_throughout_does_not_hold(folder: Path) -> None:
    sum_ = hashlib.sha256((folder / "pets.md").read_bytes()).hexdigest()
    _forge(folder, lambda text: text.replace(sum_, sum_[::-1]))
    assert _check(folder) == 1


def _proof(change: Callable[[Any], None]) -> Callable[[str], str]:
    return lambda text: anew(text, change)


def _frame(data: bytes) -> Callable[[str], str]:
    def change(text: str) -> str:
        return with_media(text, embedded(text, "image/webp")[0], data, "image/webp")

    return change


@pytest.mark.sample(8)
@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda text: text.replace(_VERSION, f'"version": {"[" * 200_000}', 1), 3),
        (lambda text: text.replace('"ms": 1000', '"ms": Infinity', 1), 3),
        (lambda text: text.replace('"ms": 1000', f'"ms": {"9" * 5_000}', 1), 3),
        (lambda text: text.replace('"pets.md"', f'"{"a" * 5_000}"'), 3),
        (lambda text: text.replace('"pets.mp4"', f'"{"a" * 5_000}"'), 3),
        (lambda text: text.replace('"pets.md"', '"pets\\u0000.md"'), 3),
        (lambda text: text.replace('"Cats are soft"', '"\\ud800"'), 3),
        (lambda text: text.replace(_VERSION, f'"version": {VERSION + 1}'), 3),
        (_proof(lambda proof: proof.update(moments={})), 3),
        (_proof(lambda proof: proof.update(moments=proof["moments"] * 2_000)), 3),
        (_proof(lambda proof: proof["moments"][0].update(claims="Cats")), 3),
        (_proof(lambda proof: proof["note"].update(name="..")), 1),
        (_proof(lambda proof: proof["note"].update(name="a/b/pets.md")), 1),
        (_proof(lambda proof: proof["videos"]["pets.mp4"].update(name="../pets/pets.mp4")), 1),
        (_frame(b"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nm=video 9 RTP/AVP 96\r\n" * 9), 1),
        (_frame(b"#EXTM3U\nhttp://127.0.0.1:9/x.ts\n"), 1),
        (_frame(b"\x89PNG\r\n\x1a\n" + bytes(100)), 1),
        (_frame(b"RIFF\xff\xff\xff\xffWEBPVP8 " + bytes(100)), 1),
        (lambda text: text + "<" * 3_000_000, 1),
        (lambda text: text.replace("</article>", f"&#{'9' * 5_000};</article>"), 1),
        (lambda text: text + "<p>\n" * 500_000, 1),
        (lambda text: text.replace("</article>", "<b> not" * 300_000 + "</article>"), 1),
        (lambda text: text.replace("</article>", '"data:a/b;base64,' * 200_000 + "</article>"), 1),
    ],
)
def test_hostile_page_is_answered_at_once(
    change: Callable[[str], str], code: int, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _forge(folder, change)
    began = time.thread_time()
    assert _check(folder) == code
    assert time.thread_time() - began < 2
    said = capsys.readouterr()
    assert len(said.out) + len(said.err) < 6_000
    assert ("not a page made by Cuenote" in said.err) == (code == 3)


def test_only_what_pages_hold_is_given_to_a_decoder() -> None:
    assert kind_of(b"RIFF....WEBPVP8 ") == "image/webp"
    assert kind_of(b"v=0\r\n") == kind_of(b"\xff\xd8\xff") == kind_of(b"GIF89a") == ""


@pytest.mark.parametrize("text", ["", "<html></html>", '<script id="proof">{"note":3}</script>'])
def test_what_is_no_page_is_said(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.html"
    path.write_text(text)
    assert main(["check", str(path)]) == 3
    assert "not a page made by Cuenote" in capsys.readouterr().err


def test_result_as_json_tells_what_was_not_checked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "pets.mp4").unlink()
    capsys.readouterr()
    assert _check(folder, "--json") == 1
    results = json.loads(capsys.readouterr().out)
    assert {each["what"]: (each["holds"], each["checked"]) for each in results} == {
        "Note pets.md": (True, True),
        "Video pets.mp4": (False, False),
        "Transcript of pets.mp4": (False, False),
        "Words, times and titles": (True, True),
    }
