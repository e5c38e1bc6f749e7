"""`./run` itself, with stand-ins for what it calls: apt, dpkg, sudo, pip, venv and Cuenote.

Each stand-in writes its name and arguments into a log. The real ones are tested by hand on a bare
system; tested here are the order, the stamp, and the messages when something fails.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="./run is for Unix")

# Stands in for a Python and for the one in .venv: answers for venv, pip and Cuenote, is real else.
_PYTHON = """#!/bin/sh
case "$*" in
    "-I -m venv "*)
        echo "venv" >>"$LOG"
        mkdir -p "$4/bin"
        cp "$0" "$4/bin/python"
        for tool in ruff mypy lint-imports; do
            printf '#!/bin/sh\\necho "%s $*" >>"$LOG"\\nexit ${CHECKS:-0}\\n' $tool >"$4/bin/$tool"
            chmod +x "$4/bin/$tool"
        done
        ;;
    "-I -m pip --version") ;;
    "-I -m pip "*) echo "pip $*" >>"$LOG"; exit "${PIP_ENDS:-0}" ;;
    "-I -c import PySide6"*) ;;
    "-I -m viewer"*) shift 3; echo "cuenote in $PWD:" "$@" >>"$LOG" ;;
    "-m pytest"*)
        echo "pytest in $PWD on $QT_QPA_PLATFORM, settings in $XDG_CONFIG_HOME:" "$@" >>"$LOG"
        shift 2; echo "1 passed in 0.01s"; exit "${TESTS_END:-0}" ;;
    "-m tests."*) echo "$*" >>"$LOG" ;;
    *) if [ -n "$TOO_OLD" ]; then exit 1; fi; exec "$REAL_PYTHON" "$@" ;;
esac
"""
_TOOLS = {
    "python3": _PYTHON,
    "dpkg-query": """#!/bin/sh
echo dpkg-query >>"$LOG"
shift 3
for name in "$@"; do
    case " $MISSING " in *" $name "*) ;; *) echo "installed $name" ;; esac
done
""",
    "apt-get": '#!/bin/sh\necho "apt-get $*" >>"$LOG"\nexit "${APT_ENDS:-0}"\n',
    "apt-cache": "#!/bin/sh\nexit 0\n",
    "getconf": '#!/bin/sh\necho "${CORES:-2}"\n',
    "id": '#!/bin/sh\necho "$USER_ID"\n',
    "xvfb-run": '#!/bin/sh\nshift 3\nexec "$@"\n',
    "Xvfb": "#!/bin/sh\n",
}
_SUDO = '#!/bin/sh\necho "sudo" >>"$LOG"\n[ -z "$REFUSED" ] || exit 1\nexec "$@"\n'
# What `run` may use of the system; with nothing else on PATH, no real apt or sudo can be reached.
_REAL_TOOLS = """
    cat cksum cp chmod dirname env find flock grep mkdir mktemp mv readlink rm sed sh tr true
"""


class Checkout:
    """A copy of `run` in a folder of its own, with stand-ins on its PATH."""

    def __init__(self, folder: Path, tools: Path) -> None:
        self.folder = folder
        self.tools = tools
        self.log = tools / "log"

    def start(
        self,
        *arguments: str,
        through: Path | None = None,
        cwd: Path | None = None,
        **variables: str,
    ) -> subprocess.CompletedProcess[str]:
        """Run `run`, or what links to it; `variables` tell the stand-ins how to behave."""
        environment = {
            "PATH": str(self.tools),
            "LOG": str(self.log),
            "REAL_PYTHON": sys.executable,
            "USER_ID": "0",
            "TMPDIR": str(self.tools),
            **variables,
        }
        return subprocess.run(
            [str(through or self.folder / "run"), *arguments],
            cwd=cwd or self.tools,
            env=environment,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=240,  # a real pip reads what is installed, at its leisure on a busy machine
        )

    def calls(self) -> list[str]:
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return lines


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A checkout in a folder with spaces and signs in its name, on Debian, as root."""
    return make_checkout(tmp_path)


def make_checkout(tmp_path: Path) -> Checkout:
    folder = tmp_path / "it's a $folder"
    folder.mkdir()
    tools = tmp_path / "tools"
    tools.mkdir()
    shutil.copy(ROOT / "run", folder)
    (folder / "pyproject.toml").write_text("[project]\n")
    for name, script in _TOOLS.items():
        (tools / name).write_text(script)
        (tools / name).chmod(0o755)
    for name in _REAL_TOOLS.split():
        program = shutil.which(name)
        if program is not None:
            (tools / name).symlink_to(program)
    return Checkout(folder, tools)


