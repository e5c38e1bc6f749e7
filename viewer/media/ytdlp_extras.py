"""The extras of a video: captions and thumbnail.

The child process that saves or resolves loads them with yt-dlp. No Qt.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from viewer.base.errors import MediaError
from viewer.base.translation import tr
from viewer.media.address import check_url
from viewer.media.caption_formats import best_first
from viewer.media.library import Caption, Library, SavedInfo
from viewer.media.media import PART_FOLDER
from viewer.media.ytdlp_failures import failure
from viewer.notes.beside import folder_beside

_CAPTIONS_LIMIT = 8_000_000  # of one language: two hours with a time for each word have about 2 MB
_THUMBNAIL_LIMIT = 10_000_000
_TRIES = 3  # addresses of one thumbnail
_LANGUAGE = re.compile(r"[A-Za-z0-9]{2,8}(-[A-Za-z0-9]{1,16}){0,4}")


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


def _usable(offered: object) -> dict[str, Mapping[str, Any]]:
    """Keep readable captions with a language that is safe in a file name."""
    found: dict[str, Mapping[str, Any]] = {}
    for language, formats in offered.items() if isinstance(offered, Mapping) else ():
        if language == "live_chat" or not _LANGUAGE.fullmatch(str(language)):
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


class Captions(NamedTuple):
    """The captions of a video in one language."""

    language: str
    automatic: bool
    ending: str  # of a file with them
    data: bytes

    def to_json(self) -> tuple[str, bool, str, str]:
        return *self[:3], b64encode(self.data).decode()

    @classmethod
    def from_json(cls, value: tuple[str, bool, str, str]) -> Captions:
        """Read what `to_json` returned."""
        return cls(*value[:3], b64decode(value[3]))


@dataclass(frozen=True, slots=True)
class Extras:
    """The extras of a video; any may be missing."""

    captions: tuple[Captions, ...] = ()
    thumbnail: bytes = b""
    missing: tuple[str, ...] = ()  # what is offered and could not be loaded, in words

    def put(self, saved: SavedInfo, whole: Path, library: Library) -> Path:
        """Put a whole video into the library with these beside it; return its path.

        They add to what `saved` has already. `whole` as for `Library.put`. Raises OSError.
        """
        captions, beside = list(saved.captions), []
        for each in self.captions:
            name = f"{saved.key}.{each.language}.{each.ending}"
            captions.append(Caption(name, each.language, each.automatic))
            beside.append((each.data, name))
        ending, thumbnail = picture_ending(self.thumbnail), saved.thumbnail
        if ending is not None:
            thumbnail = f"{saved.key}.{ending}"
            beside.append((self.thumbnail, thumbnail))
        moved = []
        for data, name in beside:
            moved.append((library.folder(saved.key) / PART_FOLDER / f"joined.{name}", name))
            moved[-1][0].write_bytes(data)
        saved = replace(saved, captions=tuple(captions), thumbnail=thumbnail, missing=self.missing)
        return library.put(saved, whole, moved)


# ---------------------------------------------------------------------- in the child process


def load_extras(
    ydl: Any,
    info: Mapping[str, Any],
    languages: Sequence[str],
    folder: Path,
    there: SavedInfo | None = None,
) -> Extras:
    """Load what is available, except for what is `there`; the video can be had without the rest."""
    known = [each.language for each in there.captions] if there is not None else []
    captions, missing = load_captions(ydl, info, languages, folder, known)
    thumbnail = b""
    try:
        if there is None or not there.thumbnail:
            thumbnail = _thumbnail_of(ydl, info) or b""
    except Exception as error:  # noqa: BLE001 - whatever yt-dlp raises, it is said
        missing.append(tr("thumbnail: {0}").format(failure(error).words))
    return Extras(tuple(captions), thumbnail, tuple(missing))


def load_captions(
    ydl: Any,
    info: Mapping[str, Any],
    languages: Sequence[str],
    folder: Path,
    known: Collection[str] = (),
) -> tuple[list[Captions], list[str]]:
    """Load captions, except for `known` languages; also return what is missing, in words.

    They are in `folder` while they come: one of Cuenote's, since what a kill leaves is deleted
    there. `ydl` calls `check_size`.
    """
    captions: list[Captions] = []
    missing: list[str] = []
    for offered in choose_captions(info, languages):
        if offered.language in known:
            continue
        try:
            data = _load(ydl, offered, folder)
        except Exception as error:  # noqa: BLE001 - as above
            words = tr("subtitles ({0}): {1}")
            missing.append(words.format(offered.language, failure(error).words))
        else:
            captions.append(Captions(offered.language, offered.automatic, offered.ending, data))
    return captions, missing


def check_size(status: Mapping[str, Any]) -> None:
    """Give up captions that are far too long: they are held in memory."""
    if (status.get("downloaded_bytes") or 0) > _CAPTIONS_LIMIT:
        raise MediaError(tr("The subtitles are too long."))


def _load(ydl: Any, offered: OfferedCaptions, folder: Path) -> bytes:
    if offered.data is not None:
        return offered.data.encode()
    check_url(str(offered.format.get("url")))
    with folder_beside(folder / "captions") as made:
        path = made / f"captions.{offered.language}.{offered.ending}"
        ydl.dl(str(path), dict(offered.format), subtitle=True)
        data = path.read_bytes()
    if not data:
        raise MediaError(tr("“{0}” is empty.").format(path.name))
    return data


def _thumbnail_of(ydl: Any, info: Mapping[str, Any]) -> bytes | None:
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
