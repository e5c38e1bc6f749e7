"""How the real notes in other tools' forms are read, against their index.

The notes and `index.json` lie in `forms/` of the corpus (see its README). For each citation of the
index it is looked for one on the same line: with the same time if there is one. What is counted, by
form: found, right time (within a second), ends, videos, sides; and those that no index knows.
"""

from __future__ import annotations

import json
import os
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from viewer.commands.show import json_of
from viewer.notes.note import Note

CORPUS = Path(os.environ.get("CUENOTE_CORPUS") or Path(__file__).parents[3] / "shared" / "corpus")
FORMS = CORPUS / "forms"

# Of the index: on which side the claim is; of the others either will do.
SIDES = {
    "follow": "after",
    "follow-next": "after",
    "speaker-then-follow": "after",
    "precede": "before",
    "precede-line": "before",
    "precede-image": "before",
    "heading-before": "before",
    "heading-line-before": "before",
}
_NEAR_MS = 1_000
KINDS = ("found", "time", "end", "video", "side")


class Miss(NamedTuple):
    """What is not as the index says."""

    file: str
    line: int
    kind: str
    expected: object
    got: object
    text: str


class Report(NamedTuple):
    """Counts by form: of each kind, how many were asked and how many are right; and the misses."""

    asked: Mapping[str, Counter[str]]
    right: Mapping[str, Counter[str]]
    found: Counter[str]  # by this program
    misses: Sequence[Miss]

    def share(self, kind: str) -> float:
        """Give the share of right ones over all forms; of "false", of all that were found."""
        if kind == "false":
            false = sum(miss.kind == "false" for miss in self.misses)
            return false / max(1, sum(self.found.values()))
        asked = sum(counts[kind] for counts in self.asked.values())
        return sum(counts[kind] for counts in self.right.values()) / max(1, asked)


def measure() -> Report:
    """Read all notes of the index."""
    index = json.loads((FORMS / "index.json").read_text(encoding="utf-8"))
    asked: defaultdict[str, Counter[str]] = defaultdict(Counter)
    right: defaultdict[str, Counter[str]] = defaultdict(Counter)
    found: Counter[str] = Counter()
    misses: list[Miss] = []
    for entry in index:
        form = entry["form"]
        data = (FORMS / entry["file"]).read_bytes()
        shown: list[Any] = json_of(Note.parse(data), None)["citations"]  # type: ignore[assignment]
        found[form] += len(shown)
        for kind, miss in _compared(entry, data, shown):
            if kind != "false":
                asked[form][kind] += 1
                right[form][kind] += miss is None
            if miss is not None:
                misses.append(miss)
    return Report(asked, right, found, misses)


def _compared(
    entry: Mapping[str, Any], data: bytes, shown: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[str, Miss | None]]:
    starts = [0]
    for line in data.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    lines = [bisect_right(starts, one["start"]) for one in shown]
    texts = data.decode("utf-8", "replace").split("\n")
    left = set(range(len(shown)))
    pairs: list[tuple[Mapping[str, Any], int | None]] = []
    for near in (True, False):
        rest = entry["citations"] if near else [one for one, got in pairs if got is None]
        pairs = [pair for pair in pairs if pair[1] is not None]
        for one in rest:
            at = next(
                (
                    got
                    for got in sorted(left)
                    if lines[got] == one["line"] and (not near or _is_near(shown[got], one["s"]))
                ),
                None,
            )
            left.discard(-1 if at is None else at)
            pairs.append((one, at))

    def miss(kind: str, line: int, expected: object, got: object) -> tuple[str, Miss]:
        text = texts[line - 1] if line <= len(texts) else ""
        return kind, Miss(entry["file"], line, kind, expected, got, text.strip())

    for one, at in sorted(pairs, key=lambda pair: pair[0]["line"]):
        line = one["line"]
        if at is None:
            yield miss("found", line, one["written"], None)
            continue
        got = shown[at]
        yield "found", None
        if _is_near(got, one["s"]):
            yield "time", None
        else:
            yield miss("time", line, one["s"], got["reads_ms"])
        end_s, end_ms = one["end_s"], got["end_ms"]
        if end_s is not None or end_ms is not None:
            if end_s is not None and end_ms is not None and abs(end_s * 1000 - end_ms) < _NEAR_MS:
                yield "end", None
            else:
                yield miss("end", line, end_s, end_ms)
        if _is_video(got["video"], one["video"]):
            yield "video", None
        else:
            yield miss("video", line, one["video"], got["video"])
        wanted = SIDES.get(one["claim"])
        if wanted is None or wanted == got["side"]:
            yield "side", None
        else:
            yield miss("side", line, one["claim"], got["side"])
    for at in sorted(left):
        yield miss("false", lines[at], None, shown[at]["written"])


def _is_near(shown: Mapping[str, Any], seconds: float) -> bool:
    return shown["reads_ms"] is not None and abs(shown["reads_ms"] - seconds * 1000) < _NEAR_MS


def _is_video(got: str | None, wanted: str | None) -> bool:
    if got is None or wanted is None:
        return got == wanted
    return wanted in got or wanted in unquote(got)
