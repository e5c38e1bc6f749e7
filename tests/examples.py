"""How many examples a test of random ones is given.

The run says how many (see tests/conftest.py): few with `--quick`, 100 with `--all`. A test that
finds more, or costs more, than others takes a multiple of that; a number of its own would be the
same in every run.
"""

from typing import Any

from hypothesis import settings


def examples(times: float, **others: Any) -> settings:
    """Return settings for so many times the examples of this run, at least one."""
    count = max(1, round(times * settings.default.max_examples))
    return settings(max_examples=count, **others)
