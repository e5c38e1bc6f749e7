"""English, typed into every state of the window: it is text there, or it does nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.review_case import Case
from tests.ui.stage import ALT, CTRL, SHIFT, Stage
from viewer.ui.kit.keys import types_text
from viewer.ui.review.reviewing import Reviewing
from viewer.ui.shell.letter_keys import HOLD_MS, Alarm
from viewer.ui.transcript.view import TranscriptView
from viewer.video.playback.player import PlayerState

Key = Qt.Key
PACES_MS = (60, 150, 300)
BETWEEN_WORDS_MS = 1000
# The first letter of a text may be one of these, which lead elsewhere and change nothing.
MAY_RUN = {
    *("claim.next", "claim.previous", "claim.later", "claim.earlier"),
    *("claim.where", "follow", "play"),
}
_WHO = (
    *("I", "A mason", "My teacher", "Quite a crowd", "To my surprise he", "We", "Just one man"),
    *("Kings", "For years she", "While it rained they", "Bridges", "Some", "Every diver"),
    *(
        "Zoe",
        "Cables",
        "Visitors",
        "Heat",
        "People",
        "Roman roads",
        "Xylem",
        "You",
        "Do they say it",
    ),
    *(
        "Great rivers",
        "Large ones",
        "Old ropes",
        "Under it all nobody",
        "No engineer",
        "In 1845 it",
    ),
    *("Jack", "Eight of them"),
)
_DID = (
    *("carry loads.", "made it of stone, and of rope", "did it first!", "saw that a ring is best"),
    *("moved by a few millimetres; then it stood.", "asked why: nobody knew", "took a sixth of it"),
    *("quickly fixed the jib", "went to plan B", "said (twice) that I am"),
)
SENTENCES = [f"{who} {did}" for who in _WHO for did in _DID]
# As few as show that the state is looked at; `--all` types every one, each at one of the paces,
# and on the page at all of them.
_FEW = SENTENCES[:: len(_DID) + 1]


class Steps(Alarm):
    """A clock that goes on by hand."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._now_ms = 0
        self._due_ms: int | None = None

    def now_ms(self) -> int:
        return self._now_ms

    def set(self, ms: int) -> None:
        self._due_ms = self._now_ms + ms

    def stop(self) -> None:
        self._due_ms = None

    def go_on(self, ms: int) -> None:
        until_ms = self._now_ms + ms
        if self._due_ms is not None and self._due_ms <= until_ms:
            self._now_ms, self._due_ms = self._due_ms, None
            self.rang.emit()
        self._now_ms = until_ms


