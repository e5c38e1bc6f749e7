"""The jobs of a queue in words: a row for each.

A kind of jobs has rows of its own, which add what differs; `JobsPage` shows them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar, Generic

from viewer.translation import _, tr
from viewer.ui.kit.button_list import RowAction, RowContent
from viewer.video.jobs import UNFINISHED, J, Jobs, JobState


def listed(*parts: str) -> str:
    """Join what is said on one line; empty parts are left out."""
    return "  ·  ".join(filter(None, parts))


class JobRows(Generic[J]):
    """The rows of one queue. What runs is steered by icons; what is over has words."""

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
        """Return what a job is called."""
        return item.title

    def resume_words(self, item: J) -> str:
        """Return the name of what queues a job again that is not going."""
        return tr("Resume") if item.state is JobState.PAUSED else tr("Try again")

    def line(self, item: J) -> str:
        """Return where a job is, in words."""
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
        """Return how far a job came that does not run, in words; "" where that says nothing."""
        return ""

    def doing(self, item: J) -> str:
        """Return what is being done, in words."""
        raise NotImplementedError

    def done(self, item: J) -> str:
        """Return what was done, in words."""
        return tr("Done")

    def more(self, item: J) -> str:
        """Return further words, below that line."""
        if item.failure is None or item.state is not JobState.FAILED:
            return ""
        return item.failure.next_step

    def further(self, item: J) -> Sequence[RowAction]:
        """List what else can be done with what is over."""
        return ()

    def menu(self, item: J) -> Sequence[RowAction]:
        """List what can be done that has no button."""
        is_done = item.state is JobState.DONE
        return (RowAction("remove", tr("Remove from list")),) if is_done else ()

    def picture(self, item: J) -> str:
        """Return the path of the picture of a job; "" for none."""
        return ""

    # ------------------------------------------------------------------ one job

    def row(self, item: J) -> RowContent:
        """Put the row of a job together."""
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
