"""Every key that an action has does something, or says why it cannot, whatever is open."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from tests.ui.stage import CTRL, Stage
from tests.ui.window.test_keyboard import start_case
from tests.waiting import PATIENCE_MS, wait_until
from viewer import TOUR
from viewer.features import ACTIONS
from viewer.ui.kit.buttons import WordButton
from viewer.ui.kit.notice import Notice, NoticeButton
from viewer.ui.kit.sheet import Sheet
from viewer.ui.window.jobs_window import JobsPane

_WORDS = "Words.\n\n" * 30  # between headings, so that one can go from one to the other
_TEXT = (
    f"# Heading\n\nFirst claim [0:02].\n\n{_WORDS}## Second\n\n"
    f"- A bullet [0:04]\n- Another\n- A claim [0:08]\n\n{_WORDS}## Third\n"
)
_KEYS = [  # what was saved is in the file, and no words say so
    key
    for spec in ACTIONS
    for key in spec.keys
    if spec.id not in ("quit", "close", "save") and not key.startswith("Media ")
]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What opened beside the window: the system's dialogs, the browser, and what asks."""
    names: list[str] = []

    def note(name: str, answer: object) -> Callable[..., object]:
        return lambda *_args, **_options: (names.append(name), answer)[1]

    monkeypatch.setattr(QFileDialog, "getOpenFileName", note("file", ("", "")))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", note("folder", ""))
    monkeypatch.setattr(QDesktopServices, "openUrl", note("url", True))

    def close() -> None:
        for widget in (QApplication.activeModalWidget(), QApplication.activePopupWidget()):
            if widget is not None:
                names.append(type(widget).__name__)
                widget.reject() if isinstance(widget, QDialog) else widget.close()

    timer = QTimer(interval=10)
    timer.timeout.connect(close)
    timer.start()
    yield names
    timer.stop()


def _typed_in(field: QWidget | None) -> tuple[object, ...]:
    """The text of a field, and what is selected there."""
    if isinstance(field, QLineEdit):
        return field.text(), field.cursorPosition(), field.selectedText()
    if isinstance(field, QPlainTextEdit):
        cursor = field.textCursor()
        return field.toPlainText(), cursor.position(), cursor.anchor()
    return ()


