"""The middle of the window: the note, and what lies over it and above it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QLinearGradient,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QToolButton, QWidget

from viewer.base.translation import tr
from viewer.ui.kit.boxes import column_of
from viewer.ui.kit.buttons import (
    HIT_PX,
    IconButton,
    Painted,
    PaintedButton,
    WordButton,
    paint_focus,
)
from viewer.ui.kit.menu import Menu
from viewer.ui.kit.notice import PillButton
from viewer.ui.kit.paint import paint_face, paint_words, smooth
from viewer.ui.kit.placeholder import Placeholder, PlaceholderView
from viewer.ui.kit.plain import plain
from viewer.ui.kit.roles import Role, set_role
from viewer.ui.kit.theme import Theme, paint_icon, scaled, theme_of, ui_font
from viewer.ui.page.find import Search
from viewer.ui.page.find_bar import FindBar
from viewer.ui.page.geometry import GUTTER_PX
from viewer.ui.page.note_view import NoteView
from viewer.ui.watch.frame import BylinePart
from viewer.ui.window.slots import FLOAT_PX, PagePane

_BETWEEN = "  ·  "
_CHEVRON_PX = 16
_LEAST_PX = 48  # of a part that is cut short
_RIM_PX = 4  # round the words of the video's button


def _byline_font(widget: QWidget) -> QFont:
    return ui_font(widget, 0.95)


class VideoButton(PaintedButton, QToolButton):
    """Shows where the video is from; its menu has more about it, and its actions."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.colour = "muted"  # of the theme
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(Menu(self))

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(_byline_font(self)).horizontalAdvance(self.text())
        return QSize(round(words) + scaled(_CHEVRON_PX) + 2 * _RIM_PX + 2, scaled(HIT_PX))

    def paint(self, painter: QPainter, theme: Theme) -> None:
        colour = theme.colour(self.colour)
        if self.underMouse() or self.isDown():
            paint_face(painter, self.rect().adjusted(0, 3, 0, -3), 6, theme.hover)
        side = scaled(_CHEVRON_PX)
        room = QRectF(self.rect()).adjusted(_RIM_PX, 0, -side - _RIM_PX, 0)
        paint_words(painter, room, self.text(), _byline_font(self), colour)
        paint_icon(painter, "chevron-down", colour, QRectF(room.right(), 0, side, self.height()))


class Byline(QWidget):
    """The byline's parts in a row. If there is too little room, the least important go first.

    The channel goes first; the video stays.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, Role.Grouping)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.parts: Sequence[BylinePart] = ()  # all of them
        self._told: Sequence[BylinePart] = ()
        self._trouble: Sequence[BylinePart] = ()
        self._edges = 0, 0  # px left of the words, and right of them
        self._places: list[tuple[BylinePart, QRectF]] = []  # of what is painted
        self.video = VideoButton(self)
        self.more = IconButton("more", None, self, words=tr("Note options"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(Menu(self.more))

    def show_trouble(self, words: str) -> None:
        """Show after the rest why the note is not saved, or ""."""
        self._trouble = [BylinePart(words, "bad")] if words else []
        self.show_parts(self._told)

    def show_parts(self, parts: Sequence[BylinePart]) -> None:
        self._told = parts
        parts = [*parts, *self._trouble]
        if parts == self.parts:
            return
        self.parts = parts
        self.setAccessibleName(_BETWEEN.join(part.text for part in parts))
        self.setToolTip(plain(self.accessibleName()))
        for part in parts:
            if part.is_video:
                self.video.setText(part.text)
                self.video.setAccessibleName(part.text)
                self.video.colour = part.colour
        self._arrange()

    def set_edges(self, left: int, right: int) -> None:
        """Set the left and right margin to those of the page below."""
        self._edges = left, right
        self._arrange()

    def _arrange(self) -> None:
        left, right = self._edges
        size = self.more.sizeHint()
        end = self.width() - right - size.width()
        self.more.setGeometry(
            end, (self.height() - size.height()) // 2, size.width(), size.height()
        )
        parts = list(self.parts)
        metrics = QFontMetricsF(_byline_font(self))
        gap = metrics.horizontalAdvance(_BETWEEN)

        def width(part: BylinePart) -> float:
            if part.is_video:
                return self.video.sizeHint().width() - 2 * _RIM_PX
            return metrics.horizontalAdvance(part.text)

        least = [part for part in parts if not part.is_video and part.colour == "muted"]
        while least and left + sum(map(width, parts)) + gap * len(parts) > end:
            parts.remove(least.pop(0))
        self._places, x = [], float(left)
        shortest = scaled(_LEAST_PX)
        for part in parts:
            room = QRectF(x, 0, min(width(part), max(0.0, end - gap - x)), self.height())
            if room.width() < min(width(part), shortest):
                break  # a beginning that says nothing
            self._places.append((part, room))
            x += room.width() + gap
        video = next((room for part, room in self._places if part.is_video), QRectF())
        self.video.setVisible(video.width() > 0)
        high = self.video.sizeHint().height()
        at = QRectF(0, 0, video.width() + 2 * _RIM_PX, high)
        at.moveCenter(video.center())
        inside = at.toRect()
        self.video.setGeometry(inside.x(), inside.y(), inside.width(), inside.height())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, self.more.sizeHint().height() + 10)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = theme_of(self), smooth(self)
        painter.fillRect(self.rect(), theme.paper)
        gap = QFontMetricsF(_byline_font(self)).horizontalAdvance(_BETWEEN)
        for number, (part, room) in enumerate(self._places):
            if number:
                before = QRectF(room.left() - gap, 0, gap, self.height())
                paint_words(painter, before, _BETWEEN, _byline_font(self), theme.muted)
            if not part.is_video:
                colour = theme.colour(part.colour)
                paint_words(painter, room, part.text, _byline_font(self), colour)


class SourceView(QPlainTextEdit):
    """A view of the note's source that replaces its page."""

    resized = Signal()
    search: Search


