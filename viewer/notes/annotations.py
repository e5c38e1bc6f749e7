"""Annotations of the web (JSON-LD) as notes: a bullet for each that is about a moment of a video.

Pages, collections and lists of annotations, single ones, and the canvases of IIIF manifests, as
they are in the wild; a time and a region stand in the fragment of the target or in a selector. What
cannot be a timestamp is left out, with the reason. Pure; any thread.

Sources: https://www.w3.org/TR/annotation-model/, https://www.w3.org/TR/media-frags/,
https://iiif.io/api/presentation/3.0/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import unquote

from viewer.notes.entities import unescape
from viewer.notes.forms.every import ANCHOR
from viewer.notes.forms.form import Wanted
from viewer.notes.front_edit import new_note, video_typed
from viewer.notes.moments import address_of
from viewer.notes.note import Note
from viewer.notes.region import Region
from viewer.notes.retime import escaped

_XYWH = re.compile(r"(?:\A|[#&?])xywh=(?:(percent|pixel)(?::|%3[Aa]))?([\d.,%A-Fa-f]+)")
_TIME = re.compile(r"(?:\A|[#&?])t=(?:npt(?::|%3[Aa]))?([^&#]+)")
_TAG = re.compile(r"<[^<>]*>")
_PAGES = ("items", "first", "annotations", "resources", "@graph", "otherContent", "canvases")
_PAINTED = ("painting", "sc:painting")
_DEEPEST = 12
_MOST = 100_000


class Annotated(NamedTuple):
    """One annotation that became a timestamp."""

    source: str  # the address of the video, without a fragment
    ms: int
    end_ms: int | None
    region: Region | None
    text: str
    tags: tuple[str, ...]


class Read(NamedTuple):
    """What a file of annotations holds."""

    found: tuple[Annotated, ...]
    # What was left out: an id or a text, and why.
    left: tuple[tuple[str, str], ...]
    # What its source is called, by its address, where a manifest says so.
    titles: Mapping[str, str]


def read_annotations(data: object, size: tuple[int, int] | None = None) -> Read:
    """Read what JSON says; `size` is the width and height of the picture where that does not say.

    Regions in pixels need it. Raises nothing: what is no annotation is passed over.
    """
    reader = _Reader(size)
    reader.take(data, 0, _Around())
    return Read(tuple(reader.found), tuple(reader.left), reader.titles)


class _Around(NamedTuple):
    """What is known of the canvas around an annotation: its size, and the video painted on it."""

    size: tuple[int, int] | None = None
    videos: tuple[tuple[str, str], ...] = ()  # the id of a canvas, and the address of its video


class _Reader:
    def __init__(self, size: tuple[int, int] | None) -> None:
        self._size = size
        self.found: list[Annotated] = []
        self.left: list[tuple[str, str]] = []
        self.titles: dict[str, str] = {}

    def take(self, value: object, depth: int, around: _Around) -> None:
        """Take the annotations in a value, however deep."""
        if depth > _DEEPEST or len(self.found) >= _MOST:
            return
        if isinstance(value, list):
            for one in value:
                self.take(one, depth + 1, around)
            return
        if not isinstance(value, dict):
            return
        kinds = _kinds(value)
        if "Annotation" in kinds or "oa:Annotation" in kinds:
            self._annotation(value, around)
            return
        if "Canvas" in kinds or "sc:Canvas" in kinds:
            around = self._canvas(value, around)
        for name in _PAGES:
            if name in value:
                self.take(value[name], depth + 1, around)

    def _canvas(self, canvas: dict[str, Any], around: _Around) -> _Around:
        """Say how large a canvas is, and which video is painted on it."""
        videos = dict(around.videos)
        name = _id_of(canvas)
        for one in _annotations_in(canvas):
            if _is_painting(one):
                video = next(iter(_ids(one.get("body"))), "")
                if video:
                    videos[name] = video
                    label = _words_of(canvas.get("label"))
                    if label:
                        self.titles.setdefault(video, label)
        width, height = canvas.get("width"), canvas.get("height")
        size = around.size
        if isinstance(width, int) and isinstance(height, int) and width > 0 and height > 0:
            size = width, height
        return _Around(size, tuple(videos.items()))

    def _annotation(self, one: dict[str, Any], around: _Around) -> None:
        if _is_painting(one):
            return  # it is the video itself
        text, tags = _bodies(one)
        targets = one.get("target", one.get("on", []))
        found = list(_targets(targets))
        if not found:
            self._leave(one, text, "It points to no video.")
        for source, fragments in found:
            self._target(one, source, fragments, around, text, tags)

    def _target(
        self,
        one: dict[str, Any],
        source: str,
        fragments: str,
        around: _Around,
        text: str,
        tags: tuple[str, ...],
    ) -> None:
        address, _, own = source.partition("#")
        fragments = f"{own}&{fragments}".strip("&")
        address = dict(around.videos).get(address, address)
        time = _TIME.search(fragments)
        read = address_of(f"#t={time[1]}") if time is not None else None
        if read is None or read.start is None or not read.start.readings:
            self._leave(one, text, "It has no time in a video.")
            return
        if video_typed(unquote(address)) is None:
            self._leave(one, text, "It names no video.")
            return
        region = None
        written = _XYWH.search(fragments)
        if written is not None:
            region = _region(written, around.size or self._size)
            if region is None:
                words = "Its region is in pixels, and the size of the picture is not known."
                self._leave(one, text, words)
                return
        ends = read.end.readings if read.end is not None else ()
        end_ms = ends[0].ms if ends and ends[0].ms > read.start.readings[0].ms else None
        ms = read.start.readings[0].ms
        self.found.append(Annotated(address, ms, end_ms, region, text, tags))

    def _leave(self, one: dict[str, Any], text: str, why: str) -> None:
        self.left.append((" ".join(text.split())[:60] or _id_of(one) or "An annotation", why))


def _region(written: re.Match[str], size: tuple[int, int] | None) -> Region | None:
    """Read `x,y,w,h`; in pixels of a picture of that size where no percent is named."""
    parts = unquote(written[2]).split(",")
    try:
        x, y, w, h = (float(part) for part in parts)
    except ValueError:
        return None
    if written[1] == "percent":
        return Region(x, y, w, h)
    if size is None:
        return None
    across, down = 100 / size[0], 100 / size[1]
    return Region(x * across, y * down, w * across, h * down)


# ---------------------------------------------------------------------- the parts of JSON


def _kinds(value: Mapping[str, Any]) -> list[str]:
    kind = value.get("type", value.get("@type", ""))
    return [str(one) for one in kind] if isinstance(kind, list) else [str(kind)]


def _id_of(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        found = value.get("id", value.get("@id", ""))
        return found if isinstance(found, str) else ""
    return ""


def _ids(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if found := _id_of(one):
            yield found


def _annotations_in(canvas: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    pages = canvas.get("items", [])
    for page in pages if isinstance(pages, list) else []:
        items = page.get("items", []) if isinstance(page, dict) else []
        yield from (one for one in items if isinstance(one, dict))


def _is_painting(one: Mapping[str, Any]) -> bool:
    why = one.get("motivation", "")
    return any(reason in _PAINTED for reason in (why if isinstance(why, list) else [why]))


def _words_of(label: object) -> str:
    """Read a label: a text, or as IIIF has it, lists of texts by language."""
    if isinstance(label, str):
        return label.strip()
    if isinstance(label, dict):
        label = next(iter(label.values()), "")
    if isinstance(label, list):
        return " ".join(_words_of(one) for one in label).strip()
    return label.strip() if isinstance(label, str) else ""


def _bodies(one: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Return what an annotation says, on one line, and its tags."""
    bodies = one.get("body", one.get("resource", one.get("bodyValue", [])))
    texts: list[str] = []
    tags: list[str] = []
    for body in bodies if isinstance(bodies, list) else [bodies]:
        if isinstance(body, str):
            body = {"value": body}
        if not isinstance(body, dict):
            continue
        words = body.get("value", body.get("chars", body.get("cnt:chars", "")))
        if not isinstance(words, str) or not words.strip():
            continue
        if "html" in str(body.get("format", "")):
            words = unescape(_TAG.sub(" ", words))
        words = " ".join(words.split())
        is_tag = body.get("purpose") == "tagging" or "oa:Tag" in _kinds(body)
        (tags if is_tag else texts).append(words)
    return " ".join(texts), tuple(tags)


