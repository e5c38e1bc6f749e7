"""The running program with its features by name, for tests, benchmarks and screenshots."""

import re
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QApplication

from viewer.app import Cuenote
from viewer.features import FEATURES
from viewer.media.player import Engine, Player
from viewer.ui.window.context import Folders

# By their names as attributes: `note_files` for NoteFiles.
_KINDS = {re.sub("(?<=[a-z])(?=[A-Z])", "_", each.name).lower(): each for each in FEATURES}


class Parts(Cuenote):
    """The program, all made at once, with its features and what they share by name."""

    def __init__(self, app: QApplication, folders: Folders) -> None:
        super().__init__(app, folders)
        self.make_soon()

    def __getattr__(self, name: str) -> Any:
        if name in ("background", "player", "settings", "state"):
            return getattr(self.context, name)
        if name not in _KINDS:
            raise AttributeError(name)
        return self.context.get(_KINDS[name].load())

    def make_unasked(self) -> None:
        """Make at once what `settle` makes by and by."""
        for feature in self._unasked():
            self._make(feature)

    def set_player(self, engine: Callable[[Player], Engine]) -> None:
        """Put an engine into the player, and make what is made soon after."""
        self.set_engine(engine)
        self.make_unasked()
