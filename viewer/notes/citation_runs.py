"""From stretches of text to citations, runs and claims.

In a stretch each piece of text belongs to the citation that follows it. Adjacent citations, with
nothing but spaces, punctuation and words like "and" between them, are one run and share a claim.
What follows the last citation of a stretch belongs to that citation.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from viewer.notes.blocks import Outline, Stretch
from viewer.notes.model import Citation, Claim, Span
from viewer.notes.syntax import PATTERN, READERS
from viewer.notes.timecode import readings

# Longer than any run of separators that a person writes.
_MAX_GAP_BYTES = 48
# A tag first, and no second way: tags can be read as signs and words as well.
_JOINING = re.compile(
    r"(?:<br\s*/?>|</?(?:sup|sub|b|i|em|strong|small)>|[\W_]"
    r"|\b(?:and|or|to|through|until|und|oder|bis|et|ou|à|y|e|o|a|i|и)\b)*+",
    re.IGNORECASE,
)
# What closes the sentence before: marks at once after the citation, then white space, line starts
# of a quote, and more punctuation; but no opening quote or emphasis behind a space, and no picture.
_CLOSING = re.compile(
    rb"(?:[.,;:?)\]}\"'*_~]|!(?!\[)|\xe2\x80[\x99\x9d\xa6]|\xe3\x80[\x81\x82]"
    rb"|\xef\xbc[\x81\x89\x8c\x8e\x9a\x9b\x9f]|</[a-zA-Z]+>)*+"
    rb"(?:\s|(?<=\n)>|<br\s*/?>|[.,;:?)]|!(?!\[)|\xe2\x80\xa6|(?:-|\xe2\x80[\x93\x94])(?=\s))*+"
)


@lru_cache(maxsize=4096)
def _joins(gap: bytes) -> bool:
    return _JOINING.fullmatch(gap.decode("utf-8", "replace")) is not None


def cite(
    data: bytes, body: int, found: Outline, end: int | None = None
) -> tuple[tuple[Citation, ...], tuple[Claim, ...]]:
    """Find the citations from byte `body` to `end`, and cut the text into their claims."""
    citations = _find(data, body, found, len(data) if end is None else end)
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
                span = Span(uncited.start, uncited.end)
                claims.append(Claim(span, span, made[0].citations, uncited.block, True))
            elif uncited.group in last_in_group:
                claims.append(_stand_in(uncited, last_in_group[uncited.group]))
        if group >= 0:
            last_in_group[group] = made[-1]
    for uncited, _ in waiting:
        if uncited.group in last_in_group:
            claims.append(_stand_in(uncited, last_in_group[uncited.group]))
    claims.extend(_outside(citations, index, count))
    claims.sort(key=lambda claim: claim.span.start)
    return tuple(citations), tuple(claims)


def _next_at(citations: list[Citation], index: int, offset: int) -> int:
    """Go on from `index` to the first citation that starts at `offset` or after it."""
    while index < len(citations) and citations[index].span.start < offset:
        index += 1
    return index


def _outside(citations: list[Citation], first: int, stop: int) -> Iterator[Claim]:
    """Give citations outside every block (surplus cells of a row) a claim each: none is lost."""
    while first < stop:
        span = citations[first].span
        following = first + 1
        while following < stop and citations[following].span == span:
            following += 1
        yield Claim(span, span, range(first, following), -1)
        first = following


def _stand_in(uncited: Stretch, claim: Claim) -> Claim:
    span = Span(uncited.start, uncited.end)
    return Claim(span, span, claim.citations, uncited.block, True)


def _cut(
    data: bytes,
    start: int,
    end: int,
    block: int,
    citations: list[Citation],
    first: int,
    stop: int,
) -> list[Claim]:
    """Cut one stretch, which holds the citations `first` to `stop`, into claims."""
    claims: list[Claim] = []
    run_first, claim_start = first, start
    run_end = citations[first].span.end
    for index in range(first + 1, stop):
        next_start, next_end = citations[index].span
        gap = next_start - run_end
        if gap <= 0 or (gap <= _MAX_GAP_BYTES and _joins(data[run_end:next_start])):
            run_end = max(run_end, next_end)
            continue
        closing = _CLOSING.match(data, run_end, next_start)
        new_start = closing.end() if closing is not None else run_end
        claims.append(
            Claim(
                Span(claim_start, run_end),
                Span(claim_start, new_start),
                range(run_first, index),
                block,
            )
        )
        run_first, claim_start, run_end = index, new_start, next_end
    reach = Span(claim_start, max(end, run_end))
    claims.append(Claim(Span(claim_start, run_end), reach, range(run_first, stop), block))
    return claims


def _find(data: bytes, body: int, found: Outline, data_end: int) -> list[Citation]:
    """Find what the syntaxes match, outside code and, for brackets, outside links and tags."""
    citations: list[Citation] = []
    code, marked, stretches = sorted(found.code), found.marked, found.stretches
    # `[[1:02]]` is a doubled bracket: no file is called so.
    wiki = {(link.start, link.end) for link in found.links if link.wiki and not link.embed}
    # Everything is in the order of the note: how far each list is used up.
    code_at = marked_at = stretch_at = 0
    code_end = marked_end = -1
    position = body
    while True:
        for match in PATTERN.finditer(data, position, data_end):
            start, end = match.span()
            while code_at < len(code) and code[code_at].start <= start:
                code_end = max(code_end, code[code_at].end)
                code_at += 1
            if start < code_end:
                position = code_end
                break
            read, inside_links = READERS[match.lastgroup or ""]
            if not inside_links:
                while marked_at < len(marked) and marked[marked_at].start <= start:
                    marked_end = max(marked_end, marked[marked_at].end)
                    marked_at += 1
                if start < marked_end:
                    if (start - 1, end + 1) in wiki:
                        doubled = Span(start - 1, end + 1)
                        citations.extend(one._replace(span=doubled) for one in read(match))
                    continue
            while stretch_at < len(stretches) and stretches[stretch_at].end <= start:
                stretch_at += 1
            limit, outside = end, True
            if stretch_at < len(stretches):
                stretch = stretches[stretch_at]
                outside = start < stretch.start
                limit = stretch.start if outside else stretch.end
            if outside and not inside_links and data.startswith(b":", end):
                continue  # `[1:02]: address` defines a link
            if end > limit:
                # It reaches into the next block: read what stands in this one.
                again = PATTERN.match(data, start, limit)
                if again is not None:
                    citations.extend(READERS[again.lastgroup or ""][0](again))
                position = max(again.end() if again is not None else 0, start + 1)
                break
            citations.extend(read(match))
        else:
            return _widened(citations, found, data)


def _widened(citations: list[Citation], found: Outline, data: bytes) -> list[Citation]:
    """Give an anchor that became the target of a link, `[1:02](<a%20class…>)`, the link's span."""
    anchored = [link for link in found.links if not link.wiki and "yt-timestamp" in link.dest]
    if not anchored:
        return citations
    starts = [link.start for link in anchored]
    result: list[Citation] = []
    for citation in citations:
        at = bisect_right(starts, citation.span.start) - 1
        if at < 0 or citation.span.end > anchored[at].end:
            result.append(citation)
            continue
        span = Span(anchored[at].start, anchored[at].end)
        if result and result[-1].span == span:
            continue
        if result and result[-1].span.end > span.start:
            result.append(citation)  # a damaged anchor reaches into the link
            continue
        label_end = data.find(b"](", span.start, citation.span.start)
        label_at = Span(span.start + 1, max(label_end, span.start + 1))
        label = data[label_at.start : label_at.end].decode("utf-8", "replace")
        result.append(
            citation._replace(
                span=span,
                label=label or None,
                label_span=label_at if label else None,
                label_readings=readings(label),
            )
        )
    return result
