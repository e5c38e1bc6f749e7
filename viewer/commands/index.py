"""`cuenote index VAULT`: bring the index of a vault up to date.

With `--watch --json` it is the window's background process: one JSON object per line reports
progress and changes, and it ends when its input is closed, so that it never outlives the window.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from viewer.base import damaged
from viewer.base.errors import (
    Cancelled,
    IndexBusyError,
    IndexDamagedError,
    IndexingError,
    NoteFileError,
)
from viewer.base.terminal import Parser, counted, show_progress, tell, tell_json, warn
from viewer.commands.arguments import add_places, cache_folder, library_folder, state_folder
from viewer.notes.real_path import real_path
from viewer.vault.index import Index
from viewer.vault.indexer import Changes, Indexer
from viewer.vault.said_search import count_said
from viewer.vault.schema import DAMAGE, index_place, say_damaged
from viewer.vault.watch import Watch

if TYPE_CHECKING:
    from viewer.vault.said_keeper import SaidKeeper, SaidPlaces

# With more paths than this in one line everything is read again.
_PATHS_A_LINE = 200
_FAILED_S = 10.0  # how long to wait when the index cannot be written, as on a full disk
_BUSY_S = 1.0  # how often to check whether another writer has ended


def parser() -> Parser:
    made = Parser(
        "index",
        "Update the search index of a vault, and of the transcripts of its videos and the saved "
        "ones; only what changed is read. The window and `cuenote search` do this by themselves.",
    )
    made.add_argument("vault", type=Path, metavar="VAULT", help="a folder of notes")
    made.add_argument("--rebuild", action="store_true", help="delete the old index first")
    made.add_argument(
        "--watch", action="store_true", help="keep running, and update it when the vault changes"
    )
    made.add_json("step")
    add_indexed(made)
    return made


def add_indexed(made: Parser) -> None:
    """Add arguments for where transcripts are."""
    add_places(made, cache=True)
    made.add_argument(
        "--languages",
        metavar="TAGS",
        default="",
        help="prefer transcripts in these (en,de) where none is in the note's language",
    )


def vault_of(options: argparse.Namespace) -> Path:
    """Return the folder of the vault; raises NoteFileError if it does not exist."""
    vault: Path = options.vault
    if not vault.is_dir():
        raise NoteFileError(f"There is no folder {vault}.")
    return real_path(vault)


def places_of(options: argparse.Namespace, root: Path) -> SaidPlaces:
    """Return where a vault's transcripts are found, and where their index is."""
    from viewer.vault.said_keeper import SaidPlaces

    library, state = library_folder(options), state_folder(options)
    languages = tuple(filter(None, options.languages.split(",")))
    return SaidPlaces(root, cache_folder(options), library, state, languages)


def run(options: argparse.Namespace) -> int:
    """Bring a vault's index up to date; with --watch, keep it up to date."""
    path, root = index_place(cache_folder(options), vault_of(options))
    if options.json:
        damaged.log.addHandler(_Teller())
    tell = _tell_json if options.json else _tell_words
    job = _Run(root, path, tell)
    if options.watch:
        job.listen()
        if hasattr(os, "nice"):
            os.nice(5)  # the window, and the video in it, come first
    try:
        indexer = job.when_free() if options.watch else Indexer(root, job.path)
    except IndexBusyError:
        if options.rebuild:
            raise
        job.read()
        return 0
    if indexer is None:
        return 0
    with indexer, suppress(Cancelled):
        if options.rebuild:
            indexer.rebuild()
        if options.watch:
            job.keep(indexer, places_of(options, root))
            return 0
        try:
            job.once(indexer, places_of(options, root))
        except (IndexDamagedError, *DAMAGE):  # in what had not changed
            say_damaged()
            indexer.rebuild()
            job.once(indexer, places_of(options, root))
    return 0


