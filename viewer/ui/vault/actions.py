"""What can be done with the notes of the list by what is imported only when it is first used."""

from __future__ import annotations

from viewer.ui.shell.action import Action
from viewer.ui.shell.context import Later

TRANSCRIBING_NOTES = Later(
    "viewer.ui.vault.transcribing_notes",
    "TranscribingNotes",
    (
        Action(
            "vault.transcribe",
            "Transcribe the videos of the selected notes…",
            "transcribe",
            menu=("File/Selected notes", 65),
        ),
    ),
)
