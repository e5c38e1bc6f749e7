"""Where a person is on the page: the caret, the light, and what acts on which."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui import hostile_pictures
from tests.ui.stage import (
    ALT,
    CTRL,
    LEFT,
    Stage,
    choose,
    click,
    move,
    opened_menu,
    place_of,
)
from viewer import TOUR
from viewer.ui.editing.block_editor import BlockEditor
from viewer.video.playback.player import PlayerState

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
    stage.watch(stage.write("note.md", TEXT, video=numbered_video))
    stage.wait_for_claims(3)
    return stage


def _edited(stage: Stage) -> bytes:
    (editor,) = (one for one in stage.view.findChildren(BlockEditor) if one.isVisible())
    return editor.data


def _edit(stage: Stage) -> bytes:
    """Press E; the answer: what is open then, which is closed again."""
    stage.press("e", ALT)
    data = _edited(stage)
    stage.press(Key.Key_Escape)
    stage.session.current.forget()
    return data


def test_edit_is_of_what_is_lit_until_the_caret_is_moved(page: Stage) -> None:
    page.click_text("Arches")
    page.wait(lambda: page.session.follow.current_claim == 0)
    page.seek(5_000)
    assert page.session.follow.current_claim == 1
    assert _edit(page).startswith(b"Cables")
    page.press("k")
    page.wait(lambda: page.program.navigator._arrival is None)
    beams = page.data.index(b"Beams")
    while (page.view.caret_byte() or 0) < beams:
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


def test_quote_stands_at_what_is_lit_and_not_at_a_caret_of_before(page: Stage) -> None:
    page.press(Key.Key_Down)
    page.press("j")
    page.seek(8_000)
    assert page.program.context.get(_quoting()).quote(9_000, 10_000, "They share it.")
    (line,) = (one for one in page.data.decode().splitlines() if "They share it." in one)
    assert line == "- “They share it.” [0:09]"
    assert page.data.decode().endswith(f"- Trusses share it [0:08]\n{line}\n")


def _quoting() -> type:
    from viewer.ui.transcript.quoting import Quoting

    return Quoting


def test_caret_is_painted_and_stays_where_it_is_while_the_light_moves(page: Stage) -> None:
    page.click_text("Beams")
    at = page.view.caret_byte()
    colour = page.view.cursorRect().topLeft() + QPoint(0, 4)
    assert page.view.viewport().grab().toImage().pixelColor(colour).blue() > 150
    page.seek(2_000)
    page.seek(8_000)
    assert page.view.caret_byte() == at


@pytest.mark.parametrize("words", ["Cables", "Beams", "Trusses"])
def test_caret_stands_in_the_block_that_was_left(page: Stage, words: str) -> None:
    page.view.edit_requested.emit(page.data.index(words.encode()))
    page.press(Key.Key_Escape)
    block = page.view.textCursor().block().text()
    assert block.startswith(words)
    page.player.seek(0)
    page.press(Key.Key_Return)
    number = {"Cables": 1, "Trusses": 2}.get(words)
    if number is None:
        assert page.said == "No claim at the caret."
    else:
        page.wait(lambda: page.session.follow.current_claim == number)
    page.press("e", ALT)
    assert _edited(page).startswith(words.encode())


def test_caret_is_painted_at_the_very_start_once_the_page_has_the_keys(page: Stage) -> None:
    at = page.view.cursorRect().topLeft() + QPoint(0, 4)
    assert page.view.textCursor().position() == 0
    assert page.view.hasFocus()
    assert _is_painted(page, at)
    page.window.list.tree.setFocus()
    assert not _is_painted(page, at)


def test_caret_is_painted_where_it_is_in_a_note_with_a_picture_that_is_scrolled(
    stage: Stage,
) -> None:
    hostile_pictures.good(stage.vault / "a.png", 300, 200)
    lines = "".join(f"- Line {number}\n" for number in range(60))
    stage.start(stage.write("long.md", f"![](a.png)\n\n{lines}\nThe end\n"))
    stage.view.setFocus()
    stage.press(Key.Key_End, CTRL)
    bar = stage.view.verticalScrollBar()
    stage.wait(lambda: bar.value() > 300)
    stage.press(Key.Key_Home)
    rect = stage.view.cursorRect()
    assert stage.view.viewport().rect().contains(rect)
    stage.wait(lambda: _is_painted(stage, rect.topLeft() + QPoint(0, 4)))


def _is_painted(page: Stage, at: QPoint) -> bool:
    colour = page.view.viewport().grab().toImage().pixelColor(at)
    return colour.blue() > 150 and colour.red() < 100


@pytest.mark.parametrize("plays", [False, True])
def test_double_click_edits_and_leaves_the_video_where_it_was(page: Stage, plays: bool) -> None:
    page.seek(1_000)
    page.program.settings.set("play/on_jump", not plays)
    if plays:
        page.player.play()
        page.wait(lambda: page.player.position_ms > 1_000)
    at = place_of(page.view, "Trusses")
    handle = page.window.windowHandle()
    assert handle is not None
    QTest.mouseDClick(handle, LEFT, pos=page.view.viewport().mapTo(page.window, at))
    assert _edited(page).startswith(b"Trusses")
    wanted = PlayerState.PLAYING if plays else PlayerState.PAUSED
    page.wait(lambda: page.player.state is wanted)
    assert page.player.position_ms < 8_000
    assert plays or page.player.position_ms == 1_000
    assert not page.session.jumps.can_go_back
    assert page.session.follow.current_claim is None


def test_click_below_the_last_block_begins_a_bullet_that_goes_where_nothing_is_written(
    page: Stage,
) -> None:
    before = page.data
    below = QPoint(page.view.viewport().width() // 2, page.view.viewport().height() - 20)
    click(page.view, below)
    assert page.data == before + b"- \n"
    page.press(Key.Key_Escape)
    assert page.data == before
    click(page.view, below)
    page.write_in("Below")
    page.press(Key.Key_Escape)
    assert page.data == before + b"- Below\n"
    assert page.player.position_ms == 0


def test_bullet_at_this_moment_is_undone_at_once(page: Stage) -> None:
    before = page.data
    page.press("j")
    page.press("t")
    assert page.data != before
    page.press(Key.Key_Escape)
    page.press("z", CTRL)
    assert page.data == before


def test_caret_stops_at_links_which_enter_follows(page: Stage) -> None:
    page.click_text("Beams")
    stops = []
    for _ in range(3):
        page.press(Key.Key_Up)
        link = page.view._targets.at_caret().link
        stops.append(page.view.picture.links[link].target if link is not None else "")
    assert stops[:2] == ["Chains", "Ropes"]
    page.press(Key.Key_Down)
    page.press(Key.Key_Return)
    page.wait(lambda: page.session.path == page.vault / "Ropes.md")


def test_links_to_notes_that_are_not_there_look_so(page: Stage) -> None:
    targets = page.view._targets
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


def test_pencil_stands_at_the_block_under_the_pointer_and_edits_it(page: Stage) -> None:
    pencil = page.program.editing.pencil
    at = place_of(page.view, "Beams")
    move(page.view, at)
    assert pencil.isVisible()
    assert pencil.size().width() >= 32
    assert "Beams bend" in pencil.toolTip()
    assert page.view.rect().contains(pencil.geometry())
    assert pencil.x() > page.view.viewport().geometry().right()  # over no word
    assert abs(pencil.geometry().center().y() - page.view.viewport().y() - at.y()) < 12
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


def test_words_are_walked_over_while_one_writes_and_the_video_stays(page: Stage) -> None:
    page.click_text("Beams")
    page.press("e", ALT)
    editor = QApplication.focusWidget()
    assert isinstance(editor, type(page.view.findChild(BlockEditor).text))
    for keys in (CTRL, ALT):
        page.press(Key.Key_End)
        page.press(Key.Key_Left, keys)
        assert editor.words_before_caret() == "Beams "
        page.press(Key.Key_Right, keys)
        assert editor.words_before_caret() == "Beams bend"
    assert page.player.position_ms == 0
    page.press(Key.Key_Right, CTRL | ALT)
    page.wait(lambda: page.player.position_ms == 5_000)


@pytest.mark.parametrize(
    ("words", "listed"),
    [("To [[Ropes]].", []), ("See [[Chains]] & [[Ropes|the *ropes*]]", ["Chains", "the ropes"])],
)
def test_enter_follows_the_links_of_a_block_without_a_claim(
    page: Stage, words: str, listed: list[str]
) -> None:
    path = page.write("links.md", f"# Links\n\n{words}\n")
    page.session.open_note(path)
    page.wait(lambda: page.session.path == path)
    page.view.setFocus()
    page.press(Key.Key_Home, CTRL)
    page.press(Key.Key_Down)
    page.press(Key.Key_Home)
    page.press(Key.Key_Return)
    if listed:
        menu = opened_menu()
        assert [one.text() for one in menu.actions()] == listed
        QTest.keyClick(menu, Key.Key_Down)
        QTest.keyClick(menu, Key.Key_Return)
    page.wait(lambda: page.session.path == page.vault / "Ropes.md")


def test_follow_a_link_lists_those_of_the_note_where_the_block_has_none(page: Stage) -> None:
    page.click_text("Beams")
    page.window.actions_["link.follow"].trigger()
    choose(opened_menu(), "Ropes")
    page.wait(lambda: page.session.path == page.vault / "Ropes.md")
    page.window.actions_["link.follow"].trigger()
    assert page.said == "This note has no links."


def test_down_in_the_last_line_goes_to_its_link(page: Stage) -> None:
    path = page.write("last.md", "See [[Ropes]].\n")
    page.session.open_note(path)
    page.wait(lambda: page.session.path == path)
    page.view.setFocus()
    page.press(Key.Key_Home, CTRL)
    page.wait(lambda: bool(page.press(Key.Key_Down) or page.view._targets.at_caret().link == 0))
    page.press(Key.Key_Return)
    page.wait(lambda: page.session.path == page.vault / "Ropes.md")
