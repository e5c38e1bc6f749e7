"""From a video to a cited note, by the keyboard alone, letters apart.

What a person does with a lecture: the file is brought, it plays, eight bullets are written, each at
its moment, one with an end, one with its frame, a link and a tag; the program is closed and opened
again. Beside it stands how many keys that takes.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.editing.test_completion import names_below
from tests.ui.stage import ALT, CTRL, NO_KEYS, SHIFT, Stage
from viewer.video.playback.player import PlayerState

Key = Qt.Key
_WORDS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight")
_STEP_MS = 5_000


def _cited(seconds: int, end: int | None = None) -> str:
    shown = f"00:00:{seconds:02}"
    until = f"-00:00:{end:02}" if end is not None else ""
    return f'<a class="yt-timestamp" data-t="{shown}">[{shown}{until}]</a>'


@pytest.fixture
def film(stage: Stage, long_video: Path) -> Path:
    """A video in a folder of notes, of which one is to be linked to; the folder is open."""
    stage.write("Refraction.md", "# Refraction\n\nHow light bends #optics\n")
    film = stage.vault / "film.mp4"
    shutil.copyfile(long_video, film)
    stage.start(stage.vault)
    stage.index()
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


def test_lecture_becomes_a_note_by_the_keyboard_alone(
    stage: Stage, film: Path, make_stage: Callable[[], Stage]
) -> None:
    times, keys = [0], 0

    def press(key: Qt.Key | str, held: Qt.KeyboardModifier = NO_KEYS) -> None:
        nonlocal keys
        keys += 1
        QTest.keyClick(names_below(stage) or QApplication.focusWidget(), key, held)

    QGuiApplication.clipboard().setText(str(film))
    press("v", CTRL)
    _hold(stage)
    press("n", ALT)
    stage.write_in(_WORDS[0])
    for words in _WORDS[1:]:
        times.append(_on(stage))
        press("n", ALT)
        stage.write_in(words)
    stage.write_in(" [[Refr")
    stage.wait(lambda: names_below(stage) is not None)
    press(Key.Key_Return)
    stage.write_in(" #optics")
    end = _on(stage)
    press("e", ALT | SHIFT)
    press("i", ALT)
    stage.wait(lambda: b"webp" in stage.data)
    press("q", CTRL)
    stage.end()
    wanted = _note(times, end, end)
    assert (stage.vault / "film.md").read_bytes() == wanted
    # Open once more, it is the note that is shown, and its bytes are left as they are.
    again = make_stage()
    again.start(next(iter(again.program.state.recent_notes())), player=False)
    assert again.session.path == again.vault / "film.md"
    again.wait_for_claims(len(_WORDS) + 1)
    assert again.data == (again.vault / "film.md").read_bytes() == wanted
    assert keys == 13
