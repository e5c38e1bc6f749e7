"""Bytes → Note: blocks, claims, citations, links and front matter, all as spans of the file.

A Note never changes. Parsing it never raises: whatever is wrong with the file is in `problems`.
Everything may be used from any thread; what is made later (events, plain text, decided times) is
made again at worst, never wrongly.
"""

import gc
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from threading import Lock
from typing import Any

from viewer.notes import time_readings
from viewer.notes.blocks import Stretch, outline, stands_alone
from viewer.notes.blocks import events as _events
from viewer.notes.citation_runs import cut_claims, with_code_lines
from viewer.notes.forms.form import Found, Source
from viewer.notes.front import BOM, front_matter, front_videos, is_sure_video
from viewer.notes.late import late
from viewer.notes.model import (
    Block,
    BlockKind,
    Citation,
    CitedTime,
    Claim,
    FrontMatter,
    FrontValue,
    Limit,
    Problem,
    Side,
    Span,
    TimeStatus,
    VideoRef,
    WikiLink,
)
from viewer.notes.obsidian import comments, has_extras, is_picture, wiki_links, with_extras
from viewer.notes.search import search

__all__ = [
    "Block",
    "BlockKind",
    "Citation",
    "CitedTime",
    "Claim",
    "FrontMatter",
    "FrontValue",
    "Note",
    "Problem",
    "Side",
    "Span",
    "TimeStatus",
    "VideoRef",
    "WikiLink",
]

# So far ahead of what was shown plain so far, the blocks between are passed over.
_FAR_BYTES = 50_000
SHOWN_BYTES = 2_000_000
"""So much of a note's Markdown the window reads at once: ten times a person's largest."""

_MOST_OF_TITLE = 300  # characters
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


