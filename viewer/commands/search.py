"""`cuenote search [VAULT] QUERY`: search notes or transcripts in the terminal."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from viewer.base.errors import CallError, IndexBusyError, IndexDamagedError, IndexingError
from viewer.base.terminal import Code, Parser, plain, tell, tell_json, warn
from viewer.commands.arguments import VaultFinder, cache_folder
from viewer.commands.index import add_indexed, places_of
from viewer.notes.timecode import format_ms
from viewer.notes.whereabouts import line_of
from viewer.vault.full_text import Results
from viewer.vault.index import Index, NoteHits
from viewer.vault.indexer import Indexer
from viewer.vault.query import Query, parse_query
from viewer.vault.said_search import SaidGroup, count_said, search_said
from viewer.vault.schema import DAMAGE, index_place, say_damaged


class _Parser(Parser):
    """A parser that takes options before, between and after the words of a query."""

    def parse_args(self, args: Sequence[str]) -> argparse.Namespace:  # type: ignore[override]
        """Also take what follows `--` as words: argparse would look for options there."""
        at = [*args, "--"].index("--")
        # Else words after an option would be left over, since the first one may be the vault.
        return self.parse_intermixed_args([*args[:at], *(f"\0{word}" for word in args[at + 1 :])])


def parser() -> Parser:
    made = _Parser(
        "search",
        "Find notes of a vault by what they say, and the claims there; with --said, what is "
        "said in its videos and in the saved ones. Those with all words come first. “In "
        "quotes”: in this order, as it is written. fram*: any word that starts like this. "
        '"frames -cut", or behind --: without this word. channel:, video: and tag: choose notes, '
        "from: and to: times. said: before a word is --said.",
    )
    made.add_argument(
        "first",
        nargs="?",
        metavar="VAULT",
        help="a folder of notes (default: the vault around the current folder)",
    )
    made.add_argument("query", nargs="+", metavar="QUERY", help="what to find")
    made.add_argument(
        "--said", action="store_true", help="search the transcripts instead of the notes"
    )
    made.add_argument("--grep", action="store_true", help="print path:line:text, for editors")
    made.add_json("place")
    made.add_argument(
        "--notes",
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
    words = "the vault; all words are then the query"
    made.add_argument("--vault", type=Path, metavar="DIR", help=words)
    add_indexed(made)
    return made


def run(options: argparse.Namespace) -> int:
    """Search a vault; the exit code is 1 if nothing is found, as grep's is."""
    words = [*filter(None, [options.first]), *options.query]
    words = [word.removeprefix("\0") for word in words]
    first = words[0]
    is_path = f"{first}/".startswith(("./", "../", os.sep)) or first.endswith(os.sep)
    # A single word is a query. (`isdir` never raises, however long the word.)
    is_path |= len(words) > 1 and os.path.isdir(first)  # noqa: PTH112
    if options.vault is None and is_path:
        options.vault = Path(words.pop(0))
    if not words:
        parser().error("the following arguments are required: QUERY")
    query = parse_query(" ".join([*(["said:"] if options.said else []), *words]))
    if query.said and options.grep:
        raise CallError("--grep can't be used with --said.", "Transcripts have times.")
    root = VaultFinder(options).of(Path())
    if options.vault is None and Path.home().resolve().is_relative_to(root):
        raise CallError("The current folder is in no vault.", "Use: cuenote search VAULT QUERY.")
    path, of = index_place(cache_folder(options), root)
    try:
        found = _found(root, path, of, query, options)
    except (IndexDamagedError, *DAMAGE):
        # The damage is where its writer did not look; an index in use is left alone.
        with contextlib.suppress(IndexBusyError), Indexer(of, path) as indexer:
            say_damaged()
            indexer.rebuild()
        found = _found(root, path, of, query, options)
    groups: Sequence[NoteHits | SaidGroup] = found.groups
    vault = options.vault or Path(os.path.relpath(root))

    def typed(path: Path) -> str:
        return os.fspath(vault / path.relative_to(root))

    for number, group in enumerate(groups):
        if options.json or options.grep:
            for place in _places(group, typed):
                if options.json:
                    tell_json(place)
                else:
                    _print_place(place)
            continue
        if number == found.all_words:
            warn("With most of the words")
        for line in _said(group, typed) if isinstance(group, SaidGroup) else _note(group, typed):
            tell(line)
    if found.more or found.is_cut:
        warn("There is more: use --notes and --hits, or narrow the search.")
    if not groups and options.vault is None:
        warn(f"cuenote: nothing was found in the vault {root}")
    return Code.DONE if found.groups else Code.FOUND


