"""Search in scripts without spaces between words, in Korean, and with the letters of German."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer.vault.index import Index
from viewer.vault.indexer import Indexer
from viewer.vault.query import parse_query
from viewer.vault.schema import index_path

NOTE = """# 诺特

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
    (root / "note.md").write_text(NOTE, "utf-8")
    return root


@pytest.fixture
def path(tmp_path: Path, root: Path) -> Path:
    path = index_path(tmp_path / "cache", root)
    with Indexer(root, path) as indexer:
        indexer.update()
    return path


@pytest.fixture
def index(root: Path, path: Path) -> Iterator[Index]:
    index = Index.open(path, root)
    yield index
    index.close()


def _found(index: Index, text: str, *, typing: bool = False) -> list[list[str]]:
    """Search; return what is marked in each passage that was found."""
    found = index.search(parse_query(text, typing=typing))
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
    index: Index, text: str, marked: list[str] | None
) -> None:
    assert _found(index, text) == ([] if marked is None else [marked])


def test_korean_compounds_are_found_however_they_are_parted(index: Index) -> None:
    assert sorted(_found(index, "인공지능")) == [["인공 지능"], ["인공지능"]]


@pytest.mark.parametrize("text", ["播", "神经网", "คอ", "ค", "strass", "벡", "２０２"])
def test_search_finds_while_a_word_is_typed(index: Index, text: str) -> None:
    assert len(_found(index, text, typing=True)) == 1


def test_words_are_forgotten_with_their_passages(root: Path, path: Path, index: Index) -> None:
    (root / "note.md").write_text(NOTE.replace("神经网络", "网络").replace("ß", "s"), "utf-8")
    with Indexer(root, path) as indexer:
        indexer.update()
    assert _found(index, "神经") == []
    assert _found(index, "strasse") == []
    assert _found(index, "网络通过") == [["网络通过"]]
