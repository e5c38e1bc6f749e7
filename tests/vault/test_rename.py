import os
import random
import signal
import sqlite3
import tempfile
import time
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.examples import examples
from tests.forked import end_of, start_child
from viewer.base.errors import (
    NoteChangedError,
    NoteEditError,
    NoteGoneError,
    NoteSaveError,
    ReadOnlyError,
)
from viewer.notes.note import Note
from viewer.notes.sought import Sought
from viewer.vault import rename_files
from viewer.vault.files import VaultFiles
from viewer.vault.indexer import Indexer
from viewer.vault.link_targets import LinkNames, links_of
from viewer.vault.rename import Rename, new_path, plan_rename
from viewer.vault.rename_files import apply, recover
from viewer.vault.replacing import find_places, planned


def write(root: Path, notes: dict[str, str]) -> VaultFiles:
    for name, text in notes.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return VaultFiles.scan(root)


def read(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def plan(files: VaultFiles, old: str, typed: str) -> Rename:
    return plan_rename(files, LinkNames.scan(files), old, new_path(files, old, typed))


def texts_after(root: Path, made: Rename) -> dict[str, bytes]:
    notes = read(root)
    for one in made.notes:
        notes[one.note] = one.change.apply(notes[one.note])
    return {made.moved(note): data for note, data in notes.items()}


def renamed(root: Path, notes: dict[str, str], old: str, typed: str) -> dict[str, str]:
    """Rename in a new vault, on the disk; give the texts of the notes that changed."""
    files = write(root, notes)
    made = plan(files, old, typed)
    expected = texts_after(root, made)
    assert apply(made, root.parent / "state") == ()
    assert read(root) == expected
    assert not list((root.parent / "state" / "renames").iterdir())
    return {
        note: text.decode()
        for note, text in expected.items()
        if notes.get(note, "").encode() != text
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "vault").mkdir()
    return tmp_path / "vault"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[[old name]]", "[[new]]"),
        ("[[old name.md]]", "[[new.md]]"),
        ("![[old name#Part|shown]]", "![[new#Part|shown]]"),
        ("[[ a/old name | shown ]]", "[[ a/new | shown ]]"),
        ("[[/a/old name]] [[./a/old name]]", "[[/a/new]] [[./a/new]]"),
        ("[[OLD NAME^x]]", "[[OLD NAME^x]]"),
        ("[[old name#^x]]", "[[new#^x]]"),
        ("[[Old Name]]", "[[New]]"),
        ("[[old_name]]", "[[new]]"),
        ("[[The Title]] [[the title|x]]", "[[The Title]] [[the title|x]]"),
        ("| a |\n|--|\n| [[old name\\|x]] |\n", "| a |\n|--|\n| [[new\\|x]] |\n"),
        ("[x](a/old%20name.md#part)", "[x](a/new.md#part)"),
        ("[x](<a/old name.md> 'title')", "[x](<a/new.md> 'title')"),
        ("![x](old%20name.md)", "![x](new.md)"),
        ("[x][ref]\n\n[ref]: a/old%20name.md\n", "[x][ref]\n\n[ref]: a/new.md\n"),
        ("[x](https://example.org/old%20name.md)", "[x](https://example.org/old%20name.md)"),
        ("[x](//e.org/old%20name.md) [x](#old%20name.md)",) * 2,
        ("[x](file:///old%20name.md) ![x](old%20name.png)",) * 2,
        ("`[[old name]]`\n\n    [[old name]]\n", "`[[old name]]`\n\n    [[old name]]\n"),
        ("\ufeff---\r\nlink: '[[old name]]'\r\n---\r\n[[old name]]\r\n", None),
    ],
)
def test_link_when_its_note_is_renamed_keeps_its_form(
    root: Path, before: str, after: str | None
) -> None:
    if after is None:
        after = before[:30] + before[30:].replace("\n[[old name]]", "\n[[new]]")
    notes = {
        "a/old name.md": "---\ntitle: The Title\n---\n",
        "hub.md": before,
        "b/x.md": "old name",
    }
    changed = renamed(root, notes, "a/old name.md", "new")
    assert changed.pop("a/new.md") == notes["a/old name.md"]
    assert changed == ({"hub.md": after} if after != before else {})


