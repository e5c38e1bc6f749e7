"""Changes to the times of a note: retime one citation, shift several, cite a moment.

Each returns a Change of the note's bytes and touches nothing but the digits of the time, in value
and label; times keep the form in which they are written. In a note that is read as minutes and
seconds throughout (`Note.is_shifted`) new times are written so too, else they would be misread.
Give the duration where it is known, for that decision depends on it.
"""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from viewer.notes import syntax
from viewer.notes.edit import Change, Edit, line_end
from viewer.notes.model import Citation, CitedTime, Span
from viewer.notes.timecode import (
    Form,
    format_full,
    format_like,
    format_ms,
    step_of,
    time_in,
)

if TYPE_CHECKING:
    from viewer.notes.note import Note

# What opens needs no space behind it.
_OPENING = tuple("([{“‘«'\"*_~`")
_FRESH = "anchor"
_SENTENCE_END = re.compile(rb"(?:[.!?,;:)]|\xe2\x80[\x9d\xa6]|\xc2\xbb)++(?=\s|\Z)")
# What Markdown, HTML or Obsidian could take for markup inside a line.
_MARKUP = re.compile(r"[\\`*_\[\]<>~|$]|&(?=#?\w+;)|#(?=\w)|\^(?=\w+$)")


def retime(
    note: "Note",
    citation: Citation,
    ms: int,
    duration_ms: int | None = None,
    *,
    whole: bool = False,
) -> Change:
    """Give one citation another time; of a bracket with several, that one only.

    Value and label change together, each in its own form; a label that shows words stays. Where
    the form has no fraction the second is rounded down. The end of a range stays as long as it is
    behind the new time; else, and with `whole`, the range moves as a whole.
    """
    form = form_of(note, duration_ms)
    end_ms = None
    if citation.end_span is not None:
        time = note.times(duration_ms)[note.citations.index(citation)]
        stays = time.ms is not None and (time.end_ms is None or ms < time.end_ms)
        end_ms = moved_end_ms(citation, time, ms, form) if whole or not stays else None
    if end_ms is not None and duration_ms is not None:
        end_ms = min(end_ms, max(duration_ms, ms))
    spans = retimed(note, citation, ms, form, end_ms)
    return Change.of(f"Retime {_clock(ms)}", edits_of(note, spans))


def retimed(
    note: "Note", citation: Citation, ms: int, form: Form | None, end_ms: int | None = None
) -> list[tuple[Span, bytes]]:
    """Write another time, and with `end_ms` another end of the range that is written there.

    What to replace in the note, and with what. An end that stands for itself, in a bracket, is
    among it.
    """
    spans = list(syntax.retime(citation, ms, form, end_ms))
    end_at = citation.end_span
    if end_ms is not None and end_at is not None and syntax.has_end_apart(citation):
        old = note.data[end_at.start : end_at.end].decode("utf-8", "replace")
        spans.append((end_at, syntax.end_like(citation, end_ms, old, form)))
    return spans


