"""Writing: in a note without a word, on from bullet to bullet, and at moments."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from tests.ui.page.afresh import afresh
from tests.ui.stage import ALT, CTRL, LEFT, SHIFT, Stage, menu_at, place_of, wheel
from viewer.notes.model import Span
from viewer.ui.page.block_editor import BlockEditor

Key = Qt.Key


def _block(stage: Stage) -> BlockEditor:
    (block,) = [one for one in stage.view.findChildren(BlockEditor) if one.isVisible()]
    return block


def _open_empty(stage: Stage) -> Path:
    return afresh(stage, b"---\ntitle: New\n---\n\n")


def test_empty_note_is_written_in(stage: Stage) -> None:
    # In an empty note every letter is text.
    _open_empty(stage)
    stage.type_in("Words")
    stage.press(Key.Key_Escape)

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
    path = afresh(stage, b"---\ntitle: New\n---")
    before = path.read_bytes()
    stage.write_in("Some words")
    stage.undo_all()
    assert stage.data == before
    stage.type_in("Words")
    assert stage.data == before + b"\n\nWords"

    # Note with a title and nothing pointed at is edited at its first block.
    afresh(stage, b"---\ntitle: New\n---\n\nFirst words\n\nMore\n")
    stage.press("e", ALT)
    stage.write_in("!")
    assert b"First words!\n" in stage.data

    # Bullet when it is new is opened where it stands.
    afresh(stage, b"- One [0:02]\n- Two\n")
    stage.press("j")
    stage.press(Key.Key_Return, CTRL)
    assert stage.data == b"- One [0:02]\n- \n- Two\n"
    stage.wait(lambda: not stage.view.shown.span_rect(stage.session.note.blocks[1].span).isNull())  # type: ignore[union-attr]
    note = stage.session.note
    one, new, two = (stage.view.shown.span_rect(block.span) for block in note.blocks)
    editor = _block(stage).geometry()
    assert one.bottom() <= new.top() < editor.center().y() < two.top()
    assert editor.bottom() <= two.top() + 2

    # Focus is in the block when an empty note is opened from another.
    empty = stage.write("empty.md", "")
    afresh(stage, b"Words\n")
    stage.session.open_note(empty)
    field = QApplication.focusWidget()
    assert _block(stage).isAncestorOf(field)


def test_keys_that_are_shown_while_one_writes_are_those_that_work(
    stage: Stage, long_video: Path
) -> None:
    stage.watch_note("# Title\n\nWords [0:05]\n", long_video, claims=1)
    stage.window.page.show_pill(True)
    pill, bullet = stage.window.page.pill, stage.window.player.control_bar.bullet_button
    assert (pill._key, bullet.text()) == ("F", "+ Bullet")
    assert "(T)" in bullet.toolTip()
    wide = bullet.width()
    stage.press("e", ALT)
    assert (pill._key, bullet.text(), bullet.width()) == ("Alt+F", "+ Bullet", wide)
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
        path = afresh(stage, data)
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
    for way in ("typing", "Enter", "click", "double click"):
        _open_empty(stage)
        stage.press(Key.Key_Escape)
        assert stage.view.hasFocus()
        if way == "double click":
            QTest.mouseDClick(stage.view.viewport(), LEFT, pos=stage.view.rect().center())
        elif way == "click":
            QTest.mouseClick(stage.view.viewport(), LEFT, pos=stage.view.rect().center())
        elif way == "Enter":
            stage.press(Key.Key_Return)
        else:
            stage.press("W")
        stage.write_in("ords" if way == "typing" else "Words")
        assert stage.data.endswith(b"---\n\nWords")


def _cited(seconds: int) -> bytes:
    return f'<a class="yt-timestamp" data-t="00:00:{seconds:02}">[00:00:{seconds:02}]</a>'.encode()


def _go_to_the_third(stage: Stage) -> None:
    """Go to the third claim of the note, which is cited at 0:08."""
    for _ in range(3):
        stage.press("j")
    stage.wait(lambda: stage.player.position_ms == 8_000)


def test_words_are_made_bold_and_italic_while_one_writes(stage: Stage) -> None:
    afresh(stage, "# Title\n\nSome words [0:05].\n")
    stage.click_text("Some")
    stage.press("e", ALT)
    stage.press(Key.Key_Home)
    for _ in "Some words ":  # the space stays outside
        stage.press(Key.Key_Right, SHIFT)
    stage.press("b", CTRL)
    stage.press("i", CTRL)
    assert b"\n***Some words*** [0:05].\n" in stage.data
    stage.write_in("It")  # in place of what is selected still
    assert b"\n***It*** [0:05].\n" in stage.data
    stage.undo_all()
    assert b"\nSome words [0:05].\n" in stage.data


def test_enter_goes_on_in_the_next_bullet_and_an_empty_one_ends_the_list(stage: Stage) -> None:
    path = stage.write("note.md", "- One [0:02]\n    - within\n- Two\n\nAnd words\n")
    stage.start(path, player=False)
    stage.edit_next()
    stage.write_in(" more")
    stage.press(Key.Key_Return)
    stage.write_in("New")
    stage.press(Key.Key_Return)
    stage.write_in("Newer")
    stage.press(Key.Key_Return)
    wanted = b"- One [0:02] more\n    - within\n- New\n- Newer\n- Two\n\nAnd words\n"
    stage.press(Key.Key_Return)
    assert stage.data == wanted
    assert stage.view.hasFocus()
    stage.undo_all()
    assert stage.data == path.read_bytes()

    # Enter takes along what stands behind the caret.
    afresh(stage, "1. One two [0:02]\n2. Three\n")
    stage.edit_next()
    stage.press(Key.Key_Home)
    for _ in "One":
        stage.press(Key.Key_Right)
    stage.press(Key.Key_Return)
    stage.write_in("and ")
    assert stage.data == b"1. One\n2. and two [0:02]\n2. Three\n"

    # Enter in code begins a line and shift enter does anywhere.
    afresh(stage, "```\na = 1\n```\n\nWords\n")
    stage.click_text("a = 1")
    stage.press("e", ALT)
    stage.press(Key.Key_Home, CTRL)
    stage.press(Key.Key_End)
    stage.press(Key.Key_Return)
    stage.write_in("b = 2")
    stage.press(Key.Key_Escape)
    assert stage.data == b"```\nb = 2\na = 1\n```\n\nWords\n"
    stage.click_text("Words")
    stage.press("e", ALT)
    stage.press(Key.Key_End)
    stage.press(Key.Key_Return, SHIFT)
    stage.write_in("more")
    assert stage.data.endswith(b"\n\nWords\nmore\n")

    # Double click puts the caret behind the word.
    afresh(stage, "- One two three [0:02]\n")
    at = place_of(stage.view, "two")
    QTest.mouseClick(stage.view.viewport(), LEFT, pos=at)
    QTest.mouseDClick(stage.view.viewport(), LEFT, pos=at)
    stage.write_in("X")
    assert stage.data == b"- One twoX three [0:02]\n"

    # T without a video says what is missing.
    path = afresh(stage, "- One [0:02]\n")
    stage.program.retiming.write_now()
    assert "Open a video first" in " ".join(stage.all_said)
    assert stage.data == path.read_bytes()


def test_bullets_are_written_at_moments(stage: Stage, note: Path, numbered_video: Path) -> None:
    first = note.read_bytes()
    # Next bullet at this moment is begun while one writes.
    _go_to_the_third(stage)
    stage.press("t")
    stage.write_in("One")
    stage.press("n", ALT)
    stage.write_in("Two")
    stage.press(Key.Key_Return)
    stage.press("n", ALT)  # the bullet has no words yet, and is the one
    stage.write_in("Three")
    wanted = b"".join(b"* %s %s\r\n" % (words, _cited(8)) for words in (b"One", b"Two", b"Three"))
    assert wanted in stage.data

    # Words that follow a time get a space before them.
    note = afresh(stage, first)
    stage.press("t")
    stage.write_in("The arch")
    stage.press(Key.Key_End)
    stage.write_in("pushes")
    stage.press("t", ALT)
    stage.write_in("out, (it")
    stage.press(Key.Key_Escape)
    assert b"The arch " + _cited(0) + b" pushes " + _cited(0) + b" out, (it" in stage.data

    # T writes a bullet that cites what is shown.
    note = afresh(stage, first)
    _go_to_the_third(stage)
    stage.press("t")
    stage.write_in("Heard now")
    assert b"\r\n* Heard now " + _cited(8) + b"\r\n* Another" in stage.data
    stage.press(Key.Key_Return)
    stage.press("t", ALT)
    stage.write_in("And this")
    stage.press(Key.Key_Escape)
    assert b"\r\n* And this " + _cited(8) + b"\r\n* Another" in stage.data
    claims = stage.session.note.claims  # type: ignore[union-attr]
    words = [stage.session.note.plain.of(claim.span) for claim in claims]  # type: ignore[union-attr]
    assert "Heard now" in words
    assert "And this" in words

    # Time that is typed becomes a citation and undo takes that back alone.
    note = afresh(stage, first)
    stage.edit_next()
    stage.write_in(" and more 0:07 so")
    stage.wait(lambda: b" and more " + _cited(7) + b" so\r\n" in stage.data)
    stage.write_in("!")
    for _ in range(9):
        stage.press("z", CTRL)
        if b" and more 0:07 " in stage.data:
            break
    assert b" and more 0:07 " in stage.data
    stage.press(Key.Key_Escape)
    stage.press("e", CTRL)
    stage.press(Key.Key_End, CTRL)
    stage.write_in(" at 0:09.")
    stage.wait(lambda: stage.data.endswith(b" at " + _cited(9) + b"."))

    # Time that is typed stays plain where the user wants that.
    note = afresh(stage, first)
    stage.program.settings.set("edit/typed_times", False)
    stage.edit_next()
    stage.write_in(" at 0:07 so")
    later: list[bool] = []
    QTimer.singleShot(0, lambda: later.append(True))  # after what would cite it
    stage.wait(lambda: later)
    stage.press(Key.Key_Escape)  # when it is read as a whole
    assert b" at 0:07 so" in stage.data

    # Block is in sight once it is closed.
    stage.window.resize(900, 560)
    lines = "".join(f"- Line {number} [0:0{number % 9}]\n" for number in range(40))
    afresh(stage, f"---\nvideo: {numbered_video}\n---\n\n{lines}")
    stage.player.play()
    wheel(stage.view.viewport(), -60)
    stage.wait(stage.window.page.pill.isVisible)
    at = stage.data.index(b"Line 39")
    stage.program.composing.edit_at(at, at)
    stage.press(Key.Key_Return, CTRL)
    stage.write_in("The last")
    stage.press(Key.Key_Escape)
    view = stage.view
    rect = view.shown.span_rect(Span(len(stage.data) - 1, len(stage.data)))
    assert rect.bottom() <= stage.window.page.pill.y() - view.y()


def test_bullet_that_was_left_with_its_time_alone_is_written_in_where_words_go(
    stage: Stage, numbered_video: Path, tests_all: bool
) -> None:
    stage.watch(stage.write("note.md", "Words\n", video=numbered_video))
    for text, left, written in (
        ("", b"- %s\n", b"- The arch %s\n"),
        ("- One [0:00]\n", b"- [0:00]\n", b"- The arch [0:00]\n"),
        ("- [0:00] One\n- [0:00] Two\n", b"- [0:00]\n", b"- [0:00] The arch\n"),
    ):
        for way in ("below", "E") if tests_all or not text else ("E",):
            afresh(stage, f"---\nvideo: {numbered_video}\n---\n\n{text}")
            stage.press(Key.Key_Escape)
            stage.program.retiming.write_now()
            stage.program.editing.leave_block()
            made = left.replace(b"%s", _cited(0))
            assert made.strip() in stage.data.splitlines()
            if way == "below":
                stage.view.below_clicked.emit()
            else:
                stage.press("e", ALT)
            stage.write_in("The arch")
            assert written.replace(b"%s", _cited(0)).strip() in stage.data.splitlines()


def test_claim_is_copied_as_it_is_written(stage: Stage) -> None:
    afresh(stage, b"- One [0:02]\n")
    stage.press("e", ALT)
    stage.press(Key.Key_Home)
    stage.write_in("Two ")
    copied = QGuiApplication.clipboard()
    stage.press("m", CTRL | SHIFT)
    assert copied.text() == "Two One [0:02]"
    stage.press(Key.Key_Home, SHIFT)
    stage.press("m", CTRL | SHIFT)
    assert copied.text() == "Two"
    stage.press(Key.Key_Escape)
    # And in the source.
    stage.press("e", CTRL)
    stage.press(Key.Key_Home)
    stage.write_in("x")
    stage.press("m", CTRL | SHIFT)
    assert copied.text() == "x- Two One [0:02]"
