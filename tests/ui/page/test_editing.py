"""Editing through the real window: keys in, bytes out, and nothing else in the file changed."""

from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractAnimation, QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from tests.ui.page.afresh import afresh
from tests.ui.page.dialogs import answer
from tests.ui.stage import ALT, CTRL, LEFT, SHIFT, Stage, click, place_of
from viewer.media.player import PlayerState
from viewer.ui.kit.theme import apply_theme, load_theme


def _editor(stage: Stage) -> QWidget:
    widget = QApplication.focusWidget()
    assert widget.accessibleName() == "Bullet as Markdown"
    return widget


def test_block_that_is_open_is_written_in(stage: Stage, note: Path) -> None:
    first = note.read_bytes()
    # Words when typed in place change their bytes alone.
    before = note.read_bytes()
    stage.edit_next()
    QTest.keyClicks(_editor(stage), " More.")
    QTest.keyClick(_editor(stage), Qt.Key.Key_Escape)
    assert stage.data == before.replace(b"</a>.\r\n\r\n* A", b"</a>. More.\r\n\r\n* A")
    assert note.read_bytes() == before  # not saved yet
    stage.press("s", CTRL)
    stage.wait(lambda: note.read_bytes() == stage.data)

    # Undo when pressed while typing takes back words and the block stays open.
    note = afresh(stage, first)
    before = note.read_bytes()
    stage.edit_next()
    stage.write_in(" one ")
    draft = stage.draft
    draft.stack.end_typing()  # as a pause does
    stage.write_in("two")
    stage.press("z", CTRL)
    assert stage.said == "Undone: Type “two”"
    stage.write_in("three")
    QTest.keyClick(_editor(stage), Qt.Key.Key_Home, CTRL)
    stage.write_in("So: ")
    assert b"So: First claim" in stage.data
    assert b". one three\r\n" in stage.data
    stage.undo_all()
    assert stage.data == before
    while b"three" not in stage.data:
        stage.press("z", CTRL | SHIFT)
    stage.write_in("!")
    assert b". one three!\r\n" in stage.data
    stage.press(Qt.Key.Key_Escape)
    assert b". one three!\r\n" in stage.data
    assert stage.view.hasFocus()

    # Undo when nothing more was typed takes back what was done before.
    note = afresh(stage, first)
    before = note.read_bytes()
    stage.click_text("its child")
    stage.press(Qt.Key.Key_BracketLeft, CTRL)
    stage.click_text("Last")
    stage.press("e", ALT)
    stage.press("z", CTRL)
    assert stage.said == "Undone: Outdent"
    assert stage.data == before

    # Bullet with bullets in it is opened without them and whole.
    note = afresh(stage, first)
    stage.click_text("Another")
    stage.press("e", ALT)
    editor = _editor(stage)
    assert isinstance(editor, QPlainTextEdit)
    written = 'Another <a class="yt-timestamp" data-t="00:00:11">[00:00:11]</a>'
    assert editor.toPlainText() == written
    stage.write_in("!")
    assert f"{written}!\r\n    * its child".encode() in stage.data

    # Click beside the block ends it and does what a click does.
    note = afresh(stage, first)
    stage.edit_next()
    stage.write_in(" more")
    stage.click_text("Another")
    stage.wait(lambda: stage.player.position_ms == 11_000)
    stage.wait(lambda: ". more" in stage.view.toPlainText())
    assert stage.view.hasFocus()
    stage.press("e", ALT)
    stage.write_in(" and this")
    assert b" and this\r\n    * its child" in stage.data

    # Block when deleted from the palette while it is open is deleted.
    note = afresh(stage, first)
    before = note.read_bytes()
    stage.edit_next()
    stage.write_in(" more")
    stage.window.actions_["block.delete"].trigger()
    assert b"First claim" not in stage.data
    assert stage.data.endswith(before[before.index(b"* A bullet") :])
    stage.undo_all()
    assert stage.data == before

    # Text below a block that is edited makes room for it.
    note = afresh(stage, first)

    def top_of(words: str) -> int:
        return place_of(stage.view, words).y()

    stage.press("j")
    before = top_of("A bullet")
    stage.press("e", ALT)
    editor = _editor(stage).parentWidget()
    assert top_of("A bullet") > editor.geometry().bottom()
    for _ in range(3):
        QTest.keyClick(_editor(stage), Qt.Key.Key_Return, SHIFT)
        QTest.keyClicks(_editor(stage), "more")
    assert top_of("A bullet") > editor.geometry().bottom()
    QTest.keyClick(_editor(stage), Qt.Key.Key_Escape)
    stage.wait(lambda: top_of("A bullet") == before)

    # Words stay where they are when their block is opened.
    note = afresh(stage, first)
    for zoom in (1.0, 2.0):
        high = stage.view.cursorRect().height()
        stage.program.settings.set("looks/zoom", zoom)
        stage.wait(lambda zoom=zoom, high=high: stage.view.cursorRect().height() >= zoom * high - 4)  # type: ignore[misc]
        at = place_of(stage.view, "A bullet")
        cursor = stage.view.cursorForPosition(at)
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        before = stage.view.viewport().mapToGlobal(stage.view.cursorRect(cursor).bottomLeft())
        click(stage.view, at)
        stage.press("e", ALT)
        field = QApplication.focusWidget()
        assert isinstance(field, QPlainTextEdit)
        begin = QTextCursor(field.document())
        now = field.viewport().mapToGlobal(field.cursorRect(begin).bottomLeft())
        assert abs(now.y() - before.y()) <= 1
        stage.press(Qt.Key.Key_Escape)


