"""What saving and streaming share about yt-dlp: child environment, options, log.

yt-dlp is never imported into the GUI process (0.3 s, 40 MB, and only killing a process stops it
reliably): this module can be used there, and does not import it. No Qt, no network.

No text of a note ever becomes an option: `check_url` checks its address, which is passed after
`--`, or as a value.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from viewer.base.damaged import read_json
from viewer.base.errors import MediaError
from viewer.base.translation import comma_list, tr
from viewer.media.address import check_url
from viewer.media.packages import CHOSEN_NAME
from viewer.media.ytdlp_failures import Failure, FailureKind, SavingError
from viewer.notes.model import VideoFacts

_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:$|[T ])")
# "b": one file with both; the last two so that a site with sound alone, or silent pictures, works.
_FORMATS = "bv*+ba/b/bv*/ba"

COOKIE_BROWSERS = ("firefox", "chrome", "chromium", "brave", "edge", "opera", "vivaldi", "safari")
WHEELS_FOLDER = "yt-dlp"  # in the data folder: newer wheels of yt-dlp
MOST_CHAPTERS = 500


# ---------------------------------------------------------------------- the child process


def child_environment(data: Path, base: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment of a child that imports yt-dlp; `base` is os.environ by default.

    Newer wheels in the data folder come first on PYTHONPATH, then that of `base`, then Cuenote
    itself. Reads one small file and three names, so it is fine on the GUI thread.
    """
    environment = dict(os.environ if base is None else base)
    paths = [str(wheel) for wheel in newer_wheels(data)]
    paths += filter(None, environment.get("PYTHONPATH", "").split(os.pathsep))
    root = str(Path(__file__).parents[3])
    if root != sysconfig.get_path("purelib") and root not in paths:
        paths.append(root)
    if paths:
        environment["PYTHONPATH"] = os.pathsep.join(paths)
    environment["PYTHONUTF8"] = "1"
    environment["PYTHONUNBUFFERED"] = "1"
    return environment


def newer_wheels(data: Path) -> tuple[Path, ...]:
    """Return the wheels to use before the installed yt-dlp; () if that is as new, or any is broken.

    `viewer.online.ytdlp_update` installs them, and names them in `chosen.json` only after checking
    them. Anything odd about that file counts as none.
    """
    folder = data / WHEELS_FOLDER

    def newer(chosen: Any) -> tuple[Path, ...]:
        version, names = chosen["version"], chosen["wheels"]
        if numbers(own_version()) >= numbers(version):
            return ()
        wheels = tuple(folder / Path(str(name)).name for name in names)
        return wheels if all(wheel.is_file() for wheel in wheels) else ()

    return read_json(folder / CHOSEN_NAME, newer) or ()


def own_version() -> str:
    """Return the version of the yt-dlp installed with Cuenote, or ""."""
    from importlib import metadata  # here, for it takes a hundredth of a second at the start

    paths = [path for path in sys.path if not path.endswith(".whl")]  # a child has newer ones there
    return next((one.version for one in metadata.distributions(name="yt-dlp", path=paths)), "")


def numbers(version: str) -> tuple[int, ...]:
    """Parse a version for comparison; those of yt-dlp are dates: 2026.10.26."""
    return tuple(int(part) for part in re.findall(r"\d+", version))


# ---------------------------------------------------------------------- options


def base_options(*, cookies_from: str = "", cache: Path | None = None) -> dict[str, Any]:
    """Return the options of `yt_dlp.YoutubeDL` that saving and resolving share.

    `cookies_from` names a browser (`COOKIE_BROWSERS`) whose cookies the user chose to use; raises
    MediaError for any other name. `cache`: where yt-dlp may cache data about a site's player;
    without it, nowhere. As a library yt-dlp reads no configuration file.
    """
    options: dict[str, Any] = {
        "quiet": True,
        "noprogress": True,
        "color": {"stdout": "never", "stderr": "never"},
        "noplaylist": True,
        # An address that is a playlist all the same is recognised, not walked through.
        "extract_flat": "in_playlist",
        "playlistend": 2,
        "socket_timeout": 20,
        "retries": 10,
        "fragment_retries": 10,
        "file_access_retries": 3,
        # What was read and not yet written is lost when the process is killed: small pieces.
        "buffersize": 1 << 16,
        "noresizebuffer": True,
        # Offline, each try costs seconds until the user reads that the network is not there.
        "extractor_retries": 1,
        "sleep_interval_requests": 0.3,
        "cachedir": str(cache) if cache is not None else False,
        "js_runtimes": _js_runtimes(),
        # Machine translations draw rate limits, and are no source to check a claim against.
        "extractor_args": {"youtube": {"skip": ["translated_subs"]}},
        # No program is started but the JavaScript runtime; where an ffmpeg is installed, the same
        # happens as where there is none.
        "external_downloader": {"default": "native"},
        "ffmpeg_location": str(Path(__file__).with_name("no-ffmpeg")),
        "hls_prefer_native": True,
        "fixup": "never",
        "enable_file_urls": False,
        "ignoreerrors": False,
        "updatetime": False,
    }
    if cookies_from:
        if cookies_from not in COOKIE_BROWSERS:
            raise MediaError(
                tr("“{0}” is not a browser whose cookies can be read.").format(cookies_from[:40]),
                tr("Choose one of these: {0}.").format(comma_list(COOKIE_BROWSERS)),
            )
        options["cookiesfrombrowser"] = (cookies_from, None, None, None)
    return options


