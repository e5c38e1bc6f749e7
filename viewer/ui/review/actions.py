"""What can be done in a review, which is imported once the window is painted, or when used."""

from __future__ import annotations

from viewer.ui.shell.action import Action, Fact
from viewer.ui.shell.context import Later

LISTENING = Later(
    "viewer.ui.review.listening",
    "Listening",
    (
        Action(
            "finding.listen",
            "Listen round the citations…",
            "listen",
            needs=Fact.CLAIMS,
            menu=("Cite/Findings", 71),
        ),
    ),
)
REVIEWING = Later(
    "viewer.ui.review.reviewing",
    "Reviewing",
    (
        Action(
            "doubt.next",
            "Next finding",
            "step",
            ("D", "Alt+D"),
            Fact.DOUBTS,
            args=(1,),
            menu=("Cite/Findings", 41),
        ),
        Action(
            "finding.previous",
            "Previous finding",
            "step",
            ("Shift+D", "Alt+Shift+D"),
            Fact.DOUBTS,
            args=(-1,),
            menu=("Cite/Findings", 42),
        ),
        Action(
            "finding.hear",
            "Hear the time proposed",
            "hear_proposal",
            ("V",),
            Fact.PROPOSAL,
            menu=("Cite/Findings", 51),
        ),
        Action(
            "finding.original",
            "Hear the time written",
            "hear_original",
            ("Shift+V",),
            Fact.FINDING,
            menu=("Cite/Findings", 52),
        ),
        Action(
            "finding.play",
            "Play each proposal when its finding is shown",
            "set_plays_proposals",
            checkable=True,
            toggles=True,
            menu=("Cite/Findings", 73),
        ),
        Action(
            "captions.move",
            "Move the captions by the offset found",
            "move_captions",
            needs=Fact.OTHER_CUT,
            menu=("Cite/Findings", 81),
        ),
        Action(
            "finding.check",
            "Check the citations again",
            "check_again",
            needs=Fact.NOTE,
            menu=("Cite/Findings", 71),
        ),
    ),
)

REPAIRING = Later(
    "viewer.ui.review.repairing",
    "Repairing",
    (
        Action(
            "finding.accept",
            "Use the time proposed",
            "accept",
            ("Y",),
            Fact.PROPOSAL,
            menu=("Cite/Findings", 61),
        ),
        Action(
            "finding.set",
            "Set the time by hand…",
            "set_by_hand",
            ("S",),
            Fact.FINDING,
            menu=("Cite/Findings", 62),
        ),
        Action(
            "finding.keep",
            "Keep the citation as it is",
            "keep",
            ("X",),
            Fact.FINDING,
            menu=("Cite/Findings", 63),
        ),
        Action(
            "finding.accept_all",
            "Accept all sure proposals…",
            "accept_all",
            ("Shift+Y",),
            Fact.SURE,
            menu=("Cite/Findings", 64),
        ),
        Action(
            "captions.move_note",
            "Move the times of the note by the offset found",
            "move_times",
            needs=Fact.OTHER_CUT,
            menu=("Cite/Findings", 82),
        ),
        Action(
            "finding.again",
            "Review dismissed findings again",
            "keep_no_more",
            needs=Fact.KEPT,
            menu=("Cite/Findings", 72),
        ),
    ),
)

MOMENTS = Later(
    "viewer.ui.review.moment_search",
    "Moments",
    (
        Action(
            "moment.find",
            "Find where a sentence is said…",
            "find",
            ("G", "Alt+G"),
            Fact.NOTE,
            menu=("Cite", 31),
        ),
    ),
)
