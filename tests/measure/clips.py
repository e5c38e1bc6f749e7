"""Measure clips: `./run measure clips [--clips N] [--seed N]`.

N clips of random moments and lengths are cut out of films of several codecs, whose frames are
numbered and whose sound clicks, into each form that films are written in. Of each codec and form:
in how many the first frame is right, the last, and all between; how far the worst click is off; and
how long cutting took for a second of film.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.export.clicking_films import KINDS, cut, look_at_source, make_film, shown_at

_SECONDS = 12
_FORMS = (".mp4", ".webm")
_GOAL_MS = 20


def main(arguments: list[str]) -> int:
    """Measure; return 1 where a frame is wrong or sound is off by more than the goal."""
    parser = argparse.ArgumentParser(prog="./run measure clips", description=__doc__)
    parser.add_argument("--clips", type=int, default=50, metavar="N", help="in each form")
    parser.add_argument("--seed", type=int, default=1, help="what they are drawn by")
    options = parser.parse_args(arguments)
    os.environ.setdefault("SVT_LOG", "1")  # its encoder tells a lot of itself
    columns = ("clips", "first", "last", "all", "sound ms", "s/s")
    print(f"{'film':28} form " + " ".join(f"{each:>8}" for each in columns))
    chance = random.Random(options.seed)
    is_good = True
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, kind) in enumerate(KINDS.items()):
            source = make_film(Path(folder), kind, int(_SECONDS * kind.rate))
            end_ms = shown_at(source)[-1]
            look_at_source(source)
            count = options.clips // len(KINDS) + (number < options.clips % len(KINDS))
            for suffix in _FORMS:
                made = []
                seconds = 0.0
                began = time.perf_counter()
                for _ in range(count):
                    start_ms = chance.randrange(0, end_ms - 200)
                    stop_ms = min(start_ms + chance.randrange(100, 3_000), end_ms + 100)
                    target = Path(folder, f"clip{suffix}")
                    made.append(cut(source, start_ms, stop_ms, target))
                    target.unlink()
                    seconds += (stop_ms - start_ms) / 1000
                took = time.perf_counter() - began
                first, last = sum(one.first for one in made), sum(one.last for one in made)
                whole = sum(one.between for one in made)
                off_ms = max((one.off * 1000 for one in made), default=0.0)
                is_good &= whole == count and off_ms <= _GOAL_MS
                figures = (count, first, last, whole, f"{off_ms:.1f}", f"{took / seconds:.2f}")
                row = " ".join(f"{each:>8}" for each in figures)
                print(f"{name:28} {suffix[1:]:4} {row}", flush=True)
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
