"""A kind of jobs that says only what differs, shown as the real ones are; by keyboard."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.stage import Stage
from tests.video.test_jobs import Toy, Toys
from viewer.ui.jobs.rows import JobRows
from viewer.ui.kit.buttons import IconButton
from viewer.video.jobs import JobState


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
    assert pane.button.words == "0 %"
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
    stage.wait(lambda: toys.is_idle)
    stage.wait(lambda: page.total == "Paused: 1  ·  Failed: 1")
    assert pane.button.words == ""
    failed = next(row for row in page.list.rows.rows if row.title == "C Fail")
    assert (failed.line, failed.more, failed.tone) == ("It broke.", "Mend it.", "bad")
    assert [action.text for action in failed.actions] == ["Try again", "Dismiss"]
    page.list.setCurrentIndex(page.list.rows.index_of("c fail"))
    QTest.keyClick(page.list, Qt.Key.Key_Delete)  # which the kind itself has to do
    page.clear_button.click()
    assert chosen[1:] == [("c fail", "remove")]
    assert [item.state for item in toys.items()] == [JobState.PAUSED, JobState.FAILED]
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
    stage.wait(lambda: pane.button.words != "")
    assert pane.button.words == "0 %"
    stage.wait(pane.button.isVisible)
    assert [one.geometry() for one in others] == places
    toys.cancel("a wait")
    stage.wait(pane.button.isHidden)
    assert [one.geometry() for one in others] == places
    toys.shutdown()
