"""`cuenote export NOTE|VAULT --as FORM`: what is cited, for other programs.

The exit code: 0 all is written; 1 some citations are left out, for their time leads nowhere or
nothing is shown there, or a note could not be read or written; 2 a wrong call, or there is nothing
to export; 130 it was stopped.
"""

from __future__ import annotations

import argparse
import errno
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.filesize import decimal

from viewer.commands.arguments import (
    Output,
    add_notes,
    add_places,
    library_folder,
    notes_in,
    notes_typed,
    state_folder,
)
from viewer.commands.progress import Bar
from viewer.errors import ViewerError
from viewer.evidence.sources import Places
from viewer.export.anki import write_deck
from viewer.export.chapters import chapters_of, write_copy
from viewer.export.editors import Footage
from viewer.export.entries import Entry, NoteEntries, Wanted, has_tag, times_in_words
from viewer.export.film import Painter
from viewer.export.forms import BY_ID, FORMS, OF_MEDIA, Document, documents_of
from viewer.export.gathering import Gatherer
from viewer.export.media_forms import (
    NOTE_WRITERS,
    Choice,
    Material,
    behind_picture,
    cuts_with_files,
    length_of,
    page_names,
    without_video,
    write_clips,
    write_film_of,
)
from viewer.export.new_file import replacing, write_new
from viewer.notes.model import Claim
from viewer.notes.timecode import format_ms
from viewer.notes.videos import video_key
from viewer.terminal import Parser, counted, warn
from viewer.vault.attachments import obsidian_vault


def run(options: argparse.Namespace) -> int:
    """Export; return the exit code. Raises ViewerError where there is nothing to export."""
    # A program that ends this one is to leave no half file either.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with notes_typed(options.paths) as paths, replacing(options.force):
            reader = _Reader(options)
            found = list(reader.read(paths))
            if options.as_ in OF_MEDIA:
                left = _write_media(options, reader, paths, found)
            elif options.into is not None:
                return _write_copy(options, reader, paths, [each.entries for each in found])
            else:
                left = _write_documents(options, reader, paths, [each.entries for each in found])
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        warn(f"cuenote: {error.filename or options.output.path}: {_words_of(error)}")
        return 2
    finally:
        signal.signal(signal.SIGTERM, before)
    if left:
        are = counted(len(left), "timestamp is", "timestamps are")
        why = _WHY_LEFT[options.as_ in ("clips", "film")]
        warn(f"{are} left out ({times_in_words(left)}): {why}")
    return 1 if left or reader.failed else 0


def _words_of(error: ViewerError | OSError) -> str:
    return error.words() if isinstance(error, ViewerError) else error.strerror or str(error)


_NOTHING = "There is nothing to export: no claim with a timestamp is wanted."
_WHY_LEFT = (
    "the time cannot be read, lies past the end of the video or of its picture, or is of no video.",
    "the time cannot be read, lies past the end of the video or of its picture, or is of a video "
    "that is not on this computer.",
)


def _write_documents(
    options: argparse.Namespace,
    reader: _Reader,
    paths: Sequence[Path],
    notes: Sequence[NoteEntries],
) -> Sequence[Entry]:
    """Write text; return the citations that are left out."""
    found = documents_of(
        BY_ID[options.as_],
        notes,
        reader.footage,
        name=_name(paths),
        by_claims=_by_claims(options),
    )
    if not found:
        raise ViewerError(_NOTHING)
    for line in _write(found, options.output):
        sys.stdout.write(line + "\n")
    for document in found:
        for problem in document.problems:
            warn(f"{document.name}: {problem}")
    return [entry for document in found for entry in document.left]


def _name(paths: Sequence[Path]) -> str:
    """Return what a file is called that holds what all of these cite."""
    return (paths[0].resolve().stem if len(paths) == 1 else "") or "claims"


def _by_claims(options: argparse.Namespace) -> bool:
    return bool(options.claims or options.tag or options.words)


