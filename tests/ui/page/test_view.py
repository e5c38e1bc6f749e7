"""The note as the user has it under the mouse and the keys, on a view that is shown."""

from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractAnimation, QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QColor, QGuiApplication, QImage
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.stage import (
    LEFT,
    NO_KEYS,
    SHIFT,
    click,
    move,
    place_of,
    place_of_chip,
    place_of_position,
    position_of,
    show_alone,
    wheel,
)
from tests.waiting import wait_until
from viewer.notes.note import Note
from viewer.notes.sought import Sought
from viewer.ui.kit.theme import apply_fonts, apply_theme, load_theme, theme_of
from viewer.ui.page.document import Link
from viewer.ui.page.note_view import NoteView

SMALL = """# A title

Nothing is cited here.

First words [0:05]. Second words [0:10], [0:20]. Tail words.

- Parent words
  - Child words [0:30]
- Idle words

See [[Other Note#Part | the other note]] and [a page](https://example.org/).
"""
FIRST, SECOND, PARENT, CHILD = range(4)

RICH = (
    SMALL
    + """
> [!tip] Callout words
> inside [0:40]

| Key | Does |
|---|---|
| J | next claim [0:50] |
| K | before |

```
code [0:55]
```

---

مرحبا بالعالم هذا نص [1:00].

Last words <a class="yt-timestamp" data-t="HH:MM">[HH:MM]</a>.
"""
)
CALLOUT = """# A title

> [!tip] Callout words
> inside of it [0:40] and more words
"""
HAND, BEAM = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.IBeamCursor


@pytest.fixture
def view(qapp: QApplication, qtbot: QtBot) -> NoteView:
    made = NoteView()
    made.resize(900, 620)
    show_alone(qapp, qtbot, made, made)
    return made


def show(view: NoteView, source: str | bytes) -> Note:
    note = Note.parse(source.encode() if isinstance(source, str) else source)
    view.shown.show_note(note, note.times(None), title=note.title or "", folder=None)
    return note


def long_note(claims: int) -> str:
    return "# Long\n\n" + "\n\n".join(
        f"Claim {n} has some words in it, so that its lines are as long as those of real notes "
        f"are, and break [{n // 60}:{n % 60:02}]."
        for n in range(claims)
    )


class Activations:
    """Keeps what the view said the user asked for."""

    def __init__(self, view: NoteView) -> None:
        self._spies = {
            "claim": QSignalSpy(view.claim_activated),
            "citation": QSignalSpy(view.citation_activated),
            "link": QSignalSpy(view.link_activated),
        }

    def taken(self) -> list[tuple[str, object]]:
        spies = self._spies.items()
        return [(name, spy.at(n)[0]) for name, spy in spies for n in range(spy.count())]


# ---------------------------------------------------------------------- the mouse


def test_click_on_what_is_cited_or_linked_activates_it(view: NoteView) -> None:
    show(view, SMALL)
    activations = Activations(view)
    words = {"First": FIRST, "Second": SECOND, "Tail": SECOND, "Parent": PARENT, "Child": CHILD}
    for each in words:
        click(view, place_of(view, each))
    assert activations.taken() == [("claim", claim) for claim in words.values()]
    activations = Activations(view)
    for citation in range(4):
        click(view, place_of_chip(view, citation))
    assert activations.taken() == [("citation", citation) for citation in range(4)]
    activations = Activations(view)
    click(view, place_of(view, "the other note"))
    click(view, place_of(view, "a page"))
    assert activations.taken() == [
        ("link", Link("Other Note", wiki=True, heading="Part")),
        ("link", Link("https://example.org/", wiki=False)),
    ]
    # What is not cited does nothing.
    activations = Activations(view)
    for each in ("A title", "Nothing is cited", "Idle words", "See"):
        click(view, place_of(view, each))
        assert view.viewport().cursor().shape() is BEAM
    # Nor does a press that is let go of elsewhere, a selection, or a click that makes it larger.
    place = place_of(view, "Child")
    QTest.mousePress(view.viewport(), LEFT, NO_KEYS, place)
    QTest.mouseRelease(view.viewport(), LEFT, NO_KEYS, place + QPoint(80, 90))
    start, end = place_of(view, "First"), place_of(view, "Second")
    QTest.mousePress(view.viewport(), LEFT, NO_KEYS, start)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), LEFT, NO_KEYS, end)
    assert view.textCursor().hasSelection()
    click(view, place_of(view, "Nothing is"))
    click(view, start, SHIFT)
    assert activations.taken() == []


