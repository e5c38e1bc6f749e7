"""A fact of a note is one row: a toy, added here alone, is kept, read, ordered by and shown."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.test_command_line import ROOT
from tests.ui.conftest import long_video as long_video
from tests.ui.conftest import make_stage as make_stage
from tests.ui.conftest import stage as stage
from tests.ui.stage import Stage
from viewer.notes.model import BlockKind
from viewer.notes.note import Note
from viewer.ui.notes_list.model import COUNT_ROLE
from viewer.ui.shell import settings
from viewer.vault import facts
from viewer.vault.facts import Fact, Number
from viewer.vault.index import Index
from viewer.vault.indexer import Indexer
from viewer.vault.schema import NOTES, index_path


def _speaker(note: Note) -> tuple[str]:
    values = note.front.values if note.front is not None else {}
    return (values["speaker"].text if "speaker" in values else "",)


SPEAKER = Fact(
    name="speaker",
    columns={"speaker": "TEXT NOT NULL"},
    read=_speaker,
    listed="n.speaker",
    order="By speaker",
    setting="By who speaks",
    is_filtered=True,
    words=lambda name: f"said by {name}",
)
HEADINGS = Number(
    name="headings",
    columns={"headings": "INTEGER NOT NULL"},
    read=lambda note: (sum(block.kind is BlockKind.HEADING for block in note.blocks),),
    listed="n.headings",
    order="By number of headings",
    words=lambda count: f"{count} headings",
)
TOYS = (SPEAKER, HEADINGS)


def _write(vault: Path, name: str, speaker: str, headings: int) -> Path:
    path = vault / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\nspeaker: {speaker}\n---\n\n" + "# One\n\nMore\n\n" * headings, "utf-8")
    return path


@pytest.fixture
def toys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "FACTS", (*facts.FACTS, *TOYS))


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    _write(tmp_path / "vault", "a/one.md", "Ada", 2)
    _write(tmp_path / "vault", "a/two.md", "", 0)
    return tmp_path / "vault"


def _facts(path: Path, vault: Path) -> dict[str, tuple[facts.Value, ...]]:
    index = Index.open(path, vault)
    assert index is not None
    with closing(index):
        return index.facts()


def test_fact_is_kept_and_read_and_an_index_without_it_is_made_anew(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = index_path(tmp_path, vault)
    with Indexer(vault, path) as indexer:
        assert len(indexer.update().written) == 2
    before = _facts(path, vault)
    monkeypatch.setattr(facts, "FACTS", (*facts.FACTS, *TOYS))
    assert Index.open(path, vault) is None  # of another version
    with Indexer(vault, path) as indexer:
        assert len(indexer.update().written) == 2
        assert not indexer.update()
        assert indexer.check()
    after = _facts(path, vault)
    assert after == {name: (*told, *toy) for (name, told), toy in zip(
        before.items(), (("Ada", 2), ("", 0)), strict=True)}  # fmt: skip
    _write(vault, "a/two.md", "Grace", 1)
    with Indexer(vault, path) as indexer:
        indexer.refresh([vault / "a" / "two.md"])
    assert _facts(path, vault)["a/two.md"][-2:] == ("Grace", 1)
    assert not caplog.records  # nothing was damaged


def test_index_of_the_version_before_facts_is_made_anew(vault: Path, tmp_path: Path) -> None:
    path = index_path(tmp_path, vault)
    with Indexer(vault, path) as indexer:
        indexer.update()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        assert db.execute("SELECT value FROM meta WHERE key = 'version'").fetchone() == (
            NOTES.version,
        )
        db.execute("UPDATE meta SET value = '6' WHERE key = 'version'")
    assert Index.open(path, vault) is None
    with Indexer(vault, path) as indexer:
        assert len(indexer.update().written) == 2


@pytest.mark.usefixtures("toys")
def test_fact_orders_the_list_stands_in_it_and_is_found(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # The process that writes the index gets the toys, too: it imports this module when it starts.
    code = "import tests.test_one_place_facts as one, viewer.vault.facts as facts\n"
    code += "facts.FACTS = (*facts.FACTS, *one.TOYS)\n"
    (tmp_path / "python").mkdir()
    (tmp_path / "python" / "sitecustomize.py").write_text(code)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(tmp_path / "python"), str(ROOT))))
    for name, speaker, headings in (
        ("m/a.md", "Zoe 10", 1), ("m/b.md", "Zoe 9", 3), ("n/c.md", "Ada", 9), ("n/d.md", "", 0),
    ):  # fmt: skip
        _write(stage.vault, name, speaker, headings)
    stage.start(stage.vault, player=False)
    stage.program.vault_indexing.start()
    view = stage.window.list
    stage.wait(lambda: stage.program.indexing.is_ready)
    stage.wait(lambda: not view.is_busy and view.catalogue[0].facts is not None)

    def notes() -> list[str]:
        groups = [view.model.index(row, 0) for row in range(view.model.rowCount())]
        return [path for group in groups for path in view.model.notes_below(group)]

    def choose(words: str) -> None:
        (action,) = (each for each in view.heading.menu.actions() if each.text() == words)
        action.trigger()
        stage.wait(lambda: not view.is_busy)
        assert action.isChecked()

    choose("By number of headings")
    assert notes() == ["n/c.md", "n/d.md", "m/b.md", "m/a.md"]  # the folder with the most first
    note, folder = view.model.index_of("m/b.md"), view.model.index_of_group("m")
    assert (note.data(COUNT_ROLE), folder.data(COUNT_ROLE)) == ("3", "4")
    spoken = str(note.data(Qt.ItemDataRole.AccessibleTextRole))
    assert "said by Zoe 9, 3 headings" in spoken
    assert "said by Zoe 9, 3 headings" in str(note.data(Qt.ItemDataRole.ToolTipRole))
    choose("By speaker")
    assert notes() == ["m/b.md", "m/a.md", "n/d.md", "n/c.md"]
    assert view.model.index_of("m/a.md").data(COUNT_ROLE) == "Zoe 10"
    assert stage.program.settings.text("vault/sort") == "speaker"
    view.field.setText("zoe")
    stage.wait(lambda: view.model.count == 2 and not view.is_busy)
    assert notes() == ["m/b.md", "m/a.md"]


@pytest.mark.usefixtures("toys")
def test_fact_is_an_order_in_the_settings(stage: Stage) -> None:
    (order,) = (each for each in settings.SETTINGS if each.key == "vault/sort")
    assert list(order.choices)[-2:] == [
        ("speaker", "By who speaks"),
        ("headings", "By number of headings"),
    ]
    stage.program.settings.set("vault/sort", "headings")
    assert stage.program.settings.text("vault/sort") == "headings"
