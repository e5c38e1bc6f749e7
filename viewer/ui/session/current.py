"""Where a person is in the note: at the caret, where they wrote last, or at the claim in force."""

from __future__ import annotations

from viewer.notes.edit import Change
from viewer.ui.session.follow import Follow
from viewer.ui.session.page import Shown


class CurrentPlace:
    """What is edited next where a person names no place."""

    def __init__(self, shown: Shown, follow: Follow) -> None:
        self._shown, self._follow = shown, follow
        self._retimed: int | None = None  # the citation that was retimed last
        self._written_at: int | None = None  # up to which byte a person wrote last

        self._meant: int | None = None  # the byte that a menu is open at
        self._meant_citation: int | None = None

    def mean(self, at: int | None, citation: int | None = None) -> None:
        """Have a person be at byte `at`, and there at a citation, wherever else they are.

        For as long as a menu is open there; None ends that.
        """
        self._meant, self._meant_citation = at, citation

    @property
    def is_meant(self) -> bool:
        """Whether a menu names the place."""
        return self._meant is not None

    def moved_by(self, change: Change) -> None:
        """Keep the place where a person wrote, through a change of the note."""
        if self._written_at is not None:
            self._written_at = change.map(self._written_at)

    @property
    def retimed(self) -> int | None:
        """The citation that was retimed last, until one goes elsewhere."""
        return self._retimed

    def forget(self) -> None:
        """Let what is changed next be what a person is at now, not what was changed last."""
        self._retimed, self._written_at = None, None

    def stay_in(self, at: int) -> None:
        """Have a person be where they wrote last, up to byte `at`, until they go elsewhere."""
        self._written_at = at

    def stay_at_byte(self, at: int) -> None:
        """Have a person be at byte `at`, and at its claim, until they go elsewhere."""
        note = self._shown.note
        claim = note.claim_at(at) if note is not None else None
        if note is not None and claim is not None:
            self._follow.set_current(note.claims.index(claim))
        self.stay_in(at)

    def be_at(self, claim: int | None, citation: int) -> None:
        """Have a person be at a citation, until they go elsewhere."""
        self._follow.set_current(claim)
        self._retimed = citation

    def citation(self, *, seen_first: bool = False) -> int | None:
        """Return the citation that a person is at: under the caret, where they wrote, or in force.

        With `seen_first` what is lit goes before a caret that is not painted, and before where
        they wrote.
        """
        note = self._shown.note
        if note is None:
            return None
        if self._meant_citation is not None:
            return self._meant_citation
        if self._meant is not None:
            meant = note.claim_at(self._meant)
            return meant.citations[0] if meant is not None else None
        current = self._follow.current_claim
        at = self.written_byte()
        if seen_first and current is not None and not self._shown.page.hasFocus():
            at = None
        elif seen_first and current is not None:
            at = self._shown.page.seen_caret_byte()
        claim = note.claim_at(at) if at is not None else None
        if claim is None:
            claim = note.claims[current] if current is not None else None
        if claim is None:
            return None
        run = list(claim.citations)
        now = [c for c in run if c in self._follow.citations_begun_last]
        if self._retimed in run:
            return self._retimed
        return (now or run)[0]

    def written_byte(self) -> int | None:
        """Return the byte at the caret, where one is in view, else where a person wrote last."""
        if self._meant is not None:
            return self._meant
        at = self._shown.page.seen_caret_byte()
        return at if at is not None else self._written_at

    def byte(self) -> int | None:
        """Return the byte that a person is at: the caret, where they wrote, else their claim."""
        at = self.written_byte()
        current = self._follow.current_claim
        if at is None and current is not None and self._shown.note is not None:
            at = self._shown.note.claims[current].span.start
        return at if at is not None else self._shown.page.caret_byte()