def test_times_are_moved_and_cited(stage: Stage, note: Path) -> None:
    first = note.read_bytes()
    # Time when moved by frames stays on them.
    stage.press("j")
    stage.wait_for_frame(60)
    for _ in range(29):  # of 33.3 ms each
        stage.press(".", ALT)
    assert b'data-t="00:00:02.967">[00:00:02]' in stage.data
    stage.wait_for_frame(89)
    stage.press(".", ALT)
    assert b'data-t="00:00:03.000">[00:00:03]' in stage.data
    stage.wait_for_frame(90)

    # Video when held while typing goes on a little before.
    note = afresh(stage, first)
    stage.program.settings.set("edit/pause_while_typing", True)
    stage.edit_next()
    stage.play()
    QTest.keyClicks(_editor(stage), "a")
    assert stage.player.state is PlayerState.PAUSED
    held = stage.player.position_ms
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)
    assert stage.player.position_ms < held


def test_blocks_are_moved_nested_and_deleted(stage: Stage, note: Path) -> None:
    first = note.read_bytes()
    # Bullet when nested and moved while it is written is written on.
    before = stage.data
    where = place_of(stage.view, "Another")
    QTest.mouseDClick(stage.view.viewport(), LEFT, pos=where)
    stage.write_in(" one")
    stage.press(Qt.Key.Key_Tab)
    assert b"\r\n  * Another" in stage.data
    stage.write_in(" two")
    stage.press(Qt.Key.Key_Backtab)
    assert b"\r\n* Another" in stage.data
    stage.write_in(" three")
    assert b" one two three" in stage.data
    stage.press(Qt.Key.Key_Up, ALT)
    assert stage.data.index(b"* Another") < stage.data.index(b"* A bullet")
    stage.press(Qt.Key.Key_Down, ALT)
    assert stage.data.index(b"* A bullet") < stage.data.index(b"* Another")
    stage.undo_all()
    assert stage.data == before

    # Block when moved twice is the same one.
    note = afresh(stage, first)
    before = stage.data
    for _ in range(3):
        stage.press("j")  # to the claim of "A bullet"
    for key, order in (
        (Qt.Key.Key_Down, [b"* Another", b"* A bullet", b"* Last"]),
        (Qt.Key.Key_Down, [b"* Another", b"* Last", b"* A bullet"]),
        (Qt.Key.Key_Up, [b"* Another", b"* A bullet", b"* Last"]),
        (Qt.Key.Key_Up, [b"* A bullet", b"* Another", b"* Last"]),
    ):
        stage.press(key, ALT)
        places = [stage.data.index(words) for words in order]
        assert places == sorted(places)
    stage.undo_all()
    assert stage.data == before

    # Last claim when it is deleted while it flashes is not painted any more.
    afresh(stage, "- First [0:02]\n- Last [0:05]\n")
    stage.press("j")
    stage.press("j")
    stage.wait(lambda: stage.view.lights.washes.flash_claim == 1)
    stage.select_block("Last")
    stage.press(Qt.Key.Key_Delete)
    stage.view.viewport().repaint()
    assert stage.data == b"- First [0:02]\n"


