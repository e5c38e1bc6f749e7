"""The page scrolls along with the player, until a person scrolls elsewhere. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.ui.kit.timers import once
from viewer.ui.session.follow import Follow
from viewer.ui.session.history import Reveal
from viewer.ui.session.page import Shown
from viewer.ui.session.video import NoteVideo
from viewer.video.playback.player import PlayerState

_REVEAL_EVERY_MS = 600


class Scrolling(QObject):
    """Shows on the page what is in force, and keeps that in view where it follows."""

    pill_wanted = Signal(bool)  # whether following again is to be offered

    def __init__(self, shown: Shown, follow: Follow, video: NoteVideo) -> None:
        super().__init__(follow)
        self._shown, self._follow, self._video = shown, follow, video
        self._revealing = once(self, _REVEAL_EVERY_MS, self._on_reveal_due)
        self._reveal_again = False
        self._is_scrolled = False  # by hand, since the page went along last
        follow.claims_changed.connect(self._on_claims_changed)
        follow.following_changed.connect(self._on_following)
        video.player.state_changed.connect(lambda _: self.ask_for_pill())

    def stop(self) -> None:
        """Leave the note where it is, whatever the video does, until a person asks for more."""
        if self._video.is_open and self._follow.moments:
            self._follow.set_following(False)

    def resume(self) -> None:
        """Scroll along again, and show where the video is now."""
        self._follow.set_following(True)
        current = self._follow.current_claim
        if current is not None:
            self._shown.page.reveal_claim(current)
        self.ask_for_pill()

    def toggle(self) -> None:
        """Scroll along, or stop scrolling along."""
        if self._follow.is_following:
            self._follow.set_following(False)
        else:
            self.resume()

    def leave(self) -> None:
        """Take note that a person scrolled away from where they were."""
        self.stop()
        self._is_scrolled = not self._follow.is_following
        QTimer.singleShot(0, self, self.ask_for_pill)  # when it is scrolled

    def reveal_after_resize(self) -> None:
        """Keep in view what is in force, where the page has another size."""
        current = self._follow.current_claim
        if self._follow.is_following and current is not None and self._video.is_open:
            self._shown.page.reveal_claim(current, Reveal.WHOLE, at_once=True)

    def ask_for_pill(self) -> None:
        """Offer to follow again, where one scrolled away from what is played."""
        page, current = self._shown.page, self._follow.current_claim
        can = self._is_scrolled and self._plays() and page.isVisible()
        self.pill_wanted.emit(can and current is not None and not page.shows_claim(current))

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
        # What a person went to is brought into view by what led them there.
        if current is not None and not self._follow.is_gone_to:
            self._shown.page.reveal_claim(current, Reveal.WELL if self._plays() else Reveal.WHOLE)
            self._revealing.start()
