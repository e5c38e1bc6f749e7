"""What the benchmarks found, and the one table it is printed as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TextIO

_HEADINGS = ("", "what", "measured", "beside", "goal")
_VERDICTS = {True: "ok", False: "MISSED", None: ""}
_WIDEST = 58


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `ok` is None where there is no goal, or where nothing could be measured."""

    bench: str
    what: str
    value: str
    beside: str
    goal: str
    ok: bool | None


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

    def skip(self, what: str, why: str) -> None:
        """Say that something was not measured, and why."""
        self.add(what, f"skipped: {why}")

    @property
    def missed(self) -> int:
        """How many goals were missed."""
        return sum(row.ok is False for row in self.rows)

    def print(self, out: TextIO) -> None:
        """Write the table, its columns aligned, with a line above each benchmark."""
        cells = [
            (_VERDICTS[row.ok], row.what, row.value, row.beside, row.goal) for row in self.rows
        ]
        widths = [
            min(max(len(line[column]) for line in (_HEADINGS, *cells)), _WIDEST)
            for column in range(len(_HEADINGS))
        ]
        out.write(f"{_aligned(_HEADINGS, widths)}\n")
        bench = None
        for row, line in zip(self.rows, cells, strict=True):
            if row.bench != bench:
                bench = row.bench
                out.write(f"{f'── {bench} '.ljust(sum(widths) + 2 * len(widths) - 2, '─')}\n")
            out.write(f"{_aligned(line, widths)}\n")
        if self.missed:
            out.write(f"\nGoals missed: {self.missed}.\n")


def _aligned(line: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
