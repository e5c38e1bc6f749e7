"""The features that are imported when they are first needed, and what can be done with each.

The start need not wait for their modules. `viewer.features` lists them among the others.
"""

from __future__ import annotations

from viewer.ui.shell.action import Act, Fact, In
from viewer.ui.shell.context import Later

REVIEWING = Later(
    "viewer.ui.review.reviewing:Reviewing",
    In("Cite/Findings", needs=Fact.DOUBTS),
    Act("doubt.next", "Next finding", 41, "D, Alt+D", "step", 1),
    Act("finding.previous", "Previous finding", 42, "Shift+D, Alt+Shift+D", "step", -1),
    In("Cite/Findings", needs=Fact.FINDING),
    Act("finding.hear", "Hear the time proposed", 51, "V", "hear_proposal", needs=Fact.PROPOSAL),
    Act("finding.original", "Hear the time written", 52, "Shift+V", "hear_original"),
    In("Cite/Findings", toggles=True),
    Act(
        "finding.play",
        "Play each proposal when its finding is shown",
        73,
        "",
        "set_plays_proposals",
    ),
    In("Cite/Findings", needs=Fact.OTHER_CUT),
    Act("captions.move", "Move the captions by the offset found", 81, "", "move_captions"),
    Act("finding.check", "Check the citations again", 71, "", "check_again", needs=Fact.NOTE),
)
REPAIRING = Later(
    "viewer.ui.review.repairing:Repairing",
    In("Cite/Findings"),
    Act("finding.accept", "Use the time proposed", 61, "Y", "accept", needs=Fact.PROPOSAL),
    Act("finding.set", "Set the time by hand…", 62, "S", "set_by_hand", needs=Fact.FINDING),
    Act("finding.keep", "Keep the citation as it is", 63, "X", "keep", needs=Fact.FINDING),
    In("Cite/Findings", needs=Fact.SURE),
    Act("finding.accept_all", "Accept all sure proposals…", 64, "Shift+Y", "accept_all"),
    In("Cite/Findings", needs=Fact.OTHER_CUT),
    Act(
        "captions.move_note", "Move the times of the note by the offset found", 82, "", "move_times"
    ),
    In("Cite/Findings", needs=Fact.KEPT),
    Act("finding.again", "Review dismissed findings again", 72, "", "keep_no_more"),
)
MOMENTS = Later(
    "viewer.ui.review.moment_search:Moments",
    In("Cite", needs=Fact.NOTE),
    Act("moment.find", "Find where a sentence is said…", 31, "G, Alt+G", "find"),
)
LISTENING = Later(
    "viewer.ui.review.listening:Listening",
    In("Cite/Findings", needs=Fact.CLAIMS),
    Act("finding.listen", "Listen round the citations…", 71, "", "listen"),
)
FRAMES = Later(
    "viewer.ui.editing.frame_into_note:FrameIntoNote",
    In("Cite", needs=Fact.VIDEO, edits=True),
    Act("frame.put", "Put this frame into the note", 13, "I, Alt+I", "put", also="screenshot"),
)
REPLACING = Later(
    "viewer.ui.editing.replacing:Replacing",
    In("Edit", needs=Fact.NOTE, edits=True),
    Act("find.replace", "Find and replace…", 54, "Ctrl+Shift+R", "open"),
)
CONVERTING = Later(
    "viewer.ui.editing.converting:Converting",
    In("Cite", needs=Fact.CLAIMS | Fact.WRITABLE, edits=True),
    Act("convert", "Convert the citations…", 28, "", "open"),
)
TRANSCRIBING_NOTES = Later(
    "viewer.ui.speech.transcribing_notes:TranscribingNotes",
    In("File/Selected notes"),
    Act("vault.transcribe", "Transcribe the videos of the selected notes…", 65, "", "transcribe"),
)
INTO_NOTE = Later(
    "viewer.ui.transcript.into_note:IntoNote",
    In("Cite", needs=Fact.CLAIMS | Fact.WRITABLE, edits=True),
    Act("range.sentence", "Ends where the sentence ends", 22, "Ctrl+Shift+E", "end_with_sentence"),
    In("Cite/Transcript into the note", needs=Fact.NOTE, edits=True),
    Act(
        "transcript.section",
        "Put the transcript of this section into the note",
        14,
        "",
        "put_section",
    ),
    Act("transcript.all", "Put the whole transcript into the note", 15, "", "put_all"),
)
TRANSCRIBING = Later(
    "viewer.ui.speech.transcribing:Transcribing",
    In("View/Transcript"),
    Act("transcribe", "Transcribe the video…", 61, "Ctrl+Alt+W", "ask", needs=Fact.NOTE),
    Act("transcribe.pause", "Pause transcribing, or go on", 62, "", "toggle_pause"),
    Act("transcribe.cancel", "Cancel transcribing", 62, "", "cancel"),
    In("File"),
    Act("transcribe.list", "Transcriptions", 68, "Ctrl+Alt+J", "open_list"),
)
TRANSCRIBED_FILE = Later(
    "viewer.ui.speech.transcribed_file:TranscribedFile",
    In("View/Transcript", needs=Fact.NOTE),
    Act("transcript.save_copy", "Save a copy of the transcript made here…", 63, "", "save_copy"),
    Act("transcript.delete", "Delete the transcript made here", 63, "", "delete"),
)
EXPORTING = Later(
    "viewer.ui.exporting.exporting:Exporting",
    In("File/This note", needs=Fact.NOTE),
    Act("export", "Export…", 35, "", "open", also="PDF, subtitles, clips, web page, Anki"),
    In("File/Selected notes"),
    Act("vault.export", "Export the claims of the selected notes…", 66, "", "export_notes"),
    In("File/This note", needs=Fact.NOTE),
    Act("note.print", "Print…", 36, "Ctrl+Alt+P", "print_note", also="PDF"),
)
SEARCHING = Later(
    "viewer.ui.search.searching:Searching",
    In("Edit"),
    Act("search", "Search the vault…", 61, "Ctrl+Shift+F", "open"),
    Act("search.said", "Search what is said…", 61, "Ctrl+Alt+S", "open_said"),
    Act("search.next", "Next search result", 62, "F4", "step", 1),
    Act("search.previous", "Previous search result", 63, "Shift+F4", "step", -1),
    In("Play"),
    Act("search.reel", "Play only what was found", 53, "Ctrl+Shift+H", "play"),
    In("File"),
    Act("search.export", "Export what was found…", 67, "", "export"),
)
CROSSING = Later(
    "viewer.ui.search.crossing:Crossing",
    In("View/Transcript", needs=Fact.NOTE),
    Act("transcript.cited", "Which notes cite this?", 32, "", "show_citing"),
    In("Cite", needs=Fact.CLAIMS),
    Act("claim.elsewhere", "Where else is this said?", 33, "", "show_elsewhere"),
)
VAULT_CHECKING = Later(
    "viewer.ui.vault_check.vault_check:VaultChecking",
    In("File/Vault"),
    Act("vault.check", "Check the citations of all notes…", 24, "", "open"),
)
DESKTOP_BUS = Later("viewer.ui.player.desktop_bus:DesktopBus")
SAVING = Later(
    "viewer.ui.saving.saving:Saving",
    In("File", needs=Fact.NOTE),
    Act("video.save", "Save this video for offline…", 61, "Ctrl+Shift+S", "save_video"),
    Act("note.save", "Save all videos of this note…", 62, "", "save_note", needs=Fact.SEVERAL),
    In("File/Selected notes"),
    Act("vault.save", "Save the videos of the selected notes…", 64, "", "save_notes"),
    In("File"),
    Act("downloads", "Downloads", 68, "Ctrl+J", "toggle_downloads"),
    Act("library", "Library of saved videos", 69, "Ctrl+Shift+J", "open_library"),
    In("Help"),
    Act("ytdlp.update", "Get the newest yt-dlp", 21, "", "update_yt_dlp"),
)
LISTS = Later(
    "viewer.ui.saving.video_lists:VideoLists",
    In("File"),
    Act("list.open", "Save from a playlist or channel…", 63, "", "open"),
)
