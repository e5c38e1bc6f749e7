"""`cuenote search VAULT QUERY`: find claims and text, or what is said, in the terminal."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.commands.index import add_indexed, places_of, vault_of
from viewer.errors import IndexBusyError, IndexingError, ViewerError
from viewer.notes.timecode import format_ms
from viewer.terminal import Parser, json_text, plain, warn
from viewer.translation import tr
from viewer.vault.index import Index, SearchResult
from viewer.vault.indexer import Indexer
from viewer.vault.query import Query, parse_query
from viewer.vault.said import Said, SaidFound
from viewer.vault.schema import DAMAGE, NOTES, discard_damaged, distrust, index_path, said_path

if TYPE_CHECKING:
    from viewer.vault.said_keeper import SaidPlaces


def parser() -> Parser:
    """Make what reads its arguments."""
    made = Parser(
        prog="cuenote search",
        description=tr(
            "Find claims and text in the notes of a vault; with --said, sentences that are "
            "said in its videos and in the saved ones. All words must occur. “In quotes”: in this "
            "order. fram*: any word that starts like this. -cut: without this word. channel:, "
            "video: and tag: choose notes, from: and to: times. said: before a word is --said."
        ),
        epilog=tr("The exit code is 0 if something was found, 1 if not."),
    )
    made.add_argument("vault", type=Path, metavar="VAULT", help=tr("a folder of notes"))
    made.add_argument("query", nargs="+", metavar="QUERY", help=tr("what to find"))
    made.add_argument(
        "--said", action="store_true", help=tr("search the transcripts instead of the notes")
    )
    made.add_argument(
        "--json", action="store_true", help=tr("print one JSON object for each note, or each video")
    )
    made.add_argument(
        "--notes",
        "--videos",
        type=int,
        default=20,
        metavar="N",
        help=tr("at most this many notes or videos (default: 20)"),
    )
    made.add_argument(
        "--hits",
        type=int,
        default=5,
        metavar="N",
        help=tr("at most this many places in each (default: 5)"),
    )
    add_indexed(made)
    return made


def run(options: argparse.Namespace) -> int:
    """Search a vault; the exit code is 1 where nothing is found, as grep's is."""
    query = parse_query(" ".join([*(["said:"] if options.said else []), *options.query]))
    places = places_of(options, vault_of(options))
    try:
        lines = _answer(places, query, options)
    except (IndexingError, *DAMAGE):
        from viewer.vault.said_keeper import discard_damaged_said

        # In what its writer did not come across.
        path = index_path(places.cache, places.root)
        for each in (path, *(said_path(places.cache, of) for of in (places.root, places.library))):
            distrust(each)
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
        raise ViewerError(
            tr("The vault is being indexed for the first time."), tr("Try again soon.")
        )
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
    with contextlib.closing(Said(index, places.library)) as said:
        found = said.search(query, videos=most, hits=hits)
        if not found.groups and not said.count()[0]:
            warn(
                tr(
                    "cuenote: no transcripts found, neither for the videos of this vault nor for "
                    "saved videos; `cuenote save` saves videos with their captions"
                )
            )
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
        if len(notes) > 1:
            where = tr("{0} and 1 more|{0} and %n more", "", len(notes) - 1).format(where)
        lines.append(plain(f"{title}  ({where})"))
        lines += (f"  {format_ms(hit.ms):>8}  {plain(hit.text)}" for hit in hits)
    if found.more and not as_json:
        lines.append(
            tr("There are more results. Use --videos and --hits to see them, or narrow the search.")
        )
    return lines


def _lines(found: SearchResult, root: Path, *, as_json: bool) -> list[str]:
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
        lines.append(
            tr("There are more results. Use --notes and --hits to see them, or narrow the search.")
        )
    return lines
