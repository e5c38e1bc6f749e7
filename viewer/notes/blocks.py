"""Walk over pyromark's events: blocks, their text, links, and where nothing is cited.

All offsets returned are bytes of the file; `base` is where the Markdown begins in it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import pyromark

from viewer.base.lazy_regex import late
from viewer.notes.html_names import PAGE_TAGS, TEXT_TAGS
from viewer.notes.model import Block, BlockKind, Citation, Span

# No metadata blocks: pulldown-cmark takes them for such anywhere in a file, so front matter is cut
# off before.
OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_GFM
    | pyromark.Options.ENABLE_WIKILINKS
    | pyromark.Options.ENABLE_MATH
)

_KINDS: dict[str, BlockKind | None] = {
    "Paragraph": BlockKind.PARAGRAPH,
    "Heading": BlockKind.HEADING,
    "Item": BlockKind.ITEM,
    "BlockQuote": BlockKind.QUOTE,
    "Table": BlockKind.TABLE,
    "TableHead": BlockKind.ROW,
    "TableRow": BlockKind.ROW,
    "TableCell": BlockKind.CELL,
    "FootnoteDefinition": BlockKind.FOOTNOTE,
    "HtmlBlock": BlockKind.HTML,
    "CodeBlock": BlockKind.CODE,
    # A list is no block of its own here: its items are.
    "List": None,
}
# Blocks with text directly in them. An item has text of its own only in a tight list.
_TEXTUAL = frozenset({"Paragraph", "Heading", "Item", "TableCell"})
_VERBATIM_HTML = re.compile(rb"\s{0,99}+<(?:pre|script|style|textarea)\b", re.IGNORECASE)
# Tags at which a line of HTML begins or ends.
_HTML_LINE = late(
    rf"</?(?:{'|'.join(TEXT_TAGS + PAGE_TAGS)})(?:\s[^<>]*+)?/?>\s*+".encode(), re.IGNORECASE
)
ANCHOR_TAGS = ('<a class="yt-timestamp"', "</a>")
"""Half of all tags; they hold no bracket that could be taken for a citation of its own."""
ANCHOR = re.compile(
    rb'<a class="yt-timestamp" data-t="(?P<anchor_value>[^"<>]*+)">(?P<anchor_label>[^<\n]*+)</a>'
)
"""What nearly all anchors look like; nothing else counts in a block of code."""
_BULLET = re.compile(rb"(?:[-*+]|\d{1,4}[.)])[ \t]")
# The words of a line of code, without the marks of a quote and a bullet before them.
_CODE_LINE = re.compile(rb"[ \t>]*+(?:[-*+][ \t]++)?(?P<words>[^\r\n]*+)(?:\r\n|\r|\n|\Z)")

_CHAPTER = re.compile(rb"[(\[]?(?P<time>(?:\d{1,2}:)?\d{1,2}:[0-5]\d)[)\]]?(?::[ \t]|[ \t|-])")
_MOST_ABOVE = 2_000


class Stretch(NamedTuple):
    """Text in one block, uninterrupted by another block: what claims are cut from."""

    start: int
    end: int
    # The block it stands in.
    block: int
    # The bullet or table row around it, within which uncited text stands for a neighbour; or -1.
    group: int


class MarkdownLink(NamedTuple):
    """A link or image as its event describes it."""

    start: int
    end: int
    wiki: bool
    embed: bool
    dest: str


@dataclass(slots=True)
class Outline:
    """What one walk over the events finds; each list is in the order of the note."""

    blocks: list[Block] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    links: list[MarkdownLink] = field(default_factory=list)
    # Code, comments, what HTML hides: nothing is cited there, but for `code_lines`.
    code: list[Span] = field(default_factory=list)
    # The lines of blocks of code that hold a whole anchor; they are among the stretches.
    code_lines: list[Stretch] = field(default_factory=list)
    # Blocks that are code by their indentation alone, in no other block, and begin with a bullet.
    indented: list[Span] = field(default_factory=list)
    # Code within a line that begins with a digit, whatever brackets stand before that.
    timed: list[Span] = field(default_factory=list)
    # Fences, with what stands behind their backticks.
    fences: list[tuple[Span, str]] = field(default_factory=list)
    # Links, images and tags, by start: a bracket is no citation there.
    marked: list[Span] = field(default_factory=list)

    def outside_code(self, citations: Sequence[Citation]) -> Sequence[Citation]:
        """Leave out citations in code blocks: only the others show how a note cites."""
        if not self.code_lines:
            return citations
        lines = self.code_lines
        result = []
        for one in citations:
            at = bisect_right(lines, one.span.start, key=lambda line: line.start) - 1
            if at < 0 or one.span.start >= lines[at].end:
                result.append(one)
        return result


def parse(text: str, *, merge_text: bool = False) -> Iterable[tuple[Any, Any]]:
    """Return pyromark's events, with ranges from the start of `text`; see `mask`."""
    masked, masks = mask(text)
    found: Iterable[tuple[Any, Any]] = pyromark.events_with_range(
        masked, options=OPTIONS, merge_text=merge_text
    )
    return ((_unmasked(event, masks), span) for event, span in found) if masks else found


