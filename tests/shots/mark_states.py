"""The states of the window with marks in the picture, for `screenshots`."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.shots.shot_stage import ShotStage
from tests.waiting import rest, wait_until
from viewer.ui.player.mark_editor import MarkEditor
from viewer.ui.player.picture import VideoView

_ANCHOR = '<a class="yt-timestamp" data-t="{0}"{1}>[{0}]</a>'
_REGIONS = (' data-xywh="percent:4,52,22,30"', ' data-xywh="percent:66,8,18,26"')
_TEXT = f"""# Why bridges stand

- Compression pushes together {_ANCHOR.format("00:00:05", "")}
- Its main cables are all tension: they pull at their anchorages, and press on the towers
  {_ANCHOR.format("00:00:10", _REGIONS[0])} {_ANCHOR.format("00:00:10", _REGIONS[1])}
- Here it is fixed {_ANCHOR.format("00:00:40", ' data-xywh="percent:62,40,0,0"')}
- And here the mark is wrong {_ANCHOR.format("00:01:00", ' data-xywh="percent:90,40,30,20"')}
"""


def mark_states(stage: ShotStage) -> Iterator[tuple[str, tuple[int, int]]]:
    """Look at marks: shown, drawn, changed, a point, and one that goes beyond the picture."""
    path = stage.beside_film("marks/marks.md")
    path.write_text(f"---\nvideo: {path.with_suffix('.mp4').name}\n---\n\n{_TEXT}")
    window = stage.window
    sizes = ((1440, 900), (900, 560))
    stage.open(path, 10_000)
    for size in sizes:
        yield "mark", size
    view = window.player.picture
    assert isinstance(view, VideoView)
    window.actions_["mark"].trigger()
    wait_until(lambda: view.findChild(MarkEditor) is not None)
    editor = view.findChild(MarkEditor)
    assert editor is not None
    for size in sizes:
        window.resize(*size)
        rest(300)
        yield "mark-drawn", size
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    for size in sizes:
        yield "mark-edited", size
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    stage.open(path, 40_000)
    yield "mark-point", sizes[0]
    stage.open(path, 60_000)
    window.tabs.show_tab("findings")
    rest(500)
    for size in sizes:
        yield "mark-outside", size
    QTest.mouseMove(window.windowHandle(), QPoint(1, 1))