class _Fade(QWidget):
    """Fades the note out below the pill, which would cover text otherwise."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        paper = theme_of(self).paper
        clear = QColor(paper)
        clear.setAlpha(0)
        fade = QLinearGradient(0, 0, 0, FLOAT_PX)
        fade.setColorAt(0, clear)
        fade.setColorAt(1, paper)
        QPainter(self).fillRect(self.rect(), fade)


class NotePane(PagePane):
    """A note view with its find bar, its follow pill, notices, and pages that replace it."""

    page_shown = Signal(bool)  # whether a page stands in the place of the note

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = NoteView(self)
        self.source: SourceView | None = None  # once one was put here
        self._below: QWidget | None = None
        self._source_shown = self._is_writing = False
        self._follow_keys = "", ""
        self.byline = Byline(self)
        self.byline.hide()
        self.find_bar = FindBar(self, replaces=True)
        self.pages = PlaceholderView(self)
        self.pages.hide()
        self._fade = _Fade(self)
        self._ring = FocusRing(self.view, self)
        self.view.tabbed_to.connect(self._ring.show_ring)
        self.pill = PillButton(tr("Follow"), self, icon="follow")
        self.pill.hide()
        self._column = column_of(self, self.byline, self.find_bar, (self.view, 1), (self.pages, 1))
        self.find_bar.sought_changed.connect(self._on_sought)
        self.find_bar.step_requested.connect(self.find_step)
        self.find_bar.closed.connect(self.close_find)
        self.view.shown.typesetting_finished.connect(self._find_again)
        self.view.resized.connect(self._place_byline)

    def show_page(self, page: Placeholder | None) -> None:
        """Show a page instead of the note; None shows the note."""
        if page is not None:
            self.pages.set_page(page)
            button = self.pages.findChild(WordButton)
            if button is not None and self.window().focusWidget() is None:
                button.setFocus(Qt.FocusReason.OtherFocusReason)  # as at the start
        self.byline.setVisible(page is None)
        self.pages.setVisible(page is not None)
        if self._below is not None:
            self._below.setVisible(page is not None)
        self.page_shown.emit(page is not None)
        self._show_text(page is None)
        if page is not None:
            self.show_pill(False)
            self.close_find()

    def put_below(self, widget: QWidget) -> None:
        """Show this below pages that replace the note."""
        self._below = widget
        self._column.setStretch(self._column.indexOf(self.pages), 4)
        self._column.addWidget(widget, 5)
        widget.setVisible(not self.pages.isHidden())

    def put_source(self, source: SourceView) -> None:
        """Set the view for the source."""
        self.source = source
        source.resized.connect(self._place_byline)
        source.hide()
        self._column.insertWidget(self._column.indexOf(self.pages), source, 1)

    def show_source(self, shown: bool) -> None:
        """Show the source of the note instead of its page, or the page again.

        The focus moves along.
        """
        self.close_find()
        had_focus = self.text.hasFocus()
        self._source_shown = shown
        self._show_follow_key()
        self._show_text(self.pages.isHidden())
        column = self.layout()
        assert column is not None
        column.activate()  # places are asked for at once, and depend on the size
        self._place_byline()
        if had_focus:
            self.focus_text()

    def set_follow_keys(self, reading: str, typing: str) -> None:
        """Name the keys that follow the video: on the page, and while typing."""
        self._follow_keys = reading, typing
        self._show_follow_key()

    def set_writing(self, writing: bool) -> None:
        """Show whether a block of the page is being edited."""
        self._is_writing = writing
        self.view.caret.is_shown = not writing
        self.view.viewport().update()
        self._show_follow_key()

    def _show_follow_key(self) -> None:
        if self.pill.isHidden():
            return
        source = self._shown_source
        types = self._is_writing or (source is not None and not source.isReadOnly())
        self.pill.set_key(self._follow_keys[1 if types else 0])

    @property
    def text(self) -> NoteView | SourceView:
        """What shows the note now: its page or its source."""
        return self._shown_source or self.view

    @property
    def _shown_source(self) -> SourceView | None:
        return self.source if self._source_shown else None

    def focus_text(self) -> None:
        """Focus the note, as page or source."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_text(self, shown: bool) -> None:
        # Hide before showing: both at once would share the height, and so lay out the note again.
        if not self._source_shown and self.source is not None:
            self.source.hide()
        self.view.setVisible(shown and not self._source_shown)
        if self.source is not None:
            self.source.setVisible(shown and self._source_shown)

    def show_pill(self, shown: bool) -> None:
        """Show or hide the offer to follow again."""
        if shown == self.pill.isHidden():
            self.pill.setVisible(shown)
            self._show_follow_key()
            self._fade.setVisible(shown)
            self.place()

    # ------------------------------------------------------------------ finding

    def open_find(self, *, replaces: bool = False) -> None:
        """Show the find bar, with the selected text if there is some."""
        selected = self.text.textCursor().selectedText()
        self.find_bar.show_replace(replaces)
        self.find_bar.open(selected if "\u2029" not in selected else "")
        self._on_sought()

    def close_find(self) -> None:
        """Hide the find bar and the highlights, and focus the note."""
        self.find_bar.hide()
        self.text.search.clear()

    def find_step(self, by: int) -> None:
        """Go to the next or the previous match; ask what to find if there is none."""
        is_open = self.find_bar.isVisible()
        if not is_open or not self.text.search.places:
            if is_open:
                empty = not self.find_bar.field.text()
                nothing = tr("No results")
                self.say(tr("Type the words to find.") if empty else nothing, brief=True)
            self.open_find(replaces=is_open and self.find_bar.replaces)
            return
        self._show_count(self.text.search.go(by))

    def _on_sought(self) -> None:
        self.text.search.find_all(self.find_bar.sought)
        self._show_count(self.text.search.go())

    def find_from(self, byte: int) -> None:
        """Search again, and go to the first match at or after a byte."""
        self.text.search.find_all(self.find_bar.sought)
        self._show_count(self.text.search.go(byte=byte))

    def _show_count(self, current: int) -> None:
        self.find_bar.show_count(current, len(self.text.search.places))

    def _find_again(self) -> None:
        """Highlight matches in a note that was laid out again; view and cursor stay."""
        search = self.view.search
        if not self.find_bar.isHidden():
            count = search.find_all(self.find_bar.sought, self.view.textCursor().position())
            self.find_bar.show_count(search.current, count)

    def leave_find(self) -> bool:
        if not self.find_bar.isVisible():
            return False
        self.close_find()
        return True

    def foot_px(self) -> int:
        """Return the bottom of notices: that of the note, or above the pill."""
        foot = self.height() - FLOAT_PX
        return foot if self.pill.isHidden() else foot - self.pill.sizeHint().height() - 10

    def _place_byline(self) -> None:
        inside = self.text.viewport().geometry()
        end = inside.right() - (GUTTER_PX if self._source_shown else 0)  # its source has two
        self.byline.set_edges(inside.left() + GUTTER_PX, self.width() - end + 1)

    def place(self) -> None:
        """Place the pill at the bottom of the note, and a notice above it."""
        if not self.pill.isHidden():
            size = self.pill.sizeHint()
            left, top = (self.width() - size.width()) // 2, self.height() - FLOAT_PX - size.height()
            self.pill.setGeometry(left, top, size.width(), size.height())
            high = self.height() - top + FLOAT_PX
            bar = self.text.verticalScrollBar()
            width = self.width() - (bar.width() if bar.isVisible() else 0)
            self._fade.setGeometry(0, self.height() - high, width, high)
            self._fade.raise_()
            self.pill.raise_()
        super().place()


class FocusRing(Painted, QWidget):
    """A ring around `widget`, in the same parent. A click on that hides the ring.

    It is a separate widget, since a painted ring would scroll with the content.
    """

    def __init__(self, widget: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._widget = widget
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_ring(self) -> None:
        """Show it until the widget loses the focus."""
        self._widget.installEventFilter(self)
        self.show()
        self._stand()

    def _stand(self) -> None:
        self.setGeometry(self._widget.geometry())
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Where it stands is not asked as the focus leaves, which a widget being deleted loses too.
        if isinstance(event, QFocusEvent):
            self.hide()
            self._widget.removeEventFilter(self)
        elif isinstance(event, QResizeEvent | QMoveEvent):
            self._stand()
        return False

    def paint(self, painter: QPainter, theme: Theme) -> None:
        paint_focus(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), theme, 6)
