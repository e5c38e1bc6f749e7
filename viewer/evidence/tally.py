"""How many citations of which kind a vault has: by channel, and by note within one.

Plain tuples of plain values, for there are ten thousand notes. Not to be used by two threads.
"""

from collections.abc import Sequence
from typing import NamedTuple

from viewer.evidence import verdicts
from viewer.evidence.finding import Verdict


class TallyRow(NamedTuple):
    """One channel, one note, or all of them; `counts` in the order of VERDICTS."""

    # The name of the channel (empty: the vault's own folder), or the path of the note.
    key: str
    counts: tuple[int, ...]
    notes: int
    # How many of its citations have a sure repair.
    sure: int

    @property
    def doubtful(self) -> int:
        """How many of them are to be looked at."""
        kinds = zip(verdicts.VERDICTS, self.counts, strict=True)
        return sum(count for verdict, count in kinds if verdict.is_doubtful)

    @property
    def citations(self) -> int:
        """How many citations it has."""
        return sum(self.counts)

    @property
    def kinds(self) -> list[tuple[Verdict, int]]:
        """How many citations of each kind it has, in the order of the columns."""
        kinds = zip(verdicts.VERDICTS, self.counts, strict=True)
        return sorted(kinds, key=lambda kind: kind[0].order[0])


class Tally:
    """Counts notes as they come."""

    def __init__(self) -> None:
        self._notes: dict[str, TallyRow] = {}
        self._channels: dict[str, TallyRow] = {}
        self.total = self.channel("")

    def add(self, path: str, counts: Sequence[int], sure: int) -> None:
        """Count a note, by its path relative to the vault; `counts` in the order of VERDICTS."""
        row = TallyRow(path, tuple(counts), 1, sure)
        self._notes[path] = row
        channel = path.split("/", 1)[0] if "/" in path else ""
        self._channels[channel] = _plus(self.channel(channel), row)
        self.total = _plus(self.total, row)

    def doubtful(self) -> dict[str, int]:
        """Return how much there is to look at in each note, by its path."""
        return {path: row.doubtful for path, row in self._notes.items()}

    def channels(self) -> list[TallyRow]:
        """Return a row for each channel that cites anything."""
        return [row for row in self._channels.values() if row.citations]

    def channel(self, channel: str) -> TallyRow:
        """Return the row of one channel."""
        return self._channels.get(channel, TallyRow(channel, (0,) * len(verdicts.VERDICTS), 0, 0))

    def notes(self, channel: str) -> list[TallyRow]:
        """Return a row for each note of a channel that cites anything."""
        start = f"{channel}/" if channel else ""
        return [
            row
            for path, row in self._notes.items()
            if path.startswith(start) and (channel or "/" not in path) and any(row.counts)
        ]


def _plus(row: TallyRow, note: TallyRow) -> TallyRow:
    return TallyRow(
        row.key,
        tuple(a + b for a, b in zip(row.counts, note.counts, strict=True)),
        row.notes + note.notes,
        row.sure + note.sure,
    )
