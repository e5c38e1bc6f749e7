"""Play only cited moments: a reel through one or several videos.

A reel plays the moments of listed claims, of whole notes, or of search results. A range is played
to its end; a moment without an end until the next one of the same video in the reel, but at most as
long as a setting says; then comes the next. If that begins right there, the video just plays on.
Pausing and the speed work as usual. Seeking elsewhere leaves the reel, and offers to return. GUI
thread, except `ReelLooker`, which reads the disk on another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal

from viewer.base.errors import MediaError, ViewerError
from viewer.base.translation import sentences, tr
from viewer.media.media import Media, MediaFinder, Playable
from viewer.media.player import PlayerState
from viewer.notes.file import read_version
from viewer.notes.note import Note, VideoRef
from viewer.notes.timecode import format_range
from viewer.notes.videos import video_key
from viewer.ui.kit.listening import Listening
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.roles import announce
from viewer.ui.kit.timers import once
from viewer.ui.watch.follow import moments_of
from viewer.ui.watch.navigator import Navigator
from viewer.ui.watch.playing import Playing
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context
from viewer.vault.passages import PassageKind

if TYPE_CHECKING:
    from viewer.check.dismissed import Dismissed
    from viewer.vault.index import Hit

_JUST_NOW_MS = 1_000
_CLOSE_MS = 60  # a moment that begins so soon after another needs no seek


class ReelMoment(NamedTuple):
    """A moment to play, in the video of the note at `path`, or in the open one."""

    ms: int
    title: str
    path: Path | None = None
    end_ms: int | None = None  # where its range ends; None where it has no end
    video: VideoRef | None = None  # of several in the note at `path`, the one that it is in


Found = list[tuple[ReelMoment, Playable | None]]


class ReelLooker:
    """Finds the notes' videos, each once, and decides their times by the videos' lengths."""

    def __init__(
        self,
        here: Playable | None,
        note_of_here: Path | None,
        video_of_here: VideoRef | None,
        find: MediaFinder,
        dismissed: Dismissed,
    ) -> None:
        """Take what is open now, and for which video of which note; `find` finds others."""
        self._here, self._find, self._dismissed = here, find, dismissed
        # By the note, and which video of it.
        self._known: dict[tuple[Path, str], Playable | None] = {}
        self._notes: dict[Path, Note | None] = {}
        if note_of_here is not None and here is not None:
            self._known[note_of_here, video_key(video_of_here)] = here
        # The same file is found in several ways: by its path it is one.
        self._by_file: dict[Path, Media] = {}
        if isinstance(here, Media):
            self._by_file[here.path] = here
        self._durations: dict[Path, int | None] = {}

    def of_moments(self, moments: Sequence[ReelMoment]) -> Found:
        """Find the files of these moments' videos."""
        found: Found = []
        for moment in moments:
            media = self._here
            if moment.path is not None:
                media = self._media(moment.path, moment.video)
            found.append((moment, media))
        return found

    def of_notes(self, paths: Sequence[Path]) -> Found:
        """Return all citations of these notes: by video, then by time."""
        by_video: dict[Playable | None, list[ReelMoment]] = {}
        for path in paths:
            note = self._read(path)
            if note is None:
                continue
            texts = note.plain.each([claim.span for claim in note.claims])
            for index in note.played or (None,):
                seen = note if index is None else note.about(index)
                media = self._media(path, seen.video)
                moments = moments_of(seen, seen.times(self._duration_ms(media)))
                by_video.setdefault(media, []).extend(
                    ReelMoment(moment.ms, texts[moment.claim], path, moment.end_ms, seen.video)
                    for moment in moments
                )
        return [
            (moment, media)
            for media, moments in by_video.items()
            for moment in sorted(moments, key=lambda moment: moment.ms)
        ]

    def of_passages(self, found: Sequence[tuple[Path, Sequence[Hit]]]) -> Found:
        """Return the claims among search results: by note, then by time."""
        from viewer.vault.locate import locate  # here, for it loads RapidFuzz

        moments: Found = []
        for path, hits in found:
            claims = [hit for hit in hits if hit.kind is PassageKind.CLAIM]
            note = self._read(path) if claims else None
            if note is None:
                continue
            durations = {
                index: self._duration_ms(self._media(path, note.videos[index]))
                for index in note.played
            }
            times = note.times_by(durations)
            of_note: list[ReelMoment] = []
            for hit in claims:
                where = locate(note, hit)
                if where is None or where.claim < 0:
                    continue  # it was changed since it was indexed
                claim = note.claims[where.claim]
                cited = [c for c in claim.citations if not note.citations[c].ends_range]
                of_claim = {times[c].ms: c for c in reversed(cited) if times[c].ms is not None}
                if of_claim:
                    ms = hit.ms if hit.ms in of_claim else next(reversed(of_claim))
                    assert ms is not None  # mypy: that of a hit can be None
                    text, end_ms = note.plain.of(claim.span), times[of_claim[ms]].end_ms
                    video = note.video_of(note.citations[of_claim[ms]])
                    of_note.append(ReelMoment(ms, text, path, end_ms, video))
            of_note.sort(key=lambda one: (video_key(one.video), *one[:2]))
            moments += [(one, self._media(path, one.video)) for one in dict.fromkeys(of_note)]
        return moments

    def _read(self, path: Path) -> Note | None:
        if path not in self._notes:
            try:
                said = self._dismissed.said_of(path)
                self._notes[path] = Note.parse(read_version(path)[0], said=said)
            except ViewerError:
                self._notes[path] = None
        return self._notes[path]

    def _media(self, path: Path, video: VideoRef | None) -> Playable | None:
        """Find a video of a note, by default its own; None if it is gone."""
        key = path, video_key(video)
        if key not in self._known:
            note = self._read(path)
            media = self._find(video or note.video, path) if note is not None else None
            if isinstance(media, Media):
                media = self._by_file.setdefault(media.path, media)
            self._known[key] = media
        return self._known[key]

    def _duration_ms(self, media: Playable | None) -> int | None:
        if not isinstance(media, Media):
            return media.duration_ms if media is not None else None
        if media.path not in self._durations:
            from viewer.media.decoder import duration_of  # here, for it loads PyAV

            try:
                self._durations[media.path] = duration_of(media.path)
            except MediaError:
                self._durations[media.path] = None  # the reel will pass over it
        return self._durations[media.path]


