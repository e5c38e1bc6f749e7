import json
from dataclasses import replace
from pathlib import Path

import pytest

from viewer.base.errors import MediaError
from viewer.media.library import INFO_NAME, Caption, Chapter, Library, SavedInfo
from viewer.media.media import EARLIER_NAME

KEY = "dQw4w9WgXcQ"


def put(library: Library, key: str = KEY, *, title: str = "A video", size: int = 1000) -> Path:
    folder = library.root / key
    folder.mkdir(parents=True)
    video = folder / f"{key}.mp4"
    video.write_bytes(key.encode()[:1] * size)
    info = SavedInfo(
        key, key, f"https://www.youtube.com/watch?v={key}", title, "channel", 10_000, video.name,
        size, 720, chapters=(Chapter(0, 5000, "One"),), captions=(Caption("c.vtt", "en", False),),
    )  # fmt: skip
    (folder / INFO_NAME).write_text(info.to_json())
    return folder


def contents(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".locks" not in path.parts
    }


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library")


def test_nothing_is_listed_when_there_is_no_folder(library: Library) -> None:
    assert library.saved() == []
    assert library.free_bytes() > 0
    assert library.clean() == 0


def test_saved_videos_are_listed_by_title_with_their_sizes(library: Library) -> None:
    put(library, "bbbbbbbbbbb", title="alpha", size=500)
    put(library, "aaaaaaaaaaa", title="Beta")
    (library.root / "aaaaaaaaaaa" / ".part").mkdir()
    (library.root / "aaaaaaaaaaa" / ".part" / "x.part").write_bytes(bytes(77))
    (library.root / ".hidden").mkdir()
    (library.root / "a file.txt").write_text("x")
    first, second = library.saved()
    assert (first.title, second.title, second.part_bytes) == ("alpha", "Beta", 77)
    assert first.is_whole
    assert not first.is_damaged


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", '{"key": 1}', '{"chapters": 3}', "\x00", "[" * 5000]
)
def test_damaged_info_is_shown_as_damaged_and_the_video_can_be_deleted(
    library: Library, text: str
) -> None:
    folder = put(library)
    (folder / INFO_NAME).write_text(text)
    (saved,) = library.saved()
    assert saved.is_damaged
    assert saved.is_whole
    assert saved.title == KEY
    library.delete(KEY)
    assert library.saved() == []


def test_info_cannot_name_a_file_elsewhere(library: Library) -> None:
    folder = put(library)
    info = library.look(KEY).info
    text = info.to_json().replace(f"{KEY}.mp4", "../../secret.mp4")
    (folder / INFO_NAME).write_text(text)
    assert library.look(KEY).info is None


def test_video_without_its_file_is_damaged(library: Library) -> None:
    folder = put(library)
    (folder / f"{KEY}.mp4").unlink()
    (saved,) = library.saved()
    assert saved.is_damaged
    assert not saved.is_whole


@pytest.mark.parametrize("key", ["..", ".", "../x", "", "a/b", ".part"])
def test_only_a_video_can_be_deleted(library: Library, key: str) -> None:
    put(library)
    before = contents(library.root)
    with pytest.raises(MediaError):
        library.delete(key)
    assert contents(library.root) == before


def test_what_is_being_saved_is_neither_deleted_nor_cleaned(library: Library) -> None:
    folder = put(library)
    (folder / ".part").mkdir()
    (folder / ".part" / "x.part").write_bytes(bytes(10))
    before = contents(library.root)
    with library.hold(KEY) as mine:
        assert mine
        with pytest.raises(MediaError, match="already saving"):
            library.delete(KEY)
        assert library.clean() == 0
    assert contents(library.root) == before
    assert library.clean() == 10
    assert library.look(KEY).is_whole


def test_cleaning_takes_what_is_half_loaded_and_leaves_the_rest(library: Library) -> None:
    put(library)
    for key in ("bbbbbbbbbbb", "ccccccccccc"):
        part = library.root / key / ".part"
        part.mkdir(parents=True)
        (part / "x.part").write_bytes(bytes(100))
    assert library.clean(["bbbbbbbbbbb"]) == 100
    assert library.clean() == 100
    assert not (library.root / "ccccccccccc").exists()
    assert library.look(KEY).is_whole


def test_estimate_goes_by_what_was_saved_before(library: Library) -> None:
    usual = library.estimate([1_000_000, None])
    assert (usual.count, usual.unknown) == (2, 1)
    assert usual.bytes == 2 * 1000 * 190_000
    put(library, size=50_000)  # 10 s
    assert library.estimate([60_000]).bytes == 300_000
    assert library.estimate([]).bytes == 0


def test_folders_of_before_are_still_looked_in_and_nothing_is_saved_there(tmp_path: Path) -> None:
    first, second, third = (Library(tmp_path / name) for name in ("first", "second", "third"))
    put(first, title="First")
    put(second, "bbbbbbbbbbb", title="Second")
    second.follow(first.root)
    third.follow(second.root)
    assert [each.title for each in third.saved()] == ["First", "Second"]
    assert third.look(KEY).video == first.root / KEY / f"{KEY}.mp4"
    assert third.folder("ccccccccccc") == third.root / "ccccccccccc"
    # What is there already is found first; back at the first folder, each is there once.
    put(third, title="Third")
    assert third.look(KEY).title == "Third"
    first.follow(third.root)
    assert [each.title for each in first.saved()] == ["First", "Second"]
    # What is half loaded goes on where it is.
    (second.root / "ddddddddddd" / ".part").mkdir(parents=True)
    (second.root / "ddddddddddd" / ".part" / "x.part").write_bytes(bytes(10))
    assert first.folder("ddddddddddd").parent == second.root
    with Library(second.root).hold("ddddddddddd") as mine:
        assert mine
        assert first.clean() == 0
    assert first.clean() == 10
    first.delete("bbbbbbbbbbb")
    assert [each.title for each in second.saved()] == ["First"]
    # A folder that is gone, or a list that is damaged, takes none of the others away.
    for damage in (b"", b"{}", b'["/nowhere", 5, "a\\u0000b"]', b"[" * 100_000):
        (first.root / EARLIER_NAME).write_bytes(damage)
        assert [each.title for each in first.saved()] == ["First"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"bytes": 10**400},
        {"duration_ms": "1"},
        {"height": []},
        {"title": 3},
        {"thumbnail": {}},
        {"chapters": [{"start_ms": 10**400, "end_ms": 1, "title": "x"}]},
        {"chapters": [{"start_ms": 1, "end_ms": 1, "title": 3}]},
    ],
)
def test_info_of_wrong_types_is_none_of_ours(wrong: dict[str, object]) -> None:
    info = SavedInfo("abcdefghijk", "abcdefghijk", "", "Saved", "", 1000, "video.mp4", 5)
    info = replace(info, chapters=(Chapter(0, 5000, "One"),))
    whole = json.loads(info.to_json())
    assert SavedInfo.from_json(json.dumps(whole)) == info
    with pytest.raises(ValueError, match="not an info"):
        SavedInfo.from_json(json.dumps(whole | wrong))
