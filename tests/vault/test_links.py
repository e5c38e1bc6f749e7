import os
import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.examples import examples
from viewer.notes.note import Note
from viewer.vault.files import VaultFiles
from viewer.vault.names import conflict_copies, original_of


def write(root: Path, *paths: str, text: str = "x") -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def test_notes_are_listed_in_order_when_scanned(tmp_path: Path) -> None:
    write(tmp_path, "b.md", "a/deep/er/c.MD", "a/d.markdown", "a/e.txt", "é 🎬/f.md")
    write(tmp_path, ".obsidian/x.md", ".git/x.md", ".trash/x.md", "a/.hidden.md")
    write(tmp_path, "b.sync-conflict-20240101-120000-ABCDEFG.md", "b (conflicted copy).md")
    assert VaultFiles.scan(tmp_path).notes == (
        "a/d.markdown",
        "a/deep/er/c.MD",
        "b.md",
        "é 🎬/f.md",
    )


def test_links_are_left_out_when_scanned_and_one_to_a_note_inside_is_a_name_of_it(
    tmp_path: Path,
) -> None:
    vault = tmp_path / "vault"
    write(tmp_path, "outside/secret.md")
    write(vault, "a/note.md")
    (vault / "a" / "loop").symlink_to(vault, target_is_directory=True)
    (vault / "out").symlink_to(tmp_path / "outside", target_is_directory=True)
    (vault / "secret.md").symlink_to(tmp_path / "outside" / "secret.md")
    (vault / "inside.md").symlink_to(vault / "a" / "note.md")
    (vault / "broken.md").symlink_to(vault / "nowhere.md")
    (vault / "self.md").symlink_to(vault / "self.md")
    (vault / ".store").mkdir()
    write(vault, ".store/ab12.md")
    (vault / "kept.md").symlink_to(Path(".store", "ab12.md"))
    files = VaultFiles.scan(vault)
    assert files.notes == ("a/note.md", "kept.md")
    for name in ("a/note.md", "inside.md", "kept.md", "secret.md", ".store/ab12.md"):
        assert VaultFiles.is_note(vault, name) == (name in files.notes)
    assert files.resolve("inside", vault / "kept.md") == vault / "a" / "note.md"
    files.take_names([("title", "a/note.md")])
    assert files.resolve("inside.md", vault / "kept.md", wiki=False) == vault / "a" / "note.md"


def test_folder_is_told_when_it_cannot_be_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "open/a.md", "closed/b.md")
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "closed":  # root may list every folder, so chmod is not enough
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    files = VaultFiles.scan(tmp_path)
    assert (files.notes, files.unreadable) == (("open/a.md",), ("closed",))


def test_vault_is_empty_when_the_folder_is_missing(tmp_path: Path) -> None:
    files = VaultFiles.scan(tmp_path / "none")
    assert (files.notes, files.unreadable) == ((), ("",))
    assert files.resolve("a", tmp_path / "none" / "b.md") is None


@pytest.fixture
def files(tmp_path: Path) -> VaultFiles:
    write(tmp_path, "a/one.md", "a/two.md", "b/one.md", "b/deep/three_word-name.md", "c/Ünï.md")
    write(tmp_path, "top.md", "a.b/dots.in.name.md")
    write(tmp_path, "c/titled.md", text="---\ntitle: The *Great* Talk\n---\n")
    write(tmp_path, "b/same.md", "c/same.md", text="---\ntitle: Same\n---\n")
    return VaultFiles.scan(tmp_path)


@pytest.mark.parametrize(
    ("target", "source", "expected"),
    [
        ("one", "a/two.md", "a/one.md"),
        ("one", "b/x.md", "b/one.md"),
        ("one", "b/deep/three_word-name.md", "b/one.md"),
        ("one.md", "a/two.md", "a/one.md"),
        ("ONE", "a/two.md", "a/one.md"),
        ("two", "b/one.md", "a/two.md"),
        ("b/one", "a/two.md", "b/one.md"),
        ("/b/one", "a/two.md", "b/one.md"),
        ("../b/one", "a/two.md", "b/one.md"),
        ("./one", "a/two.md", "a/one.md"),
        ("deep/three_word-name", "a/two.md", "b/deep/three_word-name.md"),
        ("three word name", "a/two.md", "b/deep/three_word-name.md"),
        ("Three Word Name", "top.md", "b/deep/three_word-name.md"),
        (unicodedata.normalize("NFD", "ünï"), "top.md", "c/Ünï.md"),
        ("dots.in.name", "top.md", "a.b/dots.in.name.md"),
        ("the *great* talk", "top.md", "c/titled.md"),
        ("nothing", "top.md", None),
        ("", "top.md", None),
        ("..", "a/one.md", None),
        ("../../../etc/passwd", "a/one.md", None),
        ("/etc/passwd", "a/one.md", None),
    ],
)
def test_link_is_resolved_when_written_so(
    files: VaultFiles, target: str, source: str, expected: str | None
) -> None:
    found = files.resolve(target, files.root / source)
    assert found == (files.root / expected if expected is not None else None)


