"""Navigate: to a claim, to the next one, back to where a jump began.

The `Navigator` turns clicks and keys into seeks of the player, shows in the note where a jump went
once its picture is there, and explains why a time is unreachable. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal

from viewer.base.translation import tr
from viewer.media.player import PlayerState
from viewer.notes.note import CitedTime, Note, TimeStatus
from viewer.notes.timecode import Reading, format_ms
from viewer.ui.kit.characters import cut
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.roles import announce
from viewer.ui.kit.timers import once
from viewer.ui.watch.history import HistoryPlace, Reveal
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context


class _Before(NamedTuple):
    note: Note | None
    position_ms: int
    plays: bool
    follows: bool
    claim: int | None  # gone to before
    places: tuple[list[HistoryPlace], list[HistoryPlace]]


_ARRIVAL_MS = 250  # so long a jump waits for its picture before it is shown in the note
_AFTER_PAINT_MS = 12


class Navigator(NoteFeature):
    """Navigation in one note and its video."""

    jumped = Signal()  # the user went to a moment of the video

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        session = self._session
        self._jumps = session.jumps
        self._run = context.run
        self._waiting_ms: int | None = None  # where a jump goes once the video is found
        self._waiting_claim: int | None = None
        # The citation that was gone to, its claim, and where it led before it was known how long
        # the video is: without that “01:09:00” cannot be told from one minute and nine seconds.
        self._unsettled: tuple[int, int | None, int | None] | None = None
        # The citation that a jump was for, where something else may be meant by it.
        self._asked: int | None = None
        # Where a jump goes, its claim, and how that is to be in view.
        self._arrival: tuple[int, int | None, Reveal] | None = None
        self._gone_in: Note | None = None  # the note whose claim both of them name
        self._before: _Before | None = None  # the last jump to a citation
        self._arriving = once(self, 0, self._arrive)
        session.leaving.connect(self._on_leaving)
        self._video.moment_wanted.connect(self._on_moment_wanted)
        self._video.looked_for.connect(self._on_looked_for)
        self._video.duration_changed.connect(self._settle)
        context.player.frame_changed.connect(self._on_frame)

    # ------------------------------------------------------------------ to a claim

    def go_to_claim(self, claim: int) -> None:
        """Go to the cited moment of a clicked claim; while in force, to its next one."""
        citation = self._follow.target_of(claim)
        owner = self._follow.claim_of(citation)
        self.go_to_citation(citation, claim if owner is None else owner, Reveal.PART)

    def go_to_citation(
        self, citation: int, claim: int | None = None, reveal: Reveal = Reveal.WHOLE
    ) -> None:
        """Go to the moment of a citation, or say why that is impossible."""
        self._before = self._now()
        if claim is None:
            claim = self._follow.claim_of(citation)
        time_ = self._session.times[citation]
        note = self._session.note
        other = note.citations[citation].video if note is not None else None
        is_settled = time_.ms is None or self._video.duration_ms is not None
        is_settled = is_settled and other is None
        self._unsettled = None if is_settled else (citation, claim, time_.ms)
        if other is not None:
            self._session.leave_place()
            self._session.show_video(other, time_.ms)
            self._put_caret(claim)
            if time_.ms is None:  # what is said of it is said when that video is open
                self._go_in_note(claim, reveal)
                return
        if time_.ms is not None:
            self.jump(time_.ms, claim, reveal, leave=other is None)
            self._asked = citation if self._arrival is not None and not time_.is_sure else None
            return
        self._current.forget()
        self._put_caret(claim)
        if note is not None and claim is not None:
            # The video stays where it is, and leads back to what is in force there: what is done
            # next is to be done to this claim all the same.
            self._current.stay_in(note.claims[claim].span.start)
        self._go_in_note(claim, reveal)
        self._offer(citation, time_, claim)

    def _now(self) -> _Before:
        session, player = self._session, self._player
        follow = session.follow
        return _Before(
            session.note,
            self._video.meant_ms,
            player.state is PlayerState.PLAYING,
            follow.is_following,
            follow.current_claim if follow.gone_to is not None else None,
            (self._jumps.back.copy(), self._jumps.forward.copy()),
        )

    def take_back(self) -> None:
        """Return at once to where the user was before the last jump to a citation, a mistake.

        Picture, playback and history are as before.
        """
        session, before = self._session, self._before
        note, player = session.note, self._player
        self._before = self._arrival = self._unsettled = self._waiting_ms = None
        if before is None or before.note is None or note is None:
            return
        if note.video_at != before.note.video_at and before.note.video_at is not None:
            session.show_video(before.note.video_at, before.position_ms)
        elif self._video.is_open:
            self._video.go_to(before.position_ms)
            player.play() if before.plays else player.pause()
        self._jumps.restore(before.places)
        self._follow.gone_to = before.claim
        self._follow.set_position(before.position_ms)
        self._follow.set_following(before.follows)

    def go_to_video(self, index: int) -> None:
        """Go to another video of the note, by its index, at its last position."""
        note = self._session.note
        if note is not None and index != note.video_at:
            self._session.leave_place()
            self._session.show_video(index)

    def play_video(self, index: int) -> None:
        """Play a video of the note from its last position."""
        self.go_to_video(index)
        video = self._session.video
        if video.is_looking:
            video.plays_when_open = True
        elif video.is_open:
            self._player.play()
        else:
            self._say_no_video(None)

    def _go_in_note(self, claim: int | None, reveal: Reveal) -> None:
        self._follow.gone_to = claim
        self._show_claim(claim, reveal)

    def _put_caret(self, claim: int | None) -> None:
        """Move the cursor to a claim that the user goes to: they may write there later."""
        if claim is not None:
            self._session.page.place_caret(claim)

    def _show_claim(self, claim: int | None, reveal: Reveal) -> None:
        if claim is not None:
            self._session.page.reveal_claim(claim, reveal)
            self._session.page.flash_claim(claim)

    def _offer(self, citation: int, time_: CitedTime, claim: int | None) -> None:
        if time_.status is TimeStatus.UNREADABLE:
            self._window.say(tr("“{0}” is not a time.").format(self._written(citation)))
            return
        shown = format_ms(time_.reading.ms) if time_.reading is not None else "?"
        end = format_ms(self._video.duration_ms or 0)
        take = partial(self.take, claim=claim)
        offers = _offers(tr("Go to {0}"), time_.candidates[:3], take)
        self._window.say(tr("{0} is past the end ({1}).").format(shown, end), offers)

    def _written(self, citation: int) -> str:
        assert self._session.note is not None
        return " ".join(self._session.note.citations[citation].written.split())[:60]

    def take(self, ms: int, claim: int | None) -> None:
        """Go to one of the proposed moments for a time of `claim`."""
        self.jump(ms, claim)

    def take_candidate(self, number: int) -> None:
        """Go to a proposal, by its index from 0; report if there is none."""
        notice = self._window.notice
        offers = notice.offers
        if offers and number >= len(offers):
            words = tr("There is no suggestion {0} here.").format(number + 1)
            self._window.say(words, offers, stays=notice.stays)
        else:
            notice.take(number)

    def jump(
        self,
        ms: int,
        claim: int | None = None,
        reveal: Reveal = Reveal.WHOLE,
        *,
        leave: bool = True,
    ) -> None:
        """Seek to `ms`, show the target claim, and with `leave` add to the history.

        Without it the user did not ask for this: the cursor stays.
        """
        if leave:
            self._put_caret(claim)
        self._current.forget()
        self._asked = None
        self._window.notice.close_notice()  # it was about where one was
        is_open = self._video.is_open and not self._video.is_looking
        if leave and is_open:
            self._session.leave_place()
        self._follow.gone_to = claim
        self._gone_in = self._session.note
        self._video.go_to(ms)
        if not is_open:  # the note can be gone through all the same
            self._show_claim(claim, reveal)
            if self._video.is_looking:
                self._waiting_ms, self._waiting_claim = ms, claim
            else:
                self._say_no_video(ms)
            return
        if self._settings.flag("play/on_jump"):
            self._player.play()
        self._arrival = ms, claim, reveal
        if self._session.page.is_written_in:  # not later, when one may write elsewhere in it
            self._follow.set_following(True)
            self._show_claim(claim, reveal)
        self._arriving.start(_ARRIVAL_MS)

    def _on_frame(self) -> None:
        if self._arrival is not None:
            # Once the picture is painted; then there is time for what moves.
            self._arriving.start(_AFTER_PAINT_MS)

    def _arrive(self) -> None:
        """Show where a jump went, after its picture: painting the note would delay that."""
        if self._arrival is None:
            return
        (ms, claim, reveal), self._arrival = self._arrival, None
        if self._gone_in is not self._session.note:
            claim = None  # the note was changed on the way: another claim may have this number
        self._follow.set_position(self._video.now_ms)
        if self._window.focus_.writing is None and not self._session.page.is_written_in:
            self._follow.set_following(True)
            self._show_claim(claim, reveal)
            current = self._follow.current_claim
            if claim is None and current is not None:
                self._session.page.reveal_claim(current, reveal)  # the page goes along from here
        asked, self._asked = self._asked, None
        if asked is not None and claim is not None and not self._session.times[asked].is_sure:
            self.ask_reading(asked)
        else:
            self._say_where(ms, claim)
        self.jumped.emit()

    def ask_reading(self, citation: int) -> None:
        """Offer the readings of an unsure time; the chosen one is written."""
        time_ = self._session.times[citation]
        could = [one for one in (time_.reading, *time_.candidates) if one is not None][:3]
        take = partial(self._run, "retime.reading", citation)
        offers = _offers(tr("Read as {0}"), could, take)
        words = tr("“{0}” is probably {1}.")
        words = words.format(self._written(citation), format_ms(time_.ms or 0))
        self._window.say(words, offers)

    def _say_where(self, ms: int, claim: int | None) -> None:
        """Name the target of a jump if it is not visible in the note."""
        if self._window.is_note_seen:
            return
        text = format_ms(ms)
        if claim is not None and self._session.note is not None:
            words = self._session.note.plain.of(self._session.note.claims[claim].span)
            text += "  ·  " + cut(words, 56)
        self._window.player.flash(text)

    def _say_no_video(self, ms: int | None) -> None:
        """Show that there is no video at `ms`; None: at its last position.

        The note shows the target of the jump; the page instead of the picture offers ways to get
        the video.
        """
        if ms is not None and self._window.player.picture.isVisible():
            return
        words = tr("This video is not open.")
        if ms is not None:
            words = tr("This is at {0}, but no video is open.").format(format_ms(ms))
        self._window.say(words, brief=True)

    def next_claim(self, by: int) -> None:
        """Step forward (or back) by one claim, in the order of the note."""
        claim = self._follow.next_in_note(by, self._session.page.caret_byte())
        if claim is None:
            return
        note = self._session.note
        assert note is not None
        run = note.claims[claim].citations
        reachable = [c for c in run if self._session.times[c].ms is not None]
        citation = reachable[0] if reachable else run[0]
        self.go_to_citation(citation, claim, Reveal.WELL)
        self._announce(claim, citation)

    def next_in_time(self, by: int) -> None:
        """Step forward (or back) by one claim, in the order of the video."""
        found = self._follow.next_in_time(by, self._video.now_ms)
        if found is None:
            return
        claim, citation = found
        self.go_to_citation(citation, claim, Reveal.WELL)
        self._announce(claim, citation)

    def _announce(self, claim: int, citation: int) -> None:
        """Make a screen reader say the target: it does not read a cursor that it did not move."""
        note, ms = self._session.note, self._session.times[citation].ms
        if note is not None and ms is not None:
            announce(self._window, f"{format_ms(ms)} {note.plain.of(note.claims[claim].span)}")

    def follow_again(self) -> None:
        """Make page and transcript follow again: the user sought on the timeline."""
        self._follow.set_following(True)
        self.jumped.emit()

    def _on_moment_wanted(self, ms: int) -> None:
        """Continue in the video that another note was about, too: opening this one was the jump."""
        is_same = ms == self._waiting_ms and self._gone_in is self._session.note
        self.jump(ms, self._waiting_claim if is_same else None, leave=False)

    def _settle(self) -> None:
        """Seek again, or say why not, when the video's length shows that a time is another."""
        video, times = self._session.video, self._session.times
        if self._unsettled is None or video.is_looking or video.duration_ms is None:
            return
        (citation, claim, asked_ms), self._unsettled = self._unsettled, None
        if citation >= len(times):
            return
        ms = times[citation].ms
        if ms is None:
            if asked_ms is not None:
                self._video.go_to(0)  # it was opened at a moment that it has not
            self._current.forget()
            self._offer(citation, times[citation], claim)
        elif ms != asked_ms:
            self.jump(ms, claim, leave=False)

    def _on_looked_for(self) -> None:
        ms, self._waiting_ms = self._waiting_ms, None
        if ms is not None and not self._video.is_open:
            if self._gone_in is self._session.note:
                self._follow.gone_to = self._waiting_claim
            self._say_no_video(ms)

    def _on_leaving(self) -> None:
        self._waiting_ms = self._unsettled = None
        self._arrival = None  # it names a claim of the note before

    # ------------------------------------------------------------------ back and forward

    def go_back(self) -> None:
        """Return to where the last jump began."""
        self._go_to_place(self._jumps.go_back)

    def go_forward(self) -> None:
        """Go forward again after going back."""
        self._go_to_place(self._jumps.go_forward)

    def _go_to_place(self, find: Callable[[HistoryPlace], HistoryPlace | None]) -> None:
        """Go to a place of the history; this is not a jump itself."""
        here = self._session.here()
        place = find(here) if here is not None else None
        if place is None:
            return
        self._arrival = None  # of a jump that is gone back from before it was shown
        video = self._session.other_video(place.video)
        if place.path == self._session.path and video is not None:
            self._session.show_video(video, place.position_ms, goes_back=True)
            self._follow.set_following(place.following)
            self._session.page.scroll_to_byte(place.byte, place.offset_px)
        elif place.path != self._session.path:
            self._session.open_note(place.path, place.position_ms, is_jump=False, place=place)
        elif place.position_ms is None or not self._video.is_open:
            self._follow.set_following(False)
            self._session.page.scroll_to_byte(place.byte, place.offset_px)
        else:
            self._video.go_to(place.position_ms)
            self._follow.set_position(self._video.now_ms)
            self._follow.set_following(place.following)
            self._session.page.scroll_to_byte(place.byte, place.offset_px)
            self._say_where(place.position_ms, None)
            self.jumped.emit()


def _offers(
    words: str, readings: Iterable[Reading], take: Callable[[int], object]
) -> list[NoticeButton]:
    return [
        NoticeButton(words.format(format_ms(one.ms)), "", partial(take, one.ms)) for one in readings
    ]