def _unmasked(value: Any, masks: dict[int, str]) -> Any:
    if value.__class__ is str:
        return value.translate(masks)
    if value.__class__ is dict:
        return {key: _unmasked(inner, masks) for key, inner in value.items()}
    return value


def events(text: str, base: int, *, merge_text: bool = False) -> Iterator[tuple[Any, int, int]]:
    """Yield pyromark's events, each with its bytes in the file."""
    for event, span in parse(text, merge_text=merge_text):
        yield event, base + span["start"], base + span["end"]


def _comments(data: bytes, start: int, end: int) -> Iterator[Span]:
    """Find the comments in a block of HTML; an unclosed one ends with the block."""
    while (opened := data.find(b"<!--", start, end)) >= 0:
        closed = data.find(b"-->", opened + 4, end)
        start = closed + 3 if closed >= 0 else end
        yield Span(opened, start)


def _chapters(data: bytes, start: int, end: int, *, is_fence: bool = True) -> list[Span]:
    """Return the lines of a code block if all begin with rising times (chapters); else none.

    A fenced block needs at least four, starting in the first minute, as in a video's description;
    an indented block may continue below such a line.
    """
    lines: list[Span] = []
    last = -1
    for line in _CODE_LINE.finditer(data, start, end):
        words = Span(*line.span("words"))
        time = _CHAPTER.match(data, *words)
        if time is not None:
            fields = time["time"].split(b":")
            seconds = sum(60**power * int(field) for power, field in enumerate(fields[::-1]))
            if seconds <= last or (is_fence and last < 0 and seconds >= 60):
                return []
            last = seconds
            lines.append(words)
        elif data[words.start : words.end].strip(b" \t`~"):
            return []
    return lines if len(lines) > 3 or not is_fence else []


def _cited_lines(data: bytes, start: int, end: int, *, is_fence: bool) -> Iterator[Span]:
    """Yield the text of each line of a code block that holds a whole anchor."""
    while start < end:
        line = _CODE_LINE.match(data, start, end)
        assert line is not None
        low, high = line.span("words")
        # Behind the backticks of a fence stands no code.
        if not is_fence and ANCHOR.search(data, low, high) is not None:
            yield Span(low, low + len(data[low:high].rstrip()))
        start, is_fence = line.end(), False