def _write_media(
    options: argparse.Namespace,
    reader: _Reader,
    paths: Sequence[Path],
    notes: Sequence[Material],
) -> Sequence[Entry]:
    """Write what is made of the videos; return the citations that are left out."""
    is_paper = options.as_ == "pdf"
    notes = [note for note in notes if note.entries.entries or (is_paper and note.has_text)]
    output: Output | None = options.output
    if not notes:
        raise ViewerError(_NOTHING)
    if output is None:
        is_many = options.as_ in ("clips", "html", "pdf")
        where = "FOLDER/" if is_many else f"FILE{BY_ID[options.as_].suffix}"
        raise ViewerError("This is not written to the terminal.", f"Name where with -o {where}.")
    wants_words = options.captions == "burn" or options.cards
    choice = Choice(
        captions=options.captions,
        cards=options.cards,
        quick=options.quick,
        most_lines=options.lines,
        clips=not options.no_clips,
        frames=options.frames,
        paint=_painter() if wants_words else None,
    )
    footage = reader.footage
    entries = [entry for note in notes for entry in note.entries.entries]
    wants_frames = options.frames if is_paper else options.as_ in ("html", "anki")
    bare = without_video(entries, footage) if wants_frames else 0
    if bare:
        have = counted(bare, "moment has", "moments have")
        lack = "no frame" if is_paper else "no frame and no sound"
        warn(f"{have} {lack}, for the video is not on this computer.")
    with Bar("Exporting") as bar:
        write_one = NOTE_WRITERS.get(options.as_)
        if write_one is not None:
            output = output._replace(is_folder=output.is_folder or len(notes) > 1)
            names = page_names(notes, BY_ID[options.as_].suffix)
            for name, note in zip(names, notes, strict=True):
                target = output.named(name)
                try:
                    write_one(note, footage, target, choice, bar.show)
                except (ViewerError, OSError) as error:
                    # What is wrong with the disk is so for all, but for the length of a name.
                    is_of_all = isinstance(error, OSError) and error.errno != errno.ENAMETOOLONG
                    if len(notes) == 1 or is_of_all:
                        raise
                    warn(f"cuenote: {note.entries.note}: {_words_of(error)}")
                    reader.failed += 1
                else:
                    sys.stdout.write(f"{target}: {decimal(target.stat().st_size)}\n")
            behind = () if is_paper else behind_picture(entries, footage)
            # On paper they stand there, with the last frame, or struck out.
            return () if is_paper else [one for one in entries if one.ms is None or one in behind]
        if options.as_ == "anki":
            target = output.named(f"{_name(paths)}.apkg")
            count = write_deck([note.entries for note in notes], footage, target, progress=bar.show)
            sys.stdout.write(f"{target}: {counted(count, 'card', 'cards')}\n")
            return [entry for entry in entries if entry.ms is None]
        cuts, left = cuts_with_files(notes, footage)
        if not cuts and any(one.path is not None for one in footage.values()):
            raise ViewerError("None of these times leads to a picture of its video.")
        if not cuts:
            raise ViewerError(
                "None of the videos is on this computer.", "`cuenote fetch` saves one."
            )
        seconds, guess = length_of(cuts, options.lines)
        warn(f"{format_ms(seconds * 1000)} of film, about {decimal(guess)}.")
        if options.as_ == "film":
            target = output.named(f"{_name(paths)}.mp4")
            write_film_of(cuts, target, choice, bar.show)
            sys.stdout.write(f"{target}: {decimal(target.stat().st_size)}\n")
        else:
            for path in write_clips(cuts, output.path, choice, bar.show):
                sys.stdout.write(f"{path}: {decimal(path.stat().st_size)}\n")
        return left


def _painter() -> Painter:
    from viewer.ui.kit.film_words import painter_of_words  # here, for it loads Qt

    return painter_of_words()


