"""What is shown in place of a picture, and said of a video, for every state of it. GUI thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject

from viewer.base.translation import sentences, tr, without_stop
from viewer.media.media import LIBRARY, Playable, Stream, library_key
from viewer.media.player import Player, PlayerState
from viewer.media.ytdlp_failures import Failure, FailureKind
from viewer.notes.model import VideoRef
from viewer.notes.note import Note
from viewer.ui.kit.placeholder import Placeholder

_ID_SHOWS = 20  # letters; what is longer is no id that anybody reads
_COMMAND_STARTS = ("sudo ", "apt", "brew ", "winget ", "./run", "dnf ", "pacman ")


def is_command_line(remedy: str) -> bool:
    """Return whether a remedy is a command to copy, not a sentence."""
    return remedy.startswith(_COMMAND_STARTS)


@dataclass(frozen=True, slots=True)
class Online:
    """The state of streaming a note's video; by default not requested."""

    asked: str = ""  # the site that is asked for the video just now
    failure: Failure | None = None  # why the last try came to nothing
    is_waiting: bool = False  # for the network, while it plays

    @property
    def is_busy(self) -> bool:
        return bool(self.asked)


class MediaPages(QObject):
    """Texts for every state of a video, each with the next step."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.saving: Mapping[str, str] = {}  # by `library_key`: "going", "paused" or "failed"
        # Next steps: the words of each, and the id of its action.
        self._choose = tr("Choose video file…"), "video.choose"
        self._stream = tr("Stream video"), "video.stream"
        self._try = tr("Try again"), "video.stream"
        self._browser = tr("Open in browser"), "video.browser"
        self._save = tr("Save for offline…"), "video.save"

    def in_place_of_picture(
        self,
        note: Note | None,
        media: Playable | None,
        player: Player,
        *,
        looked: bool,
        online: Online,
    ) -> Placeholder | None:
        """Return the page to show instead of the picture; None if there is a picture."""
        if note is None:
            return Placeholder(tr("No note is open"))
        if media is None:
            if not looked:
                return Placeholder(tr("Looking for the video…"))
            return self._online(online) or self._missing(note.video)
        if isinstance(media, Stream) and (online.failure is not None or online.is_busy):
            return self._online(online)
        if player.error is not None and not player.has_picture:
            remedy = player.error.remedy
            is_command = is_command_line(remedy)
            text = str(player.error) if is_command else player.error.words()
            return Placeholder(
                tr("Can't play this video"),
                text,
                detail_command=remedy if is_command else "",
                buttons=(self._try, self._choose) if isinstance(media, Stream) else (self._choose,),
                icon="no-video",
            )
        if player.state in (PlayerState.OPENING, PlayerState.EMPTY):
            return Placeholder(tr("Opening “{0}”…").format(media.name))
        return None

    def _online(self, online: Online) -> Placeholder | None:
        browser, again = self._browser, self._try
        if online.is_busy:
            return Placeholder(
                tr("Asking {0} for the video…").format(online.asked),
                tr("This takes a few seconds."),
                buttons=((tr("Stop"), "video.stream"),),
            )
        failure = online.failure
        if failure is None:
            return None
        sign_in = tr("Sign in with a browser…"), "stream.sign_in"
        steps = {
            FailureKind.TOO_OLD: ((tr("Update yt-dlp"), "ytdlp.update"), again, browser),
            FailureKind.SIGN_IN: (sign_in, again, browser),
            FailureKind.PLAYLIST: ((tr("Choose a video…"), "list.open"), browser),
            FailureKind.UNKNOWN: (browser, again, self._save, self._choose),
        }.get(failure.kind, (again, browser, self._choose))
        return Placeholder(
            without_stop(failure.words),
            failure.next_step,
            buttons=steps,
            icon="no-video",
            more=tr("More"),
        )

    def _missing(self, video: VideoRef | None) -> Placeholder:
        if video is None:
            return Placeholder(
                tr("No video in this note"),
                tr("Choose the file it is about; Cuenote remembers it."),
                buttons=(self._choose,),
                icon="no-video",
            )
        if video.video_id or video.url:
            choose, browser, stream = self._choose, self._browser, self._stream
            state = self.saving.get(library_key(video) or "")
            if state:
                words = {
                    "going": tr("Saving the video"),
                    "paused": tr("Paused"),
                    "failed": without_stop(tr("The video couldn't be saved.")),
                }[state]
                return Placeholder(
                    words,
                    "",
                    buttons=((tr("Show progress"), "downloads"), stream, choose, browser),
                    icon="download",
                    more=tr("More"),
                )
            text = tr("Cuenote goes online only when you ask.")
            if video.video_id and len(video.video_id) <= _ID_SHOWS:
                named = tr("A file next to the note with “{0}” in its name is used automatically.")
                text = sentences(text, named.format(video.video_id))
            return Placeholder(
                tr("Not on this computer"),
                text,
                buttons=(choose, stream, self._save, browser),
                icon="no-video",
                more=tr("Stream"),
            )
        return Placeholder(
            tr("Video not found"),
            tr("The note links to “{0}”").format(video.path or ""),
            buttons=(self._choose,),
            icon="no-video",
        )

    def about(self, note: Note | None, media: Playable | None) -> tuple[str, str]:
        """Return the name of the video, and where it is played from, in words."""
        if note is None or media is None:
            missing = self._missing(note.video if note is not None else None)
            return missing.title, missing.text
        if isinstance(media, Stream):
            return media.title, tr("Streamed, not saved on this computer.")
        return media.path.name, tr(media.source.words)

    def short(
        self, note: Note, media: Playable | None, player: Player, online: Online
    ) -> tuple[str, str]:
        """Return the byline's text about the video, and the name of its colour."""
        if media is None:
            if note.video is None:
                return "", "muted"
            is_online = note.video.video_id or note.video.url
            words = tr("Not on this computer") if is_online else tr("Video not found")
            return words, "muted" if is_online else "doubt"
        if player.error is not None:
            return tr("Can't play this video"), "bad"
        if isinstance(media, Stream):
            if online.is_waiting:
                return tr("Waiting for the network…"), "muted"
            lines = f" · {media.height}p" if media.height else ""
            return tr("Streaming") + lines, "muted"
        if media.source is LIBRARY:
            return tr("✓ saved for offline"), "good"
        return tr("✓ on this computer"), "good"
