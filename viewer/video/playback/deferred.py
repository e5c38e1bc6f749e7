"""A player that exists from the start, whose engine is loaded later.

Loading an engine takes as long as a good part of the rest of the start, so the window is painted
first. All users of the player hold this one: it is EMPTY until `set_engine`, then the engine's.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import Any

from PySide6.QtCore import QObject, Signal

from viewer.video.playback.player import Player

# The initial state of the engine, if set before it was loaded.
_BEGINNING = ("set_rate", "set_volume", "set_muted", "set_target_size")


class DeferredPlayer(Player):
    """A `Player` that forwards everything to its engine.

    Until there is an engine nothing can be opened (see `is_ready`), and commands do nothing, except
    those that set its initial state.
    """

    ready = Signal()  # the engine is there

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine: Player | None = None
        self._asked: dict[str, tuple[Any, ...]] = {}

    @property
    def is_ready(self) -> bool:
        """Return whether the engine is loaded, so that something can be opened."""
        return self._engine is not None

    def set_engine(self, engine: Player) -> None:
        """Set the engine. `shutdown` of this player ends it."""
        self._engine = engine
        for name, asked in self._asked.items():
            getattr(engine, name)(*asked)
        for name, signal in vars(Player).items():
            if isinstance(signal, Signal):
                getattr(engine, name).connect(getattr(self, name))
        self.ready.emit()


def _state(name: str, own: property) -> property:
    def get(player: DeferredPlayer) -> object:
        if player._engine is not None:
            return getattr(player._engine, name)
        return player._asked.get(f"set_{name}", (own.__get__(player),))[0]

    return property(get)


def _command(name: str) -> Callable[..., None]:
    def give(player: DeferredPlayer, *asked: object, **more: object) -> None:
        if player._engine is not None:
            getattr(player._engine, name)(*asked, **more)
        elif name in _BEGINNING:
            player._asked[name] = asked

    return give


for _name, _own in vars(Player).items():
    if isinstance(_own, property):
        setattr(DeferredPlayer, _name, _state(_name, _own))
    elif isinstance(_own, FunctionType) and not _name.startswith("_"):
        setattr(DeferredPlayer, _name, _command(_name))