def outline(text: str, base: int, data: bytes, *, reads_html: bool = True) -> Outline:
    """Walk over the events of `text`, which begins at byte `base` of `data`. Not recursive.

    Without `reads_html` a block of HTML is one stretch.
    """
    result = Outline()
    blocks, stretches = result.blocks, result.stretches
    code, marked = result.code, result.marked
    # Of the blocks that are open: index, group.
    stack: list[tuple[int, int]] = []
    block, group = -1, -1
    lead = -1  # where the open stretch began
    pending = False  # the next inline event opens a stretch

    def close(end: int, following: bool) -> None:
        """End the stretch at a block that follows on its own line, or with its block."""
        if following:
            newline = max(data.rfind(b"\n", lead, end), data.rfind(b"\r", lead, end))
            end = newline if newline > lead else end
        end = lead + len(data[lead:end].rstrip())
        if end > lead:
            stretches.append(Stretch(lead, end, block, group))

    def close_html(end: int) -> None:
        """End the stretches of a block of HTML: one for each line that its tags make."""
        nonlocal lead
        for tag in _HTML_LINE.finditer(data, lead, end):
            close(tag.start(), following=False)
            lead = tag.end()
        close(end, following=False)

    # Merged text: only where text begins matters here.
    for event, start, end in events(text, base, merge_text=True):
        if event.__class__ is str:
            if event == "Rule" and lead >= 0:
                close(start, following=True)
                lead, pending = -1, True
            continue
        if "Text" in event:
            if pending:
                lead, pending = start, False
            continue
        if "InlineHtml" in event:
            if pending:
                lead, pending = start, False
            tag = event["InlineHtml"]
            if not tag.startswith(ANCHOR_TAGS):
                place = Span(start, end)
                (code if tag.startswith("<!--") else marked).append(place)
            continue
        ((key, value),) = event.items()
        if key == "Start":
            name = value if value.__class__ is str else next(iter(value))
            if name in _KINDS:
                if lead >= 0:
                    close(start, following=True)
                    lead = -1
                kind = _KINDS[name]
                if kind is None:
                    pending = False
                    continue
                stack.append((block, group))
                blocks.append(Block(kind, Span(start, end), block, len(stack) - 1))
                block = len(blocks) - 1
                if kind is BlockKind.ITEM or kind is BlockKind.ROW:
                    group = block
                pending = name in _TEXTUAL
                if kind is BlockKind.CODE:
                    fence = value["CodeBlock"]
                    chapters = []
                    if fence == {"Fenced": ""}:
                        chapters = _chapters(data, data.find(b"\n", start, end) + 1, end)
                    elif fence == "Indented":
                        above = data[max(base, start - _MOST_ABOVE) : start].rstrip()
                        if _CHAPTER.match(above.rpartition(b"\n")[2].lstrip()) is not None:
                            chapters = _chapters(data, start, end, is_fence=False)
                    if chapters:
                        stretches.extend(Stretch(*line, block, group) for line in chapters)
                        continue
                    code.append(Span(start, end))
                    if fence.__class__ is str:
                        if len(stack) == 1 and _BULLET.match(data, start) is not None:
                            result.indented.append(Span(start, end))
                    elif fence.get("Fenced"):
                        result.fences.append((Span(start, end), fence["Fenced"]))
                    if ANCHOR.search(data, start, end) is not None:
                        is_fence = fence.__class__ is dict
                        lines = [
                            Stretch(*words, block, group)
                            for words in _cited_lines(data, start, end, is_fence=is_fence)
                        ]
                        stretches.extend(lines)
                        result.code_lines.extend(lines)
                elif kind is BlockKind.HTML:
                    if _VERBATIM_HTML.match(data, start):
                        code.append(Span(start, end))
                    else:
                        lead = start
                        code.extend(_comments(data, start, end))
                        if reads_html:
                            from viewer.notes.html_tags import unread  # needed by few notes

                            for low, high, is_code in unread(data, start, end):
                                (code if is_code else marked).append(Span(low, high))
                continue
            if pending:
                lead, pending = start, False
            if name == "Link" or name == "Image":
                details = value[name]
                marked.append(Span(start, end))
                is_wiki = details["link_type"].__class__ is dict
                link = MarkdownLink(start, end, is_wiki, name == "Image", details["dest_url"])
                result.links.append(link)
        elif key == "End":
            name = value if value.__class__ is str else next(iter(value))
            if name not in _KINDS:
                continue
            if lead >= 0 and name == "HtmlBlock" and reads_html:
                close_html(end)
                lead = -1
            elif lead >= 0:
                close(end, following=False)
                lead = -1
            if _KINDS[name] is not None:
                block, group = stack.pop()
            pending = block >= 0 and blocks[block].kind is BlockKind.ITEM
        elif key == "Html" or key == "TaskListMarker":
            continue
        else:
            if pending:
                lead, pending = start, False
            if key == "Code":
                code.append(Span(start, end))
                if value.lstrip(" [(")[:1].isdigit():
                    result.timed.append(Span(start, end))
    return result


