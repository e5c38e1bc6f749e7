"""`cuenote export NOTE|VAULT --as FORM`: what is cited, for other programs.

The exit code: 0 all is written; 1 some citations are left out, for their time leads nowhere, or a
note could not be read; 2 a wrong call, or there is nothing to export; 130 it was stopped.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import platformdirs

from viewer.errors import ViewerError
from viewer.evidence.sources import Places, Sources
from viewer.export.chapters import chapters_of, write_copy
from viewer.export.editors import Footage
from viewer.export.entries import NoteEntries, Wanted, entries_of
from viewer.export.forms import BY_ID, FORMS, Document, documents_of
from viewer.notes.file import read_note
from viewer.notes.model import Claim, VideoRef
from viewer.notes.note import Note
from viewer.notes.videos import video_key
from viewer.terminal import STOPPED, Parser, counted, warn
from viewer.vault.attachments import obsidian_vault
from viewer.vault.scan import notes_of
from viewer.video.frames.decoder import rate_of
from viewer.video.media import Pairings, find_media


def run(arguments: Sequence[str]) -> int:
    """Run the command; return its exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    form = BY_ID[options.as_]
    try:
        root, names = _notes(options.path)
        reader = _Reader(root, options)
        notes = list(reader.read(names))
        if options.into is not None:
            return _write_copy(options, reader, notes)
        found = documents_of(
            form,
            notes,
            reader.footage,
            name=options.path.resolve().stem or "claims",
            by_claims=options.claims or bool(options.tag or options.words),
        )
        if not found:
            warn("cuenote: there is nothing to export: no claim with a citation is wanted.")
            return 2
        written = _write(found, options.output)
    except ViewerError as error:
        warn(f"cuenote: {error.words()}")
        return 2
    except KeyboardInterrupt:
        warn("Stopped.")
        return STOPPED
    left = sum(document.left for document in found)
    for document in found:
        for problem in document.problems:
            warn(f"{document.name}: {problem}")
    if left:
        are = counted(left, "citation is", "citations are")
        warn(f"{are} left out: their time cannot be read, lies past the end, or names no video.")
    for line in written:
        sys.stdout.write(line + "\n")
    return 1 if left or reader.unread else 0


def _parser() -> Parser:
    width = max(len(form.id) for form in FORMS)
    forms = "\n".join(f"  {form.id:<{width}}  {form.words}" for form in FORMS)
    parser = Parser(
        prog="cuenote export",
        description="Write what a note cites, or every note of a vault, for other programs.",
        epilog=f"forms:\n{forms}\n\nSubtitles and chapters are a file for each video. A whole note "
        "with links instead of its\ncitations: `cuenote convert NOTE --to link`.\n\nThe exit code "
        "is 0 if all is written, 1 if citations are left out, 2 if there is nothing to export.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "path", type=Path, metavar="NOTE|VAULT", help="a note, or a folder of notes"
    )
    parser.add_argument(
        "--as",
        dest="as_",
        required=True,
        choices=[form.id for form in FORMS],
        metavar="FORM",
        help="one of the forms below",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE|FOLDER",
        help="where to write it (default: the terminal); a folder that is there, or a name with / "
        "behind it, where there are several files",
    )
    parser.add_argument(
        "--into",
        type=Path,
        metavar="VIDEO",
        help="write the chapters into a copy of the note's video, of this name",
    )
    parser.add_argument("--tag", action="append", default=[], help="only claims with this tag")
    parser.add_argument(
        "--words", default="", metavar="TEXT", help="only claims in which all these words occur"
    )
    parser.add_argument(
        "--claims", action="store_true", help="make claims the chapters, not headings"
    )
    parser.add_argument("--library", type=Path, metavar="DIR", help="the folder of saved videos")
    parser.add_argument("--state", type=Path, help=argparse.SUPPRESS)
    return parser


def _notes(path: Path) -> tuple[Path, Sequence[str]]:
    if path.is_dir():
        return notes_of(path)
    read_note(path)  # which says what is wrong with it
    return path.absolute().parent, [path.name]


