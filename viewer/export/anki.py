"""Claims as Anki cards: the question is headings and frame, the answer claim and audio.

Without a heading the question is the claim before it. Optionally, a claim with bold words becomes a
cloze card that leaves them out. A moment of a note is always the same card, even if its claim
changes, so importing the deck again updates it and keeps the learning progress. No Qt; not for the
GUI thread.
"""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import ZipFile

from viewer.base.errors import Cancelled, ViewerError
from viewer.base.translation import _, tr
from viewer.export.choice import Choice
from viewer.export.entries import Entry, ExportNote, cuts_of
from viewer.export.film import FilmPart, write_film
from viewer.export.format import (
    LEARN,
    Content,
    ExportFile,
    ExportFormat,
    ExportPlan,
    ExportTask,
    FormatKind,
)
from viewer.export.tables import link_of
from viewer.media.picture_file import picture_file
from viewer.notes.beside import folder_beside
from viewer.notes.headings import path_at
from viewer.notes.note import Note, Span
from viewer.notes.timecode import format_range
from viewer.notes.videos import video_key

_FRAME_SIZE = (640, 640)
_SOUND_MS = 12_000
_MODEL_ID, _CLOZE_ID = 1_607_402_320, 1_607_402_321  # of the kinds of cards, for good
_FIELDS = ("Claim", "Question", "Moment", "Sound", "Time", "Note", "Link")
_WHERE = '<div class="moment">{{Moment}}</div><p class="time">{{Note}}, {{Time}}</p>'
_MORE = '{{Sound}}{{#Link}}<p><a href="{{text:Link}}">{{Time}}</a></p>{{/Link}}'
_QUESTION = "<p>{{Question}}</p>" + _WHERE
_ANSWER = '{{FrontSide}}<hr id="answer"><p>{{Claim}}</p>' + _MORE
_CLOZE = "<p>{{cloze:Claim}}</p>" + _WHERE
_BOLD = re.compile(rb"(\*\*|__)(?=\S)(?P<words>.+?)(?<=\S)\1", re.DOTALL)
_NO_TAG = re.compile(r"[^\w-]+")
_CSS = (
    ".card{font:20px sans-serif;text-align:center}.time{color:#777;font-size:14px}"
    "img{max-width:100%;max-height:60vh}"
)


class AnkiFormat(ExportFormat):
    """One package with a deck for each note."""

    id, suffix, words = "anki", ".apkg", _("Anki cards")
    about = _("A card for each claim, with its picture and audio. Open the file with Anki.")
    kind = FormatKind(LEARN, words)
    is_media = True
    holds = _("1 card|%n cards", "", 2)
    options = ("cloze",)

    def plan(self, content: Content, choice: Choice) -> ExportPlan:
        entries = content.entries
        left = content.lost
        made = ExportFile(content.name + self.suffix, partial(_write, content, choice))
        size, files = len(entries) - len(left), [made] if entries else []
        return ExportPlan(self, content, choice, files, size, left, bare=content.bare)


ANKI = AnkiFormat()


