"""Export claims as timelines for video editors: OpenTimelineIO, CMX 3600 (EDL) and FCPXML.

A cut goes from the first frame at or after a claim's time to the end of its range; without one to
the next claim, but no longer than `LONGEST_MS`. Times are counted in frames of the video's own
rate, or of the nearest that editors take. The formats are written here because OpenTimelineIO has
no wheel for each Python that Cuenote runs on, its adapter for EDL writes neither audio nor FCM, and
that for FCPXML leaves out rates such as 29.97; the tests read all three with it. Pure.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Collection, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from viewer.base.errors import ViewerError
from viewer.base.terminal import json_text
from viewer.base.translation import numeral, tr
from viewer.export.entries import Entry
from viewer.export.tables import web_address
from viewer.notes.timecode import format_range
from viewer.notes.videos import name_of, video_key

LONGEST_MS = 30_000
"""How long a claim without an end is played; the reel and clips hold to it, too."""

_USUAL_RATE = Fraction(25)
# What editors make timelines of, in frames a second.
_RATES = (
    *(Fraction(24_000, 1_001), Fraction(24), Fraction(25), Fraction(30_000, 1_001), Fraction(30)),
    *(Fraction(48), Fraction(50), Fraction(60_000, 1_001), Fraction(60)),
)
_SAME = Fraction(1, 2_000)  # so far apart rates are one that was rounded
_RECORD_HOUR = 1  # at which the timeline of an EDL begins, as everywhere
_MOST_EVENTS = 999
_NO_REEL = re.compile(r"[^A-Z0-9]+")


class Footage(NamedTuple):
    """A video's file, frame rate, length in ms, and whether it has audio."""

    path: Path | None = None
    rate: Fraction | None = None
    duration_ms: int | None = None
    has_sound: bool = True


class Cut(NamedTuple):
    """A claim and its time range, half-open, in ms."""

    entry: Entry
    start_ms: int
    end_ms: int


def cuts_of(entries: Sequence[Entry], durations: Mapping[str, int | None]) -> list[Cut]:
    """Return the cuts by video, then by time; of claims at one moment only the first is a cut.

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
    """Return the number of the first frame at or after `ms`, at a constant frame rate.

    The time of a frame is rounded up to the millisecond, as in `viewer.media.decoder`.
    """
    return max(0, (ms - 1) * rate.numerator // (1000 * rate.denominator) + 1)


TimelineWriter = Callable[[Sequence[Cut], Mapping[str, Footage], str], str]
"""Writes a timeline of that name, with the cuts one behind the other.

