"""The progress of a command, in the last line of the terminal."""

from time import monotonic
from typing import Self

from viewer.base.terminal import show_progress, warn
from viewer.notes.timecode import format_ms

_MOST_TITLE = 40  # characters
_EACH_S = 0.1


class Bar:
    """A progress line; does nothing without a terminal.

    A context manager. Any text is safe: control characters are escaped.
    """

    def __init__(self, title: str = "") -> None:
        self.begin(title)

    def begin(self, title: str) -> None:
        """Show another title; its progress is unknown at first."""
        self._title = title[:_MOST_TITLE]
        self._begun_s, self._shown_s = monotonic(), 0.0
        self.show(0, None)

    def show(self, done: float, count: float | None, words: str = "") -> None:
        """Show that `done` of `count` is done; None if the total is unknown."""
        now_s = monotonic()
        if not self._title or now_s - self._shown_s < _EACH_S:
            return
        self._shown_s = now_s
        parts = [self._title, words]
        if count and done:
            left_s = (now_s - self._begun_s) * (count - done) / done
            parts[1:1] = [f"{done / count:.0%}", f"{format_ms(round(left_s * 1_000))} left"]
        show_progress("  ".join(filter(None, parts)))

    def end(self) -> None:
        """Remove the line, if it is shown."""
        self._title = ""
        show_progress("")

    def say(self, words: str) -> None:
        warn(words)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()
