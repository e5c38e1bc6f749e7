import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.calls import ROOT, in_process, run
from viewer import __version__
from viewer.notes.model import VideoRef
from viewer.system.handover import target_of

NOTE = "---\ntitle: A talk\nvideoId: abcdefghijk\n---\n\nFirst words [0:05]. Second [1:01:30].\n"


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "talk.md"
    path.write_text(NOTE, "utf-8")
    return path


def test_started_as_a_person_does_it_says_what_it_says_here(note: Path, tmp_path: Path) -> None:
    for arguments in (("--version",), ("show", note), ("show", note, "--json"), ("show", tmp_path)):
        started, called = in_process(*arguments), run(*arguments)
        assert (started.returncode, started.stdout, started.stderr) == (
            called.returncode,
            called.stdout,
            called.stderr,
        )
    assert run("--version").stdout == f"Cuenote {__version__}\n"


def test_commands_load_no_qt(note: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from viewer.__main__ import main\n"
        "for words in eval(sys.argv[1]):\n"
        "    try: main(words)\n"
        "    except SystemExit: pass\n"
        "    loaded = {'PySide6', 'vlc', 'av', 'yt_dlp'} & set(sys.modules)\n"
        "    print('loaded:', words, sorted(loaded))"
    )
    calls = [["--help"], ["show", str(note)], ["--at", "x"], ["check", str(note.parent)]]
    done = subprocess.run(
        [sys.executable, "-c", code, repr(calls)],
        cwd=ROOT,
        # Where a window was open, its vaults are read.
        env={**os.environ, "XDG_STATE_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    told = [line for line in done.stdout.splitlines() if line.startswith("loaded:")]
    assert told == [f"loaded: {words} []" for words in calls]


def test_show_prints_any_letters_on_any_terminal(tmp_path: Path) -> None:
    path = tmp_path / "odd.md"
    path.write_bytes("naïve 日本 😀 words [0:05] \ud83d".encode("utf-8", "surrogatepass"))
    ascii_ = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    shown = [run("show", path, encoding=name) for name in ("utf-8", "ascii", "latin-1")]
    for done in (*shown, in_process("show", path, **ascii_)):
        assert done.returncode == 1, done.stderr
        assert "0:05" in done.stdout
    done = run("show", path, "--json", encoding="ascii")
    assert json.loads(done.stdout.splitlines()[-1])["text"] == "The file is not valid UTF-8."


@pytest.mark.all_only
def test_reader_of_our_output_may_leave_early(tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_text("\n\n".join(f"Gap {n} [0:05]." for n in range(8_000)), "utf-8")
    cache = ("--cache", tmp_path / "cache")
    for arguments in (
        ("show", path),
        ("show", path, "--json"),
        ("search", tmp_path, "gap", "--hits", "8000", *cache),
    ):
        child = subprocess.Popen(
            [sys.executable, "-m", "viewer", *map(str, arguments)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        child.stdout.read(10)
        child.stdout.close()
        child.stdout = None
        assert child.communicate(timeout=60)[1] == b""
        assert child.returncode == 0


def test_output_that_cannot_be_written_is_not_a_crash(tmp_path: Path, note: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no device here is always full")
    with full.open("w") as out:
        done = subprocess.run(
            [sys.executable, "-m", "viewer", "show", str(note)],
            cwd=ROOT,
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert "No space left on device" in done.stderr


@pytest.mark.parametrize(
    ("named", "target"),
    [
        ("film.mp4", Path("film.mp4")),
        ("abcdefghijk", VideoRef("abcdefghijk")),
        ("file:///a%20b/film.mp4", Path("/a b/film.mp4")),
        ("https://example.com/talk.mp4", VideoRef(url="https://example.com/talk.mp4")),
        ("HTTPS://youtu.be/abcdefghijk", VideoRef("abcdefghijk", "HTTPS://youtu.be/abcdefghijk")),
    ],
)
def test_what_is_named_is_a_path_or_the_url_of_a_video(named: str, target: Path | VideoRef) -> None:
    assert target_of(named) == target