class _Watch:
    """What the user can notice of the window; what is cheap to see first."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def looks(self) -> tuple[object, ...]:
        stage, window = self._stage, self._stage.window
        player, draft = stage.player, stage.program.editing.draft
        before = QApplication.activeWindow()
        return (
            stage.said,
            [one.text for one in before.findChildren(Notice)] if before is not None else [],
            draft.data if draft is not None else None,
            [part.text for part in window.page.byline.parts],
            window.player.video_view.flash.text,
            QGuiApplication.clipboard().text(),
            window.isFullScreen(),
            QApplication.focusWidget(),
            _typed_in(QApplication.focusWidget()),
            QApplication.font().pointSizeF(),
            (player.position_ms, player.state, player.rate, player.volume, player.repeat),
            (stage.session.path, stage.view.textCursor().position()),
            stage.view.verticalScrollBar().value(),
            [pane.isVisible() for pane in (window.list, window.tabs)],
        )

    def picture(self) -> object:
        before = QApplication.activeWindow()
        return [one.grab().toImage() for one in (self._stage.window, before) if one is not None]


def _press(stage: Stage, key: str) -> None:
    combination = QKeySequence(key)[0]
    where = QApplication.focusWidget() or stage.window
    QTest.keyClick(where, combination.key(), combination.keyboardModifiers())


def _open_no_note(stage: Stage, _video: Path) -> Callable[[], None]:
    stage.write("note.md", _TEXT)
    stage.start(stage.vault)
    stage.wait_for_files()
    numbers = count()

    def again() -> None:
        if stage.session.note is not None:
            stage.session.open_vault(stage.write(f"unread {next(numbers)}/note.md", _TEXT).parent)

    return again


def _open_video(stage: Stage, video: Path) -> Callable[[], None]:
    path = stage.write("note.md", _TEXT, video=video)
    stage.watch(path)

    def again() -> None:
        if stage.session.path != path:
            stage.session.open_note(path)
        editing = stage.program.editing
        while editing.draft is not None and editing.draft.stack.to_undo:
            editing.undo()
        stage.player.pause()
        stage.player.seek(5_000)  # elsewhere than at its start, before which there is nothing
        # What a seek still moves is not what a key does.
        stage.wait(lambda: abs(stage.player.position_ms - 5_000) < 50)

    return again


def _open_tour(stage: Stage, _video: Path) -> Callable[[], None]:
    stage.start(TOUR)

    def again() -> None:
        if stage.session.path != TOUR:
            stage.session.open_note(TOUR)
        stage.window.tabs.show_tab("claims")
        stage.player.pause()
        stage.player.seek(20_000)  # where something is said: subtitles are seen to come and go

    return again


def _nothing(_stage: Stage) -> None:
    pass


def _type_in(action_id: str) -> Callable[[Stage], None]:
    def prepare(stage: Stage) -> None:
        stage.window.palette_.close_list()
        stage.window.actions_[action_id].trigger()
        _type(stage.window.focusWidget())

    return prepare


def _type(field: QWidget | None) -> None:
    """Type into a field, the caret between two letters, so that it can move."""
    assert isinstance(field, QLineEdit)
    field.clear()
    QTest.keyClicks(field, "claims")
    field.backspace()  # there is something to do again, once that is undone
    field.setCursorPosition(2)


def _write_in_a_block(stage: Stage) -> None:
    at = stage.data.index(b"irst")
    stage.program.composing.edit_at(at, at)


def _open_settings(stage: Stage) -> None:
    stage.window.actions_["preferences"].trigger()
    stage.wait(lambda: QApplication.activeWindow() not in (None, stage.window))
    _type(QApplication.focusWidget())


def _open_sheet(action_id: str) -> Callable[[Stage], None]:
    """Open a sheet, and give the keys to one of its buttons."""

    def prepare(stage: Stage) -> None:
        stage.window.actions_[action_id].trigger()
        stage.wait(lambda: isinstance(stage.window.focus_.overlay, Sheet))
        overlay = stage.window.focus_.overlay
        buttons = [one for one in overlay.findChildren(WordButton) if one.isVisible()]
        next((one for one in buttons if "Cancel" in one.text()), buttons[0]).setFocus()

    return prepare


def _open_case(stage: Stage, video: Path) -> Callable[[], None]:
    case = start_case(stage, video)

    def again() -> None:
        if stage.session.path != case.path:
            stage.session.open_note(case.path)
            case.wait()
        downloads = stage.program.saving.downloads
        for item in downloads.items():  # of what Enter saves
            downloads.remove(item.key)

    return again


def _is_alive(
    stage: Stage,
    watch: _Watch,
    key: str,
    opened: list[str],
    again: Callable[[], None],
    prepare: Callable[[Stage], None],
) -> bool:
    window = stage.window
    # A picture takes longer than all else, and what a key does may be seen late.
    for with_picture, limit_ms in ((False, 100), (True, PATIENCE_MS)):
        for _ in range(3):
            _press(stage, "Esc")
        window.set_full_screen(False)
        window.detach_video(False)
        window.show_pane("video", True)
        window.show_pane("vault", True)
        window.activateWindow()
        if window.actions_["source"].isChecked():
            window.actions_["source"].trigger()
        again()
        stage.player.set_rate(1.25)  # between all edges
        stage.player.set_volume(50)
        stage.player.clear_repeat()
        window.page.focus_text()
        window.notice.close_notice()
        window.player.video_view.flash.show("")
        prepare(stage)
        opened.clear()
        stage.app.processEvents()
        before = watch.looks()
        picture = watch.picture() if with_picture else None
        _press(stage, key)

        def is_seen() -> bool:
            return bool(
                opened
                or watch.looks() != before  # noqa: B023
                or (picture and watch.picture() != picture)  # noqa: B023
            )

        with suppress(TimeoutError):
            wait_until(is_seen, timeout_ms=limit_ms)
            return True
    return False


@pytest.mark.parametrize(
    ("opens", "prepare"),
    [
        (_open_video, _nothing),
        *(
            pytest.param(*state, marks=pytest.mark.all_only)
            for state in (
                (_open_no_note, _nothing),
                (_open_tour, _nothing),
                (_open_video, _write_in_a_block),
                (_open_video, lambda stage: stage.window.set_full_screen(True)),
                (_open_video, _type_in("palette")),
                (_open_video, _type_in("find")),
                (_open_video, _type_in("note.new")),
                (_open_video, _open_settings),
                (_open_case, _open_sheet("video.save")),
                (_open_case, _open_sheet("finding.accept_all")),
            )
        ),
    ],
    ids=[
        *("video", "no note", "tour", "block", "full screen", "palette", "find"),
        *("field of a sheet", "settings", "save sheet", "repairs"),
    ],
)
def test_key_of_an_action_does_something_or_says_why_not_whatever_is_open(
    opens: Callable[[Stage, Path], Callable[[], None]],
    prepare: Callable[[Stage], None],
    stage: Stage,
    numbered_video: Path,
    opened: list[str],
    tests_all: bool,
) -> None:
    stage.program.settings.set("edit/autosave_s", 0.0)
    stage.window.resize(900, 560)
    again, watch = opens(stage, numbered_video), _Watch(stage)
    # Who has the keyboard takes all keys of a kind alike: a sixth of them shows that.
    is_plain = opens is _open_video and prepare is _nothing
    keys = _KEYS[:: 6 if not is_plain else 1 if tests_all else 3]
    dead = [key for key in keys if not _is_alive(stage, watch, key, opened, again, prepare)]
    assert " ".join(dead) == ""


def test_ctrl_w_closes_what_is_open_and_never_the_program(note: Path, stage: Stage) -> None:
    window = stage.window
    for action_id in ("note.new", "search", "palette"):
        window.actions_[action_id].trigger()
        stage.wait(lambda: window.focus_.overlay is not None)
        stage.press("w", CTRL)
        stage.wait(lambda: window.focus_.overlay is None)
    window.actions_["downloads"].trigger()
    pane = window.findChild(JobsPane)
    assert pane.isVisible()
    stage.press("w", CTRL)
    assert not pane.isVisible()
    window.actions_["find"].trigger()
    stage.press("w", CTRL)
    assert not window.page.find_bar.isVisible()
    window.actions_["preferences"].trigger()
    stage.wait(lambda: QApplication.activeWindow() not in (None, window))
    preferences = QApplication.activeWindow()
    QTest.keyClick(preferences, Qt.Key.Key_W, CTRL)
    assert not preferences.isVisible()
    stage.activate()
    window.actions_["video.detach"].trigger()
    stage.wait(lambda: window.player.window() is not window)
    stage.activate()
    stage.press("w", CTRL)
    stage.wait(lambda: window.player.window() is window)
    stage.press("w", CTRL)
    assert window.isVisible()


def test_key_that_can_go_no_further_says_so(note: Path, stage: Stage) -> None:
    # Of the player.
    def flashed(key: str) -> str:
        _press(stage, key)
        return stage.window.player.video_view.flash.text

    _press(stage, "F11")
    assert flashed("Alt+Left") == "There is nowhere to go back to."
    assert flashed("F9") == "In full screen, only the video is shown."
    _press(stage, "F11")
    # An edge of a repeat that changes nothing.
    stage.player.seek(0)
    assert flashed("B") == "The loop end must be after its start."
    # An offer that is not there; the others stay.
    taken = []
    offer = NoticeButton("Take it", "", lambda: taken.append(1))
    stage.window.say("Take it?", (offer,), stays=True)
    _press(stage, "Alt+3")
    assert stage.said == "There is no suggestion 3 here."
    assert stage.window.notice.stays
    _press(stage, "Alt+1")
    assert taken == [1]
