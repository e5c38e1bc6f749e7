"""Chips in the editors: a time is shown as on the page, and as written where the caret is in it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.ui.page.afresh import afresh
from tests.ui.stage import ALT, CTRL, NO_KEYS, SHIFT, Stage, show_alone
from viewer.notes.edit import Change
from viewer.notes.note import Note
from viewer.ui.kit.theme import theme_of
from viewer.ui.page.block_editor import BlockEditor
from viewer.ui.page.source_editor import SourceEditor
from viewer.ui.page.source_markup import chips_of, picture_name, pictures_of

_ANCHOR = '<a class="yt-timestamp" data-t="01:09:07">[01:09:07]</a>'


@pytest.fixture
def editor(qapp: QApplication, qtbot: QtBot) -> SourceEditor:
    editor = SourceEditor()
    editor.resize(700, 300)
    show_alone(qapp, qtbot, editor, editor)
    return editor


def _show(editor: SourceEditor, text: str) -> list[Change]:
    """Show a text, and give the list to which what is typed in it is added."""
    changes: list[Change] = []
    editor.edited.connect(changes.append)
    editor.set_text(text.encode(), Note.parse(text.encode()))
    editor.grab()
    return changes


def _width(editor: SourceEditor, words: str) -> float:
    text = editor.toPlainText()
    start = text.index(words)
    ends = []
    for at in (start, start + len(words)):
        cursor = editor.textCursor()
        cursor.setPosition(at)
        ends.append(editor.cursorRect(cursor).x())
    return ends[1] - ends[0]


def _chips(editor: SourceEditor) -> list[str]:
    """Return what is seen in the pills of the first line."""
    editor.grab()
    block = editor.document().firstBlock()
    seen = []
    for start, end in chips_of(block):
        units = list(block.text()[start:end])
        for one in block.layout().formats():
            if not one.format.foreground().color().alpha():
                for at in range(max(one.start, start), min(one.start + one.length, end)):
                    units[at - start] = ""
        seen.append("".join(units))
    return seen


def test_time_is_shown_as_on_the_page_and_nothing_else_of_it(editor: SourceEditor) -> None:
    for written, shown in (
        (_ANCHOR, "1:09:07"),
        ('<a class="yt-timestamp" data-t="00:00:09">[00:00:09]</a>', "0:09"),
        ("[0:09]", "0:09"),
        ("[10:20]", "10:20"),
        ("[0:09-1:00:10]", "0:09-1:00:10"),
        ("[00:01:02 – 00:01:40]", "1:02 – 1:40"),
        ('<a class="yt-timestamp" data-t="00:01:02">[00:01:02-00:01:40]</a>', "1:02-1:40"),
        ('<a class="yt-timestamp" data-t="00:01:02-00:01:40"></a>', "1:02-1:40"),
        ('<a class="yt-timestamp" data-t="00:15:11]-[00:15:24]</a>', "15:11-15:24"),
    ):
        changes = _show(editor, f"A claim {written} and more.")
        assert _chips(editor) == [shown]
        digits = editor.fontMetrics().horizontalAdvance(shown)
        assert _width(editor, written) < digits * 1.4 + 12
        assert not changes


def test_time_with_the_caret_in_it_is_shown_as_written(editor: SourceEditor) -> None:
    text = f"A claim {_ANCHOR} and more."
    changes = _show(editor, text)
    folded = _width(editor, _ANCHOR)
    editor.place_caret(text.index(_ANCHOR) + len(_ANCHOR))
    assert _chips(editor) == ["1:09:07"]
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_Left)
    editor.grab()
    assert _width(editor, _ANCHOR) > 4 * folded
    QTest.keyClick(editor, Qt.Key.Key_End)
    assert _chips(editor) == ["1:09:07"]
    assert abs(_width(editor, _ANCHOR) - folded) <= 1
    assert not changes


@pytest.mark.parametrize("text", ["Words [[Note]]", f"Words {_ANCHOR}"])
def test_caret_behind_hidden_markup_is_as_high_as_beside_words(
    editor: SourceEditor, text: str
) -> None:
    _show(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_End)
    shown, caret = editor.viewport().grab().toImage(), editor.cursorRect()
    ink = theme_of(editor).ink.rgb()
    high = sum(shown.pixel(caret.left(), y) == ink for y in range(shown.height()))
    assert high >= editor.fontMetrics().height()


def test_markup_is_shown_where_the_caret_is_in_it(editor: SourceEditor) -> None:
    text = "Go [there](https://example.org/page), **now** or [[Other note|later]]."
    _show(editor, text)
    for written, words in (
        ("[there](https://example.org/page)", "there"),
        ("**now**", "now"),
        ("[[Other note|later]]", "later"),
    ):
        assert abs(_width(editor, written) - _width(editor, words)) <= 3
        editor.place_caret(text.index(written) + 3)
        editor.grab()
        assert _width(editor, written) > _width(editor, words) + 6
    _show(editor, "Nothing is left of [](https://example.org) without it.")
    assert _width(editor, "[](https://example.org)") > 60


def test_backspace_behind_a_chip_deletes_it_as_a_whole(editor: SourceEditor) -> None:
    text = f"A claim {_ANCHOR} and {_ANCHOR}"
    changes = _show(editor, text)
    editor.place_caret(text.index(_ANCHOR) + len(_ANCHOR))
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.data == f"A claim  and {_ANCHOR}".encode()
    editor.place_caret(editor.data.index(b"<a"))
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert editor.data == b"A claim  and "
    assert [len(change.edits) for change in changes] == [1, 1]
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.data == b"A claim  and"


def _step_over(
    stage: Stage, written: str, held: Qt.KeyboardModifier, shift: Qt.KeyboardModifier
) -> None:
    afresh(stage, f"- Words {written} {written}\n")
    stage.press("e", ALT)
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    text = field.toPlainText()
    first = text.index(written)
    second = text.index(written, first + 1)
    edges = [first, first + len(written), second, second + len(written)]
    stage.press(Qt.Key.Key_End)
    for key, stops in ((Qt.Key.Key_Left, edges[::-1]), (Qt.Key.Key_Right, edges)):
        seen = [field.textCursor().position()]
        while seen[-1] != stops[-1] and len(seen) < 9:
            stage.press(key, held | shift)
            seen.append(field.textCursor().position())
        assert set(seen) <= set(stops)
        assert field.textCursor().hasSelection() is (bool(shift) and seen[-1] != edges[-1])
    stage.press(Qt.Key.Key_Backspace, CTRL)
    assert stage.data == f"- Words {written} \n".encode()
    cursor = field.textCursor()
    cursor.setPosition(first)
    field.setTextCursor(cursor)
    stage.press(Qt.Key.Key_Delete, CTRL)
    assert stage.data.rstrip() == b"- Words"


def test_keys_in_a_block_step_over_a_chip_as_over_a_letter(stage: Stage, tests_all: bool) -> None:
    for written in (_ANCHOR, "[0:09]", "[00:01:02 – 00:01:40]"):
        for held in (NO_KEYS, CTRL, ALT):
            for shift in (NO_KEYS, SHIFT):
                if tests_all or (shift == SHIFT) == (held == CTRL):
                    _step_over(stage, written, held, shift)


def test_block_is_as_high_as_what_the_caret_unfolds(stage: Stage) -> None:
    claim = "A claim that stands in one line, with "
    stage.window.resize(1100, 700)
    stage.start(stage.write("note.md", f"{claim}{_ANCHOR}.\n"), player=False)
    stage.press("e", ALT)
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    stage.wait(lambda: field.height() > 0)
    folded = field.height()
    cursor = field.textCursor()
    cursor.setPosition(field.toPlainText().index("</a>") + 1)  # as a click on the chip
    field.setTextCursor(cursor)
    stage.wait(lambda: field.height() > folded)
    assert field.verticalScrollBar().maximum() == 0
    stage.press(Qt.Key.Key_End)
    stage.wait(lambda: field.height() == folded)

    # Picture in the open block is small and named as the user reads it.
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    assert image.save(str(stage.vault / "film 0-40.png"))
    afresh(stage, "- Words ![](film%200-40.png) and more\n")
    stage.click_text("Words")
    stage.press("e", ALT)
    (editor,) = (one for one in stage.view.findChildren(BlockEditor) if one.isVisible())
    (picture,) = pictures_of(editor.text.document().firstBlock())
    assert picture[1] == "film%200-40.png"
    assert picture_name(picture[1]) == "film 0-40.png"

    def is_red() -> bool:
        shown = editor.text.viewport().grab().toImage()
        places = ((x, y) for x in range(0, shown.width(), 4) for y in range(0, shown.height(), 4))
        return any(shown.pixelColor(*at) == QColor(Qt.GlobalColor.red) for at in places)

    stage.wait(is_red)
    assert stage.data.endswith(b"- Words ![](film%200-40.png) and more\n")
