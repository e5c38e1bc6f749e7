"""The text of a note without markup and citations."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from viewer.notes.model import Citation, Claim, Side, Span, decoded
from viewer.notes.obsidian import is_picture

Event = tuple[Any, int, int]  # of `Note.events`

# So much of one span is shown plain: what is longer was never written by hand.
_MOST_PLAIN_BYTES = 20_000
# Placeholder of a citation in plain text; Markdown never yields it as text.
_CITED = "\0"
# The first line of a callout names its kind.
_CALLOUT = re.compile(r"\[![\w-]+\][+-]? ?")
# What can separate a time from the text after it: `(1:02) — text`, `1:02: text`.
_LEAD = re.compile(r"\A[\0 ]*[)\]]?(?: *(?:[:|]|–|—|―|•|·|-{1,2}(?=[ \0])|[=-]?>|→))* *")
# Alternatives, for a set with characters beyond Latin-1 takes milliseconds to compile.
_TIDY = re.compile(r"\( ?\0[ \0,;]*\)| ?\0 ?(?=[.,;:!?)\]\0]|…|。|、|，|\Z)")
# What can precede a time in brackets: `text (1:02)`.
_OPENERS = ("(", "[", "（", "【")
_OPENED = re.compile(r"(?: [(\[]|[（【])\Z")


class PlainText:
    """The text of a note without markup and citations, cut into pieces once."""

    def __init__(
        self,
        data: bytes,
        claims: Sequence[Claim],
        citations: Sequence[Citation],
        events: Iterable[Event],
    ) -> None:
        """`events` are those to show, of the note's bytes `data`."""
        self._data, self._claims = data, claims
        runs = [_run(citations, one) for one in claims if not one.stands_for_child]
        self._pieces = list(_pieces(data, runs, events))

    def of(self, span: Span) -> str:
        """Return the text of a span without markup and citations, white space collapsed.

        Of a very long one only the beginning.
        """
        span = Span(span.start, min(span.end, span.start + _MOST_PLAIN_BYTES))
        index = max(bisect_right(self._pieces, span.start, key=itemgetter(0)) - 1, 0)
        return self._from(index, span)

    def each(self, spans: Iterable[Span]) -> list[str]:
        """Return the texts of many spans, whole, in one pass; given in the order of the note."""
        pieces, texts = self._pieces, []
        index, last = 0, len(pieces) - 1
        for span in spans:
            while index < last and pieces[index + 1][0] <= span.start:
                index += 1
            texts.append(self._from(index, span))
        return texts

    def _from(self, index: int, span: Span) -> str:
        """Return the text of a span; the piece at `index` is the last to begin before it."""
        pieces, parts = self._pieces, []
        while index < len(pieces) and pieces[index][0] < span.end:
            start, end, text = pieces[index]
            index += 1
            if end <= span.start:
                continue
            if (span.start <= start and end <= span.end) or text == _CITED:
                parts.append(text)
            else:
                cut = Span(max(start, span.start), min(end, span.end))
                parts.append(decoded(self._data, cut))
        text = " ".join("".join(parts).split())
        if text.startswith(_CITED) and self._is_led(span.start):
            text = _LEAD.sub("", text)
        if _CITED in text:
            text = " ".join(_TIDY.sub("", text).replace(_CITED, " ").split())
        if text[-1:] in _OPENERS:
            text = _OPENED.sub("", text)
        if "[!" in text:
            text = " ".join(_CALLOUT.sub("", text).split())
        return text

    def _is_led(self, start: int) -> bool:
        """Return whether a claim begins at byte `start` with its times, followed by its text."""
        index = bisect_right(self._claims, start, key=lambda one: one.reach.start) - 1
        return index >= 0 and self._claims[index].side is Side.AFTER


def _pieces(
    data: bytes, cited: Iterable[Span], events: Iterable[Event]
) -> Iterator[tuple[int, int, str]]:
    """Cut the plain text into pieces, in order, with a mark for every run of citations."""
    runs = iter(cited)
    run = next(runs, None)
    inside = -1
    shown_to = -1  # the end of a picture: the name of its file is no word of the note
    for event, start, end in events:
        is_text = event.__class__ is dict and "Text" in event
        cut = False  # a citation stands inside this text, as it can in a link's address
        if is_text and start < inside < end:
            start, cut = inside, True
        while run is not None and (run.start < end if is_text else run.start <= start):
            if is_text and run.start > start:
                yield start, run.start, decoded(data, Span(start, run.start))
            yield run.start, run.end, _CITED
            if is_text:
                start, cut = min(run.end, end), True
            inside = run.end
            run = next(runs, None)
        if (start < inside and end <= inside) or end <= shown_to:
            continue
        if event.__class__ is str:
            yield start, end, " "
        elif is_text:
            shown = decoded(data, Span(start, end)) if cut else event["Text"]
            yield start, end, shown.replace(_CITED, "\ufffd")
        elif "Tag" in event:
            yield start, end, decoded(data, Span(start, end))
        elif "Code" in event or "InlineMath" in event or "DisplayMath" in event:
            # Maths without its dollars, which would be money for who reads on.
            (source,) = event.values()
            yield start, end, source.replace(_CITED, "\ufffd")
        elif "Start" in event:
            if _begins_words(event["Start"]):
                yield start, start, " "
            elif _embeds_picture(event["Start"], data[start:end]):
                shown_to = end


def _run(citations: Sequence[Citation], claim: Claim) -> Span:
    first, last = (citations[claim.citations[at]] for at in (0, -1))
    # Of a range in two cells of a table the end stands behind it.
    end = max(last.span.end, (last.end_span or last.span).end)
    return Span(first.span.start, claim.span.end if claim.side is Side.BEFORE else end)


def _begins_words(tag: Any) -> bool:
    """Return whether the text before this is not its own."""
    if tag.__class__ is dict:
        return "Heading" in tag or "CodeBlock" in tag
    return tag in ("Paragraph", "Item", "TableCell")


def _embeds_picture(tag: Any, data: bytes) -> bool:
    """Return whether this is `![[a.png]]`, with at most its size given."""
    if tag.__class__ is not dict or "Image" not in tag:
        return False
    image = tag["Image"]
    said = data.removesuffix(b"]]").partition(b"|")[2]
    is_wiki = image["link_type"].__class__ is dict
    return is_wiki and not said.strip(b"0123456789x ") and is_picture(image["dest_url"])