def test_case_and_spaces_when_the_name_was_written_loosely_are_kept(root: Path) -> None:
    notes = {"old_note.md": "", "hub.md": "[[Old note]] [[OLD NOTE]] [[old-note]] [[old_note]]"}
    changed = renamed(root, notes, "old_note.md", "another_word")
    assert changed["hub.md"] == (
        "[[Another word]] [[ANOTHER WORD]] [[another_word]] [[another_word]]"
    )


def test_name_that_differs_in_case_alone_is_written_where_it_was_exact(root: Path) -> None:
    notes = {"old.md": "[[#x]]", "hub.md": "[[old]] [[OLD]] [x](old.md)"}
    changed = renamed(root, notes, "old.md", "Old")
    assert changed["hub.md"] == "[[Old]] [[OLD]] [x](Old.md)"


def test_bare_name_when_it_is_no_longer_unique_becomes_a_path(root: Path) -> None:
    notes = {
        "a/old.md": "[[old]]",
        "b/new.md": "[[new]]",
        "b/near.md": "[[old]] [[new]] [x](../a/old.md)",
        "a/near.md": "[[old]] [[new]]",
    }
    changed = renamed(root, notes, "a/old.md", "new")
    assert changed == {
        "a/new.md": "[[new]]",
        "b/near.md": "[[a/new]] [[new]] [x](../a/new.md)",
        "a/near.md": "[[new]] [[b/new]]",
    }


def test_links_of_the_moved_note_and_to_it_are_adapted_to_its_folder(root: Path) -> None:
    notes = {
        "a/old.md": "[s](sibling.md) [u](../top.md) [[sibling]] [[twin]] "
        "[me](old.md) [[./sibling]]",
        "a/sibling.md": "[o](old.md) [[old]] [[a/old]] [[./old]]",
        "a/twin.md": "",
        "b/c/twin.md": "",
        "top.md": "[o](a/old.md#x) [[a/old|o]]",
    }
    changed = renamed(root, notes, "a/old.md", "b/c/old")
    assert changed == {
        "b/c/old.md": "[s](../../a/sibling.md) [u](../../top.md) [[sibling]] [[a/twin]] "
        "[me](old.md) [[../../a/sibling]]",
        "a/sibling.md": "[o](../b/c/old.md) [[old]] [[b/c/old]] [[../b/c/old]]",
        "top.md": "[o](b/c/old.md#x) [[b/c/old|o]]",
    }


def test_links_that_cannot_be_kept_are_named(root: Path) -> None:
    files = write(root, {"a/old.md": "", "b/old.md": "", "hub.md": "[[old]] [[new]]", "bad.md": ""})
    (root / "bad.md").write_bytes(b"\xff [[old]]")
    made = plan(files, "a/old.md", "new")
    assert made.notes == ()
    assert [(n.note, n.link) for n in made.notices] == [
        ("bad.md", ""),
        ("hub.md", "[[old]]"),
        ("hub.md", "[[new]]"),
    ]


def test_link_through_a_folder_leads_to_its_note_though_another_would_answer(root: Path) -> None:
    files = write(root, {"x/b/note.md": "", "c/note.md": "", "hub.md": "[[b/note]]", "bad.md": ""})
    (root / "bad.md").write_bytes(b"\xff [[b/note]]")
    made = plan_rename(files, LinkNames.scan(files), "x/b", "x/c")
    assert texts_after(root, made)["hub.md"] == b"[[x/c/note]]"
    assert [notice.note for notice in made.notices] == ["bad.md"]


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "a/", "/", "no/such", ".hidden", "../x", "dot.", "space ", " x", "a\x00b"),
        *("a\nb", 'q"', "a|b", "a#b", "a[b", "a:b", "a\\b", "a?", "*", "<x", "x" * 300, "é" * 120),
        *("con", "LPT1.x", "a (conflicted copy)", "x.sync-conflict-1", "a.md.md", "other", "OTHER"),
    ],
)
def test_name_when_no_note_can_be_called_so_is_refused_in_words(root: Path, typed: str) -> None:
    files = write(root, {"note.md": "", "other.md": ""})
    with pytest.raises(NoteEditError) as refused:
        new_path(files, "note.md", typed)
    assert len(str(refused.value)) > 10


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("new", "a/new.md"),
        ("new.md", "a/new.md"),
        ("b/new", "b/new.md"),
        ("/new", "new.md"),
        ("日本 語", "a/日本 語.md"),
        ("old", "a/old.md"),
        ("v1.2 (final)", "a/v1.2 (final).md"),
    ],
)
def test_new_path_when_typed_is_in_the_folder_or_from_the_root(
    root: Path, typed: str, path: str
) -> None:
    files = write(root, {"a/old.md": "", "b/x.md": ""})
    assert new_path(files, "a/old.md", typed) == path


