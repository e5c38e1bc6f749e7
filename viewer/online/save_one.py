"""Save one video completely, in the child process. No Qt.

Steps: ask yt-dlp once for the formats; check the disk space; load captions and thumbnail; load
video and audio, each into its own file; join them; check the result; move it into place. Everything
is done in `.part` of the video's folder, and can be resumed from there. A video is in its place
only when it is whole.

`save` raises SavingError with a Failure, and reports what happens as `Event`s.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from viewer.base.errors import MediaError
from viewer.media.address import check_url
from viewer.media.library import SPARE_BYTES, Chapter, Library, SavedInfo, busy, why_no_room
from viewer.media.media import PART_FOLDER
from viewer.media.ytdlp import (
    Log,
    base_options,
    facts_of,
    format_options,
    line_of,
    ms_of,
    one_video,
    text_of,
)
from viewer.media.ytdlp_extras import Extras, check_size, load_extras, picture_ending
from viewer.media.ytdlp_failures import Failure, FailureKind, SavingError, failure

_REPORT_EVERY_S = 0.2
_LET_GO_S = 1.0
_ENDINGS = frozenset(
    (
        *("mp4", "m4v", "mov", "m4a", "webm", "mkv", "ts", "flv", "3gp", "ogv", "avi"),
        *("mp3", "aac", "opus", "ogg", "oga", "wav", "flac", "weba", "mpg"),
    )
)

# What a video's saving reports: {"event": "resolved" | "progress" | "note" | "saved", …}.
Event = dict[str, Any]
Report = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class Wishes:
    """The user's wishes for saving videos."""

    height: int = 720  # the largest up to this; the smallest above it where there is none
    languages: tuple[str, ...] = ("en",)
    cookies_from: str = ""
    spare_bytes: int = SPARE_BYTES  # what must stay free on the disk
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class _Stream:
    format: dict[str, Any]
    path: Path  # once it is whole; yt-dlp loads into `NAME.part`, and goes on from there
    stage: str  # "picture", "sound" or "video" (both)
    bytes: int | None

    @property
    def loaded_bytes(self) -> int:
        part = self.path.with_name(f"{self.path.name}.part")
        there = next((path for path in (self.path, part) if path.exists()), None)
        return there.stat().st_size if there is not None else 0

    def discard(self) -> None:
        for path in self.path.parent.glob(f"{self.path.name}*"):
            path.unlink()


def save(yt_dlp: Any, url: str, key: str, library: Library, wishes: Wishes, report: Report) -> Path:
    """Save the video at `url` as `key`; return the path of the whole video.

    A video that is already there stays; captions and thumbnail that failed when it was saved are
    loaded now. Raises SavingError.
    """
    try:
        url = check_url(url)
        with library.hold(key, _LET_GO_S) as mine:
            if not mine:
                raise busy()
            there = library.look(key)
            video, info = there.video, there.info
            if video is not None and info is not None and not info.missing:
                report({"event": "saved", "key": key, "path": str(video), "again": True})
                return video
            saving = _Saving(yt_dlp, url, key, library, wishes, report)
            try:
                if video is not None and info is not None:
                    return saving.complete(video, info)
                return saving.run()
            except Exception as error:
                raise saving.stopped(error) from error
    except (MediaError, OSError) as error:
        raise SavingError(failure(error)) from error


