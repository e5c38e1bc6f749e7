from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from viewer.notes.note import Note
from viewer.vault.index import Hit, Index
from viewer.vault.indexer import Indexer
from viewer.vault.locate import locate
from viewer.vault.passages import PassageKind, passages_of
from viewer.vault.query import parse_query
from viewer.vault.schema import index_path


@pytest.fixture(scope="module")
def index(corpus_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    path = tmp_path_factory.mktemp("find") / "index.sqlite"
    with Indexer(corpus_vault, path) as indexer:
        indexer.update()
    opened = Index.open(path, corpus_vault)
    with closing(opened):
        yield opened


@pytest.mark.all_only
@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("delay caffeine 90 minutes", "impact_of_caffeine_timing_on_alertness_and_sleep"),
        ("starship cost per ton", "spacex_and_the_future_of_orbital_transportation"),
        ("dot product perpendicular zero", "dot_products_and_vectors"),
        ("dot product", "dot_products_and_vectors"),
        ("positioning", "the_role_of_counter_positioning_in_startup_strategy"),
        ("jake paul askren knockout", "jake_pauls_influence_on_the_sport_of_boxing"),
        ("how long morning sunlight", "impact_of_sunlight_and_red_light_on_health"),
        ("taylor series approximation cosine", "visualizing_matrix_exponents"),
        ("squish space", "null_space"),
    ],
)
def test_search_with_a_known_answer_gives_it_first(index: Index, text: str, note: str) -> None:
    groups = index.search(parse_query(text)).groups
    assert groups[0].note.path.stem.startswith(note)


# ---------------------------------------------------------------------- scripts


SCRIPTS = """# 诺特

* 神经网络通过反向传播学习，它不需要Python。 [0:10]
* 網絡神經是別的東西。 [0:20]
* 今日は勾配降下法について、GPUで話します。 [0:30]
* がくせいは学生です。 [0:35]
* 인공지능은 벡터를 더한다. [0:40]
* 인공 지능이라는 말. [0:45]
* ครูใช้คอมพิวเตอร์ที่บ้าน [0:50]
* Die Straße ist für Mädchen, 100 m weit. [1:00]
* A street in the classroom. [1:10]
* ２０２４年のＡＩ。 [1:20]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    root.mkdir()
    (root / "note.md").write_text(SCRIPTS, "utf-8")
    return root


@pytest.fixture
def path(tmp_path: Path, root: Path) -> Path:
    path = index_path(tmp_path / "cache", root)
    with Indexer(root, path) as indexer:
        indexer.update()
    return path


@pytest.fixture
def script_index(root: Path, path: Path) -> Iterator[Index]:
    script_index = Index.open(path, root)
    yield script_index
    script_index.close()


def _found(script_index: Index, text: str, *, typing: bool = False) -> list[list[str]]:
    found = script_index.search(parse_query(text, typing=typing))
    return [
        [hit.text[start:end] for start, end in hit.marks]
        for group in found.groups
        for hit in group.hits
    ]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("神经网络", ["神经网络"]),
        ("网络", ["网络"]),
        ("网络神经", None),
        ("传", ["传"]),
        ("神经 传播", ["神经", "传播"]),
        ('"网络通过"', ["网络通过"]),
        ("「网络通过」", ["网络通过"]),
        ("「通过网络」", None),
        ("„ist für“", ["ist für"]),
        ("«für ist»", None),
        ("网络 -反向", None),
        ("python", ["Python"]),
        ("需要Python", ["需要Python"]),
        ("pyth*", ["Python"]),
        ("勾配降下", ["勾配降下"]),
        ("gpu", ["GPU"]),
        ("かくせい", None),
        ("がくせい", ["がくせい"]),
        ("벡터", ["벡터"]),
        ("벡타", None),
        ("더한", ["더한"]),
        ("คอมพิวเตอร์", ["คอมพิวเตอร์"]),
        ("ที่บ้าน", ["ที่บ้าน"]),
        ("ทบาน", None),
        ("strasse", ["Straße"]),
        ("STRASSE", ["Straße"]),
        ("straße", ["Straße"]),
        ("fur mädchen", ["für", "Mädchen"]),
        ("classroom", ["classroom"]),
        ("room", None),
        ("2024", ["２０２４"]),
        ("ＡＩ", ["ＡＩ"]),
    ],
)
def test_search_finds_words_that_no_space_parts(
    script_index: Index, text: str, marked: list[str] | None
) -> None:
    assert _found(script_index, text) == ([] if marked is None else [marked])


def test_korean_compounds_are_found_however_they_are_parted(script_index: Index) -> None:
    assert sorted(_found(script_index, "인공지능")) == [["인공 지능"], ["인공지능"]]


@pytest.mark.parametrize("text", ["播", "神经网", "คอ", "ค", "strass", "벡", "２０２"])
def test_search_finds_while_a_word_is_typed(script_index: Index, text: str) -> None:
    assert len(_found(script_index, text, typing=True)) == 1


def test_words_are_forgotten_with_their_passages(
    root: Path, path: Path, script_index: Index
) -> None:
    (root / "note.md").write_text(SCRIPTS.replace("神经网络", "网络").replace("ß", "s"), "utf-8")
    with Indexer(root, path) as indexer:
        indexer.update()
    assert _found(script_index, "神经") == []
    assert _found(script_index, "strasse") == []
    assert _found(script_index, "网络通过") == [["网络通过"]]


# ---------------------------------------------------------------------- found again


GAPS = """---
title: On gaps
---