class _Clip(NamedTuple):
    ms: int
    end_ms: int
    cited: str  # its time, or its range, as it is shown
    title: str
    path: Path | None  # the note to open for it; None: whichever is open
    media: Playable
    video: VideoRef | None = None  # of several in that note


class Reel(NoteFeature):
    """Plays one list of moments at a time."""

    changed = Signal()  # it began, went on or ended

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._clips: Sequence[_Clip] = ()
        self._at = 0
        self.longest_ms = 12_000  # of a claim without an end
        self._seeking = False  # a seek of our own is under way
        self._opening: _Clip | None = None  # whose video is being opened
        self._missing = 0  # so many moments are left out, which is still to be said
        self._also = ""  # what else is still to be said
        self._left: tuple[Sequence[_Clip], int] | None = None  # a moment ago, by a seek
        self._left_just_now = once(self, _JUST_NOW_MS, lambda: self._after_seek.set_on(False))
        self._ending = once(self, 0, self._on_end_due)
        self._bar = context.get(Playing).pane.reel_bar
        self._bar.stop_requested.connect(self.stop)
        self._video.looked_for.connect(self._on_video_looked_for)
        jumped = context.get(Navigator).jumped
        self._after_seek = Listening((jumped, self._say_left_again))
        self._while_on = Listening(
            (self._player.position_changed, self._on_position),
            (self._player.seeked, self._on_seeked),
        )
        self.changed.connect(lambda: context.actions["reel"].setChecked(self.is_on))
        context.player.state_changed.connect(self._on_state)
        context.player.media_changed.connect(self._on_media)

    @property
    def is_on(self) -> bool:
        """Return whether a reel is played (or held)."""
        return self._while_on.is_on

    @property
    def place(self) -> tuple[int, int]:
        """The index of the current moment, from 0, and their number."""
        return self._at, len(self._clips)

    def play(self, moments: Sequence[ReelMoment], start: int = 0, also: str = "") -> None:
        """Play these moments in order, from the one at `start`.

        Those without a playable file are left out, with a message, to which `also` is added.
        """
        moments = list(moments)
        self._look_for(lambda looker: looker.of_moments(moments), start, also)

    def play_notes(self, paths: Sequence[Path]) -> None:
        """Play all citations of these notes, one video after the other."""
        self._look_for(lambda looker: looker.of_notes(paths))

    def play_passages(self, found: Sequence[tuple[Path, Sequence[Hit]]]) -> None:
        """Play the claims that a search found in these notes."""
        self._look_for(lambda looker: looker.of_passages(found))

    def _look_for(
        self, look: Callable[[ReelLooker], Found], start: int = 0, also: str = ""
    ) -> None:
        self._leave()
        self._also = also
        session = self._session
        here = self._video.media if self._video.is_open else None
        video = session.note.video if session.note is not None else None
        looker = ReelLooker(here, session.path, video, self._video.finder(), session.dismissed)
        self._background.run("reel", lambda: look(looker), lambda found: self._begin(found, start))

    def step(self, by: int) -> None:
        """Go to the next moment, or (with -1) to the previous one."""
        if not self.is_on:
            return
        if not 0 <= self._at + by < len(self._clips):
            return
        self._go_to(self._at + by)

    def stop(self) -> None:
        """Leave the reel, and pause the video."""
        if self.is_on:
            self._leave()
            self._player.pause()
            announce(self._window, tr("Paused"))

    # ------------------------------------------------------------------ on the way

    def _begin(self, found: Found, start: int) -> None:
        missing = sum(media is None for _, media in found)
        there = [(moment, media) for moment, media in found if media is not None]
        self._clips = _clips(there, self.longest_ms)
        # Several moments may have become one.
        first = next(((m.ms, media) for m, media in found[start:] if media is not None), None)
        start = next((n for n, c in enumerate(self._clips) if (c.ms, c.media) == first), 0)
        if not self._clips:
            self.changed.emit()
            self._window.say(
                tr("None of these claims can be played: their videos are not saved.")
                if missing
                else tr("No claim can be played.")
            )
            return
        self._missing = missing
        self._session.leave_place()
        self._player.clear_repeat()
        self._while_on.set_on(True)
        self._follow.set_following(True)
        self._go_to(start)

    def _go_to(self, index: int) -> None:
        self._at = index
        clip, player = self._clips[index], self._player
        self._show()
        other_note = clip.path is not None and clip.path != self._session.path
        video = self._session.other_video(clip.video) if clip.path is not None else None
        is_here = not other_note and video is None and clip.media == player.media
        if is_here and self._video.is_open:
            self._opening = None
            self._seek(clip.ms)
            player.play()
            self._say_missing()
            return
        self._opening = clip
        if other_note:
            assert clip.path is not None
            self._session.open_note(clip.path, clip.ms, is_jump=False, video=clip.video)
        elif video is not None:
            self._session.show_video(video, clip.ms)
        else:
            player.open(clip.media, clip.ms, play=True)

    def _say_missing(self) -> None:
        """Show what is left out, once the first note is open: opening one clears messages."""
        words, self._also = self._also, ""
        if self._missing:
            skipped = tr(
                "1 claim was skipped: its video is not saved."
                "|%n claims were skipped: their videos are not saved.",
                "",
                self._missing,
            )
            words = sentences(skipped, words)
            self._missing = 0
        if words:
            self._window.say(words)

    def _seek(self, ms: int) -> None:
        self._seeking = True
        try:
            self._video.go_to(ms)
        finally:
            self._seeking = False

    def _next(self) -> None:
        clip = self._clips[self._at]
        if self._at + 1 >= len(self._clips):
            self.stop()
            return
        after = self._clips[self._at + 1]
        player = self._player
        goes_on = after.media == clip.media and 0 <= after.ms - clip.end_ms <= _CLOSE_MS
        if goes_on and player.state is PlayerState.PLAYING and after.path in (None, clip.path):
            self._at += 1
            self._show()
        else:
            self._go_to(self._at + 1)

    def _show(self) -> None:
        clip = self._clips[self._at]
        where = tr("Claims only · {0} of {1}").format(self._at + 1, len(self._clips))
        self._bar.show_moment(f"{where}  ·  {clip.cited}", clip.title)
        announce(self._window, f"{where} · {clip.cited} · {clip.title}")
        self.changed.emit()

    def _leave(self) -> None:
        self._background.forget("reel")
        self._opening = None
        self._bar.hide()
        self._while_on.set_on(False)
        self.changed.emit()

    def _on_position(self, ms: int) -> None:
        if self._opening is not None or self._seeking:
            return
        player = self._player
        if player.state is PlayerState.PLAYING and ms >= self._clips[self._at].end_ms:
            self._ending.start()

    def _on_end_due(self) -> None:
        # A seek says its position first, and only then that it was a seek.
        if self.is_on and self._opening is None:
            player = self._player
            is_behind = self._video.now_ms >= self._clips[self._at].end_ms
            if is_behind and player.state is PlayerState.PLAYING:
                self._next()

    def _on_state(self, state: PlayerState) -> None:
        if not self.is_on:
            return
        if state is PlayerState.ENDED and self._opening is None:
            self._next()
        elif state in (PlayerState.PLAYING, PlayerState.PAUSED) and self._opening is not None:
            if self._opening.media == self._player.media:
                self._opening = None
        elif state is PlayerState.FAILED:
            self._skip()

    def _skip(self) -> None:
        self._opening = None
        if self._at + 1 < len(self._clips):
            self._go_to(self._at + 1)
        else:
            self._leave()

    def _on_video_looked_for(self) -> None:
        clip, player = self._opening, self._player
        if not self.is_on or clip is None:
            return
        if self._video.media is None:
            self._skip()
        elif self._session.path == clip.path:
            if player.state is not PlayerState.OPENING:
                self._opening = None  # the same video stayed open
                self._seek(clip.ms)
            player.play()
            self._say_missing()

    def _on_media(self, media: Playable | None) -> None:
        if self.is_on and self._opening is None and media != self._clips[self._at].media:
            self._leave()  # the user opened something else

    def _on_seeked(self, _from_ms: int, to_ms: int) -> None:
        if self._seeking or self._opening is not None:
            return
        clip = self._clips[self._at]
        if clip.ms <= to_ms < clip.end_ms:
            return  # hearing something of this moment again
        self._left = self._clips, self._at
        self._after_seek.set_on(True)
        self._left_just_now.start()
        self._leave()
        self._offer_back()

    def _say_left_again(self) -> None:
        """Show again that the reel was left, after a jump that left it showed its own message."""
        if not self.is_on:
            self._left_just_now.stop()
            self._after_seek.set_on(False)
            self._offer_back()

    def _offer_back(self) -> None:
        assert self._left is not None
        clips, at = self._left
        words = tr("Stopped at claim {0} of {1}.").format(at + 1, len(clips))
        offer = NoticeButton(tr("Resume"), "", lambda: self._go_back_into(clips, at))
        self._window.say(words, [offer])

    def _go_back_into(self, clips: Sequence[_Clip], at: int) -> None:
        self._window.notice.close_notice()
        self._clips = clips
        self._while_on.set_on(True)
        self._go_to(at)


