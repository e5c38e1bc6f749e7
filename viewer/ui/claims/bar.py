"""Over the list of claims: whose claims are listed, and the button that plays just them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from viewer.ui.kit.buttons import IconButton, PressKeys, paint_focus
from viewer.ui.kit.paint import CENTRE, paint_face, paint_words, smooth
from viewer.ui.kit.theme import tabular, theme_of, ui_font


class _Choice(QAbstractButton):
    """One of a few words of which one is chosen."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        PressKeys(self)

    def _words_font(self) -> QFont:
        return tabular(ui_font(self, 0.95, QFont.Weight.Medium))

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._words_font())
        wide = metrics.horizontalAdvance(self.text())
        return QSize(round(wide) + 22, round(metrics.height()) + 11)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        painter = smooth(self)
        face = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse():
            paint_face(painter, face, 6, theme.select if self.isChecked() else theme.hover)
        ink, room = theme.ink if self.isChecked() else theme.muted, face.adjusted(4, 0, -4, 0)
        paint_words(painter, room, self.text(), self._words_font(), ink, CENTRE)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), theme, 6)


class ClaimsBar(QWidget):
    """This note or all notes; the choice is offered only where there are others."""

    chosen = Signal(bool)  # whether the claims of all notes are wanted

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._this = _Choice(self.tr("This note"), self)
        self._all = _Choice(self.tr("All notes"), self)
        self._this.setChecked(True)
        self._this.toggled.connect(lambda on: self.chosen.emit(not on))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 8, 0)
        row.setSpacing(2)
        row.addWidget(self._this)
        row.addWidget(self._all)
        row.addStretch(1)
        self.controls: Sequence[QWidget] = (self._this, self._all)
        if "reel" in actions:
            reel = IconButton("reel", actions["reel"], self)
            row.addWidget(reel)
            self.controls = (*self.controls, reel)
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

    def choose(self, *, all_notes: bool) -> None:
        """List the claims of all notes, or of this one, as a click would."""
        (self._all if all_notes else self._this).setChecked(True)
