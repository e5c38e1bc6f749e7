"""The problems of a note: a card for the selected one, and below it the list of all.

The pane only shows, and signals commands to `Reviewing`. When focused, Enter accepts the proposal,
Space plays it, the arrows go to the next problem. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QEvent, QMarginsF, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QApplication, QBoxLayout, QMenu, QWidget

from viewer.base.translation import aside, sentences, tr
from viewer.check.review import Item, Review, offered
from viewer.check.why import cut_words, form_words, reading_of
from viewer.notes.note import Note
from viewer.notes.timecode import format_ms
from viewer.ui.kit.boxes import column_of, row_of
from viewer.ui.kit.buttons import IconButton, WordButton, act_on_key
from viewer.ui.kit.paint import paint_words
from viewer.ui.kit.row_list import ENTER, ListView, RowState
from viewer.ui.kit.scroll_bar import QuietArea
from viewer.ui.kit.sheet import Words
from viewer.ui.kit.theme import paint_icon, theme_of, ui_font, words_font
from viewer.ui.page.document import ChipState
from viewer.ui.review.finding_card import CardContent, FindingBar, FindingCard, MomentWords
from viewer.ui.review.finding_text import (
    captions_text,
    claim_text,
    kind_line,
    row_line,
    sure_text,
    written_text,
)
from viewer.ui.transcript.transcripts import Transcripts
from viewer.ui.watch.session import Session
from viewer.ui.window.context import Context

_PAGES = {
    int(Qt.Key.Key_PageUp): QAbstractSlider.SliderAction.SliderPageStepSub,
    int(Qt.Key.Key_PageDown): QAbstractSlider.SliderAction.SliderPageStepAdd,
}
_DIGITS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)


def foot_of(review: Review, *, has_items: bool, has_transcript: bool) -> str:
    """Return the other information to show below the problems."""
    words = []
    if has_items and not has_transcript and review.captions is None:
        words.append(tr("Only the times themselves were checked: this video has no transcript."))
    kept = len(review.kept)
    if kept:
        words.append(tr("1 problem ignored|%n problems ignored", "", kept))
    return sentences(*words)


def content_of(session: Session, note: Note, item: Item) -> CardContent:
    """Return the texts of a finding for its card."""
    finding, citation = item.finding, note.citations[item.citation]
    time, duration_ms = session.times[item.citation], session.video.duration_ms
    no_video = "" if session.video.is_open else tr("no video")
    state, no_frame, accept = ChipState.DOUBT, no_video, ""
    if item.is_group:
        state, no_frame = ChipState.PLAIN, tr("minutes and seconds")
        accept = tr("Fix the time|Fix all %n times", "", len(item.citations))
    elif finding.verdict.repairs_region:
        accept = tr(finding.verdict.repairs_region)
    elif finding.verdict.is_past_end:
        end = format_ms(duration_ms) if duration_ms is not None else ""
        no_frame = aside(tr("past the end"), end)
    elif time.ms is None:
        no_frame = tr("no time")
    written = MomentWords(
        time.ms,
        tr("In note"),
        written_text(note, item.citation),
        None if item.is_group else finding.cited,
        no_frame,
    )
    proposals = []
    # What cuts a mark proposes no other time.
    found = () if finding.verdict.repairs_region else offered(finding.proposals)
    for number, one in enumerate(found):
        why = form_words(reading_of(citation, one.ms)) if one.evidence is None else ""
        label = tr("Suggested", "a time")
        time_text, sure = format_ms(one.ms), sure_text(finding, number)
        proposals.append(MomentWords(one.ms, label, time_text, one.evidence, no_video, why, sure))
    claim = claim_text(note, item.claim)
    return CardContent(
        kind_line(item, citation), claim, written, state, proposals, accept, is_group=item.is_group
    )


def captions_line(transcripts: Transcripts, review: Review) -> str:
    """Return what is wrong with the captions as a whole, for above the problems, or ""."""
    found = review.captions
    if review.note is None or transcripts.transcript is None:
        return ""
    if found is None:
        words = tr("The transcript was for a different cut of the video: {0}.")
        return words.format(cut_words(transcripts.pieces)) if transcripts.pieces else ""
    return sentences(tr(found.fault.title), captions_text(found))


def put_captions(menu: QMenu, context: Context, review: Review) -> None:
    """Add actions on unusable captions to a menu.

    A note's times are cited from its video. So captions of another cut are shifted, and the note is
    not, unless the user says that it was made with the other cut.
    """
    shown, found, actions = context.get(Transcripts), review.captions, context.actions
    menu.addSeparator()
    if found is None:
        if shown.pieces:
            menu.addAction(tr("Undo the shift")).triggered.connect(lambda: shown.move(()))
        return
    if found.are_evidence:
        if shown.can_move and not shown.pieces:
            move = menu.addAction(tr("Shift transcript"))
            move.triggered.connect(actions["captions.move"].trigger)
        if len(found.pieces) == 1:
            move = menu.addAction(tr("Shift the note's times instead"))
            move.triggered.connect(actions["captions.move_note"].trigger)
    else:
        for file, name in shown.others_in(found.written):
            use = menu.addAction(tr("Use {0}").format(name))
            use.triggered.connect(lambda _=False, file=file: shown.show_file(file))
    menu.addAction(actions["transcript.choose"])


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding in the list; its texts are computed when shown."""

    note: Note
    item: Item

    @property
    def time(self) -> str:
        """The time as written."""
        return written_text(self.note, self.item.citation)

    @property
    def claim(self) -> str:
        """The claim."""
        return claim_text(self.note, self.item.claim)

    @property
    def kind(self) -> str:
        """The kind of finding."""
        return row_line(self.item, self.note.citations[self.item.citation])


