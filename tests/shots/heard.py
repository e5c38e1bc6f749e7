"""Drives the window from state to state of the screenshots, for someone outside to listen.

    python -m tests.shots.heard [--all]

Prints the name of each state once it is shown, and goes on when a line is written to it. Without
`--all` some states are enough.
"""

from __future__ import annotations

import select
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from tests.shots.look_states import look_states
from tests.shots.review_states import review_states
from tests.shots.screenshots import settings_states, states
from tests.shots.shot_stage import ShotStage
from tests.waiting import rest, wait_until
from viewer import app as cuenote

_MOST_MS = 600_000  # that a listener may take


def _some(stage: ShotStage) -> Iterator[tuple[str, tuple[int, int]]]:
    for group in (look_states, settings_states):
        yield from group(stage)
    yield from islice(review_states(stage), 8)


def main() -> None:
    """Go through the states."""
    is_all = "--all" in sys.argv
    with tempfile.TemporaryDirectory() as work:
        stage = ShotStage(cuenote.make_application(), Path(work), None)
        heard = set[str]()
        for name, size in (states if is_all else _some)(stage):
            if name in heard:
                continue  # in another size it says the same
            heard.add(name)
            if size[0]:
                stage.subject.resize(*size)
            rest(20)
            print(name, flush=True)
            wait_until(lambda: bool(select.select([sys.stdin], [], [], 0)[0]), timeout_ms=_MOST_MS)
            sys.stdin.readline()
        stage.end()


if __name__ == "__main__":
    main()
