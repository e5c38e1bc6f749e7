"""How many citations of which kind there are, by channel and by note."""

from __future__ import annotations

from viewer.evidence.finding import Verdict
from viewer.evidence.tally import KINDS, Tally


def counts(**wanted: int) -> tuple[int, ...]:
    return tuple(wanted.get(verdict.name, 0) for verdict in Verdict)


def test_a_tally_counts_by_channel_note_and_in_all() -> None:
    tally = Tally()
    tally.add("b/one.md", counts(HOLDS=3, SHIFTED=2), 2, 1)
    tally.add("b/deep/two.md", counts(IN_DOUBT=1), 0, 1)
    tally.add("a/empty.md", counts(), 0, 0)
    tally.add("root.md", counts(UNREADABLE=4), 0, 4)
    tally.add("bb/other.md", counts(NO_EVIDENCE=5), 0, 0)
    rows = {row.key: row for row in tally.channels()}
    assert set(rows) == {"b", "", "bb"}
    assert (rows["b"].citations, rows["b"].doubtful, rows["b"].notes, rows["b"].sure) == (
        6,
        2,
        2,
        2,
    )
    assert rows["bb"].doubtful == 0
    assert [row.key for row in tally.notes("b")] == ["b/one.md", "b/deep/two.md"]
    assert [row.key for row in tally.notes("")] == ["root.md"]
    assert (tally.total.citations, tally.total.notes, tally.total.doubtful) == (15, 5, 6)
    assert tally.doubtful()["b/one.md"] == 1
    assert dict(zip(KINDS, tally.total.counts, strict=True)) == {
        Verdict.HOLDS: 3,
        Verdict.NO_EVIDENCE: 5,
        Verdict.IN_DOUBT: 1,
        Verdict.PAST_END: 0,
        Verdict.SHIFTED: 2,
        Verdict.LABEL_DIFFERS: 0,
        Verdict.WRONG_END: 0,
        Verdict.UNREADABLE: 4,
    }
