"""The one window: its panes, and how they share its room. It decides nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QMainWindow,
    QSplitter,
    QSplitterHandle,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.actions import Actions
from viewer.ui.control_bar import ControlBar
from viewer.ui.focus import Focus
from viewer.ui.header import Header
from viewer.ui.note_pane import NotePane
from viewer.ui.preferences import State
from viewer.ui.reel_bar import ReelBar
from viewer.ui.shortcuts import Keys
from viewer.ui.side_pane import SidePane
from viewer.ui.theme import theme_of, ui_font
from viewer.ui.vault_view import VaultView
from viewer.ui.video_view import VideoView

if TYPE_CHECKING:
    from viewer.ui.palette import Palette

_CONTROLS_STAY_MS = 2500
_LOWEST_PICTURE_PX = 140


class Window(QMainWindow):
    """Header; notes, note and video side by side; status bar."""

    closing = Signal()
    dropped = Signal(object)  # list[Path], in the order of the drop

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self.setWindowTitle("Cuenote")
        self.setAcceptDrops(True)
        self.setMinimumSize(900, 560)
        self.resize(1440, 900)
        self.focus_ = Focus(self)
        self.actions_ = Actions(self, keys)
        self.header = Header(self.actions_.by_id, self)
        self.vault_view = VaultView(self)
        self.note_pane = NotePane(self)
        self.note_pane.offer_key = self._offer_key
        self.video_view = VideoView(self)
        self.controls = ControlBar(self.actions_.by_id, self)
        self.side_pane = SidePane(self, self.actions_.by_id)
        self.reel_bar = ReelBar(self)
        self.status = StatusBar(self)

        self._right = _Splitter(Qt.Orientation.Vertical)
        top = QWidget()
        top_column = QVBoxLayout(top)
        top_column.setContentsMargins(0, 0, 0, 0)
        top_column.setSpacing(0)
        top_column.addWidget(self.video_view, 1)
        top_column.addWidget(self.controls)
        top_column.addWidget(self.reel_bar)
        self._player_column = top_column
        self._right.addWidget(top)
        self._right.addWidget(self.side_pane)
        self._right.setStretchFactor(0, 0)
        self._right.setStretchFactor(1, 1)
        self._right.setCollapsible(0, False)
        self._right.setSizes([398, 432])

        self._splitter = _Splitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self.vault_view)
        self._splitter.addWidget(self.note_pane)
        self._splitter.addWidget(self._right)
        self._splitter.setCollapsible(1, False)
        for index, stretch in enumerate((1, 3, 2)):
            self._splitter.setStretchFactor(index, stretch)
        self._splitter.setSizes([250, 658, 530])
        self.vault_view.setMaximumWidth(420)
        self.note_pane.setMinimumWidth(300)
        self._right.setMinimumWidth(240)

        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._splitter, 1)
        column.addWidget(self.status)
        self.setCentralWidget(centre)
        self._palette: Palette | None = None

        self.actions_.keys_changed.connect(self._show_keys)
        self._show_keys()
        self._full = False
        self._was_maximized = False
        self._hide_controls = QTimer(self, singleShot=True, interval=_CONTROLS_STAY_MS)
        self._hide_controls.timeout.connect(self._on_controls_stayed)
        self.video_view.installEventFilter(self)
        QWidget.setTabOrder(self.header, self.vault_view)
        QWidget.setTabOrder(self.vault_view, self.note_pane)
        QWidget.setTabOrder(self.note_pane, self.video_view)
        QWidget.setTabOrder(self.video_view, self.controls)
        QWidget.setTabOrder(self.controls, self.side_pane)

    @property
    def palette_(self) -> Palette:
        """The palette; made when it is first wanted, for the start need not wait for it."""
        if self._palette is None:
            from viewer.ui.palette import Palette

            self._palette = Palette(self)
        return self._palette

    def _show_keys(self) -> None:
        """Name the keys where they are shown without a button of the action itself."""
        shown_key = self.actions_.shown_key
        self.note_pane.set_follow_keys(
            shown_key("follow"), self.actions_.key_while_typing("follow")
        )
        self.note_pane.find_bar.show_keys(shown_key("find.previous"), shown_key("find.next"))

    # ------------------------------------------------------------------ panes

    def show_pane(self, name: str, shown: bool) -> None:
        """Show or hide the pane "vault" or "video"."""
        (self.vault_view if name == "vault" else self._right).setVisible(shown)

    def is_pane_shown(self, name: str) -> bool:
        """Say whether the pane "vault" or "video" is meant to be seen."""
        return not (self.vault_view if name == "vault" else self._right).isHidden()

    def give_side_pane(self, height_px: int) -> None:
        """See to it that what stands below the picture has so much height, where there is room."""
        top, bottom = self._right.sizes()
        more = min(height_px - bottom, self.video_view.height() - _LOWEST_PICTURE_PX)
        if more > 0:
            self._right.setSizes([top - more, bottom + more])

    @property
    def is_full_screen(self) -> bool:
        return self._full

    def set_full_screen(self, full: bool) -> None:
        """Give the whole screen to the picture, or give it back."""
        if full == self._full:
            return
        self._full = full
        if full:
            self.video_view.setFocus(Qt.FocusReason.OtherFocusReason)
        for widget in (self.header, self.status, self.side_pane, self.note_pane):
            widget.setVisible(not full)
        if full:
            self._vault_was_shown = self.is_pane_shown("vault")
            self._video_was_shown = self.is_pane_shown("video")
            self._was_maximized = self.isMaximized()
            self.vault_view.hide()
            self._right.show()
            self._player_column.removeWidget(self.controls)
            self.controls.setParent(self.video_view)
            self.controls.setAutoFillBackground(True)
            self.showFullScreen()
            self._show_controls()
        else:
            self.controls.setParent(self._player_column.parentWidget())
            self.controls.setAutoFillBackground(False)
            self._player_column.insertWidget(1, self.controls)
            self.controls.show()
            self._hide_controls.stop()
            self.show_pane("vault", self._vault_was_shown)
            self.show_pane("video", self._video_was_shown)
            self.showMaximized() if self._was_maximized else self.showNormal()
            self.focus_.give(self.note_pane.text)

    _vault_was_shown = True
    _video_was_shown = True

    def _show_controls(self) -> None:
        height = self.controls.minimumSizeHint().height()
        width = self.video_view.width()
        self.controls.setGeometry(0, self.video_view.height() - height, width, height)
        self.controls.show()
        self.controls.raise_()
        self._hide_controls.start()

    def _on_controls_stayed(self) -> None:
        if self._full and self.controls.underMouse():
            self._hide_controls.start()
        elif self._full:
            self.controls.hide()

    # ------------------------------------------------------------------ state

    def restore(self, state: State) -> None:
        """Take size, place and panes from the last time."""
        geometry = state.bytes("window/geometry")
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)
        for name, splitter in (("columns", self._splitter), ("right", self._right)):
            sizes = state.bytes(f"window/{name}")
            if not sizes.isEmpty():
                splitter.restoreState(sizes)
        for name in ("vault", "video"):
            self.show_pane(name, state.flag(f"window/show_{name}", True))

    def keep(self, state: State) -> None:
        """Keep size, place and panes for the next time."""
        self.set_full_screen(False)
        state.set_bytes("window/geometry", self.saveGeometry())
        state.set_bytes("window/columns", self._splitter.saveState())
        state.set_bytes("window/right", self._right.saveState())
        for name in ("vault", "video"):
            state.set_flag(f"window/show_{name}", self.is_pane_shown(name))

    # ------------------------------------------------------------------ Qt

    def sizeHint(self) -> QSize:
        return QSize(1440, 900)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if self._full and watched is self.video_view:
            if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseMove:
                self._show_controls()
            elif isinstance(event, QResizeEvent):
                QTimer.singleShot(0, self._show_controls)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self._full:
                self.actions_["fullscreen"].trigger()
            elif not self.reel_bar.isHidden():
                self.reel_bar.stop_requested.emit()
            elif self.note_pane.notice.isVisible():
                self.note_pane.notice.close_notice()
            elif self.note_pane.find_bar.isVisible():
                self.note_pane.close_find()
            else:
                self.note_pane.focus_text()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = _paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def _offer_key(self, number: int) -> str:
        action_id = f"candidate.{number}"
        return self.actions_.shown_key(action_id) if action_id in self.actions_.by_id else ""

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


def _paths(mime: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


class _Splitter(QSplitter):
    """Panes side by side, a hairline between them that is easy to get hold of."""

    def __init__(self, orientation: Qt.Orientation) -> None:
        super().__init__(orientation)
        self.setHandleWidth(1)

    def createHandle(self) -> QSplitterHandle:  # noqa: N802 - Qt's own name
        return _Handle(self.orientation(), self)


class _Handle(QSplitterHandle):
    """One pixel of line."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme_of(self).line)


