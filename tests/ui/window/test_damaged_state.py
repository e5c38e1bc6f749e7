"""Files of the state that are damaged: the program starts, says so, and keeps what was there."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.parts import Parts
from tests.waiting import wait_until
from viewer.check.dismissed import Dismissed
from viewer.media.library import INFO_NAME, SavedInfo
from viewer.media.media import Pairings
from viewer.notes.edit import Change, Edit
from viewer.notes.file import Fingerprint
from viewer.notes.journal import Journal
from viewer.notes.note import Note
from viewer.ui.page import merge_dialog
from viewer.ui.window.context import Folders
from viewer.vault.rename import NoteChange, Rename
from viewer.vault.rename_files import _write_down

ID = "dQw4w9WgXcQ"
NOTE = f"---\nvideoId: {ID}\n---\n\n- First claim [0:06]\n- Second claim [0:30]\n"


def make_state(home: Path) -> Folders:
    """Write a state with something in every file of it, as the program does."""
    folders = Folders(home / "config", home / "state", home / "data", home / "cache")
    vault = home / "vault"
    for folder in (vault, folders.config, folders.state, folders.data, folders.cache):
        folder.mkdir(parents=True)
    path, other = vault / "note.md", vault / "other.md"
    path.write_text(NOTE)
    other.write_text("# Other\n\nSee [[note]].\n")
    note = Note.parse(path.read_bytes())
    (folders.config / "settings.ini").write_text(
        "[edit]\nautosave_s=3\n[reading]\nzoom=1.2\n[keys]\nplay=P\n"
        "[save]\nheight=480\n[subtitles]\nsize=1.2\n[transcript]\nreading=cues\n"
    )
    (folders.state / "state.ini").write_text(
        f"[notes]\nrecent={path}, {other}\n[vaults]\nrecent=2 {vault}\n[search]\nrecent=claim\n"
        "[window]\ngeometry=@ByteArray(\\x1\\xd9\\xd0\\xcb)\ncolumns_shares=1, 2\nshow_video=true\n"
        "[positions]\n0123456789abcdef0123=61000@1700000000\n"
    )
    for name in ("pairings.json", "transcripts.json"):
        Pairings(folders.state / name).set(note.video, path, vault / "missing.mp4")
    Dismissed(folders.state).keep(path, note, [0])
    item = {"key": ID, "url": f"https://www.youtube.com/watch?v={ID}", "state": "paused"}
    item |= {"title": "A talk", "bytes": 10, "total": 100, "thumbnail": "", "failure": None}
    (folders.state / "downloads.json").write_text(json.dumps({"items": [item]}))
    journal = Journal(
        folders.state / "journals", other, other.read_bytes(), Fingerprint.of(other.read_bytes())
    )
    journal.add(Change("Type", (Edit(2, b"Other", b"Another"),)))
    journal.close(keep=True)
    change = NoteChange("other.md", Change("Rename", (Edit(15, b"note", b"new"),)), "a", "b")
    plan = Rename(vault, "note.md", "new.md", (change,))
    file, _ = _write_down(plan, [change], folders.state / "renames")
    file.close()
    saved = folders.data / "library" / "abcdefghijk"
    saved.mkdir(parents=True)
    info = SavedInfo("abcdefghijk", "abcdefghijk", "", "Saved", "", 1000, "video.mp4", 5)
    (saved / INFO_NAME).write_text(info.to_json())
    (saved / "video.mp4").write_bytes(b"12345")
    return folders


def start_and_leave(
    app: QApplication, folders: Folders, is_all: Callable[[str], bool] = lambda _said: True
) -> str:
    """Start the program on a state, look at all that it reads, and leave; what it said of it.

    It is left once that is all.
    """
    said: list[str] = []

    def is_said() -> bool:
        program._damage._say_all()
        return is_all(" ".join(said))

    program = Parts(app, folders)
    try:
        program.show(None, None)
        program._damage.say_with(said.append)
        _ = program.saving, program.reviewing, program.searching
        program.recovering.offer_all()
        program.saving.library.saved()
        program.session.pairings.get(None, Path("note.md"))  # asked for once there is a player
        assert program.window.isVisible()
        app.processEvents()
        program.background.finish()
        wait_until(is_said)
    finally:
        program.shutdown()
        program.window.close()
        program.window.deleteLater()  # it holds the program, watchers of files and pictures
        program.deleteLater()
        app.processEvents()
    return " ".join(said)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer what is asked at the start; the questions themselves are tested elsewhere."""
    monkeypatch.setattr(merge_dialog, "ask_recovery", lambda *_: ("later", {}))


def test_damaged_files_are_put_aside_with_a_word(
    qapp: QApplication, tmp_path: Path, answers: None
) -> None:
    folders = make_state(tmp_path / "home")
    wrong = {
        "state/pairings.json": b'{"files": [',
        "state/transcripts.json": b'{"files": 3}',
        "state/kept.json": b"[" * 100_000,
        "state/downloads.json": b'{"items": [[]]}',
        "state/state.ini": b"\0\1\2",
        "config/settings.ini": b"x" * 5_000_000,
        "state/journals/*.journal": b"torn",
        "state/renames/*.rename": b"null",
    }
    paths = {}
    for name, data in wrong.items():
        (path,) = (tmp_path / "home").glob(name)
        path.write_bytes(data)
        os.utime(path, (1_700_000_000, 1_700_000_000))
        paths[path] = data

    def is_all(said: str) -> bool:
        return all(f"“{path.name}” was damaged" in said for path in paths)

    said = start_and_leave(qapp, folders, is_all)
    for path, data in paths.items():
        aside = path.with_name(f"{path.name}.damaged")
        assert aside.read_bytes() == data
        assert f"“{path.name}” was damaged and was renamed to “{aside}”" in said
    # The next start has nothing to say of them.
    assert "damaged" not in start_and_leave(qapp, folders)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_fifo_in_the_place_of_a_state_file_holds_up_no_start(
    qapp: QApplication, tmp_path: Path, answers: None
) -> None:
    folders = make_state(tmp_path / "home")
    paths = [folders.state / "state.ini", folders.config / "settings.ini"]
    paths.append(folders.state / "downloads.json")
    for path in paths:
        path.unlink()
        os.mkfifo(path)
    start_and_leave(qapp, folders)
    assert all(path.with_name(f"{path.name}.damaged").is_fifo() for path in paths)
