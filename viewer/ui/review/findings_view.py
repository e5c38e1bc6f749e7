"""The findings about a note's citations: a card for the one that is looked at, and the others.

The pane shows what it is given and says what a person asks for; `Reviewing` does it. Where it has
the keyboard, Enter takes the proposal, Space plays it, the arrows go on to the next finding. GUI
thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QMarginsF,
    QObject,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractSlider,
    QSpacerItem,
    QWidget,
)

from viewer.notes.note import Note
from viewer.ui.kit.boxes import column_of, row_of, stack_of
from viewer.ui.kit.buttons import IconButton, WordButton, act_on_key
from viewer.ui.kit.paint import paint_words
from viewer.ui.kit.placeholder import Placeholder, PlaceholderView
from viewer.ui.kit.row_list import ENTER, ListView, RowState
from viewer.ui.kit.scroll_bar import QuietArea
from viewer.ui.kit.sheet import Worded, Words
from viewer.ui.kit.theme import paint_icon, theme_of, ui_font, words_font
from viewer.ui.review.captions_strip import CaptionsNotice, CaptionsStrip
from viewer.ui.review.finding_card import CardContent, FindingBar, FindingCard
from viewer.ui.review.finding_text import claim_text, row_line, written_text
from viewer.ui.review.review import Item

_PAGES = {
    int(Qt.Key.Key_PageUp): QAbstractSlider.SliderAction.SliderPageStepSub,
    int(Qt.Key.Key_PageDown): QAbstractSlider.SliderAction.SliderPageStepAdd,
}
_DIGITS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding in the list; its words are put together when they are seen."""

    note: Note
    item: Item
    is_struck: bool  # the time cannot be gone to

    @property
    def time(self) -> str:
        """The time as it is written."""
        return written_text(self.note, self.item.citation)

    @property
    def claim(self) -> str:
        """What is claimed."""
        return claim_text(self.note, self.item.claim)

    @property
    def kind(self) -> str:
        """What was found."""
        return row_line(self.item, self.note.citations[self.item.citation])


