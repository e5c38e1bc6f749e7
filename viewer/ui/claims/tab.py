"""The tab of claims: those of this note, or those of all notes about its video."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from viewer.ui.claims.bar import ClaimsBar
from viewer.ui.claims.view import ClaimRow, ClaimsView, in_time_order
from viewer.ui.kit.placeholder import Placeholder, PlaceholderView


class ClaimsTab(QWidget):
    """The list of claims with the choice above it, or a page that says why there are none."""

    claims_changed = Signal()  # other claims are listed now
    counted = Signal(int)  # so many claims

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own: Sequence[ClaimRow] = ()
        self._others: Sequence[ClaimRow] = ()
        self.claims = ClaimsView(self)
        self.no_claims = PlaceholderView(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.claims)
        self._stack.addWidget(self.no_claims)
        self.bar = ClaimsBar(actions, self)
        self.bar.chosen.connect(lambda _: self._show_claims())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        for before, after in pairwise((*self.bar.controls, self.claims)):
            QWidget.setTabOrder(before, after)

    def set_claims(self, rows: Sequence[ClaimRow], empty: Placeholder) -> None:
        """Show the claims of the note; where there are none, the page that says why."""
        self._own = rows
        self.no_claims.set_page(empty)
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

    def _show_claims(self) -> None:
        is_all = self.shows_all_notes
        rows = in_time_order([*self._own, *self._others]) if is_all else self._own
        self.claims.set_rows(rows, names_notes=is_all)
        self._stack.setCurrentIndex(0 if rows else 1)
        # What is counted is claims, as over the note; one that cites two times has two rows.
        count = (
            len({(row.key[0], row.claim) for row in rows})
            if is_all
            else len({row.claim for row in rows})
        )
        self.bar.setVisible(bool(rows or self._others))
        self.counted.emit(count)
        self.claims_changed.emit()