class StatusBar(QWidget):
    """How many notes there are, and what is done with them; at the right what has just happened.

    Behind the words at the left is room for one widget that says what goes on meanwhile.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._left = ""
        self._doing = ""
        self._right = ""
        self._corner: QWidget | None = None
        self.setFixedHeight(28)
        self.installEventFilter(self)

    def set_corner(self, widget: QWidget) -> None:
        """Put a widget behind the number of notes; it keeps the width of its size hint."""
        self._corner = widget
        widget.setParent(self)
        widget.installEventFilter(self)
        self._place()

    def _place(self) -> None:
        if self._corner is not None:
            metrics = QFontMetricsF(ui_font(self, 0.9))
            left = 14 + round(metrics.horizontalAdvance(self._left_words())) + 10
            wide = min(self._corner.sizeHint().width(), max(0, self.width() - left - 160))
            self._corner.setGeometry(left, 2, wide, self.height() - 3)

    def _left_words(self) -> str:
        return "  ·  ".join(filter(None, (self._left, self._doing)))

    def set_left(self, text: str) -> None:
        self._left = text
        self._place()
        self.update()

    @property
    def doing(self) -> str:
        """What is said to be under way."""
        return self._doing

    def set_doing(self, text: str) -> None:
        """Say what is under way, behind what stands at the left; empty when it is done."""
        self._doing = text
        self._place()
        self.update()

    @property
    def right(self) -> str:
        """What is said at the right."""
        return self._right

    def set_right(self, text: str) -> None:
        self._right = text
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.FontChange):
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.window)
        painter.fillRect(0, 0, self.width(), 1, theme.line)
        painter.setFont(ui_font(self, 0.9))
        painter.setPen(theme.muted)
        middle = Qt.AlignmentFlag.AlignVCenter
        inside = self.rect().adjusted(14, 1, -14, 0)
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignLeft | middle), self._left_words())
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignRight | middle), self._right)
