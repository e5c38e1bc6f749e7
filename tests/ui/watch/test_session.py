"""A user reading a note beside its video: the whole window, driven by real key and mouse
events."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractAnimation, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.ui.stage import (
    ALT,
    CTRL,
    LEFT,
    LONG_FPS,
    NO_KEYS,
    SHIFT,
    Stage,
    is_seen,
    menu_at,
    opened_menu,
    place_of,
    wheel,
    words_of,
)
from viewer.media.player import PlayerState

NOTE = """# Talk

Nothing is cited here.

First words [0:05]. Second words [0:10], [0:20].

Third words [1:00]. Early words [0:02].

Past words [1:01:30].

Odd words <a class="yt-timestamp" data-t="HH:MM">[HH:MM]</a>.
"""
FIRST, SECOND, THIRD, EARLY, PAST, ODD = range(6)
DURATION_MS = 130_000
Key = Qt.Key


@pytest.fixture
def note(stage: Stage, long_video: Path) -> Path:
    return stage.write("talk.md", NOTE, video=long_video)


def at(stage: Stage) -> int:
    return stage.player.position_ms


def tab_to(stage: Stage, name: str) -> None:
    """Press Tab until the keyboard is at the control of this name."""
    seen = []
    for _ in range(60):
        stage.press(Key.Key_Tab)
        now = QApplication.focusWidget()
        words = now.text() if isinstance(now, QAbstractButton) else ""
        seen.append(now.accessibleName() or words)
        if seen[-1] == name:
            return
    raise AssertionError(f"{name!r} is not reached by Tab; {seen} are")


def arrives(stage: Stage, ms: int, claim: int | None = None) -> None:
    """Wait until a jump got there: the player, its exact picture, its claim lit, nothing said."""
    assert at(stage) == ms
    stage.wait_for_frame(-(-ms * LONG_FPS // 1000))
    stage.wait(lambda: stage.program.navigator._arrival is None)
    if claim is not None:
        assert stage.session.follow.current_claim == claim
        assert not stage.window.notice.isVisible()


def test_clicks_go_to_their_frames(stage: Stage, note: Path) -> None:
    stage.watch(note)
    # Where nothing is cited there is nothing to go to.
    sought = QSignalSpy(stage.player.seeked)
    stage.click_text("Nothing is cited")
    stage.click_text("Talk")
    assert sought.count() == 0
    # A claim.
    stage.click_text("First words")
    arrives(stage, 5_000, FIRST)
    assert stage.session.follow.claims_now == {FIRST}
    stage.click_text("Third words")
    arrives(stage, 60_000, THIRD)
    # A second click goes to the next of the run, and round.
    for ms in (10_000, 20_000, 10_000):
        stage.click_text("Second words")
        arrives(stage, ms)
        stage.wait(lambda: stage.session.follow.claims_now == {SECOND})
    # A chip goes to its own time.
    stage.click_chip(2)
    arrives(stage, 20_000, SECOND)
    stage.click_chip(1)
    arrives(stage, 10_000, SECOND)
    # A row in the list of claims, by mouse and by Enter.
    stage.wait_for_claims(5)
    claims = stage.window.tabs.widget("claims").claims
    in_note = [5_000, 10_000, 20_000, 60_000, 2_000, None, None]
    assert [row.ms for row in claims.rows.rows] == in_note
    assert [row.written for row in claims.rows.rows[5:]] == ["1:01:30", "HH:MM"]
    place = claims.visualRect(claims.rows.index(2)).center()
    QTest.mouseClick(claims.viewport(), LEFT, pos=place)
    arrives(stage, 20_000)
    claims.setFocus()
    QTest.keyClick(claims, Key.Key_Down)
    QTest.keyClick(claims, Key.Key_Return)
    arrives(stage, 60_000)
    assert stage.window.tabs.widget("claims").claims.now == {3}
    # The timeline, which lights up the claim.
    timeline = stage.window.player.control_bar.timeline
    x = round(timeline.x_of(70_000))
    QTest.mouseClick(timeline, LEFT, pos=QPoint(x, timeline.height() // 2))
    stage.wait(lambda: at(stage) == pytest.approx(70_000, abs=1_500))
    stage.wait(lambda: stage.session.follow.claims_now == {THIRD})
    # What plays goes on.
    stage.view.setFocus()
    stage.seek(0)
    stage.press(Key.Key_Space)
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING and at(stage) > 200)
    stage.click_text("Third words")
    assert at(stage) == 60_000
    assert stage.player.state is PlayerState.PLAYING
    stage.wait(lambda: at(stage) > 60_200)
    stage.toggle()


def test_time_past_the_end_is_said_and_its_readings_are_offered(stage: Stage, note: Path) -> None:
    stage.watch(note)
    # They are taken by keys.
    stage.press(Key.Key_Right)
    sought = QSignalSpy(stage.player.seeked)
    stage.click_text("Past words")
    assert stage.said == "1:01:30 is past the end (2:10)."
    assert stage.offered == ["Go to 1:01", "Go to 1:30"]
    assert sought.count() == 0
    stage.press("1", ALT)
    arrives(stage, 61_000)
    assert stage.offered == []
    stage.click_chip(5)
    stage.press("2", ALT)
    arrives(stage, 90_000)
    # By mouse, and by Tab.
    stage.click_text("Past words")
    buttons = stage.window.notice.findChildren(QAbstractButton)
    (button,) = (one for one in buttons if one.text() == "Go to 1:30" and one.isVisible())
    QTest.mouseClick(button, LEFT)
    arrives(stage, 90_000)
    stage.click_text("Past words")
    tab_to(stage, "Go to 1:01")
    stage.press(Key.Key_Space)
    assert stage.player.state is PlayerState.PAUSED
    arrives(stage, 61_000)
    # Escape takes them away.
    stage.view.setFocus()
    stage.click_text("Past words")
    assert stage.window.actions_["candidate.1"].isEnabled()
    stage.press(Key.Key_Escape)
    assert stage.said == ""
    position = at(stage)
    stage.press("1", ALT)
    assert at(stage) == position
    # Its menu offers them, too.
    offered = words_of(menu_at(stage.view, place_of(stage.view, "Past words")))
    assert offered[:2] == ["Go to 1:01", "Go to 1:30"]
    QTest.keyClick(opened_menu(), Key.Key_Down)
    QTest.keyClick(opened_menu(), Key.Key_Return)
    arrives(stage, 61_000)
    # What cannot be read is said.
    sought = QSignalSpy(stage.player.seeked)
    stage.click_text("Odd words")
    assert stage.said == "“HH:MM” is not a time."
    assert "HH:MM" not in stage.window.page.byline.accessibleName()  # the tab tells of it
    assert stage.offered == []
    assert sought.count() == 0


def test_keys_go_from_claim_to_claim_and_repeat(stage: Stage, note: Path) -> None:
    stage.watch(note)
    # R, before the first time.
    stage.press(Key.Key_R)
    assert stage.said == "No claim at this time."
    assert stage.player.repeat is None
    # J and K, through the claims of the note.
    for ms in (5_000, 10_000, 60_000, 2_000):
        stage.press(Key.Key_J)
        arrives(stage, ms)
    stage.press(Key.Key_J)
    assert stage.said.startswith("1:01:30 is past the end")
    stage.press(Key.Key_J)
    assert stage.said == "“HH:MM” is not a time."
    stage.press(Key.Key_K)
    stage.press(Key.Key_K)
    arrives(stage, 2_000)
    for ms in (60_000, 10_000, 5_000):
        stage.press(Key.Key_K)
        arrives(stage, ms)
    stage.press(Key.Key_K)
    assert at(stage) == 5_000
    # Shift+J and Shift+K, through the times of the video.
    stage.seek(0)
    for ms in (2_000, 5_000, 10_000, 20_000, 60_000):
        stage.press(Key.Key_J, SHIFT)
        arrives(stage, ms)
    for ms in (20_000, 10_000, 5_000, 2_000):
        stage.press(Key.Key_K, SHIFT)
        arrives(stage, ms)
    # Enter, to the claim under the caret.
    stage.view.shown.place_caret(THIRD)
    stage.press(Key.Key_Return)
    arrives(stage, 60_000, THIRD)
    # R, until the next time.
    stage.seek(7_000)
    stage.press(Key.Key_R)
    assert stage.player.repeat == (5_000, 10_000)
    assert at(stage) == 5_000
    assert stage.player.state is PlayerState.PLAYING
    stage.press(Key.Key_R)
    assert stage.player.repeat is None
    stage.toggle()
    stage.click_text("Third words")
    stage.press(Key.Key_R)
    assert stage.player.repeat == (60_000, 90_000)
    stage.press(Key.Key_R)
    stage.toggle()
    # A and B.
    stage.seek(20_000)
    stage.press(Key.Key_A)
    assert stage.player.repeat == (20_000, DURATION_MS)
    stage.press(Key.Key_Right)
    stage.press(Key.Key_B)
    assert stage.player.repeat == (20_000, 25_000)


def test_claim_is_lit_from_a_start_before_its_moment(
    stage: Stage, long_video: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with a setting that starts each claim a little earlier."""
    path = stage.write("talk.md", NOTE, video=Path("later.mp4"))
    stage.start(path)
    stage.wait_for_claims(6)
    video, follow = stage.session.video, stage.session.follow
    monkeypatch.setattr(video, "go_to", partial(video.go_to, lead_ms=7_000))
    stage.wait(lambda: not video.is_looking)
    stage.click_text("Second words")  # before its video is there
    assert video.now_ms == 10_000
    (path.parent / "later.mp4").symlink_to(long_video)
    stage.wait_for_video()
    stage.wait(lambda: at(stage) == 3_000)
    stage.wait(lambda: stage.program.navigator._arrival is None)
    assert follow.claims_now == {SECOND}
    stage.player.seek(4_000)
    assert follow.claims_now == {SECOND}
    stage.press("j", SHIFT)
    assert at(stage) == 13_000
    assert follow.current_claim == SECOND  # at its second citation, [0:20]
    # Back and forward again, to the moments that were meant.
    stage.press(Key.Key_Left, ALT)
    arrives(stage, 3_000)
    assert follow.claims_now == {SECOND}
    stage.press(Key.Key_Right, ALT)
    arrives(stage, 13_000)
    assert follow.claims_now == {SECOND}
    # Claims only, from the one that is meant: of those by time the third of five.
    stage.press(Key.Key_Left, ALT)
    arrives(stage, 3_000)
    stage.press("h")
    stage.wait(lambda: stage.program.reel.is_on)
    assert stage.program.reel.place == (2, 5)


