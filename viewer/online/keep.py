"""Save a streamed video, as if it had been downloaded. No Qt; it takes long: any thread.

Missing parts are loaded first, by the sources that the player reads.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path

from viewer.base.errors import Cancelled
from viewer.media.library import SPARE_BYTES, Library, SavedInfo, busy, free_bytes
from viewer.media.media import PART_FOLDER
from viewer.media.ytdlp import own_version
from viewer.media.ytdlp_extras import Extras
from viewer.media.ytdlp_failures import Failure, FailureKind
from viewer.online.assembled import Assembled
from viewer.online.join import put_together
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
