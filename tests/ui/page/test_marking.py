"""Marks in the picture: drawn by mouse and by keys, shown while their claim is in force, undone."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from tests.ui.page.afresh import afresh
from tests.ui.stage import ALT, CTRL, SHIFT, Stage
from viewer.media.player import PlayerState
from viewer.notes.region import Region, region_of
from viewer.ui.page.document import Chip
from viewer.ui.page.marking import MarkEditor
from viewer.ui.watch.picture import ShownMark, VideoView

Key = Qt.Key
_ANCHOR = '<a class="yt-timestamp" data-t="00:00:0{0}"{1}>[00:00:0{0}]</a>'
_MARKED = ' data-xywh="percent:10,20,30,40"'
_TEXT = "\n".join(
    (
        "# T",
        "",
        f"- One {_ANCHOR.format(2, '')}",
        f"- Two {_ANCHOR.format(5, _MARKED)}",
        "- Three [00:00:07]",
        "",
    )
)


def view_of(stage: Stage) -> VideoView:
    view = stage.window.player.picture
    assert isinstance(view, VideoView)
    return view


def editor_of(stage: Stage) -> MarkEditor:
    editors = view_of(stage).findChildren(MarkEditor)
    assert len(editors) == 1
    return editors[0]


def place(stage: Stage, x: float, y: float) -> QPoint:
    """Return the place of a percent of the picture in its view."""
    picture = view_of(stage).picture_rect()
    return QPointF(
        picture.left() + picture.width() * x / 100, picture.top() + picture.height() * y / 100
    ).toPoint()


def drag(stage: Stage, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag with the mouse over the picture, from one place to another, in percent."""
    editor = editor_of(stage)
    QTest.mousePress(editor, Qt.MouseButton.LeftButton, pos=place(stage, *start))
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    for at in (middle, end):
        QTest.mouseMove(editor, place(stage, *at))
    QTest.mouseRelease(editor, Qt.MouseButton.LeftButton, pos=place(stage, *end))


def regions(stage: Stage) -> list[Region]:
    note = stage.session.note
    found = [region_of(note.data, one) for one in note.citations]
    return [region for region in found if region is not None]


def about(region: Region, wanted: tuple[float, float, float, float]) -> bool:
    """Whether a region is where it was drawn, to the px of a small picture."""
    return all(abs(is_ - meant) < 1.0 for is_, meant in zip(region, wanted, strict=True))


@pytest.fixture
def open_stage(stage: Stage, numbered_video: Path) -> Stage:
    stage.watch(stage.write("A note.md", _TEXT, video=numbered_video), 2_000)
    return stage


def _again(stage: Stage) -> Path:
    """Open the note once more as it was, its video at the first claim."""
    note = afresh(stage, f"---\nvideo: {stage.player.media.path}\n---\n\n{_TEXT}")
    stage.seek(2_000)
    stage.wait(lambda: stage.player.frame_time_ms == 2_000)
    return note


def chip(stage: Stage, citation: int) -> Chip:
    stage.wait(lambda: stage.view.picture.chip_of(citation) is not None)
    return stage.view.picture.chip_of(citation)


