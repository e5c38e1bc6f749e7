"""The queue of videos being saved.

Each video has its own child process (`cuenote save --json`, see `viewer.commands.save`), at most
two at once, started with a pause between them. A partial download stays in `.part` of the video's
folder, and the next child resumes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import QObject, Signal

from viewer.base.child_process import Child, last_line
from viewer.base.child_side import own_command
from viewer.base.errors import MediaError
from viewer.media.address import is_youtube_id, watch_url
from viewer.media.jobs import UNFINISHED, Command, Job, Jobs, JobState, part_of, whole_number
from viewer.media.media import is_library_key, library_key
from viewer.media.ytdlp import COOKIE_BROWSERS, child_environment
from viewer.media.ytdlp_failures import Failure, FailureKind, failure
from viewer.notes.model import VideoRef

_PAUSE_MS = 2000
LOADING = frozenset(("picture", "sound", "video"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Download(Job):
    """The current state of one video in the queue. Its key is its folder's name in the library."""

    url: str
    # "resolving", "captions", "picture", "sound", "video", "joining", "checking".
    stage: str = ""
    bytes: int = 0
    total: int | None = None
    speed: int | None = None  # bytes a second
    thumbnail: str = ""  # a path, once it is loaded
    path: str = ""  # of the whole video, once it is saved
    # What belongs to it and could not be loaded, in words.
    missing: tuple[str, ...] = ()

    @property
    def can_resume(self) -> bool:
        return not self.is_going and (self.state is not JobState.DONE or bool(self.missing))

    @property
    def fraction(self) -> float | None:
        return part_of(self.bytes, self.total)


_FIELDS = [field.name for field in fields(Download)]


class Refused(NamedTuple):
    """A video that cannot be saved, and why."""

    ref: VideoRef
    failure: Failure


class FetchOptions(NamedTuple):
    """The user's settings for saving."""

    height: int = 720
    languages: tuple[str, ...] = ("en",)
    cookies_from: str = ""


class Downloads(Jobs[Download]):
    """The queue."""

    updated = Signal(bool, str)  # whether a newer yt-dlp is used now, and words

    AT_ONCE = 2
    KEPT = UNFINISHED | {JobState.FAILED}
    FLEETING: ClassVar[Mapping[str, Any]] = {"stage": "resolving", "speed": None}

    def __init__(
        self,
        library: Path,
        data: Path,
        queue_path: Path,
        options: Callable[[], FetchOptions] = FetchOptions,
        parent: QObject | None = None,
        *,
        pause_ms: int = _PAUSE_MS,
    ) -> None:
        """Load the queue saved at `queue_path`.

        `options` is called each time a child starts.
        """
        super().__init__(queue_path, parent, pause_ms=pause_ms)
        self.library = library  # where it is saved; running downloads keep theirs
        self._environment = child_environment(data)
        self._options = options
        self._updater: Child | None = None
        self._update_words = ""  # what it said

    def add(self, videos: Iterable[tuple[VideoRef, str]]) -> list[Refused]:
        """Queue videos, each with a temporary title; return the refused ones.

        An unfinished video in the queue is left as it is; a finished one starts again.
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
                refused.append(Refused(ref, Failure.of(FailureKind.UNKNOWN)))
                continue
            there = self.item(key)
            if there is None or not there.is_unfinished:
                self._append(Download(key, title or key, url=url))
            elif there.state is JobState.PAUSED:
                self.resume(key)
        self._did_change()
        return refused

    def update_yt_dlp(self) -> None:
        """Get the newest yt-dlp in a child process; `updated` reports the result."""
        if self._updater is None and not self._is_shut_down:
            self._updater = Child(self, self._environment)
            self._updater.said.connect(self._on_updater_said)
            self._updater.ended.connect(self._on_updater_ended)
            self._update_words = ""
            self._updater.run(self._command("--update"))

    def _on_updater_said(self, event: dict[str, Any]) -> None:
        if event.get("event") == "note":
            self._update_words = str(event.get("words", ""))
        elif event.get("event") == "failed":
            self._update_words = Failure.from_json(event.get("failure")).text

    def _on_updater_ended(self, code: int, said: str) -> None:
        self._updater = None
        self.updated.emit(code == 0, self._update_words or last_line(said))

    # ------------------------------------------------------------------ children

    def _command(self, *arguments: str) -> list[str]:
        return own_command("viewer", "save", "--json", "--child", *arguments)

    def _child_of(self, item: Download) -> Command:
        options = self._options()
        arguments = ["--key", item.key, "--library", str(self.library)]
        arguments += ["--height", str(options.height), "--languages", ",".join(options.languages)]
        if options.cookies_from in COOKIE_BROWSERS:
            arguments += ["--cookies-from", options.cookies_from]
        return self._command(*arguments, "--", item.url), self._environment

    def _told(self, item: Download, event: Mapping[str, Any]) -> Download:
        kind = event.get("event")
        if kind == "resolved":
            title, total = event.get("title") or item.title, event.get("estimated_bytes")
            return replace(item, title=str(title), total=whole_number(total), missing=())
        if kind == "thumbnail":
            return replace(item, thumbnail=str(event.get("path", "")))
        if kind == "progress":
            stage = str(event.get("stage", ""))
            # Until it loads again, what was loaded before is the better figure.
            before = item.bytes if stage not in LOADING else 0
            return replace(
                item,
                stage=stage,
                bytes=max(before, whole_number(event.get("bytes")) or 0),
                total=whole_number(event.get("total")) or item.total,
                speed=whole_number(event.get("speed")),
            )
        if kind == "note":
            return replace(item, missing=(*item.missing, str(event.get("words", ""))))
        if kind == "saved":
            path, whole = str(event.get("path", "")), item.total or item.bytes
            return replace(item, path=path, total=whole, bytes=whole, is_whole=bool(path))
        return item

    def _why(self, said: str) -> Failure:
        return Failure.of(FailureKind.UNKNOWN, last_line(said))

    # ------------------------------------------------------------------ the queue on the disk

    def _to_json(self, item: Download) -> dict[str, Any]:
        found = item.failure.to_json() if item.failure is not None else None
        # Not by `asdict`, which copies each value: that of a thousand is written at each change.
        kept = {name: getattr(item, name) for name in _FIELDS}
        return {**kept, "failure": found, "speed": None}

    def _from_json(self, value: Mapping[str, Any]) -> Download | None:
        key, url = str(value["key"]), str(value["url"])
        ref = VideoRef(key if is_youtube_id(key) else None, url)
        try:
            # Anything may have changed the file: its content is checked as a note's is.
            if not is_library_key(key) or library_key(ref) != key or watch_url(ref) != url:
                return None
            failed = JobState(value["state"]) is JobState.FAILED
        except (MediaError, ValueError):
            return None
        return Download(
            key,
            str(value.get("title") or key),
            JobState.FAILED if failed else JobState.QUEUED,
            Failure.from_json(value.get("failure")) if failed else None,
            url=url,
            bytes=whole_number(value.get("bytes")) or 0,
            total=whole_number(value.get("total")),
            thumbnail=str(value.get("thumbnail") or ""),
        )
