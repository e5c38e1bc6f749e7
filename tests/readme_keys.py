"""Write the table of keys in README.md: `python -m tests.readme_keys`.

It is made from the actions of every feature, under the room (the package) in which they are
declared, and stands between two comments. `test_readme` fails where the two differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from viewer.app import FEATURES
from viewer.ui.shell.action import Action
from viewer.ui.shell.context import Later

README = Path(__file__).parent.parent / "README.md"
BEGIN = "<!-- keys: written by `python -m tests.readme_keys` -->\n"
END = "<!-- keys end -->\n"
_IN_ROW = 3  # actions in a row of the table
# What a reader would call each room of viewer/ui.
_ROOMS = {
    "player": "Playing",
    "claims": "Claims",
    "vault": "Notes, folders",
    "session": "Going to a moment",
    "transcript": "Transcript, find",
    "review": "Findings",
    "note": "Copying",
    "editing": "Editing",
    "search": "Search",
    "media": "Offline, streams",
    "settings": "Looks",
    "shell": "Window",
}


def table() -> str:
    """Make the table: each action that has keys, some in a row, under the room that declares it."""
    rooms: dict[str, list[Action]] = {}
    for feature in FEATURES:
        module = feature.module if isinstance(feature, Later) else feature.__module__
        room = module.split(".")[2]
        if with_keys := [action for action in feature.ACTIONS if action.keys]:
            rooms.setdefault(room, []).extend(with_keys)
    lines = [
        "| Where |" + " Key | What it does |" * _IN_ROW,
        "| --- |" + " --- | --- |" * _IN_ROW,
    ]
    for room, actions in rooms.items():
        where = f"**{_ROOMS[room]}** `{room}/`"
        for first in range(0, len(actions), _IN_ROW):
            lines.append(_row(where if first == 0 else "", actions[first : first + _IN_ROW]))
    return "\n".join(lines) + "\n"


def _row(where: str, actions: Sequence[Action]) -> str:
    cells = [where]
    for action in actions:
        cells += [", ".join(f"`{key}`" for key in action.keys), action.text]
    cells += [""] * (1 + 2 * _IN_ROW - len(cells))
    return "|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|"


def with_table(text: str) -> str:
    """Put the table between the comments of `text`. ValueError where they are missing."""
    start = text.index(BEGIN) + len(BEGIN)
    return text[:start] + table() + text[text.index(END, start) :]


if __name__ == "__main__":
    README.write_text(with_table(README.read_text("utf-8")), "utf-8")