class FindingsView(Worded, QWidget):
    """Card and list, or the page that says why there are none."""

    page_action = Signal(str)  # the id of a button's action
    accept_requested = Signal()
    hear_proposal_requested = Signal()
    hear_original_requested = Signal()
    proposal_chosen = Signal(int)
    row_chosen = Signal(int)  # the place of a finding
    menu_requested = Signal(QPoint, int)  # point of the screen, place of a finding or -1
    step_requested = Signal(int)  # by so many findings
    shown_changed = Signal()  # it is seen now, or not any more

    def __init__(
        self,
        actions: Mapping[str, QAction],
        frames: Callable[[int], QImage | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._at = -1
        self.captions = CaptionsStrip(self)
        self.pages = PlaceholderView(self)
        self.pages.action_chosen.connect(self.page_action)
        self.count = Words("", self, tone="muted", wraps=False)
        self.accept_all = WordButton("", self)
        self.accept_all.clicked.connect(lambda: self.page_action.emit("finding.accept_all"))
        self._step_buttons = [
            IconButton("chevron-up", actions["finding.previous"], self),
            IconButton("chevron-down", actions["doubt.next"], self),
        ]
        self._plays = IconButton("audio", actions["finding.play"], self)
        left, right = (self.count, *self._step_buttons), (self._plays, self.accept_all)
        top = row_of(None, *left, (None, 1), *right, gap=2, around=(14, 0, 10, 0))
        self.card = FindingCard(self, frames)
        self.list_ = FindingList(self)
        self.foot = Words("", self, tone="muted", scale=0.95)
        self.again = WordButton(self.tr("Look at them again"), self)
        self.again.clicked.connect(lambda: self.page_action.emit("finding.again"))
        self.transcript_button = WordButton(self.tr("Add a transcript…"), self)
        self.transcript_button.clicked.connect(lambda: self.page_action.emit("transcript.choose"))
        self.listen_button = WordButton("", self)
        self.listen_button.clicked.connect(lambda: self.page_action.emit("finding.listen"))
        inside = QWidget()
        foot = row_of(None, (self.foot, 1), self.transcript_button, self.again, gap=6)
        below = row_of(None, self.listen_button, (None, 1))
        parts = (self.captions, self.card, 10, self.list_, 6, foot, below, (None, 1))
        self._column = column_of(inside, *parts, around=(14, 2, 14, 14))
        self._gap = QSpacerItem(0, 0)
        self._column.insertItem(1, self._gap)
        self._area = QuietArea(inside, self)
        findings = QWidget(self)
        self.bar = FindingBar(self)
        column_of(findings, top, 6, (self._area, 1), self.bar, around=(0, 4, 0, 0))
        self._stack = stack_of(self, findings, self.pages)
        self._above = row_of(None)
        column_of(self, self._above, self._stack)
        self._connect()

    def _connect(self) -> None:
        card, bar = self.card, self.bar
        card.chosen.connect(self.proposal_chosen)
        bar.accept.clicked.connect(self.accept_requested)
        bar.listen.clicked.connect(self.hear_proposal_requested)
        bar.left.connect(self.focus_card)
        card.installEventFilter(self)
        self.list_.installEventFilter(self)
        self.list_.clicked.connect(lambda index: self.row_chosen.emit(index.row()))

    # ------------------------------------------------------------------ showing

    @property
    def page(self) -> Placeholder | None:
        """What is shown in the place of findings; None while findings are."""
        return self.pages.page if self._stack.currentIndex() == 1 else None

    @property
    def has_keys(self) -> bool:
        """Whether the keyboard is here."""
        return self.isAncestorOf(self.window().focusWidget() or self.window())

    def show_captions(self, notice: CaptionsNotice | None) -> None:
        """Show above the findings what is wrong with the captions as a whole."""
        self.captions.show_notice(notice)
        self._fit_captions()

    def _fit_captions(self) -> None:
        """Leave room round it where it is shown, and none where it is not."""
        room = 0 if self.captions.isHidden() else 10
        is_above = self._above.count() > 0
        self._above.setContentsMargins(14, room * is_above, 14, room * is_above)
        self._gap.changeSize(0, room)
        self._column.invalidate()

    def _put_captions(self, *, among_findings: bool) -> None:
        """Have it scroll with the findings, or stand above the page that says there are none."""
        is_shown = not self.captions.isHidden()
        if among_findings:
            self._column.insertWidget(0, self.captions)
        else:
            self._above.addWidget(self.captions)
        self.captions.setVisible(is_shown)  # another parent hides it
        self._fit_captions()

    def show_page(self, page: Placeholder) -> None:
        """Show a page in the place of findings."""
        if self.pages.page != page:
            self.pages.set_page(page)
        if self._stack.currentIndex() != 1:
            self._put_captions(among_findings=False)
            self._stack.setCurrentIndex(1)
            self.shown_changed.emit()
        self._at = -1

    def show_findings(
        self, rows: Sequence[FindingRow], at: int, content: CardContent, number: int
    ) -> None:
        """List findings, with the one at `at` on the card, its proposal `number` chosen."""
        moved = at != self._at
        self.list_.set_rows(rows, at)
        self._at = at
        self.count.setText(self.tr("{0} of {1}").format(at + 1, len(rows)))
        for button in self._step_buttons:
            button.setVisible(len(rows) > 1)
        self.list_.setVisible(len(rows) > 1)
        self.card.show_content(content, number)
        self._show_choices()
        if self._stack.currentIndex() != 0:
            self._put_captions(among_findings=True)
            self._stack.setCurrentIndex(0)
            self.shown_changed.emit()
        if moved:
            self._area.verticalScrollBar().setValue(0)

    def choose_proposal(self, number: int) -> None:
        """Show another proposal of the same finding."""
        self.card.choose(number)
        self._show_choices()

    def _show_choices(self) -> None:
        content = self.card.content
        assert content is not None
        accept = content.accept
        if content.proposals and not accept:
            one = content.proposals[self.card.number]
            accept = self.tr("Use {0}").format(one.time)
        self.bar.show_choices(accept, hears=bool(content.proposals), sets=not content.accept)

    def set_sure(self, count: int) -> None:
        """Offer to accept so many at once."""
        one = self.tr("Accept the sure one…") if count == 1 else self.tr("Accept {0} sure ones…")
        self.accept_all.setText(one.format(f"{count:,}"))
        self.accept_all.setVisible(count > 0)

    def set_foot(self, words: str, *, kept: bool, wants_transcript: bool, listen: str) -> None:
        """Show what else there is to know, below the list; `listen` are words of a button."""
        self.foot.show_words(words)
        self.again.setVisible(kept)
        self.transcript_button.setVisible(wants_transcript)
        self.listen_button.setText(listen)
        self.listen_button.setVisible(bool(listen))

    def focus_card(self) -> None:
        """Give the keys to the card."""
        if self._stack.currentIndex() == 0:
            self.card.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not (self.card.hasFocus() or self.list_.hasFocus()):
            return False
        return act_on_key(event, self._meaning(event))

    def _meaning(self, event: QKeyEvent) -> Callable[[], object] | None:
        """Return what a key does where the card or the list has the keyboard."""
        key = event.key()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = held == Qt.KeyboardModifier.ShiftModifier
        if held and not (shift and key == Qt.Key.Key_Space):
            return None
        if key in _PAGES:
            return lambda: self._area.verticalScrollBar().triggerAction(_PAGES[key])
        if event.isAutoRepeat() and key not in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return (lambda: None) if key in (*ENTER, Qt.Key.Key_Space) else None
        if key in ENTER:
            return self.accept_requested.emit
        if key == Qt.Key.Key_Space:
            return (self.hear_original_requested if shift else self.hear_proposal_requested).emit
        if key in _DIGITS:
            return lambda: self.proposal_chosen.emit(_DIGITS.index(key))
        if key == Qt.Key.Key_Down:
            return lambda: self.step_requested.emit(1)
        if key == Qt.Key.Key_Up:
            return lambda: self.step_requested.emit(-1)
        return None

    # ------------------------------------------------------------------ Qt

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = self.list_.viewport().mapFromGlobal(event.globalPos())
        index = self.list_.indexAt(at) if self.list_.viewport().rect().contains(at) else None
        row = index.row() if index is not None and index.isValid() else -1
        self.menu_requested.emit(event.globalPos(), row)

    def showEvent(self, event: object) -> None:
        self.shown_changed.emit()

    def hideEvent(self, event: object) -> None:
        self.shown_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme_of(self).window)


class FindingList(ListView[FindingRow]):
    """All findings of the note, as high as they are; the pane around it scrolls."""

    RIM = QMarginsF(0, 1, 0, 1)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Findings"))
        self.setUniformItemSizes(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_rows(self, rows: Sequence[FindingRow], at: int) -> None:
        """List these, with the one at `at` looked at."""
        self.rows.set_rows(rows)
        self.setCurrentIndex(self.rows.index(at))
        self.refit()

    def refit(self) -> None:
        """Be as high as the rows."""
        self.setFixedHeight(sum(map(self.row_height, self.rows.rows)))

    # ------------------------------------------------------------------ a row

    def key_of(self, row: FindingRow) -> int:
        return row.item.citation

    def say(self, row: FindingRow) -> str:
        return f"{row.time} {row.claim} ({row.kind})"

    def row_height(self, row: FindingRow) -> int:
        return round(QFontMetricsF(ui_font(self)).lineSpacing() * 2.35) + 14

    def paint_cells(self, painter: QPainter, rect: QRectF, row: FindingRow, _: RowState) -> None:
        """Paint the time in its column, and beside it the claim and what was found."""
        theme = theme_of(self)
        font = ui_font(self)
        metrics = QFontMetricsF(font)
        step = metrics.lineSpacing() * 1.15
        top = rect.center().y() - step
        sign = QRectF(rect.left() + 10, top + (step - 15) / 2, 15, 15)
        paint_icon(painter, "warning", theme.doubt, sign)
        time_px = metrics.horizontalAdvance("00:00:00") + 12
        time_at = QRectF(sign.right() + 7, top, time_px - 12, step)
        font.setStrikeOut(row.is_struck)
        colour = theme.muted if row.is_struck else theme.doubt
        paint_words(painter, time_at, row.time, font, colour)
        left = time_at.left() + time_px
        room = QRectF(left, top, rect.right() - left - 10, step)
        paint_words(painter, room, row.claim, words_font(self), theme.ink)
        room.translate(0, step)
        paint_words(painter, room, row.kind, words_font(self, 0.93), theme.muted)
