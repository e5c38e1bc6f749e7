"""Programs of others read what is exported: ffprobe, mkvmerge and VLC."""

from __future__ import annotations

import ctypes
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import vlc

from tests.waiting import wait_until
from viewer.__main__ import main
from viewer.export.forms import form_named

_TITLES = ["Cats; dogs=b & c #d \\ e", "MMMMMMMM", "“Größe” — 猫"]
_CHAPTERS = [(2.0, 4.0, _TITLES[0]), (4.0, 10.0, _TITLES[1]), (10.0, 20.0, _TITLES[2])]


def _run(program: str, *arguments: str | Path) -> str:
    """Run a program and give what it prints; the test is skipped where there is none."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"there is no {program} on this computer")
    done = subprocess.run([found, *map(str, arguments)], capture_output=True, text=True, check=True)
    return done.stdout


def _chapters_in(path: Path, *arguments: str) -> list[tuple[float, float, str]]:
    text = _run("ffprobe", "-v", "error", *arguments, "-show_chapters", "-of", "json", path)
    found: list[dict[str, Any]] = json.loads(text)["chapters"]
    return [
        (float(one["start_time"]), float(one["end_time"]), one["tags"]["title"]) for one in found
    ]


@pytest.fixture
def note(tmp_path: Path, numbered_video: Path) -> Path:
    path = tmp_path / "pets.md"
    times = ("[0:02]", "[0:04-0:07]", "[0:10]")
    lines = [f"- {title} {time}\n" for title, time in zip(_TITLES, times, strict=True)]
    path.write_text(f"---\nvideo: {numbered_video}\n---\n\n{''.join(lines)}")
    return path


def _export(note: Path, form: str, *more: str) -> Path:
    target = note.with_name(f"out{form_named(form).suffix}")
    assert main(["export", str(note), "--as", form, *(more or ("-o", str(target)))]) == 0
    return target


def test_ffprobe_reads_chapters_of_ffmetadata(note: Path) -> None:
    assert _chapters_in(_export(note, "ffmetadata"), "-f", "ffmetadata") == _CHAPTERS


def test_mkvmerge_takes_chapters_of_matroska(note: Path, numbered_video: Path) -> None:
    made = note.with_name("made.mkv")
    _run("mkvmerge", "-o", made, "--chapters", _export(note, "matroska"), numbered_video)
    assert _chapters_in(made) == _CHAPTERS


@pytest.mark.parametrize("suffix", [".mkv", ".mp4"])
def test_ffprobe_reads_chapters_of_a_copy(suffix: str, note: Path) -> None:
    copy = note.with_name(f"copy{suffix}")
    _export(note, "ffmetadata", "--into", str(copy))
    found = _chapters_in(copy)
    # In MP4 a chapter follows upon another, from the beginning on.
    wanted = [(0.0, 2.0, "Start")] * (suffix == ".mp4") + _CHAPTERS
    assert [(start, title) for start, _, title in found] == [
        (start, title) for start, _, title in wanted
    ]
    assert [end for _, end, _ in found] == pytest.approx([end for _, end, _ in wanted], abs=0.1)


@pytest.mark.all_only
@pytest.mark.parametrize("form", ["vtt", "srt"])
def test_vlc_shows_subtitles_while_they_last(form: str, note: Path, numbered_video: Path) -> None:
    subtitles = _export(note, form)
    assert _vlc_shows_words(numbered_video, subtitles, 4, 7)
    assert not _vlc_shows_words(numbered_video, subtitles, 7.5, 9.5)


def _vlc_shows_words(video: Path, subtitles: Path, start_s: float, end_s: float) -> bool:
    """Play a part of a video in a VLC as it comes, and say whether it draws white words."""
    width, height = 640, 360
    picture = bytearray(4 * width * height)
    plane = (ctypes.c_ubyte * len(picture)).from_buffer(picture)

    def lock(_opaque: object, planes: Any) -> None:
        planes[0] = ctypes.addressof(plane)

    instance = vlc.Instance("--quiet", "--no-audio", "--no-sub-autodetect-file")
    media = instance.media_new_path(str(video))
    media.add_option(f":start-time={start_s}")
    player = instance.media_player_new()
    player.set_media(media)
    call = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p))(lock)
    vlc.libvlc_video_set_callbacks(player, ctypes.cast(call, vlc.VideoLockCb), None, None, None)
    player.video_set_format("RV32", width, height, 4 * width)
    player.add_slave(vlc.MediaSlaveType.subtitle, subtitles.as_uri(), True)

    def shows() -> bool:
        return bytes(picture[len(picture) // 2 :]).count(b"\xff\xff\xff") > 20

    player.play()
    try:
        wait_until(lambda: shows() or player.get_time() >= 1000 * end_s, timeout_ms=30_000)
        return shows()
    finally:
        player.stop()
        player.release()
        instance.release()
