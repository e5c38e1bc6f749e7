"""The window in a language that is read from right to left: as Qt lays it out, and notes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from tests.languages import pseudo
from tests.ui.stage import Stage
from tests.ui.window.test_window import overlapping
from viewer.base import translation
from viewer.ui.kit.characters import in_order
from viewer.ui.kit.units import day_text
from viewer.ui.page.geometry import GUTTER_PX

Key = Qt.Key
TO_LEFT, TO_RIGHT = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
NOTE = """# Words

- First claim [0:00:02]
- Second claim [0:00:05], [0:00:08]

## More

הערה בעברית [0:03–0:06]
"""


@pytest.fixture(scope="module")
def language(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pseudo(tmp_path_factory.mktemp("pseudo"))


@pytest.fixture
def to_left(qapp: QApplication, language: Path) -> Iterator[None]:
    """Speak a language that is read from right to left, as `make_application` does."""
    translation.use(str(language))
    qapp.setLayoutDirection(translation.locale().textDirection())
    yield
    qapp.setLayoutDirection(TO_RIGHT)
    translation.use("en")


@pytest.fixture
def mirrored(to_left: None, make_stage: Callable[[], Stage], numbered_video: Path) -> Stage:
    """The window on a note of a vault with a folder."""
    stage = make_stage()
    stage.write("folder/other.md", NOTE, video=numbered_video)
    stage.watch_note(NOTE, numbered_video, claims=4)
    stage.wait(lambda: stage.window.list.model.rowCount() == 2)
    return stage


def place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def test_window_is_laid_out_from_the_right_but_for_what_time_goes_by(mirrored: Stage) -> None:
    # Panes and bars begin at the right.
    window = mirrored.window
    panes = [place(one).center().x() for one in (window.list, window.page, window.player)]
    assert panes == sorted(panes, reverse=True)
    assert overlapping(mirrored) == []
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QAbstractButton | QLineEdit) and widget.isVisible():
            assert window.rect().contains(place(widget)), widget
    # Time goes from left to right in any window.
    controls = mirrored.window.player.controls
    timeline = controls.timeline
    assert timeline.layoutDirection() is TO_RIGHT
    assert timeline.x_of(1000) < timeline.x_of(8000)
    buttons = controls._buttons
    order = (buttons["claim.previous"], buttons["play"], buttons["claim.next"])
    lefts = [place(one).left() for one in (*order, controls.time_label, buttons["fullscreen"])]
    assert lefts == sorted(lefts)
    timeline.setFocus()
    before = timeline.position_ms
    mirrored.press(Key.Key_Right)
    mirrored.wait(lambda: timeline.position_ms > before)
    # Words keep their own side, and times their order.
    view = mirrored.view
    sides = {}
    for words in ("First claim", "בעברית"):
        block = view.document().find(words).block()
        sides[words] = block.textDirection()
    assert sides == {"First claim": TO_RIGHT, "בעברית": TO_LEFT}
    # A chip is a piece of its own, or a range would be seen with its end first.
    text = view.document().find("בעברית").block().text()
    assert "\u2066" in text
    assert text.index("\u2066") < text.index("0:03") < text.index("\u2069")
    sentence = "נשמר -1:30, 1:02:03–1:04:00 ב“~/Videos/talk” (Ctrl+,), /tmp/a."
    kept = ("-1:30", "1:02:03–1:04:00", "~/Videos/talk", "Ctrl+,", "/tmp/a")
    for piece in kept:
        sentence = sentence.replace(piece, f"\u2066{piece}\u2069")
    assert in_order(sentence.translate({0x2066: None, 0x2069: None})) == sentence
    assert in_order("Saved 1:02–1:04 in ~/Videos") == "Saved 1:02–1:04 in ~/Videos"
    # A table wider than its note moves nothing aside.
    rows = [f"|{cell * 30}\n" for cell in ("column|", "---|", "wide|")]
    mirrored.session.open(mirrored.write("wide.md", f"# Words [0:02]\n\n{''.join(rows)}"))
    mirrored.wait(lambda: view.horizontalScrollBar().maximum() > 0)
    start = view.textCursor()
    start.setPosition(0)
    mirrored.wait(lambda: abs(view.cursorRect(start).left() - GUTTER_PX) <= 2)


def test_figures_are_those_of_times(to_left: None) -> None:
    assert "3 " in day_text(QDate(2026, 11, 3))
