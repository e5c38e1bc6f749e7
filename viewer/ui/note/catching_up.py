"""What waits until the note is set far enough: a place to scroll to, a caret to put.

A note is set from its top, in slices. Who wants to be at its end does not hold the window up until
all above is set: what is wanted is done as soon as it can be. Meanwhile the view may go on showing
what it showed before, as a picture. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QPixmap

from viewer.ui.note.text import NoteText
from viewer.ui.note.typesetting import Typesetting


class _Wish(NamedTuple):
    offset: int
    past_px: int
    set_to: int
    act: Callable[[], None]


class CatchingUp(QObject):
    """The wishes of one view that wait."""

    def __init__(self, view: NoteText, typesetting: Typesetting) -> None:
        super().__init__(view)
        self._view, self._typesetting = view, typesetting
        self._waiting: dict[str, _Wish] = {}
        self.veil: QPixmap | None = None  # what is shown in the place of the note meanwhile
        typesetting.advanced.connect(self._look)
        typesetting.finished.connect(self._look)

    def when_set(
        self, what: str, offset: int, past_px: int, set_to: int, act: Callable[[], None]
    ) -> None:
        """Call `act`, which goes so far past byte `offset`, once the note is set to byte `set_to`.

        At once, where that is soon. What is wanted later under the same name takes its place.
        """
        self._waiting.pop(what, None)
        if self._typesetting.until(set_to):
            act()
        else:
            self._waiting[what] = _Wish(offset, past_px, set_to, act)

    def goal(self, what: str) -> int | None:
        """Give the byte to which what waits will go; None where nothing does."""
        wish = self._waiting.get(what)
        return wish.offset if wish is not None else None

    def past_px(self, what: str) -> int | None:
        """Give how far past that byte it will go; None where nothing waits."""
        wish = self._waiting.get(what)
        return wish.past_px if wish is not None else None

    def put_veil(self) -> None:
        """Go on showing what is shown now, until nothing waits any more."""
        if self.veil is None and self._view.isVisible():
            self.veil = self._view.viewport().grab()

    def lift_veil(self) -> None:
        """Show the note, unless something waits."""
        if self.veil is not None and not self._waiting:
            self.veil = None
            self._view.viewport().update()

    def forget(self, what: str = "") -> None:
        """Let nothing wait, or not this, and show the note."""
        if what:
            self._waiting.pop(what, None)
        else:
            self._waiting.clear()
        self.lift_veil()

    def drop(self) -> None:
        """Let nothing wait; who calls this wants something else in its place."""
        self._waiting.clear()

    def _look(self) -> None:
        for what, wish in list(self._waiting.items()):
            if self._typesetting.is_set_to(wish.set_to):
                self._waiting.pop(what, None)
                wish.act()
        self.lift_veil()
