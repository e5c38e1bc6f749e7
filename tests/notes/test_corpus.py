"""The 10,259 real notes, or a sample of them: every citation found, and its span true.

The totals are asserted where all are read (`--all`).
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from viewer.notes.forms.every import ANCHOR, BRACKET
from viewer.notes.note import Note, TimeStatus
from viewer.notes.timecode import Form

_OPENING_FENCE = re.compile(rb"^([ \t>]*(?:[*+-]|\d+\.)?[ \t]*)(```+|~~~+)[^`\n]*$")
_CODE_SPAN = re.compile(rb"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
_OPENING_TAG = re.compile(rb"<a(?=[\s%])[^<>]*(?:yt|data-t)")
_WHOLE = re.compile(rb'<a class="yt-timestamp" data-t="[^"<>]*">[^<\n]*</a>')
_BARE = re.compile(rb"\[\d{1,2}:\d\d(?::\d\d)?\]")


def parted(data: bytes) -> tuple[bytes, bytes]:
    """Part fenced code from the rest line by line; of the rest, code spans are taken out.

    Knows nothing of the product's parser.
    """
    kept, code = [], []
    fence, indent = b"", 0
    for line in data.split(b"\n"):
        text = line.lstrip(b" \t>")
        if fence:
            closing = text.rstrip()
            if closing.startswith(fence) and not closing.strip(fence[:1]):
                fence = b""
                continue
            # Fenced code in a list item ends with the item.
            if not text or not indent or len(line) - len(text) >= indent:
                code.append(line)
                continue
            fence = b""
        opening = _OPENING_FENCE.match(line)
        if opening is not None:
            fence, indent = opening[2], len(opening[1])
            continue
        kept.append(line)
    return _CODE_SPAN.sub(b"", b"\n".join(kept)), b"\n".join(code)


@pytest.fixture(scope="module")
def notes(corpus_notes: list[Path]) -> list[tuple[Path, Note]]:
    return [(path, Note.parse(path.read_bytes())) for path in corpus_notes]


def citing(notes: list[tuple[Path, Note]]) -> Iterator[tuple[Path, Note]]:
    return ((path, note) for path, note in notes if note.citations)


def test_every_anchor_is_found_when_counted_independently(
    notes: list[tuple[Path, Note]], tests_all: bool
) -> None:
    differing = {}
    total = total_in_code = 0
    for path, note in notes:
        body = note.data[note.front.span.end if note.front is not None else 0 :]
        text, code = parted(body)
        in_code = len(_WHOLE.findall(code))
        expected = len(_OPENING_TAG.findall(text)) + in_code
        found = sum(citation.syntax is ANCHOR for citation in note.citations)
        total += found
        total_in_code += in_code
        if found != expected:
            differing[path.name] = (found, expected)
    assert differing == {}
    assert (total, total_in_code) == (370_149, 421) or not tests_all


def test_every_span_holds_its_markup_when_the_note_is_real(
    notes: list[tuple[Path, Note]],
) -> None:
    for path, note in citing(notes):
        data = note.data
        for citation in note.citations:
            markup = data[citation.span.start : citation.span.end]
            written = data[citation.value.start : citation.value.end]
            assert written.decode() == citation.written, path
            assert citation.span.start <= citation.value.start, path
            assert citation.value.end <= citation.span.end, path
            if citation.syntax is BRACKET:
                assert markup[:1] + markup[-1:] == b"[]", path
            if citation.syntax is not ANCHOR:
                continue
            assert len(_OPENING_TAG.findall(markup)) == 1, (path, markup)
            assert b"\n\n" not in markup, (path, markup)
            assert markup.count(b"</a>") <= 1, (path, markup)
            tail = data[citation.span.end : citation.span.end + 4]
            assert tail != b"</a>", (path, markup)


def test_no_claims_overlap_when_the_note_is_real(notes: list[tuple[Path, Note]]) -> None:
    for path, note in citing(notes):
        for one, two in pairwise(note.claims):
            assert one.span.start < one.span.end <= one.reach.end <= two.reach.start, path
        own = [i for c in note.claims if not c.stands_for_child for i in c.citations]
        assert own == list(range(len(note.citations))), path


def test_brackets_are_found_when_they_stand_in_plain_text(notes: list[tuple[Path, Note]]) -> None:
    """Bare times on lines without anchors, links and code are all citations."""
    for path, note in notes:
        offset = note.front.span.end if note.front is not None else 0
        times = [citation.value.start for citation in note.citations]
        body = note.data[offset:]
        if b"```" in body or b"~~~" in body or b"    " in body:
            continue
        for line in body.split(b"\n"):
            if not any(mark in line for mark in (b"<", b"](", b"[[", b"`", b"|", b"\\")):
                for match in _BARE.finditer(line):
                    low, high = offset + match.start(), offset + match.end()
                    assert any(low < time < high for time in times), (path, line)
            offset += len(line) + 1


def test_few_times_are_unreadable_when_the_note_is_real(
    notes: list[tuple[Path, Note]], tests_all: bool
) -> None:
    unreadable = 0
    for _, note in citing(notes):
        unreadable += sum(time.status is TimeStatus.UNREADABLE for time in note.times(None))
    assert unreadable == 32 if tests_all else unreadable <= 32


def test_seed_note_keeps_its_times_when_read(corpus_vault: Path) -> None:
    seed = corpus_vault / "redpointai" / "impact_of_open_source_models_in_ai_development.md"
    note = Note.parse(seed.read_bytes())
    duration_ms = 4_212_000
    assert not note.is_shifted(duration_ms)
    assert not note.is_shifted(None)
    times = note.times(duration_ms)
    assert [time.ms for time in times] == [4_147_000] + [None] * 10
    late = times[3]
    assert [(reading.ms, reading.form) for reading in late.candidates] == [
        (105_000, Form.M_S_00),
        (2_702_000, Form.HOUR_DROPPED),
    ]
    texts = [note.plain(claim.span) for claim in note.claims if claim.stands_for_child]
    assert texts == ["Catching Up with Frontier Models", "Driving Factors"]


def test_long_talks_are_not_shifted_when_no_duration_is_known(
    notes: list[tuple[Path, Note]], tests_all: bool
) -> None:
    """A channel of talks of two to four hours, cited in whole minutes, must stay as it is."""
    shifted = [path for path, note in citing(notes) if note.is_shifted(None)]
    # Two of its notes hold times such as 46:35:00, which no talk has.
    assert sum(path.parent.name == "hubermanlab" for path in shifted) <= 2
    count = len(shifted)
    assert count == 1617 if tests_all else 0 < count < 1617
