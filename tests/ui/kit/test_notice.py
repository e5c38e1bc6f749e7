"""A notice has room for its words and its buttons, however narrow the page is."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.stage import show_alone
from viewer.ui.kit.notice import Notice, NoticeButton


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
