"""The slim bar of a reel: which moment is played, and the buttons that go through them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.ui.kit.boxes import row_of
from viewer.ui.kit.buttons import IconButton, Painted
from viewer.ui.kit.paint import paint_words
from viewer.ui.kit.plain import plain
from viewer.ui.kit.theme import Theme, ui_font, words_font


class ReelBar(Painted, QWidget):
    """Says “Reel 3 of 19 · 0:49” and the claim; hidden while no reel plays."""

    step_requested = Signal(int)  # 1 or -1
    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words = _Words(self)
        row = row_of(self, (self._words, 1), gap=2, around=(16, 2, 8, 4))
        self._buttons: list[IconButton] = []
        for icon, words, call in (
            (
                "previous-claim",
                self.tr("Previous moment (K)"),
                lambda: self.step_requested.emit(-1),
            ),
            ("next-claim", self.tr("Next moment (J)"), lambda: self.step_requested.emit(1)),
            ("close", self.tr("Leave the reel (Esc)"), self.stop_requested.emit),
        ):
            button = IconButton(icon, None, self, words=words)
            button.clicked.connect(lambda _=False, call=call: call())
            row.addWidget(button)
            self._buttons.append(button)
        self.hide()

    @property
    def text(self) -> str:
        """What the bar says."""
        return self._words.first + "  " + self._words.rest

    def show_moment(self, where: str, title: str) -> None:
        """Show the bar with the place in the reel, and what is claimed there."""
        self._words.set_words(where, title)
        self.setAccessibleName(f"{where} {title}")
        self.show()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        painter.fillRect(self.rect(), theme.window)
        painter.fillRect(16, 0, self.width() - 32, 1, theme.line)


class _Words(Painted, QWidget):
    """The place in the reel, and the claim in as much room as there is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.first = self.rest = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_words(self, first: str, rest: str) -> None:
        self.first, self.rest = first, rest
        self.setToolTip(plain(rest))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, round(QFontMetricsF(ui_font(self)).height()) + 12)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        font = ui_font(self, 1.0, QFont.Weight.DemiBold)
        at = QRectF(self.rect())
        at.setLeft(at.left() + paint_words(painter, at, self.first, font, theme.ink) + 10)
        paint_words(painter, at, self.rest, words_font(self), theme.muted)
