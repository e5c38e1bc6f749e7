"""The questions around saving: which videos, how large, whether there is room; whose cookies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from viewer.notes.model import VideoRef
from viewer.ui.kit.buttons import WordButton, paint_focus
from viewer.ui.kit.scroll_bar import SlimScrollBar
from viewer.ui.kit.sheet import Sheet, Words
from viewer.ui.kit.theme import theme_of, ui_font
from viewer.ui.kit.units import size_text
from viewer.ui.shell.settings import BROWSERS, SAVED_HEIGHTS
from viewer.video.downloads.library import SPARE_BYTES, Estimate

_WIDTH = 500
_ARROWS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("save_sheet", text)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A video that is to be saved."""

    ref: VideoRef
    title: str
    duration_ms: int | None  # where it is known


@dataclass(frozen=True, slots=True)
class SavePlan:
    """What a person's choice of notes comes to."""

    videos: tuple[Wanted, ...]
    saved: int = 0  # are saved already
    queued: int = 0  # are being saved already
    without: int = 0  # notes that name no video on the web


class Segments(QWidget):
    """A choice among a few, side by side; ← and → choose."""

    chosen = Signal(int)  # the index

    def __init__(
        self, name: str, texts: Sequence[str], parent: QWidget, *, columns: int = 0
    ) -> None:
        """`columns`: how many stand side by side; 0: all."""
        super().__init__(parent)
        self._name, self._texts, self._index = name, tuple(texts), 0
        self._columns = columns or len(self._texts)
        self._hovered = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.installEventFilter(self)
        self._say()

    @property
    def index(self) -> int:
        return self._index

    def set_index(self, index: int) -> None:
        """Show a choice, without a signal."""
        self._index = max(0, min(index, len(self._texts) - 1))
        self._say()
        self.update()

    def _say(self) -> None:
        self.setAccessibleName(f"{self._name}: {self._texts[self._index]}")

    def _choose(self, index: int) -> None:
        if index != self._index and 0 <= index < len(self._texts):
            self.set_index(index)
            self.chosen.emit(index)

    @property
    def _lines(self) -> int:
        return -(-len(self._texts) // self._columns)

    def _cell(self, index: int) -> QRectF:
        wide = (self.width() - 2) / self._columns
        high = (self.height() - 2) / self._lines
        line, column = divmod(index, self._columns)
        return QRectF(1 + column * wide, 1 + line * high, wide, high)

    def _index_at(self, at: QPointF) -> int:
        for index in range(len(self._texts)):
            if self._cell(index).contains(at):
                return index
        return -1

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(ui_font(self, 1.0, QFont.Weight.DemiBold))
        widest = max(metrics.horizontalAdvance(text) for text in self._texts)
        high = round(metrics.height()) + 16
        return QSize(round((widest + 24) * self._columns) + 2, high * self._lines + 2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and Qt.Key(event.key()) in _ARROWS:
            event.accept()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            across = 1 if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) else self._columns
            self._choose(self._index + _ARROWS[key] * across)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._choose(self._index_at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self._index_at(event.position())
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = -1
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.line, 1))
        painter.setBrush(theme.field)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        for index, text in enumerate(self._texts):
            cell = self._cell(index).adjusted(2, 2, -2, -2)
            current = index == self._index
            painter.setPen(Qt.PenStyle.NoPen)
            if current or index == self._hovered:
                painter.setBrush(theme.chip_wash if current else theme.hover)
                painter.drawRoundedRect(cell, 4, 4)
            weight = QFont.Weight.DemiBold if current else QFont.Weight.Normal
            painter.setFont(ui_font(self, 1.0, weight))
            painter.setPen(theme.link if current else theme.ink)
            painter.drawText(cell, int(Qt.AlignmentFlag.AlignCenter), text)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), theme, 6)


