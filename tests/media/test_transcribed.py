import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.base.errors import MediaError
from viewer.media.caption_formats import read_captions
from viewer.media.library import Library
from viewer.media.transcribed import (
    Origin,
    Transcribed,
    file_name,
    find_transcribed,
    fingerprint,
    folder_of,
    joined,
    missing,
    read_origin,
    read_transcribed,
    to_srt,
    to_vtt,
    write_transcribed,
)
from viewer.media.transcript import Cue
from viewer.media.transcript_files import MEDIA, TRANSCRIBED, find_transcripts
from viewer.notes.model import VideoRef

ORIGIN = Origin(
    "tiny.en", "en", False, "faster-whisper 1.2.1", "Cuenote 0.1.0", 120_000, ((0, 60_000),)
)
CUES = (
    Cue(1_000, 2_400, "Well, a < b & c.", (1_000, 1_500, 1_700, 1_900, 2_000, 2_200),
        (0, 6, 8, 10, 12, 14)),
    Cue(2_400, 3_000, "Yes."),
    Cue(3_000, 3_600, "Yes."),
    Cue(59_000, 60_000, "Yes. No.", (59_100, 59_500), (0, 5)),
)  # fmt: skip

# Words as models write them: also in scripts without spaces, with signs that are markup elsewhere.
_WORD = st.text(st.sampled_from("abcdé Ü你好<>&{}'.,-?!").filter(lambda c: c != " "), min_size=1)


@st.composite
def _cues(draw: st.DrawFn) -> tuple[Cue, ...]:
    cues = []
    ms = 0
    for words in draw(st.lists(st.lists(_WORD, min_size=1, max_size=6), max_size=8)):
        times, places, text = [], [], ""
        for word in words:
            ms += draw(st.integers(0, 2_000))
            times.append(ms)
            text += " " if text else ""
            places.append(len(text))
            text += word
        ms += draw(st.integers(1, 2_000))
        if "-->" in text or "{\\" in text:
            continue
        start_ms = max(0, times[0] - draw(st.sampled_from((0, 300))))
        start_ms = max(start_ms, cues[-1].end_ms if cues else 0)
        own = (tuple(times), tuple(places)) if len(words) > 1 else ((), ())
        cues.append(Cue(start_ms, ms, text, *own))
    return tuple(cues)


def _groups(cues: tuple[Cue, ...]) -> list[tuple[int, int, str, list[tuple[int, int]]]]:
    """Each cue with its words, the first at least at the cue's own start."""
    found = []
    for cue in cues:
        words = list(zip(cue.word_times, cue.word_places, strict=True)) or [(cue.start_ms, 0)]
        found.append((cue.start_ms, cue.end_ms, cue.text, words))
    return found


@given(_cues())
def test_what_is_written_is_read_back_word_by_word(cues: tuple[Cue, ...]) -> None:
    text = to_vtt(Transcribed(ORIGIN, cues))
    if not cues:
        with pytest.raises(MediaError):
            read_captions(Path("x.vtt"), data=text.encode())
        return
    read = read_captions(Path("x.vtt"), data=text.encode())
    assert _groups(read.cues) == _groups(cues)
    assert read.skipped == ()
    assert read.language == "en"


