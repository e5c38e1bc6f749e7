"""The 10,259 real notes, or a sample of them: what holds of each of them.

The totals are asserted where all are read (`--all`).
"""

import random
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from tests.notes.test_note_properties import check
from viewer.notes.forms.every import ANCHOR, BRACKET
from viewer.notes.front import _plain_values
from viewer.notes.layout import own_span
from viewer.notes.note import Note, TimeStatus

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


def anchors_are_found(path: Path, note: Note, counts: Counter[str]) -> None:
    """As many as are counted independently."""
    text, code = parted(note.data[note.body :])
    in_code = len(_WHOLE.findall(code))
    found = sum(citation.syntax is ANCHOR for citation in note.citations)
    assert found == len(_OPENING_TAG.findall(text)) + in_code
    counts["anchors"] += found
    counts["anchors in code"] += in_code


def spans_hold_their_markup(path: Path, note: Note, counts: Counter[str]) -> None:
    data = note.data
    for citation in note.citations:
        markup = data[citation.span.start : citation.span.end]
        if citation.syntax is BRACKET:
            assert markup[:1] + markup[-1:] == b"[]"
        if citation.syntax is not ANCHOR:
            continue
        assert len(_OPENING_TAG.findall(markup)) == 1, markup
        assert b"\n\n" not in markup, markup
        assert markup.count(b"</a>") <= 1, markup
        assert data[citation.span.end : citation.span.end + 4] != b"</a>", markup


def brackets_in_plain_text_are_found(path: Path, note: Note, counts: Counter[str]) -> None:
    """Bare times on lines without anchors, links and code are all citations."""
    times = [citation.value.start for citation in note.citations]
    offset = note.body
    body = note.data[offset:]
    if b"```" in body or b"~~~" in body or b"    " in body:
        return
    for line in body.split(b"\n"):
        if not any(mark in line for mark in (b"<", b"](", b"[[", b"`", b"|", b"\\")):
            for match in _BARE.finditer(line):
                low, high = offset + match.start(), offset + match.end()
                assert any(low < time < high for time in times), line
        offset += len(line) + 1


def times_are_read(path: Path, note: Note, counts: Counter[str]) -> None:
    """Few are unreadable, and long talks are not shifted."""
    counts["unreadable"] += sum(one.status is TimeStatus.UNREADABLE for one in note.times(None))
    if note.citations and note.is_shifted(None):
        counts["shifted"] += 1
        # A channel of talks of two to four hours, cited in whole minutes.
        counts["shifted talks"] += path.parent.name == "hubermanlab"


def plain_lines_read_like_yaml(path: Path, note: Note, counts: Counter[str]) -> None:
    raw = note.data.partition(b"---\n")[2].partition(b"\n---")[0] + b"\n"
    plain = _plain_values(raw, 0)
    if plain is not None:
        counts["plain front matter"] += 1
        loaded = yaml.load(raw, Loader=yaml.CBaseLoader)
        assert {key: value.text for key, value in plain.items()} == (loaded or {})


def no_citation_is_cut_in_any_block(path: Path, note: Note, counts: Counter[str]) -> None:
    spans = [citation.span for citation in note.citations]
    for block in range(len(note.blocks)):
        own = own_span(note, block)
        for span in spans:
            inside = own.start <= span.start and span.end <= own.end
            outside = span.end <= own.start or own.end <= span.start
            assert inside or outside, note.data[own.start : own.end]
    counts["blocks"] += len(note.blocks)


_CHEAP = (
    *(anchors_are_found, spans_hold_their_markup),
    *(brackets_in_plain_text_are_found, times_are_read, plain_lines_read_like_yaml),
)
_DEAR = (no_citation_is_cut_in_any_block, lambda path, note, counts: check(note, note.data))


@pytest.mark.timeout(600)
def test_every_property_holds_of_real_notes(
    corpus_notes: list[Path], tests_all: bool, rng: random.Random
) -> None:
    counts: Counter[str] = Counter()
    dear = set(rng.sample(corpus_notes, 1_000 if tests_all else 50))
    for path in corpus_notes:
        note = Note.parse(path.read_bytes())
        for holds in (*_CHEAP, *(_DEAR if path in dear else ())):
            try:
                holds(path, note, counts)
            except AssertionError as error:
                error.add_note(f"{holds.__name__}: {path}")
                raise
    print(dict(counts))
    assert counts["blocks"] > 20 * len(dear)
    assert counts["plain front matter"] > 0.7 * len(corpus_notes)
    assert counts["shifted"] > 0
    # Two of its notes hold times such as 46:35:00, which no talk has.
    assert counts["shifted talks"] <= 2
    assert counts["unreadable"] <= 32
    if tests_all:
        assert (counts["anchors"], counts["anchors in code"]) == (370_149, 421)
        assert (counts["unreadable"], counts["shifted"]) == (32, 1_617)
