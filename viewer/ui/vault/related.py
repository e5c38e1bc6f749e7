"""What the vault knows about the current note: other notes about its video, and links.

The index tells which notes are about the video; those are parsed and decided as the view does, so
that every claim has the time it has in its own note. Their claims go to the timeline and to the
list; the notes and links are shown below the note list. GUI thread; queries go to `Indexing`, notes
are read by `Background`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QMarginsF, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.base.errors import ViewerError
from viewer.base.translation import numeral, tr, without_stop
from viewer.notes.file import read_version
from viewer.notes.model import VideoRef
from viewer.notes.note import Note
from viewer.notes.time_readings import cited_end_ms, last_surely_ms
from viewer.notes.videos import index_of
from viewer.ui.claims.claims_view import ClaimRow, OtherNote
from viewer.ui.claims.listing import ClaimListing, rows_out_of_reach, ticks_of
from viewer.ui.kit.listening import Listening
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.paint import MARK_PX, RIGHT, paint_mark, paint_text, paint_words
from viewer.ui.kit.row_list import ListView, RowState
from viewer.ui.kit.theme import caps_font, paint_icon, scaled, theme_of, ui_font, words_font
from viewer.ui.kit.timers import once
from viewer.ui.page.beginning import Beginning
from viewer.ui.page.sharing import Sharing
from viewer.ui.vault.feed import VaultList
from viewer.ui.vault.index_client import Indexing
from viewer.ui.watch.follow import moments_of
from viewer.ui.watch.playing import Playing
from viewer.ui.watch.session import NoteFeature
from viewer.ui.watch.ticks import Tick
from viewer.ui.window.context import Context
from viewer.vault.files import VaultFiles

if TYPE_CHECKING:
    from viewer.check.dismissed import Dismissed
    from viewer.vault.index import Index, LinkRow, NoteRow

_MOST = 0.5  # of the pane's height
_REST_MS = 200  # so long the index must be at rest before it is asked again
_MOST_NOTES = 100
_BEFORE = 16  # letters of a sentence shown before the link in it


class RelatedSection(Enum):
    """The sections of the list, in order."""

    VIDEO = "video"
    LINKED = "linked"
    LINKS = "links"


class RelatedNote(NamedTuple):
    """A row for a note. `path` is None if a link leads to none."""

    title: str
    path: Path | None
    claims: int | None = None
    sentence: str = ""  # in which the link to this note stands
    excerpt: str = ""  # of it, what there may be room for
    start: int = 0  # byte to go to in the note
    heading: str = ""  # … or the heading
    target: str = ""  # of a link, as it is written
    several: int = 0  # so many notes it can mean
    number: int | None = None  # of the note's mark


class _Row(NamedTuple):
    section: RelatedSection
    entry: RelatedNote | None  # None: the heading


class RelatedView(ListView[_Row]):
    """The list below the vault: headings, with the entries of expanded ones."""

    RIM, CLICKS = QMarginsF(6, 0.5, 6, 0.5), 1

    chosen = Signal(object)  # Entry
    folded = Signal(object, bool)  # Section, whether it is open now

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pane = parent
        self.setAccessibleName(tr("Notes about this video"))
        self.entries: Mapping[RelatedSection, Sequence[RelatedNote]] = {}
        self.is_open: dict[RelatedSection, bool] = {}
        self._fitting = once(self, 0, self.refit)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_open(self, section: RelatedSection, shown: bool) -> None:
        """Expand or collapse a section."""
        self.is_open[section] = shown
        self._show_rows()

    def set_entries(self, entries: Mapping[RelatedSection, Sequence[RelatedNote]]) -> None:
        """Show these entries; the scroll position stays if possible."""
        if entries != self.entries:
            self.entries = entries
            self._show_rows()

    def _show_rows(self) -> None:
        at, top = self.currentIndex().row(), self.verticalScrollBar().value()
        rows = []
        for section in RelatedSection:
            entries = self.entries.get(section, ())
            if entries:
                rows.append(_Row(section, None))
                if self.is_open[section]:
                    rows += [_Row(section, entry) for entry in entries]
        self.rows.set_rows(rows)
        self.setVisible(bool(rows))
        self.refit()
        if rows and at >= 0:
            self.setCurrentIndex(self.rows.index(min(at, len(rows) - 1)))
        self.verticalScrollBar().setValue(top)

    def refit(self) -> None:
        """Resize to the rows, but leave half of the pane to the note list."""
        most = round(self._pane.height() * _MOST)
        self.setFixedHeight(max(40, self.content_height(most - 10) + 10))

    def focus_first(self) -> None:
        """Take the focus, at the first entry if none was selected yet."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.currentIndex().isValid():
            entries = [n for n, row in enumerate(self.rows.rows) if row.entry is not None]
            self.setCurrentIndex(self.rows.index(entries[0] if entries else 0))

    def take(self, row: _Row) -> None:
        if row.entry is not None:
            self.chosen.emit(row.entry)
        else:
            self._fold(row.section, not self.is_open[row.section])

    def _fold(self, section: RelatedSection, shown: bool) -> None:
        if self.is_open[section] != shown:
            self.set_open(section, shown)
            self.folded.emit(section, shown)
        self.setCurrentIndex(self.rows.index_of(_Row(section, None)))

    def meaning_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        # Arrows and Enter go through the list here, although the window has them for the player.
        row, key = self.current_row, event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and row is not None:
            opens = key == Qt.Key.Key_Right
            return lambda: self._fold(row.section, opens)
        return super().meaning_of(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget() and isinstance(event, QResizeEvent):
            self._fitting.start()
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------------ a row

    def say(self, row: _Row) -> str:
        entry = row.entry
        if entry is None:
            return self._heading(row.section)
        if entry.path is None:
            return tr("{0} (missing)").format(entry.title)
        if entry.several:
            return tr("{0} (1 note)|{0} (one of %n notes)", "", entry.several).format(entry.title)
        return entry.title

    def tip(self, row: _Row) -> str:
        entry = row.entry
        if entry is None:
            return ""
        if entry.path is None:
            return without_stop(tr("No note “{0}” in this vault.")).format(entry.target)
        if entry.several:
            return tr("{1} notes are called “{0}”").format(entry.target, entry.several)
        return "\n\n".join(filter(None, (entry.title, entry.sentence)))

    def _heading(self, section: RelatedSection) -> str:
        return {
            RelatedSection.VIDEO: tr("About this video"),
            RelatedSection.LINKED: tr("Linked from"),
            RelatedSection.LINKS: tr("Links"),
        }[section]

    def row_height(self, row: _Row) -> int:
        if row.entry is None:
            return round(QFontMetricsF(caps_font(self)).height()) + 16
        high = round(QFontMetricsF(ui_font(self)).height()) + 9
        if row.entry.sentence:
            high += round(QFontMetricsF(words_font(self, 0.9)).height())
        return max(26, high)

    def lit(self, row: _Row, state: RowState) -> QColor | None:
        return QColor(Qt.GlobalColor.transparent) if row.entry is None else None

    def paint_cells(self, painter: QPainter, rect: QRectF, row: _Row, state: RowState) -> None:
        """Paint a heading in small capitals, or a title with its details."""
        if row.entry is None:
            self._paint_heading(painter, row.section, rect, state.is_hovered)
        else:
            self._paint_entry(painter, row.entry, rect)

    def _paint_heading(
        self, painter: QPainter, section: RelatedSection, rect: QRectF, hovered: bool
    ) -> None:
        theme, font = theme_of(self), caps_font(self)
        room, side = rect.adjusted(16, 8, -16, 0), scaled(12)
        # In capitals the words are wider than Qt counts where it cuts them short.
        whole, metrics = self._heading(section).upper(), QFontMetricsF(font)
        text = metrics.elidedText(whole, Qt.TextElideMode.ElideRight, room.width() - side - 8)
        painter.setFont(font)
        painter.setPen(theme.muted)
        paint_text(painter, room, text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if not self.is_open[section]:
            count = numeral(len(self.entries[section]))
            paint_words(painter, room, count, ui_font(self, 0.92), theme.muted, RIGHT)
        if hovered or not self.is_open[section] or self.hasFocus():
            arrow = "chevron-down" if self.is_open[section] else "chevron-right"
            left = room.left() + metrics.horizontalAdvance(text) + 8
            at = QRectF(left, room.center().y() - side / 2, side, side)
            paint_icon(painter, arrow, theme.muted, at)

    def _paint_entry(self, painter: QPainter, entry: RelatedNote, rect: QRectF) -> None:
        theme, font = theme_of(self), ui_font(self)
        room = rect.adjusted(16, 0, -16, 0)
        line = QRectF(room)
        if entry.sentence:
            line.setHeight(QFontMetricsF(font).height() + 8)
        beside = numeral(entry.claims) if entry.claims is not None else ""
        if entry.path is None:
            beside = tr("missing")
        elif entry.several:
            beside = tr("1 note|%n notes", "", entry.several)
        if beside:
            colour = theme.doubt if entry.path is None else theme.muted
            used = paint_words(painter, line, beside, ui_font(self, 0.92), colour, RIGHT)
            line.setRight(line.right() - used - 8)
        below = QRectF(room.left(), line.bottom() - 4, line.width(), rect.bottom() - line.bottom())
        if entry.number is not None:
            mark = QRectF(line.left(), line.center().y() - MARK_PX / 2, MARK_PX, MARK_PX)
            paint_mark(painter, entry.number, theme, mark)
            line.setLeft(line.left() + MARK_PX + 8)
        colour = theme.muted if entry.path is None else theme.ink
        paint_words(painter, line, entry.title, font, colour)
        if entry.sentence:
            paint_words(painter, below, entry.excerpt, words_font(self, 0.9), theme.muted)


class _OtherRead(NamedTuple):
    stamp: tuple[object, ...]
    note: Note


class Related(NoteFeature):
    """Shows other notes about the video, and linked notes."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        session = self._session
        indexing = self._indexing = context.get(Indexing)
        state = context.state
        self._sharing = context.get(Sharing)
        notes = context.get(VaultList).view
        self.view = RelatedView(notes)
        notes.put_below(self.view)
        self._path: Path | None = None  # of the note that this is about
        self._video_of_note: VideoRef | None = None
        # Each with the number of its mark; None: not known yet, nothing changes.
        self._others: Sequence[tuple[int, NoteRow]] | None = None
        self._beginning = context.get(Beginning)
        self._told: Path | None = None  # the note that is planned, of which it was said
        self._entries: dict[RelatedSection, Sequence[RelatedNote]] = {}
        self._read: Mapping[Path, _OtherRead] = {}
        # The claims of the other notes about the video, in no order.
        self.other_rows: Sequence[ClaimRow] = ()
        self._ticks: Sequence[Tick] = ()  # of those that can be reached
        self._is_filtered = False  # whether only some of them are shown
        self._rest = once(self, _REST_MS, self._ask)
        for section in RelatedSection:
            key = f"about/{section.value}"
            self.view.set_open(section, state.flag(key, section is not RelatedSection.LINKS))
        self.view.folded.connect(lambda section, on: state.set(f"about/{section.value}", on))
        self.view.chosen.connect(self._on_entry)
        indexing.changed.connect(lambda _written, _removed: self._rest.start())
        indexing.ready.connect(self._rest.start)
        session.video_switched.connect(self._on_note)
        session.video.looked_for.connect(self._decide)
        self._tab = context.get(ClaimListing).tab
        # What the list is filtered by is heard while there are ticks of others.
        self._while_ticks = Listening((self._tab.claims_changed, self._show_ticks))
        self._timeline = context.get(Playing).timeline
        context.player.duration_changed.connect(lambda _: self._decide())
        self._vault.listed.connect(self._ask)
        session.on_opened(self._on_note)

    # ------------------------------------------------------------------ asking

    def _on_note(self) -> None:
        note = self._session.note
        video = note.video if note is not None else None
        if video != self._video_of_note:
            self._tab.set_other_claims((), 0)
        is_other = self._session.path != self._path or video != self._video_of_note
        self._video_of_note = video
        if is_other:
            self._path = self._session.path
            self._others, self._entries = None, {}
            self.other_rows = self._ticks = ()
            self.view.set_entries({})
            self._timeline.set_other_ticks(())
        self._ask()

    def _ask(self) -> None:
        path, note, files = self._session.path, self._session.note, self._vault.files
        if path is None or note is None:
            self._path = self._video_of_note = None
            self._on_others(None, [])
            self._on_links(None, {})
            return
        video = note.video
        self._indexing.ask(
            "about.video",
            lambda index: _others(index, path, video),
            lambda found: self._on_others(path, found),
        )
        if files is not None:
            self._indexing.ask(
                "about.links",
                lambda index: (index.links_to(path, files), index.links_of(path)),
                # Not while the index is locked: missing targets are searched in all titles.
                lambda found: self._background.run(
                    "about.resolve",
                    lambda: _link_entries(*found, path, files),
                    lambda entries: self._on_links(path, entries),
                ),
            )

    def _on_links(
        self, path: Path | None, entries: Mapping[RelatedSection, Sequence[RelatedNote]]
    ) -> None:
        if path == self._path:
            for section in (RelatedSection.LINKED, RelatedSection.LINKS):
                self._entries[section] = entries.get(section, ())
            self.view.set_entries(dict(self._entries))

    def _on_others(self, path: Path | None, found: Sequence[tuple[int, NoteRow]]) -> None:
        if path != self._path:
            return
        self._others = found[:_MOST_NOTES]
        is_new = self._session.is_planned and not self._beginning.is_another
        if found and is_new and path != self._told:
            self._told = path
            row = found[0][1]
            self._window.say(
                tr("“{0}” is already about this video.").format(row.shown_title),
                (NoticeButton(tr("Open note"), "", lambda: self._session.open_note(row.path)),),
            )
        self._entries[RelatedSection.VIDEO] = [
            RelatedNote(row.shown_title, row.path, row.claims, number=number)
            for number, row in self._others
        ]
        self.view.set_entries(dict(self._entries))
        self._decide()

    # ------------------------------------------------------------------ all claims

    def _decide(self) -> None:
        if self._others is None:
            return
        others = [OtherNote(row.path, row.shown_title, number) for number, row in self._others]
        path, duration_ms, before = self._path, self._session.video.duration_ms, self._read
        video, dismissed = self._video_of_note, self._session.dismissed
        if not others:
            self._background.forget("about.claims")
            self._take(path, [], {}, None)
            return
        self._background.run(
            "about.claims",
            lambda: _claims(others, video, duration_ms, before, dismissed),
            lambda made: self._take(path, *made),
        )

    def _take(
        self,
        path: Path | None,
        rows: Sequence[ClaimRow],
        read: Mapping[Path, _OtherRead],
        cited_ms: int | None,
    ) -> None:
        if path != self._path:
            return
        self._session.bound(cited_ms)
        self._read, self.other_rows = read, rows
        self._while_ticks.set_on(bool(rows))
        self._ticks = ticks_of(rows)
        self._timeline.set_other_ticks(self._ticks)
        self._tab.set_other_claims(rows, len(self._others or ()))

    def _show_ticks(self) -> None:
        """Show the ticks of the listed claims if these are filtered; else all."""
        sieve = bool(self._tab.sieve)
        if sieve:
            kept = {id(row) for row in self._tab.claims.listed}
            self._timeline.set_other_ticks([one for one in self._ticks if id(one.key) in kept])
        elif self._is_filtered:
            self._timeline.set_other_ticks(self._ticks)
        self._is_filtered = sieve

    def _on_entry(self, entry: RelatedNote) -> None:
        if entry.path is None or entry.several:
            self._sharing.open_linked(entry.target, entry.heading)
        else:
            self._session.open_note(entry.path, byte=entry.start, heading=entry.heading)

    def focus(self) -> None:
        """Focus the list."""
        self._window.show_pane("vault", True)
        if self.view.isHidden():
            self._window.say(tr("No other notes about this video, and no links."), brief=True)
        else:
            self.view.focus_first()


def _others(index: Index, path: Path, video: VideoRef | None) -> list[tuple[int, NoteRow]]:
    """Return the other notes about the video; each keeps its number, whichever note is open."""
    if video is None:
        return []
    rows = index.about_video(video, path)
    return [(number, row) for number, row in enumerate(rows) if row.path != path]


def _claims(
    others: Sequence[OtherNote],
    video: VideoRef | None,
    duration_ms: int | None,
    before: Mapping[Path, _OtherRead],
    dismissed: Dismissed,
) -> tuple[list[ClaimRow], dict[Path, _OtherRead], int | None]:
    """Read the changed notes; return all their claims, and the last moment that they cite.

    On a thread.
    """
    rows: list[ClaimRow] = []
    read: dict[Path, _OtherRead] = {}
    lasts: list[int | None] = []
    for other in others:
        try:
            status = other.path.stat()
            said = dismissed.said_of(other.path)
            stamp = status.st_mtime_ns, status.st_size, said
            known = before.get(other.path)
            if known is None or known.stamp != stamp:
                known = _OtherRead(stamp, Note.parse(read_version(other.path)[0], said=said))
        except (OSError, ViewerError):
            continue  # it has just gone; the index will say so
        read[other.path] = known
        note = known.note
        index = index_of(note.videos, video) if video is not None else None
        note = note.about(index) if index is not None else note
        times = note.times(duration_ms)
        if duration_ms is None:
            lasts.append(last_surely_ms(times))
        rows += [
            ClaimRow(m.ms, note, m.claim, m.citation, other=other, end_ms=m.end_ms)
            for m in moments_of(note, times)
        ]
        rows += rows_out_of_reach(note, times, other)
    return rows, read, cited_end_ms(lasts)


def _link_entries(
    to_here: Sequence[LinkRow],
    from_here: Sequence[tuple[str, str, str]],  # target, heading, shown
    path: Path,
    files: VaultFiles,
) -> dict[RelatedSection, Sequence[RelatedNote]]:
    """Return an entry for each note that links here or is linked from here; on a thread."""
    linked: dict[Path, RelatedNote] = {}
    for link in to_here:
        source = link.source
        entry = RelatedNote(source.shown_title, source.path, None, *_excerpt(link), link.start)
        linked.setdefault(source.path, entry)
    out: dict[object, RelatedNote] = {}
    for target, heading, shown in from_here:
        if not target:
            continue  # within the note
        found = files.resolve(target, path)
        several = len(found) if isinstance(found, list) else 0
        meant = found[0] if isinstance(found, list) else found
        if meant == path:
            continue
        entry = RelatedNote(shown or target, meant, heading=heading, target=target, several=several)
        out.setdefault(meant or target.casefold(), entry)
    return {RelatedSection.LINKED: list(linked.values()), RelatedSection.LINKS: list(out.values())}


def _excerpt(link: LinkRow) -> tuple[str, str]:
    sentence = " ".join(link.text.split())
    at = sentence.find(" ".join(link.shown.split()))
    begin = sentence.rfind(" ", 0, at - _BEFORE) + 1 if at > _BEFORE else 0
    return sentence, f"…{sentence[begin:]}" if begin else sentence
