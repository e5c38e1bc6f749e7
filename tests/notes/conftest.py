"""Notes in every form: made-up ones, one for each shape, and real ones of other programs."""

import random
from pathlib import Path

import pytest

from tests.notes.form_notes import SURE, data_of, shapes
from viewer.notes.note import Note

_COUNT = 84
_SAMPLE = 8  # of them, where not all are asked for


@pytest.fixture
def others_notes(corpus_dir: Path, tests_all: bool, rng: random.Random) -> list[Note]:
    """Real notes of other programs: some of them, or all 84 with `--all`."""
    paths = sorted((corpus_dir / "forms").rglob("*.md"))
    if not paths:
        pytest.skip("the notes of other programs are not there: corpus/forms")
    assert len(paths) == _COUNT
    drawn = paths if tests_all else sorted(rng.sample(paths, _SAMPLE))
    return [Note.parse(path.read_bytes()) for path in drawn]


@pytest.fixture(params=["made up", "shapes", "others"])
def form_notes(request: pytest.FixtureRequest) -> list[Note]:
    """Notes in every form, of one source."""
    if request.param == "made up":
        return [Note.parse(data_of(text)) for text in SURE]
    if request.param == "shapes":
        return [Note.parse(shape.text.encode()) for shape in shapes()]
    notes: list[Note] = request.getfixturevalue("others_notes")
    return notes
