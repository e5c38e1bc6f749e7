"""The pages of the window of jobs: a list, and at its foot words and buttons for all of it.

A page of jobs shows what its queues say, and nothing that it works out itself. Its rows are put
together a few times a second at most, however often something is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from itertools import product
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from viewer.translation import tr
from viewer.ui.jobs.rows import JobRows, listed
from viewer.ui.kit.boxes import column_of, row_of, stack_of
from viewer.ui.kit.button_list import RowList, Thumbnails
from viewer.ui.kit.buttons import HIT_PX, WordButton
from viewer.ui.kit.sheet import Centred, Hairline, Words
from viewer.ui.kit.timers import once
from viewer.video.jobs import Job, JobState

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


class Page(QWidget):
    """A list with its foot."""

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
        """Put a button at the foot."""
        button = WordButton(words, self)
        button.clicked.connect(lambda: act())
        self._buttons.addWidget(button)
        return button

    def set_total(self, words: str) -> None:
        """Say at the foot how much there is."""
        self.total = words
        self.foot.setText(self.said or words)

    def say(self, words: str) -> None:
        """Say something else there; "" takes it away."""
        self.said = words
        self.foot.setText(words or self.total)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.say("")


class JobsPage(Page):
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
        """Show the jobs of one more queue.

        `act` is given the key of a job and the id of an action that not every queue can do by
        itself.
        """
        self._kinds[kind] = act
        kind.jobs.item_changed.connect(self._on_item)
        kind.jobs.queue_changed.connect(self.refresh_soon)
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
        """Show for these jobs that a note is known, which can be opened."""
        if keys != kind.with_note:
            kind.with_note = keys
            self.refresh_soon()

    def refresh_soon(self) -> None:
        """Put all rows together anew, soon."""
        self._is_shown = False
        self._start()

    def refresh(self) -> None:
        """Show what has changed since the last time."""
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
            (JobState.QUEUED, tr("{0} waiting")),
            (JobState.PAUSED, tr("{0} paused")),
            (JobState.FAILED, tr("{0} failed")),
        ):
            counts.append((words, everything.count(state)))
        self.set_total(listed(*(words.format(count) for words, count in counts if count)))
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
        if kind is not None and action in ("pause", "cancel"):
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