def test_all_are_answered_when_several_are_equally_near(files: VaultFiles) -> None:
    both = [files.root / "b/same.md", files.root / "c/same.md"]
    assert files.resolve("same", files.root / "top.md") == both
    assert files.resolve("Same", files.root / "a/one.md") == both
    assert files.resolve("same", files.root / "c/titled.md") == both[1]


def test_name_is_found_when_the_source_lies_outside(files: VaultFiles, tmp_path: Path) -> None:
    assert files.resolve("two", tmp_path.parent / "x.md") == files.root / "a/two.md"


@pytest.mark.parametrize(
    ("target", "source", "expected"),
    [
        ("b/one", "b/x.md", "b/one.md"),
        ("both/one", "b/x.md", "both/one.md"),
        ("./both/one", "b/x.md", "b/both/one.md"),
        ("deep/low", "b/x.md", "b/deep/low.md"),
        ("deep/low", "a/x.md", "b/deep/low.md"),
        ("root", "b/x.md", "root.md"),
        ("low", "a/x.md", "b/deep/low.md"),
        ("it's a two-part name", "a/x.md", "b/its_a_twopart_name.md"),
        ("24/7 news: live", "a/x.md", "a/titled.md"),
        ("Round-the-clock", "a/x.md", "a/titled.md"),
        ("24:7 News, live!", "a/x.md", None),
        ("roundtheclock", "a/x.md", "a/titled.md"),
        ("C++", "a/x.md", None),
    ],
)
def test_link_is_found_by_the_first_rule_that_holds(
    tmp_path: Path, target: str, source: str, expected: str | None
) -> None:
    write(tmp_path, "b/one.md", "both/one.md", "b/both/one.md", "b/deep/low.md", "root.md")
    write(tmp_path, "b/root.md", "b/its_a_twopart_name.md", "c/c.md", "a/titled.md")
    files = VaultFiles.scan(tmp_path)
    files.take_names([("24/7 news: live", "a/titled.md"), ("round-the-clock", "a/titled.md")])
    found = files.resolve(target, tmp_path / source)
    assert found == (tmp_path / expected if expected is not None else None)


def test_markdown_link_is_first_a_path_from_its_note(tmp_path: Path) -> None:
    write(tmp_path, "both/one.md", "b/both/one.md", "b/x.md")
    files = VaultFiles.scan(tmp_path)
    source = tmp_path / "b" / "x.md"
    assert files.resolve("both/one.md", source) == tmp_path / "both/one.md"
    assert files.resolve("both/one.md", source, wiki=False) == tmp_path / "b/both/one.md"


@pytest.mark.skipif(os.name == "nt", reason="names differ by case there")
def test_name_written_just_so_counts_before_another_case(tmp_path: Path) -> None:
    write(tmp_path, "a/Note.md", "a/note.md")
    files = VaultFiles.scan(tmp_path)
    for name in ("Note", "note"):
        assert files.resolve(name, tmp_path / "b.md") == tmp_path / f"a/{name}.md"
    both = files.resolve("NOTE", tmp_path / "b.md")
    assert both == [tmp_path / "a/Note.md", tmp_path / "a/note.md"]


@given(
    st.lists(
        st.sampled_from(["..", ".", "/", "a", "one", "b", "~", "\0", "é", "//", "one.md", "*"]),
        max_size=8,
    ).map("/".join)
    | st.text(max_size=30)
)
@examples(3, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_leads_out_of_the_vault_when_targets_are_random(
    files: VaultFiles, target: str
) -> None:
    found = files.resolve(target, files.root / "a/one.md")
    known = {files.root / note for note in files.notes}
    assert found is None or (set(found) if isinstance(found, list) else {found}) <= known


@pytest.mark.all_only
def test_most_links_are_resolved_when_the_vault_is_real(
    corpus_vault: Path, rng: random.Random
) -> None:
    files = VaultFiles.scan(corpus_vault)
    assert len(files.notes) == 10_259
    resolved = total = 0
    for name in rng.sample(files.notes, 400):
        source = corpus_vault / name
        for link in Note.parse(source.read_bytes()).links:
            total += 1
            resolved += files.resolve(link.target, source) is not None
    # 78 % of all; the corpus is half of its vault, and 400 notes may hold as few as 53 %.
    assert resolved / total > 0.4


# ---------------------------------------------------------------------- conflict copies


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
        (
            "note.sync-conflict-20240131-235959-ABCDEF7.sync-conflict-20240201-000000-ABCDEF7.md",
            "note.md",
        ),
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