def _clips(found: Sequence[tuple[ReelMoment, Playable]], longest_ms: int) -> list[_Clip]:
    """Return the end of each moment; several at one time of one video become one.

    If others are cited inside a range, each is played to the next and the last of them to the end
    of the range, so everything is played exactly once.
    """
    ranges: dict[Playable, dict[int, int | None]] = {}  # by start, where the longest ends
    for moment, media in found:
        of_media = ranges.setdefault(media, {})
        before = of_media.get(moment.ms)
        ends = [ms for ms in (before, moment.end_ms) if ms is not None]
        of_media[moment.ms] = max(ends, default=None)
    ends_at: dict[tuple[Playable, int], int] = {}
    for media, of_media in ranges.items():
        reach_ms = 0
        starts = sorted(of_media)
        for start_ms, next_ms in zip_longest(starts, starts[1:]):
            own_ms = of_media[start_ms]
            reach_ms = max(reach_ms, own_ms or 0)
            end_ms = max(reach_ms, start_ms + longest_ms if own_ms is None else own_ms)
            ends_at[media, start_ms] = end_ms if next_ms is None else min(end_ms, next_ms)
    clips: list[_Clip] = []
    for moment, media in found:
        if clips and (clips[-1].media, clips[-1].ms) == (media, moment.ms):
            continue
        cited = format_range(moment.ms, moment.end_ms)
        end_ms = ends_at[media, moment.ms]
        path, video = moment.path, moment.video
        clips.append(_Clip(moment.ms, end_ms, cited, moment.title, path, media, video))
    return clips
