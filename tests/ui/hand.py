"""A hand that only looks, and what it leaves.

A hand clicks, drags and turns the wheel on the page, the timeline and the list of notes at random,
and types sentences where letters are keys; the tab of problems is shown or not, D was pressed or
not. After each the notes are looked at: no line that was there may be changed, moved or gone; a new
one was begun by a T, is one bullet with the time of that press, and one Ctrl+Z takes it back.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.stage import CTRL, LEFT, NO_KEYS, Stage, wheel
from tests.waiting import rest
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


def notes_with_film(vault: Path, film: Path, count: int, chance: random.Random) -> list[Path]:
    """Write so many notes into `vault`, each with the film beside it."""
    made: list[Path] = []
    while len(made) < count:
        path = vault / f"talk {len(made)}" / f"note {len(made)}.md"
        data = _made_note(chance)
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
    stage.wait(lambda: stage.player.state in (PlayerState.PAUSED, PlayerState.PLAYING))
    for _ in range(acts):
        hand.act()
    stage.program.editing.settle()
    return hand
