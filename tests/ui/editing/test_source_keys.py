"""What Enter and Tab make of a list, and which keys are for typing."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.stage import ALT, CTRL, NO_KEYS, SHIFT
from viewer.notes.note import Note
from viewer.ui.editing.source_editor import SourceEditor
from viewer.ui.editing.source_keys import is_for_text


@pytest.fixture
def editor(qtbot: QtBot) -> SourceEditor:
    made = SourceEditor()
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    made.setFocus()
    return made


def _at(editor: SourceEditor, text: str) -> None:
    """Show a text, with the caret at `|` or what stands between two of them selected."""
    parts = text.split("|")
    data = "".join(parts).encode()
    editor.set_text(data, Note.parse(data))
    editor.place_caret(len(parts[0].encode()))
    if len(parts) == 3:
        cursor = editor.textCursor()
        cursor.setPosition(
            cursor.position() + len(parts[1].replace("\r\n", "\n")), QTextCursor.MoveMode.KeepAnchor
        )
        editor.setTextCursor(cursor)


def _shown(editor: SourceEditor) -> str:
    data, at = editor.data, editor.byte_at_caret()
    return (data[:at] + b"|" + data[at:]).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- one|\n- two", "- one\n- |\n- two"),
        ("* a\r\n    * on|e\r\n", "* a\r\n    * on\r\n    * |e\r\n"),
        ("+ a\n\t+ one|", "+ a\n\t+ one\n\t+ |"),
        ("9. nine|\n", "9. nine\n10. |\n"),
        ("1) one|", "1) one\n2) |"),
        ("- [x] done|", "- [x] done\n- [ ] |"),
        ("> quoted|", "> quoted\n> |"),
        ("> - item|", "> - item\n> - |"),
        ("- one\n- |\nafter", "- one\n|\nafter"),
        ("> |", "|"),
        ("|- one", "\n|- one"),
        ("-| one", "-\n| one"),
        ("words|", "words\n|"),
        ("1.5 is no item|", "1.5 is no item\n|"),
        ("```\n- code|\n```", "```\n- code\n|\n```"),
        ("```\n    code|\n```", "```\n    code\n    |\n```"),
        ("---\ntags:\n  - a|\n---\n", "---\ntags:\n  - a\n  |\n---\n"),
        ("- o|n|e", "- o\n- |e"),
        ("- שלום\u00a0😀|", "- שלום\u00a0😀\n- |"),
        ("  indented|", "  indented\n  |"),
    ],
)
def test_enter_when_in_a_line_goes_on_as_the_line_began(
    editor: SourceEditor, before: str, after: str
) -> None:
    _at(editor, before)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert _shown(editor) == after


def test_enter_when_with_shift_is_a_line_end_alone(editor: SourceEditor) -> None:
    _at(editor, "  - one|")
    QTest.keyClick(editor, Qt.Key.Key_Return, SHIFT)
    assert _shown(editor) == "  - one\n|"


@pytest.mark.parametrize(
    ("before", "deeper", "back"),
    [
        ("- one\n- tw|o\n", "- one\n    - tw|o\n", "- one\n- tw|o\n"),
        ("- one\n  - two\n- th|ree", "- one\n  - two\n  - th|ree", "- one\n  - two\n- th|ree"),
        ("- one\n\t- two\n- th|ree", "- one\n\t- two\n\t- th|ree", "- one\n\t- two\n- th|ree"),
        ("wo|rds", "wo\t|rds", "wo|rds"),
    ],
)
def test_tab_when_in_an_item_moves_it_a_step_as_the_note_does(
    editor: SourceEditor, before: str, deeper: str, back: str
) -> None:
    _at(editor, before)
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert _shown(editor) == deeper
    if "\t|" not in deeper:
        QTest.keyClick(editor, Qt.Key.Key_Backtab, SHIFT)
        assert _shown(editor) == back


def test_tab_when_lines_are_selected_moves_them_as_one_edit(editor: SourceEditor) -> None:
    changes: list[object] = []
    _at(editor, "a\r\n|b\r\n\r\nc\r\n|d\r\n")
    editor.edited.connect(changes.append)
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.data == b"a\r\n    b\r\n\r\n    c\r\nd\r\n"
    assert len(changes) == 1
    assert editor.textCursor().hasSelection()
    QTest.keyClick(editor, Qt.Key.Key_Backtab, SHIFT)
    assert editor.data == b"a\r\nb\r\n\r\nc\r\nd\r\n"
    QTest.keyClick(editor, Qt.Key.Key_Backtab, SHIFT)
    assert len(changes) == 2


def test_keys_when_shared_out_are_for_text_or_for_the_player() -> None:
    def takes(key: Qt.Key, keys: Qt.KeyboardModifier, text: str = "", **how: bool) -> bool:
        return is_for_text(QKeyEvent(QEvent.Type.KeyPress, key, keys, text), **how)

    for key, text in ((Qt.Key.Key_J, "j"), (Qt.Key.Key_Space, " "), (Qt.Key.Key_Comma, ",")):
        assert takes(key, NO_KEYS, text)
        assert not takes(key, CTRL, text)
        assert not takes(key, ALT, text)
        assert not takes(key, NO_KEYS, text, read_only=True)
    assert takes(Qt.Key.Key_Q, CTRL | ALT, "@")  # AltGr, on some systems
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        assert takes(key, NO_KEYS)
        assert takes(key, SHIFT)
        for keys in (CTRL, CTRL | SHIFT, ALT, ALT | SHIFT):  # by word
            assert takes(key, keys)
            assert takes(key, keys, read_only=True) is (keys == CTRL | SHIFT)
        assert not takes(key, CTRL | ALT)  # 5 seconds
        assert not takes(key, NO_KEYS, read_only=True)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        assert takes(key, NO_KEYS, read_only=True)
        assert not takes(key, ALT)  # moves the block
    assert takes(Qt.Key.Key_Delete, NO_KEYS)
    assert not takes(Qt.Key.Key_Delete, NO_KEYS, read_only=True)
    assert not takes(Qt.Key.Key_Return, CTRL, "\r")
    for key in (Qt.Key.Key_E, Qt.Key.Key_S, Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_T):
        assert not takes(key, CTRL)
