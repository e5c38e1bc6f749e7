"""Claims as cards for Anki: the frame and the sound of a moment ask, the claim answers.

By `genanki`, which comes with the extra `[export]`. A claim is the same card each time, so that
importing the deck again keeps what was learned. No Qt; not for the GUI thread.
"""

from __future__ import annotations

import hashlib
import html
from functools import partial
from pathlib import Path
from typing import Any

from viewer.errors import ViewerError
from viewer.export.choice import Choice
from viewer.export.editors import Footage, cuts_of, extra
from viewer.export.entries import regions_at
from viewer.export.film import FilmPart, write_film
from viewer.export.form import LEARN, ExportForm, ExportTask, Kind, Offer, Product, Wares
from viewer.export.new_file import new_file
from viewer.export.tables import link_of
from viewer.notes.beside import folder_beside
from viewer.notes.timecode import format_range
from viewer.notes.videos import video_key
from viewer.terminal import counted
from viewer.video.frames.picture_file import picture_file
from viewer.video.frames.pictures import Cancelled

_FRAME_SIZE = (640, 640)
_SOUND_MS = 12_000
_MODEL_ID = 1_607_402_319  # of the kind of cards, for good
_FIELDS = ("Claim", "Moment", "Sound", "Time", "Note", "Link")
_QUESTION = '<div class="moment">{{Moment}}{{Sound}}</div><p class="time">{{Note}}, {{Time}}</p>'
_ANSWER = (
    '{{FrontSide}}<hr id="answer"><p>{{Claim}}</p>'
    '{{#Link}}<p><a href="{{text:Link}}">{{Time}}</a></p>{{/Link}}'
)
_CSS = (
    ".card{font:20px sans-serif;text-align:center}.time{color:#777;font-size:14px}"
    "img{max-width:100%;max-height:60vh}"
)


class AnkiForm(ExportForm):
    """One package with a deck for each note."""

    id, suffix, words = "anki", ".apkg", "Anki cards"
    about = "A card for each claim, with its picture and sound. Open the file with Anki."
    kind = Kind(LEARN, "Anki cards")
    is_media = True
    holds = ("1 card", "{0} cards")

    def offer(self, wares: Wares, choice: Choice) -> Offer:
        entries = wares.entries
        left = [entry for entry in entries if entry.ms is None]
        made = [Product(wares.name + self.suffix, partial(_write, wares))] if entries else []
        return Offer(self, wares, choice, made, len(entries) - len(left), left, bare=wares.bare)


ANKI = AnkiForm()


def _write(wares: Wares, task: ExportTask) -> str:
    """Write a deck for each note into one package (`.apkg`); return how many cards.

    Where a video is not here, a card asks by its time alone.
    Raises ViewerError and Cancelled; then there is no file. One that is there is not written over.
    """
    genanki = extra("genanki", "Cards for Anki need genanki")
    model = genanki.Model(
        _MODEL_ID,
        "Cuenote claim",
        fields=[{"name": name} for name in _FIELDS],
        templates=[{"name": "Claim", "qfmt": _QUESTION, "afmt": _ANSWER}],
        css=_CSS,
    )
    notes, durations = [one.entries for one in wares.materials], wares.durations
    cuts = [(note, cut) for note in notes for cut in cuts_of(note.entries, durations)]
    if not cuts:
        raise ViewerError("Nothing to export: no timestamps to make cards from.")
    decks: dict[str, Any] = {}
    with new_file(task.target) as made, folder_beside(task.target) as folder:
        media: list[str] = []
        for number, (note, cut) in enumerate(cuts):
            if task.cancelled():
                raise Cancelled
            entry = cut.entry
            one = wares.footage.get(video_key(entry.video)) or Footage()
            end_ms = min(cut.end_ms, cut.start_ms + _SOUND_MS)
            regions = regions_at(note.entries, entry)
            part = FilmPart(one.path, cut.start_ms, end_ms, regions=regions) if one.path else None
            moment, sound = "", ""
            if part is not None:
                moment, sound = _media(part, one.rate is not None, folder, media, task)
            deck = decks.get(note.note)
            if deck is None:
                id_ = int.from_bytes(hashlib.sha256(note.note.encode()).digest()[:4]) | 1 << 30
                deck = decks[note.note] = genanki.Deck(id_, f"Cuenote::{note.title}")
            texts = dict.fromkeys(each.text for each in note.entries if each.ms == cut.start_ms)
            fields = (
                "<br>".join(html.escape(text, quote=False) for text in texts),
                moment,
                sound,
                format_range(cut.start_ms, entry.end_ms),
                html.escape(note.title, quote=False),
                html.escape(link_of(entry)),
            )
            guid = genanki.guid_for(note.note, video_key(entry.video), entry.written, entry.text)
            tags = [tag.replace(" ", "_") for tag in entry.tags]
            deck.add_note(genanki.Note(model=model, fields=list(fields), guid=guid, tags=tags))
            task.progress(number + 1, len(cuts))
        genanki.Package(list(decks.values()), media_files=media).write_to_file(str(made))
    return counted(len(cuts), "card", "cards")


def _media(
    part: FilmPart, has_picture: bool, folder: Path, media: list[str], task: ExportTask
) -> tuple[str, str]:
    """Make the frame and the sound of a moment; give how a card names them."""
    told = f"{part.path.name} {part.start_ms} {part.end_ms}"
    told += "".join(f" {region.written}" for region in part.regions)
    name = hashlib.sha256(told.encode()).hexdigest()[:16]
    picture = ""
    if has_picture:
        suffix, data = picture_file(part.path, part.start_ms, _FRAME_SIZE, part.regions)
        shown = folder / f"cuenote-{name}{suffix}"
        if str(shown) not in media:
            shown.write_bytes(data)
            media.append(str(shown))
        picture = f'<img src="{shown.name}">'
    heard = folder / f"cuenote-{name}.m4a"
    if str(heard) not in media:
        write_film([part], heard, cancelled=task.cancelled)
        media.append(str(heard))
    return picture, f"[sound:{heard.name}]"
