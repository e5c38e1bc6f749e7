"""A sheet: a card in the middle of the window, for one question or one place of its own.

The rest of the window is dimmed and gets neither clicks nor keys until the sheet is closed. A plain
child of its window, like the palette, so that it works alike on every platform.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer.ui.kit.card import Card
from viewer.ui.kit.focus import Overlay, first_of, step_focus
from viewer.ui.kit.plain import Label
from viewer.ui.kit.theme import paint_icon, theme_of, ui_font
from viewer.ui.kit.words import words_font

_POINTS = 9.7  # the size of text that a width is meant for
_EDGE_PX = 24  # what is left of the window around a sheet


_LET_THROUGH = frozenset((Qt.Key.Key_Q, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_0))


def _is_let_through(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier) and (
        event.key() in _LET_THROUGH
    )


class Sheet(Overlay):
    """An overlay over `window`; hidden until `open_sheet`. Fill `column`."""

    closed = Signal()

    def __init__(
        self, window: QWidget, *, width: int, height: int | None = None, padding: int = 24
    ) -> None:
        """Take at most `width` and `height` px; without a height as much as the content needs."""
        super().__init__(window)
        self._window = window
        self._width, self._height = width, height
        self.card = Card(self, radius=12.0, shadow=32)
        self.column = QVBoxLayout(self.card)
        rim = self.card.margin() + padding
        self.column.setContentsMargins(rim, rim, rim, rim)
        self.column.setSpacing(0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self.installEventFilter(self)
        window.installEventFilter(self)

    def open_sheet(self, first: QWidget | None = None) -> None:
        """Show it, with the keyboard on `first`."""
        self._place()
        self.show()
        self.raise_()
        (first or first_of(self)).setFocus(Qt.FocusReason.TabFocusReason)

    def close_sheet(self) -> None:
        """Close it; the focus goes back to where it was."""
        if self.isHidden():
            return
        self.hide()
        self.closed.emit()

    def fit(self) -> None:
        """Take the size that the content needs now."""
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        rim = 2 * self.card.margin()
        # Larger text wants a wider sheet; else it would run out at its foot.
        wanted_width = round(self._width * max(1.0, ui_font(self).pointSizeF() / _POINTS))
        width = min(wanted_width, self.width() - 2 * _EDGE_PX) + rim
        most = self.height() - 2 * _EDGE_PX + rim
        if self._height is not None:
            height = min(self._height + rim, most)
        else:
            height = min(self._height_for(width), most)
        left = (self.width() - width) // 2
        self.card.setGeometry(left, max(0, (self.height() - height) * 2 // 5), width, height)

    def _height_for(self, width: int) -> int:
        """Give the height of the card that the content needs at a width, rims included."""
        self.column.invalidate()
        wanted = self.column.totalHeightForWidth(width)
        return wanted if wanted > 0 else self.column.totalSizeHint().height()

    def _dress(self) -> None:
        for words in self.findChildren(Words):
            words.dress()
        self.fit()

    # ------------------------------------------------------------------ Qt

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            # Once every part has heard of it.
            QTimer.singleShot(0, self, self._dress)

    def focusNextPrevChild(self, next: bool) -> bool:
        # The keyboard stays in here: what lies below is not to be used now.
        return step_focus(self, next)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and self.isVisible() and event.type() == QEvent.Type.Resize:
            self._place()
        is_asked = watched is self and event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and not _is_let_through(event):
            # No shortcut of the window below, but to leave it or to read it better.
            event.accept()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Keys that nothing in the sheet wanted do not reach the window.
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_sheet()

    def paintEvent(self, event: QPaintEvent) -> None:
        veil = QColor(0, 0, 0, 110 if theme_of(self).dark else 56)
        QPainter(self).fillRect(QRectF(self.rect()), veil)


class Words(Label):
    """Running text on a sheet, in a colour of the theme: "ink", "muted", "bad", "good"."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        tone: str = "ink",
        scale: float = 1.0,
        weight: QFont.Weight = QFont.Weight.Normal,
    ) -> None:
        super().__init__(text, parent)
        self._tone, self._scale, self._weight = tone, scale, weight
        self.setWordWrap(True)
        self.dress()

    def show_words(self, text: str, tone: str = "") -> None:
        """Show other words; none take no room."""
        self._tone = tone or self._tone
        self.setText(text)
        self.setVisible(bool(text))
        self.dress()

    def dress(self) -> None:
        """Take the font and the colour that hold now; the sheet calls it when they change."""
        colour = getattr(theme_of(self), self._tone)
        palette = self.palette()
        if palette.color(palette.ColorRole.WindowText) != colour:
            palette.setColor(palette.ColorRole.WindowText, colour)
            self.setPalette(palette)
        font = words_font(self, self._scale, self._weight)
        if self.font() != font:
            self.setFont(font)


class Centred(QWidget):
    """An icon and some words in the middle, in place of a list that is empty."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = ""
        self.title = Words("", self, scale=1.1, weight=QFont.Weight.DemiBold)
        self.words = Words("", self, tone="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(60, 0, 60, 0)
        column.addStretch(2)
        column.addSpacing(54)
        for label in (self.title, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(3)

    def show_words(self, title: str, words: str, icon: str) -> None:
        """Say this, below an icon of `resources/icons`."""
        self._icon = icon
        self.title.show_words(title)
        self.words.show_words(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        at = QRectF(self.width() / 2 - 20, self.title.y() - 54, 40, 40)
        paint_icon(QPainter(self), self._icon, theme_of(self).muted, at)


class Rule(QWidget):
    """A hairline between the parts of a card."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect().adjusted(1, 0, -1, 0), theme_of(self).line)
