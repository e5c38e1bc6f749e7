"""How far a command is, in the last line of the terminal."""

from time import monotonic
from typing import Self

from viewer.notes.timecode import format_ms
from viewer.terminal import show_progress, warn

_MOST_TITLE = 40  # characters
_EACH_S = 0.1


class Bar:
    """One line for one thing after the other; nothing where that is no terminal.

    A context manager. Text may be anything: what a terminal would obey is written out.
    """

    def __init__(self, title: str = "") -> None:
        self.begin(title)

    def begin(self, title: str) -> None:
        """Show something else; how long it takes is not known yet."""
        self._title = title[:_MOST_TITLE]
        self._begun_s, self._shown_s = monotonic(), 0.0
        self.show(0, None)

    def show(self, done: float, count: float | None, words: str = "") -> None:
        """Show that `done` of `count` is done; None: of how many is not known."""
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
        """Take it away, if there is one."""
        self._title = ""
        show_progress("")

    def say(self, words: str) -> None:
        warn(words)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()
