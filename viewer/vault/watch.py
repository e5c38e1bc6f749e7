"""Watch a vault on the disk for changes.

Reports paths to check again, and nothing more about them. If the system cannot watch (too many
folders, a network drive), the whole vault is checked every few seconds instead. While nothing
happens the process sleeps, except for a look at the folder itself now and then.
"""

import logging
import os
import queue
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.inotify_move_event_grouper import InotifyMoveEventGrouper

# Changes that come together are told together: once nothing more has for so long, and at most this
# many times as long after the first.
_STEP_S = 0.1
_STEPS = 2.5
# How often to look whether the folder is the same: where one above it is renamed, nothing is told.
_BEAT_S = 2.0
_LOOK_EVERY_S = 10.0

_KINDS: list[type[events.FileSystemEvent]] = [
    events.FileCreatedEvent,
    events.FileModifiedEvent,
    events.FileAttribEvent,
    events.FileMovedEvent,
    events.FileDeletedEvent,
    events.DirCreatedEvent,
    events.DirMovedEvent,
    events.DirDeletedEvent,
]

# For so long it holds back what was moved away, and all that comes after it, to tell where to.
InotifyMoveEventGrouper.delay = 0.0


class Watch:
    """Watches a folder at any depth, on the thread that iterates over `changes`."""

    def __init__(
        self,
        root: Path,
        stop: threading.Event,
        *,
        step_s: float = _STEP_S,
        look_every_s: float = _LOOK_EVERY_S,
    ) -> None:
        """Watch `root`, a `real_path`, until `stop` is set; then call `wake`.

        Changes are reported once no more have come for `step_s`.
        """
        self._root, self._stop = root, stop
        self._step_s, self._look_every_s = step_s, look_every_s
        # None: somebody wakes this. The folder itself: anything may have changed.
        self._heard: queue.SimpleQueue[Path | None] = queue.SimpleQueue()

    def wake(self) -> None:
        """Make `changes` yield at once, for there is something else to check; on any thread."""
        self._heard.put(None)

    def changes(self) -> Iterator[set[Path] | None]:
        """Yield sets of paths of files that may have changed; None: check everything.

        Begins with None once it watches, since something may have changed before, and again if
        folders are added, removed or moved. Yields an empty set when it is woken, and every two
        seconds. If it cannot watch, it yields None each time. A root that disappears is waited for.
        """
        can_watch = True
        while not self._stop.is_set():
            if can_watch and self._root.is_dir():
                has_watched = False
                try:
                    for found in self._watched():
                        has_watched = True
                        yield found
                except OSError:  # as of too few inotify watches
                    can_watch = has_watched or not self._root.is_dir()
            elif can_watch:
                self._next(_BEAT_S)
                yield set()
            else:
                yield None
                self._next(self._look_every_s)

    def _watched(self) -> Iterator[set[Path] | None]:
        begun = self._root.stat()
        with _told_of(self._root, self._heard.put):
            yield None
            while not self._stop.is_set():
                found = self._gather()
                try:
                    now = self._root.stat()
                except FileNotFoundError:
                    return
                if (now.st_dev, now.st_ino) != (begun.st_dev, begun.st_ino):
                    return  # another one in its place: what was watched is elsewhere
                if self._root in found:
                    return
                yield found

    def _gather(self) -> set[Path]:
        found: set[Path] = set()
        path = self._next(_BEAT_S)
        until_s = time.monotonic() + _STEPS * self._step_s
        while path is not None:
            found.add(path)
            path = self._next(min(self._step_s, until_s - time.monotonic()))
        return found

    def _next(self, wait_s: float) -> Path | None:
        try:
            return self._heard.get(timeout=max(0.0, wait_s))
        except queue.Empty:
            return None


@contextmanager
def _told_of(root: Path, tell: Callable[[Path], None]) -> Iterator[None]:
    """Call `tell` with each file that changes below `root`; with `root` if folders do, or anything.

    Raises OSError if not all of it can be watched.
    """
    warnings.filterwarnings("ignore", module=r"watchdog\.")  # of folders that it came upon twice
    handler, missed = _ChangeReporter(root, tell), _Missed(root, tell)
    log = logging.getLogger("watchdog")
    log.addHandler(missed)
    observer = Observer(timeout=_STEP_S)  # on Windows alone it looks so often
    try:
        observer.schedule(handler, str(root), recursive=True, event_filter=_KINDS)
        observer.start()
        # Folders that cannot be watched are passed over. Where no more can be, one more tells.
        observer.unschedule(observer.schedule(handler, Path(__file__).parent, event_filter=_KINDS))
        yield
    finally:
        observer.stop()
        if observer.is_alive():
            observer.join()
        log.removeHandler(missed)


class _ChangeReporter(events.FileSystemEventHandler):
    """Reports what is not hidden, on a thread of watchdog."""

    def __init__(self, root: Path, tell: Callable[[Path], None]) -> None:
        self._root, self._tell = root, tell

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        paths = (os.fsdecode(path) for path in (event.src_path, event.dest_path) if path)
        for path in paths:
            relative = Path(os.path.relpath(path, self._root))
            if not _is_hidden(relative):
                self._tell(self._root if event.is_directory else self._root / relative)


class _Missed(logging.Handler):
    """Catches watchdog's warning that the system had more events than it had room for."""

    def __init__(self, root: Path, tell: Callable[[Path], None]) -> None:
        super().__init__(logging.WARNING)
        self._root, self._tell = root, tell

    def emit(self, record: logging.LogRecord) -> None:
        self._tell(self._root)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts) or path.name.endswith("~")
