"""Convert the citations of a note to another form, and change nothing else.

Each citation is rewritten in the requested form, with the moment as read, to the millisecond, its
end and its video. One that would be read differently is left unchanged, with the reason: a form
that cannot hold an end, a video that nothing else names, a plain time in the middle of a sentence.
So a converted note says the same as before.

A player (`![[v.mp4#t=83]]`, `{{video URL}}`, a tag) shows its video in the note, and stays. The
words of a link's label stay, as text. The reasons are in English, like the command line. Pure; any
thread.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from viewer.notes.edit import Change, Edit, line_end
from viewer.notes.forms.form import CitationForm, Wanted
from viewer.notes.marking import Told, all_told, told_by
from viewer.notes.model import BlockKind, Citation, Side, Span, TimeStatus, is_open_tag
from viewer.notes.note import Note
from viewer.notes.region import region_of
from viewer.notes.sides import line_of

_NOT_READ = "It would not be read as a timestamp there."
_OTHER_TIME = "It would be read as another time."
_LOST_VIDEO = (
    "The note would no longer say which video it is about. Add the video to the front matter first."
)
_PLAYER = "It shows the video in the note."
_OWN_LINE = "A fence needs a line of its own."
_OTHERS = "Other times of the note would be read differently."
_MORE = "Something else in the note would become a timestamp."
_UNREAD = "Its time can't be read."
_MARKED = "It is inside other markup."
_IN_CODE = "It is inside code, where only anchors are read."
_IN_HTML = "Its backslashes would be visible in HTML."
_LONGEST_LABEL = 500


class LeftCitation(NamedTuple):
    """A citation that stays unchanged: its index in the note, and why."""

    citation: int
    why: str


class Conversion(NamedTuple):
    """The result; `change` is empty if nothing changes."""

    change: Change
    # How many citations it changes.
    done: int
    left: tuple[LeftCitation, ...]
    # How many are in the form already.
    same: int
    # How many of those changed are read with the text on their other side then, as anchors are,
    # which stand behind what they support.
    turned: int = 0


class _Item(NamedTuple):
    """Citations that are written as one: a single one, or the two of a range in a bracket."""

    at: int
    # What is replaced, by what; of a bracket with several times the bracket itself is dropped too.
    place: Span
    wanted: Wanted


def convert(note: Note, form: CitationForm, *, cuts: bool = False) -> Conversion:
    """Convert the citations of a note to another form.

    With `cuts` fractions of a second are dropped if the form has whole seconds only.
    """
    return _Converter(note, form, cuts=cuts).convert()


class _Converter:
    """Repeats writing, reading back, and leaving what is read differently, until all is right."""

    def __init__(self, note: Note, form: CitationForm, *, cuts: bool) -> None:
        self._note, self._form, self._cuts = note, form, cuts
        self._times = note.times(None)
        self._why: dict[int, str] = {}
        self._rows = [b.span for b in note.blocks if b.kind is BlockKind.ROW]
        self._code = [b.span for b in note.blocks if b.kind is BlockKind.CODE]
        self._html = [b.span for b in note.blocks if b.kind is BlockKind.HTML]
        self._line_end = line_end(note.data).decode()

    def convert(self) -> Conversion:
        note = self._note
        items = list(self._items())
        cited = (one for one in note.citations if not one.ends_range)
        same = sum(one.syntax is self._form for one in cited)
        while True:
            self._leave_whole_brackets(items)
            chosen = [item for item in items if item.at not in self._why]
            change = Change.of("", [edit for item in chosen for edit in self._edits(item)])
            if not change:
                return Conversion(change, len(chosen), self._lefts(), same)
            after = note.with_data(change.apply(note.data))
            places = self._places(change, chosen)
            if not self._leaves_any(after, places, chosen):
                turned = self._turned(after, places, chosen)
                return Conversion(change, len(chosen), self._lefts(), same, turned)

    def _turned(self, after: Note, places: dict[int, int], chosen: list[_Item]) -> int:
        before, now = _sides(self._note), _sides(after)
        return sum(
            before.get(self._note.citations[item.at].span.start) is not now.get(places[item.at])
            for item in chosen
        )

    def _lefts(self) -> tuple[LeftCitation, ...]:
        return tuple(LeftCitation(index, why) for index, why in sorted(self._why.items()))

    # --- what is to be written ---

    def _items(self) -> Iterator[_Item]:
        """Yield what can be written in the form; record why the others cannot."""
        for index, citation in enumerate(self._note.citations):
            if citation.syntax is self._form or citation.ends_range:
                continue
            time = self._times[index]
            if time.ms is None or time.status is TimeStatus.UNREADABLE:
                self._why[index] = _UNREAD
                continue
            if time.end_ms is None and citation.end_span is not None:
                self._why[index] = "Its end is not after its start."
                continue
            ms, end_ms = time.ms, time.end_ms
            if self._cuts and self._form.whole_seconds:
                ms = ms // 1000 * 1000
                end_ms = -(-end_ms // 1000) * 1000 if end_ms is not None else None
            region = region_of(self._note.data, citation)
            wanted = Wanted(ms, end_ms, self._note.video_of(citation), region)
            # A fence that cites is code itself.
            is_in_code = citation.syntax.is_anywhere and _is_in(self._code, citation)
            why = _IN_CODE if is_in_code else self._form.why_not(wanted)
            if why := why or self._why_there(citation):
                self._why[index] = why
                continue
            place = citation.span
            if citation.syntax.shares_markup:
                end = citation.end_span.end if citation.end_span is not None else 0
                place = Span(citation.value.start, max(citation.value.end, end))
            yield _Item(index, place, wanted)

    def _why_there(self, citation: Citation) -> str:
        raw = self._note.data[citation.span.start : citation.span.end]
        if citation.syntax.is_player(raw):
            return _PLAYER
        is_tag = not citation.syntax.is_marked and is_open_tag(raw)
        is_inside = is_tag or citation.span.start < self._note.body
        if is_inside or (raw.startswith(b"](") and self._label_start(citation) is None):
            return _MARKED
        if self._form.own_line and not self._is_alone(citation):
            return _OWN_LINE
        if self._form.is_markdown and _is_in(self._html, citation):
            return _IN_HTML
        return ""

    def _is_alone(self, citation: Citation) -> bool:
        """Return whether a citation has its line to itself, outside lists and quotes."""
        data, span = self._note.data, citation.span
        line = line_of(data, span.start, span.end)
        return not data[line.start : span.start].strip() and not data[span.end : line.end].strip()

    def _label_start(self, citation: Citation) -> int | None:
        """Find the bracket that opens the text of a link, before its span."""
        data, depth = self._note.data, 0
        stop = citation.span.start
        for at in range(stop - 1, max(self._note.body, stop - _LONGEST_LABEL) - 1, -1):
            letter = data[at : at + 1]
            if letter in b"[]" and data[at - 1 : at] == b"\\":
                continue
            if letter == b"]":
                depth += 1
            elif letter == b"[":
                if depth == 0:
                    return None if data[at - 1 : at] == b"!" else at
                depth -= 1
            elif letter == b"\n" and data[at - 1 : at] == b"\n":
                return None
        return None

    def _edits(self, item: _Item) -> Iterator[Edit]:
        note = self._note
        citation = note.citations[item.at]
        markup = self._form.write(item.wanted).replace("\n", self._line_end)
        data, place = note.data, item.place
        if any(row.holds(place.start) for row in self._rows):
            markup = markup.replace("|", "\\|")
        if data.startswith(b"](", place.start):
            opened = self._label_start(citation)
            assert opened is not None
            yield Edit(opened, b"[", b"")
            markup = " " + markup
        if citation.syntax.shares_markup:
            # The first time of a bracket takes its opening along, the last its end.
            (start, end), (first, last) = citation.span, self._around(item)
            place = Span(start if first else place.start, end if last else place.end)
        yield Edit(place.start, data[place.start : place.end], markup.encode())

    def _around(self, item: _Item) -> tuple[bool, bool]:
        """Return whether a time is the first of its bracket, and whether it is the last."""
        citations = self._note.citations
        span = citations[item.at].span
        following = item.at + 1
        if following < len(citations) and citations[following].ends_range:
            following += 1
        is_last = following >= len(citations) or citations[following].span != span
        return item.at == 0 or citations[item.at - 1].span != span, is_last

    def _leave_whole_brackets(self, items: list[_Item]) -> None:
        """Leave all times of a bracket if one of them is left."""
        citations = self._note.citations
        left = {
            citations[index].span: why
            for index, why in self._why.items()
            if citations[index].syntax.shares_markup
        }
        for item in items:
            why = left.get(citations[item.at].span)
            if why is not None and item.at not in self._why:
                self._why[item.at] = why

    # --- whether it is read again ---

    def _leaves_any(self, after: Note, places: dict[int, int], chosen: list[_Item]) -> bool:
        """Leave what is read differently, with the reason; False if there is none."""
        found = {one.span.start: at for at, one in enumerate(after.citations) if not one.ends_range}
        before = len(self._why)
        for item in chosen:
            at = found.get(places[item.at])
            if at is None or after.citations[at].syntax is not self._form:
                self._why[item.at] = _NOT_READ
                continue
            told, again = self._says(item), told_by(after, at)
            if again[:3] != told[:3]:
                self._why[item.at] = _OTHER_TIME
            elif again.video != told.video:
                self._why[item.at] = _LOST_VIDEO
        if len(self._why) == before:
            self._check_others(after, chosen)
        return len(self._why) > before

    def _check_others(self, after: Note, chosen: list[_Item]) -> None:
        """Check that the others are read as before; else leave what had named their video."""
        wanted = Counter(self._says(item) for item in chosen)
        wanted += all_told(self._note, {item.at for item in chosen})
        again = all_told(after)
        if again == wanted:
            return
        if not wanted - again:
            for item in chosen:
                self._why[item.at] = _MORE
            return
        lost = {told.video for told in wanted - again}
        is_video = Counter(told[:3] for told in wanted.elements()) == Counter(
            told[:3] for told in again.elements()
        )
        guilty = [item for item in chosen if is_video and self._says(item).video in lost]
        for item in guilty or chosen:
            self._why[item.at] = _LOST_VIDEO if is_video else _OTHERS

    def _says(self, item: _Item) -> Told:
        told = told_by(self._note, item.at)
        return told._replace(ms=item.wanted.ms, end_ms=item.wanted.end_ms)

    def _places(self, change: Change, chosen: list[_Item]) -> dict[int, int]:
        """Return the byte at which each new citation begins after the change."""
        new = {
            edit.start: span.start
            for edit, span in zip(change.edits, change.new_spans(), strict=True)
        }
        places = {}
        for item in chosen:
            citation = self._note.citations[item.at]
            start = item.place.start
            if citation.syntax.shares_markup and self._around(item)[0]:
                start = citation.span.start
            has_words = self._note.data.startswith(b"](", start)
            places[item.at] = new[start] + has_words if start in new else -1
        return places


def _sides(note: Note) -> dict[int, Side]:
    """Return the side of each citation's text, by the byte where the citation begins."""
    return {
        note.citations[index].span.start: claim.side
        for claim in note.claims
        if not claim.stands_for_child
        for index in claim.citations
    }


def _is_in(blocks: Sequence[Span], citation: Citation) -> bool:
    return any(block.start <= citation.span.start < block.end for block in blocks)
