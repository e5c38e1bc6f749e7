"""The rows of videos being saved."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from viewer.base.translation import _, part_text, phrase_list, size_text, tr
from viewer.media.jobs import JobState
from viewer.media.ytdlp_failures import Failure, FailureKind
from viewer.online.download_queue import LOADING, Download
from viewer.ui.kit.button_list import RowAction
from viewer.ui.kit.units import left_text, speed_text
from viewer.ui.window.job_rows import JobRows, listed


def next_step(kind: FailureKind) -> tuple[str, str]:
    """Return the next step after a failure, its id ("step.…" or "retry") and its text."""
    return {
        FailureKind.SIGN_IN: ("step.cookies", tr("Choose browser…")),
        FailureKind.TOO_OLD: ("step.update", tr("Update yt-dlp")),
        FailureKind.NO_ROOM: ("step.saved", tr("Show saved videos")),
        FailureKind.PLAYLIST: ("step.list", tr("Choose videos…")),
        FailureKind.UNKNOWN: ("step.browser", tr("Open in browser")),
    }.get(kind, ("retry", tr("Try again")))


def _advice(failure: Failure, step: str) -> str:
    if step == "step.update":
        return tr("A newer yt-dlp usually helps.")
    if step == "step.cookies":
        return tr("Sign in with your browser; then Cuenote can use its cookies.")
    return failure.next_step


class DownloadRows(JobRows[Download]):
    """The rows of videos being saved."""

    running = _("Saving")

    def resume_words(self, item: Download) -> str:
        if item.state is JobState.DONE:
            return tr("Save the rest")
        return super().resume_words(item)

    def amount(self, item: Download) -> str:
        return "" if item.state is JobState.QUEUED and not item.bytes else _amount(item)

    def doing(self, item: Download) -> str:
        stage = _stage(item.stage)
        if item.stage not in LOADING:
            return stage
        left = speed = ""
        if item.speed:
            speed = speed_text(item.speed)
            if item.total:
                left = left_text(max(0, item.total - item.bytes) / item.speed)
        return listed(stage, _amount(item), speed, left)

    def done(self, item: Download) -> str:
        return listed(tr("Saved"), size_text(item.bytes) if item.bytes else "")

    def more(self, item: Download) -> str:
        if item.state is JobState.FAILED and item.failure is not None:
            return _advice(item.failure, next_step(item.failure.kind)[0])
        if item.state is not JobState.DONE or not item.missing:
            return ""
        return tr("Missing: {0}").format(phrase_list(item.missing))

    def further(self, item: Download) -> Sequence[RowAction]:
        if item.state is JobState.DONE and item.key not in self.with_note:
            return (RowAction("folder", tr("Show in folder")),)
        if item.state is JobState.FAILED and item.failure is not None:
            id_, words = next_step(item.failure.kind)
            if id_ != "retry":
                return (RowAction(id_, words),)
        return ()

    def menu(self, item: Download) -> Sequence[RowAction]:
        is_done = item.state is JobState.DONE and item.key in self.with_note
        folder = [RowAction("folder", tr("Show in folder"))] if is_done else []
        return (*folder, *super().menu(item))

    def picture(self, item: Download) -> str:
        if item.thumbnail and item.path and item.state is JobState.DONE:
            # It moved with the video.
            return str(Path(item.path).with_suffix(Path(item.thumbnail).suffix))
        return item.thumbnail


def _stage(stage: str) -> str:
    return {
        "resolving": tr("Looking up"),
        "captions": tr("Subtitles"),
        "picture": tr("Video"),
        "sound": tr("Audio"),
        "video": tr("Saving"),
        "joining": tr("Joining video and audio"),
        "checking": tr("Checking"),
    }.get(stage, tr("Starting"))


def _amount(item: Download) -> str:
    if item.total:
        return part_text(item.bytes, item.total)
    return size_text(item.bytes) if item.bytes else ""