def _write(content: Content, choice: Choice, task: ExportTask) -> str:
    """Write a deck for each note into one package (`.apkg`); return the number of cards.

    Without a local video, a card asks by its time alone. Raises ViewerError and Cancelled.
    """
    import genanki  # what else is exported does without

    model = _model(genanki, _MODEL_ID, "Cuenote claim", _QUESTION, _ANSWER)
    with_gaps = _model(
        genanki, _CLOZE_ID, "Cuenote cloze", _CLOZE, _CLOZE + _MORE, model_type=genanki.Model.CLOZE
    )
    cuts = [cut for note in content.notes for cut in cuts_of(note, content.footage)]
    if not cuts:
        raise ViewerError(tr("Nothing to export: no timestamps were found."))
    decks: dict[str, Any] = {}
    with folder_beside(task.target) as folder:
        media: list[str] = []
        read: tuple[ExportNote, Note] | None = None
        for number, cut in enumerate(cuts):
            if task.cancelled():
                raise Cancelled
            note, entry, same = cut.note, cut.entry, cut.same
            end_ms = min(cut.end_ms, cut.start_ms + _SOUND_MS)
            moment, sound = "", ""
            if cut.footage.path is not None:
                part = FilmPart(cut.file, cut.start_ms, end_ms, regions=cut.regions)
                moment, sound = _media(part, cut.footage.has_picture, folder, media, task)
            deck = decks.get(note.name)
            if deck is None:
                id_ = int.from_bytes(hashlib.sha256(note.name.encode()).digest()[:4]) | 1 << 30
                deck = decks[note.name] = genanki.Deck(id_, f"Cuenote::{note.title}")
            texts = dict.fromkeys(html.escape(each.text, quote=False) for each in same)
            claim, kind = "<br>".join(texts), model
            if choice.cloze:
                read = read if read is not None and read[0] is note else (note, note.read()[0])
                gaps = "<br>".join(dict.fromkeys(_with_gaps(same, read[1])))
                if "{{c1::" in gaps:
                    claim, kind = gaps, with_gaps
            fields = (
                claim,
                html.escape(_question(note, entry), quote=False),
                moment,
                sound,
                format_range(cut.start_ms, entry.end_ms),
                html.escape(note.title, quote=False),
                html.escape(link_of(entry)),
            )
            # Anki does not turn a card of one kind into one of the other.
            told = note.name, video_key(entry.video), entry.written, kind is with_gaps
            guid = genanki.guid_for(*told)
            tags = [*(tag.replace(" ", "_") for tag in entry.tags), _place(note, entry)]
            deck.add_note(genanki.Note(model=kind, fields=list(fields), guid=guid, tags=tags))
            task.progress(number + 1, len(cuts))
        _pack(task.target, genanki.Package(list(decks.values())), media)
    return tr("1 card|%n cards", "", len(cuts))


def _pack(target: Path, cards: Any, media: Sequence[str]) -> None:
    """Write the package. genanki's `write_to_file` leaves the cards in the temporary folder."""
    now = time.time()
    with closing(sqlite3.connect(":memory:")) as base, ZipFile(target, "w") as packed:
        cards.write_to_db(base.cursor(), now, count(int(now * 1000)))
        base.commit()
        packed.writestr("collection.anki2", base.serialize())
        packed.writestr("media", json.dumps({n: Path(path).name for n, path in enumerate(media)}))
        for number, path in enumerate(media):
            packed.write(path, str(number))


def _model(genanki: Any, id_: int, name: str, front: str, back: str, **more: int) -> Any:
    return genanki.Model(
        id_,
        name,
        fields=[{"name": field} for field in _FIELDS],
        templates=[{"name": "Claim", "qfmt": front, "afmt": back}],
        css=_CSS,
        **more,
    )


def _question(note: ExportNote, entry: Entry) -> str:
    path = [one.text for one in path_at(note.headings, entry.span.start)]
    asked = [text for text in path if text and text not in (note.title, entry.text)]
    if asked:
        return " › ".join(asked)
    before = [one.text for one in note.entries if one.span.end <= entry.span.start and one.text]
    return before[-1] if before else ""


def _place(note: ExportNote, entry: Entry) -> str:
    """Return a tag for where a claim is: the folders, the note, and the headings."""
    path = [one.text for one in path_at(note.headings, entry.span.start)]
    names = [*PurePosixPath(note.name).with_suffix("").parts, *path]
    return "::".join(filter(None, (_NO_TAG.sub("_", name).strip("_") for name in names)))


def _with_gaps(same: Sequence[Entry], note: Note) -> Iterator[str]:
    """Yield claims in HTML, with their bold words as Anki's cloze deletions."""
    number = 1
    for entry in same:
        made, at = [], 0
        for found in _BOLD.finditer(note.data, *entry.span):
            words = " ".join(note.plain.of(Span(*found.span("words"))).split())
            start = entry.text.find(words, at)
            if not words or start < 0:
                continue
            made.append(html.escape(entry.text[at:start], quote=False))
            gap = html.escape(words, quote=False).replace("}}", "} }")
            made.append(f"{{{{c{number}::{gap}}}}}")
            number, at = number + 1, start + len(words)
        yield "".join(made) + html.escape(entry.text[at:], quote=False)


def _media(
    part: FilmPart, has_picture: bool, folder: Path, media: list[str], task: ExportTask
) -> tuple[str, str]:
    told = f"{part.path.name} {part.start_ms} {part.end_ms}"
    told += "".join(f" {region.written}" for region in part.regions)
    name = hashlib.sha256(os.fsencode(told)).hexdigest()[:16]
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
