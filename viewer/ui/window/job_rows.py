"""The rows of a queue's jobs.

Each kind of jobs has a subclass for what differs; `JobsPage` shows the rows.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar, Generic

from viewer.base.translation import _, tr
from viewer.media.jobs import UNFINISHED, J, Jobs, JobState
from viewer.ui.kit.button_list import RowAction, RowContent


def listed(*parts: str) -> str:
    """Join parts on one line; empty parts are left out."""
    return "  ·  ".join(filter(None, parts))


class JobRows(Generic[J]):
    """The rows of one queue. Running jobs have icon buttons; finished ones have word buttons."""

    CANCEL: ClassVar = "cancel"  # the id of the action
    can_pause = True
    running = ""  # how many run, in the words of the kind
    stop = _("Cancel")  # the button that ends one, and what is said of it then
    stopped = _("Cancelled")

    def __init__(self, jobs: Jobs[J]) -> None:
        self.jobs = jobs
        self.with_note: Collection[str] = ()  # the keys of jobs whose note is known

    # ------------------------------------------------------------------ what a kind says

    def title(self, item: J) -> str:
        """Return the title of a job."""
        return item.title

    def resume_words(self, item: J) -> str:
        """Return the name of the button that queues a stopped job again."""
        return tr("Resume") if item.state is JobState.PAUSED else tr("Try again")

    def line(self, item: J) -> str:
        """Return the state of a job in words."""
        amount = self.amount(item)
        if item.was_going:
            return listed(tr("Stopped when Cuenote closed"), amount)
        return {
            JobState.QUEUED: listed(tr("Waiting"), amount),
            JobState.RUNNING: self.doing(item),
            JobState.PAUSED: listed(tr("Paused"), amount),
            JobState.DONE: self.done(item),
            JobState.FAILED: item.failure.words if item.failure is not None else tr("Failed"),
            JobState.CANCELLED: tr(self.stopped),
        }[item.state]

    def amount(self, item: J) -> str:
        """Return how far a stopped job came, in words, or ""."""
        return ""

    def doing(self, item: J) -> str:
        """Return what a running job does, in words."""
        raise NotImplementedError

    def done(self, item: J) -> str:
        """Return what a finished job did, in words."""
        return tr("Done")

    def more(self, item: J) -> str:
        """Return more text for a second line."""
        if item.failure is None or item.state is not JobState.FAILED:
            return ""
        return item.failure.next_step

    def further(self, item: J) -> Sequence[RowAction]:
        """Return further actions for finished jobs."""
        return ()

    def menu(self, item: J) -> Sequence[RowAction]:
        """Return the actions without a button."""
        is_done = item.state is JobState.DONE
        return (RowAction("remove", tr("Remove from list")),) if is_done else ()

    def picture(self, item: J) -> str:
        """Return the path of a job's picture, or ""."""
        return ""

    # ------------------------------------------------------------------ one job

    def row(self, item: J) -> RowContent:
        """Return a job's row."""
        state = item.state
        actions: list[RowAction] = []
        if item.key in self.with_note and state in (*UNFINISHED, JobState.DONE):
            icon = "note" if item.is_unfinished else ""
            actions.append(RowAction("note", tr("Open note"), icon))
        actions += self.further(item)
        if item.is_going and self.can_pause:
            actions.append(RowAction("pause", tr("Pause"), "pause"))
        elif state is JobState.PAUSED:
            actions.append(RowAction("resume", self.resume_words(item), "play"))
        elif item.can_resume:
            icon = "reload" if actions else ""  # words for one step alone
            actions.append(RowAction("retry", self.resume_words(item), icon))
        if item.is_unfinished:
            actions.append(RowAction(self.CANCEL, tr(self.stop), "close"))
        elif state is not JobState.DONE:
            actions.append(RowAction("remove", tr("Dismiss"), "close"))
        is_moving = state is JobState.RUNNING
        fraction = item.fraction if item.is_unfinished else None
        if is_moving or state is JobState.QUEUED:
            fraction = fraction or (0.0 if is_moving else None)
        return RowContent(
            item.key,
            self.title(item),
            self.line(item),
            tuple(actions),
            {JobState.DONE: "good", JobState.FAILED: "bad"}.get(state, "muted"),
            self.more(item),
            fraction,
            is_moving,
            self.picture(item),
            self.menu(item),
        )
