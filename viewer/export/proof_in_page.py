"""The proof in an exported page, and the pictures and clips: what `proof` holds it to. Pure."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

from viewer.export.html_page import MOST_MOMENTS, VERSION, WORDS_VERSION
from viewer.export.old_pages import WORDS
from viewer.export.page_words import ENGLISH_WORDS, PageWords

_LATEST_MS = 1 << 40
_NAME_BYTES = 255  # of a file
_MEDIA = re.compile(r'(?<=")(data:[a-z]+/[a-z]+;base64,)([A-Za-z0-9+/]*={0,2})(?=")')
_PROOF = re.compile(r'<script type="application/json" id="proof">([^<]*)</script>')
_LANGUAGE = re.compile(r'<html lang="([\w-]{1,35})"(?: dir="rtl")?>')
_Kind = TypeVar("_Kind")


class Claimed(NamedTuple):
    """A moment, as the proof has it."""

    end_ms: int | None
    claims: tuple[str, ...]
    said: str | None
    frame: str | None
    clip: str | None


class Proof(NamedTuple):
    version: int
    language: str
    lengths_ms: Mapping[str, int | None]
    pictures: Mapping[str, str]
    transcripts: Mapping[str, str]
    note: Mapping[str, object]
    videos: Mapping[str, Mapping[str, object]]
    moments: Mapping[tuple[str, int], Claimed]  # by the key of the video, and the ms
    words: PageWords  # what Cuenote says in it


def without_media(text: str) -> tuple[str, dict[str, bytes]]:
    """Take pictures and clips out of a page, and leave their hashes; return them by these."""
    media: dict[str, bytes] = {}

    def taken(found: re.Match[str]) -> str:
        try:
            data = base64.b64decode(found[2], validate=True)
        except binascii.Error:
            return found[0]
        if base64.b64encode(data).decode() != found[2]:
            return found[0]
        sum_ = hashlib.sha256(data).hexdigest()
        media[sum_] = data
        return f"{found[1]}{sum_}"

    return _MEDIA.sub(taken, text), media


def read_proof(text: str) -> Proof:
    """Read the proof of a page; raise ValueError, KeyError, TypeError where it is none."""
    found = _PROOF.search(text)
    data = json.loads(found[1] if found is not None else "")
    json.dumps(data, ensure_ascii=False).encode()  # which no half of a letter can be
    if data["version"] not in range(1, VERSION + 1) or len(data["moments"]) > MOST_MOMENTS:
        raise ValueError
    language = _LANGUAGE.search(text)
    return Proof(
        _of(int, data["version"]),
        language[1] if language is not None else "",
        {key: _or_none(int, ms) for key, ms in data.get("lengths_ms", {}).items()},
        {key: _of(str, sum_) for key, sum_ in data.get("pictures", {}).items()},
        {key: _of(str, sum_) for key, sum_ in data.get("transcripts", {}).items()},
        _file(data["note"]),
        {key: _file(file) for key, file in data["videos"].items()},
        dict(map(_moment, _of(list, data["moments"]))),
        _words_of(data),
    )


def _words_of(data: Mapping[str, Any]) -> PageWords:
    if data["version"] < WORDS_VERSION:
        return WORDS
    return PageWords.of(data["interface"]) if "interface" in data else ENGLISH_WORDS


def _of(kind: type[_Kind], value: object) -> _Kind:
    if type(value) is not kind:
        raise ValueError(value)
    return value


def _or_none(kind: type[_Kind], value: object) -> _Kind | None:
    return _of(kind, value) if value is not None else None


def _file(data: Mapping[str, object]) -> Mapping[str, object]:
    name = _of(str, data["name"])
    if "\0" in name or any(len(part.encode()) > _NAME_BYTES for part in name.split("/")):
        raise ValueError(name)
    return {"name": name, "sha256": _of(str, data["sha256"]), "bytes": _of(int, data["bytes"])}


def _moment(data: Mapping[str, Any]) -> tuple[tuple[str, int], Claimed]:
    ms = _of(int, data["ms"])
    if not 0 <= ms <= _LATEST_MS:
        raise ValueError(ms)
    shown = (_or_none(str, data[name]) for name in ("said", "frame", "clip"))
    claims = tuple(_of(str, claim) for claim in _of(list, data["claims"]))
    return (_of(str, data["video"]), ms), Claimed(_or_none(int, data["end_ms"]), claims, *shown)
