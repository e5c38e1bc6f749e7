"""From stretches of text to citations, runs and claims.

In a stretch each piece of text belongs to the citation that follows it. Adjacent citations, with
nothing but spaces, punctuation and words like "and" between them, are one run and share a claim.
What follows the last citation of a stretch belongs to that citation.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from viewer.notes.blocks import Outline, Stretch
from viewer.notes.model import Citation, Claim, Side, Span

# Longer than any run of separators that the user writes.
_MAX_GAP_BYTES = 48
# A tag first, and no second way: tags can be read as signs and words as well.
_JOINING = re.compile(
    r"(?>(?:<br\s*/?>|</?(?:sup|sub|b|i|em|strong|small)>|[\W_]"
    r"|\b(?:and|or|to|through|until|und|oder|bis|et|ou|à|y|e|o|a|i|и)\b)*)",
    re.IGNORECASE,
)
# What closes the sentence before: marks at once after the citation, then white space, line starts
# of a quote, and more punctuation; but no opening quote or emphasis behind a space, and no picture.
_CLOSING = re.compile(
    rb"(?>(?:[.,;:?)\]}\"'*_~]|!(?!\[)|\xe2\x80[\x99\x9d\xa6]|\xe3\x80[\x81\x82]"
    rb"|\xef\xbc[\x81\x89\x8c\x8e\x9a\x9b\x9f]|</[a-zA-Z]+>)*)"
    rb"(?>(?:\s|(?<=\n)>|<br\s*/?>|[.,;:?)]|!(?!\[)|\xe2\x80\xa6|(?:-|\xe2\x80[\x93\x94])(?=\s))*)"
)


@lru_cache(maxsize=4096)
def _joins(gap: bytes) -> bool:
    return _JOINING.fullmatch(gap.decode("utf-8", "replace")) is not None


def joined(data: bytes, end: int, start: int) -> bool:
    """Return whether two citations are one run: one ends at `end`, the other begins at `start`."""
    gap = start - end
    return gap <= 0 or (gap <= _MAX_GAP_BYTES and _joins(data[end:start]))


def closing_end(data: bytes, end: int, limit: int) -> int:
    """Return where what closes a citation's sentence ends; the citation itself ends at `end`."""
    closing = _CLOSING.match(data, end, limit)
    return closing.end() if closing is not None else end


def cut_claims(data: bytes, found: Outline, citations: Sequence[Citation]) -> list[Claim]:
    """Cut the text into claims, each before the citations that support it."""
    claims: list[Claim] = []
    # Uncited stretches that wait for a citation further down in their bullet or row.
    waiting: list[tuple[Stretch, int]] = []
    # Per group: the last claim of text that stands in it directly.
    last_in_group: dict[int, Claim] = {}
    blocks = found.blocks
    index, count = 0, len(citations)
    for stretch in found.stretches:
        start, end, block, group = stretch
        first = index
        if index < count and citations[index].span.start < start:
            first = _next_at(citations, index, start)
            claims.extend(_outside(citations, index, first))
            index = first
        index = _next_at(citations, index, end)
        if index == first:
            if group >= 0:
                waiting.append((stretch, blocks[group].span.end))
            continue
        made = _cut(data, start, end, block, citations, first, index)
        claims.extend(made)
        while waiting:
            uncited, group_end = waiting.pop()
            if group_end > start:
                claims.append(stand_in(uncited, made[0]))
            elif uncited.group in last_in_group:
                claims.append(stand_in(uncited, last_in_group[uncited.group]))
        if group >= 0:
            last_in_group[group] = made[-1]
    for uncited, _ in waiting:
        if uncited.group in last_in_group:
            claims.append(stand_in(uncited, last_in_group[uncited.group]))
    claims.extend(_outside(citations, index, count))
    claims.sort(key=lambda claim: claim.span.start)
    return claims


def with_code_lines(
    data: bytes, found: Outline, citations: Sequence[Citation], claims: Sequence[Claim]
) -> list[Claim]:
    """Give a citation that begins a line of code that line as its text, as shown."""
    lines = {line.start: line for line in found.code_lines}
    result: list[Claim] = []
    for claim in claims:
        line = lines.get(claim.span.start)
        if line is not None and not claim.stands_for_child and claim.block == line.block:
            claim = _with_words(data, claim, citations[claim.citations[0]].span.start)
        result.append(claim)
    return result


def _with_words(data: bytes, claim: Claim, run_start: int) -> Claim:
    """Give a claim that begins with its citations the text after them."""
    (start, end), run_end = claim.reach, claim.span.end
    is_last = run_end >= end or _joins(data[run_end:end])  # first: most claims end with their time
    if is_last or not _joins(data[start:run_start]):
        return claim
    end = start + len(data[start:end].rstrip())
    return claim._replace(span=Span(claim.span.start, end), side=Side.AFTER)


def _next_at(citations: Sequence[Citation], index: int, offset: int) -> int:
    """Advance from `index` to the first citation that starts at or after `offset`."""
    while index < len(citations) and citations[index].span.start < offset:
        index += 1
    return index


def _outside(citations: Sequence[Citation], first: int, stop: int) -> Iterator[Claim]:
    """Yield a claim for each citation outside every block (a surplus cell of a row)."""
    for span, run in groupby(range(first, stop), key=lambda index: citations[index].span):
        indexes = list(run)
        yield Claim(span, span, range(indexes[0], indexes[-1] + 1), -1)


def stand_in(uncited: Stretch, claim: Claim) -> Claim:
    """Make a claim of an uncited stretch, with the citations of another."""
    span = Span(uncited.start, uncited.end)
    return Claim(span, span, claim.citations, uncited.block, True, claim.side)


def _cut(
    data: bytes,
    start: int,
    end: int,
    block: int,
    citations: Sequence[Citation],
    first: int,
    stop: int,
) -> list[Claim]:
    """Cut one stretch, with the citations `first` to `stop`, into claims."""
    claims: list[Claim] = []
    run_first, claim_start = first, start
    run_end = citations[first].span.end
    for index in range(first + 1, stop):
        next_start, next_end = citations[index].span
        if joined(data, run_end, next_start):
            run_end = max(run_end, next_end)
            continue
        reach = Span(claim_start, closing_end(data, run_end, next_start))
        claims.append(Claim(Span(claim_start, run_end), reach, range(run_first, index), block))
        run_first, claim_start, run_end = index, reach.end, next_end
    reach = Span(claim_start, max(end, run_end))
    claim = Claim(Span(claim_start, run_end), reach, range(run_first, stop), block)
    return [*claims, claim] if claims else [_with_words(data, claim, citations[first].span.start)]