def _names(calls: Sequence[str]) -> list[str]:
    return [call.split()[0] for call in calls]


def test_script_when_read_by_a_plain_shell_has_no_errors() -> None:
    for shell in ("sh", "dash", "bash"):
        if shutil.which(shell):
            subprocess.run([shell, "-n", str(ROOT / "run")], check=True)
    if shutil.which("shellcheck"):
        subprocess.run(["shellcheck", str(ROOT / "run"), str(ROOT / ".ci/run")], check=True)
    assert os.access(ROOT / "run", os.X_OK)
    assert os.access(ROOT / ".ci/run", os.X_OK)


def test_first_start_makes_the_environment_and_the_next_one_goes_straight_on(
    checkout: Checkout,
) -> None:
    run = checkout.start("--help")
    assert (run.returncode, "./run --tour" in run.stdout) == (0, True)
    assert checkout.calls() == []
    assert not (checkout.folder / ".venv").exists()
    elsewhere = checkout.tools / "else where"
    elsewhere.mkdir()
    run = checkout.start("my note.md", "--at", "1:02", cwd=elsewhere)
    assert (run.returncode, run.stdout) == (0, ""), run.stderr
    *calls, last = checkout.calls()
    assert _names(calls) == ["dpkg-query", "venv", "pip"]
    assert f"--editable {checkout.folder}" in calls[-1]
    # A note is named from where the user stands.
    assert last == f"cuenote in {elsewhere}: my note.md --at 1:02"
    run = checkout.start("note.md")
    assert (run.returncode, run.stderr) == (0, "")
    assert checkout.calls() == [f"cuenote in {checkout.tools}: note.md"]
    (checkout.tools / "one").symlink_to(checkout.folder / "run")
    (checkout.tools / "two").symlink_to("one")
    run = checkout.start(through=checkout.tools / "two")
    assert (run.returncode, run.stderr) == (0, "")
    assert checkout.calls() == [f"cuenote in {checkout.tools}:"]


def test_start_installs_again_what_changed_and_keeps_the_environment_but_a_half_made_one(
    checkout: Checkout,
) -> None:
    checkout.start()
    checkout.calls()
    own = checkout.folder / ".venv" / "own"
    own.write_text("")
    (checkout.folder / "pyproject.toml").write_text("[project]\nname = 'other'\n")
    assert checkout.start().returncode == 0
    assert _names(checkout.calls()) == ["dpkg-query", "pip", "cuenote"]
    (checkout.folder / ".venv" / "cuenote-stamp").unlink()  # made by hand
    assert checkout.start().returncode == 0
    assert _names(checkout.calls()) == ["dpkg-query", "pip", "cuenote"]
    checkout.folder = checkout.folder.rename(checkout.folder.with_name("moved"))
    own = checkout.folder / ".venv" / "own"
    assert checkout.start().returncode == 0
    calls = checkout.calls()
    assert _names(calls) == ["dpkg-query", "pip", "cuenote"]
    assert f"--editable {checkout.folder}" in calls[1]
    assert own.exists()
    (checkout.folder / ".venv" / "cuenote-unfinished").write_text("")
    run = checkout.start()
    assert "interrupted" in run.stderr
    assert _names(checkout.calls()) == ["dpkg-query", "venv", "pip", "cuenote"]
    assert not own.exists()
    assert checkout.start().stderr == ""


def test_two_starts_at_once_compile_a_language_both(checkout: Checkout) -> None:
    checkout.start()
    languages = checkout.folder / "resources" / "languages"
    languages.mkdir(parents=True)
    (languages / "cuenote_de.ts").write_text("texts")
    # Stands in for Qt's compiler: each waits until the other has begun.
    (checkout.folder / ".venv" / "bin" / "pyside6-lrelease").write_text(
        "import os, pathlib, sys, time\n"
        "begun, out = pathlib.Path(os.environ['TMPDIR']), pathlib.Path(sys.argv[-1])\n"
        "out.write_text('half')\n"
        "(begun / f'{os.getpid()}.begun').touch()\n"
        "end_s = time.monotonic() + 60\n"
        "while len(list(begun.glob('*.begun'))) < 2 and time.monotonic() < end_s:\n"
        "    time.sleep(0.01)\n"
        "out.write_text('whole')\n"
    )
    with ThreadPoolExecutor() as pool:
        runs = list(pool.map(checkout.start, ("--version", "--version")))
    assert [run.returncode for run in runs] == [0, 0], [run.stderr for run in runs]
    assert not any("compiled" in run.stderr or "mv" in run.stderr for run in runs)
    assert [file.name for file in languages.glob("*.qm*")] == ["cuenote_de.qm"]
    assert (languages / "cuenote_de.qm").read_text() == "whole"


