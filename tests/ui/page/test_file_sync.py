"""The file of the note that is edited: left, changed and deleted at the worst of moments."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Timer

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from tests.ui.page.afresh import afresh
from tests.ui.page.dialogs import answer
from tests.ui.stage import ALT, CTRL, SHIFT, Stage
from tests.waiting import once
from viewer.notes.discarded import discarded_texts, keep_discarded_text
from viewer.notes.file import read_version, save
from viewer.notes.journal import replay
from viewer.ui.page import file_sync

Key = Qt.Key


@pytest.fixture
def other(stage: Stage, note: Path, numbered_video: Path) -> Path:
    """A second note about the same video."""
    return stage.write("other.md", "Other [0:03]\n", video=numbered_video)


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """The titles of the questions that came up; each is answered by closing it."""
    titles: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            titles.append(dialog.windowTitle())
            dialog.reject()

    timer = QTimer(interval=20)
    timer.timeout.connect(look)
    timer.start()
    yield titles
    timer.stop()


def _trouble(stage: Stage) -> str:
    return " · ".join(part.text for part in stage.window.page.byline.parts)


def _type_in_place(stage: Stage, text: str) -> None:
    stage.edit_next()
    stage.write_in(text)


def _change(path: Path, old: bytes, new: bytes) -> None:
    """Write the note as another program does."""
    data, seen = read_version(path)
    assert old in data
    save(path, data.replace(old, new), seen)


def test_note_that_is_left_is_saved(
    stage: Stage, note: Path, other: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = note.read_bytes()
    # Note when left just after another program wrote it has both changes.
    _type_in_place(stage, " mine")
    _change(note, b"its child", b"their child")
    stage.session.open_note(other)
    stage.wait(lambda: b" mine" in note.read_bytes())
    assert b"their child" in note.read_bytes()

    # Undo when the note was left and changed elsewhere meanwhile goes on.
    note = afresh(stage, first)
    before = note.read_bytes()
    stage.press("j")
    stage.press("t", ALT)
    stage.session.open_note(other)
    stage.wait(lambda: note.read_bytes() != before)
    _change(note, b"its child", b"their child")
    theirs = note.read_bytes()
    stage.session.open_note(note)
    stage.press("z", CTRL)
    assert stage.said == "Undone: Add timestamp 0:02"
    assert stage.data == before.replace(b"its child", b"their child")
    stage.press("z", CTRL | SHIFT)
    assert stage.data == theirs

    # File that a broken off save left is tidied when the note is opened.
    note = afresh(stage, first)
    stage.program.settings.set("edit/autosave_s", 0.0)
    with monkeypatch.context() as broken:
        # As a crash in the middle of a save: the temporary file is there, and stays.
        broken.setattr(os, "fsync", _refuse)
        broken.setattr(Path, "unlink", _refuse)
        stage.press("j")
        stage.press("t", ALT)
        stage.press("s", CTRL)
        stage.wait(lambda: bool(list(note.parent.glob(".cuenote-*"))))
        stage.wait(lambda: "Not saved: " in _trouble(stage))
    (left,) = note.parent.glob(".cuenote-*")
    text = left.read_bytes()
    os.utime(left, (1, 1))
    stage.press("z", CTRL)
    stage.session.open_note(other)
    stage.session.open_note(note)
    stage.wait(lambda: not left.exists())
    kept = discarded_texts(stage.folders.state / "losing", note)
    assert [one.path.read_bytes() for one in kept] == [text]

    # Words when another vault is opened while typing are saved.
    note = afresh(stage, first)
    _type_in_place(stage, " mine")
    stage.session.open_vault(tmp_path)
    stage.wait(lambda: b" mine" in note.read_bytes())

    # Words when the window is closed in source are saved.
    note = afresh(stage, first)
    stage.press("e", CTRL)
    stage.write_in("mine ")
    stage.end()
    assert note.read_bytes().count(b"mine ") == 1


@pytest.fixture
def disk_waits(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """A disk on which nothing arrives before this is set, or before 5 s are over."""
    fsync, goes_on = os.fsync, Event()

    def wait(descriptor: int) -> None:
        goes_on.wait(5)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", wait)
    yield goes_on
    goes_on.set()


@pytest.mark.all_only
def test_slow_disk_is_not_waited_for_but_at_the_end(
    stage: Stage, note: Path, other: Path, disk_waits: Event
) -> None:
    first = note.read_bytes()
    # Window goes on while what was left waits for a slow disk.
    before = note.read_bytes()
    _type_in_place(stage, " mine")
    stage.press(Key.Key_Escape)
    wanted = stage.data
    stage.session.open_note(other)
    assert stage.session.path == other
    _type_in_place(stage, " more")
    assert b" more" in stage.data
    assert note.read_bytes() == before
    # Whoever ends the program now loses nothing.
    kept = [replay(path.read_bytes()) for path in (stage.folders.state / "journals").iterdir()]
    assert wanted in [one.text for one in kept if one is not None]
    disk_waits.set()
    stage.wait(lambda: note.read_bytes() == wanted)
    stage.session.open_note(note)
    stage.wait(lambda: b" more" in other.read_bytes())
    stage.press("z", CTRL)
    assert stage.said.startswith("Undone")

    # Note that is opened again while it waits for a slow disk has the words.
    disk_waits.set()
    note = afresh(stage, first)
    disk_waits.clear()
    _type_in_place(stage, " mine")
    stage.session.open_note(other)
    Timer(0.1, disk_waits.set).start()
    stage.session.open_note(note)
    assert b" mine" in stage.data
    assert b" mine" in note.read_bytes()

    # Words when the program ends wait for a slow disk.
    disk_waits.set()
    note = afresh(stage, first)
    disk_waits.clear()
    _type_in_place(stage, " mine")
    stage.session.open_note(other)
    _type_in_place(stage, " more")
    Timer(0.1, disk_waits.set).start()
    stage.end()
    assert b" mine" in note.read_bytes()
    assert b" more" in other.read_bytes()
    assert not list((stage.folders.state / "journals").iterdir())


def test_conflict_is_asked_about_when_nobody_writes(
    stage: Stage, note: Path, other: Path, asked: list[str]
) -> None:
    first = note.read_bytes()
    # Words when left in a conflict are offered when the note is opened again.
    stage.program.recovering.offer_all()
    _type_in_place(stage, " mine")
    _change(note, b"</a>.\r\n\r\n* A", b"</a>. theirs\r\n\r\n* A")
    theirs = note.read_bytes()
    stage.session.open_note(other)
    stage.wait(lambda: "Your text is kept" in stage.said)
    assert note.read_bytes() == theirs
    assert asked == []
    stage.session.open_note(note)
    stage.wait(lambda: asked == ["Unsaved text found"])

    # Question about a conflict waits until the user who writes asks for it.
    note = afresh(stage, first)
    asked.clear()
    _type_in_place(stage, " mine")
    _change(note, b"</a>.\r\n\r\n* A", b"</a>. theirs\r\n\r\n* A")
    stage.wait(lambda: "Choose…" in stage.offered)
    stage.write_in(" and more")  # the keys are still the text's
    assert asked == []
    assert b". mine and more\r\n" in stage.data
    stage.press("1", Qt.KeyboardModifier.AltModifier)
    stage.wait(lambda: len(asked) == 1)
    stage.wait(lambda: "Choose…" in stage.offered)  # asked again, for it was put off
    stage.write_in("!")  # and whoever was writing goes on
    assert b". mine and more!\r\n" in stage.data
    assert b". theirs\r\n" in note.read_bytes()


def _refuse(*_: object, **__: object) -> None:
    raise OSError(errno.EIO, "Input/output error")


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[bool], None]]:
    """Return a function that fills the disk of vault and state, and makes room again."""
    real_write, real_open = os.write, os.open
    is_full = False

    def write(descriptor: int, data: bytes) -> int:
        if is_full:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real_write(descriptor, data)

    def open_(path: object, flags: int, *rest: object, **more: object) -> int:
        if is_full and flags & os.O_CREAT and str(path).endswith("~"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return real_open(path, flags, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "write", write)
    monkeypatch.setattr(os, "open", open_)

    def fill(full_now: bool) -> None:
        nonlocal is_full
        is_full = full_now

    yield fill
    is_full = False


def test_words_when_nothing_can_be_written_are_not_let_go_of(
    stage: Stage,
    note: Path,
    other: Path,
    full: Callable[[bool], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Words when neither note nor journal can be written are not let go of.
    seen: list[str] = []

    def refuse() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        seen.append(dialog.windowTitle())
        if len(seen) == 2:
            full(False)  # the user made room
        else:
            once(QApplication.activeModalWidget, refuse)
        dialog.reject()  # Esc is no way to lose the text

    full(True)
    _type_in_place(stage, " mine")
    assert "Crash recovery is off" in _trouble(stage)
    once(QApplication.activeModalWidget, refuse)
    stage.session.open_note(other)
    stage.wait(lambda: b" mine" in note.read_bytes())
    assert seen == ["“note.md” is not saved"] * 2


def test_note_when_changed_on_disk_under_a_question_is_taken_after_the_answer(
    stage: Stage, note: Path
) -> None:
    stage.press("j")
    read: list[Path] = []
    stage.program.editing.disk.folder_changed.connect(read.append)

    stage.press("t", CTRL)
    _change(note, b"# Title", b"# Title\r\n\r\nTheirs [0:01] comes first")
    stage.program.editing.disk._disk.timeout.emit()  # as a moment later
    assert read == []
    stage.answer("0:09")
    # The time is that of the claim that was asked about, not of what stands in its place now.
    assert b'First claim <a class="yt-timestamp" data-t="00:00:09">' in stage.data
    stage.wait(lambda: b"Theirs [0:01] comes first" in stage.data)
    assert b'First claim <a class="yt-timestamp" data-t="00:00:09">' in stage.data


def _save_mine(stage: Stage, note: Path) -> None:
    """Type " mine" into the note, and have it saved."""
    _type_in_place(stage, " mine")
    stage.press(Key.Key_Escape)
    stage.press("s", CTRL)
    stage.wait(lambda: b" mine" in note.read_bytes())


def _rename_while_it_is_written(stage: Stage, note: Path, way: str) -> None:
    stage.program.settings.set("edit/autosave_s", 0.0)
    _type_in_place(stage, " mine")
    new = note.with_name(f"new {note.name}")
    if way == "into another":
        new = note.parent / "folder" / note.name
        new.parent.mkdir()
    if way == "in two steps":
        text = note.read_bytes()
        note.unlink()
        stage.wait(lambda: "Save again" in stage.offered)
        new.write_bytes(text)
    else:
        note.rename(new)
        if way == "and changed":
            _change(new, b"its child", b"their child")
    stage.wait(lambda: stage.session.path == new)
    assert any(f"moved this note to “{new}”" in words for words in stage.all_said)
    stage.wait(lambda: (b"their child" in stage.data) == (way == "and changed"))
    stage.write_in(" and more")
    stage.press("s", CTRL)
    stage.wait(lambda: b" mine and more" in new.read_bytes())
    stage.wait(lambda: not stage.draft.is_modified)
    assert (b"their child" in new.read_bytes()) == (way == "and changed")
    assert not note.exists()
    (journal,) = (stage.folders.state / "journals").iterdir()
    found = replay(journal.read_bytes())
    assert (found.note, found.base) == (new, new.read_bytes())


def test_note_that_is_gone_is_kept_or_followed(
    stage: Stage, note: Path, other: Path, make_stage: Callable[[], Stage], asked: list[str]
) -> None:
    first = note.read_bytes()
    # Note when deleted elsewhere is not made again by leaving it.
    text = note.read_bytes()
    note.unlink()
    stage.wait(lambda: "Save again" in stage.offered)
    stage.session.open_note(other)
    assert not note.exists()
    kept = discarded_texts(stage.folders.state / "losing", note)
    assert [one.path.read_bytes() for one in kept] == [text]

    # Note that was deleted is not taken for the next file that has its number.
    note = afresh(stage, first)
    number = note.stat().st_ino
    note.unlink()
    new = note.with_name("another.md")
    for _ in range(100):  # the system gives it away at once, or soon
        new.write_bytes(b"Quite another text.\n")
        if new.stat().st_ino == number:
            break
        new.rename(note.with_name(f"{new.stat().st_ino}.txt"))
    stage.wait(lambda: "Save again" in stage.offered)
    assert stage.session.path == note

    # Note when another program renames it is followed while it is written.
    for way in ("in its folder", "into another", "and changed", "in two steps"):
        _rename_while_it_is_written(stage, afresh(stage, first), way)

    # Words typed into a note that was deleted elsewhere wait for the next start.
    note = afresh(stage, first)
    stage.program.settings.set("edit/autosave_s", 0.1)
    note.unlink()
    stage.wait(lambda: "Save again" in stage.offered)
    _type_in_place(stage, " mine")
    stage.session.open_note(other)
    assert "offered at the next start" in stage.said
    stage.end()
    assert not note.exists()
    again = make_stage()
    again.start(other, player=False)
    again.program.recovering.offer_all()
    again.wait(lambda: asked == ["Unsaved text found"])


def _step_over(stage: Stage, note: Path, is_saved: bool) -> None:
    stage.program.settings.set("edit/autosave_s", 0.0)
    before = note.read_bytes()
    _type_in_place(stage, " mine")
    stage.press(Key.Key_Escape)
    if is_saved:
        stage.press("s", CTRL)
        stage.wait(lambda: b" mine" in note.read_bytes())
    mine = stage.data
    theirs = before.replace(b"* A bullet", b"* Their line\r\n* A bullet")
    _change(note, b"* A bullet", b"* Their line\r\n* A bullet")
    stage.wait(lambda: b"Their line" in stage.data)
    assert stage.offered == ["Compare…"]
    stage.press("z", CTRL)
    assert stage.said == "Undone: Type “mine”"
    assert stage.data == theirs
    for _ in range(2):
        stage.undo(theirs)
    stage.press("z", CTRL | SHIFT)
    assert stage.data == mine.replace(b"* A bullet", b"* Their line\r\n* A bullet")
    stage.press("s", CTRL)
    stage.wait(lambda: note.read_bytes() == stage.data)

    answer("Restore previous version")
    stage.window.actions_["note.compare"].trigger()
    assert stage.data == mine
    stage.activate()  # without a window manager, after a dialog
    stage.press("z", CTRL)
    assert b"* Their line" in stage.data


def test_undo_steps_over_what_another_program_wrote(
    stage: Stage, note: Path, tests_all: bool
) -> None:
    first = note.read_bytes()
    # Words that were saved when a checkout replaces the note are kept.
    _save_mine(stage, note)
    _change(note, b"its child", b"their child")  # which leaves nothing out
    stage.wait(lambda: b"their child" in stage.data)
    kept = stage.folders.state / "losing"
    assert discarded_texts(kept) == []
    mine = note.read_bytes()
    without = mine.replace(b" mine", b"")
    beside = note.with_name("beside~")
    beside.write_bytes(without)
    beside.replace(note)
    stage.wait(lambda: stage.data == without)
    assert [one.path.read_bytes() for one in discarded_texts(kept, note)] == [mine]

    # Undo when another program changed that place says so and changes nothing.
    note = afresh(stage, first)
    _save_mine(stage, note)
    _change(note, b" mine", b" of another branch")
    stage.wait(lambda: b" of another branch" in stage.data)
    there = note.read_bytes()
    stage.press("z", CTRL)
    assert stage.said == "Can't undo: the note has since changed on disk."
    assert stage.data == note.read_bytes() == there

    # Undo when another program wrote steps over that and compare brings the note back.
    for is_saved in (True, False) if tests_all else (True,):
        _step_over(stage, afresh(stage, first), is_saved)


def test_note_that_lost_words_is_taken_and_what_it_was_is_kept(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Texts that lost long ago are deleted after the start.
    folder = stage.folders.state / "losing"
    path = stage.write("note.md", "Words\n")
    old = keep_discarded_text(folder, path, b"long ago", now_s=1_000_000_000)
    new = keep_discarded_text(folder, path, b"just now")
    stage.start(path, player=False)
    stage.program.note_files.tidy()
    stage.wait(lambda: not stage.program.background.is_under_way("tidy state"))
    assert (old.exists(), new.exists()) == (False, True)

    # The latest of them is compared with the note, and restored.
    wanted = "Restore previous version"
    answer(wanted, "Show text discarded in merges", wanted, "Keep changes")
    stage.window.actions_["note.compare"].trigger()
    assert stage.data == b"just now"

    # Note that lost words in its middle is taken at once.
    text = "".join(f"- line {at} with some words\n" for at in range(40))
    path = afresh(stage, text)
    shorter = text.replace("line 3 with some", "line 3")
    monkeypatch.setattr(file_sync, "_CUT_SETTLES_S", 3_600.0)
    path.write_text(shorter)
    stage.wait(lambda: stage.data == shorter.encode())

    # Note whose end is cut off for good is taken and what it was is kept.
    monkeypatch.setattr(file_sync, "_CUT_SETTLES_S", 0.5)
    path = afresh(stage, text)
    path.write_text(text[:300])
    stage.wait(lambda: stage.data == text[:300].encode())
    kept = stage.folders.state / "losing"
    stage.wait(lambda: [one.path.read_text() for one in discarded_texts(kept, path)] == [text])


@pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be locked")
@pytest.mark.timeout(30)
def test_note_when_another_program_locks_its_folder_is_opened_edited_and_left(stage: Stage) -> None:
    import fcntl

    path, other = stage.write("note.md", "Words [0:05].\n"), stage.write("other.md", "More.\n")
    descriptor = os.open(stage.vault, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        stage.start(path, player=False)
        stage.edit_next()
        stage.write_in(" some")
        stage.session.open_note(other)
        assert stage.session.path == other
    finally:
        os.close(descriptor)
    stage.wait(lambda: b" some" in path.read_bytes())


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("stays_open", "grows"),
    [(True, True), (True, False), (False, False)],
    ids=["held open, longer", "held open", "closed between"],
)
def test_note_that_another_program_writes_slowly_is_waited_for_and_nothing_is_lost(
    stage: Stage, *, stays_open: bool, grows: bool
) -> None:
    stage.program.settings.set("edit/autosave_s", 0.05)
    lines = [f"- line {at} with some words [0:{at:02}]\n" for at in range(40)]
    path = stage.write("note.md", "".join(lines))
    stage.start(path, player=False)
    stage.edit_next()
    stage.type_in(" mine")
    stage.wait(lambda: b" mine" in path.read_bytes())
    stage.wait(lambda: not stage.draft.is_modified)
    end = "- last of theirs\n" * (80 if grows else 1)
    theirs = path.read_bytes().replace(lines[-1].encode(), end.encode())
    half = len(theirs) * 2 // 3 if grows else len(theirs) // 2
    file = path.open("wb")
    file.write(theirs[:half])
    file.flush()
    if not stays_open:
        file.close()
    stage.type_in(" waits")
    stage.wait(lambda: "Another program is writing this note…" in _trouble(stage))
    stage.press("s", Qt.KeyboardModifier.ControlModifier)
    looked: list[Path] = []
    stage.program.editing.disk.folder_changed.connect(looked.append)
    stage.wait(lambda: len(looked) > 1)  # longer than others take between two steps of a write
    stage.type_in(" on")
    if not stays_open:
        file = path.open("ab")
    file.write(theirs[half:])
    file.close()

    def has_both() -> bool:
        data = path.read_bytes()
        return b"waits on" in data and data.endswith(theirs[-1000:])

    stage.wait(has_both)
    stage.wait(lambda: not stage.draft.is_modified)
