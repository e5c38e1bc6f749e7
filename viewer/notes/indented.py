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

_LETTER = re.compile(r"[^\W\d_]")


def as_lists(text: str, base: int, blocks: Iterable[Span]) -> str:
    """Return the Markdown from byte `base` of its file with code blocks made lists.

    `blocks` begin with bullets (`Outline.indented`), and are in the order of the note.
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
    """Return whether any of these blocks, read as a list, cites for text; code does not.

    `rows[1:02]` is code, and so is `- 10:22` without a word on its line.
    """
    spans = list(blocks)
    return any(
        span.start <= one.span.start < span.end and _has_words(data, one.span)
        for one in citations
        for span in spans
    )


def _has_words(data: bytes, cited: Span) -> bool:
    if data[cited.start - 1 : cited.start].isalnum():
        return False
    start = data.rfind(b"\n", 0, cited.start) + 1
    end = data.find(b"\n", cited.end)
    rest = data[start : cited.start] + data[cited.end : end if end >= 0 else len(data)]
    return _LETTER.search(rest.decode("utf-8", "replace")) is not None
