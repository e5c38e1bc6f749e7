"""The source mode: keys in, bytes out; what was not typed stays, byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.stage import ALT, CTRL, SHIFT, Stage
from viewer.notes.edit import Change
from viewer.notes.model import Span
from viewer.notes.undo import UndoStack
from viewer.ui.source_editor import SourceEditor
from viewer.ui.source_text import SourceText
from viewer.video.player import PlayerState

_TROUBLE = (
    b"\xef\xbb\xbf---\r\ntitle: x\r\n---\r\n"
    + "# Ti\u00a0tle\r\rA\u2028B \U0001f600 \u05e9\u05dc\u05d5\u05dd e\u0301 ".encode()
    + "\u2029 \x00end\n".encode()
    + b'- a <a class="yt-timestamp" data-t="00:00:02">[00:00:02]</a>\r\n'
    + b"\r\n\n\r- last"
)
_ATOMS = [
    "a",
    "b ",
    "\r\n",
    "\n",
    "\r",
    "\u00a0",
    "\u2028",
    "\u2029",
    "\U0001f600",
    "\x00",
    "ש",
    "é",
    "# ",
]


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
        assert "\n".join(shown) == again.shown()
        assert document.characterCount() - 1 == again.units

    def undo(self) -> None:
        step = self.stack.undo()
        assert step is not None
        self.editor.apply_change(step.change)
        self.check()

    def redo(self) -> None:
        step = self.stack.redo()
        assert step is not None
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


def _boundaries(text: str) -> list[int]:
    """Units between characters."""
    at, found = 0, [0]
    for character in text:
        at += 2 if character > "\uffff" else 1
        found.append(at)
    return found


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    atoms=st.lists(st.sampled_from(_ATOMS), max_size=25),
    bom=st.booleans(),
    acts=st.lists(
        st.tuples(
            st.integers(0, 1000),
            st.integers(0, 6),
            st.lists(st.sampled_from(["x", "yz", "\n", "\u00a0", "\U0001f44d", ""]), max_size=3),
        ),
        max_size=6,
    ),
)
def test_bytes_when_text_is_replaced_anywhere_change_there_alone(
    qapp: QApplication,
    atoms: list[str],
    bom: bool,
    acts: list[tuple[int, int, list[str]]],
) -> None:
    data = (b"\xef\xbb\xbf" if bom else b"") + "".join(atoms).encode()
    typed = Typed(data)
    typed.check()
    for at, size, words in acts:
        before = typed.stack.data
        shown = SourceText(before).shown()
        places = _boundaries(shown)
        low = at % len(places)
        high = min(len(places) - 1, low + size)
        cursor = QTextCursor(typed.editor.document())
        cursor.setPosition(places[low])
        cursor.setPosition(places[high], QTextCursor.MoveMode.KeepAnchor)
        new = "".join(words)
        first = SourceText(before).place_of
        cursor.insertText(new)
        typed.check()
        assert SourceText(typed.stack.data).shown() == shown[:low] + new + shown[high:]
        # What stands before the first line touched and behind the last keeps its bytes.
        head = before[: _byte_of_character(before, low)]
        tail = before[_byte_of_character(before, high) :]
        after = typed.stack.data
        assert after.startswith(head.rstrip(b"\r\n"))
        assert after.endswith(tail.lstrip(b"\r\n"))
        assert first(0) == (0, 0)
    final = typed.stack.data
    while typed.stack.undo_name is not None:
        typed.undo()
    assert typed.stack.data == data
    while typed.stack.redo_name is not None:
        typed.redo()
    assert typed.stack.data == final
    typed.editor.deleteLater()


def _byte_of_character(data: bytes, character: int) -> int:
    text = SourceText(data)
    shown = text.shown()[:character]
    line = shown.count("\n")
    unit = _boundaries(shown[shown.rfind("\n") + 1 :])[-1]
    return text.byte_of(line, unit)


def test_keys_when_typed_in_a_troubled_file_leave_every_other_byte(
    typed: Callable[[bytes], Typed],
) -> None:
    one = typed(_TROUBLE)
    shown = SourceText(_TROUBLE).shown()
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
    while one.stack.undo_name is not None:
        one.undo()
    assert one.stack.data == _TROUBLE
    while one.stack.redo_name is not None:
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


def test_input_method_when_it_composes_writes_what_is_committed_alone(
    typed: Callable[[bytes], Typed],
) -> None:
    one = typed(b"ab\r")
    one.place(1)
    QApplication.sendEvent(one.editor, QInputMethodEvent("に", []))
    assert one.stack.data == b"ab\r"
    commit = QInputMethodEvent()
    commit.setCommitString("日本")
    QApplication.sendEvent(one.editor, commit)
    assert one.stack.data == "a日本b\r".encode()
    one.check()


def test_text_when_dragged_moves_and_what_lies_between_keeps_its_bytes(
    typed: Callable[[bytes], Typed],
) -> None:
    data = "start word\r\nmid\u2029dle\x00 one\n\rtwo end".encode()
    one = typed(data)
    at = one.place(6, 10)
    to = QTextCursor(one.editor.document())
    to.setPosition(one.editor.document().characterCount() - 1)
    to.beginEditBlock()  # as Qt drops text
    moved = at.selectedText()
    at.removeSelectedText()
    to.insertText(moved)
    to.endEditBlock()
    assert one.stack.data == "start \r\nmid\u2029dle\x00 one\n\rtwo endword".encode()
    assert len(one.changes) == 1
    one.check()
    one.undo()
    assert one.stack.data == data


def test_wash_when_text_is_typed_before_it_moves_along(typed: Callable[[bytes], Typed]) -> None:
    one = typed(b"one\r\ntwo three\r\n")
    one.editor.set_in_force([Span(5, 8)])
    one.place(0)
    QTest.keyClicks(one.editor, "zero ")
    (span,) = one.editor.spans_in_force()
    assert one.stack.data[span.start : span.end] == b"two"


def test_places_when_bytes_are_asked_for_are_those_of_the_caret(
    typed: Callable[[bytes], Typed],
) -> None:
    one = typed(_TROUBLE)
    for mark in (b"le\r\r", b"B ", b" \xd7", b"end\n", b"- a", b"last"):
        one.editor.place_caret(_TROUBLE.index(mark))
        assert one.editor.byte_at_caret() == _TROUBLE.index(mark)


# ---------------------------------------------------------------------- in the window


def _source(stage: Stage) -> SourceEditor:
    editor = QApplication.focusWidget()
    assert isinstance(editor, SourceEditor)
    return editor


def test_source_when_left_unchanged_gives_the_page_and_the_bytes_back(
    stage: Stage, note: Path
) -> None:
    before = note.read_bytes()
    picture = stage.view.picture
    stage.press("e", CTRL)
    assert _source(stage).isVisible()
    assert not stage.view.isVisible()
    assert stage.window.actions_["source"].isChecked()
    stage.press("e", CTRL)
    assert stage.view.isVisible()
    assert stage.view.hasFocus()
    assert stage.view.picture is picture
    assert not stage.window.actions_["source"].isChecked()
    assert stage.data == before


def test_caret_and_claim_when_going_to_source_and_back_are_kept(stage: Stage, note: Path) -> None:
    stage.press("j")
    stage.press("j")
    stage.wait_for_frame(150)
    current = stage.reader.follow.current_claim
    stage.press("e", CTRL)
    editor = _source(stage)
    at = stage.data.index(b" Second")
    assert at <= editor.byte_at_caret() <= at + 1
    (span,) = editor.spans_in_force()
    assert stage.data[span.start : span.end].strip().startswith("Second\u00a0claim".encode())
    caret = stage.data.index(b"bullet")
    editor.place_caret(caret)
    stage.type_in("big ")
    stage.press("e", CTRL)
    assert stage.view.caret_byte() == caret + 4
    assert stage.view.shown_caret_byte() == caret + 4
    assert stage.reader.follow.current_claim == current
    assert stage.view.document().find("A big bullet").isNull() is False
    stage.press("e", CTRL)
    assert _source(stage).byte_at_caret() == caret + 4


def test_keys_when_in_source_type_and_those_with_ctrl_are_the_players(
    stage: Stage, note: Path
) -> None:
    before = note.read_bytes()
    stage.press("e", CTRL)
    editor = _source(stage)
    editor.place_caret(before.index(b"Last"))
    stage.type_in("jkf e, .")
    wanted = before.replace(b"* Last", b"* jkf e, .Last")
    assert stage.data == wanted
    caret = editor.byte_at_caret()
    stage.press(Qt.Key.Key_Right, CTRL)
    stage.wait_for_frame(150)
    stage.press(Qt.Key.Key_Left, CTRL)
    stage.wait_for_frame(0)
    stage.press(Qt.Key.Key_Space, CTRL)
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)
    stage.type_in("!")
    stage.press(Qt.Key.Key_Space, CTRL)
    stage.wait(lambda: stage.player.state is PlayerState.PAUSED)
    assert editor.byte_at_caret() == caret + 1
    assert editor.hasFocus()
    stage.press("s", CTRL)
    stage.wait(lambda: note.read_bytes() == wanted.replace(b".Last", b".!Last"))
    assert _source(stage) is editor


def test_undo_when_repeated_in_source_gives_identical_bytes(stage: Stage, note: Path) -> None:
    before = note.read_bytes()
    stage.press("e", CTRL)
    editor = _source(stage)
    editor.place_caret(before.index(b"claim"))
    stage.type_in("one two")
    stage.press(Qt.Key.Key_Return)
    stage.type_in("x")
    editor.selectAll()
    stage.press(Qt.Key.Key_Backspace)
    assert stage.data == b""
    draft = stage.program.editing.draft
    assert draft is not None
    while draft.stack.undo_name is not None:
        stage.press(Qt.Key.Key_Z, CTRL)
        assert editor.data == stage.data
    assert stage.data == before
    while draft.stack.redo_name is not None:
        stage.press("y", CTRL)
    assert stage.data == b"" == editor.data
    stage.press(Qt.Key.Key_Z, CTRL)
    stage.press("e", CTRL)
    assert b"one two\r\n" in stage.data
    assert not stage.view.document().find("one two").isNull()


def test_claims_when_typed_in_source_are_known_once_the_keys_rest(stage: Stage, note: Path) -> None:
    stage.press("e", CTRL)
    editor = _source(stage)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    stage.type_in(" New. [[yt:00:07]]")
    stage.press(Qt.Key.Key_Return)
    stage.type_in('More <a class="yt-timestamp" data-t="00:00:07">[00:00:07]</a>')
    stage.wait_for_claims(5)
    assert editor.hasFocus()
    assert not stage.view.isVisible()
    stage.press(Qt.Key.Key_Left)
    stage.press(Qt.Key.Key_Comma, ALT | SHIFT)
    assert stage.data.endswith(b'data-t="00:00:06">[00:00:06]</a>')
    assert editor.data == stage.data


def test_note_when_changed_by_another_program_is_shown_in_source_too(
    stage: Stage, note: Path
) -> None:
    stage.press("e", CTRL)
    editor = _source(stage)
    editor.place_caret(stage.data.index(b"Last"))
    stage.type_in("my ")
    theirs = note.read_bytes().replace(b"# Title", b"# Their title")
    note.write_bytes(theirs)
    stage.wait(lambda: b"# Their title" in editor.data)
    assert editor.data == stage.data == theirs.replace(b"* Last", b"* my Last")
    assert editor.byte_at_caret() == stage.data.index(b"Last")


def test_find_when_in_source_goes_through_what_is_written(stage: Stage, note: Path) -> None:
    stage.press("e", CTRL)
    editor = _source(stage)
    stage.press("f", CTRL)
    stage.type_in("YT-timestamp")
    assert editor.found_count() == 4
    at = editor.byte_at_caret()
    stage.press(Qt.Key.Key_F3)
    assert editor.byte_at_caret() > at
    stage.press(Qt.Key.Key_Escape)  # empties the field
    stage.press(Qt.Key.Key_Escape)
    assert editor.found_count() == 0
    assert editor.hasFocus()


def test_keys_when_typed_in_a_note_of_ten_thousand_claims_take_less_than_a_frame(
    typed: Callable[[bytes], Typed],
) -> None:
    claim = (
        '- A claim of *some* words <a class="yt-timestamp" data-t="1:02:03">[1:02:03]</a> here\n'
    )
    one = typed(("# Title\n\n" + claim * 10_000).encode())
    one.place(one.editor.document().characterCount() // 2)
    took = []
    for key in "some words typed by a person " * 5:
        start = perf_counter()
        QTest.keyClick(one.editor, key)
        took.append(perf_counter() - start)
    # The figure is far below; a busy machine must not fail this.
    assert sorted(took)[len(took) // 2] < 0.016
    assert one.editor.data == one.stack.data
