import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.commands.calls import run
from tests.media.site import Home
from viewer.media.caption_formats import read_captions
from viewer.media.speech_models import ModelFolder
from viewer.media.transcribed import file_name, folder_of, read_origin

ID = "dQw4w9WgXcQ"


@pytest.fixture
def folders(home: Home, tmp_path: Path) -> dict[str, str]:
    return {**home.variables, "XDG_STATE_HOME": str(tmp_path / "state")}


@pytest.fixture
def talk(tmp_path: Path, spoken_file: Path) -> Path:
    """A note about a lecture that lies beside it, without captions."""
    folder = tmp_path / "notes"
    folder.mkdir()
    shutil.copy(spoken_file, folder / "lecture.m4a")
    note = folder / "talk.md"
    note.write_text("---\nvideo: lecture.m4a\n---\n\nMemory changes what was heard [0:35].\n")
    return note


def listing(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.all_only
def test_what_a_note_is_about_is_written_down_and_the_notes_are_left_alone(
    talk: Path, folders: dict[str, str], speech_model: ModelFolder, tmp_path: Path
) -> None:
    before, words = listing(talk.parent), tmp_path / "said.srt"
    model = ("--model", speech_model.folder, "--ranges", "0:30-0:42")
    done = run("transcribe", talk, *model, "-o", words, **folders)
    assert done.returncode == 0, done.stderr
    assert f"Transcribed, in en, in part: {words}" in done.stderr
    assert "memory" in words.read_text().lower()
    assert "easy to forget" not in words.read_text()
    assert listing(talk.parent) == before


@pytest.mark.all_only
def test_whole_file_is_written_down_told_as_json_and_heeded_by_the_check(
    talk: Path, folders: dict[str, str], home: Home, speech_model: ModelFolder
) -> None:
    before, media = listing(talk.parent), talk.with_name("lecture.m4a")
    done = run("transcribe", media, "--model", speech_model.folder, "--json", **folders)
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert {event["file"] for event in events} == {str(media)}
    path = folder_of(media, home.library) / file_name("model")
    assert events[-1] == {"event": "done", "path": str(path), "file": str(media)}
    origin = read_origin(path)
    assert origin.is_whole
    assert read_captions(path).search("easy to forget")
    # The check finds it by itself.
    report = run("check", talk, "--json", **folders)
    assert report.returncode in (0, 1), report.stderr
    assert listing(talk.parent) == before


@pytest.mark.all_only
def test_ctrl_c_keeps_what_is_finished(
    talk: Path, folders: dict[str, str], home: Home, speech_model: ModelFolder
) -> None:
    media = talk.with_name("lecture.m4a")
    command = [sys.executable, "-P", "-m", "viewer", "transcribe", str(media)]
    process = subprocess.Popen(
        [*command, "--model", str(speech_model.folder), "--json"],
        env={**os.environ, **folders},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    for line in process.stdout:
        if '"progress"' in line:
            break
    (listens,) = psutil.Process(process.pid).children()
    assert listens.nice() == psutil.Process().nice()  # the user waits for it
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130, said
    assert "What is finished is kept" in said
    assert "Traceback" not in said
    origin = read_origin(folder_of(media, home.library) / file_name("model"))
    assert 0 < origin.finished[0][1] < 75_000


@pytest.mark.all_only
def test_saved_video_is_found_by_its_address_and_one_that_is_not_is_said(
    folders: dict[str, str], home: Home, spoken_file: Path, speech_model: ModelFolder
) -> None:
    saved = home.library / ID / f"{ID}.m4a"
    saved.parent.mkdir(parents=True)
    shutil.copy(spoken_file, saved)
    model = ("--model", speech_model.folder, "--ranges", "0-0:08")
    done = run("transcribe", f"https://youtu.be/{ID}?t=3", *model, **folders)
    assert done.returncode == 0, done.stderr
    assert read_origin(saved.with_name(file_name("model"))) is not None
    done = run("transcribe", "http://127.0.0.1:9/film.mp4", *model, **folders)
    assert done.returncode == 1
    assert "is not saved on this computer. Save it? Can't ask here" in done.stderr
    assert "`cuenote save http://127.0.0.1:9/film.mp4` saves it" in done.stderr
    done = run("transcribe", "http://127.0.0.1:9/film.mp4", *model, "--yes", **folders)
    assert done.returncode == 1
    assert "not saved" in done.stderr


def test_what_cannot_be_done_is_said_before_anything_is_loaded(
    talk: Path, folders: dict[str, str], tmp_path: Path, speech_model: ModelFolder
) -> None:
    folder = str(speech_model.folder)
    there = tmp_path / "there.vtt"
    there.touch()
    for code, arguments, words in (
        (3, ("--model", "huge"), "No model or folder is called “huge”"),
        (3, ("--model", str(tmp_path)), "is incomplete"),
        (1, ("--model", folder, "-o", str(there)), "already exists"),
        (2, ("--model", folder, "-o", str(tmp_path / "x.doc")), "must end in .vtt, .srt, .txt"),
        (1, ("--model", folder, "-o", str(tmp_path / "no" / "x.vtt")), "There is no folder"),
        (2, ("--model", folder, "--ranges", "2:00-1:00"), "is not a range of times"),
    ):
        done = run("transcribe", talk, *arguments, **folders)
        assert (done.returncode, done.stdout) == (code, "")
        assert words in done.stderr
    for code, name, words in (
        (3, "gone.md", "no such note"), (3, "gone.mp4", "no such file"), (3, ".", "is a folder"),
    ):  # fmt: skip
        done = run("transcribe", tmp_path / name, "--model", folder, **folders)
        assert done.returncode == code
        assert words in done.stderr
    empty = tmp_path / "empty.md"
    empty.write_text("No video.\n")
    done = run("transcribe", empty, talk, "--model", folder, "--language", "de", **folders)
    assert done.returncode == 1
    assert "has no video" in done.stderr
    assert "does not know the language “de”" in done.stderr


def test_the_hub_is_asked_last_and_where_it_is_not_reached_a_folder_is_named(
    talk: Path, folders: dict[str, str]
) -> None:
    nowhere = {**folders, "HF_ENDPOINT": "http://127.0.0.1:9"}
    done = run("transcribe", talk.with_name("gone.mp4"), **nowhere)
    assert (done.returncode, "no such file" in done.stderr) == (3, True)
    assert "127.0.0.1:9" not in done.stderr
    done = run("transcribe", talk, **nowhere)
    assert done.returncode == 1
    assert "Can't ask here: confirm with --yes" in done.stderr
    done = run("transcribe", talk, "--yes", **nowhere)
    assert done.returncode == 1
    assert "couldn't be downloaded" in done.stderr
    assert "Or use a model that you have: --model FOLDER." in done.stderr


@pytest.mark.all_only
def test_sizes_are_said_before_a_model_is_fetched_and_no_is_the_answer(
    talk: Path, folders: dict[str, str], home: Home, speech_model: ModelFolder, web: object
) -> None:
    from tests.media.hub_site import HubSite
    from tests.media.web import Web

    assert isinstance(web, Web)
    hub = HubSite(web, "Systran/faster-whisper-tiny.en", speech_model.folder)
    folders = {**folders, "HF_ENDPOINT": hub.endpoint}
    done = run("transcribe", talk, "--model", "tiny.en", **folders)
    assert done.returncode == 1
    assert "Download the model tiny.en (78 MB, from huggingface.co)? Can't ask here" in done.stderr
    # At a terminal, Return alone is a no.
    assert "[y/N]" in at_terminal([str(talk), "--model", "tiny.en"], folders, b"\n")
    assert not (home.data / "speech").exists()
    assert "Transcribed" in at_terminal(
        [str(talk), "--model", "tiny.en", "--ranges", "0-0:08"], folders, b"y\n"
    )
    # Now it is the one that is used.
    done = run("transcribe", talk, "--ranges", "0-0:08", **folders)
    assert done.returncode == 0
    assert "recognised.tiny-en.vtt" in done.stderr


def at_terminal(arguments: list[str], folders: dict[str, str], typed: bytes) -> str:
    """Run it at a terminal, and type something once it asks; return all that is shown."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "viewer", "transcribe", *arguments],
        env={**os.environ, **folders, "COLUMNS": "300"},
        stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    until_s = time.monotonic() + 60
    while time.monotonic() < until_s:
        try:
            data = os.read(ours, 4096)
        except OSError:
            break  # it has ended
        if not data:
            break
        shown += data
        if b"[y/N]" in shown and typed:
            os.write(ours, typed)
            typed = b""
    process.wait(10)
    os.close(ours)
    return shown.decode("utf-8", "replace")
