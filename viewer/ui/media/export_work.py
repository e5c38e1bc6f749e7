"""What is exported of one note or of several, and where it is written. No Qt; for `Background`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from viewer.errors import ViewerError
from viewer.evidence.sources import Places
from viewer.export.anki import write_deck
from viewer.export.editors import Cut, Footage
from viewer.export.entries import Entry, Wanted
from viewer.export.film import SUFFIXES
from viewer.export.forms import OF_MEDIA, Document, ExportForm, documents_of
from viewer.export.gathering import Gatherer, Opened
from viewer.export.media_forms import (
    NOTE_WRITERS,
    Choice,
    Material,
    Progress,
    behind_picture,
    clip_names,
    cuts_with_files,
    length_of,
    page_names,
    without_video,
    write_clips,
    write_film_of,
)
from viewer.export.new_file import write_new
from viewer.notes.beside import folder_beside
from viewer.notes.model import Span
from viewer.notes.note import Note
from viewer.video.frames.pictures import Cancelled, never

WHOLE = "note"
"""The scope that is all of each note."""


class Scope(NamedTuple):
    """A part of a note that can be exported."""

    id: str
    wanted: Wanted | None  # which claims are in it; None: all
    areas: Sequence[Span] | None = None  # where not only claims are wanted: in which bytes


Scopes = Sequence[Scope]


class Chosen(NamedTuple):
    """Which notes are to be exported, and which parts of them."""

    name: str  # of the files that are made, without a suffix
    root: Path  # the folder of which the names of notes are told
    notes: Sequence[Path]
    scopes: Callable[[Note, Path], Scopes]
    places: Places
    opened: Opened | None = None  # the one among them that is shown


class Stock(NamedTuple):
    """What was chosen, with all that is known of it."""

    chosen: Chosen
    footage: Mapping[str, Footage]  # by the key of the video
    materials: Mapping[str, Sequence[Material]]  # by scope, without notes that have nothing in it
    unread: int  # notes that could not be read


class Offer(NamedTuple):
    """What a form would give."""

    form: ExportForm
    materials: Sequence[Material]
    documents: tuple[Document, ...] = ()  # of forms that are text
    cuts: tuple[tuple[Material, Cut, Path], ...] = ()  # of clips and films
    size: int = 0  # how many entries, moments, clips or cards
    left: Sequence[Entry] = ()  # citations that are not in it
    seconds: int = 0  # of film
    bytes: int = 0  # a guess, of films
    unread: int = 0  # notes that could not be read
    bare: int = 0  # moments without a frame, for their video is not here

    @property
    def problems(self) -> tuple[str, ...]:
        """What whoever takes it will not like, in sentences."""
        return tuple(dict.fromkeys(each for one in self.documents for each in one.problems))

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be in it. A note without a time can be printed."""
        return not (self.materials if self.form.id == "pdf" else self.size)

    @property
    def files(self) -> int:
        """How many files it is."""
        if self.form.id in NOTE_WRITERS:
            return len(self.materials)
        return len(self.cuts if self.form.id == "clips" else self.documents)

    @property
    def is_folder(self) -> bool:
        """Whether it is written into a folder, as several files."""
        return self.form.id == "clips" or self.files > 1


def gather(chosen: Chosen, cancelled: Callable[[], bool] = never) -> Stock:
    """Read the notes, and look for their videos. Raises Cancelled, and ViewerError of one note."""
    gatherer = Gatherer(chosen.places, chosen.opened)
    materials: dict[str, list[Material]] = {}
    unread = 0
    for path in chosen.notes:
        if cancelled():
            raise Cancelled
        name = path.relative_to(chosen.root) if path.is_relative_to(chosen.root) else path
        try:
            known = gatherer.read(path, name.as_posix())
        except ViewerError:
            if len(chosen.notes) == 1:
                raise
            unread += 1
            continue
        for scope in chosen.scopes(known.note, path):
            material = known.material(scope.wanted, scope.areas)
            of_scope = materials.setdefault(scope.id, [])
            if material.entries.entries or material.has_text:
                of_scope.append(material)
    return Stock(chosen, gatherer.footage, materials, unread)


