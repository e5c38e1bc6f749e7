"""A note that was edited is shown at the same place, as it is when it is opened."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment

from tests.notes.texts import ANCHOR
from tests.ui.stage import ALT, CTRL, SHIFT, Stage
from viewer.notes.edit import Change, Edit
from viewer.notes.note import Note
from viewer.ui.kit.theme import body_font, theme_of
from viewer.ui.page.document import ChipState
from viewer.ui.page.typesetter import Typesetter
from viewer.ui.watch.follow import Follow

pytestmark = pytest.mark.usefixtures("qapp")


def _long(stage: Stage, video: Path, points: int = 400) -> Path:
    text = "# Head\n\n" + "".join(
        f"- Point {n} of many, with words enough to fill a line of the page and more [0:02].\n"
        for n in range(points)
    )
    path = stage.write("long.md", text, video=video)
    stage.watch(path)
    return path


def _check_page(stage: Stage) -> None:
    """What is shown is what the draft holds, times and all."""
    picture, draft = stage.view.picture, stage.program.editing.draft
    assert picture.note.data == draft.data
    note = Note.parse(draft.data)
    assert tuple(stage.session.times) == note.times(stage.player.duration_ms)


def _reword(stage: Stage, claim: int) -> Change:
    note = stage.session.note
    return Change("Reword", (Edit(note.claims[claim].span.start, b"Point", b"Another point"),))


def _go_to(stage: Stage, claim: int) -> None:
    note = stage.session.note
    stage.view.shown.scroll_to_byte(note.claims[claim].span.start)
    stage.session.current.stay_in(note.claims[claim].span.start)
    stage.view.setFocus()


def test_page_stays_where_it_is_when_the_note_is_edited(stage: Stage, numbered_video: Path) -> None:
    _long(stage, numbered_video, 60)
    bar = stage.view.verticalScrollBar()
    stage.session.follow.set_following(False)  # or a scroll bar that comes brings all of a claim
    _go_to(stage, 30)
    for past_px in (7, 19):  # in the middle of a line
        bar.setValue(bar.value() + past_px)
        at = bar.value()
        stage.select_block("Point 34")
        chosen = stage.view.textCursor().selectedText()
        stage.program.editing.apply(_reword(stage, 33))
        _check_page(stage)
        assert bar.value() == at
        assert stage.view.textCursor().selectedText() == chosen
        stage.press(Qt.Key.Key_Z, CTRL)
        _check_page(stage)
        assert bar.value() == at
    _go_to(stage, 40)
    stage.press("e", ALT)  # the block stands at the top, and its frame is brought into view
    at = bar.value()
    stage.type_in(" More words.")
    stage.press(Qt.Key.Key_Escape)
    _check_page(stage)
    assert bar.value() == at
    stage.press(Qt.Key.Key_Period, ALT | SHIFT)
    _check_page(stage)
    assert bar.value() == at


@pytest.mark.all_only
def test_long_note_that_grows_is_listed_lit_and_stays_where_it_is(
    stage: Stage, numbered_video: Path
) -> None:
    path = _long(stage, numbered_video)
    _go_to(stage, 300)
    bar = stage.view.verticalScrollBar()
    bar.setValue(bar.value() + 9)
    top = stage.view.shown.top_byte()
    past_px = stage.view.shown.offset_px(top)
    words = b"- A new point above all of it.\n- And one more.\n"
    path.write_bytes(path.read_bytes().replace(b"- Point 3 of", words + b"- Point 3 of"))
    note = stage.session.note
    stage.wait(lambda: stage.session.note is not note)
    assert stage.view.shown.top_byte() == top + len(words)
    assert stage.view.shown.offset_px(top + len(words)) == past_px
    _check_page(stage)
    # A claim more is listed and lit up as in a note that is opened so.
    _go_to(stage, 200)
    stage.press("t", ALT)  # cites the moment that is shown
    stage.wait_for_claims(401)
    claims = stage.window.tabs.widget("claims").claims.listed
    note, follow = stage.session.note, stage.session.follow
    assert [row.text for row in claims] == [
        note.plain.of(note.claims[moment.claim].span) for moment in follow.moments
    ]
    assert {row.claim for row in claims} == set(range(len(note.claims)))
    whole = Follow()
    whole.set_note(note, stage.session.times)
    whole.set_position(stage.player.position_ms)
    assert follow.claims_now == whole.claims_now
    assert follow.citations_now == whole.citations_now


@pytest.mark.all_only
def test_page_stays_when_the_source_was_typed_in(stage: Stage, numbered_video: Path) -> None:
    _long(stage, numbered_video)
    for claim in (350, 20):
        _go_to(stage, claim)
        at = stage.view.shown.caret_byte()
        stage.press("e", CTRL)
        stage.type_in("typed ")
        stage.press("e", CTRL)
        _check_page(stage)
        assert stage.view.shown.seen_caret_byte() == at + len("typed ")
    stage.press(Qt.Key.Key_Z, CTRL)
    _check_page(stage)


def test_chips_marked_in_their_place_are_as_if_set_so(stage: Stage) -> None:
    path = stage.vault / "note.md"
    lines = [f"- Claim {n} is said here {ANCHOR}, and so on.\n" for n in range(12)]
    path.write_text("# Head\n\n" + "".join(lines), "utf-8")
    stage.start(path, player=False)
    picture = stage.view.picture
    for doubts in map(frozenset[int], ({0, 2, 11}, {2, 5, 6}, ())):
        stage.view.shown.set_doubts(doubts)
        assert {one.citation for one in picture.chips if one.state is ChipState.DOUBT} == doubts
        note = picture.note
        whole = Typesetter(note, note.times(None), theme_of(stage.view), body_font(), "Head")
        whole.doubts = doubts
        whole.run()
        assert stage.view.picture is picture  # it was not set anew
        assert picture.chips == whole.picture.chips
        shown, wanted = map(QTextDocumentFragment, (picture.document, whole.picture.document))
        assert shown.toHtml() == wanted.toHtml()
