"""From what is said to the notes that cite it, and from a claim to where else it is said.

GUI thread.
"""

from __future__ import annotations

from typing import NamedTuple

from viewer.evidence.claims import asserted_in
from viewer.notes.timecode import format_ms, format_range
from viewer.translation import tr
from viewer.ui.claims.steps import ClaimSteps
from viewer.ui.claims.view import ClaimRow
from viewer.ui.kit.characters import cut
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.palette_list import Row
from viewer.ui.notes_list.related import Related
from viewer.ui.search.searching import Searching
from viewer.ui.session.follow import moments_of
from viewer.ui.session.navigator import Navigator
from viewer.ui.session.session import Session
from viewer.ui.shell.context import Context, Feature
from viewer.ui.transcript.transcripts import Transcripts

# A citation has whole seconds, and mostly names where a thought begins: this near it is looked for.
_NEAR_MS = 15_000
_SECOND_MS = 1_000
_BRIEF = 60  # letters of a sentence that is named


class _Citing(NamedTuple):
    """A claim that cites a moment, and how far from what is asked for: 0 where that is inside."""

    away_ms: int
    row: ClaimRow


class Crossing(Feature):
    """Goes between transcripts and the claims of all notes."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context, self._window = context, context.window
        self._session, self._navigator = context.get(Session), context.get(Navigator)
        self._transcripts, self._related = context.get(Transcripts), context.get(Related)
        self._steps = context.get(ClaimSteps)

    def show_citing(self) -> None:
        """List the claims, of this note and of the vault's others, that cite the words meant."""
        meant = self._transcripts.view.words_meant()
        note = self._session.note
        if meant is None or note is None:
            words = tr("Click a sentence of the transcript first, or select words in it.")
            self._window.say(words, brief=True)
            return
        ms, end_ms, words = meant
        own = [
            ClaimRow(m.ms, note, m.claim, m.citation, end_ms=m.end_ms)
            for m in moments_of(note, self._session.times)
        ]
        found = _citing([*own, *self._related.other_rows], ms, max(end_ms, ms + _SECOND_MS))
        if not found:
            cite = self._window.actions_["transcript.cite"]
            offers = [NoticeButton(cite.iconText(), cite.shortcut().toString(), cite.trigger)]
            says = tr("No note here has a timestamp at {0}.").format(format_ms(ms))
            self._window.say(says, offers if cite.isEnabled() else [])
            return
        inside, near = tr("Timestamps here"), tr("Timestamps within 15 seconds")
        here = tr("This note")
        rows = [
            Row(
                one.row,
                one.row.other.title if one.row.other is not None else here,
                one.row.words,
                format_range(one.row.ms or 0, one.row.end_ms),
                near if one.away_ms else inside,
            )
            for one in found
        ]
        brief = cut(words, _BRIEF)
        asked = tr("{0}: “{1}”").format(format_ms(ms), brief)
        self._window.palette_.open(rows, asked, self._go)

    def _go(self, key: object) -> None:
        assert isinstance(key, ClaimRow)
        if key.other is not None:
            self._steps.open(key)
        elif key.note is self._session.note:
            self._navigator.go_to_citation(key.citation, key.claim)

    def show_elsewhere(self, citation: int | None = None) -> None:
        """Search what is said in other videos for what a claim says: of `citation`, or here."""
        session = self._session
        if citation is None:
            citation = session.current.citation()
        owner = session.follow.claim_of(citation) if citation is not None else None
        if session.note is None or owner is None:
            self._window.say(tr("No claim here."), brief=True)
            return
        claim = session.note.claims[owner]
        text = asserted_in(session.note.plain(claim.span), claim.side)
        if not any(map(str.isalnum, text)):
            self._window.say(tr("This claim has no words."), brief=True)
            return
        self._context.get(Searching).open_elsewhere(text, session.note.video)


def _citing(rows: list[ClaimRow], ms: int, end_ms: int) -> list[_Citing]:
    """Pick the claims that cite a moment inside [ms, end_ms) or near it, the nearest first."""
    found = []
    for row in rows:
        if row.ms is None:
            continue
        until_ms = max(row.end_ms or row.ms, row.ms)
        # A second is cited that is cut off: what begins within it is meant.
        before, behind = ms - _SECOND_MS - until_ms, row.ms - end_ms + 1
        away = max(before, behind, 0)
        if away <= _NEAR_MS:
            found.append(_Citing(away, row))
    return sorted(found, key=lambda one: (one.away_ms, one.row.ms or 0))
