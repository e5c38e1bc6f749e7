"""The claims tab, for this note or all about its video: a bar, and the result of a check."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget

from viewer.base.translation import numeral, tr
from viewer.notes.headings import Heading
from viewer.ui.claims.claims_view import ClaimRow, ClaimsView, in_time_order, no_marks
from viewer.ui.claims.sift import ClaimState, OfferedFilters, Sieve
from viewer.ui.kit.boxes import column_of, row_of, stack_of
from viewer.ui.kit.buttons import OwnKeys, PaintedButton, act_on_key
from viewer.ui.kit.field import Field
from viewer.ui.kit.keys import is_typed
from viewer.ui.kit.menu import Menu
from viewer.ui.kit.paint import CENTRE, paint_face, paint_words
from viewer.ui.kit.placeholder import Placeholder, PlaceholderView
from viewer.ui.kit.plain import plain
from viewer.ui.kit.row_list import ENTER
from viewer.ui.kit.sheet import CutWords, Words
from viewer.ui.kit.theme import Theme, tabular, ui_font

_LINES = 9  # of text: a tab that is higher has room for all of the sentence
_MOST_TAGS = 15  # in the menu
# The field has the keyboard again soon.
_PASSING = Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason


class CheckLine(CutWords):
    """A sentence that wraps, or is cut short where only one line has room; its tooltip has it all.

    Hidden where there is nothing to say.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tone="muted", scale=0.95)
        self.setWordWrap(True)
        self.setContentsMargins(16, 0, 8, 0)
        self.hide()

    def show_sentence(self, words: str) -> None:
        """Show this; nothing hides the line."""
        self.setText(words)
        self.setToolTip(plain(words))
        self.setVisible(bool(words))

    def fit(self, height: int) -> None:
        """Take one line where the tab is so low that the claims need the room."""
        self.setWordWrap(height > _LINES * self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.wordWrap():
            QLabel.paintEvent(self, event)
        else:
            super().paintEvent(event)


class _Choice(PaintedButton, QAbstractButton):
    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _words_font(self) -> QFont:
        return tabular(ui_font(self, 0.95, QFont.Weight.Medium))

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._words_font())
        wide = metrics.horizontalAdvance(self.text())
        return QSize(round(wide) + 22, round(metrics.height()) + 11)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def paint(self, painter: QPainter, theme: Theme) -> None:
        face = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse():
            on = self.isChecked()
            wash, edge = (theme.select, theme.link) if on else (theme.hover, None)
            paint_face(painter, face, 6, wash, edge)
        ink, room = theme.ink if self.isChecked() else theme.muted, face.adjusted(4, 0, -4, 0)
        paint_words(painter, room, self.text(), self._words_font(), ink, CENTRE)


