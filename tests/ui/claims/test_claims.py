"""The claims of a note: listed, filtered by words, tags and states; in timeline and reel."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.stage import ALT, CTRL, SHIFT, Stage, choose, menu_at, place_of, words_of
from viewer.notes.headings import headings
from viewer.notes.note import Note
from viewer.ui.claims.claims_view import ClaimOutline, ClaimRow, ClaimsView, HeadingRow
from viewer.ui.claims.sift import ClaimState, Known, Sieve, offered, sift
from viewer.ui.claims.tab import ClaimsTab
from viewer.ui.kit.theme import theme_of
from viewer.ui.watch.follow import moments_of

Key = Qt.Key
TEXT = """# T

- The first claim [0:02] #video/frames
- A second one #Idea [0:05-0:07]
- The third [0:08] #video
- Far away [9:59:59]
- Nothing #idea
- Last ![](a.png) [0:11]
"""


def _rows(note: Note, duration_ms: int | None = None) -> list[ClaimRow]:
    return [
        ClaimRow(one.ms, note, one.claim, one.citation, end_ms=one.end_ms)
        for one in moments_of(note, note.times(duration_ms))
    ]


def rows_of(text: str) -> list[ClaimRow]:
    note = Note.parse(text.encode())
    return [*_rows(note, 20_000), ClaimRow(None, note, 3, 4)]


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("", ["The first claim", "A second one #Idea", "The third", "Last", "Far away"]),
        ("THE", ["The first claim", "The third"]),
        ("the claim", ["The first claim"]),
        ("#video", ["The first claim", "The third"]),
        ("#video/", ["The first claim"]),
        ("#idea", ["A second one #Idea"]),
        ("#ide second", ["A second one #Idea"]),
        ("is:problem", ["The third"]),
        ("is:now #video", ["The first claim"]),
        ("is:range", ["A second one #Idea"]),
        ("is:out", ["Far away"]),
        ("is:picture", ["Last"]),
        ("is:unknown", []),
        ("# is:", ["The first claim", "A second one #Idea", "The third", "Last", "Far away"]),
    ],
)
def test_all_that_is_typed_must_hold(typed: str, texts: list[str]) -> None:
    known = Known(doubts=frozenset({3}), now=frozenset({(-1, 0)}))
    assert [row.text for row in sift(rows_of(TEXT), Sieve.of(typed), known)] == texts


def test_what_is_offered_is_counted() -> None:
    found = offered(rows_of(TEXT), Known(frozenset({3}), frozenset({(-1, 0)})))
    assert list(found.states) == [
        (ClaimState.DOUBT, 1),
        (ClaimState.NOW, 1),
        (ClaimState.OUT, 1),
        (ClaimState.RANGE, 1),
        (ClaimState.PICTURE, 1),
    ]
    assert list(found.tags) == [("Idea", 1), ("video", 1), ("video/frames", 1)]


def test_what_was_typed_is_marked_where_it_stands() -> None:
    assert Sieve.of("one seco #idea").marks("A second one #Idea") == [(2, 6), (9, 12), (13, 18)]
    assert Sieve.of("nowhere").marks("A second one") == []


@pytest.fixture
def tab(stage: Stage, numbered_video: Path) -> ClaimsTab:
    stage.watch_note(TEXT, numbered_video, claims=4)
    found = stage.window.tabs.widget("claims")
    assert isinstance(found, ClaimsTab)
    return found


def listed(tab: ClaimsTab) -> list[str]:
    return [row.text for row in tab.claims.listed]


def shown_count(tab: ClaimsTab) -> str:
    return tab.bar._count.text() if tab.bar._count.isVisible() else ""


def shows(stage: Stage, tab: ClaimsTab, typed: str, texts: list[str]) -> None:
    """Filter, and wait until the list shows these claims."""
    tab.set_filter(typed)
    stage.wait(lambda: listed(tab) == texts)


def test_it_filters_list_timeline_and_reel_by_keys(stage: Stage, tab: ClaimsTab) -> None:
    timeline = stage.window.player.control_bar.timeline
    stage.press("/")
    stage.type_in("#video")
    stage.wait(lambda: listed(tab) == ["The first claim", "The third"])
    assert shown_count(tab) == "2 of 5"
    assert [tick.ms for tick in timeline._ticks] == [2_000, 8_000]
    stage.press(Key.Key_Down)
    stage.press(Key.Key_Down)
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.player.position_ms == 8_000)
    stage.view.setFocus()
    stage.press("k")  # to the one before in the note, listed or not
    stage.wait(lambda: stage.player.position_ms == 5_000)
    stage.seek(2_000)
    stage.press("h")
    stage.wait(lambda: stage.program.reel.is_on)
    stage.press("j")
    stage.wait(lambda: stage.player.position_ms >= 8_000)
    stage.press("h")
    stage.press("/")
    stage.press(Key.Key_Escape)
    stage.wait(lambda: len(listed(tab)) == 5)
    assert shown_count(tab) == ""
    assert len(timeline._ticks) == 4
    # Where nothing is left it says so, and a click shows all again.
    stage.type_in("nowhere")
    stage.wait(tab.no_claims.isVisible)
    page = tab.no_claims.page
    assert "“nowhere”" in page.text
    assert tab.no_claims.palette().window().color() == theme_of(tab).window
    assert shown_count(tab) == "0 of 5"
    tab.no_claims.action_chosen.emit(page.buttons[0][1])
    stage.wait(lambda: len(listed(tab)) == 5)
    # What is in force is followed.
    stage.player.pause()
    stage.seek(0)
    shows(stage, tab, "is:now", [])
    for ms, text in ((2_500, "The first claim"), (8_500, "The third")):
        stage.player.seek(ms)
        stage.wait(lambda text=text: listed(tab) == [text])  # type: ignore[misc]


def test_it_is_chosen_in_menus_and_holds_while_the_note_is_written(
    stage: Stage, tab: ClaimsTab
) -> None:
    # The menu offers tags and states with counts.
    stage.press("j")
    assert not tab.bar.isVisible()
    menu = stage.tab_menu()
    assert {"With end time\t1", "#video\t1"} <= {*words_of(menu)}
    choose(menu, "With end time\t1")
    stage.wait(lambda: listed(tab) == ["A second one #Idea"])
    assert tab.bar.field.text() == "is:range"
    assert tab.bar.field.isVisible()
    choose(stage.tab_menu(), "Show all claims")
    stage.wait(lambda: len(listed(tab)) == 5)
    stage.wait(lambda: not tab.bar.isVisible())
    # A tag is filtered by from the menus.
    row = tab.claims.visualRect(tab.claims.rows.index(1)).center()
    choose(menu_at(tab.claims, row), "Filter claims by #Idea")
    stage.wait(lambda: listed(tab) == ["A second one #Idea"])
    tab.set_filter("")
    stage.window.tabs.show_tab("transcript")
    choose(
        menu_at(stage.view, place_of(stage.view, "#video/frames")), "Filter claims by #video/frames"
    )
    stage.wait(lambda: listed(tab) == ["The first claim"])
    assert tab.claims.isVisible()
    tab.set_filter("")
    # What was retimed here is found, and no more once it is undone.
    stage.view.setFocus()
    stage.press("j")
    stage.wait(lambda: stage.player.position_ms == 5_000)
    stage.press(".", ALT | SHIFT)
    stage.wait(lambda: b"[0:06-0:07]" in stage.data)
    stage.press("e", ALT)
    stage.write_in("more")  # what is written since moves it
    stage.press(Key.Key_Escape)
    tab.set_filter("is:repaired")
    stage.wait(lambda: [row.ms for row in tab.claims.listed] == [6_000])
    while b"[0:06" in stage.data:
        stage.press("z", CTRL)
    stage.wait(lambda: listed(tab) == [])
    # It stays while the note is written, and another note shows all its claims.
    shows(stage, tab, "third", ["The third"])
    before = stage.data
    stage.press("e", ALT)
    stage.write_in("x")
    stage.press(Key.Key_Escape)
    assert stage.data != before
    stage.wait(lambda: [row.note for row in tab.claims.listed] == [stage.session.note])
    assert listed(tab) == ["The third"]
    assert tab.bar.field.text() == "third"
    stage.session.open_note(stage.write("other.md", "One [0:01]\n"))
    stage.wait(lambda: listed(tab) == ["One"])
    assert tab.bar.field.text() == ""


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
    view.set_rows(_rows(note), headings(note, note.times(None))[1:])
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


def test_an_outline_leaves_out_what_is_folded_and_empty_headings_of_a_part() -> None:
    note, outline = Note.parse(NOTE), ClaimOutline()
    outline.headings = [one, *_] = headings(note, note.times(None))[1:]
    early = [row for row in _rows(note) if row.ms == 2_000]
    assert outline.rows(early, is_part=True) == [HeadingRow(one, 1, 0, is_folded=False), *early]
    outline.fold(one, folded=True)
    assert outline.rows(early, is_part=True) == [HeadingRow(one, 1, 0, is_folded=True)]


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
