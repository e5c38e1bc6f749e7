"""The claims of the open note for the timeline and the list, and which are in doubt.

The list is built by `Background`, since a note can have ten thousand claims; so for a moment it
still shows the previous note. GUI thread, but for the functions that say otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from viewer.base.translation import tr
from viewer.notes.counts import Doubts, claim_count, doubts_by_times
from viewer.notes.headings import Heading, headings
from viewer.notes.note import CitedTime, Note
from viewer.notes.timecode import format_ms
from viewer.ui.claims.claims_view import ClaimRow, OtherNote
from viewer.ui.claims.sift import ClaimState, Known, OfferedFilters, offered, sift
from viewer.ui.claims.tab import ClaimsTab
from viewer.ui.kit.placeholder import Placeholder
from viewer.ui.page.editing import Editing
from viewer.ui.page.headings import HeadingSteps
from viewer.ui.watch.follow import CitedMoment, unreachable_of
from viewer.ui.watch.navigator import Navigator
from viewer.ui.watch.playing import Playing
from viewer.ui.watch.session import NoteFeature
from viewer.ui.watch.ticks import Tick
from viewer.ui.window.context import Context
from viewer.ui.window.menus import MenuHere

if TYPE_CHECKING:
    from viewer.check.review import Review


class ClaimListing(NoteFeature):
    """Updates the list whenever the claims of the open note, or their times, change."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._timeline = context.get(Playing).timeline
        self._navigator, self._editing = context.get(Navigator), context.get(Editing)
        self.note: Note | None = None  # whose claims are listed
        self._rows: Sequence[ClaimRow] = ()  # of the claims of the note
        self._doubts = Doubts()  # which are shown
        self._ticks: Sequence[Tick] = ()  # of all claims of the note, whatever the filter leaves
        self._filtered_in: Path | None = None  # the note that was open when it was set
        self._session.times_changed.connect(self._list)
        self._session.counted.connect(self._on_doubts)
        self._follow.claims_changed.connect(lambda _, citations: self._on_now(citations))
        self.tab = tab = ClaimsTab(self._window.tabs)
        self._window.tabs.add("claims", tr("Claims"), tab, self._open_menu)
        tab.counted.connect(lambda count: self._window.tabs.set_count("claims", count))
        tab.claims.claim_chosen.connect(self._on_chosen)
        tab.claims.heading_chosen.connect(context.get(HeadingSteps).go_to)
        tab.claims_changed.connect(self._show_ticks)
        tab.sift_wanted.connect(self._sift)
        self._session.on_opened(self._on_note)
        if self._session.note is not None:
            self._list()

    def _list(self) -> None:
        session = self._session
        note, moments, times = session.note, self._follow.moments, session.times
        review = session.review
        if note is None:
            self._background.forget("claims")
            self._on_rows(None, [], Doubts(), [])
            return

        def show(made: _Listing) -> None:
            if note is session.note:  # else it was changed meanwhile, and is listed again soon
                rows, doubts, found = made
                # What a check said meanwhile is known better.
                known = doubts if review is session.review else session.doubts
                self._on_rows(note, rows, known, found)

        self._background.run("claims", lambda: _listing(note, moments, times, review), show)

    def _on_rows(
        self,
        note: Note | None,
        rows: Sequence[ClaimRow],
        doubts: Doubts,
        headings: Sequence[Heading],
    ) -> None:
        self.note, self._rows = note, rows
        self._show_doubts(doubts)
        self._session.set_doubts(doubts)
        if not rows:
            words = ""
            key = self._window.actions_.key_while_typing("bullet.timed")
            if note is not None and note.citations:
                words = tr("The timestamps of this note are for another video.")
            elif key:
                words = tr("Press {0} while the video plays to add one.").format(key)
            none = tr("No timestamps for this video yet")
            self.tab.empty = Placeholder(none, words, icon="claims")
        self.tab.set_claims(rows, headings)
        self.tab.claims.set_now(self._follow.citations_now, scroll=True)

    def _on_doubts(self) -> None:
        if self._background.is_under_way("claims"):
            return
        if self.note is not self._session.note:
            self._list()
        elif self._session.doubts != self._doubts:
            self._show_doubts(self._session.doubts)
            self._show_ticks()
            self.tab.sift_again()

    def _show_doubts(self, doubts: Doubts) -> None:
        self._doubts, self._ticks = doubts, ticks_of(self._rows, doubts.marked)
        self._window.header.set_doubts(len(doubts.places))
        self.tab.claims.set_doubts(frozenset(doubts.places))

    def show(self) -> None:
        """Show the claims and focus them, at the current one."""
        self._bring()
        claims = self.tab.claims
        now = claims.row_now()
        if now.isValid():
            claims.setCurrentIndex(now)
        if claims.isVisible():
            claims.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif not self.tab.all_rows:
            self._window.say(tr("This note has no timestamps yet."), brief=True)

    def _bring(self) -> None:
        self._window.show_pane("video", True)
        self._window.tabs.show_tab("claims")

    def _on_now(self, citations: frozenset[int]) -> None:
        times = {self._session.times[citation].ms for citation in citations}
        self._timeline.set_now(frozenset(ms for ms in times if ms is not None))
        self.tab.claims.set_now(citations, scroll=self._follow.is_following)
        if ClaimState.NOW in self.tab.sieve.states:
            self.tab.sift_again()

    # ------------------------------------------------------------------ filtered

    def filter(self) -> None:
        """Focus the filter of the claims."""
        self._bring()
        if not self.tab.open_filter():
            self._window.say(tr("This note has no timestamps yet."), brief=True)

    def filter_by(self, text: str) -> None:
        """Show the claims, filtered by `text`."""
        self._bring()
        self.tab.set_filter(text)

    def _on_note(self) -> None:
        """Show all claims of another note, without the previous note's filter."""
        path = self._session.path
        if path != self._filtered_in:
            self.tab.set_filter("")
            self.tab.claims.outline.unfold_all()
        self._filtered_in = path

    def _known(self) -> Known:
        now = frozenset((-1, citation) for citation in self._follow.citations_now)
        draft = self._editing.draft
        steps = tuple(draft.stack.steps) if draft is not None else ()
        return Known(self._doubts.marked | frozenset(self._doubts.places), now, steps)

    def _sift(self, rows: Sequence[ClaimRow]) -> None:
        sieve, known = self.tab.sieve, self._known()

        def show(found: list[ClaimRow]) -> None:
            if self.tab.sieve == sieve:
                self.tab.show_sifted(found, rows)
                self.tab.claims.set_now(self._follow.citations_now, scroll=False)

        self._background.run("sift", lambda: sift(rows, sieve, known), show)

    def _show_ticks(self) -> None:
        ticks = self._ticks
        if self.tab.sieve:
            rows = self.tab.claims.listed
            kept = {row.citation for row in rows if row.other is None}
            ticks = [tick for tick in ticks if tick.citation in kept]
        self._timeline.set_ticks(ticks)

    def _open_menu(self, where: QPoint) -> None:
        rows, known = self.tab.all_rows, self._known()

        def show(found: OfferedFilters) -> None:
            menu = MenuHere(self._window.actions_, self.tab)
            menu.put_actions("claims.filter")
            self.tab.bar.put_offered(menu, found)
            if not self.tab.check.isHidden():
                menu.line()
                self.tab.check_offered.emit(menu)
            menu.open(where)

        self._background.run("offered", lambda: offered(rows, known), show)

    def _on_chosen(self, claim: int, citation: int) -> None:
        # For a moment the list may still be that of the note before.
        if self.note is self._session.note:
            self._navigator.go_to_citation(citation, claim)


