"""What a web video consists of: its video and audio tracks, and their current addresses.

Values that the resolving child passes to the window as JSON; see `resolve`. No Qt, no network.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from viewer.base.errors import MediaError
from viewer.base.translation import tr
from viewer.media.ytdlp_failures import Failure, FailureKind
from viewer.notes.model import VideoFacts

_LINK_LIMIT = 16_000


class StreamError(MediaError):
    """A stream that cannot continue; `failure` says why, and what can be done."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.words, failure.next_step)
        self.failure = failure


def no_pieces(detail: str) -> Failure:
    """Return the failure for a segmented stream that cannot be played; `detail` says why."""
    return Failure.of(
        FailureKind.UNKNOWN,
        detail,
        words=tr("The site sends this video in pieces that can't be streamed."),
        step=tr("Save it for offline, or open it in the browser."),
    )


class StreamPart(NamedTuple):
    """One piece of a segmented stream; bytes, half-open."""

    url: str
    start: int  # of the piece in what is at `url`
    end: int | None  # None: all of it from `start` on
    room: int  # so many bytes are kept for it in the file that players see
    duration_s: float


@dataclass(frozen=True, slots=True)
class Track:
    """One file on the web with video, audio or both. Links of many sites last some hours."""

    url: str
    headers: Mapping[str, str]  # to be sent with every request
    kind: str  # what names its container: "mp4", "webm", …
    format_id: str  # yt-dlp's name of it: the same one is asked for when the link has expired
    height: int | None  # of the picture, in pixels; None: sound alone, or not known
    size: int | None  # bytes, where known exactly
    available_at: float | None  # seconds of the epoch; before that the site refuses
    # Where it comes in pieces: they, and what stands before them.
    parts: tuple[StreamPart, ...] = ()
    head: bytes = b""

    def to_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__} | {
            "headers": dict(self.headers),
            "head": base64.b64encode(self.head).decode(),
        }

    def piece(self, number: int) -> Track:
        part = self.parts[number]
        whole = replace(self, height=None, size=None, head=b"")
        return replace(whole, url=part.url, parts=(part,))

    @property
    def stretch(self) -> tuple[int, int | None]:
        """Its byte range at `url`, half-open; None: to the end."""
        if len(self.parts) != 1 or self.parts[0].url != self.url:
            return 0, None
        return self.parts[0].start, self.parts[0].end

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Track:
        """Read what `to_json` returned."""
        parts = tuple(StreamPart(*each) for each in value["parts"])
        return cls(**{**value, "parts": parts, "head": base64.b64decode(value["head"])})


def check_link(text: str) -> str:
    """Return a link made by a site if it may be followed; raises ValueError if not.

    Like `check_url`, which is for addresses typed by the user; links are signed, and can be long.
    """
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
        raise ValueError("not a web link")
    _ = parts.port
    if len(text) > _LINK_LIMIT or not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError("not a link")
    return text


@dataclass(frozen=True, slots=True)
class Resolved:
    """A web video as it can be played now."""

    facts: VideoFacts
    picture: Track  # with the sound, where `sound` is None
    sound: Track | None
    expires_at: float | None  # seconds of the epoch, where the links say so

    def to_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__} | {
            "facts": asdict(self.facts),
            "picture": self.picture.to_json(),
            "sound": self.sound.to_json() if self.sound is not None else None,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Resolved:
        """Read what `to_json` returned."""
        facts, sound = value["facts"], value["sound"]
        chapters = tuple((start_ms, title) for start_ms, title in facts["chapters"])
        return cls(
            VideoFacts(**{**facts, "chapters": chapters}),
            Track.from_json(value["picture"]),
            Track.from_json(sound) if sound is not None else None,
            value["expires_at"],
        )
