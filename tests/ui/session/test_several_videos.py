"""One note that cites several videos: a click, a key or a row on one leads into its video."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.stage import ALT, LEFT, LONG_FPS, Stage, choose, opened_menu
from tests.video.make_video import make_video
from viewer.ui.claims.listing import ClaimListing
from viewer.ui.claims.steps import ClaimSteps
from viewer.ui.note.document import ChipState, NoteDocument
from viewer.ui.notes_list.related import Related
from viewer.ui.player.pane import VideosBar
from viewer.video.media import Media
from viewer.video.playback.player import PlayerState

NOTE = """# Two lectures

- [0:10](first.mp4#t=10) the first begins
- [1:00](first.mp4#t=60) the first goes on
- [0:04](second.mp4#t=4) the second begins
- [0:08](second.mp4#t=8) the second goes on
- [0:30](second.mp4#t=30) the second is over by then
- [2:00](first.mp4#t=120) the first ends
"""
FIRST, LATER, SECOND, SECOND_LATER, PAST, LAST = range(6)
FPS = 25  # of the second video, which is 20 s long
Key = Qt.Key


@pytest.fixture(scope="session")
def second_video(videos_dir: Path) -> Path:
    """20 s at 25 frames a second, with other numbers than the first has."""
    path = videos_dir / "second.mp4"
    return make_video(path, size=(160, 90), fps=FPS, frames=500, gop=50, first_number=5_000)


@pytest.fixture
def note(stage: Stage, long_video: Path, second_video: Path) -> Path:
    shutil.copy(long_video, stage.vault / "first.mp4")
    shutil.copy(second_video, stage.vault / "second.mp4")
    path = stage.write("lectures.md", NOTE)
    stage.watch(path)
    return path


def opened(stage: Stage) -> str:
    """Give the name of the file that is open in the player."""
    media = stage.player.media
    return media.path.name if isinstance(media, Media) else ""


def picture(stage: Stage) -> NoteDocument:
    assert stage.view.picture is not None
    return stage.view.picture


def state(stage: Stage, citation: int) -> ChipState:
    chip = picture(stage).chip_of(citation)
    assert chip is not None
    return chip.state


def plays(stage: Stage, name: str, ms: int) -> None:
    """Wait until a video is open, and stands or plays from a moment on with its exact picture."""
    stage.wait(lambda: opened(stage) == name)
    stage.wait(lambda: stage.player.state in (PlayerState.PAUSED, PlayerState.PLAYING))
    stage.wait(lambda: stage.player.position_ms == ms)
    first, fps = (0, LONG_FPS) if name == "first.mp4" else (5_000, FPS)
    stage.wait_for_frame(first + -(-ms * fps // 1000))


def listed(stage: Stage) -> list[int | None]:
    return [row.ms for row in stage.program.context.get(ClaimListing).tab.claims.listed]


def test_click_on_another_video_switches_to_its_exact_frame_and_keys_lead_back(
    stage: Stage, note: Path
) -> None:
    stage.wait_for_claims(3)
    stage.click_chip(LATER)
    plays(stage, "first.mp4", 60_000)
    stage.click_chip(SECOND_LATER)
    plays(stage, "second.mp4", 8_000)
    assert stage.session.follow.citations_now == {SECOND_LATER}
    stage.wait_for_claims(2)
    assert listed(stage) == [4_000, 8_000, None]  # the one past its end
    stage.press(Key.Key_Left, ALT)
    plays(stage, "first.mp4", 60_000)
    stage.wait(lambda: stage.session.follow.citations_now == {LATER})
    stage.wait_for_claims(3)
    stage.press(Key.Key_Right, ALT)
    plays(stage, "second.mp4", 8_000)


def test_next_claim_by_key_goes_into_the_other_video_and_back(stage: Stage, note: Path) -> None:
    stage.click_chip(LATER)
    plays(stage, "first.mp4", 60_000)
    stage.press(Key.Key_J)
    plays(stage, "second.mp4", 4_000)
    stage.press(Key.Key_K)
    plays(stage, "first.mp4", 60_000)


def test_the_other_video_goes_on_where_it_was_left(stage: Stage, note: Path) -> None:
    stage.click_chip(LATER)
    plays(stage, "first.mp4", 60_000)
    stage.session.show_video(1)
    plays(stage, "second.mp4", 0)
    stage.player.seek(9_000)
    plays(stage, "second.mp4", 9_000)
    stage.session.show_video(0)
    plays(stage, "first.mp4", 60_000)
    stage.session.show_video(1)
    plays(stage, "second.mp4", 9_000)


def test_what_lies_past_the_end_of_its_own_video_is_said(stage: Stage, note: Path) -> None:
    assert stage.session.times[PAST].ms == 30_000  # it is not known how long the second one is
    stage.click_chip(PAST)
    stage.wait(lambda: "0:30 is past the end (0:20)" in stage.said)
    stage.wait(lambda: state(stage, PAST) is ChipState.OUT_OF_REACH)
    stage.click_chip(FIRST)
    plays(stage, "first.mp4", 10_000)
    assert stage.session.times[PAST].ms is None  # though the first video is long enough
    assert stage.session.times[LAST].ms == 120_000


def test_it_plays_on_in_the_other_video_where_it_played(stage: Stage, note: Path) -> None:
    stage.press(Key.Key_Space)
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)
    stage.click_chip(SECOND)
    stage.wait(lambda: opened(stage) == "second.mp4")
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)
    stage.wait(lambda: stage.player.position_ms > 4_200)


def test_chips_of_other_videos_are_quieter(stage: Stage, note: Path) -> None:
    def elsewhere() -> set[int]:
        return picture(stage).citations_in(ChipState.ELSEWHERE)

    assert elsewhere() == {SECOND, SECOND_LATER, PAST}
    stage.click_chip(SECOND)
    plays(stage, "second.mp4", 4_000)
    assert elsewhere() == {FIRST, LATER, LAST}


def test_an_edit_keeps_the_video_that_plays(stage: Stage, note: Path) -> None:
    stage.click_chip(SECOND_LATER)
    plays(stage, "second.mp4", 8_000)
    stage.press(Key.Key_T)  # cites this moment
    stage.wait(lambda: stage.data != NOTE.encode())
    plays(stage, "second.mp4", 8_000)
    assert stage.session.note is not None
    assert stage.session.note.video is not None
    assert stage.session.note.video.path == "second.mp4"


def bar(stage: Stage) -> VideosBar:
    return stage.program.playing.pane.videos_bar


def test_the_line_names_the_video_and_its_menu_switches(stage: Stage, note: Path) -> None:
    stage.wait(lambda: bar(stage).words == "first.mp4  ·  1 more video in this note")
    QTest.mouseClick(bar(stage), LEFT)
    menu = opened_menu()
    stage.wait(lambda: [entry.text() for entry in menu.actions()] != [])
    assert [entry.text() for entry in menu.actions()] == [
        "first.mp4\tplaying",
        "second.mp4\t3 timestamps",
    ]
    choose(menu, "second.mp4\t3 timestamps")
    plays(stage, "second.mp4", 0)
    assert bar(stage).words == "second.mp4  ·  1 more video in this note"


def test_another_video_is_chosen_in_the_palette(stage: Stage, note: Path) -> None:
    stage.click_chip(LATER)
    plays(stage, "first.mp4", 60_000)
    stage.window.actions_["video.other"].trigger()
    stage.wait(stage.palette.isVisible)
    stage.type_in("second")
    stage.press(Key.Key_Return)
    plays(stage, "second.mp4", 0)
    stage.press(Key.Key_Left, ALT)
    plays(stage, "first.mp4", 60_000)


def test_the_line_is_not_there_where_the_note_has_one_video(stage: Stage, long_video: Path) -> None:
    stage.watch(stage.write("one.md", "# One\n\nIt is said [0:10].\n", video=long_video))
    assert not bar(stage).isVisible()
    assert not stage.window.actions_["video.other"].isEnabled()


def test_the_line_is_hidden_only_where_the_picture_has_the_screen(stage: Stage, note: Path) -> None:
    stage.wait(lambda: bar(stage).isVisible())
    stage.window.actions_["fullscreen"].trigger()
    stage.session.show_video(1)
    plays(stage, "second.mp4", 0)
    assert not bar(stage).isVisible()
    stage.window.actions_["fullscreen"].trigger()
    assert bar(stage).isVisible()
    stage.window.showFullScreen()  # as the desktop does, with the note beside the picture
    stage.session.show_video(0)
    plays(stage, "first.mp4", 0)
    assert bar(stage).isVisible()


def test_transcript_is_that_of_the_video_that_plays(stage: Stage, note: Path) -> None:
    cue = "WEBVTT\n\n00:00:04.000 --> 00:00:06.000\nwords of the {0}\n"
    for name in ("first", "second"):
        (stage.vault / f"{name}.vtt").write_text(cue.format(name))
    transcripts = stage.program.transcripts

    def said() -> str:
        found = transcripts.transcript
        return found.cues[0].text if found is not None else ""

    transcripts.look()
    stage.wait(lambda: said() == "words of the first")
    stage.click_chip(SECOND)
    stage.wait(lambda: said() == "words of the second")
    stage.press(Key.Key_Left, ALT)
    stage.wait(lambda: said() == "words of the first")


def test_reel_of_a_note_goes_through_all_its_videos(stage: Stage, note: Path) -> None:
    stage.program.settings.set("play/reel_s", 2.0)
    reel = stage.program.reel
    reel.play_notes([note])
    stage.wait(lambda: reel.is_on)
    assert reel.place == (0, 5)  # not the one past the end of its video
    moments = [("first.mp4", 10), ("first.mp4", 60), ("first.mp4", 120), ("second.mp4", 4)]
    for number, (name, second) in enumerate(moments):
        if number:
            reel.step(1)

        def is_there(name: str = name, ms: int = second * 1000) -> bool:
            return opened(stage) == name and 0 <= stage.player.position_ms - ms < 2_500

        stage.wait(is_there)
    assert stage.session.note is not None
    assert stage.session.note.video_at == 1
    assert reel.is_on
    reel.stop()


def test_other_notes_about_either_video_are_found(stage: Stage, note: Path) -> None:
    other = stage.write("second.md", "# Second\n\nAlso said [0:06].\n", video=Path("second.mp4"))
    stage.program.vault_indexing.start()
    stage.session.list_again()
    related = stage.program.context.get(Related)

    def titles() -> set[str]:
        return {row.other.title for row in related.other_rows if row.other is not None}

    stage.click_chip(SECOND)
    plays(stage, "second.mp4", 4_000)
    stage.wait(lambda: titles() == {"Second"})
    stage.click_chip(LATER)
    plays(stage, "first.mp4", 60_000)
    stage.wait(lambda: titles() == set())
    stage.session.open_note(other)
    stage.wait(lambda: titles() == {"Two lectures"})
    stage.wait(lambda: [row.ms for row in related.other_rows] == [4_000, 8_000, None])
    row = next(row for row in related.other_rows if row.ms == 8_000)
    stage.program.context.get(ClaimSteps).open(row)
    stage.wait(lambda: stage.session.path == note)
    stage.wait(lambda: not stage.session.video.is_looking)
    assert opened(stage) == "second.mp4"  # the video that was open goes on


def test_time_of_another_video_is_not_changed_to_the_moment_of_this_one(
    stage: Stage, note: Path
) -> None:
    stage.click_chip(LATER)
    plays(stage, "first.mp4", 60_000)
    stage.window.actions_["video.other"].trigger()
    stage.type_in("second")
    stage.press(Key.Key_Return)
    plays(stage, "second.mp4", 0)
    before = stage.data
    stage.session.current.be_at(LATER, LATER)
    stage.window.actions_["retime.now"].trigger()
    assert "which is not playing" in stage.said
    assert stage.data == before


def test_note_that_is_read_again_keeps_its_video(stage: Stage, note: Path) -> None:
    stage.click_chip(SECOND_LATER)
    plays(stage, "second.mp4", 8_000)
    stage.press(Key.Key_F5)
    stage.wait(lambda: not stage.session.video.is_looking)
    plays(stage, "second.mp4", 8_000)


def test_positions_outlast_the_program(
    make_stage: Callable[[], Stage], long_video: Path, second_video: Path
) -> None:
    first = make_stage()
    shutil.copy(long_video, first.vault / "first.mp4")
    shutil.copy(second_video, first.vault / "second.mp4")
    path = first.write("lectures.md", NOTE)
    first.watch(path)
    first.click_chip(LATER)
    plays(first, "first.mp4", 60_000)
    first.click_chip(SECOND_LATER)
    plays(first, "second.mp4", 8_000)
    first.end()
    second = make_stage()
    second.watch(path)
    plays(second, "first.mp4", 60_000)
    second.session.show_video(1)
    plays(second, "second.mp4", 8_000)
