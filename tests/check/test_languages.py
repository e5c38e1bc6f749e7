import pytest

from tests.check.vaults import STEP_MS, TALKS, Talk, check
from viewer.check.align import asserted_in
from viewer.check.check import find_moments
from viewer.check.verdicts import HOLDS, IN_DOUBT
from viewer.media.transcript import Cue, Transcript
from viewer.notes.note import Note

_TOLD = pytest.mark.parametrize("told", [True, False])  # whether captions say their language
_LANGUAGES = pytest.mark.parametrize("language", TALKS)


def _note(talk: Talk, moved: int = -1) -> Note:
    """Write the claims with their times, one of them seven sentences away."""
    lines = []
    for number, (at, claim) in enumerate(talk.claims):
        at = (at + 7) % len(talk.said) if number == moved else at
        seconds = at * STEP_MS // 1000
        lines.append(f"* {claim} [{seconds // 60}:{seconds % 60:02}]\n")
    return Note.parse("".join(lines).encode())


@_TOLD
@_LANGUAGES
def test_claims_are_found_where_they_are_said(language: str, told: bool) -> None:
    talk = TALKS[language]
    transcript = talk.transcript(language if told else "")
    for at, claim in talk.claims:
        assert find_moments(claim, transcript)[0].ms == at * STEP_MS, claim


@_TOLD
@_LANGUAGES
def test_right_times_hold_and_moved_ones_do_not(language: str, told: bool) -> None:
    talk = TALKS[language]
    transcript = talk.transcript(language if told else "")
    assert {one.verdict for one in check(_note(talk), None, transcript)} == {HOLDS}
    noticed = 0
    for number, (at, _) in enumerate(talk.claims):
        finding = check(_note(talk, number), None, transcript)[number]
        assert finding.verdict is not HOLDS
        if finding.verdict is IN_DOUBT:
            noticed += 1
            assert finding.proposals[0].ms == at * STEP_MS
    assert noticed >= len(talk.claims) - 1


def test_what_is_asserted_is_the_last_sentence() -> None:
    assert asserted_in("第一句。他说：「好。」第三句") == "第三句"
    assert asserted_in("他说：“好。”") == "他说：“好。"


@pytest.mark.parametrize(
    ("said", "claim", "language"),
    [
        ("היום נבנה עפיפון מעץ", "בונים עפיפון", "he"),
        ("今日は凧を作ります", "凧を作る", "ja"),
        ("We begin with Kubernetes and its history", "Kubernettes came first", "en"),  # misheard
    ],
)
def test_claim_is_found_where_it_is_said_in_other_words(
    said: str, claim: str, language: str
) -> None:
    texts = ("abc", said, "def", "ghi")
    cues = (Cue(n * 30_000, n * 30_000 + 4_000, text) for n, text in enumerate(texts))
    assert find_moments(claim, Transcript(tuple(cues), language))[0].ms == 30_000
