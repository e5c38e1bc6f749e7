import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.evidence.vaults import anchor, check, note, shifted_note
from tests.examples import examples
from viewer.evidence.verdicts import PAST_END
from viewer.notes.counts import claim_count, to_look_at
from viewer.notes.note import Note
from viewer.ui.claims.doubts import doubts_by_times
from viewer.ui.review.review import Review
from viewer.vault.entry import entry_of
from viewer.vault.facts import columns

DURATIONS = (None, 90_000, 4_000_000)
TIMES = ["00:01:00", "0:30", "01:30:00", "07:20:00", "HH:MM", "9:99", "00:01:00:00", "02:14:00"]
LABELS = ["[{}]", "[02:14]", "[0:30]", "link", "[00:00:09]", ""]


def is_counted_alike(note: Note, duration_ms: int | None) -> None:
    times = note.times(duration_ms)
    findings = check(note, duration_ms)
    before = doubts_by_times(note, times)
    after = Review(note, findings).doubts(note, times)
    assert (list(before.places), before.marked) == (list(after.places), after.marked)
    assert before.past_end == after.past_end == sum(f.verdict is PAST_END for f in findings)
    assert list(before.places) == to_look_at(note, times)
    assert list(before.places) == [one.citation for one in findings if one.is_doubtful]


@example([("00:01:00", "[02:14]")] * 3)
@example([("07:20:00", "[{}]"), ("HH:MM", "[0:30]")])
@given(st.lists(st.tuples(st.sampled_from(TIMES), st.sampled_from(LABELS)), max_size=9))
@examples(1.5)
def test_note_is_counted_alike_before_a_check_and_after_it(cited: list[tuple[str, str]]) -> None:
    text = "\n\n".join(
        f'Words <a class="yt-timestamp" data-t="{time}">{label.format(time)}</a>.'
        for time, label in cited
    )
    for duration_ms in DURATIONS:
        is_counted_alike(Note.parse(text.encode()), duration_ms)


@pytest.mark.parametrize(
    ("text", "claims", "doubts"),
    [
        (shifted_note("abcdefghijk", 6), 6, 6),
        (note("abcdefghijk", f"One {anchor('0:05')}", f"Two {anchor('HH')}"), 2, 1),
        # What stands above a bullet borrows its citation, and is no claim of its own.
        (f"- Above\n  - Below {anchor('0:05')}\n", 1, 0),
    ],
)
def test_index_counts_what_the_window_counts(text: str, claims: int, doubts: int) -> None:
    facts = dict(zip(columns(), entry_of(text.encode()).facts, strict=True))
    parsed = Note.parse(text.encode())
    assert (facts["claims"], facts["doubts"]) == (claims, doubts)
    assert claim_count(parsed) == claims
    assert len(doubts_by_times(parsed, parsed.times(None)).places) == doubts
