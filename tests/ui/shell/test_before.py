"""What people set before actions were merged holds: settings, state, and the keys they gave.

The files in `before` were written by the program at commit b676016: each setting has another value
than its own, and each action another key or none, but for those that others went into. Its last
file says what that program read from them.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ui.stage import Stage
from viewer.features import ACTIONS
from viewer.ui.shell.action import Act, In, listed
from viewer.ui.shell.shortcuts import MERGED, moved

_BEFORE = Path(__file__).parent / "before"
_IDS = {spec.id for spec in ACTIONS}


@pytest.fixture
def wanted() -> dict[str, Any]:
    """What is set in the files: `settings` by their ids, `keys` by those of actions."""
    read: dict[str, Any] = json.loads((_BEFORE / "wanted.json").read_text())
    return read


def test_every_action_of_before_is_there_or_went_into_one_that_is(wanted: dict[str, Any]) -> None:
    assert [one for one in wanted["keys"] if one not in _IDS and one not in MERGED] == []
    assert {into for into in MERGED.values() if into not in _IDS} == {""}


def test_keys_of_what_went_are_had_by_what_it_went_into() -> None:
    specs = listed(In(""), Act("note.open", "Open…", 0, "Ctrl+P, Ctrl+O", "open"))
    gone = {"note.recent": ("F7",), "file.open": ("F8", "Ctrl+F8"), "video.paste": ()}
    assert moved(specs, gone) == {"note.open": ("Ctrl+P", "Ctrl+O", "F7", "F8", "Ctrl+F8")}
    own = {"note.open": ("Ctrl+F9",), "of.another.version": ("F10",)}
    assert moved(specs, gone | own) == own


def test_what_was_set_before_is_set(
    make_stage: Callable[[], Stage], tmp_path: Path, wanted: dict[str, Any]
) -> None:
    for name, folder in (("settings.ini", "config"), ("state.ini", "state")):
        (tmp_path / "home" / folder).mkdir(parents=True)
        shutil.copy(_BEFORE / name, tmp_path / "home" / folder)
    stage = make_stage()
    stage.start(stage.vault, player=False)
    settings, state = stage.program.settings, stage.program.context.state
    assert {key: settings.value(key) for key in wanted["settings"]} == wanted["settings"]

    actions = stage.window.actions_
    assert not actions.bad_keys
    kept = _IDS.intersection(wanted["keys"]).difference(MERGED.values())
    had = {one: list(actions.keys[one]) for one in kept}
    assert had == {one: wanted["keys"][one] for one in kept}
    for one, into in MERGED.items():
        assert not into or set(wanted["keys"][one]) <= set(actions.keys[into])

    names = [path.name for path in state.recent_notes()]
    assert names == ["Bridges.md", "Zwei.md"]
    (video,), (vault,) = state.recent_videos(), state.recent_vaults()
    assert (video.title, vault.notes) == ("A talk", 12)
    assert state.recent_searches() == ["trusses -is:doubt"]
    assert state.position_ms(video.key) == 83_000
    for flag in ("save/understood", "list/save", "list/own_folder"):
        assert state.flag(flag, False), flag
    for flag in ("list/notes", "about/linked", "about/video", "window/show_vault"):
        assert not state.flag(flag, True), flag
    assert state.numbers("speech/speed_small") == [0.25]
    assert actions["video.detach"].isChecked()
