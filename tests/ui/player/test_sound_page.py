"""The waveform in the place of the picture, where there is only sound."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.player.test_sound import sound_of
from tests.ui.stage import CTRL, LEFT, NO_KEYS, Stage, wheel
from viewer.ui.kit.theme import load_theme
from viewer.ui.player.sound_page import SoundPage
from viewer.ui.player.ticks import Tick
from viewer.ui.player.timeline import Timeline

MINUTE = 60_000


class _Shown(QWidget):
    """A page of the sound of ten minutes, with what its timeline asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.timeline = Timeline(self)
        self.timeline.set_duration(10 * MINUTE)
        self.timeline.set_ticks(
            [Tick(30_000, "First words"), Tick(45_000, "Second", end_ms=60_000)]
        )
        self.page = SoundPage(self.timeline, lambda _: None, self)
        self.page.setGeometry(0, 100, 632, 288)
        self.page.set_title("A talk")
        self.page.set_levels(bytes([120, 10] * (30 * MINUTE // 100)))
        self.resize(632, 400)
        self.page.show()
        self.asked = QSignalSpy(self.timeline.seek_requested)

    def at(self, ms: int) -> QPoint:
        return QPoint(round(self.page.x_of(ms)), 150)

    def drag_to(self, ms: int) -> None:
        QTest.mouseMove(self.page, self.at(ms))

    def asked_ms(self) -> list[int]:
        return [self.asked.at(index)[0] for index in range(self.asked.count())]


@pytest.fixture
def shown(qtbot: QtBot) -> _Shown:
    widget = _Shown()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_page_of_two_minutes_turns_at_its_end(shown: _Shown) -> None:
    page, timeline = shown.page, shown.timeline
    assert page.page_ms == (0, 2 * MINUTE)
    timeline.set_position(2 * MINUTE - 1)
    assert page.page_ms == (0, 2 * MINUTE)
    timeline.set_position(2 * MINUTE)
    assert page.page_ms == (2 * MINUTE, 4 * MINUTE)
    timeline.set_position(9 * MINUTE)
    assert page.page_ms == (8 * MINUTE, 10 * MINUTE)
    timeline.set_position(10 * MINUTE)  # the end, which is on no other page
    assert page.page_ms == (8 * MINUTE, 10 * MINUTE)
    timeline.set_position(30_000)
    assert page.page_ms == (0, 2 * MINUTE)
    timeline.set_duration(4 * MINUTE - 1)
    assert page.page_ms == (0, 4 * MINUTE - 1)


def test_press_seeks_and_a_drag_scrubs(shown: _Shown) -> None:
    page = shown.page
    QTest.mousePress(page, LEFT, NO_KEYS, shown.at(MINUTE))
    QTest.mouseRelease(page, LEFT, NO_KEYS, shown.at(MINUTE))
    (asked,) = shown.asked_ms()
    assert abs(asked - MINUTE) < 200
    finished = QSignalSpy(shown.timeline.scrub_finished)
    QTest.mousePress(page, LEFT, NO_KEYS, shown.at(MINUTE))
    shown.drag_to(90_000)
    shown.drag_to(3 * MINUTE)  # beyond the page, which does not turn under the pointer
    assert page.page_ms == (0, 2 * MINUTE)
    QTest.mouseRelease(page, LEFT, NO_KEYS, shown.at(3 * MINUTE))
    assert finished.at(0)[0] == 2 * MINUTE - 1
    assert shown.asked_ms()[-1] == 2 * MINUTE - 1


def test_wheel_with_control_zooms_round_the_pointer(shown: _Shown) -> None:
    page, at = shown.page, shown.at(MINUTE)
    wheel(page, 3, NO_KEYS, at)
    assert page.page_ms == (0, 2 * MINUTE)
    wheel(page, 3, CTRL, at)
    start, end = page.page_ms
    assert end - start < MINUTE
    assert abs(page.ms_at(at.x()) - MINUTE) < 200
    wheel(page, -99, CTRL, at)
    assert page.page_ms == (0, 10 * MINUTE)


def test_claims_are_ticks_with_their_first_words(shown: _Shown) -> None:
    page, theme = shown.page, load_theme("light")
    shown.timeline.set_now(frozenset({45_000}))
    image = page.grab().toImage()
    ratio = image.devicePixelRatio()

    def colour(ms: int, y: int) -> str:
        return image.pixelColor(round(page.x_of(ms) * ratio), round(y * ratio)).name()

    assert colour(30_000, 40) == theme.ink.name()
    assert colour(45_000, 100) == theme.now_bar.name()
    assert colour(52_000, 62) == theme.now_wash.name()  # up to where its range ends
    assert colour(70_000, 62) != theme.now_wash.name()
    assert page._ticks() == shown.timeline.content.own.ticks
    QApplication.sendEvent(page, QEvent(QEvent.Type.FontChange))
    page.resize(160, 90)
    page.grab()  # where there is no room, too


@pytest.mark.all_only
def test_sound_alone_shows_its_waveform(stage: Stage, sound_file: Path) -> None:
    note = "\n\nFirst words [0:05]. Second words [0:07].\n"
    stage.start(stage.write("sound.md", note, video=sound_file))
    page = stage.window.player.sound_page
    stage.wait(page.isVisible)
    stage.wait(lambda: bool(page._levels) and sound_of(stage).is_whole, timeout_ms=180_000)
    assert not stage.program.settings.flag("play/waveform")
    assert stage.window.player.control_bar.timeline.content.levels == b""
    stage.click_text("First words")
    assert stage.player.position_ms == 5_000
    stage.press(Qt.Key.Key_Space)  # it plays
    stage.wait(lambda: stage.player.position_ms > 5_300)
    stage.toggle()
    assert stage.session.follow.claims_now == {0}
    where = QPoint(round(page.x_of(8_000)), page.height() // 2)
    QTest.mouseClick(page, LEFT, NO_KEYS, where)
    stage.wait(lambda: abs(stage.player.position_ms - 8_000) < 200)
    stage.wait(lambda: stage.session.follow.claims_now == {1})
    pane = stage.window.player
    pane.set_full(True)
    pane.control_bar.hide()
    QTest.mouseMove(page, where + QPoint(7, 7))
    stage.wait(pane.control_bar.isVisible)  # over the waveform, too
    pane.set_full(False)
