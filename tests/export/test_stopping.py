import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.waiting import wait_until
from viewer.__main__ import main

rest = pytest.mark.all_only
_SUFFIXES = {"film": ".mp4", "html": ".html", "anki": ".apkg", "csv": ".csv"}


@pytest.fixture
def note(numbered_video: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "note"
    folder.mkdir()
    (folder / "film.mp4").symlink_to(numbered_video)
    lines = [f"- Claim {n}, in some words [0:{n:02}]\n" for n in range(19)]
    path = folder / "note.md"
    path.write_text(f"---\nvideo: film.mp4\n---\n\n{''.join(lines)}")
    return path


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 200 kB, of which most is taken."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small disk can only be made by root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize(
    "format_", ["html", "csv", *(pytest.param(one, marks=rest) for one in ("film", "anki"))]
)
def test_full_disk_is_said_and_leaves_nothing(
    format_: str, note: Path, small_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if format_ == "csv":
        (small_disk / "other").write_bytes(bytes(199 * 1024))
    before = sorted(small_disk.iterdir())
    target = small_disk / f"out{_SUFFIXES[format_]}"
    more = ["--no-clips"] * (format_ == "html")
    assert main(["export", str(note), "--as", format_, "-o", str(target), *more]) == 1
    assert capsys.readouterr().err.endswith(f"cuenote: {target}: No space left on device\n")
    assert sorted(small_disk.iterdir()) == before


@pytest.mark.all_only
def test_clips_that_were_finished_stay_on_a_full_disk(
    note: Path, small_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(note), "--as", "clips", "-o", str(small_disk)]) == 1
    assert "No space left on device" in capsys.readouterr().err
    names = sorted(path.name for path in small_disk.iterdir())
    assert names
    assert names[0] == "00-00-00 Claim 0 in some words.mp4"
    assert not any(name.startswith(".") for name in names)


def _written(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):  # gone, or renamed, since
            if path.is_file() and path.stat().st_size:
                yield path


@pytest.mark.parametrize(
    ("format_", "signal_"),
    [
        ("clips", signal.SIGTERM),
        pytest.param("film", signal.SIGINT, marks=rest),
        pytest.param("film", signal.SIGTERM, marks=rest),
        pytest.param("html", signal.SIGINT, marks=rest),
        pytest.param("anki", signal.SIGINT, marks=rest),
    ],
)
def test_export_that_is_interrupted_leaves_nothing_half_made(
    format_: str, signal_: signal.Signals, note: Path
) -> None:
    target = note.parent / "out"
    target.mkdir()
    temporary = note.parent / "temporary"
    temporary.mkdir()
    name = f"out{_SUFFIXES.get(format_, '/')}"
    child = subprocess.Popen(
        [sys.executable, "-m", "viewer", "export", note, "--as", format_, "-o", f"{target}/{name}"],
        env={**os.environ, "TMPDIR": str(temporary)},
        stderr=subprocess.PIPE,
        text=True,
        # A shell has what it starts in the background, these tests too, pass over Ctrl+C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    # Until something is half made: beside its target, or in the system's folder.
    wait_until(
        lambda: child.poll() is not None or any(_written(target)) or any(_written(temporary)),
        timeout_ms=60_000,
    )
    child.send_signal(signal_)
    said = child.communicate()[1]
    assert child.returncode == 130, said
    assert "Stopped" in said
    assert not list(temporary.iterdir())
    left = [path for path in target.rglob("*") if path.is_file()]
    assert all(path.suffix == ".mp4" and not path.name.startswith(".") for path in left)
    assert format_ == "clips" or not left
