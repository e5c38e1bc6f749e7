"""From a video to a cited note, by the keyboard alone and by the mouse alone, letters apart.

What a person does with a lecture: the file is brought, it plays, eight bullets are written, each at
its moment, one with an end, one with its frame, a link and a tag; the program is closed and opened
again. Beside it stands how many keys and clicks that takes.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTreeView, QWidget

from tests.ui.editing.test_retiming import Mouse
from tests.ui.session.test_video import drop
from tests.ui.stage import ALT, CTRL, LEFT, NO_KEYS, SHIFT, Stage
from viewer.video.playback.player import PlayerState

Key = Qt.Key
_WORDS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight")
_STEP_MS = 5_000


def _cited(seconds: int, end: int | None = None) -> str:
    shown = f"00:00:{seconds:02}"
    until = f"-00:00:{end:02}" if end is not None else ""
    return f'<a class="yt-timestamp" data-t="{shown}">[{shown}{until}]</a>'


class _Person:
    """Does it all, and counts what is pressed beside the letters."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.keys = self.clicks = 0

    def press(self, key: Qt.Key | str, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.keys += 1
        shown: QWidget | None = names(self.stage)
        if shown is not None:
            QTest.keyClick(shown, key, keys)
        else:
            self.stage.press(key, keys)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.clicks += 1
        QTest.mouseClick(widget, LEFT, pos=at if at is not None else widget.rect().center())

    def write(self, words: str) -> None:
        self.stage.write_in(words)


def names(stage: Stage) -> QTreeView | None:
    """Give the list of names that is shown below the caret."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QTreeView) and widget.isVisible():
            return widget
    return None


@pytest.fixture
def film(stage: Stage, long_video: Path) -> Path:
    """A video in a folder of notes, of which one is to be linked to; the folder is open."""
    stage.write("Refraction.md", "# Refraction\n\nHow light bends #optics\n")
    film = stage.vault / "film.mp4"
    shutil.copyfile(long_video, film)
    stage.start(stage.vault)
    stage.program.vault_indexing.start()
    stage.wait(lambda: stage.program.indexing.is_ready)
    stage.wait_for_files()
    return film


def _hold(stage: Stage) -> None:
    """Wait until the video plays, and hold it: a test has to know at what it writes."""
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)
    stage.player.pause()
    stage.wait(lambda: stage.player.state is PlayerState.PAUSED)
    stage.seek(0)


def _on(stage: Stage) -> int:
    """Let the video go on by a step; the answer: to which second."""
    ms = stage.player.position_ms + _STEP_MS
    stage.press(Key.Key_O, ALT)
    stage.wait(lambda: stage.player.position_ms == ms)
    return ms // 1000


def _note(times: list[int], frame: int, end: int) -> bytes:
    """What the file holds in the end; the last bullet has all that a claim can have."""
    front = '---\ntitle: film\nvideo: film.mp4\nduration: "2:10"\n---\n\n'
    bullets = [f"- {word} {_cited(at)}\n" for word, at in zip(_WORDS, times, strict=True)]
    bullets[-1] = (
        f"- {_WORDS[-1]} [[Refraction]] #optics {_cited(times[-1], end)} "
        f"![[film 0-40.webp]] {_cited(frame)}\n"
    )
    return (front + "".join(bullets)).encode()


def _is_there_again(make_stage: Callable[[], Stage], wanted: bytes) -> None:
    """Open the program once more: it shows the note, and leaves its bytes as they are."""
    again = make_stage()
    path = again.vault / "film.md"
    again.start(next(iter(again.program.state.recent_notes())), player=False)
    assert again.session.path == path
    again.wait_for_claims(len(_WORDS) + 1)
    assert again.data == path.read_bytes() == wanted


def test_lecture_becomes_a_note_by_the_keyboard_alone(
    stage: Stage, film: Path, make_stage: Callable[[], Stage]
) -> None:
    person, times = _Person(stage), [0]
    QGuiApplication.clipboard().setText(str(film))
    person.press("v", CTRL)
    _hold(stage)
    person.press("n", ALT)
    person.write(_WORDS[0])
    for words in _WORDS[1:]:
        times.append(_on(stage))
        person.press("n", ALT)
        person.write(words)
    person.write(" [[Refr")
    stage.wait(lambda: names(stage) is not None)
    person.press(Key.Key_Return)
    person.write(" #optics")
    end = _on(stage)
    person.press("e", ALT | SHIFT)
    person.press("i", ALT)
    stage.wait(lambda: b"webp" in stage.data)
    person.press("q", CTRL)
    stage.end()
    wanted = _note(times, end, end)
    assert (stage.vault / "film.md").read_bytes() == wanted
    _is_there_again(make_stage, wanted)
    assert person.keys == 13


@pytest.mark.all_only
def test_lecture_becomes_a_note_by_the_mouse_alone(
    stage: Stage, film: Path, make_stage: Callable[[], Stage]
) -> None:
    person, times = _Person(stage), list[int]()
    person.clicks += 1
    assert drop(stage, film)
    _hold(stage)
    mouse = Mouse(stage.window.player.control_bar.timeline)
    cite = stage.window.player.control_bar.bullet_button
    assert cite is not None
    for number, words in enumerate(_WORDS):
        times.append(_click_on_timeline(stage, mouse, number * _STEP_MS))
        person.click(cite)
        person.write(words)
    person.write(" [[Refr")
    stage.wait(lambda: names(stage) is not None)
    shown = names(stage)
    assert shown is not None
    person.click(shown.viewport(), shown.visualRect(shown.model().index(0, 0)).center())
    person.write(" #optics")
    at = _click_on_timeline(stage, mouse, len(_WORDS) * _STEP_MS)
    person.click(*stage.hint("end time"))
    person.click(*stage.hint("frame"))
    stage.wait(lambda: b"webp" in stage.data)
    person.clicks += 1
    stage.window.close()
    stage.end()
    wanted = _note(times, at, at + 1)  # an end is rounded up
    assert (stage.vault / "film.md").read_bytes() == wanted
    _is_there_again(make_stage, wanted)
    assert person.clicks == 13


def _buttons(inside: QWidget) -> Iterator[QAbstractButton]:
    return (button for button in inside.findChildren(QAbstractButton) if button.isVisible())


def _click_on_timeline(stage: Stage, mouse: Mouse, ms: int) -> int:
    """Click on the timeline a little after a time, and give the second where the video stands.

    A pixel is a third of a second: in the middle of one it does not matter which is hit.
    """
    mouse.press(ms + 400)
    mouse.release()
    stage.wait(lambda: ms < stage.player.position_ms < ms + 700)
    return stage.player.position_ms // 1000
