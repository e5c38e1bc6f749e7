"""Cut the claims of notes in which text may follow its citations.

`sides` decides on which side the text is; here it is cut. Text after a citation reaches to the next
one, and no further than its bullet, row or section. Text in further blocks borrows the run of the
claim (`Claim.stands_for_child`). A time alone on its line takes the text below it.
"""

from bisect import bisect_right
from collections.abc import Sequence

from viewer.notes.blocks import Outline, Stretch
from viewer.notes.citation_runs import closing_end, stand_in
from viewer.notes.forms.form import Found
from viewer.notes.model import BlockKind, Citation, Claim, Side, Span
from viewer.notes.sides import Run, read_runs, words


def cut_claims_on_sides(
    data: bytes, outline: Outline, citations: Sequence[Citation], found: Sequence[Found]
) -> list[Claim]:
    """Cut the text into claims on the side of their citations that their lines show.

    The note must have such lines; see `sides.has_sides`.
    """
    runs = read_runs(data, outline, found or [Found(one) for one in citations])
    return _Cutter(data, outline, runs).cut()


# A heading so few bytes behind a time that is alone is what it is of.
_NEAR = 80


class _Cutter:
    """Goes through the stretches of a note in order, keeping what is open at each."""

    def __init__(self, data: bytes, outline: Outline, runs: Sequence[Run]) -> None:
        self._data, self._outline, self._runs = data, outline, runs
        self._claims: list[Claim] = []
        # The index of the last claim if its text goes on, and where it ends at the latest.
        self._open = -1
        self._open_end = 0
        self._is_bare = False  # nothing was said of it yet
        # Uncited stretches that wait for a citation further down in their bullet or row.
        self._waiting: list[tuple[Stretch, int]] = []
        self._headings = [
            block.span.start for block in outline.blocks if block.kind is BlockKind.HEADING
        ]

    def cut(self) -> list[Claim]:
        runs, index = self._runs, 0
        for stretch in self._outline.stretches:
            # The text of a block that begins with `\\[` begins behind the backslash.
            while index < len(runs) and runs[index].end <= stretch.start:
                self._outside(runs[index])
                index += 1
            first = index
            while index < len(runs) and runs[index].start < stretch.end:
                index += 1
            if index == first:
                if not (index and runs[index - 1].end >= stretch.end):  # a cell of that run
                    self._uncited(stretch, runs[index] if index < len(runs) else None)
            else:
                self._cited(stretch, runs[first:index])
        for run in runs[index:]:
            self._outside(run)
        self._claims.sort(key=lambda claim: claim.span.start)
        return self._claims

    def _outside(self, run: Run) -> None:
        """Add a run that is not in any text, such as a fence."""
        span = Span(run.start, run.end)
        block = self._block_at(run.start)
        self._claims.append(run.claim(span, span, block, Side.AFTER))
        self._begin(run, block, is_bare=True)

    def _block_at(self, offset: int) -> int:
        blocks = self._outline.blocks
        at = bisect_right(blocks, offset, key=lambda block: block.span.start) - 1
        while at >= 0 and blocks[at].span.end <= offset:
            at = blocks[at].parent
        return at

    def _begin(self, run: Run, block: int, *, is_bare: bool) -> None:
        """Let what follows belong to the last claim, if its text follows."""
        if run.side is not Side.AFTER:
            self._open = -1
            return
        self._open = len(self._claims) - 1
        self._is_bare = is_bare
        self._open_end = self._reach_of(run, block)

    def _reach_of(self, run: Run, block: int) -> int:
        """Return how far the text of a run may reach: to the end of its bullet, row or section."""
        at = bisect_right(self._headings, run.end)
        end = self._headings[at] if at < len(self._headings) else len(self._data)
        if run.is_alone:
            is_near = end < len(self._data) and end - run.end < _NEAR
            if is_near and not self._data[run.end : end].strip(b" \t\r\n>"):
                # Nothing between: it is the heading that follows.
                end = self._headings[at + 1] if at + 1 < len(self._headings) else len(self._data)
            return end
        blocks = self._outline.blocks
        while block >= 0:
            if blocks[block].kind in (BlockKind.ITEM, BlockKind.ROW):
                return min(end, blocks[block].span.end)
            block = blocks[block].parent
        return end

    def _uncited(self, stretch: Stretch, following: Run | None) -> None:
        is_of_row = following is not None and self._ends_row(stretch, following)
        if self._open >= 0 and stretch.start < self._open_end and not is_of_row:
            claim = self._claims[self._open]
            if self._is_bare:
                self._is_bare = False
                span = Span(claim.span.start, stretch.end)
                self._claims[self._open] = claim._replace(span=span, reach=span)
                return
            self._claims.append(stand_in(stretch, claim))
            return
        self._open = -1
        if stretch.group >= 0:
            self._waiting.append((stretch, self._outline.blocks[stretch.group].span.end))

    def _ends_row(self, stretch: Stretch, run: Run) -> bool:
        """Return whether a cell is in a row that ends with its time, as `run` does."""
        block = self._outline.blocks[stretch.group]
        is_row = stretch.group >= 0 and block.kind is BlockKind.ROW
        return is_row and run.side is Side.BEFORE and run.start < block.span.end

    def _cited(self, stretch: Stretch, runs: Sequence[Run]) -> None:
        data = self._data
        was_open = self._open if self._open >= 0 and stretch.start < self._open_end else -1
        first = runs[0]
        lead = min(first.lead, first.start)
        head = Span(min(stretch.start, lead), lead)
        if first.side is Side.AFTER and words(data, *head, letters=True):
            text = data[head.start : head.end]
            span = Span(head.start, head.start + len(text.rstrip()))
            if was_open >= 0:
                uncited = Stretch(span.start, span.end, stretch.block, stretch.group)
                self._claims.append(stand_in(uncited, self._claims[was_open]))
        made: list[Claim] = []
        low = min(stretch.start, first.start)
        if first.side is Side.BEFORE and not words(data, low, first.start, letters=False):
            low = self._start_of_row(stretch, low)
        for number, run in enumerate(runs):
            following = runs[number + 1] if number + 1 < len(runs) else None
            cut = self._cut(run, following, stretch)
            if run.side is Side.AFTER:
                start = max(low, min(run.lead, run.start))
                end = max(run.end, start + len(data[start:cut].rstrip()))
                span, reach = Span(start, end), Span(start, max(cut, end))
            else:
                span, reach = Span(low, max(run.end, low)), Span(low, max(cut, run.end))
            made.append(run.claim(span, reach, stretch.block, Side.BEFORE))
            low = reach.end
        while self._waiting:
            uncited, group_end = self._waiting.pop()
            if group_end > stretch.start:
                self._claims.append(stand_in(uncited, made[0]))
        self._claims.extend(made)
        last = made[-1]
        is_bare = not words(data, runs[-1].end, last.span.end, letters=False)
        self._begin(runs[-1], stretch.block, is_bare=is_bare)

    def _start_of_row(self, stretch: Stretch, low: int) -> int:
        """Return the cells before one that holds only times: these support them."""
        if stretch.group >= 0 and self._outline.blocks[stretch.group].kind is BlockKind.ROW:
            while self._waiting and self._waiting[-1][0].group == stretch.group:
                low = self._waiting.pop()[0].start
        return low

    def _cut(self, run: Run, following: Run | None, stretch: Stretch) -> int:
        """Return where the text of one run ends and that of the next begins."""
        data = self._data
        if following is None:
            return max(stretch.end, run.end)
        if following.side is Side.AFTER:
            return max(run.end, min(following.lead, following.start))
        if run.side is Side.BEFORE:
            return closing_end(data, run.end, following.start)
        newline = data.find(b"\n", run.end, following.start)
        return newline + 1 if newline >= 0 else following.start
