"""What changes in a vault on the disk, as it happens.

An atomic replace comes as “added” and a rename as two changes: every path that comes up is one to
look at again, and nothing more is said of it. Where the system cannot watch (too many folders, a
network drive), the whole vault is looked through every few seconds instead.
"""

import threading
from collections.abc import Iterator
from pathlib import Path

# Changes that come together are told together; longer than this nobody waits for the first one.
_TOGETHER_MS = 250
_STEP_MS = 100
_BEAT_MS = 500
_LOOK_EVERY_S = 10.0


def changes(
    root: Path,
    stop: threading.Event,
    *,
    step_ms: int = _STEP_MS,
    look_every_s: float = _LOOK_EVERY_S,
) -> Iterator[set[Path] | None]:
    """Yield sets of paths that may have changed, until `stop` is set; None: look at everything.

    They come once nothing more has for `step_ms`; so often the processor wakes.

    Begins with None once it watches, for something may have changed before. Yields an empty set
    every half second, for whoever has something else to look at. A root that goes away is waited
    for.
    """
    can_watch = True
    while not stop.is_set():
        if can_watch and root.is_dir():
            has_watched = False
            try:
                for found in _watched(root, stop, step_ms):
                    has_watched = True
                    yield found
            except (OSError, RuntimeError):
                # A name that is not UTF-8 ends a watch, and the next one begins with a look. One
                # that cannot even begin, as of too few inotify watches, is given up.
                can_watch = has_watched or not root.is_dir()
                if not can_watch:
                    yield None
        elif not stop.wait(_BEAT_MS / 1000 if can_watch else look_every_s):
            yield set() if can_watch else None


def _watched(root: Path, stop: threading.Event, step_ms: int) -> Iterator[set[Path] | None]:
    """Yield what changes for as long as the folder at `root` is the one it was."""
    # `watchfiles.watch` says nothing before the first change: not that it watches now.
    from watchfiles._rust_notify import RustNotify

    begun = root.stat()
    with RustNotify([str(root)], False, False, 0, True, True) as watcher:
        yield None
        while True:
            found = watcher.watch(_TOGETHER_MS, step_ms, _BEAT_MS, stop)
            if found == "stop":
                return
            if found == "signal":  # Ctrl+C, which was taken from Python
                raise KeyboardInterrupt
            try:
                now = root.stat()
            except FileNotFoundError:
                return
            if (now.st_dev, now.st_ino) != (begun.st_dev, begun.st_ino):
                return  # another one in its place: what was watched is elsewhere
            paths = (Path(path) for _, path in found) if isinstance(found, set) else ()
            yield {path for path in paths if not _is_hidden(path, root)}


def _is_hidden(path: Path, root: Path) -> bool:
    try:
        parts = path.relative_to(root).parts
    except ValueError:
        return True
    return any(part.startswith(".") for part in parts) or path.name.endswith("~")
