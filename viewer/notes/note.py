"""Bytes → Note: blocks, claims, citations, links and front matter, all as spans of the file.

A Note never changes. Parsing it never raises: whatever is wrong with the file is in `problems`.
Everything may be used from any thread; what is made later (events, plain text, decided times) is
made again at worst, never wrongly.
"""

import gc
import re
from bisect import bisect_right
from collections.abc import Iterator
from threading import Lock
from typing import Any

from viewer.notes import decision
from viewer.notes.blocks import OPTIONS, Outline, outline
from viewer.notes.blocks import events as _events
from viewer.notes.front import BOM, front_matter, video_ref
from viewer.notes.model import (
    Block,
    BlockKind,
    Citation,
    CitedTime,
    Claim,
    FrontMatter,
    FrontValue,
    Problem,
    Span,
    TimeStatus,
    VideoRef,
    WikiLink,
)
from viewer.notes.runs import cite

__all__ = [
    "OPTIONS",
    "Block",
    "BlockKind",
    "Citation",
    "CitedTime",
    "Claim",
    "FrontMatter",
    "FrontValue",
    "Note",
    "Problem",
    "Span",
    "TimeStatus",
    "VideoRef",
    "WikiLink",
]

# Stands for a citation while plain text is put together; Markdown never yields it as text.
_CITED = "\0"
# The first line of a callout names its kind.
_CALLOUT = re.compile(r"\[![\w-]+\][+-]? ?")
# Alternatives, for a set with characters beyond Latin-1 takes milliseconds to compile.
_TIDY = re.compile(r"\( ?\0[ \0,;]*\)| ?\0 ?(?=[.,;:!?)\]\0]|…|。|、|，|\Z)")


