"""Work in child processes: its order, its errors, and children that die."""

import os
import random
import signal
import threading
import time
from itertools import islice
from multiprocessing import active_children
from multiprocessing.connection import Connection

import pytest

from viewer.children import ChildEndedError, in_children

_LARGE = 32 << 20


def _twice(number: int) -> int:
    time.sleep(number % 3 / 100)  # so that answers are not ready in the order of their tasks
    return 2 * number


def _fail(number: int) -> int:
    raise OSError(f"no {number}")


def _end(_: int) -> None:
    os._exit(3)


def _answer_and_die(after_s: float) -> bytes:
    """Answer, and be killed so many seconds from now, while the answer is written."""
    threading.Timer(after_s, os.kill, (os.getpid(), signal.SIGKILL)).start()
    return bytes(_LARGE)


def _answer_half(_: int) -> bytes:
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


def test_answers_come_in_the_order_of_their_tasks() -> None:
    assert list(in_children(_twice, range(50), 3)) == list(range(0, 100, 2))
    assert not active_children()


def test_what_a_child_raises_is_raised_here_with_its_place() -> None:
    with pytest.raises(OSError, match="no 7") as raised:
        list(in_children(_fail, [7], 2))
    assert "in _fail" in "".join(raised.value.__notes__)
    assert not active_children()


def test_child_that_ends_by_itself_ends_the_waiting() -> None:
    with pytest.raises(ChildEndedError):
        list(in_children(_end, range(5), 2))


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_child_that_is_killed_in_the_middle_of_its_answer_ends_the_waiting() -> None:
    with pytest.raises(ChildEndedError) as raised:
        list(in_children(_answer_half, range(9), 2))
    assert "during message" in str(raised.value.__cause__)
    assert not active_children()


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_child_that_is_killed_while_it_answers_ends_the_waiting(
    rng: random.Random, tests_all: bool
) -> None:
    for _ in range(5 if tests_all else 2):
        with pytest.raises(ChildEndedError):
            list(in_children(_answer_and_die, [rng.random() / 20] * 9, 2))
    assert not active_children()


def test_children_end_where_the_rest_is_not_wanted() -> None:
    answers = in_children(_twice, iter(range(1 << 40)), 2)
    assert list(islice(answers, 3)) == [0, 2, 4]
    answers.close()  # type: ignore[attr-defined]
    assert not active_children()
