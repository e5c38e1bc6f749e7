import json
import os
import shutil
import threading
from pathlib import Path

import pytest

from viewer.base.damaged import put_aside
from viewer.base.errors import MediaError, ViewerError
from viewer.media.brought import time_in, video_brought
from viewer.media.media import (
    BESIDE,
    CHOSEN,
    LIBRARY,
    NAMED,
    VAULT,
    Media,
    Pairings,
    find_media,
    library_key,
)
from viewer.media.video_facts import facts_of_file
from viewer.media.ytdlp import day_of
from viewer.notes.model import VideoFacts, VideoRef

ID = "dQw4w9WgXcQ"


class Place:
    def __init__(self, root: Path) -> None:
        self.vault = root / "vault"
        self.note = self.vault / "folder" / "note.md"
        self.library = root / "library"
        self.note.parent.mkdir(parents=True)
        self.note.write_text("")
        self.pairings = Pairings(root / "state" / "pairings.json")

    def put(self, path: str) -> Path:
        file = self.vault / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")
        return file

    def find(self, ref: VideoRef | None) -> Media | None:
        return find_media(ref, self.note, self.vault, self.library, self.pairings)

    def found(self, **ref: str) -> Path | None:
        media = self.find(VideoRef(**ref))
        return media.path if media is not None else None


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_nothing_is_found_when_there_is_nothing(place: Place) -> None:
    place.put(f"folder/{ID}.txt")
    place.put(f"folder/.{ID}.mp4")
    place.put(f"folder/{ID}.mp4.part")
    (place.vault / "folder" / f"{ID}.mkv").mkdir()
    assert place.find(None) is None
    assert place.found(video_id=ID) is None
    assert place.found(url="https://example.org/video.mp4") is None


@pytest.mark.parametrize(
    "name",
    [
        f"{ID}.mp4",
        f"A title [{ID}].mp4",
        f"title-{ID}.webm",
        f"{ID}_720p.MKV",
        f"title ({ID}) last.mov",
        f"2024.{ID}.m4a",
    ],
)
def test_file_beside_the_note_is_found_by_id_as_a_whole(place: Place, name: str) -> None:
    file = place.put(f"folder/{name}")
    media = place.find(VideoRef(video_id=ID))
    assert (media.path, media.source) == (file, BESIDE)


@pytest.mark.parametrize(
    "name", [f"x{ID}.mp4", f"{ID}9.mp4", ID.lower() + ".mp4", ID[:-1] + ".mp4"]
)
def test_file_is_passed_over_when_the_id_is_only_part_of_a_word(place: Place, name: str) -> None:
    place.put(f"folder/{name}")
    assert place.found(video_id=ID) is None


@pytest.mark.parametrize("video_id", ["-abc_DEF-01", "_abcdefghi-", "a.c(e)g*i[k"])
def test_odd_ids_are_matched_literally_or_not_at_all(place: Place, video_id: str) -> None:
    file = place.put(f"folder/title-{video_id}.mp4")
    place.put("folder/abcdefghijk.mp4")
    valid = not set(video_id) & set(".([*")
    assert place.found(video_id=video_id) == (file if valid else None)


@pytest.mark.parametrize("video_id", ["../../secret", "..", "/etc/passwd", "a/b/c/d", "", "x" * 99])
def test_id_never_leads_out_of_the_library(place: Place, video_id: str) -> None:
    secret = place.library.parent / "secret"
    secret.mkdir()
    (secret / "video.mp4").write_bytes(b"x")
    (place.library / "deep").mkdir(parents=True)
    assert place.found(video_id=video_id) is None


def test_picture_is_preferred_to_sound_and_exact_name_to_longer(place: Place) -> None:
    sound = place.put(f"folder/{ID}.m4a")
    assert place.found(video_id=ID) == sound
    longer = place.put(f"folder/A title {ID}.mp4")
    assert place.found(video_id=ID) == longer
    bracket = place.put(f"folder/Z [{ID}].mp4")
    assert place.found(video_id=ID) == bracket
    exact = place.put(f"folder/{ID}.webm")
    assert place.found(video_id=ID) == exact


