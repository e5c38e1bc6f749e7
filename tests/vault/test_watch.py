import contextlib
import ctypes
import errno
import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.events import FileCreatedEvent

from viewer.vault.index import Index
from viewer.vault.schema import index_path
from viewer.vault.watch import Watch, _ChangeReporter


class Writer:
    def __init__(self, root: Path, cache: Path, *more: str | Path) -> None:
        self.root, self.cache = root, cache
        command = sys.executable, "-m", "viewer", "index", "--watch", "--json", "--cache", cache
        self.child = subprocess.Popen(
            [*command, root, *more],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )

    def told(self) -> dict[str, object]:
        line = self.child.stdout.readline()
        assert line, "the writer ended"
        told: dict[str, object] = json.loads(line)
        return told

    def wait_for(self, is_so: Callable[[set[str]], bool]) -> None:
        while not is_so(self.names()):
            while self.told()["kind"] != "changed":
                pass

    def names(self) -> set[str]:
        index = Index.open(index_path(self.cache, self.root), self.root)
        if index is None:
            return set()
        names = set(index.facts())
        index.close()
        return names

    def close(self) -> None:
        self.child.communicate(timeout=20)
        assert self.child.returncode == 0


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    root.mkdir()
    (root / "a.md").write_text("First [0:01]\n", "utf-8")
    return root


@pytest.fixture
def writer(root: Path, tmp_path: Path) -> Iterator[Writer]:
    with contextlib.closing(Writer(root, tmp_path / "cache")) as writer:
        while writer.told()["kind"] != "ready":
            pass
        (root / "seen.md").write_text("Seen [0:01]\n", "utf-8")  # it watches before it says so
        writer.wait_for(lambda names: "seen.md" in names)
        yield writer


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-C", root, "-c", "user.name=a", "-c", "user.email=a@b", *arguments],
        check=True,
        capture_output=True,
    )


def test_index_that_is_said_to_be_damaged_is_made_anew_once(writer: Writer, root: Path) -> None:
    writer.child.stdin.write(b"damaged\n")
    writer.child.stdin.flush()
    while writer.told()["kind"] != "damaged":
        pass
    while not writer.told().get("many"):
        pass
    writer.child.stdin.write(b"damaged\n")
    writer.child.stdin.flush()
    (root / "new.md").write_text("New [0:01]\n", "utf-8")
    while (told := writer.told())["kind"] not in ("changed", "damaged"):
        pass
    assert told["written"] == ["new.md"]


@pytest.mark.all_only
def test_thousands_of_files_when_git_checks_them_out_are_indexed(
    writer: Writer, root: Path
) -> None:
    _git(root, "init", "-q", "-b", "one")
    _git(root, "add", "-A")
    _git(root, "commit", "-qm", "one")
    _git(root, "checkout", "-qb", "two")
    for number in range(3000):
        folder = root / f"d{number % 20}"
        folder.mkdir(exist_ok=True)
        (folder / f"n{number}.md").write_text(f"Note {number} [0:05]\n", "utf-8")
    _git(root, "add", "-A")
    _git(root, "commit", "-qm", "two")
    writer.wait_for(lambda names: len(names) == 3002)
    _git(root, "checkout", "-q", "one")
    writer.wait_for(lambda names: names == {"a.md", "seen.md"})
    _git(root, "checkout", "-q", "two")
    writer.wait_for(lambda names: len(names) == 3002)


