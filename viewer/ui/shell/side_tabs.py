"""Under the player: the transcript, the note's claims, its findings, and the video's facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from viewer.ui.claims.bar import ClaimsBar
from viewer.ui.claims.view import ClaimRow, ClaimsView, in_time_order
from viewer.ui.kit.placeholder import Placeholder, PlaceholderView
from viewer.ui.kit.theme import tabular, theme_of, ui_font
from viewer.ui.transcript.view import TranscriptView

_TRANSCRIPT, _CLAIMS, _FINDINGS = 0, 1, 2  # the places of these tabs


class _Tabs(QTabBar):
    """Words with a line under the one that is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)  # where there is too little room, the gaps shrink
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Transcript, claims, findings or video"))
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
        return self._size(index, 24)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self._size(index, 8)

    def _size(self, index: int, gap: int) -> QSize:
        font = ui_font(self, 1.0, QFont.Weight.DemiBold)
        metrics = QFontMetricsF(tabular(font))
        width = metrics.horizontalAdvance(self.tabText(index))
        return QSize(round(width) + gap, round(metrics.height()) + 22)

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
    claims_changed = Signal()  # other claims are listed now
    claims_wanted = Signal(bool)  # they came to the front; whether those of all notes are listed
    findings_wanted = Signal()  # the tab of findings comes to the front
    findings_left = Signal()  # another tab is in front

    def __init__(
        self, parent: QWidget | None = None, actions: Mapping[str, QAction] | None = None
    ) -> None:
        super().__init__(parent)
        self._own: Sequence[ClaimRow] = ()
        self._others: Sequence[ClaimRow] = ()
        self.transcript = TranscriptView(self)
        self.transcript.page_action.connect(self.page_action)
        self.claims = ClaimsView(self)
        self._no_claims = PlaceholderView(self)
        self._video = PlaceholderView(self)
        for page_view in (self._no_claims, self._video):
            page_view.action_chosen.connect(self.page_action)
        self._claims_stack = QStackedWidget(self)
        self._claims_stack.addWidget(self.claims)
        self._claims_stack.addWidget(self._no_claims)
        self.claims_bar = ClaimsBar(actions or {}, self)
        self.claims_bar.chosen.connect(lambda _: self._show_claims())
        claims_page = QWidget(self)
        claims_column = QVBoxLayout(claims_page)
        claims_column.setContentsMargins(0, 0, 0, 0)
        claims_column.setSpacing(2)
        claims_column.addWidget(self.claims_bar)
        claims_column.addWidget(self._claims_stack, 1)
        self._tabs = _Tabs(self)
        self._tabs.addTab(self.tr("Transcript"))
        self._tabs.addTab(self.tr("Claims"))
        self._tabs.addTab(self.tr("Findings"))
        self._tabs.addTab(self.tr("Video"))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.transcript)
        self._stack.addWidget(claims_page)
        self._findings = QStackedWidget(self)
        self._stack.addWidget(self._findings)
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
        bar = self.claims_bar
        order: tuple[QWidget, ...] = (self._tabs, corner.search, corner.more, self.transcript.text)
        order += (*bar.controls, self.claims)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._stack, 1)

    def set_claims(self, rows: Sequence[ClaimRow], empty: Placeholder) -> None:
        """Show the claims of the note; where there are none, the page that says why."""
        self._own = rows
        self._no_claims.set_page(empty)
        self._show_claims()

    def set_other_claims(self, rows: Sequence[ClaimRow], notes: int) -> None:
        """Take the claims of `notes` other notes about the video; shown when they are asked for."""
        self._others = rows
        self.claims_bar.set_notes(notes)
        self._show_claims()

    @property
    def shows_all_notes(self) -> bool:
        """Whether the claims of all notes about the video are listed."""
        return self.claims_bar.is_all

    def set_all_notes(self, all_notes: bool) -> bool:
        """List the claims of all notes, or of this one, in front.

        False where there are no others.
        """
        if all_notes and not self._others:
            return False
        self.claims_bar.choose(all_notes=all_notes)
        self._tabs.setCurrentIndex(_CLAIMS)
        self.claims_wanted.emit(all_notes)
        return True

    def _show_claims(self) -> None:
        is_all = self.shows_all_notes
        rows = in_time_order([*self._own, *self._others]) if is_all else self._own
        self.claims.set_rows(rows, names_notes=is_all)
        self._claims_stack.setCurrentIndex(0 if rows else 1)
        # What is counted is claims, as over the note; one that cites two times has two rows.
        count = (
            len({(row.key[0], row.claim) for row in rows})
            if is_all
            else len({row.claim for row in rows})
        )
        self.claims_bar.setVisible(bool(rows or self._others))
        self._tabs.setTabText(_CLAIMS, self.tr("Claims") + (f"  {count:,}" if count else ""))
        self.claims_changed.emit()

    def put_findings(self, view: QWidget) -> None:
        """Have a view stand under the tab of findings; the one put there first is shown."""
        self._findings.addWidget(view)

    def set_findings_count(self, count: int) -> None:
        """Show on the tab how many findings there are."""
        words = self.tr("Findings") + (f"  {count:,}" if count else "")
        if self._tabs.tabText(_FINDINGS) != words:
            self._tabs.setTabText(_FINDINGS, words)

    def show_findings(self, view: QWidget | None) -> None:
        """Bring the findings to the front, and of what stands there, `view`.

        None: what was put there first, and the tab in front stays.
        """
        if view is None:
            self._findings.setCurrentIndex(0)
            return
        self._findings.setCurrentWidget(view)
        self._tabs.setCurrentIndex(_FINDINGS)

    @property
    def tab(self) -> int:
        """The place of the tab that is shown."""
        return self._tabs.currentIndex()

    def show_tab(self, tab: int) -> None:
        """Bring a tab to the front again, as a person may have chosen it."""
        self._tabs.setCurrentIndex(tab)

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
        (self.findings_wanted if index == _FINDINGS else self.findings_left).emit()
        self._stack.setCurrentIndex(index)
        self.transcript.corner.show_tools(index == _TRANSCRIPT)

    def set_video_page(self, page: Placeholder) -> None:
        """Say what is known of the video."""
        self._video.set_page(page)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme_of(self).window)
