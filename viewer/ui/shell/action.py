"""What an action is: its id, its words, its keys, what it calls, and what it needs.

Each feature declares its own as rows, beside the methods that they call; a heading (`In`) says once
what the rows below it have in common. The window, the palette, the tooltips and the guide's
tables of keys all come from there.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import Flag, auto
from functools import partial
from typing import TypedDict, Unpack

from viewer.translation import tr
from viewer.ui.shell.synonyms import SYNONYMS


class Fact(Flag):
    """What an action may need; whoever knows says whether it is so (`Actions.set_facts`)."""

    NOTHING = 0
    NOTE = auto()  # a note is shown
    CLAIMS = auto()  # … with at least one claim
    VIDEO = auto()  # a video is open
    SEVERAL = auto()  # the note is about several videos
    WRITABLE = auto()  # the note can be changed
    OFFER = auto()  # a notice has buttons, as the candidates for a time
    BACK = auto()  # there is a jump to go back to
    FORWARD = auto()
    DOUBTS = auto()  # the note has a citation that is in doubt or out of reach
    FINDING = auto()  # a finding is looked at, and seen
    PROPOSAL = auto()  # … and something is proposed for it
    SURE = auto()  # the note has findings whose proposals are sure
    KEPT = auto()  # the note has citations that are kept as they are
    TEXT = auto()  # the keyboard is in a text, or in a list of which several rows can be selected
    TYPING = auto()  # … that can be changed
    SELECTION = auto()  # … of which some is selected
    OTHER_CUT = auto()  # the captions are of another cut of the video


@dataclass(frozen=True, slots=True)
class Action:
    """One action: `method` of its feature is called with `args`; without one it is only on or off.

    `keys` are portable key sequences; the first is the one that is shown. With `toggles` it is
    checkable, and the method is given whether it is checked now. With `edits` what was typed is in
    the note before. `menu` names the menu it is in (empty: none) and its place there: entries stand
    in the order of the numbers, with a line where another ten begins.
    """

    id: str
    text: str
    method: str
    keys: tuple[str, ...] = ()
    needs: Fact = Fact.NOTHING
    args: tuple[object, ...] = ()
    menu: tuple[str, int] = ("", 0)
    checkable: bool = False
    toggles: bool = False
    kept: str = ""  # the key of the state that keeps whether it is checked
    in_palette: bool = True
    edits: bool = False
    repeats: bool = False  # whether holding the key repeats it

    def shown_text(self) -> str:
        """Return its text in the language of the person."""
        return tr(self.text)

    def shown_also(self) -> str:
        """Return other words for it, in the language of the person; its English words, too."""
        english = self.text if self.shown_text() != self.text else ""
        return ", ".join(filter(None, (tr(SYNONYMS.get(self.id, "")), english)))


class Traits(TypedDict, total=False):
    """What an action need not say of itself; see `Action`."""

    needs: Fact
    checkable: bool
    toggles: bool
    kept: str
    in_palette: bool
    edits: bool
    repeats: bool


class In:
    """A heading: the menu of the rows below it, and what those do not say otherwise."""

    def __init__(self, menu: str, **traits: Unpack[Traits]) -> None:
        self.menu = menu
        self.traits = traits


class Act:
    """A row: an action as it is declared below a heading. See `Action`."""

    def __init__(
        self,
        action_id: str,
        text: str,
        place: int,
        keys: str,
        method: str,
        *args: object,
        **traits: Unpack[Traits],
    ) -> None:
        """`keys` are parted by ", "; `place` is that in the menu of the heading, 0: in none."""
        self.place = place
        self.traits = traits
        parted = _with_alt(keys.split(", "))
        if sys.platform == "darwin":
            parted = tuple(filter(None, map(on_mac, parted)))
        self._make = partial(Action, action_id, text, method, parted)
        self._args = args

    def below(self, heading: In) -> Action:
        """Make the action that it declares where it stands below `heading`."""
        traits: Traits = {**heading.traits, **self.traits}
        return self._make(
            args=self._args, menu=(heading.menu if self.place else "", self.place), **traits
        )


# Cmd+Space, Cmd+H and Cmd+Tab are the system's there, F11 shows the desktop.
_ON_MAC = {
    "Ctrl+Space": "Meta+Space",
    "F11": "Meta+Ctrl+F",
    "Ctrl+H": "Ctrl+Alt+F",
    "Ctrl+Tab": "Meta+Tab",
    "Ctrl+Shift+Tab": "Meta+Shift+Tab",
}


def on_mac(keys: str) -> str:
    """Return the keys that a Mac has for these; empty where it has none.

    Ctrl is its Command key, Meta its Control key, and Alt writes another letter.
    """
    if keys.startswith("Alt+") and len(keys.removeprefix("Alt+").removeprefix("Shift+")) == 1:
        return keys.replace("Alt", "Meta", 1)
    return _ON_MAC.get(keys, keys)


def _with_alt(keys: list[str]) -> tuple[str, ...]:
    """Return keys without those that are empty; a letter without another form has one with Alt.

    That one works while one types, too, and where letters are no keys.
    """
    letters = [key for key in keys if key.removeprefix("Shift+").isalpha() and len(key) in (1, 7)]
    has_alt = any(key.startswith("Alt+") for key in keys)
    return tuple(filter(None, [*keys, *(f"Alt+{key}" for key in letters if not has_alt)]))


def listed(*rows: In | Act) -> tuple[Action, ...]:
    """Make the actions that rows declare, in their order."""
    made = []
    heading = In("")
    for row in rows:
        if isinstance(row, In):
            heading = row
        else:
            made.append(row.below(heading))
    return tuple(made)
