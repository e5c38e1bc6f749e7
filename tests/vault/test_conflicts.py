"""Sync conflict copies are told by their names."""

from pathlib import Path

import pytest

from viewer.vault.names import conflict_copies, original_of


@pytest.mark.parametrize(
    ("name", "original"),
    [
        ("note.sync-conflict-20240131-235959-ABCDEF7.md", "note.md"),
        ("a.b.sync-conflict-20240131-235959.md", "a.b.md"),
        ("note (Ann's conflicted copy 2024-01-31).md", "note.md"),
        ("note (conflicted copy 2024-01-31 120000).md", "note.md"),
        ("note (conflicted copy 2024-01-31 120000 a1b2).md", "note.md"),
        ("note (Case Conflict).md", "note.md"),
        ("note_conflict-20240131-235959.md", "note.md"),
        ("a.sync-conflict-20240131-235959.sync-conflict-20240201-000000-ABCDEF7.md", "a.md"),
        ("note.md", None),
        ("conflict.md", None),
        ("note (on conflict).txt.md", None),
        ("sync-conflict-notes.md", None),
    ],
)
def test_original_is_named_when_a_copy_is_one(name: str, original: str | None) -> None:
    assert original_of(name) == original


def test_copies_are_found_beside_their_note(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    copy = tmp_path / "note.sync-conflict-20240131-235959-ABCDEF7.md"
    lonely = tmp_path / "gone (conflicted copy 2024-01-31).md"
    for path in (note, copy, lonely, tmp_path / "x.sync-conflict-20240131-235959-ABCDEF7.png"):
        path.touch()
    assert conflict_copies(note) == [copy]
    assert conflict_copies(tmp_path / "missing" / "note.md") == []