def _targets(targets: object) -> Iterator[tuple[str, str]]:
    """Yield the source of each target, and the fragments that its selectors name."""
    for target in targets if isinstance(targets, list) else [targets]:
        if isinstance(target, str):
            yield target, ""
        elif isinstance(target, dict):
            source = _id_of(target.get("source", target.get("full", target.get("within", ""))))
            source = source or _id_of(target)
            if source:
                yield source, "&".join(_fragments(target.get("selector")))


def _fragments(selectors: object) -> Iterator[str]:
    for one in selectors if isinstance(selectors, list) else [selectors]:
        if not isinstance(one, dict):
            continue
        value = one.get("value", "")
        if isinstance(value, str) and not value.lstrip().startswith("<"):  # else SVG
            yield value.lstrip("#?")
        t = one.get("t")
        if isinstance(t, int | float):  # IIIF's PointSelector
            yield f"t={t:.3f}"
        for name in ("default", "item", "refinedBy"):
            yield from _fragments(one.get(name))


# ---------------------------------------------------------------------- the note


def note_of(annotated: Sequence[Annotated], title: str) -> bytes:
    """Write a new note about the one video of some annotations: a bullet for each text, by time.

    Those of one text, time and tags stand in one bullet, a timestamp for each region.
    """
    source = unquote(annotated[0].source) if "://" not in annotated[0].source else ""
    video = video_typed(source or annotated[0].source)
    assert video is not None
    bullets: dict[tuple[int, str, tuple[str, ...]], list[Annotated]] = {}
    for one in sorted(annotated, key=lambda each: each.ms):
        bullets.setdefault((one.ms, one.text, one.tags), []).append(one)
    lines = []
    for (_, text, tags), same in bullets.items():
        cited = (ANCHOR.write(Wanted(one.ms, one.end_ms, None, one.region)) for one in same)
        words = [escaped(text), *dict.fromkeys(cited), *(f"#{_as_tag(tag)}" for tag in tags)]
        lines.append(f"- {' '.join(word for word in words if word)}\n")
    head = new_note(video, title).decode()
    made = f"{head}# {escaped(title)}\n\n{''.join(lines)}".encode()
    assert len(Note.parse(made).citations) >= len(bullets)
    return made


def _as_tag(tag: str) -> str:
    return re.sub(r"[^\w/-]+", "-", tag.lstrip("#")).strip("-") or "tag"
