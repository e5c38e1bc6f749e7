"""The running program with its features by name, for tests, benchmarks and screenshots."""

import re
from typing import Any

from viewer.app import Cuenote
from viewer.features import FEATURES
from viewer.ui.shell.context import Later
from viewer.video.playback.player import Player


def _kinds() -> dict[str, Any]:
    """Return the features by their names as attributes: `note_files` for NoteFiles."""
    found = {}
    for kind in FEATURES:
        name = kind.name if isinstance(kind, Later) else kind.__name__
        found[re.sub("(?<=[a-z])(?=[A-Z])", "_", name).lower()] = kind
    return found


_KINDS = _kinds()


class Parts(Cuenote):
    """The program, with its features and what they share by name."""

    def __getattr__(self, name: str) -> Any:
        if name in ("background", "player", "settings", "state"):
            return getattr(self.context, name)
        if name not in _KINDS:
            raise AttributeError(name)
        kind = _KINDS[name]
        return self.context.get(kind.load() if isinstance(kind, Later) else kind)

    def set_player(self, engine: Player) -> None:
        """Put an engine into the player, and make what is made soon after."""
        self.set_engine(engine)
        self.make_unasked()
