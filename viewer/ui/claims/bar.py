"""Over the list of claims: whose are listed, which of them, and the button that plays these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QAction, QFont, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from viewer.ui.claims.sift import Offered, State
from viewer.ui.kit.boxes import row_of
from viewer.ui.kit.buttons import IconButton, OwnKeys, PaintedButton
from viewer.ui.kit.field import Field
from viewer.ui.kit.keys import is_typed
from viewer.ui.kit.menu import Menu
from viewer.ui.kit.paint import CENTRE, paint_face, paint_words
from viewer.ui.kit.plain import Label
from viewer.ui.kit.theme import Theme, set_colour, tabular, theme_of, ui_font

_MOST_TAGS = 15  # in the menu


class _Choice(PaintedButton, QAbstractButton):
    """One of a few words of which one is chosen."""

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
            paint_face(painter, face, 6, theme.select if self.isChecked() else theme.hover)
        ink, room = theme.ink if self.isChecked() else theme.muted, face.adjusted(4, 0, -4, 0)
        paint_words(painter, room, self.text(), self._words_font(), ink, CENTRE)


class ClaimsBar(QWidget):
    """This note or all notes; the choice is offered only where there are others."""

    chosen = Signal(bool)  # whether the claims of all notes are wanted

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._this = _Choice(self.tr("This note"), self)
        self._all = _Choice(self.tr("All notes"), self)
        self._this.setChecked(True)
        self._this.toggled.connect(lambda on: self.chosen.emit(not on))
        self.field = Field(self.tr("Filter claims"), self)
        self._count = Label("", self)
        self._count.setContentsMargins(8, 0, 4, 0)
        self._count.hide()
        self.states = IconButton("sort", None, self, words=self.tr("Filter by tag or state"))
        kinds, right = (self._this, self._all, 2), (self._count, self.states)
        row = row_of(self, *kinds, (self.field, 1), *right, gap=2, around=(12, 2, 8, 0))
        self.controls: Sequence[QWidget] = (self._this, self._all, self.field, self.states)
        if "reel" in actions:
            reel = IconButton("reel", actions["reel"], self)
            row.addWidget(reel)
            self.controls = (*self.controls, reel)
        OwnKeys(self, is_typed)
        self.set_notes(0)
        self.hide()

    @property
    def is_all(self) -> bool:
        """Whether the claims of all notes are listed."""
        return self._all.isChecked()

    def set_notes(self, others: int) -> None:
        """Offer the claims of so many other notes; with none there is nothing to choose."""
        self._all.setText(self.tr("All {0} notes").format(others + 1))
        self._this.setVisible(others > 0)
        self._all.setVisible(others > 0)
        if not others:
            self.choose(all_notes=False)

    def show_count(self, shown: int, total: int) -> None:
        """Say how many of the claims the filter leaves; nothing where there is no filter."""
        words = self.tr("{0} of {1}").format(f"{shown:,}", f"{total:,}")
        self._count.setText(words)
        self._count.setAccessibleName(self.tr("{0} claims shown").format(words))
        set_colour(self._count, theme_of(self).muted, QPalette.ColorRole.WindowText)
        self._count.setVisible(bool(self.field.text().strip()))

    def show_offered(self, offered: Offered) -> None:
        """Open a menu of what the claims can be filtered by; an entry chosen again is off."""
        words = {
            State.DOUBT: self.tr("In doubt"),
            State.NOW: self.tr("In force now"),
            State.REPAIRED: self.tr("With a time changed here"),
            State.OUT: self.tr("Out of reach"),
            State.RANGE: self.tr("With an end"),
            State.PICTURE: self.tr("With a picture"),
        }
        menu = Menu(self)
        for state, count in offered.states:
            self._add(menu, words[state], f"is:{state}", count)
        menu.addSeparator()
        for tag, count in offered.tags[:_MOST_TAGS]:
            self._add(menu, f"#{tag}", f"#{tag}", count)
        if not (offered.states or offered.tags):
            menu.addAction(self.tr("No claim has a tag or a state")).setEnabled(False)
        menu.addSeparator()
        clear = menu.addAction(self.tr("Show all claims"))
        clear.setEnabled(bool(self.field.text()))
        clear.triggered.connect(self.field.clear)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.states.mapToGlobal(self.states.rect().bottomLeft()))

    def _add(self, menu: Menu, words: str, typed: str, count: int) -> None:
        action = menu.addAction(f"{words}\t{count:,}".replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(typed.casefold() in self.field.text().casefold().split())
        action.triggered.connect(lambda on: self._toggle(typed, on=on))

    def _toggle(self, typed: str, *, on: bool) -> None:
        parts = [one for one in self.field.text().split() if one.casefold() != typed.casefold()]
        self.field.setText(" ".join([*parts, typed] if on else parts))

    def choose(self, *, all_notes: bool) -> None:
        """List the claims of all notes, or of this one, as a click would."""
        (self._all if all_notes else self._this).setChecked(True)