def offer_of(stock: Stock, form: ExportForm, scope: str, most_lines: int) -> Offer:
    """Say what a form gives of a scope.

    Raises ViewerError where the form cannot hold it, or what makes it is not installed.
    """
    is_paper = form.id == "pdf"
    materials = [
        material
        for material in stock.materials.get(scope, ())
        if material.entries.entries or (is_paper and material.has_text)
    ]
    offer = Offer(form, materials, unread=stock.unread)
    if not materials:
        return offer
    notes = [material.entries for material in materials]
    if form.id not in OF_MEDIA:
        documents = documents_of(
            form, notes, stock.footage, name=stock.chosen.name, by_claims=scope != WHOLE
        )
        size = sum(one.size for one in documents)
        left = [entry for one in documents for entry in one.left]
        return offer._replace(documents=tuple(documents), size=size, left=left)
    if form.id in ("html", "pdf", "anki"):
        entries = [entry for note in notes for entry in note.entries]
        behind = behind_picture(entries, stock.footage) if form.id == "html" else ()
        left = [entry for entry in entries if entry.ms is None or entry in behind]
        size = len(entries) - len(left)
        # In a PDF a time that leads nowhere is struck out.
        bare = without_video(entries, stock.footage)
        return offer._replace(size=size, left=() if is_paper else left, bare=bare)
    cuts, left = cuts_with_files(materials, stock.footage)
    seconds, guess = length_of(cuts, most_lines)
    return offer._replace(cuts=tuple(cuts), size=len(cuts), left=left, seconds=seconds, bytes=guess)


def target_of(offer: Offer, chosen: Path) -> Path:
    """Give the file to write for the name that a person chose, with the suffix of the form."""
    suffixes = SUFFIXES if offer.form.id == "film" else (offer.form.suffix,)
    if chosen.suffix.casefold() in suffixes:
        return chosen
    target = chosen.with_name(chosen.name + offer.form.suffix)
    if target.exists():  # of which nobody was asked
        raise _there_is(target)
    return target


def write(
    stock: Stock,
    offer: Offer,
    target: Path,
    choice: Choice,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> Path:
    """Write what is offered; return what is to be shown of it.

    `target` is a folder, in which nothing is written over, or a file, which is replaced once the
    whole is made. Raises ViewerError, and Cancelled, after which clips that were finished stay.
    """
    try:
        if offer.is_folder:
            return _write_into(stock, offer, target, choice, progress, cancelled)
        known = (*stock.chosen.notes, *(one.path for one in stock.footage.values()))
        if any(path is not None and target.resolve() == path.resolve() for path in known):
            words = f"{target.name} is a note or a video that is exported."
            raise ViewerError(words, "Name another file.")
        beside = target.with_suffix(".srt")
        has_beside = offer.form.id == "film" and choice.captions == "beside"
        if has_beside and beside.exists():
            raise _there_is(beside)
        with folder_beside(target) as folder:
            made = folder / f"export{target.suffix.casefold()}"
            _write_one(stock, offer, made, choice, progress, cancelled)
            if has_beside:
                made.with_suffix(".srt").replace(beside)
            made.replace(target)
    except OSError as error:
        words = error.strerror or str(error)
        raise ViewerError(f"{target.name} cannot be written: {words}.") from error
    return target


def _write_into(
    stock: Stock,
    offer: Offer,
    folder: Path,
    choice: Choice,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> Path:
    """Write several files into a folder; return the first."""
    names = [document.name for document in offer.documents]
    names += clip_names(offer.cuts, quick=choice.quick)
    write_one = NOTE_WRITERS.get(offer.form.id)
    pages = page_names(offer.materials, offer.form.suffix) if write_one is not None else []
    names += pages
    there = next((folder / name for name in names if (folder / name).exists()), None)
    if there is not None:
        raise _there_is(there)
    if offer.form.id == "clips":
        return write_clips(offer.cuts, folder, choice, progress, cancelled)[0]
    for document in offer.documents:
        write_new(folder / document.name, document.text)
    for number, (name, material) in enumerate(zip(pages, offer.materials, strict=bool(pages))):
        assert write_one is not None
        write_one(material, stock.footage, folder / name, choice, cancelled=cancelled)
        progress(number + 1, len(pages))
    return folder / names[0]


def _write_one(
    stock: Stock,
    offer: Offer,
    target: Path,
    choice: Choice,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> None:
    if offer.documents:
        target.write_text(offer.documents[0].text, encoding="utf-8", newline="")
    elif offer.form.id == "film":
        write_film_of(offer.cuts, target, choice, progress, cancelled)
    elif offer.form.id == "anki":
        notes = [material.entries for material in offer.materials]
        write_deck(notes, stock.footage, target, progress=progress, cancelled=cancelled)
    else:
        write_one = NOTE_WRITERS[offer.form.id]
        write_one(offer.materials[0], stock.footage, target, choice, progress, cancelled)


def _there_is(path: Path) -> ViewerError:
    return ViewerError(f"There is a file {path.name} already.", "Name another one.")
