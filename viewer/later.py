"""The features that are imported at first use, with their actions.

So the start does not wait for their modules. `viewer.features` lists them with the others.
"""

from __future__ import annotations

from viewer.translation import _
from viewer.ui.shell.action import Act, Fact, In
from viewer.ui.shell.context import Later

REVIEWING = Later(
    "viewer.ui.review.reviewing:Reviewing",
    In(needs=Fact.DOUBTS),
    Act("doubts.show", _("Show problems"), "", "bring"),
    Act("doubt.next", _("Next problem"), "D", "step", 1),
    Act("finding.previous", _("Previous problem"), "Shift+D", "step", -1),
    Act("finding.hear", _("Play suggested time"), "V", "hear_proposal", needs=Fact.PROPOSAL),
    In(needs=Fact.FINDING),
    Act("finding.original", _("Play time in note"), "Shift+V", "hear_original"),
    In(toggles=True, kept="play/proposals"),
    Act("finding.play", _("Play suggested times automatically"), "", ""),
    In(needs=Fact.OTHER_CUT),
    Act("captions.move", _("Shift transcript by N s"), "", "move_captions"),
    In(needs=Fact.NOTE),
    Act("finding.check", _("Check again"), "", "check_again"),
)
REPAIRING = Later(
    "viewer.ui.review.repairing:Repairing",
    In(needs=Fact.PROPOSAL | Fact.WRITABLE),
    Act("finding.accept", _("Change to suggested time"), "Alt+Y", "accept"),
    In(needs=Fact.FINDING | Fact.WRITABLE),
    Act("finding.set", _("Other time…"), "Alt+S", "set_by_hand"),
    In(needs=Fact.FINDING),
    Act("finding.keep", _("Ignore problem"), "Alt+X", "keep"),
    In(needs=Fact.SURE | Fact.WRITABLE),
    Act("finding.accept_all", _("Apply safe fixes…"), "Alt+Shift+Y", "accept_all"),
    In(needs=Fact.OTHER_CUT | Fact.WRITABLE),
    Act("captions.move_note", _("Shift all times by N s"), "", "move_times"),
    Act("finding.again", _("Show ignored problems"), "", "keep_no_more", needs=Fact.KEPT),
)
JUDGING = Later(
    "viewer.ui.review.repairing:Repairing",
    In(needs=Fact.NOTE),
    Act("time.make", _("Make timestamp"), "", "judge", True),
    Act("time.not", _("Not a timestamp"), "", "judge", False, needs=Fact.CLAIMS),
)
MOMENTS = Later(
    "viewer.ui.review.moment_search:Moments",
    In(needs=Fact.NOTE | Fact.WRITABLE),
    Act("moment.find", _("Find where this is said…"), "Alt+G", "find"),
)
FRAMES = Later(
    "viewer.ui.editing.frame_into_note:FrameIntoNote",
    In(needs=Fact.VIDEO | Fact.WRITABLE, edits=True),
    Act("frame.put", _("Add frame"), "Alt+I", "put"),
)
REPLACING = Later(
    "viewer.ui.editing.changing_notes:Replacing",
    In(needs=Fact.NOTE | Fact.WRITABLE, edits=True),
    Act("find.replace", _("Replace in note…"), "Ctrl+H", "open"),
)
CHANGING_NOTES = Later(
    "viewer.ui.editing.changing_notes:ChangingNotes",
    Act("vault.replace", _("Replace in vault…"), "Ctrl+Shift+H", "replace"),
    Act("vault.fix", _("Apply safe fixes in notes…"), "", "fix"),
)
TRANSCRIBING_NOTES = Later(
    "viewer.ui.speech.transcribing_notes:TranscribingNotes",
    Act("vault.transcribe", _("Transcribe videos of selected notes…"), "", "transcribe"),
)
INTO_NOTE = Later(
    "viewer.ui.transcript.into_note:IntoNote",
    In(needs=Fact.CLAIMS | Fact.WRITABLE, edits=True),
    Act("range.sentence", _("Set end to end of sentence"), "", "end_with_sentence"),
    In(needs=Fact.NOTE | Fact.WRITABLE, edits=True),
    Act("transcript.section", _("Add transcript of section"), "", "put_section"),
    Act("transcript.all", _("Add whole transcript"), "", "put_all"),
)
TRANSCRIBING = Later(
    "viewer.ui.speech.transcribing:Transcribing",
    In(needs=Fact.NOTE),
    Act("transcribe", _("Transcribe video…"), "", "ask"),
)
TRANSCRIBED_FILE = Later(
    "viewer.ui.speech.transcribed_file:TranscribedFile",
    In(needs=Fact.NOTE),
    Act("transcript.save_copy", _("Save a copy of transcript…"), "", "save_copy"),
    Act("transcript.delete", _("Delete transcript…"), "", "delete"),
)
EXPORTING = Later(
    "viewer.ui.exporting.exporting:Exporting",
    In(needs=Fact.NOTE),
    Act("export", _("Export…"), "", "open"),
    In(),
    Act("vault.export", _("Export selected notes…"), "", "export_notes"),
    In(needs=Fact.NOTE),
    Act("note.print", _("Print…"), "Ctrl+P", "open", True),
)
SEARCHING = Later(
    "viewer.ui.search.searching:Searching",
    Act("search", _("Search vault…"), "Ctrl+Shift+F", "open"),
    Act("search.next", _("Next result"), "F4", "step", 1),
    Act("search.previous", _("Previous result"), "Shift+F4", "step", -1),
    Act("search.reel", _("Play results only"), "", "play"),
    Act("search.export", _("Export search results…"), "", "export"),
)
ACTION_PALETTE = Later(
    "viewer.ui.search.action_palette:ActionPalette",
    Act("palette", _("Command palette…"), "Ctrl+K", "open", in_palette=False),
)
CHECKING = Later(
    "viewer.ui.notes_list.checking:NotesChecking",
    Act("vault.check", _("Check all notes"), "", "check"),
)
JOBS = Later("viewer.ui.jobs.pane:JobsWindow")
DESKTOP_BUS = Later("viewer.ui.player.desktop_bus:DesktopBus")
SAVING = Later(
    "viewer.ui.saving.saving:Saving",
    In(needs=Fact.NOTE),
    Act("video.save", _("Save video for offline…"), "Ctrl+Shift+S", "save_video"),
    Act("note.save", (_("Save all videos of this note…")), "", "save_note", needs=Fact.SEVERAL),
    In(),
    Act("vault.save", _("Save videos of selected notes…"), "", "save_notes"),
    Act("downloads", _("Activity"), "Ctrl+J", "toggle_downloads"),
    Act("ytdlp.update", _("Update yt-dlp"), "", "update_yt_dlp"),
)
LISTS = Later(
    "viewer.ui.saving.video_lists:VideoLists",
    Act("list.open", _("Save from playlist or channel…"), "", "open"),
)
