"""The source mode: keys in, bytes out; what was not typed stays, byte for byte."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextDocumentLayout
from pytestqt.qtbot import QtBot

from tests.examples import examples
from tests.ui.stage import ALT, CTRL, NO_KEYS, SHIFT, drop_on
from viewer.notes.edit import Change
from viewer.notes.model import Span
from viewer.notes.note import Note
from viewer.notes.undo import UndoStack
from viewer.ui.kit.theme import load_theme
from viewer.ui.page.document import cursor_over
from viewer.ui.page.source_document import SourceDocument
from viewer.ui.page.source_editor import SourceEditor
from viewer.ui.page.source_keys import is_for_text
from viewer.ui.page.source_text import SourceText

Key = Qt.Key
_TROUBLE = (
    b"\xef\xbb\xbf---\r\ntitle: x\r\n---\r\n"
    + "# Ti\u00a0tle\r\rA\u2028B \U0001f600 \u05e9\u05dc\u05d5\u05dd e\u0301 ".encode()
    + "\u2029 \x00end\n".encode()
    + b'- a <a class="yt-timestamp" data-t="00:00:02">[00:00:02]</a>\r\n'
    + b"\r\n\n\r- last"
)
_ATOMS = [
    *("a", "b ", "\r\n", "\n", "\r", "\u00a0", "\u2028", "\u2029"),
    *("\U0001f600", "\x00", "ש", "é", "# "),
]
_LINES = [*_ATOMS, "- item\n", "    * deep\r\n", "1. one\n", "> quote\n", "```\n", "word word"]


class Typed:
    """A source editor beside a stack of undo that takes what is typed in it."""

    def __init__(self, data: bytes) -> None:
        self.editor = SourceEditor()
        self.stack = UndoStack(data)
        self.changes: list[Change] = []
        self.editor.set_text(data)
        self.editor.edited.connect(self._take)

    def _take(self, change: Change) -> None:
        self.changes.append(change)
        self.stack.do(change)

    def check(self) -> None:
        """The bytes, the editor's bytes and what is shown are the same text."""
        assert self.editor.data == self.stack.data
        again = SourceText(self.stack.data)
        document = self.editor.document()
        shown = []
        block = document.begin()
        while block.isValid():
            shown.append(block.text())
            block = block.next()
        assert "\n".join(shown) == again.shown
        assert document.characterCount() - 1 == again.units

    def undo(self) -> None:
        step = self.stack.undo()
        self.editor.apply_change(step.change)
        self.check()

    def redo(self) -> None:
        step = self.stack.redo()
        self.editor.apply_change(step.change)
        self.check()

    def place(self, at: int, to: int | None = None) -> QTextCursor:
        cursor = self.editor.textCursor()
        cursor.setPosition(at)
        if to is not None:
            cursor.setPosition(to, QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)
        return cursor


@pytest.fixture
def typed(qtbot: QtBot) -> Callable[[bytes], Typed]:
    def make(data: bytes) -> Typed:
        made = Typed(data)
        qtbot.addWidget(made.editor)
        made.editor.resize(700, 500)
        made.editor.show()
        made.editor.setFocus()
        return made

    return make


