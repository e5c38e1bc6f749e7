import os
import random
import re
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from tests.forked import end_of, killed, start_child
from viewer.base.errors import IndexBusyError, IndexDamagedError, IndexingError, QueryError
from viewer.notes.counts import claim_count
from viewer.notes.model import VideoRef
from viewer.notes.note import Note
from viewer.vault import facts
from viewer.vault import indexer as module
from viewer.vault.files import VaultFiles
from viewer.vault.full_text import Results
from viewer.vault.index import Index, NoteHits
from viewer.vault.indexer import Changes, Indexer
from viewer.vault.passages import IndexedPassage, PassageKind, passages_of, unpacked
from viewer.vault.query import parse_query
from viewer.vault.said_search import search_said
from viewer.vault.schema import LINE, index_path, index_place, open_for_writing

NOTE = """---
title: On gaps
videoId: aaaaaaaaaaa
aliases: [The gap, Closing gaps]
tags: [ai, open-source]
---

# Heading words

The gap has been shrinking <a class="yt-timestamp" data-t="00:48:45">[00:48:45]</a>. Uncited end.

- Zürich is mentioned [0:10] #city/swiss
- See [[other_note | the other]] for more
"""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    (root / "Channel One").mkdir(parents=True)
    (root / "Channel One" / "gaps.md").write_text(NOTE, "utf-8")
    (root / "other_note.md").write_text("Nothing cited here, but words.\n", "utf-8")
    return root


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "index.sqlite"


@pytest.fixture
def index(vault: Path, path: Path) -> Iterator[Index]:
    with _opened(vault, path) as opened:
        yield opened


@contextmanager
def _opened(vault: Path, path: Path) -> Iterator[Index]:
    _update(vault, path)
    opened = Index.open(path, vault)
    with closing(opened):
        yield opened


def _update(vault: Path, path: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    with Indexer(vault, path) as indexer:
        made = indexer.update()
        return made.written, made.removed


def _find(index: Index, text: str, *, typing: bool = False) -> Results[NoteHits]:
    return index.search(parse_query(text, typing=typing))


def _texts(found: Results[NoteHits]) -> list[str]:
    return [hit.text for group in found.groups for hit in group.hits]


def _everything(path: Path) -> list[object]:
    db = open_for_writing(path)
    notes = dict(db.execute("SELECT id, path FROM notes"))
    kept: list[object] = sorted(
        db.execute(f"SELECT path, channel, size, digest, {', '.join(facts.columns())} FROM notes")
    )
    for table, columns in (
        ("names", "name"),
        ("tags", "tag, shown"),
        ("links", "start, key, target, heading, shown"),
        ("note_pages", "title, text, links, places"),
    ):
        number = "id" if table == "note_pages" else "note"
        kept += sorted(
            (notes[row[0]], *map(repr, row[1:]))
            for row in db.execute(f"SELECT {number}, {columns} FROM {table}")
        )
    # What the words lead to, by way of each page's own text.
    db.execute("INSERT INTO note_stems (note_stems, rank) VALUES ('integrity-check', 1)")
    assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    db.close()
    return kept


# ---------------------------------------------------------------------- searching


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("shrinking gap", "The gap has been shrinking"),
        ("SHRINKI*", "The gap has been shrinking"),
        ("shrink", "The gap has been shrinking"),  # by its stem
        ('"shrink"', None),  # as it is written
        ('"been shrinking"', "The gap has been shrinking"),
        ('"shrinking been"', None),
        ("gap -shrinking from:0:48:00", None),
        ("zurich", "Zürich is mentioned"),
        ("uncited", "Uncited end."),
        ("what is shrinking", "The gap has been shrinking"),  # not what only asks
        ("channel:one heading", "Heading words"),
        ('channel:"channel one" heading', "Heading words"),
        ("channel:two gap", None),
        ("video:aaaaaaaaaaa tag:ai from:48:00 to:0:49:00", "The gap has been shrinking"),
        ("from:0:49:00", None),
        ("tag:city zürich", "Zürich is mentioned"),
        ("tag:swiss zürich", None),
        ("#city/swiss zurich", "Zürich is mentioned"),
        ("#city gap", None),  # of another passage
        ("to:0:10", "Zürich is mentioned"),
        ("to:0:50:00", "The gap has been shrinking | Zürich is mentioned"),  # in their order
        ("-#ai gap", None),
        ("-channel:two -tag:swiss to:0:10", "Zürich is mentioned"),
        ("from:48:00 -shrink", None),
        ('been -"shrink"', "The gap has been shrinking"),  # which is not written there
        ("closing", "On gaps"),  # an alias
        ('"other note"', "Other note"),  # its file's name, where it has no title
        ("yt", None),  # markup is not text
        ("timestamp", None),
    ],
)
def test_passage_is_found_when_it_matches(index: Index, query: str, text: str | None) -> None:
    assert _texts(_find(index, query)) == (text.split(" | ") if text is not None else [])