# --- the oracle: where every link leads, before and after ---


def all_links(files: VaultFiles, note: str, data: bytes) -> list[tuple[str, list[str]]]:
    """Say where every link of a note leads: wikilinks by the note's own reading of them."""
    links = [(link.span, link.target, True) for link in Note.parse(data).links if link.target]
    links += [(link.span, link.target, False) for link in links_of(data) if not link.wiki]
    found = []
    for _, target, wiki in sorted(links):
        answer = files.resolve(target, files.root / note, wiki=wiki)
        paths = answer if isinstance(answer, list) else [answer] if answer is not None else []
        found.append((target, [path.relative_to(files.root).as_posix() for path in paths]))
    return found


def check_links(files: VaultFiles, made: Rename, notes: dict[str, tuple[bytes, bytes]]) -> None:
    after = files.renamed(made.old, made.new)
    for note, (old_data, new_data) in notes.items():
        then = all_links(files, note, old_data)
        now = all_links(after, made.moved(note), new_data)
        assert len(then) == len(now), note
        named = sum(notice.note == note for notice in made.notices)
        other = [
            (one, two)
            for one, two in zip(then, now, strict=True)
            if sorted(map(made.moved, one[1])) != sorted(two[1])
        ]
        assert len(other) <= named, (note, other)
        # Only what led to no note, or to several, may be given up.
        assert all(len(one[1]) != 1 for one, _ in other), (note, other)


NAMES = ["one", "One two", "one_two", "one-two", "two", "Ünï", "a.b"]
FOLDERS = ["", "a", "a/b", "c d"]
TARGETS = st.sampled_from(
    [
        *NAMES,
        *(
            "ONE",
            "title one",
            "one.md",
            "a/one",
            "/one",
            "./one",
            "../one",
            "b/one two",
            "../a/two",
        ),
        *("a/b/a.b", "c d/two", "two.md", "missing", "ünï", "a/one-two.md", "../c d/one"),
    ]
)


@st.composite
def links(draw: st.DrawFn) -> str:
    target = draw(TARGETS)
    end = draw(st.sampled_from(["", "#Part", "#a#^b"]))
    kind = draw(st.integers(0, 5))
    if kind < 3:
        bar = draw(st.sampled_from(["", "|x", " | é "]))
        return f"{'!' * (kind == 1)}[[{' ' * (kind == 2)}{target}{end}{bar}]]"
    path = target.removesuffix(".md") + ".md"
    if kind == 3:
        return f"[x]({path.replace(' ', '%20')}{end.replace('#^', '')})"
    return f"[x](<{path}>)" if kind == 4 else f"![x][r]\n\n[r]: <{path}>\n\n"