def test_line_of_code_is_clicked_and_lit_when_it_is_cited(view: NoteView) -> None:
    anchor = '<a class="yt-timestamp" data-t="00:00:{0}">[00:00:{0}]</a>'
    source = f"```\nfirst() {anchor.format(10)}\nplain()\nsecond() {anchor.format(20)}\n```\n"
    show(view, source)
    activations = Activations(view)
    for words in ("second()", "plain()", "first()"):
        click(view, place_of(view, words))
    click(view, place_of_chip(view, 1))
    assert activations.taken() == [("claim", 1), ("claim", 0), ("citation", 1)]
    first, second = (view.places.claim_rects(claim)[0] for claim in (0, 1))
    assert len(first) == len(second) == 1
    assert first[0].bottom() < second[0].top()
    place = place_of(view, "second()")
    move(view, place)
    letters = QRect(place.x() - 8, place.y() - 8, 16, 16)
    image = view.viewport().grab(letters).toImage()
    grounds = {image.pixelColor(x, 8).name() for x in range(image.width())}
    assert load_theme("light").hover.name() in grounds
    assert load_theme("light").code.name() not in grounds


def test_click_beside_between_and_below_words_does_nothing(view: NoteView) -> None:
    show(view, "First words [0:05]. Second words [0:10].\n\nIdle.\n\nThird words [0:15].\n")
    activations = Activations(view)
    first, third = place_of_chip(view, 1), place_of_chip(view, 2)
    for place in (
        first + QPoint(150, 0),  # right of the last word of two claims
        first + QPoint(0, 22),  # below its line
        third + QPoint(0, 60),  # below everything
        third + QPoint(40, 200),
        QPoint(5, 3),  # above everything
    ):
        assert view.viewport().rect().contains(place)
        click(view, place)
        assert view.viewport().cursor().shape() is BEAM, place
    assert activations.taken() == []
    click(view, third + QPoint(150, 0))  # a claim that is a whole paragraph has the whole width
    assert activations.taken() == [("claim", 2)]


def test_hand_is_shown_just_where_a_click_would_seek_or_open(view: NoteView) -> None:
    show(view, RICH)
    activations = Activations(view)
    hands = 0
    view.resize(900, 1000)
    for y in range(3, view.viewport().height(), 11):
        for x in range(3, view.viewport().width(), 29):
            at = QPoint(x, y)
            move(view, at)
            hand = view.viewport().cursor().shape() is HAND
            before = len(activations.taken())
            QTest.mouseClick(view.viewport(), LEFT, NO_KEYS, at)
            assert (len(activations.taken()) == before + 1) == hand, at
            hands += hand
    assert hands > 100
    taken = {kind for kind, _ in activations.taken()}
    assert taken == {"claim", "citation", "link"}


def test_tool_tip_says_where_a_chip_leads(view: NoteView) -> None:
    note = Note.parse(
        b"a [0:05] b [1:00:40] c "
        b'<a class="yt-timestamp" data-t="HH:MM">[HH:MM]</a> d '
        b'<a class="yt-timestamp" data-t="00:15">[00:51]</a> e [[Note]] [0:01]'
    )
    view.shown.show_note(note, note.times(90_000), title="", folder=None)

    def tip(at: QPoint) -> str:
        return view.targets.tool_tip(view.targets.at_point(at))

    assert tip(place_of_chip(view, 0)) == "Go to 0:05"
    assert tip(place_of_chip(view, 1)) == (
        "1:00:40 is past the end of the video\nsuggested: 1:00 or 0:40"
    )
    assert tip(place_of_chip(view, 2)) == "“HH:MM” is not a time"
    assert tip(place_of_chip(view, 3)) == "Shows [00:51], but plays 0:15"
    assert tip(place_of(view, "Note")) == "Open “Note”"


