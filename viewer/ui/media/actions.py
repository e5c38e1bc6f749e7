"""What can be done to save videos and to export; what does it is imported when it is needed."""

from __future__ import annotations

from viewer.ui.shell.action import Action, Fact
from viewer.ui.shell.context import Later

SAVING = Later(
    "viewer.ui.media.saving",
    "Saving",
    (
        Action(
            "video.save",
            "Save this video for offline…",
            "save_video",
            ("Ctrl+Shift+S",),
            Fact.NOTE,
            menu=("File", 61),
        ),
        Action(
            "note.save",
            "Save all videos of this note…",
            "save_note",
            needs=Fact.SEVERAL,
            menu=("File", 62),
        ),
        Action(
            "vault.save",
            "Save the videos of the selected notes…",
            "save_notes",
            menu=("File/Selected notes", 64),
        ),
        Action("downloads", "Downloads", "toggle_downloads", ("Ctrl+J",), menu=("File", 68)),
        Action(
            "library",
            "Library of saved videos",
            "open_library",
            ("Ctrl+Shift+J",),
            menu=("File", 69),
        ),
        Action("ytdlp.update", "Get the newest yt-dlp", "update_yt_dlp", menu=("Help", 21)),
    ),
)

LISTS = Later(
    "viewer.ui.media.video_lists",
    "VideoLists",
    (Action("list.open", "Save from a playlist or channel…", "open", menu=("File", 63)),),
)

DESKTOP_BUS = Later("viewer.ui.media.desktop_bus", "DesktopBus", ())

EXPORTING = Later(
    "viewer.ui.media.exporting",
    "Exporting",
    (
        Action(
            "export",
            "Export…",
            "open",
            needs=Fact.NOTE,
            menu=("File/This note", 35),
            also="PDF, subtitles, clips, web page, Anki",
        ),
        Action(
            "vault.export",
            "Export the claims of the selected notes…",
            "export_notes",
            menu=("File/Selected notes", 66),
        ),
        Action(
            "note.print",
            "Print…",
            "print_note",
            ("Ctrl+Alt+P",),
            Fact.NOTE,
            menu=("File/This note", 36),
            also="PDF",
        ),
    ),
)
