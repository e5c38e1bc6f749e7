"""`cuenote fetch`: save videos from the terminal; and the child process that the window starts.

With `--json` each line on standard output is one object: {"event": "resolved", "key", "title",
"id", "duration_ms", "thumbnail", "estimated_bytes"}, {"event": "thumbnail", "key", "path"},
{"event": "progress", "key", "stage", "bytes", "total", "speed", "eta"}, {"event": "note", "key",
"words"}, {"event": "saved", "key", "path"}, {"event": "failed", "key", "asked", "failure"}. Sizes
in bytes, speed in bytes a second, eta in seconds; null where it is not known.

The exit code: 0 all is saved; 1 something is not; 2 a wrong call; 130 and 143 it was ended.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

import platformdirs

from viewer.errors import MediaError
from viewer.notes.model import VideoRef
from viewer.notes.moments import youtube_id
from viewer.parent import end_with_parent
from viewer.terminal import Parser, json_text, plain
from viewer.video.address import check_url, is_youtube_id, watch_url
from viewer.video.downloads.library import SPARE_BYTES, Library
from viewer.video.downloads.save_one import Event, Wishes, save
from viewer.video.media import library_key
from viewer.video.ytdlp.client import COOKIE_BROWSERS
from viewer.video.ytdlp.failures import Failure, FailureKind, SavingError, failure
from viewer.video.ytdlp.update import load_yt_dlp

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PAUSE_S = 3.0
_STAGES = {
    "resolving": "looking it up",
    "thumbnail": "thumbnail",
    "captions": "captions",
    "picture": "picture",
    "sound": "sound",
    "video": "video",
    "joining": "joining",
    "checking": "checking",
}


def fetch(arguments: Sequence[str]) -> int:
    """Run the command; return its exit code."""
    options = _parser().parse_args(arguments)
    if not options.videos and not options.update:
        _parser().error("name a video, by its address or its id")
    data = Path(platformdirs.user_data_dir("cuenote", appauthor=False))
    if options.child:
        end_with_parent()
    reporter: _Json | _Terminal = _Json() if options.json else _Terminal()
    signal.signal(signal.SIGTERM, _on_term)
    with reporter:
        try:
            if options.update and not _update(data, options.index, reporter):
                return 1
            return 0 if _fetch_all(options, data, reporter) else 1
        except KeyboardInterrupt:
            reporter.say("Stopped. The next time it goes on from here.")
            return 130
        except _Terminated:
            return 143


class _Terminated(BaseException):
    """Somebody wants this process to end; what is loaded stands on the disk."""


def _on_term(number: int, frame: FrameType | None) -> NoReturn:
    raise _Terminated


def _parser() -> Parser:
    parser = Parser(
        prog="cuenote fetch",
        description="Save videos for offline: picture, sound, captions, chapters, thumbnail.",
        epilog="The exit code is 0 if all videos are saved, 1 if not. What you save is your "
        "responsibility, and subject to the terms of the site. Not affiliated with YouTube.",
    )
    parser.add_argument(
        "videos",
        nargs="*",
        metavar="URL|ID",
        help="addresses of videos, or ids of videos on YouTube",
    )
    parser.add_argument(
        "--library", type=Path, metavar="DIR", help="save to this folder (default: the library)"
    )
    parser.add_argument(
        "--height",
        type=_height,
        default=720,
        metavar="N",
        help="save at most this many lines of picture (default: 720)",
    )
    parser.add_argument(
        "--languages",
        default="en",
        metavar="L,L",
        help="languages of the captions to save (default: en)",
    )
    parser.add_argument(
        "--cookies-from",
        choices=COOKIE_BROWSERS,
        default="",
        metavar="BROWSER",
        help=f"use the cookies of a browser: {', '.join(COOKIE_BROWSERS)}",
    )
    parser.add_argument("--update", action="store_true", help="get the newest yt-dlp first")
    parser.add_argument("--json", action="store_true", help="print progress as lines of JSON")
    parser.add_argument(
        "--spare",
        type=_megabytes,
        default=SPARE_BYTES,
        metavar="MB",
        help="leave this much room on the disk (default: 1000)",
    )
    parser.add_argument(
        "--pause",
        type=float,
        default=_PAUSE_S,
        metavar="S",
        help="wait this many seconds between videos (default: 3)",
    )
    # For the window: end when the process that started this one has ended.
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    # Where the newest yt-dlp is looked for.
    parser.add_argument("--index", help=argparse.SUPPRESS)
    # By what name it is kept, where that is known already.
    parser.add_argument("--key", help=argparse.SUPPRESS)
    return parser


def _height(text: str) -> int:
    height = int(text)
    if not 100 <= height <= 5000:
        raise argparse.ArgumentTypeError("a height is between 100 and 5000 lines")
    return height


def _megabytes(text: str) -> int:
    return int(text) * 1_000_000


def ref_of(text: str) -> VideoRef:
    """Take an address or an id of YouTube's; raise MediaError for anything else."""
    if is_youtube_id(text):
        return VideoRef(video_id=text)
    url = check_url(text)
    found = youtube_id(url)
    return VideoRef(found if found is not None and is_youtube_id(found) else None, url)


