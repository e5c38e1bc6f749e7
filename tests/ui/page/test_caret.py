"""Where the user is on the page: the caret, the light, what acts on which, and what leads on."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from tests.ui import hostile_pictures
from tests.ui.stage import (
    ALT,
    CTRL,
    LEFT,
    Stage,
    ask_for_tip,
    click,
    is_seen,
    move,
    place_of,
    place_of_position,
    position_of,
)
from viewer import TOUR
from viewer.media.player import PlayerState
from viewer.ui.claims.claims_view import ClaimRow
from viewer.ui.kit.theme import theme_of
from viewer.ui.page.block_editor import BlockEditor
from viewer.ui.page.source_document import words_before
from viewer.ui.transcript.quoting import Quoting
from viewer.ui.vault.result_rows import HitPlace

Key = Qt.Key
TEXT = """# Bridges

- Arches carry loads [0:02]
- Cables pull, as [[Ropes]] and [[Chains|a chain]] do [0:05]
- Beams bend
- Trusses share it [0:08]
"""


@pytest.fixture
def page(stage: Stage, numbered_video: Path) -> Stage:
    stage.write("Ropes.md", "# Ropes\n\nWords\n")
    stage.watch_note(TEXT, numbered_video, claims=3)
    return stage


def _edited(stage: Stage) -> bytes:
    (editor,) = (one for one in stage.view.findChildren(BlockEditor) if one.isVisible())
    return editor.text.data


def _edit(stage: Stage) -> bytes:
    """Press E; the answer: what is open then, which is closed again."""
    stage.press("e", ALT)
    data = _edited(stage)
    stage.press(Key.Key_Escape)
    stage.session.current.forget()
    return data


def test_edit_is_of_what_is_lit_until_the_caret_is_moved(page: Stage) -> None:
    # It stays where it is while the light moves.
    page.click_text("Beams")
    byte = page.view.shown.caret_byte()
    page.seek(2_000)
    page.seek(8_000)
    assert page.view.shown.caret_byte() == byte
    page.click_text("Arches")
    page.wait(lambda: page.session.follow.current_claim == 0)
    page.seek(5_000)
    assert page.session.follow.current_claim == 1
    assert _edit(page).startswith(b"Cables")
    page.press("k")
    page.wait(lambda: page.program.navigator._arrival is None)
    beams = page.data.index(b"Beams")
    while (page.view.shown.caret_byte() or 0) < beams:
        page.press(Key.Key_Down)
    page.seek(8_000)
    assert page.session.follow.current_claim == 2
    assert _edit(page) == b"Beams bend"
    page.click_text("Beams")
    page.seek(2_000)
    assert _edit(page) == b"Beams bend"
    page.press("j")
    page.wait(lambda: page.session.follow.current_claim == 1)
    assert _edit(page).startswith(b"Cables")
    # It stands in the block that was left.
    for words, number in (("Cables", 1), ("Beams", None), ("Trusses", 2)):
        page.view.edit_requested.emit(page.data.index(words.encode()))
        page.press(Key.Key_Escape)
        assert page.view.textCursor().block().text().startswith(words)
        page.seek(0)
        page.press(Key.Key_Return)
        if number is None:
            assert page.said == "No claim at the cursor."
        else:
            page.wait(lambda number=number: page.session.follow.current_claim == number)  # type: ignore[misc]
        page.press("e", ALT)
        assert _edited(page).startswith(words.encode())
        page.press(Key.Key_Escape)
    # A quote stands at what is lit, and not at a caret of before.
    page.press(Key.Key_Down)
    page.press("j")
    page.seek(8_000)
    assert page.program.context.get(Quoting).quote(9_000, 10_000, "They share it.")
    (line,) = (one for one in page.data.decode().splitlines() if "They share it." in one)
    assert line == "- “They share it.” [0:09]"
    assert page.data.decode().endswith(f"- Trusses share it [0:08]\n{line}\n")


def test_caret_is_painted_where_it_is_in_a_note_with_a_picture_that_is_scrolled(
    stage: Stage,
) -> None:
    hostile_pictures.good(stage.vault / "a.png", 300, 200)
    lines = "".join(f"- Line {number}\n" for number in range(60))
    stage.start(stage.write("long.md", f"![](a.png)\n\n{lines}\nThe end\n"))
    view, bar = stage.view, stage.view.verticalScrollBar()
    view.setFocus()
    stage.press(Key.Key_End, CTRL)
    stage.wait(lambda: bar.value() > 300)
    stage.press(Key.Key_Home)
    stage.wait(lambda: view.viewport().rect().contains(view.cursorRect()))
    shown, ink = view.viewport().grab, theme_of(view).link
    stage.wait(lambda: shown().toImage().pixelColor(view.cursorRect().center()) == ink)


def test_double_click_edits_and_leaves_the_video_where_it_was(page: Stage) -> None:
    for plays in (False, True):
        page.seek(1_000)
        page.program.settings.set("play/on_jump", not plays)
        if plays:
            page.player.play()
            page.wait(lambda: page.player.position_ms > 1_000)
        at = place_of(page.view, "Trusses")
        handle = page.window.windowHandle()
        QTest.mouseDClick(handle, LEFT, pos=page.view.viewport().mapTo(page.window, at))
        assert _edited(page).startswith(b"Trusses")
        wanted = PlayerState.PLAYING if plays else PlayerState.PAUSED
        page.wait(lambda wanted=wanted: page.player.state is wanted)  # type: ignore[misc]
        assert page.player.position_ms < 8_000
        assert plays or page.player.position_ms == 1_000
        assert not page.session.jumps.back
        assert page.session.follow.current_claim is None
        page.press(Key.Key_Escape)


def test_bullets_are_begun_where_nothing_is_written(page: Stage) -> None:
    # Below the last block; it goes where nothing is written.
    before, at_ms = page.data, page.player.position_ms
    below = QPoint(page.view.viewport().width() // 2, page.view.viewport().height() - 20)
    click(page.view, below)
    assert page.data == before + b"- \n"
    page.press(Key.Key_Escape)
    assert page.data == before
    click(page.view, below)
    page.write_in("Below")
    page.press(Key.Key_Escape)
    assert page.data == before + b"- Below\n"
    assert page.player.position_ms == at_ms
    # Words are walked over while one writes, and the video stays.
    page.seek(0)
    page.click_text("Beams")
    page.press("e", ALT)
    editor = QApplication.focusWidget()
    assert isinstance(editor, type(page.view.findChild(BlockEditor).text))
    for keys in (CTRL, ALT):
        page.press(Key.Key_End)
        page.press(Key.Key_Left, keys)
        assert words_before(editor.textCursor()) == "Beams "
        page.press(Key.Key_Right, keys)
        assert words_before(editor.textCursor()) == "Beams bend"
    assert page.player.position_ms == 0
    page.press(Key.Key_O, ALT)
    page.wait(lambda: page.player.position_ms == 5_000)


def test_links_are_met_by_the_caret_followed_and_listed(page: Stage) -> None:
    # Those to notes that are not there look so.
    targets = page.view.targets
    page.wait(lambda: targets.missing == {"Chains"})
    dotted = [
        one.cursor.selectedText()
        for one in page.view.extraSelections()
        if one.format.fontUnderline() or one.format.underlineStyle().value
    ]
    assert dotted == ["a chain"]
    page.write("Chains.md", "Words\n")
    page.session.reload()
    page.wait(lambda: not targets.missing)
    page.click_text("Beams")
    stops = []
    for _ in range(3):
        page.press(Key.Key_Up)
        link = page.view.targets.at_caret().link
        stops.append(page.view.picture.links[link].target if link is not None else "")
    assert stops[:2] == ["Chains", "Ropes"]
    page.press(Key.Key_Down)
    page.press(Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    page.wait(lambda: page.session.path == page.vault / "Ropes.md")
    page.window.actions_["link.follow"].trigger()
    assert page.said == "This note has no links."
    # Those of the note are listed where the block has none.
    page.session.open_note(page.vault / "note.md")
    page.wait(lambda: page.session.path == page.vault / "note.md")
    page.click_text("Beams")
    page.window.actions_["link.follow"].trigger()
    page.type_in("rop")
    assert page.palette.shown_titles() == ["Ropes"]
    page.press(Key.Key_Return)
    page.wait(lambda: page.session.path == page.vault / "Ropes.md")
    # Enter follows those of a block without a claim; Down in the last line goes to its link.
    for number, (words, listed) in enumerate(
        (
            ("# Links\n\nTo [[Ropes]].", []),
            ("# Links\n\nSee [[Pulleys]] & [[Ropes|the *ropes*]]", ["Pulleys", "the ropes"]),
            ("See [[Ropes]].", []),
        )
    ):
        path = page.write(f"links {number}.md", f"{words}\n")
        page.session.open_note(path)
        page.wait(lambda path=path: page.session.path == path)  # type: ignore[misc]
        page.view.setFocus()
        page.press(Key.Key_Home, CTRL)
        if words.startswith("#"):
            page.press(Key.Key_Down)
            page.press(Key.Key_Home)
        else:
            at = page.view.targets.at_caret
            page.wait(lambda at=at: bool(page.press(Key.Key_Down) or at().link == 0))  # type: ignore[misc]
        page.press(Key.Key_Return)
        if listed:
            assert page.palette.shown_titles() == listed
            page.press(Key.Key_Down)
            page.press(Key.Key_Return)
        page.wait(lambda: page.session.path == page.vault / "Ropes.md")


def test_pencil_stands_at_the_block_under_the_pointer_and_edits_it(page: Stage) -> None:
    pencil = page.program.composing.pencil
    at = place_of(page.view, "Beams")
    move(page.view, at)
    assert pencil.isVisible()
    assert "Beams bend" in pencil.toolTip()
    assert page.view.rect().contains(pencil.geometry())
    assert pencil.x() > page.view.viewport().geometry().right()  # over no word
    QTest.mouseClick(pencil, LEFT)
    assert _edited(page) == b"Beams bend"
    assert not pencil.isVisible()
    assert page.player.position_ms == 0
    page.press(Key.Key_Escape)
    move(page.view, at)
    assert pencil.isVisible()
    page.press("e", ALT)
    assert not pencil.isVisible()  # nor beside what is open
    move(page.view, at)
    assert not pencil.isVisible()
    page.press(Key.Key_Escape)
    page.session.open_note(TOUR)
    page.wait(lambda: page.session.path == TOUR)
    move(page.view, QPoint(page.view.viewport().width() // 2, 120))
    assert not pencil.isVisible()


_WORDS = "A few words that fill a line of the page, as notes have them.\n\n" * 12
OUTLINED = (
    f"# Talk\n\n{_WORDS}## First\n\nOne [0:02]\n\n{_WORDS}## Second\n\n"
    f"Two [0:05] and three [0:08]\n\n{_WORDS}### Deep\n\nFour [0:11]\n\n{_WORDS}# Last\n\nEnd.\n"
)


@pytest.fixture
def outlined(stage: Stage, numbered_video: Path) -> Stage:
    stage.watch_note(OUTLINED, numbered_video, claims=4)
    return stage


def wait_for_top(stage: Stage, heading: bytes) -> None:
    """Wait until a heading is at the top of the page."""
    note = stage.session.note
    words = note.data.index(heading) + heading.index(b" ") + 1
    stage.wait(lambda: stage.view.shown.top_byte() == words)


def test_headings_are_stepped_through_and_gone_to_from_the_claims(outlined: Stage) -> None:
    outlined.seek(5_500)
    outlined.window.tabs.show_tab("transcript")
    outlined.press("l")
    claims = outlined.window.tabs.widget("claims").claims
    assert claims.hasFocus()
    row = claims.current_row
    assert isinstance(row, ClaimRow)
    assert row.ms == 5_000
    outlined.press(Key.Key_Left)
    outlined.press(Key.Key_Return)
    wait_for_top(outlined, b"## Second")
    assert outlined.player.position_ms == 5_500
    # By the page keys.
    outlined.view.setFocus()
    outlined.press(Key.Key_Home, CTRL)
    for heading in (b"## First", b"## Second"):
        outlined.press(Key.Key_PageDown, ALT)
        wait_for_top(outlined, heading)
    outlined.press(Key.Key_PageUp, ALT)
    wait_for_top(outlined, b"## First")
    # A note without headings says so.
    outlined.session.open_note(outlined.write("plain.md", "Words\n"))
    outlined.press(Key.Key_PageDown, ALT)
    assert outlined.said == "This note has no headings."


def test_footnote_leads_to_its_words_and_a_tag_to_a_search(stage: Stage) -> None:
    note = stage.write(
        "a.md",
        "One #Zebra/stripes [0:05]. Words[^b] here [0:05].\n\n"
        + "more\n\n" * 80
        + "[^b]: The *words* of it, $x$.\n",
    )
    stage.write("b.md", "---\ntags: [zebra/stripes]\n---\n\nAnother one [0:07].\n")
    stage.write("c.md", "No such thing: `#zebra/stripes` [0:09].\n")
    stage.program.session.open_vault(stage.vault)
    stage.start(note, player=False)
    at = place_of_position(stage.view, position_of(stage.view, "Words") + len("Words"))
    ask_for_tip(stage.view.viewport(), at)
    assert QToolTip.text() == "The words of it, x."
    QToolTip.hideText()
    stage.click_text("1")
    bar = stage.view.verticalScrollBar()
    stage.wait(lambda: bar.value() > 500)
    stage.wait(lambda: is_seen(stage.view, "The words of it"))
    stage.wait(stage.window.actions_["jump.back"].isEnabled)
    stage.window.actions_["jump.back"].trigger()
    stage.wait(lambda: bar.value() < 100)
    # A tag is searched for when it is clicked.
    stage.program.vault_indexing.start()
    stage.wait(lambda: stage.program.indexing.is_ready)
    stage.click_text("Zebra")
    search = stage.program.searching.view
    stage.wait(search.isVisible)
    stage.wait(lambda: any(isinstance(row, HitPlace) for row in search.list.rows.rows))
    found = {row.note.path.name for row in search.list.rows.rows if isinstance(row, HitPlace)}
    assert found == {"a.md", "b.md"}
    assert search.field.text().strip() == "tag:Zebra/stripes"
