"""The one window: its panes and sizes, and that everybody gets everywhere by keyboard."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from itertools import combinations, product
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)

from tests.ui.stage import CTRL, LEFT, SHIFT, Stage, opened_menu, park_mouse
from viewer.features import ACTIONS
from viewer.media.player import PlayerState
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.panes import Panes
from viewer.ui.kit.theme import theme_of
from viewer.ui.page.block_edit import Pencil
from viewer.ui.watch.timeline import Timeline
from viewer.ui.window.action import Fact

Key = Qt.Key
NOTE = """# A talk with a rather long title, so that there is something to leave out at the end

First words [0:05]. Second words [0:10], [0:20]. See [[talk]].

Past words [1:01:30].
"""


@pytest.fixture
def note(stage: Stage, long_video: Path) -> Path:
    return stage.write("talk.md", NOTE, video=long_video)


def controls(window: QWidget) -> list[QWidget]:
    """Return everything in the window that the user can use, and that can be used now.

    But for the pencil at the block under the pointer: by keys the block is edited without it.
    """
    kinds = (QAbstractButton, QLineEdit, QAbstractItemView, QTabBar, Timeline, QAbstractSlider)
    found: list[QWidget] = []
    for widget in window.findChildren(QWidget):
        usable = isinstance(widget, kinds) and not isinstance(widget, QScrollBar)
        usable = usable and not isinstance(widget, Pencil)
        if usable and widget.isVisible() and widget.isEnabled() and widget.window() is window:
            found.append(widget)
    return found


def place_in(window: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def name_of(widget: QWidget) -> str:
    words = getattr(widget, "text", None)
    return widget.accessibleName() or (words() if callable(words) else "")


def tab_round(stage: Stage) -> list[QWidget]:
    """Press Tab until it comes to where it was before; give all that had the keyboard."""
    seen: list[QWidget] = []
    for _ in range(120):
        stage.press(Key.Key_Tab)
        focus = QApplication.focusWidget()
        if focus in seen:
            break
        seen.append(focus)
    return seen


def test_every_control_is_reached_named_and_used_by_keyboard(stage: Stage, note: Path) -> None:
    stage.watch(note)
    stage.wait_for_claims(3)
    stage.wait(lambda: stage.window.list.model.count == 1)
    stage.press(Key.Key_F, CTRL)
    stage.type_in("words")
    stage.view.setFocus()
    stage.click_text("Past words")
    stage.view.setFocus()
    reached = tab_round(stage)
    missing = [
        name_of(control)
        for control in controls(stage.window)
        if control not in reached and control.focusProxy() not in reached
    ]
    assert missing == []
    assert stage.view in reached
    back = []
    for _ in reached:
        stage.press(Key.Key_Backtab, SHIFT)
        back.append(QApplication.focusWidget())
    assert set(back) == set(reached)
    # Every one has a name.
    stage.view.setFocus()
    stage.press(Key.Key_F, CTRL)
    stage.click_text("Past words")
    stage.press(Key.Key_K, CTRL)
    nameless = [
        (type(widget).__name__, widget.objectName())
        for widget in controls(stage.window)
        if not name_of(widget)
    ]
    assert nameless == []
    for area in (
        stage.view,
        stage.window.player.video_view,
        stage.window.tabs.widget("claims").claims,
    ):
        assert area.accessibleName()
    stage.press(Key.Key_Escape)
    # The focus is to be seen at every one.
    stage.window.page.find_bar.field.setFocus()
    stage.press(Key.Key_Escape)
    stage.view.setFocus()
    unseen = []
    for widget in tab_round(stage):
        if widget is stage.view:
            continue  # its caret says where one is
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        with_focus = picture_of(widget)
        stage.window.setFocus()
        if picture_of(widget) == with_focus:
            unseen.append(name_of(widget) or type(widget).__name__)
    assert unseen == []
    # Letters in a field are letters, and Esc leads back to the note.
    stage.window.list.open_filter()
    stage.press(Key.Key_Escape)
    assert stage.view.hasFocus()


def at_rest(stage: Stage) -> list[str]:
    """Name all that can be pressed or typed in now; each tab and the timeline is one.

    Rows of lists, and the words of note and transcript, are what is shown.
    """
    bar = stage.window.tabs.bar
    content = QAbstractItemView, QTabBar
    found = [one for one in controls(stage.window) if not isinstance(one, content)]
    shown = filter(bar.isTabVisible, range(bar.count())) if bar.isVisible() else ()
    return [*map(name_of, found), *map(bar.tabText, shown)]


def test_window_at_rest_has_at_most_18_controls_and_without_video_10(
    stage: Stage, long_video: Path
) -> None:
    """With a note, its video, a transcript and a problem, at 1366×768; then without the video."""
    (stage.vault / "talk.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:04.000\nWords.\n", "utf-8")
    os.link(long_video, stage.vault / "talk.mp4")
    stage.window.resize(1366, 768)
    stage.watch(stage.write("talk.md", NOTE, video=stage.vault / "talk.mp4"))
    tabs = stage.window.tabs
    tabs.show_tab("transcript")
    stage.wait(lambda: "Problems  1" in at_rest(stage))
    for tab in ("transcript", "claims"):
        tabs.show_tab(tab)
        assert len(at_rest(stage)) <= 18, at_rest(stage)
    away = "---\nvideo: https://youtu.be/abc\n---\n" + NOTE
    stage.session.open_note(stage.write("away.md", away))
    stage.wait(lambda: "Stream" in at_rest(stage) and "Claims  3" in at_rest(stage))
    assert "Back" in at_rest(stage)
    assert len(at_rest(stage)) <= 10, at_rest(stage)


def picture_of(widget: QWidget) -> QImage:
    if isinstance(widget, QLineEdit):
        # Its caret blinks; the ring around it has to be enough.
        return widget.grab(QRect(0, 0, widget.width(), 6)).toImage()
    return widget.grab().toImage()


def overlapping(stage: Stage) -> list[tuple[str, str]]:
    window = stage.window
    placed = [(widget, place_in(window, widget)) for widget in controls(window)]
    found = []
    for (one, one_place), (two, two_place) in combinations(placed, 2):
        if one.isAncestorOf(two) or two.isAncestorOf(one):
            continue
        if one_place.intersects(two_place):
            found.append((name_of(one), name_of(two)))
    return found


def cut_off(window: QWidget) -> list[str]:
    found = []
    for widget in controls(window):
        parent, is_whole = widget.parentWidget(), window.rect().contains(place_in(window, widget))
        if parent is not None and not isinstance(parent.parentWidget(), QAbstractScrollArea):
            is_whole = is_whole and parent.rect().contains(widget.geometry())
        if not is_whole:
            found.append(name_of(widget))
    return found


def test_nothing_overlaps_and_nothing_is_cut_off(stage: Stage, note: Path, tests_all: bool) -> None:
    stage.watch(note)
    stage.wait_for_claims(3)
    window, view = stage.window, stage.window.player.video_view
    some = (((900, 560), 1.6), ((2400, 1300), 1.0))
    every = product(((900, 560), (1440, 900), (2400, 1300)), (1.0, 1.6))
    for size, zoom in every if tests_all else some:
        stage.program.settings.set("looks/zoom", zoom)
        stage.program.settings_applier.dress()
        resize(stage, *size)
        stage.press(Key.Key_F, CTRL)
        stage.wait(lambda: not overlapping(stage) and not cut_off(window))
        assert stage.view.viewport().width() >= 240
        assert view.width() >= 200
        assert view.height() >= 80
    # The page of a missing video is readable in the smallest window, which never is smaller.
    stage.program.settings.reset("looks/zoom")
    stage.program.settings_applier.dress()
    window.resize(300, 200)
    stage.wait(lambda: window.size() == QSize(900, 560))
    web = "---\nvideoId: abcdefghijk\n---\n\nWords [0:05].\n"
    stage.session.open_note(stage.write("web.md", web))
    stage.wait(lambda: view.page() is not None and "Not on this computer" in view.page().title)
    labels = [one for one in view.findChildren(QLabel) if one.isVisible() and one.text()]
    assert labels
    for label in labels:
        stage.wait(lambda label=label: label.heightForWidth(label.width()) <= label.height())


def drag(panes: Panes, number: int, to_px: int) -> None:
    """Drag the handle behind a pane until that is so wide, or so high."""
    handle = panes.handle(number + 1)
    across = panes.orientation() is Qt.Orientation.Horizontal
    by = to_px - panes.sizes()[number]
    start = handle.rect().center()
    QTest.mousePress(handle, LEFT, pos=start)
    QTest.mouseMove(handle, start + (QPoint(by, 0) if across else QPoint(0, by)))
    QTest.mouseRelease(handle, LEFT)


def sizes(stage: Stage) -> list[int]:
    """Return the widths of list, note and video, and the heights of picture and side pane."""
    window = stage.window
    return window._columns.sizes() + window._right.sizes()


def resize(stage: Stage, width: int, height: int) -> None:
    stage.window.resize(width, height)
    stage.wait(lambda: stage.window.size() == QSize(width, height))


def test_panes_are_hidden_dragged_and_keep_their_proportions(stage: Stage, note: Path) -> None:
    # Whatever the window was.
    stage.watch(note)
    resize(stage, 1440, 900)
    before = sizes(stage)
    for step in range(1440, 900, -45):  # as by dragging an edge
        resize(stage, step, step * 560 // 900)
    resize(stage, 900, 560)
    list_px, note_px, video_px, picture_px, side_px = at_once = sizes(stage)
    assert list_px == 0
    assert note_px + video_px == 900 - 1  # a line between them
    stage.app.processEvents()
    assert sizes(stage) == at_once  # none of it is handed out later
    assert note_px / video_px == pytest.approx(before[1] / before[2], rel=0.02)
    assert picture_px / side_px == pytest.approx(before[3] / before[4], rel=0.02)
    for step in range(945, 1440, 45):
        resize(stage, step, step * 560 // 900)
    resize(stage, 1440, 900)
    assert sizes(stage) == before
    resize(stage, 2400, 1350)
    picture_px, side_px = sizes(stage)[3:]
    assert picture_px / side_px == pytest.approx(before[3] / before[4], rel=0.02)
    # Hidden and shown by keys; the list is as wide as it was.
    resize(stage, 1440, 900)
    window = stage.window
    list_px = window.list.width()
    stage.press(Key.Key_F8)
    assert (window.list.width(), window._right.isVisible()) == (list_px, False)
    drag(window._columns, 0, 300)
    dragged_px = window.list.width()
    stage.press(Key.Key_F8)
    stage.wait(window._right.isVisible)
    assert window.list.width() == pytest.approx(dragged_px, abs=1)
    window._columns.set_shares(before[:3])
    width = window.page.width()
    stage.press(Key.Key_F9)
    assert not window.list.isVisible()
    stage.wait(lambda: window.page.width() > width)
    stage.press(Key.Key_F8)
    assert not window.player.video_view.isVisible()
    stage.wait(lambda: window.page.width() > window.width() - 10)
    stage.press(Key.Key_J)  # the video goes on without being seen
    assert stage.player.position_ms == 5_000
    stage.press(Key.Key_F9)
    stage.press(Key.Key_F8)
    stage.wait(lambda: window.page.width() == width)
    # The filter shows the list of notes again.
    stage.press(Key.Key_F9)
    assert window.header.list_button.isVisible()
    stage.press(Key.Key_P, CTRL | SHIFT)
    assert stage.window.list.field.hasFocus()
    assert not window.header.list_button.isVisible()
    # A pane that was dragged shut comes back by its key.
    stage.view.setFocus()
    resize(stage, 1440, 900)
    before = sizes(stage)
    drag(stage.window._columns, 0, 2)
    assert not stage.window.is_pane_shown("vault")
    stage.press(Key.Key_F9)
    assert stage.window.list.width() >= 150
    drag(stage.window._columns, 1, 1438)
    assert not stage.window.is_pane_shown("video")
    stage.press(Key.Key_F8)
    assert stage.window.player.video_view.width() >= 240
    assert stage.window.page.width() > 300
    assert sizes(stage)[3:] == before[3:]
    # Findings give the picture its height back.
    resize(stage, 900, 560)
    drag(stage.window._right, 0, 300)
    picture_px = stage.window.player.video_view.height()
    stage.wait(stage.window.actions_["doubt.next"].isEnabled)
    stage.press(Key.Key_D)  # which waits where the note is still being checked
    stage.wait(lambda: stage.window.player.video_view.height() < picture_px)
    assert stage.window.tabs.height() >= 200
    resize(stage, 1440, 900)
    assert stage.window.player.video_view.height() > picture_px
    resize(stage, 900, 560)
    stage.window.tabs.show_tab("transcript")
    assert stage.window.player.video_view.height() == picture_px


def test_list_of_notes_is_hidden_by_a_narrow_window_and_comes_back(
    make_stage: Callable[[], Stage], long_video: Path
) -> None:
    stage = make_stage()
    stage.watch(stage.write("talk.md", NOTE, video=long_video))
    shown = stage.window.list.isVisible
    assert shown()
    resize(stage, 999, 700)
    assert not shown()
    stage.press(Key.Key_F9)  # who wants it all the same has it
    assert shown()
    assert stage.window.list.width() >= 150
    resize(stage, 950, 700)
    assert shown()
    stage.press(Key.Key_F9)
    assert not shown()
    resize(stage, 1000, 700)
    assert shown()
    resize(stage, 950, 700)
    stage.end()
    again = make_stage()
    again.watch(again.vault / "talk.md")
    assert not again.window.list.isVisible()
    resize(again, 1200, 700)
    assert again.window.list.isVisible()
    again.press(Key.Key_F9)  # who does not want it never has it
    resize(again, 950, 700)
    resize(again, 1200, 700)
    assert not again.window.list.isVisible()


# Start the program in a process of its own, and do what is asked there.
_START = """
import os
import sys
from pathlib import Path
from viewer import app as cuenote
from tests.ui.parts import Parts
from tests.waiting import wait_until
from viewer.ui.window.context import Folders
app = cuenote.make_application()
program = Parts(app, Folders(*(Path(p) for p in sys.argv[1:5])))
program.show(None, None)
app.processEvents()
window, numbers = program.window, list(map(int, sys.argv[5:]))
{}
program.shutdown()
sys.stdout.flush()
os._exit(0)
"""
# Say where its window is, on which screen, and how large a dialog is; give it another size.
_PLACES = """
program.settings_applier.open()
dialog = program.settings_applier._dialog
print(*window.frameGeometry().getRect(), *window.screen().availableGeometry().getRect(),
      dialog.width(), dialog.height())
