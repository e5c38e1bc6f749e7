"""A sheet: a modal card in the middle of the window.

The rest of the window is dimmed and gets neither clicks nor keys until the sheet is closed. A plain
child of its window, like the palette, so that it works alike on every platform.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from viewer.base.translation import labelled, tr
from viewer.ui.kit.boxes import FlowRow, column_of, put, row_of
from viewer.ui.kit.buttons import OwnKeys, Painted, WordButton
from viewer.ui.kit.card import Card
from viewer.ui.kit.field import Field
from viewer.ui.kit.focus import Overlay, first_of, step_focus
from viewer.ui.kit.keys import MODIFIER_KEYS
from viewer.ui.kit.notice import Notice
from viewer.ui.kit.paint import CENTRE, AnyWidget, Dressed, paint_face, paint_words
from viewer.ui.kit.plain import Label
from viewer.ui.kit.roles import Role, set_role
from viewer.ui.kit.row_list import ENTER
from viewer.ui.kit.scroll_bar import PaperArea
from viewer.ui.kit.theme import (
    Theme,
    paint_icon,
    set_colour,
    text_scale,
    theme_of,
    ui_font,
    words_font,
)

_WIDTH, _FIELD_WIDTH = 500, 460
ACCEPT = "accept"  # the button of a field's sheet that takes the text

_FOCUS = Qt.FocusPolicy
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)

_CONTROL = Qt.KeyboardModifier.ControlModifier
_EDGE_PX = 24  # what is left of the window around a sheet

_LET_THROUGH = frozenset(
    (Qt.Key.Key_Q, Qt.Key.Key_W, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_0)
)


class Words(Dressed, Label):
    """Text in a colour of the theme, as "ink", "muted" or "bad", and in its sizes."""

    _tone, _scale, _weight = "ink", 1.0, QFont.Weight.Normal  # Qt dresses it while it constructs

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        tone: str = "ink",
        scale: float = 1.0,
        weight: QFont.Weight = QFont.Weight.Normal,
        wraps: bool = True,
    ) -> None:
        super().__init__(text, parent)
        self._tone, self._scale, self._weight = tone, scale, weight
        self.setWordWrap(wraps)
        self.dress()

    def show_words(self, text: str, tone: str = "") -> None:
        """Show another text; an empty one takes no room."""
        self._tone = tone or self._tone
        self.setText(text)
        self.setVisible(bool(text))
        self.dress()

    def set_scale(self, scale: float) -> None:
        """Set another size."""
        self._scale = scale
        self.dress()

    def dress(self) -> None:
        """Update font and colour."""
        set_colour(self, theme_of(self).colour(self._tone), QPalette.ColorRole.WindowText)
        font = words_font(self, self._scale, self._weight)
        if self.font() != font:
            self.setFont(font)


class OverWindow(AnyWidget):
    """A widget over a window that keeps the focus inside, and resizes with the window."""

    _window: QWidget

    def _place(self) -> None:
        raise NotImplementedError

    def fit(self) -> None:
        """Resize to fit the content."""
        if self.isVisible():
            self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            QTimer.singleShot(0, self, self.fit)  # once every part has heard of it

    def focusNextPrevChild(self, next: bool) -> bool:
        return step_focus(self, next)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._window.installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent) and watched is self._window:
            self.fit()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # not for what lies below


class Sheet(OverWindow, Overlay):
    """An overlay over `window`; hidden until `open_sheet`. Fill `column`."""

    closed = Signal()

    def __init__(
        self, window: QWidget, *, width: int, height: int | None = None, padding: int = 24
    ) -> None:
        """Use at most `width` and `height` px; without a height as much as the content needs."""
        super().__init__(window)
        set_role(self, Role.Dialog)
        self._window = window
        self._width, self._height = width, height
        self._notice: Notice | None = None  # made with the first key that does nothing here
        self.card = Card(self, radius=12.0, shadow=32)
        self.column = column_of(self.card, around=self.card.margin() + padding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        # No shortcut of the window below, but to leave it or to read it better.
        OwnKeys(
            self, lambda event: not (event.modifiers() & _CONTROL and event.key() in _LET_THROUGH)
        )

    def open_sheet(self, first: QWidget | None = None) -> None:
        """Show it, focusing `first`."""
        self._place()
        self.show()
        self.raise_()
        (first or first_of(self)).setFocus(Qt.FocusReason.TabFocusReason)

    def close_sheet(self) -> None:
        """Close it; the focus goes back to where it was."""
        if self.isHidden():
            return
        if self._notice is not None:
            self._notice.close_notice()
        self.hide()
        self.closed.emit()

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        rim = 2 * self.card.margin()
        # Larger text wants a wider sheet; else it would run out at its foot.
        wanted_width = round(self._width * text_scale())
        width = min(wanted_width, self.width() - 2 * _EDGE_PX) + rim
        most = self.height() - 2 * _EDGE_PX + rim
        if self._height is not None:
            height = min(self._height + rim, most)
        else:
            height = min(self._height_for(width), most)
        left = (self.width() - width) // 2
        self.card.setGeometry(left, max(0, (self.height() - height) * 2 // 5), width, height)

    def _height_for(self, width: int) -> int:
        """Return the height of the card for its content at a width, including margins."""
        self.column.invalidate()
        wanted = self.column.totalHeightForWidth(width)
        return wanted if wanted > 0 else self.column.totalSizeHint().height()

    # ------------------------------------------------------------------ Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Keys that nothing in the sheet wanted do not reach the window.
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        elif event.key() not in MODIFIER_KEYS:
            if self._notice is None:
                self._notice = Notice(self)
            self._notice.say(tr("Close this first: Esc."), brief=True)
            self._notice.stand(self.width(), self.height() - 12, _EDGE_PX)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        # A question stays: a click beside it was meant for the window below. So does typed text.
        fields = self.findChildren(QLineEdit)
        is_typed = any(field.isModified() for field in fields if field.isVisible())
        if (
            not self.asks
            and not is_typed
            and not self.card.geometry().contains(event.position().toPoint())
        ):
            self.close_sheet()

    def paintEvent(self, event: QPaintEvent) -> None:
        veil = QColor(0, 0, 0, 110 if theme_of(self).dark else 56)
        QPainter(self).fillRect(QRectF(self.rect()), veil)


class CutWords(Words):
    """Text on one line, elided if there is too little room; it needs none."""

    def __init__(
        self,
        parent: QWidget,
        *,
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        tone: str = "ink",
        scale: float = 1.0,
        weight: QFont.Weight = QFont.Weight.Normal,
    ) -> None:
        super().__init__("", parent, tone=tone, scale=scale, weight=weight, wraps=False)
        self._cut = cut
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = self.palette().color(self.foregroundRole())
        room, side = self.contentsRect(), self.alignment()
        paint_words(QPainter(self), room, self.text(), self.font(), colour, side, cut=self._cut)


class Centred(QWidget):
    """A centred icon and text, in place of an empty list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = ""
        self.title = Words("", self, scale=1.1, weight=QFont.Weight.DemiBold)
        self.words = Words("", self, tone="muted")
        for label in (self.title, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        parts = ((None, 2), 54, self.title, self.words, (None, 3))
        column_of(self, *parts, gap=6, around=(60, 0, 60, 0))

    def show_words(self, title: str, words: str, icon: str) -> None:
        """Show these texts below an icon of `resources/icons`."""
        self._icon = icon
        self.title.show_words(title)
        self.words.show_words(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        at = QRectF(self.width() / 2 - 20, self.title.y() - 54, 40, 40)
        paint_icon(QPainter(self), self._icon, theme_of(self).muted, at)


class Hairline(QWidget):
    """A hairline between the parts of a card."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect().adjusted(1, 0, -1, 0), theme_of(self).line)


class _Segment(Painted, QPushButton):
    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        OwnKeys(self, lambda event: event.key() in _ARROWS)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(ui_font(self, 1.0, QFont.Weight.DemiBold))
        wide = round(metrics.horizontalAdvance(self.text())) + 24
        return QSize(wide, round(metrics.height()) + 16)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        painter.setOpacity(1.0 if self.isEnabled() else 0.45)
        is_on = self.isChecked()
        ground = theme.chip_wash if is_on else theme.hover if self.underMouse() else theme.field
        ink, edge = (theme.link, theme.link) if is_on else (theme.ink, theme.edge)
        paint_face(painter, self.rect(), 6, ground, edge)
        font = ui_font(self, 1.0, QFont.Weight.DemiBold if is_on else QFont.Weight.Normal)
        paint_words(painter, self.rect(), self.text(), font, ink, CENTRE)


class Segments(FlowRow):
    """A choice of a few options side by side, wrapping as needed; arrows choose."""

    chosen = Signal(int)  # the index

    def __init__(self, name: str, texts: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent, gap=4)
        self.buttons = [_Segment(text, self) for text in texts]
        for number, button in enumerate(self.buttons):
            button.setAccessibleName(labelled(name, button.text()))
            button.clicked.connect(partial(self._choose, number))
        self.set_widgets([*self.buttons])
        self.set_index(0)

    def set_index(self, index: int) -> None:
        """Set the choice, without a signal."""
        self.index = max(0, min(index, len(self.buttons) - 1))
        for number, button in enumerate(self.buttons):
            is_on = number == self.index
            button.setChecked(is_on)
            button.setFocusPolicy(_FOCUS.StrongFocus if is_on else _FOCUS.ClickFocus)
        self.setFocusProxy(self.buttons[self.index])

    def _choose(self, index: int) -> None:
        if index != self.index:
            self.set_index(index)
            self.chosen.emit(index)


class Choices(QWidget):
    """Labelled controls of a sheet, one below the other."""

    def __init__(self, parent: QWidget, *, above: int, gap: int = 8, below: int = 0) -> None:
        """All in px."""
        super().__init__(parent)
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, above, 0, below)
        grid.setVerticalSpacing(gap)
        grid.setColumnMinimumWidth(0, 92)
        grid.setColumnStretch(1, 1)
        self._labels: dict[QWidget, Words] = {}

    def put(self, name: str, control: QWidget, *, is_high: bool = False) -> None:
        """Append a control; the label of a high one is at its top."""
        line, side = len(self._labels), Qt.AlignmentFlag
        self._labels[control] = label = Words(name, self, tone="muted", wraps=False)
        label.setContentsMargins(0, 8 if is_high else 0, 0, 0)
        control.setParent(self)
        self._grid.addWidget(label, line, 0, side.AlignTop if is_high else side.AlignVCenter)
        # Running text, a field for a line of it, and a row of several take all the room there is.
        is_wide = isinstance(control, Words | QLineEdit) or control.layout() is not None
        sides = () if is_wide else (side.AlignLeft,)
        self._grid.addWidget(control, line, 1, *sides)

    def replace(self, old: QWidget, new: QWidget) -> None:
        """Replace one control by another, deleting it."""
        self._labels[new] = self._labels.pop(old)
        self._grid.replaceWidget(old, new)
        old.hide()
        old.deleteLater()
        new.show()

    def show_control(self, control: QWidget, shown: bool) -> None:
        """Show or hide a control with its label."""
        control.setVisible(shown)
        self._labels[control].setVisible(shown)


class QuestionSheet(Sheet):
    """A question: a title, some text, the content of `body`, and buttons at the bottom.

    Enter presses the button that is focused at first, wherever the focus is now. Subclasses put
    their controls into `body_column` and call `ask`; `accepted` is emitted on success.
    """

    asks = True
    answered = Signal(str)  # the id of a button; Esc gives none
    accepted = Signal()  # the last button was pressed; the sheet is closed

    def __init__(self, window: QWidget, width: int = _WIDTH) -> None:
        super().__init__(window, width=width)
        self.title = Words("", self.card, scale=1.25, weight=QFont.Weight.DemiBold)
        # Very large text needs to be scrolled; the buttons stay where they are.
        self._area = PaperArea(None, self.card)
        self._area.setMinimumHeight(1)  # else it has a height of its own that few words need not
        self._content = QWidget()
        self.words = Words("", self._content, tone="muted")
        self.body = QWidget(self._content)
        self.body_column = column_of(self.body, gap=8, around=(0, 14, 0, 0))
        self._inside = column_of(self._content, self.words, self.body, (None, 1))
        self._area.setWidget(self._content)
        self._content.installEventFilter(self)
        self._row = row_of(None, gap=4, around=(0, 20, 0, 0))
        self.buttons: dict[str, WordButton] = {}
        self._first: WordButton | None = None
        put(self.column, self.title, 8, (self._area, 1), self._row)

    def _height_for(self, width: int) -> int:
        margins = self.column.contentsMargins()
        room = width - margins.left() - margins.right()
        for layout in (self.body_column, self._inside):
            layout.activate()  # where it has changed: more would lead here again, for ever
        text = self._inside.totalHeightForWidth(room)
        title = self.title.heightForWidth(room)
        return title + 8 + text + self._row.sizeHint().height() + margins.top() + margins.bottom()

    def _place(self) -> None:
        super()._place()
        # Else a scroll bar that was shown for a moment stays, for beside it the words are higher.
        fits = self._height_for(self.card.width()) <= self.card.height()
        policy = Qt.ScrollBarPolicy
        self._area.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self.fit)  # words have changed: more lines, or less
        return super().eventFilter(watched, event)

    def _set_buttons(self, *buttons: tuple[str, str]) -> None:
        """Show these buttons (id, text); the last one is primary."""
        for button in self.buttons.values():
            button.hide()
            button.deleteLater()
        while self._row.count():
            self._row.takeAt(0)
        self.buttons = {}
        self._row.addStretch(1)
        for index, (id_, text) in enumerate(buttons):
            button = WordButton(text, self.card, primary=index == len(buttons) - 1)
            button.setObjectName(id_)
            button.clicked.connect(lambda _=False, id_=id_: self._on_pressed(id_))
            self._row.addWidget(button)
            self.buttons[id_] = button
            button.show()

    def ask(self, title: str, words: str, *buttons: tuple[str, str], first: str = "") -> None:
        """Ask; the button `first` is focused, else the last one."""
        self.title.setText(title)
        self.setAccessibleName(title)  # the words of its labels are read by themselves
        self.words.show_words(words)
        self._set_buttons(*buttons)
        self.body.setVisible(bool(self.body_column.count()))
        self._first = self.buttons[first or buttons[-1][0]]
        self.open_sheet(self._begins_at() or self._first)
        QTimer.singleShot(0, self, self.fit)  # sizes are right once all of it has been shown

    def _begins_at(self) -> QWidget | None:
        """Return what is focused at first; None: the button that Enter presses."""
        return None

    def _on_pressed(self, id_: str) -> None:
        is_last = id_ == next(reversed(self.buttons))
        self.close_sheet()
        self.answered.emit(id_)
        if is_last:
            self.accepted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self._first is not None:
            self._first.click()
            event.accept()
        else:
            super().keyPressEvent(event)


class FieldSheet(QuestionSheet):
    """A field, with errors in its text shown below. Enter accepts the text, Esc cancels."""

    def __init__(
        self, window: QWidget, width: int = _FIELD_WIDTH, *, name: str = "", icon: str = ""
    ) -> None:
        """`name` is the placeholder; without it the title names the field."""
        super().__init__(window, width)
        self._why_not: Callable[[str], str] = lambda _text: ""
        self._then: Callable[[str], object] = lambda _text: None
        self.field = Field(name, self.body, icon=icon, esc_empties=False)
        self.wrong = Words("", self.body, tone="bad")
        self.wrong.hide()
        # At the right as far as the faces of the buttons reach.
        self.row = row_of(None, (self.field, 1), gap=8, around=(0, 0, 3, 0))
        put(self.body_column, self.row, self.wrong)
        self.field.textChanged.connect(lambda: self.say_wrong(""))

    def ask_line(
        self,
        title: str,
        words: str,
        accept: str,
        *,
        text: str = "",
        why_not: Callable[[str], str],
        then: Callable[[str], object],
    ) -> None:
        """Ask, starting with `text`; `accept` is the text of the button.

        `why_not` returns what is wrong with a text, or "". `then` receives the stripped text once
        the sheet is closed.
        """
        self._why_not, self._then = why_not, then
        if not self.field.placeholderText():
            self.field.setAccessibleName(title)
        self.ask(title, words, ("cancel", tr("Cancel")), (ACCEPT, accept))
        self.field.setText(text)  # with the keyboard there: Orca takes it for the focus else
        self.say_wrong("")
        self.field.selectAll()

    def _begins_at(self) -> QWidget:
        return self.field

    def say_wrong(self, words: str, *, tone: str = "bad") -> None:
        """Show an error, or another message, below the field."""
        self.wrong.show_words(words, tone)
        self.field.setAccessibleDescription(words)

    def _on_pressed(self, id_: str) -> None:
        if id_ != ACCEPT:
            super()._on_pressed(id_)
            return
        text = self.field.text().strip()
        wrong = self._why_not(text)
        if wrong:
            self.say_wrong(wrong)
            self.field.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.close_sheet()
        self._then(text)


def passing_sheet(window: QWidget) -> FieldSheet:
    """Make a sheet for one question that is deleted with its answer."""
    sheet = FieldSheet(window)
    sheet.closed.connect(sheet.deleteLater)
    return sheet
