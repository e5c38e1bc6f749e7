"""Changes to the times of a note: retime one citation, shift several, cite a moment.

Each returns a Change of the note's bytes and touches nothing but the digits of the time, in value
and label; times keep the form in which they are written. In a note that is read as minutes and
seconds throughout (`Note.is_shifted`) new times are written so too, else they would be misread.
Give the duration where it is known, for that decision depends on it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from viewer.notes import syntax
from viewer.notes.edit import Change, Edit, line_end
from viewer.notes.layout import item_blocks, own_span, start_of
from viewer.notes.model import Citation, CitedTime, Side, Span
from viewer.notes.own_form import OwnForm, Wish, can_be_two, form_of
from viewer.notes.places import missing_query, moved, time_places, written_like
from viewer.notes.rearrange import insert_bullet
from viewer.notes.sides import line_of
from viewer.notes.timecode import (
    Form,
    format_end_like,
    format_like,
    format_ms,
    readings,
    shift_like,
    step_of,
    time_at,
)
from viewer.notes.videos import video_key
from viewer.translation import numeral, tr

if TYPE_CHECKING:
    from viewer.notes.note import Note

_HOUR_MS = 3_600_000
# What opens needs no space behind it.
_OPENING = tuple("([{“‘«'\"*_~`")
# What stands before the words of a line.
_LINE_LEAD = re.compile(
    rb"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)]|#{1,6})[ \t]+)?(?:\[[ xX]\][ \t]+)?[ \t|]*"
)
# The last digits of a time, its part of a second, and its unit.
_LAST_FIELD = re.compile(r"(?<![.,\d])(\d+)(?:\.(\d*))?([^\d.]*)\Z")
# What Markdown, HTML or Obsidian could take for markup inside a line.
_MARKUP = re.compile(r"[\\`*_\[\]<>~|$]|&(?=#?\w+;)|#(?=\w)|\^(?=\w+$)")


def retime(
    note: "Note",
    citation: Citation,
    ms: int,
    duration_ms: int | None = None,
    *,
    whole: bool = False,
    surely: bool = False,
    finely: bool = False,
) -> Change:
    """Give one citation another time; of a bracket with several, that one only.

    Value and label change together, each in its own form; a label that shows words stays. Where
    the form has no fraction the second is rounded down. The end of a range stays as long as it is
    behind the new time; else, and with `whole`, the range moves as a whole. Where the note would
    read three fields as another time they become two, `79:00`; with `surely`, also where that would
    not be sure.
    """
    index = note.citations.index(citation)
    if finely and ms % 1000:
        citation = citation._replace(written=_with_fraction(citation.written))
    ways = _ways(citation.written, form_of(note, duration_ms, index))
    form, like = next(
        (way for way in ways if _is_read(note, index, ms, *way, duration_ms, surely=surely)),
        ways[0],
    )
    citation = _written_like(citation, like)
    end_ms = None
    if citation.end_span is not None:
        time = note.times(duration_ms)[index]
        stays = time.ms is not None and (time.end_ms is None or ms < time.end_ms)
        end_ms = moved_end_ms(citation, time, ms, form) if whole or not stays else None
    if end_ms is not None and duration_ms is not None:
        end_ms = min(end_ms, max(duration_ms, ms))
    spans = retimed(note, citation, ms, form, end_ms)
    return Change.of(
        tr("Set time to {0}").format(format_ms(ms)), edits_of(note, spans), is_retiming=True
    )


def retime_finely(note: "Note", index: int, ms: int, duration_ms: int | None) -> Change | None:
    """Give citation `index` another time as `retime` does, but to the millisecond.

    None where that would not be read there as meant, for its form holds no part of a second.
    """
    citation, time = note.citations[index], note.times(duration_ms)[index]
    change = retime(note, citation, ms, duration_ms, finely=True)
    after = note.with_data(change.apply(note.data))
    if len(after.citations) != len(note.citations):
        return None
    changed, now = after.citations[index], after.times(duration_ms)[index]
    is_meant = now.ms == ms and now.form is time.form and changed.syntax is citation.syntax
    return change if is_meant else None


def _with_fraction(written: str) -> str:
    """Get a text to write over, whose time has its part of a second to the millisecond."""
    start, end = time_at(written) or (0, len(written))
    time = _LAST_FIELD.sub(
        lambda last: f"{last[1]}.{(last[2] or '').ljust(3, '0')}{last[3]}", written[start:end]
    )
    return written[:start] + time + written[end:]


def _ways(written: str, form: Form | None) -> list[tuple[Form | None, str]]:
    """Get the ways to write over a time: as it is, as if the note were not shifted, in two fields.

    Each is how three fields are to be read, and what to write over.
    """
    two = _in_two_fields(written)
    if two is None:
        return [(form, written)]
    return [(form, written), *([(None, written)] if form is not None else []), (None, two)]


def _is_read(
    note: "Note",
    index: int,
    ms: int,
    form: Form | None,
    like: str,
    duration_ms: int | None,
    *,
    surely: bool,
) -> bool:
    """Return whether a time that is written so would be read as meant."""
    text = format_like(ms, like, form)
    could = readings(text)
    if note.citations[index].video is not None or len(could) < 2:
        return True
    if form is None and could[0].ms < _HOUR_MS and not surely:
        return True
    changed = note.citations[index]._replace(written=text, readings=could)
    time = note.time_if(index, changed, duration_ms)
    return time.ms is None or (0 <= ms - time.ms < 1_000 and (time.is_sure or not surely))


def _written_like(citation: Citation, like: str) -> Citation:
    """Return a citation to be written over, in two fields where its value is."""
    if like == citation.written:
        return citation
    label = citation.label
    two = _in_two_fields(label) if label is not None else None
    return citation._replace(written=like, label=label if two is None else two)


def _in_two_fields(text: str) -> str | None:
    """Get a text to write over, with two fields for the three of its time; None: it has others."""
    at = time_at(text)
    if at is None or text[slice(*at)].count(":") != 2:
        return None
    return text[: at[0]] + "00:00" + text[at[1] :]


def retimed(
    note: "Note", citation: Citation, ms: int, form: Form | None, end_ms: int | None = None
) -> list[tuple[Span, bytes]]:
    """Write another time, and with `end_ms` another end of the range that is written there.

    What to replace in the note, and with what. An end that stands for itself, in a bracket, is
    among it.
    """
    if not citation.syntax.is_marked:
        return _retimed_places(note, citation, ms, form, end_ms)
    spans = syntax.retime(citation, ms, form, end_ms)
    end_at = syntax.end_apart(citation)
    if end_ms is not None and end_at is not None:
        spans.append((end_at, format_end_like(end_ms, note.text(end_at), form).encode()))
    return spans


def _retimed_places(
    note: "Note", citation: Citation, ms: int, form: Form | None, end_ms: int | None
) -> list[tuple[Span, bytes]]:
    spans = [
        (place.span, written_like(end_ms or 0 if place.is_end else ms, place, form))
        for place in time_places(note.data, citation)
        if not place.is_end or end_ms is not None
    ]
    return [*spans, *missing_query(note.data, citation, ms)]


def moved_end_ms(citation: Citation, time: CitedTime, ms: int, form: Form | None) -> int | None:
    """Return where a range ends once it begins at `ms`; None: it is none, or cannot be.

    Where `ms` is another reading of what is written, its end is read in that way too. It stays as
    long as it is from what is written of `ms` on: else it would grow a little with each move.
    """
    length_ms = _range_length_ms(citation, time, ms)
    if length_ms is None:
        return None
    step_ms = step_of(citation.written, form)
    return ms // step_ms * step_ms + length_ms


def _range_length_ms(citation: Citation, time: CitedTime, ms: int) -> int | None:
    again = next((one.form for one in citation.readings if one.ms == ms), None)
    for end in citation.end_readings:
        if end.form is again and end.ms > ms:
            return end.ms - ms
    if time.ms is not None and time.end_ms is not None:
        return time.end_ms - time.ms
    ends = citation.end_readings
    if time.reading is None or not ends:
        return None
    alike = next((end for end in ends if end.form is time.form), ends[0])
    return alike.ms - time.reading.ms if alike.ms > time.reading.ms else None


def shift_times(
    note: "Note", citations: Iterable[Citation], delta_ms: int, duration_ms: int | None = None
) -> Change:
    """Move citations by an amount, negative for earlier; none goes below zero.

    With the first time of a range its second moves too. Those that cannot be read stay.
    """
    usual = form_of(note, duration_ms)
    places = {citation.value: index for index, citation in enumerate(note.citations)}
    chosen = {citation.value: citation for citation in citations}
    for one, two in pairwise(note.citations):
        if one.value in chosen and two.ends_range and one.span == two.span:
            chosen.setdefault(two.value, two)
    edits: list[Edit] = []
    for citation in chosen.values():
        form = usual
        if can_be_two(citation):
            form = form_of(note, duration_ms, places[citation.value])
        if not citation.syntax.is_marked:
            edits += edits_of(note, _shifted_places(note, citation, delta_ms, form))
            continue
        spans = syntax.shift(citation, delta_ms, form)
        end_at = syntax.end_apart(citation)
        if end_at is not None and not citation.syntax.shares_markup:  # else it is one of its own
            spans.append((end_at, shift_like(note.text(end_at), delta_ms, form).encode()))
        edits += edits_of(note, spans)
    count = len(chosen)
    sign = "−" if delta_ms < 0 else "+"
    name = tr("Shift 1 time by {0}|Shift %n times by {0}", "", count)
    name = name.format(f"{sign}{_amount(abs(delta_ms))}")
    return Change.of(name, edits, is_retiming=True)


def _shifted_places(
    note: "Note", citation: Citation, delta_ms: int, form: Form | None
) -> list[tuple[Span, bytes]]:
    places = time_places(note.data, citation)
    spans = [(place.span, moved(place, delta_ms, form)) for place in places]
    ms = max(citation.readings[0].ms + delta_ms, 0) if citation.readings else 0
    return [*spans, *missing_query(note.data, citation, ms)]


def cite(
    note: "Note",
    offset: int,
    ms: int,
    duration_ms: int | None = None,
    wish: Wish | None = None,
    *,
    is_inline: bool = False,
) -> Change:
    """Cite a moment at byte `offset`, in the form that the note uses most.

    In a note without citations that is the form of `wish`, else an anchor, `hh:mm:ss`. A space is
    added where words would touch it, and a comma where another citation ends there. Inside a
    character, a citation or a link, and in the front matter, the next place behind it is taken.
    Where the note's form would not be read there, or not for the video of `wish`, a link is
    written, or a bracket; with `is_inline` also where that form has lines of its own.
    """
    offset = citable(note, offset)
    own = OwnForm(note, duration_ms, wish)
    # It may stand in the words of a link, or behind a time that must be the last of its line.
    places = [offset, citable(note, line_of(note.data, offset, offset).end)]
    claim = note.claim_at(max(offset - 1, 0))
    if claim is not None:
        first = note.citations[claim.citations[0]].span.start
        words = note.data[:first].rstrip(b"([*_").rstrip(b" ")
        places += [citable(note, claim.span.end), citable(note, len(words))]
    changes = [
        Change.of(tr("Add timestamp {0}").format(format_ms(ms)), [_cited_at(note, at, markup)])
        for at in dict.fromkeys(places)
        for markup in own.markups(ms)
        if not (is_inline and "\n" in markup)
    ]
    return _first_read(note, own, ms, changes)


def cite_place(
    note: "Note", offset: int, duration_ms: int | None = None, wish: Wish | None = None
) -> int:
    """Return where a moment is cited for text that ends at `offset`, or holds it.

    Where the note has its times before their text: behind the times that begin the claim there,
    else at the beginning of the line. Elsewhere `offset` itself.
    """
    own = OwnForm(note, duration_ms, wish)
    if not own.comes_first:
        return offset
    line = line_of(note.data, offset, offset)
    claim = note.claim_at(offset) or (note.claim_at(offset - 1) if offset else None)
    if claim is not None and claim.side is Side.AFTER and claim.span.end == offset:
        return note.citations[claim.citations[-1]].span.end
    if any(line.start <= one.span.start < line.end for one in note.citations):
        return offset
    lead = _LINE_LEAD.match(note.data, line.start, line.end)
    start = lead.end() if lead is not None else line.start
    return max(start, note.body) if start <= offset else offset


def written(note: "Note", ms: int, duration_ms: int | None = None, wish: Wish | None = None) -> str:
    """Write a citation of a moment as `cite` does, for a place of its own within a line."""
    return inline(OwnForm(note, duration_ms, wish), ms)


def inline(own: OwnForm, ms: int) -> str:
    """Write a citation that can stand within a line."""
    return next(markup for markup in own.markups(ms) if "\n" not in markup)


def quote(
    note: "Note",
    offset: int,
    words: str,
    ms: int,
    duration_ms: int | None = None,
    wish: Wish | None = None,
) -> Change | None:
    """Put what is said at `ms` in a bullet below byte `offset`, in quotation marks, and cite it.

    The bullet is where `insert_bullet` puts it; None where none can be. The citation is as `cite`
    makes it, and stands where the note has its citations: behind the words, or before them. `words`
    is plain text, and reads the same once the note is shown.
    """
    change = insert_bullet(note, offset)
    if change is None:
        return None
    words = f"“{escaped(' '.join(words.split()))}”"
    own = OwnForm(note, duration_ms, wish)
    begun = note.with_data(change.apply(note.data))
    (span,) = change.new_spans()
    new = next(i for i in item_blocks(begun) if span.start <= start_of(begun, i) < span.end)
    at = own_span(begun, new).start
    edit = cited_behind(begun, at, words, ms, own, cited_first=own.comes_first)
    return change.then(
        Change("", (edit,)), tr("Quote {0}", "what is said at a time").format(format_ms(ms))
    )


def cited_behind(
    note: "Note", offset: int, words: str, ms: int, own: OwnForm, *, cited_first: bool = False
) -> Edit:
    """Put Markdown behind byte `offset`, and behind that, after a space, what `cite` writes.

    With `cited_first` the citation stands before it.
    """
    offset = citable(note, offset)
    changes = []
    for markup in own.markups(ms):
        if "\n" in markup:
            continue
        at = _cited_at(note, offset, markup)
        text = at.new.decode()
        line = text[: len(text) - len(text.lstrip("\r\n"))]
        plain = text.lstrip("\r\n, ")
        lead = " " if len(line) + len(plain) < len(text) else ""
        both = f"{plain.rstrip()} {words}" if cited_first else f"{words} {plain}"
        behind = plain[len(plain.rstrip()) :] if cited_first else ""
        changes.append(Change.of("", [at._replace(new=f"{line}{lead}{both}{behind}".encode())]))
    (edit,) = _first_read(note, own, ms, changes).edits
    return edit


def _cited_at(note: "Note", offset: int, markup: str) -> Edit:
    """Write a citation at a place where it can stand, with the spaces that it needs there."""
    if "\n" in markup:
        return _block_at(note, offset, markup)
    before = note.text(Span(max(offset - 4, 0), offset))[-1:]
    after = note.text(Span(offset, offset + 4))[:1]
    at_body = note.front is not None and offset == note.front.span.end
    if at_body and note.data[offset - 1 : offset] not in (b"\n", b"\r"):
        markup = line_end(note.data, offset).decode() + markup  # the fence is a line of its own
    elif any(citation.span.end == offset for citation in note.citations):
        return Edit(
            offset, b"", f", {markup}{' ' if after.isalnum() or after == '<' else ''}".encode()
        )
    elif before and not at_body and not before.isspace() and before not in (*_OPENING, "\ufeff"):
        markup = " " + markup
    if after and (after.isalnum() or after in _OPENING or after in "<!"):
        markup += " "
    return Edit(offset, b"", markup.encode())


def _block_at(note: "Note", offset: int, markup: str) -> Edit:
    """Write what has lines of its own before the line of a place."""
    data = note.data
    end = line_end(data, offset).decode()
    line = line_of(data, offset, offset)
    text = end.join(line.strip() for line in markup.splitlines()) + end
    if all(one.span.end != offset or one.span.start >= line.start for one in note.citations):
        return Edit(max(line.start, note.body), b"", text.encode())
    # Below another that ends there.
    following = data.find(b"\n", offset) + 1
    start = following or len(data)
    return Edit(start, b"", (text if following else end + text).encode())


def _first_read(note: "Note", own: OwnForm, ms: int, changes: Sequence[Change]) -> Change:
    """Take the first of several ways to cite that is read as meant; else what leaves most so.

    An anchor or a bracket always is in a note that has no others, and is about one video.
    """
    is_marked = own.syntax.is_marked and (own.video is None or own.video == note.video)
    if is_marked and all(one.syntax.is_marked for one in note.citations):
        return changes[0]
    most, best = -1, changes[0]
    for change in changes:
        after = note.with_data(change.apply(note.data))
        if len(after.citations) > most:
            most, best = len(after.citations), change
        if len(after.citations) != len(note.citations) + 1:
            continue
        span = change.new_spans()[0]
        index = bisect_left(after.citations, span.start, key=lambda one: one.span.start)
        if index == len(after.citations) or after.citations[index].span.end > span.end + 2:
            continue
        at_ms = after.times(None)[index].ms
        if at_ms is None or not 0 <= ms - at_ms < 1_000:
            continue
        video = after.video_of(after.citations[index])
        if own.video is None or video_key(video) == video_key(own.video):
            return change
    return best


def escaped(words: str) -> str:
    """Write plain text as Markdown that shows just that text."""
    words = _MARKUP.sub(r"\\\g<0>", words)
    return words.replace("%%", r"%\%").replace("==", r"=\=")


def citable(note: "Note", offset: int) -> int:
    """Return where at or behind `offset` a citation can stand without cutting anything in two."""
    data = note.data
    offset = min(max(offset, 0), len(data))
    offset = max(offset, note.body)
    spans = [citation.span for citation in note.citations] + [link.span for link in note.links]
    for span in spans:
        if span.start < offset < span.end:
            offset = span.end
    while offset < len(data) and data[offset] & 0xC0 == 0x80:
        offset += 1
    if data[offset - 1 : offset + 1] == b"\r\n":
        offset -= 1
    return offset


def edits_of(note: "Note", spans: Iterable[tuple[Span, bytes]]) -> list[Edit]:
    return [Edit(span.start, note.data[span.start : span.end], new) for span, new in spans]


def _amount(ms: int) -> str:
    if ms >= 60_000:
        return format_ms(ms)
    decimals = len(f"{ms / 1000:.3f}".rstrip("0").partition(".")[2])
    return tr("{0} s").format(numeral(ms / 1000, decimals))
