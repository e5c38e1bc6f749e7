"""A sheet has its keys, its names and where the keyboard goes from its base: here a toy."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.stage import ALT, LEFT, Stage, show_alone
from tests.waiting import wait_until
from viewer.ui.kit.boxes import column_of, put
from viewer.ui.kit.notice import Notice, NoticeButton
from viewer.ui.kit.sheet import Choices, FieldSheet, QuestionSheet, Segments
from viewer.ui.kit.theme import apply_theme, load_theme

NOTE = "# A\n\nSomething is said [0:02].\n"


class ToySheet(QuestionSheet):
    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.colours = Segments("Colour", ("Red", "Green", "Blue"), self.body)
        choices = Choices(self.body, above=12)
        choices.put("Colour", self.colours)
        put(self.body_column, choices)

    def ask_for(self) -> None:
        self.ask("Which colour?", "It is for a toy.", ("cancel", "Cancel"), ("paint", "Paint"))
        self.colours.setFocus()


class Opener:
    def __init__(self, stage: Stage) -> None:
        self.taken: list[int] = []
        self.answers: list[str] = []
        self.sheet = ToySheet(stage.window)
        self.sheet.accepted.connect(lambda: self.taken.append(self.sheet.colours.index))
        self.sheet.answered.connect(self.answers.append)


@pytest.fixture
def opener(stage: Stage) -> Opener:
    stage.start(stage.write("a.md", NOTE), player=False)
    stage.view.setFocus()
    opener = Opener(stage)
    opener.sheet.ask_for()
    stage.wait(opener.sheet.isVisible)
    assert opener.sheet.colours.hasFocus()
    return opener


def test_keys_take_it_leave_it_or_stay_in_it_and_the_keyboard_goes_back(
    stage: Stage, opener: Opener
) -> None:
    sheet = opener.sheet

    def again() -> None:
        """See that it is gone, and the keyboard where it was; open it once more."""
        assert sheet.isHidden()
        assert QApplication.focusWidget() is stage.view
        opener.taken.clear()
        opener.answers.clear()
        sheet.ask_for()
        stage.wait(sheet.isVisible)

    stage.press(Qt.Key.Key_Right)
    stage.press(Qt.Key.Key_Return)  # not on the button
    assert (opener.taken, opener.answers) == ([1], ["paint"])
    again()
    stage.press(Qt.Key.Key_Escape)
    assert (opener.taken, opener.answers) == ([], [])
    again()
    sheet.buttons["cancel"].setFocus()
    stage.press(Qt.Key.Key_Return)  # a button has it for itself
    assert (opener.taken, opener.answers) == ([], ["cancel"])
    again()
    rounds = set()
    for _ in range(5):
        stage.press(Qt.Key.Key_Tab)
        rounds.add(QApplication.focusWidget())
    assert rounds == {sheet.colours.focusProxy(), *sheet.buttons.values()}
    sheet.colours.setFocus()
    stage.press("e", ALT)  # edits the note below
    assert sheet.findChild(Notice).text == "Close this first: Esc."
    sheet.buttons["paint"].setEnabled(False)
    stage.press(Qt.Key.Key_Return)
    assert opener.taken == []
    assert sheet.isVisible()


def test_a_click_beside_it_leaves_it_open_and_who_hears_it_is_told_its_name(opener: Opener) -> None:
    QTest.mouseClick(opener.sheet, LEFT, pos=QPoint(4, 4))
    assert opener.sheet.isVisible()
    red = opener.sheet.colours.buttons[0]
    for widget, name in ((opener.sheet, "Which colour?"), (red, "Colour: Red")):
        heard = QAccessible.queryAccessibleInterface(widget)
        assert heard.text(QAccessible.Text.Name) == name
    QTest.mouseClick(opener.sheet.buttons["paint"], LEFT)
    assert opener.taken == [0]
    assert opener.sheet.isHidden()
    # A question that is open grows with its words.
    sheet = opener.sheet
    sheet.ask_for()
    sheet.words.setText("It is for a toy. " * 30)
    wait_until(lambda: sheet.card.height() >= sheet._height_for(sheet.card.width()))


def test_a_sheet_with_one_line_says_what_is_wrong_and_stays(stage: Stage) -> None:
    stage.start(stage.write("a.md", NOTE), player=False)
    stage.view.setFocus()
    taken: list[str] = []
    sheet = FieldSheet(stage.window)
    sheet.ask_line(
        "A name?",
        "",
        "Take",
        why_not=lambda text: "" if text else "It needs a name.",
        then=taken.append,
    )
    stage.press(Qt.Key.Key_Return)
    assert sheet.isVisible()
    assert sheet.wrong.text() == "It needs a name."
    heard = QAccessible.queryAccessibleInterface(sheet.field)
    assert heard.text(QAccessible.Text.Name) == "A name?"
    stage.type_in("toy ")
    stage.press(Qt.Key.Key_Return)
    assert taken == ["toy"]
    assert sheet.isHidden()
    assert QApplication.focusWidget() is stage.view


def test_words_of_a_sheet_have_the_colours_of_another_theme_at_once(
    qapp: QApplication, qtbot: QtBot
) -> None:
    window = QWidget()
    window.resize(800, 600)
    sheet = QuestionSheet(window)
    show_alone(qapp, qtbot, window, window)
    sheet.ask("Delete it?", "It goes to the trash.", ("no", "No"), ("yes", "Delete"))
    for name in ("dark", "light", "dark"):
        apply_theme(qapp, load_theme(name))
        qapp.sendPostedEvents()  # that the palette changed; no timer calls yet
        for words, tone in ((sheet.title, "ink"), (sheet.words, "muted")):
            shown = words.palette().color(words.foregroundRole())
            assert shown == getattr(load_theme(name), tone), (name, words.text())


def test_choice_that_has_no_room_in_a_line_goes_on_in_the_next(
    qapp: QApplication, qtbot: QtBot
) -> None:
    window = QWidget()
    choice = Segments("Quality", ["360p", "480p", "720p", "1080p"], window)
    column_of(window, choice, (None, 1))
    window.resize(900, 300)
    show_alone(qapp, qtbot, window, window)
    for width, lines in ((choice.sizeHint().width() - 10, 2), (70, 4), (900, 1)):
        window.resize(width, 300)
        qapp.processEvents()
        cells = [button.geometry() for button in choice.buttons]
        assert len({cell.top() for cell in cells}) == lines
        assert all(choice.rect().contains(cell) for cell in cells)


@pytest.mark.parametrize("width", [170, 230, 320, 480, 900])
def test_words_and_buttons_are_whole_in_any_width(
    qapp: QApplication, qtbot: QtBot, width: int
) -> None:
    page = QWidget()
    page.resize(width, 500)
    notice = Notice(page)
    show_alone(qapp, qtbot, page, page)
    offers = [
        NoticeButton("Go to 1:43", "Alt+1", lambda: None),
        NoticeButton("Open “Why scrubbing stutters”", "Alt+2", lambda: None),
    ]
    notice.say("1:43:02 is past the end of this video (1:10:12).", offers)
    notice.stand(page.width(), 490, 8)
    qapp.processEvents()
    assert page.rect().adjusted(8, 0, -8, 0).contains(notice.geometry())
    children = [*notice.findChildren(QLabel), *notice.findChildren(QAbstractButton)]
    assert len(children) == 3
    places = [QRect(one.mapTo(notice, QPoint()), one.size()) for one in children]
    for number, (one, place) in enumerate(zip(children, places, strict=True)):
        assert notice.rect().contains(place)
        assert one.width() >= min(one.sizeHint().width(), width - 60)
        assert not any(place.intersects(other) for other in places[:number])


def test_brief_notice_stays_as_long_as_it_takes_to_read(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    notice = Notice(page)
    short, long = "Copied.", "The film could not be found on this computer, and nothing is asked."
    times = []
    for words in (short, long):
        notice.say(words, brief=True)
        times.append(notice._timer.interval())
    assert 1_500 <= times[0] <= 2_500
    assert times[1] >= 60 * len(long)