class Note:
    """One Markdown file, read. Made by `Note.parse`; see the module's contract."""

    __slots__ = (
        "_body",
        "_claim_starts",
        "_markdown",
        "_plain_lock",
        "_plain_pieces",
        "_times",
        "blocks",
        "citations",
        "claims",
        "data",
        "front",
        "is_utf8",
        "links",
        "problems",
        "video",
    )

    data: bytes
    is_utf8: bool
    front: FrontMatter | None
    video: VideoRef | None
    problems: tuple[Problem, ...]
    blocks: tuple[Block, ...]
    # In the order of the note.
    citations: tuple[Citation, ...]
    # By start; they do not overlap. Stand-ins are among them.
    claims: tuple[Claim, ...]
    links: tuple[WikiLink, ...]

    @classmethod
    def parse(cls, data: bytes) -> "Note":
        """Read a file's bytes. Never raises; what is wrong is in `problems`."""
        # Tens of thousands of values are made here and none of them in a cycle: looking for
        # cycles between would take a quarter of the time.
        collecting = gc.isenabled()
        gc.disable()
        try:
            return cls._parse(data)
        finally:
            if collecting:
                gc.enable()

    @classmethod
    def _parse(cls, data: bytes) -> "Note":
        note = cls()
        note.data = data
        front, problems = front_matter(data)
        note.front = front
        note.video = video_ref(front.values) if front is not None else None
        note._body = front.span.end if front is not None else len(BOM) * data.startswith(BOM)
        note._markdown, bad = _decode(data[note._body :])
        note.is_utf8 = bad is None and (note._body == 0 or _is_utf8(data[: note._body]))
        if not note.is_utf8:
            at = note._body + (bad or 0)
            span = Span(at, at + 1) if bad is not None else None
            problems = (*problems, Problem("The file is not valid UTF-8.", span))
        found = outline(note._markdown, note._body, data)
        note.blocks = tuple(found.blocks)
        note.citations, note.claims = cite(data, note._body, found)
        note.links = _wiki_links(data, found, note.citations)
        unread = [c for c in note.citations if not c.readings and not c.label_readings]
        note.problems = (
            *problems,
            *(Problem(_unread(c), c.span) for c in unread),
        )
        note._claim_starts = [claim.reach.start for claim in note.claims]
        note._times = {}
        note._plain_lock = Lock()
        note._plain_pieces = [], [], note._make_pieces()
        return note

    _body: int
    _markdown: str
    _claim_starts: list[int]
    _times: dict[int | None, tuple[CitedTime, ...]]
    _plain_lock: Lock
    _plain_pieces: tuple[list[int], list[tuple[int, int, str]], Iterator[tuple[int, int, str]]]

    @property
    def title(self) -> str | None:
        """The title in the front matter, else the text of the first heading, else None."""
        if self.front is not None and "title" in self.front.values:
            title = " ".join(self.front.values["title"].text.split())
            if title:
                return title
        for block in self.blocks:
            if block.kind is BlockKind.HEADING:
                return self.plain(block.span) or None
        return None

    def events(self) -> Iterator[tuple[Any, int, int]]:
        """Make pyromark's events of the Markdown below the front matter, made anew at each call.

        Each is (event, start, end) in bytes of the file. In a file that is not UTF-8, text that
        holds bad bytes has U+FFFD for each of them.
        """
        for event, start, end in _events(self._markdown, self._body):
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

    def claim_at(self, offset: int) -> Claim | None:
        """Find the claim that a click on the byte at `offset` means; None: not clickable."""
        index = bisect_right(self._claim_starts, offset) - 1
        if index >= 0 and self.claims[index].reach.holds(offset):
            return self.claims[index]
        return None

    def plain(self, span: Span) -> str:
        """Show a span without markup and citations, white space folded."""
        starts, pieces, more = self._plain_pieces
        # As far as is needed: the title of a long note must not cost the whole of it. One thread at
        # a time, for all share the generator.
        with self._plain_lock:
            if not starts or starts[-1] < span.end:
                for piece in more:
                    starts.append(piece[0])
                    pieces.append(piece)
                    if piece[0] >= span.end:
                        break
        index = max(bisect_right(starts, span.start) - 1, 0)
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
        text = _CALLOUT.sub("", _TIDY.sub("", " ".join("".join(parts).split())))
        return " ".join(text.replace(_CITED, " ").split())

    def times(self, duration_ms: int | None) -> tuple[CitedTime, ...]:
        """Decide every citation's time; parallel to `citations`, kept per duration."""
        times = self._times.get(duration_ms)
        if times is None:
            times = self._times[duration_ms] = decision.decide(self.citations, duration_ms)
        return times

    def is_shifted(self, duration_ms: int | None) -> bool:
        """Tell whether the note's times are minutes and seconds in the fields of h:m."""
        return any(time.status is TimeStatus.SHIFTED for time in self.times(duration_ms))

    def _make_pieces(self) -> Iterator[tuple[int, int, str]]:
        """Make the pieces of plain text in order, with a mark for every run of citations."""
        runs = (
            Span(self.citations[claim.citations[0]].span.start, claim.span.end)
            for claim in self.claims
            if not claim.stands_for_child
        )
        run = next(runs, None)
        inside = -1
        for event, start, end in self.events():
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
            if start < inside and end <= inside:
                continue
            if event.__class__ is str:
                yield start, end, " "
            elif is_text:
                shown = self.text(Span(start, end)) if cut else event["Text"]
                yield start, end, shown.replace(_CITED, "\ufffd")
            elif "Code" in event:
                yield start, end, event["Code"].replace(_CITED, "\ufffd")
            elif "Start" in event and event["Start"] in ("Paragraph", "Item", "TableCell"):
                yield start, start, " "


def _unread(citation: Citation) -> str:
    if not citation.written:
        return "A citation names no time."
    return f"No time can be read from “{citation.written[:80]}”."


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _decode(data: bytes) -> tuple[str, int | None]:
    """Decode so that offsets stay: a bad byte becomes one `?`. Also tell where the first is."""
    try:
        return data.decode(), None
    except UnicodeDecodeError as error:
        # Lone surrogates stand for the bad bytes; encoding with "replace" makes each a `?`.
        same_length = data.decode("utf-8", "surrogateescape").encode("utf-8", "replace")
        return same_length.decode(), error.start


def _wiki_links(
    data: bytes, found: Outline, citations: tuple[Citation, ...]
) -> tuple[WikiLink, ...]:
    doubled = {
        citation.span
        for citation in citations
        if citation.syntax == "bracket" and data.startswith(b"[[", citation.span.start)
    }
    result = []
    for link in found.links:
        if not link.wiki:
            continue
        span = Span(link.start, link.end)
        if span in doubled:
            continue
        inner = data[link.start + (3 if link.embed else 2) : link.end - 2].decode(
            "utf-8", "replace"
        )
        place, bar, shown = inner.partition("|")
        target, heading, block_ref = place, "", ""
        if "#" in place or "\\" in place:
            target, _, inside = place.rstrip("\\").partition("#")
            heading, _, block_ref = inside.partition("^")
        result.append(
            WikiLink(
                span,
                target.strip(),
                heading.strip(" #"),
                block_ref.strip(),
                (shown if bar else place).strip(),
                link.embed,
            )
        )
    return tuple(result)