def rows_out_of_reach(
    note: Note, times: Sequence[CitedTime], other: OtherNote | None = None
) -> list[ClaimRow]:
    """Return the rows of unreachable times, in the order of the note; any thread."""
    rows = []
    for claim, citation in unreachable_of(note, times):
        reading = times[citation].reading
        written = note.citations[citation].written
        shown = format_ms(reading.ms) if reading is not None else " ".join(written[:80].split())
        rows.append(ClaimRow(None, note, claim, citation, shown, other))
    return rows


def _rows(note: Note, moments: Sequence[CitedMoment], times: Sequence[CitedTime]) -> list[ClaimRow]:
    """Return the rows of the list; their texts are computed when shown.

    A claim that cites one time more than once, as for several marks in the picture, has one row.
    """
    once = {(moment.ms, moment.claim): moment for moment in reversed(moments)}
    return [
        ClaimRow(
            m.ms, note, m.claim, m.citation, end_ms=m.end_ms, is_sure=times[m.citation].is_sure
        )
        for m in reversed(once.values())
    ]


def ticks_of(rows: Sequence[ClaimRow], marked: frozenset[int] = frozenset()) -> list[Tick]:
    """Return a tick for each row that can be reached; `marked` are the citations in doubt."""
    return [
        Tick(
            row.ms,
            lambda row=row: row.text,  # type: ignore[misc]
            "doubt" if row.citation in marked else "plain",
            citation=row.citation,
            end_ms=row.end_ms,
        )
        if row.other is None
        else Tick(
            row.ms,
            lambda row=row: row.text,  # type: ignore[misc]
            faint=True,
            source=row.other.title,
            mark=row.other.number,
            key=row,
        )
        for row in rows
        if row.ms is not None
    ]


_Listing = tuple[list[ClaimRow], Doubts, list[Heading]]


def _listing(
    note: Note, moments: Sequence[CitedMoment], times: Sequence[CitedTime], review: Review | None
) -> _Listing:
    doubts = review.doubts(note, times) if review is not None else doubts_by_times(note, times)
    rows = [*_rows(note, moments, times), *rows_out_of_reach(note, times)]
    found = headings(note, times)
    claims = claim_count(note)
    if (
        found
        and found[0].claims == claims
        and all(heading.level > found[0].level for heading in found[1:])
    ):
        del found[0]  # it stands over the whole note, and so groups nothing
    return rows, doubts, found
