import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.check.vaults import TALK, VIDEO, anchor, durations, note, shifted_note, srt, write_vault
from tests.commands.calls import ROOT, run
from viewer.check.dismissed import Dismissed
from viewer.notes.note import Note
from viewer.notes.said import judged

pytestmark = pytest.mark.usefixtures("own_homes")


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    write_vault(root)
    return root


def check_json(*arguments: str | Path) -> list[dict[str, object]]:
    done = run("check", "--json", *arguments)
    assert done.returncode in (0, 1), done.stderr
    return list(map(json.loads, done.stdout.splitlines()))


def test_json_has_an_entry_for_each_citation(vault: Path) -> None:
    entries = check_json(vault)
    assert len(entries) == 3 * 6 + 2
    one = entries[0]
    data = Path(str(one["path"])).read_bytes()
    assert data[one["start"] : one["end"]].startswith(b"<a class=")  # type: ignore[misc]
    assert one | {"start": 0, "end": 0} == {
        "path": str(vault / "Channel 0" / "shifted 0.md"),
        "line": 8,
        "text": "Welcome everybody to this evening about lighthouses",
        "start": 0,
        "end": 0,
        "written": "05:00:00",
        "reads_ms": 18_000_000,
        "verdict": "shifted",
        "proposed_ms": 300_000,
        "candidates": [300_000],
        "sure": True,
        "why": "6 of 6 such times end in :00; "
        "read as hours, 6 of 6 would need a video of five hours or more",
        "evidence": None,
        "captions": None,
    }


def test_transcripts_and_durations_are_evidence(tmp_path: Path) -> None:
    lines = [f"{text} {anchor(f'00:{n // 6:02}:{n % 6 * 10:02}')}" for n, text in enumerate(TALK)]
    lines.append(f"Sailors complained about the colour {anchor('07:00:30')}")
    (tmp_path / "a.md").write_text(note(VIDEO, *lines), "utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / f"{VIDEO}.en.srt").write_text(srt(), "utf-8")
    listed = durations(tmp_path / "d.json", **{VIDEO: 125})
    entries = check_json(
        tmp_path / "a.md", "--transcripts", tmp_path / "texts", "--durations", listed
    )
    assert len(entries) == len(TALK) + 1
    assert [entry["verdict"] for entry in entries].count("holds") >= len(TALK) - 2
    last = entries[-1]
    assert (last["verdict"], last["reads_ms"]) == ("past end", 25_230_000)
    assert abs(int(str(last["proposed_ms"])) - 30_000) <= 15_000
    evidence = last["evidence"]
    assert isinstance(evidence, dict)
    assert list(evidence) == ["start_ms", "end_ms", "text"]
    assert "colour of the beam" in evidence["text"]


def test_words_are_careful_and_the_summary_counts(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        note(VIDEO, f"One {anchor('00:00:30')}", f"Two {anchor('01:00:30')}", title="On light"),
        "utf-8",
    )
    listed = durations(tmp_path / "d.json", **{VIDEO: 125})
    done = run("check", tmp_path / "a.md", "--durations", listed)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        f"On light  ({tmp_path / 'a.md'})",
        "    01:00:30  past the end (2:05); 1:00 would fit; or 0:30",
        "",
        "2 timestamps; 1 problem",
        "  0  confirmed",
        "  1  can't tell",
        "  1  past the end of the video",
    ]
    assert "false" not in done.stdout
    # What is sure says why on a line of its own.
    write_vault(tmp_path / "vault")
    lines = run("check", tmp_path / "vault" / "Channel 0" / "shifted 0.md").stdout.splitlines()
    assert lines[1].endswith("this one is 5:00 (safe fix)")
    assert lines[2].strip() == (
        "6 of 6 such times end in :00; "
        "read as hours, 6 of 6 would need a video of five hours or more"
    )


def test_a_note_that_cannot_be_read_is_named_and_the_rest_checked(vault: Path) -> None:
    (vault / "bad.md").write_bytes(b"\xff [0:05]\n")
    done = run("check", vault)
    assert done.returncode == 1
    assert "bad.md” is not UTF-8" in done.stderr
    assert "20 timestamps in 5 notes" in done.stdout
    assert run("check", vault / "bad.md").returncode == 3


def test_fix_writes_the_sure_repairs_and_then_nothing_is_left(vault: Path) -> None:
    plain = (vault / "Channel 1" / "plain 0.md").read_bytes()
    first = run("check", vault, "--fix")
    assert first.returncode == 0
    assert "Fixed 18 timestamps in 3 notes; 0 problems left." in first.stdout
    again = run("check", vault, "--fix")
    assert again.returncode == 3
    assert again.stdout.endswith("Nothing was fixed: no timestamps could be checked.\n")
    assert (vault / "Channel 1" / "plain 0.md").read_bytes() == plain
    assert 'data-t="00:05:00">[00:05:00]' in (vault / "Channel 0" / "shifted 0.md").read_text()
    assert not list(vault.rglob(".cuenote-*"))


def test_fix_of_one_note_leaves_its_neighbours(vault: Path) -> None:
    other = (vault / "Channel 0" / "shifted 2.md").read_bytes()
    done = run("check", vault / "Channel 0" / "shifted 0.md", "--fix", "--json")
    assert done.returncode == 0
    assert "Fixed 6 timestamps in 1 note" in done.stderr
    entries = list(map(json.loads, done.stdout.splitlines()))
    assert len(entries) == 6
    assert {Path(entry["path"]).name for entry in entries} == {"shifted 0.md"}  # and no neighbour
    assert (vault / "Channel 0" / "shifted 2.md").read_bytes() == other


