"""Text that was built to be slow is read at once."""

from __future__ import annotations

import time
from functools import cache

import pytest

from tests.fillers.patterns import patterns, tries
from tests.fillers.subjects import WAYS
from tests.fillers.texts import fillers, fillers_for

pytestmark = [pytest.mark.usefixtures("qapp"), pytest.mark.all_only]
SIZE, SLOW_S = 20_000, 2.0  # twice what headings without words take


def test_every_regular_expression_is_done_at_once() -> None:
    for name, (pattern, is_at_one_place) in patterns().items():
        run = tries(pattern, at_one_place=is_at_one_place)
        for filler in fillers_for(pattern)[::40]:
            begun = time.thread_time()
            run(filler.text(SIZE))
            assert time.thread_time() - begun < SLOW_S, (name, str(filler))


@cache
def _some() -> list[str]:
    return [filler.text(SIZE) for filler in fillers()[::100]]


@pytest.mark.parametrize("way", WAYS)
def test_every_way_in_is_done_at_once(way: str) -> None:
    for text in _some():
        begun = time.thread_time()
        WAYS[way](text)
        assert time.thread_time() - begun < SLOW_S, text[:100]