def test_keys_when_typed_in_a_troubled_file_leave_every_other_byte(
    typed: Callable[[bytes], Typed],
) -> None:
    one = typed(_TROUBLE)
    shown = SourceText(_TROUBLE).shown
    one.place(len(shown[: shown.index("last")].encode("utf-16-le")) // 2)
    QTest.keyClicks(one.editor, "my ")
    assert one.stack.data == _TROUBLE.replace(b"- last", b"- my last")
    QTest.keyClick(one.editor, Qt.Key.Key_Backspace)
    one.place(0)
    QTest.keyClick(one.editor, Qt.Key.Key_Backspace)  # the byte order mark is not text
    QTest.keyClick(one.editor, Qt.Key.Key_End)
    QTest.keyClick(one.editor, Qt.Key.Key_Return)
    QTest.keyClick(one.editor, Qt.Key.Key_Return, SHIFT)
    QTest.keyClicks(one.editor, "k: v")
    wanted = _TROUBLE.replace(b"- last", b"- mylast").replace(b"---\r\nt", b"---\r\n\r\nk: v\r\nt")
    assert one.stack.data == wanted
    one.check()
    while one.stack.to_undo:
        one.undo()
    assert one.stack.data == _TROUBLE
    while one.stack.to_redo is not None:
        one.redo()
    assert one.stack.data == wanted


def test_paste_when_of_many_lines_ends_them_as_the_file_does(
    typed: Callable[[bytes], Typed],
) -> None:
    one = typed(b"one\r\ntwo\r\n")
    one.place(3)
    mime = QMimeData()
    mime.setText(" a\nb\r\nc\u2029d\u00a0e")
    one.editor.insertFromMimeData(mime)
    assert one.stack.data == "one a\r\nb\r\nc\r\nd\u00a0e\r\ntwo\r\n".encode()
    assert len(one.changes) == 1
    one.check()


def test_text_when_dragged_moves_and_what_lies_between_keeps_its_bytes(qapp: QApplication) -> None:
    data = "start word\r\nmid\u2029dle\x00 one\n\rtwo end".encode()
    document, changes = QTextDocument(), list[Change]()
    document.setDocumentLayout(QPlainTextDocumentLayout(document))  # else it tells no changes
    source = SourceDocument(document)
    source.edited.connect(changes.append)
    source.text = SourceText(data)
    with source.shows():
        document.setPlainText(source.text.shown)
    assert not changes
    end = source.text.units
    at, to = cursor_over(document, 6, 10), cursor_over(document, end, end)
    assert source.span_of(at) == Span(6, 10)
    to.beginEditBlock()  # as Qt drops text
    moved = at.selectedText()
    at.removeSelectedText()
    to.insertText(moved)
    to.endEditBlock()
    (change,) = changes
    assert source.text.data == "start \r\nmid\u2029dle\x00 one\n\rtwo endword".encode()
    source.apply(change.invert())
    assert source.text.data == data


def test_wash_when_text_is_typed_before_it_moves_along(typed: Callable[[bytes], Typed]) -> None:
    one = typed(b"one\r\ntwo three\r\n")
    one.editor.set_in_force([Span(5, 8)])
    one.place(0)
    QTest.keyClicks(one.editor, "zero ")
    (span,) = one.editor.spans_in_force()
    assert one.stack.data[span.start : span.end] == b"two"


_KEYS = st.one_of(
    st.tuples(st.just("type"), st.sampled_from(["a", " ", "-", "1", ".", "é", "ש", "*"])),
    st.tuples(
        st.just("key"),
        st.sampled_from(
            [
                *((key, NO_KEYS) for key in (Key.Key_Return, Key.Key_Backspace, Key.Key_Delete)),
                *(
                    (key, NO_KEYS)
                    for key in (Key.Key_Tab, Key.Key_Left, Key.Key_Down, Key.Key_Home)
                ),
                *((key, SHIFT) for key in (Key.Key_Return, Key.Key_Backtab, Key.Key_Right)),
                *((key, SHIFT) for key in (Key.Key_Up, Key.Key_End)),
                *(
                    (key, CTRL)
                    for key in (Key.Key_Backspace, Key.Key_Delete, Key.Key_Home, Key.Key_A)
                ),
            ]
        ),
    ),
    st.tuples(
        st.just("paste"), st.sampled_from(["x\r\ny", "\u2028", "\U0001f469\u200d\U0001f680"])
    ),
    st.tuples(st.just("compose"), st.sampled_from(["日本", "ê"])),
    st.tuples(st.sampled_from(["undo", "redo"]), st.none()),
)


@examples(4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(atoms=st.lists(st.sampled_from(_LINES), max_size=12), acts=st.lists(_KEYS, max_size=14))
def test_bytes_when_any_keys_are_pressed_are_what_is_shown_and_undo_gives_them_back(
    qapp: QApplication, atoms: list[str], acts: list[tuple[str, Any]]
) -> None:
    data = "".join(atoms).encode()
    one = Typed(data)
    editor = one.editor
    editor.set_text(data, Note.parse(data))
    for what, how in acts:
        before, span = one.stack.data, editor.selected_span()
        at = editor.byte_at_caret()
        if what == "type":
            # QTest knows the keys of Latin letters alone.
            pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, NO_KEYS, how)
            QApplication.sendEvent(editor, pressed)
            if span is None:
                assert one.stack.data == before[:at] + how.encode() + before[at:]
                assert editor.byte_at_caret() == at + len(how.encode())
        elif what == "key":
            QTest.keyClick(editor, *how)
            if how[0] in (Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_A, Qt.Key.Key_Left):
                assert one.stack.data == before
        elif what == "paste":
            mime = QMimeData()
            mime.setText(how)
            editor.insertFromMimeData(mime)
        elif what == "compose":
            composed = QInputMethodEvent(how[0], [])
            QApplication.sendEvent(editor, composed)
            assert one.stack.data == before or span is not None
            commit = QInputMethodEvent()
            commit.setCommitString(how)
            QApplication.sendEvent(editor, commit)
            if span is None:
                assert one.stack.data == before[:at] + how.encode() + before[at:]
        elif what == "undo" and one.stack.to_undo:
            one.undo()
        elif what == "redo" and one.stack.to_redo is not None:
            one.redo()
        if span is not None and what in ("type", "paste", "compose"):
            # What stands before and behind keeps its bytes.
            assert one.stack.data.startswith(before[: span.start].rstrip(b"\r\n"))
            assert one.stack.data.endswith(before[span.end :].lstrip(b"\r\n"))
        one.check()
        at = editor.byte_at_caret()
        assert one.stack.data[at : at + 1] not in [bytes([byte]) for byte in range(0x80, 0xC0)]
    while one.stack.to_redo is not None:
        one.redo()
    final = one.stack.data
    while one.stack.to_undo:
        one.undo()
    assert one.stack.data == data
    while one.stack.to_redo is not None:
        one.redo()
    assert one.stack.data == final
    editor.deleteLater()


def test_text_when_bytes_are_no_utf8_has_a_sign_for_each_and_finds_every_byte(
    typed: Callable[[bytes], Typed],
) -> None:
    data = b"a\xff\xfeb\r\n\xf0\x9f\x98 \xf0\x9f\x98\x80 caf\xe9\n"
    one = typed(data)
    one.editor.set_read_only(True)
    lines = one.editor.toPlainText().split("\n")
    assert lines == ["a\ufffd\ufffdb", "\ufffd\ufffd\ufffd \U0001f600 caf\ufffd", ""]
    for mark in (b"\xff", b"\xfe", b"b", b"\x9f\x98 ", b"\xf0\x9f\x98\x80", b"caf", b"\xe9"):
        one.editor.place_caret(data.index(mark))
        assert one.editor.byte_at_caret() == data.index(mark)
    QTest.keyClicks(one.editor, "typed")
    QTest.keyClick(one.editor, Qt.Key.Key_Backspace)
    assert not one.changes
    assert one.editor.data == data


def test_line_when_it_is_composed_in_keeps_its_looks(typed: Callable[[bytes], Typed]) -> None:
    data = b"# Title **bold**\n"
    one = typed(data)
    one.editor.set_text(data, Note.parse(data))
    one.editor.viewport().grab()
    layout = one.editor.document().firstBlock().layout()
    before = [(f.start, f.length) for f in layout.formats()]
    assert before
    one.editor.place_caret(2)
    QApplication.sendEvent(one.editor, QInputMethodEvent("に", []))
    one.editor.viewport().grab()
    assert layout.preeditAreaText() == "に"
    start, size = before[-1]
    assert (start + 1, size) in [(f.start, f.length) for f in layout.formats()]
    QApplication.sendEvent(one.editor, QInputMethodEvent("", []))
    one.editor.viewport().grab()
    assert [(f.start, f.length) for f in layout.formats()] == before
    assert one.stack.data == data


def test_markup_when_typed_stands_back_at_once(typed: Callable[[bytes], Typed]) -> None:
    data = b"- words\n- other\n"
    one = typed(data)
    one.editor.set_text(data, Note.parse(data))
    one.place(7)
    QTest.keyClicks(one.editor, " [0:05]")
    one.editor.viewport().grab()
    theme = load_theme("light")
    formats = one.editor.document().firstBlock().layout().formats()
    assert [(f.start, f.length) for f in formats if f.format.foreground() == theme.link] == [(9, 4)]
    assert formats[0].start == 0
    assert formats[0].format.foreground() == theme.muted


def test_text_when_copied_and_pasted_keeps_its_odd_spaces(typed: Callable[[bytes], Typed]) -> None:
    words = "a\u00a0b\u2028c\r\nd\ufeff"
    one = typed((words + " end").encode())
    one.place(0, 8)
    mime = one.editor.createMimeDataFromSelection()
    assert mime.text() == words
    one.place(one.editor.document().characterCount() - 1)
    one.editor.insertFromMimeData(mime)
    assert one.stack.data == (words + " end" + words).encode()
    one.check()


def _drop(editor: SourceEditor, what: str | list[Path], at: int) -> bool:
    cursor = editor.textCursor()
    cursor.setPosition(at)
    return drop_on(editor.viewport(), what, editor.cursorRect(cursor).center())


def test_text_when_dropped_is_one_edit_and_a_file_is_left_to_the_window(
    typed: Callable[[bytes], Typed], tmp_path: Path
) -> None:
    one = typed(b"one\r\ntwo\r\n")
    assert _drop(one.editor, "a\nb ", 4)
    assert one.stack.data == b"one\r\na\r\nb two\r\n"
    assert len(one.changes) == 1
    assert not _drop(one.editor, [tmp_path / "video.mp4"], 0)
    assert len(one.changes) == 1


@pytest.fixture
def editor(typed: Callable[[bytes], Typed]) -> SourceEditor:
    return typed(b"").editor


def _show_at(editor: SourceEditor, text: str) -> None:
    """Show a text, with the cursor at `|`, or the text between two of them selected."""
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
    _show_at(editor, before)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert _shown(editor) == after


def test_enter_when_with_shift_is_a_line_end_alone(editor: SourceEditor) -> None:
    _show_at(editor, "  - one|")
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
    _show_at(editor, before)
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert _shown(editor) == deeper
    if "\t|" not in deeper:
        QTest.keyClick(editor, Qt.Key.Key_Backtab, SHIFT)
        assert _shown(editor) == back


def test_tab_when_lines_are_selected_moves_them_as_one_edit(editor: SourceEditor) -> None:
    changes: list[object] = []
    _show_at(editor, "a\r\n|b\r\n\r\nc\r\n|d\r\n")
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
