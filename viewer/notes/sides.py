"""Decide on which side of a citation the text of its claim is, and cut claims so.

In some notes the text comes first, in most it follows the time. The line decides:

- the time first: what follows it; the time last: what precedes it;
- a speaker before the time, `**Name** 10:24` or `Name:` at the end of a line with text below: what
  follows;
- the time alone on its line: the lines or children below, up to the next time; but where nothing
  stands right below it and a line of text right above, that line;
- words on both sides, as in prose: as the line begins or ends, if it does so with a time; else as
  most lines of the note where only one side has words; where that does not tell, `\\[06:02\\]` and
  plain times mark what follows, and links what precedes.

Headings are lines as well: one that ends with a time says what was said, and its body follows.

Text after a citation reaches to the next one, and no further than its bullet, row or section. Text
in further blocks borrows the run of the claim (`Claim.stands_for_child`). A time alone on its line
takes the text below it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from viewer.base.lazy_regex import late
from viewer.notes.blocks import Outline, Stretch
from viewer.notes.citation_runs import closing_end, joined, stand_in
from viewer.notes.forms.form import Found
from viewer.notes.forms.plain import names_speaker
from viewer.notes.model import BlockKind, Citation, Claim, Side, Span

# What is no word of a line: pictures, tags, addresses of links, marks of lists and tasks.
_NO_WORDS = late(
    r"!\[[^\]\n]*\]\([^)\n]*\)|!\[\[[^\]\n]*\]\]|<(?![\s\d])[^<>\n]*>|\]\([^)\s]*\)|https?://\S+"
    r"|\{\{[^{}\n]*\}\}"
)
_MARKER = late(
    r"[\s>]*(?:\[![\w-]+\][+-]?\s*)?(?:[-+*]\s+|\d{1,4}[.)]\s+|#{1,6}\s+|\|)*(?:\[[ xX]\]\s+)?"
    r"(?:(?:TODO|DONE|LATER|NOW|DOING|WAITING)\s+)?"
)
_WORD = late(r"[^\W\d_]")
_ANY = late(r"[^\W_]")
_SPEAKER = late(r"\s*(?:(?:\*\*|__)[^*_\n]{1,60}(?:\*\*|__)\s*[:：]?|[^\n:：.!?]{1,60}[:：])\W*")
_MOST_LINE = 4_000  # bytes of a line that are looked at on either side
_ITEM = late(r"[\s>]*(?:[-+*]|\d{1,4}[.)])\s")
_NAMED = late(r"\s*(?:\*\*|__)[^*_\n]{1,60}[:：]?(?:\*\*|__)\s*[:：]?\s")
# `Name (1:02):`, and of plain times `Name  1:02`, as Otter writes it.
_NAME = late(r"[\s*_]*[^\W\d_][^:：.!?\n]{0,58}[\s*_]+[(\[\\（]+")
_SAYS = late(r"[)\]\\）]+[\s*_]*[:：]")
_OTTER = late(r"\s*[^\W\d_][^:：.!?\n]{0,40}(?:[ ]{2}|\t)\s*")
_IN_BOLD = late(r"\s*(?:\*\*|__)[^*_\n]{1,60}")
_END_OF_BOLD = late(r"[^\w*]*(?:\*\*|__)")
# A heading, or the title of a callout.
_HEADING = late(rb"[ \t>]*(?:#{1,6}[ \t]|\[![\w-]+\])")
_NEAR = 80  # a heading so few bytes behind a time that is alone is what it is of
_MOST_BLANK = 8  # empty lines between a time and what is said of it


class Run(NamedTuple):
    """Adjacent citations, and which side their line indicates."""

    first: int
    stop: int
    start: int
    end: int
    # None: words on both sides.
    side: Side | None
    # Whether it is alone on its line.
    is_alone: bool
    # Where the claim begins if its text follows: before a speaker, or the words of a label.
    lead: int

    def claim(self, span: Span, reach: Span, block: int, side: Side) -> Claim:
        """Make the claim of its citations; `side` is the default."""
        return Claim(span, reach, range(self.first, self.stop), block, False, self.side or side)


def line_of(data: bytes, start: int, end: int) -> Span:
    """Return the lines of bytes [start, end), without their line ends."""
    low = max(data.rfind(b"\n", max(0, start - _MOST_LINE), start) + 1, start - _MOST_LINE, 0)
    high = data.find(b"\n", end, end + _MOST_LINE)
    return Span(low, high if high >= 0 else min(len(data), end + _MOST_LINE))


def words(data: bytes, start: int, end: int, *, letters: bool) -> bool:
    """Return whether bytes of one line contain letters, or also digits."""
    text = data[start : min(end, start + 2 * _MOST_LINE)].decode("utf-8", "replace")
    text = _NO_WORDS.sub(" ", text)
    return (_WORD if letters else _ANY).search(text) is not None


def has_sides(data: bytes, citations: Sequence[Citation]) -> bool:
    """Return whether text may follow citations: in forms other than anchors and brackets.

    Or in brackets, if two of three begin their line, before text.
    """
    if not all(citation.syntax.is_marked for citation in citations):
        return True
    left = len(citations) // 3  # so many may stand elsewhere
    for citation in citations:
        left -= not _begins_line(data, citation.span)
        if left < 0:
            return False
    return True


def _begins_line(data: bytes, span: Span) -> bool:
    line = line_of(data, span.start, span.end)
    before = data[line.start : span.start].decode("utf-8", "replace")
    marker = _MARKER.match(before)
    is_bare = not _has_any(before[marker.end() :] if marker is not None else before)
    return is_bare and words(data, span.end, line.end, letters=True)


def _has_any(text: str) -> bool:
    return _ANY.search(_NO_WORDS.sub("", text) if "<" in text else text) is not None


class _Lines:
    """The text on the lines around the citations of a note."""

    def __init__(self, data: bytes, spans: Sequence[Span]) -> None:
        self._data = data
        self._starts = [span.start for span in spans]
        self._spans = spans
        # By whether letters are asked for: the numbers of the citations between which and the next
        # on their line something is said. A line can hold hundreds, and each asks for all of it.
        self._said: dict[bool, list[int]] = {True: [], False: []}
        for number, (one, two) in enumerate(pairwise(spans)):
            if data.find(b"\n", one.end, two.start) < 0:
                for letters, said in self._said.items():
                    if words(data, one.end, two.start, letters=letters):
                        said.append(number)

    def words(self, start: int, end: int, *, letters: bool) -> bool:
        """Return whether a span of one line contains anything but citations."""
        data, spans, said = self._data, self._spans, self._said[letters]
        first, stop = (bisect_left(self._starts, at) for at in (start, end))
        if first and spans[first - 1].end > start:
            start = spans[first - 1].end
        if first == stop:
            return words(data, start, end, letters=letters)
        if words(data, start, spans[first].start, letters=letters):
            return True
        if words(data, spans[stop - 1].end, end, letters=letters):
            return True
        at = bisect_left(said, first)
        return at < len(said) and said[at] < stop - 1

    def cites(self, start: int, end: int) -> bool:
        at = bisect_right(self._starts, end - 1) - 1
        return at >= 0 and self._spans[at].end > start

    def alone(self, start: int, end: int) -> Side:
        """Return the side of the text of a time that is alone on its line."""
        below = self._below(end)
        if below is not None and self._says(below):
            return Side.AFTER
        line = line_of(self._data, start, start)
        has_above = self._data[max(0, line.start - 1) : line.start] == b"\n"  # or it is too long
        above = line_of(self._data, line.start - 1, line.start - 1) if has_above else None
        is_heading = above is not None and self._is_heading(above)
        if above is not None and not is_heading and self._says(above, first=False):
            return Side.BEFORE
        below = self._words_from(below)
        if below is not None and self._says(below):
            return Side.AFTER
        is_said = above is not None and is_heading and self._has_any(above)
        return Side.BEFORE if is_said else Side.AFTER

    def is_said_below(self, end: int, *, is_far: bool) -> bool:
        """Return whether the next line is text, and not of another speaker.

        With `is_far` there may be empty lines between.
        """
        below = self._below(end)
        below = self._words_from(below) if is_far else below
        if below is None or not self._says(below) or self._is_heading(below):
            return False  # an empty line says nothing
        if self.cites(below.start, below.end):
            return False  # it has a time of its own
        text = self._data[below.start : below.end].decode("utf-8", "replace")
        return _NAMED.match(text) is None

    def _words_from(self, line: Span | None) -> Span | None:
        for _ in range(_MOST_BLANK):
            if line is None or self._has_any(line):
                break
            line = self._below(line.end)
        return line

    def _below(self, end: int) -> Span | None:
        line_end = self._data.find(b"\n", end, end + _MOST_LINE)
        if not 0 <= line_end < len(self._data) - 1:
            return None
        return line_of(self._data, line_end + 1, line_end + 1)

    def _has_any(self, line: Span) -> bool:
        return _has_any(self._data[line.start : line.end].decode("utf-8", "replace"))

    def _is_heading(self, line: Span) -> bool:
        return _HEADING.match(self._data, line.start, line.end) is not None

    def _says(self, line: Span, *, first: bool = True) -> bool:
        if not self._has_any(line):
            return False
        if not self.cites(*line):
            return True
        return self.words(*line, letters=True) and not (first and self._begins(line))

    def _begins(self, line: Span) -> bool:
        at = bisect_left(self._starts, line.start)
        return at < len(self._starts) and not self.words(line.start, self._starts[at], letters=True)


def read_runs(data: bytes, outline: Outline, found: Sequence[Found]) -> list[Run]:
    """Group adjacent citations into runs, and decide on which side the text of each is."""
    citations = [one.citation for one in found]
    leads = (one.label_start if one.label_start >= 0 else one.citation.span.start for one in found)
    spans = [Span(lead, one.span.end) for lead, one in zip(leads, citations, strict=True)]
    lines = _Lines(data, spans)
    runs: list[Run] = []
    index = 0
    stretches, at = outline.stretches, 0
    while index < len(found):
        first, start, end = index, spans[index].start, spans[index].end
        while at < len(stretches) and stretches[at].end <= citations[first].span.start:
            at += 1
        limit = stretches[at].end if at < len(stretches) else len(data)
        index += 1
        while (
            index < len(found)
            and (spans[index].start < limit or data[end : spans[index].start].strip(b" \t") == b"|")
            and joined(data, end, spans[index].start)
            and (b"\n" not in data[end : spans[index].start])
        ):
            end = max(end, spans[index].end)
            index += 1
        runs.append(_run(data, lines, found, first, index, Span(start, end)))
    return _decided(runs, citations, data)


def _run(
    data: bytes, lines: _Lines, found: Sequence[Found], first: int, stop: int, span: Span
) -> Run:
    if found[first].citation.syntax.text_before:
        return Run(first, stop, span.start, span.end, Side.BEFORE, False, span.start)
    line = line_of(data, span.start, span.end)
    text = data[line.start : span.start].decode("utf-8", "replace")
    marker = _MARKER.match(text)
    begin = line.start + len(marker[0].encode()) if marker is not None else line.start
    begin = min(begin, span.start)
    before = lines.words(begin, span.start, letters=True)
    after = lines.words(span.end, line.end, letters=False)
    if not before and not after:
        side = lines.alone(span.start, span.end)
        return Run(first, stop, span.start, span.end, side, True, span.start)
    if not before:
        return Run(first, stop, span.start, span.end, Side.AFTER, False, span.start)
    is_written = found[first].citation.syntax.marks_following
    # A bullet says itself what its time is of; what stands below are details.
    is_item = _ITEM.match(text) is not None
    is_plain = found[first].citation.syntax.is_bare
    if _speaks(data, begin, span, line.end, is_plain=is_plain) and (
        after or (not is_item and lines.is_said_below(span.end, is_far=is_written))
    ):
        return Run(first, stop, span.start, span.end, Side.AFTER, not after, begin)
    in_brackets = is_plain and data[span.end : span.end + 3].startswith((b")", "）".encode()))
    rest = Side.BEFORE if in_brackets or not after else None
    return Run(first, stop, span.start, span.end, rest, False, span.start)


def _speaks(data: bytes, begin: int, span: Span, line_end: int, *, is_plain: bool) -> bool:
    """Return whether the text before a time on its line is a speaker's name."""
    before = data[begin : span.start].decode("utf-8", "replace")
    if _SPEAKER.fullmatch(before) is not None:
        return True
    after = data[span.end : min(line_end, span.end + 16)].decode("utf-8", "replace")
    if _NAME.fullmatch(before) is not None and _SAYS.match(after) is not None:
        return True
    is_line = is_plain and not after.strip()
    if is_line and (_OTTER.fullmatch(before) is not None or names_speaker(before)):
        return True
    return _IN_BOLD.fullmatch(before) is not None and _END_OF_BOLD.match(after) is not None