@pytest.mark.parametrize("folder", ["media", "videos", "media/channel/2024"])
def test_file_in_a_media_folder_of_the_vault_is_found(place: Place, folder: str) -> None:
    file = place.put(f"{folder}/Talk [{ID}].mp4")
    media = place.find(VideoRef(video_id=ID))
    assert media == Media(file, VAULT, "Talk")
    assert find_media(VideoRef(video_id=ID), place.note, None, None, place.pairings) is None


def test_copy_in_the_library_is_found_last(place: Place) -> None:
    folder = place.library / ID
    folder.mkdir(parents=True)
    for name in ("video.m4a", "video.mp4", "info.json"):
        (folder / name).write_bytes(b"x")
    media = place.find(VideoRef(video_id=ID))
    assert (media.path, media.source) == (folder / "video.mp4", LIBRARY)
    beside = place.put(f"folder/{ID}.mp4")
    assert place.found(video_id=ID) == beside


def test_path_in_the_front_matter_is_looked_for_near_and_in_the_vault(place: Place) -> None:
    here = place.put("folder/clip one.mp4")
    up = place.put("elsewhere/two.mp4")
    attached = place.put("media/three.mp4")
    for written, path in (
        ("clip one.mp4", here),
        ("./clip one.mp4", here),
        ("../elsewhere/two.mp4", up),
        ("elsewhere/two.mp4", up),
        ("three.mp4", attached),
        (str(up), up),
        (up.as_uri(), up),
        (here.as_uri(), here),
        ("gone.mp4", None),
        ("https://example.org/x.mp4", None),
        ("//server/share/x.mp4", None),
        ("\\\\server\\share\\x.mp4", None),
        ("file://server/share/x.mp4", None),
        ("folder", None),
        ("bad\0name.mp4", None),
        ("x" * 5000, None),
    ):
        found = place.found(path=written)
        assert (found.resolve() if found else None) == path, written
    media = place.find(VideoRef(path="clip one.mp4", video_id=ID))
    assert media.source is NAMED
    beside = place.put(f"folder/{ID}.mp4")
    assert place.found(path="gone.mp4", video_id=ID) == beside


def test_chosen_file_comes_first_and_is_remembered(place: Place, tmp_path: Path) -> None:
    place.put(f"folder/{ID}.mp4")
    chosen = tmp_path / "my download.mp4"
    chosen.write_bytes(b"x")
    ref = VideoRef(video_id=ID)
    place.pairings.set(ref, place.note, chosen)
    place.pairings = Pairings(tmp_path / "state" / "pairings.json")
    assert place.find(ref) == Media(chosen, CHOSEN, "my download")
    # Another note about the same video has it too.
    assert place.pairings.get(ref, place.vault / "other.md") == chosen
    chosen.unlink()
    assert place.found(video_id=ID) == place.vault / f"folder/{ID}.mp4"
    place.pairings.forget(ref, place.note)
    assert Pairings(tmp_path / "state" / "pairings.json").get(ref, place.note) is None


def test_pairing_belongs_to_the_note_when_it_names_no_video(place: Place, tmp_path: Path) -> None:
    chosen = tmp_path / "a.mp4"
    chosen.write_bytes(b"x")
    place.pairings.set(None, place.note, chosen)
    media = place.find(None)
    assert media.path == chosen
    assert place.pairings.get(None, place.vault / "other.md") is None
    place.pairings.set(VideoRef(url="https://example.org/1"), place.note, chosen)
    assert place.pairings.get(VideoRef(url="https://example.org/1"), place.vault / "x") == chosen