# In the order of preference: marks like the dollar before what counts as a letter.
_MASKS = '@%;=?"^{}\x1e\x1f\x1c\x1d'
_SAID = re.compile(r"^[ ]{0,3}\[[^\]\n]{1,60}\](:)(?=[ \t]+\d{1,3}:\d\d)", re.MULTILINE)
_DOLLARS = re.compile(r"(?<!\\)(\\*+)(\$+)")  # from the first backslash, and all of them
_MOST_CHARACTERS = 2_000
# Another block, another dollar, a citation, a link.
_NO_FORMULA = re.compile(
    r"\n[ \t>]*(?:\n|(?:[-*+|]|\d+[.)]|#{1,6})[ \t])"
    r"|(?<!\\)\$|yt-timestamp|\[\[|\]\(|\[\d{1,3}:\d\d"
)
_NO_WORDS = re.compile(r"\\[A-Za-z]+|\{[^{}]*\}")
_PROSE = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]{2,}+,?[ \n]++){2}[^\W\d_]{2}")


@lru_cache(maxsize=4)  # a note is parsed, and then set
def mask(text: str) -> tuple[str, dict[int, str]]:
    """Return Markdown masked for the parser, and what each mask stands for; empty if none is
    needed.

    The parser would take money for maths, `R$20–R$` in `R$20–R$30`. Obsidian does not: a formula
    has no blank just inside its dollars and no digit after them. In addition, what reads as prose,
    cites or links is no formula. And `[Anna]: 00:37:13` would be a link definition, and not shown.
    Each of these signs is replaced by another one-byte character that the text does not contain.
    """
    money = list(_money(text)) if text.count("$") > 1 else []
    said = [found.span(1) for found in _SAID.finditer(text)] if "]: " in text else []
    if not money and not said:
        return text, {}
    letters = [one for one in _MASKS if one not in text]
    if len(letters) < 2:
        return text, {}
    parts, at = [], 0
    for start, end in sorted(money + said):
        parts += [text[at:start], letters[text[start] == ":"] * (end - start)]
        at = end
    return "".join((*parts, text[at:])), {ord(letters[0]): "$", ord(letters[1]): ":"}


def _money(text: str) -> Iterator[tuple[int, int]]:
    """Find the dollar signs that neither open nor close a formula."""
    runs = [
        (found.start(2) + (len(found[1]) % 2), found.end(2)) for found in _DOLLARS.finditer(text)
    ]
    runs = [run for run in runs if run[0] < run[1]]
    following = _closing(text, runs)
    number = 0
    while number < len(runs):
        closing = following[number]
        start, end = runs[number]
        is_near = closing >= 0 and runs[closing][0] - end <= _MOST_CHARACTERS
        opens = is_near and (end - start == 2 or not text[end : end + 1].isspace())
        if opens and _is_formula(text[end : runs[closing][0]]):
            number = closing + 1
        else:
            yield start, end
            number += 1


def _closing(text: str, runs: list[tuple[int, int]]) -> list[int]:
    """Return for each run of dollars the next run that may close it, or -1."""
    following = [-1] * len(runs)
    next_of = {1: -1, 2: -1}
    for number in range(len(runs) - 1, -1, -1):
        start, end = runs[number]
        size = end - start
        following[number] = next_of.get(size, -1)
        if size == 2 or not (text[start - 1 : start].isspace() or text[end : end + 1].isdigit()):
            next_of[size] = number
    return following


def _is_formula(inside: str) -> bool:
    if not inside.strip() or _NO_FORMULA.search(inside):
        return False
    for _ in range(3):
        inside = _NO_WORDS.sub(" \\\\ ", inside)
    return not _PROSE.search(inside)