class Note:
    """One Markdown file, read. Made by `Note.parse`; see the module's contract."""

    __slots__ = (
        "_claim_starts",
        "_markdown",
        "_plain_lock",
        "_plain_pieces",
        "_plain_texts",
        "_times",
        "_views",
        "blocks",
        "blocks_stand_alone",
        "body",
        "citations",
        "cited_ms",
        "claims",
        "data",
        "front",
        "hidden",
        "is_utf8",
        "links",
        "most_bytes",
        "players",
        "problems",
        "read_to",
        "reads_html",
        "tops",
        "video",
        "video_at",
        "videos",
    )

    data: bytes
    is_utf8: bool
    front: FrontMatter | None
    # What it is about: in its front matter, or else what its first citation is about.
    video: VideoRef | None
    video_at: int | None  # its index in `videos`
    # All that it names, each once, in the order of the note; that of the front matter first.
    videos: tuple[VideoRef, ...]
    # Where a video itself stands in the text (an embed, a macro, a line that is its address): the
    # byte at which that begins, and the index of the video.
    players: tuple[tuple[int, int], ...]
    problems: tuple[Problem, ...]
    blocks: tuple[Block, ...]
    # In the order of the note.
    citations: tuple[Citation, ...]
    # By start; they do not overlap. Stand-ins are among them.
    claims: tuple[Claim, ...]
    links: tuple[WikiLink, ...]
    # Where the Markdown begins, behind the front matter and a byte order mark.
    body: int
    most_bytes: int | None  # of its Markdown that may be read; None: all
    # Where its Markdown was read to: behind it nothing is known of the note but its bytes.
    read_to: int
    # Whether what stands in HTML is read as in Markdown: see `html_events`.
    reads_html: bool
    # The indexes of the blocks that stand in no other.
    tops: Sequence[int]
    # The comments, `%%…%%`.
    hidden: tuple[Span, ...]
    # Whether each block can be read by itself: nothing in one defines what another uses.
    blocks_stand_alone: bool
    # The last moment that other notes about `video` surely cite, in ms, where that is known.
    cited_ms: int | None

    @classmethod
    def parse(
        cls, data: bytes, most_bytes: int | None = None, *, reads_html: bool = True
    ) -> "Note":
        """Read a file's bytes. Never raises; what is wrong is in `problems`.

        Of its Markdown about `most_bytes` are read; None: all of it, at some 10 MB a second.
        Without `reads_html` there are no words in HTML: its events are as it is written.
        """
        # Tens of thousands of values are made here and none of them in a cycle: looking for
        # cycles between would take a quarter of the time.
        collecting = gc.isenabled()
        gc.disable()
        try:
            return cls._parse(data, most_bytes, reads_html=reads_html)
        finally:
            if collecting:
                gc.enable()

    def with_data(self, data: bytes) -> "Note":
        """Give the note after a change, when its file holds `data`; as much of it is read."""
        return self if data == self.data else self._parsed(data, self.most_bytes)

    def whole(self) -> "Note":
        """Give the same note, with all of it read."""
        return self if self.read_to == len(self.data) else self._parsed(self.data, None)

    def _parsed(self, data: bytes, most_bytes: int | None) -> "Note":
        note = Note.parse(data, most_bytes, reads_html=self.reads_html).about_same(self)
        return note.beside(self.cited_ms) if note.video == self.video else note

    def about_same(self, before: "Note") -> "Note":
        """Give this note as one about the video that `before` is about, if it names that.

        Not where the front matter names another first: then somebody meant that one.
        """
        if before.video is None or len(self.videos) < 2 or before.video == self.video:
            return self
        from viewer.notes.videos import index_of  # needed by few notes

        first, then = (front_videos(n.front)[:1] if n.front else [] for n in (before, self))
        index = index_of(self.videos, before.video)
        return self if first != then or index is None else self.about(index)

    @property
    def played(self) -> tuple[int, ...]:
        """The indexes of the videos to choose from; see `videos.played`."""
        if len(self.videos) < 2:
            return () if self.video_at is None else (self.video_at,)
        from viewer.notes.videos import played  # needed by few notes

        front = len(front_videos(self.front)) if self.front is not None else 0
        return played(self.videos, self.video_at, front, self.citations, self.players)

    def begun(self) -> "Note":
        """Give this note as one about the video to begin with: where it cites none, another."""
        first = next(iter(self.citations), None)
        if first is None or any(one.video is None for one in self.citations):
            return self
        assert first.video is not None
        return self.about(first.video)

    def about(self, index: int) -> "Note":
        """Give the same note as one about another of its videos, by the index in `videos`.

        `video` is that one, and so is the video of the citations that name none. Blocks, claims and
        citations keep their places. Raises IndexError.
        """
        at = self.video_at
        if index == at:
            return self
        known = self._views.get(index)
        if known is not None:
            return known
        other = self._copy()
        other.cited_ms = None
        other.video, other.video_at = self.videos[index], index
        other.citations = tuple(
            one
            if one.video not in (None, index)
            else one._replace(video=None if one.video == index else at)
            for one in self.citations
        )
        if at is not None:
            self._views[at] = self
        self._views[index] = other
        return other

    def beside(self, cited_ms: int | None) -> "Note":
        """Give the same note, where other notes about its video surely cite nothing later.

        That bounds its times as long as nobody knows how long the video is. It goes along with
        `with_data`.
        """
        if cited_ms == self.cited_ms:
            return self
        other = self._copy()
        other.cited_ms, other._views = cited_ms, {}
        return other

    def citing(self, kept: Sequence[int]) -> "Note":
        """Give the same note, to be shown, as one that has only some of its citations, by index.

        What is said of them, its claims, it has not.
        """
        other = self._copy()
        other.citations = tuple(self.citations[index] for index in kept)
        other.claims, other._claim_starts, other._views = (), [], {}
        return other

    def _copy(self) -> "Note":
        other = Note()
        for name in Note.__slots__:
            setattr(other, name, getattr(self, name))
        other._times = {}
        return other

    def video_of(self, citation: Citation) -> VideoRef | None:
        """Give the video that one of its citations is about; None where nothing names it."""
        return self.video if citation.video is None else self.videos[citation.video]

    def times_by(self, durations: Mapping[int, int | None]) -> tuple[CitedTime, ...]:
        """Decide every citation's time by the duration of its own video, in ms by its index."""
        at = self.video_at
        times = list(self.times(durations.get(at) if at is not None else None))
        others: dict[int, list[int]] = {}  # by the video, which citations are about it
        for number, one in enumerate(self.citations):
            if one.video is not None:
                others.setdefault(one.video, []).append(number)
        for index, numbers in others.items():
            duration_ms = durations.get(index)
            cited = [self.citations[number] for number in numbers]
            likely = time_readings.chances(cited, Limit(duration_ms))
            decided = time_readings.decide(cited, duration_ms, likely)
            for number, time in zip(numbers, decided, strict=True):
                times[number] = time
        return tuple(times)

    @classmethod
    def _parse(cls, data: bytes, most_bytes: int | None, *, reads_html: bool) -> "Note":
        note = cls()
        note.data, note.reads_html = data, reads_html
        front, problems = front_matter(data)
        note.front = front
        note.body = front.span.end if front is not None else len(BOM) * data.startswith(BOM)
        note.most_bytes = most_bytes
        note.read_to = len(data) if most_bytes is None else _read_to(data, note.body + most_bytes)
        markdown, bad = _decode(data[note.body : note.read_to])
        note._markdown = markdown
        is_whole = note.read_to == len(data)
        note.is_utf8 = (
            bad is None
            and (note.body == 0 or is_utf8(data[: note.body]))
            and (is_whole or is_utf8(data))
        )
        if not note.is_utf8:
            at = note.body + (bad or 0)
            span = Span(at, at + 1) if bad is not None else None
            problems = (*problems, Problem("The file is not valid UTF-8.", span))
        if not is_whole:
            what = f"Only the first {note.read_to / 1e6:.0f} MB of {len(data) / 1e6:.0f} are read."
            problems = (*problems, Problem(what, Span(note.read_to, len(data))))
        named = front_videos(front) if front is not None else []
        source, cited, details = note._search(named)
        is_masked = False
        if source.outline.indented:
            from viewer.notes.indented import are_lists, as_lists  # needed by few notes

            blocks, as_code = source.outline.indented, note.hidden
            note._markdown = as_lists(markdown, note.body, blocks)
            as_list = note._search(named)
            is_masked = are_lists(data, blocks, as_list[1])
            if is_masked:
                source, cited, details = as_list
            else:
                note._markdown, note.hidden = markdown, as_code
        found = source.outline
        note.blocks = tuple(found.blocks)
        note.tops = [index for index, block in enumerate(found.blocks) if not block.depth]
        alone = is_whole and note.is_utf8 and not is_masked
        note.blocks_stand_alone = alone and stands_alone(data)
        if not details and not source.mentions:
            # What nearly all notes are: all is about the video of the front matter.
            note.videos, note.citations = tuple(named), tuple(cited)
            note.video, note.video_at = (named[0], 0) if named else (None, None)
            note.players = ()
        else:
            from viewer.notes.videos import (  # like `sides`, needed by few notes
                index_of,
                players,
                resolve,
            )

            details = details or [Found(one) for one in cited]
            resolved = resolve(named, details, source.mentions)
            note.videos, video, note.citations = resolved
            note.video, note.video_at = video, index_of(note.videos, video) if video else None
            note.players = players(note.videos, source.mentions)
        claims: list[Claim] = []
        forms = {citation.syntax for citation in found.outside_code(cited)}
        is_marked = all(form.is_marked for form in forms)
        if forms and not (is_marked and any(form.text_before for form in forms)):
            from viewer.notes.side_claims import cut_claims_on_sides

            claims = cut_claims_on_sides(data, found, cited, details)
        claims = claims or cut_claims(data, found, note.citations)
        if found.code_lines:
            claims = with_code_lines(data, found, note.citations, claims)
        note.claims = tuple(claims)
        note.links = wiki_links(data, found, note.citations)
        unread = [c for c in note.citations if _is_unread(c)]
        note.problems = (
            *problems,
            *(Problem(_unread(c), c.span) for c in unread),
        )
        note._claim_starts = [claim.reach.start for claim in note.claims]
        note.cited_ms = None
        note._times, note._views = {}, {}
        note._plain_texts = {}
        note._plain_lock = Lock()
        note._plain_pieces = [], [], note._make_pieces()
        return note

    def _search(self, named: list[VideoRef]) -> tuple[Source, list[Citation], list[Found]]:
        """Walk over the Markdown and find what cites; the front matter names these videos."""
        found = outline(self._markdown, self.body, self.data, reads_html=self.reads_html)
        self.hidden = comments(self.data, self.body, [*found.code, *found.marked])
        if self.hidden:
            found.code.extend(self.hidden)
            found.stretches = [one for one in found.stretches if not self.is_hidden(one)]
            found.code_lines = [one for one in found.code_lines if not self.is_hidden(one)]
        is_sure = bool(named) and is_sure_video(self.front, named[0])
        source = Source(self.data, self.body, self.read_to, found, is_sure, bool(named))
        return source, *search(source)

    # As the parser is given it: bullets that stand as far in as code may be masked.
    _markdown: str
    # What was shown plain before, by the block it stands in.
    _plain_texts: dict[tuple[bytes, int, int], str]
    _claim_starts: list[int]
    _times: dict[int | None, tuple[CitedTime, ...]]
    _views: dict[int, "Note"]  # the same note about each of its videos, shared by all of them
    _plain_lock: Lock
    _plain_pieces: tuple[list[int], list[tuple[int, int, str]], Iterator[tuple[int, int, str]]]

    @property
    def title(self) -> str | None:
        """The title in the front matter, else the text of the first heading, else None.

        It is cut where it is longer than any title.
        """
        if self.front is not None and "title" in self.front.values:
            title = " ".join(self.front.values["title"].text[: _MOST_OF_TITLE * 4].split())
            if title:
                return _cut_title(title)
        for block in self.blocks:
            if block.kind is BlockKind.HEADING and not self.is_hidden(block.span):
                return self._heading(block) or None
        return None

    def is_headed(self, title: str) -> bool:
        """Tell whether the note begins with a heading that says `title`."""
        first = self.blocks[0] if self.blocks else None
        if first is None or first.kind is not BlockKind.HEADING:
            return False
        return self._heading(first) == title

    def _heading(self, block: Block) -> str:
        start, end = block.span
        return _cut_title(self.plain(Span(start, min(end, start + _MOST_OF_TITLE * 16))))

    def events(self) -> Iterator[tuple[Any, int, int]]:
        """Make pyromark's events of the Markdown below the front matter, made anew at each call.

        Each is (event, start, end) in bytes of the file; `obsidian.with_extras` and
        `html_events.with_html` say which are added, and what is left out. In a file that is not
        UTF-8, text that holds bad bytes has U+FFFD for each of them.
        """
        return self._read(_events(self._markdown, self.body), self.body, self.read_to)

    def events_between(self, start: int, end: int) -> Iterator[tuple[Any, int, int]]:
        """Make the events of bytes `start` to `end`, read as if they were the whole of a note."""
        return self._read(_events(self.data[start:end].decode(), start), start, end)

    def _read(
        self, events: Iterator[tuple[Any, int, int]], first: int, last: int
    ) -> Iterator[tuple[Any, int, int]]:
        if self.hidden or has_extras(self.data):
            events = with_extras(events, self.data, self.hidden)
        if self.reads_html and _TAG.search(self.data, first, last) is not None:
            from viewer.notes.html_events import with_html  # needed by few notes

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
        """Tell whether all of a stretch is inside one comment."""
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
        span = _bounded(span)
        starts = self._plain_pieces[0]
        ahead = span.end - (starts[-1] if starts else self.body)
        # Nor does anybody wait for another thread that shows all of a long note.
        is_slow = ahead > _FAR_BYTES or self._plain_lock.locked()
        if self.blocks_stand_alone and is_slow:
            return self._plain_by_block(span)
        return self._plain(span)

    def plain_each(self, spans: Iterable[Span]) -> list[str]:
        """Show many spans, whole, in one pass; they begin in the order of the note."""
        starts, pieces, more = self._plain_pieces
        with self._plain_lock:
            for piece in more:
                starts.append(piece[0])
                pieces.append(piece)
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
            events = self._events_of_part(start, end) if is_part else None
            events = self.events_between(start, end) if events is None else events
            pieces = list(self._make_pieces(events, claim))
            text = self._plain_of([piece[0] for piece in pieces], pieces, span)
            self._plain_texts[key] = text
        return text

    def _block_around(self, span: Span) -> Span:
        """Give the bytes of the innermost block that holds `span`; without one, those of `span`."""
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
        return self._plain_of(starts, pieces, span)

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
        if self.reads_html and text[-1:] in _OPENERS:  # pages of before show it
            text = _OPENED.sub("", text)
        if "[!" in text:
            text = " ".join(_CALLOUT.sub("", text).split())
        return text

    def times(self, duration_ms: int | None) -> tuple[CitedTime, ...]:
        """Decide every citation's time; parallel to `citations`, kept per duration."""
        times = self._times.get(duration_ms)
        if times is None:
            times = self._times[duration_ms] = self._decide(self.citations, duration_ms)
        return times

    def time_if(self, index: int, changed: Citation, duration_ms: int | None) -> CitedTime:
        """Decide the time of citation `index` as if `changed` stood in its place."""
        citations = (*self.citations[:index], changed, *self.citations[index + 1 :])
        return self._decide(citations, duration_ms)[index]

    def _decide(
        self, citations: Sequence[Citation], duration_ms: int | None
    ) -> tuple[CitedTime, ...]:
        own = [one for one in citations if one.video is None]
        found = iter(time_readings.chances(own, Limit(duration_ms, self.cited_ms)))
        likely = [next(found) if one.video is None else None for one in citations]
        return time_readings.decide(citations, duration_ms, likely)

    def is_shifted(self, duration_ms: int | None) -> bool:
        """Tell whether times of the note are minutes and seconds in the fields of h:m."""
        return any(time.status is TimeStatus.SHIFTED for time in self.times(duration_ms))

    def _is_led(self, start: int) -> bool:
        """Say whether a claim begins at byte `start` with its times, and its text follows them."""
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
            elif "Code" in event:
                yield start, end, event["Code"].replace(_CITED, "\ufffd")
            elif "InlineMath" in event or "DisplayMath" in event:
                # Without its dollars, which would be money for who reads on.
                (source,) = event.values()
                yield start, end, source.replace(_CITED, "\ufffd")
            elif "Start" in event:
                if _begins_words(event["Start"]):
                    yield start, start, " "
                elif _embeds_picture(event["Start"], self.data[start:end]):
                    shown_to = end