def test_last_word_when_it_is_being_typed_may_go_on(index: Index) -> None:
    assert _texts(_find(index, "gap shri", typing=True)) == ["The gap has been shrinking"]
    assert not _find(index, "gap shri ", typing=True).all_words
    # No result goes while one types on, whatever the stem is.
    for end in range(4, len("shrinking") + 1):
        assert _find(index, "gap " + "shrinking"[:end], typing=True).all_words == 1


@pytest.mark.parametrize(
    ("query", "notes", "all_words"),
    [
        ("hilbert gpu", ["b", "a"], 1),
        ("hilbert zzz", ["a", "b"], 0),
        ("common zzzz", ["b", "c"], 0),
        ("हिन्दी", ["c"], 1),  # which FTS5 cuts
        ("\ufe0f gpu", ["b"], 1),  # an emoji's mark is no word
    ],
)
def test_notes_are_found_by_the_words_that_tell(
    tmp_path: Path, path: Path, query: str, notes: list[str], all_words: int
) -> None:
    for name in range(20):
        (tmp_path / f"{name}.md").write_text("Common words\n", "utf-8")
    (tmp_path / "a.md").write_text("# Hilbert\n\nHilbert, hilbert.\n", "utf-8")
    (tmp_path / "b.md").write_text(f"{'Long, common words. ' * 60}\n\nHilbert, gpu\n", "utf-8")
    (tmp_path / "c.md").write_text("It is हिन्दी, common\n", "utf-8")
    with _opened(tmp_path, path) as index:
        for typing in (False, True):
            found = index.search(parse_query(query, typing=typing), notes=99)
            listed = [group.note.path.stem for group in found.groups]
            assert [name for name in listed if name.isalpha()] == notes
            assert found.all_words == all_words


def _many(words: str) -> str:
    """Write 10 KB of these, each with another number."""
    return "".join(words.replace("1", str(number)) for number in range(5_000))[:10_000]


@pytest.mark.parametrize(
    "query",
    [
        *(
            "",
            "   ",
            '"',
            '""',
            "-",
            "*",
            "(",
            "AND",
            "a OR (",
            "NEAR(a b)",
            "a^2",
            "text:a",
            "{a b}:c",
        ),
        *("channel:", "said:", "\0", "a\0b", "\x02a\x03\x1e", "%_\\'; --", "tag:\udcff \ud800a"),
        *('"' * 10_000, "*" * 10_000, "(" * 10_000, "a" * 10_000, "a-" * 5_000, "网" * 3_000),
        *(f"{name}:{'网' * 20_000}" for name in ("channel", "video", "tag")),
        *map(_many, ("a1 ", "a1* ", "a -b1 ", '"a b1" ', "channel:a1 ", "video:a1 ", "#a1 ")),
    ],
    ids=lambda query: repr(query[:20]),
)
def test_query_when_it_is_odd_is_no_error(index: Index, query: str) -> None:
    for typing in (False, True):
        _find(index, query, typing=typing)
        search_said(index, parse_query(f"said: {query}", typing=typing))


def test_query_when_a_time_cannot_be_read_says_so() -> None:
    with pytest.raises(QueryError, match="noon"):
        parse_query("from:noon")


@pytest.mark.parametrize("query", ["gap shrinking", "why is a gap shrinking"])
def test_hit_when_found_says_where_and_marks_the_words(index: Index, query: str) -> None:
    (group,) = _find(index, query).groups
    (hit,) = group.hits
    assert group.note.title == "On gaps"
    assert group.note.channel == "Channel One"
    assert hit.kind is PassageKind.CLAIM
    assert hit.ms == (48 * 60 + 45) * 1000
    assert [hit.text[start:end] for start, end in hit.marks] == ["gap", "shrinking"]
    note = Note.parse(group.note.path.read_bytes())
    assert note.claims[hit.claim].span == (hit.start, hit.end)


