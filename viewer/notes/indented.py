"""Lists that are indented although nothing stands above them: Markdown calls them code.

Logseq and many people indent the bullets below a heading by a tab. The parser is told by a mask,
as it is of money: of the same bytes, but the first tab of each line is a space, and a bullet behind
four spaces to six stands so far to the left that it begins a list, its words where they were. Pure.
"""

import re
from collections.abc import Iterable

from viewer.notes.model import Citation, Span

_TAB = re.compile(rb"^( {0,3})\t", re.MULTILINE)
_SPACES = re.compile(rb"^ {3}( {1,3})([-*+]|\d{1,4}[.)])(?= )", re.MULTILINE)


def as_lists(text: str, base: int, blocks: Iterable[Span]) -> str:
    """Give Markdown that begins at byte `base` of its file with blocks of code made lists.

    These begin with bullets (`Outline.indented`), and are in the order of the note.
    """
    data = text.encode()
    parts, at = [], 0
    for block in blocks:
        start = max(data.rfind(b"\n", at, block.start - base) + 1, at)
        lines = _TAB.sub(rb"\1 ", data[start : block.end - base])
        parts += [data[at:start], _SPACES.sub(rb"   \2\1", lines)]
        at = block.end - base
    return b"".join((*parts, data[at:])).decode()


def are_lists(data: bytes, blocks: Iterable[Span], citations: Iterable[Citation]) -> bool:
    """Say whether any of these blocks cites, read as a list; `rows[1:02]` does not."""
    spans = list(blocks)
    return any(
        span.start <= one.span.start < span.end
        and not data[one.span.start - 1 : one.span.start].isalnum()
        for one in citations
        for span in spans
    )
