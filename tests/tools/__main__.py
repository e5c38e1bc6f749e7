"""The developers' tools: `./run bench | measure | shots | soak` call this.

Each row of `_MEASURES` is a module beside this one (or of a test) with `run(report, options)`. One
that fails is a row that says so, and the others go on. The exit code is 1 where one failed or
missed its goal.
"""

import argparse
import importlib
import sys
import time
import traceback
from pathlib import Path

from tests.tools.report import Report, compare

_MEASURES: dict[str, dict[str, tuple[str, str]]] = {
    "bench": {
        "start": ("start", "from exec to pixels, and memory at rest"),
        "click": ("click", "from a click on a claim to its frame; COUNT clicks"),
        "play": ("play", "what playing and resting take, and whether a picture is left out"),
        "edit": ("edit", "typing, commits, undo and moved times in real notes; COUNT keys"),
        "vault": ("vault", "index, search and window over COUNT notes"),
    },
    "measure": {
        "pairs": ("pairs", "how well timestamps are checked by transcripts"),
        "clock": ("clock", "whether clock, picture and citations agree; COUNT sequences"),
        "kills": ("kills", "whether anything is lost, twice or left over; COUNT kills"),
    },
}


def main(arguments: list[str]) -> int:
    kind, *rest = arguments or [""]
    if kind in ("shots", "soak"):
        code: int = importlib.import_module(f"tests.tools.{kind}").main(rest)
        return code
    if kind not in _MEASURES:
        print("usage: python -m tests.tools bench|measure|shots|soak …", file=sys.stderr)
        return 2
    known = _MEASURES[kind]
    parser = argparse.ArgumentParser(
        prog=f"./run {kind}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(f"  {name:8} {what}" for name, (_, what) in known.items()),
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="what is measured; all by itself")
    parser.add_argument("--count", type=int, help="how often, or how many")
    parser.add_argument("--seed", type=int, default=1, help="what is drawn by chance is drawn by")
    parser.add_argument("--quick", action="store_true", help="as little of each as tells anything")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures in FILE too")
    both = ("A", "B")
    parser.add_argument("--compare", type=Path, nargs=2, metavar=both, help="show two such files")
    options = parser.parse_args(rest)
    if options.compare:
        compare(*options.compare, sys.stdout)
        return 0
    if unknown := [name for name in options.names if name not in known]:
        parser.error(f"no {kind} {', '.join(unknown)}; there is {', '.join(known)}")
    return _run({name: known[name][0] for name in options.names or known}, options)


def _run(modules: dict[str, str], options: argparse.Namespace) -> int:
    report = Report()
    failed = False
    for name, module in modules.items():
        print(f"{name} …", file=sys.stderr, flush=True)
        report.begin(name)
        begun = time.perf_counter()
        try:
            importlib.import_module(f"tests.tools.{module}").run(report, options)
        except Exception as error:  # noqa: BLE001 - the others are to run all the same
            failed = True
            traceback.print_exc()
            report.add("failed", f"{type(error).__name__}: {error}".splitlines()[0][:80])
        print(f"{name}: {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
        if options.json:
            report.keep(options.json)
    report.print(sys.stdout)
    return 1 if failed or report.missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