@pytest.mark.skipif(os.name == "nt", reason="needs links, and names that are no text")
def test_whatever_happens_to_files_and_folders_is_followed(
    writer: Writer, root: Path, tmp_path: Path
) -> None:
    # Folders come with all that is in them, change their names, and go.
    outside = tmp_path / "outside"
    (outside / "deep" / "er").mkdir(parents=True)
    (outside / "deep" / "er" / "b.md").write_text("Second [0:02]\n", "utf-8")
    outside.rename(root / "in")
    writer.wait_for(lambda names: "in/deep/er/b.md" in names)
    (root / "in" / "deep").rename(root / "in" / "other")
    writer.wait_for(lambda names: "in/other/er/b.md" in names and len(names) == 3)
    (root / "in" / "other" / "er" / "c.md").write_text("Third [0:03]\n", "utf-8")
    writer.wait_for(lambda names: "in/other/er/c.md" in names)
    (root / "in").rename(outside)
    writer.wait_for(lambda names: names == {"a.md", "seen.md"})
    # A name that is not UTF-8.
    latin = os.fsdecode(b"na\xefve.md")
    (root / latin).write_text("Latin [0:02]\n", "utf-8")
    writer.wait_for(lambda names: latin in names)
    (root / latin).unlink()
    writer.wait_for(lambda names: latin not in names)
    # Links that go round are not followed.
    (root / "round").symlink_to(root)
    (root / "self.md").symlink_to("self.md")
    (root / "d.md").write_text("Fourth [0:02]\n", "utf-8")
    writer.wait_for(lambda names: names == {"a.md", "d.md", "seen.md"})
    # The vault itself is renamed: its notes stay, and it is watched again when it is back.
    away = root.with_name("away")
    root.rename(away)
    assert writer.names() == {"a.md", "d.md", "seen.md"}
    (away / "b.md").write_text("Second [0:02]\n", "utf-8")
    away.rename(root)
    writer.wait_for(lambda names: "b.md" in names)
    (root / "c.md").write_text("Third [0:03]\n", "utf-8")
    writer.wait_for(lambda names: names == {"a.md", "b.md", "c.md", "d.md", "seen.md"})


@pytest.mark.all_only
@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_watching_ends_with_ctrl_c(root: Path, tmp_path: Path) -> None:
    writer = Writer(root, tmp_path / "cache")
    while writer.told()["kind"] != "said":  # now it waits for changes, and for nothing else
        pass
    writer.child.send_signal(signal.SIGINT)
    _, errors = writer.child.communicate(timeout=20)
    assert (writer.child.returncode, errors) == (130, b"")


@pytest.mark.skipif(sys.platform != "linux", reason="the others watch any number of folders")
@pytest.mark.parametrize("watches", [0, 2])
def test_vault_when_it_cannot_be_watched_is_looked_through_now_and_then(
    root: Path, monkeypatch: pytest.MonkeyPatch, watches: int
) -> None:
    from watchdog.observers import inotify_c

    (root / "in").mkdir()
    (root / "in" / "deeper").mkdir()
    given = inotify_c.inotify_add_watch

    def add(file: int, path: bytes, mask: int) -> int:
        nonlocal watches
        watches -= 1
        if watches >= 0:
            return given(file, path, mask)
        ctypes.set_errno(errno.ENOSPC)
        return -1

    monkeypatch.setattr(inotify_c, "inotify_add_watch", add)
    stop = threading.Event()
    looks = Watch(root, stop, look_every_s=0.01).changes()
    assert [next(looks) for _ in range(4)] == [None] * 4
    stop.set()
    assert next(looks, "end") == "end"


@contextlib.contextmanager
def _watching(root: Path) -> Iterator[tuple[Watch, Iterator[set[Path] | None]]]:
    stop = threading.Event()
    watch = Watch(root, stop)
    with contextlib.closing(watch.changes()) as found:
        yield watch, found
        stop.set()
        watch.wake()
        assert not list(found)


def test_root_when_it_is_gone_is_waited_for(tmp_path: Path) -> None:
    root = tmp_path / "vault"
    with _watching(root) as (watch, found):
        watch.wake()
        assert next(found) == set()
        root.mkdir()
        watch.wake()
        assert any(paths is None for paths in found)  # watched now
        (root / "a.md").write_text("First [0:01]\n", "utf-8")
        assert any(root / "a.md" in (paths or ()) for paths in found)


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_what_is_told_is_named_as_the_root_is_and_not_hidden(tmp_path: Path) -> None:
    link, told = tmp_path / "link", list[Path]()
    link.symlink_to(tmp_path)
    handler = _ChangeReporter(link, told.append)
    for name in (".hidden.md", ".git/x.md", "b.md", "b.md~"):
        handler.on_any_event(FileCreatedEvent(str(link / name)))
    assert told == [link / "b.md"]


def test_everything_is_looked_at_when_changes_were_missed(root: Path) -> None:
    with _watching(root) as (_, found):
        assert next(found) is None
        logging.getLogger("watchdog.observers.inotify_c").warning("Inotify queue overflowed")
        assert any(paths is None for paths in found)