class FindingsView(QWidget):
    """Card and list; or a sentence, if there are no problems except ignored ones."""

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
        self._can_change = True
        self.captions = Words("", self)
        self.captions.setContentsMargins(8, 0, 8, 8)
        self.count = Words("", self, tone="muted", wraps=False)
        self.accept_all = WordButton("", self)
        self._step_buttons = [
            IconButton("chevron-up", actions["finding.previous"], self),
            IconButton("chevron-down", actions["doubt.next"], self),
        ]
        self._steps = row_of(None, self.count, *self._step_buttons, gap=2)
        ends = self._steps, (None, 1), self.accept_all
        self._top = row_of(None, *ends, gap=2, around=(16, 0, 8, 0))
        middle = Qt.AlignmentFlag.AlignVCenter
        self._top.setAlignment(self._steps, Qt.AlignmentFlag.AlignLeft | middle)
        self._top.setAlignment(self.accept_all, Qt.AlignmentFlag.AlignRight | middle)
        self.card = FindingCard(self, frames)
        self.list_ = FindingList(self)
        self.foot = Words("", self, tone="muted", scale=0.95)
        self.foot.setContentsMargins(8, 0, 8, 0)
        inside = QWidget()
        parts = (self.captions, self.card, 10, self.list_, 6, self.foot, (None, 1))
        column_of(inside, *parts, gap=4, around=(8, 0, 8, 10))
        self._area = QuietArea(inside, self)
        self.bar = FindingBar(self)
        self.setting = self.bar.setting
        column_of(self, self._top, (self._area, 1), self.bar)
        self._connect()

    def _connect(self) -> None:
        card, bar = self.card, self.bar
        card.chosen.connect(self.proposal_chosen)
        bar.accept.clicked.connect(self.accept_requested)
        bar.listen.clicked.connect(self.hear_proposal_requested)
        self._hear_focus(is_any=True)
        card.installEventFilter(self)
        self.list_.installEventFilter(self)
        self.list_.clicked.connect(lambda index: self.row_chosen.emit(index.row()))

    # ------------------------------------------------------------------ showing

    @property
    def has_card(self) -> bool:
        """Return whether a problem is shown."""
        return not self.card.isHidden()

    @property
    def has_keys(self) -> bool:
        return self.isAncestorOf(self.window().focusWidget() or self.window())

    def show_nothing(self) -> None:
        """Show no problem, only the other information."""
        self._at = -1
        self._show_parts(is_any=False)

    def _show_parts(self, *, is_any: bool) -> None:
        changes = is_any != self.has_card
        for part in (self.count, self.card, self.bar):
            part.setVisible(is_any)
        if not is_any:
            for widget in (self.list_, self.accept_all, *self._step_buttons):
                widget.hide()
        if changes:
            self._hear_focus(is_any=is_any)
            self.shown_changed.emit()

    def show_findings(
        self,
        rows: Sequence[FindingRow],
        at: int,
        content: CardContent,
        number: int,
        *,
        sure: int,
        can_change: bool,
    ) -> None:
        """List findings, with the one at `at` on the card, its proposal `number` selected.

        So many as are `sure` can be accepted at once. Without `can_change` no change is offered.
        """
        moved = at != self._at
        self._can_change = can_change
        self.list_.set_rows(rows, at)
        self._at = at
        ends = list(accumulate(len(row.item.citations) for row in rows))
        first, last = ends[at] - len(rows[at].item.citations) + 1, ends[at]
        shown = f"{first}–{last}" if first < last else last
        self.count.setText(tr("{0} of {1}").format(shown, ends[-1]))
        for button in self._step_buttons:
            button.setVisible(len(rows) > 1)
        self.list_.setVisible(len(rows) > 1)
        self.card.show_content(content, number)
        self._show_choices()
        self._show_parts(is_any=True)
        self.accept_all.setText(tr("Apply 1 safe fix…|Apply %n safe fixes…", "", sure))
        self.accept_all.setVisible(sure > 0 and can_change)
        self._turn()
        if moved:
            self._area.verticalScrollBar().setValue(0)

    def show_search(self, content: CardContent) -> None:
        """Show only a card with where a sentence could be said."""
        self.card.show_content(content)
        self._show_choices()
        self._show_parts(is_any=True)
        for part in (self.count, *self._step_buttons, self.accept_all):
            part.hide()
        for part in (self.captions, self.list_, self.foot):
            part.hide()

    def choose_proposal(self, number: int) -> None:
        """Select another proposal of the same finding, if there is one."""
        if self.card.content is not None and number < len(self.card.content.proposals):
            self.card.choose(number)
            self._show_choices()

    def _show_choices(self) -> None:
        content = self.card.content
        assert content is not None
        accept = content.accept
        if content.proposals and not accept:
            one = content.proposals[self.card.number]
            accept = (tr("Add {0}") if content.is_search else tr("Change to {0}")).format(one.time)
        keep = tr("Cancel") if content.is_search else tr("Ignore")
        if content.is_group:
            keep = tr("Ignore all")
        self.bar.show_choices(
            accept if self._can_change else "",
            keep,
            hears=bool(content.proposals),
            sets=self._can_change and not (content.is_group or content.is_search),
        )

    def _turn(self) -> None:
        end = self.accept_all.sizeHint().width() if self.accept_all.isVisibleTo(self) else 0
        needed = self._steps.sizeHint().width() + end + 24
        direction = QBoxLayout.Direction
        below = needed > self.width()
        self._top.setDirection(direction.TopToBottom if below else direction.LeftToRight)

    def _hear_focus(self, *, is_any: bool) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        (app.focusChanged.connect if is_any else app.focusChanged.disconnect)(self._on_focus)

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is self.card or (now is not None and self.bar.isAncestorOf(now)):
            self.bring_card()  # which is what the buttons are about

    def bring_card(self) -> None:
        """Scroll to the card: to the very top, if it fits below what is above it."""
        is_low = self.card.geometry().bottom() > self._area.viewport().height()
        self._area.verticalScrollBar().setValue(self.card.y() if is_low else 0)

    # ------------------------------------------------------------------ keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not (self.card.hasFocus() or self.list_.hasFocus()):
            return False
        return act_on_key(event, self._meaning(event))

    def _meaning(self, event: QKeyEvent) -> Callable[[], object] | None:
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        content = self.card.content
        if event.key() == Qt.Key.Key_Escape and content is not None and content.is_search:
            self.bar.keep.click()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = self.list_.viewport().mapFromGlobal(event.globalPos())
        index = self.list_.indexAt(at) if self.list_.viewport().rect().contains(at) else None
        row = index.row() if index is not None and index.isValid() else -1
        self.menu_requested.emit(event.globalPos(), row)

    def showEvent(self, event: object) -> None:
        self.shown_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def hideEvent(self, event: object) -> None:
        self.shown_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme_of(self).window)


class FindingList(ListView[FindingRow]):
    """All findings of the note, at full height; the pane around it scrolls."""

    RIM = QMarginsF(0, 1, 0, 1)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Problems"))
        self.setUniformItemSizes(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_rows(self, rows: Sequence[FindingRow], at: int) -> None:
        """List these, with the one at `at` selected."""
        self.rows.set_rows(rows)
        self.setCurrentIndex(self.rows.index(at))
        self.refit()

    def refit(self) -> None:
        """Resize to the rows."""
        self.setFixedHeight(sum(map(self.row_height, self.rows.rows)))

    # ------------------------------------------------------------------ a row

    def key_of(self, row: FindingRow) -> int:
        return row.item.citation

    def say(self, row: FindingRow) -> str:
        return aside(f"{row.time} {row.claim}", row.kind)

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
        paint_words(painter, time_at, row.time, font, theme.doubt)
        left = time_at.left() + time_px
        room = QRectF(left, top, rect.right() - left - 10, step)
        paint_words(painter, room, row.claim, words_font(self), theme.ink)
        room.translate(0, step)
        paint_words(painter, room, row.kind, words_font(self, 0.93), theme.muted)