def test_keys_move_the_video_and_change_speed_and_volume(stage: Stage, note: Path) -> None:
    stage.watch(note, 30_000)
    # Arrows and the keys of frames.
    for key, modifiers, ms in (
        *((Key.Key_Right, NO_KEYS, 35_000), (Key.Key_Left, NO_KEYS, 30_000)),
        *((Key.Key_Right, SHIFT, 31_000), (Key.Key_Left, SHIFT, 30_000)),
        *((Key.Key_O, ALT, 35_000), (Key.Key_U, ALT, 30_000)),
    ):
        stage.press(key, modifiers)
        arrives(stage, ms)
    stage.press(Key.Key_Period)
    stage.wait_for_frame(151)
    stage.press(Key.Key_Comma)
    stage.wait_for_frame(150)
    stage.press(Key.Key_Comma)
    stage.wait_for_frame(149)
    for _ in range(8):
        stage.press(Key.Key_Left)
    assert at(stage) == 0
    # Brackets.
    rates = []
    for key in "]][[[":
        stage.press(key)
        rates.append(stage.player.rate)
    assert rates == [1.25, 1.5, 1.25, 1.0, 0.75]
    stage.press(Key.Key_Backspace, SHIFT)
    assert stage.player.rate == 1.0
    for _ in range(20):
        stage.press("]")
    assert stage.player.rate == 4.0
    stage.press(Key.Key_Backspace, SHIFT)
    # The volume.
    stage.player.set_volume(50)
    stage.press(Key.Key_Up, CTRL)
    assert stage.player.volume == 55
    stage.press(Key.Key_Down, CTRL)
    assert stage.player.volume == 50
    assert stage.player.muted
    stage.press(Key.Key_M)
    assert not stage.player.muted
    stage.press(Key.Key_M)
    assert stage.player.muted
    assert stage.window.actions_["volume.mute"].isChecked()
    # Space plays, and the note keeps pace.
    stage.seek(4_400)
    stage.wait(lambda: stage.session.follow.claims_now == {EARLY})
    changes = QSignalSpy(stage.session.follow.claims_changed)
    stage.press(Key.Key_Space)
    stage.wait(lambda: stage.session.follow.claims_now == {FIRST})
    assert 5_000 <= at(stage) < 5_600
    assert stage.player.state is PlayerState.PLAYING
    assert changes.count() == 1
    stage.toggle()
    # While a field has the focus they are letters.
    stage.seek(0)
    stage.press(Key.Key_F, CTRL)
    stage.type_in("jk f")
    assert stage.window.page.find_bar.field.text() == "jk f"
    assert at(stage) == 0
    stage.toggle(CTRL)
    stage.toggle(CTRL)


