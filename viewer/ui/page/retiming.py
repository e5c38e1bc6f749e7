"""Set times of citations: to the current time, by frames or seconds, typed, dragged, all at once.

Every change goes through `Editing`, and so into the draft and its undo; the picture follows. Times
past the end of the video need the user's confirmation. GUI thread.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Protocol

from viewer.base.translation import sentences, tr, without_stop
from viewer.media.player import PlayerState
from viewer.notes.counts import count_past_end
from viewer.notes.edit import Change
from viewer.notes.note import Note, Span
from viewer.notes.ranges import end_at, set_range, start_of, without_end
from viewer.notes.retime import cite, cite_place, retime, retime_finely, shift_times
from viewer.notes.timecode import format_exact, format_ms, parse_typed, parse_typed_range
from viewer.notes.videos import name_of
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.sheet import passing_sheet
from viewer.ui.page.blocks import Blocks
from viewer.ui.page.composing import Composing
from viewer.ui.page.editing import Editing
from viewer.ui.page.page import NotePage
from viewer.ui.watch.navigator import Navigator
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context


class WritingTimes(NoteFeature):
    """Applies changes with times that the user has not seen, such as those of a transcript."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._editing = context.get(Editing)

    def apply(self, change: Change | None) -> bool:
        """Make a change and show it; False if there is nothing to do, or if it asks first."""
        note, duration_ms = self._session.note, self._video.duration_ms
        if change and note is not None and duration_ms is not None:
            after = note.with_data(change.apply(note.data))
            late = count_past_end(after, duration_ms) - count_past_end(note, duration_ms)
            if late > 0:
                self._ask(change, late, duration_ms)
                return False
        return self._editing.apply(change)

    def _ask(self, change: Change, late: int, duration_ms: int) -> None:
        note = self._session.note

        def write() -> None:
            self._window.notice.close_notice()
            if self._session.note is note:
                self._editing.apply(change)
            else:
                self._window.say(tr("The note has changed. Try again."), brief=True)

        words = tr(
            "1 time would be past the end of the video ({0})."
            "|%n times would be past the end of the video ({0}).",
            "",
            late,
        ).format(format_ms(duration_ms))
        offer = NoticeButton(tr("Write anyway"), "", write)
        self._window.say(words, (offer,), stays=True)


class TakesTimes(Protocol):
    """Takes the time keys while it has the focus, as the findings do."""

    @property
    def has_keys(self) -> bool: ...

    def set_now(self) -> None: ...

    def set_by_hand(self) -> None: ...


