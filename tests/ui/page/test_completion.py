"""Names are completed while they are typed: notes, aliases, headings, tags."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeView, QWidget

from tests.ui.page.afresh import afresh
from tests.ui.stage import ALT, CTRL, LEFT, Stage

Key = Qt.Key


@pytest.fixture
def vault(stage: Stage) -> Path:
    """A vault of a few notes that is listed and indexed; one of them is open."""
    stage.write(
        "lighthouses.md", "---\ntitle: On lighthouses\naliases: [Pharos]\n---\n\n# On lighthouses\n"
    )
    stage.write("deep/lamps.md", "# Lamps\n\n## How they burn\n\nOil #fuel/oil and #light [0:03]\n")
    stage.write("other.md", "Gas #fuel/gas #light\n")
    path = stage.write("mine.md", "# Mine\n\n- Words\n")
    stage.start(path, player=False)
    stage.index()
    notes = stage.program.vault_list.view
    stage.wait(lambda: any("Pharos" in note.aliases for note in notes.catalogue))
    _open_block(stage)
    return path


def _open_block(stage: Stage) -> None:
    """Open a note of some words, and its block, the caret at its end."""
    afresh(stage, "# Mine\n\n- Words\n")
    stage.click_text("Words")
    stage.press("e", ALT)
    stage.press(Key.Key_End)


def names_below(stage: Stage) -> QTreeView | None:
    """Return the list of names that is shown below the caret."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QTreeView) and widget.isVisible():
            return widget
    return None


def _offered(stage: Stage) -> list[str]:
    shown = names_below(stage)
    if shown is None:
        return []
    model = shown.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def _wait_for(stage: Stage, names: list[str]) -> None:
    stage.wait(lambda: _offered(stage) == names)


def _press(stage: Stage, key: Qt.Key) -> None:
    """Press a key as the window system gives it: to the list, while that is open."""
    shown: QWidget | None = names_below(stage)
    QTest.keyClick(shown if shown is not None else QApplication.focusWidget(), key)


def test_names_are_completed_while_they_are_typed(stage: Stage, vault: Path) -> None:
    # Tag is completed and the most used comes first.
    stage.type_in(" #l")
    _wait_for(stage, ["#light", "#fuel/gas", "#fuel/oil"])
    shown = names_below(stage)
    assert shown.model().index(0, 1).data() == "2 notes"
    where = shown.visualRect(shown.model().index(0, 0)).center()
    QTest.mouseClick(shown.viewport(), LEFT, pos=where)
    stage.wait(lambda: stage.data.endswith(b"- Words #light \n"))

    # Tag before a space brings none with it.
    _open_block(stage)
    stage.type_in("  [0:03]")
    for _ in ("[0:03]", " "):  # a chip is stepped over as a letter
        _press(stage, Key.Key_Left)
    stage.type_in("#l")
    _wait_for(stage, ["#light", "#fuel/gas", "#fuel/oil"])
    _press(stage, Key.Key_Return)
    stage.type_in("and")
    assert stage.data.endswith(b"- Words #light and[0:03]\n")
    stage.type_in(" #l")  # whose answer comes when its block is gone

    # Note is completed by its title and by its alias.
    _open_block(stage)
    stage.type_in(" [[light")
    _wait_for(stage, ["On lighthouses"])
    _press(stage, Key.Key_Return)
    stage.type_in(" and [[phar")
    _wait_for(stage, ["Pharos"])
    _press(stage, Key.Key_Tab)
    stage.type_in(".")
    wanted = b"- Words [[lighthouses|On lighthouses]] and [[lighthouses|Pharos]].\n"
    assert stage.data.endswith(wanted)
    assert names_below(stage) is None

    # Heading is completed behind the name of its note.
    _open_block(stage)
    stage.type_in(" [[lamps#")
    _wait_for(stage, ["Lamps", "How they burn"])
    _press(stage, Key.Key_Down)
    _press(stage, Key.Key_Return)
    assert stage.data.endswith(b"- Words [[lamps#How they burn]]\n")

    # Escape leaves the list and not the block.
    _open_block(stage)
    stage.type_in(" [[la")
    _wait_for(stage, ["Lamps"])
    _press(stage, Key.Key_Escape)
    assert names_below(stage) is None
    stage.type_in("x")
    assert stage.data.endswith(b"- Words [[lax\n")
    _press(stage, Key.Key_Escape)
    assert stage.view.hasFocus()

    # Names are completed in the source too and undone at once.
    _open_block(stage)
    before = stage.data
    stage.press(Key.Key_Escape)
    stage.press("e", CTRL)
    stage.press(Key.Key_End, CTRL)
    stage.type_in("[[lam")
    _wait_for(stage, ["Lamps"])
    _press(stage, Key.Key_Return)
    assert stage.data == before + b"[[lamps]]"
    while stage.data != before:
        stage.press("z", CTRL)
