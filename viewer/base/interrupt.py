"""Handle Ctrl+C: during the start, and after the work is done, it ends the program at once.

An exception while modules are loaded leaves a traceback; inside Qt's it crashes. So the process
then ends silently, with the exit code of an interrupted command. A loaded command gets the
exception, to end in its own way; the window handles signals as Qt does.
"""

import os
import signal
import sys
from types import FrameType
from typing import NoReturn


def raise_again() -> None:
    """Make Ctrl+C raise KeyboardInterrupt: a command is loaded."""
    if signal.getsignal(signal.SIGINT) is _end:
        signal.signal(signal.SIGINT, interrupt)


def hush() -> None:
    """Say nothing of what a signal leaves half made, such as an answer that was just coming."""
    sys.unraisablehook = lambda _: None


def interrupt(number: int, frame: FrameType | None) -> NoReturn:
    """Raise KeyboardInterrupt in a command that is to end in its own way."""
    hush()
    raise KeyboardInterrupt


def end_again() -> None:
    """Make Ctrl+C end the program at once: its work is done."""
    if _IS_PROGRAM:
        signal.signal(signal.SIGINT, _end)
    # Python 3.11, run with -m, kills itself at exit if Ctrl+C interrupted code made from text,
    # such as a class of `namedtuple`, even if caught; unless it runs code from text once more.
    exec("")


def _end(number: int, frame: FrameType | None) -> None:
    os._exit(128 + number)


def _is_program() -> bool:
    started = sys.orig_argv
    if "-m" in started:
        return started[started.index("-m") + 1 :][:1] == ["viewer"]
    return os.path.basename("".join(started[1:2])).startswith("cuenote")  # noqa: PTH119 - at once


# Not where it is ignored, as for a command in the background.
_IS_PROGRAM = _is_program() and signal.getsignal(signal.SIGINT) is signal.default_int_handler
end_again()
