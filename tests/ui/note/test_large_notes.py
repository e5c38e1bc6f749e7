"""Notes of any make are set in small pieces, and what is very long is shown when asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextBlock, QTextTable

from tests.hostile_notes import NOTES
from tests.ui.stage import ALT, CTRL, Stage, click, is_seen, place_of
from viewer.notes.note import Note, Span
from viewer.ui.kit.theme import load_theme
from viewer.ui.note.document import NoteDocument, Property
from viewer.ui.note.typesetter import Typesetter

pytestmark = pytest.mark.usefixtures("qapp")
_SIZE = 40  # thousand bytes: more than is shown of a block
_MOST_IN_BLOCK = 8_500
_MOST_AT_ONCE = 5_000
_MOST_CELLS = 320


def typeset(data: bytes, *, whole: bool = False) -> tuple[NoteDocument, int]:
    """Set a note; give also how much the document grew at most before control came back."""
    note = Note.parse(data)
    every = [note.blocks[top].span.start for top in note.tops] if whole else ()
    typesetter = Typesetter(
        note, note.times(None), load_theme("light"), QFont(), note.title or "", whole=every
    )
    count, grew = 1, 0
    for _ in typesetter.run():
        now = typesetter.picture.document.characterCount()
        count, grew = now, max(grew, now - count)
    return typesetter.picture, grew


def blocks_of(picture: NoteDocument) -> list[QTextBlock]:
    blocks = []
    block = picture.document.begin()
    while block.isValid():
        blocks.append(block)
        block = block.next()
    return blocks


def text_of(picture: NoteDocument) -> str:
    """Give what is shown, but for what only parts it."""
    text = "".join(block.text() for block in blocks_of(picture))
    return "".join(text.replace("\u2028", "").split())


@pytest.mark.sample(8)
@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("name", NOTES)
def test_nothing_that_is_laid_out_at_once_is_large(name: str, whole: bool) -> None:
    picture, grew = typeset(NOTES[name](_SIZE), whole=whole)
    assert picture.is_complete
    assert grew <= _MOST_AT_ONCE
    assert max(block.length() for block in blocks_of(picture)) <= _MOST_IN_BLOCK
    assert max(block.blockFormat().leftMargin() for block in blocks_of(picture)) < 600
    for frame in picture.document.rootFrame().childFrames():
        assert isinstance(frame, QTextTable)
        assert frame.rows() * frame.columns() <= _MOST_CELLS
        assert frame.lastPosition() - frame.firstPosition() <= 3 * _MOST_IN_BLOCK


@pytest.mark.parametrize("name", ["one line of words", "lines of code", "links in a line"])
def test_beginning_of_a_long_block_is_shown_and_its_rest_offered(name: str) -> None:
    data = NOTES[name](_SIZE) + b"\n\nThe end.\n"
    picture, _ = typeset(data)
    (button,) = (one for one in blocks_of(picture) if one.blockFormat().property(Property.REST))
    rest = picture.left_out_at(button.position())
    assert rest is not None
    assert 2_000 < rest.start < rest.end <= data.index(b"The end")
    assert button.next().text() == "The end."
    # A byte that is not shown stands where the button is.
    assert picture.position_at(rest.start + 500) == button.position()
    shown = picture.byte_at(picture.position_at(data.index(b"The end")))
    assert shown == data.index(b"The end")


def test_every_word_of_a_long_paragraph_is_shown_where_it_is_asked_for() -> None:
    words = [b"word%d" % n for n in range(12_000)]
    data = b" ".join(words)
    picture, _ = typeset(data, whole=True)
    assert text_of(picture) == data.replace(b" ", b"").decode()
    at = -1
    for number in range(0, len(words), 97):
        at = data.index(words[number], at + 1)
        assert picture.byte_at(picture.position_at(at)) == at


@pytest.mark.all_only
def test_rows_and_columns_of_a_large_table_are_shown_where_they_are_asked_for() -> None:
    columns, rows = 40, 300
    head = "|".join(f"h{n}" for n in range(columns))
    body = "\n".join("|".join(f"r{row}c{n}" for n in range(columns)) for row in range(rows))
    data = f"|{head}|\n{'|-' * columns}|\n".encode() + body.encode()
    part, _ = typeset(data)
    assert "h11" in text_of(part)
    assert "h12" not in text_of(part)
    assert "r150c0" in text_of(part)
    assert "r250c0" not in text_of(part)
    whole, _ = typeset(data, whole=True)
    assert text_of(whole).startswith("".join(f"h{n}" for n in range(columns)))
    assert text_of(whole).endswith("".join(f"r{rows - 1}c{n}" for n in range(columns)))
    for word in (b"h39", b"r0c12", b"r150c39", b"r299c39"):
        at = data.index(word)
        assert whole.byte_at(whole.position_at(at)) == at


def test_chips_of_a_bracket_of_many_times_stand_where_their_times_are() -> None:
    data = b"words [" + b", ".join(b"0:%02d:%02d" % divmod(n, 60) for n in range(900)) + b"] end"
    picture, _ = typeset(data, whole=True)
    assert [chip.citation for chip in picture.chips] == list(range(900))
    assert picture.byte_at(picture.position_at(data.index(b"end"))) == data.index(b"end")
    positions = [chip.start for chip in picture.chips]
    assert positions == sorted(set(positions))


def test_words_of_a_claim_in_a_large_block_are_those_it_has_in_a_small_one() -> None:
    head = "| n | words | time |\n|---|---|---|\n"
    row = "| row {0} | some *words* of it | [0:{1:02}:{2:02}] |\n"
    rows = [row.format(n, n // 60 % 60, n % 60) for n in range(1_500)]
    note = Note.parse((head + "".join(rows)).encode())
    small = Note.parse((head + "".join(rows[700:702])).encode())
    at = note.data.index(b"row 700 ")
    index = next(n for n, claim in enumerate(note.claims) if claim.span.start >= at)
    assert [note.plain(claim.span) for claim in note.claims[index : index + 4]] == [
        small.plain(claim.span) for claim in small.claims[:4]
    ]
    paragraph = Note.parse(
        b"Words. " + b"".join(b"1. claim *%d* [0:01] " % n for n in range(3_000))
    )
    assert paragraph.plain(paragraph.claims[2_500].span) == "1. claim 2500"


def long_paragraph(words: int) -> str:
    return " ".join(f"word{n}" for n in range(words))


@pytest.fixture
def long_note(stage: Stage) -> Path:
    text = f"# Long\n\n{long_paragraph(8_000)} [0:01]. Then [0:02].\n\nThe end.\n"
    return stage.write("long.md", text)


def button_of(stage: Stage) -> int:
    picture = stage.view.picture
    assert picture is not None
    for block in blocks_of(picture):
        if block.blockFormat().property(Property.REST):
            return block.position()
    return -1


def test_rest_of_a_paragraph_is_shown_when_asked_for_and_stays_so(
    stage: Stage, long_note: Path
) -> None:
    stage.start(long_note, player=False)
    stage.wait(lambda: "The end." in stage.view.toPlainText())
    assert "word7999" not in stage.view.toPlainText()
    place = place_of(stage.view, "Show the rest")
    at = stage.view.top_byte()
    click(stage.view, place)
    stage.wait(lambda: "The end." in stage.view.toPlainText())
    assert "word7999" in stage.view.toPlainText()
    assert button_of(stage) < 0
    stage.wait(lambda: stage.view.top_byte() == at)
    # An edit leaves it shown.
    stage.click_text("The end.")
    stage.press("e", ALT)
    stage.press(Qt.Key.Key_End)
    stage.write_in(" More.")
    stage.press(Qt.Key.Key_Escape)
    stage.wait(lambda: "The end. More." in stage.view.toPlainText())
    assert "word7999" in stage.view.toPlainText()
    assert stage.data.endswith(b"The end. More.\n")
    # By the keyboard.
    stage.session.open_note(stage.write("again.md", long_note.read_text("utf-8")))
    stage.wait(lambda: button_of(stage) >= 0 and "The end." in stage.view.toPlainText())
    cursor = stage.view.textCursor()
    cursor.setPosition(button_of(stage) + 3)
    stage.view.setTextCursor(cursor)
    stage.view.setFocus()
    stage.press(Qt.Key.Key_Return)
    stage.wait(lambda: "word7999" in stage.view.toPlainText())
    # A claim that is not shown is, when it is gone to.
    stage.session.open_note(stage.write("once_more.md", long_note.read_text("utf-8")))
    stage.wait(lambda: button_of(stage) >= 0 and "The end." in stage.view.toPlainText())
    note = stage.session.note
    assert note is not None
    stage.view.reveal_claim(1)
    stage.wait(lambda: "Then" in stage.view.toPlainText())
    picture = stage.view.picture
    assert picture is not None
    stage.wait(lambda: is_seen(stage.view, "Then"))
    start, end = picture.range_of(note.claims[1].span)
    assert "Then" in stage.view.toPlainText()[start:end]


def test_note_that_is_very_large_is_read_in_part_and_all_of_it_kept(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "# Large\n\n" + "".join(f"Line {n} [0:01].\n\n" for n in range(1_000))
    part = Note.parse(text.encode(), 5_000)
    assert 3_000 < part.read_to <= 5_000
    assert part.data == text.encode()
    assert 100 < len(part.claims) < 300
    assert [problem.span for problem in part.problems] == [Span(part.read_to, len(text))]
    assert part.whole().claims == Note.parse(text.encode()).claims
    monkeypatch.setattr("viewer.ui.session.reading.SHOWN_BYTES", 5_000)
    note = stage.write("large.md", text)
    stage.start(note, player=False)
    stage.wait(lambda: button_of(stage) >= 0)
    assert "Line 999" not in stage.view.toPlainText()
    click(stage.view, place_of(stage.view, "Show the rest"))
    stage.wait(lambda: "Line 999" in stage.view.toPlainText())


def test_text_that_is_read_in_parts_has_the_claims_it_has_as_a_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parts = [f"## Part {n}\n\n" + f"- point *{n}* [0:01].\n" * 40 + "\n" for n in range(30)]
    data = "".join(parts).encode()
    whole = Note.parse(data)
    monkeypatch.setattr("viewer.notes.blocks._MOST_AT_ONCE", 4_000)
    cut = Note.parse(data)
    assert cut.blocks == whole.blocks
    assert cut.claims == whole.claims
    assert list(cut.events()) == list(whole.events())


def tooltip_of(stage: Stage, words: str) -> str:
    place = place_of(stage.view, words)
    return stage.view._targets.tool_tip(stage.view._targets.at_point(place))


def test_titles_and_tooltips_are_short(stage: Stage) -> None:
    note = stage.write("note.md", "---\ntitle: " + "Title " * 5_000 + "\n---\n\nWords [0:01].\n")
    stage.start(note, player=False)
    stage.wait(lambda: "Words" in stage.view.toPlainText())
    assert len(stage.window.windowTitle()) < 400
    for number, text in enumerate(
        (
            "[words](" + "x" * 40_000 + ")\n",
            "[[" + "x" * 40_000 + "|words]]\n",
            'Or <a class="yt-timestamp" data-t="' + "1" * 40_000 + '">words</a>\n',
        )
    ):
        note = stage.write(f"{number}.md", text)
        stage.session.open_note(note)
        stage.wait(lambda note=note: stage.session.path == note)  # type: ignore[misc]
        stage.wait_for_page()
        shown = stage.view.toPlainText().strip().split("\n")[-1].replace("\u00a0", " ").strip()[-6:]
        assert 0 < len(tooltip_of(stage, shown)) < 400
    # What is too long is opened neither as source nor in place, and that is said.
    data = NOTES["padded table"](30).decode() + "\n\n" + long_paragraph(8_000) + "\n"
    stage.session.open_note(stage.write("padded.md", data))
    stage.wait(lambda: "word7" in stage.view.toPlainText())
    stage.press(Qt.Key.Key_E, CTRL)
    assert "too long to be shown as source" in stage.said
    assert stage.window.page.view.isVisible()
    stage.click_text("word7")
    stage.press("e", ALT)
    assert "too many to be edited in place" in stage.said


@pytest.mark.all_only
def test_note_that_did_not_finish_opening_is_not_opened_by_itself(
    make_stage: Callable[[], Stage], long_note: Path
) -> None:
    first = make_stage()
    first.start(long_note, player=False)
    first.wait(lambda: "The end." in first.view.toPlainText())
    first.end()
    (first.folders.state / "opening").write_text(str(long_note), "utf-8")  # as after a hang
    second = make_stage()
    second.program.show(None, None)
    assert second.session.note is None
    assert "did not finish opening" in second.said
    assert second.offered == ["Open anyway"]
    second.window.notice.offers[0].call()
    second.wait(lambda: "The end." in second.view.toPlainText())
    second.end()
    third = make_stage()
    third.program.show(None, None)
    third.wait(lambda: "The end." in third.view.toPlainText())