def test_block_that_is_open_stays_in_view_when_the_window_is_resized(
    stage: Stage, numbered_video: Path
) -> None:
    lines = "\n\n".join(f"Line {number} of many, and some words more." for number in range(80))
    before = lines.replace("Line", "Before")
    path = stage.write("long.md", f"{before}\n\nA claim [0:02]\n\n{lines}\n", video=numbered_video)
    stage.window.resize(1400, 800)
    stage.watch(path)
    stage.edit_next()
    editor = _editor(stage).parentWidget()
    for size in ((760, 500), (1400, 800), (900, 560)):
        width = stage.view.viewport().width()
        stage.window.resize(*size)
        stage.wait(lambda width=width: stage.view.viewport().width() != width)  # type: ignore[misc]
        assert stage.view.viewport().rect().intersects(editor.geometry())
    apply_theme(QApplication.instance(), load_theme("dark"))
    assert stage.view.viewport().rect().contains(editor.geometry())
    assert place_of(stage.view, "Line 0").y() > editor.geometry().bottom()


def test_file_that_is_changed_elsewhere_is_taken_in(
    stage: Stage, note: Path, numbered_video: Path
) -> None:
    first = note.read_bytes()
    # Writing goes on when the file is changed elsewhere.
    stage.edit_next()
    QTest.keyClick(_editor(stage), Qt.Key.Key_Home, CTRL)
    QTest.keyClicks(_editor(stage), "My ")
    note.write_bytes(note.read_bytes().replace(b"# Title", b"# Their title"))
    stage.wait(lambda: b"# Their title" in stage.data)
    QTest.keyClicks(_editor(stage), "own ")
    QTest.keyClick(_editor(stage), Qt.Key.Key_Escape)
    assert b"# Their title\r\n\r\nMy own First claim" in stage.data

    # File when changed elsewhere and not here is shown anew.
    note = afresh(stage, first)
    note.write_bytes(note.read_bytes().replace(b"Another", b"One more"))
    stage.wait(lambda: "One more" in stage.view.toPlainText())

    # File when deleted elsewhere keeps its text here.
    note = afresh(stage, first)
    before = note.read_bytes()
    note.unlink()
    stage.wait(lambda: "Save again" in stage.offered)
    stage.press("s", CTRL)
    stage.wait(note.exists)
    stage.wait(lambda: note.read_bytes() == before)

    # Copy when a sync leaves one while the note is open is offered once.
    note = afresh(stage, first)
    data = note.read_bytes()
    stage.edit_next()
    stage.write_in(" mine")
    first = stage.vault / f"{note.stem} (Ann's conflicted copy 2026-11-25).md"
    first.write_bytes(data.replace(b"Another", b"Another one"))
    stage.wait(lambda: "Merge…" in stage.offered)
    assert first.name in stage.said
    second = stage.vault / f"{note.stem}.sync-conflict-20261124-101112-ABCDEFG.md"
    second.write_bytes(data.replace(b"* Last", b"* Added\r\n* Last"))
    stage.wait(lambda: second.name in stage.said)
    answer("Use these")  # which of the lines with "mine" in one of them
    stage.press("1", ALT)
    assert b" mine" in stage.data
    assert b"* Added\r\n* Last" in stage.data
    assert not second.exists()
    assert first.exists()

    # Copy when a sync left one is offered and merged.
    path = stage.vault / "shared.md"
    path.write_bytes(f"---\nvideo: {numbered_video}\n---\nOne [0:02]\n\nTwo\n".encode())
    copy = stage.vault / "shared.sync-conflict-20261124-101112-ABCDEFG.md"
    copy.write_bytes(path.read_bytes() + b"\nThree\n")
    stage.session.open_note(path)
    stage.wait(lambda: copy.name in stage.said)
    stage.activate()  # without a window manager, after a dialog
    stage.press("1", ALT)
    assert stage.data.endswith(b"Two\n\nThree\n")
    assert not copy.exists()


