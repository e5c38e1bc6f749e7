"""What the import contracts cannot say of how the code is laid out."""

from __future__ import annotations

import re
from pathlib import Path

import viewer
from viewer.app import FEATURES

ROOT = Path(viewer.__file__).parent


def test_session_names_no_widget() -> None:
    sources = sorted((ROOT / "ui" / "session").glob("*.py"))
    assert sources
    assert [path.name for path in sources if "QtWidgets" in path.read_text("utf-8")] == []


def test_app_lists_every_feature() -> None:
    declared = {
        name
        for path in (ROOT / "ui").rglob("*.py")
        for name in re.findall(r"^class (\w+)\(Feature\):", path.read_text("utf-8"), re.MULTILINE)
    }
    assert declared == {feature.__name__ for feature in FEATURES}


def test_methods_of_actions_are_there() -> None:
    for feature in FEATURES:
        for action in feature.ACTIONS:
            assert callable(getattr(feature, action.method)), action.id


def test_ids_of_actions_are_given_once() -> None:
    ids = [action.id for feature in FEATURES for action in feature.ACTIONS]
    assert len(ids) == len(set(ids))
