"""The highlights on the page: what is in force, hovered, just reached, and found.

No highlight changes the layout; only changed places are repainted. GUI thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from viewer.notes.model import Span
from viewer.ui.kit.characters import utf16_units
from viewer.ui.kit.scroll_bar import moves
from viewer.ui.kit.theme import theme_of
from viewer.ui.kit.timers import once
from viewer.ui.page.column import TextColumn
from viewer.ui.page.document import cursor_over
from viewer.ui.page.find import Search
from viewer.ui.page.hit_test import NOTHING, Target, Targets
from viewer.ui.page.page_scroll import PageScroll
from viewer.ui.page.painter import Washes
from viewer.ui.page.styles import NBSP

_FLASH_MS = 700
_RESTS_MS = 300  # so long the mouse is on a chip before its ends do something else
_MISSING = QTextCharFormat.UnderlineStyle.DotLine


class Lights(QObject):
    """The highlights of one page; claims and citations are indexes into its note."""

    rested = Signal(int)  # the mouse is on the chip of a citation: see `offer_steps`

    search: Search  # once there is one

    def __init__(self, view: TextColumn, scroll: PageScroll, targets: Targets) -> None:
        super().__init__(view)
        self._view, self._places, self._scroll = view, view.places, scroll
        self._targets = targets
        self.washes = Washes()
        # What a search of the vault came for: a passage, its claim or -1, and the words in it.
        self._came_for: tuple[Span, int, re.Pattern[str]] | None = None
        self._rests = once(self, _RESTS_MS, self.rest)
        self._flash = QVariantAnimation(self, startValue=1.0, endValue=0.0, duration=_FLASH_MS)
        self._flash.valueChanged.connect(self._show_flash)

    def set_in_force(self, claims: frozenset[int], citations: frozenset[int]) -> None:
        """Highlight these claims, and fill these citations' chips."""
        washes = self.washes
        if (claims, citations) != (washes.claims_now, washes.citations_now):
            changed = washes.claims_now ^ claims
            for citation in washes.citations_now ^ citations:
                self._update_citation(citation)
            washes.claims_now, washes.citations_now = claims, citations
            self.mark()
            for claim in changed:
                self._update_claim(claim)

    def forget(self) -> None:
        """Remove all highlights: another note will be shown."""
        self.washes.claims_now = self.washes.citations_now = frozenset()
        self.stop_marks()

    def flash(self, claim: int) -> None:
        """Flash a claim once, to show where a jump went."""
        if self._came_for is not None and self._came_for[1] != claim:
            self._came_for = None
            self.mark()
        if moves(self._view):
            self._flash.stop()
            self._update_claim(self.washes.flash_claim)  # the one before may not be over yet
            self.washes.flash_claim = claim
            self._show_flash(1.0)
            self._flash.start()

    def _show_flash(self, strength: float) -> None:
        self.washes.flash_strength = strength
        self._update_claim(self.washes.flash_claim)

    def set_reviewed(self, claim: int | None) -> None:
        """Mark the claim whose finding is shown, or none."""
        before = self.washes.reviewed_claim
        if claim != before:
            self.washes.reviewed_claim = claim
            for one in (before, claim):
                if one is not None:
                    self._update_claim(one)

    def mark_words(self, span: Span, claim: int, words: Iterable[str]) -> None:
        """Mark words in a passage until the user goes elsewhere; `claim` -1: it is none."""
        pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
        self._came_for = (span, claim, re.compile(pattern)) if pattern else None
        self.mark()

    def stop_marks(self) -> None:
        """Stop flashing, and mark no claim: its index may be another's now."""
        self._flash.stop()
        self.washes.flash_strength = 0.0
        self.washes.reviewed_claim = self._came_for = None

    def forget_hover(self) -> None:
        """Forget the hovered target until the mouse moves: the text changed."""
        self.washes.hover, self.washes.hover_step = NOTHING, None

    def set_hover(self, target: Target) -> None:
        """Highlight the target of a click at the mouse."""
        if target == self.washes.hover:
            return
        before, self.washes.hover = self.washes.hover, target
        if target.citation != before.citation:
            self.washes.hover_step = None
            self._rests.start()
        elif self.washes.hover_step is not None:
            self.washes.hover_step = target.step
        shapes = Qt.CursorShape
        shape = shapes.IBeamCursor if target == NOTHING else shapes.PointingHandCursor
        self._view.viewport().setCursor(shape)
        for which in (before, target):
            if which.claim is not None:
                self._update_claim(which.claim)
            if which.citation is not None:
                self._update_citation(which.citation)

    def rest(self) -> None:
        """Ask whether the time under the mouse can be moved."""
        if self.washes.hover.citation is not None:
            self.rested.emit(self.washes.hover.citation)

    def offer_steps(self) -> None:
        """Show ‹ › in the chip under the mouse: its time can be moved."""
        hover = self.washes.hover
        if hover.citation is not None:
            self.washes.hover_step = hover.step
            self._update_citation(hover.citation)

    def mark(self) -> None:
        """Format matches, broken links, and the text of filled chips."""
        theme, picture, search = theme_of(self._view), self._view.picture, self.search
        selections = []
        for index in search.between(*self._scroll.seen()) if search.places else ():
            selections.append(self._selection(*search.places[index]))
            fmt = selections[-1].format
            current = index == search.current
            fmt.setBackground(theme.link if current else theme.text_select)
            fmt.setForeground(theme.link_ink if current else theme.ink)
        for start, end in self._words_come_for():
            selections.append(self._selection(start, end))
            selections[-1].format.setBackground(theme.text_select)
            selections[-1].format.setForeground(theme.ink)
        if self._targets.missing:
            for start, end, link in self._targets.links_between(*self._scroll.seen()):
                if self._targets.is_missing(link):
                    selections.append(self._selection(start, end))
                    selections[-1].format.setForeground(theme.muted)
                    selections[-1].format.setUnderlineStyle(_MISSING)
        for citation in self.washes.citations_now:
            chip = picture.chip_of(citation) if picture is not None else None
            if chip is not None:
                selections.append(self._selection(chip.start, chip.end))
                selections[-1].format.setForeground(theme.now_fill_ink)
        self._view.setExtraSelections(selections)

    def mark_in_view(self) -> None:
        """Format what came into view by scrolling: of matches and broken links, only that is."""
        if self.search.places or self._targets.missing:
            self.mark()

    def set_missing(self, targets: frozenset[str]) -> None:
        """Mark links to these targets as broken."""
        if targets != self._targets.missing:
            self._targets.missing = targets
            self.mark()

    def _selection(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor_over(self._view.document(), start, end)
        return selection

    def _words_come_for(self) -> list[tuple[int, int]]:
        """Return the document positions of the search result's words."""
        picture = self._view.picture
        if self._came_for is None or picture is None:
            return []
        span, _, words = self._came_for
        start, end = picture.range_of(span)
        passage = cursor_over(self._view.document(), start, end)
        text = passage.selectedText().replace(NBSP, " ")
        places = (found.span() for found in words.finditer(text))
        return [
            (start + utf16_units(text[:first]), start + utf16_units(text[:last]))
            for first, last in places
        ]

    def _update_claim(self, claim: int) -> None:
        """Repaint only where a claim's wash is: the whole page would take milliseconds."""
        picture = self._view.picture
        if picture is not None and 0 <= claim < len(picture.note.claims):
            rects, whole = self._places.claim_rects(claim)
            for rect in (*rects, self._places.bar(claim, rects, whole)):
                self._view.update_document_rect(rect)

    def _update_citation(self, citation: int) -> None:
        picture = self._view.picture
        chip = picture.chip_of(citation) if picture is not None else None
        if chip is not None:
            self._view.update_document_rect(self._places.stepped_rect(chip))