@given(st.data())
@examples(1.5, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_link_leads_where_it_led_when_a_note_or_a_folder_is_renamed(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    root = tmp_path_factory.mktemp("vault")
    paths = data.draw(
        st.lists(
            st.tuples(st.sampled_from(FOLDERS), st.sampled_from(NAMES)),
            min_size=2,
            max_size=8,
            unique=True,
        )
    )
    notes = {}
    for folder, name in paths:
        title = data.draw(st.sampled_from(["", "", "---\ntitle: Title one\n---\n"]))
        body = data.draw(st.lists(links(), max_size=6).map(" and ".join))
        notes[f"{folder}/{name}.md".lstrip("/")] = title + body
    for folder in FOLDERS:
        (root / folder).mkdir(parents=True, exist_ok=True)
    files = write(root, notes)
    old = data.draw(st.sampled_from(sorted(notes)))
    typed = data.draw(st.sampled_from([*NAMES, "new one", "x"]))
    if data.draw(st.booleans()):
        typed = data.draw(st.sampled_from(FOLDERS)) + "/" + typed
    folders = sorted({parent.as_posix() for note in notes for parent in Path(note).parents} - {"."})
    if folders and data.draw(st.booleans()):
        old = data.draw(st.sampled_from(folders))
        new = Path(old).with_name(data.draw(st.sampled_from(["x", "one", "B"]))).as_posix()
    else:
        try:
            new = new_path(files, old, typed)
        except NoteEditError:
            return
    made = plan_rename(files, LinkNames.scan(files), old, new)
    before = read(root)
    after = texts_after(root, made)
    pairs = {note: (before[note], after[made.moved(note)]) for note in before}
    check_links(files, made, pairs)
    back = made.invert()
    for one, other in zip(made.notes, back.notes, strict=True):
        assert other.change.apply(one.change.apply(before[one.note])) == before[one.note]


def test_scan_and_index_know_the_names_by_which_real_notes_link(
    corpus_notes: list[Path], tmp_path: Path, tests_all: bool, rng: random.Random
) -> None:
    root = tmp_path / "vault"
    for note in rng.sample(corpus_notes, 600 if tests_all else 60):
        copy = root / note.parent.name / note.name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(note.read_bytes())
    known = LinkNames.indexed(_indexed(root, tmp_path), root)
    files = VaultFiles.scan(root)
    names = LinkNames.scan(files)
    for name in files.notes:
        for link in Note.parse((root / name).read_bytes()).links:
            if link.target:
                assert name in names.using([link.target.rpartition("/")[2]])
    assert known._notes == names._notes


def _indexed(root: Path, cache: Path) -> Path:
    then = time.time() - 3600
    for note in root.rglob("*.md"):
        os.utime(note, (then, then))
    with Indexer(root, cache / "index.sqlite") as indexer:
        indexer.update()
    return cache / "index.sqlite"


def test_links_written_after_the_index_was_are_renamed_too(tmp_path: Path) -> None:
    root = tmp_path / "vault"
    write(root, {"old.md": "# Old\n", "a.md": "[[old]]\n", "b.md": "None.\n", "c.md": "[[old]]\n"})
    path = _indexed(root, tmp_path)
    (root / "b.md").write_text("[x](old.md)\n", "utf-8")
    (root / "c.md").write_text("None.\n", "utf-8")
    files = write(root, {"d/e.md": "[[old]]\n"})
    (root / "a.md").touch()
    names = LinkNames.scan(files, LinkNames.indexed(path, root))
    made = plan_rename(files, names, "old.md", "new.md")
    assert [one.note for one in made.notes] == ["a.md", "b.md", "d/e.md"]


def test_index_that_is_not_there_or_damaged_leaves_no_link_behind(tmp_path: Path) -> None:
    root = tmp_path / "vault"
    files = write(root, {"old.md": "# Old\n", "a.md": "[[old]]\n"})
    path = tmp_path / "index.sqlite"
    assert LinkNames.indexed(path, root) is None
    path.write_bytes(b"not an index")
    assert LinkNames.indexed(path, root) is None
    path.unlink()
    _indexed(root, tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("DROP TABLE notes")
    db.close()
    assert LinkNames.indexed(path, root) is None
    names = LinkNames.scan(files, LinkNames.indexed(path, root))
    assert [one.note for one in plan_rename(files, names, "old.md", "new.md").notes] == ["a.md"]


# --- carrying out ---

HUB = {
    f"n{n:02}/hub {n}.md": "# Hub\r\n\r\n- [[old]] and [x](../a/old.md)\r\n" * 3 for n in range(8)
}
VAULT = {"a/old.md": "I am [[old|myself]] and [[a/old]].", "other.md": "nothing", **HUB}


def test_undo_and_redo_give_back_the_same_bytes(root: Path, tmp_path: Path) -> None:
    files = write(root, VAULT)
    before = read(root)
    made = plan(files, "a/old.md", "new name")
    assert made.name == "Rename “old” to “new name”"
    assert (made.link_count, len(made.notes)) == (50, 9)
    apply(made, tmp_path)
    after = read(root)
    assert b"old" not in b"".join(after.values())
    assert "a/new name.md" in after
    for _ in range(2):
        apply(made.invert(), tmp_path, skip_changed=True)
        assert read(root) == before
        apply(made.invert().invert(), tmp_path, skip_changed=True)
        assert read(root) == after


def test_nothing_is_done_when_a_note_was_changed_since(root: Path, tmp_path: Path) -> None:
    made = plan(write(root, VAULT), "a/old.md", "new")
    (root / "n05/hub 5.md").write_text("[[old]] mine")
    before = read(root)
    with pytest.raises(NoteChangedError, match="hub 5"):
        apply(made, tmp_path)
    assert read(root) == before


def test_note_that_was_changed_since_is_passed_over_by_undo(root: Path, tmp_path: Path) -> None:
    files = write(root, VAULT)
    before = read(root)
    made = plan(files, "a/old.md", "new")
    apply(made, tmp_path)
    (root / "n05/hub 5.md").write_text("[[new]] mine")
    assert apply(made.invert(), tmp_path, skip_changed=True) == ("n05/hub 5.md",)
    assert read(root) == {**before, "n05/hub 5.md": b"[[new]] mine"}
    assert apply(made, tmp_path, skip_changed=True) == ("n05/hub 5.md",)
    (root / "a/new.md").write_text("mine")
    with pytest.raises(NoteChangedError):
        apply(made.invert(), tmp_path, skip_changed=True)


def test_file_that_has_the_name_by_now_is_never_overwritten(root: Path, tmp_path: Path) -> None:
    made = plan(write(root, VAULT), "a/old.md", "new")
    (root / "a/new.md").write_text("somebody's")
    before = read(root)
    with pytest.raises(NoteChangedError):
        apply(made, tmp_path)
    assert read(root) == before
    (root / "a/new.md").unlink()
    (root / "a/old.md").unlink()
    with pytest.raises(NoteGoneError):
        apply(made, tmp_path)


def test_name_that_is_taken_in_the_last_moment_puts_all_back(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = plan(write(root, VAULT), "a/old.md", "new")
    before = read(root)
    move = rename_files.move_to_free

    def interfere(old: Path, new: Path) -> None:
        new.write_text("somebody's")
        move(old, new)

    monkeypatch.setattr(rename_files, "move_to_free", interfere)
    with pytest.raises(NoteSaveError, match="File exists"):
        apply(made, tmp_path)
    assert read(root) == {**before, "a/new.md": b"somebody's"}
    assert not list((tmp_path / "renames").iterdir())


@pytest.mark.parametrize("number", range(9))
def test_disk_that_is_full_in_the_middle_puts_all_back(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    made = plan(write(root, VAULT), "a/old.md", "new")
    before = read(root)
    save, calls = rename_files.save, 0

    def full(*arguments: object) -> object:
        nonlocal calls
        calls += 1
        if calls == number + 1:
            raise NoteSaveError("There is no room left.", "")
        return save(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(rename_files, "save", full)
    with pytest.raises(NoteSaveError, match="no room"):
        apply(made, tmp_path)
    assert read(root) == before


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system has no such modes")
@pytest.mark.parametrize(("what", "mode"), [("n07", 0o555), ("a", 0o555), ("n03/hub 3.md", 0o444)])
def test_nothing_is_done_when_something_is_read_only(what: str, mode: int) -> None:
    with tempfile.TemporaryDirectory() as folder:  # any user can reach it, unlike pytest's own
        home = Path(folder)
        (home / "vault").mkdir()
        made = plan(write(home / "vault", VAULT), "a/old.md", "new")
        before = read(home / "vault")
        for path in [home, home / "vault", *(home / "vault").rglob("*")]:
            path.chmod(0o777)
        (home / "vault" / what).chmod(mode)
        was_root = os.geteuid() == 0
        if was_root:
            os.seteuid(65_534)
        try:
            with pytest.raises(ReadOnlyError, match="is read-only"):
                apply(made, home / "state")
        finally:
            if was_root:
                os.seteuid(0)
        assert read(home / "vault") == before
        assert not (home / "state").exists()


def test_file_system_without_hard_links_or_renameat2_renames_all_the_same(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from viewer.notes import atomic_rename

    monkeypatch.setattr(atomic_rename, "_rename_call", lambda: None)
    made = plan(write(root, VAULT), "a/old.md", "new")
    apply(made, tmp_path)
    assert (root / "a/new.md").exists()
    assert not (root / "a/old.md").exists()

    def no_links(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    apply(made.invert(), tmp_path)
    assert (root / "a/old.md").exists()
    assert not (root / "a/new.md").exists()


# --- a crash in between ---


def rename_and_undo(forward: Rename, state: Path) -> None:
    while True:
        apply(forward, state)
        forward = forward.invert()


@pytest.mark.all_only
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.parametrize("kind", ["note", "folder", "words"])
def test_vault_is_wholly_before_or_after_when_a_rename_is_killed(
    root: Path, tmp_path: Path, rng: random.Random, kind: str
) -> None:
    files = write(root, VAULT)
    before = read(root)
    if kind == "words":
        found = list(find_places(root, files.notes, Sought("old"), "new"))
        made = planned(root, found, "Replace “old”")
    elif kind == "folder":
        made = plan_rename(files, LinkNames.scan(files), "a", "b")
    else:
        made = plan(files, "a/old.md", "new")
    after = texts_after(root, made)
    in_the_middle = 0
    for _ in range(100):
        one = made if read(root) == before else made.invert()
        child = start_child(partial(rename_and_undo, one, tmp_path), rng.randrange(15_000))
        assert end_of(child) == -signal.SIGKILL
        found = {note: data for note, data in read(root).items() if not note.endswith("~")}
        results = recover(tmp_path)
        # Nor is anything left over that was being written.
        assert read(root) in (before, after)
        assert not list((tmp_path / "renames").glob("*.rename"))
        in_the_middle += found not in (before, after)
        assert all(result.finished and result.name == one.name for result in results)
        assert not any(result.skipped for result in results)
    print(f"{in_the_middle} in the middle")
    assert in_the_middle > 5


def _broken_off(made: Rename, state: Path, saves: int) -> None:
    """Leave what a crash after so many saves leaves."""
    file, _ = rename_files._write_down(made, list(made.notes), state / "renames")
    file.close()
    for one in made.notes[:saves]:
        rename_files._put(made.root / one.note, one)


def test_rename_that_was_broken_off_is_taken_back_where_its_name_is_taken(
    root: Path, tmp_path: Path
) -> None:
    made = plan(write(root, VAULT), "a/old.md", "new")
    before = read(root)
    _broken_off(made, tmp_path, 4)
    (root / "a/new.md").write_text("somebody's")
    (result,) = recover(tmp_path)
    assert not result.finished
    assert result.skipped == ()
    assert read(root) == {**before, "a/new.md": b"somebody's"}
    assert recover(tmp_path) == []


def test_rename_that_was_broken_off_leaves_what_somebody_changed_since(
    root: Path, tmp_path: Path
) -> None:
    made = plan(write(root, VAULT), "a/old.md", "new")
    after = texts_after(root, made)
    _broken_off(made, tmp_path, 4)
    (root / "n06/hub 6.md").write_text("mine")
    (result,) = recover(tmp_path)
    assert result.finished
    assert result.skipped == ("n06/hub 6.md",)
    assert read(root) == {**after, "n06/hub 6.md": b"mine"}


def test_rename_under_way_in_another_window_is_left_alone(root: Path, tmp_path: Path) -> None:
    made = plan(write(root, VAULT), "a/old.md", "new")
    before = read(root)
    file, path = rename_files._write_down(made, list(made.notes), tmp_path / "renames")
    assert recover(tmp_path) == []
    assert path.exists()
    assert read(root) == before
    file.close()
