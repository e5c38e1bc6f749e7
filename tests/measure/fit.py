"""Fit the numbers of `viewer/evidence/fitted.py` anew and print that module.

The order of claims is counted over the notes of the corpus vault, those about the videos of the
pairs left out. The weights are those under which the true moments of the tuning half are likeliest,
all statements of a note together (a linear chain), found by gradient; the half that is reported is
never looked at. Needs numpy: `pip install --group fit`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence

import numpy as np

from tests.conftest import unpack_vault
from tests.measure.cases import CORPUS, Case, read_cases
from viewer.evidence.align import matches
from viewer.evidence.claims import statements
from viewer.evidence.match import FEATURES
from viewer.evidence.order import SPREADS_S, Relation, _table, spread
from viewer.evidence.speech import Speech
from viewer.notes.model import TimeStatus
from viewer.notes.note import Note

# Limits of the steps that are counted, in seconds; finer where most of them lie.
_LIMITS_S = (
    *(-5400, -1800, -600, -300, -120, -60, -30, -10, -0.5, 0.5, 5, 10, 15, 20, 30, 45, 60, 90),
    *(120, 240, 600, 1800, 5400),
)
_STEADY = 3.0  # how strongly weights are drawn to nought
_ROUNDS, _RATE = 400, 0.05


def steps() -> Iterator[tuple[Relation, int, float]]:
    """Yield each step between two citations: how they stand, the table that counts, seconds."""
    of_pairs = {pair["videoId"] for pair in json.loads((CORPUS / "pairs.json").read_text())}
    for path in sorted(unpack_vault(CORPUS).rglob("*.md")):
        note = Note.parse(path.read_bytes())
        if note.video is None or note.video.video_id in of_pairs or note.is_shifted(None):
            continue
        times = [t.ms if t.status is TimeStatus.HOLDS else None for t in note.times(None)]
        known = [ms for ms in times if ms is not None]
        if len(known) < 5 or max(known) > 3 * 3_600_000:
            continue
        which = spread(max(known) - min(known), len(known))
        relations = [statement.relation for statement in statements(note)]
        for index in range(1, len(times)):
            before, ms = times[index - 1], times[index]
            if before is not None and ms is not None:
                yield relations[index], which, (ms - before) / 1000


def order() -> tuple[list[float], dict[str, list[list[float]]]]:
    """Count the steps: the middles of the limits, and by relation and table how likely (log)."""
    limits = np.array(_LIMITS_S)
    seen: dict[tuple[Relation, int], list[float]] = {}
    for relation, which, seconds in steps():
        seen.setdefault((relation, which), []).append(seconds)
    tables: dict[str, list[list[float]]] = {}
    for relation in Relation:
        tables[relation.value] = []
        for which in range(len(SPREADS_S) + 1):
            counts, _ = np.histogram(seen.get((relation, which), []), limits)
            shares = (counts + 2) / (counts.sum() + 2 * len(counts))
            tables[relation.value].append(
                [round(x, 2) for x in np.log(shares / np.diff(limits)).tolist()]
            )
    middles = ((limits[:-1] + limits[1:]) / 2).tolist()
    return [limits[0].item(), *middles, limits[-1].item()], {
        name: [[row[0], *row, row[-1]] for row in rows] for name, rows in tables.items()
    }


class _Chain:
    """One note, its statements' candidates as arrays."""

    def __init__(self, case: Case) -> None:
        speech = Speech.of(case.transcript)
        asked = statements(case.note)
        found = matches(asked, speech)
        at = [index for index, match in enumerate(found) if match.units]
        true = [
            a if a is not None else b for a, b in zip(case.true_ms, case.shifted_ms, strict=True)
        ]
        self.times = [np.array([speech.times_ms[u] for u in found[i].units]) // 1000 for i in at]
        self.rows = [np.array(found[i].rows) for i in at]
        self.wanted = [_wanted(t, true[i]) for i, t in zip(at, self.times, strict=True)]
        which = spread(speech.times_ms[-1], len(asked)) if at else 0
        self.steps = []
        for n in range(1, len(at)):
            table = np.log(np.array(_table(asked[at[n]].relation, which)))
            delta = self.times[n][None, :] - self.times[n - 1][:, None] + len(table) // 2
            self.steps.append(table[np.clip(delta, 0, len(table) - 1)])


def _wanted(times_s: np.ndarray, true_ms: int | None) -> np.ndarray:
    """Say how well each place would do (log): 0 at the true moment, less with every second."""
    if true_ms is None:
        return np.zeros(len(times_s))
    apart = np.maximum(np.abs(times_s - true_ms / 1000) - 1, 0)
    return np.maximum(-8.0, -((apart / 6) ** 2))


def _sum(logs: np.ndarray, axis: int) -> np.ndarray:
    highest = logs.max(axis=axis, keepdims=True)
    return (highest + np.log(np.exp(logs - highest).sum(axis=axis, keepdims=True))).squeeze(axis)


def _weighed(
    alone: Sequence[np.ndarray], steps: Sequence[np.ndarray]
) -> tuple[list[np.ndarray], float]:
    forward = [alone[0]]
    for own, step in zip(alone[1:], steps, strict=True):
        forward.append(own + _sum(forward[-1][:, None] + step, 0))
    ahead = [np.zeros(len(alone[-1]))]
    for own, step in zip(alone[:0:-1], steps[::-1], strict=True):
        ahead.append(_sum(step + (own + ahead[-1])[None, :], 1))
    whole = float(_sum(forward[-1], 0))
    return [np.exp(f + b - whole) for f, b in zip(forward, ahead[::-1], strict=True)], whole


def fit(chains: Sequence[_Chain]) -> np.ndarray:
    """Find the weights under which what is wanted is likeliest."""
    chains = [chain for chain in chains if chain.rows]
    spreads = np.concatenate([rows for chain in chains for rows in chain.rows]).std(0) + 1e-9
    weights, mean, square = np.zeros(len(FEATURES)), 0.0, 0.0
    for turn in range(1, _ROUNDS + 1):
        loss, slope = _STEADY * float((weights**2).sum()), 2 * _STEADY * weights
        for chain in chains:
            alone = [rows / spreads @ weights for rows in chain.rows]
            free, whole = _weighed(alone, chain.steps)
            held, part = _weighed(
                [a + w for a, w in zip(alone, chain.wanted, strict=True)], chain.steps
            )
            loss += whole - part
            for rows, one, two in zip(chain.rows, free, held, strict=True):
                slope = slope + (one - two) @ (rows / spreads)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights = weights - _RATE * (mean / (1 - 0.9**turn)) / (
            np.sqrt(square / (1 - 0.99**turn)) + 1e-9
        )
        if turn % 50 == 0:
            print(f"round {turn}: {loss:.1f}", file=sys.stderr, flush=True)
    return weights / spreads


def print_order() -> None:
    """Print the tables of the order."""
    knots, tables = order()
    print(f"STEPS_S = {tuple(knots)!r}")
    print("ORDER = {")
    for name, rows in tables.items():
        print(f"    {name!r}: (")
        for row in rows:
            print(f"        {tuple(row)!r},")
        print("    ),")
    print("}")


def print_match() -> None:
    """Print the weights of the features."""
    tuning, _ = read_cases()
    weights = fit([_Chain(case) for case in tuning if len(case.transcript.cues) > 5])
    for name, weight in zip(FEATURES, weights, strict=True):
        print(f"    {weight:.4f},  # {name}")


if __name__ == "__main__":
    {"order": print_order, "match": print_match}[sys.argv[1]]()
