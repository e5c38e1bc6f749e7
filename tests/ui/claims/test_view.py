"""The list of claims by itself."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from viewer.notes.headings import headings
from viewer.notes.note import Note
from viewer.ui.claims.view import ClaimRow, ClaimsView
from viewer.ui.session.follow import moments_of

NOTE = b"""# Talk

First of all [0:09]

## One

- Early [0:02]
- Late [1:00]

### Deep

- Deeper [0:30]

## Two

Nothing.

## Three

- Third [0:05-0:06], [0:07]
"""


def _made(qtbot: QtBot, data: bytes = NOTE) -> ClaimsView:
    """Show the claims of a note as the window does, with its headings but the first."""
    view = ClaimsView()
    qtbot.addWidget(view)
    view.resize(500, 400)
    note = Note.parse(data)
    times = note.times(None)
    rows = [
        ClaimRow(one.ms, note, one.claim, one.citation, end_ms=one.end_ms)
        for one in moments_of(note, times)
    ]
    view.set_rows(rows, headings(note, times)[1:])
    view.show()
    qtbot.waitExposed(view)
    return view


def _shown(view: ClaimsView) -> list[str]:
    return [view.say(row) for row in view.rows.rows]


def test_claims_stand_under_their_headings_in_the_order_of_the_note(qtbot: QtBot) -> None:
    view = _made(qtbot)
    assert _shown(view) == [
        *("0:09 First of all", "One", "0:02 Early", "1:00 Late", "Deep", "0:30 Deeper"),
        *("Two", "Three", "0:05–0:06 Third", "0:07 Third"),
    ]
    assert [row.ms for row in view.listed] == [2_000, 5_000, 7_000, 9_000, 30_000, 60_000]
    assert view.speak(view.rows.rows[1]) == "One, heading, claims: 3"
    view.set_rows(view.listed[:1], view._headings, is_part=True)
    assert _shown(view) == ["One", "0:02 Early"]


def test_a_heading_folds_by_keys_and_by_its_chevron_and_a_click_goes_there(qtbot: QtBot) -> None:
    view = _made(qtbot)
    gone: list[str] = []
    view.heading_chosen.connect(lambda heading: gone.append(heading.text))
    view.setCurrentIndex(view.rows.index(3))
    QTest.keyClick(view, Qt.Key.Key_Left)  # to its heading
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert _shown(view)[:3] == ["0:09 First of all", "One", "Two"]
    assert len(view.listed) == 6
    QTest.keyClick(view, Qt.Key.Key_Return)
    row = view.visualRect(view.currentIndex())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert gone == ["One", "One"]
    QTest.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=row.center() - QPoint(row.width() // 2 - 22, 0),
    )
    assert len(_shown(view)) == 10
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert len(_shown(view)) == 10


def test_every_row_is_one_line_and_a_long_claim_has_its_words_in_the_tooltip(qtbot: QtBot) -> None:
    long = "This claim is so long that it cannot stand on one line of the list. " * 5
    view = _made(qtbot, f"- Short [0:01]\n- {long}[0:02]\n".encode())
    first, second = (view.visualRect(view.rows.index(place)).height() for place in (0, 1))
    assert first == second
    assert view.tip(view.rows.rows[1]) == long.strip()
