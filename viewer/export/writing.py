"""Writes what a form offers: for the command line and the window alike. No Qt; any thread."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from viewer.errors import ViewerError
from viewer.export.form import ExportTask, Offer, Product, Progress
from viewer.export.new_file import is_replacing, replacing
from viewer.translation import tr
from viewer.video.frames.pictures import never

Failed = Callable[[Product, ViewerError | OSError], None]


def write(
    offer: Offer,
    target_of: Callable[[str], Path],
    progress: Progress,
    cancelled: Callable[[], bool] = never,
    failed: Failed | None = None,
) -> Iterator[tuple[Path, str]]:
    """Write the files of an offer, to where `target_of` leads; yield each with what it holds.

    Of several notes, one that cannot be written is told to `failed`, if given, and the others are
    written. Else raises ViewerError, OSError of the disk, and Cancelled; what was finished stays.
    """
    count = len(offer.products)
    kept = {path.resolve() for path in offer.wares.sources} if is_replacing() else ()
    for number, product in enumerate(offer.products):

        def of_one(done: float, of: int, before: int = number) -> None:
            progress(before + done / (of or 1), count)

        target = target_of(product.name)
        try:
            if target.resolve() in kept:
                words = tr("“{0}” is a note or video of this export.").format(target.name)
                raise ViewerError(words, tr("Choose another name."))
            said = product.write(ExportTask(target, of_one if count > 1 else progress, cancelled))
        except (ViewerError, OSError) as error:
            # What is wrong with the disk is so for all, but for the length of a name.
            is_of_all = isinstance(error, OSError) and error.errno != errno.ENAMETOOLONG
            if failed is None or not product.note or count == 1 or is_of_all:
                raise
            failed(product, error)
        else:
            yield target, said
        if count > 1:
            progress(number + 1, count)


def named(offer: Offer, chosen: Path) -> Path:
    """Return the file to write for the name that a person chose, with the suffix of the form."""
    if chosen.suffix.casefold() in (offer.form.suffixes or (offer.form.suffix,)):
        return chosen
    return chosen.with_name(chosen.name + offer.form.suffix)


def write_chosen(
    offer: Offer, target: Path, progress: Progress, cancelled: Callable[[], bool]
) -> Path:
    """Write what is offered to what a person chose; return what is to be shown of it.

    `target` is a folder, made where there is none, in which nothing is written over; or a file,
    which is replaced once the whole is made. Raises ViewerError, and Cancelled, after which clips
    that were finished stay.
    """
    is_folder = offer.is_folder

    def path_of(name: str) -> Path:
        return target / name if is_folder else target

    paths = [(path_of(one.name), one.beside) for one in offer.products]
    new = [path for path, _ in paths] if is_folder else []
    new += [path.with_suffix(suffix) for path, suffix in paths if suffix]
    there = next((path for path in new if path.exists()), None)
    if there is not None:
        words = tr("“{0}” already exists.").format(there.name)
        raise ViewerError(words, tr("Choose another name."))
    is_made = is_folder and not target.exists()
    try:
        if is_folder:
            target.mkdir(exist_ok=True)
        with replacing(not is_folder):
            made = [path for path, _ in write(offer, path_of, progress, cancelled)]
    except OSError as error:
        words = error.strerror or str(error)
        raise ViewerError(tr("Can't write “{0}”: {1}.").format(target.name, words)) from error
    finally:
        if is_made:
            with suppress(OSError):  # unless something is in it
                target.rmdir()
    return made[0]
