"""The keys that the README and the tour teach are the keys that there are."""

import re
from pathlib import Path

import pytest

from viewer import RESOURCES
from viewer.app import ACTIONS

README = Path(__file__).parent.parent / "README.md"
_PAGES = (README, RESOURCES / "tour" / "tour.md")
_ROW = re.compile(r"^\| `.*\|$", re.MULTILINE)
_SHOWN_AS = {"←": "Left", "→": "Right"}


def _taught(page: Path) -> set[str]:
    """Find the keys in the tables of `page`."""
    keys = set()
    for row in _ROW.findall(page.read_text("utf-8")):
        for key in re.findall(r"`([^`]+)`", row):
            for shown, name in _SHOWN_AS.items():
                key = key.replace(shown, name)
            keys.add(key)
    return keys - {"Shift"}  # "with `Shift`, 1 second": a part of a key


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.name)
def test_keys_when_taught_are_there(page: Path) -> None:
    known = {key for action in ACTIONS for key in action.keys}
    taught = _taught(page)
    assert len(taught) > 15
    assert taught <= known
    assert {"Shift+Left", "Shift+Right"} <= known


def test_pictures_when_named_in_the_readme_are_there() -> None:
    pictures = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README.read_text("utf-8"))
    assert pictures
    # Taken with ./run shots.
    assert [picture for picture in pictures if not (README.parent / picture).is_file()] == []
