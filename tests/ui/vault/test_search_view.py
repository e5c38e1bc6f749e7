"""Searching the vault, by real keys on the real window, over a real index."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from tests.ui.stage import ALT, CTRL, LEFT, SHIFT, Stage, choose, menu_at
from tests.ui.vault.search_case import SearchCase
from viewer.ui.kit.excerpt import excerpt, joined
from viewer.ui.kit.theme import load_theme, words_font
from viewer.ui.vault.result_rows import HitGroup, HitPlace, SearchChoice, words_of
from viewer.ui.vault.search_view import Filter, SearchField, SearchView
from viewer.vault.index import Hit, NoteRow
from viewer.vault.passages import PassageKind
from viewer.vault.query import parse_query

Key = Qt.Key
CITED = '<a class="yt-timestamp" data-t="{0}">[{0}]</a>'


def _cited(text: str, *times: str) -> str:
    return text + "".join(" " + CITED.format(time) for time in times)


class Search(SearchCase[HitPlace]):
    """A vault of three notes, and the search over it."""

    place = HitPlace

    def __init__(self, stage: Stage, video: Path) -> None:
        super().__init__(stage)
        self.first = stage.write(
            "talks/first.md",
            "# Of seeking\n\n"
            + _cited("Nothing of interest is said here", "00:00:03")
            + ".\n\n"
            + _cited("A zebra begins at a key frame", "00:00:20")
            + ". "
            + _cited("Two zebras begin there, too", "00:00:20")
            + ".\n\nNobody said this of the zebra.\n",
            video=video,
        )
        self.second = stage.write(
            "talks/second.md",
            "# Of playing\n\n"
            + "\n\n".join(_cited(f"Filler number {n}", "00:00:05") for n in range(30))
            + "\n\n"
            + _cited("A giraffe is decoded", "00:00:40")
            + "\n\n"
            + _cited("A striped zebra is thrown away", "00:00:40")
            + "\n",
            video=video,
        )
        self.third = stage.write(
            "Other Channel/third.md", "---\ntags: [wild]\n---\n\nThe zebra in a text [0:05].\n"
        )

    def start(self) -> None:
        stage = self.stage
        stage.program.session.open_vault(stage.vault)
        stage.watch(self.first)
        stage.index()

    @property
    def choices(self) -> list[str]:
        rows = self.view.list.rows.rows
        return [row.text for row in rows if isinstance(row, SearchChoice)]

    def open(self) -> None:
        self.stage.press(Key.Key_F, CTRL | SHIFT)
        self.stage.wait(self.view.field.hasFocus)

    def clear(self) -> None:
        self.view.field.selectAll()
        self.stage.press(Key.Key_Delete)
        self.stage.wait(lambda: not self.texts)

    def find(self, text: str, count: int) -> None:
        self.open()
        self.clear()
        self.stage.type_in(text)
        self.stage.wait(lambda: len(self.texts) == count)

    def claim(self, words: str) -> int:
        note = self.stage.session.note
        return next(
            at for at, claim in enumerate(note.claims) if words in note.plain.of(claim.span)
        )


@pytest.fixture
def search(stage: Stage, long_video: Path) -> Search:
    made = Search(stage, long_video)
    made.start()
    return made


def test_results_come_as_one_types_and_with_filters(search: Search) -> None:
    stage, view, field = search.stage, search.view, search.view.field

    def listed() -> list[str]:
        return [words_of(row) for row in view.list.rows.rows]

    # Nothing was searched yet: how it is done is shown.
    search.open()
    filters = "channel:  video:  #tag  from:  to:  said:"
    assert listed() == [f"You can also type “key frame”  fram*  -cut  {filters}"]
    # Letters come faster than answers.
    QTest.keyClicks(QApplication.focusWidget(), 'zebra "thrown away"')
    stage.wait(lambda: search.texts == ["A striped zebra is thrown away"])
    for _ in range(len(' "thrown away"')):
        stage.press(Key.Key_Backspace)
    stage.wait(lambda: len(search.texts) == 5)
    rows = view.list.rows.rows
    groups = {row.note.path: row.note for row in rows if isinstance(row, HitGroup)}
    assert set(groups) == {search.first, search.second, search.third}
    assert groups[search.first].claims == 3
    places = [row for row in rows if isinstance(row, HitPlace)]
    for row in places:
        marked = [row.hit.text[start:end].lower() for start, end in row.hit.marks]
        assert marked
        assert all(word.startswith("zebra") for word in marked)
    assert {row.hit.kind for row in places} == {PassageKind.CLAIM, PassageKind.TEXT}
    stage.wait(lambda: field.count == "3 notes")
    # A frame is shown where the video is here.

    def pictures() -> list[tuple[Path, QImage | None]]:
        asked = search.searching._frames
        return [
            (row.note.path, asked.picture(row.note.path, row.hit.ms or 0))
            for row in places
            if row.hit.ms
        ]

    stage.wait(
        lambda: {p for p, one in pictures() if one is None or one.isNull()} == {search.third}
    )
    stage.wait(lambda: all(one is not None for _, one in pictures()))
    # A time that cannot be read, and those that bound what is cited.
    stage.type_in(" from:soon ")
    words = "“soon” is not a time. Write it as from:1:02:03."
    assert listed() == [words, "Search without from:soon"]
    stage.press(Key.Key_Return)
    stage.wait(lambda: len(search.texts) == 5)  # “zebras”, too
    assert field.text() == "zebra"
    stage.type_in(" from:0:30 to:0:45 ")
    stage.wait(lambda: search.texts == ["A striped zebra is thrown away"])
    search.clear()
    stage.type_in('channel:"Other Channel" zebra')
    stage.wait(lambda: search.texts == ["The zebra in a text"])
    assert field.filters == [Filter("channel", "Other Channel")]
    search.clear()
    # It is completed.
    stage.type_in("channel:")
    stage.wait(lambda: search.choices == ["channel: talks", "channel: Other Channel"])
    stage.type_in("oth")
    stage.press(Key.Key_Tab)
    assert field.filters == [Filter("channel", "Other Channel")]
    stage.type_in("tag:w")
    stage.wait(lambda: listed() == ["tag: wild, 1 note"])
    stage.press(Key.Key_Return)
    stage.type_in("zeb")
    stage.wait(lambda: search.texts == ["The zebra in a text"])
    search.clear()
    # It is offered to be dropped where nothing is found.
    stage.type_in("tag:wild striped")
    found = ["No results for “tag:wild striped”.", "Search without tag:wild"]
    stage.wait(lambda: listed() == found)
    stage.press(Key.Key_Return)
    stage.wait(lambda: search.texts == ["A striped zebra is thrown away"])
    assert field.text() == "striped"
    # What was searched is kept, and offered to the empty field.
    stage.press(Key.Key_Return)
    stage.wait(lambda: not view.isVisible())
    search.open()
    stage.press(Key.Key_Delete)
    assert search.choices == ["striped"]
    stage.press(Key.Key_Return)
    stage.wait(lambda: search.texts == ["A striped zebra is thrown away"])


def test_result_that_is_chosen_is_gone_to_and_left_again(search: Search) -> None:
    stage, view = search.stage, search.view
    search.find("striped", 1)
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.session.path == search.second)
    assert not view.isVisible()
    stage.wait(lambda: stage.player.position_ms == 40_000)
    # Another claim cites the same moment: this one is meant.
    claim, note = search.claim("striped"), stage.session.note
    stage.wait(lambda: stage.session.follow.current_claim == claim)
    assert claim in stage.session.follow.claims_now
    span = note.claims[claim].span
    stage.wait(lambda: 0 <= stage.view.shown.span_rect(span).top() < stage.view.height())
    assert not stage.view.shown.span_rect(span).isNull()
    stage.wait(lambda: not stage.session.video.is_looking)
    stage.press(Key.Key_Left, ALT)
    stage.wait(lambda: stage.session.path == search.first)
    stage.wait(lambda: stage.player.position_ms == 0)
    stage.press(Key.Key_Right, ALT)
    stage.wait(lambda: stage.session.path == search.second)
    stage.wait(lambda: stage.player.position_ms == 40_000)
    stage.wait(lambda: not stage.session.video.is_looking)
    stage.press(Key.Key_Left, ALT)
    stage.wait(lambda: stage.session.path == search.first)
    stage.wait(lambda: stage.player.position_ms == 0)
    # A claim of the note that is open.
    search.find('"two zebras"', 1)
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.player.position_ms == 20_000)
    stage.wait(lambda: stage.session.follow.current_claim == search.claim("Two zebras"))
    stage.wait(stage.window.actions_["jump.back"].isEnabled)
    stage.press(Key.Key_Left, ALT)
    stage.wait(lambda: stage.player.position_ms == 0)
    # The keyboard goes back to where it was, and the words are kept.
    stage.view.setFocus()
    search.open()
    stage.press(Key.Key_Escape)
    assert not view.isVisible()
    assert stage.view.hasFocus()
    search.open()
    QTest.mouseClick(view, LEFT, pos=QPoint(4, view.height() - 10))  # beside the card
    assert not view.isVisible()
    search.open()
    assert view.field.selectedText() == '"two zebras"'
    # Beside the search; what was listed stays.
    stage.type_in("zebra")
    stage.wait(lambda: len(search.texts) == 5)
    search.select("striped")
    stage.press(Key.Key_Return, CTRL)
    stage.wait(lambda: stage.session.path == search.second)
    stage.wait(lambda: stage.player.position_ms == 40_000)
    assert view.isVisible()
    assert view.field.hasFocus()
    assert len(search.texts) == 5
    # By the menu, where it is copied, too.
    results, rows = view.list, view.list.rows.rows
    at = next(n for n, row in enumerate(rows) if "thrown away" in words_of(row))
    where = results.visualRect(results.rows.index(at)).center()
    choose(menu_at(results, where), "Copy")
    assert "striped zebra" in QGuiApplication.clipboard().text()
    assert view.isVisible()
    choose(menu_at(results, where), "Open")
    stage.wait(lambda: not view.isVisible())
    assert stage.session.path == search.second


@pytest.mark.all_only
def test_results_are_walked_through_with_the_search_closed(search: Search) -> None:
    stage = search.stage
    # A note that changes while they are listed: the row one is at stays so.
    search.find("zebra", 5)
    search.select("striped")
    stage.write("talks/fourth.md", "A zebra came late [0:09].\n")
    stage.wait(lambda: len(search.texts) == 6)
    row = search.view.list.current_row
    assert isinstance(row, HitPlace)
    assert "striped" in row.hit.text
    # By F4 and Shift+F4.
    search.find("zebra", 6)
    stage.press(Key.Key_Escape)
    seen = []
    for _ in range(len(search.view.places) - 1):
        stage.press(Key.Key_F4)
        row = search.view.list.current_row
        assert isinstance(row, HitPlace)
        stage.wait(lambda row=row: stage.session.path == row.note.path)
        seen.append(row.hit.text)
    assert not search.view.isVisible()
    assert len(set(seen)) == 5
    stage.press(Key.Key_F4)
    assert search.view.list.current_row == row
    stage.press(Key.Key_F4, SHIFT)
    row = search.view.list.current_row
    assert isinstance(row, HitPlace)
    assert row.hit.text == seen[-2]
    stage.wait(lambda: stage.session.path == row.note.path)


def test_results_without_a_video_are_lit_and_their_words_are_marked(search: Search) -> None:
    stage = search.stage

    def marked() -> list[str]:
        return [each.cursor.selectedText() for each in stage.view.extraSelections()]

    search.find('zebra "text"', 1)
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.session.path == search.third)
    stage.wait(lambda: stage.session.follow.claims_now == {0})
    assert marked()[:2] == ["zebra", "text"]
    stage.click_text("in a")  # the same claim
    assert marked()[:2] == ["zebra", "text"]
    assert stage.said == ""
    search.find("striped", 1)
    stage.wait(lambda: "striped" in search.texts[0])
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.session.path == search.second)
    stage.wait(lambda: stage.player.position_ms == 40_000)
    stage.wait(lambda: marked()[:1] == ["striped"])
    stage.click_text("giraffe")
    stage.wait(lambda: "striped" not in marked())


def test_claim_when_the_note_changed_since_it_was_indexed(search: Search) -> None:
    stage = search.stage
    search.find("striped", 1)
    text = search.second.read_text("utf-8")
    moved = text.replace("Filler number 0", "A filler that is longer than it was before")
    search.second.write_text(
        moved.replace("A giraffe is", _cited("One more", "00:01:10") + "\n\nA giraffe is"), "utf-8"
    )
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.player.position_ms == 40_000)
    stage.wait(lambda: stage.session.follow.current_claim == search.claim("striped"))


def test_nothing_is_sought_when_the_claim_is_gone(search: Search) -> None:
    stage = search.stage
    search.find("striped", 1)
    text = search.second.read_text("utf-8")
    search.second.write_text(text.replace("A striped zebra is thrown away", "Other words"), "utf-8")
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.session.path == search.second)
    assert stage.said.startswith("This note has changed")
    stage.wait(lambda: not stage.session.video.is_looking)
    assert stage.player.position_ms == 0


def test_vault_is_indexed_when_it_is_searched_and_more_is_listed(
    stage: Stage, long_video: Path
) -> None:
    search = Search(stage, long_video)
    for number in range(50):
        stage.write(f"many/note{number:02}.md", f"An okapi, number {number} [0:{number:02}].\n")
    stage.program.session.open_vault(stage.vault)
    stage.start(search.first, player=False)
    search.open()
    stage.type_in("okapi")  # nothing need be asked for
    view = search.view
    stage.wait(lambda: len(search.texts) == 20)
    stage.wait(lambda: view.field.count == "over 20 notes")
    stage.press(Key.Key_Up)  # round the end
    assert isinstance(view.list.current_row, SearchChoice)
    before = search.texts
    stage.press(Key.Key_Return)
    stage.wait(lambda: len(search.texts) == 50)
    assert search.texts[:20] == before
    assert view.field.count == "50 notes"


def _place(number: int) -> HitPlace:
    note = NoteRow(Path(f"/vault/{number // 5}.md"), "Title", "channel", None, "", 5)
    text = f"Words of number {number}"
    return HitPlace(
        note, Hit(number * 100, number * 100 + 50, PassageKind.CLAIM, 0, number, text, ())
    )


def test_rows_when_there_are_thousands_are_painted_only_where_they_are_seen(qtbot: QtBot) -> None:
    window = QMainWindow()
    window.resize(1440, 900)
    qtbot.addWidget(window)
    asked: list[tuple[Path, int]] = []
    view = SearchView(window, lambda note, ms: asked.append((note, ms)))
    with qtbot.waitExposed(window):
        window.show()
    view.open()
    view.show_rows([_place(number) for number in range(2_000)])
    view.list.viewport().repaint()
    assert 5 < len(set(asked)) < 40
    asked.clear()
    QTest.keyClick(view.field, Key.Key_End, CTRL)
    assert view.current_at == 1_999
    view.list.viewport().repaint()
    assert asked[-1][0] == Path("/vault/399.md")
    assert len(set(asked)) < 40


@pytest.mark.parametrize("lead", ["", "filler " * 80, "\U0001f600 " * 90, "كلمة " * 90])
def test_excerpt_when_the_text_is_long_shows_the_first_mark(qapp: QApplication, lead: str) -> None:
    widget = QMainWindow()
    text = lead + "zebra" + " and more behind it" * 60
    marks = [(len(lead), len(lead) + 5)]
    layout = excerpt(text, marks, words_font(widget), 400, 2, load_theme("light"))
    shown = layout.text()
    assert layout.lineCount() == 2
    assert "zebra" in shown
    assert shown.endswith("…")
    last = layout.lineAt(1)
    assert last.textStart() + last.textLength() == len(shown.encode("utf-16-le")) // 2
    mark = layout.formats()[0]
    units = shown.encode("utf-16-le")[2 * mark.start : 2 * (mark.start + mark.length)]
    assert units.decode("utf-16-le") == "zebra"
    assert mark.format.fontWeight() > widget.font().weight()


def test_marks_when_only_a_space_is_between_are_one() -> None:
    assert joined("a key frame, frame", [(2, 5), (6, 11), (13, 18)]) == [(2, 11), (13, 18)]


def test_filters_are_read_completed_and_dropped(qtbot: QtBot) -> None:
    around = QMainWindow()
    qtbot.addWidget(around)
    field = SearchField(around)
    field.setText('key channel:"Three Brown" #idea said: tag:se')
    assert field.part() == Filter("tag", "se")
    assert field.filters == [
        Filter("channel", "Three Brown"),
        Filter("tag", "#idea"),
        Filter("said", ""),
    ]
    field.complete("seeking")
    assert field.text() == 'key channel:"Three Brown" #idea said: tag:seeking '
    assert field.part() is None
    field.drop('channel:"Three Brown"')
    assert field.text() == "key #idea said: tag:seeking"
    field.setText("from:soon #")
    assert field.part() == Filter("tag", "#")
    assert not field.filters[0].can_be_read


@pytest.mark.parametrize("name", ["The “X” show", "«X»", "„X“show", "L'été 2", "a.b/c"])
def test_quotes_in_the_name_of_a_channel_are_its_own(name: str) -> None:
    assert parse_query(f"{Filter('channel', name).text} word").channels == (name,)