class Typist:
    """Types at a pace, and sees which actions run."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.clock = Steps(stage.window)
        stage.window.actions_.letters.set_alarm(self.clock)
        self.ran: list[str] = []
        for action_id, action in stage.window.actions_.by_id.items():
            action.triggered.connect(lambda *_, name=action_id: self.ran.append(name))

    def type(self, text: str, pace_ms: int) -> None:
        for character in text:
            where = QApplication.focusWidget() or self._stage.window
            QTest.keyClicks(where, character)
            self.clock.go_on(BETWEEN_WORDS_MS if character == " " else pace_ms)
        self.clock.go_on(2_000)

    def press(self, key: Key | str) -> None:
        """Press a key that nothing follows soon."""
        self._stage.press(key)
        self.clock.go_on(2_000)


@dataclass
class State:
    """A state of the window: how one comes there, and whether what is typed is text there."""

    name: str
    enter: Callable[[Stage], object]
    writes: bool = False


def _tab(name: str) -> Callable[[Stage], None]:
    def enter(stage: Stage) -> None:
        stage.window.tabs.show_tab(name)
        tab = stage.window.tabs.widget(name)
        (tab.text if isinstance(tab, TranscriptView) else tab).setFocus()

    return enter


def _empty(stage: Stage) -> None:
    stage.session.open_note(stage.write("empty.md", "", video=stage.vault / "film.mp4"))


def _empty_beside(stage: Stage) -> None:
    _empty(stage)
    stage.window.player.picture.setFocus()


def _block_beside(stage: Stage) -> None:
    stage.window.actions_["bullet.new"].trigger()
    _tab("claims")(stage)


STATES = (
    State("page", lambda stage: stage.view.setFocus()),
    State("list", lambda stage: stage.window.list.tree.setFocus()),
    State("picture", lambda stage: stage.window.player.picture.setFocus()),
    State("transcript", _tab("transcript")),
    State("claims", _tab("claims")),
    State("problems", lambda stage: stage.program.context.get(Reviewing).bring()),
    State("start page", lambda stage: stage.session.close_note()),
    State("empty note", _empty, writes=True),
    State("empty note, keys elsewhere", _empty_beside, writes=True),
    State("block", lambda stage: stage.window.actions_["bullet.new"].trigger(), writes=True),
    State("block, keys elsewhere", _block_beside, writes=True),
    State("source", lambda stage: stage.press("e", CTRL), writes=True),
    State("sheet with a field", lambda stage: stage.press(Key.Key_F2)),
    State("sheet with choices", lambda stage: stage.window.actions_["export"].trigger()),
    State("search", lambda stage: stage.press("f", CTRL | SHIFT)),
    State("palette", lambda stage: stage.press("k", CTRL)),
)


def _is_in_field() -> bool:
    widget = QApplication.focusWidget()
    return widget is not None and types_text(widget)


def _files(stage: Stage) -> set[Path]:
    return {path for path in stage.vault.rglob("*") if not path.name.startswith(".")}


@pytest.mark.sample(3)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_sentences_when_typed_do_nothing_or_are_text(
    stage: Stage, long_video: Path, state: State, request: pytest.FixtureRequest
) -> None:
    Case(stage, long_video).start()
    typist = Typist(stage)
    state.enter(stage)
    stage.wait(lambda: stage.window.isActiveWindow())
    files, muted = _files(stage), stage.player.muted
    data = stage.data if stage.program.editing.draft is not None else b""
    typist.ran.clear()
    every = request.config.getoption("all")
    # In a field the pace decides nothing, and each letter takes some milliseconds.
    some = _FEW if not every else SENTENCES[::5] if _is_in_field() or state.writes else SENTENCES
    for at, sentence in enumerate(some):
        for pace_ms in PACES_MS if every and state.name == "page" else (PACES_MS[at % 3],):
            typist.type(sentence, pace_ms)
            if state.writes:
                assert sentence.encode() in stage.data
            if _is_in_field():
                for _ in sentence if state.name == "source" else [stage.press("a", CTRL)]:
                    stage.press(Key.Key_Backspace)
            assert (stage.data if stage.program.editing.draft is not None else b"") == data
    assert set(typist.ran) <= MAY_RUN
    assert stage.player.repeat is None
    assert stage.player.rate == 1.0
    assert stage.player.muted == muted
    assert _files(stage) == files


def test_letter_when_nothing_follows_acts_with_the_time_of_its_press(
    stage: Stage, numbered_video: Path
) -> None:
    stage.watch(stage.write("talk.md", "- One [0:02]\n", video=numbered_video))
    typist = Typist(stage)
    stage.seek(5_000)
    stage.press("a")
    stage.seek(9_000)
    assert stage.player.repeat is None
    typist.clock.go_on(HOLD_MS)
    assert stage.player.repeat == (5_000, stage.player.duration_ms)
    stage.player.clear_repeat()
    stage.seek(3_000)
    stage.press("t")
    stage.seek(9_000)
    typist.clock.go_on(HOLD_MS)
    assert b"0:03" in stage.data


def test_text_when_begun_while_one_reads_is_written_where_one_asks_for_it(
    stage: Stage, numbered_video: Path
) -> None:
    path = stage.write("talk.md", "- One [0:02]\n- Two [0:05]\n", video=numbered_video)
    stage.watch(path)
    typist = Typist(stage)
    stage.press("j")
    stage.wait(lambda: stage.session.follow.current_claim == 0)
    typist.clock.go_on(2_000)
    typist.type("Bridges carry loads", 150)
    assert stage.offered == ["Write here"]
    before = stage.data
    stage.press("1", ALT)
    stage.write_in(", too")
    stage.press(Key.Key_Escape)
    assert b"- One [0:02]\n- Bridges carry loads, too\n- Two [0:05]\n" in stage.data
    stage.press("z", CTRL)
    assert b"- One [0:02]\n- Bridges carry loads\n- Two [0:05]\n" in stage.data
    stage.press("z", CTRL)  # the bullet and what was typed before it was there
    assert stage.data == before
    # Letters are keys again.
    stage.press("k")
    typist.press("m")
    assert "volume.mute" in typist.ran


def test_keys_of_a_problem_that_has_the_focus_act_at_once(stage: Stage, long_video: Path) -> None:
    case = Case(stage, long_video)
    case.start()
    typist = Typist(stage)
    typist.press("d")
    assert stage.program.reviewing.has_keys
    before = stage.data
    stage.press("y")
    assert stage.data != before


def test_letters_when_turned_off_do_nothing_and_work_with_alt(
    stage: Stage, numbered_video: Path
) -> None:
    stage.watch(stage.write("talk.md", "- One [0:02]\n", video=numbered_video))
    typist = Typist(stage)
    stage.program.settings.set("edit/letter_keys", False)
    for letter in "mjt":
        typist.press(letter)
    assert typist.ran == []
    assert stage.window.actions_.shown_key("volume.mute") == "Alt+M"
    stage.press("m", ALT)
    stage.press(Key.Key_Space)
    assert typist.ran == ["volume.mute", "play"]
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)


def test_key_that_is_held_plays_fast_once_it_is_held_long_enough(
    stage: Stage, numbered_video: Path
) -> None:
    stage.watch(stage.write("talk.md", "- One [0:02]\n", video=numbered_video))
    typist = Typist(stage)
    QTest.keyPress(stage.view, Key.Key_Z)
    assert stage.player.rate == 1.0
    typist.clock.go_on(HOLD_MS)
    assert stage.player.rate == 2.0
    QTest.keyRelease(stage.view, Key.Key_Z)
    assert stage.player.rate == 1.0


def test_real_letters_wait_and_act(stage: Stage, numbered_video: Path) -> None:
    stage.watch(stage.write("talk.md", "- One [0:02]\n", video=numbered_video))
    letters = stage.window.actions_.letters
    letters.set_alarm(Alarm(letters))
    was = stage.player.muted
    QTest.keyClicks(stage.view, "m")
    assert stage.player.muted is was
    stage.wait(lambda: stage.player.muted is not was)
    QTest.keyClicks(stage.view, "my own", delay=30)
    assert stage.offered == ["Write here"]
    QTest.qWait(HOLD_MS + 100)
    assert stage.player.muted is not was
