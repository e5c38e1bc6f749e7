"""Find what is under a point of the page, or at its cursor, and what a click on it does.

Indexes are those of the note's claims and citations, and of the picture's links. GUI thread.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QTextCursor

from viewer.base.translation import or_list, tr, without_stop
from viewer.notes.layout import own_span
from viewer.notes.model import EndFault, Span
from viewer.notes.note import Note, TimeStatus
from viewer.notes.rearrange import block_at
from viewer.notes.timecode import format_ms
from viewer.notes.videos import name_of as name_of_video
from viewer.ui.kit.renderer import Fault
from viewer.ui.page.column import TextColumn
from viewer.ui.page.document import (
    Chip,
    ChipState,
    Inset,
    InsetKind,
    Link,
    NoteDocument,
    Property,
    cursor_over,
)
from viewer.ui.page.insets import name_of
from viewer.ui.page.pictures import NotePictures

_LINE_KEYS = {
    Qt.Key.Key_Up: QTextCursor.MoveOperation.Up,
    Qt.Key.Key_Down: QTextCursor.MoveOperation.Down,
}


@dataclass(frozen=True, slots=True)
class Target:
    """What is under a point: at most one citation, link or claim."""

    citation: int | None = None
    step: int = 0  # at an end of its chip that moves its time by a frame: -1 or 1
    link: int | None = None
    claim: int | None = None
    at: int = field(default=-1, compare=False)  # of a link: a document position in it
    inset: Inset | None = field(default=None, compare=False)  # a picture there, or a formula


NOTHING = Target()
STEP_SHARE = 0.55  # of its height: how wide an end of a chip is that moves its time
_MOST = 300  # characters of the note in a tooltip


@dataclass(slots=True)
class Doubt:
    """What is said of a citation in the place of where it leads: `why` is to be filled in."""

    citation: int
    why: str = ""


class Targets(QObject):
    """Hit tests on one view's page."""

    doubt_asked = Signal(object)  # Doubt, to be answered at once

    def __init__(self, view: TextColumn, pictures: NotePictures) -> None:
        super().__init__(view)
        self._view, self._places, self._pictures = view, view.places, pictures
        self.missing: frozenset[str] = frozenset()  # what links name that is not there

    def at_point(self, point: QPoint) -> Target:
        """Return the target at a point of the viewport, and the picture or formula there."""
        picture = self._view.picture
        if picture is None:
            return NOTHING
        place = QPointF(point) + self._places.scroll_offset()
        exact = self._position_at(place, Qt.HitTestAccuracy.ExactHit)
        inset = picture.inset_at(exact) if exact >= 0 else None
        return replace(self._at_place(picture, place, exact), inset=inset)

    def _position_at(self, place: QPointF, accuracy: Qt.HitTestAccuracy) -> int:
        return self._view.document().documentLayout().hitTest(place, accuracy)

    def _at_place(self, picture: NoteDocument, place: QPointF, exact: int) -> Target:
        position = self._position_at(place, Qt.HitTestAccuracy.FuzzyHit)
        if position < 0:
            return NOTHING
        for at in (position, position - 1):
            chip = picture.chip_at(at)
            if chip is not None and (rect := self._places.stepped_rect(chip)).contains(place):
                end_px = rect.height() * STEP_SHARE if has_steps(chip) else 0.0
                is_later = place.x() >= rect.right() - end_px
                step = -1 if place.x() < rect.left() + end_px else int(is_later)
                return Target(citation=chip.citation, step=step)
        if exact >= 0:
            cursor = QTextCursor(self._view.document())
            cursor.setPosition(min(exact + 1, self._view.document().characterCount() - 1))
            link = cursor.charFormat().property(Property.LINK)
            if isinstance(link, int):
                return Target(link=link, at=exact)
        for at in (position, position - 1):
            offset = picture.byte_at(at) if at >= 0 else None
            claim = _claim_index_at(picture.note, offset)
            washes = self._places.claim_rects(claim)[0] if claim is not None else []
            if any(rect.contains(place) for rect in washes):
                return Target(claim=claim)
        return NOTHING

    def at_caret(self) -> Target:
        """Return the target at the cursor."""
        picture = self._view.picture
        if picture is None:
            return NOTHING
        cursor = self._view.textCursor()
        chip = picture.chip_at(cursor.position())
        if chip is not None:
            return Target(citation=chip.citation)
        cursor.setPosition(min(cursor.position() + 1, self._view.document().characterCount() - 1))
        link = cursor.charFormat().property(Property.LINK)
        if isinstance(link, int):
            return Target(link=link, at=cursor.position() - 1)
        claim = _claim_index_at(picture.note, picture.byte_at(self._view.textCursor().position()))
        return Target(claim=claim) if claim is not None else NOTHING

    def links_between(self, start: int, end: int) -> list[tuple[int, int, Link]]:
        """Return the ranges of links in document positions [start, end), and the links.

        A link with several formats is returned once for each.
        """
        picture, found = self._view.picture, []
        block = self._view.document().findBlock(max(0, start))
        while picture is not None and block.isValid() and block.position() < end:
            for one in block.textFormats():
                link, first = one.format.property(Property.LINK), block.position() + one.start
                if isinstance(link, int) and start <= first < end:
                    found.append((first, first + one.length, picture.links[link]))
            block = block.next()
        return found

    def links_at(self, offset: int | None) -> dict[Link, str]:
        """Return the links of the block at byte `offset`, with their text; None: of the note."""
        picture, found, until = self._view.picture, dict[Link, str](), -1
        if picture is None:
            return found
        note = picture.note
        block = block_at(note, offset) if offset is not None else None
        if offset is not None and block is None:
            return found
        span = own_span(note, block) if block is not None else Span(0, len(note.data))
        for start, end, link in self.links_between(*picture.range_of(span)):
            if link.tag or link.footnote is not None:
                continue
            words = cursor_over(self._view.document(), start, end).selectedText()
            found[link] = found[link] + words if start == until and link in found else words
            until = end
        return found

    def is_missing(self, link: Link) -> bool:
        """Return whether a link is known to lead to no note."""
        return link.wiki and link.target in self.missing

    def link_on_the_way(self, key: Qt.Key) -> int | None:
        """Return the first link before the line that ↑ or ↓ goes to, since links are stops.

        None if there is none, and for other keys.
        """
        if key not in _LINE_KEYS:
            return None
        cursor = self._view.textCursor()  # a copy
        before = cursor.position()
        cursor.movePosition(_LINE_KEYS[key])
        after = cursor.position()
        if after == before:  # there is no other line: what is left of this one
            after = 0 if key == Qt.Key.Key_Up else self._view.document().characterCount()
        first, last = min(before, after) + 1, max(before, after)
        starts = [start for start, _, _ in self.links_between(first, last)]
        return (starts[0] if after > before else starts[-1]) if starts else None

    def tool_tip_at(self, point: QPoint, step: int | None) -> str:
        """Return what a click on a point of the viewport does, else what is shown there."""
        target = self.at_point(point)
        said = self.tool_tip(target, step)
        if target.inset is None or (said and target.link is None):
            return said
        return "\n".join(filter(None, (self._words_of(target.inset), said)))

    def _words_of(self, inset: Inset) -> str:
        if inset.kind is InsetKind.VIDEO:
            return ""  # a click on it says so
        if inset.kind is not InsetKind.PICTURE:
            return _cut(inset.source)
        name, drawn = _cut(name_of(inset)), self._pictures.drawn(inset)
        if not isinstance(drawn, Fault):
            return name
        why = {
            Fault.MISSING: tr("There is no picture “{0}”"),
            Fault.NOT_A_FILE: without_stop(tr("“{0}” is not a file.")),
            Fault.TOO_LARGE: tr("“{0}” is too large to show"),
            Fault.UNREADABLE: tr("“{0}” can't be read as a picture"),
            Fault.TOO_SLOW: tr("“{0}” is too large to show"),
            Fault.ON_WEB: tr("“{0}” is on the web and is not loaded"),
        }
        return why[drawn].format(name)

    def tool_tip(self, target: Target, step: int | None = None) -> str:
        """Return what a click on `target` does; `step` if it is at an end of a chip."""
        note = self._view.note
        if note is None:
            return ""
        if target.link is not None and self._view.picture is not None:
            link: Link = self._view.picture.links[target.link]
            if link.video is not None:
                return tr("Play “{0}”").format(_cut(name_of_video(note.videos[link.video])))
            if link.footnote is not None:
                return _cut(note.plain.of(link.footnote))
            if link.tag:
                return tr("Search for #{0}").format(_cut(link.tag))
            where = _cut(link.target)
            if self.is_missing(link):
                return without_stop(tr("No note “{0}” in this vault.")).format(where)
            return tr("Open “{0}”").format(where) if link.wiki else where
        if target.citation is None:
            return ""
        if step:
            later, earlier = tr("Move time 1 frame later"), tr("Move time 1 frame earlier")
            return later if step > 0 else earlier
        said = self._citation_tip(target.citation, note)
        other = note.citations[target.citation].video
        if other is None:
            return said
        return f"{said}\n" + tr("In “{0}”").format(_cut(name_of_video(note.videos[other])))

    def _citation_tip(self, index: int, note: Note) -> str:
        doubt = Doubt(index)
        self.doubt_asked.emit(doubt)
        if doubt.why:
            return doubt.why
        time = self._view.times[index]
        written = _cut(note.citations[index].written)
        if time.ms is not None and not time.is_sure and time.candidates:
            others = or_list([format_ms(reading.ms) for reading in time.candidates])
            return tr("In note: {0}, read as {1}; it could be {2}").format(
                written, format_ms(time.ms), others
            )
        if time.ms is not None and time.status is TimeStatus.SHIFTED:
            return tr("In note: {0}, read as mm:ss: {1}").format(written, format_ms(time.ms))
        if time.ms is not None:
            go = tr("Go to {0}").format(format_ms(time.ms))
            picture = self._view.picture
            chip = picture.chip_of(index) if picture is not None else None
            if time.end_fault is EndFault.NOT_AFTER_START:
                return f"{go}\n{tr('The range ends before it starts')}"
            if time.end_fault is not None:
                return f"{go}\n{tr('The range ends past the end of the video')}"
            if chip is not None and chip.state is ChipState.DOUBT:
                return tr("Shows {1}, but plays {0}").format(
                    format_ms(time.ms), _cut(note.citations[index].label or "")
                )
            if time.end_ms is not None:
                return f"{go}–{format_ms(time.end_ms)}"
            return go
        if time.status is TimeStatus.UNREADABLE:
            return without_stop(tr("“{0}” is not a time.")).format(written)
        words = tr("{0} is past the end of the video").format(written)
        offers = or_list([format_ms(reading.ms) for reading in time.candidates])
        return f"{words}\n{tr('suggested: {0}').format(offers)}" if offers else words


def _cut(text: str) -> str:
    text = " ".join(text[: 2 * _MOST].split())
    return text if len(text) <= _MOST else text[:_MOST] + "\u2026"


def has_steps(chip: Chip) -> bool:
    """Return whether a chip has room at its ends for ‹ ›: no sign is there."""
    return chip.state is ChipState.PLAIN and chip.mark < 0


def _claim_index_at(note: Note, offset: int | None) -> int | None:
    claim = note.claim_at(offset) if offset is not None else None
    if claim is None:
        return None
    return bisect_left(note.claims, claim.reach.start, key=lambda other: other.reach.start)
