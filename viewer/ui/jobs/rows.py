"""The jobs of a queue in words: a row for each, and how far all of them are.

A kind of jobs has rows of its own, which add what differs; `JobsBody` shows them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar, Generic

from PySide6.QtCore import QCoreApplication

from viewer.ui.kit.button_list import RowAction, RowContent
from viewer.video.jobs import J, Jobs, JobState


def _tr(text: str) -> str:
    return QCoreApplication.translate("jobs", text)


def listed(*parts: str) -> str:
    """Join what is said on one line; empty parts are left out."""
    return "  ·  ".join(filter(None, parts))


class JobRows(Generic[J]):
    """The rows of one queue."""

    # The ids of actions.
    RETRY: ClassVar = "retry"
    CANCEL: ClassVar = "cancel"
    can_pause = True

    def __init__(self, jobs: Jobs[J]) -> None:
        self.jobs = jobs
        self.with_note: Collection[str] = ()  # the keys of jobs whose note is known

    # ------------------------------------------------------------------ what a kind says

    def resume_words(self, item: J) -> str:
        """Return the name of what queues a job again that is not going."""
        return _tr("Try again")

    def items(self) -> list[J]:
        """List the jobs in the order in which they are shown."""
        return self.jobs.items()

    def line(self, item: J) -> str:
        """Return where a job is, in words."""
        raise NotImplementedError

    def more(self, item: J) -> str:
        """Return further words, below that line."""
        if item.failure is None or item.state is not JobState.FAILED:
            return ""
        return item.failure.next_step

    def further(self, item: J) -> Sequence[RowAction]:
        """List what else can be done; what has no icon comes last."""
        return ()

    def picture(self, item: J) -> str:
        """Return the path of the picture of a job; "" for none."""
        return ""

    def ahead(self, going: Sequence[J]) -> Sequence[str]:
        """Return how fast those are that are going, or how long they still take, in words."""
        return ()

    # ------------------------------------------------------------------ one job, and all of them

    def row(self, item: J) -> RowContent:
        """Put the row of a job together."""
        state, further = item.state, self.further(item)
        actions: list[RowAction] = []
        if item.key in self.with_note:
            actions.append(RowAction("note", _tr("Open the note"), "note"))
        if item.is_going and self.can_pause:
            actions.append(RowAction("pause", _tr("Pause"), "pause"))
        elif state is JobState.PAUSED:
            actions.append(RowAction("resume", self.resume_words(item), "play"))
        elif item.can_resume:
            actions.append(RowAction(self.RETRY, self.resume_words(item), "reload"))
        actions += [each for each in further if each.icon]
        if item.is_unfinished:
            actions.append(RowAction(self.CANCEL, _tr("Cancel"), "close"))
        else:
            actions.append(RowAction("remove", _tr("Take out of the list"), "close"))
        actions += [each for each in further if not each.icon]
        is_moving = state is JobState.RUNNING
        fraction = item.fraction if item.is_unfinished else None
        if is_moving or state is JobState.QUEUED:
            fraction = fraction or (0.0 if is_moving else None)
        return RowContent(
            item.key,
            item.title,
            self.line(item),
            tuple(actions),
            {JobState.DONE: "good", JobState.FAILED: "bad"}.get(state, "muted"),
            self.more(item),
            fraction,
            is_moving,
            self.picture(item),
        )

    def summary(self) -> str:
        """Return in a few words how far all are, or what needs somebody; "" where nothing does."""
        items = self.jobs.items()
        states = [item.state for item in items]
        going = [item for item in items if item.is_going]
        if going:
            done = states.count(JobState.DONE)
            count = _tr("{0} of {1}").format(done + 1, done + len(going))
            return listed(count, *self.ahead(going))
        stopped = ((JobState.PAUSED, _tr("{0} paused")), (JobState.FAILED, _tr("{0} failed")))
        counts = [(states.count(state), words) for state, words in stopped]
        return listed(*(words.format(count) for count, words in counts if count))

    def overall(self) -> float:
        """Return how much of all that is in the list is done, 0 to 1, each job alike."""
        items = [i for i in self.jobs.items() if i.is_unfinished or i.state is JobState.DONE]
        done = [1.0 if i.state is JobState.DONE else i.fraction or 0.0 for i in items]
        return sum(done) / len(done) if done else 0.0