def test_words_said_again_and_again_are_all_kept() -> None:
    again = tuple(
        Cue(ms, ms + 1_000, "You" + " you" * (ms // 1_000)) for ms in range(0, 9_000, 1_000)
    )
    read = read_captions(Path("x.vtt"), data=to_vtt(Transcribed(ORIGIN, again)).encode())
    assert [cue.text for cue in read.cues] == [cue.text for cue in again]


def test_file_says_where_it_comes_from_and_how_far_it_is(tmp_path: Path) -> None:
    path = tmp_path / "new" / file_name("tiny.en")
    assert read_transcribed(path) is None
    write_transcribed(path, Transcribed(ORIGIN, CUES))
    assert path.name == "recognised.tiny-en.vtt"
    found = read_transcribed(path)
    assert (found.origin, _groups(found.cues)) == (ORIGIN, _groups(CUES))
    assert not ORIGIN.is_whole
    whole = replace(ORIGIN, finished=((0, 60_000), (60_000, 130_000)))
    write_transcribed(path, Transcribed(whole, CUES))
    assert read_origin(path) == replace(whole, finished=((0, 130_000),))
    assert whole.is_whole
    assert list(path.parent.iterdir()) == [path], "what was written first is left over"
    assert "transcribed here, model tiny.en" in whole.words
    silent = replace(whole, language="", is_translated=True)
    write_transcribed(path, Transcribed(silent))
    assert read_transcribed(path) == Transcribed(replace(silent, finished=((0, 130_000),)))
    assert "translated to English" in silent.words


def test_words_outside_of_what_is_finished_are_not_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "x.vtt"
    write_transcribed(path, Transcribed(replace(ORIGIN, finished=((2_000, 3_000),)), CUES))
    found = read_transcribed(path)
    assert [cue.start_ms for cue in found.cues] == [2_400]


def test_file_that_cannot_be_written_leaves_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.vtt"
    write_transcribed(path, Transcribed(ORIGIN, CUES))
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(MediaError, match="can't be saved") as caught:
        write_transcribed(path, Transcribed(ORIGIN))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
    assert caught.value.remedy


@pytest.mark.parametrize(
    "text",
    [
        "",
        "WEBVTT\n\n00:01.000 --> 00:02.000\nNOTE Recognised here, by a machine\n",
        "1\n00:00:01,000",
    ],
)
def test_captions_of_others_are_none_of_ours(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.vtt"
    path.write_text(text.replace("NOTE Rec", "A NOTE Rec"))
    assert read_origin(path) is None
    assert read_transcribed(path) is None


def test_damaged_note_counts_for_nothing_finished(tmp_path: Path) -> None:
    path = tmp_path / "x.vtt"
    path.write_text(
        "WEBVTT\n\nNOTE Recognised here, by a machine\nmodel: x\nduration: many\nfinished: 5-2 a\n"
    )
    assert read_origin(path) == Origin("x")


def test_file_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    one, two = tmp_path / "a.mp4", tmp_path / "b.mp4"
    data = os.urandom(400_000)
    one.write_bytes(data)
    two.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    known = fingerprint(one)
    assert known != fingerprint(two)
    moved = tmp_path / "deeper" / "named anew.mkv"
    moved.parent.mkdir()
    one.rename(moved)
    assert fingerprint(moved) == known
    library = tmp_path / "library"
    assert folder_of(moved, library) == library / "recognised" / known
    saved = library / "dQw4w9WgXcQ" / "dQw4w9WgXcQ.mp4"
    assert folder_of(saved, library) == saved.parent
    empty = tmp_path / "empty.mp4"
    empty.touch()
    assert fingerprint(empty)


def test_what_was_transcribed_is_found_behind_other_captions(tmp_path: Path) -> None:
    video_id = "dQw4w9WgXcQ"
    vault, library = tmp_path / "vault", tmp_path / "library"
    media = vault / "talk.mp4"
    vault.mkdir()
    media.write_bytes(b"talk" * 100)
    note = vault / "a.md"
    ref = VideoRef(path="talk.mp4")

    def found(ref: VideoRef = ref) -> list[tuple[str, str]]:
        files = find_transcripts(ref, note, vault, library, media)
        return [(file.path.name, file.source.id) for file in files]

    assert found() == []
    whole = replace(ORIGIN, finished=((0, 120_000),))
    kept = folder_of(media, library)
    write_transcribed(kept / file_name("small"), Transcribed(replace(ORIGIN, model="small"), CUES))
    write_transcribed(kept / file_name("tiny.en"), Transcribed(whole, CUES))
    assert found() == [
        ("recognised.tiny-en.vtt", "recognised"),
        ("recognised.small.vtt", "recognised"),
    ]
    # A copy that lies beside the video, by whatever name, is still what a machine heard.
    write_transcribed(vault / "talk.vtt", Transcribed(ORIGIN, CUES))
    (vault / "talk.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nBy people.\n")
    assert found()[0] == ("talk.srt", "media")
    assert ("talk.vtt", "recognised") in found()[2:]
    files = find_transcripts(ref, note, vault, library, media)
    assert [file.origin is None for file in files] == [True, False, False, False]
    assert files[1].origin == whole
    assert files[1].language == "en"
    # Those of a saved video lie with it.
    ref = VideoRef(video_id=video_id)
    write_transcribed(library / video_id / file_name("base"), Transcribed(whole, CUES))
    (library / video_id / f"{video_id}.en.json3").write_text("{}")
    files = find_transcripts(ref, note, vault, library, library / video_id / f"{video_id}.mp4")
    assert [(file.path.name, file.source) for file in files] == [
        (f"{video_id}.en.json3", MEDIA),
        ("recognised.base.vtt", TRANSCRIBED),
    ]


def test_folder_of_what_was_transcribed_is_no_saved_video(tmp_path: Path) -> None:
    library = Library(tmp_path / "library")
    path = library.root / "recognised" / "0123456789abcdef01234567" / file_name("tiny")
    write_transcribed(path, Transcribed(ORIGIN, CUES))
    assert library.saved() == []
    with pytest.raises(MediaError, match="not a video"):
        library.delete("recognised")


def test_what_was_transcribed_is_found_when_the_folder_of_saved_videos_was_changed(
    tmp_path: Path,
) -> None:
    before, now = tmp_path / "before", tmp_path / "now"
    media, saved = tmp_path / "talk.mp4", before / "dQw4w9WgXcQ" / "dQw4w9WgXcQ.mp4"
    for path in (media, saved):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"a video")
        write_transcribed(folder_of(path, before) / file_name("tiny"), Transcribed(ORIGIN, CUES))
    Library(now).follow(before)
    for path in (media, saved):
        ((found, _),) = find_transcribed(path, now)
        assert found.is_relative_to(before)
    assert folder_of(saved, now) == saved.parent


def test_stretches_are_joined_and_what_is_missing_is_named() -> None:
    assert joined([(5, 9), (0, 3), (3, 4), (7, 12), (20, 20)]) == ((0, 4), (5, 12))
    assert missing(((0, 4), (5, 12)), ((2, 20),)) == ((4, 5), (12, 20))
    assert missing((), ((1, 2),)) == ((1, 2),)
    assert missing(((0, 9),), ((1, 2), (8, 10))) == ((9, 10),)


def test_subrip_is_written_for_other_players() -> None:
    text = to_srt(CUES)
    assert text.startswith("1\n00:00:01,000 --> 00:00:02,400\nWell, a < b & c.\n\n2\n")
    read = read_captions(Path("x.srt"), data=text.encode())
    assert [(cue.start_ms, cue.text) for cue in read.cues] == [
        (cue.start_ms, cue.text) for cue in CUES
    ]
