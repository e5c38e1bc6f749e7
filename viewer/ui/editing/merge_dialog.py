"""Two texts side by side, where a person has to choose."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QMouseEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QGridLayout,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from viewer.notes.diff import difference
from viewer.notes.merge import Merge, MergeChoice, Region
from viewer.notes.model import Span
from viewer.translation import tr
from viewer.ui.kit.boxes import column_of, row_of
from viewer.ui.kit.buttons import Painted, WordButton
from viewer.ui.kit.paint import paint_text
from viewer.ui.kit.panes import fit_to_screen
from viewer.ui.kit.plain import Label
from viewer.ui.kit.scroll_bar import make_quiet
from viewer.ui.kit.theme import Theme, set_colour, theme_of, ui_font, words_font

_RING_PX = 15
_NUMBERS = {choice: number for number, choice in enumerate(MergeChoice)}


def ask_conflicts(parent: QWidget, merged: Merge) -> Mapping[int, MergeChoice] | None:
    """Ask which side to take of each conflict; None where the person would not choose now."""
    dialog = ConflictDialog(parent, merged.conflicts)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog.choices() if accepted else None


class ConflictDialog(QDialog):
    """Shows both sides of each conflict, what differs marked; yours is taken unless it is said."""

    def __init__(self, parent: QWidget | None, conflicts: Sequence[Region]) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("The same lines were changed twice"))
        fit_to_screen(self, QSize(920, 600))
        words = Label(
            tr("Choose a version for each conflict. Discarded text is kept for 30 days."), self
        )
        words.setFont(words_font(self))
        words.setWordWrap(True)
        inside = QWidget()
        self._places = [
            _Conflict(inside, region, number, len(conflicts))
            for number, region in enumerate(conflicts, 1)
        ]
        column_of(inside, *self._places, (None, 1), gap=22, around=(0, 0, 12, 0))
        area = QScrollArea(self)
        make_quiet(area)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        later = WordButton(tr("Not now"), self)
        later.setAutoDefault(False)
        later.clicked.connect(self.reject)
        take = WordButton(tr("Use these"), self, primary=True)
        take.setDefault(True)
        take.clicked.connect(self.accept)
        buttons = row_of(None, (None, 1), later, take, gap=14)
        column_of(self, words, (area, 1), buttons, gap=14, around=(20, 16, 20, 14))

    def choices(self) -> dict[int, MergeChoice]:
        """Return what is chosen, by the place of the conflict from 0."""
        return {number: place.choice for number, place in enumerate(self._places)}


class _Conflict(QWidget):
    """One place: what stands there on either side, and which is taken."""

    def __init__(self, parent: QWidget, region: Region, number: int, count: int) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._group = QButtonGroup(self)
        change = difference(region.ours, region.theirs, "")
        ours = [Span(edit.start, edit.end) for edit in change.edits]
        self._sides: list[tuple[_Side, frozenset[MergeChoice]]] = []
        where = tr("conflict {0} of {1}").format(number, count)
        for at, (choice, words, text, spans) in enumerate(
            (
                (MergeChoice.OURS, tr("Yours"), region.ours, ours),
                (MergeChoice.THEIRS, tr("On disk"), region.theirs, change.new_spans()),
            )
        ):
            button = self._button(choice, words, where)
            grid.addWidget(button, 0, at, Qt.AlignmentFlag.AlignLeft)
            side = _Side(self, text, spans)
            side.clicked.connect(button.click)
            self._sides.append((side, frozenset({choice, MergeChoice.BOTH})))
            grid.addWidget(side, 1, at)
        both = self._button(MergeChoice.BOTH, tr("Both"), where)
        grid.addWidget(both, 2, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        self._group.button(_NUMBERS[MergeChoice.OURS]).setChecked(True)
        self._group.idToggled.connect(lambda *_: self._show_taken())
        self._show_taken()

    @property
    def choice(self) -> MergeChoice:
        return next(c for c, number in _NUMBERS.items() if number == self._group.checkedId())

    def _button(self, choice: MergeChoice, words: str, where: str) -> QRadioButton:
        button = _Choice(words, self)
        button.setFont(ui_font(self, 0.95, QFont.Weight.DemiBold))
        button.setAccessibleName(f"{words}, {where}")
        self._group.addButton(button, _NUMBERS[choice])
        return button

    def _show_taken(self) -> None:
        for side, choices in self._sides:
            side.set_taken(self.choice in choices)


class _Choice(Painted, QRadioButton):
    """A radio button whose ring is seen on dark grounds, too."""

    def paint(self, painter: QPainter, theme: Theme) -> None:
        ring = QRectF(1, (self.height() - _RING_PX) / 2, _RING_PX, _RING_PX)
        taken = self.isChecked()
        painter.setPen(QPen(theme.link if taken else theme.muted, 1.5))
        painter.setBrush(theme.paper)
        painter.drawEllipse(ring)
        if taken:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.link)
            painter.drawEllipse(ring.adjusted(4, 4, -4, -4))
        painter.setFont(self.font())
        painter.setPen(theme.ink)
        words = QRectF(self.rect()).adjusted(_RING_PX + 9, 0, 0, 0)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        paint_text(painter, words, self.text(), left)

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(round(words) + _RING_PX + 18, 26)

    def hitButton(self, at: QPoint) -> bool:  # noqa: N802 - Qt's own name
        return self.rect().contains(at)


class _Side(Painted, QFrame):
    """The text of one side on paper, with a rim while it is taken; a click takes it."""

    clicked = Signal()

    def __init__(self, parent: QWidget, text: bytes, changed: Sequence[Span]) -> None:
        super().__init__(parent)
        self._text, self._changed = text, changed
        self._taken = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._label = Label(parent=self)
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column_of(self, self._label, (None, 1), around=(14, 12, 14, 12))
        self._dress()

    def set_taken(self, taken: bool) -> None:
        """Show whether this side is taken."""
        self._taken = taken
        self._dress()
        self.update()

    def _dress(self) -> None:
        theme = theme_of(self)
        ink = theme.ink if self._taken else theme.muted
        set_colour(self._label, ink, QPalette.ColorRole.WindowText)
        self._label.setFont(words_font(self))
        mark = theme.text_select.name()
        pieces, at = [], 0
        for span in self._changed:
            pieces.append(_escaped(self._text[at : span.start]))
            changed = _escaped(self._text[span.start : span.end])
            pieces.append(f'<span style="background-color: {mark}">{changed}</span>')
            at = span.end
        pieces.append(_escaped(self._text[at:]))
        words = "".join(pieces).strip()
        if not words:
            gone = tr("These lines were deleted.")
            words = f"<i>{html.escape(gone)}</i>"
        self._label.setText(f'<div style="white-space: pre-wrap">{words}</div>')

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._dress()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        painter.setPen(QPen(theme.link if self._taken else theme.edge, 1.5 if self._taken else 1))
        painter.setBrush(theme.paper)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


def _escaped(text: bytes) -> str:
    shown = text.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return html.escape(shown).replace("\n", "<br/>")