class _Saving:
    def __init__(
        self, yt_dlp: Any, url: str, key: str, library: Library, wishes: Wishes, report: Report
    ) -> None:
        self._url = url
        self._key = key
        self._library = library
        self._wishes = wishes
        self._report = report
        self._folder = library.folder(key)
        self._work = self._folder / PART_FOLDER
        self._log = Log()
        self._version = str(yt_dlp.version.__version__)
        self._done_before = 0
        self._total: int | None = None
        self._current: _Stream | None = None
        self._reported = 0.0
        self._looked_for_room = False  # again, once the size is known
        options = base_options(cookies_from=wishes.cookies_from, cache=wishes.cache)
        options |= format_options(wishes.height)
        options |= {
            "logger": self._log,
            "progress_hooks": [self._on_progress],
            "sleep_interval_subtitles": 1,
            "outtmpl": {"default": str(self._work / "unused")},
        }
        self._ydl = yt_dlp.YoutubeDL(options)

    def run(self) -> Path:
        self._stage("resolving")
        with self._ydl:
            info = one_video(self._ydl, self._url)
            streams = self._plan(info)
            # Before anything is loaded; separate streams need their space twice.
            needed = sum(each.bytes or 0 for each in streams) * (2 if len(streams) > 1 else 1)
            self._need(needed - sum(each.loaded_bytes for each in streams))
            self._say_resolved(info)
            self._work.mkdir(parents=True, exist_ok=True)
            extras = self._load_extras(info)
            self._load_streams(streams)
        return self._put_together(info, streams, extras)

    def complete(self, video: Path, saved: SavedInfo) -> Path:
        """Load what failed when the video was saved."""
        self._total = saved.bytes
        self._stage("resolving")
        with self._ydl:
            info = one_video(self._ydl, self._url)
            self._say_resolved(info)
            self._work.mkdir(parents=True, exist_ok=True)
            extras = self._load_extras(info, saved)
        return self._saved(extras.put(saved, video, self._library))

    def _tell(self, event: str, **what: Any) -> None:
        self._report({"event": event, "key": self._key, **what})

    def _say_resolved(self, info: Mapping[str, Any]) -> None:
        self._tell(
            "resolved",
            title=line_of(info.get("title")) or self._key,
            id=text_of(info.get("id")),
            duration_ms=ms_of(info.get("duration")),
            thumbnail=text_of(info.get("thumbnail")),
            estimated_bytes=self._total,
        )

    def stopped(self, error: Exception) -> SavingError:
        """Return the failure that `error` stands for."""
        if isinstance(error, SavingError):
            return error
        return SavingError(failure(error, self._log.warnings))

    # ------------------------------------------------------------------ what is there

    def _plan(self, info: Mapping[str, Any]) -> list[_Stream]:
        """Name the streams to load, by what they are: another format is another file."""
        from viewer.online.join import without_picture, without_sound

        formats = info.get("requested_formats") or [info]
        has_picture = any(each.get("vcodec") != "none" for each in formats)
        has_sound = any(each.get("acodec") != "none" for each in formats)
        offered = info.get("formats") or ()
        is_youtube = text_of(info.get("extractor_key")) == "Youtube"
        if not has_sound and (is_youtube or any(_has(each, "acodec") for each in offered)):
            raise without_sound()
        if not has_picture and (is_youtube or any(_has(each, "vcodec") for each in offered)):
            raise without_picture()
        streams = []
        for each in formats:
            if isinstance(each.get("url"), str):
                check_url(each["url"])
            ending = str(each.get("ext"))
            ending = ending if ending in _ENDINGS else "bin"
            what = [info.get("id"), each.get("format_id"), ending, each.get("filesize")]
            name = hashlib.sha256(repr(what).encode()).hexdigest()[:12]
            stage = "video"
            if len(formats) > 1:
                stage = "sound" if each.get("vcodec") == "none" else "picture"
            path = self._work / f"{stage}-{name}.{ending}"
            streams.append(_Stream(dict(each), path, stage, _size(each, info.get("duration"))))
        sizes = [each.bytes for each in streams]
        if None not in sizes:
            self._total = sum(size for size in sizes if size is not None)
        return streams

    def _need(self, needed: int) -> None:
        words = why_no_room(self._folder, max(0, needed), self._wishes.spare_bytes)
        if words:
            raise SavingError(Failure.of(FailureKind.NO_ROOM, words=words))

    # ------------------------------------------------------------------ loading

    def _load_streams(self, streams: Sequence[_Stream]) -> None:
        wanted = {each.path.name for each in streams}
        for path in self._work.glob("[psv]*-*"):
            # Partial downloads in another format are useless now.
            if not any(path.name.startswith(name) for name in wanted) and path.is_file():
                path.unlink()
        for each in streams:
            self._current = each
            self._stage(each.stage, each.loaded_bytes)
            self._load(each)
            self._done_before += each.loaded_bytes
        self._current = None

    def _load(self, stream: _Stream) -> None:
        info = stream.format
        for again in (False, True):
            try:
                ok, _ = self._ydl.dl(str(stream.path), dict(info))
                if not ok or not stream.path.exists():
                    raise SavingError(
                        Failure.of(FailureKind.UNKNOWN, " ".join(self._log.warnings[-1:]))
                    )
                return
            except Exception as error:
                if again or failure(error, self._log.warnings).kind is not FailureKind.TOO_OLD:
                    raise
            # Links are valid for hours, and this one may be older.
            fresh = one_video(self._ydl, self._url)
            formats = fresh.get("requested_formats") or [fresh]
            same = [each for each in formats if each.get("format_id") == info.get("format_id")]
            if not same:
                raise SavingError(Failure.of(FailureKind.TOO_OLD))
            info = dict(same[0])

    def _on_progress(self, status: Mapping[str, Any]) -> None:
        stream = self._current
        if stream is None:
            check_size(status)
            return
        is_asked = stream.bytes is not None or self._looked_for_room
        if not is_asked and status.get("total_bytes") and status.get("status") == "downloading":
            # The site says only now how large it is.
            self._looked_for_room = True
            self._need(status["total_bytes"] - int(status.get("downloaded_bytes") or 0))
        now = time.monotonic()
        if now - self._reported < _REPORT_EVERY_S and status.get("status") != "finished":
            return
        self._reported = now
        loaded = self._done_before + int(status.get("downloaded_bytes") or 0)
        total = self._total
        if total is None:
            part = status.get("total_bytes") or status.get("total_bytes_estimate")
            total = self._done_before + int(part) if part else None
        speed, eta = _whole(status.get("speed")), _whole(status.get("eta"))
        if speed and total is not None:
            eta = max(0, total - loaded) // speed  # of everything, not of this stream alone
        total = max(total, loaded) if total is not None else None
        self._say_stage(stream.stage, loaded, total, speed, eta)

    def _load_extras(self, info: Mapping[str, Any], there: SavedInfo | None = None) -> Extras:
        self._stage("captions")
        extras = load_extras(self._ydl, info, self._wishes.languages, self._work, there)
        for words in extras.missing:
            self._tell("note", words=words)
        ending = picture_ending(extras.thumbnail)
        if ending is not None:
            path = self._work / f"thumbnail.{ending}"
            path.write_bytes(extras.thumbnail)
            self._tell("thumbnail", path=str(path))
        return extras

    # ------------------------------------------------------------------ the end

    def _put_together(
        self, info: Mapping[str, Any], streams: Sequence[_Stream], extras: Extras
    ) -> Path:
        # Imported here, since it loads PyAV: a third of the start of a child that only asks.
        from viewer.online.join import JoinError, join, verify

        formats, facts = [each.format for each in streams], facts_of(info)
        try:
            self._stage("joining")
            whole = join([each.path for each in streams], self._work, "joined")
            self._stage("checking")
            checked = verify(
                whole,
                duration_ms=facts.duration_ms,
                picture=any(_has(each, "vcodec") for each in formats),
                sound=any(_has(each, "acodec") for each in formats),
            )
        except JoinError:
            # Going on with it would fail in the same way: next time it is loaded anew.
            for each in streams:
                each.discard()
            for left in self._work.glob("joined.*"):
                left.unlink()
            raise
        ends = [*(start_ms for start_ms, _ in facts.chapters[1:]), checked.duration_ms]
        chapters = [
            Chapter(start_ms, min(end_ms, checked.duration_ms), title)
            for (start_ms, title), end_ms in zip(facts.chapters, ends, strict=False)
        ]
        saved = SavedInfo(
            self._key,
            text_of(info.get("id")),
            text_of(info.get("webpage_url")) or self._url,
            facts.title or self._key,
            facts.channel,
            checked.duration_ms,
            f"{self._key}{whole.suffix}",
            whole.stat().st_size,
            checked.height,
            datetime.now(UTC).isoformat(timespec="seconds"),
            self._version,
            description=text_of(info.get("description"), 20_000),
            chapters=tuple(each for each in chapters if each.start_ms < each.end_ms),
            date=facts.date,
        )
        return self._saved(extras.put(saved, whole, self._library))

    def _saved(self, final: Path) -> Path:
        self._tell("saved", path=str(final))
        return final

    def _stage(self, stage: str, more: int = 0) -> None:
        self._say_stage(stage, self._done_before + more, self._total)

    def _say_stage(
        self,
        stage: str,
        loaded: int,
        total: int | None,
        speed: int | None = None,
        eta: int | None = None,
    ) -> None:
        self._tell("progress", stage=stage, bytes=loaded, total=total, speed=speed, eta=eta)


def _has(form: Mapping[str, Any], codec: str) -> bool:
    """Return whether a format is known to have video ("vcodec") or audio ("acodec")."""
    return form.get(codec) not in (None, "none")


def _size(form: Mapping[str, Any], duration_s: object) -> int | None:
    known = form.get("filesize") or form.get("filesize_approx")
    if known:
        return int(known)
    rate = form.get("tbr")
    if isinstance(rate, int | float) and isinstance(duration_s, int | float):
        return int(rate * 125 * duration_s)
    return None


def _whole(value: object) -> int | None:
    return round(value) if isinstance(value, int | float) else None
