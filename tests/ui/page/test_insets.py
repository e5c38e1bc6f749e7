"""Pictures and formulas on the page: got where they are looked at, and painted in their place."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui import hostile_pictures
from tests.waiting import wait_until
from viewer.notes.note import Note
from viewer.ui.kit.renderer import Decoded, Fault, Formula
from viewer.ui.kit.theme import apply_fonts, apply_theme, body_font, load_theme
from viewer.ui.page.document import Inset
from viewer.ui.page.note_view import NoteView


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> Iterator[NoteView]:
    made = NoteView()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    yield made
    made.pictures.shutdown()
    apply_theme(qapp, load_theme("light"))
    apply_fonts(qapp)


def show(view: NoteView, source: str, folder: Path) -> None:
    note = Note.parse(source.encode())
    view.shown.show_note(note, note.times(None), title="", folder=folder)


def insets(view: NoteView) -> list[Inset]:
    return view.picture.insets


def wait(view: NoteView) -> None:
    """Wait until everything in view is loaded and in place."""
    wait_until(lambda: all(view.pictures.drawn(inset) for inset in insets(view)), timeout_ms=30_000)
    settle(view)


def settle(view: NoteView) -> None:
    """Wait until the page is set, and what came together is put in together."""
    QApplication.processEvents()
    pictures = view.pictures
    wait_until(lambda: not pictures._together.isActive() and not pictures._looking.isActive())


def area(view: NoteView, number: int) -> tuple[float, float, float]:
    """Return the left edge, the top and the baseline of an inset, in the viewport."""
    inset = insets(view)[number]
    (segment,) = view.places.segments(inset.position, inset.position + 1)
    offset = view.places.scroll_offset().y()
    return segment.rect.left(), segment.rect.top() - offset, segment.baseline - offset


def ink(view: NoteView, number: int, colour: QColor, ratio: float = 1.0) -> tuple[int, int]:
    """Return the first and the last row, from the baseline, in which an inset has its colour."""
    inset = insets(view)[number]
    (segment,) = view.places.segments(inset.position, inset.position + 1)
    image = QImage(view.viewport().size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    view.viewport().render(image)
    rect, baseline = segment.rect.translated(-view.places.scroll_offset()), segment.baseline
    rows = [
        y
        for y in range(max(0, round(rect.top() * ratio)), round(rect.bottom() * ratio))
        if any(
            abs(image.pixelColor(x, y).lightness() - colour.lightness()) < 60
            for x in range(round(rect.left() * ratio), round(rect.right() * ratio))
        )
    ]
    at = (baseline - view.places.scroll_offset().y()) * ratio
    return round(rows[0] - at), round(rows[-1] - at)


def test_hostile_pictures_hold_nothing_up_and_are_named(view: NoteView, tmp_path: Path) -> None:
    hostile_pictures.good(tmp_path / "good.png")
    hostile_pictures.bomb_png(tmp_path / "bomb.png")
    (tmp_path / "words.png").write_text("no")
    names = {"bomb.png": Fault.TOO_LARGE, "words.png": Fault.UNREADABLE, "none.png": Fault.MISSING}
    if sys.platform != "win32":
        hostile_pictures.pipe(tmp_path / "pipe.png")
        names |= {"pipe.png": Fault.NOT_A_FILE, "/dev/ptmx": Fault.NOT_A_FILE}
    source = " ".join(f"![]({name})" for name in (*names, "https://example.org/a.png", "good.png"))
    show(view, f"words\n\n{source}\n", tmp_path)
    wait(view)
    shown = [view.pictures.drawn(inset) for inset in insets(view)]
    assert shown[:-1] == [*names.values(), Fault.ON_WEB]
    assert isinstance(shown[-1], Decoded)
    x, _, baseline = area(view, 2)
    tip = view.targets.tool_tip_at(QPoint(round(x) + 20, round(baseline) - 4), None)
    assert tip == "There is no picture “none.png”"


def test_picture_is_found_in_the_vault_and_when_it_came_later(
    view: NoteView, tmp_path: Path
) -> None:
    folder = tmp_path / "notes" / "deep"
    folder.mkdir(parents=True)
    (tmp_path / "files").mkdir()
    (tmp_path / ".trash").mkdir()
    hostile_pictures.good(tmp_path / "files" / "A b.png")
    hostile_pictures.good(tmp_path / ".trash" / "gone.png")
    source = "![[a b.png]] ![](files/A%20b.png) ![[gone.png]] ![[later.png]]\n"
    note = Note.parse(source.encode())
    view.shown.show_note(note, (), title="", folder=folder, vault=tmp_path)
    wait(view)
    drawn = [view.pictures.drawn(inset) for inset in insets(view)]
    assert [isinstance(one, Decoded) for one in drawn] == [True, True, False, False]
    assert drawn[2:] == [Fault.MISSING, Fault.MISSING]
    hostile_pictures.good(folder / "later.png")
    view.shown.show_note(note, (), title="", folder=folder, vault=tmp_path)
    wait(view)
    assert isinstance(view.pictures.drawn(insets(view)[3]), Decoded)


def test_picture_is_got_when_it_is_looked_at(view: NoteView, tmp_path: Path) -> None:
    hostile_pictures.good(tmp_path / "a.png")
    hostile_pictures.good(tmp_path / "b.png", 300, 200)
    show(view, "![](a.png)\n\n" + "words\n\n" * 300 + "![](b.png)\n\n" + "more\n\n" * 60, tmp_path)
    first, last = insets(view)
    wait_until(lambda: isinstance(view.pictures.drawn(first), Decoded), timeout_ms=30_000)
    assert view.pictures.drawn(last) is None
    at = view.note.data.index(b"more\n\nmore")
    view.shown.scroll_to_byte(at)
    wait_until(lambda: isinstance(view.pictures.drawn(last), Decoded), timeout_ms=30_000)
    wait_until(lambda: view.places.extent(last.position, last.position + 1)[1] > 200)
    settle(view)
    assert view.shown.top_byte() == at  # what is read stays where it is


def test_formula_stands_on_the_baseline_at_any_size_and_in_the_colour_of_its_text(
    qapp: QApplication, view: NoteView, tmp_path: Path
) -> None:
    show(view, "Here $x$ and $x^2$ and $\\frac{a}{b}$ and $\\sum_{i=0}^n x_i$.\n", tmp_path)
    wait(view)
    assert all(isinstance(view.pictures.drawn(inset), Formula) for inset in insets(view))
    for theme, zoom, ratio in (("light", 1.0, 1.0), ("dark", 1.0, 1.25), ("light", 1.8, 2.0)):
        apply_theme(qapp, load_theme(theme))
        apply_fonts(qapp, zoom)
        settle(view)
        colour = load_theme(theme).ink
        small = QFontMetricsF(body_font()).xHeight() * ratio
        top, bottom = ink(view, 0, colour, ratio)
        assert bottom in (-1, 0), "the letter x stands on the line"
        assert -small - 2 <= top <= -small + 2, "it is as high as the small letters of the text"
        assert ink(view, 1, colour, ratio)[0] < top
        top, bottom = ink(view, 2, colour, ratio)
        middle = -small / 2
        assert top < middle < 0 < bottom
        assert view.pictures.drawn(insets(view)[2]) is not None, "nothing is set again for it"


def test_formulas_that_come_into_view_when_others_are_put_in_are_got_too(
    view: NoteView, tmp_path: Path
) -> None:
    # What is not known yet is thought to be wider than it is.
    formulas = ["$\\frac{\\mathrm{word}}{x_{1}}$"] * 170 + ["$y$"]
    show(view, " and ".join(formulas) + "\n", tmp_path)
    wait_until(lambda: all(view.pictures.drawn(inset) for inset in insets(view)), timeout_ms=60_000)


def test_formula_that_cannot_be_set_is_shown_as_it_is_written(
    view: NoteView, tmp_path: Path
) -> None:
    source = (
        "Words $\\nosuch{é}$ and $y$ [0:05].\n\n# A $\\no$\n\n$$\n\\nosuch\n$$\n\nend $z$ [0:07]\n"
    )
    show(view, source, tmp_path)
    wait_until(lambda: len(insets(view)) == 2, timeout_ms=30_000)
    wait(view)
    assert view.toPlainText().replace("\u00a0", " ").split("\n") == [
        "Words $\\nosuch{é}$ and \ufffc  0:05 .",
        "A $\\no$",
        "$$",
        "\\nosuch",
        "$$",
        "end \ufffc  0:07 ",
    ]


@pytest.mark.parametrize("past_px", [30, 330])
def test_picture_at_the_top_stays_where_it_is_when_the_note_is_edited(
    view: NoteView, tmp_path: Path, past_px: int
) -> None:
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    image.save(str(tmp_path / "tall.png"))
    source = "Above [0:05].\n\n" * 20 + "![tall](tall.png)\n\n" + "Below.\n\n" * 80
    show(view, source, tmp_path)
    view.shown.scroll_to_byte(source.index("!["))
    wait(view)
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + past_px)
    wait(view)
    top = area(view, 0)[1]
    note = Note.parse(source.replace("Below", "Far below", 1).encode())
    view.shown.replace_note(note, note.times(None), lambda byte: byte, title="", caret=None)
    assert area(view, 0)[1] == top
    wait(view)
    assert area(view, 0)[1] == top


def test_formula_is_copied_as_it_is_written(view: NoteView, tmp_path: Path) -> None:
    show(view, "The $x^2$ of [0:05] it ![words](none.png).\n", tmp_path)
    view.selectAll()
    assert view.createMimeDataFromSelection().text() == "The $x^2$ of 0:05 it words."


def test_wide_formula_and_picture_fit_into_the_column(view: NoteView, tmp_path: Path) -> None:
    hostile_pictures.good(tmp_path / "a.png", 3000, 300)
    view.resize(420, 600)
    show(view, "- ![](a.png)\n\n$$" + "x + " * 60 + "y$$\n", tmp_path)
    wait(view)
    for number in range(2):
        inset = insets(view)[number]
        (segment,) = view.places.segments(inset.position, inset.position + 1)
        assert segment.rect.right() <= view.places.column_rect().right() + 1


def test_bullets_stand_where_lines_begin(view: NoteView, tmp_path: Path) -> None:
    show(view, "- אחת\n- two\n", tmp_path)
    image = view.viewport().grab().toImage()
    width = view.viewport().width()
    sides = []
    block = view.document().begin()
    while block.isValid():
        rect = view.document().documentLayout().blockBoundingRect(block)
        y = range(round(rect.top()), round(rect.bottom()))
        edges = range(12, 34), range(width - 24, width - 4)
        sides.append(
            [any(image.pixelColor(x, row).lightness() < 128 for row in y for x in edge)
             for edge in edges]
        )  # fmt: skip
        block = block.next()
    assert sides == [[False, True], [True, False]]
    assert view.layoutDirection() is Qt.LayoutDirection.LeftToRight
