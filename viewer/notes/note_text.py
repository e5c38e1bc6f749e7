"""The text of a note: its events, and its text without markup and citations."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from viewer.notes.blocks import Stretch
from viewer.notes.blocks import events as _events
from viewer.notes.lazy_regex import late
from viewer.notes.model import Block, Citation, Claim, Said, Side, Span
from viewer.notes.obsidian import has_extras, is_picture, with_extras

if TYPE_CHECKING:
    from viewer.notes.front_claims import Listed

# So much of one span is shown plain: what is longer was never written by hand.
_MOST_PLAIN_BYTES = 20_000
# Placeholder of a citation in plain text; Markdown never yields it as text.
_CITED = "\0"
# The first line of a callout names its kind.
_CALLOUT = re.compile(r"\[![\w-]+\][+-]? ?")
# What can separate a time from the text after it: `(1:02) — text`, `1:02: text`.
_LEAD = re.compile(r"\A[\0 ]*[)\]]?(?: *(?:[:|]|–|—|―|•|·|-{1,2}(?=[ \0])|[=-]?>|→))* *")
# HTML that is no anchor among words, or an address in such brackets.
_TAG = late(
    rb"<(?!a class=\"yt-timestamp\" data-t=\"[^\"<>]*+\">[^<\s]|(?<=[^\s>]<)/a>)[A-Za-z/!?]"
)
# Alternatives, for a set with characters beyond Latin-1 takes milliseconds to compile.
_TIDY = re.compile(r"\( ?\0[ \0,;]*\)| ?\0 ?(?=[.,;:!?)\]\0]|…|。|、|，|\Z)")
# What can precede a time in brackets: `text (1:02)`.
_OPENERS = ("(", "[", "（", "【")
_OPENED = re.compile(r"(?: [(\[]|[（【])\Z")


@dataclass(slots=True, init=False, repr=False, eq=False)
class NoteText:
    """The part of a `Note` that its text is shown from."""

    data: bytes
    is_utf8: bool
    blocks: tuple[Block, ...]
    # In the order of the note.
    citations: tuple[Citation, ...]
    # What the user said of its times, and where by that no timestamp is.
    said: frozenset[Said]
    refused: tuple[Span, ...]
    # By start; they do not overlap. Stand-ins are among them.
    claims: tuple[Claim, ...]
    # Where the Markdown begins, behind the front matter and a byte order mark.
    body: int
    # Whether what stands in HTML is read as in Markdown: see `html_words`.
    reads_html: bool
    # The moments that the front matter lists: the first of the citations.
    listed: Sequence["Listed"]
    # The indexes of the blocks that stand in no other.
    tops: Sequence[int]
    # The comments, `%%…%%`.
    hidden: tuple[Span, ...]

    # As the parser is given it: bullets that stand as far in as code may be masked.
    _markdown: str
    _claim_starts: list[int]
    # Of the plain text, once it was asked for: where each begins and ends, and what it says.
    _plain_pieces: list[tuple[int, int, str]] | None

    def events(self) -> Iterator[tuple[Any, int, int]]:
        """Yield pyromark's events of the Markdown below the front matter, computed at each call.

        Each is (event, start, end) in bytes of the file; `obsidian.with_extras` and
        `html_words.with_html` say which are added, and what is left out, as `logseq` does. In a
        file that is not UTF-8, text that holds bad bytes has U+FFFD for each of them.
        """
        events = _events(self._markdown, self.body)
        if self.hidden or has_extras(self.data):
            events = with_extras(events, self.data, self.hidden)
        if b"::" in self.data:
            from viewer.notes.logseq import without_properties  # needed by few notes

            events = without_properties(events, self.data, self.citations)
        if self.reads_html and _TAG.search(self.data, self.body) is not None:
            from viewer.notes.html_words import with_html  # needed by few notes

            events = with_html(events, self.data, self.citations)
        for event, start, end in events:
            if not self.is_utf8 and event.__class__ is dict and "Text" in event:
                shown = self.text(Span(start, end))
                yield ({"Text": shown} if "\ufffd" in shown else event), start, end
            else:
                yield event, start, end

    def shown_events(self) -> Iterator[tuple[Any, int, int]]:
        """Yield the events to show: first the moments that the front matter lists."""
        if self.listed:
            from viewer.notes.front_claims import events_of  # needed by few notes

            yield from events_of(self.listed)
        yield from self.events()

    def text(self, span: Span) -> str:
        """Decode a slice of the file; every byte that is not UTF-8 becomes one U+FFFD."""
        raw = self.data[span.start : span.end]
        try:
            return raw.decode()
        except UnicodeDecodeError:
            return re.sub("[\udc80-\udcff]", "\ufffd", raw.decode("utf-8", "surrogateescape"))

    def is_hidden(self, stretch: Stretch | Span) -> bool:
        """Return whether a whole stretch is inside one comment."""
        at = bisect_right(self.hidden, stretch.start, key=lambda one: one.start) - 1
        return at >= 0 and stretch.end <= self.hidden[at].end

    def claim_at(self, offset: int) -> Claim | None:
        """Find the claim that a click at byte `offset` means; None if not clickable."""
        index = bisect_right(self._claim_starts, offset) - 1
        if index >= 0 and self.claims[index].reach.holds(offset):
            return self.claims[index]
        return None

    def plain(self, span: Span) -> str:
        """Return the text of a span without markup and citations, white space collapsed.

        Of a very long one only the beginning.
        """
        span = Span(span.start, min(span.end, span.start + _MOST_PLAIN_BYTES))
        pieces = self._pieces()
        index = max(bisect_right(pieces, span.start, key=itemgetter(0)) - 1, 0)
        return self._plain_from(index, pieces, span)

    def plain_each(self, spans: Iterable[Span]) -> list[str]:
        """Return the texts of many spans, whole, in one pass; given in the order of the note."""
        pieces = self._pieces()
        index, last = 0, len(pieces) - 1
        texts = []
        for span in spans:
            while index < last and pieces[index + 1][0] <= span.start:
                index += 1
            texts.append(self._plain_from(index, pieces, span))
        return texts

    def _pieces(self) -> list[tuple[int, int, str]]:
        if self._plain_pieces is None:
            self._plain_pieces = list(self._make_pieces())
        return self._plain_pieces

    def _plain_from(self, index: int, pieces: Sequence[tuple[int, int, str]], span: Span) -> str:
        """Return the text of a span; the piece at `index` is the last to begin before it."""
        parts = []
        while index < len(pieces) and pieces[index][0] < span.end:
            start, end, text = pieces[index]
            index += 1
            if end <= span.start:
                continue
            if (span.start <= start and end <= span.end) or text == _CITED:
                parts.append(text)
            else:
                cut = Span(max(start, span.start), min(end, span.end))
                parts.append(self.text(cut))
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
        index = bisect_right(self._claim_starts, start) - 1
        return index >= 0 and self.claims[index].side is Side.AFTER

    def _run_end(self, claim: Claim) -> int:
        if claim.side is Side.BEFORE:
            return claim.span.end
        last = self.citations[claim.citations[-1]]
        # Of a range in two cells of a table the end stands behind it.
        return max(last.span.end, (last.end_span or last.span).end)

    def _make_pieces(self) -> Iterator[tuple[int, int, str]]:
        """Cut the plain text into pieces, in order, with a mark for every run of citations."""
        runs = (
            Span(self.citations[claim.citations[0]].span.start, self._run_end(claim))
            for claim in self.claims
            if not claim.stands_for_child
        )
        run = next(runs, None)
        inside = -1
        shown_to = -1  # the end of a picture: the name of its file is no word of the note
        for event, start, end in self.shown_events():
            is_text = event.__class__ is dict and "Text" in event
            cut = False  # a citation stands inside this text, as it can in a link's address
            if is_text and start < inside < end:
                start, cut = inside, True
            while run is not None and (run.start < end if is_text else run.start <= start):
                if is_text and run.start > start:
                    yield start, run.start, self.text(Span(start, run.start))
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
                shown = self.text(Span(start, end)) if cut else event["Text"]
                yield start, end, shown.replace(_CITED, "\ufffd")
            elif "Tag" in event:
                yield start, end, self.text(Span(start, end))
            elif "Code" in event or "InlineMath" in event or "DisplayMath" in event:
                # Maths without its dollars, which would be money for who reads on.
                (source,) = event.values()
                yield start, end, source.replace(_CITED, "\ufffd")
            elif "Start" in event:
                if _begins_words(event["Start"]):
                    yield start, start, " "
                elif _embeds_picture(event["Start"], self.data[start:end]):
                    shown_to = end


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
