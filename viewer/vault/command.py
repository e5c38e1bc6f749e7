"""`cuenote index VAULT` and `cuenote search VAULT QUERY`, in the terminal and for other programs.

With `--watch --json` the first is the process that the window starts beside itself: one JSON object
a line tells how far it is and what it wrote, and it ends when its input is closed, so that it never
outlives the window.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from viewer import damaged
from viewer.errors import IndexBusyError, IndexingError, NoteFileError, ViewerError
from viewer.notes.timecode import format_ms
from viewer.terminal import Parser, json_text, plain, warn
from viewer.vault.index import Found, Index
from viewer.vault.indexer import Changes, Indexer
from viewer.vault.query import Query, parse_query
from viewer.vault.said import Said, SaidFound
from viewer.vault.schema import DAMAGE, NOTES, discard_damaged, index_path, say_damaged
from viewer.vault.watch import changes

if TYPE_CHECKING:
    from viewer.vault.said_keeper import SaidKeeper, SaidPlaces

# More paths than this in one line are of no use to anybody: everything is to be read again.
_PATHS_A_LINE = 200
_FAILED_S = 10.0  # how long to wait when the index cannot be written, as where the disk is full
_BUSY_S = 1.0  # how often it is tried whether another writer has ended


def cache_folder() -> Path:
    """Give the platform's folder for what can be made again."""
    return Path(platformdirs.user_cache_dir("cuenote", appauthor=False))


def _add_places(parser: Parser) -> None:
    parser.add_argument("--library", type=Path, metavar="DIR", help="the folder of saved videos")
    parser.add_argument(
        "--language", metavar="TAG", default="", help="of transcripts, prefer these"
    )
    parser.add_argument("--state", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--cache", type=Path, help=argparse.SUPPRESS, default=None)


def _index_path(options: argparse.Namespace, root: Path) -> Path:
    return index_path(options.cache or cache_folder(), root)


def _places(options: argparse.Namespace, root: Path) -> SaidPlaces:
    from viewer.vault.said_keeper import SaidPlaces

    data = Path(platformdirs.user_data_dir("cuenote", appauthor=False))
    state = Path(platformdirs.user_state_dir("cuenote", appauthor=False))
    library = (options.library or data / "library").absolute()
    cache = options.cache or cache_folder()
    return SaidPlaces(root, cache, library, options.state or state, options.language)


def index(arguments: Sequence[str]) -> int:
    """Bring a vault's index up to date; with --watch, keep it so."""
    parser = Parser(
        prog="cuenote index",
        description="Update the search index of a vault, and of what is said in its videos and the "
        "saved ones; only what changed is read. The window and `cuenote search` do this by "
        "themselves.",
    )
    parser.add_argument("vault", type=Path, metavar="VAULT", help="a folder of notes")
    parser.add_argument("--rebuild", action="store_true", help="delete the old index first")
    parser.add_argument(
        "--watch", action="store_true", help="keep running, and update it when the vault changes"
    )
    parser.add_argument("--json", action="store_true", help="print progress as lines of JSON")
    _add_places(parser)
    options = parser.parse_args(arguments)
    root = _vault(options.vault)
    tell = _tell_json if options.json else _tell_words
    path = _index_path(options, root)
    if options.json:
        damaged.log.addHandler(_Teller())
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
        elif not options.watch and not indexer.check():
            say_damaged()
            indexer.rebuild()

        def progress(done: int, count: int) -> None:
            tell("progress", done=done, count=count)
            if orders.stop.is_set():
                raise _EndedError

        try:
            _begin(indexer, orders, tell, progress, stays=options.watch)
            # Only now: what reads transcripts takes long to load, and the notes do not need it.
            from viewer.vault.said_keeper import SaidKeeper, discard_damaged_said, update_said

            places = _places(options, root)
            if options.watch:
                orders.check.set()  # it may have been damaged since it was written
                said = SaidKeeper(places, orders.stop, tell)
                said.start()
                _keep(indexer, root, orders, tell, progress, said)
            else:
                discard_damaged_said(places)
                update_said(places)
                _tell_said(tell, path, places)
        except _EndedError:
            pass
    return 0


class _Teller(logging.Handler):
    """Tells the window what was damaged."""

    def emit(self, record: logging.LogRecord) -> None:
        _tell_json("damaged", words=record.getMessage())


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
    said: SaidKeeper,
) -> None:
    """Write down whatever changes, until the end."""
    for found in changes(root, orders.stop):
        paths = found
        while not orders.stop.is_set():
            if orders.check.is_set():
                said.check()
            try:
                has_changed = _look_again(indexer, paths, orders, tell, progress)
                if has_changed or paths:
                    said.look_again(paths, notes=has_changed)
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
) -> bool:
    """Look at these paths again; say whether any note was written or removed."""
    is_lost = not indexer.is_current()
    if not is_lost and orders.check.is_set():
        is_lost = not indexer.check()
        if is_lost:
            say_damaged()
    orders.check.clear()
    if is_lost:
        indexer.rebuild()
    if is_lost or paths is None:
        made = indexer.update(progress)
    else:
        made = indexer.refresh(paths, progress) if paths else Changes()
    if is_lost or made:
        _tell_changes(tell, made, many=is_lost)
    return is_lost or bool(made)


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
        description="Find claims and text in the notes of a vault; with --said, sentences that are "
        "said in its videos and in the saved ones. All words must occur. “In quotes”: in this "
        "order. fram*: any word that begins so. -cut: without this word. channel:, video: and "
        "tag: choose notes, from: and to: times. said: before a word is --said.",
        epilog="The exit code is 0 if something was found, 1 if not.",
    )
    parser.add_argument("vault", type=Path, metavar="VAULT", help="a folder of notes")
    parser.add_argument("query", nargs="+", metavar="QUERY", help="what to find")
    parser.add_argument(
        "--said", action="store_true", help="search the transcripts instead of the notes"
    )
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object for each note, or each video"
    )
    parser.add_argument(
        "--notes",
        "--videos",
        type=int,
        default=20,
        metavar="N",
        help="at most this many notes or videos (default: 20)",
    )
    parser.add_argument(
        "--hits",
        type=int,
        default=5,
        metavar="N",
        help="at most this many places in each (default: 5)",
    )
    _add_places(parser)
    options = parser.parse_args(arguments)
    query = parse_query(" ".join([*(["said:"] if options.said else []), *options.query]))
    places = _places(options, _vault(options.vault))
    try:
        lines = _answer(places, query, options)
    except (IndexingError, *DAMAGE):
        from viewer.vault.said_keeper import discard_damaged_said

        # In what its writer did not come across.
        path = index_path(places.cache, places.root)
        if not (discard_damaged(path, NOTES) | discard_damaged_said(places)):
            raise
        lines = _answer(places, query, options)
    for line in lines:
        sys.stdout.write(line + "\n")
    return 0 if lines else 1


