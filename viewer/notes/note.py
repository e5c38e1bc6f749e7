"""Bytes → Note: blocks, claims, citations, links and front matter, all as spans of the file.

A Note never changes. Parsing it never raises: whatever is wrong with the file is in `problems`.
Everything may be used from any thread; what is computed later (events, plain text, decided times)
is at worst computed twice.
"""

import gc
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from viewer.base.lazy_regex import late
from viewer.base.translation import tr
from viewer.notes import time_readings
from viewer.notes.blocks import Stretch, outline
from viewer.notes.blocks import events as _events
from viewer.notes.citation_runs import cut_claims, with_code_lines
from viewer.notes.forms.find import search
from viewer.notes.forms.form import Found, Source
from viewer.notes.front import BOM, front_matter, front_videos, is_sure_video
from viewer.notes.model import (
    Block,
    BlockKind,
    Citation,
    CitedTime,
    Claim,
    FrontMatter,
    Limit,
    Problem,
    Said,
    Side,
    Span,
    TimeStatus,
    VideoRef,
    WikiLink,
    decoded,
)
from viewer.notes.obsidian import comments, has_extras, wiki_links, with_extras
from viewer.notes.plain_text import PlainText

if TYPE_CHECKING:
    from viewer.notes.front_claims import ListedMoment

__all__ = ["BlockKind", "Citation", "CitedTime", "Note", "Side", "Span", "TimeStatus", "VideoRef"]

# HTML that is no anchor among words, or an address in such brackets.
_TAG = late(
    rb"<(?!a class=\"yt-timestamp\" data-t=\"[^\"<>]*+\">[^<\s]|(?<=[^\s>]<)/a>)[A-Za-z/!?]"
)
_MOST_OF_TITLE = 300  # characters


