"""The table of the benchmarks."""

import io
import re

from tests.bench.report import Report


def test_table_when_printed_is_aligned_and_tells_what_missed() -> None:
    report = Report()
    report.begin("notes")
    report.add("parse", "12.5 MB/s", "pyromark alone 49 MB/s", ">= 10 MB/s", ok=True)
    report.add("notes parsed", "10,259")
    report.begin("start")
    report.add("first painted note", "2.0 × bare", "bare 210 ms", "<= 1.8 ×", ok=False)
    report.skip("vault", "no corpus")
    out = io.StringIO()
    report.print(out)
    assert re.sub("─+\n", "─\n", out.getvalue()) == (
        "        what                measured            beside                  goal\n"
        "── notes ─\n"
        "ok      parse               12.5 MB/s           pyromark alone 49 MB/s  >= 10 MB/s\n"
        "        notes parsed        10,259\n"
        "── start ─\n"
        "MISSED  first painted note  2.0 × bare          bare 210 ms             <= 1.8 ×\n"
        "        vault               skipped: no corpus\n"
        "\n"
        "Goals missed: 1.\n"
    )


def test_table_when_empty_is_its_headings() -> None:
    out = io.StringIO()
    Report().print(out)
    assert out.getvalue().split() == ["what", "measured", "beside", "goal"]