# ---------------------------------------------------------------------- the keys


def test_caret_is_moved_by_clicks_that_do_nothing_else_and_shown_by_keys(
    view: NoteView, qtbot: QtBot
) -> None:
    def is_shown() -> bool:
        shown, caret = view.viewport().grab().toImage(), view.cursorRect()
        ink = theme_of(view).link if view.hasFocus() else theme_of(view).muted
        return shown.pixelColor(caret.left(), caret.center().y()) == ink

    show(view, SMALL)
    with qtbot.waitSignal(view.caret.moved):
        click(view, place_of(view, "Idle"))
    assert not is_shown()
    with qtbot.waitSignal(view.caret.moved):
        QTest.keyClick(view, Qt.Key.Key_Up)
    assert is_shown()
    with qtbot.assertNotEmitted(view.caret.moved):
        click(view, place_of(view, "First"))
    assert not is_shown()


# ---------------------------------------------------------------------- scrolling


def test_scrolling_by_a_person_is_told_from_scrolling_by_the_view(view: NoteView) -> None:
    show(view, long_note(80))
    scrolled = QSignalSpy(view.person_scrolled)
    view.shown.reveal_claim(60)
    wait_until(lambda: view.verticalScrollBar().value() > 500)
    view.shown.scroll_to_byte(10)
    view.shown.place_caret(40)
    view.resize(700, 500)
    assert scrolled.count() == 0
    wheel(view.viewport(), -1)
    assert scrolled.count() >= 1
    count = scrolled.count()
    view.setTextCursor(view.textCursor())
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert scrolled.count() > count
    count = scrolled.count()
    bar = view.verticalScrollBar()
    bar.triggerAction(bar.SliderAction.SliderPageStepAdd)
    assert scrolled.count() > count


def test_wheel_scrolls_beside_the_column_and_stops_what_is_under_way(view: NoteView) -> None:
    show(view, long_note(200))
    view.shown.reveal_claim(1)  # which is in view
    assert view.verticalScrollBar().value() == 0
    view.resize(1300, 620)
    scrolled = QSignalSpy(view.person_scrolled)
    wheel(view, -3)
    assert view.verticalScrollBar().value() > 0
    assert scrolled.count() >= 1
    wheel(view, 9)
    view.shown.reveal_claim(20)  # not so far away that it is gone to at once
    assert view.scrolling.gentle.state() is QAbstractAnimation.State.Running
    wheel(view.viewport(), -1)
    assert view.scrolling.gentle.state() is QAbstractAnimation.State.Stopped


def _words_at_top(view: NoteView) -> str:
    cursor = view.cursorForPosition(QPoint(20, 6))
    return cursor.block().text()[:12]


def test_resizing_keeps_the_place(view: NoteView) -> None:
    note = show(view, long_note(120))
    view.shown.scroll_to_byte(note.claims[70].span.start)
    assert _words_at_top(view).startswith("Claim 70")
    for width in (1300, 560, 420):
        view.resize(width, 620)
        assert _words_at_top(view).startswith("Claim 70")
    view.resize(900, 400)
    assert _words_at_top(view).startswith("Claim 70")


def test_column_is_never_wider_than_72_characters(view: NoteView) -> None:
    show(view, long_note(20))
    metrics = view.fontMetrics()
    view.resize(2000, 700)
    wide = view.places.column_rect().width()
    assert wide <= metrics.averageCharWidth() * 72 * 1.3
    margins = view.viewportMargins()
    assert margins.left() > 300
    assert margins.left() == margins.right()
    view.resize(420, 700)
    assert view.places.column_rect().right() <= 420


