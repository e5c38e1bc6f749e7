"""A note without a word in it: it opens ready to be written in, and every way of writing works."""

from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from tests.ui.editing.afresh import afresh
from tests.ui.stage import ALT, CTRL, LEFT, Stage, menu_at, place_of
from viewer.ui.editing.block_editor import BlockEditor

Key = Qt.Key
_CITED = b'<a class="yt-timestamp" data-t="00:00:00">[00:00:00]</a>'


def _block(stage: Stage) -> BlockEditor:
    (block,) = [one for one in stage.view.findChildren(BlockEditor) if one.isVisible()]
    return block


def _open_empty(stage: Stage, data: bytes = b"---\ntitle: New\n---\n\n") -> Path:
    """Open a note, in the window that is there or in a new one."""
    if stage.session.path is not None:
        return afresh(stage, data)
    path = stage.vault / "note.md"
    path.write_bytes(data)
    stage.start(path, player=False)
    return path


def test_empty_note_is_written_in(stage: Stage) -> None:
    # Empty note is not exported and every letter is text.
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

    # Block of an empty note stands below its title.
    _open_empty(stage)
    title = place_of(stage.view, "New")
    stage.wait(lambda: _block(stage).geometry().top() > title.y() + 10)
    assert _block(stage).height() > 40
    assert "Alt+N" in _block(stage).findChild(QPlainTextEdit).placeholderText()

    # Nest when pressed in an empty note leaves the block open.
    _open_empty(stage)
    stage.press(Key.Key_Tab)
    stage.write_in("Words")
    assert stage.data.endswith(b"---\n\nWords")

    # Undo when the first words are taken back gives the same bytes.
    path = _open_empty(stage, b"---\ntitle: New\n---")
    before = path.read_bytes()
    stage.write_in("Some words")
    stage.undo_all()
    assert stage.data == before
    stage.type_in("Words")
    assert stage.data == before + b"\n\nWords"

    # Note with a title and nothing pointed at is edited at its first block.
    _open_empty(stage, b"---\ntitle: New\n---\n\nFirst words\n\nMore\n")
    stage.press("e", ALT)
    stage.write_in("!")
    assert b"First words!\n" in stage.data

    # Bullet when it is new is opened where it stands.
    _open_empty(stage, b"- One [0:02]\n- Two\n")
    stage.press("j")
    stage.press(Key.Key_Return, CTRL)
    assert stage.data == b"- One [0:02]\n- \n- Two\n"
    stage.wait(lambda: not stage.view.span_rect(stage.session.note.blocks[1].span).isNull())  # type: ignore[union-attr]
    note = stage.session.note
    one, new, two = (stage.view.span_rect(block.span) for block in note.blocks)
    editor = _block(stage).geometry()
    assert one.bottom() <= new.top() < editor.center().y() < two.top()
    assert editor.bottom() <= two.top() + 2

    # Focus is in the block when an empty note is opened from another.
    empty = stage.write("empty.md", "")
    _open_empty(stage, b"Words\n")
    stage.session.open_note(empty)
    field = QApplication.focusWidget()
    assert field is not None
    assert _block(stage).isAncestorOf(field)

    # Words in a block without any are whole where they break.
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


def _offered(stage: Stage) -> list[str]:
    """Return what stands below the block that is open."""
    return [hint.key for hint, _ in _block(stage).hint_places()]


def test_keys_that_are_shown_while_one_writes_are_those_that_work(
    stage: Stage, long_video: Path
) -> None:
    # Keys that are shown while one writes are those that work.
    stage.watch(stage.write("note.md", "# Title\n\nWords [0:05]\n", video=long_video))
    stage.wait_for_claims(1)
    pill, bullet = stage.window.page.pill, stage.window.player.control_bar.bullet_button
    assert (pill._key, bullet._key) == ("F", "T")
    stage.press("e", ALT)
    assert (pill._key, bullet._key) == ("Alt+F", "Alt+N")
    assert bullet.width() == bullet.sizeHint().width()
    assert "Alt+N" in _offered(stage)
    # Menu of the picture names no letter while the first words are written.
    afresh(stage, f"---\nvideo: {long_video}\n---\n\n")
    stage.wait(lambda: stage.window.actions_["bullet.timed"].isEnabled())
    stage.view.setFocus()
    stage.type_in("Words")
    picture = stage.window.player.video_view
    picture.setFocus()  # as a click on it with the right button does
    menu = menu_at(picture, picture.rect().center())
    keys = {each.text(): each.shortcut().toString() for each in menu.actions()}
    menu.close()
    assert (keys["Add bullet"], keys["Add frame"]) == ("Alt+N", "Alt+I")

    # Block of a note whose video is not found offers no times.
    afresh(stage, "---\nvideo: gone.mp4\n---\n\nWords\n")
    stage.press("e", ALT)
    assert _offered(stage) == ["Enter", "Esc", "Tab"]


def test_words_when_typed_into_a_note_that_was_just_opened_are_its_text(stage: Stage) -> None:
    for data, written in (
        (b"", b"Words"),
        (b"\xef\xbb\xbf", b"\xef\xbb\xbfWords"),
        (b"\n\n", b"\n\nWords"),
        (b"---\ntitle: New\n---", b"---\ntitle: New\n---\n\nWords"),
        (b"---\ntitle: New\n---\n", b"---\ntitle: New\n---\n\nWords"),
        (b"---\ntitle: New\n---\n\n", b"---\ntitle: New\n---\n\nWords"),
        (b"---\r\ntitle: New\r\n---\r\n", b"---\r\ntitle: New\r\n---\r\n\r\nWords"),
        (b"***\n", b"***\n\nWords"),
    ):
        path = _open_empty(stage, data)
        stage.write_in("Words")
        assert stage.data == written
        for _ in range(5):
            stage.press(Key.Key_Backspace)
        assert stage.data == data
        stage.write_in("Words")
        stage.press(Key.Key_Escape)
        stage.wait(lambda: "Words" in stage.view.toPlainText())
        stage.press("s", CTRL)
        stage.wait(lambda path=path, written=written: path.read_bytes() == written)  # type: ignore[misc]

    # Empty note when it was left is written in again.
    for way in ("typing", "Enter", "double click"):
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
