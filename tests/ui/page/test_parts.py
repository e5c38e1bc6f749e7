"""The parts of the page by themselves: room below lines, scrolling."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from tests.ui.page.test_view import long_note, show, view  # noqa: F401 - the fixture
from tests.waiting import wait_until
from viewer.ui.page.note_view import NoteView


def test_room_is_made_at_one_place_and_given_back(view: NoteView) -> None:  # noqa: F811
    one, two, _ = blocks = show(view, "One.\n\nTwo.\n\nThree.\n").blocks

    def moved() -> list[int]:
        tops = (view.shown.span_rect(block.span).top() for block in blocks)
        return [round(top - was) for top, was in zip(tops, before, strict=True)]

    before = [view.shown.span_rect(block.span).top() for block in blocks]
    view.room.make(one.span, 100)
    assert moved() == [0, 100, 100]
    view.room.make(two.span, 50)
    assert moved() == [0, 0, 50]
    view.room.give_back()
    wait_until(lambda: moved() == [0, 0, 0])
    view.room.make(one.span, 100)
    show(view, "Another.")
    QApplication.sendPostedEvents()  # the document with the room is deleted
    view.room.give_back()
    wait_until(lambda: view.room._made is None)


def test_page_stays_under_a_mouse_that_is_pressed(view: NoteView) -> None:  # noqa: F811
    show(view, long_note(80))
    view.scrolling.held_at = QPoint(9, 9)
    view.scrolling.go_to(300, at_once=True)
    assert view.verticalScrollBar().value() == 0
    view.scrolling.put_at(300)
    assert view.verticalScrollBar().value() == 300
