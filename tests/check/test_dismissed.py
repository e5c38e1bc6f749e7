import json
import os
import time
from functools import partial
from pathlib import Path

import pytest

from tests.forked import end_of, start_child
from viewer.base.errors import ViewerError
from viewer.check.dismissed import FILE_NAME, Dismissed
from viewer.notes.model import Said
from viewer.notes.note import Note

HEAD = "---\nvideoId: abcdefghijk\n---\n\n"
TEXT = "The gap **shrinks** each year [1:02:03]. Nobody knows why [0:05, 0:09].\n"


def note_of(text: str) -> Note:
    return Note.parse(text.encode())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vault" / "gaps.md"


def test_kept_survives_edits_elsewhere_and_another_name(tmp_path: Path, path: Path) -> None:
    Dismissed(tmp_path).keep(path, note_of(HEAD + TEXT), [0])
    edited = note_of(HEAD + "# New\n\nA first claim [0:01].\n\n" + TEXT.replace("**", "_"))
    assert Dismissed(tmp_path).kept_of(path.with_name("other.md"), edited) == {1}


def test_kept_ends_when_claim_time_or_video_change(tmp_path: Path, path: Path) -> None:
    kept = Dismissed(tmp_path)
    kept.keep(path, note_of(HEAD + TEXT), [0])
    for text in (
        HEAD + TEXT.replace("shrinks", "grows"),
        HEAD + TEXT.replace("1:02:03", "1:02:04"),
        HEAD.replace("abc", "xyz") + TEXT,
        TEXT,
    ):
        assert not kept.kept_of(path, note_of(text))


def test_kept_without_a_video_goes_by_the_path_and_follows_a_rename(
    tmp_path: Path, path: Path
) -> None:
    kept, note, other = Dismissed(tmp_path), note_of(TEXT), path.with_name("other.md")
    kept.keep(path, note, [0])
    assert kept.kept_of(path, note) == {0}
    assert not kept.kept_of(other, note)
    kept.rename_note(path, other)
    assert Dismissed(tmp_path).kept_of(other, note) == {0}
    assert not Dismissed(tmp_path).kept_of(path, note)
    # Without words it stays in its note, whatever the video.
    note = note_of(HEAD + "[0:05]\n")
    kept.keep(path, note, [0])
    assert kept.kept_of(path, note) == {0}
    assert not kept.kept_of(path.with_name("third.md"), note)
    # As what is said of its times does, which another window knows, too.
    said = note.with_said(frozenset({Said("sum", 3, True), Said("sum", 9, False)}))
    kept.take_said(path, note, said)
    kept.take_said(path, said, said.with_said(frozenset({Said("sum", 3, True)})))
    assert Dismissed(tmp_path).said_of(path) == {Said("sum", 3, True)}
    kept.rename_note(path, other)
    assert Dismissed(tmp_path).said_of(other) == {Said("sum", 3, True)}
    assert not kept.said_of(path)


def test_what_another_window_keeps_is_seen_and_not_lost(tmp_path: Path, path: Path) -> None:
    one, two, note = Dismissed(tmp_path), Dismissed(tmp_path), note_of(HEAD + TEXT)
    assert not two.kept_of(path, note)
    one.keep(path, note, [0])
    assert 0 in two.kept_of(path, note)
    two.keep(path, note, [1])
    assert one.kept_of(path, note) == {0, 1}
    one.keep(path, note, [0], is_kept=False)
    assert two.kept_of(path, note) == Dismissed(tmp_path).kept_of(path, note) == {1}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_many_processes_that_write_at_once_lose_nothing(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: time.sleep(0.02))  # a slow disk
    note = note_of(HEAD + "".join(f"Claim number {n} [0:{n:02}].\n\n" for n in range(15)))

    def keep(first: int) -> None:
        kept = Dismissed(tmp_path)
        for n in range(first, first + 5):
            kept.keep(path, note, [n])

    children = [start_child(partial(keep, first)) for first in (0, 5, 10)]
    assert [end_of(child) for child in children] == [0, 0, 0]
    assert Dismissed(tmp_path).kept_of(path, note) == set(range(15))
    assert {file.name for file in tmp_path.iterdir() if file.is_file()} == {FILE_NAME, "kept.lock"}


@pytest.mark.parametrize(
    "data", [b"", b"[]", b'{"kept": 3}', b'{"kept": {"a": [1, [2]]}}', b"\xff"]
)
def test_a_damaged_file_holds_nothing_and_is_written_anew(
    tmp_path: Path, path: Path, data: bytes
) -> None:
    (tmp_path / FILE_NAME).write_bytes(data)
    kept, note = Dismissed(tmp_path), note_of(HEAD + TEXT)
    assert not kept.kept_of(path, note)
    kept.keep(path, note, [0])
    assert Dismissed(tmp_path).kept_of(path, note) == {0}
    assert "abcdefghijk" in json.dumps(json.loads((tmp_path / FILE_NAME).read_bytes()))


def test_where_it_cannot_be_saved_it_holds_for_now_and_says_so(tmp_path: Path, path: Path) -> None:
    (tmp_path / "state").write_bytes(b"no folder")
    kept, note = Dismissed(tmp_path / "state"), note_of(HEAD + TEXT)
    with pytest.raises(ViewerError, match="can't be saved: File exists"):
        kept.keep(path, note, [0])
    assert 0 in kept.kept_of(path, note)
