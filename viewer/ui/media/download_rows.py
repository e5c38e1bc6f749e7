"""A video that is being saved, in words: where it is, what can be done, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from viewer.ui.kit.button_list import RowAction, RowContent
from viewer.ui.kit.units import left_text, part_text, size_text, speed_text
from viewer.video.downloads.queue import Download, Downloads, DownloadState
from viewer.video.ytdlp.failures import Failure, FailureKind


def _tr(text: str) -> str:
    return QCoreApplication.translate("downloads", text)


def ordered(items: Sequence[Download]) -> list[Download]:
    """Order the queue as one wants to look at it: what moves, what needs one, what waits."""
    rank = {
        DownloadState.RUNNING: 0,
        DownloadState.FAILED: 1,
        DownloadState.PAUSED: 2,
        DownloadState.QUEUED: 3,
        DownloadState.CANCELLED: 4,
        DownloadState.SAVED: 5,
    }
    return sorted(items, key=lambda item: rank[item.state])


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


def _line(item: Download) -> str:
    """Say where an item is."""
    if item.state is DownloadState.RUNNING:
        parts = [_stage(item.stage)]
        if item.stage in ("picture", "sound", "video"):
            parts.append(_amount(item))
            if item.speed:
                parts.append(speed_text(item.speed))
            if item.speed and item.total:
                parts.append(left_text(max(0, item.total - item.bytes) / item.speed))
    elif item.state is DownloadState.QUEUED:
        parts = [_tr("Waiting")]
        if item.bytes:
            parts.append(_amount(item))
    elif item.state is DownloadState.PAUSED:
        parts = [_tr("Paused"), _amount(item)]
    elif item.state is DownloadState.SAVED:
        parts = [_tr("Saved"), size_text(item.bytes) if item.bytes else ""]
    elif item.state is DownloadState.CANCELLED:
        parts = [_tr("Cancelled")]
    else:
        parts = [item.failure.words if item.failure is not None else _tr("Failed")]
    return "  ·  ".join(filter(None, parts))


def row_of(item: Download, *, has_note: bool) -> RowContent:
    """Put the row of an item together."""
    state = item.state
    actions: list[RowAction] = []
    more = ""
    if has_note:
        actions.append(RowAction("note", _tr("Open the note"), "note"))
    if state in (DownloadState.RUNNING, DownloadState.QUEUED):
        actions.append(RowAction("pause", _tr("Pause"), "pause"))
    elif state is DownloadState.PAUSED:
        actions.append(RowAction("resume", _tr("Resume"), "play"))
    elif state in (DownloadState.FAILED, DownloadState.CANCELLED):
        actions.append(RowAction("retry", _tr("Try again"), "reload"))
    if state is DownloadState.SAVED and item.missing:
        more = "\n".join(item.missing)
        actions.append(RowAction("retry", _tr("Load what is missing"), "reload"))
    if state is DownloadState.SAVED:
        actions.append(RowAction("folder", _tr("Show in its folder"), "folder"))
    if item.is_unfinished:
        actions.append(RowAction("cancel", _tr("Cancel"), "close"))
    else:
        actions.append(RowAction("remove", _tr("Take out of the list"), "close"))
    if state is DownloadState.FAILED and item.failure is not None:
        step, words = next_step(item.failure.kind)
        more = _advice(item.failure, step)
        if step != "step.note" or has_note:
            actions.append(RowAction(step, words))
    fraction = item.fraction
    if state is DownloadState.RUNNING and fraction is None:
        fraction = 0.0
    if state in (DownloadState.QUEUED, DownloadState.FAILED) and not item.bytes:
        fraction = None
    if state in (DownloadState.SAVED, DownloadState.CANCELLED, DownloadState.FAILED):
        fraction = None
    return RowContent(
        item.key,
        item.title,
        _line(item),
        tuple(actions),
        {DownloadState.SAVED: "good", DownloadState.FAILED: "bad"}.get(state, "muted"),
        more,
        fraction,
        state is DownloadState.RUNNING,
        _thumbnail(item),
    )


def _thumbnail(item: Download) -> str:
    """Give the path of its picture, which moves when the video is whole."""
    if item.thumbnail and item.path and item.state is DownloadState.SAVED:
        return str(Path(item.path).with_suffix(Path(item.thumbnail).suffix))
    return item.thumbnail


def summary(downloads: Downloads) -> str:
    """Say in a few words how far everything is, or what needs somebody; "" where nothing does."""
    items = downloads.items()
    going = [i for i in items if i.state in (DownloadState.RUNNING, DownloadState.QUEUED)]
    if not going:
        stopped = (
            (DownloadState.PAUSED, _tr("{0} paused")),
            (DownloadState.FAILED, _tr("{0} failed")),
        )
        counts = [(sum(item.state is state for item in items), words) for state, words in stopped]
        return "  ·  ".join(words.format(count) for count, words in counts if count)
    saved = sum(item.state is DownloadState.SAVED for item in items)
    number = min(saved + 1, saved + len(going))
    parts = [_tr("{0} of {1}").format(number, saved + len(going))]
    running = [item for item in going if item.state is DownloadState.RUNNING]
    speed = sum(item.speed or 0 for item in running)
    if speed:
        parts.append(speed_text(speed))
        known = [item.total for item in going if item.total]
        if known:
            # Those that wait have not been looked up yet: as large as the others, let us say.
            usual = sum(known) / len(known)
            left = sum(max(0.0, (item.total or usual) - item.bytes) for item in going)
            parts.append(left_text(left / speed))
    elif running:
        parts.append(_stage(running[0].stage))
    return "  ·  ".join(parts)


def overall(downloads: Downloads) -> float:
    """Say how much of all that is in the list is done, 0 to 1, each video alike."""
    items = [i for i in downloads.items() if i.is_unfinished or i.state is DownloadState.SAVED]
    done = [1.0 if i.state is DownloadState.SAVED else i.fraction or 0.0 for i in items]
    return sum(done) / len(done) if done else 0.0
