"""The note that the tests of reviewing share."""

from pathlib import Path

import pytest

from tests.ui.review_case import Case
from tests.ui.stage import Stage


@pytest.fixture
def case(stage: Stage, long_video: Path) -> Case:
    made = Case(stage, long_video)
    made.start()
    return made