class ClaimsBar(QWidget):
    """This note or all notes, where there are others; and the filter, while it is in use."""

    chosen = Signal(bool)  # whether the claims of all notes are wanted

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._this = _Choice(tr("This note"), self)
        self._all = _Choice(tr("All notes"), self)
        self._this.setChecked(True)
        self._this.toggled.connect(lambda on: self.chosen.emit(not on))
        self.field = Field(tr("Filter", "to show fewer claims"), self)
        self.field.setAccessibleName(tr("Filter claims"))
        keeps = self.field.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)  # the choice stays where it is
        self.field.setSizePolicy(keeps)
        self._count = Words(parent=self, tone="muted", wraps=False)
        self._count.setContentsMargins(8, 0, 4, 0)
        self._count.hide()
        kinds = self._this, self._all, 2
        row_of(self, *kinds, (self.field, 1), self._count, gap=2, around=(12, 2, 8, 0))
        self.controls: Sequence[QWidget] = (self._this, self._all, self.field)
        OwnKeys(self, is_typed)
        self.set_notes(0)
        self.fit()

    def fit(self) -> None:
        """Show what is needed now."""
        self.field.setVisible(self.field.hasFocus() or bool(self.field.text()))
        self.setVisible(not (self.field.isHidden() and self._all.isHidden()))

    @property
    def is_all(self) -> bool:
        """Return whether the claims of all notes are listed."""
        return self._all.isChecked()

    def set_notes(self, others: int) -> None:
        """Offer the claims of this many other notes; with none there is no choice."""
        self._all.setText(tr("This note|All %n notes", "", others + 1))
        self._this.setVisible(others > 0)
        self._all.setVisible(others > 0)
        if not others:
            self.choose(all_notes=False)
        self.fit()

    def show_count(self, shown: int, total: int) -> None:
        """Show how many of the claims pass the filter; nothing without a filter."""
        words = tr("{0} of {1}").format(numeral(shown), numeral(total))
        self._count.setText(words)
        self._count.setAccessibleName(tr("{0} claims shown").format(words))
        self._count.setVisible(bool(self.field.text().strip()))

    def put_offered(self, menu: Menu, offered: OfferedFilters) -> None:
        """Add to a menu what the claims can be filtered by; an entry chosen again is off."""
        words = {
            ClaimState.DOUBT: tr("Problems"),
            ClaimState.NOW: tr("Playing now"),
            ClaimState.REPAIRED: tr("Fixed"),
            ClaimState.OUT: tr("Past the end"),
            ClaimState.RANGE: tr("With end time"),
            ClaimState.PICTURE: tr("With picture"),
        }
        for state, count in offered.states:
            self._add(menu, words[state], f"is:{state}", count)
        menu.addSeparator()
        for tag, count in offered.tags[:_MOST_TAGS]:
            self._add(menu, f"#{tag}", f"#{tag}", count)
        menu.addSeparator()
        if self.field.text():
            menu.addAction(tr("Show all claims"), self.field.clear)

    def _add(self, menu: Menu, words: str, typed: str, count: int) -> None:
        action = menu.addAction(f"{words}\t{numeral(count)}".replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(typed.casefold() in self.field.text().casefold().split())
        action.triggered.connect(lambda on: self._toggle(typed, on=on))

    def _toggle(self, typed: str, *, on: bool) -> None:
        parts = [one for one in self.field.text().split() if one.casefold() != typed.casefold()]
        self.field.setText(" ".join([*parts, typed] if on else parts))

    def choose(self, *, all_notes: bool) -> None:
        """List the claims of all notes, or of this one, as a click would."""
        (self._all if all_notes else self._this).setChecked(True)


class ClaimsTab(QWidget):
    """The list of claims with its bar, or a page that says why there are none."""

    claims_changed = Signal()  # other claims are listed now
    counted = Signal(int)  # so many claims
    check_offered = Signal(object)  # MenuHere, to put into what can be done about the check
    sift_wanted = Signal(object)  # ClaimRows, of which `show_sifted` is to be given some

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own: Sequence[ClaimRow] = ()
        self._headings: Sequence[Heading] = ()  # of the note
        self._others: Sequence[ClaimRow] = ()
        self.sieve = Sieve()
        self.empty = Placeholder("", "")  # what is shown where there are no claims at all
        self.claims = ClaimsView(self)
        self.no_claims = PlaceholderView(self, in_pane=True)
        self.no_claims.action_chosen.connect(lambda _: self.set_filter(""))  # its only button
        self._stack = stack_of(self, self.claims, self.no_claims)
        self.bar = ClaimsBar(self)
        self.bar.chosen.connect(lambda _: self._show_claims())
        self.bar.field.textChanged.connect(self._on_filter)
        self.bar.field.installEventFilter(self)
        self.check = CheckLine(self)
        column_of(self, self.bar, self.check, (self._stack, 1), gap=2)
        for before, after in pairwise((*self.bar.controls, self.claims)):
            QWidget.setTabOrder(before, after)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.check.fit(self.height())

    def set_claims(self, rows: Sequence[ClaimRow], headings: Sequence[Heading]) -> None:
        """Show the claims of the note; if there are none, the page `empty`."""
        self._own, self._headings = rows, headings
        self._show_claims()

    def set_other_claims(self, rows: Sequence[ClaimRow], notes: int) -> None:
        """Set the claims of `notes` other notes about the video; shown on request."""
        self._others = rows
        self.bar.set_notes(notes)
        self._show_claims()

    @property
    def all_rows(self) -> Sequence[ClaimRow]:
        """All claims of the note, or of all notes, ignoring the filter."""
        is_all = self.bar.is_all
        return in_time_order([*self._own, *self._others]) if is_all else self._own

    def set_filter(self, text: str) -> None:
        """Filter the claims, as if this had been typed."""
        self.bar.field.setText(text)

    def sift_again(self) -> None:
        """Filter the claims again, since their states have changed."""
        if self.sieve:
            self._show_claims()

    def open_filter(self) -> bool:
        """Give the keys to the field of the filter; False where there is nothing to filter."""
        if not (self.all_rows or self._others):
            return False
        self.bar.show()
        self.bar.field.show()
        self.bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.field.selectAll()
        return True

    def _on_filter(self, text: str) -> None:
        self.bar.fit()
        sieve = Sieve.of(text)
        if sieve != self.sieve:
            self.sieve = sieve
            self._show_claims()

    def _show_claims(self) -> None:
        rows = self.all_rows
        if self.sieve:
            self.sift_wanted.emit(rows)
        else:
            self.show_sifted(rows, rows)

    def show_sifted(self, rows: Sequence[ClaimRow], of: Sequence[ClaimRow]) -> None:
        """List `rows`, the filtered ones."""
        if not rows:
            self.no_claims.set_page(self.empty if not of else self._nothing_left())
        is_all, is_part = self.bar.is_all, rows is not of
        headings = () if is_all else self._headings
        marks = self.sieve.marks if self.sieve else no_marks
        self.claims.set_rows(rows, headings, names_notes=is_all, is_part=is_part, marks_in=marks)
        self._stack.setCurrentIndex(0 if rows or (headings and not is_part) else 1)
        total = _count(of)
        self.bar.show_count(total if rows is of else _count(rows), total)
        self.counted.emit(total)
        self.claims_changed.emit()

    def _nothing_left(self) -> Placeholder:
        words = tr("No results for “{0}”.")
        shown = self.bar.field.text().strip()[:60]
        buttons = ((tr("Show all claims"), ""),)
        return Placeholder(tr("No results"), words.format(shown), buttons=buttons, icon="claims")

    def _enter_list(self) -> None:
        rows = self.claims.rows
        first = next((n for n, row in enumerate(rows.rows) if isinstance(row, ClaimRow)), None)
        if first is not None:
            self.claims.setCurrentIndex(rows.index(first))
            self.claims.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Down and Enter leave the filter for the list; left empty, it goes.
        if isinstance(event, QFocusEvent) and event.reason() not in _PASSING:
            QTimer.singleShot(0, self.bar, self.bar.fit)
        if isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Down, *ENTER):
            return act_on_key(event, self._enter_list)
        return super().eventFilter(watched, event)


def _count(rows: Sequence[ClaimRow]) -> int:
    """Count claims as above the note; one that cites two times has two rows."""
    return len({(row.key[0], row.claim) for row in rows})
