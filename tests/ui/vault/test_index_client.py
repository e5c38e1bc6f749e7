"""The index beside the window: what it indexes, reports, and survives."""

import os
import signal
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.stage import Stage
from viewer import TOUR
from viewer.vault.index import Index
from viewer.vault.indexer import Indexer
from viewer.vault.query import parse_query
from viewer.vault.schema import index_path

NOTE = "---\ntitle: On gaps\naliases: [Closing gaps]\n---\n\nThe gap is shrinking [0:05]\n"


def _start(stage: Stage) -> Path:
    note = stage.write("gaps.md", NOTE)
    stage.start(note, player=False)
    stage.index()
    return note


def _index_file(stage: Stage) -> Path:
    return index_path(stage.folders.cache, stage.vault)


def _texts(stage: Stage, text: str) -> list[str]:
    answers: list[list[str]] = []

    def question(index: Index) -> list[str]:
        found = index.search(parse_query(text))
        return [hit.text for group in found.groups for hit in group.hits]

    stage.program.indexing.ask(
        "test", question, answers.append, lambda error: answers.append([error.words()])
    )
    stage.wait(lambda: bool(answers))
    return answers[0]


def test_vault_when_it_is_listed_is_indexed_and_kept_so(stage: Stage, qtbot: QtBot) -> None:
    note = _start(stage)
    assert _texts(stage, "shrinking") == ["The gap is shrinking"]
    with qtbot.waitSignal(stage.program.indexing.changed) as told:
        note.write_text(NOTE + "\nA brandnew word\n", "utf-8")
    assert told.args == [["gaps.md"], []]
    # A file is emptied before it is written anew; and words go by themselves.
    stage.wait(lambda: _texts(stage, "brandnew") == ["A brandnew word"])
    stage.wait(lambda: any("Reloaded" in said for said in stage.all_said))
    stage.window.notice.close_notice()
    # Links lead by alias, too.
    source = stage.vault / "other.md"

    def resolved(name: str) -> object:
        files = stage.session.vault.files  # other ones once the vault was listed again
        return files.resolve(name, source) if files is not None else None

    stage.wait(lambda: resolved("closing gaps") == note)
    assert resolved("On gaps") == note
    # What is typed waits for no other question.
    answered: list[int] = []
    goes_on = threading.Event()

    def slow(index: Index) -> bool:
        index.count()
        return goes_on.wait(60)

    ask = stage.program.indexing.ask
    for name in ("slow", "slow as well"):
        ask(name, slow, lambda _: answered.append(2))
    ask("quick", lambda index: index.count()[0], answered.append, quick=True)
    stage.wait(lambda: answered == [1])
    goes_on.set()
    stage.wait(lambda: answered == [1, 2, 2])
    # Where the child is killed it goes on.
    child = stage.program.indexing._child
    os.kill(child.process.processId(), signal.SIGKILL)
    with qtbot.waitSignal(stage.program.indexing.changed):
        # Another note than the one that is open: of that the window has something to say.
        stage.write("newer.md", "A newer word\n")
    stage.wait(lambda: _texts(stage, '"newer word"') == ["A newer word"])
    assert stage.said == ""
    # Where the file is deleted it is made again; SQLite waits for ten seconds where it was in use.
    with qtbot.waitSignal(stage.program.indexing.changed, timeout=30_000):
        for file in _index_file(stage).parent.glob("*.sqlite*"):
            file.unlink()
    stage.wait(lambda: _texts(stage, "shrinking") == ["The gap is shrinking"])
    assert _index_file(stage).is_file()


@pytest.mark.all_only
def test_damaged_index_is_made_again(stage: Stage, qtbot: QtBot) -> None:
    for number in range(300):
        stage.write(f"n{number}.md", NOTE)
    _start(stage)
    # Damaged under the window.
    path = _index_file(stage)
    with closing(sqlite3.connect(path)) as db:  # what was written last stands beside the file
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = path.stat().st_size
    assert size > 8192
    with path.open("r+b") as file:  # all but what says what it is
        file.seek(4096)
        file.write(os.urandom(size - 4096))
    # Heard from before the question on: it may be made again by the time that is answered. Until
    # then why there is nothing is said, never that nothing is found.
    with qtbot.waitSignal(stage.program.indexing.changed):
        (said,) = _texts(stage, "shrinking")
        assert "can't be read" in said or "for the first time" in said
    assert len(_texts(stage, "shrinking")) > 10


def test_home_is_indexed_when_it_is_searched_and_the_tour_always(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", os.fspath(stage.vault))
    stage.write("gaps.md", NOTE)
    stage.start(stage.vault, player=False)
    stage.program.vault_indexing.start()
    stage.wait(lambda: stage.session.vault.files is not None)
    assert stage.program.indexing.root is None
    assert "not indexed" in _texts(stage, "shrinking")[0]
    stage.program.searching.open()
    stage.wait(lambda: stage.program.indexing.is_ready)
    assert _texts(stage, "shrinking") == ["The gap is shrinking"]
    # The tour can be searched.
    stage.session.open(TOUR)
    stage.program.vault_indexing.start()
    stage.wait(lambda: stage.program.indexing.is_ready and _texts(stage, "pictures"))


@pytest.mark.all_only
def test_index_when_another_writes_it_is_read_and_then_taken_over(
    stage: Stage, qtbot: QtBot
) -> None:
    note = stage.write("gaps.md", NOTE)
    with Indexer(stage.vault, _index_file(stage)) as other:
        other.update()
        stage.start(note, player=False)
        stage.index()
        assert _texts(stage, "shrinking") == ["The gap is shrinking"]
        with qtbot.waitSignal(stage.program.indexing.changed) as told:
            note.write_text(NOTE + "\nA brandnew word\n", "utf-8")
            other.update()
        assert told.args == [None, None]
        stage.wait(lambda: _texts(stage, "brandnew") == ["A brandnew word"])
        written = note.with_name("late.md")
        written.write_text("A later word\n", "utf-8")
    stage.wait(lambda: _texts(stage, "later") == ["A later word"])


def test_cache_when_it_cannot_be_written_is_told(stage: Stage) -> None:
    note = stage.write("gaps.md", NOTE)
    stage.folders.cache.rmdir()
    stage.folders.cache.write_text("a file, where a folder should be")
    stage.start(note, player=False)
    stage.program.vault_indexing.start()
    stage.wait(lambda: "index" in stage.said)
    assert "can't be saved: Not a directory." in stage.said


@pytest.mark.all_only
def test_leaving_ends_the_child_that_indexes(stage: Stage, qtbot: QtBot) -> None:
    for number in range(200):
        stage.write(f"n{number}.md", NOTE * 20)
    note = stage.write("gaps.md", NOTE)
    stage.start(note, player=False)
    stage.program.vault_indexing.start()
    qtbot.waitSignal(stage.program.indexing.progressed).wait()
    stage.end()
    with Indexer(stage.vault, _index_file(stage)) as indexer:  # nobody else writes any more
        indexer.update()
        assert indexer.count()[0] == 201
