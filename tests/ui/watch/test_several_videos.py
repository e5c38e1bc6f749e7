"""One note that cites several videos: a click, a key or a row on one leads into its video."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.media.make_video import make_video
from tests.ui.stage import ALT, LEFT, LONG_FPS, Stage, choose, opened_menu
from viewer.media.media import Media
from viewer.media.player import PlayerState
from viewer.ui.claims.listing import ClaimListing
from viewer.ui.claims.steps import ClaimSteps
from viewer.ui.page.document import ChipState, NoteDocument
from viewer.ui.vault.related import Related
from viewer.ui.watch.playing import VideosBar

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
    """Return the name of the file that is open in the player."""
    media = stage.player.media
    return media.path.name if isinstance(media, Media) else ""


def picture(stage: Stage) -> NoteDocument:
    return stage.view.picture


def state(stage: Stage, citation: int) -> ChipState | None:
    chip = picture(stage).chip_of(citation)
    return chip.state if chip is not None else None


def plays(stage: Stage, name: str, ms: int) -> None:
    """Wait until a video is open, paused or playing from a moment on with its exact picture."""
    stage.wait(lambda: opened(stage) == name)
    stage.wait(lambda: stage.player.state in (PlayerState.PAUSED, PlayerState.PLAYING))
    stage.wait(lambda: stage.player.position_ms == ms)
    first, fps = (0, LONG_FPS) if name == "first.mp4" else (5_000, FPS)
    stage.wait_for_frame(first + -(-ms * fps // 1000))


def listed(stage: Stage) -> list[int | None]:
    return [row.ms for row in stage.program.context.get(ClaimListing).tab.claims.listed]


def bar(stage: Stage) -> VideosBar:
    return stage.program.playing.pane.videos_bar


def test_clicks_and_keys_lead_into_the_other_video_and_back(stage: Stage, note: Path) -> None:
    def elsewhere() -> set[int]:
        chips = picture(stage).chips
        return {one.citation for one in chips if one.state is ChipState.ELSEWHERE}

    stage.wait_for_claims(3)
    stage.wait(lambda: elsewhere() == {SECOND, SECOND_LATER, PAST})  # whose chips are quieter
    # A click on another video switches to its exact frame, and keys lead back.
    stage.click_chip(LATER)
    plays(stage, "first.mp4", 60_000)
    stage.click_chip(SECOND_LATER)
    plays(stage, "second.mp4", 8_000)
    assert stage.session.follow.citations_now == {SECOND_LATER}
    stage.wait(lambda: elsewhere() == {FIRST, LATER, LAST})
    stage.wait_for_claims(2)
    assert listed(stage) == [4_000, 8_000, None]  # the one past its end
    stage.press(Key.Key_Left, ALT)
    plays(stage, "first.mp4", 60_000)
    stage.wait(lambda: stage.session.follow.citations_now == {LATER})
    stage.wait_for_claims(3)
    stage.press(Key.Key_Right, ALT)
    plays(stage, "second.mp4", 8_000)
    # So does the next claim by key.
    stage.click_chip(LATER)
    plays(stage, "first.mp4", 60_000)
    stage.press(Key.Key_J)
    plays(stage, "second.mp4", 4_000)
    stage.press(Key.Key_K)
    plays(stage, "first.mp4", 60_000)
    # It plays on in the other video where it played.
    stage.toggle()
    stage.click_chip(SECOND)
    stage.wait(lambda: opened(stage) == "second.mp4")
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)
    stage.wait(lambda: stage.player.position_ms > 4_200)


def test_each_video_keeps_its_place_and_its_length_also_for_the_next_start(
    make_stage: Callable[[], Stage], stage: Stage, note: Path
) -> None:
    # What lies past the end of its own video is said.
    assert stage.session.times[PAST].ms == 30_000  # it is not known how long the second one is
    stage.click_chip(PAST)
    stage.wait(lambda: "0:30 is past the end (0:20)" in stage.said)
    stage.wait(lambda: state(stage, PAST) is ChipState.DOUBT)
    stage.click_chip(FIRST)
    plays(stage, "first.mp4", 10_000)
    assert stage.session.times[PAST].ms is None  # though the first video is long enough
    assert stage.session.times[LAST].ms == 120_000
    # The other video goes on where it was left.
    stage.click_chip(LATER)
    plays(stage, "first.mp4", 60_000)
    stage.session.show_video(1)
    stage.wait(lambda: opened(stage) == "second.mp4")
    stage.wait_for_video()
    stage.player.seek(9_000)
    plays(stage, "second.mp4", 9_000)
    stage.session.show_video(0)
    plays(stage, "first.mp4", 60_000)
    stage.session.show_video(1)
    plays(stage, "second.mp4", 9_000)
    # A note that is read again keeps its video, and so does an edit.
    stage.press(Key.Key_F5)
    stage.wait(lambda: not stage.session.video.is_looking)
    plays(stage, "second.mp4", 9_000)
    stage.press(Key.Key_T)  # cites this moment
    stage.wait(lambda: stage.data != NOTE.encode())
    plays(stage, "second.mp4", 9_000)
    assert stage.session.note.video.path == "second.mp4"
    # Their places outlast the program.
    stage.session.show_video(0)
    plays(stage, "first.mp4", 60_000)
    stage.end()
    again = make_stage()
    again.watch(note)
    plays(again, "first.mp4", 60_000)
    again.session.show_video(1)
    plays(again, "second.mp4", 9_000)


@pytest.mark.all_only
def test_video_is_named_and_chosen_in_its_line_and_the_palette(
    stage: Stage, note: Path, long_video: Path
) -> None:
    # The line names the video, and its menu switches.
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
    # Another one is chosen in the palette.
    stage.click_chip(LATER)
    plays(stage, "first.mp4", 60_000)
    stage.window.actions_["video.other"].trigger()
    stage.wait(stage.palette.isVisible)
    stage.type_in("second")
    stage.press(Key.Key_Return)
    plays(stage, "second.mp4", 0)
    # The time of another video is not changed to the moment of this one.
    before = stage.data
    stage.session.current.be_at(LATER, LATER)
    stage.window.actions_["retime.now"].trigger()
    assert "Switch to that video first" in stage.said
    assert stage.data == before
    stage.press(Key.Key_Left, ALT)
    plays(stage, "first.mp4", 60_000)
    # The line is hidden only where the picture has the screen.
    assert bar(stage).isVisible()
    stage.window.actions_["fullscreen"].trigger()
    stage.session.show_video(1)
    plays(stage, "second.mp4", 0)
    assert not bar(stage).isVisible()
    stage.window.actions_["fullscreen"].trigger()
    assert bar(stage).isVisible()
    stage.window.showFullScreen()  # as the desktop does, with the note beside the picture
    stage.session.show_video(0)
    plays(stage, "first.mp4", 60_000)
    assert bar(stage).isVisible()
    stage.window.showNormal()
    # It is not there where the note has one video.
    stage.session.open_note(
        stage.write("one.md", "# One\n\nIt is said [0:10].\n", video=long_video)
    )
    stage.wait(lambda: not bar(stage).isVisible())
    assert not stage.window.actions_["video.other"].isEnabled()


def test_reel_of_a_note_goes_through_all_its_videos(stage: Stage, note: Path) -> None:
    stage.program.reel.longest_ms = 2_000
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
    assert stage.session.note.video_at == 1
    assert reel.is_on
    reel.stop()


@pytest.mark.all_only
def test_transcript_and_other_notes_are_those_of_the_video_that_plays(
    stage: Stage, note: Path
) -> None:
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
    other = stage.write("second.md", "# Second\n\nAlso said [0:06].\n", video=Path("second.mp4"))
    stage.program.vault_indexing.start()
    stage.session.vault.list_again()
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
