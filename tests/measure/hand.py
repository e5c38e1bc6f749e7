"""Measure what a hand that only looks leaves: `./run measure hand`, on an X display (Xvfb).

A hand clicks, drags and turns the wheel on the page, the timeline and the list of notes at random,
and types sentences where letters are keys; the tab of problems is shown or not, D was pressed or
not. After each the notes are looked at: no line that was there may be changed, moved or gone; a new
one was begun by a T, is one bullet with the time of that press, and one Ctrl+Z takes it back.

Then sentences are typed behind a T with real keys (xdotool), 10 to 200 ms a key, with nothing else
going on and beside two busy loops.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.conftest import CORPUS, unpack_vault
from tests.ui.stage import CTRL, LEFT, NO_KEYS, Stage, wheel
from tests.video.make_video import make_video
from tests.waiting import rest
from viewer import app as cuenote
from viewer.notes.note import Note
from viewer.video.playback.player import PlayerState

SENTENCES = (
    *("did you see it", "The jib holds, too", "Just one man", "Every diver knows that", "You do"),
    *("Great rivers, said he", "In 1845 it stood", "Xylem lifts water", "I am quick", "Kings paid"),
    *("to my surprise it did not", "they asked why: nobody knew", "People say so (twice)", "Zoe"),
    *("pretty soon the gap is gone", "a sixth of it; no more", "Under it all, nothing", "so what?"),
)
_SECONDS = 90 * 60  # of the film; notes that cite later times are left out
_REST_MS = (0, 0, 5, 20, 60, 250)
_VIDEO_ID = re.compile(rb"^videoId: ([\w-]{11})\s*$", re.MULTILINE)
_BULLET = re.compile(rb"[\s>]*([-*+]|\d+[.)]) ")


class _Elsewhere(QObject):
    """Takes what would be opened in another program."""

    @Slot(QUrl)
    def take(self, _url: QUrl) -> None:
        pass


def make_film(folder: Path) -> Path:
    """Write a film that is long enough for most notes."""
    path = folder / "film.mp4"
    return make_video(path, size=(160, 90), fps=1, frames=_SECONDS, gop=10, sound=False)


def notes_with_film(
    vault: Path, film: Path, count: int, chance: random.Random, real: Sequence[Path] = ()
) -> list[Path]:
    """Write so many notes into `vault`, each with the film beside it: copies of real ones first."""
    made: list[Path] = []
    real = chance.sample(real, len(real))
    while len(made) < count:
        path = vault / f"talk {len(made)}" / f"note {len(made)}.md"
        data = real.pop().read_bytes() if real else _made_note(chance)
        found = _VIDEO_ID.search(data)
        times = [one.ms for one in Note.parse(data).times(_SECONDS * 1000)]
        if found is not None and len(times) > 3 and None not in times:
            path.parent.mkdir(parents=True)
            path.write_bytes(data)
            path.with_name(f"{found[1].decode()}.mp4").hardlink_to(film)
            made.append(path)
    return made


def _made_note(chance: random.Random) -> bytes:
    name = "".join(chance.choices("abcdefghij", k=11))
    lines = [f"---\nvideoId: {name}\n---\n\n# Talk\n"]
    for number in range(chance.randint(4, 40)):
        time_ = f"[00:{chance.randrange(2):02}:{chance.randrange(60):02}]"
        sign = chance.choice(("- ", "", "1. ", "> ", "## ", "    - " if number else ""))
        lines.append(f"{sign}Claim number {number} is made here {time_}\n")
    return "\n".join(lines).encode()


def added_lines(before: bytes, after: bytes) -> list[bytes] | None:
    """Return the lines that came, but for blank ones; None where one is changed, moved or gone.

    In a quote a blank one has its sign.
    """
    old, added = before.splitlines(), []
    at = 0
    for line in after.splitlines():
        if at < len(old) and line == old[at]:
            at += 1
        elif line.strip(b" \t>"):
            added.append(line)
    while at < len(old) and not old[at].strip():
        at += 1
    return added if at == len(old) else None


class Hand:
    """A hand at one program that shows a note, and what it left that it should not."""

    def __init__(self, stage: Stage, chance: random.Random) -> None:
        self.stage, self.chance = stage, chance
        self.did: list[str] = []
        self.faults: list[str] = []
        self.counts: Counter[str] = Counter()
        self._cited_ms: list[int] = []  # when T was pressed
        stage.window.actions_.about_to_edit.connect(
            lambda: self._cited_ms.append(stage.player.position_ms)
        )
        self._files = {path: path.read_bytes() for path in stage.vault.rglob("*.md")}
        page, tree = stage.view.viewport(), stage.window.list.tree
        places = [page, page, tree.viewport(), stage.program.playing.timeline]
        self._acts: list[Callable[[], None]] = [
            *(partial(self.click, place) for place in places),
            *(partial(self.drag, place) for place in places),
            *(self.sentence, self.sentence, self.turn_wheel, self.next_problem, self.change_tab),
        ]

    def act(self) -> None:
        """Do one thing; then look at what it left."""
        act = self.chance.choice(self._acts)
        act()
        rest(self.chance.choice(_REST_MS))
        self.look()

    # ------------------------------------------------------------------ what a hand does

    def click(self, place: QWidget) -> None:
        at = self._somewhere(place)
        self._note("click", place, at)
        QTest.mouseClick(place, LEFT, NO_KEYS, at)

    def drag(self, place: QWidget) -> None:
        cursor = self.stage.view.textCursor()
        cursor.clearSelection()  # Qt carries it away by the display's pointer, which stands still
        self.stage.view.setTextCursor(cursor)
        at = self._somewhere(place)
        self._note("drag", place, at)
        QTest.mousePress(place, LEFT, NO_KEYS, at)
        for _ in range(self.chance.randint(2, 8)):
            at = self._somewhere(place)
            where = QPointF(at)
            kind, none = QEvent.Type.MouseMove, Qt.MouseButton.NoButton
            moved = QMouseEvent(kind, where, place.mapToGlobal(where), none, LEFT, NO_KEYS)
            QApplication.sendEvent(place, moved)
            rest(self.chance.choice((0, 5)))
        QTest.mouseRelease(place, LEFT, NO_KEYS, at)

    def sentence(self) -> None:
        """Type a sentence, wherever the keyboard is."""
        text = self.chance.choice(SENTENCES)
        self.did.append(f"type {text!r}")
        self.counts["sentences"] += 1
        for letter in text:
            QTest.keyClicks(QApplication.focusWidget() or self.stage.window, letter)
            if self.chance.random() < 0.2:
                rest(self.chance.choice((0, 5, 20)))

    def turn_wheel(self) -> None:
        self.did.append("wheel")
        wheel(self.stage.view.viewport(), self.chance.choice((-3, -1, 1, 2)))

    def next_problem(self) -> None:
        self.did.append("D")
        self.counts["D"] += 1
        self.stage.press("d")

    def change_tab(self) -> None:
        """Show another tab: that of problems, where it is there."""
        names = ("findings", "claims", "transcript")
        name = self.chance.choice(names[not self.stage.program.reviewing.items :])
        self.did.append(f"tab {name}")
        self.counts["tab of problems"] += name == "findings"
        self.stage.window.tabs.show_tab(name)

    def _somewhere(self, place: QWidget) -> QPoint:
        """Return a point of a widget; not below the last block, where a click begins a bullet."""
        while True:
            size = place.size()
            at = QPoint(self.chance.randrange(size.width()), self.chance.randrange(size.height()))
            if place is not self.stage.view.viewport() or not self.stage.view._is_below(at):
                return at

    def _note(self, what: str, place: QWidget, at: QPoint) -> None:
        self.did.append(f"{what} {type(place).__name__} {at.x()},{at.y()}")
        self.counts[f"{what}s"] += 1

    # ------------------------------------------------------------------ what it left

    def look(self) -> None:
        """Look at the open note and at all files; take a new bullet back."""
        stage, editing = self.stage, self.stage.program.editing
        draft, pressed = editing.draft, self._cited_ms[:]
        self._cited_ms.clear()
        if draft is not None:
            before = self._files[draft.path]
            added = added_lines(before, draft.data)
            if added is None:
                old = before.splitlines()
                new = [line for line in draft.data.splitlines() if line not in old]
                self._fault(f"a line is changed, moved or gone: {new}", before, draft.data)
            elif len(added) != len(pressed):
                self._fault(f"{added} for {len(pressed)} T", before, draft.data)
            elif added:
                self._look_at_bullet(before, draft.data, added[0], pressed[0])
                if editing.in_place.is_open and self.chance.random() < 0.7:
                    stage.press(Qt.Key.Key_Escape)
                now = draft.data
                if now != before:
                    stage.press("z", CTRL)
                if draft.data != before:
                    self._fault("one Ctrl+Z does not take it back", before, draft.data)
                editing.leave_block()
        for path, data in self._files.items():
            is_open = draft is not None and path == draft.path
            if not path.is_file() or (path.read_bytes() != data and not is_open):
                self._fault(f"the file {path.name}", data, path.read_bytes())

    def _look_at_bullet(self, before: bytes, after: bytes, line: bytes, ms: int) -> None:
        self.counts["bullets"] += 1
        old, note = Note.parse(before), Note.parse(after)
        if not _BULLET.match(line) or len(note.citations) != len(old.citations) + 1:
            self._fault(f"no bullet with one time: {line!r}", before, after)
            return
        at = after.index(line)
        cited = zip(note.citations, note.times(self.stage.player.duration_ms), strict=True)
        (found,) = (time_.ms for c, time_ in cited if at <= c.span.start < at + len(line))
        if found is None or not 0 <= ms - found < 1000:
            self._fault(f"{line!r} for {ms} ms", before, after)

    def _fault(self, words: str, before: bytes, after: bytes) -> None:
        self.faults.append(f"{words}; after {' · '.join(self.did[-6:])}")
        draft = self.stage.program.editing.draft
        if draft is not None:
            self.stage.program.editing.settle()
            self._files[draft.path] = draft.data  # once is enough


def look_on(stage: Stage, note: Path, chance: random.Random, acts: int) -> Hand:
    """Do so many things at random in a note; the answer says what came of it."""
    hand = Hand(stage, chance)
    stage.session.open_note(note)
    stage.wait(lambda: stage.session.path == note)
    stage.wait(lambda: stage.player.state in (PlayerState.PAUSED, PlayerState.PLAYING))
    for _ in range(acts):
        hand.act()
    stage.program.editing.settle()
    return hand


# ---------------------------------------------------------------------- sentences behind a T


@contextmanager
def busy_loops(count: int) -> Iterator[None]:
    """Keep so many cores busy."""
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def type_sentences(stage: Stage, chance: random.Random, count: int) -> tuple[int, int, float]:
    """Type so many sentences behind a T, and take each back.

    The answer: how many were whole, how many had the time of the press, and the longest time until
    a T was heard, in s.
    """
    whole = timed = 0
    longest_s = 0.0
    heard: list[tuple[float, int]] = []
    stage.window.actions_["bullet.timed"].triggered.connect(
        lambda: heard.append((time.monotonic(), stage.player.position_ms))
    )
    for _ in range(count):
        sentence, pace_ms = chance.choice(SENTENCES), chance.randint(10, 200)
        stage.seek(chance.randrange(_SECONDS * 900))
        stage.player.play() if chance.random() < 0.5 else stage.player.pause()
        stage.press(chance.choice("jkf"))
        rest(chance.choice((0, 100, 600)))
        before = stage.data
        heard.clear()
        begun_s, from_ms = time.monotonic(), stage.player.position_ms
        command = ["xdotool", "type", "--delay", str(pace_ms), f"t{sentence}"]
        typing = subprocess.Popen(command)
        while typing.poll() is None:
            rest(5)
        rest(100)
        added = added_lines(before, stage.data)
        is_whole = added is not None and len(added) == 1 and sentence.encode() in added[0]
        whole += is_whole
        if is_whole and heard and added is not None:
            note = Note.parse(stage.data)
            at, times = stage.data.index(added[0]), note.times(stage.player.duration_ms)
            ends = at + len(added[0])
            cited = zip(note.citations, times, strict=True)
            found = [time_.ms for one, time_ in cited if at <= one.span.start < ends]
            until_ms = heard[0][1]
            lowest = min(from_ms, until_ms) // 1000 * 1000
            timed += any(ms is not None and lowest <= ms <= until_ms for ms in found)
            longest_s = max(longest_s, heard[0][0] - begun_s)
        else:
            print(f"not whole, at {pace_ms} ms a key: {sentence!r}: {added}")
        stage.press(Qt.Key.Key_Escape)
        stage.press("z", CTRL)
        if stage.data != before:
            print(f"not taken back: {added_lines(before, stage.data)}")
            whole -= is_whole
    return whole, timed, longest_s


def main(arguments: Sequence[str]) -> int:
    """Measure; return 1 where a line was touched, or a sentence is not whole."""
    parser = argparse.ArgumentParser(prog="./run measure hand", description=__doc__)
    parser.add_argument("--notes", type=int, default=20, metavar="N")
    parser.add_argument("--acts", type=int, default=500, metavar="N", help="in all notes together")
    parser.add_argument("--sentences", type=int, default=100, metavar="N", help="behind a T")
    parser.add_argument("--seed", type=int, default=1, help="what they are drawn by")
    options = parser.parse_args(arguments)
    app = cuenote.make_application()
    elsewhere = _Elsewhere()
    for scheme in ("http", "https", "file", "mailto", "obsidian"):
        QDesktopServices.setUrlHandler(scheme, elsewhere, "take")
    chance, counts, faults = random.Random(options.seed), Counter[str](), list[str]()
    with tempfile.TemporaryDirectory(prefix="cuenote-hand") as folder:
        stage = Stage(app, Path(folder, "home"))
        film = make_film(Path(folder))
        is_there = (CORPUS / "vault.tar.xz").is_file()
        real = sorted(unpack_vault(CORPUS).rglob("*.md")) if is_there else []
        notes = notes_with_film(stage.vault, film, options.notes, chance, real)
        stage.watch(notes[0])
        stage.wait_for_files()
        for number, note in enumerate(notes):
            share = options.acts * (number + 1) // len(notes) - options.acts * number // len(notes)
            hand = look_on(stage, note, chance, share)
            counts += hand.counts
            faults += [f"{note.name}: {fault}" for fault in hand.faults]
        print(f"{options.acts} acts in {len(notes)} notes: {dict(counts)}")
        print(*faults, f"{len(faults)} lines touched, or not taken back", sep="\n", flush=True)
        is_good = not faults
        if options.sentences and shutil.which("xdotool"):
            stage.session.open_note(notes[0])
            stage.wait(lambda: stage.session.path == notes[0])
            stage.wait(lambda: stage.player.state in (PlayerState.PAUSED, PlayerState.PLAYING))
            for loops in (0, 2):
                with busy_loops(loops):
                    got = type_sentences(stage, chance, options.sentences)
                whole, timed, longest_s = got
                print(
                    f"{loops} busy loops: {whole} of {options.sentences} sentences whole, {timed} "
                    f"with the time of the press; T was heard within {longest_s:.2f} s",
                    flush=True,
                )
                is_good &= whole == timed == options.sentences
        stage.end()
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