def test_sheets_ask_for_a_line(stage: Stage, note: Path) -> None:
    first = note.read_bytes()
    # Sheet says what is wrong below its field and gives the keyboard back.
    stage.press("j")
    before, had = stage.data, QApplication.focusWidget()
    for action, wrong in (("retime.typed", "“x” is not a time."), ("shift", "“x” is not a time")):
        stage.window.actions_[action].trigger()
        sheet = stage.asked
        assert sheet.field.accessibleName() == sheet.accessibleName() == sheet.title.text()
        assert sheet.field.accessibleDescription() == ""  # its words are read with the sheet
        stage.answer("x")
        assert stage.asked is sheet
        assert sheet.wrong.text().startswith(wrong)
        assert sheet.field.accessibleDescription() == sheet.wrong.text()
        assert sheet.wrong.mapTo(sheet, QPoint()).y() > sheet.field.mapTo(sheet, QPoint()).y()
        stage.type_in("2")
        assert sheet.wrong.text() == ""
        for widget in (sheet.buttons["cancel"], sheet.buttons["accept"], sheet.field):
            stage.press(Qt.Key.Key_Tab)
            assert QApplication.focusWidget() is widget
        stage.press(Qt.Key.Key_Escape)
        assert sheet.isHidden()
        assert QApplication.focusWidget() is had
    assert stage.data == before

    # Video of a note is changed in a sheet by mouse.
    note = afresh(stage, first)
    stage.program.window.actions_["note.video"].trigger()
    sheet = stage.asked
    stage.press("a", CTRL)
    stage.type_in("abcdefghijk")
    QTest.mouseClick(sheet.buttons["accept"], Qt.MouseButton.LeftButton)
    assert b"videoId: abcdefghijk\r\n" in stage.data


@pytest.mark.all_only
def test_block_when_opened_is_in_sight_with_its_keys_and_stays_there(
    stage: Stage, long_video: Path
) -> None:
    words = "words that fill a line of the page and more " * 8
    text = "".join(f"- Claim {n} {words}[0:{n % 19:02}]\n" for n in range(20))
    stage.watch(stage.write("long.md", text, video=long_video))
    stage.window.resize(900, 560)
    stage.wait(lambda: not stage.window.list.isVisible())
    stage.wait(lambda: stage.view.width() > 450)  # with the list hidden
    for number in (3, 19):  # the last one has nothing below it
        stage.click_text(f"Claim {number} ")
        bar = stage.view.verticalScrollBar()
        bar.setValue(bar.value() - stage.view.viewport().height() // 2)
        stage.press("e", ALT)
        stage.write_in(words)
        editor = _editor(stage).parentWidget()
        assert isinstance(editor, QWidget)
        stage.wait(lambda editor=editor: stage.view.viewport().rect().contains(editor.geometry()))  # type: ignore[misc]
        top = bar.value()
        stage.play()
        before = stage.session.follow.claims_now
        stage.wait(lambda before=before: stage.session.follow.claims_now != before)  # type: ignore[misc]
        assert bar.value() == top
        assert stage.view.scrolling.gentle.state() is QAbstractAnimation.State.Stopped  # nor later
        stage.player.pause()
        stage.press(Qt.Key.Key_Return)
