"""Finding words in the note that is shown, and going from place to place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.page.test_view import SMALL, long_note, show
from tests.ui.stage import SHIFT, is_seen, position_of, show_alone
from tests.waiting import wait_until
from viewer.notes.edit import Change, Edit
from viewer.notes.sought import Sought
from viewer.ui.kit.theme import theme_of
from viewer.ui.page.pane import NotePane
from viewer.ui.page.source_editor import SourceEditor


@pytest.fixture
def pane(qapp: QApplication, qtbot: QtBot) -> NotePane:
    made = NotePane()
    made.resize(800, 600)
    show_alone(qapp, qtbot, made, made.view)
    return made


def _count_shown(pane: NotePane) -> str:
    return next(label.text() for label in pane.find_bar.findChildren(QLabel) if label.isVisible())


def test_find_goes_from_place_to_place_by_keys(pane: NotePane) -> None:
    show(pane.view, long_note(60) + "\n\nA NEEDLE here. And a needle there.\n\nneedle")
    pane.open_find()
    field = pane.find_bar.field
    assert field.hasFocus()
    QTest.keyClicks(field, "needle")
    wait_until(lambda: _count_shown(pane) == "1 of 3")
    found = pane.view.textCursor().position()
    assert pane.view.document().toPlainText()[found : found + 6] == "NEEDLE"
    wait_until(lambda: is_seen(pane.view, "A NEEDLE here"))
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert _count_shown(pane) == "2 of 3"
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert _count_shown(pane) == "1 of 3"
    QTest.keyClick(field, Qt.Key.Key_Return, SHIFT)
    assert _count_shown(pane) == "3 of 3"
    QTest.keyClicks(field, "x")
    wait_until(lambda: _count_shown(pane) == "No results")
    assert pane.find_bar._count.palette().windowText().color() == theme_of(pane).muted
    assert pane.view.extraSelections() == []


def test_words_that_are_not_found_have_room_and_are_asked_for_again(pane: NotePane) -> None:
    show(pane.view, "A needle.")
    pane.open_find()
    bar = pane.find_bar
    QTest.keyClicks(bar.field, "nothing like it")
    wait_until(lambda: _count_shown(pane) == "No results")
    arrows = [bar._back, bar._on]
    assert all(button.isVisible() for button in arrows)
    pane.resize(320, 600)
    wait_until(lambda: not any(button.isVisible() for button in arrows))
    words = bar.field.fontMetrics().horizontalAdvance(bar.field.text())
    margins = bar.field.textMargins()
    wait_until(lambda: bar.field.width() >= words + margins.left() + margins.right())
    pane.resize(800, 600)
    wait_until(lambda: all(button.isVisible() for button in arrows))
    pane.view.setFocus()
    pane.find_step(-1)
    assert bar.field.hasFocus()
    assert bar.field.selectedText() == "nothing like it"


def test_escape_when_words_are_looked_for_closes_the_bar_and_keeps_them(pane: NotePane) -> None:
    show(pane.view, SMALL)
    pane.open_find()
    field = pane.find_bar.field
    QTest.keyClicks(field, "words")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "words"
    assert not pane.find_bar.isVisible()
    assert pane.view.hasFocus()
    assert pane.view.extraSelections() == []


def test_find_starts_with_the_words_that_are_selected(pane: NotePane) -> None:
    show(pane.view, SMALL)
    cursor = pane.view.textCursor()
    cursor.setPosition(position_of(pane.view, "Idle"))
    cursor.setPosition(cursor.position() + 4, cursor.MoveMode.KeepAnchor)
    pane.view.setTextCursor(cursor)
    pane.open_find()
    assert pane.find_bar.field.text() == "Idle"
    wait_until(lambda: _count_shown(pane) == "1 of 1")


@pytest.mark.parametrize(
    ("words", "look_for"),
    [
        ("Straße, STRASSE", "stra"),
        ("\U0001f469\u200d\U0001f467 one \U0001f600 ONE one", "one"),
        ("a b\u00a0c b c", "b c"),
        ("aaaa aa", "aa"),
        ("x.y x*y", "x.y"),
    ],
)
def test_find_finds_what_qt_finds(pane: NotePane, words: str, look_for: str) -> None:
    show(pane.view, f"{words}\n\n- {words} [0:05] {words}\n")
    pane.view.search.find_all(Sought(look_for))
    document, places = pane.view.document(), []
    cursor = document.find(look_for)
    while not cursor.isNull():
        places.append((cursor.selectionStart(), cursor.selectionEnd()))
        cursor = document.find(look_for, cursor)
    assert len(places) > 2
    assert pane.view.search.places == places


def test_what_was_found_goes_with_its_note(pane: NotePane) -> None:
    note = show(pane.view, SMALL)
    pane.open_find()
    pane.find_bar.field.setText("words")
    pane.view.shown.clear_note()
    pane.view.shown.set_in_force(frozenset(), frozenset({0}))
    assert not pane.view.search.places
    assert pane.view.extraSelections() == []
    pane.view.shown.show_note(note, note.times(None), title="A title", folder=None)


def test_find_in_the_source_marks_only_what_is_in_view(pane: NotePane) -> None:
    # To mark each of them took Qt 12 s.
    pane.put_source(SourceEditor(pane))
    pane.source.set_text(b"eeeee eeeee and no mor\n" * 1_000)
    pane.show_source(True)
    pane.open_find()
    pane.find_bar.field.setText("e")
    wait_until(lambda: _count_shown(pane) == "1 of 10000", timeout_ms=30_000)
    assert len(pane.source.extraSelections()) == 1
    pane.find_step(-1)
    assert _count_shown(pane) == "10000 of 10000"
    last = pane.source.textCursor()
    assert last.block().blockNumber() == 999
    shown = pane.source.viewport().grab().toImage()
    below = pane.source.cursorRect(last).bottomLeft()
    colours = {shown.pixelColor(x, below.y()).name() for x in range(below.x(), below.x() + 6)}
    assert theme_of(pane).link.name() in colours
    # They are found anew where text is typed, and the current one stays.
    pane.source.place_caret(0)
    QTest.keyClicks(pane.source, "see ")
    found = pane.source.search
    assert found.current == len(found.places) - 1 == 10_001
    edits = Edit(0, b"", b"A "), Edit(len(pane.source.data), b"", b" B")
    pane.source.apply_change(Change("", edits))
    assert found.current == len(found.places) - 1 == 10_001
