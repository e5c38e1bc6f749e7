"""The keyboard of an open block: what takes it for a while gives it back, and no letter is lost."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from tests.ui.page.afresh import afresh
from tests.ui.stage import CTRL, LEFT, Stage, choose, opened_menu
from viewer.media.player import PlayerState
from viewer.ui.page.block_editor import BlockEditor

Key = Qt.Key
_RIGHT = Qt.MouseButton.RightButton


def _write(stage: Stage, video: Path) -> None:
    """Open a note, and its first bullet, which holds "One more" by now."""
    afresh(stage, f"---\nvideo: {video}\n---\n\n- One [0:02]\n- Two [0:05]\n")
    stage.wait_for_claims(2)
    at = stage.data.index(b" [0:02]")
    stage.program.composing.edit_at(at, at)
    stage.write_in(" more")


def _is_writing(stage: Stage) -> bool:
    widget = QApplication.focusWidget()
    return any(block.isAncestorOf(widget) for block in stage.view.findChildren(BlockEditor))  # type: ignore[arg-type]


def _ask_for_menu(widget: QWidget) -> None:
    """Press the right button on a widget, which may take the keyboard by that, and ask."""
    inner = widget.viewport() if isinstance(widget, QAbstractItemView) else widget
    QTest.mousePress(inner, _RIGHT, pos=inner.rect().center() / 4)
    widget.customContextMenuRequested.emit(inner.rect().center() / 4)
    QTest.mouseRelease(inner, _RIGHT, pos=inner.rect().center() / 4)


@pytest.mark.all_only
def test_keyboard_goes_back_to_the_block(stage: Stage, numbered_video: Path) -> None:
    _write(stage, numbered_video)
    # Menus beside the note give the keyboard back.
    tab = stage.window.tabs.widget("claims")
    stage.window.tabs.show_tab("claims")
    for widget in (tab.claims, stage.program.playing.timeline):
        _ask_for_menu(widget)
        opened_menu().close()
        stage.wait(lambda: _is_writing(stage))

    # Menu of the picture gives the keyboard back.
    for choice in ("Add frame", ""):
        _write(stage, numbered_video)
        _ask_for_menu(stage.window.player.picture)
        menu = opened_menu()
        if choice:
            choose(menu, choice)
            stage.wait(lambda: b"![" in stage.data)
        else:
            menu.close()
        stage.wait(lambda: _is_writing(stage))
        stage.write_in(" words")
        assert b"One more" in stage.data
        assert b" words" in stage.data

    # Click on the picture plays and one writes on.
    _write(stage, numbered_video)
    QTest.mouseClick(stage.window.player.picture, LEFT)
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)
    assert _is_writing(stage)
    stage.write_in(" a lot")
    assert b"One more a lot" in stage.data

    # Letters when the keyboard is elsewhere are written in the block.
    _write(stage, numbered_video)
    tab = stage.window.tabs.widget("claims")
    stage.window.tabs.show_tab("claims")
    tab.claims.setFocus()
    assert not _is_writing(stage)
    for letter in " am quick":
        stage.type_in(letter)
    assert b"One more am quick" in stage.data
    assert stage.player.state is PlayerState.PAUSED
    assert stage.offered == []
    assert _is_writing(stage)

    # Bullet in full screen is written over the picture, under the subtitles, and keeps it full.
    _write(stage, numbered_video)
    window, picture = stage.window, stage.window.player.video_view
    stage.press(Key.Key_F11)  # which closes the block, and keeps what is in it
    before, room = stage.data, picture.subtitle_room()
    stage.press("t")
    (block,) = (one for one in picture.findChildren(BlockEditor) if one.isVisible())
    assert block.geometry().bottom() < picture.height() - window.player.controls.height()
    assert picture.subtitle_room().bottom() == block.y() < room.bottom()
    stage.press(Key.Key_Escape)  # without words it goes
    assert (stage.data, picture.subtitle_room()) == (before, room)
    stage.press("t")
    stage.write_in("Big")
    picture.setFocus()  # as a click does, which plays
    stage.write_in(" beams")
    stage.press(Key.Key_Return)
    stage.write_in("More")
    assert b"- Big beams [0:00]\n- More\n- One more [0:02]" in stage.data
    stage.press("z", CTRL)
    assert stage.data == before.replace(b"- One", b"- Big beams [0:00]\n- One")
    stage.press("z", CTRL)
    assert (stage.data, window.is_full_screen) == (before, True)
    stage.press("t")
    stage.write_in("Kept")
    stage.press(Key.Key_F11)
    assert not window.is_full_screen
    assert b"- Kept [0:00]\n" in stage.data
    assert not any(one.isVisible() for one in picture.findChildren(BlockEditor))