def _print_place(place: dict[str, Any]) -> None:
    path, rest = place["path"], plain(f":{place['line']}:{place['text']}") + "\n"
    if sys.stdout.isatty():
        sys.stdout.write(plain(path) + rest)
    else:  # as its bytes are, for who opens it
        sys.stdout.buffer.write(os.fsencode(path) + rest.encode(errors="backslashreplace"))


def _found(
    root: Path, path: Path, of: Path, query: Query, options: argparse.Namespace
) -> Results[NoteHits] | Results[SaidGroup]:
    # If it is busy, a window keeps it up to date.
    with contextlib.suppress(IndexBusyError), Indexer(of, path) as indexer:
        indexer.update()
        if query.said:
            from viewer.vault.said_keeper import update_said

            update_said(places_of(options, of))
    opened = Index.open(path, root, of)
    if opened is None:
        raise IndexingError("The vault is being indexed for the first time.", "Try again soon.")
    most, hits = max(1, options.notes), max(1, options.hits)
    with contextlib.closing(opened):
        if not query.said:
            return opened.search(query, notes=most, hits=hits)
        said = search_said(opened, query, videos=most, hits=hits)
        if not said.groups and not count_said(opened)[0]:
            warn(
                "cuenote: no transcripts found, neither for the videos of this vault nor for saved "
                "videos; `cuenote save` saves videos with their subtitles"
            )
        return said


def _said(group: SaidGroup, typed: Callable[[Path], str]) -> list[str]:
    video, notes, hits = group
    where = typed(notes[0].path) if notes else video.key
    if len(notes) > 1:
        where += f" and {len(notes) - 1:,} more"
    return [
        f"{group.shown_title}  ({where})",
        *(f"  {format_ms(hit.ms):>8}  {hit.text}" for hit in hits),
    ]


def _note(group: NoteHits, typed: Callable[[Path], str]) -> list[str]:
    note = group.note
    lines = [f"{note.title or note.path.stem}  ({typed(note.path)})"]
    for hit in group.hits:
        time = format_ms(hit.ms) if hit.ms is not None else "–"
        lines.append(f"  {time:>8}  {hit.text}")
    return lines


def _places(group: NoteHits | SaidGroup, typed: Callable[[Path], str]) -> Iterator[dict[str, Any]]:
    if isinstance(group, NoteHits):
        note, data = group.note, b""
        with contextlib.suppress(OSError):  # it was there when it was indexed
            data = note.path.read_bytes()
        about: dict[str, Any] = {
            "title": note.title,
            "channel": note.channel,
            "video_id": note.video_id,
            "date": note.date,
        }
        for hit in group.hits:
            where = {"path": typed(note.path), "line": line_of(data, hit.start)}
            more = hit._asdict() | {"kind": hit.kind.name.casefold()}
            yield where | {"text": hit.text} | more | about
        return
    video, notes, sentences = group
    about = {
        "video_id": video.ref.video_id,
        "url": video.ref.url,
        "title": video.title or (notes[0].title if notes else ""),
        "channel": video.channel or (notes[0].channel if notes else ""),
        "language": video.language,
        "notes": [typed(one.path) for one in notes],
    }
    for sentence in sentences:
        yield {"path": os.fspath(video.file), "text": sentence.text, **sentence._asdict(), **about}
