"""Keeps what is said up to date: once for a command, and all the time beside a window.

`update_said` looks through the library and the vault once. A `SaidKeeper` does so on a thread of
the process that keeps the index of the notes, after those, and again whenever the library, the
notes' videos, their transcripts or a person's choice of one change.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from viewer.errors import IndexDamagedError, IndexingError
from viewer.notes.real_path import real_path
from viewer.vault.index import Index
from viewer.vault.said_indexer import Progress, write_said
from viewer.vault.said_sources import in_library, in_vault
from viewer.vault.schema import index_path
from viewer.vault.watch import Watch
from viewer.video.media import SOUND_SUFFIXES, VIDEO_SUFFIXES
from viewer.video.transcripts.formats import caption_suffixes

_FAILED_S = 10.0  # how long to wait when the index cannot be written, as where the disk is full
_STEP_S = 0.5  # nobody waits for a transcript as for a note that was just saved
_CHOICES = ("transcripts.json", "pairings.json")


class SaidPlaces(NamedTuple):
    """Where transcripts are looked for, and where what is said in them is kept."""

    root: Path  # the vault
    cache: Path
    library: Path
    state: Path  # the folder with what a person chose
    language: str = ""  # in which transcripts are wanted; empty: whichever comes first


def update_said(places: SaidPlaces, progress: Progress | None = None) -> bool:
    """Bring what is said up to date; say if anything changed. Raises IndexingError.

    For the process that holds the index's lock.
    """
    path = index_path(places.cache, places.root)
    index = Index.open(path, places.root)
    if index is None:
        return False  # the notes come first
    with closing(index):
        videos = index.videos_of_notes()
    saved = in_library(places.library, places.language)
    own = in_vault(videos, places.root, places.library, places.state, saved, places.language)
    return write_said(path, saved | own, progress)


class _EndedError(Exception):
    """Whoever started this wants no more."""


class SaidKeeper:
    """Looks again on a thread of its own, until `stop` is set; whoever sets it wakes this.

    `tell` is called on that thread: `said` with whether anything changed, `said-progress` with
    `done` and `count` of the transcripts that are read, `failed` with words. So is `damaged`, where
    the index is; once it is made anew, this is to `look_again`.
    """

    def __init__(
        self,
        places: SaidPlaces,
        stop: threading.Event,
        tell: Callable[..., None],
        damaged: Callable[[], None],
    ) -> None:
        self._places, self._stop, self._tell, self._damaged = places, stop, tell, damaged
        self._watch = Watch(real_path(places.library), stop, step_s=_STEP_S)
        self._lock = threading.Lock()
        self._is_wanted = True
        self._choices: tuple[Any, ...] = ()

    def start(self) -> None:
        """Begin; the whole of it is looked through once."""
        threading.Thread(target=self._keep, daemon=True, name="said").start()

    def wake(self) -> None:
        """Have this see at once that it is to stop."""
        self._watch.wake()

    def look_again(self, paths: Iterable[Path] | None, *, videos: bool) -> None:
        """Hear which paths of the vault changed (None: any), and if notes name other `videos`."""
        # A folder that is gone cannot be told from a file without an ending.
        known = {"", *VIDEO_SUFFIXES, *SOUND_SUFFIXES, *caption_suffixes()}
        files = paths is None or any(path.suffix.casefold() in known for path in paths)
        if videos or files:
            with self._lock:
                self._is_wanted = True
            self._watch.wake()

    def _keep(self) -> None:
        is_first = True
        for found in self._watch.changes():
            try:
                wanted = self._take_wish()
                if not (wanted or found is None or found):
                    continue
                changed = update_said(self._places, self._on_progress)
            except _EndedError:
                return
            except IndexDamagedError:
                self._damaged()
                continue
            except IndexingError as error:
                self._tell("failed", words=error.words())
                self._stop.wait(_FAILED_S)
                self.look_again(None, videos=True)
                continue
            self._tell("said", changed=changed or is_first)
            is_first = False

    def _take_wish(self) -> bool:
        """Return whether something of the vault, or a choice, is another one than before."""
        with self._lock:
            wanted, self._is_wanted = self._is_wanted, False
        choices = tuple(_modified(self._places.state / name) for name in _CHOICES)
        chosen, self._choices = choices != self._choices, choices
        return wanted or chosen

    def _on_progress(self, done: int, count: int) -> None:
        self._tell("said-progress", done=done, count=count)
        if self._stop.is_set():
            raise _EndedError


def _modified(path: Path) -> int:
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116 - every other second
    except OSError:
        return 0
