"""The data of search rows."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from viewer.base.translation import comma_list, tr
from viewer.notes.timecode import format_ms
from viewer.vault.full_text import Results
from viewer.vault.index import Hit, NoteHits, NoteRow
from viewer.vault.passages import PassageKind
from viewer.vault.said_search import SaidGroup, Sentence


class ChoiceKind(Enum):
    """What choosing a row does that is not a place in a note."""

    RECENT = auto()  # search for `value` again
    COMPLETION = auto()  # make `value` the value of the filter that is being typed
    DROP = auto()  # search without the filter `value`
    MORE = auto()  # list more of what was found


@dataclass(frozen=True, slots=True)
class HitGroup:
    """A note with matches; `hit` is its title, if that matches, too."""

    note: NoteRow
    hit: Hit | None

    @property
    def title(self) -> str:
        return self.note.shown_title

    @property
    def beside(self) -> str:
        """Return the text after the title."""
        count = self.note.claims
        claims = tr("1 claim|%n claims", "", count) if count else ""
        return " · ".join(part for part in (self.note.channel, claims) if part)


@dataclass(frozen=True, slots=True)
class HitPlace:
    """A passage that was found."""

    note: NoteRow
    hit: Hit


@dataclass(frozen=True, slots=True)
class VideoGroup:
    """A video in which a match is said."""

    found: SaidGroup

    @property
    def title(self) -> str:
        return self.found.shown_title

    @property
    def beside(self) -> str:
        """Return the text after the title: its channel, and the vault's notes about it."""
        notes = self.found.notes
        channel = self.found.video.channel or (notes[0].channel if notes else "")
        if len(notes) > 1:
            words = tr("1 note|%n notes", "", len(notes))
        elif notes:
            words = notes[0].shown_title if notes[0].shown_title != self.title else ""
        else:
            words = tr("no note here")
        return " · ".join(part for part in (channel, words) if part)


@dataclass(frozen=True, slots=True)
class SaidPlace:
    """A sentence that was found."""

    found: SaidGroup
    hit: Sentence


@dataclass(frozen=True, slots=True)
class SearchChoice:
    """A row that can be chosen but is not a place."""

    kind: ChoiceKind
    text: str
    value: str = ""
    hint: str = ""  # at the right
    icon: str = ""


@dataclass(frozen=True, slots=True)
class HintLine:
    """A row with only text."""

    text: str
    is_section: bool = False


SearchRow = HitGroup | HitPlace | VideoGroup | SaidPlace | SearchChoice | HintLine


class FoundPage(NamedTuple):
    """The results of a search, in notes and in transcripts."""

    notes: Results[NoteHits]
    said: Results[SaidGroup]
    has_transcripts: bool = True  # known where nothing was found in them alone

    @property
    def more(self) -> bool:
        """Return whether there is more than was requested."""
        return any(each.more or each.is_cut for each in self[:2])


def rows_of(found: FoundPage) -> list[SearchRow]:
    """Return the rows: each note, followed by its passages, cited ones first.

    Then each video, followed by its sentences in the order in which they are said.
    """
    rows: list[SearchRow] = []
    notes, said, _ = found
    if notes.groups and said.groups:
        rows.append(HintLine(tr("Notes"), is_section=True))
    for number, (note, hits) in enumerate(notes.groups):
        if number == notes.all_words:
            rows.append(HintLine(tr("With most of the words"), is_section=True))
        title = next((hit for hit in hits if hit.kind is PassageKind.TITLE), None)
        rows.append(HitGroup(note, title))
        # The sort is stable: of each kind the best come first.
        ordered = sorted(hits, key=lambda hit: hit.kind is not PassageKind.CLAIM)
        rows += [HitPlace(note, hit) for hit in ordered if hit is not title]
    if said.groups:
        rows.append(HintLine(tr("Transcripts"), is_section=True))
    for number, group in enumerate(said.groups):
        if number == said.all_words:
            rows.append(HintLine(tr("With most of the words"), is_section=True))
        rows.append(VideoGroup(group))
        rows += [SaidPlace(group, hit) for hit in sorted(group.hits)]
    return rows


def key_of(row: SearchRow) -> Hashable:
    """Return a key that is the same for the same place in another result."""
    if isinstance(row, HitPlace):
        return row.note.path, row.hit.start, row.hit.end, row.hit.kind
    return (row.found.video.key, row.hit.ms) if isinstance(row, SaidPlace) else row


def can_be_exported(row: SearchRow | None) -> bool:
    """Return whether a row is a claim; only those can be exported."""
    return isinstance(row, HitPlace) and row.hit.kind is PassageKind.CLAIM


def can_be_chosen(row: SearchRow) -> bool:
    """Return whether the keyboard stops at a row."""
    return is_place(row) or isinstance(row, SearchChoice)


def is_place(row: SearchRow) -> bool:
    """Return whether a row leads into a note, or into a video."""
    return isinstance(row, HitPlace | SaidPlace) or (
        isinstance(row, HitGroup) and row.hit is not None
    )


def text_of(row: SearchRow) -> str:
    """Return a row's short text."""
    if isinstance(row, HitGroup | VideoGroup):
        return row.title
    if isinstance(row, HitPlace | SaidPlace):
        return row.hit.text
    return row.text


def kind_words(kind: PassageKind) -> str:
    """Return the kind of a passage in a word."""
    return {
        PassageKind.CLAIM: tr("Claim"),
        PassageKind.TEXT: tr("Text"),
        PassageKind.HEADING: tr("Heading"),
        PassageKind.TITLE: tr("Title"),
    }[kind]


def words_of(row: SearchRow) -> str:
    """Return a row's text for screen readers."""
    if isinstance(row, HitPlace):
        parts = [kind_words(row.hit.kind)]
        if row.hit.ms is not None:
            parts.append(format_ms(row.hit.ms))
        parts += [row.hit.text, row.note.shown_title]
        return comma_list(parts)
    if isinstance(row, SaidPlace):
        said = tr("Transcript")
        return comma_list([said, format_ms(row.hit.ms), row.hit.text, row.found.shown_title])
    if isinstance(row, VideoGroup):
        return comma_list(part for part in (row.title, row.beside) if part)
    if isinstance(row, HitGroup):
        title = f"{kind_words(PassageKind.TITLE)}, {row.title}" if row.hit else row.title
        return comma_list(part for part in (title, row.note.channel) if part)
    if isinstance(row, SearchChoice):
        return comma_list(part for part in (row.text, row.hint) if part)
    return row.text
