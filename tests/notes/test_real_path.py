"""A file has one path, whichever way it is named."""

import os
from pathlib import Path

import pytest

from viewer.notes.real_path import real_path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs links")


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    vault = tmp_path / "Vault"
    for name in ("Talks/Note.md", "Talks/film.mp4", ".store/ab12.md", "0001.mp4"):
        (vault / name).parent.mkdir(parents=True, exist_ok=True)
        (vault / name).touch()
    (tmp_path / "link").symlink_to(vault)
    (vault / "today.md").symlink_to("Talks/Note.md")
    (vault / "kept.md").symlink_to(".store/ab12.md")
    (vault / "Talk.mp4").symlink_to("0001.mp4")
    return vault


@pytest.mark.parametrize(
    ("named", "known"),
    [
        ("Vault/Talks/../Talks/Note.md", "Vault/Talks/Note.md"),
        ("Vault/Talks/", "Vault/Talks"),
        ("link", "Vault"),
        ("link/Talks/..", "Vault"),
        ("link/Talks/Note.md", "Vault/Talks/Note.md"),
        ("link/../Vault/Talks/new.md", "Vault/Talks/new.md"),  # there is none yet
        ("link/new/new.md", "Vault/new/new.md"),
        ("Vault/today.md", "Vault/Talks/Note.md"),
        ("link/kept.md", "Vault/kept.md"),
        ("link/Talk.mp4", "Vault/Talk.mp4"),
    ],
)
def test_path_is_known_without_ways_up_and_links(
    vault: Path, monkeypatch: pytest.MonkeyPatch, named: str, known: str
) -> None:
    monkeypatch.chdir(vault.parent)
    assert real_path(Path(named)) == real_path(vault.parent / named) == vault.parent / known


def test_path_has_the_case_of_its_folders_where_that_does_not_count(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = vault.with_name("VAULT") / "TALKS" / "note.md"
    assert real_path(other) == other  # another file, if it is made
    same = lambda one, two: str(one).casefold() == str(two).casefold()  # noqa: E731
    monkeypatch.setattr(Path, "samefile", same)
    assert real_path(other) == vault / "Talks" / "Note.md"


@pytest.mark.parametrize("name", ["a\0b.md", "long" * 99 + ".md"])
def test_name_that_no_file_can_have_is_left(tmp_path: Path, name: str) -> None:
    assert real_path(tmp_path / name) == tmp_path / name