def _js_runtimes() -> dict[str, dict[str, str]]:
    """Return Deno, which sandboxes scripts; Node only without Deno."""
    path = os.pathsep.join((sysconfig.get_path("scripts"), os.environ.get("PATH", "")))
    has_deno = shutil.which("deno", path=path) is not None
    return {"deno": {}} if has_deno or shutil.which("node") is None else {"deno": {}, "node": {}}


# ---------------------------------------------------------------------- addresses


def format_options(height: int) -> dict[str, Any]:
    """Return yt-dlp's options for the formats VLC plays best, with at most `height` lines.

    The largest up to it, else the smallest above; then H.264 and AAC before others.
    """
    sort = [f"res:{height}", "vcodec:h264", "acodec:aac"]
    return {"format": _FORMATS, "format_sort": sort}


def one_video(ydl: Any, url: str) -> dict[str, Any]:
    """Request the video at `url`; raises SavingError if none is available there now."""
    info = ydl.extract_info(url, download=False)
    if info is not None and info.get("_type") == "playlist":
        entries = [each for each in info.get("entries") or () if each]
        if len(entries) != 1:
            raise SavingError(Failure.of(FailureKind.PLAYLIST))
        info = entries[0]
        if info.get("_type") in ("url", "url_transparent"):
            info = ydl.extract_info(check_url(str(info.get("url"))), download=False)
    if info is None or info.get("_type", "video") != "video":
        raise SavingError(Failure.of(FailureKind.PLAYLIST))
    if info.get("live_status") == "is_upcoming":
        words = tr("The video has not premiered yet.")
        raise SavingError(Failure.of(FailureKind.UNKNOWN, words=words))
    if info.get("is_live") or info.get("live_status") == "is_live":
        raise live()
    return dict(info)


def live() -> SavingError:
    """Return the failure for a live video that has not ended."""
    words = tr("The video is live.")
    return SavingError(Failure.of(FailureKind.UNKNOWN, words=words))


# ---------------------------------------------------------------------- what it says


class Log:
    """Receives yt-dlp's log, and keeps the last warnings."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def debug(self, message: str) -> None:
        """Ignore debug messages."""

    def info(self, message: str) -> None:
        """Ignore info messages."""

    def warning(self, message: str) -> None:
        self.warnings = [*self.warnings[-49:], message]

    def error(self, message: str) -> None:
        """Ignore errors: they also come as exceptions."""


def text_of(value: object, limit: int = 500) -> str:
    """Return a site's text: printable, at most `limit` long; "" if it is not a text."""
    if not isinstance(value, str):
        return ""
    text = "".join(char if char.isprintable() or char == "\n" else " " for char in value[:limit])
    return text.strip()


def line_of(value: object) -> str:
    """Return a text on one line."""
    return " ".join(text_of(value).split())


def day_of(text: object) -> str:
    """Parse a date of a site or a file (20240131, 2024-01-31T…), or ""."""
    found = _DAY.match(str(text or "").strip())
    return "-".join(found.groups()) if found is not None else ""


def chapters_of(found: object) -> tuple[tuple[int, str], ...]:
    """Return the chapters of a video that have a start: (ms, title)."""
    return tuple(
        (round(each["start_time"] * 1000), line_of(each.get("title")))
        for each in (found[:MOST_CHAPTERS] if isinstance(found, list) else ())
        if isinstance(each, dict) and isinstance(each.get("start_time"), int | float)
    )


def facts_of(info: Mapping[str, Any]) -> VideoFacts:
    """Return what a site says of a video, from yt-dlp's description."""
    return VideoFacts(
        line_of(info.get("title")),
        line_of(info.get("channel") or info.get("uploader")),
        day_of(info.get("upload_date")),
        ms_of(info.get("duration")),
        chapters_of(info.get("chapters")),
    )


def ms_of(seconds: object) -> int | None:
    """Return a time in seconds as ms, or None."""
    return round(seconds * 1000) if isinstance(seconds, int | float) else None
