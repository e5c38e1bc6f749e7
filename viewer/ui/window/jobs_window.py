"""The Activity pane: saving, transcribing and exporting jobs, and the saved videos.

It covers the right of the window, below its button in the header; the rest stays usable. Features
with jobs add their rows to a page (`JobsPage.add`). GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from itertools import product
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from viewer.base.translation import comma_list, labelled, numeral, tr
from viewer.media.jobs import Job, JobState
from viewer.ui.kit.boxes import column_of, row_of, stack_of
from viewer.ui.kit.button_list import RowList, Thumbnails
from viewer.ui.kit.buttons import HIT_PX, IconButton, OwnKeys, WordButton
from viewer.ui.kit.card import Card
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.roles import Role, set_role
from viewer.ui.kit.sheet import Centred, Hairline, OverWindow, Words
from viewer.ui.kit.theme import text_scale
from viewer.ui.kit.timers import once
from viewer.ui.window.context import Context, Feature
from viewer.ui.window.job_rows import JobRows, listed
from viewer.ui.window.side_tabs import SideTabs
from viewer.ui.window.window import Window

_EVERY_MS = 200
_ORDER = (
    *(JobState.RUNNING, JobState.QUEUED, JobState.PAUSED),
    *(JobState.DONE, JobState.FAILED, JobState.CANCELLED),
)
_KEYS = {
    Qt.Key.Key_Space: ("pause", "resume", "retry"),
    Qt.Key.Key_Delete: ("cancel", "remove"),
    Qt.Key.Key_Return: (
        *("step.cookies", "step.update", "step.saved", "step.browser", "step.list", "step.note"),
        *("retry", "open", "note", "folder"),
    ),
}
_SIZE = QSize(640, 424)


class TabPage(QWidget):
    """A list with a footer."""

    def __init__(
        self,
        parent: QWidget,
        name: str,
        thumbnails: Thumbnails,
        keys: Mapping[Qt.Key, tuple[str, ...]],
    ) -> None:
        """`name` and `keys` are those of the list."""
        super().__init__(parent)
        self.list = RowList(name, thumbnails, keys, self)
        self.empty = Centred(self)
        self.stack = stack_of(self, self.list, self.empty)
        self.foot = Words("", self, tone="muted", scale=0.92)
        self.foot.setMinimumHeight(HIT_PX + 6)  # as high without buttons
        self._buttons = row_of(None)
        foot = row_of(None, (self.foot, 1), self._buttons, gap=8, around=(18, 5, 12, 6))
        self.column = column_of(self, (self.stack, 1), Hairline(self), foot)
        self.total = self.said = ""

    def add_button(self, words: str, act: Callable[[], object]) -> WordButton:
        """Add a button to the footer."""
        button = WordButton(words, self)
        button.clicked.connect(lambda: act())
        self._buttons.addWidget(button)
        return button

    def set_total(self, words: str) -> None:
        """Show the total in the footer."""
        self.total = words
        self.foot.setText(self.said or words)

    def say(self, words: str) -> None:
        """Show another text in the footer; "" removes it."""
        self.said = words
        self.foot.setText(words or self.total)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.say("")


class JobsPage(TabPage):
    """A row for each job of some queues."""

    refreshed = Signal()

    def __init__(self, parent: QWidget, name: str, thumbnails: Thumbnails) -> None:
        super().__init__(parent, name, thumbnails, _KEYS)
        self._kinds: dict[JobRows[Any], Callable[[str, str], object]] = {}
        self._is_shown = False  # whether each job has its row
        self._changed: set[str] = set()
        self._can_pause = False  # whether the button says so
        self.pause_button = self.add_button(tr("Resume all"), self._on_pause_all)
        self.clear_button = self.add_button(tr("Clear finished"), self._on_clear)
        self.list.action_chosen.connect(self._on_action)
        self.refreshing = once(self, _EVERY_MS, self.refresh)

    def add(self, kind: JobRows[Any], act: Callable[[str, str], object]) -> None:
        """Show the jobs of another queue.

        `act` is called with the key of a job and the id of an action that queues do not all have.
        """
        self._kinds[kind] = act
        kind.jobs.item_changed.connect(self._on_item)
        kind.jobs.queue_changed.connect(self.refresh_soon)
        self._is_shown = False
        self.refresh()

    @property
    def jobs(self) -> list[tuple[JobRows[Any], Job]]:
        """The jobs with their kinds."""
        return [(kind, item) for kind in self._kinds for item in kind.jobs.items()]

    def _in_order(self) -> list[tuple[JobRows[Any], Job]]:
        found = self.jobs
        found.sort(key=lambda one: _ORDER.index(one[1].state))
        if self.list.underMouse():  # nothing changes its place below the pointer
            place = {row.key: number for number, row in enumerate(self.list.rows.rows)}
            found.sort(key=lambda one: place.get(one[1].key, len(place)))
        return found

    def set_with_note(self, kind: JobRows[Any], keys: Collection[str]) -> None:
        """Mark the jobs whose note is known, and can be opened."""
        if keys != kind.with_note:
            kind.with_note = keys
            self.refresh_soon()

    def refresh_soon(self) -> None:
        """Rebuild all rows, soon."""
        self._is_shown = False
        self._start()

    def refresh(self) -> None:
        """Show what has changed since the last call."""
        self.refreshing.stop()
        if not self._is_shown:
            rows = [kind.row(item) for kind, item in self._in_order()]
            self.list.set_rows(rows)
            self.stack.setCurrentIndex(0 if rows else 1)
            self._show_counts()
        else:
            for key, kind in product(self._changed, self._kinds):
                item = kind.jobs.item(key)
                if item is not None:
                    self.list.set_row(kind.row(item))
        self._is_shown = True
        self._changed.clear()
        self.refreshed.emit()

    def _show_counts(self) -> None:
        states = {kind: [item.state for item in kind.jobs.items()] for kind in self._kinds}
        everything = [state for some in states.values() for state in some]
        counts = [(tr(kind.running), some.count(JobState.RUNNING)) for kind, some in states.items()]
        for state, words in (
            (JobState.QUEUED, tr("Waiting")),
            (JobState.PAUSED, tr("Paused")),
            (JobState.FAILED, tr("Failed")),
        ):
            counts.append((words, everything.count(state)))
        self.set_total(
            listed(*(labelled(words, numeral(count)) for words, count in counts if count))
        )
        self._can_pause = any(kind.can_pause and item.is_going for kind, item in self.jobs)
        self.pause_button.setText(tr("Pause all") if self._can_pause else tr("Resume all"))
        self.pause_button.setVisible(self._can_pause or JobState.PAUSED in everything)
        self.clear_button.setVisible(bool({JobState.DONE, JobState.CANCELLED} & {*everything}))

    def _on_pause_all(self) -> None:
        for kind in self._kinds:
            if not self._can_pause:
                kind.jobs.resume_all()
            elif kind.can_pause:
                kind.jobs.pause_all()

    def _on_clear(self) -> None:
        for kind in self._kinds:
            kind.jobs.clear_finished()

    def _on_action(self, key: str, action: str) -> None:
        kind = next((kind for kind in self._kinds if kind.jobs.item(key) is not None), None)
        if kind is not None and action in ("pause", "cancel", "remove"):
            getattr(kind.jobs, action)(key)
        elif kind is not None and action in ("resume", "retry"):
            kind.jobs.resume(key)
        elif kind is not None:
            self._kinds[kind](key, action)

    def _on_item(self, key: str) -> None:
        self._changed.add(key)
        self._start()

    def _start(self) -> None:
        if not self.refreshing.isActive():
            self.refreshing.start()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.refresh_soon()  # into their order


class JobsPane(OverWindow, Card):
    """The pane, with two tabs: "jobs" and "saved"."""

    def __init__(self, window: Window, thumbnails: Thumbnails) -> None:
        super().__init__(window, radius=10.0, shadow=24)
        set_role(self, Role.Dialog)
        self._window: Window = window
        self.setAccessibleName(tr("Activity"))
        self.button = JobsButton(window.actions_["downloads"], window.header)
        window.header.put_jobs(self.button)
        self.tabs = SideTabs(("jobs", "saved"), self)
        self.tabs.bar.setAccessibleName(tr("Activity"))
        self.jobs = JobsPage(self, tr("Jobs"), thumbnails)
        self.jobs.refreshed.connect(self._on_refreshed)
        self.jobs.list.stepped.connect(self._step)
        self.jobs.empty.show_words(tr("Nothing is running"), "", "clock")
        self.tabs.add("jobs", tr("Jobs"), self.jobs)
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
        self.hide()

    def add_saved(self, page: TabPage) -> None:
        """Add the list of saved videos as the second tab."""
        self.tabs.add("saved", tr("Saved videos"), page)
        page.list.stepped.connect(self._step)

    @property
    def page(self) -> TabPage:
        """The page of the current tab."""
        page = self.tabs.widget(self.tabs.current)
        assert isinstance(page, TabPage)
        return page

    def toggle(self) -> None:
        """Show the jobs, or hide them if they have the focus."""
        if self.isVisible() and self.isAncestorOf(QApplication.focusWidget() or self._window):
            self.hide()
            return
        self.open_tab("jobs" if self.jobs.jobs else "saved")

    def open_tab(self, tab: str = "jobs") -> None:
        """Show a tab, with the keyboard on its list."""
        self.tabs.show_tab(tab)
        self.jobs.refresh()
        self._place()
        self.show()
        self.raise_()
        self._focus_page()

    def _focus_page(self) -> None:
        shown = self.page.list
        shown.place_buttons()
        (shown if shown.rows.rows else self.tabs.bar).setFocus(Qt.FocusReason.PopupFocusReason)

    def leave_tabs(self) -> None:
        """Focus the list, if the tabs have the focus because it was empty."""
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
        jobs = [job for _, job in self.jobs.jobs]
        self.tabs.set_count("jobs", len(self.jobs.list.rows.rows))
        done = [job.fraction or 0.0 for job in jobs if job.is_unfinished]
        is_going = any(job.is_going for job in jobs)
        self.button.show_progress(self.jobs.total, sum(done) / len(done) if is_going else None)

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
    """Has the window of jobs, which others fill; tells what the end of the program stopped."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.thumbnails = Thumbnails(self)
        self.pane = JobsPane(context.window, self.thumbnails)
        once(self, 0, self._tell_stopped).start()  # when all queues are there

    def _tell_stopped(self) -> None:
        stopped = [(kind, job) for kind, job in self.pane.jobs.jobs if job.was_going]

        def resume() -> None:
            for kind, _ in stopped:
                kind.jobs.go_on()

        if stopped:
            titles = comma_list(kind.title(job) for kind, job in stopped)
            offers = [NoticeButton(tr("Show"), "", self.pane.open_tab)]
            if any(job.can_resume for _, job in stopped):
                offers.append(NoticeButton(tr("Resume"), "", resume))
            self._window.say_too(labelled(tr("Stopped when Cuenote closed"), titles), offers)

    def close(self) -> None:
        self.thumbnails.shutdown()


def _is_plain(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    is_function = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
    return held == Qt.KeyboardModifier.NoModifier and not is_function


class JobsButton(IconButton):
    """An icon with the progress of running jobs. Hidden while there are none."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        """`action` opens the Activity pane."""
        super().__init__("clock", action, parent)
        self.hide()

    def show_progress(self, told: str, fraction: float | None) -> None:
        """Show the progress, 0 to 1, or that nothing is running; no words hide the button."""
        self.set_word("" if fraction is None else tr("{0} %").format(round(fraction * 100)))
        self.set_lit(fraction is not None)
        self.setAccessibleName(labelled(self.defaultAction().text(), told))
        self.setVisible(bool(told))

    def _on_action_changed(self) -> None:
        """Keep the accessible name, which says more than the action's."""
