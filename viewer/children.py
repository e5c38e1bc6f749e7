"""Work done by several child processes at once; answers come in the order of what was asked.

Each child has a pipe of its own, and nobody else holds its other end: where a child dies, at
whatever moment of its work or its answer, the pipe ends, and so does the waiting for it.
`concurrent.futures.ProcessPoolExecutor` has one pipe for the answers of all, and reads half an
answer of one that was killed for ever.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any, TypeVar

_Task = TypeVar("_Task")
_Answer = TypeVar("_Answer")

# Tasks for each child that are asked for, or answered and not yet taken: no more in memory.
_WAITING = 3


class ChildEndedError(Exception):
    """Something ended a child: most often the system, where memory ran out."""


def in_children(
    work: Callable[[_Task], _Answer], tasks: Iterable[_Task], workers: int
) -> Iterator[_Answer]:
    """Yield what `work` makes of each task. It goes to each child once; all goes through pickle.

    What `work` raises is raised here; ChildEndedError where a child is ended from outside. Leave
    the iterator to stop early: no child outlives it.
    """
    # Spawned, for a fork would copy what this process's other threads have locked.
    spawn = multiprocessing.get_context("spawn")
    children = []
    free: SimpleQueue[Any] = SimpleQueue()  # of Connection, or what it is called on Windows
    waiting: deque[Future[_Answer]] = deque()

    def ask(task: _Task) -> _Answer:
        pipe = free.get()
        try:
            pipe.send(task)
            answer, error = pipe.recv()
        except (EOFError, OSError) as ended:
            raise ChildEndedError from ended
        finally:
            free.put(pipe)
        if error is not None:
            raise error
        return answer  # type: ignore[no-any-return]

    with ThreadPoolExecutor(workers) as threads:
        try:
            with _without_interrupts():
                for _ in range(workers):
                    pipe, its_end = spawn.Pipe()
                    child = spawn.Process(target=_serve, args=(its_end, work), daemon=True)
                    child.start()
                    its_end.close()  # the child alone holds it now
                    children.append(child)
                    free.put(pipe)
            for task in tasks:
                waiting.append(threads.submit(ask, task))
                if len(waiting) > _WAITING * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
            for child in children:
                child.kill()  # which ends the threads' reading
                child.join()


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Let Ctrl+C wait; a process that is started meanwhile never gets it.

    It reaches every process of the terminal, and the first one says when to stop.
    """
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # the first child would start it, and it unblocks them
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, work: Callable[[Any], object]) -> None:
    """Answer one task after the other; in a child, until it is killed or its parent ends."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        while True:
            task = pipe.recv()
            answer: tuple[object, Exception | None]
            try:
                answer = work(task), None
            except Exception as error:  # noqa: BLE001 - raised by who asked
                error.add_note(f"In a child process:\n{traceback.format_exc()}")
                answer = None, error
            pipe.send(answer)
    except (EOFError, OSError):
        pass  # nobody asks any more


def _end_with_parent() -> None:
    """End this process where its parent ends, even where that is killed and a task takes long."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
