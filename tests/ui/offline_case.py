"""The real program where no network is: a test that `test_offline` runs in a namespace without one.

It writes what it saw, as JSON, to the file that CUENOTE_FIGURES names.
"""

import errno
import json
import os
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QProcess, Qt, QThread, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.saving_stage import put_saved
from tests.ui.stage import ALT, CTRL, SHIFT, Stage
from tests.ui.transcript.test_view import vtt
from viewer.media.jobs import JobState
from viewer.media.media import Media
from viewer.media.ytdlp_failures import Failure, FailureKind
from viewer.ui.vault.result_rows import HitPlace

KEY = "dQw4w9WgXcQ"  # any id: nobody can be asked
OTHER = "aaaaaaaaaaa"
BEAT_MS = 10
TEXT = "# A talk\n\n- It begins [0:03]\n- Then it goes on [0:09]\n"
# What waits for somebody else.
_WAITING = frozenset(
    ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "subprocess.Popen")
)


class Watch:
    """Looks after the GUI thread: how long it was busy, and what it waited for."""

    def __init__(self) -> None:
        self.waited: list[str] = []
        self.longest_ms = 0.0
        self.where = ""
        self.stage = "opening"
        self._last = time.perf_counter()
        self._timer = QTimer(interval=BEAT_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        sys.addaudithook(self._hear)

    def _beat(self) -> None:
        now = time.perf_counter()
        late_ms = (now - self._last) * 1000 - BEAT_MS
        self._last = now
        if late_ms > self.longest_ms:
            self.longest_ms, self.where = late_ms, self.stage

    def _hear(self, event: str, _: tuple[Any, ...]) -> None:
        if event in _WAITING and threading.current_thread() is threading.main_thread():
            self.waited.append(f"{event} while {self.stage}")


@pytest.fixture
def watch(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Watch:
    watch = Watch()
    for owner, names in (
        (QProcess, ("waitForFinished", "waitForStarted", "waitForReadyRead")),
        (QThread, ("sleep", "msleep", "usleep")),
    ):
        for name in names:
            monkeypatch.setattr(owner, name, lambda *_, name=name: watch.waited.append(name))
    sleep = time.sleep

    def hear_sleep(seconds: float) -> None:
        if threading.current_thread() is threading.main_thread():
            watch.waited.append("sleep")
        sleep(seconds)

    monkeypatch.setattr(time, "sleep", hear_sleep)
    return watch


def note_about(stage: Stage, key: str, name: str) -> Path:
    return stage.write(name, f"---\nvideoId: {key}\n---\n\n{TEXT}")


def test_everything_works_without_a_network(
    stage: Stage, numbered_video: Path, watch: Watch
) -> None:
    with socket.socket() as probe:  # TEST-NET-1
        assert probe.connect_ex(("192.0.2.1", 80)) == errno.ENETUNREACH
    assert watch.waited  # it hears of this
    watch.waited.clear()
    library = stage.session.video.library
    put_saved(library, KEY, "A talk", numbered_video)
    (library / KEY / f"{KEY}.en.vtt").write_text(vtt(), "utf-8")
    note = note_about(stage, KEY, "saved.md")
    other = note_about(stage, OTHER, "elsewhere.md")

    watch.stage = "opening a note with a saved video"
    stage.watch(note)
    assert isinstance(stage.session.video.media, Media)
    watch.stage = "playing"
    stage.press(Qt.Key.Key_Space)
    stage.wait(lambda: stage.player.position_ms > 500)
    stage.toggle()
    watch.stage = "reading the transcript"
    view = stage.window.tabs.widget("transcript")
    stage.wait(lambda: view.transcript is not None)
    stage.window.actions_["transcript.find"].trigger()
    QTest.keyClicks(view.find_bar.field, "true")
    stage.wait(lambda: stage.window.player.control_bar.timeline.content.found != ())
    stage.press(Qt.Key.Key_Escape)
    watch.stage = "finding in the note"
    stage.view.setFocus()
    stage.click_chip(1)
    stage.wait_for_frame(270)
    watch.stage = "editing"
    stage.press("e", ALT)
    QTest.keyClicks(QApplication.focusWidget(), " More.")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    stage.press("s", CTRL)
    stage.wait(lambda: b"More." in note.read_bytes())

    watch.stage = "searching the vault"
    stage.session.open_vault(stage.vault)
    stage.index()
    stage.press(Qt.Key.Key_F, CTRL | SHIFT)
    search = stage.program.searching.view
    stage.wait(search.field.hasFocus)
    stage.type_in("goes")
    stage.wait(lambda: sum(isinstance(row, HitPlace) for row in search.list.rows.rows) == 2)
    stage.press(Qt.Key.Key_Escape)

    watch.stage = "asking to stream"
    stage.session.open_note(other)
    video_view = stage.window.player.video_view
    stage.wait(lambda: stage.session.path == other and video_view.page() is not None)
    stage.press(Qt.Key.Key_L, CTRL | SHIFT)
    usual = Failure.of(FailureKind.OFFLINE)

    def is_said() -> bool:
        page = video_view.page()
        return page is not None and page.title == usual.words.rstrip(".")

    stage.wait(is_said, timeout_ms=60_000)
    page = video_view.page()
    assert page.text == usual.next_step
    watch.stage = "asking to save"
    saving = stage.program.saving
    stage.press(Qt.Key.Key_S, CTRL | SHIFT)
    stage.wait(saving.sheet.isVisible)
    stage.press(Qt.Key.Key_Return)  # the first time it says what saving means
    stage.wait(lambda: "About" in saving.sheet.amount.text())
    stage.press(Qt.Key.Key_Return)
    stage.wait(lambda: saving.downloads.item(OTHER) is not None)

    def has_failed() -> bool:
        item = saving.downloads.item(OTHER)
        return item is not None and item.state is JobState.FAILED

    stage.wait(has_failed, timeout_ms=60_000)
    item = saving.downloads.item(OTHER)
    assert item.failure.kind is FailureKind.OFFLINE
    stage.wait(lambda: usual.words in stage.said)
    assert watch.waited == []
    figures = {"longest_ms": round(watch.longest_ms), "where": watch.where}
    Path(os.environ["CUENOTE_FIGURES"]).write_text(json.dumps(figures), "utf-8")