def test_channel_is_what_the_note_says_else_its_own_folder(vault: Path, path: Path) -> None:
    folder = vault / "content" / "Émission"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text("Zebras [0:01].\n", "utf-8")
    (folder / "b.md").write_text("---\nchannel: '[[AC/DC|Them]]'\n---\n\nZebras [0:01].\n", "utf-8")
    with _opened(vault, path) as index:
        assert index.channels() == [("AC/DC", 1), ("Channel One", 1), ("Émission", 1)]
        for name, file in (("ac/dc", "b.md"), ("émis", "a.md"), ("ÉMISSION", "a.md")):
            (group,) = _find(index, f"channel:{name} zebra").groups
            assert group.note.path == folder / file
        assert index.facts(["content/Émission/a.md"])["content/Émission/a.md"][2] == "Émission"


def test_folder_of_an_indexed_vault_is_searched_by_its_index(vault: Path, tmp_path: Path) -> None:
    folder, hidden = vault / "Channel One", vault / ".hidden" / "notes"
    for cache in (tmp_path, Path("a" * 300)):  # which cannot be looked into
        assert index_place(cache, folder) == (index_path(cache, folder), folder)
    _update(folder, index_path(tmp_path, folder))
    _update(vault, index_path(tmp_path, vault))
    assert index_place(tmp_path, hidden) == (index_path(tmp_path, hidden), hidden)
    path, of = index_place(tmp_path, folder)
    assert (path, of) == (index_path(tmp_path, vault), vault)
    index = Index.open(path, folder, of)
    with closing(index):
        assert index.count() == (1, 2)
        assert list(index.facts()) == ["gaps.md"]
        assert _find(index, "nothing").groups == ()
        (group,) = _find(index, "gap").groups
        assert group.note.path == folder / "gaps.md"
    path.write_bytes(b"damaged" * 1000)
    with pytest.raises(IndexDamagedError):
        Index.open(path, folder, of)


def test_note_when_it_has_names_and_tags_lists_them(index: Index, vault: Path) -> None:
    assert {name for name, _ in index.names_by_path()} == {"on gaps", "the gap", "closing gaps"}
    assert index.tags() == [("ai", 1), ("city/swiss", 1), ("open-source", 1)]
    (about,) = index.about_video(VideoRef("aaaaaaaaaaa"), vault / "none.md")
    assert about.path.name == "gaps.md"
    assert index.count() == (2, 2)


def test_link_when_it_leads_to_a_note_is_listed_with_its_sentence(
    index: Index, vault: Path
) -> None:
    (link,) = index.links_to(vault / "other_note.md", VaultFiles.scan(vault))
    assert link.source.path == vault / "Channel One" / "gaps.md"
    assert link.shown == "the other"
    assert link.text == "See the other for more"
    assert index.links_of(link.source.path) == [("other_note", "", "the other")]


@pytest.mark.parametrize(
    "written",
    ["gaps", "GAPS", "On gaps", "the-gap", "Channel One/gaps", "It's on/off", "Its onoff"],
)
def test_link_when_it_names_a_note_in_any_way_is_listed(
    vault: Path, path: Path, written: str
) -> None:
    named = NOTE.replace("The gap,", 'The gap, "It\'s on/off", "Its on off",')
    (vault / "Channel One" / "gaps.md").write_text(named, "utf-8")
    (vault / "other_note.md").write_text(f"Before. See [[{written}#^id | it]] there.\n", "utf-8")
    with _opened(vault, path) as index:
        files = VaultFiles.scan(vault)
        files.take_names(index.names_by_path())
        (link,) = index.links_to(vault / "Channel One" / "gaps.md", files)
        assert link.source.path.name == "other_note.md"
        assert index.links_of(vault / "other_note.md") == [(written, "^id", "it")]


@pytest.mark.skipif(os.name == "nt", reason="file names are text there")
def test_links_to_a_note_whose_name_is_not_utf8_are_none(vault: Path, path: Path) -> None:
    odd = vault / os.fsdecode(b"na\xefve.md")
    odd.write_text("# Odd\n\nSee [[gaps]].\n", "utf-8")
    with _opened(vault, path) as index:
        files = VaultFiles.scan(vault)
        assert index.links_to(odd, files) == []
        (link,) = index.links_to(vault / "Channel One" / "gaps.md", files)
        assert link.source.path == odd


