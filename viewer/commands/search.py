"""`cuenote search VAULT QUERY`: find notes, or what is said, in the terminal."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from viewer.commands.arguments import cache_folder
from viewer.commands.index import add_indexed, places_of, vault_of
from viewer.errors import IndexBusyError, IndexDamagedError, ViewerError
from viewer.notes.timecode import format_ms
from viewer.terminal import Parser, json_text, plain, warn
from viewer.vault.index import Index, NoteHits
from viewer.vault.indexer import Indexer
from viewer.vault.query import Query, parse_query
from viewer.vault.said import SaidGroup, count_said, search_said
from viewer.vault.schema import DAMAGE, index_place, say_damaged

Group = TypeVar("Group")


def parser() -> Parser:
    """Make what reads its arguments."""
    made = Parser(
        prog="cuenote search",
        description=(
            "Find notes of a vault by what they say, and the claims there; with --said, what is "
            "said in its videos and in the saved ones. Those with all words come first. “In "
            "quotes”: in this order, as it is written. fram*: any word that starts like this. "
            "-cut: without this word. channel:, video: and tag: choose notes, from: and to: times. "
            "said: before a word is --said."
        ),
        epilog="The exit code is 0 if something was found, 1 if not.",
    )
    made.add_argument("vault", type=Path, metavar="VAULT", help="a folder of notes")
    made.add_argument("query", nargs="+", metavar="QUERY", help="what to find")
    made.add_argument(
        "--said", action="store_true", help="search the transcripts instead of the notes"
    )
    made.add_argument(
        "--json", action="store_true", help="print one JSON object for each note, or each video"
    )
    made.add_argument(
        "--notes",
        "--videos",
        type=int,
        default=20,
        metavar="N",
        help="at most this many notes or videos (default: 20)",
    )
    made.add_argument(
        "--hits",
        type=int,
        default=5,
        metavar="N",
        help="at most this many places in each (default: 5)",
    )
    add_indexed(made)
    return made


def run(options: argparse.Namespace) -> int:
    """Search a vault; the exit code is 1 where nothing is found, as grep's is."""
    query = parse_query(" ".join([*(["said:"] if options.said else []), *options.query]))
    root = vault_of(options)
    path, of = index_place(cache_folder(options), root)
    try:
        lines = _answer(root, path, of, query, options)
    except (IndexDamagedError, *DAMAGE):
        # In what its writer did not come across; who finds it in use leaves it.
        with contextlib.suppress(IndexBusyError), Indexer(of, path) as indexer:
            say_damaged()
            indexer.rebuild()
        lines = _answer(root, path, of, query, options)
    for line in lines:
        sys.stdout.write(line + "\n")
    return 0 if lines else 1


def _answer(
    root: Path, path: Path, of: Path, query: Query, options: argparse.Namespace
) -> list[str]:
    # Where it is busy, a window keeps it up to date.
    with contextlib.suppress(IndexBusyError), Indexer(of, path) as indexer:
        indexer.update()
        if query.said:
            from viewer.vault.said_keeper import update_said

            update_said(places_of(options, of))
    opened = Index.open(path, root, of)
    if opened is None:
        raise ViewerError("The vault is being indexed for the first time.", "Try again soon.")
    most, hits = max(1, options.notes), max(1, options.hits)
    with contextlib.closing(opened):
        if query.said:
            said = search_said(opened, query, videos=most, hits=hits)
            if not said.groups and not count_said(opened)[0]:
                warn(
                    "cuenote: no transcripts found, neither for the videos of this vault nor "
                    "for saved videos; `cuenote save` saves videos with their captions"
                )
            lines = _lines(said.groups, said.all_words, _said, root, options)
            return _and_more(
                lines, "--videos", more=(said.more or said.is_cut) and not options.json
            )
        found = opened.search(query, notes=most, hits=hits)
        lines = _lines(found.groups, found.all_words, _note, root, options)
        return _and_more(lines, "--notes", more=(found.more or found.is_cut) and not options.json)


def _lines(
    groups: tuple[Group, ...],
    all_words: int,
    written: Callable[[Group, Path, bool], list[str]],
    root: Path,
    options: argparse.Namespace,
) -> list[str]:
    lines = []
    for number, group in enumerate(groups):
        if number == all_words and not options.json:
            lines.append("With most of the words")
        lines += written(group, root, options.json)
    return lines


def _and_more(lines: list[str], option: str, *, more: bool) -> list[str]:
    if more:
        lines.append(f"There is more: use {option} and --hits, or narrow the search.")
    return lines


def _said(group: SaidGroup, root: Path, as_json: bool) -> list[str]:
    video, notes, hits = group
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
        return [json_text(about)]
    title = video.title or (notes[0].shown_title if notes else video.shown_title)
    where = str(notes[0].path.relative_to(root)) if notes else video.key
    if len(notes) > 1:
        where += f" and {len(notes) - 1:,} more"
    places = (f"  {format_ms(hit.ms):>8}  {plain(hit.text)}" for hit in hits)
    return [plain(f"{title}  ({where})"), *places]


def _note(group: NoteHits, root: Path, as_json: bool) -> list[str]:
    note = group.note
    if as_json:
        hits = [hit._asdict() | {"kind": hit.kind.name.casefold()} for hit in group.hits]
        about = note._asdict() | {"path": os.fspath(note.path)}
        return [json_text(about | {"hits": hits})]
    lines = [plain(f"{note.title or note.path.stem}  ({note.path.relative_to(root)})")]
    for hit in group.hits:
        time = format_ms(hit.ms) if hit.ms is not None else "–"
        lines.append(f"  {time:>8}  {plain(hit.text)}")
    return lines
