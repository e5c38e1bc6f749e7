"""Change the times of a note: retime one citation, shift several, cite a moment.

Each returns a Change of the note's bytes and touches nothing but the digits of the time, in value
and label; times keep the form in which they are written. In a note that is read as minutes and
seconds throughout (`Note.is_shifted`) new times are written that way, too, or they would be
misread. Pass the duration if it is known: that decision depends on it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.base.translation import numeral, tr
from viewer.notes.edit import Change, Edit, line_end
from viewer.notes.forms import every
from viewer.notes.layout import item_blocks, own_span, start_of
from viewer.notes.model import Citation, CitedTime, EndFault, Side, Span
from viewer.notes.own_form import OwnForm, Wish, form_of
from viewer.notes.places import (
    end_apart,
    missing_query,
    moved,
    rewritten,
    time_labels,
    time_places,
    written_like,
)
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

if TYPE_CHECKING:
    from viewer.notes.note import Note

_HOUR_MS, _SECOND_MS = 3_600_000, 1_000
# What opens needs no space behind it.
_OPENING = tuple("([{“‘«'\"*_~`")
# What precedes the words of a line.
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
    """Give one citation another time; in a bracket with several, only that one.

    Value and label change together, each in its own format; a label of words stays. If the form has
    no fraction the second is rounded down. The end of a range stays as long as it is later than the
    new time; otherwise, and with `whole`, the whole range moves. If the note would read three
    fields as another time, they become two, `79:00`; with `surely`, also if the reading would not
    be sure. The same goes for another citation that the change would make misread.
    """
    index = note.citations.index(citation)
    if finely and ms % 1000:
        citation = citation._replace(written=_with_fraction(citation.written))
    found = []
    for way in _ways(citation.written, form_of(note, duration_ms, index)):
        found.append((_misread(note, index, ms, *way, duration_ms, surely=surely), *way))
        if found[-1][0] == (False, 0):
            break
    misread, form, like = min(found, key=lambda way: way[0])
    if like != citation.written:
        citation = _in_fields(citation, 2)
    end_ms = None
    if citation.end_span is not None:
        time = note.times(duration_ms)[index]
        stays = time.ms is not None and (time.end_ms is None or ms < time.end_ms)
        end_ms = moved_end_ms(citation, time, ms, form) if whole or not stays else None
    if end_ms is not None and duration_ms is not None:
        end_ms = min(end_ms, max(duration_ms, ms))
    spans = retimed(note, citation, ms, form, end_ms)
    name = tr("Set time to {0}").format(format_ms(ms))
    if misread[1]:
        times, cited = note.times(duration_ms), note.citations
        given = {index: spans}
        for at in (index, index + 1):  # both of a range in a bracket
            if at < len(cited) and cited[at].ends_range:
                given = {at - 1: [], at: []} | given
        change, _ = _read_as_meant(note, times, [0] * len(times), {}, duration_ms, given)
        return replace(change, name=name)
    return Change.of(name, edits_of(note, spans), is_retiming=True)


def retime_finely(note: "Note", index: int, ms: int, duration_ms: int | None) -> Change | None:
    """Give citation `index` another time as `retime` does, but to the millisecond.

    None if its form holds no part of a second.
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
    """Return a text to write over, whose time has its fraction to the millisecond."""
    start, end = time_at(written) or (0, len(written))
    time = _LAST_FIELD.sub(
        lambda last: f"{last[1]}.{(last[2] or '').ljust(3, '0')}{last[3]}", written[start:end]
    )
    return written[:start] + time + written[end:]


def _ways(written: str, form: Form | None) -> list[tuple[Form | None, str]]:
    """Return the ways to rewrite a time: as it is, as if the note were not shifted, in two fields.

    Each is how to read three fields, and the text to write over.
    """
    two = _with_fields(written, 2)
    if two == written:
        return [(form, written)]
    return [(form, written), *([(None, written)] if form is not None else []), (None, two)]


def _misread(
    note: "Note",
    index: int,
    ms: int,
    form: Form | None,
    like: str,
    duration_ms: int | None,
    *,
    surely: bool,
) -> tuple[bool, int]:
    """Return whether a rewritten time would be misread, and how many others would be.

    Those are of the same video, and are read differently now.
    """
    cited = note.citations[index]
    if cited.video is not None or not cited.syntax.is_marked:
        return False, 0
    text = format_like(ms, like, form)
    changed = cited._replace(written=text, readings=readings(text))
    old, new = note.times(duration_ms), note.times_if(index, changed, duration_ms)
    flipped = sum(one.reading != two.reading for one, two in zip(old, new, strict=True))
    own = new[index]
    is_read = own.ms is None or (0 <= ms - own.ms < _SECOND_MS and (own.is_sure or not surely))
    return not is_read, flipped - (old[index].reading != own.reading)


