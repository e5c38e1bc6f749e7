"""An editor is killed again and again: the note is always one whole version."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

KILLS, ALL_KILLS = 40, 1_000
# Two at once: while one waits for the disk the other works.
WORKERS = 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.timeout(240)
def test_note_is_one_whole_version_when_its_editor_is_killed(
    tmp_path: Path, tests_all: bool, rng: random.Random
) -> None:
    kills = ALL_KILLS if tests_all else KILLS
    seed = rng.randrange(1 << 30)
    command = [sys.executable, "-m", "tests.notes.killed", str(kills // WORKERS)]
    workers = [
        subprocess.Popen(
            [*command, str(seed + number), str(tmp_path)],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(WORKERS)
    ]
    outcomes = [worker.communicate() for worker in workers]
    for worker, (_, errors) in zip(workers, outcomes, strict=True):
        assert worker.returncode == 0, errors
    figures = [json.loads(out) for out, _ in outcomes]
    total = {key: sum(one[key] for one in figures) for key in ("edits", "recovered", "left_over")}
    worst = max(one["worst_edits"] for one in figures)
    worst_ms = max(one["worst_ms"] for one in figures)
    print(f"{kills} kills, {total}: at worst {worst} edits, {worst_ms} ms of typing, were lost")
    # A crash of the program loses nothing that the journal was given: one edit at most.
    assert worst <= 1
    assert worst_ms <= 1000
    assert total["edits"] > kills / 2
    assert total["recovered"] > 0
    for one in figures:
        assert one["left"] == ["note.md", "state"]
