"""The outline of the note: its headings, with what is claimed under each, in a tab.

A click goes to the heading, a click on its time to the first moment cited there. The heading under
which one reads, or under which the claim in force is, is marked. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMarginsF, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from viewer.notes.headings import Heading, heading_at, headings
from viewer.notes.note import Note
from viewer.notes.timecode import format_ms
from viewer.ui.kit.paint import CENTRE, paint_face, paint_words
from viewer.ui.kit.placeholder import Placeholder, PlaceholderView
from viewer.ui.kit.row_list import ENTER, ListView, RowState
from viewer.ui.kit.theme import tabular, theme_of, ui_font, words_font
from viewer.ui.note.page import NotePage
from viewer.ui.note.sharing import Sharing
from viewer.ui.session.navigator import Navigator
from viewer.ui.session.session import Session
from viewer.ui.shell.action import Act, Fact, In, listed
from viewer.ui.shell.context import Context, Feature

_TAB = "outline"
_TAB_PLACE = 25  # behind the claims
_WORK = "outline"
_INDENT_EM = 1.1
_MOST_SHOWN = 300  # characters of a heading


class OutlineView(ListView[Heading]):
    """The list of headings; the one that a person is at has the bar and the wash of a claim."""

    RIM, LIT = QMarginsF(12, 1, 14, 1), "is_hovered"

    heading_chosen = Signal(object)  # Heading
    time_chosen = Signal(object)  # Heading, with a time

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Outline of the note"))
        self.now: int | None = None  # the start of the heading that one is at
        self._least = 1  # of the levels
        self._pressed_at = QPoint()
        self.setUniformItemSizes(True)
        self.clicked.connect(self._on_clicked)

    def set_headings(self, found: Sequence[Heading]) -> None:
        """List these."""
        self._least = min((heading.level for heading in found), default=1)
        self.rows.set_rows(found)

    def set_now(self, heading: Heading | None) -> None:
        """Mark the heading that one is at, and bring it into view."""
        now = heading.start if heading is not None else None
        if now != self.now:
            before, self.now = self.now, now
            for key in (before, now):
                if key is not None:
                    self.update(self.rows.index_of(key))
            if now is not None:
                self.scrollTo(self.rows.index_of(now))

    def _on_clicked(self) -> None:
        row = self.current_row
        if row is None:
            return
        rect = QRectF(self.visualRect(self.currentIndex()))
        if row.ms is not None and self.time_rect(rect, row).contains(self._pressed_at.toPointF()):
            self.time_chosen.emit(row)
        else:
            self.heading_chosen.emit(row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def meaning_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        row = self.current_row
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in ENTER or row is None:
            return None
        if held == Qt.KeyboardModifier.ControlModifier and row.ms is not None:
            return lambda: self.time_chosen.emit(row)
        return (lambda: self.heading_chosen.emit(row)) if not held else None

    # ------------------------------------------------------------------ a row

    def key_of(self, row: Heading) -> int:
        return row.start

    def say(self, row: Heading) -> str:
        return row.text[:_MOST_SHOWN] or self.tr("(no words)")

    def speak(self, row: Heading) -> str:
        words = self.tr("{0}, level {1}, {2}").format(self.say(row), row.level, self._count(row))
        return words if row.ms is None else self.tr("{0}, from {1}").format(words, _shown(row))

    def tip(self, row: Heading) -> str:
        return f"{self.say(row)}\n{self._count(row)}"

    def _count(self, row: Heading) -> str:
        if row.claims == 1:
            return self.tr("1 claim")
        return self.tr("{0} claims").format(f"{row.claims:,}")

    def row_height(self, row: Heading) -> int:
        return round(QFontMetricsF(ui_font(self)).lineSpacing() * 1.25) + 12

    def _time_font(self) -> QFont:
        return tabular(ui_font(self, 0.95))

    def time_rect(self, rect: QRectF, row: Heading) -> QRectF:
        """Return the place of the time of a row that stands in `rect`."""
        metrics = QFontMetricsF(self._time_font())
        wide, high = metrics.horizontalAdvance(_shown(row)) + 14, metrics.height() + 4
        return QRectF(rect.right() - 20 - wide, rect.center().y() - high / 2, wide, high)

    def is_now(self, row: Heading) -> bool:
        return row.start == self.now

    def paint_cells(self, painter: QPainter, rect: QRectF, row: Heading, state: RowState) -> None:
        theme = theme_of(self)
        right = rect.right() - 20
        if row.ms is not None:
            pill = self.time_rect(rect, row)
            paint_face(painter, pill, pill.height() / 2, theme.chip_wash)
            paint_words(painter, pill, _shown(row), self._time_font(), theme.link, CENTRE)
            right = pill.left() - 10
        if row.claims:
            font = tabular(ui_font(self, 0.95))
            wide = QFontMetricsF(font).horizontalAdvance(f"{row.claims:,}") + 1
            room = QRectF(right - wide, rect.top(), wide, rect.height())
            paint_words(painter, room, f"{row.claims:,}", font, theme.muted)
            right = room.left() - 10
        depth = min(row.level - self._least, 5)
        weight = QFont.Weight.Normal if depth else QFont.Weight.DemiBold
        font = words_font(self)
        font.setWeight(weight)
        left = rect.left() + 24 + depth * _INDENT_EM * QFontMetricsF(font).height()
        room = QRectF(left, rect.top(), right - left, rect.height())
        paint_words(painter, room, self.say(row), font, theme.ink)


class NoteOutline(Feature):
    """Lists the headings of the note, and goes from one to another."""

    ACTIONS = listed(
        In("", needs=Fact.NOTE),
        Act("outline", "Outline of the note", 0, "O, Alt+O", "show"),
        In("View/Headings", needs=Fact.NOTE, repeats=True),
        Act("heading.next", "Next heading", 23, "Alt+PgDown", "step", 1),
        Act("heading.previous", "Previous heading", 24, "Alt+PgUp", "step", -1),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._window, self._background = context.window, context.background
        self._session, self._navigator = context.get(Session), context.get(Navigator)
        self._sharing, self._pane = context.get(Sharing), context.get(NotePage).pane
        self._note: Note | None = None  # whose headings are listed
        self._chosen: int | None = None  # the start of the heading gone to last
        self._stack = stack = _Stack(self._window.tabs)
        self.view = OutlineView(stack)
        self._empty = PlaceholderView(stack)
        stack.addWidget(self.view)
        stack.addWidget(self._empty)
        stack.shown.connect(self._mark)
        self._window.tabs.add(_TAB, self.tr("Outline"), stack, _TAB_PLACE)
        self.view.heading_chosen.connect(self._go_to)
        self.view.time_chosen.connect(self._go_to_time)
        session, page = self._session, self._pane.view
        session.times_changed.connect(self._list)
        session.follow.claims_changed.connect(lambda _claims, _citations: self._mark())
        session.follow.following_changed.connect(lambda follows: self._on_following(follows))
        page.person_scrolled.connect(self._forget_chosen)
        session.leaving.connect(self._forget_chosen)
        page.verticalScrollBar().valueChanged.connect(lambda _: self._mark())
        self._show([])

    def show(self) -> None:
        """Bring the outline to the front, and give it the keys."""
        self._window.show_pane("video", True)
        self._window.tabs.show_tab(_TAB)
        if not self.view.rows.rows:
            self._window.say(self.tr("This note has no headings."), brief=True)
            return
        here = self._here()
        row = self.view.rows.rows[here or 0]
        self.view.setCurrentIndex(self.view.rows.index_of(row.start))
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step(self, by: int) -> None:
        """Go to the next heading, or the one before."""
        note = self._session.note
        if note is None:
            return
        rows = self.view.rows.rows if self._note is note else headings(note, self._session.times)
        if not rows:
            self._window.say(self.tr("This note has no headings."), brief=True)
            return
        here = heading_at(rows, self._byte())
        if by < 0 and here is not None and rows[here].start < self._byte():
            here += 1  # from inside a section to its own heading
        place = (-1 if here is None else here) + by
        if not 0 <= place < len(rows):
            last, first = self.tr("This is the last heading."), self.tr("This is the first one.")
            self._window.say(last if by > 0 else first, brief=True)
            return
        self._go_to(rows[place])
        self._window.say(rows[place].text[:60], brief=True)

    # ------------------------------------------------------------------ what is listed

    def _list(self) -> None:
        note, times = self._session.note, self._session.times
        if note is None:
            self._background.forget(_WORK)
            self._note = None
            self._show([])
            return

        def done(found: list[Heading]) -> None:
            self._note = note
            self._show(found)

        self._background.run(_WORK, lambda: headings(note, times), done)

    def _show(self, found: list[Heading]) -> None:
        words = self.tr("The headings of a note are listed here.")
        if self._note is not None:
            words = self.tr("This note has no headings. A line that begins with # is one.")
        if not found:
            self._empty.set_page(Placeholder(self.tr("No headings"), words, icon="note"))
        self.view.set_headings(found)
        self._stack.setCurrentIndex(0 if found else 1)
        self._mark()

    # ------------------------------------------------------------------ where one is

    def _byte(self) -> int:
        """Get the byte that a person is at: what they chose, what is in force, or what is seen."""
        session = self._session
        current = session.follow.current_claim
        if self._chosen is not None:
            return self._chosen
        follows = session.follow.is_following and session.video.is_open
        if follows and current is not None and session.note is not None:
            return session.note.claims[current].span.start
        blocks = session.note.blocks if session.note is not None else ()
        return session.page.top_byte() or (blocks[0].span.start if blocks else 0)

    def _here(self) -> int | None:
        return heading_at(self.view.rows.rows, self._byte())

    def _mark(self) -> None:
        if self._session.note is None or not self.view.isVisible():
            return
        here = self._here()
        self.view.set_now(self.view.rows.rows[here] if here is not None else None)

    def _on_following(self, follows: bool) -> None:
        if follows:
            self._chosen = None
        self._mark()

    def _forget_chosen(self) -> None:
        self._chosen = None

    def _go_to(self, heading: Heading) -> None:
        """Go to a heading; the video stays where it is."""
        self._sharing.go_within(heading.start)
        self._session.current.stay_in(heading.start)
        self._chosen = heading.start
        self._mark()

    def _go_to_time(self, heading: Heading) -> None:
        """Go to the first moment that is cited under a heading."""
        if heading.citation is not None and self._note is self._session.note:
            self._chosen = None
            self._navigator.go_to_citation(heading.citation)


class _Stack(QStackedWidget):
    """Says when it is shown: what is not seen is not kept up to date."""

    shown = Signal()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()


def _shown(row: Heading) -> str:
    return format_ms(row.ms) if row.ms is not None else ""
