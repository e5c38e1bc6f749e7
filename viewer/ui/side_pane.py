"""Under the player: the transcript, the note's claims in time order, and the video's facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    QStringListModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from viewer.notes.note import Note
from viewer.notes.timecode import format_ms
from viewer.ui.page import Page, PageView
from viewer.ui.scroll_bar import SlimScrollBar, dress
from viewer.ui.theme import tabular, theme_of, ui_font
from viewer.ui.transcript_view import TranscriptView
from viewer.ui.words import words_font

_ROW_ROLE = Qt.ItemDataRole.UserRole
_TRANSCRIPT, _CLAIMS = 0, 1  # the places of these tabs
if TYPE_CHECKING:  # joining Qt's types at run time loads all of their signatures: 15 ms
    _Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim at one of its times."""

    ms: int
    note: Note
    claim: int
    citation: int

    @property
    def text(self) -> str:
        """The claim without markup; put together only for the rows that are seen."""
        return self.note.plain(self.note.claims[self.claim].span)


class ClaimsModel(QStringListModel):
    """The claims of the note in time order.

    The strings are empty: they only let Qt count the rows by itself, which it does for each of ten
    thousand when they are laid out.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[ClaimRow] = ()

    def set_rows(self, rows: Sequence[ClaimRow]) -> None:
        self.rows = rows
        self.setStringList([""] * len(rows))

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{format_ms(row.ms)} {row.text}"
        if role == _ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.text
        return None


class ClaimsView(QListView):
    """The list itself. The claims in force have the bar and the wash that they have in the note."""

    claim_chosen = Signal(int, int)  # indexes: claim, citation

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.claims = ClaimsModel(self)
        self.now: frozenset[int] = frozenset()  # citations in force
        self._row_of: dict[int, int] = {}  # citation → row
        self.setAccessibleName(self.tr("Claims in time order"))
        self.setModel(self.claims)
        self.setItemDelegate(_ClaimDelegate(self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollBar(SlimScrollBar())
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)
        self.installEventFilter(self)
        dress(self)

    def set_rows(self, rows: Sequence[ClaimRow]) -> None:
        """Show `rows`, which are in time order."""
        self._row_of = {row.citation: number for number, row in enumerate(rows)}
        self.claims.set_rows(rows)

    def set_now(self, citations: frozenset[int], *, scroll: bool) -> None:
        """Light up the rows of these citations; bring them into view where `scroll` is true."""
        for citation in self.now ^ citations:
            if citation in self._row_of:
                self.update(self.claims.index(self._row_of[citation]))
        self.now = citations
        if scroll:
            self._reveal_now()

    def _reveal_now(self) -> None:
        rows = [self._row_of[c] for c in self.now if c in self._row_of]
        if rows:
            index = self.claims.index(min(rows))
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            row = self.claims.rows[index.row()]
            self.claim_chosen.emit(row.claim, row.citation)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Enter goes to a claim here, although the window has it for the note.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            dress(self)
        elif event.type() is QEvent.Type.FontChange:
            QTimer.singleShot(0, self._reveal_now)  # once the rows have their new height

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reveal_now()


class _ClaimDelegate(QStyledItemDelegate):
    """Draws a row: the time in its column, at most two lines of the claim beside it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, round(QFontMetricsF(ui_font(self._view())).lineSpacing() * 1.25 * 2) + 12)

    def _view(self) -> ClaimsView:
        view = self.parent()
        assert isinstance(view, ClaimsView)
        return view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = self._view()
        theme = theme_of(view)
        row = index.data(_ROW_ROLE)
        assert isinstance(row, ClaimRow)
        rect = QRectF(option.rect).adjusted(12, 0, -14, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        is_now = row.citation in view.now
        if is_now:
            painter.setBrush(theme.now_wash)
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 5, 5)
            painter.fillRect(
                QRectF(rect.left(), rect.top() + 2, 3, rect.height() - 4), theme.now_fill
            )
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.select)
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 5, 5)
        if option.state & QStyle.StateFlag.State_HasFocus and view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.link)
            painter.drawRoundedRect(rect.adjusted(1, 2, -1, -2), 5, 5)
        font = ui_font(view)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(theme.now if is_now else theme.muted)
        time_width = metrics.horizontalAdvance("0:00:00") + 12
        top = rect.top() + 6 + metrics.lineSpacing() * 0.125
        left = rect.left() + 8 + time_width
        room = rect.right() - left - 6
        words = words_font(view)
        if QFontMetricsF(words).horizontalAdvance(row.text) <= room:
            top = rect.center().y() - metrics.lineSpacing() / 2
        time_at = QRectF(rect.left() + 8, top, time_width - 12, metrics.lineSpacing())
        painter.drawText(time_at, int(Qt.AlignmentFlag.AlignRight), format_ms(row.ms))
        painter.setPen(theme.ink)
        painter.setFont(words)
        _draw_two_lines(painter, row.text, words, QRectF(left, top, room, 0))
        painter.restore()


