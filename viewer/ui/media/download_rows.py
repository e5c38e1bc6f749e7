"""Videos that are being saved, in words: where each is, what can be done, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from viewer.ui.jobs.rows import JobRows, listed
from viewer.ui.kit.button_list import RowAction
from viewer.ui.kit.units import left_text, part_text, size_text, speed_text
from viewer.video.downloads.queue import LOADING, Download
from viewer.video.jobs import JobState
from viewer.video.ytdlp.failures import Failure, FailureKind


def _tr(text: str) -> str:
    return QCoreApplication.translate("downloads", text)


def next_step(kind: FailureKind) -> tuple[str, str]:
    """Give the next step after a failure: what to do ("step.…" or "retry"), and its words."""
    if kind in (FailureKind.SIGN_IN, FailureKind.COOKIES):
        return "step.cookies", _tr("Choose a browser…")
    if kind in (
        *(FailureKind.TOO_OLD, FailureKind.FORBIDDEN, FailureKind.NO_YT_DLP),
        *(FailureKind.NO_SOUND, FailureKind.NO_PICTURE, FailureKind.UNKNOWN),
    ):
        return "step.update", _tr("Get the newest yt-dlp")
    if kind in (FailureKind.NO_ROOM, FailureKind.DISK_FULL, FailureKind.NOT_WRITABLE):
        return "step.library", _tr("Open the library")
    if kind in (
        *(FailureKind.UNAVAILABLE, FailureKind.COUNTRY, FailureKind.PROTECTED),
        *(FailureKind.UNSUPPORTED, FailureKind.LIVE, FailureKind.NOT_YET),
    ):
        return "step.browser", _tr("Open at this time in the browser")
    if kind is FailureKind.PLAYLIST:
        return "step.list", _tr("Choose from the list…")
    if kind is FailureKind.ADDRESS:
        return "step.note", _tr("Open the note")
    return "retry", _tr("Try again")


def _advice(failure: Failure, step: str) -> str:
    """Say what the next step is, for somebody who has its button before them."""
    if step == "step.update":
        return _tr("A newer yt-dlp helps most often. It is checked before it is used.")
    if step == "step.cookies":
        return _tr("Sign in there with your browser; then Cuenote can use that browser’s cookies.")
    return failure.next_step


_RANK = (
    *(JobState.RUNNING, JobState.FAILED, JobState.PAUSED),
    *(JobState.QUEUED, JobState.CANCELLED, JobState.DONE),
)


class DownloadRows(JobRows[Download]):
    """The rows of what is being saved."""

    def items(self) -> list[Download]:
        # As one wants to look at it: what moves, what needs one, what waits.
        return sorted(self.jobs.items(), key=lambda item: _RANK.index(item.state))

    def resume_words(self, item: Download) -> str:
        words = {JobState.PAUSED: _tr("Resume"), JobState.DONE: _tr("Load what is missing")}
        return words.get(item.state) or super().resume_words(item)

    def line(self, item: Download) -> str:
        if item.state is JobState.RUNNING:
            stage = _stage(item.stage)
            if item.stage not in LOADING:
                return stage
            left = speed = ""
            if item.speed:
                speed = speed_text(item.speed)
                if item.total:
                    left = left_text(max(0, item.total - item.bytes) / item.speed)
            return listed(stage, _amount(item), speed, left)
        return {
            JobState.QUEUED: listed(_tr("Waiting"), _amount(item) if item.bytes else ""),
            JobState.PAUSED: listed(_tr("Paused"), _amount(item)),
            JobState.DONE: listed(_tr("Saved"), size_text(item.bytes) if item.bytes else ""),
            JobState.CANCELLED: _tr("Cancelled"),
            JobState.FAILED: item.failure.words if item.failure is not None else _tr("Failed"),
        }[item.state]

    def more(self, item: Download) -> str:
        if item.state is JobState.FAILED and item.failure is not None:
            return _advice(item.failure, next_step(item.failure.kind)[0])
        return "\n".join(item.missing) if item.state is JobState.DONE else ""

    def further(self, item: Download) -> Sequence[RowAction]:
        if item.state is JobState.DONE:
            return (RowAction("folder", _tr("Show in its folder"), "folder"),)
        if item.state is JobState.FAILED and item.failure is not None:
            step = RowAction(*next_step(item.failure.kind))
            return (step,) if step.id != "step.note" or item.key in self.with_note else ()
        return ()

    def picture(self, item: Download) -> str:
        if item.thumbnail and item.path and item.state is JobState.DONE:
            # It moved with the video.
            return str(Path(item.path).with_suffix(Path(item.thumbnail).suffix))
        return item.thumbnail

    def ahead(self, going: Sequence[Download]) -> Sequence[str]:
        running = [item for item in going if item.state is JobState.RUNNING]
        speed = sum(item.speed or 0 for item in running)
        if not speed:
            return [_stage(item.stage) for item in running[:1]]
        known = [item.total for item in going if item.total]
        if not known:
            return (speed_text(speed),)
        # Those that wait have not been looked up yet: as large as the others, let us say.
        usual = sum(known) / len(known)
        left = sum(max(0.0, (item.total or usual) - item.bytes) for item in going)
        return speed_text(speed), left_text(left / speed)


def _stage(stage: str) -> str:
    return {
        "resolving": _tr("Looking it up"),
        "thumbnail": _tr("Thumbnail"),
        "captions": _tr("Captions"),
        "picture": _tr("Picture"),
        "sound": _tr("Sound"),
        "video": _tr("Loading"),
        "joining": _tr("Joining picture and sound"),
        "checking": _tr("Checking"),
    }.get(stage, _tr("Starting"))


def _amount(item: Download) -> str:
    if item.total:
        return part_text(min(item.bytes, item.total), item.total)
    return size_text(item.bytes) if item.bytes else ""
