"""Which captions of a video to load: those made by people first. No Qt, no network."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from viewer.video.transcripts.formats import best_first

_LANGUAGE = re.compile(r"[A-Za-z0-9]{2,8}(-[A-Za-z0-9]{1,16}){0,4}")
_LIVE_CHAT = "live_chat"


class OfferedCaptions(NamedTuple):
    """Captions that a site offers, in the format that is best for us."""

    language: str  # as the site names it, without "-orig"
    automatic: bool
    ending: str  # of the file that it becomes
    format: Mapping[str, Any]  # yt-dlp's description
    data: str | None  # the text itself, where it came along


def choose_captions(info: Mapping[str, Any], languages: Sequence[str]) -> list[OfferedCaptions]:
    """Choose one set of captions for each language, and at least what was spoken.

    For each language: made by people ("en", else "en-US" …), else transcribed by a machine from
    what is said in it. Where none is in a wanted language, the original one, by people or machine.
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
    """Whether `name` has the form of a language, and can be part of a file's name."""
    return isinstance(name, str) and _LANGUAGE.fullmatch(name) is not None


def _usable(offered: object) -> dict[str, Mapping[str, Any]]:
    """Keep what something of ours reads, with a language that can be part of a file's name."""
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
    """Find a language as it is written, else a kind of it: en-US for en, and en for en-US."""
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
