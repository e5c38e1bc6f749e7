"""What is transcribed now, and what waits, in words."""

from __future__ import annotations

from collections.abc import Callable

from viewer.notes.timecode import format_ms
from viewer.translation import _, tr
from viewer.ui.jobs.rows import JobRows, listed
from viewer.ui.kit.units import left_text
from viewer.video.jobs import Jobs
from viewer.video.speech.queue import Transcription


class TranscriptionRows(JobRows[Transcription]):
    """The rows of what is transcribed."""

    CANCEL = "remove"
    running = _("{0} transcribing")

    def __init__(self, jobs: Jobs[Transcription], speed_of: Callable[[str], float]) -> None:
        """`speed_of` says how many ms of sound a model, by its name, hears in one."""
        super().__init__(jobs)
        self._speed_of = speed_of

    def title(self, item: Transcription) -> str:
        return tr("Transcribe · {0}").format(item.title)

    def amount(self, item: Transcription) -> str:
        if not item.total_ms or not item.done_ms:
            return ""
        return tr("{0} of {1}").format(format_ms(item.done_ms), format_ms(item.total_ms))

    def doing(self, item: Transcription) -> str:
        left = left_text(item.left_s) if item.left_s is not None else ""
        return listed(self.amount(item) or tr("Starting"), left)

    def done(self, item: Transcription) -> str:
        return tr("Transcribed")

    def line(self, item: Transcription) -> str:
        return listed(super().line(item), item.task.model.name if item.is_unfinished else "")

    def left_s(self, item: Transcription) -> float | None:
        """Return how long an item will still take, in seconds; None where nobody knows."""
        if item.left_s is not None:
            return item.left_s
        if item.total_ms is None:
            return None
        left_ms = item.total_ms - (item.done_ms or 0)
        return left_ms / self._speed_of(item.task.model.name) / 1000
