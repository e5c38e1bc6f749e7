"""The source mode in the window: following, keys, and going to the source and back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.page.afresh import afresh
from tests.ui.stage import ALT, CTRL, LEFT, SHIFT, Stage, wheel
from viewer.notes.model import Span
from viewer.ui.page.source_editor import SourceEditor


def _source(stage: Stage) -> SourceEditor:
    editor = QApplication.focusWidget()
    assert isinstance(editor, SourceEditor)
    return editor


def _in_view(editor: SourceEditor, span: Span) -> bool:
    """Whether the start of a span can be seen."""
    cursor = QTextCursor(editor.document())
    before = editor.data[: span.start].decode().replace("\r\n", "\n")
    cursor.setPosition(len(before.encode("utf-16-le")) // 2)
    return editor.viewport().rect().contains(editor.cursorRect(cursor).center())


def test_source_is_typed_in_and_left(stage: Stage, note: Path) -> None:
    first = note.read_bytes()
    # Source when left unchanged gives the page and the bytes back.
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

    # Block at the caret is what is changed, also where another was written in before.
    afresh(stage, "- One [0:02]\n- Two [0:05]\n- Three [0:08]\n")
    stage.press("j")
    stage.press("j")
    stage.press("e", ALT)
    stage.write_in("!")
    stage.press(Qt.Key.Key_Escape)
    stage.press("e", CTRL)
    stage.press(Qt.Key.Key_Home, CTRL)
    stage.window.actions_["block.delete"].trigger()
    assert stage.data.startswith(b"- Two")
    stage.press("e", CTRL)

    # Caret and claim when going to source and back are kept.
    note = afresh(stage, first)
    stage.press("j")
    stage.press("j")
    stage.wait_for_frame(150)
    current = stage.session.follow.current_claim
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
    assert stage.view.shown.caret_byte() == caret + 4
    assert stage.session.follow.current_claim == current
    stage.wait(lambda: not stage.view.document().find("A big bullet").isNull())
    stage.press("e", CTRL)
    assert _source(stage).byte_at_caret() == caret + 4

    # Claims when typed in source are known once the keys rest.
    note = afresh(stage, first)
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

    # Block when moved in source takes the caret along.
    note = afresh(stage, first)
    before = note.read_bytes()
    stage.press("e", CTRL)
    editor = _source(stage)
    editor.place_caret(before.index(b"bullet"))
    stage.press(Qt.Key.Key_Down, ALT)
    assert stage.data.index(b"Another") < stage.data.index(b"A bullet")
    assert editor.data == stage.data

    # Moment when cited in source stands at the caret.
    note = afresh(stage, first)
    before = note.read_bytes()
    stage.press("e", CTRL)
    editor = _source(stage)
    editor.place_caret(before.index(b"line"))
    stage.seek(7000)
    stage.press("t", ALT)
    assert b'data-t="00:00:07">[00:00:07]</a>' in stage.data
    assert len(stage.data) > len(before)
    assert editor.data == stage.data
    stage.press(Qt.Key.Key_Z, CTRL)
    assert stage.data == editor.data == before

    # Find when in source goes through what is written.
    note = afresh(stage, first)
    stage.press("e", CTRL)
    editor = _source(stage)
    stage.press("f", CTRL)
    stage.type_in("YT-timestamp")
    assert len(editor.search.places) == 4
    at = editor.byte_at_caret()
    stage.press(Qt.Key.Key_F3)
    assert editor.byte_at_caret() > at
    stage.press(Qt.Key.Key_Escape)  # empties the field
    stage.press(Qt.Key.Key_Escape)
    assert len(editor.search.places) == 0
    assert editor.hasFocus()

    # Wheel when turned with control scales the source.
    note = afresh(stage, first)
    stage.press("e", CTRL)
    editor = _source(stage)
    editor.place_caret(stage.data.index(b"First"))
    before = editor.cursorRect().height()
    wheel(editor.viewport(), 2, CTRL)
    stage.wait(lambda: editor.cursorRect().height() > before)
    stage.press("0", CTRL)
    stage.wait(lambda: editor.cursorRect().height() == before)

    # Note when changed by another program is shown in source too.
    note = afresh(stage, first)
    stage.press("e", CTRL)
    editor = _source(stage)
    editor.place_caret(stage.data.index(b"Last"))
    stage.type_in("my ")
    theirs = note.read_bytes().replace(b"# Title", b"# Their title")
    note.write_bytes(theirs)
    stage.wait(lambda: b"# Their title" in editor.data)
    assert editor.data == stage.data == theirs.replace(b"* Last", b"* my Last")
    assert editor.byte_at_caret() == stage.data.index(b"Last")

    # Source when another note is opened is saved and the other shown as source.
    note = afresh(stage, first)
    other = stage.write("other.md", "# Other\n\nText\n")
    stage.press("e", CTRL)
    editor = _source(stage)
    stage.type_in("x")
    typed = stage.data
    stage.session.open_note(other)
    stage.wait(lambda: note.read_bytes() == typed)
    assert editor.data == other.read_bytes()
    assert _source(stage).byte_at_caret() == 0
    assert not stage.view.isVisible()
    stage.type_in("y")
    assert stage.data == b"y# Other\n\nText\n"
    stage.press("e", CTRL)
    stage.session.open_note(note)
    assert stage.view.isVisible()


@pytest.fixture
def long_note(stage: Stage, numbered_video: Path) -> Path:
    """A note whose claims stand screens apart."""
    filler = "Words that nothing is said about.\n\n" * 60
    text = f"---\nvideo: {numbered_video}\n---\n\n# Top\n\n"
    text += f"One [0:02].\n\n{filler}Two [0:05].\n\n{filler}Three [0:08].\n\n{filler}"
    path = stage.vault / "long.md"
    path.write_text(text, "utf-8")
    stage.watch(path)
    return path


def _lit(stage: Stage) -> str:
    (span,) = stage.window.page.source.spans_in_force()
    return stage.data[span.start : span.end].decode()


@pytest.mark.all_only
def test_source_of_a_long_note_follows_and_stays(stage: Stage, long_note: Path) -> None:
    first = long_note.read_bytes()
    # Source when the video plays follows until the user scrolls.
    pane = stage.window.page
    stage.press("e", CTRL)
    editor = _source(stage)
    stage.player.seek(4500)
    stage.toggle(CTRL)
    stage.wait(lambda: _lit(stage).startswith("Two"))
    stage.wait(lambda: _in_view(editor, editor.spans_in_force()[0]))
    assert not pane.pill.isVisible()
    wheel(editor.viewport(), -60)
    assert not stage.session.follow.is_following
    stage.wait(pane.pill.isVisible)
    assert pane.pill._key == "Alt+F"
    at = editor.scrolling.top_byte()
    stage.wait(lambda: _lit(stage).startswith("Three"))
    assert editor.scrolling.top_byte() == at
    assert editor.scrolling.state() is editor.scrolling.State.Stopped  # nor later
    stage.press("f", ALT)
    assert stage.session.follow.is_following
    stage.wait(lambda: _in_view(editor, editor.spans_in_force()[0]))
    assert not pane.pill.isVisible()
    wheel(editor.viewport(), -60)
    stage.wait(pane.pill.isVisible)
    QTest.mouseClick(pane.pill, LEFT)
    stage.wait(lambda: _in_view(editor, editor.spans_in_force()[0]))
    assert not pane.pill.isVisible()
    stage.press("e", CTRL)
    pane.show_pill(True)
    assert pane.pill._key == "F"
    pane.show_pill(False)

    # Typing when the video plays stops following.
    long_note = afresh(stage, first)
    stage.press("e", CTRL)
    stage.toggle(CTRL)
    stage.type_in("x")
    assert not stage.session.follow.is_following

    # Claims when gone through by keys in source are shown and lit.
    long_note = afresh(stage, first)
    stage.press("e", CTRL)
    editor = _source(stage)
    for key, keys, frame, words in (
        ("j", ALT, 60, "One"),
        ("j", ALT, 150, "Two"),
        ("j", ALT | SHIFT, 240, "Three"),
        ("k", ALT, 150, "Two"),
        ("k", ALT | SHIFT, 60, "One"),
    ):
        stage.press(key, keys)
        stage.wait_for_frame(frame)
        stage.wait(lambda words=words: _lit(stage).startswith(words))  # type: ignore[misc]
        stage.wait(lambda: editor.byte_at_caret() == editor.spans_in_force()[0].start)
        stage.wait(lambda: _in_view(editor, editor.spans_in_force()[0]))
    editor.place_caret(stage.data.index(b"Three"))
    stage.press(Qt.Key.Key_Return, ALT)
    stage.wait_for_frame(240)
    assert stage.data == long_note.read_bytes()
    assert editor.hasFocus()

    # Source when entered keeps the line of the caret where it stood.
    long_note = afresh(stage, first)
    stage.press("j")
    stage.press("j")
    stage.wait_for_frame(150)
    stage.wait(lambda: stage.view.shown.caret_byte() == stage.data.index(b"Two"))
    stage.wait(lambda: stage.view.viewport().rect().contains(stage.view.cursorRect().center()))
    stage.press("e", CTRL)
    editor = _source(stage)
    assert editor.byte_at_caret() == stage.data.index(b"Two")
    editor.scrolling.bring_caret_to(editor.viewport().height())  # where the page still scrolls
    y = editor.scrolling.caret_y()
    stage.press("e", CTRL)
    view, line = stage.view, stage.view.fontMetrics().height()
    stage.wait(lambda: abs(view.cursorRect().top() - y) < 2 * line)

    # Source when the note is read again stays with caret and scroll.
    long_note = afresh(stage, first)
    stage.press("e", CTRL)
    editor = _source(stage)
    at = stage.data.index(b"Two")
    editor.place_caret(at)
    stage.type_in("my ")
    top = editor.scrolling.top_byte()
    assert top > 0
    typed = stage.data
    stage.press(Qt.Key.Key_F5)
    stage.wait(lambda: _source(stage).isVisible() and not editor.isReadOnly())
    assert long_note.read_bytes() == typed
    assert editor.byte_at_caret() == at + 3
    assert editor.scrolling.top_byte() == top
    assert stage.window.actions_["source"].isChecked()
    stage.type_in("x")
    assert stage.data == typed[: at + 3] + b"x" + typed[at + 3 :]


def test_caret_when_in_markup_is_kept_across_the_page(
    stage: Stage, note: Path, tests_all: bool
) -> None:
    marks = (
        b"yt-timestamp",
        b"data-t",
        b"[00:00:05]",
        b"</a>.",
        b"video:",
        b"* Another",
        b"\r\n\r\n",
    )
    for mark in marks if tests_all else marks[::3]:
        at = note.read_bytes().index(mark)
        stage.press("e", CTRL)
        _source(stage).place_caret(at)
        stage.press("e", CTRL)
        stage.press("e", CTRL)
        assert _source(stage).byte_at_caret() == at
        stage.press("e", CTRL)
        stage.press(Qt.Key.Key_Down)
        stage.press("e", CTRL)
        assert _source(stage).byte_at_caret() != at  # the caret of the page counts, once it moved
        stage.press("e", CTRL)


def test_source_of_what_is_only_shown_is_read_only_and_says_why(
    stage: Stage, numbered_video: Path
) -> None:
    # Source when the file is no utf8 is read only and says why.
    path = stage.vault / "latin.md"
    data = (
        f"---\nvideo: {numbered_video}\n---\n\nCaf".encode() + b"\xe9 claim [0:02]. Two [0:05].\n"
    )
    path.write_bytes(data)
    stage.watch(path)
    stage.press("t", ALT)
    assert "UTF-8" in stage.said
    stage.press("e", CTRL)
    editor = _source(stage)
    assert "UTF-8" in stage.said
    assert editor.isReadOnly()
    assert "Caf\ufffd claim" in editor.toPlainText()
    # Nothing is typed, so the single keys are the player's.
    stage.press("j")
    stage.wait_for_frame(60)
    stage.press("j")
    stage.wait_for_frame(150)
    stage.wait(lambda: editor.byte_at_caret() == data.index(b" Two") + 1)
    for key in ("x", Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Tab):
        QTest.keyClick(editor, key)
    assert editor.data == path.read_bytes() == data
    stage.press("e", CTRL)
    assert stage.view.isVisible()

    own = stage.write("own.md", "Text\n")
    stage.session.open_note(own)
    stage.press("e", CTRL)
    assert not _source(stage).isReadOnly()
    stage.type_in("x")
    assert stage.data == b"xText\n"