class _Teller(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        _tell_json("damaged", words=record.getMessage())


class _Run:
    """One run: the index's place, the progress, and pending requests."""

    def __init__(self, root: Path, path: Path, tell: Callable[..., None]) -> None:
        self.root, self.path, self.tell = root, path, tell
        # What comes in on the standard input: its end, and that a reader found the index damaged.
        self.stop, self._is_damaged = threading.Event(), threading.Event()
        self._was_rebuilt = False  # after damage: once more would not help either
        self._watch = Watch(root, self.stop)
        self._said: SaidKeeper | None = None

    def listen(self) -> None:
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        # Not through `sys.stdin`, which would be locked by this thread when the program ends.
        with suppress(OSError):
            while os.read(0, 4096):
                self.damaged()
        self.stop.set()
        self._watch.wake()
        if self._said is not None:
            self._said.wake()

    def damaged(self) -> None:
        """Have the index recreated, unless it already was. Any thread."""
        if not self._was_rebuilt:
            self._is_damaged.set()
            self._watch.wake()

    def progress(self, done: int, count: int) -> None:
        self.tell("progress", done=done, count=count)
        if self.stop.is_set():
            raise Cancelled

    def once(self, indexer: Indexer, places: SaidPlaces) -> None:
        _tell_changes(self.tell, indexer.update(self.progress))
        self.tell("ready", notes=indexer.count())
        from viewer.vault.said_keeper import update_said

        update_said(places)
        _tell_said(self.tell, self.path, self.root)

    def read(self) -> None:
        """Report what another process writes, which need not be done twice."""
        warn("cuenote: an open window, or another Cuenote, keeps this index up to date")
        opened = Index.open(self.path, self.root)
        if opened is not None:  # else the other one has only just begun
            with closing(opened):
                self.tell("ready", notes=opened.count())
            _tell_said(self.tell, self.path, self.root)

    def keep(self, indexer: Indexer, places: SaidPlaces) -> None:
        for found in self._watch.changes():
            paths, is_unsure = found, False
            while not self.stop.is_set():
                try:
                    videos = self._look_again(indexer, paths, is_unsure)
                    notes = indexer.count()
                    break
                except IndexingError as error:
                    is_damaged = isinstance(error, IndexDamagedError)
                    if is_damaged:
                        self.damaged()
                    if is_unsure or not is_damaged:
                        self.tell("failed", words=error.words())
                        self.stop.wait(_FAILED_S)
                paths, is_unsure = None, True
            else:
                return
            if self._said is None:
                self.tell("ready", notes=notes)
                # Only now: what reads transcripts takes long to load, and the notes do not need it.
                from viewer.vault.said_keeper import SaidKeeper

                self._said = SaidKeeper(places, self.stop, self.tell, self.damaged)
                self._said.start()
            elif videos or paths is None or paths:
                self._said.look_again(paths, videos=videos)

    def _look_again(self, indexer: Indexer, paths: set[Path] | None, is_unsure: bool) -> bool:
        """Check these paths again; return whether notes name other videos than before.

        With `is_unsure`, an earlier attempt failed after it may have written some.
        """
        is_lost = not indexer.is_current()
        if self._is_damaged.is_set() and not is_lost:
            say_damaged()
            is_lost = self._was_rebuilt = True
        self._is_damaged.clear()
        if is_lost:
            indexer.rebuild()
        if is_lost or paths is None:
            made = indexer.update(self.progress)
        else:
            made = indexer.refresh(paths, self.progress) if paths else Changes()
        is_unsure = is_unsure or is_lost
        if is_unsure or made:
            _tell_changes(self.tell, made, many=is_unsure)
        return is_unsure or made.videos

    def when_free(self) -> Indexer | None:
        """Become the writer; meanwhile report what the current one writes. None when stopping."""
        reader: Index | None = None
        version = -1
        try:
            while not self.stop.is_set():
                with suppress(IndexBusyError):
                    indexer = Indexer(self.root, self.path)
                    self._is_damaged.clear()  # it was about another writer's index
                    return indexer
                if reader is not None and not reader.is_current():
                    reader.close()
                    reader = None
                try:
                    if reader is None:
                        reader = Index.open(self.path, self.root)
                        if reader is not None:
                            version = reader.version()  # what is written from now on is told
                            self.tell("ready", notes=reader.count())
                    elif version != reader.version():
                        version = reader.version()
                        _tell_changes(self.tell, Changes(), many=True)
                except IndexingError:  # the other one is recreating it
                    if reader is not None:
                        reader.close()
                    reader = None
                self.stop.wait(_BUSY_S)
        finally:
            if reader is not None:
                reader.close()
        return None


def _tell_changes(tell: Callable[..., None], made: Changes, *, many: bool = False) -> None:
    if many or len(made.written) + len(made.removed) > _PATHS_A_LINE:
        tell("changed", many=True, written=[], removed=[], names=True)
    else:
        written, removed = list(made.written), list(made.removed)
        tell("changed", many=False, written=written, removed=removed, names=made.names)


def _tell_said(tell: Callable[..., None], path: Path, root: Path) -> None:
    opened = Index.open(path, root)
    if opened is None:
        return
    with closing(opened):
        videos, sentences = count_said(opened)
    tell("said", changed=True, videos=videos, sentences=sentences)


def _tell_json(kind: str, **values: Any) -> None:
    tell_json({"kind": kind, **values})


def _tell_words(kind: str, **values: Any) -> None:
    words = ""
    if kind == "progress":
        show_progress(f"{values['done']:,} of {counted(values['count'], 'note')} read")
    elif kind == "ready":
        notes, claims = values["notes"]
        words = f"{counted(notes, 'note')}, {counted(claims, 'claim')}"
    elif kind == "said" and values.get("videos"):
        transcripts = counted(values["videos"], "transcript")
        words = f"{transcripts}, {counted(values['sentences'], 'sentence')}"
    if words:
        tell(words)
        sys.stdout.flush()
