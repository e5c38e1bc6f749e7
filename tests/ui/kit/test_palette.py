"""The palette, driven by real keys, and the order in which it lists rows."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QMainWindow, QTextEdit
from pytestqt.qtbot import QtBot

from tests.ui.stage import show_active
from tests.waiting import wait_until
from viewer.ui.kit.focus import Focus
from viewer.ui.kit.fuzzy import fold, matched_spans, ranked
from viewer.ui.kit.palette import Palette
from viewer.ui.kit.palette_list import Row, folded

TITLES = [
    "What a seek costs",
    "Groups of pictures",
    "Containers and codecs",
    "Why scrubbing stutters",
    "How editors cut without loss",
    "Streaming at scale: segments",
]


class _Stage(QMainWindow):
    def __init__(self) -> None:
        super().__init__()
        self.text = QTextEdit("a note")
        self.setCentralWidget(self.text)
        self.palette_over = Palette(self)
        self.resize(900, 600)
        Focus(self)


@pytest.fixture
def stage(qtbot: QtBot) -> _Stage:
    window = _Stage()
    show_active(qtbot, window)
    window.text.setFocus()
    wait_until(window.text.hasFocus)
    return window


def _rows(titles: list[str]) -> list[Row]:
    return [Row(index, title) for index, title in enumerate(titles)]


def _current(palette: Palette) -> str:
    return str(palette.list.currentIndex().data())


def _ranked(query: str, *titles: str) -> list[str]:
    rows = [Row(index, *title.split("|")) for index, title in enumerate(titles)]
    best, count = ranked(*folded(rows), query)
    assert count == len(best)
    return [titles[index] for index in best]


def test_open_lists_all_rows_in_order_takes_the_focus_and_gives_it_back_on_esc(
    stage: _Stage,
) -> None:
    palette = stage.palette_over
    shortcut = QSignalSpy(QShortcut(QKeySequence("J"), stage).activated)
    closed = QSignalSpy(palette.closed)
    got: list[object] = []
    palette.open(_rows(TITLES), "Open a note", got.append)
    wait_until(palette.field.hasFocus)
    assert palette.shown_titles() == TITLES
    assert _current(palette) == TITLES[0]
    assert palette.field.accessibleName() == "Open a note"
    assert palette.geometry() == stage.rect()
    QTest.keyClick(palette.field, Qt.Key.Key_J)  # is typed, although it is a shortcut
    assert (palette.field.text(), shortcut.count()) == ("j", 0)
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert stage.text.hasFocus()
    assert (closed.count(), got) == (1, [])
    # Without a row, and where the focus cannot go back.
    palette.open([], "")
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    palette.grab()
    assert palette.shown_titles() == []
    stage.setCentralWidget(QTextEdit())
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_enter_chooses_after_the_focus_is_back(stage: _Stage) -> None:
    palette = stage.palette_over
    got: list[tuple[object, bool, bool]] = []
    palette.open(
        _rows(TITLES), "", lambda key: got.append((key, palette.isVisible(), stage.text.hasFocus()))
    )
    chosen = QSignalSpy(palette.chosen)
    QTest.keyClicks(palette.field, "gro pic")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert got == [(1, False, True)]
    assert chosen.count() == 1
    assert stage.text.toPlainText() == "a note"


def test_click_outside_closes_and_a_click_on_a_row_chooses(stage: _Stage) -> None:
    palette = stage.palette_over
    got: list[object] = []
    palette.open(_rows(TITLES), "", got.append)
    QTest.keyClicks(palette.field, "cod")
    QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(4, 590))
    assert not palette.isVisible()
    palette.open(_rows(TITLES), "", got.append)  # what was typed is still there, to be typed over
    assert palette.field.selectedText() == "cod"
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    palette.open(_rows(TITLES), "", got.append)
    place = palette.list.visualRect(palette.list.model().index(2, 0)).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert got == [2]
    assert not palette.isVisible()


def test_keys_move_the_choice_while_the_focus_stays(stage: _Stage) -> None:
    palette = stage.palette_over
    palette.open(_rows([f"row {index}" for index in range(40)]), "")
    for key, expected in (
        (Qt.Key.Key_Down, "row 1"),
        (Qt.Key.Key_Tab, "row 2"),
        (Qt.Key.Key_Up, "row 1"),
        (Qt.Key.Key_Up, "row 0"),
        (Qt.Key.Key_Up, "row 39"),
        (Qt.Key.Key_Down, "row 0"),
        (Qt.Key.Key_End, "row 39"),
        (Qt.Key.Key_Home, "row 0"),
    ):
        QTest.keyClick(palette.field, key)
        assert _current(palette) == expected
    QTest.keyClick(palette.field, Qt.Key.Key_PageDown)
    assert int(_current(palette).removeprefix("row ")) in range(5, 10)
    QTest.keyClick(palette.field, Qt.Key.Key_PageUp)
    assert _current(palette) == "row 0"
    assert palette.field.hasFocus()
    assert palette.field.accessibleDescription() == "row 0"


def test_sections_stand_above_their_rows_and_are_stepped_over(stage: _Stage) -> None:
    palette = stage.palette_over
    rows = [Row(0, "Play", "", "Space", "Playing"), Row(1, "Find", "", "Ctrl+F", "Note")]
    palette.open(rows, "")
    model = palette.list.model()
    listed = [model.index(at, 0).data() for at in range(model.rowCount())]
    assert listed == ["Playing", "Play", "Note", "Find"]
    assert _current(palette) == "Play"
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert _current(palette) == "Find"
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert _current(palette) == "Play"
    QTest.keyClicks(palette.field, "fi")
    assert model.rowCount() == 1


def test_nothing_found_says_so_and_enter_does_nothing(stage: _Stage) -> None:
    palette = stage.palette_over
    got: list[object] = []
    palette.open(_rows(TITLES), "", got.append)
    QTest.keyClicks(palette.field, "qqzzxx")
    assert palette.shown_titles() == []
    assert not palette.list.isVisible()
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert got == []
    assert palette.isVisible()
    palette.grab()


def test_scrolling_to_the_end_lists_more_and_resizing_keeps_the_card_inside(stage: _Stage) -> None:
    palette = stage.palette_over
    palette.open(_rows([f"row {index}" for index in range(1_200)]), "")
    before = palette.list.model().rowCount()
    assert before < 1_200
    bar = palette.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    wait_until(lambda: palette.list.model().rowCount() > before)
    stage.resize(360, 320)
    wait_until(lambda: palette.size() == stage.size())
    lowest = palette.list.mapTo(palette, palette.list.rect().bottomLeft())
    assert palette.rect().contains(lowest)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("se", ("Seek", "What a seek costs", "Cause and effect")),
        ("cut", ("Cut", "How editors cut", "Executing")),
        ("open", ("Open a note", "Reopen", "Other|open source", "Orphean tent")),
        ("gop", ("gop explained", "Groups of pictures", "Gallop past", "big ox, a pan")),
        ("key frame", ("key frame", "frame and key", "x|key frame")),
        ("stutters", ("Why scrubbing stutters", "Why scrubbing stuters")),
        ("网络", ("网络", "神经网络", "Notes|神经网络")),
        ("网", ("网络", "AI网络")),
        ("벡터", ("벡터", "큰벡터를")),
    ],
)
def test_ranking_puts_the_closer_one_first(query: str, titles: tuple[str, ...]) -> None:
    ranked = _ranked(query, *reversed(titles))
    assert ranked == [title for title in titles if title in ranked]
    assert ranked[0] == titles[0]
    equals = ["note c", "note a", "note b"]
    for query in ("note", "", "   "):
        assert _ranked(query, *equals) == equals


def test_ranking_finds_slips_and_accents_and_leaves_the_rest_out() -> None:
    assert _ranked("sekk costs", *TITLES) == ["What a seek costs"]
    assert _ranked("zurich cafe", "Zürich, a café", "Berlin") == ["Zürich, a café"]
    assert _ranked("streaming", "a", "It", "Streaming at scale") == ["Streaming at scale"]
    assert _ranked("벡터", "비타", "백두", "벡터 공간") == ["벡터 공간"]  # not taken apart


def test_ranking_lets_one_word_of_three_be_missing_where_no_row_has_all() -> None:
    titles = ["edit block", "delete block", "edit the title"]
    assert [*ranked(titles, titles, "edit this block")[0]] == [0]
    assert {*ranked(titles, titles, "edit the block")[0]} == {0, 2}


def test_ranking_when_many_hold_the_words_gives_the_best_and_counts_all() -> None:
    titles = [f"a {word}" for word in ("deep seeking", "key", "seek") for _ in range(400)]
    best, count = ranked(titles, [f"{title} seek" for title in titles], "seek", 800)
    assert list(best) == [*range(800, 1200), *range(400)]
    assert count == 1_200
    assert ranked(titles, titles, "adpskg") == ([], 0)  # these letters are there, but far apart


def test_matched_spans_mark_words_then_initials_and_folding_keeps_their_places() -> None:
    for text in ("İstanbul", "Straße", "ﬁne", "e\u0301", "日本語", "🙂 Zoë"):
        assert len(fold(text)) == len(text)
    assert matched_spans("seek co", "What a seek costs") == [(7, 11), (12, 14)]
    assert matched_spans("gop", "Groups of pictures") == [(0, 1), (7, 8), (10, 11)]
    assert matched_spans("xyz", "Groups of pictures") == []
    assert matched_spans("s", "Lists of seeks") == [(9, 10)]
    assert matched_spans("공간", "벡터공간을") == [(2, 4)]
