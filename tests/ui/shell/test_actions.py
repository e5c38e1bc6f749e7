"""How actions are declared, and what is done to them when a fact changes."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from viewer.ui.shell.action import Act, Fact, In, listed
from viewer.ui.shell.actions import Actions

SPECS = listed(
    Act("alone", "Alone", 0, "", "alone"),
    In("Play/Move", needs=Fact.VIDEO, repeats=True),
    Act("back", "Back", 21, ",, Ctrl+,", "move", -1, "s"),
    Act("frame", "Frame · Next frame", 22, ",", "step", needs=Fact.CLAIMS),
    In("Edit"),
    Act("undo", "Undo", 11, "Ctrl+Z", "undo", edits=True),
    Act("mute", "Mute", 12, "", "mute", needs=Fact.VIDEO | Fact.NOTE),
)


def test_fact_when_changed_touches_only_the_actions_that_need_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    actions = Actions(window, SPECS, {})
    assert [one for one, action in actions.by_id.items() if action.isEnabled()] == ["alone", "undo"]
    for action in actions.by_id.values():
        action.setToolTip("as it was")
    actions.set_facts({Fact.VIDEO: True})
    tips = {one: action.toolTip() for one, action in actions.by_id.items()}
    assert {one for one, tip in tips.items() if tip != "as it was"} == {"back", "mute"}
    assert actions["back"].isEnabled()
    assert tips["mute"] == "Open a note first."
    actions.set_why_not(Fact.NOTE, "Not now.")
    assert actions["mute"].toolTip() == "Not now."
    assert actions["frame"].toolTip() == "as it was"
