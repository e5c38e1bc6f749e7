"""The tab of claims: those of this note, or those of all notes about its video."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from viewer.ui.claims.bar import ClaimsBar
from viewer.ui.claims.sift import Sieve
from viewer.ui.claims.view import ClaimRow, ClaimsView, in_time_order
from viewer.ui.kit.boxes import column_of
from viewer.ui.kit.buttons import act_on_key
from viewer.ui.kit.placeholder import Placeholder, PlaceholderView
from viewer.ui.kit.row_list import ENTER


class ClaimsTab(QWidget):
    """The list of claims with the choice above it, or a page that says why there are none."""

    claims_changed = Signal()  # other claims are listed now
    counted = Signal(int)  # so many claims
    sift_wanted = Signal(object)  # ClaimRows, of which `show_sifted` is to be given some
    states_wanted = Signal()  # a menu of what the claims could be filtered by

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own: Sequence[ClaimRow] = ()
        self._others: Sequence[ClaimRow] = ()
        self.sieve = Sieve()
        self._empty = Placeholder("", "")  # what is shown where there are no claims at all
        self.claims = ClaimsView(self)
        self.no_claims = PlaceholderView(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.claims)
        self._stack.addWidget(self.no_claims)
        self.bar = ClaimsBar(actions, self)
        self.bar.chosen.connect(lambda _: self._show_claims())
        self.bar.field.textChanged.connect(self._on_filter)
        self.bar.field.installEventFilter(self)
        self.bar.states.clicked.connect(lambda: self.states_wanted.emit())
        column_of(self, self.bar, (self._stack, 1), gap=2)
        for before, after in pairwise((*self.bar.controls, self.claims)):
            QWidget.setTabOrder(before, after)

    def set_claims(self, rows: Sequence[ClaimRow], empty: Placeholder) -> None:
        """Show the claims of the note; where there are none, the page that says why."""
        self._own, self._empty = rows, empty
        self._show_claims()

    def set_other_claims(self, rows: Sequence[ClaimRow], notes: int) -> None:
        """Take the claims of `notes` other notes about the video; shown when they are asked for."""
        self._others = rows
        self.bar.set_notes(notes)
        self._show_claims()

    @property
    def shows_all_notes(self) -> bool:
        """Whether the claims of all notes about the video are listed."""
        return self.bar.is_all

    def set_all_notes(self, all_notes: bool) -> bool:
        """List the claims of all notes, or of this one.

        False where there are no others.
        """
        if all_notes and not self._others:
            return False
        self.bar.choose(all_notes=all_notes)
        return True

    @property
    def all_rows(self) -> Sequence[ClaimRow]:
        """The claims of the note, or of all notes, whatever the filter leaves of them."""
        is_all = self.shows_all_notes
        return in_time_order([*self._own, *self._others]) if is_all else self._own

    def set_filter(self, text: str) -> None:
        """Filter the claims, as if this were typed."""
        self.bar.field.setText(text)

    def sift_again(self) -> None:
        """Filter the claims again, for something is so now that was not before."""
        if self.sieve:
            self._show_claims()

    def _on_filter(self, text: str) -> None:
        sieve = Sieve.of(text)
        if sieve != self.sieve:
            self.sieve = sieve
            self.claims.set_marks(sieve.marks)
            self._show_claims()

    def _show_claims(self) -> None:
        rows = self.all_rows
        self.bar.setVisible(bool(rows or self._others))
        if self.sieve:
            self.sift_wanted.emit(rows)
        else:
            self.show_sifted(rows, rows)

    def show_sifted(self, rows: Sequence[ClaimRow], of: Sequence[ClaimRow]) -> None:
        """List `rows`, which the filter leaves of all."""
        if not rows:
            self.no_claims.set_page(self._empty if not of else self._nothing_left())
        self.claims.set_rows(rows, names_notes=self.shows_all_notes)
        self._stack.setCurrentIndex(0 if rows else 1)
        total = _count(of)
        self.bar.show_count(total if rows is of else _count(rows), total)
        self.counted.emit(total)
        self.claims_changed.emit()

    def _nothing_left(self) -> Placeholder:
        words = self.tr("No claim here matches “{0}”. Esc empties the filter.")
        shown = self.bar.field.text().strip()[:60]
        buttons = ((self.tr("Clear the filter"), "claims.unfilter"),)
        title = self.tr("Nothing left")
        return Placeholder(title, words.format(shown), buttons=buttons, icon="claims")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Down and Enter leave the filter for the list.
        if isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Down, *ENTER):
            rows = self.claims.rows

            def enter_list() -> None:
                if rows.rows:
                    self.claims.setCurrentIndex(rows.index(0))
                    self.claims.setFocus(Qt.FocusReason.TabFocusReason)

            return act_on_key(event, enter_list)
        return super().eventFilter(watched, event)


def _count(rows: Sequence[ClaimRow]) -> int:
    """Count claims, as over the note does; one that cites two times has two rows."""
    return len({(row.key[0], row.claim) for row in rows})
