"""The card of one problem: the claim, the written time, what it could mean, and the evidence.

It also shows a sentence without a time, with the times at which it could be said.

It only shows, and signals which button was pressed. The buttons show their keys. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QSizePolicy, QWidget
from shiboken6 import isValid

from viewer.base.translation import aside, labelled, tr, without_stop
from viewer.check.finding import Evidence
from viewer.notes.timecode import format_ms
from viewer.ui.kit.boxes import FlowRow, column_of, row_of
from viewer.ui.kit.buttons import OwnKeys, Painted, PaintedButton, WordButton
from viewer.ui.kit.keys import is_typed
from viewer.ui.kit.paint import CENTRE, Dressed, paint_text, paint_words
from viewer.ui.kit.plain import plain
from viewer.ui.kit.roles import Role, set_role
from viewer.ui.kit.sheet import Words
from viewer.ui.kit.theme import Theme, paint_icon, theme_of, ui_font, words_font
from viewer.ui.page.document import ChipState

_FIELD_PX = 104
_FRAME_PX = 104, 58
_QUOTE_CHARACTERS = 105  # of what is said at a moment: two lines beside its frame
_SAID_BEFORE = 60  # characters left before the first match, where the beginning is cut off


class MomentWords(NamedTuple):
    """One of a card's two moments, in words."""

    ms: int | None  # None: it cannot be gone to
    label: str  # over its time
    time: str
    said: Evidence | None
    no_frame: str = ""  # why there is no frame
    why: str = ""  # what it rests on, where nothing is said
    sure: str = ""  # how sure it is


class CardContent(NamedTuple):
    """The content of a card."""

    kind: str
    claim: str
    written: MomentWords
    written_state: ChipState
    proposals: Sequence[MomentWords]
    accept: str = ""  # what accepting does, where it is more than taking the proposal
    is_group: bool = False  # several citations that are repaired together
    is_search: bool = False  # a sentence that has no time yet: nothing is written


