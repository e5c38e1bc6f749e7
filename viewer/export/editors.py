"""Claims as cuts of a timeline for video editors: FCPXML, and OTIO and EDL by OpenTimelineIO.

That comes with the extra `[export]`. FCPXML is written here, for the adapter of OpenTimelineIO
leaves rates such as 29.97 out. A cut goes from the first frame at or after a claim's time
to the end of its range; without one to the next claim, and no longer than
`LONGEST_MS`. Times are counted in frames of the video's own rate.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from viewer.errors import ViewerError
from viewer.export.chapters import xml_text
from viewer.export.entries import Entry
from viewer.export.tables import web_address
from viewer.notes.timecode import format_range
from viewer.notes.videos import name_of, video_key

LONGEST_MS = 30_000
"""How long a claim without an end is played; the reel and clips hold to it, too."""

_USUAL_RATE = Fraction(25)


class Footage(NamedTuple):
    """What is known of a video: its file, frames a second, and length in ms."""

    path: Path | None = None
    rate: Fraction | None = None
    duration_ms: int | None = None


class Cut(NamedTuple):
    """A claim with the time it takes, half-open, in ms."""

    entry: Entry
    start_ms: int
    end_ms: int


def cuts_of(entries: Sequence[Entry], durations: Mapping[str, int | None]) -> list[Cut]:
    """Return the cuts video by video, in each by time; claims at one moment are one cut, the first.

    `durations` are in ms, by the key of the video.
    """
    by_video: dict[str, dict[int, Entry]] = {}
    for entry in entries:
        if entry.ms is not None:
            of_video = by_video.setdefault(video_key(entry.video), {})
            known = of_video.get(entry.ms)
            if known is None or (known.end_ms or 0) < (entry.end_ms or 0):
                of_video[entry.ms] = entry
    cuts = []
    for key, of_video in by_video.items():
        starts = sorted(of_video)
        following = dict(pairwise(starts))
        for ms in starts:
            entry = of_video[ms]
            end_ms = entry.end_ms
            if end_ms is None:
                end_ms = min(ms + LONGEST_MS, following.get(ms, ms + LONGEST_MS))
            duration_ms = durations.get(key)
            if duration_ms is not None:
                end_ms = min(end_ms, duration_ms)
            if end_ms > ms:
                cuts.append(Cut(entry, ms, end_ms))
    return cuts


def frame_at(ms: int, rate: Fraction) -> int:
    """Return the number of the first frame at or after `ms`, where all frames are equally long.

    The time of a frame is rounded up to the millisecond, as in `viewer.video.frames.decoder`.
    """
    return max(0, (ms - 1) * rate.numerator // (1000 * rate.denominator) + 1)


Writer = Callable[[Sequence[Cut], Mapping[str, Footage], str], str]
"""Writes a timeline of that name, with the cuts one behind the other.