Footage is by the key of the video; the rate is that of the first. Raises ViewerError where the
format cannot hold what it is given.
"""


def editor_rate(rate: Fraction | None) -> Fraction:
    """Return the rate of a timeline for a video: its own, a multiple of it, or the nearest."""
    if rate is None or rate <= 0:
        return _USUAL_RATE
    for one in _RATES:
        times = round(one / rate)
        if times and abs(one / rate - times) <= _SAME * times:
            return one
    return min(_RATES, key=lambda one: abs(one - rate))


def write_otio(cuts: Sequence[Cut], footage: Mapping[str, Footage], name: str) -> str:
    """Write OpenTimelineIO; see `TimelineWriter`."""
    known = _known(cuts, footage)
    rates = [editor_rate(one.rate) for one in known]
    clips = [_otio_clip(*each) for each in zip(cuts, known, rates, strict=True)]
    tracks = [_otio_track("Video", clips)]
    if any(one.has_sound for one in known):
        sounds = [
            clip if one.has_sound else _otio("Gap.1", source_range=clip["source_range"])
            for clip, one in zip(clips, known, strict=True)
        ]
        tracks.append(_otio_track("Audio", sounds))
    stack = _otio("Stack.1", name="tracks", children=tracks)
    start = _otio_time(0, rates[0])
    timeline = _otio("Timeline.1", name=name, global_start_time=start, tracks=stack)
    return json_text(timeline, indent=2) + "\n"


def _otio(schema: str, **values: object) -> dict[str, Any]:
    return {"OTIO_SCHEMA": schema, **values}


def _otio_time(frames: int, rate: Fraction) -> dict[str, Any]:
    return _otio("RationalTime.1", rate=float(rate), value=float(frames))


def _otio_span(first: int, stop: int, rate: Fraction) -> dict[str, Any]:
    start, length = _otio_time(first, rate), _otio_time(max(1, stop - first), rate)
    return _otio("TimeRange.1", start_time=start, duration=length)


def _otio_track(kind: str, children: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return _otio("Track.1", name="Claims", kind=kind, children=list(children))


def _otio_clip(cut: Cut, footage: Footage, rate: Fraction) -> dict[str, Any]:
    entry = cut.entry
    start, end = frame_at(cut.start_ms, rate), frame_at(cut.end_ms, rate)
    length = frame_at(footage.duration_ms, rate) if footage.duration_ms is not None else end
    media = _otio(
        "ExternalReference.1",
        name=_name(entry, footage),
        target_url=_address(entry, footage),
        available_range=_otio_span(0, length, rate),
    )
    about = {
        "note": entry.note,
        "cited": format_range(cut.start_ms, entry.end_ms),
        "tags": list(entry.tags),
    }
    return _otio(
        "Clip.2",
        name=entry.text,
        metadata={"cuenote": about},
        source_range=_otio_span(start, end, rate),
        media_references={"DEFAULT_MEDIA": media},
        active_media_reference_key="DEFAULT_MEDIA",
    )


def write_edl(cuts: Sequence[Cut], footage: Mapping[str, Footage], name: str) -> str:
    """Write an edit decision list of CMX 3600, with video and audio; see `TimelineWriter`.

    A clip is named after its file, by which editors find that; its claim is a comment.
    """
    known = _known(cuts, footage)
    if len(cuts) > _MOST_EVENTS:
        words = tr("An EDL has {0} cuts at most, but there are {1}.")
        words = words.format(numeral(_MOST_EVENTS), numeral(len(cuts)))
        raise ViewerError(words, tr("Export OpenTimelineIO or FCPXML."))
    rate = editor_rate(known[0].rate)
    lines = [f"TITLE: {_line(name)}", "FCM: NON-DROP FRAME", ""]
    reels: dict[str, str] = {}
    at = _RECORD_HOUR * 3_600 * round(rate)
    for number, (cut, one) in enumerate(zip(cuts, known, strict=True), 1):
        start = frame_at(cut.start_ms, rate)
        length = max(1, frame_at(cut.end_ms, rate) - start)
        called = _name(cut.entry, one)
        reel = reels.setdefault(called, _reel(called, set(reels.values())))
        times = (start, start + length, at, at + length)
        shown = " ".join(_timecode(each, rate) for each in times)
        kind = "AA/V" if one.has_sound else "V"
        lines += [f"{number:03}  {reel:<8} {kind:<5} C        {shown}"]
        lines += [f"* FROM CLIP NAME: {_line(called)}", f"* COMMENT: {_line(cut.entry.text)}"]
        at += length
    return "\r\n".join([*lines, ""])


def _timecode(frame: int, rate: Fraction) -> str:
    """Write a frame as hh:mm:ss:ff, counting the rounded frame rate (no drop frame)."""
    seconds, frames = divmod(frame, round(rate))
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}:{frames:02}"


def _reel(name: str, taken: Collection[str]) -> str:
    stem = _NO_REEL.sub("", Path(name).stem.upper())[:8] or "AX"
    number = 1
    reel = stem
    while reel in taken:
        number += 1
        reel = f"{stem[: 8 - len(str(number))]}{number}"
    return reel


def xml_text(text: str) -> str:
    """Leave out control characters, which XML cannot contain."""
    return "".join(letter for letter in text if letter >= " " and letter not in "\ufffe\uffff")


def _line(text: str) -> str:
    return xml_text(" ".join(text.split()))


def _known(cuts: Sequence[Cut], footage: Mapping[str, Footage]) -> list[Footage]:
    if not cuts:
        raise ViewerError(tr("Nothing to export: no timestamp can be played."))
    return [footage.get(video_key(cut.entry.video)) or Footage() for cut in cuts]


def write_fcpxml(cuts: Sequence[Cut], footage: Mapping[str, Footage], name: str) -> str:
    """Write FCPXML 1.8, whose times are exact fractions of a second; see `TimelineWriter`."""
    known = _known(cuts, footage)
    rate = editor_rate(known[0].rate)
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
        own = editor_rate(one.rate)
        key = video_key(cut.entry.video)
        if key not in assets:
            assets[key] = f"v{len(assets) + 1}"
            last_ms = max(c.end_ms for c in cuts if video_key(c.entry.video) == key)
            length = frame_at(one.duration_ms or last_ms, own)
            asset = ET.SubElement(
                resources,
                "asset",
                id=assets[key],
                name=_name(cut.entry, one),
                src=_address(cut.entry, one),
                start="0s",
                duration=_seconds(length / own),
                hasVideo="1",
                format=format_of(own),
            )
            if one.has_sound:
                asset.set("hasAudio", "1")
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
