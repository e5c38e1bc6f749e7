"""The command line, as a person runs it: in processes of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from viewer import __version__
from viewer.handover import target_of
from viewer.notes.model import VideoRef

ROOT = Path(__file__).parents[1]
NOTE = "---\ntitle: A talk\nvideoId: abcdefghijk\n---\n\nFirst words [0:05]. Second [1:01:30].\n"


def run(
    *arguments: str | Path, stdin: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `python -m viewer` where no window can be shown."""
    hidden = {"QT_QPA_PLATFORM": "offscreen", "PYTHONWARNINGS": "error"}
    return subprocess.run(
        [sys.executable, "-m", "viewer", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **hidden, **environment},
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=60,
        check=False,
    )


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "talk.md"
    path.write_text(NOTE, "utf-8")
    return path


def test_help_names_every_command_and_option() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert done.stderr == ""
    for words in ("NOTE|VAULT|VIDEO", "--at", "--tour", "cuenote show", "cuenote doctor"):
        assert words in done.stdout
    assert run("show", "--help").stdout.startswith("usage: cuenote show")
    assert run("doctor", "--help").stdout.startswith("usage: cuenote doctor")


def test_version_is_printed() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"Cuenote {__version__}\n", "")


def test_help_and_show_load_no_qt(note: Path) -> None:
    code = (
        "import sys; from viewer.__main__ import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print('loaded:', sorted(m for m in sys.modules if m in ('PySide6', 'vlc', 'av')))"
    )
    for arguments in (("--help",), ("show", str(note)), ("--at", "x")):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        assert done.stdout.endswith("loaded: []\n")


def test_show_prints_claims_for_people(note: Path) -> None:
    done = run("show", note)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "A talk",
        "video abcdefghijk",
        "",
        "0:05  First words",
        "1:01:30  Second",
    ]


def test_show_knows_the_length_of_the_video_when_it_is_told(note: Path) -> None:
    done = run("show", note, "--duration", "2m10s")
    assert "past the end, 2:10; could be 1:01 or 1:30" in done.stdout


def test_show_prints_json_with_true_spans(note: Path) -> None:
    done = run("show", note, "--json")
    assert done.returncode == 0
    shown = json.loads(done.stdout)
    data = note.read_bytes()
    assert [citation["reads_ms"] for citation in shown["citations"]] == [5_000, 3_690_000]
    for citation, written in zip(shown["citations"], (b"[0:05]", b"[1:01:30]"), strict=True):
        assert data[citation["start"] : citation["end"]] == written
    assert shown["problems"] == []


def test_show_prints_any_letters_on_any_terminal(tmp_path: Path) -> None:
    path = tmp_path / "odd.md"
    path.write_bytes("naïve 日本 😀 words [0:05] \ud83d".encode("utf-8", "surrogatepass"))
    for encoding in ("utf-8", "ascii", "latin-1"):
        done = run("show", path, PYTHONIOENCODING=encoding, LC_ALL="C")
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        assert "0:05" in done.stdout
    done = run("show", path, "--json", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert json.loads(done.stdout)["problems"] == ["The file is not valid UTF-8."]


@pytest.mark.parametrize("command", ["open", "show"])
def test_path_that_is_not_there_is_named(command: str, tmp_path: Path) -> None:
    missing = tmp_path / "no such note.md"
    done = run(*(["show"] if command == "show" else []), missing)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "no such note.md" in done.stderr
    assert "Traceback" not in done.stderr


def test_show_of_a_folder_says_that_it_is_one(tmp_path: Path) -> None:
    done = run("show", tmp_path)
    assert done.returncode == 1
    assert "is a folder, not a note" in done.stderr


@pytest.mark.parametrize("time", ["soon", "", "1:2:3:4", "-5", "1h2x"])
def test_time_that_is_none_is_refused_with_an_example(time: str, note: Path) -> None:
    done = run(note, f"--at={time}")
    assert done.returncode == 2
    assert f"“{time}” is not a time; write 1:02:03, 9:07 or 1h2m3s" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [("--no-such",), ("show",), ("doctor", "x"), ("a", "b")])
def test_wrong_call_is_refused(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: cuenote")


def test_doctor_prints_what_it_found() -> None:
    done = run("doctor")
    assert "Traceback" not in done.stderr
    for words in ("Cuenote", "Python", "libvlc", "PySide6"):
        assert words in done.stdout


def test_reader_of_our_output_may_leave_early(tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_text("\n\n".join(f"Words {n} [0:05]." for n in range(30_000)), "utf-8")
    for arguments in (("show", str(path)), ("show", str(path), "--json")):
        child = subprocess.Popen(
            [sys.executable, "-m", "viewer", *arguments],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.read(10)
        child.stdout.close()
        errors = child.stderr.read()
        child.stderr.close()
        assert child.wait(60) == 1
        assert errors == b""


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
    assert "Traceback" not in done.stderr
    assert "No space left on device" in done.stderr


def test_window_opens_on_the_note_and_closes_with_nothing_left(note: Path, tmp_path: Path) -> None:
    # The whole of it, by the command line; a timer then closes the window as a person does.
    code = (
        "import sys\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from viewer import app\n"
        "from viewer.__main__ import main\n"
        "made = app.make_application\n"
        "def make(*arguments):\n"
        "    qapp = made(*arguments)\n"
        "    def look():\n"
        "        window = next(w for w in qapp.topLevelWidgets() if w.windowTitle())\n"
        "        print(window.windowTitle(), window.isVisible())\n"
        "        window.close()\n"
        "    QTimer.singleShot(700, look)\n"
        "    return qapp\n"
        "app.make_application = make\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    home = {
        f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "STATE", "DATA", "CACHE")
    }
    done = subprocess.run(
        [sys.executable, "-c", code, str(note), "--at", "1:02"],
        cwd=ROOT,
        env={**os.environ, **home, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "A talk – Cuenote True\n"
    assert done.stderr == ""
    assert (tmp_path / "STATE" / "cuenote" / "state.ini").is_file()
    assert not (tmp_path / "STATE" / "cuenote" / "crash.log").exists()


@pytest.mark.parametrize(
    ("named", "target"),
    [
        ("film.mp4", Path("film.mp4")),
        ("file:///a%20b/film.mp4", Path("/a b/film.mp4")),
        ("https://example.com/talk.mp4", VideoRef(url="https://example.com/talk.mp4")),
        (
            "HTTPS://youtu.be/abcdefghijk",
            VideoRef("abcdefghijk", "HTTPS://youtu.be/abcdefghijk"),
        ),
    ],
)
def test_what_is_named_is_a_path_or_the_url_of_a_video(named: str, target: Path | VideoRef) -> None:
    assert target_of(named) == target
