"""A part that is set anew gives the very document that setting the whole gives."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QTextCursor, QTextFormat, QTextFrame

from tests.notes.test_reparse import edits_of, long_notes
from tests.notes.texts import ANCHOR
from viewer.notes.edit import Edit
from viewer.notes.note import Note
from viewer.notes.reparse import patch_of
from viewer.ui.note_document import NoteDocument, Property
from viewer.ui.theme import load_theme
from viewer.ui.typesetter import Typesetter

pytestmark = pytest.mark.usefixtures("qapp")
DURATION_MS = 3_700_000


def typeset(note: Note) -> NoteDocument:
    font = QFont("Inter", 10)
    typesetter = Typesetter(note, note.times(DURATION_MS), load_theme("light"), font, "A title")
    for _ in typesetter.run():
        pass
    return typesetter.picture


def replace(picture: NoteDocument, edit: Edit) -> bool:
    """Show an edit by setting anew what it touches; False where all has to be."""
    patch = patch_of(picture.note, edit)
    if patch is None:
        return False
    note = patch.after
    theme, font = load_theme("light"), QFont("Inter", 10)
    typesetter = Typesetter(note, note.times(DURATION_MS), theme, font, "A title", picture)
    cursor = QTextCursor(picture.document)
    cursor.beginEditBlock()
    done = typesetter.replace(patch.part)
    cursor.endEditBlock()
    return done


def _format(fmt: QTextFormat, picture: NoteDocument) -> tuple[object, ...]:
    """Give a format, with what its numbers and names lead to in place of them."""
    link, name = fmt.property(Property.LINK), fmt.property(QTextFormat.Property.ImageName.value)
    fmt.clearProperty(Property.LINK)
    fmt.clearProperty(QTextFormat.Property.ImageName.value)
    targets = [one.target for one in picture.pictures if one.name == name]
    return (fmt, picture.links[link] if isinstance(link, int) else None, targets)


def everything(picture: NoteDocument) -> list[object]:
    """Give all of a document: its text, every format, its frames, and where each byte stands."""
    found: list[object] = []
    block = picture.document.begin()
    while block.isValid():
        found.append((block.position(), block.text()))
        found.append(_format(block.blockFormat(), picture))
        found.append(_format(block.charFormat(), picture))
        at = block.begin()
        while not at.atEnd():
            piece = at.fragment()
            found.append((piece.position(), _format(piece.charFormat(), picture)))
            at += 1
        block = block.next()
    frames: list[QTextFrame] = [picture.document.rootFrame()]
    while frames:
        frame = frames.pop()
        found.append((frame.firstPosition(), frame.lastPosition()))
        frames += frame.childFrames()
    found.append(picture.chips)
    found.append([(one.target, one.position) for one in picture.pictures])
    size = len(picture.note.data)
    found.append([picture.position_at(offset) for offset in range(size + 1)])
    found.append([picture.byte_at(place) for place in range(picture.document.characterCount() + 1)])
    found.append([picture.range_of(claim.span) for claim in picture.note.claims])
    found.append([picture.seam(picture.note.blocks[top].span.start) for top in picture.note.tops])
    return found


@settings(max_examples=int(os.environ.get("REPARSE_EXAMPLES", "150")), deadline=None)
@given(st.data())
def test_document_is_the_same_when_edits_follow_each_other(data: st.DataObject) -> None:
    picture = typeset(Note.parse(data.draw(long_notes())))
    for _ in range(data.draw(st.integers(1, 4))):
        edit = data.draw(edits_of(picture.note.data))
        after = edit.apply(picture.note.data)
        whole = typeset(Note.parse(after))
        if not replace(picture, edit):
            picture = whole
            continue
        assert everything(picture) == everything(whole)


def test_blocks_far_away_stay_when_a_claim_is_edited() -> None:
    text = "# Head\n\n" + "".join(f"- point {n} [[link {n}]] {ANCHOR}.\n" for n in range(300))
    picture = typeset(Note.parse(text.encode()))
    first = picture.document.findBlockByNumber(20)
    last = picture.document.findBlockByNumber(280)
    was = last.text()
    at = picture.note.claims[150].span.start
    assert replace(picture, Edit(at, b"", b"a new "))
    assert first.isValid()
    assert last.text() == was
    whole = typeset(Note.parse(picture.note.data))
    assert everything(picture) == everything(whole)


def test_real_notes_look_the_same_when_edited_at_random(corpus_vault: Path) -> None:
    chance = random.Random(5)
    files = chance.sample(sorted(corpus_vault.rglob("*.md")), 120)
    replaced = 0
    for file in files:
        data = file.read_bytes()
        picture = typeset(Note.parse(data))
        for _ in range(4):
            text = picture.note.data.decode()
            at = chance.randrange(len(text))
            old = text[at : at + chance.choice([0, 0, 1, 5, 40, 200])]
            new = chance.choice(["", "x", "\n", "\n\n", "- ", " [1:02]", "# ", "\n- one\n", "<b>"])
            edit = Edit(len(text[:at].encode()), old.encode(), new.encode())
            whole = typeset(Note.parse(edit.apply(picture.note.data)))
            if replace(picture, edit):
                replaced += 1
                assert everything(picture) == everything(whole)
            else:
                picture = whole
    assert replaced > 100
