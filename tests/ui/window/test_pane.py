"""A kind of jobs that says only what differs, shown as the real ones are; by keyboard."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.media.test_jobs import Toy, Toys
from tests.ui.stage import ALT, Stage
from viewer.media.jobs import JobState
from viewer.ui.kit.buttons import IconButton
from viewer.ui.tasks.exporting import Export
from viewer.ui.window.job_rows import JobRows


class _ToyRows(JobRows[Toy]):
    running = "Playing"

    def line(self, item: Toy) -> str:
        return item.failure.words if item.failure is not None else item.state.value


def test_jobs_of_a_new_kind_are_counted_listed_and_driven_by_keys(
    stage: Stage, tmp_path: Path
) -> None:
    stage.start(stage.write("note.md", "# Title\n"), player=False)
    toys = Toys(tmp_path / "toys.json", stage.window)
    pane = stage.program.jobs_window.pane
    page, rows = pane.jobs, _ToyRows(toys)
    chosen: list[tuple[str, str]] = []
    page.add(rows, lambda key, action: chosen.append((key, action)))
    toys.put("a wait", "b wait", "c fail")
    page.set_with_note(rows, {"b wait"})
    stage.wait(lambda: page.total == "Playing: 1  ·  Waiting: 2")
    assert not pane.button.isHidden()
    assert pane.button.word == "0 %"
    assert pane.tabs.bar.tabText(0).endswith("  3")
    pane.toggle()  # shows the tab where something runs
    assert pane.tabs.current == "jobs"
    assert [(row.title, row.line) for row in page.list.rows.rows] == [
        ("A Wait", "running"),
        ("B Wait", "queued"),
        ("C Fail", "queued"),
    ]
    page.list.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert toys.items()[0].state is JobState.PAUSED
    stage.wait(lambda: page.list.rows.rows[0].line == "paused")  # in its place, below the pointer
    page.list.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    QApplication.sendEvent(page, QEvent(QEvent.Type.Leave))
    stage.wait(lambda: page.list.rows.rows[-1].title == "A Wait")  # what runs and waits is first
    page.list.setCurrentIndex(page.list.rows.index_of("b wait"))
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert chosen == [("b wait", "note")]
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert toys.items()[1].state is JobState.CANCELLED
    stage.wait(lambda: toys.is_idle and page.total == "Paused: 1  ·  Failed: 1")
    assert pane.button.word == ""
    failed = next(row for row in page.list.rows.rows if row.title == "C Fail")
    assert (failed.line, failed.more, failed.tone) == ("It broke.", "Mend it.", "bad")
    assert [action.text for action in failed.actions] == ["Try again", "Dismiss"]
    page.list.setCurrentIndex(page.list.rows.index_of("c fail"))
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    page.clear_button.click()
    assert [item.state for item in toys.items()] == [JobState.PAUSED]
    toys.shutdown()


def test_only_what_is_unfinished_counts_and_nothing_in_the_header_moves(
    stage: Stage, tmp_path: Path
) -> None:
    toys = Toys(tmp_path / "toys.json", stage.window)
    stage.start(stage.write("note.md", "# Title\n"), player=False)
    pane = stage.program.jobs_window.pane
    pane.jobs.add(_ToyRows(toys), lambda key, action: None)
    header = stage.window.header
    others = [one for one in header.findChildren(IconButton) if one.isVisible()]
    places = [one.geometry() for one in others]
    toys.put("over")
    stage.wait(lambda: toys.items()[0].state is JobState.DONE)
    toys.put("a wait")
    stage.wait(lambda: pane.button.word == "0 %" and pane.button.isVisible())
    assert [one.geometry() for one in others] == places
    toys.cancel("a wait")
    stage.wait(pane.button.isHidden)
    assert [one.geometry() for one in others] == places
    toys.shutdown()


def test_jobs_that_the_end_stopped_are_rows_beside_restored_text(
    make_stage: Callable[[], Stage],
) -> None:
    def endless(_told: object, is_stopped: Callable[[], bool]) -> None:
        while not is_stopped():
            time.sleep(0.01)

    stage = make_stage()
    note = stage.write("note.md", "# Title [0:05]\n")
    stage.program.settings.set("edit/autosave_s", 0.0)
    stage.start(note, player=False)
    stage.program.notes_checking.check()
    stage.program.exporting.exports.add(Export("", "Export · a.mp4", work=endless, said=""))
    stage.press("e", ALT)
    stage.write_in("typed")
    stage.die()
    again = make_stage()
    again.start(note, player=False)
    again.program.make_unasked()
    again.program.recovering.offer_all()
    words = "Stopped when Cuenote closed"
    again.wait(lambda: words in again.said)
    assert again.said == f"Restored unsaved text in “Note”. {words}: Check · vault, Export · a.mp4"
    assert again.offered == ["Undo", "Show", "Resume"]
    again.window.notice.take(1)
    rows = again.program.jobs_window.pane.jobs.list.rows.rows
    assert [(row.title, row.line, [one.text for one in row.actions]) for row in rows] == [
        ("Check · vault", words, ["Resume", "Stop"]),
        ("Export · a.mp4", words, ["Dismiss"]),
    ]
    again.press(Qt.Key.Key_Space)
    again.wait(lambda: again.program.notes_checking.checks.items()[0].state is JobState.DONE)
    again.end()
    assert not list(again.folders.state.glob("*s.json"))  # told once
