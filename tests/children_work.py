"""What the tests of children have them do: in a file of its own, for each loads it."""

import os
import signal
from multiprocessing.connection import Connection


def twice(number: int) -> int:
    """Answer; some take longer than the next one, so that they are not ready in their order."""
    sum(range(number % 3 * 100_000))
    return 2 * number


def fail(number: int) -> int:
    raise OSError(f"no {number}")


def end(_: int) -> None:
    os._exit(3)


def answer_half(_: int) -> bytes:
    """Answer, and be killed when half of it is written."""
    send = Connection._send  # type: ignore[attr-defined]

    def send_half(pipe: Connection, data: bytes) -> None:
        if len(data) < 1000:  # how much comes
            send(pipe, data)
            return
        os.write(pipe.fileno(), data[: len(data) // 2])
        os.kill(os.getpid(), signal.SIGKILL)

    Connection._send = send_half  # type: ignore[attr-defined]
    return bytes(100_000)
