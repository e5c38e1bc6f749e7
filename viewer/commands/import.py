"""`cuenote import FILE.jsonld`: notes made of annotations of the web, in the terminal.

A new note for each video that they are about; none that is there is written over. What was made
goes to standard output, a path a line; what was left out, and why, to standard error.
"""

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

from viewer.commands.arguments import Output
from viewer.errors import NoteFileError, NoteSaveError, ViewerError, why
from viewer.notes.annotations import Annotated, note_of, read_annotations
from viewer.notes.new_file import write_new
from viewer.terminal import Code, Parser, counted, tell, warn

_LARGEST = 200_000_000  # bytes
_SIZE = re.compile(r"(\d{1,5})[x\u00d7](\d{1,5})")


def parser() -> Parser:
    """Make what reads its arguments."""
    made = Parser(
        "import",
        "Make notes from web annotations (JSON-LD): a new note for each video, a bullet with its "
        "timestamp for each annotation. Regions become marks in the picture. Annotation pages, "
        "lists and IIIF manifests are read.",
    )
    made.add_argument("paths", nargs="+", metavar="FILE", help="JSON-LD files; - reads one")
    made.add_argument(
        "-o",
        "--output",
        type=Output.typed,
        default=Output(Path(), is_folder=True),
        metavar="FOLDER",
        help="where the notes are written (default: this folder); - prints them",
    )
    made.add_argument(
        "--size",
        type=_size,
        metavar="WxH",
        help="the size of the picture, for regions in pixels that don't come with one",
    )
    return made


def _size(text: str) -> tuple[int, int]:
    found = _SIZE.fullmatch(text.strip())
    if found is None or "0" in found.groups():
        raise argparse.ArgumentTypeError(f"“{text}” is not a size such as 1920x1080")
    return int(found[1]), int(found[2])


def run(options: argparse.Namespace) -> int:
    """Import, and say what was made; return the exit code."""
    made = left = unread = 0
    for path in options.paths:
        try:
            read = read_annotations(_json_of(path), options.size)
        except NoteFileError as error:
            warn(f"cuenote: {error.words()}")
            unread += 1
            continue
        left += len(read.left)
        for reason, count in Counter(reason for _, reason in read.left).items():
            first = next(name for name, its in read.left if its == reason)
            more = f" and {count - 1:,} more" if count > 1 else ""
            warn(f"Left out: “{first}”{more}. {reason}")
        by_video: dict[str, list[Annotated]] = {}
        for one in read.found:
            by_video.setdefault(one.source, []).append(one)
        folder, _, is_printed = options.output
        if not is_printed:
            folder.mkdir(parents=True, exist_ok=True)
        for source, annotated in by_video.items():
            title = read.titles.get(source) or _name_of(source) or Path(path).stem
            data = note_of(annotated, title)
            try:
                if is_printed:
                    sys.stdout.write(data.decode())
                else:
                    note = write_new(folder, title, data)
                    tell(str(note))
            except NoteSaveError as error:
                warn(f"cuenote: {error.words()}")
                left += len(annotated)
                continue
            made += len(annotated)
    if not made and not left and not unread:
        raise ViewerError("There are no annotations.", "Web annotations (JSON-LD) can be read.")
    warn(f"{counted(made, 'annotation')} imported, {left:,} left out.")
    return Code.FOUND if left else Code.NOT_THERE if unread else Code.DONE


def _json_of(path: str) -> object:
    try:
        if path == "-":
            return json.load(sys.stdin.buffer)
        if Path(path).stat().st_size > _LARGEST:
            raise NoteFileError(f"“{path}” is too large.")
        return json.loads(Path(path).read_text("utf-8-sig"))
    except OSError as error:
        raise NoteFileError(f"“{path}” can't be read: {why(error)}.") from error
    except (ValueError, RecursionError) as error:
        raise NoteFileError(f"“{path}” is not JSON: {error}") from error


def _name_of(source: str) -> str:
    """Name a video by the last part of its address."""
    return Path(unquote(source.partition("?")[0]).rstrip("/")).stem
