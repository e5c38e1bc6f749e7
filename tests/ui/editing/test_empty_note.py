"""A note without a word in it: it opens ready to be written in, and every way of writing works."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from tests.ui.stage import ALT, CTRL, LEFT, Stage, menu_at, place_of
from viewer.ui.editing.block_editor import BlockEditor

Key = Qt.Key
_CITED = b'<a class="yt-timestamp" data-t="00:00:00">[00:00:00]</a>'


def _block(stage: Stage) -> BlockEditor:
    (block,) = [one for one in stage.view.findChildren(BlockEditor) if one.isVisible()]
    return block


def _open_empty(stage: Stage, data: bytes = b"---\ntitle: New\n---\n\n") -> Path:
    path = stage.vault / "note.md"
    path.write_bytes(data)
    stage.start(path, player=False)
    return path


def test_empty_note_is_not_exported_and_every_letter_is_text(stage: Stage) -> None:
    _open_empty(stage)
    byline, bullet = stage.window.page.byline, stage.window.player.control_bar.bullet_button
    stage.wait(byline.export.isHidden)
    stage.window.tabs.bar.setFocus()
    assert bullet._key == "Alt+N"
    stage.view.setFocus()
    stage.type_in("Words")
    stage.press(Key.Key_Escape)
    stage.wait(byline.export.isVisible)
    assert bullet._key == "T"


def _offered(stage: Stage) -> list[str]:
    """Return what stands below the block that is open."""
    return [hint.key for hint, _ in _block(stage).hint_places()]


def test_keys_that_are_shown_while_one_writes_are_those_that_work(
    stage: Stage, long_video: Path
) -> None:
    stage.watch(stage.write("note.md", "# Title\n\nWords [0:05]\n", video=long_video))
    stage.wait_for_claims(1)
    bullet = stage.window.player.control_bar.bullet_button
    assert bullet is not None
    assert bullet._key == "T"
    stage.press("e", ALT)
    assert bullet._key == "Alt+N"
    assert bullet.width() == bullet.sizeHint().width()
    assert "Alt+N" in _offered(stage)
    picture = stage.window.player.video_view
    menu = menu_at(picture, picture.rect().center())
    keys = {each.text(): each.shortcut().toString() for each in menu.actions()}
    menu.close()
    assert (keys["Add bullet"], keys["Add frame"]) == ("Alt+N", "Alt+I")


def test_menu_of_the_picture_names_no_letter_while_the_first_words_are_written(
    stage: Stage, long_video: Path
) -> None:
    stage.watch(stage.write("note.md", "", video=long_video))
    stage.wait(lambda: stage.window.actions_["bullet.timed"].isEnabled())
    stage.view.setFocus()
    stage.type_in("Words")
    picture = stage.window.player.video_view
    picture.setFocus()  # as a click on it with the right button does
    menu = menu_at(picture, picture.rect().center())
    keys = {each.text(): each.shortcut().toString() for each in menu.actions()}
    menu.close()
    assert (keys["Add bullet"], keys["Add frame"]) == ("Alt+N", "Alt+I")


def test_block_of_a_note_whose_video_is_not_found_offers_no_times(stage: Stage) -> None:
    stage.start(stage.write("note.md", "---\nvideo: gone.mp4\n---\n\nWords\n"))
    stage.press("e", ALT)
    assert _offered(stage) == ["Enter", "Esc", "Tab"]


@pytest.mark.parametrize(
    ("data", "written"),
    [
        (b"", b"Words"),
        (b"\xef\xbb\xbf", b"\xef\xbb\xbfWords"),
        (b"\n\n", b"\n\nWords"),
        (b"---\ntitle: New\n---", b"---\ntitle: New\n---\n\nWords"),
        (b"---\ntitle: New\n---\n", b"---\ntitle: New\n---\n\nWords"),
        (b"---\ntitle: New\n---\n\n", b"---\ntitle: New\n---\n\nWords"),
        (b"---\r\ntitle: New\r\n---\r\n", b"---\r\ntitle: New\r\n---\r\n\r\nWords"),
        (b"***\n", b"***\n\nWords"),
    ],
)
def test_words_when_typed_into_a_note_that_was_just_opened_are_its_text(
    stage: Stage, data: bytes, written: bytes
) -> None:
    path = _open_empty(stage, data)
    stage.write_in("Words")
    assert stage.data == written
    for _ in range(5):
        stage.press(Key.Key_Backspace)
    assert stage.data == data
    stage.write_in("Words")
    stage.press(Key.Key_Escape)
    assert "Words" in stage.view.toPlainText()
    stage.press("s", CTRL)
    stage.wait(lambda: path.read_bytes() == written)


def test_block_of_an_empty_note_stands_below_its_title(stage: Stage) -> None:
    _open_empty(stage)
    title = place_of(stage.view, "New")
    stage.wait(lambda: _block(stage).geometry().top() > title.y() + 10)
    assert _block(stage).height() > 40
    assert "Alt+N" in _block(stage).findChild(QPlainTextEdit).placeholderText()


def test_words_in_a_block_without_any_are_whole_where_they_break(stage: Stage) -> None:
    _open_empty(stage)
    stage.window.resize(900, 560)
    stage.program.settings.set("looks/zoom", 2.0)
    block, text = _block(stage), _block(stage).findChild(QPlainTextEdit)
    room = QRect(0, 0, text.viewport().width(), 10_000)

    def needed() -> int:
        words, flags = text.placeholderText(), Qt.TextFlag.TextWordWrap
        return QFontMetrics(text.font()).boundingRect(room, int(flags), words).height()

    stage.wait(lambda: needed() > 2 * QFontMetrics(text.font()).height())
    stage.wait(lambda: text.height() >= needed())
    assert block.height() > text.height() + QFontMetrics(text.font()).height() / 2
    stage.write_in("Words")
    stage.wait(lambda: text.height() < needed())


@pytest.mark.parametrize("way", ["typing", "Enter", "double click"])
def test_empty_note_when_it_was_left_is_written_in_again(stage: Stage, way: str) -> None:
    _open_empty(stage)
    stage.press(Key.Key_Escape)
    assert stage.view.hasFocus()
    if way == "double click":
        QTest.mouseDClick(stage.view.viewport(), LEFT, pos=stage.view.rect().center())
    elif way == "Enter":
        stage.press(Key.Key_Return)
    else:
        stage.press("W")
    stage.write_in("ords" if way == "typing" else "Words")
    assert stage.data.endswith(b"---\n\nWords")


def test_note_with_a_title_and_nothing_pointed_at_is_edited_at_its_first_block(
    stage: Stage,
) -> None:
    path = stage.vault / "note.md"
    path.write_text("---\ntitle: New\n---\n\nFirst words\n\nMore\n")
    stage.start(path, player=False)
    stage.press("e", ALT)
    stage.write_in("!")
    assert b"First words!\n" in stage.data


def test_moment_when_cited_in_an_empty_note_begins_a_bullet_that_is_written_in(
    stage: Stage, numbered_video: Path
) -> None:
    stage.watch(stage.write("note.md", "", video=numbered_video))
    stage.press(Key.Key_Escape)
    stage.press("n", ALT)
    stage.write_in("It begins.")
    assert stage.data.rstrip().endswith(b"---\n\n- It begins. " + _CITED)


def test_bullet_when_it_is_new_is_opened_where_it_stands(stage: Stage) -> None:
    stage.start(stage.write("note.md", "- One [0:02]\n- Two\n"), player=False)
    stage.press("j")
    stage.press(Key.Key_Return, CTRL)
    assert stage.data == b"- One [0:02]\n- \n- Two\n"
    stage.wait(lambda: not stage.view.span_rect(stage.session.note.blocks[1].span).isNull())  # type: ignore[union-attr]
    note = stage.session.note
    assert note is not None
    one, new, two = (stage.view.span_rect(block.span) for block in note.blocks)
    editor = _block(stage).geometry()
    assert one.bottom() <= new.top() < editor.center().y() < two.top()
    assert editor.bottom() <= two.top() + 2


def test_nest_when_pressed_in_an_empty_note_leaves_the_block_open(stage: Stage) -> None:
    _open_empty(stage)
    stage.press(Key.Key_Tab)
    stage.write_in("Words")
    assert stage.data.endswith(b"---\n\nWords")


def test_undo_when_the_first_words_are_taken_back_gives_the_same_bytes(stage: Stage) -> None:
    path = _open_empty(stage, b"---\ntitle: New\n---")
    before = path.read_bytes()
    stage.write_in("Some words")
    draft = stage.program.editing.draft
    assert draft is not None
    while draft.stack.undo_name is not None:
        stage.press("z", CTRL)
    assert stage.data == before
    stage.type_in("Words")
    assert stage.data == before + b"\n\nWords"


def test_focus_is_in_the_block_when_an_empty_note_is_opened_from_another(stage: Stage) -> None:
    empty = stage.write("empty.md", "")
    stage.start(stage.write("note.md", "Words\n"), player=False)
    stage.session.open_note(empty)
    field = QApplication.focusWidget()
    assert field is not None
    assert _block(stage).isAncestorOf(field)