def _begins_words(tag: Any) -> bool:
    """Say whether the words before this are not its own."""
    if tag.__class__ is dict:
        return "Heading" in tag or "CodeBlock" in tag
    return tag in ("Paragraph", "Item", "TableCell")


def _embeds_picture(tag: Any, data: bytes) -> bool:
    """Say whether this is `![[a.png]]`, with nothing said of it but its size."""
    if tag.__class__ is not dict or "Image" not in tag:
        return False
    image = tag["Image"]
    said = data.removesuffix(b"]]").partition(b"|")[2]
    is_wiki = image["link_type"].__class__ is dict
    return is_wiki and not said.strip(b"0123456789x ") and is_picture(image["dest_url"])


def _cut_title(title: str) -> str:
    return title if len(title) <= _MOST_OF_TITLE else title[:_MOST_OF_TITLE].rstrip() + "…"


def _bounded(span: Span) -> Span:
    return Span(span.start, min(span.end, span.start + _MOST_PLAIN_BYTES))


def _is_unread(citation: Citation) -> bool:
    return not citation.readings and not citation.label_readings


def _unread(citation: Citation) -> str:
    if not citation.written:
        return "A citation names no time."
    return f"No time can be read from “{citation.written[:80]}”."


def is_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _read_to(data: bytes, most: int) -> int:
    """Give where to stop reading: at a line end before byte `most`, or else between characters."""
    if len(data) <= most:
        return len(data)
    end = data.rfind(b"\n", most * 3 // 4, most) + 1
    if not end:
        end = most
        while end > most - 4 and data[end] & 0xC0 == 0x80:
            end -= 1
    return end


def _decode(data: bytes) -> tuple[str, int | None]:
    """Decode so that offsets stay: a bad byte becomes one `?`. Also tell where the first is."""
    try:
        return data.decode(), None
    except UnicodeDecodeError as error:
        # Lone surrogates stand for the bad bytes; encoding with "replace" makes each a `?`.
        same_length = data.decode("utf-8", "surrogateescape").encode("utf-8", "replace")
        return same_length.decode(), error.start
