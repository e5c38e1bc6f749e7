"""A part that is set anew gives the very document that setting the whole gives."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextCursor, QTextFormat, QTextFrame

from tests.notes.test_reparse import edits_of, long_notes
from tests.notes.texts import ANCHOR
from tests.ui.stage import ALT, CTRL, SHIFT, Stage
from viewer.notes.edit import Edit
from viewer.notes.note import Note
from viewer.notes.reparse import patch_of
from viewer.ui.kit.theme import body_font, load_theme, theme_of
from viewer.ui.note.document import ChipState, NoteDocument, Property
from viewer.ui.note.typesetter import Typesetter
from viewer.ui.session.follow import Follow

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
    """Give a format, with what its number leads to in place of it."""
    link = fmt.property(Property.LINK)
    fmt.clearProperty(Property.LINK)
    return (fmt, picture.links[link] if isinstance(link, int) else None)


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
    found.append(picture.insets)
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


# ---------------------------------------------------------------------- in the window


def _long(stage: Stage, video: Path) -> Path:
    text = "# Head\n\n" + "".join(
        f"- Point {n} of many, with words enough to fill a line of the page and more [0:02].\n"
        for n in range(400)
    )
    path = stage.write("long.md", text, video=video)
    stage.watch(path)
    stage.wait(lambda: stage.view.picture is not None and stage.view.picture.is_complete)
    return path


def _check_page(stage: Stage) -> None:
    """What is shown is what setting the bytes of the draft gives, times and all."""
    picture, draft = stage.view.picture, stage.program.editing.draft
    assert picture is not None
    assert draft is not None
    assert picture.note.data == draft.data
    note = Note.parse(draft.data)
    times = note.times(stage.player.duration_ms)
    whole = Typesetter(note, times, theme_of(stage.view), body_font(), "Head")
    for _ in whole.run():
        pass
    assert everything(picture) == everything(whole.picture)
    assert tuple(stage.session.times) == times


def _go_to(stage: Stage, claim: int) -> None:
    note = stage.session.note
    assert note is not None
    stage.view.scroll_to_byte(note.claims[claim].span.start)
    stage.view.show_caret_at(note.claims[claim].span.start)
    stage.view.setFocus()


def test_page_stays_and_is_right_when_a_long_note_is_edited(
    stage: Stage, numbered_video: Path
) -> None:
    _long(stage, numbered_video)
    document = stage.view.document()
    _go_to(stage, 200)
    stage.press("e")  # the block stands at the top, and its frame is brought into view
    at = stage.view.verticalScrollBar().value()
    stage.type_in(" More words.")
    stage.press(Qt.Key.Key_Return)
    assert stage.view.document() is document  # it was not set anew
    assert stage.view.verticalScrollBar().value() == at
    _check_page(stage)
    stage.press(Qt.Key.Key_Period, ALT | SHIFT)
    _check_page(stage)
    _go_to(stage, 10)
    stage.press(Qt.Key.Key_Down, ALT)
    _check_page(stage)
    stage.press(Qt.Key.Key_Tab)
    for _ in range(3):
        stage.press(Qt.Key.Key_Z, CTRL)
        _check_page(stage)
    for _ in range(3):
        stage.press(Qt.Key.Key_Z, CTRL | SHIFT)
        _check_page(stage)
    assert stage.view.document() is document


def test_what_is_at_the_top_stays_when_the_note_grows_above(
    stage: Stage, numbered_video: Path
) -> None:
    path = _long(stage, numbered_video)
    document = stage.view.document()
    _go_to(stage, 300)
    top = stage.view.top_byte()
    assert top is not None
    words = b"- A new point above all of it.\n- And one more.\n"
    path.write_bytes(path.read_bytes().replace(b"- Point 3 of", words + b"- Point 3 of"))
    note = stage.session.note
    stage.wait(lambda: stage.session.note is not note)
    assert stage.view.top_byte() == top + len(words)
    assert stage.view.document() is document
    _check_page(stage)


def test_page_stays_when_the_source_was_typed_in(stage: Stage, numbered_video: Path) -> None:
    _long(stage, numbered_video)
    document = stage.view.document()
    for claim in (350, 20):
        _go_to(stage, claim)
        stage.press("e", CTRL)
        stage.type_in("typed ")
        stage.press("e", CTRL)
        assert stage.view.document() is document
        _check_page(stage)
    stage.press(Qt.Key.Key_Z, CTRL)
    _check_page(stage)


def test_claims_are_listed_and_lit_up_as_they_are_when_a_long_note_was_edited(
    stage: Stage, numbered_video: Path
) -> None:
    _long(stage, numbered_video)
    stage.wait_for_claims(400)
    _go_to(stage, 200)
    stage.press("t")  # cites the moment that is shown
    stage.wait_for_claims(401)
    claims = stage.window.side_pane.claims.claims.rows
    note, follow = stage.session.note, stage.session.follow
    assert note is not None
    assert [row.text for row in claims] == [
        note.plain(note.claims[moment.claim].span) for moment in follow.moments
    ]
    assert {row.claim for row in claims} == set(range(len(note.claims)))
    whole = Follow()
    whole.set_note(note, stage.session.times)
    whole.set_position(stage.player.position_ms)
    assert follow.claims_now == whole.claims_now
    assert follow.citations_now == whole.citations_now


@pytest.mark.parametrize("more", [frozenset[int](), frozenset({2, 5, 6})])
def test_chips_marked_in_their_place_are_as_if_set_so(stage: Stage, more: frozenset[int]) -> None:
    path = stage.vault / "note.md"
    lines = [f"- Claim {n} is said here {ANCHOR}, and so on.\n" for n in range(12)]
    path.write_text("# Head\n\n" + "".join(lines), "utf-8")
    stage.start(path, player=False)
    picture = stage.view.picture
    assert picture is not None
    stage.wait(lambda: picture.is_complete)
    for doubts in (frozenset({0, 2, 11}), more):
        stage.view.set_doubts(doubts)
        stage.wait(lambda: picture.citations_in(ChipState.DOUBT) == doubts)  # noqa: B023
        note = picture.note
        whole = Typesetter(note, note.times(None), theme_of(stage.view), body_font(), "Head")
        whole.doubts = doubts
        for _ in whole.run():
            pass
        assert stage.view.picture is picture  # it was not set anew
        assert everything(picture) == everything(whole.picture)
