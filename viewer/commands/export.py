"""`cuenote export NOTE|VAULT --as FORMAT`: export citations for other programs.

Citations left out because their time leads nowhere, or without pictures because their video is not
here, and notes that could not be written count as problems.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from shutil import copyfileobj
from typing import Any

from viewer.base.errors import CallError, ViewerError, why
from viewer.base.interrupt import interrupt
from viewer.base.terminal import Code, Parser, tell, warn
from viewer.base.translation import size_text, tr
from viewer.check.sources import Places
from viewer.commands.arguments import (
    Output,
    VaultFinder,
    add_notes,
    add_places,
    add_vault,
    library_folder,
    notes_in,
    notes_typed,
    state_folder,
)
from viewer.commands.progress import Bar
from viewer.export import formats
from viewer.export.choice import OPTIONS, Choice, Option
from viewer.export.entries import Entry, IsWanted
from viewer.export.format import NOTHING, ExportFile, ExportPlan, Progress, write
from viewer.export.gathering import gather
from viewer.notes.beside import temporary_folder
from viewer.notes.tags import has_tag
from viewer.notes.timecode import format_ms


def run(options: argparse.Namespace) -> int:
    """Export; return the exit code. Raises ViewerError if there is nothing to export."""
    # A program that ends this one is to leave no half file either.
    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        with notes_typed(options.paths) as (paths, piped):
            return _export(options, paths, VaultFinder(options, piped))
    except OSError as error:
        if isinstance(error, BrokenPipeError) or (not error.filename and options.output.is_printed):
            raise
        warn(f"cuenote: {error.filename or options.output.path}: {_words_of(error)}")
        return Code.FOUND
    finally:
        signal.signal(signal.SIGTERM, before)


def _words_of(error: ViewerError | OSError) -> str:
    return error.words() if isinstance(error, ViewerError) else why(error)


def _export(options: argparse.Namespace, paths: Sequence[Path], vaults: VaultFinder) -> int:
    format_ = next(one for one in formats.FORMATS if one.id == options.as_)
    # What a file is called that holds what all of these cite.
    name = (paths[0].resolve().stem if len(paths) == 1 else "") or "claims"
    wanted = _wanted(options)
    content = gather(
        _notes(options, paths, vaults),
        name,
        (lambda note, path: wanted) if wanted is not None else None,
        by_claims=options.claims,
        tags=options.tag,
        failed=lambda error: warn(f"cuenote: {error.words()}"),
    ).fitting(format_)
    if not content.notes:
        if content.unread:  # which is told
            return Code.NOT_THERE
        raise ViewerError("Nothing to export: no claims with this tag." if options.tag else NOTHING)
    if format_.is_media and options.output.is_printed and sys.stdout.isatty():
        where = "FOLDER/" if format_.is_each else f"FILE{format_.suffix}"
        raise CallError("This can't be written to the terminal.", f"Use -o {where}.")
    choice = Choice(**{option.id: getattr(options, option.id) for option in OPTIONS})
    if choice.captions == "burn" or choice.cards:
        from viewer.ui.tasks.film_words import painter_of_words  # here, for it loads Qt

        choice = replace(choice, paint=painter_of_words())
    plan = format_.plan(content, choice)
    is_lacking = any(one.path is None for one in content.footage.values())
    if plan.bare or (format_.is_media and not plan.files and is_lacking):
        vaults.say()
    if not plan.files:
        raise format_.refusal(plan)
    if plan.bare:
        warn(tr(format_.lacks, "", plan.bare))
    if plan.seconds or plan.bytes:
        length = format_ms(plan.seconds * 1000)
        warn(f"{length} of video, about {size_text(plan.bytes)}.")
    if format_.is_media:
        with Bar("Exporting") as bar:
            unwritten = _write(plan, options, bar.show)
    else:
        unwritten = _write(plan, options)
    for file in plan.files:
        for problem in file.problems:
            warn(f"{file.name}: {problem}")
    if plan.left:
        warn(plan.left_words)
    if plan.left or plan.bare or unwritten:
        return Code.FOUND
    return Code.NOT_THERE if content.unread else Code.DONE


def _print(plan: ExportPlan, progress: Progress) -> None:
    count = len(plan.files)
    if count > 1:
        raise CallError(f"There are {count:,} files to write.", "Choose a folder with -o FOLDER/.")
    if (text := plan.files[0].text) is not None:
        sys.stdout.write(text)
        return
    with temporary_folder() as folder:
        for path, _ in write(plan, folder.joinpath, progress):
            with path.open("rb") as file:
                copyfileobj(file, sys.stdout.buffer)


def _write(
    plan: ExportPlan, options: argparse.Namespace, progress: Progress = lambda done, count: None
) -> int:
    """Write or print the files; return how many could not be written."""
    output: Output = options.output
    if output.is_printed:
        _print(plan, progress)
        return 0
    output = output._replace(is_folder=output.is_folder or plan.is_folder)
    unwritten = []

    def failed(file: ExportFile, error: ViewerError | OSError) -> None:
        unwritten.append(file)
        warn(f"cuenote: {file.note}: {_words_of(error)}")

    files = write(plan, output.named, progress, failed=failed, replaces=options.force)
    for path, said in files:
        tell(f"{path}: {said or size_text(path.stat().st_size)}")
    return len(unwritten)


def parser() -> Parser:
    width = max(len(format_.id) for format_ in formats.FORMATS)
    rows = "\n".join(f"  {format_.id:<{width}}  {format_.words}" for format_ in formats.FORMATS)
    of_videos = ", ".join(one.id for one in formats.FORMATS if one.is_for_video)
    of_notes = ", ".join(one.id for one in formats.FORMATS if one.is_each and not one.is_folder)
    made = Parser(
        "export",
        "Export the claims of a note, or of every note in a vault, for other programs.",
        f"formats:\n{rows}\n\nOne file for each video: {of_videos}. For each note: {of_notes}.\n"
        "To turn the timestamps of a note into links: `cuenote convert NOTE --to link`.",
    )
    add_notes(made)
    made.add_argument(
        "--as",
        dest="as_",
        required=True,
        choices=[format_.id for format_ in formats.FORMATS],
        metavar="FORMAT",
        help="one of the formats below",
    )
    made.add_argument(
        "-o",
        "--output",
        type=Output.typed,
        default="-",
        metavar="FILE|FOLDER/",
        help=(
            "write to this file or folder (default, and -: standard output); a name that ends "
            "with / is a folder, created if needed"
        ),
    )
    made.add_argument("--force", action="store_true", help="replace a file that exists")
    films = made.add_argument_group("clips, videos, pages and PDF")
    for option in OPTIONS:
        flag = f"--{option.id.replace('_', '-')}"
        films.add_argument(flag, help=option.help, **_typed(option))
    made.add_argument("--tag", action="append", default=[], help="only claims with this tag")
    made.add_argument(
        "--words", default="", metavar="TEXT", help="only claims with all these words"
    )
    made.add_argument(
        "--claims", action="store_true", help="make chapters of the claims instead of the headings"
    )
    add_vault(made)
    add_places(made)
    return made


def _typed(option: Option) -> dict[str, Any]:
    first = option.values[0]
    if isinstance(first, bool):
        return {"action": "store_true"}
    if isinstance(first, int):
        return {"type": int, "metavar": "N", "default": first}
    return {"choices": option.values, "default": first}


def _notes(
    options: argparse.Namespace, paths: Sequence[Path], vaults: VaultFinder
) -> Iterator[tuple[Path, str, Places]]:
    places = Places(library=library_folder(options), state=state_folder(options))
    for root, name, named in notes_in(paths):
        shown = name if len(paths) == 1 else str(root / name)
        if named == vaults.piped and not options.output.is_folder:  # where it names no file
            shown = "-"
        yield (root / name).absolute(), shown, replace(places, vault=vaults.of(named))


def _wanted(options: argparse.Namespace) -> IsWanted | None:
    tags = options.tag
    words = options.words.casefold().split()
    if not tags and not words:
        return None

    def wanted(entry: Entry) -> bool:
        return all(has_tag(entry.tags, tag) for tag in tags) and all(
            word in entry.text.casefold() for word in words
        )

    return wanted
