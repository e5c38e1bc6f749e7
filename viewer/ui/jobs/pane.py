"""The window of jobs: what is being saved, transcribed and exported, and the videos that are saved.

It lies over the right of the window, below its button in the header; what lies beside it can be
used. Whoever has jobs adds their rows to a page (`JobsPage.add`). GUI thread.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from viewer.translation import comma_list, labelled, tr
from viewer.ui.jobs.body import JobsPage, Page
from viewer.ui.kit.boxes import column_of, row_of
from viewer.ui.kit.button_list import Thumbnails
from viewer.ui.kit.buttons import HIT_PX, ICON_PX, IconButton, OwnKeys
from viewer.ui.kit.card import Card
from viewer.ui.kit.paint import paint_face, paint_words
from viewer.ui.kit.roles import Role, set_role
from viewer.ui.kit.sheet import OverWindow
from viewer.ui.kit.theme import Theme, paint_icon, scaled, text_scale, theme_of, ui_font
from viewer.ui.shell.context import Context, Feature
from viewer.ui.shell.side_tabs import SideTabs
from viewer.ui.shell.window import Window

_SIZE = QSize(640, 424)
_GAP_PX = 6  # to the search behind it


class _Tabs(SideTabs):
    def paintEvent(self, event: QPaintEvent) -> None:
        """Leave the ground to the card, and draw on the line below the tabs."""
        foot = self.bar.geometry().bottom()
        QPainter(self).fillRect(0, foot, self.width(), 1, theme_of(self).line)


class JobsPane(OverWindow, Card):
    """The window, with three tabs: "saving", "working" and "saved"."""

    def __init__(self, window: Window, thumbnails: Thumbnails) -> None:
        super().__init__(window, radius=10.0, shadow=24)
        set_role(self, Role.Dialog)
        self._window: Window = window
        self.setAccessibleName(tr("Saved videos and jobs"))
        self.button = JobsButton(window.actions_["downloads"], window.header)
        window.header.put_jobs(self.button)
        self.tabs = _Tabs(self)
        self.tabs.bar.setAccessibleName(tr("Jobs and saved videos"))
        self.saving = self._page(tr("Videos being saved"), thumbnails)
        self.working = self._page(tr("Transcribing and exporting"), thumbnails)
        self.tabs.add("saving", tr("Saving"), self.saving, 1)
        self.tabs.add("working", tr("Transcribing and exporting"), self.working, 2)
        self.working.empty.show_words(
            tr("Nothing is being transcribed or exported"),
            tr("Choose Transcribe (View › Transcript) or Export (File)."),
            "captions",
        )
        self.tabs.current_changed.connect(lambda _: self._on_tab())
        corner = QWidget(self)
        close = IconButton("close", None, corner, words=tr("Close"))
        close.clicked.connect(self.hide)
        row_of(corner, (None, 1), close, around=(0, 0, 8, 0))
        self.tabs.put_corner(corner)
        rim = self.margin() + 1
        column_of(self, (self.tabs, 1), around=(rim, rim, rim, rim))
        # Letters and arrows belong to the pane while the keyboard is in it.
        OwnKeys(self, _is_plain)
        window.installEventFilter(self)
        self.hide()

    def _page(self, name: str, thumbnails: Thumbnails) -> JobsPage:
        page = JobsPage(self, name, thumbnails)
        page.refreshed.connect(self._on_refreshed)
        page.list.stepped.connect(self._step)
        return page

    def add_saved(self, page: Page) -> None:
        """Put what lists the saved videos behind the last tab."""
        self.tabs.add("saved", tr("Saved videos"), page, 3)
        page.list.stepped.connect(self._step)

    @property
    def page(self) -> Page:
        """What is shown under the tab that is in front."""
        page = self.tabs.widget(self.tabs.current)
        assert isinstance(page, Page)
        return page

    def toggle(self) -> None:
        """Show the jobs, or hide them where the keyboard is among them."""
        if self.isVisible() and self.isAncestorOf(QApplication.focusWidget() or self._window):
            self.hide()
            return
        pages = {"saving": self.saving, "working": self.working}
        going = [tab for tab, page in pages.items() if any(job.is_going for _, job in page.jobs)]
        some = [tab for tab, page in pages.items() if page.jobs]
        self.open_tab(next(iter((*going, *some)), "saved"))

    def open_tab(self, tab: str) -> None:
        """Show a tab, with the keyboard on its list."""
        self.tabs.show_tab(tab)
        for page in (self.saving, self.working):
            page.refresh()
        self._place()
        self.show()
        self.raise_()
        self._focus_page()

    def say(self, words: str) -> None:
        """Say something at the foot of what is shown; "" takes it away."""
        self.page.say(words)

    def _focus_page(self) -> None:
        shown = self.page.list
        shown.place_buttons()
        target = shown if shown.rows.rows else self.tabs.bar
        target.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave_tabs(self) -> None:
        """Give the keyboard to the list, where the tabs have it because that was empty."""
        if self.tabs.bar.hasFocus():
            self._focus_page()

    def _step(self, step: int) -> None:
        bar = self.tabs.bar
        if 0 <= bar.currentIndex() + step < bar.count():
            bar.setCurrentIndex(bar.currentIndex() + step)

    def _on_tab(self) -> None:
        if self.isVisible():
            self._focus_page()

    def _on_refreshed(self) -> None:
        """Show on the tabs and in the header how many jobs there are, and how far all are."""
        jobs = []
        told = []
        for tab, page in (("saving", self.saving), ("working", self.working)):
            self.tabs.set_count(tab, len(page.list.rows.rows))
            jobs += [job for _, job in page.jobs]
            told.append(page.total)
        done = [job.fraction or 0.0 for job in jobs if job.is_unfinished]
        is_going = any(job.is_going for job in jobs)
        self.button.show_progress(
            comma_list(filter(None, told)), sum(done) / len(done) if is_going else None
        )

    # ------------------------------------------------------------------ Qt

    def _place(self) -> None:
        window, rim, size = self._window.rect(), self.margin(), _SIZE * text_scale()
        top = self._window.header.height() + 2
        wide = min(size.width(), window.width() - 16)
        high = min(size.height(), window.height() - top - 8)
        left = window.width() - 8 - wide
        self.setGeometry(left - rim, top - rim, wide + 2 * rim, high + 2 * rim)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif not _is_plain(event):
            super().keyPressEvent(event)


class JobsWindow(Feature):
    """Has the window of jobs, which others fill."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.thumbnails = Thumbnails(self)
        self.pane = JobsPane(context.window, self.thumbnails)

    def close(self) -> None:
        self.thumbnails.shutdown()


