"""Save a streamed video, as if it had been downloaded.

`keep` does the work and takes long: `Keeping` runs it on a thread. Missing parts are loaded first,
by the sources that the player reads.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from viewer.base.errors import Cancelled, MediaError
from viewer.media.library import SPARE_BYTES, Library, SavedInfo, busy, free_bytes
from viewer.media.mailbox import Mailbox
from viewer.media.media import PART_FOLDER
from viewer.media.ytdlp import own_version
from viewer.media.ytdlp_extras import Extras
from viewer.media.ytdlp_failures import Failure, FailureKind, failure
from viewer.online.assembled import Assembled
from viewer.online.join import JoinError, put_together
from viewer.online.proxy import StreamSource
from viewer.online.tracks import Resolved, StreamError

_REPORT_EVERY = 0.1  # of the whole


def keep(
    sources: Sequence[StreamSource | Assembled],
    resolved: Resolved,
    key: str,
    page: str,
    library: Library,
    extras: Callable[[], Extras],
    wanted: Callable[[], bool],
    report: Callable[[float], None],
) -> Path:
    """Save the streams `sources` as the video `key` of the web page `page`; return its path.

    `extras` is called at the end for what goes with it. `report` is called with the loaded part, 0
    to 1. Raises Cancelled if `wanted` returns False, StreamError, JoinError, or OSError of the
    disk. Then nothing is left behind.
    """
    with library.hold(key) as mine:
        if not mine:
            raise busy()
        there = library.look(key)
        if there.video is not None and there.info is not None:
            return there.video
        work = library.folder(key) / PART_FOLDER
        work.mkdir(parents=True, exist_ok=True)
        parts: list[Path] = []
        try:
            for number, source in enumerate(sources):
                # A name that says nothing of what it is: it is put into a container that fits.
                parts.append(work / f"kept-{number}.bin")
                _write(source, parts[-1], wanted, number, len(sources), report)
            facts = resolved.facts
            begun = SavedInfo.begun(key, resolved.video_id, page, facts, own_version())

            def wanted_extras() -> Extras:
                found = extras()
                if not wanted():
                    raise Cancelled
                return found

            return put_together(
                parts,
                library,
                begun,
                facts,
                picture=resolved.picture.height is not None,
                sound=resolved.sound is not None,
                extras=wanted_extras,
            )
        finally:
            for path in (*work.glob("kept-*"), *work.glob("joined.*")):
                path.unlink()
            for folder in (work, work.parent):
                with contextlib.suppress(OSError):
                    folder.rmdir()  # only where nothing else is in it


def _write(
    source: StreamSource | Assembled,
    path: Path,
    wanted: Callable[[], bool],
    number: int,
    count: int,
    report: Callable[[float], None],
) -> None:
    told = 0.0
    with path.open("wb") as file:
        for data, done in source.plain(wanted):
            at = file.tell()
            # It is joined into another file: what is written must fit a second time.
            if at % (64 << 20) < len(data) and free_bytes(path.parent) < at + SPARE_BYTES:
                raise StreamError(Failure.of(FailureKind.NO_ROOM))
            file.write(data)
            done = (number + done) / count
            if done >= told + _REPORT_EVERY:
                told = done
                report(done)
    if source.closed or not wanted() or not source.is_read(path.stat().st_size):
        raise Cancelled


class Keeping(QObject):
    """Saves one video at a time, on a thread. Everything else is on the GUI thread."""

    progressed = Signal(str, float)  # key, how much is here: 0 to 1
    kept = Signal(str)  # key
    failed = Signal(str, object)  # key, Failure; or None where it was given up

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mailbox: Mailbox[Callable[[], None]] = Mailbox(lambda call: call(), self)
        self._thread: threading.Thread | None = None
        self._given_up = threading.Event()
        self.key = ""  # what is being kept; "": nothing is

    def start(
        self,
        sources: Sequence[StreamSource | Assembled],
        resolved: Resolved,
        key: str,
        page: str,
        library: Path,
        extras: Callable[[], Extras],
    ) -> None:
        """Save an open video; one of the signals follows. Does nothing while saving another."""
        if self.key:
            return
        self.key = key
        given_up = self._given_up = threading.Event()

        def work() -> None:
            found: Failure | None = None
            well = False
            try:
                keep(
                    sources, resolved, key, page, Library(library), extras,
                    lambda: not given_up.is_set(),
                    lambda done: self._mailbox.post(lambda: self.progressed.emit(key, done)),
                )  # fmt: skip
                well = True
            except Cancelled:
                pass
            except StreamError as error:
                found = error.failure
            except (JoinError, MediaError, OSError) as error:
                found = failure(error)
            self._mailbox.post(lambda: self._end(key, well, found))

        self._thread = threading.Thread(target=work, name="cuenote-keep", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Abandon it; nothing is left behind. Returns at once."""
        self._given_up.set()

    def close(self) -> None:
        """Abandon it, and wait for the thread."""
        self.stop()
        if self._thread is not None:
            self._thread.join()
        self._mailbox.clear()
        self.key = ""

    def _end(self, key: str, well: bool, found: Failure | None) -> None:
        if self._thread is not None:
            self._thread.join()
        self._thread, self.key = None, ""
        if well:
            self.kept.emit(key)
        else:
            self.failed.emit(key, found)