def test_what_is_kept_is_no_finding(tmp_path: Path, vault: Path) -> None:
    path = vault / "Channel 0" / "shifted 0.md"
    read = Note.parse(path.read_bytes())
    kept = Dismissed(tmp_path / "STATE" / "cuenote")
    kept.keep(path, read, range(len(read.citations)))
    done = run("check", path)
    assert done.returncode == 0
    assert "6 problems were ignored" in done.stdout
    assert {entry["verdict"] for entry in check_json(path)} == {"holds"}
    assert "Fixed 0 timestamps" in run("check", path, "--fix").stdout
    assert path.read_bytes() == read.data
    # Nor is what is no timestamp.
    said = read.with_said(judged(read.said, read.data, read.citations[0].span.start, is_time=False))
    kept.take_said(path, read, said)
    assert len(check_json(path)) == len(read.citations) - 1
    assert run("show", path, "--json").stdout.count("\n") == len(read.citations) - 1


def large_vault(root: Path, count: int) -> dict[Path, bytes]:
    for number in range(count):
        place = root / f"Channel {number % 7}" / f"note {number}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(shifted_note(f"video{number:06}", 12, title=f"Note {number}"), "utf-8")
    return {place: place.read_bytes() for place in root.rglob("*.md")}


def start(*arguments: str | Path, **more: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "viewer", *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # A shell has what it starts in the background ignore SIGINT, and that is inherited.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        **more,  # type: ignore[call-overload]
    )


def wait_until_gone(processes: list[psutil.Process]) -> None:
    _, alive = psutil.wait_procs(processes, timeout=20)
    assert not alive


@pytest.fixture
def fixed(tmp_path: Path, tests_all: bool) -> dict[Path, tuple[bytes, bytes]]:
    """Give each note of a large vault as it is, and as it is once it is repaired."""
    count = 240 if tests_all else 110  # from 100 on it has processes
    before = large_vault(tmp_path / "copy", count)
    run("check", tmp_path / "copy", "--fix")
    after = {place.relative_to(tmp_path / "copy"): place.read_bytes() for place in before}
    before = large_vault(tmp_path / "large", count)
    return {
        place: (data, after[place.relative_to(tmp_path / "large")])
        for place, data in before.items()
    }


@pytest.mark.all_only
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_every_note_is_whole_when_fix_is_killed(
    tmp_path: Path, fixed: dict[Path, tuple[bytes, bytes]], tests_all: bool
) -> None:
    root, pick = tmp_path / "large", random.Random(4)
    assert all(before != after for before, after in fixed.values())
    was_in_the_middle = False
    for _ in range(4):
        for place, (before, _) in fixed.items():
            place.write_bytes(before)
        child = start("check", root, "--fix")
        # After some notes are told: from then on notes are written.
        for _ in range(pick.randrange(1, len(fixed))):
            child.stdout.readline()
        family = psutil.Process(child.pid).children(recursive=True)
        child.kill()
        child.communicate()
        wait_until_gone(family)
        repaired = 0
        for place, versions in fixed.items():
            data = place.read_bytes()
            assert data in versions
            repaired += data == versions[1]
        was_in_the_middle = was_in_the_middle or 0 < repaired < len(fixed)
        if was_in_the_middle and not tests_all:
            break
    assert was_in_the_middle
    done = run("check", root, "--fix")
    assert done.returncode == 0
    assert all(place.read_bytes() == after for place, (_, after) in fixed.items())


@pytest.mark.all_only
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGINT to send")
def test_ctrl_c_ends_all_processes_without_a_word_too_many(tmp_path: Path) -> None:
    large_vault(tmp_path / "large", 600)
    child = start("check", tmp_path / "large")
    child.stdout.readline()
    family = psutil.Process(child.pid).children(recursive=True)
    assert family
    os.killpg(child.pid, signal.SIGINT)
    _, told = child.communicate(timeout=30)
    assert (child.returncode, told.decode()) == (
        130,
        "Stopped. Notes that were fixed so far stay fixed.\n",
    )
    wait_until_gone(family)


def test_events_tell_of_every_note(vault: Path) -> None:
    shifted = vault / "Channel 0" / "shifted 0.md"
    data = shifted.read_bytes()
    with start("check", vault, "--events", "--fix") as child:
        told = [json.loads(line) for line in child.stdout]
        assert child.wait(30) == 0
    assert told[0] == {"kind": "progress", "done": 0, "count": 5}
    assert told[-1] == {"kind": "ready"}
    notes = [one for event in told if event["kind"] == "notes" for one in event["notes"]]
    assert (len(notes), sum(one["repair"] is not None for one in notes)) == (5, 3)
    assert shifted.read_bytes() == data
    # Of a folder alone, and without repairs.
    with start("check", vault, "--events", "--below", "Channel 1") as child:
        told = [json.loads(line) for line in child.stdout]
    assert told[0] == {"kind": "progress", "done": 0, "count": 3}
    below = [one for event in told if event["kind"] == "notes" for one in event["notes"]]
    assert all(one["path"].startswith("Channel 1/") and one["repair"] is None for one in below)
    assert sorted(one["doubtful"] for one in below) == [0, 0, 6]


def test_events_end_with_their_input(tmp_path: Path) -> None:
    large_vault(tmp_path / "large", 600)
    with start("check", tmp_path / "large", "--events") as child:
        child.stdout.readline()
        child.stdout.readline()
        family = psutil.Process(child.pid).children(recursive=True)
        child.stdin.close()
        told = child.stdout.read()
    assert child.returncode != 0
    assert b"ready" not in told
    wait_until_gone(family)