def test_picture_is_marked_by_mouse(open_stage: Stage) -> None:
    stage = open_stage
    # Marks are shown while their claim is in force.
    assert view_of(stage).marks == ()
    assert chip(stage, 0).mark == -1
    assert chip(stage, 1).mark == 0
    stage.press("j")
    stage.wait(lambda: view_of(stage).marks == (ShownMark(Region(10, 20, 30, 40)),))
    stage.press("j")
    stage.wait(lambda: view_of(stage).marks == ())

    # Mark is drawn by mouse and undone in one step.
    _again(stage)
    before = stage.data
    stage.play()
    stage.press("p", ALT)
    stage.wait(lambda: editor_of(stage).isVisible())
    assert stage.player.state is PlayerState.PAUSED
    drag(stage, (20, 30), (60, 70))
    (drawn, other) = regions(stage)
    assert about(drawn, (20, 30, 40, 40))
    assert other == Region(10, 20, 30, 40)
    assert editor_of(stage).isVisible()  # with handles now
    QTest.keyClick(editor_of(stage), Key.Key_Escape)
    assert not editor_of(stage).isVisible()
    assert view_of(stage).marks == (ShownMark(drawn),)
    assert stage.view.hasFocus()
    stage.undo(before)
    assert view_of(stage).marks == ()

    # Handles size and the inside moves.
    _again(stage)
    stage.press("j")
    stage.wait(lambda: stage.player.position_ms == 5_000)
    stage.press("p", ALT)
    editor = editor_of(stage)
    QTest.keyClick(editor, Key.Key_Tab)
    assert editor.region == Region(10, 20, 30, 40)
    drag(stage, (40, 60), (50, 80))  # the lower right corner
    assert about(regions(stage)[0], (10, 20, 40, 60))
    drag(stage, (30, 40), (40, 30))
    assert about(regions(stage)[0], (20, 10, 40, 60))
    drag(stage, (20, 40), (5, 40))  # the left edge
    assert about(regions(stage)[0], (5, 10, 55, 60))
    drag(stage, (30, 40), (200, 40))  # it stays in the picture
    assert about(regions(stage)[0], (45, 10, 55, 60))

    # Click marks a point.
    _again(stage)
    stage.press("p", ALT)
    QTest.mouseClick(editor_of(stage), Qt.MouseButton.LeftButton, pos=place(stage, 75, 25))
    assert about(regions(stage)[0], (75, 25, 0, 0))
    assert regions(stage)[0].is_point

    # Second mark has its own timestamp and a number.
    _again(stage)
    stage.press("j")
    stage.wait(lambda: stage.player.position_ms == 5_000)
    stage.press("p", ALT)
    drag(stage, (60, 60), (80, 90))
    QTest.keyClick(editor_of(stage), Key.Key_Escape)
    first, second = regions(stage)
    assert first == Region(10, 20, 30, 40)
    assert about(second, (60, 60, 20, 30))
    assert view_of(stage).marks == (ShownMark(first, 1), ShownMark(second, 2))
    assert [chip(stage, index).mark for index in (1, 2)] == [1, 2]
    assert stage.data.count(b'data-t="00:00:05"') == 2
    stage.wait_for_claims(3)
    stage.press("k")  # back to the claim before, over both
    stage.wait(lambda: stage.player.position_ms == 2_000)

    # Undo while a mark is edited takes it from the picture.
    _again(stage)
    before = stage.data
    stage.press("p", ALT)
    drag(stage, (20, 30), (60, 70))
    assert stage.data != before
    stage.undo(before)
    assert editor_of(stage).isVisible()
    drag(stage, (50, 50), (70, 70))  # where a handle and the inside of it were: another one
    (drawn, _) = regions(stage)
    assert about(drawn, (50, 50, 20, 20))


def test_picture_is_marked_by_keys(open_stage: Stage) -> None:
    stage = open_stage
    # All is done by keys and said.
    stage.press("p", ALT)
    editor = editor_of(stage)
    assert editor.hasFocus()
    assert editor.accessibleName() == "Mark: centre, 25 by 25 percent"
    QTest.keyClick(editor, Key.Key_Right)
    QTest.keyClick(editor, Key.Key_Up, CTRL)
    QTest.keyClick(editor, Key.Key_Down, SHIFT)
    assert stage.player.position_ms == 2_000  # the arrows are not the player's
    QTest.keyClick(editor, Key.Key_Return)
    assert about(regions(stage)[0], (38.5, 37.4, 25, 26))
    assert b"percent:38.5,37.4,25,26" in stage.data
    assert not editor.isVisible()
    stage.press("p", ALT)
    QTest.keyClick(editor, Key.Key_Tab)
    assert editor.accessibleName() == "Mark: centre, 25 by 26 percent"
    QTest.keyClick(editor, Key.Key_Delete)
    assert regions(stage) == [Region(10, 20, 30, 40)]
    assert not editor.isVisible()

    # Escape writes nothing.
    _again(stage)
    before = stage.data
    stage.press("p", ALT)
    QTest.keyClick(editor_of(stage), Key.Key_Right)
    QTest.keyClick(editor_of(stage), Key.Key_Escape)
    assert stage.data == before
    assert not editor_of(stage).isVisible()

    # Playing on and leaving close the editor.
    _again(stage)
    before = stage.data
    stage.press("p", ALT)
    stage.player.play()
    stage.wait(lambda: not editor_of(stage).isVisible())
    assert stage.data == before

    # Claim that was just written is marked.
    _again(stage)
    stage.press("t")
    stage.write_in("A new one")
    stage.press(Key.Key_Escape)
    stage.press("p", ALT)
    QTest.keyClick(editor_of(stage), Key.Key_Return)
    assert b"A new one <a class=" in stage.data
    line = next(one for one in stage.data.splitlines() if b"A new one" in one)
    assert b"xywh=" in line

    # Marks are drawn into an added frame when wanted.
    for wanted in (False, True):
        note = _again(stage)
        stage.program.settings.set("edit/frame_marks", wanted)
        stage.press("j")
        stage.wait(lambda: len(view_of(stage).marks) == 1)
        stage.press("i", ALT)
        file = stage.vault / "attachments" / f"{note.stem} 0-05.webp"
        stage.wait(lambda: stage.data.count(b"0-05.webp") == 1)
        image = QImage(str(file))
        x, y = image.width() // 10, round(image.height() * 0.4)
        edge = [image.pixelColor(x + at, y).lightness() for at in (-2, -1, 0, 1)]
        is_drawn = edge[0] < 64 < 190 < min(edge[1:3]) and edge[3] < 64
        assert is_drawn is wanted, edge