def _draw_two_lines(painter: QPainter, text: str, font: QFont, at: QRectF) -> None:
    """Draw `text` from the top of `at`, in at most two lines of its width."""
    metrics = QFontMetricsF(font)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(max(20.0, at.width()))
    cut = first.textStart() + first.textLength() if first.isValid() else len(text)
    layout.endLayout()
    step = metrics.lineSpacing() * 1.25
    one, rest = text[:cut], text[cut:].strip()
    line = QRectF(at.left(), at.top(), at.width(), metrics.lineSpacing())
    painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft), one)
    if rest:
        line.translate(0, step)
        shown = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, at.width())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft), shown)


class _Tabs(QTabBar):
    """Words with a line under the one that is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Transcript, claims or video"))
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Left and Right go from tab to tab here, although the window seeks with them.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if plain and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def tabSizeHint(self, index: int) -> QSize:
        font = ui_font(self, 1.0, QFont.Weight.DemiBold)
        metrics = QFontMetricsF(tabular(font))
        width = metrics.horizontalAdvance(self.tabText(index))
        return QSize(round(width) + 24, round(metrics.height()) + 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.line)
        for index in range(self.count()):
            rect = self.tabRect(index)
            current = index == self.currentIndex()
            weight = QFont.Weight.DemiBold if current else QFont.Weight.Normal
            painter.setFont(ui_font(self, 1.0, weight))
            painter.setPen(theme.ink if current else theme.muted)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self.tabText(index))
            if current:
                line = rect.adjusted(4, rect.height() - 2, -4, 0)
                painter.fillRect(line, theme.link)
            if current and self.hasFocus():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(theme.link)
                painter.drawRoundedRect(QRectF(rect).adjusted(2, 4, -2, -5), 5, 5)


class SidePane(QWidget):
    """Tabs and what they show."""

    page_action = Signal(str)  # the id of a button's action

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.transcript = TranscriptView(self)
        self.transcript.page_action.connect(self.page_action)
        self.claims = ClaimsView(self)
        self._no_claims = PageView(self)
        self._video = PageView(self)
        for page_view in (self._no_claims, self._video):
            page_view.action_chosen.connect(self.page_action)
        self._claims_stack = QStackedWidget(self)
        self._claims_stack.addWidget(self.claims)
        self._claims_stack.addWidget(self._no_claims)
        self._tabs = _Tabs(self)
        self._tabs.addTab(self.tr("Transcript"))
        self._tabs.addTab(self.tr("Claims"))
        self._tabs.addTab(self.tr("Video"))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.transcript)
        self._stack.addWidget(self._claims_stack)
        self._stack.addWidget(self._video)
        self._tabs.currentChanged.connect(self._on_tab)
        self._preferring = False
        self._chosen = False
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(0)
        top.addWidget(self._tabs)
        top.addWidget(self.transcript.corner, 1)
        self.prefer_tab(_CLAIMS)
        corner = self.transcript.corner
        order = (self._tabs, corner.search, corner.more, self.transcript.text, self.claims)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._stack, 1)

    def set_claims(self, rows: Sequence[ClaimRow], empty: Page) -> None:
        """Show `rows`; where there are none, the page that says why."""
        self.claims.set_rows(rows)
        if not rows:
            self._no_claims.set_page(empty)
        self._claims_stack.setCurrentIndex(0 if rows else 1)
        count = f"  {len(rows):,}" if rows else ""
        self._tabs.setTabText(_CLAIMS, self.tr("Claims") + count)

    def show_transcript(self) -> None:
        """Bring the transcript to the front."""
        self._tabs.setCurrentIndex(_TRANSCRIPT)

    def prefer_transcript(self, there: bool) -> None:
        """Show the transcript where there is one, until a person chooses a tab."""
        self.prefer_tab(_TRANSCRIPT if there else _CLAIMS)

    def prefer_tab(self, index: int) -> None:
        """Show a tab, unless a person has chosen one."""
        if not self._chosen:
            self._preferring = True
            self._tabs.setCurrentIndex(index)
            self._on_tab(index)
            self._preferring = False

    def _on_tab(self, index: int) -> None:
        self._chosen |= not self._preferring
        self._stack.setCurrentIndex(index)
        self.transcript.corner.show_tools(index == _TRANSCRIPT)

    def set_video_page(self, page: Page) -> None:
        """Say what is known of the video."""
        self._video.set_page(page)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme_of(self).window)