def test_another_theme_keeps_place_and_caret(view: NoteView, qapp: QApplication) -> None:
    note = show(view, long_note(120))
    view.shown.place_caret(72)
    view.shown.scroll_to_byte(note.claims[70].span.start)
    view.shown.set_in_force(frozenset({71}), frozenset({71}))
    before = view.viewport().grab().toImage().pixelColor(3, 300)
    apply_theme(qapp, load_theme("dark"))
    wait_until(lambda: view.viewport().grab().toImage().pixelColor(3, 300) != before)
    assert _words_at_top(view).startswith("Claim 70")
    assert view.shown.caret_byte() == note.claims[72].span.start
    apply_fonts(qapp, 1.5)
    wait_until(lambda: _words_at_top(view).startswith("Claim 70"))
    assert view.shown.caret_byte() == note.claims[72].span.start


def test_other_times_are_shown_at_the_same_place(view: NoteView) -> None:
    lines = "\n\n".join(f"Claim {n} words [{n % 60:02}:30:0{n % 3}]." for n in range(120))
    note = show(view, lines)
    view.shown.scroll_to_byte(note.claims[70].span.start)
    view.shown.place_caret(71)
    view.shown.set_times(note.times(60 * 3_600_000))
    before = [view.document().toPlainText()[c.start : c.end] for c in view.picture.chips[:9]]
    assert before[8].strip("\u00a0 ") == "8:30:02"
    view.shown.set_times(note.times(3_600_000))
    after = [view.document().toPlainText()[c.start : c.end] for c in view.picture.chips[:9]]
    assert after[8].strip("\u00a0 ") == "8:30"
    assert _words_at_top(view).startswith("Claim 70")
    assert view.shown.caret_byte() == note.claims[71].span.start


# ---------------------------------------------------------------------- what is lit up


def test_claims_in_force_are_washed_and_their_chips_filled(view: NoteView) -> None:
    show(view, SMALL)
    theme = load_theme("light")
    corner = place_of(view, "Child words") + QPoint(0, -9)
    chip = place_of_chip(view, 3)
    layouts = QSignalSpy(view.document().documentLayout().documentSizeChanged)

    def shown() -> QImage:
        return view.viewport().grab().toImage()

    assert shown().pixelColor(corner) == theme.paper
    view.shown.set_in_force(frozenset({CHILD}), frozenset({3}))
    image = shown()
    assert image.pixelColor(corner) == theme.now_wash
    row = [image.pixelColor(x, chip.y() - 6) for x in range(chip.x() - 15, chip.x() + 15)]
    assert theme.now_fill in row
    view.shown.set_in_force(frozenset(), frozenset())
    assert shown().pixelColor(corner) == theme.paper
    assert layouts.count() == 0
    # A chip in doubt is square, that of now a pill.
    view.shown.set_doubts(frozenset({1}))
    view.shown.set_in_force(frozenset({FIRST}), frozenset({0}))
    image = shown()

    def near_corner(citation: int, px: int) -> QColor:
        rect = view.places.chip_rect(view.picture.chip_of(citation))
        rect.translate(-view.places.scroll_offset())
        return image.pixelColor(rect.topLeft().toPoint() + QPoint(px, px))

    assert near_corner(1, 3) == theme.doubt_wash
    assert near_corner(0, 1) == theme.now_wash  # beside its round end


