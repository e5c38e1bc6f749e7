import json
import re
from pathlib import Path

import pytest

from tests.check.vaults import STEP_S, TALK, TALKS, VIDEO, anchor, check, note, srt
from tests.commands.calls import run
from viewer.check.check import examine
from viewer.check.finding import CaptionsFault, CaptionsFinding
from viewer.check.sources import Places, Sources
from viewer.check.verdicts import HOLDS, NO_EVIDENCE
from viewer.media.caption_formats import read_captions
from viewer.media.transcript import Cue, Transcript
from viewer.notes.language import guess_language
from viewer.notes.model import VideoRef
from viewer.notes.note import Note

GERMAN = TALKS["de"].said[: len(TALK)]
OTHER = (
    "To bake a good bread you need flour, water, salt and time",
    "We let the dough rest in a bowl until it is twice as large",
    "Then you fold it and put it into the oven, which must be hot",
    "The crust is done when it sounds hollow as you knock on it",
)


def captions(said: tuple[str, ...], language: str = "") -> Transcript:
    cues = (Cue(n * 10_000, n * 10_000 + 9_000, f"{text}.") for n, text in enumerate(said))
    return Transcript(tuple(cues), language)


def talk_note(*more: str) -> Note:
    lines = [f"{said} {anchor(f'00:{n // 6:02}:{n % 6 * 10:02}')}" for n, said in enumerate(TALK)]
    return Note.parse(note(VIDEO, *lines, *more).encode())


@pytest.mark.parametrize("language", ["de", ""])
def test_nothing_is_concluded_from_captions_in_another_language(language: str) -> None:
    late = f"Sailors complained about the colour {anchor('07:00:30')}"
    found = examine(talk_note(late), None, captions(GERMAN, language))
    assert found.captions == CaptionsFinding(CaptionsFault.OTHER_LANGUAGE, "en", "de")
    verdicts = [finding.verdict for finding in found.findings]
    assert verdicts == [NO_EVIDENCE] * (len(TALK) + 1)
    assert not any(finding.sure for finding in found.findings)


def test_nothing_is_concluded_from_captions_of_another_video() -> None:
    late = f"Sailors complained about the colour {anchor('07:00:30')}"
    found = examine(talk_note(late), None, captions(OTHER))
    assert found.captions == CaptionsFinding(CaptionsFault.OTHER_VIDEO, "en", "en")
    assert {finding.verdict for finding in found.findings} == {NO_EVIDENCE}


def _times(*starts_ms: int, lasts_ms: int = 9_000) -> Transcript:
    """Read the captions of the talk, in the order in which they are said, with other times."""
    cues = []
    for ms, text in zip(starts_ms, TALK, strict=False):
        start, end = (f"{t // 60_000:02}:{t / 1000 % 60:06.3f}" for t in (ms, ms + lasts_ms))
        cues.append(f"{start} --> {end}\n{text}.")
    return read_captions(Path("a.vtt"), "en", data="\n\n".join(["WEBVTT", *cues]).encode())


@pytest.mark.parametrize(
    "broken",
    [
        _times(*(0 for _ in TALK)),
        _times(*(50_000 for _ in TALK)),
        _times(*(n * 100 for n, _ in enumerate(TALK)), lasts_ms=100),
        _times(*(n * 50_000 % 120_000 for n, _ in enumerate(TALK))),
        _times(0, 600_000),
    ],
    ids=["all at 0", "all at one time", "too fast", "not rising", "a handful"],
)
@pytest.mark.parametrize("duration_ms", [None, 130_000])
def test_nothing_is_concluded_from_broken_captions(
    broken: Transcript, duration_ms: int | None
) -> None:
    note = talk_note(f"Sailors complained about the colour {anchor('07:00:30')}")
    found = examine(note, duration_ms, broken)
    assert found.captions == CaptionsFinding(CaptionsFault.BROKEN)
    assert found.findings == check(note, duration_ms)


def test_captions_that_end_early_fix_nothing_that_is_right() -> None:
    """A talk says all in short, and then at length: that is cited, and the captions lack it."""
    lines = (f"{said} {anchor(f'00:{20 + n}:{7 * n % 60:02}')}" for n, said in enumerate(TALK))
    found = examine(Note.parse(note(VIDEO, *lines).encode()), None, captions(TALK)).findings
    assert {(one.verdict, one.sure) for one in found} == {(NO_EVIDENCE, False)}