@pytest.fixture
def long_note(stage: Stage, long_video: Path) -> Path:
    text = "# Long\n\n" + "\n\n".join(
        f"Claim {n} with some words [{n // 60}:{n % 60:02}]." for n in range(1, 120)
    )
    return stage.write("long.md", text, video=long_video)


def scroll_away(stage: Stage) -> None:
    """Scroll away from what plays; following again is offered then."""
    stage.play()
    for _ in range(40):
        wheel(stage.view.viewport(), 3)
    stage.wait(stage.window.page.pill.isVisible)


def test_note_follows_until_a_person_scrolls_and_again_after_f(
    stage: Stage, long_note: Path
) -> None:
    stage.watch(long_note)
    pill = stage.window.page.pill
    stage.player.seek(60_500)
    stage.wait(lambda: is_seen(stage.view, "Claim 60 "))
    assert not pill.isVisible()
    wheel(stage.view.viewport(), 1)
    assert not stage.session.follow.is_following
    scroll_away(stage)
    stage.player.pause()
    stage.wait(lambda: not pill.isVisible())
    assert not is_seen(stage.view, "Claim 60 ")
    value = stage.view.verticalScrollBar().value()
    stage.player.seek(90_500)
    stage.wait_for_frame(453)
    assert stage.view.verticalScrollBar().value() == value
    assert stage.view.scrolling.gentle.state() is QAbstractAnimation.State.Stopped  # nor later
    assert stage.session.follow.claims_now == {89}
    stage.press(Key.Key_F)
    stage.wait(lambda: is_seen(stage.view, "Claim 90 "))
    scroll_away(stage)
    QTest.mouseClick(pill, LEFT)
    assert stage.session.follow.is_following
    assert not pill.isVisible()
    stage.wait(lambda: is_seen(stage.view, "Claim 90 "))
    scroll_away(stage)
    tab_to(stage, "Follow")
    stage.press(Key.Key_Return)
    assert stage.session.follow.is_following
    stage.view.setFocus()
    stage.press(Key.Key_F)
    assert not stage.session.follow.is_following
    # A jump resumes it.
    stage.press(Key.Key_J)
    stage.wait(lambda: stage.session.follow.is_following)
    # A note that is read again stays at the same place.
    stage.player.pause()
    stage.player.seek(60_500)
    stage.wait(lambda: is_seen(stage.view, "Claim 60 "))
    long_note.write_text(long_note.read_text("utf-8").replace("Claim 61 ", "CHANGED "), "utf-8")
    stage.press(Key.Key_F5)
    stage.wait(lambda: "CHANGED" in stage.view.document().toPlainText())
    stage.wait(lambda: is_seen(stage.view, "Claim 60 "))
    assert at(stage) == 60_500
    stage.wait(lambda: stage.session.follow.claims_now == {59})


