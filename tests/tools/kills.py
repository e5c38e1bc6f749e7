"""What is left when the program is killed.

Again and again the real program is started on a vault under git, takes in what the last kill left
unsaved, and is typed into, word after word. Meanwhile another program renames the note, moves it to
another folder, renames and changes it, writes it as an editor or a sync does, or has git check it
out or stash it. At a random moment it is killed. Each word that was typed must stand in one note,
once (or, where git or a sync took it out, with the texts discarded in merges); no file of an old
name may be made again, and no file that was being written may be left over.
"""

import argparse
import collections
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from tests.tools.report import Report
from tests.ui.stage import ALT, CTRL, Stage
from viewer import app as cuenote
from viewer.notes.beside import is_beside
from viewer.notes.discarded import discarded_texts
from viewer.ui.window.state import RecentVault

_KILLS = 200
_TEXT = "# Title\n\nWhat is typed goes here [0:05]\n\n" + "".join(
    f"- a line of the note, number {number} [0:{number:02}]\n" for number in range(10, 30)
)


def _answer() -> None:
    """Take what is offered, and of conflicts the first choice."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QDialog):
        next(one for one in dialog.findChildren(QPushButton) if one.isDefault()).click()


def _write_until_killed(
    home: Path, note: Path, kill: int, seed: int, told: int, hears: int
) -> None:
    chance = random.Random(seed)
    app = cuenote.make_application()
    stage = Stage(app, home)
    answering = QTimer(app, interval=20)
    answering.timeout.connect(_answer)
    answering.start()
    settings, state = stage.program.settings, stage.program.context.state
    settings.set("edit/autosave_s", chance.choice((0.0, 0.1, 0.3)))
    state.add_recent_vault(RecentVault(home / "vault", 3))
    left = list((stage.folders.state / "journals").glob("*.journal"))
    stage.start(chance.choice((note, home / "vault" / "other.md")), player=False)
    stage.program.recovering.offer_all()
    stage.wait(lambda: not any(path.exists() for path in left))
    stage.program.note_files.tidy()
    stage.program.background.finish()
    stage.session.open_note(note)
    stage.program.editing.save_now()
    os.write(told, b"R\n")
    os.read(hears, 1)
    stage.window.activateWindow()
    stage.wait(stage.window.isActiveWindow)
    stage.press("j")
    stage.press("e", ALT)
    for number in range(10_000):
        if not stage.program.editing.in_place.is_open:
            stage.press("e", ALT)  # a question was answered
        word = f"word{kill:03}{number:03}"
        stage.write_in(f" {word}")
        assert word.encode() in stage.data
        os.write(told, f"{word}\n".encode())
        QTest.qWait(chance.randrange(60))
        draft = stage.program.editing.draft
        # Of a note that is gone this makes the file again: that is asked for, then.
        if chance.random() < 0.1 and draft is not None and draft.fingerprint is not None:
            stage.press("s", CTRL)


class _Others:
    """What other programs do to the note; each gives where it is then."""

    def __init__(self, vault: Path, chance: random.Random) -> None:
        self._vault, self._chance = vault, chance
        self._number = 0
        self.gone: set[Path] = set()  # where no note is to be any more
        self.ways: dict[str, Callable[[Path], Path]] = {
            "nothing": lambda note: note,
            "rename": self._rename,
            "move": self._move,
            "rename and edit": lambda note: self._edit(self._rename(note)),
            "move and replace": lambda note: self._replace(self._move(note)),
            "rename in two steps": self._copy_and_delete,
            "sync": self._replace,
            "edit": self._edit,
            "checkout": lambda note: self.git(note, "checkout", "-f"),
            "stash": lambda note: self.git(note, "stash"),
        }

    def _new_name(self, note: Path, folder: Path) -> Path:
        self._number += 1
        self.gone.add(note)
        return folder / f"note {self._number}.md"

    def _rename(self, note: Path) -> Path:
        return note.rename(self._new_name(note, note.parent))

    def _move(self, note: Path) -> Path:
        folder = self._vault / self._chance.choice("abc")
        folder.mkdir(exist_ok=True)
        return note.rename(self._new_name(note, folder))

    def _copy_and_delete(self, note: Path) -> Path:
        text, new = note.read_bytes(), self._new_name(note, note.parent)
        note.unlink()
        time.sleep(self._chance.random() * 0.2)
        new.write_bytes(text)
        return new

    def _changed(self, note: Path) -> bytes:
        lines = note.read_bytes().splitlines(keepends=True)
        at = self._chance.randrange(5, len(lines))
        lines[at] = lines[at].replace(b"line", b"lime")
        return b"".join(lines)

    def _edit(self, note: Path) -> Path:
        note.write_bytes(self._changed(note))
        return note

    def _replace(self, note: Path) -> Path:
        beside = note.with_name(f".syncthing.{note.name}.tmp")
        beside.write_bytes(self._changed(note))
        return beside.replace(note)

    def git(self, note: Path, *arguments: str) -> Path:
        names = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "gc.auto=0")
        subprocess.run(
            ["git", *names, *arguments], cwd=self._vault, check=True, capture_output=True
        )
        return note


class Kills:
    def __init__(self, home: Path, seed: int) -> None:
        self._home, self._chance = home, random.Random(seed)
        self._vault = home / "vault"
        (self._vault / "a").mkdir(parents=True)
        self._note = self._vault / "a" / "note.md"
        self._note.write_text(_TEXT)
        (self._vault / "other.md").write_text("# Other\n\nAnother note [0:07]\n")
        self.others = _Others(self._vault, self._chance)
        self.others.git(self._note, "init")
        self._words: list[str] = []  # that were typed, as the program has said
        self._last = "nothing"
        self._kills = 0
        self.counts: collections.Counter[str] = collections.Counter()
        self.faults: dict[str, str] = {}  # each with what was done before it was first seen

    def run_and_kill(self, *, is_last: bool = False) -> None:
        """Start, judge what was recovered, type, let another program act, kill."""
        told, tell = os.pipe()
        hears, say = os.pipe()
        seed = self._chance.randrange(1 << 30)
        child = os.fork()
        if child == 0:
            try:
                os.close(told)
                _write_until_killed(self._home, self._note, self._kills, seed, tell, hears)
            except BaseException:  # noqa: BLE001 - said, for what is forked must not go on
                traceback.print_exc()
            finally:
                os._exit(70)
        os.close(tell)
        os.close(hears)
        try:
            with os.fdopen(told) as said:
                if said.readline() != "R\n":
                    raise RuntimeError(f"the program has not begun; last: {self._last}")
                self._judge()
                if is_last:
                    return
                os.write(say, b"!")
                self._disturb(said)
        finally:
            os.close(say)
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)

    def _disturb(self, said: TextIO) -> None:
        self._kills += 1
        words = self._chance.randrange(1, 12)
        self._hear(said, words)
        self._last = self._chance.choice(list(self.others.ways))
        self.counts[self._last] += 1
        self._note = self.others.ways[self._last](self._note)
        if self._chance.random() < 0.5:
            self._hear(said, self._chance.randrange(1, 12))
        time.sleep(self._chance.random() * 0.05)

    def _hear(self, said: TextIO, count: int) -> None:
        for _ in range(count):
            line = said.readline()
            assert line.startswith("word"), self._last
            self._words.append(line.strip())

    def _judge(self) -> None:
        notes = {path: path.read_text() for path in self._vault.rglob("*.md")}
        kept = "".join(
            text.path.read_text() for text in discarded_texts(self._home / "state" / "losing")
        )
        for word in self._words:
            count = sum(text.count(word) for text in notes.values())
            if count > 1:
                self._fault(f"{word} twice")
            elif count == 0 and word not in kept:
                self._fault(f"{word} lost")
        self.counts["words"] = len(self._words)
        for path in self.others.gone & notes.keys():
            self._fault(f"{path.name} made again")
        for path in self._home.rglob("*"):
            if is_beside(path.name) or path.suffix in (".new", ".rename", ".tmp"):
                self._fault(f"{path.name} left over")
        self.others.git(self._note, "add", "-A")
        self.others.git(self._note, "commit", "--allow-empty", "-m", "x")

    def _fault(self, words: str) -> None:
        self.faults.setdefault(words, f"{words} after kill {self._kills}, {self._last}")


def run(report: Report, options: argparse.Namespace) -> None:
    """Kill it so many times; add what is lost or twice, or a file too many."""
    count = options.count or (2 if options.quick else _KILLS)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # it is forked
    with tempfile.TemporaryDirectory() as folder:
        kills = Kills(Path(folder), options.seed)
        for number in range(count):
            kills.run_and_kill()
            if number % 20 == 0:
                print(f"{number} kills: {len(kills.faults)} faults", file=sys.stderr)
        kills.run_and_kill(is_last=True)
    counts = ", ".join(f"{n} {w}" for w, n in kills.counts.items())
    report.none(f"{count} kills: lost, twice or left over", len(kills.faults), counts)
    for fault in kills.faults.values():
        report.add("fault", fault)
