"""The extras of a video: captions and thumbnail.

The child process that saves or resolves loads them with yt-dlp (`thumbnail_of`, `load_extras`). For
a stream they are passed to the window as JSON, and held in memory: nothing is written until the
user saves the video. No Qt.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from viewer.base.translation import tr
from viewer.media.address import check_url
from viewer.media.caption_formats import best_first, caption_suffixes
from viewer.media.ytdlp_failures import failure

_THUMBNAIL_LIMIT = 10_000_000
_TRIES = 3  # addresses of one thumbnail
_CAPTIONS_LIMIT = 8_000_000  # of one language: two hours with a time for each word have about 2 MB
_MOST = 6  # languages
_LANGUAGE = re.compile(r"[A-Za-z0-9]{2,8}(-[A-Za-z0-9]{1,16}){0,4}")
_LIVE_CHAT = "live_chat"


class OfferedCaptions(NamedTuple):
    """Captions that a site offers, in the best usable format."""

    language: str  # as the site names it, without "-orig"
    automatic: bool
    ending: str  # of the file that it becomes
    format: Mapping[str, Any]  # yt-dlp's description
    data: str | None  # the text itself, where it came along


def choose_captions(info: Mapping[str, Any], languages: Sequence[str]) -> list[OfferedCaptions]:
    """Choose captions for each language, and at least the spoken one.

    For each language: made by people ("en", else "en-US" …), else automatic ones in the spoken
    language. If there are none in a wanted language, the original one, by people or machine.
    """
    made = _usable(info.get("subtitles"))
    heard = _usable(info.get("automatic_captions"))
    spoken = {name.removesuffix("-orig"): name for name in heard if name.endswith("-orig")}
    chosen: dict[str, OfferedCaptions] = {}
    for language in dict.fromkeys(languages):
        found = _like(language, made)
        if found is not None:
            chosen.setdefault(found, _offer(found, made[found], automatic=False))
            continue
        plain = _like(language, spoken)
        if plain is not None:
            chosen.setdefault(plain, _offer(plain, heard[spoken[plain]], automatic=True))
        elif not spoken and (name := _like(language, heard)) is not None:
            chosen.setdefault(name, _offer(name, heard[name], automatic=True))
    if not chosen:
        original = str(info.get("language") or next(iter(spoken), ""))
        if (name := _like(original, made)) is not None:
            return [_offer(name, made[name], automatic=False)]
        if (plain := _like(original, spoken)) is not None:
            return [_offer(plain, heard[spoken[plain]], automatic=True)]
        return [_offer(name, made[name], automatic=False) for name in list(made)[:1]]
    return list(chosen.values())


def is_language(name: object) -> bool:
    """Return whether `name` looks like a language, and is safe in a file name."""
    return isinstance(name, str) and _LANGUAGE.fullmatch(name) is not None


def _usable(offered: object) -> dict[str, Mapping[str, Any]]:
    """Keep readable captions with a language that is safe in a file name."""
    found: dict[str, Mapping[str, Any]] = {}
    for language, formats in offered.items() if isinstance(offered, Mapping) else ():
        if language == _LIVE_CHAT or not is_language(language):
            continue
        for form in _best_first(formats):
            found.setdefault(language, form)
    return found


def _best_first(formats: object) -> Iterator[Mapping[str, Any]]:
    listed = formats if isinstance(formats, list) else []
    every = [each for each in listed if isinstance(each, Mapping)]
    for known in best_first():
        yield from (each for each in every if each.get("ext") == known.site)


def _like(language: str, names: Mapping[str, object]) -> str | None:
    """Find a language as written, else a variant: en-US for en, and en for en-US."""
    wanted = language.casefold()
    folded = {name.casefold(): name for name in names}
    if wanted in folded:
        return folded[wanted]
    for name in folded:
        if name.split("-")[0] == wanted.split("-")[0]:
            return folded[name]
    return None


def _offer(language: str, form: Mapping[str, Any], *, automatic: bool) -> OfferedCaptions:
    data = form.get("data")
    (ending,) = (each.suffix[1:] for each in best_first() if each.site == form["ext"])
    return OfferedCaptions(
        language, automatic, ending, form, data if isinstance(data, str) else None
    )


@dataclass(frozen=True, slots=True)
class Captions:
    """The captions of a stream in one language."""

    language: str
    automatic: bool
    ending: str  # of a file with them
    data: bytes

    def to_json(self) -> list[Any]:
        return [self.language, self.automatic, self.ending, _written(self.data)]

    @classmethod
    def from_json(cls, value: Any) -> Captions:
        """Read what `to_json` returned; raises ValueError for anything else."""
        language, automatic, ending, data = value
        if not is_language(language) or f".{ending}" not in caption_suffixes():
            raise ValueError("no captions")
        return cls(language, bool(automatic), ending, _read(data))


@dataclass(frozen=True, slots=True)
class Extras:
    """The extras of a stream; any may be missing."""

    captions: tuple[Captions, ...] = ()
    thumbnail: bytes = b""
    missing: tuple[str, ...] = ()  # what is offered and could not be loaded, in words

    def to_json(self) -> dict[str, Any]:
        return {
            "captions": [each.to_json() for each in self.captions],
            "thumbnail": _written(self.thumbnail),
            "missing": self.missing,
        }

    @classmethod
    def from_json(cls, value: object) -> Extras:
        """Read what `to_json` returned; raises ValueError for anything else."""
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
    """Load what is available; the video plays without the rest."""
    captions: list[Captions] = []
    missing: list[str] = []
    for offered in choose_captions(info, languages)[:_MOST]:
        try:
            data = _load(ydl, offered, load_pieces)
        except Exception as error:  # noqa: BLE001 - whatever yt-dlp raises, it is said
            words = tr("subtitles ({0}): {1}")
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
    # Imported here: the window does not need it.
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
    """Load the thumbnail of a video, or None; raises the error of the last try."""
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
    """Return a picture's suffix by its first bytes, whatever the site calls it, or None."""
    if picture.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if picture.startswith(b"\x89PNG\r\n"):
        return "png"
    if picture[:4] == b"RIFF" and picture[8:12] == b"WEBP":
        return "webp"
    return None
