"""What the benchmarks found, the table it is printed as, and the file in which it is kept."""

from __future__ import annotations

import json
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TextIO

_HEADINGS = ("", "what", "measured", "beside", "goal")
_VERDICTS = {True: "ok", False: "MISSED", None: ""}
_WIDEST = 58


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `ok` is None where there is no goal, or where nothing could be measured.

    `samples` are what was measured, each time, in `unit`, and `peers` the same of other programs in
    the same run; both are empty where a figure is not of that kind.
    """

    bench: str
    what: str
    value: str
    beside: str
    goal: str
    ok: bool | None
    unit: str = ""
    samples: Sequence[float] = ()
    peers: Mapping[str, Sequence[float]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The benchmark and what it measures: what the row is known by in another run."""
        return f"{self.bench}: {self.what}"


class Report:
    """Collects rows, and prints them as plain text.

    `beside` is what else was measured in the same run, to judge the figure by: absolute times
    say little from one machine to the next.
    """

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._bench = ""

    def begin(self, bench: str) -> None:
        """Name the benchmark that the rows to come belong to."""
        self._bench = bench

    def add(
        self, what: str, value: str, beside: str = "", goal: str = "", ok: bool | None = None
    ) -> None:
        """Add a figure, each part as it is to be read, units included."""
        self.rows.append(Row(self._bench, what, value, beside, goal, ok))

    def measure(
        self,
        what: str,
        samples: Sequence[float],
        unit: str = "ms",
        beside: Mapping[str, Sequence[float]] | None = None,
        goal: str = "",
        ok: bool | None = None,
    ) -> None:
        """Add what was measured several times, in `unit`, beside the same of other programs."""
        peers = beside or {}
        value = f"p50 {_figure(statistics.median(samples))} {unit}"
        if len(samples) > 1:
            value += f", p95 {_figure(percentile(samples, 0.95))} (n {len(samples)})"
        others = ", ".join(
            f"{name} {_figure(statistics.median(times))}" for name, times in peers.items()
        )
        self.rows.append(Row(self._bench, what, value, others, goal, ok, unit, samples, peers))

    def skip(self, what: str, why: str) -> None:
        """Say that something was not measured, and why."""
        self.add(what, f"skipped: {why}")

    @property
    def missed(self) -> int:
        """How many goals were missed."""
        return sum(row.ok is False for row in self.rows)

    def keep(self, path: Path) -> None:
        """Write the rows as JSON; rows of the same name in `path` are replaced, others stay."""
        kept = {row.name: row for row in (read(path) if path.exists() else [])}
        kept |= {row.name: row for row in self.rows}
        rows = [asdict(row) for row in kept.values()]
        path.write_text(json.dumps(rows, indent=1, default=list) + "\n", "utf-8")

    def print(self, out: TextIO) -> None:
        """Write the table, its columns aligned, with a line above each benchmark."""
        cells = [
            (_VERDICTS[row.ok], row.what, row.value, row.beside, row.goal) for row in self.rows
        ]
        widths = _widths([_HEADINGS, *cells])
        out.write(f"{_aligned(_HEADINGS, widths)}\n")
        bench = None
        for row, line in zip(self.rows, cells, strict=True):
            if row.bench != bench:
                bench = row.bench
                out.write(f"{f'── {bench} '.ljust(sum(widths) + 2 * len(widths) - 2, '─')}\n")
            out.write(f"{_aligned(line, widths)}\n")
        if self.missed:
            out.write(f"\nGoals missed: {self.missed}.\n")


def percentile(values: Sequence[float], part: float) -> float:
    """Give the value below which `part` of all lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(part * (len(ordered) - 1)))]


def read(path: Path) -> list[Row]:
    """Read the rows that `Report.keep` wrote."""
    return [Row(**row) for row in json.loads(path.read_text("utf-8"))]


def compare(before: Path, after: Path, out: TextIO) -> None:
    """Write the medians of two kept runs side by side, with those of the other programs.

    Where the middle halves of the samples overlap, the two are called the same: what is left is
    the noise of the machine. The other programs tell how much faster the machine itself was.
    """
    old, new = ({row.name: row for row in read(path)} for path in (before, after))
    lines = [("what", before.stem, after.stem, "ratio", "", "others, ratio")]
    for name in [*old, *(name for name in new if name not in old)]:
        one, other = old.get(name), new.get(name)
        if one is None or other is None or not (one.samples and other.samples):
            shown = (row.value if row else "not measured" for row in (one, other))
            lines.append((name, *shown, "", "", ""))
            continue
        ratio = _ratio(one.samples, other.samples)
        same = _middle_half(one.samples), _middle_half(other.samples)
        is_same = max(low for low, _ in same) <= min(high for _, high in same)
        others = ", ".join(
            f"{peer} {_ratio(times, other.peers[peer]):.2f}"
            for peer, times in one.peers.items()
            if other.peers.get(peer) and times
        )
        shown = (f"{_figure(statistics.median(r.samples))} {r.unit}" for r in (one, other))
        lines.append((name, *shown, f"{ratio:.2f}", "same" if is_same else "", others))
    widths = _widths(lines)
    for line in lines:
        out.write(f"{_aligned(line, widths)}\n")


def _ratio(before: Sequence[float], after: Sequence[float]) -> float:
    middle = statistics.median(before)
    return statistics.median(after) / middle if middle else 1.0


def _middle_half(samples: Sequence[float]) -> tuple[float, float]:
    ordered = sorted(samples)
    return ordered[(len(ordered) - 1) // 4], ordered[3 * (len(ordered) - 1) // 4]


def _figure(value: float) -> str:
    """Three digits that count, and never a power of ten."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _widths(lines: Sequence[tuple[str, ...]]) -> list[int]:
    return [min(max(map(len, column)), _WIDEST) for column in zip(*lines, strict=True)]


def _aligned(line: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
