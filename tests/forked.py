"""Work in a child that is made by fork, so that it begins at once; and is killed in the middle."""

import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable
from types import FrameType


def start_child(work: Callable[[], object], kill_at: int | None = None) -> int:
    """Begin something in a child, and return its process id.

    It is killed at step `kill_at` of it; each call of a function of Python or C is one, and each
    return: what a kill at any moment leaves on the disk, one of these leaves, too.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads, which the child has not
        child = os.fork()
    if child:
        return child
    try:
        if kill_at is not None:
            sys.setprofile(_killer(kill_at))
        work()
        os._exit(0)
    except BaseException:  # noqa: BLE001 - whatever it is, this child must not be a second pytest
        traceback.print_exc()
    finally:
        os._exit(1)


def end_of(child: int) -> int:
    """Wait for the end of a child; return its exit code, negative where a signal ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _killer(left: int) -> Callable[[FrameType, str, object], None]:
    def step(*_: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return step


def killed(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
