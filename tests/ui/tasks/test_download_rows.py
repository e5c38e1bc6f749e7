"""What is being saved, in the window of jobs, by keyboard."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.saving_stage import Desk, press_button, put_part, queued
from tests.ui.stage import CTRL, LEFT, NO_KEYS
from viewer.base.translation import part_text, size_text
from viewer.media.jobs import JobState
from viewer.media.ytdlp_failures import Failure, FailureKind
from viewer.online.download_queue import Download, Downloads
from viewer.ui.kit.units import left_text
from viewer.ui.page import sharing as sharing_module
from viewer.ui.tasks.download_rows import DownloadRows, next_step


@pytest.mark.parametrize(
    ("size", "words"),
    [
        *((0, "0 KB"), (1, "1 KB"), (999_499, "999 KB"), (999_500, "1.0 MB")),
        *((9_949_999, "9.9 MB"), (9_950_000, "10 MB"), (999_499_999, "999 MB")),
        *((999_500_000, "1.0 GB"), (81_400_000_000, "81.4 GB"), (1_234_000_000_000, "1,234 GB")),
    ],
)
def test_size_when_written_has_two_or_three_figures(size: int, words: str) -> None:
    assert size_text(size) == words


def test_time_left_when_written_is_no_more_exact_than_anybody_knows() -> None:
    assert left_text(3) == "a few seconds left"
    assert left_text(42) == "40 s left"
    assert left_text(95) == "2 min left"
    assert left_text(4000) == "1 h 7 min left"
    assert part_text(3_100_000, 9_000_000) == "3.1 of 9.0 MB"
    assert part_text(31_000_000, 1_900_000_000) == "31 MB of 1.9 GB"


@pytest.mark.parametrize("kind", list(FailureKind))
def test_failure_when_shown_has_words_and_a_next_step_as_a_button(
    qtbot: QtBot, tmp_path: Path, kind: FailureKind
) -> None:
    rows = DownloadRows(Downloads(tmp_path, tmp_path, tmp_path / "queue.json"))
    rows.with_note = {"k"}
    url, found = "https://example.org/", Failure.of(kind)
    row = rows.row(Download("k", "T", JobState.FAILED, found, url=url))
    assert row.line == Failure.of(kind).words
    assert row.more
    words = [action for action in row.actions if not action.icon]
    assert row.actions[-1].text == "Dismiss"
    assert [action.id for action in words] == [next_step(kind)[0]]
    assert words[0].text


def shown_button(pane: QWidget, *names: str) -> bool:
    return {one.accessibleName() for one in pane.findChildren(QAbstractButton)} >= {*names}


def test_download_when_driven_by_keys_pauses_goes_on_is_cancelled_and_tried_again(
    make_desk: Callable[[], Desk],
) -> None:
    desk = queued(make_desk, JobState.PAUSED)
    stage, pane, library = desk.stage, desk.saving.page, desk.saving.library
    key = desk.site.key("abc")
    put_part(library.root, key)
    desk.open_pane()
    desk.wait_for_line("abc", "Paused  ·  ")
    assert pane.total == "Paused: 1"
    row = pane.list.rows.rows[0]
    assert row.title == "Video abc"
    assert row.fraction == pytest.approx(5 / 9)
    # What is pressed is not for the note.
    stage.press(Qt.Key.Key_Space)
    assert desk.item("abc").state is JobState.RUNNING
    desk.wait_for_line("abc", "Looking up")
    # Tab reaches a named button for everything.
    stage.wait(lambda: shown_button(pane, "Open note: Video abc", "Pause: Video abc"))
    names = []
    for _ in range(3):
        stage.press(Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        names.append((now.accessibleName(), now.toolTip()))
    assert names == [
        ("Open note: Video abc", "Open note (Return)"),
        ("Pause: Video abc", "Pause (Space)"),
        ("Cancel: Video abc", "Cancel (Del)"),
    ]
    for button in pane.findChildren(QAbstractButton):
        assert button.accessibleName() or button.text()
    said = pane.list.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Video abc. Looking" in said
    pane.list.setFocus()
    stage.press(Qt.Key.Key_Space)
    assert desk.item("abc").state is JobState.PAUSED
    desk.wait_for_line("abc", "Paused")
    for _ in range(3):  # nothing is finished that could be cleared
        stage.press(Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is pane.pause_button
    stage.wait(lambda: pane.pause_button.text() == "Resume all")
    stage.press(Qt.Key.Key_Space)
    assert desk.item("abc").is_going
    stage.wait(lambda: pane.pause_button.text() == "Pause all")
    stage.press(Qt.Key.Key_Space)
    assert desk.item("abc").state is JobState.PAUSED
    pane.list.setFocus()
    stage.press(Qt.Key.Key_Delete)
    assert desk.item("abc").state is JobState.CANCELLED
    desk.wait_for_line("abc", "Cancelled")
    stage.press(Qt.Key.Key_Space)
    assert desk.item("abc").is_going
    stage.wait(lambda: shown_button(pane, "Cancel: Video abc"))
    press_button("Cancel")
    desk.wait_for_line("abc", "Cancelled")

    # What is taken out leaves nothing half loaded. The system lets go of its lock once the child
    # that was killed is gone.
    def is_let_go() -> bool:
        with library.hold(key) as mine:
            return mine

    stage.wait(is_let_go)
    assert library.look(key).part_bytes > 0
    press_button("Clear finished", most=20)
    stage.wait(lambda: not library.look(key).folder.exists())
    stage.wait(lambda: not pane.list.rows.rows)


def test_window_when_opened_by_its_button_has_two_tabs_and_gives_the_focus_back_on_esc(
    desk: Desk,
) -> None:
    desk.understood()
    desk.split("abc")
    desk.site.web.routes["/watch/abc.json"].hold_answer = True  # else it fails in a moment
    stage, saving = desk.stage, desk.saving
    stage.start(desk.note("talk.md", "abc"), player=False)
    button = saving.pane.button
    assert not button.isVisible()
    desk.save()
    stage.wait(lambda: button.isVisible() and button.accessibleName().endswith(": Saving: 1"))
    stage.view.setFocus()
    QTest.mouseClick(button, LEFT, NO_KEYS, button.rect().center())
    assert saving.pane.isVisible()
    assert saving.pane.tabs.current == "jobs"
    stage.press(Qt.Key.Key_Right)
    assert saving.pane.tabs.current == "saved"
    stage.press(Qt.Key.Key_Left)
    assert saving.page.list.hasFocus()
    stage.press(Qt.Key.Key_Escape)
    assert not saving.pane.isVisible()
    assert stage.view.hasFocus()
    # The note and the pane can be used side by side: the key takes one back to the pane.
    desk.open_pane()
    stage.view.setFocus()
    desk.open_pane()
    stage.press(Qt.Key.Key_J, CTRL)
    assert not saving.pane.isVisible()
    assert stage.view.hasFocus()
    # From another note, Enter leads to that of a download.
    stage.session.open_note(stage.write("other.md", "Nothing here.\n"))
    desk.open_pane()
    stage.press(Qt.Key.Key_Return)
    assert stage.session.path == stage.vault / "talk.md"
    saving.downloads.pause_all()


def test_video_when_it_was_removed_is_offered_in_the_browser_at_this_time(
    make_desk: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(sharing_module.QDesktopServices, "openUrl", opened.append)
    desk = queued(make_desk, JobState.FAILED, Failure.of(FailureKind.UNKNOWN))
    stage = desk.stage
    stage.wait(lambda: desk.saving.page.total == "Failed: 1")
    desk.open_pane()
    press_button("Open in browser")
    assert [url.toString() for url in opened] == [f"{desk.site.url('abc')}#t=0"]
    # Enter in the list does the next step, too.
    desk.saving.page.list.setFocus()
    stage.press(Qt.Key.Key_Return)
    assert len(opened) == 2


def test_video_when_the_site_wants_a_sign_in_is_tried_again_with_a_browsers_cookies(
    make_desk: Callable[[], Desk],
) -> None:
    desk = queued(make_desk, JobState.FAILED, Failure.of(FailureKind.SIGN_IN))
    stage, saving = desk.stage, desk.saving
    assert saving.options().cookies_from == ""
    desk.open_pane()
    press_button("Choose browser…")
    assert saving.cookies.isVisible()
    assert "to nobody else" in saving.cookies.words.text()
    stage.press(Qt.Key.Key_Escape)
    assert saving.options().cookies_from == ""
    press_button("Choose browser…")
    stage.press(Qt.Key.Key_Right)
    press_button("Use cookies and try again")
    assert saving.options().cookies_from == "chrome"
    assert desk.item("abc").is_unfinished