@pytest.mark.parametrize(
    "damage",
    ["", "{", "[]", "null", '{"files": 3}', '{"files": {"id:x": 1}}', "\udcff", "[" * 9999],
)
def test_damaged_pairings_hold_nothing_and_are_written_anew(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "pairings.json"
    path.write_bytes(damage.encode("utf-8", "surrogateescape"))
    pairings = Pairings(path)
    ref = VideoRef(video_id=ID)
    assert pairings.get(ref, tmp_path) is None
    pairings.set(ref, tmp_path, tmp_path / "a.mp4")
    assert Pairings(path).get(ref, tmp_path) == tmp_path / "a.mp4"
    assert list(json.loads(path.read_text())) == ["files"]
    # What could not be read at all is kept beside it.
    aside = {"pairings.json.damaged"} if "id:x" not in damage else set()
    names = {file.name for file in tmp_path.iterdir()}
    assert names == {"pairings.json", "pairings.lock"} | aside


def test_pairing_holds_and_says_so_when_it_cannot_be_saved(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    pairings = Pairings(tmp_path / "file" / "pairings.json")
    with pytest.raises(ViewerError, match="can't be saved"):
        pairings.set(None, tmp_path / "n.md", tmp_path / "a.mp4")
    assert pairings.get(None, tmp_path / "n.md") == tmp_path / "a.mp4"


def test_what_another_window_chose_is_seen_and_not_lost(tmp_path: Path) -> None:
    one, two = Pairings(tmp_path / "p.json"), Pairings(tmp_path / "p.json")
    refs = VideoRef(video_id="abcdefghijk"), VideoRef(video_id="bbcdefghijk")
    assert one.get(refs[0], tmp_path) is None
    for window, ref in zip((one, two), refs, strict=True):
        window.set(ref, tmp_path, tmp_path / "a.mp4")
    one.forget(VideoRef(video_id="cbcdefghijk"), tmp_path)
    for window in (one, two, Pairings(tmp_path / "p.json")):
        assert all(window.get(ref, tmp_path) == tmp_path / "a.mp4" for ref in refs)


def test_choice_holds_when_a_search_that_began_before_it_reads_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairings = Pairings(tmp_path / "pairings.json")
    ref, note, video = VideoRef(video_id="abcdefghijk"), tmp_path / "n.md", tmp_path / "v.mp4"
    Pairings(tmp_path / "pairings.json").set(None, note, video)
    reading, chosen, read = threading.Event(), threading.Event(), Path.read_text

    def read_slowly(path: Path, *args: str) -> str:
        text = read(path, *args)
        if threading.current_thread() is not threading.main_thread():
            reading.set()
            chosen.wait(0.2)
        return text

    monkeypatch.setattr(Path, "read_text", read_slowly)
    search = threading.Thread(target=lambda: pairings.get(ref, note))
    search.start()
    assert reading.wait(10)
    pairings.set(ref, note, video)
    chosen.set()
    search.join()
    assert pairings.get(ref, note) == video


def test_saved_copy_is_found_by_address_and_named_by_its_info(place: Place) -> None:
    url = "https://video.example/watch/1?x=2"
    key = library_key(VideoRef(url=url))
    folder = place.library / key
    (folder / ".part").mkdir(parents=True)
    (folder / ".part" / f"{key}.mp4").write_bytes(b"x")
    assert place.find(VideoRef(url=url)) is None, "what is half loaded is never played"
    video = folder / f"{key}.mp4"
    video.write_bytes(b"x")
    (folder / "info.json").write_text('{"title": "What it is"}')
    media = place.find(VideoRef(url=f"{url}#t=90"))
    assert media == Media(video, LIBRARY, "What it is")
    for text in ("{", "[]", '{"title": 3}', "\x00"):
        (folder / "info.json").write_text(text)
        media = place.find(VideoRef(url=url))
        assert media.path == video
    assert place.find(VideoRef(url="https://video.example/watch/1")) is None


# ---------------------------------------------------------------------- named by the user


WATCH = "https://www.youtube.com/watch?v=abcdefghijk"


def test_addresses_and_ids_are_read_as_they_are_copied() -> None:
    assert video_brought(" abcdefghijk\n") == VideoRef("abcdefghijk")
    assert video_brought(f'"{WATCH}"') == VideoRef("abcdefghijk", WATCH)
    entry = f"{WATCH}&list=PLxyz&index=3"
    assert video_brought(entry) == VideoRef("abcdefghijk", entry)
    assert video_brought("https://site.example/watch/1").video_id is None


def test_file_is_read_as_path_address_and_from_the_home_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = tmp_path / "a film.mp4"
    film.write_bytes(b"x")
    monkeypatch.setenv("HOME", str(tmp_path))
    for text in (str(film), film.as_uri(), "~/a film.mp4", f"'{film}'"):
        assert video_brought(text) == VideoRef(path=str(film))


@pytest.mark.parametrize(
    "text",
    [
        *("", "words", "/nowhere/film.mp4", "file:///nowhere/film.mp4", "two\nlines", "x\0y"),
        "~no-one/a.mp4",
        *("javascript:alert(1)", "https://", "https://user:word@site.example/v", "a" * 5000),
    ],
)
def test_what_is_no_video_is_refused_in_words(text: str) -> None:
    with pytest.raises(MediaError) as caught:
        video_brought(text)
    assert len(caught.value.words()) < 300


def test_file_that_is_neither_picture_nor_sound_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "table.xlsx"
    table.write_bytes(b"x")
    with pytest.raises(MediaError, match="not a video"):
        video_brought(str(table))


@pytest.mark.parametrize(
    ("url", "ms"),
    [
        (WATCH, None),
        (f"{WATCH}&t=83s", 83_000),
        ("https://youtu.be/abcdefghijk?t=1h2m3s", 3_723_000),
        ("https://www.youtube.com/embed/abcdefghijk?start=76", 76_000),
        (f"{WATCH}&t=soon", None),
    ],
)
def test_moment_in_an_address_is_where_the_video_begins(url: str, ms: int | None) -> None:
    assert time_in(VideoRef("abcdefghijk", url)) == ms


# ---------------------------------------------------------------------- facts


def test_file_alone_says_how_long_it_is(numbered_video: Path) -> None:
    facts = facts_of_file(numbered_video)
    assert 1_000 < facts.duration_ms < 60_000
    assert facts.title == ""


def test_info_beside_a_file_goes_before_what_is_in_it(numbered_video: Path, tmp_path: Path) -> None:
    video = tmp_path / "film.mp4"
    shutil.copyfile(numbered_video, video)
    info = {
        "title": "A talk\nof two lines",
        "uploader": "Somebody",
        "upload_date": "20240501",
        "duration": 99,
        "chapters": [{"start_time": 0, "title": "One"}, {"start_time": 2.5, "title": "Two"}, 3],
    }
    (tmp_path / "film.info.json").write_text(json.dumps(info))
    facts = facts_of_file(video)
    assert facts.title == "A talk of two lines"
    assert (facts.channel, facts.date) == ("Somebody", "2024-05-01")
    assert facts.chapters == ((0, "One"), (2500, "Two"))
    assert facts.duration_ms == facts_of_file(numbered_video).duration_ms


def test_file_that_is_broken_says_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"\0" * 99)
    (tmp_path / "broken.info.json").write_text("[1")
    (tmp_path / "info.json").write_text("{}")
    assert facts_of_file(broken) == VideoFacts()
    assert facts_of_file(tmp_path / "missing.mp4") == VideoFacts()


def test_dates_are_read_in_three_forms_and_nothing_else() -> None:
    assert {day_of(text) for text in ("20240501", "2024-05-01", "2024-05-01T10:00:00Z")} == {
        "2024-05-01"
    }
    assert {day_of(text) for text in ("", None, "2024", "May 1", "202405011")} == {""}


def test_damaged_file_is_renamed_and_another_is_numbered(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    for text in ("one", "two"):
        path.write_text(text)
        put_aside(path)
    assert (tmp_path / "state.json.damaged").read_text() == "one"
    assert (tmp_path / "state.json.damaged1").read_text() == "two"
    assert not path.exists()


def test_what_is_no_file_stays_where_it_is(tmp_path: Path) -> None:
    device = tmp_path / "device"
    device.symlink_to(os.devnull)
    put_aside(device)
    assert [path.name for path in tmp_path.iterdir()] == ["device"]