def test_start_when_the_libraries_cannot_be_had_says_so_and_recovers(checkout: Checkout) -> None:
    run = checkout.start(PIP_ENDS="1")
    assert run.returncode == 1
    assert "If this machine is offline" in run.stderr
    assert "cuenote" not in _names(checkout.calls())
    assert checkout.start().returncode == 0
    assert _names(checkout.calls()) == ["dpkg-query", "venv", "pip", "cuenote"]


def test_packages_when_missing_are_installed_as_root(checkout: Checkout) -> None:
    run = checkout.start(MISSING="libvlc5 libxcb-cursor0")
    assert run.returncode == 0
    assert "play the video: libvlc5\n" in run.stderr
    assert "let Qt open a window: libxcb-cursor0\n" in run.stderr
    query, update, install, *rest = checkout.calls()
    assert (query, update.split()[-1]) == ("dpkg-query", "update")
    assert install.split()[-2:] == ["libvlc5", "libxcb-cursor0"]
    assert _names(rest) == ["venv", "pip", "cuenote"]


def test_packages_when_missing_are_installed_with_sudo_by_others(checkout: Checkout) -> None:
    (checkout.tools / "sudo").write_text(_SUDO)
    (checkout.tools / "sudo").chmod(0o755)
    missing = {"MISSING": "libvlc5", "USER_ID": "1000"}
    run = checkout.start(**missing, REFUSED="1")
    assert run.returncode == 0
    assert "Without that password they cannot be installed." in run.stderr
    assert "network" not in run.stderr  # which is not why
    assert "apt-get" not in _names(checkout.calls())
    (checkout.folder / ".venv" / "cuenote-stamp").unlink()
    run = checkout.start(**missing)
    assert run.returncode == 0
    assert "sudo" in run.stderr
    called = ["dpkg-query", "sudo", "sudo", "apt-get", "sudo", "apt-get"]
    assert _names(checkout.calls())[:6] == called


def test_packages_when_there_is_no_sudo_are_named_and_the_start_goes_on(checkout: Checkout) -> None:
    missing = {"MISSING": "libvlc5 libglib2.0-0t64 libglib2.0-0", "USER_ID": "1000"}
    run = checkout.start(**missing)
    assert run.returncode == 0
    assert "apt-get install libvlc5 libglib2.0-0t64\n" in run.stderr
    assert _names(checkout.calls()) == ["dpkg-query", "venv", "pip", "cuenote"]
    # They are not there: the next start looks for them again, but installs nothing anew.
    run = checkout.start(**missing, PIP_ENDS="1", APT_ENDS="1")
    assert run.returncode == 0
    assert run.stderr.endswith("As root: apt-get install libvlc5 libglib2.0-0t64\n")
    assert run.stderr.count("\n") == 1
    assert _names(checkout.calls()) == ["dpkg-query", "cuenote"]
    run = checkout.start(USER_ID="1000")  # now they are
    assert run.stderr == ""
    assert _names(checkout.calls()) == ["dpkg-query", "cuenote"]
    checkout.start()
    assert _names(checkout.calls()) == ["cuenote"]


@pytest.mark.all_only
def test_show_works_without_root_and_network_where_the_libraries_are(tmp_path: Path) -> None:
    # The real Python, the real pip, which reaches nobody, and the real Cuenote.
    checkout = make_checkout(tmp_path)
    for name in ("pyproject.toml", "viewer", "resources"):
        (checkout.folder / name).unlink(missing_ok=True)
        (checkout.folder / name).symlink_to(ROOT / name)
    (checkout.tools / "python3").unlink()
    (checkout.tools / "python3").symlink_to(sys.executable)
    venv = checkout.folder / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    (packages,) = venv.glob("lib/*/site-packages")
    own = next(place for place in sys.path if place.endswith("site-packages"))
    (packages / "all.pth").write_text(f"{checkout.folder}\n{own}\n")
    note = tmp_path / "note.md"
    note.write_text("# Note\n\n- A claim [00:00:05]\n")
    variables = {
        "USER_ID": "1000",
        "MISSING": "libvlc5",
        "PIP_INDEX_URL": "http://127.0.0.1:9/",
        "PIP_RETRIES": "0",
    }
    run = checkout.start("show", str(note), **variables)
    assert run.returncode == 0, run.stderr
    assert "A claim" in run.stdout
    assert "could not" not in run.stderr
    assert "going on with that" in run.stderr
    run = checkout.start("show", str(note), **variables)
    assert run.returncode == 0, run.stderr
    assert "A claim" in run.stdout
    assert run.stderr.endswith("As root: apt-get install libvlc5\n")
    assert run.stderr.count("\n") == 1
    # Where a library is not there, that is no way to go on.
    (packages / "all.pth").write_text(f"{checkout.folder}\n")
    (venv / "cuenote-stamp").unlink()
    assert checkout.start("show", str(note), **variables).returncode == 1


