"""`cuenote index VAULT` and `cuenote search VAULT QUERY`, in the terminal and for other programs.

With `--watch --json` the first is the process that the window starts beside itself: one JSON object
a line tells how far it is and what it wrote, and it ends when its input is closed, so that it never
outlives the window.
"""

import argparse
import os
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import platformdirs

from viewer.errors import IndexBusyError, IndexingError, NoteFileError, ViewerError
from viewer.notes.timecode import format_ms
from viewer.terminal import Parser, json_text, plain
from viewer.vault.index import Found, Index
from viewer.vault.indexer import Changes, Indexer
from viewer.vault.query import parse_query
from viewer.vault.schema import index_path
from viewer.vault.watch import changes

# More paths than this in one line are of no use to anybody: everything is to be read again.
_PATHS_A_LINE = 200
_FAILED_S = 10.0  # how long to wait when the index cannot be written, as where the disk is full
_BUSY_S = 1.0  # how often it is tried whether another writer has ended


def cache_folder() -> Path:
    """Give the platform's folder for what can be made again."""
    return Path(platformdirs.user_cache_dir("cuenote", appauthor=False))


def index(arguments: Sequence[str]) -> int:
    """Bring a vault's index up to date; with --watch, keep it so."""
    parser = Parser(
        prog="cuenote index",
        description="Update the search index of a vault; only what changed is read. The window and "
        "`cuenote search` do this by themselves.",
    )
    parser.add_argument("vault", type=Path, metavar="VAULT", help="a folder of notes")
    parser.add_argument("--rebuild", action="store_true", help="delete the old index first")
    parser.add_argument(
        "--watch", action="store_true", help="keep running, and update it when the vault changes"
    )
    parser.add_argument("--json", action="store_true", help="print progress as lines of JSON")
    parser.add_argument("--cache", type=Path, help=argparse.SUPPRESS, default=None)
    options = parser.parse_args(arguments)
    root = _vault(options.vault)
    tell = _tell_json if options.json else _tell_words
    path = index_path(options.cache or cache_folder(), root)
    orders = _Orders()
    if options.watch:
        orders.listen()
        _be_nice()
        indexer = _when_free(root, path, orders, tell)
        if indexer is None:
            return 0
    else:
        indexer = Indexer(root, path)
    with indexer:
        if options.rebuild:
            indexer.rebuild()

        def progress(done: int, count: int) -> None:
            tell("progress", done=done, count=count)
            if orders.stop.is_set():
                raise _EndedError

        try:
            _begin(indexer, orders, tell, progress, stays=options.watch)
            if options.watch:
                orders.check.set()  # it may have been damaged since it was written
                _keep(indexer, root, orders, tell, progress)
        except _EndedError:
            pass
    return 0


class _EndedError(Exception):
    """Whoever started this is gone, or wants no more."""


