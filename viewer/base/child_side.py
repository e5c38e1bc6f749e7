"""Start child processes, wait for them, and end them with their parent. No Qt."""

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
    """Return the command that runs `python -m module` with this Python.

    -P keeps Python from importing a module of that name from the current folder.
    """
    return [sys.executable, "-P", "-m", module, *arguments]


def end_with_parent(heard: Callable[[bytes], None] = lambda line: None) -> None:
    """End this process and its children when its parent has ended.

    The parent holds this standard input open, so its end closes the pipe. Lines that it writes are
    passed to `heard`, on another thread.
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
    """Start a process group, so that cancelling also ends the JavaScript runtime."""
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
    """Run a command, calling `heard` with each line of output; return its exit code and stderr.

    With `is_ours` it ends with this process (`end_with_parent`). If this is interrupted, the child
    and its children end.
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
    """Kill a child and its own children, if it made a process group (`end_with_parent`).

    On Windows its children end with it.
    """
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError):  # it is gone
            if os.getpgid(pid) == pid:
                os.killpg(pid, signal.SIGKILL)


def lower_priority() -> None:
    """Give everything else priority: the player, the window, the user's programs."""
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
        """Put this process and its children into a job that ends with it."""
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
    """Reserve standard output for Cuenote's lines: output of libraries goes to stderr."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return out
