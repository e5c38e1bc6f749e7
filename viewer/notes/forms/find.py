"""Find all citations of a note, of every form in `every.FORMS`, in the order of the note."""

from bisect import bisect_left, bisect_right

from viewer.base.lazy_regex import late
from viewer.notes.blocks import ANCHOR, Outline
from viewer.notes.forms import every
from viewer.notes.forms.form import Closed, Found, Source
from viewer.notes.forms.marked import PATTERN, READERS, as_one_range, read_anchor
from viewer.notes.model import Citation, Span
from viewer.notes.timecode import readings

# So many citations in other forms for each bracket make a bracket in the midst of words another
# thing: `bits [31:12] of the register`.
_MANY = 10
_NEAR = 8  # bytes between two brackets that can be a range
_WORD_BEFORE = late(rb"\w[ \t]\Z|[\x80-\xff][ \t]\Z")
_WORD_AFTER = late(rb"[ \t][\w\x80-\xff]")


def _in_words(source: Source, citation: Citation) -> bool:
    start, end = citation.span
    before = source.data[max(0, start - 2) : start]
    return bool(_WORD_BEFORE.search(before)) and bool(_WORD_AFTER.match(source.data, end))


def search(source: Source) -> tuple[list[Citation], list[Found]]:
    """Find all citations, in the order of the note, none twice and none inside another.

    Where all of it are anchors and brackets, which name no video themselves, the second list is
    empty; else it is the first, with what else was found of each. `source` then also says where the
    note names a video.
    """
    marked = _marked(source.data, source.body, source.outline, source.end)
    marked = source.marked = [one for one in marked if not _is_of_chat(source.data, one)]
    for form in every.FORMS:
        form.find(source)
    if not source.found:
        if marked and not (source.mentions or source.has_front) and marked[0].syntax.is_doubtful:
            from viewer.notes.forms.plain import is_log

            if is_log(marked, source.data):
                return [], []
        return marked, []
    if len(source.found) >= _MANY and len(marked) * _MANY <= len(source.found):
        marked = [one for one in marked if not one.syntax.is_doubtful or not _in_words(source, one)]
    starts = [citation.span.start for citation in marked]
    result = [Found(citation) for citation in marked]
    end = -1
    for one in sorted(source.found, key=lambda found: found.citation.value):
        span = one.citation.span
        if span.start < end:
            continue  # inside another
        at = bisect_left(starts, span.end) - 1
        if at >= 0 and marked[at].span.end > span.start:
            continue
        end = span.end
        result.append(one)
    result.sort(key=lambda found: (found.citation.span, found.citation.value))
    return [one.citation for one in result], result


def _is_of_chat(data: bytes, citation: Citation) -> bool:
    """Return whether a bracket is the time of a chat message: `[21:31] <ann> hello`."""
    if not citation.syntax.is_doubtful:
        return False
    from viewer.notes.forms.otherwise import Where, says

    return says(Where.CHAT, data[citation.span.end :][:100].decode("utf-8", "replace"))


def _marked(data: bytes, body: int, found: Outline, data_end: int) -> list[Citation]:
    """Find the anchors, and the brackets outside links and tags.

    In code blocks only whole anchors count, in other code nothing.
    """
    citations: list[Citation] = []
    code, marked, stretches = Closed(found.code), Closed(found.marked), found.stretches
    lines = found.code_lines
    # `[[1:02]]` is a doubled bracket: no file is called so.
    wiki = {(link.start, link.end) for link in found.links if link.wiki and not link.embed}
    # Everything is in the order of the note: how far each list is used up.
    stretch_at = line_at = 0
    position = body
    while True:
        for match in PATTERN.finditer(data, position, data_end):
            start, end = match.span()
            if code.holds(start):
                while line_at < len(lines) and lines[line_at].start < code.end:
                    if lines[line_at].end > start:
                        for anchor in ANCHOR.finditer(data, *lines[line_at][:2]):
                            citations.extend(read_anchor(anchor))
                    line_at += 1
                position = code.end
                break
            read, inside_links = READERS[match.lastgroup or ""]
            if not inside_links and marked.holds(start):
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
            if outside and not inside_links and data.startswith((b":", b"("), end):
                continue  # `[1:02]: address` defines a link; in a surplus cell one can stand
            if end > limit:
                # It reaches into the next block: read what stands in this one.
                again = PATTERN.match(data, start, limit)
                if again is not None:
                    citations.extend(READERS[again.lastgroup or ""][0](again))
                position = max(again.end() if again is not None else 0, start + 1)
                break
            made = read(match)
            if citations and not inside_links and start - citations[-1].span.end < _NEAR:
                both = as_one_range(data, citations[-1], made[0])
                if both is not None:
                    citations.pop()
                    made = list(both)
            citations.extend(made)
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
