"""What is said of a note's video: in the place of its picture, under the player, in the byline."""

from __future__ import annotations

from PySide6.QtCore import QObject

from viewer.notes.model import VideoRef
from viewer.notes.note import Note
from viewer.notes.timecode import format_ms
from viewer.ui.page import Page
from viewer.video.media import Media, MediaSource
from viewer.video.player import Player, PlayerState

_COMMAND_STARTS = ("sudo ", "apt", "brew ", "winget ", "./run", "dnf ", "pacman ")


class MediaPages(QObject):
    """Words for every state of a video. Each says what is so, and offers the next step."""

    def in_place_of_picture(
        self, note: Note | None, media: Media | None, player: Player, *, looked: bool
    ) -> Page | None:
        """Give the page to show instead of the picture; None where there is a picture."""
        choose = self.tr("Choose a file…"), "video.choose"
        if note is None:
            return Page(self.tr("No note is open"), self.tr("Its video will be shown here."))
        if media is None:
            if not looked:
                return Page(self.tr("Looking for the video…"))
            return self._missing(note.video)
        if player.error is not None:
            remedy = player.error.remedy
            is_command = remedy.startswith(_COMMAND_STARTS)
            text = str(player.error) if is_command else player.error.words()
            return Page(
                self.tr("The video cannot be played"),
                text,
                detail_command=remedy if is_command else "",
                buttons=((self.tr("Try again"), "video.again"), choose),
                icon="no-video",
            )
        if player.state in (PlayerState.OPENING, PlayerState.EMPTY):
            return Page(self.tr("Opening “{0}”…").format(media.path.name))
        if not player.has_picture:
            return Page(
                self.tr("Sound only"),
                self.tr("“{0}” has no picture. It plays all the same.").format(media.path.name),
                icon="audio",
            )
        return None

    def _missing(self, video: VideoRef | None) -> Page:
        choose = self.tr("Choose a file…"), "video.choose"
        again = self.tr("Look again"), "video.again"
        if video is None:
            return Page(
                self.tr("This note names no video"),
                self.tr("Choose the file that it is about; Cuenote remembers it."),
                buttons=(choose,),
                icon="no-video",
            )
        if video.video_id or video.url:
            shown = video.video_id or video.url or ""
            return Page(
                self.tr("The video is not on this computer"),
                self.tr(
                    "Choose its file, or put it beside the note with “{0}” in its name. This "
                    "version does not stream or save videos yet."
                ).format(shown if len(shown) <= 40 else shown[:39] + "…"),
                buttons=(choose, again, (self.tr("Open in the browser"), "video.browser")),
                icon="no-video",
            )
        return Page(
            self.tr("The video file is not there"),
            self.tr("The note names “{0}”, which was not found.").format(video.path or ""),
            buttons=(choose, again),
            icon="no-video",
        )

    def about(self, note: Note | None, media: Media | None, player: Player) -> Page:
        """Give the page that says where the video is played from."""
        if note is None or media is None:
            return Page(self.tr("No video is open"), icon="video")
        where = {
            MediaSource.FRONT_MATTER: self.tr("The note names this file."),
            MediaSource.BESIDE: self.tr("Found beside the note, by the id in its name."),
            MediaSource.VAULT_MEDIA: self.tr("Found in the vault, by the id in its name."),
            MediaSource.LIBRARY: self.tr("A copy saved in the library."),
            MediaSource.CHOSEN: self.tr("You chose this file; the note itself is unchanged."),
        }[media.source]
        length = f" {format_ms(player.duration_ms)}." if player.duration_ms is not None else ""
        buttons = [(self.tr("Choose another file…"), "video.choose")]
        if media.source is MediaSource.CHOSEN:
            buttons.append((self.tr("Forget the choice"), "video.forget"))
        return Page(media.path.name, where + length, buttons=tuple(buttons), icon="file-video")

    def short(self, note: Note, media: Media | None, player: Player) -> tuple[str, str]:
        """Give what the byline says of the video, and the name of its colour."""
        if media is None:
            return (self.tr("no video file") if note.video is not None else "", "muted")
        if player.error is not None:
            return self.tr("video cannot be played"), "bad"
        return self.tr("✓ on this computer"), "good"
