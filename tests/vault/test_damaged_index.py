"""An index that is damaged in any way is found out, made anew, and that is said."""

from __future__ import annotations

import logging
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.vault.damaged_index import WAYS, ask, damage
from tests.vault.test_said import make_places
from viewer.vault.indexer import Indexer
from viewer.vault.schema import NOTES, index_path, is_sound


@pytest.mark.parametrize("way", WAYS)
def test_index_when_damaged_heals(way: str, tmp_path: Path) -> None:
    places, kept = make_places(tmp_path), tmp_path / "kept"
    before = ask(places)
    assert before.codes == (0, 0, 0)
    shutil.copytree(places.cache, kept)
    pick = random.Random(way)
    how = damage(pick, places, kept, way)
    assert ask(places).fault == "", how
    again = ask(places)
    assert (again.codes, again.fault) == (before.codes, ""), how


def test_index_when_damaged_says_that_it_is_made_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    places = make_places(tmp_path)
    before = ask(places)
    path = index_path(places.cache, places.root)
    data = path.read_bytes()
    # In the name of a table, where SQLite's own words of it are no text any more.
    path.write_bytes(data.replace(b"CREATE TABLE meta", b"CREATE TABLE m\xf5ta"))
    with caplog.at_level(logging.WARNING, "viewer.damaged"):
        assert ask(places) == before
    assert caplog.messages == ["The search index was damaged, and is made anew."]


def test_index_when_a_value_or_a_word_is_damaged_is_not_sound(tmp_path: Path) -> None:
    places = make_places(tmp_path)
    path = index_path(places.cache, places.root)
    for spoil in (
        "UPDATE notes SET title = CAST(x'f5' AS TEXT)",
        "UPDATE words_data SET block = x'00' WHERE id > 10",
    ):
        with Indexer(places.root, path) as indexer:
            indexer.rebuild()
            indexer.update()
        assert is_sound(path, NOTES)
        with sqlite3.connect(path) as db:
            db.execute(spoil)
        db.close()
        assert not is_sound(path, NOTES)


def test_index_when_another_holds_it_is_not_taken_for_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = make_places(tmp_path)
    path = index_path(places.cache, places.root)
    ask(places)
    connect = sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda *args, **named: connect(*args, **named | {"timeout": 0.01})
    )
    with connect(path) as db:
        db.execute("BEGIN EXCLUSIVE")
        assert is_sound(path, NOTES)
    db.close()
