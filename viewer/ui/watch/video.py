"""The video of the open note: its file or stream, and its last position.

`NoteVideo` opens it in the player, and without a picture shows its state, in texts of `MediaPages`.
It does not know the note's text; the `Session` tells it which note is open, and receives its
signals. Searching for a file can take long and goes to `Background`; everything else runs on the
GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import time

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from viewer.base.errors import ViewerError
from viewer.base.translation import tr
from viewer.media.media import (
    Media,
    MediaFinder,
    Pairings,
    Playable,
    Stream,
    find_media,
    library_key,
    places_of,
    stamp_of,
)
from viewer.media.player import PlayerState
from viewer.notes.note import Note
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.timers import once
from viewer.ui.watch.follow import Follow
from viewer.ui.watch.frame import NoteFrame
from viewer.ui.watch.media_pages import MediaPages, Online, is_command_line
from viewer.ui.watch.vault import OpenVault
from viewer.ui.window.context import Context

_DISK_RESTS_MS = 1_000  # what is copied there grows for a while
_KEEP_POSITION_MS = 5_000
_LOADING_SHOWS_MS = 350
_LONG_ENOUGH_MS = 3_000  # a video is taken up again where it was left, but not at its very ends


class NoteVideo(QObject):
    """Finds the video of the open note, opens it, and saves its position."""

    looked_for = Signal()  # it is known now whether there is a video
    moment_wanted = Signal(object)  # int: ms to go to in the video that is open already
    duration_changed = Signal()  # the end is known, or another one
    chapters_changed = Signal()  # those of the video that is open
    described = Signal(object)  # Placeholder in place of the picture, or None
    changed = Signal()  # something about it that is shown in words, or that actions ask for

    def __init__(
        self,
        context: Context,
        frame: NoteFrame,
        pairings: Pairings,
        vault: OpenVault,
        follow: Follow,
    ) -> None:
        super().__init__(frame)
        self._background, self._state = context.background, context.state
        self._frame, self._pairings, self._vault = frame, pairings, vault
        self._follow = follow  # which hears where the video is
        library = context.settings.text("save/library")
        self.library = Path(library or context.folders.data / "library")  # of saved videos
        self.player = player = context.player
        self._note: Note | None = None
        self._path: Path | None = None
        self.media: Playable | None = None
        self._stream: Stream | None = None  # of this note's video, or of one that was open before
        self.online = Online()  # how far streaming is
        self._chapters: tuple[tuple[int, str], ...] = ()
        self._looked = False
        self._is_due = False  # whether what is open is to be told anew, although it is the same
        self._found: tuple[Playable | None, object] = None, None  # the file, and what tells it
        self.is_there = True  # whether it can be played; until that is known, as it was before
        self._wanted_ms: int | None = None  # where to go, once the video is open
        self._lead_ms = 0  # so long before that it starts
        self._goes_back = False  # whether that is where one was before
        self.plays_when_open = False  # as soon as it is found: the user opened it to play it
        self._resume_at: tuple[int, bool] | None = None  # ms, and whether it plays
        self._position_key = ""  # under which the position in the open video is remembered
        self.pages = MediaPages(self)
        self._keep_position = QTimer(self, interval=_KEEP_POSITION_MS)
        self._keep_position.timeout.connect(self.keep_position)
        self._loading = once(self, _LOADING_SHOWS_MS, self._show_page)
        player.position_changed.connect(self._on_position)
        player.duration_changed.connect(lambda _: self.duration_changed.emit())
        player.state_changed.connect(lambda _: self._on_player_state())
        player.error_changed.connect(self._on_error)
        player.ready.connect(self.look)
        context.app.focusWindowChanged.connect(self._on_return)
        self._watcher = QFileSystemWatcher(self)
        self._disk = once(self, _DISK_RESTS_MS, self._on_disk)
        for told in (self._watcher.directoryChanged, self._watcher.fileChanged):
            told.connect(lambda _: self._disk.start())

    # ------------------------------------------------------------------ what is so

    def on_looked_for(self, call: Callable[[], object]) -> None:
        """Call this whenever the video was looked for, and now if it was."""
        self.looked_for.connect(call)
        if self._looked:
            call()

    @property
    def is_open(self) -> bool:
        """Return whether there is a video to seek in."""
        return self.media is not None and self.player.state not in (
            PlayerState.EMPTY,
            PlayerState.FAILED,
        )

    @property
    def can_come(self) -> bool:
        """Return whether there is one, or it is still being searched, or available on the web."""
        if self.media is not None or self._note is None:
            return True
        video = self._note.video
        if video is None and self.choice is None:
            return False
        return not self._looked or (video is not None and bool(video.video_id or video.url))

    @property
    def is_looking(self) -> bool:
        """Return whether the file of this note's video is still being searched.

        Until then the player has the previous note's video, which is often the same.
        """
        return self.player.is_ready and self._note is not None and not self._looked

    @property
    def now_ms(self) -> int:
        """The moment in the video where the user is; the one place to ask for it.

        Until the video is found, and without one, the moment last gone to.
        """
        if self._wanted_ms is not None and (self.is_looking or not self.is_open):
            return self._wanted_ms
        return self.player.position_ms if self.is_open else 0

    @property
    def meant_ms(self) -> int:
        """Where the user is: as `now_ms`, or the moment gone to while what is before it plays."""
        return self._follow.meant(self.now_ms)

    def go_to(self, ms: int, lead_ms: int = 0) -> None:
        """Go to a moment of the video: every click, key, hit, link and tick ends here.

        It starts `lead_ms` before, and what is cited at the moment is in force from there on. A
        video that is not here yet starts there once it is found; until then that is the position.
        """
        if self.is_open and not self.is_looking:
            self.player.seek(self._follow.lead_to(ms, lead_ms))
        else:
            self._wanted_ms, self._lead_ms = ms, lead_ms
            self._on_position(ms)

    @property
    def duration_ms(self) -> int | None:
        """The length of the video; None without one, or if unknown.

        Also None while a note's video is searched: the previous one is still open then.
        """
        return self.player.duration_ms if self.is_open and not self.is_looking else None

    @property
    def chapters(self) -> tuple[tuple[int, str], ...]:
        """The start of each chapter of the video, in ms, and its title; by time."""
        return self._chapters if self.is_open and not self.is_looking else ()

    def set_chapters(self, chapters: tuple[tuple[int, str], ...]) -> None:
        """Set the chapters of the open video."""
        self._chapters = chapters
        self.chapters_changed.emit()

    def in_words(self) -> tuple[str, str]:
        """Return the byline's text about the video, and the name of its colour."""
        assert self._note is not None
        if not self._looked:  # it is not known yet: also before there is a player
            return "", "muted"
        return self.pages.short(self._note, self.media, self.player, self.online)

    # ------------------------------------------------------------------ the note

    def set_note(
        self, note: Note, path: Path, at_ms: int | None, *, goes_back: bool = False
    ) -> None:
        """Set the note; `look` then finds its video, which will start at `at_ms`.

        With `goes_back` that is the user's earlier position.
        """
        self._note, self._path = note, path
        self._resume_at = None  # it was meant for the note before
        self._wanted_ms, self._lead_ms, self._goes_back = at_ms, 0, goes_back
        self._looked, self.plays_when_open = False, False

    def change_note(self, note: Note, path: Path) -> None:
        """Update the same note after an edit or a rename."""
        before, self._note, self._path = self._note, note, path
        if before is not None and note.video != before.video:
            self.look()

    def leave_note(self) -> None:
        """Close the video: no note is open any more."""
        self._background.forget("media")
        self._note, self._path, self.media = None, None, None
        if self.player.is_ready:
            self.player.close()

    # ------------------------------------------------------------------ finding it

    def look(self) -> None:
        """Search the video; from then on it is searched again when a file may have been added."""
        self._is_due = True
        self._find()

    def _on_disk(self) -> None:
        if not self.is_there:
            self._find()

    def _find(self) -> None:
        note, path, root, library = self._note, self._path, self._vault.root, self.library
        if note is None or path is None or not self.player.is_ready:
            return

        def find() -> tuple[Media | None, object, list[str]]:
            asked = note.video, path, root, library, self._pairings
            media = find_media(*asked)
            return media, stamp_of(media.path if media is not None else None), places_of(*asked)

        self._background.run("media", find, self._on_found)

    def _on_found(self, found: tuple[Media | None, object, list[str]]) -> None:
        media, stamp, places = found
        watched = [*self._watcher.directories(), *self._watcher.files()]
        if watched:
            self._watcher.removePaths(watched)
        if places:
            self._watcher.addPaths(places)
        if self._is_due or (media, stamp) != self._found:
            self._is_due, self._found = False, (media, stamp)
            self._on_media(media)

    def finder(self) -> MediaFinder:
        """Return a function that finds the file for a video of the note at a path; any thread."""
        root, library, pairings = self._vault.root, self.library, self._pairings
        return lambda video, path: find_media(video, path, root, library, pairings)

    @property
    def choice(self) -> Path | None:
        """The file that the user chose for this note's video."""
        if self._note is None or self._path is None:
            return None
        return self._pairings.get(self._note.video, self._path)

    def choose(self, path: Path | None) -> None:
        """Play this note's video from `path`, and remember that; None forgets the choice.

        The note is not changed.
        """
        if self._note is None or self._path is None:
            return
        try:
            if path is not None:
                self._pairings.set(self._note.video, self._path, path)
            else:
                self._pairings.forget(self._note.video, self._path)
        except ViewerError as error:
            self._frame.say(error.words())
        self.look()

    def note_moved(self, old: Path, new: Path) -> None:
        """Move the choice for the note at `old` to `new`."""
        try:
            self._pairings.rename_note(old, new)
        except ViewerError as error:
            self._frame.say(error.words())

    def set_library(self, library: Path) -> None:
        """Find saved videos in another folder from now on."""
        self.library = library
        self.take_saved_copy()

    def take_saved_copy(self) -> None:
        """Search the video again; if another copy is found, continue in it at this moment."""
        if self.is_open:
            self._resume_at = self.now_ms, self.player.state is PlayerState.PLAYING
        self.look()

    # ------------------------------------------------------------------ playing it

    def play_stream(self, stream: Stream, start_ms: int | None) -> None:
        """Play this note's video from the web: at `start_ms`, or at its last position.

        If it replaces another quality of the same video, playback continues unchanged.
        """
        player, before = self.player, self.media
        plays = False
        if isinstance(before, Stream) and before.key == stream.key and self.is_open:
            start_ms, plays = player.position_ms, player.state is PlayerState.PLAYING
        self._stream = stream
        self._wanted_ms = start_ms if start_ms is not None else self._wanted_ms
        self._on_media(None)
        if plays:
            player.play()

    def end_stream(self) -> None:
        """Stop playing from the web, and save the position."""
        self.keep_position()
        self._stream = None
        if isinstance(self.media, Stream):
            self._on_media(None)

    def set_online(self, online: Online) -> None:
        """Show the state of streaming."""
        self.online = online
        self._on_player_state()

    def keep_position(self) -> None:
        """Save the position in the video."""
        player = self.player
        if player.media is None or not self.is_open or not self._position_key:
            return
        end_ms = player.duration_ms
        position = player.position_ms
        if end_ms is not None and position > end_ms - _LONG_ENOUGH_MS:
            position = 0
        if position < _LONG_ENOUGH_MS:
            position = 0
        self._state.set_position_ms(self._position_key, position, int(time()))

    def _on_media(self, media: Playable | None) -> None:
        if media is None:
            media = self._streamed()
        opened = self.player.media
        if isinstance(media, Media) and isinstance(opened, Media) and media.path == opened.path:
            media = opened  # another note found the same file in another way
        same = media is not None and media == opened and self.is_open
        resume_at, self._resume_at = self._resume_at, None
        self._looked = True
        self.media = media
        if media is None:
            self.player.close()
        elif not same:
            start_ms, plays = self._wanted_ms, self.plays_when_open
            if resume_at is not None:
                start_ms, plays = resume_at
            elif start_ms is not None:
                start_ms = self._follow.lead_to(start_ms, self._lead_ms)
            else:
                start_ms = self._state.position_ms(self._key_of(media))
            self.keep_position()
            if media != self._stream:
                self._stream = None  # whoever streams it lets go of it now
            self._position_key = self._key_of(media)
            self.player.open(media, start_ms, play=plays)
            self._wanted_ms, self.plays_when_open = None, False
        self.duration_changed.emit()
        self._on_player_state()
        if same and media is not None:
            self.player.look_again()
            self._position_key = self._key_of(media)
            self._follow.set_position(self.now_ms)
            if self._wanted_ms is not None and self._goes_back:
                self.go_to(self._wanted_ms)
                self._follow.set_position(self._wanted_ms)
            elif self._wanted_ms is not None:
                self.moment_wanted.emit(self._wanted_ms)
            if self.plays_when_open:
                self.player.play()
            self._wanted_ms, self.plays_when_open = None, False
        self.looked_for.emit()

    def _streamed(self) -> Stream | None:
        video = self._note.video if self._note is not None else None
        if self._stream is not None and video is not None:
            return self._stream if library_key(video) == self._stream.key else None
        return None

    def _key_of(self, media: Playable) -> str:
        video = self._note.video if self._note is not None else None
        if video is not None and video.video_id:
            return video.video_id
        return media.key if isinstance(media, Stream) else str(media.path)

    def _on_position(self, ms: int) -> None:
        if not self.is_looking:
            self._follow.set_position(ms)

    def _on_return(self, to: QWindow | None) -> None:
        if to is not None:  # something else may have written to the file meanwhile
            self.player.look_again()

    def _on_error(self, error: ViewerError | None) -> None:
        if error is not None and self.player.has_picture:  # of which the stills are left
            remedy, offers = error.remedy, []
            if is_command_line(remedy):
                copy = partial(QGuiApplication.clipboard().setText, remedy)
                offers = [NoticeButton(tr("Copy the command"), "", copy)]
            self._frame.say(tr("No audio or motion: {0}").format(error.words()), offers)
        self._on_player_state()

    def _on_player_state(self) -> None:
        player, state = self.player, self.player.state
        if self._looked:
            fails = player.error is not None and not player.has_picture
            self.is_there = self.media is not None and not fails
        if state is PlayerState.OPENING:
            self._loading.start()
        else:
            self._loading.stop()
            self._show_page()
        if state is PlayerState.PLAYING:
            self._keep_position.start()
        else:
            self._keep_position.stop()
        if state is PlayerState.PAUSED or state is PlayerState.ENDED:
            self.keep_position()
        self._on_position(self.now_ms)
        self.changed.emit()

    # ------------------------------------------------------------------ showing what is so

    def show_page(self) -> None:
        """Show the state of the video again, after it has changed."""
        self._show_page()
        self.changed.emit()

    def _show_page(self) -> None:
        page = self.pages.in_place_of_picture(
            self._note, self.media, self.player, looked=self._looked, online=self.online
        )
        self.described.emit(page)