class Retiming(NoteFeature):
    """Changes the times of the current note."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        session = self._session
        self._editing, self._blocks = context.get(Editing), context.get(Blocks)
        self._open = self._editing.in_place
        self._navigator, self._composing = context.get(Navigator), context.get(Composing)
        self._writing = context.get(WritingTimes)
        self.other: TakesTimes | None = None  # has the keys that set a time while it has the focus
        session.note_opened.connect(lambda _: self._current.forget())
        session.video_switched.connect(self._current.forget)
        view = context.get(NotePage).view
        self._lights = view.lights
        self._lights.rested.connect(self._offer_steps)
        view.step_requested.connect(self._step)

    def _meant(self, *, is_timed: bool = False) -> tuple[Note, int] | None:
        """Return the note and the citation that the user means: of the current claim.

        Includes what is being typed. None, with a message, if there is none; with `is_timed` also
        if it has no time in the video.
        """
        self._editing.settle()
        note, index = self._session.note, self._current.citation()
        if note is None or index is None or (is_timed and self._session.times[index].ms is None):
            self._window.say(tr("Go to a claim first."), brief=True)
            return None
        return note, index

    def _now_ms(self) -> int | None:
        """Return the moment that a key press means now; None, with a message, without a video."""
        session = self._session
        if session.note is None or not self._video.is_open:
            self._window.say(tr("Open a video first."), brief=True)
            return None
        offset_ms = round(self._settings.number("edit/reaction_ms"))
        return max(0, self._video.now_ms - offset_ms)

    def write_now(self) -> None:
        """Write in a new bullet that cites this moment, after the claim in force then.

        A bullet that was begun and is still empty is used instead.
        """
        ms = self._now_ms()
        if ms is None:
            return
        editing = self._editing
        if not self._open.is_new_item and not self._blocks.new_bullet_at(ms):
            return
        if not self._composing.cite_in_place(ms):
            self._cite(ms)  # in the source, where a bullet was begun at the caret
        if editing.begun_at is not None:
            editing.join_steps(editing.begun_at)

    def cite_now(self) -> None:
        """Cite this moment: at the cursor, or at the end of the claim in force."""
        ms = self._now_ms()
        if ms is not None:
            self._cite(ms)

    def _cite(self, ms: int) -> None:
        session = self._session
        self._composing.open_if_empty()
        if self._composing.cite_in_place(ms):
            return
        self._editing.settle()
        note = session.note
        assert note is not None
        at = self._current.place_to_write()
        duration_ms, wish = self._player.duration_ms, self._editing.wish
        at = cite_place(note, at, duration_ms, wish)
        self._editing.apply(cite(note, at, ms, duration_ms, wish))

    def retime_by(self, delta_ms: int) -> None:
        """Shift the current citation; the picture follows."""
        meant = self._meant(is_timed=True)
        if meant is not None:
            self.give(meant[1], max(0, (self._session.times[meant[1]].ms or 0) + delta_ms))

    def retime_by_frames(self, frames: int) -> None:
        """Shift the current citation by this many frames.

        If its form holds no part of a second, to the next second in that direction.
        """
        meant = self._meant(is_timed=True)
        if meant is None:
            return
        (note, index), player = meant, self._player
        from_ms = ms = self._session.times[index].ms or 0
        duration_ms, frame_ms = player.duration_ms, player.frame_interval_ms
        is_still = player.state is PlayerState.PAUSED and self._current.retimed == index
        if is_still and self._video.now_ms // 1000 == ms // 1000:
            from_ms = self._video.now_ms  # it was set to that, but for its part of a second
        frame = max(0, int(from_ms / frame_ms + 1e-6) + frames)
        to_ms = math.ceil(frame * frame_ms - 1e-6)
        if (change := retime_finely(note, index, to_ms, duration_ms)) is None:
            to_ms = 1000 * (ms // 1000 + 1 if frames > 0 else max(0, (ms - 1) // 1000))
            change = retime(note, note.citations[index], to_ms, duration_ms)
        self._write(index, to_ms, change)

    def _offer_steps(self, index: int) -> None:
        note = self._session.note
        is_ours = note is not None and note.citations[index].video is None
        is_known = self._session.times[index].ms is not None
        if is_ours and is_known and self._context.actions["retime.later"].isEnabled():
            self._lights.offer_steps()

    def _step(self, index: int, frames: int) -> None:
        note = self._session.note
        assert note is not None
        self._current.mean(note.citations[index].span.start, index)
        self._context.trigger("retime.later" if frames > 0 else "retime.earlier")
        self._current.mean(None)

    def retime_to_now(self) -> None:
        """Set the current citation to the current time."""
        if self.other is not None and self.other.has_keys:
            self.other.set_now()
            return
        meant = self._meant()
        if meant is not None and self._video.is_open:
            self.give(meant[1], self._video.now_ms)

    def retime_typed(self) -> None:
        """Ask for a time, in any readable form, and set the current citation to it."""
        if self.other is not None and self.other.has_keys:
            self.other.set_by_hand()
            return
        meant = self._meant()
        if meant is None:
            return
        note, index = meant[0], start_of(*meant)
        if self._is_elsewhere(index):
            return
        cited, time = note.citations[index], self._session.times[index]
        end_ms = time.end_ms if time.end_ms is not None else cited.range_end_ms
        has_end = cited.end_span is not None
        duration_ms = self._player.duration_ms

        def why_not(text: str) -> str:
            typed = parse_typed_range(text)
            if typed is None:
                words = tr("“{0}” is not a time.")
                return words.format(text) if text else tr("Type a time first.")
            past_end = self._past_end(max(typed[0], typed[1] or 0))
            sets_range = has_end or typed[1] is not None
            if not past_end and sets_range and set_range(note, index, *typed, duration_ms) is None:
                return tr(cited.syntax.no_end)
            return past_end

        def then(text: str) -> None:
            typed = parse_typed_range(text)
            assert typed is not None
            change = set_range(note, index, *typed, duration_ms)
            if not has_end and typed[1] is None:
                change = retime_finely(note, index, typed[0], duration_ms) or change
            if change is not None:
                self._write(index, typed[0], change)

        passing_sheet(self._window).ask_line(
            without_stop(tr("Set time…")),
            tr("For example 9:07, 1:02:03 or 62; a range: 1:02-1:40."),
            tr("Set"),
            text=cited.written
            if time.ms is None or end_ms is None
            else f"{format_exact(time.ms)}-{format_exact(end_ms)}",
            why_not=self._while_same(note, why_not),
            then=then,
        )

    def _while_same(self, note: Note, why_not: Callable[[str], str]) -> Callable[[str], str]:
        def why_not_now(text: str) -> str:
            now = self._session.note
            if now is None or now.data != note.data:
                return tr("The note has changed. Try again.")
            return why_not(text)

        return why_not_now

    def set_end(self, index: int, ms: int) -> bool:
        """Set the end of a citation to `ms`; False, with a message, if that is impossible.

        The picture stays where it is.
        """
        note, session = self._session.note, self._session
        assert note is not None
        index = start_of(note, index)
        if self._is_elsewhere(index):
            return False
        start_ms = session.times[index].ms
        if start_ms is None:
            self._window.say(tr("This time is not in the video."), brief=True)
            return False
        if ms <= start_ms:
            words = tr("The end must be after the start ({0}).")
            self._window.say(words.format(format_ms(start_ms)), brief=True)
            return False
        if past_end := self._past_end(ms):
            self._window.say(past_end)
            return False
        claim = self._follow.claim_of(index)
        change = end_at(note, index, ms, self._player.duration_ms)
        if not change:
            end_ms = session.times[index].end_ms
            if end_ms is None or not 0 <= end_ms - ms < 1000:
                self._window.say(tr(note.citations[index].syntax.no_end))
                return False
        elif not self._editing.apply(change):
            return False
        self._current.be_at(claim, index)
        self._say_cited(index, is_new=bool(change))
        return True

    def take_end_away(self) -> None:
        """Remove the end of the current citation."""
        meant = self._meant()
        if meant is None:
            return
        note, index = meant[0], start_of(*meant)
        if note.citations[index].end_span is None:
            self._window.say(tr("This timestamp has no end time."), brief=True)
            return
        claim = self._follow.claim_of(index)
        if self._editing.apply(without_end(note, index, self._player.duration_ms)):
            self._current.be_at(claim, index)
            self._say_cited(index)

    def end_here(self) -> None:
        """Set the end of the current citation to the current time."""
        session = self._session
        if session.note is None or not self._video.is_open:
            self._window.say(tr("Open a video first."), brief=True)
            return
        ms = self._video.now_ms
        if self._end_in_place(ms):
            return
        meant = self._meant()
        if meant is not None:
            self.set_end(meant[1], ms)

    def _end_in_place(self, ms: int) -> bool:
        """Set the end of the citation at the cursor of the open block, which stays open.

        False if none is open, or no citation is there, or another block would change.
        """
        block, note = self._session.block, self._session.typed_note
        if block is None or note is None:
            return False
        caret = block.caret_byte()
        claim = note.claim_at(caret) or note.claim_at(caret - 1)
        if claim is None:
            return False
        duration_ms = self._player.duration_ms
        times = note.times(duration_ms)
        own = (c for c in claim.citations if note.citations[c].video is None)
        begun = [(at, c) for c in own if (at := times[c].ms) is not None and at < ms]
        change = end_at(note, max(begun)[1], ms, duration_ms) if begun else None
        if not change or not self._open.holds(change):
            return False
        self._editing.apply(change)
        self._say_cited(max(begun)[1])
        return True

    def _past_end(self, ms: int) -> str:
        duration_ms = self._player.duration_ms
        if duration_ms is None or ms <= duration_ms:
            return ""
        return tr("{0} is past the end ({1}).").format(format_ms(ms), format_ms(duration_ms))

    def _say_cited(self, index: int, *, is_new: bool = True) -> None:
        note = self._session.typed_note
        assert note is not None
        cited, time = note.citations[index], note.times(self._player.duration_ms)[index]
        shown = cited.written if time.ms is None else format_exact(time.ms)
        if time.end_ms is not None:
            # The end as written, which may be past the video's, being rounded up.
            ends = (end.ms for end in cited.end_readings if end.ms >= time.end_ms)
            shown += f"–{format_exact(min(ends, default=time.end_ms))}"
        offers = (self._editing.undo_offer(),) if is_new else ()
        self._window.say(tr("Time set: {0}").format(shown), offers, brief=True)

    def _is_elsewhere(self, index: int) -> bool:
        """Return whether a citation is about a video that is not playing; if so, show a message."""
        note = self._session.note
        other = note.citations[index].video if note is not None else None
        if note is None or other is None:
            return False
        words = tr("This timestamp is for “{0}”. Switch to that video first.")
        self._window.say(words.format(name_of(note.videos[other])))
        return True

    def give(self, index: int, ms: int, *, whole: bool = False, surely: bool = False) -> bool:
        """Set a citation's time, and stay at it; False if it cannot have that time.

        With `whole` the end of a range moves along; with `surely` nothing else can be meant then.
        """
        note, duration_ms = self._session.note, self._player.duration_ms
        assert note is not None
        change = retime(note, note.citations[index], ms, duration_ms, whole=whole, surely=surely)
        return self._write(index, ms, change)

    def _write(self, index: int, ms: int, change: Change) -> bool:
        """Apply a change that sets a citation's time, and stay at it; False if it fails."""
        if self._is_elsewhere(index):
            return False
        if past_end := self._past_end(ms):
            self._window.say(past_end)
            return False
        claim = self._follow.claim_of(index)
        if change and not self._editing.apply(change):
            return False
        self._current.be_at(claim, index)
        if self._video.is_open:
            self._video.go_to(ms)
        self._say_cited(index, is_new=bool(change))
        return True

    def choose_reading(self, index: int | None = None, ms: int | None = None) -> None:
        """Write a time so that it is surely read as `ms`; without it, offer its readings.

        `index` is the citation; by default the current one.
        """
        self._editing.settle()
        index = self._current.citation() if index is None else index
        times = self._session.times
        if index is None or index >= len(times):
            self._window.say(tr("Go to a claim first."), brief=True)
        elif times[index].is_sure:
            self._window.say(tr("This time isn't ambiguous."), brief=True)
        elif ms is None:
            self._navigator.ask_reading(index)
        elif self.give(index, ms, surely=True):
            self._navigator.jump(ms, self._follow.claim_of(index))

    def shift_all(self) -> None:
        """Ask for an amount, and shift every citation of the note (or of the selection) by it."""
        self._editing.settle()
        note = self._session.note
        if note is None:
            return

        def why_not(text: str) -> str:
            if _amount_of(text) is not None:
                return ""
            words = tr("“{0}” is not a time.")
            return words.format(text) if text else tr("Type a time first.")

        def then(text: str) -> None:
            delta_ms = _amount_of(text)
            assert delta_ms is not None
            duration_ms = self._player.duration_ms
            change = shift_times(note, chosen, delta_ms, duration_ms)
            if self._writing.apply(change):
                self._window.say(change.name, (self._editing.undo_offer(),))
            elif change.name and not change:
                self._window.say(change.name)

        selected = self._session.page.selected_span()
        span = selected or Span(0, len(note.data))
        chosen = [
            c for c in note.citations if span.start <= c.span.start < span.end and c.video is None
        ]
        every = tr("Moves every timestamp in the note.")
        if len(note.played) > 1:
            every = tr("Moves every timestamp of the current video.")
        some = tr("Moves every timestamp in the selection.")
        example = tr("For example 2.5, 1:30 or -1:30 (earlier).")
        passing_sheet(self._window).ask_line(
            without_stop(tr("Shift all times…")),
            sentences(some if selected else every, example),
            tr("Shift"),
            why_not=self._while_same(note, why_not),
            then=then,
        )


def _amount_of(text: str) -> int | None:
    """Parse an amount of time, in ms, with or without a sign, or None."""
    ms = parse_typed(text.lstrip("+-−"))
    return -ms if ms is not None and text[:1] in ("-", "−") else ms