def test_what_is_lit_up_is_painted_again_and_nothing_is_left_behind(view: NoteView) -> None:
    # By the window's own updates, not by a grab of everything: what was lit must go.
    show(view, SMALL)
    move(view, QPoint(1, 1))

    def on_screen() -> QImage:
        screen = view.screen()
        return screen.grabWindow(view.winId()).toImage()

    def is_right() -> bool:
        """Return whether the screen shows what painting everything anew gives."""
        screen = on_screen()
        return screen == view.grab().toImage().convertToFormat(screen.format())

    wait_until(is_right)
    plain = on_screen()
    view.shown.set_in_force(frozenset({SECOND, CHILD}), frozenset({1, 3}))
    wait_until(lambda: on_screen() != plain)
    wait_until(is_right)
    lit = on_screen()
    view.shown.set_in_force(frozenset({FIRST, CHILD}), frozenset({0, 3}))
    wait_until(lambda: on_screen() not in (plain, lit))
    wait_until(is_right)
    view.shown.set_in_force(frozenset(), frozenset())
    wait_until(lambda: on_screen() == plain)
    for words in ("Parent words", "Tail words", "Child words"):
        move(view, place_of(view, words))
        wait_until(lambda: on_screen() != plain)
        wait_until(is_right)
    move(view, place_of_chip(view, 0))
    wait_until(is_right)
    QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave))
    wait_until(lambda: on_screen() == plain)


def test_bar_of_a_claim_that_begins_in_a_callout_title_stands_left_of_its_words(
    view: NoteView,
) -> None:
    show(view, CALLOUT)
    view.shown.set_in_force(frozenset({0}), frozenset({0}))
    image = view.viewport().grab().toImage()
    inside = place_of(view, "inside")
    bar = load_theme("light").now_bar
    row = [x for x in range(image.width()) if image.pixelColor(x, inside.y() - 12) == bar]
    assert row
    first_letter = view.cursorRect(view.cursorForPosition(inside - QPoint(20, 0))).left()
    assert max(row) < first_letter