def test_captions_in_the_language_of_the_note_are_evidence() -> None:
    found = examine(talk_note(), None, captions(TALK))
    assert found.captions is None
    assert found.findings == check(talk_note(), None, captions(TALK))
    assert [finding.verdict for finding in found.findings].count(HOLDS) > 8
    # Those of a part of the video are not judged.
    part = captions(OTHER[:1])
    assert examine(talk_note(), len(TALK) * STEP_S * 1000, part).captions is None
    assert examine(talk_note(), 30_000, part).captions is not None


def test_few_words_do_not_tell_a_language() -> None:
    few = Note.parse(note(VIDEO, f"Beams have colours {anchor('00:00:10')}").encode())
    assert examine(few, None, captions(GERMAN, "de")).captions is None
    told = "This is what I saw of the beam in the night, and it was as blue as the sea is by day"
    more = Note.parse(note(VIDEO, f"{told} {anchor('00:00:10')}").encode())
    assert examine(more, None, captions(GERMAN)).captions is not None
    assert examine(more, None, captions(OTHER)).captions is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (" ".join(TALK) + ". The end of it is that you and I are on the way.", "en"),
        (" ".join(GERMAN), "de"),
        ("Hoje vamos ver como o vento move os barcos e por que não é fácil. " * 2, "pt"),
        ("Hoy vamos a ver cómo el viento mueve los barcos y por qué no es fácil. " * 2, "es"),
        ("Сегодня мы увидим, как ветер движет корабли и почему это не так просто. " * 2, "ru"),
        ("今日は風が船を動かす仕組みを見てみましょう。", "ja"),
        ("오늘은 바람이 배를 어떻게 움직이는지 봅시다.", "ko"),
        ("今天我们来看看风怎样推动船。", "zh"),
        ("Yes.", ""),
        ("12 34 56 " * 20, ""),
    ],
)
def test_language_is_guessed_by_script_and_commonest_words(text: str, language: str) -> None:
    assert guess_language(text) == language


def test_captions_in_the_language_of_the_note_come_first(tmp_path: Path) -> None:
    for name, said in (("de", GERMAN), ("fr", ("Bonsoir à tous.",)), ("en", TALK)):
        text = "\n".join(
            f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{one}\n" for n, one in enumerate(said, 1)
        )
        (tmp_path / f"{VIDEO}.{name}.srt").write_text(text, "utf-8")
    ref = VideoRef(VIDEO)
    for places in (Places(transcripts=tmp_path), Places()):
        for language in ("de", "en"):
            facts = Sources(places).of(ref, tmp_path / "note.md", language)
            assert facts.transcript.language == language


@pytest.fixture
def folder(tmp_path: Path, own_homes: None) -> Path:
    (tmp_path / "a.md").write_bytes(talk_note().data)
    german = srt()
    for english, said in zip(TALK, GERMAN, strict=True):
        german = german.replace(english, said)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / f"{VIDEO}.srt").write_text(german, "utf-8")
    return tmp_path


def test_check_says_once_that_captions_are_in_another_language(folder: Path) -> None:
    done = run("check", folder / "a.md", "--transcripts", folder / "texts")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        f"A note  ({folder / 'a.md'})",
        "  the transcript is in a different language from the note (de; the note: en), so "
        "nothing was checked against it",
        "",
        "12 timestamps; 0 problems",
        "   0  confirmed",
        "  12  can't tell",
        "1 note has the wrong transcript.",
    ]
    done = run("check", folder / "a.md", "--transcripts", folder / "texts", "--json")
    assert done.returncode == 1
    for entry in map(json.loads, done.stdout.splitlines()):
        assert entry["captions"] == {
            "fault": "another language",
            "note_language": "en",
            "captions_language": "de",
            "pieces": [],
        }
        assert not entry["sure"]


def test_check_fixes_nothing_by_captions_that_are_all_at_one_time(folder: Path) -> None:
    at_once = re.sub(r"(?m)^.* --> .*$", "00:00:00,000 --> 00:00:00,000", srt())
    (folder / "texts" / f"{VIDEO}.srt").write_text(at_once, "utf-8")
    done = run("check", folder / "a.md", "--transcripts", folder / "texts", "--fix")
    assert "the transcript is damaged or nearly empty, so nothing was checked" in done.stdout
    assert done.stdout.endswith("Nothing was fixed: no timestamps could be checked.\n")
    assert (folder / "a.md").read_bytes() == talk_note().data
