"""What is known of a note's citations: kept apart, put together, and carried over edits."""

import threading
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.check.vaults import check
from tests.ui.review_case import Case
from tests.ui.stage import ALT, CTRL
from viewer.check.dismissed import Dismissed
from viewer.check.finding import Ground, Proposal
from viewer.check.review import Review, offered
from viewer.check.verdicts import NO_EVIDENCE
from viewer.notes.counts import doubts_by_times
from viewer.notes.note import Note
from viewer.ui.review.finding_text import outcome
from viewer.ui.review.selected import SelectedProblem

NOTE = "One [0:10].\n\nTwo [1:00:20].\n\n- Three [0:30]\n- Four [1:00:40]\n"
DURATION_MS = 60_000


def note_of(text: str = NOTE) -> Note:
    return Note.parse(text.encode())


def review_of(note: Note, duration_ms: int | None = DURATION_MS) -> Review:
    return Review(note, check(note, duration_ms))


def test_note_that_was_not_checked_has_the_doubts_of_its_times() -> None:
    note = note_of()
    times = note.times(DURATION_MS)
    assert Review().doubts(note, times) == doubts_by_times(note, times)
    assert list(doubts_by_times(note, times).places) == [1, 3]


def test_findings_follow_their_citations_over_an_edit() -> None:
    before, after = note_of(), note_of(NOTE.replace("- Three", "- New [0:05]\n- Three"))
    review = review_of(before).for_note(after)
    assert [finding is None for finding in review.findings] == [False, False, True, False, False]
    assert [f.citation for f in review.findings if f is not None] == [0, 1, 3, 4]
    assert review_of(before).follow(after)[3] == 4
    items = review.items()
    assert [item.citation for item in items] == [1, 4]


def test_finding_of_a_time_that_was_changed_is_gone() -> None:
    before, after = note_of(), note_of(NOTE.replace("1:00:20", "0:00:20"))
    review = review_of(before)
    assert review.for_note(after).findings[1] is None
    assert 1 not in review.follow(after)
    assert list(review.doubts(after, after.times(DURATION_MS)).places) == [3]


def test_proposals_that_are_next_to_impossible_are_not_offered() -> None:
    best, other, none = (
        Proposal(ms, c, Ground.TRANSCRIPT) for ms, c in ((1, 0.01), (2, 0.3), (3, 0))
    )
    assert offered((best, other, none)) == (best, other)


def test_same_problem_stays_selected_and_one_that_is_undone_is_selected_again() -> None:
    before, added = note_of(), note_of("New [2:00:00].\n\n" + NOTE)
    selected = SelectedProblem()
    selected.take(review_of(before))
    assert (selected.count, selected.sure, selected.after(-1)) == (2, [], 1)
    selected.choose(1)
    selected.take(review_of(added))
    assert (selected.item.citation, selected.at, selected.after(1)) == (4, 2, 0)
    for note in (before, note_of(NOTE.replace("1:00:40", "0:00:40"))):
        selected.take(review_of(note))
    selected.deal_with(before, 3, waits=True)
    assert (selected.item.citation, selected.after(1), selected.why(0, "D")) == (1, 0, "")
    assert selected.why(1, "D").endswith("Press D to review")
    selected.take(review_of(before))
    assert selected.item.citation == 3


@given(
    st.lists(st.sampled_from(["[0:10]", "[1:00:20]", "[0:30]", "words"]), max_size=12),
    st.integers(0, 12),
    st.integers(0, 12),
    st.lists(st.sampled_from(["[0:10]", "[0:50]", "more"]), max_size=4),
)
def test_every_finding_carried_over_is_of_a_citation_written_alike(
    pieces: list[str], start: int, end: int, new: list[str]
) -> None:
    before = note_of("\n\n".join(pieces))
    after = note_of("\n\n".join([*pieces[:start], *new, *pieces[max(start, end) :]]))
    review = review_of(before).for_note(after)
    assert len(review.findings) == len(after.citations)
    for index, finding in enumerate(review.findings):
        if finding is not None:
            assert finding.citation == index
            assert finding.reads_ms == after.times(DURATION_MS)[index].ms or (
                finding.verdict is not NO_EVIDENCE
            )


def test_what_is_kept_is_counted_where_nothing_else_was_found() -> None:
    for kept, words in ((1, "1 problem ignored"), (2, "2 problems ignored")):
        review = Review(Note.parse(b""), (None,) * 3, frozenset(range(kept)))
        said = outcome(review, 0, has_transcript=True, has_failed=False)
        assert said == f"No problems found. {words}"


def test_keeping_that_is_undone_while_the_disk_is_slow_stays_undone(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, is_undone = Dismissed.keep, threading.Event()

    def slowly(*what: Any, **also: Any) -> None:
        assert is_undone.wait(30)
        keep(*what, **also)

    monkeypatch.setattr(Dismissed, "keep", slowly)
    case.step()
    case.stage.press("x", ALT)
    case.stage.press("z", CTRL)
    is_undone.set()
    case.stage.program.background.finish()
    kept = Dismissed(case.stage.folders.state)
    assert not kept.kept_of(case.path, Note.parse(case.path.read_bytes()))
