import re
from fractions import Fraction

import av
import pytest

from tests.documents import LISTS, ROOT, guides, written
from viewer import RESOURCES
from viewer.features import ACTIONS
from viewer.notes.note import Note, TimeStatus
from viewer.translation import GUIDE, PRACTICE, document
from viewer.video.transcripts.reader import read_transcript

TOUR = RESOURCES / "tour"
FILM = TOUR / "tour.mp4"
CUES = read_transcript(TOUR / "tour.en.vtt").cues
STARTS_MS = {cue.start_ms for cue in CUES}


def _notes() -> list[Note]:
    return [Note.parse(path.read_bytes()) for path in sorted(TOUR.glob("*.md"))]


@pytest.fixture(scope="module")
def duration_ms() -> int:
    with av.open(str(FILM)) as film:
        return film.duration // 1000


def test_film_when_opened_is_what_the_tour_promises(duration_ms: int) -> None:
    assert 120_000 <= duration_ms <= 180_000
    assert FILM.stat().st_size <= 4_000_000
    with av.open(str(FILM)) as film:
        video = film.streams.video[0]
        assert (video.width, video.height, video.average_rate) == (1280, 720, Fraction(25))
        assert len(film.streams.audio) == 1
        keys_s = [p.pts * video.time_base for p in film.demux(video) if p.is_keyframe and p.pts]
    # "There is a key frame every five seconds": the first, at 0, is the one left out above.
    assert keys_s == [5 * (i + 1) for i in range(len(keys_s))]
    assert duration_ms - keys_s[-1] * 1000 <= 5000


def test_transcript_when_read_follows_the_narration(duration_ms: int) -> None:
    assert len(CUES) >= 25
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
    # One time is wrong on purpose, and one of its two repairs is right.
    [(written, candidates)] = past_end
    assert written == "01:01:56"
    assert candidates == {61_000, 116_000}
    assert 116_000 in STARTS_MS


def test_claims_when_compared_with_the_transcript_say_what_is_said_there(duration_ms: int) -> None:
    said = {cue.start_ms: cue.text for cue in CUES}
    for note in _notes():
        times = note.times(duration_ms)
        for claim in note.claims:
            first = times[claim.citations.start].ms
            if claim.stands_for_child or first is None:
                continue
            words = set(re.findall(r"\w{4,}", note.plain(claim.span).casefold()))
            if words:
                heard = set(re.findall(r"\w{4,}", said[first].casefold()))
                assert words & heard, note.plain(claim.span)


def test_links_when_resolved_name_notes_of_the_tour() -> None:
    names = {path.stem for path in TOUR.rglob("*.md")}
    targets = [link.target for note in _notes() for link in note.links]
    assert set(targets) - names == {"A note nobody wrote"}
    assert names <= set(targets)


def test_front_matter_when_read_names_the_film() -> None:
    for note in _notes():
        assert note.title
        assert note.video.path == FILM.name


def test_second_half_has_two_times_to_set_right_and_no_other(duration_ms: int) -> None:
    note = Note.parse(document(PRACTICE).read_bytes())
    times = note.times(duration_ms)
    assert [time.status is TimeStatus.PAST_END for time in times] == [False, False, False, True]
    assert [time.ms in STARTS_MS for time in times[:3]] == [True, True, False]
    assert times[2].ms == 27_000
    assert 30_000 in STARTS_MS


TEXT = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("document", LISTS)
def test_lists_of_documents_are_those_of_the_program(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    assert written(document) == text, "run: .venv/bin/python -m tests.documents"


def _keys(text: str, pattern: str) -> set[str]:
    return set(re.findall(rf"`((?:(?:Ctrl|Alt|Shift)\+)*(?:{pattern}))`", text))


def test_keys_that_are_taught_are_there() -> None:
    known = {key for action in ACTIONS for key in action.keys}
    tour = (RESOURCES / "tour" / "tour.md").read_text("utf-8").replace("←", "Left")
    rows = "\n".join(re.findall(r"^\| `.*\|$", tour.replace("→", "Right"), re.MULTILINE))
    guide = "".join(path.read_text("utf-8") for path in (document(GUIDE), document(PRACTICE)))
    for text, pattern, count in (
        (TEXT, "[A-Z.,]|Space|Left|Right", 12),
        (rows, r"[^`+]|\w+", 15),
        (guide, r"[A-Z]|F\d+", 30),
    ):
        named = _keys(text, pattern)
        assert len(named) >= count
        assert named - {"Shift"} <= known  # "with `Shift`, one second": a part of a key
    assert {"Shift+Left", "Shift+Right"} <= known


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_files_that_documents_name_are_there(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    # Pictures are taken with ./run shots.
    named = re.findall(r"\]\(([^)#]+)[^)]*\)|`((?:viewer|tests)/[\w./]+)`", text)
    assert len(named) >= 3
    assert [path for each in named if not (ROOT / (path := "".join(each))).exists()] == []


def test_keys_of_guides_in_other_languages_are_those_there_are() -> None:
    made = guides()
    assert made
    assert [path for path, text in made.items() if path.read_text("utf-8") != text] == []
