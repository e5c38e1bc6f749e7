"""What floats over the note: the pill that resumes following, and notices with buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from viewer.base.translation import aside
from viewer.ui.kit.boxes import FlowRow, row_of
from viewer.ui.kit.buttons import WordButton
from viewer.ui.kit.paint import Dressed, paint_face, smooth
from viewer.ui.kit.plain import Label, plain
from viewer.ui.kit.roles import announce
from viewer.ui.kit.theme import Theme, set_colour, theme_of, ui_font
from viewer.ui.kit.timers import once

_OFFER_MS = 5_000  # for what is said in passing, but can be answered
_NOTICE_MS = 12_000
# Time to notice a message, and to read it at 180 words a minute: slower than most do.
_TURN_MS, _LETTER_MS = 1_200, 60


@dataclass(frozen=True, slots=True)
class NoticeButton:
    """A button on a notice: its text, its key, and its action."""

    text: str
    key: str
    call: Callable[[], object]


def _on_pill(theme: Theme, edge: QColor) -> Theme:
    """Return the colours of a button with this edge on the dark ground of a notice."""
    return replace(
        theme,
        dark=not theme.dark,
        field=theme.pill,
        edge=edge,
        ink=theme.pill_ink,
        muted=theme.pill_muted,
    )


class PillButton(WordButton):
    """A dark pill with an icon, a word and a key, for permanent display over a note."""

    RING, FOCUS = None, Qt.FocusPolicy.TabFocus

    def set_key(self, key: str) -> None:
        super().set_key(key)
        self.setToolTip(plain(aside(self.text(), key)))

    def paint(self, painter: QPainter, theme: Theme) -> None:
        super().paint(painter, _on_pill(theme, theme.pill))


class _OfferButton(WordButton):
    FOCUS = Qt.FocusPolicy.TabFocus

    def paint(self, painter: QPainter, theme: Theme) -> None:
        edge = QColor(theme.pill_muted)
        edge.setAlphaF(0.6)
        super().paint(painter, _on_pill(theme, edge))


class Notice(Dressed, QWidget):
    """A message on a dark background, with the next steps as buttons; disappears by itself."""

    offers_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = Label(parent=self)
        self._label.setWordWrap(True)
        # The buttons that are shown; empty while nothing is offered.
        self.offers: Sequence[NoticeButton] = ()
        self._row = FlowRow(self, gap=8)
        self._box = row_of(self, (self._label, 1), self._row, gap=8, around=(18, 8, 12, 8))
        self._timer = once(self, 0, self.close_notice)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()
        self.dress()

    @property
    def text(self) -> str:
        """The current message, or ""."""
        return self._label.text() if self.isVisible() else ""

    @property
    def stays(self) -> bool:
        """Return whether it waits for an answer, and does not disappear by itself."""
        return self.isVisible() and not self._timer.isActive()

    def say(
        self,
        text: str,
        offers: Sequence[NoticeButton] = (),
        *,
        brief: bool = False,
        stays: bool = False,
    ) -> None:
        """Show `text` and `offers` instead of the previous message.

        It disappears after enough time to read it, at least 12 s unless it is `brief`; with `stays`
        it waits for an answer, or Esc. A screen reader reads it at once.
        """
        for old in self._row.widgets:
            old.setParent(None)  # gone at once, for whoever looks for a button
            old.deleteLater()
        buttons: list[QWidget] = []
        self.offers = tuple(offers)
        self._label.setText(text)
        self.setAccessibleName(text)
        announce(self, text)
        for offer in offers:
            button = _OfferButton(offer.text, self._row, key=offer.key)
            button.setToolTip(plain(offer.key))
            button.clicked.connect(lambda _=False, offer=offer: self._take(offer))
            buttons.append(button)
        self._row.set_widgets(buttons)
        for shown in buttons:
            shown.show()
        self._row.setVisible(bool(buttons))
        # Where nothing can be pressed, the mouse reaches the note: a second click may be under way.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not offers)
        least_ms = _NOTICE_MS if not brief else _OFFER_MS if offers else 0
        self._timer.start(max(least_ms, _TURN_MS + _LETTER_MS * len(text)))
        if stays:
            self._timer.stop()
        self.show()
        self.raise_()
        self.offers_changed.emit()

    def take(self, number: int) -> None:
        """Do the offer with this index, from 0, and remove it."""
        if number < len(self.offers):
            self._take(self.offers[number])

    def _take(self, offer: NoticeButton) -> None:
        self.close_notice()  # first: what is done may have something to say
        offer.call()

    def close_notice(self) -> None:
        if self.isHidden():
            return  # nothing is shown, nor offered
        self._timer.stop()
        self.offers = ()
        self.hide()
        self.offers_changed.emit()

    def stand(self, width: int, foot: int, edge_px: int) -> None:
        """Centre it in a widget of this width, its bottom at `foot`, respecting the edges."""
        size = self._size(width - 2 * edge_px)
        left, top = (width - size.width()) // 2, foot - size.height()
        self.setGeometry(left, top, size.width(), size.height())

    def _size(self, width: int) -> QSize:
        metrics, direction = QFontMetricsF(self._label.font()), QBoxLayout.Direction
        # Words and buttons side by side, or where that is too tight the buttons below, in as many
        # rows as they need.
        buttons = self._row.sizeHint() if self.offers else QSize(0, 0)
        text = self._label.text()
        natural = round(metrics.horizontalAdvance(text)) + 6
        beside = not self.offers or width - buttons.width() - 46 >= min(natural, 200)
        self._box.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        room = width - (buttons.width() + 46 if beside else 38)
        label_width = min(natural, max(60, room))
        height = self._label.heightForWidth(label_width) + 4
        if beside:
            between = 8 if self.offers else 0
            wide = label_width + between + buttons.width() + 36
            return QSize(wide, max(height, buttons.height()) + 16)
        inside = max(label_width, min(buttons.width(), room))
        return QSize(inside + 36, height + self._row.heightForWidth(inside) + 26)

    def dress(self) -> None:
        set_colour(self._label, theme_of(self).pill_ink, QPalette.ColorRole.WindowText)
        self._label.setFont(ui_font(self, 1.0, QFont.Weight.Medium))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        face = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        paint_face(smooth(self), face, min(self.height() / 2, 14), theme.pill)