class FindingCard(Painted, QWidget):
    """Shows one problem at a time: what is wrong, the claim, and two moments with transcripts."""

    RING = 8.0

    hear_requested = Signal(object)  # int: ms
    chosen = Signal(int)  # the place of another proposal

    def __init__(self, parent: QWidget, frames: Callable[[int], QImage | None]) -> None:
        """`frames` returns the frame at a time: null if there is none, None while loading."""
        super().__init__(parent)
        set_role(self, Role.Grouping)
        self._frames = frames
        self.content: CardContent | None = None  # what is shown
        self.number = 0  # the place of the proposal that is chosen
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._kind = Words("", self, weight=QFont.Weight.DemiBold, scale=1.08)
        self.sure = Words("", self, tone="muted", scale=0.95)
        self._claim = Words("", self, tone="muted", scale=0.95)
        self.written = _Moment(self)
        self.proposed = _Moment(self)
        self._choices: list[TimePill] = []
        self.written_pill = TimePill(self)
        self.written_pill.clicked.connect(lambda: self.hear(self.written))
        self.written.pills.set_widgets([self.written.label, self.written_pill])
        self._original_key = ""
        for moment in (self.written, self.proposed):
            moment.frame.clicked.connect(lambda moment=moment: self.hear(moment))
        above = (self._kind, 2, self._claim, self.sure, 8)
        column_of(self, *above, self.written, 8, self.proposed, around=(8, 6, 8, 6))

    # ------------------------------------------------------------------ showing

    def set_original_key(self, key: str) -> None:
        """Set the key that plays the written time."""
        self._original_key = key
        self._name_written()

    def _name_written(self) -> None:
        pill = self.written_pill
        words = tr("Play {0}").format(pill.text()) if pill.isEnabled() else ""
        pill.setToolTip(plain(aside(words, self._original_key)))
        pill.setAccessibleName(words or pill.text())

    def show_content(self, content: CardContent, number: int = 0) -> None:
        """Show a finding, with one of its proposals selected."""
        if content == self.content and number == self.number:
            self.show_frames()
            return  # who has the keyboard on one of its times keeps it
        self.content = content
        self._kind.setText(content.kind)
        self._claim.setText(content.claim)
        self._claim.setVisible(bool(content.claim))
        self.written_pill.set_time(content.written.time, content.written_state)
        self.written_pill.setEnabled(content.written.ms is not None)
        self.written.show_moment(content.written)
        self.written.setHidden(content.is_search)
        self._choices = []
        for place, one in enumerate(content.proposals):
            pill = TimePill(self)
            pill.set_time(one.time, ChipState.PLAIN)
            pill.setCheckable(len(content.proposals) > 1)
            pill.setToolTip(plain(one.label))
            pill.setAccessibleName(f"{one.time}, {one.label}")
            pill.clicked.connect(lambda _=False, place=place: self.chosen.emit(place))
            self._choices.append(pill)
        for old in self.proposed.pills.findChildren(TimePill):
            if old not in self._choices:
                old.hide()
                old.deleteLater()
        self.proposed.pills.set_widgets([self.proposed.label, *self._choices])
        for pill in self._choices:
            pill.show()
        self.proposed.pills.fit()
        self._name_written()
        self.choose(number)
        self.setAccessibleName(labelled(content.kind, content.claim))

    def choose(self, number: int) -> None:
        """Select another proposal."""
        content = self.content
        if content is None:
            return
        there = bool(content.proposals)
        self.number = min(number, max(0, len(content.proposals) - 1))
        self.proposed.setVisible(there)
        for place, pill in enumerate(self._choices):
            pill.setChecked(place == self.number)
        self.sure.show_words(content.proposals[self.number].sure if there else "")
        if there:
            self.proposed.show_moment(content.proposals[self.number])
        self.show_frames()

    def show_frames(self) -> None:
        """Show the frames that are loaded by now."""
        if not self.isVisible():
            return
        for moment in (self.written, self.proposed):
            if not moment.isHidden():
                moment.show_frame(self._frames)

    def hear(self, moment: _Moment) -> None:
        """Ask to hear one of the two moments, if it can be gone to."""
        if moment.ms is not None:
            self.hear_requested.emit(moment.ms)

    # ------------------------------------------------------------------ Qt

    def showEvent(self, event: object) -> None:
        self.show_frames()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint nothing: the pane is the background."""


class _Moment(QWidget):
    """The frame of a moment, and next to it a label, one or several times, and the transcript."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.ms: int | None = None
        self._no_frame = ""
        self.label = Words("", self, tone="muted", scale=0.95, wraps=False)
        self.pills = FlowRow(self, gap=8)
        self.why = Words("", self, tone="muted", scale=0.95)
        self.frame = FrameBox(self)
        self.frame.setFixedSize(*_FRAME_PX)
        self.quote = SaidThere(self, most=_QUOTE_CHARACTERS)
        beside = column_of(None, self.pills, self.quote, self.why, (None, 1), gap=2)
        row = row_of(self, self.frame, (beside, 1), gap=12)
        row.setAlignment(self.frame, Qt.AlignmentFlag.AlignTop)

    def show_moment(self, shown: MomentWords) -> None:
        """Show a moment; `show_frame` adds its frame."""
        self.ms, self._no_frame = shown.ms, shown.no_frame
        self.label.setText(shown.label)
        self.pills.fit()
        self.why.show_words(shown.why)
        self.quote.show_said(shown.said)
        self.frame.show_words(shown.no_frame)

    def show_frame(self, frames: Callable[[int], QImage | None]) -> None:
        """Show the frame, or that there is none."""
        if self.ms is None or self._no_frame:
            return
        self.frame.show_picture(frames(self.ms))
        if not self.frame.picture.isNull():
            self.frame.setAccessibleName(tr("Frame at {0}").format(format_ms(self.ms)))


class _BarButton(WordButton):
    PAD = 9  # four of them, with their keys, have room below a picture