def _decided(runs: list[Run], citations: Sequence[Citation], data: bytes) -> list[Run]:
    """Decide the runs with text on both sides: by their line, or else by the note."""
    after = sum(run.side is Side.AFTER for run in runs)
    before = sum(run.side is Side.BEFORE for run in runs)
    end_with_time = _end_with_time(data, runs)
    result: list[Run] = []
    for number, run in enumerate(runs):
        if run.side is not None:
            result.append(run)
            continue
        form = citations[run.first].syntax
        decided = Side.AFTER if form.marks_following else Side.BEFORE
        if result and result[-1].side is Side.AFTER and _share_line(data, result[-1], run):
            decided = Side.AFTER  # the line begins with a time
        elif end_with_time[number]:
            decided = Side.BEFORE
        elif after != before and after + before > 1:
            decided = Side.AFTER if after > before else Side.BEFORE
        result.append(run._replace(side=decided))
    return result


def _share_line(data: bytes, one: Run, two: Run) -> bool:
    return two.start - one.end < _MOST_LINE and b"\n" not in data[one.end : two.start]


def _end_with_time(data: bytes, runs: Sequence[Run]) -> list[bool]:
    """Return for each run whether its line ends with a time that follows its text."""
    result = [False] * len(runs)
    for number in range(len(runs) - 2, -1, -1):
        if _share_line(data, runs[number], runs[number + 1]):
            side = runs[number + 1].side
            result[number] = side is Side.BEFORE if side is not None else result[number + 1]
    return result


def cut_claims_on_sides(
    data: bytes, outline: Outline, citations: Sequence[Citation], found: Sequence[Found]
) -> list[Claim]:
    """Cut the text into claims on the side of their citations that their lines show.

    The note must have such lines; see `has_sides`.
    """
    runs = read_runs(data, outline, found or [Found(one) for one in citations])
    return _Cutter(data, outline, runs).cut()


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
