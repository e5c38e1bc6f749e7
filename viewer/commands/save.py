"""`cuenote save`: save videos from the terminal; also the window's child process.

With `--json` each line on standard output is one object: {"event": "resolved", "key", "title",
"id", "duration_ms", "thumbnail", "estimated_bytes"}, {"event": "thumbnail", "key", "path"},
{"event": "progress", "key", "stage", "bytes", "total", "speed", "eta"}, {"event": "note", "key",
"words"}, {"event": "saved", "key", "path"}, {"event": "failed", "key", "asked", "failure"}. Sizes
in bytes, speed in bytes a second, eta in seconds; null if unknown.

Of a playlist or channel: {"event": "list", "url", "title", "channel", "count"} and with --list for
each video {"event": "entry", "number", "is_saved", and what `ListedVideo` has}; {"event":
"made", "key", "path"} for each note.

The exit code is 143 if another program terminated it.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import asdict
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from viewer.base.child_side import end_with_parent, own_output
from viewer.base.errors import MediaError, ViewerError
from viewer.base.interrupt import hush
from viewer.base.terminal import Code, Parser, json_text, plain
from viewer.base.translation import part_text, tr
from viewer.commands.arguments import cache_folder, data_folder, library_folder
from viewer.commands.progress import Bar
from viewer.media.address import is_list, list_at, ref_of, watch_url
from viewer.media.library import SPARE_BYTES, Library
from viewer.media.media import library_key
from viewer.media.ytdlp import COOKIE_BROWSERS
from viewer.media.ytdlp_failures import Failure, FailureKind, SavingError, failure
from viewer.media.ytdlp_listing import WHY_NOT, ListedVideo, ListFacts, read_list
from viewer.notes.timecode import format_ms
from viewer.online.lists import Items, make_stub, noted_keys
from viewer.online.save_one import Event, Wishes, save
from viewer.online.ytdlp_update import load_yt_dlp

_PAUSE_S = 3.0
_MOST_UNASKED = 50  # videos of a list that are taken without --items
# The steps of saving a video.
_STAGES = {
    "resolving": "looking it up",
    "picture": "video",
    "sound": "audio",
    "video": "video",
    "captions": "subtitles",
    "joining": "joining",
    "checking": "checking",
}


def run(options: argparse.Namespace) -> int:
    """Save the given videos; return the exit code."""
    if not options.videos and not options.update:
        parser().error("give the URL or ID of a video")
    data = data_folder()
    if options.child:
        end_with_parent()
    reporter: _Reporter = _Json() if options.json else _Terminal(lists=options.list)
    signal.signal(signal.SIGTERM, _on_term)
    with reporter:
        try:
            if options.update and not _update(data, reporter):
                return Code.FOUND
            return _Run(options, data, reporter).fetch_all()
        except KeyboardInterrupt:
            reporter.say("Stopped. Run it again to continue.")
            return Code.STOPPED
        except _Terminated:
            return 143


class _Terminated(BaseException):
    pass


def _on_term(number: int, frame: FrameType | None) -> NoReturn:
    hush()
    raise _Terminated


def parser() -> Parser:
    made = Parser(
        "save",
        "Save videos for offline use, with subtitles, chapters and thumbnail. For a playlist or "
        "channel, all videos are saved, or those that you choose.",
        "What you save is your responsibility, and subject to the terms of the site. Not "
        "affiliated with YouTube.",
    )
    made.add_argument(
        "videos",
        nargs="*",
        metavar="URL|ID",
        help="URLs of videos, playlists or channels, or YouTube IDs",
    )
    made.add_argument(
        "--library",
        type=Path,
        metavar="DIR",
        help="save to this folder (default: your saved videos)",
    )
    made.add_argument(
        "--height",
        type=_height,
        default=720,
        metavar="N",
        help="save at this resolution at most, such as 1080 (default: 720)",
    )
    made.add_argument(
        "--languages",
        default="en",
        metavar="L,L",
        help="languages of the subtitles to save (default: en)",
    )
    made.add_argument(
        "--cookies-from",
        choices=COOKIE_BROWSERS,
        default="",
        metavar="BROWSER",
        help=f"use the cookies of a browser: {', '.join(COOKIE_BROWSERS)}",
    )
    lists = made.add_argument_group("playlists and channels")
    lists.add_argument("--list", action="store_true", help="list the videos without saving them")
    lists.add_argument(
        "--items", type=_items, metavar="N,N-N", help="save these videos of the list: 1-5,9,20-"
    )
    lists.add_argument(
        "--notes",
        type=Path,
        metavar="FOLDER",
        help="create a note in this folder for each video that has none yet",
    )
    lists.add_argument("--no-save", action="store_true", help="only create the notes")
    made.add_argument("--update", action="store_true", help="update yt-dlp first")
    made.add_json("step")
    made.add_argument(
        "--spare",
        type=_megabytes,
        default=SPARE_BYTES,
        metavar="MB",
        help="keep this much disk space free (default: 1000)",
    )
    made.add_argument(
        "--pause",
        type=float,
        default=_PAUSE_S,
        metavar="S",
        help="wait this many seconds between videos (default: 3)",
    )
    # For the window: end when the process that started this one has ended.
    made.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    # Its key in the library, if already known.
    made.add_argument("--key", help=argparse.SUPPRESS)
    return made


def _height(text: str) -> int:
    height = int(text)
    if not 100 <= height <= 5000:
        raise argparse.ArgumentTypeError("write a number between 100 and 5000")
    return height


def _items(text: str) -> Items:
    try:
        return Items.of(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write numbers and ranges: 1-5,9,20-") from None


def _megabytes(text: str) -> int:
    return int(text) * 1_000_000


class _Run:
    def __init__(self, options: argparse.Namespace, data: Path, reporter: _Reporter) -> None:
        self._options, self._data, self._reporter = options, data, reporter
        self._library = Library(library_folder(options))
        self._cache = cache_folder() / "yt-dlp"
        languages = tuple(filter(None, (each.strip() for each in options.languages.split(","))))
        self._wishes = Wishes(
            options.height, languages, options.cookies_from, options.spare, self._cache
        )
        self._yt_dlp: Any = None
        self._key = ""  # of what is being saved
        self._codes = list[Code]()
        self._is_held = False  # the next one would fail in the same way

    def fetch_all(self) -> Code:
        options = self._options
        chooses = options.list or options.items or options.notes or options.no_save
        for text in options.videos:
            if self._is_held:
                break
            self._key = ""
            try:
                url = watch_url(ref_of(text))
            except MediaError as error:
                self._fail(error, text, Code.WRONG_CALL)
                continue
            try:
                if chooses or (is_list(ref_of(text)) and not options.child):
                    self._take_list(url)
                    continue
                try:
                    self._save(text)
                except SavingError as error:
                    if error.failure.kind is not FailureKind.PLAYLIST or options.child:
                        raise
                    self._take_list(url)
            except (MediaError, SavingError) as error:
                self._fail(error, text)
        return Code.first(self._codes)

    def _save(self, text: str) -> None:
        options, ref = self._options, ref_of(text)
        if self._yt_dlp is not None:
            # Sites recognize a machine that makes requests without a pause.
            time.sleep(random.uniform(options.pause * 0.7, options.pause * 1.5))
        self._key = options.key or library_key(ref) or ""
        report = self._reporter.report
        save(self._load(), watch_url(ref), self._key, self._library, self._wishes, report)

    def _load(self) -> Any:
        self._yt_dlp = self._yt_dlp or load_yt_dlp(self._data)
        return self._yt_dlp

    def _fail(self, error: MediaError | SavingError, asked: str, code: Code = Code.FOUND) -> None:
        self._codes.append(code)
        found = error.failure if isinstance(error, SavingError) else failure(error)
        self._reporter.report(_failed(self._key, found, asked))
        self._is_held = self._is_held or found.holds_others

    # ------------------------------------------------------------------ playlists and channels

    def _take_list(self, url: str) -> None:
        options = self._options
        url = list_at(url) or url
        number, chosen = 0, list[ListedVideo]()
        reading = read_list(self._load(), url, cookies_from=options.cookies_from, cache=self._cache)
        for found in reading:
            if isinstance(found, ListFacts):
                self._reporter.report({"event": "list", "url": url, **asdict(found)})
                continue
            number += 1
            if options.items and number not in options.items:
                continue
            if options.list:
                is_saved = not options.child and self._library.look(found.key).video is not None
                state = {"number": number, "is_saved": is_saved}
                self._reporter.report({"event": "entry", **found.to_json(), **state})
            elif not found.why_not:
                chosen.append(found)
        if not number:
            raise SavingError(Failure.of(FailureKind.PLAYLIST, words=tr("The list has no videos.")))
        if options.list:
            return
        if len(chosen) > _MOST_UNASKED and not options.items:
            raise MediaError(
                f"The list has {len(chosen):,} videos.",
                f"Choose some with --items 1-{_MOST_UNASKED}, or all with --items 1-.",
            )
        self._take_entries(chosen)
        if not chosen:
            self._reporter.say("No videos to save.")

    def _take_entries(self, entries: Sequence[ListedVideo]) -> None:
        folder = self._options.notes
        noted = noted_keys(folder) if folder is not None else {}
        for entry in entries:
            if folder is not None and entry.key not in noted:
                try:
                    path, _ = make_stub(entry, folder)
                except ViewerError as error:
                    self._codes.append(Code.FOUND)
                    self._reporter.report(_failed(entry.key, failure(error), entry.title))
                    continue
                self._reporter.report({"event": "made", "key": entry.key, "path": str(path)})
        for entry in entries if not self._options.no_save else ():
            if self._is_held:
                return
            try:
                self._save(entry.url)
            except (MediaError, SavingError) as error:
                self._fail(error, entry.title)


def _failed(key: str, found: Failure, asked: str = "") -> Event:
    """Report a failure; `asked` is what was requested, if it can be shown."""
    shown = "".join(char for char in asked[:200] if char.isprintable())
    return {"event": "failed", "key": key, "asked": shown, "failure": found.to_json()}


def _update(data: Path, reporter: _Reporter) -> bool:
    from viewer.online.ytdlp_update import update

    try:
        reporter.say(update(data).words)
    except MediaError as error:
        reporter.report(_failed("", failure(error)))
        return False
    return True


class _Json(AbstractContextManager["_Json"]):
    def __init__(self) -> None:
        self._out = own_output()

    def report(self, event: Event) -> None:
        try:
            self._out.write(f"{json_text(event)}\n")
            self._out.flush()
        except BrokenPipeError:
            raise _Terminated from None  # nobody listens any more

    def say(self, words: str) -> None:
        self.report({"event": "note", "key": "", "words": words})

    def __exit__(self, *_: object) -> None:
        with suppress(BrokenPipeError):
            self._out.close()


def _print(line: str) -> None:
    sys.stdout.write(f"{plain(line)}\n")
    sys.stdout.flush()  # the next ones may take a while


def _row(event: Event) -> str:
    entry = ListedVideo.from_json(event)
    length = format_ms(entry.duration_ms) if entry.duration_ms is not None else ""
    marks = [WHY_NOT.get(entry.why_not, "")]
    marks.append("saved" if event["is_saved"] else "")
    shown = "".join(f"  [{mark}]" for mark in marks if mark)
    return f"{event['number']:>4} {length:>8}  {entry.shown_date:>10}  {entry.title}{shown}"


class _Terminal(Bar):
    def __init__(self, *, lists: bool) -> None:
        super().__init__()
        self._titles: dict[str, str] = {}
        self._handlers: dict[str, Callable[[Event], None]] = {
            "resolved": self._on_resolved,
            "progress": self._on_progress,
            "note": lambda event: self.say(event["words"]),
            "saved": self._on_saved,
            "failed": self._on_failed,
            "list": lambda event: (_print if lists else self.say)(event["title"]),
            "entry": lambda event: _print(_row(event)),
            "made": lambda event: self.say(f"Note: {event['path']}"),
        }

    def report(self, event: Event) -> None:
        handler = self._handlers.get(event["event"])
        if handler is not None:
            handler(event)

    def _on_resolved(self, event: Event) -> None:
        self._titles[event["key"]] = event["title"]
        self.begin(event["title"])

    def _on_progress(self, event: Event) -> None:
        words = [_STAGES[event["stage"]]]
        if event["total"]:
            words.append(part_text(event["bytes"], event["total"]))
        if event["speed"]:
            words.append(f"{event['speed'] / 1e6:,.1f} MB/s")
        self.show(event["bytes"], event["total"], ", ".join(words))

    def _on_saved(self, event: Event) -> None:
        self.end()
        words = "Already saved" if event.get("again") else "Saved"
        self.say(f"{words}: {event['path']}")

    def _on_failed(self, event: Event) -> None:
        self.end()
        found = Failure.from_json(event["failure"])
        title = self._titles.get(event["key"], event["asked"])
        self.say(f"{title}: {found.words}" if title else found.words)
        if found.next_step:
            self.say(f"  {found.next_step}")
        if found.detail and found.detail not in found.words:
            self.say(f"  ({found.detail})")


_Reporter = _Json | _Terminal
