"""What a review of the running program found: each test is a defect that was there."""

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.ui.stage import ALT, CTRL, SHIFT, Stage, is_seen, position_of, wheel

Key = Qt.Key
FILLER = "\n\n".join(f"Filler {n} with some words." for n in range(60))
CLAIMS = "\n\n".join(f"Claim {n} has words [0:{5 + 5 * n:02}].\n\nFiller." for n in range(10))
NOTE = f"# Talk\n\n{CLAIMS}\n\n{FILLER}\n\nFar words [1:00].\n\n{FILLER}\n"


def test_note_that_has_no_video_is_walked_through_and_links_to_it_are_copied(stage: Stage) -> None:
    stage.start(stage.write("talk.md", NOTE))
    stage.wait_for_claims(11)
    follow = stage.session.follow
    for claim in range(11):
        stage.press(Key.Key_J)
        stage.wait(lambda: not stage.session.video.is_looking)
        assert follow.claims_now == {claim}
    stage.wait(lambda: is_seen(stage.view, "Far words"))
    stage.press(Key.Key_K)
    assert follow.claims_now == {9}
    stage.press(Key.Key_J, SHIFT)
    assert follow.claims_now == {10}
    stage.press(Key.Key_K, SHIFT)
    assert follow.claims_now == {9}
    # There is no link to copy.
    QGuiApplication.clipboard().setText("what was there")
    stage.press("C", CTRL | SHIFT)
    assert QGuiApplication.clipboard().text() == "what was there"
    assert "no video" in stage.said
    # Where one is named, a link to the claim one is at.
    stage.session.open_note(stage.write("web.md", "---\nvideoId: aaaaaaaaaaa\n---\n" + NOTE))
    stage.wait(lambda: not stage.session.video.is_looking)
    stage.wait_for_claims(11)
    stage.press(Key.Key_J)
    stage.press(Key.Key_J)
    stage.press("C", CTRL | SHIFT)
    assert QGuiApplication.clipboard().text() == "https://youtu.be/aaaaaaaaaaa?t=10"


def test_way_back_at_once_and_what_is_in_force_are_what_is_seen(
    stage: Stage, long_video: Path
) -> None:
    stage.watch_note(NOTE, long_video, claims=11, name="talk.md")
    stage.press(Key.Key_J)
    stage.wait(lambda: stage.player.position_ms == 5_000)
    stage.wait(stage.window.actions_["jump.back"].isEnabled)
    stage.program.navigator.jump(60_000, 10)
    stage.press(Key.Key_Left, ALT)
    stage.wait(lambda: not stage.program.navigator._arriving.isActive())
    assert stage.player.position_ms == 5_000
    stage.wait(lambda: not is_seen(stage.view, "Far words"))
    # What is in force is in view after full screen, and in its list when the text is larger.
    stage.player.seek(60_000)
    stage.wait(lambda: is_seen(stage.view, "Far words"))
    stage.press(Key.Key_F11)
    stage.wait(stage.window.isFullScreen)
    stage.press(Key.Key_Escape)
    stage.wait(lambda: not stage.window.isFullScreen() and stage.view.isVisible())
    stage.wait(lambda: is_seen(stage.view, "Far words"))
    rows = stage.window.tabs.widget("claims").claims

    def is_shown() -> bool:
        rect = rows.visualRect(rows.model().index(10, 0))
        return rows.viewport().rect().contains(rect.center())

    stage.wait(is_shown)
    for _ in range(4):
        stage.press(Key.Key_Plus, CTRL)
    stage.wait(is_shown)
    stage.press(Key.Key_0, CTRL)
    stage.wait(is_shown)


def test_video_of_the_note_before_is_not_that_of_the_next(stage: Stage, long_video: Path) -> None:
    one = stage.write("one.md", "---\nvideoId: aaaaaaaaaaa\n---\n" + NOTE, video=long_video)
    other = stage.vault / "other.mp4"
    shutil.copyfile(long_video, other)
    two = stage.write("two.md", NOTE, video=other)
    three = stage.write("three.md", "---\nvideoId: bbbbbbbbbbb\n---\n" + NOTE)
    stage.watch(one)
    stage.session.open_note(two)
    stage.player.seek(10_000)  # the first note's video still: the second's is looked for
    assert not stage.session.follow.claims_now  # none of the next is lit
    stage.press(Key.Key_J)  # and a jump waits for the right one
    stage.wait(lambda: stage.player.media is not None and stage.player.media.path == other)
    stage.wait_for_video()
    assert stage.player.position_ms == 5_000
    stage.player.seek(42_000)
    stage.session.open_note(three)
    # As the timer may, before the next note's video is looked for.
    stage.session.video.keep_position()
    assert stage.program.state.position_ms("bbbbbbbbbbb") == 0


def test_search_scrolling_and_sizes_in_a_note_alone(stage: Stage) -> None:
    note = stage.write("talk.md", NOTE)
    stage.start(note, player=False)
    other = stage.write("other.md", "# Other\n\nFar away and far.\n")
    # What is looked for stays marked when the note is set anew.
    stage.press(Key.Key_F, CTRL)
    stage.type_in("far")
    view = stage.view
    stage.wait(lambda: len(view.search.places) == 1)
    stage.press(Key.Key_Plus, CTRL)
    stage.wait(
        lambda: (
            [s.cursor.selectionStart() for s in view.extraSelections()]
            == [position_of(view, "Far words")]
        )
    )
    assert len(view.search.places) == 1
    stage.press(Key.Key_0, CTRL)
    stage.session.open_note(other)
    stage.wait(lambda: len(view.search.places) == 2)
    stage.press(Key.Key_Escape)
    # A key goes on from what is seen after one scrolled.
    stage.session.open_note(note)
    stage.wait(
        lambda: stage.session.path == note and not view.document().find("Far words").isNull()
    )
    view.setFocus()
    for _ in range(8):
        wheel(view.viewport(), -3)
    place = view.verticalScrollBar().value()
    assert place > 0
    stage.press(Key.Key_Down)
    assert abs(view.verticalScrollBar().value() - place) < 100
    # The wheel with Ctrl changes the size of the text.
    for _ in range(2):
        wheel(view.viewport(), 0.5, CTRL)  # a touch pad turns by less than a notch
    assert stage.program.settings.number("looks/zoom") == 1.1