# ---------------------------------------------------------------------- the disk


def test_update_when_nothing_changed_writes_nothing(vault: Path, path: Path) -> None:
    _age(vault)
    assert len(_update(vault, path)[0]) == 2
    assert _update(vault, path) == ((), ())
    os.utime(vault / "other_note.md")
    assert _update(vault, path) == ((), ())


def test_note_when_changed_within_one_tick_of_the_clock_is_seen(vault: Path, path: Path) -> None:
    note = vault / "other_note.md"
    status = note.stat()
    _update(vault, path)
    note.write_text("Nothing cited here, but WORDS.\n", "utf-8")  # as long as before
    os.utime(note, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert _update(vault, path)[0] == ("other_note.md",)


def test_update_tells_whether_notes_name_other_videos_or_are_called_otherwise(
    vault: Path, path: Path
) -> None:
    note, other = vault / "Channel One" / "gaps.md", vault / "other_note.md"
    with Indexer(vault, path) as indexer:
        assert indexer.update().videos
        note.write_text(NOTE.replace("shrinking", "growing"), "utf-8")
        other.write_text("Still nothing cited here.\n", "utf-8")
        made = indexer.refresh([note, other])
        assert set(made.written) == {"Channel One/gaps.md", "other_note.md"}
        assert (made.videos, made.names) == (False, False)
        note.write_text(NOTE.replace("aaaaaaaaaaa", "bbbbbbbbbbb"), "utf-8")
        made = indexer.refresh([note])
        assert (made.videos, made.names) == (True, False)
        other.write_text("# Called so\n", "utf-8")
        made = indexer.refresh([other])
        assert (made.videos, made.names) == (False, True)
        other.unlink()
        made = indexer.refresh([other])
        assert (made.removed, made.videos) == (("other_note.md",), False)
        note.rename(vault / "gaps.md")
        note.parent.rmdir()
        made = indexer.refresh([note.parent, vault / "gaps.md"])
        assert made == Changes(("gaps.md",), ("Channel One/gaps.md",), True, True)


def test_file_when_it_cannot_be_read_is_listed_without_text(vault: Path, path: Path) -> None:
    bad = vault / "bad.md"
    bad.write_bytes(b"words \xff\xfe [0:01]\n")
    (vault / "folder.md").mkdir()
    (vault / os.fsdecode(b"na\xefve.md")).write_text("latin name [0:02]\n", "utf-8")
    with _opened(vault, path) as index:
        assert len(_texts(_find(index, "words"))) == 3
        (group,) = _find(index, "latin").groups
        assert group.note.path.exists()


def test_index_when_deleted_is_not_the_current_one(index: Index, vault: Path, path: Path) -> None:
    with Indexer(vault, path) as indexer:
        assert indexer.is_current()
        assert index.is_current()
        path.unlink()
        assert not indexer.is_current()
        assert not index.is_current()
        indexer.rebuild()
        assert indexer.is_current()
        assert not index.is_current()


@pytest.mark.all_only
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs limits of processes")
def test_index_when_the_disk_is_full_says_so_and_goes_on_later(vault: Path, path: Path) -> None:
    import resource

    for number in range(20):
        (vault / f"n{number}.md").write_text(NOTE * 200, "utf-8")

    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
        with pytest.raises(IndexingError, match="search index can't be saved"):
            _update(vault, path)

    assert end_of(start_child(fill)) == 0
    _update(vault, path)
    other = path.with_name("fresh.sqlite")
    _update(vault, other)
    assert _everything(path) == _everything(other)


def test_folder_when_it_cannot_be_listed_keeps_its_notes(
    vault: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _update(vault, path)
    scandir = os.scandir

    def refuse(folder: Path) -> Iterator[os.DirEntry[str]]:
        if Path(folder).name == "Channel One":  # the tests may run as root, whom nothing stops
            raise PermissionError(13, "Permission denied", os.fspath(folder))
        return scandir(folder)  # type: ignore[return-value]

    monkeypatch.setattr(os, "scandir", refuse)
    (vault / "other_note.md").unlink()
    assert _update(vault, path) == ((), ("other_note.md",))
    with _opened(vault, path) as index:
        assert _texts(_find(index, "shrinking")) == ["The gap has been shrinking"]


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_file_that_cannot_be_read_is_listed_unless_it_is_no_file(vault: Path, path: Path) -> None:
    (vault / "loop.md").symlink_to("loop.md")
    os.mkfifo(vault / "pipe.md")
    (vault / "far.md").write_bytes(b"")
    os.truncate(vault / "far.md", 65 << 20)
    with _opened(vault, path) as index:
        assert {Path(path).name for path in index.facts()} == {"gaps.md", "other_note.md", "far.md"}


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_reading_when_its_processes_are_killed_is_told(
    vault: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(200):
        (vault / f"n{number}.md").write_text(NOTE, "utf-8")
    with Indexer(vault, path) as indexer:
        with monkeypatch.context() as patched:
            patched.setattr(module, "_read", killed)
            with pytest.raises(IndexingError, match="stopped unexpectedly"):
                indexer.update()
        indexer.update()
        assert indexer.count()[0] == 202


def test_second_writer_is_told_that_there_is_one(vault: Path, path: Path) -> None:
    with Indexer(vault, path), pytest.raises(IndexBusyError):
        Indexer(vault, path)


def test_reader_sees_what_is_written_while_it_is_open(
    index: Index, vault: Path, path: Path
) -> None:
    before = index.version()
    (vault / "new.md").write_text("A brandnew word [0:01]\n", "utf-8")
    _update(vault, path)
    assert index.version() != before
    assert len(_texts(_find(index, "brandnew"))) == 1


def _age(folder: Path) -> None:
    then = time.time() - 3600
    for file in folder.rglob("*.md"):
        os.utime(file, (then, then))


@pytest.mark.all_only
def test_index_after_thousands_of_file_operations_is_as_a_fresh_one(
    tmp_path: Path, tests_all: bool, rng: random.Random
) -> None:
    rounds = 80 if tests_all else 15
    root, path = tmp_path / "vault", tmp_path / "index.sqlite"
    root.mkdir()
    operations = 0
    with Indexer(root, path) as indexer:
        for _ in range(rounds):
            touched = [_operate(rng, root) for _ in range(40)]
            operations += len(touched)
            changed = {file for files in touched for file in files}
            if rng.random() < 0.8:
                indexer.refresh(changed)
            else:
                indexer.update()
        indexer.update()
    assert operations == 40 * rounds
    other = tmp_path / "fresh.sqlite"
    _update(root, other)
    assert _everything(path) == _everything(other)
    assert len(_everything(other)) > 50


def _operate(rng: random.Random, root: Path) -> list[Path]:
    notes = sorted(root.rglob("*.md"))
    folders = [root, *sorted(folder for folder in root.rglob("*") if folder.is_dir())]
    kind = rng.random()
    folder = rng.choice(folders)
    if not folder.is_dir():
        return []
    if kind < 0.35 or not notes:
        note = folder / f"n{rng.randrange(60)}.md"
        if not note.is_dir():
            note.write_text(_random_note(rng), "utf-8")
        return [note]
    note = rng.choice(notes)
    if kind < 0.6:
        note.write_text(_random_note(rng), "utf-8")
        return [note]
    if kind < 0.75:
        target = folder / f"n{rng.randrange(60)}.md"
        if target != note:
            note.replace(target)
        return [note, target]
    if kind < 0.9:
        note.unlink()
        return [note]
    if kind < 0.95 and len(folders) < 12:
        made = folder / f"d{rng.randrange(6)}"
        made.mkdir(exist_ok=True)
        return [made]
    if folder == root:
        return []
    if kind < 0.98:
        target = root / f"d{rng.randrange(6, 12)}"
        if not target.exists() and not target.is_relative_to(folder):
            folder.rename(target)
        return [folder, target]
    shutil.rmtree(folder)
    return [folder]


def _random_note(rng: random.Random) -> str:
    words = ["open", "model", "gap", "Zürich", "time", "[[n1]]", "[[n2|two]]", "#tag", "[0:05]"]
    front = rng.choice(["", "---\ntitle: T\nvideoId: aaaaaaaaaaa\ntags: [a, b]\n---\n"])
    return front + " ".join(rng.choices(words, k=rng.randrange(12))) + "\n"


def _index_for_ever(root: Path, path: Path) -> None:
    with Indexer(root, path) as indexer:
        while True:
            indexer.update()
            for note in sorted(root.glob("*.md"))[::3]:
                note.write_bytes(note.read_bytes() + b"More words [0:07]\n")


@pytest.mark.all_only
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_index_when_its_writer_is_killed_is_right_after_the_next_update(
    tmp_path: Path, tests_all: bool, rng: random.Random
) -> None:
    root, path = tmp_path / "vault", tmp_path / "index.sqlite"
    root.mkdir()
    for number in range(40):
        (root / f"n{number}.md").write_text(_random_note(rng) * 4, "utf-8")
    for _ in range(100 if tests_all else 15):
        child = start_child(partial(_index_for_ever, root, path), rng.randrange(100_000))
        assert end_of(child) == -signal.SIGKILL
        opened = Index.open(path, root)
        if opened is not None:
            opened.count()
            opened.close()
    _update(root, path)
    other = tmp_path / "fresh.sqlite"
    _update(root, other)
    assert _everything(path) == _everything(other)


# ---------------------------------------------------------------------- the real notes


def _claims(index: Index, note: Path) -> list[IndexedPassage]:
    key = os.fsencode(note.relative_to(index.root).as_posix())
    sql = "SELECT p.text, p.places FROM note_pages p JOIN notes n ON n.id = p.id WHERE n.path = ?"
    ((text, places),) = index.rows(sql, (key,))
    lines = zip(unpacked(places), text.split(LINE)[1:], strict=False)
    kept = [IndexedPassage(*place[:5], line) for place, line in lines]
    return [passage for passage in kept if passage.kind == PassageKind.CLAIM]


@pytest.fixture
def real(
    corpus_notes: list[Path],
    corpus_vault: Path,
    tmp_path: Path,
    tests_all: bool,
    rng: random.Random,
) -> Iterator[Index]:
    root = tmp_path / "vault"
    for file in rng.sample(corpus_notes, 600 if tests_all else 80):
        copy = root / file.relative_to(corpus_vault)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    with _opened(root, tmp_path / "index.sqlite") as index:
        yield index


def test_index_holds_the_claims_and_words_of_real_notes(real: Index, rng: random.Random) -> None:
    claims = 0
    rows = list(real.rows("SELECT path, fact_claims FROM notes"))
    one_by_one = rng.sample(rows, len(rows) // 10)
    for row in rows:
        path = real.root / os.fsdecode(row[0])
        data = path.read_bytes()
        note = Note.parse(data)
        times = note.times(None)
        assert row[1:] == (claim_count(note),)
        kept = _claims(real, path)
        spans = [claim.span for claim in note.claims]
        texts = [*map(note.plain.of, spans)] if row in one_by_one else note.plain.each(spans)
        assert [(hit.start, hit.end, hit.text, hit.claim) for hit in kept] == [
            (*span, text, number)
            for number, (span, text) in enumerate(zip(spans, texts, strict=True))
        ]
        for hit in kept:
            cited = note.claims[hit.claim].citations
            run = [times[c].ms for c in cited if note.citations[c].video is None]
            assert hit.ms == next((ms for ms in run if ms is not None), None)
        claims += len(kept)
        # Every word is in one passage.
        found = passages_of(note)
        for one, two in pairwise(sorted((one.start, one.end) for one in found)):
            assert one[1] <= two[0], path
    assert claims > 10 * len(rows)


def test_every_beginning_of_a_word_finds_a_note_that_has_it(
    real: Index, tests_all: bool, rng: random.Random
) -> None:
    pages = real.rows("SELECT n.path, p.title, p.text FROM note_pages p JOIN notes n USING (id)")
    words = {
        os.fsdecode(path): re.findall(r"[^\W_]+", f"{title} {text}".lower())
        for path, title, text in pages
    }
    every = sorted({word for each in words.values() for word in each if word.isascii()})
    # By its stem, “hes” is the beginning of all that begin with “he”.
    some = [word for word in every if word.startswith("hes")][:1]
    for word in some + rng.sample(every, 1_000 if tests_all else 40):
        for end in range(1, len(word) + 1):
            notes = [group.note.path for group in _find(real, word[:end], typing=True).groups]
            found = [one for note in notes for one in words[note.relative_to(real.root).as_posix()]]
            assert any(one.startswith(word[:end]) for one in found), word[:end]
