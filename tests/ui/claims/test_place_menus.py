"""The menus of places act on what is under the pointer, wherever else the user is."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage, QTextCursor
from PySide6.QtTest import QTest

from tests.ui.stage import (
    ALT,
    CTRL,
    LEFT,
    SHIFT,
    Stage,
    choose,
    click,
    menu_at,
    move,
    opened_menu,
    place_of,
    place_of_chip,
    place_of_position,
    words_of,
)
from viewer.ui.kit.renderer import Decoded

_TEXT = (
    "# Title\n\n- First words [0:02], [0:03]\n- Second words [0:08]\n\n"
    "Words without a time, and [a link](https://example.org/x).\n"
)


@pytest.fixture
def talk(stage: Stage, numbered_video: Path) -> Path:
    return stage.watch_note(_TEXT, numbered_video, claims=3)


def test_menus_act_on_what_is_under_the_pointer_wherever_the_caret_is(
    stage: Stage, talk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A link is opened and copied.
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    for words in ("Open link", "Copy address"):
        choose(menu_at(stage.view, place_of(stage.view, "a link")), words)
    assert opened == [QGuiApplication.clipboard().text()] == ["https://example.org/x"]
    # Selected words are copied and looked for.
    cursor = stage.view.cursorForPosition(place_of(stage.view, "Second words"))
    cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    stage.view.setTextCursor(cursor)
    words = cursor.selectedText()
    assert words_of(menu_at(stage.view, None)) == [
        *("Copy", "Copy as Markdown", f"Search vault for “{words}”", "Find where this is said…")
    ]
    choose(opened_menu(), "Copy")
    assert QGuiApplication.clipboard().text() == words
    # A menu that is left changes nothing of where one is.
    stage.click_text("Words without")
    QTest.keyClick(menu_at(stage.view, place_of(stage.view, "Second words")), Qt.Key.Key_Escape)
    stage.wait(lambda: not stage.session.current.is_meant)
    stage.press("e", ALT)
    stage.write_in("!")
    assert b"Words !without" in stage.data  # where it was clicked
    stage.press(Qt.Key.Key_Escape)
    # What is copied is pasted where the menu was opened.
    clipboard = QGuiApplication.clipboard()
    for at, pasted in (
        (place_of(stage.view, "without a time"), b"withouthere  a time"),
        (QPoint(99, 599), b"org/x).\n\n- here "),
    ):
        clipboard.setText("here ")
        choose(menu_at(stage.view, at), "Paste")
        assert pasted in stage.data
        stage.press(Qt.Key.Key_Escape)
        stage.undo_all()
    # A claim's menu opens its block.
    stage.click_text("without a time")
    stage.press(Qt.Key.Key_Down)  # the caret is painted there
    choose(menu_at(stage.view, place_of(stage.view, "Second words")), "Edit bullet")
    stage.write_in("!")
    assert b"Second words [0:08]!" in stage.data
    stage.press(Qt.Key.Key_Escape)
    # A time's menu changes that one.
    stage.player.seek(8_000)
    stage.wait(lambda: stage.session.follow.claims_now == frozenset({1}))
    stage.seek(5_000)
    assert words_of(menu_at(stage.view, place_of_chip(stage.view, 1)))[0] == "Go to 0:03"
    choose(opened_menu(), "Set start to current time")
    assert b"First words [0:02], [0:05]" in stage.data
    assert b"Second words [0:08]" in stage.data


def test_time_moves_by_a_frame_at_its_chip_and_in_its_menu_that_stays(
    stage: Stage, talk: Path
) -> None:
    chip = next(one for one in stage.view.picture.chips if one.citation == 2)

    def ends() -> list[QPoint]:
        rect = (
            stage.view.places.chip_rect(chip)
            .translated(-stage.view.places.scroll_offset())
            .toRect()
        )
        return [QPoint(x, rect.center().y()) for x in (rect.left() + 3, rect.right() - 3)]

    # A click on its way goes there, wherever it meets the chip; only who rests on it sees ‹ ›.
    before = stage.data
    stage.click_chip(0)
    click(stage.view, ends()[1])
    stage.wait(lambda: stage.player.position_ms == 8_000)
    assert stage.data == before
    washes = stage.view.lights.washes
    stage.wait(lambda: washes.hover_step == 1)
    for step, written in ((1, b"0:09"), (1, b"0:10"), (0, b"0:09"), (1, b"0:10")):
        move(stage.view, ends()[step])
        stage.wait(lambda: washes.hover_step)
        QTest.mouseClick(stage.view.viewport(), LEFT, pos=ends()[step])
        assert b"Second words [" + written + b"]" in stage.data
    stage.wait(lambda: stage.player.position_ms == 10_000)
    move(stage.view, place_of(stage.view, "Words without"))
    assert washes.hover_step is None
    menu = menu_at(stage.view, place_of_chip(stage.view, 2))
    choose(menu, "Move time 1 frame later")
    assert words_of(menu)[0] == "Go to 0:11"
    QTest.keyClick(menu, Qt.Key.Key_Return)  # it is on that row still
    assert menu.isVisible()
    stage.wait(lambda: stage.player.position_ms == 12_000)
    choose(menu, "Go to 0:12")
    assert not menu.isVisible()
    for _ in range(6):
        stage.press("z", CTRL)
    assert stage.data == before


def test_menus_of_rows_timeline_and_picture_act_there(stage: Stage, talk: Path) -> None:
    # A row of the list of claims.
    claims = stage.window.tabs.widget("claims").claims
    stage.window.tabs.show_tab("claims")
    at = claims.visualRect(claims.rows.index_of((-1, 2))).center()
    assert words_of(menu_at(claims, at)) == [
        *("Go to 0:08", "Repeat claim", "Play claims from here", "Set time…"),
        "Copy link to this time",
    ]
    choose(opened_menu(), "Repeat claim")
    assert (stage.player.repeat or (0,))[0] == 8_000
    stage.player.clear_repeat()
    # A tick.
    timeline = stage.program.playing.timeline
    at = QPoint(round(timeline.x_of(8_000)), timeline.height() // 2)
    choose(menu_at(timeline, at), "Repeat claim")
    assert (stage.player.repeat or (0,))[0] == 8_000
    stage.player.pause()
    # The picture.
    picture = stage.window.player.video_view
    stage.seek(8_000)
    assert words_of(menu_at(picture, picture.rect().center())) == [
        *("Play", "Add bullet", "Add frame", "Mark in frame", "Copy frame"),
        *("Copy link to this time", "Video in separate window", "Full screen"),
    ]
    choose(opened_menu(), "Add bullet")
    assert stage.data.count(b"0:08") == 2
    stage.press(Qt.Key.Key_Escape)
    # An empty place of the timeline.
    at = QPoint(round(timeline.x_of(15_000)), timeline.height() // 2)
    assert words_of(menu_at(timeline, at)) == [
        *("Add bullet at 0:15", "Set loop start", "Set loop end"),
        *("Copy link to this time", "Waveform"),
    ]
    choose(opened_menu(), "Set loop start")
    assert abs((stage.player.repeat or (0,))[0] - 15_000) < 200
    choose(menu_at(timeline, at), "Add bullet at 0:15")
    stage.write_in("Here")
    assert b"Here" in stage.data
    assert b"[0:15]" in stage.data


def test_menu_of_a_place_offers_only_what_can_be_done(stage: Stage) -> None:
    stage.start(stage.write("note.md", "# Title\n\nWords [0:02].\n\nMore words.\n"))
    assert words_of(menu_at(stage.view, place_of(stage.view, "Words"))) == [
        *("Go to 0:02", "Edit bullet", "Set time…", "Move time 1 frame earlier"),
        *("Move time 1 frame later", "Set end to end of sentence", "Not a timestamp"),
        *("Show in transcript", "Copy link to this time", "Delete bullet"),
    ]
    opened_menu().close()
    assert words_of(menu_at(stage.view, place_of(stage.view, "More"))) == [
        *("Edit bullet", "New bullet below", "Find where this is said…", "Paste"),
        "Delete bullet",
    ]
    opened_menu().close()
    below = QPoint(stage.view.width() // 2, stage.view.viewport().height() - 20)
    assert words_of(menu_at(stage.view, below)) == ["Write here", "Paste", "Find in note"]
    choose(opened_menu(), "Write here")
    stage.write_in("New")
    assert stage.data.rstrip().endswith(b"New")


def test_a_time_is_no_timestamp_or_one_since_the_user_says_so(
    make_stage: Callable[[], Stage], numbered_video: Path
) -> None:
    stage = make_stage()
    text = "# Title\n\n- 0:02 First\n- 10:30 Ann called\n- 0:08 Last\n\nWell, at 0:12 it ends.\n"
    path = stage.write("note.md", text, video=numbered_video)
    before = path.read_bytes()
    stage.watch(path)
    stage.wait(lambda: len(stage.session.doubts.places) == 1)

    def is_shown(*times: str) -> bool:
        """Return whether page, list and timeline show these, and nothing else."""
        picture, tab = stage.view.picture, stage.window.tabs.widget("claims")
        note, ticks = stage.session.note, stage.program.playing.timeline._ticks
        return (
            picture.note is note
            and [note.citations[chip.citation].written for chip in picture.chips] == [*times]
            and {row.time for row in tab.claims.listed} == {*times}
            and len(ticks) == len(times) - ("10:30" in times)
            and len(stage.session.doubts.places) == ("10:30" in times)
        )

    stage.wait(partial(is_shown, "0:02", "10:30", "0:08"))
    choose(menu_at(stage.view, place_of_chip(stage.view, 1)), "Not a timestamp")
    stage.wait(partial(is_shown, "0:02", "0:08"))
    assert stage.said == "10:30 is not a timestamp"
    assert stage.offered == ["Undo"]
    assert "Make timestamp" not in words_of(menu_at(stage.view, place_of(stage.view, "it ends")))
    opened_menu().close()
    choose(menu_at(stage.view, place_of(stage.view, "0:12") + QPoint(2, 0)), "Make timestamp")
    stage.wait(partial(is_shown, "0:02", "0:08", "0:12"))
    stage.click_chip(2)
    stage.wait(lambda: stage.player.position_ms == 12_000)
    # Undone and done again in their turn.
    for keys, times in (
        (CTRL, ("0:02", "0:08")),
        (CTRL, ("0:02", "10:30", "0:08")),
        (CTRL | SHIFT, ("0:02", "0:08")),
        (CTRL | SHIFT, ("0:02", "0:08", "0:12")),
    ):
        stage.press("z", keys)
        stage.wait(partial(is_shown, *times))
    # A time that is set takes along what was said.
    stage.seek(13_000)
    choose(menu_at(stage.view, place_of_chip(stage.view, 2)), "Set start to current time")
    stage.wait(partial(is_shown, "0:02", "0:08", "0:13"))
    stage.end()
    assert path.read_bytes() == before.replace(b"0:12", b"0:13")
    # So it is at the next start, and there by the palette.
    stage = make_stage()
    stage.watch(path)
    stage.wait(partial(is_shown, "0:02", "0:08", "0:13"))
    for words, typed, times in (
        ("Ann called", "make times", ("0:02", "0:08", "0:13")),
        ("10:30", "make times", ("0:02", "10:30", "0:08", "0:13")),
        ("it ends", "not a time", ("0:02", "10:30", "0:08")),
    ):
        stage.click_text(words)
        stage.press("k", CTRL)
        QTest.keyClicks(stage.palette.field, typed)
        stage.press(Qt.Key.Key_Return)
        stage.wait(partial(is_shown, *times))
    assert "Click a time that isn't a timestamp first." in stage.all_said


def test_menu_of_a_picture_copies_it(stage: Stage) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    image.save(str(stage.vault / "red.png"))
    stage.start(stage.write("note.md", "# Title\n\n![words](red.png)\n\nMore\n"), player=False)
    stage.wait(lambda: stage.view.picture is not None and stage.view.picture.insets)
    inset = stage.view.picture.insets[0]
    stage.wait(lambda: isinstance(stage.view.pictures.drawn(inset), Decoded))
    at = place_of_position(stage.view, inset.position) + QPoint(5, 0)
    choose(menu_at(stage.view, at), "Copy picture")
    assert QGuiApplication.clipboard().image().size() == image.size()
    choose(menu_at(stage.view, at), "Copy address")
    assert QGuiApplication.clipboard().text() == "red.png"
