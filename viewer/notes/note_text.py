"""The text of a note: its events, and what it says without markup and citations."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from viewer.notes.blocks import Stretch
from viewer.notes.blocks import events as _events
from viewer.notes.lazy_regex import late
from viewer.notes.model import Block, Citation, Claim, Side, Span
from viewer.notes.money import mask
from viewer.notes.obsidian import has_extras, is_picture, with_extras

# So far ahead of what was shown plain so far, the blocks between are passed over.
_FAR_BYTES = 50_000
# So much of one span is shown plain: what is longer was never written by hand.
_MOST_PLAIN_BYTES = 20_000
# A block that is longer is not read whole for a span in it.
_LONG_BLOCK_BYTES = 30_000
# Before text that is read by itself: nothing that is seen, but no list or heading begins there.
_NO_BLOCK = "\u200b"
# Stands for a citation while plain text is put together; Markdown never yields it as text.
_CITED = "\0"
# The first line of a callout names its kind.
_CALLOUT = re.compile(r"\[![\w-]+\][+-]? ?")
# What stands between a time and the text that follows it: `(1:02) — text`, `1:02: text`.
_LEAD = re.compile(r"\A[\0 ]*[)\]]?(?: *(?:[:|]|–|—|―|•|·|-{1,2}(?=[ \0])|[=-]?>|→))* *")
# HTML that is no anchor among words, or an address in such brackets.
_TAG = late(
    rb"<(?!a class=\"yt-timestamp\" data-t=\"[^\"<>]*+\">[^<\s]|(?<=[^\s>]<)/a>)[A-Za-z/!?]"
)
# Alternatives, for a set with characters beyond Latin-1 takes milliseconds to compile.
_TIDY = re.compile(r"\( ?\0[ \0,;]*\)| ?\0 ?(?=[.,;:!?)\]\0]|…|。|、|，|\Z)")
# What stands before a time that is in brackets: `text (1:02)`.
_OPENERS = ("(", "[", "（", "【")
_OPENED = re.compile(r"(?: [(\[]|[（【])\Z")


@dataclass(slots=True, init=False, repr=False, eq=False)
class NoteText:
    """What of a `Note` its text is shown by."""

    data: bytes
    is_utf8: bool
    blocks: tuple[Block, ...]
    # In the order of the note.
    citations: tuple[Citation, ...]
    # By start; they do not overlap. Stand-ins are among them.
    claims: tuple[Claim, ...]
    # Where the Markdown begins, behind the front matter and a byte order mark.
    body: int
    # Where its Markdown was read to: behind it nothing is known of the note but its bytes.
    read_to: int
    # Whether what stands in HTML is read as in Markdown: see `html_words`.
    reads_html: bool
    # The indexes of the blocks that stand in no other.
    tops: Sequence[int]
    # The comments, `%%…%%`.
    hidden: tuple[Span, ...]
    # Whether each block can be read by itself: nothing in one defines what another uses.
    blocks_stand_alone: bool

    # As the parser is given it: bullets that stand as far in as code may be masked.
    _markdown: str
    _claim_starts: list[int]
    # What was shown plain before, by the block it stands in.
    _plain_texts: dict[tuple[bytes, int, int], str]
    _plain_lock: Lock
    _plain_pieces: tuple[list[int], list[tuple[int, int, str]], Iterator[tuple[int, int, str]]]

    def events(self) -> Iterator[tuple[Any, int, int]]:
        """Make pyromark's events of the Markdown below the front matter, made anew at each call.

        Each is (event, start, end) in bytes of the file; `obsidian.with_extras` and
        `html_words.with_html` say which are added, and what is left out, as `logseq` does. In a
        file that is not UTF-8, text that holds bad bytes has U+FFFD for each of them.
        """
        return self._read(_events(self._markdown, self.body), self.body, self.read_to)

    def events_between(self, start: int, end: int) -> Iterator[tuple[Any, int, int]]:
        """Make the events of bytes `start` to `end`, read as if they were the whole of a note."""
        return self._read(_events(self.data[start:end].decode(), start), start, end)

    def as_parsed(self) -> bytes:
        """Return the Markdown as the parser is given it, byte for byte: its money is masked."""
        return mask(self._markdown)[0].encode()

    def _read(
        self, events: Iterator[tuple[Any, int, int]], first: int, last: int
    ) -> Iterator[tuple[Any, int, int]]:
        if self.hidden or has_extras(self.data):
            events = with_extras(events, self.data, self.hidden)
        if b"::" in self.data:
            from viewer.notes.logseq import without_properties  # needed by few notes

            events = without_properties(
                events, self.data, self.citations, is_top=first <= self.body
            )
        if self.reads_html and _TAG.search(self.data, first, last) is not None:
            from viewer.notes.html_words import with_html  # needed by few notes

            events = with_html(events, self.data, self.citations)
        for event, start, end in events:
            if not self.is_utf8 and event.__class__ is dict and "Text" in event:
                shown = self.text(Span(start, end))
                yield ({"Text": shown} if "\ufffd" in shown else event), start, end
            else:
                yield event, start, end

    def text(self, span: Span) -> str:
        """Decode a slice of the file; every byte that is not UTF-8 becomes one U+FFFD."""
        raw = self.data[span.start : span.end]
        try:
            return raw.decode()
        except UnicodeDecodeError:
            return re.sub("[\udc80-\udcff]", "\ufffd", raw.decode("utf-8", "surrogateescape"))

    def is_hidden(self, stretch: Stretch | Span) -> bool:
        """Return whether all of a stretch is inside one comment."""
        at = bisect_right(self.hidden, stretch.start, key=lambda one: one.start) - 1
        return at >= 0 and stretch.end <= self.hidden[at].end

    def claim_at(self, offset: int) -> Claim | None:
        """Find the claim that a click on the byte at `offset` means; None: not clickable."""
        index = bisect_right(self._claim_starts, offset) - 1
        if index >= 0 and self.claims[index].reach.holds(offset):
            return self.claims[index]
        return None

    def plain(self, span: Span) -> str:
        """Show a span without markup and citations, white space folded.

        Of a very long one its beginning.
        """
        span = Span(span.start, min(span.end, span.start + _MOST_PLAIN_BYTES))
        starts = self._plain_pieces[0]
        ahead = span.end - (starts[-1] if starts else self.body)
        # Nor does anybody wait for another thread that shows all of a long note.
        is_slow = ahead > _FAR_BYTES or self._plain_lock.locked()
        if self.blocks_stand_alone and is_slow:
            return self._plain_by_block(span)
        return self._plain(span)

    def plain_each(self, spans: Iterable[Span]) -> list[str]:
        """Show many spans, whole, in one pass; they begin in the order of the note."""
        starts, pieces = self._pieces_to(None)
        index, last = 0, len(starts) - 1
        texts = []
        for span in spans:
            while index < last and starts[index + 1] <= span.start:
                index += 1
            texts.append(self._plain_from(index, starts, pieces, span))
        return texts

    def _plain_by_block(self, span: Span) -> str:
        """Show a span as `plain` does, from the blocks around it alone."""
        tops, blocks = self.tops, self.blocks
        first = bisect_right(tops, span.start, key=lambda top: blocks[top].span.start) - 1
        last = bisect_left(tops, span.end, key=lambda top: blocks[top].span.start)
        start = blocks[tops[first]].span.start if first >= 0 else self.body
        end = blocks[tops[last]].span.start if last < len(tops) else len(self.data)
        start = max(self.data.rfind(b"\n", 0, start), self.data.rfind(b"\r", 0, start)) + 1
        start = max(start, self.body)
        is_part = end - start > _LONG_BLOCK_BYTES
        if is_part:
            start, end = self._block_around(span)
            is_part = end - start > _LONG_BLOCK_BYTES
        if is_part:
            start, end = span
        key = self.data[start:end], span.start - start, span.end - start
        text = self._plain_texts.get(key)
        if text is None:
            claim = bisect_left(self._claim_starts, start)
            make = self._events_of_part if is_part else self.events_between
            pieces = list(self._make_pieces(make(start, end), claim))
            text = self._plain_of([piece[0] for piece in pieces], pieces, span)
            self._plain_texts[key] = text
        return text

    def _block_around(self, span: Span) -> Span:
        """Get the bytes of the innermost block that holds `span`; without one, those of `span`."""
        index = bisect_right(self.blocks, span.start, key=lambda block: block.span.start) - 1
        while index >= 0 and self.blocks[index].span.end < span.end:
            index = self.blocks[index].parent
        return self.blocks[index].span if index >= 0 else span

    def _events_of_part(self, start: int, end: int) -> Iterator[tuple[Any, int, int]]:
        """Make the events of bytes that stand in the middle of a block."""
        text = self.data[start:end].decode("utf-8", "ignore")
        events = _events(_NO_BLOCK + text, start - len(_NO_BLOCK.encode()))
        return self._read(events, start, end)

    def _plain(self, span: Span) -> str:
        # As far as is needed: the title of a long note must not cost the whole of it.
        return self._plain_of(*self._pieces_to(span.end), span)

    def _pieces_to(self, end: int | None) -> tuple[list[int], list[tuple[int, int, str]]]:
        """Return where the pieces begin, and the pieces: up to one from byte `end` on, or all."""
        starts, pieces, more = self._plain_pieces
        with self._plain_lock:  # one thread at a time, for all share the generator
            while end is None or not starts or starts[-1] < end:
                piece = next(more, None)
                if piece is None:
                    break
                starts.append(piece[0])
                pieces.append(piece)
        return starts, pieces

    def _plain_of(
        self, starts: Sequence[int], pieces: Sequence[tuple[int, int, str]], span: Span
    ) -> str:
        index = max(bisect_right(starts, span.start) - 1, 0)
        return self._plain_from(index, starts, pieces, span)

    def _plain_from(
        self, index: int, starts: Sequence[int], pieces: Sequence[tuple[int, int, str]], span: Span
    ) -> str:
        """Show a span; the piece at `index` is the last that begins before it, or with it."""
        parts = []
        while index < len(pieces) and starts[index] < span.end:
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
        """Whether a claim begins at byte `start` with its times, and its text follows them."""
        index = bisect_right(self._claim_starts, start) - 1
        return index >= 0 and self.claims[index].side is Side.AFTER

    def _run_end(self, claim: Claim) -> int:
        if claim.side is Side.BEFORE:
            return claim.span.end
        return self.citations[claim.citations[-1]].span.end

    def _make_pieces(
        self, events: Iterator[tuple[Any, int, int]] | None = None, first_claim: int = 0
    ) -> Iterator[tuple[int, int, str]]:
        """Make the pieces of plain text in order, with a mark for every run of citations."""
        claims = (self.claims[index] for index in range(first_claim, len(self.claims)))
        runs = (
            Span(self.citations[claim.citations[0]].span.start, self._run_end(claim))
            for claim in claims
            if not claim.stands_for_child
        )
        run = next(runs, None)
        inside = -1
        shown_to = -1  # the end of a picture: the name of its file is no word of the note
        for event, start, end in self.events() if events is None else events:
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
    """Return whether the words before this are not its own."""
    if tag.__class__ is dict:
        return "Heading" in tag or "CodeBlock" in tag
    return tag in ("Paragraph", "Item", "TableCell")


def _embeds_picture(tag: Any, data: bytes) -> bool:
    """Return whether this is `![[a.png]]`, with nothing said of it but its size."""
    if tag.__class__ is not dict or "Image" not in tag:
        return False
    image = tag["Image"]
    said = data.removesuffix(b"]]").partition(b"|")[2]
    is_wiki = image["link_type"].__class__ is dict
    return is_wiki and not said.strip(b"0123456789x ") and is_picture(image["dest_url"])
