"""What was measured, the table it is printed as, and the file in which it is kept."""

import json
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TextIO

_HEADINGS = ("", "what", "measured", "beside", "goal")
_VERDICTS = {True: "ok", False: "MISSED", None: ""}
_WIDEST = 70


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `ok` is None where there is no goal, or where nothing could be measured.

    `samples` are what was measured, each time, in `unit`, and `peers` the same of other programs in
    the same run; both are empty where a figure is not of that kind.
    """

    of: str
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
        return f"{self.of}: {self.what}"


class Report:
    """Collects rows, and prints them as plain text.

    `beside` is what else was measured in the same run, to judge the figure by: absolute times
    say little from one machine to the next.
    """

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._of = ""

    def begin(self, of: str) -> None:
        self._of = of

    def add(
        self, what: str, value: object, beside: str = "", goal: str = "", ok: bool | None = None
    ) -> None:
        """Add a figure, each part as it is to be read, units included."""
        self.rows.append(Row(self._of, what, str(value), beside, goal, ok))

    def none(self, what: str, count: int, beside: str = "") -> None:
        self.add(what, count, beside, "0", count == 0)

    def skip(self, what: str, why: str) -> None:
        self.add(what, f"skipped: {why}")

    def measure(
        self,
        what: str,
        samples: Sequence[float],
        unit: str = "ms",
        beside: Mapping[str, Sequence[float]] | None = None,
        *,
        most: float | None = None,
        times: tuple[float, str] | None = None,
        at: float = 0.5,
    ) -> None:
        """Add what was measured several times, in `unit`, beside the same of other programs.

        The goal is `most`, or so many `times` what the program named takes; it is for the share
        `at` of the samples: by itself the median.
        """
        peers = {name: found for name, found in (beside or {}).items() if found}
        ours = percentile(samples, at)
        value = f"p50 {_figure(statistics.median(samples))} {unit}"
        if len(samples) > 1:
            value += f", p95 {_figure(percentile(samples, 0.95))} (n {len(samples)})"
        others = ", ".join(
            f"{name} {_figure(percentile(found, at))} ({_ratio(found, samples, at):.2f} ×)"
            for name, found in peers.items()
        )
        goal, ok = "", None
        if most is not None:
            goal, ok = f"{_named(at)}at most {most:g} {unit}", ours <= most
        elif times is not None:
            factor, name = times
            goal = f"{_named(at)}at most {factor:g} × {name}"
            ok = ours <= factor * percentile(peers[name], at) if name in peers else None
        self.rows.append(Row(self._of, what, value, others, goal, ok, unit, samples, peers))

    @property
    def missed(self) -> int:
        return sum(row.ok is False for row in self.rows)

    def keep(self, path: Path) -> None:
        """Write the rows as JSON; rows of the same name in `path` are replaced, others stay."""
        kept = {row.name: row for row in (read(path) if path.exists() else [])}
        kept |= {row.name: row for row in self.rows}
        rows = [asdict(row) for row in kept.values()]
        path.write_text(json.dumps(rows, indent=1, default=list) + "\n", "utf-8")

    def print(self, out: TextIO) -> None:
        cells = [(_VERDICTS[r.ok], r.what, r.value, r.beside, r.goal) for r in self.rows]
        widths = _widths([_HEADINGS, *cells])
        out.write(f"{_aligned(_HEADINGS, widths)}\n")
        of = None
        for row, line in zip(self.rows, cells, strict=True):
            if row.of != of:
                of = row.of
                out.write(f"{f'── {of} '.ljust(sum(widths) + 2 * len(widths) - 2, '─')}\n")
            out.write(f"{_aligned(line, widths)}\n")
        if self.missed:
            out.write(f"\nGoals missed: {self.missed}.\n")


def percentile(values: Sequence[float], part: float) -> float:
    """Return the value below which `part` of all lie; of a half, the median."""
    if part == 0.5:
        return statistics.median(values)
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(part * (len(ordered) - 1)))]


def read(path: Path) -> list[Row]:
    return [Row(**row) for row in json.loads(path.read_text("utf-8"))]


def compare(before: Path, after: Path, out: TextIO) -> None:
    """Write the medians of two kept runs side by side, with those of the other programs.

    Where the middle halves of the samples overlap, the two are called the same: what is left is
    the noise of the machine. The other programs tell how much faster the machine itself was.
    """
    old, new = ({row.name: row for row in read(path)} for path in (before, after))
    lines = [("what", before.stem, after.stem, "ratio", "", "others, ratio")]
    for name in dict.fromkeys((*old, *new)):
        one, other = old.get(name), new.get(name)
        if one is None or other is None or not (one.samples and other.samples):
            shown = (row.value if row else "not measured" for row in (one, other))
            lines.append((name, *shown, "", "", ""))
            continue
        same = _middle_half(one.samples), _middle_half(other.samples)
        is_same = max(low for low, _ in same) <= min(high for _, high in same)
        others = ", ".join(
            f"{peer} {_ratio(found, other.peers[peer]):.2f}"
            for peer, found in one.peers.items()
            if other.peers.get(peer)
        )
        shown = (f"{_figure(statistics.median(r.samples))} {r.unit}" for r in (one, other))
        ratio = _ratio(one.samples, other.samples)
        lines.append((name, *shown, f"{ratio:.2f}", "same" if is_same else "", others))
    widths = _widths(lines)
    for line in lines:
        out.write(f"{_aligned(line, widths)}\n")


def _ratio(before: Sequence[float], after: Sequence[float], at: float = 0.5) -> float:
    one = percentile(before, at)
    return percentile(after, at) / one if one else 1.0


def _middle_half(samples: Sequence[float]) -> tuple[float, float]:
    ordered = sorted(samples)
    return ordered[(len(ordered) - 1) // 4], ordered[3 * (len(ordered) - 1) // 4]


def _named(at: float) -> str:
    return "" if at == 0.5 else f"p{at * 100:.0f} "


def _figure(value: float) -> str:
    """Three digits that count, and never a power of ten."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _widths(lines: Sequence[tuple[str, ...]]) -> list[int]:
    return [min(max(map(len, column)), _WIDEST) for column in zip(*lines, strict=True)]


def _aligned(line: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
