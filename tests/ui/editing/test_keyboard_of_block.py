"""The keyboard of an open block: what takes it for a while gives it back, and no letter is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from tests.ui.stage import LEFT, Stage, choose, opened_menu
from viewer.ui.editing.block_editor import BlockEditor
from viewer.video.playback.player import PlayerState

Key = Qt.Key
_RIGHT = Qt.MouseButton.RightButton


@pytest.fixture
def written(stage: Stage, numbered_video: Path) -> Stage:
    """A note whose first bullet is open, and holds "One more" by now."""
    stage.watch(stage.write("talk.md", "- One [0:02]\n- Two [0:05]\n", video=numbered_video))
    stage.wait_for_claims(2)
    at = stage.data.index(b" [0:02]")
    stage.program.editing.edit_at(at, at)
    stage.write_in(" more")
    return stage


def _is_writing(stage: Stage) -> bool:
    widget = QApplication.focusWidget()
    return any(block.isAncestorOf(widget) for block in stage.view.findChildren(BlockEditor))  # type: ignore[arg-type]


def _ask_for_menu(widget: QWidget) -> None:
    """Press the right button on a widget, which may take the keyboard by that, and ask."""
    inner = widget.viewport() if isinstance(widget, QAbstractItemView) else widget
    QTest.mousePress(inner, _RIGHT, pos=inner.rect().center() / 4)
    widget.customContextMenuRequested.emit(inner.rect().center() / 4)
    QTest.mouseRelease(inner, _RIGHT, pos=inner.rect().center() / 4)


@pytest.mark.parametrize("choice", ["Add frame", ""])
def test_menu_of_the_picture_gives_the_keyboard_back(written: Stage, choice: str) -> None:
    _ask_for_menu(written.window.player.picture)
    menu = opened_menu()
    if choice:
        choose(menu, choice)
        written.wait(lambda: b"![" in written.data)
    else:
        menu.close()
    written.wait(lambda: _is_writing(written))
    written.write_in(" words")
    assert b"One more" in written.data
    assert b" words" in written.data


def test_menus_beside_the_note_give_the_keyboard_back(written: Stage) -> None:
    tab = written.window.tabs.widget("claims")
    written.window.tabs.show_tab("claims")
    for widget in (tab.claims, written.program.playing.timeline):
        _ask_for_menu(widget)
        opened_menu().close()
        written.wait(lambda: _is_writing(written))


def test_click_on_the_picture_plays_and_one_writes_on(written: Stage) -> None:
    QTest.mouseClick(written.window.player.picture, LEFT)
    written.wait(lambda: written.player.state is PlayerState.PLAYING)
    assert _is_writing(written)
    written.write_in(" a lot")
    assert b"One more a lot" in written.data


def test_full_screen_gives_the_keyboard_back(written: Stage) -> None:
    full = written.window.actions_["fullscreen"]
    full.trigger()
    assert not _is_writing(written)
    full.trigger()
    assert _is_writing(written)


def test_letters_when_the_keyboard_is_elsewhere_are_written_in_the_block(written: Stage) -> None:
    tab = written.window.tabs.widget("claims")
    written.window.tabs.show_tab("claims")
    tab.claims.setFocus()
    assert not _is_writing(written)
    for letter in " am quick":
        written.type_in(letter)
    assert b"One more am quick" in written.data
    assert written.player.state is PlayerState.PAUSED
    assert written.offered == []
    assert _is_writing(written)


def test_bullet_in_full_screen_is_told_of_and_written_where_one_sees_it(written: Stage) -> None:
    window = written.window
    written.press(Key.Key_Escape)
    window.actions_["fullscreen"].trigger()
    window.actions_["bullet.timed"].trigger()
    assert window.player.picture.flashed == "Bullet added at 0:00"
    assert not window.is_full_screen
    assert window.page.isVisible()
    written.write_in("Big beams")
    assert b"Big beams [0:00]" in written.data
