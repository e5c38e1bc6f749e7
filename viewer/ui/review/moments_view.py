"""The moments at which a sentence could be said: up to three, each with its frame and the words.

In the place of the findings, until one is cited or the search is left. Enter cites the one that is
chosen, Space plays it, the arrows and the figures choose. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from viewer.evidence.finding import Proposal
from viewer.notes.timecode import format_ms
from viewer.translation import tr
from viewer.ui.kit.boxes import column_of, row_of, stack_of
from viewer.ui.kit.buttons import WordButton, act_on_key, paint_focus
from viewer.ui.kit.flow_row import FlowRow
from viewer.ui.kit.paint import paint_face, smooth
from viewer.ui.kit.placeholder import Placeholder, PlaceholderView
from viewer.ui.kit.roles import Role, set_role
from viewer.ui.kit.row_list import ENTER
from viewer.ui.kit.scroll_bar import QuietArea
from viewer.ui.kit.sheet import Worded, Words
from viewer.ui.kit.theme import theme_of
from viewer.ui.note.document import ChipState
from viewer.ui.review.finding_text import chance_words
from viewer.ui.review.moment_widgets import FrameBox, SaidThere, TimePill

_FRAME_PX = 128
_DIGITS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)


class MomentsView(Worded, QWidget):
    """Shows the moments of one sentence, or the page that says why there are none."""

    page_action = Signal(str)  # the id of a button's action
    cite_requested = Signal()
    hear_requested = Signal(object)  # int: ms
    left = Signal()

    def __init__(
        self, frames: Callable[[int], QImage | None], parent: QWidget | None = None
    ) -> None:
        """`frames` gives the frame at a time: null where there is none, None while it comes."""
        super().__init__(parent)
        set_role(self, Role.Grouping)
        self._frames = frames
        self._moments: Sequence[Proposal] = ()
        self._number = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Times at which this could be said"))
        self._title = Words(tr("Where is this said?"), self, tone="muted", scale=0.95)
        self.sentence = Words("", self, weight=QFont.Weight.Medium)
        self.cards = [MomentCard(self) for _ in range(3)]
        for number, card in enumerate(self.cards):
            card.pressed.connect(lambda number=number: self.choose(number))
            card.hear_requested.connect(self._hear)
        inside = QWidget()
        cards = column_of(None, *self.cards, gap=8, around=(0, 10, 0, 8))
        above = (self._title, 2, self.sentence)
        column_of(inside, *above, cards, (None, 1), around=(14, 10, 14, 12))
        self._area = QuietArea(inside, self)
        self.cite = WordButton("", self, primary=True, key=tr("Enter"))
        self.cite.clicked.connect(self.cite_requested)
        self.listen = WordButton(tr("Play", "button"), self, key=tr("Space"))
        self.listen.clicked.connect(self._hear)
        leave = WordButton(tr("Cancel"), self, key=tr("Esc"))
        leave.clicked.connect(self.left)
        bar = _Bar(self)
        self._buttons = FlowRow(bar)
        self._buttons.set_widgets([self.cite, self.listen, leave])
        column_of(bar, self._buttons, around=(11, 5, 11, 5))
        self.pages = PlaceholderView(self)
        self.pages.action_chosen.connect(self._on_page_action)
        self._stack = stack_of(self, self._area, self.pages)
        column_of(self, (self._stack, 1), bar)
        self.dress()
        self.installEventFilter(self)

    # ------------------------------------------------------------------ showing

    @property
    def page(self) -> Placeholder | None:
        """What is shown in the place of moments; None while some are."""
        return self.pages.page if self._stack.currentIndex() == 1 else None

    @property
    def chosen(self) -> Proposal | None:
        """The moment that is chosen."""
        return self._moments[self._number] if self._moments else None

    def show_page(self, page: Placeholder) -> None:
        """Show a page in the place of moments."""
        self._moments = ()
        self.pages.set_page(page)
        self._stack.setCurrentIndex(1)
        self._show_buttons()

    def show_moments(self, sentence: str, moments: Sequence[Proposal]) -> None:
        """Show where a sentence could be said; there is at least one moment."""
        self._moments = moments[: len(self.cards)]
        self.sentence.setText(sentence)
        for number, card in enumerate(self.cards):
            there = number < len(self._moments)
            card.setVisible(there)
            if there:
                card.show_moment(self._moments[number])
        self._stack.setCurrentIndex(0)
        self._area.verticalScrollBar().setValue(0)
        self.choose(0)

    def choose(self, number: int) -> None:
        """Choose a moment by its place."""
        if not 0 <= number < len(self._moments):
            return
        self._number = number
        for place, card in enumerate(self.cards):
            card.set_chosen(place == number)
        self._area.ensureWidgetVisible(self.cards[number], 0, 4)
        self._show_buttons()
        self.show_frames()

    def _show_buttons(self) -> None:
        chosen = self.chosen
        self.cite.setVisible(chosen is not None)
        self.listen.setVisible(chosen is not None)
        if chosen is not None:
            self.cite.setText(tr("Add {0}").format(format_ms(chosen.ms)))
        self._buttons.fit()

    def show_frames(self) -> None:
        """Show the frames that are there by now."""
        if self.isVisible():
            # What is asked for last comes first.
            for card, moment in reversed(list(zip(self.cards, self._moments, strict=False))):
                card.frame.show_picture(self._frames(moment.ms))

    def _hear(self) -> None:
        if self.chosen is not None:
            self.hear_requested.emit(self.chosen.ms)

    def _on_page_action(self, action_id: str) -> None:
        self.left.emit()
        self.page_action.emit(action_id)

    # ------------------------------------------------------------------ Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not self.hasFocus():
            return False
        return act_on_key(event, self._meaning(event))

    def _meaning(self, event: QKeyEvent) -> Callable[[], object] | None:
        key = event.key()
        if event.isAutoRepeat() and key not in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return lambda: None
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        if key in ENTER:
            return self.cite_requested.emit
        if key == Qt.Key.Key_Space:
            return self._hear
        if key == Qt.Key.Key_Escape:
            return self.left.emit
        if key in _DIGITS:
            return lambda: self.choose(_DIGITS.index(key))
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            by = 1 if key == Qt.Key.Key_Down else -1
            return lambda: self.choose((self._number + by) % max(1, len(self._moments)))
        return None

    def dress(self) -> None:
        super().dress()
        if hasattr(self, "_buttons"):  # it is made
            self._buttons.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:  # from one of the buttons
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:
        for card in self.cards:
            card.update()

    def focusOutEvent(self, event: object) -> None:
        for card in self.cards:
            card.update()

    def showEvent(self, event: object) -> None:
        self.show_frames()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme_of(self).window)


class MomentCard(QWidget):
    """One moment."""

    pressed = Signal()
    hear_requested = Signal()

    def __init__(self, view: MomentsView) -> None:
        super().__init__(view)
        self._view = view
        self._is_chosen = False
        self.frame = FrameBox(self)
        self.frame.setFixedWidth(_FRAME_PX)
        self.frame.clicked.connect(self._on_frame)
        self.time = TimePill(self)
        self.time.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows go from moment to moment
        self.time.clicked.connect(self._on_frame)
        self.words = Words("", self, tone="muted", scale=0.95, wraps=False)
        self.said = SaidThere(self)
        top = FlowRow(self, gap=8)
        top.set_widgets([self.time, self.words])
        self._top = top
        beside = column_of(None, top, self.said, (None, 1), gap=5)
        row = row_of(self, self.frame, (beside, 1), gap=11, around=(10, 9, 10, 9))
        row.setAlignment(self.frame, Qt.AlignmentFlag.AlignTop)

    def show_moment(self, moment: Proposal) -> None:
        """Show a moment; its frame comes later."""
        self.time.set_time(format_ms(moment.ms), ChipState.PLAIN)
        self.words.setText(chance_words(moment.chance))
        self._top.fit()
        self.said.show_said(moment.evidence)
        self.frame.show_words("")
        self.setAccessibleName(f"{format_ms(moment.ms)}, {self.words.text()}")

    def set_chosen(self, chosen: bool) -> None:
        """Show whether it is the one that is cited by Enter."""
        self._is_chosen = chosen
        self.update()

    def _on_frame(self) -> None:
        self.pressed.emit()
        self.hear_requested.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        painter = smooth(self)
        edge = theme.link if self._is_chosen else theme.edge
        paint_face(painter, self.rect(), 8, theme.paper, edge)
        if self._is_chosen and self._view.hasFocus():
            paint_focus(painter, QRectF(self.rect()), theme, 8)


class _Bar(QWidget):
    """A hairline over the buttons."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, self.width(), 1, theme_of(self).line)