def moved_end_ms(citation: Citation, time: CitedTime, ms: int, form: Form | None) -> int | None:
    """Say where a range ends once it begins at `ms`; None: it is none, or cannot be.

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
    note: "Note",
    citations: Iterable[Citation],
    delta_ms: int,
    duration_ms: int | None = None,
) -> Change:
    """Move citations by an amount, negative for earlier; none goes below zero.

    With the first time of a range its second moves too. Those that cannot be read stay.
    """
    form = form_of(note, duration_ms)
    chosen = {citation.value: citation for citation in citations}
    for one, two in pairwise(note.citations):
        if one.value in chosen and two.ends_range and one.span == two.span:
            chosen.setdefault(two.value, two)
    edits: list[Edit] = []
    for citation in chosen.values():
        spans = list(syntax.shift(citation, delta_ms, form))
        end_at = citation.end_span
        if end_at is not None and citation.syntax != "bracket" and syntax.has_end_apart(citation):
            # In a bracket it is a citation of its own.
            old = note.data[end_at.start : end_at.end].decode("utf-8", "replace")
            spans.append((end_at, syntax.shifted_end(citation, delta_ms, old, form)))
        edits += edits_of(note, spans)
    count = len(chosen)
    sign = "−" if delta_ms < 0 else "+"
    name = f"Shift {count} {'time' if count == 1 else 'times'} by {sign}{_amount(abs(delta_ms))}"
    return Change.of(name, edits)


def cite(note: "Note", offset: int, ms: int, duration_ms: int | None = None) -> Change:
    """Cite a moment at byte `offset`, in the syntax and form that the note uses most.

    In a note without citations that is an anchor, `hh:mm:ss`. A space is added where words would
    touch it, and a comma where another citation ends there. Inside a character, a citation or a
    link, and in the front matter, the next place behind it is taken.
    """
    offset = citable(note, offset)
    name, time = _like_most(note, ms, duration_ms)
    markup = syntax.SYNTAXES[name].write(time, None, note.video)
    before = note.text(Span(max(offset - 4, 0), offset))[-1:]
    after = note.text(Span(offset, offset + 4))[:1]
    at_body = note.front is not None and offset == note.front.span.end
    if at_body and note.data[offset - 1 : offset] not in (b"\n", b"\r"):
        markup = line_end(note.data, offset).decode() + markup  # the fence is a line of its own
    elif any(citation.span.end == offset for citation in note.citations):
        markup = ", " + markup
    elif before and not at_body and not before.isspace() and before not in (*_OPENING, "\ufeff"):
        markup = " " + markup
    if after and (after.isalnum() or after in _OPENING or after in "<!"):
        markup += " "
    return Change.of(f"Cite {_clock(ms)}", [Edit(offset, b"", markup.encode())])


def written(note: "Note", ms: int, duration_ms: int | None = None) -> str:
    """Write a citation of a moment as `cite` does, for a place of its own."""
    name, time = _like_most(note, ms, duration_ms)
    return syntax.SYNTAXES[name].write(time, None, note.video)


def quote(note: "Note", offset: int, words: str, ms: int, duration_ms: int | None = None) -> Change:
    """Put what is said at `ms` behind byte `offset`, in quotation marks, and cite it.

    Behind the end of a sentence that `offset` stands before. The citation is as `cite` makes it;
    `words` is plain text, and reads the same once the note is shown.
    """
    offset = citable(note, offset)
    ended = _SENTENCE_END.match(note.data, offset)
    offset = citable(note, ended.end()) if ended is not None else offset
    words = f"“{escaped(' '.join(words.split()))}”"
    return Change.of(f"Quote {_clock(ms)}", [cited_behind(note, offset, words, ms, duration_ms)])


def cited_behind(
    note: "Note", offset: int, words: str, ms: int, duration_ms: int | None = None
) -> Edit:
    """Put Markdown behind byte `offset`, and behind that, after a space, what `cite` writes."""
    (cited,) = cite(note, offset, ms, duration_ms).edits
    text = cited.new.decode()
    line = text[: len(text) - len(text.lstrip("\r\n"))]
    markup = text.lstrip("\r\n, ")
    lead = " " if len(line) + len(markup) < len(text) else ""
    return cited._replace(new=f"{line}{lead}{words} {markup}".encode())


def escaped(words: str) -> str:
    """Write plain text as Markdown that shows just that text."""
    words = _MARKUP.sub(r"\\\g<0>", words)
    return words.replace("%%", r"%\%").replace("==", r"=\=")


def citable(note: "Note", offset: int) -> int:
    """Say where at or behind `offset` a citation can stand without cutting anything in two."""
    data = note.data
    offset = min(max(offset, 0), len(data))
    first = note.front.span.end if note.front is not None else 3 * data.startswith(b"\xef\xbb\xbf")
    offset = max(offset, first)
    spans = [citation.span for citation in note.citations] + [link.span for link in note.links]
    for span in spans:
        if span.start < offset < span.end:
            offset = span.end
    while offset < len(data) and data[offset] & 0xC0 == 0x80:
        offset += 1
    if data[offset - 1 : offset + 1] == b"\r\n":
        offset -= 1
    return offset


def _like_most(note: "Note", ms: int, duration_ms: int | None) -> tuple[str, str]:
    """Choose the syntax, and write the time, as most citations of the note are."""
    form = form_of(note, duration_ms)
    shapes: Counter[str] = Counter()
    times: dict[str, Counter[tuple[int, int]]] = {}
    for citation in note.citations:
        written = time_in(citation.written)
        if written is not None and citation.readings:
            fields = written.partition(".")[0].split(":")
            shapes[citation.syntax] += 1
            times.setdefault(citation.syntax, Counter())[len(fields), len(fields[0])] += 1
    if not shapes:
        return _FRESH, format_full(ms, form)
    name = max(shapes, key=lambda one: (shapes[one], one == _FRESH))
    count, width = times[name].most_common(1)[0][0]
    like = ":".join(["0" * width, *["00"] * (count - 1)])
    return name, format_like(ms, like, form)


def form_of(note: "Note", duration_ms: int | None) -> Form | None:
    """Say how three fields are to be written so that they are read as meant."""
    return Form.M_S_00 if note.is_shifted(duration_ms) else None


def edits_of(note: "Note", spans: Iterable[tuple[Span, bytes]]) -> list[Edit]:
    return [Edit(span.start, note.data[span.start : span.end], new) for span, new in spans]


def _clock(ms: int) -> str:
    return format_full(ms).removeprefix("0")


def _amount(ms: int) -> str:
    if ms >= 60_000:
        return format_ms(ms)
    seconds = f"{ms / 1000:.3f}".rstrip("0").rstrip(".")
    return f"{seconds} s"
