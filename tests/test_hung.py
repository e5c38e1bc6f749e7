"""A run of the tests that hangs is ended, and one of which a worker dies goes on to its end."""

import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[1]

_HANGS = """
import threading, time
from concurrent.futures import ThreadPoolExecutor

def test_that_hangs():
    with ThreadPoolExecutor(1) as pool:  # which joins for ever when the time limit is raised
        pool.submit(threading.Event().wait)
        time.sleep(100)
"""


def test_run_that_hangs_behind_its_time_limit_is_ended_and_says_where(tmp_path: Path) -> None:
    file = tmp_path / "test_it.py"
    file.write_text(_HANGS, "utf-8")
    command = [sys.executable, "-m", "pytest", "-c", _ROOT / "pyproject.toml"]
    command += ["-p", "no:cacheprovider", "-o", "timeout=0.5", "-o", "faulthandler_timeout=2", file]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert ended.returncode == 1
    assert "Timeout (0:00:02)!" in ended.stderr
    assert f'"{file}", line 6 in test_that_hangs' in ended.stderr


_DIES = """
import os, signal

def test_before(): pass
def test_that_dies(): os.kill(os.getpid(), signal.SIGKILL)
def test_behind(): pass
"""


def test_run_of_which_workers_die_ends_with_all_other_tests_done(tmp_path: Path) -> None:
    hook = "from tests.conftest import pytest_xdist_make_scheduler as pytest_xdist_make_scheduler"
    (tmp_path / "conftest.py").write_text(hook, "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]", "utf-8")
    for name in ("test_one.py", "test_two.py"):
        (tmp_path / name).write_text(_DIES, "utf-8")
    for number in range(4):
        (tmp_path / f"test_{number}.py").write_text("def test_it(): pass", "utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:pytest-qt"]
    command += ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
    command += ["--rootdir", tmp_path, tmp_path]
    ended = subprocess.run(
        command, cwd=_ROOT, capture_output=True, text=True, timeout=240, check=False
    )
    assert "2 failed, 8 passed" in ended.stdout
    for name in ("test_one.py", "test_two.py"):
        assert f"crashed while running '{name}::test_that_dies'" in ended.stdout
