"""`cuenote export NOTE|VAULT --as FORMAT`: what is cited, for other programs.

The exit code: 0 all is written; 1 some citations are left out, for their time leads nowhere or
nothing is shown there, or a note could not be read or written; 2 a wrong call, or there is nothing
to export; 130 it was stopped.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from viewer.commands.arguments import (
    Output,
    Vaults,
    add_notes,
    add_places,
    add_vault,
    library_folder,
    notes_in,
    notes_typed,
    state_folder,
)
from viewer.commands.progress import Bar
from viewer.errors import ViewerError, why
from viewer.evidence.sources import Places
from viewer.export import forms
from viewer.export.chapters import chapters_of, write_copy
from viewer.export.choice import OPTIONS, Choice, Option
from viewer.export.editors import Footage
from viewer.export.entries import Wanted, times_in_words
from viewer.export.form import NOTHING, Offer, Product
from viewer.export.gathering import WHOLE, Chosen, Scope, Stock, gather
from viewer.export.new_file import replacing
from viewer.export.writing import write
from viewer.notes.model import Claim
from viewer.notes.tags import has_tag
from viewer.notes.timecode import format_ms
from viewer.notes.videos import video_key
from viewer.terminal import Parser, RawHelp, warn
from viewer.translation import size_text, tr


def run(options: argparse.Namespace) -> int:
    """Export; return the exit code. Raises ViewerError where there is nothing to export."""
    # A program that ends this one is to leave no half file either.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with notes_typed(options.paths) as (paths, piped), replacing(options.force):
            return _export(options, paths, Vaults(options, piped))
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        warn(
            tr("cuenote: {0}: {1}").format(error.filename or options.output.path, _words_of(error))
        )
        return 2
    finally:
        signal.signal(signal.SIGTERM, before)


def _words_of(error: ViewerError | OSError) -> str:
    return error.words() if isinstance(error, ViewerError) else why(error)


def _export(options: argparse.Namespace, paths: Sequence[Path], vaults: Vaults) -> int:
    form = forms.form_named(options.as_)
    # What a file is called that holds what all of these cite.
    name = (paths[0].resolve().stem if len(paths) == 1 else "") or "claims"
    is_part = bool(options.claims or options.tag or options.words)
    wanted = _wanted(options)
    scope = Scope("claims" if is_part else WHOLE, "", lambda note, path: wanted)
    chosen = Chosen(name, list(_notes(options, paths, vaults)), [scope], tags=options.tag)
    stock = gather(chosen, lambda error: warn(tr("cuenote: {0}").format(error.words())))
    if options.into is not None and not form.is_media:
        if _is_lacking(stock):
            vaults.say()
        return _write_copy(options, paths, stock, scope)
    wares = stock.wares(form, scope)
    if not wares.materials:
        raise ViewerError(tr(NOTHING))
    if form.is_media and options.output is None:
        where = "FOLDER/" if form.is_each else f"FILE{form.suffix}"
        raise ViewerError(
            tr("This can't be written to the terminal."), tr("Use -o {0}.").format(where)
        )
    choice = Choice(**{option.id: getattr(options, option.id) for option in OPTIONS})
    if choice.captions == "burn" or choice.cards:
        from viewer.ui.kit.film_words import painter_of_words  # here, for it loads Qt

        choice = replace(choice, paint=painter_of_words())
    offer = form.offer(wares, choice)
    if offer.bare or (form.is_media and _is_lacking(stock)):
        vaults.say()
    if not offer.products:
        raise form.refusal(offer)
    if offer.bare:
        warn(tr(form.lacks, "", offer.bare))
    if offer.seconds or offer.bytes:
        length = format_ms(offer.seconds * 1000)
        warn(tr("{0} of video, about {1}.").format(length, size_text(offer.bytes)))
    unwritten = _write(offer, options.output)
    for product in offer.products:
        for problem in product.problems:
            warn(f"{product.name}: {problem}")
    if offer.left:
        words = tr(
            "1 timestamp is left out ({0}): {1}|%n timestamps are left out ({0}): {1}",
            "",
            len(offer.left),
        )
        reason = form.left.why(offer.left, form.left.told)
        warn(words.format(times_in_words(offer.left), reason))
    return 1 if offer.left or stock.unread or unwritten else 0


def _is_lacking(stock: Stock) -> bool:
    return any(one.path is None for one in stock.footage.values())


def _write(offer: Offer, output: Output | None) -> int:
    """Write the files, or text to the terminal; return how many notes could not be written."""
    count = len(offer.products)
    if output is None:
        if count > 1:
            raise ViewerError(
                tr("There is 1 file to write.|There are %n files to write.", "", count),
                tr("Choose a folder with -o FOLDER/."),
            )
        sys.stdout.write(offer.products[0].text or "")
        return 0
    output = output._replace(is_folder=output.is_folder or offer.is_folder)
    unwritten = []

    def failed(product: Product, error: ViewerError | OSError) -> None:
        unwritten.append(product)
        warn(tr("cuenote: {0}: {1}").format(product.note, _words_of(error)))

    with Bar(tr("Exporting")) as bar:
        for path, said in write(offer, output.named, bar.show, failed=failed):
            sys.stdout.write(f"{path}: {said or size_text(path.stat().st_size)}\n")
    return len(unwritten)


def parser() -> Parser:
    """Make what reads its arguments."""
    width = max(len(form.id) for form in forms.FORMS)
    rows = "\n".join(f"  {form.id:<{width}}  {tr(form.words)}" for form in forms.FORMS)
    made = Parser(
        prog="cuenote export",
        description=tr(
            "Export the claims of a note, or of every note in a vault, for other programs."
        ),
        epilog=tr(
            "formats:\n{0}\n\nSubtitles and chapters are one file for each video; pages and "
            "PDF one for each note.\nTo turn the timestamps of a note into links: "
            "`cuenote convert NOTE --to link`.\n\nThe exit code is 0 if everything was "
            "written, 1 if timestamps were left out, 2 if there is nothing to export."
        ).format(rows),
        formatter_class=RawHelp,
    )
    add_notes(made)
    made.add_argument(
        "--as",
        dest="as_",
        required=True,
        choices=[form.id for form in forms.FORMS],
        metavar="FORMAT",
        help=tr("one of the formats below"),
    )
    made.add_argument(
        "-o",
        "--output",
        type=Output.typed,
        metavar="FILE|FOLDER/",
        help=tr(
            "write to this file or folder (default: the terminal); a name that ends with / is a "
            "folder, made if needed"
        ),
    )
    made.add_argument("--force", action="store_true", help=tr("replace a file that exists"))
    made.add_argument(
        "--into",
        type=Path,
        metavar="VIDEO",
        help=tr("write the chapters into a copy of the note's video, saved as VIDEO"),
    )
    films = made.add_argument_group(tr("clips, videos, pages and PDF"))
    for option in OPTIONS:
        flag = f"--{option.id.replace('_', '-')}"
        films.add_argument(flag, help=tr(option.help), **_typed(option))
    made.add_argument("--tag", action="append", default=[], help=tr("only claims with this tag"))
    made.add_argument(
        "--words", default="", metavar="TEXT", help=tr("only claims with all these words")
    )
    made.add_argument(
        "--claims",
        action="store_true",
        help=tr("make chapters of the claims instead of the headings"),
    )
    add_vault(made)
    add_places(made)
    return made


def _typed(option: Option) -> dict[str, Any]:
    """Return how an option is typed, as argparse takes it."""
    usual = option.usual
    if isinstance(usual, bool):
        return {"action": "store_const", "const": not usual, "default": usual}
    if isinstance(usual, int):
        return {"type": int, "metavar": "N", "default": usual}
    return {"choices": option.values, "default": usual}


def _notes(
    options: argparse.Namespace, paths: Sequence[Path], vaults: Vaults
) -> Iterator[tuple[Path, str, Places]]:
    """Yield the notes that are meant, each with the vault in which its videos are looked for."""
    places = Places(library=library_folder(options), state=state_folder(options))
    for root, name, named in notes_in(paths):
        yield (root / name).absolute(), name, replace(places, vault=vaults.of(named))


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


def _write_copy(
    options: argparse.Namespace, paths: Sequence[Path], stock: Stock, scope: Scope
) -> int:
    """Write the chapters of one note into a copy of its video."""
    notes = [one.entries for one in stock.materials.get(scope.id, ())]
    if len(paths) > 1 or paths[0].is_dir() or not notes:
        raise ViewerError(tr("--into needs a single note."), tr("Give one note."))
    note = notes[0]
    key, entries = "", list(note.entries)
    if entries:
        key = video_key(entries[0].video)
        entries = [entry for entry in entries if video_key(entry.video) == key]
    chapters = chapters_of(entries, note.headings, by_claims=scope.id != WHOLE)
    path = stock.footage.get(key, Footage()).path
    if path is None or not chapters:
        if path is not None:
            raise ViewerError(tr("This note has nothing to make chapters from."))
        raise ViewerError(tr("The video of this note is not on this computer."))
    write_copy(path, options.into, chapters)
    count = tr("1 chapter|%n chapters", "", len(chapters))
    sys.stdout.write(f"{options.into}: {count}\n")
    return 0
