"""What the README and the tour teach is there: keys, pictures, pages, packages."""

import re
from pathlib import Path

import pytest

from tests.documents import LISTS, ROOT, guides, written
from viewer import RESOURCES
from viewer.features import ACTIONS
from viewer.translation import PRACTICE, document

TEXT = (ROOT / "README.md").read_text("utf-8")
_SHOWN_AS = {"←": "Left", "→": "Right"}


@pytest.mark.parametrize("document", LISTS)
def test_lists_of_documents_are_those_of_the_program(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    assert written(document) == text, "run: .venv/bin/python -m tests.documents"


def test_keys_of_the_readme_are_there() -> None:
    known = {key for action in ACTIONS for key in action.keys}
    keys = re.findall(r"`((?:(?:Ctrl|Alt|Shift)\+)*(?:[A-Z.,]|Space|Left|Right))`", TEXT)
    assert len(keys) >= 12
    assert set(keys) <= known


def test_keys_when_taught_by_the_tour_are_there() -> None:
    known = {key for action in ACTIONS for key in action.keys}
    taught = set()
    tour = (RESOURCES / "tour" / "tour.md").read_text("utf-8")
    for row in re.findall(r"^\| `.*\|$", tour, re.MULTILINE):
        for key in re.findall(r"`([^`]+)`", row):
            for shown, name in _SHOWN_AS.items():
                key = key.replace(shown, name)
            taught.add(key)
    assert len(taught) > 15
    assert taught - {"Shift"} <= known  # "with `Shift`, one second": a part of a key
    assert {"Shift+Left", "Shift+Right"} <= known


def test_keys_when_named_in_the_guide_are_there() -> None:
    known = {key for action in ACTIONS for key in action.keys}
    guide = (RESOURCES / "tour" / "guide.md").read_text("utf-8") + document(PRACTICE).read_text(
        "utf-8"
    )
    named = set(re.findall(r"`((?:(?:Ctrl|Alt|Shift)\+)*(?:[A-Z]|F\d+))`", guide))
    assert len(named) > 30
    assert named <= known


def test_pictures_and_pages_when_named_in_the_readme_are_there() -> None:
    named = re.findall(r"\]\(([^)#]+)[^)]*\)", TEXT)
    assert len(named) >= 3
    # Pictures are taken with ./run shots.
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_packages_of_the_readme_are_those_of_the_code() -> None:
    named = set()
    for first, others in re.findall(r"^  ([\w/]+)/((?:, \w+/)*) ", TEXT, re.MULTILINE):
        around = first.rpartition("/")[0]
        named |= {first, *(f"{around}/{other}" for other in re.findall(r"\w+", others))}
    there = {
        path.parent.relative_to(ROOT / "viewer").as_posix()
        for path in (ROOT / "viewer").glob("*/**/__init__.py")
    }
    assert named | {"ui"} == there


def test_files_when_named_in_the_code_part_of_the_readme_are_there() -> None:
    code = TEXT[TEXT.index("## The code") :]
    names = {name.rpartition("/")[2] for name in re.findall(r"[\w/]+\.py\b", code)}
    assert len(names) > 8
    there = {path.name for path in Path(ROOT / "viewer").rglob("*.py")}
    assert names <= there


def test_readme_stays_short() -> None:
    assert TEXT.count("\n") <= 110


def test_keys_of_guides_in_other_languages_are_those_there_are() -> None:
    made = guides()
    assert made
    assert [path for path, text in made.items() if path.read_text("utf-8") != text] == []