def test_claims_are_lit_where_qt_takes_the_top_of_the_view_for_the_end_of_the_note(
    view: NoteView, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Right after a layout Qt sometimes does, so that nothing was painted but the text.
    show(view, CALLOUT + "\n\nWords.\n" * 80)
    view.shown.set_in_force(frozenset({0}), frozenset({0}))
    end = view.document().characterCount() - 1

    def hit_the_end(
        _self: QAbstractTextDocumentLayout, _point: QPointF, _accuracy: Qt.HitTestAccuracy
    ) -> int:
        return end

    lit = view.viewport().grab().toImage()
    monkeypatch.setattr(QAbstractTextDocumentLayout, "hitTest", hit_the_end)
    assert view.viewport().grab().toImage() == lit


# ---------------------------------------------------------------------- selecting and copying


def _select(view: NoteView, first: str, last: str) -> None:
    cursor = view.textCursor()
    cursor.setPosition(position_of(view, first))
    cursor.setPosition(position_of(view, last) + len(last), cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)


_SELECTED = (
    ("One **two** three.", "One", "two", "One **two**"),
    ("One **two** three.", "two", "three", "**two** three"),
    ("One **two** three.", "two", "two", "two"),
    ("One [two](https://example.org/) three", "two", "three", "two](https://example.org/) three"),
    ("- [ ] one\n- two", "one", "two", "- [ ] one\n- two"),
    ("## one\n\ntwo", "ne", "two", "ne\n\ntwo"),
    ("## one\n\ntwo", "one", "one", "one"),
    ("One <br> two\n\n<!-- a remark -->\n", "One", "two", "One <br> two"),
    ("One two [0:05]. Three", "two", "Three", "two [0:05]. Three"),
    ("A &amp; B and C", "A", "B", "A &amp; B"),
    ("é 👩‍👩‍👧 ü", "👩‍👩‍👧", "ü", "👩‍👩‍👧 ü"),
    ("one\r\ntwo\r\n\r\nthree", "two", "three", "two\r\n\r\nthree"),
    ("```\none\ntwo\nthree\n```", "two", "three", "two\nthree"),
)


def test_selected_span_is_what_the_selection_is_written_as(view: NoteView) -> None:
    for source, first, last, wanted in _SELECTED:
        note = show(view, source)
        assert view.shown.selected_span() is None
        _select(view, first, last)
        span = view.shown.selected_span()
        assert note.text(span) == wanted


def test_selection_of_everything_is_the_whole_note_without_its_front_matter(view: NoteView) -> None:
    note = show(view, "---\ntitle: Above\n---\n\nOne [0:05].\n\n- two\n")
    view.selectAll()
    span = view.shown.selected_span()
    assert note.text(span) == "One [0:05].\n\n- two"
    cursor = view.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(4, cursor.MoveMode.KeepAnchor)  # in the title, which the body has not
    view.setTextCursor(cursor)
    assert view.shown.selected_span() is None
    # What is copied has plain spaces and line ends.
    show(view, "One [0:05].\\\nTwo\n\nThree")
    view.selectAll()
    view.copy()
    assert QGuiApplication.clipboard().text() == "One 0:05.\nTwo\nThree"


# ---------------------------------------------------------------------- long, odd and broken


def test_page_that_is_left_ends(view: NoteView) -> None:
    left = []
    for number in range(5):
        left.append(view.document())
        note = Note.parse(f"# {number}\n\nWords [0:0{number}].\n".encode())
        view.shown.show_note(note, note.times(None), title=str(number), folder=Path())
    left.append(view.document())
    view.shown.clear_note()
    wait_until(lambda: not any(isValid(document) for document in left))
    assert isValid(view.document())


def test_right_to_left_words_are_clicked_where_they_stand(view: NoteView) -> None:
    show(view, "مرحبا بالعالم [0:05]. هذا نص آخر [0:10].\n\nשלום עולם [0:15].\n")
    for words, claim in (("مرحبا", 0), ("هذا", 1), ("שלום", 2)):
        activations = Activations(view)
        place = place_of_position(view, position_of(view, words) + 2) - QPoint(4, 0)
        click(view, place)
        assert activations.taken() == [("claim", claim)]
    # It begins at the right.
    assert place_of(view, "مرحبا").x() > place_of(view, "هذا").x()
    assert place_of(view, "שלום").x() > view.viewport().width() // 2
    for citation in range(3):
        activations = Activations(view)
        click(view, place_of_chip(view, citation))
        assert activations.taken() == [("citation", citation)]
    # So does a problem's ⚠, in the room that is kept for it.
    show(view, 'שלום <a class="yt-timestamp" data-t="HH">[HH]</a>.')
    chip = view.places.chip_rect(view.picture.chip_of(0)).toRect()  # at the very top
    high = chip.height()
    sign = view.viewport().grab().copy(chip.right() - high, chip.top(), high, high // 2).toImage()
    places = product(range(sign.width()), range(sign.height()))
    assert any(sign.pixelColor(*at).green() < 128 for at in places)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"\xff\xfe broken [0:05] \xc3",
        b"\xef\xbb\xbfwith a mark [0:05]",
        b"nul \0 here [0:05]",
        b"- " * 3_000 + b"deep [0:05]",
        b"> " * 300 + b"quoted [0:05]",
        b"x" * 20_000 + b" [0:05]",
        b"| a |\n|---|\n" + b"| [0:05] |\n" * 50,
    ],
    ids=["empty", "blank", "broken", "bom", "nul", "deep", "quotes", "wide", "table"],
)
def test_odd_note_can_be_shown_clicked_and_walked(view: NoteView, data: bytes) -> None:
    note = show(view, data)
    activations = Activations(view)
    if note.claims:
        click(view, place_of_chip(view, 0))
        assert activations.taken() == [("citation", 0)]
        view.shown.reveal_claim(len(note.claims) - 1)
        view.shown.set_in_force(frozenset({0}), frozenset({0}))
    move(view, QPoint(30, 30))
    for key in (Qt.Key.Key_End, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_PageDown):
        QTest.keyClick(view, key)
    view.grab()
    assert view.search.find_all(Sought("[")) >= 0
    view.shown.clear_note()
    view.grab()
    assert view.note is None
    assert view.shown.caret_byte() is None
