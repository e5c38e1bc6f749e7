"""Chapters on the timeline: gaps in its groove, and the title where one hovers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtTest import QTest

from tests.ui.media.test_keep import stream_it
from tests.ui.media.test_streaming import _child_of_tests, channel, files
from tests.ui.stage import Stage
from tests.video.online.test_stream import Channel
from viewer.ui.kit.hover_card import HoverCard
from viewer.ui.kit.theme import theme_of
from viewer.ui.player.chapter_bar import Groove
from viewer.video.downloads.library import INFO_NAME, Chapter, SavedInfo

__all__ = ["_child_of_tests", "channel", "files"]  # fixtures

KEY = "dQw4w9WgXcQ"


def is_gap(stage: Stage, ms: int) -> bool:
    """Say whether the groove shows the ground at `ms`."""
    timeline = stage.window.player.control_bar.timeline
    picture = timeline.grab().toImage()
    at = QPoint(round(timeline.x_of(ms)), 32) * timeline.devicePixelRatioF()
    return picture.pixelColor(at).rgb() == theme_of(timeline).window.rgb()


def card_over(stage: Stage, ms: int) -> HoverCard:
    timeline = stage.window.player.control_bar.timeline
    QTest.mouseMove(timeline, QPoint(round(timeline.x_of(ms)), 32))
    stage.wait(lambda: any(card.isVisible() for card in stage.window.findChildren(HoverCard)))
    return next(card for card in stage.window.findChildren(HoverCard) if card.isVisible())


def test_saved_video_shows_its_chapters(stage: Stage, numbered_video: Path) -> None:
    folder = stage.session.video.library / KEY
    folder.mkdir(parents=True)
    shutil.copy(numbered_video, folder / f"{KEY}.mp4")
    chapters = (Chapter(0, 8_000, "Beginning"), Chapter(8_000, 20_000, "What  it\nis"))
    size = numbered_video.stat().st_size
    info = SavedInfo(KEY, KEY, "", "A talk", "", 20_000, f"{KEY}.mp4", size, chapters=chapters)
    (folder / INFO_NAME).write_text(info.to_json(), "utf-8")
    note = stage.write("note.md", "")
    note.write_text(f"---\nvideoId: {KEY}\n---\n\nIt begins [0:03].\n", "utf-8")
    stage.watch(note)
    stage.wait(lambda: is_gap(stage, 8_000))
    assert not is_gap(stage, 5_000)
    assert not is_gap(stage, 0)
    # The card of the place before is still there for a moment.
    stage.wait(lambda: "What it is" in card_over(stage, 12_000)._more)
    stage.wait(lambda: "Beginning" in card_over(stage, 5_000)._more)
    # Another video has others, here none.
    stage.session.open_note(stage.write("other.md", "x", video=numbered_video))
    stage.wait(lambda: not is_gap(stage, 8_000))


def test_stream_shows_its_chapters(stage: Stage, channel: Channel) -> None:
    chapters = [{"start_time": 0, "title": "A"}, {"start_time": 10, "title": "B"}]
    stream_it(stage, channel.put("a", chapters=chapters).url)
    stage.wait(lambda: is_gap(stage, 10_000))
    stage.window.actions_["stream.stop"].trigger()
    stage.wait(lambda: stage.window.player.control_bar.timeline.content.groove.title_at(0) == "")


@pytest.mark.parametrize("count", [0, 1, 500])
def test_groove_stays_whole_where_chapters_crowd(count: int) -> None:
    groove = Groove([(each * 100, f"n{each}") for each in range(count)])
    shape = groove.shape(QRectF(16, 30, 200, 5), 50_000)
    area = sum(shape.contains(QPoint(x, 32)) for x in range(16, 216))
    assert area > 200 * 0.6
    assert groove.title_at(150) == ("n1" if count == 500 else "n0" if count else "")
