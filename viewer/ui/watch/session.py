"""The session: a note is opened, its video is found, the player moves on, and the note with it.

The `Session` knows no widget and owns no file. It takes commands and signals the results: which
note is open, the user's place in it, and what is in force. `NoteVideo` finds the video's file or
stream; `NoteFrame` shows the state in the window. GUI thread; slow work (large notes, listing a
vault) goes to `Background`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Signal

from viewer.base.errors import ViewerError
from viewer.base.translation import tr
from viewer.check.dismissed import Dismissed
from viewer.media.media import Pairings
from viewer.media.player import PlayerState
from viewer.notes.anchors import offset_of_anchor
from viewer.notes.counts import Doubts
from viewer.notes.edit import Change
from viewer.notes.file import Fingerprint, read_version
from viewer.notes.note import CitedTime, Note, VideoRef
from viewer.notes.real_path import real_path
from viewer.notes.videos import index_of, video_key
from viewer.ui.kit.timers import once
from viewer.ui.watch.follow import Follow
from viewer.ui.watch.frame import MainPage, NoteFrame, OpenBlock, SessionPage, no_heading
from viewer.ui.watch.history import HistoryPlace, Jumps
from viewer.ui.watch.place import CurrentPlace, Scrolling
from viewer.ui.watch.vault import OpenVault
from viewer.ui.watch.video import NoteVideo
from viewer.ui.window.action import Fact
from viewer.ui.window.context import Context, Feature
from viewer.vault.attachments import pictures_root
from viewer.vault.files import VaultFiles, moved_file
from viewer.vault.names import shown_name

if TYPE_CHECKING:
    from viewer.check.review import Review

_KEYS_REST_MS = 300
_LONG_BYTES = 40_000


class Session(Feature):
    """One user reading one note beside its video."""

    opening = Signal(object)  # Path: a note is going to be read
    note_opened = Signal(object)  # Path
    leaving = Signal()  # another note is opened, or none
    # Another video of the note that is shown is gone to: `note` is about that now.
    video_switched = Signal()
    made = Signal()  # the note that is shown has a file now
    moved = Signal(object, object)  # Path, Path: a note has another path now, open or not
    # Other claims are to be listed, or the same at other times. Of a long note once no key was
    # pressed for a moment: a held key changes a time thirty times a second.
    times_changed = Signal()
    byline_changed = Signal(object)  # Sequence[BylinePart]: what is said over the page
    counted = Signal()  # it is known what of the note is to be looked at
    found = Signal()  # a result of the search was gone to

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._frame = NoteFrame(context)
        self._view: MainPage  # see `put_page`
        self.page: SessionPage  # what shows the note now
        self.block: OpenBlock | None = None  # which the user writes in, on the page
        self.follow = Follow(self)
        self.jumps = Jumps(self)
        self.jumps.changed.connect(self._show_jumps)
        self.current = CurrentPlace(self, self.follow)
        self.dismissed = Dismissed(context.folders.state)
        self.pairings = Pairings(context.folders.state / "pairings.json")
        self.vault = OpenVault(context, self)
        self.video = NoteVideo(context, self._frame, self.pairings, self.vault, self.follow)
        self.scrolling = Scrolling(self, self.follow, self.video)
        self._tour = real_path(context.folders.tour)  # where no other note of the user's is
        self.review: Review | None = None  # what a check says of the note; None until it is there
        self.doubts = Doubts()
        self.path: Path | None = None  # the file of the current note
        self.note: Note | None = None
        self.fingerprint: Fingerprint | None = None  # of the file, when it was read
        self.is_planned = False  # whether the file of the note does not exist yet
        self.times: Sequence[CitedTime] = ()
        self._lengths = KnownLengths()
        self._keys_rest = once(self, _KEYS_REST_MS, self.times_changed.emit)
        self.video.duration_changed.connect(self._on_duration)
        self.video.changed.connect(self._show_state)
        self.vault.listed.connect(self._on_listed)

    # ------------------------------------------------------------------ opening

    def on_opened(self, call: Callable[[], object]) -> None:
        """Call this for each note that is opened, and now for the one that is open."""
        self.note_opened.connect(lambda _: call())
        if self.note is not None:
            call()

    def close(self) -> None:
        """Save the position in the video."""
        self.video.keep_position()

    @property
    def typed_note(self) -> Note | None:
        """The note with what was typed in the open block, which is not in `note` yet."""
        return self.block.parsed()[0] if self.block is not None else self.note

    @property
    def files_folder(self) -> Path:
        """The folder where file dialogs start: the note's, else Videos."""
        folder = self.folder
        if folder is not None and folder.is_dir():
            return folder
        named = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MoviesLocation)
        return Path(named) if named and Path(named).is_dir() else Path.home()

    @property
    def folder(self) -> Path | None:
        """The folder of the current note, else the vault; None for the tour, too."""
        folder = self.path.parent if self.path is not None else self.vault.root
        return folder if folder != self._tour else None

    def open(self, path: Path, at_ms: int | None = None) -> None:
        """Open a note, or a folder of notes."""
        if path.is_dir():
            self.open_vault(path)
        else:
            self.open_note(path, at_ms)

    def open_vault(self, root: Path, *, opens_last: bool = True) -> None:
        """List the notes of a folder, and open the last one open there, or ask for one.

        The current note counts as the last one, if it is in the folder.
        """
        self._state.keep_vault_name(root)
        root = real_path(root)
        recent = [*([self.path] if self.path is not None else []), *self._state.recent_notes()]
        last = next((p for p in recent if p.is_relative_to(root) and p.is_file()), None)
        self._leave_note()
        self.vault.chosen.add(root)
        self.vault.set_root(root)
        if last is not None and opens_last:
            self.open_note(last, is_jump=False)
            return
        self._frame.show_list()
        self._ask_for_note()

    def _ask_for_note(self) -> None:
        self._frame.ask_for_note(self.vault.root)
        self.video.show_page()

    def close_note(self) -> None:
        """Close the note; the vault stays open."""
        self._leave_note()
        self._ask_for_note()

    def open_note(
        self,
        path: Path,
        at_ms: int | None = None,
        *,
        byte: int = 0,
        heading: str = "",
        is_jump: bool = True,
        place: HistoryPlace | None = None,
        video: VideoRef | None = None,
    ) -> None:
        """Read a note and show it, at byte `byte` or under `heading`; its video at `at_ms`.

        `video` selects one of its videos; by default its main one. With `is_jump` the current place
        is added to the history. `place` restores an earlier state of the note.
        """
        if (real := real_path(path)) != path:
            self._state.keep_vault_name(path.parent)
            self.note_moved(path, real)  # of what was remembered when they were two
            path = real
        if path == self.path:
            self.leaving.emit()  # what is unsaved is saved, before it is read again
        self.opening.emit(path)

        try:
            data, fingerprint = read_version(path)
        except ViewerError as error:
            if self.note is not None:
                self._frame.say(error.words())
            else:
                self._frame.show_error(error, path)
            return
        if is_jump and self.path != path:
            self.leave_place()
        note = Note.parse(data, said=self.dismissed.said_of(path))
        self._show(path, note, fingerprint, at_ms, byte, heading, place, video)

    def plan_note(self, path: Path, data: bytes, at_ms: int | None = None) -> None:
        """Show a note whose file is created by its first change; its video at `at_ms`."""
        self.leave_place()
        self._show(path, Note.parse(data), None, at_ms, 0, "", None, None)

    def note_made(self, path: Path) -> None:
        """Remember that the planned note's file was created at `path`."""
        self._state.add_recent_note(path)
        if path != self.path:
            return  # it was made as it was left
        self.is_planned = False
        self.made.emit()
        self.vault.list_with(path)

    def here(self) -> HistoryPlace | None:
        """Return the user's current place."""
        if self.path is None or self.is_planned:
            return None
        position = self.video.meant_ms if self.video.is_open else None
        byte = self.page.top_byte() or 0
        offset_px = self.page.offset_px(byte)
        video = self.note.video if self.note is not None else None
        return HistoryPlace(self.path, byte, position, offset_px, self.follow.is_following, video)

    def leave_place(self) -> None:
        """Add the user's current place to the history."""
        here = self.here()
        if here is not None:
            self.jumps.leave(here)

    def reload(self) -> None:
        """Read the note again from disk, keeping the place."""
        here = self.here()
        if self.is_planned:
            words = tr("This note has no file yet. Start typing to create it.")
            self._frame.say(words, brief=True)
        if here is not None:
            self.open_note(here.path, byte=here.byte)
        self.vault.list_again()

    def _show(
        self,
        path: Path,
        note: Note,
        fingerprint: Fingerprint | None,
        at_ms: int | None,
        byte: int,
        heading: str,
        place: HistoryPlace | None,
        video: VideoRef | None,
    ) -> None:
        self._turn_away()
        video = place.video if place is not None else video
        before = self.note if path == self.path and at_ms is None else None
        note = _about(note, video, before)
        self.path, self.note = path, note
        self.review, self.doubts = None, Doubts()
        self.fingerprint, self.is_planned = fingerprint, fingerprint is None
        self.video.set_note(note, path, at_ms, goes_back=place is not None)
        if not self.is_planned:
            self.vault.list_with(path)
        elif path.parent.is_dir() and not self.vault.holds(path):
            self.vault.set_root(self.vault.root_of(path))
        title = _title(note, path)
        self.times = self._lengths.times_of(note, self.video.duration_ms)
        self.follow.set_note(note, self.times)
        self._frame.show_note()
        vault = pictures_root(path, self.vault.root)
        self._view.show_note(note, self.times, title=title, folder=path.parent, vault=vault)
        offset = offset_of_anchor(note, heading) if heading else byte
        if place is not None:
            self.follow.set_following(place.following)
            self.page.scroll_to_byte(place.byte, place.offset_px)
        elif offset is None:
            self._frame.say(no_heading(heading))
        elif offset:
            self.page.scroll_to_byte(offset)
        self._frame.show_title(title)
        self._frame.focus_note()
        if not self.is_planned:
            self._state.add_recent_note(path)
        self.note_opened.emit(path)
        self._show_times()
        self.video.look()

    def other_video(self, video: VideoRef | None) -> int | None:
        """Return the index of a video among this note's; None for the current one."""
        note = self.note
        index = index_of(note.videos, video) if note is not None and video is not None else None
        return index if note is not None and index != note.video_at else None

    def show_video(self, index: int, at_ms: int | None = None, *, goes_back: bool = False) -> None:
        """Play another video of this note, by its index in `Note.videos`, at `at_ms`.

        Without that it continues at its last position. It plays if the previous one did. Whether it
        has a file is known later, as after opening a note.
        """
        before, path = self.note, self.path
        if before is None or path is None or index == before.video_at:
            return
        plays = self._player.state is PlayerState.PLAYING
        self.video.keep_position()
        note = self.note = before.about(index)
        self.review, self.doubts = None, Doubts()
        self.video.set_note(note, path, at_ms, goes_back=goes_back)
        if plays:
            self._player.pause()  # what is seen and heard until then is the other one
            self.video.plays_when_open = True
        self._show_instead(before, note)
        self.video_switched.emit()
        self._show_times()
        self.video.look()

    def bound(self, cited_ms: int | None) -> None:
        """Bound the times by the last ones other notes surely cite of the video; see `Note.beside`.

        Ignored if the video's length is known.
        """
        before = self.note
        if before is None or self.video.duration_ms is not None:
            return
        note = self.note = before.beside(cited_ms)
        if note is not before:
            self._show_instead(before, note)
            self._show_times()

    def _show_instead(self, before: Note, note: Note) -> None:
        """Show the same bytes, perhaps with other times."""
        current = self.follow.current_claim
        self.times = self._lengths.times_of(note, self.video.duration_ms)
        self.follow.set_note(note, self.times)
        self.follow.gone_to = current
        if self._view.note is before:
            self._view.show_video(note, self.times)
        if self.page is not self._view:
            self.page.show_video(note, self.times)

    def _turn_away(self) -> None:
        self._frame.end_notice()  # before something may be said of the leaving
        self.leaving.emit()
        self.video.keep_position()

    def _leave_note(self) -> None:
        self._turn_away()
        self.path, self.note, self.times = None, None, ()
        self.is_planned = False
        self.follow.set_note(None, ())
        self.video.leave_note()  # goes back to the beginning, where something may be cited
        self._view.clear_note()
        self._frame.show_title("")
        self._show_times()

    def _on_listed(self, files: VaultFiles) -> None:
        if not files.notes and self.path is None:
            self._frame.show_no_notes(files.root)

    def show_edited(self, note: Note, change: Change, caret: int | None) -> None:
        """Show the note after a change: same place, same claim; the cursor at byte `caret`."""
        current = self.follow.current_claim
        assert self.path is not None
        self.note = note
        self.times = self._lengths.times_of(note, self.video.duration_ms)
        self.follow.set_note(note, self.times)
        if current is not None and current < len(note.claims):
            self.follow.gone_to = current
        title = _title(note, self.path)
        self.current.moved_by(change)
        self.page.replace_note(note, self.times, change.map, title=title, caret=caret)
        self.follow.set_position(self.video.now_ms)
        self._frame.show_title(title)
        if len(note.data) <= _LONG_BYTES:
            self._show_times()
        else:
            self._show_state()
            self._keys_rest.start()
        self.video.change_note(note, self.path)

    def note_moved(self, old: Path, new: Path) -> None:
        """Move what is remembered about the note at `old` to `new`."""
        self.jumps.renamed(old, new)
        self._state.rename_recent_note(old, new)
        self.video.note_moved(old, new)
        self.moved.emit(old, new)

    def renamed(self, old: Path, new: Path, files: VaultFiles) -> None:
        """Remember that the note or folder `old` is now `new`, and the vault's notes since then."""
        inside = files.below(new.relative_to(files.root).as_posix())
        for path in (new, *map(files.root.joinpath, inside)):
            self.note_moved(moved_file(path, new, old), path)
        before, note = self.path, None
        if before is not None and before.is_relative_to(old):
            self.path, note = moved_file(before, old, new), self.note
        self.vault.take(files)
        if note is None or self.path is None or before is None:
            return
        self._view.folder = self.path.parent
        self.show_edited(note, Change("", ()), None)
        if self.path.parent != before.parent:
            self.video.look()

    def put_page(self, view: MainPage) -> None:
        """Show notes on this page. Called once, before one is opened."""
        self._view = self.page = view

    def show_on(self, source: SessionPage | None) -> None:
        """From now on show what is in force in the source; None: on the page again."""
        self.page = source if source is not None else self._view
        if source is not None or self._view.note is self.note:
            self.page.set_times(self.times)
            self.page.set_in_force(self.follow.claims_now, self.follow.citations_now)
        self.scrolling.ask_for_pill()

    def _on_duration(self) -> None:
        note = self.note
        if note is None:
            return
        duration_ms = self.video.duration_ms
        self._lengths.learn(note, duration_ms)
        times = self._lengths.times_of(note, self.video.duration_ms)
        frame_ms = math.ceil(self._player.frame_interval_ms)
        self.follow.last_ms = duration_ms - frame_ms if duration_ms is not None else None
        if tuple(times) != tuple(self.times):
            self.times = times
            if self.page is not self._view or self._view.note is note:
                self.page.set_times(times)
            self.follow.set_note(note, times)
            self.follow.set_position(self.video.now_ms)
        self._show_times()

    # ------------------------------------------------------------------ showing what is so

    def set_doubts(self, doubts: Doubts, review: Review | None = None) -> None:
        """Set what is in doubt, as a check says; `counted` tells all that show it."""
        self.doubts = doubts
        if review is not None:
            self.review = review
        self._actions.set_facts({Fact.DOUBTS: self.note is not None and doubts.places})
        self.counted.emit()

    def _show_times(self) -> None:
        self._keys_rest.stop()
        self._show_state()
        self.times_changed.emit()

    def _show_state(self) -> None:
        if self.note is not None and self.path is not None:
            video = self.video.duration_ms, self.video.in_words()
            self.byline_changed.emit(self._frame.byline(self.note, self.path, *video))
        note, is_open = self.note, self.video.is_open
        self._actions.set_facts(
            {
                Fact.NOTE: note is not None,
                Fact.CLAIMS: note is not None and note.claims,
                Fact.DOUBTS: note is not None and self.doubts.places,
                Fact.SEVERAL: note is not None and len(note.played) > 1,
                Fact.VIDEO: is_open,
            }
        )
        self._view.video_has_keys = is_open
        full = self._actions["fullscreen"]
        full.setEnabled(is_open or full.isChecked())

    def _show_jumps(self) -> None:
        self._actions.set_facts({Fact.BACK: self.jumps.back, Fact.FORWARD: self.jumps.forward})