def _fetch_all(options: argparse.Namespace, data: Path, reporter: _Json | _Terminal) -> bool:
    """Save one video after the other; return whether all are saved."""
    library = Library((options.library or data / "library").absolute())
    cache = Path(platformdirs.user_cache_dir("cuenote", appauthor=False)) / "yt-dlp"
    languages = tuple(filter(None, (each.strip() for each in options.languages.split(","))))
    wishes = Wishes(options.height, languages, options.cookies_from, options.spare, cache)
    yt_dlp: Any = None
    all_saved = True
    for text in options.videos:
        key = ""
        try:
            ref = ref_of(text)
            key = options.key or library_key(ref) or ""
            if yt_dlp is not None:
                # Sites take a machine for what it is when it asks without a pause.
                time.sleep(random.uniform(options.pause * 0.7, options.pause * 1.5))
            yt_dlp = yt_dlp or load_yt_dlp(data)
            save(yt_dlp, watch_url(ref), key, library, wishes, reporter.report)
        except MediaError as error:
            all_saved = False
            reporter.report(_failed(key, failure(error), text))
        except SavingError as error:
            all_saved = False
            reporter.report(_failed(key, error.failure, text))
            if error.failure.holds_others:
                break  # the next one would fail in the same way
    return all_saved


def _failed(key: str, found: Failure, asked: str = "") -> Event:
    """`asked`: what was asked for, as far as it can be shown."""
    shown = "".join(char for char in asked[:200] if char.isprintable())
    return {"event": "failed", "key": key, "asked": shown, "failure": found.to_json()}


def _update(data: Path, index: str | None, reporter: _Json | _Terminal) -> bool:
    from viewer.video.ytdlp.update import update

    try:
        reporter.say(update(data, index or "").words)
    except MediaError as error:
        reporter.report(_failed("", Failure(FailureKind.UNKNOWN, str(error), error.remedy)))
        return False
    return True


class _Json:
    """Reports as lines of JSON."""

    def __init__(self) -> None:
        # What libraries print goes elsewhere: this stream holds nothing but our lines.
        self._out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def report(self, event: Event) -> None:
        try:
            self._out.write(f"{json_text(event)}\n")
            self._out.flush()
        except BrokenPipeError:
            raise _Terminated from None  # nobody listens any more

    def say(self, words: str) -> None:
        self.report({"event": "note", "key": "", "words": words})

    def __enter__(self) -> _Json:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._out.close()
        except BrokenPipeError:
            pass


class _Terminal:
    """Reports as a bar for each video."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            DownloadColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
            TransferSpeedColumn,
        )

        console = Console(stderr=True)
        self._progress: Progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=24),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[stage]}", markup=False),
            console=console,
        )
        self._tasks: dict[str, TaskID] = {}
        self._titles: dict[str, str] = {}
        self._handlers: dict[str, Callable[[Event], None]] = {
            "resolved": self._on_resolved,
            "progress": self._on_progress,
            "note": lambda event: self.say(event["words"]),
            "saved": self._on_saved,
            "failed": self._on_failed,
        }

    def report(self, event: Event) -> None:
        handler = self._handlers.get(event["event"])
        if handler is not None:
            handler(event)

    def say(self, words: str) -> None:
        self._progress.console.print(plain(words), markup=False, highlight=False, soft_wrap=True)

    def _task(self, key: str) -> TaskID:
        if key not in self._tasks:
            self._tasks[key] = self._progress.add_task("…", total=None, stage="")
        return self._tasks[key]

    def _on_resolved(self, event: Event) -> None:
        title = plain(event["title"])
        self._titles[event["key"]] = title
        short = title if len(title) <= 40 else f"{title[:39]}…"
        self._progress.update(self._task(event["key"]), description=short)

    def _on_progress(self, event: Event) -> None:
        self._progress.update(
            self._task(event["key"]),
            completed=event["bytes"],
            total=event["total"],
            stage=_STAGES.get(event["stage"], event["stage"]),
        )

    def _on_saved(self, event: Event) -> None:
        self._end(event["key"])
        words = "Saved already" if event.get("again") else "Saved"
        self.say(f"{words}: {event['path']}")

    def _on_failed(self, event: Event) -> None:
        self._end(event["key"])
        found = Failure.from_json(event["failure"])
        title = self._titles.get(event["key"], event["asked"])
        self.say(f"{title}: {found.words}" if title else found.words)
        if found.next_step:
            self.say(f"  {found.next_step}")
        if found.detail and found.detail not in found.words:
            self.say(f"  ({found.detail})")

    def _end(self, key: str) -> None:
        if key in self._tasks:
            self._progress.remove_task(self._tasks.pop(key))

    def __enter__(self) -> _Terminal:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()
