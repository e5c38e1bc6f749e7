"""What belongs to a video beside its picture and sound: captions and thumbnail.

The child process that saves or resolves loads them with yt-dlp (`thumbnail_of`, `load_extras`).
For a stream they travel to the window as JSON, and are held in memory: nothing is written before
somebody wants to keep the video. No Qt.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from viewer.translation import tr
from viewer.video.address import check_url
from viewer.video.transcripts.captions import OfferedCaptions, choose_captions, is_language
from viewer.video.transcripts.formats import caption_suffixes
from viewer.video.ytdlp.failures import failure

_THUMBNAIL_LIMIT = 10_000_000
_TRIES = 3  # addresses of one thumbnail
_CAPTIONS_LIMIT = 8_000_000  # of one language: two hours with a time for each word have about 2 MB
_MOST = 6  # languages


@dataclass(frozen=True, slots=True)
class Captions:
    """The captions of a stream in one language."""

    language: str
    automatic: bool
    ending: str  # of a file with them
    data: bytes

    def to_json(self) -> list[Any]:
        """Return it as a list of JSON."""
        return [self.language, self.automatic, self.ending, _written(self.data)]

    @classmethod
    def from_json(cls, value: Any) -> Captions:
        """Read what `to_json` gave; raise ValueError for anything else."""
        language, automatic, ending, data = value
        if not is_language(language) or f".{ending}" not in caption_suffixes():
            raise ValueError("no captions")
        return cls(language, bool(automatic), ending, _read(data))


@dataclass(frozen=True, slots=True)
class Extras:
    """What came along with a stream; each of it may be missing."""

    captions: tuple[Captions, ...] = ()
    thumbnail: bytes = b""
    missing: tuple[str, ...] = ()  # what is offered and could not be loaded, in words

    def to_json(self) -> dict[str, Any]:
        """Return it as an object of JSON."""
        return {
            "captions": [each.to_json() for each in self.captions],
            "thumbnail": _written(self.thumbnail),
            "missing": self.missing,
        }

    @classmethod
    def from_json(cls, value: object) -> Extras:
        """Read what `to_json` gave; raise ValueError for anything else."""
        try:
            if not isinstance(value, Mapping):
                raise TypeError
            captions = tuple(map(Captions.from_json, value["captions"]))
            return cls(captions, _read(value["thumbnail"]), tuple(map(str, value["missing"])))
        except (KeyError, TypeError) as error:
            raise ValueError(f"not what comes along with a stream: {error}") from error


def _written(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _read(text: Any) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("no bytes") from error


# ---------------------------------------------------------------------- in the child process


# Loads what a site offers in pieces, up to so many bytes.
LoadPieces = Callable[[Any, Mapping[str, Any], int], bytes]


def load_extras(
    ydl: Any, info: Mapping[str, Any], languages: Sequence[str], load_pieces: LoadPieces
) -> Extras:
    """Load what can be had; without the rest the video plays all the same."""
    captions: list[Captions] = []
    missing: list[str] = []
    for offered in choose_captions(info, languages)[:_MOST]:
        try:
            data = _load(ydl, offered, load_pieces)
        except Exception as error:  # noqa: BLE001 - whatever yt-dlp raises, it is said
            words = tr("captions ({0}): {1}")
            missing.append(words.format(offered.language, failure(error).words))
        else:
            captions.append(Captions(offered.language, offered.automatic, offered.ending, data))
    thumbnail = None
    try:
        thumbnail = thumbnail_of(ydl, info)
    except Exception as error:  # noqa: BLE001 - as above
        missing.append(tr("thumbnail: {0}").format(failure(error).words))
    return Extras(tuple(captions), thumbnail or b"", tuple(missing))


def _load(ydl: Any, offered: OfferedCaptions, load_pieces: LoadPieces) -> bytes:
    # Here, for it is of no use in the window.
    from yt_dlp.networking import Request  # type: ignore[import-untyped]

    if offered.data is not None:
        return offered.data.encode()
    form = offered.format
    url = check_url(str(form.get("url")))
    if str(form.get("protocol") or "").startswith("m3u8"):
        return load_pieces(ydl, form, _CAPTIONS_LIMIT)
    with ydl.urlopen(Request(url, headers=dict(form.get("http_headers") or {}))) as answer:
        data: bytes = answer.read(_CAPTIONS_LIMIT)
    return data


def thumbnail_of(ydl: Any, info: Mapping[str, Any]) -> bytes | None:
    """Load the picture of a video; None where there is none, raise what the last try did."""
    every = [each.get("url") for each in info.get("thumbnails") or ()][::-1]
    tried = dict.fromkeys([info.get("thumbnail"), *every])
    fault: Exception | None = None
    for url in [each for each in tried if isinstance(each, str)][:_TRIES]:
        try:
            with ydl.urlopen(check_url(url)) as answer:
                picture: bytes = answer.read(_THUMBNAIL_LIMIT)
        except Exception as error:  # noqa: BLE001 - the last one is raised
            fault = error
            continue
        if picture_ending(picture) is not None:
            return picture
    if fault is not None:
        raise fault
    return None


def picture_ending(picture: bytes) -> str | None:
    """Name a picture by its first bytes, whatever the site calls it; None where it is none."""
    if picture.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if picture.startswith(b"\x89PNG\r\n"):
        return "png"
    if picture[:4] == b"RIFF" and picture[8:12] == b"WEBP":
        return "webp"
    return None