def test_jumps_are_gone_back_and_forward_through_and_across_notes(
    stage: Stage, note: Path, long_video: Path, numbered_video: Path
) -> None:
    stage.watch(note, 40_000)
    # Within a note.
    assert not stage.window.actions_["jump.back"].isEnabled()
    stage.click_text("First words")
    stage.click_text("Third words")
    stage.wait(lambda: stage.window.actions_["jump.back"].isEnabled())
    arrives(stage, 60_000)
    stage.press(Key.Key_Left, ALT)
    arrives(stage, 5_000)
    stage.press(Key.Key_Left, ALT)
    arrives(stage, 40_000)
    assert not stage.window.actions_["jump.back"].isEnabled()
    stage.press(Key.Key_Right, ALT)
    arrives(stage, 5_000)
    stage.press(Key.Key_Right, ALT)
    arrives(stage, 60_000)
    assert not stage.window.actions_["jump.forward"].isEnabled()
    # Across notes.
    one = stage.write("one.md", "First words [0:30]. To [[two]].\n", video=long_video)
    two = stage.write("two.md", "Other words [0:12].\n", video=numbered_video)
    stage.session.open_note(one)
    stage.wait(lambda: not stage.session.video.is_looking)
    stage.click_text("First words")
    arrives(stage, 30_000)
    stage.click_text("two")
    stage.wait(lambda: stage.session.path == two)
    stage.wait(lambda: stage.player.media is not None and stage.player.media.path == numbered_video)
    stage.wait_for_video()
    stage.click_text("Other words")
    assert at(stage) == 12_000
    stage.press(Key.Key_Left, ALT)
    stage.wait(lambda: at(stage) == 0)
    assert stage.session.path == two
    stage.press(Key.Key_Left, ALT)
    stage.wait(lambda: stage.session.path == one)
    stage.wait(lambda: stage.player.media is not None and stage.player.media.path == long_video)
    stage.wait_for_video()
    stage.wait_for_frame(150)
    assert at(stage) == 30_000
    stage.press(Key.Key_Right, ALT)
    stage.wait(lambda: stage.session.path == two)
    stage.wait_for_video()


