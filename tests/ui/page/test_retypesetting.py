"""A note that was edited is shown at the same place, as it is when it is opened."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.stage import ALT, CTRL, SHIFT, Stage
from viewer.notes.edit import Change, Edit
from viewer.notes.note import Note
from viewer.ui.page.document import ChipState
from viewer.ui.page.shown_note import ShownNote

pytestmark = pytest.mark.usefixtures("qapp")


def _long(stage: Stage, video: Path) -> None:
    text = "# Head\n\n" + "".join(
        f"- Point {n} of many, with words enough to fill a line of the page and more [0:02].\n"
        for n in range(60)
    )
    path = stage.write("long.md", text, video=video)
    stage.watch(path)


def _check_page(stage: Stage) -> None:
    """What is shown is what the draft holds, times and all."""
    picture, draft = stage.view.picture, stage.program.editing.draft
    assert picture.note.data == draft.data
    note = Note.parse(draft.data)
    assert tuple(stage.session.times) == note.times(stage.player.duration_ms)


def _in_doubt(stage: Stage) -> list[int]:
    chips = stage.view.picture.chips
    return [chip.citation for chip in chips if chip.state is ChipState.DOUBT]


def _reword(stage: Stage, claim: int) -> Change:
    note = stage.session.note
    return Change("Reword", (Edit(note.claims[claim].span.start, b"Point", b"Another point"),))


def _go_to(stage: Stage, claim: int) -> None:
    note = stage.session.note
    stage.view.shown.scroll_to_byte(note.claims[claim].span.start)
    stage.session.current.stay_in(note.claims[claim].span.start)
    stage.view.setFocus()


def test_page_stays_where_it_is_when_the_note_is_edited(stage: Stage, numbered_video: Path) -> None:
    _long(stage, numbered_video)
    bar = stage.view.verticalScrollBar()
    stage.session.follow.set_following(False)  # or a scroll bar that comes brings all of a claim
    _go_to(stage, 30)
    for past_px in (7, 19):  # in the middle of a line
        bar.setValue(bar.value() + past_px)
        at = bar.value()
        stage.select_block("Point 34")
        chosen = stage.view.textCursor().selectedText()
        stage.program.editing.apply(_reword(stage, 33))
        _check_page(stage)
        assert bar.value() == at
        assert stage.view.textCursor().selectedText() == chosen
        stage.press(Qt.Key.Key_Z, CTRL)
        _check_page(stage)
        assert bar.value() == at
    _go_to(stage, 40)
    stage.press("e", ALT)  # the block stands at the top, and its frame is brought into view
    at = bar.value()
    stage.type_in(" More words.")
    stage.press(Qt.Key.Key_Escape)
    _check_page(stage)
    assert bar.value() == at
    stage.press(Qt.Key.Key_Period, ALT | SHIFT)
    _check_page(stage)
    assert bar.value() == at


def test_note_is_set_once_and_its_chips_marked_where_they_are(
    stage: Stage, numbered_video: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = []
    set_note = ShownNote._typeset

    def counted(self: ShownNote, *args: object) -> None:
        times.append(args)
        set_note(self, *args)

    monkeypatch.setattr(ShownNote, "_typeset", counted)
    # In words from the right a chip has more signs.
    text = "One [0:02]\n\nTwo [0:03]\n\n\u05d0\u05d1 [9:59]\n"
    stage.watch(stage.write("a.md", text, video=numbered_video))
    stage.wait(lambda: _in_doubt(stage) == [2])
    assert len(times) == 1
    stage.view.shown.set_doubts(frozenset())
    places, chip = stage.view.places, stage.view.picture.chip_of(2)
    marked = places.chip_rect(chip)
    stage.view.shown.typeset_again()
    assert places.chip_rect(chip) == marked
    stage.program.editing.apply(
        Change("Cut", (Edit(stage.data.index(b"One"), b"One [0:02]", b"One"),))
    )
    assert (_in_doubt(stage), len(times)) == ([1], 3)
    stage.press(Qt.Key.Key_Z, CTRL)
    assert (_in_doubt(stage), len(times)) == ([2], 4)
    # In the source it waits until the page is shown again.
    stage.press("e", CTRL)
    stage.program.editing.source.place_caret(stage.data.index(b"One"))
    stage.type_in("Zero [0:01] ")
    stage.wait(lambda: 3 in stage.session.doubts.marked)
    assert len(times) == 4
    stage.press("e", CTRL)
    stage.wait(lambda: _in_doubt(stage) == [3])
    # Another note has doubts of its own.
    stage.session.open_note(
        stage.write("b.md", "One [0:02]. Two [0:03]. Three [0:04]. Four [0:05]\n")
    )
    assert _in_doubt(stage) == []
