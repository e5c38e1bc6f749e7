"""The rows of a search: what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from viewer.notes.timecode import format_ms
from viewer.vault.entry import PassageKind
from viewer.vault.index import Found, Hit, NoteRow


class ChoiceKind(Enum):
    """What choosing a row does that is not a place in a note."""

    RECENT = auto()  # search for `value` again
    COMPLETION = auto()  # make `value` the value of the filter that is being typed
    DROP = auto()  # search without the filter `value`
    MORE = auto()  # list more of what was found
    INDEX = auto()  # index this folder


@dataclass(frozen=True, slots=True)
class Group:
    """A note in which something was found; `hit` is its title, where that was found, too."""

    note: NoteRow
    hit: Hit | None

    @property
    def title(self) -> str:
        return self.note.shown_title


@dataclass(frozen=True, slots=True)
class Place:
    """A passage that was found."""

    note: NoteRow
    hit: Hit


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose that is no place in a note."""

    kind: ChoiceKind
    text: str
    value: str = ""
    hint: str = ""  # at the right
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Words to be read; `code` stands before them as what could be typed."""

    text: str
    code: str = ""
    is_section: bool = False


SearchRow = Group | Place | Choice | Line


def rows_of(found: Found) -> list[SearchRow]:
    """Lay out what was found: each note, and below it its passages, what is cited first."""
    rows: list[SearchRow] = []
    for note, hits in found.groups:
        title = next((hit for hit in hits if hit.kind is PassageKind.TITLE), None)
        rows.append(Group(note, title))
        # The sort is stable: of each kind the best come first.
        ordered = sorted(hits, key=lambda hit: hit.kind is not PassageKind.CLAIM)
        rows += [Place(note, hit) for hit in ordered if hit is not title]
    return rows


def can_be_chosen(row: SearchRow) -> bool:
    """Say whether the keyboard stops at a row."""
    return isinstance(row, Place | Choice) or (isinstance(row, Group) and row.hit is not None)


def is_place(row: SearchRow) -> bool:
    """Say whether a row leads into a note."""
    return isinstance(row, Place) or (isinstance(row, Group) and row.hit is not None)


def text_of(row: SearchRow) -> str:
    """Say a row in short."""
    if isinstance(row, Group):
        return row.title
    if isinstance(row, Place):
        return row.hit.text
    return row.text


def kind_words(kind: PassageKind) -> str:
    """Name what kind of text a passage is, in a word."""
    tr = QCoreApplication.translate
    return {
        PassageKind.CLAIM: tr("search", "Claim"),
        PassageKind.TEXT: tr("search", "Text"),
        PassageKind.HEADING: tr("search", "Heading"),
        PassageKind.TITLE: tr("search", "Title"),
    }[kind]


def words_of(row: SearchRow) -> str:
    """Say a row as it is read aloud."""
    if isinstance(row, Place):
        parts = [kind_words(row.hit.kind)]
        if row.hit.ms is not None:
            parts.append(format_ms(row.hit.ms))
        parts += [row.hit.text, row.note.shown_title]
        return ", ".join(parts)
    if isinstance(row, Group):
        title = f"{kind_words(PassageKind.TITLE)}, {row.title}" if row.hit else row.title
        return ", ".join(part for part in (title, row.note.channel) if part)
    if isinstance(row, Choice):
        return ", ".join(part for part in (row.text, row.hint) if part)
    return f"{row.code} {row.text}".strip()
