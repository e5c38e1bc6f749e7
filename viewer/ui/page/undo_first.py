"""Actions outside the note, such as moving a note to the trash, that are undone first."""

from __future__ import annotations

from collections.abc import Callable

from viewer.base.translation import tr
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.window.window import Window


class UndoFirst:
    """Functions that undo such actions, latest last; editing the note clears them all."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._calls: dict[Callable[[], object], bool] = {}  # whether leaving the note ends it

    def offer(self, undo: Callable[[], object], *, here: bool = False) -> NoticeButton:
        """Return a notice's button that calls `undo`, as the Undo key also does.

        With `here` only until the note is left.
        """

        def take_back() -> None:
            self._calls.pop(take_back, None)
            undo()

        self._calls[take_back] = here
        return NoticeButton(tr("Undo"), self._window.actions_.shown_key("edit.undo"), take_back)

    def take(self) -> bool:
        """Undo the last action; False if there is none."""
        if not self._calls:
            return False
        undo, _here = self._calls.popitem()
        if any(offer.call == undo for offer in self._window.notice.offers):
            self._window.notice.close_notice()
        undo()
        return True

    def clear(self) -> None:
        """Forget all: the user edits the note, and that is undone next."""
        self._calls.clear()

    def leave(self) -> None:
        """Forget the actions of the note being left."""
        self._calls = {undo: False for undo, here in self._calls.items() if not here}