class _Line(QLineEdit):
    """A field for a short text, with the border of our fields."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setTextMargins(9, 0, 9, 0)
        self.setMaximumWidth(200)

    def sizeHint(self) -> QSize:
        return QSize(200, max(32, self.fontMetrics().height() + 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus()
        painter.setPen(QPen(theme.link if focus else theme.line, 2 if focus else 1))
        painter.setBrush(theme.field)
        inset = 1.0 if focus else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)
        painter.end()
        palette = self.palette()
        if palette.color(palette.ColorRole.Base).alpha():
            palette.setColor(palette.ColorRole.Base, Qt.GlobalColor.transparent)
            self.setPalette(palette)
        super().paintEvent(event)


class QuestionSheet(Sheet):
    """A question: a title, some words, what `body` holds, and buttons at its foot."""

    answered = Signal(str)  # the id of a button; Esc gives none

    def __init__(self, window: QWidget, width: int = _WIDTH) -> None:
        super().__init__(window, width=width)
        self.title = Words("", self.card, scale=1.25, weight=QFont.Weight.DemiBold)
        # Very large text needs to be scrolled; the buttons stay where they are.
        self._area = QScrollArea(self.card)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setVerticalScrollBar(SlimScrollBar())
        self._area.setMinimumHeight(1)  # else it has a height of its own that few words need not
        self._content = QWidget()
        self.words = Words("", self._content, tone="muted")
        self.body = QWidget(self._content)
        self.body_column = QVBoxLayout(self.body)
        self.body_column.setContentsMargins(0, 14, 0, 0)
        self.body_column.setSpacing(8)
        inside = QVBoxLayout(self._content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.words)
        inside.addWidget(self.body)
        inside.addStretch(1)
        self._inside = inside
        self._area.setWidget(self._content)
        self._content.installEventFilter(self)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 20, 0, 0)
        self._row.setSpacing(4)
        self.buttons: dict[str, WordButton] = {}
        self.column.addWidget(self.title)
        self.column.addSpacing(8)
        self.column.addWidget(self._area, 1)
        self.column.addLayout(self._row)
        self._dress()

    def _height_for(self, width: int) -> int:
        margins = self.column.contentsMargins()
        room = width - margins.left() - margins.right()
        for layout in (self.body_column, self._inside):
            layout.invalidate()
            layout.activate()
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
            QTimer.singleShot(
                0, self, self.fit
            )  # words have changed: there are more lines, or less
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        palette = self._area.palette()
        palette.setColor(palette.ColorRole.Window, theme_of(self).paper)
        self._area.setPalette(palette)
        super()._dress()

    def set_buttons(self, *buttons: tuple[str, str]) -> None:
        """Give the buttons (id, text); the last one is the primary."""
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
        """Ask; the keyboard is on the button `first`, else on the last one."""
        self.title.setText(title)
        self.setAccessibleName(title)
        self.words.show_words(words)
        self.set_buttons(*buttons)
        self.body.setVisible(bool(self.body_column.count()))
        self.open_sheet(self.buttons[first or buttons[-1][0]])
        QTimer.singleShot(0, self, self.fit)  # sizes are right once all of it has been shown

    def _on_pressed(self, id_: str) -> None:
        self.close_sheet()
        self.answered.emit(id_)


class SaveSheet(QuestionSheet):
    """Save these videos? With what they take, what is free, and how they are wanted."""

    accepted = Signal()
    understood = Signal()  # what saving means was read
    height_changed = Signal(int)
    library_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.amount = Words("", self.body, weight=QFont.Weight.Medium)
        self.room = Words("", self.body, tone="muted")
        self.skipped = Words("", self.body, tone="muted")
        self.heights = Segments(
            _tr("Height of the picture"), [f"{height}p" for height in SAVED_HEIGHTS], self.body
        )
        self.languages = _Line(self.body)
        self.languages.setAccessibleName(_tr("Languages of captions"))
        self.languages.setPlaceholderText(_tr("as spoken"))
        self.heights.chosen.connect(lambda index: self.height_changed.emit(SAVED_HEIGHTS[index]))
        choices = QWidget(self.body)
        grid = QGridLayout(choices)
        grid.setContentsMargins(0, 12, 0, 0)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, 92)
        for line, (words, widget) in enumerate(
            ((_tr("Picture"), self.heights), (_tr("Captions"), self.languages))
        ):
            label = Words(words, choices, tone="muted")
            label.setWordWrap(False)
            widget.setParent(choices)
            grid.addWidget(label, line, 0)
            grid.addWidget(widget, line, 1)
        grid.setColumnStretch(2, 1)
        self.body_column.setSpacing(2)
        for widget in (self.amount, self.room, self.skipped, choices):
            self.body_column.addWidget(widget)
        self._plan = SavePlan(())
        self._folder = Path()
        self._first_use = False
        self._answer_of_first = False
        self.answered.connect(self._on_answered)

    @property
    def height_(self) -> int:
        """The height that is chosen."""
        return SAVED_HEIGHTS[self.heights.index]

    @property
    def chosen_languages(self) -> str:
        """The languages that are chosen, tidied: "en,de"."""
        parts = self.languages.text().replace(";", ",").replace(" ", ",").split(",")
        return ",".join(dict.fromkeys(part.strip() for part in parts if part.strip()))

    def ask_for(
        self, plan: SavePlan, folder: Path, height: int, languages: str, *, first_use: bool
    ) -> None:
        """Ask whether to save these; the first time, what saving means comes before."""
        self._plan, self._folder = plan, folder
        near = min(range(len(SAVED_HEIGHTS)), key=lambda index: abs(SAVED_HEIGHTS[index] - height))
        self.heights.set_index(near)
        self.languages.setText(languages.replace(",", ", "))
        self._first_use = first_use
        self._show_first() if first_use else self._show_question()

    def show_estimate(self, estimate: Estimate | None) -> None:
        """Say what it takes; None: that is being worked out."""
        save = self.buttons.get("save")
        if save is None:
            return
        if estimate is None:
            self.amount.show_words(_tr("Working out how large that is…"), "muted")
            self.room.show_words(_tr("In {0}").format(_shown(self._folder)), "muted")
            save.setEnabled(False)
            return
        words = _tr("About {0} at {1}p").format(size_text(estimate.bytes), self.height_)
        if estimate.unknown:
            words += _tr(" – a guess, for lengths are not known yet")
        self.amount.show_words(words, "ink")
        free = size_text(estimate.free_bytes)
        if estimate.has_room:
            self.room.show_words(_tr("{0} free in {1}").format(free, _shown(self._folder)), "muted")
        else:
            self.room.show_words(
                _tr(
                    "There is no room for that: {0} are free in {1}, and {2} must stay free. "
                    "Choose a smaller picture, or make room in the library."
                ).format(free, _shown(self._folder), size_text(SPARE_BYTES)),
                "bad",
            )
        save.setEnabled(estimate.has_room)
        self.buttons["library"].setVisible(not estimate.has_room)
        if estimate.has_room and self.focusWidget() in (None, self.buttons["library"]):
            save.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not estimate.has_room and not self.heights.hasFocus():
            self.heights.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fit()

    def _show_first(self) -> None:
        self.body.hide()
        self.ask(
            _tr("Before you save the first video"),
            _tr(
                "Saving loads a copy of the video, its captions and its thumbnail from the site "
                "onto this computer, so that notes work without a network. Nothing is loaded that "
                "you did not ask for.\n\n"
                "What you save is your responsibility: follow the law where you live and the terms "
                "of the site, and the wishes of those who made the video. Watch it there when you "
                "can; the note keeps the link.\n\n"
                "Cuenote is not affiliated with YouTube or any other site."
            ),
            ("cancel", _tr("Not now")),
            ("understood", _tr("I understand")),
        )
        self.body.hide()
        self.fit()

    def _show_question(self) -> None:
        plan = self._plan
        count = len(plan.videos)
        one = plan.videos[0].title if count == 1 else ""
        title = _tr("Save this video for offline?") if count == 1 else ""
        self.skipped.show_words(_skipped(plan))
        self.ask(
            title or _tr("Save {0} videos for offline?").format(f"{count:,}"),
            one,
            ("library", _tr("Open the library")),
            ("cancel", _tr("Cancel")),
            ("save", _tr("Save") if count == 1 else _tr("Save {0}").format(f"{count:,}")),
        )
        self.buttons["library"].hide()
        self.show_estimate(None)
        self.height_changed.emit(self.height_)
        self.fit()

    def _on_answered(self, id_: str) -> None:
        if id_ == "understood":
            self.understood.emit()
            self._show_question()
        elif id_ == "save":
            self.accepted.emit()
        elif id_ == "library":
            self.library_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        save = self.buttons.get("save")
        if enter and save is not None and save.isEnabled() and save.isVisible():
            save.click()
            return
        super().keyPressEvent(event)


def _skipped(plan: SavePlan) -> str:
    """Say what is left out, and why."""
    parts = []
    if plan.saved:
        one = _tr("1 more is saved already")
        parts.append(one if plan.saved == 1 else _tr("{0} more are saved already"))
        parts[-1] = parts[-1].format(f"{plan.saved:,}")
    if plan.queued:
        one = _tr("1 is being saved")
        parts.append((one if plan.queued == 1 else _tr("{0} are being saved")).format(plan.queued))
    if plan.without:
        one = _tr("1 note names no video on the web")
        many = _tr("{0} notes name no video on the web")
        parts.append((one if plan.without == 1 else many).format(f"{plan.without:,}"))
    return f"{'; '.join(parts)}." if parts else ""


def _shown(folder: Path) -> str:
    """Give a folder as people write it."""
    try:
        return f"~/{folder.relative_to(Path.home()).as_posix()}"
    except ValueError:
        return str(folder)


class CookiesSheet(QuestionSheet):
    """Whose cookies to use; none unless a person chooses so here or in the preferences."""

    chosen = Signal(str)  # a name of BROWSERS

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        names = [name.capitalize() for name in BROWSERS]
        self.choice = Segments(_tr("Browser"), names, self.body, columns=4)
        self.body_column.addWidget(self.choice)
        self.answered.connect(self._on_answered)

    def ask_for(self, browser: str) -> None:
        """Ask, with this browser chosen; "" for none yet."""
        self.choice.set_index(BROWSERS.index(browser) if browser in BROWSERS else 0)
        self.ask(
            _tr("Sign in with a browser’s cookies?"),
            _tr(
                "The site gives this video only to those who are signed in. Sign in there with "
                "your browser; Cuenote can then send that browser’s cookies to the site, and to "
                "nobody else, while it saves videos.\n\n"
                "The site sees your account. Close the browser if its cookies cannot be read. You "
                "can turn this off again in the preferences."
            ),
            ("cancel", _tr("Not now")),
            ("use", _tr("Use these cookies and try again")),
        )
        self.choice.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_answered(self, id_: str) -> None:
        if id_ == "use":
            self.chosen.emit(BROWSERS[self.choice.index])
