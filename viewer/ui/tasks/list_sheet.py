"""The sheet of a playlist or channel, for choosing which videos to save and note.

It only shows entries, and signals choices; `viewer.ui.tasks.video_lists` does the rest. GUI
thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from PySide6.QtCore import QMarginsF, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from viewer.base.translation import comma_list, phrase_list, sentences, size_text, tr, without_stop
from viewer.media.library import Estimate
from viewer.media.ytdlp_failures import Failure
from viewer.media.ytdlp_listing import WHY_NOT, ListedVideo, ListFacts
from viewer.notes.new_file import stem_after
from viewer.notes.timecode import format_ms
from viewer.ui.kit.boxes import put, row_of
from viewer.ui.kit.buttons import TICK_PX, IconButton, TickBox, WordButton, paint_tick
from viewer.ui.kit.field import Field
from viewer.ui.kit.paint import RIGHT, paint_words
from viewer.ui.kit.row_list import ENTER, ListView, RowState
from viewer.ui.kit.sheet import Centred, CutWords, Hairline, Sheet, Words
from viewer.ui.kit.theme import theme_of, ui_font, words_font
from viewer.ui.kit.timers import once
from viewer.ui.kit.units import written_day
from viewer.ui.page.notes_folder import shown_folder
from viewer.ui.tasks.save_sheet import Heights
from viewer.ui.window.job_rows import listed

_PAD = 14
_GAP = 12
_WANTED_MS = 120  # after the last tick, what it takes is worked out


@dataclass(frozen=True, slots=True)
class ListRow:
    """A video, and what is known about it here."""

    entry: ListedVideo
    is_saved: bool = False
    is_queued: bool = False  # is being saved
    has_note: bool = False

    @property
    def can_be_ticked(self) -> bool:
        return not self.entry.why_not

    @property
    def state(self) -> str:
        """Return what exists of it already, or why it is not available."""
        if self.entry.why_not:
            return tr(WHY_NOT.get(self.entry.why_not, self.entry.why_not))
        saved = tr("saved") if self.is_saved else tr("being saved") if self.is_queued else ""
        return listed(saved, tr("has a note") if self.has_note else "")

    @property
    def length(self) -> str:
        ms = self.entry.duration_ms
        return format_ms(ms) if ms is not None else ""

    @property
    def day(self) -> str:
        """Return when it was published, if known."""
        return written_day(self.entry.date, is_about=self.entry.is_about)


class TickRows(ListView[ListRow]):
    """The rows; Space or a click ticks one, Ctrl+A all visible ones."""

    GROUND = "paper"
    RIM, LIT, CLICKS = QMarginsF(4, 1, 4, 1), "is_focused", 1

    ticks_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.ticked: set[str] = set()  # keys, also of rows that are not shown just now
        self.setAccessibleName(tr("Videos of the list"))
        self.setUniformItemSizes(True)
        self.selectionModel().currentChanged.connect(lambda *_: self.viewport().update())

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Show these; the current row stays if it still exists."""
        current = self.current_row
        self.rows.set_rows(rows)
        if rows and not self.currentIndex().isValid():
            index = self.rows.index_of(current.entry.key) if current is not None else QModelIndex()
            self.setCurrentIndex(index if index.isValid() else self.rows.index(0))

    def tick(self, keys: Iterable[str], on: bool) -> None:
        """Tick or untick these."""
        self.ticked = self.ticked | set(keys) if on else self.ticked - set(keys)
        if self.rows.rows:
            self.rows.dataChanged.emit(self.rows.index(0), self.rows.index(len(self.rows.rows) - 1))
        self.ticks_changed.emit()

    def tick_shown(self, on: bool) -> None:
        """Tick or untick all visible rows."""
        self.tick((row.entry.key for row in self.rows.rows if row.can_be_ticked), on)

    def take(self, row: ListRow) -> None:
        if row.can_be_ticked:
            self.tick((row.entry.key,), row.entry.key not in self.ticked)

    def _turn_all(self) -> None:
        shown = [row.entry.key for row in self.rows.rows if row.can_be_ticked]
        self.tick_shown(not self.ticked.issuperset(shown))

    # ------------------------------------------------------------------ a row

    def key_of(self, row: ListRow) -> str:
        return row.entry.key

    def say(self, row: ListRow) -> str:
        return row.entry.title

    def speak(self, row: ListRow) -> str:
        ticked = tr("selected") if row.entry.key in self.ticked else tr("not selected")
        if not row.can_be_ticked:
            ticked = tr("can't be selected")
        return comma_list(filter(None, (row.entry.title, ticked, row.state, row.length, row.day)))

    def tip(self, row: ListRow) -> str:
        return row.entry.title

    def row_height(self, row: ListRow) -> int:
        return max(TICK_PX, round(QFontMetricsF(words_font(self)).height())) + 14

    def refit(self) -> None:
        self.doItemsLayout()

    def paint_cells(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        theme = theme_of(self)
        can, on = row.can_be_ticked, row.entry.key in self.ticked
        left = rect.left() + _PAD
        if can:
            box = QRectF(left, rect.center().y() - TICK_PX / 2, TICK_PX, TICK_PX)
            paint_tick(painter, theme, box, on=on)
        figures, small = ui_font(self, 0.92), words_font(self, 0.92)
        right = rect.right() - _PAD
        for text, longest in ((row.length, ("10:00:00",)), (row.day, _longest_days())):
            wide = max(map(QFontMetricsF(figures).horizontalAdvance, longest)) + 2
            room = QRectF(right - wide, rect.top(), wide, rect.height())
            paint_words(painter, room, text, figures, theme.muted, RIGHT)
            right = room.left() - _GAP
        if row.state:
            wide = min(QFontMetricsF(small).horizontalAdvance(row.state) + 1, rect.width() / 3)
            room = QRectF(right - wide, rect.top(), wide, rect.height())
            is_there = can and (row.is_saved or row.has_note)
            tone = theme.good if is_there else theme.muted
            paint_words(painter, room, row.state, small, tone, RIGHT)
            right = room.left() - _GAP
        left += TICK_PX + _GAP
        weight = QFont.Weight.Medium if on else QFont.Weight.Normal
        title = QRectF(left, rect.top(), right - left, rect.height())
        ink = theme.ink if can else theme.muted
        paint_words(painter, title, row.entry.title, words_font(self, 1.0, weight), ink)

    # ------------------------------------------------------------------ Qt

    def meaning_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Space and not held:
            return partial(self._take_at, self.currentIndex())
        if event.key() == Qt.Key.Key_A and held == Qt.KeyboardModifier.ControlModifier:
            return self._turn_all
        return None


@cache
def _longest_days() -> tuple[str, ...]:
    """Return a day of each month, since month names have different lengths."""
    return tuple(written_day(f"2028-{month:02}-28") for month in range(1, 13))


@dataclass(frozen=True, slots=True)
class ChosenVideos:
    """The user's choices in the sheet."""

    rows: tuple[ListRow, ...]
    saves: bool
    makes_notes: bool
    folder: Path  # for the notes
    is_own_folder: bool  # whether `folder` is one for this list alone
    height: int

    @property
    def to_save(self) -> list[ListRow]:
        """Return those that are not saved, or being saved, yet."""
        return [row for row in self.rows if self.saves and not row.is_saved and not row.is_queued]

    @property
    def to_note(self) -> list[ListRow]:
        """Return those without a note."""
        return [row for row in self.rows if self.makes_notes and not row.has_note]


class ListSheet(Sheet):
    """A list of videos with ticks, and what to do with the ticked ones."""

    accepted = Signal()
    folder_chosen = Signal(object)  # Path, for the notes
    size_wanted = Signal()  # other videos are to be saved, or at another height

    def __init__(self, window: QWidget, mark: Callable[[ListedVideo], ListRow]) -> None:
        """`mark` returns what is known about an entry here."""
        super().__init__(window, width=860, height=680, padding=0)
        card = self.card
        self._mark = mark
        self._folder = Path()
        self.facts = ListFacts()  # what is said of the list as a whole
        self._rows: list[ListRow] = []
        self._is_reading = False
        self._failure: Failure | None = None
        self.title = CutWords(card, scale=1.25, weight=QFont.Weight.DemiBold)
        self.total = CutWords(card, tone="muted")
        self.stop = WordButton(tr("Stop loading"), card)
        self.again = WordButton(tr("Reload"), card)
        close = IconButton("close", None, card, words=tr("Close"))
        close.clicked.connect(self.close_sheet)
        top = row_of(
            None, (self.title, 1), self.stop, self.again, close, gap=4, around=(22, 14, 12, 0)
        )
        top.addStrut(self.stop.sizeHint().height())  # also while neither button is shown
        second = row_of(None, (self.total, 1), around=(22, 0, 22, 0))
        self.field = Field(tr("Filter by title"), card)
        self.all = WordButton(tr("Select all"), card)
        self.none = WordButton(tr("Select none"), card)
        third = row_of(None, (self.field, 1), self.all, self.none, gap=6, around=(22, 8, 19, 10))
        self.list = self.field.below = TickRows(card)
        # Over the list, which keeps the keyboard while it is empty.
        self.empty = Centred(card)
        self.empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QGridLayout()
        inside.setContentsMargins(8, 0, 4, 0)
        inside.addWidget(self.list, 0, 0)
        inside.addWidget(self.empty, 0, 0)
        self.save = TickBox(without_stop(tr("Save for offline…")), card)
        self.heights = Heights(card)
        fourth = row_of(None, self.save, self.heights, (None, 1), gap=8, around=(18, 10, 22, 0))
        self.notes = TickBox(tr("Create notes"), card)
        self.own_folder = TickBox(tr("in their own folder"), card)
        self.where = CutWords(card, cut=Qt.TextElideMode.ElideMiddle, tone="muted")
        self.other = WordButton(tr("Other folder…"), card)
        boxes = (self.notes, self.own_folder, (self.where, 1), self.other)
        fifth = row_of(None, *boxes, gap=8, around=(18, 4, 19, 0))
        self.amount = Words("", card, tone="muted")
        self.cancel = WordButton(tr("Cancel"), card)
        self.go = WordButton("", card, primary=True)
        sixth = row_of(None, (self.amount, 1), self.cancel, self.go, gap=6, around=(22, 8, 19, 14))
        put(self.column, top, second, third, Hairline(card), (inside, 1))
        put(self.column, Hairline(card), fourth, fifth, sixth)
        self._timer = once(self, _WANTED_MS, self.size_wanted.emit)
        self.closed.connect(self._timer.stop)
        self._connect()

    def _connect(self) -> None:
        self.field.textChanged.connect(lambda _: self._show_rows())
        self.all.clicked.connect(lambda: self.list.tick_shown(True))
        self.none.clicked.connect(lambda: self.list.tick_shown(False))
        self.list.ticks_changed.connect(self._show_choice)
        for tick in (self.save, self.notes, self.own_folder):
            tick.toggled.connect(lambda _: self._show_choice())
        self.heights.chosen.connect(lambda _: self._show_choice())
        self.other.clicked.connect(self._choose_folder)
        self.cancel.clicked.connect(self.close_sheet)
        self.go.clicked.connect(self._accept)

    # ------------------------------------------------------------------ what is shown

    def open_list(self, title: str, folder: Path, height: int) -> None:
        """Show it, empty; the notes go into `folder` unless the user says otherwise."""
        self._folder = folder
        self.heights.choose(height)
        self.field.clear()
        self.begin(title)
        self.open_sheet(self.list)

    def begin(self, title: str) -> None:
        """Show that a list is being read from its start; ticks stay."""
        self._rows, self._failure, self._is_reading = [], None, True
        self.show_about(ListFacts(title))
        self._show_rows()

    def forget(self) -> None:
        """Untick everything, for another list."""
        self.list.ticked = set()

    def show_about(self, facts: ListFacts) -> None:
        """Show the facts of the list as a whole."""
        self.facts = facts
        self.title.setText(facts.title)
        self.setAccessibleName(facts.title)
        self._show_total()
        self._show_choice()

    def add(self, entry: ListedVideo) -> None:
        """Append an entry."""
        row = self._mark(entry)
        self._rows.append(row)
        if self._is_shown(row):
            self.list.rows.add([row]) if self.list.rows.rows else self._show_rows()
        self._show_total()

    def end(self, failure: Failure | None, *, is_whole: bool = True) -> None:
        """Show that nothing more comes; `is_whole`: all was read."""
        self._is_reading, self._failure = False, failure
        self._show_total(stopped=not is_whole)
        self._show_rows()

    def mark_again(self) -> None:
        """Update what exists already."""
        self._rows = [self._mark(row.entry) for row in self._rows]
        self._show_rows()
        self._show_choice()

    @property
    def chosen(self) -> ChosenVideos:
        """Return the current choices."""
        own = stem_after(self.facts.title) if self.own_folder.isChecked() else ""
        own = "" if own == self._folder.name else own  # it is open already
        return ChosenVideos(
            tuple(row for row in self._rows if row.entry.key in self.list.ticked),
            self.save.isChecked(),
            self.notes.isChecked(),
            self._folder / own if own else self._folder,
            bool(own),
            self.heights.height_,
        )

    def _is_shown(self, row: ListRow) -> bool:
        words = self.field.text().casefold().split()
        title = row.entry.title.casefold()
        return all(word in title for word in words)

    def _show_rows(self) -> None:
        rows = [row for row in self._rows if self._is_shown(row)]
        self.list.set_rows(rows)
        self.empty.setVisible(not rows)
        for button in (self.all, self.none):
            button.setEnabled(bool(rows))
        if rows:
            return
        show, failure = self.empty.show_words, self._failure
        if self._rows and self.field.text():
            show(tr("No results"), "", "search")
        elif self._is_reading:
            show(tr("Loading…"), tr("This takes a few seconds."), "reel")
        elif failure is not None and not self._rows:
            show(without_stop(failure.words), failure.next_step, "no-video")
        else:
            show(without_stop(tr("The list has no videos.")), "", "no-video")

    def _show_total(self, *, stopped: bool = False) -> None:
        count = len(self._rows)
        self.stop.setVisible(self._is_reading)
        self.again.setVisible(not self._is_reading and (stopped or self._failure is not None))
        words = tr("1 video|%n videos", "", count)
        if self._is_reading:
            words = tr("{0} so far, loading…").format(words) if count else tr("Loading…")
        elif stopped:
            words = tr("first {0}; stopped").format(words)
        parts = [self.facts.channel, words if count or self._is_reading else ""]
        tone = "muted"
        if self._failure is not None and count:
            parts.append(tr("couldn't load the rest: {0}").format(self._failure.words))
            tone = "bad"
        self.total.show_words(listed(*parts) or " ", tone)

    # ------------------------------------------------------------------ what is chosen

    def _show_choice(self) -> None:
        chosen = self.chosen
        self.heights.setEnabled(chosen.saves)
        for part in (self.own_folder, self.other, self.where):
            part.setEnabled(chosen.makes_notes)
        self.where.setText(tr("Saved in {0}").format(shown_folder(chosen.folder)))
        saves, notes = len(chosen.to_save), len(chosen.to_note)
        save = tr("Save|Save %n", "", saves) if saves or not chosen.makes_notes else ""
        note = tr("Create 1 note|Create %n notes", "", notes) if notes else ""
        self.go.setText(listed(save, note) or tr("Create notes"))
        self.go.setEnabled(bool(saves or notes))
        self.go.updateGeometry()
        if not chosen.rows:
            self.amount.show_words(tr("Select the videos you want."), "muted")
        elif not saves:
            left = "" if notes else self._why_nothing(chosen)
            self.amount.show_words(left, "muted")
        else:
            self._timer.start()

    @staticmethod
    def _why_nothing(chosen: ChosenVideos) -> str:
        if not chosen.saves and not chosen.makes_notes:
            return tr("Choose: save for offline, create notes, or both.")
        saved = tr("All of these are saved.") if chosen.saves else ""
        return sentences(saved, tr("All of these have notes.") if chosen.makes_notes else "")

    def show_estimate(self, estimate: Estimate) -> None:
        """Show the estimated size."""
        chosen = self.chosen
        if not chosen.to_save:
            return
        if estimate.has_room:
            free = tr("{0} free").format(size_text(estimate.free_bytes))
            words = phrase_list((estimate.words(chosen.height), free))
            self.amount.show_words(words, "muted")
            return
        self.go.setEnabled(False)
        self.amount.show_words(estimate.no_room, "bad")

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, tr("Folder for new notes"), str(self._folder)
        )
        if chosen:
            self._folder = Path(chosen)
            self._show_choice()
            self.folder_chosen.emit(self._folder)

    def _accept(self) -> None:
        if self.go.isEnabled():
            self.accepted.emit()

    # ------------------------------------------------------------------ Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self._accept()
            event.accept()
            return
        super().keyPressEvent(event)
