"""What a review of the shown note found: each test is a defect that was there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.stage import park_mouse, place_of
from viewer.notes.note import Note
from viewer.ui.note_view import NoteView
from viewer.ui.theme import apply_fonts, apply_theme, load_theme

CALLOUT = """# A title

> [!tip] Callout words
> inside of it [0:40] and more words
"""


@pytest.fixture
def view(qapp: QApplication, qtbot: QtBot) -> NoteView:
    apply_fonts(qapp)
    apply_theme(qapp, load_theme("light"))
    park_mouse()
    made = NoteView()
    qtbot.addWidget(made)
    made.resize(900, 620)
    with qtbot.waitExposed(made):
        made.show()
    return made


def show(view: NoteView, source: str, *, folder: Path | None = None) -> Note:
    note = Note.parse(source.encode())
    view.show_note(note, note.times(None), title=note.title or "", folder=folder)
    return note


def test_bar_of_a_claim_that_begins_in_a_callout_title_stands_left_of_its_words(
    view: NoteView,
) -> None:
    show(view, CALLOUT)
    view.set_in_force(frozenset({0}), frozenset({0}))
    image = view.viewport().grab().toImage()
    inside = place_of(view, "inside")
    bar = load_theme("light").now_fill
    row = [x for x in range(image.width()) if image.pixelColor(x, inside.y() - 12) == bar]
    assert row
    first_letter = view.cursorRect(view.cursorForPosition(inside - QPoint(20, 0))).left()
    assert max(row) < first_letter


def test_claims_are_lit_where_qt_takes_the_top_of_the_view_for_the_end_of_the_note(
    view: NoteView, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Right after a layout Qt sometimes does, so that nothing was painted but the text.
    show(view, CALLOUT + "\n\nWords.\n" * 80)
    view.set_in_force(frozenset({0}), frozenset({0}))
    end = view.document().characterCount() - 1

    def hit_the_end(
        _self: QAbstractTextDocumentLayout, _point: QPointF, _accuracy: Qt.HitTestAccuracy
    ) -> int:
        return end

    lit = view.viewport().grab().toImage()
    monkeypatch.setattr(QAbstractTextDocumentLayout, "hitTest", hit_the_end)
    assert view.viewport().grab().toImage() == lit