def test_packages_when_apt_fails_stop_the_tests(checkout: Checkout) -> None:
    run = checkout.start("test", MISSING="xvfb", APT_ENDS="100")
    assert run.returncode == 1
    assert "a screen for the tests: xvfb\n" in run.stderr
    assert "Without network it cannot" in run.stderr
    assert _names(checkout.calls()) == ["dpkg-query", "apt-get", "apt-get"]


def test_python_when_too_old_is_not_used(checkout: Checkout) -> None:
    run = checkout.start(TOO_OLD="1", MISSING="python3 python3-venv")
    assert (run.returncode, "3.11" in run.stderr) == (1, True)
    assert checkout.calls()[-1].split()[-2:] == ["python3", "python3-venv"]
    (checkout.tools / "apt-get").unlink()  # elsewhere than on Debian
    run = checkout.start(TOO_OLD="1")
    assert (run.returncode, "brew install" in run.stderr) == (1, True)


def test_start_elsewhere_than_on_debian_asks_the_doctor_once(checkout: Checkout) -> None:
    (checkout.tools / "apt-get").unlink()
    assert checkout.start().returncode == 0
    venv, pip, doctor, cuenote = checkout.calls()
    assert (venv, pip.split()[0]) == ("venv", "pip")
    assert doctor.endswith(": doctor")
    assert cuenote.endswith(":")
    checkout.start()
    assert _names(checkout.calls()) == ["cuenote"]


def test_tests_when_run_are_hidden_and_close_the_output(checkout: Checkout) -> None:
    run = checkout.start("test")
    assert run.returncode == 0, run.stderr
    assert run.stdout == "1 passed in 0.01s\n"
    calls = checkout.calls()
    assert [call for call in calls if call.startswith("pip")][-1].endswith("--group dev")
    checks, pytest_call = calls[-5:-1], calls[-1]
    assert [check.strip() for check in checks] == [
        "ruff check",
        "ruff format --check",
        "mypy",
        "lint-imports",
    ]
    assert pytest_call.startswith(f"pytest in {checkout.folder} on xcb, settings in ")
    # The folder for settings was made for this run, and thrown away after it.
    assert str(checkout.tools) in pytest_call
    assert not list(checkout.tools.glob("cuenote-run*"))


def test_all_tests_are_run_with_the_checks_and_those_that_are_named_without(
    checkout: Checkout,
) -> None:
    checkout.start("test", "--all", CORES="8")
    calls = checkout.calls()
    assert "mypy " in calls
    platforms = [call.split()[2] for call in calls if call.startswith("mypy --platform")]
    assert platforms == ["win32", "darwin"]
    assert " --all -n 9 --dist loadfile " in calls[-1]
    for cores, workers in (("1", 2), ("", 3), ("3", 4)):
        checkout.start("test", "--quick", CORES=cores)
        (call,) = checkout.calls()
        assert f" --quick -n {workers} --dist loadfile " in call
    run = checkout.start("test", "tests/notes", "-k", "one or two", TESTS_END="5")
    assert run.returncode == 5
    (call,) = checkout.calls()
    assert call.endswith("-m pytest tests/notes -k one or two")
    run = checkout.start("test", CHECKS="1")
    assert run.returncode == 1
    assert "ruff found something" in run.stderr
    assert "pytest" not in _names(checkout.calls())


def test_start_when_the_tests_were_set_up_has_all_it_needs(checkout: Checkout) -> None:
    checkout.start()
    checkout.calls()
    checkout.start("bench", "start")
    *_, pip, bench = checkout.calls()
    assert pip.endswith("--group dev")
    assert bench == "-m tests.tools bench start"
    checkout.start()
    checkout.start("shots")
    assert checkout.calls() == [f"cuenote in {checkout.tools}:", "-m tests.tools shots"]
    checkout.start("soak", "500", "7")
    assert checkout.calls() == ["-m tests.tools soak 500 7"]
