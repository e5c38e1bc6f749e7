"""What the README and the tour teach is there: keys, pictures, pages."""

import re

import pytest

from tests.documents import LISTS, ROOT, guides, written
from viewer import RESOURCES
from viewer.features import ACTIONS
from viewer.translation import GUIDE, PRACTICE, document

TEXT = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("document", LISTS)
def test_lists_of_documents_are_those_of_the_program(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    assert written(document) == text, "run: .venv/bin/python -m tests.documents"


def _keys(text: str, pattern: str) -> set[str]:
    return set(re.findall(rf"`((?:(?:Ctrl|Alt|Shift)\+)*(?:{pattern}))`", text))


def test_keys_that_are_taught_are_there() -> None:
    known = {key for action in ACTIONS for key in action.keys}
    tour = (RESOURCES / "tour" / "tour.md").read_text("utf-8").replace("←", "Left")
    rows = "\n".join(re.findall(r"^\| `.*\|$", tour.replace("→", "Right"), re.MULTILINE))
    guide = "".join(path.read_text("utf-8") for path in (document(GUIDE), document(PRACTICE)))
    for text, pattern, count in (
        (TEXT, "[A-Z.,]|Space|Left|Right", 12),
        (rows, r"[^`+]|\w+", 15),
        (guide, r"[A-Z]|F\d+", 30),
    ):
        named = _keys(text, pattern)
        assert len(named) >= count
        assert named - {"Shift"} <= known  # "with `Shift`, one second": a part of a key
    assert {"Shift+Left", "Shift+Right"} <= known


def test_pictures_and_pages_when_named_in_the_readme_are_there() -> None:
    named = re.findall(r"\]\(([^)#]+)[^)]*\)", TEXT)
    assert len(named) >= 3
    # Pictures are taken with ./run shots.
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_keys_of_guides_in_other_languages_are_those_there_are() -> None:
    made = guides()
    assert made
    assert [path for path, text in made.items() if path.read_text("utf-8") != text] == []
