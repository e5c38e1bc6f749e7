"""Playing just the claims, by the real player: which frames are seen, and what leaves the reel."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.media.make_video import make_video, read_number
from tests.ui.stage import ALT, CTRL, LEFT, LONG_FPS, SHIFT, Stage
from viewer.media.player import PlayerState
from viewer.ui.kit.buttons import IconButton, tip_of

TEXT = "# Note\n\nFirst [0:10].\n\nSecond [0:40].\n\nThird [0:41].\n\nFourth [1:30].\n"


class Watch:
    """Keeps which seconds of the video were played, and where it was sent."""

    def __init__(self, stage: Stage) -> None:
        self.played: set[int] = set()
        self.seeks: list[int] = []
        self.frames: list[int] = []
        player = stage.player

        def on_position(ms: int) -> None:
            if player.state is PlayerState.PLAYING:
                self.played.add(ms // 1000)

        def on_frame() -> None:
            number = read_number(player.frame)
            if number is not None:
                self.frames.append(number)

        player.position_changed.connect(on_position)
        player.seeked.connect(lambda _from, to: self.seeks.append(to))
        player.frame_changed.connect(on_frame)


@pytest.fixture
def reel(stage: Stage, long_video: Path) -> Stage:
    """A note with four claims at 3× speed, two seconds of each."""
    stage.program.reel.longest_ms = 2_000
    stage.watch_note(TEXT, long_video, claims=4)
    stage.player.set_rate(3.0)
    return stage


def begin(reel: Stage) -> None:
    reel.player.pause()
    reel.player.set_rate(0.25)
    reel.seek(0)
    reel.press("h")
    reel.wait(lambda: reel.program.reel.is_on and reel.player.state is PlayerState.PLAYING)


def place(stage: Stage) -> tuple[int, int]:
    return stage.program.reel.place


def test_only_what_is_cited_is_played(reel: Stage) -> None:
    watch, bar = Watch(reel), reel.window.player.reel_bar
    assert bar.isHidden()
    reel.press("h")
    reel.wait(lambda: not bar.isHidden())
    # The bar says which moment is played.
    assert bar.text == "Claims only · 1 of 4  ·  0:10  First"
    assert reel.window.actions_["reel"].isChecked()
    reel.wait(lambda: reel.session.follow.current_claim == 0)  # followed in the note
    # A pause holds the reel.
    reel.toggle()
    assert reel.program.reel.is_on
    reel.press(Qt.Key.Key_Space)
    reel.wait(lambda: not reel.program.reel.is_on)
    # The third goes on where the second ends, so that nothing is sought for it.
    assert watch.seeks == [10_000, 40_000, 90_000]
    for seconds in (10, 40, 90):
        assert seconds * LONG_FPS in watch.frames  # the exact one
    assert watch.played <= {10, 11, 12, 40, 41, 42, 43, 90, 91, 92}
    assert {10, 40, 41, 42, 90} <= watch.played
    assert reel.player.state is PlayerState.PAUSED
    # A range is played to its end, and all of it once.
    reel.program.reel.longest_ms = 1_000
    text = "# Note\n\nOuter [0:10-0:16].\n\nInner [0:12].\n\nShort [0:40-0:42].\n"
    reel.session.open_note(reel.write("ranges.md", text, video=long_of(reel)))
    reel.wait_for_claims(3)
    reel.seek(0)
    watch.played.clear()
    watch.seeks.clear()
    reel.press("h")
    reel.wait(lambda: reel.program.reel.is_on)
    assert bar.text == "Claims only · 1 of 3  ·  0:10–0:16  Outer"
    reel.wait(lambda: not reel.program.reel.is_on)
    assert watch.seeks == [10_000, 40_000]  # the inner one goes on in the outer one
    assert {10, 12, 15, 40, 41} <= watch.played <= {*range(10, 18), 40, 41, 42}
    # It begins at the claim where one is, also where several share a time.
    text = "# Note\n\nOne [0:10].\n\nTwo [0:10].\n\nThree [0:40].\n\nFour [1:00].\n"
    reel.session.open_note(reel.write("same.md", text, video=long_of(reel)))
    reel.wait_for_claims(4)
    reel.seek(41_000)
    reel.press("h")
    reel.wait(lambda: reel.program.reel.is_on)
    assert place(reel) == (1, 3)
    assert bar.text.endswith("0:40  Three")


def long_of(reel: Stage) -> Path:
    return reel.player.media.path


def test_reel_is_stepped_through_and_left(reel: Stage, numbered_video: Path) -> None:
    # It begins at the claim where one is.
    reel.seek(42_000)
    reel.press("h")
    reel.wait(lambda: reel.program.reel.is_on)
    assert place(reel) == (2, 4)
    reel.wait(lambda: 41_000 <= reel.player.position_ms < 43_000)
    reel.press(Qt.Key.Key_Escape)
    # J and K step through it, and Esc leaves it.
    begin(reel)
    reel.press("j")
    assert place(reel) == (1, 4)
    reel.press("j")
    assert place(reel) == (2, 4)
    assert reel.player.position_ms >= 41_000
    reel.press("k")
    assert place(reel) == (1, 4)
    reel.press("k")
    reel.press("k")
    assert place(reel) == (0, 4)
    reel.press(Qt.Key.Key_Escape)
    assert not reel.program.reel.is_on
    assert reel.window.player.reel_bar.isHidden()
    assert not reel.window.actions_["reel"].isChecked()
    reel.wait(lambda: reel.player.state is PlayerState.PAUSED)
    # The buttons of its bar do the same.
    begin(reel)
    back, on, stop = reel.window.player.reel_bar.findChildren(IconButton)
    reel.program.settings.set_keys({"claim.next": ("F7",)})
    assert tip_of(on.defaultAction()) == "Next claim (F7)"
    QTest.mouseClick(on, LEFT)
    assert place(reel) == (1, 4)
    QTest.mouseClick(back, LEFT)
    assert place(reel) == (0, 4)
    QTest.mouseClick(stop, LEFT)
    assert not reel.program.reel.is_on
    reel.program.settings.set_keys({})
    # To seek elsewhere leaves it, and the way back is offered.
    begin(reel)
    reel.press("j")
    reel.press(Qt.Key.Key_Left)  # to five seconds before it
    assert not reel.program.reel.is_on
    assert "2 of 4" in reel.said
    assert reel.player.state is PlayerState.PLAYING  # it is not held: the user went there
    reel.press("1", ALT)
    assert reel.program.reel.is_on
    assert place(reel) == (1, 4)
    reel.wait(lambda: 40_000 <= reel.player.position_ms < 41_000)
    reel.press(Qt.Key.Key_Escape)
    # So does a click on a claim.
    begin(reel)
    jumps: list[bool] = []
    reel.program.navigator.jumped.connect(lambda: jumps.append(True))
    reel.click_text("Fourth")
    reel.wait(lambda: bool(jumps))
    assert reel.offered == ["Resume"]
    assert reel.player.position_ms >= 90_000
    # To open another video ends it.
    begin(reel)
    other = reel.write("other.md", "# Other\n\nSaid [0:02].\n", video=numbered_video)
    reel.session.open_note(other)
    reel.wait(lambda: not reel.program.reel.is_on)


class Two:
    """A vault of three notes: two about the long video, one about a shorter one."""

    def __init__(self, stage: Stage, long_video: Path, other: Path) -> None:
        # Hours and minutes that are really minutes and seconds: the length of the video tells.
        link = '<a class="yt-timestamp" data-t="{0}">[{0}]</a>'
        late, none, early = (link.format(at) for at in ("01:10:00", "00:20:00", "00:10:00"))
        text = f"# First\n\nA zebra is late {late}.\n\nNo animal {none}.\n\nA zebra {early}.\n"
        self.first = stage.write("talks/first.md", text, video=long_video)
        self.again = stage.write("talks/again.md", "# Again\n\nNo zebu [0:30].\n", video=long_video)
        self.second = stage.write(
            "other/second.md",
            "# Second\n\nA zebra here [0:04].\n\nThe zebra, in text.\n",
            video=other,
        )
        self.missing = stage.write(
            "other/missing.md", "# Missing\n\nA zebra there [0:04].\n", video=Path("nowhere.mp4")
        )
        stage.program.session.open_vault(stage.vault)
        stage.watch(self.again)
        stage.index()
        stage.program.reel.longest_ms = 1_000
        stage.player.set_rate(2.0)


@pytest.fixture
def two(stage: Stage, videos_dir: Path, long_video: Path) -> Two:
    other = make_video(videos_dir / "reel-other.mp4", frames=300, first_number=5_000, sound=False)
    return Two(stage, long_video, other)


@pytest.mark.all_only
def test_what_a_search_found_is_played_through_all_its_videos(stage: Stage, two: Two) -> None:
    # Without a search one is opened.
    play = stage.window.actions_["search.reel"].trigger
    play()
    view = stage.program.searching.view
    assert view.isVisible()
    assert not stage.program.reel.is_on
    # In the search it plays what was found.
    stage.type_in('"zebra here"')
    stage.wait(lambda: len(view.places) == 1)
    play()
    stage.wait(lambda: stage.program.reel.is_on)
    assert place(stage) == (0, 1)
    stage.wait(lambda: stage.session.path == two.second)
    stage.program.reel.stop()
    # Through all videos.
    stage.session.open_note(two.again)
    stage.wait(lambda: not stage.session.video.is_looking)
    watch = Watch(stage)
    stage.press("f", CTRL | SHIFT)
    stage.wait(view.isVisible)
    view.field.selectAll()
    stage.type_in("zebra")
    stage.wait(lambda: len(view.places) == 5)
    play()
    assert view.isHidden()
    stage.wait(lambda: stage.program.reel.is_on)
    # Left out: its video is nowhere. Said for as long as this note is shown, which is not long.
    stage.wait(lambda: any("1 claim" in said for said in stage.all_said))
    assert place(stage)[1] == 3
    stage.wait(lambda: not stage.program.reel.is_on)
    assert sorted(watch.played - {2, 3, 5, 6, 7, 12, 72}) == [4, 10, 11, 70, 71]
    for number in (10 * LONG_FPS, 70 * LONG_FPS, 5_000 + 4 * 30):
        assert number in watch.frames
    # It is still there: the next one is played again, and no search is opened for it.
    play()
    stage.wait(lambda: stage.program.reel.is_on)
    stage.press(Qt.Key.Key_Escape)
    # Where no video is saved, that is said.
    stage.press("f", CTRL | SHIFT)
    stage.type_in('"zebra there"')
    stage.wait(lambda: len(view.places) == 1)
    play()
    stage.wait(lambda: "their videos are not saved" in stage.said)
    assert not stage.program.reel.is_on


def test_all_notes_of_a_video_chosen_in_the_list_are_played_by_time(stage: Stage, two: Two) -> None:
    stage.window.actions_["vault.grouping"].trigger()
    vault = stage.window.list
    group = ""

    def is_listed() -> bool:
        nonlocal group
        groups = vault.model.outline.groups
        group = next((g.key for g in groups if g.video and g.count == 2), "")
        return bool(group)

    stage.wait(is_listed)
    vault.tree.expandAll()
    vault.tree.setCurrentIndex(vault.model.index_of_group(group))
    stage.window.actions_["vault.reel"].trigger()
    stage.wait(lambda: stage.program.reel.is_on)
    assert place(stage) == (0, 4)
    seen: list[Path | None] = []
    titles: list[str] = []

    def on_changed() -> None:
        seen.append(stage.session.path)
        titles.append(stage.window.player.reel_bar.text.rpartition("  ")[2])

    stage.program.reel.changed.connect(on_changed)
    stage.wait(lambda: not stage.program.reel.is_on)
    shown = [title for at, title in enumerate(titles) if at == 0 or title != titles[at - 1]]
    assert shown == ["No animal", "No zebu", "A zebra is late"]
    assert two.again in seen
    assert stage.session.path == two.first
