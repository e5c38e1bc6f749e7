"""Finding again, in a note that may have changed, what the index said is there."""

import pytest

from viewer.notes.note import Note
from viewer.vault.entry import PassageKind, entry_of
from viewer.vault.index import Hit
from viewer.vault.locate import locate

NOTE = """---
title: On gaps
---

# Heading words

The gap has been shrinking [48:45]. The gap has been growing again for years [50:00]. Uncited end.

- The same words [0:10]
- The same words [0:20]
"""


def _hits(text: str) -> list[Hit]:
    return [Hit(*passage[:6], ()) for passage in entry_of(text.encode()).passages]


def _shown(text: str, hit: Hit) -> str | None:
    note = Note.parse(text.encode())
    found = locate(note, hit)
    if found is None:
        return None
    if found.claim >= 0:
        assert note.claims[found.claim].span == found.span
    return note.plain(found.span)


@pytest.mark.parametrize("before", ["", "A paragraph more [0:01].\n\nAnd more.\n\n"])
def test_passage_when_text_was_added_before_it(before: str) -> None:
    changed = NOTE.replace("# Heading", before + "# Heading")
    hits = _hits(NOTE)
    assert len(hits) >= 6
    assert [_shown(changed, hit) for hit in hits] == [hit.text for hit in hits]


def test_passage_when_its_words_stand_twice_has_its_time() -> None:
    note = Note.parse(NOTE.replace("- The same", "- One more [0:05]\n- The same", 1).encode())
    same = [hit for hit in _hits(NOTE) if hit.text == "The same words"]
    found = [locate(note, hit) for hit in same]
    times = note.times(None)
    assert [times[note.claims[f.claim].citations[0]].ms for f in found if f] == [10_000, 20_000]


def test_claim_when_a_word_of_it_was_changed() -> None:
    hit = next(hit for hit in _hits(NOTE) if "growing" in hit.text)
    changed = NOTE.replace("for years", "for a year")
    assert _shown(changed, hit) == "The gap has been growing again for a year"


def test_claim_when_another_stands_in_its_place_is_not_there() -> None:
    hit = next(hit for hit in _hits(NOTE) if "growing" in hit.text)
    changed = NOTE.replace("The gap has been growing again for years", "x" * 40)
    assert locate(Note.parse(changed.encode()), hit) is None


def test_passage_when_the_note_is_empty_is_not_there() -> None:
    empty = Note.parse(b"")
    assert not any(locate(empty, hit) for hit in _hits(NOTE))
    assert locate(empty, Hit(0, 0, PassageKind.TITLE, -1, None, "On gaps", ())) is not None
