"""The queue of videos that are being saved. Lives on the GUI thread, and never waits.

Each video has a child process of its own (`cuenote fetch --json`, see
`viewer.video.downloads.fetch`), two at once, a pause between their starts. A child is ended by
killing its process group, at any stage: what it loaded stays in `.part` of the video's folder, and
the next child goes on from there. When Cuenote itself is killed its children end too, and what was
unfinished comes back as paused.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.damaged import put_aside
from viewer.errors import MediaError
from viewer.notes.beside import write_whole
from viewer.notes.model import VideoRef
from viewer.process import Child, child_command
from viewer.video.address import is_youtube_id, watch_url
from viewer.video.media import is_library_key, library_key
from viewer.video.ytdlp.client import COOKIE_BROWSERS, child_environment
from viewer.video.ytdlp.failures import Failure, FailureKind, failure

AT_ONCE = 2
_PAUSE_MS = 2000
_KEEP_MS = 5000  # how old the sizes in the kept queue may be


class DownloadState(StrEnum):
    """Where an item of the queue is."""

    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    SAVED = "saved"
    FAILED = "failed"
    CANCELLED = "cancelled"


_ENDED = frozenset((DownloadState.SAVED, DownloadState.FAILED, DownloadState.CANCELLED))
_LOADING = frozenset(("picture", "sound", "video"))


@dataclass(frozen=True, slots=True)
class Download:
    """One video of the queue, as it is now."""

    key: str  # the name of its folder in the library
    url: str
    title: str
    state: DownloadState = DownloadState.QUEUED
    # "resolving", "thumbnail", "captions", "picture", "sound", "video", "joining", "checking".
    stage: str = ""
    bytes: int = 0
    total: int | None = None
    speed: int | None = None  # bytes a second
    eta_s: int | None = None
    thumbnail: str = ""  # a path, once it is loaded
    path: str = ""  # of the whole video, once it is saved
    failure: Failure | None = None
    # What belongs to it and could not be loaded, in words.
    missing: tuple[str, ...] = ()

    @property
    def is_unfinished(self) -> bool:
        return self.state not in _ENDED

    @property
    def fraction(self) -> float | None:
        """How much is loaded, 0 to 1; None where the size is not known."""
        return min(1.0, self.bytes / self.total) if self.total else None


class Refused(NamedTuple):
    """A video that cannot be saved, and why."""

    ref: VideoRef
    failure: Failure


class FetchOptions(NamedTuple):
    """What a person set for saving."""

    height: int = 720
    languages: tuple[str, ...] = ("en",)
    cookies_from: str = ""


class Downloads(QObject):
    """The queue."""

    item_changed = Signal(str)  # the key; also when it was added
    saved = Signal(str)  # the key of a video that is whole now
    queue_changed = Signal()  # items came, went, or changed their state
    updated = Signal(bool, str)  # whether a newer yt-dlp is used now, and words

    def __init__(
        self,
        library: Path,
        data: Path,
        queue_path: Path,
        options: Callable[[], FetchOptions] = FetchOptions,
        parent: QObject | None = None,
        *,
        pause_ms: int = _PAUSE_MS,
        extra_arguments: tuple[str, ...] = (),
    ) -> None:
        """Take up the queue kept at `queue_path`; what was unfinished is paused.

        `options` is asked each time that a child starts. `extra_arguments` go to every child.
        """
        super().__init__(parent)
        self._library = library
        self._data = data
        self._queue_path = queue_path
        self._options = options
        self._extra_arguments = extra_arguments
        self._items: dict[str, Download] = {}
        self._children: dict[str, Child] = {}
        self._updater: Child | None = None
        self._update_words = ""  # what it said
        self._shut_down = False
        self._is_held = False
        self._start_timer = QTimer(self, singleShot=True, interval=pause_ms)
        self._start_timer.timeout.connect(self._start_next)
        self._keep_timer = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._keep_timer.timeout.connect(self._keep)
        self._load()

    # ------------------------------------------------------------------ what is there

    @property
    def library(self) -> Path:
        """Where videos are saved."""
        return self._library

    def items(self) -> list[Download]:
        """List the queue, in the order in which things were added."""
        return list(self._items.values())

    def item(self, key: str) -> Download | None:
        return self._items.get(key)

    @property
    def is_idle(self) -> bool:
        """Whether no child runs, and none waits to."""
        return not self._children and not self._queued()

    # ------------------------------------------------------------------ wishes

    def add(self, videos: Iterable[tuple[VideoRef, str]]) -> list[Refused]:
        """Queue videos, each with a title to show until its own is known; return the refused ones.

        A video that is in the queue and unfinished is left as it is; a finished one starts again.
        """
        refused = []
        for ref, title in videos:
            key = library_key(ref)
            try:
                url = watch_url(ref)
            except MediaError as error:
                refused.append(Refused(ref, failure(error)))
                continue
            if key is None:
                refused.append(Refused(ref, Failure.of(FailureKind.ADDRESS)))
                continue
            there = self._items.get(key)
            if there is not None and there.is_unfinished:
                if there.state is DownloadState.PAUSED:
                    self.resume(key)
                continue
            self._items.pop(key, None)  # it goes to the end
            self._put(Download(key, url, title or key))
        self._queue_did_change()
        self._start_soon()
        return refused

    def pause(self, key: str) -> None:
        """Stop loading a video; `resume` goes on where it stopped."""
        item = self._items.get(key)
        if item is not None and item.state in (DownloadState.QUEUED, DownloadState.RUNNING):
            self._end(key)
            self._put(replace(item, state=DownloadState.PAUSED, speed=None, eta_s=None))
            self._queue_did_change()
            self._start_soon()

    def resume(self, key: str) -> None:
        """Queue a paused video again."""
        self._queue_again(key, (DownloadState.PAUSED,))

    def retry(self, key: str) -> None:
        """Queue a video again that failed or was cancelled, or of which something is missing."""
        item = self._items.get(key)
        more = (DownloadState.SAVED,) if item is not None and item.missing else ()
        self._queue_again(key, (DownloadState.FAILED, DownloadState.CANCELLED, *more))

    def cancel(self, key: str) -> None:
        """Stop loading a video, whatever it is at; what was loaded stays in `.part`."""
        item = self._items.get(key)
        if item is not None and item.is_unfinished:
            self._end(key)
            self._put(replace(item, state=DownloadState.CANCELLED, speed=None, eta_s=None))
            self._queue_did_change()
            self._start_soon()

    def remove(self, key: str) -> None:
        """Take a video out of the queue; one that runs is stopped."""
        self._end(key)
        if self._items.pop(key, None) is not None:
            self._queue_did_change()
            self._start_soon()

    def pause_all(self) -> None:
        """Stop everything."""
        with self._as_one():
            for key in list(self._items):
                self.pause(key)

    def resume_all(self, keys: Iterable[str] | None = None) -> None:
        """Queue everything that is paused, or of it what `keys` names."""
        with self._as_one():
            for key in list(self._items if keys is None else keys):
                self.resume(key)

    def clear_finished(self) -> None:
        """Take out what is saved, failed or cancelled."""
        for key in [key for key, item in self._items.items() if not item.is_unfinished]:
            del self._items[key]
        self._queue_did_change()

    def set_library(self, library: Path) -> None:
        """Save to another folder from now on; raise MediaError while something is being saved."""
        if self._children:
            raise MediaError("Videos are being saved just now.", "Pause them, then try again.")
        self._library = library

    def update_yt_dlp(self) -> None:
        """Get the newest yt-dlp in a child process; `updated` says how it went."""
        if self._updater is None and not self._shut_down:
            self._updater = Child(self, child_environment(self._data))
            self._updater.said.connect(self._on_updater_said)
            self._updater.ended.connect(self._on_updater_ended)
            self._update_words = ""
            self._run(self._updater, "--update")

    def shutdown(self) -> None:
        """End every child, and keep the queue; what was unfinished goes on the next time."""
        if self._shut_down:
            return
        self._shut_down = True
        self._start_timer.stop()
        for key in list(self._children):
            item = self._items[key]
            self._put(replace(item, state=DownloadState.PAUSED, speed=None, eta_s=None))
        children = self.findChildren(Child)
        for child in children:
            child.kill()
        for child in children:
            child.wait()
        self._children.clear()
        self._updater = None
        self._keep_timer.stop()
        self._keep()

    # ------------------------------------------------------------------ children

    def _queued(self) -> list[str]:
        return [key for key, item in self._items.items() if item.state is DownloadState.QUEUED]

    def _queue_again(self, key: str, states: tuple[DownloadState, ...]) -> None:
        item = self._items.get(key)
        if item is not None and item.state in states:
            self._put(replace(item, state=DownloadState.QUEUED, failure=None, stage="", missing=()))
            self._queue_did_change()
            self._start_soon()

    @contextlib.contextmanager
    def _as_one(self) -> Iterator[None]:
        """Take many changes as one: the queue is written once, and nothing starts in between."""
        self._is_held = True
        try:
            yield
        finally:
            self._is_held = False
        self._queue_did_change()
        self._start_soon()

    def _start_soon(self) -> None:
        """Start the next one: at once where none has just been started."""
        if not self._start_timer.isActive() and not self._is_held:
            self._start_next()

    def _start_next(self) -> None:
        queued = self._queued()
        if self._shut_down or not queued or len(self._children) >= AT_ONCE:
            return
        item = self._items[queued[0]]
        options = self._options()
        arguments = ["--key", item.key, "--library", str(self._library)]
        arguments += ["--height", str(options.height), "--languages", ",".join(options.languages)]
        if options.cookies_from in COOKIE_BROWSERS:
            arguments += ["--cookies-from", options.cookies_from]
        child = self._children[item.key] = Child(self, child_environment(self._data))
        child.said.connect(partial(self._on_said, item.key))
        child.ended.connect(partial(self._on_ended, item.key))
        self._put(
            replace(item, state=DownloadState.RUNNING, stage="resolving", failure=None, missing=())
        )
        self._queue_did_change()
        self._run(child, *arguments, "--", item.url)
        self._start_timer.start()

    def _run(self, child: Child, *arguments: str) -> None:
        options = ["--json", "--child", *self._extra_arguments]
        child.run(child_command("viewer", "fetch", *options, *arguments))

    def _end(self, key: str) -> None:
        """Kill the child of an item; nothing of it is heard any more."""
        child = self._children.pop(key, None)
        if child is not None:
            child.kill()

    def _on_said(self, key: str, event: dict[str, Any]) -> None:
        item = self._items.get(key)
        if item is None:
            return
        kind = event.get("event")
        if kind == "resolved":
            total = _size(event.get("estimated_bytes"))
            self._put(replace(item, title=str(event.get("title") or item.title), total=total))
            self._queue_did_change()
        elif kind == "thumbnail":
            self._put(replace(item, thumbnail=str(event.get("path", ""))))
        elif kind == "progress":
            stage = str(event.get("stage", ""))
            # Until it loads again, what was loaded before is the better figure.
            before = item.bytes if stage not in _LOADING else 0
            self._put(
                replace(
                    item,
                    stage=stage,
                    bytes=max(before, _size(event.get("bytes")) or 0),
                    total=_size(event.get("total")) or item.total,
                    speed=_size(event.get("speed")),
                    eta_s=_size(event.get("eta")),
                )
            )
        elif kind == "note":
            self._put(replace(item, missing=(*item.missing, str(event.get("words", "")))))
        elif kind == "saved":
            # It counts when the child has ended well: then nothing of it is going on.
            path = str(event.get("path", ""))
            self._put(replace(item, path=path, total=item.total or item.bytes))
        elif kind == "failed":
            self._put(replace(item, failure=Failure.from_json(event.get("failure"))))

    def _on_ended(self, key: str, code: int, said: str) -> None:
        del self._children[key]
        item = replace(self._items[key], speed=None, eta_s=None)
        if code == 0 and item.path:
            whole = item.total or item.bytes
            self._put(replace(item, state=DownloadState.SAVED, bytes=whole, failure=None))
            self.saved.emit(item.key)
        else:
            found = item.failure or Failure.of(FailureKind.UNKNOWN, _last_line(said))
            self._put(replace(item, state=DownloadState.FAILED, failure=found))
            if found.holds_others:
                for key in self._queued():
                    self._put(replace(self._items[key], state=DownloadState.PAUSED))
        self._queue_did_change()
        self._start_soon()

    def _on_updater_said(self, event: dict[str, Any]) -> None:
        if event.get("event") == "note":
            self._update_words = str(event.get("words", ""))
        elif event.get("event") == "failed":
            found = Failure.from_json(event.get("failure"))
            self._update_words = f"{found.words} {found.next_step}".strip()

    def _on_updater_ended(self, code: int, said: str) -> None:
        self._updater = None
        if not self._shut_down:
            self.updated.emit(code == 0, self._update_words or _last_line(said))

    # ------------------------------------------------------------------ the queue on the disk

    def _put(self, item: Download) -> None:
        self._items[item.key] = item
        if item.state is DownloadState.RUNNING and not self._keep_timer.isActive():
            self._keep_timer.start()
        self.item_changed.emit(item.key)

    def _queue_did_change(self) -> None:
        if self._is_held:
            return
        self._keep()
        self.queue_changed.emit()

    def _keep(self) -> None:
        """Write the queue down. Small, and not synchronised: it is no loss that it is a bit old."""
        kept = [_to_json(item) for item in self._items.values() if _is_kept(item)]
        try:
            write_whole(self._queue_path, json.dumps({"items": kept}, ensure_ascii=False))
        except OSError:
            pass  # a full disk is said by what is being saved, and nothing is lost but the list

    def _load(self) -> None:
        try:
            kept: Any = json.loads(self._queue_path.read_text("utf-8"))["items"]
            items = [_from_json(each) for each in kept]
        except OSError:
            return  # none yet
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            put_aside(self._queue_path)
            return
        self._items = {item.key: item for item in items if item is not None}


def _last_line(said: str) -> str:
    return "".join(said.splitlines()[-1:])


def _is_kept(item: Download) -> bool:
    return item.is_unfinished or item.state is DownloadState.FAILED


def _to_json(item: Download) -> dict[str, Any]:
    found = item.failure.to_json() if item.failure is not None else None
    return {**asdict(item), "failure": found, "speed": None, "eta_s": None}


def _from_json(value: dict[str, Any]) -> Download | None:
    """Read one item; None where it is not one that we wrote. Unfinished ones are paused."""
    key, url = str(value["key"]), str(value["url"])
    ref = VideoRef(key if is_youtube_id(key) else None, url)
    try:
        # The file may have been changed by anybody: what is in it is asked as a note is.
        if not is_library_key(key) or library_key(ref) != key or watch_url(ref) != url:
            return None
        state = DownloadState(value["state"])
    except (MediaError, ValueError):
        return None
    failed = state is DownloadState.FAILED
    return Download(
        key,
        url,
        str(value.get("title") or key),
        state if failed else DownloadState.PAUSED,
        bytes=_size(value.get("bytes")) or 0,
        total=_size(value.get("total")),
        thumbnail=str(value.get("thumbnail") or ""),
        failure=Failure.from_json(value.get("failure")) if failed else None,
    )


def _size(value: object) -> int | None:
    """Take a number of bytes that a disk can hold; None for anything else."""
    return value if type(value) is int and 0 <= value < 1 << 60 else None
