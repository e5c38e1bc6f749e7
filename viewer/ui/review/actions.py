"""What can be done in a review, which is imported once the window is painted, or when used."""

from __future__ import annotations

from viewer.ui.shell.action import Action, Fact
from viewer.ui.shell.context import Later

REVIEWING = Later(
    "viewer.ui.review.reviewing",
    "Reviewing",
    (
        Action("doubt.next", "Next finding", "step", ("D", "Alt+D"), Fact.DOUBTS, args=(1,)),
        Action(
            "finding.previous",
            "Previous finding",
            "step",
            ("Shift+D", "Alt+Shift+D"),
            Fact.DOUBTS,
            args=(-1,),
        ),
        Action("finding.hear", "Hear the time proposed", "hear_proposal", ("V",), Fact.PROPOSAL),
        Action(
            "finding.original", "Hear the time written", "hear_original", ("Shift+V",), Fact.FINDING
        ),
        Action(
            "finding.play",
            "Play each proposal when its finding is shown",
            "set_plays_proposals",
            checkable=True,
            toggles=True,
        ),
        Action("finding.check", "Check the citations again", "check_again", needs=Fact.NOTE),
    ),
)

REPAIRING = Later(
    "viewer.ui.review.repairing",
    "Repairing",
    (
        Action("finding.accept", "Use the time proposed", "accept", ("Y",), Fact.PROPOSAL),
        Action("finding.set", "Set the time by hand…", "set_by_hand", ("S",), Fact.FINDING),
        Action("finding.keep", "Keep the citation as it is", "keep", ("X",), Fact.FINDING),
        Action(
            "finding.accept_all",
            "Accept all sure proposals…",
            "accept_all",
            ("Shift+Y",),
            Fact.SURE,
        ),
        Action("finding.again", "Review dismissed findings again", "keep_no_more", needs=Fact.KEPT),
    ),
)

MOMENTS = Later(
    "viewer.ui.review.moment_search",
    "Moments",
    (Action("moment.find", "Find where a sentence is said…", "find", ("G", "Alt+G"), Fact.NOTE),),
)
