"""Run the benchmarks: `python -m tests.bench [NAME …] [--json FILE]`, or `--compare A B`.

`--curves FILE OUT.png` draws what was measured at several sizes.

Each `bench_<name>.py` beside this file has `run(report)`. One that fails is a row that says so,
and the others go on. The exit code is 1 where one failed or missed its goal.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
import traceback
from pathlib import Path

from tests.bench.report import Report, compare


def main(arguments: list[str]) -> int:
    """Run the benchmarks named, or all; print what each is at, then one table."""
    known = sorted(
        path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py")
    )
    parser = argparse.ArgumentParser(prog="bench", description="Measure how fast Cuenote is.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(known)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures in FILE too")
    parser.add_argument(
        "--compare", type=Path, nargs=2, metavar=("A", "B"), help="show two such files side by side"
    )
    parser.add_argument(
        "--curves", type=Path, nargs=2, metavar=("FILE", "PNG"), help="draw what grows, by size"
    )
    options = parser.parse_args(arguments)
    if options.curves:
        from tests.bench.curves import draw  # Qt, which few of the benchmarks need here

        draw(*options.curves)
        return 0
    if options.compare:
        compare(*options.compare, sys.stdout)
        return 0
    names: list[str] = options.names
    unknown = [name for name in names if name not in known]
    if unknown:
        parser.error(f"no benchmark {', '.join(unknown)}; there is {', '.join(known)}")
    report = Report()
    failed = False
    for name in names or known:
        print(f"{name} …", file=sys.stderr, flush=True)
        report.begin(name)
        start_s = time.perf_counter()
        try:
            importlib.import_module(f"tests.bench.bench_{name}").run(report)
        except Exception as error:  # noqa: BLE001 - the other benchmarks are to run all the same
            failed = True
            traceback.print_exc()
            report.add("failed", f"{type(error).__name__}: {error}".splitlines()[0][:80])
        print(f"{name}: {time.perf_counter() - start_s:.0f} s", file=sys.stderr, flush=True)
        if options.json:
            report.keep(options.json)
    report.print(sys.stdout)
    return 1 if failed or report.missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
