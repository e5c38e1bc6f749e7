"""The problem that is looked at: which one of a note, and which of its proposals.

It stays the same one while the note is edited and checked again.
"""

from __future__ import annotations

from collections.abc import Sequence

from viewer.check.finding import Proposal
from viewer.check.review import Item, Review, offered
from viewer.notes.note import Note
from viewer.ui.review.finding_text import why_in_doubt


class SelectedProblem:
    """One of the problems of a review; none where there are none."""

    def __init__(self) -> None:
        self.start(Review())

    def start(self, review: Review) -> None:
        """Select nothing: another note is shown."""
        self.review = review  # what is known of the note that is shown
        self.items: Sequence[Item] = ()  # what is to be looked at, in the order of the note
        self.at = 0  # its place among the items
        self.number = 0  # the place of its proposal that is selected
        self._citation: int | None = None  # the one that is looked at
        # The citation that was dealt with last, and how it was written before.
        self._done: tuple[int, str] | None = None
        # Whether the page stays at what was just changed, and not yet at what the card shows.
        self._waits = False

    @property
    def item(self) -> Item | None:
        return self.items[self.at] if self.at < len(self.items) else None

    @property
    def proposals(self) -> Sequence[Proposal]:
        """The proposals that are offered for it."""
        return offered(self.item.finding.proposals) if self.item is not None else ()

    @property
    def proposal(self) -> Proposal | None:
        """The selected proposal."""
        return self.proposals[self.number] if self.number < len(self.proposals) else None

    @property
    def sure(self) -> list[int]:
        """The citations that can be fixed unseen."""
        findings = self.review.findings
        there = [index for item in self.items for index in item.citations]
        return [index for index in there if (one := findings[index]) and one.has_sure_fix]

    @property
    def count(self) -> int:
        """The number of citations to look at."""
        return sum(len(item.citations) for item in self.items)

    def take(self, review: Review) -> None:
        """Look through a new result; stay at the same problem, or at its place.

        One that was dealt with is selected again where that was undone.
        """
        before, proposal, self.review = self.review, self.proposal, review
        note = review.note
        assert note is not None
        if self._citation is not None and before.note is not note:
            self._citation = before.follow(note).get(self._citation)
        self.items = review.items()
        places = [item.citation for item in self.items]
        if self._done is not None and self._done[0] in places:
            done, written = self._done
            if note.citations[done].written == written:
                self._citation, self._done = done, None
        same = self._citation if self._citation in places else None
        last = max(0, len(places) - 1)
        self.at = places.index(same) if same is not None else min(self.at, last)
        self._citation = places[self.at] if places else None
        self.number = 0
        if same is not None and proposal is not None:
            # More may be known now, and another one be the first.
            times_ms = [one.ms for one in self.proposals]
            self.number = times_ms.index(proposal.ms) if proposal.ms in times_ms else 0

    def choose(self, at: int) -> None:
        """Select the problem at an index, and its first proposal."""
        self.at, self.number, self._waits = at, 0, False
        self._citation = self.items[at].citation

    def after(self, by: int) -> int:
        """Return the index of the next problem (or `by` is -1: the previous one), cyclically."""
        return (self.at + by - (self._waits and by > 0)) % len(self.items)

    def deal_with(self, note: Note, citation: int, *, waits: bool = False) -> None:
        """Remember a citation dealt with, as `note`, the one before, writes it.

        With `waits` the next step is to what is selected now.
        """
        self._done, self._waits = (citation, note.citations[citation].written), waits or self._waits

    def why(self, citation: int, key: str) -> str:
        """Return why a citation is in doubt, and what it could mean, or ""; `key` opens it."""
        review = self.review
        if review.note is None or citation in review.kept:
            return ""
        finding = review.findings[citation]
        if finding is None or not finding.is_doubtful:
            return ""
        item = next((one for one in self.items if citation in one.citations), None)
        if item is None or item.is_group:
            return ""
        return why_in_doubt(item, review.note, key)
