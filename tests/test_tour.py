import re
from fractions import Fraction

import av
import pytest
from PySide6.QtWidgets import QApplication

from tests.documents import LISTS, ROOT, guides, written
from viewer import RESOURCES
from viewer.base.translation import GUIDE, document
from viewer.features import ACTIONS
from viewer.media.caption_formats import read_captions
from viewer.notes.note import Note, TimeStatus

TOUR = RESOURCES / "tour"
FILM = TOUR / "tour.mp4"
CUES = read_captions(TOUR / "tour.en.vtt").cues
STARTS_MS = {cue.start_ms for cue in CUES}


def _notes() -> list[Note]:
    paths = [TOUR / "tour.md", *(RESOURCES / "languages").glob("*/*/*.md")]
    notes = [Note.parse(path.read_bytes()) for path in paths]
    return [note for note in notes if note.video is not None]


@pytest.fixture(scope="module")
def duration_ms() -> int:
    with av.open(str(FILM)) as film:
        return film.duration // 1000


def test_film_when_opened_is_what_the_tour_promises(duration_ms: int) -> None:
    assert 75_000 <= duration_ms <= 120_000
    assert FILM.stat().st_size <= 2_000_000
    with av.open(str(FILM)) as film:
        video = film.streams.video[0]
        assert (video.width, video.height, video.average_rate) == (1280, 720, Fraction(25))
        assert len(film.streams.audio) == 1


def test_transcript_when_read_follows_the_narration(duration_ms: int) -> None:
    assert len(CUES) >= 20
    assert all(start_ms % 1000 == 0 for start_ms in STARTS_MS)
    edges = [edge for cue in CUES for edge in (cue.start_ms, cue.end_ms)]
    assert edges == sorted(edges)
    assert edges[-1] <= duration_ms


def test_citations_when_followed_land_on_the_first_word_of_a_sentence(duration_ms: int) -> None:
    past_end = []
    for note in _notes():
        assert not note.problems
        assert not note.is_shifted(duration_ms)
        for citation, time in zip(note.citations, note.times(duration_ms), strict=True):
            if time.status is TimeStatus.PAST_END:
                past_end.append((citation.written, {reading.ms for reading in time.candidates}))
            else:
                assert time.status is TimeStatus.HOLDS
                assert time.ms in STARTS_MS, citation.written
    # One time is wrong on purpose in each language, and its repair is right.
    assert past_end == [("00:51:00", {51_000})] * 4
    assert 51_000 in STARTS_MS


def test_claims_when_compared_with_the_transcript_say_what_is_said_there(duration_ms: int) -> None:
    said = {cue.start_ms: cue.text for cue in CUES}
    for note in _notes()[:1]:
        times = note.times(duration_ms)
        for claim in note.claims:
            first = times[claim.citations.start].ms
            if claim.stands_for_child or first is None:
                continue
            words = set(re.findall(r"\w{4,}", note.plain.of(claim.span).casefold()))
            if words:
                heard = set(re.findall(r"\w{4,}", said[first].casefold()))
                assert words & heard, note.plain.of(claim.span)


def test_front_matter_when_read_names_the_film_and_each_has_five_steps() -> None:
    for note in _notes():
        assert note.data.count(b"\n- [ ] **") == 5
        assert note.title
        assert note.video.path == FILM.name


TEXT = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("document", LISTS)
def test_lists_of_documents_are_those_of_the_program(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    assert written(document) == text, "run: .venv/bin/python -m tests.documents"


def test_keys_that_are_taught_are_there() -> None:
    known = {key for action in ACTIONS for key in action.keys}
    tour, guide = (TOUR / "tour.md").read_text("utf-8"), document(GUIDE).read_text("utf-8")
    for text, pattern, count in (
        (TEXT, "[A-Z.,]|Space|Left|Right", 12),
        (tour, r"[A-Z]", 6),
        (guide, r"[A-Z]|F\d+", 30),
    ):
        named = set(re.findall(rf"`((?:(?:Ctrl|Alt|Shift)\+)*(?:{pattern}))`", text))
        assert len(named) >= count
        assert named - {"Shift"} <= known  # "with `Shift`, one second": a part of a key
    assert {"Shift+Left", "Shift+Right"} <= known


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_files_that_documents_name_are_there(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    named = re.findall(r"\]\(([^)#]+)[^)]*\)|`((?:viewer|tests)/[\w./]+)`", text)
    assert len(named) >= 3
    assert [path for each in named if not (ROOT / (path := "".join(each))).exists()] == []


def test_keys_of_guides_in_other_languages_are_those_there_are(qapp: QApplication) -> None:
    made = guides(qapp)
    assert made
    assert [path for path, text in made.items() if path.read_text("utf-8") != text] == []
