"""Decode exact stills on a background thread. No Qt.

There is one pending request per kind, which the latest replaces. Kinds have priorities: opening,
stills, frames to be played, then lookups (what follows a still, which frame a picture is), then
previews. Work of lower priority is interrupted between two frames, so scrubbing never waits for
outdated pictures.

`deliver` is called on that thread with the result, which may come after another file was opened, or
another still requested: `is_current` says so.
"""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.base.errors import Cancelled, MediaError, ViewerError
from viewer.media.media import Stream
from viewer.media.pictures import Canvas, Digest, Still

if TYPE_CHECKING:
    from viewer.media.frames import FrameFile


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a request."""

    generation: int

    @property
    def is_of_file(self) -> bool:
        """Return whether the generation is that of the file, not of the position."""
        return isinstance(self, FileOpened | Measured | PreviewReady)


@dataclass(frozen=True, slots=True)
class FileOpened(Outcome):
    """The file is open."""

    canvas: Canvas
    duration_ms: int | None
    has_picture: bool
    has_sound: bool
    frame_interval_ms: float
    is_indexed: bool  # whether VLC can seek in it


@dataclass(frozen=True, slots=True)
class StillReady(Outcome):
    """The requested exact still."""

    still: Still


@dataclass(frozen=True, slots=True)
class Refitted(Outcome):
    """The shown frame in another size."""

    still: Still


@dataclass(frozen=True, slots=True)
class Coming(Outcome):
    """The first frame at or after `asked_ms`, and whether it is a key frame; None: the end."""

    asked_ms: int
    frame: tuple[Still, bool] | None


@dataclass(frozen=True, slots=True)
class Following(Outcome):
    """The times and digests of consecutive frames."""

    frames: tuple[tuple[int, Digest], ...]


@dataclass(frozen=True, slots=True)
class Identified(Outcome):
    """Which frame a picture is: its time, or None if no frame nearby is equal."""

    digest: Digest
    time_ms: int | None


@dataclass(frozen=True, slots=True)
class Measured(Outcome):
    """The length of a file that did not state it, or that was written to since it was opened."""

    duration_ms: int


@dataclass(frozen=True, slots=True)
class PreviewReady(Outcome):
    """The small picture requested at `asked_ms`."""

    asked_ms: int
    still: Still


@dataclass(frozen=True, slots=True)
class Failed(Outcome):
    """Opening (`opening`), or decoding a still, failed."""

    error: ViewerError
    opening: bool

    @property
    def is_of_file(self) -> bool:
        return self.opening


def report_bug() -> None:
    """Report this thread's exception to the crash log, and continue."""
    threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))


def _give_memory_back() -> None:
    """Make glibc return freed memory to the system.

    It keeps blocks of a frame's size (up to 32 MB) for reuse, in a heap for each of the many
    threads that FFmpeg and VLC start per file.
    """
    if sys.platform.startswith("linux"):
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


class _Rank(IntEnum):
    OPEN = 0
    STILL = 1
    COMING = 2
    REFIT = 3
    LOOK = 4
    PREVIEW = 5
    MEASURE = 6


