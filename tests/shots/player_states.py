"""The picture: while a key is held, with two subtitles, and in a window of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.shots.shot_stage import ShotStage
from tests.waiting import rest, wait_until
from viewer import TOUR

Shot = tuple[str, tuple[int, int]]
_LARGE, _SMALL = (1440, 900), (900, 560)


def player_states(stage: ShotStage) -> Iterator[Shot]:
    """Hold the key; then move the picture out of the window, and back."""
    window, action = stage.window, stage.window.actions_["video.detach"]
    stage.open(TOUR, 49_000)
    picture = window.player.picture
    for size in (_LARGE, _SMALL):
        QTest.mousePress(picture, Qt.MouseButton.LeftButton)
        wait_until(lambda: picture.badge != "")
        yield "fast-held", size
        QTest.mouseRelease(picture, Qt.MouseButton.LeftButton)
    yield from _two_subtitles(stage)
    stage.open(TOUR, 49_000)
    action.trigger()
    yield "detached-main", _LARGE
    yield "detached-main", _SMALL
    stage.subject = window.player.window()
    least = stage.subject.minimumSize().toTuple()
    yield "detached-window", (960, 640)
    yield "detached-window", least
    timeline = window.player.control_bar.timeline
    QTest.mouseMove(timeline, QPoint(round(timeline.x_of(60_000)), timeline.height() // 2))
    rest(700)
    yield "detached-hover", least
    QTest.mouseMove(window.player.picture, QPoint(1, 1))
    stage.open(stage.write("none.md", "# A note without a video\n\nNothing.\n"), video=False)
    yield "detached-empty", least
    stage.subject = window
    action.trigger()
    wait_until(lambda: window.player.window() is window)


def _two_subtitles(stage: ShotStage) -> Iterator[Shot]:
    """Show captions in two languages, and the list from which the second is chosen."""
    window, settings = stage.window, stage.program.settings
    note = stage.beside_film("two/tour.md")
    shutil.copyfile(TOUR, note)
    shutil.copyfile(TOUR.with_suffix(".en.vtt"), note.with_suffix(".en.vtt"))
    long = "Der Spieler geht zum letzten Schlüsselbild zurück und entschlüsselt alles von dort an."
    cues = f"1\n00:00:46,000 --> 00:00:58,000\n{long}\n"
    note.with_suffix(".de.srt").write_text(cues, "utf-8")
    settings.set("transcript/language", "en")
    stage.open(note, 50_000)
    window.actions_["subtitles.second"].trigger()
    rest(200)
    for size in (_LARGE, _SMALL):
        yield "second-subtitles-choice", size
    window.palette_.close_list()
    settings.set("subtitles/on", True)
    settings.set("subtitles/second", "de")
    for place in ("bottom", "top"):
        settings.set("subtitles/place", place)
        for size in (_LARGE, _SMALL):
            yield f"second-subtitles-{place}", size
    settings.set("subtitles/place", "bottom")
    settings.set("subtitles/second", "")
    settings.set("subtitles/on", False)
    settings.set("transcript/language", "")
