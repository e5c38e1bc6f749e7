"""How many citations of which kind a vault has: by channel, and by note within one.

Plain tuples of plain values, for there are ten thousand notes. Not to be used by two threads.
"""

from collections.abc import Sequence
from typing import NamedTuple

from viewer.evidence.finding import Verdict

# As they are shown: what holds, what is not known, and then what a person should look at.
KINDS = (
    *(Verdict.HOLDS, Verdict.NO_EVIDENCE, Verdict.IN_DOUBT, Verdict.PAST_END),
    *(Verdict.SHIFTED, Verdict.LABEL_DIFFERS, Verdict.UNREADABLE),
)
_ORDER = tuple(tuple(Verdict).index(kind) for kind in KINDS)
_FIRST_DOUBTFUL = KINDS.index(Verdict.IN_DOUBT)


class Row(NamedTuple):
    """One channel, one note, or all of them; `counts` in the order of KINDS."""

    # The name of the channel (empty: the vault's own folder), or the path of the note.
    key: str
    counts: tuple[int, ...]
    notes: int
    # How many of its citations have a sure repair.
    sure: int

    @property
    def citations(self) -> int:
        """How many citations it has."""
        return sum(self.counts)

    @property
    def doubtful(self) -> int:
        """How many of them a person should look at."""
        return sum(self.counts[_FIRST_DOUBTFUL:])


class Tally:
    """Counts notes as they come."""

    def __init__(self) -> None:
        self._notes: dict[str, tuple[tuple[int, ...], int]] = {}
        self._channels: dict[str, Row] = {}
        self.total = Row("", (0,) * len(KINDS), 0, 0)

    def add(self, path: str, counts: Sequence[int], sure: int) -> None:
        """Count a note, by its path relative to the vault; `counts` in the order of Verdict."""
        ordered = tuple(counts[index] for index in _ORDER)
        self._notes[path] = ordered, sure
        channel = path.split("/", 1)[0] if "/" in path else ""
        self._channels[channel] = _plus(self.channel(channel), ordered, sure)
        self.total = _plus(self.total, ordered, sure)

    def channels(self) -> list[Row]:
        """Give a row for each channel that cites anything."""
        return [row for row in self._channels.values() if row.citations]

    def channel(self, channel: str) -> Row:
        """Give the row of one channel."""
        return self._channels.get(channel, Row(channel, (0,) * len(KINDS), 0, 0))

    def notes(self, channel: str) -> list[Row]:
        """Give a row for each note of a channel that cites anything."""
        start = f"{channel}/" if channel else ""
        return [
            Row(path, counts, 1, sure)
            for path, (counts, sure) in self._notes.items()
            if path.startswith(start) and (channel or "/" not in path) and any(counts)
        ]


def _plus(row: Row, counts: tuple[int, ...], sure: int) -> Row:
    both = zip(row.counts, counts, strict=True)
    return Row(row.key, tuple(a + b for a, b in both), row.notes + 1, row.sure + sure)