if numbers:
    window.showNormal()
    window.resize(*numbers)
    app.processEvents()
"""


def start_on(
    folder: Path, screens: int, size: tuple[int, int], does: str, *numbers: int, scale: int = 1
) -> list[list[str]]:
    """Start the program on screens side by side; give the words of each line that it says."""
    config = folder / "screens.json"
    one = {"y": 0, "width": size[0], "height": size[1]}
    named = [{"name": f"s{n}", "x": size[0] * n, **one} for n in range(screens)]
    config.write_text(json.dumps({"screens": named}), "utf-8")
    folders = [folder / name for name in ("config", "state", "data", "cache")]
    for each in folders:
        each.mkdir(exist_ok=True)
    platform = f"offscreen:configfile={config}"
    run = subprocess.run(
        [sys.executable, "-c", _START.format(does), *map(str, folders), *map(str, numbers)],
        env={**os.environ, "QT_QPA_PLATFORM": platform, "QT_SCALE_FACTOR": str(scale)},
        capture_output=True,
        text=True,
        check=True,
    )
    return [line.split() for line in run.stdout.splitlines()]


def assert_inside(words: list[str], width: int, height: int) -> None:
    *told, dialog_width, dialog_height = map(int, words)
    assert told[4:] == [0, 0, width, height]
    assert QRect(0, 0, width, height).contains(QRect(*told[:4]))
    assert dialog_width <= width
    assert dialog_height <= height


def test_window_is_within_its_screen(tmp_path: Path) -> None:
    (told,) = start_on(tmp_path, 1, (1366, 768), _PLACES, scale=2)
    assert_inside(told, 683, 384)


@pytest.mark.all_only
def test_window_that_was_larger_is_within_its_screen(tmp_path: Path) -> None:
    (told,) = start_on(tmp_path, 1, (2560, 1440), _PLACES, 1800, 1000)
    assert int(told[2]) >= 1440
    (told,) = start_on(tmp_path, 1, (1366, 768), _PLACES)
    assert_inside(told, 1366, 768)


def test_size_panes_and_keys_are_kept_between_two_runs(
    make_stage: Callable[[], Stage], long_video: Path
) -> None:
    settings = make_stage().folders.config / "settings.ini"
    settings.write_text('[keys]\nclaim.next=N, Ctrl+U\nplay="P"\nno.such.action=Q\nfollow=\n')
    stage = make_stage()
    note = stage.write("talk.md", NOTE, video=long_video)
    stage.watch(note)
    # Keys that the user changed take the place of ours.
    for key, at_ms in ((Key.Key_J, 0), (Key.Key_N, 5_000)):
        stage.press(key)
        assert stage.player.position_ms == at_ms
    stage.press(Key.Key_U, CTRL)
    assert stage.player.position_ms == 10_000
    assert stage.window.actions_["follow"].shortcuts() == []
    stage.window.resize(1234, 777)
    stage.wait(lambda: stage.window.size() == QSize(1234, 777))
    drag(stage.window._columns, 0, 200)
    drag(stage.window._right, 0, 300)
    assert stage.window.list.width() == pytest.approx(200, abs=4)
    columns = stage.window._columns.sizes()
    stage.press(Key.Key_F11)
    stage.wait(stage.window.isFullScreen)
    stage.end()
    again = make_stage()
    again.watch(note)
    assert again.window.size() == QSize(1234, 777)
    assert not again.window.isFullScreen()
    assert again.window._columns.sizes() == columns
    again.press(Key.Key_F9)
    again.end()
    third = make_stage()
    third.watch(note)
    assert not third.window.is_pane_shown("vault")
    assert third.window.is_pane_shown("video")


def test_damaged_state_of_the_window_is_passed_over(make_stage: Callable[[], Stage]) -> None:
    stage = make_stage()
    note = stage.write("talk.md", NOTE)
    for junk in (b"", b"junk", b"\x01\xd9\xd0\xcb\x00\x03" + b"\xff" * 60):
        stage.end()
        for key in ("window/geometry", "window/columns", "window/right"):
            stage.program.state.set(key, junk)
        stage.program.state.save()
        stage = make_stage()
        stage.start(note, player=False)
        assert stage.window.width() >= 900
        assert stage.view.isVisible()
        assert stage.view.width() > 200


def test_controls_in_full_screen_come_with_the_mouse_and_go(stage: Stage, note: Path) -> None:
    stage.watch(note)
    window = stage.window
    stage.press(Key.Key_F11)
    stage.wait(lambda: window.isFullScreen() and window.player.control_bar.isVisible())
    bar = window.player.control_bar
    assert theme_of(bar).dark  # over the picture, whatever the window's is
    assert bar.grab().toImage().pixelColor(2, 2).lightness() < 60
    assert not theme_of(window).dark
    window.player._hide_controls.setInterval(50)
    window.player._show_controls()
    park_mouse()
    stage.wait(
        lambda: not window.player.control_bar.isVisible() or window.player.control_bar.underMouse()
    )
    window.player._hide_controls.setInterval(5_000)  # a busy machine looks seldom
    was_visible = bar.isVisible()
    stage.press(Key.Key_Space)
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)
    assert bar.isVisible() == was_visible  # what the video does brings nothing over it
    stage.press(Key.Key_Space)
    QTest.mouseMove(window.player.video_view, QPoint(200, 200))
    stage.wait(window.player.control_bar.isVisible)
    foot = window.player.video_view.rect().bottomLeft()
    assert window.player.control_bar.geometry().bottom() == foot.y()
    park_mouse()
    stage.press(Key.Key_F11)
    assert not theme_of(bar).dark


def test_actions_can_be_used_just_when_they_make_sense(
    stage: Stage, note: Path, long_video: Path
) -> None:
    # Each does something.
    silent = [
        spec.id
        for spec in ACTIONS
        if not stage.window.actions_[spec.id].receivers("2triggered(bool)")
        and not stage.window.actions_[spec.id].receivers("2toggled(bool)")
    ]
    assert silent == []
    actions = stage.window.actions_

    def usable(*needs: Fact) -> set[str]:
        # The notes here can all be changed.
        return {spec.id for spec in ACTIONS if spec.needs & ~Fact.WRITABLE in needs}

    def enabled() -> set[str]:
        return {spec.id for spec in ACTIONS if actions[spec.id].isEnabled()}

    always = usable(Fact.NOTHING)
    assert enabled() == always
    stage.watch(note)
    # The keyboard is in the list of notes, or on the page: all of it can be selected.
    always |= usable(Fact.TEXT)
    stage.wait(
        lambda: enabled() == always | usable(Fact.NOTE, Fact.CLAIMS, Fact.VIDEO, Fact.DOUBTS)
    )
    stage.click_text("Past words")
    assert enabled() >= usable(Fact.OFFER)
    stage.press("1", Qt.KeyboardModifier.AltModifier)
    stage.wait(lambda: enabled() >= usable(Fact.BACK))
    assert not enabled() & usable(Fact.FORWARD, Fact.OFFER)
    stage.session.open_note(stage.write("bare.md", "# Nothing is cited\n"))
    stage.wait(lambda: enabled() == always | usable(Fact.NOTE, Fact.BACK))


def test_tab_walks_from_the_tabs_to_what_is_beside_and_below_them(
    stage: Stage, long_video: Path
) -> None:
    (stage.vault / "talk.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:04.000\nWords.\n", "utf-8")
    os.link(long_video, stage.vault / "talk.mp4")
    note = stage.write("talk.md", NOTE, video=stage.vault / "talk.mp4")
    stage.write("other.md", NOTE, video=stage.vault / "talk.mp4")
    stage.watch(note)
    tabs = stage.window.tabs
    text, claims = tabs.widget("transcript").text, tabs.widget("claims")
    tabs.show_tab("transcript")
    assert _walked(stage, text) == [text]
    for press in (
        lambda: QTest.mouseClick(tabs.bar, LEFT, pos=tabs.bar.tabRect(0).center()),
        lambda: QTest.keyClick(tabs.bar, Key.Key_Space),
    ):
        press()  # the tab that is shown: it opens its menu
        stage.wait(opened_menu)
        opened_menu().close()
    stage.program.vault_indexing.start()
    stage.wait(lambda: bool(claims._others), timeout_ms=30_000)
    tabs.show_tab("claims")
    claims.set_filter("e")
    this_note, _, field = claims.bar.controls  # of a choice Tab reaches what is chosen
    assert _walked(stage, claims.claims) == [this_note, field, claims.claims]


def _walked(stage: Stage, last: QWidget) -> list[QWidget | None]:
    """Press Tab from the tabs on, up to a widget; what has the keyboard each time."""
    stage.window.tabs.bar.setFocus()
    walked: list[QWidget | None] = []
    while last not in walked and len(walked) < 9:
        stage.press(Key.Key_Tab)
        walked.append(QApplication.focusWidget())
    return walked


def test_what_is_said_over_the_note_and_above_it(stage: Stage, note: Path) -> None:
    # Title and problems.
    stage.watch(note)
    tabs = stage.window.tabs.bar
    assert "A talk with a rather long title" in stage.window.windowTitle()
    doubt = stage.window.header._doubts
    stage.wait(lambda: "Problems  1" in map(tabs.tabText, range(tabs.count())))
    assert not doubt.isVisible()  # beside the tab that says it
    stage.press(Key.Key_F8)
    stage.wait(lambda: doubt.isVisible() and doubt.accessibleName() == "1 problem")
    QTest.mouseClick(doubt, LEFT)
    stage.wait(lambda: stage.window.tabs.current == "findings")
    pane = stage.window.page
    # What is said then stays.
    pane.say("Shall we?", [NoticeButton("Yes", "", lambda: pane.say("Done."))])
    stage.press("1", Qt.KeyboardModifier.AltModifier)
    assert stage.said == "Done."
    # Notice and pill stay within the note.
    window = stage.window
    window.resize(900, 560)
    stage.click_text("Past words")
    stage.session.follow.set_following(False)
    notice, pill = pane.notice.geometry(), pane.pill.geometry()
    assert pane.rect().contains(notice)
    assert pane.rect().contains(pill)
    assert not notice.intersects(pill)
    for child in pane.notice.findChildren(QAbstractButton):
        assert pane.notice.rect().contains(child.geometry())
    window.resize(1500, 900)
    stage.wait(lambda: window.width() == 1500)
    assert abs(pane.notice.geometry().center().x() - pane.rect().center().x()) <= 2
    stage.press(Key.Key_F, CTRL)
    stage.view.setFocus()
    pane.say("Said over the find bar.", stays=True)
    stage.press(Key.Key_Escape)  # which the notice takes from nothing
    assert pane.find_bar.isHidden()
    assert stage.said == ""
    # The words of the search stay where they and its key have no room.
    search = window.header._search
    search.defaultAction().setText("Search all that is in the notes")
    shown = search.grab().toImage()
    search.defaultAction().setShortcut("")
    assert search.grab().toImage() == shown
