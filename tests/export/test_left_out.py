import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import av
import pytest

from tests.media.make_video import make_sound, make_video
from viewer.__main__ import main
from viewer.export.formats import FORMATS
from viewer.media.media import find_media
from viewer.notes.front_edit import new_note
from viewer.notes.model import VideoRef
from viewer.notes.note import Note


@pytest.fixture(scope="module")
def film(videos_dir: Path) -> Path:
    picture = make_video(videos_dir / "picture.mp4", size=(160, 90), frames=120, sound=False)
    sound = make_sound(videos_dir / "half-a-minute.m4a", seconds=30)
    target = videos_dir / "sound-goes-on.mkv"
    with av.open(picture) as first, av.open(sound) as second, av.open(target, "w") as out:
        streams = [(source, source.streams[0]) for source in (first, second)]
        made = [out.add_stream_from_template(given) for _, given in streams]
        for (source, given), stream in zip(streams, made, strict=True):
            for packet in source.demux(given):
                if packet.dts is not None:
                    packet.stream = stream
                    out.mux(packet)
    return target


@pytest.mark.parametrize("format_", ["film", "clips", "html"])
def test_moment_without_a_frame_is_left_out_and_named(
    film: Path, format_: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = tmp_path / "note.md"
    claims = "Seen [0:01-0:02].\n\nThe last frame [0:03.9].\n\nOnly heard [0:20].\n"
    note.write_text(f"---\nvideo: {film}\n---\n\n{claims}", "utf-8")
    target = tmp_path / {"film": "film.mp4", "clips": "clips", "html": "page.html"}[format_]
    assert main(["export", str(note), "--as", format_, "-o", str(target)]) == 1
    said = capsys.readouterr().err
    assert "1 timestamp is left out (“0:20”)" in said
    assert ("is past the end" if format_ == "html" else "its time can't be played") in said
    if format_ == "film":
        with av.open(target) as made:
            assert made.duration / av.time_base == pytest.approx(1.1, abs=0.1)
    elif format_ == "clips":
        assert [path.name[:8] for path in sorted(target.iterdir())] == ["00-00-01", "00-00-03"]
    else:
        assert target.read_text("utf-8").count("<figure") == 2


@pytest.mark.parametrize(
    ("times", "why"),
    [
        (("1:02:05",), "it is past the end of the video."),
        (("1:02:05", "2:00:00"), "they are past the end."),
        (("0:99:99",), "its time can't be read."),
        (("1:02:05", "0:99:99"), "their times can't be read or are past the end."),
    ],
)
def test_reason_is_said_where_there_is_one(
    film: Path, times: Sequence[str], why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = tmp_path / "note.md"
    claims = "\n\n".join(f"Said [{time}]." for time in ("0:01", *times))
    note.write_text(f"---\nvideo: {film}\n---\n\n{claims}\n", "utf-8")
    assert main(["export", str(note), "--as", "vtt", "-o", str(tmp_path / "out.vtt")]) == 1
    assert capsys.readouterr().err.rstrip().endswith(f"): {why}")


def test_name_of_a_clip_ends_with_a_word_and_a_clip_is_never_written_over(
    film: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = tmp_path / "note.md"
    claims = (
        "Bridges carry loads to the ground by compression [0:01].\n\n" + "字" * 60 + " [0:02].\n"
    )
    note.write_text(f"---\nvideo: {film}\n---\n\n{claims}", "utf-8")
    clips = tmp_path / "clips"
    call = ["export", str(note), "--as", "clips", "--quick", "-o", str(clips)]
    assert main(call) == 0
    names = sorted(path.stem.partition(" ")[2] for path in clips.iterdir())
    assert names == ["Bridges carry loads to the ground by", "字" * 40]
    assert main(call) == 1
    assert "already exists" in capsys.readouterr().err
    assert len(list(clips.iterdir())) == 2


@pytest.mark.parametrize(
    "format_", ["vtt", *(pytest.param(one, marks=pytest.mark.all_only) for one in ("html", "pdf"))]
)
def test_longest_names_of_notes_are_exported_and_found_apart(format_: str, tmp_path: Path) -> None:
    vault, folder = tmp_path / "vault", tmp_path / "out"
    vault.mkdir()
    for stem in ("b" * 245, "ü" * 126, "b" * 249 + "ab", "b" * 249 + "ac", "short"):
        (vault / f"{stem}.md").write_text("Said [0:01].\n", "utf-8")
    assert main(["export", str(vault), "--as", format_, "-o", str(folder)]) == (
        format_ == "html"
    )  # without pictures
    assert len(list(folder.iterdir())) == 5
    assert not list(folder.glob(".*"))


def test_note_that_cannot_be_written_is_named_and_the_others_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vault, folder = tmp_path / "vault", tmp_path / "out"
    for place in (vault, folder):
        place.mkdir()
    for stem in "abc":
        (vault / f"{stem}.md").write_text("Said [0:01].\n", "utf-8")
    (folder / "b.html").write_text("mine", "utf-8")
    assert main(["export", str(vault), "--as", "html", "-o", str(folder)]) == 1
    told = capsys.readouterr().err
    assert "cuenote: b.md: " in told
    assert "already exists" in told
    assert (folder / "b.html").read_text("utf-8") == "mine"
    assert (folder / "a.html").exists()
    assert (folder / "c.html").exists()


@pytest.mark.skipif(os.name == "nt", reason="file names are text there")
def test_every_form_takes_names_that_are_not_utf8_and_leaves_no_temporary_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    video = make_video(folder / os.fsdecode(b"caf\xe9.mp4"), frames=90)
    note = folder / os.fsdecode(b"b\xe9.md")
    for named in (str(video), video.name):
        note.write_bytes(new_note(VideoRef(path=named), "Talk") + b"- One thing [0:01-0:02]\n")
        read = Note.parse(note.read_bytes())
        assert read.problems == ()
        found = find_media(read.video, note, None, None, None)
        assert found.path == video
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("TMPDIR", str(temporary))
    for format_ in FORMATS:
        assert (
            main(["export", str(note), "--as", format_.id, "-o", f"{tmp_path / format_.id}/"]) == 0
        ), capsys.readouterr()
        assert list((tmp_path / format_.id).iterdir()), format_.id
        assert not list(temporary.iterdir()), format_.id
