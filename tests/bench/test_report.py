"""The table of the benchmarks."""

import io
import re
from pathlib import Path

from tests.bench.report import Report, compare


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


def test_kept_runs_when_compared_tell_what_changed_and_what_is_noise(tmp_path: Path) -> None:
    runs = {
        "before": ([400, 402, 404, 406], [9, 10, 11, 12]),
        "after": ([200, 201, 202, 203], [10, 11, 12, 13]),
    }
    for name, (start, search) in runs.items():
        report = Report()
        report.begin("start")
        report.measure("painted", start, beside={"kate": [420, 422]}, goal="at most 250 ms")
        report.keep(tmp_path / f"{name}.json")
        report = Report()  # another run goes into the same file
        report.begin("large")
        report.measure("search", search)
        if name == "before":
            report.add("notes", "10,259")
        report.keep(tmp_path / f"{name}.json")
    out = io.StringIO()
    compare(tmp_path / "before.json", tmp_path / "after.json", out)
    assert [re.split("  +", line) for line in out.getvalue().splitlines()] == [
        ["what", "before", "after", "ratio", "others, ratio"],
        ["start: painted", "403 ms", "202 ms", "0.50", "kate 1.00"],
        ["large: search", "10.5 ms", "11.5 ms", "1.10", "same"],
        ["large: notes", "10,259", "not measured"],
    ]


def test_samples_are_told_by_their_median_beside_those_of_others() -> None:
    report = Report()
    report.begin("start")
    report.measure("painted", [300.0, 260.0, 251.4], beside={"mpv": [145], "kate": [420, 424]})
    assert (report.rows[0].value, report.rows[0].beside) == (
        "p50 260 ms, p95 300 (n 3)",
        "mpv 145, kate 422",
    )
