"""Step from claim to claim, in the order of the note, and play only the listed ones.

The current claims are highlighted in the list. For a claim of another note the video seeks, and the
note is offered. GUI thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from pathlib import Path

from viewer.base.translation import tr
from viewer.ui.claims.claims_view import ClaimRow
from viewer.ui.claims.listing import ClaimListing
from viewer.ui.kit.characters import cut
from viewer.ui.kit.listening import Listening
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.watch.follow import InForce
from viewer.ui.watch.history import Reveal
from viewer.ui.watch.navigator import Navigator
from viewer.ui.watch.playing import Playing
from viewer.ui.watch.reel import Reel, ReelMoment
from viewer.ui.watch.session import NoteFeature
from viewer.ui.watch.ticks import Tick
from viewer.ui.window.context import Context

_WORDS = 60


class ClaimSteps(NoteFeature):
    """Steps from claim to claim."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._navigator, self._reel = context.get(Navigator), context.get(Reel)
        self._listing = context.get(ClaimListing)
        self._tab = self._listing.tab
        self._path: Path | None = None  # of the note that is shown
        self.rows: Sequence[ClaimRow] = ()  # of all listed claims those that can be reached
        self._spans = InForce(())  # of rows
        self._went: ClaimRow | None = None  # gone to last, until the next jump
        # What is said now is heard only while the claims of all notes are listed.
        said = self._follow.claims_changed, self._player.position_changed
        self._while_all = Listening(*((signal, self._show_now) for signal in said))
        self._until_jump = Listening((self._navigator.jumped, self._on_jumped))
        self._arriving: ClaimRow | None = None  # its note is being opened
        session, claims = self._session, self._tab.claims
        self._video.looked_for.connect(self._arrive)
        self._tab.claims_changed.connect(self._on_listed)
        claims.other_chosen.connect(self.go_to)
        claims.other_opened.connect(self.open)
        context.get(Playing).timeline.other_tick_chosen.connect(self._on_tick)
        session.on_opened(self._on_note)
        self._on_listed()

    # ------------------------------------------------------------------ what is said now

    def _on_note(self) -> None:
        if self._session.path != self._path:
            self._path = self._session.path
            self._tab.claims.set_all_now(frozenset(), scroll=False)

    def _on_listed(self) -> None:
        self.rows = [row for row in self._tab.claims.listed if row.ms is not None]
        self._spans = InForce([(row.ms, row.end_ms) for row in self.rows if row.ms is not None])
        self._while_all.set_on(self._tab.bar.is_all)
        if self._tab.bar.is_all:
            self._show_now()

    def _started(self, ms: int) -> int:
        duration_ms = self._video.duration_ms
        frame_ms = ceil(self._player.frame_interval_ms)
        # Past the last frame nothing can be gone to: who is there is at all that comes behind it.
        is_last = duration_ms is not None and ms >= duration_ms - frame_ms
        return len(self.rows) if is_last else self._spans.started(ms)

    def _show_now(self, *_: object) -> None:
        """Highlight the current claims of all notes: all are listed."""
        keys: frozenset[tuple[int, int]] = frozenset()
        if self._video.is_open:
            ms = self._video.meant_ms
            keys = frozenset(self.rows[n].key for n in self._spans.at(ms, self._started(ms)))
        self._tab.claims.set_all_now(keys, scroll=self._follow.is_following)

    # ------------------------------------------------------------------ going

    def next_claim(self, by: int) -> None:
        """Step forward (or back) by one claim: of the reel while one plays, else of the note."""
        if self._reel.is_on:
            self._reel.step(by)
        else:
            self._navigator.next_claim(by)

    def toggle_reel(self) -> None:
        """Play only the listed claims, from the current position; or stop that."""
        if self._reel.is_on:
            self._reel.stop()
            return
        self._play(self._spans.started(self._video.meant_ms) - 1)

    def play_from(self, row: ClaimRow) -> None:
        """Play only the listed claims, starting at this one."""
        self._play(next((n for n, one in enumerate(self.rows) if one.key == row.key), 0))

    def _play(self, start: int) -> None:
        rows = [(row, row.ms) for row in self.rows if row.ms is not None]
        moments = [ReelMoment(ms, row.text, end_ms=row.end_ms) for row, ms in rows]
        self._reel.play(moments, max(0, start))

    def go_to(self, row: ClaimRow) -> None:
        """Go to where another note's claim is said; offer its note without opening it."""
        assert row.other is not None
        if row.ms is None:
            self._offer(tr("{0} is not in this video.").format(row.written), row)
            return
        self._navigator.jump(row.ms)
        self._set_went(row)

    def _on_tick(self, tick: Tick) -> None:
        if isinstance(row := tick.key, ClaimRow):
            self._say(row)

    def _on_jumped(self) -> None:
        if (row := self._went) is not None:
            self._set_went(None)
            self._say(row)

    def _set_went(self, row: ClaimRow | None) -> None:
        self._went = row
        self._until_jump.set_on(row is not None)

    def _say(self, row: ClaimRow) -> None:
        self._offer(f"{row.time}  ·  {cut(row.text, _WORDS)}", row)

    def _offer(self, words: str, row: ClaimRow) -> None:
        assert row.other is not None
        words_of_offer = tr("Open “{0}”").format(cut(row.other.title, 32))
        offer = NoticeButton(words_of_offer, "", lambda: self.open(row))
        self._window.say(words, [offer], brief=True)

    def open(self, row: ClaimRow) -> None:
        """Open the note of a claim at the claim; the video, which is the same, plays on."""
        assert row.other is not None
        self._set_went(None)
        self._arriving = row
        byte = row.note.claims[row.claim].span.start
        self._session.open_note(row.other.path, byte=byte, video=row.note.video)

    def _arrive(self) -> None:
        """Show the claim a note was opened for, once its video turns out to be the same."""
        row, self._arriving = self._arriving, None
        note, session = self._session.note, self._session
        if row is None or row.other is None or note is None or row.other.path != session.path:
            return
        if row.citation >= len(note.citations) or row.claim >= len(note.claims):
            return  # it was changed meanwhile
        if row.citation in self._follow.citations_now:
            self._follow.gone_to = row.claim
            session.page.place_caret(row.claim)
            session.page.reveal_claim(row.claim, Reveal.WHOLE)
            session.page.flash_claim(row.claim)
        else:
            self._navigator.go_to_citation(row.citation, row.claim)
