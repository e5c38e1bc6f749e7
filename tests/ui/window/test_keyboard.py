"""The keyboard after a sheet, a page or a button went away: it is somewhere in sight, and works."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QWidget

from tests.ui.review_case import Case
from tests.ui.stage import ALT, CTRL, NO_KEYS, SHIFT, Stage, wheel
from viewer.ui.kit.buttons import WordButton
from viewer.ui.kit.field import Field
from viewer.ui.kit.focus import Overlay, reachable_in
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.placeholder import Placeholder
from viewer.ui.page.pane import FocusRing
from viewer.ui.tasks.export_sheet import ExportSheet

Key = Qt.Key


def press(stage: Stage, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
    """Press a key as the window system does: wherever Qt takes the keyboard to be."""
    handle = stage.window.windowHandle()
    QTest.keyClick(handle, key, modifiers)


def focus() -> QWidget:
    """Return what has the keyboard: something that is seen."""
    now = QApplication.focusWidget()
    assert now.isVisible(), f"a hidden {type(now).__name__} has the keyboard"
    assert now.isEnabled()
    return now


def dead_keys(stage: Stage) -> list[str]:
    """Press Ctrl+O, Ctrl+K and Tab; give those that do nothing."""
    dead = []
    for name, key in (("Ctrl+O", Key.Key_O), ("Ctrl+K", Key.Key_K)):
        press(stage, key, CTRL)
        if not stage.palette.isVisible():
            dead.append(name)
        press(stage, Key.Key_Escape)
        assert not stage.palette.isVisible()
    before = QApplication.focusWidget()
    press(stage, Key.Key_Tab)
    now = QApplication.focusWidget()
    if now is None or now is before or not now.isVisible():
        dead.append("Tab")
    return dead


@dataclass
class Opens:
    """Something that takes the keyboard and goes away again."""

    name: str
    open: Callable[[], object]
    widget: Callable[[], QWidget]
    close: Callable[[], object]


def everything_that_opens(stage: Stage) -> Iterator[Opens]:
    program, window = stage.program, stage.window

    def by(key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> Callable[[], None]:
        return lambda: press(stage, key, modifiers)

    def action(action_id: str) -> Callable[[], None]:
        return lambda: window.actions_[action_id].trigger()

    esc = by(Key.Key_Escape)
    saving = program.saving
    yield Opens("palette", by(Key.Key_K, CTRL), lambda: stage.palette, esc)
    yield Opens("search", by(Key.Key_F, CTRL | SHIFT), lambda: program.searching.view, esc)
    yield Opens("downloads", by(Key.Key_J, CTRL), lambda: saving.pane, esc)
    yield Opens("saving", by(Key.Key_S, CTRL | SHIFT), lambda: saving.sheet, esc)
    beginning = stage.program.beginning
    yield Opens("new note", by(Key.Key_N, CTRL), lambda: beginning._sheet or window.header, esc)

    def named() -> QWidget:
        return window.list.tree.findChild(Field) or saving.sheet

    yield Opens("rename", by(Key.Key_F2), named, esc)

    def exports() -> QWidget:
        return window.findChild(ExportSheet) or window.header

    yield Opens("export", action("export"), exports, esc)
    replace = by(Key.Key_H, CTRL | SHIFT)
    changing = program.changing_notes  # its sheet is gone once it is closed
    yield Opens("replace", replace, lambda: changing.sheet or stage.palette, esc)
    nowhere, lists = "http://127.0.0.1:9/list", program.video_lists
    yield Opens("a list", lambda: lists.open(nowhere), lambda: lists.sheet, esc)
    yield Opens("cookies", lambda: saving.cookies.ask_for(""), lambda: saving.cookies, esc)
    question = saving.library_actions.question
    ask = question.ask
    yield Opens("question", lambda: ask("Delete it?", "", ("yes", "Yes")), lambda: question, esc)
    yield Opens("find", by(Key.Key_F, CTRL), lambda: window.page.find_bar, esc)
    words = window.tabs.widget("transcript")
    yield Opens("find in transcript", action("transcript.find"), lambda: words.find_bar, esc)
    yield Opens("transcribe", action("transcribe"), lambda: program.transcribing.sheet, esc)
    at = stage.data.index(b"beekeeper")
    yield Opens("moments", lambda: program.moments.find(at), lambda: program.moments.view.card, esc)
    accept = action("finding.accept_all")
    yield Opens("repairs", accept, lambda: program.repairing._sheet or stage.palette, esc)
    yield Opens("a time", by(Key.Key_S, ALT), lambda: program.reviewing.view.bar.setting, esc)
    yield Opens("filter", by(Key.Key_P, CTRL | SHIFT), lambda: window.list.field, by(Key.Key_F9))
    timeline = window.player.control_bar.timeline
    yield Opens("timeline", timeline.setFocus, lambda: timeline, by(Key.Key_F8))
    yield Opens("source", by(Key.Key_E, CTRL), lambda: window.page.source, by(Key.Key_E, CTRL))


def start_case(stage: Stage, video: Path) -> Case:
    """Open a note with findings, about a video of a site: all that opens has something to show."""
    case = Case(stage, video)
    text = case.path.read_text("utf-8")
    case.path.write_text(text.replace("---\n\n", "url: http://127.0.0.1:9/talk\n---\n\n", 1))
    stage.program.state.set("save/understood", True)
    case.start()
    return case


@pytest.mark.all_only
def test_keyboard_comes_back_from_everything_that_opens(stage: Stage, long_video: Path) -> None:
    start_case(stage, long_video)
    window, walked = stage.window, set[type]()
    for opens in everything_that_opens(stage):
        for has_nothing in (False, True):
            window.show_pane("vault", True)
            window.show_pane("video", True)
            stage.view.setFocus()
            if opens.name == "a time":
                press(stage, Key.Key_D)
            if has_nothing:  # as behind a button that was destroyed
                focus().clearFocus()
            opens.open()
            stage.wait(lambda: opens.widget().isVisible())  # noqa: B023
            assert opens.widget().isAncestorOf(focus()) or opens.widget() is focus(), opens.name
            walked.add(type(opens.widget()))
            opens.close()
            assert not opens.widget().isVisible(), opens.name
            stage.wait(lambda: QApplication.focusWidget() is not None)
            if not has_nothing and opens.name not in ("find in transcript", "a time"):
                assert focus() is stage.view, opens.name
            focus()
            assert dead_keys(stage) == [], opens.name
    missing = {each for each in _kinds_of(Overlay) if each.__module__.startswith("viewer")} - walked
    assert missing == set(), "which are opened nowhere above"


def test_what_is_typed_in_a_bar_or_a_sheet_is_for_no_shortcut(
    stage: Stage, long_video: Path
) -> None:
    start_case(stage, long_video)
    window = stage.window
    for opens in everything_that_opens(stage):
        if opens.name in ("timeline", "source", "moments"):  # where one reads, or has its own keys
            continue
        stage.view.setFocus()
        if opens.name == "a time":
            press(stage, Key.Key_D)
        opens.open()
        stage.wait(lambda: opens.widget().isVisible())  # noqa: B023
        assert _shortcuts_in(opens.widget()) == set(), opens.name
        opens.close()
    window.show_pane("vault", True)
    press(stage, Key.Key_Slash)
    bars = window.tabs.widget("claims").bar, window.list.heading
    for bar in bars:
        assert _shortcuts_in(bar) == set(), bar
    assert Key.Key_Delete not in _shortcuts_of(window.list.tree)
    assert _shortcuts_of(stage.view) == set(_TYPED)


_TYPED = (Key.Key_T, Key.Key_J, Key.Key_Space, Key.Key_Backspace, Key.Key_Delete, Key.Key_Left)


def _shortcuts_in(inside: QWidget) -> set[tuple[str, Qt.Key]]:
    """Give each part that takes the keyboard, and a key that is a shortcut of the window there."""
    parts = [part for part in (inside, *reachable_in(inside)) if part.focusPolicy().value]
    assert parts
    return {(type(part).__name__, key) for part in parts for key in _shortcuts_of(part)}


def _shortcuts_of(part: QWidget) -> set[Qt.Key]:
    """Ask as Qt does, before it looks for a shortcut."""
    open_ = set()
    for key in _TYPED:
        text = chr(key).lower() if key < 0x1000000 else ""
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, NO_KEYS, text)
        event.ignore()
        QApplication.sendEvent(part, event)
        if not event.isAccepted():
            open_.add(key)
    return open_


def _kinds_of(kind: type) -> set[type]:
    below = kind.__subclasses__()
    return ({kind} if not below else set()).union(*map(_kinds_of, below))


@pytest.mark.usefixtures("qapp")
def test_ring_leaves_a_widget_alone_that_is_deleted_with_the_keyboard() -> None:
    parent = QWidget()
    field = QPlainTextEdit(parent)
    FocusRing(field, parent)
    parent.show()
    parent.activateWindow()
    field.setFocus()
    assert QTest.qWaitForWindowActive(parent)
    shiboken6.delete(field)  # an error there would be raised here


def test_keyboard_goes_where_one_looks(stage: Stage, long_video: Path) -> None:
    # F6 goes round the parts of the window.
    stage.watch(stage.write("talk.md", "# One\n\nWords [0:05].\n", video=long_video))
    stage.wait_for_files()
    window = stage.window
    (ring,) = window.page.findChildren(FocusRing)
    stage.view.setFocus()
    assert not ring.isVisible()
    parts = [window.player, window.tabs, window.list, window.page]
    for part in parts:
        press(stage, Key.Key_F6)
        assert part.isAncestorOf(focus())
    assert focus() is stage.view
    assert ring.isVisible()
    assert ring.geometry() == stage.view.geometry()
    for part in reversed(parts[:-1]):
        press(stage, Key.Key_F6, SHIFT)
        assert part.isAncestorOf(focus())
        assert not ring.isVisible()
    # From the tabs the arrows reach each of them.
    press(stage, Key.Key_F6)
    assert focus() is window.tabs.bar
    before = window.tabs.current
    press(stage, Key.Key_Left if window.tabs.bar.currentIndex() else Key.Key_Right)
    assert window.tabs.current != before
    # So does a key, from anywhere.
    before = window.tabs.current
    press(stage, Key.Key_Tab, CTRL)
    assert window.tabs.current != before
    press(stage, Key.Key_Tab, CTRL | SHIFT)
    assert window.tabs.current == before
    # What had the keyboard last in a part has it there again.
    window.list.tree.setFocus()
    press(stage, Key.Key_F6)
    press(stage, Key.Key_F6, SHIFT)
    assert focus() is window.list.tree
    assert dead_keys(stage) == []
    # But the note, before its buttons; and a list has a row.
    window.list.tree.setCurrentIndex(QModelIndex())
    window.page.byline.more.setFocus()
    press(stage, Key.Key_F6, SHIFT)
    assert focus() is window.list.tree
    assert window.list.tree.currentIndex().isValid()
    press(stage, Key.Key_F6)
    assert focus() is stage.view
    # It comes back from full screen.
    press(stage, Key.Key_F11)
    stage.wait(stage.window.isFullScreen)
    assert focus() is stage.window.player.video_view
    assert dead_keys(stage) == []
    press(stage, Key.Key_F11)
    stage.wait(lambda: not stage.window.isFullScreen())
    assert focus() is stage.view
    assert dead_keys(stage) == []
    # Palette and search close when something else is used.
    stage.view.setFocus()
    for key, modifiers in ((Key.Key_K, CTRL), (Key.Key_F, CTRL | SHIFT)):
        press(stage, key, modifiers)
        overlay = stage.window.focus_.overlay
        press(stage, Key.Key_F, CTRL)  # find in the note
        assert not overlay.isVisible()
        assert focus() is stage.window.page.find_bar.field
        press(stage, Key.Key_Escape)
        assert focus() is stage.view
    # A sheet keeps it.
    sheet = stage.program.saving.cookies
    sheet.ask_for("")
    stage.wait(sheet.isVisible)
    stage.view.setFocus()
    assert sheet.isAncestorOf(focus())
    press(stage, Key.Key_Escape)
    assert not sheet.isVisible()
    assert focus() is stage.view
    # A page that takes the place of another has it.
    view = stage.window.player.video_view
    view.set_page(Placeholder("One", buttons=(("Next", "tour"), ("Other", "tour"))))
    view.findChildren(WordButton)[0].setFocus()
    view.set_page(Placeholder("Two", buttons=(("Again", "tour"),)))
    stage.wait(lambda: QApplication.focusWidget() is not None)
    assert view.isAncestorOf(focus())
    assert isinstance(focus(), WordButton)
    view.set_page(None)
    assert focus() is view
    assert dead_keys(stage) == []
    stage.view.setFocus()
    (stage.vault / "none was open here").mkdir()
    stage.session.open_vault(stage.vault / "none was open here")
    assert isinstance(focus(), WordButton)
    assert stage.window.page.pages.isAncestorOf(focus())
    assert dead_keys(stage) == []


def test_buttons_that_vanish_leave_the_keyboard_nearby(stage: Stage, long_video: Path) -> None:
    text = "Words [0:05]. Past words [1:01:30].\n" + "\nNothing is cited here.\n" * 60
    stage.watch(stage.write("talk.md", text, video=long_video))
    window, pane = stage.window, stage.window.page
    stage.wait_for_claims(1)

    def button(inside: QWidget, name: str) -> QAbstractButton:
        found = inside.findChildren(QAbstractButton)
        return next(b for b in found if name in (b.accessibleName(), b.text()) and b.isVisible())

    pane.say("Shall we?", [NoticeButton("Yes", "", pane.notice.close_notice)])
    _press_with_space(stage, button(pane.notice, "Yes"))
    assert focus() is stage.view
    stage.seek(5_000)
    stage.player.play()
    wheel(stage.view.viewport(), -60)
    stage.wait(pane.pill.isVisible)
    _press_with_space(stage, pane.pill)
    assert focus() is stage.view
    stage.player.pause()
    press(stage, Key.Key_H)
    stage.wait(window.player.reel_bar.isVisible)
    _press_with_space(stage, button(window.player.reel_bar, "Stop playing claims only (Esc)"))
    assert window.player.reel_bar.parentWidget().isAncestorOf(focus())  # type: ignore[union-attr]
    assert dead_keys(stage) == []
    stage.view.setFocus()
    pane.say("Shall we?", [NoticeButton("Yes", "", lambda: pane.say("Well then.", brief=True))])
    _press_with_space(stage, button(pane.notice, "Yes"))
    stage.wait(lambda: QApplication.focusWidget() is not None)
    assert focus() is stage.view
    assert dead_keys(stage) == []


def _press_with_space(stage: Stage, button: QAbstractButton) -> None:
    button.setFocus()
    assert focus() is button
    press(stage, Key.Key_Space)
    stage.wait(lambda: QApplication.focusWidget() not in (None, button))
