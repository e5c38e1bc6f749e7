"""Which vault a file is in."""

from pathlib import Path

import pytest

from viewer import TOUR
from viewer.vault.around import vault_around


@pytest.mark.parametrize("mark", [".obsidian", ".git"])
def test_the_nearest_folder_with_a_mark_or_known_is_the_vault(tmp_path: Path, mark: str) -> None:
    vault, deep = tmp_path / "vault", tmp_path / "vault" / "deep" / "down"
    deep.mkdir(parents=True)
    assert vault_around(deep) is None
    assert vault_around(deep, [vault, tmp_path]) == vault_around(vault, [vault]) == vault
    (vault / mark).mkdir()
    assert vault_around(deep) == vault_around(vault) == vault
    assert vault_around(deep, [tmp_path]) == vault  # it is nearer
    assert vault_around(deep, [deep.parent]) == deep.parent
    assert vault_around(tmp_path) is None


def test_home_is_no_vault_by_its_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "me"
    notes = home / "notes"
    notes.mkdir(parents=True)
    for folder in (tmp_path, home):
        (folder / ".git").write_text("gitdir: elsewhere", "utf-8")  # as of a worktree
    assert vault_around(notes) == home
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    assert vault_around(notes) is None
    assert vault_around(notes, [home]) == home  # a person opened it


def test_what_comes_with_cuenote_is_in_nobodys_vault() -> None:
    parents = list(TOUR.parents)
    assert vault_around(TOUR.parent, parents) is None
