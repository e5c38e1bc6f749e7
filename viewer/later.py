"""The features that are imported at first use, with their actions.

So the start does not wait for their modules. `viewer.features` lists them with the others.
"""

from __future__ import annotations

from viewer.translation import _
from viewer.ui.shell.action import Act, Fact, In
from viewer.ui.shell.context import Later

REVIEWING = Later(
    "viewer.ui.review.reviewing:Reviewing",
    In("View", needs=Fact.DOUBTS),
    Act("doubts.show", _("Show problems"), 33, "", "bring"),
    Act("doubt.next", _("Next problem"), 0, "D", "step", 1),
    Act("finding.previous", _("Previous problem"), 0, "Shift+D", "step", -1),
    Act("finding.hear", _("Play suggested time"), 0, "V", "hear_proposal", needs=Fact.PROPOSAL),
    In("", needs=Fact.FINDING),
    Act("finding.original", _("Play time in note"), 0, "Shift+V", "hear_original"),
    In("", toggles=True, kept="play/proposals"),
    Act("finding.play", _("Play suggested times automatically"), 0, "", ""),
    In("", needs=Fact.OTHER_CUT),
    Act("captions.move", _("Shift transcript by N s"), 0, "", "move_captions"),
    In("", needs=Fact.NOTE),
    Act("finding.check", _("Check again"), 0, "", "check_again"),
)
REPAIRING = Later(
    "viewer.ui.review.repairing:Repairing",
    In("", needs=Fact.PROPOSAL | Fact.WRITABLE),
    Act("finding.accept", _("Change to suggested time"), 0, "Alt+Y", "accept"),
    In("", needs=Fact.FINDING | Fact.WRITABLE),
    Act("finding.set", _("Other time…"), 0, "Alt+S", "set_by_hand"),
    In("", needs=Fact.FINDING),
    Act("finding.keep", _("Ignore problem"), 0, "Alt+X", "keep"),
    In("", needs=Fact.SURE | Fact.WRITABLE),
    Act("finding.accept_all", _("Apply safe fixes…"), 0, "Alt+Shift+Y", "accept_all"),
    In("", needs=Fact.OTHER_CUT | Fact.WRITABLE),
    Act("captions.move_note", _("Shift all times by N s"), 0, "", "move_times"),
    Act("finding.again", _("Show ignored problems"), 0, "", "keep_no_more", needs=Fact.KEPT),
)
JUDGING = Later(
    "viewer.ui.review.repairing:Repairing",
    In("", needs=Fact.NOTE),
    Act("time.make", _("Make timestamp"), 0, "", "judge", True),
    Act("time.not", _("Not a timestamp"), 0, "", "judge", False, needs=Fact.CLAIMS),
)
MOMENTS = Later(
    "viewer.ui.review.moment_search:Moments",
    In("", needs=Fact.NOTE | Fact.WRITABLE),
    Act("moment.find", _("Find where this is said…"), 0, "Alt+G", "find"),
)
FRAMES = Later(
    "viewer.ui.editing.frame_into_note:FrameIntoNote",
    In("Timestamp", needs=Fact.VIDEO | Fact.WRITABLE, edits=True),
    Act("frame.put", _("Add frame"), 13, "Alt+I", "put"),
)
REPLACING = Later(
    "viewer.ui.editing.changing_notes:Replacing",
    In("Edit", needs=Fact.NOTE | Fact.WRITABLE, edits=True),
    Act("find.replace", _("Replace in note…"), 32, "Ctrl+H", "open"),
)
CHANGING_NOTES = Later(
    "viewer.ui.editing.changing_notes:ChangingNotes",
    In("Edit"),
    Act("vault.replace", _("Replace in vault…"), 34, "Ctrl+Shift+H", "replace"),
    In(""),
    Act("vault.fix", _("Apply safe fixes in notes…"), 0, "", "fix"),
)
TRANSCRIBING_NOTES = Later(
    "viewer.ui.speech.transcribing_notes:TranscribingNotes",
    In(""),
    Act("vault.transcribe", _("Transcribe videos of selected notes…"), 0, "", "transcribe"),
)
INTO_NOTE = Later(
    "viewer.ui.transcript.into_note:IntoNote",
    In("", needs=Fact.CLAIMS | Fact.WRITABLE, edits=True),
    Act("range.sentence", _("Set end to end of sentence"), 0, "", "end_with_sentence"),
    In("", needs=Fact.NOTE | Fact.WRITABLE, edits=True),
    Act("transcript.section", _("Add transcript of section"), 0, "", "put_section"),
    Act("transcript.all", _("Add whole transcript"), 0, "", "put_all"),
)
TRANSCRIBING = Later(
    "viewer.ui.speech.transcribing:Transcribing",
    In("", needs=Fact.NOTE),
    Act("transcribe", _("Transcribe video…"), 0, "", "ask"),
)
TRANSCRIBED_FILE = Later(
    "viewer.ui.speech.transcribed_file:TranscribedFile",
    In("", needs=Fact.NOTE),
    Act("transcript.save_copy", _("Save a copy of transcript…"), 0, "", "save_copy"),
    Act("transcript.delete", _("Delete transcript…"), 0, "", "delete"),
)
EXPORTING = Later(
    "viewer.ui.exporting.exporting:Exporting",
    In("", needs=Fact.NOTE),
    Act("export", _("Export…"), 0, "", "open"),
    In(""),
    Act("vault.export", _("Export selected notes…"), 0, "", "export_notes"),
    In("", needs=Fact.NOTE),
    Act("note.print", _("Print…"), 0, "Ctrl+P", "open", True),
)
SEARCHING = Later(
    "viewer.ui.search.searching:Searching",
    In("Edit"),
    Act("search", _("Search vault…"), 33, "Ctrl+Shift+F", "open"),
    In(""),
    Act("search.next", _("Next result"), 0, "F4", "step", 1),
    Act("search.previous", _("Previous result"), 0, "Shift+F4", "step", -1),
    Act("search.reel", _("Play results only"), 0, "", "play"),
    Act("search.export", _("Export search results…"), 0, "", "export"),
)
ACTION_PALETTE = Later(
    "viewer.ui.search.action_palette:ActionPalette",
    In("View"),
    Act("palette", _("Command palette…"), 11, "Ctrl+K", "open", in_palette=False),
)
CHECKING = Later(
    "viewer.ui.notes_list.checking:NotesChecking",
    In(""),
    Act("vault.check", _("Check all notes"), 0, "", "check"),
)
JOBS = Later("viewer.ui.jobs.pane:JobsWindow")
DESKTOP_BUS = Later("viewer.ui.player.desktop_bus:DesktopBus")
SAVING = Later(
    "viewer.ui.saving.saving:Saving",
    In("", needs=Fact.NOTE),
    Act("video.save", _("Save video for offline…"), 0, "Ctrl+Shift+S", "save_video"),
    Act("note.save", (_("Save all videos of this note…")), 0, "", "save_note", needs=Fact.SEVERAL),
    In(""),
    Act("vault.save", _("Save videos of selected notes…"), 0, "", "save_notes"),
    In("File"),
    Act("downloads", _("Activity"), 31, "Ctrl+J", "toggle_downloads"),
    Act("ytdlp.update", _("Update yt-dlp"), 0, "", "update_yt_dlp"),
)
LISTS = Later(
    "viewer.ui.saving.video_lists:VideoLists",
    In(""),
    Act("list.open", _("Save from playlist or channel…"), 0, "", "open"),
)