def test_menus_and_keys_go_and_copy(stage: Stage, note: Path, long_video: Path) -> None:
    copied = QGuiApplication.clipboard()
    stage.watch(note)
    # The menu of a claim goes there and copies, by keys.
    assert words_of(menu_at(stage.view, place_of(stage.view, "Second words"))) == [
        *("Go to 0:10", "Go to 0:20", "Repeat claim", "Edit bullet", "Add bullet"),
        *("Set start to current time", "Set time…", "Move time 1 frame earlier"),
        *("Move time 1 frame later", "Set end to current time", "Set end to end of sentence"),
        *("Not a timestamp", "Show in transcript", "Copy link to this time", "Delete bullet"),
    ]
    QTest.keyClick(opened_menu(), Key.Key_Down)
    QTest.keyClick(opened_menu(), Key.Key_Down)
    QTest.keyClick(opened_menu(), Key.Key_Return)
    arrives(stage, 20_000)
    stage.view.shown.place_caret(THIRD)
    menu = menu_at(stage.view, None)
    copy = next(a for a in menu.actions() if a.text() == "Copy link to this time")
    while menu.activeAction() is not copy:
        QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    assert QGuiApplication.clipboard().text() == f"{long_video.as_uri()}#t=60"
    # A claim is copied as Markdown, and so is a selection.
    stage.click_text("Second words")
    stage.press(Key.Key_M, CTRL | SHIFT)
    assert copied.text() == "Second words [0:10], [0:20]."
    stage.view.selectAll()
    stage.press(Key.Key_M, CTRL | SHIFT)
    assert copied.text() == NOTE.strip()
    # So is a link to this moment.
    stage.seek(20_500)
    stage.press(Key.Key_C, CTRL | SHIFT)
    assert copied.text() == f"{long_video.as_uri()}#t=20.5"
    assert stage.said.startswith("Copied: ")


def test_full_screen_by_keys(stage: Stage, note: Path) -> None:
    stage.watch(note)
    # Full screen shows the picture alone, and comes back.
    window = stage.window
    size = window.size()
    stage.press(Key.Key_F11)
    stage.wait(lambda: window.isFullScreen() and window.player.video_view.size() == window.size())
    assert not stage.view.isVisible()
    assert not window.header.isVisible()
    stage.seek(0)
    stage.press(Key.Key_Right)
    arrives(stage, 5_000)
    stage.press(Key.Key_J)
    assert at(stage) > 5_000
    stage.press(Key.Key_Escape)
    stage.wait(lambda: not window.isFullScreen() and window.size() == size)
    assert stage.view.isVisible()
    assert window.player.control_bar.isVisible()
    QTest.mouseDClick(window.player.video_view, LEFT)
    stage.wait(window.isFullScreen)
    stage.press(Key.Key_F11)
    stage.wait(lambda: not window.isFullScreen())
    # The list does where the window was as large, as the only tile of sway is: then nothing says
    # that the window has another size.
    window.setGeometry(window.screen().geometry())
    stage.wait(lambda: window.list.isVisible() and window.size() == window.screen().size())
    before = window.page.geometry()
    for full in (True, False):
        stage.press(Key.Key_F11)
        stage.wait(lambda full=full: window.isFullScreen() is full)
    stage.wait(lambda: window.list.isVisible() and window.page.geometry() == before)
