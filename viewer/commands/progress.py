"""How far a command is, as a bar in the terminal."""

import sys
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

from viewer.terminal import plain

_MOST_TITLE = 40  # characters


class Bar:
    """One bar at a time, on standard error or on `console`; nothing where that is no terminal.

    A context manager. Text may be anything: what a terminal would obey is written out.
    """

    def __init__(self, title: str = "", console: Console | None = None) -> None:
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=24),
            TaskProgressColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[words]}", markup=False),
            console=console or Console(stderr=True),
            # Lines go above the bar, but never away from the file or program that reads them.
            redirect_stdout=sys.stdout.isatty(),
            transient=True,
        )
        self._progress.disable = not self._progress.console.is_terminal
        self._task: TaskID | None = None
        if title:
            self.begin(title)

    def begin(self, title: str) -> None:
        """Show a bar for something else; how long it takes is not known yet."""
        self.end()
        short = title if len(title) <= _MOST_TITLE else f"{title[: _MOST_TITLE - 1]}…"
        self._task = self._progress.add_task(plain(short), total=None, words="")

    def show(self, done: float, count: float | None, words: str = "") -> None:
        """Show that `done` of `count` is done; None: of how many is not known."""
        if self._task is not None:
            self._progress.update(self._task, completed=done, total=count, words=plain(words))

    def end(self) -> None:
        """Take the bar away, if there is one."""
        if self._task is not None:
            self._progress.remove_task(self._task)
            self._task = None

    def say(self, words: str) -> None:
        """Print a line above the bar."""
        self._progress.console.print(plain(words), markup=False, highlight=False, soft_wrap=True)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()