class FindingBar(Dressed, QWidget):
    """The actions for the card's finding; or the field for a time."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._keys: dict[str, str] = {}
        self._before: QWidget | None = None  # what had the keyboard when a time was asked for
        self.accept = _BarButton("", self, primary=True)
        self.listen = _BarButton(tr("Play", "button"), self)
        self.by_hand = _BarButton(tr("Other time…"), self)
        self.keep = _BarButton("", self)
        self._buttons = FlowRow(self)
        self._buttons.set_widgets([self.accept, self.listen, self.by_hand, self.keep])
        self.setting = _SetRow(self)
        self.setting.left.connect(self.close_setting)
        column_of(self, self._buttons, self.setting, around=(11, 4, 11, 4))
        self.setting.hide()

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Show these keys on the buttons: "accept", "hear", "set", "keep", "now"."""
        self._keys = dict(keys)
        self.setting.now.set_key(keys.get("now", ""))
        self.dress()

    def dress(self) -> None:
        """Place the buttons in one row, with as many of their keys as fit; else in two rows."""
        buttons = self.accept, self.listen, self.by_hand, self.keep
        keys = [self._keys.get(name, "") for name in ("accept", "hear", "set", "keep")]
        for shown in (4, 3, 2, 1, 0, 4):
            for place, button in enumerate(buttons):
                button.set_key(keys[place] if place < shown else "")
            self._buttons.fit()
            high = self._buttons.heightForWidth(self._buttons.width())
            if high <= self.keep.sizeHint().height():
                break

    def show_choices(self, accept: str, keep: str, *, hears: bool, sets: bool) -> None:
        """Show the actions: accept the proposal (empty: none), play it, set a time."""
        self.accept.setText(accept)
        self.accept.setVisible(bool(accept))
        self.listen.setVisible(hears)
        self.by_hand.setVisible(sets)
        self.keep.setText(keep)
        self.dress()

    def open_setting(self, text: str) -> None:
        """Show the field for a time instead of the buttons, starting with `text`."""
        if self.setting.isHidden():
            self._before = self.window().focusWidget()
        self._buttons.hide()
        self.setting.open(text)

    def close_setting(self) -> None:
        """Hide the field."""
        if not self.setting.isHidden():
            had_keys = self.setting.isAncestorOf(self.window().focusWidget() or self.window())
            self._buttons.show()
            if had_keys and self._before is not None and isValid(self._before):
                self._before.setFocus(Qt.FocusReason.OtherFocusReason)
            self.setting.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, self.width(), 1, theme_of(self).line)


