"""The declaration of an action: its id, text, keys, method and requirements.

`viewer.features` has them as rows; a heading (`In`) has what the rows below it share. The window,
the palette, the tooltips and the guide's tables of keys are made from them.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import Flag, auto
from functools import partial
from typing import TypedDict, Unpack

from viewer.base.translation import tr
from viewer.ui.window.synonyms import SYNONYMS


class Fact(Flag):
    """A condition that actions may require, kept current through `Actions.set_facts`."""

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

    `keys` are portable key sequences; the first one is shown. With `toggles` it is checkable, and
    the method receives whether it is checked now. With `edits` typed text is taken into the note
    first.
    """

    id: str
    text: str
    method: str
    keys: tuple[str, ...] = ()
    needs: Fact = Fact.NOTHING
    args: tuple[object, ...] = ()
    checkable: bool = False
    toggles: bool = False
    kept: str = ""  # the key of the state that keeps whether it is checked
    in_palette: bool = True
    edits: bool = False
    repeats: bool = False  # whether holding the key repeats it

    def shown_text(self) -> str:
        """Return its text in the user's language."""
        return tr(self.text)

    def shown_also(self) -> str:
        """Return other words for it, in the user's language; its English words, too."""
        english = self.text if self.shown_text() != self.text else ""
        return ", ".join(filter(None, (tr(SYNONYMS.get(self.id, "")), english)))


class Traits(TypedDict, total=False):
    """The optional properties of an action; see `Action`."""

    needs: Fact
    checkable: bool
    toggles: bool
    kept: str
    in_palette: bool
    edits: bool
    repeats: bool


class In:
    """A heading: the shared properties of the rows below it."""

    def __init__(self, **traits: Unpack[Traits]) -> None:
        self.traits = traits


class Act:
    """A row: an action declared below a heading. See `Action`."""

    def __init__(
        self,
        action_id: str,
        text: str,
        keys: str,
        method: str,
        *args: object,
        **traits: Unpack[Traits],
    ) -> None:
        """`keys` are separated by ", ". `menus` lists what is in a menu."""
        self.traits = traits
        parted = _with_alt(keys.split(", "))
        if sys.platform == "darwin":
            parted = tuple(filter(None, map(on_mac, parted)))
        self._make = partial(Action, action_id, text, method, parted)
        self._args = args

    def below(self, heading: In) -> Action:
        """Make the action that it declares below `heading`."""
        traits: Traits = {**heading.traits, **self.traits}
        return self._make(args=self._args, **traits)


# Cmd+Space, Cmd+H and Cmd+Tab are the system's there, F11 shows the desktop.
_ON_MAC = {
    "Ctrl+Space": "Meta+Space",
    "F11": "Meta+Ctrl+F",
    "Ctrl+H": "Ctrl+Alt+F",
    "Ctrl+Tab": "Meta+Tab",
    "Ctrl+Shift+Tab": "Meta+Shift+Tab",
}


def on_mac(keys: str) -> str:
    """Return the Mac's version of these keys; empty if there is none.

    Ctrl is its Command key, Meta its Control key, and Alt writes another letter.
    """
    if keys.startswith("Alt+") and len(keys.removeprefix("Alt+").removeprefix("Shift+")) == 1:
        return keys.replace("Alt", "Meta", 1)
    return _ON_MAC.get(keys, keys)


def _with_alt(keys: list[str]) -> tuple[str, ...]:
    """Return the non-empty keys, and for a letter on its own another one with Alt.

    That one also works while typing, and when letters are not keys.
    """
    letters = [key for key in keys if key.removeprefix("Shift+").isalpha() and len(key) in (1, 7)]
    has_alt = any(key.startswith("Alt+") for key in keys)
    return tuple(filter(None, [*keys, *(f"Alt+{key}" for key in letters if not has_alt)]))


def listed(*rows: In | Act) -> tuple[Action, ...]:
    """Return the actions that rows declare, in order."""
    made = []
    heading = In()
    for row in rows:
        if isinstance(row, In):
            heading = row
        else:
            made.append(row.below(heading))
    return tuple(made)
