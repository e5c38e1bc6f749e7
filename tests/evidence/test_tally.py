"""How many citations of which kind there are, by channel and by note."""

from __future__ import annotations

from viewer.evidence.finding import Verdict
from viewer.evidence.tally import Tally
from viewer.evidence.verdicts import HOLDS, IN_DOUBT, NO_EVIDENCE, SHIFTED, UNREADABLE, VERDICTS


def counts(wanted: dict[Verdict, int]) -> tuple[int, ...]:
    return tuple(wanted.get(verdict, 0) for verdict in VERDICTS)


def test_a_tally_counts_by_channel_note_and_in_all() -> None:
    tally = Tally()
    tally.add("b/one.md", counts({HOLDS: 3, SHIFTED: 2}), 2)
    tally.add("b/deep/two.md", counts({IN_DOUBT: 1}), 0)
    tally.add("a/empty.md", counts({}), 0)
    tally.add("root.md", counts({UNREADABLE: 4}), 0)
    tally.add("bb/other.md", counts({NO_EVIDENCE: 5}), 0)
    rows = {row.key: row for row in tally.channels()}
    assert set(rows) == {"b", "", "bb"}
    b = rows["b"]
    assert (b.citations, b.doubtful, b.notes, b.sure) == (6, 3, 2, 2)
    assert rows["bb"].doubtful == 0
    assert [row.key for row in tally.notes("b")] == ["b/one.md", "b/deep/two.md"]
    assert [row.key for row in tally.notes("")] == ["root.md"]
    assert (tally.total.citations, tally.total.notes, tally.total.doubtful) == (15, 5, 7)
    assert tally.doubtful()["b/one.md"] == 2
    told = {HOLDS: 3, NO_EVIDENCE: 5, IN_DOUBT: 1, SHIFTED: 2, UNREADABLE: 4}
    assert dict(tally.total.kinds) == dict.fromkeys(VERDICTS, 0) | told