def _answer(places: SaidPlaces, query: Query, options: argparse.Namespace) -> list[str]:
    root, path = places.root, index_path(places.cache, places.root)
    try:
        with Indexer(root, path) as indexer:
            indexer.update()
    except IndexBusyError:
        pass  # a window keeps it up to date
    opened = Index.open(path, root)
    if opened is None:
        raise ViewerError("The vault is being indexed for the first time.", "Try again soon.")
    most, hits = max(1, options.notes), max(1, options.hits)
    with contextlib.closing(opened):
        if query.said:
            return _search_said(opened, query, places, most, hits, as_json=options.json)
        found = opened.search(query, notes=most, hits=hits)
        return _lines(found, root, as_json=options.json)


def _search_said(
    index: Index, query: Query, places: SaidPlaces, most: int, hits: int, *, as_json: bool
) -> list[str]:
    from viewer.vault.said_keeper import update_said

    update_said(places)
    said = Said(index, places.library)
    try:
        found = said.search(query, videos=most, hits=hits)
        if not found.groups and not said.count()[0]:
            warn(
                "cuenote: no video of this vault or of the library has a transcript here; "
                "`cuenote fetch` saves videos with their captions"
            )
    finally:
        said.close()
    return _said_lines(found, places.root, as_json=as_json)


def _said_lines(found: SaidFound, root: Path, *, as_json: bool) -> list[str]:
    lines = []
    for video, notes, hits in found.groups:
        if as_json:
            about = {
                "video_id": video.ref.video_id,
                "url": video.ref.url,
                "title": video.title or (notes[0].title if notes else ""),
                "channel": video.channel or (notes[0].channel if notes else ""),
                "transcript": os.fspath(video.file),
                "language": video.language,
                "notes": [os.fspath(note.path) for note in notes],
                "hits": [hit._asdict() for hit in hits],
            }
            lines.append(json_text(about))
            continue
        title = video.title or (notes[0].shown_title if notes else video.shown_title)
        where = str(notes[0].path.relative_to(root)) if notes else video.key
        more = f" and {len(notes) - 1} more" if len(notes) > 1 else ""
        lines.append(plain(f"{title}  ({where}{more})"))
        lines += (f"  {format_ms(hit.ms):>8}  {plain(hit.text)}" for hit in hits)
    if found.more and not as_json:
        lines.append("There is more: ask for it with --videos and --hits, or search more narrowly.")
    return lines


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


def _tell_said(tell: Callable[..., None], path: Path, places: SaidPlaces) -> None:
    """Tell how much of what is said is indexed."""
    opened = Index.open(path, places.root)
    if opened is None:
        return
    said = Said(opened, places.library)
    videos, sentences = said.count()
    said.close()
    opened.close()
    tell("said", changed=True, videos=videos, sentences=sentences)


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
    elif kind == "said" and values.get("videos"):
        transcripts = "transcript" if values["videos"] == 1 else "transcripts"
        sys.stdout.write(f"{values['videos']:,} {transcripts}, {values['sentences']:,} sentences\n")
        sys.stdout.flush()
