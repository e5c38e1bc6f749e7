"""`cuenote index VAULT` and `cuenote search VAULT QUERY`, in the terminal and for other programs.

With `--watch --json` the first is the process that the window starts beside itself: one JSON object
a line tells how far it is and what it wrote, and it ends when its input is closed, so that it never
outlives the window.
"""

import argparse
import json
import os
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import platformdirs

from viewer.errors import IndexBusyError, NoteFileError, ViewerError
from viewer.notes.timecode import format_ms
from viewer.vault.index import Found, Index
from viewer.vault.indexer import Changes, Indexer
from viewer.vault.query import parse_query
from viewer.vault.schema import index_path
from viewer.vault.watch import changes

# More paths than this in one line are of no use to anybody: everything is to be read again.
_PATHS_A_LINE = 200


def cache_folder() -> Path:
    """Give the platform's folder for what can be made again."""
    return Path(platformdirs.user_cache_dir("cuenote", appauthor=False))


def index(arguments: Sequence[str]) -> int:
    """Bring a vault's index up to date; with --watch, keep it so."""
    parser = argparse.ArgumentParser(
        prog="cuenote index", description="Index a vault for searching; only what changed is read."
    )
    parser.add_argument("vault", type=Path, metavar="VAULT")
    parser.add_argument("--rebuild", action="store_true", help="throw the old index away first")
    parser.add_argument("--watch", action="store_true", help="go on as the vault changes")
    parser.add_argument("--json", action="store_true", help="tell of the progress as JSON lines")
    parser.add_argument("--cache", type=Path, help=argparse.SUPPRESS, default=None)
    options = parser.parse_args(arguments)
    root = _vault(options.vault)
    tell = _tell_json if options.json else _tell_words
    with Indexer(root, index_path(options.cache or cache_folder(), root)) as indexer:
        if options.rebuild:
            indexer.rebuild()
        made = indexer.update(lambda done, count: tell("progress", done=done, count=count))
        _tell_changes(tell, made)
        tell("ready", notes=indexer.count())
        if not options.watch:
            return 0
        stop = threading.Event()
        threading.Thread(target=_wait_for_end, args=(stop,), daemon=True).start()
        if not indexer.check():
            indexer.rebuild()
            _tell_changes(tell, indexer.update())
        # Between the first look and the watch something may have changed.
        _tell_changes(tell, indexer.update())
        for paths in changes(root, stop):
            made = indexer.refresh(paths) if paths is not None else indexer.update()
            if made:
                _tell_changes(tell, made)
    return 0


def search(arguments: Sequence[str]) -> int:
    """Search a vault; the exit code is 1 where nothing is found, as grep's is."""
    parser = argparse.ArgumentParser(
        prog="cuenote search",
        description="Find claims and text in the notes of a vault. Words must all occur; “phrases” "
        "are quoted, a star ends a beginning, a minus leaves out; channel:, video:, tag: choose "
        "notes, from: and to: cited times.",
    )
    parser.add_argument("vault", type=Path, metavar="VAULT")
    parser.add_argument("query", nargs="+", metavar="QUERY")
    parser.add_argument("--json", action="store_true", help="one JSON object a note")
    parser.add_argument("--notes", type=int, default=20, metavar="N", help="at most so many notes")
    parser.add_argument("--hits", type=int, default=5, metavar="N", help="of each, so many places")
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
            lines.append(json.dumps(about | {"hits": hits}, ensure_ascii=False))
            continue
        lines.append(f"{note.title or note.path.stem}  ({note.path.relative_to(root)})")
        for hit in group.hits:
            time = format_ms(hit.ms) if hit.ms is not None else "–"
            lines.append(f"  {time:>8}  {hit.text}")
    if found.more and not as_json:
        lines.append("There is more: ask for it with --notes and --hits, or search more narrowly.")
    return lines


def _vault(path: Path) -> Path:
    if not path.is_dir():
        raise NoteFileError(f"There is no folder {path}.")
    return Path(os.path.normpath(path.absolute()))


def _tell_changes(tell: Callable[..., None], made: Changes) -> None:
    many = len(made.written) + len(made.removed) > _PATHS_A_LINE
    tell(
        "changed",
        many=many,
        written=[] if many else list(made.written),
        removed=[] if many else list(made.removed),
    )


def _tell_json(kind: str, **values: Any) -> None:
    # Names of files may hold bytes that are no text: JSON escapes keep them.
    sys.stdout.write(json.dumps({"kind": kind, **values}) + "\n")
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


def _wait_for_end(stop: threading.Event) -> None:
    """Wait until the input is closed: then whoever started this is gone."""
    try:
        while sys.stdin.buffer.read(4096):
            pass
    except (OSError, ValueError):
        pass
    stop.set()
