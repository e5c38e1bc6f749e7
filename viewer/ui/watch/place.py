"""The user's place in the note, and the page that follows until the user scrolls.

That is the cursor, if it was moved since the last jump, else the claim in force. A click on a
claim, J and K, and a search hit move both; playback only changes the claim in force. GUI thread.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.media.player import PlayerState
from viewer.notes.edit import Change
from viewer.ui.kit.timers import once
from viewer.ui.watch.follow import Follow
from viewer.ui.watch.frame import Opened
from viewer.ui.watch.history import Reveal
from viewer.ui.watch.video import NoteVideo

_REVEAL_EVERY_MS = 600


class CurrentPlace:
    """The place to edit if the user does not name one."""

    def __init__(self, shown: Opened, follow: Follow) -> None:
        self._shown, self._follow = shown, follow
        self.retimed: int | None = None  # the citation that was, until one goes elsewhere
        self._is_at_caret = False  # whether the caret was moved since the last jump
        self._put_at: int | None = None  # the very byte at which it was put, if it was
        self._meant: int | None = None  # the byte that a menu is open at
        self._meant_citation: int | None = None

    def mean(self, at: int | None, citation: int | None = None) -> None:
        """Set the place to byte `at`, and a citation there, above all others.

        For as long as a context menu is open there; None ends that.
        """
        self._meant, self._meant_citation = at, citation

    @property
    def is_meant(self) -> bool:
        """Return whether a context menu determines the place."""
        return self._meant is not None

    def moved_by(self, change: Change) -> None:
        """Map the place of the cursor through a change of the note."""
        if self._put_at is not None:
            self._put_at = change.map(self._put_at)

    def forget(self) -> None:
        """Use the claim in force, not the cursor, nor the last change."""
        self.retimed, self._is_at_caret, self._put_at = None, False, None

    def scrolled(self) -> None:
        """Forget the last change: the user looks elsewhere."""
        self.retimed = None

    def be_at_caret(self) -> None:
        """Use the cursor, which the user moved, until the next jump."""
        self.retimed, self._is_at_caret, self._put_at = None, True, None

    def stay_in(self, at: int) -> None:
        """Use byte `at`, where the cursor is put, until the next jump."""
        self._is_at_caret, self._put_at = True, at
        self._shown.page.show_caret_at(at)

    def stay_at_byte(self, at: int) -> None:
        """Use byte `at`, and its claim, until the next jump."""
        note = self._shown.note
        claim = note.claim_at(at) if note is not None else None
        if note is not None and claim is not None:
            self._follow.gone_to = note.claims.index(claim)
        self.stay_in(at)

    def be_at(self, claim: int | None, citation: int) -> None:
        """Use a citation, until the next jump."""
        self._follow.gone_to = claim
        self.retimed = citation

    def citation(self) -> int | None:
        """Return the current citation: of the claim at the cursor, else of the one in force.

        None if there is neither.
        """
        note, current = self._shown.note, self._follow.current_claim
        if note is None:
            return None
        if self._meant_citation is not None:
            return self._meant_citation
        if self._meant is not None:
            meant = note.claim_at(self._meant)
            return meant.citations[0] if meant is not None else None
        at = self.caret()
        claim = note.claim_at(at) if at is not None else None
        if claim is None and at:
            claim = note.claim_at(at - 1)  # behind a claim one is at it: it was written just now
        if claim is None:
            claim = note.claims[current] if current is not None else None
        if claim is None:
            return None
        run = list(claim.citations)
        now = [c for c in run if c in self._follow.citations_begun_last]
        if self.retimed in run:
            return self.retimed
        return (now or run)[0]

    def caret(self) -> int | None:
        """Return the byte at the cursor, if it is in view and was moved since the last jump."""
        if self._meant is not None:
            return self._meant
        page = self._shown.page
        at = page.seen_caret_byte() if self._is_at_caret or page.is_written_in else None
        return self._put_at if at is not None and self._put_at is not None else at

    def byte(self) -> int | None:
        """Return the current byte: at the cursor, else in force, else in view.

        None if the note is empty.
        """
        at, current, page = self.caret(), self._follow.current_claim, self._shown.page
        if at is not None:
            return at
        if current is not None and self._shown.note is not None:
            return self._shown.note.claims[current].span.start
        seen = page.seen_caret_byte()
        at = seen if seen is not None else page.top_byte()
        return at if at is not None else page.caret_byte()

    def place_to_write(self) -> int:
        """Return the byte to insert at: the cursor, else the end of the claim in force.

        Without either, the end of the note.
        """
        note, at, current = self._shown.note, self.caret(), self._follow.current_claim
        assert note is not None
        if at is not None:
            return at
        return note.claims[current].span.end if current is not None else len(note.data.rstrip())


class Scrolling(QObject):
    """Shows on the page what is in force, and keeps that in view while following."""

    pill_wanted = Signal(bool)  # whether following again is to be offered

    def __init__(self, shown: Opened, follow: Follow, video: NoteVideo) -> None:
        super().__init__(follow)
        self._shown, self._follow, self._video = shown, follow, video
        self._revealing = once(self, _REVEAL_EVERY_MS, self._on_reveal_due)
        self._reveal_again = False
        self._is_scrolled = False  # by hand, since the page went along last
        self._is_offered = False  # that it follows again
        follow.claims_changed.connect(self._on_claims_changed)
        follow.following_changed.connect(self._on_following)
        video.player.state_changed.connect(lambda _: self.ask_for_pill())

    def stop(self) -> None:
        """Leave the note where it is, whatever the video does, until the user resumes following."""
        if self._video.is_open and self._follow.moments:
            self._follow.set_following(False)

    def resume(self) -> None:
        """Follow again, and show the current place of the video."""
        self._follow.set_following(True)
        current = self._follow.current_claim
        if current is not None:
            self._shown.page.reveal_claim(current)
        self.ask_for_pill()

    def toggle(self) -> None:
        if self._follow.is_following:
            self._follow.set_following(False)
        else:
            self.resume()

    def leave(self) -> None:
        """Remember that the user scrolled away."""
        self.stop()
        self._is_scrolled = not self._follow.is_following
        QTimer.singleShot(0, self, self.ask_for_pill)  # when it is scrolled

    def reveal_after_resize(self) -> None:
        """Keep what is in force in view after the page was resized."""
        current = self._follow.current_claim
        if self._follow.is_following and current is not None and self._video.is_open:
            self._shown.page.reveal_claim(current, Reveal.WHOLE, at_once=True)

    def ask_for_pill(self) -> None:
        """Offer to follow again if the user scrolled away from what plays."""
        page, current = self._shown.page, self._follow.current_claim
        can = self._is_scrolled and self._plays() and page.isVisible()
        wanted = can and current is not None and not page.shows_claim(current)
        if wanted or self._is_offered:
            self._is_offered = wanted
            self.pill_wanted.emit(wanted)

    def _on_following(self, follows: bool) -> None:
        self._is_scrolled &= not follows
        self.ask_for_pill()

    def _plays(self) -> bool:
        return self._video.player.state is PlayerState.PLAYING

    def _on_claims_changed(self, claims: frozenset[int], citations: frozenset[int]) -> None:
        self._shown.page.set_in_force(claims, citations)
        self.ask_for_pill()
        if self._follow.is_following and self._follow.current_claim in claims:
            # A note that cites many times a second would never stand still.
            if self._revealing.isActive():
                self._reveal_again = True
            else:
                self._reveal_current()

    def _on_reveal_due(self) -> None:
        if self._reveal_again and self._follow.is_following:
            self._reveal_current()
        self._reveal_again = False

    def _reveal_current(self) -> None:
        current = self._follow.current_claim
        # Whatever led the user there brings it into view.
        if current is not None and self._follow.gone_to is None:
            self._shown.page.reveal_claim(current, Reveal.WELL if self._plays() else Reveal.WHOLE)
            self._revealing.start()