Footage is by the key of the video; the rate is that of the first. Raises ViewerError where the
extra is not installed, or the form cannot hold what it is given.
"""


def write_otio(
    cuts: Sequence[Cut],
    footage: Mapping[str, Footage],
    name: str,
    *,
    form: str = "otio",
    adapter: str = "otio_json",
    has_one_rate: bool = False,
) -> str:
    """Write OpenTimelineIO, or what `adapter` makes of it; see `Writer`."""
    known = _known(cuts, footage)
    rate = known[0].rate or _USUAL_RATE
    otio = extra("opentimelineio", "Timelines for editors need OpenTimelineIO")
    timeline = otio.schema.Timeline(name=name)
    timeline.global_start_time = otio.opentime.RationalTime(0, float(rate))
    track = otio.schema.Track(name="Claims", kind=otio.schema.TrackKind.Video)
    timeline.tracks.append(track)
    for cut, one in zip(cuts, known, strict=True):
        track.append(_clip(otio, cut, one, rate if has_one_rate else one.rate or _USUAL_RATE))
    options = {"rate": float(rate)} if has_one_rate else {}
    try:
        return str(otio.adapters.write_to_string(timeline, adapter, **options))
    except (otio.exceptions.OTIOError, ValueError) as error:
        raise ViewerError(f"This can't be exported as {form}: {error}") from error


write_edl = partial(write_otio, form="edl", adapter="cmx_3600", has_one_rate=True)
"""Write an edit decision list; see `Writer`."""


def _known(cuts: Sequence[Cut], footage: Mapping[str, Footage]) -> list[Footage]:
    """Return the footage of each cut."""
    if not cuts:
        raise ViewerError("Nothing to export: no timestamp has a video.")
    return [footage.get(video_key(cut.entry.video)) or Footage() for cut in cuts]


def write_fcpxml(cuts: Sequence[Cut], footage: Mapping[str, Footage], name: str) -> str:
    """Write FCPXML 1.8, whose times are exact fractions of a second; see `Writer`."""
    known = _known(cuts, footage)
    rate = known[0].rate or _USUAL_RATE
    root = ET.Element("fcpxml", version="1.8")
    resources = ET.SubElement(root, "resources")
    formats: dict[Fraction, str] = {}
    assets: dict[str, str] = {}

    def format_of(of_rate: Fraction) -> str:
        if of_rate not in formats:
            formats[of_rate] = f"f{len(formats) + 1}"
            ET.SubElement(
                resources, "format", id=formats[of_rate], frameDuration=_seconds(1 / of_rate)
            )
        return formats[of_rate]

    event = ET.SubElement(ET.SubElement(root, "library"), "event", name=name)
    project = ET.SubElement(event, "project", name=name)
    sequence = ET.SubElement(
        project, "sequence", format=format_of(rate), tcStart="0s", tcFormat="NDF"
    )
    spine = ET.SubElement(sequence, "spine")
    at = 0  # in frames of the sequence
    for cut, one in zip(cuts, known, strict=True):
        own = one.rate or _USUAL_RATE
        key = video_key(cut.entry.video)
        if key not in assets:
            assets[key] = f"v{len(assets) + 1}"
            last_ms = max(c.end_ms for c in cuts if video_key(c.entry.video) == key)
            length = frame_at(one.duration_ms or last_ms, own)
            ET.SubElement(
                resources,
                "asset",
                id=assets[key],
                name=_name(cut.entry, one),
                src=_address(cut.entry, one),
                start="0s",
                duration=_seconds(length / own),
                hasVideo="1",
                hasAudio="1",
                format=format_of(own),
            )
        start, end = frame_at(cut.start_ms, own), frame_at(cut.end_ms, own)
        length = max(1, round((end - start) / own * rate))
        clip = ET.SubElement(
            spine,
            "asset-clip",
            ref=assets[key],
            name=xml_text(cut.entry.text),
            offset=_seconds(at / rate),
            start=_seconds(start / own),
            duration=_seconds(length / rate),
            format=format_of(own),
        )
        ET.SubElement(clip, "note").text = xml_text(
            f"{cut.entry.note} {format_range(cut.start_ms, cut.entry.end_ms)}"
        )
        at += length
    sequence.set("duration", _seconds(at / rate))
    ET.indent(root)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n'
    return head + ET.tostring(root, encoding="unicode") + "\n"


def _seconds(seconds: Fraction) -> str:
    return f"{seconds.numerator}/{seconds.denominator}s" if seconds else "0s"


def _name(entry: Entry, footage: Footage) -> str:
    if footage.path is not None:
        return footage.path.name
    return name_of(entry.video) if entry.video is not None else entry.title


def _address(entry: Entry, footage: Footage) -> str:
    if footage.path is not None:
        return footage.path.absolute().as_uri()
    return web_address(entry.video) if entry.video is not None else ""


def extra(name: str, words: str) -> ModuleType:
    """Load a module of the extra `[export]`, which something needs, in words; raise ViewerError."""
    try:
        return import_module(name)
    except ImportError as error:
        remedy = "Install it with: pip install 'cuenote[export]'"
        raise ViewerError(f"{words}, which is not installed.", remedy) from error


def _clip(otio: Any, cut: Cut, footage: Footage, rate: Fraction) -> Any:
    entry = cut.entry
    start, end = frame_at(cut.start_ms, rate), frame_at(cut.end_ms, rate)

    def span(first: int, stop: int) -> Any:
        time = otio.opentime.RationalTime
        return otio.opentime.TimeRange(
            time(first, float(rate)), time(max(1, stop - first), float(rate))
        )

    length = frame_at(footage.duration_ms, rate) if footage.duration_ms is not None else end
    media = otio.schema.ExternalReference(
        target_url=_address(entry, footage), available_range=span(0, length)
    )
    media.name = _name(entry, footage)
    clip = otio.schema.Clip(name=entry.text, media_reference=media, source_range=span(start, end))
    clip.metadata["cuenote"] = {
        "note": entry.note,
        "cited": format_range(cut.start_ms, entry.end_ms),
        "tags": list(entry.tags),
    }
    return clip
