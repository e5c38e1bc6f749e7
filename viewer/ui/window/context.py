"""The base class of features, and the context they are given.

A feature is something that the user can do: it is created with one argument, the `Context`, and
finds there whatever else it needs. `viewer.features` lists them, with their actions. GUI thread.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TypeVar

import platformdirs
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from viewer.base.damaged import log
from viewer.base.errors import why
from viewer.base.translation import tr
from viewer.media.player import Player
from viewer.ui.kit.background import Background
from viewer.ui.window.action import Act, Action, In, listed
from viewer.ui.window.settings import Settings
from viewer.ui.window.state import State
from viewer.ui.window.window import Window

# Queues in the state folder: what is there at a start was stopped by the end of the program.
CHECKS, EXPORTS = "checks.json", "exports.json"

_Kind = TypeVar("_Kind", bound="Feature")


@dataclass(frozen=True, slots=True)
class Folders:
    """The program's folders."""

    config: Path
    state: Path
    data: Path
    cache: Path  # of what can be made again

    @property
    def tour(self) -> Path:
        """The user's own tour, once it was opened."""
        return self.data / "tour"

    @classmethod
    def of_platform(cls) -> Folders:
        own = platformdirs.PlatformDirs("cuenote", appauthor=False)
        return cls(
            own.user_config_path, own.user_state_path, own.user_data_path, own.user_cache_path
        )

    def make(self) -> None:
        """Create the folders; if they are not writable, report that once, and continue."""
        for folder in (self.config, self.state, self.data, self.cache):
            try:
                folder.mkdir(parents=True, exist_ok=True)
                tempfile.TemporaryFile(dir=folder).close()
            except OSError as error:
                words = tr("Can't write to “{0}” ({1}). Settings and history will not be saved.")
                log.warning(words.format(folder, why(error)))
                return


class Feature(QObject):
    """Something that the user can do; created when first needed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)  # goes with the window
        self._context, self._window, self._actions = context, context.window, context.actions
        self._background, self._player = context.background, context.player
        self._settings, self._state = context.settings, context.state
        self._folders = context.folders

    def close(self) -> None:
        """Save state, and start nothing more: the program ends. Does not wait."""

    def wait(self) -> None:
        """Wait for the threads and processes of this feature. After `close` of all features."""


class Later:
    """A feature, with its actions, that is imported and made when first needed."""

    def __init__(self, where: str, *rows: In | Act) -> None:
        """`where` names its module, below `viewer.ui`, and its class, separated by a colon."""
        self.module, _, self.name = where.partition(":")
        self.actions = listed(*rows)

    def load(self) -> type[Feature]:
        kind: type[Feature] = getattr(import_module(f"viewer.ui.{self.module}"), self.name)
        return kind


class Soon(Later):
    """A feature that is made without a request: it shows something by itself, or listens."""


class Context(QObject):
    """The folders, the settings, the player, the window, and every feature by its class."""

    def __init__(
        self, app: QApplication, folders: Folders, settings: Settings, features: Sequence[Later]
    ) -> None:
        """Create the window with the actions of `features`, but no feature yet."""
        super().__init__(app)
        self.app = app
        self.folders = folders
        self.settings = settings
        self.state = State(folders.state / "state.ini")
        self.background = Background(self, lambda error: self.window.say(error.words()))
        self.player = Player(self)
        specs = [action for feature in features for action in feature.actions]
        self.window = Window(specs, settings.changed_keys())
        self.actions = self.window.actions_
        self._owners: dict[str, tuple[Later, Action]] = {}
        self._made: dict[type[Feature], Feature] = {}
        self._being_made: list[type[Feature]] = []
        for feature in features:
            for action in feature.actions:
                self._owners[action.id] = feature, action
                if action.kept:
                    is_on = self.state.flag(action.kept, False)
                    self.actions[action.id].setChecked(is_on)
                    keep = partial(self.state.set, action.kept)
                    self.actions[action.id].toggled.connect(keep)
                if action.method:
                    self.actions.connect_to(action, partial(self._call, action.id))

    def get(self, kind: type[_Kind]) -> _Kind:
        """Return a feature, creating it if necessary."""
        feature = self._made.get(kind)
        if feature is None:
            if kind in self._being_made:
                names = " → ".join(each.__name__ for each in [*self._being_made, kind])
                raise RuntimeError(f"features need each other to be made: {names}")
            self._being_made.append(kind)
            feature = kind(self)
            self._being_made.pop()
            self._made[kind] = feature
        assert isinstance(feature, kind)
        return feature

    def trigger(self, action_id: str) -> None:
        """Trigger an action as if the user had; nothing if it is unavailable."""
        self.actions[action_id].trigger()

    def run(self, action_id: str, *args: object) -> None:
        """Call an action's method with more arguments than the user can give."""
        self._call(action_id, *self._owners[action_id][1].args, *args)

    def _call(self, action_id: str, *args: object) -> None:
        feature, action = self._owners[action_id]
        getattr(self.get(feature.load()), action.method)(*args)

    def close(self) -> None:
        """Close every feature, latest first, then the player and background work.

        The state of features is saved when all have been closed.
        """
        latest_first = list(reversed(self._made.values()))
        for feature in latest_first:
            feature.close()
        self.window.keep(self.state)
        self.settings.save()
        self.state.save()
        self.player.shutdown()  # first: what it says at its end starts more work
        self.background.shutdown()
        for feature in latest_first:
            feature.wait()
