import shutil
from pathlib import Path

import pytest

from tests.commands.calls import run
from viewer import TOUR
from viewer.ui.window.state import RecentVault, State
from viewer.vault.around import vault_around

_SAID = [
    "the harbour lies behind the northern hills where boats return before noon",
    "every winter the teacher carries a lantern down to the frozen river",
    "bread from the village oven costs less than the flour that goes in",
    "an engine without oil turns twice and then stands still for ever",
    "the silver basket was sold at the market for two candles and a map",
    "nobody in the kitchen had seen the captain climb over the garden wall",
]


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A note in a folder of a vault, whose video has its transcript in another."""
    note = tmp_path / "vault" / "deep" / "note.md"
    note.parent.mkdir(parents=True)
    note.write_text(f"---\nvideoId: abcdefghijk\n---\n- “{_SAID[3]}” [0:30]\n", "utf-8")
    cues = (f"{n}\n00:00:{n}0,000 --> 00:00:{n}9,000\n{said}\n" for n, said in enumerate(_SAID))
    (tmp_path / "vault" / "transcripts").mkdir()
    file = tmp_path / "vault" / "transcripts" / "abcdefghijk.srt"
    file.write_text("\n".join(cues), "utf-8")
    return note


def test_note_alone_is_checked_with_what_the_window_finds_for_it(
    note: Path, tmp_path: Path
) -> None:
    state, vault = tmp_path / "state", tmp_path / "vault"
    looked = (
        "cuenote: looked for videos and transcripts in the vault {}; --vault DIR names another\n"
    )

    def check(*more: object, cwd: Path = tmp_path, stdin: str = "") -> tuple[bool, str]:
        done = run("check", *(more or (note,)), "--state", state, cwd=cwd, stdin=stdin)
        return "1  confirmed" in done.stdout, done.stderr

    assert check() == (False, looked.format(note.parent))
    assert check(note, "--vault", vault) == check("deep/note.md", "--vault", ".", cwd=vault)
    assert check(note, "--vault", vault) == (True, "")
    assert check(note, "--vault", "gone") == (False, "cuenote: gone is not a folder.\n")
    opened = State(state / "state.ini")  # as by a window
    opened.add_recent_vault(RecentVault(vault, 1))
    opened.save()
    assert check() == check(note.parent) == (True, "")
    shutil.rmtree(state)
    (vault / ".obsidian").mkdir()
    assert check() == check(note.parent) == (True, "")
    assert check("-", cwd=note.parent, stdin=note.read_text("utf-8")) == (True, "")
    (vault / "transcripts" / "abcdefghijk.srt").unlink()
    assert check() == (False, looked.format(vault))


def test_export_names_the_vault_in_which_no_video_is(note: Path, tmp_path: Path) -> None:
    (tmp_path / "vault" / ".git").mkdir()
    done = run("export", note, "--as", "clips", "-o", f"{tmp_path}/out/", "--state", tmp_path)
    assert (done.returncode, f"in the vault {tmp_path}/vault;" in done.stderr) == (1, True)
    assert "No video is on this computer." in done.stderr


def test_library_is_the_one_that_was_chosen_in_the_window(note: Path, tmp_path: Path) -> None:
    captions = tmp_path / "vault" / "transcripts" / "abcdefghijk.srt"
    saved = tmp_path / "saved, all" / "abcdefghijk" / captions.name
    saved.parent.mkdir(parents=True)
    captions.rename(saved)
    (tmp_path / "cuenote").mkdir()
    settings = tmp_path / "cuenote" / "settings.ini"
    settings.write_text(f'[save]\nlibrary="{saved.parent.parent}"\n', "utf-8")
    done = run("check", note, XDG_CONFIG_HOME=str(tmp_path))
    assert "1  confirmed" in done.stdout


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
    assert vault_around(notes, [home]) == home  # the user opened it


def test_what_comes_with_cuenote_is_in_nobodys_vault() -> None:
    parents = list(TOUR.parents)
    assert vault_around(TOUR.parent, parents) is None
