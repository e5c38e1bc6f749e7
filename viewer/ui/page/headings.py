"""Step from heading to heading of the note. GUI thread."""

from __future__ import annotations

from viewer.base.translation import tr
from viewer.notes.headings import Heading, heading_at, headings
from viewer.ui.kit.listening import Listening
from viewer.ui.page.page import NotePage
from viewer.ui.page.sharing import Sharing
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context


class HeadingSteps(NoteFeature):
    """Goes to headings; the video stays where it is."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._sharing = context.get(Sharing)
        self._chosen: int | None = None  # the start of the heading gone to last
        scrolled = context.get(NotePage).view.person_scrolled
        ends = self._follow.following_changed, scrolled, self._session.leaving
        self._while_chosen = Listening(*((signal, self._forget_chosen) for signal in ends))

    def step(self, by: int) -> None:
        """Go to the next heading, or the one before."""
        note = self._session.note
        if note is None:
            return
        rows = headings(note, self._session.times)
        if not rows:
            self._window.say(tr("This note has no headings."), brief=True)
            return
        at = self._byte()
        here = heading_at(rows, at)
        if by < 0 and here is not None and rows[here].start < at:
            here += 1  # from inside a section to its own heading
        place = (-1 if here is None else here) + by
        if not 0 <= place < len(rows):
            return
        self.go_to(rows[place])

    def go_to(self, heading: Heading) -> None:
        """Show a heading at the top of the page."""
        self._sharing.go_within(heading.start)
        self._current.stay_in(heading.start)
        self._while_chosen.set_on(True)
        self._chosen = heading.start

    def _byte(self) -> int:
        """Return the byte of the user's place: chosen, in force, or at the top of the view."""
        session = self._session
        current = self._follow.current_claim
        if self._chosen is not None:
            return self._chosen
        follows = self._follow.is_following and self._video.is_open
        if follows and current is not None and session.note is not None:
            return session.note.claims[current].span.start
        blocks = session.note.blocks if session.note is not None else ()
        return session.page.top_byte() or (blocks[0].span.start if blocks else 0)

    def _forget_chosen(self, *_: object) -> None:
        self._chosen = None
        self._while_chosen.set_on(False)