class _Orders:
    """What comes in on the standard input: its end, and the wish to have the index checked."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self.check = threading.Event()

    def listen(self) -> None:
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        # Not through `sys.stdin`, which would be locked by this thread when the program ends.
        try:
            while os.read(0, 4096):
                self.check.set()
        except OSError:
            pass
        self.stop.set()


def _begin(
    indexer: Indexer,
    orders: _Orders,
    tell: Callable[..., None],
    progress: Callable[[int, int], None],
    *,
    stays: bool,
) -> None:
    """Bring the index up to date; whoever `stays` tries again where the world does not let it."""
    while not orders.stop.is_set():
        try:
            made = indexer.update(progress)
        except IndexingError as error:
            if not stays:
                raise
            tell("failed", words=error.words())
            orders.stop.wait(_FAILED_S)
            continue
        _tell_changes(tell, made)
        tell("ready", notes=indexer.count())
        return


def _keep(
    indexer: Indexer,
    root: Path,
    orders: _Orders,
    tell: Callable[..., None],
    progress: Callable[[int, int], None],
) -> None:
    """Write down whatever changes, until the end."""
    for found in changes(root, orders.stop):
        paths = found
        while not orders.stop.is_set():
            try:
                _look_again(indexer, paths, orders, tell, progress)
                break
            except IndexingError as error:
                tell("failed", words=error.words())
            orders.stop.wait(_FAILED_S)
            paths = None


def _look_again(
    indexer: Indexer,
    paths: set[Path] | None,
    orders: _Orders,
    tell: Callable[..., None],
    progress: Callable[[int, int], None],
) -> None:
    is_lost = not indexer.is_current()
    if not is_lost and orders.check.is_set():
        is_lost = not indexer.check()
    orders.check.clear()
    if is_lost:
        indexer.rebuild()
    if is_lost or paths is None:
        made = indexer.update(progress)
    else:
        made = indexer.refresh(paths, progress) if paths else Changes()
    if is_lost or made:
        _tell_changes(tell, made, many=is_lost)


def _when_free(
    root: Path, path: Path, orders: _Orders, tell: Callable[..., None]
) -> Indexer | None:
    """Become the writer; while another is, tell what that one writes. None: it is the end."""
    reader: Index | None = None
    version = -1
    try:
        while not orders.stop.is_set():
            try:
                return Indexer(root, path)
            except IndexBusyError:
                pass
            if reader is not None and not reader.is_current():
                reader.close()
                reader = None
            try:
                if reader is None:
                    reader = Index.open(path, root)
                    if reader is not None:
                        tell("ready", notes=reader.count())
                        version = reader.version()
                elif version != reader.version():
                    version = reader.version()
                    _tell_changes(tell, Changes(), many=True)
            except IndexingError:  # the other one is making it anew
                if reader is not None:
                    reader.close()
                reader = None
            orders.stop.wait(_BUSY_S)
    finally:
        if reader is not None:
            reader.close()
    return None


def _be_nice() -> None:
    """Let the window, and the video in it, come first."""
    if hasattr(os, "nice"):
        os.nice(5)


def search(arguments: Sequence[str]) -> int:
    """Search a vault; the exit code is 1 where nothing is found, as grep's is."""
    parser = Parser(
        prog="cuenote search",
        description="Find claims and text in the notes of a vault. All words must occur. “In "
        "quotes”: in this order. fram*: any word that begins so. -cut: without this word. "
        "channel:, video: and tag: choose notes, from: and to: cited times.",
        epilog="The exit code is 0 if something was found, 1 if not.",
    )
    parser.add_argument("vault", type=Path, metavar="VAULT", help="a folder of notes")
    parser.add_argument("query", nargs="+", metavar="QUERY", help="what to find")
    parser.add_argument("--json", action="store_true", help="print one JSON object for each note")
    parser.add_argument(
        "--notes", type=int, default=20, metavar="N", help="at most this many notes (default: 20)"
    )
    parser.add_argument(
        "--hits",
        type=int,
        default=5,
        metavar="N",
        help="at most this many places in each (default: 5)",
    )
    parser.add_argument("--cache", type=Path, help=argparse.SUPPRESS, default=None)
    options = parser.parse_args(arguments)
    query = parse_query(" ".join(options.query))
    root = _vault(options.vault)
    path = index_path(options.cache or cache_folder(), root)
    try:
        with Indexer(root, path) as indexer:
            indexer.update()
    except IndexBusyError:
        pass  # a window keeps it up to date
    opened = Index.open(path, root)
    if opened is None:
        raise ViewerError("The vault is being indexed for the first time.", "Try again soon.")
    found = opened.search(query, notes=max(1, options.notes), hits=max(1, options.hits))
    opened.close()
    for line in _lines(found, root, as_json=options.json):
        sys.stdout.write(line + "\n")
    return 0 if found.groups else 1


def _lines(found: Found, root: Path, *, as_json: bool) -> list[str]:
    lines = []
    for group in found.groups:
        note = group.note
        if as_json:
            hits = [hit._asdict() | {"kind": hit.kind.name.casefold()} for hit in group.hits]
            about = note._asdict() | {"path": os.fspath(note.path)}
            lines.append(json_text(about | {"hits": hits}))
            continue
        lines.append(plain(f"{note.title or note.path.stem}  ({note.path.relative_to(root)})"))
        for hit in group.hits:
            time = format_ms(hit.ms) if hit.ms is not None else "–"
            lines.append(f"  {time:>8}  {plain(hit.text)}")
    if found.more and not as_json:
        lines.append("There is more: ask for it with --notes and --hits, or search more narrowly.")
    return lines


def _vault(path: Path) -> Path:
    if not path.is_dir():
        raise NoteFileError(f"There is no folder {path}.")
    return Path(os.path.normpath(path.absolute()))


def _tell_changes(tell: Callable[..., None], made: Changes, *, many: bool = False) -> None:
    many = many or len(made.written) + len(made.removed) > _PATHS_A_LINE
    tell(
        "changed",
        many=many,
        written=[] if many else list(made.written),
        removed=[] if many else list(made.removed),
    )


def _tell_json(kind: str, **values: Any) -> None:
    sys.stdout.write(json_text({"kind": kind, **values}) + "\n")
    sys.stdout.flush()


def _tell_words(kind: str, **values: Any) -> None:
    if kind == "progress" and sys.stderr.isatty():
        sys.stderr.write(f"\r{values['done']:,} of {values['count']:,} notes read")
        if values["done"] == values["count"]:
            sys.stderr.write("\n")
        sys.stderr.flush()
    elif kind == "ready":
        sys.stdout.write(f"{values['notes'][0]:,} notes, {values['notes'][1]:,} claims\n")
        sys.stdout.flush()
