import shutil
from pathlib import Path

import pytest

from tests.check.vaults import VIDEO, srt
from viewer.base.errors import NoteFileError
from viewer.check.sources import KnownVideo, Places, Sources
from viewer.commands.check import read_durations
from viewer.media.library import SavedInfo
from viewer.media.media import Pairings
from viewer.notes.model import VideoRef

REF = VideoRef(video_id=VIDEO)


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "vault" / "channel" / "note.md"
    path.parent.mkdir(parents=True)
    path.write_text("A note\n", "utf-8")
    return path


def find(places: Places, note: Path, ref: VideoRef | None = REF) -> KnownVideo:
    return Sources(places).of(ref, note)


def language_of(facts: KnownVideo) -> str:
    return facts.transcript.path.name


def test_nothing_is_known_where_there_is_nothing(tmp_path: Path, note: Path) -> None:
    for ref in (None, REF, VideoRef(url="https://example.org/a"), VideoRef(path="gone.mp4")):
        places = Places(vault=note.parents[1], library=tmp_path / "library", state=tmp_path)
        assert find(places, note, ref) == KnownVideo()


@pytest.mark.parametrize(
    ("names", "taken"),
    [
        (["{}.srt"], "{}.srt"),
        (["{}.en.vtt", "{}.de.srt"], "{}.en.vtt"),
        (["{}.en.srt", "{}.en-orig.srt", "{}.srt"], "{}.en-orig.srt"),
        (["{}.de.srt", "{}.fr.srt"], "{}.de.srt"),
        (["{}.srt", "{}.vtt"], "{}.vtt"),
    ],
)
def test_a_folder_of_transcripts_is_read_by_id_and_language(
    tmp_path: Path, note: Path, names: list[str], taken: str
) -> None:
    folder = tmp_path / "transcripts"
    folder.mkdir()
    (folder / f"{VIDEO}x.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\nOther\n", "utf-8")
    for name in names:
        text = srt() if name.endswith("srt") else "WEBVTT\n\n" + srt().replace(",000", ".000")
        (folder / name.format(VIDEO)).write_text(text, "utf-8")
    facts = find(Places(transcripts=folder), note)
    assert language_of(facts) == taken.format(VIDEO)
    assert facts.duration_ms is None


def test_a_transcript_that_cannot_be_read_is_said_and_the_next_one_taken(
    tmp_path: Path, note: Path
) -> None:
    (tmp_path / f"{VIDEO}.vtt").write_text("WEBVTT\n", "utf-8")
    facts = find(Places(transcripts=tmp_path), note)
    assert facts.transcript is None
    assert f"“{VIDEO}.vtt”" in facts.problems[0]
    (tmp_path / f"{VIDEO}.srt").write_text(srt(), "utf-8")
    sources = Sources(Places(transcripts=tmp_path))
    first = sources.of(REF, note)
    assert language_of(first) == f"{VIDEO}.srt"
    # It is looked for once for all notes of the video.
    assert sources.of(REF, note.with_name("other.md")).transcript is first.transcript


def test_durations_that_are_named_count_or_else_that_of_the_file_beside_the_note(
    note: Path, short_video: Path
) -> None:
    file, vault = note.with_name(f"{VIDEO}.mp4"), note.parents[1]
    file.write_bytes(b"no video")
    assert find(Places(vault=vault), note) == KnownVideo()
    shutil.copy(short_video, file)
    assert find(Places(durations={VIDEO: 70_000}, vault=vault), note).duration_ms == 70_000
    assert find(Places(durations={}, vault=vault), note).duration_ms is None
    found = find(Places(vault=vault), note).duration_ms
    assert 1_000 < found < 60_000


def test_the_library_says_how_long_it_is_and_what_is_said(tmp_path: Path, note: Path) -> None:
    folder = tmp_path / "library" / VIDEO
    folder.mkdir(parents=True)
    info = SavedInfo(VIDEO, VIDEO, "", "A talk", "A channel", 4_212_000, f"{VIDEO}.mp4", 3)
    (folder / "info.json").write_text(info.to_json(), "utf-8")
    (folder / f"{VIDEO}.en.srt").write_text(srt(), "utf-8")
    facts = find(Places(vault=note.parents[1], library=tmp_path / "library"), note)
    assert facts.duration_ms == 4_212_000
    assert language_of(facts) == f"{VIDEO}.en.srt"


def test_transcripts_of_the_vault_and_chosen_ones_are_found(tmp_path: Path, note: Path) -> None:
    vault = note.parents[1]
    folder = vault / "transcripts" / "more"
    folder.mkdir(parents=True)
    (folder / f"Talk [{VIDEO}].en.srt").write_text(srt(), "utf-8")
    places = Places(vault=vault, state=tmp_path)
    assert language_of(find(places, note)) == f"Talk [{VIDEO}].en.srt"
    chosen = tmp_path / "mine.srt"
    chosen.write_text(srt(), "utf-8")
    Pairings(tmp_path / "transcripts.json").set(REF, note, chosen)
    assert language_of(find(places, note)) == "mine.srt"


# ---------------------------------------------------------------------- durations


def read(tmp_path: Path, text: str) -> dict[str, int]:
    path = tmp_path / "durations"
    path.write_bytes(text.encode())
    return read_durations(path)


def test_json_holds_seconds_or_times(tmp_path: Path) -> None:
    found = read(tmp_path, '{"a": 4212, "b": 1.50000000000001, "c": "1:10:12", "d": "62"}')
    assert found == {"a": 4_212_000, "b": 1_500, "c": 4_212_000, "d": 62_000}
    assert read(tmp_path, "") == read(tmp_path, "{}") == {}


@pytest.mark.parametrize("between", [",", ";", "\t", ", "])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_hold_an_id_and_a_duration(tmp_path: Path, between: str, end: str) -> None:
    head = ["\ufeffvideoId,seconds", "# of today", ""]
    lines = [*head, "a-_1,4212", "b,1:10:12", "c,9:07.5", '"d","3"']
    text = end.join(line.replace(",", between) for line in lines)
    assert read(tmp_path, text) == {"a-_1": 4_212_000, "b": 4_212_000, "c": 547_500, "d": 3_000}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,10\nb,soon\n", "line 2: “b,soon”"),
        ("a,10\n\nid,20,30\n", "line 3"),
        ("a\n", "line 1"),
        ("a,0\n", "line 1"),
        (",5\n", "line 1"),
        ('{"a": null}', "“a”"),
        ('{"a": 1', "not a list of durations"),
        ("[" * 100_000, "line 1"),
    ],
)
def test_a_wrong_list_is_refused_and_the_place_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(NoteFileError) as caught:
        read(tmp_path, text)
    assert said in caught.value.words()