class FrameWorker:
    """One file at a time, one thread for its life."""

    def __init__(self, deliver: Callable[[Outcome], None]) -> None:
        self._deliver = deliver
        self._wanted: dict[_Rank, Callable[[], None]] = {}
        self._changed = threading.Condition()
        self._stopping = False
        self._thread: threading.Thread | None = None
        self._file: FrameFile | None = None
        self._measured: FrameFile | None = None  # the one whose length was said
        self._rank = _Rank.OPEN
        self._opened = self._sought = 0  # how many files, and how many stills or files

    def is_current(self, outcome: Outcome) -> bool:
        """Return whether `outcome` is of the file, and of the position, asked for last."""
        return outcome.generation == (self._opened if outcome.is_of_file else self._sought)

    def open(self, place: Path | Stream, target: tuple[int, int] | None) -> None:
        """Open `place` instead of the current file; results in FileOpened or Failed."""
        self._opened, self._sought = self._opened + 1, self._sought + 1
        generation = self._opened
        self._ask(_Rank.OPEN, lambda: self._open(generation, place, target), forget_rest=True)

    def close(self) -> None:
        """Close the file and drop all requests."""
        self._opened, self._sought = self._opened + 1, self._sought + 1
        if self._thread is not None:
            self._ask(_Rank.OPEN, self._close, forget_rest=True)

    def still(self, ms: int) -> None:
        """Request the frame for `ms`, as in `FrameFile.still`."""
        self._still(lambda file: file.still(ms, self._outranked))

    def step(self, from_ms: int, frames: int, shown: Digest | None) -> None:
        """Request the frame `frames` away from that at about `from_ms` with digest `shown`."""

        def find(file: FrameFile) -> Still:
            start_ms = from_ms
            if shown is not None:
                known_ms = file.identify(shown, from_ms, self._outranked)
                start_ms = from_ms if known_ms is None else known_ms
            return file.step(start_ms, frames, self._outranked)

        self._still(find)

    def coming(self, ms: int) -> None:
        """Request the first frame at or after `ms`, to be shown during playback."""
        generation = self._sought

        def find(file: FrameFile) -> Outcome:
            return Coming(generation, ms, file.coming(ms, self._outranked))

        self._look(_Rank.COMING, find)

    def refit(self, ms: int) -> None:
        """Request the frame at `ms` in the current target size."""
        generation = self._sought
        self._look(_Rank.REFIT, lambda file: Refitted(generation, file.still(ms, self._outranked)))

    def follow(self, ms: int, count: int) -> None:
        """Request the digests of the frame at `ms` and those after it, `count` in all."""
        generation = self._sought

        def find(file: FrameFile) -> Outcome:
            return Following(generation, tuple(file.following(ms, count, self._outranked)))

        self._look(_Rank.LOOK, find)

    def identify(self, digest: Digest, near_ms: int) -> None:
        """Request which frame near `near_ms` has `digest`."""
        generation = self._sought

        def find(file: FrameFile) -> Outcome:
            time_ms = file.identify(digest, near_ms, self._outranked)
            return Identified(generation, digest, time_ms)

        self._look(_Rank.LOOK, find)

    def preview(self, ms: int, width: int) -> None:
        """Request a small picture near `ms`."""
        generation = self._opened
        self._look(
            _Rank.PREVIEW, lambda file: PreviewReady(generation, ms, file.preview(ms, width))
        )

    def measure(self) -> None:
        """Request the file's length now, unless it states its current one: `Measured`."""
        generation = self._opened

        def find(file: FrameFile) -> Outcome | None:
            file = self._file = file.as_now()
            if file is self._measured:
                return None
            duration_ms = file.duration_ms or file.measure(self._outranked)
            self._measured = file
            return Measured(generation, duration_ms) if duration_ms is not None else None

        self._look(_Rank.MEASURE, find)

    def shutdown(self) -> None:
        """Close what is open and wait for the thread."""
        if self._thread is None:
            return
        with self._changed:
            self._stopping = True
            self._wanted.clear()
            self._changed.notify()
        self._thread.join()
        self._thread = None

    def _still(self, find: Callable[[FrameFile], Still]) -> None:
        self._sought += 1
        generation = self._sought

        def still(file: FrameFile) -> Outcome:
            try:
                return StillReady(generation, find(file))
            except MediaError as error:
                return Failed(generation, error, opening=False)

        self._look(_Rank.STILL, still)

    def _look(self, rank: _Rank, find: Callable[[FrameFile], Outcome | None]) -> None:
        """Request something of the file then open; no result without a file."""

        def work() -> None:
            found = find(self._file) if self._file is not None else None
            if found is not None:
                self._deliver(found)

        self._ask(rank, work)

    def _ask(self, rank: _Rank, work: Callable[[], None], *, forget_rest: bool = False) -> None:
        if self._thread is None:
            # A daemon, so that a program that forgot `shutdown` still ends.
            self._thread = threading.Thread(target=self._run, name="cuenote-frames", daemon=True)
            self._thread.start()
        with self._changed:
            if forget_rest:
                self._wanted.clear()
            elif rank is _Rank.STILL:  # from elsewhere: it would lead the decoder back there
                self._wanted.pop(_Rank.COMING, None)
            self._wanted[rank] = work
            self._changed.notify()

    # On the thread

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._wanted and not self._stopping:
                    self._changed.wait()
                if self._stopping:
                    break
                self._rank = min(self._wanted)
                work = self._wanted.pop(self._rank)
            try:
                work()
            except Cancelled:
                with self._changed:
                    # Broken off, not unwanted: a newer one of its kind may have come meanwhile.
                    if self._rank > _Rank.COMING and _Rank.OPEN not in self._wanted:
                        self._wanted.setdefault(self._rank, work)
            except ViewerError:
                pass  # only a still is missed, and says so itself
            except Exception:  # noqa: BLE001 (a bug is reported, and stills go on)
                report_bug()
        self._close()

    def _outranked(self) -> bool:
        if self._stopping:
            return True
        # Reading a dict that another thread changes is safe, and a late answer does no harm.
        wanted = self._wanted
        if self._rank is _Rank.STILL:
            return _Rank.STILL in wanted or _Rank.OPEN in wanted
        return any(rank <= self._rank for rank in tuple(wanted))

    def _open(self, generation: int, place: Path | Stream, target: tuple[int, int] | None) -> None:
        from viewer.media.frames import FrameFile

        self._close()
        try:
            file = FrameFile(place)
        except MediaError as error:
            self._deliver(Failed(generation, error, opening=True))
            return
        self._file = file
        file.canvas.target = target
        self._deliver(
            FileOpened(
                generation,
                file.canvas,
                file.duration_ms,
                file.has_video,
                file.has_sound,
                file.frame_interval_ms,
                file.is_indexed,
            )
        )
        if file.duration_ms is not None:
            self._measured = file
        elif not isinstance(place, Stream):  # measuring reads all of it: not from the web
            self.measure()

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = self._measured = None
            _give_memory_back()
