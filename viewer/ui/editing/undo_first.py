"""What was done beside the note that is shown, as a note moved to the trash: undone before it."""

from __future__ import annotations

from collections.abc import Callable

from viewer.translation import tr
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.shell.window import Window


class UndoFirst:
    """Calls that take such a thing back, the latest last; writing in the note ends them all."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._calls: dict[Callable[[], object], bool] = {}  # whether leaving the note ends it

    def put(self, undo: Callable[[], object], is_there: bool = True, *, here: bool = False) -> None:
        """Have `undo` be called next, or no more; with `here` until the note is left."""
        self._calls.pop(undo, None)
        if is_there:
            self._calls[undo] = here

    def offer(self, undo: Callable[[], object], *, here: bool = False) -> NoticeButton:
        """Return a notice's button that calls `undo`, which is what the key of Undo does, too."""

        def take_back() -> None:
            self.put(take_back, False)
            undo()

        self.put(take_back, here=here)
        return NoticeButton(tr("Undo"), self._window.actions_.shown_key("edit.undo"), take_back)

    def take(self) -> bool:
        """Take back what was done last; False where there is nothing."""
        if not self._calls:
            return False
        undo, _here = self._calls.popitem()
        if any(offer.call == undo for offer in self._window.notice.offers):
            self._window.notice.close_notice()
        undo()
        return True

    def clear(self) -> None:
        """Take note that a person writes in the note: that is undone next."""
        self._calls.clear()

    def leave(self) -> None:
        """Take note that the note is left."""
        self._calls = {undo: False for undo, here in self._calls.items() if not here}
