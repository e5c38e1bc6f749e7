"""The list of claims by itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.notes.note import Note
from viewer.ui.claims.view import ClaimRow, ClaimsView

LONG = "This claim is so long that it needs two lines even where the list is as wide as can be, "


def _rows(count: int) -> Sequence[ClaimRow]:
    texts = ["Some words about the weather", LONG * 3] * (count // 2)
    note = Note.parse(
        "".join(f"- {text} [0:{n % 60:02}]\n" for n, text in enumerate(texts)).encode()
    )
    return [ClaimRow(n * 1000, note, n, n) for n in range(len(note.claims))]


def _heights(view: ClaimsView) -> tuple[int, int]:
    return view.visualRect(view.rows.index(0)).height(), view.visualRect(
        view.rows.index(1)
    ).height()


def test_claim_has_as_many_lines_as_it_needs(qapp: QApplication, qtbot: QtBot) -> None:
    view = ClaimsView()
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.set_rows(_rows(10))
    view.show()
    qtbot.waitExposed(view)
    short, long = _heights(view)
    assert short < long
    view.resize(200, 400)
    assert _heights(view) == (long, long)
    view.resize(500, 400)
    assert _heights(view) == (short, long)


def test_thousands_of_claims_are_not_measured(qapp: QApplication, qtbot: QtBot) -> None:
    view = ClaimsView()
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.set_rows(_rows(3_000))
    view.show()
    qtbot.waitExposed(view)
    short, long = _heights(view)
    assert short == long


def test_range_is_told_and_has_the_room_that_it_needs(qapp: QApplication, qtbot: QtBot) -> None:
    view = ClaimsView()
    qtbot.addWidget(view)
    view.resize(500, 400)
    note = Note.parse(b"- One [0:10]\n- Two [59:50-1:00:20]\n")
    rows = [ClaimRow(10_000, note, 0, 0), ClaimRow(3_590_000, note, 1, 1, end_ms=3_620_000)]
    view.set_rows(rows[:1])
    view.show()
    qtbot.waitExposed(view)
    before = view.grab().toImage()
    assert view.say(rows[1]) == "59:50–1:00:20 Two"
    view.set_rows(rows)
    view.grab()
    view.set_rows(rows[:1])
    assert view.grab().toImage() == before
