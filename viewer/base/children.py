"""Run work in several child processes; results come in the order of the tasks.

Each child has its own pipe: if a child dies at any moment, the pipe closes, and waiting ends.
`concurrent.futures.ProcessPoolExecutor` has one pipe for all results, and hangs forever in a
half-written result of a killed child.
"""

from __future__ import annotations

import base64
import pickle
import subprocess
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from queue import SimpleQueue
from typing import IO, Any, TypeVar

from viewer.base.child_side import end_with_parent, own_command, own_output

_Task = TypeVar("_Task")
_Answer = TypeVar("_Answer")

# Tasks for each child that are asked for, or answered and not yet taken: no more in memory.
_WAITING = 3


class ChildEndedError(Exception):
    """A child was killed: most often by the system, when out of memory."""


def in_children(
    work: Callable[[_Task], _Answer], tasks: Iterable[_Task], workers: int
) -> Iterator[_Answer]:
    """Yield the result of `work` for each task. It is sent to each child once, by pickle.

    Exceptions of `work` are raised here; ChildEndedError if a child is killed. Close the iterator
    to stop early: no child outlives it.
    """
    free: SimpleQueue[tuple[IO[bytes], IO[bytes]]] = SimpleQueue()
    waiting: deque[Future[_Answer]] = deque()

    def ask(task: _Task) -> _Answer:
        pipes = free.get()
        try:
            _send(pipes[0], task)
            answer, error = pickle.load(pipes[1])
        except (EOFError, OSError, pickle.UnpicklingError) as ended:
            raise ChildEndedError from ended
        finally:
            free.put(pipes)
        if error is not None:
            raise error
        return answer  # type: ignore[no-any-return]

    with ExitStack() as closing, ThreadPoolExecutor(workers) as threads, ExitStack() as ending:
        for _ in range(workers):
            # In a group of its own Ctrl+C does not reach it: the first one says when to stop.
            child = subprocess.Popen(
                own_command("viewer.base.children"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                process_group=0,
            )
            closing.callback(_close, child)
            ending.callback(child.kill)  # which ends the threads' reading
            assert child.stdin is not None
            assert child.stdout is not None
            with suppress(OSError):  # who asks it learns that it has ended
                _send(child.stdin, work)
            free.put((child.stdin, child.stdout))
        ending.callback(lambda: [future.cancel() for future in waiting])
        for task in tasks:
            waiting.append(threads.submit(ask, task))
            if len(waiting) > _WAITING * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _send(pipe: IO[bytes], what: object) -> None:
    pipe.write(base64.b64encode(pickle.dumps(what)) + b"\n")
    pipe.flush()


def _received(lines: SimpleQueue[bytes]) -> Any:
    return pickle.loads(base64.b64decode(lines.get()))


def _close(child: subprocess.Popen[bytes]) -> None:
    with suppress(OSError), child:  # what was to be sent to one that ended
        pass


def main() -> None:
    """Process tasks in a child, until it is killed or its parent ends."""
    out = own_output()  # with it its buffer would be closed
    lines: SimpleQueue[bytes] = SimpleQueue()
    end_with_parent(lines.put)
    work = _received(lines)
    while True:
        task = _received(lines)
        answer: tuple[object, Exception | None]
        try:
            answer = work(task), None
        except Exception as error:  # noqa: BLE001 - raised by who asked
            error.add_note(f"In a child process:\n{traceback.format_exc()}")
            answer = None, error
        pickle.dump(answer, out.buffer)
        out.flush()


if __name__ == "__main__":
    main()
