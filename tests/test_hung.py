"""A run of the tests that hangs is ended."""

import subprocess
import sys
from pathlib import Path

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
    settings = Path(__file__).parents[1] / "pyproject.toml"
    command = [sys.executable, "-m", "pytest", "-c", settings, "-p", "no:cacheprovider"]
    command += ["-o", "timeout=0.5", "-o", "faulthandler_timeout=2", file]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert "Timeout (0:00:02)!" in ended.stderr
    assert f'"{file}", line 6 in test_that_hangs' in ended.stderr
