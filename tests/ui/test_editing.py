"""Editing through the real window: keys in, bytes out, and nothing else in the file changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.stage import ALT, CTRL, SHIFT, Stage
from viewer.notes.journal import recoverable

_TEXT = (
    "# Title\r\n\r\n"
    'First claim <a class="yt-timestamp" data-t="00:00:02">[00:00:02]</a>. '
    'Second\u00a0claim \U0001f600 <a class="yt-timestamp" data-t="00:00:05">[00:00:05]</a>.\r\n\r\n'
    '* A bullet <a class="yt-timestamp" data-t="00:00:08">[00:00:08]</a>\r\n'
    '* Another <a class="yt-timestamp" data-t="00:00:11">[00:00:11]</a>\r\n'
    "    * its child\r\n"
    "* Last\u2028line"
)


@pytest.fixture
def note(stage: Stage, numbered_video: Path) -> Path:
    """A note with every kind of line end trouble, its video standing still."""
    path = stage.vault / "note.md"
    path.write_bytes(f"---\r\nvideo: {numbered_video}\r\n---\r\n{_TEXT}".encode())
    stage.watch(path)
    return path


def _data(stage: Stage) -> bytes:
    draft = stage.program.editing.draft
    assert draft is not None
    return draft.data


def _undo_all(stage: Stage) -> None:
    draft = stage.program.editing.draft
    assert draft is not None
    while draft.stack.undo_name is not None:
        stage.press(Qt.Key.Key_Z, CTRL)


def _editor(stage: Stage) -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    assert widget.accessibleName() == "Block as Markdown"
    return widget


def test_words_when_typed_in_place_change_their_bytes_alone(stage: Stage, note: Path) -> None:
    before = note.read_bytes()
    stage.press("j")
    stage.press("e")
    QTest.keyClicks(_editor(stage), " More.")
    QTest.keyClick(_editor(stage), Qt.Key.Key_Return)
    assert _data(stage) == before.replace(b"</a>.\r\n\r\n* A", b"</a>. More.\r\n\r\n* A")
    assert note.read_bytes() == before  # not saved yet
    stage.press("s", CTRL)
    stage.wait(lambda: note.read_bytes() == _data(stage))


def test_undo_when_repeated_gives_back_the_same_bytes(stage: Stage, note: Path) -> None:
    before = note.read_bytes()
    stage.press("j")
    stage.press("e")
    QTest.keyClicks(_editor(stage), " one two three")
    QTest.keyClick(_editor(stage), Qt.Key.Key_Return)
    stage.press("t")
    stage.press(Qt.Key.Key_Down, ALT)
    after = _data(stage)
    assert after != before
    _undo_all(stage)
    assert _data(stage) == before
    draft = stage.program.editing.draft
    assert draft is not None
    while draft.stack.redo_name is not None:
        stage.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert _data(stage) == after


def test_escape_when_words_were_typed_takes_them_back_and_undo_brings_them(
    stage: Stage, note: Path
) -> None:
    before = note.read_bytes()
    stage.press("j")
    stage.press("e")
    QTest.keyClicks(_editor(stage), " nearly lost")
    QTest.keyClick(_editor(stage), Qt.Key.Key_Escape)
    assert _data(stage) == before
    stage.press(Qt.Key.Key_Z, CTRL)
    assert b" nearly lost" in _data(stage)


def test_time_when_moved_by_seconds_changes_value_and_label_and_the_picture(
    stage: Stage, note: Path
) -> None:
    before = note.read_bytes()
    stage.press("j")
    stage.wait_for_frame(60)
    stage.program.window.actions_["retime.later_1"].trigger()
    wanted = before.replace(b'"00:00:02">[00:00:02]', b'"00:00:03">[00:00:03]')
    assert _data(stage) == wanted
    stage.wait_for_frame(90)


def test_time_when_moved_by_frames_adds_up_to_the_next_second(stage: Stage, note: Path) -> None:
    before = note.read_bytes()
    stage.press("j")
    stage.wait_for_frame(60)
    for _ in range(29):
        stage.press(".", ALT)
    assert _data(stage) == before
    stage.wait_for_frame(89)
    stage.press(".", ALT)
    stage.press(".", ALT)
    assert b'data-t="00:00:03">[00:00:03]' in _data(stage)


def test_moment_when_cited_stands_behind_the_claim_in_force(stage: Stage, note: Path) -> None:
    stage.press("j")
    stage.player.seek(4000)
    stage.wait(lambda: stage.player.position_ms == 4000)
    before = _data(stage)
    stage.press("t")
    wanted = before.replace(
        b"[00:00:02]</a>",
        b'[00:00:02]</a>, <a class="yt-timestamp" data-t="00:00:04">[00:00:04]</a>',
    )
    assert _data(stage) == wanted


def test_block_when_moved_nested_deleted_keeps_every_other_byte(stage: Stage, note: Path) -> None:
    before = note.read_bytes()
    for _ in range(3):
        stage.press("j")
    stage.press(Qt.Key.Key_Down, ALT)
    moved = _data(stage)
    assert sorted(moved.splitlines()) == sorted(before.splitlines())
    assert moved.index(b"Another") < moved.index(b"A bullet")
    stage.press(Qt.Key.Key_Z, CTRL)
    stage.press(Qt.Key.Key_Delete)
    assert b"A bullet" not in _data(stage)
    stage.press(Qt.Key.Key_Z, CTRL)
    assert _data(stage) == before


def test_bullet_when_new_is_written_in_at_once(stage: Stage, note: Path) -> None:
    for _ in range(3):
        stage.press("j")
    stage.press(Qt.Key.Key_Return, CTRL)
    QTest.keyClicks(_editor(stage), "Brand new")
    QTest.keyClick(_editor(stage), Qt.Key.Key_Return)
    assert b"\r\n* Brand new\r\n* Another" in _data(stage)


def test_note_when_changed_saves_by_itself(stage: Stage, note: Path) -> None:
    stage.press("j")
    stage.press("t")
    stage.wait(lambda: note.read_bytes() == _data(stage), timeout_ms=8000)
    draft = stage.program.editing.draft
    assert draft is not None
    stage.wait(lambda: not draft.is_modified)


def test_file_when_changed_elsewhere_is_merged(stage: Stage, note: Path) -> None:
    stage.program.preferences.set("edit/autosave_s", 0.0)
    stage.press("j")
    stage.press("t")
    note.write_bytes(note.read_bytes().replace(b"its child", b"its own child"))
    stage.wait(lambda: b"its own child" in _data(stage))
    assert _data(stage).count(b"[00:00:02]") == 2  # ours is in it too


def test_file_when_changed_elsewhere_and_not_here_is_shown_anew(stage: Stage, note: Path) -> None:
    note.write_bytes(note.read_bytes().replace(b"Another", b"One more"))
    stage.wait(lambda: "One more" in stage.view.toPlainText())


def test_file_when_deleted_elsewhere_keeps_its_text_here(stage: Stage, note: Path) -> None:
    before = note.read_bytes()
    note.unlink()
    stage.wait(lambda: "Save it again" in stage.offered)
    stage.press("s", CTRL)
    stage.wait(note.exists)
    stage.wait(lambda: note.read_bytes() == before)


def test_file_when_not_utf8_is_shown_and_not_changed(stage: Stage, numbered_video: Path) -> None:
    path = stage.vault / "latin.md"
    path.write_bytes(f"---\nvideo: {numbered_video}\n---\nCaf".encode() + b"\xe9 [0:02]\n")
    before = path.read_bytes()
    stage.watch(path)
    stage.press("j")
    stage.press("t")
    assert "UTF-8" in stage.said
    assert path.read_bytes() == before


def test_program_when_killed_while_editing_leaves_a_journal(stage: Stage, note: Path) -> None:
    stage.program.preferences.set("edit/autosave_s", 0.0)
    stage.press("j")
    stage.press("e")
    QTest.keyClicks(_editor(stage), " unsaved")
    draft = stage.program.editing.draft
    assert draft is not None
    draft.journal.sync()
    draft.close(keep=True)  # what is left when the process is gone: the file, unlocked
    found = recoverable(stage.folders.state / "journals")
    assert [b" unsaved" in recovery.text for recovery in found] == [True]
    for recovery in found:
        recovery.release()


def test_session_when_driven_by_keys_changes_just_its_lines(stage: Stage, note: Path) -> None:
    """Watch, fix times, add a claim, reword one, move one, undo two, save, open again."""
    before = note.read_bytes()
    stage.press("j")
    stage.program.window.actions_["retime.later_1"].trigger()
    stage.press("j")
    stage.program.window.actions_["retime.earlier_1"].trigger()
    stage.press("j")
    stage.press(Qt.Key.Key_Return, CTRL)
    QTest.keyClicks(_editor(stage), "Added [0:09]")
    QTest.keyClick(_editor(stage), Qt.Key.Key_Return)
    stage.press("j")
    stage.press("e")
    QTest.keyClicks(_editor(stage), " and more")
    QTest.keyClick(_editor(stage), Qt.Key.Key_Return)
    stage.press(Qt.Key.Key_Down, ALT)
    for _ in range(2):
        stage.press(Qt.Key.Key_Z, CTRL)
    stage.press("s", CTRL)
    stage.wait(lambda: note.read_bytes() == _data(stage))
    after = note.read_bytes()
    old, new = before.split(b"\r\n"), after.split(b"\r\n")
    assert len(new) == len(old) + 1
    changed = [line for line in new if line not in old]
    assert len(changed) <= 4
    assert any(b"Added [0:09]" in line for line in changed)
    assert any(b"00:00:03" in line and b"00:00:04" in line for line in changed)
    stage.reader.reload()
    stage.wait(lambda: stage.reader.note is not None and stage.reader.note.data == after)