class KnownLengths:
    """The lengths of the videos that were open, by which the times of notes are read."""

    def __init__(self) -> None:
        self._of: dict[str, int] = {}  # in ms, by `video_key`

    def learn(self, note: Note, duration_ms: int | None) -> None:
        """Remember the length of the video that the note is about now, if it is known."""
        if duration_ms is not None and note.video is not None:
            self._of[video_key(note.video)] = duration_ms

    def times_of(self, note: Note, duration_ms: int | None) -> Sequence[CitedTime]:
        """Return what each citation means; `duration_ms` is of the video open now."""
        now = note.video_at
        durations = {
            index: duration_ms if index == now else self._of.get(video_key(video))
            for index, video in enumerate(note.videos)
        }
        return note.times_by(durations) if durations else note.times(duration_ms)


def _about(note: Note, video: VideoRef | None, before: Note | None) -> Note:
    """Return a note about `video`, else about that of `before`, as which it is read again."""
    index = index_of(note.videos, video) if video is not None else None
    if index is not None:
        return note.about(index)
    return note.about_same(before) if before is not None else note.begun()


def _title(note: Note, path: Path) -> str:
    return note.title or shown_name(path.name)


class NoteFeature(Feature):
    """A feature that is about the open note: it has the session, and what the session has."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._session = session = context.get(Session)
        self._vault, self._video = session.vault, session.video
        self._follow, self._current = session.follow, session.current
