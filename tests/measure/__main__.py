"""Measure on real material what the program promises: `./run measure [WHAT …]`.

On the corpus: `pairs`: the 46 notes with transcripts, in two halves by id; `quotes`: whether the
words shown as evidence are those being said; `readings`: how times of three fields are read, held
against what other notes about the video cite; `seed`: the first real note; `vault`: all notes
without transcripts, by kind, and with `--read N` so many of each to be read by eye.

With options of their own, `./run measure WHAT --help`:
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from pathlib import Path

from tests.measure.alignment import (
    all_at_once,
    one_at_a_time,
    print_guesses,
    print_inside,
    print_past_end,
)
from tests.measure.cases import CORPUS, read_cases
from tests.measure.quotes import print_quotes
from tests.measure.readings import print_readings
from tests.measure.spoken import print_claims, print_spoken
from tests.measure.vault import print_seed, print_vault
from tests.measure.wrong_captions import print_cuts, print_foreign, print_parts


def _pairs(*, quick: bool, foreign: Path | None) -> None:
    for name, cases in zip(("tuned on", "reported"), read_cases(), strict=True):
        print(f"{name}: {len(cases)} pairs")
        print_past_end(cases)
        print_guesses("all at once", all_at_once(cases), table=True)
        if not quick:
            print_guesses("one at a time", one_at_a_time(cases))
        print_inside(cases, quick=quick)
        print_foreign(cases, foreign)
        print_cuts(cases, quick=quick)
        print_parts(cases)
        print_spoken(cases)
        sys.stdout.flush()
    print_claims(foreign)


# Each is loaded when it is asked for, with what goes with it.
_OWN = {
    "clips": ("tests.measure.clips", "whether clips begin and end with the right frame, in step"),
    "clock": ("tests.measure.clock", "whether clock and picture go together"),
    "fillers": ("tests.measure.fillers", "whether built text is read in time in proportion"),
    "first": ("tests.measure.first_picture", "what is seen of the window before it is painted"),
    "frames": (
        "tests.measure.frames",
        "whether clicks bring the right frame in all kinds of files",
    ),
    "house": ("tests.measure.house", "how large the code is"),
    "killed": ("tests.measure.killed_reading", "whether an index ends where its processes die"),
    "hand": ("tests.measure.hand", "whether a hand that only looks changes nothing"),
    "kills": ("tests.measure.kills", "whether anything is lost, twice or left over after kills"),
    "memory": ("tests.measure.memory", "whether memory stays flat while it plays for hours"),
    "speech": ("tests.measure.speech", "how well and fast speech is transcribed"),
}


def main() -> int:
    """Run what is asked for; return the exit code."""
    own = _OWN.get(sys.argv[1] if len(sys.argv) > 1 else "")
    if own is not None:
        code: int = importlib.import_module(own[0]).main(sys.argv[2:])
        return code
    others = "".join(f"  {name:10} {what}\n" for name, (_, what) in _OWN.items())
    parser = argparse.ArgumentParser(
        prog="./run measure",
        description=f"{__doc__}\n{others}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    measures = ["pairs", "quotes", "readings", "seed", "vault"]
    parser.add_argument("what", nargs="*", choices=measures, default=[])
    parser.add_argument("--quick", action="store_true", help="leave out what takes a minute")
    parser.add_argument("--read", type=int, default=0, metavar="N", help="print N of each kind")
    parser.add_argument(
        "--foreign",
        type=Path,
        metavar="DIR",
        help="captions of the pairs in other languages: VIDEO.LANGUAGE.srt; and claims in those "
        "languages by another writer, with their times: VIDEO.LANGUAGE.claims.srt",
    )
    options = parser.parse_args()
    if not (CORPUS / "pairs.json").is_file():
        print(f"The corpus is not there: {CORPUS}", file=sys.stderr)
        return 2
    started = time.perf_counter()
    for what in options.what or measures:
        if what == "pairs":
            _pairs(quick=options.quick, foreign=options.foreign)
        elif what == "quotes":
            print_quotes([case for half in read_cases() for case in half])
        elif what == "seed":
            print_seed()
        elif what == "readings":
            print_readings()
        else:
            print_vault(options.read)
    print(f"{time.perf_counter() - started:.0f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