class _SetRow(QWidget):
    typed = Signal(str)  # a time, as typed
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = QLineEdit(self)
        # What is typed, and Enter, which takes the time, are for no shortcut of the window.
        OwnKeys(self, is_typed)
        self.field.setMinimumHeight(32)
        self.field.setFixedWidth(_FIELD_PX)
        self.field.setTextMargins(5, 0, 5, 0)
        self.field.setAccessibleName(without_stop(tr("Set time…")))
        self.field.setPlaceholderText(tr("9:07, 1:02:03, 62"))
        self.field.returnPressed.connect(lambda: self.typed.emit(self.field.text()))
        take = _BarButton(tr("Set"), self, primary=True)
        take.clicked.connect(lambda: self.typed.emit(self.field.text()))
        self.now = _BarButton("", self)
        self.now.setToolTip(tr("Set start to current time"))
        leave = _BarButton(tr("Cancel"), self)
        leave.clicked.connect(self.left)
        self._words = Words("", self, tone="bad", scale=0.95)
        self._row = FlowRow(self)
        self._row.set_widgets([self.field, take, self.now, leave])
        column_of(self, self._row, self._words, gap=4)
        self._words.hide()

    def open(self, text: str) -> None:
        """Ask for a time."""
        self._words.show_words("")
        self.field.setText(text)
        self.field.selectAll()
        self.show()
        self._row.fit()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, words: str) -> None:
        """Show why a time cannot be taken."""
        self._words.show_words(words)

    def set_now(self, text: str) -> None:
        """Show the current time; empty if there is none."""
        self.now.setVisible(bool(text))
        self.now.setText(tr("Now, {0}").format(text))
        self._row.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class TimePill(PaintedButton, QAbstractButton):
    """A time as the note shows it, larger: plain or in doubt; one may be chosen."""

    RING = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = ChipState.PLAIN  # how it is drawn
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_time(self, text: str, state: ChipState) -> None:
        """Show a time."""
        self.setText(text)
        self.state = state
        self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        return ui_font(self, 1.0, QFont.Weight.Medium)

    def _sign_px(self) -> float:
        return QFontMetricsF(self._font()).height() * 0.9 + 3

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._font())
        wide = metrics.horizontalAdvance(self.text()) + 20
        wide += self._sign_px() if self.state is ChipState.DOUBT else 0
        return QSize(round(wide), round(metrics.height()) + 8)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        state = self.state
        face = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ink, ground = theme.link, theme.select if self.underMouse() else theme.chip_wash
        painter.setPen(Qt.PenStyle.NoPen)
        if state is ChipState.DOUBT:
            ink, ground = theme.doubt, theme.doubt_wash
        elif self.isCheckable() and self.isChecked():
            ink, ground = theme.link_ink, theme.link
        painter.setBrush(ground)
        radius = 4 if state is ChipState.DOUBT else face.height() / 2
        painter.drawRoundedRect(face, radius, radius)
        room = face
        if state is ChipState.DOUBT:
            size = face.height() * 0.62
            sign = QRectF(face.left() + 8, face.center().y() - size / 2, size, size)
            paint_icon(painter, "warning", ink, sign)
            room = face.adjusted(self._sign_px(), 0, 0, 0)
            y = face.bottom() - 2.5
            painter.setPen(QPen(ink, 1.2, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(sign.right() + 4, y), QPointF(face.right() - 9, y))
        paint_words(painter, room, self.text(), self._font(), ink, CENTRE)


class FrameBox(Painted, QWidget):
    """The frame of a moment, or a dashed box that says why there is none."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, Role.Graphic)
        self.picture = QImage()  # the frame that is shown; null where none is
        self.words = ""  # what is said in the place of a frame

    def show_picture(self, picture: QImage | None) -> None:
        """Show a frame: null if there is none, None while loading."""
        if picture is not None and picture.isNull():
            self.show_words(tr("no picture"))
        elif picture is not None:
            self.picture, self.words = picture, ""
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.updateGeometry()
            self.update()

    def show_words(self, words: str) -> None:
        """Show why there is no frame; nothing while loading."""
        self.picture, self.words = QImage(), words
        self.unsetCursor()
        self.setAccessibleName(words)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and not self.picture.isNull():
            self.clicked.emit()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self.picture.isNull():
            size = self.picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            at = QRectF(0, (self.height() - size.height()) / 2, size.width(), size.height())
            path = QPainterPath()
            path.addRoundedRect(at, 5, 5)
            painter.setClipPath(path)
            painter.drawImage(at, self.picture)
            return
        face = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.line, 1.0, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(face, 5, 5)
        painter.setFont(words_font(self, 0.95))
        painter.setPen(theme.muted)
        room, middle = face.adjusted(8, 2, -8, -2), Qt.AlignmentFlag.AlignCenter
        paint_text(painter, room, self.words, middle, wraps=True)


class SaidThere(Words):
    """The transcript at a moment, with the claim's words in bold and another colour."""

    said: Evidence | None = None  # what is shown

    def __init__(self, parent: QWidget | None = None, *, most: int) -> None:
        """Show at most so many characters."""
        super().__init__("", parent, scale=0.97)
        self._most = most
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.hide()

    def show_said(self, said: Evidence | None) -> None:
        """Show this transcript; nothing takes no room."""
        self.said = said
        self.setVisible(said is not None)
        self.dress()

    def dress(self) -> None:
        super().dress()
        said = self.said
        if said is None:
            self.clear()
            return
        theme = theme_of(self)
        text, marks = cut(said, self._most)
        look = f"color:{theme.good.name()};font-weight:600;text-decoration:underline"
        mark = f'<span style="{look}">'
        pieces, at = [], 0
        for start, end in marks:
            pieces += [escape(text[at:start]), mark, escape(text[start:end]), "</span>"]
            at = end
        pieces.append(escape(text[at:]))
        self.setText("".join(pieces))
        self.setAccessibleName(text)


def cut(said: Evidence, most: int) -> tuple[str, list[tuple[int, int]]]:
    """Shorten a transcript; return it, and its matches."""
    text = said.text
    start, end = 0, len(text)
    if end > most:
        start = max(0, min((said.matches[0][0] if said.matches else 0) - _SAID_BEFORE, end - most))
        start = text.find(" ", start) + 1 if start else 0
        end = min(end, start + most)
        space = text.rfind(" ", start, end)  # not every language has spaces
        end = space if start < space and end < len(text) else end
    shown = text[start:end]
    head = "…" if start or shown[:1].islower() else ""
    tail = "" if shown.rstrip().endswith((".", "!", "?", "…")) else "…"
    by = len(head) - start
    # A letter alone, such as an article, says nothing.
    marks = [(a + by, b + by) for a, b in said.matches if a >= start and b <= end and b - a > 1]
    return head + shown + tail, marks
