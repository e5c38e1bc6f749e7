"""What the tests of children have them do: in a file of its own, for each loads it."""

import os
import signal
from typing import Any


def twice(number: int) -> int:
    """Answer; some take longer than the next one, so that they are not ready in their order."""
    sum(range(number % 3 * 100_000))
    return 2 * number


def fail(number: int) -> int:
    raise OSError(f"no {number}")


def end(_: int) -> None:
    os._exit(3)


class _Deadly:
    def __reduce__(self) -> Any:
        os.kill(os.getpid(), signal.SIGKILL)


def answer_half(_: int) -> object:
    """Answer, and be killed when half of it is written."""
    return bytes(100_000), _Deadly()
