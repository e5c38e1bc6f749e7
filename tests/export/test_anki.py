import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from viewer.__main__ import main

_NOTE = """\
---
title: Pets
videoId: dQw4w9WgXcQ
---

Pets are kept in houses [0:01].
They eat **meat & bones** and __sleep__ a lot [0:05] #food

## Cats

### At night

- Cats **purr** }} twice [0:09]
- Dogs bark [0:12]
"""


class _Card(NamedTuple):
    guid: str
    fields: list[str]
    tags: list[str]
    model: int


def _cards(vault: Path, folder: Path, *more: str) -> list[_Card]:
    target = folder / "a.apkg"
    target.unlink(missing_ok=True)
    command = ["export", str(vault), "--as", "anki", "-o", str(target), *more]
    assert main(command) == 1  # without pictures: no video is here
    with zipfile.ZipFile(target) as package:
        package.extract("collection.anki2", folder)
    with closing(sqlite3.connect(folder / "collection.anki2")) as database:
        rows = database.execute("SELECT guid, flds, tags, mid FROM notes ORDER BY id").fetchall()
    return [_Card(row[0], row[1].split("\x1f"), row[2].split(), row[3]) for row in rows]


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault" / "My Farm"
    folder.mkdir(parents=True)
    (folder / "Pets at home.md").write_text(_NOTE)
    return tmp_path / "vault"


def test_heading_or_the_claim_before_asks(vault: Path, tmp_path: Path) -> None:
    cards = _cards(vault, tmp_path)
    assert [card.fields[1] for card in cards] == [
        *("", "Pets are kept in houses"),
        *("Cats › At night", "Cats › At night"),
    ]
    assert [card.fields[0] for card in cards] == [
        *("Pets are kept in houses", "They eat meat &amp; bones and sleep a lot"),
        *("Cats purr }} twice", "Dogs bark"),
    ]


def test_tags_say_where_a_claim_stands(vault: Path, tmp_path: Path) -> None:
    cards = _cards(vault, tmp_path)
    assert cards[1].tags == ["food", "My_Farm::Pets_at_home"]
    assert cards[2].tags == ["My_Farm::Pets_at_home::Cats::At_night"]


def test_bold_words_are_left_out_when_wanted(vault: Path, tmp_path: Path) -> None:
    cards = _cards(vault, tmp_path, "--cloze")
    assert cards[1].fields[0] == "They eat {{c1::meat &amp; bones}} and {{c2::sleep}} a lot"
    assert cards[2].fields[0] == "Cats {{c1::purr}} }} twice"
    assert cards[1].model == cards[2].model != cards[0].model == cards[3].model


def test_importing_again_updates_what_was_reworded(vault: Path, tmp_path: Path) -> None:
    before = _cards(vault, tmp_path)
    path = next(vault.rglob("*.md"))
    path.write_text(path.read_text().replace("Dogs bark", "Dogs bark loudly"))
    after = _cards(vault, tmp_path)
    assert [card.guid for card in after] == [card.guid for card in before]
    assert after[3].fields[0] == "Dogs bark loudly"
    assert len({card.guid for card in after}) == 4
