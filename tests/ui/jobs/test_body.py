"""A kind of jobs that says only what differs, shown as the real ones are; by keyboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tests.ui.stage import Stage
from tests.video.test_jobs import Toy, Toys
from viewer.ui.jobs.body import JobsBody, Look
from viewer.ui.jobs.corner import ProgressCorner
from viewer.ui.jobs.rows import JobRows
from viewer.ui.kit.thumbnails import Thumbnails
from viewer.video.jobs import JobState

_KEYS = {
    Qt.Key.Key_Space: ("pause", "resume", "retry"),
    Qt.Key.Key_Delete: ("cancel", "remove"),
    Qt.Key.Key_N: ("note",),
}


class _ToyRows(JobRows[Toy]):
    def line(self, item: Toy) -> str:
        return item.failure.words if item.failure is not None else item.state.value


def test_jobs_of_a_new_kind_are_listed_summed_up_and_driven_by_keys(
    stage: Stage, tmp_path: Path
) -> None:
    toys = Toys(tmp_path / "toys.json", stage.window)
    place = QWidget(stage.window)
    corner = ProgressCorner(stage.window, "downloads", "Toys: {0}", "download")
    thumbnails = Thumbnails(place)
    body = JobsBody(
        place,
        (_ToyRows(toys),),
        corner,
        thumbnails,
        _KEYS,
        title="Toys",
        name="All toys",
        buttons=(),
        look=Look(1.0, 1.0, (8, 8, 8, 8), (0, 0, 0, 0)),
    )
    QVBoxLayout(place).addWidget(body)
    chosen: list[tuple[str, str]] = []
    body.action_chosen.connect(lambda key, action: chosen.append((key, action)))
    place.resize(500, 400)
    place.show()
    place.raise_()
    toys.put("a wait", "b wait", "c fail")
    body.set_with_note({"b wait"})
    stage.wait(lambda: corner.words == "1 of 3")
    assert corner.accessibleName() == "Toys: 1 of 3"
    assert [(row.title, row.line) for row in body.list.rows.rows] == [
        ("A Wait", "running"),
        ("B Wait", "queued"),
        ("C Fail", "queued"),
    ]
    body.list.setFocus()
    QTest.keyClick(body.list, Qt.Key.Key_Space)
    assert toys.items()[0].state is JobState.PAUSED
    QTest.keyClick(body.list, Qt.Key.Key_Down)
    QTest.keyClick(body.list, Qt.Key.Key_N)
    assert chosen == [("b wait", "note")]
    QTest.keyClick(body.list, Qt.Key.Key_Delete)
    assert toys.items()[1].state is JobState.CANCELLED
    stage.wait(lambda: toys.is_idle)
    stage.wait(lambda: corner.words == "1 paused  ·  1 failed")
    failed = body.list.rows.rows[2]
    assert (failed.line, failed.more, failed.tone) == ("It broke.", "Mend it.", "bad")
    assert [action.text for action in failed.actions] == ["Try again", "Take out of the list"]
    assert body.can_clear
    QTest.keyClick(body.list, Qt.Key.Key_Delete)  # which the kind itself has to do
    stage.wait(lambda: chosen[1:] == [("b wait", "remove")])
    toys.shutdown()
    thumbnails.shutdown()
