"""What a pane or sheet of jobs holds: a heading, and a row for each job of some queues.

It shows what the queues say, and nothing that it works out itself. Rows are put together a few
times a second at most, however often something is reported.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractButton, QWidget

from viewer.ui.jobs.corner import ProgressCorner
from viewer.ui.jobs.rows import JobRows
from viewer.ui.kit.boxes import column_of, row_of, stack_of
from viewer.ui.kit.button_list import RowList
from viewer.ui.kit.sheet import Centred, CutWords, Hairline, Words
from viewer.ui.kit.thumbnails import Thumbnails
from viewer.ui.kit.timers import once
from viewer.video.jobs import Job, JobState

_EVERY_MS = 200


class Look(NamedTuple):
    """Sizes; margins in px, as of a layout."""

    title: float  # scale of the text
    summary: float
    heading: tuple[int, int, int, int]
    rows: tuple[int, int, int, int]


class JobsBody(QWidget):
    """The heading and the rows; the corner of the window says how far all of it is, too."""

    # The key of a job, the id of an action of its row; what any queue can do is done already.
    action_chosen = Signal(str, str)
    refreshed = Signal(bool)  # all of it is shown anew; whether rows may have come or gone

    def __init__(
        self,
        parent: QWidget,
        kinds: Sequence[JobRows[Any]],
        corner: ProgressCorner,
        thumbnails: Thumbnails,
        keys: Mapping[Qt.Key, tuple[str, ...]],
        *,
        title: str,
        name: str,
        buttons: Sequence[QAbstractButton],
        look: Look,
    ) -> None:
        """Show the rows of `kinds`, the first above; of the first that has words, a summary.

        `title` and `buttons` are those of the heading, `name` and `keys` those of the list.
        """
        super().__init__(parent)
        self._kinds, self._corner = kinds, corner
        self._is_shown = False  # whether each job has its row
        self._changed: set[str] = set()
        heading = Words(title, self, scale=look.title, weight=QFont.Weight.DemiBold, wraps=False)
        self._summary = CutWords(self, tone="muted", scale=look.summary)
        self.list = RowList(name, thumbnails, keys, self)
        self.list.action_chosen.connect(self._on_action)
        self.empty = Centred(self)
        self._stack = stack_of(self, self.list, self.empty)
        summary = (self._summary, 1)
        self._top = row_of(None, heading, 12, summary, *buttons, around=look.heading)
        column_of(self, self._top, Hairline(self), (row_of(None, self._stack, around=look.rows), 1))
        self.refreshing = once(self, _EVERY_MS, self.refresh)
        for kind in kinds:
            kind.jobs.item_changed.connect(self._on_item)
            kind.jobs.queue_changed.connect(self.refresh_soon)
        self.refresh_soon()

    @property
    def top_height(self) -> int:
        """The height in px of what lies above the rows."""
        return self._top.sizeHint().height() + 1

    @property
    def items(self) -> list[Job]:
        """The jobs, in the order in which they are shown."""
        return [item for kind in self._kinds for item in kind.items()]

    @property
    def can_clear(self) -> bool:
        """Whether there is something finished that can be taken out."""
        return not all(item.is_unfinished for item in self.items)

    def set_with_note(self, keys: Collection[str]) -> None:
        """Show for these jobs that a note is known, which can be opened."""
        for kind in self._kinds:
            if keys != kind.with_note:
                kind.with_note = keys
                self.refresh_soon()

    def refresh_soon(self) -> None:
        """Put all rows together anew, soon."""
        self._is_shown = False
        self._start()

    def _on_action(self, key: str, action: str) -> None:
        jobs = next((kind.jobs for kind in self._kinds if kind.jobs.item(key) is not None), None)
        if jobs is not None and action in ("pause", "cancel"):
            getattr(jobs, action)(key)
        elif jobs is not None and action in ("resume", "retry"):
            jobs.resume(key)
        else:
            self.action_chosen.emit(key, action)

    def _on_item(self, key: str) -> None:
        self._changed.add(key)
        self._start()

    def _start(self) -> None:
        if not self.refreshing.isActive():
            self.refreshing.start()

    def refresh(self) -> None:
        """Show what has changed since the last time."""
        self.refreshing.stop()
        kinds, is_all = self._kinds, not self._is_shown
        spoken = ((kind, words) for kind in kinds if (words := kind.summary()))
        told, words = next(spoken, (kinds[-1], ""))
        moves = any(item.state is JobState.RUNNING for item in told.items())
        self._corner.show_progress(words, told.overall(), moves=moves)
        self._summary.setText(words)
        if is_all:
            rows = [kind.row(item) for kind in kinds for item in kind.items()]
            self.list.set_rows(rows)
            self._stack.setCurrentIndex(0 if rows else 1)
        else:
            for key, kind in product(self._changed, kinds):
                item = kind.jobs.item(key)
                if item is not None:
                    self.list.set_row(kind.row(item))
        self._is_shown = True
        self._changed.clear()
        self.refreshed.emit(is_all)
