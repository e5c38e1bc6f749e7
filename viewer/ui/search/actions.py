"""What can be done with the search, which is imported when one of it is first done."""

from __future__ import annotations

from viewer.ui.shell.action import Action, Fact
from viewer.ui.shell.context import Later

SEARCHING = Later(
    "viewer.ui.search.searching",
    "Searching",
    (
        Action("search", "Search the vault…", "open", ("Ctrl+Shift+F",), menu=("Edit", 61)),
        Action(
            "search.said", "Search what is said…", "open_said", ("Ctrl+Alt+S",), menu=("Edit", 61)
        ),
        Action("search.next", "Next search result", "step", ("F4",), args=(1,), menu=("Edit", 62)),
        Action(
            "search.previous",
            "Previous search result",
            "step",
            ("Shift+F4",),
            args=(-1,),
            menu=("Edit", 63),
        ),
        Action(
            "search.reel", "Play only what was found", "play", ("Ctrl+Shift+H",), menu=("Play", 53)
        ),
        Action("search.export", "Export what was found…", "export", menu=("File", 67)),
    ),
)

CROSSING = Later(
    "viewer.ui.search.crossing",
    "Crossing",
    (
        Action(
            "transcript.cited",
            "Which notes cite this?",
            "show_citing",
            needs=Fact.NOTE,
            menu=("View/Transcript", 32),
        ),
        Action(
            "claim.elsewhere",
            "Where else is this said?",
            "show_elsewhere",
            needs=Fact.CLAIMS,
            menu=("Cite", 33),
        ),
    ),
)