def _is_plain(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    is_function = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
    return held == Qt.KeyboardModifier.NoModifier and not is_function


class JobsButton(IconButton):
    """An icon, and how much of what runs is done. Hidden while there are no jobs."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        """`action` opens the window of jobs."""
        super().__init__("download", action, parent)
        self.words = ""  # what is shown: "" where nothing runs
        self.hide()

    def show_progress(self, told: str, fraction: float | None) -> None:
        """Show how much is done, 0 to 1, or that nothing runs; no words hide the button."""
        self.words = "" if fraction is None else tr("{0} %").format(round(fraction * 100))
        self.setAccessibleName(labelled(self.defaultAction().text(), told))
        self.setVisible(bool(told))
        self.updateGeometry()
        self.update()

    def _on_action_changed(self) -> None:
        """Keep the name: it says more than the action does."""

    def sizeHint(self) -> QSize:
        # As wide for any figure, so that nothing beside it moves.
        font = ui_font(self, 1.0, QFont.Weight.Medium)
        words = QFontMetricsF(font).horizontalAdvance(tr("{0} %").format(100))
        return QSize(
            scaled(HIT_PX) + (round(words) + 8 + _GAP_PX if self.words else 0), scaled(HIT_PX)
        )

    def paint(self, painter: QPainter, theme: Theme) -> None:
        if not self.words:
            super().paint(painter, theme)
            return
        wash = theme.chip_wash
        face = self.rect().adjusted(0, 0, -_GAP_PX, 0)
        paint_face(painter, face, 6, wash.darker(105) if self.underMouse() else wash)
        side = scaled(ICON_PX)
        icon = QRectF(6, (self.height() - side) / 2, side, side)
        paint_icon(painter, "download", theme.link, icon)
        room = face.adjusted(scaled(HIT_PX), 0, -4, 0)
        font = ui_font(self, 1.0, QFont.Weight.Medium)
        paint_words(painter, room, self.words, font, theme.link)
