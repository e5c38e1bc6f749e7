"""Chapters on the timeline: gaps in its groove, and the title where one hovers."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest

from tests.commands.calls import run
from tests.media.make_video import add_chapters
from tests.ui.review_case import transcript
from tests.ui.saving_stage import put_saved
from tests.ui.stage import ALT, CTRL, SHIFT, Stage
from viewer.media.library import Chapter
from viewer.ui.kit.theme import theme_of
from viewer.ui.watch.timeline_card import HoverCard
from viewer.ui.watch.timeline_painter import Groove

Key = Qt.Key
KEY = "dQw4w9WgXcQ"
_CHAPTERS = (
    (0, 4_000, "One"),
    (4_000, 8_000, "Two"),
    (8_000, 12_000, "Three"),
    (12_000, 20_000, "Four"),
)


def is_gap(stage: Stage, ms: int) -> bool:
    """Return whether the groove shows the ground at `ms`."""
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
    chapters = (Chapter(0, 8_000, "Beginning"), Chapter(8_000, 20_000, "What  it\nis"))
    library = stage.session.video.library
    put_saved(library, KEY, "A talk", numbered_video, duration_ms=20_000, chapters=chapters)
    stage.watch(stage.write("note.md", f"---\nvideoId: {KEY}\n---\n\nIt begins [0:03].\n"))
    stage.wait(lambda: is_gap(stage, 8_000))
    assert not is_gap(stage, 5_000)
    assert not is_gap(stage, 0)
    # The card of the place before is still there for a moment.
    stage.wait(lambda: "What it is" in card_over(stage, 12_000)._more)
    stage.wait(lambda: "Beginning" in card_over(stage, 5_000)._more)
    # Another video has others, here none.
    stage.session.open_note(stage.write("other.md", "x", video=numbered_video))
    stage.wait(lambda: not is_gap(stage, 8_000))


@pytest.mark.parametrize("count", [0, 1, 500])
def test_groove_stays_whole_where_chapters_crowd(count: int) -> None:
    groove = Groove([(each * 100, f"n{each}") for each in range(count)])
    shape = groove.shape(QRectF(16, 30, 200, 5), 50_000)
    area = sum(shape.contains(QPoint(x, 32)) for x in range(16, 216))
    assert area > 200 * 0.6
    assert groove.title_at(150) == ("n1" if count == 500 else "n0" if count else "")


@pytest.fixture
def film(numbered_video: Path, tmp_path: Path) -> Path:
    """A real file with four chapters."""
    path = tmp_path / "film.mkv"
    add_chapters(numbered_video, path, _CHAPTERS)
    return path


def test_chapters_are_gone_to_by_keys_and_put_into_the_note(
    stage: Stage, film: Path, numbered_video: Path
) -> None:
    stage.watch(stage.write("note.md", "# Film\n\nIt begins [0:01].\n", video=film))
    stage.wait(lambda: is_gap(stage, 8_000))
    picture = stage.window.player.picture
    stage.seek(1_000)
    for start, words in ((4_000, "Chapter 2 of 4: Two"), (8_000, "Chapter 3 of 4: Three")):
        stage.press(Key.Key_N, SHIFT)
        assert picture.flash.text == words  # over the picture, where one looks
        stage.wait_for_frame(start * 30 // 1000)
    stage.press(Key.Key_P, SHIFT)  # at its very start: the one before
    stage.wait_for_frame(120)
    stage.seek(7_500)  # well within one: its start
    stage.press(Key.Key_P, ALT | SHIFT)
    stage.wait_for_frame(120)
    stage.seek(1_000)
    stage.press(Key.Key_P, SHIFT)
    stage.wait_for_frame(0)
    stage.wait(lambda: stage.program.navigator._arrival is None)
    stage.press(Key.Key_Left, ALT)  # and back
    stage.wait_for_frame(30)
    # Put into the note, once, and undone.
    stage.session.open_note(
        stage.write("other.md", "# Film\r\n\r\nFirst [0:01].\r\n- Later [0:09]", video=film)
    )
    stage.wait(lambda: is_gap(stage, 8_000))
    before = stage.data
    stage.window.actions_["chapter.headings"].trigger()
    stage.wait(lambda: stage.said == "Added 4 chapters, in order of time.")
    made = b"First [0:01].\r\n\r\n## Two [0:04]\r\n\r\n## Three [0:08]\r\n\r\n- Later [0:09]"
    assert made in stage.data
    assert stage.data.endswith(b"- Later [0:09]\r\n\r\n## Four [0:12]")
    assert b"# Film\r\n\r\n## One [0:00]\r\n\r\nFirst" in stage.data
    after = stage.data
    stage.window.actions_["chapter.headings"].trigger()
    stage.wait(lambda: stage.said == "All 4 chapters are already in the note.")
    assert stage.data == after
    stage.press(Key.Key_Z, CTRL)
    stage.wait(lambda: stage.data == before)
    stage.press(Key.Key_Z, CTRL | SHIFT)
    stage.wait(lambda: stage.data == after)
    stage.click_chip(1)  # leads to the chapter
    stage.wait_for_frame(30)
    # At the end of a note in no order.
    stage.session.open_note(stage.write("mixed.md", "Later [0:09].\n\nFirst [0:01].\n", video=film))
    stage.wait(lambda: is_gap(stage, 8_000))
    stage.window.actions_["chapter.headings"].trigger()
    stage.wait(lambda: "Added 4 chapters at the end. The note is not in time order." in stage.said)
    assert stage.data.endswith(
        b"First [0:01].\n\n## One [0:00]\n\n## Two [0:04]\n\n## Three [0:08]\n\n## Four [0:12]\n"
    )
    assert stage.offered == ["Undo"]
    # A video without them says so.
    stage.session.open_note(stage.write("none.md", "It begins [0:01].\n", video=numbered_video))
    stage.wait(lambda: not is_gap(stage, 8_000))
    stage.press(Key.Key_N, SHIFT)
    assert stage.window.player.picture.flash.text == "This video has no chapters."
    before = stage.data
    stage.window.actions_["chapter.headings"].trigger()
    assert stage.said == "This video has no chapters."
    assert stage.data == before


@pytest.mark.all_only
@pytest.mark.usefixtures("child_of_tests")
def test_chapters_put_into_the_note_are_not_doubted_until_changed(
    stage: Stage, long_video: Path
) -> None:
    film = stage.vault / "film.mkv"
    title = "Glaciers carve deep valleys"  # which is said at 0:40
    add_chapters(long_video, film, ((0, 100_600, "Trades"), (100_600, 130_000, title)))
    (stage.vault / "film.en.vtt").write_text(transcript(), "utf-8")
    claim = "Potters fire their bowls at a thousand degrees [1:52].\n"
    path = stage.write("note.md", claim, video=film)
    reviewing = stage.program.reviewing

    def doubted() -> list[str]:
        """Say which times are doubted: in the window, by `cuenote check`, and in the vault."""
        stage.wait(lambda: reviewing.selected.review.note is stage.session.note)
        stage.wait(lambda: not reviewing.checking.is_running)
        note = stage.session.note
        here = [note.citations[item.citation].written for item in reviewing.selected.items]
        stage.press(Key.Key_S, CTRL)
        stage.wait(lambda: path.read_bytes() == note.data)
        for place in (path, stage.vault):
            found = list(map(json.loads, run("check", "--json", place).stdout.splitlines()))
            assert [one["written"] for one in found if one["verdict"] == "in doubt"] == here
        return here

    stage.watch(path)
    stage.wait(lambda: bool(stage.session.video.chapters))
    stage.wait(lambda: stage.program.transcripts.transcript is not None)
    stage.window.actions_["chapter.headings"].trigger()
    stage.wait(lambda: f"## {title} [1:40]".encode() in stage.data)
    assert doubted() == []
    made = stage.data
    stage.click_chip(1)
    stage.press(Key.Key_Period, ALT | SHIFT)  # one second later
    stage.wait(lambda: stage.data == made.replace(b"1:40", b"1:41"))
    assert doubted() == ["1:41"]
    stage.press(Key.Key_Z, CTRL)
    stage.wait(lambda: stage.data == made)
    assert doubted() == []
