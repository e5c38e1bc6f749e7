"""Fit the numbers of `viewer/evidence/fitted.py` anew and print them.

The order of claims is counted over the notes of the corpus vault, those about the videos of the
pairs left out. The weights are those under which the true moments of the tuning half are likeliest,
all statements of a note together (a linear chain), found by gradient; the half that is reported is
never looked at. Chances are fitted to what such weights get right on notes that they were not
fitted on. Needs numpy: `pip install --group fit`.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Sequence

import numpy as np

from tests.conftest import unpack_vault
from tests.measure.cases import CORPUS, Case, read_cases
from viewer.evidence import fitted
from viewer.evidence.align import NEAR_MS, align, matches
from viewer.evidence.claims import statements
from viewer.evidence.match import FEATURES
from viewer.evidence.order import SPREADS_S, Relation, _table, spread
from viewer.evidence.siblings import OtherClaim, likenesses
from viewer.evidence.speech import Speech
from viewer.notes.model import TimeStatus
from viewer.notes.note import Note

# Limits of the steps that are counted, in seconds; finer where most of them lie.
_LIMITS_S = (
    *(-5400, -1800, -600, -300, -120, -60, -30, -10, -0.5, 0.5, 5, 10, 15, 20, 30, 45, 60, 90),
    *(120, 240, 600, 1800, 5400),
)
_STEADY = 3.0  # how strongly weights are drawn to nought
_ROUNDS, _RATE = 200, 0.05


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


def order() -> dict[str, list[list[float]]]:
    """Count the steps, for `resources/order.json`: see `fitted.order`."""
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
    steps_s = [limits[0].item(), *middles, limits[-1].item()]
    return {"steps_s": [steps_s]} | {
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


def _logistic(rows: Sequence[Sequence[float]], right: Sequence[bool]) -> list[float]:
    """Fit the odds of being right to each row (Newton); the last coefficient is what is added."""
    x = np.column_stack([np.array(rows), np.ones(len(rows))])
    y = np.array(right, float)
    weights = np.zeros(x.shape[1])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-x @ weights))
        bend = (x * (chance * (1 - chance))[:, None]).T @ x + 0.1 * np.eye(x.shape[1])
        weights = weights + np.linalg.solve(bend, x.T @ (y - chance) - 0.1 * weights)
    return [round(float(weight), 2) for weight in weights]


def chances(cases: Sequence[Case]) -> list[float]:
    """Fit `CHANCE`: on each fourth of the notes what weights fitted on the others get right."""
    rows: list[tuple[float, float, float]] = []
    right: list[bool] = []
    chosen = fitted.MATCH
    for part in range(4):
        others = [_Chain(case) for n, case in enumerate(cases) if n % 4 != part]
        fitted.MATCH = tuple(fit(others).tolist())
        for case in cases[part::4]:
            places = align(statements(case.note), case.transcript)
            for place, true_ms in zip(places, case.true_ms, strict=True):
                if place is None or true_ms is None:
                    continue
                ms = place.best(1)[0].ms
                share = place.share_near(ms)
                odds = float(np.log((share + 0.002) / max(1.002 - share, 0.002)))
                rows.append((odds, place.strength_near(ms, 5_000), place.clarity))
                right.append(abs(ms - true_ms) <= NEAR_MS)
    fitted.MATCH = chosen
    return _logistic(rows, right)


def echo_chances() -> list[float]:
    """Fit `ECHO` on notes about one video: which claims that are alike cite the same moment."""
    notes: dict[str, list[tuple[str, Note]]] = {}
    for path in sorted(unpack_vault(CORPUS).rglob("*.md")):
        note = Note.parse(path.read_bytes())
        if note.video is not None and note.video.video_id and note.citations:
            notes.setdefault(note.video.video_id, []).append((path.name, note))
    several = [group for group in notes.values() if len(group) > 1]
    rows: list[tuple[float, float]] = []
    right: list[bool] = []
    for group in random.Random(4).sample(several, min(500, len(several))):
        claims = [
            OtherClaim(name, statement.asserted, time.ms)
            for name, note in group
            for statement, time in zip(statements(note), note.times(None), strict=True)
            if time.ms is not None
        ]
        for name, _ in group[:2]:
            own = [claim for claim in claims if claim.note == name]
            theirs = [claim for claim in claims if claim.note != name]
            for claim, found in zip(
                own, likenesses([one.text for one in own], theirs, 2), strict=True
            ):
                if found:
                    rows.append((found[0][0], found[1][0] if len(found) > 1 else 0.0))
                    right.append(abs(found[0][1].ms - claim.ms) <= NEAR_MS)
    return _logistic(rows, right)


def print_order() -> None:
    """Print the tables of the order."""
    tables = (
        f'  "{name}": [\n' + ",\n".join(f"    {json.dumps(row)}" for row in rows) + "\n  ]"
        for name, rows in order().items()
    )
    print("{\n" + ",\n".join(tables) + "\n}")


def print_match() -> None:
    """Print the weights of the features."""
    tuning, _ = read_cases()
    weights = fit([_Chain(case) for case in tuning if len(case.transcript.cues) > 5])
    for name, weight in zip(FEATURES, weights, strict=True):
        print(f"    {weight:.4f},  # {name}")


def print_chances() -> None:
    """Print how shares and likenesses become chances."""
    tuning, _ = read_cases()
    print(f"CHANCE = {tuple(chances([case for case in tuning if len(case.transcript.cues) > 5]))}")
    print(f"ECHO = {tuple(echo_chances())}")


if __name__ == "__main__":
    {"order": print_order, "match": print_match, "chance": print_chances}[sys.argv[1]]()