@dataclass(slots=True, init=False, repr=False, eq=False)
class Note:
    """A parsed Markdown file. Made by `Note.parse`; see the module's contract."""

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
    listed: Sequence["ListedMoment"]
    # The indexes of the blocks that stand in no other.
    tops: Sequence[int]
    # The comments, `%%…%%`.
    hidden: tuple[Span, ...]
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
    links: tuple[WikiLink, ...]
    # The last moment that other notes about `video` surely cite, in ms, where that is known.
    cited_ms: int | None
    # As the parser is given it: bullets that stand as far in as code may be masked.
    _markdown: str
    _plain: PlainText | None
    _times: dict[int | None, tuple[CitedTime, ...]]
    _views: dict[int, "Note"]  # the same note about each of its videos, shared by all of them

    @classmethod
    def parse(
        cls, data: bytes, *, said: frozenset[Said] = frozenset(), reads_html: bool = True
    ) -> "Note":
        """Parse a file's bytes, at some 10 MB a second. Never raises; see `problems`.

        `said` is what the user said about its times. Without `reads_html` HTML has no text: its
        events are as written.
        """
        # Tens of thousands of values are made here and none of them in a cycle: looking for
        # cycles between would take a quarter of the time.
        collecting = gc.isenabled()
        gc.disable()
        try:
            return cls._parse(data, said, reads_html=reads_html)
        finally:
            if collecting:
                gc.enable()

    def with_data(self, data: bytes) -> "Note":
        """Return the note after a change, when its file holds `data`."""
        if data == self.data:
            return self
        said = self.said
        if said:
            from viewer.notes.said import moved  # needed by few notes

            said = moved(said, self.data, data)
        return self._parsed(data, said)

    def with_said(self, said: frozenset[Said]) -> "Note":
        """Return the same note, given what the user said about its times."""
        return self._parsed(self.data, said)

    def _parsed(self, data: bytes, said: frozenset[Said]) -> "Note":
        note = Note.parse(data, said=said, reads_html=self.reads_html).about_same(self)
        return note.beside(self.cited_ms) if note.video == self.video else note

    def about_same(self, before: "Note") -> "Note":
        """Return this note as one about the video that `before` is about, if it names that.

        But not if its front matter names another first: then that one is meant.
        """
        if before.video is None or len(self.videos) < 2 or before.video == self.video:
            return self
        from viewer.notes.videos import index_of  # needed by few notes

        first, then = (front_videos(n.front)[:1] if n.front else [] for n in (before, self))
        index = index_of(self.videos, before.video)
        return self if first != then or index is None else self.about(index)

    @property
    def played(self) -> tuple[int, ...]:
        """The indexes of the videos that the user can choose from; see `videos.played`."""
        if len(self.videos) < 2:
            return () if self.video_at is None else (self.video_at,)
        from viewer.notes.videos import played  # needed by few notes

        front = len(front_videos(self.front)) if self.front is not None else 0
        return played(self.videos, self.video_at, front, self.citations, self.players)

    def begun(self) -> "Note":
        """Return this note with the video to start with: another, if it cites none of its own."""
        first = next(iter(self.citations), None)
        if first is None or any(one.video is None for one in self.citations):
            return self
        assert first.video is not None
        return self.about(first.video)

    def about(self, index: int) -> "Note":
        """Return the same note, with another of its `videos` (an index) as the current one.

        `video` becomes that one, also for citations that name none. Blocks, claims and citations
        keep their places. Raises IndexError.
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
        """Return the same note, given that other notes about its video surely cite nothing later.

        That bounds its times as long as the video's length is unknown. `with_data` keeps it.
        """
        if cited_ms == self.cited_ms:
            return self
        other = self._copy()
        other.cited_ms, other._views = cited_ms, {}
        return other

    def _copy(self) -> "Note":
        other = copy(self)
        other._times = {}
        return other

    def video_of(self, citation: Citation) -> VideoRef | None:
        """Return the video of one of its citations; None if nothing names it."""
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
    def _parse(cls, data: bytes, said: frozenset[Said], *, reads_html: bool) -> "Note":
        note = cls()
        note.data, note.said, note.reads_html = data, said, reads_html
        front, problems = front_matter(data)
        note.front = front
        note.body = front.span.end if front is not None else len(BOM) * data.startswith(BOM)
        markdown, bad = _decode(data[note.body :])
        note._markdown = markdown
        note.is_utf8 = bad is None and is_utf8(data[: note.body])
        if not note.is_utf8:
            at = note.body + (bad or 0)
            span = Span(at, at + 1) if bad is not None else None
            problems = (*problems, Problem(tr("The file is not valid UTF-8."), span))
        named = front_videos(front) if front is not None else []
        source, cited, details = note._search(named)
        if source.outline.indented:
            from viewer.notes.indented import are_lists, as_lists  # needed by few notes

            blocks, as_code = source.outline.indented, note.hidden
            note._markdown = as_lists(markdown, note.body, blocks)
            as_list = note._search(named)
            if are_lists(data, blocks, as_list[1]):
                source, cited, details = as_list
            else:
                note._markdown, note.hidden = markdown, as_code
        found, note.refused = source.outline, tuple(source.refused)
        note.blocks = tuple(found.blocks)
        note.tops = [index for index, block in enumerate(found.blocks) if not block.depth]
        note.listed = ()
        if front is not None and front.rows and (source.has_front_video or source.mentions):
            from viewer.notes.front_claims import listed_in  # needed by few notes

            note.listed = listed_in(data, front)
        count = len(note.listed)
        if not details and not source.mentions and not count:
            # What nearly all notes are: all is about the video of the front matter.
            note.videos, note.citations = tuple(named), tuple(cited)
            note.video, note.video_at = (named[0], 0) if named else (None, None)
            note.players = ()
        else:
            # Like `sides`, needed by few notes.
            from viewer.notes.videos import index_of, players, resolve

            details = details or [Found(one) for one in cited]
            details = [*(Found(one.citation) for one in note.listed), *details]
            note.videos, video, note.citations = resolve(named, details, source.mentions)
            note.video, note.video_at = video, index_of(note.videos, video) if video else None
            note.players = players(note.videos, source.mentions)
        claims: list[Claim] = []
        outside = found.outside_code(cited)
        forms = {citation.syntax for citation in outside}
        is_marked = all(form.is_marked for form in forms)
        if forms and not (is_marked and any(form.text_before for form in forms)):
            from viewer.notes.sides import cut_claims_on_sides, has_sides

            if has_sides(data, outside):
                claims = cut_claims_on_sides(data, found, cited, details[count:])
        claims = claims or cut_claims(data, found, cited)
        if found.code_lines:
            claims = with_code_lines(data, found, cited, claims)
        if count:
            own = (range(one.citations.start + count, one.citations.stop + count) for one in claims)
            claims = [one._replace(citations=at) for one, at in zip(claims, own, strict=True)]
            claims = [*(one.claim(number) for number, one in enumerate(note.listed)), *claims]
        note.claims = tuple(claims)
        note.links = wiki_links(data, found, note.citations)
        unread = [c for c in note.citations if not c.readings and not c.label_readings]
        note.problems = (*problems, *(Problem(_unread(c), c.span) for c in unread))
        note.cited_ms = None
        note._times, note._views = {}, {}
        note._plain = None
        return note

    def _search(self, named: list[VideoRef]) -> tuple[Source, list[Citation], list[Found]]:
        """Find the citations in the Markdown; the front matter names the videos `named`."""
        found = outline(self._markdown, self.body, self.data, reads_html=self.reads_html)
        self.hidden = comments(self.data, self.body, [*found.code, *found.marked])
        if self.hidden:
            found.code.extend(self.hidden)
            found.stretches = [one for one in found.stretches if not self.is_hidden(one)]
            found.code_lines = [one for one in found.code_lines if not self.is_hidden(one)]
        is_sure = bool(named) and is_sure_video(self.front, named[0])
        source = Source(self.data, self.body, len(self.data), found, is_sure, bool(named))
        cited, details = search(source)
        if self.said:
            from viewer.notes.said import heed  # needed by few notes

            cited, details = heed(self.said, source, cited, details)
        return source, cited, details

    @property
    def plain(self) -> PlainText:
        """The text without markup and citations."""
        if self._plain is None:
            events = self.shown_events()
            self._plain = PlainText(self.data, self.claims, self.citations, events)
        return self._plain

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
        return decoded(self.data, span)

    def is_hidden(self, stretch: Stretch | Span) -> bool:
        """Return whether a whole stretch is inside one comment."""
        at = bisect_right(self.hidden, stretch.start, key=lambda one: one.start) - 1
        return at >= 0 and stretch.end <= self.hidden[at].end

    def claim_at(self, offset: int) -> Claim | None:
        """Find the claim that a click at byte `offset` means; None if not clickable."""
        index = bisect_right(self.claims, offset, key=lambda one: one.reach.start) - 1
        if index >= 0 and self.claims[index].reach.holds(offset):
            return self.claims[index]
        return None

    @property
    def title(self) -> str | None:
        """The title in the front matter, else the text of the first heading, else None.

        Cut if it is longer than any title.
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
        """Return whether the note begins with a heading that says `title`."""
        first = self.blocks[0] if self.blocks else None
        if first is None or first.kind is not BlockKind.HEADING:
            return False
        return self._heading(first) == title

    def _heading(self, block: Block) -> str:
        start, end = block.span
        return _cut_title(self.plain.of(Span(start, min(end, start + _MOST_OF_TITLE * 16))))

    def times(self, duration_ms: int | None) -> tuple[CitedTime, ...]:
        """Decide every citation's time; in the order of `citations`, cached per duration."""
        times = self._times.get(duration_ms)
        if times is None:
            times = self._times[duration_ms] = self._decide(self.citations, duration_ms)
        return times

    def times_if(
        self, index: int, changed: Citation, duration_ms: int | None
    ) -> tuple[CitedTime, ...]:
        """Decide every citation's time as if `changed` replaced citation `index`."""
        citations = (*self.citations[:index], changed, *self.citations[index + 1 :])
        return self._decide(citations, duration_ms)

    def _decide(
        self, citations: Sequence[Citation], duration_ms: int | None
    ) -> tuple[CitedTime, ...]:
        own = [one for one in citations if one.video is None]
        found = iter(time_readings.chances(own, Limit(duration_ms, self.cited_ms)))
        likely = [next(found) if one.video is None else None for one in citations]
        return time_readings.decide(citations, duration_ms, likely)

    def is_shifted(self, duration_ms: int | None) -> bool:
        """Return whether times of the note are minutes and seconds in the h:m fields."""
        return any(time.status is TimeStatus.SHIFTED for time in self.times(duration_ms))


def _cut_title(title: str) -> str:
    return title if len(title) <= _MOST_OF_TITLE else title[:_MOST_OF_TITLE].rstrip() + "…"


def _unread(citation: Citation) -> str:
    if not citation.written:
        return tr("A timestamp has no time.")
    return tr("“{0}” is not a time.").format(citation.written[:80])


def is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _decode(data: bytes) -> tuple[str, int | None]:
    """Decode with offsets unchanged: a bad byte becomes one `?`. Also return where the first is."""
    try:
        return data.decode(), None
    except UnicodeDecodeError as error:
        # Lone surrogates stand for the bad bytes; encoding with "replace" makes each a `?`.
        same_length = data.decode("utf-8", "surrogateescape").encode("utf-8", "replace")
        return same_length.decode(), error.start
