"""What can be done to a note by what is imported only when it is first used."""

from __future__ import annotations

from viewer.ui.shell.action import Action, Fact
from viewer.ui.shell.context import Later

FRAMES = Later(
    "viewer.ui.editing.frame_into_note",
    "FrameIntoNote",
    (
        Action(
            "frame.put",
            "Put this frame into the note",
            "put",
            ("I", "Alt+I"),
            Fact.VIDEO,
            edits=True,
            menu=("Cite", 13),
            also="screenshot",
        ),
    ),
)

REPLACING = Later(
    "viewer.ui.editing.replacing",
    "Replacing",
    (
        Action(
            "find.replace",
            "Find and replace…",
            "open",
            ("Ctrl+Shift+R",),
            Fact.NOTE,
            edits=True,
            menu=("Edit", 54),
        ),
    ),
)

CONVERTING = Later(
    "viewer.ui.editing.converting",
    "Converting",
    (
        Action(
            "convert",
            "Convert the citations…",
            "open",
            needs=Fact.CLAIMS | Fact.WRITABLE,
            edits=True,
            menu=("Cite", 28),
        ),
    ),
)
