"""The window in a language that is read from right to left: mirrored, but for what time goes by."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from tests.languages import pseudo
from tests.ui.shell.test_window import overlapping
from tests.ui.stage import CTRL, SHIFT, Stage
from viewer import translation
from viewer.notes.headings import headings
from viewer.notes.note import Note
from viewer.ui.claims.view import ClaimRow, ClaimsView
from viewer.ui.kit.characters import in_order
from viewer.ui.kit.field import Field
from viewer.ui.kit.plain import Label
from viewer.ui.kit.sheet import Segments
from viewer.ui.kit.theme import scaled, theme_of
from viewer.ui.kit.units import day_text
from viewer.ui.note.geometry import GUTTER_PX
from viewer.ui.session.follow import moments_of

Key = Qt.Key
TO_LEFT, TO_RIGHT = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
LEFT = Qt.MouseButton.LeftButton
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
    stage.watch(stage.write("note.md", NOTE, video=numbered_video))
    stage.wait_for_claims(4)
    stage.wait(lambda: stage.window.list.model.rowCount() == 2)
    return stage


def place(widget: QWidget) -> QRect:
    """Where a widget is in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def inked(picture: QImage, area: QRect) -> int:
    """How many pixels of an area are not as its first one."""
    ratio = round(picture.devicePixelRatio())
    part = picture.copy(QRect(area.topLeft() * ratio, area.size() * ratio))
    ground = part.pixel(0, 0)
    pixels = ((x, y) for x in range(part.width()) for y in range(part.height()))
    return sum(part.pixel(x, y) != ground for x, y in pixels)


def test_window_is_mirrored_but_for_what_time_goes_by(mirrored: Stage) -> None:
    # Panes and bars begin at the right.
    window = mirrored.window
    panes = [place(one).center().x() for one in (window.list, window.page, window.player)]
    assert panes == sorted(panes, reverse=True)
    header = window.header
    assert place(header._menu_button).left() > place(header._title).right()
    assert place(header._search).right() <= place(header._title).left()
    byline = window.page.byline
    assert byline.export.geometry().right() < byline.video.geometry().left()
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
    before = timeline.position_ms()
    mirrored.press(Key.Key_Right)
    mirrored.wait(lambda: timeline.position_ms() > before)
    # A row is painted from the right, and its branch opens to the left.
    tree = mirrored.window.list.tree
    model, viewport = mirrored.window.list.model, tree.viewport()
    folder = next(
        index
        for index in (model.index(row, 0) for row in range(model.rowCount()))
        if model.rowCount(index)
    )
    tree.collapse(folder)
    tree.setCurrentIndex(model.index(1 - folder.row(), 0))
    wide, side = viewport.width(), scaled(14)
    row = tree.visualRect(folder)
    picture = viewport.grab().toImage()
    chevron = QRect(wide - 12 - side, row.top() + 2, side, row.height() - 4)
    assert inked(picture, chevron) > 0
    assert inked(picture, QRect(wide // 3, row.top() + 2, side, row.height() - 4)) == 0
    # The note that is open has a bar at the right.
    (opened,) = (i for i in (model.index(0, 0), model.index(1, 0)) if i != folder)
    y = tree.visualRect(opened).center().y()
    ratio = round(picture.devicePixelRatio())
    bars = [QColor(picture.pixel(x * ratio, y * ratio)) for x in (7, wide - 8)]
    link = theme_of(tree).link.name()
    assert [bar.name() == link for bar in bars] == [False, True]

    tree.setFocus()
    tree.setCurrentIndex(folder)
    mirrored.press(Key.Key_Left)
    assert tree.isExpanded(folder)
    mirrored.press(Key.Key_Right)
    assert not tree.isExpanded(folder)
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
    # What lies over the window is mirrored, too.
    mirrored.press(Key.Key_F, CTRL | SHIFT)
    mirrored.wait(mirrored.program.searching.view.field.hasFocus)
    mirrored.press(Key.Key_Escape)
    # Of several what is first stands at the right, and a click there chooses it.
    switch = Segments("Sort by", ["First", "Second"], window.page)
    switch.resize(switch.sizeHint())
    switch.set_index(1)
    QTest.mouseClick(switch, LEFT, pos=QPoint(switch.width() - 6, switch.height() // 2))
    assert switch.index == 0
    mirrored.press(Key.Key_F, CTRL)
    bar = window.page.find_bar
    assert bar.isVisible()
    assert place(bar.field).center().x() > place(bar).center().x()
    assert overlapping(mirrored) == []
    mirrored.press(Key.Key_Escape)
    # A table wider than its note moves nothing aside.
    rows = [f"|{cell * 30}\n" for cell in ("column|", "---|", "wide|")]
    mirrored.session.open(mirrored.write("wide.md", f"# Words [0:02]\n\n{''.join(rows)}"))
    mirrored.wait(lambda: view.horizontalScrollBar().maximum() > 0)
    start = view.textCursor()
    start.setPosition(0)
    mirrored.wait(lambda: abs(view.cursorRect(start).left() - GUTTER_PX) <= 2)


def test_words_and_fields_stand_at_the_right_whatever_they_begin_with(to_left: None) -> None:
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
    label = Label("yt-dlp")
    assert label.alignment() & right == right
    sentence = "Cuenote עובד"
    label.setText(sentence)
    assert QLabel.text(label) == "\u200f" + sentence
    assert label.text() == sentence
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    assert not label.alignment() & Qt.AlignmentFlag.AlignRight
    label.setLayoutDirection(TO_RIGHT)  # as in what goes as time does
    assert QLabel.text(label) == sentence
    assert Field("Filter").alignment() & right == right


def test_figures_are_those_of_times(to_left: None) -> None:
    assert "3 " in day_text(QDate(2026, 11, 3))


def test_a_click_at_the_right_folds_a_heading_of_the_claims(to_left: None, qtbot: object) -> None:
    view = ClaimsView()
    view.resize(500, 400)
    note = Note.parse(NOTE.encode())
    times = note.times(None)
    rows = [ClaimRow(one.ms, note, one.claim, one.citation) for one in moments_of(note, times)]
    view.set_rows(rows, headings(note, times)[1:])
    view.show()
    heading = next(place for place, row in enumerate(view.rows.rows) if view.say(row) == "More")
    count = len(view.rows.rows)
    row = view.visualRect(view.rows.index(heading))
    QTest.mouseClick(view.viewport(), LEFT, pos=QPoint(row.left() + 24, row.center().y()))
    assert len(view.rows.rows) == count
    QTest.mouseClick(view.viewport(), LEFT, pos=QPoint(row.right() - 24, row.center().y()))
    assert len(view.rows.rows) == count - 1
    QTest.keyClick(view, Key.Key_Left)  # forward, which opens
    assert len(view.rows.rows) == count
    view.close()
