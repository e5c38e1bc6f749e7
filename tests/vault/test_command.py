import json
import os
from pathlib import Path

import pytest

from tests.commands.calls import run
from viewer.vault.indexer import Indexer
from viewer.vault.schema import index_path

NOTE = "---\ntitle: On gaps\nvideoId: abcdefghijk\n---\n\nThe gap shrinks [0:05]. Züge [1:01:30].\n"


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", os.fspath(tmp_path / "caches"))
    root = tmp_path / "vault"
    (root / "Channel").mkdir(parents=True)
    (root / "Channel" / "gaps.md").write_text(NOTE, "utf-8")
    (root / "other.md").write_text("The other has a gap as well\n", "utf-8")
    return root


def test_index_says_how_many_notes_and_claims_there_are(vault: Path) -> None:
    for options in ((), (), ("--rebuild",)):
        done = run("index", vault, *options)
        assert (done.returncode, done.stdout, done.stderr) == (0, "2 notes, 2 claims\n", "")


def test_search_prints_the_claims_with_their_times(vault: Path) -> None:
    done = run("search", vault, '"gap', 'shrinks"')
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        done.stdout == f"On gaps  ({vault / 'Channel' / 'gaps.md'})\n      0:05  The gap shrinks\n"
    )


def test_search_as_json_gives_one_object_a_place(vault: Path) -> None:
    done = run("search", vault, "züg*", "--json")
    assert done.returncode == 0
    (line,) = done.stdout.splitlines()
    found = json.loads(line)
    assert found["path"] == os.fspath(vault / "Channel" / "gaps.md")
    assert (found["title"], found["video_id"]) == ("On gaps", "abcdefghijk")
    assert (found["kind"], found["ms"], found["text"]) == ("claim", 3_690_000, "Züge")
    note = NOTE.encode()
    assert "Züge" in note[found["start"] : found["end"]].decode()
    assert (found["line"], found["marks"]) == (6, [[0, 4]])


def test_search_without_a_vault_is_of_the_one_around_the_current_folder(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (vault / ".obsidian").mkdir()
    channel = vault / "Channel"
    whole = run("search", "..", "gap", cwd=channel).stdout
    assert [name in whole for name in ("gaps.md", "other.md")] == [True, True]
    for words in (
        ["gap"],
        ["--hits", "5", "gap"],
        ["--vault", "..", "gap"],
        ["..", "--hits=5", "gap"],
        ["--", "-absent", "gap"],
    ):
        assert run("search", *words, cwd=channel).stdout == whole
    assert run("search", "gap", "shrinks", cwd=channel).stdout.startswith("On gaps")
    assert "other.md" not in run("search", "Channel", "gap", cwd=vault).stdout
    assert run("search", "gap " * 300, cwd=channel).stdout == whole
    none = run("search", "nowhere", cwd=channel)
    assert (none.returncode, none.stdout) == (1, "")
    assert none.stderr == f"cuenote: nothing was found in the vault {vault}\n"
    (vault / ".obsidian").rmdir()
    home = vault.parent / "home"
    home.symlink_to(channel)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    nowhere = run("search", "gap", cwd=channel)  # all files of the user are no vault
    assert (nowhere.returncode, nowhere.stdout) == (2, "")
    assert "in no vault" in nowhere.stderr


def test_search_for_a_word_with_a_minus_is_no_option(vault: Path) -> None:
    assert "On gaps" not in run("search", vault, "gap -shrinks").stdout
    assert "The other" in run("search", vault, "--", "gap", "-shrinks").stdout


def test_cache_when_it_cannot_be_written_is_told(vault: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("search", vault, "gap", XDG_CACHE_HOME=os.fspath(tmp_path / "file"))
    assert done.returncode == 3
    assert "The search index can't be saved" in done.stderr


def test_search_while_another_writes_reads_what_is_there(vault: Path, tmp_path: Path) -> None:
    run("index", vault)
    with Indexer(vault, index_path(tmp_path / "caches" / "cuenote", vault)):
        assert "On gaps" in run("search", vault, "gap").stdout
        busy = run("index", vault)
        assert (busy.returncode, busy.stdout) == (0, "2 notes, 2 claims\n")
        assert "another Cuenote, keeps this index up to date" in busy.stderr
        busy = run("index", vault, "--rebuild")
        assert busy.returncode == 3
        assert "Another Cuenote is already indexing this vault" in busy.stderr


@pytest.mark.skipif(os.name == "nt", reason="file names are text there")
def test_names_that_are_not_utf8_are_printed_all_the_same(vault: Path) -> None:
    (vault / os.fsdecode(b"na\xefve.md")).write_text("Odd bytes [0:07]\n", "utf-8")
    done = run("search", vault, "odd")
    assert done.returncode == 0
    assert "Odd bytes" in done.stdout
    found = json.loads(run("search", vault, "odd", "--json").stdout)
    assert os.fsencode(found["path"]).endswith(b"na\xefve.md")