def _in_fields(citation: Citation, fields: int) -> Citation:
    """Return a citation to write over: with two fields instead of three, or the other way round."""
    label = citation.label and _with_fields(citation.label, fields)
    return citation._replace(written=_with_fields(citation.written, fields), label=label)


def _with_fields(text: str, fields: int) -> str:
    at = time_at(text)
    if at is None or text[slice(*at)].count(":") != 4 - fields:
        return text
    return text[: at[0]] + "00:00:00"[: 3 * fields - 1] + text[at[1] :]


def retimed(
    note: "Note", citation: Citation, ms: int, form: Form | None, end_ms: int | None = None
) -> list[tuple[Span, bytes]]:
    """Write another time, and with `end_ms` another end of the range there.

    Returns what to replace in the note, and the new texts, including an end that is a citation of
    its own in a bracket.
    """
    if not citation.syntax.is_marked:
        return _retimed_places(note, citation, ms, form, end_ms)
    spans = rewritten(citation, ms, form, end_ms)
    end_at = end_apart(citation)
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
    """Return where a range ends once it begins at `ms`; None if it has no end, or none is possible.

    If `ms` is another reading of the written start, the end is read in that way too. The length is
    kept from how `ms` is written: else the range would grow a little with each move.
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
    """Shift citations by an amount, negative for earlier, each from its reading.

    With the start of a range its end moves, too. Unreadable times stay, and so do those that would
    fall below zero: the name says how many. If the note would read three fields as another time
    they become two, `79:00` or `03:30.00`; such two become three again once they can.
    """
    chosen = {citation.value for citation in citations}
    times = note.times(duration_ms)
    shifts = [0] * len(times)
    early = 0
    for index, citation in enumerate(note.citations):
        first = index - citation.ends_range
        is_led = first < index and note.citations[first].value in chosen
        if is_led or citation.value in chosen:
            is_early = _shifted(note, index, times[index], delta_ms) is None
            is_early = is_early or (is_led and not shifts[first])
            shifts[index] = 0 if is_early else delta_ms
            early += is_early
    fields = {
        index: 3
        for index, citation in enumerate(note.citations)
        if shifts[index] and citation.syntax.is_marked and times[index].form is Form.M_S
    }
    if fields:
        _, now = _read_as_meant(note, times, [0] * len(times), fields, duration_ms)
        fields = {index: 3 for index in fields if now[index] == 2}
    change, _ = _read_as_meant(note, times, shifts, fields, duration_ms)
    names = []
    if change:
        count = sum(by_ms != 0 for by_ms in shifts)
        name = tr("Shift 1 time by {0}|Shift %n times by {0}", "", count)
        names.append(name.format(f"{'−' if delta_ms < 0 else '+'}{_amount(abs(delta_ms))}"))
    if early:
        names.append(
            tr("1 stays: it would be below 0:00|%n stay: they would be below 0:00", "", early)
        )
    return replace(change, name="; ".join(names))


def _read_as_meant(
    note: "Note",
    times: Sequence[CitedTime],
    shifts: Sequence[int],
    fields: Mapping[int, int],
    duration_ms: int | None,
    given: Mapping[int, list[tuple[Span, bytes]]] | None = None,
) -> tuple[Change, dict[int, int]]:
    """Shift times, writing in two fields those that would be misread; return which have how many.

    Those in `fields` are to have that many, if read correctly; those in `given` are fixed.
    """
    given, fields = given or {}, dict(fields)
    while True:
        edits: list[Edit] = []
        for index, by_ms in enumerate(shifts):
            if index in given:
                edits += edits_of(note, given[index])
            elif by_ms or index in fields:
                spans = _shifted(note, index, times[index], by_ms, fields.get(index, 0))
                edits += edits_of(note, spans or ())
        change = Change.of("", edits, is_retiming=True)
        after = note.with_data(change.apply(note.data)).times(duration_ms)
        wrong = [
            index
            for index, (old, new) in enumerate(zip(times, after, strict=False))
            if not (index in given or fields.get(index) == 2)
            and not _is_moved(
                old,
                new,
                shifts[index],
                to_shifted=index in fields and _is_cut(note.citations[index], old, 3),
            )
        ]
        if not wrong:
            return change, fields
        fields |= dict.fromkeys(wrong, 2)


def _is_moved(old: CitedTime, new: CitedTime, by_ms: int, *, to_shifted: bool) -> bool:
    """Return whether a time, and its end, is read as before plus an amount."""
    if old.reading is None or new.reading is None:
        return old.reading is new.reading
    if (new.form is Form.M_S_00) is not (to_shifted or old.form is Form.M_S_00):
        return False
    ends = (old.end_ms, new.end_ms)
    if old.end_ms is None or new.end_fault is EndFault.PAST_END:
        ends = (0, by_ms)
    pairs = ((old.reading.ms, new.reading.ms), ends)
    return all(
        one is not None and two is not None and abs(two - one - by_ms) < _SECOND_MS
        for one, two in pairs
    )


def _is_cut(citation: Citation, time: CitedTime, fields: int) -> bool:
    """Return whether a time loses its meaningless third field, or gets it after a dot."""
    is_dotted = fields == 3 and "." in citation.written
    return citation.syntax is every.ANCHOR and (time.form is Form.M_S_00 or is_dotted)


def _shifted(
    note: "Note", index: int, time: CitedTime, by_ms: int, fields: int = 0
) -> list[tuple[Span, bytes]] | None:
    """Shift all that a citation says, into another number of fields unless that is 0.

    None if it would be below zero.
    """
    citation = note.citations[index]
    if time.reading is None:
        return []
    ms = time.reading.ms + by_ms
    if ms < 0:
        return None
    end = next((one for one in citation.end_readings if one.ms == time.end_ms), time.reading)
    new: list[tuple[Span, str | None]] = []
    if fields and not _is_cut(citation, time, fields):
        new = [(citation.value, None)]
    elif citation.syntax.is_marked:
        third = ("", "", ".", ":")[fields]
        said = (time.reading, end)[: 1 + (citation.end_span is not None)]
        for span, text in ((citation.value, citation.written), *time_labels(citation)):
            new.append((span, shift_like(text, by_ms, *said, third=third)))
        end_at = end_apart(citation)
        if end_at is not None and not citation.syntax.shares_markup:  # else it is one of its own
            new.append((end_at, shift_like(note.text(end_at), by_ms, end)))
    else:
        for place in time_places(note.data, citation):
            new.append((place.span, moved(place, by_ms, end if place.is_end else time.reading)))
        new += ((span, text.decode()) for span, text in missing_query(note.data, citation, ms))
    spans = [(span, text.encode()) for span, text in new if text is not None]
    if len(spans) == len(new):
        return spans
    # Written anew: in other fields, or where its label is too early to be moved.
    if fields:
        citation = _in_fields(citation, fields)
    end_ms = None if time.end_ms is None else time.end_ms + by_ms
    return retimed(note, citation, ms, None if fields else time.form, end_ms)


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
    added if text would touch it, and a comma if another citation ends there. Inside a character, a
    citation or a link, and in the front matter, it goes to the next place after that. If the note's
    form would not be read there, or not for the video of `wish`, a link or a bracket is written;
    with `is_inline` also if that form needs lines of its own.
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
    """Return where to cite a moment for text that ends at `offset`, or contains it.

    If the note puts times before their text: after the times that begin the claim there, else at
    the beginning of the line. Otherwise `offset` itself.
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


def inline(own: OwnForm, ms: int) -> str:
    """Return a citation that can be used within a line."""
    return next(markup for markup in own.markups(ms) if "\n" not in markup)


def quote(
    note: "Note",
    offset: int,
    words: str,
    ms: int,
    duration_ms: int | None = None,
    wish: Wish | None = None,
) -> Change | None:
    """Quote what is said at `ms` in a bullet below byte `offset`, and cite it.

    The bullet goes where `insert_bullet` puts it; None if that is nowhere. The citation is as
    `cite` writes it, on the side of the words where the note has its citations. `words` is plain
    text, and reads the same once the note is shown.
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
    """Insert Markdown after byte `offset`, and after that, and a space, what `cite` writes.

    With `cited_first` the citation comes first.
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
    """Write a citation where it can be, with the spaces that it needs there."""
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
    """Write a block of lines before the line of a place."""
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
    """Return the first of several ways to cite that is read as meant, else the least harmful.

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
    """Write plain text as Markdown that shows exactly that text."""
    words = _MARKUP.sub(r"\\\g<0>", words)
    return words.replace("%%", r"%\%").replace("==", r"=\=")


def citable(note: "Note", offset: int) -> int:
    """Return where at or after `offset` a citation can go without splitting anything."""
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