class _Reader:
    """Reads notes, and how long their videos are, which decides how times are read."""

    def __init__(self, root: Path, options: argparse.Namespace) -> None:
        data = Path(platformdirs.user_data_dir("cuenote", appauthor=False))
        self.state: Path = options.state or Path(
            platformdirs.user_state_dir("cuenote", appauthor=False)
        )
        self.library: Path = options.library or data / "library"
        self.footage: dict[str, Footage] = {}
        # How many notes could not be read.
        self.unread = 0
        self._root, self._wanted = root, _wanted(options)
        self.vault = root if options.path.is_dir() else obsidian_vault(options.path) or root
        self._pairings = Pairings(self.state / "pairings.json")
        self._sources = Sources(Places(vault=self.vault, library=self.library, state=self.state))

    def read(self, names: Sequence[str]) -> Iterator[NoteEntries]:
        for name in names:
            path = self._root / name
            try:
                note = Note.parse(read_note(path))
            except ViewerError as error:
                warn(f"cuenote: {error.words()}")
                self.unread += 1
                continue
            if note.played:
                found = {at: self._find(note.videos[at], path) for at in note.played}
                times = note.times_by({at: one.duration_ms for at, one in found.items()})
            else:
                times = note.times(self._find(None, path).duration_ms)
            yield entries_of(note, name, times, self._wanted)

    def _find(self, video: VideoRef | None, path: Path) -> Footage:
        """Look for a video of the note at `path`; one that several notes name is looked for once.

        One that is not here may be known by its length alone, as the site said it.
        """
        key = video_key(video)
        known = self.footage.get(key)
        if known is not None and known.path is not None:
            return known
        duration_ms = self._sources.of(video, path).duration_ms
        media = None
        if duration_ms is not None:  # else nothing is here
            media = find_media(video, path, self.vault, self.library, self._pairings)
        rate = rate_of(media.path) if media is not None else None
        found = Footage(media.path if media is not None else None, rate, duration_ms)
        self.footage[key] = found
        return found


def _wanted(options: argparse.Namespace) -> Wanted | None:
    tags = [tag.lstrip("#").casefold() for tag in options.tag]
    words = options.words.casefold().split()
    if not tags and not words:
        return None

    def wanted(claim: Claim, text: str, has: Sequence[str]) -> bool:
        folded = {tag.casefold() for tag in has}
        return all(tag in folded for tag in tags) and all(word in text.casefold() for word in words)

    return wanted


def _write(documents: Sequence[Document], output: Path | None) -> list[str]:
    """Write the documents; return what is to be said of them. A file is never written over."""
    if output is None:
        if len(documents) > 1:
            raise ViewerError(
                f"There are {len(documents)} files to write.", "Name a folder with -o FOLDER/."
            )
        sys.stdout.write(documents[0].text)
        return []
    is_folder = output.is_dir() or str(output).endswith(("/", "\\")) or len(documents) > 1
    lines = []
    try:
        if is_folder:
            output.mkdir(parents=True, exist_ok=True)
        for document in documents:
            path = output / document.name if is_folder else output
            with path.open("x", encoding="utf-8", newline="") as file:
                file.write(document.text)
            lines.append(f"{path}: {counted(document.size, 'entry', 'entries')}")
    except FileExistsError as error:
        raise ViewerError(
            f"There is a file {error.filename} already.", "Name another one."
        ) from error
    except OSError as error:
        raise ViewerError(f"{error.filename} cannot be written: {error.strerror}.") from error
    return lines


def _write_copy(options: argparse.Namespace, reader: _Reader, notes: Sequence[NoteEntries]) -> int:
    """Write the chapters of one note into a copy of its video."""
    if options.path.is_dir() or not notes:
        raise ViewerError("Chapters are written into the video of one note.", "Name a note.")
    note = notes[0]
    key, entries = "", list(note.entries)
    if entries:
        key = video_key(entries[0].video)
        entries = [entry for entry in entries if video_key(entry.video) == key]
    by_claims = options.claims or bool(options.tag or options.words)
    chapters = chapters_of(entries, note.headings, by_claims=by_claims)
    path = reader.footage.get(key, Footage()).path
    if path is None or not chapters:
        what = "no moment that could be a chapter" if path is not None else "no video here"
        raise ViewerError(f"This note has {what}.")
    write_copy(path, options.into, chapters)
    sys.stdout.write(f"{options.into}: {counted(len(chapters), 'chapter', 'chapters')}\n")
    return 0
