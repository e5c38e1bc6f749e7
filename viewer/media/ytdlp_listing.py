"""List the videos of a playlist or channel with yt-dlp, without loading their pages.

`read_list` runs in a child process or on the command line, and yields each entry as soon as it is
received: for a channel of thousands the first ones come while the rest is requested. Everything
else here can be used anywhere, and does not import yt-dlp. No Qt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from viewer.base.errors import MediaError
from viewer.base.translation import _
from viewer.media.address import check_url, is_list, ref_of
from viewer.media.media import is_library_key, library_key
from viewer.media.ytdlp import Log, base_options, day_of, line_of, ms_of
from viewer.media.ytdlp_failures import SavingError, failure
from viewer.notes.model import VideoFacts, VideoRef

MOST_ENTRIES = 20_000
"""Of one list; more are not read."""

WHY_NOT = {
    #: Why a video of a playlist can't be saved: it is private.
    "private": _("private"),
    #: Why a video of a playlist can't be saved: it was deleted.
    "deleted": _("deleted"),
    "upcoming": _("not premiered yet"),
    "live": _("live now"),
    "address": _("no URL"),
}
"""Why a video of a list cannot be had, and the words for it."""

_STEPS = 5  # from one address to another, until there is a list
_DEPTH = 2  # a channel holds tabs, and a tab playlists
_UNNAMED = {"[private video]": "private", "[deleted video]": "deleted"}
_LIVE = {"is_upcoming": "upcoming", "is_live": "live"}


@dataclass(frozen=True, slots=True)
class ListFacts:
    """What a site says about a list as a whole; empty if nothing."""

    title: str = ""
    channel: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class ListedVideo:
    """One video of a list, as far as the list describes it."""

    key: str  # the name of its folder in the library
    url: str
    title: str
    duration_ms: int | None = None
    date: str = ""  # ISO 8601: the day on which it was published
    is_about: bool = False  # whether the date is only about right
    channel: str = ""
    why_not: str = ""  # a key of WHY_NOT

    @property
    def ref(self) -> VideoRef:
        """Return the video as a note names it."""
        return ref_of(self.url)

    @property
    def facts(self) -> VideoFacts:
        """Return the video's facts for a new note."""
        date = "" if self.is_about else self.date
        return VideoFacts(self.title, self.channel, date, self.duration_ms)

    @property
    def shown_date(self) -> str:
        """Return the date as far as known: only the month if the site says “3 months ago”."""
        return f"≈ {self.date[:7]}" if self.is_about and self.date else self.date

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> ListedVideo:
        """Read what `to_json` returned, among other values."""
        return cls(**{name: value[name] for name in cls.__slots__})


def read_list(
    yt_dlp: Any, url: str, *, cookies_from: str = "", cache: Path | None = None
) -> Iterator[ListFacts | ListedVideo]:
    """Yield the facts of the list at `url`, then its entries, each once, as they come.

    A single video counts as a list of one. Raises SavingError if it cannot be read, even when some
    of it has been.
    """
    log = Log()
    options = base_options(cookies_from=cookies_from, cache=cache)
    options |= {"noplaylist": False, "extract_flat": True, "lazy_playlist": True, "logger": log}
    # "3 months ago" is all that YouTube says in a list.
    options["extractor_args"] |= {"youtubetab": {"approximate_date": [""]}}
    try:
        with yt_dlp.YoutubeDL(options) as ydl:
            reading = _Reading(ydl)
            info = reading.follow({"_type": "url", "url": check_url(url)})
            yield ListFacts(
                line_of(info.get("title")) or line_of(info.get("id")),
                line_of(info.get("channel") or info.get("uploader")),
                info.get("playlist_count") if type(info.get("playlist_count")) is int else None,
            )
            if info.get("_type") == "playlist":
                yield from reading.walk(info, 0)
            else:
                yield from reading.take({**info, "_type": "url", "url": url})
    except SavingError:
        raise
    except Exception as error:
        found = failure(error, log.warnings)
        raise SavingError(found) from error


class _Reading:
    def __init__(self, ydl: Any) -> None:
        self._ydl = ydl
        self._seen: set[str] = set()

    def follow(self, info: dict[str, Any]) -> dict[str, Any]:
        for _step in range(_STEPS):
            if info.get("_type") not in ("url", "url_transparent"):
                break
            found = self._ydl.extract_info(
                info["url"], download=False, process=False, ie_key=info.get("ie_key")
            )
            info = found or {}
        return info

    def walk(self, info: dict[str, Any], depth: int) -> Iterator[ListedVideo]:
        # Imported here: the window does not need it.
        from yt_dlp.utils import PlaylistEntries  # type: ignore[import-untyped]

        for _number, entry in PlaylistEntries(self._ydl, info)[:]:
            if len(self._seen) >= MOST_ENTRIES:
                return
            if not isinstance(entry, dict):
                continue
            if entry.get("_type") == "playlist" and depth < _DEPTH:
                yield from self.walk(entry, depth + 1)
            elif depth < _DEPTH and _is_list(entry):
                inner = self.follow({**entry, "_type": "url"})
                yield from self.walk(inner, depth + 1) if "entries" in inner else self.take(entry)
            else:
                # How YouTube dates a list is "3 months ago".
                yield from self.take(entry, is_about=info.get("extractor_key") == "YoutubeTab")

    def take(self, info: dict[str, Any], *, is_about: bool = False) -> Iterator[ListedVideo]:
        """Yield one entry, unless it came before."""
        url, key = _address(info)
        title = line_of(info.get("title"))
        why_not = _UNNAMED.get(title.casefold(), "") or _LIVE.get(str(info.get("live_status")), "")
        if info.get("availability") == "private":
            why_not = "private"
        if not key:
            why_not, key = "address", f"none-{len(self._seen)}"
        if key in self._seen:
            return
        self._seen.add(key)
        date = day_of(info.get("upload_date") or info.get("release_date"))
        yield ListedVideo(
            key,
            url,
            title or line_of(info.get("id")) or url or "–",
            ms_of(info.get("duration")),
            date or _day_at(info.get("timestamp")),
            is_about and not date,
            line_of(info.get("channel") or info.get("uploader")),
            why_not,
        )


def _is_list(entry: dict[str, Any]) -> bool:
    """Return whether an entry is itself a list: a tab of a channel, or a playlist in one."""
    try:
        return is_list(ref_of(str(entry.get("url"))))
    except MediaError:
        return False


def _address(info: dict[str, Any]) -> tuple[str, str]:
    """Return the address of an entry and its key; "" if it has no usable one."""
    from yt_dlp.utils import unsmuggle_url

    formats = [each.get("url") for each in info.get("formats") or () if isinstance(each, dict)]
    for url in (info.get("url"), *reversed(formats)):
        try:
            # What extractors tell each other is no part of an address.
            ref = ref_of(unsmuggle_url(url)[0] if isinstance(url, str) else "")
        except MediaError:
            continue
        key = library_key(ref)
        if key is not None and is_library_key(key):
            return ref.url or "", key
    return "", ""


def _day_at(timestamp: object) -> str:
    try:
        return f"{datetime.fromtimestamp(float(str(timestamp)), UTC):%Y-%m-%d}"
    except (ValueError, OverflowError, OSError):
        return ""
