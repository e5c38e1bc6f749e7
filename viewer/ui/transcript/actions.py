"""What can be done with a transcript by what is imported only when it is first used."""

from __future__ import annotations

from viewer.ui.shell.action import Action, Fact
from viewer.ui.shell.context import Later

RECOGNISING = Later(
    "viewer.ui.transcript.recognising",
    "Recognising",
    (
        Action(
            "transcribe",
            "Transcribe the video…",
            "ask",
            ("Ctrl+Alt+W",),
            Fact.NOTE,
            menu=("View/Transcript", 61),
        ),
        Action(
            "transcribe.pause",
            "Pause transcribing, or go on",
            "toggle_pause",
            menu=("View/Transcript", 62),
        ),
        Action("transcribe.cancel", "Cancel transcribing", "cancel", menu=("View/Transcript", 62)),
        Action(
            "transcribe.list", "Transcriptions", "open_list", ("Ctrl+Alt+J",), menu=("File", 68)
        ),
    ),
)
RECOGNISED_FILE = Later(
    "viewer.ui.transcript.recognised_file",
    "RecognisedFile",
    (
        Action(
            "transcript.save_copy",
            "Save a copy of the recognised transcript…",
            "save_copy",
            needs=Fact.NOTE,
            menu=("View/Transcript", 63),
        ),
        Action(
            "transcript.delete",
            "Delete the recognised transcript",
            "delete",
            needs=Fact.NOTE,
            menu=("View/Transcript", 63),
        ),
    ),
)
INTO_NOTE = Later(
    "viewer.ui.transcript.into_note",
    "IntoNote",
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
