"""Pages shown instead of the picture, for states without one.

No video, a video that is not on this computer, loading, a file that cannot be played: each explains
the state in a sentence, and offers the next step as a button.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from viewer.base.translation import tr
from viewer.ui.kit.boxes import FlowRow, column_of, row_of
from viewer.ui.kit.buttons import IconButton, WordButton
from viewer.ui.kit.menu import Menu
from viewer.ui.kit.paint import paint_face, smooth
from viewer.ui.kit.scroll_bar import make_quiet
from viewer.ui.kit.sheet import Words
from viewer.ui.kit.theme import Theme, paint_icon, set_colour, theme_of, ui_font, words_font
from viewer.ui.kit.timers import once

_WIDEST = 440
_ICON_PX = 40
_ROOMY_HEIGHT = 250  # below it the icon goes and the gaps shrink
_FOOT_PX = 4  # above and below the buttons, where the words scroll above them
_COPIED_MS = 1500


@dataclass(frozen=True, slots=True)
class Placeholder:
    """The content of a page. All texts are ready to display."""

    title: str
    text: str = ""  # one or two sentences
    detail_command: str = ""  # a command that mends it, shown with a button that copies it
    buttons: Sequence[tuple[str, str]] = ()  # (text, action id); the first is the likely one
    more: str = ""  # the words of a button with a menu of all but the first
    icon: str = "video"


class PlaceholderView(QScrollArea):
    """Shows a `Placeholder`, centred and never clipped.

    If there is too little room the icon goes first, then all but one row of buttons go into a "…"
    menu, and last the text scrolls above that row.
    """

    action_chosen = Signal(str)  # the id of the button's action

    _body: _Body | None = None  # of the class too: Qt calls changeEvent while it constructs
    _steps: _Steps | None = None  # above the words, at the place that they leave free, or below

    def __init__(self, parent: QWidget | None = None, *, in_pane: bool = False) -> None:
        super().__init__(parent)
        self._in_pane = in_pane  # whose ground it has, too
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        make_quiet(self)
        self._dress()

    @property
    def page(self) -> Placeholder | None:
        """The current page; None before the first one."""
        return self._body.page if self._body is not None else None

    def set_page(self, page: Placeholder) -> None:
        """Show `page` instead of the current one."""
        before = self._steps
        self._body = _Body(page)
        self.setWidget(self._body)
        self._steps = _Steps(page.buttons, page.more, self)
        self._steps.chosen.connect(self.action_chosen)
        self._steps.show()
        if before is not None:
            before.hide()  # only now: the keyboard goes on to the new ones
            before.deleteLater()
        self.setAccessibleName(page.title)
        self.setAccessibleDescription(page.text)
        self._fit()

    @property
    def least_height(self) -> int:
        """The height in px for two lines of text above a row of buttons."""
        row = 0 if self._steps is None else self._steps.heightForWidth(100_000)
        return row + 2 * _FOOT_PX + round(2.2 * QFontMetricsF(words_font(self)).height())

    def _fit(self) -> None:
        body, steps = self._body, self._steps
        if body is None or steps is None:
            return
        room = self.contentsRect().size()
        width = body.width_in(room)
        steps.unfold()
        place = body.arrange(room, steps.heightForWidth(width))
        if body.height() > room.height():
            steps.fold(width)
            place = body.arrange(room, steps.heightForWidth(width))
        foot = 0
        if body.height() > room.height():
            high = steps.heightForWidth(width)
            place.moveTop(room.height() - high - _FOOT_PX)
            foot = high + 2 * _FOOT_PX if high else 0
            # With a scroll bar there is less room, and lines may break anew.
            bar = self.verticalScrollBar().sizeHint().width()
            body.arrange(room - QSize(bar, foot), 0, tight=True)
        steps.setGeometry(place)
        if self.viewportMargins().bottom() != foot:
            self.setViewportMargins(0, 0, 0, foot)

    def _dress(self) -> None:
        theme = theme_of(self)
        ground = theme.window if self._in_pane else page_ground(theme)
        set_colour(self, ground, QPalette.ColorRole.Window)
        self.viewport().setAutoFillBackground(True)
        self.setAutoFillBackground(True)  # below the words that scroll

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        elif event.type() == QEvent.Type.FontChange:
            self._fit()


def page_ground(theme: Theme) -> QColor:
    """Return a page's background, which differs from the window's."""
    return theme.window.darker(125) if theme.dark else theme.window.darker(103)


class _Steps(FlowRow):
    """The buttons of a page."""

    chosen = Signal(str)

    def __init__(self, steps: Sequence[tuple[str, str]], more: str, parent: QWidget) -> None:
        super().__init__(parent, centred=True)
        self._steps, self._most = steps, 1 if more else len(steps)
        buttons: list[QAbstractButton] = []
        for index, (text, action_id) in enumerate(steps):
            button = WordButton(text, self, primary=index == 0)
            button.clicked.connect(lambda _=False, id_=action_id: self.chosen.emit(id_))
            buttons.append(button)
        self._more: WordButton | IconButton
        if more:
            self._more = WordButton(more, self)
        else:
            self._more = IconButton("more", None, self, words=tr("More"))
            self._more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self._menu = Menu(self)
        self._more.setMenu(self._menu)
        self.set_widgets([*buttons, self._more])
        self.unfold()

    def unfold(self) -> None:
        """Show them all, except those that are always in the menu."""
        self._show(self._most)

    def fold(self, width: int) -> None:
        """Show as many as fit in a row `width` px wide, at least one; the rest in a menu."""
        count, one_row = self._most, self.heightForWidth(100_000)
        while count > 1 and self.heightForWidth(width) > one_row:
            count -= 1
            self._show(count)

    def _show(self, count: int) -> None:
        self._menu.clear()
        for index, (text, action_id) in enumerate(self._steps):
            self.widgets[index].setVisible(index < count)
            if index >= count:
                self._menu.addAction(text).triggered.connect(partial(self.chosen.emit, action_id))
        self._more.setVisible(count < len(self._steps))
        self.fit()


class _Body(QWidget):
    """The text of a page in centred lines, with room for an icon above and buttons below."""

    def __init__(self, page: Placeholder) -> None:
        super().__init__()
        self.page = page
        self._icon, self._room = QWidget(self), QWidget(self)
        self._icon.setFixedHeight(_ICON_PX)
        self._title = Words(page.title, self, scale=1.2, weight=QFont.Weight.DemiBold)
        self._text = Words(page.text, self, tone="muted")
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            label.setVisible(bool(label.text()))
        commands = [_Command(page.detail_command, self)] if page.detail_command else []
        parts = (self._icon, self._title, self._text, *commands, self._room)
        self._column = column_of(self, (None, 1), *parts, (None, 1))

    def width_in(self, room: QSize) -> int:
        """Return the width of the lines and the row of buttons."""
        return max(40, min(_WIDEST, room.width() - 2 * _pad(room)))

    def arrange(self, room: QSize, steps_px: int, *, tight: bool = False) -> QRect:
        """Use the width of `room`, and at least its height.

        Returns the place for the buttons below the text, `steps_px` high. If `tight` the title has
        the size of the text.
        """
        roomy = room.height() >= _ROOMY_HEIGHT
        pad, side = 4 if tight else _pad(room), (room.width() - self.width_in(room)) // 2
        self._title.set_scale(1.0 if tight else 1.2)
        self._icon.setVisible(roomy and bool(self.page.icon))
        self._room.setFixedHeight(steps_px + ((8 if roomy else 5) if steps_px else 0))
        self._column.setSpacing(8 if roomy else 3)
        self._column.setContentsMargins(side, pad, side, pad)
        self._column.invalidate()
        self.resize(
            room.width(), max(room.height(), self._column.totalHeightForWidth(room.width()))
        )
        self._column.activate()
        place = self._room.geometry()
        place.setTop(place.bottom() + 1 - steps_px)
        return place

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._icon.isVisible():
            theme = theme_of(self)
            paint_icon(QPainter(self), self.page.icon, theme.muted, self._icon.geometry())


def _pad(room: QSize) -> int:
    return 24 if room.height() >= _ROOMY_HEIGHT else 10


class _Typed(Words):
    def dress(self) -> None:
        mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        mono.setPointSizeF(ui_font(self, 0.95).pointSizeF())
        if self.font() != mono:
            self.setFont(mono)


class _Command(QWidget):
    """A command in a monospace font, with a button that copies it."""

    def __init__(self, command: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = _Typed(command, self)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setAccessibleName(tr("Command"))
        self._copy = IconButton("copy", None, self, words=tr("Copy the command"))
        self._copy.clicked.connect(self._on_copy)
        self._copied_timer = once(self, _COPIED_MS, self._on_copied_over)
        row_of(self, (self._words, 1), self._copy, gap=4, around=(12, 4, 4, 4))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._words.text())
        self._copy.set_icon_name("check")
        self._copy.setAccessibleName(tr("Copied"))
        self._copied_timer.start()

    def _on_copied_over(self) -> None:
        self._copy.set_icon_name("copy")
        self._copy.setAccessibleName(tr("Copy the command"))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        paint_face(smooth(self), self.rect(), 6, theme.field, theme.line)
