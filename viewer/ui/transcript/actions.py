"""What can be done with a transcript by what is imported only when it is first used."""

from __future__ import annotations

from viewer.ui.shell.action import Action, Fact
from viewer.ui.shell.context import Later

TRANSCRIBING = Later(
    "viewer.ui.transcript.into_note",
    "Transcribing",
    (
        Action(
            "range.sentence",
            "Ends where the sentence ends",
            "end_with_sentence",
            ("Ctrl+Shift+E",),
            needs=Fact.CLAIMS | Fact.WRITABLE,
            edits=True,
            menu=("Cite", 22),
        ),
        Action(
            "transcript.section",
            "Put the transcript of this section into the note",
            "put_section",
            needs=Fact.NOTE,
            edits=True,
            menu=("Cite/Transcript into the note", 14),
        ),
        Action(
            "transcript.all",
            "Put the whole transcript into the note",
            "put_all",
            needs=Fact.NOTE,
            edits=True,
            menu=("Cite/Transcript into the note", 15),
        ),
    ),
)