# Heading words

The gap has been shrinking [48:45]. The gap has been growing again for years [50:00]. Uncited end.

- The same words [0:10]
- The same words [0:20]
"""


def _hits(text: str) -> list[Hit]:
    return [Hit(*passage[:6], ()) for passage in passages_of(Note.parse(text.encode()))]


def _shown(text: str, hit: Hit) -> str | None:
    note = Note.parse(text.encode())
    found = locate(note, hit)
    if found is None:
        return None
    if found.claim >= 0:
        assert note.claims[found.claim].span == found.span
    return note.plain.of(found.span)


@pytest.mark.parametrize("before", ["", "A paragraph more [0:01].\n\nAnd more.\n\n"])
def test_passage_when_text_was_added_before_it(before: str) -> None:
    changed = GAPS.replace("# Heading", before + "# Heading")
    hits = _hits(GAPS)
    assert len(hits) >= 6
    assert [_shown(changed, hit) for hit in hits] == [hit.text for hit in hits]


def test_passage_when_its_words_stand_twice_has_its_time() -> None:
    note = Note.parse(GAPS.replace("- The same", "- One more [0:05]\n- The same", 1).encode())
    same = [hit for hit in _hits(GAPS) if hit.text == "The same words"]
    found = [locate(note, hit) for hit in same]
    times = note.times(None)
    assert [times[note.claims[f.claim].citations[0]].ms for f in found if f] == [10_000, 20_000]


def test_claim_when_a_word_of_it_was_changed() -> None:
    hit = next(hit for hit in _hits(GAPS) if "growing" in hit.text)
    changed = GAPS.replace("for years", "for a year")
    assert _shown(changed, hit) == "The gap has been growing again for a year"


def test_claim_when_another_stands_in_its_place_is_not_there() -> None:
    hit = next(hit for hit in _hits(GAPS) if "growing" in hit.text)
    changed = GAPS.replace("The gap has been growing again for years", "x" * 40)
    assert locate(Note.parse(changed.encode()), hit) is None


def test_passage_when_the_note_is_empty_is_not_there() -> None:
    empty = Note.parse(b"")
    assert not any(locate(empty, hit) for hit in _hits(GAPS))
    assert locate(empty, Hit(0, 0, PassageKind.TITLE, -1, None, "On gaps", ())) is not None
