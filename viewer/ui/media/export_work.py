"""What is exported of the open note, and where it is written. No Qt; for `Background`."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from viewer.errors import ViewerError
from viewer.evidence.sources import Places, Sources
from viewer.export.anki import write_deck
from viewer.export.editors import Cut, Footage
from viewer.export.entries import entries_of
from viewer.export.film import SUFFIXES
from viewer.export.forms import OF_MEDIA, Document, ExportForm, documents_of
from viewer.export.media_forms import (
    Choice,
    Material,
    Progress,
    clip_name,
    cuts_with_files,
    find_footage,
    find_picture,
    length_of,
    write_clips,
    write_film_of,
    write_page_of,
)
from viewer.export.new_file import write_new
from viewer.notes.model import CitedTime, Span, VideoRef
from viewer.notes.note import Note
from viewer.notes.videos import video_key
from viewer.video.frames.decoder import rate_of
from viewer.video.transcripts.transcript import Transcript


class Opened(NamedTuple):
    """The note as it is shown, and what the window knows of the video that is open."""

    note: Note
    path: Path
    times: tuple[CitedTime, ...]
    places: Places
    media: Path | None  # the file that is open
    duration_ms: int | None
    transcript: Transcript | None


class Stock(NamedTuple):
    """An opened note with all that is known of its videos, by their keys."""

    opened: Opened
    footage: Mapping[str, Footage]
    transcripts: Mapping[str, Transcript | None]


class Offer(NamedTuple):
    """What a form would give of a note."""

    form: ExportForm
    material: Material
    documents: tuple[Document, ...] = ()  # of forms that are text
    cuts: tuple[tuple[Material, Cut, Path], ...] = ()  # of clips and films
    size: int = 0  # how many entries, moments, clips or cards
    left: int = 0  # citations that are not in it
    seconds: int = 0  # of film
    bytes: int = 0  # a guess, of films

    @property
    def problems(self) -> tuple[str, ...]:
        """What whoever takes it will not like, in sentences."""
        return tuple(dict.fromkeys(each for one in self.documents for each in one.problems))

    @property
    def is_folder(self) -> bool:
        """Whether it is written into a folder, as several files."""
        return self.form.id == "clips" or len(self.documents) > 1


def gather(opened: Opened) -> Stock:
    """Look for the videos of a note and what is said in them; that may take a second."""
    sources = Sources(opened.places)
    note = opened.note
    videos: list[VideoRef | None] = [note.videos[at] for at in note.played]
    footage: dict[str, Footage] = {}
    transcripts: dict[str, Transcript | None] = {}
    for video in videos or [None]:
        key = video_key(video)
        found, transcript = find_footage(sources, video, opened.path)
        if key == video_key(note.video):
            if opened.media is not None and opened.media != found.path:
                found = found._replace(path=opened.media, rate=rate_of(opened.media))
            found = found._replace(duration_ms=opened.duration_ms or found.duration_ms)
            transcript = opened.transcript or transcript
        footage[key], transcripts[key] = found, transcript
    return Stock(opened, footage, transcripts)


def offer_of(
    stock: Stock, form: ExportForm, spans: frozenset[Span] | None, most_lines: int
) -> Offer:
    """Say what a form gives of the claims with these spans; None: of all.

    Raises ViewerError where the form cannot hold it, or what makes it is not installed.
    """
    opened = stock.opened
    wanted = None if spans is None else (lambda claim, text, tags: claim.span in spans)
    entries = entries_of(opened.note, opened.path.name, opened.times, wanted)
    pictures = partial(find_picture, opened.path, opened.places.vault or opened.path.parent)
    material = Material(opened.note, entries, stock.transcripts, pictures)
    offer = Offer(form, material)
    if not entries.entries:
        return offer
    if form.id not in OF_MEDIA:
        documents = documents_of(
            form, [entries], stock.footage, name=opened.path.stem, by_claims=spans is not None
        )
        size, left = (sum(one.size for one in documents), sum(one.left for one in documents))
        return offer._replace(documents=tuple(documents), size=size, left=left)
    if form.id in ("html", "anki"):
        left = sum(one.ms is None for one in entries.entries)
        return offer._replace(size=len(entries.entries) - left, left=left)
    cuts, left = cuts_with_files([material], stock.footage)
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
            return _write_into(offer, target, choice, progress, cancelled)
        known = (stock.opened.path, *(one.path for one in stock.footage.values()))
        if any(path is not None and target.resolve() == path.resolve() for path in known):
            raise ViewerError(f"{target.name} is the note itself, or its video.", "Name another.")
        beside = target.with_suffix(".srt")
        has_beside = offer.form.id == "film" and choice.captions == "beside"
        if has_beside and beside.exists():
            raise _there_is(beside)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".cuenote-") as folder:
            made = Path(folder, f"export{target.suffix.casefold()}")
            _write_one(stock, offer, made, choice, progress, cancelled)
            if has_beside:
                made.with_suffix(".srt").replace(beside)
            made.replace(target)
    except OSError as error:
        words = error.strerror or str(error)
        raise ViewerError(f"{target.name} cannot be written: {words}.") from error
    return target


def _write_into(
    offer: Offer,
    folder: Path,
    choice: Choice,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> Path:
    """Write several files into a folder; return the first."""
    names = [document.name for document in offer.documents]
    names += [
        clip_name(cut, path.suffix if choice.quick else ".mp4") for _, cut, path in offer.cuts
    ]
    there = next((folder / name for name in names if (folder / name).exists()), None)
    if there is not None:
        raise _there_is(there)
    if offer.form.id == "clips":
        return write_clips(offer.cuts, folder, choice, progress, cancelled)[0]
    for document in offer.documents:
        write_new(folder / document.name, document.text)
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
        entries, footage = offer.material.entries, stock.footage
        write_deck([entries], footage, target, progress=progress, cancelled=cancelled)
    else:
        write_page_of(offer.material, stock.footage, target, choice, progress, cancelled)


def _there_is(path: Path) -> ViewerError:
    return ViewerError(f"There is a file {path.name} already.", "Name another one.")
