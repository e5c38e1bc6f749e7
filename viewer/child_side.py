"""How children of ours are started, end with their parent, and are waited for. No Qt."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    import subprocess

NICE = 15


def own_command(module: str, *arguments: str) -> list[str]:
    """Return the command that runs `python -m module` with our Python.

    -P: a folder named like the module, where the person happens to stand, is not ours.
    """
    return [sys.executable, "-P", "-m", module, *arguments]


def end_with_parent(heard: Callable[[bytes], None] = lambda line: None) -> None:
    """End this process, and what it started, when the one that started it has ended.

    It holds our standard input open: its end is the end of the pipe. A line that it writes there
    is given to `heard`, on another thread.
    """
    _begin_group()

    def wait() -> None:
        line = b""
        try:
            # Not sys.stdin: a thread that waits in it breaks the interpreter's own end.
            while data := os.read(0, 1 << 16):
                *lines, line = (line + data).split(b"\n")
                for each in lines:
                    heard(each)
        except OSError:
            pass  # as good as its end
        if sys.platform != "win32":
            os.killpg(0, signal.SIGKILL)
        os._exit(143)

    threading.Thread(target=wait, name="end with parent", daemon=True).start()


def _begin_group() -> None:
    """Begin a group of our own: who cancels ends the JavaScript runtime with us."""
    if sys.platform == "win32":
        _begin_job()
    elif os.getpgrp() != os.getpid():
        os.setpgid(0, 0)


def hear_lines(
    command: list[str],
    heard: Callable[[str], None],
    environment: Mapping[str, str] | None = None,
    *,
    is_ours: bool = False,
) -> subprocess.CompletedProcess[str]:
    """Run a command and hear each line of its output at once; return its end, and its complaints.

    One that `is_ours` ends with this process (`end_with_parent`). Where this is interrupted, the
    child ends, and all that it started.
    """
    import subprocess  # here, for the window imports this module when it starts
    import tempfile

    # Its complaints go to a file: a pipe that nobody reads meanwhile would stop it.
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as complaints:
        child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE if is_ours else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=environment,
            encoding="utf-8",
            errors="replace",
        )
        try:
            assert child.stdout is not None
            for line in child.stdout:
                heard(line)
            child.wait()
        finally:
            if child.poll() is None:
                kill_group(child.pid)
                child.kill()
                child.wait()
            for pipe in filter(None, (child.stdin, child.stdout)):
                pipe.close()
        complaints.seek(0)
        return subprocess.CompletedProcess(command, child.returncode, "", complaints.read())


def kill_group(pid: int) -> None:
    """Kill a child and what it started, where it made a process group (`end_with_parent`).

    On Windows what it started ends with it.
    """
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError):  # it is gone
            if os.getpgid(pid) == pid:
                os.killpg(pid, signal.SIGKILL)


def lower_priority() -> None:
    """Let everything else go first: the player, the window, what a person does meanwhile."""
    if sys.platform == "win32":
        below_normal = 0x4000
        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), below_normal)
    else:
        with contextlib.suppress(OSError):
            os.nice(NICE)


if sys.platform == "win32":

    class _Limits(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of winnt.h."""

        _fields_ = (
            ("times", ctypes.c_int64 * 2),
            ("flags", ctypes.c_uint32),
            ("working_set", ctypes.c_size_t * 2),
            ("processes", ctypes.c_uint32),
            ("affinity", ctypes.c_size_t),
            ("classes", ctypes.c_uint32 * 2),
            ("io", ctypes.c_uint64 * 6),
            ("memory", ctypes.c_size_t * 4),
        )

    def _begin_job() -> None:
        """Put this process into a job that what it starts is in, too, and that ends with it."""
        kill_on_close, extended_limits = 0x2000, 9  # JOB_OBJECT_…, JobObject… of winnt.h
        kernel = ctypes.WinDLL("kernel32")
        kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
        job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))  # open until this process ends
        limits = _Limits(flags=kill_on_close)
        kernel.SetInformationJobObject(
            job, extended_limits, ctypes.byref(limits), ctypes.sizeof(limits)
        )
        kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))


def own_output() -> TextIO:
    """Keep the standard output for our own lines: what libraries print goes to standard error."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return out
