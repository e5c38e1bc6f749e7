"""`cuenote check --listen`: only what is round the citations is heard, and then they are judged."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.commands.calls import run
from tests.video.site import Home
from viewer.evidence.listen import ToHear, to_hear
from viewer.evidence.sources import Places
from viewer.video.speech.models import ModelFolder
from viewer.video.transcripts.transcribed import (
    Origin,
    Transcribed,
    file_name,
    folder_of,
    read_origin,
    write_transcribed,
)
from viewer.video.transcripts.transcript import Cue

NOTE = (
    "---\nvideo: talk.m4a\n---\n\nEvery claim in the note knows the moment it came from [0:05].\n"
)


@pytest.fixture
def vault(tmp_path: Path, spoken_file: Path) -> Path:
    root = tmp_path / "vault"
    root.mkdir()
    shutil.copy(spoken_file, root / "talk.m4a")
    (root / "a.md").write_text(NOTE)
    (root / "none.md").write_text("Nothing is cited.\n")
    return root


def test_stretches_round_the_citations_of_all_notes_are_listened_to(
    vault: Path, tmp_path: Path
) -> None:
    places = Places(vault=vault, library=tmp_path / "library")
    media = vault / "talk.m4a"
    assert to_hear(places, vault, ["a.md", "none.md", "gone.md"]) == [ToHear(media, ((0, 45_000),))]
    (vault / "b.md").write_text(NOTE.replace("0:05", "1:12"))
    ((found, ranges),) = to_hear(places, vault, ["a.md", "b.md"])
    assert (found, ranges[0][0], len(ranges)) == (media, 0, 1)
    assert ranges[0][1] == pytest.approx(75_000, abs=200)
    # What was heard already is not heard again, and nothing of a video whose words are here.
    path = folder_of(media, tmp_path / "library") / file_name("tiny")
    origin = Origin("tiny", duration_ms=75_000, finished=((0, 30_000),))
    write_transcribed(path, Transcribed(origin, (Cue(1_000, 2_000, "Words."),)))
    assert to_hear(places, vault, ["a.md"]) == [ToHear(media, ((30_000, 45_000),))]
    (vault / "talk.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nAll of it.\n")
    assert to_hear(Places(vault=vault, library=tmp_path / "library"), vault, ["a.md"]) == []


@pytest.mark.all_only
def test_check_listens_when_it_is_asked_to(
    vault: Path, home: Home, speech_model: ModelFolder, tmp_path: Path
) -> None:
    folders = {**home.variables, "XDG_STATE_HOME": str(tmp_path / "state")}
    path = folder_of(vault / "talk.m4a", home.library) / file_name("model")
    before = run("check", vault / "a.md", "--json", **folders).stdout
    assert not path.exists(), "it listened without being asked"
    done = run(
        "check", vault / "a.md", "--json", "--listen", "--model", speech_model.folder, **folders
    )
    assert done.returncode == 0, done.stderr
    assert "Listening to 1 minute of 1 video." in done.stderr
    origin = read_origin(path)
    assert origin is not None
    assert origin.finished[0][0] == 0
    assert 45_000 <= origin.finished[-1][1] < 50_000
    assert done.stdout != before, "what was heard is no evidence"
    again = run("check", vault, "--listen", "--model", speech_model.folder, **folders)
    assert "Listening" not in again.stderr
    assert again.returncode == 0


def test_what_listening_lacks_is_said_and_nothing_is_checked(
    vault: Path, home: Home, tmp_path: Path
) -> None:
    folders = {**home.variables, "XDG_STATE_HOME": str(tmp_path / "state")}
    done = run("check", vault, "--listen", "--model", "huge", **folders)
    assert (done.returncode, done.stdout) == (3, "")
    assert "No model or folder is called “huge”" in done.stderr
