"""The line icons: one set, drawn alike, with nothing in them that the theme cannot recolour."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from viewer import RESOURCES

ICONS = sorted((RESOURCES / "icons").glob("*.svg"))
assert len(ICONS) >= 40
_SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_icon_when_read_is_drawn_like_the_others(path: Path) -> None:
    source = path.read_text("utf-8")
    root = ElementTree.fromstring(source)
    assert root.tag == f"{_SVG}svg"
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke") == "currentColor"
    assert root.get("stroke-width") == "1.75"
    assert (root.get("stroke-linecap"), root.get("stroke-linejoin")) == ("round", "round")
    assert len(root) > 0
    # Any colour of its own would stay when the theme changes.
    colours = set(re.findall(r'(?:fill|stroke)="([^"]*)"', source))
    assert colours <= {"none", "currentColor"}