def parser() -> Parser:
    """Make what reads its arguments."""
    width = max(len(form.id) for form in FORMS)
    forms = "\n".join(f"  {form.id:<{width}}  {form.words}" for form in FORMS)
    made = Parser(
        prog="cuenote export",
        description="Write what a note cites, or every note of a vault, for other programs.",
        epilog=f"forms:\n{forms}\n\nSubtitles and chapters are one file a video; pages and PDF "
        "one a note.\nA whole note with links instead of its citations: `cuenote convert NOTE "
        "--to link`.\n\nThe exit code is 0 if all is written, 1 if timestamps are left out, 2 if "
        "there is nothing to export.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_notes(made)
    made.add_argument(
        "--as",
        dest="as_",
        required=True,
        choices=[form.id for form in FORMS],
        metavar="FORM",
        help="one of the forms below",
    )
    made.add_argument(
        "-o",
        "--output",
        type=Output.typed,
        metavar="FILE|FOLDER/",
        help="where to write it (default: the terminal); into a folder that is there, or is made "
        "where the name ends with /",
    )
    made.add_argument(
        "--force", action="store_true", help="put it in the place of a file that is there"
    )
    made.add_argument(
        "--into",
        type=Path,
        metavar="VIDEO",
        help="write the chapters into a copy of the note's video, of this name",
    )
    films = made.add_argument_group("clips, films, pages and PDF")
    films.add_argument(
        "--captions",
        choices=("none", "burn", "beside"),
        default="none",
        help="what is said: within the picture, or as an SRT file beside the film",
    )
    films.add_argument(
        "--cards", action="store_true", help="show a card with the title before each video"
    )
    films.add_argument(
        "--quick",
        action="store_true",
        help="cut clips without encoding: fast, from the key frame before the moment",
    )
    films.add_argument(
        "--lines", type=int, default=0, metavar="N", help="a picture of at most N lines, as 480"
    )
    films.add_argument("--no-clips", action="store_true", help="pages with frames alone")
    films.add_argument("--frames", action="store_true", help="PDF with the frames of its moments")
    made.add_argument("--tag", action="append", default=[], help="only claims with this tag")
    made.add_argument(
        "--words", default="", metavar="TEXT", help="only claims in which all these words occur"
    )
    made.add_argument(
        "--claims", action="store_true", help="make claims the chapters, not headings"
    )
    add_places(made)
    return made


class _Reader:
    """Reads the notes; says which cannot be read."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options, self._wanted = options, _wanted(options)
        self.footage: dict[str, Footage] = {}
        # How many notes could not be read, or not be written.
        self.failed = 0

    def read(self, paths: Sequence[Path]) -> Iterator[Material]:
        gatherers: dict[Path, Gatherer] = {}  # by the vault, in which videos are looked for
        for root, name in notes_in(paths):
            path = (root / name).absolute()
            is_vault = len(paths) == 1 and paths[0].is_dir()
            vault = root if is_vault else obsidian_vault(path) or path.parent
            if vault not in gatherers:
                gatherers[vault] = self._gatherer(vault)
            try:
                yield gatherers[vault].read(path, name).material(self._wanted, None)
            except ViewerError as error:
                warn(f"cuenote: {error.words()}")
                self.failed += 1

    def _gatherer(self, vault: Path) -> Gatherer:
        options = self._options
        places = Places(vault=vault, library=library_folder(options), state=state_folder(options))
        return Gatherer(places, footage=self.footage)


def _wanted(options: argparse.Namespace) -> Wanted | None:
    tags = options.tag
    words = options.words.casefold().split()
    if not tags and not words:
        return None

    def wanted(claim: Claim, text: str, has: Sequence[str]) -> bool:
        return all(has_tag(has, tag) for tag in tags) and all(
            word in text.casefold() for word in words
        )

    return wanted


def _write(documents: Sequence[Document], output: Output | None) -> list[str]:
    """Write the documents; return what is to be said of them."""
    if output is None:
        if len(documents) > 1:
            raise ViewerError(
                f"There are {len(documents)} files to write.", "Name a folder with -o FOLDER/."
            )
        sys.stdout.write(documents[0].text)
        return []
    output = output._replace(is_folder=output.is_folder or len(documents) > 1)
    lines = []
    for document in documents:
        path = output.named(document.name)
        write_new(path, document.text)
        lines.append(f"{path}: {counted(document.size, 'entry', 'entries')}")
    return lines


def _write_copy(
    options: argparse.Namespace,
    reader: _Reader,
    paths: Sequence[Path],
    notes: Sequence[NoteEntries],
) -> int:
    """Write the chapters of one note into a copy of its video."""
    if len(paths) > 1 or paths[0].is_dir() or not notes:
        raise ViewerError("Chapters are written into the video of one note.", "Name a note.")
    note = notes[0]
    key, entries = "", list(note.entries)
    if entries:
        key = video_key(entries[0].video)
        entries = [entry for entry in entries if video_key(entry.video) == key]
    chapters = chapters_of(entries, note.headings, by_claims=_by_claims(options))
    path = reader.footage.get(key, Footage()).path
    if path is None or not chapters:
        what = "no moment that could be a chapter" if path is not None else "no video here"
        raise ViewerError(f"This note has {what}.")
    write_copy(path, options.into, chapters)
    sys.stdout.write(f"{options.into}: {counted(len(chapters), 'chapter', 'chapters')}\n")
    return 0
