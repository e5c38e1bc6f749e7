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
_STEP_MS = 50
_LOOK_EVERY_S = 10.0


def changes(root: Path, stop: threading.Event) -> Iterator[set[Path] | None]:
    """Yield sets of paths that may have changed, until `stop` is set; None: look at everything."""
    from watchfiles import watch

    try:
        for found in watch(
            root,
            watch_filter=None,
            debounce=_TOGETHER_MS,
            step=_STEP_MS,
            stop_event=stop,
            rust_timeout=500,
            yield_on_timeout=False,
            raise_interrupt=False,
            ignore_permission_denied=True,
            recursive=True,
        ):
            paths = {Path(path) for _, path in found}
            wanted = {path for path in paths if not _is_hidden(path, root)}
            if wanted:
                yield wanted
            if root in paths and not root.exists():
                break
    except (OSError, RuntimeError):
        pass  # as of too few inotify watches
    while not stop.wait(_LOOK_EVERY_S):
        yield None


def _is_hidden(path: Path, root: Path) -> bool:
    try:
        parts = path.relative_to(root).parts
    except ValueError:
        return True
    return any(part.startswith(".") for part in parts) or path.name.endswith("~")
